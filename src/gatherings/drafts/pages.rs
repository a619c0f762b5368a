//! What browsers ask for: the list, going on with one, throwing one away; and what the form's other buttons do.

use axum::extract::{Path, RawQuery, State};

use super::{
    model::Ahead,
    views::{self, Previewed},
};
use crate::{
    app::App,
    error::{Error, Problems, Result},
    gatherings::{Draft, Filled, form::new_page},
    http::{Answer, Ask, Fields, Routes, Who},
    id::{DraftId, GatheringId},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/you/drafts", Who::Person, list)
        .get("/you/drafts/{draft}", Who::Person, go_on)
        .get("/you/drafts/{draft}/preview", Who::Person, preview_stored)
        .get("/you/drafts/{draft}/delete", Who::Person, ask_delete)
        .post("/you/drafts/{draft}/delete", Who::Person, delete)
        .get("/g/{id}/again", Who::Person, from_template)
}

fn id_of(text: &str) -> Result<DraftId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn list(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, views::list).await
}

async fn go_on(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let row = super::own(look, id)?;
        new_page(look, &Filled { fields: row.form()?, kept: row.photo, ..Filled::default() })
    })
    .await
}

async fn preview_stored(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let row = app.look(&ask, move |look| super::own(look, id)).await?;
    let fields = row.form()?;
    let draft = Draft::read(&fields, row.photo.as_deref());
    preview(&app, &ask, fields, draft, row.photo).await
}

async fn ask_delete(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::ask_delete(look, id)).await
}

async fn delete(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| super::throw_away(act, id)).await?;
    Ok(app.see("/you/drafts", "done-draft-deleted"))
}

async fn from_template(State(app): State<App>, ask: Ask, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let id: GatheringId = id.parse().map_err(|_| Error::NotFound)?;
    let ahead = Ahead::read(Fields::from_query(&query.unwrap_or_default()).text("in"));
    app.page(&ask, move |look| {
        let (fields, gathering) = super::template(look, id, ahead)?;
        new_page(look, &Filled { fields, kept: gathering.photo, ..Filled::default() })
    })
    .await
}

/// The button that keeps the form as a draft.
pub async fn keep(app: &App, ask: &Ask, fields: Fields, read: Result<Draft>, kept: Option<String>) -> Answer {
    // A picture that can't be read is the one fault that a draft can't keep.
    let picture = match read {
        Err(Error::Invalid(problems)) => problems.0.into_iter().filter(|one| one.field == "photo").collect(),
        Err(error @ (Error::SignIn | Error::Inner(_))) => return Err(error.into()),
        _ => Vec::new(),
    };
    let (sent, photo) = (fields.clone(), kept.clone());
    let outcome = match picture.is_empty() {
        true => app.act(ask, move |act| super::save(act, &sent, photo.as_deref())).await,
        false => Err(Error::Invalid(Problems(picture))),
    };
    match outcome {
        Ok(_) => Ok(app.see("/you/drafts", "done-draft-kept")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, ..Filled::default() };
            app.page_again(ask, move |look| new_page(look, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The button that shows what it will look like. Nothing is kept of it but a picture that came along, for a day.
pub async fn preview(app: &App, ask: &Ask, fields: Fields, read: Result<Draft>, kept: Option<String>) -> Answer {
    let outcome = match read {
        Ok(draft) => {
            let held = draft.clone();
            let outcome = app.look(ask, move |look| super::publishable(look, &held)).await;
            outcome.and_then(|()| Previewed::of(draft, &fields))
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(previewed) => app.page(ask, move |look| views::preview(look, &previewed, &fields, kept.as_deref())).await,
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, ..Filled::default() };
            app.page_again(ask, move |look| new_page(look, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The way back from there.
pub async fn back(app: &App, ask: &Ask, fields: Fields, kept: Option<String>) -> Answer {
    let filled = Filled { fields, kept, ..Filled::default() };
    app.page(ask, move |look| new_page(look, &filled)).await
}
