//! Gatherings that come again: their rules, the occurrences that follow from these, and answers to all of them at once.
//!
//! Each occurrence is a gathering like any other: answered, changed, called off and attended by the same verbs. A series
//! knows which days its rules name and which gathering takes place for which day; what is ahead is made some months in
//! advance, by whoever publishes it and then by jobs. The day that the rules name stays an occurrence's name, wherever it
//! is moved to, so that it is never made twice. `docs/decisions/0005-series.md` says why.

mod actions;
mod api;
mod check;
mod form;
mod mail;
mod making;
mod model;
mod pages;
mod store;
mod views;
mod words;

pub use actions::{changed_singly, export, follow_up, following, later_dates, next_ahead};
pub use check::CHECKS;
pub use form::{Preview, fields as repeat_fields, is_wanted, read};
pub use mail::{Telling, tell_some};
pub use making::{as_person, due, make_some};
pub use pages::create;
pub use views::part_of;
pub use words::sentence;

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(api::routes())
}
