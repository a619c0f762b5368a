//! The API: that the document says what there is, and that what there is does what the document says.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use visavis::{
    http::api::{Operation, Shape},
    people::tokens,
    router,
    time::{DAY, HOUR},
};

use crate::world::{Browser, Reply, World};

pub const ALL: &str = "read write:profile write:ties write:talk write:gatherings write:communities encounters";

/// A program that acts as somebody.
pub struct Program {
    browser: Browser,
    token: String,
}

impl Program {
    /// Makes a token of that persona, on its page.
    pub async fn of(browser: &mut Browser, scopes: &str) -> Self {
        let mut fields = vec![("name", "A script"), ("days", "30")];
        fields.extend(scopes.split(' ').map(|scope| ("scope", scope)));
        let page = browser.post("/you/tokens", &fields).await.is(200);
        let begins = page.body.find("visavis_").unwrap();
        let token = page.body[begins..].split('<').next().unwrap().to_owned();
        let mut bare = browser.clone();
        bare.cookies.clear();
        Self { browser: bare, token }
    }

    /// The same program, talking to a copy of the world.
    pub fn seat(&self, world: &World) -> Self {
        Self { browser: world.seat(&self.browser), token: self.token.clone() }
    }

    pub async fn send(&mut self, method: &str, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Reply {
        let mut request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost:8080")
            .header("authorization", format!("Bearer {}", self.token));
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let reply = self.browser.request(request.body(body).unwrap()).await;
        as_described(method, path, &reply);
        reply
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, None, &[]).await
    }

    pub async fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, Some(body), &[]).await
    }

    pub async fn patch(&mut self, path: &str, body: &Value) -> Reply {
        self.send("PATCH", path, Some(body), &[]).await
    }

    pub async fn put(&mut self, path: &str, body: &Value) -> Reply {
        self.send("PUT", path, Some(body), &[]).await
    }

    pub async fn delete(&mut self, path: &str) -> Reply {
        self.send("DELETE", path, None, &[]).await
    }
}

/// The operations of the table.
fn operations() -> Vec<Operation> {
    router::routes().table().iter().filter_map(|route| route.operation.as_deref().cloned()).collect()
}

/// The operation that a request goes to; a path without parameters comes before one with.
fn operation_of(method: &str, path: &str) -> Option<Operation> {
    let path = path.split('?').next().unwrap();
    let fits = |pattern: &str| {
        let (asked, known): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), pattern.split('/').collect());
        asked.len() == known.len()
            && asked.iter().zip(&known).all(|(asked, known)| known.starts_with('{') || asked == known)
    };
    let mut all = operations();
    all.sort_by_key(|one| one.parameters().count());
    all.into_iter().find(|one| one.method.as_str() == method && fits(one.path))
}

/// The document, as it is served.
fn document() -> &'static Value {
    static DOCUMENT: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
    DOCUMENT.get_or_init(|| visavis::http::api::document(router::routes().table()))
}

/// Fails where an answer, or a refusal, is not what the operation says that it gives.
fn as_described(method: &str, path: &str, reply: &Reply) {
    if !path.starts_with("/api/v1/") {
        return;
    }
    let Some(operation) = operation_of(method, path) else { panic!("no operation is {method} {path}") };
    let status = reply.status.as_u16();
    if reply.headers.contains_key("content-encoding") {
        return;
    }
    let described = &document()["paths"][operation.path][method.to_lowercase()]["responses"][status.to_string()];
    assert!(described.is_object(), "{method} {path}: nobody said {status}: {}", reply.body);
    // Limits are off here, what a browser gets is another test's, and these are there in some answers only.
    let sometimes = ["RateLimit", "RateLimit-Policy", "Link", "Idempotency-Replayed"];
    for name in described["headers"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()) {
        let challenge = name == "WWW-Authenticate" && status == 403;
        assert!(
            challenge || sometimes.contains(&name) || reply.headers.contains_key(name),
            "{method} {path}: {status} without {name}"
        );
    }
    if status == 304 {
        return assert_eq!(reply.body, "", "{method} {path}");
    }
    if status >= 400 {
        assert_eq!(reply.headers["content-type"], "application/problem+json", "{method} {path}");
        let faults = visavis::http::api::problem().faults(&reply.json());
        assert!(faults.is_empty(), "{method} {path}: {faults:?} in {}", reply.body);
        assert_eq!(reply.json()["status"], status);
        return;
    }
    let (wanted, shape): (u16, Option<Shape>) = operation.gives.clone();
    assert_eq!(status, wanted, "{method} {path}: {}", reply.body);
    if path_has_parts(&operation) {
        assert_eq!(reply.headers.contains_key("link"), reply.json()["next"].is_string(), "{method} {path}");
    }
    match shape {
        Some(shape) => {
            let faults = shape.faults(&reply.json());
            assert!(faults.is_empty(), "{method} {path}: {faults:?} in {}", reply.body);
        }
        None => assert_eq!(reply.body, "", "{method} {path}"),
    }
}

fn path_has_parts(operation: &Operation) -> bool {
    operation.query.members().iter().any(|(name, ..)| *name == "after")
}

both!(the_document_and_the_table_name_the_same, |world| {
    let mut stranger = world.stranger();
    let document = stranger.get("/api/openapi.json").await.is(200).json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path} says nothing of itself");
            assert!(operation["responses"].as_object().unwrap().len() > 3, "{method} {path}");
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let routes: BTreeSet<String> = router::routes()
        .table()
        .iter()
        .filter(|route| route.path.starts_with("/api/v1/"))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(described, routes);
    assert!(routes.len() > 20);
    // What is described is served: a method that is not named is refused, with those that are.
    for path in document["paths"].as_object().unwrap().keys() {
        let concrete = path.replace(['{', '}'], "");
        let reply = stranger.send(Method::TRACE, &concrete, None, Body::empty()).await.is(405);
        let allowed: BTreeSet<String> =
            reply.headers["allow"].to_str().unwrap().split(',').map(|method| method.trim().to_owned()).collect();
        let named = document["paths"][path].as_object().unwrap().keys().map(|method| method.to_uppercase());
        assert_eq!(
            allowed.iter().filter(|method| *method != "HEAD").cloned().collect::<BTreeSet<_>>(),
            named.collect()
        );
    }
});

