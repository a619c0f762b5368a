//! What an entry of a calendar says as a gathering, and what is to be done about it.

use std::collections::{BTreeMap, HashSet};

use jiff::{
    Span,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use visavis_places::{Place, Point, nearest};
use visavis_wire::{
    ical::read::{Calendar, Clock, Ends, Entry, Status, When},
    recur::{End, Pattern},
};

use crate::{
    error::{Error, Problems, Result},
    gatherings::{Draft, State},
    http::Fields,
    id::CommunityId,
    interests,
    time::{DAY, HOUR, MINUTE, Moment, Zone},
    town,
};

/// So many entries are taken at once.
pub const MOST: usize = 1_000;
/// What comes again is brought in for so many days ahead …
const AHEAD: i64 = 366;
/// … and no more often than this.
const MOST_TIMES: usize = 120;
/// So many days are walked for all that comes again in one calendar: years of thousands of entries, and no more.
const MOST_WALKED: i64 = 20_000_000;

/// What the form says of all entries at once.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The community they are for.
    pub community: Option<CommunityId>,
    /// Where they are, unless they say so themselves.
    pub town: Place,
    /// What they are about.
    pub interests: Vec<String>,
    /// Of a table: which column holds what, and the order in which days are written.
    pub columns: BTreeMap<String, String>,
}

impl Settings {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let community = fields.some("community").map(str::parse);
        problems.unless(!matches!(community, Some(Err(_))), "community", "problem-gathering-community");
        let town = fields.some("town").ok_or("problem-gathering-town");
        let town = town.and_then(|text| town::read(text).map_err(|_| "problem-gathering-town-unknown"));
        if let Err(key) = town {
            problems.add("town", key);
        }
        let interests = interests::of_fields(fields, &mut problems);
        let said = fields.names().filter(|name| *name == "order" || name.starts_with("column-"));
        let columns = said.filter_map(|name| Some((name.to_owned(), fields.some(name)?.to_owned())));
        let columns = columns.take(20).collect();
        match town {
            Ok(town) if problems.0.is_empty() => Ok(Self {
                community: community.and_then(Result::ok),
                town,
                interests: interests.iter().map(|interest| interest.as_str().to_owned()).collect(),
                columns,
            }),
            _ => Err(Error::Invalid(problems)),
        }
    }

    /// As it is stored, and read again.
    pub fn json(&self) -> Value {
        let mut said = json!({
            "community": self.community.map(|community| community.to_string()),
            "town": town::label(&self.town), "interest": self.interests,
        });
        for (name, value) in &self.columns {
            said[name.as_str()] = Value::from(value.as_str());
        }
        said
    }

    /// Where clocks without a zone hang.
    pub fn zone(&self) -> Zone {
        Zone::named(self.town.zone).unwrap_or(Zone::UTC)
    }
}

/// The fields of a gathering's form, as an entry says them.
pub type Said = BTreeMap<String, Value>;

/// An entry as a gathering.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its name at its source.
    pub entry: String,
    /// How often it was changed there.
    pub sequence: i64,
    /// Whether it was called off there.
    pub cancelled: bool,
    /// What it says.
    pub said: Said,
    /// From when to when.
    pub time: Option<(Moment, Moment)>,
    /// Why it can be none: the key of a message.
    pub why: Option<&'static str>,
}

