//! Gatherings: planned occasions in real life, who is coming, and who of one's own.
//!
//! A time is planned as the clock on the wall will show it, in a zone; the instants follow from that. A place is taken
//! and freed in the transaction of the answer, so that never one more comes than there are places. What belongs to a
//! community that the viewer may not know of, or to a host they don't want to see or who does not want to see them,
//! is not there.

pub mod about;
mod actions;
mod after;
mod answers;
mod api;
mod approval;
mod badges;
mod calendar;
mod check;
pub mod company;
mod crew;
mod door;
mod draft;
mod drafts;
mod form;
mod guests;
mod invitations;
mod letters;
mod lists;
mod mail;
mod model;
mod pages;
mod parts;
mod photos;
mod questions;
mod recap;
mod reminders;
mod store;
mod telling;
mod venues;
mod views;
mod zones;

pub use actions::room;
pub use actions::{
    MOST_WORDS, cancel, cancel_quietly, change, change_quietly, check_in, check_out, follow_up, open_to, publish,
    publish_quietly, uncancel, visible,
};
pub use answers::{answer, answer_with, give_on, model::Party, model::Terms, take_back};
pub use api::{brief as brief_json, brief_shape, draft_shape};
pub use approval::{Admission, known_to};
pub use calendar::{
    Entry, MOST as MOST_LISTED, Subscription, calendar, count_upcoming, of_community as calendar_of_community,
    of_search as calendar_of_search, of_viewer as calendar_of_viewer, upcoming,
};
pub use check::CHECKS;
pub use drafts::published as draft_published;
pub use form::{Filled, SCRIPTS, fields as form_fields, new_page, stored as stored_fields};
pub use guests::{count_to_be_told as guests_to_be_told, greet as greet_guest, sweep as sweep_guests};
pub use invitations::{
    MOST as MOST_LETTER, Mailed,
    maildir::{take_new as take_new_letters, watch as watch_maildir},
    replies::{Taken, carry_out as carry_out_reply, take as take_letter},
};
pub use letters::{Sending as LetterPart, send_some as send_letter};
pub use lists::{
    PAGE, Place as ListPlace, Searched, ahead_of, answered, been_in, brief, community_and_title, export, going,
    is_there, last_shared_end, near, next_of_community, now_at, of_community, place_of, read_place, reply_of, search,
    search_after, shared_ahead, shared_past, there, tied_and_going, times_in, undecided,
};
pub use model::{Brief, Draft, EARLY, Filter, Gathering, LATE, Planned, Reply, Shared, State};
pub use pages::draft as sent_draft;
pub use parts::inherit as inherit_parts;
pub use questions::model::csv;
pub use reminders::{Reminding, plan_some as plan_reminders, remind};
pub use telling::{Audience, Telling, tell_now, tell_some};
pub use views::{When, row, when_and_where, when_in_words, when_line};
pub use zones::keep_to_the_wall;

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes()
        .and(badges::routes())
        .and(answers::pages::routes())
        .and(questions::pages::routes())
        .and(crew::pages::routes())
        .and(crew::links::pages::routes())
        .and(door::pages::routes())
        .and(door::screen::pages::routes())
        .and(after::pages::routes())
        .and(photos::pages::routes())
        .and(recap::pages::routes())
        .and(api::routes())
        .and(crew::api::routes())
        .and(crew::links::api::routes())
        .and(door::api::routes())
        .and(door::screen::api::routes())
        .and(after::api::routes())
        .and(photos::api::routes())
        .and(recap::api::routes())
        .and(guests::pages::routes())
        .and(guests::api::routes())
        .and(reminders::pages::routes())
        .and(invitations::pages::routes())
        .and(reminders::api::routes())
        .and(parts::pages::routes())
        .and(parts::api::routes())
        .and(venues::routes())
        .and(drafts::routes())
        .and(letters::routes())
        .and(approval::pages::routes())
        .and(approval::api::routes())
}
