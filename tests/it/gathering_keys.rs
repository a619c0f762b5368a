//! Keys for one gathering: whose they are is told to those who are there, and nobody else.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use visavis::{
    encounters,
    id::GatheringId,
    journal::Happened,
    time::{HOUR, MINUTE},
};
use visavis_wire::card::{Answer, Confirm, Confirmation, GroupConfirm, Offer, Sas, SecretKey, Side};

use crate::encounters::{Phone, id, instance, record, seconds, seed, told, unhex};
use crate::world::{Browser, NOON, Reply, World};

/// Ada hosts an evening from half past noon to three, and one a week later; where they are.
async fn evenings(ada: &mut Phone) -> [String; 2] {
    let mut places = Vec::new();
    for (title, date) in [("Weaving together", "2026-11-26"), ("Weaving again", "2026-12-03")] {
        let fields = [
            ("title", title),
            ("words", "Bring a loom."),
            ("date", date),
            ("start", "13:30"),
            ("end", "16:00"),
            ("zone", "Europe/Vienna"),
            ("venue", "The workshop"),
            ("town", "Vienna, AT"),
        ];
        places.push(ada.browser.post("/g/new", &fields).await.is(303).leads_to().to_owned());
    }
    places.try_into().unwrap()
}

async fn kit(phone: &mut Phone) -> Value {
    phone.browser.get("/api/v1/encounters/kit").await.is(200).json()
}

/// The one gathering around, as the kit names it.
async fn around(phone: &mut Phone) -> [u8; 8] {
    let kit = kit(phone).await;
    assert_eq!(kit["gatherings"].as_array().unwrap().len(), 1, "{kit}");
    unhex(&kit["gatherings"][0]["id"]).try_into().unwrap()
}

async fn ask(browser: &mut Browser, key: &SecretKey, gathering: &str) -> Reply {
    let pk = HEXLOWER.encode(&key.public().to_bytes());
    let body = json!({ "pk": pk, "algorithm": "ed25519", "label": "a test", "gathering": gathering });
    browser.post_json("/api/v1/devices", &body).await
}

/// A key for the gathering, listed.
async fn keyed(phone: &mut Phone, place: [u8; 8]) -> SecretKey {
    let key = SecretKey::ed25519(&seed(&format!("{} at {}", phone.handle, HEXLOWER.encode(&place))));
    let told = ask(&mut phone.browser, &key, &HEXLOWER.encode(&place)).await.is(201).json();
    assert_eq!(told["kid"], key.public().kid().to_string());
    assert!(told.get("certificate").is_none() && told.get("handle").is_none(), "{told}");
    key
}

fn bare(phone: &Phone, key: &SecretKey, nonce: u8) -> Side {
    Side::new(&key.public(), [nonce; 16], seconds(phone.now), phone.anchor)
}

fn offer(key: &SecretKey, side: Side) -> Offer {
    Offer::make(&instance(), side, |bytes| key.sign(bytes))
}

fn answer(key: &SecretKey, offer: &Offer, side: Side) -> Vec<u8> {
    Answer::make(&instance(), &offer.hash(), side, |bytes| key.sign(bytes)).to_bytes()
}

fn confirm(phone: &Phone, key: &SecretKey, offer: &Offer, m2: &[u8]) -> Vec<u8> {
    let m1 = offer.to_bytes();
    let algorithm = key.public().algorithm();
    let made = Confirm::make(&instance(), algorithm, (&m1, m2), seconds(phone.now), 820, |bytes| key.sign(bytes));
    Confirmation::Scanned(made).to_bytes()
}

/// Ada, who hosts, Bob, who said yes, and Eve, who did neither; with the evening that is about to begin.
async fn cast(world: &World) -> (Phone, Phone, Phone, [u8; 8], [String; 2]) {
    let (mut ada, mut bob) = (Phone::of(world, "Ada").await, Phone::of(world, "Bob").await);
    let eve = Phone::of(world, "Eve").await;
    let places = evenings(&mut ada).await;
    bob.browser.post(&format!("{}/answer", places[0]), &[("reply", "yes")]).await.is(303);
    let place = around(&mut bob).await;
    (ada, bob, eve, place, places)
}

