//! Notices: what happened that somebody should know of. Few, and quiet.
//!
//! A notice is a row for its reader, with who did it and where it leads. The same thing done again by the same person
//! before the first was seen replaces it, so that nothing piles up; after ninety days a notice goes by itself. Nobody
//! hears of what people do whom they have muted, or with whom there is a block.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{export, follow_up, put, seen_from};

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(api::routes())
}
