//! What a form, or a JSON body, says: the same names either way, so that page and API are checked by the same rules.

use std::collections::BTreeMap;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use http_body_util::LengthLimitError;
use sha2::{Digest, Sha256};
use tower_http::timeout::TimeoutError;

use crate::{app::App, error::Error};

use super::{Ask, Failure, api::shape::whole_number};

/// The longest body without a file (bytes).
pub(super) const MOST_TEXT: usize = 256 << 10;
/// The longest body with files (bytes): a large photo of a phone.
pub(super) const MOST_FILES: usize = 16 << 20;
/// The most fields in one body.
const MOST_FIELDS: usize = 400;

/// The fields of a body.
#[derive(Debug, Default, Clone)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Upload>,
}

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its bytes.
    pub bytes: Bytes,
}

impl Fields {
    /// The text of a field without blanks around it; empty where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// The text of a field; `None` where it was not sent or is blank.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// All values of a field that may be there several times.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.values.get(name).into_iter().flatten().map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// The names of the fields that were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The names of the files that were sent.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All values of a field, also blank ones, as they were sent.
    pub fn every(&self, name: &str) -> impl Iterator<Item = &str> {
        self.values.get(name).into_iter().flatten().map(String::as_str)
    }

    /// These, and of the others those that are not named here: for changing some fields of something stored.
    #[must_use]
    pub fn over(mut self, stored: Self) -> Self {
        for (name, values) in stored.values {
            self.values.entry(name).or_insert(values);
        }
        self
    }

    /// The same with a field of several values, or of none.
    #[must_use]
    pub fn with_list(mut self, name: &str, values: Vec<String>) -> Self {
        self.values.insert(name.to_owned(), values);
        self
    }

    /// The same without a field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.values.remove(name);
        self
    }

    /// Adds all that was sent to a hash.
    pub fn digest(&self, hash: &mut Sha256) {
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        for (name, values) in &self.values {
            add(name.as_bytes());
            add(&(values.len() as u64).to_be_bytes());
            values.iter().for_each(|value| add(value.as_bytes()));
        }
        for (name, file) in &self.files {
            add(name.as_bytes());
            add(&file.bytes);
        }
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// A file; `None` where none was chosen.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name).filter(|file| !file.bytes.is_empty())
    }

    /// The same with another value of a field: for filling a form with what is stored.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        // A character nobody types, and PostgreSQL can't keep.
        self.values.entry(name.to_owned()).or_default().push(value.into().replace('\0', ""));
        self
    }

    /// Reads `a=1&b=2`.
    pub fn from_query(query: &str) -> Self {
        form_urlencoded::parse(query.as_bytes())
            .take(MOST_FIELDS)
            .fold(Self::default(), |fields, (name, value)| fields.with(&name, value))
    }

    fn from_json(bytes: &[u8]) -> Result<Self, Error> {
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|_| Error::Unreadable("error-not-json"))?;
        let serde_json::Value::Object(object) = value else {
            return Err(Error::Unreadable("error-not-a-json-object"));
        };
        Self::from_object(object)
    }

    /// Reads a JSON object. A field that is `null` or an empty list was sent, and has no value.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for objects within it.
    pub fn from_object(object: serde_json::Map<String, serde_json::Value>) -> Result<Self, Error> {
        let mut fields = Self::default();
        for (name, value) in object.into_iter().take(MOST_FIELDS) {
            let values = match value {
                serde_json::Value::Array(values) => values,
                other => vec![other],
            };
            fields.values.entry(name.clone()).or_default();
            for value in values {
                fields = match value {
                    serde_json::Value::Null => fields,
                    serde_json::Value::String(text) => fields.with(&name, text),
                    value @ serde_json::Value::Number(_) => {
                        let number =
                            whole_number(&value).map_or_else(|| value.to_string(), |number| number.to_string());
                        fields.with(&name, number)
                    }
                    serde_json::Value::Bool(yes) => fields.with(&name, if yes { "yes" } else { "no" }),
                    _ => return Err(Error::Unreadable("error-nested-json")),
                };
            }
        }
        Ok(fields)
    }

    pub(super) async fn from_multipart(mut parts: Multipart) -> Result<Self, Error> {
        let unreadable = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Error::TooLarge(MOST_FILES)
            } else {
                unread(&error, MOST_FILES, "error-not-a-form")
            }
        };
        let mut fields = Self::default();
        let mut count = 0;
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            count += 1;
            if count > MOST_FIELDS {
                return Err(Error::Unreadable("error-not-a-form"));
            }
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                let bytes = part.bytes().await.map_err(unreadable)?;
                fields.files.insert(name, Upload { bytes });
            } else {
                let text = part.text().await.map_err(unreadable)?;
                fields = fields.with(&name, text);
            }
        }
        Ok(fields)
    }
}

