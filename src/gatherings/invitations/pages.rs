//! What the links in letters lead to: a page that asks, since reading must change nothing.

use axum::extract::{Path, State};

use super::views;
use crate::{
    app::App,
    error::{Error, Result},
    gatherings::{Reply, actions, guests},
    http::{Answer, Ask, Routes, Who},
    id::GatheringId,
};

pub fn routes() -> Routes {
    Routes::new().get("/g/{id}/say/{reply}", Who::Person, member).get("/guest/{secret}/say/{reply}", Who::Anyone, guest)
}

fn reply_of(text: &str) -> Result<Reply> {
    Reply::read(text).ok_or(Error::NotFound)
}

async fn member(State(app): State<App>, ask: Ask, Path((id, reply)): Path<(String, String)>) -> Answer {
    let (id, reply): (GatheringId, _) = (id.parse().map_err(|_| Error::NotFound)?, reply_of(&reply)?);
    app.page(&ask, move |look| {
        let gathering = actions::visible(look, id)?;
        let action = format!("{}/answer", gathering.url());
        Ok(views::say(look, &gathering, reply, &action, &gathering.url()))
    })
    .await
}

async fn guest(State(app): State<App>, ask: Ask, Path((secret, reply)): Path<(String, String)>) -> Answer {
    let reply = reply_of(&reply)?;
    app.page(&ask, move |look| {
        let opened = guests::opened(look, &secret)?;
        let action = format!("/guest/{secret}");
        Ok(views::say(look, &opened.gathering, reply, &action, &action))
    })
    .await
}
