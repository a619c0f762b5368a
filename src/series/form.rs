//! How often it comes again: the part of the publishing form, read and shown.

use jiff::{Span, civil::Date};
use maud::{Markup, html};
use visavis_wire::recur::{End, Freq, Nth, Pattern, Rule};

use super::{
    model,
    words::{self, sentence},
};
use crate::{
    act::Look,
    error::{Problems, Result},
    gatherings::Draft,
    http::Fields,
    page::{
        Form,
        parts::{self, Field, Tone, Weight},
        text::Say,
    },
};

/// So many of the next dates a preview shows.
const SHOWN: usize = 6;
/// How often something can be said to come again.
const REPEATS: [(&str, &str); 6] = [
    ("once", "series-repeat-once"),
    ("weekly", "series-repeat-weekly"),
    ("second", "series-repeat-second"),
    ("monthly", "series-repeat-monthly"),
    ("monthly_day", "series-repeat-monthly-day"),
    ("rules", "series-repeat-rules"),
];
const NTHS: [&str; 6] = ["1", "2", "3", "4", "5", "-1"];
const PICKS: [(&str, &str); 3] = [("nth_1", "day_1"), ("nth_2", "day_2"), ("nth_3", "day_3")];

/// Whether the form is of something that comes again.
pub fn is_wanted(fields: &Fields) -> bool {
    fields.some("repeat").is_some_and(|repeat| repeat != "once")
}

/// What is about to be published: its rules, and the days that follow.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The rules.
    pub pattern: Pattern,
    /// From which day they count.
    pub first: Date,
    /// In which zone.
    pub zone: String,
}

fn numbers(text: &str) -> Option<Vec<i8>> {
    let parts = text.split(|char: char| char == ',' || char.is_whitespace()).filter(|part| !part.is_empty());
    let days: Option<Vec<i8>> = parts
        .map(|part| part.trim_end_matches('.').parse().ok().filter(|day| (-31..=31).contains(day) && *day != 0))
        .collect();
    days.filter(|days| days.len() <= 31)
}

fn pick(fields: &Fields, nth: &str, day: &str) -> Option<Nth> {
    let weekday = fields.some(day)?.parse::<i8>().ok()?.checked_sub(1)?;
    let weekday = jiff::civil::Weekday::from_monday_zero_offset(weekday).ok()?;
    let nth = fields.some(nth)?.parse().ok().filter(|nth| *nth == -1 || (1..=5).contains(nth))?;
    Some(Nth { nth: Some(nth), weekday })
}

