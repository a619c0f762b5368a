//! Encounters: what two phones made, sent in whatever order, and what becomes of it.

use axum::{body::Body, http::Method};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde_json::{Value, json};
use visavis::{
    encounters,
    id::{GatheringId, PersonId},
    journal::Happened,
    people::{self, Joining},
    time::{DAY, HOUR, MINUTE, Moment},
};
use visavis_wire::card::{
    Algorithm, Anchor, Answer, CodeConfirm, Confirm, Confirmation, EncounterId, GroupConfirm, Identity, Instance,
    Minutes, Offer, PublicKey, Sas, Seconds, SecretKey, Side,
};

use crate::world::{Browser, NOON, Reply, World};

pub(crate) fn instance() -> Instance {
    Instance::new("localhost:8080")
}

pub(crate) fn seconds(at: Moment) -> Seconds {
    Seconds::from_unix(at.seconds()).unwrap()
}

/// A member's phone: their browser, with a key that the server certified.
pub(crate) struct Phone {
    pub(crate) browser: Browser,
    pub(crate) handle: String,
    pub(crate) key: SecretKey,
    pub(crate) identity: Identity,
    pub(crate) anchor: Anchor,
    pub(crate) now: Moment,
}

pub(crate) fn seed(text: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(format!("test-seed:{text}")).into()
}

pub(crate) fn unhex(text: &Value) -> Vec<u8> {
    HEXLOWER.decode(text.as_str().unwrap().as_bytes()).unwrap()
}

fn anchor(reply: &Reply) -> Anchor {
    let spelled = reply.headers["visavis-anchor"].to_str().unwrap();
    Anchor::from_bytes(HEXLOWER.decode(spelled.as_bytes()).unwrap().try_into().unwrap())
}

impl Phone {
    pub(crate) async fn of(world: &World, name: &'static str) -> Self {
        let browser = world.person(name).await;
        Self::with(world, browser, &name.to_lowercase(), SecretKey::ed25519(&seed(name))).await
    }

    pub(crate) async fn with(world: &World, mut browser: Browser, handle: &str, key: SecretKey) -> Self {
        let (identity, anchor) = certified(&mut browser, handle, &key).await;
        let now = world.app.shared.clock.now();
        Self { browser, handle: handle.to_owned(), key, identity, anchor, now }
    }

    pub(crate) fn side(&self, nonce: u8) -> Side {
        Side::new(&self.key.public(), [nonce; 16], seconds(self.now), self.anchor).with_identity(self.identity.clone())
    }

    pub(crate) fn offer(&self, nonce: u8) -> Offer {
        self.offers(self.side(nonce))
    }

    pub(crate) fn offers(&self, side: Side) -> Offer {
        Offer::make(&instance(), side, |bytes| self.key.sign(bytes))
    }

    pub(crate) fn answer(&self, offer: &Offer, nonce: u8) -> Vec<u8> {
        self.answers(offer, self.side(nonce))
    }

    pub(crate) fn answers(&self, offer: &Offer, side: Side) -> Vec<u8> {
        Answer::make(&instance(), &offer.hash(), side, |bytes| self.key.sign(bytes)).to_bytes()
    }

    pub(crate) fn confirm(&self, offer: &Offer, m2: &[u8]) -> Vec<u8> {
        let m1 = offer.to_bytes();
        let made =
            Confirm::make(&instance(), Algorithm::Ed25519, (&m1, m2), seconds(self.now), 820, |b| self.key.sign(b));
        Confirmation::Scanned(made).to_bytes()
    }

    pub(crate) fn code(&self, offer: &Offer, digits: Sas) -> Vec<u8> {
        let made = CodeConfirm::make(&instance(), offer, digits, seconds(self.now), |b| self.key.sign(b));
        Confirmation::Spoken(made).to_bytes()
    }

    pub(crate) async fn send(&mut self, records: &[Value]) -> Vec<Value> {
        let reply = self.browser.post_json("/api/v1/encounters", &json!({ "records": records })).await.is(200);
        let body = reply.json();
        assert_eq!(unhex(&body["anchor"]), anchor(&reply).to_bytes());
        let results = body["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), records.len());
        results
    }

    pub(crate) async fn send_one(&mut self, record: Value) -> Value {
        self.send(&[record]).await.remove(0)
    }

    pub(crate) async fn list(&mut self) -> Vec<Value> {
        let reply = self.browser.get("/api/v1/encounters?limit=100").await.is(200);
        reply.json()["items"].as_array().unwrap().clone()
    }

    /// The clock goes on, and the phone hears of it.
    pub(crate) async fn at(&mut self, world: &World) {
        let reply = self.browser.get("/api/v1/encounters/kit").await.is(200);
        self.anchor = anchor(&reply);
        self.now = world.app.shared.clock.now();
    }
}

async fn certified(browser: &mut Browser, handle: &str, key: &SecretKey) -> (Identity, Anchor) {
    let public = key.public();
    let algorithm = if public.algorithm() == Algorithm::P256 { "p256" } else { "ed25519" };
    let body = json!({ "pk": HEXLOWER.encode(&public.to_bytes()), "algorithm": algorithm, "label": "a test" });
    let reply = browser.post_json("/api/v1/devices", &body).await.is(201);
    let told = reply.json();
    assert_eq!(told["kid"], public.kid().to_string());
    assert_eq!(told["handle"], handle);
    let identity = Identity {
        key: public.to_bytes(),
        expires: Minutes::from_unix(told["certificate"]["expires"].as_i64().unwrap()).unwrap(),
        certificate: unhex(&told["certificate"]["sig"]).try_into().unwrap(),
        handle: handle.as_bytes().to_vec(),
    };
    (identity, anchor(&reply))
}

pub(crate) fn record(m1: &Offer, m2: Option<&[u8]>, m3: Option<&[u8]>) -> Value {
    let hex = |bytes: Option<&[u8]>| bytes.map(|bytes| HEXLOWER.encode(bytes));
    json!({ "m1": HEXLOWER.encode(&m1.to_bytes()), "m2": hex(m2), "m3": hex(m3) })
}

pub(crate) fn id(m1: &Offer, m2: &[u8]) -> String {
    EncounterId::of(&m1.to_bytes(), m2).to_string()
}

async fn meetings(world: &World, a: PersonId, b: PersonId) -> Vec<Moment> {
    world.act(move |act| encounters::meetings(act, a, b)).await.unwrap()
}

/// What open pages of somebody were told, and forgets it.
pub(crate) async fn told(world: &World, person: PersonId) -> Vec<Value> {
    let rows: Vec<(String,)> = world
        .act(move |act| {
            let rows = act.all(
                "SELECT data FROM live WHERE person = $1 AND kind = 'encounter' ORDER BY id",
                visavis::params![person],
            )?;
            act.run("DELETE FROM live WHERE person = $1", visavis::params![person])?;
            Ok(rows)
        })
        .await
        .unwrap();
    rows.iter().map(|(data,)| serde_json::from_str(data).unwrap()).collect()
}

pub(crate) async fn block(world: &World, blocker: PersonId, blocked: PersonId) {
    world
        .act(move |act| {
            act.run(
                "INSERT INTO block (blocker, blocked, person, at)
                 SELECT p.account, q.account, q.id, 0 FROM person p, person q WHERE p.id = $1 AND q.id = $2",
                visavis::params![blocker, blocked],
            )
        })
        .await
        .unwrap();
}

/// Everything in every order.
fn orders<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    let [first, rest @ ..] = all else { return vec![Vec::new()] };
    let mut found = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut one = order.clone();
            one.insert(at, first.clone());
            found.push(one);
        }
    }
    found
}

