//! How parts look: to those who choose one, and to those who cut.

use maud::{Markup, html};

use super::model::{LONGEST, MOST, NAMES, PLACES, Part};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{Gathering, Reply, answers::Mine},
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Tone, Weight},
        text::Say,
    },
    series,
};

/// So many empty rows a host who cuts for the first time is offered.
const FRESH: usize = 3;

/// How many come to a part, and of how many.
fn taken(say: Say, part: &Part) -> String {
    match part.capacity {
        Some(capacity) => say.with("part-taken-of", args! { n: part.going, capacity: capacity }),
        None => say.with("part-taken", args! { n: part.going }),
    }
}

/// What is left in a part of a gathering that has so many left as a whole.
fn left(say: Say, part: &Part, whole: Option<i64>) -> String {
    match part.left_of(whole) {
        None => say.t("part-left-any").to_owned(),
        Some(0) => say.t("part-full").to_owned(),
        Some(left) => say.with("gathering-left", args! { n: left }),
    }
}

/// On a gathering's page: its parts, and how many places are left in each.
pub fn list(say: Say, gathering: &Gathering, all: &[Part], open: bool) -> Markup {
    html! {
        @if !all.is_empty() {
            section.flow aria-labelledby="parts" {
                h2 #parts { (say.t("parts-here")) }
                ul {
                    @for part in all {
                        li { strong { (part.name) } ": " (taken(say, part)) @if open { " · " (left(say, part, gathering.left())) } }
                    }
                }
            }
        }
    }
}

/// For the host's list: the places of each part, and how many wait there.
pub fn counts(say: Say, all: &[Part], waiting: &[(i64, i64)]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul {
                @for part in all {
                    @let wait = waiting.iter().find(|(number, _)| *number == part.number);
                    li {
                        strong { (part.name) } ": " (taken(say, part))
                        @if let Some((_, n)) = wait { " · " (say.with("part-waiting", args! { n: *n })) }
                    }
                }
            }
        }
    }
}

/// At the door: how many are in, of each part.
pub fn inside(say: Say, all: &[(&Part, i64)]) -> Markup {
    html! {
        @if !all.is_empty() {
            dl.door-counts data-door="parts" {
                @for (part, n) in all {
                    div { dt { (part.name) } dd { (say.with("door-inside", args! { n: *n, going: part.going })) } }
                }
            }
        }
    }
}

/// The name of a part, by its number.
pub fn name(all: &[Part], number: Option<i64>) -> Option<&str> {
    all.iter().find(|part| Some(part.number) == number).map(|part| part.name.as_str())
}

/// The link by which one changes one's part.
pub fn own(say: Say, gathering: &Gathering, mine: &Mine) -> Markup {
    html! {
        @if let Some(part) = mine.part() {
            a href={ (gathering.url()) "/answer" } { (say.with("part-own", args! { part: part.name.as_str() })) }
        }
    }
}

/// The field in which one chooses a part.
pub fn choice(say: Say, form: &Form<'_>, gathering: &Gathering, mine: &Mine) -> Markup {
    if mine.parts.is_empty() {
        return html! {};
    }
    let own = mine.part().map(|part| part.number);
    let words: Vec<(String, String)> = mine
        .parts
        .iter()
        .map(|part| {
            let help = match part.left_of(gathering.left()) {
                _ if Some(part.number) == own && mine.reply() == Some(Reply::Waiting) => say.t("part-own-waiting"),
                _ if Some(part.number) == own => say.t("part-own-here"),
                Some(0) => say.t("part-full-waits"),
                _ => return (part.number.to_string(), left(say, part, gathering.left())),
            };
            (part.number.to_string(), help.to_owned())
        })
        .collect();
    let options: Vec<Choice<'_>> = mine
        .parts
        .iter()
        .zip(&words)
        .map(|(part, (value, help))| Choice { value, label: &part.name, help: Some(help) })
        .collect();
    let error = form.fault("part");
    let group = Group { name: "part", legend: say.t("part-choose"), error, ..Group::default() };
    html! {
        (parts::choices(&group, &options, form.value("part")))
        // Only where somebody would have to give up what they have.
        @if error.is_some() && mine.reply() == Some(Reply::Yes) {
            (parts::check("wait", "yes", say.t("part-wait"), Some(say.t("part-wait-help")), None, form.value("wait") == "yes"))
        }
    }
}

/// The fields of the parts as they are stored.
pub fn stored(all: &[Part]) -> Fields {
    let at = |number: i64| usize::try_from(number - 1).ok();
    all.iter().fold(Fields::default(), |fields, part| {
        let found = at(part.number).and_then(|at| Some((NAMES.get(at)?, PLACES.get(at)?)));
        let Some((name, places)) = found else { return fields };
        let fields = fields.with(name, part.name.as_str());
        match part.capacity {
            Some(capacity) => fields.with(places, capacity.to_string()),
            None => fields,
        }
    })
}

