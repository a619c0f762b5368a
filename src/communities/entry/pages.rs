//! The page on which hosts say how people come in, and what others see of it.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::{Entry, FIELDS, LONGEST_ANSWER, LONGEST_WORDS};
use crate::{
    act::Look,
    app::App,
    communities::{colour::Colour, model::Community},
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    page::{
        Form, Page, Place, markdown,
        parts::{self, Field, Weight},
    },
};

pub fn routes() -> Routes {
    Routes::new().get("/c/{handle}/entry", Who::Person, show).post("/c/{handle}/entry", Who::Person, set)
}

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let (_, fields) = super::for_hosts(look, &handle)?;
        form(look, &handle, &fields, &Problems::default())
    })
    .await
}

async fn set(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let to = handle.clone();
    let outcome = match Entry::read(&fields) {
        Ok(entry) => app.act(&ask, move |act| super::set(act, &to, &entry)).await,
        // Who does not host hears that first.
        Err(error) => app.look(&ask, move |look| super::for_hosts(look, &to).map(drop)).await.and(Err(error)),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/c/{handle}"), "done-community-changed")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| form(look, &handle, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn form(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (community, _) = super::for_hosts(look, handle)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let longest = u32::try_from(LONGEST_WORDS).ok();
    let area = |name, label, help, rows, maxlength| {
        parts::field_area(&Field {
            name,
            label: say.t(label),
            help: Some(say.t(help)),
            optional: Some(say.t("community-optional")),
            error: form.fault(name),
            value: form.value(name),
            maxlength,
            rows,
            ..Field::default()
        })
    };
    let colours: Vec<(&str, &str)> = std::iter::once(("", say.t("colour-none")))
        .chain(Colour::ALL.map(|colour| (colour.as_str(), say.t(colour.key()))))
        .collect();
    let main = html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (say.t("entry-title")) } p.lead { (say.t("entry-lead")) } }
        (form.summary())
        form.form method="post" action={ (community.url()) "/entry" } {
            (area("pinned", "entry-pinned", "entry-pinned-help", 4, longest))
            (area("questions", "entry-questions", "entry-questions-help", 5, None))
            (area("welcome", "entry-welcome", "entry-welcome-help", 5, longest))
            (parts::field_select(&Field {
                name: "colour",
                label: say.t("entry-colour"),
                help: Some(say.t("entry-colour-help")),
                error: form.fault("colour"),
                value: form.value("colour"),
                ..Field::default()
            }, &colours))
            p.buttons {
                (parts::button(Weight::Primary, say.t("community-edit-button"), None))
                (parts::link_button(Weight::Quiet, say.t("community-edit-not"), None, &community.url()))
            }
        }
    };
    Ok(Page::new(say.t("entry-title"), Place::Find, main).alone().private())
}

/// The fields in which one answers who asks to join.
pub fn questions(look: &Look<'_>, questions: &[String], form: &Form<'_>) -> Markup {
    html! {
        @if !questions.is_empty() {
            p.soft { (look.say.t("entry-who-reads")) }
            @for (question, name) in questions.iter().zip(FIELDS) {
                (parts::field_area(&Field {
                    name,
                    label: question,
                    error: form.fault(name),
                    value: form.value(name),
                    required: true,
                    maxlength: u32::try_from(LONGEST_ANSWER).ok(),
                    rows: 2,
                    ..Field::default()
                }))
            }
        }
    }
}

/// What somebody answered, one under another.
pub fn answers(said: &[(String, String)]) -> Markup {
    html! {
        @if !said.is_empty() {
            dl.flow { @for (question, words) in said { div { dt.soft { (question) } dd { (words) } } } }
        }
    }
}

/// The welcome and the pinned words, at the head of a community's page.
pub fn head(look: &mut Look<'_>, community: &Community) -> Result<Markup> {
    let entry = super::visible(look, community)?;
    let new = !entry.welcome.is_empty() && super::is_new(look, community)?;
    let say = look.say;
    Ok(html! {
        @if new {
            section.note { h2 { (say.t("entry-welcome-title")) } div.flow { (markdown(&entry.welcome)) } }
        }
        @if !entry.pinned.is_empty() {
            section.note { h2 { (say.t("entry-pinned-title")) } div.flow { (markdown(&entry.pinned)) } }
        }
    })
}
