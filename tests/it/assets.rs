//! What pages are made of besides HTML: how much of it there is, and how it is sent.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use tower::ServiceExt;
use visavis::http::assets;

use crate::world::{Engine, World};

/// Bytes on the wire that may be spent on script before the scanner is opened, and on style.
const MOST_SCRIPT: usize = 25_000;
const MOST_STYLE: usize = 15_000;

async fn fetch(world: &World, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = Request::get(path).header("host", "localhost:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = world.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    (status, headers, to_bytes(response.into_body(), 32 << 20).await.unwrap().to_vec())
}

/// A file as text.
async fn text(world: &World, path: &str) -> String {
    let (status, _, body) = fetch(world, path, &[]).await;
    assert_eq!(status, 200, "{path}");
    String::from_utf8(body).unwrap()
}

/// What stands in double quotes after each such beginning.
fn named<'a>(page: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(before).skip(1).filter_map(|rest| rest.split('"').next())
}

/// What a module imports before it runs, as addresses.
fn imports(module: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let text = text.replace("from '", "from'").replace("import '", "import'");
    for rest in text.split("from'").skip(1).chain(text.split("import'").skip(1)) {
        let Some(name) = rest.split('\'').next().filter(|name| name.starts_with('.') && name.ends_with(".js")) else {
            continue;
        };
        let mut parts: Vec<&str> = module.split('/').collect();
        parts.pop();
        for part in name.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        found.push(parts.join("/"));
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_meet_loads_before_the_scanner_opens_is_light() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let page = world.person("Ada").await.get("/meet").await.is(200).body;
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    let mut modules: Vec<String> = named(&page, "<script type=\"module\" src=\"").map(str::to_owned).collect();
    assert_eq!(modules.len(), 2, "{modules:?}");
    while let Some(module) = modules.pop() {
        if weights.contains_key(&module) {
            continue;
        }
        modules.extend(imports(&module, &text(&world, &module).await));
        let (_, headers, packed) = fetch(&world, &module, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(headers["content-encoding"], "gzip", "{module}");
        weights.insert(module, packed.len());
    }
    assert!(weights.len() > 15 && weights.keys().any(|module| module.ends_with("js/card/keys.js")), "{weights:#?}");
    let script: usize = weights.values().sum();
    println!("{script} bytes in {} modules", weights.len());
    assert!(script < MOST_SCRIPT, "{script} bytes: {weights:#?}");

    let mut style = 0;
    for sheet in named(&page, "<link rel=\"stylesheet\" href=\"") {
        style += fetch(&world, sheet, &[("accept-encoding", "gzip")]).await.2.len();
    }
    println!("{style} bytes of style");
    assert!((1..MOST_STYLE).contains(&style), "{style} bytes of style");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_sent_compressed_to_those_who_can_read_it() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let path = assets::url("js/register.js");
    let plain = text(&world, &path).await;
    for taken in ["gzip", "br, gzip;q=0.5", "*", "deflate, GZIP;q=1"] {
        let (_, headers, body) = fetch(&world, &path, &[("accept-encoding", taken)]).await;
        assert_eq!(headers["content-encoding"], "gzip", "{taken}");
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&body[..]), &mut text).unwrap();
        assert!(text == plain);
    }
    for refused in ["", "identity", "br", "gzip;q=0, *", "gzip; q=0.0"] {
        let (_, headers, body) = fetch(&world, &path, &[("accept-encoding", refused)]).await;
        assert!(!headers.contains_key("content-encoding") && body == plain.as_bytes(), "{refused}");
    }
    let (_, headers, _) = fetch(&world, &path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(headers.get_all("vary").iter().collect::<Vec<_>>(), ["accept-encoding"]);
    assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
    // What is small already stays as it is, and does not depend on who asks.
    let (_, headers, _) =
        fetch(&world, &assets::url("fonts/figtree-latin.woff2"), &[("accept-encoding", "gzip")]).await;
    assert!(!headers.contains_key("content-encoding") && !headers.contains_key("vary"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_file_already_is_told_so() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    for path in ["/sw.js".to_owned(), assets::url("css/base.css"), assets::url("img/icon-192.png")] {
        // As browsers do: taken with the coding in which it is asked for again.
        let (_, headers, _) = fetch(&world, &path, &[("accept-encoding", "gzip")]).await;
        let tag = headers["etag"].to_str().unwrap().to_owned();
        let several = format!("\"other\", {tag}");
        for known in [tag.as_str(), several.as_str(), "*"] {
            let asked = [("if-none-match", known), ("accept-encoding", "gzip")];
            let (status, headers, body) = fetch(&world, &path, &asked).await;
            assert!(status == 304 && body.is_empty(), "{path} {known}: {status}");
            assert_eq!(headers["etag"], tag.as_str());
        }
        let (status, ..) = fetch(&world, &path, &[("if-none-match", "W/\"000000000000\"")]).await;
        assert_eq!(status, 200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_wrote_is_sent_as_they_wrote_it_with_their_licences() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/assets/vendor");
    let mut licences = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let served = text(&world, &assets::url(&format!("vendor/{name}"))).await;
        assert!(served == fs::read_to_string(entry.path()).unwrap(), "{name}");
        licences += usize::from(name.ends_with("-LICENSE.txt"));
    }
    assert_eq!(licences, 3);
}

/// The scripts' own tests, over what is served. Where there is no Node.js, `./test js` says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_served_passes_the_tests_of_its_source() {
    if Command::new("node").arg("--version").output().is_err() {
        println!("no Node.js here");
        return;
    }
    let world = World::new(Engine::Sqlite).await.unwrap();
    let (root, copy) = (Path::new(env!("CARGO_MANIFEST_DIR")), tempfile::tempdir().unwrap());
    for name in fs::read_dir(root.join("tests/js")).unwrap().map(|entry| entry.unwrap().file_name()) {
        fs::create_dir_all(copy.path().join("tests/js")).unwrap();
        fs::copy(root.join("tests/js").join(&name), copy.path().join("tests/js").join(&name)).unwrap();
    }
    fs::copy(root.join("package.json"), copy.path().join("package.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text(&world, "/assets/manifest.json").await).unwrap();
    let mut scripts = Vec::new();
    for path in manifest["files"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()) {
        let file = copy.path().join("web/assets").join(path.splitn(4, '/').nth(3).unwrap());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, fetch(&world, path, &[]).await.2).unwrap();
        if path.ends_with(".js") {
            scripts.push(file);
        }
    }
    let parse = "const fs = require('fs'), vm = require('vm')
        for (const file of process.argv.slice(1)) new vm.SourceTextModule(fs.readFileSync(file, 'utf8'), { identifier: file })";
    let mut node = Command::new("node");
    let checked = node.args(["--experimental-vm-modules", "-e", parse, "--"]).args(scripts).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let tests = ["card.test.mjs", "meet.test.mjs"].map(|name| copy.path().join("tests/js").join(name));
    let vectors = root.join("crates/wire/tests/fixtures/encounter-vectors.json");
    let mut node = Command::new("node");
    let outcome = node.arg("--test").args(tests).env("VECTORS", vectors).current_dir(copy.path()).output().unwrap();
    let said = String::from_utf8_lossy(&outcome.stdout);
    assert!(outcome.status.success(), "{said}");
    assert!(said.contains("pass ") && !said.contains("pass 0"), "{said}");
}
