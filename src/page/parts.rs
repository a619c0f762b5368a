//! The parts that pages are made of: pure functions from plain words to HTML, styled by `web/assets/css/components.css`.
//!
//! Every `&str` that a person reads comes in translated. Nothing here knows a slice, a language or a request.

use maud::{Markup, PreEscaped, Render, html};

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

/// The small drawings beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by what it shows")]
pub enum Icon {
    Home,
    Find,
    Meet,
    Talk,
    You,
    Calendar,
    Place,
    Clock,
    People,
    Camera,
    Torch,
    Check,
    Cross,
    Question,
    Pencil,
    Trash,
    Lock,
    Bell,
    Globe,
    Share,
    Back,
    Chevron,
    Settings,
    Sun,
    Moon,
    Qr,
    Plus,
    Info,
    Warning,
    Reply,
    Heart,
    Board,
    Gift,
    Flag,
    Mail,
    Download,
}

impl Icon {
    /// Every icon, for galleries and tests.
    pub const ALL: [Self; 36] = [
        Self::Home,
        Self::Find,
        Self::Meet,
        Self::Talk,
        Self::You,
        Self::Calendar,
        Self::Place,
        Self::Clock,
        Self::People,
        Self::Camera,
        Self::Torch,
        Self::Check,
        Self::Cross,
        Self::Question,
        Self::Pencil,
        Self::Trash,
        Self::Lock,
        Self::Bell,
        Self::Globe,
        Self::Share,
        Self::Back,
        Self::Chevron,
        Self::Settings,
        Self::Sun,
        Self::Moon,
        Self::Qr,
        Self::Plus,
        Self::Info,
        Self::Warning,
        Self::Reply,
        Self::Heart,
        Self::Board,
        Self::Gift,
        Self::Flag,
        Self::Mail,
        Self::Download,
    ];

    fn drawing(self) -> &'static str {
        match self {
            Self::Home => r#"<path d="M3.5 11 12 4l8.5 7M5.5 9.5V20h13V9.5M10 20v-5.5h4V20"/>"#,
            Self::Find => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
            Self::Meet => {
                r#"<path class="solid" fill-rule="evenodd" d="M9.3 3.2a8.8 8.8 0 0 0 0 17.6v-5.3l1.9-2.3q.4-.6-.1-1.2L9.3 9.9zM6.2 8.6a1.25 1.25 0 1 1 0 2.5a1.25 1.25 0 0 1 0-2.5zM14.7 3.2a8.8 8.8 0 0 1 0 17.6v-5.3l-1.9-2.3q-.4-.6.1-1.2l1.8-2.1zM17.8 8.6a1.25 1.25 0 1 0 0 2.5a1.25 1.25 0 0 0 0-2.5z"/>"#
            }
            Self::Talk => r#"<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/>"#,
            Self::You => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>"#,
            Self::Calendar => r#"<path d="M4 6h16v14.5H4zM4 10.5h16M8 3.5V8M16 3.5V8"/>"#,
            Self::Place => {
                r#"<path d="M12 21c4.5-4.6 7-8 7-11a7 7 0 0 0-14 0c0 3 2.5 6.4 7 11z"/><circle cx="12" cy="10" r="2.5"/>"#
            }
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>"#,
            Self::People => {
                r#"<circle cx="8.5" cy="8.5" r="3.5"/><path d="M2 19.5a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 13.8a6.5 6.5 0 0 1 4 5.7"/>"#
            }
            Self::Camera => r#"<path d="M3 7.5h4.5L9 5h6l1.5 2.5H21V19H3z"/><circle cx="12" cy="13" r="3.5"/>"#,
            Self::Torch => r#"<path d="M8 3.5h8V8l-2 3v9.5h-4V11L8 8zM8 7h8M12 13.5v2"/>"#,
            Self::Check => r#"<path d="m4.5 12.5 5 5 10-11"/>"#,
            Self::Cross => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
            Self::Question => {
                r#"<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.6 2.6 0 1 1 3.7 2.5c-.8.4-1.2.9-1.2 1.8M12 16.8v.1"/>"#
            }
            Self::Pencil => r#"<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>"#,
            Self::Trash => r#"<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"/>"#,
            Self::Lock => r#"<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"/>"#,
            Self::Bell => {
                r#"<path d="M5 17c1.5-1.5 1.5-3 1.5-6a5.5 5.5 0 0 1 11 0c0 3 0 4.5 1.5 6zM10 20a2.2 2.2 0 0 0 4 0M12 5.5v-2"/>"#
            }
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>"#
            }
            Self::Share => r#"<path d="M12 14.5V3.5M8 7l4-4 4 4M6.5 11H5v9.5h14V11h-1.5"/>"#,
            Self::Back => r#"<path d="M20 12H4.5M11 5.5 4.5 12l6.5 6.5"/>"#,
            Self::Chevron => r#"<path d="m9 5.5 6.5 6.5L9 18.5"/>"#,
            Self::Settings => {
                r#"<path d="M4 7.5h9M18 7.5h2M4 16.5h2M11 16.5h9"/><circle cx="15.5" cy="7.5" r="2.5"/><circle cx="8.5" cy="16.5" r="2.5"/>"#
            }
            Self::Sun => {
                r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>"#
            }
            Self::Moon => r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
            Self::Qr => r#"<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v3h-3M14 20h2M20 20v.1"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>"#,
            Self::Warning => r#"<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1"/>"#,
            Self::Reply => r#"<path d="M9.5 6 4 11.5l5.5 5.5M4 11.5h9.5a6.5 6.5 0 0 1 6.5 6.5v1"/>"#,
            Self::Heart => {
                r#"<path d="M12 20C6 15.5 3.5 12.5 3.5 9.2A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.7c0 3.3-2.5 6.3-8.5 10.8z"/>"#
            }
            Self::Board => r#"<path d="M4 4.5h16v15H4zM8 8.5h4v4H8zM15 8.5h1.5M15 12h1.5M8 16h8.5"/>"#,
            Self::Gift => {
                r#"<path d="M4 9.5h16v4H4zM5.5 13.5v7h13v-7M12 9.5v11M12 9.5C8 9.5 6.5 8 7 6s3.5-2 5 3.5C13.5 4 16.5 4 17 6s-1 3.5-5 3.5z"/>"#
            }
            Self::Flag => r#"<path d="M5.5 21V4h12l-2.5 4.5 2.5 4.5h-12"/>"#,
            Self::Mail => r#"<path d="M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5"/>"#,
            Self::Download => r#"<path d="M12 3.5v11M8 11l4 4 4-4M5 15.5v5h14v-5"/>"#,
        }
    }
}

