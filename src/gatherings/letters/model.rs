//! The rules of letters about a gathering: to whom, what, how often, until when, and the link that ends them.

use data_encoding::BASE64URL_NOPAD;

use crate::{
    app::Keys,
    db::{Error as DbError, FromValue, Value},
    error::{Problems, Result},
    gatherings::{Gathering, draft::line},
    http::Fields,
    id::GatheringId,
    time::{DAY, Moment},
};

/// The longest subject (characters).
pub const LONGEST_SUBJECT: usize = 120;
/// The longest letter (characters).
pub const LONGEST_WORDS: usize = 5_000;
/// So many letters go out about one gathering within [`WHILE`].
pub const MOST: usize = 3;
/// See [`MOST`] (milliseconds).
pub const WHILE: i64 = DAY;
/// So long after the end one can still write (milliseconds).
pub const OPEN: i64 = 30 * DAY;

/// Some of those whom a gathering concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Those who said that they come.
    Yes,
    /// Those who may.
    Maybe,
    /// Those who wait for a place.
    Waiting,
    /// Those who were there; where nobody was checked in, those who said that they come.
    Came,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Maybe, Self::Waiting, Self::Came];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Maybe => "maybe",
            Self::Waiting => "waiting",
            Self::Came => "came",
        }
    }

    /// The message of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yes => "letters-to-yes",
            Self::Maybe => "letters-to-maybe",
            Self::Waiting => "letters-to-waiting",
            Self::Came => "letters-to-came",
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == text)
    }

    /// Whether anybody can be in it yet: nobody was there before it began.
    pub fn is_there(self, gathering: &Gathering, now: Moment) -> bool {
        self != Self::Came || (gathering.cancelled_at.is_none() && gathering.starts_at <= now)
    }
}

/// Several of them, each once, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups(Vec<Group>);

impl Groups {
    /// Just one.
    pub fn one(group: Group) -> Self {
        Self(vec![group])
    }

    /// Of names, what is none left out.
    pub fn of<'t>(names: impl IntoIterator<Item = &'t str>) -> Self {
        let mut groups: Vec<Group> = names.into_iter().filter_map(Group::read).collect();
        groups.sort_unstable();
        groups.dedup();
        Self(groups)
    }

    /// Whether one is among them.
    pub fn has(&self, group: Group) -> bool {
        self.0.contains(&group)
    }

    /// As they are stored.
    pub fn text(&self) -> String {
        self.0.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Group> {
        self.0.iter().copied()
    }
}

impl FromValue for Groups {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        String::from_value(value).map(|text| Self::of(text.split_whitespace()))
    }
}

/// Which answers are meant, once it is known whether anybody was checked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// Those who said yes (0, 1).
    pub yes: i64,
    /// Those who said maybe.
    pub maybe: i64,
    /// Those who wait.
    pub waiting: i64,
    /// Those who were checked in.
    pub came: i64,
}

/// What some groups mean. Where nobody was checked in, who said yes was there.
pub fn meant(groups: &Groups, anybody: bool) -> Meant {
    let came = groups.has(Group::Came);
    Meant {
        yes: i64::from(groups.has(Group::Yes) || (came && !anybody)),
        maybe: i64::from(groups.has(Group::Maybe)),
        waiting: i64::from(groups.has(Group::Waiting)),
        came: i64::from(came && anybody),
    }
}

/// A letter as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// To whom.
    pub groups: Groups,
    /// Its subject.
    pub subject: String,
    /// Its words, in Markdown.
    pub words: String,
}

impl Writing {
    /// Reads the fields `to`, `subject` and `words`.
    ///
    /// # Errors
    /// Their faults.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let groups = Groups::of(fields.all("to"));
        problems.unless(groups != Groups::default(), "to", "problem-letters-to");
        let subject = line(fields.text("subject"));
        problems.unless((1..=LONGEST_SUBJECT).contains(&subject.chars().count()), "subject", "problem-letter-subject");
        let words = fields.text("words").replace("\r\n", "\n");
        match words.chars().count() {
            0 => problems.add("words", "problem-letter-words"),
            1..=LONGEST_WORDS => {}
            _ => problems.add_number("words", "problem-gathering-long-text", LONGEST_WORDS as i64),
        }
        problems.check().map(|()| Self { groups, subject, words })
    }
}

/// Whether it is not too late to write.
pub fn is_open(gathering: &Gathering, now: Moment) -> bool {
    now <= gathering.ends_at.plus(OPEN)
}

