//! What browsers ask for about screens at the door, and where their codes lead.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{Outcome, Screen, model::WalkIns, views};
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::{
        door::{Verdict, model::MOST_AT_ONCE},
        guests::{self, model::Comer},
    },
    http::{Answer, Ask, Fields, Routes, Who},
    id::{GatheringId, ScreenId},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/in", Who::Anyone, read)
        .post("/g/{id}/in", Who::Person, arrive)
        .post("/guest/{secret}/in", Who::Anyone, guest_arrives)
        .get("/g/{id}/door/screen", Who::Person, crews)
        .get("/g/{id}/door/screens", Who::Person, show)
        .post("/g/{id}/door/screens", Who::Person, make)
        .post("/g/{id}/door/screens/{link}/remove", Who::Person, remove)
        .post("/g/{id}/door/walk-ins", Who::Person, choose)
        .get("/screen/{secret}", Who::Anyone, open)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// What shows a secret or a code is kept nowhere.
fn unkept(answer: Response) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

async fn read(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let code = ask.query().text("code").to_owned();
    let fields = Fields::default().with("code", code);
    app.page(&ask, move |look| match views::read(look, id, &fields, &Problems::default()) {
        // What members alone may see is there after signing in.
        Err(Error::NotFound) if look.viewer.person_if_any().is_none() => Err(Error::SignIn),
        other => other,
    })
    .await
}

/// How many of a party are in; `None` for all of it.
fn places(fields: &Fields) -> Option<i64> {
    fields.text("places").parse().ok().filter(|places| (1..=MOST_AT_ONCE).contains(places))
}

fn done(outcome: &Outcome) -> &'static str {
    if outcome.verdict == Verdict::Already { "done-screen-already" } else { "done-screen-in" }
}

async fn arrive(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let sent = fields.clone();
    match app.act(&ask, move |act| super::arrive(act, id, sent.text("code"), places(&sent))).await {
        Ok(outcome) => Ok(app.see(&format!("/g/{id}"), done(&outcome))),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::read(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn guest_arrives(State(app): State<App>, ask: Ask, Path(secret): Path<String>, fields: Fields) -> Answer {
    let (link, sent) = (secret.clone(), fields.clone());
    let outcome = app
        .act(&ask, move |act| {
            let opened = guests::opened(act, &link)?;
            let guest = opened.guest.ok_or(Error::NotFound)?;
            super::come_in(act, &opened.gathering, Comer::Guest(guest.id), sent.text("code"), places(&sent))
        })
        .await;
    match outcome {
        Ok(outcome) => Ok(app.see(&format!("/guest/{secret}"), done(&outcome))),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| {
                let opened = guests::opened(look, &secret)?;
                let kept = guests::views::fields(look, &opened)?.with("code", fields.text("code"));
                guests::views::guest_page(look, &secret, &opened, &kept, &problems)
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn crews(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let page = app.page(&ask, move |look| {
        let shown = super::crews(look, id)?;
        views::screen(look, &shown)
    });
    Ok(unkept(page.await?))
}

async fn open(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    let page = app.page(&ask, move |look| {
        let shown = super::opened(look, &secret)?;
        views::screen(look, &shown)
    });
    Ok(unkept(page.await?))
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::screens(look, id, &Fields::default(), &Problems::default(), None)).await
}

/// The answer is the one place where the link is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let door = fields.text("door").to_owned();
    let made: (Screen, String) = match app.act(&ask, move |act| super::make(act, id, &door)).await {
        Ok(made) => made,
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| views::screens(look, id, &fields, &problems, None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let page =
        app.page(&ask, move |look| views::screens(look, id, &Fields::default(), &Problems::default(), Some(&made)));
    Ok(unkept(page.await?))
}

async fn remove(State(app): State<App>, ask: Ask, Path((id, link)): Path<(String, String)>) -> Answer {
    let (id, screen): (_, ScreenId) = (id_of(&id)?, link.parse().map_err(|_| Error::NotFound)?);
    app.act(&ask, move |act| super::remove(act, id, screen)).await?;
    Ok(app.see(&format!("/g/{id}/door/screens"), "done-screen-removed"))
}

async fn choose(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let walk_ins = WalkIns::read(fields.text("walk_ins"));
    let outcome = app
        .act(&ask, move |act| {
            crate::gatherings::crew::at(act, id, crate::gatherings::crew::Deed::Run)?;
            super::choose(act, id, walk_ins.ok_or(Error::invalid("walk_ins", "problem-screen-walk-ins"))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}/door/screens"), "done-screen-walk-ins")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::screens(look, id, &fields, &problems, None)).await
        }
        Err(error) => Err(error.into()),
    }
}