both!(two_phones_meet_in_whatever_order_their_records_come, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let mut eve = Phone::of(&world, "Eve").await;
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let kinds = [0, 1, 2, 3];
    let mut outcomes = Vec::new();
    for (number, order) in orders(&kinds).into_iter().enumerate() {
        let number = u8::try_from(number).unwrap() + 10;
        let offer = ada.offer(number);
        let m2 = bob.answer(&offer, number);
        let m3 = ada.confirm(&offer, &m2);
        let records = [
            record(&offer, None, None),
            record(&offer, Some(&m2), None),
            record(&offer, None, Some(&m3)),
            record(&offer, Some(&m2), Some(&m3)),
        ];
        for kind in order {
            // Whoever gets a network, and each thing twice.
            for phone in [&mut ada, &mut bob, &mut eve] {
                phone.send_one(records[kind].clone()).await;
            }
        }
        let last = ada.send_one(records[1].clone()).await;
        assert_eq!(last["encounter_id"], id(&offer, &m2));
        outcomes.push((last["verdict"].clone(), last["state"].clone(), last["with"].clone()));
    }
    outcomes.dedup();
    let bob_s = json!({ "handle": "bob", "name": "Bob", "photo": null });
    assert_eq!(outcomes, [(json!("mutual"), json!("mutual"), bob_s)]);
    let (a, b) = (ada.browser.person(), bob.browser.person());
    assert_eq!(meetings(&world, a, b).await, [NOON]);
    assert_eq!(meetings(&world, b, a).await, [NOON]);
    // A half that nobody confirmed counts for nothing.
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["state"], "half");
    assert_eq!(meetings(&world, a, b).await.len(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_side WHERE met = 1").await, 48);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'met'").await, 24);
});

both!(each_step_says_what_it_is_worth, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    let first = ada.send_one(record(&offer, None, None)).await;
    assert_eq!(first, json!({ "verdict": "offer", "encounter_id": null, "state": "offer", "with": null, "tie": null }));
    let half = bob.send_one(record(&offer, Some(&m2), None)).await;
    assert_eq!(half["verdict"], "half");
    assert_eq!(half["state"], "half");
    assert_eq!(half["with"]["handle"], "ada");
    assert!(half["tie"].is_null());
    // Online one scan is enough: Ada's open page is asked.
    let asked = told(&world, ada.browser.person()).await;
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["kind"], "answered");
    assert_eq!(unhex(&asked[0]["m1"]), offer.to_bytes());
    assert_eq!(unhex(&asked[0]["m2"]), m2);
    assert_eq!(asked[0]["with"]["handle"], "bob");
    assert!(told(&world, bob.browser.person()).await.is_empty());
    let whole = ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    assert_eq!((&whole["verdict"], &whole["state"]), (&json!("mutual"), &json!("mutual")));
    for (phone, other) in [(&ada, "bob"), (&bob, "ada")] {
        let told = told(&world, phone.browser.person()).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["kind"], "confirmed");
        assert_eq!(told[0]["encounter_id"], id(&offer, &m2));
        assert_eq!(told[0]["state"], "mutual");
        assert_eq!(told[0]["with"]["handle"], other);
    }
    // The same again tells nobody anything new.
    ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    assert!(told(&world, bob.browser.person()).await.is_empty());
    let listed = bob.list().await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["id"], id(&offer, &m2));
    assert_eq!(listed[0]["grade"], "E2");
    assert_eq!(listed[0]["counts"], true);
    assert_eq!(listed[0]["loop_seconds"], 8.2);
    assert_eq!(listed[0]["at"], NOON.seconds());
});

both!(keys_from_the_directory_and_p256_do_as_well, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let carl = world.person("Carl").await;
    let carl = Phone::with(&world, carl, "carl", SecretKey::p256(&seed("Carl")).unwrap()).await;
    let offer = ada.offers(Side::new(&ada.key.public(), [1; 16], seconds(NOON), ada.anchor));
    let m2 = carl.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["verdict"], "mutual");
});

both!(a_spoken_code_may_be_tried_once, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let sas = |offer: &Offer, m2: &[u8]| Sas::of(&offer.to_bytes(), m2);
    // Ada's half is there first, and waits.
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let code = ada.code(&offer, sas(&offer, &m2));
    let waits = ada.send_one(record(&offer, None, Some(&code))).await;
    assert_eq!((&waits["verdict"], &waits["state"]), (&json!("offer"), &json!("offer")));
    let joined = bob.send_one(record(&offer, Some(&m2), None)).await;
    assert_eq!((&joined["verdict"], &joined["state"]), (&json!("mutual_code"), &json!("mutual")));
    let asked_again = ada.send_one(record(&offer, None, Some(&code))).await;
    assert_eq!(asked_again["encounter_id"], id(&offer, &m2));
    assert_eq!(asked_again["with"]["handle"], "bob");
    assert_eq!(told(&world, ada.browser.person()).await[0]["verdict"], "mutual_code");
    // A wrong one, then the right one.
    let offer = ada.offer(3);
    let m2 = bob.answer(&offer, 4);
    bob.send_one(record(&offer, Some(&m2), None)).await;
    let right = sas(&offer, &m2);
    let wrong: Sas = if right.number() == 1 { "000002".parse().unwrap() } else { "000001".parse().unwrap() };
    let (wrong, right) = (ada.code(&offer, wrong), ada.code(&offer, right));
    let refused = ada.send_one(record(&offer, None, Some(&wrong))).await;
    assert_eq!((&refused["verdict"], &refused["state"]), (&json!("bad_code"), &Value::Null));
    let refused = ada.send_one(record(&offer, None, Some(&right))).await;
    assert_eq!((&refused["verdict"], &refused["state"]), (&json!("bad_code"), &Value::Null));
    let listed = bob.list().await;
    assert!(listed.iter().any(|one| one["id"] == id(&offer, &m2) && one["state"] == "half"));
    // With the answer in the same record it says the same.
    let offer = ada.offer(5);
    let m2 = bob.answer(&offer, 6);
    let wrong = ada.code(&offer, "123456".parse().unwrap());
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&wrong))).await["verdict"], "bad_code");
    let right = ada.code(&offer, sas(&offer, &m2));
    assert_eq!(bob.send_one(record(&offer, Some(&m2), Some(&right))).await["state"], "half");
    // Signed by somebody else, or of another nonce.
    let forged = bob.code(&offer, sas(&offer, &m2));
    assert_eq!(bob.send_one(record(&offer, None, Some(&forged))).await["verdict"], "bad_signature_m3");
    let other = ada.code(&ada.offer(7), sas(&offer, &m2));
    assert_eq!(ada.send_one(record(&offer, None, Some(&other))).await["verdict"], "m3_not_for_pair");
});

