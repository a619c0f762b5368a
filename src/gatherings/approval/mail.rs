//! What those who asked are told.

use visavis_wire::ical::Method;

use super::super::{
    guests::model::Comer,
    invitations,
    mail::{about, put, write},
    model::{Gathering, Reply},
};
use crate::{act::Act, args, error::Result, people};

/// That they come, or are in the queue; and where it is, now that they may know it.
pub fn approved(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, reply: Reply, words: &str) -> Result<()> {
    let (now, comes) = (act.now, reply == Reply::Yes);
    put(act, gathering, comer, if comes { "approved" } else { "approved-waits" })?;
    write(act, gathering, comer, Some(Method::Request), |say, seen, address| {
        let title = gathering.title.as_str();
        let (subject, text) = if comes {
            (say.with("mail-approved", args! { title: title }), say.t("mail-approved-text"))
        } else {
            (say.with("mail-approved-waits", args! { title: title }), say.t("mail-approved-waits-text"))
        };
        let lines = [
            text.to_owned(),
            people::escaped(words),
            about(say, seen, now),
            address.to_owned(),
            invitations::links(say, address),
        ];
        (subject, joined(&lines))
    })
}

/// That they don't, this time.
pub fn declined(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, words: &str) -> Result<()> {
    let now = act.now;
    put(act, gathering, comer, "declined")?;
    write(act, gathering, comer, None, |say, seen, address| {
        let subject = say.with("mail-declined", args! { title: gathering.title.as_str() });
        let lines =
            [say.t("mail-declined-text").to_owned(), people::escaped(words), about(say, seen, now), address.to_owned()];
        (subject, joined(&lines))
    })
}

fn joined(lines: &[String]) -> String {
    lines.iter().filter(|line| !line.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n")
}
