//! What browsers ask for about guests.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
};

use super::{model::Asking, views};
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::{Reply, calendar},
    http::{Answer, Ask, Document, Fields, Rate, Reach, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/guest", Who::Anyone, ask_form)
        .post("/g/{id}/guest", Who::Anyone, ask)
        .get("/g/{id}/guest/sent", Who::Anyone, sent)
        .get("/guest/{secret}", Who::Anyone, show)
        .post("/guest/{secret}", Who::Anyone, answer)
        .post("/guest/{secret}/forget", Who::Anyone, forget)
        .get("/guest/{secret}/calendar.ics", Who::Anyone, calendar_file)
        .get("/you/guest", Who::Person, claimable)
        .post("/you/guest", Who::Person, claim)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn ask_form(State(app): State<App>, who: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&who, move |look| views::ask_page(look, id, &Fields::default(), &Problems::default())).await
}

async fn ask(State(app): State<App>, who: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    app.shared.limits.count(Rate::Knock, who.from)?;
    let id = id_of(&id)?;
    let outcome = match Asking::read(&fields) {
        Ok(asking) => app.act(&who, move |act| super::ask(act, id, &asking)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}/guest/sent"), "")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&who, move |look| views::ask_page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn sent(State(app): State<App>, who: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&who, move |look| views::sent_page(look, id)).await
}

async fn show(State(app): State<App>, who: Ask, Path(secret): Path<String>) -> Answer {
    app.page(&who, move |look| {
        let opened = super::opened(look, &secret)?;
        let fields = views::fields(look, &opened)?;
        views::guest_page(look, &secret, &opened, &fields, &Problems::default())
    })
    .await
}

async fn answer(State(app): State<App>, who: Ask, Path(secret): Path<String>, fields: Fields) -> Answer {
    let reply = Reply::read(fields.text("reply")).ok_or(Error::Unreadable("error-gathering-reply"))?;
    let (sent, link, in_part) = (fields.clone(), secret.clone(), fields.some("part").is_some());
    let done = match app.act(&who, move |act| super::answer(act, &link, reply, &sent)).await {
        Ok(Reply::Yes) => "done-gathering-yes",
        Ok(Reply::Maybe) => "done-gathering-maybe",
        Ok(Reply::No) => "done-gathering-no",
        Ok(Reply::Waiting) if in_part => "done-part-waiting",
        Ok(Reply::Waiting) => "done-gathering-waiting",
        Ok(Reply::Asked | Reply::Declined) => "done-gathering-asked",
        Err(Error::Invalid(problems)) => {
            return app
                .page_again(&who, move |look| {
                    let opened = super::opened(look, &secret)?;
                    views::guest_page(look, &secret, &opened, &fields, &problems)
                })
                .await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(app.see(&format!("/guest/{secret}"), done))
}

async fn forget(State(app): State<App>, who: Ask, Path(secret): Path<String>) -> Answer {
    let id = app.act(&who, move |act| super::forget(act, &secret)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-guest-forgotten"))
}

async fn calendar_file(State(app): State<App>, who: Ask, Path(secret): Path<String>, headers: HeaderMap) -> Answer {
    let body = app
        .look(&who, move |look| {
            let opened = super::opened(look, &secret)?;
            if opened.guest.is_none() {
                return Err(Error::NotFound);
            }
            Ok(calendar::file(look, opened.gathering))
        })
        .await?;
    let kind = "text/calendar; charset=utf-8; method=PUBLISH";
    let mut response = Document { kind, reach: Reach::Reader, body }.answer(&headers);
    let name = HeaderValue::from_static("attachment; filename=\"gathering.ics\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

async fn claimable(State(app): State<App>, who: Ask) -> Answer {
    app.page(&who, views::claim_page).await
}

async fn claim(State(app): State<App>, who: Ask) -> Answer {
    app.act(&who, super::claim).await?;
    Ok(app.see("/", "done-guest-claimed"))
}
