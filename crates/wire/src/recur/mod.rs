//! Recurrence (RFC 5545 §3.3.10): rules as they are written, and the days that they name.
//!
//! Days only: at what time of day something begins belongs to its first occurrence, and which instant that is to its
//! zone. So a rule knows nothing of clocks, and their changes can't spoil it.

mod dates;
mod pattern;

use std::{fmt, str::FromStr};

use jiff::civil::{Date, Weekday};

pub use pattern::Pattern;

/// The longest rule that is read (bytes).
const LONGEST: usize = 1_000;

/// How often a rule begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freq {
    /// Each day.
    Daily,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each year.
    Yearly,
}

impl Freq {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Daily, "DAILY"), (Self::Weekly, "WEEKLY"), (Self::Monthly, "MONTHLY"), (Self::Yearly, "YEARLY")];
}

/// A day of the week, perhaps a certain one of its month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nth {
    /// 1 for the first, -1 for the last; `None` for each.
    pub nth: Option<i8>,
    /// The day of the week.
    pub weekday: Weekday,
}

/// When a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Never.
    Never,
    /// After so many occurrences.
    Count(u32),
    /// With that day.
    Until(Date),
}

/// A rule. Make one with [`Rule::new`], or read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How often it begins anew.
    pub freq: Freq,
    /// It skips all but each so-manieth; at least 1.
    pub interval: u16,
    /// When it ends.
    pub end: End,
    /// Days of the week; empty for all, or the first occurrence's own.
    pub by_day: Vec<Nth>,
    /// Days of the month, 1 to 31, or from its end, -1 to -31.
    pub by_month_day: Vec<i8>,
    /// Months, 1 to 12.
    pub by_month: Vec<i8>,
    /// Which of those that a period has, 1 to 366, or from its end.
    pub by_set_pos: Vec<i16>,
    /// The day on which a week begins.
    pub week_start: Weekday,
}

/// Why something is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not written as rules are.
    Shape,
    /// It is a rule, with a part that is not read here (hours, weeks or days of the year, several times a day).
    Part,
    /// Its parts do not go together, or a number is beyond what there is.
    Value,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "not a recurrence rule",
            Self::Part => "a recurrence rule with a part that is not read here",
            Self::Value => "a recurrence rule whose parts do not go together",
        })
    }
}

impl std::error::Error for Fault {}

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "MO"),
    (Weekday::Tuesday, "TU"),
    (Weekday::Wednesday, "WE"),
    (Weekday::Thursday, "TH"),
    (Weekday::Friday, "FR"),
    (Weekday::Saturday, "SA"),
    (Weekday::Sunday, "SU"),
];

fn weekday(text: &str) -> Result<Weekday, Fault> {
    DAYS.iter().find(|(_, name)| *name == text).map(|(day, _)| *day).ok_or(Fault::Shape)
}

fn weekday_name(day: Weekday) -> &'static str {
    DAYS.iter().find(|(known, _)| *known == day).map_or("MO", |(_, name)| name)
}

/// A list of numbers between bounds, without 0.
fn numbers<T: FromStr + TryInto<i64> + Copy>(text: &str, least: i64, most: i64) -> Result<Vec<T>, Fault> {
    text.split(',')
        .map(|part| {
            let number: T = part.strip_prefix('+').unwrap_or(part).parse().map_err(|_| Fault::Shape)?;
            let wide: i64 = number.try_into().map_err(|_| Fault::Value)?;
            if wide == 0 || wide < least || wide > most { Err(Fault::Value) } else { Ok(number) }
        })
        .collect()
}

