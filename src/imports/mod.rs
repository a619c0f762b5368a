//! Bringing gatherings in from elsewhere: calendars (iCalendar) as files or from their address, and tables.
//!
//! Nothing is done before it was shown: a run holds a step for each entry, with what it will do and why not. A source is
//! known again, so that the next run of it does only what changed there, and leaves alone what its host changed here. Many
//! steps are taken some at a time by a job. A run is taken back step by step too, but for what somebody has answered.

mod actions;
mod api;
mod back;
mod columns;
mod model;
mod pages;
mod store;
mod table;
mod views;

pub use actions::{export, follow_up, go_on};

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(columns::routes()).and(api::routes())
}
