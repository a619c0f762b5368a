//! All routes in one place, and what surrounds them.

use std::time::Duration;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware,
    response::IntoResponse,
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate},
    timeout::RequestBodyTimeoutLayer,
};

use crate::{
    app::App,
    communities, demo, encounters,
    error::Error,
    feeds, find, gatherings, home,
    http::{Answer, Failure, Routes, Who, api, as_we_can, assets, guard, live, panicked, tagged_by_coding},
    imports, jobs, notices, operator,
    outside::Size,
    people, series, talk, ties, tiles, watch, webhooks, whom,
};

/// Every route there is.
pub fn routes() -> Routes {
    Routes::new()
        .get("/health", Who::Anyone, health)
        .get("/ready", Who::Anyone, ready)
        .get("/assets/manifest.json", Who::Anyone, assets::manifest)
        .get("/assets/{version}/{*path}", Who::Anyone, assets::file)
        .get("/sw.js", Who::Anyone, assets::service_worker)
        .get("/manifest.webmanifest", Who::Anyone, assets::web_manifest)
        .get("/media/{hash}", Who::Anyone, picture)
        .get("/media/{hash}/s", Who::Anyone, small_picture)
        .get("/live", Who::Person, live::listen)
        .and(tiles::routes())
        .and(api::routes())
        .and(home::routes())
        .and(people::routes())
        .and(ties::routes())
        .and(communities::routes())
        .and(gatherings::routes())
        .and(series::routes())
        .and(talk::routes())
        .and(encounters::routes())
        .and(whom::routes())
        .and(find::routes())
        .and(feeds::routes())
        .and(imports::routes())
        .and(webhooks::routes())
        .and(notices::routes())
        .and(operator::routes())
        .and(demo::routes())
}

/// What the server serves.
pub fn router(app: &App) -> Router {
    around(routes().into_router(), app)
}

/// The same of other routes: a test brings one that panics.
pub fn around(routes: Router<App>, app: &App) -> Router {
    routes
        .fallback(nothing)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .layer(middleware::from_fn_with_state(app.clone(), encounters::anchored))
        // Should that which finds words for an error fail itself.
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), watch::observe))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(DefaultPredicate::new().and(is_not_packed)),
        )
        .layer(middleware::map_request(as_we_can))
        .layer(middleware::map_response(tagged_by_coding))
        // Who sends nothing for so long keeps no place.
        .layer(RequestBodyTimeoutLayer::new(Duration::from_secs(30)))
        .with_state(app.clone())
}

/// Assets are compressed once, and say so themselves.
fn is_not_packed(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<assets::Packed>().is_none()
}

async fn nothing() -> Failure {
    Error::NotFound.into()
}

async fn wrong_method() -> Failure {
    Error::Unreadable("error-method").into()
}

/// `GET /health`: 200 once requests are answered and storage can be read.
async fn health(State(app): State<App>) -> Answer {
    app.look(&crate::http::Ask::system(), |look| look.one::<(i64,)>("SELECT 1", &[])).await?;
    Ok("ready\n".into_response())
}

/// `GET /ready`: 200 while requests are to be sent here, 503 once the program is about to end or storage is away.
async fn ready(State(app): State<App>) -> Answer {
    if *app.shared.stopping.borrow() {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response());
    }
    health(State(app)).await
}

/// What `--metrics` serves, apart from everything else.
pub fn metrics(app: &App) -> Router {
    Router::new().route("/metrics", axum::routing::get(figures)).with_state(app.clone())
}

async fn figures(State(app): State<App>) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")];
    match watch::figures(&app).await {
        Ok(text) => (kind, text).into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
    }
}

async fn picture(State(app): State<App>, Path(hash): Path<String>) -> Answer {
    jpeg(&app, &hash, Size::Large).await
}

async fn small_picture(State(app): State<App>, Path(hash): Path<String>) -> Answer {
    jpeg(&app, &hash, Size::Small).await
}

/// A picture's name is 128 bits that only those learn who see the page it is on; what it names never changes. Photos of
/// gatherings have addresses of their own, at which is asked who may see them.
async fn jpeg(app: &App, hash: &str, size: Size) -> Answer {
    let name = hash.to_owned();
    if app.look(&crate::http::Ask::system(), move |look| jobs::is_for_some(look, &name)).await? {
        return Err(Error::NotFound.into());
    }
    let bytes = app.shared.media.read(hash, size).await?;
    let headers =
        [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((headers, bytes).into_response())
}
