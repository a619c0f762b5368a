//! How good suggestions would have been: made from the first day's contacts, judged on who met for the first time later.
//!
//! Everybody seen on the first day gets everybody else seen that day whom they have not met yet, in the order of a method.
//! Right is whom they then meet on a later day. Who meets nobody new has nothing to be judged by and is left out; so is
//! whoever first appears later.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    interval::Interval,
    meetings::{Contact, Pair, groups},
    rank::{Chance, Graph, ONE_MEETING_SECONDS, weight},
};

/// So many seconds are a day; in the published files 0 is the midnight before the first contact.
const DAY: i64 = 24 * 60 * 60;

/// So many are at the head of a list.
pub const HEAD: usize = 5;

/// So often people are drawn anew for an interval.
const DRAWS: usize = 2_000;

/// A way to put people in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By chance: what the others are to be better than.
    Shuffled,
    /// Rooted PageRank, where whoever met is one step away.
    PageRank,
    /// The same, where each two's step weighs as many contacts as they had.
    PageRankByContacts,
    /// What the product does.
    Mutual,
}

impl Method {
    /// All of them, in the order of a table.
    pub const ALL: [Self; 4] = [Self::Shuffled, Self::PageRank, Self::PageRankByContacts, Self::Mutual];

    /// What it is called in a table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shuffled => "shuffled",
            Self::PageRank => "rooted PageRank",
            Self::PageRankByContacts => "rooted PageRank, by contacts",
            Self::Mutual => "Visavis",
        }
    }
}

/// Contacts as a file has them: `t i j` in each line, whatever else follows.
///
/// # Errors
/// The number of the first line (from 1) that is none, or that is somebody's with themselves.
pub fn read(text: &str) -> Result<Vec<Contact>, usize> {
    let line = |line: &str| {
        let mut numbers = line.split_whitespace().map(str::parse::<i64>);
        let mut next = || numbers.next()?.ok();
        Some(Contact { at: next()?, pair: Pair::new(next()?, next()?)? })
    };
    let lines = text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty());
    lines.map(|(at, text)| line(text).ok_or(at + 1)).collect()
}

/// What is known, and what is to be guessed.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The first day's contacts: the instants of each pair, sorted.
    pub known: BTreeMap<Pair, Vec<i64>>,
    /// Those of two seen that day who met for the first time later.
    pub new: BTreeSet<Pair>,
    /// Everybody seen on the first day.
    pub people: BTreeSet<i64>,
}

/// Parts contacts at the end of their first day.
#[must_use]
pub fn split(contacts: &[Contact]) -> Split {
    let Some(first) = contacts.iter().map(|contact| contact.at.div_euclid(DAY)).min() else { return Split::default() };
    let (known, later): (Vec<Contact>, Vec<Contact>) =
        contacts.iter().partition(|contact| contact.at.div_euclid(DAY) == first);
    let known = crate::meetings::by_pair(&known);
    let people: BTreeSet<i64> = known.keys().flat_map(|pair| <[i64; 2]>::from(pair.ids())).collect();
    let both_seen = |pair: &Pair| people.contains(&pair.ids().0) && people.contains(&pair.ids().1);
    let new = later.iter().map(|contact| contact.pair).filter(|pair| !known.contains_key(pair) && both_seen(pair));
    Split { new: new.collect(), known, people }
}

/// How good one method was for one person.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Worth {
    auc: f64,
    precision: f64,
}

/// How good one method was.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which.
    pub method: Method,
    /// How likely a person met later stands above one not met, for somebody judged (0.5: chance). The mean over people.
    pub auc: Interval,
    /// Of the first five, how many are met later, as a share. The mean over people.
    pub precision: Interval,
}

/// How good the methods were on one set.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Seen on the first day.
    pub people: usize,
    /// Of them, who met somebody new later, and so can be judged.
    pub judged: usize,
    /// Pairs who met for the first time later.
    pub new: usize,
    /// One for each method; empty where nobody can be judged.
    pub rows: Vec<Row>,
}

impl Evaluation {
    /// The row of a method.
    #[must_use]
    pub fn of(&self, method: Method) -> Option<&Row> {
        self.rows.iter().find(|row| row.method == method)
    }
}

/// Judges all methods on one set of contacts in seconds. The same seed gives the same figures.
#[must_use]
pub fn evaluate(contacts: &[Contact], seed: u64) -> Evaluation {
    let split = split(contacts);
    let rows: Vec<(Method, Vec<Worth>)> =
        Method::ALL.into_iter().map(|method| (method, judge(&split, method, seed))).collect();
    let judged = rows.first().map_or(0, |(_, worths)| worths.len());
    let rows = rows.into_iter().filter_map(|(method, worths)| {
        let mean_of = |value: fn(&Worth) -> f64| interval(&worths.iter().map(value).collect::<Vec<_>>(), seed);
        Some(Row { method, auc: mean_of(|worth| worth.auc)?, precision: mean_of(|worth| worth.precision)? })
    });
    Evaluation { people: split.people.len(), judged, new: split.new.len(), rows: rows.collect() }
}

fn judge(split: &Split, method: Method, seed: u64) -> Vec<Worth> {
    let weighed = |instants: &[i64]| match method {
        Method::Shuffled | Method::PageRank => 1.0,
        Method::PageRankByContacts => instants.len() as f64,
        Method::Mutual => weight(groups(instants, ONE_MEETING_SECONDS).len()),
    };
    let graph = Graph::new(split.known.iter().map(|(pair, instants)| (*pair, weighed(instants))));
    let mut chance = Chance::new(seed);
    let mut worths = Vec::new();
    for &person in &split.people {
        let scores = match method {
            Method::Shuffled => split.people.iter().map(|other| (*other, chance.number() as f64)).collect(),
            Method::PageRank | Method::PageRankByContacts => graph.walk(person),
            Method::Mutual => graph.mutual(person),
        };
        let list: Vec<(f64, bool)> = split
            .people
            .iter()
            .filter_map(|other| Some((other, Pair::new(person, *other)?)))
            .filter(|(_, pair)| !split.known.contains_key(pair))
            .map(|(other, pair)| (scores.get(other).copied().unwrap_or_default(), split.new.contains(&pair)))
            .collect();
        if let Some(auc) = auc(&list) {
            worths.push(Worth { auc, precision: precision(&list, HEAD) });
        }
    }
    worths
}