#[test]
fn every_operation_has_a_name_of_its_own_and_an_example_that_fits() {
    let mut names = BTreeSet::new();
    for operation in operations() {
        assert!(names.insert(operation.name), "two operations are called {}", operation.name);
        for shape in operation.body.iter().chain(operation.gives.1.iter()) {
            let faults = shape.faults(&shape.example());
            assert!(faults.is_empty(), "{}: {faults:?}", operation.name);
        }
    }
}

both!(a_token_is_good_for_its_scopes_until_it_runs_out_or_is_taken_back, |world| {
    let mut ada = world.person("Ada").await;
    let mut reader = Program::of(&mut ada, "read").await;
    let me = reader.get("/api/v1/me").await.is(200).json();
    assert_eq!(me["handle"], "ada");
    let refused = reader.patch("/api/v1/me", &json!({ "words": "x" })).await.is(403);
    assert_eq!(refused.json()["code"], "scope");
    assert_eq!(
        refused.headers["www-authenticate"],
        "Bearer realm=\"visavis\", error=\"insufficient_scope\", scope=\"write:profile\""
    );
    // It opens no page, whatever else is sent along.
    let cookie = format!("session={}", ada.cookies["session"]);
    for path in ["/you/tokens", "/you/devices", "/you/delete", "/you"] {
        let reply = reader.send("GET", path, None, &[("cookie", &cookie)]).await;
        assert_eq!(reply.status, 303, "{path}");
        assert!(reply.leads_to().starts_with("/sign-in"));
    }
    for bad in ["visavis_", "visavis_AAAA", "nonsense", ""] {
        let mut other = Program { browser: reader.browser.clone(), token: bad.to_owned() };
        let reply = other.get("/api/v1/me").await.is(401);
        assert_eq!(reply.json()["code"], "token", "{bad}");
        assert!(reply.headers["www-authenticate"].to_str().unwrap().contains("invalid_token"));
        // Also where strangers may look: who shows a token wants to be known.
        other.get("/api/v1/interests").await.is(401);
    }
    world.later(31 * DAY);
    reader.get("/api/v1/me").await.is(401);
    let mut second = Program::of(&mut ada, "read").await;
    second.get("/api/v1/me").await.is(200);
    let page = ada.get("/you/tokens").await.is(200).has("Run out");
    let id = page.body.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    ada.post("/you/tokens/revoke", &[("token", &id)]).await.is(303);
    second.get("/api/v1/me").await.is(401);
    ada.post("/you/tokens/revoke", &[("token", &id)]).await.is(404);
});

both!(a_token_is_shown_once_and_kept_as_a_hash, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let program = Program::of(&mut ada, "read").await;
    ada.get("/you/tokens").await.is(200).has("A script").lacks(&program.token);
    let hash = tokens::hash_of(&program.token).unwrap();
    let (kept,): ([u8; 32],) = world.act(|act| act.one("SELECT hash FROM token", &[])).await.unwrap();
    assert_eq!(kept, hash);
    // Nobody takes back another's.
    let id = data_encoding::BASE64URL_NOPAD.encode(&hash);
    bob.post("/you/tokens/revoke", &[("token", &id)]).await.is(404);
    ada.post("/you/tokens", &[("name", ""), ("days", "8")]).await.is(422).has("1 to 60");
    let mut program = program;
    world.later(2 * HOUR);
    program.get("/api/v1/me").await.is(200);
    ada.get("/you/tokens").await.lacks("never used");
});

both!(a_repeated_request_is_answered_as_before, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let tea = json!({
        "title": "Tea", "date": "2026-12-03", "start": "19:00", "end": "21:00", "town": "Vienna, Wien, AT",
    });
    let key = [("idempotency-key", "one")];
    let first = program.send("POST", "/api/v1/gatherings", Some(&tea), &key).await.is(201);
    let again = program.send("POST", "/api/v1/gatherings", Some(&tea), &key).await.is(201);
    assert_eq!(first.body, again.body);
    assert_eq!(first.headers["location"], again.headers["location"]);
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 1);
    let other = json!({ "title": "Cake", "date": "2026-12-03", "start": "19:00", "end": "21:00", "town": "Vienna" });
    let reused = program.send("POST", "/api/v1/gatherings", Some(&other), &key).await.is(422);
    assert_eq!(reused.json()["code"], "idempotency-reused");
    // What was refused was not done, and may be tried again under the same name.
    let key = [("idempotency-key", "two")];
    let faulty = json!({ "title": "Cake", "date": "2020-12-03", "start": "19:00", "end": "21:00", "town": "Vienna" });
    program.send("POST", "/api/v1/gatherings", Some(&faulty), &key).await.is(422);
    program.send("POST", "/api/v1/gatherings", Some(&other), &key).await.is(201);
    // Another person's key is another key.
    let mut bob = world.person("Bob").await;
    let mut theirs = Program::of(&mut bob, ALL).await;
    theirs.send("POST", "/api/v1/gatherings", Some(&other), &key).await.is(201);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 3);
    // After a day it is forgotten.
    world.later(DAY);
    world.act(|act| visavis::http::api::forget(act, 10)).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM answered").await, 0);
    program.send("POST", "/api/v1/gatherings", Some(&other), &key).await.is(201);
    world.mail().await;
});

