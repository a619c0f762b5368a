//! The pages of encounters: thin handlers.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde::Deserialize;

use super::{
    actions,
    api::{read_id, read_kid},
    devices as keys, views,
};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields},
};

/// `GET /meet`: the shell of the screen that also works with no network.
pub async fn meet(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| Ok(views::meet(look))).await
}

/// `GET /e`: where a stranger's camera lands. What is in the code stays in their browser.
pub async fn card(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| Ok(views::card(look))).await
}

/// `GET /offline`: what is shown of a page that is not there without a network.
pub async fn offline(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| Ok(views::offline(look))).await
}

#[derive(Deserialize)]
pub struct From {
    after: Option<String>,
}

/// So many are on one page of the list.
const PAGE: usize = 50;

/// `GET /encounters`: one's own.
pub async fn list(State(app): State<App>, ask: Ask, Query(from): Query<From>) -> Answer {
    let after = from.after.as_deref().and_then(actions::read_place);
    app.page(&ask, move |look| {
        let mut all = actions::list(look, after, PAGE as i64 + 1)?;
        let more = all.len() > PAGE;
        all.truncate(PAGE);
        let next = all.last().filter(|_| more).map(|last| actions::spelled_place((last.at, last.id)));
        Ok(views::list(look, &all, after.is_some(), next.as_deref()))
    })
    .await
}

/// `GET /encounters/{id}`
pub async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    app.page(&ask, move |look| {
        let encounter = actions::visible(look, id)?;
        Ok(views::show(look, &encounter, &Fields::default(), &Problems::default()))
    })
    .await
}

/// `POST /encounters/{id}/withdraw`
pub async fn withdraw(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = read_id(&id)?;
    let sure = fields.has("sure");
    let done = app
        .act(&ask, move |act| {
            actions::visible(act, id)?;
            if !sure {
                return Err(Error::invalid("sure", "problem-encounter-sure"));
            }
            actions::withdraw(act, id)
        })
        .await;
    after(&app, &ask, id, fields, done, "done-encounter-withdrawn").await
}

/// `POST /encounters/{id}/dispute`
pub async fn dispute(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = read_id(&id)?;
    let words = fields.text("words").to_owned();
    let done = app.act(&ask, move |act| actions::dispute(act, id, &words)).await;
    after(&app, &ask, id, fields, done, "done-encounter-disputed").await
}

async fn after(
    app: &App,
    ask: &Ask,
    id: visavis_wire::card::EncounterId,
    fields: Fields,
    done: crate::error::Result<()>,
    word: &str,
) -> Answer {
    match done {
        Ok(()) => Ok(app.see(&format!("/encounters/{id}"), word)),
        Err(Error::Invalid(problems)) => {
            app.page_again(ask, move |look| {
                let encounter = actions::visible(look, id)?;
                Ok(views::show(look, &encounter, &fields, &problems))
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /encounters/devices`: the devices that can confirm for one.
pub async fn devices(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let devices = keys::devices(look)?;
        let at_gatherings = keys::at_gatherings(look)?;
        Ok(views::devices(look, &devices, &at_gatherings))
    })
    .await
}

/// `POST /encounters/devices/{kid}/revoke`
pub async fn revoke(State(app): State<App>, ask: Ask, Path(kid): Path<String>) -> Answer {
    let kid = read_kid(&kid)?;
    app.act(&ask, move |act| keys::revoke(act, kid)).await?;
    Ok(app.see("/encounters/devices", "done-device-revoked").into_response())
}
