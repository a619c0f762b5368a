//! The crew of a gathering and its door: who may what, who is in, and what two doors saw that knew nothing of each other.

use serde_json::{Value, json};
use visavis::time::{DAY, HOUR, MINUTE};

use crate::{
    api::{ALL, Program},
    gatherings::published,
    world::{Browser, World},
};

/// Asks somebody to help, and they do.
async fn helps(host: &mut Browser, url: &str, helper: &mut Browser, handle: &str, role: &str) {
    host.post(&format!("{url}/crew"), &[("handle", handle), ("role", role)]).await.is(303);
    helper.post(&format!("{url}/crew/accept"), &[]).await.is(303);
}

async fn comes(browser: &mut Browser, url: &str, guests: &str) {
    browser.post(&format!("{url}/answer"), &[("reply", "yes"), ("guests", guests)]).await.is(303);
}

/// An hour before the tea begins (19:00 in Munich).
fn doors_open(world: &World) {
    world.later(7 * DAY + 5 * HOUR);
}

async fn code(browser: &mut Browser, url: &str) -> String {
    let card = browser.get(&format!("/api/v1/gatherings/{}/entry", &url[3..])).await.is(200).json();
    card["code"].as_str().unwrap().to_owned()
}

/// Hands in what a device holds; the verdicts.
async fn hands_in(browser: &mut Browser, url: &str, arrivals: Value) -> Vec<String> {
    let path = format!("/api/v1/gatherings/{}/arrivals", &url[3..]);
    let said = browser.post_json(&path, &json!({ "arrivals": arrivals })).await.is(200).json();
    said["results"].as_array().unwrap().iter().map(|one| one["verdict"].as_str().unwrap().to_owned()).collect()
}

fn now(world: &World) -> i64 {
    world.app.shared.clock.now().ms()
}

both!(whoever_is_asked_helps_when_they_say_yes, |world| {
    let (mut host, mut carla, mut guest) =
        (world.person("Hanna").await, world.person("Carla").await, world.person("Gus").await);
    let url = published(&mut host, &[]).await;
    host.get(&format!("{url}/crew")).await.is(200).has("Ask somebody");
    for (handle, role, words) in [
        ("", "steward", "Say whom"),
        ("nobody-here", "steward", "There is nobody of that handle."),
        ("hanna", "steward", "They host it already."),
        ("carla", "", "Choose what they should do."),
    ] {
        host.post(&format!("{url}/crew"), &[("handle", handle), ("role", role)]).await.is(422).has(words);
    }
    host.post(&format!("{url}/crew"), &[("handle", "@Carla"), ("role", "cohost")]).await.is(303);
    carla.get("/notices").await.has("Hanna asks you to help at Tea for eight");
    carla.get(&url).await.has("Would you help?").has("Co-host");
    host.get(&format!("{url}/crew")).await.has("has not answered yet");
    // Asked is not yet anything.
    for path in ["edit", "answers", "questions", "cancel", "crew", "door"] {
        carla.get(&format!("{url}/{path}")).await.is(403);
    }
    guest.post(&format!("{url}/crew/accept"), &[]).await.is(404);
    carla.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    for path in ["edit", "answers", "questions", "cancel", "crew", "door"] {
        carla.get(&format!("{url}/{path}")).await.is(200);
        guest.get(&format!("{url}/{path}")).await.is(403);
    }
    // A co-host names people for the door, and no co-hosts; nobody takes the host away.
    carla.post(&format!("{url}/crew"), &[("handle", "gus"), ("role", "cohost")]).await.is(403);
    carla.post(&format!("{url}/crew"), &[("handle", "gus"), ("role", "supervisor")]).await.is(303);
    guest.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    guest.get(&format!("{url}/door")).await.is(200).has("Who is expected");
    guest.get(&format!("{url}/edit")).await.is(403);
    carla.post(&format!("{url}/crew/hanna/remove"), &[]).await.is(404);
    guest.post(&format!("{url}/crew/carla/remove"), &[]).await.is(403);
    carla.post(&format!("{url}/crew/carla/remove"), &[]).await.is(403);
    // One can leave, and be taken out.
    carla.post(&format!("{url}/crew/leave"), &[]).await.is(303);
    carla.get(&format!("{url}/answers")).await.is(403);
    host.post(&format!("{url}/crew/gus/remove"), &[]).await.is(303);
    guest.get(&format!("{url}/door")).await.is(403);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 0);
});

