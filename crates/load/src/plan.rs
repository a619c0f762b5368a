//! Who and what there is: planned from a seed, with heavy tails where life has them.

use visavis::{
    id::{CommunityId, EPOCH_MS, GatheringId, PersonId},
    interests::WELL_KNOWN,
    time::{DAY, HOUR, Moment},
};
use visavis_places::{Place, Point, by_id, within};

use crate::{Outcome, chance::Chance};

/// What an id stands for: its last bits, so that one names one row among all tables.
#[derive(Clone, Copy)]
pub enum Kind {
    Account = 1,
    Person,
    Community,
    Gathering,
    Conversation,
    Post,
}

/// Streams of chance, one for each matter.
const PEOPLE: u64 = 1;
const COMMUNITIES: u64 = 2;
const GATHERINGS: u64 = 3;
const TIES: u64 = 4;
const TALK: u64 = 5;

/// All that is there began within so many days.
const PAST: i64 = 700 * DAY;
/// So many gatherings have exactly eight answers.
const SMALL: usize = 60;
/// So many have as many answers as are promised: 2,000, where there are so many people.
const CROWDS: usize = 8;
const CROWD: usize = 2_000;
/// So many of those with eight have no place left.
const FULL: usize = 20;
/// So many go on while one measures, with so many answers.
const RUNNING: usize = 40;
const RUNNING_WITH: usize = 60;

pub struct Plan {
    pub people: usize,
    pub seed: u64,
    pub now: Moment,
    pub towns: Vec<Place>,
    /// The town of each person.
    pub town_of: Vec<u16>,
    pub by_town: Vec<Vec<u32>>,
    pub communities: Vec<Community>,
    pub gatherings: Vec<Gathering>,
}

pub struct Community {
    pub name: String,
    pub handle: String,
    pub town: u16,
    pub interests: Vec<&'static str>,
    pub access: &'static str,
    /// The first one hosts.
    pub members: Vec<u32>,
}

pub struct Gathering {
    pub title: String,
    pub venue: &'static str,
    pub town: u16,
    pub community: Option<u32>,
    pub interest: &'static str,
    pub starts_at: Moment,
    pub ends_at: Moment,
    /// Those who said yes; the first one hosts.
    pub yes: Vec<u32>,
    pub others: Vec<(u32, &'static str)>,
}

/// What stands between two people.
pub struct Edge {
    pub one_follows: Option<Moment>,
    pub two_follows: Option<Moment>,
    pub meetings: Vec<Moment>,
}

impl Edge {
    pub fn followed_back_at(&self) -> Option<Moment> {
        Some(self.one_follows?.max(self.two_follows?))
    }
}

const FIRST: [&str; 48] = [
    "Ada", "Ben", "Clara", "David", "Elif", "Finn", "Greta", "Hakan", "Ida", "Jonas", "Katja", "Lena", "Mika", "Nora",
    "Oskar", "Paula", "Quirin", "Rosa", "Samir", "Tilda", "Ugo", "Vera", "Wanda", "Xenia", "Yusuf", "Zoe", "Amal",
    "Bruno", "Cem", "Dora", "Emil", "Frieda", "Gustav", "Hanna", "Ivo", "Jana", "Karim", "Lotte", "Malte", "Nele",
    "Olga", "Pavel", "Ruth", "Sven", "Tara", "Uwe", "Viktor", "Yara",
];
const BEGINNINGS: [&str; 24] = [
    "Al", "Bach", "Berg", "Brand", "Dorn", "Eich", "Feld", "Gold", "Hag", "Hoff", "Kauf", "Kirch", "Lind", "Moor",
    "Neu", "Ost", "Rein", "Sand", "Stein", "Tann", "Ul", "Voll", "Wald", "Zim",
];
const MIDDLES: [&str; 16] =
    ["", "en", "er", "el", "in", "man", "kow", "ber", "wei", "lan", "mer", "gar", "hol", "tor", "sen", "ler"];
const ENDS: [&str; 12] = ["mann", "bauer", "hofer", "stein", "ski", "feld", "er", "meier", "wig", "ich", "oglu", "sen"];
const VENUES: [&str; 12] = [
    "Café Linde",
    "Old Mill",
    "Library",
    "Back room",
    "Bridge House",
    "Botanical garden",
    "Town hall",
    "Boat shed",
    "Studio 4",
    "Corner pub",
    "Station hall",
    "Market square",
];
const OCCASIONS: [&str; 10] =
    ["evening", "table", "walk", "morning", "workshop", "meeting", "round", "picnic", "session", "night"];
const SENTENCES: [&str; 12] = [
    "Is there still room at the table by the window?",
    "I bring two spare seats and a thermos of tea.",
    "Last time we stayed far too long, so let us begin on time.",
    "Could somebody explain the rules to a beginner?",
    "I come by train and am there at seven.",
    "**Thank you** for the last one, it was a good evening.",
    "The way from the station is short; ask for the yellow door.",
    "If it rains we meet under the roof on the left.",
    "I know nobody there yet, who comes along from the north?",
    "We could cook together afterwards.",
    "Bring something warm, it is cooler there than one thinks.",
    "See you on Thursday.",
];

impl Plan {
    pub fn new(people: usize, seed: u64, now: Moment) -> Outcome<Self> {
        let middle = Point::new(51.0, 10.0).map_err(|_| "no such point")?;
        let mut towns: Vec<Place> = within(middle, 420.0, 20_000)
            .into_iter()
            .filter(|place| place.country == "DE" && place.population >= 40_000)
            .collect();
        towns.sort_by_key(|town| std::cmp::Reverse((town.population, town.id)));
        let mut plan = Self {
            people,
            seed,
            now,
            by_town: vec![Vec::new(); towns.len()],
            towns,
            town_of: Vec::with_capacity(people),
            communities: Vec::new(),
            gatherings: Vec::new(),
        };
        plan.settle();
        plan.found();
        plan.publish();
        Ok(plan)
    }

