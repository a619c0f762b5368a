//! communities

use crate::{
    act::{Act, Look},
    error::Result,
    http::Routes,
    id::{CommunityId, PersonId},
    journal::Happened,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

/// Those the viewer hosts or is a member of.
pub fn mine(_look: &mut Look<'_>) -> Result<Vec<(CommunityId, String)>> {
    Ok(Vec::new())
}

/// Whether the viewer may know of it.
pub fn may_see(_look: &mut Look<'_>, _id: CommunityId) -> Result<bool> {
    Ok(true)
}

/// Whether the viewer may publish a gathering in it.
pub fn may_publish(_look: &mut Look<'_>, _id: CommunityId) -> Result<bool> {
    Ok(true)
}

/// Whether the viewer is one of its hosts.
pub fn hosts(_look: &mut Look<'_>, _id: CommunityId) -> Result<bool> {
    Ok(false)
}

/// Its handle and name, if the viewer may know of it.
pub fn brief(_look: &mut Look<'_>, _id: CommunityId) -> Result<Option<(String, String)>> {
    Ok(None)
}

/// Its members, for telling them of something new.
pub fn members(_look: &mut Look<'_>, _id: CommunityId) -> Result<Vec<PersonId>> {
    Ok(Vec::new())
}
