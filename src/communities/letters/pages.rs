//! The page on which hosts write to members, and the one that a letter's link leads to.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::{
    Row,
    model::{LONGEST_SUBJECT, LONGEST_WORDS, Writing},
};
use crate::{
    act::Look,
    app::App,
    args,
    communities::model::Community,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    page::{
        Form, Page, Place, markdown,
        parts::{self, Field, Tag, Weight},
        when,
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/c/{handle}/letters", Who::Person, show)
        .post("/c/{handle}/letters", Who::Person, write)
        .post("/c/{handle}/letters/{letter}/take-back", Who::Person, take_back)
        .get("/letters/{secret}", Who::Anyone, ask_leave)
        .post("/letters/{secret}", Who::Anyone, leave)
}

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| page(look, &handle, &Fields::default(), &Problems::default())).await
}

async fn write(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let to = handle.clone();
    let outcome = match Writing::read(&fields) {
        Ok(writing) => app.act(&ask, move |act| super::write(act, &to, &writing).map(drop)).await,
        Err(error) => app.look(&ask, move |look| super::list(look, &to).map(drop)).await.and(Err(error)),
    };
    match outcome {
        Ok(()) => Ok(app.see(&format!("/c/{handle}/letters"), "done-letter-written")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| page(look, &handle, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn take_back(State(app): State<App>, ask: Ask, Path((handle, letter)): Path<(String, String)>) -> Answer {
    let back = format!("/c/{handle}/letters");
    let letter = letter.parse().map_err(|_| Error::NotFound)?;
    app.act(&ask, move |act| super::take_back(act, &handle, letter)).await?;
    Ok(app.see(&back, "done-letter-back"))
}

fn page(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (community, rows) = super::list(look, handle)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (say.t("letters-title")) } p.lead { (say.t("letters-lead")) } }
        (form.summary())
        @if super::is_free(&rows, look.now) {
            form.form method="post" action={ (community.url()) "/letters" } {
                (parts::field_text(&Field {
                    name: "subject", label: say.t("letter-subject"), value: form.value("subject"),
                    error: form.fault("subject"), required: true, maxlength: u32::try_from(LONGEST_SUBJECT).ok(),
                    autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_area(&Field {
                    name: "words", label: say.t("letter-words"), help: Some(say.t("letter-words-help")),
                    value: form.value("words"), error: form.fault("words"), required: true,
                    maxlength: u32::try_from(LONGEST_WORDS).ok(), rows: 8, ..Field::default()
                }))
                div.buttons { (parts::button(Weight::Primary, say.t("letter-send"), None)) }
            }
        } @else {
            (parts::notice(parts::Tone::Info, &html! { p { (say.t("error-letters-many")) } }))
        }
        @if !rows.is_empty() {
            section.flow {
                h2 { (say.t("letters-before")) }
                ul.people { @for letter in &rows { li { (row(look, &community, letter)) } } }
            }
        }
    };
    Ok(Page::new(say.t("letters-title"), Place::Find, main).alone().private())
}

fn row(look: &Look<'_>, community: &Community, row: &Row) -> Markup {
    let say = look.say;
    let waits = row.can_come_back(look.now);
    html! {
        div.flow {
            p {
                strong { (row.subject) } " "
                @if waits { (parts::tag(Tag::Caution, say.t("letter-waits"))) }
            }
            p.small.soft {
                @if let Some(name) = &row.by_name { (say.with("letter-by", args! { name: name.as_str() })) " · " }
                @if waits {
                    (say.with("letter-due", args! { time: when::full(look, row.due_at) }))
                } @else {
                    (when::ago(look, row.due_at)) " · " (say.with("letter-sent", args! { n: row.sent }))
                }
            }
            details { summary { (say.t("letter-read")) } div.flow { (markdown(&row.words)) } }
            @if waits {
                form method="post" action={ (community.url()) "/letters/" (row.id) "/take-back" } {
                    button."button small" type="submit" { (say.t("letter-back")) (parts::unseen(&format!(" {}", row.subject))) }
                }
            }
        }
    }
}

async fn ask_leave(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let (_, name) = super::left(look, &secret)?;
        let say = look.say;
        let main = html! {
            div.head {
                h1 { (say.t("letters-leave-title")) }
                p.lead { (say.with("letters-leave-lead", args! { name: name })) }
            }
            form method="post" { (parts::button(Weight::Primary, say.t("letters-leave"), None)) }
        };
        Ok(Page::new(say.t("letters-leave-title"), Place::Find, main).alone().private())
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
        let (_, name) = super::left(look, &secret)?;
        let say = look.say;
        let (title, lead) =
            if again { ("letters-again-title", "letters-again-lead") } else { ("letters-left-title", "letters-left-lead") };
        let main = html! {
            div.head { h1 { (say.t(title)) } p.lead { (say.with(lead, args! { name: name })) } }
            @if !again {
                form method="post" { (parts::button_value(Weight::Plain, say.t("letters-again"), None, "again", "yes")) }
            }
        };
        Ok(Page::new(say.t(title), Place::Find, main).alone().private())
    })
    .await
}
