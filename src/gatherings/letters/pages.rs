//! What browsers ask for: the page on which letters are written, one to read, and the one that its link leads to.

use axum::extract::{Path, State};

use super::{
    model::{Groups, Writing},
    views,
};
use crate::{
    app::App,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::GatheringId,
    page::{Page, Place},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/letters", Who::Person, show)
        .post("/g/{id}/letters", Who::Person, write)
        .get("/g/{id}/letters/{letter}", Who::Person, read)
        .get("/letters/gathering/{secret}", Who::Anyone, ask_leave)
        .post("/letters/gathering/{secret}", Who::Anyone, leave)
}

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let to = Groups::of(ask.query().all("to")).text();
    app.page(&ask, move |look| {
        let fields = to.split_whitespace().fold(Fields::default(), |fields, group| fields.with("to", group));
        views::write(look, id, &fields, &Problems::default())
    })
    .await
}

/// First it is shown as it would be sent, and how many it goes to; only then it goes.
async fn write(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    if fields.text("do") == "back" {
        return app.page(&ask, move |look| views::write(look, id, &fields, &Problems::default())).await;
    }
    let outcome = match Writing::read(&fields) {
        Ok(writing) if fields.text("do") == "send" => {
            app.act(&ask, move |act| super::write(act, id, &writing)).await.map(|_| None)
        }
        Ok(writing) => {
            let held = writing.clone();
            app.look(&ask, move |look| super::may(look, id, &held)).await.map(|_| Some(writing))
        }
        Err(error) => app.look(&ask, move |look| super::list(look, id)).await.and(Err(error)),
    };
    match outcome {
        Ok(None) => Ok(app.see(&format!("/g/{id}/letters"), "done-letters-sent")),
        Ok(Some(writing)) => app.page(&ask, move |look| views::preview(look, id, &writing)).await,
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::write(look, id, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn read(State(app): State<App>, ask: Ask, Path((id, letter)): Path<(String, String)>) -> Answer {
    let id = id_of(&id)?;
    let letter = letter.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| views::read(look, id, letter)).await
}

async fn ask_leave(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let (_, title) = super::left(look, &secret)?;
        let main = views::ask_leave(look.say, &title);
        Ok(Page::new(look.say.t("letters-leave-title"), Place::Find, main).alone().private())
    })
    .await
}

/// Mail programs send this by themselves when their reader says so (RFC 8058): without cookies, and answered without
/// leading elsewhere.
async fn leave(State(app): State<App>, ask: Ask, Path(secret): Path<String>, fields: Fields) -> Answer {
    let again = fields.some("again").is_some();
    let of = secret.clone();
    app.act(&ask, move |act| super::leave(act, &of, again)).await?;
    app.page(&ask, move |look| {
        let (_, title) = super::left(look, &secret)?;
        let name = look.say.t(if again { "letters-again-title" } else { "letters-left-title" });
        Ok(Page::new(name, Place::Find, views::has_left(look.say, &title, again)).alone().private())
    })
    .await
}
