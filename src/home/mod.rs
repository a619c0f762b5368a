//! Home: for strangers what this is, in one glance; for members what is next, and nothing without end.

mod pages;
mod store;
mod views;

pub use pages::routes;
