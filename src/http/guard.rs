//! What surrounds every handler: who may send what from where, the headers of every answer, the words of errors.

use std::{any::Any, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Ask, Bearer, Failure, Rate, Who, assets, failure, limits::Standing};
use crate::{
    app::App,
    error::{Error, Result},
    page::{Page, text::Say},
    people::tokens,
};

/// After so many seconds it is worth asking again where storage is away: databases take over within a few.
const AGAIN_AFTER: u64 = 2;

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; \
         connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// Middleware around all routes.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut ask = Ask::of(&parts, &app);
    if ask.target.path().starts_with("/api/") {
        // The route, which says what it wants of a token, is not known out here; whose it is gives a fault its language.
        ask.token =
            super::ask::bearer(&parts.headers).map(|token| Bearer { hash: tokens::hash_of(token), scope: None });
    }
    let mut standings = Vec::new();
    let admitted = admit(&app, &ask, &parts.method, &parts.headers, &mut standings);
    let mut response = match admitted {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => Failure::from(error).into_response(),
    };
    if let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() {
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = in_words(&app, &ask, &error).await;
        if let Some(allowed) = allowed {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
    }
    if ask.target.uri.starts_with("/api/") {
        say_limits(response.headers_mut(), &standings);
    }
    if let Some(tiles) = app.shared.config.tiles.as_ref().filter(|tiles| tiles.archive.is_none()) {
        let policy = HEADERS[0].1.replace("img-src 'self'", &format!("img-src 'self' {}", tiles.origin()));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
        }
    }
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.shared.config.is_tls() {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // A page is for the one who asked; only what says otherwise may be kept.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// How much one may still ask for (draft-ietf-httpapi-ratelimit-headers).
fn say_limits(headers: &mut HeaderMap, standings: &[Standing]) {
    let mut put = |name: &'static str, each: fn(&Standing) -> String| {
        let line = standings.iter().map(each).collect::<Vec<_>>().join(", ");
        if let Some(line) = Some(line).filter(|line| !line.is_empty()).and_then(|line| line.parse().ok()) {
            headers.insert(HeaderName::from_static(name), line);
        }
    };
    put("ratelimit-policy", |one| format!("\"{}\";q={};w={}", one.name, one.most, one.seconds));
    put("ratelimit", |one| format!("\"{}\";r={};t={}", one.name, one.left, one.wait));
}

fn admit(app: &App, ask: &Ask, method: &Method, headers: &HeaderMap, standings: &mut Vec<Standing>) -> Result<()> {
    // A page brings dozens of these, each from memory. What only looks like one is counted.
    if ask.target.reads && (assets::has(ask.target.path()) || is_tile(app, ask.target.path())) {
        return Ok(());
    }
    app.shared.limits.count_and_tell(Rate::Any, ask.from, standings)?;
    // No name of ours has that character.
    if ask.target.uri.contains("%00") {
        return Err(Error::NotFound);
    }
    if ask.target.reads {
        return Ok(());
    }
    if !matches!(*method, Method::POST | Method::PUT | Method::PATCH | Method::DELETE | Method::OPTIONS) {
        return Ok(());
    }
    app.shared.limits.count_and_tell(Rate::Write, ask.from, standings)?;
    // No site can make a browser send a token that the site does not have.
    if super::ask::bearer(headers).is_some() {
        return Ok(());
    }
    if same_origin(headers, &app.shared.config.base_url) { Ok(()) } else { Err(Error::Forbidden("error-other-site")) }
}

/// Whether it is a tile of a map, of which each view brings dozens too.
fn is_tile(app: &App, path: &str) -> bool {
    path.starts_with("/tiles/") && app.shared.config.tiles.as_ref().is_some_and(|tiles| tiles.archive.is_some())
}

