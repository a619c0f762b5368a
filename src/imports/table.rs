//! Tables of gatherings: which column holds what, and how its days and times are written. Guessed from their heads and what
//! stands below, shown, and corrected by whoever knows better.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde_json::Value;
use visavis_wire::{csv, text};

use super::model::{Found, Said, Settings, hash, judged, once};
use crate::time::Moment;

/// The longest table that is held until its columns are named (bytes of its text).
pub const MOST: usize = 2 << 20;
/// How long something lasts that does not say (hours).
const USUAL_HOURS: i8 = 2;
/// So much of a cell is read for a day or a time (characters).
const LONGEST_WHEN: usize = 200;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its title.
    Title,
    /// The day on which it begins, perhaps with the time.
    Date,
    /// When it begins.
    Start,
    /// When it ends, perhaps with the day.
    End,
    /// The day on which it ends.
    EndDate,
    /// The venue's name.
    Venue,
    /// Street and number.
    Address,
    /// Words about it.
    Words,
    /// How many can come.
    Capacity,
    /// What names it for ever.
    Id,
}

impl Part {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Date,
        Self::Start,
        Self::End,
        Self::EndDate,
        Self::Venue,
        Self::Address,
        Self::Words,
        Self::Capacity,
        Self::Id,
    ];

    /// The name of its field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "column-title",
            Self::Date => "column-date",
            Self::Start => "column-start",
            Self::End => "column-end",
            Self::EndDate => "column-end-date",
            Self::Venue => "column-venue",
            Self::Address => "column-address",
            Self::Words => "column-words",
            Self::Capacity => "column-capacity",
            Self::Id => "column-id",
        }
    }

    /// The key of the message that says what it is.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "import-column-title",
            Self::Date => "import-column-date",
            Self::Start => "import-column-start",
            Self::End => "import-column-end",
            Self::EndDate => "import-column-end-date",
            Self::Venue => "import-column-venue",
            Self::Address => "import-column-address",
            Self::Words => "import-column-words",
            Self::Capacity => "import-column-capacity",
            Self::Id => "import-column-id",
        }
    }

    /// Heads that say so, in English and German and as organisers' exports have them, the surest first.
    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Title => &[
                "title",
                "event name",
                "event title",
                "titel",
                "name",
                "summary",
                "subject",
                "event",
                "veranstaltung",
                "betreff",
                "thema",
            ],
            Self::Date => &[
                "start date",
                "event date",
                "date",
                "startdatum",
                "datum",
                "starts at",
                "date and time",
                "tag",
                "day",
                "beginnt am",
            ],
            Self::Start => &[
                "start time",
                "event time",
                "startzeit",
                "start",
                "time",
                "uhrzeit",
                "beginn",
                "begin",
                "begins",
                "von",
                "zeit",
                "from",
            ],
            Self::End => &["end time", "endzeit", "ends at", "ende", "end", "ends", "bis", "until", "to"],
            Self::EndDate => &["end date", "enddatum", "endet am"],
            Self::Venue => {
                &["venue name", "venue", "location", "veranstaltungsort", "ort", "place", "raum", "room", "wo", "where"]
            }
            Self::Address => &["venue address", "address", "adresse", "straße", "street", "anschrift"],
            Self::Words => &["description", "beschreibung", "details", "about", "text", "notes", "body", "info"],
            Self::Capacity => {
                &["rsvp limit", "capacity", "limit", "max attendees", "plätze", "places", "seats", "teilnehmerzahl"]
            }
            Self::Id => &["uid", "event id", "id", "nummer", "number"],
        }
    }
}

/// In which order days are written, where that is not clear from themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 3.12.2026
    Day,
    /// 12/3/2026
    Month,
}

impl Order {
    /// The order of that name.
    pub fn read(text: &str) -> Self {
        if text == "month" { Self::Month } else { Self::Day }
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
        }
    }
}

/// A table with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What its columns are called.
    pub head: Vec<String>,
    /// The rows below.
    pub rows: Vec<Vec<String>>,
}

