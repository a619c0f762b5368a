//! When two people's many contacts are one meeting.
//!
//! A contact is a moment at which two people were seen face to face. Contacts of a pair with no longer a pause than a
//! gap between them are one meeting. Instants are in any unit, the same for the gap.

use std::collections::BTreeMap;

/// Repeated contacts of the same pair within four hours are one meeting; in milliseconds, as the server keeps instants.
pub const SAME_MEETING_MS: i64 = 4 * 60 * 60 * 1000;

/// Two different people, in no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    less: i64,
    more: i64,
}

impl Pair {
    /// The two of them. Nobody makes a pair with themselves.
    #[must_use]
    pub fn new(a: i64, b: i64) -> Option<Self> {
        (a != b).then(|| Self { less: a.min(b), more: a.max(b) })
    }

    /// Both ids, the smaller first.
    #[must_use]
    pub fn ids(self) -> (i64, i64) {
        (self.less, self.more)
    }
}

/// Two people seen together at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contact {
    /// When.
    pub at: i64,
    /// Who.
    pub pair: Pair,
}

/// Instants with no longer a pause than the gap between one and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first of them.
    pub first: i64,
    /// The last of them.
    pub last: i64,
    /// How many different instants.
    pub count: usize,
}

/// A pair's group of contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Who met.
    pub pair: Pair,
    /// From when to when, and how often they were seen.
    pub during: Group,
}

/// Instants as groups: one that is more than `gap` after the one before starts a new group. The pause that is just the
/// gap joins. Sorted instants in, sorted groups out; an instant that is there twice counts once.
#[must_use]
pub fn groups(sorted: &[i64], gap: i64) -> Vec<Group> {
    debug_assert!(sorted.is_sorted());
    let mut groups: Vec<Group> = Vec::new();
    for &at in sorted {
        match groups.last_mut() {
            Some(open) if at == open.last => {}
            Some(open) if at.saturating_sub(open.last) <= gap => {
                open.last = at;
                open.count += 1;
            }
            _ => groups.push(Group { first: at, last: at, count: 1 }),
        }
    }
    groups
}

/// Each pair's instants, sorted, none twice.
#[must_use]
pub fn by_pair(contacts: &[Contact]) -> BTreeMap<Pair, Vec<i64>> {
    let mut pairs: BTreeMap<Pair, Vec<i64>> = BTreeMap::new();
    for contact in contacts {
        pairs.entry(contact.pair).or_default().push(contact.at);
    }
    for instants in pairs.values_mut() {
        instants.sort_unstable();
        instants.dedup();
    }
    pairs
}

/// The meetings in a heap of contacts, in any order: by pair, then by time.
#[must_use]
pub fn meetings(contacts: &[Contact], gap: i64) -> Vec<Meeting> {
    by_pair(contacts)
        .into_iter()
        .flat_map(|(pair, instants)| groups(&instants, gap).into_iter().map(move |during| Meeting { pair, during }))
        .collect()
}

/// How long each pair was together in all, where one contact stands for `step` units of time.
#[must_use]
pub fn together(contacts: &[Contact], step: i64) -> BTreeMap<Pair, i64> {
    let seen = |instants: Vec<i64>| i64::try_from(instants.len()).unwrap_or(i64::MAX).saturating_mul(step);
    by_pair(contacts).into_iter().map(|(pair, instants)| (pair, seen(instants))).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pause_longer_than_the_gap_parts() {
        assert_eq!(groups(&[], 10), []);
        assert_eq!(groups(&[5], 10), [Group { first: 5, last: 5, count: 1 }]);
        assert_eq!(
            groups(&[0, 10, 10, 21, 31], 10),
            [Group { first: 0, last: 10, count: 2 }, Group { first: 21, last: 31, count: 2 }]
        );
        assert_eq!(groups(&[i64::MIN, i64::MAX], i64::MAX).len(), 1, "no overflow");
    }

    #[test]
    fn four_hours() {
        let evening = [0, SAME_MEETING_MS, 2 * SAME_MEETING_MS + 1];
        assert_eq!(groups(&evening, SAME_MEETING_MS).len(), 2);
    }

    #[test]
    fn a_pair_has_no_order_and_two_people() {
        assert_eq!(Pair::new(2, 1), Pair::new(1, 2));
        assert_eq!(Pair::new(3, 3), None);
        let (one, two) = (Pair::new(1, 2).unwrap(), Pair::new(2, 1).unwrap());
        let twice = [Contact { at: 7, pair: one }, Contact { at: 7, pair: two }];
        assert_eq!(meetings(&twice, 0).len(), 1);
        assert_eq!(together(&twice, 20).values().copied().collect::<Vec<_>>(), [20]);
    }

    proptest! {
        #[test]
        fn groups_keep_all_and_part_rightly(mut instants in prop::collection::vec(-1000i64..1000, 0..60), gap in 0i64..100) {
            instants.sort_unstable();
            let found = groups(&instants, gap);
            for pair in found.windows(2) {
                prop_assert!(pair[1].first - pair[0].last > gap);
            }
            let mut distinct = instants.clone();
            distinct.dedup();
            prop_assert_eq!(found.iter().map(|g| g.count).sum::<usize>(), distinct.len());
            prop_assert!(instants.iter().all(|at| found.iter().any(|g| (g.first..=g.last).contains(at))));
            // a longer gap never makes more of them
            prop_assert!(groups(&instants, gap + 1).len() <= found.len());
        }
    }
}
