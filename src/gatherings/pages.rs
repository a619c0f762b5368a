//! What browsers ask for.

use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
};

use super::{
    actions, calendar, drafts,
    form::{self, Filled},
    model::Draft,
    store,
    venues::used,
    views::{self, Shown},
};
use crate::{
    app::App,
    error::{Error, Result},
    http::{Answer, Ask, Document, Fields, Reach, Routes, Who},
    id::{GatheringId, PersonId},
    series, talk,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/g/new", Who::Person, new)
        .post("/g/new", Who::Person, create)
        .get("/g/{id}", Who::Anyone, show)
        .get("/g/{id}/edit", Who::Person, edit)
        .post("/g/{id}/edit", Who::Person, change)
        .get("/g/{id}/cancel", Who::Person, ask_cancel)
        .post("/g/{id}/cancel", Who::Person, cancel)
        .post("/g/{id}/uncancel", Who::Person, uncancel)
        .post("/g/{id}/check-in", Who::Person, check_in)
        .get("/g/{id}/going", Who::Person, going)
        .get("/g/{id}/calendar.ics", Who::Anyone, calendar_file)
        .and(talk::routes_for(POSTS, |look, key| {
            let gathering = actions::visible(look, id_of(key)?)?;
            actions::room(look, &gathering)
        }))
}

const POSTS: talk::Paths = talk::Paths {
    posts: "/g/{id}/posts",
    edit: "/g/{id}/posts/{post}/edit",
    delete: "/g/{id}/posts/{post}/delete",
    restore: "/g/{id}/posts/{post}/restore",
};

/// So many people stand on a page of those who are going.
const GOERS: usize = 60;

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn new(State(app): State<App>, ask: Ask, RawQuery(query): RawQuery) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let fields = form::fresh(look, query.some("community"))?;
        let fields = match query.some("venue") {
            Some(name) => used::filled(fields, &used::used(look)?, query.text("place"), name),
            None => fields,
        };
        form::new_page(look, &Filled { fields, ..Filled::default() })
    })
    .await
}

/// The name of the picture that a form sends back to be kept: the one that is stored, or one that this person sent
/// before. Nobody keeps another's picture.
fn kept(app: &App, fields: &Fields, person: PersonId, stored: Option<&str>) -> Option<String> {
    let sent = fields.some("kept").filter(|_| !fields.has("remove_photo"))?;
    match stored {
        Some(hash) if hash == sent => Some(hash.to_owned()),
        _ => form::unsealed(&app.shared.keys, person, sent),
    }
}

/// The draft that a form holds, and the picture that stays with it even where the draft has faults.
pub async fn draft(
    app: &App,
    ask: &Ask,
    fields: &Fields,
    person: PersonId,
    stored: Option<&str>,
) -> (Result<Draft>, Option<String>) {
    let sent = app.picture(ask, fields, "photo").await;
    let (kept, fault) = match sent {
        Ok(Some(picture)) => (Some(picture.hash), None),
        Ok(None) => (kept(app, fields, person, stored), None),
        Err(error) => (kept(app, fields, person, stored), Some(error)),
    };
    let draft = Draft::read(fields, kept.as_deref());
    let draft = match (draft, fault) {
        (draft, None) => draft,
        (Err(Error::Invalid(mut problems)), Some(Error::Invalid(more))) => {
            problems.0.extend(more.0);
            Err(Error::Invalid(problems))
        }
        (_, Some(fault)) => Err(fault),
    };
    (draft, kept)
}

async fn create(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    // Pictures are read for members only.
    let person = app.look(&ask, |look| look.viewer.person()).await?;
    let (draft, kept) = draft(&app, &ask, &fields, person, None).await;
    match fields.text("do") {
        "draft" => return drafts::keep(&app, &ask, fields, draft, kept).await,
        "preview" => return drafts::preview(&app, &ask, fields, draft, kept).await,
        "back" => return drafts::back(&app, &ask, fields, kept).await,
        _ => {}
    }
    let sent = fields.clone();
    let outcome = match draft {
        Ok(draft) if series::is_wanted(&fields) => return series::create(&app, &ask, fields, draft, kept).await,
        Ok(draft) => {
            app.act(&ask, move |act| {
                let id = actions::publish(act, &draft)?;
                drafts::published_as(act, &sent, id).map(|()| id)
            })
            .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => Ok(app.see(&format!("/g/{id}"), "done-gathering-published")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, ..Filled::default() };
            app.page_again(&ask, move |look| form::new_page(look, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let query = ask.query();
    app.page(&ask, move |look| Ok(Shown::load(look, id, &query)?.page(look))).await
}

async fn edit(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let gathering = actions::own(look, id)?;
        let fields = form::stored(look, &gathering)?;
        form::edit_page(look, id, &Filled { fields, kept: gathering.photo, ..Filled::default() })
    })
    .await
}

async fn change(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (person, stored) = app
        .look(&ask, move |look| {
            let gathering = actions::own(look, id)?;
            gathering.still_open(look.now)?;
            Ok((look.viewer.person()?, gathering.photo))
        })
        .await?;
    let (draft, kept) = draft(&app, &ask, &fields, person, stored.as_deref()).await;
    let outcome = match draft {
        Ok(draft) => {
            let words = fields.text("told_words").to_owned();
            app.act(&ask, move |act| actions::change_saying(act, id, &draft, &words)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/g/{id}"), "done-gathering-changed")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, kept, ..Filled::default() };
            app.page_again(&ask, move |look| form::edit_page(look, id, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_cancel(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| form::cancel_page(look, id, &Filled::default())).await
}

async fn cancel(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let words = fields.text("words").to_owned();
    match app.act(&ask, move |act| actions::cancel(act, id, &words)).await {
        Ok(()) => Ok(app.see(&format!("/g/{id}"), "done-gathering-cancelled")),
        Err(Error::Invalid(problems)) => {
            let filled = Filled { fields, problems, ..Filled::default() };
            app.page_again(&ask, move |look| form::cancel_page(look, id, &filled)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn uncancel(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::uncancel(act, id)).await?;
    Ok(app.see(&format!("/g/{id}"), "done-gathering-back"))
}

async fn check_in(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let undo = fields.some("undo").is_some();
    app.act(&ask, move |act| if undo { actions::check_out(act, id) } else { actions::check_in(act, id) }).await?;
    let done = if undo { "done-gathering-checked-out" } else { "done-gathering-checked-in" };
    Ok(app.see(&format!("/g/{id}"), done))
}

async fn going(State(app): State<App>, ask: Ask, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let id = id_of(&id)?;
    let number = Fields::from_query(&query.unwrap_or_default()).text("page").parse::<usize>().unwrap_or(0);
    let number = number.min(100_000 / GOERS);
    app.page(&ask, move |look| {
        let gathering = actions::visible(look, id)?;
        let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
        let (limit, offset) = (GOERS as i64 + 1, (number * GOERS) as i64);
        let mut goers = store::everybody_going(look, id, person, account, limit, offset)?;
        let more = goers.len() > GOERS;
        goers.truncate(GOERS);
        Ok(views::going_page(look, &gathering, &goers, number, more))
    })
    .await
}

async fn calendar_file(State(app): State<App>, ask: Ask, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id = id_of(&id)?;
    let body = app
        .look(&ask, move |look| {
            let gathering = actions::visible(look, id)?;
            Ok(calendar::file(look, gathering))
        })
        .await?;
    let kind = "text/calendar; charset=utf-8; method=PUBLISH";
    let mut response = Document { kind, reach: Reach::Reader, body }.answer(&headers);
    let name = HeaderValue::from_static("attachment; filename=\"gathering.ics\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
