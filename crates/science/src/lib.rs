//! Numbers.

#![warn(missing_docs)]
