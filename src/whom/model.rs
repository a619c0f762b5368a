//! The rules: who stands on the list, in what order and why, who is paired with whom, what is told to whom.

use std::collections::{BTreeMap, BTreeSet};

use visavis_science::rank::Chance;

use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    id::{GatheringId, PersonId},
};

/// So many stand on a list at most: as many as one can look out for in an evening.
pub const MOST: usize = 12;
/// So many of them are known online.
const ONLINE: usize = 3;
/// So many are known to people one has met.
const FRIENDS: usize = 3;
/// So many are newcomers, or regulars who welcome them.
const WELCOME: usize = 2;
/// So many share interests.
const INTERESTS: usize = 2;
/// So many are picked by chance, on purpose: a list of those like oneself would narrow the world.
const BY_CHANCE: usize = 2;
/// Nobody is asked to look after more newcomers than this.
const NEWCOMERS_EACH: usize = 2;
/// Whoever said yes to so many gatherings that are over knows how things go.
pub const REGULAR: i64 = 2;
/// So many reasons of a kind are named.
pub const NAMED: usize = 3;

/// What somebody says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They would like to meet; the other learns it when they say the same.
    Meet,
    /// They would like to meet, and the other may know.
    Open,
    /// Not this time.
    Pass,
    /// Not any more, anywhere.
    Never,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Meet, Self::Open, Self::Pass, Self::Never];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meet => "meet",
            Self::Open => "open",
            Self::Pass => "pass",
            Self::Never => "never",
        }
    }

    /// The mark of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// Whether they would like to meet.
    pub const fn wants(self) -> bool {
        matches!(self, Self::Meet | Self::Open)
    }
}

impl FromValue for Mark {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let name = String::from_value(value)?;
        Self::named(&name).ok_or_else(|| DbError::Shape(format!("{name} is no mark")))
    }
}

impl ToValue for Mark {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.name())
    }
}

/// What the one who is marked learns of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// Nothing.
    Nobody,
    /// That somebody would like to meet them.
    Other,
    /// Both learn that both would.
    Both,
}

/// What is told when somebody marks somebody who said `theirs` of them.
pub fn tell(mine: Mark, theirs: Option<Mark>) -> Tell {
    match (mine, theirs) {
        (Mark::Meet | Mark::Open, Some(Mark::Meet | Mark::Open)) => Tell::Both,
        // Who said "not this time" hears nothing of it.
        (Mark::Open, None) => Tell::Other,
        _ => Tell::Nobody,
    }
}

/// What somebody chose for themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices {
    /// They are suggested to nobody who does not know them.
    pub hidden: bool,
    /// They are not named as one who could introduce others.
    pub unnamed: bool,
    /// They like to welcome newcomers.
    pub welcomes: bool,
}

/// Somebody who may stand on the list.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// What is between them and the viewer online.
    pub online: Option<Online>,
    /// Whether somebody whom the viewer has met has met them.
    pub known: bool,
    /// Who of these may be named.
    pub through: Vec<PersonId>,
    /// The graph's score (0 where it says nothing).
    pub score: f64,
    /// Interests of both.
    pub interests: Vec<String>,
    /// Whether the two were brought together as newcomer and regular, and as which of them they appear.
    pub paired: Option<Role>,
}

impl Candidate {
    /// Somebody of whom nothing is known.
    pub const fn of(id: PersonId) -> Self {
        Self { id, online: None, known: false, through: Vec::new(), score: 0.0, interests: Vec::new(), paired: None }
    }
}

/// How two know each other online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Online {
    /// They follow the viewer.
    FollowsYou,
    /// The viewer follows them.
    YouFollow,
    /// Each follows the other.
    Both,
    /// They have talked.
    Talked,
}

/// Which of a pair somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is their first gathering.
    Newcomer,
    /// They know how things go, and like to welcome newcomers.
    Regular,
}

/// Why somebody stands on the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Known only online.
    Online(Online),
    /// Known to people the viewer has met; those who may be named.
    Friends(Vec<PersonId>),
    /// A newcomer, or a regular for a newcomer.
    Paired(Role),
    /// They like the same.
    Interests(Vec<String>),
    /// Picked by chance.
    Chance,
}

