//! Encounters and their sides.

use visavis_wire::card::{EncounterId, Kid, Nonce, Verdict};

use super::super::model::Grade;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params,
    people::Face,
    rows,
    time::Moment,
};

rows! {
    /// An encounter without its messages.
    #[derive(Debug, Clone)]
    pub struct EncounterRow {
        pub id: [u8; 16],
        pub a: PersonId,
        pub b: PersonId,
        pub gathering: Option<GatheringId>,
        pub at: Moment,
        pub made_after: Moment,
        pub made_before: Moment,
        pub verdict: String,
        pub grade: i64,
        pub loop_ms: Option<i64>,
        /// Whether the two say so without having scanned.
        pub claimed: bool,
    }
}

rows! {
    /// An encounter in somebody's list.
    #[derive(Debug, Clone)]
    pub struct ListRow {
        pub id: [u8; 16],
        pub offered: bool,
        pub other: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub hidden: bool,
        pub gathering: Option<GatheringId>,
        pub at: Moment,
        pub made_after: Moment,
        pub made_before: Moment,
        pub verdict: String,
        pub grade: i64,
        pub loop_ms: Option<i64>,
        pub claimed: bool,
        pub withdrawn_at: Option<Moment>,
        pub disputed_at: Option<Moment>,
        pub declined_at: Option<Moment>,
    }
}

rows! {
    /// Somebody met at a gathering.
    #[derive(Debug, Clone)]
    pub struct MetThere {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        /// Whether one follows them.
        pub follows: bool,
        /// Their name for sorting.
        pub folded: String,
    }
}

impl MetThere {
    /// Their face.
    pub fn face(&self) -> Face {
        Face { id: self.id, handle: self.handle.clone(), name: self.name.clone(), photo: self.photo.clone() }
    }
}

/// Those somebody met at a gathering, by name.
pub fn met_at(
    look: &mut Look<'_>,
    gathering: GatheringId,
    person: PersonId,
    mine: AccountId,
    most: i64,
) -> Result<Vec<MetThere>> {
    look.all(
        "SELECT DISTINCT p.id, p.handle, p.name, p.photo, CASE WHEN t.follows_since IS NULL THEN 0 ELSE 1 END, p.folded
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter JOIN person p ON p.id = s.other
              LEFT JOIN tie t ON t.person = s.person AND t.other = s.other
         WHERE s.person = $1 AND s.met = 1 AND e.gathering = $2 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY p.folded, p.id LIMIT $4",
        params![person, gathering, mine, most],
    )
}

pub fn encounter(look: &mut Look<'_>, id: EncounterId) -> Result<Option<EncounterRow>> {
    look.opt(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed FROM encounter WHERE id = $1",
        params![id.0],
    )
}

pub fn encounters_of_nonce(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed
         FROM encounter WHERE kid_a = $1 AND nonce = $2 ORDER BY id",
        params![kid.0, nonce],
    )
}

/// A new encounter, on both sides of it. `keys` are those that signed; a claim has none.
pub fn put_encounter(
    act: &mut Act<'_>,
    row: &EncounterRow,
    keys: Option<(Kid, Kid)>,
    nonce: Nonce,
    met: bool,
) -> Result<()> {
    put_row(act, row, keys, nonce)?;
    put_sides(act, row, met)
}

pub(super) fn put_row(act: &mut Act<'_>, row: &EncounterRow, keys: Option<(Kid, Kid)>, nonce: Nonce) -> Result<()> {
    let (kid_a, kid_b) = match &keys {
        Some((a, b)) => (a.0.as_slice(), b.0.as_slice()),
        None => (&[][..], &[][..]),
    };
    act.put(
        "INSERT INTO encounter (id, a, b, kid_a, kid_b, nonce, gathering, at, made_after, made_before, verdict, grade,
                                loop_ms, claimed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET a = $2, b = $3, kid_a = $4, kid_b = $5, nonce = $6, gathering = $7, at = $8,
             made_after = $9, made_before = $10, verdict = $11, grade = $12, loop_ms = $13",
        params![
            row.id,
            row.a,
            row.b,
            *kid_a,
            *kid_b,
            nonce,
            row.gathering,
            row.at,
            row.made_after,
            row.made_before,
            row.verdict,
            row.grade,
            row.loop_ms,
            row.claimed
        ],
    )
}

