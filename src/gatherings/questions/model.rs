//! The rules of questions: what can be asked, and what is an answer.

use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    error::{Error, Problems, Result},
    gatherings::draft,
    http::Fields,
    rows,
    time::Moment,
};

/// The name of a question's field: its number, from 1. So many questions a gathering can ever have.
pub const FIELDS: [&str; 20] = [
    "question-1",
    "question-2",
    "question-3",
    "question-4",
    "question-5",
    "question-6",
    "question-7",
    "question-8",
    "question-9",
    "question-10",
    "question-11",
    "question-12",
    "question-13",
    "question-14",
    "question-15",
    "question-16",
    "question-17",
    "question-18",
    "question-19",
    "question-20",
];
/// The longest question (characters).
pub const LONGEST_QUESTION: usize = 300;
/// The longest answer (characters).
pub const LONGEST_ANSWER: usize = 1_000;
/// The longest of the choices (characters).
pub const LONGEST_CHOICE: usize = 100;
/// The most choices.
pub const MOST_CHOICES: usize = 30;

/// How one answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In words.
    Text,
    /// By one of several choices.
    Choice,
    /// By any of several choices.
    Several,
    /// By a number.
    Number,
    /// By agreeing.
    Consent,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Choice, Self::Several, Self::Number, Self::Consent];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Several => "several",
            Self::Number => "number",
            Self::Consent => "consent",
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Several)
    }
}

impl ToValue for Kind {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for Kind {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} is no kind of question")))
    }
}

rows! {
    /// A question.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Question {
        /// Its number in its gathering.
        pub number: i64,
        /// How one answers.
        pub kind: Kind,
        /// What is asked.
        pub words: String,
        /// What one can choose, one a line.
        pub choices: String,
        /// Whether one has to answer.
        pub required: bool,
        /// Since when it is asked no longer.
        pub retired_at: Option<Moment>,
    }
}

impl Question {
    /// The name of its field.
    pub fn field(&self) -> &'static str {
        let at = usize::try_from(self.number - 1).unwrap_or(usize::MAX);
        FIELDS.get(at).copied().unwrap_or_default()
    }

    /// The answer to it among what was sent, as it is stored: empty where there is none.
    fn answer(&self, fields: &Fields, problems: &mut Problems) -> String {
        let field = self.field();
        let text = fields.text(field).replace("\r\n", "\n");
        let offers = |choice: &str| self.choices.lines().any(|offered| offered == choice);
        let answer = match self.kind {
            Kind::Text => {
                if text.chars().count() > LONGEST_ANSWER {
                    problems.add_number(field, "problem-gathering-long-text", LONGEST_ANSWER as i64);
                }
                text
            }
            Kind::Choice => {
                problems.unless(text.is_empty() || offers(&text), field, "problem-question-choice");
                text
            }
            Kind::Several => {
                let chosen: Vec<&str> = fields.all(field).collect();
                problems.unless(chosen.iter().all(|choice| offers(choice)), field, "problem-question-choice");
                // In the order of the choices, each once.
                let all = self.choices.lines().filter(|offered| chosen.contains(offered));
                all.collect::<Vec<_>>().join("\n")
            }
            Kind::Number => {
                let number = text.replace(',', ".");
                let fits = number.len() <= 20 && number.parse::<f64>().is_ok_and(f64::is_finite);
                problems.unless(text.is_empty() || fits, field, "problem-question-number");
                number
            }
            Kind::Consent => {
                problems.unless(matches!(text.as_str(), "" | "yes" | "no"), field, "problem-question-choice");
                if text == "yes" { text } else { String::new() }
            }
        };
        if answer.is_empty() && self.required && !problems.0.iter().any(|problem| problem.field == field) {
            let key = if self.kind == Kind::Consent { "problem-question-consent" } else { "problem-question-required" };
            problems.add(field, key);
        }
        answer
    }
}

/// Whether any question is answered, or the form with all of them was sent.
pub fn is_said(fields: &Fields) -> bool {
    fields.has("form") || FIELDS.iter().any(|field| fields.has(field))
}

/// Reads the answers to all of these: numbers, and what was said; what has no answer is left out.
///
/// # Errors
/// The faults of all fields.
pub fn read(questions: &[Question], fields: &Fields) -> Result<Vec<(i64, String)>> {
    let mut problems = Problems::default();
    let mut said = Vec::new();
    for question in questions {
        let answer = question.answer(fields, &mut problems);
        if !answer.is_empty() {
            said.push((question.number, answer));
        }
    }
    problems.check().map(|()| said)
}

/// A question as a host asks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How one answers.
    pub kind: Kind,
    /// What is asked.
    pub words: String,
    /// What one can choose, one a line.
    pub choices: String,
    /// Whether one has to answer.
    pub required: bool,
}