both!(a_key_of_the_directory_runs_out_as_well, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    world.later(31 * DAY);
    for phone in [&mut ada, &mut bob] {
        phone.at(&world).await;
    }
    let bare = |phone: &Phone, nonce| Side::new(&phone.key.public(), [nonce; 16], seconds(phone.now), phone.anchor);
    let offer = ada.offers(bare(&ada, 1));
    assert_eq!(ada.send_one(record(&offer, None, None)).await["verdict"], "expired_certificate");
    // Ada's is renewed, and Bob's is not.
    certified(&mut ada.browser, "ada", &ada.key).await;
    let m2 = bob.answers(&offer, bare(&bob, 2));
    assert_eq!(ada.send_one(record(&offer, Some(&m2), None)).await["verdict"], "expired_certificate");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 0);
    certified(&mut bob.browser, "bob", &bob.key).await;
    assert_eq!(ada.send_one(record(&offer, Some(&m2), None)).await["verdict"], "half");
});

both!(one_offer_holds_so_much_and_no_more, |world| {
    let (mut ada, bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let verdicts = |results: Vec<Value>| results.into_iter().map(|one| one["verdict"].clone()).collect::<Vec<_>>();
    let again = |later: u32| {
        let mut side = ada.side(1);
        side.claimed_at = Seconds(side.claimed_at.0 + later);
        ada.offers(side)
    };
    let offers: Vec<Value> = [0, 1, 2, 0].map(|later| record(&again(later), None, None)).into();
    assert_eq!(verdicts(ada.send(&offers).await), ["offer", "offer", "nonce_used", "offer"]);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 2);
    let offer = ada.offer(2);
    let (m1, m2) = (offer.to_bytes(), bob.answer(&offer, 2));
    let confirms: Vec<Value> = (0..66)
        .map(|hundredths| {
            let made = Confirm::make(&instance(), Algorithm::Ed25519, (&m1, &m2), seconds(NOON), hundredths, |bytes| {
                ada.key.sign(bytes)
            });
            record(&offer, None, Some(&Confirmation::Scanned(made).to_bytes()))
        })
        .collect();
    let found = verdicts(ada.send(&confirms).await);
    assert!(found[..64].iter().all(|verdict| verdict == "offer"), "{found:?}");
    assert_eq!(found[64..], ["nonce_used", "nonce_used"]);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 2 + 1 + 64);
});

both!(nobody_takes_all_the_seats_of_a_table, |world| {
    let ada = Phone::of(&world, "Ada").await;
    let (mut bob, mut eve) = (Phone::of(&world, "Bob").await, Phone::of(&world, "Eve").await);
    let again = world.again(&eve.browser).await;
    let other = Phone::with(&world, again, "eve", SecretKey::ed25519(&seed("another of Eve's"))).await;
    let offer = ada.offers(ada.side(1).for_group());
    let mut many: Vec<Value> = (2..66).map(|nonce| record(&offer, Some(&eve.answer(&offer, nonce)), None)).collect();
    many.push(record(&offer, Some(&other.answer(&offer, 2)), None));
    let found = eve.send(&many).await;
    assert_eq!(found.iter().filter(|one| one["verdict"] == "half").count(), 2);
    assert_eq!(found.iter().filter(|one| one["verdict"] == "nonce_used").count(), 63);
    assert_eq!(eve.send_one(many[0].clone()).await["verdict"], "half");
    assert_eq!(bob.send_one(record(&offer, Some(&bob.answer(&offer, 2)), None)).await["verdict"], "half");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message WHERE kind = 18").await, 3);
});

both!(a_table_takes_many_answers, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let mut guests = Vec::new();
    for name in ["Bob", "Cleo", "Dan"] {
        guests.push(Phone::of(&world, name).await);
    }
    let offer = ada.offers(ada.side(1).for_group());
    let answers: Vec<Vec<u8>> = guests.iter().map(|guest| guest.answer(&offer, 2)).collect();
    let seated: Vec<&[u8]> = answers.iter().take(2).map(Vec::as_slice).collect();
    let made = GroupConfirm::make(&instance(), &offer, &seated, seconds(NOON), |bytes| ada.key.sign(bytes)).unwrap();
    let m3 = Confirmation::Group(made).to_bytes();
    assert_eq!(guests[0].send_one(record(&offer, Some(&answers[0]), None)).await["state"], "half");
    let both: Vec<Value> = answers.iter().take(2).map(|m2| record(&offer, Some(m2), Some(&m3))).collect();
    for result in ada.send(&both).await {
        assert_eq!(result["verdict"], "mutual");
    }
    // The third answered as well, and was not among those that Ada saw.
    assert_eq!(guests[2].send_one(record(&offer, Some(&answers[2]), None)).await["verdict"], "half");
    assert_eq!(guests[2].send_one(record(&offer, Some(&answers[2]), Some(&m3))).await["verdict"], "m3_not_for_pair");
    assert_eq!(ada.list().await.iter().filter(|one| one["counts"] == true).count(), 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_flag").await, 0);
});

both!(one_offer_takes_one_answer, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let (mut bob, mut eve) = (Phone::of(&world, "Bob").await, Phone::of(&world, "Eve").await);
    let offer = ada.offer(1);
    let (m2, other) = (bob.answer(&offer, 2), eve.answer(&offer, 3));
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["verdict"], "half");
    let late = eve.send_one(record(&offer, Some(&other), None)).await;
    assert_eq!((&late["verdict"], &late["state"], &late["with"]), (&json!("nonce_used"), &Value::Null, &Value::Null));
    assert!(eve.list().await.is_empty());
    // Eve was first with a photograph of the code; Ada confirms the one in front of her.
    let offer = ada.offer(4);
    let (m2, other) = (bob.answer(&offer, 5), eve.answer(&offer, 6));
    assert_eq!(eve.send_one(record(&offer, Some(&other), None)).await["verdict"], "half");
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["verdict"], "nonce_used");
    let m3 = ada.confirm(&offer, &m2);
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["verdict"], "mutual");
    assert_eq!(eve.send_one(record(&offer, Some(&other), None)).await["verdict"], "nonce_used");
    assert!(eve.list().await.is_empty());
    // What is spliced onto another offer, or changed by a bit, is refused and changes nothing.
    let before = world.count("SELECT COUNT(*) FROM encounter_message").await;
    let fresh = ada.offer(7);
    assert_eq!(bob.send_one(record(&fresh, Some(&m2), None)).await["verdict"], "m2_not_for_m1");
    let mut bent = m3.clone();
    bent[40] ^= 1;
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&bent))).await["verdict"], "bad_signature_m3");
    let strange = ada.send(&[json!({ "m1": "" }), json!({ "m1": "99" }), json!({ "m1": "11" })]).await;
    assert_eq!(
        strange.iter().map(|one| one["verdict"].as_str().unwrap()).collect::<Vec<_>>(),
        ["bad_length", "bad_type", "bad_length"]
    );
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, before);
});

