//! Telling other programs what happens, the moment it does: addresses that people name for what they host, and members for
//! their communities, as far as they may see it themselves.
//!
//! What is told is written with what it follows from, in the same transaction, and sent by a job: signed as
//! <https://www.standardwebhooks.com> has it, tried again with growing pauses. An address at which nothing gets through for
//! days is told no more, and its person hears of that.

mod actions;
mod api;
mod model;
mod pages;
mod store;
mod telling;

pub use actions::{export, follow_up};
pub use telling::deliver;

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(api::routes())
}
