//! The operator's pages: thin handlers.

use axum::extract::{Path, State};

use super::views;
use crate::{
    app::App,
    encounters,
    error::Error,
    http::{Answer, Ask},
    id::{self, JobId},
};

/// `GET /operator`
pub async fn overview(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let overview = super::overview(look)?;
        Ok(views::overview(look, &overview))
    })
    .await
}

fn job(text: &str) -> Result<JobId, Error> {
    id::decode(text).map(JobId).ok_or(Error::NotFound)
}

/// `POST /operator/jobs/{job}/again`
pub async fn again(State(app): State<App>, ask: Ask, Path(text): Path<String>) -> Answer {
    let job = job(&text)?;
    app.act(&ask, move |act| super::again(act, job)).await?;
    Ok(app.see("/operator", "done-operator-again"))
}

/// `POST /operator/jobs/{job}/give-up`
pub async fn give_up(State(app): State<App>, ask: Ask, Path(text): Path<String>) -> Answer {
    let job = job(&text)?;
    app.act(&ask, move |act| super::give_up(act, job)).await?;
    Ok(app.see("/operator", "done-operator-given-up"))
}

/// `POST /operator/cases/{id}/seen`
pub async fn seen(State(app): State<App>, ask: Ask, Path(text): Path<String>) -> Answer {
    app.act(&ask, move |act| encounters::close_case(act, &text)).await?;
    Ok(app.see("/operator", "done-operator-seen"))
}