both!(a_co_host_calls_off_and_who_blocks_or_leaves_helps_no_longer, |world| {
    let mut host = world.person("Hanna").await;
    let (mut carla, mut dora) = (world.person("Carla").await, world.person("Dora").await);
    let url = published(&mut host, &[]).await;
    helps(&mut host, &url, &mut carla, "carla", "cohost").await;
    helps(&mut host, &url, &mut dora, "dora", "steward").await;
    host.post("/@dora/block", &[("confirm", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 1);
    carla.post(&format!("{url}/cancel"), &[("words", "No heating.")]).await.is(303);
    host.get(&url).await.has("No heating.");
    carla.post("/you/delete", &[("handle", "carla")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 0);
    assert!(!world.mail().await.is_empty());
});

both!(the_door_lets_in_by_name_and_by_code_and_takes_it_back, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "2")]).await;
    let (mut ada, mut sam, mut walt) =
        (world.person("Ada").await, world.person("Sam").await, world.person("Walt").await);
    comes(&mut ada, &url, "1").await;
    helps(&mut host, &url, &mut sam, "sam", "steward").await;
    let door = format!("{url}/door");
    host.get(&door).await.is(200).has("The door opens two hours before");
    host.post(&door, &[("handle", "ada")]).await.is(409);
    doors_open(&world);
    // By name.
    host.get(&door).await.is(200).has("0 of 3").has("Ada").has("a party of 2");
    host.post(&door, &[("handle", "ada"), ("door", "main entrance")]).await.is(303);
    host.get(&format!("{door}?q=ad")).await.has("2 of 3").has("main entrance").has("in since").lacks("Hanna</a>");
    host.post(&door, &[("handle", "ada"), ("door", "side")]).await.is(303);
    host.get(&door).await.has("2 of 3").has("seen twice, and counted once");
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door = 'main entrance'").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'checked_in'").await, 1);
    world.later(MINUTE);
    host.post(&door, &[("handle", "ada"), ("undo", "yes")]).await.is(303);
    host.get(&door).await.has("0 of 3");
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_arrival").await, 0);
    world.later(MINUTE);
    // By a plain camera: the crew lets in, everybody else lands on the gathering.
    let scanned = format!("{url}/in/{}", code(&mut ada, &url).await);
    ada.get(&format!("{url}/entry")).await.is(200).has("Your entry card").has("<svg");
    assert_eq!(walt.get(&scanned).await.is(303).leads_to(), url);
    assert_eq!(world.stranger().get(&scanned).await.is(303).leads_to(), url);
    walt.post(&scanned, &[]).await.is(403);
    sam.get(&scanned).await.is(200).has("Ada").has("Let in");
    sam.post(&scanned, &[]).await.is(303);
    sam.get(&scanned).await.has("in since");
    sam.get(&format!("{url}/in/{}", "a".repeat(26))).await.is(200).has("no entry card of this gathering");
    // A steward sees no list, and lets nobody in by name.
    sam.get(&door).await.is(200).has("2 of 3").lacks("name=\"q\"").lacks("name=\"count\"");
    sam.post(&door, &[("handle", "walt")]).await.is(403);
    // Walk-ins, by handle and only counted.
    walt.get(&format!("{url}/entry")).await.is(409);
    host.post(&door, &[("handle", "nobody-here")]).await.is(422).has("There is nobody of that handle.");
    host.post(&door, &[("count", "99")]).await.is(422).has("Count one to 20");
    host.post(&door, &[("handle", "@walt")]).await.is(303);
    host.post(&door, &[("count", "3"), ("door", "side")]).await.is(303);
    let page = host.get(&door).await.has("6 of 3").has("Walt").has("3 counted").body;
    let arrival = page.split("name=\"arrival\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    host.post(&door, &[("arrival", &arrival), ("undo", "yes")]).await.is(303);
    host.get(&door).await.has("3 of 3").lacks("3 counted");
    // Whoever said so themselves counts too, and no door takes that back.
    host.post(&format!("{url}/check-in"), &[]).await.is(303);
    host.get(&door).await.has("4 of 3").has("said so themselves");
    host.post(&door, &[("handle", "hanna")]).await.is(303);
    world.later(MINUTE);
    host.post(&door, &[("handle", "hanna"), ("undo", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door IS NULL").await, 1);
    // And whoever says that they are not there is not there.
    world.later(MINUTE);
    ada.post(&format!("{url}/check-in"), &[("undo", "yes")]).await.is(303);
    host.get(&door).await.has("2 of 3");
    // Those who leave take what was noted of them along.
    ada.post("/you/delete", &[("handle", "ada")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM arrival WHERE person IS NOT NULL AND undone_at IS NULL").await, 1);
});

both!(two_doors_without_a_network_are_put_together, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "2")]).await;
    let (mut ada, mut bob, mut cyd) = (world.person("Ada").await, world.person("Bob").await, world.person("Cyd").await);
    comes(&mut ada, &url, "2").await;
    comes(&mut bob, &url, "0").await;
    let (mut sam, mut sue) = (world.person("Sam").await, world.person("Sue").await);
    helps(&mut host, &url, &mut sam, "sam", "steward").await;
    helps(&mut host, &url, &mut sue, "sue", "supervisor").await;
    doors_open(&world);
    let opened = now(&world);
    let (ada_code, bob_code) = (code(&mut ada, &url).await, code(&mut bob, &url).await);
    let path = format!("/api/v1/gatherings/{}/door", &url[3..]);
    let list = sam.get(&path).await.is(200).json();
    assert_eq!(list["guests"].as_array().unwrap().len(), 3);
    assert!(list["guests"].as_array().unwrap().iter().all(|guest| guest["name"].is_null()), "{list}");
    assert!(sue.get(&path).await.is(200).body.contains("Ada"));
    cyd.get(&path).await.is(403);
    world.later(HOUR);
    // Both doors see Ada and Bob, the side door earlier; it is the last to find a network.
    let seen = |id: &str, code: &str, door: &str, minute: i64| json!({ "id": id, "code": code, "door": door, "at": opened + minute * MINUTE });
    let main = json!([seen("main-0001", &ada_code, "main", 10), seen("main-0002", &bob_code, "main", 12)]);
    let side = json!([
        seen("side-0001", &ada_code, "side", 5),
        seen("side-0002", &bob_code, "side", 20),
        { "id": "side-0003", "count": 2, "door": "side", "at": opened + 21 * MINUTE },
        { "id": "side-0004", "handle": "cyd", "door": "side", "at": opened + 22 * MINUTE },
    ]);
    assert_eq!(hands_in(&mut sam, &url, main.clone()).await, ["in", "in"]);
    assert_eq!(hands_in(&mut sue, &url, side.clone()).await, ["in", "already", "in", "in"]);
    // What is sent again changes nothing.
    assert_eq!(hands_in(&mut sue, &url, side.clone()).await, ["in", "already", "in", "in"]);
    assert_eq!(hands_in(&mut sam, &url, main).await, ["already", "in"]);
    let list = sue.get(&path).await.is(200).json();
    assert_eq!(list["inside"], 3 + 1 + 2 + 1);
    assert_eq!(list["again"], 2);
    assert_eq!(list["doors"], json!([{ "door": "main", "count": 1 }, { "door": "side", "count": 6 }]));
    let of = |name: &str| list["guests"].as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap();
    assert_eq!((of("Ada")["door"].as_str(), of("Ada")["at"].as_i64()), (Some("side"), Some(opened + 5 * MINUTE)));
    assert_eq!(of("Bob")["door"], "main");
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 3);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'checked_in'").await, 3);
    // Taken back at one door: what another one saw before that, and says later, is taken back too.
    let undo =
        json!([{ "id": "main-0003", "code": bob_code, "door": "main", "at": opened + 40 * MINUTE, "undo": true }]);
    assert_eq!(hands_in(&mut sam, &url, undo).await, ["undone"]);
    let late = json!([seen("back-0001", &bob_code, "back", 30)]);
    assert_eq!(hands_in(&mut sue, &url, late).await, ["undone"]);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 2);
    let again = json!([seen("back-0002", &bob_code, "back", 50)]);
    assert_eq!(hands_in(&mut sue, &url, again).await, ["in"]);
    // A clock that is wrong: nobody came tomorrow, or before the doors opened.
    let wrong =
        json!([{ "id": "side-0009", "count": 1, "at": opened + 9 * DAY }, { "id": "side-0010", "count": 1, "at": 5 }]);
    assert_eq!(hands_in(&mut sue, &url, wrong).await, ["in", "in"]);
    assert_eq!(world.count("SELECT COUNT(*) FROM arrival WHERE at > noted_at").await, 0);
    // A phone that was found a day later still says what it saw; one that was found a month later doesn't.
    world.later(DAY);
    let found = json!([{ "id": "side-0011", "count": 1, "door": "side", "at": opened }]);
    assert_eq!(hands_in(&mut sue, &url, found.clone()).await, ["in"]);
    world.later(30 * DAY);
    let path = format!("/api/v1/gatherings/{}/arrivals", &url[3..]);
    sue.post_json(&path, &json!({ "arrivals": found })).await.is(409);
});