/// A small drawing in the colour and size of the text around it; a word stands beside it.
pub fn icon(icon: Icon) -> Markup {
    // Those that point somewhere turn round where one reads from the right.
    let turns = matches!(icon, Icon::Back | Icon::Chevron | Icon::Reply | Icon::Talk);
    html! {
        svg class=(if turns { "icon turns" } else { "icon" }) viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" {
            (PreEscaped(icon.drawing()))
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        icon(*self)
    }
}

/// The sign of Visavis, two faces that look at each other, with the name beside it where `name` is given.
pub fn logo(name: Option<&str>) -> Markup {
    html! {
        svg viewBox="0 0 64 64" width="32" height="32" fill="currentColor" aria-hidden="true" { (PreEscaped(MARK)) }
        @if let Some(name) = name { span { (name) } }
    }
}

/// Both halves of the sign, without a frame.
pub const MARK: &str = r#"<path fill-rule="evenodd" d="M25 8.5a23.5 23.5 0 0 0 0 47V41.5l5-6.1q.9-1.5-.3-2.9L25 27zM16.5 23a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4z"/><path fill-rule="evenodd" d="M39 8.5a23.5 23.5 0 0 1 0 47V41.5l-5-6.1q-.9-1.5.3-2.9L39 27zM47.5 23a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4z"/>"#;

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

/// A field of a form. Start from `Field { name, label, ..Field::default() }`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Field<'a> {
    /// Name it is sent under; its id is [`field_id`] of it.
    pub name: &'a str,
    /// What is asked, above the field.
    pub label: &'a str,
    /// One sentence below the label.
    pub help: Option<&'a str>,
    /// What is wrong with it, and what to do.
    pub error: Option<&'a str>,
    /// What was typed so far.
    pub value: &'a str,
    /// The input's type; empty is `text`.
    pub kind: &'a str,
    /// Whether a value must be given.
    pub required: bool,
    /// The word that marks a field as optional: "optional".
    pub optional: Option<&'a str>,
    /// What a browser may fill in: `email`, `name`, `one-time-code`.
    pub autocomplete: Option<&'a str>,
    /// The keyboard a phone shows: `numeric`, `email`, `search`.
    pub inputmode: Option<&'a str>,
    /// The longest text.
    pub maxlength: Option<u32>,
    /// The smallest number or earliest date.
    pub min: Option<&'a str>,
    /// The largest number or latest date.
    pub max: Option<&'a str>,
    /// Steps of a number or a time.
    pub step: Option<&'a str>,
    /// Lines of a text area; 0 is 5.
    pub rows: u32,
    /// One more class on the input: `short`, `code`.
    pub class: &'a str,
    /// Whether the page opens with the cursor here.
    pub autofocus: bool,
}

