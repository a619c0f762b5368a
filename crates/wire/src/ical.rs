//! iCalendar (RFC 5545): prints events as calendars read them, once or again and again (RFC 7986).
//!
//! Where a zone is given, times are written as its wall shows them, with the changes of its clocks beside them
//! (§3.6.5): a reader who moves then sees what the host meant. Without one they are in UTC (§3.3.5, form 2).

use std::fmt::Write as _;

pub mod read;
pub mod reply;
mod zones;

/// An event, its times in seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event<'a> {
    /// The same for ever, also after changes.
    pub uid: &'a str,
    /// Grows with each change.
    pub sequence: i64,
    /// When it was first published.
    pub made: i64,
    /// When this version was made.
    pub stamp: i64,
    /// When it begins.
    pub starts: i64,
    /// When it ends.
    pub ends: i64,
    /// The zone whose wall it keeps to: its place among the calendar's zones.
    pub zone: Option<usize>,
    /// Its title.
    pub summary: &'a str,
    /// Words about it; empty for none.
    pub description: &'a str,
    /// Where; empty for none.
    pub location: &'a str,
    /// Its page; empty for none.
    pub url: &'a str,
    /// Latitude and longitude in millionths of a degree.
    pub geo: Option<(i64, i64)>,
    /// Where it stands.
    pub status: Status,
    /// So many minutes before its beginning the reader wants to hear of it.
    pub alarm: Option<i64>,
    /// In an invitation: who invites, and who is invited.
    pub invited: Option<Invited<'a>>,
}

/// Who invites whom (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invited<'a> {
    /// What the one who invites is called, and their mail address.
    pub organizer: (&'a str, &'a str),
    /// The same of the one who is invited.
    pub attendee: (&'a str, &'a str),
    /// What that one has said.
    pub attends: Attends,
    /// Whether an answer by mail is read by somebody.
    pub answerable: bool,
}

/// What somebody who is invited has said (RFC 5545, §3.2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attends {
    /// They come.
    Accepted,
    /// Perhaps.
    Tentative,
    /// They don't come.
    Declined,
}

impl Attends {
    /// Its name (`PARTSTAT`).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "ACCEPTED",
            Self::Tentative => "TENTATIVE",
            Self::Declined => "DECLINED",
        }
    }
}

/// What a calendar is sent for (RFC 5546, §1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// To be read by whoever likes.
    #[default]
    Publish,
    /// To put it into the calendar of the one who is invited, or to change it there.
    Request,
    /// To take it out.
    Cancel,
}

impl Method {
    /// Its name, as calendars and the headers of mail have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Where an event stands (§3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// The reader may come, or not.
    Tentative,
    /// It was called off.
    Cancelled,
}

/// A zone, as far as the events of a calendar need it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Zone {
    /// Its name in the IANA database.
    pub name: String,
    /// How its clocks stand, and from when on; in the order of time. The first holds for all that is before, too.
    pub changes: Vec<Change>,
}

/// A change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// When, in seconds since 1970.
    pub at: i64,
    /// How far the clocks are ahead of UTC before (seconds).
    pub before: i64,
    /// How far they are ahead of it from then on (seconds).
    pub after: i64,
    /// Whether that is summer time.
    pub summer: bool,
    /// What that time is called there; may be empty.
    pub name: String,
}

impl Zone {
    /// How far its clocks are ahead of UTC at a moment (seconds).
    fn offset(&self, at: i64) -> i64 {
        let last = self.changes.iter().take_while(|change| change.at <= at).last();
        last.map_or_else(|| self.changes.first().map_or(0, |first| first.before), |change| change.after)
    }

    /// What the wall shows at a moment, where everybody who reads it there means that moment: not in the second pass of
    /// an hour that comes twice (§3.3.5).
    fn wall(&self, at: i64) -> Option<i64> {
        let wall = at.saturating_add(self.offset(at));
        let twice = self.changes.iter().any(|change| change.at <= at && wall < change.at + change.before);
        (!twice && !self.changes.is_empty()).then_some(wall)
    }
}

/// A calendar to be read once, or subscribed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar<'a> {
    /// Who made the file.
    pub product: &'a str,
    /// What the calendar is called; empty for none.
    pub name: &'a str,
    /// The page that shows the same; empty for none.
    pub url: &'a str,
    /// After how many minutes it is worth reading again; `None` for what is read once.
    pub refresh: Option<i64>,
    /// The zones that its events name.
    pub zones: &'a [Zone],
    /// What it is sent for.
    pub method: Method,
}

