//! What was said of an encounter afterwards, and what somebody should look at.

use visavis_wire::card::EncounterId;

use super::super::model::{Afterwards, Why};
use crate::{
    act::{Act, Look},
    error::Result,
    id::PersonId,
    params, rows,
    time::Moment,
};

rows! {
    /// What somebody should look at.
    #[derive(Debug, Clone)]
    pub struct FlagRow {
        pub encounter: [u8; 16],
        pub why: String,
        pub at: Moment,
        pub a_handle: String,
        pub a_name: String,
        pub b_handle: String,
        pub b_name: String,
        pub words: Option<String>,
    }
}

rows! {
    /// What was said afterwards.
    pub struct EventRow {
        pub encounter: [u8; 16],
        pub kind: String,
        pub at: Moment,
        pub words: String,
        pub signature: Vec<u8>,
    }
}

/// Writes down what somebody says; whether it is new.
pub fn put_event(
    act: &mut Act<'_>,
    id: EncounterId,
    person: PersonId,
    (kind, words, signature): (Afterwards, &str, [u8; 64]),
) -> Result<bool> {
    let now = act.now;
    let rows = act.run(
        "INSERT INTO encounter_event (encounter, person, kind, at, words, signature) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (encounter, person, kind) DO NOTHING",
        params![id.0, person, *kind.as_str(), now, *words, signature],
    )?;
    Ok(rows > 0)
}

/// Whether one of the two took it back or disputed it.
pub fn is_over(look: &mut Look<'_>, id: EncounterId) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM encounter_event WHERE encounter = $1 AND kind IN ('withdrawn', 'disputed') LIMIT 1",
        params![id.0],
    )?;
    Ok(found.is_some())
}

pub fn events_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<EventRow>> {
    look.all(
        "SELECT encounter, kind, at, words, signature FROM encounter_event WHERE person = $1 ORDER BY at, encounter",
        params![person],
    )
}

pub fn put_flag(act: &mut Act<'_>, id: [u8; 16], why: Why) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO encounter_flag (encounter, kind, at) VALUES ($1, $2, $3) ON CONFLICT (encounter, kind) DO NOTHING",
        params![id, *why.as_str(), now],
    )
}

/// What was flagged and nobody has looked into, the newest first.
pub fn flags(look: &mut Look<'_>, most: i64) -> Result<Vec<FlagRow>> {
    look.all(
        "SELECT f.encounter, f.kind, f.at, a.handle, a.name, b.handle, b.name, NULL
         FROM encounter_flag f JOIN encounter e ON e.id = f.encounter
              JOIN person a ON a.id = e.a JOIN person b ON b.id = e.b
         WHERE NOT EXISTS (SELECT 1 FROM encounter_review r WHERE r.encounter = f.encounter AND r.at >= f.at)
         ORDER BY f.at DESC, f.encounter, f.kind LIMIT $1",
        params![most],
    )
}

/// What was disputed and nobody has looked into, the newest first.
pub fn disputes(look: &mut Look<'_>, most: i64) -> Result<Vec<FlagRow>> {
    look.all(
        "SELECT v.encounter, v.kind, v.at, a.handle, a.name, b.handle, b.name, v.words
         FROM encounter_event v JOIN encounter e ON e.id = v.encounter
              JOIN person a ON a.id = e.a JOIN person b ON b.id = e.b
         WHERE v.kind = 'disputed'
           AND NOT EXISTS (SELECT 1 FROM encounter_review r WHERE r.encounter = v.encounter AND r.at >= v.at)
         ORDER BY v.at DESC, v.encounter, v.person LIMIT $1",
        params![most],
    )
}

/// Somebody has looked into what there was up to that moment.
pub fn put_review(act: &mut Act<'_>, id: EncounterId, at: Moment) -> Result<()> {
    act.put(
        "INSERT INTO encounter_review (encounter, at) VALUES ($1, $2)
         ON CONFLICT (encounter) DO UPDATE SET at = excluded.at WHERE excluded.at > encounter_review.at",
        params![id.0, at],
    )
}

/// Some of those with whom somebody has a tie.
pub fn tied(look: &mut Look<'_>, person: PersonId, most: i64) -> Result<Vec<(PersonId,)>> {
    look.all("SELECT other FROM tie WHERE person = $1 ORDER BY other LIMIT $2", params![person, most])
}

/// Some of those whom somebody has met, whatever the evidence.
pub fn met_by_scan_or_word(look: &mut Look<'_>, person: PersonId, most: i64) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT DISTINCT other FROM encounter_side WHERE person = $1 AND met = 1 ORDER BY other LIMIT $2",
        params![person, most],
    )
}

/// Who of two met more than so many people for the first time within that time.
pub fn with_many_new_pairs(
    look: &mut Look<'_>,
    (a, b): (PersonId, PersonId),
    (from, until): (Moment, Moment),
    most: i64,
) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT s.person FROM encounter_side s
         WHERE s.person IN ($1, $2) AND s.met = 1 AND s.at >= $3 AND s.at < $4 AND NOT EXISTS (
             SELECT 1 FROM encounter_side t WHERE t.person = s.person AND t.other = s.other AND t.met = 1 AND t.at < $3)
         GROUP BY s.person HAVING COUNT(DISTINCT s.other) > $5",
        params![a, b, from, until, most],
    )
}
