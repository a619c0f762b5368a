//! Meetings that nobody scanned: one says so, the other says so too, and it counts as the weakest evidence (E1).

use serde_json::{Value, json};
use visavis::{
    encounters,
    http::Ask,
    id::PersonId,
    ties,
    time::{DAY, HOUR, MINUTE, Moment},
};

use crate::{
    encounters::{Phone, told},
    world::{Browser, NOON, World},
};

async fn claim(browser: &mut Browser, with: &str, day: &str) -> Value {
    browser.post_json("/api/v1/encounters/claims", &json!({ "with": with, "day": day })).await.is(201).json()
}

async fn meetings(world: &World, a: &Browser, b: &Browser) -> Vec<Moment> {
    let (a, b): (PersonId, PersonId) = (a.person(), b.person());
    world.act(move |act| encounters::meetings(act, a, b)).await.unwrap()
}

async fn friends(world: &World) -> (Browser, Browser) {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    ada.post("/@bob/follow", &[]).await.is(303);
    bob.post("/@ada/follow", &[]).await.is(303);
    (ada, bob)
}

/// Publishes a gathering that begins in two hours; the address of its page.
async fn soon(host: &mut Browser, title: &str) -> String {
    let today = [("title", title), ("date", "2026-11-26"), ("start", "15:00"), ("end", "17:00")];
    crate::gatherings::published(host, &today).await
}

/// Makes somebody a badge; what stands on it.
async fn made_badge(browser: &mut Browser) -> String {
    browser.post("/encounters/badge", &[]).await.is(303);
    let page = browser.get("/encounters/badge").await.is(200).has("svg class=\"qr\"");
    let at = page.body.find("localhost:8080/b/").unwrap() + "localhost:8080/b/".len();
    page.body[at..at + 16].to_owned()
}

/// Whatever happened, ties are what the facts say.
async fn sound(world: &World) {
    assert!(world.app.look(&Ask::system(), ties::check).await.unwrap().is_empty());
}

both!(it_counts_once_both_have_said_so, |world| {
    let (mut ada, mut bob) = friends(&world).await;
    ada.get("/ties/bob").await.is(200).has("/encounters/with/bob");
    ada.get("/encounters/with/bob").await.is(200).has("2026-11-26");
    let sent = ada.post("/encounters/with/bob", &[("day", "2026-11-25")]).await.is(303);
    let page = sent.leads_to().to_owned();
    ada.get(&page).await.is(200).has("It counts once Bob says so too").lacks("/confirm");
    // One side's word changes nothing.
    assert!(meetings(&world, &ada, &bob).await.is_empty());
    ada.get("/ties/bob").await.lacks("Met, ");
    bob.get("/notices").await.has("Ada says that you’ve met").has(&page);
    bob.get(&page).await.is(200).has("Did you meet?").has(&format!("{page}/confirm")).lacks("Take it back");
    // Said again it is the same.
    assert_eq!(claim(&mut ada, "bob", "2026-11-25").await["grade"], "E0");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 1);
    // Only the other one can confirm it.
    ada.post(&format!("{page}/confirm"), &[]).await.is(404);
    bob.post(&format!("{page}/confirm"), &[]).await.is(303);
    bob.post(&format!("{page}/confirm"), &[]).await.is(303);
    for browser in [&mut ada, &mut bob] {
        let listed = browser.get("/api/v1/encounters").await.json()["items"].clone();
        assert_eq!(listed.as_array().unwrap().len(), 1);
        assert_eq!(
            (&listed[0]["grade"], &listed[0]["claimed"], &listed[0]["counts"]),
            (&json!("E1"), &json!(true), &json!(true))
        );
        browser.get(&page).await.has("Confirmed by both later, online").has("Take it back");
    }
    assert_eq!(meetings(&world, &ada, &bob).await, [NOON.plus(-DAY)]);
    assert_eq!(meetings(&world, &bob, &ada).await, [NOON.plus(-DAY)]);
    ada.get("/notices").await.has("You and Bob have met");
    sound(&world).await;
    // Taken back it is over, and stays so.
    ada.post(&format!("{page}/withdraw"), &[("sure", "yes")]).await.is(303);
    assert!(meetings(&world, &ada, &bob).await.is_empty());
    bob.post(&format!("{page}/confirm"), &[]).await.is(409);
    bob.post("/encounters/with/ada", &[("day", "2026-11-25")]).await.is(409);
    sound(&world).await;
});