both!(nobody_meets_themselves_in_another_persona, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let me = ada.browser.person();
    let (secret, person) = world
        .act(move |act| {
            let (account,): (visavis::id::AccountId,) =
                act.one("SELECT account FROM person WHERE id = $1", visavis::params![me])?;
            let joining = Joining { account: Some(account), ..Joining::read("Ada at work", "ada-at-work")? };
            let (account, person) = people::join(act, &joining)?;
            Ok((people::begin_session(act, account, person, "work")?, person))
        })
        .await
        .unwrap();
    let mut browser = world.stranger();
    browser.id = Some(person);
    browser.cookies.insert("session".into(), data_encoding::BASE64URL_NOPAD.encode(&secret));
    let work = Phone::with(&world, browser, "ada-at-work", SecretKey::ed25519(&seed("work"))).await;
    let offer = ada.offer(1);
    let m2 = work.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["verdict"], "same_account");
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 0);
    // A key stays with the persona that brought it.
    let mut work = work;
    let body = json!({ "pk": HEXLOWER.encode(&ada.key.public().to_bytes()), "algorithm": "ed25519", "label": "" });
    work.browser.post_json("/api/v1/devices", &body).await.is(409);
});

both!(a_block_is_answered_like_an_unknown_key, |world| {
    let (mut ada, bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let (a, b) = (ada.browser.person(), bob.browser.person());
    let met = ada.offer(9);
    let answered = bob.answer(&met, 9);
    ada.send_one(record(&met, Some(&answered), Some(&ada.confirm(&met, &answered)))).await;
    told(&world, a).await;
    block(&world, b, a).await;
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    let blocked = ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    // The same as an answer of somebody whom this server does not know.
    let nobody = SecretKey::ed25519(&seed("nobody"));
    let bare = Side::new(&nobody.public(), [3; 16], seconds(NOON), ada.anchor);
    let stranger_s = Answer::make(&instance(), &offer.hash(), bare, |bytes| nobody.sign(bytes)).to_bytes();
    let unknown = ada.send_one(record(&offer, Some(&stranger_s), None)).await;
    assert_eq!(blocked, unknown);
    assert_eq!(blocked["verdict"], "unknown_key");
    assert!(told(&world, a).await.is_empty());
    assert_eq!(ada.list().await.len(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 1);
});

both!(a_block_leaves_each_their_own_to_take_back, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let mut eve = Phone::of(&world, "Eve").await;
    let (a, b) = (ada.browser.person(), bob.browser.person());
    let mut made = Vec::new();
    for nonce in [1, 2, 3] {
        let offer = ada.offer(nonce);
        let m2 = bob.answer(&offer, nonce);
        let m3 = ada.confirm(&offer, &m2);
        ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
        made.push(id(&offer, &m2));
    }
    // And one that waits, whose words name the other where they are seen.
    let offer = ada.offer(4);
    bob.send_one(record(&offer, Some(&bob.answer(&offer, 4)), None)).await;
    block(&world, b, a).await;
    // Neither sees the other in it.
    for (phone, other) in [(&mut ada, "Bob"), (&mut bob, "Ada")] {
        let listed = phone.list().await;
        assert_eq!(listed.len(), 4);
        assert!(listed.iter().all(|one| one["with"].is_null()), "{listed:?}");
        phone.browser.get("/encounters").await.is(200).has("Somebody you no longer see").lacks(other);
        let page = phone.browser.get(&format!("/encounters/{}", made[0])).await.is(200);
        page.has("You and somebody you no longer see").has("Yes, I take it back").lacks(other);
    }
    eve.browser.post_json(&format!("/api/v1/encounters/{}/withdraw", made[0]), &json!({})).await.is(404);
    // Who is blocked, and who blocks.
    let taken = ada.browser.post_json(&format!("/api/v1/encounters/{}/withdraw", made[0]), &json!({})).await.is(200);
    assert_eq!((&taken.json()["counts"], &taken.json()["with"]), (&json!(false), &Value::Null));
    let words = json!({ "words": "I was at home." });
    bob.browser.post_json(&format!("/api/v1/encounters/{}/dispute", made[1]), &words).await.is(200);
    assert_eq!(meetings(&world, a, b).await.len(), 1);
    ada.browser.post(&format!("/encounters/{}/dispute", made[2]), &[("words", "")]).await.is(422).lacks("Bob");
    bob.browser.post(&format!("/encounters/{}/withdraw", made[2]), &[("sure", "yes")]).await.is(303);
    assert!(meetings(&world, a, b).await.is_empty());
});

both!(a_block_also_holds_where_the_halves_come_apart, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let (a, b) = (ada.browser.person(), bob.browser.person());
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["state"], "half");
    for person in [a, b] {
        told(&world, person).await;
    }
    block(&world, b, a).await;
    let refused = ada.send_one(record(&offer, None, Some(&m3))).await;
    let unknown = json!({ "verdict": "unknown_key", "encounter_id": null, "state": null, "with": null, "tie": null });
    assert_eq!(refused, unknown);
    assert!(meetings(&world, a, b).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'met'").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter WHERE verdict = 'mutual'").await, 0);
    for person in [a, b] {
        assert!(told(&world, person).await.is_empty());
    }
    // Both confirmed it on the spot: once nobody blocks anybody any more, it is what it was.
    world.act(|act| act.run("DELETE FROM block", visavis::params![])).await.unwrap();
    assert!(meetings(&world, a, b).await.is_empty());
    assert_eq!(ada.send_one(record(&offer, None, Some(&m3))).await["state"], "mutual");
    assert_eq!(meetings(&world, a, b).await.len(), 1);
});

both!(a_key_that_was_ended_signs_no_more, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    world.later(10 * MINUTE);
    let kid = bob.key.public().kid();
    ada.browser.post_json(&format!("/api/v1/devices/{kid}/revoke"), &json!({})).await.is(404);
    bob.browser.post_json(&format!("/api/v1/devices/{kid}/revoke"), &json!({})).await.is(200);
    // What was made before stays good, though it comes later.
    assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["verdict"], "mutual");
    world.later(MINUTE);
    for phone in [&mut ada, &mut bob] {
        phone.at(&world).await;
    }
    let offer = ada.offer(3);
    let m2 = bob.answer(&offer, 4);
    assert_eq!(ada.send_one(record(&offer, Some(&m2), None)).await["verdict"], "revoked_key");
    let offer = bob.offer(5);
    assert_eq!(bob.send_one(record(&offer, None, None)).await["verdict"], "revoked_key");
    // It says so in the kit, and can't be registered again.
    let kit = bob.browser.get("/api/v1/encounters/kit").await.is(200).json();
    assert_eq!(kit["revoked"], json!([kid.to_string()]));
    assert!(kit["certificate"].is_null());
    let body = json!({ "pk": HEXLOWER.encode(&bob.key.public().to_bytes()), "algorithm": "ed25519", "label": "" });
    bob.browser.post_json("/api/v1/devices", &body).await.is(409);
    // On the page, by a form.
    let kid = ada.key.public().kid();
    ada.browser.get("/encounters/devices").await.is(200).has(&kid.to_string());
    let done = ada.browser.post(&format!("/encounters/devices/{kid}/revoke"), &[]).await.is(303);
    assert_eq!(done.leads_to(), "/encounters/devices");
    ada.browser.get("/encounters/devices").await.is(200).has("Its key has ended");
});

