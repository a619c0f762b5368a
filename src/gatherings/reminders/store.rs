//! All SQL about reminders.

use super::model::{Plan, Whom};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, GuestId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// Somebody who comes, with what they want there and everywhere.
    pub struct Wanting {
        pub person: PersonId,
        pub there: Option<Plan>,
        pub everywhere: Option<Plan>,
    }

    /// How far the reminding of a gathering has come.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Run {
        pub round: i64,
        pub starts_at: Moment,
        pub minutes: i64,
        pub whom: Whom,
        pub told: i64,
    }
}

pub fn host_plan(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Plan>> {
    let row: Option<(Plan,)> = look.opt("SELECT minutes FROM reminder_plan WHERE gathering = $1", params![id])?;
    Ok(row.map(|(plan,)| plan))
}

pub fn put_host_plan(act: &mut Act<'_>, id: GatheringId, plan: &Plan) -> Result<()> {
    act.put(
        "INSERT INTO reminder_plan (gathering, minutes) VALUES ($1, $2)
         ON CONFLICT (gathering) DO UPDATE SET minutes = excluded.minutes",
        params![id, plan.text()],
    )
}

pub fn delete_host_plan(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM reminder_plan WHERE gathering = $1", params![id])
}

/// What somebody wants everywhere.
pub fn everywhere(look: &mut Look<'_>, person: PersonId) -> Result<Option<Plan>> {
    let row: Option<(Plan,)> = look.opt("SELECT minutes FROM reminder_choice WHERE person = $1", params![person])?;
    Ok(row.map(|(plan,)| plan))
}

pub fn put_everywhere(act: &mut Act<'_>, person: PersonId, plan: &Plan) -> Result<()> {
    act.put(
        "INSERT INTO reminder_choice (person, minutes) VALUES ($1, $2)
         ON CONFLICT (person) DO UPDATE SET minutes = excluded.minutes",
        params![person, plan.text()],
    )
}

pub fn delete_everywhere(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM reminder_choice WHERE person = $1", params![person])
}

/// What somebody wants at one gathering.
pub fn there(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Plan>> {
    let row: Option<(Plan,)> =
        look.opt("SELECT minutes FROM reminder_own WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(plan,)| plan))
}

pub fn put_there(act: &mut Act<'_>, id: GatheringId, person: PersonId, plan: &Plan) -> Result<()> {
    act.put(
        "INSERT INTO reminder_own (gathering, person, minutes) VALUES ($1, $2, $3)
         ON CONFLICT (gathering, person) DO UPDATE SET minutes = excluded.minutes",
        params![id, person, plan.text()],
    )
}

pub fn delete_there(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    act.put("DELETE FROM reminder_own WHERE gathering = $1 AND person = $2", params![id, person])
}

/// What somebody wants at single gatherings.
pub fn all_there(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, Plan)>> {
    look.all("SELECT gathering, minutes FROM reminder_own WHERE person = $1 ORDER BY gathering", params![person])
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM reminder_own WHERE person = $1", params![person])?;
    delete_everywhere(act, person)
}

pub fn run(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Run>> {
    look.opt("SELECT round, starts_at, minutes, whom, told FROM reminder_run WHERE gathering = $1", params![id])
}

pub fn put_run(act: &mut Act<'_>, id: GatheringId, run: &Run) -> Result<()> {
    act.put(
        "INSERT INTO reminder_run (gathering, round, starts_at, minutes, whom, told) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (gathering) DO UPDATE SET round = excluded.round, starts_at = excluded.starts_at,
             minutes = excluded.minutes, whom = excluded.whom, told = excluded.told",
        params![id, run.round, run.starts_at, run.minutes, run.whom, run.told],
    )
}

pub fn delete_run(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM reminder_run WHERE gathering = $1", params![id])
}

/// The next members who have a place for good, in the order of their ids, with what they want there and everywhere.
pub fn members(look: &mut Look<'_>, id: GatheringId, after: i64, most: i64) -> Result<Vec<Wanting>> {
    look.all(
        "SELECT a.person, o.minutes, c.minutes
         FROM answer a LEFT JOIN reminder_own o ON o.gathering = a.gathering AND o.person = a.person
              LEFT JOIN reminder_choice c ON c.person = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND a.confirm_by IS NULL AND a.person > $2
         ORDER BY a.person LIMIT $3",
        params![id, after, most],
    )
}

/// The same of guests: they go by what the host set.
pub fn guests(look: &mut Look<'_>, id: GatheringId, after: i64, most: i64) -> Result<Vec<GuestId>> {
    let rows: Vec<(GuestId,)> = look.all(
        "SELECT id FROM guest
         WHERE gathering = $1 AND reply = 'yes' AND confirm_by IS NULL AND email IS NOT NULL AND id > $2
         ORDER BY id LIMIT $3",
        params![id, after, most],
    )?;
    Ok(rows.into_iter().map(|(guest,)| guest).collect())
}

/// Gatherings that begin soon and that nobody is reminded of yet: from before there were reminders.
pub fn unplanned(look: &mut Look<'_>, from: Moment, to: Moment, most: i64) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT g.id FROM gathering g
         WHERE g.starts_at > $1 AND g.starts_at <= $2 AND g.cancelled_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM reminder_run r WHERE r.gathering = g.id)
         ORDER BY g.starts_at LIMIT $3",
        params![from, to, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
