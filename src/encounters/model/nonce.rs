//! What the messages of one offer's nonce come to, from their set alone, so that order and repetition of uploads don't
//! matter. What a set can't decide by itself is decided so that nobody gains by it:
//!
//! - *One nonce takes one answer.* Of several, the one that A has confirmed; before that, the fresh one of the earliest
//!   claimed time. A bystander who answers a photographed code first thus can't shut out the one who stands there.
//! - *One try for each nonce.* Two different sets of digits, and none of them counts: otherwise A could try them all.

use std::collections::{BTreeMap, BTreeSet};

use visavis_wire::card::{EncounterId, SLOW_LOOP_HUNDREDTHS, Verdict};

use crate::id::PersonId;

/// An answer to an offer, as far as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The encounter it would be.
    pub id: EncounterId,
    /// SHA-256 of both messages.
    pub pair: [u8; 32],
    /// SHA-256 of the offer.
    pub offer: [u8; 32],
    /// The first half of SHA-256 of the answer.
    pub answer: [u8; 16],
    /// Whose it is, as long as they are here.
    pub by: Option<PersonId>,
    /// The digits that are read out.
    pub digits: u32,
    /// Whether the offer is a table's.
    pub group: bool,
    /// Whether the two claimed times are near each other.
    pub fresh: bool,
    /// By the answerer's clock.
    pub claimed_at: u32,
    /// When it came; ids grow.
    pub came: i64,
}

/// What A has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// M3: this pair.
    Scanned { pair: [u8; 32], hundredths: u16 },
    /// M3c: whoever read these digits out.
    Spoken { digits: u32 },
    /// M3g: these, at one table.
    Group { offer: [u8; 32], answers: Vec<[u8; 16]> },
}

/// How one answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Good, or that the nonce was taken by another answer.
    pub verdict: Verdict,
    /// The time of the fastest loop, in hundredths of a second.
    pub hundredths: Option<u16>,
    /// The first message that says so: it came when the server knew of the meeting.
    pub came: i64,
}

/// Settles all that belongs to one nonce. `confirmed` are the confirmations with when they came.
pub fn settle(answers: &[Answered], confirmed: &[(i64, Confirmed)]) -> BTreeMap<EncounterId, Standing> {
    let tries: BTreeSet<u32> = confirmed
        .iter()
        .filter_map(|(_, one)| if let Confirmed::Spoken { digits } = one { Some(*digits) } else { None })
        .collect();
    let mut standings = BTreeMap::new();
    for answer in answers {
        standings.insert(answer.id, alone(answer, confirmed, tries.len() == 1));
    }
    let rank = |answer: &&Answered| {
        let standing = &standings[&answer.id];
        (!standing.verdict.is_mutual(), !answer.fresh, answer.claimed_at, answer.came, answer.id)
    };
    let taken = answers.iter().filter(|answer| !answer.group).min_by_key(rank).map(|answer| answer.id);
    for answer in answers.iter().filter(|answer| !answer.group && Some(answer.id) != taken) {
        if let Some(standing) = standings.get_mut(&answer.id) {
            standing.verdict = Verdict::NonceUsed;
        }
    }
    // At a table one seat is one answer: of two by one person, with the key for the gathering and then with the
    // device's, the confirmed one.
    let seated: BTreeSet<(PersonId, [u8; 32])> = answers
        .iter()
        .filter(|answer| answer.group && standings[&answer.id].verdict.is_mutual())
        .filter_map(|answer| Some((answer.by?, answer.offer)))
        .collect();
    for answer in answers.iter().filter(|answer| answer.group) {
        if let Some(standing) = standings.get_mut(&answer.id)
            && !standing.verdict.is_mutual()
            && answer.by.is_some_and(|by| seated.contains(&(by, answer.offer)))
        {
            standing.verdict = Verdict::NonceUsed;
        }
    }
    standings
}

