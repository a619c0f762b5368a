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

/// When somebody last answered by mail; the outer `None` where there is no answer of theirs any more.
pub fn mailed_at(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Option<Option<Moment>>> {
    let row: Option<(Option<Moment>,)> = match comer {
        Comer::Person(person) => {
            look.opt("SELECT mailed_at FROM answer WHERE gathering = $1 AND person = $2", params![id, person])?
        }
        Comer::Guest(guest) => {
            look.opt("SELECT mailed_at FROM guest WHERE id = $1 AND gathering = $2", params![guest, id])?
        }
    };
    Ok(row.map(|(at,)| at))
}

pub fn put_mailed_at(act: &mut Act<'_>, id: GatheringId, comer: Comer, at: Moment) -> Result<()> {
    match comer {
        Comer::Person(person) => {
            act.put("UPDATE answer SET mailed_at = $3 WHERE gathering = $1 AND person = $2", params![id, person, at])
        }
        Comer::Guest(guest) => act.put("UPDATE guest SET mailed_at = $2 WHERE id = $1", params![guest, at]),
    }
}
