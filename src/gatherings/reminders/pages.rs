//! What browsers ask for about reminders.

use axum::extract::{Path, State};

use super::{model, views};
use crate::{
    app::App,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/you/reminders", Who::Person, everywhere)
        .post("/you/reminders", Who::Person, choose_everywhere)
        .get("/g/{id}/reminders", Who::Person, there)
        .post("/g/{id}/reminders", Who::Person, choose_there)
}

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// What was chosen, or what is wrong with it.
fn said(fields: &Fields) -> Result<Option<model::Plan>> {
    let mut problems = Problems::default();
    let plan = model::said(fields, "reminders", &mut problems);
    problems.check().map(|()| plan)
}

async fn everywhere(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let plan = super::everywhere(look)?;
        let fields = Fields::default().with("reminders", views::value(plan.as_ref()));
        views::everywhere_page(look, &fields, &Problems::default())
    })
    .await
}

async fn choose_everywhere(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match said(&fields) {
        Ok(plan) => app.act(&ask, move |act| super::choose_everywhere(act, plan.as_ref())).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see("/you/reminders", "done-reminders")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::everywhere_page(look, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn there(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let (_, chosen) = super::there(look, id)?;
        let fields = Fields::default().with("reminders", views::value(chosen.there.as_ref()));
        views::there_page(look, id, &fields, &Problems::default())
    })
    .await
}

async fn choose_there(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let outcome = match said(&fields) {
        Ok(plan) => app.act(&ask, move |act| super::choose_there(act, id, plan.as_ref())).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}"), "done-reminders")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::there_page(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
