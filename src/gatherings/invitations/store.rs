//! All SQL about answers by mail.

use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::guests::model::Comer,
    id::{AccountId, GatheringId, PersonId},
    params,
    people::Face,
    time::Moment,
};

/// A person and the account they belong to.
pub fn person(look: &mut Look<'_>, id: PersonId) -> Result<Option<(Face, AccountId)>> {
    let row: Option<(PersonId, String, String, Option<String>, AccountId)> =
        look.opt("SELECT id, handle, name, photo, account FROM person WHERE id = $1", params![id])?;
    Ok(row.map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)))
}

/// When somebody last answered by mail, and when they last answered at all; `None` where there is no answer of theirs any
/// more.
pub fn mailed_at(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Option<(Option<Moment>, Moment)>> {
    match comer {
        Comer::Person(person) => {
            look.opt("SELECT mailed_at, at FROM answer WHERE gathering = $1 AND person = $2", params![id, person])
        }
        Comer::Guest(guest) => {
            look.opt("SELECT mailed_at, at FROM guest WHERE id = $1 AND gathering = $2", params![guest, id])
        }
    }
}

/// Says when an answer by mail that counts was given: then, and not when it arrived.
pub fn put_given_at(act: &mut Act<'_>, id: GatheringId, comer: Comer, at: Moment) -> Result<()> {
    match comer {
        Comer::Person(person) => act.put(
            "UPDATE answer SET mailed_at = $3, at = $3 WHERE gathering = $1 AND person = $2",
            params![id, person, at],
        ),
        Comer::Guest(guest) => act.put("UPDATE guest SET mailed_at = $2, at = $2 WHERE id = $1", params![guest, at]),
    }
}

/// Says when an answer by mail was given that does not count.
pub fn put_mailed_at(act: &mut Act<'_>, id: GatheringId, comer: Comer, at: Moment) -> Result<()> {
    match comer {
        Comer::Person(person) => {
            act.put("UPDATE answer SET mailed_at = $3 WHERE gathering = $1 AND person = $2", params![id, person, at])
        }
        Comer::Guest(guest) => act.put("UPDATE guest SET mailed_at = $2 WHERE id = $1", params![guest, at]),
    }
}
