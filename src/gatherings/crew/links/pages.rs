//! What browsers ask for about links into a crew, and where these lead.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};

use super::{Wanted, views};
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::crew::{self, Deed},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/crew/links", Who::Person, show)
        .post("/g/{id}/crew/links", Who::Person, make)
        .post("/g/{id}/crew/links/{link}/revoke", Who::Person, revoke)
        .get("/crew/{secret}", Who::Person, open)
        .post("/crew/{secret}", Who::Person, join)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::page(look, id, &views::fresh(), &Problems::default(), None)).await
}

/// The answer is the one place where the link is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let made = match Wanted::read(&fields) {
        Ok(wanted) => app.act(&ask, move |act| super::make(act, id, wanted)).await,
        // Whose it is not hears that first.
        Err(error) => app.look(&ask, move |look| crew::at(look, id, Deed::Run).map(drop)).await.and(Err(error)),
    };
    let made = match made {
        Ok(made) => made,
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| views::page(look, id, &fields, &problems, None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let page = app.page(&ask, move |look| views::page(look, id, &views::fresh(), &Problems::default(), Some(&made)));
    let mut response = page.await?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn revoke(State(app): State<App>, ask: Ask, Path((id, link)): Path<(String, String)>) -> Answer {
    let (id, link) = (id_of(&id)?, link.parse().map_err(|_| Error::NotFound)?);
    app.act(&ask, move |act| super::revoke(act, id, link)).await?;
    Ok(app.see(&format!("/g/{id}/crew/links"), "done-crew-link-revoked"))
}

async fn open(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    app.page(&ask, move |look| views::asked(look, &secret)).await
}

async fn join(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    let id = app.act(&ask, move |act| super::join(act, &secret)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-crew-accepted"))
}
