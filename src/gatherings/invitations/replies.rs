//! Answers that mail programs send by themselves (RFC 6047): whoever accepts or declines in their calendar has answered.
//!
//! Who answers is said by the address that the invitation gave them, sealed by this server, and never by the sender of the
//! letter, which anybody can write. What a letter says goes through the queue: the program that takes it from a mail
//! server ends before anything follows from it, and the server that serves decides.

use super::{
    mailed::{self, Letter, Mailed},
    store,
};
use crate::{
    act::{Act, Look},
    app::App,
    args,
    error::{Error, Result},
    gatherings::{
        Gathering, Reply, actions, answers,
        calendar::uid,
        guests::{self, model::Comer},
        mail,
    },
    http::Ask,
    id::GatheringId,
    jobs::Job,
    page::text::Say,
    series,
    time::{HOUR, MINUTE, Moment},
};

/// The clock of who answers may be behind by so much.
const CLOCKS_DIFFER: i64 = 2 * MINUTE;
/// So many characters an address has at most, and the name of an event of ours.
const LONGEST_NAME: usize = 320;

/// What became of a letter that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It answers something: the server will look at it.
    Kept,
    /// It was sent by a program about another letter, or answers nothing that was sent from here.
    Ignored,
    /// It is no answer of a calendar, or longer than is read.
    Unreadable,
}

/// Takes a letter, and leaves what it says to the server.
///
/// # Errors
/// Where it could not be kept: it may be brought again later.
pub async fn take(app: &App, bytes: &[u8], recipient: Option<&str>) -> Result<Taken> {
    if bytes.len() > mailed::MOST {
        return Ok(Taken::Unreadable);
    }
    match mailed::read(bytes, recipient) {
        Letter::Answer(mailed) if is_ours(app, &mailed) => {
            let job = Job::Replied(mailed);
            app.act(&Ask::system(), move |act| act.later(&job)).await?;
            Ok(Taken::Kept)
        }
        // Anybody can write: what this server did not seal is not kept.
        Letter::Answer(_) | Letter::Automatic => Ok(Taken::Ignored),
        Letter::Other => Ok(Taken::Unreadable),
    }
}

/// The gathering that an answer names.
fn named(mailed: &Mailed) -> Option<GatheringId> {
    mailed.uid.split('@').next().and_then(|id| id.parse().ok())
}

/// Whether an answer came to an address that this server sealed for that gathering, and is not longer than one can be.
fn is_ours(app: &App, mailed: &Mailed) -> bool {
    let short = |text: &str| text.chars().count() <= LONGEST_NAME;
    let sealed = || named(mailed).is_some_and(|id| mailed.comer(&app.shared.keys, id).is_some());
    short(&mailed.uid) && short(&mailed.attendee) && sealed()
}

/// What is to be done about an answer that was read.
enum Verdict {
    /// It is carried out.
    Answer(Gathering, Comer),
    /// They are asked to look again: it was about another time or place.
    Stale(Gathering, Comer),
}

/// Whom and what an answer is about; `None` where it counts for nothing: nobody here sealed it, it is of an address that
/// was not invited, something newer was heard, or there is no answer any more that it could change. What somebody may not
/// see any more is not spoken of either.
fn judge(act: &mut Act<'_>, mailed: &Mailed) -> Result<Option<Verdict>> {
    let Some(id) = named(mailed).filter(|id| uid(act, *id) == mailed.uid) else { return Ok(None) };
    let Some(comer) = mailed.comer(&act.shared.keys, id) else { return Ok(None) };
    let Some((before, given)) = store::mailed_at(act, id, comer)? else { return Ok(None) };
    let at = stamp(act, mailed);
    // What they said on the page since counts.
    if before.is_some_and(|before| before >= at) || at < given.plus(-CLOCKS_DIFFER) {
        return Ok(None);
    }
    let address = super::address(act, comer)?.map(|(_, email)| email);
    if !address.is_some_and(|email| email.eq_ignore_ascii_case(&mailed.attendee)) {
        return Ok(None);
    }
    let seen = as_they_see(act, comer, |act| actions::visible(act, id));
    let gathering = match seen {
        Ok(gathering) => gathering,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    // That somebody can't come is true of any version.
    let stale = mailed.sequence < gathering.sequence && mailed.reply != Reply::No;
    Ok(Some(if stale { Verdict::Stale(gathering, comer) } else { Verdict::Answer(gathering, comer) }))
}

/// Does something as a member; guests see by their letters what the server sees.
fn as_they_see<T>(act: &mut Act<'_>, comer: Comer, work: impl FnOnce(&mut Act<'_>) -> Result<T>) -> Result<T> {
    match comer {
        Comer::Guest(_) => work(act),
        Comer::Person(person) => {
            let who = store::person(act, person)?.ok_or(Error::NotFound)?;
            series::as_person(act, who, work)
        }
    }
}

