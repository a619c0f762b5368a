//! Letters that mail programs read as invitations (RFC 5546), and the pages behind their links.
//!
//! Each letter to somebody who comes carries the gathering as their calendar is to have it: `REQUEST` with the same UID and
//! a growing SEQUENCE, `CANCEL` where it is called off. The letter has plain links. Where the operator has given an address
//! for answers ([`replies`]) the calendar asks for a reply to it, with a tag that says whose it is; else for none
//! (`RSVP=FALSE`).

pub mod maildir;
mod mailed;
pub(super) mod pages;
pub mod replies;
mod store;
mod views;

pub use mailed::{MOST, Mailed};
use visavis_wire::ical::{Attends, Method};

use super::{
    Gathering, Reply, answers,
    calendar::{self, Invited},
    guests::{self, model::Comer},
    store as gatherings,
    telling::News,
};
use crate::{act::Look, args, error::Result, outside::Invite, page::text::Say, people};

/// What the calendar of somebody who answered is to do at some news.
pub fn method(news: News) -> Option<Method> {
    match news {
        News::Published | News::Recap => None,
        News::Moved | News::Clocks | News::Back => Some(Method::Request),
        News::Cancelled => Some(Method::Cancel),
    }
}

/// How somebody stands in an invitation; `None` where their calendar has no business with it: they can't come, they wait, or
/// have yet to confirm.
fn attends(reply: Reply, held: bool) -> Option<Attends> {
    match reply {
        Reply::Yes if !held => Some(Attends::Accepted),
        Reply::Maybe => Some(Attends::Tentative),
        Reply::Yes | Reply::No | Reply::Waiting | Reply::Asked | Reply::Declined => None,
    }
}

/// The invitation in a letter to somebody.
pub fn invite(
    look: &mut Look<'_>,
    gathering: &Gathering,
    comer: Comer,
    method: Option<Method>,
) -> Result<Option<Invite>> {
    let Some(method) = method else { return Ok(None) };
    let mine = answers::of(look, gathering, Some(comer))?;
    let standing = mine.standing.as_ref();
    let attends = standing.and_then(|standing| attends(standing.reply, standing.confirm_by.is_some()));
    let (Some(attends), Some((name, email))) = (attends, address(look, comer)?) else { return Ok(None) };
    let host = gathering.host.map_or(Ok(None), |host| gatherings::face(look, host))?;
    let host = host.map_or_else(|| look.shared.config.instance().to_owned(), |host| host.name);
    let answers = look.shared.config.answers.as_ref();
    let answers = answers.map(|answers| answers.tagged(&mailed::tag(&look.shared.keys, gathering.id, comer)));
    let answers = answers.as_deref();
    let invited = Invited { method, host: &host, name: &name, email: &email, attends, answers };
    Ok(calendar::invitation(look, gathering.clone(), &invited)
        .map(|text| Invite { method: method.name().to_owned(), text }))
}

/// What somebody is called, and where they read their mail.
fn address(look: &mut Look<'_>, comer: Comer) -> Result<Option<(String, String)>> {
    Ok(match comer {
        Comer::Person(person) => {
            let email = people::email(look, person)?;
            gatherings::face(look, person)?.map(|face| face.name).zip(email)
        }
        Comer::Guest(guest) => {
            let guest = guests::known(look, guest)?;
            guest.and_then(|guest| Some((guest.name, guest.email?)))
        }
    })
}

/// The plain links of a letter: each leads to a page with one button. `address` is the page of the answer.
pub fn links(say: Say, address: &str) -> String {
    say.with("mail-say-links", args! { url: address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_comes_or_may_come_is_invited() {
        assert_eq!(attends(Reply::Yes, false), Some(Attends::Accepted));
        assert_eq!(attends(Reply::Maybe, false), Some(Attends::Tentative));
        assert_eq!(attends(Reply::Yes, true), None, "a place that is held is to be confirmed first");
        assert_eq!((attends(Reply::No, false), attends(Reply::Waiting, false)), (None, None));
    }

    #[test]
    fn what_is_called_off_leaves_the_calendar() {
        assert_eq!(method(News::Cancelled), Some(Method::Cancel));
        assert_eq!(method(News::Moved), Some(Method::Request));
        assert_eq!(method(News::Back), Some(Method::Request));
        assert_eq!(method(News::Published), None);
    }
}
