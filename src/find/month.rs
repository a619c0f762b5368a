//! What was found, by the days of a month.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};

use super::{
    model::{Search, When},
    views::{self, Tab},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{self as meeting, Brief, Reply},
    page::{Page, map, parts, when},
    time::{Moment, Zone},
};

/// So many gatherings are shown in one month.
const MOST: usize = 400;
/// What ends before that hour belongs to the night before.
const MORNING: i8 = 6;

/// A month that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month {
    first: Date,
    today: Date,
}

impl Month {
    /// The one that is asked for; none that is over.
    fn of(asked: Option<Date>, today: Date) -> Self {
        let this = today.first_of_month();
        Self { first: asked.map_or(this, |asked| asked.first_of_month().max(this)), today }
    }

    fn next(self) -> Option<Date> {
        self.first.checked_add(1.month()).ok()
    }

    fn before(self) -> Option<Date> {
        let before = self.first.checked_sub(1.month()).ok()?;
        (before >= self.today.first_of_month()).then_some(before)
    }

    fn days(self) -> impl Iterator<Item = Date> {
        let last = self.first.last_of_month();
        std::iter::successors(Some(self.first), move |day| day.tomorrow().ok().filter(|day| *day <= last))
    }

    /// From when to when is looked for what is in it: nothing that is over.
    fn span(self, now: Moment, zone: &Zone) -> (Moment, Option<Moment>) {
        let begins = |date: Date| zone.moment(date.at(0, 0, 0, 0));
        (begins(self.first).unwrap_or(now).max(now), self.next().and_then(begins))
    }
}

/// The days on which something is: all that it touches, but for a night's end in the morning.
fn days_of(starts_at: Moment, ends_at: Moment, zone: &Zone) -> Vec<Date> {
    let (starts, ends) = (starts_at.on_the_wall(zone), ends_at.on_the_wall(zone));
    let first = starts.date();
    let mut last = ends.date();
    if ends.hour() < MORNING && last > first {
        last = last.yesterday().unwrap_or(first);
    }
    std::iter::successors(Some(first), |day| day.tomorrow().ok().filter(|day| *day <= last)).take(62).collect()
}

/// The page.
pub fn page(look: &mut Look<'_>, search: &Search, problems: &Problems) -> Result<Page> {
    let zone = search.town.and_then(|place| Zone::named(place.zone)).unwrap_or_else(|| look.zone.clone());
    let month = Month::of(search.month, look.now.on_the_wall(&zone).date());
    // A month is a span by itself: “this weekend” is no part of it, days that were chosen are.
    let when = if matches!(search.when, When::From(_)) { search.when } else { When::Any };
    let mut filter = Search { when, ..search.clone() }.gatherings(look.now, &look.zone);
    let (from, to) = month.span(look.now, &zone);
    (filter.from, filter.to) = (filter.from.max(Some(from)), [filter.to, to].into_iter().flatten().min());
    let meeting::Searched { mut found, further } = match problems.0.is_empty() {
        true => meeting::search_after(look, &filter, None, MOST + 1)?,
        false => meeting::Searched::default(),
    };
    let more = found.len() > MOST;
    found.truncate(MOST);
    let mut days: BTreeMap<Date, Vec<&Brief>> = BTreeMap::new();
    for brief in &found {
        for day in days_of(brief.starts_at, brief.ends_at, &brief.zone) {
            if day >= month.today {
                days.entry(day).or_default().push(brief);
            }
        }
    }
    let look = &*look;
    let say = look.say;
    let results = html! {
        (way(look, search, month))
        @if let Some(place) = further { p { (views::looked(look, place)) } }
        @if found.is_empty() {
            @if problems.0.is_empty() && further.is_none() { (views::nothing(look, search, Tab::Gatherings)) }
        } @else {
            @if more { p.soft { (say.with("find-month-more", args! { n: MOST as i64 })) } }
            div.month-head aria-hidden="true" {
                @for day in week() { span { (when::weekday_short(say, &day)) } }
            }
            ol.month {
                @for (number, day) in month.days().enumerate() {
                    (cell(look, month, day, number == 0, days.get(&day).map(Vec::as_slice).unwrap_or_default()))
                }
            }
        }
    };
    let page = views::page(look, search, problems, Tab::Gatherings, &results, None).style(map::STYLE);
    Ok(views::with_aside(look, search, problems, page))
}

/// A Monday and the days after it.
fn week() -> impl Iterator<Item = jiff::Zoned> {
    (5..12).filter_map(|day| Date::new(2026, 1, day).ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok())
}