/// Reads the rules that the form asks for, for something that begins with a draft.
///
/// # Errors
/// The faults of their fields.
pub fn read(fields: &Fields, draft: &Draft) -> Result<Pattern> {
    let mut problems = Problems::default();
    let first = draft.starts.date();
    let mut rule = Rule::new(Freq::Weekly);
    let mut pattern = None;
    match fields.text("repeat") {
        repeat @ ("weekly" | "second") => {
            rule.interval = if repeat == "second" { 2 } else { 1 };
            for day in fields.all("weekday") {
                let weekday = day.parse::<i8>().ok().and_then(|day| day.checked_sub(1));
                match weekday.and_then(|day| jiff::civil::Weekday::from_monday_zero_offset(day).ok()) {
                    Some(weekday) => rule.by_day.push(Nth { nth: None, weekday }),
                    None => problems.add("weekday", "problem-series-weekday"),
                }
            }
        }
        "monthly" => {
            rule.freq = Freq::Monthly;
            for (nth, day) in PICKS {
                match (fields.some(nth).is_some() || fields.some(day).is_some(), pick(fields, nth, day)) {
                    (false, _) => {}
                    (true, Some(pick)) => rule.by_day.push(pick),
                    (true, None) => problems.add(nth, "problem-series-nth"),
                }
            }
            if rule.by_day.is_empty() {
                // As the first day is: the third Thursday, say.
                let nth = (first.day() - 1) / 7 + 1;
                rule.by_day.push(Nth { nth: Some(if nth == 5 { -1 } else { nth }), weekday: first.weekday() });
            }
        }
        "monthly_day" => {
            rule.freq = Freq::Monthly;
            match numbers(fields.text("month_days")) {
                Some(days) => rule.by_month_day = days,
                None => problems.add("month_days", "problem-series-month-days"),
            }
        }
        "rules" => match fields.text("rules").parse::<Pattern>() {
            Ok(read) => pattern = Some(read),
            Err(_) => problems.add("rules", "problem-series-rules"),
        },
        _ => problems.add("repeat", "problem-series-repeat"),
    }
    let out: Vec<&str> = fields.all("month_out").collect();
    if !out.is_empty() {
        rule.by_month = (1..=12).filter(|month: &i8| !out.contains(&month.to_string().as_str())).collect();
        problems.unless(!rule.by_month.is_empty(), "month_out", "problem-series-months");
    }
    let until = fields.some("until").map(|text| if text.len() == 10 { text.parse::<Date>().ok() } else { None });
    let count = fields.some("count").map(|text| text.parse::<u32>().ok().filter(|count| (1..=1_000).contains(count)));
    match (until, count) {
        (None, None) => {}
        (Some(Some(until)), None) => {
            problems.unless(until >= first, "until", "problem-series-until-before");
            rule.end = End::Until(until);
        }
        (None, Some(Some(count))) => rule.end = End::Count(count),
        (Some(None), _) => problems.add("until", "problem-gathering-date"),
        (_, Some(None)) => problems.add("count", "problem-series-count"),
        (Some(_), Some(_)) => problems.add("count", "problem-series-either"),
    }
    if problems.0.is_empty() {
        let pattern = pattern.unwrap_or_else(|| rule.into());
        let far = first.checked_add(Span::new().days(model::FARTHEST)).unwrap_or(Date::MAX);
        if !pattern.dates(first, far, 1).is_empty() {
            return Ok(pattern);
        }
        problems.add("repeat", "problem-series-none");
    }
    problems.check().and_then(|()| Err(crate::error::Error::invalid("repeat", "problem-series-none")))
}

/// What the form would say of rules that are stored.
pub fn stored(fields: Fields, pattern: &Pattern) -> Fields {
    fields.with("repeat", "rules").with("rules", pattern.to_string())
}

/// The next days in words: `Thursday, 3 December 2026`.
fn next_days(say: Say, preview: &Preview) -> Vec<String> {
    let far = preview.first.checked_add(Span::new().days(model::FARTHEST)).unwrap_or(Date::MAX);
    let days = preview.pattern.dates(preview.first, far, SHOWN).into_iter();
    days.map(|day| format!("{}, {}", words::weekday(say, day.weekday()), words::day(say, day))).collect()
}

/// What will be published, in words and days, before it is.
pub fn preview(say: Say, preview: &Preview, action: &str) -> Markup {
    parts::notice(
        Tone::Info,
        &html! {
            h2 #preview { (say.t("series-preview")) }
            p { strong { (sentence(say, &preview.pattern, preview.first)) } }
            p { (say.t("series-preview-next")) }
            ul { @for day in next_days(say, preview) { li { (day) } } }
            p.soft { (say.with("series-preview-zone", crate::args! { zone: preview.zone.as_str() })) }
            input type="hidden" name="seen" value=(preview.pattern.to_string());
            (parts::button(Weight::Primary, action, None))
        },
    )
}

