//! Letters to members, and how far they have come.

use super::{Row, model::Writing};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{CommunityId, LetterId, PersonId},
    params,
    time::Moment,
};

pub fn put(
    act: &mut Act<'_>,
    id: LetterId,
    community: CommunityId,
    by: PersonId,
    writing: &Writing,
    due: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO club_letter (id, community, by_person, subject, words, due_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, community, by, writing.subject, writing.words, due],
    )
}

/// Those of a community, the newest first.
pub fn of_community(look: &mut Look<'_>, community: CommunityId, most: i64) -> Result<Vec<Row>> {
    look.all(
        "SELECT l.id, l.community, l.by_person, p.name, l.subject, l.words, l.due_at, l.told, l.sent, l.done_at
         FROM club_letter l LEFT JOIN person p ON p.id = l.by_person
         WHERE l.community = $1 ORDER BY l.id DESC LIMIT $2",
        params![community, most],
    )
}

pub fn letter(look: &mut Look<'_>, id: LetterId) -> Result<Option<Row>> {
    look.opt(
        "SELECT l.id, l.community, l.by_person, p.name, l.subject, l.words, l.due_at, l.told, l.sent, l.done_at
         FROM club_letter l LEFT JOIN person p ON p.id = l.by_person WHERE l.id = $1",
        params![id],
    )
}

/// Deletes one that nobody has got yet; whether there was one.
pub fn take_back(act: &mut Act<'_>, id: LetterId) -> Result<bool> {
    let now = act.now;
    Ok(act.run("DELETE FROM club_letter WHERE id = $1 AND due_at > $2", params![id, now])? == 1)
}

/// Deletes one that must not go on.
pub fn delete(act: &mut Act<'_>, id: LetterId) -> Result<()> {
    act.put("DELETE FROM club_letter WHERE id = $1", params![id])
}

/// Notes how far it has come.
pub fn put_told(act: &mut Act<'_>, id: LetterId, told: PersonId, sent: i64, done: Option<Moment>) -> Result<()> {
    act.put(
        "UPDATE club_letter SET told = $2, sent = sent + $3, done_at = $4 WHERE id = $1",
        params![id, told, sent, done],
    )
}

/// Those who want letters so often, in the order of their ids; of one writer without those who muted them or are hidden.
pub fn readers(
    look: &mut Look<'_>,
    community: CommunityId,
    often: &str,
    by: Option<PersonId>,
    after: PersonId,
    most: i64,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT m.person FROM membership m JOIN person p ON p.id = m.person
         WHERE m.community = $1 AND m.role <> 'asked' AND m.letters = $2 AND m.person > $3
           AND NOT EXISTS (SELECT 1 FROM mute u WHERE u.person = m.person AND u.muted = $4)
           AND NOT EXISTS (
               SELECT 1 FROM person w, block b WHERE w.id = $4
               AND ((b.blocker = p.account AND b.blocked = w.account) OR (b.blocker = w.account AND b.blocked = p.account)))
         ORDER BY m.person LIMIT $5",
        params![community, *often, after, by, most],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Whether somebody hears nothing of what another writes: muted, or hidden from each other.
pub fn is_silent(look: &mut Look<'_>, person: PersonId, by: PersonId) -> Result<bool> {
    let (silent,): (bool,) = look.one(
        "SELECT EXISTS (SELECT 1 FROM mute u WHERE u.person = $1 AND u.muted = $2) OR EXISTS (
             SELECT 1 FROM person p, person w, block b
             WHERE p.id = $1 AND w.id = $2
               AND ((b.blocker = p.account AND b.blocked = w.account) OR (b.blocker = w.account AND b.blocked = p.account)))",
        params![person, by],
    )?;
    Ok(silent)
}

/// Begins a week's letter, unless it has begun; whether it is new.
pub fn put_digest(act: &mut Act<'_>, community: CommunityId, due: Moment) -> Result<bool> {
    let rows = act.run(
        "INSERT INTO club_digest (community, due_at) VALUES ($1, $2) ON CONFLICT (community, due_at) DO NOTHING",
        params![community, due],
    )?;
    Ok(rows == 1)
}

/// The last who got a week's letter.
pub fn digest(look: &mut Look<'_>, community: CommunityId, due: Moment) -> Result<Option<PersonId>> {
    let row: Option<(PersonId,)> =
        look.opt("SELECT told FROM club_digest WHERE community = $1 AND due_at = $2", params![community, due])?;
    Ok(row.map(|(told,)| told))
}

pub fn put_digest_told(act: &mut Act<'_>, community: CommunityId, due: Moment, told: PersonId) -> Result<()> {
    act.put("UPDATE club_digest SET told = $3 WHERE community = $1 AND due_at = $2", params![community, due, told])
}

pub fn delete_digest(act: &mut Act<'_>, community: CommunityId, due: Moment) -> Result<()> {
    act.put("DELETE FROM club_digest WHERE community = $1 AND due_at = $2", params![community, due])
}

/// Chooses how often somebody gets them; whether they belong.
pub fn choose(act: &mut Act<'_>, community: CommunityId, person: PersonId, often: &str) -> Result<bool> {
    let rows = act.run(
        "UPDATE membership SET letters = $3 WHERE community = $1 AND person = $2",
        params![community, person, *often],
    )?;
    Ok(rows == 1)
}

/// The name of a community, whoever asks.
pub fn name(look: &mut Look<'_>, community: CommunityId) -> Result<Option<String>> {
    let row: Option<(String,)> = look.opt("SELECT name FROM community WHERE id = $1", params![community])?;
    Ok(row.map(|(name,)| name))
}

/// What somebody wrote: community, subject, words, when it went out.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(String, String, String, Moment)>> {
    look.all(
        "SELECT c.handle, l.subject, l.words, l.due_at FROM club_letter l JOIN community c ON c.id = l.community
         WHERE l.by_person = $1 ORDER BY l.id",
        params![person],
    )
}

/// Those that somebody wrote and that have not gone out go with them; the others stay, and are nobody's.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM club_letter WHERE by_person = $1 AND done_at IS NULL", params![person])?;
    act.put("UPDATE club_letter SET by_person = NULL WHERE by_person = $1", params![person])
}
