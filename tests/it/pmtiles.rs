//! Maps from a file of tiles.

use std::path::Path;

use visavis::{
    app::App,
    config::Tiles,
    db::Place,
    router,
    time::{Clock, Dice},
};

use crate::world::{Browser, config};

/// A file with one tile, of zoom 1 in the north-west, of such a kind.
fn file(at: &Path, kind: u8, about: &str) {
    // One entry: tile 1, once, four bytes, at the beginning.
    let root = [1, 1, 1, 4, 1];
    let tile = b"TILE";
    let mut bytes = vec![0; 127];
    bytes[..8].copy_from_slice(b"PMTiles\x03");
    let mut place = |at: usize, from: usize, length: usize| {
        bytes[at..at + 8].copy_from_slice(&(from as u64).to_le_bytes());
        bytes[at + 8..at + 16].copy_from_slice(&(length as u64).to_le_bytes());
    };
    place(8, 127, root.len());
    place(24, 127 + root.len(), about.len());
    place(40, 127 + root.len() + about.len(), 0);
    place(56, 127 + root.len() + about.len(), tile.len());
    (bytes[97], bytes[98], bytes[99], bytes[101]) = (1, 1, kind, 3);
    bytes.extend(root);
    bytes.extend(about.as_bytes());
    bytes.extend(tile);
    std::fs::write(at, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_the_operators_has_streets_and_asks_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("map.pmtiles");
    file(&at, 2, r#"{"attribution": "<a href=\"https://maps.example\">&copy; Map makers</a>"}"#);
    let mut settings = config(Place::File(folder.path().join("visavis.db")), folder.path().to_owned());
    settings.tiles = Some(Tiles::of_file(&at, "").unwrap());
    let app = App::open(settings, Clock::at(crate::world::NOON), Dice::seeded(7)).await.unwrap();
    let mut stranger = Browser::of(&router::router(&app));
    let page = stranger.get("/find?view=map&at=48.137,11.575,2").await.is(200);
    let policy = page.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("img-src 'self' blob: data:;"), "{policy}");
    page.has("href=\"/tiles/2/").has("© Map makers");
    // Nearer than the file goes, maps are drawn as without it.
    stranger.get("/find?view=map&at=48.137,11.575,8").await.is(200).lacks("/tiles/").has("map-land");
    let tile = stranger.get("/tiles/1/0/0").await.is(200);
    assert_eq!((tile.headers["content-type"].as_bytes(), tile.body.as_str()), (&b"image/png"[..], "TILE"));
    assert_eq!(tile.headers["cache-control"], "public, max-age=86400");
    for nothing in ["/tiles/1/1/0", "/tiles/1/2/0", "/tiles/9/0/0", "/tiles/99/0/0", "/tiles/a/b/c", "/tiles/1/-1/0"] {
        stranger.get(nothing).await.is(404);
    }
}

#[test]
fn a_file_that_can_not_be_shown_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("map.pmtiles");
    let refused = |attribution: &str| Tiles::of_file(&at, attribution).unwrap_err();
    assert!(refused("© Somebody").contains("--pmtiles"));
    std::fs::write(&at, "no such file").unwrap();
    assert!(refused("© Somebody").contains("no PMTiles file"));
    file(&at, 1, "{}");
    assert!(refused("© Somebody").contains("vectors"));
    file(&at, 3, "{}");
    assert!(refused(" ").contains("--tiles-attribution"));
    assert_eq!(Tiles::of_file(&at, "© Somebody").unwrap().attribution, "© Somebody");
}
