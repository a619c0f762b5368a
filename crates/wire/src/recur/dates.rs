//! The days that a rule names, one period after the other.

use jiff::{Span, civil::Date};

use super::{End, Freq, Nth, Rule};

/// The days of a rule from its first one on, in order, until a last day. Reads one period at a time, and ends there also
/// where the rule names no day at all.
pub(super) struct Dates<'r> {
    rule: &'r Rule,
    first: Date,
    last: Date,
    /// The first day of the next period; `None` where there is none.
    period: Option<Date>,
    /// The days of this period that are still to come, the last first.
    left: Vec<Date>,
    count: u32,
}

impl Rule {
    /// The days of this rule for something that begins on `first`, in order, none after `last`. Of days before the first
    /// none counts, and the first is one of them only where the rule names it.
    pub fn dates(&self, first: Date, last: Date) -> impl Iterator<Item = Date> + '_ {
        let period = match self.freq {
            Freq::Daily => first,
            Freq::Weekly => {
                let back = i64::from(first.weekday().since(self.week_start));
                first.checked_sub(Span::new().days(back)).unwrap_or(first)
            }
            Freq::Monthly => first.first_of_month(),
            Freq::Yearly => first.first_of_year(),
        };
        Dates { rule: self, first, last, period: Some(period), left: Vec::new(), count: 0 }
    }

    fn step(&self) -> Span {
        let interval = i64::from(self.interval.max(1));
        match self.freq {
            Freq::Daily => Span::new().days(interval),
            Freq::Weekly => Span::new().weeks(interval),
            Freq::Monthly => Span::new().months(interval),
            Freq::Yearly => Span::new().years(interval),
        }
    }

    /// The last day of the period that begins then.
    fn period_end(&self, period: Date) -> Date {
        match self.freq {
            Freq::Daily => period,
            Freq::Weekly => period.checked_add(Span::new().days(6)).unwrap_or(Date::MAX),
            Freq::Monthly => period.last_of_month(),
            Freq::Yearly => period.last_of_year(),
        }
    }

    /// The days that the rule names within a period, in order.
    fn in_period(&self, period: Date, first: Date) -> Vec<Date> {
        let end = self.period_end(period);
        let mut days = Vec::new();
        let mut day = period;
        loop {
            if self.names(day, first) {
                days.push(day);
            }
            match day.tomorrow() {
                Ok(next) if next <= end => day = next,
                _ => break,
            }
        }
        if self.by_set_pos.is_empty() {
            return days;
        }
        let at = |position: i16| match usize::from(position.unsigned_abs()) {
            from_end if position < 0 => days.len().checked_sub(from_end),
            from_start => from_start.checked_sub(1),
        };
        let mut picked: Vec<Date> =
            self.by_set_pos.iter().filter_map(|position| days.get(at(*position)?)).copied().collect();
        picked.sort();
        picked.dedup();
        picked
    }

    fn names(&self, day: Date, first: Date) -> bool {
        if !self.by_month.is_empty() && !self.by_month.contains(&day.month()) {
            return false;
        }
        let from_end = day.day() - day.days_in_month() - 1;
        if !self.by_month_day.is_empty()
            && !self.by_month_day.iter().any(|wanted| *wanted == day.day() || *wanted == from_end)
        {
            return false;
        }
        if !self.by_day.is_empty() {
            return self.by_day.iter().any(|wanted| self.is_nth(*wanted, day));
        }
        if !self.by_month_day.is_empty() {
            return true;
        }
        // What the rule leaves open is as on the first day.
        match self.freq {
            Freq::Daily => true,
            Freq::Weekly => day.weekday() == first.weekday(),
            Freq::Monthly => day.day() == first.day(),
            Freq::Yearly => day.day() == first.day() && (!self.by_month.is_empty() || day.month() == first.month()),
        }
    }

    fn is_nth(&self, wanted: Nth, day: Date) -> bool {
        if wanted.weekday != day.weekday() {
            return false;
        }
        let Some(nth) = wanted.nth else { return true };
        // Of the year only where no month is named.
        let (at, of) = if self.freq == Freq::Yearly && self.by_month.is_empty() {
            (day.day_of_year(), day.days_in_year())
        } else {
            (i16::from(day.day()), i16::from(day.days_in_month()))
        };
        let nth = i16::from(nth);
        if nth > 0 { (at - 1) / 7 + 1 == nth } else { (of - at) / 7 + 1 == -nth }
    }
}

