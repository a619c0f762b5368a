//! A gathering on a sheet of paper, for walls and shop windows: what, when, where, and a code that leads here.

use axum::extract::{Path, State};
use maud::html;

use crate::{
    act::Look,
    app::App,
    args,
    error::{Error, Result},
    gatherings,
    http::{Answer, Ask, Routes, Who},
    id::GatheringId,
    page::{Page, Place, art, excerpt, parts, picture, qr},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/g/{id}/poster", Who::Anyone, show)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id: GatheringId = id.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| poster(look, id)).await
}

fn poster(look: &mut Look<'_>, id: GatheringId) -> Result<Page> {
    // It hangs where everybody reads it: a place that only those learn who come does not stand on it.
    let gathering = gatherings::visible(look, id)?.without_place();
    let by = super::embed::inviting(look, &gathering)?;
    let say = look.say;
    let url = look.shared.config.url(&gathering.url());
    let shown = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let words = excerpt(&gathering.words, 280);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("poster-title")) } p.lead { (say.t("poster-how")) } }
        article.poster {
            @match &gathering.photo {
                Some(hash) => { img src=(picture(hash)) alt=(gathering.photo_words) width="1600" height="800"; }
                None => { (art::cover(&format!("{} {}", gathering.title, gathering.starts_local))) }
            }
            div.poster-words {
                @if let Some(by) = &by { p.kicker { (say.with("poster-by", args! { name: by.as_str() })) } }
                h2 { (gathering.title) }
                p.poster-when { (gatherings::when_in_words(look, &gathering)) }
                p.poster-where { (gathering.where_in_words()) }
                @if !words.is_empty() { p { (words) } }
            }
            div.poster-foot {
                (qr(&url, say.t("poster-code"))?)
                div { p { strong { (say.t("poster-come")) } } p { (shown) } }
            }
        }
    };
    Ok(Page::new(say.with("poster-name", args! { title: gathering.title.as_str() }), Place::Find, main)
        .private()
        .style("css/poster.css"))
}
