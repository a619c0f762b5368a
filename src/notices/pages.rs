//! The page of one's notices.

use axum::extract::{RawQuery, State};
use maud::{Markup, html};

use super::{
    actions::Leads,
    store::{self, NoticeRow},
};
use crate::{
    act::Look,
    app::App,
    args,
    http::{Answer, Ask, Fields, Routes, Who},
    id,
    page::{
        self, Page, Place, own_path,
        parts::{self, Icon, Size, Weight},
        text::Say,
        when,
    },
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new().get("/notices", Who::Person, list).post("/notices/seen", Who::Person, seen)
}

/// So many notices are on a page.
const PAGE: i64 = 50;

async fn list(State(app): State<App>, RawQuery(query): RawQuery, ask: Ask) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let (me, account) = (look.viewer.person()?, look.viewer.me()?.account);
        let before = query.some("before").and_then(id::decode);
        let mut rows = store::list(look, me, account, before.unwrap_or(i64::MAX), PAGE + 1)?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let older = rows.last().filter(|_| more).map(|row| format!("/notices?before={}", row.id));
        let say = look.say;
        let newest = rows.iter().filter(|row| row.seen_at.is_none()).map(|row| row.id).max();
        let main = html! {
            div.head-row {
                h1 { (say.t("notices-title")) }
                @if let Some(newest) = newest {
                    form method="post" action="/notices/seen" {
                        input type="hidden" name="up_to" value=(newest);
                        (parts::button(Weight::Plain, say.t("notices-seen"), Some(Icon::Check)))
                    }
                }
            }
            @if rows.is_empty() && before.is_none() {
                (parts::empty(
                    say.t("notices-empty-title"),
                    say.t("notices-empty"),
                    &parts::link_button(Weight::Primary, say.t("notices-empty-action"), None, "/find"),
                ))
            }
            @for (day, notices) in by_day(look, &rows) {
                section.flow {
                    h2 { (day) }
                    ul.people { @for notice in notices { li { (entry(look, notice)) } } }
                }
            }
            (parts::pagination(
                say.t("notices-pages"),
                before.map(|_| ("/notices", say.t("notices-newest"))),
                older.as_deref().map(|href| (href, say.t("notices-older"))),
            ))
        };
        Ok(Page::new(say.t("notices-title"), Place::Elsewhere, main).private())
    })
    .await
}

async fn seen(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.act(&ask, move |act| {
        let me = act.viewer.person()?;
        let up_to = fields.some("up_to").and_then(id::decode).unwrap_or(i64::MAX);
        store::put_seen(act, me, up_to)
    })
    .await?;
    Ok(app.see("/notices", "done-notices-seen"))
}

/// Notices by the day on which they came, in the reader's zone.
fn by_day<'r>(look: &Look<'_>, rows: &'r [NoticeRow]) -> Vec<(String, &'r [NoticeRow])> {
    let today = look.now.day_in(&look.zone);
    let day_of = |row: &NoticeRow| id::made_at(row.id.0).day_in(&look.zone);
    rows.chunk_by(|one, two| day_of(one) == day_of(two))
        .map(|rows| {
            let at = rows.first().map_or(look.now, |row| id::made_at(row.id.0));
            let title = match today - at.day_in(&look.zone) {
                0 => look.say.t("notices-today").to_owned(),
                1 => look.say.t("notices-yesterday").to_owned(),
                _ => when::day(look, at),
            };
            (title, rows)
        })
        .collect()
}

/// The words of a kind: a key of a message that takes `$name` and `$title`.
pub(super) fn words(say: Say, kind: &str, name: &str, title: &str) -> String {
    let key = match kind {
        "followed" => "notice-followed",
        "replied" => "notice-replied",
        "wrote" => "notice-wrote",
        "approved" => "notice-approved",
        "approved-waits" => "notice-approved-waits",
        "asks-to-come" => "notice-asks-to-come",
        "guest-asks" => "notice-guest-asks",
        "declined" => "notice-declined",
        "asked_to_join" => "notice-asked-to-join",
        "became_member" => "notice-became-member",
        "cancelled" => "notice-cancelled",
        "moved" => "notice-moved",
        "venue_changed" => "notice-venue-changed",
        "became_host" => "notice-became-host",
        "back" => "notice-back",
        "claimed" => "notice-claimed",
        "clocks" => "notice-clocks",
        "crew" => "notice-crew",
        "crew_joined" => "notice-crew-joined",
        "guest" => "notice-guest",
        "letter" => "notice-letter",
        "let_back" => "notice-let-back",
        "community_closed" => "notice-community-closed",
        "met" => "notice-met",
        "photo_down" => "notice-photo-down",
        "photos_open" => "notice-photos-open",
        "place" => "notice-place",
        "recap" => "notice-recap",
        "lapsed" => "notice-lapsed",
        "reminder" => "notice-reminder",
        "published" => "notice-published",
        "thanks" => "notice-thanks",
        "webhook-off" => "notice-webhook-off",
        "whom_mutual" => "notice-whom-mutual",
        "whom_open" => "notice-whom-open",
        _ => "notice-other",
    };
    say.with(key, args! { name: name, title: title })
}

fn entry(look: &Look<'_>, row: &NoticeRow) -> Markup {
    let say = look.say;
    let leads: Leads = serde_json::from_str(&row.data).unwrap_or_default();
    let name = row.name.as_deref().unwrap_or_default();
    let at = id::made_at(row.id.0);
    let sentence = words(say, &row.kind, name, &leads.title);
    let photo = page::photo(row.photo.as_deref());
    // A notice without a person is of the thing itself, and has its first letters.
    let face = if row.by.is_some() { name } else { leads.title.as_str() };
    html! {
        div.person {
            (parts::face(face, photo.as_deref(), Size::M))
            div {
                p.person-name { a href=(own_path(&leads.url)) { (sentence) } }
                p {
                    (when::ago(look, at))
                    @if row.seen_at.is_none() { " " (parts::tag(parts::Tag::Calm, say.t("notices-new"))) }
                }
            }
            @if row.kind == "followed" && !row.follows
                && let Some(handle) = &row.handle {
                div {
                    form method="post" action={ "/@" (handle) "/follow" } {
                        input type="hidden" name="next" value="/notices";
                        (parts::button(Weight::Plain, say.t("tie-follow-back"), None))
                    }
                }
            }
        }
    }
}