/// The calendar with these events, as a file.
#[must_use]
pub fn calendar(calendar: &Calendar<'_>, events: &[Event<'_>]) -> String {
    let mut out = String::with_capacity(256 + events.len() * 512);
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", &escape(calendar.product));
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "METHOD", calendar.method.name());
    if !calendar.name.is_empty() {
        // The second is what programs older than RFC 7986 read.
        line(&mut out, "NAME", &escape(calendar.name));
        line(&mut out, "X-WR-CALNAME", &escape(calendar.name));
    }
    if !calendar.url.is_empty() {
        line(&mut out, "URL", &uri(calendar.url));
    }
    if let Some(minutes) = calendar.refresh {
        line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", &duration(minutes));
        line(&mut out, "X-PUBLISHED-TTL", &duration(minutes));
    }
    for zone in calendar.zones {
        put_zone(&mut out, zone);
    }
    for event in events {
        put_event(&mut out, event, calendar.zones);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn put_zone(out: &mut String, zone: &Zone) {
    line(out, "BEGIN", "VTIMEZONE");
    line(out, "TZID", &escape(&zone.name));
    for change in &zone.changes {
        let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
        line(out, "BEGIN", kind);
        // What the clocks showed when they were changed.
        line(out, "DTSTART", &wall(change.at.saturating_add(change.before)));
        line(out, "TZOFFSETFROM", &offset(change.before));
        line(out, "TZOFFSETTO", &offset(change.after));
        if !change.name.is_empty() {
            line(out, "TZNAME", &escape(&change.name));
        }
        line(out, "END", kind);
    }
    line(out, "END", "VTIMEZONE");
}

fn put_event(out: &mut String, event: &Event<'_>, zones: &[Zone]) {
    let zone = event.zone.and_then(|at| zones.get(at));
    let time = |out: &mut String, name: &str, at: i64| match zone.and_then(|zone| Some((zone, zone.wall(at)?))) {
        Some((zone, shown)) => line(out, &format!("{name};TZID={}", zone.name), &wall(shown)),
        None => line(out, name, &utc(at)),
    };
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &escape(event.uid));
    line(out, "SEQUENCE", &event.sequence.to_string());
    line(out, "DTSTAMP", &utc(event.stamp));
    line(out, "CREATED", &utc(event.made));
    line(out, "LAST-MODIFIED", &utc(event.stamp));
    time(out, "DTSTART", event.starts);
    time(out, "DTEND", event.ends);
    line(out, "SUMMARY", &escape(event.summary));
    for (name, text) in [("DESCRIPTION", event.description), ("LOCATION", event.location)] {
        if !text.is_empty() {
            line(out, name, &escape(text));
        }
    }
    if let Some((lat, lon)) = event.geo {
        line(out, "GEO", &format!("{};{}", degrees(lat), degrees(lon)));
    }
    if !event.url.is_empty() {
        line(out, "URL", &uri(event.url));
    }
    if let Some(invited) = &event.invited {
        let ((host, from), (guest, to)) = (invited.organizer, invited.attendee);
        line(out, &format!("ORGANIZER;CN={}", quoted(host)), &uri(&format!("mailto:{from}")));
        let attends = invited.attends.name();
        let rsvp = if invited.answerable { "TRUE" } else { "FALSE" };
        let name = format!("ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT={attends};RSVP={rsvp}", quoted(guest));
        line(out, &name, &uri(&format!("mailto:{to}")));
    }
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    line(out, "STATUS", status);
    if event.status == Status::Cancelled {
        // What doesn't take place takes nobody's time.
        line(out, "TRANSP", "TRANSPARENT");
    } else if let Some(minutes) = event.alarm {
        line(out, "BEGIN", "VALARM");
        line(out, "ACTION", "DISPLAY");
        line(out, "DESCRIPTION", &escape(event.summary));
        line(out, "TRIGGER", &format!("-{}", duration(minutes)));
        line(out, "END", "VALARM");
    }
    line(out, "END", "VEVENT");
}

/// The value of a parameter (§3.2): in quotes, and without what can't stand there.
fn quoted(text: &str) -> String {
    let kept: String = text.chars().filter(|char| !char.is_control() && *char != '"').collect();
    format!("\"{kept}\"")
}

/// A URI, not a text: nothing in it is escaped (§3.3.13).
fn uri(text: &str) -> String {
    text.chars().filter(|char| !char.is_control()).collect()
}

