//! What is derived for encounters, and what it follows from.

use visavis_wire::card::{Kid, Nonce};

use super::super::model::Afterwards;
use super::{EncounterRow, put_row, put_sides};
use crate::{
    act::{Act, Look},
    error::Result,
    id::PersonId,
    params,
    time::Moment,
};

pub fn count_offers(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM (SELECT DISTINCT kid, nonce FROM encounter_message) m", &[])?;
    Ok(count)
}

pub fn count_encounters(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM encounter", &[])?;
    Ok(count)
}

/// The nonces of which messages are kept, in their order.
pub fn offers(look: &mut Look<'_>, kid: &[u8], nonce: &[u8], most: i64) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    look.all(
        "SELECT DISTINCT kid, nonce FROM encounter_message WHERE (kid, nonce) > ($1, $2) ORDER BY kid, nonce LIMIT $3",
        params![*kid, *nonce, most],
    )
}

/// How many messages of a nonce wait for an answer.
pub fn count_waiting(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM encounter_message WHERE kid = $1 AND nonce = $2 AND waits = 1",
        params![kid.0, nonce],
    )?;
    Ok(count)
}

pub fn count_claims(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM encounter WHERE claimed = 1", &[])?;
    Ok(count)
}

/// Claims in the order of their names.
pub fn claims(look: &mut Look<'_>, after: &[u8], most: i64) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed
         FROM encounter WHERE claimed = 1 AND id > $1 ORDER BY id LIMIT $2",
        params![*after, most],
    )
}

/// Encounters in the order of their names, and whether something is kept that they could rest on.
pub fn rests(look: &mut Look<'_>, after: &[u8], most: i64) -> Result<Vec<([u8; 16], bool)>> {
    look.all(
        "SELECT e.id, CASE WHEN e.claimed = 1
                OR EXISTS (SELECT 1 FROM encounter_message m WHERE m.kid = e.kid_a AND m.nonce = e.nonce) THEN 1 ELSE 0 END
         FROM encounter e WHERE e.id > $1 ORDER BY e.id LIMIT $2",
        params![*after, most],
    )
}

/// The two sides of an encounter.
pub fn sides(look: &mut Look<'_>, id: [u8; 16]) -> Result<Vec<(PersonId, PersonId, Moment, bool)>> {
    look.all("SELECT person, other, at, met FROM encounter_side WHERE encounter = $1 ORDER BY person", params![id])
}

/// Whether somebody said that of an encounter.
pub fn has_said(look: &mut Look<'_>, id: [u8; 16], person: PersonId, kind: Afterwards) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM encounter_event WHERE encounter = $1 AND person = $2 AND kind = $3",
        params![id, person, *kind.as_str()],
    )?;
    Ok(found.is_some())
}

/// Makes an encounter and its sides what they have to be.
pub fn rewrite(act: &mut Act<'_>, row: &EncounterRow, keys: Option<(Kid, Kid)>, nonce: Nonce, met: bool) -> Result<()> {
    put_row(act, row, keys, nonce)?;
    act.put("DELETE FROM encounter_side WHERE encounter = $1", params![row.id])?;
    put_sides(act, row, met)
}
