//! A request of the API once all that was sent has been held against its operation, and its answer.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, FromRequestParts, Multipart, RawPathParams, Request},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Operation, idempotency, shape};
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Result},
    http::{Answer, Ask, Failure, Fields, coding, fields},
    jobs,
    outside::Picture,
};

/// The longest idempotency key.
const LONGEST_KEY: usize = 255;

/// A request of the API.
#[derive(Debug)]
pub struct Call {
    /// Who asks.
    pub ask: Ask,
    /// What stands behind the `?`.
    pub query: Fields,
    /// What was sent.
    pub fields: Fields,
    /// The picture that was sent along.
    pub picture: Option<Picture>,
    /// The name under which its answer is kept.
    pub key: Option<String>,
    /// The hash of what was sent, and where.
    pub request: [u8; 32],
    operation: Arc<Operation>,
    path: Vec<(String, String)>,
    if_match: Vec<String>,
    if_none_match: Vec<String>,
}

/// The head of a request of the API, held against its operation: for a handler that reads the body itself.
#[derive(Debug)]
pub struct Asked {
    /// Who asks.
    pub ask: Ask,
    /// What stands behind the `?`.
    pub query: Fields,
    operation: Arc<Operation>,
    path: Vec<(String, String)>,
    key: Option<String>,
    if_match: Vec<String>,
    if_none_match: Vec<String>,
}

impl FromRequestParts<App> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let ask = Ask::from_request_parts(parts, app).await?;
        let Some(operation) = parts.extensions.get::<Arc<Operation>>().cloned() else {
            return Err(Error::Inner("a route of the API without its operation".into()).into());
        };
        let query = ask.query();
        // Whose request it is is asked before anything else is read of it.
        let known = ask.session.is_some() || ask.token.is_some();
        if known && (!operation.reads() || ask.target.uri.contains('?')) {
            app.look(&ask, |_| Ok(())).await?;
        }
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let faults = operation.query.faults_of_query(&query);
        if !faults.is_empty() {
            return Err(Error::Malformed(faults).into());
        }
        let key = match parts.headers.get("idempotency-key").filter(|_| operation.repeats()) {
            None => None,
            Some(key) => Some(read_key(key)?),
        };
        let if_match = coding::tags(&parts.headers, header::IF_MATCH).ok_or(Error::Unreadable("error-if-match"))?;
        // Where it would be left unread, what somebody else has changed would be overwritten after all.
        if !if_match.is_empty() && (operation.reads() || !operation.guarded) {
            return Err(Error::Unreadable("error-if-match-here").into());
        }
        let if_none_match = coding::tags(&parts.headers, header::IF_NONE_MATCH).unwrap_or_default();
        Ok(Self { ask, query, operation, path, key, if_match, if_none_match })
    }
}

impl FromRequest<App> for Call {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let asked = Asked::from_request_parts(&mut parts, app).await?;
        let Asked { ask, query, operation, path, key, if_match, if_none_match } = asked;
        let fields = match operation.reads() {
            true => Fields::default(),
            false => sent(&operation, Request::from_parts(parts, body), app).await?,
        };
        let picture = match operation.picture {
            Some(field) => app.picture(&ask, &fields, field).await?,
            None => None,
        };
        let mut hash = Sha256::new();
        hash.update(operation.name.as_bytes());
        hash.update(ask.target.uri.as_bytes());
        fields.digest(&mut hash);
        let request = hash.finalize().into();
        Ok(Self { ask, query, fields, picture, key, request, operation, path, if_match, if_none_match })
    }
}

/// What was sent, found to be what the operation takes.
async fn sent(operation: &Operation, request: Request, app: &App) -> Result<Fields> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let nothing = shape::record();
    let shape = operation.body.as_ref().unwrap_or(&nothing);
    if kind == "multipart/form-data" && operation.picture.is_some() {
        let mut request = request;
        axum::extract::DefaultBodyLimit::max(fields::MOST_FILES).apply(&mut request);
        let parts = Multipart::from_request(request, app).await.map_err(|_| Error::Unreadable("error-not-a-form"))?;
        let fields = Fields::from_multipart(parts).await?;
        // What stands in its lists is left to the verb, as on the pages.
        let faults = shape.in_a_form().faults_of_form(&fields, operation.picture);
        return if faults.is_empty() { Ok(shape.ticked(shape.parted(fields))) } else { Err(Error::Malformed(faults)) };
    }
    let body = fields::whole(request.into_body(), fields::MOST_TEXT).await?;
    // Many clients name JSON with each request; only where something is taken is nothing no JSON.
    let nothing = body.is_empty() && (kind != "application/json" || operation.body.is_none());
    let value = match kind.as_str() {
        _ if nothing => Value::Object(serde_json::Map::new()),
        "application/json" => serde_json::from_slice(&body).map_err(|_| Error::Unreadable("error-not-json"))?,
        _ => return Err(Error::Unreadable("error-unknown-kind-of-body")),
    };
    let faults = shape.faults(&value);
    if !faults.is_empty() {
        return Err(Error::Malformed(faults));
    }
    let Value::Object(object) = value else { return Err(Error::Unreadable("error-not-a-json-object")) };
    Ok(shape.ticked(Fields::from_object(object)?))
}

fn read_key(key: &HeaderValue) -> Result<String> {
    let fine = |key: &&str| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    let key = key.to_str().ok().filter(fine);
    key.map(ToOwned::to_owned).ok_or(Error::Unreadable("error-idempotency-key"))
}

// ── Tags ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The tag of a body: what is the same has the same.
pub fn tag(body: &str) -> String {
    format!("\"{}\"", BASE64URL_NOPAD.encode(&Sha256::digest(body.as_bytes())[..12]))
}

