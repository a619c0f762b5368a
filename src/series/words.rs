//! Rules in words: "every second Thursday, but not in August".

use jiff::civil::{Date, Weekday};
use visavis_wire::recur::{End, Freq, Nth, Pattern, Rule};

use crate::{args, page::text::Say};

/// Above so many months those are named that are left out.
const MOST_NAMED: usize = 6;

/// A list: `a, b and c`.
fn list(say: Say, mut parts: Vec<String>) -> String {
    let Some(last) = parts.pop() else { return String::new() };
    if parts.is_empty() { last } else { say.with("series-and", args! { some: parts.join(", "), last: last }) }
}

/// `Thursday`.
pub fn weekday(say: Say, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => say.t("weekday-1"),
        Weekday::Tuesday => say.t("weekday-2"),
        Weekday::Wednesday => say.t("weekday-3"),
        Weekday::Thursday => say.t("weekday-4"),
        Weekday::Friday => say.t("weekday-5"),
        Weekday::Saturday => say.t("weekday-6"),
        Weekday::Sunday => say.t("weekday-7"),
    }
}

/// `November`; the number itself for what is no month.
pub fn month(say: Say, month: i8) -> String {
    let key = format!("month-{month}");
    if say.knows(&key) { say.t(&key).to_owned() } else { month.to_string() }
}

/// `3 December 2026`.
pub fn day(say: Say, day: Date) -> String {
    say.with(
        "series-day",
        args! { day: i64::from(day.day()), month: month(say, day.month()), year: day.year().to_string() },
    )
}

fn months(say: Say, months: impl Iterator<Item = i8>) -> String {
    list(say, months.map(|number| month(say, number)).collect())
}

/// `the first Tuesday and the third Saturday`; `None` where one of them has no number.
fn nths(say: Say, days: &[Nth]) -> Option<String> {
    let parts: Option<Vec<String>> = days
        .iter()
        .map(|day| Some(say.with("series-nth", args! { nth: i64::from(day.nth?), weekday: weekday(say, day.weekday) })))
        .collect();
    Some(list(say, parts?))
}

fn month_days(say: Say, days: &[i8]) -> String {
    list(say, days.iter().map(|day| say.with("series-month-day", args! { day: i64::from(*day) })).collect())
}

