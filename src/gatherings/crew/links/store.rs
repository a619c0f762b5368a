//! All SQL about links into a crew.

use super::{Link, Wanted};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::crew::Role,
    id::{CrewLinkId, GatheringId, PersonId},
    params, rows,
    time::Moment,
};

pub fn put(
    act: &mut Act<'_>,
    (id, hash): (CrewLinkId, [u8; 32]),
    (gathering, person): (GatheringId, PersonId),
    wanted: Wanted,
    until: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO crew_link (id, hash, gathering, made_by, role, most, until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, hash, gathering, person, wanted.role, wanted.most, until],
    )
}

/// All of a gathering, the newest first.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Link>> {
    look.all(
        "SELECT l.id, l.gathering, l.role, l.most, l.used, l.until, l.revoked_at, l.made_by, p.name
         FROM crew_link l JOIN person p ON p.id = l.made_by WHERE l.gathering = $1 ORDER BY l.id DESC LIMIT 200",
        params![id],
    )
}

pub fn link(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<Link>> {
    look.opt(
        "SELECT l.id, l.gathering, l.role, l.most, l.used, l.until, l.revoked_at, l.made_by, p.name
         FROM crew_link l JOIN person p ON p.id = l.made_by WHERE l.hash = $1",
        params![hash],
    )
}

pub fn revoke(act: &mut Act<'_>, id: CrewLinkId, now: Moment) -> Result<()> {
    act.put("UPDATE crew_link SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1", params![id, now])
}

pub fn revoke_all(act: &mut Act<'_>, id: GatheringId, now: Moment) -> Result<()> {
    act.put("UPDATE crew_link SET revoked_at = $2 WHERE gathering = $1 AND revoked_at IS NULL", params![id, now])
}

/// Counts one more; whether there was room for one.
pub fn count(act: &mut Act<'_>, id: CrewLinkId) -> Result<bool> {
    let rows = act.run(
        "UPDATE crew_link SET used = used + 1 WHERE id = $1 AND revoked_at IS NULL AND used < most",
        params![id],
    )?;
    Ok(rows == 1)
}

rows! {
    /// A link as the one who made it takes it along.
    pub struct Made {
        pub gathering: GatheringId,
        pub title: String,
        pub role: Role,
        pub most: i64,
        pub used: i64,
        pub until: Moment,
    }
}

pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Made>> {
    look.all(
        "SELECT l.gathering, g.title, l.role, l.most, l.used, l.until
         FROM crew_link l JOIN gathering g ON g.id = l.gathering WHERE l.made_by = $1 ORDER BY l.id",
        params![person],
    )
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM crew_link WHERE made_by = $1", params![person])
}
