//! What an encounter's standing brings about: a meeting begins or ends, is graded, and both are told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visavis_wire::card::{EncounterId, Verdict};

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
    people::Face,
    ties,
    time::{DAY, Moment},
    viewer::{Me, Viewer},
};

/// Gives an encounter its standing; where the two have met by it, or no longer have, all that follows.
pub fn stand(act: &mut Act<'_>, row: &EncounterRow, standing: &Standing, table: bool) -> Result<()> {
    let id = EncounterId(row.id);
    let was = store::is_met(act, id)?;
    let is = standing.verdict.is_mutual() && !store::is_over(act, id)?;
    // While one of them blocks the other no meeting begins: the judge asks, but sees no answer that came by itself. Once
    // nobody blocks anybody any more, records sent again make it: both had confirmed it on the spot.
    if is && !was && blocked_between(act, row.a, row.b)? {
        return Ok(());
    }
    store::set_standing(act, id, standing.verdict, loop_ms(standing))?;
    if was != is {
        change(act, row, is)?;
        if is {
            flag(act, row, table)?;
            tell_confirmed(act, row, standing.verdict)?;
        }
    }
    Ok(())
}

/// The time of the fastest loop (milliseconds).
pub fn loop_ms(standing: &Standing) -> Option<i64> {
    standing.hundredths.map(|hundredths| i64::from(hundredths) * 10)
}

/// Whether either of the two blocks the other.
pub fn blocked_between(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<bool> {
    match (store::account(look, a)?, store::account(look, b)?) {
        (Some(a), Some(b)) => store::blocked(look, a, b),
        _ => Ok(false),
    }
}

/// The two have met by this encounter, or no longer have.
pub fn change(act: &mut Act<'_>, row: &EncounterRow, met: bool) -> Result<()> {
    let id = EncounterId(row.id);
    store::set_met(act, id, met)?;
    if !met {
        store::set_grade(act, id, Grade::E0)?;
    }
    if !row.claimed {
        let (from, until) = (row.at.plus(-WITNESSED), row.at.plus(WITNESSED));
        for near in store::met_around(act, row.a, row.b, from, until)? {
            regrade(act, &near)?;
        }
    } else if met {
        // It bears out no other.
        regrade(act, row)?;
    }
    // Who brought it about, and the one who learns of it; also where a third one carried it.
    let (person, other) = if act.viewer.person_if_any() == Some(row.b) { (row.b, row.a) } else { (row.a, row.b) };
    act.happened(Happened::Met { person, other, encounter: id.to_string(), confirmed: met })
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

/// Notes what somebody should look at.
pub fn flag(act: &mut Act<'_>, row: &EncounterRow, table: bool) -> Result<()> {
    let day = Moment::from_ms(row.at.ms().div_euclid(DAY) * DAY);
    for person in [row.a, row.b] {
        if store::new_pairs(act, person, day, day.plus(DAY))? > MANY_PAIRS {
            store::put_flag(act, row.id, Why::ManyPairs)?;
        }
    }
    if closed(act, row)? {
        store::put_flag(act, row.id, Why::Clique)?;
    }
    // Of a claim only the day is known.
    if row.claimed {
        return Ok(());
    }
    // At a table all confirm at once.
    if !table {
        for near in store::met_around(act, row.a, row.b, row.at.plus(1 - QUICK), row.at.plus(QUICK - 1))? {
            if !same_pair(&near, row) {
                store::put_flag(act, near.id, Why::Quick)?;
                store::put_flag(act, row.id, Why::Quick)?;
            }
        }
    }
    if row.gathering.is_some() {
        for near in store::met_around(act, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))? {
            if near.gathering.is_some() && near.gathering != row.gathering {
                store::put_flag(act, near.id, Why::TwoPlaces)?;
                store::put_flag(act, row.id, Why::TwoPlaces)?;
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
pub fn result(act: &mut Act<'_>, row: &EncounterRow, verdict: Verdict) -> Result<Outcome> {
    let me = act.viewer.person()?;
    let other = if row.a == me { row.b } else { row.a };
    let id = EncounterId(row.id);
    let over = store::is_over(act, id)?;
    let state = State::of(verdict).filter(|_| !over);
    let with = store::face(act, other)?.filter(|_| verdict.is_good());
    let tie = match &with {
        Some(with) if state == Some(State::Mutual) => between(act, me, with)?,
        _ => None,
    };
    Ok(Outcome { verdict, encounter: Some(id), state, with, tie })
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

/// Both hear that both have confirmed, each with what stands between them as they see it.
pub fn tell_confirmed(act: &mut Act<'_>, row: &EncounterRow, verdict: Verdict) -> Result<()> {
    for person in [row.a, row.b] {
        let (Some(face), Some(account)) = (store::face(act, person)?, store::account(act, person)?) else { continue };
        let as_they_see = Viewer::Person(Me {
            person,
            account,
            handle: face.handle,
            name: face.name,
            photo: face.photo,
            session: [0; 32],
            seen_at: act.now,
            news: false,
            theme: None,
            operator: false,
        });
        let viewer = std::mem::replace(&mut act.viewer, as_they_see);
        let outcome = result(act, row, verdict);
        act.viewer = viewer;
        let mut told = spelled(&outcome?);
        told["kind"] = "confirmed".into();
        act.tell(person, "encounter", &told)?;
    }
    Ok(())
}