both!(whoever_says_it_second_confirms_it, |world| {
    let (mut ada, mut bob) = friends(&world).await;
    let first = claim(&mut ada, "bob", "2026-11-20").await;
    assert_eq!((&first["state"], &first["counts"]), (&json!("half"), &json!(false)));
    let second = claim(&mut bob, "ada", "2026-11-20").await;
    assert_eq!(first["id"], second["id"]);
    assert_eq!((&second["state"], &second["grade"]), (&json!("mutual"), &json!("E1")));
    // Of another day it is another meeting.
    claim(&mut ada, "bob", "2026-11-21").await;
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 2);
    assert_eq!(meetings(&world, &ada, &bob).await.len(), 1);
});

both!(nobody_is_told_of_a_no, |world| {
    let (mut ada, mut bob) = friends(&world).await;
    let page = format!("/encounters/{}", claim(&mut ada, "bob", "2026-11-25").await["id"].as_str().unwrap());
    bob.post(&format!("{page}/decline"), &[]).await.is(303);
    bob.get(&page).await.has("You said that you did not meet").has("/confirm").lacks("/decline");
    bob.get("/encounters").await.lacks(&page);
    ada.get(&page).await.is(200).has("It counts once Bob says so too");
    // What is asked of another day is asked in the same words, also once it was taken back; and not again and again.
    for day in ["2026-11-24", "2026-11-23"] {
        let asked = ada.post("/encounters/with/bob", &[("day", day)]).await;
        if day == "2026-11-23" {
            asked.is(409).has("twice within 30 days");
            break;
        }
        let second = asked.is(303).leads_to().to_owned();
        ada.post(&format!("{second}/withdraw"), &[("sure", "yes")]).await.is(303);
    }
    // But one may think better of it.
    bob.post(&format!("{page}/confirm"), &[]).await.is(303);
    assert_eq!(meetings(&world, &ada, &bob).await.len(), 1);
    bob.post(&format!("{page}/decline"), &[]).await.is(409);
    bob.get("/encounters").await.has(&page);
});

both!(nobody_is_asked_again_and_again, |world| {
    let (mut ada, mut bob) = friends(&world).await;
    // A no, a claim taken back and silence all count the same; what was confirmed does not.
    let first = claim(&mut ada, "bob", "2026-11-25").await["id"].as_str().unwrap().to_owned();
    bob.post(&format!("/encounters/{first}/confirm"), &[]).await.is(303);
    let second = claim(&mut ada, "bob", "2026-11-24").await["id"].as_str().unwrap().to_owned();
    ada.post(&format!("/encounters/{second}/withdraw"), &[("sure", "yes")]).await.is(303);
    let third = claim(&mut ada, "bob", "2026-11-23").await["id"].as_str().unwrap().to_owned();
    ada.post("/encounters/with/bob", &[("day", "2026-11-22")]).await.is(409);
    bob.post(&format!("/encounters/{third}/decline"), &[]).await.is(303);
    ada.post("/encounters/with/bob", &[("day", "2026-11-22")]).await.is(409);
    // The one who was asked may say so of any day.
    claim(&mut bob, "ada", "2026-11-22").await;
    world.later(31 * DAY);
    let mut ada = world.again(&ada).await;
    claim(&mut ada, "bob", "2026-12-24").await;
});

