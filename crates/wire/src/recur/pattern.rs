//! Several rules as one: the days that any of them names, but for those that are left out.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use super::{End, Fault, Rule, day, print_day};

/// So many rules can be one pattern.
const MOST_RULES: usize = 8;
/// So many days can be left out.
const MOST_WITHOUT: usize = 400;

/// The days that any of some rules names, but for those that are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// At least one.
    pub rules: Vec<Rule>,
    /// Days on which it does not take place, in order.
    pub without: Vec<Date>,
}

impl From<Rule> for Pattern {
    fn from(rule: Rule) -> Self {
        Self { rules: vec![rule], without: Vec::new() }
    }
}

impl Pattern {
    /// Its days for something that begins on `first`, in order, each once, none after `last`, and no more than `most`.
    #[must_use]
    pub fn dates(&self, first: Date, last: Date, most: usize) -> Vec<Date> {
        let mut runs: Vec<_> = self.rules.iter().map(|rule| rule.dates(first, last).peekable()).collect();
        let mut days = Vec::new();
        while days.len() < most {
            let Some(next) = runs.iter_mut().filter_map(|run| run.peek().copied()).min() else { break };
            for run in &mut runs {
                while run.next_if(|day| *day == next).is_some() {}
            }
            if !self.without.contains(&next) {
                days.push(next);
            }
        }
        days
    }

    /// Whether it comes to an end by itself.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.rules.iter().all(|rule| rule.end != End::Never)
    }
}

impl FromStr for Pattern {
    type Err = Fault;

    /// Reads lines, each a rule (`RRULE:…`) or days that are left out (`EXDATE:20261224,20261231`).
    fn from_str(text: &str) -> Result<Self, Fault> {
        let mut pattern = Self { rules: Vec::new(), without: Vec::new() };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let upper = line.to_ascii_uppercase();
            if upper.starts_with("EXDATE") {
                let (_, days) = upper.split_once(':').ok_or(Fault::Shape)?;
                for one in days.split(',') {
                    pattern.without.push(day(one.trim())?);
                }
            } else {
                pattern.rules.push(line.parse()?);
            }
            if pattern.rules.len() > MOST_RULES || pattern.without.len() > MOST_WITHOUT {
                return Err(Fault::Value);
            }
        }
        pattern.without.sort();
        pattern.without.dedup();
        if pattern.rules.is_empty() { Err(Fault::Shape) } else { Ok(pattern) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, rule) in self.rules.iter().enumerate() {
            write!(f, "{}RRULE:{rule}", if at == 0 { "" } else { "\n" })?;
        }
        if !self.without.is_empty() {
            let days: Vec<String> = self.without.iter().map(|day| print_day(*day)).collect();
            write!(f, "\nEXDATE;VALUE=DATE:{}", days.join(","))?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;
    use crate::recur::{Freq, Nth};

    #[test]
    fn rules_are_united_and_days_left_out() {
        let text = "RRULE:FREQ=WEEKLY;BYDAY=TU\nRRULE:FREQ=MONTHLY;BYDAY=1SA,1TU\nEXDATE;VALUE=DATE:20261208";
        let pattern: Pattern = text.parse().unwrap();
        assert_eq!(pattern.to_string(), text);
        let days = pattern.dates(date(2026, 12, 1), date(2027, 1, 10), 99);
        let days: Vec<String> = days.iter().map(|day| day.strftime("%m-%d").to_string()).collect();
        assert_eq!(days, ["12-01", "12-05", "12-15", "12-22", "12-29", "01-02", "01-05"]);
        assert!("".parse::<Pattern>().is_err() && "EXDATE:20261208".parse::<Pattern>().is_err());
        assert!("FREQ=DAILY\n".repeat(9).parse::<Pattern>().is_err());
    }

    fn rules() -> impl Strategy<Value = Rule> {
        let parts = (0..4usize, 1u16..4, prop::collection::vec((prop::option::of(-5i8..=5), 0i8..7), 0..3));
        let more = (prop::collection::vec(-31i8..=31, 0..3), prop::collection::vec(1i8..=12, 0..4), 0u32..20);
        (parts, more).prop_map(|((freq, interval, days), (month_days, months, count))| {
            let freq = [Freq::Daily, Freq::Weekly, Freq::Monthly, Freq::Yearly][freq];
            let ordinal = |nth: Option<i8>| nth.filter(|nth| *nth != 0 && freq >= Freq::Monthly);
            let weekday = |day| Weekday::from_monday_zero_offset(day).unwrap();
            Rule {
                interval,
                end: if count == 0 { End::Never } else { End::Count(count) },
                by_day: days.into_iter().map(|(nth, day)| Nth { nth: ordinal(nth), weekday: weekday(day) }).collect(),
                by_month_day: month_days.into_iter().filter(|day| *day != 0 && freq != Freq::Weekly).collect(),
                by_month: months,
                ..Rule::new(freq)
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(rules in prop::collection::vec(rules(), 1..4)) {
            let pattern = Pattern { rules, without: vec![date(2026, 12, 24)] };
            prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
        }

        #[test]
        fn days_are_in_order_within_their_bounds_and_each_once(
            rules in prop::collection::vec(rules(), 1..4), from in 0i32..3000, most in 0usize..40,
        ) {
            let first = date(2024, 1, 1).checked_add(jiff::Span::new().days(from)).unwrap();
            let last = date(2035, 1, 1);
            let pattern = Pattern { rules, without: vec![first] };
            let days = pattern.dates(first, last, most);
            prop_assert!(days.len() <= most);
            prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(days.iter().all(|day| *day > first && *day <= last));
            for rule in &pattern.rules {
                if let End::Count(count) = rule.end {
                    prop_assert!(rule.dates(first, last).count() <= count as usize);
                }
            }
        }

        #[test]
        fn whatever_is_typed_is_read_without_harm(text in "(FREQ|BYDAY|UNTIL|RRULE|EXDATE)?[ -~ä]{0,40}") {
            if let Ok(pattern) = text.parse::<Pattern>() {
                drop(pattern.dates(date(2026, 1, 1), date(2027, 1, 1), 9));
            }
        }
    }
}
