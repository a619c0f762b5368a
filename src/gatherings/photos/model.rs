//! Who sees a gathering's photos, who adds to them, and who has one taken down.

use super::super::model::Gathering;
use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    error::{Error, Problems, Result},
    gatherings::draft,
    time::{DAY, Moment},
};

/// So long after the end photos can be added (milliseconds).
pub const OPEN: i64 = 365 * DAY;
/// So many photos a gathering has at most …
pub const MOST: i64 = 500;
/// … and so many of them are by one person.
pub const MOST_EACH: i64 = 60;
/// The longest words on what a photo shows (characters).
pub const MOST_WORDS: usize = 300;

/// What somebody says about photos of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// They may be in photos.
    Fine,
    /// They want to be asked: what holds where nothing is said.
    Ask,
    /// They don't want to be in any.
    Never,
}

impl Wish {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Ask, Self::Never];

    /// Its name, as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Ask => "ask",
            Self::Never => "never",
        }
    }

    /// The wish of that name.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.as_str() == text)
    }

    /// The word for it, and what it means.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Fine => ("photo-wish-fine", "photo-wish-fine-says"),
            Self::Ask => ("photo-wish-ask", "photo-wish-ask-says"),
            Self::Never => ("photo-wish-never", "photo-wish-never-says"),
        }
    }
}

impl ToValue for Wish {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for Wish {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} is no wish")))
    }
}

/// What somebody is to a gathering, as far as it bears on its photos.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// They run it.
    pub runs: bool,
    /// They help at it.
    pub helps: bool,
    /// They were there, as far as it is known.
    pub was_there: bool,
    /// They said that they come.
    pub said_yes: bool,
    /// The host opened the photos to everybody who sees the gathering.
    pub open: bool,
}

impl Standing {
    /// Whether they are one of those whom photos may show.
    pub fn belongs(self) -> bool {
        self.runs || self.helps || self.was_there || self.said_yes
    }

    /// Whether they see what there is.
    pub fn sees(self) -> bool {
        self.belongs() || self.open
    }

    /// Whether they may add some now.
    pub fn adds(self, gathering: &Gathering, now: Moment) -> bool {
        (self.runs || self.helps || self.was_there) && takes(gathering, now)
    }
}

/// Whether a gathering has begun: before, there is nothing to see.
pub fn has_begun(gathering: &Gathering, now: Moment) -> bool {
    gathering.starts_at <= now
}

/// Whether photos can be added to it now.
fn takes(gathering: &Gathering, now: Moment) -> bool {
    has_begun(gathering, now) && gathering.cancelled_at.is_none() && now <= gathering.ends_at.plus(OPEN)
}

/// Whether there is room for one more: of all, and of one person's.
///
/// # Errors
/// What is full.
pub fn room(all: i64, own: i64) -> Result<()> {
    match () {
        () if own >= MOST_EACH => Err(Error::Conflict("error-photos-many-own")),
        () if all >= MOST => Err(Error::Conflict("error-photos-many")),
        () => Ok(()),
    }
}

/// What somebody wrote on what a photo shows, on one line.
///
/// # Errors
/// A fault of the field where it is too long.
pub fn words(text: &str) -> Result<String> {
    let line = draft::line(text);
    let mut problems = Problems::default();
    if line.chars().count() > MOST_WORDS {
        problems.add_number("words", "problem-gathering-long-text", MOST_WORDS as i64);
    }
    problems.check().map(|()| line)
}

/// What lets a program without a cookie have the file of a photo until then.
pub fn pass(photo: crate::id::PhotoId, until: i64) -> String {
    format!("photo {photo} {until}")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_as_it_is_written() {
        for wish in Wish::ALL {
            assert_eq!(Wish::read(wish.as_str()), Some(wish));
        }
        assert_eq!(Wish::read("maybe"), None);
    }

    #[test]
    fn those_who_were_there_see_and_others_where_it_is_open() {
        let nobody = Standing::default();
        assert!(!nobody.sees() && !nobody.belongs());
        let open = Standing { open: true, ..nobody };
        assert!(open.sees() && !open.belongs());
        for one in [
            Standing { runs: true, ..nobody },
            Standing { helps: true, ..nobody },
            Standing { was_there: true, ..nobody },
            Standing { said_yes: true, ..nobody },
        ] {
            assert!(one.sees() && one.belongs());
        }
    }

    #[test]
    fn there_is_room_for_so_many_and_no_more() {
        assert!(room(MOST - 1, MOST_EACH - 1).is_ok());
        assert!(matches!(room(0, MOST_EACH), Err(Error::Conflict("error-photos-many-own"))));
        assert!(matches!(room(MOST, 0), Err(Error::Conflict("error-photos-many"))));
    }

    #[test]
    fn words_are_one_line_and_not_long() {
        assert_eq!(words(" The  long\ntable ").unwrap(), "The long table");
        assert_eq!(words("").unwrap(), "");
        assert!(words(&"x".repeat(301)).is_err());
    }
}
