//! Other programs that are told what happens: signed, tried again, given up; and nobody learns more than they may see.

use std::sync::Arc;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::Semaphore;
use visavis::{
    id::CommunityId,
    jobs,
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    api::Program,
    gatherings::{published, tea},
    world::{Browser, World},
};

const HOOK: &str = "https://example.org/hook";
const ALL: [(&str, &str); 6] = [
    ("event", "gathering.published"),
    ("event", "gathering.moved"),
    ("event", "gathering.changed"),
    ("event", "gathering.cancelled"),
    ("event", "gathering.answered"),
    ("event", "gathering.checked_in"),
];

/// What the site answers from now on.
fn answers(world: &World, url: &str, status: u16) {
    world.app.shared.web.kept().unwrap().pages.insert(url.into(), (status, Vec::new()));
}

/// What was told since this was asked last, after the jobs that are due.
async fn told(world: &World) -> Vec<(String, Value)> {
    world.mail().await;
    let told = std::mem::take(&mut world.app.shared.web.kept().unwrap().told);
    told.into_iter().map(|(url, _, body)| (url, serde_json::from_str(&body).unwrap())).collect()
}

fn kinds(told: &[(String, Value)]) -> Vec<&str> {
    told.iter().map(|(_, body)| body["type"].as_str().unwrap()).collect()
}

/// Names an address; its secret and its path.
async fn named(world: &World, browser: &mut Browser, fields: &[(&str, &str)]) -> (String, String) {
    let usual = [("url", HOOK)].into_iter().filter(|_| !fields.iter().any(|(name, _)| *name == "url"));
    let fields: Vec<(&str, &str)> = usual.chain(fields.iter().copied()).collect();
    let page = browser.post("/you/webhooks", &fields).await.is(200).has("You see it only now");
    assert_eq!(page.headers["cache-control"], "no-store");
    let secret = page.body.split("<code id=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let id = world.count("SELECT MAX(id) FROM webhook").await;
    (secret, format!("/you/webhooks/{}", visavis::id::WebhookId(id)))
}

async fn club(world: &World, host: &mut Browser, access: &str) -> String {
    let fields = [
        ("name", "Potters"),
        ("handle", "potters"),
        ("words", "Pots."),
        ("access", access),
        ("town", "Munich, Bayern, DE"),
    ];
    host.post("/c/new", &fields).await.is(303);
    CommunityId(world.count("SELECT id FROM community").await).to_string()
}

both!(what_happens_is_told_and_signed, |world| {
    answers(&world, HOOK, 204);
    let mut host = world.person("Hanna").await;
    host.get("/you/settings").await.is(200).has("/you/webhooks");
    host.get("/you/webhooks").await.is(200).has("A new address");
    host.post("/you/webhooks", &[("url", "http://example.org/")])
        .await
        .is(422)
        .has("field-url")
        .has("Choose at least one");
    host.post("/you/webhooks", &[("url", "https://192.168.1.1/"), ALL[0]]).await.is(422).has("private network");
    let (secret, path) = named(&world, &mut host, &ALL).await;
    host.get("/you/webhooks").await.is(200).has(HOOK).lacks(&secret);
    let url = published(&mut host, &[("title", "Tea")]).await;
    world.mail().await;
    let (to, headers, body) = world.app.shared.web.kept().unwrap().told.pop().unwrap();
    assert_eq!(to, HOOK);
    let header = |name: &str| headers.iter().find(|(known, _)| *known == name).unwrap().1.clone();
    let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap().as_bytes()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{}.{}.{body}", header("webhook-id"), header("webhook-timestamp")).as_bytes());
    assert_eq!(header("webhook-signature"), format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes())));
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&body["type"], &body["data"]["gathering"]["title"]), (&json!("gathering.published"), &json!("Tea")));
    assert_eq!(body["data"]["gathering"]["url"], format!("http://localhost:8080{url}"));
    // Others answer and come; what one does oneself is no news.
    let mut guest = world.person("Gundula").await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let all = told(&world).await;
    assert_eq!(kinds(&all), ["gathering.answered"]);
    assert_eq!(all[0].1["data"]["person"], json!({ "handle": "gundula", "name": "Gundula" }));
    assert_eq!(all[0].1["data"]["reply"], "yes");
    host.post(&format!("{url}/edit"), &tea(&[("title", "Tea"), ("start", "18:30")])).await.is(303);
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    assert_eq!(kinds(&told(&world).await), ["gathering.moved", "gathering.cancelled"]);
    world.app.shared.mail.take();
    host.get(&path).await.is(200).has("answered 204").has("got through").has("gathering.moved");
    // Nobody else's.
    guest.get(&path).await.is(404);
    for act in ["test", "resume", "delete"] {
        guest.post(&format!("{path}/{act}"), &[]).await.is(404);
    }
    host.post(&format!("{path}/test"), &[]).await.is(303);
    assert_eq!(kinds(&told(&world).await), ["webhook.test"]);
    host.post(&format!("{path}/delete"), &[]).await.is(303);
    published(&mut host, &[("title", "Cake")]).await;
    assert!(told(&world).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook_delivery").await, 0);
});