both!(who_reads_many_badges_waits_with_the_next, |world| {
    let mut ada = world.person("Ada").await;
    let mut others = Vec::new();
    for number in 0..21 {
        let mut other = world.person(format!("P{number}").leak()).await;
        other.post("/@ada/follow", &[]).await.is(303);
        ada.post(&format!("/@p{number}/follow"), &[]).await.is(303);
        others.push(other);
    }
    for number in 0..20 {
        claim(&mut ada, &format!("p{number}"), "2026-11-25").await;
        world.later(MINUTE);
    }
    let code = made_badge(&mut others[20]).await;
    let read = json!({ "code": code, "at": NOON.seconds().to_string() });
    let reply = ada.post_json("/api/v1/encounters/claims/badge", &read).await.is(429);
    assert_eq!(reply.headers["retry-after"], ((DAY - 20 * MINUTE) / 1000).to_string());
    ada.post(&format!("/b/{code}"), &[]).await.is(409).has("Go on tomorrow");
    ada.post("/encounters/with/p20", &[("day", "2026-11-25")]).await.is(409).has("Go on tomorrow");
    world.later(DAY - 20 * MINUTE);
    ada.post_json("/api/v1/encounters/claims/badge", &read).await.is(201);
    ada.post_json("/api/v1/encounters/claims/badge", &read).await.is(201);
});

both!(a_claim_can_be_answered_for_ninety_days, |world| {
    let (mut ada, bob) = friends(&world).await;
    // Of a day that is long ago already: the time to answer counts from when it was said.
    let id = claim(&mut ada, "bob", "2026-09-01").await["id"].as_str().unwrap().to_owned();
    let page = format!("/encounters/{id}");
    world.later(90 * DAY);
    let mut bob = world.again(&bob).await;
    bob.get(&page).await.is(200).has("Did you meet?");
    world.later(DAY + 1);
    bob.get(&page).await.is(200).lacks("Did you meet?").lacks("Take it back").has("not confirmed");
    bob.post(&format!("{page}/confirm"), &[]).await.is(409).has("over 90 days ago");
    world.again(&ada).await.get(&page).await.is(200).has("not confirmed").lacks("once Bob says so");
    assert!(meetings(&world, &ada, &bob).await.is_empty());
});

both!(two_gatherings_of_one_day_are_not_one_meeting, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut ids = Vec::new();
    for title in ["Night walk", "Chess"] {
        let gathering = soon(&mut ada, title).await;
        bob.post(&format!("{gathering}/answer"), &[("reply", "yes")]).await.is(303);
        ids.push(gathering.trim_start_matches("/g/").to_owned());
    }
    world.later(5 * HOUR);
    let (mut ada, mut bob) = (world.again(&ada).await, world.again(&bob).await);
    let page = ada.post("/encounters/with/bob", &[("gathering", &ids[0])]).await.is(303).leads_to().to_owned();
    bob.post("/encounters/with/ada", &[("gathering", &ids[1])]).await.is(409).has("at another gathering");
    ada.post("/encounters/with/bob", &[("gathering", &ids[1])]).await.is(409);
    assert!(meetings(&world, &ada, &bob).await.is_empty());
    bob.get(&page).await.has("Night walk").has("Did you meet?");
    bob.post("/encounters/with/ada", &[("gathering", &ids[0])]).await.is(303);
    assert_eq!(meetings(&world, &ada, &bob).await.len(), 1);
});

both!(both_open_pages_hear_of_a_yes, |world| {
    let (mut ada, mut bob) = friends(&world).await;
    let id = claim(&mut ada, "bob", "2026-11-25").await["id"].as_str().unwrap().to_owned();
    assert!(told(&world, ada.person()).await.is_empty());
    bob.post(&format!("/encounters/{id}/confirm"), &[]).await.is(303);
    for (one, other) in [(&ada, "bob"), (&bob, "ada")] {
        let told = told(&world, one.person()).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((&told[0]["kind"], &told[0]["encounter_id"]), (&json!("confirmed"), &json!(id)));
        assert_eq!((&told[0]["state"], &told[0]["with"]["handle"]), (&json!("mutual"), &json!(other)));
    }
});

