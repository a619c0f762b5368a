//! What a calendar means by the name of a zone: the database's own names, those of other programs, and where there is
//! neither, how the calendar itself says that the clocks stand (§3.6.5).

use std::{cell::RefCell, collections::BTreeMap};

use jiff::civil::{Date, DateTime};

use super::read::{Clock, Line, local};
use crate::recur::{End, Rule};

/// What Windows and the programs around it call zones, and what the database does.
const WINDOWS: [(&str, &str); 47] = [
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Argentina Standard Time", "America/Buenos_Aires"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Canada Central Standard Time", "America/Regina"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Asia Standard Time", "Asia/Almaty"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Eastern Standard Time", "America/New_York"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("India Standard Time", "Asia/Calcutta"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("Mountain Standard Time", "America/Denver"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("UTC", "UTC"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

/// So many changes of clocks of one zone are read.
const MOST_RULES: usize = 64;
/// For so many years of one zone it is reckoned when its clocks change …
const MOST_YEARS: usize = 40;
/// … and so often by one rule in the years that matter: rules of clocks do it once a year.
const MOST_ONSETS: usize = 12;
/// The longest name of a zone (bytes) …
const LONGEST_NAME: usize = 255;
/// … and so many of its ends are looked up.
const MOST_ENDS: usize = 8;

/// A zone as a calendar describes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Described {
    name: String,
    /// What some programs add: the database's name.
    location: String,
    rules: Vec<Observance>,
    /// When its clocks change, as it matters in a year, and how they stand then.
    years: RefCell<BTreeMap<i16, Vec<(DateTime, i32)>>>,
}

/// From when on the clocks stand how.
#[derive(Debug, Clone, Default)]
struct Observance {
    from: Option<DateTime>,
    before: i32,
    after: i32,
    rule: Option<Rule>,
}

impl Described {
    /// Reads the lines between `BEGIN:VTIMEZONE` and its end.
    pub(super) fn read(lines: &[Line]) -> Self {
        let mut zone = Self::default();
        let mut open: Option<Observance> = None;
        for line in lines {
            match (line.name.as_str(), &mut open) {
                _ if zone.rules.len() >= MOST_RULES => break,
                ("BEGIN", _) => open = Some(Observance::default()),
                ("END", _) => zone.rules.extend(open.take().filter(|rule| rule.from.is_some())),
                ("TZID", None) => zone.name.clone_from(&line.value),
                ("X-LIC-LOCATION", None) => zone.location.clone_from(&line.value),
                ("DTSTART", Some(rule)) => rule.from = local(&line.value).map(|(at, ..)| at),
                ("TZOFFSETFROM", Some(rule)) => rule.before = offset(&line.value).unwrap_or_default(),
                ("TZOFFSETTO", Some(rule)) => rule.after = offset(&line.value).unwrap_or_default(),
                ("RRULE", Some(rule)) => rule.rule = line.value.parse().ok(),
                _ => {}
            }
        }
        zone
    }

    /// How far the clocks are ahead of UTC when they show that (seconds).
    fn offset_at(&self, wall: DateTime) -> Option<i32> {
        let mut years = self.years.borrow_mut();
        if years.len() >= MOST_YEARS && !years.contains_key(&wall.year()) {
            return None;
        }
        let onsets =
            years.entry(wall.year()).or_insert_with(|| self.rules.iter().flat_map(|rule| rule.onsets(wall)).collect());
        let last = onsets.iter().filter(|(at, _)| *at <= wall).max().copied();
        let first = || self.rules.iter().min_by_key(|rule| rule.from).map(|rule| rule.before);
        last.map(|(_, after)| after).or_else(first)
    }
}

impl Observance {
    /// When it begins, as far as it matters in the year of a clock, and how the clocks stand then.
    fn onsets(&self, wall: DateTime) -> Vec<(DateTime, i32)> {
        let Some(from) = self.from else { return Vec::new() };
        let mut all = vec![(from, self.after)];
        if let Some(rule) = &self.rule {
            // Rules of clocks begin anew each year, so that the last years alone matter: some begin in 1601.
            let recent = Date::new(wall.year().saturating_sub(2), from.month(), 1).unwrap_or(from.date());
            let first = recent.max(from.date());
            let year = wall.date().last_of_year();
            let end = if let End::Until(until) = rule.end { until.min(year) } else { year };
            let days = rule.dates(first, end).take(MOST_ONSETS);
            all.extend(days.map(|day| (day.to_datetime(from.time()), self.after)));
        }
        all
    }
}

/// `+0100`, `-0330`, `+010000`, in seconds.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, text.get(1..)?),
        b'+' => (1, text.get(1..)?),
        _ => (1, text),
    };
    let fine = matches!(digits.len(), 4 | 6) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |text| text.parse::<i32>().ok());
    let seconds = part(0)? * 3_600 + part(2)? * 60 + part(4)?;
    (fine && seconds <= 86_400).then_some(sign * seconds)
}

