//! How the door looks.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::{
    Door, Expected, Verdict,
    model::{Arrival, LONGEST_DOOR, MOST_AT_ONCE, door},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{Gathering, crew::Deed, guests::model::Comer, parts as cut, views::when_and_where},
    http::Fields,
    id::GatheringId,
    page::{
        self, Form, Page, Place,
        parts::{self, Field, Icon, Size, Tag, Tone, Weight},
        photo,
        text::Say,
        when,
    },
    people::fold,
};

/// So many are listed of those who fit a search.
const MOST_FOUND: usize = 30;

/// One's own entry card.
pub fn card(look: &mut Look<'_>, id: GatheringId) -> Result<Page> {
    let (gathering, code) = super::card(look, id)?;
    let say = look.say;
    let me = look.viewer.me()?;
    let url = look.shared.config.url(&format!("/g/{id}/in/{code}"));
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("door-card-title")) } p.lead { (when_and_where(look, &gathering)) } }
        figure.badge {
            (page::qr(&url, say.t("door-card-code"))?)
            figcaption { strong { (me.name) } span { (gathering.title) } }
        }
        p { (say.t("door-card-how")) }
    };
    Ok(Page::new(say.t("door-card-title"), Place::Find, main).alone().private())
}

fn clock(gathering: &Gathering, arrival: &Arrival) -> String {
    when::clock(&arrival.at.on_the_wall(&gathering.zone()))
}

/// The name of a door, or what stands for none.
fn name(say: Say, door: &str) -> &str {
    if door.is_empty() { say.t("door-nameless") } else { door }
}

/// Whoever of the crew read an entry card with a plain camera.
pub fn scanned(look: &mut Look<'_>, id: GatheringId, code: &str) -> Result<Page> {
    let found = super::expected(look, id, code)?;
    let gathering = super::load(look, id)?.gathering;
    let say = look.say;
    let url = gathering.url();
    let name_of = found.who.as_ref().map(|face| face.name.as_str()).unwrap_or_default();
    let open = gathering.is_around(look.now);
    let main = html! {
        (parts::back(&format!("{url}/door"), say.t("door-title")))
        @if let Some(face) = &found.who {
            div.head {
                (parts::face(&face.name, photo(face.photo.as_deref()).as_deref(), Size::L))
                h1 { (name_of) }
                @if found.verdict != Verdict::NotExpected { p.lead { (say.with("door-party", args! { n: found.places })) } }
            }
        } @else {
            div.head { h1 { (say.t("door-unknown")) } }
        }
        @match (found.verdict, &found.first) {
            (Verdict::Already, Some(first)) => {
                (parts::notice(Tone::Success, &html! {
                    p { (say.with("door-in-at", args! { door: name(say, &first.door), time: clock(&gathering, first) })) }
                }))
                @if open && found.party > 1 {
                    form.form method="post" { (how_many(say, "party", found.places, found.party)) div.buttons { (parts::button(Weight::Plain, say.t("door-correct"), None)) } }
                }
                form method="post" { (parts::button_value(Weight::Quiet, say.t("door-undo"), None, "undo", "yes")) }
            }
            (Verdict::In, _) if open => {
                form.form method="post" {
                    @if found.party > 1 { (how_many(say, "party", found.party, found.party)) }
                    (parts::button(Weight::Meet, say.t("door-let-in"), Some(Icon::Check)))
                }
            }
            (Verdict::In, _) => (parts::notice(Tone::Info, &html! { p { (say.t("error-door-time")) } })),
            (Verdict::NotExpected, _) => (parts::notice(Tone::Stop, &html! { p { (say.t("door-not-expected")) } })),
            _ => (parts::notice(Tone::Stop, &html! { p { (say.t("door-unknown-text")) } })),
        }
        p { (parts::link_button(Weight::Plain, say.t("door-open"), Some(Icon::Qr), &format!("{url}/door"))) }
    };
    Ok(Page::new(say.t("door-title"), Place::Find, main).alone().private())
}

