//! The members of a community as a table, for its hosts to take along; and what each member lets stand in it.
//!
//! Handle, name, role and since when everybody inside sees anyway. An e-mail address, and at how many gatherings of the
//! community somebody was, stand there only of those who agreed, when they joined or later, and until they change their
//! mind.

pub mod api;
pub mod ods;
pub mod pages;
mod store;

use serde_json::{Value, json};

use super::{
    actions::{hosted, visible},
    entry,
    letters::model::Often,
    model::{Community, Role},
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    http::Fields,
    id::{CommunityId, PersonId},
    people,
    time::Moment,
};

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Their name in addresses.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// What they are in it.
    pub role: Role,
    /// Since when.
    pub since: Moment,
    /// Their address, where they agreed and have one.
    pub email: Option<String>,
    /// At how many of its gatherings they were, where they agreed.
    pub gatherings: Option<i64>,
    /// What they were asked when they joined, and answered.
    pub answers: Vec<(String, String)>,
}

/// The community and all its members as far as the viewer may see them; for hosts.
pub fn lines(look: &mut Look<'_>, handle: &str) -> Result<(Community, Vec<Line>)> {
    let community = hosted(look, handle)?;
    let account = look.viewer.me()?.account;
    let rows = store::members(look, community.id, account)?;
    let agreed: Vec<PersonId> = rows.iter().filter(|row| row.shares_at.is_some()).map(|row| row.id).collect();
    let addresses = people::addresses(look, &agreed)?;
    let mut answers = entry::answered(look, &community, false)?;
    let been = gatherings::been_in(look, community.id)?;
    let lines = rows
        .into_iter()
        .map(|row| {
            let agreed = row.shares_at.is_some();
            Line {
                email: addresses.get(&row.id).filter(|_| agreed).cloned(),
                gatherings: agreed.then(|| been.get(&row.id).copied().unwrap_or(0)),
                answers: answers.remove(&row.id).unwrap_or_default(),
                handle: row.handle,
                name: row.name,
                role: row.role,
                since: row.at,
            }
        })
        .collect();
    Ok((community, lines))
}

/// The lines as a table: `head` names the first six columns; each question has a column of its own.
pub fn table(head: [&str; 6], lines: &[Line]) -> Vec<Vec<String>> {
    let mut questions: Vec<&str> = Vec::new();
    for (question, _) in lines.iter().flat_map(|line| &line.answers) {
        if !questions.contains(&question.as_str()) {
            questions.push(question);
        }
    }
    let mut rows = vec![head.iter().copied().chain(questions.iter().copied()).map(str::to_owned).collect::<Vec<_>>()];
    for line in lines {
        let mut row = vec![
            line.handle.clone(),
            line.name.clone(),
            line.role.as_str().to_owned(),
            line.since.iso(),
            line.email.clone().unwrap_or_default(),
            line.gatherings.map(|count| count.to_string()).unwrap_or_default(),
        ];
        for question in &questions {
            let answer = line.answers.iter().find(|(asked, _)| asked == question);
            row.push(answer.map(|(_, words)| words.clone()).unwrap_or_default());
        }
        rows.push(row);
    }
    rows
}

/// The lines for programs.
pub fn records(lines: &[Line]) -> Vec<Value> {
    lines
        .iter()
        .map(|line| {
            json!({
                "handle": line.handle,
                "name": line.name,
                "role": line.role.as_str(),
                "since": line.since.iso(),
                "email": line.email,
                "gatherings": line.gatherings,
                "answers": line.answers.iter().map(|(question, words)| json!({ "question": question, "answer": words })).collect::<Vec<_>>(),
            })
        })
        .collect()
}

/// What a member chose for themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices {
    /// Whether the hosts may have their address, and how often they were there.
    pub shares: bool,
    /// Whether they are glad to greet newcomers.
    pub greets: bool,
    /// How often they want letters from the hosts.
    pub letters: Often,
}

impl Choices {
    /// Reads the fields `shares`, `greets` and `letters`.
    ///
    /// # Errors
    /// The fault of the last.
    pub fn read(fields: &Fields) -> Result<Self> {
        let letters = fields.some("letters").map_or(Some(Often::Each), Often::read);
        let letters = letters.ok_or_else(|| Error::invalid("letters", "problem-letters-often"))?;
        Ok(Self { shares: fields.text("shares") == "yes", greets: fields.text("greets") == "yes", letters })
    }
}

/// The community, and what the viewer chose in it; for those who belong.
pub fn chosen(look: &mut Look<'_>, handle: &str) -> Result<(Community, Choices)> {
    let person = look.viewer.person()?;
    let community = visible(look, handle)?;
    if !community.mine() {
        return Err(Error::Forbidden("error-community-belongs"));
    }
    let choices = store::choices(look, community.id, person)?;
    Ok((community, choices))
}

/// Chooses anew.
pub fn choose(act: &mut Act<'_>, handle: &str, choices: Choices) -> Result<()> {
    let (community, before) = chosen(act, handle)?;
    let person = act.viewer.person()?;
    if before == choices { Ok(()) } else { store::choose(act, community.id, person, choices) }
}

/// What somebody chose at the door.
pub fn choose_at_the_door(act: &mut Act<'_>, id: CommunityId, person: PersonId, shares: bool) -> Result<()> {
    if shares { store::choose(act, id, person, Choices { shares, ..Choices::default() }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_a_column_and_who_was_not_asked_an_empty_cell() {
        let line = |handle: &str, answers: &[(&str, &str)]| Line {
            handle: handle.into(),
            name: handle.to_uppercase(),
            role: Role::Member,
            since: Moment::from_seconds(1_795_694_400),
            email: None,
            gatherings: None,
            answers: answers.iter().map(|(one, two)| ((*one).to_owned(), (*two).to_owned())).collect(),
        };
        let mut ada = line("ada", &[]);
        (ada.email, ada.gatherings) = (Some("ada@example.org".into()), Some(3));
        let lines = [ada, line("bea", &[("Why?", "Tea")]), line("cem", &[("Who?", "Cem"), ("Why?", "Cake")])];
        let rows = table(["handle", "name", "role", "since", "email", "gatherings"], &lines);
        let iso = "2026-11-26T12:00:00Z";
        assert_eq!(rows[0], ["handle", "name", "role", "since", "email", "gatherings", "Why?", "Who?"]);
        assert_eq!(rows[1], ["ada", "ADA", "member", iso, "ada@example.org", "3", "", ""]);
        assert_eq!(rows[2], ["bea", "BEA", "member", iso, "", "", "Tea", ""]);
        assert_eq!(rows[3], ["cem", "CEM", "member", iso, "", "", "Cake", "Cem"]);
    }
}
