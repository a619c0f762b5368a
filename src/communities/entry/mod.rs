//! How people come in: words at the head of the page, what is asked of those who ask to join, and a welcome.

pub mod api;
pub mod pages;
mod store;

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    actions::hosted,
    colour::Colour,
    log::{self, Deed},
    model::{Access, Community, Role},
};
use crate::{
    act::{Act, Look},
    args,
    error::{Problems, Result},
    http::Fields,
    id::{CommunityId, PersonId},
    people,
    time::DAY,
};

/// The names of the fields in which one answers, in the order of the questions. So many can be asked.
pub const FIELDS: [&str; 5] = ["question-1", "question-2", "question-3", "question-4", "question-5"];
/// The longest question (characters).
pub const LONGEST_QUESTION: usize = 200;
/// The longest answer (characters).
pub const LONGEST_ANSWER: usize = 500;
/// The longest pinned words, and the longest welcome (characters).
pub const LONGEST_WORDS: usize = 2_000;
/// So long the welcome stands on the page of a community for those who have just joined (milliseconds).
const NEW: i64 = 14 * DAY;

/// What hosts say of the way in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// At the head of its page, for those inside; Markdown, may be empty.
    pub pinned: String,
    /// For who joins; Markdown, may be empty.
    pub welcome: String,
    /// What those are asked who ask to join.
    pub questions: Vec<String>,
    /// The colour of its page; `None` is that of all others.
    pub colour: Option<Colour>,
}

impl Entry {
    /// Reads the fields `pinned`, `welcome`, `questions` (one a line) and `colour`.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let mut words = |name: &'static str| {
            let text = fields.text(name).replace("\r\n", "\n");
            if text.chars().count() > LONGEST_WORDS {
                problems.add_number(name, "problem-community-too-long", LONGEST_WORDS as i64);
            }
            text
        };
        let (pinned, welcome) = (words("pinned"), words("welcome"));
        let mut questions: Vec<String> = Vec::new();
        for line in fields.every("questions").flat_map(str::lines) {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if !line.is_empty() && !questions.contains(&line) {
                questions.push(line);
            }
        }
        if questions.len() > FIELDS.len() {
            problems.add_number("questions", "problem-entry-many", FIELDS.len() as i64);
        } else if questions.iter().any(|question| question.chars().count() > LONGEST_QUESTION) {
            problems.add_number("questions", "problem-entry-long", LONGEST_QUESTION as i64);
        }
        let colour = fields.some("colour").map(Colour::read);
        problems.unless(colour != Some(None), "colour", "problem-entry-colour");
        problems.check().map(|()| Self { pinned, welcome, questions, colour: colour.flatten() })
    }

    /// The names of what differs.
    fn changes(&self, other: &Self) -> String {
        let all = [
            ("pinned", self.pinned != other.pinned),
            ("welcome", self.welcome != other.welcome),
            ("questions", self.questions != other.questions),
            ("colour", self.colour != other.colour),
        ];
        let changed: Vec<&str> = all.into_iter().filter_map(|(name, changed)| changed.then_some(name)).collect();
        changed.join(" ")
    }
}

/// The answers to all questions, with their numbers; each has to be answered. Faults are added to `problems`.
pub fn answers(questions: &[String], fields: &Fields, problems: &mut Problems) -> Vec<(i64, String, String)> {
    let mut said = Vec::new();
    for ((question, field), number) in questions.iter().zip(FIELDS).zip(1..) {
        let words = fields.text(field).replace("\r\n", "\n");
        match words.chars().count() {
            0 => problems.add(field, "problem-entry-answer"),
            1..=LONGEST_ANSWER => said.push((number, question.clone(), words)),
            _ => problems.add_number(field, "problem-community-too-long", LONGEST_ANSWER as i64),
        }
    }
    said
}

/// What its hosts say of the way in, whoever asks.
pub fn of(look: &mut Look<'_>, id: CommunityId) -> Result<Entry> {
    store::entry(look, id)
}

/// The same as far as the viewer may see it: the questions like the community itself, the rest for those inside.
pub fn visible(look: &mut Look<'_>, community: &Community) -> Result<Entry> {
    let mut entry = of(look, community.id)?;
    if !community.is_inside(look.viewer.person_if_any().is_some()) {
        entry.pinned.clear();
    }
    if !community.mine() {
        entry.welcome.clear();
    }
    Ok(entry)
}

/// Says it anew; for hosts.
pub fn set(act: &mut Act<'_>, handle: &str, entry: &Entry) -> Result<()> {
    let community = hosted(act, handle)?;
    let changed = of(act, community.id)?.changes(entry);
    if changed.is_empty() {
        return Ok(());
    }
    store::put(act, community.id, entry)?;
    log::note(act, community.id, Deed::Changed, None, &changed)
}

/// What is asked of the one before its door, who has such an invitation or none.
pub fn asked(look: &mut Look<'_>, community: &Community, invited: bool) -> Result<Vec<String>> {
    if invited || community.wanted() == Access::Open { Ok(Vec::new()) } else { Ok(of(look, community.id)?.questions) }
}

