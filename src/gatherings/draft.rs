//! What a host plans: a form read into a draft, and the draft held against the clock.

use jiff::{
    Span,
    civil::{Date, DateTime, Time},
};
use visavis_places::Place;

use super::{
    about::About,
    answers::model::Terms,
    model::{Gathering, LONGEST},
};
use crate::{
    error::{Error, Problems, Result},
    http::Fields,
    id::CommunityId,
    interests::{self, Interest},
    time::{DAY, Moment, Zone},
    town,
};

/// So far ahead one can plan (milliseconds).
const FARTHEST: i64 = 5 * 366 * DAY;
/// An end without a date is on the next day where that is at most so many hours after the start.
const OVERNIGHT_HOURS: i64 = 12;
/// The most places that can be counted.
pub(super) const MOST_PLACES: i64 = 100_000;

/// What a host plans, read but not yet held against the clock.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The community it is for.
    pub community: Option<CommunityId>,
    /// Its title.
    pub title: String,
    /// Words about it, in Markdown.
    pub words: String,
    /// What the clock on the wall will say when it begins.
    pub starts: DateTime,
    /// What the clock on the wall will say when it ends.
    pub ends: DateTime,
    /// In which zone.
    pub zone: Zone,
    /// The venue's name.
    pub venue: String,
    /// Street and number.
    pub address: String,
    /// The town.
    pub town: Place,
    /// How many can come, the host counted.
    pub capacity: Option<i64>,
    /// What it is about.
    pub interests: Vec<Interest>,
    /// The hash of a kept picture.
    pub photo: Option<String>,
    /// What the picture shows.
    pub photo_words: String,
    /// What holds for answers.
    pub terms: Terms,
    /// What else people choose it by.
    pub about: About,
}

/// A planned time with the instants that follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What the clock on the wall will say when it begins: as planned, or after the gap where that hour is left out.
    pub starts_local: DateTime,
    /// The same for the end.
    pub ends_local: DateTime,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
}

impl Planned {
    /// The instants of a planned time; `None` in years that no clock shows.
    pub fn of(starts: DateTime, ends: DateTime, zone: &Zone) -> Option<Self> {
        let (starts_at, ends_at) = (zone.moment(starts)?, zone.moment(ends)?);
        let wall = |at: Moment| at.on_the_wall(zone).datetime();
        Some(Self { starts_local: wall(starts_at), ends_local: wall(ends_at), starts_at, ends_at })
    }

    /// The same for what is planned already, when the rules of its zone have changed. Should its end come to lie before
    /// its start, in an hour that the clocks leave out, it is as long as it was.
    pub fn kept(starts: DateTime, ends: DateTime, zone: &Zone, length: i64) -> Option<Self> {
        let planned = Self::of(starts, ends, zone)?;
        if planned.ends_at > planned.starts_at {
            return Some(planned);
        }
        let ends_at = planned.starts_at.plus(length);
        Some(Self { ends_local: ends_at.on_the_wall(zone).datetime(), ends_at, ..planned })
    }
}

