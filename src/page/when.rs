//! Times as people say them, in their own zone and language.

use jiff::Zoned;
use maud::{Markup, html};

use crate::{
    act::Look,
    args,
    time::{DAY, HOUR, MINUTE, Moment, Zone},
};

use super::{parts, text::Say};

/// The name of a day of the week: `Thursday`.
pub fn weekday(say: Say, at: &Zoned) -> &'static str {
    const KEYS: [&str; 7] = ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];
    say.t(KEYS[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs()) % 7])
}

/// The short name of a day of the week: `Thu`.
pub fn weekday_short(say: Say, at: &Zoned) -> String {
    weekday(say, at).chars().take(if say.0 == super::text::Locale::De { 2 } else { 3 }).collect()
}

/// The name of a month: `November`.
pub fn month(say: Say, at: &Zoned) -> &'static str {
    const KEYS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
        "month-11", "month-12",
    ];
    say.t(KEYS[usize::from(at.month().unsigned_abs().saturating_sub(1)) % 12])
}

/// The short name of a month: `Nov`.
pub fn month_short(say: Say, at: &Zoned) -> String {
    month(say, at).chars().take(3).collect()
}

/// `19:00`.
pub fn clock(at: &Zoned) -> String {
    at.strftime("%H:%M").to_string()
}

/// `Thursday, 26 November`, with the year where it is not this one.
pub fn date(say: Say, at: &Zoned, now: &Zoned) -> String {
    let key = if at.year() == now.year() { "when-date" } else { "when-date-year" };
    say.with(
        key,
        args! { weekday: weekday(say, at), day: i64::from(at.day()), month: month(say, at), year: at.year().to_string() },
    )
}

/// How far off: `in three days`, `tomorrow`, `2 hours ago`.
pub fn distance(say: Say, at: Moment, now: Moment, zone: &Zone) -> String {
    let ahead = at.since(now);
    let days = at.day_in(zone) - now.day_in(zone);
    match ahead {
        0.. if ahead < MINUTE => say.t("when-now").to_owned(),
        0.. if ahead < HOUR => say.with("when-in-minutes", args! { n: ahead / MINUTE }),
        0.. if days == 0 => say.with("when-in-hours", args! { n: ahead / HOUR }),
        0.. if days == 1 => say.t("when-tomorrow").to_owned(),
        0.. if days < 14 => say.with("when-in-days", args! { n: days }),
        0.. if days < 60 => say.with("when-in-weeks", args! { n: days / 7 }),
        0.. => say.with("when-in-months", args! { n: days / 30 }),
        _ if ahead > -MINUTE => say.t("when-just-now").to_owned(),
        _ if ahead > -HOUR => say.with("when-minutes-ago", args! { n: -ahead / MINUTE }),
        _ if days == 0 => say.with("when-hours-ago", args! { n: -ahead / HOUR }),
        _ if days == -1 => say.t("when-yesterday").to_owned(),
        _ if days > -14 => say.with("when-days-ago", args! { n: -days }),
        _ if days > -60 => say.with("when-weeks-ago", args! { n: -days / 7 }),
        _ if days > -730 => say.with("when-months-ago", args! { n: -days / 30 }),
        _ => say.with("when-years-ago", args! { n: -days / 365 }),
    }
}

/// A moment in the past, as posts and notices show it: `2 hours ago`, with the full time on demand.
pub fn ago(look: &Look<'_>, at: Moment) -> Markup {
    let words =
        if look.now.since(at) < 14 * DAY { distance(look.say, at, look.now, &look.zone) } else { day(look, at) };
    html! { time datetime=(at.iso()) title=(full(look, at)) { (words) } }
}

/// A day in the reader's zone: `Thursday, 26 November`.
pub fn day(look: &Look<'_>, at: Moment) -> String {
    date(look.say, &at.on_the_wall(&look.zone), &look.now.on_the_wall(&look.zone))
}

/// Day and time in the reader's zone.
pub fn full(look: &Look<'_>, at: Moment) -> String {
    let wall = at.on_the_wall(&look.zone);
    look.say.with("when-full", args! { date: day(look, at), time: clock(&wall) })
}

/// The leaf of a calendar for the day on which something begins, in its own zone.
pub fn leaf(look: &Look<'_>, at: Moment, zone: &Zone) -> Markup {
    let wall = at.on_the_wall(zone);
    parts::date_leaf(&weekday_short(look.say, &wall), &wall.day().to_string(), &month_short(look.say, &wall))
}
