//! The fields of forms, and what is wrong with them.

use maud::{Markup, html};

use super::Icon;

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
