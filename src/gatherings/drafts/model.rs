//! The rules of drafts: what is kept of a form, and when what was held before could be held again.

use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
};

use crate::{
    error::{Error, Problems, Result},
    gatherings::draft::line,
    http::Fields,
};

/// So many drafts one can have.
pub const MOST: usize = 50;
/// So many values of one name are kept: interests, weekdays, months.
const MOST_VALUES: usize = 200;

/// What is kept of the form: its fields, each with the longest value (characters).
pub const KEPT: [(&str, usize); 40] = [
    ("title", 120),
    ("words", 10_000),
    ("community", 20),
    ("date", 20),
    ("start", 20),
    ("end", 20),
    ("end_date", 20),
    ("town", 200),
    ("zone", 64),
    ("venue", 120),
    ("address", 200),
    ("capacity", 20),
    ("plus", 20),
    ("hold_hours", 20),
    ("guests_may", 20),
    ("approval", 20),
    ("reminders", 80),
    ("answers_from", 20),
    ("answers_until", 20),
    ("language", 20),
    ("cost", 20),
    ("price", 80),
    ("step_free", 20),
    ("interest", 60),
    ("interests", 2_000),
    ("photo_words", 300),
    ("repeat", 20),
    ("weekday", 20),
    ("nth_1", 20),
    ("day_1", 20),
    ("nth_2", 20),
    ("day_2", 20),
    ("nth_3", 20),
    ("day_3", 20),
    ("month_days", 200),
    ("rules", 4_000),
    ("month_out", 20),
    ("until", 20),
    ("count", 20),
    ("template", 20),
];

/// What is kept of a form, however little of it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Its title; may be empty.
    pub title: String,
    /// The fields, as JSON.
    pub fields: String,
}

impl Sketch {
    /// Reads a form. Nothing has to be there; what is longer than the form takes is a fault.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let mut object = serde_json::Map::new();
        for (name, most) in KEPT {
            let values: Vec<String> = fields
                .every(name)
                .map(|value| value.replace("\r\n", "\n"))
                .filter(|value| !value.trim().is_empty())
                .take(MOST_VALUES)
                .collect();
            if values.iter().any(|value| value.chars().count() > most) {
                problems.add_number(name, "problem-gathering-long-text", most as i64);
            }
            if !values.is_empty() {
                object.insert(name.to_owned(), values.into());
            }
        }
        problems.check()?;
        let fields_in_text = serde_json::to_string(&object).map_err(|error| Error::Inner(error.to_string()))?;
        Ok(Self { title: line(fields.text("title")), fields: fields_in_text })
    }
}

/// The form that a sketch was made from.
///
/// # Errors
/// [`Error::Inner`] where it is none.
pub fn fields_of(text: &str) -> Result<Fields> {
    let object = serde_json::from_str(text).map_err(|error| Error::Inner(error.to_string()))?;
    Fields::from_object(object)
}

/// How far on the next time is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ahead {
    /// On the next such weekday.
    #[default]
    Week,
    /// On the same weekday of a month: the first Tuesday, the last Friday.
    Month,
}

impl Ahead {
    /// As an address says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Reads what [`Self::as_str`] wrote; anything else is the next week.
    pub fn read(text: &str) -> Self {
        if text == "month" { Self::Month } else { Self::Week }
    }
}

/// The next day on which what was on a day could be again: on the same weekday, after that day and after today.
pub fn next_day(then: Date, today: Date, ahead: Ahead) -> Option<Date> {
    let last = then.max(today);
    match ahead {
        Ahead::Week => {
            let days = i64::from(last.weekday().until(then.weekday()));
            last.checked_add(Span::new().days(if days == 0 { 7 } else { days })).ok()
        }
        Ahead::Month => {
            let nth = (then.day() - 1) / 7 + 1;
            let nth = if nth == 5 { -1 } else { nth };
            let mut month = last.first_of_month();
            for _ in 0..2 {
                let day = weekday_of(month, nth, then.weekday())?;
                if day > last {
                    return Some(day);
                }
                month = month.checked_add(Span::new().months(1)).ok()?;
            }
            weekday_of(month, nth, then.weekday())
        }
    }
}

fn weekday_of(month: Date, nth: i8, weekday: Weekday) -> Option<Date> {
    month.nth_weekday_of_month(nth, weekday).ok()
}

