//! Who may meet next, from who has met whom.
//!
//! People who have met are a graph, and each two's share of it weighs by the square root of how often they met: the tenth
//! meeting of two says less of them than the first. On it somebody wanders from person to person and at each step returns
//! to where they began with a fixed chance; how often they are found with whom is *rooted PageRank* (D. Liben-Nowell,
//! J. Kleinberg, "The Link-Prediction Problem for Social Networks", 2007). That favours whoever knows many: everybody's
//! way leads to them. So [`Graph::mutual`] adds, by half, how often the other's way leads back here.
//!
//! How good such an order is, and that it is not better everywhere, is measured in [`crate::evaluate`].

use std::collections::BTreeMap;

use crate::meetings::Pair;

/// The chance of returning at each step; what is usual, and not chosen by us.
pub const RETURN: f64 = 0.15;

/// By how much the way back counts.
pub const BACK: f64 = 0.5;

/// Contacts with no longer a pause than this are one meeting, where contacts are seconds: a quarter of an hour.
pub const ONE_MEETING_SECONDS: i64 = 15 * 60;

/// A walk is followed until all that still moves is less than this, or so many steps.
const STILL: f64 = 1e-9;
const MOST_STEPS: usize = 100;

/// What two who have met so often weigh.
#[must_use]
pub fn weight(meetings: usize) -> f64 {
    (meetings as f64).sqrt()
}

/// Who has met whom, and by how much.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    ids: Vec<i64>,
    known: Vec<Vec<(usize, f64)>>,
    strength: Vec<f64>,
}

impl Graph {
    /// From pairs and their weights; a pair that is there twice weighs what both do, and what weighs nothing is not there.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (Pair, f64)>) -> Self {
        let mut sum: BTreeMap<Pair, f64> = BTreeMap::new();
        for (pair, weight) in pairs.into_iter().filter(|(_, weight)| weight.is_finite() && *weight > 0.0) {
            *sum.entry(pair).or_default() += weight;
        }
        let mut ids: Vec<i64> = sum.keys().flat_map(|pair| <[i64; 2]>::from(pair.ids())).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut known = vec![Vec::new(); ids.len()];
        for (pair, weight) in sum {
            let (a, b) = pair.ids();
            if let (Ok(a), Ok(b)) = (ids.binary_search(&a), ids.binary_search(&b)) {
                known[a].push((b, weight));
                known[b].push((a, weight));
            }
        }
        let strength = known.iter().map(|others| others.iter().map(|(_, weight)| weight).sum()).collect();
        Self { ids, known, strength }
    }

    /// Everybody who has met anybody, by id.
    #[must_use]
    pub fn people(&self) -> &[i64] {
        &self.ids
    }

    /// Whom somebody has met, by id.
    pub fn met(&self, person: i64) -> impl Iterator<Item = i64> {
        let at = self.ids.binary_search(&person).ok();
        let others = at.and_then(|at| self.known.get(at)).map(Vec::as_slice).unwrap_or_default();
        others.iter().filter_map(|(other, _)| self.ids.get(*other).copied())
    }

    /// Rooted PageRank: the share of a long walk, from this person and ever again from them, that each is met for. It adds
    /// up to 1. Empty for somebody who has met nobody: of them it says nothing.
    #[must_use]
    pub fn walk(&self, from: i64) -> BTreeMap<i64, f64> {
        let shares = self.shares(from);
        self.ids.iter().copied().zip(shares).collect()
    }

    /// The walk from here, and by half the walk from each of the others that leads here. A walk is as likely one way as
    /// the other but for what the ends weigh, so that one walk tells both.
    #[must_use]
    pub fn mutual(&self, from: i64) -> BTreeMap<i64, f64> {
        let Ok(root) = self.ids.binary_search(&from) else { return BTreeMap::new() };
        let mine = self.strength.get(root).copied().unwrap_or_default();
        let both = |(share, theirs): (f64, &f64)| share * (1.0 + BACK * mine / theirs);
        let scores = self.shares(from).into_iter().zip(&self.strength).map(both);
        self.ids.iter().copied().zip(scores).collect()
    }

    fn shares(&self, from: i64) -> Vec<f64> {
        let Ok(root) = self.ids.binary_search(&from) else { return Vec::new() };
        let mut shares = vec![0.0; self.ids.len()];
        shares[root] = 1.0;
        for _ in 0..MOST_STEPS {
            let mut next = vec![0.0; shares.len()];
            next[root] = RETURN;
            for ((share, others), strength) in shares.iter().zip(&self.known).zip(&self.strength) {
                if *share > 0.0 {
                    let part = (1.0 - RETURN) * share / strength;
                    for (other, weight) in others {
                        next[*other] += part * weight;
                    }
                }
            }
            let moved: f64 = next.iter().zip(&shares).map(|(new, old)| (new - old).abs()).sum();
            shares = next;
            if moved < STILL {
                break;
            }
        }
        shares
    }
}

