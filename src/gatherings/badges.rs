//! Name badges for all who said yes, ten on a sheet of paper. In the corner stands what a camera reads: the code of the
//! badge that somebody has made for themselves, by which others say that they met; else the way to their profile.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::{actions, answers, model::Reply};
use crate::{
    act::Look,
    app::App,
    args, encounters,
    error::{Error, Result},
    http::{Answer, Ask, Routes, Who},
    id::GatheringId,
    page::{Page, Place, parts, qr},
};

/// So many fit on a sheet.
const SHEET: usize = 10;

pub(super) fn routes() -> Routes {
    Routes::new().get("/g/{id}/badges", Who::Person, show)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id: GatheringId = id.parse().map_err(|_| Error::NotFound)?;
    app.page(&ask, move |look| page(look, id)).await
}

/// A badge before it is drawn.
struct Badge {
    name: String,
    handle: Option<String>,
    /// What a camera reads.
    code: Option<String>,
}

/// One for each who comes, and one for each whom they bring and name.
fn badges(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Badge>> {
    let mut all = Vec::new();
    for one in answers::listed(look, id, Reply::Yes, answers::MOST_LISTED)? {
        // A guest without an account has no handle, and nothing to be read.
        let handle = Some(one.handle).filter(|handle| !handle.is_empty());
        let path = match encounters::badge_of(look, one.person)? {
            Some(code) => format!("/B/{code}"),
            None => format!("/@{}", handle.as_deref().unwrap_or_default()),
        };
        let url = look.shared.config.url(&path);
        // In capitals, so that the code is small.
        let code = if path.starts_with("/B/") { url.to_uppercase() } else { url };
        let guests = one.guests.lines().filter(|name| !name.trim().is_empty());
        let guests: Vec<Badge> =
            guests.map(|name| Badge { name: name.trim().to_owned(), handle: None, code: None }).collect();
        all.push(Badge { name: one.name, code: handle.as_ref().map(|_| code), handle });
        all.extend(guests);
    }
    Ok(all)
}

fn page(look: &mut Look<'_>, id: GatheringId) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    let all = badges(look, id)?;
    let say = look.say;
    let sheets = (all.len().div_ceil(SHEET)) as i64;
    let main = html! {
        (parts::back(&format!("{}/answers", gathering.url()), say.t("answers-title")))
        div.head {
            h1 { (say.t("badges-title")) }
            p.lead { (say.with("badges-lead", args! { n: all.len() as i64, sheets: sheets })) }
            p { (say.t("badges-how")) }
        }
        @for sheet in all.chunks(SHEET) {
            div.badge-sheet { @for badge in sheet { (drawn(look, badge, &gathering.title)?) } }
        }
    };
    Ok(Page::new(say.with("badges-name", args! { title: gathering.title.as_str() }), Place::Find, main)
        .private()
        .style("css/badges.css"))
}

fn drawn(look: &Look<'_>, badge: &Badge, title: &str) -> Result<Markup> {
    Ok(html! {
        article.name-badge {
            div {
                h2 { (badge.name) }
                @if let Some(handle) = &badge.handle { p { "@" (handle) } }
                p.small { (title) }
            }
            @if let Some(code) = &badge.code { (qr(code, &look.say.with("badges-code", args! { name: badge.name.as_str() }))?) }
        }
    })
}