both!(a_session_takes_its_keys_along, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    // Ended from another device of hers.
    let hash =
        visavis::app::hash(&data_encoding::BASE64URL_NOPAD.decode(ada.browser.cookies["session"].as_bytes()).unwrap());
    let mut other = world.again(&ada.browser).await;
    world.later(MINUTE);
    other.post("/you/devices/end", &[("session", &data_encoding::BASE64URL_NOPAD.encode(&hash))]).await.is(303);
    ada.browser = other;
    ada.at(&world).await;
    let offer = ada.offer(1);
    assert_eq!(ada.send_one(record(&offer, None, None)).await["verdict"], "revoked_key");
});

both!(what_is_old_foreign_or_dated_back_is_refused, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    // For another instance.
    let elsewhere = Instance::new("other.example");
    let foreign = Offer::make(&elsewhere, ada.side(1), |bytes| ada.key.sign(bytes));
    assert_eq!(ada.send_one(record(&foreign, None, None)).await["verdict"], "bad_signature_m1");
    // An anchor that this server did not make, and a time before the one it made.
    let mut side = ada.side(2);
    side.anchor.tag[0] ^= 1;
    assert_eq!(ada.send_one(record(&ada.offers(side), None, None)).await["verdict"], "bad_anchor");
    let mut side = ada.side(3);
    side.claimed_at = seconds(NOON.plus(-6 * MINUTE));
    assert_eq!(ada.send_one(record(&ada.offers(side), None, None)).await["verdict"], "time_before_anchor");
    // A photographed code, answered later.
    let offer = ada.offer(4);
    let mut side = bob.side(5);
    side.claimed_at = seconds(NOON.plus(10 * MINUTE));
    let m2 = bob.answers(&offer, side);
    let stale = bob.send_one(record(&offer, Some(&m2), None)).await;
    assert_eq!((&stale["verdict"], &stale["state"]), (&json!("half_stale"), &json!("half")));
    assert!(told(&world, ada.browser.person()).await.is_empty());
    // At different gatherings.
    let offer = ada.offers(ada.side(6).at([1; 8]));
    let m2 = bob.answers(&offer, bob.side(7).at([2; 8]));
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["verdict"], "gathering_mismatch");
    // A certificate of somebody else's, and one that has run out.
    let mut side = ada.side(8);
    side.identity = Some(bob.identity.clone());
    assert_eq!(ada.send_one(record(&ada.offers(side), None, None)).await["verdict"], "bad_certificate");
    world.later(31 * DAY);
    ada.now = world.app.shared.clock.now();
    assert_eq!(ada.send_one(record(&ada.offer(9), None, None)).await["verdict"], "expired_certificate");
});

both!(within_four_hours_it_is_one_meeting, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    for (nonce, wait) in [(1, 0), (2, 2 * HOUR), (3, 3 * HOUR), (4, 5 * HOUR)] {
        world.later(wait);
        for phone in [&mut ada, &mut bob] {
            phone.at(&world).await;
        }
        let offer = ada.offer(nonce);
        let m2 = bob.answer(&offer, nonce);
        let m3 = ada.confirm(&offer, &m2);
        assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["state"], "mutual");
    }
    let met = meetings(&world, ada.browser.person(), bob.browser.person()).await;
    assert_eq!(met, [NOON, NOON.plus(10 * HOUR)]);
});

both!(taken_back_stays_taken_back, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let mut eve = Phone::of(&world, "Eve").await;
    let (a, b) = (ada.browser.person(), bob.browser.person());
    let mut made = Vec::new();
    for nonce in [1, 2, 3] {
        let offer = ada.offer(nonce);
        let m2 = bob.answer(&offer, nonce);
        let m3 = ada.confirm(&offer, &m2);
        made.push((id(&offer, &m2), record(&offer, Some(&m2), Some(&m3)), record(&offer, Some(&m2), None)));
    }
    let all: Vec<Value> = made[..2].iter().map(|(_, record, _)| record.clone()).collect();
    ada.send(&all).await;
    assert_eq!(meetings(&world, a, b).await.len(), 1);
    let [first, second, third] = [0, 1, 2].map(|at| made[at].0.clone());
    // Not by others, and not without meaning it.
    eve.browser.post_json(&format!("/api/v1/encounters/{first}/withdraw"), &json!({})).await.is(404);
    eve.browser.post(&format!("/encounters/{first}/withdraw"), &[("sure", "yes")]).await.is(404);
    ada.browser.post(&format!("/encounters/{first}/withdraw"), &[]).await.is(422).has("Confirm that you mean it");
    let done = ada.browser.post(&format!("/encounters/{first}/withdraw"), &[("sure", "yes")]).await.is(303);
    assert_eq!(done.leads_to(), format!("/encounters/{first}"));
    ada.browser.get(&format!("/encounters/{first}")).await.is(200).has("Taken back.").lacks("Yes, I take it back");
    // A dispute wants words.
    let path = format!("/api/v1/encounters/{second}/dispute");
    let fault = bob.browser.post_json(&path, &json!({ "words": " " })).await.is(422);
    assert_eq!(fault.json()["fields"][0]["field"], "words");
    bob.browser
        .post(&format!("/encounters/{second}/dispute"), &[("words", "")])
        .await
        .is(422)
        .has("Write what happened");
    let disputed = bob.browser.post_json(&path, &json!({ "words": "I was at home." })).await.is(200).json();
    assert_eq!(disputed["disputed"], NOON.seconds());
    assert_eq!(disputed["counts"], false);
    ada.browser.get(&format!("/encounters/{second}")).await.is(200).has("disputed").lacks("I was at home");
    assert!(meetings(&world, a, b).await.is_empty());
    // Not undone by anything sent later, nor before it was confirmed.
    bob.send_one(made[2].2.clone()).await;
    bob.browser.post_json(&format!("/api/v1/encounters/{third}/withdraw"), &json!({})).await.is(200);
    for (_, record, half) in &made {
        for phone in [&mut ada, &mut bob, &mut eve] {
            for one in [half, record] {
                let again = phone.send_one(one.clone()).await;
                assert!(phone.handle == "eve" || again["state"].is_null(), "{again}");
            }
        }
    }
    assert!(meetings(&world, a, b).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_side WHERE met = 1").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter WHERE grade > 0").await, 0);
    // Twice met, twice not.
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'met'").await, 4);
    // What was said is signed by the server, for whoever takes it along.
    let out = world.act(move |act| encounters::export(act, b)).await.unwrap();
    let said = out["said_afterwards"].as_array().unwrap();
    let event = said.iter().find(|event| event["kind"] == "disputed").unwrap();
    let server = PublicKey::from_bytes(Algorithm::Ed25519, &unhex(&out["server_pk"])).unwrap();
    let mut signed = b"encounter-event/v1\0".to_vec();
    signed.extend(instance().hash());
    signed.extend(unhex(&event["encounter"]));
    signed.extend(NOON.seconds().to_be_bytes());
    signed.extend(b"\x08disputed\x03bobI was at home.");
    assert!(server.verify(&signed, &unhex(&event["signature"]).try_into().unwrap()));
    assert_eq!(out["encounters"].as_array().unwrap().len(), 3);
    assert_eq!(out["encounters"][0]["messages"].as_array().unwrap().len(), 3);
});

