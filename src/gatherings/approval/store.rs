//! All SQL about those who ask to come.

use super::super::guests::model::Comer;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, GatheringId, GuestId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// That somebody asked, and what became of it.
    #[derive(Debug, Clone)]
    pub struct Request {
        /// The place in the order in which they asked.
        pub ticket: i64,
        /// Whether they were let in; `None` as long as nobody has decided.
        pub approved: Option<bool>,
        /// A host's words to them; may be empty.
        pub words: String,
    }

    /// Somebody who asked, as a host sees them. A guest has no handle; `comer` is their own id then.
    #[derive(Debug, Clone)]
    pub struct Asker {
        pub comer: i64,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub places: i64,
        pub guests: String,
        pub asked_at: Moment,
        pub words: String,
    }

    /// That somebody asked, as it is exported.
    #[derive(serde::Serialize)]
    pub struct Exported {
        pub id: GatheringId,
        pub title: String,
        pub asked_at: Moment,
        pub approved: Option<bool>,
        pub words: String,
    }
}

fn key(comer: Comer) -> i64 {
    match comer {
        Comer::Person(person) => person.0,
        Comer::Guest(guest) => guest.0,
    }
}

/// Whether another persona of the same login was turned down.
pub fn other_self_declined(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = look.opt(
        "SELECT o.id FROM person p JOIN person o ON o.account = p.account AND o.id <> p.id
              JOIN approval a ON a.gathering = $1 AND a.comer = o.id
         WHERE p.id = $2 AND a.approved = 0 LIMIT 1",
        params![id, person],
    )?;
    Ok(row.is_some())
}

pub fn request(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Option<Request>> {
    look.opt(
        "SELECT ticket, approved, words FROM approval WHERE gathering = $1 AND comer = $2",
        params![id, key(comer)],
    )
}

/// Somebody asks, or asks for more: the one place in the order they had before is given up.
pub fn put(act: &mut Act<'_>, id: GatheringId, comer: Comer, ticket: i64, now: Moment) -> Result<()> {
    act.put(
        "INSERT INTO approval (gathering, comer, ticket, asked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (gathering, comer) DO UPDATE SET ticket = excluded.ticket, asked_at = excluded.asked_at,
             approved = NULL, decided_at = NULL, decided_by = NULL, words = ''",
        params![id, key(comer), ticket, now],
    )
}

pub fn decide(
    act: &mut Act<'_>,
    (id, comer): (GatheringId, Comer),
    approved: Option<bool>,
    by: Option<PersonId>,
    words: &str,
    now: Moment,
) -> Result<()> {
    act.put(
        "UPDATE approval SET approved = $3, decided_at = $4, decided_by = $5, words = $6 WHERE gathering = $1 AND comer = $2",
        params![id, key(comer), approved.map(i64::from), now, by, *words],
    )
}

/// Forgets that somebody asked, as long as nobody has decided.
pub fn forget_open(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    act.put("DELETE FROM approval WHERE gathering = $1 AND comer = $2 AND approved IS NULL", params![id, key(comer)])
}

/// Forgets that somebody asked, unless they were turned down.
pub fn forget_unless_declined(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    act.put(
        "DELETE FROM approval WHERE gathering = $1 AND comer = $2 AND (approved IS NULL OR approved = 1)",
        params![id, key(comer)],
    )
}

/// Forgets that somebody asked there.
pub fn forget_there(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    act.put("DELETE FROM approval WHERE gathering = $1 AND comer = $2", params![id, key(comer)])
}

/// Forgets all that somebody asked.
pub fn forget_comer(act: &mut Act<'_>, comer: Comer) -> Result<()> {
    act.put("DELETE FROM approval WHERE comer = $1", params![key(comer)])
}

/// Nobody knows any more that it was this one who decided.
pub fn forget_decider(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("UPDATE approval SET decided_by = NULL WHERE decided_by = $1", params![person])
}

/// What a guest asked, a member asked now.
pub fn hand_over(act: &mut Act<'_>, id: GatheringId, guest: GuestId, person: PersonId) -> Result<()> {
    act.put(
        "DELETE FROM approval WHERE gathering = $1 AND comer = $3
             AND EXISTS (SELECT 1 FROM approval o WHERE o.gathering = $1 AND o.comer = $2)",
        params![id, guest, person],
    )?;
    act.put("UPDATE approval SET comer = $3 WHERE gathering = $1 AND comer = $2", params![id, guest, person])
}

/// Somebody who asked there, whichever they are, with their place in the order.
pub fn asker(look: &mut Look<'_>, id: GatheringId, comer: i64) -> Result<Option<(i64, Comer)>> {
    let row: Option<(i64, Option<GuestId>)> = look.opt(
        "SELECT q.ticket, (SELECT u.id FROM guest u WHERE u.id = q.comer) FROM approval q
         WHERE q.gathering = $1 AND q.comer = $2",
        params![id, comer],
    )?;
    Ok(row.map(|(ticket, guest)| (ticket, guest.map_or(Comer::Person(PersonId(comer)), Comer::Guest))))
}

/// Those who asked and of whom nobody has decided, or whom a host turned down, in the order in which they asked; hidden
/// people are left out.
pub fn askers(
    look: &mut Look<'_>,
    id: GatheringId,
    declined: bool,
    account: AccountId,
    most: i64,
) -> Result<Vec<Asker>> {
    look.all(
        "SELECT x.comer, x.handle, x.name, x.photo, x.places, x.guests, x.asked_at, x.words FROM (
             SELECT q.comer, p.handle, p.name, p.photo, COALESCE(a.places, 1) AS places, COALESCE(a.guests, '') AS guests,
                    q.asked_at, q.words, q.ticket
             FROM approval q JOIN person p ON p.id = q.comer
                  LEFT JOIN answer a ON a.gathering = q.gathering AND a.person = q.comer
             WHERE q.gathering = $1 AND COALESCE(q.approved, 2) = $2 AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
             UNION ALL
             SELECT q.comer, '', u.name, CAST(NULL AS TEXT), u.places, u.guests, q.asked_at, q.words, q.ticket
             FROM approval q JOIN guest u ON u.id = q.comer
             WHERE q.gathering = $1 AND COALESCE(q.approved, 2) = $2 AND u.email IS NOT NULL) x
         ORDER BY x.ticket LIMIT $4",
        params![id, if declined { 0_i64 } else { 2 }, account, most],
    )
}

/// Who has asked and waits for a decision, in the order in which they asked.
pub fn open(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = look.all(
        "SELECT q.comer FROM approval q WHERE q.gathering = $1 AND q.approved IS NULL ORDER BY q.ticket",
        params![id],
    )?;
    Ok(rows.into_iter().map(|(comer,)| comer).collect())
}

/// How many wait for a decision.
pub fn count_open(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM approval q WHERE q.gathering = $1 AND q.approved IS NULL", params![id])?;
    Ok(count)
}

/// Who runs it besides its host.
pub fn cohosts(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM crew WHERE gathering = $1 AND role = 'cohost' AND accepted_at IS NOT NULL",
        params![id],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT g.id, g.title, q.asked_at, q.approved, q.words
         FROM approval q JOIN gathering g ON g.id = q.gathering WHERE q.comer = $1 ORDER BY g.id",
        params![person],
    )
}
