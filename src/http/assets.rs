//! What pages are made of besides HTML: styles, scripts, fonts, drawings. Embedded in the program.
//!
//! All of it lives below one folder named after its content, so that modules can import each other by relative
//! paths, and everything may be kept for ever. Scripts and styles go out squeezed, and compressed once for all.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{LazyLock, OnceLock},
};

use axum::{
    body::Bytes,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use flate2::{Compression, write::GzEncoder};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{Answer, coding, squeeze};
use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "web/assets/"]
struct Files;

/// A file as it is served.
struct Asset {
    kind: &'static str,
    plain: Bytes,
    /// The same, compressed when it was first asked for; `None` where that saves nothing.
    gzip: OnceLock<Option<Bytes>>,
    /// Its hash.
    name: String,
}

/// All files, read when the first is asked for. What is vendored is served as its makers wrote it.
static ALL: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    Files::iter().filter_map(|path| Files::get(&path).map(|file| (path.to_string(), Asset::of(&path, file)))).collect()
});

impl Asset {
    fn of(path: &str, file: rust_embed::EmbeddedFile) -> Self {
        let kind = match path.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("woff2") => "font/woff2",
            Some("json") => "application/json",
            Some("wasm") => "application/wasm",
            _ => "text/plain; charset=utf-8",
        };
        let ours = !path.starts_with("vendor/");
        let plain = match std::str::from_utf8(&file.data) {
            Ok(text) if ours && path.ends_with(".js") => squeeze::script(text).into(),
            Ok(text) if ours && path.ends_with(".css") => squeeze::style(text).into(),
            _ => match file.data {
                std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => bytes.into(),
            },
        };
        let name = HEXLOWER.encode(&Sha256::digest(&plain)[..6]);
        Self { kind, plain, gzip: OnceLock::new(), name }
    }

    fn gzip(&self) -> Option<&Bytes> {
        let packed = self.gzip.get_or_init(|| {
            if matches!(self.kind, "image/png" | "font/woff2") {
                return None;
            }
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&self.plain).and_then(|()| encoder.finish()).ok().map(Bytes::from)
        });
        packed.as_ref().filter(|packed| packed.len() < self.plain.len())
    }

    /// The answer to one who may have it already, and who may take it compressed.
    fn answer(&self, asked: &HeaderMap, keep: &'static str) -> Response {
        let mut response = ().into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        // Weak: it names what is said, compressed or not.
        let tag = format!("W/\"{}\"", self.name);
        if self.gzip().is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        let known = coding::is_known(asked, &tag);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        let body = match self.gzip() {
            Some(packed) if coding::takes_gzip(asked) => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                packed
            }
            _ => &self.plain,
        };
        *response.body_mut() = body.clone().into();
        response.extensions_mut().insert(Packed);
        response
    }
}

/// Marks an answer that is to go out as it is.
#[derive(Debug, Clone, Copy)]
pub struct Packed;

/// The name of the folder: changes when anything changes that is served from it.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut hash = Sha256::new();
        for (path, asset) in ALL.iter() {
            hash.update(path.as_bytes());
            hash.update(asset.name.as_bytes());
        }
        HEXLOWER.encode(&hash.finalize()[..6])
    })
}

/// The address of a file below `web/assets/`.
pub fn url(path: &str) -> String {
    format!("/assets/{}/{path}", version())
}

/// Whether that path leads to one of these files, or to their list: what a page is made of is not counted.
pub(super) fn has(path: &str) -> bool {
    let below = path.strip_prefix("/assets/");
    below == Some("manifest.json")
        || below.and_then(|below| below.split_once('/')).is_some_and(|(_, path)| ALL.contains_key(path))
}

/// A file of ours as text.
pub fn text(path: &str) -> Option<String> {
    ALL.get(path).and_then(|asset| String::from_utf8(asset.plain.to_vec()).ok())
}

/// `GET /assets/{version}/{path}`
pub async fn file(Path((asked, path)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let keep = if asked == version() { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(ALL.get(&path).ok_or(Error::NotFound)?.answer(&headers, keep))
}

/// `GET /sw.js`: the service worker, at the root so that it serves all pages.
pub async fn service_worker(headers: HeaderMap) -> Answer {
    Ok(ALL.get("js/sw.js").ok_or(Error::NotFound)?.answer(&headers, "no-cache"))
}

/// `GET /assets/manifest.json`: what the service worker keeps for when there is no network.
pub async fn manifest() -> Answer {
    let offline = |path: &&str| !path.ends_with(".md") && !path.ends_with(".txt");
    let files: Vec<String> = ALL.keys().map(String::as_str).filter(offline).map(url).collect();
    let body = serde_json::json!({ "version": version(), "files": files, "pages": ["/meet", "/offline"] });
    Ok(([(header::CACHE_CONTROL, "no-cache")], axum::Json(body)).into_response())
}

/// `GET /manifest.webmanifest`: lets the pages be installed as an app.
pub async fn web_manifest() -> Answer {
    let icon = |path: &str, size: &str, purpose: &str| serde_json::json!({ "src": url(path), "sizes": size, "type": "image/png", "purpose": purpose });
    let body = serde_json::json!({
        "name": "Visavis",
        "short_name": "Visavis",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf6ec",
        "theme_color": "#fbf6ec",
        "icons": [
            icon("img/icon-192.png", "192x192", "any"),
            icon("img/icon-512.png", "512x512", "any"),
            icon("img/maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [{ "name": "We’ve met", "url": "/meet" }],
    });
    Ok(([(header::CONTENT_TYPE, "application/manifest+json")], body.to_string()).into_response())
}
