//! The door: everybody's entry card, letting in by code, by name or only by counting, and the counts. Several doors say what
//! they saw when they have a network; [`model::tally`] puts it together. A device gives each arrival an id of its own, so
//! that what is sent twice is there once.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use std::collections::HashSet;

use model::{Arrival, Tally};
use serde_json::Value;
use store::Guest;

use super::{
    actions::visible,
    crew::{self, Deed, Role},
    model::{Gathering, Reply},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::{Error, Result},
    id::{GatheringId, PersonId},
    journal::Happened,
    people::{self, Face},
    time::Moment,
};

/// How a device names whom it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// By the code on their entry card.
    Code(String),
    /// By name: their handle.
    Handle(String),
    /// Not at all: so many.
    Nameless(i64),
}

/// What a device says.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The name it gave this; of somebody nameless who is taken back, that of their arrival.
    pub id: String,
    /// Of whom.
    pub whom: Whom,
    /// At which door.
    pub door: String,
    /// When.
    pub at: Moment,
    /// Whether it is to be taken back that they are in.
    pub undo: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are in, by this.
    In,
    /// They were in already.
    Already,
    /// They are out again.
    Undone,
    /// They did not say that they come.
    NotExpected,
    /// There is no such code, person or arrival.
    Unknown,
}

impl Verdict {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Already => "already",
            Self::Undone => "undone",
            Self::NotExpected => "not_expected",
            Self::Unknown => "unknown",
        }
    }
}

/// The same with whom it is about.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What became of it.
    pub verdict: Verdict,
    /// Who.
    pub who: Option<Face>,
    /// How many are in with them.
    pub places: i64,
    /// The arrival that counts.
    pub first: Option<Arrival>,
}

impl Outcome {
    fn of(verdict: Verdict) -> Self {
        Self { verdict, who: None, places: 0, first: None }
    }
}

/// The code on a person's entry card.
fn code(look: &Look<'_>, id: GatheringId, person: PersonId) -> String {
    model::spell(person, &look.shared.keys.seal(&format!("entry {id} {person}")))
}

/// Whose code that is there; `None` for one that this server did not make.
fn bearer(look: &Look<'_>, id: GatheringId, sent: &str) -> Option<PersonId> {
    let person = model::named(sent)?;
    model::same(&code(look, id, person), &sent.to_lowercase()).then_some(person)
}

/// Whether the viewer has an entry card: whoever says yes or maybe.
pub fn has_card(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    let Ok(person) = look.viewer.person() else { return Ok(false) };
    let answer = store::answer(look, gathering.id, person)?;
    Ok(gathering.cancelled_at.is_none() && model::lets_in(answer.map(|(reply, _)| reply)))
}

/// The viewer's entry card: the gathering, and the code.
pub fn card(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, String)> {
    let person = look.viewer.person()?;
    let gathering = visible(look, id)?;
    if has_card(look, &gathering)? {
        let code = code(look, id, person);
        Ok((gathering, code))
    } else {
        Err(Error::Conflict("error-door-no-card"))
    }
}

/// What the door knows.
pub struct Door {
    /// The gathering.
    pub gathering: Gathering,
    /// What the viewer is there.
    pub role: Role,
    /// Those who are expected, by name.
    pub guests: Vec<Guest>,
    /// Who is in.
    pub tally: Tally,
    /// Those who said themselves that they are there.
    pub own: Vec<PersonId>,
}

impl Door {
    /// Whether somebody is in.
    pub fn is_in(&self, person: PersonId) -> bool {
        self.tally.first.contains_key(&person) || self.own.contains(&person)
    }
}

/// The door of a gathering, for its crew.
pub fn load(look: &mut Look<'_>, id: GatheringId) -> Result<Door> {
    let (gathering, role) = crew::at(look, id, Deed::Scan)?;
    let account = look.viewer.me()?.account;
    let mut guests = store::guests(look, id, account)?;
    let own = store::own(look, id)?;
    let tally = model::tally(store::arrivals(look, id)?, &own);
    // Whoever walked in, and is known by name.
    let expected: HashSet<PersonId> = guests.iter().map(|guest| guest.person).collect();
    let mut others: Vec<PersonId> = tally.first.keys().copied().filter(|person| !expected.contains(person)).collect();
    others.sort_unstable();
    for face in people::faces(look, &others)? {
        let Face { id: person, handle, name, photo } = face;
        let places = tally.first.get(&person).map_or(1, |first| first.places);
        guests.push(Guest { person, handle, name, photo, places });
    }
    Ok(Door { gathering, role, guests, tally, own: own.into_iter().map(|(person, _)| person).collect() })
}

/// How many came, as far as the door and they themselves said so.
pub fn inside(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let own = store::own(look, id)?;
    Ok(model::tally(store::arrivals(look, id)?, &own).inside)
}

/// Who stands before one of the crew, by their code: who, with how many, and their arrival if they are in already.
pub fn expected(look: &mut Look<'_>, id: GatheringId, sent: &str) -> Result<Outcome> {
    crew::at(look, id, Deed::Scan)?;
    let Some(person) = bearer(look, id, sent) else { return Ok(Outcome::of(Verdict::Unknown)) };
    let answer = store::answer(look, id, person)?;
    let arrivals = store::arrivals_of(look, id, person)?;
    let mut outcome = outcome(look, person, answer, arrivals)?;
    if outcome.first.is_none() && !model::lets_in(answer.map(|(reply, _)| reply)) {
        outcome.verdict = Verdict::NotExpected;
    }
    Ok(outcome)
}

