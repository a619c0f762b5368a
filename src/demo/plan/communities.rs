//! Who founds, joins, asks and lets in.

use super::{HOST, Number, Planner, What, town};
use crate::{
    demo::{
        chance::Chance,
        clubs::{CLUBS, Club, Door},
        own::FRIENDS,
    },
    time::{DAY, HOUR, MINUTE},
};

impl Planner {
    pub(super) fn found(&mut self) {
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

    pub(super) fn enter(&mut self) {
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

    pub(super) fn enter_one(&mut self, chance: &mut Chance, number: Number, club: &Club, person: Number) {
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
    pub(super) fn share_hosting(&mut self) {
        let Some(number) = CLUBS.iter().position(|club| club.handle == "repaircafe-am-kanal") else { return };
        if let Some(since) = self.members[number].get(&HOST).copied() {
            self.step(since.plus(3 * DAY), self.hosts[number], What::Share(number, HOST));
        }
    }
}
