//! What a value of the API looks like: said once, and used to check what is sent, to describe it in OpenAPI, and to
//! check in tests that what is answered is what was described.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{http::Fields, id};

/// What a value looks like.
#[derive(Debug, Clone)]
pub struct Shape {
    kind: Kind,
    /// Whether `null` may stand there.
    none: bool,
    /// What it means, where its name does not say it.
    says: &'static str,
    /// One such value, where none follows from its kind.
    like: Option<&'static str>,
}

/// What a record may hold that is not described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    None,
    Fields,
    Any,
}

#[derive(Debug, Clone)]
enum Kind {
    Text { least: usize, most: usize },
    Word(&'static [&'static str]),
    Formed(Form),
    Whole { least: i64, most: i64 },
    Number { least: f64, most: f64 },
    Truth,
    List { of: Box<Shape>, most: usize },
    Record { members: Vec<Member>, more: More },
    Named(&'static str, fn() -> Shape),
    Anything,
}

/// Text of a certain form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Id,
    Handle,
    Hex(usize),
    Date,
    Clock,
    Moment,
    /// A path on this server.
    Path,
}

#[derive(Debug, Clone)]
struct Member {
    name: &'static str,
    shape: Shape,
    needed: bool,
}

/// The whole number that a value is. `33.0` is one too (JSON Schema 2020-12, 6.1.1), as far as a float counts in ones.
pub fn whole_number(value: &Value) -> Option<i64> {
    let exact = |number: &f64| number.fract() == 0.0 && number.abs() <= (1_i64 << f64::MANTISSA_DIGITS) as f64;
    value.as_i64().or_else(|| value.as_f64().filter(exact).map(|number| number as i64))
}

/// So many faults are named; who sends more learns of the others once these are mended.
const MOST_FAULTS: usize = 100;
/// So much of a field's name is said back (characters).
const MOST_NAME: usize = 200;

/// What does not fit, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name.
    pub field: String,
    /// The key of the message that says what should stand there.
    pub key: &'static str,
    /// What that message mentions: the words one can choose, an example, the least and the most.
    pub what: String,
}

impl Fault {
    fn at(field: &str, key: &'static str, what: String) -> Self {
        Self { field: field.chars().take(MOST_NAME).collect(), key, what }
    }
}

fn shape(kind: Kind) -> Shape {
    Shape { kind, none: false, says: "", like: None }
}

/// Text of at most so many characters.
pub fn text(most: usize) -> Shape {
    shape(Kind::Text { least: 0, most })
}

/// Text that must not be empty.
pub fn some_text(most: usize) -> Shape {
    shape(Kind::Text { least: 1, most })
}

/// One of these words.
pub fn word(words: &'static [&'static str]) -> Shape {
    shape(Kind::Word(words))
}

/// An id: thirteen characters.
pub fn id() -> Shape {
    shape(Kind::Formed(Form::Id))
}

/// The handle of a person or a community.
pub fn handle() -> Shape {
    shape(Kind::Formed(Form::Handle))
}

/// So many bytes in hexadecimal.
pub fn hex(bytes: usize) -> Shape {
    shape(Kind::Formed(Form::Hex(bytes)))
}

/// A day: `2026-11-26`.
pub fn date() -> Shape {
    shape(Kind::Formed(Form::Date))
}

/// What a clock on the wall shows: `19:00`.
pub fn clock() -> Shape {
    shape(Kind::Formed(Form::Clock))
}

/// An instant: `2026-11-26T18:00:00Z`.
pub fn moment() -> Shape {
    shape(Kind::Formed(Form::Moment))
}

/// A path on this server.
pub fn path() -> Shape {
    shape(Kind::Formed(Form::Path))
}

/// A whole number.
pub fn whole(least: i64, most: i64) -> Shape {
    shape(Kind::Whole { least, most })
}

/// How many.
pub fn count() -> Shape {
    whole(0, 1 << 53)
}

/// A number.
pub fn number(least: f64, most: f64) -> Shape {
    shape(Kind::Number { least, most })
}

