//! The rules of the code that changes: which it is now, which ones are still good, and whom it lets in.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    gatherings::{
        Reply,
        approval::Admission,
        door::model::{lets_in, same},
    },
    time::Moment,
};

/// So long a code stands (milliseconds).
pub const STEP: i64 = 30_000;
/// How many figures the code has that is said and typed.
const FIGURES: usize = 6;

/// A code of a door: to be scanned, and to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Six figures.
    pub short: String,
    /// What stands in the code for cameras: too long to be guessed.
    pub long: String,
}

/// Which step of the clock it is.
pub fn step(now: Moment) -> i64 {
    now.ms().div_euclid(STEP)
}

/// So long the code of now stands on (milliseconds).
pub fn left(now: Moment) -> i64 {
    STEP - now.ms().rem_euclid(STEP)
}

/// The code of a step: that of RFC 6238, with SHA-256, six figures and thirty seconds.
pub fn code(secret: &[u8; 32], step: i64) -> Code {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return Code { short: String::new(), long: String::new() };
    };
    mac.update(&step.to_be_bytes());
    let bytes: [u8; 32] = mac.finalize().into_bytes().into();
    let at = usize::from(bytes[31] & 0xf);
    let number = u32::from_be_bytes([bytes[at] & 0x7f, bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let short = format!("{:0FIGURES$}", number % 10_u32.pow(FIGURES as u32));
    Code { short, long: BASE32_NOPAD.encode(&bytes[..10]).to_lowercase() }
}

/// Figures in two groups, as one says them.
pub fn spoken(short: &str) -> String {
    let (one, other) = short.split_at_checked(FIGURES / 2).unwrap_or((short, ""));
    format!("{one} {other}")
}

/// What was sent, as it is compared: without spaces and dashes, in small letters.
pub fn read(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace() && *char != '-').take(40).collect::<String>().to_lowercase()
}

/// Whether it is of the kind that is typed, and could be guessed.
pub fn is_short(sent: &str) -> bool {
    sent.len() == FIGURES && sent.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a code is that of now, or of one step before or after: whoever reads it needs a moment to get here.
pub fn fits(secret: &[u8; 32], now: Moment, sent: &str) -> bool {
    let now = step(now);
    // All are compared, whichever fits.
    [now - 1, now, now + 1].into_iter().fold(false, |found, step| {
        let code = code(secret, step);
        found | same(&code.short, sent) | same(&code.long, sent)
    })
}

/// Who comes in by the code without having said yes or maybe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WalkIns {
    /// Nobody.
    None,
    /// As many as there is room for.
    #[default]
    Room,
    /// Everybody.
    Any,
}

impl WalkIns {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Room, Self::Any, Self::None];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Room => "room",
            Self::Any => "any",
        }
    }

    /// The one of that name.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// The words for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "screen-walk-ins-none",
            Self::Room => "screen-walk-ins-room",
            Self::Any => "screen-walk-ins-any",
        }
    }
}

impl ToValue for WalkIns {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for WalkIns {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} says nothing of walk-ins")))
    }
}

/// How somebody comes in by the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// They said that they come, or may.
    Expected,
    /// They did not, and there is room.
    WalkIn,
    /// They did not, and there is none.
    Full,
    /// They did not, and it is for those alone who did.
    Closed,
}

/// How somebody who answered that comes in. `room` says how many more there is room for, where that is limited. Where a host
/// says who comes, nobody walks in.
pub fn entry(admission: Admission, reply: Option<Reply>, walk_ins: WalkIns, room: Option<i64>) -> Entry {
    if lets_in(admission, reply) {
        return Entry::Expected;
    }
    if admission.asks() {
        return Entry::Closed;
    }
    match (reply, walk_ins) {
        (_, WalkIns::Any) => Entry::WalkIn,
        (_, WalkIns::None) => Entry::Closed,
        (_, WalkIns::Room) if room.is_none_or(|room| room > 0) => Entry::WalkIn,
        (_, WalkIns::Room) => Entry::Full,
    }
}

