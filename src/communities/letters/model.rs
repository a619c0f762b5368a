//! The rules of letters to members: what can be written, how often, when a week is over, and the link that ends them.

use data_encoding::BASE64URL_NOPAD;

use crate::{
    app::Keys,
    error::{Problems, Result},
    http::Fields,
    id::{CommunityId, PersonId},
    time::{DAY, HOUR, MINUTE, Moment},
};

/// The longest subject (characters).
pub const LONGEST_SUBJECT: usize = 120;
/// The longest letter (characters).
pub const LONGEST_WORDS: usize = 5_000;
/// So long a letter can be taken back (milliseconds).
pub const SETTLES: i64 = 10 * MINUTE;
/// So many letters go to the members of a community within [`WHILE`].
pub const MOST: usize = 2;
/// See [`MOST`] (milliseconds).
pub const WHILE: i64 = 7 * DAY;

/// How often a member wants letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Often {
    /// Each when it is written.
    #[default]
    Each,
    /// All of a week in one.
    Weekly,
    /// None.
    None,
}

impl Often {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Each, Self::Weekly, Self::None];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Weekly => "weekly",
            Self::None => "none",
        }
    }

    /// Reads what a form sent, or what is stored.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|often| often.as_str() == text)
    }
}

/// A letter as a host writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// Its subject.
    pub subject: String,
    /// Its words, in Markdown.
    pub words: String,
}

impl Writing {
    /// Reads the fields `subject` and `words`.
    ///
    /// # Errors
    /// The faults of both.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let subject = fields.text("subject").split_whitespace().collect::<Vec<_>>().join(" ");
        problems.unless((1..=LONGEST_SUBJECT).contains(&subject.chars().count()), "subject", "problem-letter-subject");
        let words = fields.text("words").replace("\r\n", "\n");
        match words.chars().count() {
            0 => problems.add("words", "problem-letter-words"),
            1..=LONGEST_WORDS => {}
            _ => problems.add_number("words", "problem-community-too-long", LONGEST_WORDS as i64),
        }
        problems.check().map(|()| Self { subject, words })
    }
}

/// Whether one more may be written, where those before went out, or are to, at these moments.
pub fn may_write(before: &[Moment], now: Moment) -> bool {
    before.iter().filter(|at| now.since(**at) < WHILE).count() < MOST
}

/// When what was sent at a moment is told again to those who want one letter a week: on the next Monday, at seven (UTC).
pub fn digest_after(sent: Moment) -> Moment {
    // 1970-01-01 was a Thursday.
    const MONDAY: i64 = 4 * DAY + 7 * HOUR;
    let weeks = (sent.ms() - MONDAY).div_euclid(WHILE) + 1;
    Moment::from_ms(weeks * WHILE + MONDAY)
}

/// Whose letters from which community a link ends. It stands in each of them, sealed by the server: nothing is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    /// From where.
    pub community: CommunityId,
    /// Whose.
    pub person: PersonId,
}

impl Leave {
    /// As it stands in a link.
    pub fn seal(self, keys: &Keys) -> String {
        format!("{}.{}.{}", self.community, self.person, self.code(keys))
    }

    /// Reads the one in a link; `None` where this server did not seal it.
    pub fn read(text: &str, keys: &Keys) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (community, person, code) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        let read = Self { community, person };
        let same = subtle::ConstantTimeEq::ct_eq(code.as_bytes(), read.code(keys).as_bytes());
        bool::from(same).then_some(read)
    }

    fn code(self, keys: &Keys) -> String {
        let sealed = keys.seal(&format!("letters {} {}", self.community, self.person));
        BASE64URL_NOPAD.encode(&sealed[..16])
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_letter_has_a_subject_and_words() {
        let written = Writing::read(&Fields::default().with("subject", " New  kiln ").with("words", "It\r\nburns."));
        assert_eq!(written.unwrap(), Writing { subject: "New kiln".into(), words: "It\nburns.".into() });
        let faults = |subject: String, words: String| match Writing::read(
            &Fields::default().with("subject", subject).with("words", words),
        ) {
            Err(Error::Invalid(problems)) => problems.0.iter().map(|one| one.key).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(faults(String::new(), String::new()), ["problem-letter-subject", "problem-letter-words"]);
        let long = faults("x".repeat(121), "x".repeat(5_001));
        assert_eq!(long, ["problem-letter-subject", "problem-community-too-long"]);
    }

    #[test]
    fn two_a_week_are_enough() {
        let now = Moment::from_seconds(1_795_694_400);
        let ago = |days: i64| now.plus(-days * DAY);
        assert!(may_write(&[], now) && may_write(&[ago(1)], now));
        assert!(!may_write(&[ago(1), ago(6)], now) && may_write(&[ago(1), ago(7)], now));
        assert!(!may_write(&[now.plus(MINUTE), ago(0)], now), "one that is yet to go out counts");
    }

    #[test]
    fn a_week_is_over_on_monday_at_seven() {
        let at = |text: &str| {
            let stamp: jiff::Timestamp = text.parse().unwrap();
            Moment::from_ms(stamp.as_millisecond())
        };
        for (sent, told) in [
            ("2026-11-26T12:00:00Z", "2026-11-30T07:00:00Z"),
            ("2026-11-30T06:59:59Z", "2026-11-30T07:00:00Z"),
            ("2026-11-30T07:00:00Z", "2026-12-07T07:00:00Z"),
            ("2026-12-06T23:00:00Z", "2026-12-07T07:00:00Z"),
        ] {
            assert_eq!(digest_after(at(sent)), at(told), "{sent}");
        }
    }

    #[test]
    fn a_link_ends_only_what_it_was_sealed_for() {
        let keys = Keys { certificates: [0; 32], anchors: [0; 32], links: [7; 32] };
        let leave = Leave { community: CommunityId(5), person: PersonId(9) };
        let text = leave.seal(&keys);
        assert_eq!(Leave::read(&text, &keys), Some(leave));
        let (_, rest) = text.split_once('.').unwrap();
        assert_eq!(Leave::read(&format!("{}.{rest}", CommunityId(6)), &keys), None);
        for broken in ["", "..", "a.b.c", &text[..text.len() - 1], "ä"] {
            assert_eq!(Leave::read(broken, &keys), None, "{broken}");
        }
    }

    #[test]
    fn how_often_is_read_as_it_is_written() {
        for often in Often::ALL {
            assert_eq!(Often::read(often.as_str()), Some(often));
        }
        assert_eq!(Often::read("hourly"), None);
    }
}
