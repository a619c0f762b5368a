//! Communities: people with a shared interest, usually with a place.
//!
//! An open one takes everybody in at once, a closed one asks its hosts, a private one is not to be found except by
//! invitation. Hosts answer for it; moderators look after it with them. In its name gatherings are published by those
//! who lead it, and in an open one by every member: whoever is in may bring the others to a table.

mod actions;
mod api;
mod check;
mod closing;
mod colour;
mod entry;
mod letters;
mod links;
mod log;
mod model;
mod newcomers;
mod pages;
mod roster;
mod store;
mod subgroups;
mod views;

pub use actions::{
    Knock, access, appoint, asking, at_the_door, brief, change, count_open, enrol, everybody, export, follow_up, found,
    found_by, has_ended, hosted, hosts, invite, is_public, join, known, largest, leaders, leave, may_publish, may_see,
    may_see_inside, members, members_after, mine, mine_in_brief, near, of_person, open_ones, open_to, role, room,
    visible, waiting,
};
pub use api::{brief as brief_json, brief_shape};
pub use check::CHECKS;
pub use letters::{Sending, send_some};
pub use model::{Access, Brief, Community, Draft, Invitation, Role};
pub use store::{After, Filter, Member};
pub use subgroups::seen_ids as subgroups_seen;
pub use views::{list, row};

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes()
        .and(log::pages::routes())
        .and(entry::pages::routes())
        .and(links::pages::routes())
        .and(roster::pages::routes())
        .and(letters::pages::routes())
        .and(closing::pages::routes())
        .and(colour::pages::routes())
        .and(subgroups::pages::routes())
        .and(subgroups::api::routes())
        .and(api::routes())
        .and(log::api::routes())
        .and(entry::api::routes())
        .and(links::api::routes())
        .and(roster::api::routes())
        .and(letters::api::routes())
        .and(newcomers::api::routes())
        .and(closing::api::routes())
}