/// The id of the field of this name.
pub fn field_id(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    format!("field-{}", name.chars().map(safe).collect::<String>())
}

impl Field<'_> {
    fn described(&self, id: &str) -> Option<String> {
        described(id, self.help, self.error)
    }

    fn framed(&self, id: &str, input: &Markup) -> Markup {
        html! {
            div class=(if self.error.is_some() { "field bad" } else { "field" }) {
                label for=(id) {
                    (self.label)
                    @if let Some(word) = self.optional { " " span.optional { "(" (word) ")" } }
                }
                (below(id, self.help, self.error))
                (input)
            }
        }
    }

    fn input_class(&self) -> String {
        if self.class.is_empty() { "input".to_owned() } else { format!("input {}", self.class) }
    }
}

fn described(id: &str, help: Option<&str>, error: Option<&str>) -> Option<String> {
    match (help, error) {
        (None, None) => None,
        (Some(_), None) => Some(format!("{id}-help")),
        (None, Some(_)) => Some(format!("{id}-error")),
        (Some(_), Some(_)) => Some(format!("{id}-help {id}-error")),
    }
}

fn below(id: &str, help: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        @if let Some(help) = help { p.help id={ (id) "-help" } { (help) } }
        @if let Some(error) = error { p.field-error id={ (id) "-error" } { (Icon::Warning) span { (error) } } }
    }
}

/// A field of one line.
pub fn field_text(field: &Field<'_>) -> Markup {
    let id = field_id(field.name);
    field.framed(&id, &html! {
        input class=(field.input_class()) id=(id) name=(field.name) type=(if field.kind.is_empty() { "text" } else { field.kind })
            value=[(field.kind != "file" && !field.value.is_empty()).then_some(field.value)]
            required[field.required] autofocus[field.autofocus] autocomplete=[field.autocomplete] inputmode=[field.inputmode]
            maxlength=[field.maxlength] min=[field.min] max=[field.max] step=[field.step]
            aria-invalid=[field.error.map(|_| "true")] aria-describedby=[field.described(&id)];
    })
}

/// A field of several lines.
pub fn field_area(field: &Field<'_>) -> Markup {
    let id = field_id(field.name);
    field.framed(&id, &html! {
        textarea class=(field.input_class()) id=(id) name=(field.name) rows=(if field.rows == 0 { 5 } else { field.rows })
            required[field.required] autofocus[field.autofocus] autocomplete=[field.autocomplete] maxlength=[field.maxlength]
            aria-invalid=[field.error.map(|_| "true")] aria-describedby=[field.described(&id)] {
            // The parser drops one line break after the tag, so one is given to it.
            "\n" (field.value)
        }
    })
}

/// A field that picks one of a list: pairs of value and word.
pub fn field_select(field: &Field<'_>, options: &[(&str, &str)]) -> Markup {
    let id = field_id(field.name);
    field.framed(&id, &html! {
        select class=(field.input_class()) id=(id) name=(field.name) required[field.required] autofocus[field.autofocus]
            autocomplete=[field.autocomplete] aria-invalid=[field.error.map(|_| "true")] aria-describedby=[field.described(&id)] {
            @for (value, word) in options { option value=(value) selected[*value == field.value] { (word) } }
        }
    })
}

/// How a group of choices looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Cards with room for a sentence.
    #[default]
    Cards,
    /// A plain list.
    Plain,
    /// Chips that wrap, for many short words.
    Chips,
}

/// A group of radio buttons or checkboxes. Start from `Group { name, legend, ..Group::default() }`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group<'a> {
    /// Name each is sent under.
    pub name: &'a str,
    /// What is asked.
    pub legend: &'a str,
    /// One sentence below it.
    pub help: Option<&'a str>,
    /// What is wrong, and what to do.
    pub error: Option<&'a str>,
    /// The word that marks it as optional.
    pub optional: Option<&'a str>,
    /// How it looks.
    pub look: Look,
}

/// One choice of a group.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// Its word.
    pub label: &'a str,
    /// One sentence below it.
    pub help: Option<&'a str>,
}

