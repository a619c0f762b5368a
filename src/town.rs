//! Towns, as people type and read them.

use maud::{Markup, html};
use visavis_places::{Place, Point, by_id, nearest, search};

use crate::page::{
    Form,
    parts::{self, Field, Icon},
    text::Say,
};

/// The script that a page with a town's field asks for: suggestions while one types. Without it the field reads all the same.
pub const SCRIPT: &str = "js/town.js";

/// `Munich, Bayern, DE`: what a field shows, and reads again.
pub fn label(place: &Place) -> String {
    if place.region.is_empty() || place.region == place.name {
        format!("{}, {}", place.name, place.country)
    } else {
        format!("{}, {}, {}", place.name, place.region, place.country)
    }
}

/// The town somebody means: the best match of what they typed.
///
/// # Errors
/// The key of the message that says what to do.
pub fn read(text: &str) -> Result<Place, &'static str> {
    // A label chosen from the suggestions means that town, also where a bigger one begins alike.
    let found = search(text, 50);
    let exact = found.iter().find(|place| label(place) == text.trim()).or(found.first());
    exact.copied().ok_or("problem-town")
}

/// The town of a stored number.
pub fn stored(id: Option<i64>) -> Option<Place> {
    by_id(u32::try_from(id?).ok()?)
}

/// What to suggest for what was typed so far, or for where somebody is; at most eight.
pub fn suggestions(typed: &str, here: Option<Point>) -> Vec<Place> {
    match here {
        Some(point) => vec![nearest(point)],
        None if typed.trim().is_empty() => Vec::new(),
        None => {
            let mut found = search(typed, 12);
            let mut seen = std::collections::HashSet::new();
            found.retain(|place| seen.insert(label(place)));
            found.truncate(8);
            found
        }
    }
}

/// A field that takes a town, with the button that asks where one is. Pages that have one also want [`SCRIPT`].
pub fn field(say: Say, form: &Form<'_>, name: &'static str, words: &Asked<'_>) -> Markup {
    html! { div { (plain_field(form, name, words)) (near_me(say, name)) } }
}

/// The field alone, for where the button stands elsewhere.
pub fn plain_field(form: &Form<'_>, name: &'static str, words: &Asked<'_>) -> Markup {
    parts::field_text(&Field {
        name,
        label: words.label,
        help: words.help,
        optional: words.optional,
        error: form.fault(name),
        value: form.value(name),
        maxlength: Some(120),
        class: "town",
        ..Field::default()
    })
}

/// The button that asks the device where one is, if script and device can tell.
pub fn near_me(say: Say, name: &str) -> Markup {
    html! {
        button.link.near-me type="button" hidden data-for=(parts::field_id(name)) { (Icon::Place) (say.t("town-near-me")) }
    }
}

/// The words around a town's field.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// What is asked.
    pub label: &'a str,
    /// One sentence below.
    pub help: Option<&'a str>,
    /// The word that marks it as optional.
    pub optional: Option<&'a str>,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_label_reads_back_as_the_same_town() {
        for name in [
            "Munich",
            "Berlin",
            "Springfield, US",
            "São Paulo",
            "Freiburg",
            "Neustadt",
            "Frankfurt Oder",
            "'s-Hertogenbosch",
        ] {
            for place in search(name, 8) {
                let text = label(&place);
                assert_eq!(label(&read(&text).unwrap()), text);
            }
        }
    }

    #[test]
    fn a_town_that_is_not_there_is_said() {
        assert_eq!(read("Xqzzyvania").unwrap_err(), "problem-town");
        assert_eq!(read("").unwrap_err(), "problem-town");
    }
}
