//! The same few people in every test, and what their phones make.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use visavis_wire::card::{
    Account, Anchor, AnchorKey, Answer, CodeConfirm, Confirm, Confirmation, Content, EncounterId, GroupConfirm,
    Identity, Instance, Judgement, Kid, Minutes, Nonce, Offer, PublicKey, Sas, Seconds, SecretKey, Shown, Side,
    Verdict, World, judge,
};

pub const GATHERING: [u8; 8] = [7; 8];
pub const CONTENT: Content = Content { id: [8; 16], parent_hop: [9; 16] };

/// Half past some hour of 2026, as cards count.
pub const NOON: Seconds = Seconds(31_536_000);

pub fn seed(account: &str) -> [u8; 32] {
    Sha256::digest(format!("test-seed:{account}")).into()
}

/// A person, or one of their devices.
pub struct Phone {
    pub handle: &'static str,
    pub key: SecretKey,
}

pub fn phone(handle: &'static str) -> Phone {
    let key = SecretKey::ed25519(&seed(handle));
    Phone { handle, key }
}

/// An older browser, which can't make Ed25519 keys.
pub fn old_phone(handle: &'static str) -> Phone {
    let key = SecretKey::p256(&seed(handle)).unwrap();
    Phone { handle, key }
}

/// What a server knows.
pub struct Town {
    pub instance: Instance,
    pub server: ed25519_dalek::SigningKey,
    server_key: PublicKey,
    pub anchor_key: Option<AnchorKey>,
    pub directory: Vec<PublicKey>,
    /// Keys of the directory that were made for one gathering.
    pub bound: BTreeMap<Kid, [u8; 8]>,
    pub accounts: BTreeMap<String, Account>,
    pub answered: BTreeMap<(Kid, Nonce), EncounterId>,
    pub revoked: BTreeMap<Kid, i64>,
    pub blocked: BTreeSet<(Account, Account)>,
}

/// Alice and Bob with one account each, Carol with a second persona.
pub fn town() -> Town {
    let handles = [("alice", 1), ("bob", 2), ("carol", 3), ("carol_at_work", 3)];
    Town {
        instance: Instance::new("demo.example"),
        server: ed25519_dalek::SigningKey::from_bytes(&seed("server")),
        server_key: SecretKey::ed25519(&seed("server")).public(),
        anchor_key: Some(AnchorKey::new([5; 32])),
        directory: Vec::new(),
        bound: BTreeMap::new(),
        accounts: handles.map(|(h, n)| (h.to_owned(), Account(n))).into(),
        answered: BTreeMap::new(),
        revoked: BTreeMap::new(),
        blocked: BTreeSet::new(),
    }
}

impl World for Town {
    fn instance(&self) -> &Instance {
        &self.instance
    }

    fn server_key(&self) -> &PublicKey {
        &self.server_key
    }

    fn anchor_key(&self) -> Option<&AnchorKey> {
        self.anchor_key.as_ref()
    }

    fn directory_key(&self, kid: Kid, gathering: Option<[u8; 8]>) -> Option<PublicKey> {
        if self.bound.get(&kid).is_some_and(|bound| Some(*bound) != gathering) {
            return None;
        }
        self.directory.iter().find(|key| key.kid() == kid).cloned()
    }

    fn account(&self, kid: Kid, handle: Option<&str>) -> Option<Account> {
        match handle {
            Some(handle) => self.accounts.get(handle).copied(),
            None => Some(Account(i64::from_be_bytes(kid.0))),
        }
    }

    fn answered(&self, kid: Kid, nonce: &Nonce) -> Option<EncounterId> {
        self.answered.get(&(kid, *nonce)).copied()
    }

    fn revoked_at(&self, kid: Kid) -> Option<i64> {
        self.revoked.get(&kid).copied()
    }

    fn blocked(&self, a: Account, b: Account) -> bool {
        self.blocked.contains(&(a, b)) || self.blocked.contains(&(b, a))
    }
}

impl Town {
    /// The anchor of the minute in which NOON lies, less some.
    pub fn anchor(&self, minutes_ago: u32) -> Anchor {
        let minutes = Minutes(NOON.0 / 60 - minutes_ago);
        let key = AnchorKey::new([5; 32]);
        key.anchor(&self.instance, minutes)
    }

    /// A side with a certificate for 30 days.
    pub fn side(&self, phone: &Phone, nonce: u8) -> Side {
        let expires = Minutes(NOON.0 / 60 + 30 * 24 * 60);
        self.bare_side(phone, nonce).with_identity(self.identity(phone, expires))
    }

    /// A side whose key the directory knows.
    pub fn bare_side(&self, phone: &Phone, nonce: u8) -> Side {
        Side::new(&phone.key.public(), [nonce; 16], NOON, self.anchor(30))
    }

