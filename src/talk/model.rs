//! What a conversation and a post are, and what may be said.

use crate::{
    error::{Error, Problems, Result},
    http::Fields,
    id::{CommunityId, ConversationId, GatheringId, PersonId, PostId},
    people::Face,
    rows,
    time::{HOUR, Moment},
};

/// The longest post (characters).
pub const MOST_WORDS: usize = 5_000;
/// The longest description of a picture (characters).
pub const MOST_PHOTO_WORDS: usize = 500;
/// So long a deleted post can be brought back (milliseconds).
pub const UNDO: i64 = HOUR;
/// So many posts stand on a page, answers not counted.
pub const PAGE: i64 = 30;
/// So many answers stand below a post before the rest is a page of its own.
pub const FEW_REPLIES: i64 = 6;
/// So many answers stand on the page of one post.
pub const MANY_REPLIES: i64 = 1_000;

/// What a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// What is said at a gathering.
    Gathering(GatheringId),
    /// What is said in a community.
    Community(CommunityId),
    /// What two people say to each other, the viewer first.
    Pair(PersonId, PersonId),
}

impl Subject {
    /// The kind and the id under which it is kept; a pair is found by its members.
    pub(super) fn key(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Gathering(id) => ("gathering", Some(id.0)),
            Self::Community(id) => ("community", Some(id.0)),
            Self::Pair(..) => ("pair", None),
        }
    }
}

/// What the viewer may do in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights {
    /// Write, and answer.
    pub write: bool,
    /// Take away what others wrote.
    pub moderate: bool,
}

/// A conversation as the viewer finds it: made by the slice it belongs to, which alone knows who may do what.
#[derive(Debug, Clone)]
pub struct Room {
    /// What is talked about.
    pub subject: Subject,
    /// What the viewer may do.
    pub rights: Rights,
    /// Where it is read: `/g/…`. Posts are sent to `{url}/posts`.
    pub url: String,
    /// What that place is called, for notices and for "you first talked in …".
    pub title: String,
    /// Why the viewer can't write here: the key of a message, shown in place of the form.
    pub closed: Option<&'static str>,
}

impl Room {
    /// `Ok` where the viewer may write.
    pub fn open(&self) -> Result<()> {
        if self.rights.write { Ok(()) } else { Err(Error::Forbidden(self.closed.unwrap_or("error-talk-closed"))) }
    }

    /// Whether only two people talk here.
    pub fn is_pair(&self) -> bool {
        matches!(self.subject, Subject::Pair(..))
    }
}

/// Where a conversation is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its address.
    pub url: String,
    /// Its title; `None` for a pair.
    pub title: Option<String>,
}

/// One conversation of two, in the list of one of them.
#[derive(Debug, Clone)]
pub struct PairRow {
    /// The other one.
    pub face: Face,
    /// When something was last said.
    pub last_at: Moment,
    /// Whether something was said that the reader has not seen.
    pub unseen: bool,
    /// Whether the reader has muted the other.
    pub muted: bool,
    /// Whether the reader said the last word.
    pub mine: bool,
    /// What was last said; empty where it was a picture or is deleted.
    pub words: String,
    /// Whether it came with a picture.
    pub photo: bool,
}

/// Words of a post that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What is said.
    pub words: String,
    /// What the picture shows.
    pub photo_words: String,
}

impl Words {
    /// Reads the fields `words` and `photo_words`. Without words there must be a picture.
    ///
    /// # Errors
    /// The faults of both fields.
    pub fn read(fields: &Fields, with_photo: bool) -> Result<Self> {
        let (words, photo_words) = (plain(fields.text("words")), plain(fields.text("photo_words")));
        let mut problems = Problems::default();
        problems.unless(with_photo || !words.is_empty(), "words", "problem-post-empty");
        if words.chars().count() > MOST_WORDS {
            problems.add_number("words", "problem-post-long", MOST_WORDS as i64);
        }
        if photo_words.chars().count() > MOST_PHOTO_WORDS {
            problems.add_number("photo_words", "problem-photo-words-long", MOST_PHOTO_WORDS as i64);
        }
        problems.check()?;
        Ok(Self { words, photo_words })
    }
}

/// Text without what no keyboard types: one kind of line break, no control characters.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|char| *char == '\n' || *char == '\t' || !char.is_control()).collect();
    kept.trim().to_owned()
}

rows! {
    /// A post as it is shown.
    #[derive(Debug, Clone)]
    pub struct PostRow {
        pub id: PostId,
        pub author: Option<PersonId>,
        pub handle: Option<String>,
        pub name: Option<String>,
        pub face: Option<String>,
        pub root: Option<PostId>,
        pub words: String,
        pub photo: Option<String>,
        pub photo_width: u32,
        pub photo_height: u32,
        pub photo_words: String,
        pub edited_at: Option<Moment>,
        pub deleted_at: Option<Moment>,
        pub deleted_by: Option<PersonId>,
        pub muted: bool,
        pub to_name: Option<String>,
        pub siblings: i64,
    }

    /// A post as the verbs see it.
    #[derive(Debug, Clone)]
    pub struct Kept {
        pub id: PostId,
        pub conversation: ConversationId,
        pub author: Option<PersonId>,
        pub root: Option<PostId>,
        pub words: String,
        pub photo: Option<String>,
        pub photo_words: String,
        pub deleted_at: Option<Moment>,
        pub deleted_by: Option<PersonId>,
    }
}

impl PostRow {
    /// When it was written.
    pub fn at(&self) -> Moment {
        crate::id::made_at(self.id.0)
    }
}

/// Whether somebody who deleted a post may bring it back.
pub fn can_restore(deleted_at: Option<Moment>, deleted_by: Option<PersonId>, viewer: PersonId, now: Moment) -> bool {
    deleted_by == Some(viewer) && deleted_at.is_some_and(|at| now.since(at) < UNDO)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(words: &str) -> Fields {
        Fields::default().with("words", words)
    }

    #[test]
    fn a_post_says_something_or_shows_something() {
        assert!(Words::read(&fields("  \r\n "), false).is_err());
        assert!(Words::read(&fields("\u{0}\u{1b}"), false).is_err());
        assert_eq!(Words::read(&fields("  "), true).unwrap().words, "");
        assert_eq!(Words::read(&fields("a\r\nb\u{0}"), false).unwrap().words, "a\nb");
        assert!(Words::read(&fields(&"ä".repeat(MOST_WORDS)), false).is_ok());
        assert!(Words::read(&fields(&"ä".repeat(MOST_WORDS + 1)), false).is_err());
    }

    #[test]
    fn only_who_deleted_brings_back_and_only_for_an_hour() {
        let (me, at) = (PersonId(1), Moment::from_ms(0));
        assert!(can_restore(Some(at), Some(me), me, at.plus(UNDO - 1)));
        assert!(!can_restore(Some(at), Some(me), me, at.plus(UNDO)));
        assert!(!can_restore(Some(at), Some(PersonId(2)), me, at));
        assert!(!can_restore(None, None, me, at));
    }

    proptest! {
        #[test]
        fn what_is_kept_can_be_kept_again_unchanged(text in ".{0,80}") {
            if let Ok(once) = Words::read(&fields(&text), false) {
                prop_assert!(!once.words.contains(['\0', '\r']), "marks that cannot be kept");
                prop_assert_eq!(Words::read(&fields(&once.words), false).unwrap(), once);
            }
        }
    }
}
