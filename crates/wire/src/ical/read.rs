//! Reads iCalendar (RFC 5545) as it is found in the world: folded anywhere, in other encodings, with zones that only the
//! calendar itself knows, with lines that nobody asked for. What can't be read is left out and said; nothing panics.
//!
//! Written here and not taken from a library: those that are kept read into types of another library of times, and refuse
//! whole files for one bad line.

use std::{cell::RefCell, collections::HashMap};

use jiff::civil::{Date, DateTime, Time};

use super::zones::{self, Described, Named};
use crate::{
    recur::{Fault, Pattern, Rule},
    text,
};

/// So many entries of one calendar are read.
pub const MOST: usize = 20_000;
/// So many descriptions of zones.
const MOST_ZONES: usize = 100;
/// So many days of an entry that are left out, and so many that are added.
const MOST_TIMES: usize = 1_000;
/// So many rules of an entry.
const MOST_RULES: usize = 8;

/// Where a clock hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// It shows UTC.
    Utc,
    /// Wherever whoever reads it is.
    Floating,
    /// In a zone that the reader's database has.
    Zone(String),
    /// In a zone that the calendar describes: so many seconds ahead of UTC at that time.
    Offset(i32),
}

/// A time as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// What the clock shows; midnight for a whole day.
    pub wall: DateTime,
    /// Which clock.
    pub clock: Clock,
    /// Whether it names a day and no time.
    pub whole_day: bool,
}

/// How an entry's end is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ends {
    /// At a time; of whole days the first that no longer belongs to it.
    At(When),
    /// After so many seconds.
    After(i64),
    /// Not at all.
    Open,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It takes place, as far as the calendar says.
    #[default]
    Stands,
    /// It may.
    Tentative,
    /// It was called off.
    Cancelled,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name for ever; empty where the calendar gives none.
    pub uid: String,
    /// Which occurrence of the one of the same name it stands for.
    pub stands_for: Option<When>,
    /// Grows with each change.
    pub sequence: i64,
    /// When it begins.
    pub starts: When,
    /// When it ends.
    pub ends: Ends,
    /// How it comes again: the rules, or why they can't be read. Days that are left out are in `without`.
    pub rules: Option<Result<Pattern, Fault>>,
    /// The last instant of its rules, where they end at one (in UTC).
    pub until: Option<DateTime>,
    /// Occurrences that do not take place.
    pub without: Vec<When>,
    /// Further ones.
    pub also: Vec<When>,
    /// Its title.
    pub summary: String,
    /// Words about it.
    pub description: String,
    /// Where.
    pub location: String,
    /// Its page.
    pub url: String,
    /// What it is about.
    pub categories: Vec<String>,
    /// Latitude and longitude in degrees, as written.
    pub geo: Option<(String, String)>,
    /// Where it stands.
    pub status: Status,
    /// Whether it is marked as for few eyes.
    pub private: bool,
}

/// A calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called; may be empty.
    pub name: String,
    /// The zone that it names for times without one.
    pub zone: Option<String>,
    /// Its entries, in the order in which they stand there.
    pub entries: Vec<Entry>,
    /// How many entries could not be read: without a beginning, or with one that is none.
    pub unread: usize,
}

/// A content line: `NAME;PARAM=VALUE:VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    params: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    fn read(text: &str) -> Option<Self> {
        let mut quoted = false;
        let mut marks = Vec::new();
        let mut colon = None;
        for (at, char) in text.char_indices() {
            match char {
                '"' => quoted = !quoted,
                ';' if !quoted => marks.push(at),
                ':' if !quoted => {
                    colon = Some(at);
                    break;
                }
                _ => {}
            }
        }
        // A quote that is never closed is none.
        let colon = colon.or_else(|| text.find(':'))?;
        marks.retain(|at| *at < colon);
        marks.push(colon);
        let mut parts = Vec::new();
        let mut from = 0;
        for mark in marks {
            parts.push(text.get(from..mark)?);
            from = mark + 1;
        }
        let mut parts = parts.into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let params = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned()))
        });
        let params = params.collect();
        (!name.is_empty()).then(|| Self { name, params, value: text.get(colon + 1..).unwrap_or_default().to_owned() })
    }

    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> String {
        unescape(&self.value)
    }
}