both!(strangers_and_the_blocked_claim_nothing, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    ada.get("/encounters/with/bob").await.is(200).has("people whom you know here");
    ada.post("/encounters/with/bob", &[("day", "2026-11-25")]).await.is(403);
    ada.post("/encounters/with/ada", &[("day", "2026-11-25")]).await.is(403);
    ada.post("/encounters/with/nobody", &[("day", "2026-11-25")]).await.is(404);
    ada.post("/@bob/follow", &[]).await.is(303);
    ada.post("/encounters/with/bob", &[("day", "2026-11-25")]).await.is(403);
    bob.post("/@ada/follow", &[]).await.is(303);
    let page = format!("/encounters/{}", claim(&mut ada, "bob", "2026-11-25").await["id"].as_str().unwrap());
    let mut cleo = world.person("Cleo").await;
    for path in [page.clone(), format!("{page}/confirm"), format!("{page}/decline")] {
        let reply = if path == page { cleo.get(&path).await } else { cleo.post(&path, &[]).await };
        reply.is(404);
    }
    bob.post("/@ada/block", &[]).await.is(303);
    bob.post(&format!("{page}/confirm"), &[]).await.is(404);
    ada.post("/encounters/with/bob", &[("day", "2026-11-23")]).await.is(404);
    // What is taken along names nobody who is hidden.
    let person = ada.person();
    let taken = world.act(move |act| encounters::export(act, person)).await.unwrap();
    assert_eq!(taken["encounters"][0]["with"], Value::Null);
    assert_eq!(taken["encounters"][0]["claimed"], true);
    assert_eq!(taken["said_afterwards"][0]["kind"], "claimed");
});

both!(a_day_that_can_t_be_is_named, |world| {
    let (mut ada, _bob) = friends(&world).await;
    for (day, words) in [
        ("", "Choose a gathering, or give the day"),
        ("soon", "Give the day as a date"),
        ("2026-02-30", "Give the day as a date"),
        ("2026-11-27", "still ahead"),
        ("2026-08-01", "over 90 days ago"),
    ] {
        ada.post("/encounters/with/bob", &[("day", day)]).await.is(422).has(words);
    }
    let body = json!({ "with": "bob", "gathering": "zz" });
    ada.post_json("/api/v1/encounters/claims", &body).await.is(422).has("problem-claim-gathering");
    let body = json!({ "with": "bob", "gathering": "00000000000000ff" });
    ada.post_json("/api/v1/encounters/claims", &body).await.is(422).has("problem-claim-gathering");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 0);
});

both!(a_gathering_of_both_can_be_named, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let gathering = soon(&mut ada, "Night walk").await;
    bob.post(&format!("{gathering}/answer"), &[("reply", "yes")]).await.is(303);
    let id = gathering.trim_start_matches("/g/").to_owned();
    bob.get("/encounters/with/ada").await.lacks("Night walk");
    bob.post("/encounters/with/ada", &[("gathering", &id)]).await.is(422);
    world.later(5 * HOUR);
    let (mut ada, mut bob) = (world.again(&ada).await, world.again(&bob).await);
    bob.get("/encounters/with/ada").await.has("Night walk");
    for browser in [&mut ada, &mut bob] {
        browser.post(&format!("{gathering}/check-in"), &[]).await.is(303);
    }
    let page = bob.post("/encounters/with/ada", &[("gathering", &id), ("day", "2026-11-26")]).await.is(303);
    let page = page.leads_to().to_owned();
    bob.get(&page).await.has("Night walk");
    ada.post(&format!("{page}/confirm"), &[]).await.is(303);
    assert_eq!(meetings(&world, &ada, &bob).await, [NOON.plus(2 * HOUR)]);
    let listed = ada.get("/api/v1/encounters").await.json();
    assert_eq!(listed["items"][0]["gathering"]["title"], "Night walk");
    // Both were checked in: a word stays a word.
    assert_eq!(listed["items"][0]["grade"], "E1");
});