/// The door, for the crew. `js/door.js` takes it over where it runs, and keeps it without a network.
pub fn page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let known = super::load(look, id)?;
    let say = look.say;
    let gathering = &known.gathering;
    let form = Form::new(look, fields, problems);
    let here = door(fields.text("door"));
    let may_search = known.role.may(Deed::Search);
    let open = gathering.is_around(look.now);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("door-title")) } p.lead { (when_and_where(look, gathering)) } }
        @if !open { (parts::notice(Tone::Info, &html! { p { (say.t("error-door-time")) } })) }
        div #door data-gathering=(id) data-role=(known.role.as_str()) data-open=[open.then_some("yes")] {
            (counts(say, &known))
            noscript { p.soft { (say.t("door-script")) } }
            @if may_search {
                (search(look, &known, &form, &here, open))
                @if open { (walk_in(say, &known, &form, &here)) }
            }
        }
        (screens_link(say, gathering, may_search))
        script type="application/json" id="meet-strings" { (PreEscaped(strings(say))) }
    };
    Ok(Page::new(say.t("door-title"), Place::Find, main)
        .alone()
        .private()
        .style("css/meet.css")
        .style("css/door.css")
        .script("js/door.js"))
}

/// The way to the code that guests scan themselves: the crew's own, and for those who have the list the screens'.
fn screens_link(say: Say, gathering: &Gathering, may_search: bool) -> Markup {
    let (label, path) = if may_search { ("screens-title", "screens") } else { ("screen-open-here", "screen") };
    html! {
        section.flow {
            h2 { (say.t("screens-title")) }
            p.soft { (say.t("screens-lead")) }
            p.buttons { (parts::link_button(Weight::Plain, say.t(label), Some(Icon::Qr), &format!("{}/door/{path}", gathering.url()))) }
        }
    }
}

/// How many of a party are in.
pub fn how_many(say: Say, id: &str, is: i64, party: i64) -> Markup {
    let most = party.max(is);
    html! {
        div.field {
            label for=(id) { (say.t("door-how-many")) }
            select.input.short id=(id) name="places" {
                @for n in 1..=most { option value=(n) selected[n == is] { (say.with("door-of", args! { n: n, party: party })) } }
            }
        }
    }
}

/// How many are in, in all and by door.
fn counts(say: Say, known: &Door) -> Markup {
    let (inside, going) = (known.numbers.inside, known.gathering.going);
    let numbers = known.numbers;
    let whole = |number: i64| u64::try_from(number).unwrap_or_default();
    let words = say.with("door-inside", args! { n: inside, going: going });
    html! {
        div.flow data-door="counts" {
            (parts::progress(whole(inside), whole(going.max(inside)), say.t("door-inside-label"), &words, true))
            @if !known.tally.doors.is_empty() {
                dl.door-counts {
                    @for (door, count) in &known.tally.doors {
                        div { dt { (name(say, door)) } dd { (count) } }
                    }
                }
            }
            (cut::views::inside(say, &known.by_part()))
            @if numbers.walk_ins + numbers.guests > 0 {
                p.small { (say.with("door-of-these", args! { walk: numbers.walk_ins, guests: numbers.guests })) }
            }
            @if !known.tally.again.is_empty() {
                p.small { (say.with("door-again", args! { n: known.tally.again.len() as i64 })) }
            }
        }
    }
}

fn search(look: &Look<'_>, known: &Door, form: &Form<'_>, here: &str, open: bool) -> Markup {
    let say = look.say;
    let asked = form.value("q");
    let wanted = fold(asked);
    let by_handle = |guest: &Expected| guest.handle.as_ref().is_some_and(|handle| handle.contains(&wanted));
    let fits = |guest: &&Expected| fold(&guest.name).contains(&wanted) || by_handle(guest);
    let mut found: Vec<&Expected> = known.guests.iter().filter(fits).collect();
    let more = found.len() > MOST_FOUND;
    found.truncate(MOST_FOUND);
    html! {
        section.flow data-door="plain" {
            h2 { (say.t("door-list")) }
            form.form method="get" role="search" {
                (parts::field_text(&Field {
                    name: "q", label: say.t("door-search"), kind: "search", value: asked, ..Field::default()
                }))
                @if !here.is_empty() { input type="hidden" name="door" value=(here); }
                div.buttons { (parts::button(Weight::Plain, say.t("door-find"), Some(Icon::Find))) }
            }
            @if found.is_empty() { p { (say.t("door-none")) } }
            ul.people { @for guest in &found { li { (row(look, known, guest, here, open)) } } }
            @if more { p.small { (say.t("door-more")) } }
        }
    }
}

