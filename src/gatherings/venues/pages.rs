//! What browsers ask for.

use axum::extract::{Path, State};

use super::{Described, PAST, describe, held, own, url, views, visible};
use crate::{
    app::App,
    error::{Error, Problems},
    gatherings::lists,
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
    let query = ask.query();
    app.page(&ask, move |look| {
        let mut venue = visible(look, town, &name)?;
        let Some(after) = lists::read_place(query.text("after")) else { return Ok(views::page(look, &venue, false)) };
        // A later part of one of the lists stands alone.
        let past = query.text("past") == "yes";
        let (found, more) = held(look, (i64::from(town), &name), past, Some(after), PAST)?;
        match past {
            true => (venue.ahead, venue.past, venue.more) = (Vec::new(), found, (None, more)),
            false => (venue.ahead, venue.past, venue.more) = (found, Vec::new(), (more, None)),
        }
        Ok(views::page(look, &venue, true))
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