/// Reads a table; `None` where there is none, with a head and a row.
pub fn read(bytes: &[u8]) -> Option<Table> {
    let text = text::decode(bytes);
    // What programs and browsers understand is no table, even where it has commas.
    let is_other = text.trim_start().starts_with(['<', '{', '[', '%']) || text.contains('\u{1}');
    let mut rows = csv::rows(&text);
    if is_other || text.len() > MOST || rows.len() < 2 || rows.first().is_none_or(|head| head.len() < 2) {
        return None;
    }
    let head = rows.remove(0);
    Some(Table { head, rows })
}

/// A head in small letters, without what is not said.
fn plain(head: &str) -> String {
    let spaced: String =
        head.to_lowercase().chars().map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which column holds what, by their heads: the name of each field and the head of its column.
pub fn guess(table: &Table) -> BTreeMap<String, String> {
    let heads: Vec<String> = table.head.iter().map(|head| plain(head)).collect();
    let mut taken = vec![false; heads.len()];
    let mut found = BTreeMap::new();
    // The surest first: a head that is the word itself, then one that begins with it.
    for whole in [true, false] {
        for part in Part::ALL {
            if found.contains_key(part.name()) {
                continue;
            }
            let fits =
                |head: &str, word: &str| if whole { head == word } else { head.starts_with(&format!("{word} ")) };
            let at = part.heads().iter().find_map(|word| {
                heads
                    .iter()
                    .enumerate()
                    .position(|(at, head)| !taken.get(at).copied().unwrap_or(true) && fits(head, word))
            });
            if let Some(at) = at
                && let (Some(head), Some(mark)) = (table.head.get(at), taken.get_mut(at))
            {
                *mark = true;
                found.insert(part.name().to_owned(), head.clone());
            }
        }
    }
    // One column for both: what begins then says on which day.
    if !found.contains_key(Part::Date.name())
        && let Some(head) = found.remove(Part::Start.name())
    {
        found.insert(Part::Date.name().to_owned(), head);
    }
    found
}

/// In which order a column writes its days: as they say themselves, else as it is usual in a country.
pub fn order(table: &Table, date: Option<&str>, country: &str) -> Order {
    let at = table.head.iter().position(|head| Some(head.as_str()) == date);
    let texts = table.rows.iter().filter_map(|row| row.get(at?)).map(String::as_str);
    for text in texts {
        if let [first, second, ..] = numbers(head(text))[..]
            && first <= 31
            && second <= 31
        {
            match (first > 12, second > 12) {
                (true, _) => return Order::Day,
                (_, true) => return Order::Month,
                _ if text.contains('.') => return Order::Day,
                _ => {}
            }
        }
    }
    if matches!(country, "US" | "PH") { Order::Month } else { Order::Day }
}

/// As much of a cell as can say when something is.
fn head(text: &str) -> &str {
    text.char_indices().nth(LONGEST_WHEN).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn numbers(text: &str) -> Vec<i64> {
    text.split(|char: char| !char.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The month of a name, in English or German, or of its beginning.
fn month(word: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "jän"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let word = word.to_lowercase();
    let at = NAMES.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

/// The time in a text, and the text without it: `19:00`, `7:30 pm`, `7pm`, `19 Uhr`, `19.30 Uhr`.
fn time_in(text: &str) -> (Option<Time>, String) {
    let lower = text.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    let digits = |from: usize| chars.iter().skip(from).take(2).take_while(|char| char.is_ascii_digit()).count();
    let number = |from: usize, count: usize| chars.iter().skip(from).take(count).collect::<String>().parse::<i8>().ok();
    let mut at = 0;
    while at < chars.len() {
        let begins =
            at == 0 || !chars.get(at - 1).is_some_and(|char| char.is_ascii_digit() || matches!(char, '.' | '/' | '-'));
        let count = digits(at);
        if count == 0 || !begins {
            at += 1;
            continue;
        }
        let mut end = at + count;
        let mut minute = 0;
        let apart = matches!(chars.get(end), Some(':' | '.' | 'h')) && digits(end + 1) == 2;
        let sure = apart && chars.get(end) == Some(&':');
        if apart {
            minute = number(end + 1, 2).unwrap_or(60);
            end += 3;
        }
        // Seconds, and what follows them.
        if sure && chars.get(end) == Some(&':') && digits(end + 1) == 2 {
            end += 3;
        }
        let rest: String = chars.iter().skip(end).take(8).collect();
        let word = rest.trim_start();
        let spaces = rest.chars().count() - word.chars().count();
        let (shift, length) = match word {
            _ if word.starts_with("pm") || word.starts_with("p.m.") => {
                (Some(12), if word.starts_with("pm") { 2 } else { 4 })
            }
            _ if word.starts_with("am") || word.starts_with("a.m.") => {
                (Some(0), if word.starts_with("am") { 2 } else { 4 })
            }
            _ if word.starts_with("uhr") => (None, 3),
            _ if sure || (apart && chars.get(end - 3) == Some(&'h')) => (None, 0),
            _ => {
                at += count;
                continue;
            }
        };
        let hour = number(at, count).and_then(|hour| match shift {
            Some(shift) if (1..=12).contains(&hour) => Some(hour % 12 + shift),
            Some(_) => None,
            None => Some(hour),
        });
        let time = hour.and_then(|hour| Time::new(hour, minute, 0, 0).ok());
        let before: String = chars.iter().take(at).collect();
        let after: String = chars.iter().skip(end + spaces + length).collect();
        return (time, format!("{} {after}", before.trim_end_matches([' ', 't', ','])));
    }
    (None, lower)
}

/// The day and the time that a cell names.
pub fn when(text: &str, order: Order) -> (Option<Date>, Option<Time>) {
    let (time, rest) = time_in(head(text));
    let words: Vec<&str> = rest.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().find_map(|word| month(word).filter(|_| word.chars().all(char::is_alphabetic)));
    let digits: String = words
        .iter()
        .filter(|word| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .copied()
        .collect();
    let numbers: Vec<i16> =
        words.iter().filter_map(|word| word.trim_end_matches(|char: char| char.is_alphabetic()).parse().ok()).collect();
    let full = |year: i16| if (0..100).contains(&year) { year + 2000 } else { year };
    let date = |year: i16, month: i16, day: i16| {
        Date::new(full(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let day = match (named, &numbers[..]) {
        (Some(month), [year, day, ..]) if *year > 31 => date(*year, month.into(), *day),
        (Some(month), [day, year, ..]) => date(*year, month.into(), *day),
        _ if digits.len() == 8 => {
            let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
            part(0, 4).zip(part(4, 6)).zip(part(6, 8)).and_then(|((year, month), day)| date(year, month, day))
        }
        (None, [year, month, day, ..]) if *year > 31 => date(*year, *month, *day),
        (None, [one, two, year, ..]) => match order {
            Order::Day => date(*year, *two, *one),
            Order::Month => date(*year, *one, *two),
        },
        _ => None,
    };
    (day, time)
}

/// The time of a cell that holds nothing else: also `19.30`, `1930` and `19`.
fn time_alone(text: &str) -> Option<Time> {
    let text = head(text);
    let (time, _) = time_in(text);
    time.or_else(|| {
        let digits: Vec<&str> =
            text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let (hour, minute) = match digits[..] {
            [hour, minute] if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
            [both] if both.len() == 4 => (both.get(..2)?.parse().ok()?, both.get(2..)?.parse().ok()?),
            [hour] if hour.len() <= 2 => (hour.parse().ok()?, 0),
            _ => return None,
        };
        Time::new(hour, minute, 0, 0).ok()
    })
}

/// What the rows of a table are as gatherings.
pub fn found(table: &Table, settings: &Settings, now: Moment) -> Vec<Found> {
    let order = Order::read(settings.columns.get("order").map_or("", String::as_str));
    let column = |part: Part| {
        let head = settings.columns.get(part.name())?;
        table.head.iter().position(|known| known == head)
    };
    let columns = Part::ALL.map(column);
    let all = table.rows.iter().map(|row| {
        let cell = |part: Part| {
            let at = Part::ALL.iter().position(|known| *known == part);
            at.and_then(|at| columns.get(at).copied().flatten()).and_then(|at| row.get(at)).map_or("", String::as_str)
        };
        judged_row(&cell, settings, order, now)
    });
    once(all.collect())
}

fn judged_row<'a>(cell: &impl Fn(Part) -> &'a str, settings: &Settings, order: Order, now: Moment) -> Found {
    let (date, mut start) = when(cell(Part::Date), order);
    if !cell(Part::Start).is_empty() {
        start = time_alone(cell(Part::Start));
    }
    let (end_day, end_time) = when(cell(Part::End), order);
    let end = end_time.or_else(|| time_alone(cell(Part::End)).filter(|_| end_day.is_none()));
    let (end_date, _) = when(cell(Part::EndDate), order);
    let end_date = end_date.or(end_day).filter(|day| Some(*day) != date);
    // Without an end: some hours; past midnight that is the next day's.
    let end = end.or_else(|| start.map(|start| start.wrapping_add(jiff::Span::new().hours(USUAL_HOURS))));
    let mut said = Said::new();
    let mut put = |name: &str, text: String| drop(said.insert(name.to_owned(), Value::from(text)));
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    put("title", cut(&line(cell(Part::Title)), 120));
    put("words", cut(cell(Part::Words), 10_000));
    put("date", date.map(|date| date.to_string()).unwrap_or_default());
    put("start", start.map(|start| start.strftime("%H:%M").to_string()).unwrap_or_default());
    put("end", end.map(|end| end.strftime("%H:%M").to_string()).unwrap_or_default());
    if let Some(day) = end_date {
        put("end_date", day.to_string());
    }
    put("venue", cut(&line(cell(Part::Venue)), 120));
    put("address", cut(&line(cell(Part::Address)), 200));
    // No limit, as exports have it.
    if let Ok(capacity) = cell(Part::Capacity).parse::<i64>()
        && capacity > 1
    {
        put("capacity", capacity.to_string());
    }
    put("town", crate::town::label(&settings.town));
    put("zone", settings.zone().name().to_owned());
    if let Some(community) = settings.community {
        put("community", community.to_string());
    }
    said.insert("interest".into(), Value::from(settings.interests.clone()));
    let entry = match cell(Part::Id) {
        "" => hash(&format!("{}\n{}\n{}", cell(Part::Title), cell(Part::Date), cell(Part::Start))),
        id => cut(id, 200),
    };
    judged(entry, 0, false, said, now)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::http::Fields;

    #[test]
    fn columns_are_known_by_their_heads() {
        for (text, wanted) in [
            (
                "Title,Date,Time,Venue\na,b,c,d",
                vec![
                    ("column-date", "Date"),
                    ("column-start", "Time"),
                    ("column-title", "Title"),
                    ("column-venue", "Venue"),
                ],
            ),
            (
                "Titel;Datum;Von;Bis;Ort\na;b;c;d;e",
                vec![
                    ("column-date", "Datum"),
                    ("column-end", "Bis"),
                    ("column-start", "Von"),
                    ("column-title", "Titel"),
                    ("column-venue", "Ort"),
                ],
            ),
            (
                "ID,Name,Start,End Time,Location,Description\n1,2,3,4,5,6",
                vec![
                    ("column-date", "Start"),
                    ("column-end", "End Time"),
                    ("column-id", "ID"),
                    ("column-title", "Name"),
                    ("column-venue", "Location"),
                    ("column-words", "Description"),
                ],
            ),
            (
                "Event ID,Event Name,Event Date,RSVP Limit,Venue Name\n1,2,3,4,5",
                vec![
                    ("column-capacity", "RSVP Limit"),
                    ("column-date", "Event Date"),
                    ("column-id", "Event ID"),
                    ("column-title", "Event Name"),
                    ("column-venue", "Venue Name"),
                ],
            ),
        ] {
            let found = guess(&read(text.as_bytes()).unwrap());
            assert_eq!(
                found.iter().map(|(name, head)| (name.as_str(), head.as_str())).collect::<Vec<_>>(),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn days_and_times_are_read_as_people_write_them() {
        for (text, order, date, time) in [
            ("2026-12-03", Order::Day, "2026-12-03", ""),
            ("2026-12-03T19:00:00Z", Order::Day, "2026-12-03", "19:00"),
            ("20261203", Order::Day, "2026-12-03", ""),
            ("3.12.2026", Order::Day, "2026-12-03", ""),
            ("03.12.26, 19.30 Uhr", Order::Day, "2026-12-03", "19:30"),
            ("Do, 3. Dezember 2026 19 Uhr", Order::Day, "2026-12-03", "19:00"),
            ("12/3/2026 7:00 PM", Order::Month, "2026-12-03", "19:00"),
            ("3/12/2026", Order::Day, "2026-12-03", ""),
            ("Thursday, December 3rd, 2026 at 12:15am", Order::Day, "2026-12-03", "00:15"),
            ("Dec 3 2026", Order::Month, "2026-12-03", ""),
            ("3 März 2027", Order::Day, "2027-03-03", ""),
            ("19:00", Order::Day, "", "19:00"),
            ("soon", Order::Day, "", ""),
            ("31.2.2026", Order::Day, "", ""),
            ("25:00", Order::Day, "", ""),
        ] {
            let (day, clock) = when(text, order);
            let day = day.map(|day| day.to_string()).unwrap_or_default();
            let clock = clock.map(|clock| clock.strftime("%H:%M").to_string()).unwrap_or_default();
            assert_eq!((day.as_str(), clock.as_str()), (date, time), "{text}");
        }
        for (text, time) in [
            ("19.30", "19:30"),
            ("1930", "19:30"),
            ("19", "19:00"),
            ("7pm", "19:00"),
            ("19h30", "19:30"),
            ("x", ""),
            ("99", ""),
        ] {
            assert_eq!(
                time_alone(text).map(|clock| clock.strftime("%H:%M").to_string()).unwrap_or_default(),
                time,
                "{text}"
            );
        }
    }

    #[test]
    fn the_order_of_days_follows_from_the_column() {
        let order = |column: &str, country: &str| {
            order(&read(format!("Title,Date\na,{column}").as_bytes()).unwrap(), Some("Date"), country)
        };
        assert_eq!(order("13/12/2026", "US"), Order::Day);
        assert_eq!(order("12/13/2026", "DE"), Order::Month);
        assert_eq!(order("3.12.2026", "US"), Order::Day);
        assert_eq!(order("3/12/2026", "US"), Order::Month);
        assert_eq!(order("3/12/2026", "DE"), Order::Day);
    }

    #[test]
    fn rows_become_gatherings() {
        let table = read("Titel;Datum;Von;Bis;Ort;Plätze\nTee;3.12.2026;19:00;01:00;Café;8\nKuchen;4.12.2026;15 Uhr;;;0\nAlt;4.12.2020;15;16;;\n;5.12.2026;15;16;;".as_bytes()).unwrap();
        let query = guess(&table)
            .into_iter()
            .fold(Fields::from_query("town=Munich%2C+Bayern%2C+DE"), |fields, (name, head)| fields.with(&name, head));
        let settings = Settings::read(&query).unwrap();
        let all = found(&table, &settings, Moment::from_seconds(1_795_694_400));
        let shown: Vec<_> = all
            .iter()
            .map(|one| {
                (
                    one.said["title"].as_str().unwrap(),
                    one.time.map(|(starts, ends)| ends.since(starts) / 3_600_000),
                    one.why,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("Tee", Some(6), None),
                ("Kuchen", Some(2), None),
                ("Alt", None, Some("problem-gathering-past")),
                ("", None, Some("problem-gathering-title")),
            ]
        );
        assert_eq!((all[0].said["capacity"].as_str(), all[1].said.get("capacity")), (Some("8"), None));
        for bytes in ["", "a,b", "<html>,\n,", "{\"a\":1,\n2}", "one\ntwo"] {
            assert_eq!(read(bytes.as_bytes()), None, "{bytes}");
        }
    }

    proptest! {
        #[test]
        fn any_cell_is_read_without_harm(text in "[0-9a-zA-ZäüÄ:./, -]{0,30}") {
            let _either_way = (when(&text, Order::Day), when(&text, Order::Month), time_alone(&text));
        }
    }
}
