//! Who meets and who follows whom.

use std::collections::BTreeSet;

use super::{HOST, MEMBER, Number, Planner, What, pair};
use crate::time::{DAY, HOUR, MINUTE, Moment};

impl Planner {
    /// Who met whom at what took place. The member has met two people of the game night often.
    pub(super) fn meet(&mut self) {
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
                let at = starts.plus(
                    40 * MINUTE
                        + chance.between(0, ends.since(starts) / MINUTE - 45) * MINUTE
                        + chance.between(0, 59) * 1_000,
                );
                if at < self.last() {
                    self.met.entry((a, b)).or_insert(at);
                    let (who, other) = if chance.percent(50) { (a, b) } else { (b, a) };
                    self.step(at, who, What::Meet(other, number));
                }
            }
        }
    }

    pub(super) fn follow(&mut self) {
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

    pub(super) fn follow_friends(&mut self) {
        for (turn, (a, b)) in [(MEMBER, 2), (MEMBER, 3), (MEMBER, 4), (MEMBER, 5), (5, 6), (HOST, 7), (2, 3), (3, 4)]
            .into_iter()
            .enumerate()
        {
            let at = self.begin.plus(4 * DAY + turn as i64 * 13 * HOUR);
            self.follow_one(a, b, at);
            self.follow_one(b, a, at.plus(5 * HOUR));
        }
    }

    pub(super) fn follow_one(&mut self, person: Number, other: Number, at: Moment) {
        let late = at.min(self.last()) < at || at <= self.people[person].joined.max(self.people[other].joined);
        if person != other && !late && !self.follows.contains_key(&(person, other)) {
            self.follows.insert((person, other), at);
            self.step(at, person, What::Follow(other));
        }
    }
}
