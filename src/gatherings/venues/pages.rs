//! What browsers ask for.

use axum::extract::{Path, State};

use super::{Described, describe, own, url, views, visible};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Routes, Who},
};

pub fn routes() -> Routes {
    Routes::new().get("/v/{town}/{name}", Who::Anyone, show).get("/v/{town}/{name}/edit", Who::Person, edit).post(
        "/v/{town}/{name}/edit",
        Who::Person,
        change,
    )
}

async fn show(State(app): State<App>, ask: Ask, Path((town, name)): Path<(String, String)>) -> Answer {
    let town = town.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| {
        let venue = visible(look, town, &name)?;
        Ok(views::page(look, &venue))
    })
    .await
}

async fn edit(State(app): State<App>, ask: Ask, Path((town, name)): Path<(String, String)>) -> Answer {
    let town = town.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| {
        let venue = own(look, town, &name)?;
        let fields = Fields::default().with("way", &venue.way).with("step_free", &venue.step_free);
        Ok(views::form(look, &venue, &fields, &Problems::default()))
    })
    .await
}

async fn change(
    State(app): State<App>,
    ask: Ask,
    Path((town, name)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let town = town.parse().map_err(|_| Error::NotFound)?;
    let back = url(town, &name);
    let asked = name.clone();
    let outcome = match Described::read(&fields) {
        Ok(described) => app.act(&ask, move |act| describe(act, town, &asked, &described)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see(&back, "done-venue-described")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| {
                let venue = own(look, town, &name)?;
                Ok(views::form(look, &venue, &fields, &problems))
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}
