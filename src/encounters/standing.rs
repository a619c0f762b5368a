//! What an encounter's standing brings about: a meeting begins or ends, is graded, and both are told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visavis_wire::card::{EncounterId, Kid, Nonce, Verdict};

use super::{
    model::{
        AT_THE_PLACE, CLIQUE, Grade, LARGEST_CLIQUE, MANY_PAIRS, Outcome, QUICK, Standing, State, WITNESSED, Why,
        is_closed,
    },
    store::{self, EncounterRow},
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{GatheringId, PersonId},
    journal::Happened,
    people::{self, Face},
    ties,
    time::{DAY, Moment},
    viewer::{Me, Viewer},
};

/// A new encounter with its standing. Where the two have met by it, what came of it for the viewer is returned.
///
/// `blocked`: one of the two blocks the other. Then no meeting begins: the judge asks, but sees no answer that came by
/// itself. Once nobody blocks anybody any more, records sent again make it: both had confirmed it on the spot.
pub fn begin(
    act: &mut Act<'_>,
    row: &mut EncounterRow,
    (keys, nonce): ((Kid, Kid), Nonce),
    standing: &Standing,
    (table, blocked): (bool, bool),
) -> Result<Option<Outcome>> {
    let met = standing.verdict.is_mutual() && !blocked;
    if met || !standing.verdict.is_mutual() {
        standing.verdict.as_str().clone_into(&mut row.verdict);
        row.loop_ms = loop_ms(standing);
    }
    if met {
        row.grade = grade(act, row)?.number();
    }
    store::put_encounter(act, row, Some(keys), nonce, met)?;
    if !met {
        return Ok(None);
    }
    let mut near = around(act, row)?;
    near.retain(|near| near.id != row.id);
    brought_about(act, row, &near, true)?;
    flag(act, row, &near, table)?;
    tell_confirmed(act, row, standing.verdict)
}

/// Gives an encounter that is known its standing; where the two have met by it, or no longer have, all that follows.
pub fn stand(act: &mut Act<'_>, row: &EncounterRow, standing: &Standing, table: bool) -> Result<Option<Outcome>> {
    let id = EncounterId(row.id);
    let was = store::is_met(act, id)?;
    let is = standing.verdict.is_mutual() && !store::is_over(act, id)?;
    if is && !was && ties::is_blocked(act, row.a, row.b)? {
        return Ok(None);
    }
    store::set_standing(act, id, standing.verdict, loop_ms(standing))?;
    if was == is {
        return Ok(None);
    }
    let near = change(act, row, is)?;
    if !is {
        return Ok(None);
    }
    flag(act, row, &near, table)?;
    tell_confirmed(act, row, standing.verdict)
}

/// The time of the fastest loop (milliseconds).
pub fn loop_ms(standing: &Standing) -> Option<i64> {
    standing.hundredths.map(|hundredths| i64::from(hundredths) * 10)
}

/// The two have met by this encounter, or no longer have. The meetings of either of them around it, where it was scanned.
pub fn change(act: &mut Act<'_>, row: &EncounterRow, met: bool) -> Result<Vec<EncounterRow>> {
    let id = EncounterId(row.id);
    store::set_met(act, id, met)?;
    if !met {
        store::set_grade(act, id, Grade::E0)?;
    }
    // A claim bears out no other.
    let near = if row.claimed { Vec::new() } else { around(act, row)? };
    if row.claimed && met {
        regrade(act, row)?;
    }
    brought_about(act, row, &near, met)?;
    Ok(near)
}

/// The meetings of either of the two shortly before and after, also this one.
fn around(look: &mut Look<'_>, row: &EncounterRow) -> Result<Vec<EncounterRow>> {
    store::met_around(look, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))
}

