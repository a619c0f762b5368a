//! What phones would upload: proofs of meetings, signed by the keys that filling gave them.

use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use serde_json::json;
use visavis::{
    app::{Keys, hash},
    time::{DAY, HOUR, Moment},
};
use visavis_wire::card::{
    AnchorKey, Answer, Confirm, Confirmation, Identity, Instance, Minutes, Nonce, Offer, PublicKey, Seconds, SecretKey,
    Side,
};

use crate::{Outcome, chance::secret, kernel, text};

/// One meeting, as three messages.
pub struct Meeting {
    pub by: u32,
    m1: Vec<u8>,
    m2: Vec<u8>,
    m3: Vec<u8>,
}

/// Makes meetings as they are: everybody meets one other person in an hour, and somebody else in the hour before.
pub struct Phones<'a> {
    instance: Instance,
    keys: &'a Keys,
    handles: &'a [String],
    now: Moment,
}

impl<'a> Phones<'a> {
    pub fn new(instance: &str, keys: &'a Keys, handles: &'a [String], now: Moment) -> Self {
        Self { instance: Instance::new(instance), keys, handles, now }
    }

    fn side(&self, person: u32, key: &PublicKey, nonce: Nonce, at: Moment) -> Outcome<Side> {
        let handle = self.handles.get(person as usize).ok_or("nobody has that phone")?;
        let server = SigningKey::from_bytes(&self.keys.certificates);
        let expires = Minutes::from_unix(self.now.plus(29 * DAY).seconds()).ok_or("a clock before 2025")?;
        let minutes = Minutes::from_unix(at.seconds()).ok_or("a clock before 2025")?;
        let seconds = seconds_of(at)?;
        let identity = Identity::issue(&self.instance, &server, key, handle, expires).map_err(text)?;
        let anchor = AnchorKey::new(self.keys.anchors).anchor(&self.instance, minutes);
        Ok(Side::new(key, nonce, seconds, anchor).with_identity(identity))
    }

    /// The meeting of that number; `run` tells the meetings of one run from those of another.
    pub fn meeting(&self, run: u64, number: u32) -> Outcome<Meeting> {
        // The circle method: in each round everybody has another partner, and no two meet twice before all have.
        let circle = (self.handles.len() as u32).saturating_sub(1).max(3) | 1;
        let pairs = circle / 2;
        let (first, round, k) = ((run % u64::from(circle)) as u32, number / pairs, number % pairs + 1);
        let turn = (first + round) % circle;
        let (a, b) = ((turn + k) % circle, (turn + circle - k) % circle);
        let at = self.now.plus(-i64::from(round) * HOUR);
        let (key_a, key_b) = (SecretKey::ed25519(&secret("phone", a)), SecretKey::ed25519(&secret("phone", b)));
        let nonce = |who: &str| -> Nonce {
            let whole = hash(format!("{run} {number} {who}").as_bytes());
            std::array::from_fn(|at| whole[at])
        };
        let seconds = seconds_of(at)?;
        let offer =
            Offer::make(&self.instance, self.side(a, &key_a.public(), nonce("a"), at)?, |bytes| key_a.sign(bytes));
        let answer =
            Answer::make(&self.instance, &offer.hash(), self.side(b, &key_b.public(), nonce("b"), at)?, |bytes| {
                key_b.sign(bytes)
            });
        let (m1, m2) = (offer.to_bytes(), answer.to_bytes());
        let algorithm = key_a.public().algorithm();
        let confirm =
            Confirm::make(&self.instance, algorithm, (&m1, &m2), seconds, 820, |bytes: &[u8]| key_a.sign(bytes));
        Ok(Meeting { by: a, m3: Confirmation::Scanned(confirm).to_bytes(), m1, m2 })
    }

    /// What the signatures of meetings cost to check, and nothing else: microseconds for each of them.
    pub fn bare(&self, meetings: &[Meeting]) -> Outcome<f64> {
        let server = SecretKey::ed25519(&self.keys.certificates).public();
        let before = kernel::spent_here();
        let mut good = 0;
        for meeting in meetings {
            let offer = Offer::parse(&meeting.m1).map_err(|_| "no offer")?;
            let answer = Answer::parse(&meeting.m2).map_err(|_| "no answer")?;
            let confirmation = Confirmation::parse(&meeting.m3).map_err(|_| "no confirmation")?;
            let certified = |side: &Side| {
                let identity = side.identity.as_ref()?;
                identity.verify(&self.instance, &server, side.algorithm, side.kid)
            };
            let (Some(a), Some(b)) = (certified(&offer.side), certified(&answer.side)) else { continue };
            let fine = offer.verify(&self.instance, &a.key)
                && answer.verify(&self.instance, &offer.hash(), &b.key)
                && confirmation.verify(&self.instance, &a.key);
            good += usize::from(fine);
        }
        let spent = (kernel::spent_here() - before) as f64 / 1_000.0;
        if good == meetings.len() { Ok(spent / good.max(1) as f64) } else { Err("a signature of ours is wrong".into()) }
    }
}

fn seconds_of(at: Moment) -> Outcome<Seconds> {
    Seconds::from_unix(at.seconds()).ok_or_else(|| "a clock before 2025".into())
}

/// The body of an upload.
pub fn body(meetings: &[Meeting]) -> String {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let records: Vec<_> = meetings
        .iter()
        .map(|meeting| json!({ "m1": hex(&meeting.m1), "m2": hex(&meeting.m2), "m3": hex(&meeting.m3) }))
        .collect();
    json!({ "records": records }).to_string()
}