/// `P1D`, `PT30M` (§3.3.6).
fn duration(minutes: i64) -> String {
    let minutes = minutes.max(0);
    match minutes {
        _ if minutes > 0 && minutes % 1_440 == 0 => format!("P{}D", minutes / 1_440),
        _ if minutes > 0 && minutes % 60 == 0 => format!("PT{}H", minutes / 60),
        _ => format!("PT{minutes}M"),
    }
}

/// `+0100`, with seconds where an old time had them (§3.3.14).
fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.abs();
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

/// A text value (§3.3.11): backslash, semicolon, comma and line breaks escaped, other control characters left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for char in text.replace("\r\n", "\n").chars() {
        match char {
            '\\' | ';' | ',' => out.extend(['\\', char]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    out
}

/// One content line, folded (§3.1): no more than 75 octets each, never within a character.
fn line(out: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for char in name.chars().chain(std::iter::once(':')).chain(value.chars()) {
        if octets + char.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(char);
        octets += char.len_utf8();
    }
    out.push_str("\r\n");
}

/// `20261126T180000Z`.
fn utc(seconds: i64) -> String {
    format!("{}Z", wall(seconds))
}

/// `20261126T180000`; what is outside the years 0 to 9999 becomes the nearest that can be written.
fn wall(seconds: i64) -> String {
    const FIRST: i64 = -62_167_219_200;
    const LAST: i64 = 253_402_300_799;
    let seconds = seconds.clamp(FIRST, LAST);
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}", clock / 3600, clock / 60 % 60, clock % 60)
}

