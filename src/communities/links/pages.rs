//! The page on which hosts make links and take them back, and where a link leads.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use maud::{Markup, html};

use super::{DAYS, LONGEST_NAME, Link, State as Standing, Wanted};
use crate::{
    act::Look,
    app::App,
    args,
    communities::model::Community,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Tag, Tone, Weight},
        qr, when,
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/c/{handle}/links", Who::Person, show)
        .post("/c/{handle}/links", Who::Person, make)
        .post("/c/{handle}/links/{link}/revoke", Who::Person, revoke)
        .get("/i/{secret}", Who::Anyone, follow)
}

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| page(look, &handle, &fresh(), &Problems::default(), None)).await
}

fn fresh() -> Fields {
    Fields::default().with("days", "14")
}

/// The answer is the one place where the link is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let to = handle.clone();
    let made = match Wanted::read(&fields) {
        Ok(wanted) => app.act(&ask, move |act| super::make(act, &to, &wanted)).await,
        Err(error) => app.look(&ask, move |look| super::list(look, &to).map(drop)).await.and(Err(error)),
    };
    let made = match made {
        Ok(made) => made,
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| page(look, &handle, &fields, &problems, None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let answer = app.page(&ask, move |look| page(look, &handle, &fresh(), &Problems::default(), Some(&made)));
    let mut response = answer.await?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn revoke(State(app): State<App>, ask: Ask, Path((handle, link)): Path<(String, String)>) -> Answer {
    let back = format!("/c/{handle}/links");
    let link = link.parse().map_err(|_| Error::NotFound)?;
    app.act(&ask, move |act| super::revoke(act, &handle, link)).await?;
    Ok(app.see(&back, "done-link-revoked"))
}

/// A link leads to the door: there is said whose invitation it is, or that it has run out.
async fn follow(State(app): State<App>, ask: Ask, Path(secret): Path<String>) -> Answer {
    let of = secret.clone();
    let handle = app.look(&ask, move |look| super::leads_to(look, &of)).await?;
    Ok(app.see(&format!("/c/{handle}/join?invite={secret}"), ""))
}

fn page(
    look: &mut Look<'_>,
    handle: &str,
    fields: &Fields,
    problems: &Problems,
    made: Option<&(Link, String)>,
) -> Result<Page> {
    let (community, links) = super::list(look, handle)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let days = DAYS.map(|days| (days.to_string(), say.with("link-days", args! { n: days })));
    let days: Vec<(&str, &str)> = days.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect();
    let main = html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (say.t("links-title")) } p.lead { (say.t("links-lead")) } }
        (form.summary())
        @if let Some((link, secret)) = made { (shown_once(look, &community, link, secret)?) }
        @if !links.is_empty() {
            section.flow {
                h2 { (say.t("links-made")) }
                ul.people { @for link in &links { li { (row(look, &community, link)) } } }
            }
        }
        section.flow {
            h2 { (say.t("links-new")) }
            form.form method="post" action={ (community.url()) "/links" } {
                (parts::field_text(&Field {
                    name: "name", label: say.t("link-name"), help: Some(say.t("link-name-help")),
                    value: form.value("name"), error: form.fault("name"), required: true,
                    maxlength: u32::try_from(LONGEST_NAME).ok(), autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_text(&Field {
                    name: "most", label: say.t("link-most"), help: Some(say.t("link-most-help")),
                    optional: Some(say.t("community-optional")), value: form.value("most"), error: form.fault("most"),
                    inputmode: Some("numeric"), class: "short", autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_select(&Field {
                    name: "days", label: say.t("link-lasts"), value: form.value("days"), error: form.fault("days"),
                    ..Field::default()
                }, &days))
                div.buttons { (parts::button(Weight::Primary, say.t("link-make"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("links-title"), Place::Find, main)
        .alone()
        .private()
        .script("js/share.js")
        .style("css/poster.css"))
}

fn shown_once(look: &Look<'_>, community: &Community, link: &Link, secret: &str) -> Result<Markup> {
    let say = look.say;
    let url = look.shared.config.url(&format!("/i/{secret}"));
    Ok(html! {
        (parts::notice(Tone::Success, &html! {
            p { strong { (say.with("link-made", args! { name: link.name.clone() })) } }
            p { (say.t("link-made-why")) }
        }))
        div.form {
            (parts::field_text(&Field {
                name: "link", label: say.t("community-invitation-link"), value: &url, kind: "url", class: "share", ..Field::default()
            }))
            p.buttons {
                button.button.primary.share-link type="button" hidden data-share=(url) data-title=(community.name) data-done=(say.t("community-invitation-copied")) {
                    (Icon::Share) span { (say.t("community-invitation-share")) }
                }
            }
            p.visually-hidden role="status" #shared {}
        }
        div.poster-foot { (qr(&url, say.t("link-code"))?) p { (say.t("link-code-how")) } }
    })
}

fn row(look: &Look<'_>, community: &Community, link: &Link) -> Markup {
    let say = look.say;
    let state = link.state(look.now);
    let used = match link.most {
        Some(most) => say.with("link-used-of", args! { n: link.used, most: most }),
        None => say.with("link-used", args! { n: link.used }),
    };
    let (tag, word) = match state {
        Standing::Works => (Tag::Calm, "link-works"),
        Standing::UsedUp => (Tag::Plain, "link-used-up"),
        Standing::Over => (Tag::Plain, "link-over"),
        Standing::Revoked => (Tag::Plain, "link-revoked"),
        Standing::Orphaned => (Tag::Plain, "link-orphaned"),
    };
    html! {
        div.person {
            span { (Icon::Share) }
            div {
                p.person-name { (link.name) " " (parts::tag(tag, say.t(word))) }
                p { (used) " · " (say.with("link-until", args! { day: when::day(look, link.until) })) }
                p { (say.with("link-by", args! { name: link.by.clone() })) }
            }
            @if state == Standing::Works {
                div {
                    form method="post" action={ (community.url()) "/links/" (link.id) "/revoke" } {
                        button."button small" type="submit" { (say.t("link-revoke")) (parts::unseen(&format!(" {}", link.name))) }
                    }
                }
            }
        }
    }
}