both!(many_at_once_with_one_key_do_it_once, |world| {
    let mut ada = world.person("Ada").await;
    let program = Program::of(&mut ada, ALL).await;
    let tea = json!({ "title": "Tea", "date": "2026-12-03", "start": "19:00", "end": "21:00", "town": "Vienna" });
    let sends = (0..12).map(|_| {
        let (mut program, tea) =
            (Program { browser: program.browser.clone(), token: program.token.clone() }, tea.clone());
        tokio::spawn(async move {
            program.send("POST", "/api/v1/gatherings", Some(&tea), &[("idempotency-key", "k")]).await.is(201).body
        })
    });
    let mut bodies = BTreeSet::new();
    for send in sends.collect::<Vec<_>>() {
        bodies.insert(send.await.unwrap());
    }
    assert_eq!(bodies.len(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 1);
    world.mail().await;
});

both!(what_is_known_is_not_sent_and_what_has_changed_is_not_overwritten, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let read = program.get("/api/v1/me").await.is(200);
    let tag = read.headers["etag"].to_str().unwrap().to_owned();
    let same = program.send("GET", "/api/v1/me", None, &[("if-none-match", &tag)]).await.is(304);
    assert_eq!((same.body.as_str(), same.headers["etag"].to_str().unwrap()), ("", tag.as_str()));
    let words = |words: &str| json!({ "words": words });
    let changed = program.send("PATCH", "/api/v1/me", Some(&words("I count.")), &[("if-match", &tag)]).await.is(200);
    let fresh = changed.headers["etag"].to_str().unwrap().to_owned();
    assert_ne!(fresh, tag);
    let late = program.send("PATCH", "/api/v1/me", Some(&words("I measure.")), &[("if-match", &tag)]).await.is(412);
    assert_eq!(late.json()["code"], "changed");
    assert_eq!(program.get("/api/v1/me").await.json()["words"], "I count.");
    program.send("PATCH", "/api/v1/me", Some(&words("I measure.")), &[("if-match", &fresh)]).await.is(200);
    program.send("PATCH", "/api/v1/me", Some(&words("I weigh.")), &[("if-match", "*")]).await.is(200);
    // A tag that went through compression is the same.
    let tag = program.get("/api/v1/me").await.headers["etag"].to_str().unwrap().to_owned();
    let packed = format!("{}-gzip\"", tag.trim_end_matches('"'));
    program.send("GET", "/api/v1/me", None, &[("if-none-match", &packed)]).await.is(304);
    let sent = program.send("GET", "/api/v1/interests", None, &[("accept-encoding", "gzip")]);
    assert!(sent.await.headers["etag"].to_str().unwrap().ends_with("-gzip\""));
});

both!(each_fault_is_named_at_its_field, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let body =
        json!({ "title": 5, "date": "tomorrow", "start": "19:00", "town": "Vienna", "cake": true, "capacity": 1 });
    let reply = program.post("/api/v1/gatherings", &body).await.is(400).json();
    assert_eq!(reply["code"], "malformed");
    let fields: Vec<&str> =
        reply["fields"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["title", "date", "end", "capacity", "cake"]);
    let body = json!({ "title": "Tea", "date": "2020-12-03", "start": "19:00", "end": "21:00", "town": "Xqzzyvania" });
    let reply = program.post("/api/v1/gatherings", &body).await.is(422).json();
    assert_eq!((reply["code"].as_str(), reply["fields"][0]["field"].as_str()), (Some("invalid"), Some("town")));
    for query in ["limit=0", "limit=x", "limit=1&limit=2", "colour=red", "after=%21", "after=MTIz.", "km=7"] {
        let reply = program.get(&format!("/api/v1/gatherings?{query}")).await;
        assert!(matches!(reply.status.as_u16(), 400 | 422), "{query}: {}", reply.status);
    }
    program.send("PATCH", "/api/v1/me", None, &[("content-type", "application/json")]).await.is(400);
    program.send("PATCH", "/api/v1/me", Some(&json!([])), &[]).await.is(400);
    program.send("POST", "/api/v1/gatherings", Some(&body), &[("idempotency-key", "a b")]).await.is(400);
    // Many faults are not said many times over.
    let many: serde_json::Map<_, _> = (0..3_000).map(|at| (format!("{at}-{}", "x".repeat(50)), json!(1))).collect();
    let reply = program.patch("/api/v1/me", &Value::Object(many)).await.is(400);
    assert_eq!(reply.json()["fields"].as_array().unwrap().len(), 100);
    assert!(reply.body.len() < 50_000, "{} bytes of faults", reply.body.len());
    let xml = program.send("PATCH", "/api/v1/me", None, &[("content-type", "text/xml")]).await;
    assert_eq!(xml.status, 200, "nothing was sent, so there is nothing to read");
});

both!(a_token_needs_no_origin_and_a_cookie_does, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let other = [("origin", "https://other.example"), ("sec-fetch-site", "cross-site")];
    program.send("PATCH", "/api/v1/me", Some(&json!({ "words": "x" })), &other).await.is(200);
    let request = http::Request::builder()
        .method("PATCH")
        .uri("/api/v1/me")
        .header("host", "localhost:8080")
        .header("origin", "https://other.example")
        .header("cookie", format!("session={}", ada.cookies["session"]))
        .header("content-type", "application/json");
    ada.request(request.body(Body::from("{}")).unwrap()).await.is(403).has("other-site");
});

both!(people_are_shown_as_on_their_pages, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let mut program = Program::of(&mut ada, ALL).await;
    program
        .patch("/api/v1/me", &json!({ "town": "Vienna", "interest": ["chess", "Bell ringing"], "how": ["walk"] }))
        .await
        .is(200);
    let me = program.patch("/api/v1/me", &json!({ "words": "I count." })).await.is(200).json();
    assert_eq!(me["interest"], json!(["bell-ringing", "chess"]), "what is not sent stays as it was");
    assert_eq!((me["how"][0].as_str(), me["town"].as_str()), (Some("walk"), Some("Vienna, Wien, AT")));
    let me = program.patch("/api/v1/me", &json!({ "town": null, "interest": [] })).await.is(200).json();
    assert_eq!((me["town"].is_null(), me["interest"].as_array().unwrap().len()), (true, 0));
    let found = program.get("/api/v1/people?q=bo").await.is(200).json();
    assert_eq!(found["items"][0]["person"]["handle"], "bob");
    program.put("/api/v1/people/bob/follow", &json!({})).await.is(204);
    program.put("/api/v1/people/bob/follow", &json!({})).await.is(204);
    assert_eq!(program.get("/api/v1/people/bob").await.json()["stage"], "following");
    let tie = program.get("/api/v1/ties/bob").await.is(200).json();
    assert_eq!((tie["stage"].as_str(), tie["may_write"].as_str()), (Some("following"), Some("once")));
    program.put("/api/v1/people/bob/mute", &json!({})).await.is(204);
    assert_eq!(program.get("/api/v1/ties").await.json()["items"][0]["muted"], true);
    program.delete("/api/v1/people/bob/mute").await.is(204);
    program.delete("/api/v1/people/bob/follow").await.is(204);
    assert_eq!(program.get("/api/v1/ties").await.json()["items"], json!([]));
    program.put("/api/v1/people/ada/follow", &json!({})).await.is(403);
    // Whom one has blocked is not there, nor is one for them.
    program.put("/api/v1/blocks/bob", &json!({})).await.is(204);
    program.put("/api/v1/blocks/bob", &json!({})).await.is(204);
    assert_eq!(program.get("/api/v1/blocks").await.json()["items"][0]["person"]["handle"], "bob");
    program.get("/api/v1/people/bob").await.is(404);
    program.get("/api/v1/ties/bob").await.is(404);
    let mut theirs = Program::of(&mut bob, ALL).await;
    theirs.get("/api/v1/people/ada").await.is(404);
    program.delete("/api/v1/blocks/bob").await.is(204);
    program.delete("/api/v1/blocks/bob").await.is(404);
    program.get("/api/v1/people/bob").await.is(200);
});

