//! home

use crate::http::Routes;

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}
