//! The parts that pages are made of: pure functions from plain words to HTML, styled by `web/assets/css/components.css`.
//!
//! Every `&str` that a person reads comes in translated. Nothing here knows a slice, a language or a request.

mod buttons;
mod faces;
mod fields;
mod icons;
mod rows;
mod stages;

use maud::{Markup, html};

pub use buttons::{Answer, Weight, answers, button, button_value, link_button};
pub use faces::{Size, face, faces, hue, initials};
pub use fields::{
    Choice, Field, Group, Look, check, checks, choices, error_summary, field_area, field_id, field_select, field_text,
};
pub use icons::{Icon, MARK, icon, logo};
pub use rows::{
    Fact, GatheringRow, Post, date_leaf, date_leaf_big, facts, gathering_list, gathering_row, person, post, time,
};
pub use stages::{Stage, Stop, stage, tie_path};

/// A place with nothing in it yet: the next step, and one sentence why.
pub fn empty(title: &str, sentence: &str, action: &Markup) -> Markup {
    html! { div.empty { h2 { (title) } p { (sentence) } (action) } }
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It went well.
    Success,
    /// Look twice.
    Caution,
    /// It does not work, or must not be done.
    Stop,
}

/// A notice in the flow of the page.
pub fn notice(tone: Tone, content: &Markup) -> Markup {
    let (class, sign) = match tone {
        Tone::Info => ("notice", Icon::Info),
        Tone::Success => ("notice success", Icon::Check),
        Tone::Caution => ("notice caution", Icon::Warning),
        Tone::Stop => ("notice stop", Icon::Warning),
    };
    html! { div class=(class) { (sign) div { (content) } } }
}

/// What was just done, after a redirect, with the way to undo it (a form or a link) where there is one.
pub fn toast(message: &str, undo: Option<&Markup>) -> Markup {
    html! { div.toast role="status" { span { (message) } @if let Some(undo) = undo { (undo) } } }
}

/// What a small label is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tag {
    /// A plain word.
    #[default]
    Plain,
    /// Means meeting: "You're coming".
    Meet,
    /// All is well.
    Calm,
    /// "Three places left".
    Caution,
    /// "Called off".
    Stop,
}

/// A small label.
pub fn tag(tag: Tag, word: &str) -> Markup {
    let class = match tag {
        Tag::Plain => "tag",
        Tag::Meet => "tag meet",
        Tag::Calm => "tag calm",
        Tag::Caution => "tag caution",
        Tag::Stop => "tag stop",
    };
    html! { span class=(class) { (word) } }
}

/// A way on among others of the same kind: address, word, whether one is there.
pub type Way<'a> = (&'a str, &'a str, bool);

/// Tabs: links to the sides of one thing.
pub fn tabs(label: &str, ways: &[Way<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul { @for (href, word, here) in ways { li { a href=(href) aria-current=[here.then_some("page")] { (word) } } } }
        }
    }
}

/// Chips that are links: filters and interests.
pub fn chips(label: &str, ways: &[Way<'_>]) -> Markup {
    html! {
        ul.chips aria-label=(label) {
            @for (href, word, here) in ways {
                li { a.chip href=(href) aria-current=[here.then_some("true")] { @if *here { (Icon::Check) } (word) } }
            }
        }
    }
}

/// The way back up.
pub fn back(href: &str, word: &str) -> Markup {
    html! { a.back href=(href) { (Icon::Back) (word) } }
}

/// How far something has come, with what it counts; `meet` where it counts meetings.
pub fn progress(value: u64, max: u64, label: &str, words: &str, meet: bool) -> Markup {
    html! {
        label class=(if meet { "progress meet" } else { "progress" }) {
            span { span { (label) } span { (words) } }
            progress value=(value.min(max)) max=(max.max(1)) { (words) }
        }
    }
}

/// Older and newer, by address and word.
pub fn pagination(label: &str, newer: Option<(&str, &str)>, older: Option<(&str, &str)>) -> Markup {
    html! {
        @if newer.is_some() || older.is_some() {
            nav.pages aria-label=(label) {
                @if let Some((href, word)) = newer { a.button href=(href) rel="prev" { (Icon::Back) (word) } }
                @if let Some((href, word)) = older { a.button href=(href) rel="next" { (word) (Icon::Chevron) } }
            }
        }
    }
}

/// Something pinned at the side of a page: the way out of the screen.
pub fn note(title: &str, content: &Markup) -> Markup {
    html! { section.note { h2 { (title) } (content) } }
}

/// The code screen's ring: runs empty in fifteen seconds.
pub fn ring() -> Markup {
    html! {
        svg.ring viewBox="0 0 36 36" width="40" height="40" aria-hidden="true" {
            circle cx="18" cy="18" r="15.9" {}
            circle.left cx="18" cy="18" r="15.9" {}
        }
    }
}

/// Words for a screen reader alone.
pub fn unseen(words: &str) -> Markup {
    html! { span.visually-hidden { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, letters) in [
            ("Mara Lindqvist", "ML"),
            ("ana", "A"),
            ("Jean-Luc van der Berg", "JB"),
            ("  ", "·"),
            ("🦊 Reineke", "R"),
            ("ßeta", "SS"),
            ("李 小龍", "李小"),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn a_name_keeps_its_hue() {
        assert_eq!(hue("Mara Lindqvist"), hue(" Mara Lindqvist "));
        let hues: std::collections::BTreeSet<u32> = (0..200).map(|i| hue(&format!("person {i}"))).collect();
        assert_eq!(hues.len(), 12);
    }

    #[test]
    fn what_is_typed_is_escaped() {
        let field = Field { name: "a[b]", label: "<b>", value: "\"><script>", error: Some("&"), ..Field::default() };
        let html = field_text(&field).into_string();
        assert!(html.contains("id=\"field-a-b-\"") && html.contains("name=\"a[b]\""));
        assert!(!html.contains("<script>") && html.contains("aria-invalid=\"true\""));
        assert!(field_area(&field).into_string().contains(">\n&quot;&gt;&lt;script&gt;"));
    }

    #[test]
    fn an_error_leads_to_its_field() {
        let summary = error_summary("Two things to look at", &[("title", "Give it a name")]).into_string();
        let field = field_text(&Field { name: "title", label: "Name", ..Field::default() }).into_string();
        assert!(summary.contains("href=\"#field-title\"") && field.contains("id=\"field-title\""));
    }

    #[test]
    fn the_path_marks_one_stage() {
        let stops = [Stage::Following, Stage::Mutual, Stage::Met].map(|stage| Stop { stage, word: "w", detail: None });
        let html = tie_path(&stops, Stage::Mutual, "You and Mara", None).into_string();
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        assert!(html.contains("done following") && html.contains("now mutual") && html.contains("class=\"met\""));
    }

    #[test]
    fn a_face_is_never_empty() {
        assert!(face("", None, Size::S).into_string().contains('·'));
        assert!(face("A", Some("/p.webp"), Size::L).into_string().contains("alt=\"\""));
    }

    #[test]
    fn the_ring_closes_its_circles() {
        // An open `circle` would swallow what follows it: inside `svg` nothing is void.
        assert_eq!(ring().into_string().matches("</circle>").count(), 2);
    }

    #[test]
    fn each_icon_has_its_own_drawing() {
        let drawings: std::collections::BTreeSet<String> = Icon::ALL.iter().map(|i| icon(*i).into_string()).collect();
        assert_eq!(drawings.len(), Icon::ALL.len());
    }
}
