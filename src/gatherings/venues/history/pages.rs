//! The page of what was said of a venue before.

use axum::extract::{Path, State};
use maud::html;

use super::{super::url, Change};
use crate::{
    act::Look,
    app::App,
    args,
    error::Error,
    gatherings::{about::CHOICES, venues::Venue},
    http::{Answer, Ask, Routes, Who},
    id,
    page::{
        Page, Place, markdown,
        parts::{self, Weight},
        when,
    },
};

pub fn routes() -> Routes {
    Routes::new().get("/v/{town}/{name}/history", Who::Person, show).post(
        "/v/{town}/{name}/history/{change}",
        Who::Person,
        put_back,
    )
}

async fn show(State(app): State<App>, ask: Ask, Path((town, name)): Path<(String, String)>) -> Answer {
    let town = town.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| {
        let (venue, changes) = super::read(look, town, &name)?;
        Ok(page(look, &venue, &changes))
    })
    .await
}

async fn put_back(
    State(app): State<App>,
    ask: Ask,
    Path((town, name, change)): Path<(String, String, String)>,
) -> Answer {
    let town = town.parse().map_err(|_| Error::NotFound)?;
    let change = id::decode(&change).ok_or(Error::NotFound)?;
    let back = url(town, &name);
    app.act(&ask, move |act| super::put_back(act, town, &name, change)).await?;
    Ok(app.see(&back, "done-venue-described"))
}

fn page(look: &Look<'_>, venue: &Venue, changes: &[Change]) -> Page {
    let say = look.say;
    let title = say.with("venue-history-title", args! { venue: venue.name.clone() });
    let main = html! {
        (parts::back(&venue.url(), &venue.name))
        div.head { h1 { (title) } p.lead { (say.t("venue-history-lead")) } }
        @if changes.is_empty() { p.soft { (say.t("venue-history-none")) } }
        @for (at, change) in changes.iter().enumerate() {
            section.note {
                p.small.soft {
                    @match (&change.handle, &change.by) {
                        (Some(handle), Some(name)) => a href={ "/@" (handle) } { (name) },
                        _ => (say.t("log-somebody")),
                    }
                    ", " (when::ago(look, change.at))
                }
                p { (CHOICES.iter().find(|(choice, _)| *choice == change.step_free).map_or(say.t("venue-steps-unsaid"), |(_, key)| say.t(key))) }
                @if !change.way.is_empty() { div.flow { (markdown(&change.way)) } }
                @if at > 0 {
                    form method="post" action={ (venue.url()) "/history/" (id::encode(change.id)) } {
                        (parts::button(Weight::Plain, say.t("venue-put-back"), None))
                    }
                } @else {
                    p.small { (say.t("venue-history-now")) }
                }
            }
        }
    };
    Page::new(title, Place::Find, main).private()
}
