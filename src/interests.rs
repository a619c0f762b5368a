//! What people like: a well-known vocabulary, and words of their own.

use maud::{Markup, html};

use crate::{
    error::Problems,
    http::Fields,
    page::{
        Form,
        parts::{self, Choice, Field, Group},
        text::Say,
    },
};

/// An interest: a folded word or two, `board-games`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interest(String);

/// Those we have names for in every language (`interest-…` messages).
pub const WELL_KNOWN: [&str; 36] = [
    "board-games",
    "books",
    "chess",
    "climbing",
    "coffee",
    "cooking",
    "crafts",
    "cycling",
    "dance",
    "design",
    "diy",
    "film",
    "football",
    "gardening",
    "hiking",
    "history",
    "knitting",
    "languages",
    "maker",
    "meditation",
    "music",
    "nature",
    "neighbourhood",
    "open-source",
    "parents",
    "photography",
    "pottery",
    "running",
    "sailing",
    "science",
    "sewing",
    "singing",
    "startups",
    "theatre",
    "travel",
    "yoga",
];

/// So many one may have.
pub const MOST: usize = 20;

impl Interest {
    /// Reads what somebody typed; `None` where nothing of it can be used.
    pub fn read(text: &str) -> Option<Self> {
        let slug = visavis_places::fold(text).split_whitespace().collect::<Vec<_>>().join("-");
        let slug: String = slug.chars().filter(|char| char.is_alphanumeric() || *char == '-').take(40).collect();
        let slug = slug.trim_matches('-').to_owned();
        (slug.chars().count() >= 2).then_some(Self(slug))
    }

    /// As it stands in addresses and in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its name in the reader's language.
    pub fn label(&self, say: Say) -> String {
        label(say, &self.0)
    }
}

/// The name of a stored interest in the reader's language.
pub fn label(say: Say, slug: &str) -> String {
    if WELL_KNOWN.contains(&slug) { say.t(&format!("interest-{slug}")).to_owned() } else { slug.replace('-', " ") }
}

/// Reads the boxes `interest` and the free line `interests` (parted by commas).
pub fn of_fields(fields: &Fields, problems: &mut Problems) -> Vec<Interest> {
    let typed = fields.text("interests").split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty());
    let mut all: Vec<Interest> = fields.all("interest").chain(typed).filter_map(Interest::read).collect();
    all.sort();
    all.dedup();
    if all.len() > MOST {
        problems.add_number("interest", "problem-too-many-interests", MOST as i64);
    }
    all
}

/// Interests as a row of links to what there is of them.
pub fn chips(say: Say, slugs: &[String]) -> Markup {
    html! {
        ul.chips {
            @for slug in slugs { li { a.chip href={ "/find?interest=" (slug) } { (label(say, slug)) } } }
        }
    }
}

/// The boxes and the free line that [`of_fields`] reads.
pub fn field(say: Say, form: &Form<'_>, legend: &str, help: Option<&str>, optional: Option<&str>) -> Markup {
    let chosen: Vec<&str> = form.fields.all("interest").collect();
    let mut known: Vec<(&str, String)> = WELL_KNOWN.iter().map(|slug| (*slug, label(say, slug))).collect();
    known.sort_by_cached_key(|(_, label)| visavis_places::fold(label));
    let options: Vec<Choice<'_>> =
        known.iter().map(|(value, label)| Choice { value, label, ..Choice::default() }).collect();
    let own: Vec<String> =
        chosen.iter().filter(|slug| !WELL_KNOWN.contains(slug)).map(|slug| label(say, slug)).collect();
    let mut line = own.join(", ");
    if let Some(typed) = form.fields.some("interests") {
        line = if line.is_empty() { typed.to_owned() } else { format!("{line}, {typed}") };
    }
    let group =
        Group { name: "interest", legend, help, optional, error: form.fault("interest"), look: parts::Look::Chips };
    html! {
        (parts::checks(&group, &options, &chosen))
        (parts::field_text(&Field {
            name: "interests",
            label: say.t("interest-own"),
            help: Some(say.t("interest-own-help")),
            value: &line,
            maxlength: Some(300),
            ..Field::default()
        }))
    }
}
