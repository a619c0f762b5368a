//! Reads what a mail program sends when somebody accepts or declines an invitation (RFC 5546, §3.2.3).

use jiff::tz::TimeZone;

use super::{Attends, read};
use crate::text;

/// An answer to an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The name of the event.
    pub uid: String,
    /// Which version of it is answered.
    pub sequence: i64,
    /// When it was answered, in seconds since 1970.
    pub stamp: i64,
    /// The address to which it goes; empty where it is not said.
    pub organizer: String,
    /// The address that was invited.
    pub attendee: String,
    /// What that one says.
    pub attends: Attends,
}

/// The address in `mailto:`.
fn address(value: &str) -> Option<&str> {
    let (scheme, rest) = value.trim().split_once(':')?;
    let rest = rest.split('?').next().unwrap_or_default().trim();
    (scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')).then_some(rest)
}

/// Reads an answer; `None` for all that is none: other calendars, answers of several at once, those that leave it open or
/// hand it on.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Answer> {
    let text = text::decode(&read::unfold(bytes));
    let lines = read::lines(&text);
    let is =
        |line: &read::Line, name: &str, value: &str| line.name == name && line.value.trim().eq_ignore_ascii_case(value);
    let from = lines.iter().position(|line| is(line, "BEGIN", "VEVENT"))?;
    let (head, rest) = lines.split_at(from);
    let calendar = head.iter().any(|line| is(line, "BEGIN", "VCALENDAR"));
    if !calendar || !head.iter().any(|line| is(line, "METHOD", "REPLY")) {
        return None;
    }
    let end = rest.iter().position(|line| is(line, "END", "VEVENT"))?;
    let (event, after) = rest.split_at(end);
    if after.iter().any(|line| is(line, "BEGIN", "VEVENT")) {
        return None;
    }
    let find = |name: &str| event.iter().find(|line| line.name == name);
    let mut attendees = event.iter().filter(|line| line.name == "ATTENDEE");
    let (attendee, None) = (attendees.next()?, attendees.next()) else { return None };
    let attends = match attendee.param("PARTSTAT")?.to_ascii_uppercase().as_str() {
        "ACCEPTED" => Attends::Accepted,
        "TENTATIVE" => Attends::Tentative,
        "DECLINED" => Attends::Declined,
        _ => return None,
    };
    let (wall, ..) = read::local(&find("DTSTAMP")?.value)?;
    let uid = find("UID")?.value.trim().to_owned();
    let sequence = find("SEQUENCE").map_or(Some(0), |line| line.value.trim().parse().ok())?;
    (!uid.is_empty()).then_some(Answer {
        uid,
        sequence,
        stamp: wall.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second(),
        organizer: find("ORGANIZER").and_then(|line| address(&line.value)).unwrap_or_default().to_owned(),
        attendee: address(&attendee.value)?.to_owned(),
        attends,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As a mail program prints it, with such lines in it.
    fn printed(method: &str, lines: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n\
             CALSCALE:GREGORIAN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nDTSTART:20261203T180000Z\r\n\
             DTSTAMP:20261126T120000Z\r\nUID:06d4zq8w5e000@meet.example\r\nSEQUENCE:2\r\n{lines}\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    const WHO: &str = "ORGANIZER;CN=Hana:mailto:answers+p06d4@meet.example\r\n\
        ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=accepted;\r\n CN=Tom;X-NUM-GUESTS=0:MAILTO:Tom@exam\r\n ple.net";

    #[test]
    fn an_answer_is_read_as_mail_programs_print_it() {
        let answer = read(printed("REPLY", WHO).as_bytes()).unwrap();
        let wanted = Answer {
            uid: "06d4zq8w5e000@meet.example".into(),
            sequence: 2,
            stamp: 1_795_694_400,
            organizer: "answers+p06d4@meet.example".into(),
            attendee: "Tom@example.net".into(),
            attends: Attends::Accepted,
        };
        assert_eq!(answer, wanted);
        for (said, attends) in [("DECLINED", Attends::Declined), ("TENTATIVE", Attends::Tentative)] {
            let text = printed("REPLY", &WHO.replace("accepted", said));
            assert_eq!(read(text.as_bytes()).unwrap().attends, attends);
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for (method, lines) in [
            ("REQUEST", WHO.to_owned()),
            ("COUNTER", WHO.to_owned()),
            ("REPLY", WHO.replace("accepted", "NEEDS-ACTION")),
            ("REPLY", WHO.replace("accepted", "DELEGATED")),
            ("REPLY", "ORGANIZER:mailto:a@b.example".into()),
            ("REPLY", format!("{WHO}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@example.net")),
            ("REPLY", format!("{WHO}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2")),
            ("REPLY", WHO.replace("MAILTO:Tom", "tel:Tom")),
        ] {
            assert_eq!(read(printed(method, &lines).as_bytes()), None, "{method} {lines}");
        }
        let whole = printed("REPLY", WHO);
        for lost in ["DTSTAMP:20261126T120000Z\r\n", "UID:06d4zq8w5e000@meet.example\r\n", "END:VEVENT\r\n"] {
            assert_eq!(read(whole.replace(lost, "").as_bytes()), None, "{lost}");
        }
        assert_eq!(read(whole.replace("SEQUENCE:2\r\n", "").as_bytes()).unwrap().sequence, 0);
        assert_eq!(read(b""), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut text = printed("REPLY", "").into_bytes();
            text.truncate(200);
            text.extend(&bytes);
            drop(read(&text));
            drop(read(&bytes));
        }
    }
}
