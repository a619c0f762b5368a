//! Between HTTP and the verbs: who asks, what was sent, how often, and how an error looks.

pub mod api;
mod ask;
pub mod assets;
mod coding;
mod document;
mod failure;
mod fields;
mod guard;
mod limits;
pub mod live;
mod routes;
mod squeeze;

pub use ask::{Ask, Bearer, Target, secret_cookie, set_cookie};
pub use coding::{as_we_can, tagged_by_coding};
pub use document::{Document, Reach};
pub use failure::{Failure, problem};
pub use fields::{Fields, Upload, whole};
pub use guard::{guard, panicked};
pub use limits::{Limits, Rate};
pub use routes::{Route, Routes, Who};

/// What a handler answers.
pub type Answer = Result<axum::response::Response, Failure>;
