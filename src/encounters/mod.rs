//! Encounters: two people confirmed, on the spot and with both phones, that they stand in front of each other. ENC/1
//! (`crates/wire`) says what their messages are worth; here they are kept, joined and graded, and the two can look at
//! them, take them back or dispute them. Nobody else sees an encounter.
//!
//! Kept is what was uploaded, whole; what an encounter is worth follows from all that belongs to its offer, in whatever
//! order it came ([`model`] settles it).

mod actions;
mod api;
mod cases;
mod check;
mod claims;
mod devices;
mod model;
mod operations;
mod pages;
mod standing;
mod store;
mod upload;
mod views;
mod world;

pub use actions::{Encounter, dispute, export, list, meetings, met_at, met_with, visible, withdraw};
pub use api::anchored;
pub use cases::{Case, cases, close_case};
pub use check::CHECKS;
pub use claims::{badge_of, claim, claim_bearer, confirm, decline};
pub use devices::{Certificate, devices, kit, register, register_for, revoke};
pub use model::{Grade, Outcome, Record, State};
pub use standing::spelled;
pub use store::MetThere;
pub use upload::upload;

use crate::{
    act::Act,
    error::Result,
    http::{Routes, Who},
    journal::Happened,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/meet", Who::Person, pages::meet)
        .get("/e", Who::Anyone, pages::card)
        // As it stands in the codes.
        .get("/E", Who::Anyone, pages::card)
        .get("/offline", Who::Anyone, pages::offline)
        .get("/encounters", Who::Person, pages::list)
        .get("/encounters/devices", Who::Person, pages::devices)
        .post("/encounters/devices/{kid}/revoke", Who::Person, pages::revoke)
        .get("/encounters/{id}", Who::Person, pages::show)
        .post("/encounters/{id}/withdraw", Who::Person, pages::withdraw)
        .post("/encounters/{id}/dispute", Who::Person, pages::dispute)
        .get("/encounters/with/{handle}", Who::Person, claims::pages::with)
        .post("/encounters/with/{handle}", Who::Person, claims::pages::claim)
        .post("/encounters/{id}/confirm", Who::Person, claims::pages::confirm)
        .post("/encounters/{id}/decline", Who::Person, claims::pages::decline)
        .get("/encounters/badge", Who::Person, claims::pages::badge)
        .post("/encounters/badge", Who::Person, claims::pages::make_badge)
        .post("/encounters/badge/end", Who::Person, claims::pages::end_badge)
        .get("/b/{code}", Who::Anyone, claims::pages::bearer)
        // As it stands in the code on the badge.
        .get("/B/{code}", Who::Anyone, claims::pages::bearer)
        .post("/b/{code}", Who::Person, claims::pages::claim_bearer)
        .and(operations::routes())
}

/// What follows here from what happened elsewhere.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::CheckedIn { gathering, person } => actions::arrived(act, gathering, person),
        Happened::CheckedOut { gathering, person } => {
            actions::checked_out(act, gathering, person)?;
            devices::stays_away(act, gathering, person)
        }
        Happened::SignedOut { session, .. } => devices::session_ended(act, session),
        Happened::Answered { gathering, person, going: false } => devices::stays_away(act, gathering, person),
        Happened::Moved { gathering, .. } => devices::moved(act, gathering),
        Happened::Left { person } => actions::farewell(act, person),
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
        | Happened::Cancelled { .. }
        | Happened::Answered { going: true, .. }
        | Happened::Posted { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
