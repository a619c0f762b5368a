//! What browsers ask for afterwards.

use axum::extract::{Path, State};

use super::views;
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new().post("/g/{id}/feedback", Who::Person, say).get("/g/{id}/thanks", Who::Person, ask_thanks).post(
        "/g/{id}/thanks",
        Who::Person,
        thank,
    )
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// A tap: yes, no, or nothing.
fn tapped(fields: &Fields, name: &str) -> Option<bool> {
    match fields.text(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

async fn say(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (worth, met) = (tapped(&fields, "worth"), tapped(&fields, "met"));
    app.act(&ask, move |act| super::say(act, id, worth, met)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-after-said"))
}

async fn ask_thanks(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::thanks_page(look, id, &Fields::default(), &Problems::default())).await
}

async fn thank(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let words = fields.text("words").to_owned();
    match app.act(&ask, move |act| super::thank(act, id, &words)).await {
        Ok(()) => Ok(app.see(&format!("/g/{id}"), "done-after-thanked")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::thanks_page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