/// Which month it is, and the ways to others.
fn way(look: &Look<'_>, search: &Search, month: Month) -> Markup {
    let say = look.say;
    let name = |first: Date| {
        let day = first.to_zoned(jiff::tz::TimeZone::UTC).ok();
        let word = day.map(|day| when::month(say, &day)).unwrap_or_default();
        say.with("find-month", args! { month: word, year: first.year().to_string() })
    };
    let url = |first: Date| Search { month: Some(first), ..search.clone() }.url("/find", None);
    html! {
        nav.month-way aria-label=(say.t("find-months")) {
            @if let Some(before) = month.before() { a.button.quiet rel="prev" href=(url(before)) { "← " (name(before)) } }
            h2 { (name(month.first)) }
            @if let Some(next) = month.next() { a.button.quiet rel="next" href=(url(next)) { (name(next)) " →" } }
        }
    }
}

fn cell(look: &Look<'_>, month: Month, day: Date, first: bool, briefs: &[&Brief]) -> Markup {
    let say = look.say;
    let (Ok(at), Ok(today)) = (day.to_zoned(jiff::tz::TimeZone::UTC), month.today.to_zoned(jiff::tz::TimeZone::UTC))
    else {
        return html! {};
    };
    let mut class = String::new();
    if first {
        class = format!("from-{}", day.weekday().to_monday_zero_offset());
    }
    for (word, holds) in [("empty-day", briefs.is_empty()), ("today", day == month.today)] {
        if holds {
            class = format!("{class} {word}");
        }
    }
    let number = html! { span.day-number aria-hidden="true" { (day.day()) } };
    html! {
        li class=(class.trim()) {
            @if briefs.is_empty() {
                (number)
            } @else {
                h3 { (number) span.day-words { (when::date(say, &at, &today)) } }
                ul { @for brief in briefs { li { (entry(look, day, brief)) } } }
            }
        }
    }
}

/// `19:00 Chess tonight`; on a later day of several without the hour.
fn entry(look: &Look<'_>, day: Date, brief: &Brief) -> Markup {
    let starts = brief.starts_at.on_the_wall(&brief.zone);
    let class = match (brief.cancelled, brief.reply) {
        (true, _) => "off",
        (false, Some(Reply::Yes)) => "mine",
        _ => "",
    };
    html! {
        a href=(brief.url) class=[Some(class).filter(|class| !class.is_empty())] {
            @if starts.date() == day { (parts::time(&brief.starts_at.iso(), &when::clock(&starts))) " " }
            (brief.title)
            @if brief.cancelled { span.visually-hidden { " (" (look.say.t("gathering-tag-cancelled")) ")" } }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_that_are_over_are_not_shown() {
        let today = date("2026-11-26");
        let this = Month::of(None, today);
        assert_eq!((this.first, this.before(), this.next()), (date("2026-11-01"), None, Some(date("2026-12-01"))));
        assert_eq!(Month::of(Some(date("2020-05-01")), today), this);
        let later = Month::of(Some(date("2027-02-01")), today);
        assert_eq!((later.before(), later.days().count()), (Some(date("2027-01-01")), 28));
        assert_eq!(Month::of(Some(date("9000-12-01")), today).days().count(), 31);
    }

    #[test]
    fn a_month_begins_and_ends_on_the_wall() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let now = zone.moment(date("2026-11-26").at(12, 0, 0, 0)).unwrap();
        let (from, to) = Month::of(None, date("2026-11-26")).span(now, &zone);
        assert_eq!((from, to.unwrap().iso().as_str()), (now, "2026-11-30T23:00:00Z"));
        let (from, _) = Month::of(Some(date("2026-12-01")), date("2026-11-26")).span(now, &zone);
        assert_eq!(from.iso(), "2026-11-30T23:00:00Z");
    }

    #[test]
    fn a_night_is_one_day_and_a_festival_several() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let at = |text: &str| zone.moment(text.parse().unwrap()).unwrap();
        let days = |from, to| days_of(at(from), at(to), &zone).len();
        assert_eq!(days("2026-11-26T19:00", "2026-11-26T22:00"), 1);
        assert_eq!(days("2026-11-26T22:00", "2026-11-27T04:00"), 1);
        assert_eq!(days("2026-11-26T19:00", "2026-11-29T02:00"), 3);
        assert_eq!(days("2026-11-26T09:00", "2026-11-28T18:00"), 3);
    }
}
