//! The world outside: mail and files. Each way out is an enum with an arm that stays at home, for tests and
//! demonstrations, so that production code is what tests run.

mod mail;
mod media;

pub use mail::{Invite, Letter, Mail};
pub use media::{Media, Picture, Size, name_of};
