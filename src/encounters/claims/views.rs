//! What claims and badges look like.

use maud::{Markup, html};

use super::{Prospect, model::REACH};
use crate::{
    act::Look,
    args,
    encounters::Encounter,
    error::{Problems, Result},
    http::Fields,
    page::{
        self, Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Size, Tone, Weight},
        text::Say,
        when,
    },
    people::Face,
};

/// What the form sends instead of a gathering.
pub const ANOTHER_DAY: &str = "day";

/// Saying that one met somebody.
pub fn form(look: &Look<'_>, prospect: &Prospect, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let name = prospect.with.name.as_str();
    let title = say.with("claim-title", args! { name: name });
    let photo = page::photo(prospect.with.photo.as_deref());
    let main = html! {
        (parts::back(&format!("/ties/{}", prospect.with.handle), &say.with("tie-you-and", args! { name: name })))
        (form.summary())
        div.head {
            (parts::face(name, photo.as_deref(), Size::L))
            h1 { (title) }
            p.lead { (say.with("claim-lead", args! { name: name })) }
        }
        @if prospect.allowed {
            (asking(look, prospect, &form))
        } @else {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-claim-stranger")) } }))
        }
    };
    let aside = parts::note(
        say.t("claim-scan-title"),
        &html! {
            p { (say.t("claim-scan")) }
            p { (parts::link_button(Weight::Meet, say.t("encounter-meet"), Some(Icon::Meet), "/meet")) }
        },
    );
    Page::new(title, Place::You, main).aside(aside).private()
}

fn asking(look: &Look<'_>, prospect: &Prospect, form: &Form<'_>) -> Markup {
    let say = look.say;
    let today = look.now.on_the_wall(&look.zone).date().to_string();
    let first = look.now.plus(-REACH).on_the_wall(&look.zone).date().to_string();
    let ids: Vec<(String, String)> =
        prospect.gatherings.iter().map(|one| (one.id.to_string(), when::full(look, one.starts_at))).collect();
    let mut choices: Vec<Choice<'_>> = prospect
        .gatherings
        .iter()
        .zip(&ids)
        .map(|(one, (id, at))| Choice { value: id, label: &one.title, help: Some(at) })
        .collect();
    choices.push(Choice { value: ANOTHER_DAY, label: say.t("claim-another-day"), help: None });
    let given = form.value("gathering");
    let chosen = if !given.is_empty() { given } else { choices[0].value };
    let group =
        Group { name: "gathering", legend: say.t("claim-where"), error: form.fault("gathering"), ..Group::default() };
    let day = Field {
        name: "day",
        label: say.t("claim-day"),
        help: (!prospect.gatherings.is_empty()).then(|| say.t("claim-day-help")),
        kind: "date",
        value: if form.value("day").is_empty() { &today } else { form.value("day") },
        min: Some(&first),
        max: Some(&today),
        error: form.fault("day"),
        class: "short",
        required: true,
        ..Field::default()
    };
    html! {
        form.form method="post" action={ "/encounters/with/" (prospect.with.handle) } novalidate {
            @if !prospect.gatherings.is_empty() { (parts::choices(&group, &choices, chosen)) }
            (parts::field_text(&day))
            p.buttons { (parts::button(Weight::Primary, say.t("claim-say"), None)) }
        }
    }
}

/// The question to the other one of a claim.
pub fn answering(say: Say, one: &Encounter) -> Markup {
    let url = format!("/encounters/{}", one.id);
    html! {
        section.flow aria-labelledby="answer" {
            h2 #answer { (say.t("claim-question")) }
            p { (say.t("claim-question-why")) }
            div.buttons {
                form method="post" action={ (url) "/confirm" } {
                    (parts::button(Weight::Meet, say.t("claim-yes"), Some(Icon::Meet)))
                }
                @if one.declined.is_none() {
                    form method="post" action={ (url) "/decline" } {
                        (parts::button(Weight::Plain, say.t("claim-no"), None))
                    }
                }
            }
        }
    }
}

/// One's own badge, to be printed.
pub fn badge(look: &Look<'_>, code: Option<&str>) -> Result<Page> {
    let say = look.say;
    let me = look.viewer.me()?;
    let drawn = match code {
        Some(code) => Some((code, {
            // In capitals, so that the code is small.
            let url = look.shared.config.url(&format!("/B/{code}")).to_uppercase();
            page::qr(&url, say.t("badge-code"))?
        })),
        None => None,
    };
    let main = html! {
        (parts::back("/encounters", say.t("encounter-title")))
        div.head {
            h1 { (say.t("badge-title")) }
            p.lead { (say.t("badge-lead")) }
        }
        @match drawn {
            Some((code, picture)) => {
                figure.badge {
                    (picture)
                    figcaption {
                        strong { (me.name) }
                        span { "@" (me.handle) }
                        span.small { (look.shared.config.instance()) "/b/" (code.to_lowercase()) }
                    }
                }
                p { (say.t("badge-print")) }
                div.buttons {
                    form method="post" action="/encounters/badge" { (parts::button(Weight::Plain, say.t("badge-new"), None)) }
                    form method="post" action="/encounters/badge/end" { (parts::button(Weight::Danger, say.t("badge-end"), None)) }
                }
                p.small.soft { (say.t("badge-new-why")) }
            }
            None => {
                p { (say.t("badge-how")) }
                form method="post" action="/encounters/badge" { (parts::button(Weight::Primary, say.t("badge-make"), None)) }
            }
        }
    };
    Ok(Page::new(say.t("badge-title"), Place::You, main).private())
}

/// What a stranger sees of a badge: not whose it is.
pub fn bearer_unknown(look: &Look<'_>, code: &str) -> Page {
    let say = look.say;
    let next: String = form_urlencoded::byte_serialize(format!("/b/{code}").as_bytes()).collect();
    let main = html! {
        div.head {
            h1 { (say.t("badge-read-title")) }
            p.lead { (say.t("badge-read-lead")) }
        }
        p { (say.t("card-how")) }
        p.buttons {
            (parts::link_button(Weight::Primary, say.t("card-join"), None, &format!("/sign-up?next={next}")))
            (parts::link_button(Weight::Plain, say.t("card-sign-in"), None, &format!("/sign-in?next={next}")))
        }
        p { a href="/about" { (say.t("card-about")) } }
    };
    Page::new(say.t("badge-read-title"), Place::Meet, main).alone().private()
}

/// Is this the person in front of you?
pub fn bearer(look: &Look<'_>, code: &str, with: &Face) -> Page {
    let say = look.say;
    let photo = page::photo(with.photo.as_deref());
    let main = html! {
        div.head {
            (parts::face(&with.name, photo.as_deref(), Size::L))
            h1 { (say.with("badge-bearer", args! { name: with.name.as_str() })) }
            p.lead { (say.t("badge-bearer-question")) }
        }
        p { (say.with("badge-bearer-why", args! { name: with.name.as_str() })) }
        div.buttons {
            form method="post" action={ "/b/" (code) } { (parts::button(Weight::Meet, say.t("claim-yes"), Some(Icon::Meet))) }
            (parts::link_button(Weight::Plain, say.t("badge-bearer-no"), None, "/encounters"))
        }
    };
    Page::new(say.with("badge-bearer", args! { name: with.name.as_str() }), Place::Meet, main).private()
}
