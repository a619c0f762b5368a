//! One's own calendar: the page where its address is made, shown and taken back, and what stands behind that address.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::IntoResponse,
};
use maud::{Markup, html};

use super::{
    actions::{self, ALARMS, MOST_NAME, Own, Wanted},
    pages::{CALENDAR, secret},
};
use crate::{
    act::Look,
    app::App,
    args,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Document, Fields, Reach, Routes, Who},
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Tone, Weight},
        text::Say,
        webcal, when,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/you/calendars", Who::Person, show)
        .post("/you/calendars", Who::Person, make)
        .post("/you/calendars/revoke", Who::Person, revoke)
        .get("/calendar/{secret}", Who::Anyone, read)
}

async fn show(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| page(look, &fresh(), &Problems::default(), None)).await
}

fn fresh() -> Fields {
    Fields::default().with("maybes", "yes")
}

/// The answer is the one place where the address is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let made = match Wanted::read(&fields) {
        Ok(wanted) => app.act(&ask, move |act| actions::make(act, &wanted)).await,
        Err(error) => Err(error),
    };
    let secret = match made {
        Ok(secret) => secret,
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| page(look, &fields, &problems, None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let answer = app.page(&ask, move |look| page(look, &fresh(), &Problems::default(), Some(&secret)));
    let mut response = answer.await?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn revoke(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.act(&ask, move |act| actions::revoke(act, fields.text("calendar"))).await?;
    Ok(app.see("/you/calendars", "done-feed-revoked"))
}

/// The calendar itself. The secret alone says whose it is: cookies are not heard.
async fn read(State(app): State<App>, ask: Ask, Path(text): Path<String>, headers: HeaderMap) -> Answer {
    let hash = secret(&text)?;
    let (body, stale) = app.look(&ask.as_stranger(), move |look| actions::open(look, hash)).await?;
    // That it is in use is worth noting, not worth failing for.
    if stale && let Err(error) = app.act(&Ask::system(), move |act| actions::note_read(act, hash)).await {
        tracing::warn!(%error, "a calendar could not be noted as in use");
    }
    let mut response = Document { kind: CALENDAR, reach: Reach::Reader, body }.answer(&headers);
    let robots = HeaderValue::from_static("noindex, nofollow");
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), robots);
    Ok(response)
}

fn alarm_words(say: Say, minutes: i64) -> String {
    if minutes % 60 == 0 {
        say.with("feed-alarm-hours", args! { n: minutes / 60 })
    } else {
        say.with("feed-alarm-minutes", args! { n: minutes })
    }
}

fn page(look: &mut Look<'_>, fields: &Fields, problems: &Problems, made: Option<&str>) -> Result<Page> {
    let say = look.say;
    let all = actions::list(look)?;
    let form = Form::new(look, fields, problems);
    let handle = look.viewer.me()?.handle.clone();
    let alarms = ALARMS.map(|minutes| (minutes.to_string(), alarm_words(say, minutes)));
    let alarms: Vec<(&str, &str)> = std::iter::once(("", say.t("feed-alarm-none")))
        .chain(alarms.iter().map(|(value, label)| (value.as_str(), label.as_str())))
        .collect();
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        div.head { h1 { (say.t("feeds-title")) } p.lead { (say.with("feeds-lead", args! { handle: handle })) } }
        (form.summary())
        @if let Some(secret) = made { (address(look, secret)) }
        @if !all.is_empty() {
            section.form {
                h2 { (say.t("feeds-yours")) }
                ul.people { @for own in &all { li { (row(look, own)) } } }
            }
        }
        section.form {
            h2 { (say.t("feeds-new")) }
            form.form method="post" action="/you/calendars" {
                (parts::field_text(&Field {
                    name: "name", label: say.t("feed-name"), help: Some(say.t("feed-name-help")),
                    value: form.value("name"), error: form.fault("name"), required: true,
                    maxlength: u32::try_from(MOST_NAME).ok(), autocomplete: Some("off"), ..Field::default()
                }))
                (parts::field_select(&Field {
                    name: "alarm", label: say.t("feed-alarm"), help: Some(say.t("feed-alarm-help")),
                    value: form.value("alarm"), error: form.fault("alarm"), ..Field::default()
                }, &alarms))
                (parts::check("maybes", "yes", say.t("feed-maybes"), Some(say.t("feed-maybes-help")), None, form.value("maybes") == "yes"))
                div.buttons { (parts::button(Weight::Primary, say.t("feed-make"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("feeds-title"), Place::You, main).alone().private())
}

fn address(look: &Look<'_>, secret: &str) -> Markup {
    let say = look.say;
    let url = look.shared.config.url(&format!("/calendar/{secret}.ics"));
    parts::notice(
        Tone::Success,
        &html! {
            p { strong { (say.t("feed-made")) } }
            div.buttons { (parts::link_button(Weight::Plain, say.t("feed-open"), Some(Icon::Calendar), &webcal(&url))) }
            p { (say.t("feed-copy")) }
            p { code #address { (url) } }
            p.small { (say.t("feed-made-why")) }
        },
    )
}

fn row(look: &Look<'_>, own: &Own) -> Markup {
    let say = look.say;
    let mut holds = vec![say.t(if own.maybes { "feed-with-maybes" } else { "feed-without-maybes" }).to_owned()];
    holds.extend(own.alarm.map(|minutes| alarm_words(say, minutes)));
    html! {
        div.person {
            span { (Icon::Calendar) }
            div {
                p.person-name { (own.name) }
                p { (holds.join(" · ")) }
                p {
                    (say.t("devices-made")) " " (when::ago(look, own.made_at)) " · "
                    @match own.read_at {
                        Some(at) => { (say.t("feed-read")) " " (when::ago(look, at)) }
                        None => { (say.t("feed-unread")) }
                    }
                }
            }
            div {
                form method="post" action="/you/calendars/revoke" {
                    input type="hidden" name="calendar" value=(own.id);
                    button."button small" type="submit" { (say.t("token-revoke")) (parts::unseen(&own.name)) }
                }
            }
        }
    }
}
