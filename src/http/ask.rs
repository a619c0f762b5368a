//! Who asks, as far as the request says: secrets from cookies, language and zone. Whether the secret is good is
//! found in the transaction that answers.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
};
use data_encoding::BASE64URL_NOPAD;

use crate::{
    app::{self, App},
    error::Error,
    page::text::Locale,
    people::tokens,
    time::Zone,
};

use super::{
    Failure, Fields, Who,
    api::{Operation, Scope},
};

/// What a request says of the one who asks.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The hash of the session's secret.
    pub session: Option<[u8; 32]>,
    /// How a token stands in for a session: only where a route of the API says what it wants of one.
    pub token: Option<Bearer>,
    /// The hash of a secret that names this browser before anybody has signed in.
    pub browser: Option<[u8; 32]>,
    /// The language chosen on this device.
    pub locale: Option<Locale>,
    /// The best language of those the browser names.
    pub accepted: Locale,
    /// The zone the device is in.
    pub zone: Option<Zone>,
    /// Who may call the route.
    pub who: Who,
    /// Where the request goes: path and query.
    pub target: Target,
    /// Where it came from.
    pub from: IpAddr,
    /// The key of a message about what was just done, to be shown once.
    pub done: Option<String>,
    /// The program itself asks, not a request.
    pub system: bool,
    /// Script asks, and reads JSON.
    pub json: bool,
}

/// A token that was sent with a request.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The hash of its secret; `None` for what can be no token of ours.
    pub hash: Option<[u8; 32]>,
    /// What the route wants it to be good for; `None` where only whose it is matters.
    pub scope: Option<Scope>,
}

/// Where a request goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// Path and query.
    pub uri: String,
    /// Whether it only reads.
    pub reads: bool,
}

impl Target {
    /// The path alone.
    pub fn path(&self) -> &str {
        self.uri.split_once('?').map_or(self.uri.as_str(), |(path, _)| path)
    }
}

impl Ask {
    /// The program itself: jobs and the command line.
    pub fn system() -> Self {
        Self {
            session: None,
            token: None,
            browser: None,
            locale: None,
            accepted: Locale::En,
            zone: None,
            who: Who::Anyone,
            target: Target::default(),
            from: IpAddr::from([127, 0, 0, 1]),
            done: None,
            system: true,
            json: false,
        }
    }

    /// The same request as anybody would make it: no cookie and no token is heard.
    #[must_use]
    pub fn as_stranger(&self) -> Self {
        Self { session: None, token: None, browser: None, locale: None, zone: None, done: None, ..self.clone() }
    }

    /// What stands behind the `?`.
    pub fn query(&self) -> Fields {
        Fields::from_query(self.target.uri.split_once('?').map_or("", |(_, query)| query))
    }

    /// Whether the answer is to be JSON.
    pub fn wants_json(&self) -> bool {
        self.json || self.target.uri.starts_with("/api/")
    }
}

/// The cookie of that name.
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// A `Set-Cookie` line: not readable by script, sent on navigation only. `seconds` 0 deletes it.
pub fn set_cookie(name: &str, value: &str, seconds: i64, tls: bool) -> Option<HeaderValue> {
    let secure = if tls { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&line).ok()
}

/// The hash of a secret in a cookie.
pub fn secret_cookie(headers: &HeaderMap, name: &str) -> Option<[u8; 32]> {
    cookie(headers, name).and_then(secret)
}

fn secret(text: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    (bytes.len() == 32).then(|| app::hash(&bytes))
}

/// The token of an `Authorization` header; empty where it brings one that can't be read, or none: that is a bad token, and
/// not nobody's request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let line = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, token) = line.split_at_checked("bearer".len())?;
    let ends = token.first().is_none_or(u8::is_ascii_whitespace);
    (ends && scheme.eq_ignore_ascii_case(b"bearer")).then(|| std::str::from_utf8(token).unwrap_or_default().trim())
}

/// The last address of a header that proxies add to, be it on one line or on several: the one that our own proxy has seen.
/// Those before it anybody could have written.
fn last_address(headers: &HeaderMap, name: &str) -> Option<IpAddr> {
    let line = headers.get_all(name).iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

impl FromRequestParts<App> for Ask {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let ask = Self::of(parts, app);
        // Whether a session is good is found in its transaction; that none is named is plain already, and is said
        // before anything else that was sent is looked at.
        let nobody = ask.session.is_none() && ask.token.is_none();
        if ask.who != Who::Anyone && nobody { Err(Error::SignIn.into()) } else { Ok(ask) }
    }
}

impl Ask {
    /// What a request says, whoever may call its route.
    pub fn of(parts: &Parts, app: &App) -> Self {
        let headers = &parts.headers;
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let proxied = app.shared.config.client_header.as_deref().and_then(|name| last_address(headers, name));
        let operation = parts.extensions.get::<Arc<Operation>>();
        let bearer = bearer(headers);
        // Who brings a token means that, and is nobody else by a cookie.
        let kept = |name: &str| cookie(headers, name).filter(|_| bearer.is_none());
        let peer = parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip());
        Self {
            session: kept("session").and_then(secret),
            // Where tokens are good for nothing they make nobody a member.
            token: bearer
                .zip(operation)
                .map(|(token, operation)| Bearer { hash: tokens::hash_of(token), scope: Some(operation.scope) }),
            browser: kept("browser").and_then(secret),
            locale: kept("lang").and_then(Locale::of_tag),
            accepted: text(header::ACCEPT_LANGUAGE).map_or(Locale::En, Locale::accepted),
            zone: kept("tz").and_then(|name| Zone::named(&name.replace("%2F", "/"))),
            // A route that forgot to say who may call it is nobody's but a member's.
            who: parts.extensions.get::<Who>().copied().unwrap_or(Who::Person),
            target: Target {
                uri: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
                reads: parts.method == Method::GET || parts.method == Method::HEAD,
            },
            from: proxied.or(peer).unwrap_or(IpAddr::from([127, 0, 0, 1])),
            done: kept("done").filter(|key| !key.is_empty()).map(ToOwned::to_owned),
            system: false,
            json: text(header::ACCEPT).is_some_and(|accept| accept.starts_with("application/json")),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn the_last_address_is_the_proxys() {
        let of = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            last_address(&headers, "X-Forwarded-For").map(|address| address.to_string())
        };
        assert_eq!(of(&["192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(of(&["198.51.100.9, 192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(of(&["198.51.100.9", "192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(of(&["198.51.100.9", "unknown"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_token_that_can_not_be_read_is_a_token() {
        let of = |line: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_bytes(line).unwrap());
            bearer(&headers).map(ToOwned::to_owned)
        };
        assert_eq!(of(b"Bearer visavis_x").as_deref(), Some("visavis_x"));
        assert_eq!(of(b"bearer   visavis_x").as_deref(), Some("visavis_x"));
        assert_eq!(of(b"Bearer").as_deref(), Some(""));
        assert_eq!(of(b"Bearer \xff").as_deref(), Some(""));
        assert_eq!(of(b"Bearerly x"), None);
        assert_eq!(of(b"Basic eDp5"), None);
    }
}
