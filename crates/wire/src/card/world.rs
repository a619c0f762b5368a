//! What [`judge`](super::judge()) must be told beyond the messages themselves.

use super::anchor::AnchorKey;
use super::instance::Instance;
use super::key::{Kid, PublicKey};
use super::message::{Answer, Offer};
use super::pair::EncounterId;
use super::side::{Gathering, Nonce, Side};

/// Whoever stands behind personas and devices, by the caller's own number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(pub i64);

/// The messages that somebody holds, as bytes. An offer is the least; nothing there is empty.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// M1.
    pub m1: &'a [u8],
    /// M2.
    pub m2: Option<&'a [u8]>,
    /// M3, M3c or M3g.
    pub m3: Option<&'a [u8]>,
}

/// What the judge asks of its surroundings. Answers don't change while it judges; a caller with a
/// database loads what [`Asks`] lists, and answers from memory.
pub trait World {
    /// Where the messages are judged.
    fn instance(&self) -> &Instance;

    /// The key that certificates are signed with.
    fn server_key(&self) -> &PublicKey;

    /// The key that anchors are made with; None on a phone, where anchors go unchecked.
    fn anchor_key(&self) -> Option<&AnchorKey>;

    /// The key of this name, from a directory: for messages without identity block. `gathering` is the
    /// one that the message names; a key that was made for a gathering is known there and nowhere else.
    fn directory_key(&self, kid: Kid, gathering: Option<Gathering>) -> Option<PublicKey>;

    /// The account behind a key. `handle` is the one in the message's good certificate, or None
    /// where the key came from the directory. None if there is no such account (any more), and the
    /// verdict is `unknown_key`. Personas and devices of one person give the same account.
    fn account(&self, kid: Kid, handle: Option<&str>) -> Option<Account>;

    /// The encounter in which this key's nonce was answered before, if it was. Not asked of group
    /// offers.
    fn answered(&self, _kid: Kid, _nonce: &Nonce) -> Option<EncounterId> {
        None
    }

    /// When this key was revoked, in Unix seconds, where that is known.
    fn revoked_at(&self, _kid: Kid) -> Option<i64> {
        None
    }

    /// Whether one of these two has blocked the other.
    fn blocked(&self, _a: Account, _b: Account) -> bool {
        false
    }
}

/// What a [`World`] may be asked about these messages, so that it can be loaded beforehand. Read from
/// bytes that nobody has checked: look things up by it, and believe none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Keys: for directory, account and revocation.
    pub kids: Vec<Kid>,
    /// Handles that certificates claim, for the account behind them.
    pub handles: Vec<String>,
    /// The offer's key and nonce, for an earlier answer.
    pub nonce: Option<(Kid, Nonce)>,
}

impl Asks {
    /// What these messages raise. Messages that don't parse raise nothing.
    #[must_use]
    pub fn of(shown: &Shown<'_>) -> Self {
        let mut asks = Self::default();
        if let Ok(offer) = Offer::parse(shown.m1) {
            asks.nonce = Some((offer.side.kid, offer.side.nonce));
            asks.add(offer.side);
        }
        if let Some(Ok(answer)) = shown.m2.map(Answer::parse) {
            asks.add(answer.side);
        }
        asks
    }

    fn add(&mut self, side: Side) {
        self.kids.push(side.kid);
        let handle = side.identity.and_then(|identity| String::from_utf8(identity.handle).ok());
        self.handles.extend(handle);
    }
}
