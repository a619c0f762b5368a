//! The page of what was done.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::{Deed, Entry};
use crate::{
    act::Look,
    app::App,
    args,
    communities::model::{Community, Role},
    http::{Answer, Ask, Routes, Who},
    id,
    page::{Page, Place, parts, text::Say, when},
};

/// So many entries stand on one page.
const ENTRIES: usize = 50;

pub fn routes() -> Routes {
    Routes::new().get("/c/{handle}/log", Who::Person, show)
}

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let before = id::decode(ask.query().text("before"));
    app.page(&ask, move |look| {
        let most = i64::try_from(ENTRIES + 1).unwrap_or(i64::MAX);
        let (community, mut entries) = super::read(look, &handle, before, most)?;
        let more = entries.len() > ENTRIES;
        entries.truncate(ENTRIES);
        Ok(page(look, &community, &entries, before.is_some(), more))
    })
    .await
}

fn page(look: &Look<'_>, community: &Community, entries: &[Entry], later: bool, more: bool) -> Page {
    let say = look.say;
    let url = format!("{}/log", community.url());
    let title = say.with("log-title", args! { name: community.name.clone() });
    let older = entries.last().filter(|_| more).map(|last| format!("{url}?before={}", id::encode(last.id)));
    let main = html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (title) } p.lead { (say.t("log-lead")) } }
        @if entries.is_empty() { p.soft { (say.t("log-none")) } }
        ul.people {
            @for entry in entries { li { div.flow { p { (sentence(say, entry)) } p.small.soft { (when::ago(look, entry.at())) } } } }
        }
        (parts::pagination(
            say.t("log-pages"),
            later.then_some((url.as_str(), say.t("log-newest"))),
            older.as_deref().map(|href| (href, say.t("log-older"))),
        ))
    };
    Page::new(title, Place::Find, main).private()
}

/// Who did what, in words.
fn sentence(say: Say, entry: &Entry) -> Markup {
    let name = |who: &Option<(String, String)>| {
        who.as_ref().map_or_else(|| say.t("log-somebody").to_owned(), |(_, name)| name.clone())
    };
    let (by, whom) = (name(&entry.by), name(&entry.whom));
    let what = entry.detail.as_str();
    let words = match entry.deed {
        Deed::Appointed => {
            let role = Role::read(what).map_or(what, |role| say.t(role.key()));
            say.with("log-appointed", args! { by: by, whom: whom, role: role })
        }
        Deed::Accepted => say.with("log-accepted", args! { by: by, whom: whom }),
        Deed::Declined => say.with("log-declined", args! { by: by, whom: whom }),
        Deed::Removed => say.with("log-removed", args! { by: by, whom: whom }),
        Deed::LetBack => say.with("log-let-back", args! { by: by, whom: whom }),
        Deed::Inherited => say.with("log-inherited", args! { whom: whom }),
        Deed::Changed => {
            let what: Vec<&str> = what.split_whitespace().map(|what| say.t(setting(what))).collect();
            say.with("log-changed", args! { by: by, what: what.join(", ") })
        }
        Deed::Cancelled => say.with("log-cancelled", args! { by: by, title: what }),
        Deed::LinkMade => say.with("log-link-made", args! { by: by, link: what }),
        Deed::Wrote => say.with("log-wrote", args! { by: by, subject: what }),
        Deed::TookBack => say.with("log-took-back", args! { by: by, subject: what }),
        Deed::PartOf => say.with("log-part-of", args! { by: by, name: a_private_one(say, what) }),
        Deed::TookIn => say.with("log-took-in", args! { by: by, name: a_private_one(say, what) }),
        Deed::Parted => say.with("log-parted", args! { by: by, name: a_private_one(say, what) }),
        Deed::LetGo => say.with("log-let-go", args! { by: by, name: a_private_one(say, what) }),
        Deed::HandedOver => say.with("log-handed-over", args! { by: by, whom: whom, name: a_private_one(say, what) }),
        Deed::EndedPart => say.with("log-ended-part", args! { by: by, name: a_private_one(say, what) }),
        Deed::LinkRevoked => say.with("log-link-revoked", args! { by: by, link: what }),
    };
    html! { (words) }
}

/// A community's name, or words for one that is not named here because it is private.
fn a_private_one(say: Say, name: &str) -> &str {
    if name.is_empty() { say.t("log-private-one") } else { name }
}

/// The word of a setting that changed.
fn setting(name: &str) -> &'static str {
    match name {
        "name" => "log-what-name",
        "words" => "log-what-words",
        "town" => "log-what-town",
        "interests" => "log-what-interests",
        "access" => "log-what-access",
        "rules" => "log-what-rules",
        "photo" => "log-what-photo",
        "pinned" => "log-what-pinned",
        "welcome" => "log-what-welcome",
        "questions" => "log-what-questions",
        "colour" => "log-what-colour",
        _ => "log-what-else",
    }
}