/// True or false.
pub fn truth() -> Shape {
    shape(Kind::Truth)
}

/// Several of a kind.
pub fn list(of: Shape, most: usize) -> Shape {
    shape(Kind::List { of: Box::new(of), most })
}

/// A record; its members follow.
pub fn record() -> Shape {
    shape(Kind::Record { members: Vec::new(), more: More::None })
}

/// A shape that is described once, under a name.
pub fn named(name: &'static str, of: fn() -> Shape) -> Shape {
    shape(Kind::Named(name, of))
}

/// Whatever JSON can say.
pub fn anything() -> Shape {
    shape(Kind::Anything)
}

impl Shape {
    /// Or `null`.
    #[must_use]
    pub fn or_none(mut self) -> Self {
        self.none = true;
        self
    }

    /// With what it means.
    #[must_use]
    pub fn says(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }

    /// With an example.
    #[must_use]
    pub fn like(mut self, like: &'static str) -> Self {
        self.like = Some(like);
        self
    }

    /// With a member that is always there.
    #[must_use]
    pub fn has(self, name: &'static str, shape: Self) -> Self {
        self.with(name, shape, true)
    }

    /// With a member that may be left out.
    #[must_use]
    pub fn may(self, name: &'static str, shape: Self) -> Self {
        self.with(name, shape, false)
    }

    fn with(mut self, name: &'static str, shape: Self, needed: bool) -> Self {
        if let Kind::Record { members, .. } = &mut self.kind {
            members.push(Member { name, shape, needed });
        }
        self
    }

    /// A record that may have members which are not described.
    #[must_use]
    pub fn and_more(mut self) -> Self {
        if let Kind::Record { more, .. } = &mut self.kind {
            *more = More::Any;
        }
        self
    }

    /// The same where what is not described is plain: texts, numbers, true or false, or lists of these.
    #[must_use]
    pub fn and_more_fields(mut self) -> Self {
        if let Kind::Record { more, .. } = &mut self.kind {
            *more = More::Fields;
        }
        self
    }

    /// The same record with no member that must be there, and `null` to clear those that can be empty: what a PATCH takes.
    #[must_use]
    pub fn changed(mut self) -> Self {
        if let Kind::Record { members, .. } = &mut self.kind {
            for member in members {
                // What must not be empty, or is always one of some words, can be left out and not cleared: a `null` would
                // make it what it is in something new.
                member.shape.none |= !member.needed && member.shape.can_be_empty();
                member.needed = false;
            }
        }
        self
    }

    fn can_be_empty(&self) -> bool {
        match &self.kind {
            Kind::Text { least, .. } => *least == 0,
            Kind::Formed(_) | Kind::Whole { .. } | Kind::Number { .. } | Kind::List { .. } => true,
            Kind::Word(_) | Kind::Truth | Kind::Record { .. } | Kind::Named(..) | Kind::Anything => false,
        }
    }

