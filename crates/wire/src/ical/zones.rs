//! What a calendar means by the name of a zone: the database's own names, those of other programs, and where there is
//! neither, how the calendar itself says that the clocks stand (§3.6.5).

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

/// A zone as a calendar describes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Described {
    name: String,
    /// What some programs add: the database's name.
    location: String,
    rules: Vec<Observance>,
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
        let last = self.rules.iter().filter_map(|rule| Some((rule.last_before(wall)?, rule.after))).max();
        let first = || self.rules.iter().min_by_key(|rule| rule.from).map(|rule| rule.before);
        last.map(|(_, after)| after).or_else(first)
    }
}

impl Observance {
    /// When it last began, for a clock that shows that.
    fn last_before(&self, wall: DateTime) -> Option<DateTime> {
        let from = self.from.filter(|from| *from <= wall)?;
        let Some(rule) = &self.rule else { return Some(from) };
        // Rules of clocks begin anew each year, so that the last years alone matter: some begin in 1601.
        let recent = Date::new(wall.year().saturating_sub(2), from.month(), 1).unwrap_or(from.date());
        let first = recent.max(from.date());
        let end = if let End::Until(until) = rule.end { until.min(wall.date()) } else { wall.date() };
        let days = rule.dates(first, end).map(|day| day.to_datetime(from.time()));
        Some(days.filter(|at| *at <= wall).last().unwrap_or(from))
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

/// What a name of a zone means to a clock that shows `wall`; `known` says which names the reader's own database has.
pub(super) fn clock(name: &str, wall: DateTime, described: &[Described], known: &dyn Fn(&str) -> bool) -> Clock {
    let zone = described.iter().find(|zone| zone.name == name);
    let plain = name.trim_matches(['"', '/']);
    // `/example.org/20230104_1/Europe/Berlin` is found by its end.
    let ends = plain.match_indices('/').filter_map(|(at, _)| plain.get(at + 1..));
    let windows = WINDOWS.iter().find(|(other, _)| other.eq_ignore_ascii_case(plain)).map(|(_, name)| *name);
    let mut names = zone.map(|zone| zone.location.as_str()).into_iter().chain([plain]).chain(ends).chain(windows);
    match names.find(|name| !name.is_empty() && known(name)) {
        Some("UTC" | "Etc/UTC") => Clock::Utc,
        Some(name) => Clock::Zone(name.to_owned()),
        None => zone.and_then(|zone| zone.offset_at(wall)).map_or(Clock::Floating, Clock::Offset),
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
        let clock = |name: &str| clock(name, "2026-07-01T12:00".parse().unwrap(), &zones, &known);
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
