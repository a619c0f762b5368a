//! The whole demonstration as a list of steps, from a seed and the present moment: pure, and the same each time.
//!
//! The steps stand in the order of time, and each could have been done by the one who does it: they had joined by
//! then, belonged to the community, knew the other. The tests at the foot replay them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::DateTime};
use visavis_places::{Place, search};

use super::{
    cast::{BY_INTEREST, HOW, MORE, TONGUES, TOWNS, WHEN},
    chance::Chance,
    clubs::{CLUBS, Club, Door, Every, Series, Thread},
    letters::{self, Letters},
    own::{FRIENDS, OWN, Own},
};
use crate::{
    interests::WELL_KNOWN,
    people::Handle,
    time::{DAY, HOUR, MINUTE, Moment, Zone},
};

/// How large the demonstration is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// So many people.
    pub people: usize,
    /// Gatherings of so many weeks past.
    pub back: i64,
    /// And of so many to come.
    pub ahead: i64,
}

impl Size {
    /// What `visavis demo` shows.
    pub const FULL: Self = Self { people: 320, back: 12, ahead: 6 };
    /// Enough for tests.
    pub const SMALL: Self = Self { people: 70, back: 3, ahead: 2 };
}

/// Which of the people somebody is, and so on for the others.
pub type Number = usize;

/// Somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their handle.
    pub handle: String,
    /// Where they live.
    pub town: Place,
    /// What they speak.
    pub languages: Vec<&'static str>,
    /// What they like.
    pub interests: Vec<&'static str>,
    /// What they say of themselves.
    pub words: String,
    /// How they like to meet.
    pub how: &'static [&'static str],
    /// When they like to meet.
    pub when: &'static [&'static str],
    /// When they joined.
    pub joined: Moment,
}

/// A gathering.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    /// Which community it belongs to.
    pub club: Option<Number>,
    /// Which series of it.
    pub series: usize,
    /// Who hosts it.
    pub host: Number,
    /// Its title.
    pub title: &'static str,
    /// What is said of it.
    pub words: &'static str,
    /// The town.
    pub town: Place,
    /// What it is about.
    pub interests: &'static [&'static str],
    /// What the clock on the wall says at the beginning.
    pub from: DateTime,
    /// What it says at the end.
    pub to: DateTime,
    /// The beginning.
    pub starts: Moment,
    /// The end.
    pub ends: Moment,
    /// The venue.
    pub venue: &'static str,
    /// Its address.
    pub address: &'static str,
    /// How many can come, the host counted.
    pub capacity: Option<i64>,
    /// When it was published.
    pub published: Moment,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// In a community.
    Club(Number),
    /// At a gathering.
    Gathering(Number),
    /// To one person.
    Pair(Number),
}

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Comes.
    Yes,
    /// Perhaps.
    Maybe,
    /// Does not.
    No,
}

