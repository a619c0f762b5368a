//! What browsers ask for about the crew.

use axum::extract::{Path, State};

use super::{Role, views};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/crew", Who::Person, show)
        .post("/g/{id}/crew", Who::Person, name)
        .post("/g/{id}/crew/accept", Who::Person, accept)
        .post("/g/{id}/crew/leave", Who::Person, leave)
        .post("/g/{id}/crew/{handle}/remove", Who::Person, remove)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::page(look, id, &Fields::default(), &Problems::default())).await
}

async fn name(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (handle, role) = (fields.text("handle").to_owned(), Role::read(fields.text("role")));
    let outcome = app
        .act(&ask, move |act| {
            super::at(act, id, super::Deed::Run)?;
            let role = role.ok_or(Error::invalid("role", "problem-crew-role"))?;
            super::name(act, id, &handle, role)
        })
        .await;
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}/crew"), "done-crew-named")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn accept(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| super::accept(act, id)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-crew-accepted"))
}

async fn leave(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| super::leave(act, id)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-crew-left"))
}

async fn remove(State(app): State<App>, ask: Ask, Path((id, handle)): Path<(String, String)>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| super::remove(act, id, &handle)).await?;
    Ok(app.see(&format!("/g/{id}/crew"), "done-crew-removed"))
}
