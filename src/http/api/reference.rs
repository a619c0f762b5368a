//! The document itself, and a page to read it. The words of the document are English, as its names are.

use std::sync::OnceLock;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use data_encoding::HEXLOWER;
use maud::{Markup, html};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Operation, Scope, Shape, openapi};
use crate::{
    act::Look,
    app::App,
    http::{Answer, Ask, Routes, Who, coding},
    page::{
        Page, Place, markdown,
        parts::{self, Tag},
        text::Say,
    },
    router,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new().get("/api", Who::Anyone, page).get("/api/openapi.json", Who::Anyone, json)
}

/// The document's text and its tag: the same for as long as the program runs.
fn text() -> &'static (String, String) {
    static TEXT: OnceLock<(String, String)> = OnceLock::new();
    TEXT.get_or_init(|| {
        let text = openapi::document(router::routes().table()).to_string();
        let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..12]));
        (text, tag)
    })
}

/// `GET /api/openapi.json`
async fn json(headers: HeaderMap) -> Answer {
    let (text, tag) = text();
    let about = [(header::CONTENT_TYPE, "application/json"), (header::ETAG, tag.as_str())];
    Ok(match coding::is_known(&headers, tag) {
        true => (StatusCode::NOT_MODIFIED, [(header::ETAG, tag.as_str())]).into_response(),
        false => (about, text.as_str()).into_response(),
    })
}

/// `GET /api`: the same for people.
async fn page(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let table = router::routes();
        let operations: Vec<&Operation> = table.table().iter().filter_map(|route| route.operation.as_deref()).collect();
        Ok(shown(look, &operations))
    })
    .await
}

/// The parts of the API in the order in which a reader meets them.
const PARTS: [&str; 9] = [
    "You",
    "People",
    "Ties",
    "Conversations",
    "Communities",
    "Gatherings",
    "Notices",
    "Encounters",
    "Towns and interests",
];

/// The statuses of faults, each with the message that says what it means.
const STATUSES: [(u16, &str); 14] = [
    (400, "api-status-400"),
    (401, "api-status-401"),
    (403, "api-status-403"),
    (404, "api-status-404"),
    (405, "api-status-405"),
    (408, "api-status-408"),
    (409, "api-status-409"),
    (412, "api-status-412"),
    (413, "api-status-413"),
    (415, "api-status-415"),
    (422, "api-status-422"),
    (429, "api-status-429"),
    (503, "api-status-503"),
    (507, "api-status-507"),
];

fn shown(look: &Look<'_>, operations: &[&Operation]) -> Page {
    let say = look.say;
    let parts: Vec<(&str, Vec<&&Operation>)> = PARTS
        .iter()
        .map(|part| (*part, operations.iter().filter(|one| openapi::tag(one.path) == *part).collect::<Vec<_>>()))
        .filter(|(_, of_it)| !of_it.is_empty())
        .collect();
    let base = look.shared.config.url("/api/v1/me");
    let main = html! {
        div.head { h1 { (say.t("api-title")) } p.lead { (say.t("api-lead")) } }
        p.row {
            a href="/you/tokens" { (say.t("api-make-token")) }
            a href="/api/openapi.json" { "openapi.json" }
        }
        section.flow {
            h2 { (say.t("api-begin")) }
            div.flow { (markdown(say.t("api-begin-text"))) }
            pre tabindex="0" { code { "curl -H \"Authorization: Bearer $VISAVIS_TOKEN\" " (base) } }
        }
        @for (part, of_it) in &parts {
            section.flow #{ (anchor(part)) } lang="en" {
                h2 { (part) }
                @for operation in of_it { (described(say, operation)) }
            }
        }
        section.flow #scopes {
            h2 { (say.t("api-scopes")) }
            dl.members { @for scope in Scope::ALL { div { dt { code { (scope.as_str()) } } dd { (say.t(scope.key())) } } } }
        }
        section.flow #faults {
            h2 { (say.t("api-faults")) }
            p { (say.t("api-faults-lead")) }
            dl.members {
                @for (status, key) in STATUSES { div #{ (status) } { dt { code { (status) } } dd { (say.t(key)) } } }
            }
        }
    };
    let aside = parts::note(
        say.t("api-parts"),
        &html! {
            ul { @for (part, of_it) in &parts { li { a href={ "#" (anchor(part)) } lang="en" { (part) } " " (of_it.len()) } } }
        },
    );
    Page::new(say.t("api-title"), Place::Elsewhere, main)
        .aside(aside)
        .style("css/reference.css")
        .describe(say.t("api-lead"))
}

fn anchor(part: &str) -> String {
    part.to_lowercase().replace(' ', "-")
}

fn described(say: Say, operation: &Operation) -> Markup {
    let (status, gives) = &operation.gives;
    html! {
        details.operation #{ "op-" (operation.name) } {
            summary {
                span.method { (operation.method.as_str()) }
                code { (path(operation.path)) }
                span { (operation.says) }
            }
            div.flow {
                @if !operation.more.is_empty() { p { (operation.more) } }
                p.row {
                    (parts::tag(Tag::Plain, operation.scope.as_str()))
                    @if operation.who == Who::Anyone { (parts::tag(Tag::Calm, say.t("api-anyone"))) }
                    @if operation.guarded && !operation.reads() { (parts::tag(Tag::Plain, "If-Match")) }
                    @if operation.repeats() { (parts::tag(Tag::Plain, "Idempotency-Key")) }
                }
                @if !operation.query.members().is_empty() {
                    h3 { (say.t("api-query")) }
                    (members(say, &operation.query))
                }
                @if let Some(body) = &operation.body {
                    h3 { (say.t("api-body")) }
                    (members(say, body))
                    @if let Some(picture) = operation.picture { p.small { (say.with("api-picture", crate::args! { field: picture })) } }
                    (example(&body.example()))
                }
                h3 { (say.t("api-answer")) " " (status) }
                @if let Some(gives) = gives { (example(&gives.example())) }
            }
        }
    }
}

/// A path that can break where a part of it ends.
fn path(path: &str) -> Markup {
    html! { @for part in path.split_inclusive('/') { (part) wbr; } }
}

fn members(say: Say, shape: &Shape) -> Markup {
    html! {
        dl.members {
            @for (name, shape, needed) in shape.members() {
                div {
                    dt { code { (name) } @if needed { " " span.small { (say.t("api-needed")) } } }
                    dd { (shape.in_words()) }
                }
            }
        }
    }
}

fn example(value: &Value) -> Markup {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    html! { pre tabindex="0" { code { (text) } } }
}