both!(programs_help_at_the_door, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut ada, mut sam) = (world.person("Ada").await, world.person("Sam").await);
    comes(&mut ada, &url, "0").await;
    let (mut hosts, mut stewards) = (Program::of(&mut host, ALL).await, Program::of(&mut sam, ALL).await);
    let base = format!("/api/v1/gatherings/{}", &url[3..]);
    hosts.put(&format!("{base}/crew/sam"), &json!({ "role": "steward" })).await.is(204);
    stewards.get(&format!("{base}/crew")).await.is(403);
    stewards.post(&format!("{base}/crew/accept"), &json!({})).await.is(204);
    let crew = hosts.get(&format!("{base}/crew")).await.is(200).json();
    assert_eq!((&crew["items"][0]["role"], &crew["items"][0]["accepted"]), (&json!("steward"), &json!(true)));
    doors_open(&world);
    let mut adas = Program::of(&mut ada, ALL).await;
    let card = adas.get(&format!("{base}/entry")).await.is(200).json();
    let arrival = |id: &str, more: Value| {
        let mut one = json!({ "id": id, "at": now(&world) });
        one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "arrivals": [one] })
    };
    let path = format!("{base}/arrivals");
    let said = stewards.post(&path, &arrival("aaaa-0001", json!({ "code": card["code"], "door": "main" }))).await;
    assert_eq!(said.is(200).json()["results"][0]["name"], "Ada");
    stewards.post(&path, &arrival("aaaa-0002", json!({ "handle": "ada" }))).await.is(403);
    stewards.post(&path, &arrival("no", json!({ "code": card["code"] }))).await.is(422);
    stewards.post(&path, &json!({ "arrivals": [{ "id": "aaaa-0003" }] })).await.is(400);
    adas.post(&path, &arrival("aaaa-0004", json!({ "code": card["code"] }))).await.is(403);
    let unknown = stewards.post(&path, &arrival("aaaa-0005", json!({ "code": "nonsense" }))).await.is(200).json();
    assert_eq!(unknown["results"][0]["verdict"], "unknown");
    // Somebody who can't make it after all has a card that lets nobody in.
    ada.post(&format!("{url}/answer"), &[("reply", "no")]).await.is(303);
    let door = stewards.get(&format!("{base}/door")).await.is(200).json();
    assert_eq!(door["inside"], 1);
    world.later(MINUTE);
    let undo = json!({ "code": card["code"], "undo": true });
    stewards.post(&path, &arrival("aaaa-0006", undo)).await.is(200);
    world.later(MINUTE);
    let refused = stewards.post(&path, &arrival("aaaa-0007", json!({ "code": card["code"] }))).await.is(200).json();
    assert_eq!(refused["results"][0]["verdict"], "not_expected");
    stewards.post(&format!("{base}/crew/leave"), &json!({})).await.is(204);
    hosts.put(&format!("{base}/crew/sam"), &json!({ "role": "supervisor" })).await.is(204);
    hosts.delete(&format!("{base}/crew/sam")).await.is(204);
    stewards.get(&format!("{base}/door")).await.is(403);
});

both!(check_ins_follow_from_what_the_doors_saw, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ada = world.person("Ada").await;
    comes(&mut ada, &url, "0").await;
    doors_open(&world);
    host.post(&format!("{url}/door"), &[("handle", "ada"), ("door", "main")]).await.is(303);
    host.post(&format!("{url}/check-in"), &[]).await.is(303);
    let check = visavis::gatherings::CHECKS.iter().find(|check| check.name == "check_in.door").unwrap();
    let faults = async || world.act(move |act| Ok((check.batch)(act, None)?.faults)).await.unwrap();
    assert!(faults().await.is_empty());
    world.act(|act| act.run("DELETE FROM check_in WHERE door = 'main'", &[])).await.unwrap();
    let found = faults().await;
    assert_eq!(found.len(), 1);
    let subject = found[0].subject.clone();
    assert!(world.act(move |act| (check.repair)(act, &subject)).await.unwrap());
    assert!(faults().await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door = 'main'").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door IS NULL").await, 1);
});