/// Puts folded lines together (§3.1) before anything else is made of the bytes: some fold within a character.
pub(super) fn unfold(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        match (end, bytes.get(at + end)) {
            (0, _) => out.push(*byte),
            (_, Some(b' ' | b'\t')) => at += end,
            _ => {
                out.push(b'\n');
                at += end - 1;
            }
        }
        at += 1;
    }
    out
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    text.lines().filter_map(Line::read).collect()
}

/// A text value as people read it (§3.3.11).
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (char, char == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            ('\0', _) => {}
            _ => out.push(char),
        }
    }
    out
}

/// The parts of a list (§3.1.1): at commas that are not escaped.
fn listed(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for char in text.chars() {
        if char == ',' && !escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(char);
        }
        escaped = char == '\\' && !escaped;
    }
    parts.iter().map(|part| unescape(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// `20261203`, `20261203T190000`, `20261203T190000Z`: what the clock shows, whether it is UTC, whether it is a whole day.
pub(super) fn local(text: &str) -> Option<(DateTime, bool, bool)> {
    let text = text.trim();
    let (day, rest) = text.split_at_checked(8)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(day) {
        return None;
    }
    let number = |text: &str, from: usize| text.get(from..from + 2).and_then(|two| two.parse::<i8>().ok());
    let date = Date::new(day.get(..4)?.parse().ok()?, number(day, 4)?, number(day, 6)?).ok()?;
    if rest.is_empty() {
        return Some((date.to_datetime(Time::midnight()), false, true));
    }
    let (time, utc) =
        rest.strip_prefix(['T', 't'])?.strip_suffix(['Z', 'z']).map_or((&rest[1..], false), |time| (time, true));
    if !digits(time) || !matches!(time.len(), 4 | 6) {
        return None;
    }
    // A leap second is the one before.
    let second = number(time, 4).unwrap_or(0).min(59);
    let time = Time::new(number(time, 0)?, number(time, 2)?, second, 0).ok()?;
    Some((date.to_datetime(time), utc, false))
}

/// `P1D`, `PT1H30M`, `P2W`, in seconds (§3.3.6).
fn duration(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let mut total: i64 = 0;
    let mut number = String::new();
    let mut any = false;
    for char in text.strip_prefix('P')?.chars() {
        let unit = match char {
            '0'..='9' => {
                number.push(char);
                continue;
            }
            'T' if number.is_empty() => continue,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
        any = true;
    }
    (any && number.is_empty()).then_some(sign * total)
}

struct Reader<'k> {
    zones: Vec<Described>,
    known: &'k dyn Fn(&str) -> bool,
    /// What the names of zones were found to mean: thousands of times say the same.
    named: RefCell<HashMap<String, Named>>,
}

impl Reader<'_> {
    fn when(&self, line: &Line, value: &str) -> Option<When> {
        // Of a period its beginning.
        let value = value.split('/').next().unwrap_or_default();
        let (wall, utc, whole_day) = local(value)?;
        let clock = match line.param("TZID") {
            _ if utc => Clock::Utc,
            Some(name) if !whole_day => self.named(name).clock(wall, &self.zones),
            _ => Clock::Floating,
        };
        Some(When { wall, clock, whole_day })
    }

    fn named(&self, name: &str) -> Named {
        let mut all = self.named.borrow_mut();
        if let Some(named) = all.get(name) {
            return named.clone();
        }
        let named = zones::named(name, &self.zones, self.known);
        all.insert(name.to_owned(), named.clone());
        named
    }

    fn entry(&self, lines: &[Line]) -> Option<Entry> {
        let find = |name: &str| lines.iter().find(|line| line.name == name);
        let text = |name: &str| find(name).map(Line::text).unwrap_or_default();
        let all = |name: &'static str| lines.iter().filter(move |line| line.name == name);
        let times = |name: &'static str| -> Vec<When> {
            let written = all(name).flat_map(|line| line.value.split(',').map(move |value| (line, value)));
            written.take(MOST_TIMES).filter_map(|(line, value)| self.when(line, value)).collect()
        };
        let starts = find("DTSTART").and_then(|line| self.when(line, &line.value))?;
        let ends = match (find("DTEND"), find("DURATION")) {
            (Some(line), _) => self.when(line, &line.value).map_or(Ends::Open, Ends::At),
            (None, Some(line)) => duration(&line.value).map_or(Ends::Open, Ends::After),
            (None, None) => Ends::Open,
        };
        let written: Vec<&str> = all("RRULE").map(|line| line.value.as_str()).collect();
        let rules = (!written.is_empty()).then(|| {
            if written.len() > MOST_RULES {
                return Err(Fault::Value);
            }
            let rules = written.iter().map(|text| text.parse::<Rule>()).collect::<Result<Vec<_>, _>>()?;
            Ok(Pattern { rules, without: Vec::new() })
        });
        let until = written.iter().find_map(|text| {
            let (_, rest) = text.split_once("UNTIL=")?;
            local(rest.split(';').next()?).filter(|(_, utc, _)| *utc).map(|(at, ..)| at)
        });
        let status = match text("STATUS").trim().to_ascii_uppercase().as_str() {
            "CANCELLED" | "CANCELED" => Status::Cancelled,
            "TENTATIVE" => Status::Tentative,
            _ => Status::Stands,
        };
        let geo = find("GEO").and_then(|line| line.value.split_once([';', ',']));
        let class = text("CLASS").trim().to_ascii_uppercase();
        Some(Entry {
            uid: text("UID").trim().to_owned(),
            stands_for: find("RECURRENCE-ID").and_then(|line| self.when(line, &line.value)),
            sequence: text("SEQUENCE").trim().parse().unwrap_or(0),
            starts,
            ends,
            rules,
            until,
            without: times("EXDATE"),
            also: times("RDATE"),
            summary: text("SUMMARY").trim().to_owned(),
            description: text("DESCRIPTION").trim().to_owned(),
            location: text("LOCATION").trim().to_owned(),
            // A URI, not a text: nothing in it is escaped (§3.3.13).
            url: find("URL").map(|line| line.value.trim().to_owned()).unwrap_or_default(),
            categories: all("CATEGORIES").flat_map(|line| listed(&line.value)).collect(),
            geo: geo.map(|(lat, lon)| (lat.trim().to_owned(), lon.trim().to_owned())),
            status,
            private: matches!(class.as_str(), "PRIVATE" | "CONFIDENTIAL"),
        })
    }
}

