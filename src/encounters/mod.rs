//! encounters

use crate::{
    act::{Act, Look},
    error::Result,
    http::Routes,
    id::PersonId,
    journal::Happened,
    time::Moment,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

/// When two people met, as both have confirmed.
pub fn meetings(_look: &mut Look<'_>, _a: PersonId, _b: PersonId) -> Result<Vec<Moment>> {
    Ok(Vec::new())
}
