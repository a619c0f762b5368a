//! The formats Visavis speaks: parse and print, judge and make, nothing else.
//!
//! This crate does no I/O. It reads no file, clock, environment or network, and draws no random
//! number: times, nonces and keys come in as parameters, so the same bytes give the same answer on
//! the server, on the command line and in a test. What a stranger sends may be refused here, but it
//! never panics.
//!
//! - [`card`]: everything handed over in person, signed and compact (ENC/1)
//! - [`csv`]: tables as text
//! - [`ical`]: gatherings as calendars read them (RFC 5545)
//! - [`pmtiles`]: map tiles in one file (PMTiles 3)
//! - [`text`]: bytes of files as text, whatever wrote them
//! - [`recur`]: rules by which something comes again, and the days that they name (RFC 5545)

#![warn(missing_docs)]

pub mod card;
pub mod csv;
pub mod ical;
pub mod pmtiles;
pub mod recur;
pub mod text;