/// One answer, as if it were the only one.
fn alone(answer: &Answered, confirmed: &[(i64, Confirmed)], one_try: bool) -> Standing {
    let mut loops: Vec<u16> = Vec::new();
    let (mut at_table, mut spoken) = (false, false);
    let mut came = answer.came;
    for (when, one) in confirmed {
        let holds = match one {
            Confirmed::Scanned { pair, hundredths } => {
                let holds = *pair == answer.pair;
                loops.extend(holds.then_some(*hundredths));
                holds
            }
            Confirmed::Group { offer, answers } => {
                let holds = answer.group && *offer == answer.offer && answers.contains(&answer.answer);
                at_table |= holds;
                holds
            }
            Confirmed::Spoken { digits } => {
                let holds = one_try && *digits == answer.digits;
                spoken |= holds;
                holds
            }
        };
        if holds {
            came = came.min(*when);
        }
    }
    let hundredths = loops.iter().min().copied();
    let verdict = match hundredths {
        Some(fast) if fast <= SLOW_LOOP_HUNDREDTHS => Verdict::Mutual,
        _ if at_table => Verdict::Mutual,
        Some(_) => Verdict::MutualSlow,
        None if spoken => Verdict::MutualCode,
        None if answer.fresh => Verdict::Half,
        None => Verdict::HalfStale,
    };
    Standing { verdict, hundredths, came }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(number: u8) -> Answered {
        Answered {
            id: EncounterId([number; 16]),
            pair: [number; 32],
            offer: [1; 32],
            answer: [number; 16],
            by: None,
            digits: u32::from(number),
            group: false,
            fresh: true,
            claimed_at: 100 + u32::from(number),
            came: i64::from(number),
        }
    }

    fn scanned(number: u8, hundredths: u16) -> (i64, Confirmed) {
        (1, Confirmed::Scanned { pair: [number; 32], hundredths })
    }

    fn spoken(digits: u32) -> (i64, Confirmed) {
        (1, Confirmed::Spoken { digits })
    }

    fn verdict(answers: &[Answered], confirmed: &[(i64, Confirmed)], number: u8) -> Verdict {
        settle(answers, confirmed)[&EncounterId([number; 16])].verdict
    }

    #[test]
    fn a_nonce_takes_the_first_answer_until_one_is_confirmed() {
        let both = [answer(1), answer(2)];
        assert_eq!(verdict(&both, &[], 1), Verdict::Half);
        assert_eq!(verdict(&both, &[], 2), Verdict::NonceUsed);
        let confirmed = [scanned(2, 800)];
        assert_eq!(verdict(&both, &confirmed, 1), Verdict::NonceUsed);
        assert_eq!(verdict(&both, &confirmed, 2), Verdict::Mutual);
    }

    #[test]
    fn a_table_takes_many() {
        let seats = [1, 2, 3].map(|number| Answered { group: true, ..answer(number) });
        let list = (9, Confirmed::Group { offer: [1; 32], answers: vec![[1; 16], [3; 16]] });
        assert_eq!(
            [1, 2, 3].map(|n| verdict(&seats, std::slice::from_ref(&list), n)),
            [Verdict::Mutual, Verdict::Half, Verdict::Mutual]
        );
        // A list for another offer, and a list over a single offer, say nothing.
        let other = (9, Confirmed::Group { offer: [7; 32], answers: vec![[1; 16]] });
        assert_eq!(verdict(&seats, &[other], 1), Verdict::Half);
        assert_eq!(verdict(&[answer(1)], &[list], 1), Verdict::Half);
    }

    #[test]
    fn a_seat_is_one_answer() {
        let seats = [(1, 7), (2, 7), (3, 8)].map(|(number, by)| Answered {
            group: true,
            by: Some(PersonId(by)),
            ..answer(number)
        });
        let halves = [1, 2, 3].map(|number| verdict(&seats, &[], number));
        assert_eq!(halves, [Verdict::Half; 3]);
        let list = (9, Confirmed::Group { offer: [1; 32], answers: vec![[2; 16]] });
        let found = [1, 2, 3].map(|number| verdict(&seats, std::slice::from_ref(&list), number));
        assert_eq!(found, [Verdict::NonceUsed, Verdict::Mutual, Verdict::Half]);
        // At another table they sit once more.
        let mut elsewhere = seats;
        elsewhere[0].offer = [2; 32];
        assert_eq!(verdict(&elsewhere, &[list], 1), Verdict::Half);
    }

    #[test]
    fn digits_may_be_tried_once() {
        let one = [answer(7)];
        assert_eq!(verdict(&one, &[spoken(7)], 7), Verdict::MutualCode);
        assert_eq!(verdict(&one, &[spoken(7), spoken(7)], 7), Verdict::MutualCode);
        assert_eq!(verdict(&one, &[spoken(8)], 7), Verdict::Half);
        assert_eq!(verdict(&one, &[spoken(8), spoken(7)], 7), Verdict::Half);
        assert_eq!(verdict(&one, &[spoken(8), scanned(7, 900)], 7), Verdict::Mutual);
    }

    #[test]
    fn loops_are_slow_or_not_and_halves_go_stale() {
        assert_eq!(verdict(&[answer(1)], &[scanned(1, 6000)], 1), Verdict::Mutual);
        assert_eq!(verdict(&[answer(1)], &[scanned(1, 6001)], 1), Verdict::MutualSlow);
        assert_eq!(verdict(&[answer(1)], &[scanned(1, 9000), scanned(1, 700)], 1), Verdict::Mutual);
        let stale = Answered { fresh: false, ..answer(1) };
        assert_eq!(verdict(std::slice::from_ref(&stale), &[], 1), Verdict::HalfStale);
        assert_eq!(verdict(&[stale], &[scanned(1, 800)], 1), Verdict::Mutual);
    }

    /// A shelf as storage keeps it: each thing once, in the order it came.
    #[derive(Default)]
    struct Shelf {
        answers: Vec<Answered>,
        confirmed: Vec<(i64, Confirmed)>,
    }

    #[derive(Debug, Clone)]
    enum Sent {
        Answer(u8, bool),
        Confirmation(Confirmed),
    }

    impl Shelf {
        fn take(&mut self, sent: &Sent) {
            // What came first is not what decides.
            match sent {
                Sent::Answer(number, group) => {
                    let one = Answered { came: 0, group: *group, ..answer(*number) };
                    if !self.answers.contains(&one) {
                        self.answers.push(one);
                    }
                }
                Sent::Confirmation(one) => {
                    if !self.confirmed.iter().any(|(_, known)| known == one) {
                        self.confirmed.push((0, one.clone()));
                    }
                }
            }
        }
    }

    fn sent(group: bool) -> impl Strategy<Value = Sent> {
        prop_oneof![
            (0u8..4).prop_map(move |number| Sent::Answer(number, group)),
            (0u8..4, prop_oneof![Just(800u16), Just(7000)]).prop_map(|(number, hundredths)| Sent::Confirmation(
                Confirmed::Scanned { pair: [number; 32], hundredths }
            )),
            (0u32..4).prop_map(|digits| Sent::Confirmation(Confirmed::Spoken { digits })),
            prop::collection::vec(0u8..4, 0..4).prop_map(|listed| Sent::Confirmation(Confirmed::Group {
                offer: [1; 32],
                answers: listed.into_iter().map(|number| [number; 16]).collect()
            })),
        ]
    }

    fn after(all: &[Sent]) -> BTreeMap<EncounterId, Standing> {
        let mut shelf = Shelf::default();
        for one in all {
            shelf.take(one);
        }
        settle(&shelf.answers, &shelf.confirmed)
    }

    proptest! {
        #[test]
        fn order_and_repetition_of_uploads_don_t_matter(
            (mut once, order, again) in any::<bool>().prop_flat_map(|group| {
                let sets = prop::collection::vec(sent(group), 0..10);
                (sets, prop::collection::vec(any::<u32>(), 40), prop::collection::vec(any::<prop::sample::Index>(), 0..10))
            })
        ) {
            let first = after(&once);
            let mut more = once.clone();
            if !once.is_empty() {
                more.extend(again.iter().map(|index| once[index.index(once.len())].clone()));
            }
            let mut keyed: Vec<_> = more.into_iter().zip(order).collect();
            keyed.sort_by_key(|(_, key)| *key);
            let shuffled: Vec<_> = keyed.into_iter().map(|(one, _)| one).collect();
            prop_assert_eq!(&first, &after(&shuffled));
            once.reverse();
            prop_assert_eq!(&first, &after(&once));
        }

        #[test]
        fn one_nonce_takes_one_answer(all in prop::collection::vec(sent(false), 0..12)) {
            let good = after(&all).values().filter(|standing| standing.verdict.is_good()).count();
            prop_assert!(good <= 1);
        }
    }
}
