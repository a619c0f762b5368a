//! gatherings

mod ahead;

pub use ahead::{Shared, going, planned_until, shared_ahead, tied_and_going};

use crate::{act::Act, error::Result, http::Routes, journal::Happened};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}