both!(keys_for_a_gathering_meet_there_in_short_codes, |world| {
    let (mut ada, mut bob, _, place, _) = cast(&world).await;
    let (a, b) = (keyed(&mut ada, place).await, keyed(&mut bob, place).await);
    let (mut nonce, mut seen) = (0, Vec::new());
    // With both keys for it, and with one of them against the other's device.
    for (by_a, by_b) in [(true, true), (true, false), (false, true)] {
        nonce += 1;
        let ada_s = if by_a { bare(&ada, &a, nonce) } else { ada.side(nonce) }.at(place);
        let bob_s = if by_b { bare(&bob, &b, nonce) } else { bob.side(nonce) }.at(place);
        let (a, b) = (if by_a { &a } else { &ada.key }, if by_b { &b } else { &bob.key });
        let offer = offer(a, ada_s);
        let m2 = answer(b, &offer, bob_s);
        let m3 = confirm(&ada, a, &offer, &m2);
        seen.push((offer.to_bytes().len(), m2.len()));
        assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["verdict"], "half");
        let met = ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
        assert_eq!((&met["verdict"], &met["with"]["handle"]), (&json!("mutual"), &json!("bob")));
    }
    assert_eq!(seen, [(114, 130), (114, 234), (218, 130)]);
    // Spoken, and at a table.
    let spoken = offer(&a, bare(&ada, &a, 4).at(place));
    let m2 = answer(&b, &spoken, bare(&bob, &b, 4).at(place));
    bob.send_one(record(&spoken, Some(&m2), None)).await;
    let made = visavis_wire::card::CodeConfirm::make(
        &instance(),
        &spoken,
        Sas::of(&spoken.to_bytes(), &m2),
        seconds(ada.now),
        |bytes| a.sign(bytes),
    );
    let m3 = Confirmation::Spoken(made).to_bytes();
    assert_eq!(ada.send_one(record(&spoken, None, Some(&m3))).await["verdict"], "mutual_code");
    let table = offer(&a, bare(&ada, &a, 5).at(place).for_group());
    let m2 = answer(&b, &table, bare(&bob, &b, 5).at(place));
    let made = GroupConfirm::make(&instance(), &table, &[&m2], seconds(ada.now), |bytes| a.sign(bytes)).unwrap();
    let m3 = Confirmation::Group(made).to_bytes();
    assert_eq!(ada.send_one(record(&table, Some(&m2), Some(&m3))).await["verdict"], "mutual");
    // Somebody's two keys are one person's.
    let own = offer(&a, bare(&ada, &a, 6).at(place));
    let m2 = ada.answers(&own, ada.side(6).at(place));
    assert_eq!(ada.send_one(record(&own, Some(&m2), None)).await["verdict"], "same_account");
});

both!(a_key_for_a_gathering_is_nobody_s_elsewhere, |world| {
    let (mut ada, mut bob, _, place, _) = cast(&world).await;
    let (a, b) = (keyed(&mut ada, place).await, keyed(&mut bob, place).await);
    // In no gathering, and in another.
    let other = offer(&a, bare(&ada, &a, 1).at([9; 8]));
    for offer in [offer(&a, bare(&ada, &a, 2)), other] {
        assert_eq!(ada.send_one(record(&offer, None, None)).await["verdict"], "unknown_key");
    }
    let good = ada.offers(ada.side(3).at(place));
    let away = answer(&b, &good, bare(&bob, &b, 3));
    assert_eq!(bob.send_one(record(&good, Some(&away), None)).await["verdict"], "unknown_key");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 0);
    // After its end, with what was made while it was on still good.
    let there = offer(&a, bare(&ada, &a, 4).at(place));
    let m2 = answer(&b, &there, bare(&bob, &b, 4).at(place));
    let m3 = confirm(&ada, &a, &there, &m2);
    world.later(9 * HOUR - MINUTE);
    ada.at(&world).await;
    let last = offer(&a, bare(&ada, &a, 5).at(place));
    assert_eq!(ada.send_one(record(&last, None, None)).await["verdict"], "offer");
    world.later(2 * MINUTE);
    ada.at(&world).await;
    let late = offer(&a, bare(&ada, &a, 6).at(place));
    assert_eq!(ada.send_one(record(&late, None, None)).await["verdict"], "expired_certificate");
    assert_eq!(ada.send_one(record(&there, Some(&m2), Some(&m3))).await["verdict"], "mutual");
    assert_eq!(kit(&mut bob).await["gatherings"], json!([]));
});

