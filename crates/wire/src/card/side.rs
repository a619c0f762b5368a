//! What each of the two says of themselves, alike in M1 and M2 (SPEC "Messages").

use super::anchor::Anchor;
use super::certificate::Identity;
use super::epoch::Seconds;
use super::key::{Algorithm, Kid, PublicKey};
use super::layout::{CONTENT, GATHERING, GROUP, IDENTITY, Malformed, P256, Reader};

/// Sixteen random bytes, new for each offer and answer. One nonce takes one answer, unless the offer
/// is a group's.
pub type Nonce = [u8; 16];

/// The gathering's eight-byte name within its instance (flag 2).
pub type Gathering = [u8; 8];

/// Something shown in the same scan (flag 16): "did you see this?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// What is shown.
    pub id: [u8; 16],
    /// The pass by which the shower got it, or zeros.
    pub parent_hop: [u8; 16],
}

/// One side of a meeting, as they sign it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Of which kind the key is (flag 32).
    pub algorithm: Algorithm,
    /// The key that signs.
    pub kid: Kid,
    /// Never used before.
    pub nonce: Nonce,
    /// By the phone's own clock: shown, and never trusted.
    pub claimed_at: Seconds,
    /// The newest that the phone has.
    pub anchor: Anchor,
    /// Where they are, if at a gathering.
    pub gathering: Option<Gathering>,
    /// What they show meanwhile, if anything.
    pub content: Option<Content>,
    /// Key and certificate, where the other can't look them up in a directory.
    pub identity: Option<Identity>,
    /// In an offer: a table's, for several answers (flag 4). Without meaning in an answer.
    pub group: bool,
}

/// The flags a side may have. Spoken code (8) is a confirmation's alone.
pub(super) const SIDE_FLAGS: u8 = IDENTITY | GATHERING | GROUP | CONTENT | P256;

impl Side {
    /// The least that there is: a key, a nonce, a time and an anchor.
    #[must_use]
    pub fn new(key: &PublicKey, nonce: Nonce, claimed_at: Seconds, anchor: Anchor) -> Self {
        Self {
            algorithm: key.algorithm(),
            kid: key.kid(),
            nonce,
            claimed_at,
            anchor,
            gathering: None,
            content: None,
            identity: None,
            group: false,
        }
    }

    /// At this gathering.
    #[must_use]
    pub fn at(mut self, gathering: Gathering) -> Self {
        self.gathering = Some(gathering);
        self
    }

    /// Self-contained: with key and certificate in the code.
    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Showing something in the same scan.
    #[must_use]
    pub fn showing(mut self, content: Content) -> Self {
        self.content = Some(content);
        self
    }

    /// For a whole table.
    #[must_use]
    pub fn for_group(mut self) -> Self {
        self.group = true;
        self
    }

    pub(super) fn flags(&self) -> u8 {
        let mut flags = 0;
        for (set, flag) in [
            (self.identity.is_some(), IDENTITY),
            (self.gathering.is_some(), GATHERING),
            (self.group, GROUP),
            (self.content.is_some(), CONTENT),
            (self.algorithm == Algorithm::P256, P256),
        ] {
            if set {
                flags |= flag;
            }
        }
        flags
    }

    pub(super) fn read(reader: &mut Reader<'_>, flags: u8) -> Result<Self, Malformed> {
        let has = |flag: u8| flags & flag != 0;
        let algorithm = algorithm(flags);
        Ok(Self {
            algorithm,
            kid: Kid(reader.array()?),
            nonce: reader.array()?,
            claimed_at: Seconds(reader.number()?),
            anchor: Anchor::from_bytes(reader.array()?),
            gathering: has(GATHERING).then(|| reader.array()).transpose()?,
            content: has(CONTENT)
                .then(|| Ok(Content { id: reader.array()?, parent_hop: reader.array()? }))
                .transpose()?,
            identity: has(IDENTITY).then(|| Identity::read(reader, algorithm)).transpose()?,
            group: has(GROUP),
        })
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.kid.0);
        bytes.extend(self.nonce);
        bytes.extend(self.claimed_at.0.to_be_bytes());
        bytes.extend(self.anchor.to_bytes());
        if let Some(gathering) = &self.gathering {
            bytes.extend(gathering);
        }
        if let Some(content) = &self.content {
            bytes.extend(content.id);
            bytes.extend(content.parent_hop);
        }
        if let Some(identity) = &self.identity {
            identity.write(bytes);
        }
    }
}

/// The kind of key that a message's flags announce.
pub(super) fn algorithm(flags: u8) -> Algorithm {
    if flags & P256 == 0 { Algorithm::Ed25519 } else { Algorithm::P256 }
}
