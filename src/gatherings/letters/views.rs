//! How writing to those whom a gathering concerns looks.

use maud::{Markup, html};

use super::{
    Kind, Row,
    model::{Group, Groups, LONGEST_SUBJECT, LONGEST_WORDS, Writing},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::Gathering,
    http::Fields,
    id::{GatheringId, LetterId},
    page::{
        Form, Page, Place, markdown,
        parts::{self, Choice, Field, Tag, Tone, Weight},
        text::Say,
        when,
    },
};

/// Some groups in words.
fn groups(say: Say, groups: &Groups) -> String {
    groups.iter().map(|group| say.t(group.key())).collect::<Vec<_>>().join(" · ")
}

/// The page on which one writes, with what was written before.
pub fn write(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (gathering, rows) = super::list(look, id)?;
    let now = look.now;
    let mut offered = Vec::new();
    for group in Group::ALL.into_iter().filter(|group| group.is_there(&gathering, now)) {
        offered.push((group, super::count(look, id, &Groups::one(group))?));
    }
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let labels: Vec<String> = offered
        .iter()
        .map(|(group, n)| say.with("letters-to-count", args! { group: say.t(group.key()), n: *n }))
        .collect();
    let choices: Vec<Choice<'_>> = offered
        .iter()
        .zip(&labels)
        .map(|((group, _), label)| Choice {
            value: group.as_str(),
            label,
            help: (*group == Group::Came).then(|| say.t("letters-to-came-help")),
        })
        .collect();
    let chosen: Vec<&str> = fields.all("to").collect();
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("letters-about-title")) } p.lead { (say.t("letters-about-lead")) } }
        (form.summary())
        @if !super::is_open(&gathering, now) {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-letters-late")) } }))
        } @else if !super::is_free(&rows, now) {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-letters-today")) } }))
        } @else if offered.iter().all(|(_, n)| *n == 0) {
            (parts::notice(Tone::Info, &html! { p { (say.t("letters-about-nobody")) } }))
        } @else {
            form.form method="post" action={ (gathering.url()) "/letters" } novalidate {
                (parts::checks(&parts::Group {
                    name: "to", legend: say.t("letters-to"), error: form.fault("to"), look: parts::Look::Plain,
                    ..parts::Group::default()
                }, &choices, &chosen))
                (parts::field_text(&Field {
                    name: "subject", label: say.t("letter-subject"), value: form.value("subject"),
                    error: form.fault("subject"), required: true, maxlength: u32::try_from(LONGEST_SUBJECT).ok(),
                    autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_area(&Field {
                    name: "words", label: say.t("letter-words"), help: Some(say.t("letters-about-words-help")),
                    value: form.value("words"), error: form.fault("words"), required: true,
                    maxlength: u32::try_from(LONGEST_WORDS).ok(), rows: 8, ..Field::default()
                }))
                div.buttons {
                    (parts::button(Weight::Primary, say.t("letters-look"), None))
                    (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
                }
            }
        }
        @if !rows.is_empty() {
            section.flow aria-labelledby="before" {
                h2 #before { (say.t("letters-before")) }
                ul.people { @for letter in &rows { li { (row(look, letter)) } } }
            }
        }
    };
    Ok(Page::new(say.t("letters-about-title"), Place::Find, main).alone().private())
}

/// One that was written, with how far it has come.
fn row(look: &Look<'_>, row: &Row) -> Markup {
    let say = look.say;
    let subject = if row.kind == Kind::Thanks { say.t("letters-thanks") } else { row.subject.as_str() };
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    html! {
        div.flow {
            p { strong { (subject) } " " @if row.done_at.is_none() { (parts::tag(Tag::Caution, say.t("letters-under-way"))) } }
            p.small.soft {
                (groups(say, &row.groups)) " · "
                @if let Some(name) = &row.by_name { (say.with("letter-by", args! { name: name.as_str() })) " · " }
                (when::ago(look, row.at)) " · " (say.with("letters-sent-to", args! { n: row.sent }))
            }
            @if row.done_at.is_none() {
                (parts::progress(
                    count(row.sent), count(row.reaches), say.t("letters-progress"),
                    &say.with("letters-progress-of", args! { sent: row.sent, n: row.reaches }), false,
                ))
            }
            details {
                summary { (say.t("letter-read")) }
                div.flow { @if row.kind == Kind::Thanks { p { (row.words) } } @else { (markdown(&row.words)) } }
            }
        }
    }
}

/// The letter as it would be sent, and to how many.
pub fn preview(look: &mut Look<'_>, id: GatheringId, writing: &Writing) -> Result<Page> {
    let (gathering, n) = super::may(look, id, writing)?;
    let say = look.say;
    let main = html! {
        (parts::back(&format!("{}/letters", gathering.url()), say.t("letters-about-title")))
        div.head {
            h1 { (say.t("letters-preview")) }
            p.lead { (say.with("letters-preview-lead", args! { n: n })) }
        }
        dl.facts {
            div { dt { (say.t("letters-to")) } dd { (groups(say, &writing.groups)) } }
            div {
                dt { (say.t("letter-subject")) }
                dd { (say.with("mail-letters-about", args! { title: gathering.title.as_str(), subject: writing.subject.as_str() })) }
            }
        }
        blockquote.flow { (markdown(&writing.words)) }
        form.flow method="post" action={ (gathering.url()) "/letters" } {
            @for group in writing.groups.iter() { input type="hidden" name="to" value=(group.as_str()); }
            input type="hidden" name="subject" value=(writing.subject);
            input type="hidden" name="words" value=(writing.words);
            div.buttons {
                (parts::button_value(Weight::Primary, &say.with("letters-send", args! { n: n }), None, "do", "send"))
                (parts::button_value(Weight::Quiet, say.t("letters-change"), None, "do", "back"))
            }
        }
    };
    Ok(Page::new(say.t("letters-preview"), Place::Find, main).alone().private())
}

/// A letter to read.
pub fn read(look: &mut Look<'_>, id: GatheringId, letter: LetterId) -> Result<Page> {
    let (gathering, row) = super::read(look, id, letter)?;
    let say = look.say;
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head {
            h1 { (row.subject) }
            p.soft {
                @if let Some(name) = &row.by_name { (say.with("letter-by", args! { name: name.as_str() })) " · " }
                (when::ago(look, row.at))
            }
        }
        div.flow { (markdown(&row.words)) }
        p { (parts::link_button(Weight::Plain, say.t("letters-to-gathering"), None, &gathering.url())) }
    };
    Ok(Page::new(row.subject.clone(), Place::Find, main).alone().private())
}

/// What the page of a gathering offers those who run it.
pub fn link(say: Say, gathering: &Gathering) -> Markup {
    parts::link_button(Weight::Plain, say.t("letters-about-link"), None, &format!("{}/letters", gathering.url()))
}

/// Asks whether somebody wants no more of them.
pub fn ask_leave(say: Say, title: &str) -> Markup {
    html! {
        div.head {
            h1 { (say.t("letters-leave-title")) }
            p.lead { (say.with("letters-about-leave-lead", args! { title: title })) }
        }
        form method="post" { (parts::button(Weight::Primary, say.t("letters-leave"), None)) }
    }
}

/// That they get no more, or get them again.
pub fn has_left(say: Say, title: &str, again: bool) -> Markup {
    let lead = if again { "letters-about-again-lead" } else { "letters-about-left-lead" };
    html! {
        div.head {
            h1 { (say.t(if again { "letters-again-title" } else { "letters-left-title" })) }
            p.lead { (say.with(lead, args! { title: title })) }
        }
        @if !again {
            form method="post" { (parts::button_value(Weight::Plain, say.t("letters-again"), None, "again", "yes")) }
        }
    }
}
