//! All words a person reads come from here: Fluent messages, one folder of `locales/` per language.

use std::{collections::HashMap, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// A language that is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    En,
    /// German.
    De,
}

impl Locale {
    /// All of them, the first one for those who understand none.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// Its tag, for `lang` attributes and settings.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// What its speakers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
        }
    }

    /// The language of that tag (`de`, `de-AT`), if it is one of ours.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(primary))
    }

    /// The best of an `Accept-Language` header (RFC 9110 §12.5.4).
    pub fn accepted(header: &str) -> Self {
        let mut best = (0.0, Self::En);
        for range in header.split(',').take(16) {
            let mut parts = range.trim().split(';');
            let Some(locale) = parts.next().and_then(Self::of_tag) else { continue };
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if weight > best.0 {
                best = (weight, locale);
            }
        }
        best.1
    }
}

/// Says things in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Say(pub Locale);

struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages without anything to fill in, ready to use: most of a page is these.
    plain: HashMap<String, String>,
}

fn words(locale: Locale) -> &'static Words {
    static EN: OnceLock<Words> = OnceLock::new();
    static DE: OnceLock<Words> = OnceLock::new();
    let cell = match locale {
        Locale::En => &EN,
        Locale::De => &DE,
    };
    cell.get_or_init(|| load(locale))
}

fn load(locale: Locale) -> Words {
    let tag: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    for path in Files::iter().filter(|path| path.split('/').next() == Some(locale.tag())) {
        let Some(file) = Files::get(&path) else { continue };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        keys.extend(keys_of(&source));
        let resource = FluentResource::try_new(source).unwrap_or_else(|(whole, errors)| {
            tracing::error!(%path, ?errors, "messages that can't be read");
            whole
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%path, ?errors, "messages that are there twice");
        }
    }
    let plain = keys
        .into_iter()
        .filter_map(|key| {
            let mut faults = Vec::new();
            let said = bundle.format_pattern(bundle.get_message(&key)?.value()?, None, &mut faults).into_owned();
            faults.is_empty().then_some((key, said))
        })
        .collect();
    Words { bundle, plain }
}

/// The names of the messages in a file.
pub fn keys_of(source: &str) -> Vec<String> {
    let starts = source.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    starts.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
}

/// Every file of messages: language, file name, text. For the tests that compare the languages.
pub fn sources() -> Vec<(String, String, String)> {
    let mut all: Vec<_> = Files::iter()
        .filter_map(|path| {
            let (locale, name) = path.split_once('/')?;
            let text = String::from_utf8_lossy(&Files::get(&path)?.data).into_owned();
            Some((locale.to_owned(), name.to_owned(), text))
        })
        .collect();
    all.sort();
    all
}

impl Say {
    /// A message that has nothing to fill in.
    pub fn t(self, key: &str) -> &'static str {
        words(self.0).plain.get(key).map_or_else(|| missing(self.0, key), String::as_str)
    }

    /// Whether there is such a message.
    pub fn knows(self, key: &str) -> bool {
        words(self.0).bundle.has_message(key)
    }

    /// A message with something to fill in: `say.with("going-count", args! { count: 3 })`.
    pub fn with(self, key: &str, args: FluentArgs<'_>) -> String {
        let words = words(self.0);
        let Some(pattern) = words.bundle.get_message(key).and_then(|message| message.value()) else {
            return missing(self.0, key).to_owned();
        };
        let mut faults = Vec::new();
        let said = words.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        if !faults.is_empty() {
            tracing::error!(key, ?faults, "a message was not given what it names");
        }
        said
    }
}

/// A key without a message is a fault of ours that a test finds; a reader sees something all the same.
fn missing(locale: Locale, key: &str) -> &'static str {
    tracing::error!(key, locale = locale.tag(), "no such message");
    "…"
}

/// What fills in a message: `args! { name: person.name, count: 3 }`.
#[macro_export]
macro_rules! args {
    ($($name:ident : $value:expr),* $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)*
        args
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_best_of_those_accepted() {
        assert_eq!(Locale::accepted("de-AT,de;q=0.9,en;q=0.8"), Locale::De);
        assert_eq!(Locale::accepted("fr, en;q=0.5, de;q=0.7"), Locale::De);
        assert_eq!(Locale::accepted(""), Locale::En);
        assert_eq!(Locale::accepted("de;q=bogus;;,,"), Locale::De);
    }
}