both!(nobody_else_sees_a_meeting, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let mut eve = Phone::of(&world, "Eve").await;
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let m3 = ada.confirm(&offer, &m2);
    // Eve may carry it, and learns nothing but that it is good.
    let carried = eve.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    assert_eq!(carried["verdict"], "mutual");
    assert!(carried["with"].is_null() && carried["tie"].is_null());
    assert_eq!(eve.send_one(record(&offer, Some(&m2), None)).await["state"], "half");
    assert!(eve.list().await.is_empty());
    let path = format!("/encounters/{}", id(&offer, &m2));
    eve.browser.get(&path).await.is(404);
    eve.browser.get("/encounters").await.is(200).lacks("Ada").has("No meetings yet");
    ada.browser.get("/encounters").await.is(200).has("Bob").has("met").has("Confirmed phone to phone");
    bob.browser.get(&path).await.is(200).has("You and Ada").has("From code to answer: 8 seconds");
    // Those who wait are told what they wait for.
    let offer = ada.offer(3);
    let m2 = bob.answer(&offer, 4);
    bob.send_one(record(&offer, Some(&m2), None)).await;
    bob.browser.get("/encounters").await.is(200).has("Their phone has yet to send its part");
    ada.browser.get("/encounters").await.is(200).has("Bob scanned your code");
});

both!(strangers_are_shown_the_door, |world| {
    let mut stranger = world.stranger();
    for (method, path) in [
        (Method::GET, "/api/v1/encounters/kit"),
        (Method::GET, "/api/v1/encounters"),
        (Method::POST, "/api/v1/encounters"),
        (Method::POST, "/api/v1/devices"),
        (Method::POST, "/api/v1/devices/0011223344556677/revoke"),
        (Method::POST, "/api/v1/encounters/00112233445566770011223344556677/withdraw"),
    ] {
        let body = json!({ "records": [], "pk": "00".repeat(32), "algorithm": "ed25519", "words": "x" });
        let reply =
            if method == Method::GET { stranger.get(path).await } else { stranger.post_json(path, &body).await };
        assert_eq!(reply.status, 401, "{path}: {}", reply.body);
        assert_eq!(reply.headers["content-type"], "application/problem+json", "{path}");
        anchor(&reply);
    }
    for path in ["/meet", "/encounters", "/encounters/devices", "/encounters/00112233445566770011223344556677"] {
        assert!(stranger.get(path).await.is(303).leads_to().starts_with("/sign-in?next=%2F"), "{path}");
    }
    for path in ["/e", "/E"] {
        stranger.get(path).await.is(200).has("js/card-link.js").has("/sign-in?next=/meet");
    }
    stranger.get("/offline").await.is(200).has("No network").has("href=\"/meet\"");
    // Every answer of the API brings an anchor, also those that are not there.
    anchor(&stranger.get("/api/v1/nowhere").await.is(404));
    assert!(!stranger.get("/e").await.headers.contains_key("visavis-anchor"));
});

both!(what_can_t_be_read_changes_nothing, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let offer = ada.offer(1);
    let good = record(&offer, None, None);
    let browser = &mut ada.browser;
    let text = |body: &str| Body::from(body.to_owned());
    let send = Some("application/json");
    browser.send(Method::POST, "/api/v1/encounters", send, text("{")).await.is(400);
    browser.send(Method::POST, "/api/v1/encounters", send, text("[]")).await.is(400);
    browser.send(Method::POST, "/api/v1/encounters", Some("text/plain"), text("{}")).await.is(415);
    for (records, field, number) in [
        (json!(null), "records", None),
        (json!({}), "records", None),
        (json!([good, {}]), "m1", Some(2)),
        (json!([good, 7]), "m1", Some(2)),
        (json!([{ "m1": "xy" }]), "m1", Some(1)),
        (json!([{ "m1": "123" }]), "m1", Some(1)),
        (json!([good, { "m1": good["m1"], "m2": 5 }]), "m2", Some(2)),
        (json!([good, { "m1": good["m1"], "m3": "zz" }]), "m3", Some(2)),
        (json!([{ "m1": "11".repeat(4097) }]), "m1", Some(1)),
        (json!(vec![good.clone(); 201]), "records", None),
    ] {
        let reply = browser.post_json("/api/v1/encounters", &json!({ "records": records })).await.is(422);
        assert_eq!(reply.headers["content-type"], "application/problem+json");
        let fault = reply.json()["fields"][0].clone();
        assert_eq!(fault["field"], field, "{fault}");
        if let Some(number) = number {
            assert!(fault["detail"].as_str().unwrap().contains(&format!("Record {number}")), "{fault}");
        }
    }
    let flood = Body::from(vec![b' '; 6 << 20]);
    browser.send(Method::POST, "/api/v1/encounters", send, flood).await.is(413);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 0);
    // Devices.
    for (pk, algorithm, field) in [
        ("00".repeat(32), "ed25519", "pk"),
        ("zz".into(), "ed25519", "pk"),
        (HEXLOWER.encode(&ada.key.public().to_bytes()), "rsa", "algorithm"),
        (HEXLOWER.encode(&ada.key.public().to_bytes()), "p256", "pk"),
    ] {
        let body = json!({ "pk": pk, "algorithm": algorithm, "label": "x" });
        let reply = ada.browser.post_json("/api/v1/devices", &body).await.is(422);
        assert_eq!(reply.json()["fields"][0]["field"], field);
    }
    ada.browser.post_json("/api/v1/devices/xyz/revoke", &json!({})).await.is(404);
    ada.browser.get("/encounters/xyz").await.is(404);
    // The most that is taken at once.
    let most = vec![good; 200];
    assert!(ada.send(&most).await.iter().all(|result| result["verdict"] == "offer"));
});

