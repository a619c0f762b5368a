//! What bears a meeting out.

use super::EncounterRow;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params,
    time::Moment,
};

pub fn put_arrival(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO encounter_arrival (gathering, person, at) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO NOTHING",
        params![gathering, person, now],
    )
}

pub fn delete_arrival(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    act.put("DELETE FROM encounter_arrival WHERE gathering = $1 AND person = $2", params![gathering, person])
}

/// Whether both were checked in at a gathering within that time.
pub fn both_arrived(
    look: &mut Look<'_>,
    gathering: GatheringId,
    (a, b): (PersonId, PersonId),
    (from, until): (Moment, Moment),
) -> Result<bool> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM encounter_arrival
         WHERE gathering = $1 AND person IN ($2, $3) AND at BETWEEN $4 AND $5",
        params![gathering, a, b, from, until],
    )?;
    Ok(count == 2)
}

/// How many logins beside the two have met both of them within that time, by scan.
pub fn witnesses(look: &mut Look<'_>, a: PersonId, b: PersonId, from: Moment, until: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(DISTINCT p.account) FROM encounter_side s
         JOIN encounter_side t ON t.person = $2 AND t.other = s.other AND t.met = 1 AND t.at BETWEEN $3 AND $4
         JOIN encounter d ON d.id = s.encounter AND d.claimed = 0
         JOIN encounter e ON e.id = t.encounter AND e.claimed = 0
         JOIN person p ON p.id = s.other
         WHERE s.person = $1 AND s.met = 1 AND s.at BETWEEN $3 AND $4
           AND p.account NOT IN (SELECT q.account FROM person q WHERE q.id IN ($1, $2))",
        params![a, b, from, until],
    )?;
    Ok(count)
}

/// The meetings of either of two within that time, by scan: of a claim only the day is known.
pub fn met_around(
    look: &mut Look<'_>,
    a: PersonId,
    b: PersonId,
    from: Moment,
    until: Moment,
) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter e WHERE e.claimed = 0 AND e.id IN (
             SELECT s.encounter FROM encounter_side s WHERE s.person IN ($1, $2) AND s.met = 1 AND s.at BETWEEN $3 AND $4)
         ORDER BY e.id",
        params![a, b, from, until],
    )
}

/// The meetings of somebody at a gathering, by scan.
pub fn met_at_gathering(look: &mut Look<'_>, person: PersonId, gathering: GatheringId) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter
         WHERE s.person = $1 AND s.met = 1 AND e.gathering = $2 AND e.claimed = 0 ORDER BY e.id",
        params![person, gathering],
    )
}

/// Everybody with whom somebody has an encounter.
pub fn met_with(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(PersonId,)>> {
    look.all("SELECT DISTINCT other FROM encounter_side WHERE person = $1", params![person])
}