pub(super) fn put_sides(act: &mut Act<'_>, row: &EncounterRow, met: bool) -> Result<()> {
    act.put(
        "INSERT INTO encounter_side (person, other, at, encounter, met) VALUES ($1, $2, $3, $4, $5), ($2, $1, $3, $4, $5)",
        params![row.a, row.b, row.at, row.id, met],
    )
}

pub fn set_standing(act: &mut Act<'_>, id: EncounterId, verdict: Verdict, loop_ms: Option<i64>) -> Result<()> {
    act.put("UPDATE encounter SET verdict = $2, loop_ms = $3 WHERE id = $1", params![id.0, *verdict.as_str(), loop_ms])
}

pub fn set_grade(act: &mut Act<'_>, id: EncounterId, grade: Grade) -> Result<()> {
    act.put("UPDATE encounter SET grade = $2 WHERE id = $1", params![id.0, grade.number()])
}

pub fn is_met(look: &mut Look<'_>, id: EncounterId) -> Result<bool> {
    let found: Option<(i64,)> =
        look.opt("SELECT 1 FROM encounter_side WHERE encounter = $1 AND met = 1 LIMIT 1", params![id.0])?;
    Ok(found.is_some())
}

pub fn set_met(act: &mut Act<'_>, id: EncounterId, met: bool) -> Result<()> {
    act.put("UPDATE encounter_side SET met = $2 WHERE encounter = $1", params![id.0, met])
}

/// When two met, and whether that is a claim.
pub fn met_times(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<(Moment, bool)>> {
    look.all(
        "SELECT s.at, e.claimed FROM encounter_side s JOIN encounter e ON e.id = s.encounter
         WHERE s.person = $1 AND s.other = $2 AND s.met = 1 ORDER BY s.at",
        params![a, b],
    )
}

/// A part of somebody's list, the newest first, that begins after a place in it.
pub fn list(
    look: &mut Look<'_>,
    person: PersonId,
    mine: AccountId,
    after: (Moment, EncounterId),
    most: i64,
) -> Result<Vec<ListRow>> {
    look.all(
        "SELECT e.id, CASE WHEN e.a = $1 THEN 1 ELSE 0 END, p.id, p.handle, p.name, p.photo,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block b
                    WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
                THEN 1 ELSE 0 END, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed,
                (SELECT MIN(w.at) FROM encounter_event w WHERE w.encounter = e.id AND w.kind = 'withdrawn'),
                (SELECT MIN(d.at) FROM encounter_event d WHERE d.encounter = e.id AND d.kind = 'disputed'),
                (SELECT n.at FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter JOIN person p ON p.id = s.other
         WHERE s.person = $1 AND (s.at, s.encounter) < ($3, $4) AND e.verdict <> 'nonce_used' AND NOT EXISTS (
             SELECT 1 FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         ORDER BY s.at DESC, s.encounter DESC LIMIT $5",
        params![person, mine, after.0, after.1.0, most],
    )
}

/// One encounter of somebody's, as in their list.
pub fn mine(look: &mut Look<'_>, id: EncounterId, person: PersonId, mine: AccountId) -> Result<Option<ListRow>> {
    look.opt(
        "SELECT e.id, CASE WHEN e.a = $1 THEN 1 ELSE 0 END, p.id, p.handle, p.name, p.photo,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block b
                    WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
                THEN 1 ELSE 0 END, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed,
                (SELECT MIN(w.at) FROM encounter_event w WHERE w.encounter = e.id AND w.kind = 'withdrawn'),
                (SELECT MIN(d.at) FROM encounter_event d WHERE d.encounter = e.id AND d.kind = 'disputed'),
                (SELECT n.at FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter JOIN person p ON p.id = s.other
         WHERE s.encounter = $3 AND s.person = $1 AND e.verdict <> 'nonce_used'",
        params![person, mine, id.0],
    )
}