/// Whether one more may be written, where those before were written at these moments.
pub fn may_write(before: impl IntoIterator<Item = Moment>, now: Moment) -> bool {
    before.into_iter().filter(|at| now.since(*at) < WHILE).count() < MOST
}

/// Who gets no more letters about which gathering by a link: a member, or a guest by their own id. It stands in each of them,
/// sealed by the server: nothing is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    /// About what.
    pub gathering: GatheringId,
    /// Who.
    pub comer: i64,
}

impl Leave {
    /// As it stands in a link.
    pub fn seal(self, keys: &Keys) -> String {
        format!("{}.{}.{}", self.gathering, crate::id::encode(self.comer), self.code(keys))
    }

    /// Reads the one in a link; `None` where this server did not seal it.
    pub fn read(text: &str, keys: &Keys) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (gathering, comer, code) = (parts.next()?.parse().ok()?, crate::id::decode(parts.next()?)?, parts.next()?);
        let read = Self { gathering, comer };
        let same = subtle::ConstantTimeEq::ct_eq(code.as_bytes(), read.code(keys).as_bytes());
        bool::from(same).then_some(read)
    }

    fn code(self, keys: &Keys) -> String {
        let sealed = keys.seal(&format!("letters about {} {}", self.gathering, crate::id::encode(self.comer)));
        BASE64URL_NOPAD.encode(&sealed[..16])
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn groups_are_read_as_they_are_written() {
        let groups = Groups::of(["came", "yes", "yes", "strangers"]);
        assert_eq!(groups.iter().collect::<Vec<_>>(), [Group::Yes, Group::Came]);
        assert_eq!(Groups::from_value(Value::Text(&groups.text())).unwrap(), groups);
        for group in Group::ALL {
            assert_eq!(Groups::of([group.as_str()]), Groups::one(group));
        }
    }

    #[test]
    fn where_nobody_was_checked_in_who_said_yes_was_there() {
        let came = Groups::one(Group::Came);
        assert_eq!(meant(&came, true), Meant { yes: 0, maybe: 0, waiting: 0, came: 1 });
        assert_eq!(meant(&came, false), Meant { yes: 1, maybe: 0, waiting: 0, came: 0 });
        let others = Groups::of(["maybe", "waiting"]);
        assert_eq!(meant(&others, true), Meant { yes: 0, maybe: 1, waiting: 1, came: 0 });
    }

    #[test]
    fn a_letter_has_readers_a_subject_and_words() {
        let sent = Fields::default().with("to", "yes").with("subject", " New  door ").with("words", "Left\r\nhand.");
        let written = Writing::read(&sent).unwrap();
        assert_eq!(
            written,
            Writing { groups: Groups::one(Group::Yes), subject: "New door".into(), words: "Left\nhand.".into() }
        );
        let faults = |fields: Fields| match Writing::read(&fields) {
            Err(Error::Invalid(problems)) => problems.0.iter().map(|one| one.key).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(faults(Fields::default()), ["problem-letters-to", "problem-letter-subject", "problem-letter-words"]);
        let long =
            Fields::default().with("to", "yes").with("subject", "x".repeat(121)).with("words", "x".repeat(5_001));
        assert_eq!(faults(long), ["problem-letter-subject", "problem-gathering-long-text"]);
    }

    #[test]
    fn three_a_day_are_enough() {
        let now = Moment::from_seconds(1_795_694_400);
        let ago = |hours: i64| now.plus(-hours * DAY / 24);
        assert!(may_write([], now) && may_write([ago(1), ago(2)], now));
        assert!(!may_write([ago(1), ago(2), ago(23)], now) && may_write([ago(1), ago(2), ago(24)], now));
    }

    #[test]
    fn a_link_ends_only_what_it_was_sealed_for() {
        let keys = Keys { certificates: [0; 32], anchors: [0; 32], links: [7; 32] };
        let leave = Leave { gathering: GatheringId(5), comer: 9 };
        let text = leave.seal(&keys);
        assert_eq!(Leave::read(&text, &keys), Some(leave));
        let (_, rest) = text.split_once('.').unwrap();
        assert_eq!(Leave::read(&format!("{}.{rest}", GatheringId(6)), &keys), None);
        for broken in ["", "..", "a.b.c", &text[..text.len() - 1], "ä"] {
            assert_eq!(Leave::read(broken, &keys), None, "{broken}");
        }
    }
}