/// The date so many days after 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Millionths of a degree as a decimal number.
fn degrees(millionths: i64) -> String {
    let mut out = String::new();
    if millionths < 0 {
        out.push('-');
    }
    let size = millionths.unsigned_abs();
    let _never_fails = write!(out, "{}.{:06}", size / 1_000_000, size % 1_000_000);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unfold(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    fn once() -> Calendar<'static> {
        Calendar { product: "-//Visavis//Visavis//EN", ..Calendar::default() }
    }

    fn change(at: i64, before: i64, after: i64, summer: bool, name: &str) -> Change {
        Change { at, before, after, summer, name: name.to_owned() }
    }

    /// Berlin from the spring of 2026 to the autumn after the next.
    fn berlin() -> Zone {
        Zone {
            name: "Europe/Berlin".to_owned(),
            changes: vec![
                change(1_774_746_000, 3600, 7200, true, "CEST"),
                change(1_792_890_000, 7200, 3600, false, "CET"),
                change(1_806_195_600, 3600, 7200, true, "CEST"),
            ],
        }
    }

    #[test]
    fn an_event_is_printed_as_the_standard_says() {
        let event = Event {
            uid: "0abc@visavis.example",
            sequence: 2,
            made: 1_795_608_000,
            stamp: 1_795_694_400,
            starts: 1_795_716_000,
            ends: 1_795_726_800,
            summary: "Tea, cake; and \\ more",
            description: "First line\nsecond line",
            location: "Café Central",
            url: "https://visavis.example/g/0abc",
            geo: Some((48_137_200, -11_575_600)),
            ..Event::default()
        };
        let text = calendar(&once(), &[event]);
        assert_eq!(
            text,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Visavis//Visavis//EN\r\nCALSCALE:GREGORIAN\r\n\
             METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:0abc@visavis.example\r\nSEQUENCE:2\r\n\
             DTSTAMP:20261126T120000Z\r\nCREATED:20261125T120000Z\r\nLAST-MODIFIED:20261126T120000Z\r\n\
             DTSTART:20261126T180000Z\r\nDTEND:20261126T210000Z\r\n\
             SUMMARY:Tea\\, cake\\; and \\\\ more\r\nDESCRIPTION:First line\\nsecond line\r\n\
             LOCATION:Café Central\r\nGEO:48.137200;-11.575600\r\nURL:https://visavis.example/g/0abc\r\n\
             STATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn what_is_subscribed_to_says_its_name_and_when_to_come_again() {
        let head = Calendar { name: "Tea, weekly", url: "https://a.example/c/tea", refresh: Some(60), ..once() };
        let text = calendar(&head, &[]);
        for part in [
            "NAME:Tea\\, weekly\r\nX-WR-CALNAME:Tea\\, weekly\r\n",
            "URL:https://a.example/c/tea\r\n",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn times_are_those_on_the_wall_with_the_changes_of_its_clocks() {
        let zones = [berlin()];
        let event = Event { starts: 1_795_716_000, ends: 1_806_200_000, zone: Some(0), ..Event::default() };
        let text = calendar(&Calendar { zones: &zones, ..once() }, &[event]);
        for part in [
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n\
             TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n\
             DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n",
            "DTSTART;TZID=Europe/Berlin:20261126T190000\r\n",
            "DTEND;TZID=Europe/Berlin:20270328T041320\r\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn the_second_pass_of_an_hour_that_comes_twice_is_said_in_utc() {
        let zones = [berlin()];
        // 02:30 on that night, before the clocks went back and after.
        let event = Event { starts: 1_792_888_200, ends: 1_792_891_800, zone: Some(0), ..Event::default() };
        let text = calendar(&Calendar { zones: &zones, ..once() }, &[event]);
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261025T023000\r\n"), "{text}");
        assert!(text.contains("DTEND:20261025T013000Z\r\n"), "{text}");
    }

    #[test]
    fn one_called_off_says_so_and_rings_no_more() {
        let event = |status| Event { status, alarm: Some(90), summary: "Tea", ..Event::default() };
        let text = calendar(&once(), &[event(Status::Cancelled)]);
        assert!(text.contains("STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n") && !text.contains("VALARM"));
        assert!(text.contains("DTSTART:19700101T000000Z\r\n"));
        let text = calendar(&once(), &[event(Status::Tentative)]);
        let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Tea\r\nTRIGGER:-PT90M\r\nEND:VALARM\r\n";
        assert!(text.contains("STATUS:TENTATIVE\r\n") && text.contains(alarm));
    }

    #[test]
    fn durations_and_offsets_are_short() {
        for (minutes, text) in [(0, "PT0M"), (30, "PT30M"), (60, "PT1H"), (90, "PT90M"), (2_880, "P2D"), (-5, "PT0M")] {
            assert_eq!(duration(minutes), text);
        }
        for (seconds, text) in [(0, "+0000"), (-12_600, "-0330"), (20_700, "+0545"), (3_208, "+005328")] {
            assert_eq!(offset(seconds), text);
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, text) in [
            (951_782_400, "20000229T000000Z"),
            (-1, "19691231T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
            (i64::MAX, "99991231T235959Z"),
            (i64::MIN, "00000101T000000Z"),
        ] {
            assert_eq!(utc(seconds), text);
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_none_is_made_up(summary in ".{0,300}", words in "[\\s\\S]{0,300}") {
            let event = Event { summary: &summary, description: &words, ..Event::default() };
            let text = calendar(&once(), &[event]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
            // However the words look, they stay within their own line.
            let plain = unfold(&text);
            prop_assert_eq!(plain.matches("\r\n").count(), plain.matches('\n').count());
            prop_assert_eq!(plain.lines().filter(|line| line.starts_with("SUMMARY:")).count(), 1);
            let most = 17 + usize::from(!words.is_empty());
            prop_assert!(plain.trim_end().split("\r\n").count() <= most);
        }

        #[test]
        fn what_the_wall_shows_means_one_moment(at in 1_760_000_000_i64..1_830_000_000) {
            let zone = berlin();
            if let Some(wall) = zone.wall(at) {
                // The first moment at which the wall there shows it: within a day of the same number in UTC.
                let first = (wall - 90_000..=wall).step_by(1800).chain([at]).filter(|at| at + zone.offset(*at) == wall).min();
                prop_assert_eq!(first, Some(at));
            }
        }
    }

    #[test]
    fn an_invitation_says_who_invites_whom() {
        let invited = Invited {
            organizer: ("Hana \"H\" Brandt", "visavis@example.org"),
            attendee: ("Tom", "tom@example.net"),
            attends: Attends::Accepted,
            answerable: false,
        };
        let event =
            Event { uid: "x@example.org", sequence: 3, summary: "Tea", invited: Some(invited), ..Event::default() };
        let head = Calendar { product: "-//X//X//EN", method: Method::Request, ..Calendar::default() };
        let text = calendar(&head, std::slice::from_ref(&event)).replace("\r\n ", "");
        for line in [
            "METHOD:REQUEST",
            "SEQUENCE:3",
            "ORGANIZER;CN=\"Hana H Brandt\":mailto:visavis@example.org",
            "ATTENDEE;CN=\"Tom\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:tom@example.net",
            "STATUS:CONFIRMED",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
        }
        let event = Event { status: Status::Cancelled, ..event };
        let head = Calendar { method: Method::Cancel, ..head };
        let text = calendar(&head, &[event]);
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"), "{text}");
    }
}