both!(the_kit_has_what_a_phone_needs, |world| {
    let (mut ada, bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let (a, b) = (ada.browser.person(), bob.browser.person());
    world
        .act(move |act| act.run("INSERT INTO tie (person, other, stage) VALUES ($1, $2, 2)", visavis::params![a, b]))
        .await
        .unwrap();
    let reply = ada.browser.get("/api/v1/encounters/kit").await.is(200);
    let kit = reply.json();
    assert_eq!(kit["instance"], "localhost:8080");
    assert_eq!(kit["now"], NOON.seconds());
    assert_eq!(kit["me"], json!({ "handle": "ada", "name": "Ada", "photo": null }));
    assert_eq!(kit["people"], json!([{ "handle": "bob", "name": "Bob", "photo": null }]));
    assert_eq!((&kit["gatherings"], &kit["revoked"]), (&json!([]), &json!([])));
    assert_eq!(unhex(&kit["anchor"]), anchor(&reply).to_bytes());
    let server = PublicKey::from_bytes(Algorithm::Ed25519, &unhex(&kit["server_pk"])).unwrap();
    let public = ada.key.public();
    let certified = ada.identity.verify(&instance(), &server, Algorithm::Ed25519, public.kid()).unwrap();
    assert_eq!((certified.key, certified.handle.as_str()), (public.clone(), "ada"));
    assert_eq!(kit["certificate"]["sig"], HEXLOWER.encode(&ada.identity.certificate));
    assert_eq!(kit["certificate"]["expires"], NOON.plus(30 * DAY).seconds());
    // Renewed, also by the same key in capital letters, and good until thirty days from then.
    world.later(20 * DAY);
    let body = json!({ "pk": HEXLOWER_PERMISSIVE.encode(&public.to_bytes()).to_uppercase(), "algorithm": "ed25519" });
    let renewed = ada.browser.post_json("/api/v1/devices", &body).await.is(201).json();
    assert_eq!(renewed["kid"], public.kid().to_string());
    assert_eq!(renewed["certificate"]["expires"], NOON.plus(50 * DAY).seconds());
    let (identity, _) = self::certified(&mut ada.browser, "ada", &ada.key).await;
    assert!(identity.verify(&instance(), &server, Algorithm::Ed25519, public.kid()).is_some());
    assert_eq!(world.count("SELECT COUNT(*) FROM device").await, 2);
    // Somebody else can't have it.
    let mut bob = bob;
    bob.browser.post_json("/api/v1/devices", &body).await.is(409);
    // Without a certificate there is none in the kit.
    world.later(40 * DAY);
    assert!(ada.browser.get("/api/v1/encounters/kit").await.is(200).json()["certificate"].is_null());
});

both!(at_a_gathering_the_phones_know_each_other_and_what_stands_between, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let mut eve = Phone::of(&world, "Eve").await;
    ada.browser.post("/@bob/follow", &[]).await.is(303);
    bob.browser.post("/@ada/follow", &[]).await.is(303);
    world.later(DAY + MINUTE);
    let mut published = Vec::new();
    for (title, date) in [("Weaving together", "2026-11-27"), ("Weaving again", "2026-12-04")] {
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
        let place = ada.browser.post("/g/new", &fields).await.is(303).leads_to().to_owned();
        for phone in [&mut ada, &mut bob] {
            phone.browser.post(&format!("{place}/answer"), &[("reply", "yes")]).await.is(303);
        }
        published.push(place);
    }
    world.later(HOUR);
    for phone in [&mut ada, &mut bob] {
        phone.at(&world).await;
    }
    let kit = bob.browser.get("/api/v1/encounters/kit").await.is(200).json();
    let tonight = kit["gatherings"].as_array().unwrap();
    assert_eq!(tonight.len(), 1, "{tonight:?}");
    assert_eq!(tonight[0]["title"], "Weaving together");
    assert_eq!(tonight[0]["starts"], NOON.plus(DAY + 30 * MINUTE).seconds());
    let listed = tonight[0]["directory"].as_array().unwrap();
    let entry = listed.iter().find(|entry| entry["handle"] == "ada").unwrap();
    assert_eq!(entry["pk"], HEXLOWER.encode(&ada.key.public().to_bytes()));
    assert_eq!(entry["kid"], ada.key.public().kid().to_string());
    assert!(!listed.iter().any(|entry| entry["handle"] == "eve"));
    // Who does not go gets no directory.
    assert_eq!(eve.browser.get("/api/v1/encounters/kit").await.is(200).json()["gatherings"], json!([]));
    let place: [u8; 8] = unhex(&tonight[0]["id"]).try_into().unwrap();
    let offer = ada.offers(ada.side(1).at(place));
    let m2 = bob.answers(&offer, bob.side(2).at(place));
    let m3 = ada.confirm(&offer, &m2);
    bob.send_one(record(&offer, Some(&m2), None)).await;
    let met = ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    let tie = &met["tie"];
    assert_eq!(tie["stage"], "met", "{met}");
    assert_eq!(tie["began"], "online_first");
    assert_eq!(tie["days_known"], 1);
    assert_eq!(tie["url"], "/ties/bob");
    assert_eq!((&tie["next"]["title"], &tie["next"]["url"]), (&json!("Weaving again"), &json!(published[1])));
    // Bob's open page hears of it as he sees it.
    let told = told(&world, bob.browser.person()).await;
    let confirmed = told.iter().find(|told| told["kind"] == "confirmed").unwrap();
    assert_eq!(confirmed["tie"]["url"], "/ties/ada");
    assert_eq!(confirmed["with"]["handle"], "ada");
    bob.browser.get("/encounters").await.is(200).has("Weaving together");
    bob.browser.get("/notices").await.is(200).has("Ada");
    ada.browser.get("/ties/bob").await.is(200).has("Met, online first, after one day.");
});

both!(the_screen_has_its_words_in_every_language, |world| {
    let mut ada = world.person("Ada").await;
    let listed: serde_json::Map<String, Value> =
        serde_json::from_str(include_str!("../../web/assets/js/meet/strings.json")).unwrap();
    for language in ["en", "de"] {
        ada.cookies.insert("lang".into(), language.into());
        let page = ada.get("/meet").await.is(200).has("id=\"meet\"").has("js/meet.js").has("css/meet.css").body;
        let (_, rest) = page.split_once("id=\"meet-strings\">").unwrap();
        let (strings, _) = rest.split_once("</script>").unwrap();
        let strings: serde_json::Map<String, Value> = serde_json::from_str(strings).unwrap();
        assert_eq!(strings.keys().collect::<Vec<_>>(), listed.keys().collect::<Vec<_>>());
        for (key, words) in &listed {
            let said = strings[key].as_str().unwrap();
            assert!(!said.is_empty() && said != "…", "{language} {key}");
            let places = |text: &str| {
                let mut found: Vec<String> =
                    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
                found.sort();
                found
            };
            assert_eq!(places(said), places(words.as_str().unwrap()), "{language} {key}");
            if language == "en" {
                assert_eq!(said, words, "{key}");
            }
        }
    }
});