fn brought_about(act: &mut Act<'_>, row: &EncounterRow, near: &[EncounterRow], met: bool) -> Result<()> {
    near.iter().try_for_each(|near| regrade(act, near))?;
    // Who brought it about, and the one who learns of it; also where a third one carried it.
    let (person, other) = if act.viewer.person_if_any() == Some(row.b) { (row.b, row.a) } else { (row.a, row.b) };
    let encounter = EncounterId(row.id).to_string();
    act.happened(Happened::Met { person, other, encounter, confirmed: met })
}

/// The grade of a meeting that counts.
pub fn grade(look: &mut Look<'_>, row: &EncounterRow) -> Result<Grade> {
    if row.claimed {
        return Ok(Grade::E1);
    }
    let both_checked_in = match row.gathering {
        Some(gathering) => {
            let around = (row.at.plus(-AT_THE_PLACE), row.at.plus(AT_THE_PLACE));
            store::both_arrived(look, gathering, (row.a, row.b), around)?
        }
        None => false,
    };
    let witnesses = store::witnesses(look, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))?;
    // It is among those that count, so both have confirmed it.
    Ok(Grade::of(Verdict::Mutual, both_checked_in, witnesses))
}

pub fn regrade(act: &mut Act<'_>, row: &EncounterRow) -> Result<()> {
    let grade = grade(act, row)?;
    if grade.number() != row.grade {
        store::set_grade(act, EncounterId(row.id), grade)?;
    }
    Ok(())
}

/// Notes what somebody should look at; `near` are the meetings of either of the two around it.
pub fn flag(act: &mut Act<'_>, row: &EncounterRow, near: &[EncounterRow], table: bool) -> Result<()> {
    let day = Moment::from_ms(row.at.ms().div_euclid(DAY) * DAY);
    if !store::with_many_new_pairs(act, (row.a, row.b), (day, day.plus(DAY)), MANY_PAIRS)?.is_empty() {
        store::put_flag(act, row.id, Why::ManyPairs)?;
    }
    if closed(act, row)? {
        store::put_flag(act, row.id, Why::Clique)?;
    }
    for near in near.iter().filter(|near| near.id != row.id) {
        // At a table all confirm at once.
        let quick = !table && near.at.since(row.at).abs() < QUICK && !same_pair(near, row);
        let elsewhere = row.gathering.is_some() && near.gathering.is_some() && near.gathering != row.gathering;
        for (is_so, why) in [(quick, Why::Quick), (elsewhere, Why::TwoPlaces)] {
            if is_so {
                store::put_flag(act, near.id, why)?;
                store::put_flag(act, row.id, why)?;
            }
        }
    }
    Ok(())
}

/// Whether the two are among a few who have all met each other, and know nobody else.
fn closed(look: &mut Look<'_>, row: &EncounterRow) -> Result<bool> {
    let most = LARGEST_CLIQUE as i64;
    let around: BTreeSet<PersonId> = store::tied(look, row.a, most)?.into_iter().map(|(other,)| other).collect();
    if around.len() + 1 < CLIQUE || around.len() >= LARGEST_CLIQUE {
        return Ok(false);
    }
    let mut circles = BTreeMap::new();
    for person in around.into_iter().chain([row.a]) {
        let known: BTreeSet<PersonId> = store::tied(look, person, most)?.into_iter().map(|(other,)| other).collect();
        let met: BTreeSet<PersonId> =
            store::met_by_scan_or_word(look, person, most)?.into_iter().map(|(other,)| other).collect();
        // Who is known and not met keeps it open.
        if known != met {
            return Ok(false);
        }
        circles.insert(person, known);
    }
    Ok(is_closed(&circles))
}

fn same_pair(one: &EncounterRow, other: &EncounterRow) -> bool {
    (one.a, one.b) == (other.a, other.b) || (one.a, one.b) == (other.b, other.a)
}

/// What one of the two is told of their encounter.
pub fn result(look: &mut Look<'_>, row: &EncounterRow, verdict: Verdict) -> Result<Outcome> {
    let me = look.viewer.person()?;
    let over = store::is_over(look, EncounterId(row.id))?;
    let with = people::face(look, if row.a == me { row.b } else { row.a })?;
    let state = State::of(verdict).filter(|_| !over);
    told(look, row, (verdict, state), with)
}

