//! Ties: what stands between two people, from the first click to the third meeting.
//!
//! Nobody sets a tie. It is derived from facts (who follows whom, who has talked to whom, what both go to, when they
//! met), kept as a row for each side so that lists are fast, and can be rebuilt to the same at any time. Conversations
//! of two are here too, because a tie says who may write to whom.
//!
//! The tables `tie` and `mute` are ground: other slices may read them in their joins, never write them.

mod actions;
mod api;
mod model;
mod pages;
mod pairs;
mod store;
mod views;

pub use actions::{
    CHECKS, ThreadLink, TieSummary, can_write, check, export, follow, follow_up, has_muted, is_blocked, mute, rebuild,
    stage, summary, tie, unfollow, unmute,
};
pub use model::{Began, Facts, MayWrite, Stage, Step, TieState, may_write, step};
pub use pairs::room;
pub use views::beside;

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(api::routes())
}
