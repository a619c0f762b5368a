//! The program, in process, on both engines.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

#[macro_use]
mod world;

mod access;
mod api;
mod claims;
mod communities;
mod demo;
mod encounters;
mod find;
mod gatherings;
mod home;
mod house;
mod notices;
mod people;
mod structure;
mod talk;
mod ties;
