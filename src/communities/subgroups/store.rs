//! What is part of what.

use super::super::model::{Access, Role};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{CommunityId, PersonId},
    params, rows,
};

pub fn put(act: &mut Act<'_>, id: CommunityId, parent: CommunityId, access: Access) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO subgroup (community, parent, access, at) VALUES ($1, $2, $3, $4)",
        params![id, parent, access, now],
    )
}

pub fn delete(act: &mut Act<'_>, id: CommunityId) -> Result<()> {
    act.put("DELETE FROM subgroup WHERE community = $1", params![id])
}

/// Says who of the larger one's members gets in.
pub fn want(act: &mut Act<'_>, id: CommunityId, access: Access) -> Result<()> {
    act.put("UPDATE subgroup SET access = $2 WHERE community = $1", params![id, access])
}

/// Says how open it is towards everybody.
pub fn set_access(act: &mut Act<'_>, id: CommunityId, access: Access) -> Result<()> {
    act.put("UPDATE community SET access = $2 WHERE id = $1", params![id, access])
}

rows! {
    /// A community that is part of another, as one viewer has it before them.
    pub struct PartRow {
        pub id: CommunityId,
        pub handle: String,
        pub name: String,
        pub words: String,
        pub access: Access,
        pub place: Option<i64>,
        pub photo: Option<String>,
        pub members: i64,
        pub role: Option<Role>,
        pub within: Access,
    }
}

/// What is part of it, the larger first.
pub fn of_parent(look: &mut Look<'_>, parent: CommunityId, viewer: Option<PersonId>) -> Result<Vec<PartRow>> {
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role, s.access
         FROM subgroup s JOIN community c ON c.id = s.community
              LEFT JOIN membership m ON m.community = c.id AND m.person = $2
         WHERE s.parent = $1 AND c.ended_at IS NULL ORDER BY c.members DESC, c.id LIMIT 100",
        params![parent, viewer],
    )
}

/// Those of its members who don't belong to another, and who asks to join it and doesn't.
pub fn outside(
    look: &mut Look<'_>,
    id: CommunityId,
    parent: CommunityId,
    most: usize,
) -> Result<Vec<(PersonId, Role)>> {
    look.all(
        "SELECT m.person, m.role FROM membership m
         WHERE m.community = $1 AND NOT EXISTS (
             SELECT 1 FROM membership o WHERE o.community = $2 AND o.person = m.person AND o.role <> 'asked')
         ORDER BY m.person LIMIT $3",
        params![id, parent, i64::try_from(most).unwrap_or(i64::MAX)],
    )
}

/// Whether one of those who belong to it was taken out of another, as whichever of their personas.
pub fn some_are_out(look: &mut Look<'_>, id: CommunityId, parent: CommunityId) -> Result<bool> {
    let (any,): (bool,) = look.one(
        "SELECT EXISTS (
             SELECT 1 FROM membership m JOIN person p ON p.id = m.person JOIN person o ON o.account = p.account
                  JOIN removal r ON r.person = o.id AND r.community = $2
             WHERE m.community = $1 AND m.role <> 'asked' AND r.lifted_at IS NULL)",
        params![id, parent],
    )?;
    Ok(any)
}

/// What somebody is in that is part of it.
pub fn roles_in(look: &mut Look<'_>, parent: CommunityId, person: PersonId) -> Result<Vec<(CommunityId, Role)>> {
    look.all(
        "SELECT s.community, m.role FROM subgroup s JOIN membership m ON m.community = s.community AND m.person = $2
         WHERE s.parent = $1 ORDER BY s.community",
        params![parent, person],
    )
}

/// Who hosts it.
pub fn hosts(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM membership WHERE community = $1 AND role = 'host' ORDER BY person", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// How many are part of others.
pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM subgroup", &[])?;
    Ok(count)
}

/// Those after an id: how open each is towards everybody, who of the larger one's members gets in, and how open that is.
pub fn standing(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(CommunityId, Access, Access, Access)>> {
    look.all(
        "SELECT s.community, c.access, s.access, o.access FROM subgroup s JOIN community c ON c.id = s.community
              JOIN community o ON o.id = s.parent
         WHERE s.community > $1 ORDER BY s.community LIMIT $2",
        params![after, most],
    )
}
