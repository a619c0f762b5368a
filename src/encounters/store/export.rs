//! What is a person's own here, to take along or to forget.

use super::{EncounterRow, MessageRow};
use crate::{
    act::{Act, Look},
    error::Result,
    id::PersonId,
    params,
};

pub fn all_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter WHERE s.person = $1 ORDER BY s.at, s.encounter",
        params![person],
    )
}

/// The messages an encounter rests on.
pub fn messages_of(look: &mut Look<'_>, id: [u8; 16]) -> Result<Vec<MessageRow>> {
    look.all(
        "SELECT m.hash, m.id, m.offer, m.kind, m.body, d.person, p.account FROM encounter e
         JOIN encounter_message m ON m.kid = e.kid_a AND m.nonce = e.nonce
         LEFT JOIN device d ON d.kid = m.answerer LEFT JOIN person p ON p.id = d.person
         WHERE e.id = $1 ORDER BY m.id, m.hash",
        params![id],
    )
}

/// Deletes all that somebody took part in.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put(
        "DELETE FROM encounter_event WHERE encounter IN (SELECT s.encounter FROM encounter_side s WHERE s.person = $1)",
        params![person],
    )?;
    act.put(
        "DELETE FROM encounter_flag WHERE encounter IN (SELECT s.encounter FROM encounter_side s WHERE s.person = $1)",
        params![person],
    )?;
    // What they offered goes whole; of what they answered, their own answer.
    act.put(
        "DELETE FROM encounter_message WHERE kid IN (SELECT d.kid FROM device d WHERE d.person = $1)",
        params![person],
    )?;
    act.put(
        "DELETE FROM encounter_message WHERE answerer IN (SELECT d.kid FROM device d WHERE d.person = $1)",
        params![person],
    )?;
    for row in all_of(act, person)? {
        act.put("DELETE FROM encounter_review WHERE encounter = $1", params![row.id])?;
        act.put("DELETE FROM encounter_side WHERE encounter = $1", params![row.id])?;
        act.put("DELETE FROM encounter WHERE id = $1", params![row.id])?;
    }
    act.put("DELETE FROM encounter_arrival WHERE person = $1", params![person])?;
    act.put("DELETE FROM encounter_badge WHERE person = $1", params![person])?;
    act.put("DELETE FROM device WHERE person = $1", params![person])
}