/// Reads a calendar; `known` says which names of zones the reader's own database has. `None` for what is none.
#[must_use]
pub fn read(bytes: &[u8], known: &dyn Fn(&str) -> bool) -> Option<Calendar> {
    let text = text::decode(&unfold(bytes));
    let lines = lines(&text);
    let is_mark =
        |line: &Line, mark: &str, kind: &str| line.name == mark && line.value.trim().eq_ignore_ascii_case(kind);
    lines.iter().find(|line| is_mark(line, "BEGIN", "VCALENDAR"))?;
    let mut calendar = Calendar::default();
    let mut zones = Vec::new();
    let mut entries: Vec<Vec<Line>> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let kind = if line.name == "BEGIN" { line.value.trim().to_ascii_uppercase() } else { String::new() };
        if line.name == "X-WR-TIMEZONE" {
            calendar.zone = calendar.zone.or_else(|| Some(line.text().trim().to_owned()).filter(|name| known(name)));
        } else if matches!(line.name.as_str(), "X-WR-CALNAME" | "NAME") && calendar.name.is_empty() {
            line.text().trim().clone_into(&mut calendar.name);
        } else if matches!(kind.as_str(), "VEVENT" | "VTIMEZONE" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VALARM") {
            // Up to its own end; where that is missing, to the next of its kind.
            let rest = lines.get(at..).unwrap_or_default();
            let stop = |line: &Line| is_mark(line, "END", &kind) || is_mark(line, "BEGIN", &kind);
            let length = rest.iter().position(stop).unwrap_or(rest.len());
            let inside = rest.get(..length).unwrap_or_default();
            at += length;
            match kind.as_str() {
                "VTIMEZONE" if zones.len() < MOST_ZONES => zones.push(Described::read(inside)),
                "VEVENT" if entries.len() < MOST => entries.push(without_parts(inside)),
                "VEVENT" => calendar.unread += 1,
                _ => {}
            }
        }
    }
    let reader = Reader { zones, known, named: RefCell::default() };
    for lines in &entries {
        match reader.entry(lines) {
            Some(entry) => calendar.entries.push(entry),
            None => calendar.unread += 1,
        }
    }
    Some(calendar)
}

