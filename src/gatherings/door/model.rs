//! The rules of the door: what a code is, and who is in when several doors say what they saw.

use std::collections::{BTreeMap, HashMap, HashSet};

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use super::super::{
    approval::Admission,
    guests::model::Comer,
    model::{Gathering, Reply},
};
use crate::{
    id::{GuestId, PersonId},
    time::{DAY, Moment},
};

/// The longest name of a door (characters).
pub const LONGEST_DOOR: usize = 40;
/// So many can be let in at once without an account.
pub const MOST_AT_ONCE: i64 = 20;
/// The longest id that a device gives an arrival (characters).
pub const LONGEST_ID: usize = 32;
/// So long after the end what waited on a device is still taken (milliseconds).
const WAITS: i64 = 14 * DAY;

/// What an entry card says: whose it is, and proof that this server said so of this gathering.
pub fn spell(who: Comer, seal: &[u8; 32]) -> String {
    let number = match who {
        Comer::Person(PersonId(number)) | Comer::Guest(GuestId(number)) => number,
    };
    let mut bytes = number.to_be_bytes().to_vec();
    bytes.extend_from_slice(&seal[..8]);
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// Whom a code may name, whether it is genuine or not: only the seal tells members from guests. `None` for what is no code.
pub fn named(code: &str) -> Option<[Comer; 2]> {
    let bytes = BASE32_NOPAD.decode(code.to_uppercase().as_bytes()).ok()?;
    let (id, rest) = bytes.split_first_chunk::<8>()?;
    let number = i64::from_be_bytes(*id);
    (rest.len() == 8).then_some([Comer::Person(PersonId(number)), Comer::Guest(GuestId(number))])
}

/// The same whoever compares takes, so that nobody learns by the time it took how much of a guess was right.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// By what a device knows a code that it has not been shown: it can't make the code from it.
pub fn key(code: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(code.as_bytes())[..10])
}

/// The name of a door as its device gives it.
pub fn door(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_DOOR).collect()
}

/// Whether that can be the id of an arrival.
pub fn is_id(text: &str) -> bool {
    (8..=LONGEST_ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// When somebody came in, as far as a device's clock is to be believed: not before the doors open, not ahead of now.
pub fn moment(said: Moment, (opens, closes): (Moment, Moment), now: Moment) -> Moment {
    said.max(opens).min(closes.min(now).max(opens))
}

/// Whether arrivals are taken by now: from when the doors open until what waited on a device has had its time.
pub fn is_open(gathering: &Gathering, now: Moment) -> bool {
    let (opens, closes) = gathering.hours();
    gathering.cancelled_at.is_none() && now >= opens && now <= closes.plus(WAITS)
}

/// Whether a code lets in whoever answered that. Where a host says who comes, a maybe is not enough.
pub fn lets_in(admission: Admission, reply: Option<Reply>) -> bool {
    reply == Some(Reply::Yes) || (reply == Some(Reply::Maybe) && !admission.asks())
}

/// An arrival that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The name its device gave it.
    pub id: String,
    /// Who; `None` for those who are only counted.
    pub who: Option<Comer>,
    /// How many came in with it.
    pub places: i64,
    /// Whether the crew said how many of a party are in; else all that were expected.
    pub exact: bool,
    /// Through which door.
    pub door: String,
    /// When.
    pub at: Moment,
}

/// What the doors saw, put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many are in.
    pub inside: i64,
    /// How many came in through each door; those who said so themselves stand under no name.
    pub doors: BTreeMap<String, i64>,
    /// The arrival of each that counts: the first, with as many as were said last to be in.
    pub first: HashMap<Comer, Arrival>,
    /// Those who were seen again, at this or another door, in order.
    pub again: Vec<Arrival>,
    /// Those who were only counted, in order.
    pub nameless: Vec<Arrival>,
}