impl Why {
    /// Its name, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Online(_) => "online",
            Self::Friends(_) => "friends",
            Self::Paired(Role::Newcomer) => "newcomer",
            Self::Paired(Role::Regular) => "regular",
            Self::Interests(_) => "interests",
            Self::Chance => "chance",
        }
    }
}

/// The list: each person once, in the first group that fits. Where a group has fewer than its share, those before it get
/// the places; those by chance keep theirs. The same seed gives the same list.
pub fn suggest(candidates: &[Candidate], seed: u64) -> Vec<(PersonId, Why)> {
    let mut all: Vec<&Candidate> = candidates.iter().collect();
    // Where nothing else decides, chance does, not who came first.
    Chance::new(seed).shuffle(&mut all);
    let mut taken = BTreeSet::new();
    let mut groups: [Vec<(PersonId, Why)>; 4] = Default::default();
    let shares = [ONLINE, FRIENDS, WELCOME, INTERESTS];
    let ranked: [Vec<(PersonId, Why)>; 4] = [
        by(&all, |one| (one.online, one.score), |one| one.online.map(Why::Online)),
        by(&all, |one| (None, one.score), |one| one.known.then(|| Why::Friends(named(&one.through)))),
        by(&all, |one| (None, one.interests.len() as f64), |one| one.paired.map(Why::Paired)),
        by(
            &all,
            |one| (None, one.interests.len() as f64),
            |one| (!one.interests.is_empty()).then(|| Why::Interests(named(&one.interests))),
        ),
    ];
    // First each group's own share, then what is left over.
    for share in [Some(()), None] {
        for ((group, ranked), most) in groups.iter_mut().zip(&ranked).zip(shares) {
            for (id, why) in ranked {
                let full: usize = taken.len();
                let enough = if share.is_some() { group.len() >= most } else { full >= MOST - BY_CHANCE };
                if enough {
                    break;
                }
                if taken.insert(*id) {
                    group.push((*id, why.clone()));
                }
            }
        }
    }
    let mut list: Vec<(PersonId, Why)> = groups.into_iter().flatten().collect();
    let rest = all.iter().filter(|one| !taken.contains(&one.id)).take(BY_CHANCE);
    list.extend(rest.map(|one| (one.id, Why::Chance)));
    list
}

fn named<T: Clone>(all: &[T]) -> Vec<T> {
    all.iter().take(NAMED).cloned().collect()
}