/// Keeps what somebody answered.
pub fn keep(act: &mut Act<'_>, id: CommunityId, person: PersonId, said: &[(i64, String, String)]) -> Result<()> {
    for (number, question, words) in said {
        store::put_answer(act, id, person, (*number, question, words))?;
    }
    Ok(())
}

/// Questions and answers, by who gave them.
pub type Answered = HashMap<PersonId, Vec<(String, String)>>;

/// Questions and answers of all who ask or belong, for those who lead; nobody else finds any.
pub fn answered(look: &mut Look<'_>, community: &Community, asking: bool) -> Result<Answered> {
    let mut found = Answered::new();
    if community.role.is_some_and(Role::leads) {
        for (person, question, words) in store::answers(look, community.id, asking)? {
            found.entry(person).or_default().push((question, words));
        }
    }
    Ok(found)
}

/// Whether the viewer joined so lately that the welcome is still for them.
pub fn is_new(look: &mut Look<'_>, community: &Community) -> Result<bool> {
    let Some(person) = look.viewer.person_if_any().filter(|_| community.role == Some(Role::Member)) else {
        return Ok(false);
    };
    let since = store::since(look, community.id, person)?;
    Ok(since.is_some_and(|at| look.now.since(at) < NEW))
}

/// Writes the welcome to somebody who has joined.
pub fn greet(act: &mut Act<'_>, id: CommunityId, person: PersonId) -> Result<()> {
    let welcome = of(act, id)?.welcome;
    if welcome.is_empty() {
        return Ok(());
    }
    // They belong to it by now, whoever let them in.
    let Some(community) = super::store::by_id(act, id, Some(person))? else { return Ok(()) };
    let url = act.shared.config.url(&community.url());
    people::letter(act, person, |say| {
        let subject = say.with("mail-entry-welcome", args! { name: community.name.as_str() });
        (subject, format!("{welcome}\n\n{url}"))
    })
}

/// What a person answered, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(|(handle, question, words)| json!({ "community": handle, "question": question, "answer": words }))
        .collect())
}

/// The community and what is said of the way in, as a form shows it; for hosts.
fn for_hosts(look: &mut Look<'_>, handle: &str) -> Result<(Community, Fields)> {
    let community = hosted(look, handle)?;
    let entry = of(look, community.id)?;
    let fields = Fields::default()
        .with("pinned", entry.pinned)
        .with("welcome", entry.welcome)
        .with("questions", entry.questions.join("\n"))
        .with("colour", entry.colour.map_or("", Colour::as_str));
    Ok((community, fields))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    fn faults(fields: &Fields) -> Vec<(&'static str, &'static str)> {
        match Entry::read(fields) {
            Err(Error::Invalid(problems)) => problems.0.iter().map(|one| (one.field, one.key)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn questions_are_lines_and_few() {
        let read = Entry::read(&Fields::default().with("questions", " Who  are you?\r\n\r\nWho are you?\nWhy us?"));
        assert_eq!(read.unwrap().questions, ["Who are you?", "Why us?"]);
        let many = Fields::default().with("questions", "1\n2\n3\n4\n5\n6");
        assert_eq!(faults(&many), [("questions", "problem-entry-many")]);
        assert_eq!(faults(&Fields::default().with("colour", "beige")), [("colour", "problem-entry-colour")]);
        let long = Fields::default()
            .with("questions", "x".repeat(201))
            .with("pinned", "x".repeat(2_001))
            .with("welcome", "x".repeat(2_001));
        let named: Vec<_> = faults(&long).into_iter().map(|(field, _)| field).collect();
        assert_eq!(named, ["pinned", "welcome", "questions"]);
        assert_eq!(Entry::read(&Fields::default()).unwrap(), Entry::default());
    }

    #[test]
    fn each_question_wants_an_answer() {
        let questions = ["Who?".to_owned(), "Why?".to_owned()];
        let mut problems = Problems::default();
        let fields = Fields::default().with("question-1", "Ada").with("question-2", " ").with("question-3", "stray");
        assert_eq!(answers(&questions, &fields, &mut problems), [(1, "Who?".to_owned(), "Ada".to_owned())]);
        assert_eq!(problems.0.iter().map(|one| one.field).collect::<Vec<_>>(), ["question-2"]);
        let mut problems = Problems::default();
        let long = Fields::default().with("question-1", "x".repeat(501)).with("question-2", "y");
        assert_eq!(answers(&questions, &long, &mut problems).len(), 1);
        assert_eq!(problems.0.iter().map(|one| one.key).collect::<Vec<_>>(), ["problem-community-too-long"]);
        assert!(answers(&[], &fields, &mut Problems::default()).is_empty());
    }

    #[test]
    fn what_differs_is_named() {
        let one =
            Entry { pinned: "a".into(), welcome: "b".into(), questions: vec!["c".into()], colour: Some(Colour::Blue) };
        assert_eq!(one.changes(&one), "");
        assert_eq!(one.changes(&Entry { questions: vec![], ..one.clone() }), "questions");
        assert_eq!(one.changes(&Entry::default()), "pinned welcome questions colour");
    }
}
