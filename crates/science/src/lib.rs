//! The numbers behind Visavis: pure functions over values. Each is checked against figures that somebody else published.

pub mod affinity;
pub mod evaluate;
pub mod interval;
pub mod meetings;
pub mod rank;
pub mod survival;