/// The fields as a form would send them.
///
/// # Errors
/// What can't have been said.
pub fn fields_of(said: &Said) -> Result<Fields> {
    Fields::from_object(said.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// What stands in a form, as JSON.
pub fn said_of(fields: &Fields) -> Said {
    let list = |name: &str| fields.every(name).map(|text| Value::from(text.to_owned())).collect::<Vec<_>>();
    fields.names().map(|name| (name.to_owned(), Value::from(list(name)))).collect()
}

/// What stands in a gathering's form once what changed at its source is taken over: all else stays as its host left it.
pub fn merged(stored: Fields, before: &Said, after: &Said) -> Fields {
    let names: HashSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    changed.fold(stored, |fields, name| {
        let texts = |value: &Value| match value {
            Value::Array(all) => all.iter().filter_map(|one| one.as_str().map(ToOwned::to_owned)).collect(),
            Value::String(text) => vec![text.clone()],
            _ => Vec::new(),
        };
        fields.with_list(name, after.get(name).map(texts).unwrap_or_default())
    })
}

/// A text cut to so many characters, with a sign that it was.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// When a clock shows that, and in which zone it is worth saying.
fn moment(when: &When, usual: &Zone) -> Option<(Moment, Zone)> {
    let utc = |wall: DateTime| {
        let at = wall.to_zoned(TimeZone::UTC).ok()?;
        Some(Moment::from_ms(at.timestamp().as_millisecond()))
    };
    match &when.clock {
        Clock::Utc => Some((utc(when.wall)?, usual.clone())),
        Clock::Floating => Some((usual.moment(when.wall)?, usual.clone())),
        Clock::Zone(name) => {
            let zone = Zone::named(name)?;
            Some((zone.moment(when.wall)?, zone))
        }
        Clock::Offset(seconds) => Some((utc(when.wall)?.plus(-i64::from(*seconds) * 1000), usual.clone())),
    }
}

/// How long an entry lasts (milliseconds).
fn length(entry: &Entry, starts: Moment, usual: &Zone) -> i64 {
    match &entry.ends {
        Ends::At(when) => moment(when, usual).map_or(HOUR, |(ends, _)| ends.since(starts)),
        Ends::After(seconds) => seconds.saturating_mul(1000),
        Ends::Open if entry.starts.whole_day => DAY,
        Ends::Open => HOUR,
    }
}

/// What an entry says of an occurrence that begins then.
fn said(entry: &Entry, settings: &Settings, (starts, zone): (Moment, &Zone), length: i64) -> Said {
    let mut said = Said::new();
    let mut put = |name: &str, text: String| drop(said.insert(name.to_owned(), Value::from(text)));
    let mut words = entry.description.clone();
    let page = entry.url.starts_with("https://") || entry.url.starts_with("http://");
    if page && !words.contains(&entry.url) {
        words = if words.is_empty() { format!("<{}>", entry.url) } else { format!("{words}\n\n<{}>", entry.url) };
    }
    put("title", cut(&entry.summary.split_whitespace().collect::<Vec<_>>().join(" "), 120));
    put("words", cut(&words, 10_000));
    let begin = starts.on_the_wall(zone).datetime();
    // A whole day lasts until its last minute.
    let ends = starts.plus(if entry.starts.whole_day { length - MINUTE } else { length });
    let end = ends.on_the_wall(zone).datetime();
    put("date", begin.date().to_string());
    put("start", begin.strftime("%H:%M").to_string());
    put("end", end.strftime("%H:%M").to_string());
    if end.date() != begin.date() {
        put("end_date", end.date().to_string());
    }
    let place = entry.geo.as_ref().and_then(|(lat, lon)| {
        let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
        // Nobody meets where both are 0: programs write that for "unknown".
        Point::new(lat, lon).ok().filter(|_| lat != 0.0 || lon != 0.0).map(nearest)
    });
    let town = place.unwrap_or(settings.town);
    put("town", town::label(&town));
    put("zone", zone.name().to_owned());
    let location = entry.location.split_whitespace().collect::<Vec<_>>().join(" ");
    let (venue, address) = match location.split_once([',', ';']) {
        Some((venue, address)) if venue.chars().count() <= 120 => (venue.trim(), address.trim()),
        _ => (location.as_str(), ""),
    };
    put("venue", cut(venue, 120));
    put("address", cut(address, 200));
    if let Some(community) = settings.community {
        put("community", community.to_string());
    }
    said.insert("interest".into(), Value::from(settings.interests.clone()));
    said
}

/// What an entry is as a gathering. `why` names what keeps it from being one.
pub fn judged(entry: String, sequence: i64, cancelled: bool, said: Said, now: Moment) -> Found {
    let mut found = Found { entry, sequence, cancelled, said, time: None, why: None };
    let planned = fields_of(&found.said).and_then(|fields| Draft::read(&fields, None)?.plan(now, None));
    match planned {
        Ok(planned) => found.time = Some((planned.starts_at, planned.ends_at)),
        Err(Error::Invalid(problems)) => found.why = problems.0.first().map(|fault| fault.key),
        Err(_) => found.why = Some("import-why-unread"),
    }
    found
}

struct Reading<'a> {
    settings: &'a Settings,
    usual: Zone,
    now: Moment,
    found: Vec<Found>,
    /// How many days may still be walked.
    left: i64,
}

impl Reading<'_> {
    fn put(&mut self, entry: &Entry, name: String, starts: Moment, zone: &Zone) {
        let length = length(entry, moment(&entry.starts, &self.usual).map_or(starts, |(at, _)| at), &self.usual);
        let said = said(entry, self.settings, (starts, zone), length);
        let cancelled = entry.status == Status::Cancelled;
        let mut found = judged(name, entry.sequence, cancelled, said, self.now);
        found.time = found.time.or(Some((starts, starts.plus(length))));
        if entry.private {
            found.why = Some("import-why-private");
        }
        self.found.push(found);
    }

    fn fault(&mut self, entry: &Entry, why: &'static str) {
        let said = Said::from([("title".to_owned(), Value::from(cut(&entry.summary, 120)))]);
        let (entry, sequence) = (name_of(entry), entry.sequence);
        self.found.push(Found { entry, sequence, cancelled: false, said, time: None, why: Some(why) });
    }

    /// All dates of one that comes again, but those that others stand for.
    fn series(&mut self, entry: &Entry, rules: &Pattern, others: &[&Entry]) {
        // More are not kept.
        if self.found.len() >= 2 * MOST {
            return;
        }
        let Some((first, zone)) = moment(&entry.starts, &self.usual) else {
            return self.fault(entry, "import-why-unread");
        };
        let begin = first.on_the_wall(&zone).datetime();
        let last = self.now.plus(AHEAD * DAY).on_the_wall(&zone).date();
        let span = last.duration_since(begin.date()).as_hours().max(0) / 24 + 1;
        // A time that is named costs more than a day that is walked over.
        let named = entry.also.len() + entry.without.len() + others.len();
        self.left -= span * rules.rules.len() as i64 + 50 * named as i64;
        if self.left < 0 {
            return self.fault(entry, "import-why-many");
        }
        let until = entry.until.and_then(|at| at.to_zoned(TimeZone::UTC).ok());
        let until = until.map(|at| Moment::from_ms(at.timestamp().as_millisecond()));
        let mut rules = rules.clone();
        for rule in &mut rules.rules {
            // It ends at an instant: the day of that instant may be another in its zone.
            if let (End::Until(day), Some(_)) = (rule.end, until) {
                rule.end = End::Until(day.checked_add(Span::new().days(1)).unwrap_or(day));
            }
        }
        let ahead = self.now.plus(-DAY).on_the_wall(&zone).date();
        let days = dates(&rules, begin.date(), ahead, last, span).into_iter().map(|day| day.to_datetime(begin.time()));
        let in_time = |day: &DateTime| until.is_none_or(|until| zone.moment(*day).is_some_and(|at| at <= until));
        let mut days: Vec<DateTime> = days.filter(in_time).collect();
        // The first belongs to it, whether the rules name it or not; and so do those that are named one by one.
        days.push(begin);
        days.extend(entry.also.iter().filter_map(|when| {
            let wall = if when.whole_day { when.wall.date().to_datetime(begin.time()) } else { when.wall };
            Some(moment(&When { wall, ..when.clone() }, &zone)?.0.on_the_wall(&zone).datetime())
        }));
        days.sort();
        days.dedup();
        // Those that do not take place, and those that others stand for.
        let gone: Vec<&When> =
            entry.without.iter().chain(others.iter().filter_map(|other| other.stands_for.as_ref())).collect();
        let instants: HashSet<i64> = gone.iter().filter_map(|when| Some(moment(when, &zone)?.0.ms())).collect();
        let whole: HashSet<Date> = gone.iter().filter(|when| when.whole_day).map(|when| when.wall.date()).collect();
        for day in days.into_iter().filter(|day| day.date() >= ahead && day.date() <= last) {
            let Some(at) = zone.moment(day) else { continue };
            if self.found.len() >= 2 * MOST {
                return;
            }
            if !instants.contains(&at.ms()) && !whole.contains(&day.date()) {
                self.put(entry, format!("{}#{}", name_of(entry), day.strftime("%Y%m%dT%H%M")), at, &zone);
            }
        }
    }

    fn single(&mut self, entry: &Entry) {
        let Some((at, zone)) = moment(&entry.starts, &self.usual) else {
            return self.fault(entry, "import-why-unread");
        };
        let name = match entry.stands_for.as_ref().and_then(|when| moment(when, &self.usual)) {
            Some((of, _)) => format!("{}#{}", name_of(entry), of.on_the_wall(&zone).strftime("%Y%m%dT%H%M")),
            None => name_of(entry),
        };
        self.put(entry, name, at, &zone);
    }
}

