//! What A signs in the end: M3, or M3c by spoken code, or M3g of a group offer (SPEC "Messages").

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::epoch::Seconds;
use super::instance::Instance;
use super::key::{Algorithm, Kid, PublicKey, Signature};
use super::layout::{CODE, CODE_CONFIRM, CONFIRM, GROUP, GROUP_CONFIRM, Malformed, P256, Reader};
use super::message::{Offer, binding};
use super::pair::Sas;
use super::side::{Nonce, algorithm};

/// How many answers a group offer can confirm: a table of up to 30 (SPEC "The loop").
pub const MAX_GROUP_ANSWERS: usize = 30;

/// M3: A has scanned B's answer and says yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// Of which kind A's key is (flag 32).
    pub algorithm: Algorithm,
    /// `SHA-256(M1 ‖ M2)`.
    pub pair: [u8; 32],
    /// By A's clock.
    pub claimed_at: Seconds,
    /// From showing the offer to reading its answer, in hundredths of a second; stops at 655.35 s.
    pub loop_hundredths: u16,
    /// A's, over prefix ‖ body.
    pub signature: Signature,
}

/// M3c: A has typed the six digits that B read out. The server joins it with B's M1 and M2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeConfirm {
    /// Of which kind A's key is (flag 32).
    pub algorithm: Algorithm,
    /// A's key, which made the offer.
    pub kid: Kid,
    /// The offer's nonce. One try each: that is the server's to count.
    pub nonce: Nonce,
    /// The digits as typed, as a number.
    pub digits: u32,
    /// By A's clock.
    pub claimed_at: Seconds,
    /// A's, over prefix ‖ body.
    pub signature: Signature,
}

/// M3g: A confirms those of a table who answered the group offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupConfirm {
    /// Of which kind A's key is (flag 32).
    pub algorithm: Algorithm,
    /// `SHA-256(M1)`.
    pub offer: [u8; 32],
    /// `SHA-256(M2)[0..16]` of each answer, at most [`MAX_GROUP_ANSWERS`].
    pub answers: Vec<[u8; 16]>,
    /// By A's clock.
    pub claimed_at: Seconds,
    /// A's, over prefix ‖ body.
    pub signature: Signature,
}

/// Any of the three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// M3, by scan.
    Scanned(Confirm),
    /// M3c, by spoken code.
    Spoken(CodeConfirm),
    /// M3g, of a group offer.
    Group(GroupConfirm),
}

impl Confirm {
    /// Makes M3 of these two messages. `sign` gets the bytes to be signed with A's device key.
    pub fn make(
        instance: &Instance,
        algorithm: Algorithm,
        (m1, m2): (&[u8], &[u8]),
        claimed_at: Seconds,
        loop_hundredths: u16,
        sign: impl FnOnce(&[u8]) -> Signature,
    ) -> Self {
        let mut made = Self { algorithm, pair: pair_hash(m1, m2), claimed_at, loop_hundredths, signature: [0; 64] };
        made.signature = sign(&instance.to_sign(&[&made.body()]));
        made
    }

    fn body(&self) -> Vec<u8> {
        let mut bytes = vec![CONFIRM, key_flag(self.algorithm)];
        bytes.extend(self.pair);
        bytes.extend(self.claimed_at.0.to_be_bytes());
        bytes.extend(self.loop_hundredths.to_be_bytes());
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let (flags, mut reader) = Reader::open(bytes, CONFIRM, P256, 0)?;
        let made = Self {
            algorithm: algorithm(flags),
            pair: reader.array()?,
            claimed_at: Seconds(reader.number()?),
            loop_hundredths: u16::from_be_bytes(reader.array()?),
            signature: reader.array()?,
        };
        reader.end().map(|()| made)
    }
}

impl CodeConfirm {
    /// Makes M3c of A's own offer and the digits that B read out. `sign` gets the bytes to be signed
    /// with A's device key.
    pub fn make(
        instance: &Instance,
        offer: &Offer,
        digits: Sas,
        claimed_at: Seconds,
        sign: impl FnOnce(&[u8]) -> Signature,
    ) -> Self {
        let mut made = Self {
            algorithm: offer.side.algorithm,
            kid: offer.side.kid,
            nonce: offer.side.nonce,
            digits: digits.number(),
            claimed_at,
            signature: [0; 64],
        };
        made.signature = sign(&instance.to_sign(&[&made.body()]));
        made
    }

    fn body(&self) -> Vec<u8> {
        let mut bytes = vec![CODE_CONFIRM, CODE | key_flag(self.algorithm)];
        bytes.extend(self.kid.0);
        bytes.extend(self.nonce);
        bytes.extend(self.digits.to_be_bytes());
        bytes.extend(self.claimed_at.0.to_be_bytes());
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let (flags, mut reader) = Reader::open(bytes, CODE_CONFIRM, CODE | P256, CODE)?;
        let made = Self {
            algorithm: algorithm(flags),
            kid: Kid(reader.array()?),
            nonce: reader.array()?,
            digits: reader.number()?,
            claimed_at: Seconds(reader.number()?),
            signature: reader.array()?,
        };
        reader.end().map(|()| made)
    }
}