both!(a_scan_and_a_claim_of_one_day_are_one_meeting, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    ada.browser.post("/@bob/follow", &[]).await.is(303);
    bob.browser.post("/@ada/follow", &[]).await.is(303);
    claim(&mut ada.browser, "bob", "2026-11-26").await;
    claim(&mut bob.browser, "ada", "2026-11-26").await;
    assert_eq!(meetings(&world, &ada.browser, &bob.browser).await.len(), 1);
    // The records of that day come later, of a scan three hours before.
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    ada.send_one(crate::encounters::record(&offer, Some(&m2), Some(&m3))).await;
    assert_eq!(meetings(&world, &ada.browser, &bob.browser).await.len(), 1);
    // And where a scan is there, nothing is left to claim.
    let mut cleo = Phone::of(&world, "Cleo").await;
    ada.browser.post("/@cleo/follow", &[]).await.is(303);
    cleo.browser.post("/@ada/follow", &[]).await.is(303);
    let offer = ada.offer(3);
    let m2 = cleo.answer(&offer, 4);
    let m3 = ada.confirm(&offer, &m2);
    ada.send_one(crate::encounters::record(&offer, Some(&m2), Some(&m3))).await;
    let body = json!({ "with": "ada", "day": "2026-11-26" });
    cleo.browser.post_json("/api/v1/encounters/claims", &body).await.is(409);
    sound(&world).await;
});

both!(a_claim_bears_nothing_out, |world| {
    let mut phones = Vec::new();
    for name in ["Ada", "Bob", "Cleo", "Dan"] {
        phones.push(Phone::of(&world, name).await);
    }
    let handles = ["ada", "bob", "cleo", "dan"];
    for (one, phone) in phones.iter_mut().enumerate() {
        for other in handles.iter().enumerate().filter(|(other, _)| *other != one).map(|(_, other)| other) {
            phone.browser.post(&format!("/@{other}/follow"), &[]).await.is(303);
        }
    }
    // Cleo and Dan say that they met both, at the very moment at which Ada and Bob scan.
    for one in [2, 3] {
        for other in [0, 1] {
            claim(&mut phones[one].browser, handles[other], "2026-11-26").await;
            claim(&mut phones[other].browser, handles[one], "2026-11-26").await;
        }
    }
    let (ada, rest) = phones.split_at_mut(1);
    let offer = ada[0].offer(1);
    let m2 = rest[0].answer(&offer, 2);
    let m3 = ada[0].confirm(&offer, &m2);
    ada[0].send_one(crate::encounters::record(&offer, Some(&m2), Some(&m3))).await;
    let listed = ada[0].list().await;
    let scanned = listed.iter().find(|one| one["claimed"] == false).unwrap();
    assert_eq!(scanned["grade"], "E2");
    assert_eq!(listed.iter().filter(|one| one["grade"] == "E1").count(), 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_flag").await, 0);
});

both!(a_badge_asks_its_bearer_later, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut stranger = world.stranger();
    ada.get("/encounters/badge").await.is(200).has("Make a badge").lacks("<svg class=\"qr\"");
    let code = made_badge(&mut ada).await;
    let path = format!("/b/{code}");
    stranger.get(&path).await.is(200).lacks("Ada").has("Sign in to see who");
    stranger.post(&path, &[]).await.is(401);
    ada.get(&path).await.is(403);
    bob.get(&path).await.is(200).has("Ada wears this badge");
    bob.get(&format!("/B/{}", code.to_uppercase())).await.is(200).has("Ada wears this badge");
    let encounter = bob.post(&path, &[]).await.is(303).leads_to().to_owned();
    ada.get("/notices").await.has("Bob says that you’ve met");
    ada.post(&format!("{encounter}/confirm"), &[]).await.is(303);
    assert_eq!(meetings(&world, &ada, &bob).await.len(), 1);
    ada.get(&encounter).await.has("Confirmed by both later, online");
    // Read where there was no network, and sent later, twice.
    let mut cleo = world.person("Cleo").await;
    let read = |at: Moment| json!({ "code": code, "at": at.seconds().to_string() });
    for _ in 0..2 {
        let told = cleo.post_json("/api/v1/encounters/claims/badge", &read(NOON.plus(-DAY))).await.is(201).json();
        assert_eq!((&told["state"], &told["with"]["handle"]), (&json!("half"), &json!("ada")));
    }
    cleo.post_json("/api/v1/encounters/claims/badge", &read(NOON.plus(-8 * DAY))).await.is(422);
    cleo.post_json("/api/v1/encounters/claims/badge", &json!({ "code": code, "at": "noon" })).await.is(422);
    // A new one ends the one before.
    ada.post("/encounters/badge", &[]).await.is(303);
    bob.get(&path).await.is(404);
    cleo.post_json("/api/v1/encounters/claims/badge", &read(NOON)).await.is(404);
    // Whom Ada blocks can do nothing with it, and whom she does not can.
    let code = made_badge(&mut ada).await;
    let path = format!("/b/{code}");
    cleo.get(&path).await.is(200);
    ada.post("/@cleo/block", &[]).await.is(303);
    cleo.get(&path).await.is(404);
    cleo.post(&path, &[]).await.is(404);
    let read = json!({ "code": code, "at": NOON.seconds().to_string() });
    cleo.post_json("/api/v1/encounters/claims/badge", &read).await.is(404);
    bob.get(&path).await.is(200);
    ada.post("/encounters/badge/end", &[]).await.is(303);
    ada.get("/encounters/badge").await.has("Make a badge");
    bob.get(&path).await.is(404);
    bob.get("/b/aaaaaaaaaaaaaaaa").await.is(404);
    bob.get("/b/nonsense").await.is(404);
});

