//! What is derived for a gathering, and what it follows from.

use super::super::approval::Admission;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// What is derived for a gathering, and what it follows from.
    pub struct Derived {
        pub id: GatheringId,
        pub title: String,
        pub venue: String,
        pub place: Option<i64>,
        pub cell: Option<i64>,
        pub admission: Admission,
    }
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM gathering", &[])?;
    Ok(count)
}

/// Places taken as they are kept and as the answers come to, by id.
pub fn going_counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT g.id, g.going, CAST(COALESCE((SELECT SUM(a.places) FROM answer a
                                              WHERE a.gathering = g.id AND a.reply = 'yes'), 0)
                                   + COALESCE((SELECT SUM(u.places) FROM guest u
                                               WHERE u.gathering = g.id AND u.reply = 'yes'), 0) AS BIGINT)
         FROM gathering g WHERE g.id > $1 ORDER BY g.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_going(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put(
        "UPDATE gathering SET going = CAST(COALESCE((SELECT SUM(a.places) FROM answer a
                                                     WHERE a.gathering = gathering.id AND a.reply = 'yes'), 0)
                                   + COALESCE((SELECT SUM(u.places) FROM guest u
                                               WHERE u.gathering = gathering.id AND u.reply = 'yes'), 0) AS BIGINT)
         WHERE id = $1",
        params![id],
    )
}

pub fn derived(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Derived>> {
    look.all(
        "SELECT id, title, venue, place, cell, admission FROM gathering WHERE id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )
}

/// The words of all whose ids lie between two, without the first of these, by id and word.
pub fn words_kept(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT gathering, word FROM gathering_word WHERE gathering > $1 AND gathering <= $2 ORDER BY gathering, word",
        params![after, last],
    )
}

pub fn put_cell(act: &mut Act<'_>, id: GatheringId, cell: Option<i64>) -> Result<()> {
    act.put("UPDATE gathering SET cell = $2 WHERE id = $1", params![id, cell])
}

rows! {
    /// A planned time as the clocks will show it, with the instants that followed from it.
    pub struct Wall {
        pub id: GatheringId,
        pub host: Option<PersonId>,
        pub zone: String,
        pub starts_local: String,
        pub ends_local: String,
        pub starts_at: Moment,
        pub ends_at: Moment,
    }
}

/// How many gatherings are ahead.
pub fn count_ahead(look: &mut Look<'_>) -> Result<i64> {
    let now = look.now;
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM gathering WHERE starts_at > $1 AND cancelled_at IS NULL", params![now])?;
    Ok(count)
}

/// The next gatherings by id that are ahead: neither begun nor called off.
pub fn walls_ahead(look: &mut Look<'_>, after: GatheringId, now: Moment, most: i64) -> Result<Vec<Wall>> {
    look.all(
        "SELECT id, host, zone, starts_local, ends_local, starts_at, ends_at FROM gathering
         WHERE id > $1 AND starts_at > $2 AND cancelled_at IS NULL ORDER BY id LIMIT $3",
        params![after, now, most],
    )
}
