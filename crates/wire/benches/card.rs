//! What a proof of a meeting costs: `cargo bench -p visavis-wire`.
#![expect(clippy::expect_used, reason = "a bench that can't begin should stop")]

use divan::{Bencher, black_box};
use visavis_wire::card::{
    Account, AnchorKey, Answer, Confirm, Confirmation, Identity, Instance, Kid, Minutes, Offer, PublicKey, Seconds,
    SecretKey, Shown, Side, World, judge,
};

fn main() {
    divan::main();
}

const NOW: Seconds = Seconds(31_536_000);

struct Town {
    instance: Instance,
    server: PublicKey,
    anchors: AnchorKey,
}

impl World for Town {
    fn instance(&self) -> &Instance {
        &self.instance
    }

    fn server_key(&self) -> &PublicKey {
        &self.server
    }

    fn anchor_key(&self) -> Option<&AnchorKey> {
        Some(&self.anchors)
    }

    fn directory_key(&self, _kid: Kid, _gathering: Option<[u8; 8]>) -> Option<PublicKey> {
        None
    }

    fn account(&self, kid: Kid, _handle: Option<&str>) -> Option<Account> {
        Some(Account(i64::from_be_bytes(kid.0)))
    }
}

struct Meeting {
    town: Town,
    keys: [SecretKey; 2],
    m1: Vec<u8>,
    m2: Vec<u8>,
    m3: Vec<u8>,
}

fn meeting(keys: [SecretKey; 2]) -> Meeting {
    let seed = [7; 32];
    let (instance, anchors) = (Instance::new("bench.example"), AnchorKey::new([5; 32]));
    let signing = ed25519_dalek::SigningKey::from_bytes(&seed);
    let minutes = Minutes(NOW.0 / 60);
    let side = |key: &SecretKey, nonce: u8, handle: &str| {
        let public = key.public();
        let expires = Minutes(minutes.0 + 30 * 24 * 60);
        let identity = Identity::issue(&instance, &signing, &public, handle, expires).expect("a good handle");
        Side::new(&public, [nonce; 16], NOW, anchors.anchor(&instance, minutes)).with_identity(identity)
    };
    let offer = Offer::make(&instance, side(&keys[0], 1, "alice"), |bytes| keys[0].sign(bytes));
    let answer = Answer::make(&instance, &offer.hash(), side(&keys[1], 2, "bob"), |bytes| keys[1].sign(bytes));
    let (m1, m2) = (offer.to_bytes(), answer.to_bytes());
    let algorithm = keys[0].public().algorithm();
    let confirm = Confirm::make(&instance, algorithm, (&m1, &m2), NOW, 820, |bytes| keys[0].sign(bytes));
    let m3 = Confirmation::Scanned(confirm).to_bytes();
    Meeting { town: Town { instance, server: SecretKey::ed25519(&seed).public(), anchors }, keys, m1, m2, m3 }
}

fn ed25519() -> Meeting {
    meeting([[1; 32], [2; 32]].map(|seed| SecretKey::ed25519(&seed)))
}

fn p256() -> Meeting {
    meeting([[1; 32], [2; 32]].map(|scalar| SecretKey::p256(&scalar).expect("a good scalar")))
}

fn judged(bencher: Bencher, meeting: &Meeting) {
    let shown = Shown { m1: &meeting.m1, m2: Some(&meeting.m2), m3: Some(&meeting.m3) };
    assert!(judge(&meeting.town, &shown, NOW.unix() + 60).verdict.is_mutual());
    bencher.bench_local(|| judge(&meeting.town, black_box(&shown), NOW.unix() + 60));
}

#[divan::bench]
fn judge_ed25519(bencher: Bencher) {
    judged(bencher, &ed25519());
}

#[divan::bench]
fn judge_p256(bencher: Bencher) {
    judged(bencher, &p256());
}

#[divan::bench]
fn parse_offer(bencher: Bencher) {
    let meeting = ed25519();
    bencher.bench_local(|| Offer::parse(black_box(&meeting.m1)));
}

#[divan::bench]
fn parse_answer(bencher: Bencher) {
    let meeting = ed25519();
    bencher.bench_local(|| Answer::parse(black_box(&meeting.m2)));
}

fn verified(bencher: Bencher, meeting: &Meeting) {
    let offer = Offer::parse(&meeting.m1).expect("an offer");
    let key = meeting.keys[0].public();
    bencher.bench_local(|| offer.verify(&meeting.town.instance, black_box(&key)));
}

#[divan::bench]
fn verify_ed25519(bencher: Bencher) {
    verified(bencher, &ed25519());
}

#[divan::bench]
fn verify_p256(bencher: Bencher) {
    verified(bencher, &p256());
}

#[divan::bench]
fn sign_ed25519(bencher: Bencher) {
    let meeting = ed25519();
    bencher.bench_local(|| meeting.keys[0].sign(black_box(&meeting.m1)));
}
