//! What programs come for again and again: with a tag, so that what has not changed is not sent again.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{api::tag, coding::is_known};

/// Whom a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The one who asks, and nobody in between.
    Reader,
    /// Everybody, also pages of other sites; it may be kept on the way for a quarter of an hour.
    Everybody,
}

/// A whole document of some kind.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its `Content-Type`.
    pub kind: &'static str,
    /// Whom it is for.
    pub reach: Reach,
    /// Its text.
    pub body: String,
}

impl Document {
    /// The answer, or that nothing has changed since the reader's last time (RFC 9110 §13.1.2).
    pub fn answer(self, headers: &HeaderMap) -> Response {
        let tag = tag(&self.body);
        let mut response = if is_known(headers, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(header::CONTENT_TYPE, self.kind)], self.body).into_response()
        };
        let mut put = |name: HeaderName, value: &'static str| {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        };
        if self.reach == Reach::Everybody {
            put(header::CACHE_CONTROL, "public, max-age=900");
            put(header::VARY, "accept-language");
            put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            put(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
        }
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(with: &str) -> StatusCode {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(with) {
            headers.insert(header::IF_NONE_MATCH, value);
        }
        Document { kind: "text/plain", reach: Reach::Everybody, body: "a".to_owned() }.answer(&headers).status()
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let tag = tag("a");
        for known in ["*", tag.as_str(), &format!("\"x\", W/{tag}")] {
            assert_eq!(asked(known), StatusCode::NOT_MODIFIED, "{known}");
        }
        for other in ["", "\"other\"", "a"] {
            assert_eq!(asked(other), StatusCode::OK, "{other}");
        }
    }
}