    // ── Checking ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// What does not fit in a value, at most a hundred faults.
    pub fn faults(&self, value: &Value) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.check(value, "", &mut faults);
        faults
    }

    fn check(&self, value: &Value, field: &str, faults: &mut Vec<Fault>) {
        if faults.len() >= MOST_FAULTS || value.is_null() && self.none {
            return;
        }
        let mut fault = |key: &'static str, what: String| faults.push(Fault::at(field, key, what));
        match (&self.kind, value) {
            (Kind::Anything, _) => {}
            (Kind::Named(_, of), _) => of().check(value, field, faults),
            (Kind::Text { least, most }, Value::String(text)) => match text.chars().count() {
                count if count < *least => fault("problem-api-empty", String::new()),
                count if count > *most => fault("problem-api-long", most.to_string()),
                _ => {}
            },
            (Kind::Text { .. }, _) => fault("problem-api-text", String::new()),
            (Kind::Word(words), Value::String(text)) if words.contains(&text.as_str()) => {}
            (Kind::Word(words), _) => fault("problem-api-word", words.join(", ")),
            (Kind::Formed(form), Value::String(text)) if form.fits(text) => {}
            (Kind::Formed(form), _) => fault("problem-api-form", form.like()),
            (Kind::Whole { least, most }, _) => {
                if !whole_number(value).is_some_and(|number| (*least..=*most).contains(&number)) {
                    fault("problem-api-whole", format!("{least}–{most}"));
                }
            }
            (Kind::Number { least, most }, _) => {
                if !value.as_f64().is_some_and(|number| (*least..=*most).contains(&number)) {
                    fault("problem-api-number", format!("{least}–{most}"));
                }
            }
            (Kind::Truth, Value::Bool(_)) => {}
            (Kind::Truth, _) => fault("problem-api-word", "true, false".to_owned()),
            (Kind::List { of, most }, Value::Array(values)) => {
                if values.len() > *most {
                    fault("problem-api-many", most.to_string());
                }
                for (at, value) in values.iter().enumerate().take(*most) {
                    of.check(value, &format!("{field}[{at}]"), faults);
                }
            }
            (Kind::List { .. }, _) => fault("problem-api-list", String::new()),
            (Kind::Record { members, more }, Value::Object(object)) => {
                let below = |name: &str| if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") };
                for member in members {
                    match object.get(member.name) {
                        Some(value) => member.shape.check(value, &below(member.name), faults),
                        None if member.needed => {
                            faults.push(Fault::at(&below(member.name), "problem-api-needed", String::new()));
                        }
                        None => {}
                    }
                }
                let known = |name: &str| *more != More::None || members.iter().any(|member| member.name == name);
                let left = MOST_FAULTS.saturating_sub(faults.len());
                for (at, name) in object.keys().filter(|name| !known(name)).take(left).enumerate() {
                    // What there is instead is said once.
                    let names = members.iter().filter(|_| at == 0).map(|member| member.name);
                    let what = names.collect::<Vec<_>>().join(", ");
                    faults.push(Fault::at(&below(name), "problem-api-unknown", what));
                }
            }
            (Kind::Record { .. }, _) => fault("problem-api-record", String::new()),
        }
    }

    /// All that does not fit in what stands in an address, where everything is text.
    pub fn faults_of_query(&self, query: &Fields) -> Vec<Fault> {
        let Kind::Record { members, .. } = &self.kind else { return Vec::new() };
        let mut values = serde_json::Map::new();
        let mut faults = Vec::new();
        for name in query.names() {
            let mut given = query.every(name);
            let Some(first) = given.next() else { continue };
            if given.next().is_some() {
                faults.push(Fault::at(name, "problem-api-once", String::new()));
            }
            let kind = members.iter().find(|member| member.name == name).map(|member| &member.shape.kind);
            let value = match kind {
                Some(Kind::Whole { .. }) => first.parse::<i64>().map_or_else(|_| Value::from(first), Value::from),
                Some(Kind::Number { .. }) => first.parse::<f64>().map_or_else(|_| Value::from(first), Value::from),
                Some(Kind::Truth) => match first {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    _ => Value::from(first),
                },
                _ => Value::from(first),
            };
            values.insert(name.to_owned(), value);
        }
        faults.extend(self.faults(&Value::Object(values)));
        faults.truncate(MOST_FAULTS);
        faults
    }

    /// All that does not fit in a form with a picture, where everything but that is text.
    pub fn faults_of_form(&self, form: &Fields, picture: Option<&str>) -> Vec<Fault> {
        let Kind::Record { members, .. } = &self.kind else { return Vec::new() };
        let mut values = serde_json::Map::new();
        for name in form.names() {
            let kind = members.iter().find(|member| member.name == name).map(|member| &member.shape.kind);
            let value = match kind {
                Some(Kind::Whole { .. }) if form.some(name).is_none() => continue,
                Some(Kind::Whole { .. }) => {
                    form.text(name).parse::<i64>().map_or_else(|_| Value::from(form.text(name)), Value::from)
                }
                Some(Kind::Truth) => match form.text(name) {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    other => Value::from(other),
                },
                _ => Value::from(form.text(name)),
            };
            values.insert(name.to_owned(), value);
        }
        let known = |fault: &Fault| Some(fault.field.as_str()) != picture;
        let mut faults: Vec<Fault> = self.faults(&Value::Object(values)).into_iter().filter(known).collect();
        let stray = form.file_names().filter(|name| Some(*name) != picture);
        faults.extend(stray.map(|name| Fault::at(name, "problem-api-unknown", String::new())));
        faults.truncate(MOST_FAULTS);
        faults
    }

    /// Leaves out what is false: a box that is not ticked is not sent.
    pub fn ticked(&self, fields: Fields) -> Fields {
        self.members().into_iter().fold(fields, |fields, (name, shape, _)| {
            let off = matches!(fields.text(name), "false" | "no" | "") && matches!(shape.kind, Kind::Truth);
            if off { fields.without(name) } else { fields }
        })
    }

    /// The same record as a form, which knows no `null`, and has lists as text parted by commas.
    #[must_use]
    pub fn in_a_form(&self) -> Self {
        let mut form = self.clone();
        if let Kind::Record { members, .. } = &mut form.kind {
            for member in members {
                member.shape.none = false;
                if matches!(member.shape.kind, Kind::List { .. }) {
                    member.shape = text(2_000).says("Parted by commas.");
                }
            }
        }
        form
    }

    /// What a form says, with its lists taken apart.
    pub fn parted(&self, form: Fields) -> Fields {
        let lists = self.members().into_iter().filter(|(_, shape, _)| matches!(shape.kind, Kind::List { .. }));
        lists.fold(form, |form, (name, ..)| {
            if !form.has(name) {
                return form;
            }
            let words = form.all(name).flat_map(|text| text.split(',')).map(str::trim);
            let words = words.filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect();
            form.with_list(name, words)
        })
    }

    // ── Describing ───────────────────────────────────────────────────────────────────────────────────────────────

    /// What stands behind each name within, each different thing once.
    #[cfg(test)]
    pub fn names(&self, found: &mut BTreeMap<&'static str, Vec<Value>>) {
        match &self.kind {
            Kind::Named(name, of) => {
                let schema = of().schema(&mut BTreeMap::new());
                let all = found.entry(name).or_default();
                if !all.contains(&schema) {
                    all.push(schema);
                    of().names(found);
                }
            }
            Kind::List { of, .. } => of.names(found),
            Kind::Record { members, .. } => members.iter().for_each(|member| member.shape.names(found)),
            _ => {}
        }
    }

    /// As JSON Schema (2020-12). Named shapes are referred to, and collected.
    pub fn schema(&self, collected: &mut BTreeMap<&'static str, Value>) -> Value {
        let mut schema = match &self.kind {
            Kind::Anything => json!({}),
            Kind::Named(name, of) => {
                if !collected.contains_key(name) {
                    // Something must stand there before a shape that names itself is asked.
                    collected.insert(name, Value::Null);
                    let schema = of().schema(collected);
                    collected.insert(name, schema);
                }
                json!({ "$ref": format!("#/components/schemas/{name}") })
            }
            Kind::Text { least, most } => {
                let mut schema = json!({ "type": "string", "maxLength": most });
                if *least > 0 {
                    schema["minLength"] = json!(least);
                }
                schema
            }
            Kind::Word(words) => json!({ "type": "string", "enum": words }),
            Kind::Formed(form) => form.schema(),
            Kind::Whole { least, most } => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Kind::Number { least, most } => json!({ "type": "number", "minimum": least, "maximum": most }),
            Kind::Truth => json!({ "type": "boolean" }),
            Kind::List { of, most } => {
                json!({ "type": "array", "items": of.schema(collected), "maxItems": most })
            }
            Kind::Record { members, more } => {
                let properties: serde_json::Map<String, Value> =
                    members.iter().map(|member| (member.name.to_owned(), member.shape.schema(collected))).collect();
                let needed: Vec<&str> =
                    members.iter().filter(|member| member.needed).map(|member| member.name).collect();
                let mut schema = json!({ "type": "object", "properties": properties });
                if !needed.is_empty() {
                    schema["required"] = json!(needed);
                }
                match more {
                    More::None => schema["additionalProperties"] = json!(false),
                    More::Fields => {
                        let one = ["string", "number", "boolean", "null"];
                        schema["additionalProperties"] = json!({
                            "anyOf": [{ "type": one }, { "type": "array", "items": { "type": one } }],
                        });
                    }
                    More::Any => {}
                }
                schema
            }
        };
        if self.none {
            if let Some(kind) = schema.get("type").cloned() {
                schema["type"] = json!([kind, "null"]);
                if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
                    words.push(Value::Null);
                }
            } else if schema.get("$ref").is_some() {
                schema = json!({ "anyOf": [schema, { "type": "null" }] });
            }
        }
        if !self.says.is_empty() {
            schema["description"] = json!(self.says);
        }
        schema
    }

    /// A value of that shape, for people to look at.
    pub fn example(&self) -> Value {
        if let Some(like) = self.like {
            return match &self.kind {
                Kind::Text { .. } | Kind::Word(_) | Kind::Formed(_) => json!(like),
                _ => serde_json::from_str(like).unwrap_or_else(|_| json!(like)),
            };
        }
        match &self.kind {
            Kind::Anything => json!({}),
            Kind::Named(_, of) => of().example(),
            Kind::Text { .. } => json!("…"),
            Kind::Word(words) => json!(words.first()),
            Kind::Formed(form) => json!(form.like()),
            Kind::Whole { least, .. } => json!(least),
            Kind::Number { least, most } => json!((least + most) / 2.0),
            Kind::Truth => json!(true),
            Kind::List { of, .. } => json!([of.example()]),
            Kind::Record { members, .. } => members
                .iter()
                .map(|member| (member.name.to_owned(), member.shape.example()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// What stands there, and what it means, in a line for people.
    pub fn in_words(&self) -> String {
        let kind = match &self.kind {
            Kind::Text { most, .. } => format!("text, at most {most} characters"),
            Kind::Word(words) => words.join(" | "),
            Kind::Formed(form) => format!("such as {}", form.like()),
            Kind::Whole { least, most } => format!("whole number, {least} to {most}"),
            Kind::Number { least, most } => format!("number, {least} to {most}"),
            Kind::Truth => "true | false".to_owned(),
            Kind::List { of, most } => format!("at most {most} of: {}", of.in_words()),
            Kind::Record { .. } => "object".to_owned(),
            Kind::Named(name, _) => (*name).to_owned(),
            Kind::Anything => "anything".to_owned(),
        };
        if self.says.is_empty() { kind } else { format!("{} ({kind})", self.says.trim_end_matches('.')) }
    }

    /// The members of a record: name, shape, whether it must be there.
    pub fn members(&self) -> Vec<(&'static str, &Self, bool)> {
        match &self.kind {
            Kind::Record { members, .. } => {
                members.iter().map(|member| (member.name, &member.shape, member.needed)).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Form {
    fn fits(self, text: &str) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Id => id::decode(text).is_some(),
            Self::Handle => {
                let fine =
                    |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
                (2..=30).contains(&text.len()) && text.bytes().all(fine) && !text.starts_with(['-', '_'])
            }
            Self::Hex(bytes) => {
                text.len() == 2 * bytes
                    && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
            }
            Self::Date => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            Self::Clock => match text.split_once(':') {
                Some((hours, minutes)) => {
                    hours.len() == 2
                        && minutes.len() == 2
                        && digits(hours)
                        && digits(minutes)
                        && hours < "24"
                        && minutes < "60"
                }
                None => false,
            },
            Self::Moment => text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(),
            Self::Path => text.starts_with('/'),
        }
    }

    fn schema(self) -> Value {
        match self {
            Self::Id => json!({ "type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{12}$" }),
            Self::Handle => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{1,29}$" }),
            Self::Hex(bytes) => json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{}}}$", 2 * bytes) }),
            Self::Date => json!({ "type": "string", "format": "date" }),
            Self::Clock => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
            Self::Moment => json!({ "type": "string", "format": "date-time" }),
            Self::Path => json!({ "type": "string", "pattern": "^/" }),
        }
    }

    fn like(self) -> String {
        match self {
            Self::Id => "06d4zq8w5e000".to_owned(),
            Self::Handle => "ada-lovelace".to_owned(),
            Self::Hex(bytes) => "0123456789abcdef".repeat(bytes.div_ceil(8)).chars().take(2 * bytes).collect(),
            Self::Date => "2026-11-26".to_owned(),
            Self::Clock => "19:00".to_owned(),
            Self::Moment => "2026-11-26T18:00:00Z".to_owned(),
            Self::Path => "/g/06d4zq8w5e000".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tea() -> Shape {
        record()
            .has("title", some_text(5))
            .may("seats", whole(2, 8).or_none())
            .may("when", list(word(&["noon", "night"]), 2))
            .may("day", date())
    }

    fn said(value: &Value) -> Vec<(String, &'static str)> {
        tea().faults(value).into_iter().map(|fault| (fault.field, fault.key)).collect()
    }

    #[test]
    fn what_fits_has_no_faults() {
        assert_eq!(said(&json!({ "title": "Tea", "seats": null, "when": ["noon"], "day": "2026-11-26" })), []);
        assert_eq!(said(&tea().example()), []);
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        let value = json!({ "seats": 9, "when": ["noon", "dawn"], "day": "26.11.2026", "cake": true });
        let expected = [
            ("title".to_owned(), "problem-api-needed"),
            ("seats".to_owned(), "problem-api-whole"),
            ("when[1]".to_owned(), "problem-api-word"),
            ("day".to_owned(), "problem-api-form"),
            ("cake".to_owned(), "problem-api-unknown"),
        ];
        assert_eq!(said(&value), expected);
        assert_eq!(said(&json!([])), [(String::new(), "problem-api-record")]);
        assert_eq!(said(&json!({ "title": "Teatime" })), [("title".to_owned(), "problem-api-long")]);
        assert_eq!(said(&json!({ "title": "Tea", "seats": 4.0 })), []);
        assert_eq!(said(&json!({ "title": "Tea", "seats": 4.5 })), [("seats".to_owned(), "problem-api-whole")]);
    }

    #[test]
    fn an_address_is_read_by_the_same_shapes() {
        let of = |query: &str| {
            let faults = tea().faults_of_query(&Fields::from_query(query));
            faults.into_iter().map(|fault| (fault.field, fault.key)).collect::<Vec<_>>()
        };
        assert_eq!(of("title=Tea&seats=4"), []);
        assert_eq!(of("title=Tea&seats=x"), [("seats".to_owned(), "problem-api-whole")]);
        assert_eq!(of("title=Tea&title=Tea"), [("title".to_owned(), "problem-api-once")]);
    }

    #[test]
    fn what_is_always_one_of_some_words_can_not_be_cleared() {
        let change = record().may("access", word(&["open", "private"])).may("no_photo", truth()).changed();
        let faults = change.faults(&json!({ "access": null, "no_photo": null }));
        assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["access", "no_photo"]);
    }

    #[test]
    fn a_hundred_faults_are_enough() {
        let object: serde_json::Map<_, _> = (0..5_000).map(|at| (format!("{at:0300}"), json!(1))).collect();
        let faults = tea().faults(&Value::Object(object));
        assert_eq!(faults.len(), MOST_FAULTS);
        assert!(faults.iter().all(|fault| fault.field.chars().count() <= MOST_NAME));
        assert_eq!(faults.iter().filter(|fault| fault.what.contains("seats")).count(), 1);
        let faults = list(some_text(3), 5_000).faults(&json!(vec![1; 5_000]));
        assert_eq!(faults.len(), MOST_FAULTS);
    }

    #[test]
    fn a_change_may_leave_everything_out_and_clear_what_may_be_empty() {
        let change = tea().changed();
        assert!(change.faults(&json!({})).is_empty());
        assert!(change.faults(&json!({ "day": null, "seats": null, "when": null })).is_empty());
        assert_eq!(change.faults(&json!({ "title": null })).len(), 1);
    }
}
