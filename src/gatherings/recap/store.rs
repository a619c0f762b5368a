//! All SQL on recaps.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId, PhotoId},
    params, rows,
    time::Moment,
};

rows! {
    /// What a host wrote of it.
    #[derive(Debug, Clone)]
    pub struct Recap {
        /// In Markdown; empty where it was taken back.
        pub words: String,
        /// Who wrote it; `None` once they have left.
        pub person: Option<PersonId>,
        /// When it was first written.
        pub at: Moment,
    }
}

pub fn of(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Recap>> {
    look.opt("SELECT words, person, at FROM recap WHERE gathering = $1", params![id])
}

/// Whether it is the first time.
pub fn put(act: &mut Act<'_>, id: GatheringId, words: &str, by: PersonId, now: Moment) -> Result<bool> {
    let rows = act.run(
        "INSERT INTO recap (gathering, words, person, at) VALUES ($1, $2, $3, $4) ON CONFLICT (gathering) DO NOTHING",
        params![id, *words, by, now],
    )?;
    if rows == 0 {
        act.put("UPDATE recap SET words = $2 WHERE gathering = $1", params![id, *words])?;
    }
    Ok(rows == 1)
}

/// The photos that stand first, in their order; whether they may be seen is not asked here.
pub fn chosen(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PhotoId>> {
    let rows: Vec<(PhotoId,)> = look.all(
        "SELECT id FROM gathering_photo WHERE gathering = $1 AND chosen IS NOT NULL AND down_at IS NULL ORDER BY chosen, id",
        params![id],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub fn choose_none(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("UPDATE gathering_photo SET chosen = NULL WHERE gathering = $1 AND chosen IS NOT NULL", params![id])
}

/// Whether there is such a photo there.
pub fn choose(act: &mut Act<'_>, id: GatheringId, photo: PhotoId, place: i64) -> Result<bool> {
    let rows = act.run(
        "UPDATE gathering_photo SET chosen = $3 WHERE id = $2 AND gathering = $1 AND down_at IS NULL",
        params![id, photo, place],
    )?;
    Ok(rows == 1)
}

/// What somebody wrote stays without their name.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("UPDATE recap SET person = NULL WHERE person = $1", params![person])
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, String, Moment)>> {
    look.all("SELECT gathering, words, at FROM recap WHERE person = $1 ORDER BY gathering", params![person])
}
