//! All SQL about questions.

use super::model::{Asked, Question};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params,
    time::Moment,
};

/// All questions, also those that are asked no longer, in their order.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Question>> {
    look.all(
        "SELECT number, kind, words, choices, required, retired_at FROM question WHERE gathering = $1 ORDER BY number",
        params![id],
    )
}

pub fn put(act: &mut Act<'_>, id: GatheringId, number: i64, asked: &Asked) -> Result<()> {
    act.put(
        "INSERT INTO question (gathering, number, kind, words, choices, required) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, number, asked.kind, asked.words, asked.choices, i64::from(asked.required)],
    )
}

/// Whether there was such a question.
pub fn retire(act: &mut Act<'_>, id: GatheringId, number: i64, at: Option<Moment>) -> Result<bool> {
    let rows =
        act.run("UPDATE question SET retired_at = $3 WHERE gathering = $1 AND number = $2", params![id, number, at])?;
    Ok(rows > 0)
}

/// What somebody answered: numbers and words.
pub fn answers(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT number, words FROM question_answer WHERE gathering = $1 AND person = $2 ORDER BY number",
        params![id, person],
    )
}

/// What all answered.
pub fn everybody(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(PersonId, i64, String)>> {
    look.all(
        "SELECT person, number, words FROM question_answer WHERE gathering = $1 ORDER BY person, number",
        params![id],
    )
}

pub fn put_answer(act: &mut Act<'_>, id: GatheringId, person: PersonId, number: i64, words: &str) -> Result<()> {
    act.put(
        "INSERT INTO question_answer (gathering, person, number, words) VALUES ($1, $2, $3, $4)
         ON CONFLICT (gathering, person, number) DO UPDATE SET words = excluded.words",
        params![id, person, number, *words],
    )
}

pub fn delete_answer(act: &mut Act<'_>, id: GatheringId, person: PersonId, number: i64) -> Result<()> {
    act.put(
        "DELETE FROM question_answer WHERE gathering = $1 AND person = $2 AND number = $3",
        params![id, person, number],
    )
}

pub fn delete_answers(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    act.put("DELETE FROM question_answer WHERE gathering = $1 AND person = $2", params![id, person])
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM question_answer WHERE person = $1", params![person])
}

/// What somebody answered anywhere: gathering, question, answer.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, String, String)>> {
    look.all(
        "SELECT a.gathering, q.words, a.words
         FROM question_answer a JOIN question q ON q.gathering = a.gathering AND q.number = a.number
         WHERE a.person = $1 ORDER BY a.gathering, a.number",
        params![person],
    )
}

/// What somebody asks at what they host: gathering, kind, question.
pub fn export_asked(look: &mut Look<'_>, host: PersonId) -> Result<Vec<(GatheringId, String, String)>> {
    look.all(
        "SELECT q.gathering, q.kind, q.words FROM gathering g JOIN question q ON q.gathering = g.id
         WHERE g.host = $1 ORDER BY q.gathering, q.number",
        params![host],
    )
}