both!(members_are_told_what_they_may_see, |world| {
    answers(&world, HOOK, 200);
    let mut host = world.person("Hanna").await;
    let number = club(&world, &mut host, "private").await;
    let of_it = ("community", number.as_str());
    let mut member = world.person("Milo").await;
    let fields: Vec<(&str, &str)> = [("url", HOOK), of_it].into_iter().chain(ALL).collect();
    member.post("/you/webhooks", &fields).await.is(422).has("Choose a community you belong to");
    let made = host.post("/c/potters/invite", &[]).await.is(303).leads_to().to_owned();
    let invite = made.split_once("link=").unwrap().1.to_owned();
    member.post("/c/potters/join", &[("invite", &invite)]).await.is(303);
    let fields: Vec<(&str, &str)> = [of_it].into_iter().chain(ALL).collect();
    named(&world, &mut member, &fields).await;
    let url = published(&mut host, &[of_it, ("title", "Kiln")]).await;
    // Who answers is told to hosts alone.
    member.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    assert_eq!(kinds(&told(&world).await), ["gathering.published"]);
    // Who has left learns no more, whoever they blocked neither.
    member.post("/@hanna/block", &[("confirm", "yes")]).await.is(303);
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    assert!(told(&world).await.is_empty());
    member.post("/c/potters/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook").await, 0);
    world.mail().await;
});

both!(what_does_not_get_through_is_tried_again_and_given_up, |world| {
    let mut host = world.person("Hanna").await;
    let (_, path) = named(&world, &mut host, &ALL).await;
    published(&mut host, &[("title", "Tea"), ("date", "2026-12-20")]).await;
    assert_eq!(told(&world).await.len(), 1);
    host.get(&path).await.is(200).has("Nobody answers at that address").has("again ");
    assert!(told(&world).await.is_empty());
    answers(&world, HOOK, 500);
    world.later(MINUTE);
    assert_eq!(told(&world).await.len(), 1);
    host.get(&path).await.is(200).has("answered 500");
    // It is there again: what waited gets through, and all is well.
    answers(&world, HOOK, 200);
    world.later(6 * MINUTE);
    assert_eq!(told(&world).await.len(), 1);
    host.get(&path).await.is(200).has("got through");
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook WHERE failing_since IS NULL").await, 1);
    // For days nothing gets through: told no more, and its person hears of it.
    answers(&world, HOOK, 503);
    host.post(&format!("{path}/test"), &[]).await.is(303);
    for _ in 0..10 {
        told(&world).await;
        world.later(12 * HOUR);
    }
    host.get(&path).await.is(200).has("given up").has("For days nothing got through");
    host.get("/notices").await.is(200).has("Nothing got through to https://example.org/hook");
    host.post(&format!("{path}/test"), &[]).await.is(409);
    published(&mut host, &[("title", "Cake"), ("date", "2026-12-20")]).await;
    assert!(told(&world).await.is_empty());
    answers(&world, HOOK, 200);
    host.post(&format!("{path}/resume"), &[]).await.is(303);
    host.post(&format!("{path}/test"), &[]).await.is(303);
    assert_eq!(told(&world).await.len(), 1);
    // What says that it is gone is believed at once.
    answers(&world, HOOK, 410);
    host.post(&format!("{path}/test"), &[]).await.is(303);
    told(&world).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook WHERE off_at IS NOT NULL").await, 1);
    world.later(DAY);
    world.mail().await;
});