/// Something somebody does.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Becomes a member of the network.
    Join,
    /// Founds a community.
    Found(Number),
    /// Joins a community, or asks to with these words.
    Enter(Number, &'static str),
    /// Says yes to somebody who asks to join.
    LetIn(Number, Number),
    /// Makes somebody a host of a community beside oneself.
    Share(Number, Number),
    /// Publishes a gathering.
    Publish(Number),
    /// Answers a gathering.
    Answer(Number, Reply),
    /// Says on the spot that they are there.
    CheckIn(Number),
    /// Follows somebody.
    Follow(Number),
    /// Says something: where, what, as the post of which number, in reply to which.
    Say(Room, &'static str, Number, Option<Number>),
    /// Reads what somebody wrote to them.
    Read(Number),
    /// Confirms with somebody that they met, at a gathering.
    Meet(Number, Number),
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Number,
    /// What.
    pub what: What,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Who lives there.
    pub people: Vec<Person>,
    /// What they plan.
    pub gatherings: Vec<Gathering>,
    /// What they do, the earliest first.
    pub steps: Vec<Step>,
    /// How many posts there are.
    pub posts: usize,
}

/// The member whose link is printed.
pub const MEMBER: Number = 0;
/// The host whose link is printed.
pub const HOST: Number = 1;

impl Plan {
    /// Makes the plan. Everything before `now` has happened; gatherings go on for some weeks.
    pub fn make(seed: u64, now: Moment, size: Size) -> Self {
        let mut planner = Planner::new(seed, now, size);
        planner.populate();
        planner.found();
        planner.enter();
        planner.schedule();
        planner.answer();
        planner.attend();
        planner.meet();
        planner.follow();
        planner.talk_in_clubs();
        planner.talk_at_gatherings();
        planner.write_letters();
        planner.finish()
    }
}

struct Planner {
    seed: u64,
    now: Moment,
    begin: Moment,
    size: Size,
    people: Vec<Person>,
    /// The host of each club, and since when each member belongs to it.
    hosts: Vec<Number>,
    founded: Vec<Moment>,
    members: Vec<BTreeMap<Number, Moment>>,
    gatherings: Vec<Gathering>,
    /// Who comes, with the moment they said so.
    coming: Vec<BTreeMap<Number, Moment>>,
    /// Who was there.
    there: Vec<Vec<Number>>,
    /// Who met whom, the lesser number first, and when first.
    met: BTreeMap<(Number, Number), Moment>,
    follows: BTreeMap<(Number, Number), Moment>,
    steps: Vec<Step>,
    posts: usize,
}

fn pair(a: Number, b: Number) -> (Number, Number) {
    (a.min(b), a.max(b))
}

fn town(name: &str) -> Option<Place> {
    search(name, 1).into_iter().next()
}

fn zone_of(place: &Place) -> Zone {
    Zone::named(place.zone).unwrap_or(Zone::UTC)
}

impl Planner {
    fn new(seed: u64, now: Moment, size: Size) -> Self {
        Self {
            seed,
            now,
            begin: now.plus(-(size.back + 5) * 7 * DAY),
            size,
            people: Vec::new(),
            hosts: Vec::new(),
            founded: Vec::new(),
            members: vec![BTreeMap::new(); CLUBS.len()],
            gatherings: Vec::new(),
            coming: Vec::new(),
            there: Vec::new(),
            met: BTreeMap::new(),
            follows: BTreeMap::new(),
            steps: Vec::new(),
            posts: 0,
        }
    }

    fn chance(&self, matter: &str) -> Chance {
        Chance::of(self.seed, matter)
    }

    fn step(&mut self, at: Moment, who: Number, what: What) {
        self.steps.push(Step { at, who, what });
    }

    /// The latest that something can have happened.
    fn last(&self) -> Moment {
        self.now.plus(-2 * MINUTE)
    }

    /// Some moment between two, in waking hours where that is possible.
    fn awake(&self, chance: &mut Chance, from: Moment, to: Moment) -> Moment {
        let to = to.min(self.last());
        if to <= from {
            return from;
        }
        for _ in 0..6 {
            let at = from.plus(chance.between(0, to.since(from)));
            // In Vienna's winter that is seven in the morning to eleven in the evening.
            if (6..22).contains(&(at.seconds().rem_euclid(86_400) / 3_600)) {
                return at;
            }
        }
        to
    }

    // ── People ─────────────────────────────────────────────────────────────────────────────────────────────────

    fn populate(&mut self) {
        let mut chance = self.chance("people");
        let mut handles = BTreeSet::new();
        let mut names = BTreeSet::new();
        for friend in &FRIENDS {
            self.add(&mut chance, &mut handles, friend.name.to_owned(), friend.town, friend.tag, friend.interests, Some(friend.words));
            names.insert(friend.name.to_owned());
        }
        for club in CLUBS.iter().filter(|club| club.handle != "loop-and-ladder") {
            let tag = TOWNS.iter().find(|town| town.name == club.town).map_or("en", |town| town.tag);
            let name = self.name(&mut chance, &mut names, tag);
            self.add(&mut chance, &mut handles, name, club.town, tag, club.interests, None);
        }
        while self.people.len() < self.size.people {
            let mut rest = chance.below(100);
            let Some(home) = TOWNS.iter().find(|town| {
                let here = rest < town.share;
                rest = rest.saturating_sub(town.share);
                here
            }) else {
                continue;
            };
            let tag = if chance.percent(55) { home.tag } else { chance.one(&TONGUES).map_or("en", |tongue| tongue.tag) };
            let name = self.name(&mut chance, &mut names, tag);
            let likely: Vec<&Club> = CLUBS.iter().filter(|club| club.town == home.name).collect();
            let mut interests: Vec<&'static str> = Vec::new();
            for _ in 0..chance.between(1, 2) {
                if let Some(liked) = chance.one(&likely).and_then(|club| chance.one(club.interests)) {
                    interests.push(liked);
                }
            }
            for _ in 0..chance.between(1, 3) {
                interests.extend(chance.one(&WELL_KNOWN));
            }
            interests.dedup();
            self.add(&mut chance, &mut handles, name, home.name, tag, &interests, None);
        }
    }

    fn name(&self, chance: &mut Chance, names: &mut BTreeSet<String>, tag: &str) -> String {
        loop {
            let own = TONGUES.iter().find(|tongue| tongue.tag == tag);
            let tongue = own.filter(|_| names.len() % 7 != 6).or_else(|| chance.one(&TONGUES));
            let family = if chance.percent(12) { chance.one(&TONGUES).or(tongue) } else { tongue };
            let parts = (tongue.and_then(|t| chance.one(t.given)), family.and_then(|t| chance.one(t.family)));
            if let (Some(given), Some(family)) = parts {
                let name = format!("{given} {family}");
                if names.insert(name.clone()) {
                    return name;
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each is one of the parts of a person")]
    fn add(
        &mut self,
        chance: &mut Chance,
        handles: &mut BTreeSet<String>,
        name: String,
        home: &str,
        tag: &'static str,
        interests: &[&'static str],
        words: Option<&str>,
    ) {
        let Some(town) = town(home) else { return };
        let number = self.people.len();
        let full = Handle::proposed(&name);
        let short = full.split('-').next().unwrap_or_default().to_owned();
        let wanted = [short, full.clone(), format!("{full}-{number}")];
        let skip = usize::from(number >= FRIENDS.len() && chance.percent(60));
        let Some(handle) = wanted.into_iter().skip(skip).find(|handle| Handle::read(handle).is_ok() && handles.insert(handle.clone()))
        else {
            return;
        };
        let mut interests = interests.to_vec();
        interests.sort_unstable();
        interests.dedup();
        let mut languages = vec![TOWNS.iter().find(|town| town.name == home).map_or("en", |town| town.tag), tag];
        if chance.percent(85) {
            languages.push("en");
        }
        languages.sort_unstable();
        languages.dedup();
        let joined = if number < FRIENDS.len() + CLUBS.len() {
            self.begin.plus(number as i64 * 47 * MINUTE)
        } else {
            // Half of them in the first third: a network grows by those who brought others.
            let span = (self.now.since(self.begin) - 7 * DAY) as usize;
            let early = chance.below(span).min(chance.below(span)) as i64;
            self.awake(chance, self.begin.plus(2 * DAY + early), self.begin.plus(4 * DAY + early))
        };
        let words = words.map_or_else(|| self.about(chance, &interests), ToOwned::to_owned);
        self.people.push(Person {
            name,
            handle,
            town,
            languages,
            interests,
            words,
            how: chance.one(HOW).copied().unwrap_or_default(),
            when: chance.one(WHEN).copied().unwrap_or_default(),
            joined,
        });
        self.step(joined, number, What::Join);
    }

    fn about(&self, chance: &mut Chance, interests: &[&str]) -> String {
        let known: Vec<_> = BY_INTEREST.iter().filter(|(interest, _)| interests.contains(interest)).collect();
        let first = chance.one(&known).and_then(|(_, lines)| chance.one(lines)).copied();
        let second = if chance.percent(55) || first.is_none() { chance.one(MORE).copied() } else { None };
        first.into_iter().chain(second).collect::<Vec<_>>().join(" ")
    }

    // ── Communities ────────────────────────────────────────────────────────────────────────────────────────────

    fn found(&mut self) {
        let mut next = FRIENDS.len();
        for (number, club) in CLUBS.iter().enumerate() {
            let host = if club.handle == "loop-and-ladder" {
                HOST
            } else {
                next += 1;
                next - 1
            };
            let at = self.begin.plus(DAY + number as i64 * 5 * HOUR);
            self.hosts.push(host);
            self.founded.push(at);
            if let Some(members) = self.members.get_mut(number) {
                members.insert(host, at);
            }
            self.step(at, host, What::Found(number));
        }
    }

    fn enter(&mut self) {
        let mut chance = self.chance("members");
        for (number, club) in CLUBS.iter().enumerate() {
            let mut outside = Vec::new();
            for person in 0..self.people.len() {
                if self.hosts[number] == person {
                    continue;
                }
                let wanted = FRIENDS.get(person).map(|friend| friend.clubs.contains(&club.handle));
                let likes = self.people[person].interests.iter().filter(|i| club.interests.contains(i)).count();
                let here = Some(self.people[person].town.id) == town(club.town).map(|town| town.id);
                let share = match (here, likes) {
                    (true, 0) => club.share / 2,
                    (true, _) => club.share * 3 / 2,
                    (false, 0) => 0,
                    (false, _) => club.far * 3,
                };
                let drawn = chance.percent(share);
                if wanted.unwrap_or(drawn) {
                    self.enter_one(&mut chance, number, club, person);
                } else if here && wanted.is_none() && self.people[person].joined < self.now.plus(-9 * DAY) {
                    outside.push(person);
                }
            }
            chance.shuffle(&mut outside);
            // Those who wait for a yes: asked in the last days.
            for (turn, (person, words)) in outside.into_iter().zip(club.asks).enumerate() {
                let at = self.now.plus(-(turn as i64) * 17 * HOUR - 3 * HOUR);
                self.step(at, person, What::Enter(number, words));
            }
        }
        self.share_hosting();
    }

    fn enter_one(&mut self, chance: &mut Chance, number: Number, club: &Club, person: Number) {
        let earliest = self.people[person].joined.max(self.founded[number]).plus(20 * MINUTE);
        let latest = earliest.plus(if FRIENDS.len() > person { 2 * DAY } else { 12 * DAY });
        let at = self.awake(chance, earliest, latest);
        let since = match club.door {
            Door::Closed => {
                let yes = at.plus(chance.between(1, 20) * HOUR);
                if yes >= self.last() {
                    return;
                }
                self.step(yes, self.hosts[number], What::LetIn(number, person));
                yes
            }
            Door::Open | Door::Private => at,
        };
        self.step(at, person, What::Enter(number, ""));
        self.members[number].insert(person, since);
    }

    /// The host whose link is printed looks after the repair café too.
    fn share_hosting(&mut self) {
        let Some(number) = CLUBS.iter().position(|club| club.handle == "repaircafe-am-kanal") else { return };
        if let Some(since) = self.members[number].get(&HOST).copied() {
            self.step(since.plus(3 * DAY), self.hosts[number], What::Share(number, HOST));
        }
    }

    // ── Gatherings ─────────────────────────────────────────────────────────────────────────────────────────────

    fn schedule(&mut self) {
        let mut chance = self.chance("gatherings");
        for (number, club) in CLUBS.iter().enumerate() {
            let Some(place) = town(club.town) else { continue };
            for (which, series) in club.series.iter().enumerate() {
                for (turn, week) in self.weeks(series.every).into_iter().enumerate() {
                    let Some((from, to, starts, ends)) = self.times(&place, series, week) else { continue };
                    // The Open Tools Day lies ahead, whichever day of the week it is today.
                    let lead = chance.between(44, 48) * DAY;
                    let earliest = self.founded[number].plus(DAY);
                    let published = starts.plus(-lead).max(earliest.plus(turn as i64 * 11 * MINUTE)).min(self.now.plus(-chance.between(20, 70) * HOUR));
                    if published >= starts.plus(-2 * DAY) || published < earliest {
                        continue;
                    }
                    let (venue, address) = series.venues[turn % series.venues.len()];
                    self.publish(Gathering {
                        club: Some(number),
                        series: which,
                        host: self.hosts[number],
                        title: series.titles[turn % series.titles.len()],
                        words: series.words,
                        town: place,
                        interests: club.interests,
                        from,
                        to,
                        starts,
                        ends,
                        venue,
                        address,
                        capacity: series.capacity,
                        published,
                    });
                }
            }
        }
        for own in &OWN {
            self.plan_own(own);
        }
    }

    fn publish(&mut self, gathering: Gathering) {
        self.step(gathering.published, gathering.host, What::Publish(self.gatherings.len()));
        self.coming.push(BTreeMap::from([(gathering.host, gathering.published)]));
        self.gatherings.push(gathering);
    }

    /// The weeks, counted from this one, in which a series takes place.
    fn weeks(&self, every: Every) -> Vec<(i64, i8)> {
        match every {
            Every::Once(week, day) => vec![(week, day)],
            Every::Weeks(each, day, shift) => (-self.size.back..=self.size.ahead)
                .filter(|week| (week + shift).rem_euclid(each) == 0)
                .map(|week| (week, day))
                .collect(),
        }
    }

    fn times(&self, place: &Place, series: &Series, week: (i64, i8)) -> Option<(DateTime, DateTime, Moment, Moment)> {
        times(self.now, place, week, series.start, series.minutes)
    }

    /// What people plan among themselves, without a community.
    fn plan_own(&mut self, own: &Own) {
        let Some(place) = self.people.get(own.host).map(|person| person.town) else { return };
        let Some((from, to, starts, ends)) = times(self.now, &place, (own.week, own.day), own.start, own.minutes) else { return };
        let published = starts.plus(-9 * DAY).min(self.now.plus(-30 * HOUR)).max(self.begin.plus(5 * DAY));
        if published >= starts.plus(-DAY) {
            return;
        }
        self.publish(Gathering {
            club: None,
            series: 0,
            host: own.host,
            title: own.title,
            words: own.words,
            town: place,
            interests: own.interests,
            from,
            to,
            starts,
            ends,
            venue: own.venue,
            address: own.address,
            capacity: Some(own.capacity),
            published,
        });
    }

    fn is_far(&self, person: Number, gathering: &Gathering) -> bool {
        self.people[person].town.id != gathering.town.id
    }

    /// Who comes, of those who may: regulars more often, those from elsewhere to the great days only.
    fn answer(&mut self) {
        let mut chance = self.chance("answers");
        for number in 0..self.gatherings.len() {
            let gathering = self.gatherings[number].clone();
            let series = gathering.club.map(|club| &CLUBS[club].series[gathering.series]);
            let once = series.is_some_and(|series| matches!(series.every, Every::Once(..)));
            let mut may: Vec<(Number, Moment)> = match gathering.club {
                Some(club) => self.members[club].iter().map(|(person, since)| (*person, *since)).collect(),
                None => self.circle(gathering.host),
            };
            may.retain(|(person, since)| {
                *person != gathering.host
                    && (once || !self.is_far(*person, &gathering) || (gathering.host == MEMBER && self.insists(*person, &gathering)))
                    && since.plus(HOUR) < gathering.starts.min(self.last())
            });
            chance.shuffle(&mut may);
            // Some come almost always, most now and then.
            may.sort_by_cached_key(|(person, _)| {
                let forced = self.insists(*person, &gathering);
                let loyal = Chance::of(self.seed ^ *person as u64, "loyal").below(100);
                (!forced, chance.below(130) > loyal)
            });
            let target = self.crowd(&mut chance, &gathering, series, once).min(may.len());
            for (turn, (person, since)) in may.into_iter().enumerate() {
                let earliest = since.max(gathering.published).plus(5 * MINUTE);
                let from = earliest.max(gathering.starts.plus(if once { -34 } else { -9 } * DAY)).min(self.last());
                let at = self.awake(&mut chance, from.max(earliest), gathering.starts.plus(-HOUR));
                if at < earliest || at >= gathering.starts || at > self.last() {
                    continue;
                }
                let here = self.coming[number].len();
                let room = gathering.capacity.is_none_or(|capacity| here < usize::try_from(capacity).unwrap_or(0));
                if (turn < target && room) && !self.hesitates(person, &gathering) {
                    self.coming[number].insert(person, at);
                    self.step(at, person, What::Answer(number, Reply::Yes));
                } else if self.hesitates(person, &gathering) || (gathering.club.is_some() && chance.percent(7)) {
                    self.step(at, person, What::Answer(number, Reply::Maybe));
                } else if gathering.club.is_some() && chance.percent(7) {
                    self.step(at, person, What::Answer(number, Reply::No));
                }
            }
        }
    }

    /// Those who share a community with somebody, and since when.
    fn circle(&self, person: Number) -> Vec<(Number, Moment)> {
        let mut circle: BTreeMap<Number, Moment> = BTreeMap::new();
        for members in self.members.iter().filter(|members| members.contains_key(&person)) {
            circle.extend(members.iter().map(|(other, since)| (*other, *since)));
        }
        circle.into_iter().collect()
    }

    fn crowd(&self, chance: &mut Chance, gathering: &Gathering, series: Option<&Series>, once: bool) -> usize {
        let Some(series) = series else {
            return usize::try_from(gathering.capacity.unwrap_or(4)).unwrap_or(4).saturating_sub(1 + chance.below(2));
        };
        // Of those far ahead few have answered yet.
        let answered = match gathering.starts.since(self.now) / (7 * DAY) {
            ..=0 => 100,
            1 => 80,
            2 => 60,
            3 => 45,
            _ => 30,
        };
        let whole = series.crowd * chance.between(80, 125) as usize / 100;
        let scaled = if self.size.people < 200 { whole * 2 / 5 + 2 } else { whole };
        if once { scaled } else { scaled * answered / 100 }
    }

    /// The one whose link is printed, and those that page is to show them, come for certain.
    fn insists(&self, person: Number, gathering: &Gathering) -> bool {
        let Some(friend) = FRIENDS.get(person) else { return false };
        let near = gathering.starts.since(self.now) < 8 * DAY;
        match gathering.club.map(|club| CLUBS[club].handle) {
            Some("kernel-und-kipferl") => true,
            Some("dice-and-tea") => near && friend.clubs.contains(&"dice-and-tea"),
            Some("two-tongues") => near && gathering.starts > self.now && person == MEMBER,
            Some(_) => person == HOST && near,
            // Friends from afar come to the member’s breakfast, and the member to friends nearby.
            None if gathering.host == MEMBER => (2..=5).contains(&person),
            None => person == MEMBER && FRIENDS.get(gathering.host).is_some_and(|host| host.town == friend.town && host.clubs.contains(&"dice-and-tea")),
        }
    }

    /// The one answer of the member that is a maybe.
    fn hesitates(&self, person: Number, gathering: &Gathering) -> bool {
        let repair = gathering.club.is_some_and(|club| CLUBS[club].handle == "repaircafe-am-kanal");
        person == MEMBER && repair && gathering.starts > self.now
    }

    fn attend(&mut self) {
        let mut chance = self.chance("there");
        for number in 0..self.gatherings.len() {
            let (starts, host) = (self.gatherings[number].starts, self.gatherings[number].host);
            let mut there = Vec::new();
            let coming: Vec<Number> = self.coming[number].keys().copied().collect();
            for person in coming {
                let at = starts.plus(chance.between(-12, 35) * MINUTE + chance.between(0, 59) * 1_000);
                let comes = chance.percent(84) || person == host || person < FRIENDS.len();
                if comes && at < self.last() {
                    there.push(person);
                    self.step(at, person, What::CheckIn(number));
                }
            }
            self.there.push(there);
        }
    }

    // ── Ties ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// Who met whom at what took place. The member has met two people of the game night often.
    fn meet(&mut self) {
        let mut chance = self.chance("meet");
        let mut by_time: Vec<Number> = (0..self.gatherings.len()).collect();
        by_time.sort_by_key(|number| (self.gatherings[*number].starts, *number));
        for number in by_time {
            let (starts, ends) = (self.gatherings[number].starts, self.gatherings[number].ends);
            let there = self.there[number].clone();
            let mut pairs = BTreeSet::new();
            for friend in [5, 6].into_iter().filter(|_| there.contains(&MEMBER)) {
                if there.contains(&friend) && (friend == 5 || chance.percent(50)) {
                    pairs.insert(pair(MEMBER, friend));
                }
            }
            for _ in 0..there.len() * 3 / 5 {
                let (Some(&a), Some(&b)) = (chance.one(&there), chance.one(&there)) else { continue };
                // People confirm a first meeting; the later ones only now and then.
                if a != b && (!self.met.contains_key(&pair(a, b)) || chance.percent(22)) {
                    pairs.insert(pair(a, b));
                }
            }
            for (a, b) in pairs {
                let at = starts.plus(40 * MINUTE + chance.between(0, ends.since(starts) / MINUTE - 45) * MINUTE + chance.between(0, 59) * 1_000);
                if at < self.last() {
                    self.met.entry((a, b)).or_insert(at);
                    let (who, other) = if chance.percent(50) { (a, b) } else { (b, a) };
                    self.step(at, who, What::Meet(other, number));
                }
            }
        }
    }

    fn follow(&mut self) {
        let mut chance = self.chance("follow");
        self.follow_friends();
        // After a meeting one looks the other up.
        for ((a, b), at) in self.met.clone() {
            for (one, other) in [(a, b), (b, a)] {
                if chance.percent(62) {
                    let when = self.awake(&mut chance, at.plus(HOUR), at.plus(2 * DAY));
                    self.follow_one(one, other, when);
                }
            }
        }
        // Whom one sees in one's communities, those that many follow more often.
        let mut known = vec![1_usize; self.people.len()];
        for person in 0..self.people.len() {
            let mut circle: Vec<Number> = Vec::new();
            for members in self.members.iter().filter(|members| members.contains_key(&person)) {
                circle.extend(members.keys().filter(|other| **other != person));
            }
            if circle.is_empty() {
                continue;
            }
            let wanted = 2 + chance.below(5) + if chance.percent(18) { chance.below(30) } else { 0 };
            for _ in 0..wanted {
                // The best known of a few that come to mind.
                let best = (0..3).filter_map(|_| chance.one(&circle).copied()).max_by_key(|other| known[*other]);
                let Some(other) = best else { continue };
                // The member’s own ties are few, so that those from afar stand out on their home.
                if (person == MEMBER || other == MEMBER) && !chance.percent(15) {
                    continue;
                }
                known[other] += 1;
                let from = self.people[person].joined.max(self.people[other].joined).plus(2 * HOUR);
                let at = self.awake(&mut chance, from, self.now);
                if at > from {
                    self.follow_one(person, other, at);
                    if chance.percent(40) {
                        let back = self.awake(&mut chance, at.plus(HOUR), at.plus(6 * DAY));
                        self.follow_one(other, person, back);
                    }
                }
            }
        }
    }

    fn follow_friends(&mut self) {
        for (turn, (a, b)) in [(MEMBER, 2), (MEMBER, 3), (MEMBER, 4), (MEMBER, 5), (5, 6), (HOST, 7), (2, 3), (3, 4)].into_iter().enumerate() {
            let at = self.begin.plus(4 * DAY + turn as i64 * 13 * HOUR);
            self.follow_one(a, b, at);
            self.follow_one(b, a, at.plus(5 * HOUR));
        }
    }

    fn follow_one(&mut self, person: Number, other: Number, at: Moment) {
        let late = at.min(self.last()) < at || at <= self.people[person].joined.max(self.people[other].joined);
        if person != other && !late && !self.follows.contains_key(&(person, other)) {
            self.follows.insert((person, other), at);
            self.step(at, person, What::Follow(other));
        }
    }

    // ── Talk ───────────────────────────────────────────────────────────────────────────────────────────────────

    fn talk_in_clubs(&mut self) {
        let mut chance = self.chance("talk");
        for (number, club) in CLUBS.iter().enumerate() {
            let count = club.threads.len() as i64;
            // Evenly over the weeks, the last in the last days.
            let from = self.founded[number].plus(9 * DAY);
            let span = self.now.since(from) - 40 * HOUR;
            for (turn, thread) in club.threads.iter().enumerate() {
                let at = from.plus(span * (turn as i64 + 1) / count - chance.between(0, 30) * HOUR);
                let speakers: Vec<(Number, Moment)> = self.members[number].iter().map(|(p, since)| (*p, *since)).collect();
                self.say_thread(&mut chance, Room::Club(number), thread, self.hosts[number], speakers, at, None);
            }
        }
    }

    fn talk_at_gatherings(&mut self) {
        let mut chance = self.chance("at gatherings");
        for (number, club) in CLUBS.iter().enumerate() {
            let mut all: Vec<Number> = (0..self.gatherings.len())
                .filter(|g| self.gatherings[*g].club == Some(number) && self.gatherings[*g].series == club.about)
                .collect();
            all.sort_by_key(|g| self.gatherings[*g].starts.since(self.now).abs());
            let next = all.iter().copied().find(|g| self.gatherings[*g].starts > self.now);
            let past: Vec<Number> = all.iter().copied().filter(|g| self.gatherings[*g].ends < self.now.plus(-6 * HOUR)).collect();
            let first = if past.is_empty() { club.before.len() } else { 2 };
            let places = next.into_iter().flat_map(|g| std::iter::repeat_n(g, first)).chain(past.iter().copied());
            for (gathering, thread) in places.zip(club.before) {
                let starts = self.gatherings[gathering].starts;
                let latest = starts.plus(-6 * HOUR).min(self.last().plus(-5 * HOUR));
                let at = self.awake(&mut chance, latest.plus(-3 * DAY), latest);
                self.say_at(&mut chance, gathering, thread, at, starts);
            }
            // What comes after is about the same series; the monthly evenings have their own memories.
            let past: Vec<Number> = if past.is_empty() { self.past_of(number) } else { past };
            let places = past.first().into_iter().chain(past.iter()).copied();
            for (gathering, thread) in places.zip(club.after) {
                let ends = self.gatherings[gathering].ends;
                let at = self.awake(&mut chance, ends.plus(HOUR), ends.plus(20 * HOUR));
                self.say_at(&mut chance, gathering, thread, at, self.now);
            }
        }
    }

    fn past_of(&self, club: Number) -> Vec<Number> {
        let mut past: Vec<Number> = (0..self.gatherings.len())
            .filter(|g| self.gatherings[*g].club == Some(club) && self.gatherings[*g].ends < self.now.plus(-6 * HOUR))
            .collect();
        past.sort_by_key(|g| std::cmp::Reverse(self.gatherings[*g].ends));
        past
    }

    fn say_at(&mut self, chance: &mut Chance, gathering: Number, thread: Thread, at: Moment, until: Moment) {
        let speakers: Vec<(Number, Moment)> = if at > self.gatherings[gathering].ends {
            self.there[gathering].iter().map(|person| (*person, self.gatherings[gathering].starts)).collect()
        } else {
            self.coming[gathering].iter().map(|(person, since)| (*person, *since)).collect()
        };
        let host = self.gatherings[gathering].host;
        self.say_thread(chance, Room::Gathering(gathering), thread, host, speakers, at, Some(until));
    }

    #[expect(clippy::too_many_arguments, reason = "who, where, what and when of a whole thread")]
    fn say_thread(
        &mut self,
        chance: &mut Chance,
        room: Room,
        thread: Thread,
        host: Number,
        mut speakers: Vec<(Number, Moment)>,
        at: Moment,
        until: Option<Moment>,
    ) {
        speakers.retain(|(person, since)| *person != host && since.plus(MINUTE) < at && *person >= FRIENDS.len());
        chance.shuffle(&mut speakers);
        let mut roles: BTreeMap<usize, Number> = BTreeMap::from([(0, host)]);
        for (role, _) in thread {
            if !roles.contains_key(role) {
                // Where too few know each other yet, there is silence.
                let Some((person, _)) = speakers.pop() else { return };
                roles.insert(*role, person);
            }
        }
        let until = until.unwrap_or(self.now).min(self.last());
        let (mut at, first) = (at, self.posts);
        for (turn, (role, words)) in thread.iter().enumerate() {
            if at >= until {
                return;
            }
            let reply_to = (turn > 0).then_some(first);
            if let Some(who) = roles.get(role).copied() {
                self.say(at, who, room, words, reply_to);
            }
            let left = until.since(at) / (thread.len() - turn) as i64;
            at = at.plus(chance.between(3 * MINUTE, (7 * HOUR).min(left).max(3 * MINUTE + 1)));
        }
    }

    fn say(&mut self, at: Moment, who: Number, room: Room, words: &'static str, reply_to: Option<Number>) {
        self.step(at, who, What::Say(room, words, self.posts, reply_to));
        self.posts += 1;
    }

    fn write_letters(&mut self) {
        let mut chance = self.chance("letters");
        let mut written: BTreeSet<(Number, Number)> = BTreeSet::new();
        for (friend, letters, hours) in [(2, 0, 21), (3, 1, 70), (4, 2, 130)] {
            written.insert(pair(MEMBER, friend));
            if let Some(letters) = letters::TO_THE_MEMBER.get(letters) {
                self.write(&mut chance, (friend, MEMBER), letters, self.now.plus(-hours * HOUR), true);
            }
        }
        for ((friend, letters), hours) in [7, 8].into_iter().zip(letters::TO_THE_HOST).zip([5, 52]) {
            written.insert(pair(HOST, friend));
            self.write(&mut chance, (friend, HOST), letters, self.now.plus(-hours * HOUR), true);
        }
        let most = self.size.people / 4;
        self.letters_of_met(&mut chance, &mut written, most / 2);
        self.letters_of_planning(&mut chance, &mut written, most / 6);
        self.letters_online(&mut chance, &mut written, most / 3);
    }

    fn letters_of_met(&mut self, chance: &mut Chance, written: &mut BTreeSet<(Number, Number)>, most: usize) {
        let mut met: Vec<_> = self.met.clone().into_iter().collect();
        chance.shuffle(&mut met);
        met.retain(|(pair, _)| self.are_mutual(*pair));
        for (turn, ((a, b), at)) in met.into_iter().take(most).enumerate() {
            if written.insert((a, b)) {
                let since = at.max(self.mutual_since((a, b)));
                let at = self.awake(chance, since.plus(HOUR), since.plus(30 * HOUR));
                self.write(chance, (a, b), letters::MET[turn % letters::MET.len()], at, false);
            }
        }
    }

    fn letters_of_planning(&mut self, chance: &mut Chance, written: &mut BTreeSet<(Number, Number)>, most: usize) {
        let mut turn = 0;
        for number in 0..self.gatherings.len() {
            if self.gatherings[number].starts < self.now {
                continue;
            }
            let coming: Vec<Number> = self.coming[number].keys().copied().collect();
            for (at, a) in coming.iter().enumerate() {
                for b in &coming[at + 1..] {
                    let fresh = !self.met.contains_key(&(*a, *b)) && self.are_mutual((*a, *b)) && turn < most;
                    if fresh && chance.percent(30) && written.insert((*a, *b)) {
                        let since = self.mutual_since((*a, *b)).max(self.coming[number][a]).max(self.coming[number][b]);
                        let at = self.awake(chance, since.plus(20 * MINUTE), self.now.plus(-8 * HOUR));
                        self.write(chance, (*a, *b), letters::PLANNING[turn % letters::PLANNING.len()], at, false);
                        turn += 1;
                    }
                }
            }
        }
    }

    fn letters_online(&mut self, chance: &mut Chance, written: &mut BTreeSet<(Number, Number)>, most: usize) {
        let mut pairs: Vec<_> = self.follows.keys().filter(|(a, b)| a < b && self.are_mutual((*a, *b))).copied().collect();
        chance.shuffle(&mut pairs);
        pairs.retain(|pair| !self.met.contains_key(pair));
        for (turn, (a, b)) in pairs.into_iter().take(most).enumerate() {
            if written.insert((a, b)) {
                let at = self.awake(chance, self.mutual_since((a, b)).plus(HOUR), self.now.plus(-8 * HOUR));
                self.write(chance, (a, b), letters::ONLINE[turn % letters::ONLINE.len()], at, false);
            }
        }
    }

    fn are_mutual(&self, (a, b): (Number, Number)) -> bool {
        self.follows.contains_key(&(a, b)) && self.follows.contains_key(&(b, a))
    }

    fn mutual_since(&self, (a, b): (Number, Number)) -> Moment {
        let of = |pair: (Number, Number)| self.follows.get(&pair).copied().unwrap_or(self.now);
        of((a, b)).max(of((b, a)))
    }

    /// Writes a conversation: from `at` on, or so that its last line is said at `at`.
    fn write(&mut self, chance: &mut Chance, (a, b): (Number, Number), lines: Letters, at: Moment, ends: bool) {
        let mut times = vec![at];
        for _ in 1..lines.len() {
            let pause = chance.between(3 * MINUTE, 5 * HOUR);
            let last = times[times.len() - 1];
            times.push(last.plus(if ends { -pause } else { pause }));
        }
        times.sort();
        for (turn, ((who, words), at)) in lines.iter().zip(times).enumerate() {
            if at > self.last() {
                return;
            }
            let (from, to) = if *who == 0 { (a, b) } else { (b, a) };
            if turn > 0 {
                self.step(at.plus(-MINUTE), from, What::Read(to));
            }
            self.say(at, from, Room::Pair(to), words, None);
            // What was said in the last days still waits for its reader.
            if turn + 1 == lines.len() && at < self.now.plus(-2 * DAY) {
                self.step(at.plus(30 * MINUTE), to, What::Read(from));
            }
        }
    }

    fn finish(mut self) -> Plan {
        // What happens at the same moment happens in the order in which it was thought of.
        self.steps.sort_by_key(|step| step.at);
        Plan { people: self.people, gatherings: self.gatherings, steps: self.steps, posts: self.posts }
    }
}

/// When something takes place: in the week so many from that of `now`, on that day, at that time on the wall there.
fn times(
    now: Moment,
    place: &Place,
    (week, day): (i64, i8),
    (hour, minute): (i8, i8),
    minutes: i64,
) -> Option<(DateTime, DateTime, Moment, Moment)> {
    let zone = zone_of(place);
    let today = now.on_the_wall(&zone).date();
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let date = monday.checked_add((week * 7 + i64::from(day) - 1).days()).ok()?;
    // On these evenings people are with those they have known longest.
    if matches!((date.month(), date.day()), (12, 24 | 25 | 31) | (1, 1)) {
        return None;
    }
    let from = date.at(hour, minute, 0, 0);
    let to = from.checked_add(minutes.minutes()).ok()?;
    let starts = zone.moment(from)?;
    // What is going on at this very moment would be neither past nor ahead: it is left out.
    let ends = zone.moment(to)?;
    (ends < now.plus(-HOUR) || starts > now.plus(3 * HOUR)).then_some((from, to, starts, ends))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-11-22T15:30:00Z, a Sunday.
    const NOW: Moment = Moment::from_seconds(1_795_361_400);

    /// What a plan has come to while it is replayed.
    #[derive(Default)]
    struct Town {
        joined: BTreeSet<Number>,
        founded: BTreeSet<Number>,
        asked: BTreeSet<(Number, Number)>,
        members: BTreeSet<(Number, Number)>,
        published: BTreeSet<Number>,
        coming: BTreeSet<(Number, Number)>,
        there: BTreeSet<(Number, Number)>,
        posts: BTreeMap<Number, Room>,
    }

    impl Town {
        /// Does a step; says what keeps it from being done.
        fn step(&mut self, plan: &Plan, step: &Step) -> Result<(), &'static str> {
            let must = |holds: bool, why: &'static str| if holds { Ok(()) } else { Err(why) };
            let who = step.who;
            must(matches!(step.what, What::Join) || self.joined.contains(&who), "acts before joining")?;
            match step.what {
                What::Join => must(self.joined.insert(who), "joins twice"),
                What::Found(club) => {
                    self.members.insert((club, who));
                    must(self.founded.insert(club), "founded twice")
                }
                What::Enter(club, words) => {
                    must(self.founded.contains(&club), "enters what is not there")?;
                    must(self.asked.insert((club, who)), "enters twice")?;
                    must(words.is_empty() || CLUBS[club].door == Door::Closed, "asks at an open door")?;
                    if CLUBS[club].door != Door::Closed {
                        self.members.insert((club, who));
                    }
                    Ok(())
                }
                What::LetIn(club, other) => {
                    must(self.asked.contains(&(club, other)), "was not asked")?;
                    must(self.members.contains(&(club, who)), "lets in without belonging")?;
                    must(self.members.insert((club, other)), "was let in before")
                }
                What::Share(club, other) => must(self.members.contains(&(club, other)), "no member is made a host"),
                What::Publish(gathering) => {
                    let planned = &plan.gatherings[gathering];
                    must(planned.host == who && planned.starts > step.at, "publishes too late")?;
                    must(planned.club.is_none_or(|club| self.members.contains(&(club, who))), "publishes elsewhere")?;
                    self.coming.insert((gathering, who));
                    must(self.published.insert(gathering), "published twice")
                }
                What::Answer(gathering, reply) => {
                    let planned = &plan.gatherings[gathering];
                    must(self.published.contains(&gathering) && step.at < planned.starts, "answers too early or late")?;
                    must(planned.club.is_none_or(|club| self.members.contains(&(club, who))), "answers from outside")?;
                    if reply == Reply::Yes {
                        must(self.coming.insert((gathering, who)), "answers twice")?;
                    }
                    let coming = self.coming.iter().filter(|(g, _)| *g == gathering).count() as i64;
                    must(planned.capacity.is_none_or(|capacity| coming <= capacity), "more than there is room for")
                }
                What::CheckIn(gathering) => {
                    must(self.coming.contains(&(gathering, who)), "is there unannounced")?;
                    let planned = &plan.gatherings[gathering];
                    must(step.at > planned.starts.plus(-2 * HOUR) && step.at < planned.ends, "is there too early or late")?;
                    self.there.insert((gathering, who));
                    Ok(())
                }
                What::Follow(other) => must(self.joined.contains(&other) && other != who, "follows nobody"),
                What::Say(room, _, number, reply_to) => {
                    let may = match room {
                        Room::Club(club) => self.members.contains(&(club, who)),
                        Room::Gathering(gathering) => self.coming.contains(&(gathering, who)),
                        Room::Pair(other) => self.joined.contains(&other) && other != who,
                    };
                    must(may, "speaks where they are not")?;
                    must(reply_to.is_none_or(|first| self.posts.get(&first) == Some(&room)), "answers nothing")?;
                    must(self.posts.insert(number, room).is_none(), "a post twice")
                }
                What::Read(other) => must(self.joined.contains(&other) && other != who, "reads nothing"),
                What::Meet(other, gathering) => {
                    must(self.there.contains(&(gathering, who)) && self.there.contains(&(gathering, other)), "was not there")?;
                    must(step.at < plan.gatherings[gathering].ends && other != who, "meets too late")
                }
            }
        }
    }

    fn replay(plan: &Plan, now: Moment) -> Town {
        let mut town = Town::default();
        let mut last = Moment::from_ms(0);
        for step in &plan.steps {
            assert!(last <= step.at && step.at < now, "out of order: {step:?}");
            last = step.at;
            if let Err(why) = town.step(plan, step) {
                panic!("{why}: {step:?}, {:?}", plan.people[step.who].name);
            }
        }
        for gathering in &plan.gatherings {
            assert!(gathering.ends > gathering.starts, "{}", gathering.title);
        }
        town
    }

    #[test]
    fn the_same_seed_and_moment_make_the_same_plan() {
        assert_eq!(Plan::make(7, NOW, Size::SMALL), Plan::make(7, NOW, Size::SMALL));
        assert_ne!(Plan::make(7, NOW, Size::SMALL).steps, Plan::make(8, NOW, Size::SMALL).steps);
    }

    #[test]
    fn the_full_one_is_lively() {
        let plan = Plan::make(1, NOW, Size::FULL);
        let town = replay(&plan, NOW);
        let count = |of: fn(&What) -> bool| plan.steps.iter().filter(|step| of(&step.what)).count();
        assert_eq!(plan.people.len(), 320);
        assert_eq!(town.founded.len(), CLUBS.len());
        assert!(plan.gatherings.iter().filter(|g| g.starts > NOW).count() > 30);
        assert!(plan.gatherings.iter().filter(|g| g.ends < NOW).count() > 60);
        assert!(count(|what| matches!(what, What::Meet(..))) > 250);
        assert!(count(|what| matches!(what, What::Follow(_))) > 1_000);
        assert!(count(|what| matches!(what, What::Say(..))) > 400);
        let asking = town.asked.difference(&town.members).filter(|(club, _)| CLUBS[*club].handle == "loop-and-ladder");
        assert!(asking.count() >= 3);
    }

    #[test]
    fn the_member_has_something_to_look_forward_to_and_somebody_to_answer() {
        for day in 0..7 {
            let now = NOW.plus(day * DAY);
            let plan = Plan::make(1, now, Size::FULL);
            let ahead: Vec<Number> = plan
                .steps
                .iter()
                .filter(|step| step.who == MEMBER && matches!(step.what, What::Answer(_, Reply::Yes)))
                .filter_map(|step| if let What::Answer(g, _) = step.what { Some(g) } else { None })
                .filter(|g| plan.gatherings[*g].starts > now)
                .collect();
            assert!(ahead.len() >= 3, "{ahead:?} on day {day}");
            let great = ahead.iter().find(|g| plan.gatherings[**g].title == "Open Tools Day").unwrap();
            for friend in 2..=4 {
                let comes = |step: &Step| step.who == friend && step.what == What::Answer(*great, Reply::Yes);
                assert!(plan.steps.iter().any(comes), "{friend} does not come");
                let met = |step: &Step| matches!(step.what, What::Meet(other, _) if pair(step.who, other) == (MEMBER, friend));
                assert!(!plan.steps.iter().any(met), "{friend} was met already");
            }
            let met: BTreeSet<Number> = plan
                .steps
                .iter()
                .filter_map(|step| match step.what {
                    What::Meet(other, _) if step.who == MEMBER => Some(other),
                    What::Meet(other, _) if other == MEMBER => Some(step.who),
                    _ => None,
                })
                .collect();
            assert!(met.len() >= 4, "{met:?}");
            let last = plan.steps.iter().rev().find(|step| matches!(step.what, What::Say(Room::Pair(MEMBER), ..))).unwrap();
            assert!(last.at > now.plus(-2 * DAY));
        }
    }

    #[test]
    fn handles_and_names_are_each_one_persons() {
        let plan = Plan::make(1, NOW, Size::FULL);
        let handles: BTreeSet<&str> = plan.people.iter().map(|person| person.handle.as_str()).collect();
        let names: BTreeSet<&str> = plan.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((handles.len(), names.len()), (plan.people.len(), plan.people.len()));
        assert!(plan.people.iter().all(|person| !person.words.is_empty()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_step_could_be_done_by_the_one_who_does_it(seed: u64, hours in 0..20_000_i64) {
            let now = NOW.plus(hours * HOUR);
            replay(&Plan::make(seed, now, Size::SMALL), now);
        }
    }
}