/// Those with a reason of one kind, the highest first.
fn by(
    all: &[&Candidate],
    rank: impl Fn(&Candidate) -> (Option<Online>, f64),
    why: impl Fn(&Candidate) -> Option<Why>,
) -> Vec<(PersonId, Why)> {
    let mut found: Vec<(&Candidate, Why)> = all.iter().filter_map(|one| Some((*one, why(one)?))).collect();
    found.sort_by(|(a, _), (b, _)| {
        let (a, b) = (rank(a), rank(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    found.into_iter().map(|(one, why)| (one.id, why)).collect()
}

/// Brings each newcomer together with one regular, as long as there are regulars: the same for whoever looks.
pub fn pair(newcomers: &[PersonId], regulars: &[PersonId], seed: u64) -> BTreeMap<PersonId, PersonId> {
    let (mut newcomers, mut regulars) = (newcomers.to_vec(), regulars.to_vec());
    let mut chance = Chance::new(seed);
    for people in [&mut newcomers, &mut regulars] {
        people.sort_unstable();
        chance.shuffle(people);
    }
    let turns = regulars.iter().cycle().take(regulars.len() * NEWCOMERS_EACH);
    newcomers.into_iter().zip(turns.copied()).collect()
}

/// The seed of a list: another for each gathering and each reader, and the same whenever they look.
pub fn seed(gathering: GatheringId, person: PersonId) -> u64 {
    gathering.0.unsigned_abs() ^ person.0.unsigned_abs().rotate_left(32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn somebody(id: i64) -> Candidate {
        Candidate::of(PersonId(id))
    }

    #[test]
    fn each_group_has_its_reason_and_its_share() {
        let mut all: Vec<Candidate> = (1..=40).map(somebody).collect();
        for (at, one) in all.iter_mut().enumerate() {
            match at {
                0..6 => one.online = Some(if at == 5 { Online::Talked } else { Online::YouFollow }),
                6..12 => {
                    one.known = true;
                    one.score = at as f64;
                    one.through = (90..95).map(PersonId).collect();
                }
                12..15 => one.paired = Some(Role::Newcomer),
                15..20 => one.interests = vec!["chess".into()],
                _ => {}
            }
        }
        let list = suggest(&all, 7);
        assert_eq!(list.len(), MOST);
        let count = |name: &str| list.iter().filter(|(_, why)| why.name() == name).count();
        assert_eq!(
            ["online", "friends", "newcomer", "interests", "chance"].map(count),
            [ONLINE, FRIENDS, WELCOME, INTERESTS, BY_CHANCE]
        );
        assert_eq!(list[0].0, PersonId(6), "who has talked stands before who only follows");
        let friends: Vec<i64> =
            list.iter().filter(|(_, why)| matches!(why, Why::Friends(_))).map(|(id, _)| id.0).collect();
        assert_eq!(friends, [12, 11, 10], "the highest score first");
        assert_eq!(list, suggest(&all, 7));
        assert_ne!(list, suggest(&all, 8));
    }

    #[test]
    fn what_one_group_leaves_another_gets() {
        let all: Vec<Candidate> = (1..=30).map(|id| Candidate { online: Some(Online::Both), ..somebody(id) }).collect();
        let list = suggest(&all, 1);
        assert_eq!(list.iter().filter(|(_, why)| why.name() == "online").count(), MOST - BY_CHANCE);
        assert_eq!(list.len(), MOST);
        assert_eq!(suggest(&[somebody(1)], 1), [(PersonId(1), Why::Chance)]);
        assert!(suggest(&[], 1).is_empty());
    }

    #[test]
    fn what_is_told() {
        use Mark::{Meet, Never, Open, Pass};
        assert_eq!(tell(Meet, None), Tell::Nobody);
        assert_eq!(tell(Open, None), Tell::Other);
        assert_eq!(tell(Meet, Some(Open)), Tell::Both);
        assert_eq!(tell(Open, Some(Meet)), Tell::Both);
        for theirs in [Pass, Never] {
            assert_eq!(tell(Open, Some(theirs)), Tell::Nobody, "not this time means so");
        }
        for mine in [Pass, Never] {
            assert_eq!(tell(mine, Some(Open)), Tell::Nobody, "a no is told to nobody");
        }
    }

    #[test]
    fn a_newcomer_gets_one_regular() {
        let ids = |range: std::ops::Range<i64>| range.map(PersonId).collect::<Vec<_>>();
        let pairs = pair(&ids(0..3), &ids(10..12), 5);
        assert_eq!(pairs.len(), 3);
        assert_eq!(pairs, pair(&[PersonId(2), PersonId(0), PersonId(1)], &[PersonId(11), PersonId(10)], 5));
        assert_eq!(pair(&ids(0..9), &ids(10..12), 5).len(), 2 * NEWCOMERS_EACH, "nobody has more than they can");
        assert!(pair(&ids(0..3), &[], 5).is_empty());
    }

    proptest! {
        #[test]
        fn nobody_stands_there_twice_or_without_their_reason(
            all in prop::collection::vec((any::<bool>(), any::<bool>(), 0usize..3, 0.0..1.0f64), 0..60), seed in any::<u64>(),
        ) {
            let all: Vec<Candidate> = all.into_iter().enumerate().map(|(id, (online, known, likes, score))| Candidate {
                online: online.then_some(Online::Both),
                known,
                score,
                interests: vec!["chess".into(); likes],
                ..somebody(id as i64)
            }).collect();
            let list = suggest(&all, seed);
            prop_assert!(list.len() <= MOST);
            let ids: BTreeSet<PersonId> = list.iter().map(|(id, _)| *id).collect();
            prop_assert_eq!(ids.len(), list.len());
            for (id, why) in &list {
                let one = &all[id.0 as usize];
                let holds = match why {
                    Why::Online(_) => one.online.is_some(),
                    Why::Friends(_) => one.known,
                    Why::Paired(_) => one.paired.is_some(),
                    Why::Interests(_) => !one.interests.is_empty(),
                    Why::Chance => true,
                };
                prop_assert!(holds, "{:?} of {:?}", why, one);
            }
            if all.len() >= MOST {
                prop_assert!(list.iter().any(|(_, why)| *why == Why::Chance));
            }
        }
    }
}
