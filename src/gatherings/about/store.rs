//! All SQL on what is said of gatherings.

use super::About;
use crate::{
    act::{Act, Look},
    error::Result,
    id::GatheringId,
    params,
};

/// What is said of one.
pub fn of(look: &mut Look<'_>, id: GatheringId) -> Result<About> {
    let found =
        look.opt("SELECT language, cost, price, step_free FROM gathering_about WHERE gathering = $1", params![id])?;
    Ok(found.unwrap_or_default())
}

/// Keeps what is said of one; nothing where nothing is.
pub fn put(act: &mut Act<'_>, id: GatheringId, about: &About) -> Result<()> {
    if *about == About::default() {
        return act.put("DELETE FROM gathering_about WHERE gathering = $1", params![id]);
    }
    act.put(
        "INSERT INTO gathering_about (gathering, language, cost, price, step_free) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gathering) DO UPDATE SET language = $2, cost = $3, price = $4, step_free = $5",
        params![id, about.language, about.cost, about.price, about.step_free],
    )
}
