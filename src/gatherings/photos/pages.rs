//! What browsers ask for about photos.

use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::{
    model::{self, Wish},
    views,
};
use crate::{
    act::Act,
    app::App,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::{GatheringId, PhotoId},
    jobs,
    outside::Size,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/photos", Who::Anyone, album)
        .post("/g/{id}/photos", Who::Person, add)
        .post("/g/{id}/photos/audience", Who::Person, audience)
        .get("/g/{id}/photos/{photo}", Who::Anyone, show)
        .get("/g/{id}/photos/{photo}/large", Who::Anyone, large)
        .get("/g/{id}/photos/{photo}/small", Who::Anyone, small)
        .post("/g/{id}/photos/{photo}/words", Who::Person, describe)
        .post("/g/{id}/photos/{photo}/down", Who::Person, take_down)
        .post("/g/{id}/photos/{photo}/back", Who::Person, put_back)
        .post("/g/{id}/photos/{photo}/delete", Who::Person, delete)
        .get("/you/photos", Who::Person, wish)
        .post("/you/photos", Who::Person, choose)
}

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn ids_of((id, photo): &(String, String)) -> Result<(GatheringId, PhotoId)> {
    Ok((id_of(id)?, photo.parse().map_err(|_| Error::NotFound)?))
}

async fn album(State(app): State<App>, ask: Ask, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let id = id_of(&id)?;
    let before = Fields::from_query(&query.unwrap_or_default()).text("before").parse().ok();
    app.page(&ask, move |look| views::album(look, id, before, &Fields::default(), &Problems::default())).await
}

async fn add(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    // Whether they may is asked before a picture of theirs is read and kept.
    app.look(&ask, move |look| super::open(look, id)).await?;
    let outcome = match (app.picture(&ask, &fields, "photo").await, model::words(fields.text("words"))) {
        (Ok(Some(picture)), Ok(words)) => {
            let sent = picture.hash.clone();
            let outcome = app.act(&ask, move |act| super::add(act, id, &picture, &words)).await;
            if outcome.is_err() {
                jobs::forget_picture(&app, &sent).await?;
            }
            outcome
        }
        (Ok(Some(picture)), Err(error)) => {
            jobs::forget_picture(&app, &picture.hash).await?;
            Err(error)
        }
        (Ok(None), _) => Err(Error::invalid("photo", "problem-photos-none")),
        (Err(error), _) => Err(error),
    };
    match outcome {
        Ok(_) => Ok(app.see(&format!("/g/{id}/photos"), "done-photo-added")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::album(look, id, None, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn audience(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let open = match fields.text("open") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable("error-photos-audience").into()),
    };
    app.act(&ask, move |act| super::open_to_all(act, id, open)).await?;
    let done = if open { "done-photos-open" } else { "done-photos-closed" };
    Ok(app.see(&format!("/g/{id}/photos"), done))
}

async fn show(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>) -> Answer {
    let (id, photo) = ids_of(&at)?;
    app.page(&ask, move |look| views::photo_page(look, id, photo, None, &Problems::default())).await
}

async fn large(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>, headers: HeaderMap) -> Answer {
    file(&app, &ask, &at, &headers, Size::Large).await
}

async fn small(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>, headers: HeaderMap) -> Answer {
    file(&app, &ask, &at, &headers, Size::Small).await
}

/// A photo's file. It is asked for again each time whether it may still be seen; what it holds does not change.
async fn file(app: &App, ask: &Ask, at: &(String, String), headers: &HeaderMap, size: Size) -> Answer {
    let (id, photo) = ids_of(at)?;
    let query = ask.query();
    let hash = app.look(ask, move |look| super::file(look, id, photo, &query)).await?;
    // Not by the file's name, which is nobody's to know.
    let tag = format!("\"{photo}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let about = [(header::CACHE_CONTROL, "private, no-cache".to_owned()), (header::ETAG, tag)];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let bytes = app.shared.media.read(&hash, size).await?;
    Ok((about, [(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

async fn describe(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>, fields: Fields) -> Answer {
    let (id, photo) = ids_of(&at)?;
    let words = fields.text("words").to_owned();
    match app.act(&ask, move |act| super::describe(act, id, photo, &words)).await {
        Ok(()) => Ok(app.see(&format!("/g/{id}/photos/{photo}"), "done-photo-words")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::photo_page(look, id, photo, Some(&fields), &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// One of the three, then back to the others.
async fn change(
    app: App,
    ask: Ask,
    at: (String, String),
    verb: fn(&mut Act<'_>, GatheringId, PhotoId) -> Result<()>,
    done: &'static str,
) -> Answer {
    let (id, photo) = ids_of(&at)?;
    let shown = app
        .act(&ask, move |act| {
            verb(act, id, photo)?;
            match super::at(act, id) {
                Ok(_) => Ok(true),
                Err(Error::NotFound | Error::Forbidden(_)) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await?;
    // From whom the gathering is hidden there are no others.
    let next = if shown { format!("/g/{id}/photos") } else { "/you/photos".to_owned() };
    Ok(app.see(&next, done))
}

async fn take_down(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>) -> Answer {
    change(app, ask, at, super::take_down, "done-photo-down").await
}

async fn put_back(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>) -> Answer {
    change(app, ask, at, super::put_back, "done-photo-back").await
}

async fn delete(State(app): State<App>, ask: Ask, Path(at): Path<(String, String)>) -> Answer {
    change(app, ask, at, super::delete, "done-photo-deleted").await
}

async fn wish(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let fields = Fields::default().with("wish", super::my_wish(look)?.as_str());
        Ok(views::wish_page(look, &fields, &Problems::default()))
    })
    .await
}

async fn choose(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match Wish::read(fields.text("wish")) {
        Some(wish) => app.act(&ask, move |act| super::choose(act, wish)).await,
        None => Err(Error::invalid("wish", "problem-photo-wish")),
    };
    match outcome {
        Ok(()) => Ok(app.see("/you/photos", "done-photo-wish")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| Ok(views::wish_page(look, &fields, &problems))).await
        }
        Err(error) => Err(error.into()),
    }
}