/// Puts together what the doors saw, in whatever order it came. `own` are those who said themselves that they are there,
/// with how many they bring: they count where no door saw them.
pub fn tally(mut arrivals: Vec<Arrival>, own: &[(PersonId, i64)]) -> Tally {
    arrivals.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    let mut tally = Tally::default();
    for arrival in arrivals {
        let Some(who) = arrival.who else {
            tally.nameless.push(arrival);
            continue;
        };
        match tally.first.get_mut(&who) {
            None => drop(tally.first.insert(who, arrival)),
            Some(first) if arrival.exact => first.places = arrival.places,
            Some(_) => tally.again.push(arrival),
        }
    }
    for arrival in tally.first.values().chain(&tally.nameless) {
        tally.inside += arrival.places;
        *tally.doors.entry(arrival.door.clone()).or_default() += arrival.places;
    }
    for (_, places) in own.iter().filter(|(person, _)| !tally.first.contains_key(&Comer::Person(*person))) {
        tally.inside += places;
        *tally.doors.entry(String::new()).or_default() += places;
    }
    tally
}

/// Who is in, in numbers that belong together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// All.
    pub inside: i64,
    /// Of these, those who had not said yes.
    pub walk_ins: i64,
    /// Of these, those without an account and whom they brought.
    pub guests: i64,
}