/// Chance that can be had again: the same numbers from the same seed (SplitMix64; G. Steele, D. Lea, C. Flood, 2014).
#[derive(Clone, Copy, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let scaled = (u128::from(self.number()) * end as u128) >> 64;
        usize::try_from(scaled).unwrap_or_default()
    }

    /// Puts them in an order by chance.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use proptest::prelude::*;

    fn graph(pairs: &[(i64, i64, f64)]) -> Graph {
        Graph::new(pairs.iter().map(|(a, b, weight)| (Pair::new(*a, *b).unwrap(), *weight)))
    }

    /// Two who met: x = 0.15 + 0.85 y and y = 0.85 x, so x = 0.15 / (1 - 0.85²).
    #[test]
    fn by_hand() {
        let two = graph(&[(1, 2, 3.0)]);
        let shares = two.walk(1);
        let (x, y) = (0.15 / (1.0 - 0.85 * 0.85), 0.85 * 0.15 / (1.0 - 0.85 * 0.85));
        assert!((shares[&1] - x).abs() < 1e-6 && (shares[&2] - y).abs() < 1e-6, "{shares:?}");
        // A path 1 – 2 – 3: b = 0.85 (a + c), c = 0.425 b, a = 0.15 + 0.425 b; b = 0.1275 / 0.2775.
        let path = graph(&[(1, 2, 1.0), (2, 3, 1.0)]);
        let shares = path.walk(1);
        let b = 0.1275 / 0.2775;
        assert!((shares[&2] - b).abs() < 1e-6 && (shares[&3] - 0.425 * b).abs() < 1e-6, "{shares:?}");
        // Both ends weigh the same: the way back is as likely.
        assert!((path.mutual(1)[&3] - 1.5 * 0.425 * b).abs() < 1e-6);
        assert!(path.walk(9).is_empty() && path.mutual(9).is_empty());
        assert_eq!(path.met(2).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(path.met(9).count(), 0);
    }

    /// 1 knows 2; both 3 and the hub 4 know 2, but only 3 knows nobody else.
    #[test]
    fn whoever_knows_many_is_put_back() {
        let hub: Vec<(i64, i64, f64)> = (10..30).map(|other| (4, other, 1.0)).collect();
        let mut pairs = vec![(1, 2, 1.0), (2, 3, 1.0), (2, 4, 1.0)];
        pairs.extend(hub);
        let graph = graph(&pairs);
        let (walk, mutual) = (graph.walk(1), graph.mutual(1));
        assert!(walk[&4] > walk[&3]);
        assert!(mutual[&4] / mutual[&3] < 0.7 * walk[&4] / walk[&3], "{} {}", mutual[&3], mutual[&4]);
    }

    #[test]
    fn often_counts_more_but_not_as_much() {
        assert_eq!(weight(1), 1.0);
        assert_eq!(weight(4), 2.0);
        let twice = graph(&[(1, 2, 1.0), (2, 1, 1.0), (1, 3, 2.0), (1, 4, 0.0), (1, 5, f64::NAN)]);
        assert_eq!(twice.people(), [1, 2, 3]);
        assert!((twice.walk(1)[&2] - twice.walk(1)[&3]).abs() < 1e-9);
    }

    #[test]
    fn chance_can_be_had_again() {
        // The published first number of seed 0.
        assert_eq!(Chance::new(0).number(), 0xE220_A839_7B1D_CDAF);
        let order = |seed| {
            let mut all: Vec<usize> = (0..20).collect();
            Chance::new(seed).shuffle(&mut all);
            all
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        assert_eq!(Chance::new(1).below(0), 0);
    }

    proptest! {
        #[test]
        fn walks_add_up_and_lead_both_ways(
            pairs in prop::collection::vec((0i64..12, 0i64..12, 1usize..9), 1..40),
        ) {
            let graph = Graph::new(pairs.iter().filter_map(|(a, b, n)| Some((Pair::new(*a, *b)?, weight(*n)))));
            for from in graph.people().to_vec() {
                let walk = graph.walk(from);
                prop_assert!((walk.values().sum::<f64>() - 1.0).abs() < 1e-6);
                for (other, score) in graph.mutual(from) {
                    let back = graph.walk(other)[&from];
                    prop_assert!((score - walk[&other] - BACK * back).abs() < 1e-6, "the way back is told by the way there");
                    prop_assert!(score >= walk[&other]);
                }
            }
        }

        #[test]
        fn a_shuffle_keeps_all(seed in any::<u64>(), count in 0usize..40) {
            let mut all: Vec<usize> = (0..count).collect();
            Chance::new(seed).shuffle(&mut all);
            all.sort_unstable();
            prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
    }
}
