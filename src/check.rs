//! What is derived can be derived again: each slice says how its own is compared with what it follows from, and put
//! right. `visavis doctor` goes through all of them. ARCHITECTURE.md lists what is derived, and what only looks so.

use std::collections::HashMap;

use visavis_places::{STORED_RESOLUTION, cell};

use crate::{
    act::{Act, Look},
    error::Result,
    id::PersonId,
    town,
};

/// So many subjects are looked at in one snapshot.
pub const AT_ONCE: i64 = 500;

/// What a fault is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The row of that id.
    Row(i64),
    /// Two people, the lower id first.
    Pair(PersonId, PersonId),
    /// All that belongs to the offers of one nonce: the offerer's key, and the nonce.
    Offer(Vec<u8>, Vec<u8>),
}

impl About {
    /// The id of a row; from which one goes on.
    pub fn row(subject: Option<&Self>) -> i64 {
        match subject {
            Some(Self::Row(id)) => *id,
            _ => i64::MIN,
        }
    }
}

impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Row(id) => f.write_str(&crate::id::encode(*id)),
            Self::Pair(one, two) => write!(f, "{one} and {two}"),
            Self::Offer(kid, nonce) => {
                let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
                write!(f, "{}/{}", hex(kid), hex(nonce))
            }
        }
    }
}

/// Something that is not what it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is about.
    pub subject: About,
    /// What is there, and what should be. No words of people: reports are passed on.
    pub what: String,
}

/// What came of looking at some subjects.
#[derive(Debug, Default)]
pub struct Batch {
    /// How many were looked at.
    pub looked: u64,
    /// What is wrong with them.
    pub faults: Vec<Fault>,
    /// The last of them; `None` where there were none, and so no more to come.
    pub last: Option<About>,
}

impl Batch {
    /// Rows of ids, each with what is wrong with it.
    pub fn of<T>(
        rows: Vec<T>,
        id: impl Fn(&T) -> i64,
        mut wrong: impl FnMut(&T) -> Result<Option<String>>,
    ) -> Result<Self> {
        let mut batch =
            Self { looked: rows.len() as u64, last: rows.last().map(|row| About::Row(id(row))), ..Self::default() };
        for row in &rows {
            if let Some(what) = wrong(row)? {
                batch.faults.push(Fault { subject: About::Row(id(row)), what });
            }
        }
        Ok(batch)
    }

    /// Rows of an id, a town and the cell that is kept of it.
    pub fn of_cells(rows: Vec<(i64, Option<i64>, Option<i64>)>) -> Result<Self> {
        Self::of(rows, |(id, ..)| *id, |(_, town, kept)| Ok(wrong_cell(*town, *kept)))
    }

    /// Rows of an id and the words by which it is to be found, in their order; and the words that are kept of all of them,
    /// by id and in the same order.
    pub fn of_words(rows: Vec<(i64, Vec<String>)>, kept: Vec<(i64, String)>) -> Result<Self> {
        let mut words: HashMap<i64, Vec<String>> = HashMap::new();
        for (id, word) in kept {
            words.entry(id).or_default().push(word);
        }
        Self::of(
            rows,
            |(id, _)| *id,
            |(id, wanted)| {
                let kept = words.get(id).map_or(&[][..], Vec::as_slice);
                Ok((kept != wanted.as_slice())
                    .then(|| format!("{} words are kept, there are {} others or as many", kept.len(), wanted.len())))
            },
        )
    }

    /// Rows of an id, a count that is kept and the same counted.
    pub fn of_counts(rows: Vec<(i64, i64, i64)>) -> Result<Self> {
        Self::of(
            rows,
            |(id, ..)| *id,
            |(_, kept, counted)| Ok((kept != counted).then(|| format!("{kept} is kept, {counted} are there"))),
        )
    }
}

/// The cell that follows from the number of a town.
pub fn cell_of(town: Option<i64>) -> Option<i64> {
    town::stored(town).map(|town| cell(town.point(), STORED_RESOLUTION))
}

/// What is wrong with a cell that is kept.
pub fn wrong_cell(town: Option<i64>, kept: Option<i64>) -> Option<String> {
    let wanted = cell_of(town);
    (kept != wanted).then(|| format!("the cell {kept:?} is kept, the town is in {wanted:?}"))
}

/// Something derived.
pub struct Check {
    /// Its name: the table and the column, where it is one.
    pub name: &'static str,
    /// How many subjects there are, about.
    pub total: fn(&mut Look<'_>) -> Result<i64>,
    /// Looks at the next so many after one.
    pub batch: fn(&mut Look<'_>, Option<&About>) -> Result<Batch>,
    /// Derives one anew, by the rules that made it. `false` where nothing can be derived and it is left as it is.
    pub repair: fn(&mut Act<'_>, &About) -> Result<bool>,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_row_by_row() {
        let word = |id: i64, word: &str| (id, word.to_owned());
        let wanted = |id: i64, words: &[&str]| (id, words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        let rows = vec![wanted(1, &["ada"]), wanted(2, &[]), wanted(3, &["bob", "cat"]), wanted(4, &["dan"])];
        let kept = vec![word(1, "ada"), word(2, "eve"), word(3, "bob"), word(3, "cat")];
        let batch = Batch::of_words(rows, kept).unwrap();
        let wrong: Vec<_> = batch.faults.iter().map(|fault| About::row(Some(&fault.subject))).collect();
        assert_eq!((batch.looked, batch.last, wrong), (4, Some(About::Row(4)), vec![2, 4]));
    }

    #[test]
    fn a_cell_without_a_town_is_wrong() {
        assert_eq!(wrong_cell(None, None), None);
        assert!(wrong_cell(None, Some(1)).is_some());
    }
}
