//! What a person is made of, and what their parts may look like.

use serde::Serialize;

use crate::{
    error::{Error, Problems, Result},
    id::{AccountId, PersonId},
    page::text::Locale,
    rows,
};

rows! {
    /// What is shown of a person wherever they are named.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct Face {
        /// Which person.
        pub id: PersonId,
        /// Their handle, without the `@`.
        pub handle: String,
        /// Their name.
        pub name: String,
        /// The hash of their photo.
        pub photo: Option<String>,
    }
}

impl Face {
    /// The address of their page.
    pub fn url(&self) -> String {
        format!("/@{}", self.handle)
    }
}

/// The name of a persona in addresses: 2 to 30 of `a-z`, `0-9`, `_`, `-`, beginning with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle(String);

/// Names that would be taken for ours.
const RESERVED: &[&str] = &[
    "about",
    "admin",
    "administrator",
    "api",
    "assets",
    "e",
    "everyone",
    "find",
    "help",
    "host",
    "live",
    "me",
    "meet",
    "moderator",
    "notices",
    "root",
    "settings",
    "support",
    "system",
    "talk",
    "visavis",
    "you",
];

impl Handle {
    /// Reads a handle, with or without its `@`, in any case.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = text.trim().trim_start_matches('@').to_lowercase();
        let fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
        if !(2..=30).contains(&text.len()) || !text.bytes().all(fine) || text.starts_with(['-', '_']) {
            return Err("problem-handle");
        }
        if RESERVED.contains(&text.as_str()) {
            return Err("problem-handle-taken");
        }
        Ok(Self(text))
    }

    /// A handle made from a name: a proposal, perhaps taken.
    pub fn proposed(name: &str) -> String {
        let mut out: String = fold(name)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("-")
            .chars()
            .filter(|char| char.is_ascii_alphanumeric() || *char == '-')
            .take(24)
            .collect();
        while out.ends_with('-') {
            out.pop();
        }
        if out.len() < 2 { "someone".to_owned() } else { out }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person's name as others see it: 1 to 60 characters, no line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Marks that turn the reading direction could make one name look like another.
        let hidden = |char: char| {
            char.is_control()
                || matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        };
        if text.is_empty() || text.chars().count() > 60 || text.contains(hidden) {
            return Err("problem-name");
        }
        Ok(Self(text))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address that mail can be sent to, in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = text.trim().to_lowercase();
        let fine = text.len() <= 254 && text.contains('@') && text.parse::<lettre::Address>().is_ok();
        if fine { Ok(Self(text)) } else { Err("problem-email") }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What it takes to make a persona.
#[derive(Debug, Clone)]
pub struct Joining {
    /// The login it belongs to; none makes a new one.
    pub account: Option<AccountId>,
    /// The confirmed e-mail address of a new login.
    pub email: Option<String>,
    /// The name.
    pub name: Name,
    /// The handle.
    pub handle: Handle,
    /// The language of a new login's letters.
    pub locale: Option<Locale>,
}

impl Joining {
    /// The fields `name` and `handle` of a form that also says an e-mail address, which may be left out where
    /// `email_needed` is false.
    ///
    /// # Errors
    /// The faults of all three fields.
    pub fn read_with_email(name: &str, handle: &str, email: &str, email_needed: bool) -> Result<(Self, Option<Email>)> {
        let (joining, email) = (
            Self::read(name, handle),
            if email.trim().is_empty() && !email_needed { Ok(None) } else { Email::read(email).map(Some) },
        );
        match (joining, email) {
            (Ok(joining), Ok(email)) => Ok((joining, email)),
            (Err(Error::Invalid(mut problems)), Err(key)) => {
                problems.add("email", key);
                Err(Error::Invalid(problems))
            }
            (Err(error), _) => Err(error),
            (Ok(_), Err(key)) => Err(Error::invalid("email", key)),
        }
    }

    /// Reads the fields `name` and `handle` (made from the name where it was left empty).
    ///
    /// # Errors
    /// The faults of both fields.
    pub fn read(name: &str, handle: &str) -> Result<Self> {
        let mut problems = Problems::default();
        let handle = if handle.trim().is_empty() { Handle::proposed(name) } else { handle.to_owned() };
        let (name, handle) = (Name::read(name), Handle::read(&handle));
        if let Err(key) = name {
            problems.add("name", key);
        }
        if let Err(key) = handle {
            problems.add("handle", key);
        }
        match (name, handle) {
            (Ok(name), Ok(handle)) => Ok(Self { account: None, email: None, name, handle, locale: None }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// The browser and the system that a `User-Agent` names, as `Firefox/Android`; empty where it names none.
pub fn device(agent: &str) -> String {
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    // What calls itself Chrome or Safari as well comes before those.
    let browser = named(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Vivaldi", "Vivaldi"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = named(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        ("", "") => String::new(),
        (one, "") | ("", one) => one.to_owned(),
        _ => format!("{browser}/{system}"),
    }
}

/// Folds text for search: lower case, without the marks on letters, blanks made one.
pub fn fold(text: &str) -> String {
    visavis_places::fold(text)
}

/// The words by whose beginnings something is found: those of its name and its handle, folded, each once.
pub fn words_of(name: &str, handle: &str) -> Vec<String> {
    let mut words = visavis_places::words(name);
    words.extend(handle.split(['-', '_']).filter(|word| !word.is_empty()).map(|word| word.chars().take(40).collect()));
    words.push(handle.to_owned());
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn handles_are_plain() {
        assert_eq!(Handle::read(" @Ada_L ").unwrap().as_str(), "ada_l");
        for bad in ["", "a", "-ada", "ada lovelace", "ädä", "admin", &"a".repeat(31), "a/b"] {
            assert!(Handle::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_have_no_hidden_marks() {
        assert_eq!(Name::read("  Ada \n Lovelace ").unwrap().as_str(), "Ada Lovelace");
        for bad in ["", "   ", "a\u{202e}b", &"x".repeat(61)] {
            assert!(Name::read(bad).is_err());
        }
    }

    #[test]
    fn addresses_are_addresses() {
        assert_eq!(Email::read(" Ada@Example.ORG ").unwrap().as_str(), "ada@example.org");
        for bad in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "a b@example.org",
            "ada@example.org\nbcc: x@y.z",
            &format!("{}@x.org", "a".repeat(260)),
        ] {
            assert!(Email::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_device_is_named_by_its_browser_and_system() {
        for (agent, name) in [
            ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox/Android"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36 Edg/143.0",
                "Edge/Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari/iPhone",
            ),
            ("curl/8", ""),
        ] {
            assert_eq!(device(agent), name);
        }
    }

    #[test]
    fn a_handle_is_proposed_from_any_name() {
        assert_eq!(Handle::proposed("Zoë Ångström"), "zoe-angstrom");
        assert_eq!(Handle::proposed("木村"), "someone");
    }
}