fn told(
    look: &mut Look<'_>,
    row: &EncounterRow,
    (verdict, state): (Verdict, Option<State>),
    with: Option<Face>,
) -> Result<Outcome> {
    let me = look.viewer.person()?;
    let with = with.filter(|_| verdict.is_good());
    let tie = match &with {
        Some(with) if state == Some(State::Mutual) => between(look, me, with)?,
        _ => None,
    };
    Ok(Outcome { verdict, encounter: Some(EncounterId(row.id)), state, with, tie })
}

/// What stands between the viewer and the one they met, and where they see each other next.
fn between(look: &mut Look<'_>, me: PersonId, with: &Face) -> Result<Option<Value>> {
    let Some(summary) = ties::summary(look, with)? else { return Ok(None) };
    let mut tie = serde_json::to_value(summary).map_err(|error| Error::Inner(error.to_string()))?;
    tie["next"] = match next(look, me, with.id)? {
        Some((id, title, starts_at)) => {
            json!({ "url": format!("/g/{id}"), "title": title, "when": starts_at.iso() })
        }
        None => Value::Null,
    };
    Ok(Some(tie))
}

/// The next gathering that both go to. The one that they are at is not the next one.
fn next(look: &mut Look<'_>, me: PersonId, other: PersonId) -> Result<Option<(GatheringId, String, Moment)>> {
    let now = look.now;
    match gatherings::shared_ahead(look, me, other)? {
        None => return Ok(None),
        Some(next) if next.starts_at > now => return Ok(Some((next.id, next.title, next.starts_at))),
        Some(_) => {}
    }
    for ahead in gatherings::ahead_of(look, me, 10)? {
        let going = if ahead.starts_at > now { gatherings::going(look, ahead.id)? } else { Vec::new() };
        if going.contains(&me) && going.contains(&other) {
            return Ok(Some((ahead.id, ahead.title, ahead.starts_at)));
        }
    }
    Ok(None)
}

/// A record's outcome, as the API and the live events say it.
pub fn spelled(outcome: &Outcome) -> Value {
    json!({
        "verdict": outcome.verdict.as_str(),
        "encounter_id": outcome.encounter.map(|id| id.to_string()),
        "state": outcome.state.map(State::as_str),
        "with": outcome.with.as_ref().map(person),
        "tie": outcome.tie,
    })
}

/// A person, as the kit says them.
pub fn person(face: &Face) -> Value {
    json!({ "handle": face.handle, "name": face.name, "photo": crate::page::photo(face.photo.as_deref()) })
}

/// Both hear that both have confirmed, each with what stands between them as they see it. What the viewer hears, where
/// they are one of the two.
pub fn tell_confirmed(act: &mut Act<'_>, row: &EncounterRow, verdict: Verdict) -> Result<Option<Outcome>> {
    let both = store::faces(act, row.a, row.b)?;
    let mut heard = None;
    for (face, account) in &both {
        let Some((with, _)) = both.iter().find(|(other, _)| other.id != face.id) else { continue };
        let as_they_see = Viewer::Person(Me {
            person: face.id,
            account: *account,
            handle: face.handle.clone(),
            name: face.name.clone(),
            photo: face.photo.clone(),
            session: [0; 32],
            seen_at: act.now,
            news: false,
            theme: None,
            operator: false,
        });
        let viewer = std::mem::replace(&mut act.viewer, as_they_see);
        let outcome = told(act, row, (verdict, State::of(verdict)), Some(with.clone()));
        act.viewer = viewer;
        let outcome = outcome?;
        let mut event = spelled(&outcome);
        event["kind"] = "confirmed".into();
        act.tell(face.id, "encounter", &event)?;
        if act.viewer.person_if_any() == Some(face.id) {
            heard = Some(outcome);
        }
    }
    Ok(heard)
}
