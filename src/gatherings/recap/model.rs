//! What a recap can be.

use crate::{
    error::{Problems, Result},
    id::PhotoId,
};

/// The longest words (characters).
pub const LONGEST: usize = 10_000;
/// So many photos stand first.
pub const MOST_PHOTOS: usize = 6;

/// What a host wants to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// In Markdown; empty to take it back.
    pub words: String,
    /// The photos that stand first, in that order, each once.
    pub photos: Vec<PhotoId>,
}

impl Draft {
    /// Reads what was sent. There have to be words, unless some are there that this takes back.
    ///
    /// # Errors
    /// Faults of the fields.
    pub fn read<'t>(words: &str, photos: impl Iterator<Item = &'t str>, there: bool) -> Result<Self> {
        let mut problems = Problems::default();
        problems.unless(there || !words.is_empty(), "words", "problem-recap-words");
        if words.chars().count() > LONGEST {
            problems.add_number("words", "problem-gathering-long-text", LONGEST as i64);
        }
        let mut chosen = Vec::new();
        for text in photos {
            match text.parse::<PhotoId>() {
                Ok(photo) if chosen.contains(&photo) => {}
                Ok(photo) => chosen.push(photo),
                Err(_) => problems.add("photos", "problem-recap-photo"),
            }
        }
        if chosen.len() > MOST_PHOTOS {
            problems.add_number("photos", "problem-recap-photos", MOST_PHOTOS as i64);
        }
        problems.check()?;
        Ok(Self { words: words.to_owned(), photos: chosen })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    fn read(words: &str, photos: &[&str], there: bool) -> Result<Draft, Vec<&'static str>> {
        Draft::read(words, photos.iter().copied(), there).map_err(|error| match error {
            Error::Invalid(problems) => problems.0.iter().map(|problem| problem.field).collect(),
            other => panic!("{other}"),
        })
    }

    #[test]
    fn there_are_words_or_there_were() {
        assert_eq!(read("", &[], false), Err(vec!["words"]));
        assert_eq!(read("", &[], true).unwrap().words, "");
        assert_eq!(read(&"x".repeat(LONGEST + 1), &[], true), Err(vec!["words"]));
    }

    #[test]
    fn photos_keep_their_order_and_stand_once() {
        let ids: Vec<String> = (1..=7).map(|number| PhotoId(number).to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let draft = read("Good.", &[ids[2], ids[0], ids[2]], false).unwrap();
        assert_eq!(draft.photos, [PhotoId(3), PhotoId(1)]);
        assert_eq!(read("Good.", &ids, false), Err(vec!["photos"]));
        assert_eq!(read("Good.", &["none"], false), Err(vec!["photos"]));
    }
}
