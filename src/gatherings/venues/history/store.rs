//! What was said of venues, and who hosts there.

use super::Change;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params,
    time::Moment,
};

/// When the first thing ended that somebody hosts there, by the community in whose name it is.
pub fn own_at(
    look: &mut Look<'_>,
    (place, name): (i64, &str),
    host: PersonId,
) -> Result<Vec<(Option<CommunityId>, Moment)>> {
    look.all(
        "SELECT g.community, MIN(g.ends_at) FROM gathering g
         WHERE g.place = $1 AND g.venue = $2 AND g.host = $3 AND g.cancelled_at IS NULL GROUP BY g.community",
        params![place, *name, host],
    )
}

/// When the first thing ended that is there in the name of a community.
pub fn first_end_of(look: &mut Look<'_>, (place, name): (i64, &str), id: CommunityId) -> Result<Option<Moment>> {
    let (end,): (Option<Moment>,) = look.one(
        "SELECT MIN(g.ends_at) FROM gathering g
         WHERE g.place = $1 AND g.venue = $2 AND g.community = $3 AND g.cancelled_at IS NULL",
        params![place, *name, id],
    )?;
    Ok(end)
}

/// Who said what is said now; nothing where no change is kept.
pub fn author(look: &mut Look<'_>, (place, name): (i64, &str)) -> Result<Option<Option<PersonId>>> {
    let row: Option<(Option<PersonId>,)> = look.opt(
        "SELECT by_person FROM gathering_venue_change WHERE place = $1 AND name = $2 ORDER BY id DESC LIMIT 1",
        params![place, *name],
    )?;
    Ok(row.map(|(by,)| by))
}

pub fn put(
    act: &mut Act<'_>,
    (id, at): (i64, Moment),
    (place, name): (i64, &str),
    (way, step_free): (&str, &str),
    by: Option<PersonId>,
) -> Result<()> {
    act.put(
        "INSERT INTO gathering_venue_change (id, place, name, way, step_free, by_person, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, place, *name, *way, *step_free, by, at],
    )
}

/// Deletes all but the last so many.
pub fn delete_oldest(act: &mut Act<'_>, (place, name): (i64, &str), kept: i64) -> Result<()> {
    act.put(
        "DELETE FROM gathering_venue_change WHERE place = $1 AND name = $2 AND id <= (
             SELECT c.id FROM gathering_venue_change c WHERE c.place = $1 AND c.name = $2
             ORDER BY c.id DESC LIMIT 1 OFFSET $3)",
        params![place, *name, kept],
    )
}

/// What was said of a venue, the last first, without the names of those whom the viewer may not see.
pub fn of_venue(look: &mut Look<'_>, (place, name): (i64, &str), mine: AccountId) -> Result<Vec<Change>> {
    look.all(
        "SELECT c.id, c.way, c.step_free, c.at, p.handle, p.name
         FROM gathering_venue_change c LEFT JOIN person p ON p.id = c.by_person AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         WHERE c.place = $1 AND c.name = $2 ORDER BY c.id DESC LIMIT 50",
        params![place, *name, mine],
    )
}

/// What a person said of venues.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(String, String, String, Moment)>> {
    look.all(
        "SELECT name, way, step_free, at FROM gathering_venue_change WHERE by_person = $1 ORDER BY id",
        params![person],
    )
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("UPDATE gathering_venue_change SET by_person = NULL WHERE by_person = $1", params![person])
}
