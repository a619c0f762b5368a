//! Who was taken out of a community.

use super::limit;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params, rows,
    time::Moment,
};

/// Takes somebody out until they are let back in.
pub fn put_removal(act: &mut Act<'_>, id: CommunityId, person: PersonId, by: PersonId) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO removal (community, person, by_person, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (community, person) DO UPDATE
         SET by_person = excluded.by_person, at = excluded.at, lifted_by = NULL, lifted_at = NULL",
        params![id, person, by, now],
    )
}

/// Lets them back in; whether they had been out.
pub fn lift_removal(act: &mut Act<'_>, id: CommunityId, person: PersonId, by: PersonId) -> Result<bool> {
    let now = act.now;
    let touched = act.run(
        "UPDATE removal SET lifted_by = $3, lifted_at = $4 WHERE community = $1 AND person = $2 AND lifted_at IS NULL",
        params![id, person, by, now],
    )?;
    Ok(touched == 1)
}

/// Whether that human was taken out, as whichever of their personas.
pub fn is_removed(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = look.opt(
        "SELECT r.person FROM person p JOIN person o ON o.account = p.account
              JOIN removal r ON r.person = o.id AND r.community = $1
         WHERE p.id = $2 AND r.lifted_at IS NULL LIMIT 1",
        params![id, person],
    )?;
    Ok(row.is_some())
}

rows! {
    /// One who was taken out, by whom and when.
    pub struct Removed {
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub at: Moment,
        pub by: Option<String>,
    }
}

/// Those who were taken out and not let back in, the last first, as far as the viewer may see them.
pub fn removed(look: &mut Look<'_>, id: CommunityId, mine: AccountId, most: usize) -> Result<Vec<Removed>> {
    look.all(
        "SELECT p.handle, p.name, p.photo, r.at, b.name
         FROM removal r JOIN person p ON p.id = r.person LEFT JOIN person b ON b.id = r.by_person
         WHERE r.community = $1 AND r.lifted_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM block x WHERE (x.blocker = p.account AND x.blocked = $2) OR (x.blocker = $2 AND x.blocked = p.account))
         ORDER BY r.at DESC, p.id LIMIT $3",
        params![id, mine, limit(most)],
    )
}

/// Whether anybody is out.
pub fn has_removed(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let (any,): (bool,) =
        look.one("SELECT EXISTS (SELECT 1 FROM removal WHERE community = $1 AND lifted_at IS NULL)", params![id])?;
    Ok(any)
}

/// Forgets what somebody who leaves the server was taken out of, and that they took others out or let them in.
pub fn forget_removals(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM removal WHERE person = $1", params![person])?;
    act.put("UPDATE removal SET by_person = NULL WHERE by_person = $1", params![person])?;
    act.put("UPDATE removal SET lifted_by = NULL WHERE lifted_by = $1", params![person])
}

rows! {
    /// A removal as the one who was taken out takes it along.
    pub struct RemovedFrom {
        pub handle: String,
        pub name: String,
        pub at: Moment,
        pub lifted_at: Option<Moment>,
    }
}

/// What somebody was taken out of.
pub fn removed_from(look: &mut Look<'_>, person: PersonId) -> Result<Vec<RemovedFrom>> {
    look.all(
        "SELECT c.handle, c.name, r.at, r.lifted_at FROM removal r JOIN community c ON c.id = r.community
         WHERE r.person = $1 ORDER BY r.at, c.id",
        params![person],
    )
}
