//! What hosts ask of those who come, and what these answer: for the hosts and themselves alone.

pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use std::collections::HashMap;

use model::{Asked, FIELDS, Question};
use serde_json::{Value, json};

use super::{
    actions::own,
    guests::{self, model::Comer},
    model::Gathering,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::Fields,
    id::{GatheringId, PersonId},
};

/// The questions of a gathering, read once in a request.
#[derive(Clone)]
struct All(Vec<Question>);

/// All questions, also those that are asked no longer.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Question>> {
    look.once((id.0, 0), |look| store::all(look, id).map(All)).map(|all| all.0)
}

/// Those that are asked.
pub fn asked(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Question>> {
    let mut all = all(look, id)?;
    all.retain(|question| question.retired_at.is_none());
    Ok(all)
}

/// Asks one more.
pub fn ask(act: &mut Act<'_>, id: GatheringId, asked: &Asked) -> Result<i64> {
    let gathering = own(act, id)?;
    gathering.still_open(act.now)?;
    let number = store::all(act, id)?.last().map_or(1, |last| last.number + 1);
    if number > FIELDS.len() as i64 {
        return Err(Error::Conflict("error-question-many"));
    }
    store::put(act, id, number, asked).map(|()| number)
}

/// Asks a question no longer, or again. What was answered to it stays.
pub fn retire(act: &mut Act<'_>, id: GatheringId, number: i64, retired: bool) -> Result<()> {
    let gathering = own(act, id)?;
    gathering.still_open(act.now)?;
    let at = retired.then_some(act.now);
    if store::retire(act, id, number, at)? { Ok(()) } else { Err(Error::NotFound) }
}

/// The numbers of what was asked, each with its answer.
type Said = Vec<(i64, Option<String>)>;

/// What was asked and answered by somebody who comes; `None` where nothing was said of it and nothing needs to be. A host
/// asks themselves nothing.
pub fn said(
    look: &mut Look<'_>,
    gathering: &Gathering,
    person: Option<PersonId>,
    fields: Option<&Fields>,
    new: bool,
) -> Result<Option<Said>> {
    let sent = fields.filter(|fields| model::is_said(fields));
    if sent.is_none() && (!new || gathering.is_hosted_by(person)) {
        return Ok(None);
    }
    let mut questions = asked(look, gathering.id)?;
    if questions.is_empty() {
        return Ok(None);
    }
    if gathering.is_hosted_by(person) {
        questions.iter_mut().for_each(|question| question.required = false);
    }
    let read = model::read(&questions, sent.unwrap_or(&Fields::default()))?;
    let mut read: HashMap<i64, String> = read.into_iter().collect();
    Ok(Some(questions.iter().map(|question| (question.number, read.remove(&question.number))).collect()))
}

/// Keeps what somebody answered.
pub fn keep(act: &mut Act<'_>, id: GatheringId, comer: Comer, said: &[(i64, Option<String>)]) -> Result<()> {
    for (number, words) in said {
        match (words, comer) {
            (Some(words), Comer::Person(person)) => store::put_answer(act, id, person, *number, words)?,
            (Some(words), Comer::Guest(guest)) => guests::put_said(act, id, guest, *number, words)?,
            (None, Comer::Person(person)) => store::delete_answer(act, id, person, *number)?,
            (None, Comer::Guest(guest)) => guests::delete_said(act, id, guest, *number)?,
        }
    }
    Ok(())
}

/// Deletes what somebody answered who does not come.
pub fn drop_answers(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    match comer {
        Comer::Person(person) => store::delete_answers(act, id, person),
        Comer::Guest(guest) => guests::delete_all_said(act, id, guest),
    }
}

/// The same, everywhere.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

/// What somebody answered.
pub fn of(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Vec<(i64, String)>> {
    match comer {
        Comer::Person(person) => store::answers(look, id, person),
        Comer::Guest(guest) => guests::said(look, id, guest),
    }
}

/// What all answered, by person (or guest) and number.
pub fn everybody(look: &mut Look<'_>, id: GatheringId) -> Result<HashMap<PersonId, HashMap<i64, String>>> {
    let mut found: HashMap<PersonId, HashMap<i64, String>> = HashMap::new();
    let all = store::everybody(look, id)?.into_iter().chain(guests::all_said(look, id)?);
    for (person, number, words) in all {
        found.entry(person).or_default().insert(number, words);
    }
    Ok(found)
}

/// What a person asked and answered, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<(Value, Value)> {
    let asked = store::export_asked(look, person)?;
    let answered = store::export(look, person)?;
    Ok((
        json!(
            asked
                .iter()
                .map(|(id, kind, words)| json!({ "id": id, "kind": kind, "question": words }))
                .collect::<Vec<_>>()
        ),
        json!(
            answered
                .iter()
                .map(|(id, words, answer)| json!({ "id": id, "question": words, "answer": answer }))
                .collect::<Vec<_>>()
        ),
    ))
}