/// The days of a rule, without months and end; `None` for what has no plain words.
fn days(say: Say, rule: &Rule, first: Date) -> Option<String> {
    let n = i64::from(rule.interval);
    if !rule.by_set_pos.is_empty() {
        return None;
    }
    match rule.freq {
        Freq::Daily if rule.by_day.is_empty() && rule.by_month_day.is_empty() => {
            Some(say.with("series-daily", args! { n: n }))
        }
        Freq::Weekly => {
            let mut week: Vec<Weekday> = rule.by_day.iter().map(|day| day.weekday).collect();
            if week.is_empty() {
                week.push(first.weekday());
            }
            week.sort_by_key(|day| day.to_monday_zero_offset());
            week.dedup();
            let many = week.len();
            let names = list(say, week.into_iter().map(|day| weekday(say, day).to_owned()).collect());
            Some(match (n, many) {
                (1, _) => say.with("series-weekly", args! { days: names }),
                (2, 1) => say.with("series-weekly-second", args! { days: names }),
                _ => say.with("series-weekly-n", args! { n: n, days: names }),
            })
        }
        Freq::Monthly if rule.by_month_day.is_empty() && !rule.by_day.is_empty() => {
            Some(say.with("series-monthly", args! { n: n, days: nths(say, &rule.by_day)? }))
        }
        Freq::Monthly if rule.by_day.is_empty() => {
            let own = [first.day()];
            let named = if rule.by_month_day.is_empty() { &own[..] } else { &rule.by_month_day };
            Some(say.with("series-monthly", args! { n: n, days: month_days(say, named) }))
        }
        Freq::Yearly if n == 1 && rule.by_month.len() <= 1 => {
            let own = rule.by_month.first().copied().unwrap_or(first.month());
            let month = month(say, own);
            let on_days =
                |days| say.with("series-yearly-day", args! { days: month_days(say, days), month: month.as_str() });
            match (&rule.by_day[..], &rule.by_month_day[..]) {
                ([], []) => Some(on_days(&[first.day()])),
                // Without a month these would be of all the year.
                ([], days) if !rule.by_month.is_empty() => Some(on_days(days)),
                (days, []) if !rule.by_month.is_empty() => {
                    Some(say.with("series-yearly-nth", args! { days: nths(say, days)?, month: month.as_str() }))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn rule_in_words(say: Say, rule: &Rule, first: Date) -> String {
    let Some(mut words) = days(say, rule, first) else {
        return say.with("series-rule", args! { rule: rule.to_string() });
    };
    if !rule.by_month.is_empty() && rule.freq != Freq::Yearly {
        let out: Vec<i8> = (1..=12).filter(|month| !rule.by_month.contains(month)).collect();
        if rule.by_month.len() > MOST_NAMED && !out.is_empty() {
            words = say.with("series-but-months", args! { rule: words, months: months(say, out.into_iter()) });
        } else if !out.is_empty() {
            let mut named = rule.by_month.clone();
            named.sort_unstable();
            words = say.with("series-only-months", args! { rule: words, months: months(say, named.into_iter()) });
        }
    }
    match rule.end {
        End::Never => words,
        End::Until(last) => say.with("series-until", args! { rule: words, day: day(say, last) }),
        End::Count(count) => say.with("series-count", args! { rule: words, n: i64::from(count) }),
    }
}

/// The whole in words; `first` is the day from which it counts.
pub fn in_words(say: Say, pattern: &Pattern, first: Date) -> String {
    let mut parts = pattern.rules.iter().map(|rule| rule_in_words(say, rule, first));
    let mut words = parts.next().unwrap_or_default();
    for other in parts {
        words = say.with("series-and-also", args! { rule: words, other: other });
    }
    if !pattern.without.is_empty() {
        let days = list(say, pattern.without.iter().map(|out| day(say, *out)).collect());
        words = say.with("series-but-days", args! { rule: words, days: days });
    }
    words
}

/// The same as a sentence begins.
pub fn sentence(say: Say, pattern: &Pattern, first: Date) -> String {
    let words = in_words(say, pattern, first);
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::page::text::Locale;

    #[test]
    fn rules_are_said_in_both_languages() {
        for (rules, en, de) in [
            ("FREQ=DAILY", "every day", "jeden Tag"),
            ("FREQ=DAILY;INTERVAL=3", "every 3 days", "alle 3 Tage"),
            ("FREQ=WEEKLY", "every Thursday", "jeden Donnerstag"),
            ("FREQ=WEEKLY;BYDAY=TH,TU", "every Tuesday and Thursday", "jeden Dienstag und Donnerstag"),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYMONTH=1,2,3,4,5,6,7,9,10,11,12",
                "every second Thursday, but not in August",
                "jeden zweiten Donnerstag, aber nicht im August",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
                "every second week on Tuesday and Thursday",
                "jede zweite Woche am Dienstag und Donnerstag",
            ),
            ("FREQ=WEEKLY;INTERVAL=3", "every 3 weeks on Thursday", "alle 3 Wochen am Donnerstag"),
            (
                "FREQ=MONTHLY;BYDAY=1TU,3SA",
                "on the first Tuesday and the third Saturday of each month",
                "am ersten Dienstag und am dritten Samstag jedes Monats",
            ),
            (
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=6",
                "on the last Friday of every second month, 6 times",
                "am letzten Freitag jedes zweiten Monats, 6-mal",
            ),
            ("FREQ=MONTHLY", "on the 3rd of each month", "am 3. jedes Monats"),
            (
                "FREQ=MONTHLY;BYMONTHDAY=1,15,-1;BYMONTH=6,5",
                "on the 1st, the 15th and the last day of each month, only in May and June",
                "am 1., am 15. und am letzten Tag jedes Monats, nur im Mai und Juni",
            ),
            ("FREQ=YEARLY", "every year on the 3rd of December", "jedes Jahr am 3. Dezember"),
            (
                "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU;UNTIL=20300601",
                "every year on the second Sunday of May, until 1 June 2030",
                "jedes Jahr am zweiten Sonntag im Mai, bis 1. Juni 2030",
            ),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
                "by the rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
                "nach der Regel FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            ),
            (
                "FREQ=WEEKLY;BYDAY=TU\nFREQ=MONTHLY;BYDAY=1SA\nEXDATE:20261224",
                "every Tuesday, and also on the first Saturday of each month, but not on 24 December 2026",
                "jeden Dienstag, und auch am ersten Samstag jedes Monats, aber nicht am 24. Dezember 2026",
            ),
        ] {
            let pattern: Pattern = rules.parse().unwrap();
            let first = date(2026, 12, 3);
            assert_eq!(in_words(Say(Locale::En), &pattern, first), en);
            assert_eq!(in_words(Say(Locale::De), &pattern, first), de);
        }
    }
}
