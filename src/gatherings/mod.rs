//! gatherings

use crate::{
    act::{Act, Look},
    error::Result,
    http::Routes,
    id::{GatheringId, PersonId},
    journal::Happened,
    time::Moment,
};

/// What is said of a gathering where it is only named.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Which gathering.
    pub id: GatheringId,
    /// Its name.
    pub title: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
}

/// The gatherings under way, or about to begin, that somebody goes to.
pub fn now_at(_look: &mut Look<'_>, _person: PersonId) -> Result<Vec<Brief>> {
    Ok(Vec::new())
}

/// Who goes to a gathering.
pub fn going(_look: &mut Look<'_>, _id: GatheringId) -> Result<Vec<PersonId>> {
    Ok(Vec::new())
}

/// A gathering, if the viewer may see it.
pub fn brief(_look: &mut Look<'_>, _id: GatheringId) -> Result<Option<Brief>> {
    Ok(None)
}

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}
