//! What hosts say of the way in, and what those answered who came by it.

use super::Entry;
use crate::{
    act::{Act, Look},
    communities::colour::Colour,
    error::Result,
    id::{CommunityId, PersonId},
    params,
    time::Moment,
};

pub fn entry(look: &mut Look<'_>, id: CommunityId) -> Result<Entry> {
    let row: Option<(String, String, String, Option<String>)> =
        look.opt("SELECT pinned, welcome, questions, colour FROM community_entry WHERE community = $1", params![id])?;
    Ok(row.map_or_else(Entry::default, |(pinned, welcome, questions, colour)| Entry {
        pinned,
        welcome,
        questions: questions.lines().map(str::to_owned).collect(),
        colour: colour.as_deref().and_then(Colour::read),
    }))
}

pub fn put(act: &mut Act<'_>, id: CommunityId, entry: &Entry) -> Result<()> {
    let colour = entry.colour.map(|colour| colour.as_str().to_owned());
    act.put(
        "INSERT INTO community_entry (community, pinned, welcome, questions, colour) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (community) DO UPDATE
         SET pinned = excluded.pinned, welcome = excluded.welcome, questions = excluded.questions,
             colour = excluded.colour",
        params![id, entry.pinned, entry.welcome, entry.questions.join("\n"), colour],
    )
}

/// One who asked, took it back and asks again answers anew.
pub fn put_answer(
    act: &mut Act<'_>,
    id: CommunityId,
    person: PersonId,
    (number, question, words): (i64, &str, &str),
) -> Result<()> {
    act.put(
        "INSERT INTO join_answer (community, person, number, question, words) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (community, person, number) DO UPDATE SET question = excluded.question, words = excluded.words",
        params![id, person, number, *question, *words],
    )
}

/// What was answered, by those who ask or by those who belong.
pub fn answers(look: &mut Look<'_>, id: CommunityId, asking: bool) -> Result<Vec<(PersonId, String, String)>> {
    look.all(
        "SELECT a.person, a.question, a.words
         FROM join_answer a JOIN membership m ON m.community = a.community AND m.person = a.person
         WHERE a.community = $1 AND CASE WHEN m.role = 'asked' THEN 1 ELSE 0 END = $2 ORDER BY a.person, a.number",
        params![id, i64::from(asking)],
    )
}

pub fn since(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Option<Moment>> {
    let row: Option<(Moment,)> =
        look.opt("SELECT at FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(at,)| at))
}

/// What somebody answered anywhere: community, question, answer.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(String, String, String)>> {
    look.all(
        "SELECT c.handle, a.question, a.words FROM join_answer a JOIN community c ON c.id = a.community
         WHERE a.person = $1 ORDER BY a.community, a.number",
        params![person],
    )
}