/// When it was answered; a clock that is ahead must not keep later answers out.
fn stamp(look: &Look<'_>, mailed: &Mailed) -> Moment {
    Moment::from_seconds(mailed.stamp).min(look.now)
}

/// Why an answer did not count, for the one who gave it.
#[derive(Debug, Clone, Copy)]
enum Why {
    /// The gathering has changed since.
    Stale,
    /// The host asks something first.
    Asked,
    /// It does not go with how things stand (the key of a message).
    Refused(&'static str),
}

/// Does what an answer by mail says. Where that can't be, whoever gave it gets a letter that says why, and leads on.
///
/// # Errors
/// Of storage; it may be tried again.
pub async fn carry_out(app: &App, mailed: &Mailed) -> Result<()> {
    let said = mailed.clone();
    let outcome = app
        .act(&Ask::system(), move |act| match judge(act, &said)? {
            None => Ok(false),
            Some(Verdict::Stale(gathering, comer)) => sorry(act, &said, &gathering, comer, Why::Stale).map(|()| true),
            Some(Verdict::Answer(gathering, comer)) => {
                let given = give(act, &gathering, comer, said.reply)?;
                let at = stamp(act, &said);
                store::put_given_at(act, gathering.id, comer, at)?;
                if matches!(given, Reply::Waiting | Reply::Asked) {
                    waits(act, &gathering, comer)?;
                }
                Ok(true)
            }
        })
        .await;
    let why = match outcome {
        Ok(true) => return Ok(()),
        Ok(false) => {
            tracing::info!("an answer by mail counted for nothing");
            return Ok(());
        }
        Err(Error::Invalid(_)) => Why::Asked,
        Err(Error::Conflict(key) | Error::Forbidden(key)) => Why::Refused(key),
        Err(error) => return Err(error),
    };
    let said = mailed.clone();
    app.act(&Ask::system(), move |act| match judge(act, &said)? {
        Some(Verdict::Answer(gathering, comer) | Verdict::Stale(gathering, comer)) => {
            sorry(act, &said, &gathering, comer, why)
        }
        None => Ok(()),
    })
    .await
}

fn give(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, reply: Reply) -> Result<Reply> {
    match comer {
        Comer::Person(_) => as_they_see(act, comer, |act| answers::give(act, gathering, comer, reply, None, None)),
        Comer::Guest(guest) => guests::answer_known(act, guest, reply),
    }
}

/// The letter to somebody whose yes has to wait: their calendar knows no such thing.
fn waits(act: &mut Act<'_>, gathering: &Gathering, comer: Comer) -> Result<()> {
    let now = act.now;
    mail::write(act, gathering, comer, None, |say, seen, address| {
        let subject = say.with("mail-reply-waiting", args! { title: seen.title.as_str() });
        let text = say.t("mail-reply-waiting-text").to_owned();
        (subject, [text, mail::about(say, seen, now), address.to_owned()].join("\n\n"))
    })
}

fn reason(say: Say, why: Why) -> &'static str {
    match why {
        Why::Stale => say.t("mail-reply-stale"),
        Why::Asked => say.t("mail-reply-asked"),
        Why::Refused(key) => say.t(key),
    }
}

/// The letter to somebody whose answer did not count, at most one an hour until one does. Where it may still, their calendar
/// gets how things stand.
fn sorry(act: &mut Act<'_>, mailed: &Mailed, gathering: &Gathering, comer: Comer, why: Why) -> Result<()> {
    let (now, at) = (act.now, stamp(act, mailed));
    let former = store::mailed_at(act, gathering.id, comer)?;
    store::put_mailed_at(act, gathering.id, comer, at)?;
    // Their last mail did not count either: a calendar that answers by itself would answer this letter too, and so on.
    let refused =
        |(heard, given): (Option<Moment>, Moment)| heard.is_some_and(|heard| heard > given && now.since(heard) < HOUR);
    if former.is_some_and(refused) {
        return Ok(());
    }
    let open = gathering.still_open(now).is_ok();
    let method = open.then_some(visavis_wire::ical::Method::Request);
    mail::write(act, gathering, comer, method, |say, seen, address| {
        let subject = say.with("mail-reply-not", args! { title: seen.title.as_str() });
        let mut lines = vec![
            say.t("mail-reply-not-text").to_owned(),
            reason(say, why).to_owned(),
            mail::about(say, seen, now),
            address.to_owned(),
        ];
        if open {
            lines.push(super::links(say, address));
        }
        (subject, lines.join("\n\n"))
    })
}
