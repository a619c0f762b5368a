//! What is at a venue, and what is said of it. What is held at a place that is hidden stands on no page of that place.

use super::super::model::{Brief, LONGEST};
use super::briefs;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params,
    time::Moment,
};

/// What is held there and not over, the next first.
pub fn at_venue_ahead(
    look: &mut Look<'_>,
    (place, name): (i64, &str),
    now: Moment,
    after: (Moment, GatheringId),
    (person, mine): (Option<PersonId>, Option<AccountId>),
    limit: i64,
) -> Result<Vec<Brief>> {
    let after = after.max((now.plus(-LONGEST), GatheringId(0)));
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $5)
         FROM gathering g
         WHERE g.place = $1 AND g.venue = $2 AND g.admission <> 2 AND (g.starts_at, g.id) > ($3, $8) AND g.ends_at > $4
           AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $6) OR (b.blocker = $6 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $7",
        params![place, *name, after.0, now, person, mine, limit, after.1],
    )?;
    Ok(briefs(rows))
}

/// What was held there, the last first.
pub fn at_venue_past(
    look: &mut Look<'_>,
    (place, name): (i64, &str),
    now: Moment,
    after: (Moment, GatheringId),
    (person, mine): (Option<PersonId>, Option<AccountId>),
    limit: i64,
) -> Result<Vec<Brief>> {
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $4)
         FROM gathering g
         WHERE g.place = $1 AND g.venue = $2 AND g.admission <> 2 AND (g.starts_at, g.id) < ($7, $8) AND g.ends_at <= $3
           AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $5) OR (b.blocker = $5 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at DESC, g.id DESC LIMIT $6",
        params![place, *name, now, person, mine, limit, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

/// How to get there, whether without steps, and since when that is said.
pub fn said_of_venue(look: &mut Look<'_>, (place, name): (i64, &str)) -> Result<Option<(String, String, Moment)>> {
    look.opt(
        "SELECT way, step_free, changed_at FROM gathering_venue WHERE place = $1 AND name = $2",
        params![place, *name],
    )
}

pub fn put_venue(act: &mut Act<'_>, (place, name): (i64, &str), way: &str, step_free: &str) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO gathering_venue (place, name, way, step_free, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (place, name) DO UPDATE SET way = $3, step_free = $4, changed_at = $5",
        params![place, *name, *way, *step_free, now],
    )
}

/// Where somebody hosted, the last first: gathering, town, name, address.
pub fn venues_of_host(
    look: &mut Look<'_>,
    person: PersonId,
    most: i64,
) -> Result<Vec<(GatheringId, i64, String, String)>> {
    look.all(
        "SELECT g.id, g.place, g.venue, g.address FROM gathering g
         WHERE g.host = $1 AND g.venue <> '' AND g.place IS NOT NULL ORDER BY g.starts_at DESC LIMIT $2",
        params![person, most],
    )
}
