//! What messages come to: pure rules over what was uploaded.
//!
//! Everything that belongs to one offer's nonce is settled together, from the set of its messages alone, so that order
//! and repetition of uploads don't matter. What a set can't decide by itself is decided so that nobody gains by it:
//!
//! - *One nonce takes one answer.* Of several, the one that A has confirmed; before that, the fresh one of the earliest
//!   claimed time. A bystander who answers a photographed code first thus can't shut out the one who stands there.
//! - *One try for each nonce.* Two different sets of digits, and none of them counts: otherwise A could try them all.

use std::collections::{BTreeMap, BTreeSet};

use visavis_science::meetings::{SAME_MEETING_MS, groups};
use visavis_wire::card::{EncounterId, SLOW_LOOP_HUNDREDTHS, Verdict};

use crate::{
    error::Error,
    gatherings,
    id::PersonId,
    people::Face,
    time::{DAY, HOUR, MINUTE, Moment},
};

/// So many records can be sent at once.
pub const MOST_RECORDS: usize = 200;
/// The longest message (bytes); the longest there is has some 600.
pub const LONGEST_MESSAGE: usize = 4096;
/// So many answers to one offer are kept: a table has thirty seats.
pub const MOST_ANSWERS: usize = 64;
/// So many of them by one login: one that was scanned again, and no room for the others taken.
pub const MOST_ANSWERS_EACH: usize = 2;
/// So many offers of one nonce are kept: a phone makes one.
pub const MOST_OFFERS: usize = 2;
/// So many messages of one nonce are kept, of whatever kind.
pub const MOST_MESSAGES: usize = 4 * MOST_ANSWERS;
/// So many keys of one person may be in use at once.
pub const MOST_DEVICES: i64 = 50;
/// So many keys of one person for gatherings are kept that have not run out, replaced ones among them.
pub const MOST_GATHERING_KEYS: i64 = 50;
/// The longest name of a device, and the longest words of a dispute (characters).
pub const LONGEST_LABEL: usize = 60;
/// The longest words of a dispute (characters).
pub const LONGEST_WORDS: usize = 1000;
/// How long a certificate holds.
pub const CERTIFICATE: i64 = 30 * DAY;
/// How long a key for a gathering holds: as long as people are around there, and get the directory that has it. Then no
/// phone could look it up any more. What was made before may be sent later, as its own time says.
pub fn holds_until(ends: Moment) -> Moment {
    ends.plus(gatherings::LATE)
}
/// So long an offer is kept that nobody has answered: whoever answers it sends it along.
pub const OFFER_WAITS: i64 = 2 * DAY;
/// So long a confirmation waits for the other phone's half.
pub const CONFIRMATION_WAITS: i64 = 90 * DAY;
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

/// What somebody sends: an offer, and what they hold beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// M1.
    pub m1: Vec<u8>,
    /// M2.
    pub m2: Option<Vec<u8>>,
    /// M3, M3c or M3g.
    pub m3: Option<Vec<u8>>,
}

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Offered.
    Offer,
    /// Answered.
    Half,
    /// Confirmed by both.
    Mutual,
}

impl State {
    /// What a good verdict comes to; `None` for the others.
    pub fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Offer => Some(Self::Offer),
            Verdict::Half | Verdict::HalfStale => Some(Self::Half),
            Verdict::Mutual | Verdict::MutualSlow | Verdict::MutualCode => Some(Self::Mutual),
            _ => None,
        }
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Half => "half",
            Self::Mutual => "mutual",
        }
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it is worth.
    pub verdict: Verdict,
    /// The encounter's name, once there is an answer.
    pub encounter: Option<EncounterId>,
    /// How far the encounter has come; `None` where it does not count.
    pub state: Option<State>,
    /// The other one, for one of the two.
    pub with: Option<Face>,
    /// What stands between the two, for one of them, once they have met.
    pub tie: Option<serde_json::Value>,
}

impl Outcome {
    /// One that is not worth keeping. That somebody is blocked is not told: to the one who asks, the other's key is
    /// one that this server does not know, as it would be had they left.
    pub fn refused(verdict: Verdict) -> Self {
        let verdict = if verdict == Verdict::Blocked { Verdict::UnknownKey } else { verdict };
        Self { verdict, encounter: None, state: None, with: None, tie: None }
    }
}

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

/// What one of the two can say of an encounter afterwards, online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    /// We have met, without a scan.
    Claimed,
    /// So it was.
    Confirmed,
    /// We have not; nobody is told.
    Declined,
    /// I take back that I confirmed it.
    Withdrawn,
    /// It was not so.
    Disputed,
}

impl Afterwards {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Disputed => "disputed",
        }
    }

    /// What the server signs of it: `"encounter-event/v1\0" ‖ instance ‖ encounter ‖ seconds ‖ len(word) ‖ word ‖
    /// len(handle) ‖ handle ‖ words`.
    pub fn to_sign(self, instance: [u8; 8], encounter: EncounterId, at: Moment, handle: &str, words: &str) -> Vec<u8> {
        let mut bytes = b"encounter-event/v1\0".to_vec();
        bytes.extend(instance);
        bytes.extend(encounter.0);
        bytes.extend(at.seconds().to_be_bytes());
        for text in [self.as_str(), handle] {
            bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
            bytes.extend(text.bytes());
        }
        bytes.extend(words.bytes());
        bytes
    }
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

/// The words of a dispute: needed, and not too long.
///
/// # Errors
/// What is wrong with them.
pub fn words(text: &str) -> Result<String, Error> {
    let text = text.trim();
    let count = text.chars().count();
    if count == 0 {
        return Err(Error::invalid("words", "problem-encounter-words"));
    }
    if count > LONGEST_WORDS {
        return Err(Error::invalid("words", "problem-encounter-words-long"));
    }
    Ok(text.to_owned())
}

/// A device's name as its browser gives it, fit to be shown.
pub fn label(text: &str) -> String {
    let plain = |char: char| if char.is_control() { ' ' } else { char };
    let text: String = text.chars().map(plain).take(LONGEST_LABEL * 4).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_LABEL).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
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
    fn a_key_for_a_gathering_holds_as_long_as_people_are_around() {
        assert_eq!(holds_until(Moment::from_ms(HOUR)), Moment::from_ms(7 * HOUR));
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

    #[test]
    fn labels_are_fit_to_be_shown() {
        assert_eq!(label("  Linux\u{0}\n x86_64 "), "Linux x86_64");
        assert_eq!(label(&"é".repeat(500)).chars().count(), LONGEST_LABEL);
        assert!(words("  ").is_err() && words(&"x".repeat(1001)).is_err());
        assert_eq!(words(" I was not there ").unwrap(), "I was not there");
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
