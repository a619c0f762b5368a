//! The world outside: mail, files and other sites. Each way out is an enum with an arm that stays at home, for tests and
//! demonstrations, so that production code is what tests run.

mod mail;
mod media;
mod web;

pub use mail::{Invite, Letter, Mail};
pub use media::{Media, Picture, Size, name_of};
pub use web::{Fault as WebFault, Kept as WebKept, Web, address as web_address};
