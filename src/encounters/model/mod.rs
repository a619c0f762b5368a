//! Rules over what was uploaded, and over what is said of it afterwards; all of them pure.

mod nonce;
mod worth;

pub use nonce::{Answered, Confirmed, Standing, settle};
pub use worth::{
    AT_THE_PLACE, CLIQUE, Grade, LARGEST_CLIQUE, MANY_PAIRS, QUICK, SAME_OCCASION, WITNESSED, Why, is_closed, meetings,
    met_at,
};

use visavis_wire::card::{EncounterId, Verdict};

use crate::{
    error::Error,
    gatherings,
    people::Face,
    time::{DAY, Moment},
};

/// So many records can be sent at once.
pub const MOST_RECORDS: usize = 200;
/// The longest message (bytes); the longest there is has some 600.
pub const LONGEST_MESSAGE: usize = 4096;
/// So many answers to one offer are kept: a table has thirty seats.
pub const MOST_ANSWERS: usize = 64;
/// So many of them by one login: one that was scanned again, and no room for the others taken.
pub const MOST_ANSWERS_EACH: usize = 2;
/// So many offers of one nonce are kept: a phone makes one.
pub const MOST_OFFERS: usize = 2;
/// So many messages of one nonce are kept, of whatever kind.
pub const MOST_MESSAGES: usize = 4 * MOST_ANSWERS;
/// So many keys of one person may be in use at once.
pub const MOST_DEVICES: i64 = 50;
/// So many keys of one person for gatherings are kept that have not run out, replaced ones among them.
pub const MOST_GATHERING_KEYS: i64 = 50;
/// The longest name of a device (characters).
pub const LONGEST_LABEL: usize = 60;
/// The longest words of a dispute (characters).
pub const LONGEST_WORDS: usize = 1000;
/// How long a certificate holds.
pub const CERTIFICATE: i64 = 30 * DAY;
/// How long a key for a gathering holds: as long as people are around there, and get the directory that has it. Then no
/// phone could look it up any more. What was made before may be sent later, as its own time says.
pub fn holds_until(ends: Moment) -> Moment {
    ends.plus(gatherings::LATE)
}
/// So long an offer is kept that nobody has answered: whoever answers it sends it along.
pub const OFFER_WAITS: i64 = 2 * DAY;
/// So long a confirmation waits for the other phone's half.
pub const CONFIRMATION_WAITS: i64 = 90 * DAY;

/// What somebody sends: an offer, and what they hold beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// M1.
    pub m1: Vec<u8>,
    /// M2.
    pub m2: Option<Vec<u8>>,
    /// M3, M3c or M3g.
    pub m3: Option<Vec<u8>>,
}

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Offered.
    Offer,
    /// Answered.
    Half,
    /// Confirmed by both.
    Mutual,
}

impl State {
    /// What a good verdict comes to; `None` for the others.
    pub fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Offer => Some(Self::Offer),
            Verdict::Half | Verdict::HalfStale => Some(Self::Half),
            Verdict::Mutual | Verdict::MutualSlow | Verdict::MutualCode => Some(Self::Mutual),
            _ => None,
        }
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Half => "half",
            Self::Mutual => "mutual",
        }
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it is worth.
    pub verdict: Verdict,
    /// The encounter's name, once there is an answer.
    pub encounter: Option<EncounterId>,
    /// How far the encounter has come; `None` where it does not count.
    pub state: Option<State>,
    /// The other one, for one of the two.
    pub with: Option<Face>,
    /// What stands between the two, for one of them, once they have met.
    pub tie: Option<serde_json::Value>,
}

impl Outcome {
    /// One that is not worth keeping. That somebody is blocked is not told: to the one who asks, the other's key is
    /// one that this server does not know, as it would be had they left.
    pub fn refused(verdict: Verdict) -> Self {
        let verdict = if verdict == Verdict::Blocked { Verdict::UnknownKey } else { verdict };
        Self { verdict, encounter: None, state: None, with: None, tie: None }
    }
}

/// What one of the two can say of an encounter afterwards, online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    /// We have met, without a scan.
    Claimed,
    /// So it was.
    Confirmed,
    /// We have not; nobody is told.
    Declined,
    /// I take back that I confirmed it.
    Withdrawn,
    /// It was not so.
    Disputed,
}

impl Afterwards {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Disputed => "disputed",
        }
    }

    /// What the server signs of it: `"encounter-event/v1\0" ‖ instance ‖ encounter ‖ seconds ‖ len(word) ‖ word ‖
    /// len(handle) ‖ handle ‖ words`.
    pub fn to_sign(self, instance: [u8; 8], encounter: EncounterId, at: Moment, handle: &str, words: &str) -> Vec<u8> {
        let mut bytes = b"encounter-event/v1\0".to_vec();
        bytes.extend(instance);
        bytes.extend(encounter.0);
        bytes.extend(at.seconds().to_be_bytes());
        for text in [self.as_str(), handle] {
            bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
            bytes.extend(text.bytes());
        }
        bytes.extend(words.bytes());
        bytes
    }
}

/// The words of a dispute: needed, and not too long.
///
/// # Errors
/// What is wrong with them.
pub fn words(text: &str) -> Result<String, Error> {
    let text = text.trim();
    let count = text.chars().count();
    if count == 0 {
        return Err(Error::invalid("words", "problem-encounter-words"));
    }
    if count > LONGEST_WORDS {
        return Err(Error::invalid("words", "problem-encounter-words-long"));
    }
    Ok(text.to_owned())
}

/// A device's name as its browser gives it, fit to be shown.
pub fn label(text: &str) -> String {
    let plain = |char: char| if char.is_control() { ' ' } else { char };
    let text: String = text.chars().map(plain).take(LONGEST_LABEL * 4).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_LABEL).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use crate::time::HOUR;

    use super::*;

    #[test]
    fn a_key_for_a_gathering_holds_as_long_as_people_are_around() {
        assert_eq!(holds_until(Moment::from_ms(HOUR)), Moment::from_ms(7 * HOUR));
    }

    #[test]
    fn labels_are_fit_to_be_shown() {
        assert_eq!(label("  Linux\u{0}\n x86_64 "), "Linux x86_64");
        assert_eq!(label(&"é".repeat(500)).chars().count(), LONGEST_LABEL);
        assert!(words("  ").is_err() && words(&"x".repeat(1001)).is_err());
        assert_eq!(words(" I was not there ").unwrap(), "I was not there");
    }
}