/// `20261203`, or the day of `20261203T190000` and `20261203T190000Z`.
pub(super) fn day(text: &str) -> Result<Date, Fault> {
    let (day, rest) = text.split_at_checked(8).ok_or(Fault::Shape)?;
    let timed = rest.strip_suffix('Z').unwrap_or(rest);
    let timed = timed.is_empty()
        || timed
            .strip_prefix('T')
            .is_some_and(|time| time.len() == 6 && time.bytes().all(|byte| byte.is_ascii_digit()));
    if !timed || rest == "Z" || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Shape);
    }
    let number = |from: usize, to: usize| day.get(from..to).and_then(|digits| digits.parse::<i16>().ok());
    let (Some(year), Some(month), Some(of_month)) = (number(0, 4), number(4, 6), number(6, 8)) else {
        return Err(Fault::Shape);
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| Fault::Value);
    Date::new(year, small(month)?, small(of_month)?).map_err(|_| Fault::Value)
}

pub(super) fn print_day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

impl Rule {
    /// A rule that begins anew so often, and says no more.
    #[must_use]
    pub fn new(freq: Freq) -> Self {
        Self {
            freq,
            interval: 1,
            end: End::Never,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    /// Holds the parts of a rule against each other.
    ///
    /// # Errors
    /// [`Fault::Value`] for parts that the standard forbids together.
    pub fn check(&self) -> Result<(), Fault> {
        let ordinals = self.by_day.iter().any(|day| day.nth.is_some());
        let bad = self.interval == 0
            || self.end == End::Count(0)
            || (ordinals && matches!(self.freq, Freq::Daily | Freq::Weekly))
            || (self.freq == Freq::Weekly && !self.by_month_day.is_empty())
            || (!self.by_set_pos.is_empty()
                && self.by_day.is_empty()
                && self.by_month_day.is_empty()
                && self.by_month.is_empty());
        if bad { Err(Fault::Value) } else { Ok(()) }
    }
}

impl FromStr for Rule {
    type Err = Fault;

    /// Reads `FREQ=MONTHLY;BYDAY=1TU,3SA`, with or without `RRULE:` before it.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(Fault::Shape);
        }
        let text = text.to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut freq = None;
        let mut rule = Self::new(Freq::Daily);
        let mut seen = Vec::new();
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(Fault::Shape)?;
            if seen.contains(&name) {
                return Err(Fault::Shape);
            }
            seen.push(name);
            match name {
                "FREQ" => {
                    freq = Some(Freq::ALL.iter().find(|(_, known)| *known == value).ok_or(
                        if matches!(value, "HOURLY" | "MINUTELY" | "SECONDLY") { Fault::Part } else { Fault::Shape },
                    )?);
                }
                "INTERVAL" => rule.interval = value.parse().map_err(|_| Fault::Value)?,
                "COUNT" | "UNTIL" if rule.end != End::Never => return Err(Fault::Value),
                "COUNT" => rule.end = End::Count(value.parse().map_err(|_| Fault::Value)?),
                "UNTIL" => rule.end = End::Until(day(value)?),
                "BYDAY" => {
                    rule.by_day = value
                        .split(',')
                        .map(|part| {
                            let at = part.len().checked_sub(2).ok_or(Fault::Shape)?;
                            let (nth, name) = part.split_at_checked(at).ok_or(Fault::Shape)?;
                            let nth = match nth {
                                "" => None,
                                _ => numbers::<i8>(nth, -53, 53)?.first().copied(),
                            };
                            Ok(Nth { nth, weekday: weekday(name)? })
                        })
                        .collect::<Result<_, Fault>>()?;
                }
                "BYMONTHDAY" => rule.by_month_day = numbers(value, -31, 31)?,
                "BYMONTH" => rule.by_month = numbers(value, 1, 12)?,
                "BYSETPOS" => rule.by_set_pos = numbers(value, -366, 366)?,
                "WKST" => rule.week_start = weekday(value)?,
                "BYHOUR" | "BYMINUTE" | "BYSECOND" | "BYWEEKNO" | "BYYEARDAY" | "RSCALE" | "SKIP" => {
                    return Err(Fault::Part);
                }
                _ => return Err(Fault::Shape),
            }
        }
        rule.freq = freq.ok_or(Fault::Shape)?.0;
        rule.check().map(|()| rule)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let freq = Freq::ALL.iter().find(|(freq, _)| *freq == self.freq).map_or("DAILY", |(_, name)| name);
        write!(f, "FREQ={freq}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(f, ";COUNT={count}")?,
            End::Until(day) => write!(f, ";UNTIL={}", print_day(day))?,
        }
        list(f, "BYMONTH", &self.by_month)?;
        list(f, "BYMONTHDAY", &self.by_month_day)?;
        let days: Vec<String> = self
            .by_day
            .iter()
            .map(|day| {
                format!("{}{}", day.nth.map(|nth| nth.to_string()).unwrap_or_default(), weekday_name(day.weekday))
            })
            .collect();
        list(f, "BYDAY", &days)?;
        list(f, "BYSETPOS", &self.by_set_pos)?;
        if self.week_start != Weekday::Monday {
            write!(f, ";WKST={}", weekday_name(self.week_start))?;
        }
        Ok(())
    }
}