    pub fn identity(&self, phone: &Phone, expires: Minutes) -> Identity {
        let key = phone.key.public();
        Identity::issue(&self.instance, &self.server, &key, phone.handle, expires).unwrap()
    }

    pub fn offer(&self, phone: &Phone, side: Side) -> Offer {
        Offer::make(&self.instance, side, |bytes| phone.key.sign(bytes))
    }

    pub fn answer(&self, phone: &Phone, offer: &Offer, side: Side) -> Answer {
        let hash = offer.hash();
        Answer::make(&self.instance, &hash, side, |bytes| phone.key.sign(bytes))
    }

    pub fn confirm(&self, phone: &Phone, pair: (&[u8], &[u8]), hundredths: u16) -> Vec<u8> {
        let algorithm = phone.key.public().algorithm();
        let sign = |bytes: &[u8]| phone.key.sign(bytes);
        let made = Confirm::make(&self.instance, algorithm, pair, NOON, hundredths, sign);
        Confirmation::Scanned(made).to_bytes()
    }

    pub fn code_confirm(&self, phone: &Phone, offer: &Offer, digits: Sas) -> Vec<u8> {
        let sign = |bytes: &[u8]| phone.key.sign(bytes);
        let made = CodeConfirm::make(&self.instance, offer, digits, NOON, sign);
        Confirmation::Spoken(made).to_bytes()
    }

    pub fn group_confirm(&self, phone: &Phone, offer: &Offer, answers: &[&[u8]]) -> Vec<u8> {
        let sign = |bytes: &[u8]| phone.key.sign(bytes);
        let made = GroupConfirm::make(&self.instance, offer, answers, NOON, sign);
        Confirmation::Group(made.unwrap()).to_bytes()
    }

    pub fn judge(&self, m1: &[u8], m2: Option<&[u8]>, m3: Option<&[u8]>) -> Judgement {
        judge(self, &Shown { m1, m2, m3 }, NOON.unix() + 60)
    }

    pub fn verdict(&self, m1: &[u8], m2: Option<&[u8]>, m3: Option<&[u8]>) -> Verdict {
        self.judge(m1, m2, m3).verdict
    }
}

/// A whole loop, as bytes.
pub struct Loop {
    pub offer: Offer,
    pub m1: Vec<u8>,
    pub m2: Vec<u8>,
    pub m3: Vec<u8>,
}

impl Loop {
    pub fn judged(&self, town: &Town) -> Judgement {
        town.judge(&self.m1, Some(&self.m2), Some(&self.m3))
    }
}

/// A loop of eight seconds.
pub fn meet(town: &Town, (a, side_a): (&Phone, Side), (b, side_b): (&Phone, Side)) -> Loop {
    let offer = town.offer(a, side_a);
    let m1 = offer.to_bytes();
    let m2 = town.answer(b, &offer, side_b).to_bytes();
    let m3 = town.confirm(a, (&m1, &m2), 820);
    Loop { offer, m1, m2, m3 }
}

/// Alice meets Bob, both self-contained.
pub fn alice_meets_bob(town: &Town) -> Loop {
    let (alice, bob) = (phone("alice"), phone("bob"));
    meet(town, (&alice, town.side(&alice, 1)), (&bob, town.side(&bob, 2)))
}

/// Loops of every form that the SPEC has, each of them good.
pub fn every_form(town: &mut Town) -> Vec<(&'static str, Loop)> {
    let (alice, bob) = (phone("alice"), phone("bob"));
    let (old_alice, old_bob) = (old_phone("alice"), old_phone("bob"));
    for phone in [&alice, &bob, &old_alice, &old_bob] {
        town.directory.push(phone.key.public());
    }
    let town = &*town;
    let full = |phone: &Phone, nonce| town.side(phone, nonce);
    let bare = |phone: &Phone, nonce| town.bare_side(phone, nonce);

    let mut spoken = alice_meets_bob(town);
    spoken.m3 = town.code_confirm(&alice, &spoken.offer, Sas::of(&spoken.m1, &spoken.m2));
    let mut table = meet(town, (&alice, full(&alice, 1).for_group()), (&bob, full(&bob, 2)));
    table.m3 = town.group_confirm(&alice, &table.offer, &[b"somebody else's", &table.m2]);
    vec![
        ("self-contained", alice_meets_bob(town)),
        ("with directory", meet(town, (&alice, bare(&alice, 1)), (&bob, bare(&bob, 2)))),
        (
            "at a gathering, showing something",
            meet(town, (&alice, full(&alice, 1).at(GATHERING).showing(CONTENT)), (&bob, full(&bob, 2).at(GATHERING))),
        ),
        ("P-256", meet(town, (&old_alice, full(&old_alice, 1)), (&old_bob, full(&old_bob, 2)))),
        ("P-256 with directory", meet(town, (&old_alice, bare(&old_alice, 1)), (&bob, full(&bob, 2)))),
        ("spoken code", spoken),
        ("group", table),
    ]
}
