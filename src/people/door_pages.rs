//! The pages at the door: becoming a member, signing in, signing out.

use axum::{
    body::to_bytes,
    extract::{Path, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::{
    actions, door, door_views as views,
    model::{Email, Joining, device},
    passkeys::{self, Begun, Ceremony},
};
use crate::{
    app::{self, App},
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Rate, Routes, Who, secret_cookie, set_cookie},
    page::own_path,
    time::DAY,
};

/// The longest thing a passkey sends (bytes).
const MOST_SENT: usize = 64 << 10;
/// Browsers keep no cookie longer than 400 days.
const SESSION_COOKIE: i64 = 400 * DAY / 1000;
/// So long a browser is known as the one that asked for a link (seconds).
const BROWSER_COOKIE: i64 = 3600;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sign-up", Who::Anyone, sign_up)
        .post("/sign-up", Who::Anyone, sign_up_by_link)
        .post("/sign-up/passkey/start", Who::Anyone, sign_up_start)
        .post("/sign-up/passkey/finish", Who::Anyone, sign_up_finish)
        .get("/sign-in", Who::Anyone, sign_in)
        .post("/sign-in", Who::Anyone, sign_in_by_link)
        .post("/sign-in/link", Who::Anyone, sign_in_by_link)
        .get("/sign-in/sent", Who::Anyone, sent)
        .get("/sign-in/link/{secret}", Who::Anyone, link)
        .post("/sign-in/link/{secret}", Who::Anyone, open_link)
        .post("/sign-in/passkey/start", Who::Anyone, sign_in_start)
        .post("/sign-in/passkey/finish", Who::Anyone, sign_in_finish)
        .post("/sign-out", Who::Anyone, sign_out)
        .post("/you/devices/passkey/start", Who::Person, add_start)
        .post("/you/devices/passkey/finish", Who::Person, add_finish)
}

// ── Cookies ────────────────────────────────────────────────────────────────────────────────────────────────────────

