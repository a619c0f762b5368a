//! The pages of one's webhooks.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use maud::{Markup, html};

use super::{
    actions,
    model::{Event, Wanted},
    store::{DeliveryRow, HookRow},
};
use crate::{
    act::Look,
    app::App,
    args, communities,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::{WebhookId, made_at},
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tag, Tone, Weight},
        when,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/you/webhooks", Who::Person, show)
        .post("/you/webhooks", Who::Person, make)
        .get("/you/webhooks/{webhook}", Who::Person, one)
        .post("/you/webhooks/{webhook}/test", Who::Person, test)
        .post("/you/webhooks/{webhook}/resume", Who::Person, resume)
        .post("/you/webhooks/{webhook}/delete", Who::Person, delete)
}

fn id_of(text: &str) -> Result<WebhookId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn fresh() -> Fields {
    let usual = Event::ALL.into_iter().filter(|event| !event.names_people());
    usual.fold(Fields::default(), |fields, event| fields.with("event", event.as_str()))
}

async fn show(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| page(look, &fresh(), &Problems::default(), None)).await
}

/// The answer is the one place where the secret is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let made = match Wanted::read(&fields) {
        Ok(wanted) => app.act(&ask, move |act| actions::make(act, &wanted)).await,
        Err(error) => Err(error),
    };
    let secret = match made {
        Ok((_, secret)) => secret,
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

async fn one(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| log_page(look, id)).await
}

async fn test(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::test(act, id)).await?;
    Ok(app.see(&format!("/you/webhooks/{id}"), "done-webhook-test"))
}

async fn resume(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::resume(act, id)).await?;
    Ok(app.see(&format!("/you/webhooks/{id}"), "done-webhook-on"))
}

async fn delete(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.act(&ask, move |act| actions::delete(act, id)).await?;
    Ok(app.see("/you/webhooks", "done-webhook-deleted"))
}