/// Counts them. `coming` are those who said yes.
pub fn numbers(tally: &Tally, own: &[(PersonId, i64)], coming: &HashSet<Comer>) -> Numbers {
    let own = own.iter().map(|(person, places)| (Comer::Person(*person), *places));
    let own = own.filter(|(who, _)| !tally.first.contains_key(who));
    let named = tally.first.iter().map(|(who, first)| (*who, first.places)).chain(own);
    let nameless: i64 = tally.nameless.iter().map(|arrival| arrival.places).sum();
    let mut numbers = Numbers { inside: tally.inside, walk_ins: nameless, guests: 0 };
    for (who, places) in named {
        numbers.walk_ins += if coming.contains(&who) { 0 } else { places };
        numbers.guests += if who.person().is_none() { places } else { 0 };
    }
    numbers
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::HOUR;

    fn seen(id: &str, person: Option<i64>, places: i64, door: &str, at: i64) -> Arrival {
        let who = person.map(|person| Comer::Person(PersonId(person)));
        Arrival { id: id.into(), who, places, exact: false, door: door.into(), at: Moment::from_ms(at) }
    }

    fn member(number: i64) -> Comer {
        Comer::Person(PersonId(number))
    }

    #[test]
    fn a_code_names_its_bearer_and_no_other() {
        let code = spell(member(77), &[9; 32]);
        assert_eq!(code.len(), 26);
        let both = Some([member(77), Comer::Guest(GuestId(77))]);
        assert_eq!(named(&code), both);
        assert_eq!(named(&code.to_uppercase()), both);
        for bad in ["", "0", "aaaa", &code[1..], &format!("{code}aa"), "01890189018901890189018918"] {
            assert_eq!(named(bad), None, "{bad}");
        }
        assert!(same(&code, &spell(member(77), &[9; 32])));
        assert!(!same(&code, &spell(member(77), &[8; 32])) && !same(&code, &code[1..]));
        assert!(key(&code).len() == 20 && key(&code) != key(&spell(member(78), &[9; 32])));
    }

    #[test]
    fn the_first_counts_and_the_others_are_noted() {
        let all = vec![
            seen("b", Some(1), 2, "side", 200),
            seen("a", Some(1), 2, "main", 100),
            seen("c", Some(2), 1, "side", 150),
            seen("d", None, 3, "main", 50),
        ];
        let tally = tally(all, &[(PersonId(2), 1), (PersonId(3), 2)]);
        assert_eq!(tally.inside, 2 + 1 + 3 + 2);
        let doors: Vec<(&str, i64)> = tally.doors.iter().map(|(door, count)| (door.as_str(), *count)).collect();
        assert_eq!(doors, [("", 2), ("main", 5), ("side", 1)]);
        assert_eq!(tally.first[&member(1)].door, "main");
        assert_eq!(tally.again.iter().map(|again| again.id.as_str()).collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn of_a_party_as_many_are_in_as_was_said_last() {
        let said = |id: &str, places: i64, at: i64| Arrival { exact: true, ..seen(id, Some(1), places, "side", at) };
        let scanned = seen("a", Some(1), 4, "main", 100);
        // Three of four, then the fourth; in between another door scans the card again.
        let all = [said("d", 4, 400), scanned.clone(), seen("c", Some(1), 4, "side", 300), said("b", 3, 200)];
        let at = |until: i64| tally(all.iter().filter(|one| one.at.ms() <= until).cloned().collect(), &[]);
        assert_eq!([at(100), at(200), at(300), at(400)].map(|tally| tally.inside), [4, 3, 3, 4]);
        let end = at(400);
        assert_eq!((end.again.len(), &end.first[&member(1)].id), (1, &scanned.id));
        assert_eq!(end.doors.into_iter().collect::<Vec<_>>(), [("main".to_owned(), 4)]);
        // Who is let in with so many at once.
        assert_eq!(tally(vec![said("e", 2, 50)], &[]).inside, 2);
    }

    #[test]
    fn the_numbers_belong_together() {
        let guest = Comer::Guest(GuestId(9));
        let all = vec![
            seen("a", Some(1), 2, "main", 100),
            seen("b", Some(2), 1, "main", 110),
            Arrival { who: Some(guest), ..seen("c", None, 3, "side", 120) },
            seen("d", None, 4, "side", 130),
        ];
        let own = [(PersonId(1), 2), (PersonId(3), 1), (PersonId(4), 1)];
        let coming = HashSet::from([member(1), member(3), guest]);
        let found = numbers(&tally(all, &own), &own, &coming);
        // Two and three with one of their own; one without a yes at the door, one without a yes of their own, four nameless.
        assert_eq!(found, Numbers { inside: 12, walk_ins: 6, guests: 3 });
    }

    #[test]
    fn a_wrong_clock_neither_opens_the_door_early_nor_reaches_ahead() {
        let (opens, closes) = (Moment::from_ms(10 * DAY), Moment::from_ms(11 * DAY));
        let now = opens.plus(HOUR);
        let when = |said: Moment, now: Moment| moment(said, (opens, closes), now);
        assert_eq!(when(now.plus(-1), now), now.plus(-1));
        // Behind, ahead, and ahead of what is over.
        assert_eq!(when(Moment::from_ms(0), now), opens);
        assert_eq!(when(now.plus(DAY), now), now);
        assert_eq!(when(closes.plus(5), closes.plus(DAY)), closes);
        // Where the gathering was moved to later since.
        assert_eq!(when(opens.plus(-5), opens.plus(-1)), opens);
    }

    #[test]
    fn doors_and_ids_are_plain() {
        assert_eq!(door("  main \n entrance "), "main entrance");
        assert_eq!(door(&"x".repeat(99)).len(), LONGEST_DOOR);
        assert!(is_id("0123456789abcdef") && is_id("3f2a-777"));
        for bad in ["", "short", "with space 1", &"x".repeat(33), "ümlaut-12"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    proptest! {
        /// Nobody is counted twice, and the order in which devices find a network changes nothing.
        #[test]
        fn in_any_order_it_is_the_same(
            rows in prop::collection::vec((prop::option::of(0_i64..6), 1_i64..4, any::<bool>(), 0_usize..3, 0_i64..20), 0..30),
            order in any::<u64>(),
        ) {
            let all: Vec<Arrival> = rows.iter().enumerate()
                .map(|(at, (person, places, exact, door, time))| Arrival {
                    exact: *exact && person.is_some(),
                    ..seen(&format!("{at:08}"), *person, *places, ["a", "b", "c"][*door], *time)
                })
                .collect();
            let mut other = all.clone();
            if !other.is_empty() {
                let turn = usize::try_from(order % other.len() as u64).unwrap();
                other.rotate_left(turn);
                if order % 2 == 0 { other.reverse(); }
            }
            let (one, two) = (tally(all.clone(), &[]), tally(other, &[]));
            prop_assert_eq!(&one, &two);
            prop_assert_eq!(one.doors.values().sum::<i64>(), one.inside);
            let people: HashSet<_> = all.iter().filter_map(|seen| seen.who).collect();
            let nameless = all.iter().filter(|seen| seen.who.is_none()).count();
            let is_first = |seen: &&Arrival| seen.who.is_some_and(|who| one.first[&who].id == seen.id);
            let corrected = all.iter().filter(|seen| seen.exact && !is_first(seen)).count();
            prop_assert_eq!(people.len() + nameless + one.again.len() + corrected, all.len());
            prop_assert_eq!(people.len(), one.first.len());
        }
    }
}