/// The days of the rules from one on, `span` after the first at most. A rule that ends after so many counts from its first.
fn dates(rules: &Pattern, first: Date, from: Date, last: Date, span: i64) -> Vec<Date> {
    let all = rules.dates(first, last, usize::try_from(span).unwrap_or_default());
    all.into_iter().filter(|day| *day >= from).take(MOST_TIMES).collect()
}

/// Its name at its source; where it has none, one made of what it says.
fn name_of(entry: &Entry) -> String {
    if (1..=300).contains(&entry.uid.len()) {
        return entry.uid.clone();
    }
    let text =
        if entry.uid.is_empty() { format!("{} {}", entry.summary, entry.starts.wall) } else { entry.uid.clone() };
    hash(&text)
}

/// A short name for a text.
pub fn hash(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..16])
}

/// What the entries of a calendar are as gatherings, each name once: the last of its name holds.
pub fn found(calendar: &Calendar, settings: &Settings, now: Moment) -> Vec<Found> {
    let usual = calendar.zone.as_deref().and_then(Zone::named).unwrap_or_else(|| settings.zone());
    let mut reading = Reading { settings, usual, now, found: Vec::new(), left: MOST_WALKED };
    let mut others: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in calendar.entries.iter().filter(|entry| entry.stands_for.is_some()) {
        others.entry(entry.uid.as_str()).or_default().push(entry);
    }
    for entry in &calendar.entries {
        match &entry.rules {
            _ if entry.stands_for.is_some() => reading.single(entry),
            Some(Ok(rules)) => {
                let others = others.get(entry.uid.as_str()).map_or(&[][..], Vec::as_slice);
                reading.series(entry, rules, others);
            }
            Some(Err(_)) => reading.fault(entry, "import-why-rule"),
            None if entry.also.is_empty() => reading.single(entry),
            None => reading.series(entry, &Pattern { rules: Vec::new(), without: Vec::new() }, &[]),
        }
    }
    once(reading.found)
}