/// The form of a gathering on another day: what lay days before or after it still does.
pub fn moved(fields: Fields, then: Date, to: Date) -> Fields {
    let days = i64::from((to - then).get_days());
    let mut moved = fields.clone();
    for name in ["end_date", "answers_from", "answers_until"] {
        let Some(text) = fields.some(name) else { continue };
        moved = moved.without(name);
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let on = date.parse::<Date>().ok().and_then(|date| date.checked_add(Span::new().days(days)).ok());
        if let Some(on) = on {
            moved = moved.with(name, time.map_or_else(|| on.to_string(), |time| format!("{on}T{time}")));
        }
    }
    moved.without("date").with("date", to.to_string())
}

/// The day of `2026-11-26T19:00`.
pub fn day_of(local: &str) -> Option<Date> {
    local.parse::<DateTime>().ok().map(DateTime::date)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sketch_keeps_what_is_there_and_nothing_else() {
        let sent = Fields::default()
            .with("title", " Tea  for two ")
            .with("words", "One\r\ntwo")
            .with("date", "someday")
            .with("capacity", "")
            .with("interest", "crafts")
            .with("interest", "tea")
            .with("kept", "a secret")
            .with("seen", "RRULE");
        let sketch = Sketch::read(&sent).unwrap();
        assert_eq!(sketch.title, "Tea for two");
        let back = fields_of(&sketch.fields).unwrap();
        assert_eq!(back.text("words"), "One\ntwo");
        assert_eq!(back.text("date"), "someday", "what is no date yet is kept as it was typed");
        assert_eq!(back.all("interest").collect::<Vec<_>>(), ["crafts", "tea"]);
        assert!(!back.has("kept") && !back.has("seen") && !back.has("capacity"));
        assert_eq!(Sketch::read(&Fields::default()).unwrap(), Sketch { title: String::new(), fields: "{}".into() });
    }

    #[test]
    fn what_is_too_long_is_a_fault_at_its_field() {
        let sent = Fields::default().with("title", "x".repeat(121)).with("venue", "x".repeat(121));
        let Err(Error::Invalid(problems)) = Sketch::read(&sent) else { panic!("no faults") };
        assert_eq!(problems.0.iter().map(|one| one.field).collect::<Vec<_>>(), ["title", "venue"]);
    }

    #[test]
    fn the_next_time_is_on_the_same_weekday() {
        let today = date(2026, 11, 26);
        for (then, week, month) in [
            // Last week's Thursday, the third: in a week, and on the third of December.
            (date(2026, 11, 19), date(2026, 12, 3), date(2026, 12, 17)),
            // The first Tuesday of October.
            (date(2026, 10, 6), date(2026, 12, 1), date(2026, 12, 1)),
            // A fifth Saturday is the last.
            (date(2026, 10, 31), date(2026, 11, 28), date(2026, 11, 28)),
            // One that is still ahead.
            (date(2026, 12, 5), date(2026, 12, 12), date(2027, 1, 2)),
            (date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 24)),
        ] {
            assert_eq!(next_day(then, today, Ahead::Week), Some(week), "{then}");
            assert_eq!(next_day(then, today, Ahead::Month), Some(month), "{then}");
        }
    }

    #[test]
    fn what_lay_around_it_moves_along() {
        let form = Fields::default()
            .with("date", "2026-11-19")
            .with("end_date", "2026-11-21")
            .with("answers_until", "2026-11-18T12:00")
            .with("title", "Tea");
        let moved = moved(form, date(2026, 11, 19), date(2026, 12, 3));
        assert_eq!(moved.text("date"), "2026-12-03");
        assert_eq!(moved.text("end_date"), "2026-12-05");
        assert_eq!(moved.text("answers_until"), "2026-12-02T12:00");
        assert_eq!((moved.text("title"), moved.has("answers_from")), ("Tea", false));
        assert_eq!(day_of("2026-11-26T19:00"), Some(date(2026, 11, 26)));
        assert_eq!(day_of("tomorrow"), None);
    }

    proptest! {
        #[test]
        fn it_is_always_ahead_and_on_that_weekday(then in 0i64..40_000, today in 0i64..40_000) {
            let day = |days: i64| date(1980, 1, 1).checked_add(Span::new().days(days)).unwrap();
            let (then, today) = (day(then), day(today));
            for ahead in [Ahead::Week, Ahead::Month] {
                let next = next_day(then, today, ahead).unwrap();
                prop_assert!(next > today && next > then && next.weekday() == then.weekday());
                let far = (next - then.max(today)).get_days();
                prop_assert!(far <= if ahead == Ahead::Week { 7 } else { 42 }, "{far}");
            }
        }
    }
}
