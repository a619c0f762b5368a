//! Whom to meet: a private list for each one who goes to a gathering, with a reason and a first sentence for each, and
//! what they say of those on it.
//!
//! Nobody is shown whom the viewer could not see among those who are going. That somebody wants to meet somebody is told
//! to nobody until both do, or the one who does says that the other may know. Who met whom decides the order, and is not
//! told by it: whoever could introduce two is named to somebody who has met them, as one who knows the other.

mod actions;
mod api;
mod command;
mod model;
mod pages;
mod store;
mod views;

pub use actions::{choose, export, follow_up};
pub use command::evaluate;
pub use model::Choices;

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(api::routes())
}