/// Each name once, the last that has it; in the order of their times.
pub fn once(mut found: Vec<Found>) -> Vec<Found> {
    let mut seen = HashSet::new();
    found.reverse();
    found.retain(|one| seen.insert(one.entry.clone()));
    found.reverse();
    found.sort_by_key(|one| one.time.map_or(i64::MAX, |(starts, _)| starts.ms()));
    for one in found.iter_mut().filter(|one| one.why.is_none()).skip(MOST) {
        one.why = Some("import-why-many");
    }
    found.truncate(2 * MOST);
    found
}

/// What is to be done about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It becomes a gathering.
    New,
    /// Its gathering changes.
    Changed,
    /// All is as it was.
    Same,
    /// Its gathering is called off.
    Cancelled,
    /// Nothing, for a reason.
    Left,
}

impl What {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Cancelled, Self::Left, Self::Same];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Cancelled => "cancelled",
            Self::Left => "left",
        }
    }

    /// Whether there is something to do.
    pub fn does(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Cancelled)
    }
}

/// What stands for an entry already.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// How often it had been changed at its source.
    pub sequence: i64,
    /// What it said.
    pub said: Said,
    /// Where the gathering stands now.
    pub state: State,
}

/// What is to be done about an entry, and why not more.
pub fn plan(found: &Found, known: Option<&Known>) -> (What, Option<&'static str>) {
    let Some(known) = known else {
        return match found.why {
            Some(why) => (What::Left, Some(why)),
            None if found.cancelled => (What::Left, Some("import-why-cancelled")),
            None => (What::New, None),
        };
    };
    match known.state {
        State::CalledOff if found.cancelled => (What::Same, None),
        State::CalledOff => (What::Left, Some("import-why-off-here")),
        State::Over => (What::Left, Some("import-why-over")),
        State::On | State::Ahead if found.cancelled => (What::Cancelled, None),
        _ if found.said == known.said => (What::Same, None),
        _ if found.sequence < known.sequence => (What::Left, Some("import-why-older")),
        _ => match found.why {
            Some(why) => (What::Left, Some(why)),
            None => (What::Changed, None),
        },
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use visavis_wire::ical::read::read;

    use super::*;

    const NOW: Moment = Moment::from_seconds(1_795_694_400);

    fn settings() -> Settings {
        Settings::read(&Fields::from_query("town=Munich%2C+Bayern%2C+DE&interest=tea")).unwrap()
    }

    fn found_in(events: &str) -> Vec<Found> {
        let text = format!("BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR\n");
        let calendar = read(text.as_bytes(), &|name| Zone::named(name).is_some()).unwrap();
        found(&calendar, &settings(), NOW)
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")
    }

    fn text<'a>(found: &'a Found, name: &str) -> &'a str {
        found.said.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    #[test]
    fn an_entry_becomes_a_form() {
        let all = found_in(&event(
            "UID:a\nSUMMARY:Tea\nDTSTART;TZID=America/New_York:20261203T190000\nDURATION:PT5H30M\n\
            LOCATION:The hall\\, 5 Main St\nURL:https://example.org/tea\nDESCRIPTION:Come",
        ));
        let [one] = &all[..] else { panic!("{all:?}") };
        let shown = ["title", "date", "start", "end", "end_date", "zone", "venue", "address", "town", "words"]
            .map(|name| text(one, name));
        let wanted = [
            "Tea",
            "2026-12-03",
            "19:00",
            "00:30",
            "2026-12-04",
            "America/New_York",
            "The hall",
            "5 Main St",
            "Munich, Bavaria, DE",
            "Come\n\n<https://example.org/tea>",
        ];
        assert_eq!(shown[..8], wanted[..8]);
        assert_eq!(shown[9], wanted[9]);
        assert_eq!(one.why, None);
        assert_eq!(one.time.unwrap().0.iso(), "2026-12-04T00:00:00Z");
    }

    #[test]
    fn times_of_every_kind_are_said_in_the_zone_of_the_town() {
        for (lines, date, start, end) in [
            ("DTSTART:20261203T180000Z\nDTEND:20261203T193000Z", "2026-12-03", "19:00", "20:30"),
            ("DTSTART:20261203T190000", "2026-12-03", "19:00", "20:00"),
            ("DTSTART;VALUE=DATE:20261203", "2026-12-03", "00:00", "23:59"),
            ("DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261205", "2026-12-03", "00:00", "23:59"),
        ] {
            let all = found_in(&event(&format!("UID:a\nSUMMARY:Tea\n{lines}")));
            assert_eq!(
                (text(&all[0], "date"), text(&all[0], "start"), text(&all[0], "end")),
                (date, start, end),
                "{lines}"
            );
        }
    }

    #[test]
    fn what_can_be_no_gathering_says_why() {
        for (lines, why) in [
            ("SUMMARY:Tea\nDTSTART:20251203T190000", "problem-gathering-past"),
            ("DTSTART:20261203T190000", "problem-gathering-title"),
            ("SUMMARY:Tea\nDTSTART:20261203T190000\nDTEND:20261203T180000", "problem-gathering-end"),
            ("SUMMARY:Tea\nDTSTART:20261203T190000\nCLASS:PRIVATE", "import-why-private"),
            ("SUMMARY:Tea\nDTSTART:20261203T190000\nRRULE:FREQ=HOURLY", "import-why-rule"),
        ] {
            let all = found_in(&event(&format!("UID:a\n{lines}")));
            assert_eq!(all[0].why, Some(why), "{lines}");
        }
    }

    #[test]
    fn what_comes_again_is_taken_date_by_date() {
        let series = "UID:a\nSUMMARY:Tea\nDTSTART;TZID=Europe/Berlin:20261103T190000\nRRULE:FREQ=WEEKLY;UNTIL=20261222T180000Z\n\
            EXDATE;TZID=Europe/Berlin:20261208T190000\nRDATE;TZID=Europe/Berlin:20261224T190000";
        let moved = "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261215T190000\nSUMMARY:Tea\\, later\nDTSTART;TZID=Europe/Berlin:20261216T200000\nSEQUENCE:1";
        let all = found_in(&(event(series) + &event(moved)));
        let shown: Vec<_> = all.iter().map(|one| (one.entry.as_str(), text(one, "date"), text(one, "title"))).collect();
        assert_eq!(
            shown,
            [
                ("a#20261201T1900", "2026-12-01", "Tea"),
                ("a#20261215T1900", "2026-12-16", "Tea, later"),
                ("a#20261222T1900", "2026-12-22", "Tea"),
                ("a#20261224T1900", "2026-12-24", "Tea"),
            ]
        );
        let forever = found_in(&event("UID:a\nSUMMARY:Tea\nDTSTART:20100101T190000\nRRULE:FREQ=DAILY"));
        assert_eq!(forever.len(), MOST_TIMES);
        assert_eq!(text(&forever[1], "date"), "2026-11-26");
        for year in ["1970", "1601"] {
            let forever = found_in(&event(&format!("UID:a\nSUMMARY:Tea\nDTSTART:{year}0101T190000\nRRULE:FREQ=DAILY")));
            assert_eq!((forever.len(), text(&forever[1], "date")), (MOST_TIMES, "2026-11-26"), "{year}");
        }
    }

    #[test]
    fn each_name_holds_once_and_no_more_than_can_be_taken() {
        let all = found_in(
            &(event("UID:a\nSUMMARY:One\nDTSTART:20261203T190000")
                + &event("UID:a\nSUMMARY:Two\nDTSTART:20261203T190000")),
        );
        assert_eq!(all.iter().map(|one| text(one, "title")).collect::<Vec<_>>(), ["Two"]);
        let nameless = event("SUMMARY:One\nDTSTART:20261203T190000") + &event("SUMMARY:Two\nDTSTART:20261203T190000");
        assert_eq!(found_in(&nameless).len(), 2);
    }

    #[test]
    fn what_is_done_follows_from_what_is_known() {
        let found = found_in(&event("UID:a\nSUMMARY:Tea\nDTSTART:20261203T190000\nSEQUENCE:2")).remove(0);
        let off = Found { cancelled: true, ..found.clone() };
        let past = Found { why: Some("problem-gathering-past"), ..found.clone() };
        let same = Known { sequence: 2, said: found.said.clone(), state: State::Ahead };
        let other = Known { said: Said::new(), ..same.clone() };
        let newer = Known { sequence: 3, ..other.clone() };
        let is_off = Known { state: State::CalledOff, ..other.clone() };
        let over = Known { state: State::Over, ..other.clone() };
        assert_eq!(plan(&found, None), (What::New, None));
        assert_eq!(plan(&off, None), (What::Left, Some("import-why-cancelled")));
        assert_eq!(plan(&past, None), (What::Left, Some("problem-gathering-past")));
        assert_eq!(plan(&found, Some(&same)), (What::Same, None));
        assert_eq!(plan(&found, Some(&other)), (What::Changed, None));
        assert_eq!(plan(&past, Some(&other)), (What::Left, Some("problem-gathering-past")));
        assert_eq!(plan(&found, Some(&newer)), (What::Left, Some("import-why-older")));
        assert_eq!(plan(&off, Some(&same)), (What::Cancelled, None));
        assert_eq!(plan(&off, Some(&is_off)), (What::Same, None));
        assert_eq!(plan(&found, Some(&is_off)), (What::Left, Some("import-why-off-here")));
        assert_eq!(plan(&found, Some(&over)), (What::Left, Some("import-why-over")));
    }

    #[test]
    fn what_the_host_changed_here_stays() {
        let said = |title: &str, end: &[&str]| -> Said {
            Said::from([
                ("title".into(), Value::from(title)),
                ("end_date".into(), Value::from(end.to_vec())),
                ("venue".into(), Value::from("Hall")),
            ])
        };
        let stored = Fields::from_query("title=Tea&venue=Kitchen&capacity=12&end_date=2026-12-04");
        let after = merged(stored, &said("Tea", &["2026-12-04"]), &said("Cake", &[]));
        assert_eq!(
            (after.text("title"), after.text("venue"), after.text("capacity"), after.some("end_date")),
            ("Cake", "Kitchen", "12", None)
        );
        let fields = Fields::from_query("title=Tea&interest=a&interest=b");
        let again = fields_of(&said_of(&fields)).unwrap();
        assert_eq!((again.text("title"), again.all("interest").count()), ("Tea", 2));
    }
}
