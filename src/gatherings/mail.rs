//! What those who answered are told: a notice, and a letter where their plans change.

use serde_json::json;
use visavis_wire::ical::Method;

use super::{
    approval,
    guests::{self, model::Comer},
    invitations,
    model::Gathering,
    telling::News,
    views::{self, When},
};
use crate::{
    act::Act,
    args,
    error::Result,
    id::PersonId,
    notices,
    page::{text::Say, when},
    people,
    time::Moment,
};

/// A notice of a gathering to one person.
pub fn notice(act: &mut Act<'_>, gathering: &Gathering, news: News, person: PersonId) -> Result<()> {
    // An invitation is somebody's; that plans changed has to reach also those who muted the host, or whose host left.
    let by = gathering.host.filter(|_| news == News::Published);
    let data = json!({ "title": gathering.title, "url": gathering.url() });
    notices::put(act, person, news.as_str(), Some(gathering.id.0), by, &data)
}

/// The letter about it, to one person; with the words of whoever tells it.
pub fn post(act: &mut Act<'_>, gathering: &Gathering, (news, words): (News, &str), comer: Comer) -> Result<()> {
    let now = act.now;
    let method = invitations::method(news);
    write(act, gathering, comer, method, |say, seen, address| letter(say, seen, (news, words), address, now))
}

/// Writes to somebody who answered, with what their calendar is to do. `compose` gets the gathering as they may know it, and
/// the address at which they see and change their answer.
pub(super) fn write(
    act: &mut Act<'_>,
    gathering: &Gathering,
    comer: Comer,
    method: Option<Method>,
    compose: impl Fn(Say, &Gathering, &str) -> (String, String),
) -> Result<()> {
    let seen = approval::as_seen_by(act, gathering, comer)?;
    let invite = invitations::invite(act, &seen, comer, method)?;
    match comer {
        Comer::Person(person) => {
            let address = act.shared.config.url(&gathering.url());
            people::letter_with(act, person, invite, |say| compose(say, &seen, &address))
        }
        Comer::Guest(guest) => guests::write(act, guest, invite, |say, address| compose(say, &seen, address)),
    }
}

/// Puts a notice of it before a member; a guest reads letters alone.
pub(super) fn put(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, kind: &str) -> Result<()> {
    let Some(person) = comer.person() else { return Ok(()) };
    let data = json!({ "title": gathering.title, "url": gathering.url() });
    notices::put(act, person, kind, Some(gathering.id.0), None, &data)
}

/// Tells somebody who waited that a place came free for them; `confirm_by` is until when it is held.
pub fn place(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, confirm_by: Option<Moment>) -> Result<()> {
    let now = act.now;
    put(act, gathering, comer, "place")?;
    write(act, gathering, comer, Some(Method::Request), |say, seen, address| {
        let zone = gathering.zone();
        let text = match confirm_by {
            None => say.t("mail-gathering-place-text").to_owned(),
            Some(until) => {
                let wall = until.on_the_wall(&zone);
                let date = when::date(say, &wall, &now.on_the_wall(&zone));
                let time = say.with("when-full", args! { date: date, time: when::clock(&wall) });
                say.with("mail-gathering-place-hold", args! { time: time, zone: gathering.zone.as_str() })
            }
        };
        let subject = say.with("mail-gathering-place", args! { title: gathering.title.as_str() });
        let links = invitations::links(say, address);
        (subject, [text, about(say, seen, now), address.to_owned(), links].join("\n\n"))
    })
}

/// Tells somebody that the place which was held for them went on to the next.
pub fn lapsed(act: &mut Act<'_>, gathering: &Gathering, comer: Comer) -> Result<()> {
    let now = act.now;
    put(act, gathering, comer, "lapsed")?;
    write(act, gathering, comer, None, |say, seen, address| {
        let subject = say.with("mail-gathering-lapsed", args! { title: gathering.title.as_str() });
        let text = say.t("mail-gathering-lapsed-text").to_owned();
        (subject, [text, about(say, seen, now), address.to_owned()].join("\n\n"))
    })
}

/// Reminds somebody who comes.
pub fn reminder(act: &mut Act<'_>, gathering: &Gathering, comer: Comer) -> Result<()> {
    let now = act.now;
    put(act, gathering, comer, "reminder")?;
    let choose = act.shared.config.url(&format!("{}/reminders", gathering.url()));
    write(act, gathering, comer, None, |say, seen, address| {
        let subject = say.with("mail-reminder", args! { title: gathering.title.as_str() });
        let distance = when::distance(say, gathering.starts_at, now, &gathering.zone());
        let mut lines = vec![
            say.with("mail-reminder-text", args! { distance: distance }),
            about(say, seen, now),
            address.to_owned(),
        ];
        if comer.person().is_some() {
            lines.push(say.with("mail-reminder-choose", args! { url: choose.as_str() }));
        }
        (subject, lines.join("\n\n"))
    })
}

/// Title, time and place. It goes to people whom its host need not know, as Markdown: no link may come of what was typed.
pub fn about(say: Say, gathering: &Gathering, now: Moment) -> String {
    let zone = gathering.zone();
    let when =
        views::when_line(say, &When { starts_at: gathering.starts_at, ends_at: gathering.ends_at, zone: &zone }, now);
    let (title, place) = (people::escaped(&gathering.title), people::escaped(&gathering.where_in_words()));
    format!("{title}\n{when} ({})\n{place}", gathering.zone)
}

/// Subject and text; `words` are those of whoever tells it.
fn letter(
    say: Say,
    gathering: &Gathering,
    (news, words): (News, &str),
    address: &str,
    now: Moment,
) -> (String, String) {
    let title = gathering.title.as_str();
    let mut lines = Vec::new();
    let subject = match news {
        News::Published => say.with("mail-gathering-published", args! { title: title }),
        News::Moved => {
            lines.push(say.t("mail-gathering-moved-text").to_owned());
            lines.extend(Some(people::escaped(words)).filter(|words| !words.is_empty()));
            say.with("mail-gathering-moved", args! { title: title })
        }
        News::Cancelled => {
            lines.push(say.t("mail-gathering-cancelled-text").to_owned());
            lines.extend(gathering.cancel_words.as_deref().map(people::escaped).filter(|words| !words.is_empty()));
            say.with("mail-gathering-cancelled", args! { title: title })
        }
        News::Clocks => {
            lines.push(say.with("mail-gathering-clocks-text", args! { zone: gathering.zone.as_str() }));
            say.with("mail-gathering-clocks", args! { title: title })
        }
        News::Recap => say.with("notice-recap", args! { title: title }),
        News::Back => {
            lines.push(say.t("mail-gathering-back-text").to_owned());
            lines.extend(Some(people::escaped(words)).filter(|words| !words.is_empty()));
            say.with("mail-gathering-back", args! { title: title })
        }
    };
    lines.push(about(say, gathering, now));
    lines.push(address.to_owned());
    if news != News::Cancelled {
        lines.push(invitations::links(say, address));
    }
    (subject, lines.join("\n\n"))
}
