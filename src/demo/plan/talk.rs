//! What is said.

use std::collections::{BTreeMap, BTreeSet};

use super::{HOST, MEMBER, Number, Planner, Room, What, pair};
use crate::{
    demo::{
        chance::Chance,
        clubs::{CLUBS, Thread},
        letters::{self, Letters},
        own::FRIENDS,
    },
    time::{DAY, HOUR, MINUTE, Moment},
};

impl Planner {
    pub(super) fn talk_in_clubs(&mut self) {
        let mut chance = self.chance("talk");
        for (number, club) in CLUBS.iter().enumerate() {
            let count = club.threads.len() as i64;
            // Evenly over the weeks, the last in the last days.
            let from = self.founded[number].plus(9 * DAY);
            let span = self.now.since(from) - 40 * HOUR;
            for (turn, thread) in club.threads.iter().enumerate() {
                let at = from.plus(span * (turn as i64 + 1) / count - chance.between(0, 30) * HOUR);
                let speakers: Vec<(Number, Moment)> =
                    self.members[number].iter().map(|(p, since)| (*p, *since)).collect();
                self.say_thread(&mut chance, Room::Club(number), thread, self.hosts[number], speakers, at, None);
            }
        }
    }

    pub(super) fn talk_at_gatherings(&mut self) {
        let mut chance = self.chance("at gatherings");
        for (number, club) in CLUBS.iter().enumerate() {
            let mut all: Vec<Number> = (0..self.gatherings.len())
                .filter(|g| self.gatherings[*g].club == Some(number) && self.gatherings[*g].series == club.about)
                .collect();
            all.sort_by_key(|g| self.gatherings[*g].starts.since(self.now).abs());
            let next = all.iter().copied().find(|g| self.gatherings[*g].starts > self.now);
            let past: Vec<Number> =
                all.iter().copied().filter(|g| self.gatherings[*g].ends < self.now.plus(-6 * HOUR)).collect();
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

    pub(super) fn past_of(&self, club: Number) -> Vec<Number> {
        let mut past: Vec<Number> = (0..self.gatherings.len())
            .filter(|g| self.gatherings[*g].club == Some(club) && self.gatherings[*g].ends < self.now.plus(-6 * HOUR))
            .collect();
        past.sort_by_key(|g| std::cmp::Reverse(self.gatherings[*g].ends));
        past
    }

    pub(super) fn say_at(&mut self, chance: &mut Chance, gathering: Number, thread: Thread, at: Moment, until: Moment) {
        let speakers: Vec<(Number, Moment)> = if at > self.gatherings[gathering].ends {
            self.there[gathering].iter().map(|person| (*person, self.gatherings[gathering].starts)).collect()
        } else {
            self.coming[gathering].iter().map(|(person, since)| (*person, *since)).collect()
        };
        let host = self.gatherings[gathering].host;
        self.say_thread(chance, Room::Gathering(gathering), thread, host, speakers, at, Some(until));
    }

    #[expect(clippy::too_many_arguments, reason = "who, where, what and when of a whole thread")]
    pub(super) fn say_thread(
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

    pub(super) fn say(&mut self, at: Moment, who: Number, room: Room, words: &'static str, reply_to: Option<Number>) {
        self.step(at, who, What::Say(room, words, self.posts, reply_to));
        self.posts += 1;
    }

    pub(super) fn write_letters(&mut self) {
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

    pub(super) fn letters_of_met(
        &mut self,
        chance: &mut Chance,
        written: &mut BTreeSet<(Number, Number)>,
        most: usize,
    ) {
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

    pub(super) fn letters_of_planning(
        &mut self,
        chance: &mut Chance,
        written: &mut BTreeSet<(Number, Number)>,
        most: usize,
    ) {
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

    pub(super) fn letters_online(
        &mut self,
        chance: &mut Chance,
        written: &mut BTreeSet<(Number, Number)>,
        most: usize,
    ) {
        let mut pairs: Vec<_> =
            self.follows.keys().filter(|(a, b)| a < b && self.are_mutual((*a, *b))).copied().collect();
        chance.shuffle(&mut pairs);
        pairs.retain(|pair| !self.met.contains_key(pair));
        for (turn, (a, b)) in pairs.into_iter().take(most).enumerate() {
            if written.insert((a, b)) {
                let at = self.awake(chance, self.mutual_since((a, b)).plus(HOUR), self.now.plus(-8 * HOUR));
                self.write(chance, (a, b), letters::ONLINE[turn % letters::ONLINE.len()], at, false);
            }
        }
    }

    pub(super) fn are_mutual(&self, (a, b): (Number, Number)) -> bool {
        self.follows.contains_key(&(a, b)) && self.follows.contains_key(&(b, a))
    }

    pub(super) fn mutual_since(&self, (a, b): (Number, Number)) -> Moment {
        let of = |pair: (Number, Number)| self.follows.get(&pair).copied().unwrap_or(self.now);
        of((a, b)).max(of((b, a)))
    }

    /// Writes a conversation: from `at` on, or so that its last line is said at `at`.
    pub(super) fn write(
        &mut self,
        chance: &mut Chance,
        (a, b): (Number, Number),
        lines: Letters,
        at: Moment,
        ends: bool,
    ) {
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
}