/// Whether a request that changes something comes from our own pages. Browsers say so in `Sec-Fetch-Site`, older
/// ones in `Origin`; a client that is no browser sends neither, and carries no cookie unless it means to.
fn same_origin(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match text("origin") {
        None => true,
        Some(origin) => {
            let host = text("host").unwrap_or_default();
            origin == base_url || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
    }
}

/// What is answered where a handler panics: an error like others, which the guard gives its words and headers.
pub fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let words = cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    Failure::from(Error::Inner(format!("a panic: {}", words.unwrap_or_default()))).into_response()
}

async fn in_words(app: &App, ask: &Ask, error: &Arc<Error>) -> Response {
    let status = failure::status(error);
    if status.is_server_error() {
        tracing::error!(%error, "a request failed");
    }
    let mut response = if ask.wants_json() {
        failure::as_json(error, language(app, ask, error).await)
    } else if matches!(**error, Error::SignIn) && ask.target.reads {
        to_sign_in(ask)
    } else {
        page(app, ask, error).await
    };
    let wait = match &**error {
        Error::TooMany(seconds) => Some(*seconds),
        _ if status == StatusCode::SERVICE_UNAVAILABLE => Some(AGAIN_AFTER),
        _ => None,
    };
    if let Some(wait) = wait.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    let challenge = match &**error {
        Error::SignIn if ask.wants_json() => Some("Bearer realm=\"visavis\"".to_owned()),
        Error::Token => Some("Bearer realm=\"visavis\", error=\"invalid_token\"".to_owned()),
        Error::Scope(scope) => {
            Some(format!("Bearer realm=\"visavis\", error=\"insufficient_scope\", scope=\"{}\"", scope.as_str()))
        }
        _ => None,
    };
    if let Some(challenge) = challenge.and_then(|challenge| HeaderValue::from_str(&challenge).ok()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// A page that wants somebody signed in leads to the door and back again.
fn to_sign_in(ask: &Ask) -> Response {
    let next: String = form_urlencoded::byte_serialize(ask.target.uri.as_bytes()).collect();
    axum::response::Redirect::to(&format!("/sign-in?next={next}")).into_response()
}

/// The same request to no route: only whose it is matters.
fn anyones(ask: &Ask) -> Ask {
    let token = ask.token.as_ref().map(|token| Bearer { hash: token.hash, scope: None });
    Ask { who: Who::Anyone, token, ..ask.clone() }
}

/// The language that the request itself names.
fn named(ask: &Ask) -> Say {
    Say(ask.locale.unwrap_or(ask.accepted))
}

/// The language of whose request it is; the one that the request names where nobody is, or where storage is not to be
/// asked once more.
async fn language(app: &App, ask: &Ask, error: &Error) -> Say {
    let known = ask.session.is_some() || ask.token.is_some();
    let spare = match failure::status(error) {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => true,
        _ => matches!(error, Error::Token),
    };
    if !known || spare {
        return named(ask);
    }
    app.look(&anyones(ask), |look| Ok(look.say)).await.unwrap_or_else(|_| named(ask))
}

/// A page that says what happened, in the language of its frame.
async fn page(app: &App, ask: &Ask, error: &Arc<Error>) -> Response {
    let status = failure::status(error);
    let plain = || {
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        (status, kind, Body::from(failure::sentence(error, named(ask)))).into_response()
    };
    // Whoever floods is not to cost a look into storage each time; nobody reads what is missing below a page.
    if matches!(**error, Error::TooMany(_)) || ask.target.path().starts_with("/assets/") {
        return plain();
    }
    let (told, ask_again) = (error.clone(), anyones(ask));
    let shown = app.look(&ask_again, move |look| {
        let say = look.say;
        let title = match *told {
            Error::NotFound => "error-title-not-found",
            Error::SignIn => "error-title-sign-in",
            Error::Forbidden(_) => "error-title-forbidden",
            Error::Storage(_) | Error::Inner(_) => "error-title-inner",
            _ => "error-title-refused",
        };
        Ok(Page::error(look, say.t(title), &failure::sentence(&told, say)).render(look, None))
    });
    match shown.await {
        Ok(markup) => (status, markup).into_response(),
        // Storage itself is away: words without the frame.
        Err(_) => plain(),
    }
}
