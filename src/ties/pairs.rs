//! Conversations of two: their list, their page, and who may write.

use axum::extract::{Path, RawQuery, State};
use maud::{Markup, html};

use super::{actions, model::MayWrite, views};
use crate::{
    act::{Act, Look},
    app::App,
    args,
    error::Result,
    http::{Answer, Ask, Fields, Routes, Who},
    id::PersonId,
    notices,
    page::{self, Page, Place, excerpt, parts, when},
    people::Face,
    talk::{self, PairRow, Paths, Rights, Room, Subject},
    time::Moment,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/talk", Who::Person, list)
        .get("/talk/{handle}", Who::Person, show)
        .post("/talk/{handle}/seen", Who::Person, seen)
        .and(talk::routes_for(
            Paths {
                posts: "/talk/{handle}/posts",
                edit: "/talk/{handle}/posts/{post}/edit",
                delete: "/talk/{handle}/posts/{post}/delete",
                restore: "/talk/{handle}/posts/{post}/restore",
            },
            room,
        ))
}

/// The conversation with somebody, and whether the viewer may write there.
pub fn room(look: &mut Look<'_>, handle: &str) -> Result<Room> {
    let other = actions::somebody(look, handle)?;
    room_with(look, &other)
}

fn room_with(look: &mut Look<'_>, other: &Face) -> Result<Room> {
    let me = look.viewer.person()?;
    let write = actions::can_write(look, other.id)? != MayWrite::NotYet;
    Ok(Room {
        subject: Subject::Pair(me, other.id),
        rights: Rights { write, moderate: false },
        url: format!("/talk/{}", other.handle),
        title: other.name.clone(),
        closed: Some("error-talk-wait"),
    })
}

async fn show(State(app): State<App>, Path(handle): Path<String>, RawQuery(query): RawQuery, ask: Ask) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let other = actions::somebody(look, &handle)?;
        let room = room_with(look, &other)?;
        let pair = talk::pair_of(look, other.id)?;
        let hint = match (pair, actions::can_write(look, other.id)?) {
            (_, MayWrite::Once) => Some(look.say.with("talk-once", args! { name: other.name.as_str() })),
            _ => None,
        };
        let thread = talk::thread(look, &room, &query)?;
        let unseen = pair.is_some_and(|(_, unseen)| unseen);
        let say = look.say;
        let main = html! {
            (parts::back("/talk", say.t("talk-back")))
            div.intro {
                (parts::face(&other.name, page::photo(other.photo.as_deref()).as_deref(), parts::Size::L))
                div.head { h1 { (other.name) } p { a href=(other.url()) { "@" (other.handle) } } }
            }
            @if let Some(hint) = &hint { (parts::notice(parts::Tone::Info, &html! { p { (hint) } })) }
            div #pair data-handle=(other.handle) data-unseen[unseen] {
                (thread)
                @if unseen {
                    form #seen method="post" action={ "/talk/" (other.handle) "/seen" } {
                        button.link type="submit" { (say.t("talk-mark-seen")) }
                    }
                }
            }
        };
        let aside = views::beside_talk(look, &other)?;
        let title = look.say.with("talk-with", args! { name: other.name.as_str() });
        Ok(Page::new(title, Place::Talk, main).aside(aside).private().script("js/talk.js"))
    })
    .await
}

async fn seen(State(app): State<App>, Path(handle): Path<String>, ask: Ask) -> Answer {
    let other = app.act(&ask, move |act| see(act, &handle)).await?;
    Ok(app.see(&format!("/talk/{}", other.handle), ""))
}

/// The viewer has read what there is in their conversation with somebody.
pub(super) fn see(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let other = actions::somebody(act, handle)?;
    let me = act.viewer.person()?;
    talk::see(act, other.id)?;
    notices::seen_from(act, me, "wrote", other.id)?;
    Ok(other)
}

/// A conversation's place in the list, as it stands in an address: who was last written to then.
pub(super) fn place_of(row: &PairRow) -> String {
    format!("{}.{}", row.last_at.ms(), row.face.id)
}

/// The same read; `None` for what is none.
pub(super) fn read_place(text: &str) -> Option<(Moment, PersonId)> {
    let (at, person) = text.split_once('.')?;
    Some((Moment::from_ms(at.parse().ok()?), person.parse().ok()?))
}

/// So many conversations are on a page.
const PAGE: i64 = 40;

async fn list(State(app): State<App>, RawQuery(query): RawQuery, ask: Ask) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let before = query.some("before").and_then(read_place);
        let mut rows = talk::pairs(look, before, PAGE + 1)?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let older = rows.last().filter(|_| more).map(|row| format!("/talk?before={}", place_of(row)));
        let say = look.say;
        let main = html! {
            div.head { h1 { (say.t("talk-title")) } p.lead { (say.t("talk-lead")) } }
            @if rows.is_empty() && before.is_none() {
                (parts::empty(
                    say.t("talk-empty-title"),
                    say.t("talk-empty"),
                    &parts::link_button(parts::Weight::Primary, say.t("talk-empty-action"), None, "/ties"),
                ))
            }
            (entries(look, rows.iter().filter(|row| !row.muted)))
            @if rows.iter().any(|row| row.muted) {
                details {
                    summary { (say.t("talk-muted-pairs")) }
                    (entries(look, rows.iter().filter(|row| row.muted)))
                }
            }
            (parts::pagination(
                say.t("talk-pages"),
                before.map(|_| ("/talk", say.t("talk-newest"))),
                older.as_deref().map(|href| (href, say.t("talk-older"))),
            ))
        };
        let aside = parts::note(
            say.t("talk-out-title"),
            &html! {
                p { (say.t("talk-out")) }
                (parts::link_button(parts::Weight::Plain, say.t("talk-out-ties"), None, "/ties"))
            },
        );
        Ok(Page::new(say.t("talk-title"), Place::Talk, main).aside(aside).private())
    })
    .await
}

fn entries<'r>(look: &Look<'_>, rows: impl Iterator<Item = &'r PairRow>) -> Markup {
    let me: Option<PersonId> = look.viewer.person_if_any();
    html! {
        ul.people {
            @for row in rows {
                li {
                    (parts::person(
                        &row.face.name,
                        &format!("/talk/{}", row.face.handle),
                        page::photo(row.face.photo.as_deref()).as_deref(),
                        &html! { p { (last_words(look, row)) } p { (when::ago(look, row.last_at)) } },
                        (row.unseen && me.is_some())
                            .then(|| parts::tag(parts::Tag::Calm, look.say.t("talk-new")))
                            .as_ref(),
                    ))
                }
            }
        }
    }
}

/// What was last said, in a line.
fn last_words(look: &Look<'_>, row: &PairRow) -> String {
    let words = excerpt(&row.words, 90);
    let words = match (words.is_empty(), row.photo) {
        (false, _) => words,
        (true, true) => look.say.t("talk-picture").to_owned(),
        (true, false) => return look.say.t("talk-deleted").to_owned(),
    };
    if row.mine { look.say.with("talk-mine", args! { words: words }) } else { words }
}
