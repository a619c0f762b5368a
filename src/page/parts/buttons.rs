//! Buttons, links that look like them, and the answers to a gathering.

use maud::{Markup, html};

use super::Icon;

/// What a button weighs on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// One of several ways on.
    #[default]
    Plain,
    /// The one main action of a page.
    Primary,
    /// Barely a button: "not now".
    Quiet,
    /// Leads to a meeting: "I'm coming", "We've met". Nothing else is persimmon.
    Meet,
    /// Takes something away.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Meet => "button meet",
            Self::Danger => "button danger",
        }
    }
}

/// A button that sends its form.
pub fn button(weight: Weight, label: &str, icon: Option<Icon>) -> Markup {
    html! { button class=(weight.class()) type="submit" { @if let Some(icon) = icon { (icon) } (label) } }
}

/// A button that sends its form with one more value, for forms with several ways to end.
pub fn button_value(weight: Weight, label: &str, icon: Option<Icon>, name: &str, value: &str) -> Markup {
    html! {
        button class=(weight.class()) type="submit" name=(name) value=(value) { @if let Some(icon) = icon { (icon) } (label) }
    }
}

/// A link that looks like a button.
pub fn link_button(weight: Weight, label: &str, icon: Option<Icon>, href: &str) -> Markup {
    html! { a class=(weight.class()) href=(href) { @if let Some(icon) = icon { (icon) } (label) } }
}

/// One of the answers a person can give.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What the person says: "I'm coming".
    pub label: &'a str,
    /// Whether this one means meeting.
    pub yes: bool,
}

/// The answers side by side, each a button that sends; `given` is the answer so far. Belongs inside a `form`.
pub fn answers(name: &str, label: &str, answers: &[Answer<'_>], given: Option<&str>) -> Markup {
    html! {
        div class=(if given.is_some() { "answers" } else { "answers open" }) role="group" aria-label=(label) {
            @for answer in answers {
                button class=[answer.yes.then_some("yes")] type="submit" name=(name) value=(answer.value)
                    aria-pressed=(if given == Some(answer.value) { "true" } else { "false" }) {
                    (Icon::Check) (answer.label)
                }
            }
        }
    }
}
