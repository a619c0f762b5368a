//! What browsers ask for.

use axum::extract::{Path, State};

use super::{
    actions,
    model::{Choices, Mark},
    views,
};
use crate::{
    app::App,
    error::{Error, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
};

/// What people can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/whom", Who::Person, show)
        .post("/g/{id}/whom/{handle}", Who::Person, mark)
        .get("/you/whom", Who::Person, choices)
        .post("/you/whom", Who::Person, choose)
}

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let whom = actions::list(look, id)?;
        Ok(views::page(look, &whom))
    })
    .await
}

async fn mark(State(app): State<App>, ask: Ask, Path((id, handle)): Path<(String, String)>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let said = fields.text("mark");
    let mark = Mark::named(said);
    if mark.is_none() && said != "none" {
        return Err(Error::invalid("mark", "problem-whom-mark").into());
    }
    app.act(&ask, move |act| actions::mark(act, id, &handle, mark)).await?;
    let done = match mark {
        Some(Mark::Meet) => "done-whom-meet",
        Some(Mark::Open) => "done-whom-open",
        Some(Mark::Pass) => "done-whom-pass",
        Some(Mark::Never) => "done-whom-never",
        None => "done-whom-undone",
    };
    Ok(app.see(&format!("/g/{id}/whom"), done))
}

async fn choices(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let choices = actions::choices(look)?;
        Ok(views::choices(look, choices))
    })
    .await
}

async fn choose(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    // A box that is not ticked is not sent.
    let choices = Choices {
        hidden: fields.some("suggested").is_none(),
        unnamed: fields.some("named").is_none(),
        welcomes: fields.some("welcomes").is_some(),
    };
    app.act(&ask, move |act| actions::choose(act, choices)).await?;
    Ok(app.see("/you/whom", "done-whom-chosen"))
}
