//! The pages of claims and badges: thin handlers.

use axum::extract::{Path, State};

use super::views;
use crate::{
    app::App,
    encounters::{actions, api::read_id},
    error::{Error, Problems},
    http::{Answer, Ask, Fields},
    id::{self, GatheringId},
};

/// `GET /encounters/with/{handle}`: saying that one met somebody.
pub async fn with(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let prospect = super::prospect(look, &handle)?;
        Ok(views::form(look, &prospect, &Fields::default(), &Problems::default()))
    })
    .await
}

/// `POST /encounters/with/{handle}`
pub async fn claim(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let (sent, to) = (fields.clone(), handle.clone());
    let done = app
        .act(&ask, move |act| {
            let gathering = fields.some("gathering").filter(|value| *value != views::ANOTHER_DAY);
            let gathering = match gathering {
                Some(text) => Some(id::decode(text).map(GatheringId).ok_or(Error::NotFound)?),
                None => None,
            };
            let id = super::claim(act, &to, gathering, fields.some("day"))?;
            Ok((id, actions::visible(act, id)?.verdict.is_mutual()))
        })
        .await;
    match done {
        Ok((id, true)) => Ok(app.see(&format!("/encounters/{id}"), "done-claim-confirmed")),
        Ok((id, false)) => Ok(app.see(&format!("/encounters/{id}"), "done-claim")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| {
                let prospect = super::prospect(look, &handle)?;
                Ok(views::form(look, &prospect, &sent, &problems))
            })
            .await
        }
        Err(error) => Err(in_words(error).into()),
    }
}

/// Programs wait and send it again; people read why.
fn in_words(error: Error) -> Error {
    if matches!(error, Error::TooMany(_)) { Error::Conflict("error-claim-many") } else { error }
}

/// `POST /encounters/{id}/confirm`
pub async fn confirm(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    app.act(&ask, move |act| super::confirm(act, id)).await?;
    Ok(app.see(&format!("/encounters/{id}"), "done-claim-confirmed"))
}

/// `POST /encounters/{id}/decline`
pub async fn decline(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = read_id(&id)?;
    app.act(&ask, move |act| super::decline(act, id)).await?;
    Ok(app.see(&format!("/encounters/{id}"), "done-claim-declined"))
}

/// `GET /encounters/badge`: one's own, to be printed.
pub async fn badge(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let code = super::badge(look)?;
        views::badge(look, code.as_deref())
    })
    .await
}

/// `POST /encounters/badge`
pub async fn make_badge(State(app): State<App>, ask: Ask) -> Answer {
    app.act(&ask, super::make_badge).await?;
    Ok(app.see("/encounters/badge", "done-badge-made"))
}

/// `POST /encounters/badge/end`
pub async fn end_badge(State(app): State<App>, ask: Ask) -> Answer {
    app.act(&ask, super::end_badge).await?;
    Ok(app.see("/encounters/badge", "done-badge-ended"))
}

/// `GET /b/{code}`: whoever's camera read a badge. Strangers learn nothing of its bearer.
pub async fn bearer(State(app): State<App>, ask: Ask, Path(code): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        if look.viewer.person_if_any().is_none() {
            return Ok(views::bearer_unknown(look, &code));
        }
        let with = super::bearer(look, &code)?;
        Ok(views::bearer(look, &code, &with))
    })
    .await
}

/// `POST /b/{code}`
pub async fn claim_bearer(State(app): State<App>, ask: Ask, Path(code): Path<String>) -> Answer {
    let (id, met) = app
        .act(&ask, move |act| {
            let now = act.now;
            let (id, _) = super::claim_bearer(act, &code, now)?;
            Ok((id, actions::visible(act, id)?.verdict.is_mutual()))
        })
        .await
        .map_err(in_words)?;
    let word = if met { "done-claim-confirmed" } else { "done-claim" };
    Ok(app.see(&format!("/encounters/{id}"), word))
}