fn page(look: &mut Look<'_>, fields: &Fields, problems: &Problems, made: Option<&str>) -> Result<Page> {
    let say = look.say;
    let all = actions::list(look)?;
    let mine: Vec<(String, String)> =
        communities::mine(look)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let form = Form::new(look, fields, problems);
    let chosen: Vec<&str> = fields.all("event").collect();
    let events = Event::ALL.map(|event| Choice { value: event.as_str(), label: say.t(event.key()), help: None });
    let communities: Vec<(&str, &str)> = std::iter::once(("", say.t("webhook-mine")))
        .chain(mine.iter().map(|(id, name)| (id.as_str(), name.as_str())))
        .collect();
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        div.head { h1 { (say.t("webhooks-title")) } p.lead { (say.t("webhooks-lead")) } }
        p { a href="/api" { (say.t("tokens-api")) } }
        (form.summary())
        @if let Some(secret) = made {
            (parts::notice(Tone::Success, &html! {
                p { strong { (say.t("webhook-made")) } }
                p { code #secret { (secret) } }
                p.small { (say.t("webhook-made-why")) }
            }))
        }
        @if !all.is_empty() {
            section.form {
                h2 { (say.t("webhooks-yours")) }
                ul.people { @for hook in &all { li { (row(look, hook, &mine)) } } }
            }
        }
        section.form {
            h2 { (say.t("webhooks-new")) }
            form.form method="post" action="/you/webhooks" novalidate {
                (parts::field_text(&Field {
                    name: "url", label: say.t("webhook-url"), help: Some(say.t("webhook-url-help")), value: form.value("url"),
                    error: form.fault("url"), required: true, maxlength: Some(2_000), inputmode: Some("url"),
                    autocomplete: Some("off"), ..Field::default()
                }))
                @if !mine.is_empty() {
                    (parts::field_select(&Field {
                        name: "community", label: say.t("webhook-of"), help: Some(say.t("webhook-of-help")),
                        value: form.value("community"), error: form.fault("community"), ..Field::default()
                    }, &communities))
                }
                (parts::checks(
                    &Group {
                        name: "event", legend: say.t("webhook-events"), help: Some(say.t("webhook-events-help")),
                        error: form.fault("event"), ..Group::default()
                    },
                    &events, &chosen,
                ))
                div.buttons { (parts::button(Weight::Primary, say.t("webhook-make"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("webhooks-title"), Place::You, main).alone().private())
}

fn of(look: &Look<'_>, hook: &HookRow, mine: &[(String, String)]) -> String {
    match hook.community.map(|community| community.to_string()) {
        None => look.say.t("webhook-mine").to_owned(),
        Some(community) => {
            mine.iter().find(|(id, _)| *id == community).map(|(_, name)| name.clone()).unwrap_or_default()
        }
    }
}

fn row(look: &Look<'_>, hook: &HookRow, mine: &[(String, String)]) -> Markup {
    let say = look.say;
    html! {
        p {
            a href={ "/you/webhooks/" (hook.id) } { (hook.url) }
            @if hook.off_at.is_some() { " " (parts::tag(Tag::Stop, say.t("webhook-tag-off"))) }
            @else if hook.failing_since.is_some() { " " (parts::tag(Tag::Caution, say.t("webhook-tag-failing"))) }
            br; span.small.soft { (of(look, hook, mine)) }
        }
    }
}

fn log_page(look: &mut Look<'_>, id: WebhookId) -> Result<Page> {
    let hook = actions::own(look, id)?;
    let log = actions::log(look, id)?;
    let say = look.say;
    let base = format!("/you/webhooks/{id}");
    let events: Vec<&str> = hook.events().into_iter().map(|event| say.t(event.key())).collect();
    let main = html! {
        (parts::back("/you/webhooks", say.t("webhooks-title")))
        div.head { h1 { (say.t("webhook-title")) } p.lead { (hook.url) } }
        p { (events.join(" · ")) }
        @if hook.off_at.is_some() {
            (parts::notice(Tone::Stop, &html! {
                p { (say.t("webhook-off-why")) }
                form method="post" action={ (base) "/resume" } { (parts::button(Weight::Plain, say.t("webhook-resume"), None)) }
            }))
        }
        div.buttons {
            @if hook.off_at.is_none() {
                form method="post" action={ (base) "/test" } { (parts::button(Weight::Plain, say.t("webhook-test"), None)) }
            }
            form method="post" action={ (base) "/delete" } { (parts::button(Weight::Danger, say.t("webhook-delete"), Some(Icon::Trash))) }
        }
        section.flow {
            h2 { (say.t("webhook-log")) }
            @if log.is_empty() { p.soft { (say.t("webhook-log-none")) } }
            ul.people { @for row in &log { li { (delivery(look, row)) } } }
        }
    };
    Ok(Page::new(say.t("webhook-title"), Place::You, main).alone().private())
}

fn delivery(look: &Look<'_>, row: &DeliveryRow) -> Markup {
    let say = look.say;
    let through = row.status.is_some_and(|status| (200..300).contains(&status));
    let said = match (row.status, &row.fault) {
        (Some(status), _) => say.with("webhook-answered", args! { status: status }),
        (None, Some(fault)) => say.t(fault).to_owned(),
        (None, None) => say.t("webhook-waits").to_owned(),
    };
    html! {
        p {
            strong { (row.event) } " "
            @if through { (parts::tag(Tag::Calm, say.t("webhook-tag-through"))) }
            @else if row.next_at.is_none() { (parts::tag(Tag::Stop, say.t("webhook-tag-given-up"))) }
            br; span.small.soft {
                (when::ago(look, made_at(row.id.0))) " · " (said)
                @if let Some(next) = row.next_at.filter(|_| row.tries > 0) {
                    " · " (say.with("webhook-next", args! { time: when::full(look, next) }))
                }
            }
        }
    }
}
