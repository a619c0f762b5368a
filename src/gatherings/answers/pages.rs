//! What browsers ask for about answers.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect},
};

use super::views;
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::{Reply, questions},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/answer", Who::Person, ask)
        .post("/g/{id}/answer", Who::Person, answer)
        .get("/g/{id}/answers", Who::Person, list)
        .get("/g/{id}/answers.csv", Who::Person, table)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn ask(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let mine = views::fields(look, id)?;
        views::form_page(look, id, &mine, &Problems::default())
    })
    .await
}

async fn answer(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let path = format!("/g/{id}");
    let reply = match fields.text("reply") {
        "none" => None,
        text => Some(Reply::read(text).ok_or(Error::Unreadable("error-gathering-reply"))?),
    };
    // Somebody who only pressed the button has not seen what the host asks.
    if reply == Some(Reply::Yes)
        && !questions::model::is_said(&fields)
        && app.look(&ask, move |look| super::has_to_ask(look, id)).await?
    {
        return Ok(Redirect::to(&format!("{path}/answer")).into_response());
    }
    let (sent, in_part) = (fields.clone(), fields.some("part").is_some());
    let outcome = app
        .act(&ask, move |act| match reply {
            None => super::take_back(act, id).map(|()| None),
            Some(Reply::Yes) => {
                let party = super::party(act, id, &sent)?;
                super::answer_with(act, id, Reply::Yes, party.as_ref(), Some(&sent)).map(Some)
            }
            Some(reply) => super::answer(act, id, reply).map(Some),
        })
        .await;
    let done = match outcome {
        Ok(None) => "done-gathering-answer-back",
        Ok(Some(Reply::Yes)) => "done-gathering-yes",
        Ok(Some(Reply::Maybe)) => "done-gathering-maybe",
        Ok(Some(Reply::No)) => "done-gathering-no",
        Ok(Some(Reply::Waiting)) if in_part => "done-part-waiting",
        Ok(Some(Reply::Waiting)) => "done-gathering-waiting",
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| views::form_page(look, id, &fields, &problems)).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(app.see(&path, done))
}

async fn list(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::list_page(look, id)).await
}

async fn table(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let text = app.look(&ask, move |look| views::table(look, id)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"answers.csv\""),
    ];
    Ok((headers, text).into_response())
}
