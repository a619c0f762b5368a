//! Whom it may be worth meeting at a gathering, and why.
//!
//! Two measures, each shown to the reader with what it was counted from: interests in common (P. Jaccard, 1901: shared
//! over either's) and acquaintances in common, of whom one who knows few says more than one who knows everybody
//! (L. Adamic, E. Adar, "Friends and neighbors on the Web", Social Networks 25:211, 2003: the sum of 1 / ln of what each
//! knows; among the best for who will meet in D. Liben-Nowell, J. Kleinberg, "The link-prediction problem", 2007).
//!
//! Whom the viewer may not see, or has blocked, is for the caller to leave out: here and among the acquaintances.

use std::collections::BTreeMap;

/// Somebody, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Somebody {
    /// Their id.
    pub id: i64,
    /// What they are interested in, in any order.
    pub interests: Vec<i64>,
    /// Whom they know, in any order.
    pub knows: Vec<i64>,
}

/// Somebody worth meeting, and the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Who.
    pub id: i64,
    /// From 0 to 2: what they are ranked by, [`Worth::likeness`] and [`Worth::closeness`] brought within 1 added up.
    pub score: f64,
    /// Interests in common over the interests of either (Jaccard), from 0 to 1.
    pub likeness: f64,
    /// Which those are, sorted.
    pub interests: Vec<i64>,
    /// Weight of the acquaintances in common (Adamic–Adar), 0 and up.
    pub closeness: f64,
    /// Who could introduce them, the one who knows the fewest first.
    pub through: Vec<i64>,
}

/// Jaccard's index of two sets, and what they share. Two empty sets have nothing in common: 0.
#[must_use]
pub fn jaccard(a: &[i64], b: &[i64]) -> (f64, Vec<i64>) {
    let (a, b) = (set(a), set(b));
    let shared = common(&a, &b);
    let either = a.len() + b.len() - shared.len();
    (if either == 0 { 0.0 } else { shared.len() as f64 / either as f64 }, shared)
}

/// Adamic and Adar's weight of the acquaintances in common, and who they are. `known` has how many each knows; whom it
/// lacks counts as knowing these two and nobody else, the least that an acquaintance of both can.
#[must_use]
pub fn adamic_adar(a: &[i64], b: &[i64], known: &BTreeMap<i64, usize>) -> (f64, Vec<i64>) {
    let knows = |id: &i64| known.get(id).copied().unwrap_or(2).max(2);
    let mut shared = common(&set(a), &set(b));
    shared.sort_by_key(|id| (knows(id), *id));
    (shared.iter().map(|id| 1.0 / (knows(id) as f64).ln()).sum(), shared)
}

/// Those of the others with something in common with me, the most first. Whom I know already, and myself, are left out.
#[must_use]
pub fn worth_meeting(me: &Somebody, others: &[Somebody], known: &BTreeMap<i64, usize>, limit: usize) -> Vec<Worth> {
    let mut ranked: Vec<Worth> = others
        .iter()
        .filter(|other| other.id != me.id && !me.knows.contains(&other.id))
        .map(|other| {
            let (likeness, interests) = jaccard(&me.interests, &other.interests);
            let (closeness, through) = adamic_adar(&me.knows, &other.knows, known);
            // The weight has no upper end; x / (1 + x) gives it one, so that neither measure drowns the other.
            Worth {
                id: other.id,
                score: likeness + closeness / (1.0 + closeness),
                likeness,
                interests,
                closeness,
                through,
            }
        })
        .filter(|worth| worth.score > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    ranked.truncate(limit);
    ranked
}

fn set(ids: &[i64]) -> Vec<i64> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn common(a: &[i64], b: &[i64]) -> Vec<i64> {
    a.iter().filter(|id| b.binary_search(id).is_ok()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn somebody(id: i64, interests: &[i64], knows: &[i64]) -> Somebody {
        Somebody { id, interests: interests.to_vec(), knows: knows.to_vec() }
    }

    /// NetworkX's documented examples: in the complete graph of five, two nodes have 2.1640425613334453 by Adamic–Adar
    /// and 0.6 by Jaccard over neighbours.
    #[test]
    fn published_values() {
        let degrees = (0..5).map(|id| (id, 4)).collect();
        let (weight, through) = adamic_adar(&[1, 2, 3, 4], &[0, 2, 3, 4], &degrees);
        assert!((weight - 2.164_042_561_333_445_3).abs() < 1e-12, "{weight}");
        assert_eq!(through, [2, 3, 4]);
        assert_eq!(jaccard(&[1, 2, 3, 4], &[0, 2, 3, 4]), (0.6, vec![2, 3, 4]));
        assert_eq!(jaccard(&[], &[]), (0.0, vec![]));
        assert_eq!(jaccard(&[1, 1, 2], &[2, 2, 1]).0, 1.0);
    }

    #[test]
    fn ranks_with_reasons() {
        let me = somebody(1, &[10, 11, 12], &[50, 51, 60]);
        let others = [
            somebody(1, &[10, 11, 12], &[50]),  // me
            somebody(60, &[10, 11, 12], &[50]), // known already
            somebody(2, &[10, 11, 12], &[]),
            somebody(3, &[99], &[50]),
            somebody(4, &[99], &[51]),
            somebody(5, &[98], &[97]), // nothing in common
            somebody(6, &[12, 13], &[50, 51]),
        ];
        let known = BTreeMap::from([(50, 3), (51, 400)]);
        let ranked = worth_meeting(&me, &others, &known, 10);
        assert_eq!(
            ranked.iter().map(|w| w.id).collect::<Vec<_>>(),
            [2, 6, 3, 4],
            "a hub says less than a friend of three"
        );
        assert_eq!(
            ranked.get(1).map(|w| (w.interests.as_slice(), w.through.as_slice())),
            Some((&[12][..], &[50, 51][..]))
        );
        assert_eq!(worth_meeting(&me, &others, &known, 1).len(), 1);
        assert!(worth_meeting(&somebody(1, &[], &[]), &others, &known, 9).is_empty());
    }

    proptest! {
        #[test]
        fn is_mutual_and_bounded(
            mine in prop::collection::vec(0i64..20, 0..12), theirs in prop::collection::vec(0i64..20, 0..12),
            ours in prop::collection::vec(100i64..120, 0..12), others in prop::collection::vec(100i64..120, 0..12),
            known in prop::collection::btree_map(100i64..120, 0usize..500, 0..20),
        ) {
            let (a, b) = (somebody(1, &mine, &ours), somebody(2, &theirs, &others));
            let (there, back) = (worth_meeting(&a, std::slice::from_ref(&b), &known, 1), worth_meeting(&b, std::slice::from_ref(&a), &known, 1));
            prop_assert_eq!(there.len(), back.len());
            for (there, back) in there.iter().zip(&back) {
                prop_assert_eq!(there.score, back.score);
                prop_assert!(there.score > 0.0 && there.score <= 2.0);
                prop_assert!(!there.interests.is_empty() || !there.through.is_empty(), "a rank has a reason");
            }
        }
    }
}
