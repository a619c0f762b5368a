//! All SQL that only claims and badges need.

use visavis_wire::card::EncounterId;

use super::model::BADGE;
use crate::{
    act::{Act, Look},
    error::Result,
    id::PersonId,
    params,
    time::Moment,
};

/// When somebody has said since then that they met somebody, the newest first.
pub fn claims_since(look: &mut Look<'_>, person: PersonId, since: Moment, most: usize) -> Result<Vec<Moment>> {
    let rows: Vec<(Moment,)> = look.all(
        "SELECT at FROM encounter_event WHERE person = $1 AND kind = 'claimed' AND at > $2 ORDER BY at DESC LIMIT $3",
        params![person, since, most as i64],
    )?;
    Ok(rows.into_iter().map(|(at,)| at).collect())
}

/// How often somebody has said it of somebody since then and it does not count: whether the other one said no, said
/// nothing, or was never asked because it was taken back, makes no difference.
pub fn asked_in_vain(look: &mut Look<'_>, person: PersonId, other: PersonId, since: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM encounter_event v JOIN encounter e ON e.id = v.encounter
         WHERE v.person = $1 AND v.kind = 'claimed' AND v.at > $3 AND e.b = $2
           AND (e.verdict = 'half' OR EXISTS (
               SELECT 1 FROM encounter_event w WHERE w.encounter = e.id AND w.kind IN ('withdrawn', 'disputed')))",
        params![person, other, since],
    )?;
    Ok(count)
}

/// The other one has thought better of it.
pub fn delete_declined(act: &mut Act<'_>, id: EncounterId, person: PersonId) -> Result<()> {
    act.put(
        "DELETE FROM encounter_event WHERE encounter = $1 AND person = $2 AND kind = 'declined'",
        params![id.0, person],
    )
}

/// What stands on somebody's badge.
pub fn badge(look: &mut Look<'_>, person: PersonId) -> Result<Option<[u8; BADGE]>> {
    let found: Option<([u8; BADGE],)> = look.opt(
        "SELECT code FROM encounter_badge WHERE person = $1 AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1",
        params![person],
    )?;
    Ok(found.map(|(code,)| code))
}

/// Whose badge it is.
pub fn bearer(look: &mut Look<'_>, code: [u8; BADGE]) -> Result<Option<PersonId>> {
    let found: Option<(PersonId,)> =
        look.opt("SELECT person FROM encounter_badge WHERE code = $1 AND ended_at IS NULL", params![code])?;
    Ok(found.map(|(person,)| person))
}

pub fn put_badge(act: &mut Act<'_>, person: PersonId, code: [u8; BADGE]) -> Result<()> {
    let now = act.now;
    act.put("INSERT INTO encounter_badge (code, person, made_at) VALUES ($1, $2, $3)", params![code, person, now])
}

pub fn end_badges(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    let now = act.now;
    act.put("UPDATE encounter_badge SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL", params![person, now])
}
