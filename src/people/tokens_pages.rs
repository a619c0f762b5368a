//! The page of one's tokens.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use maud::{Markup, html};

use super::tokens::{self, DAYS, MOST_NAME, Token, Wanted};
use crate::{
    act::Look,
    app::App,
    args,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who, api::Scope},
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tag, Tone, Weight},
        when,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/you/tokens", Who::Person, show).post("/you/tokens", Who::Person, make).post(
        "/you/tokens/revoke",
        Who::Person,
        revoke,
    )
}

async fn show(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let fields = Fields::default().with("days", "90").with("scope", Scope::Read.as_str());
        page(look, &fields, &Problems::default(), None)
    })
    .await
}

/// The answer is the one place where the token is ever to be seen.
async fn make(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let made = match Wanted::read(&fields) {
        Ok(wanted) => app.act(&ask, move |act| tokens::make(act, &wanted)).await,
        Err(error) => Err(error),
    };
    let token = match made {
        Ok(token) => token,
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| page(look, &fields, &problems, None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let answer = app.page(&ask, move |look| {
        let fields = Fields::default().with("days", "90").with("scope", Scope::Read.as_str());
        page(look, &fields, &Problems::default(), Some(&token))
    });
    let mut response = answer.await?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn revoke(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.act(&ask, move |act| tokens::revoke(act, fields.text("token"))).await?;
    Ok(app.see("/you/tokens", "done-token-revoked"))
}

fn page(look: &mut Look<'_>, fields: &Fields, problems: &Problems, made: Option<&str>) -> Result<Page> {
    let say = look.say;
    let all = tokens::list(look)?;
    let form = Form::new(look, fields, problems);
    let handle = look.viewer.me()?.handle.clone();
    let chosen: Vec<&str> = fields.all("scope").collect();
    let scopes: Vec<Choice<'_>> =
        tokens::scopes().map(|scope| Choice { value: scope.as_str(), label: say.t(scope.key()), help: None }).collect();
    let days = DAYS.map(|days| (days.to_string(), say.with("token-days", args! { n: days })));
    let days: Vec<Choice<'_>> = days.iter().map(|(value, label)| Choice { value, label, help: None }).collect();
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        div.head { h1 { (say.t("tokens-title")) } p.lead { (say.with("tokens-lead", args! { handle: handle })) } }
        p { a href="/api" { (say.t("tokens-api")) } }
        (form.summary())
        @if let Some(token) = made {
            (parts::notice(Tone::Success, &html! {
                p { strong { (say.t("token-made")) } }
                p { code #token { (token) } }
                p.small { (say.t("token-made-why")) }
            }))
        }
        @if !all.is_empty() {
            section.form {
                h2 { (say.t("tokens-yours")) }
                ul.people { @for token in &all { li { (row(look, token)) } } }
            }
        }
        section.form {
            h2 { (say.t("tokens-new")) }
            form.form method="post" action="/you/tokens" {
                (parts::field_text(&Field {
                    name: "name", label: say.t("token-name"), help: Some(say.t("token-name-help")),
                    value: form.value("name"), error: form.fault("name"), required: true,
                    maxlength: u32::try_from(MOST_NAME).ok(), autocomplete: Some("off"), ..Field::default()
                }))
                (parts::checks(
                    &Group {
                        name: "scope", legend: say.t("token-scopes"), help: Some(say.t("token-scopes-help")),
                        error: form.fault("scope"), ..Group::default()
                    },
                    &scopes, &chosen,
                ))
                (parts::choices(
                    &Group {
                        name: "days", legend: say.t("token-lasts"), error: form.fault("days"),
                        look: parts::Look::Chips, ..Group::default()
                    },
                    &days, form.value("days"),
                ))
                div.buttons { (parts::button(Weight::Primary, say.t("token-make"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("tokens-title"), Place::You, main).alone().private())
}

fn row(look: &Look<'_>, token: &Token) -> Markup {
    let say = look.say;
    let may: Vec<&str> = token.scopes.iter().map(|scope| say.t(scope.key())).collect();
    let over = token.expires_at <= look.now;
    html! {
        div.person {
            span { (Icon::Lock) }
            div {
                p.person-name { (token.name) @if over { " " (parts::tag(Tag::Plain, say.t("token-over"))) } }
                p { (may.join(" · ")) }
                p {
                    (say.t("devices-made")) " " (when::ago(look, token.made_at)) " · "
                    @match token.used_at {
                        Some(at) => { (say.t("devices-used")) " " (when::ago(look, at)) }
                        None => { (say.t("token-unused")) }
                    }
                    @if !over { " · " (say.with("token-until", args! { day: when::day(look, token.expires_at) })) }
                }
            }
            div {
                form method="post" action="/you/tokens/revoke" {
                    input type="hidden" name="token" value=(token.id);
                    button."button small" type="submit" { (say.t("token-revoke")) (parts::unseen(&token.name)) }
                }
            }
        }
    }
}
