//! What is said of a gathering, in the host's form and on its page.

use maud::{Markup, html};

use super::{About, CHOICES, COSTS, MOST_PRICE, store};
use crate::{
    act::Look,
    args,
    error::Result,
    http::Fields,
    id::GatheringId,
    page::{
        Form,
        parts::{self, Field, Tag},
        text::Say,
    },
    people::{LANGUAGES, language_name},
};

/// The fields of it, as they are stored.
pub fn stored(look: &mut Look<'_>, id: GatheringId, fields: Fields) -> Result<Fields> {
    let about = store::of(look, id)?;
    let all =
        [("language", about.language), ("cost", about.cost), ("price", about.price), ("step_free", about.step_free)];
    Ok(all
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .fold(fields, |fields, (name, value)| fields.with(name, value)))
}

/// The fields of the form, folded until one of them matters.
pub fn fields(say: Say, form: &Form<'_>) -> Markup {
    const NAMES: [&str; 4] = ["language", "cost", "price", "step_free"];
    let matters = NAMES.iter().any(|name| form.fields.some(name).is_some() || form.fault(name).is_some());
    let field = |name: &'static str, label: &'static str| Field {
        name,
        label: say.t(label),
        value: form.value(name),
        error: form.fault(name),
        ..Field::default()
    };
    let unsaid = ("", say.t("about-unsaid"));
    let worded = |all: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        std::iter::once(unsaid).chain(all.iter().map(|(value, key)| (*value, say.t(key)))).collect()
    };
    let languages: Vec<(&str, &str)> = std::iter::once(unsaid).chain(LANGUAGES).collect();
    html! {
        details open[matters] {
            summary { (say.t("about-more")) }
            div.form {
                (parts::field_select(&field("step_free", "about-field-steps"), &worded(&CHOICES)))
                (parts::field_select(&field("language", "about-field-language"), &languages))
                div.pair {
                    (parts::field_select(&field("cost", "about-field-cost"), &worded(&COSTS)))
                    (parts::field_text(&Field {
                        maxlength: u32::try_from(MOST_PRICE).ok(), help: Some(say.t("about-field-price-help")),
                        ..field("price", "about-field-price")
                    }))
                }
            }
        }
    }
}

/// What is said of it, as small labels.
pub fn line(say: Say, about: &About) -> Markup {
    let word = |all: &[(&'static str, &'static str)], value: &str| {
        all.iter().find(|(known, _)| *known == value).map(|(_, key)| say.t(key).to_owned())
    };
    let cost = match about.price.as_str() {
        "" => word(&COSTS, &about.cost),
        price => Some(say.with("about-price", args! { price: price })),
    };
    let language = Some(language_name(&about.language)).filter(|name| !name.is_empty());
    let said = [word(&CHOICES, &about.step_free), cost, language.map(str::to_owned)];
    html! {
        @if said.iter().any(Option::is_some) {
            p.row { @for words in said.iter().flatten() { (parts::tag(Tag::Plain, words)) " " } }
        }
    }
}
