//! The rules of the door: what a code is, and who is in when several doors say what they saw.

use std::collections::{BTreeMap, HashMap};

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use super::super::{
    approval::Admission,
    model::{Gathering, Reply},
};
use crate::{
    id::PersonId,
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

/// What a person's entry card says: who they are, and proof that this server said so of this gathering. `seal` is the
/// server's over [`sealed`].
pub fn spell(person: PersonId, seal: &[u8; 32]) -> String {
    let mut bytes = person.0.to_be_bytes().to_vec();
    bytes.extend_from_slice(&seal[..8]);
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// Whom a code names, whether it is genuine or not; `None` for what is no code.
pub fn named(code: &str) -> Option<PersonId> {
    let bytes = BASE32_NOPAD.decode(code.to_uppercase().as_bytes()).ok()?;
    let (id, rest) = bytes.split_first_chunk::<8>()?;
    (rest.len() == 8).then(|| PersonId(i64::from_be_bytes(*id)))
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
pub fn moment(said: Moment, gathering: &Gathering, now: Moment) -> Moment {
    let (opens, closes) = gathering.hours();
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
    pub person: Option<PersonId>,
    /// How many came in with it.
    pub places: i64,
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
    /// The arrival of each that counts: the first.
    pub first: HashMap<PersonId, Arrival>,
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
        if let Some(person) = arrival.person {
            if tally.first.contains_key(&person) {
                tally.again.push(arrival);
                continue;
            }
            tally.first.insert(person, arrival.clone());
        } else {
            tally.nameless.push(arrival.clone());
        }
        tally.inside += arrival.places;
        *tally.doors.entry(arrival.door).or_default() += arrival.places;
    }
    for (_, places) in own.iter().filter(|(person, _)| !tally.first.contains_key(person)) {
        tally.inside += places;
        *tally.doors.entry(String::new()).or_default() += places;
    }
    tally
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(id: &str, person: Option<i64>, places: i64, door: &str, at: i64) -> Arrival {
        Arrival { id: id.into(), person: person.map(PersonId), places, door: door.into(), at: Moment::from_ms(at) }
    }

    #[test]
    fn a_code_names_its_bearer_and_no_other() {
        let code = spell(PersonId(77), &[9; 32]);
        assert_eq!(code.len(), 26);
        assert_eq!(named(&code), Some(PersonId(77)));
        assert_eq!(named(&code.to_uppercase()), Some(PersonId(77)));
        for bad in ["", "0", "aaaa", &code[1..], &format!("{code}aa"), "01890189018901890189018918"] {
            assert_eq!(named(bad), None, "{bad}");
        }
        assert!(same(&code, &spell(PersonId(77), &[9; 32])));
        assert!(!same(&code, &spell(PersonId(77), &[8; 32])) && !same(&code, &code[1..]));
        assert!(key(&code).len() == 20 && key(&code) != key(&spell(PersonId(78), &[9; 32])));
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
        assert_eq!(tally.first[&PersonId(1)].door, "main");
        assert_eq!(tally.again.iter().map(|again| again.id.as_str()).collect::<Vec<_>>(), ["b"]);
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
            rows in prop::collection::vec((prop::option::of(0_i64..6), 1_i64..4, 0_usize..3, 0_i64..20), 0..30),
            order in any::<u64>(),
        ) {
            let all: Vec<Arrival> = rows.iter().enumerate()
                .map(|(at, (person, places, door, time))| seen(&format!("{at:08}"), *person, *places, ["a", "b", "c"][*door], *time))
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
            let people: std::collections::HashSet<_> = all.iter().filter_map(|seen| seen.person).collect();
            let nameless = all.iter().filter(|seen| seen.person.is_none()).count();
            prop_assert_eq!(people.len() + nameless + one.again.len(), all.len());
            prop_assert_eq!(people.len(), one.first.len());
        }
    }
}