/// The page on which a host cuts a gathering into parts.
pub fn parts_page(look: &mut Look<'_>, gathering: &Gathering, fields: &Fields, problems: &Problems) -> Result<Page> {
    let all = super::all(look, gathering)?;
    let waiting = super::waiting(look, gathering)?;
    let open = gathering.still_open(look.now).is_ok();
    let later = series::later_dates(look, gathering.id)?.map_or(0, |(_, count)| count);
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let url = gathering.url();
    let main = html! {
        (parts::back(&format!("{url}/answers"), say.t("answers-title")))
        (form.summary())
        div.head { h1 { (say.t("parts-title")) } p.lead { (say.t("parts-lead")) } }
        @if all.is_empty() && gathering.going > 0 { p.soft { (say.with("parts-first", args! { n: gathering.going })) } }
        (counts(say, &all, &waiting))
        @if open {
            form.form method="post" action={ (url) "/parts" } novalidate {
                (rows(say, &form, &all, &url))
                @if later > 0 {
                    (parts::check("later", "yes", &say.with("parts-later", args! { n: later }), Some(say.t("parts-later-help")), None, form.value("later") == "yes"))
                }
                div.buttons { (parts::button(Weight::Primary, say.t("parts-save"), None)) }
            }
        }
    };
    Ok(Page::new(say.t("parts-title"), Place::Find, main).alone().private())
}

/// A row for each part, and empty ones for further parts.
fn rows(say: Say, form: &Form<'_>, all: &[Part], url: &str) -> Markup {
    let known = |at: usize| all.iter().find(|part| part.number == at as i64 + 1);
    let typed = |at: usize| form.fields.some(NAMES[at]).is_some() || form.fields.some(PLACES[at]).is_some();
    let faulty = |at: usize| form.fault(NAMES[at]).is_some() || form.fault(PLACES[at]).is_some();
    let mut fresh = if all.is_empty() { FRESH } else { 1 };
    let shown: Vec<usize> = (0..MOST)
        .filter(|at| {
            if known(*at).is_some() || typed(*at) || faulty(*at) {
                fresh = fresh.saturating_sub(usize::from(known(*at).is_none()));
                return true;
            }
            let offered = fresh > 0;
            fresh = fresh.saturating_sub(1);
            offered
        })
        .collect();
    html! {
        @for at in shown {
            @let number = at as i64 + 1;
            div.flow {
                div.pair {
                    (parts::field_text(&Field {
                        name: NAMES[at], label: &say.with("part-field-name", args! { n: number }), maxlength: u32::try_from(LONGEST).ok(),
                        optional: known(at).is_none().then(|| say.t("gathering-optional")),
                        value: form.value(NAMES[at]), error: form.fault(NAMES[at]), ..Field::default()
                    }))
                    (parts::field_text(&Field {
                        name: PLACES[at], label: &say.with("part-field-places", args! { n: number }), kind: "number", inputmode: Some("numeric"),
                        class: "short", min: Some("1"), optional: Some(say.t("gathering-optional")),
                        value: form.value(PLACES[at]), error: form.fault(PLACES[at]), ..Field::default()
                    }))
                }
                @if let Some(part) = known(at) {
                    p { a href={ (url) "/parts/" (number) "/remove" } { (say.with("part-remove-which", args! { part: part.name.as_str() })) } }
                }
            }
        }
        p.soft { (say.t("part-places-help")) }
    }
}

/// The page that asks before a part is taken away.
pub fn remove_page(
    look: &mut Look<'_>,
    id: GatheringId,
    number: i64,
    fields: &Fields,
    problems: &Problems,
) -> Result<Page> {
    let (gathering, removal) = super::removal(look, id, number)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let url = format!("{}/parts", gathering.url());
    let title = say.with("part-remove-title", args! { part: removal.part.name.as_str() });
    let words: Vec<(String, String)> =
        removal.others.iter().map(|part| (part.number.to_string(), left(say, part, None))).collect();
    let options: Vec<Choice<'_>> = removal
        .others
        .iter()
        .zip(&words)
        .map(|(part, (value, help))| Choice { value, label: &part.name, help: Some(help) })
        .collect();
    let group = Group {
        name: "to",
        legend: say.t("part-remove-where"),
        help: Some(say.t("part-remove-where-help")),
        error: form.fault("to"),
        ..Group::default()
    };
    let main = html! {
        (parts::back(&url, say.t("parts-title")))
        (form.summary())
        div.head {
            h1 { (title) }
            p.lead { (taken(say, &removal.part)) @if removal.waiting > 0 { " · " (say.with("part-waiting", args! { n: removal.waiting })) } }
        }
        @if removal.others.is_empty() { (parts::notice(Tone::Caution, &html! { p { (say.t("part-remove-last")) } })) }
        form.form method="post" action={ (url) "/" (number) "/remove" } novalidate {
            @if removal.asks() { (parts::choices(&group, &options, form.value("to"))) }
            div.buttons {
                (parts::button(Weight::Danger, say.t("part-remove"), None))
                (parts::link_button(Weight::Quiet, say.t("part-remove-not"), None, &url))
            }
        }
    };
    Ok(Page::new(title, Place::Find, main).alone().private())
}
