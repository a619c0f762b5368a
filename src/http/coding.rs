//! In which coding an answer goes out, and the tags by which a client says what it has (RFC 9110 §8.8.3, §12.5.3, §13.1).

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

/// What follows the tag of a body that was compressed on its way.
const GZIP: &str = "-gzip";

/// The values of a header that is a list.
fn values(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).map(str::trim)
}

/// Whether `Accept-Encoding` names gzip, or everything, and not to refuse it.
pub(super) fn takes_gzip(asked: &HeaderMap) -> bool {
    let weight_of = |wanted: &str| {
        values(asked, header::ACCEPT_ENCODING).find_map(|value| {
            let (name, weight) = value.split_once(';').unwrap_or((value, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case(wanted).then_some(weight.unwrap_or(1.0))
        })
    };
    weight_of("gzip").or_else(|| weight_of("*")).is_some_and(|weight| weight > 0.0)
}

/// Middleware outside of compression: leaves of `Accept-Encoding` whether gzip is taken. Who takes neither that nor plain
/// text would be refused after the work is done; they get plain text, which the RFC leaves to us.
pub async fn as_we_can(mut request: Request) -> Request {
    let gzip = takes_gzip(request.headers());
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    if gzip {
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
    request
}

/// The tags of a conditional header, without what compression added; `None` where one of them is none.
pub(super) fn tags(headers: &HeaderMap, name: HeaderName) -> Option<Vec<String>> {
    let mut tags = Vec::new();
    for line in headers.get_all(name) {
        let line = line.to_str().ok()?;
        // A tag may hold commas of its own.
        let mut quoted = false;
        let parts = line.split(|char| {
            quoted ^= char == '"';
            char == ',' && !quoted
        });
        for tag in parts.map(str::trim).filter(|tag| !tag.is_empty()) {
            let opaque = tag.strip_prefix("W/").unwrap_or(tag);
            let whole = opaque.len() >= 2 && opaque.starts_with('"') && opaque.ends_with('"');
            if tag != "*" && !whole {
                return None;
            }
            tags.push(tag.replace(&format!("{GZIP}\""), "\""));
        }
    }
    Some(tags)
}

/// Whether the client has what this tag names already (`If-None-Match`, compared weakly). What can't be read names nothing.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    knows(&tags(headers, header::IF_NONE_MATCH).unwrap_or_default(), tag)
}

/// The same where the header has been read.
pub(super) fn knows(known: &[String], tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    known.iter().any(|known| known == "*" || opaque(known) == opaque(tag))
}

/// Middleware outside of compression: a body in another coding has another tag. A weak one names both.
pub async fn tagged_by_coding(mut response: Response) -> Response {
    if response.headers().contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && !tag.starts_with("W/")
        && let Some(plain) = tag.strip_suffix('"')
        && let Ok(other) = HeaderValue::from_str(&format!("{plain}{GZIP}\""))
    {
        response.headers_mut().insert(header::ETAG, other);
    }
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    fn asked(name: HeaderName, lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(&name, line.parse().unwrap());
        }
        headers
    }

    #[test]
    fn tags_are_read_with_and_without_compression() {
        let headers = asked(header::IF_MATCH, &["\"a-gzip\", \"b\"", "W/\"c\""]);
        assert_eq!(tags(&headers, header::IF_MATCH).unwrap(), ["\"a\"", "\"b\"", "W/\"c\""]);
        let headers = asked(header::IF_MATCH, &["\"a,b\", W/\",c,\""]);
        assert_eq!(tags(&headers, header::IF_MATCH).unwrap(), ["\"a,b\"", "W/\",c,\""]);
        assert_eq!(tags(&HeaderMap::new(), header::IF_MATCH).unwrap(), [""; 0]);
        assert_eq!(tags(&asked(header::IF_MATCH, &["\"a\", b"]), header::IF_MATCH), None);
        let mut odd = HeaderMap::new();
        odd.insert(header::IF_MATCH, HeaderValue::from_bytes(b"\"\xff\"").unwrap());
        assert_eq!(tags(&odd, header::IF_MATCH), None);
    }

    #[test]
    fn what_is_known_is_compared_weakly() {
        for (line, tag, known) in [
            ("\"a\"", "\"a\"", true),
            ("\"b\", W/\"a-gzip\"", "\"a\"", true),
            ("\"a-gzip\"", "W/\"a\"", true),
            ("*", "\"a\"", true),
            ("\"b\"", "\"a\"", false),
            ("a", "\"a\"", false),
        ] {
            assert_eq!(is_known(&asked(header::IF_NONE_MATCH, &[line]), tag), known, "{line} {tag}");
        }
    }

    #[test]
    fn gzip_is_taken_where_it_is_named_and_not_refused() {
        for (line, takes) in [
            ("gzip", true),
            ("br, GZip;q=0.5", true),
            ("*", true),
            ("*;q=0", false),
            ("gzip;q=0, *", false),
            ("br, identity;q=0", false),
            ("", false),
        ] {
            assert_eq!(takes_gzip(&asked(header::ACCEPT_ENCODING, &[line])), takes, "{line}");
        }
    }
}