    /// The id of the thing of that number among so many of its kind.
    pub fn id(&self, kind: Kind, number: usize, of: usize) -> i64 {
        let begun = self.now.ms() - EPOCH_MS - PAST;
        let at = begun + ((PAST - DAY) as i128 * number as i128 / of.max(1) as i128) as i64;
        (at << 22) | kind as i64
    }

    pub fn account(&self, person: u32) -> i64 {
        self.id(Kind::Account, person as usize, self.people)
    }

    pub fn person(&self, person: u32) -> PersonId {
        PersonId(self.id(Kind::Person, person as usize, self.people))
    }

    pub fn community(&self, number: usize) -> CommunityId {
        CommunityId(self.id(Kind::Community, number, self.communities.len()))
    }

    pub fn gathering(&self, number: usize) -> GatheringId {
        GatheringId(self.id(Kind::Gathering, number, self.gatherings.len()))
    }

    pub fn town(&self, number: u16) -> Place {
        self.towns[usize::from(number)]
    }

    /// Whether a stranger to its community may not know of a gathering.
    pub fn is_private(&self, gathering: usize) -> bool {
        self.access(gathering) == Some("private")
    }

    /// Whether everybody may answer it.
    pub fn is_open(&self, gathering: usize) -> bool {
        matches!(self.access(gathering), None | Some("open"))
    }

    fn access(&self, gathering: usize) -> Option<&'static str> {
        let community = self.gatherings.get(gathering)?.community?;
        self.communities.get(community as usize).map(|community| community.access)
    }

    pub fn url(&self, gathering: usize) -> String {
        format!("/g/{}", self.gathering(gathering))
    }

    /// The page of the venue of a gathering.
    pub fn venue_url(&self, gathering: usize) -> String {
        let it = &self.gatherings[gathering];
        format!("/v/{}/{}", self.town(it.town).id, spelled(it.venue))
    }

    /// Name and handle.
    pub fn name(&self, person: u32) -> (String, String) {
        let mut chance = Chance::of(self.seed, PEOPLE, u64::from(person) + (1 << 40));
        let mut pick = |of: &[&'static str]| chance.pick(of).copied().unwrap_or_default();
        let (first, last) = (pick(&FIRST), format!("{}{}{}", pick(&BEGINNINGS), pick(&MIDDLES), pick(&ENDS)));
        (format!("{first} {last}"), format!("{}{person}", first.to_lowercase()))
    }

    pub fn interests(&self, person: u32) -> Vec<&'static str> {
        let mut chance = Chance::of(self.seed, PEOPLE, u64::from(person) + (2 << 40));
        some_interests(&mut chance, 3)
    }

    fn settle(&mut self) {
        let whole: u64 = self.towns.iter().map(|town| u64::from(town.population)).sum();
        let mut upto = 0;
        let steps: Vec<u64> = self
            .towns
            .iter()
            .map(|town| {
                upto += u64::from(town.population);
                upto
            })
            .collect();
        for person in 0..self.people {
            let drawn = Chance::of(self.seed, PEOPLE, person as u64).next() % whole.max(1);
            let town = steps.partition_point(|step| *step <= drawn);
            self.town_of.push(town as u16);
            if let Some(people) = self.by_town.get_mut(town) {
                people.push(person as u32);
            }
        }
    }