/// The highest score first.
fn ranked(list: &[(f64, bool)]) -> Vec<(f64, bool)> {
    let mut sorted = list.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    sorted
}

/// The chance that one who is right stands above one who is not (H. Mann, D. Whitney, 1947), where the same score counts
/// half. `None` where there are none of the one or the other.
#[must_use]
pub fn auc(list: &[(f64, bool)]) -> Option<f64> {
    let sorted = ranked(list);
    let right = sorted.iter().filter(|(_, right)| *right).count();
    let wrong = sorted.len() - right;
    if right == 0 || wrong == 0 {
        return None;
    }
    let (mut above, mut seen) = (0.0, 0);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let here = same.iter().filter(|(_, right)| *right).count();
        above += (same.len() - here) as f64 * (seen as f64 + here as f64 / 2.0);
        seen += here;
    }
    Some(above / (right as f64 * wrong as f64))
}

/// The share of those at the head of a list that are right. Where the head ends among the same scores, as many of them as
/// an order by chance would have there. Of a list shorter than its head, the missing are not right.
#[must_use]
pub fn precision(list: &[(f64, bool)], head: usize) -> f64 {
    let sorted = ranked(list);
    let (mut left, mut hits) = (head, 0.0);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let taken = same.len().min(left);
        let right = same.iter().filter(|(_, right)| *right).count();
        hits += right as f64 * taken as f64 / same.len() as f64;
        left -= taken;
    }
    if head == 0 { 0.0 } else { hits / head as f64 }
}

/// The mean, and what it may be with other people of the same kind (nineteen times in twenty): drawn anew with
/// replacement, so often (B. Efron, 1979; percentiles). People's lists are not independent of each other, so that the
/// truth may lie somewhat further out.
fn interval(values: &[f64], seed: u64) -> Option<Interval> {
    if values.is_empty() {
        return None;
    }
    let mean = |sum: f64| sum / values.len() as f64;
    let mut chance = Chance::new(seed);
    let mut draws: Vec<f64> = (0..DRAWS)
        .map(|_| mean((0..values.len()).filter_map(|_| values.get(chance.below(values.len()))).sum()))
        .collect();
    draws.sort_by(f64::total_cmp);
    let at = |share: usize| draws.get(DRAWS * share / 1000).copied();
    Some(Interval { value: mean(values.iter().sum()), low: at(25)?, high: at(975)? })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        let list = [(4.0, true), (3.0, false), (2.0, true), (1.0, false)];
        assert_eq!(auc(&list), Some(0.75));
        assert_eq!(precision(&list, 2), 0.5);
        assert_eq!(precision(&list, 5), 0.4);
        assert_eq!(precision(&list, 0), 0.0);
        let same = [(1.0, true), (1.0, false), (1.0, false), (1.0, false)];
        assert_eq!((auc(&same), precision(&same, 2)), (Some(0.5), 0.25));
        assert_eq!(auc(&[(1.0, true)]), None);
        assert_eq!(auc(&[]), None);
    }

    #[test]
    fn parts_at_the_end_of_the_first_day() {
        let text = "30000 1 2\n30020 1 2\n40000 2 3\n\n90000 1 3\n90020 1 2\n90040 1 9\n";
        let split = split(&read(text).unwrap());
        assert_eq!(split.people, BTreeSet::from([1, 2, 3]));
        assert_eq!(split.new, BTreeSet::from([Pair::new(1, 3).unwrap()]), "9 was not seen on the first day");
        assert_eq!(read("1 2 3 A B\n"), Ok(vec![Contact { at: 1, pair: Pair::new(2, 3).unwrap() }]));
        assert_eq!(read("1 2 3\n1 2\n"), Err(2));
        assert_eq!(read("1 2 2\n"), Err(1));
        let found = evaluate(&read(text).unwrap(), 1);
        assert_eq!((found.people, found.new, found.judged), (3, 1, 0), "nobody is left to be told apart");
        assert!(evaluate(&[], 1).rows.is_empty());
    }

    proptest! {
        #[test]
        fn a_turned_order_is_as_bad_as_the_order_is_good(list in prop::collection::vec((0u8..6, any::<bool>()), 2..40)) {
            let there: Vec<(f64, bool)> = list.iter().map(|(score, right)| (f64::from(*score), *right)).collect();
            let back: Vec<(f64, bool)> = there.iter().map(|(score, right)| (-score, *right)).collect();
            if let (Some(there), Some(back)) = (auc(&there), auc(&back)) {
                prop_assert!((there + back - 1.0).abs() < 1e-9 && (0.0..=1.0).contains(&there));
            }
            let right = there.iter().filter(|(_, right)| *right).count() as f64;
            prop_assert!((precision(&there, there.len()) - right / there.len() as f64).abs() < 1e-9);
        }

        #[test]
        fn an_interval_holds_its_mean(values in prop::collection::vec(0.0..1.0f64, 3..30), seed in any::<u64>()) {
            let found = interval(&values, seed).unwrap();
            prop_assert!(found.low <= found.value + 1e-9 && found.value <= found.high + 1e-9);
        }
    }
}
