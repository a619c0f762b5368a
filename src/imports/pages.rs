//! What browsers ask for when something is brought in.

use axum::extract::{Path, State};

use super::{
    actions::{self, Reading},
    model::Settings,
    table, views,
};
use crate::{
    app::App,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::{ImportId, SourceId},
};

/// The longest file (bytes), as long as what is read from an address.
const MOST: usize = 5 << 20;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/import", Who::Person, start)
        .post("/import", Who::Person, show)
        .get("/import/{import}", Who::Person, run)
        .post("/import/{import}/go", Who::Person, go)
        .post("/import/{import}/undo", Who::Person, undo)
        .post("/import/{import}/again", Who::Person, again)
        .post("/import/{import}/forget", Who::Person, forget)
}

fn id_of(text: &str) -> Result<ImportId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn start(State(app): State<App>, ask: Ask) -> Answer {
    let community = ask.query().some("community").map(ToOwned::to_owned);
    app.page(&ask, move |look| {
        let fields = views::fresh(look, community.as_deref())?;
        views::start(look, &fields, &Problems::default())
    })
    .await
}

/// What a form or an address holds.
async fn bytes(app: &App, fields: &Fields, url: Option<&str>) -> Result<Vec<u8>> {
    if let Some(file) = fields.file("file") {
        if file.bytes.len() > MOST {
            return Err(Error::invalid("file", "problem-import-long"));
        }
        return Ok(file.bytes.to_vec());
    }
    let url = url.ok_or_else(|| Error::invalid("file", "problem-import-source"))?;
    app.shared.web.get(url).await.map_err(|fault| Error::invalid("url", fault.key()))
}

/// What they say, read off the runtime.
async fn reading(app: &App, bytes: Vec<u8>, settings: &Settings) -> Result<Reading> {
    let (settings, now) = (settings.clone(), app.shared.clock.now());
    tokio::task::spawn_blocking(move || actions::read(&bytes, &settings, now))
        .await
        .map_err(|_| Error::Inner("reading a calendar was interrupted".into()))?
}

/// Where one goes from here: to what would be done, or first to the columns of a table.
async fn shown(
    app: &App,
    ask: &Ask,
    fields: &Fields,
    source: Option<SourceId>,
    url: Option<String>,
    settings: Settings,
) -> Result<String> {
    // Nothing is read for those who could do nothing with it.
    let asked = settings.clone();
    app.look(ask, move |look| actions::may(look, &asked)).await?;
    let bytes = bytes(app, fields, url.as_deref()).await?;
    let outcome = reading(app, bytes.clone(), &settings).await;
    // No calendar, but a table: first its columns are named.
    let may_be = outcome.is_err() && settings.columns.is_empty() && fields.file("file").is_some();
    if may_be && table::read(&bytes).is_some() {
        let text = visavis_wire::text::decode(&bytes);
        let held = app.act(ask, move |act| actions::hold(act, &settings, "", &text)).await?;
        return Ok(format!("/import/table/{held}"));
    }
    let reading = outcome?;
    let from_file = fields.file("file").is_some();
    app.act(ask, move |act| {
        let url = url.as_deref().filter(|_| !from_file || source.is_some());
        actions::show(act, source, url, &settings, &reading)
    })
    .await
    .map(|id| format!("/import/{id}"))
}

async fn show(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match Settings::read(&fields) {
        Ok(settings) => {
            let url = fields.some("url").map(ToOwned::to_owned);
            shown(&app, &ask, &fields, None, url, settings).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(path) => Ok(app.see(&path, "")),
        Err(Error::Invalid(problems)) => app.page_again(&ask, move |look| views::start(look, &fields, &problems)).await,
        Err(error) => Err(error.into()),
    }
}

async fn run(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::run(look, id, &Problems::default())).await
}

async fn go(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::go(act, id)).await?;
    Ok(app.see(&format!("/import/{id}"), ""))
}

async fn undo(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::undo(act, id)).await?;
    Ok(app.see(&format!("/import/{id}"), ""))
}

/// The same source again: from its address, or from a newer file.
async fn again(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (source, settings) = app
        .look(&ask, move |look| {
            let (_, source) = actions::own(look, id)?;
            let settings = source.settings()?;
            Ok((source, settings))
        })
        .await?;
    match shown(&app, &ask, &fields, Some(source.id), source.url, settings).await {
        Ok(path) => Ok(app.see(&path, "")),
        Err(Error::Invalid(problems)) => app.page_again(&ask, move |look| views::run(look, id, &problems)).await,
        Err(error) => Err(error.into()),
    }
}

async fn forget(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| {
        let (_, source) = actions::own(act, id)?;
        actions::forget(act, source.id)
    })
    .await?;
    Ok(app.see("/import", "done-import-forgotten"))
}