/// How many more there is room for: places are kept for all who said yes, whether they are here yet or not.
pub fn room(capacity: Option<i64>, going: i64, walk_ins: i64) -> Option<i64> {
    capacity.map(|capacity| (capacity - going - walk_ins).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the RFC's examples for SHA-256.
    const SECRET: &[u8; 32] = b"12345678901234567890123456789012";

    #[test]
    fn it_is_the_code_of_rfc_6238() {
        // Appendix B; the last six of its eight figures.
        for (seconds, figures) in [
            (59, "119246"),
            (1_111_111_109, "084774"),
            (1_111_111_111, "062674"),
            (1_234_567_890, "819424"),
            (2_000_000_000, "698825"),
            (20_000_000_000, "737706"),
        ] {
            assert_eq!(code(SECRET, step(Moment::from_seconds(seconds))).short, figures);
        }
        assert_eq!(spoken("119246"), "119 246");
        assert_eq!(code(SECRET, 1).long.len(), 16);
    }

    #[test]
    fn a_code_is_good_one_step_before_and_after_and_no_longer() {
        let now = Moment::from_seconds(1_234_567_890);
        let of = |steps: i64| code(SECRET, step(now) + steps);
        for steps in [-1, 0, 1] {
            assert!(fits(SECRET, now, &of(steps).short) && fits(SECRET, now, &of(steps).long), "{steps}");
        }
        for steps in [-2, 2] {
            assert!(!fits(SECRET, now, &of(steps).short) && !fits(SECRET, now, &of(steps).long), "{steps}");
        }
        assert!(!fits(b"another secret of thirty-two byt", now, &of(0).long));
        assert!(!fits(SECRET, now, "") && !fits(SECRET, now, &of(0).short[1..]));
        // At the seam it changes, and the time that is left adds up.
        let seam = Moment::from_ms(step(now) * STEP);
        assert_eq!((left(seam), left(seam.plus(-1)), left(seam.plus(STEP - 1))), (STEP, 1, 1));
        assert_ne!(step(seam), step(seam.plus(-1)));
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(read(" 119 246\n"), "119246");
        assert_eq!(read("119-246"), "119246");
        assert_eq!(read("ABCD"), "abcd");
        assert!(is_short("119246") && !is_short("11924") && !is_short("11924a") && !is_short("١١٩٢٤٦"));
        assert_eq!(read(&"x".repeat(99)).len(), 40);
    }

    #[test]
    fn who_said_yes_comes_in_and_others_as_the_host_says() {
        for walk_ins in WalkIns::ALL {
            assert_eq!(WalkIns::read(walk_ins.as_str()), Some(walk_ins));
            for reply in [Reply::Yes, Reply::Maybe] {
                assert_eq!(entry(Admission::Open, Some(reply), walk_ins, Some(0)), Entry::Expected);
            }
        }
        // Where the host says who comes, only those they let in do.
        for reply in [None, Some(Reply::Maybe), Some(Reply::Asked), Some(Reply::Declined), Some(Reply::Waiting)] {
            assert_eq!(entry(Admission::Hidden, reply, WalkIns::Any, None), Entry::Closed);
        }
        assert_eq!(entry(Admission::Hidden, Some(Reply::Yes), WalkIns::None, Some(0)), Entry::Expected);
        for reply in [None, Some(Reply::No), Some(Reply::Waiting)] {
            assert_eq!(entry(Admission::Open, reply, WalkIns::None, None), Entry::Closed);
            assert_eq!(entry(Admission::Open, reply, WalkIns::Any, Some(0)), Entry::WalkIn);
            assert_eq!(entry(Admission::Open, reply, WalkIns::Room, Some(0)), Entry::Full);
            assert_eq!(entry(Admission::Open, reply, WalkIns::Room, Some(1)), Entry::WalkIn);
            assert_eq!(entry(Admission::Open, reply, WalkIns::Room, None), Entry::WalkIn);
        }
        assert_eq!(WalkIns::read("some"), None);
    }

    #[test]
    fn places_are_kept_for_those_who_said_yes() {
        assert_eq!(room(None, 900, 0), None);
        assert_eq!(room(Some(50), 40, 3), Some(7));
        assert_eq!(room(Some(50), 50, 0), Some(0));
        assert_eq!(room(Some(50), 48, 9), Some(0));
    }
}