impl Iterator for Dates<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        loop {
            while let Some(day) = self.left.pop() {
                if day < self.first {
                    continue;
                }
                let over = match self.rule.end {
                    End::Never => false,
                    End::Count(count) => self.count >= count,
                    End::Until(until) => day > until,
                };
                if over || day > self.last {
                    self.left.clear();
                    self.period = None;
                    return None;
                }
                self.count += 1;
                return Some(day);
            }
            let period = self.period?;
            if period > self.last || matches!(self.rule.end, End::Until(until) if period > until) {
                self.period = None;
                return None;
            }
            self.left = self.rule.in_period(period, self.first);
            self.left.reverse();
            self.period = period.checked_add(self.rule.step()).ok();
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(rule: &str, first: Date, most: usize) -> Vec<String> {
        let rule: Rule = rule.parse().unwrap();
        rule.dates(first, date(2050, 1, 1)).take(most).map(|day| day.to_string()).collect()
    }

    #[test]
    fn rules_name_days() {
        let first = date(2026, 12, 3);
        for (rule, wanted) in [
            ("FREQ=WEEKLY", ["2026-12-03", "2026-12-10", "2026-12-17"]),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", ["2026-12-03", "2026-12-15", "2026-12-17"]),
            ("FREQ=MONTHLY;BYDAY=1TU,3SA", ["2026-12-19", "2027-01-05", "2027-01-16"]),
            ("FREQ=MONTHLY", ["2026-12-03", "2027-01-03", "2027-02-03"]),
            ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-12-31", "2027-01-31", "2027-03-31"]),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-12-31", "2027-01-31", "2027-02-28"]),
            ("FREQ=MONTHLY;BYDAY=5TH", ["2026-12-31", "2027-04-29", "2027-07-29"]),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-12-31", "2027-01-29", "2027-02-26"]),
            ("FREQ=YEARLY", ["2026-12-03", "2027-12-03", "2028-12-03"]),
            ("FREQ=YEARLY;BYDAY=-1FR", ["2026-12-25", "2027-12-31", "2028-12-29"]),
            ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", ["2027-05-09", "2028-05-14", "2029-05-13"]),
            ("FREQ=DAILY;BYMONTH=1;BYDAY=FR", ["2027-01-01", "2027-01-08", "2027-01-15"]),
        ] {
            assert_eq!(days(rule, first, 3), wanted, "{rule}");
        }
        assert_eq!(days("FREQ=YEARLY", date(2028, 2, 29), 2), ["2028-02-29", "2032-02-29"]);
        assert_eq!(days("FREQ=DAILY;COUNT=2", first, 9).len(), 2);
        assert_eq!(days("FREQ=DAILY;UNTIL=20261205", first, 9).len(), 3);
    }

    #[test]
    fn a_rule_that_names_no_day_ends() {
        assert!(days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1), 1).is_empty());
        assert!(days("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1), 1).is_empty());
    }

    #[test]
    fn the_calendar_has_an_end() {
        let rule: Rule = "FREQ=YEARLY;INTERVAL=1000".parse().unwrap();
        assert_eq!(rule.dates(date(9998, 1, 1), Date::MAX).count(), 1);
        let rule: Rule = "FREQ=WEEKLY".parse().unwrap();
        assert_eq!(rule.dates(date(9999, 12, 28), Date::MAX).count(), 1);
        assert_eq!(rule.dates(Date::MIN, date(-9999, 2, 1)).count(), 5);
    }
}
