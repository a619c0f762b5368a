//! All SQL about calendars of one's own.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A calendar in the list of one's own.
    pub struct FeedRow {
        pub hash: Vec<u8>,
        pub name: String,
        pub maybes: bool,
        pub alarm: Option<i64>,
        pub made_at: Moment,
        pub read_at: Option<Moment>,
    }

    /// A calendar with whose it is.
    pub struct OpenedRow {
        pub person: PersonId,
        pub account: AccountId,
        pub handle: String,
        pub face: String,
        pub photo: Option<String>,
        pub maybes: bool,
        pub alarm: Option<i64>,
        pub locale: String,
        pub read_at: Option<Moment>,
    }
}

/// The calendar that a secret opens.
pub fn opened(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<OpenedRow>> {
    look.opt(
        "SELECT p.id, p.account, p.handle, p.name, p.photo, f.maybes, f.alarm, f.locale, f.read_at
         FROM feed f JOIN person p ON p.id = f.person WHERE f.hash = $1",
        params![hash],
    )
}

/// Those of a persona, the newest first.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<FeedRow>> {
    look.all(
        "SELECT hash, name, maybes, alarm, made_at, read_at FROM feed WHERE person = $1 ORDER BY made_at DESC, hash",
        params![person],
    )
}

pub fn put(
    act: &mut Act<'_>,
    (hash, person): ([u8; 32], PersonId),
    name: &str,
    (maybes, alarm): (bool, Option<i64>),
    locale: &str,
) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO feed (hash, person, name, maybes, alarm, locale, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![hash, person, *name, i64::from(maybes), alarm, *locale, now],
    )
}

pub fn note_read(act: &mut Act<'_>, hash: [u8; 32]) -> Result<()> {
    let now = act.now;
    act.put("UPDATE feed SET read_at = $2 WHERE hash = $1", params![hash, now])
}

/// Whether there was one.
pub fn delete(act: &mut Act<'_>, hash: &[u8], person: PersonId) -> Result<bool> {
    Ok(act.run("DELETE FROM feed WHERE hash = $1 AND person = $2", params![*hash, person])? > 0)
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM feed WHERE person = $1", params![person])
}