/// The lines of an entry itself, without those of its alarms.
fn without_parts(lines: &[Line]) -> Vec<Line> {
    let mut depth = 0_usize;
    let mut own = Vec::new();
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => depth += 1,
            "END" => depth = depth.saturating_sub(1),
            _ if depth == 0 => own.push(line.clone()),
            _ => {}
        }
    }
    own
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ical;

    fn known(name: &str) -> bool {
        matches!(name, "Europe/Berlin" | "Europe/Brussels" | "UTC")
    }

    fn one(lines: &str) -> Entry {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
        read(text.as_bytes(), &known).unwrap().entries.remove(0)
    }

    #[test]
    fn a_schedule_as_conferences_print_it_is_read() {
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME;VALUE=TEXT:iCal\r\nX-WR-TIMEZONE;VALUE=TEXT:Europe/Brussels\r\n\
            BEGIN:VEVENT\r\nUID:1@conf@example.org\r\nDTSTART:20270206T100000\r\nDTEND:20270206T102500\r\n\
            SUMMARY:Scores\\, scopes\\; \r\n and \\\"quotes\\\"\r\nCATEGORIES:One,Two\\, three\r\nLOCATION:K.4.201\r\nEND:VEVENT\r\n\r\n\
            BEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\n\
            BEGIN:VTODO\r\nDTSTART:20270206T100000\r\nSUMMARY:No gathering\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
        let calendar = read(text.as_bytes(), &known).unwrap();
        assert_eq!((calendar.name.as_str(), calendar.zone.as_deref()), ("iCal", Some("Europe/Brussels")));
        assert_eq!((calendar.entries.len(), calendar.unread), (1, 1));
        let entry = &calendar.entries[0];
        assert_eq!(entry.summary, "Scores, scopes; and \"quotes\"");
        assert_eq!(entry.categories, ["One", "Two, three"]);
        assert_eq!(entry.starts.clock, Clock::Floating);
        assert_eq!(entry.starts.wall.to_string(), "2027-02-06T10:00:00");
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        let entry = one("DTSTART;TZID=Europe/Berlin:20261203T190000\nDURATION:PT1H30M\nSEQUENCE:4\nSTATUS:CANCELLED\n\
            RRULE:FREQ=WEEKLY;UNTIL=20270101T225959Z\nEXDATE;TZID=Europe/Berlin:20261210T190000,20261217T190000\n\
            BEGIN:VALARM\nDTSTART:20200101\nDESCRIPTION:Ring\nEND:VALARM\nGEO:48.1;11.5\nURL:https://example.org/a\\,b");
        assert_eq!(entry.starts.clock, Clock::Zone("Europe/Berlin".into()));
        assert_eq!((entry.ends, entry.sequence, entry.status), (Ends::After(5400), 4, Status::Cancelled));
        assert_eq!(entry.until.unwrap().to_string(), "2027-01-01T22:59:59");
        assert_eq!((entry.without.len(), entry.description.as_str()), (2, ""));
        assert_eq!(entry.geo, Some(("48.1".into(), "11.5".into())));
        assert_eq!(entry.url, "https://example.org/a\\,b");
        let day = one("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nRRULE:FREQ=HOURLY\nCLASS:PRIVATE");
        assert!(day.starts.whole_day && day.private);
        assert_eq!(day.rules, Some(Err(Fault::Part)));
        assert_eq!(one("DTSTART:20261203T180000Z").starts.clock, Clock::Utc);
    }

    #[test]
    fn folds_and_encodings_are_forgiven() {
        // Folded in the middle of an ö; in Latin-1; with a mark at its beginning.
        let text = b"\xef\xbb\xbfBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261203\nSUMMARY:Sch\xc3\n \xb6n\nEND:VEVENT\nEND:VCALENDAR";
        assert_eq!(read(text, &known).unwrap().entries[0].summary, "Schön");
        let text = b"BEGIN:VCALENDAR\rBEGIN:VEVENT\rDTSTART:20261203\rSUMMARY:Sch\xf6n\rEND:VEVENT\rEND:VCALENDAR";
        assert_eq!(read(text, &known).unwrap().entries[0].summary, "Schön");
        assert_eq!(read(b"<html>", &known), None);
        assert_eq!(
            one("DTSTART:20261203\nATTENDEE;CN=\"Doe: Jane\":mailto:x\nSUMMARY;LANGUAGE=\"de:DTSTART").summary,
            "DTSTART"
        );
    }

    #[test]
    fn bombs_are_read_in_no_time() {
        let observance = "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\n";
        let zone = format!("BEGIN:VTIMEZONE\nTZID:X\n{}END:VTIMEZONE\n", observance.repeat(1_000));
        let times = format!("EXDATE;TZID=X:{}\n", "20261203T190000,".repeat(5_000));
        let entry = format!("BEGIN:VEVENT\nDTSTART;TZID=X:20261203T190000\n{times}END:VEVENT\n");
        let text = format!("BEGIN:VCALENDAR\n{}{entry}END:VCALENDAR\n", zone.repeat(200));
        let calendar = read(text.as_bytes(), &known).unwrap();
        assert_eq!(calendar.entries[0].starts.clock, Clock::Offset(3600));
        assert_eq!(calendar.entries[0].without.len(), MOST_TIMES);
        let rules = "RRULE:FREQ=DAILY\n".repeat(MOST_RULES + 1);
        assert_eq!(one(&format!("DTSTART:20261203\n{rules}")).rules, Some(Err(Fault::Value)));
    }

    #[test]
    fn durations_are_read() {
        for (text, seconds) in [("PT1H", 3600), ("P1DT2M", 86_520), ("P2W", 1_209_600), ("-PT15M", -900), ("+PT5S", 5)]
        {
            assert_eq!(duration(text), Some(seconds), "{text}");
        }
        for text in ["", "P", "PT", "1H", "PT1", "P1Y", "P99999999999999999999D", "P9223372036854775807W"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut text = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_vec();
            text.extend(&bytes);
            drop(read(&text, &known));
            drop(read(&bytes, &known));
        }

        #[test]
        fn odd_lines_are_read_without_harm(
            lines in prop::collection::vec("(BEGIN|END|DTSTART|DTEND|RRULE|EXDATE|TZID|TZOFFSETTO|DURATION|GEO)?[;:=\",/ZTP0-9A-Zäé\\\\-]{0,30}", 0..20),
        ) {
            let text = format!("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n{}\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=X:20261203T1900\n{}", lines.join("\n"), lines.join("\n"));
            drop(read(text.as_bytes(), &known));
        }

        #[test]
        fn what_we_print_is_read_again(
            summary in "[ -~äöß€🦊\n]{0,90}", words in "[ -~äöß\n]{0,300}", starts in 0i64..4_000_000_000, length in 60i64..900_000,
            sequence in 0i64..99,
        ) {
            let event = ical::Event {
                uid: "a@b", sequence, starts, ends: starts + length, summary: summary.trim(), description: words.trim(),
                ..ical::Event::default()
            };
            let text = ical::calendar(&ical::Calendar { name: "Tea, and cake", ..ical::Calendar::default() }, &[event]);
            let calendar = read(text.as_bytes(), &known).unwrap();
            prop_assert_eq!(calendar.name, "Tea, and cake");
            let entry = &calendar.entries[0];
            prop_assert_eq!((entry.summary.as_str(), entry.description.as_str()), (summary.trim(), words.trim()));
            prop_assert_eq!((entry.uid.as_str(), entry.sequence), ("a@b", sequence));
            prop_assert_eq!(&entry.starts.clock, &Clock::Utc);
        }
    }
}
