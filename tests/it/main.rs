//! The program, in process, on both engines.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

#[macro_use]
mod world;

mod access;
mod after;
mod answers;
mod api;
mod assets;
mod claims;
mod clubs;
mod commits;
mod communities;
mod demo;
mod door;
mod encounters;
mod feeds;
mod find;
mod find_filters;
mod find_map;
mod full;
mod gathering_keys;
mod gatherings;
mod guests;
mod home;
mod house;
mod imports;
mod invitations;
mod keep;
mod lost;
mod notices;
mod operator;
mod people;
mod photos;
mod plans;
mod process;
mod recap;
mod reminders;
mod series;
mod stop;
mod storm;
mod structure;
mod sweep;
mod talk;
mod telling;
mod ties;
mod venues;
mod webhooks;
mod whom;