    /// Somebody, mostly of that town.
    fn somebody(&self, chance: &mut Chance, town: u16) -> u32 {
        let there = self.by_town.get(usize::from(town)).map(Vec::as_slice).unwrap_or_default();
        let anybody = chance.below(self.people) as u32;
        if chance.percent(80) { chance.pick(there).copied().unwrap_or(anybody) } else { anybody }
    }

    /// So many different ones, mostly of that town; fewer where there are not so many.
    fn some(&self, chance: &mut Chance, town: u16, first: Option<u32>, most: usize) -> Vec<u32> {
        let mut found: Vec<u32> = first.into_iter().collect();
        let mut known: std::collections::HashSet<u32> = found.iter().copied().collect();
        for _ in 0..most * 4 {
            if found.len() >= most {
                break;
            }
            let person = self.somebody(chance, town);
            if known.insert(person) {
                found.push(person);
            }
        }
        found
    }

    fn found(&mut self) {
        let count = (self.people / 40).max(4);
        let largest = (self.people / 3).clamp(8, 5_000);
        for number in 0..count {
            let mut chance = Chance::of(self.seed, COMMUNITIES, number as u64);
            let person = chance.below(self.people);
            let town = self.town_of.get(person).copied().unwrap_or(0);
            let interests = some_interests(&mut chance, 2);
            let size = chance.heavy(10.0, 1.2, largest);
            let name = self.towns.get(usize::from(town)).map_or("", |town| town.name);
            self.communities.push(Community {
                name: format!("{name} {} {number}", interests.first().copied().unwrap_or_default().replace('-', " ")),
                handle: format!("circle-{number}"),
                town,
                interests,
                access: match chance.below(100) {
                    0..80 => "open",
                    80..95 => "closed",
                    _ => "private",
                },
                members: self.some(&mut chance, town, Some(person as u32), size),
            });
        }
    }

    fn publish(&mut self) {
        let count = (self.people / 8).max(2 * (SMALL + CROWDS + RUNNING + 10));
        for number in 0..count {
            let mut chance = Chance::of(self.seed, GATHERINGS, number as u64);
            // The last ones planned are those that are measured.
            let special = count - 1 - number;
            let (running, crowd) = (special < RUNNING, (RUNNING..RUNNING + CROWDS).contains(&special));
            let small = (RUNNING + CROWDS..RUNNING + CROWDS + SMALL).contains(&special);
            let ahead = small || crowd || number * 2 >= count;
            let community = chance.percent(70).then(|| chance.below(self.communities.len()));
            let mut town = self.town_of.get(chance.below(self.people)).copied().unwrap_or(0);
            let mut among: &[u32] = &[];
            let mut interest = some_interests(&mut chance, 1).first().copied().unwrap_or("chess");
            if let Some(community) = community.and_then(|community| self.communities.get(community)) {
                town = community.town;
                among = &community.members;
                interest = community.interests.first().copied().unwrap_or(interest);
            }
            let size = match (small, crowd, running) {
                (true, ..) => 8,
                (_, true, _) => CROWD.min(self.people / 2),
                (_, _, true) => RUNNING_WITH.min(self.people / 4),
                _ => chance.heavy(4.0, 1.15, 400.min(self.people / 3)),
            };
            let host = chance.pick(among).copied().unwrap_or_else(|| self.somebody(&mut chance, town));
            let mut yes = vec![host];
            let mut known: std::collections::HashSet<u32> = yes.iter().copied().collect();
            let mut others = Vec::new();
            for _ in 0..size * 6 {
                if yes.len() >= size {
                    break;
                }
                let member = if chance.percent(70) { chance.pick(among).copied() } else { None };
                let person = member.unwrap_or_else(|| self.somebody(&mut chance, town));
                if !known.insert(person) {
                    continue;
                }
                match chance.below(100) {
                    0..85 => yes.push(person),
                    85..95 => others.push((person, "maybe")),
                    _ => others.push((person, "no")),
                }
            }
            let day = if running {
                0
            } else if ahead {
                1 + chance.below(90) as i64
            } else {
                -2 - chance.below(600) as i64
            };
            // On the full hour: what has seconds is not what its wall shows, and the program would move it and tell everybody.
            let hour = Moment::from_ms(self.now.ms() / HOUR * HOUR);
            let starts_at = hour.plus(day * DAY + chance.below(12) as i64 * HOUR - if running { 13 * HOUR } else { 0 });
            // Those that go on while one measures go on for some days, should one measure later.
            let ends_at = starts_at.plus(if running { 10 * DAY } else { 3 * HOUR });
            let venue = chance.pick(&VENUES).copied().unwrap_or_default();
            let occasion = chance.pick(&OCCASIONS).copied().unwrap_or_default();
            self.gatherings.push(Gathering {
                title: format!("{} {occasion} {number}", capital(&interest.replace('-', " "))),
                venue,
                town,
                community: community.map(|community| community as u32),
                interest,
                starts_at,
                ends_at,
                yes,
                others,
            });
        }
    }