both!(who_checks_out_was_not_there, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let gathering = soon(&mut ada.browser, "Night walk").await;
    for phone in [&mut ada, &mut bob] {
        phone.browser.post(&format!("{gathering}/answer"), &[("reply", "yes")]).await.is(303);
        phone.browser.post(&format!("{gathering}/check-in"), &[]).await.is(303);
    }
    let kit = ada.browser.get("/api/v1/encounters/kit").await.json();
    let id = kit["gatherings"][0]["id"].as_str().unwrap().to_owned();
    let bytes: [u8; 8] = data_encoding::HEXLOWER.decode(id.as_bytes()).unwrap().try_into().unwrap();
    let offer = ada.offers(ada.side(1).at(bytes));
    let m2 = bob.answers(&offer, bob.side(2).at(bytes));
    let m3 = ada.confirm(&offer, &m2);
    ada.send_one(crate::encounters::record(&offer, Some(&m2), Some(&m3))).await;
    assert_eq!(ada.list().await[0]["grade"], "E3");
    bob.browser.post(&format!("{gathering}/check-in"), &[("undo", "yes")]).await.is(303);
    assert_eq!(ada.list().await[0]["grade"], "E2");
    bob.browser.post(&format!("{gathering}/check-in"), &[]).await.is(303);
    assert_eq!(ada.list().await[0]["grade"], "E3");
});

both!(a_list_goes_on_among_meetings_of_one_moment, |world| {
    let (mut ada, _bob) = friends(&world).await;
    for name in ["Cleo", "Dora"] {
        let mut other = world.person(name).await;
        let handle = name.to_lowercase();
        ada.post(&format!("/@{handle}/follow"), &[]).await.is(303);
        other.post("/@ada/follow", &[]).await.is(303);
        claim(&mut ada, &handle, "2026-11-25").await;
    }
    claim(&mut ada, "bob", "2026-11-25").await;
    let (mut found, mut path) = (Vec::new(), "/api/v1/encounters?limit=1".to_owned());
    loop {
        let part = ada.get(&path).await.is(200);
        let tag = part.headers["etag"].to_str().unwrap().to_owned();
        let known = http::Request::get(&path)
            .header("cookie", format!("session={}", ada.cookies["session"]))
            .header("if-none-match", &tag);
        ada.request(known.body(axum::body::Body::empty()).unwrap()).await.is(304);
        let json = part.json();
        found.extend(
            json["items"].as_array().unwrap().iter().map(|one| one["with"]["handle"].as_str().unwrap().to_owned()),
        );
        let Some(link) = part.headers.get("link") else { break };
        path = link.to_str().unwrap().trim_start_matches('<').split('>').next().unwrap().to_owned();
    }
    found.sort();
    assert_eq!(found, ["bob", "cleo", "dora"]);
    let body = json!({ "with": "bob", "day": "2026-11-25" });
    let again = ada.post_json("/api/v1/encounters/claims", &body).await.is(201);
    assert_eq!(again.leads_to(), format!("/encounters/{}", again.json()["id"].as_str().unwrap()));
    ada.get(again.leads_to()).await.is(200);
    world.mail().await;
});
