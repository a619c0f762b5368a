//! The pages of communities, as HTML.

mod door;
mod form;
mod members;
mod page;

use maud::{Markup, html};

use super::model::{Access, Brief, Role};
use crate::{
    act::Look,
    args,
    page::{
        excerpt,
        parts::{self, Tag},
        photo,
        text::Say,
    },
    town,
};

pub use door::{door, invitation};
pub use form::{changing, form_fields, founding};
pub use members::{member, members, removed};
pub use page::Shown;

/// Where it is and how many belong to it, in words.
fn line(say: Say, place: Option<i64>, members: i64) -> String {
    let members = say.with("community-members-count", args! { n: members });
    match town::stored(place) {
        Some(place) => format!("{} · {members}", place.name),
        None => members,
    }
}

/// The label of what one can't just walk into, or already belongs to.
fn standing(say: Say, access: Access, role: Option<Role>) -> Option<Markup> {
    match (role, access) {
        (Some(role), _) => Some(parts::tag(if role.belongs() { Tag::Calm } else { Tag::Plain }, say.t(role.key()))),
        (None, Access::Open) => None,
        (None, Access::Closed | Access::Private) => Some(parts::tag(Tag::Plain, say.t("community-access-closed-tag"))),
    }
}

/// One community in a list; belongs in a `li` of `ul.people`.
pub fn row(look: &Look<'_>, brief: &Brief) -> Markup {
    let say = look.say;
    let about = html! {
        p { (line(say, brief.place, brief.members)) }
        @let words = excerpt(&brief.words, 110);
        @if !words.is_empty() { p { (words) } }
    };
    let end = standing(say, brief.access, brief.role);
    parts::person(&brief.name, &brief.url(), photo(brief.photo.as_deref()).as_deref(), &about, end.as_ref())
}

/// Communities one under another.
pub fn list(look: &Look<'_>, briefs: &[Brief]) -> Markup {
    html! { ul.people { @for brief in briefs { li { (row(look, brief)) } } } }
}