/// Radio buttons: one of several. The first has the id of the field, so that an error can lead there.
pub fn choices(group: &Group<'_>, options: &[Choice<'_>], value: &str) -> Markup {
    group_of(group, options, "radio", &|v| v == value)
}

/// Checkboxes: any of several.
pub fn checks(group: &Group<'_>, options: &[Choice<'_>], values: &[&str]) -> Markup {
    group_of(group, options, "checkbox", &|v| values.contains(&v))
}

fn group_of(group: &Group<'_>, options: &[Choice<'_>], kind: &str, chosen: &dyn Fn(&str) -> bool) -> Markup {
    let id = field_id(group.name);
    let frame = match group.look {
        Look::Cards => "choices",
        Look::Plain => "choices plain",
        Look::Chips => "chips",
    };
    html! {
        fieldset class=(if group.error.is_some() { "field bad" } else { "field" }) aria-describedby=[described(&id, group.help, group.error)] {
            legend {
                (group.legend)
                @if let Some(word) = group.optional { " " span.optional { "(" (word) ")" } }
            }
            (below(&id, group.help, group.error))
            div class=(frame) {
                @for (i, option) in options.iter().enumerate() {
                    @let own = if i == 0 { id.clone() } else { format!("{id}-{}", i + 1) };
                    label class=(if group.look == Look::Chips { "chip" } else { "choice" }) {
                        input type=(kind) id=(own) name=(group.name) value=(option.value) checked[chosen(option.value)]
                            aria-describedby=[option.help.map(|_| format!("{own}-says"))];
                        @if group.look == Look::Chips { (Icon::Check) }
                        span { (option.label) }
                        @if let Some(help) = option.help { small.help id={ (own) "-says" } { (help) } }
                    }
                }
            }
        }
    }
}

/// One checkbox of its own: "Yes, remind me the day before". Sends `value`, or nothing.
pub fn check(name: &str, value: &str, label: &str, help: Option<&str>, error: Option<&str>, checked: bool) -> Markup {
    let id = field_id(name);
    html! {
        div class=(if error.is_some() { "field bad" } else { "field" }) {
            @if error.is_some() { (below(&id, None, error)) }
            div."choices plain" {
                label.choice {
                    input type="checkbox" id=(id) name=(name) value=(value) checked[checked]
                        aria-invalid=[error.map(|_| "true")] aria-describedby=[described(&id, help, error)];
                    span { (label) }
                    @if let Some(help) = help { small.help id={ (id) "-help" } { (help) } }
                }
            }
        }
    }
}

/// What is wrong in a form, at the head of the page; takes the focus by itself. Pairs of field name and message.
pub fn error_summary(title: &str, errors: &[(&str, &str)]) -> Markup {
    html! {
        div.error-summary role="alert" tabindex="-1" autofocus aria-labelledby="error-summary" {
            h2 #error-summary { (title) }
            ul { @for (name, message) in errors { li { a href={ "#" (field_id(name)) } { (message) } } } }
        }
    }
}

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

/// The leaf of a calendar. It is decoration: the date stands beside it in words.
pub fn date_leaf(weekday: &str, day: &str, month: &str) -> Markup {
    leaf("leaf", weekday, day, month)
}

/// The large leaf of a gathering's own page; `mine` where the viewer is coming.
pub fn date_leaf_big(weekday: &str, day: &str, month: &str, mine: bool) -> Markup {
    leaf(if mine { "leaf big mine" } else { "leaf big" }, weekday, day, month)
}

fn leaf(class: &str, weekday: &str, day: &str, month: &str) -> Markup {
    html! { div class=(class) aria-hidden="true" { span { (weekday) } b { (day) } span { (month) } } }
}

/// A moment: for machines, and as people say it.
pub fn time(iso: &str, words: &str) -> Markup {
    html! { time datetime=(iso) { (words) } }
}