fn cookie(app: &App, mut response: Response, name: &str, value: &str, seconds: i64) -> Response {
    if let Some(line) = set_cookie(name, value, seconds, app.shared.config.is_tls()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// Puts the secret of a session into the browser's hands.
fn signed_in(app: &App, response: Response, secret: &[u8; 32]) -> Response {
    cookie(app, response, "session", &BASE64URL_NOPAD.encode(secret), SESSION_COOKIE)
}

pub(super) fn signed_out(app: &App, response: Response) -> Response {
    cookie(app, response, "session", "", 0)
}

/// The browser that asks for a link, so that the link knows it again; with the cookie to be set where it is new.
pub(super) fn browser(app: &App, ask: &Ask) -> ([u8; 32], Option<String>) {
    match ask.browser {
        Some(hash) => (hash, None),
        None => {
            let secret: [u8; 32] = app.shared.dice.bytes();
            (app::hash(&secret), Some(BASE64URL_NOPAD.encode(&secret)))
        }
    }
}

pub(super) fn known_browser(app: &App, response: Response, fresh: Option<&str>) -> Response {
    match fresh {
        Some(secret) => cookie(app, response, "browser", secret, BROWSER_COOKIE),
        None => response,
    }
}

pub(super) fn device_of(headers: &HeaderMap) -> String {
    device(headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default())
}

fn next_of(fields: &Fields) -> Option<String> {
    fields.some("next").map(|next| own_path(next).to_owned()).filter(|next| next != "/")
}

/// Where somebody who has just become a member goes first: to tell a little about themselves, then on.
fn welcome(next: Option<&str>) -> String {
    let next: String = form_urlencoded::byte_serialize(next.unwrap_or("/find").as_bytes()).collect();
    format!("/you/profile?welcome={next}")
}

// ── Becoming a member ──────────────────────────────────────────────────────────────────────────────────────────────

async fn is_signed_in(app: &App, ask: &Ask) -> Result<bool, Error> {
    Ok(ask.session.is_some() && app.look(ask, |look| Ok(look.viewer.me().is_ok())).await?)
}

async fn sign_up(State(app): State<App>, ask: Ask, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::from_query(&query.unwrap_or_default());
    if is_signed_in(&app, &ask).await? {
        return Ok(Redirect::to(&next_of(&fields).unwrap_or_else(|| "/".to_owned())).into_response());
    }
    app.page(&ask, move |look| Ok(views::sign_up(look, &fields, &Problems::default()))).await
}

async fn sign_up_by_link(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (browser, fresh) = browser(&app, &ask);
    let asker = door::Asker { browser: Some(browser), next: next_of(&fields) };
    let outcome = match Joining::read_with_email(fields.text("name"), fields.text("handle"), fields.text("email"), true)
    {
        Err(error) => Err(error),
        Ok((_, None)) => Err(Error::invalid("email", "problem-email")),
        Ok((joining, Some(email))) => {
            let typed = fields.some("handle").is_some();
            app.act(&ask, move |act| {
                let mut joining = joining.clone();
                actions::settle_handle(act, &mut joining, typed)?;
                door::send_sign_up(act, &joining, &email, &asker)
            })
            .await
        }
    };
    match outcome {
        Ok(()) => Ok(known_browser(&app, app.see("/sign-in/sent", ""), fresh.as_deref())),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| Ok(views::sign_up(look, &fields, &problems))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_up_start(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (mut joining, email) =
        Joining::read_with_email(fields.text("name"), fields.text("handle"), fields.text("email"), false)?;
    let typed = fields.some("handle").is_some();
    let joining = app
        .look(&ask, move |look| {
            actions::settle_handle(look, &mut joining, typed)?;
            Ok(joining.clone())
        })
        .await?;
    let begun = passkeys::begin_join(&app.shared, &joining, email.as_ref(), next_of(&fields))?;
    begin(&app, &ask, begun).await
}

/// Sends the options of a ceremony, with the cookie by which its second request is known.
async fn begin(app: &App, ask: &Ask, (options, ceremony): Begun) -> Answer {
    let secret = app.act(ask, move |act| passkeys::remember(act, &ceremony)).await?;
    let response = axum::Json(options).into_response();
    Ok(cookie(app, response, "ceremony", &BASE64URL_NOPAD.encode(&secret), passkeys::CEREMONY_LIVES / 1000))
}

/// The second request of a ceremony: what was remembered, and what the passkey says.
async fn finish(app: &App, ask: &Ask, request: Request) -> Result<(Ceremony, bytes::Bytes), Error> {
    let hash = secret_cookie(request.headers(), "ceremony");
    let sent = to_bytes(request.into_body(), MOST_SENT).await.map_err(|_| Error::TooLarge(MOST_SENT))?;
    let ceremony = app.act(ask, move |act| passkeys::recall(act, hash)).await?;
    Ok((ceremony, sent))
}

/// Leads the script on.
fn go_on(app: &App, path: &str, done: &str) -> Response {
    let response = axum::Json(json!({ "location": path })).into_response();
    let response = cookie(app, response, "ceremony", "", 0);
    if done.is_empty() { response } else { cookie(app, response, "done", done, 60) }
}

async fn sign_up_finish(State(app): State<App>, ask: Ask, headers: HeaderMap, request: Request) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (ceremony, sent) = finish(&app, &ask, request).await?;
    let Ceremony::Join { account, name, handle, email, next, state } = ceremony else {
        return Err(Error::Conflict("error-ceremony-over").into());
    };
    let made = passkeys::check_made(&app.shared.config, &sent, &state)?;
    let (browser, fresh) = browser(&app, &ask);
    let label = device_of(&headers);
    let secret = app
        .act(&ask, move |act| {
            passkeys::finish_join(act, account, &name, &handle, email.as_deref(), &made, &label, Some(browser))
        })
        .await?;
    let response = go_on(&app, &welcome(next.as_deref()), "done-member-made");
    Ok(known_browser(&app, signed_in(&app, response, &secret), fresh.as_deref()))
}

// ── Signing in ─────────────────────────────────────────────────────────────────────────────────────────────────────

async fn sign_in(State(app): State<App>, ask: Ask, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::from_query(&query.unwrap_or_default());
    if is_signed_in(&app, &ask).await? {
        return Ok(Redirect::to(&next_of(&fields).unwrap_or_else(|| "/".to_owned())).into_response());
    }
    app.page(&ask, move |look| Ok(views::sign_in(look, &fields, &Problems::default()))).await
}

async fn sign_in_by_link(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (browser, fresh) = browser(&app, &ask);
    let asker = door::Asker { browser: Some(browser), next: next_of(&fields) };
    let outcome = match Email::read(fields.text("email")) {
        Err(key) => Err(Error::invalid("email", key)),
        Ok(email) => app.act(&ask, move |act| door::send_sign_in(act, &email, &asker)).await,
    };
    match outcome {
        Ok(()) => Ok(known_browser(&app, app.see("/sign-in/sent", ""), fresh.as_deref())),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| Ok(views::sign_in(look, &fields, &problems))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn sent(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| Ok(views::sent(look))).await
}

/// In the browser that asked, the link signs in at once. In any other, and when a program only looks ahead, it shows
/// a page with a button: what mail scanners open changes nothing.
async fn link(
    State(app): State<App>,
    ask: Ask,
    method: Method,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Answer {
    let (key, browser) = (secret.clone(), ask.browser);
    let standing = app.look(&ask, move |look| door::standing(look, &key, browser)).await?;
    let looks_ahead = method == Method::HEAD || headers.contains_key("sec-purpose") || headers.contains_key("purpose");
    if !looks_ahead && matches!(standing, door::Standing::Fresh { same_browser: true, .. }) {
        return opened(&app, &ask, &headers, secret).await;
    }
    show_link(&app, &ask, standing, secret).await
}

async fn show_link(app: &App, ask: &Ask, standing: door::Standing, secret: String) -> Answer {
    let spent = !matches!(standing, door::Standing::Fresh { .. });
    let mut response = app.page(ask, move |look| Ok(views::link(look, &standing, &secret))).await?;
    if spent {
        *response.status_mut() = StatusCode::GONE;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn open_link(State(app): State<App>, ask: Ask, headers: HeaderMap, Path(secret): Path<String>) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    opened(&app, &ask, &headers, secret).await
}

async fn opened(app: &App, ask: &Ask, headers: &HeaderMap, secret: String) -> Answer {
    let (key, label) = (secret.clone(), device_of(headers));
    match app.act(ask, move |act| door::open(act, &key, &label)).await {
        Ok(door::Opened::In { secret, new, next }) => {
            let response = if new {
                app.see(&welcome(next.as_deref()), "done-member-made")
            } else {
                app.see(next.as_deref().map_or("/", own_path), "done-signed-in")
            };
            Ok(signed_in(app, response, &secret))
        }
        Ok(door::Opened::Confirmed) => Ok(app.see("/you/settings", "done-email-confirmed")),
        Err(Error::NotFound) => {
            let (key, browser) = (secret.clone(), ask.browser);
            let standing = app.look(ask, move |look| door::standing(look, &key, browser)).await?;
            show_link(app, ask, standing, secret).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_in_start(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let begun = passkeys::begin_enter(&app.shared, next_of(&fields))?;
    begin(&app, &ask, begun).await
}

async fn sign_in_finish(State(app): State<App>, ask: Ask, headers: HeaderMap, request: Request) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (ceremony, sent) = finish(&app, &ask, request).await?;
    let Ceremony::Enter { next, state } = ceremony else {
        return Err(Error::Conflict("error-ceremony-over").into());
    };
    let shown = passkeys::read_shown(&sent)?;
    let id = shown.raw_id.clone();
    let stored = app.look(&ask, move |look| passkeys::stored(look, &id)).await?;
    let data = passkeys::check_shown(&app.shared, &shown, state, &stored)?;
    let (label, account, id) = (device_of(&headers), stored.0, shown.raw_id);
    let secret = app.act(&ask, move |act| passkeys::finish_enter(act, account, &id, &data, &label)).await?;
    let path = next.as_deref().map_or("/", own_path).to_owned();
    Ok(signed_in(&app, go_on(&app, &path, "done-signed-in"), &secret))
}

async fn sign_out(State(app): State<App>, ask: Ask) -> Answer {
    app.act(&ask, door::end_session).await?;
    Ok(signed_out(&app, app.see("/", "done-signed-out")))
}

// ── One more passkey ───────────────────────────────────────────────────────────────────────────────────────────────

async fn add_start(State(app): State<App>, ask: Ask, _fields: Fields) -> Answer {
    let begun = app.look(&ask, passkeys::begin_add).await?;
    begin(&app, &ask, begun).await
}

async fn add_finish(State(app): State<App>, ask: Ask, headers: HeaderMap, request: Request) -> Answer {
    let (ceremony, sent) = finish(&app, &ask, request).await?;
    let Ceremony::Add { account, state } = ceremony else {
        return Err(Error::Conflict("error-ceremony-over").into());
    };
    let made = passkeys::check_made(&app.shared.config, &sent, &state)?;
    let label = device_of(&headers);
    app.act(&ask, move |act| passkeys::finish_add(act, account, &made, &label)).await?;
    Ok(go_on(&app, "/you/devices", "done-passkey-added"))
}
