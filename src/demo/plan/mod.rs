//! The whole demonstration as a list of steps, from a seed and the present moment: pure, and the same each time.
//!
//! The steps stand in the order of time, and each could have been done by the one who does it: they had joined by
//! then, belonged to the community, knew the other. The tests at the foot replay them.

mod communities;
mod gatherings;
mod people;
mod talk;
mod ties;

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use visavis_places::{Place, search};

use super::{chance::Chance, clubs::CLUBS};
use crate::time::{DAY, MINUTE, Moment, Zone};

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

    fn finish(mut self) -> Plan {
        // What happens at the same moment happens in the order in which it was thought of.
        self.steps.sort_by_key(|step| step.at);
        Plan { people: self.people, gatherings: self.gatherings, steps: self.steps, posts: self.posts }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{demo::clubs::Door, time::HOUR};

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
                    must(
                        step.at > planned.starts.plus(-2 * HOUR) && step.at < planned.ends,
                        "is there too early or late",
                    )?;
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
                    must(
                        self.there.contains(&(gathering, who)) && self.there.contains(&(gathering, other)),
                        "was not there",
                    )?;
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
            let last =
                plan.steps.iter().rev().find(|step| matches!(step.what, What::Say(Room::Pair(MEMBER), ..))).unwrap();
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
