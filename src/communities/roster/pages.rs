//! The page of one's own membership, and the table that hosts take along.

use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};

use super::{Choices, Line, ods};
use crate::{
    act::Look,
    app::App,
    args,
    communities::{actions::hosted, letters::model::Often, model::Role},
    error::{Error, Problems, Result},
    gatherings,
    http::{Answer, Ask, Fields, Routes, Who},
    page::{
        Form, Page, Place,
        parts::{self, Choice, Group, Weight},
        text::Say,
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/c/{handle}/me", Who::Person, mine)
        .post("/c/{handle}/me", Who::Person, choose)
        .get("/c/{handle}/take-along", Who::Person, take_along)
        .get("/c/{handle}/members.csv", Who::Person, csv)
        .get("/c/{handle}/members.json", Who::Person, json)
        .get("/c/{handle}/members.ods", Who::Person, spreadsheet)
}

/// The checkbox by which somebody lets the hosts have their address.
pub fn shares_field(say: Say, checked: bool) -> Markup {
    parts::check("shares", "yes", say.t("member-shares"), Some(say.t("member-shares-help")), None, checked)
}

async fn mine(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let (_, choices) = super::chosen(look, &handle)?;
        own(look, &handle, &as_fields(choices), &Problems::default())
    })
    .await
}

fn as_fields(choices: Choices) -> Fields {
    let yes = |chosen: bool| if chosen { "yes" } else { "" };
    Fields::default()
        .with("shares", yes(choices.shares))
        .with("greets", yes(choices.greets))
        .with("letters", choices.letters.as_str())
}

fn own(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (community, _) = super::chosen(look, handle)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let often = Often::ALL.map(|often| {
        let label = match often {
            Often::Each => "member-letters-each",
            Often::Weekly => "member-letters-weekly",
            Often::None => "member-letters-none",
        };
        Choice { value: often.as_str(), label: say.t(label), help: None }
    });
    let url = community.url();
    let title = say.with("member-title", args! { name: community.name.clone() });
    let main = html! {
        (parts::back(&url, &community.name))
        div.head {
            @if let Some(role) = community.role { p.kicker { (say.t(role.key())) } }
            h1 { (title) }
        }
        (form.summary())
        form.form method="post" action={ (url) "/me" } {
            (parts::choices(
                &Group { name: "letters", legend: say.t("member-letters"), error: form.fault("letters"), ..Group::default() },
                &often,
                form.value("letters"),
            ))
            (parts::check("greets", "yes", say.t("member-greets"), Some(say.t("member-greets-help")), None, form.value("greets") == "yes"))
            (shares_field(say, form.value("shares") == "yes"))
            p.buttons { (parts::button(Weight::Primary, say.t("community-edit-button"), None)) }
        }
        section.flow {
            h2 { (say.t("community-leave")) }
            p.soft { (say.t(if community.members == 1 { "community-leave-ends" } else { "member-leave-means" })) }
            form method="post" action={ (url) "/leave" } { (parts::button(Weight::Danger, say.t("community-leave"), None)) }
        }
    };
    Ok(Page::new(title, Place::Find, main).alone().private())
}

async fn choose(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let back = format!("/c/{handle}/me");
    let to = handle.clone();
    let outcome = match Choices::read(&fields) {
        Ok(choices) => app.act(&ask, move |act| super::choose(act, &to, choices)).await,
        Err(error) => app.look(&ask, move |look| super::chosen(look, &to).map(drop)).await.and(Err(error)),
    };
    match outcome {
        Ok(()) => Ok(app.see(&back, "done-community-changed")),
        Err(Error::Invalid(problems)) => app.page_again(&ask, move |look| own(look, &handle, &fields, &problems)).await,
        Err(error) => Err(error.into()),
    }
}

async fn take_along(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let community = hosted(look, &handle)?;
        let say = look.say;
        let url = community.url();
        let main = html! {
            (parts::back(&url, &community.name))
            div.head { h1 { (say.t("roster-title")) } p.lead { (say.t("roster-lead")) } }
            ul.flow {
                li { a href={ (url) "/members.csv" } download { (say.t("roster-csv")) } }
                li { a href={ (url) "/members.ods" } download { (say.t("roster-ods")) } }
                li { a href={ (url) "/members.json" } download { (say.t("roster-json")) } }
            }
            p.soft { (say.t("roster-yours")) }
        };
        Ok(Page::new(say.t("roster-title"), Place::Find, main).alone().private())
    })
    .await
}

/// The lines with their roles in words, as a person reads them.
fn in_words(look: &Look<'_>, lines: &[Line]) -> Vec<Vec<String>> {
    let say = look.say;
    let head = [
        say.t("roster-handle"),
        say.t("roster-name"),
        say.t("roster-role"),
        say.t("roster-since"),
        say.t("roster-email"),
        say.t("roster-gatherings"),
    ];
    let mut rows = super::table(head, lines);
    for (row, line) in rows.iter_mut().skip(1).zip(lines) {
        if let Some(role) = row.get_mut(2) {
            say.t(Role::key(line.role)).clone_into(role);
        }
    }
    rows
}

async fn csv(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let text = app
        .look(&ask, move |look| {
            let (_, lines) = super::lines(look, &handle)?;
            Ok(gatherings::csv(&in_words(look, &lines)))
        })
        .await?;
    file("text/csv; charset=utf-8; header=present", "members.csv", text.into_bytes())
}

async fn spreadsheet(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let (name, rows) = app
        .look(&ask, move |look| {
            let (community, lines) = super::lines(look, &handle)?;
            Ok((community.name, in_words(look, &lines)))
        })
        .await?;
    let bytes = ods::spreadsheet(&name, &rows).map_err(|error| Error::Inner(error.to_string()))?;
    file(ods::KIND, "members.ods", bytes)
}

async fn json(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let text = app
        .look(&ask, move |look| {
            let (community, lines) = super::lines(look, &handle)?;
            let all = serde_json::json!({
                "community": community.handle, "name": community.name, "at": look.now.iso(),
                "members": super::records(&lines),
            });
            serde_json::to_string_pretty(&all).map_err(|error| Error::Inner(error.to_string()))
        })
        .await?;
    file("application/json", "members.json", text.into_bytes())
}

/// A file to keep, for the one who asks and for nobody on the way.
fn file(kind: &'static str, name: &'static str, bytes: Vec<u8>) -> Answer {
    let mut response: Response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let mut put = |header: HeaderName, value: &str| -> Result<()> {
        let value = HeaderValue::from_str(value).map_err(|error| Error::Inner(error.to_string()))?;
        response.headers_mut().insert(header, value);
        Ok(())
    };
    put(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))?;
    put(header::CACHE_CONTROL, "no-store")?;
    Ok(response)
}
