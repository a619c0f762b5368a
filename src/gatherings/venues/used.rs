//! Where somebody hosted before: offered where they plan the next, with street, town and how one gets in.

use maud::{Markup, html};

use super::store;
use crate::{act::Look, error::Result, gatherings::about, http::Fields, page::text::Say, town};

/// So many venues are offered.
pub const OFFERED: usize = 8;
/// So many of what they hosted last are looked through.
const LOOKED_AT: i64 = 200;

/// A venue at which somebody hosted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Its town.
    pub place: i64,
    /// The town, as the form takes it.
    pub town: String,
    /// Its name.
    pub name: String,
    /// Street and number, as they wrote them last.
    pub address: String,
    /// Whether one gets in without steps, as far as it was said.
    pub step_free: String,
}

/// Where the viewer hosted, the last first.
pub fn used(look: &mut Look<'_>) -> Result<Vec<Used>> {
    let person = look.viewer.person()?;
    let mut found: Vec<Used> = Vec::new();
    for (id, place, name, address) in store::venues_of_host(look, person, LOOKED_AT)? {
        if found.len() == OFFERED {
            break;
        }
        if found.iter().any(|one| one.place == place && one.name == name) {
            continue;
        }
        let Some(known) = town::stored(Some(place)) else { continue };
        let said = store::said_of_venue(look, (place, &name))?.map(|(_, steps, _)| steps).unwrap_or_default();
        let step_free = if said.is_empty() { about::of(look, id)?.step_free } else { said };
        found.push(Used { place, town: town::label(&known), name, address, step_free });
    }
    Ok(found)
}

/// A form that begins at one of them.
pub fn filled(fields: Fields, used: &[Used], place: &str, name: &str) -> Fields {
    let Some(one) = used.iter().find(|one| one.place.to_string() == place && one.name == name) else { return fields };
    [("town", &one.town), ("venue", &one.name), ("address", &one.address), ("step_free", &one.step_free)]
        .into_iter()
        .fold(fields, |fields, (name, value)| {
            let fields = fields.without(name);
            if value.is_empty() { fields } else { fields.with(name, value) }
        })
}

/// They as links, and as a list that the field of the venue takes where there is script.
pub fn offer(say: Say, used: &[Used]) -> Markup {
    let link = |one: &Used| {
        let place = one.place.to_string();
        let query = [("place", place.as_str()), ("venue", one.name.as_str())];
        form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish()
    };
    html! {
        @if !used.is_empty() {
            details {
                summary { (say.t("venue-used")) }
                ul { @for one in used { li { a href={ "/g/new?" (link(one)) } { (one.name) ", " (one.town) } } } }
            }
            datalist #venues {
                @for one in used {
                    option value=(one.name) data-town=(one.town) data-address=(one.address) data-steps=(one.step_free) { (one.town) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_begins_at_a_venue_that_was_used_and_at_no_other() {
        let used = [Used {
            place: 7,
            town: "Munich, Bayern, DE".into(),
            name: "Café Central".into(),
            address: "1 Market Street".into(),
            step_free: String::new(),
        }];
        let form = Fields::default().with("town", "Vienna, AT").with("step_free", "no").with("start", "19:00");
        let there = filled(form.clone(), &used, "7", "Café Central");
        let of = |fields: &Fields| {
            ["town", "venue", "address", "step_free", "start"].map(|name| fields.text(name).to_owned())
        };
        assert_eq!(of(&there), ["Munich, Bayern, DE", "Café Central", "1 Market Street", "", "19:00"]);
        assert_eq!(of(&filled(form.clone(), &used, "8", "Café Central")), of(&form));
        assert_eq!(of(&filled(form.clone(), &used, "7", "Elsewhere")), of(&form));
    }
}