/// The fields that say how often it comes again; `always` where it can't be but once.
pub fn fields(look: &Look<'_>, form: &Form<'_>, always: bool) -> Markup {
    let say = look.say;
    let optional = Some(say.t("gathering-optional"));
    let field = |name: &'static str, label: &'static str| Field {
        name,
        label: say.t(label),
        value: form.value(name),
        error: form.fault(name),
        ..Field::default()
    };
    let faulty = ["weekday", "nth_1", "nth_2", "nth_3", "month_days", "rules", "month_out", "until", "count", "repeat"]
        .iter()
        .any(|name| form.fault(name).is_some());
    let open = always || faulty || is_wanted(form.fields);
    let repeats: Vec<(&str, &str)> = REPEATS
        .iter()
        .filter(|(value, _)| !(always && *value == "once"))
        .map(|(value, key)| (*value, say.t(key)))
        .collect();
    let week: Vec<(String, &str)> = (0..7)
        .filter_map(|at| jiff::civil::Weekday::from_monday_zero_offset(at).ok())
        .map(|day| (day.to_monday_one_offset().to_string(), words::weekday(say, day)))
        .collect();
    let chips: Vec<parts::Choice<'_>> =
        week.iter().map(|(value, label)| parts::Choice { value, label, help: None }).collect();
    let mut days: Vec<(&str, &str)> = vec![("", say.t("series-pick-none"))];
    days.extend(week.iter().map(|(value, label)| (value.as_str(), *label)));
    let nths: Vec<String> = NTHS
        .iter()
        .map(|nth| say.with("series-pick-nth", crate::args! { nth: nth.parse::<i64>().unwrap_or(1) }))
        .collect();
    let mut nth_options: Vec<(&str, &str)> = vec![("", say.t("series-pick-none"))];
    nth_options.extend(NTHS.iter().copied().zip(nths.iter().map(String::as_str)));
    let months: Vec<(String, String)> = (1..=12i8).map(|month| (month.to_string(), words::month(say, month))).collect();
    let months: Vec<parts::Choice<'_>> =
        months.iter().map(|(value, label)| parts::Choice { value, label, help: None }).collect();
    let chosen: Vec<&str> = form.fields.all("weekday").collect();
    let out: Vec<&str> = form.fields.all("month_out").collect();
    let some = |names: &[&str]| names.iter().any(|name| form.fields.some(name).is_some() || form.fault(name).is_some());
    html! {
        details open[open] {
            summary { (say.t("series-more")) }
            div.form {
                (parts::field_select(&Field { help: Some(say.t("series-field-repeat-help")), ..field("repeat", "series-field-repeat") }, &repeats))
                details open[some(&["weekday"])] {
                    summary { (say.t("series-more-week")) }
                    (parts::checks(&parts::Group {
                        name: "weekday", legend: say.t("series-field-weekday"), help: Some(say.t("series-field-weekday-help")),
                        error: form.fault("weekday"), look: parts::Look::Chips, ..parts::Group::default()
                    }, &chips, &chosen))
                }
                details open[some(&["nth_1", "day_1", "nth_2", "day_2", "nth_3", "day_3"])] {
                    summary { (say.t("series-more-nth")) }
                    div.form {
                        p.help { (say.t("series-nth-help")) }
                        @for (at, (nth, day)) in PICKS.iter().enumerate() {
                            div.pair {
                                (parts::field_select(&field(nth, ["series-field-nth-1", "series-field-nth-2", "series-field-nth-3"][at]), &nth_options))
                                (parts::field_select(&field(day, ["series-field-day-1", "series-field-day-2", "series-field-day-3"][at]), &days))
                            }
                        }
                    }
                }
                details open[some(&["month_days"])] {
                    summary { (say.t("series-more-days")) }
                    (parts::field_text(&Field {
                        optional, inputmode: Some("text"), maxlength: Some(120), help: Some(say.t("series-field-month-days-help")),
                        ..field("month_days", "series-field-month-days")
                    }))
                }
                details open[some(&["month_out"])] {
                    summary { (say.t("series-more-months")) }
                    (parts::checks(&parts::Group {
                        name: "month_out", legend: say.t("series-field-month-out"), error: form.fault("month_out"),
                        look: parts::Look::Chips, ..parts::Group::default()
                    }, &months, &out))
                }
                details open[some(&["until", "count"])] {
                    summary { (say.t("series-more-end")) }
                    div.form {
                        p.help { (say.t("series-end-help")) }
                        (parts::field_text(&Field { kind: "date", optional, ..field("until", "series-field-until") }))
                        (parts::field_text(&Field {
                            kind: "number", inputmode: Some("numeric"), optional, min: Some("1"), max: Some("1000"),
                            ..field("count", "series-field-count")
                        }))
                    }
                }
                details open[some(&["rules"])] {
                    summary { (say.t("series-more-rules")) }
                    (parts::field_area(&Field {
                        optional, rows: 3, maxlength: Some(2_000), help: Some(say.t("series-field-rules-help")),
                        ..field("rules", "series-field-rules")
                    }))
                }
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    /// Of Thursday, 3 December 2026.
    fn rules(query: &str) -> Result<String, (&'static str, &'static str)> {
        let fields = Fields::from_query(&format!(
            "title=Craft+night&date=2026-12-03&start=19%3A00&end=22%3A00&town=Munich%2C+Bayern%2C+DE&{query}"
        ));
        let draft = Draft::read(&fields, None).unwrap();
        match read(&fields, &draft) {
            Ok(pattern) => Ok(pattern.to_string().replace("RRULE:", "")),
            Err(Error::Invalid(problems)) => Err((problems.0[0].field, problems.0[0].key)),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_form_makes_rules() {
        for (query, rule) in [
            ("repeat=weekly", "FREQ=WEEKLY"),
            ("repeat=weekly&weekday=2&weekday=4", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("repeat=second&month_out=8", "FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"),
            ("repeat=monthly", "FREQ=MONTHLY;BYDAY=1TH"),
            ("repeat=monthly&nth_1=1&day_1=2&nth_2=3&day_2=6", "FREQ=MONTHLY;BYDAY=1TU,3SA"),
            ("repeat=monthly&nth_3=-1&day_3=5&count=6", "FREQ=MONTHLY;COUNT=6;BYDAY=-1FR"),
            ("repeat=monthly_day", "FREQ=MONTHLY"),
            (
                "repeat=monthly_day&month_days=1.,+15+-1&until=2027-12-31",
                "FREQ=MONTHLY;UNTIL=20271231;BYMONTHDAY=1,15,-1",
            ),
            ("repeat=rules&rules=RRULE:FREQ=YEARLY%0AEXDATE:20271203", "FREQ=YEARLY\nEXDATE;VALUE=DATE:20271203"),
        ] {
            assert_eq!(rules(query).as_deref(), Ok(rule), "{query}");
        }
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        for (query, fault) in [
            ("repeat=often", ("repeat", "problem-series-repeat")),
            ("repeat=weekly&weekday=9", ("weekday", "problem-series-weekday")),
            ("repeat=monthly&nth_2=1", ("nth_2", "problem-series-nth")),
            ("repeat=monthly&nth_1=7&day_1=1", ("nth_1", "problem-series-nth")),
            ("repeat=monthly_day&month_days=32", ("month_days", "problem-series-month-days")),
            ("repeat=rules&rules=every+day", ("rules", "problem-series-rules")),
            ("repeat=rules&rules=FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ("repeat", "problem-series-none")),
            ("repeat=weekly&until=soon", ("until", "problem-gathering-date")),
            ("repeat=weekly&until=2026-12-01", ("until", "problem-series-until-before")),
            ("repeat=weekly&count=0", ("count", "problem-series-count")),
            ("repeat=weekly&count=3&until=2027-12-01", ("count", "problem-series-either")),
        ] {
            assert_eq!(rules(query), Err(fault), "{query}");
        }
        let all: String = (1..=12).map(|month| format!("&month_out={month}")).collect();
        assert_eq!(rules(&format!("repeat=weekly{all}")), Err(("month_out", "problem-series-months")));
    }
}
