//! The numbers behind Visavis: pure functions over values. Each is checked against figures that somebody else published.

pub mod affinity;
pub mod interval;
pub mod meetings;
pub mod survival;