both!(who_is_there_has_a_key_and_the_directory, |world| {
    let (mut ada, mut bob, mut eve, place, places) = cast(&world).await;
    let spelled = HEXLOWER.encode(&place);
    // Not who is not there; nor for what is not there, or not yet; and all three are told the same.
    let key = SecretKey::ed25519(&seed("eve's"));
    let ahead = places[1].trim_start_matches("/g/").parse::<GatheringId>().unwrap().0.to_be_bytes();
    let mut faults = Vec::new();
    for (phone, gathering) in
        [(&mut eve, spelled.clone()), (&mut bob, "00".repeat(8)), (&mut ada, HEXLOWER.encode(&ahead))]
    {
        let reply = ask(&mut phone.browser, &key, &gathering).await.is(422).json();
        assert_eq!(reply["fields"][0]["field"], "gathering");
        faults.push(reply["fields"][0]["detail"].clone());
    }
    faults.dedup();
    assert_eq!(faults.len(), 1, "{faults:?}");
    for gathering in ["xyz", "00", "0011223344556677889900"] {
        let reply = ask(&mut bob.browser, &key, gathering).await.is(422).json();
        assert!(reply["fields"][0]["detail"].as_str().unwrap().contains("16 hexadecimal digits"), "{reply}");
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM device WHERE gathering IS NOT NULL").await, 0);
    // The host and who said yes: each finds the other's two keys, and their own.
    let (a, b) = (keyed(&mut ada, place).await, keyed(&mut bob, place).await);
    let kit = kit(&mut bob).await;
    let tonight = &kit["gatherings"][0];
    let listed = |handle: &str| -> Vec<(Value, Value)> {
        let entries = tonight["directory"].as_array().unwrap().iter().filter(|entry| entry["handle"] == handle);
        entries.map(|entry| (entry["kid"].clone(), entry["only_here"].clone())).collect()
    };
    let kid = |key: &SecretKey| json!(key.public().kid().to_string());
    assert_eq!(listed("ada"), [(kid(&a), json!(true)), (kid(&ada.key), json!(false))]);
    assert_eq!(listed("bob"), [(kid(&b), json!(true)), (kid(&bob.key), json!(false))]);
    assert_eq!(tonight["own"], kid(&b));
    assert_eq!(tonight["keys_until"], NOON.plus(9 * HOUR).seconds());
    // The phone's certificate is that of its own key.
    assert_eq!(kit["certificate"]["sig"], HEXLOWER.encode(&bob.identity.certificate));
    assert_eq!(eve.browser.get("/api/v1/encounters/kit").await.is(200).json()["gatherings"], json!([]));
    // A key is for one thing.
    let again = ask(&mut bob.browser, &b, &spelled).await.is(201).json();
    assert_eq!(again["expires"], NOON.plus(9 * HOUR).seconds());
    let pk = HEXLOWER.encode(&b.public().to_bytes());
    let body = json!({ "pk": pk, "algorithm": "ed25519", "label": "" });
    bob.browser.post_json("/api/v1/devices", &body).await.is(409);
    ask(&mut bob.browser, &bob.key.clone(), &spelled).await.is(409);
    ask(&mut ada.browser, &b, &spelled).await.is(409);
    // At another time it holds for another time.
    let moved = [
        ("title", "Weaving together"),
        ("words", "Bring a loom."),
        ("date", "2026-11-26"),
        ("start", "13:30"),
        ("end", "17:00"),
        ("zone", "Europe/Vienna"),
        ("venue", "The workshop"),
        ("town", "Vienna, AT"),
    ];
    ada.browser.post(&format!("{}/edit", places[0]), &moved).await.is(303);
    assert_eq!(
        world.count("SELECT COUNT(DISTINCT certificate_expires) FROM device WHERE gathering IS NOT NULL").await,
        1
    );
    let out = {
        let person = bob.browser.person();
        world.act(move |act| encounters::export(act, person)).await.unwrap()
    };
    let device = out["devices"].as_array().unwrap().iter().find(|device| !device["gathering"].is_null()).unwrap();
    assert_eq!((&device["kid"], &device["certificate_expires"]), (&kid(&b), &json!(NOON.plus(10 * HOUR).iso())));
    // With everybody who leaves their keys go.
    let person = bob.browser.person();
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM device WHERE gathering IS NOT NULL").await, 1);
});

both!(a_key_for_a_gathering_ends_when_it_should, |world| {
    let (mut ada, mut bob, mut eve, place, places) = cast(&world).await;
    let spelled = HEXLOWER.encode(&place);
    let first = keyed(&mut bob, place).await;
    world.later(5 * MINUTE);
    // A newer one of the same phone takes its place; another phone of his has its own beside it.
    let second = SecretKey::ed25519(&seed("bob's second"));
    ask(&mut bob.browser, &second, &spelled).await.is(201);
    let mut other = world.again(&bob.browser).await;
    let third = SecretKey::ed25519(&seed("bob's other phone"));
    ask(&mut other, &third, &spelled).await.is(201);
    ask(&mut bob.browser, &first, &spelled).await.is(409);
    world.later(MINUTE);
    bob.at(&world).await;
    ada.at(&world).await;
    let verdict = |key: SecretKey, nonce| offer(&key, bare(&bob, &key, nonce).at(place));
    let offers = [verdict(first.clone(), 1), verdict(second.clone(), 2), verdict(third.clone(), 3)];
    let mut found = Vec::new();
    for offer in &offers {
        found.push(ada.send_one(record(offer, None, None)).await["verdict"].clone());
    }
    assert_eq!(found, ["revoked_key", "offer", "offer"]);
    // On the page: folded, by the gathering's name, and to be ended there.
    let page = bob.browser.get("/encounters/devices").await.is(200);
    page.has("3 keys for gatherings").has("Weaving together").has(&second.public().kid().to_string());
    let kid = second.public().kid();
    bob.browser.post(&format!("/encounters/devices/{kid}/revoke"), &[]).await.is(303);
    eve.browser.post(&format!("/encounters/devices/{}/revoke", third.public().kid()), &[]).await.is(404);
    world.later(MINUTE);
    bob.at(&world).await;
    let ended = offer(&second, bare(&bob, &second, 4).at(place));
    assert_eq!(bob.send_one(record(&ended, None, None)).await["verdict"], "revoked_key");
    // Nobody is told of keys for gatherings that ended; his own phone sees that it has none.
    let kit = kit(&mut bob).await;
    assert_eq!((&kit["revoked"], &kit["gatherings"][0]["own"]), (&json!([]), &Value::Null));
    let kids: Vec<&Value> =
        kit["gatherings"][0]["directory"].as_array().unwrap().iter().map(|entry| &entry["kid"]).collect();
    assert!(!kids.iter().any(|listed| **listed == kid.to_string()), "{kids:?}");
    assert!(kids.iter().any(|listed| **listed == third.public().kid().to_string()), "{kids:?}");
    // Who says that they don't come has no key for it any more.
    bob.browser.post(&format!("{}/answer", places[0]), &[("reply", "no")]).await.is(303);
    world.later(MINUTE);
    bob.at(&world).await;
    let gone = offer(&third, bare(&bob, &third, 5).at(place));
    assert_eq!(bob.send_one(record(&gone, None, None)).await["verdict"], "revoked_key");
    ask(&mut bob.browser, &SecretKey::ed25519(&seed("one more")), &spelled).await.is(422);
    // And with a session all its keys end.
    let a = keyed(&mut ada, place).await;
    ada.browser.post("/sign-out", &[]).await;
    world.later(MINUTE);
    bob.at(&world).await;
    ada.anchor = bob.anchor;
    ada.now = bob.now;
    let signed_out = offer(&a, bare(&ada, &a, 6).at(place));
    assert_eq!(bob.send_one(record(&signed_out, None, None)).await["verdict"], "revoked_key");
});

both!(who_was_not_there_after_all_has_no_key, |world| {
    let (mut ada, mut bob, _, place, places) = cast(&world).await;
    // Bob said yes: an undone check-in takes nothing from him. Then he says no at the door, and is there all the same.
    let check_in = format!("{}/check-in", places[0]);
    let b = keyed(&mut bob, place).await;
    bob.browser.post(&check_in, &[]).await.is(303);
    bob.browser.post(&check_in, &[("undo", "yes")]).await.is(303);
    bob.browser.post(&check_in, &[]).await.is(303);
    bob.browser.post(&format!("{}/answer", places[0]), &[("reply", "no")]).await.is(303);
    let held = "SELECT COUNT(*) FROM device WHERE gathering IS NOT NULL AND revoked_at IS NULL";
    assert_eq!(world.count(held).await, 1);
    bob.browser.post(&check_in, &[("undo", "yes")]).await.is(303);
    assert_eq!(world.count(held).await, 0);
    world.later(MINUTE);
    bob.at(&world).await;
    let gone = offer(&b, bare(&bob, &b, 1).at(place));
    assert_eq!(ada.send_one(record(&gone, None, None)).await["verdict"], "revoked_key");
});

both!(there_are_so_many_keys_for_gatherings_and_no_more, |world| {
    let (_, mut bob, _, place, _) = cast(&world).await;
    let spelled = HEXLOWER.encode(&place);
    for number in 0..50 {
        let key = SecretKey::ed25519(&seed(&format!("key {number}")));
        ask(&mut bob.browser, &key, &spelled).await.is(201);
        world.later(MINUTE / 4);
    }
    ask(&mut bob.browser, &SecretKey::ed25519(&seed("one too many")), &spelled).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM device WHERE gathering IS NOT NULL AND revoked_at IS NULL").await, 1);
    // They take no room from his devices.
    let body = json!({
        "pk": HEXLOWER.encode(&SecretKey::ed25519(&seed("a tablet")).public().to_bytes()), "algorithm": "ed25519",
    });
    bob.browser.post_json("/api/v1/devices", &body).await.is(201);
});

both!(a_photograph_of_a_short_code_tells_no_name, |world| {
    let (mut ada, mut bob, mut eve, place, places) = cast(&world).await;
    let (a, b) = (keyed(&mut ada, place).await, keyed(&mut bob, place).await);
    let unknown = json!({ "verdict": "unknown_key", "encounter_id": null, "state": null, "with": null, "tie": null });
    let shown = offer(&a, bare(&ada, &a, 1).at(place));
    let eve_s = eve.answers(&shown, eve.side(1).at(place));
    assert_eq!(eve.send_one(record(&shown, Some(&eve_s), None)).await, unknown);
    assert!(eve.list().await.is_empty());
    assert!(told(&world, ada.browser.person()).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 0);
    // But where Ada looked at her and said yes, they have met.
    let m3 = confirm(&ada, &a, &shown, &eve_s);
    assert_eq!(ada.send_one(record(&shown, Some(&eve_s), Some(&m3))).await["verdict"], "mutual");
    assert_eq!(eve.send_one(record(&shown, Some(&eve_s), None)).await["with"]["handle"], "ada");
    // Bob no longer comes, and had the directory when he scanned.
    let shown = offer(&a, bare(&ada, &a, 2).at(place));
    let m2 = answer(&b, &shown, bare(&bob, &b, 2).at(place));
    world.later(2 * MINUTE);
    bob.browser.post(&format!("{}/answer", places[0]), &[("reply", "no")]).await.is(303);
    assert_eq!(bob.send_one(record(&shown, Some(&m2), None)).await["with"]["handle"], "ada");
});

both!(of_two_answers_by_one_person_the_confirmed_one_counts, |world| {
    let (mut ada, mut bob, _, place, _) = cast(&world).await;
    let (a, b) = (keyed(&mut ada, place).await, keyed(&mut bob, place).await);
    for (nonce, table, confirmed) in [(1, false, 0), (2, false, 1), (3, true, 0), (4, true, 1)] {
        let side = bare(&ada, &a, nonce).at(place);
        let offer = offer(&a, if table { side.for_group() } else { side });
        let mut full = bob.side(nonce + 100).at(place);
        full.claimed_at.0 += 30;
        let answers = [answer(&b, &offer, bare(&bob, &b, nonce).at(place)), bob.answers(&offer, full)];
        for m2 in &answers {
            bob.send_one(record(&offer, Some(m2), None)).await;
        }
        let m2 = &answers[confirmed];
        let m3 = if table {
            let made = GroupConfirm::make(&instance(), &offer, &[m2], seconds(ada.now), |bytes| a.sign(bytes)).unwrap();
            Confirmation::Group(made).to_bytes()
        } else {
            confirm(&ada, &a, &offer, m2)
        };
        told(&world, bob.browser.person()).await;
        assert_eq!(ada.send_one(record(&offer, Some(m2), Some(&m3))).await["verdict"], "mutual");
        // Bob's open page is told of that one, and the other is gone from his list.
        let told = told(&world, bob.browser.person()).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["encounter_id"], id(&offer, m2));
        for (at, m2) in answers.iter().enumerate() {
            let verdict = if at == confirmed { "mutual" } else { "nonce_used" };
            assert_eq!(bob.send_one(record(&offer, Some(m2), None)).await["verdict"], verdict, "{nonce} {at}");
        }
        let listed = bob.list().await;
        assert_eq!(listed.len(), usize::from(nonce), "{listed:?}");
        assert!(listed.iter().all(|one| one["state"] == "mutual"), "{listed:?}");
    }
});
