//! What pages are made of besides HTML: styles, scripts, fonts, drawings. Embedded in the program.
//!
//! All of it lives below one folder named after its content, so that modules can import each other by relative
//! paths, and everything may be kept for ever.

use std::sync::OnceLock;

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::Answer;
use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "web/assets/"]
struct Files;

/// The name of the folder: changes when any file changes.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut paths: Vec<_> = Files::iter().collect();
        paths.sort();
        let mut hash = Sha256::new();
        for path in paths {
            hash.update(path.as_bytes());
            if let Some(file) = Files::get(&path) {
                hash.update(file.metadata.sha256_hash());
            }
        }
        HEXLOWER.encode(&hash.finalize()[..6])
    })
}

/// The address of a file below `web/assets/`.
pub fn url(path: &str) -> String {
    format!("/assets/{}/{path}", version())
}

/// `GET /assets/{version}/{path}`
pub async fn file(Path((asked, path)): Path<(String, String)>) -> Answer {
    let mut response = embedded(&path)?;
    let keep = if asked == version() { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    Ok(response)
}

/// `GET /sw.js`: the service worker, at the root so that it serves all pages.
pub async fn service_worker() -> Answer {
    let mut response = embedded("js/sw.js")?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// `GET /assets/manifest.json`: what the service worker keeps for when there is no network.
pub async fn manifest() -> Answer {
    let offline = |path: &&str| !path.ends_with(".md") && !path.ends_with(".txt");
    let mut files: Vec<String> = Files::iter()
        .map(|path| path.into_owned())
        .filter(|path| offline(&path.as_str()))
        .map(|path| url(&path))
        .collect();
    files.sort();
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

fn embedded(path: &str) -> Result<Response, Error> {
    let file = Files::get(path).ok_or(Error::NotFound)?;
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
    let body = match file.data {
        std::borrow::Cow::Borrowed(bytes) => axum::body::Body::from(bytes),
        std::borrow::Cow::Owned(bytes) => axum::body::Body::from(bytes),
    };
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}
