//! What is here, as other programs read it again and again: calendars to subscribe to, feeds, pages within other sites'
//! pages.
//!
//! What is for everybody is always as a stranger sees it, whoever asks: no cookie is heard. The one exception is one's own
//! calendar, which a secret in its address opens.

mod actions;
mod atom;
mod crawl;
mod embed;
mod own;
mod pages;
mod poster;
mod store;

pub use actions::{export, follow_up};

/// What people and programs can reach here.
pub fn routes() -> crate::http::Routes {
    pages::routes().and(own::routes()).and(embed::routes()).and(poster::routes()).and(crawl::routes())
}
