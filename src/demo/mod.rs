//! demo
#![allow(dead_code)]
mod cast;
mod chance;
mod clubs;
mod letters;
mod own;
mod plan;
pub use plan::Plan;
