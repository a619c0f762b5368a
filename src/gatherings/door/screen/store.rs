//! All SQL about screens at the door.

use super::{Screen, model::WalkIns};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, GuestId, PersonId, ScreenId},
    params,
};

pub fn put(
    act: &mut Act<'_>,
    (id, hash): (ScreenId, [u8; 32]),
    gathering: GatheringId,
    door: &str,
    by: PersonId,
) -> Result<()> {
    act.put(
        "INSERT INTO door_screen (id, gathering, hash, door, made_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, gathering, hash, *door, by],
    )
}

/// All of a gathering, in the order in which they were made.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Screen>> {
    look.all(
        "SELECT s.id, s.gathering, s.door, s.made_by, p.name FROM door_screen s JOIN person p ON p.id = s.made_by
         WHERE s.gathering = $1 ORDER BY s.id",
        params![id],
    )
}

pub fn of_hash(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<Screen>> {
    look.opt(
        "SELECT s.id, s.gathering, s.door, s.made_by, p.name FROM door_screen s JOIN person p ON p.id = s.made_by
         WHERE s.hash = $1",
        params![hash],
    )
}

/// Whether there was such a one.
pub fn delete(act: &mut Act<'_>, gathering: GatheringId, id: ScreenId) -> Result<bool> {
    Ok(act.run("DELETE FROM door_screen WHERE id = $1 AND gathering = $2", params![id, gathering])? > 0)
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM door_screen WHERE made_by = $1", params![person])
}

pub fn walk_ins(look: &mut Look<'_>, id: GatheringId) -> Result<WalkIns> {
    let row: Option<(WalkIns,)> = look.opt("SELECT walk_ins FROM door_choice WHERE gathering = $1", params![id])?;
    Ok(row.map(|(walk_ins,)| walk_ins).unwrap_or_default())
}

pub fn put_walk_ins(act: &mut Act<'_>, id: GatheringId, walk_ins: WalkIns) -> Result<()> {
    act.put(
        "INSERT INTO door_choice (gathering, walk_ins) VALUES ($1, $2)
         ON CONFLICT (gathering) DO UPDATE SET walk_ins = excluded.walk_ins",
        params![id, walk_ins],
    )
}

/// Members who said yes.
pub fn members_coming(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply = 'yes'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Those without an account who did.
pub fn guests_coming(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<GuestId>> {
    let rows: Vec<(GuestId,)> = look.all("SELECT id FROM guest WHERE gathering = $1 AND reply = 'yes'", params![id])?;
    Ok(rows.into_iter().map(|(guest,)| guest).collect())
}

/// The screens that somebody made: gathering, its title, the door.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, String, String)>> {
    look.all(
        "SELECT s.gathering, g.title, s.door FROM door_screen s JOIN gathering g ON g.id = s.gathering
         WHERE s.made_by = $1 ORDER BY s.id",
        params![person],
    )
}
