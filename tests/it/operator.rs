//! What whoever runs the server sees, and what they see it by.

use axum::{body::Body, http::Method};
use futures_util::{poll, stream::pending};
use serde_json::json;
use visavis::{http::Ask, jobs, params, people, watch};

use crate::{
    encounters::{Phone, record},
    world::{Browser, NOON, World},
};

async fn operator(world: &World, name: &'static str) -> Browser {
    let browser = world.person(name).await;
    let handle = name.to_lowercase();
    world.app.act(&Ask::system(), move |act| people::make_operator(act, &handle)).await.unwrap();
    browser
}

both!(only_who_runs_the_server_finds_the_page, |world| {
    let mut olga = operator(&world, "Olga").await;
    let (mut ada, mut stranger) = (world.person("Ada").await, world.stranger());
    olga.get("/you").await.is(200).has("href=\"/operator\"");
    ada.get("/you").await.is(200).lacks("/operator");
    let page = olga.get("/operator").await.is(200);
    page.has("Nothing was put aside").has("Nothing to look into").has("Visavis 0.").has("Olga");
    ada.get("/operator").await.is(404);
    stranger.get("/operator").await.is(303);
    ada.post("/operator/jobs/0000000000000/again", &[]).await.is(404);
    // Only the command line makes operators.
    let made = world.act(|act| people::make_operator(act, "nobody")).await;
    assert!(made.is_err());
    world.app.act(&Ask::system(), |act| people::unmake_operator(act, "@Olga")).await.unwrap();
    olga.get("/operator").await.is(404);
});

both!(what_was_put_aside_is_tried_again_or_forgotten, |world| {
    let mut olga = operator(&world, "Olga").await;
    for id in [1, 2] {
        let put = move |act: &mut visavis::act::Act<'_>| {
            let now = act.now;
            act.run(
                "INSERT INTO job (id, kind, data, due_at, tries, error, dead_at)
                 VALUES ($1, 'delete_picture', '{\"job\":\"delete_picture\",\"hash\":\"00\"}', $2, 8, 'no <room> left', $2)",
                params![id, now],
            )
        };
        world.act(put).await.unwrap();
    }
    olga.get("/operator").await.is(200).has("no &lt;room&gt; left").has("delete_picture");
    let (first, second) = (visavis::id::JobId(1).to_string(), visavis::id::JobId(2).to_string());
    olga.post(&format!("/operator/jobs/{first}/again"), &[]).await.is(303);
    olga.post(&format!("/operator/jobs/{second}/give-up"), &[]).await.is(303);
    olga.post(&format!("/operator/jobs/{second}/give-up"), &[]).await.is(404);
    olga.get("/operator").await.has("One job is due").has("Nothing was put aside");
    assert_eq!(jobs::run_due(&world.app).await.unwrap(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM job").await, 0);
});

/// What the page sends with the one case on it.
fn at(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"at\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

both!(what_was_disputed_is_looked_into_once, |world| {
    let mut olga = operator(&world, "Olga").await;
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    let met = ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    let id = met["encounter_id"].as_str().unwrap().to_owned();
    let words = json!({ "words": "I was at home <all day>." });
    bob.browser.post_json(&format!("/api/v1/encounters/{id}/dispute"), &words).await.is(200);
    olga.get("/operator").await.has("I was at home &lt;all day&gt;.").has("/@ada").has("/@bob").has("disputed");
    let seen = format!("/operator/cases/{id}/seen");
    olga.post(&seen, &[]).await.is(422);
    let read = at(&olga.get("/operator").await.body);
    // While Olga reads, Ada says something as well: it is not what Olga has looked into, nor is anything ahead of now.
    world.later(1);
    let words = json!({ "words": "So was I." });
    ada.browser.post_json(&format!("/api/v1/encounters/{id}/dispute"), &words).await.is(200);
    olga.post(&seen, &[("at", &read)]).await.is(303);
    let page = olga.get("/operator").await.has("So was I.").lacks("all day");
    olga.post(&seen, &[("at", &at(&page.body))]).await.is(303);
    olga.get("/operator").await.has("Nothing to look into");
    // An older page takes nothing back, and one from ahead foresees nothing.
    olga.post(&seen, &[("at", &read)]).await.is(303);
    olga.get("/operator").await.has("Nothing to look into");
    olga.post(&seen, &[("at", "99999999999999")]).await.is(303);
    assert_eq!(world.count("SELECT at FROM encounter_review").await, NOON.plus(1).ms());
    bob.browser.post(&format!("/operator/cases/{id}/seen"), &[]).await.is(404);
});

both!(figures_name_routes_and_nobody, |world| {
    let mut ada = world.person("Ada").await;
    let reply = ada.get("/@ada").await.is(200);
    let id = reply.headers["x-request-id"].to_str().unwrap().to_owned();
    assert_ne!(ada.get("/@ada").await.headers["x-request-id"], id.as_str());
    ada.get("/nothing/here").await.is(404);
    let figures = watch::figures(&world.app).await.unwrap();
    let of = "visavis_request_seconds_count{route=\"/@{handle}\",method=\"GET\",status=\"200\"} 2";
    assert!(figures.contains(of) || figures.contains(&of.replace("/@{handle}", "/{handle}")), "{figures}");
    assert!(figures.contains("visavis_jobs{state=\"dead\"} 0"), "{figures}");
    assert!(figures.contains("visavis_commits_total{writes=\"1\"} "), "{figures}");
    assert!(figures.contains("visavis_commits_total{writes=\"256+\"} 0"), "{figures}");
    assert!(figures.contains("visavis_pool_wait_seconds_total 0."), "{figures}");
    assert!(figures.contains("route=\"none\",method=\"GET\",status=\"404\""), "{figures}");
    assert!(!figures.contains("ada"), "{figures}");
});

both!(who_goes_away_is_no_longer_under_way, |world| {
    let mut ada = world.person("Ada").await;
    let under_way = async || {
        let figures = watch::figures(&world.app).await.unwrap();
        let line = figures.lines().find_map(|line| line.strip_prefix("visavis_requests_under_way "));
        line.unwrap().to_owned()
    };
    let endless = Body::from_stream(pending::<Result<Vec<u8>, std::io::Error>>());
    let mut request = Box::pin(ada.send(Method::POST, "/g/new", Some("application/x-www-form-urlencoded"), endless));
    assert!(poll!(&mut request).is_pending());
    assert_eq!(under_way().await, "1");
    drop(request);
    assert_eq!(under_way().await, "0");
    // Methods that nobody knows are one figure, however many are made up.
    for name in ["BREW", "STEEP"] {
        let method = Method::from_bytes(name.as_bytes()).unwrap();
        ada.send(method, "/@ada", None, Body::empty()).await;
    }
    let figures = watch::figures(&world.app).await.unwrap();
    assert!(figures.contains("method=\"other\"") && !figures.contains("BREW"), "{figures}");
});

both!(ready_until_it_is_to_end, |world| {
    let mut stranger = world.stranger();
    stranger.get("/ready").await.is(200);
    world.app.shared.stopping.send_replace(true);
    stranger.get("/ready").await.is(503);
    stranger.get("/health").await.is(200);
});
