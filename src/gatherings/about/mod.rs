//! What people choose a gathering by, besides when and where: its language, what it costs, whether one gets in without
//! steps. Said by its host, or not said.

mod model;
mod store;
mod views;

pub use model::{About, CHOICES, COSTS, MOST_PRICE};
pub use store::{of, put};
pub use views::{fields, line, stored};