both!(others_and_the_place_bear_it_out, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let mut bob = Phone::of(&world, "Bob").await;
    let (mut cleo, dan) = (Phone::of(&world, "Cleo").await, Phone::of(&world, "Dan").await);
    async fn meet(one: &mut Phone, other: &Phone, nonce: u8) -> String {
        let offer = one.offer(nonce);
        let m2 = other.answer(&offer, nonce);
        let m3 = one.confirm(&offer, &m2);
        assert_eq!(one.send_one(record(&offer, Some(&m2), Some(&m3))).await["state"], "mutual");
        id(&offer, &m2)
    }
    async fn grade(phone: &mut Phone, id: &str) -> Value {
        phone.list().await.into_iter().find(|one| one["id"] == id).unwrap()["grade"].clone()
    }
    let first = meet(&mut ada, &bob, 1).await;
    assert_eq!(grade(&mut ada, &first).await, "E2");
    meet(&mut ada, &cleo, 2).await;
    meet(&mut ada, &dan, 3).await;
    meet(&mut bob, &cleo, 4).await;
    assert_eq!(grade(&mut ada, &first).await, "E2");
    let last = meet(&mut bob, &dan, 5).await;
    assert_eq!(grade(&mut ada, &first).await, "E3");
    assert_eq!(grade(&mut bob, &last).await, "E2");
    // So many people in no time is looked at, and stops nothing.
    assert!(world.count("SELECT COUNT(*) FROM encounter_flag WHERE kind = 'quick'").await > 0);
    // One link less, and it is no longer borne out.
    bob.browser.post_json(&format!("/api/v1/encounters/{last}/withdraw"), &json!({})).await.is(200);
    assert_eq!(grade(&mut ada, &first).await, "E2");
    // At a gathering where both were checked in.
    let place = GatheringId(77);
    let offer = cleo.offers(cleo.side(6).at(place.0.to_be_bytes()));
    let m2 = dan.answers(&offer, dan.side(7).at(place.0.to_be_bytes()));
    let m3 = cleo.confirm(&offer, &m2);
    cleo.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    let there = id(&offer, &m2);
    for (person, grade_then) in [(cleo.browser.person(), "E2"), (dan.browser.person(), "E3")] {
        world.act(move |act| act.happened(Happened::CheckedIn { gathering: place, person })).await.unwrap();
        assert_eq!(grade(&mut cleo, &there).await, grade_then);
    }
});

both!(a_few_who_know_nobody_else_are_looked_at, |world| {
    for (outside, flagged) in [(false, 1), (true, 1)] {
        let names: [&'static str; 4] =
            if outside { ["Ina", "Jo", "Kim", "Lea"] } else { ["Ada", "Bob", "Cleo", "Dan"] };
        let mut phones = Vec::new();
        for name in names {
            phones.push(Phone::of(&world, name).await);
        }
        if outside {
            phones[0].browser.post("/@ada/follow", &[]).await.is(303);
        }
        for one in 0..4_u8 {
            for other in one + 1..4 {
                let (offer, answerer) = (phones[usize::from(one)].offer(10 * one + other), &phones[usize::from(other)]);
                let m2 = answerer.answer(&offer, 10 * one + other);
                let m3 = phones[usize::from(one)].confirm(&offer, &m2);
                phones[usize::from(one)].send_one(record(&offer, Some(&m2), Some(&m3))).await;
            }
        }
        // Once, when the last two of them met; not where one knows somebody else.
        assert_eq!(world.count("SELECT COUNT(*) FROM encounter_flag WHERE kind = 'clique'").await, flagged);
    }
});

both!(a_place_bears_out_what_was_there_and_then, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let people = [ada.browser.person(), bob.browser.person()];
    let mut nonce = 0;
    // Where they met, where and how long before they were checked in, and what it is worth.
    for (met, checked_in, before, grade) in
        [(1, 1, 11 * HOUR, "E3"), (2, 2, 13 * HOUR, "E2"), (3, 4, 0, "E2"), (5, 5, 0, "E3")]
    {
        world.later(2 * DAY);
        for person in people {
            let gathering = GatheringId(checked_in);
            world.act(move |act| act.happened(Happened::CheckedIn { gathering, person })).await.unwrap();
        }
        world.later(before);
        for phone in [&mut ada, &mut bob] {
            phone.at(&world).await;
        }
        nonce += 1;
        let place = i64::from(met).to_be_bytes();
        let offer = ada.offers(ada.side(nonce).at(place));
        let m2 = bob.answers(&offer, bob.side(nonce).at(place));
        let m3 = ada.confirm(&offer, &m2);
        assert_eq!(ada.send_one(record(&offer, Some(&m2), Some(&m3))).await["state"], "mutual");
        assert_eq!(ada.list().await[0]["grade"], grade, "gathering {met}");
    }
});

both!(who_leaves_takes_everything_along, |world| {
    let mut ada = Phone::of(&world, "Ada").await;
    let (mut bob, mut cleo) = (Phone::of(&world, "Bob").await, Phone::of(&world, "Cleo").await);
    for (nonce, other) in [(1, &bob), (2, &cleo)] {
        let offer = ada.offer(nonce);
        let m2 = other.answer(&offer, nonce);
        let m3 = ada.confirm(&offer, &m2);
        ada.send_one(record(&offer, Some(&m2), Some(&m3))).await;
    }
    let offer = cleo.offer(3);
    let m2 = ada.answer(&offer, 3);
    cleo.send_one(record(&offer, Some(&m2), None)).await;
    let offer = cleo.offer(4);
    let m2 = bob.answer(&offer, 4);
    cleo.send_one(record(&offer, Some(&m2), None)).await;
    let person = ada.browser.person();
    world.act(move |act| act.happened(Happened::CheckedIn { gathering: GatheringId(5), person })).await.unwrap();
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(cleo.list().await.len(), 1);
    assert_eq!(bob.list().await.len(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_arrival").await, 0);
    // Cleo's two offers, and Bob's answer.
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 3);
    assert_eq!(world.count("SELECT COUNT(*) FROM device").await, 2);
});

both!(what_nobody_answers_is_forgotten, |world| {
    let (mut ada, mut bob) = (Phone::of(&world, "Ada").await, Phone::of(&world, "Bob").await);
    let offer = ada.offer(1);
    let m2 = bob.answer(&offer, 2);
    let code = ada.code(&offer, Sas::of(&offer.to_bytes(), &m2));
    ada.send_one(record(&offer, None, Some(&code))).await;
    ada.send_one(record(&ada.offer(3), None, None)).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 3);
    world.later(3 * DAY);
    ada.at(&world).await;
    ada.send_one(record(&ada.offer(4), None, None)).await;
    // The new offer, and the code, which waits longer: its offer comes again with the answer.
    assert_eq!(world.count("SELECT COUNT(*) FROM encounter_message").await, 2);
    assert_eq!(bob.send_one(record(&offer, Some(&m2), None)).await["verdict"], "mutual_code");
});

#[test]
fn vectors_are_checked_on_the_command_line() {
    let check = |file: &std::path::Path| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_visavis"))
            .args(["encounter", "check"])
            .arg(file)
            .output()
            .unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        (out.status.code().unwrap(), text, String::from_utf8(out.stderr).unwrap())
    };
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/wire/tests/fixtures/encounter-vectors.json");
    let (code, out, _) = check(vectors.as_ref());
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("case 15: a second person answers a single offer: nonce_used\n"), "{out}");
    assert!(out.contains("case 16: loop of 75 seconds: mutual_slow\n"), "{out}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bent.json");
    let bent =
        std::fs::read_to_string(vectors).unwrap().replacen("\"expect\": \"half_stale\"", "\"expect\": \"half\"", 1);
    std::fs::write(&file, bent).unwrap();
    let (code, out, _) = check(&file);
    assert_eq!(code, 1);
    assert!(out.contains("half_stale (MISMATCH: expected half)"), "{out}");
    std::fs::write(&file, "no vectors").unwrap();
    let (code, _, err) = check(&file);
    assert!(code == 1 && err.contains("bent.json: not a file of ENC/1 vectors"), "{err}");
    let (code, _, err) = check(&folder.path().join("none.json"));
    assert!(code == 1 && err.contains("none.json: "), "{err}");
}
