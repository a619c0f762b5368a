//! What takes place, and who comes.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::DateTime};
use visavis_places::Place;

use super::{Gathering, HOST, MEMBER, Number, Planner, Reply, What, town, zone_of};
use crate::{
    demo::{
        chance::Chance,
        clubs::{CLUBS, Every, Series},
        own::{FRIENDS, OWN, Own},
    },
    time::{DAY, HOUR, MINUTE, Moment},
};

impl Planner {
    pub(super) fn schedule(&mut self) {
        let mut chance = self.chance("gatherings");
        for (number, club) in CLUBS.iter().enumerate() {
            let Some(place) = town(club.town) else { continue };
            for (which, series) in club.series.iter().enumerate() {
                for (turn, week) in self.weeks(series.every).into_iter().enumerate() {
                    let Some((from, to, starts, ends)) = self.times(&place, series, week) else { continue };
                    // The Open Tools Day lies ahead, whichever day of the week it is today.
                    let lead = chance.between(44, 48) * DAY;
                    let earliest = self.founded[number].plus(DAY);
                    let published = starts
                        .plus(-lead)
                        .max(earliest.plus(turn as i64 * 11 * MINUTE))
                        .min(self.now.plus(-chance.between(20, 70) * HOUR));
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

    pub(super) fn publish(&mut self, gathering: Gathering) {
        self.step(gathering.published, gathering.host, What::Publish(self.gatherings.len()));
        self.coming.push(BTreeMap::from([(gathering.host, gathering.published)]));
        self.gatherings.push(gathering);
    }

    /// The weeks, counted from this one, in which a series takes place.
    pub(super) fn weeks(&self, every: Every) -> Vec<(i64, i8)> {
        match every {
            Every::Once(week, day) => vec![(week, day)],
            Every::Weeks(each, day, shift) => (-self.size.back..=self.size.ahead)
                .filter(|week| (week + shift).rem_euclid(each) == 0)
                .map(|week| (week, day))
                .collect(),
        }
    }

    pub(super) fn times(
        &self,
        place: &Place,
        series: &Series,
        week: (i64, i8),
    ) -> Option<(DateTime, DateTime, Moment, Moment)> {
        times(self.now, place, week, series.start, series.minutes)
    }

    /// What people plan among themselves, without a community.
    pub(super) fn plan_own(&mut self, own: &Own) {
        let Some(place) = self.people.get(own.host).map(|person| person.town) else { return };
        let Some((from, to, starts, ends)) = times(self.now, &place, (own.week, own.day), own.start, own.minutes)
        else {
            return;
        };
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

    pub(super) fn is_far(&self, person: Number, gathering: &Gathering) -> bool {
        self.people[person].town.id != gathering.town.id
    }

    /// Who comes, of those who may: regulars more often, those from elsewhere to the great days only.
    pub(super) fn answer(&mut self) {
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
                    && (once
                        || !self.is_far(*person, &gathering)
                        || (gathering.host == MEMBER && self.insists(*person, &gathering)))
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
    pub(super) fn circle(&self, person: Number) -> Vec<(Number, Moment)> {
        let mut circle: BTreeMap<Number, Moment> = BTreeMap::new();
        for members in self.members.iter().filter(|members| members.contains_key(&person)) {
            circle.extend(members.iter().map(|(other, since)| (*other, *since)));
        }
        circle.into_iter().collect()
    }

    pub(super) fn crowd(
        &self,
        chance: &mut Chance,
        gathering: &Gathering,
        series: Option<&Series>,
        once: bool,
    ) -> usize {
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
    pub(super) fn insists(&self, person: Number, gathering: &Gathering) -> bool {
        let Some(friend) = FRIENDS.get(person) else { return false };
        let near = gathering.starts.since(self.now) < 8 * DAY;
        match gathering.club.map(|club| CLUBS[club].handle) {
            Some("kernel-und-kipferl") => true,
            Some("dice-and-tea") => near && friend.clubs.contains(&"dice-and-tea"),
            Some("two-tongues") => near && gathering.starts > self.now && person == MEMBER,
            Some(_) => person == HOST && near,
            // Friends from afar come to the member’s breakfast, and the member to friends nearby.
            None if gathering.host == MEMBER => (2..=5).contains(&person),
            None => {
                person == MEMBER
                    && FRIENDS
                        .get(gathering.host)
                        .is_some_and(|host| host.town == friend.town && host.clubs.contains(&"dice-and-tea"))
            }
        }
    }

    /// The one answer of the member that is a maybe.
    pub(super) fn hesitates(&self, person: Number, gathering: &Gathering) -> bool {
        let repair = gathering.club.is_some_and(|club| CLUBS[club].handle == "repaircafe-am-kanal");
        person == MEMBER && repair && gathering.starts > self.now
    }

    pub(super) fn attend(&mut self) {
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
