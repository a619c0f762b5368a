//! ties

mod model;

pub use model::Stage;

use crate::{
    act::{Act, Look},
    error::Result,
    http::Routes,
    id::PersonId,
    journal::Happened,
};

/// What stands between the viewer and somebody, for the phone that has just met them.
pub fn summary(_look: &mut Look<'_>, _other: PersonId) -> Result<Option<serde_json::Value>> {
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