/// What a name of a zone means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Known(Clock),
    /// As that one of those that are described says.
    Described(usize),
    Unknown,
}

impl Named {
    /// What it means to a clock that shows `wall`.
    pub(super) fn clock(self, wall: DateTime, described: &[Described]) -> Clock {
        match self {
            Self::Known(clock) => clock,
            Self::Described(at) => {
                described.get(at).and_then(|zone| zone.offset_at(wall)).map_or(Clock::Floating, Clock::Offset)
            }
            Self::Unknown => Clock::Floating,
        }
    }
}

/// What a name of a zone means; `known` says which names the reader's own database has.
pub(super) fn named(name: &str, described: &[Described], known: &dyn Fn(&str) -> bool) -> Named {
    if name.len() > LONGEST_NAME {
        return Named::Unknown;
    }
    let at = described.iter().position(|zone| zone.name == name);
    let location = at.and_then(|at| described.get(at)).map(|zone| zone.location.as_str());
    let plain = name.trim_matches(['"', '/']);
    // `/example.org/20230104_1/Europe/Berlin` is found by its end.
    let ends = plain.match_indices('/').take(MOST_ENDS).filter_map(|(at, _)| plain.get(at + 1..));
    let windows = WINDOWS.iter().find(|(other, _)| other.eq_ignore_ascii_case(plain)).map(|(_, name)| *name);
    let mut names = location.into_iter().chain([plain]).chain(ends).chain(windows);
    match names.find(|name| (1..=LONGEST_NAME).contains(&name.len()) && known(name)) {
        Some("UTC" | "Etc/UTC") => Named::Known(Clock::Utc),
        Some(name) => Named::Known(Clock::Zone(name.to_owned())),
        None => at.map_or(Named::Unknown, Named::Described),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::ical::read::lines;

    const BERLIN: &str = "TZID:Mitteleuropa\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n\
        TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n";

    #[test]
    fn a_calendars_own_zone_says_how_its_clocks_stand() {
        let zone = Described::read(&lines(BERLIN));
        for (wall, hours) in [
            ("2026-01-15T12:00", 1),
            ("2026-03-29T01:59", 1),
            ("2026-03-29T03:00", 2),
            ("2026-07-01T00:00", 2),
            ("2026-10-25T03:00", 1),
            ("2026-12-31T23:59", 1),
        ] {
            assert_eq!(zone.offset_at(wall.parse().unwrap()), Some(hours * 3600), "{wall}");
        }
    }

    #[test]
    fn names_of_other_programs_are_known() {
        let known = |name: &str| matches!(name, "Europe/Berlin" | "America/New_York" | "UTC");
        let zones = [Described::read(&lines(BERLIN))];
        let clock = |name: &str| named(name, &zones, &known).clock("2026-07-01T12:00".parse().unwrap(), &zones);
        for name in ["Europe/Berlin", "/Europe/Berlin", "/example.org/2023/Europe/Berlin", "W. Europe Standard Time"] {
            assert_eq!(clock(name), Clock::Zone("Europe/Berlin".into()), "{name}");
        }
        assert_eq!(clock("UTC"), Clock::Utc);
        assert_eq!(clock("Mitteleuropa"), Clock::Offset(7200));
        assert_eq!(clock("Nowhere"), Clock::Floating);
    }

    #[test]
    fn offsets_are_read() {
        for (text, seconds) in [("+0100", 3600), ("-0330", -12_600), ("+010203", 3723), ("0000", 0)] {
            assert_eq!(offset(text), Some(seconds), "{text}");
        }
        for text in ["", "+", "+1", "+9900", "ä100", "+01:00", "+1é1"] {
            assert_eq!(offset(text), None, "{text}");
        }
    }
}
