//! Who there is.

use std::collections::BTreeSet;

use super::{Person, Planner, What, town};
use crate::{
    demo::{
        cast::{BY_INTEREST, HOW, MORE, TONGUES, TOWNS, WHEN},
        chance::Chance,
        clubs::{CLUBS, Club},
        own::FRIENDS,
    },
    interests::WELL_KNOWN,
    people::Handle,
    time::{DAY, MINUTE},
};

impl Planner {
    pub(super) fn populate(&mut self) {
        let mut chance = self.chance("people");
        let mut handles = BTreeSet::new();
        let mut names = BTreeSet::new();
        for friend in &FRIENDS {
            self.add(
                &mut chance,
                &mut handles,
                friend.name.to_owned(),
                friend.town,
                friend.tag,
                friend.interests,
                Some(friend.words),
            );
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
            let tag =
                if chance.percent(55) { home.tag } else { chance.one(&TONGUES).map_or("en", |tongue| tongue.tag) };
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

    pub(super) fn name(&self, chance: &mut Chance, names: &mut BTreeSet<String>, tag: &str) -> String {
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
    pub(super) fn add(
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
        let Some(handle) =
            wanted.into_iter().skip(skip).find(|handle| Handle::read(handle).is_ok() && handles.insert(handle.clone()))
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

    pub(super) fn about(&self, chance: &mut Chance, interests: &[&str]) -> String {
        let known: Vec<_> = BY_INTEREST.iter().filter(|(interest, _)| interests.contains(interest)).collect();
        let first = chance.one(&known).and_then(|(_, lines)| chance.one(lines)).copied();
        let second = if chance.percent(55) || first.is_none() { chance.one(MORE).copied() } else { None };
        first.into_iter().chain(second).collect::<Vec<_>>().join(" ")
    }
}