// ── Carrying out ───────────────────────────────────────────────────────────────────────────────────────────────────

impl Call {
    /// A part of the path, as text.
    pub fn text(&self, name: &str) -> &str {
        self.path.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A part of the path that is an id; what is none is not found.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T> {
        self.text(name).parse().map_err(|_| Error::NotFound)
    }

    /// `Ok` unless the request wants to change something that has become another since it was read.
    ///
    /// # Errors
    /// [`Error::Changed`].
    pub fn unchanged(&self, shown: &Value) -> Result<()> {
        let now = tag(&shown.to_string());
        let fine = self.if_match.is_empty() || self.if_match.iter().any(|tag| tag == "*" || *tag == now);
        if fine { Ok(()) } else { Err(Error::Changed) }
    }

    /// Reads, and answers.
    pub async fn look(self, app: App, read: impl Fn(&mut Look<'_>, &Self) -> Result<Said> + Send + 'static) -> Answer {
        let call = Arc::new(self);
        let asked = call.clone();
        let said = app.look(&call.ask, move |look| read(look, &asked)).await?;
        Ok(call.answer(said))
    }

    /// Changes something, and answers when that is on the disk. A repeated request is answered by what was answered.
    pub async fn act(self, app: App, write: impl Fn(&mut Act<'_>, &Self) -> Result<Said> + Send + 'static) -> Answer {
        let call = Arc::new(self);
        let asked = call.clone();
        let outcome = app.act(&call.ask, move |act| idempotency::once(act, &asked, &write, None)).await;
        call.acted(app, outcome).await
    }

    /// The same where what is answered is not to be kept a second time: to a repeated request it is derived again from
    /// `Location` (empty where there was none), and is what it has become.
    pub async fn act_or_derive(
        self,
        app: App,
        write: impl Fn(&mut Act<'_>, &Self) -> Result<Said> + Send + 'static,
        derive: impl Fn(&mut Act<'_>, &Self, &str) -> Result<Value> + Send + 'static,
    ) -> Answer {
        let call = Arc::new(self);
        let asked = call.clone();
        let outcome = app.act(&call.ask, move |act| idempotency::once(act, &asked, &write, Some(&derive))).await;
        call.acted(app, outcome).await
    }

    async fn acted(&self, app: App, outcome: Result<Said>) -> Answer {
        let call = self;
        // A picture that nothing shows goes again; also one that came with a request that had been answered before.
        if let Some(picture) = &call.picture
            && outcome.as_ref().map_or(true, |said| said.repeated)
        {
            jobs::forget_picture(&app, &picture.hash).await?;
        }
        Ok(call.answer(outcome?))
    }

    /// The answer with its headers, or that nothing has changed.
    pub fn answer(&self, said: Said) -> Response {
        let text = said.body.as_ref().map(ToString::to_string);
        let tag = text.as_deref().filter(|_| said.status == StatusCode::OK).map(tag);
        let known = |tag: &String| coding::knows(&self.if_none_match, tag);
        let mut response = match text {
            Some(_) if self.operation.reads() && tag.as_ref().is_some_and(known) => {
                StatusCode::NOT_MODIFIED.into_response()
            }
            Some(text) => (said.status, [(header::CONTENT_TYPE, "application/json")], text).into_response(),
            None => said.status.into_response(),
        };
        let mut put = |name: HeaderName, value: Option<String>| {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                response.headers_mut().insert(name, value);
            }
        };
        put(header::ETAG, tag.filter(|_| self.operation.reads() || self.operation.guarded));
        put(header::LOCATION, said.location);
        put(header::LINK, said.next.map(|next| format!("<{}>; rel=\"next\"", self.address_after(&next))));
        put(HeaderName::from_static("idempotency-replayed"), said.repeated.then(|| "true".to_owned()));
        response
    }

    /// The address of the next part of a list.
    fn address_after(&self, next: &str) -> String {
        let (path, query) = self.ask.target.uri.split_once('?').unwrap_or((&self.ask.target.uri, ""));
        let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "after");
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair("after", next).finish();
        format!("{path}?{query}")
    }
}

/// What an operation answers.
#[derive(Debug)]
pub struct Said {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: Option<Value>,
    /// Where what was made is read.
    pub location: Option<String>,
    /// Where the next part of a list begins.
    pub next: Option<String>,
    /// Whether this was answered before to the same request.
    pub repeated: bool,
}

impl Said {
    fn new(status: StatusCode, body: Option<Value>) -> Self {
        Self { status, body, location: None, next: None, repeated: false }
    }

    /// Here it is.
    pub fn ok(body: Value) -> Self {
        Self::new(StatusCode::OK, Some(body))
    }

    /// It was made, and is read there.
    pub fn made(location: String, body: Value) -> Self {
        Self { location: Some(location), ..Self::new(StatusCode::CREATED, Some(body)) }
    }

    /// It was done, and there is nothing to show.
    pub fn done() -> Self {
        Self::new(StatusCode::NO_CONTENT, None)
    }

    /// With where the next part begins.
    #[must_use]
    pub fn next(mut self, next: Option<String>) -> Self {
        self.next = next;
        self
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_and_can_be_read() {
        assert_eq!(read_key(&HeaderValue::from_static("7f3")).unwrap(), "7f3");
        assert!(read_key(&HeaderValue::from_static("")).is_err());
        assert!(read_key(&HeaderValue::from_static("a b")).is_err());
        assert!(read_key(&HeaderValue::from_str(&"k".repeat(256)).unwrap()).is_err());
        assert!(read_key(&HeaderValue::from_bytes(b"\xff").unwrap()).is_err());
    }
}