/// One gathering in a list. Start from `GatheringRow { href, title, ..GatheringRow::default() }`.
#[derive(Clone, Copy, Debug, Default)]
pub struct GatheringRow<'a> {
    /// Its page.
    pub href: &'a str,
    /// Its name.
    pub title: &'a str,
    /// Weekday, day and month of its leaf.
    pub leaf: (&'a str, &'a str, &'a str),
    /// When, for machines.
    pub iso: &'a str,
    /// When, in words.
    pub when: &'a str,
    /// Where, in words; may be empty.
    pub place: &'a str,
    /// Faces of the viewer's people who are going.
    pub people: &'a [(&'a str, Option<&'a str>)],
    /// How many more of them.
    pub more: usize,
    /// Who is going, in words: "Mara and 3 others you know"; may be empty.
    pub who: &'a str,
    /// Whether the viewer is coming: turns the leaf persimmon.
    pub mine: bool,
    /// A label: "You're coming", "Three places left", "Called off".
    pub tag: Option<(Tag, &'a str)>,
    /// Called off: the title is struck through (the label says so in words).
    pub called_off: bool,
    /// Level of its heading, 2 to 4; 0 is 3.
    pub level: u8,
}

/// One gathering in a list; belongs in a `li` of `ul.gatherings`. The whole row is the link.
pub fn gathering_row(row: &GatheringRow<'_>) -> Markup {
    let (weekday, day, month) = row.leaf;
    let title = html! { a href=(row.href) { (row.title) } };
    html! {
        article class=(if row.called_off { "gathering-row called-off" } else { "gathering-row" }) {
            (leaf(if row.mine { "leaf mine" } else { "leaf" }, weekday, day, month))
            div {
                @match row.level { 2 => h2 { (title) }, 4 => h4 { (title) }, _ => h3 { (title) } }
                p { (time(row.iso, row.when)) @if !row.place.is_empty() { " · " (row.place) } }
                @if !row.people.is_empty() || !row.who.is_empty() || row.tag.is_some() {
                    p.who {
                        @if let Some((kind, word)) = row.tag { (tag(kind, word)) }
                        @if !row.people.is_empty() {
                            span.faces aria-hidden="true" {
                                @for (name, photo) in row.people { (face(name, *photo, Size::S)) }
                                @if row.more > 0 { span."face s more" { "+" (row.more) } }
                            }
                        }
                        @if !row.who.is_empty() { span { (row.who) } }
                    }
                }
            }
        }
    }
}

/// The gatherings one under another.
pub fn gathering_list(rows: &[GatheringRow<'_>]) -> Markup {
    html! { ul.gatherings { @for row in rows { li { (gathering_row(row)) } } } }
}

/// One fact with its sign: when, where, who.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// Its sign.
    pub icon: Icon,
    /// Its name: "When".
    pub name: &'a str,
    /// What it is; a `small` inside is the line below.
    pub value: Markup,
}

/// The facts of a thing; `big` on its own page.
pub fn facts(facts: &[Fact<'_>], big: bool) -> Markup {
    html! {
        dl class=(if big { "facts big" } else { "facts" }) {
            @for fact in facts { div { dt { (fact.icon) (fact.name) } dd { (fact.value) } } }
        }
    }
}

/// Somebody in a list: face, name as a link, lines about them, and at the end a sign or a button.
pub fn person(name: &str, href: &str, photo: Option<&str>, about: &Markup, end: Option<&Markup>) -> Markup {
    html! {
        div.person {
            (face(name, photo, Size::M))
            div { p.person-name { a href=(href) { (name) } } (about) }
            @if let Some(end) = end { div { (end) } }
        }
    }
}

/// Something said, in a conversation.
#[derive(Clone, Debug)]
pub struct Post<'a> {
    /// Id of its element, so that one can link to it.
    pub id: &'a str,
    /// Who said it.
    pub name: &'a str,
    /// Their page.
    pub href: &'a str,
    /// Their photo.
    pub photo: Option<&'a str>,
    /// When, for machines.
    pub iso: &'a str,
    /// When, in words.
    pub when: &'a str,
    /// A line beside the time: a label, "announcement", the reason it is shown here.
    pub why: Option<&'a str>,
    /// What was said, as safe HTML.
    pub body: Markup,
    /// A picture: source, description, width and height.
    pub picture: Option<(&'a str, &'a str, u32, u32)>,
    /// Links and buttons below.
    pub actions: Option<Markup>,
}

/// Something said; belongs in a `li` of `ul.posts` (answers in `ul.replies`).
pub fn post(post: &Post<'_>) -> Markup {
    html! {
        div.post id=(post.id) {
            (face(post.name, post.photo, Size::M))
            div {
                header.post-head {
                    b { a href=(post.href) { (post.name) } }
                    a href={ "#" (post.id) } { (time(post.iso, post.when)) }
                    @if let Some(why) = post.why { span.post-why { (why) } }
                }
                div.post-body { (post.body) }
                @if let Some((src, alt, width, height)) = post.picture {
                    figure.post-photo { img src=(src) alt=(alt) width=(width) height=(height) loading="lazy" decoding="async"; }
                }
                @if let Some(actions) = &post.actions { footer.post-actions { (actions) } }
            }
        }
    }
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
