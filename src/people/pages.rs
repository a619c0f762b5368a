//! People as others see them: their pages, finding them, hiding from them. And what Visavis is.

use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, header},
    response::IntoResponse,
};

use super::{actions, store, views};
use crate::{
    app::App,
    error::Error,
    http::{Answer, Ask, Fields, Routes, Who},
    interests::Interest,
    page::{own_path, preference, text::Locale},
};

/// So many people are listed.
const MOST_FOUND: usize = 40;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/@{handle}", Who::Anyone, profile)
        .get("/@{handle}/block", Who::Person, ask_to_block)
        .post("/@{handle}/block", Who::Person, block)
        .post("/@{handle}/unblock", Who::Person, unblock)
        .get("/find/people", Who::Anyone, find)
        .get("/about", Who::Anyone, about)
        .post("/language", Who::Anyone, language)
}

async fn profile(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| views::profile(look, &handle)).await
}

async fn ask_to_block(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let face = actions::visible(look, &handle)?;
        Ok(views::block(look, &face))
    })
    .await
}

async fn block(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.act(&ask, move |act| actions::block(act, &handle)).await?;
    Ok(app.see("/you/blocked", "done-blocked"))
}

async fn unblock(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.act(&ask, move |act| actions::unblock(act, &handle)).await?;
    Ok(app.see("/you/blocked", "done-unblocked"))
}

async fn find(State(app): State<App>, ask: Ask, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let interest = Interest::read(fields.text("interest"));
        let interest = interest.as_ref().map_or("", Interest::as_str);
        let found = actions::search(look, fields.text("q"), interest, MOST_FOUND)?;
        let neighbours = if fields.text("q").is_empty() && interest.is_empty() {
            actions::neighbours(look, 12)?
        } else {
            Vec::new()
        };
        views::find(look, fields.text("q"), interest, &found, &neighbours)
    })
    .await
}

async fn about(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| Ok(views::about(look))).await
}

/// Another language, from the foot of any page: kept by this browser, and by the account of whoever is signed in.
async fn language(State(app): State<App>, ask: Ask, headers: HeaderMap, fields: Fields) -> Answer {
    let locale = Locale::of_tag(fields.text("language")).ok_or(Error::invalid("language", "problem-language"))?;
    if ask.session.is_some() {
        app.act(&ask, move |act| match act.viewer.account_if_any() {
            Some(account) => store::set_locale(act, account, Some(locale.tag())),
            None => Ok(()),
        })
        .await?;
    }
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // The page they were on; of an address on another site only the path, which is ours.
    let path =
        referer.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).unwrap_or("/");
    let mut response = app.see(own_path(path), "").into_response();
    if let Some(cookie) = preference("lang", locale.tag(), app.shared.config.is_tls()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
