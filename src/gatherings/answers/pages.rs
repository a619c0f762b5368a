//! What browsers ask for about answers.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect},
};

use super::views;
use crate::{
    act::Act,
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

/// What became of what was sent.
#[derive(Clone, Copy)]
enum Given {
    /// Nothing yet: there is something to be asked first.
    HasToAsk,
    TakenBack,
    Said(Reply),
}

/// Does what was sent. Whether something is to be asked first is looked at in the same transaction: one instead of two.
fn give(act: &mut Act<'_>, id: GatheringId, reply: Option<Reply>, sent: &Fields) -> Result<Given, Error> {
    match reply {
        None => super::take_back(act, id).map(|()| Given::TakenBack),
        Some(Reply::Yes) => {
            // Somebody who only pressed the button has not seen what the host asks.
            if !questions::model::is_said(sent) && super::has_to_ask(act, id)? {
                return Ok(Given::HasToAsk);
            }
            let party = super::party(act, id, sent)?;
            super::answer_with(act, id, Reply::Yes, party.as_ref(), Some(sent)).map(Given::Said)
        }
        Some(reply) => super::answer(act, id, reply).map(Given::Said),
    }
}

async fn answer(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let path = format!("/g/{id}");
    let reply = match fields.text("reply") {
        "none" => None,
        text => Some(Reply::read(text).ok_or(Error::Unreadable("error-gathering-reply"))?),
    };
    let (sent, in_part) = (fields.clone(), fields.some("part").is_some());
    let outcome = app.act(&ask, move |act| give(act, id, reply, &sent)).await;
    let done = match outcome {
        Ok(Given::HasToAsk) => return Ok(Redirect::to(&format!("{path}/answer")).into_response()),
        Ok(Given::TakenBack) => "done-gathering-answer-back",
        Ok(Given::Said(Reply::Yes)) => "done-gathering-yes",
        Ok(Given::Said(Reply::Maybe)) => "done-gathering-maybe",
        Ok(Given::Said(Reply::No)) => "done-gathering-no",
        Ok(Given::Said(Reply::Waiting)) if in_part => "done-part-waiting",
        Ok(Given::Said(Reply::Waiting)) => "done-gathering-waiting",
        Ok(Given::Said(Reply::Asked | Reply::Declined)) => "done-gathering-asked",
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
