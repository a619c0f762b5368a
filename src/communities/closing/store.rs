//! Who still belonged to what has closed.

use crate::{
    act::Look,
    communities::model::Role,
    error::Result,
    id::{CommunityId, PersonId},
    params,
};

/// The name of a community that has ended; `None` for one that has not.
pub fn name_of_ended(look: &mut Look<'_>, id: CommunityId) -> Result<Option<String>> {
    let row: Option<(String,)> =
        look.opt("SELECT name FROM community WHERE id = $1 AND ended_at IS NOT NULL", params![id])?;
    Ok(row.map(|(name,)| name))
}

/// Some of those who belong, or asked to.
pub fn some(look: &mut Look<'_>, id: CommunityId, most: usize) -> Result<Vec<(PersonId, Role)>> {
    look.all(
        "SELECT person, role FROM membership WHERE community = $1 ORDER BY person LIMIT $2",
        params![id, i64::try_from(most).unwrap_or(i64::MAX)],
    )
}
