//! The program, in process, on both engines.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

#[macro_use]
mod world;

mod access;
mod answers;
mod api;
mod assets;
mod claims;
mod commits;
mod communities;
mod demo;
mod encounters;
mod feeds;
mod find;
mod full;
mod gathering_keys;
mod gatherings;
mod home;
mod house;
mod imports;
mod keep;
mod lost;
mod notices;
mod operator;
mod people;
mod plans;
mod process;
mod series;
mod stop;
mod storm;
mod structure;
mod sweep;
mod talk;
mod telling;
mod ties;
mod webhooks;
mod whom;
