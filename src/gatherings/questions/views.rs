//! How questions look: to those who ask, and to those who answer.

use maud::{Markup, html};

use super::model::{Kind, LONGEST_ANSWER, LONGEST_QUESTION, Question};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::actions,
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Weight},
        text::Say,
    },
};

fn kind_words(say: Say, kind: Kind) -> &'static str {
    say.t(match kind {
        Kind::Text => "question-kind-text",
        Kind::Choice => "question-kind-choice",
        Kind::Several => "question-kind-several",
        Kind::Number => "question-kind-number",
        Kind::Consent => "question-kind-consent",
    })
}

/// The fields in which one answers.
pub fn fields(say: Say, questions: &[Question], form: &Form<'_>) -> Markup {
    html! { @for question in questions { (field(say, question, form)) } }
}

fn field(say: Say, question: &Question, form: &Form<'_>) -> Markup {
    let name = question.field();
    let optional = (!question.required).then(|| say.t("gathering-optional"));
    let error = form.fault(name);
    let words = question.words.as_str();
    let text = Field {
        name,
        label: words,
        optional,
        error,
        required: question.required,
        value: form.value(name),
        ..Field::default()
    };
    let group = Group { name, legend: words, optional, error, look: parts::Look::Plain, ..Group::default() };
    let options: Vec<Choice<'_>> =
        question.choices.lines().map(|choice| Choice { value: choice, label: choice, help: None }).collect();
    match question.kind {
        Kind::Text => parts::field_area(&Field { rows: 2, maxlength: u32::try_from(LONGEST_ANSWER).ok(), ..text }),
        Kind::Number => parts::field_text(&Field { inputmode: Some("decimal"), class: "short", ..text }),
        Kind::Choice => parts::choices(&group, &options, form.value(name)),
        Kind::Several => {
            let chosen: Vec<&str> = form.fields.every(name).flat_map(str::lines).map(str::trim).collect();
            parts::checks(&group, &options, &chosen)
        }
        Kind::Consent => {
            let label =
                if question.required { words.to_owned() } else { format!("{words} ({})", say.t("gathering-optional")) };
            parts::check(name, "yes", &label, None, error, form.value(name) == "yes")
        }
    }
}

/// The page on which a host asks.
pub fn questions_page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    let open = gathering.still_open(look.now).is_ok();
    let (now, before): (Vec<Question>, Vec<Question>) =
        super::all(look, id)?.into_iter().partition(|question| question.retired_at.is_none());
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("questions-title")) } p.lead { (say.t("questions-lead")) } }
        @if !now.is_empty() {
            section.flow aria-labelledby="asked" {
                h2 #asked { (say.t("questions-asked")) }
                ol.flow { @for question in &now { li { (row(say, &gathering.url(), question, open)) } } }
            }
        }
        @if !before.is_empty() {
            section.flow aria-labelledby="retired" {
                h2 #retired { (say.t("questions-retired")) }
                ul.flow { @for question in &before { li { (row(say, &gathering.url(), question, open)) } } }
            }
        }
        @if open { (new(look, &gathering.url(), &form)) }
    };
    Ok(Page::new(say.t("questions-title"), Place::Find, main).alone().private())
}

fn row(say: Say, url: &str, question: &Question, open: bool) -> Markup {
    let choices: Vec<&str> = question.choices.lines().collect();
    let retired = question.retired_at.is_some();
    html! {
        p { strong { (question.words) } }
        p.small {
            (kind_words(say, question.kind))
            @if !choices.is_empty() { ": " (choices.join(", ")) }
            @if question.required { " · " (say.t("question-required-word")) }
        }
        @if open {
            form method="post" action={ (url) "/questions/" (question.number) "/retire" } {
                @if retired {
                    button.link type="submit" name="again" value="yes" aria-label=(say.with("question-again-which", args! { question: question.words.as_str() })) {
                        (say.t("question-again"))
                    }
                } @else {
                    button.link type="submit" aria-label=(say.with("question-retire-which", args! { question: question.words.as_str() })) {
                        (say.t("question-retire"))
                    }
                }
            }
        }
    }
}

fn new(look: &Look<'_>, url: &str, form: &Form<'_>) -> Markup {
    let say = look.say;
    let kinds: Vec<(&str, &str)> = Kind::ALL.iter().map(|kind| (kind.as_str(), kind_words(say, *kind))).collect();
    html! {
        section.flow aria-labelledby="new" {
            h2 #new { (say.t("questions-new")) }
            form.form method="post" action={ (url) "/questions" } novalidate {
                (parts::field_text(&Field {
                    name: "words", label: say.t("question-field-words"), help: Some(say.t("question-field-words-help")), required: true,
                    maxlength: u32::try_from(LONGEST_QUESTION).ok(), value: form.value("words"), error: form.fault("words"),
                    ..Field::default()
                }))
                (parts::field_select(&Field {
                    name: "kind", label: say.t("question-field-kind"), value: form.value("kind"), error: form.fault("kind"),
                    ..Field::default()
                }, &kinds))
                (parts::field_area(&Field {
                    name: "choices", label: say.t("question-field-choices"), help: Some(say.t("question-field-choices-help")), rows: 4,
                    optional: Some(say.t("gathering-optional")), value: form.value("choices"), error: form.fault("choices"),
                    ..Field::default()
                }))
                (parts::check("required", "yes", say.t("question-field-required"), None, None, form.value("required") == "yes"))
                div.buttons { (parts::button(Weight::Primary, say.t("question-ask"), None)) }
            }
        }
    }
}
