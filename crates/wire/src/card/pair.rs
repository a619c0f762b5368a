//! What follows from an offer and its answer together: the encounter's name and the spoken code
//! (SPEC "Messages", "The loop").

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// A meeting's name, the same for whoever holds both messages: `SHA-256("enc\0" ‖ M1 ‖ M2)[0..16]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EncounterId(pub [u8; 16]);

impl EncounterId {
    /// Of these two messages.
    #[must_use]
    pub fn of(m1: &[u8], m2: &[u8]) -> Self {
        let digest = hash(b"enc\0", m1, m2);
        Self(super::message::binding(&digest))
    }
}

impl fmt::Display for EncounterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for EncounterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncounterId({self})")
    }
}

/// Six digits that B reads out where A has no camera: the first four bytes of
/// `SHA-256("sas\0" ‖ M1 ‖ M2)` as a number, mod 10^6. Shown zero-padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sas(u32);

impl Sas {
    /// Of these two messages.
    #[must_use]
    pub fn of(m1: &[u8], m2: &[u8]) -> Self {
        let [a, b, c, d, ..] = hash(b"sas\0", m1, m2);
        Self(u32::from_be_bytes([a, b, c, d]) % 1_000_000)
    }

    /// As the number that M3c carries, below 10^6.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Sas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// As somebody types it: spaces and hyphens between the digits are passed over.
impl FromStr for Sas {
    type Err = NotSixDigits;

    fn from_str(typed: &str) -> Result<Self, NotSixDigits> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotSixDigits);
        }
        digits.parse().map(Self).map_err(|_| NotSixDigits)
    }
}

/// What was typed is not a spoken code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSixDigits;

impl fmt::Display for NotSixDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a spoken code has six digits")
    }
}

impl std::error::Error for NotSixDigits {}

fn hash(label: &[u8], m1: &[u8], m2: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(label).chain_update(m1).chain_update(m2).finalize().into()
}
