//! Reminders: the host says when by default, each reader when for themselves, and a job tells each of them once.
//!
//! One row says how far the reminding of a gathering has come, and one job waits for what is next: the next reminder, or
//! the next part of those to be told. A part, the row and the next job are one transaction, so a job that runs twice finds
//! that its part is done. What is moved begins anew; what is called off has no row, and its job finds nothing to do.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use model::{Plan, Whom};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Run;

use super::{actions::visible, guests::model::Comer, mail, model::Gathering, store as gatherings};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{GatheringId, PersonId},
    jobs::Job,
    time::{DAY, MINUTE, Moment},
};

/// So many are reminded in one transaction.
const PART: i64 = 200;

/// A part of a reminding: which gathering, and where its row has to stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminding {
    /// Of what.
    pub gathering: GatheringId,
    /// Which planned beginning.
    pub round: i64,
    /// So many minutes before it.
    pub minutes: i64,
    /// Members, or guests.
    pub whom: Whom,
    /// The last who was told; 0 before the first.
    pub told: i64,
}

fn keep(act: &mut Act<'_>, id: GatheringId, run: &Run, due: Moment) -> Result<()> {
    store::put_run(act, id, run)?;
    let (round, minutes, whom, told) = (run.round, run.minutes, run.whom, run.told);
    act.later_at(&Job::Remind(Reminding { gathering: id, round, minutes, whom, told }), due)
}

/// Plans the reminding of a gathering for when it begins now; where that has not changed, it goes on as it was.
pub fn plan(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let (now, Some(gathering)) = (act.now, gatherings::gathering(act, id)?) else { return Ok(()) };
    let starts_at = gathering.starts_at;
    if store::run(act, id)?.is_some_and(|run| run.starts_at == starts_at) {
        return Ok(());
    }
    match model::next(starts_at, now).filter(|_| gathering.cancelled_at.is_none()) {
        Some((minutes, due)) => {
            let round = act.id();
            keep(act, id, &Run { round, starts_at, minutes, whom: Whom::Members, told: 0 }, due)
        }
        None => store::delete_run(act, id),
    }
}

/// Reminds nobody of it any more.
pub fn stop(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    store::delete_run(act, id)
}

/// Plans what begins within the next days and was never planned; how many, at most.
pub fn plan_some(act: &mut Act<'_>, most: i64) -> Result<i64> {
    let now = act.now;
    // Later than the last reminder there is nothing to plan, and nothing may be found again for ever.
    let least = model::STEPS.last().copied().unwrap_or_default() * MINUTE;
    let found = store::unplanned(act, now.plus(least), now.plus(9 * DAY), most)?;
    for id in &found {
        plan(act, *id)?;
    }
    Ok(found.len() as i64)
}

/// Reminds the next of those who come, and leaves the rest, or the next reminder, to the next job.
pub fn remind(act: &mut Act<'_>, part: &Reminding) -> Result<()> {
    let id = part.gathering;
    let Some(run) = store::run(act, id)? else { return Ok(()) };
    if (run.round, run.minutes, run.whom, run.told) != (part.round, part.minutes, part.whom, part.told) {
        return Ok(());
    }
    let now = act.now;
    let Some(gathering) = gatherings::gathering(act, id)? else { return Ok(()) };
    if gathering.cancelled_at.is_some() || gathering.starts_at <= now {
        return store::delete_run(act, id);
    }
    let host = store::host_plan(act, id)?;
    // A program that stood still for a day must not say at once what was to be said one after the other.
    let late = model::after(run.starts_at, run.minutes).is_some_and(|(_, due)| due <= now);
    let last = match run.whom {
        _ if late => None,
        Whom::Members => {
            let some = store::members(act, id, run.told, PART)?;
            let last = some.last().map(|one| one.person.0).filter(|_| some.len() as i64 == PART);
            for one in some {
                if model::plan(one.there, one.everywhere, host.as_ref()).has(run.minutes) {
                    mail::reminder(act, &gathering, Comer::Person(one.person))?;
                }
            }
            last
        }
        Whom::Guests => {
            let some = store::guests(act, id, run.told, PART)?;
            let last = some.last().map(|guest| guest.0).filter(|_| some.len() as i64 == PART);
            if model::plan(None, None, host.as_ref()).has(run.minutes) {
                for guest in some {
                    mail::reminder(act, &gathering, Comer::Guest(guest))?;
                }
            }
            last
        }
    };
    match (last, run.whom) {
        (Some(told), _) => keep(act, id, &Run { told, ..run }, now),
        (None, Whom::Members) if !late => keep(act, id, &Run { whom: Whom::Guests, told: 0, ..run }, now),
        (None, _) => match model::after(run.starts_at, run.minutes) {
            Some((minutes, due)) => keep(act, id, &Run { minutes, whom: Whom::Members, told: 0, ..run }, due),
            // The row stays: it says that all was told.
            None => store::put_run(act, id, &Run { minutes: 0, told: 0, ..run }),
        },
    }
}

/// What the host set for a gathering.
pub fn host_plan(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Plan>> {
    store::host_plan(look, id)
}

/// Keeps what the host sets.
pub fn set(act: &mut Act<'_>, id: GatheringId, plan: Option<&Plan>) -> Result<()> {
    match plan {
        Some(plan) => store::put_host_plan(act, id, plan),
        None => store::delete_host_plan(act, id),
    }
}

/// What the viewer chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// For everywhere.
    pub everywhere: Option<Plan>,
    /// For one gathering.
    pub there: Option<Plan>,
    /// What the host set there.
    pub host: Option<Plan>,
}

impl Chosen {
    /// What holds.
    pub fn plan(&self) -> Plan {
        model::plan(self.there.clone(), self.everywhere.clone(), self.host.as_ref())
    }
}

/// What the viewer chose for everywhere.
pub fn everywhere(look: &mut Look<'_>) -> Result<Option<Plan>> {
    let person = look.viewer.person()?;
    store::everywhere(look, person)
}

/// Chooses for everywhere.
pub fn choose_everywhere(act: &mut Act<'_>, plan: Option<&Plan>) -> Result<()> {
    let person = act.viewer.person()?;
    match plan {
        Some(plan) => store::put_everywhere(act, person, plan),
        None => store::delete_everywhere(act, person),
    }
}

/// What the viewer chose for a gathering to which they come.
pub fn there(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Chosen)> {
    let person = look.viewer.person()?;
    let gathering = visible(look, id)?;
    gathering.still_open(look.now)?;
    let chosen = Chosen {
        everywhere: store::everywhere(look, person)?,
        there: store::there(look, id, person)?,
        host: store::host_plan(look, id)?,
    };
    Ok((gathering, chosen))
}

/// Chooses for one gathering.
pub fn choose_there(act: &mut Act<'_>, id: GatheringId, plan: Option<&Plan>) -> Result<()> {
    let person = act.viewer.person()?;
    visible(act, id)?.still_open(act.now)?;
    if gatherings::reply(act, id, person)?.is_none() {
        return Err(Error::Conflict("error-reminders-answer"));
    }
    match plan {
        Some(plan) => store::put_there(act, id, person, plan),
        None => store::delete_there(act, id, person),
    }
}

/// Forgets what somebody chose who has left.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

/// What somebody chose, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let everywhere = store::everywhere(look, person)?.map(|plan| plan.minutes().to_vec());
    let there: Vec<Value> = store::all_there(look, person)?
        .into_iter()
        .map(|(id, plan)| json!({ "gathering": id, "minutes": plan.minutes() }))
        .collect();
    Ok(json!({ "everywhere": everywhere, "at": there }))
}