fn row(look: &Look<'_>, known: &Door, guest: &Expected, here: &str, open: bool) -> Markup {
    let say = look.say;
    let first = known.tally.first.get(&guest.who);
    let is_in = known.is_in(guest.who);
    let about = html! {
        p {
            @if let Some(part) = cut::views::name(&known.parts, guest.part) { (parts::tag(Tag::Plain, part)) " " }
            @if guest.who.person().is_none() { (say.t("door-guest")) " " }
            @match first {
                Some(first) if guest.places > 1 => { (say.with("door-of-in", args! { n: first.places, party: guest.places })) " " }
                _ if guest.places > 1 => { (say.with("door-party", args! { n: guest.places })) " " }
                _ => {}
            }
            @if let Some(first) = first {
                (parts::tag(Tag::Calm, &say.with("door-in-at", args! { door: name(say, &first.door), time: clock(&known.gathering, first) })))
            } @else if is_in { (parts::tag(Tag::Calm, say.t("door-in-own"))) }
        }
    };
    let label = |key: &str| say.with(key, args! { name: guest.name.as_str() });
    let number = match guest.who {
        Comer::Guest(number) => Some(number),
        Comer::Person(_) => None,
    };
    let whom = html! {
        @if let Some(handle) = &guest.handle { input type="hidden" name="handle" value=(handle); }
        @if let Some(number) = number { input type="hidden" name="guest" value=(number); }
        @if !here.is_empty() { input type="hidden" name="door" value=(here); }
    };
    let is = first.map_or(guest.places, |first| first.places);
    let id = match guest.who {
        Comer::Person(person) => format!("party-{person}"),
        Comer::Guest(guest) => format!("party-{guest}"),
    };
    let end = (open && (first.is_some() || !is_in)).then(|| {
        html! {
            div.door-row {
                @if first.is_none() || guest.places > 1 {
                    form method="post" {
                        (whom)
                        @if guest.places > 1 { (how_many(say, &id, is, guest.places)) }
                        @if first.is_none() {
                            button.button type="submit" aria-label=(label("door-let-in-whom")) { (say.t("door-let-in")) }
                        } @else {
                            button.button type="submit" aria-label=(label("door-correct-whom")) { (say.t("door-correct")) }
                        }
                    }
                }
                @if first.is_some() {
                    form method="post" {
                        (whom)
                        button.button.quiet type="submit" name="undo" value="yes" aria-label=(label("door-undo-whom")) { (say.t("door-undo")) }
                    }
                }
            }
        }
    });
    match &guest.handle {
        Some(handle) => parts::person(
            &guest.name,
            &format!("/@{handle}"),
            photo(guest.photo.as_deref()).as_deref(),
            &about,
            end.as_ref(),
        ),
        None => html! {
            div.person {
                (parts::face(&guest.name, None, Size::M))
                div { p.person-name { (guest.name) } (about) }
                @if let Some(end) = &end { div { (end) } }
            }
        },
    }
}

