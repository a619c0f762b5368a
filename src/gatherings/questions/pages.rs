//! What browsers ask for about questions.

use axum::extract::{Path, State};

use super::{model::Asked, views};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new().get("/g/{id}/questions", Who::Person, show).post("/g/{id}/questions", Who::Person, put).post(
        "/g/{id}/questions/{question}/retire",
        Who::Person,
        retire,
    )
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::questions_page(look, id, &Fields::default(), &Problems::default())).await
}

async fn put(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let outcome = match Asked::read(&fields) {
        Ok(asked) => app.act(&ask, move |act| super::ask(act, id, &asked).map(drop)).await,
        // Whose it is not hears that first.
        Err(error) => app.look(&ask, move |look| super::own(look, id).map(drop)).await.and(Err(error)),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}/questions"), "done-question-asked")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::questions_page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn retire(
    State(app): State<App>,
    ask: Ask,
    Path((id, question)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let id = id_of(&id)?;
    let number = question.parse::<i64>().map_err(|_| Error::NotFound)?;
    let again = fields.some("again").is_some();
    app.act(&ask, move |act| super::retire(act, id, number, !again)).await?;
    let done = if again { "done-question-again" } else { "done-question-retired" };
    Ok(app.see(&format!("/g/{id}/questions"), done))
}
