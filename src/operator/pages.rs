//! The operator's pages: thin handlers.

use axum::extract::{Path, State};

use super::views;
use crate::{
    act::Act,
    app::App,
    encounters,
    error::Error,
    http::{Answer, Ask, Fields},
    id::{self, JobId},
    jobs,
    time::Moment,
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
    app.act(&ask, move |act| jobs::again(act, job)).await?;
    Ok(app.see("/operator", "done-operator-again"))
}

/// `POST /operator/jobs/{job}/give-up`
pub async fn give_up(State(app): State<App>, ask: Ask, Path(text): Path<String>) -> Answer {
    let job = job(&text)?;
    app.act(&ask, move |act| jobs::give_up(act, job)).await?;
    Ok(app.see("/operator", "done-operator-given-up"))
}

/// `POST /operator/cases/{id}/seen`: with `at`, the case's newest moment (milliseconds).
pub async fn seen(State(app): State<App>, ask: Ask, Path(text): Path<String>, fields: Fields) -> Answer {
    let close = move |act: &mut Act<'_>| {
        let at = fields.text("at").parse().map_err(|_| Error::invalid("at", "problem-operator-at"))?;
        encounters::close_case(act, &text, Moment::from_ms(at))
    };
    app.act(&ask, close).await?;
    Ok(app.see("/operator", "done-operator-seen"))
}
