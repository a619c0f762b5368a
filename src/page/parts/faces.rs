//! Faces: a photo, or initials on a hue of the name.

use maud::{Markup, html};

/// How large a face is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 30 px, in rows and stacks.
    S,
    /// 44 px, beside a name or a post.
    #[default]
    M,
    /// 64 px, where somebody is introduced.
    L,
    /// 104 px, on their own page.
    Xl,
}

impl Size {
    fn class_and_pixels(self) -> (&'static str, u32) {
        match self {
            Self::S => ("s", 30),
            Self::M => ("m", 44),
            Self::L => ("l", 64),
            Self::Xl => ("xl", 104),
        }
    }
}

/// A round face: the photo, else initials on a hue of the name. It is decoration: the name stands beside it as text.
pub fn face(name: &str, photo: Option<&str>, size: Size) -> Markup {
    let (class, pixels) = size.class_and_pixels();
    html! {
        span class={ "face " (class) " hue-" (hue(name)) } aria-hidden="true" {
            @if let Some(src) = photo {
                img src=(src) alt="" width=(pixels) height=(pixels) loading="lazy" decoding="async";
            } @else { (initials(name)) }
        }
    }
}

/// A row of overlapping faces with "+3" for those not shown; `label` says to a screen reader who they are.
pub fn faces(people: &[(&str, Option<&str>)], more: usize, label: &str) -> Markup {
    html! {
        span.faces role="img" aria-label=(label) {
            @for (name, photo) in people { (face(name, *photo, Size::S)) }
            @if more > 0 { span."face s more" aria-hidden="true" { "+" (more) } }
        }
    }
}

/// The hue class of a name, `0..12`: the same each time.
pub fn hue(name: &str) -> u32 {
    let hash = name.trim().bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) % 12
}

/// One or two letters for a name: of its first and its last word.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    match (first, last) {
        (None, _) => "·".to_owned(),
        (Some(a), b) => a.to_uppercase().chain(b.into_iter().flat_map(char::to_uppercase)).collect(),
    }
}
