//! What browsers ask for about parts.

use axum::extract::{Path, State};

use super::{model, views};
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::actions::own,
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/parts", Who::Person, show)
        .post("/g/{id}/parts", Who::Person, put)
        .get("/g/{id}/parts/{number}/remove", Who::Person, ask_remove)
        .post("/g/{id}/parts/{number}/remove", Who::Person, remove)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

fn number_of(text: &str) -> Result<i64, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let gathering = own(look, id)?;
        let fields = views::stored(&super::all(look, &gathering)?);
        views::parts_page(look, &gathering, &fields, &Problems::default())
    })
    .await
}

async fn put(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (sent, later) = (fields.clone(), fields.text("later") == "yes");
    let outcome = app
        .act(&ask, move |act| {
            let gathering = own(act, id)?;
            let wanted = model::read(&sent, &super::all(act, &gathering)?)?;
            if later { super::set_following(act, id, &wanted) } else { super::set(act, id, &wanted) }
        })
        .await;
    match outcome {
        Ok(()) => {
            Ok(app.see(&format!("/g/{id}/parts"), if later { "done-parts-saved-later" } else { "done-parts-saved" }))
        }
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| {
                let gathering = own(look, id)?;
                views::parts_page(look, &gathering, &fields, &problems)
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_remove(State(app): State<App>, ask: Ask, Path((id, number)): Path<(String, String)>) -> Answer {
    let (id, number) = (id_of(&id)?, number_of(&number)?);
    app.page(&ask, move |look| views::remove_page(look, id, number, &Fields::default(), &Problems::default())).await
}

async fn remove(
    State(app): State<App>,
    ask: Ask,
    Path((id, number)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (id, number) = (id_of(&id)?, number_of(&number)?);
    let to = fields.text("to").parse().ok();
    match app.act(&ask, move |act| super::remove(act, id, number, to)).await {
        Ok(()) => Ok(app.see(&format!("/g/{id}/parts"), "done-part-removed")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::remove_page(look, id, number, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