impl GroupConfirm {
    /// Makes M3g of a group offer and the answers to it, as messages. `sign` gets the bytes to be
    /// signed with A's device key.
    ///
    /// # Errors
    /// For more than [`MAX_GROUP_ANSWERS`].
    pub fn make(
        instance: &Instance,
        offer: &Offer,
        answers: &[&[u8]],
        claimed_at: Seconds,
        sign: impl FnOnce(&[u8]) -> Signature,
    ) -> Result<Self, TooManyAnswers> {
        if answers.len() > MAX_GROUP_ANSWERS {
            return Err(TooManyAnswers);
        }
        let mut made = Self {
            algorithm: offer.side.algorithm,
            offer: offer.hash(),
            answers: answers.iter().map(|m2| answer_hash(m2)).collect(),
            claimed_at,
            signature: [0; 64],
        };
        made.signature = sign(&instance.to_sign(&[&made.body()]));
        Ok(made)
    }

    fn body(&self) -> Vec<u8> {
        let count = u8::try_from(self.answers.len()).unwrap_or(u8::MAX);
        let mut bytes = vec![GROUP_CONFIRM, GROUP | key_flag(self.algorithm)];
        bytes.extend(self.offer);
        bytes.push(count);
        for answer in self.answers.iter().take(usize::from(count)) {
            bytes.extend(answer);
        }
        bytes.extend(self.claimed_at.0.to_be_bytes());
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let (flags, mut reader) = Reader::open(bytes, GROUP_CONFIRM, GROUP | P256, GROUP)?;
        let offer = reader.array()?;
        let [count] = reader.array()?;
        if usize::from(count) > MAX_GROUP_ANSWERS {
            return Err(Malformed::Length);
        }
        let answers = (0..count).map(|_| reader.array()).collect::<Result<_, _>>()?;
        let made = Self {
            algorithm: algorithm(flags),
            offer,
            answers,
            claimed_at: Seconds(reader.number()?),
            signature: reader.array()?,
        };
        reader.end().map(|()| made)
    }
}

impl Confirmation {
    /// Reads the whole of `bytes` as whichever of the three it is. Says nothing of its truth.
    ///
    /// # Errors
    /// For another type byte, a wrong length, or unknown flags.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        match bytes.first() {
            Some(&CONFIRM) => Confirm::parse(bytes).map(Self::Scanned),
            Some(&CODE_CONFIRM) => CodeConfirm::parse(bytes).map(Self::Spoken),
            Some(&GROUP_CONFIRM) => GroupConfirm::parse(bytes).map(Self::Group),
            Some(_) => Err(Malformed::Type),
            None => Err(Malformed::Length),
        }
    }

    /// The message.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.body();
        bytes.extend(self.signature());
        bytes
    }

    /// By A's clock.
    #[must_use]
    pub fn claimed_at(&self) -> Seconds {
        match self {
            Self::Scanned(confirm) => confirm.claimed_at,
            Self::Spoken(confirm) => confirm.claimed_at,
            Self::Group(confirm) => confirm.claimed_at,
        }
    }

    /// Whether it is for this offer and this answer; the digits are asked apart.
    #[must_use]
    pub fn is_for(&self, offer: &Offer, answer: &[u8]) -> bool {
        match self {
            Self::Scanned(confirm) => confirm.pair == pair_hash(&offer.to_bytes(), answer),
            Self::Spoken(confirm) => confirm.kid == offer.side.kid && confirm.nonce == offer.side.nonce,
            Self::Group(confirm) => {
                offer.side.group && confirm.offer == offer.hash() && confirm.answers.contains(&answer_hash(answer))
            }
        }
    }

    /// Whether this key signed it, for this instance. The key is known from the offer by now, so a
    /// missing flag 32 is let pass (the SPEC writes M3c's and M3g's flags as 8 and 4); a false one
    /// is not.
    #[must_use]
    pub fn verify(&self, instance: &Instance, key: &PublicKey) -> bool {
        let announced = match self {
            Self::Scanned(confirm) => confirm.algorithm,
            Self::Spoken(confirm) => confirm.algorithm,
            Self::Group(confirm) => confirm.algorithm,
        };
        (announced == Algorithm::Ed25519 || announced == key.algorithm())
            && key.verify(&instance.to_sign(&[&self.body()]), self.signature())
    }

    fn body(&self) -> Vec<u8> {
        match self {
            Self::Scanned(confirm) => confirm.body(),
            Self::Spoken(confirm) => confirm.body(),
            Self::Group(confirm) => confirm.body(),
        }
    }

    fn signature(&self) -> &Signature {
        match self {
            Self::Scanned(confirm) => &confirm.signature,
            Self::Spoken(confirm) => &confirm.signature,
            Self::Group(confirm) => &confirm.signature,
        }
    }
}

/// More answers than a table has seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyAnswers;

impl fmt::Display for TooManyAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a group offer confirms at most {MAX_GROUP_ANSWERS} answers")
    }
}

impl std::error::Error for TooManyAnswers {}

fn key_flag(algorithm: Algorithm) -> u8 {
    match algorithm {
        Algorithm::Ed25519 => 0,
        Algorithm::P256 => P256,
    }
}

fn pair_hash(m1: &[u8], m2: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(m1).chain_update(m2).finalize().into()
}

fn answer_hash(m2: &[u8]) -> [u8; 16] {
    binding(&Sha256::digest(m2).into())
}
