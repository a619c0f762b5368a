//! What browsers ask for about those who ask to come.

use axum::extract::{Path, State};

use super::{
    model::{Decided, Decision},
    views,
};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new().get("/g/{id}/requests", Who::Person, show).post("/g/{id}/requests", Who::Person, decide)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::page(look, id, &Fields::default(), &Problems::default())).await
}

async fn decide(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let outcome = match Decided::read(&fields) {
        Ok(decided) => {
            let done = match decided.decision {
                Decision::Approve => "done-approval-approved",
                Decision::Decline => "done-approval-declined",
                Decision::Undo => "done-approval-undone",
            };
            app.act(&ask, move |act| super::decide(act, id, &decided)).await.map(|count| (count, done))
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok((count, done)) => {
            Ok(app.see(&format!("/g/{id}/requests"), if count > 0 { done } else { "done-approval-nothing" }))
        }
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
