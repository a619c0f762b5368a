//! Find: gatherings and communities by town, distance, interest, day and words, for strangers too. (People are found
//! in their own slice, where it is decided who may be found.)

mod api;
mod map;
mod model;
mod month;
mod pages;
mod views;

pub use map::around;
pub use model::{DISTANCES, NEAR, Search, When};
pub use pages::routes;
pub use views::in_words;