    /// The gatherings that are measured: with eight answers, with two thousand, going on, and with no place left.
    pub fn measured(&self) -> [std::ops::Range<usize>; 4] {
        let end = self.gatherings.len();
        let (running, crowds) = (end - RUNNING, end - RUNNING - CROWDS);
        let small = crowds - SMALL;
        [small..crowds - FULL, crowds..running, running..end, crowds - FULL..crowds]
    }

    /// How many can come; `None` for any number.
    pub fn capacity(&self, gathering: usize) -> Option<i64> {
        let [.., full] = self.measured();
        full.contains(&gathering).then(|| self.gatherings.get(gathering).map_or(0, |it| it.yes.len() as i64))
    }

    /// Every two people between whom there is anything, the lower number first, in order: 10 to 500 for each, few many.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::with_capacity(self.people * 16);
        for person in 0..self.people as u32 {
            let mut chance = Chance::of(self.seed, TIES, u64::from(person));
            let town = self.town_of.get(person as usize).copied().unwrap_or(0);
            // Each is drawn by the others as often as it draws.
            let most = 250.min(self.people / 4);
            for _ in 0..chance.heavy(5.5, 1.3, most) {
                let other = self.somebody(&mut chance, town);
                if other != person {
                    pairs.push((person.min(other), person.max(other)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// What is between two people; follows from the two alone.
    pub fn edge(&self, (one, two): (u32, u32)) -> Edge {
        let mut chance = Chance::of(self.seed, TIES, (u64::from(one) << 32 | u64::from(two)) + 1);
        let mut then = || self.now.plus(-DAY - chance_ms(&mut chance, 600 * DAY));
        let (first, second) = (then(), then());
        let (one_follows, two_follows) = match chance.below(100) {
            0..30 => (Some(first), None),
            30..58 => (None, Some(first)),
            _ => (Some(first), Some(second)),
        };
        let days = if chance.percent(14) { 1 + chance.below(5) as i64 } else { 0 };
        let meetings = (0..days).map(|day| self.now.plus(-DAY * (3 + 7 * day) - chance_ms(&mut chance, DAY))).collect();
        Edge { one_follows, two_follows, meetings }
    }

    /// What is said under something, by two different people at a time: a root, and somebody who answers. Who answers
    /// has the higher number, so that no two answer each other and no tie follows.
    pub fn talk(&self, about: u64, among: &[u32]) -> Vec<(u32, Option<u32>, String)> {
        let mut chance = Chance::of(self.seed, TALK, about);
        let mut said = Vec::new();
        if among.is_empty() {
            return said;
        }
        for _ in 0..chance.heavy(2.0, 1.1, 60) {
            let two = [(); 2].map(|()| chance.pick(among).copied().unwrap_or(0));
            said.push((two[0].min(two[1]), None, words(&mut chance)));
            if two[0] != two[1] && chance.percent(40) {
                said.push((two[0].max(two[1]), Some(two[0].min(two[1])), words(&mut chance)));
            }
        }
        said
    }
}

/// The label of a town, as a search has it.
pub fn label(town: &Place) -> String {
    by_id(town.id).as_ref().map(visavis::town::label).unwrap_or_default()
}

/// As it stands in an address.
pub fn spelled(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn chance_ms(chance: &mut Chance, below: i64) -> i64 {
    chance.below(usize::try_from(below).unwrap_or(1)) as i64
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn some_interests(chance: &mut Chance, count: usize) -> Vec<&'static str> {
    // The first are liked by more.
    let draw = |chance: &mut Chance| WELL_KNOWN.get(chance.below(WELL_KNOWN.len()).min(chance.below(WELL_KNOWN.len())));
    let mut some: Vec<&'static str> = (0..count).filter_map(|_| draw(chance).copied()).collect();
    some.sort_unstable();
    some.dedup();
    some
}

pub fn words(chance: &mut Chance) -> String {
    let count = 1 + chance.below(4);
    let sentences: Vec<&str> = (0..count).filter_map(|_| chance.pick(&SENTENCES).copied()).collect();
    sentences.join(" ")
}
