//! People: logins, the personas they own, how one signs in, and who is hidden from whom.
//!
//! The tables `person` and `block` are the ground that every slice stands on: others may read them in their joins
//! (never write), all else here is reached by the verbs below.

mod actions;
mod model;
mod store;

pub use actions::{Settings, begin_session, forget_picture, join, letter, viewer, visible};
pub use model::{Face, Handle, Joining, Name, fold, words_of};

use crate::http::Routes;

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}
