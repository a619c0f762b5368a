//! iCalendar (RFC 5545): prints an event as calendars read it.
//!
//! Times are written in UTC (§3.3.5, form 2), so that no calendar needs to know the zone's rules to be right.

use std::fmt::Write as _;

/// An event, its times in seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event<'a> {
    /// The same for ever, also after changes.
    pub uid: &'a str,
    /// Grows with each change.
    pub sequence: i64,
    /// When this version was made.
    pub stamp: i64,
    /// When it begins.
    pub starts: i64,
    /// When it ends.
    pub ends: i64,
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
    /// Whether it was called off.
    pub cancelled: bool,
}

/// A calendar that holds these events, to be read once or subscribed to.
#[must_use]
pub fn calendar(product: &str, events: &[Event<'_>]) -> String {
    let mut out = String::with_capacity(256 + events.len() * 512);
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", &escape(product));
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "METHOD", "PUBLISH");
    for event in events {
        line(&mut out, "BEGIN", "VEVENT");
        line(&mut out, "UID", &escape(event.uid));
        line(&mut out, "SEQUENCE", &event.sequence.to_string());
        line(&mut out, "DTSTAMP", &utc(event.stamp));
        line(&mut out, "DTSTART", &utc(event.starts));
        line(&mut out, "DTEND", &utc(event.ends));
        line(&mut out, "SUMMARY", &escape(event.summary));
        for (name, text) in [("DESCRIPTION", event.description), ("LOCATION", event.location)] {
            if !text.is_empty() {
                line(&mut out, name, &escape(text));
            }
        }
        if let Some((lat, lon)) = event.geo {
            line(&mut out, "GEO", &format!("{};{}", degrees(lat), degrees(lon)));
        }
        if !event.url.is_empty() {
            // A URI, not a text: nothing in it is escaped (§3.3.13).
            let uri: String = event.url.chars().filter(|char| !char.is_control()).collect();
            line(&mut out, "URL", &uri);
        }
        line(&mut out, "STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out
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

/// `20261126T180000Z`; moments outside the years 0 to 9999 become the nearest that can be written.
fn utc(seconds: i64) -> String {
    const FIRST: i64 = -62_167_219_200;
    const LAST: i64 = 253_402_300_799;
    let seconds = seconds.clamp(FIRST, LAST);
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", clock / 3600, clock / 60 % 60, clock % 60)
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

    #[test]
    fn an_event_is_printed_as_the_standard_says() {
        let event = Event {
            uid: "0abc@visavis.example",
            sequence: 2,
            stamp: 1_795_694_400,
            starts: 1_795_716_000,
            ends: 1_795_726_800,
            summary: "Tea, cake; and \\ more",
            description: "First line\nsecond line",
            location: "Café Central",
            url: "https://visavis.example/g/0abc",
            geo: Some((48_137_200, -11_575_600)),
            cancelled: false,
        };
        let text = calendar("-//Visavis//Visavis//EN", &[event]);
        assert_eq!(
            text,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Visavis//Visavis//EN\r\nCALSCALE:GREGORIAN\r\n\
             METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:0abc@visavis.example\r\nSEQUENCE:2\r\n\
             DTSTAMP:20261126T120000Z\r\nDTSTART:20261126T180000Z\r\nDTEND:20261126T210000Z\r\n\
             SUMMARY:Tea\\, cake\\; and \\\\ more\r\nDESCRIPTION:First line\\nsecond line\r\n\
             LOCATION:Café Central\r\nGEO:48.137200;-11.575600\r\nURL:https://visavis.example/g/0abc\r\n\
             STATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn one_called_off_says_so() {
        let text = calendar("x", &[Event { cancelled: true, ..Event::default() }]);
        assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("DTSTART:19700101T000000Z\r\n"));
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
            let text = calendar("x", &[event]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
            // However the words look, they stay within their own line.
            let plain = unfold(&text);
            prop_assert_eq!(plain.matches("\r\n").count(), plain.matches('\n').count());
            prop_assert_eq!(plain.lines().filter(|line| line.starts_with("SUMMARY:")).count(), 1);
            let most = 15 + usize::from(!words.is_empty());
            prop_assert!(plain.trim_end().split("\r\n").count() <= most);
        }
    }
}