impl Asked {
    /// Reads the fields of the form.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let words = draft::line(fields.text("words"));
        match words.chars().count() {
            0 => problems.add("words", "problem-question-words"),
            1..=LONGEST_QUESTION => {}
            _ => problems.add_number("words", "problem-gathering-long-text", LONGEST_QUESTION as i64),
        }
        let kind = Kind::read(fields.text("kind"));
        problems.unless(kind.is_some(), "kind", "problem-question-kind");
        let mut choices: Vec<String> = Vec::new();
        if kind.is_some_and(Kind::has_choices) {
            for choice in fields.every("choices").flat_map(str::lines).map(draft::line) {
                if !choice.is_empty() && !choices.contains(&choice) {
                    choices.push(choice);
                }
            }
            if !(2..=MOST_CHOICES).contains(&choices.len()) {
                problems.add_number("choices", "problem-question-choices", MOST_CHOICES as i64);
            } else if choices.iter().any(|choice| choice.chars().count() > LONGEST_CHOICE) {
                problems.add_number("choices", "problem-gathering-long-text", LONGEST_CHOICE as i64);
            }
        }
        let required = fields.text("required") == "yes";
        match kind {
            Some(kind) if problems.0.is_empty() => Ok(Self { kind, words, choices: choices.join("\n"), required }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// A table as RFC 4180 has it: lines end in CRLF, and each cell that needs it stands in quotes.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|value| cell(value)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// One cell. What a spreadsheet would take for a formula gets an apostrophe before it: others wrote it. Numbers stay.
fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']) && value.parse::<f64>().is_err();
    let value = if formula { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().fold(Fields::default(), |fields, (name, value)| fields.with(name, *value))
    }

    fn question(number: i64, kind: Kind, required: bool) -> Question {
        let choices = if kind.has_choices() { "red\ngreen\nblue" } else { "" };
        Question { number, kind, words: "?".into(), choices: choices.into(), required, retired_at: None }
    }

    fn faults(kind: Kind, required: bool, value: &str) -> Option<&'static str> {
        match read(&[question(2, kind, required)], &fields(&[("question-2", value)])) {
            Ok(_) => None,
            Err(Error::Invalid(problems)) => Some(problems.0[0].key),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn each_kind_has_its_answers() {
        let long = "x".repeat(1_001);
        for (kind, right, wrong, key) in [
            (Kind::Text, "No nuts", long.as_str(), "problem-gathering-long-text"),
            (Kind::Choice, "green", "pink", "problem-question-choice"),
            (Kind::Several, "blue", "pink", "problem-question-choice"),
            (Kind::Number, "-2,5", "many", "problem-question-number"),
            (Kind::Number, "7", "inf", "problem-question-number"),
            (Kind::Consent, "yes", "perhaps", "problem-question-choice"),
        ] {
            assert_eq!(faults(kind, true, right), None, "{kind:?}");
            assert_eq!(faults(kind, true, wrong), Some(key), "{kind:?}");
            assert_eq!(faults(kind, false, ""), None, "{kind:?}");
            let needed = if kind == Kind::Consent { "problem-question-consent" } else { "problem-question-required" };
            assert_eq!(faults(kind, true, " "), Some(needed), "{kind:?}");
        }
        assert_eq!(faults(Kind::Consent, true, "no"), Some("problem-question-consent"));
    }

    #[test]
    fn several_choices_stand_in_their_order() {
        let sent = fields(&[("question-1", "blue"), ("question-1", "red"), ("question-1", "blue")]);
        let said = read(&[question(1, Kind::Several, true)], &sent).unwrap();
        assert_eq!(said, [(1, "red\nblue".to_owned())]);
    }

    #[test]
    fn a_question_is_read() {
        let asked = |pairs: &[(&str, &str)]| Asked::read(&fields(pairs));
        let some =
            asked(&[("words", " Which? "), ("kind", "choice"), ("choices", "a\r\n\r\n b \na"), ("required", "yes")]);
        assert_eq!(
            some.unwrap(),
            Asked { kind: Kind::Choice, words: "Which?".into(), choices: "a\nb".into(), required: true }
        );
        let fault = |pairs: &[(&str, &str)]| match asked(pairs) {
            Err(Error::Invalid(problems)) => (problems.0[0].field, problems.0[0].key),
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(&[("kind", "text")]), ("words", "problem-question-words"));
        assert_eq!(fault(&[("words", "?"), ("kind", "essay")]), ("kind", "problem-question-kind"));
        assert_eq!(
            fault(&[("words", "?"), ("kind", "several"), ("choices", "one")]),
            ("choices", "problem-question-choices")
        );
    }

    #[test]
    fn fields_have_the_numbers_of_their_questions() {
        for (field, number) in FIELDS.into_iter().zip(1..) {
            assert_eq!(field, format!("question-{number}"));
            assert_eq!(question(number, Kind::Text, false).field(), field);
        }
    }

    #[test]
    fn a_formula_is_harmless() {
        let row = ["=SUM(A1)", "+1 a", "-5", "@me", "a,\"b\"", "x\ny", "é"].map(ToOwned::to_owned).to_vec();
        assert_eq!(csv(&[row]), "'=SUM(A1),'+1 a,-5,'@me,\"a,\"\"b\"\"\",\"x\ny\",é\r\n");
    }

    /// Reads what RFC 4180 describes.
    fn parsed(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            match char {
                '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted && chars.peek() == Some(&'\n') => {
                    chars.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                char => cell.push(char),
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn a_table_is_read_as_it_was_written(rows in prop::collection::vec(prop::collection::vec("[-=+@a,\"\r\n é]{0,6}", 3), 1..5)) {
            let read = parsed(&csv(&rows));
            prop_assert_eq!(read.len(), rows.len());
            for (read, row) in read.iter().zip(&rows) {
                for (read, cell) in read.iter().zip(row) {
                    prop_assert!(read == cell || read.strip_prefix('\'') == Some(cell.as_str()));
                    prop_assert!(!read.starts_with(['=', '+', '-', '@', '\r']) || read.parse::<f64>().is_ok());
                }
            }
        }

        #[test]
        fn whatever_is_typed_is_read_without_harm(kind in 0usize..5, required: bool, value in ".{0,40}") {
            let question = question(1, Kind::ALL[kind], required);
            if let Ok(said) = read(std::slice::from_ref(&question), &fields(&[("question-1", &value)])) {
                prop_assert!(!required || said.len() == 1);
            }
        }
    }
}