/// A body of at most so many bytes, read to its end.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Unreadable`] where it did not come whole, or not in time.
pub async fn whole(body: Body, most: usize) -> Result<Bytes, Error> {
    axum::body::to_bytes(body, most).await.map_err(|error| unread(&error, most, "error-body-broken"))
}

/// Why a body could not be read: too long, too slow, or `otherwise`.
fn unread(error: &(dyn std::error::Error + 'static), most: usize, otherwise: &'static str) -> Error {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return Error::TooLarge(most);
        }
        if error.is::<TimeoutError>() {
            return Error::Unreadable("error-body-late");
        }
        cause = error.source();
    }
    Error::Unreadable(otherwise)
}

impl FromRequest<App> for Fields {
    type Rejection = Failure;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind == "multipart/form-data" {
            // Files are large: whose they are is asked before they are read.
            let (parts, body) = request.into_parts();
            let ask = Ask::of(&parts, app);
            app.look(&ask, |look| look.viewer.person()).await?;
            request = Request::from_parts(parts, body);
            axum::extract::DefaultBodyLimit::max(MOST_FILES).apply(&mut request);
            let parts =
                Multipart::from_request(request, app).await.map_err(|_| Error::Unreadable("error-not-a-form"))?;
            return Ok(Self::from_multipart(parts).await?);
        }
        let body = whole(request.into_body(), MOST_TEXT).await?;
        match kind.as_str() {
            "application/x-www-form-urlencoded" => match std::str::from_utf8(&body) {
                Ok(text) => Ok(Self::from_query(text)),
                Err(_) => Err(Error::Unreadable("error-not-a-form").into()),
            },
            "application/json" => Ok(Self::from_json(&body)?),
            "" if body.is_empty() => Ok(Self::default()),
            _ => Err(Error::Unreadable("error-unknown-kind-of-body").into()),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_json_say_the_same() {
        let form = Fields::from_query("title=Tea&interest=a&interest=b&capacity=8");
        let json = Fields::from_json(br#"{"title":"Tea","interest":["a","b"],"capacity":8,"none":null}"#).unwrap();
        assert!(json.has("none") && json.text("none").is_empty() && json.all("none").next().is_none());
        assert_eq!(form.values, json.without("none").values);
    }

    #[test]
    fn what_is_changed_stands_over_what_is_stored() {
        let stored = Fields::from_query("title=Tea&interest=a&interest=b&venue=Hall");
        let change = Fields::from_json(br#"{"title":"Cake","interest":[],"venue":null}"#).unwrap();
        let both = change.over(stored.with("words", "x"));
        assert_eq!((both.text("title"), both.text("venue"), both.text("words")), ("Cake", "", "x"));
        assert_eq!(both.all("interest").count(), 0);
    }

    #[test]
    fn the_same_fields_have_the_same_hash() {
        let of = |query: &str| {
            let mut hash = Sha256::new();
            Fields::from_query(query).digest(&mut hash);
            hash.finalize()
        };
        assert_eq!(of("a=1&b=2"), of("b=2&a=1"));
        assert_ne!(of("a=1&a=2"), of("a=12"));
        assert_ne!(of("a=1&b=2"), of("a=2&b=1"));
    }

    #[tokio::test]
    async fn a_body_is_too_long_too_slow_or_broken() {
        use axum::BoxError;
        use futures_util::stream;
        use tower_http::timeout::TimeoutBody;

        let long = whole(Body::from("x".repeat(11)), 10).await;
        assert!(matches!(long, Err(Error::TooLarge(10))), "{long:?}");
        let never = Body::from_stream(stream::pending::<Result<Bytes, BoxError>>());
        let late = whole(Body::new(TimeoutBody::new(std::time::Duration::ZERO, never)), 10).await;
        assert!(matches!(late, Err(Error::Unreadable("error-body-late"))), "{late:?}");
        let broken = Body::from_stream(stream::iter([Ok("x"), Err(std::io::Error::other("the line broke"))]));
        let broken = whole(broken, 10).await;
        assert!(matches!(broken, Err(Error::Unreadable("error-body-broken"))), "{broken:?}");
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for body in ["", "[]", "{", "\"x\"", "{\"a\":{}}"] {
            assert!(Fields::from_json(body.as_bytes()).is_err(), "{body}");
        }
    }
}