/// Those who are not on the list: by their handle, or only counted.
fn walk_in(say: Say, known: &Door, form: &Form<'_>, here: &str) -> Markup {
    let most = MOST_AT_ONCE.to_string();
    html! {
        section.flow data-door="plain" {
            h2 { (say.t("door-walk-in")) }
            form.form method="post" novalidate {
                (parts::field_text(&Field {
                    name: "door", label: say.t("door-name"), help: Some(say.t("door-name-help")), value: here,
                    maxlength: u32::try_from(LONGEST_DOOR).ok(), ..Field::default()
                }))
                (parts::field_text(&Field {
                    name: "handle", label: say.t("door-handle"), help: Some(say.t("door-handle-help")),
                    optional: Some(say.t("gathering-optional")), value: form.value("handle"), error: form.fault("handle"),
                    ..Field::default()
                }))
                (parts::field_text(&Field {
                    name: "count", label: say.t("door-count"), kind: "number", inputmode: Some("numeric"), class: "short",
                    min: Some("1"), max: Some(&most), error: form.fault("count"),
                    value: if form.value("count").is_empty() { "1" } else { form.value("count") }, ..Field::default()
                }))
                div.buttons { (parts::button(Weight::Plain, say.t("door-let-in"), Some(Icon::Plus))) }
            }
            @if !known.tally.nameless.is_empty() {
                ul.people {
                    @for arrival in known.tally.nameless.iter().rev().take(MOST_FOUND) {
                        li.head-row {
                            span { (say.with("door-nameless-in", args! { n: arrival.places, door: name(say, &arrival.door), time: clock(&known.gathering, arrival) })) }
                            form method="post" {
                                input type="hidden" name="arrival" value=(arrival.id);
                                @if !here.is_empty() { input type="hidden" name="door" value=(here); }
                                (parts::button_value(Weight::Quiet, say.t("door-undo"), None, "undo", "yes"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The words of the scanner and of the door, by the names that the scripts use.
const WORDS: [(&str, &str); 48] = [
    ("scan.title", "meet-scan-title"),
    ("scan.torch", "meet-scan-torch"),
    ("scan.close", "meet-scan-close"),
    ("scan.not_allowed", "door-camera-not-allowed"),
    ("scan.in_use", "door-camera-in-use"),
    ("scan.no_camera", "door-camera-none"),
    ("inside", "door-inside"),
    ("inside.label", "door-inside-label"),
    ("own", "door-in-own"),
    ("nameless", "door-nameless"),
    ("nameless.in", "door-nameless-in"),
    ("guidance", "door-guidance"),
    ("scan", "door-scan"),
    ("name", "door-name"),
    ("name.help", "door-name-help"),
    ("search", "door-search"),
    ("list", "door-list"),
    ("none", "door-none"),
    ("more", "door-more"),
    ("walk_in", "door-walk-in"),
    ("handle", "door-handle"),
    ("handle.help", "door-handle-help"),
    ("count", "door-count"),
    ("let_in", "door-let-in"),
    ("let_in.whom", "door-let-in-whom"),
    ("undo", "door-undo"),
    ("undo.whom", "door-undo-whom"),
    ("party", "door-party"),
    ("of", "door-of"),
    ("of.in", "door-of-in"),
    ("of.whom", "door-of-whom"),
    ("of.these", "door-of-these"),
    ("account", "door-guest"),
    ("in", "door-js-in"),
    ("in.at", "door-in-at"),
    ("already", "door-js-already"),
    ("undone", "door-js-undone"),
    ("not_listed", "door-js-not-listed"),
    ("guest", "door-js-guest"),
    ("closed", "error-door-time"),
    ("unknown", "door-unknown-text"),
    ("unknown.offline", "door-js-unknown-offline"),
    ("other_gathering", "door-js-other"),
    ("here", "door-js-here"),
    ("online", "door-js-online"),
    ("offline", "door-js-offline"),
    ("offline.waiting", "door-js-waiting"),
    ("signed_out", "door-js-signed-out"),
];

/// As JSON that can't end its element.
fn strings(say: Say) -> String {
    let fill = |key: &str| {
        say.with(
            key,
            args! { name: "{name}", door: "{door}", time: "{time}", n: "{n}", going: "{going}", handle: "{handle}", party: "{party}", walk: "{walk}", guests: "{guests}" },
        )
    };
    let words: BTreeMap<&str, String> = WORDS.iter().map(|(name, key)| (*name, fill(key))).collect();
    serde_json::to_string(&words).unwrap_or_default().replace('<', "\\u003c")
}