both!(a_list_comes_in_parts, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    for day in 1..=25 {
        let body = json!({
            "title": format!("Tea {day}"), "date": format!("2026-12-{day:02}"), "start": "19:00", "end": "21:00",
            "town": "Vienna, Wien, AT",
        });
        program.post("/api/v1/gatherings", &body).await.is(201);
    }
    let mut titles = Vec::new();
    let mut path = "/api/v1/gatherings?town=Vienna%2C+Wien%2C+AT&limit=7".to_owned();
    loop {
        let part = program.get(&path).await.is(200);
        let json = part.json();
        titles.extend(json["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()));
        let Some(next) = json["next"].as_str() else {
            assert!(!part.headers.contains_key("link"));
            break;
        };
        let link = part.headers["link"].to_str().unwrap().to_owned();
        assert!(link.contains(&format!("after={next}")) && link.ends_with("; rel=\"next\""), "{link}");
        path = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
    }
    assert_eq!(titles, (1..=25).map(|day| format!("Tea {day}")).collect::<Vec<_>>());
    world.mail().await;
});

fn tea() -> Value {
    json!({
        "title": "Tea", "date": "2026-12-03", "start": "19:00", "end": "21:00", "town": "Vienna, Wien, AT",
        "interest": ["board-games", "Bell ringing"], "capacity": 2,
    })
}

both!(a_gathering_is_published_answered_changed_and_called_off, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let mut cleo = world.person("Cleo").await;
    let (mut host, mut guest) = (Program::of(&mut ada, ALL).await, Program::of(&mut bob, ALL).await);
    let made = host.post("/api/v1/gatherings", &tea()).await.is(201);
    let path = made.headers["location"].to_str().unwrap().to_owned();
    let made = made.json();
    assert_eq!(
        (made["state"].as_str(), made["going"].as_i64(), made["left"].as_i64()),
        (Some("ahead"), Some(1), Some(1))
    );
    assert_eq!(made["interest"], json!(["bell-ringing", "board-games"]));
    let answer = format!("{path}/answer");
    assert_eq!(guest.put(&answer, &json!({ "reply": "yes" })).await.is(200).json()["reply"], "yes");
    guest.put(&answer, &json!({ "reply": "perhaps" })).await.is(400);
    let mut late = Program::of(&mut cleo, ALL).await;
    let waits = late.put(&answer, &json!({ "reply": "yes" })).await.is(200).json();
    assert_eq!((waits["reply"].as_str(), waits["place"].as_i64()), (Some("waiting"), Some(1)));
    late.get(&format!("{path}/answers")).await.is(403);
    let all = host.get(&format!("{path}/answers")).await.is(200).json();
    let all: Vec<_> = all["items"].as_array().unwrap().iter().map(|one| one["reply"].as_str().unwrap()).collect();
    assert_eq!(all, ["yes", "yes", "waiting"]);
    late.delete(&answer).await.is(204);
    let going = host.get(&format!("{path}/going")).await.is(200).json();
    assert_eq!(going["items"].as_array().unwrap().len(), 2);
    let part = host.get(&format!("{path}/going?limit=1")).await.json();
    let next = part["next"].as_str().unwrap();
    let rest = host.get(&format!("{path}/going?limit=1&after={next}")).await.json();
    assert_ne!(part["items"][0]["person"]["handle"], rest["items"][0]["person"]["handle"]);
    assert!(rest["next"].is_null());
    guest.patch(&path, &json!({ "title": "Cake" })).await.is(403);
    let changed =
        host.patch(&path, &json!({ "title": "Cake", "capacity": null, "venue": "Hall" })).await.is(200).json();
    assert_eq!(
        (changed["title"].as_str(), changed["capacity"].is_null(), changed["start"].as_str()),
        (Some("Cake"), true, Some("19:00"))
    );
    assert_eq!(changed["interest"], json!(["bell-ringing", "board-games"]));
    assert_eq!(guest.get("/api/v1/me/gatherings").await.json()["items"][0]["reply"], "yes");
    guest.delete(&answer).await.is(204);
    assert!(guest.get(&path).await.json()["reply"].is_null());
    host.put(&format!("{path}/check-in"), &json!({})).await.is(409);
    world.later(7 * DAY + 6 * HOUR);
    host.put(&format!("{path}/check-in"), &json!({})).await.is(204);
    assert_eq!(host.get(&path).await.json()["checked_in"], true);
    host.delete(&format!("{path}/check-in")).await.is(204);
    let off = host.post(&format!("{path}/cancel"), &json!({ "words": "No heating." })).await.is(200).json();
    assert_eq!((off["state"].as_str(), off["cancel_words"].as_str()), (Some("called_off"), Some("No heating.")));
    host.patch(&path, &json!({ "title": "Tea" })).await.is(409);
    assert_eq!(host.post(&format!("{path}/uncancel"), &json!({})).await.is(200).json()["state"], "on");
    world.mail().await;
});

