//! Talk: conversations under gatherings and communities, and between two people.
//!
//! Talk lies below the slices that have conversations and knows none of them: each hands it a [`Room`], which says
//! what is talked about, what the viewer may do there, and where it is read. A slice gives its things a thread with
//! one line of routes ([`routes_for`]) and one of page ([`thread`]).
//!
//! A deleted post can be brought back for an hour; then its words and its picture are gone for good, and only that
//! there was one remains, because ties are derived from who has spoken to whom.

mod actions;
mod api;
mod check;
mod model;
mod pages;
mod store;
mod views;

pub use actions::{
    about, count, delete, edit, export, first_exchange, forget, pair_of, pairs, post, purge, restore, see, spoke_to,
    spoken_with, thread, whereabouts, whereabouts_of, wrote_to,
};
pub use api::{Api, RoomOf, api_routes_for};
pub use check::CHECKS;
pub use model::{PairRow, Rights, Room, Subject, Whereabouts};
pub use pages::{FindRoom, Paths, routes_for};

use crate::{act::Act, error::Result, http::Routes, journal::Happened};

/// What people and programs can reach here: nothing by itself; rooms are reached through the slices that have them.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::Left { person } => actions::leave(act, person),
        Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Blocked { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