/// A text of one line: blanks made one, nothing that hides or turns.
pub(super) fn line(text: &str) -> String {
    let hidden = |char: char| {
        char.is_control() || matches!(char, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let text: String =
        text.chars().map(|char| if char.is_whitespace() { ' ' } else { char }).filter(|char| !hidden(*char)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2026-11-26` and nothing else.
fn date_of(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// `19:00`, perhaps with seconds that are left out.
fn time_of(text: &str) -> Option<Time> {
    let shaped = matches!(text.len(), 5 | 8) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let time: Time = shaped.then(|| text.parse().ok()).flatten()?;
    time.with().second(0).subsec_nanosecond(0).build().ok()
}

/// When something ends that begins then: on the day given, else on the same day, else in the night that follows.
fn end_of(starts: DateTime, time: Time, date: Option<Date>) -> Result<DateTime, &'static str> {
    if let Some(date) = date {
        let ends = date.to_datetime(time);
        return if ends > starts { Ok(ends) } else { Err("problem-gathering-end") };
    }
    let same_day = starts.date().to_datetime(time);
    if same_day > starts {
        return Ok(same_day);
    }
    let next_day = same_day.checked_add(Span::new().days(1)).map_err(|_| "problem-gathering-end")?;
    let latest = starts.checked_add(Span::new().hours(OVERNIGHT_HOURS)).map_err(|_| "problem-gathering-end")?;
    if next_day <= latest { Ok(next_day) } else { Err("problem-gathering-end") }
}

impl Draft {
    /// Reads the fields of the form. `kept` is the hash of the picture that is to be there afterwards.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn read(fields: &Fields, kept: Option<&str>) -> Result<Self> {
        let mut problems = Problems::default();
        let title = line(fields.text("title"));
        match title.chars().count() {
            0 => problems.add("title", "problem-gathering-title"),
            1..=120 => {}
            _ => problems.add_number("title", "problem-gathering-long-text", 120),
        }
        let words = fields.text("words").replace("\r\n", "\n");
        if words.chars().count() > 10_000 {
            problems.add_number("words", "problem-gathering-long-text", 10_000);
        }
        let community = match fields.some("community").map(str::parse) {
            None => None,
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => {
                problems.add("community", "problem-gathering-community");
                None
            }
        };
        let date = date_of(fields.text("date"));
        problems.unless(date.is_some(), "date", "problem-gathering-date");
        let start = time_of(fields.text("start"));
        problems.unless(start.is_some(), "start", "problem-gathering-time");
        let end = time_of(fields.text("end"));
        problems.unless(end.is_some(), "end", "problem-gathering-time");
        let end_date = fields.some("end_date").map(date_of);
        problems.unless(end_date != Some(None), "end_date", "problem-gathering-date");
        let town = fields
            .some("town")
            .ok_or("problem-gathering-town")
            .and_then(|text| town::read(text).map_err(|_| "problem-gathering-town-unknown"));
        if let Err(key) = town {
            problems.add("town", key);
        }
        let zone = match (fields.some("zone"), town) {
            (Some(name), _) => Zone::named(name).ok_or("problem-gathering-zone"),
            (None, Ok(town)) => Zone::named(town.zone).ok_or("problem-gathering-zone"),
            // The town's fault is named already.
            (None, Err(_)) => Ok(Zone::UTC),
        };
        if let Err(key) = zone {
            problems.add("zone", key);
        }
        let short = |field: &'static str, most: usize, problems: &mut Problems| {
            let text = line(fields.text(field));
            if text.chars().count() > most {
                problems.add_number(field, "problem-gathering-long-text", most as i64);
            }
            text
        };
        let venue = short("venue", 120, &mut problems);
        let address = short("address", 200, &mut problems);
        let photo_words = short("photo_words", 300, &mut problems);
        let capacity = match fields.some("capacity").map(|text| text.parse::<i64>()) {
            None => None,
            Some(Ok(places)) if (2..=MOST_PLACES).contains(&places) => Some(places),
            Some(_) => {
                problems.add_number("capacity", "problem-gathering-capacity", MOST_PLACES);
                None
            }
        };
        let interests = interests::of_fields(fields, &mut problems);
        let terms = Terms::read(fields, zone.as_ref().unwrap_or(&Zone::UTC), &mut problems);
        let about = About::read(fields, &mut problems);
        let mut ends = None;
        if let (Some(date), Some(start), Some(end)) = (date, start, end) {
            let starts = date.to_datetime(start);
            match end_of(starts, end, end_date.flatten()) {
                Ok(at) => ends = Some((starts, at)),
                Err(_) if end_date == Some(None) => {}
                Err(key) => problems.add(if end_date.is_some() { "end_date" } else { "end" }, key),
            }
        }
        match (ends, zone, town) {
            (Some((starts, ends)), Ok(zone), Ok(town)) if problems.0.is_empty() => Ok(Self {
                community,
                title,
                words,
                starts,
                ends,
                zone,
                venue,
                address,
                town,
                capacity,
                interests,
                photo: kept.map(ToOwned::to_owned),
                photo_words,
                terms,
                about,
            }),
            _ => Err(Error::Invalid(problems)),
        }
    }

    /// Holds the planned time against the clock. `before` is what stood there, when something is changed: a time that
    /// stays as it was needs not be ahead.
    ///
    /// # Errors
    /// A time that is past, too far off, or ends before it begins.
    pub fn plan(&self, now: Moment, before: Option<&Gathering>) -> Result<Planned> {
        let planned = Planned::of(self.starts, self.ends, &self.zone)
            .ok_or_else(|| Error::invalid("date", "problem-gathering-far"))?;
        let mut problems = Problems::default();
        let unmoved = before.is_some_and(|before| before.starts_at == planned.starts_at);
        if planned.starts_at <= now && !unmoved {
            problems.add("date", "problem-gathering-past");
        } else if planned.starts_at.since(now) > FARTHEST {
            problems.add("date", "problem-gathering-far");
        }
        let length = planned.ends_at.since(planned.starts_at);
        if length <= 0 {
            problems.add("end", "problem-gathering-end");
        } else if length > LONGEST {
            problems.add("end_date", "problem-gathering-too-long");
        } else if planned.ends_at <= now && unmoved {
            problems.add("end", "problem-gathering-end-past");
        }
        if self.terms.opens_at.is_some_and(|opens| opens >= planned.ends_at) {
            problems.add("answers_from", "problem-gathering-answers-late");
        }
        problems.check().map(|()| planned)
    }

    /// Whether time or place differ from what stood there: then those who answered have to know.
    pub fn moves(&self, planned: &Planned, before: &Gathering) -> bool {
        planned.starts_at != before.starts_at
            || planned.ends_at != before.ends_at
            || self.venue != before.venue
            || self.address != before.address
            || Some(i64::from(self.town.id)) != before.place
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment::from_seconds(1_795_694_400);

    fn fields(changes: &[(&str, &str)]) -> Fields {
        let usual = [
            ("title", "Tea for eight"),
            ("date", "2026-12-03"),
            ("start", "19:00"),
            ("end", "22:00"),
            ("town", "Munich, Bayern, DE"),
            ("capacity", "8"),
        ];
        let kept = usual.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
        kept.chain(changes).fold(Fields::default(), |fields, (name, value)| fields.with(name, *value))
    }

    fn faults(changes: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
        match Draft::read(&fields(changes), None).and_then(|draft| draft.plan(NOW, None)) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(problems)) => problems.0.iter().map(|fault| (fault.field, fault.key)).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_draft_is_in_the_zone_of_its_town() {
        let draft = Draft::read(&fields(&[]), None).unwrap();
        assert_eq!(draft.zone.name(), "Europe/Berlin");
        assert_eq!(draft.plan(NOW, None).unwrap().starts_at.iso(), "2026-12-03T18:00:00Z");
        let draft = Draft::read(&fields(&[("zone", "Asia/Tokyo")]), None).unwrap();
        assert_eq!(draft.plan(NOW, None).unwrap().starts_at.iso(), "2026-12-03T10:00:00Z");
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        let long = "x".repeat(121);
        for (field, value, key) in [
            ("title", "", "problem-gathering-title"),
            ("title", "\u{200b}", "problem-gathering-title"),
            ("title", &long, "problem-gathering-long-text"),
            ("community", "tea", "problem-gathering-community"),
            ("date", "", "problem-gathering-date"),
            ("date", "2026-02-30", "problem-gathering-date"),
            ("date", "03.12.2026", "problem-gathering-date"),
            ("date", "2026-11-26", "problem-gathering-past"),
            ("date", "2033-01-01", "problem-gathering-far"),
            ("start", "25:00", "problem-gathering-time"),
            ("start", "7pm", "problem-gathering-time"),
            ("end", "", "problem-gathering-time"),
            ("end", "18:00", "problem-gathering-end"),
            ("end_date", "tomorrow", "problem-gathering-date"),
            ("end_date", "2026-12-02", "problem-gathering-end"),
            ("end_date", "2027-02-02", "problem-gathering-too-long"),
            ("zone", "Europe/Atlantis", "problem-gathering-zone"),
            ("town", "", "problem-gathering-town"),
            ("town", "zzzzqqqq", "problem-gathering-town-unknown"),
            ("capacity", "1", "problem-gathering-capacity"),
            ("capacity", "-5", "problem-gathering-capacity"),
            ("capacity", "many", "problem-gathering-capacity"),
            ("capacity", "99999999999999999999", "problem-gathering-capacity"),
        ] {
            // 12:00 UTC is 13:00 in Munich: a start at noon that day is past.
            let changes: &[(&str, &str)] =
                if value == "2026-11-26" { &[("date", value), ("start", "12:00")] } else { &[(field, value)] };
            assert_eq!(faults(changes), [(field, key)], "{field}={value}");
        }
    }

    #[test]
    fn an_evening_may_end_in_the_night() {
        let draft = Draft::read(&fields(&[("end", "02:00")]), None).unwrap();
        assert_eq!(draft.ends.to_string(), "2026-12-04T02:00:00");
        assert!(faults(&[("end", "02:00"), ("end_date", "2026-12-06")]).is_empty());
    }

    #[test]
    fn an_hour_that_the_clocks_leave_out_is_the_next() {
        let changes = [("date", "2027-03-28"), ("start", "02:30"), ("end", "05:00")];
        let planned = Draft::read(&fields(&changes), None).unwrap().plan(NOW, None).unwrap();
        assert_eq!(planned.starts_local.to_string(), "2027-03-28T03:30:00");
        // Within the gap the end comes to lie before the start.
        assert_eq!(
            faults(&[("date", "2027-03-28"), ("start", "02:30"), ("end", "03:10")]),
            [("end", "problem-gathering-end")]
        );
    }

    #[test]
    fn what_new_rules_leave_out_keeps_its_length() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let at = |hour, minute| jiff::civil::date(2027, 3, 28).at(hour, minute, 0, 0);
        let planned = Planned::kept(at(2, 30), at(3, 10), &zone, 40 * 60_000).unwrap();
        assert_eq!(planned.starts_local, at(3, 30));
        assert_eq!(planned.ends_local, at(4, 10));
        assert_eq!(Planned::kept(at(5, 0), at(6, 0), &zone, 1), Planned::of(at(5, 0), at(6, 0), &zone));
    }

    const ZONES: [&str; 7] = [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "UTC",
    ];

    proptest! {
        #[test]
        fn the_wall_time_kept_gives_the_same_instants_again(
            zone in 0..ZONES.len(), year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28, minute in 0i64..1440, length in 1i64..2000,
        ) {
            let zone = Zone::named(ZONES[zone]).unwrap();
            let starts = jiff::civil::date(year, month, day).at(0, 0, 0, 0) + Span::new().minutes(minute);
            let planned = Planned::of(starts, starts + Span::new().minutes(length), &zone).unwrap();
            let again = Planned::of(planned.starts_local, planned.ends_local, &zone).unwrap();
            prop_assert_eq!(&again, &planned);
            // What was typed stands on the wall, unless that hour is left out; then it is later, by a day at most.
            let shift = (planned.starts_local - starts).total((jiff::Unit::Minute, starts)).unwrap();
            prop_assert!((0.0..=1440.0).contains(&shift), "{shift}");
        }

        #[test]
        fn an_end_is_after_its_start(start in 0i64..1440, end in 0i64..1440, days in prop::option::of(-3i64..5)) {
            let time = |minute: i64| jiff::civil::time((minute / 60) as i8, (minute % 60) as i8, 0, 0);
            let starts = jiff::civil::date(2026, 12, 3).to_datetime(time(start));
            let date = days.map(|days| starts.date() + Span::new().days(days));
            if let Ok(ends) = end_of(starts, time(end), date) {
                prop_assert!(ends > starts);
                prop_assert!(date.is_none_or(|date| ends.date() == date));
            }
        }

        #[test]
        fn whatever_is_typed_is_read_without_harm(date in ".{0,12}", start in ".{0,9}", end in ".{0,9}", zone in ".{0,20}", capacity in ".{0,20}") {
            let typed = fields(&[("date", &date), ("start", &start), ("end", &end), ("zone", &zone), ("capacity", &capacity)]);
            if let Ok(draft) = Draft::read(&typed, None) {
                let _either_way = draft.plan(NOW, None);
            }
        }
    }
}
