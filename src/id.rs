//! Names for rows: 64-bit ids that order by the moment they were made.
//!
//! Layout, from the top bit: 0, then 41 bits of milliseconds since 2025-01-01, 10 bits of node, 12 bits of
//! sequence. In addresses and in JSON an id is thirteen characters of Crockford's base 32, so that it survives
//! JavaScript's numbers and being read out.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::time::Moment;

/// 2025-01-01T00:00:00Z in milliseconds since 1970; also the epoch of ENC/1.
pub const EPOCH_MS: i64 = 1_735_689_600_000;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Hands out ids; one for each running program.
#[derive(Debug)]
pub struct Ids {
    node: i64,
    last: AtomicI64,
}

impl Ids {
    /// A source of ids for the node of that number (0 to 1023).
    pub fn new(node: u16) -> Self {
        Self { node: i64::from(node & 0x3ff), last: AtomicI64::new(0) }
    }

    /// The next id: never one handed out before by this source, also when the clock steps back.
    pub fn next(&self, now: Moment) -> i64 {
        let floor = ((now.ms() - EPOCH_MS).max(0) << 22) | (self.node << 12);
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            // Within one millisecond the sequence counts on; should it run over, it borrows from the next.
            let next = if floor > last { floor } else { step(last, self.node) };
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return next,
                Err(seen) => last = seen,
            }
        }
    }
}

fn step(last: i64, node: i64) -> i64 {
    if last & 0xfff == 0xfff { (((last >> 22) + 1) << 22) | (node << 12) } else { last + 1 }
}

/// The moment an id was made.
pub fn made_at(id: i64) -> Moment {
    Moment::from_ms((id >> 22) + EPOCH_MS)
}

/// Thirteen characters of Crockford's base 32.
pub fn encode(id: i64) -> String {
    let bits = id as u64;
    (0..13).rev().map(|place| ALPHABET[((bits >> (place * 5)) & 31) as usize] as char).collect()
}

/// Reads what [`encode`] wrote; `None` for anything else.
pub fn decode(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut bits: u64 = 0;
    for (place, byte) in text.bytes().enumerate() {
        let digit = ALPHABET.iter().position(|&known| known == byte)? as u64;
        if place == 0 && digit > 7 {
            return None;
        }
        bits = (bits << 5) | digit;
    }
    i64::try_from(bits).ok()
}

/// Makes a newtype over `i64` for one kind of row.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::id::encode(self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NoSuchId;
            fn from_str(text: &str) -> Result<Self, NoSuchId> {
                $crate::id::decode(text).map(Self).ok_or(NoSuchId)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(|_| serde::de::Error::custom("not an id"))
            }
        }

        impl $crate::db::ToValue for $name {
            fn to_value(&self) -> $crate::db::Value<'_> {
                $crate::db::Value::Int(self.0)
            }
        }

        impl $crate::db::FromValue for $name {
            fn from_value(value: $crate::db::Value<'_>) -> Result<Self, $crate::db::Error> {
                <i64 as $crate::db::FromValue>::from_value(value).map(Self)
            }
        }
    )*};
}

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchId;

ids! {
    /// A login: what one human signs in to; owns one or more persons.
    AccountId;
    /// A member's profile (a persona of an account).
    PersonId;
    /// A community.
    CommunityId;
    /// A link that lets people into a community.
    LinkId;
    /// A screen that shows the changing code of a door.
    ScreenId;
    /// A link that takes people into the crew of a gathering.
    CrewLinkId;
    /// A letter to the members of a community.
    LetterId;
    /// A gathering.
    GatheringId;
    /// A gathering that is planned and not published.
    DraftId;
    /// A photo of a gathering.
    PhotoId;
    /// A conversation: what a thread of posts hangs on.
    ConversationId;
    /// Somebody who answers a gathering without an account.
    GuestId;
    /// A gathering that comes again.
    SeriesId;
    /// Where gatherings are brought in from.
    SourceId;
    /// Once that something was brought in.
    ImportId;
    /// An address that is told what happens.
    WebhookId;
    /// What such an address was told.
    DeliveryId;
    /// A post in a conversation.
    PostId;
    /// A notice to one person.
    NoticeId;
    /// A job waiting to be run.
    JobId;
    /// A row of the journal.
    HappeningId;
    /// A live event waiting to be delivered to open pages.
    LiveId;
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_grow_and_never_repeat_even_when_the_clock_steps_back() {
        let ids = Ids::new(3);
        let mut last = 0;
        for turn in 0..20_000 {
            let id = ids.next(Moment::from_ms(EPOCH_MS + 1_000 - (turn % 7)));
            assert!(id > last);
            last = id;
        }
    }

    proptest! {
        #[test]
        fn text_round_trips(id in 0..i64::MAX) {
            prop_assert_eq!(decode(&encode(id)).unwrap(), id);
        }

        #[test]
        fn any_text_is_read_without_harm(text in ".{0,20}") {
            if let Some(id) = decode(&text) { prop_assert_eq!(encode(id), text); }
        }
    }
}