both!(programs_name_addresses_too, |world| {
    answers(&world, HOOK, 200);
    let mut host = world.person("Hanna").await;
    let mut program = Program::of(&mut host, "read write:gatherings").await;
    let body = json!({ "url": HOOK, "event": ["gathering.published"] });
    let key = [("idempotency-key", "one")];
    let made = program.send("POST", "/api/v1/webhooks", Some(&body), &key).await.is(201).json();
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    // Repeated: the same address, and the secret no more.
    let again = program.send("POST", "/api/v1/webhooks", Some(&body), &key).await.is(201).json();
    assert_eq!((&again["webhook"]["id"], &again["secret"]), (&made["webhook"]["id"], &Value::Null));
    let path = format!("/api/v1/webhooks/{}", made["webhook"]["id"].as_str().unwrap());
    program.send("POST", &format!("{path}/test"), None, &[]).await.is(204);
    told(&world).await;
    let log = program.get(&format!("{path}/deliveries")).await.is(200).json();
    assert_eq!((&log["items"][0]["event"], &log["items"][0]["status"]), (&json!("webhook.test"), &json!(200)));
    assert_eq!(program.get("/api/v1/webhooks").await.is(200).json()["items"].as_array().unwrap().len(), 1);
    program.send("POST", &format!("{path}/resume"), None, &[]).await.is(204);
    program.send("DELETE", &path, None, &[]).await.is(204);
    program.get(&format!("{path}/deliveries")).await.is(404);
    for at in 0..10 {
        host.post("/you/webhooks", &[("url", &format!("https://example.org/{at}")), ALL[0]]).await.is(200);
    }
    host.post("/you/webhooks", &[("url", HOOK), ALL[0]]).await.is(409);
    let person = host.person();
    let export = world.act(move |act| visavis::webhooks::export(act, person)).await.unwrap();
    assert_eq!(export.as_array().unwrap().len(), 10);
});

both!(new_words_are_told_and_no_more_than_that, |world| {
    answers(&world, HOOK, 200);
    let mut host = world.person("Hanna").await;
    named(&world, &mut host, &ALL).await;
    let url = published(&mut host, &[]).await;
    told(&world).await;
    let edit = format!("{url}/edit");
    host.post(&edit, &tea(&[("title", "Tea for nine")])).await.is(303);
    let all = told(&world).await;
    assert_eq!(kinds(&all), ["gathering.changed"]);
    assert_eq!(all[0].1["data"]["gathering"]["title"], "Tea for nine");
    host.post(&edit, &tea(&[("title", "Tea for nine"), ("words", "Bring a *cup*.")])).await.is(303);
    assert_eq!(kinds(&told(&world).await), ["gathering.changed"]);
    // What moves is told as that; what changes nothing that is read there is not told.
    let moved = [("title", "Tea for ten"), ("words", "Bring a *cup*."), ("start", "18:30")];
    host.post(&edit, &tea(&moved)).await.is(303);
    assert_eq!(kinds(&told(&world).await), ["gathering.moved"]);
    host.post(&edit, &tea(&[("capacity", "40"), moved[0], moved[1], moved[2]])).await.is(303);
    assert!(told(&world).await.is_empty());
});

both!(who_is_slow_holds_up_nobody_else, |world| {
    let slow = "https://example.net/slow";
    answers(&world, HOOK, 200);
    answers(&world, slow, 200);
    let gate = Arc::new(Semaphore::new(0));
    world.app.shared.web.kept().unwrap().gates.insert(slow.into(), gate.clone());
    let mut host = world.person("Hanna").await;
    named(&world, &mut host, &[("url", slow), ALL[0]]).await;
    named(&world, &mut host, &[ALL[0]]).await;
    let work = tokio::spawn(jobs::work(world.app.clone()));
    let titles = ["One", "Two", "Three"];
    for title in titles {
        published(&mut host, &[("title", title)]).await;
    }
    let heard = |at: &str| -> Vec<String> {
        let kept = world.app.shared.web.kept().unwrap();
        let bodies = kept.told.iter().filter(|(to, ..)| to == at);
        let title = |body: &str| serde_json::from_str::<Value>(body).unwrap()["data"]["gathering"]["title"].clone();
        bodies.map(|(_, _, body)| title(body).as_str().unwrap().to_owned()).collect()
    };
    let until = async |at: &str| {
        while heard(at).len() < titles.len() {
            tokio::task::yield_now().await;
        }
        heard(at)
    };
    assert_eq!(until(HOOK).await, titles);
    assert!(heard(slow).is_empty());
    // One at a time, in the order in which it happened.
    gate.add_permits(1);
    assert_eq!(until(slow).await, titles);
    world.app.shared.stopping.send(true).unwrap();
    work.await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook_delivery WHERE next_at IS NOT NULL").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM webhook WHERE busy_until > 0").await, 0);
});
