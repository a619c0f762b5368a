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

/// The town somebody says they are at home in; people bring the real one.
pub fn town(look: &mut crate::act::Look<'_>, person: crate::id::PersonId) -> crate::error::Result<Option<visavis_places::Place>> {
    let row: Option<(Option<i64>,)> = look.opt("SELECT place FROM person WHERE id = $1", crate::params![person])?;
    Ok(crate::town::stored(row.and_then(|(place,)| place)))
}

/// What somebody likes; people bring the real one.
pub fn interests(look: &mut crate::act::Look<'_>, person: crate::id::PersonId) -> crate::error::Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT interest FROM person_interest WHERE person = $1 ORDER BY interest", crate::params![person])?;
    Ok(rows.into_iter().map(|(interest,)| interest).collect())
}
