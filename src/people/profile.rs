//! What somebody tells about themselves, and how they like to meet.

use visavis_places::Place;

use crate::{
    error::{Problems, Result},
    http::Fields,
    id::{AccountId, PersonId},
    interests::{self, Interest},
    rows, town,
};

use super::model::{Face, Name};

/// The longest words about oneself (characters).
pub const MOST_WORDS: usize = 2000;

/// How one can like to meet.
pub const WAYS: [&str; 4] = ["coffee", "walk", "small-table", "big-crowd"];

/// When one can like to meet.
pub const TIMES: [&str; 5] = ["weekday-morning", "weekday-lunch", "weekday-evening", "weekend-day", "weekend-evening"];

/// Languages by their codes, each called what its speakers call it.
pub const LANGUAGES: [(&str, &str); 30] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nb", "Norsk"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The message that names a way of meeting.
pub fn way_key(way: &str) -> &'static str {
    match way {
        "coffee" => "profile-way-coffee",
        "walk" => "profile-way-walk",
        "small-table" => "profile-way-small-table",
        _ => "profile-way-big-crowd",
    }
}

/// The message that names a time for meeting.
pub fn time_key(time: &str) -> &'static str {
    match time {
        "weekday-morning" => "profile-time-weekday-morning",
        "weekday-lunch" => "profile-time-weekday-lunch",
        "weekday-evening" => "profile-time-weekday-evening",
        "weekend-day" => "profile-time-weekend-day",
        _ => "profile-time-weekend-evening",
    }
}

/// What a language is called by its speakers.
pub fn language_name(code: &str) -> &'static str {
    LANGUAGES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| *name)
}

rows! {
    /// All that a person tells about themselves; lists are words parted by blanks.
    #[derive(Debug, Clone)]
    pub struct Profile {
        /// Which person.
        pub id: PersonId,
        /// Their login: never shown.
        pub account: AccountId,
        /// Their handle.
        pub handle: String,
        /// Their name.
        pub name: String,
        /// Their photo.
        pub photo: Option<String>,
        /// Their own words, Markdown.
        pub words: String,
        /// Their town: a number of the gazetteer.
        pub place: Option<i64>,
        /// Codes of [`LANGUAGES`].
        pub languages: String,
        /// Of [`WAYS`].
        pub how: String,
        /// Of [`TIMES`].
        pub when: String,
    }
}

impl Profile {
    /// Their face.
    pub fn face(&self) -> Face {
        Face { id: self.id, handle: self.handle.clone(), name: self.name.clone(), photo: self.photo.clone() }
    }

    /// Their town.
    pub fn town(&self) -> Option<Place> {
        town::stored(self.place)
    }

    /// As the fields of the form to change it.
    pub fn fields(&self, interests: &[String]) -> Fields {
        let mut fields = Fields::default()
            .with("name", self.name.as_str())
            .with("words", self.words.as_str())
            .with("town", self.town().map(|place| town::label(&place)).unwrap_or_default());
        for (name, list) in [("language", &self.languages), ("how", &self.how), ("when", &self.when)] {
            fields = list.split_whitespace().fold(fields, |fields, value| fields.with(name, value));
        }
        let mut own = Vec::new();
        for slug in interests {
            if interests::WELL_KNOWN.contains(&slug.as_str()) {
                fields = fields.with("interest", slug.as_str());
            } else {
                own.push(slug.replace('-', " "));
            }
        }
        fields.with("interests", own.join(", "))
    }
}

/// A profile as somebody wants it to be.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The name.
    pub name: Name,
    /// Words about oneself.
    pub words: String,
    /// The town.
    pub place: Option<Place>,
    /// The interests.
    pub interests: Vec<Interest>,
    /// Languages, ways and times: words parted by blanks.
    pub languages: String,
    /// How they like to meet.
    pub how: String,
    /// When they like to meet.
    pub when: String,
}

impl Edit {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let name = Name::read(fields.text("name"));
        if let Err(key) = name {
            problems.add("name", key);
        }
        let words = fields.text("words").replace("\r\n", "\n");
        if words.chars().count() > MOST_WORDS {
            problems.add_number("words", "problem-words", MOST_WORDS as i64);
        }
        let place = match fields.some("town").map(town::read) {
            Some(Err(key)) => {
                problems.add("town", key);
                None
            }
            found => found.and_then(Result::ok),
        };
        let interests = interests::of_fields(fields, &mut problems);
        let languages = LANGUAGES.map(|(code, _)| code);
        let languages = chosen(fields, "language", &languages);
        let (how, when) = (chosen(fields, "how", &WAYS), chosen(fields, "when", &TIMES));
        match (name, problems.check()) {
            (Ok(name), Ok(())) => Ok(Self { name, words, place, interests, languages, how, when }),
            (_, Err(error)) => Err(error),
            (Err(key), Ok(())) => Err(crate::error::Error::invalid("name", key)),
        }
    }
}

/// Those of the values that are known, in our order.
fn chosen(fields: &Fields, name: &str, known: &[&'static str]) -> String {
    let sent: Vec<&str> = fields.all(name).collect();
    known.iter().copied().filter(|value| sent.contains(value)).collect::<Vec<_>>().join(" ")
}

/// What two lists of words have in common, in the order of the first.
pub fn shared<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    one.split_whitespace().filter(|value| other.split_whitespace().any(|theirs| theirs == *value)).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_profile_comes_back_from_its_form_as_it_was() {
        let fields = Fields::from_query(
            "name=Ada&words=I+count.&town=Munich&interest=chess&interests=bell+ringing&language=de&language=en\
             &language=xx&how=walk&how=fly&when=weekday-evening",
        );
        let edit = Edit::read(&fields).unwrap();
        assert_eq!(
            (edit.languages.as_str(), edit.how.as_str(), edit.when.as_str()),
            ("de en", "walk", "weekday-evening")
        );
        assert_eq!(edit.place.unwrap().name, "Munich");
        let interests: Vec<String> = edit.interests.iter().map(|one| one.as_str().to_owned()).collect();
        assert_eq!(interests, ["bell-ringing", "chess"]);
        let profile = Profile {
            id: PersonId(1),
            account: AccountId(1),
            handle: "ada".into(),
            name: "Ada".into(),
            photo: None,
            words: edit.words,
            place: edit.place.map(|place| place.id.into()),
            languages: edit.languages,
            how: edit.how,
            when: edit.when,
        };
        let again = Edit::read(&profile.fields(&interests)).unwrap();
        assert_eq!(again.interests, edit.interests);
        assert_eq!(again.place.unwrap().id, edit.place.unwrap().id);
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        let words = "x".repeat(MOST_WORDS + 1);
        let fields = Fields::default().with("name", "").with("words", words).with("town", "Zzyzxqqq");
        let Err(crate::error::Error::Invalid(problems)) = Edit::read(&fields) else { panic!("no faults") };
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["name", "words", "town"]);
    }

    #[test]
    fn every_language_is_listed_once_in_order() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
