//! All SQL about encounters.

use crate::{
    act::Look,
    db::Value,
    error::Result,
    id::{AccountId, PersonId},
    params,
    people::Face,
};

mod afterwards;
mod bearing;
mod derived;
mod devices;
mod export;
mod meetings;
mod messages;

pub use afterwards::*;
pub use bearing::*;
pub use derived::*;
pub use devices::*;
pub use export::*;
pub use meetings::*;
pub use messages::*;

/// So many people's keys are asked for at once.
pub const AT_ONCE: usize = 32;

/// `values`, and people up to [`AT_ONCE`] after them; the places that are left are nobody's.
fn and_people<'a>(values: &[Value<'a>], people: &[PersonId]) -> Vec<Value<'a>> {
    let nobody = std::iter::repeat(&PersonId(0));
    values.iter().cloned().chain(people.iter().chain(nobody).take(AT_ONCE).map(|id| Value::Int(id.0))).collect()
}

/// The people somebody has ties with, the nearest first.
pub fn people(look: &mut Look<'_>, person: PersonId, mine: AccountId, most: i64) -> Result<Vec<Face>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $1 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY t.stage DESC, p.handle LIMIT $3",
        params![person, mine, most],
    )
}

pub fn face(look: &mut Look<'_>, person: PersonId) -> Result<Option<Face>> {
    look.opt("SELECT id, handle, name, photo FROM person WHERE id = $1", params![person])
}

pub fn account(look: &mut Look<'_>, person: PersonId) -> Result<Option<AccountId>> {
    let found: Option<(AccountId,)> = look.opt("SELECT account FROM person WHERE id = $1", params![person])?;
    Ok(found.map(|(account,)| account))
}

/// Two people, each with the login behind them.
pub fn faces(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<(Face, AccountId)>> {
    let rows: Vec<(PersonId, String, String, Option<String>, AccountId)> =
        look.all("SELECT id, handle, name, photo, account FROM person WHERE id IN ($1, $2)", params![a, b])?;
    Ok(rows.into_iter().map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)).collect())
}

pub fn blocked(look: &mut Look<'_>, a: AccountId, b: AccountId) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM block WHERE (blocker = $1 AND blocked = $2) OR (blocker = $2 AND blocked = $1)",
        params![a, b],
    )?;
    Ok(found.is_some())
}