both!(a_community_is_founded_joined_led_and_left, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let (mut host, mut guest) = (Program::of(&mut ada, ALL).await, Program::of(&mut bob, ALL).await);
    let body = json!({ "name": "Chess Club", "rules": "Be kind.", "access": "closed", "town": "Vienna", "interest": ["chess"] });
    let made = host.post("/api/v1/communities", &body).await.is(201).json();
    assert_eq!((made["handle"].as_str(), made["role"].as_str()), (Some("chess-club"), Some("host")));
    let path = "/api/v1/communities/chess-club";
    assert_eq!(guest.get("/api/v1/communities?q=chess").await.json()["items"][0]["handle"], "chess-club");
    assert_eq!(guest.get(path).await.json()["inside"], false);
    guest.get(&format!("{path}/members")).await.is(403);
    guest.get(&format!("{path}/posts")).await.is(404);
    guest.post(&format!("{path}/join"), &json!({})).await.is(422);
    let role = guest.post(&format!("{path}/join"), &json!({ "rules": true, "words": "I play." })).await.is(200).json();
    assert_eq!(role["role"], "asked");
    guest.get(&format!("{path}/requests")).await.is(403);
    let asking = host.get(&format!("{path}/requests")).await.is(200).json();
    assert_eq!(
        (asking["items"][0]["person"]["handle"].as_str(), asking["items"][0]["words"].as_str()),
        (Some("bob"), Some("I play."))
    );
    host.put(&format!("{path}/members/bob"), &json!({ "role": "member" })).await.is(204);
    let said = guest.post(&format!("{path}/posts"), &json!({ "words": "Hello" })).await.is(201);
    let post = said.headers["location"].to_str().unwrap().to_owned();
    let id = said.json()["id"].as_str().unwrap().to_owned();
    host.post(&format!("{path}/posts"), &json!({ "words": "Welcome", "reply_to": id })).await.is(201);
    let all = guest.get(&format!("{path}/posts")).await.is(200).json();
    assert_eq!(all["items"][0]["answers"][0]["words"], "Welcome");
    assert_eq!(guest.patch(&post, &json!({ "words": "Hello all" })).await.is(200).json()["words"], "Hello all");
    host.patch(&post, &json!({ "words": "Hello all" })).await.is(403);
    host.delete(&post).await.is(204);
    let gone = host.get(&post).await.is(200).json();
    assert_eq!((gone["words"].as_str(), gone["by"].is_null()), (Some(""), true));
    assert_eq!(host.post(&format!("{post}/restore"), &json!({})).await.is(200).json()["words"], "Hello all");
    let members = host.get(&format!("{path}/members?limit=1")).await.is(200).json();
    assert!(members["next"].is_string());
    let mut changed = tea();
    changed["community"] = made["id"].clone();
    host.post("/api/v1/gatherings", &changed).await.is(201);
    assert_eq!(guest.get(&format!("{path}/gatherings")).await.is(200).json()["items"][0]["title"], "Tea");
    let words = host.patch(path, &json!({ "words": "We play.", "rules": null })).await.is(200).json();
    assert_eq!(
        (words["words"].as_str(), words["rules"].as_str(), words["access"].as_str()),
        (Some("We play."), Some(""), Some("closed"))
    );
    guest.patch(path, &json!({})).await.is(403);
    let invite = host.post(&format!("{path}/invitations"), &json!({})).await.is(201).json();
    assert!(invite["url"].as_str().unwrap().contains("/c/chess-club/join?invite="));
    guest.post(&format!("{path}/leave"), &json!({})).await.is(204);
    let back = guest.post(&format!("{path}/join"), &json!({ "invite": invite["invite"] })).await.is(200).json();
    assert_eq!(back["role"], "member");
    assert_eq!(guest.get("/api/v1/me/communities").await.json()["items"][0]["role"], "member");
    host.delete(&format!("{path}/members/bob")).await.is(204);
    assert_eq!(host.post(&format!("{path}/leave"), &json!({})).await.status, 204);
    host.get(path).await.is(404);
    world.mail().await;
});

both!(two_write_to_each_other_and_hear_of_it, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let (mut one, mut two) = (Program::of(&mut ada, ALL).await, Program::of(&mut bob, ALL).await);
    let to_bob = "/api/v1/conversations/bob/posts";
    assert_eq!(one.get(to_bob).await.is(200).json()["items"], json!([]));
    one.post(to_bob, &json!({ "words": "Hello" })).await.is(201);
    let again = one.post(to_bob, &json!({ "words": "Hello?" })).await.is(403);
    assert_eq!(again.json()["code"], "talk-wait");
    let heard = two.get("/api/v1/notices").await.is(200).json();
    assert_eq!(
        (heard["items"][0]["kind"].as_str(), heard["items"][0]["by"]["handle"].as_str()),
        (Some("wrote"), Some("ada"))
    );
    let all = two.get("/api/v1/conversations").await.is(200).json();
    assert_eq!((all["items"][0]["unseen"].as_bool(), all["items"][0]["words"].as_str()), (Some(true), Some("Hello")));
    two.post("/api/v1/conversations/ada/seen", &json!({})).await.is(204);
    assert_eq!(two.get("/api/v1/conversations").await.json()["items"][0]["unseen"], false);
    two.post("/api/v1/conversations/ada/posts", &json!({ "words": "" })).await.is(422);
    two.post("/api/v1/conversations/ada/posts", &json!({ "words": "Yes?" })).await.is(201);
    assert_eq!(one.get("/api/v1/ties/bob").await.json()["stage"], "mutual");
    let part = one.get(&format!("{to_bob}?limit=1")).await.is(200).json();
    assert_eq!(part["items"][0]["words"], "Yes?");
    let next = part["next"].as_str().unwrap();
    assert_eq!(one.get(&format!("{to_bob}?limit=1&after={next}")).await.json()["items"][0]["words"], "Hello");
    one.post("/api/v1/notices/seen", &json!({})).await.is(204);
    assert!(one.get("/api/v1/notices").await.json()["items"][0]["seen_at"].is_string());
    // Nobody reads what others say to each other.
    let mut cleo = world.person("Cleo").await;
    let mut third = Program::of(&mut cleo, ALL).await;
    assert_eq!(third.get("/api/v1/conversations/ada/posts").await.json()["items"], json!([]));
    let id = part["items"][0]["id"].as_str().unwrap();
    third.get(&format!("/api/v1/conversations/ada/posts/{id}")).await.is(404);
    world.mail().await;
});

