//! Links that let people in.

use super::{Link, Wanted};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{CommunityId, LinkId, PersonId},
    params, rows,
    time::Moment,
};

pub fn put(
    act: &mut Act<'_>,
    (id, hash): (LinkId, [u8; 32]),
    (community, person): (CommunityId, PersonId),
    wanted: &Wanted,
    until: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO invite_link (id, hash, community, made_by, name, most, used, until)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
        params![id, hash, community, person, wanted.name, wanted.most, until],
    )
}

/// All of a community, the newest first.
pub fn of_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<Link>> {
    look.all(
        "SELECT l.id, l.name, l.most, l.used, l.until, l.revoked_at, p.name, CASE WHEN m.role = 'host' THEN 1 ELSE 0 END
         FROM invite_link l JOIN person p ON p.id = l.made_by
              LEFT JOIN membership m ON m.community = l.community AND m.person = l.made_by
         WHERE l.community = $1 ORDER BY l.id DESC LIMIT 200",
        params![community],
    )
}

pub fn link(look: &mut Look<'_>, community: CommunityId, id: LinkId) -> Result<Option<Link>> {
    look.opt(
        "SELECT l.id, l.name, l.most, l.used, l.until, l.revoked_at, p.name, CASE WHEN m.role = 'host' THEN 1 ELSE 0 END
         FROM invite_link l JOIN person p ON p.id = l.made_by
              LEFT JOIN membership m ON m.community = l.community AND m.person = l.made_by
         WHERE l.id = $1 AND l.community = $2",
        params![id, community],
    )
}

pub fn revoke(act: &mut Act<'_>, id: LinkId) -> Result<()> {
    let now = act.now;
    act.put("UPDATE invite_link SET revoked_at = $2 WHERE id = $1", params![id, now])
}

pub fn leads_to(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<String>> {
    let row: Option<(String,)> = look.opt(
        "SELECT c.handle FROM invite_link l JOIN community c ON c.id = l.community
         WHERE l.hash = $1 AND c.ended_at IS NULL",
        params![hash],
    )?;
    Ok(row.map(|(handle,)| handle))
}

/// Who made it, until when it works, and whether nothing else has ended it: who came in by it has a place.
pub fn opened(
    look: &mut Look<'_>,
    hash: [u8; 32],
    community: CommunityId,
    viewer: Option<PersonId>,
) -> Result<Option<(PersonId, Moment, bool)>> {
    look.opt(
        "SELECT l.made_by, l.until,
                CASE WHEN l.revoked_at IS NULL AND (l.most IS NULL OR l.used < l.most OR EXISTS (
                         SELECT 1 FROM invite_link_use u WHERE u.link = l.id AND u.person = $3)) THEN 1 ELSE 0 END
         FROM invite_link l WHERE l.hash = $1 AND l.community = $2",
        params![hash, community, viewer],
    )
}

/// Notes that somebody came in by it; whether they had not before.
pub fn note_use(act: &mut Act<'_>, hash: [u8; 32], person: PersonId) -> Result<bool> {
    let rows = act.run(
        "INSERT INTO invite_link_use (link, person) SELECT l.id, CAST($2 AS BIGINT) FROM invite_link l WHERE l.hash = $1
         ON CONFLICT (link, person) DO NOTHING",
        params![hash, person],
    )?;
    Ok(rows == 1)
}

/// Where a person came in by a link.
pub fn came_in(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(String,)>> {
    look.all(
        "SELECT c.handle FROM invite_link_use u JOIN invite_link l ON l.id = u.link JOIN community c ON c.id = l.community
         WHERE u.person = $1 ORDER BY u.link",
        params![person],
    )
}

/// Counts one more; whether there was room for one.
pub fn count(act: &mut Act<'_>, hash: [u8; 32]) -> Result<bool> {
    let rows = act.run(
        "UPDATE invite_link SET used = used + 1
         WHERE hash = $1 AND revoked_at IS NULL AND (most IS NULL OR used < most)",
        params![hash],
    )?;
    Ok(rows == 1)
}

rows! {
    /// A link as the one who made it takes it along.
    pub struct MadeRow {
        pub community: String,
        pub name: String,
        pub most: Option<i64>,
        pub used: i64,
        pub until: Moment,
    }
}

/// Those that a person made.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<MadeRow>> {
    look.all(
        "SELECT c.handle, l.name, l.most, l.used, l.until FROM invite_link l JOIN community c ON c.id = l.community
         WHERE l.made_by = $1 ORDER BY l.id",
        params![person],
    )
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM invite_link_use WHERE person = $1", params![person])?;
    act.put(
        "DELETE FROM invite_link_use WHERE link IN (SELECT id FROM invite_link WHERE made_by = $1)",
        params![person],
    )?;
    act.put("DELETE FROM invite_link WHERE made_by = $1", params![person])
}