fn list<T: ToString>(f: &mut fmt::Formatter<'_>, name: &str, values: &[T]) -> fmt::Result {
    if values.is_empty() {
        return Ok(());
    }
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    write!(f, ";{name}={}", values.join(","))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_and_printed() {
        for text in [
            "FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
            "FREQ=MONTHLY;BYDAY=1TU,3SA",
            "FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15,-1",
            "FREQ=YEARLY;UNTIL=20301224;BYMONTH=12;BYMONTHDAY=24",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TH;WKST=SU",
        ] {
            let rule: Rule = text.parse().unwrap();
            assert_eq!(rule.to_string(), text);
            assert_eq!(format!("rrule:{}", text.to_lowercase()).parse::<Rule>().unwrap(), rule);
        }
        assert_eq!(
            "FREQ=DAILY;UNTIL=20261203T180000Z".parse::<Rule>().unwrap().to_string(),
            "FREQ=DAILY;UNTIL=20261203"
        );
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for (text, fault) in [
            ("", Fault::Shape),
            ("every Tuesday", Fault::Shape),
            ("BYDAY=TU", Fault::Shape),
            ("FREQ=FORTNIGHTLY", Fault::Shape),
            ("FREQ=DAILY;FREQ=DAILY", Fault::Shape),
            ("FREQ=DAILY;COLOUR=RED", Fault::Shape),
            ("FREQ=WEEKLY;BYDAY=T", Fault::Shape),
            ("FREQ=WEEKLY;BYDAY=\u{e4}\u{e4}", Fault::Shape),
            ("FREQ=DAILY;UNTIL=tomorrow", Fault::Shape),
            ("FREQ=DAILY;UNTIL=20260230", Fault::Value),
            ("FREQ=DAILY;INTERVAL=0", Fault::Value),
            ("FREQ=DAILY;INTERVAL=99999", Fault::Value),
            ("FREQ=DAILY;COUNT=0", Fault::Value),
            ("FREQ=DAILY;COUNT=3;UNTIL=20270101", Fault::Value),
            ("FREQ=WEEKLY;BYDAY=1TU", Fault::Value),
            ("FREQ=WEEKLY;BYMONTHDAY=1", Fault::Value),
            ("FREQ=MONTHLY;BYMONTHDAY=32", Fault::Value),
            ("FREQ=MONTHLY;BYDAY=0TU", Fault::Value),
            ("FREQ=MONTHLY;BYSETPOS=1", Fault::Value),
            ("FREQ=HOURLY", Fault::Part),
            ("FREQ=DAILY;BYHOUR=9,17", Fault::Part),
            ("FREQ=YEARLY;BYWEEKNO=20", Fault::Part),
        ] {
            assert_eq!(text.parse::<Rule>(), Err(fault), "{text}");
        }
    }
}
