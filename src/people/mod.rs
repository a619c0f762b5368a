//! People: logins, the personas they own, how one signs in, and who is hidden from whom.
//!
//! The tables `person` and `block` are the ground that every slice stands on: others may read them in their joins
//! (never write), all else here is reached by the verbs below.

mod actions;
mod api;
mod check;
mod door;
mod door_pages;
mod door_views;
mod leaving;
mod mail;
mod model;
mod operators;
mod pages;
mod passkeys;
mod profile;
mod settings;
mod store;
pub mod tokens;
mod tokens_pages;
mod views;
mod you_pages;
mod you_views;

pub use actions::{
    Found, addresses, email, face, faces, free_handle, has_account, interests, is_hidden, join, neighbours, search,
    shared_interests, stage, suggest, town, visible,
};
pub use actions::{Photo, edit};
pub use api::{face as face_json, face_shape, interest_shape, language as language_shape, stage_shape};
pub use check::CHECKS;
pub use door::{Settings, begin_session, end_lapsed_sessions, note_session, viewer};
pub use leaving::Part;
pub use mail::{escaped, letter, letter_to, letter_to_with_a_way_out, letter_with, letter_with_a_way_out};
pub use model::{Email, Face, Handle, Joining, Name, fold, words_of};
pub use operators::{make_operator, operators, unmake_operator};
pub use profile::{Edit, LANGUAGES, Profile, language_name};

use crate::http::Routes;

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .and(pages::routes())
        .and(door_pages::routes())
        .and(you_pages::routes())
        .and(tokens_pages::routes())
        .and(api::routes())
}