both!(a_picture_is_sent_along, |world| {
    let mut ada = world.person("Ada").await;
    let program = Program::of(&mut ada, ALL).await;
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 20, image::Rgb([200, 10, 10])).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    let send = |fields: &[(&str, &str)], photo: &[u8]| {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        body.extend(b"--XX\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n");
        body.extend_from_slice(photo);
        body.extend(b"\r\n--XX--\r\n");
        http::Request::builder()
            .method("PATCH")
            .uri("/api/v1/me")
            .header("host", "localhost:8080")
            .header("authorization", format!("Bearer {}", program.token))
            .header("content-type", "multipart/form-data; boundary=XX")
            .body(Body::from(body))
            .unwrap()
    };
    let mut browser = program.browser.clone();
    let me =
        browser.request(send(&[("interest", "chess, bell ringing"), ("words", "I count.")], &png)).await.is(200).json();
    assert_eq!(me["interest"], json!(["bell-ringing", "chess"]));
    let photo = me["photo"].as_str().unwrap().to_owned();
    browser.get(&photo).await.is(200);
    let fault = browser.request(send(&[], b"no picture")).await.is(422).json();
    assert_eq!(fault["fields"][0]["field"], "photo");
    browser.request(send(&[("cake", "x")], &png)).await.is(400);
    // Nor is a file taken that nobody described.
    let body = b"--XX\r\nContent-Disposition: form-data; name=\"cake\"; filename=\"a\"\r\n\r\nx\r\n--XX--\r\n".to_vec();
    let stray = http::Request::builder()
        .method("PATCH")
        .uri("/api/v1/me")
        .header("authorization", format!("Bearer {}", program.token))
        .header("content-type", "multipart/form-data; boundary=XX")
        .body(Body::from(body))
        .unwrap();
    let fault = browser.request(stray).await.is(400).json();
    assert_eq!((fault["fields"][0]["field"].as_str(), fault["fields"].as_array().unwrap().len()), (Some("cake"), 1));
    let mut program = program;
    assert!(program.patch("/api/v1/me", &json!({ "no_photo": false })).await.json()["photo"].is_string());
    assert!(program.patch("/api/v1/me", &json!({ "no_photo": true })).await.json()["photo"].is_null());
    world.mail().await;
    browser.get(&photo).await.is(404);
});

#[tokio::test]
async fn every_answer_says_how_much_is_left() {
    use tower::ServiceExt;
    let folder = tempfile::tempdir().unwrap();
    let place = visavis::db::Place::File(folder.path().join("visavis.db"));
    let mut config = crate::world::config(place, folder.path().to_owned());
    config.limits = true;
    let clock = visavis::time::Clock::at(crate::world::NOON);
    let app = visavis::app::App::open(config, clock, visavis::time::Dice::seeded(1)).await.unwrap();
    let router = router::router(&app);
    let send = async |method: &str| {
        let request = http::Request::builder().method(method).uri("/api/v1/me").header("host", "localhost:8080");
        router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    };
    let first = send("GET").await;
    assert_eq!(first.headers()["ratelimit-policy"], "\"any\";q=600;w=30");
    assert_eq!(first.headers()["ratelimit"], "\"any\";r=599;t=1");
    let write = send("PATCH").await;
    assert!(write.headers()["ratelimit"].to_str().unwrap().contains("\"write\";r=119;t=1"));
    for _ in 0..200 {
        let reply = send("PATCH").await;
        if reply.status() == 429 {
            assert!(reply.headers()["ratelimit"].to_str().unwrap().contains("\"write\";r=0"));
            assert!(reply.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
            return;
        }
    }
    panic!("nobody was told to wait");
}

/// A program whose limits are on, behind a proxy that names its clients.
async fn limited(header: Option<&str>) -> (tempfile::TempDir, axum::Router) {
    let folder = tempfile::tempdir().unwrap();
    let place = visavis::db::Place::File(folder.path().join("visavis.db"));
    let mut config = crate::world::config(place, folder.path().to_owned());
    config.limits = true;
    config.client_header = header.map(ToOwned::to_owned);
    let clock = visavis::time::Clock::at(crate::world::NOON);
    let app = visavis::app::App::open(config, clock, visavis::time::Dice::seeded(1)).await.unwrap();
    (folder, router::router(&app))
}

#[tokio::test]
async fn the_address_that_the_proxy_has_seen_counts() {
    use tower::ServiceExt;
    let (_folder, router) = limited(Some("x-forwarded-for")).await;
    let send = async |written: &str, seen: &str| {
        let request = http::Request::patch("/api/v1/me").header("x-forwarded-for", written);
        let request = request.header("x-forwarded-for", seen).body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap().status().as_u16()
    };
    let mut refused = 0;
    for at in 0..200 {
        refused += u32::from(send(&format!("198.51.100.{at}"), "192.0.2.1").await == 429);
    }
    assert!(refused > 50, "whoever writes another address each time is let through");
    assert_eq!(send("192.0.2.1", "203.0.113.7").await, 401, "another client is not meant");
}

#[tokio::test]
async fn what_is_not_there_is_counted_and_refused_without_a_look_into_storage() {
    use tower::ServiceExt;
    let (_folder, router) = limited(None).await;
    let get = async |path: &str| {
        let request = http::Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        (response.status().as_u16(), kind)
    };
    let plain = "text/plain; charset=utf-8".to_owned();
    assert_eq!(get("/assets/0/js/nothing.js").await, (404, plain.clone()));
    for path in ["/assets/0/js/nothing.js", "/@a%00b"] {
        let mut refused = None;
        for _ in 0..1_000 {
            let (status, kind) = get(path).await;
            if status == 429 {
                refused = Some(kind);
                break;
            }
        }
        assert_eq!(refused, Some(plain.clone()), "{path}");
    }
    // What is there is no question of limits: a page brings dozens of it.
    assert_eq!(get(&visavis::http::assets::url("css/base.css")).await.0, 200);
}

both!(faults_are_told_in_the_language_of_the_account, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, "read").await;
    ada.post("/you/settings", &[("language", "de"), ("theme", ""), ("zone", "Europe/Berlin")]).await.is(303);
    let english = [("accept-language", "en"), ("cookie", "lang=en")];
    let told = program.send("GET", "/api/v1/people/nobody", None, &english).await.is(404).json();
    assert!(told["detail"].as_str().unwrap().starts_with("Diese Seite gibt es"), "{told}");
    let told = program.send("PATCH", "/api/v1/me", Some(&json!({})), &english).await.is(403).json();
    assert!(told["detail"].as_str().unwrap().contains("Schlüssel"), "{told}");
    let told = program.send("GET", "/api/v1/gatherings?limit=0", None, &english).await.is(400).json();
    assert!(told["fields"][0]["detail"].as_str().unwrap().contains("ganze Zahl"), "{told}");
    // On a page the sentence is in the language of its frame.
    ada.cookies.remove("lang");
    ada.get("/nowhere").await.is(404).has("lang=\"de\"").has("Diese Seite gibt es");
});

