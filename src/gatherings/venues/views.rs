//! How a venue looks.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use maud::{Markup, PreEscaped, html};

use super::{MOST_WAY, Venue};
use crate::{
    act::Look,
    args,
    config::Tiles,
    error::Problems,
    find,
    gatherings::{about::CHOICES, views::row},
    http::Fields,
    page::{
        Form, Page, Place,
        map::{self, Mark, Spot, View},
        markdown,
        parts::{self, Field, Icon, Tag, Weight},
    },
};

/// Its town on a small map, with what the map is made from.
pub fn on_a_map(look: &Look<'_>, town: visavis_places::Place, more: &Markup) -> Markup {
    let (say, tiles) = (look.say, look.shared.config.tiles.as_ref());
    let label = say.with("map-town", args! { town: town.name });
    html! {
        div {
            div.map.small { (PreEscaped(drawn(town, tiles, label))) }
            p.small {
                (more)
                a href=(find::around(town)) { (say.with("map-around", args! { town: town.name })) }
                span.soft { " · " (map::credits(tiles)) }
            }
        }
    }
}

/// So many small maps are kept: some 9 kB each.
const MOST_DRAWN: usize = 512;

/// Small maps by town and by what they say.
type Drawn = HashMap<(i64, String), Arc<str>>;

/// The small map of a town. Drawing one takes four times as long as all else on a gathering's page, and it never changes.
fn drawn(town: visavis_places::Place, tiles: Option<&Tiles>, label: String) -> Arc<str> {
    static DRAWN: LazyLock<RwLock<Drawn>> = LazyLock::new(RwLock::default);
    let draw = || -> Arc<str> {
        let spots =
            [Spot { point: town.point(), name: town.name.to_owned(), count: 0, mine: false, href: String::new() }];
        let view = View::at(town.point(), 8);
        let mark = |cluster| Mark { cluster, href: None, label: String::new() };
        let marks: Vec<Mark<'_>> = map::clusters(view, &map::SMALL, &spots).into_iter().map(mark).collect();
        map::draw(view, &map::SMALL, tiles, &label, &marks).into_string().into()
    };
    if tiles.is_some() {
        return draw();
    }
    let key = (i64::from(town.id), label.clone());
    if let Some(known) = DRAWN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known.clone();
    }
    let new = draw();
    let mut all = DRAWN.write().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= MOST_DRAWN {
        all.clear();
    }
    all.insert(key, new.clone());
    new
}

/// Its page.
pub fn page(look: &Look<'_>, venue: &Venue, part: bool) -> Page {
    let say = look.say;
    let steps = CHOICES.iter().find(|(choice, _)| *choice == venue.step_free).map(|(_, key)| say.t(key));
    let place = [venue.address.as_str(), venue.town.name];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let main = html! {
        div.head {
            h1 { (venue.name) }
            p.lead { (place) }
            p.row { (parts::tag(Tag::Plain, steps.unwrap_or(say.t("venue-steps-unsaid")))) }
        }
        @if part { p { a href=(venue.url()) { (say.t("venue-whole")) } } } @else { (on_a_map(look, venue.town, &html! {})) }
        @if !venue.way.is_empty() && !part {
            section.flow aria-labelledby="way" {
                h2 #way { (say.t("venue-way")) }
                div.flow { (markdown(&venue.way)) }
            }
        }
        @if !part || !venue.ahead.is_empty() || venue.more.0.is_some() {
            section.flow aria-labelledby="ahead" {
                h2 #ahead { (say.t("venue-ahead")) }
                @if venue.ahead.is_empty() { p { (say.t("venue-nothing")) } }
                ul.gatherings { @for brief in &venue.ahead { li { (row(look, brief)) } } }
                @if let Some((at, id)) = venue.more.0 {
                    p { a href={ (venue.url()) "?after=" (at.ms()) "." (id) } { (say.t("venue-later")) } }
                }
            }
        }
        @if !venue.past.is_empty() || venue.more.1.is_some() {
            section.flow aria-labelledby="past" {
                h2 #past { (say.t("venue-past")) }
                ul.gatherings { @for brief in &venue.past { li { (row(look, brief)) } } }
                @if let Some((at, id)) = venue.more.1 {
                    p { a href={ (venue.url()) "?past=yes&after=" (at.ms()) "." (id) } { (say.t("venue-earlier")) } }
                }
            }
        }
    };
    let aside = html! {
        @if venue.mine {
            (parts::note(say.t("venue-host"), &html! {
                p { (say.t("venue-host-words")) }
                (parts::link_button(Weight::Plain, say.t("venue-edit"), Some(Icon::Pencil), &format!("{}/edit", venue.url())))
                p.small { a href={ (venue.url()) "/history" } { (say.t("venue-history")) } }
            }))
        }
        (parts::note(say.t("gathering-note-find"), &html! {
            (parts::link_button(Weight::Plain, &say.with("map-around", args! { town: venue.town.name }), Some(Icon::Find), &find::around(venue.town)))
        }))
    };
    Page::new(venue.name.clone(), Place::Find, main).describe(place).aside(aside).style(map::STYLE)
}

/// The form for those who host there.
pub fn form(look: &Look<'_>, venue: &Venue, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let choices: Vec<(&str, &str)> = std::iter::once(("", say.t("about-unsaid")))
        .chain(CHOICES.iter().map(|(value, key)| (*value, say.t(key))))
        .collect();
    let main = html! {
        (parts::back(&venue.url(), &venue.name))
        (form.summary())
        div.head { h1 { (say.t("venue-edit")) } p.lead { (say.t("venue-edit-lead")) } }
        form.form method="post" action={ (venue.url()) "/edit" } novalidate {
            (parts::field_select(&Field {
                name: "step_free", label: say.t("about-field-steps"), value: form.value("step_free"),
                error: form.fault("step_free"), ..Field::default()
            }, &choices))
            (parts::field_area(&Field {
                name: "way", label: say.t("venue-way"), help: Some(say.t("venue-way-help")), value: form.value("way"),
                error: form.fault("way"), maxlength: u32::try_from(MOST_WAY).ok(), rows: 6, ..Field::default()
            }))
            div.buttons {
                (parts::button(Weight::Primary, say.t("gathering-save"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &venue.url()))
            }
        }
    };
    Page::new(say.t("venue-edit"), Place::Find, main).alone().private()
}
