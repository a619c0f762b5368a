//! The rules of asking to come: who has to, who learns the exact place, and what a host can decide.

use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    error::{Problems, Result},
    gatherings::model::Reply,
    http::Fields,
    id,
};

/// The longest words to somebody of whom a host decides (characters).
pub const LONGEST_WORDS: usize = 500;
/// So many can be decided of at once.
pub const MOST_AT_ONCE: usize = 500;

/// Who comes, and who learns where exactly it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Admission {
    /// Whoever says yes comes, as far as there are places.
    #[default]
    Open,
    /// A host says of each whether they come.
    Asked,
    /// The same, and only those who come learn the exact place.
    Hidden,
    /// The same, with the exact place taken out: for one who may not know it. Never stored.
    Withheld,
}

impl Admission {
    /// Whether a host says who comes.
    pub fn asks(self) -> bool {
        self != Self::Open
    }

    /// Whether the exact place is for those who come.
    pub fn hides(self) -> bool {
        matches!(self, Self::Hidden | Self::Withheld)
    }

    /// What the form says: empty, `hidden` or `open`. The place is hidden unless a host says otherwise.
    pub fn read(fields: &Fields, problems: &mut Problems) -> Self {
        match fields.text("approval") {
            "" => Self::Open,
            "open" => Self::Asked,
            "hidden" => Self::Hidden,
            _ => {
                problems.add("approval", "problem-gathering-approval");
                Self::Open
            }
        }
    }

    /// As the form has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Asked => "open",
            Self::Hidden | Self::Withheld => "hidden",
        }
    }
}

impl ToValue for Admission {
    fn to_value(&self) -> Value<'_> {
        Value::Int(match self {
            Self::Open => 0,
            Self::Asked => 1,
            Self::Hidden | Self::Withheld => 2,
        })
    }
}

impl FromValue for Admission {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        match i64::from_value(value)? {
            0 => Ok(Self::Open),
            1 => Ok(Self::Asked),
            2 => Ok(Self::Hidden),
            other => Err(DbError::Shape(format!("{other} is no admission"))),
        }
    }
}

/// Whether somebody learns the exact place: everybody where it is not hidden; else those who come, and those who run the
/// gathering or help there.
pub fn may_see_place(admission: Admission, reply: Option<Reply>, helps: bool) -> bool {
    !admission.hides() || helps || reply == Some(Reply::Yes)
}

/// What a host decides of those who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// They come.
    Approve,
    /// They don't.
    Decline,
    /// What was declined is open again.
    Undo,
}

impl Decision {
    /// That of that name.
    pub fn read(text: &str) -> Option<Self> {
        [Self::Approve, Self::Decline, Self::Undo].into_iter().find(|one| one.as_str() == text)
    }

    /// Its name, as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Undo => "undo",
        }
    }
}

/// What a host sent: a decision, of whom, and words to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// Of whom: ids of members or guests, each once.
    pub whom: Vec<i64>,
    /// Words to them; may be empty.
    pub words: String,
}

impl Decided {
    /// Reads the form: `decision` with all that are chosen (`who`), or a button that names one (`approve=…`).
    ///
    /// # Errors
    /// Nothing decided, nobody chosen, words that are too long.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let one = [Decision::Approve, Decision::Decline, Decision::Undo]
            .into_iter()
            .find_map(|decision| Some((decision, fields.some(decision.as_str())?)));
        let (decision, whom): (_, Vec<&str>) = match one {
            Some((decision, who)) => (Some(decision), vec![who]),
            None => (Decision::read(fields.text("decision")), fields.all("who").collect()),
        };
        let mut whom: Vec<i64> = whom.into_iter().filter_map(id::decode).collect();
        whom.sort_unstable();
        whom.dedup();
        problems.unless(decision.is_some(), "decision", "problem-approval-decision");
        problems.unless(!whom.is_empty(), "who", "problem-approval-who");
        if whom.len() > MOST_AT_ONCE {
            problems.add_number("who", "problem-approval-many", MOST_AT_ONCE as i64);
        }
        let words = fields.text("words").replace("\r\n", "\n").trim().to_owned();
        if words.chars().count() > LONGEST_WORDS {
            problems.add_number("words", "problem-gathering-long-text", LONGEST_WORDS as i64);
        }
        problems.check()?;
        Ok(Self { decision: decision.unwrap_or(Decision::Undo), whom, words })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    const REPLIES: [Option<Reply>; 7] = [
        None,
        Some(Reply::Yes),
        Some(Reply::Maybe),
        Some(Reply::No),
        Some(Reply::Waiting),
        Some(Reply::Asked),
        Some(Reply::Declined),
    ];

    #[test]
    fn a_hidden_place_is_for_those_who_come_and_those_who_help() {
        for reply in REPLIES {
            for admission in [Admission::Open, Admission::Asked] {
                assert!(may_see_place(admission, reply, false), "{admission:?} {reply:?}");
            }
            for admission in [Admission::Hidden, Admission::Withheld] {
                assert_eq!(may_see_place(admission, reply, false), reply == Some(Reply::Yes), "{reply:?}");
                assert!(may_see_place(admission, reply, true), "{reply:?}");
            }
        }
    }

    #[test]
    fn what_a_form_says_is_read_as_it_is_written() {
        for admission in [Admission::Open, Admission::Asked, Admission::Hidden] {
            let mut problems = Problems::default();
            let fields = Fields::default().with("approval", admission.as_str());
            assert_eq!(Admission::read(&fields, &mut problems), admission);
            assert!(problems.0.is_empty());
            assert_eq!(Admission::from_value(admission.to_value()).unwrap(), admission);
        }
        let mut problems = Problems::default();
        Admission::read(&Fields::default().with("approval", "perhaps"), &mut problems);
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["approval"]);
    }

    #[test]
    fn a_decision_names_each_once() {
        let (one, two) = (id::encode(7), id::encode(9));
        let read = |query: &str| Decided::read(&Fields::from_query(query));
        let several = read(&format!("decision=approve&who={two}&who={one}&who={two}&words=+Welcome+")).unwrap();
        assert_eq!(several, Decided { decision: Decision::Approve, whom: vec![7, 9], words: "Welcome".into() });
        // A button beside a name is about that one alone, whoever else is ticked.
        let single = read(&format!("decline={one}&who={two}")).unwrap();
        assert_eq!(single, Decided { decision: Decision::Decline, whom: vec![7], words: String::new() });
    }

    #[test]
    fn each_fault_of_a_decision_is_named_at_its_field() {
        let Err(Error::Invalid(problems)) =
            Decided::read(&Fields::from_query(&format!("decision=x&words={}", "x".repeat(501))))
        else {
            panic!("no faults")
        };
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["decision", "who", "words"]);
    }
}
