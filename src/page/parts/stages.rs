//! The signs of a tie’s stages, and the way from one to the next.

use maud::{Markup, PreEscaped, html};

/// The five stages of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// One of two follows the other.
    Following,
    /// They have talked.
    Mutual,
    /// Both will be at the same gathering, or a meeting is agreed.
    Planning,
    /// They have met in person.
    Met,
    /// They have met on three days or more.
    Regular,
}

impl Stage {
    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::Mutual => "mutual",
            Self::Planning => "planning",
            Self::Met => "met",
            Self::Regular => "regular",
        }
    }

    /// The drawing: two halves that come together until they are whole.
    fn sign(self) -> PreEscaped<&'static str> {
        PreEscaped(match self {
            Self::Following => {
                r#"<path d="M9.5 4a8 8 0 0 0 0 16z"/><path class="sign-line" d="M15.5 5a7 7 0 0 1 0 14z"/>"#
            }
            Self::Mutual => r#"<path d="M9.5 4a8 8 0 0 0 0 16zM14.5 4a8 8 0 0 1 0 16z"/>"#,
            Self::Planning => {
                r#"<path d="M8.5 4a8 8 0 0 0 0 16zM15.5 4a8 8 0 0 1 0 16z"/><circle cx="12" cy="12" r="2"/>"#
            }
            Self::Met => r#"<circle cx="12" cy="12" r="8"/>"#,
            Self::Regular => r#"<circle cx="12" cy="12" r="5.5"/><circle class="sign-line" cx="12" cy="12" r="9.5"/>"#,
        })
    }
}

fn stage_svg(stage: Stage) -> Markup {
    html! { svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { (stage.sign()) } }
}

/// The sign of a stage with its word, which is never left out.
pub fn stage(stage: Stage, word: &str) -> Markup {
    html! { span class={ "stage " (stage.class()) } { (stage_svg(stage)) (word) } }
}

/// One stop on a tie's path.
#[derive(Clone, Copy, Debug)]
pub struct Stop<'a> {
    /// Which stage.
    pub stage: Stage,
    /// Its word.
    pub word: &'a str,
    /// When it was reached or what is planned, if anything is to be said: "since May", "Thursday".
    pub detail: Option<&'a str>,
}

/// The path of a tie: its stages in order, those reached, the present one, and below it the next step in words.
pub fn tie_path(stops: &[Stop<'_>], current: Stage, label: &str, next: Option<&Markup>) -> Markup {
    html! {
        div.tie-path role="group" aria-label=(label) {
            ol {
                @for stop in stops {
                    @let reached = if stop.stage < current { "done " } else if stop.stage == current { "now " } else { "" };
                    li class={ (reached) (stop.stage.class()) } aria-current=[(stop.stage == current).then_some("step")] {
                        (stage_svg(stop.stage))
                        b { (stop.word) }
                        @if let Some(detail) = stop.detail { small { (detail) } }
                    }
                }
            }
        }
        @if let Some(next) = next { div.next { (next) } }
    }
}