both!(what_must_not_be_empty_is_not_cleared, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    program.post("/api/v1/communities", &json!({ "name": "Chess", "access": "private" })).await.is(201);
    let path = "/api/v1/communities/chess";
    let fault = program.patch(path, &json!({ "access": null })).await.is(400).json();
    assert_eq!(fault["fields"][0]["field"], "access");
    assert_eq!(program.get(path).await.json()["access"], "private");
});

both!(an_if_match_is_kept_to_or_refused, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    program.post("/api/v1/communities", &json!({ "name": "Chess" })).await.is(201);
    let said = program.post("/api/v1/communities/chess/posts", &json!({ "words": "Hello" })).await.is(201);
    let post = said.headers["location"].to_str().unwrap().to_owned();
    let tag = program.get(&post).await.is(200).headers["etag"].to_str().unwrap().to_owned();
    let words = |words: &str| json!({ "words": words });
    let changed = program.send("PATCH", &post, Some(&words("Hello all")), &[("if-match", &tag)]).await.is(200);
    let fresh = changed.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(program.get(&post).await.headers["etag"].to_str().unwrap(), fresh);
    program.send("PATCH", &post, Some(&words("Hello you")), &[("if-match", &tag)]).await.is(412);
    assert_eq!(program.get(&post).await.json()["words"], "Hello all");
    // Where nothing would be held against it, it is not left unread.
    let refused = program.send("DELETE", &post, None, &[("if-match", &fresh)]).await.is(400);
    assert_eq!(refused.json()["code"], "if-match-here");
    let refused = program.send("PATCH", &post, Some(&words("x")), &[("if-match", "no tag")]).await.is(400);
    assert_eq!(refused.json()["code"], "if-match");
    program.send("POST", "/api/v1/notices/seen", Some(&json!({})), &[("if-match", &fresh)]).await.is(400);
    let records = json!({ "records": [] });
    program.send("POST", "/api/v1/encounters", Some(&records), &[("if-match", &fresh)]).await.is(400);
    program.send("POST", "/api/v1/encounters?limit=1", Some(&records), &[]).await.is(400);
});

both!(where_nothing_is_taken_nothing_is_json, |world| {
    let mut ada = world.person("Ada").await;
    let _bob = world.person("Bob").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let json = [("content-type", "application/json")];
    program.send("PUT", "/api/v1/people/bob/follow", None, &json).await.is(204);
    program.send("DELETE", "/api/v1/people/bob/follow", None, &json).await.is(204);
    program.send("PUT", "/api/v1/people/bob/follow", Some(&json!({ "x": 1 })), &[]).await.is(400);
});

both!(nobody_is_let_through_by_a_token_that_is_none, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, "read").await;
    program.token = "visavis_AAAA".to_owned();
    program.get("/api/v1/towns").await.is(401);
    program.get("/api/v1/towns?q=lond").await.is(401);
    let bare = http::Request::get("/api/v1/me")
        .header("authorization", "Bearer")
        .header("cookie", format!("session={}", ada.cookies["session"]));
    let refused = ada.request(bare.body(Body::empty()).unwrap()).await.is(401);
    assert_eq!(refused.json()["code"], "token");
});

both!(a_token_that_may_write_and_not_read_sees_what_it_wrote, |world| {
    let mut ada = world.person("Ada").await;
    let mut bob = world.person("Bob").await;
    let mut whole = Program::of(&mut bob, ALL).await;
    whole.post("/api/v1/communities", &json!({ "name": "Chess" })).await.is(201);
    let mut writer = Program::of(&mut ada, "write:talk write:communities").await;
    writer.post("/api/v1/communities/chess/join", &json!({})).await.is(200);
    let posts = "/api/v1/communities/chess/posts";
    let root = whole.post(posts, &json!({ "words": "A secret" })).await.is(201).json()["id"].clone();
    let said = writer.post(posts, &json!({ "words": "I know", "reply_to": root })).await.is(201);
    let mine = said.headers["location"].to_str().unwrap().to_owned();
    let tag = {
        let again = writer.patch(&mine, &json!({ "words": "I know." })).await.is(200);
        assert!(!said.body.contains("secret") && !again.body.contains("secret"), "{} {}", said.body, again.body);
        assert_eq!((again.json()["words"].as_str(), again.json()["answers"].clone()), (Some("I know."), json!([])));
        again.headers["etag"].to_str().unwrap().to_owned()
    };
    writer.send("PATCH", &mine, Some(&json!({ "words": "I knew." })), &[("if-match", &tag)]).await.is(200);
    writer.delete(&mine).await.is(204);
    let back = writer.post(&format!("{mine}/restore"), &json!({})).await.is(200);
    assert!(!back.body.contains("secret"));
    assert_eq!(whole.get(&mine).await.json()["answers"][0]["words"], "I knew.");
    world.mail().await;
});

both!(what_is_kept_of_an_answer_holds_no_words_of_posts, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    program.post("/api/v1/communities", &json!({ "name": "Chess" })).await.is(201);
    let posts = "/api/v1/communities/chess/posts";
    let key = [("idempotency-key", "one")];
    let hello = json!({ "words": "Hello" });
    let said = program.send("POST", posts, Some(&hello), &key).await.is(201);
    let again = program.send("POST", posts, Some(&hello), &key).await.is(201);
    assert_eq!((&said.body, &said.headers["location"]), (&again.body, &again.headers["location"]));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(world.count("SELECT COUNT(*) FROM answered WHERE body <> ''").await, 0);
    program.delete(said.headers["location"].to_str().unwrap()).await.is(204);
    world.later(2 * HOUR);
    world.mail().await;
    // What is gone is neither shown nor said again.
    program.send("POST", posts, Some(&hello), &key).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM post").await, 1);
});

