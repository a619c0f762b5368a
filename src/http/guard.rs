//! What surrounds every handler: who may send what from where, the headers of every answer, the words of errors.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Ask, Failure, Rate, failure};
use crate::{
    app::App,
    error::{Error, Result},
    page::{Page, text::Say},
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
    let ask = Ask::of(&parts, &app);
    let asset = parts.uri.path().starts_with("/assets/");
    let admitted = admit(&app, &ask, &parts.method, &parts.headers, asset);
    let mut response = match admitted {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => Failure::from(error).into_response(),
    };
    if let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() {
        response = in_words(&app, &ask, &error).await;
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

fn admit(app: &App, ask: &Ask, method: &Method, headers: &HeaderMap, asset: bool) -> Result<()> {
    if asset {
        return Ok(());
    }
    // No name of ours has that character.
    if ask.target.uri.contains("%00") {
        return Err(Error::NotFound);
    }
    app.shared.limits.count(Rate::Any, ask.from)?;
    if ask.target.reads {
        return Ok(());
    }
    if !matches!(*method, Method::POST | Method::PUT | Method::PATCH | Method::DELETE | Method::OPTIONS) {
        return Ok(());
    }
    app.shared.limits.count(Rate::Write, ask.from)?;
    if same_origin(headers, &app.shared.config.base_url) { Ok(()) } else { Err(Error::Forbidden("error-other-site")) }
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

async fn in_words(app: &App, ask: &Ask, error: &Error) -> Response {
    if failure::status(error).is_server_error() {
        tracing::error!(%error, "a request failed");
    }
    let say = Say(ask.locale.unwrap_or(ask.accepted));
    let status = failure::status(error);
    let mut response = if ask.wants_json() {
        failure::as_json(error, say)
    } else if matches!(error, Error::SignIn) && ask.target.reads {
        to_sign_in(ask)
    } else {
        page(app, ask, error, say).await
    };
    let wait = match error {
        Error::TooMany(seconds) => Some(*seconds),
        _ if status == StatusCode::SERVICE_UNAVAILABLE => Some(AGAIN_AFTER),
        _ => None,
    };
    if let Some(wait) = wait.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    response
}

/// A page that wants somebody signed in leads to the door and back again.
fn to_sign_in(ask: &Ask) -> Response {
    let next: String = form_urlencoded::byte_serialize(ask.target.uri.as_bytes()).collect();
    axum::response::Redirect::to(&format!("/sign-in?next={next}")).into_response()
}

async fn page(app: &App, ask: &Ask, error: &Error, say: Say) -> Response {
    let status = failure::status(error);
    let sentence = failure::sentence(error, say);
    let title = say.t(match error {
        Error::NotFound => "error-title-not-found",
        Error::SignIn => "error-title-sign-in",
        Error::Forbidden(_) => "error-title-forbidden",
        Error::Storage(_) | Error::Inner(_) => "error-title-inner",
        _ => "error-title-refused",
    });
    let ask = Ask { who: super::Who::Anyone, ..ask.clone() };
    let shown = app.look(&ask, move |look| Ok(Page::error(look, title, &sentence).render(look, None))).await;
    match shown {
        Ok(markup) => (status, markup).into_response(),
        // Storage itself is away: words without the frame.
        Err(_) => {
            (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], Body::from(failure::sentence(error, say)))
                .into_response()
        }
    }
}
