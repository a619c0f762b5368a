//! All SQL about drafts.

use super::{Row, model::Sketch};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{DraftId, GatheringId, PersonId},
    params,
    time::Moment,
};

pub fn put(act: &mut Act<'_>, id: DraftId, person: PersonId, sketch: &Sketch, photo: Option<&str>) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO gathering_draft (id, person, title, fields, photo, changed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person, sketch.title, sketch.fields, photo.map(ToOwned::to_owned), now],
    )
}

/// Changes one of somebody's; whether there was one.
pub fn change(act: &mut Act<'_>, id: DraftId, person: PersonId, sketch: &Sketch, photo: Option<&str>) -> Result<bool> {
    let now = act.now;
    let rows = act.run(
        "UPDATE gathering_draft SET title = $3, fields = $4, photo = $5, changed_at = $6 WHERE id = $1 AND person = $2",
        params![id, person, sketch.title, sketch.fields, photo.map(ToOwned::to_owned), now],
    )?;
    Ok(rows == 1)
}

pub fn draft(look: &mut Look<'_>, id: DraftId, person: PersonId) -> Result<Option<Row>> {
    look.opt(
        "SELECT id, title, fields, photo, changed_at FROM gathering_draft WHERE id = $1 AND person = $2",
        params![id, person],
    )
}

/// All of somebody's, the last changed first.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Row>> {
    look.all(
        "SELECT id, title, fields, photo, changed_at FROM gathering_draft WHERE person = $1
         ORDER BY changed_at DESC, id DESC",
        params![person],
    )
}

/// Deletes one of somebody's; whether there was one.
pub fn delete(act: &mut Act<'_>, id: DraftId, person: PersonId) -> Result<bool> {
    Ok(act.run("DELETE FROM gathering_draft WHERE id = $1 AND person = $2", params![id, person])? == 1)
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM gathering_draft WHERE person = $1", params![person])
}

/// What somebody has run and is over, the last first.
pub fn run_by(look: &mut Look<'_>, person: PersonId, now: Moment, most: i64) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT g.id FROM gathering g
         WHERE g.id IN (SELECT o.id FROM gathering o WHERE o.host = $1
                        UNION SELECT c.gathering FROM crew c
                        WHERE c.person = $1 AND c.role = 'cohost' AND c.accepted_at IS NOT NULL)
           AND g.ends_at <= $2
         ORDER BY g.starts_at DESC, g.id DESC LIMIT $3",
        params![person, now, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
