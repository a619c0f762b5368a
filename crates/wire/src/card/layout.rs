//! How messages lie in bytes: type byte, flags, big-endian fields of fixed length (SPEC "Messages").

use std::fmt;

/// M1, what A shows.
pub(super) const OFFER: u8 = 0x11;
/// M2, what B shows.
pub(super) const ANSWER: u8 = 0x12;
/// M3, what A keeps.
pub(super) const CONFIRM: u8 = 0x13;
// 0x14 is reserved for a third-party witness.
/// M3c, by spoken code.
pub(super) const CODE_CONFIRM: u8 = 0x15;
/// M3g, of a group offer.
pub(super) const GROUP_CONFIRM: u8 = 0x16;

/// An identity block follows.
pub(super) const IDENTITY: u8 = 1;
/// A gathering follows.
pub(super) const GATHERING: u8 = 2;
/// One nonce takes several answers.
pub(super) const GROUP: u8 = 4;
/// Confirmed by spoken code.
pub(super) const CODE: u8 = 8;
/// Content id and parent hop follow the gathering.
pub(super) const CONTENT: u8 = 16;
/// The key is P-256.
pub(super) const P256: u8 = 32;

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The first byte is of another message, or of none.
    Type,
    /// Too short, too long, or with flags that have no meaning here: what those announce has no
    /// known length.
    Length,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type => "not a message of this type",
            Self::Length => "a message of a wrong length or with unknown flags",
        })
    }
}

impl std::error::Error for Malformed {}

/// Takes fields off the front of a message.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts behind type and flags. Flags outside `known`, or without one of `needed`, are refused.
    pub(super) fn open(bytes: &'a [u8], message: u8, known: u8, needed: u8) -> Result<(u8, Self), Malformed> {
        match bytes {
            [first, ..] if *first != message => Err(Malformed::Type),
            [_, flags, rest @ ..] if flags & !known == 0 && flags & needed == needed => Ok((*flags, Self(rest))),
            _ => Err(Malformed::Length),
        }
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (head, rest) = self.0.split_first_chunk().ok_or(Malformed::Length)?;
        self.0 = rest;
        Ok(*head)
    }

    pub(super) fn number(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn slice(&mut self, len: usize) -> Result<&'a [u8], Malformed> {
        let (head, rest) = self.0.split_at_checked(len).ok_or(Malformed::Length)?;
        self.0 = rest;
        Ok(head)
    }

    /// Nothing may be left over: a byte outside the layout would be a byte nobody signed for.
    pub(super) fn end(self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed::Length) }
    }
}
