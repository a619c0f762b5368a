//! What browsers ask for.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use super::{
    actions,
    form::{self, Preview},
    views,
};
use crate::{
    app::App,
    error::{Error, Result},
    gatherings::{self, Draft, Filled, Reply},
    http::{Answer, Ask, Fields, Routes, Who},
    id::SeriesId,
};

/// What people can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/s/{id}", Who::Anyone, show)
        .post("/s/{id}/answer", Who::Person, answer)
        .get("/s/{id}/edit", Who::Person, edit)
        .post("/s/{id}/edit", Who::Person, change)
        .get("/s/{id}/end", Who::Person, ask_end)
        .post("/s/{id}/end", Who::Person, end)
}

fn id_of(text: &str) -> Result<SeriesId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// The rules that a form asks for, and whether their sender has seen what follows from them.
fn seen(fields: &Fields, draft: &Draft) -> Result<(Preview, bool)> {
    let pattern = form::read(fields, draft)?;
    let seen = fields.text("seen").replace("\r\n", "\n") == pattern.to_string();
    Ok((Preview { pattern, first: draft.starts.date(), zone: draft.zone.name().to_owned() }, seen))
}

/// Publishes what a form says that comes again; first it is shown once more, with its rules in words and the next dates.
pub async fn create(app: &App, ask: &Ask, fields: Fields, draft: Draft, kept: Option<String>) -> Answer {
    let outcome = match seen(&fields, &draft) {
        Ok((preview, false)) => {
            let filled = Filled { fields, kept, preview: Some(preview), ..Filled::default() };
            return app.page(ask, move |look| gatherings::new_page(look, &filled)).await;
        }
        Ok((preview, true)) => {
            let sent = fields.clone();
            app.act(ask, move |act| actions::publish(act, &sent, &draft, &preview.pattern)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => Ok(app.see(&format!("/s/{id}"), "done-series-published")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, preview: None };
            app.page_again(ask, move |look| gatherings::new_page(look, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::page(look, id)).await
}

async fn answer(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let reply = match fields.text("reply") {
        "none" => None,
        "yes" => Some(Reply::Yes),
        "no" => Some(Reply::No),
        _ => return Err(Error::Unreadable("error-series-reply").into()),
    };
    let done = app
        .act(&ask, move |act| match reply {
            None => actions::take_back(act, id).map(|()| "done-series-answer-back"),
            Some(reply) => {
                let outcome = actions::answer(act, id, reply)?;
                Ok(match (reply, outcome.waiting) {
                    (Reply::Yes, _) if outcome.asked > 0 => "done-series-yes-asked",
                    (Reply::Yes, 0) => "done-series-yes",
                    (Reply::Yes, _) => "done-series-yes-full",
                    _ => "done-series-no",
                })
            }
        })
        .await?;
    Ok(app.see(&format!("/s/{id}"), done))
}

async fn edit(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let series = actions::own(look, id)?;
        let (fields, pattern) = actions::stored(look, &series)?;
        let first = fields.text("date").parse().map_err(|_| Error::NotFound)?;
        let preview = Preview { pattern: pattern.clone(), first, zone: series.zone.clone() };
        let fields = form::stored(fields, &pattern);
        views::edit_page(look, id, &Filled { fields, kept: series.photo, preview: Some(preview), ..Filled::default() })
    })
    .await
}

async fn change(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (person, stored) = app
        .look(&ask, move |look| {
            let series = actions::own(look, id)?;
            Ok((look.viewer.person()?, series.photo))
        })
        .await?;
    let (draft, kept) = gatherings::sent_draft(&app, &ask, &fields, person, stored.as_deref()).await;
    let read = draft.and_then(|draft| seen(&fields, &draft).map(|(preview, seen)| (draft, preview, seen)));
    let outcome = match read {
        Ok((_, preview, false)) => {
            let filled = Filled { fields, kept, preview: Some(preview), ..Filled::default() };
            return app.page(&ask, move |look| views::edit_page(look, id, &filled)).await;
        }
        Ok((draft, preview, true)) => {
            let sent = fields.clone();
            app.act(&ask, move |act| actions::change(act, id, &sent, &draft, &preview.pattern)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/s/{id}"), "done-series-changed")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, preview: None };
            app.page_again(&ask, move |look| views::edit_page(look, id, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_end(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::end_page(look, id, &Filled::default())).await
}

async fn end(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (what, words) = (fields.text("what").to_owned(), fields.text("words").to_owned());
    let outcome = app
        .act(&ask, move |act| match what.as_str() {
            "end" => actions::end(act, id).map(|()| "done-series-ended"),
            "cancel" => actions::cancel(act, id, &words).map(|()| "done-series-cancelled"),
            _ => actions::own(act, id).and_then(|_| Err(Error::invalid("what", "problem-series-what"))),
        })
        .await;
    match outcome {
        Ok(done) => Ok(app.see(&format!("/s/{id}"), done)),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, ..Filled::default() };
            let mut response = app.page_again(&ask, move |look| views::end_page(look, id, &filled)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