both!(lists_go_on_where_they_were_whatever_happens_in_between, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let tea = program.post("/api/v1/gatherings", &tea()).await.is(201);
    let tea = tea.headers["location"].to_str().unwrap().to_owned();
    program.patch(&tea, &json!({ "capacity": null })).await.is(200);
    let mut others = Vec::new();
    for name in ["Bob", "Cleo", "Dora", "Emil"] {
        let mut browser = world.person(name).await;
        let mut one = Program::of(&mut browser, ALL).await;
        one.put(&format!("{tea}/answer"), &json!({ "reply": "yes" })).await.is(200);
        one.put("/api/v1/people/ada/follow", &json!({})).await.is(204);
        program.put(&format!("/api/v1/people/{}/follow", name.to_lowercase()), &json!({})).await.is(204);
        // All at one moment, so that the second key decides.
        one.post("/api/v1/conversations/ada/posts", &json!({ "words": "Hello" })).await.is(201);
        others.push((one, browser));
    }
    for (list, who) in [
        (format!("{tea}/going"), "person"),
        ("/api/v1/ties".to_owned(), "person"),
        ("/api/v1/conversations".to_owned(), "with"),
    ] {
        let mut found = Vec::new();
        let mut after = String::new();
        loop {
            let part = program.get(&format!("{list}?limit=1{after}")).await.is(200).json();
            let items = part["items"].as_array().unwrap();
            assert!(items.len() <= 1, "{part}");
            found.extend(items.iter().map(|item| item[who]["handle"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        found.retain(|handle| handle != "ada");
        found.sort();
        assert_eq!(found, ["bob", "cleo", "dora", "emil"], "{list}");
    }
    // Who the part ended with goes, and nobody is left out or comes twice for it.
    let going = program.get(&format!("{tea}/going?limit=2")).await.json();
    let ties = program.get("/api/v1/ties?limit=2").await.json();
    let last = ties["items"][1]["person"]["handle"].as_str().unwrap().to_owned();
    assert_eq!(last, "cleo");
    let (one, browser) = &mut others[1];
    one.delete(&format!("{tea}/answer")).await.is(204);
    browser.post("/you/delete", &[("handle", "cleo")]).await.is(303);
    let rest = program.get(&format!("/api/v1/ties?limit=10&after={}", ties["next"].as_str().unwrap())).await.json();
    let rest: Vec<&str> =
        rest["items"].as_array().unwrap().iter().map(|item| item["person"]["handle"].as_str().unwrap()).collect();
    assert_eq!(rest, ["dora", "emil"]);
    let next = going["next"].as_str().unwrap();
    let rest = program.get(&format!("{tea}/going?limit=10&after={next}")).await.json();
    let before: BTreeSet<&str> =
        going["items"].as_array().unwrap().iter().map(|item| item["person"]["handle"].as_str().unwrap()).collect();
    let after: BTreeSet<&str> =
        rest["items"].as_array().unwrap().iter().map(|item| item["person"]["handle"].as_str().unwrap()).collect();
    assert!(before.is_disjoint(&after), "{before:?} {after:?}");
    let all: BTreeSet<&str> = before.union(&after).copied().filter(|handle| *handle != last).collect();
    assert_eq!(all.len(), 4, "{all:?}");
    world.mail().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_panics_is_answered_like_other_errors() {
    use tower::ServiceExt;
    let world = World::new(crate::world::Engine::Sqlite).await.unwrap();
    let fall = || async {
        if true {
            panic!("a test falls")
        }
    };
    let routes =
        axum::Router::new().route("/api/v1/fall", axum::routing::get(fall)).route("/fall", axum::routing::get(fall));
    let router = router::around(routes, &world.app);
    for (path, kind) in [("/api/v1/fall", "application/problem+json"), ("/fall", "text/html; charset=utf-8")] {
        let request = http::Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (500, kind));
        assert!(response.headers().contains_key("content-security-policy"));
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}

both!(no_coding_that_we_lack_is_a_fault, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, ALL).await;
    let coding = [("accept-encoding", "br, identity;q=0")];
    program.send("PATCH", "/api/v1/me", Some(&json!({ "words": "I count." })), &coding).await.is(200);
    let all = program.send("GET", "/api/v1/interests", None, &coding).await.is(200);
    assert!(!all.headers.contains_key("content-encoding"));
});

both!(a_body_that_does_not_come_whole_is_not_too_large, |world| {
    let mut ada = world.person("Ada").await;
    let program = Program::of(&mut ada, ALL).await;
    let broken = || {
        let parts = [Ok("{\"words\":"), Err(std::io::Error::other("the line broke"))];
        Body::from_stream(futures_util::stream::iter(parts))
    };
    let request = |body: Body, path: &str| {
        http::Request::builder()
            .method(if path.ends_with("me") { "PATCH" } else { "POST" })
            .uri(path)
            .header("authorization", format!("Bearer {}", program.token))
            .header("content-type", "application/json")
            .body(body)
            .unwrap()
    };
    let mut browser = program.browser.clone();
    for path in ["/api/v1/me", "/api/v1/encounters"] {
        let told = browser.request(request(broken(), path)).await.is(400).json();
        assert_eq!(told["code"], "body-broken", "{path}");
    }
    let long = Body::from(vec![b' '; 300 << 10]);
    assert_eq!(browser.request(request(long, "/api/v1/me")).await.is(413).json()["code"], "too-large");
});

both!(signing_out_everywhere_takes_tokens_back_and_a_letter_tells_of_each, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, "read").await;
    let letters = world.mail().await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("A new token for") && letters[0].text.contains("A script"), "{letters:?}");
    program.get("/api/v1/me").await.is(200);
    ada.get("/you/devices").await.is(200).has("Sign out all other devices").has("Tokens of all your personas");
    ada.post("/you/devices/end", &[("others", "yes")]).await.is(303);
    program.get("/api/v1/me").await.is(401);
    assert_eq!(world.count("SELECT COUNT(*) FROM token").await, 0);
});
