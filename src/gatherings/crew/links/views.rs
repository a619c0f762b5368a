//! How links into a crew look, and what they lead to.

use maud::{Markup, html};

use super::{DAYS, Link, MOST_USES, State};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{
        crew::{Deed, Role},
        views::when_and_where,
    },
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tag, Tone, Weight},
        qr, when,
    },
};

/// What the form says to begin with.
pub fn fresh() -> Fields {
    Fields::default().with("days", "7").with("most", "1")
}

/// The links into a crew, and making one more.
pub fn page(
    look: &mut Look<'_>,
    id: GatheringId,
    fields: &Fields,
    problems: &Problems,
    made: Option<&(Link, String)>,
) -> Result<Page> {
    let (gathering, mine, links) = super::all(look, id)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let path = format!("{}/crew", gathering.url());
    let choices: Vec<Choice<'_>> = Role::NAMED
        .into_iter()
        .filter(|role| mine.may(Deed::Name(*role)))
        .map(|role| Choice { value: role.as_str(), label: say.t(role.key()), help: Some(say.t(role.says())) })
        .collect();
    let chosen = if form.value("role").is_empty() { Role::Steward.as_str() } else { form.value("role") };
    let days = DAYS.map(|days| (days.to_string(), say.with("link-days", args! { n: days })));
    let days: Vec<(&str, &str)> = days.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect();
    let most = MOST_USES.to_string();
    let main = html! {
        (parts::back(&path, say.t("crew-title")))
        (form.summary())
        div.head { h1 { (say.t("crew-links-title")) } p.lead { (say.t("crew-links-lead")) } }
        @if let Some((link, secret)) = made { (shown_once(look, &gathering.title, link, secret)?) }
        @if !links.is_empty() {
            section.flow {
                h2 { (say.t("links-made")) }
                ul.people { @for (link, state) in &links { li { (row(look, &path, mine, link, *state)) } } }
            }
        }
        section.flow {
            h2 { (say.t("links-new")) }
            form.form method="post" action={ (path) "/links" } novalidate {
                (parts::choices(
                    &Group { name: "role", legend: say.t("crew-role"), error: form.fault("role"), ..Group::default() },
                    &choices, chosen,
                ))
                (parts::field_text(&Field {
                    name: "most", label: say.t("crew-link-most"), kind: "number", inputmode: Some("numeric"), class: "short",
                    value: form.value("most"), error: form.fault("most"), min: Some("1"), max: Some(&most),
                    autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_select(&Field {
                    name: "days", label: say.t("link-lasts"), value: form.value("days"), error: form.fault("days"),
                    ..Field::default()
                }, &days))
                div.buttons { (parts::button(Weight::Primary, say.t("link-make"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("crew-links-title"), Place::Find, main)
        .alone()
        .private()
        .script("js/share.js")
        .style("css/poster.css"))
}

fn shown_once(look: &Look<'_>, title: &str, link: &Link, secret: &str) -> Result<Markup> {
    let say = look.say;
    let url = look.shared.config.url(&format!("/crew/{secret}"));
    Ok(html! {
        (parts::notice(Tone::Success, &html! {
            p { strong { (say.with("crew-link-made", args! { role: say.t(link.role.key()) })) } }
            p { (say.t("crew-link-made-why")) }
        }))
        div.form {
            (parts::field_text(&Field {
                name: "link", label: say.t("community-invitation-link"), value: &url, kind: "url", class: "share", ..Field::default()
            }))
            p.buttons {
                button.button.primary.share-link type="button" hidden data-share=(url) data-title=(title) data-done=(say.t("community-invitation-copied")) {
                    (Icon::Share) span { (say.t("community-invitation-share")) }
                }
            }
            p.visually-hidden role="status" #shared {}
        }
        div.poster-foot { (qr(&url, say.t("link-code"))?) p { (say.t("crew-link-how")) } }
    })
}

fn row(look: &Look<'_>, path: &str, mine: Role, link: &Link, state: State) -> Markup {
    let say = look.say;
    let (tag, word) = match state {
        State::Works => (Tag::Calm, "link-works"),
        State::UsedUp => (Tag::Plain, "link-used-up"),
        State::Over => (Tag::Plain, "link-over"),
        State::Revoked => (Tag::Plain, "link-revoked"),
        State::Orphaned => (Tag::Plain, "crew-link-orphaned"),
    };
    html! {
        div.person {
            span { (Icon::Share) }
            div {
                p.person-name { (say.t(link.role.key())) " " (parts::tag(tag, say.t(word))) }
                p { (say.with("link-used-of", args! { n: link.used, most: link.most })) " · " (say.with("link-until", args! { day: when::day(look, link.until) })) }
                p { (say.with("link-by", args! { name: link.by.as_str() })) }
            }
            @if state == State::Works && mine.may(Deed::Name(link.role)) {
                div {
                    form method="post" action={ (path) "/links/" (link.id) "/revoke" } {
                        button."button small" type="submit" { (say.t("link-revoke")) (parts::unseen(&format!(" {}", say.t(link.role.key())))) }
                    }
                }
            }
        }
    }
}

/// Where a link leads: what one would do, and a tap that says yes to it.
pub fn asked(look: &mut Look<'_>, secret: &str) -> Result<Page> {
    let opened = super::opened(look, secret)?;
    let say = look.say;
    let (gathering, role) = (&opened.gathering, opened.link.role);
    let over = gathering.cancelled_at.is_some() || look.now > gathering.hours().1;
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("crew-note-asked")) } p.lead { (gathering.title) } p { (when_and_where(look, gathering)) } }
        @if let Some(mine) = opened.mine.filter(|mine| *mine <= role) {
            (parts::notice(Tone::Info, &html! { p { (say.with("crew-note-text", args! { role: say.t(mine.key()) })) } }))
        } @else if over {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-crew-link-over")) } }))
        } @else if opened.state != State::Works {
            (parts::notice(Tone::Caution, &html! { p { (say.t("error-crew-link")) } }))
        } @else {
            p { (say.with("crew-link-asks", args! { name: opened.link.by.as_str(), role: say.t(role.key()) })) }
            p.soft { (say.t(role.says())) }
            form method="post" {
                div.buttons {
                    (parts::button(Weight::Primary, say.t("crew-accept"), None))
                    (parts::link_button(Weight::Quiet, say.t("crew-decline"), None, &gathering.url()))
                }
            }
        }
    };
    Ok(Page::new(say.t("crew-note-asked"), Place::Find, main).alone().private())
}
