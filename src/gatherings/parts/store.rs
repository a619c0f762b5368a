//! All SQL about parts, but for taking and freeing their places (`answers`).

use super::model::{Part, Wanted};
use crate::{
    act::{Act, Look},
    error::Result,
    id::GatheringId,
    params,
};

pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Part>> {
    look.all(
        "SELECT number, name, capacity, going FROM gathering_part WHERE gathering = $1 ORDER BY number",
        params![id],
    )
}

pub fn put(act: &mut Act<'_>, id: GatheringId, wanted: &Wanted) -> Result<()> {
    act.put(
        "INSERT INTO gathering_part (gathering, number, name, capacity) VALUES ($1, $2, $3, $4)",
        params![id, wanted.number, wanted.name, wanted.capacity],
    )
}

/// Changes a part, unless more are coming to it than there would be places; whether it did.
pub fn change(act: &mut Act<'_>, id: GatheringId, wanted: &Wanted) -> Result<bool> {
    let touched = act.run(
        "UPDATE gathering_part SET name = $3, capacity = $4
         WHERE gathering = $1 AND number = $2 AND (CAST($4 AS BIGINT) IS NULL OR going <= $4)",
        params![id, wanted.number, wanted.name, wanted.capacity],
    )?;
    Ok(touched == 1)
}

pub fn delete(act: &mut Act<'_>, id: GatheringId, number: i64) -> Result<()> {
    act.put("DELETE FROM gathering_part WHERE gathering = $1 AND number = $2", params![id, number])
}

pub fn delete_all(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM gathering_part WHERE gathering = $1", params![id])
}

/// Notes how many parts there are.
pub fn put_count(act: &mut Act<'_>, id: GatheringId, count: i64) -> Result<()> {
    act.put("UPDATE gathering SET parts = $2 WHERE id = $1", params![id, count])
}

/// Whoever comes, waits or asks and is in no part yet is in that one.
pub fn gather(act: &mut Act<'_>, id: GatheringId, part: i64) -> Result<()> {
    act.put(
        "UPDATE answer SET part = $2 WHERE gathering = $1 AND reply IN ('yes', 'waiting', 'asked', 'declined') AND part IS NULL",
        params![id, part],
    )?;
    act.put(
        "UPDATE guest SET part = $2 WHERE gathering = $1 AND reply IN ('yes', 'waiting', 'asked', 'declined') AND part IS NULL",
        params![id, part],
    )
}

/// Moves whoever comes or waits in one part to another (`None`: the gathering is cut no more).
pub fn move_all(act: &mut Act<'_>, id: GatheringId, from: i64, to: Option<i64>) -> Result<()> {
    act.put("UPDATE answer SET part = $3 WHERE gathering = $1 AND part = $2", params![id, from, to])?;
    act.put("UPDATE guest SET part = $3 WHERE gathering = $1 AND part = $2", params![id, from, to])
}

/// How many wait for a place in each part, and the largest party among them: part, number, places.
pub fn waiting(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT x.part, COUNT(*), MAX(x.places) FROM (
             SELECT part, places FROM answer WHERE gathering = $1 AND ticket IS NOT NULL AND part IS NOT NULL
             UNION ALL
             SELECT part, places FROM guest
             WHERE gathering = $1 AND ticket IS NOT NULL AND part IS NOT NULL AND email IS NOT NULL) x
         GROUP BY x.part ORDER BY x.part",
        params![id],
    )
}

/// How many places the largest party wants that waits, for whatever part; 0 where nobody waits.
pub fn largest_waiting(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let (places,): (i64,) = look.one(
        "SELECT COALESCE(MAX(x.places), 0) FROM (
             SELECT places FROM answer WHERE gathering = $1 AND ticket IS NOT NULL
             UNION ALL
             SELECT places FROM guest WHERE gathering = $1 AND ticket IS NOT NULL AND email IS NOT NULL) x",
        params![id],
    )?;
    Ok(places)
}

/// Of each gathering how many parts it says it has, and how many there are.
pub fn counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT g.id, g.parts, (SELECT COUNT(*) FROM gathering_part p WHERE p.gathering = g.id)
         FROM gathering g WHERE g.id > $1 ORDER BY g.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put(
        "UPDATE gathering SET parts = (SELECT COUNT(*) FROM gathering_part p WHERE p.gathering = gathering.id)
         WHERE id = $1",
        params![id],
    )
}

/// Of each gathering how many of its parts count other places than the answers come to.
pub fn miscounted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64)>> {
    look.all(
        "SELECT g.id, (
             SELECT COUNT(*) FROM gathering_part p WHERE p.gathering = g.id AND p.going <>
                 COALESCE((SELECT SUM(a.places) FROM answer a
                           WHERE a.gathering = p.gathering AND a.part = p.number AND a.reply = 'yes'), 0)
               + COALESCE((SELECT SUM(u.places) FROM guest u
                           WHERE u.gathering = p.gathering AND u.part = p.number AND u.reply = 'yes'), 0))
         FROM gathering g WHERE g.id > $1 ORDER BY g.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_going(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put(
        "UPDATE gathering_part SET going = CAST(
                 COALESCE((SELECT SUM(a.places) FROM answer a WHERE a.gathering = gathering_part.gathering
                               AND a.part = gathering_part.number AND a.reply = 'yes'), 0)
               + COALESCE((SELECT SUM(u.places) FROM guest u WHERE u.gathering = gathering_part.gathering
                               AND u.part = gathering_part.number AND u.reply = 'yes'), 0) AS BIGINT)
         WHERE gathering = $1",
        params![id],
    )
}