fn outcome(
    look: &mut Look<'_>,
    person: PersonId,
    answer: Option<(Reply, i64)>,
    arrivals: Vec<Arrival>,
) -> Result<Outcome> {
    let first = model::tally(arrivals, &[]).first.remove(&person);
    let places = first.as_ref().map_or_else(|| places(answer), |first| first.places);
    let verdict = if first.is_some() { Verdict::Already } else { Verdict::In };
    Ok(Outcome { verdict, who: people::face(look, person)?, places, first })
}

/// Who was seen by another arrival than what was taken back is still in.
fn taken_back(left: Outcome) -> Outcome {
    let verdict = if left.first.is_some() { Verdict::Already } else { Verdict::Undone };
    Outcome { verdict, ..left }
}

/// How many come with that answer: a maybe holds no places.
fn places(answer: Option<(Reply, i64)>) -> i64 {
    answer.map_or(1, |(_, places)| places.max(1))
}

/// Takes what devices of the crew say, each for itself: what one of them gets wrong stops none of the others.
pub fn take(act: &mut Act<'_>, id: GatheringId, seen: &[Seen]) -> Result<Vec<Outcome>> {
    let (gathering, role) = crew::at(act, id, Deed::Scan)?;
    if !model::is_open(&gathering, act.now) {
        return Err(Error::Conflict("error-door-time"));
    }
    // Who may only scan names nobody otherwise.
    let by_code = |one: &Seen| matches!(one.whom, Whom::Code(_));
    if !role.may(Deed::Search) && !seen.iter().all(by_code) {
        return Err(Error::Forbidden("error-door-search"));
    }
    seen.iter().map(|one| take_one(act, &gathering, one)).collect()
}

fn take_one(act: &mut Act<'_>, gathering: &Gathering, seen: &Seen) -> Result<Outcome> {
    let (id, now, me) = (gathering.id, act.now, act.viewer.person()?);
    let at = model::moment(seen.at, gathering, now);
    let (person, by_name) = match &seen.whom {
        Whom::Nameless(_) if seen.undo => {
            let found = store::undo_nameless(act, id, &seen.id, at)?;
            return Ok(Outcome::of(if found { Verdict::Undone } else { Verdict::Unknown }));
        }
        Whom::Nameless(count) => {
            let places = (*count).clamp(1, model::MOST_AT_ONCE);
            let arrival = Arrival { id: seen.id.clone(), person: None, places, door: seen.door.clone(), at };
            store::put(act, id, &arrival, me, now)?;
            return Ok(Outcome { places, first: Some(arrival), ..Outcome::of(Verdict::In) });
        }
        Whom::Code(code) => (bearer(act, id, code), false),
        Whom::Handle(handle) => match people::visible(act, handle.trim().trim_start_matches('@')) {
            Ok(face) => (Some(face.id), true),
            Err(Error::NotFound) => (None, true),
            Err(error) => return Err(error),
        },
    };
    let Some(person) = person else { return Ok(Outcome::of(Verdict::Unknown)) };
    if seen.undo {
        store::undo_person(act, id, person, at)?;
        derive(act, id, person)?;
        let left = store::arrivals_of(act, id, person)?;
        return Ok(taken_back(outcome(act, person, None, left)?));
    }
    let answer = store::answer(act, id, person)?;
    // Whoever is named by those who may search is let in as they see fit: that is what a walk-in is.
    if !by_name && !model::lets_in(answer.map(|(reply, _)| reply)) {
        let who = people::face(act, person)?;
        return Ok(Outcome { who, ..Outcome::of(Verdict::NotExpected) });
    }
    let arrival =
        Arrival { id: seen.id.clone(), person: Some(person), places: places(answer), door: seen.door.clone(), at };
    store::put(act, id, &arrival, me, now)?;
    derive(act, id, person)?;
    let all = store::arrivals_of(act, id, person)?;
    // Somebody else's id, or one that was taken back since: nobody is in by it.
    if !all.iter().any(|one| one.id == seen.id) {
        return Ok(taken_back(outcome(act, person, answer, all)?));
    }
    let outcome = outcome(act, person, answer, all)?;
    let counts = outcome.first.as_ref().is_some_and(|first| first.id == seen.id);
    Ok(Outcome { verdict: if counts { Verdict::In } else { Verdict::Already }, ..outcome })
}

/// Makes somebody's check-in what the doors saw. Whatever they said themselves stays.
fn derive(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    let arrivals = store::arrivals_of(act, id, person)?;
    match model::tally(arrivals, &[]).first.remove(&person) {
        Some(first) => {
            if store::put_check_in(act, id, person, &first)? {
                act.happened(Happened::CheckedIn { gathering: id, person })?;
            }
        }
        None => {
            if store::delete_check_in(act, id, person)? {
                act.happened(Happened::CheckedOut { gathering: id, person })?;
            }
        }
    }
    Ok(())
}

/// Somebody says themselves that they are not there after all: no door saw them.
pub fn not_there(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    let now = act.now;
    store::undo_person(act, id, person, now)
}

/// Who leaves has come nowhere, and has let in nobody.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

/// Where the doors saw a person, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    serde_json::to_value(store::export(look, person)?).map_err(|error| Error::Inner(error.to_string()))
}

/// Check-ins by a door follow from what the doors saw.
pub const CHECK: Check = Check { name: "check_in.door", total: super::store::count_all, batch: counted, repair };

fn counted(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::counted(look, About::row(after), AT_ONCE)?)
}

fn repair(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let id = GatheringId(About::row(Some(subject)));
    store::clear_check_ins(act, id)?;
    for (person, first) in model::tally(store::arrivals(act, id)?, &[]).first {
        store::put_check_in(act, id, person, &first)?;
    }
    Ok(true)
}
