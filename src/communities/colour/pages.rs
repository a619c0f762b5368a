//! The styles of a colour: the same for all who chose it, so that they say nothing of a community.

use axum::{extract::Path, http::header, response::IntoResponse};
use maud::{Markup, html};

use super::Colour;
use crate::{
    error::Error,
    http::{Answer, Routes, Who},
};

pub fn routes() -> Routes {
    Routes::new().get("/colour/{colour}", Who::Anyone, styles)
}

async fn styles(Path(file): Path<String>) -> Answer {
    let colour = file.strip_suffix(".css").and_then(Colour::read).ok_or(Error::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, colour.styles()).into_response())
}

/// What the head of a page in that colour holds.
pub fn link(colour: Option<Colour>) -> Markup {
    html! {
        @if let Some(colour) = colour { link rel="stylesheet" href={ "/colour/" (colour.as_str()) ".css" }; }
    }
}
