//! communities

use crate::{
    act::{Act, Look},
    error::Result,
    http::Routes,
    id::{CommunityId, PersonId},
    journal::Happened,
    params,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

/// The viewer's role in it: host, moderator, member.
fn role(look: &mut Look<'_>, id: CommunityId) -> Result<Option<String>> {
    let me = look.viewer.person_if_any();
    let row: Option<(String,)> = look.opt(
        "SELECT role FROM membership WHERE community = $1 AND person = $2 AND role <> 'asked'",
        params![id, me],
    )?;
    Ok(row.map(|(role,)| role))
}

/// Those the viewer hosts or is a member of.
pub fn mine(look: &mut Look<'_>) -> Result<Vec<(CommunityId, String)>> {
    let me = look.viewer.person_if_any();
    look.all(
        "SELECT c.id, c.name FROM membership m JOIN community c ON c.id = m.community
         WHERE m.person = $1 AND m.role <> 'asked' ORDER BY c.name",
        params![me],
    )
}

/// Whether the viewer may know of it.
pub fn may_see(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let row: Option<(String,)> = look.opt("SELECT access FROM community WHERE id = $1", params![id])?;
    match row {
        None => Ok(false),
        Some((access,)) if access != "private" => Ok(true),
        Some(_) => Ok(role(look, id)?.is_some()),
    }
}

/// Whether the viewer may publish a gathering in it.
pub fn may_publish(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    Ok(role(look, id)?.is_some())
}

/// Whether the viewer is one of its hosts.
pub fn hosts(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    Ok(role(look, id)?.as_deref() == Some("host"))
}

/// Its handle and name, if the viewer may know of it.
pub fn brief(look: &mut Look<'_>, id: CommunityId) -> Result<Option<(String, String)>> {
    if !may_see(look, id)? {
        return Ok(None);
    }
    look.opt("SELECT handle, name FROM community WHERE id = $1", params![id])
}

/// Its members, for telling them of something new.
pub fn members(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM membership WHERE community = $1 AND role <> 'asked'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
