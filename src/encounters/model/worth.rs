//! What a meeting is worth: when it was, how good its evidence is, and what about it somebody should look at.

use std::collections::{BTreeMap, BTreeSet};

use visavis_science::meetings::{SAME_MEETING_MS, groups};
use visavis_wire::card::Verdict;

use crate::{
    id::PersonId,
    time::{HOUR, MINUTE, Moment},
};

/// So close together in time are meetings that bear each other out.
pub const WITNESSED: i64 = 15 * MINUTE;
/// So close in time to a meeting both were checked in, where the place bears it out.
pub const AT_THE_PLACE: i64 = 12 * HOUR;
/// A claim this close to a meeting that was scanned is the same.
pub const SAME_OCCASION: i64 = 12 * HOUR;
/// So many further people, linked to both, bear a meeting out.
pub const WITNESSES: i64 = 2;
/// More new pairs than this in a day are looked at.
pub const MANY_PAIRS: i64 = 40;
/// So many who know nobody but each other are looked at.
pub const CLIQUE: usize = 4;
/// Among more people than this nobody looks for that.
pub const LARGEST_CLIQUE: usize = 12;
/// Meetings of one person with different people closer than this are looked at.
pub const QUICK: i64 = 20_000;

/// When the two met: as claimed, within what the server can prove.
pub fn met_at(claimed: Moment, after: Moment, before: Moment) -> Moment {
    claimed.min(before).max(after)
}

/// How good the evidence is, where both have confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// One side's claim.
    E0,
    /// Both confirmed later, online, without a scan.
    E1,
    /// Both phones took part in the loop.
    E2,
    /// And others, or the place, bear it out.
    E3,
}

impl Grade {
    /// Of a verdict and of what bears it out.
    pub fn of(verdict: Verdict, both_checked_in: bool, witnesses: i64) -> Self {
        if !verdict.is_mutual() {
            Self::E0
        } else if both_checked_in || witnesses >= WITNESSES {
            Self::E3
        } else {
            Self::E2
        }
    }

    /// From a row.
    pub fn of_row(number: i64) -> Self {
        match number {
            1 => Self::E1,
            2 => Self::E2,
            3 => Self::E3,
            _ => Self::E0,
        }
    }

    /// For a row.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::E0 => "E0",
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::E3 => "E3",
        }
    }
}

/// The meetings in a pair's encounters, each at its first moment: what lies within four hours is one. Of a claim only the
/// day is known: where one was scanned within twelve hours, it is that one.
pub fn meetings(encounters: &[(Moment, bool)]) -> Vec<Moment> {
    let scanned: Vec<Moment> = encounters.iter().filter(|(_, claimed)| !claimed).map(|(at, _)| *at).collect();
    let is_that_one = |at: Moment| scanned.iter().any(|scan| scan.since(at).abs() <= SAME_OCCASION);
    let mut instants: Vec<i64> =
        encounters.iter().filter(|(at, claimed)| !claimed || !is_that_one(*at)).map(|(at, _)| at.ms()).collect();
    instants.sort_unstable();
    groups(&instants, SAME_MEETING_MS).into_iter().map(|group| Moment::from_ms(group.first)).collect()
}

/// Why somebody should look at an encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// One of the two met more than forty new people that day.
    ManyPairs,
    /// One of the two met somebody else within twenty seconds.
    Quick,
    /// One of the two was at two gatherings within minutes.
    TwoPlaces,
    /// The two belong to a few who have all met each other, and have ties with nobody else.
    Clique,
}

impl Why {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ManyPairs => "many_pairs",
            Self::Quick => "quick",
            Self::TwoPlaces => "two_places",
            Self::Clique => "clique",
        }
    }
}

/// Whether these people know each other and nobody else, each given with those they have ties with. Fewer than
/// [`CLIQUE`] are friends who came together.
pub fn is_closed(circles: &BTreeMap<PersonId, BTreeSet<PersonId>>) -> bool {
    let all: BTreeSet<PersonId> = circles.keys().copied().collect();
    let knows_just_these = |(person, others): (&PersonId, &BTreeSet<PersonId>)| {
        others.len() + 1 == all.len() && !others.contains(person) && others.is_subset(&all)
    };
    all.len() >= CLIQUE && circles.iter().all(knows_just_these)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_follow_the_evidence() {
        assert_eq!(Grade::of(Verdict::Half, true, 9), Grade::E0);
        assert_eq!(Grade::of(Verdict::MutualSlow, false, 1), Grade::E2);
        assert_eq!(Grade::of(Verdict::Mutual, false, 2), Grade::E3);
        assert_eq!(Grade::of(Verdict::MutualCode, true, 0), Grade::E3);
        for number in 0..4 {
            assert_eq!(Grade::of_row(number).number(), number);
        }
    }

    #[test]
    fn a_few_who_know_nobody_else_are_closed() {
        let circle = |of: &[(i64, &[i64])]| -> BTreeMap<PersonId, BTreeSet<PersonId>> {
            of.iter()
                .map(|(one, others)| (PersonId(*one), others.iter().map(|other| PersonId(*other)).collect()))
                .collect()
        };
        assert!(is_closed(&circle(&[(1, &[2, 3, 4]), (2, &[1, 3, 4]), (3, &[1, 2, 4]), (4, &[1, 2, 3])])));
        // Three friends; one who knows somebody else; two who don't know each other.
        assert!(!is_closed(&circle(&[(1, &[2, 3]), (2, &[1, 3]), (3, &[1, 2])])));
        assert!(!is_closed(&circle(&[(1, &[2, 3, 4, 5]), (2, &[1, 3, 4]), (3, &[1, 2, 4]), (4, &[1, 2, 3])])));
        assert!(!is_closed(&circle(&[(1, &[2, 3, 4]), (2, &[1, 3, 4]), (3, &[1, 2]), (4, &[1, 2])])));
    }

    #[test]
    fn four_hours_part_meetings() {
        let at = |minutes: i64| Moment::from_ms(minutes * MINUTE);
        let scans = [300, 0, 240, 1000].map(|minutes| (at(minutes), false));
        assert_eq!(meetings(&scans), [at(0), at(1000)]);
        assert!(meetings(&[]).is_empty());
        // A claim of that day is the same; one of the day after is not.
        assert_eq!(meetings(&[(at(0), false), (at(700), true)]), [at(0)]);
        assert_eq!(meetings(&[(at(0), false), (at(1440), true)]), [at(0), at(1440)]);
    }

    #[test]
    fn a_claim_is_held_within_what_is_proved() {
        let at = Moment::from_ms;
        assert_eq!(met_at(at(50), at(60), at(90)), at(60));
        assert_eq!(met_at(at(70), at(60), at(90)), at(70));
        assert_eq!(met_at(at(99), at(60), at(90)), at(90));
    }
}
