//! What browsers ask for about recaps.

use axum::extract::{Path, State};

use super::views;
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new().get("/g/{id}/recap", Who::Person, ask_for).post("/g/{id}/recap", Who::Person, write)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn ask_for(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::form_page(look, id, None, &Problems::default())).await
}

async fn write(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let sent = fields.clone();
    match app.act(&ask, move |act| super::write(act, id, sent.text("words"), sent.all("photos"))).await {
        Ok(()) => Ok(app.see(&format!("/g/{id}"), "done-recap")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::form_page(look, id, Some(&fields), &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
