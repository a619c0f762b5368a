//! The two messages that are shown as codes: M1 offer and M2 answer (SPEC "Messages").

use sha2::{Digest as _, Sha256};

use super::instance::Instance;
use super::key::{PublicKey, Signature};
use super::layout::{ANSWER, Malformed, OFFER, Reader};
use super::side::{SIDE_FLAGS, Side};

/// M1, what A shows: "we've met".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// A, as A signs it.
    pub side: Side,
    /// A's, over prefix ‖ body.
    pub signature: Signature,
}

impl Offer {
    /// Makes an offer. `sign` gets the bytes to be signed with A's device key.
    pub fn make(instance: &Instance, side: Side, sign: impl FnOnce(&[u8]) -> Signature) -> Self {
        let signature = sign(&instance.to_sign(&[&Self::body(&side)]));
        Self { side, signature }
    }

    /// Reads the whole of `bytes` as an offer. Says nothing of its truth.
    ///
    /// # Errors
    /// For another type byte, a wrong length, or unknown flags.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let (flags, mut reader) = Reader::open(bytes, OFFER, SIDE_FLAGS, 0)?;
        let side = Side::read(&mut reader, flags)?;
        let signature = reader.array()?;
        reader.end()?;
        Ok(Self { side, signature })
    }

    /// The message.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Self::body(&self.side);
        bytes.extend(self.signature);
        bytes
    }

    /// SHA-256 of the message, which an answer binds.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    /// Whether this key signed it, for this instance.
    #[must_use]
    pub fn verify(&self, instance: &Instance, key: &PublicKey) -> bool {
        key.algorithm() == self.side.algorithm
            && key.verify(&instance.to_sign(&[&Self::body(&self.side)]), &self.signature)
    }

    fn body(side: &Side) -> Vec<u8> {
        let mut bytes = vec![OFFER, side.flags()];
        side.write(&mut bytes);
        bytes
    }
}

/// M2, what B shows: "yes, this is the person in front of me".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `SHA-256(M1)[0..16]`. The signature covers the whole hash.
    pub binding: [u8; 16],
    /// B, as B signs it.
    pub side: Side,
    /// B's, over prefix ‖ SHA-256(M1) ‖ body.
    pub signature: Signature,
}

impl Answer {
    /// Makes an answer to the offer with this [`Offer::hash`]. `sign` gets the bytes to be signed
    /// with B's device key.
    pub fn make(instance: &Instance, offer: &[u8; 32], side: Side, sign: impl FnOnce(&[u8]) -> Signature) -> Self {
        let binding = binding(offer);
        let signature = sign(&instance.to_sign(&[offer, &Self::body(&binding, &side)]));
        Self { binding, side, signature }
    }

    /// Reads the whole of `bytes` as an answer. Says nothing of its truth.
    ///
    /// # Errors
    /// For another type byte, a wrong length, or unknown flags.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let (flags, mut reader) = Reader::open(bytes, ANSWER, SIDE_FLAGS, 0)?;
        let binding = reader.array()?;
        let side = Side::read(&mut reader, flags)?;
        let signature = reader.array()?;
        reader.end()?;
        Ok(Self { binding, side, signature })
    }

    /// The message.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Self::body(&self.binding, &self.side);
        bytes.extend(self.signature);
        bytes
    }

    /// Whether it names the offer with this [`Offer::hash`].
    #[must_use]
    pub fn binds(&self, offer: &[u8; 32]) -> bool {
        self.binding == binding(offer)
    }

    /// Whether this key signed it, for this instance and the offer with this [`Offer::hash`].
    #[must_use]
    pub fn verify(&self, instance: &Instance, offer: &[u8; 32], key: &PublicKey) -> bool {
        let body = Self::body(&self.binding, &self.side);
        key.algorithm() == self.side.algorithm && key.verify(&instance.to_sign(&[offer, &body]), &self.signature)
    }

    fn body(binding: &[u8; 16], side: &Side) -> Vec<u8> {
        let mut bytes = vec![ANSWER, side.flags()];
        bytes.extend(binding);
        side.write(&mut bytes);
        bytes
    }
}

/// The half of a message's hash by which others name it.
pub(super) fn binding(hash: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}
