//! The door: everybody's entry card, letting in by code, by name or only by counting, and the counts. Several doors say what
//! they saw when they have a network; [`model::tally`] puts it together. A device gives each arrival an id of its own, so
//! that what is sent twice is there once.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
pub(super) mod screen;
mod store;
pub(super) mod views;

use std::collections::{HashMap, HashSet};

use model::{Arrival, Numbers, Tally};
use serde_json::Value;

use super::{
    actions::visible,
    crew::{self, Deed, Role},
    guests::{self, model::Comer},
    model::{Gathering, Reply},
    parts::{self, model::Part},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::{Error, Result},
    id::{GatheringId, GuestId, PersonId},
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
    /// By name, without an account.
    Guest(GuestId),
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
    /// How many of their party are in by now; `None` for all of it.
    pub places: Option<i64>,
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
    pub who: Option<Bearer>,
    /// How many are in with them.
    pub places: i64,
    /// How many they said they would be.
    pub party: i64,
    /// The arrival that counts.
    pub first: Option<Arrival>,
}

impl Outcome {
    fn of(verdict: Verdict) -> Self {
        Self { verdict, who: None, places: 0, party: 0, first: None }
    }
}

/// Whom a card names, as the crew sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Their name.
    pub name: String,
    /// The hash of their picture.
    pub photo: Option<String>,
}

/// The code on somebody's entry card.
fn code(look: &Look<'_>, id: GatheringId, who: Comer) -> String {
    let sealed = match who {
        Comer::Person(person) => format!("entry {id} {person}"),
        Comer::Guest(guest) => format!("guest entry {id} {guest}"),
    };
    model::spell(who, &look.shared.keys.seal(&sealed))
}

/// Whose code that is there; `None` for one that this server did not make.
fn bearer(look: &Look<'_>, id: GatheringId, sent: &str) -> Option<Comer> {
    let sent = sent.to_lowercase();
    model::named(&sent)?.into_iter().find(|who| model::same(&code(look, id, *who), &sent))
}

/// Whether the viewer has an entry card: whoever says yes or maybe.
pub fn has_card(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    let Ok(person) = look.viewer.person() else { return Ok(false) };
    let answer = store::answer(look, gathering.id, Comer::Person(person))?;
    Ok(gathering.cancelled_at.is_none() && model::lets_in(gathering.admission, answer.map(|(reply, _)| reply)))
}

/// The viewer's entry card: the gathering, and the code.
pub fn card(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, String)> {
    let person = look.viewer.person()?;
    let gathering = visible(look, id)?;
    if has_card(look, &gathering)? {
        let code = code(look, id, Comer::Person(person));
        Ok((gathering, code))
    } else {
        Err(Error::Conflict("error-door-no-card"))
    }
}

/// Somebody who is expected, or who walked in and is known by name.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Who.
    pub who: Comer,
    /// Their handle; `None` without an account.
    pub handle: Option<String>,
    /// Their name.
    pub name: String,
    /// The hash of their picture.
    pub photo: Option<String>,
    /// How many they said they would be.
    pub places: i64,
    /// To which part they come.
    pub part: Option<i64>,
}

/// What the door knows.
pub struct Door {
    /// The gathering.
    pub gathering: Gathering,
    /// What the viewer is there.
    pub role: Role,
    /// Those who are expected, by name.
    pub guests: Vec<Expected>,
    /// Who is in.
    pub tally: Tally,
    /// How many are in.
    pub numbers: Numbers,
    /// Those who said themselves that they are there.
    pub own: HashSet<PersonId>,
    /// The parts of the gathering.
    pub parts: Vec<Part>,
}

impl Door {
    /// Whether somebody said themselves that they are there.
    pub fn is_own(&self, who: Comer) -> bool {
        who.person().is_some_and(|person| self.own.contains(&person))
    }

    /// Whether somebody is in.
    pub fn is_in(&self, who: Comer) -> bool {
        self.tally.first.contains_key(&who) || self.is_own(who)
    }

    /// How many are in, of each part.
    pub fn by_part(&self) -> Vec<(&Part, i64)> {
        let places = |guest: &&Expected| self.tally.first.get(&guest.who).map_or(guest.places, |first| first.places);
        let inside = |part: &Part| {
            let of = self.guests.iter().filter(|guest| guest.part == Some(part.number) && self.is_in(guest.who));
            of.map(|guest| places(&guest)).sum()
        };
        self.parts.iter().map(|part| (part, inside(part))).collect()
    }
}

/// The door of a gathering, for its crew.
pub fn load(look: &mut Look<'_>, id: GatheringId) -> Result<Door> {
    let (gathering, role) = crew::at(look, id, Deed::Scan)?;
    let account = look.viewer.me()?.account;
    let (mut members, mut strangers) = (store::members(look, id, account)?, store::strangers(look, id)?);
    // Where a host says who comes, a maybe is not expected.
    members.retain(|one| one.yes || !gathering.admission.asks());
    strangers.retain(|one| one.yes || !gathering.admission.asks());
    let own = store::own(look, id)?;
    let tally = model::tally(store::arrivals(look, id)?, &own);
    // Who is hidden from the viewer, or has no name any more, counts all the same.
    let coming = members.iter().filter(|one| one.yes).map(|one| Comer::Person(one.person));
    let coming = coming.chain(strangers.iter().filter(|one| one.yes).map(|one| Comer::Guest(one.guest))).collect();
    let numbers = model::numbers(&tally, &own, &coming);
    let mut known: HashSet<Comer> = members.iter().map(|one| Comer::Person(one.person)).collect();
    known.extend(strangers.iter().map(|one| Comer::Guest(one.guest)));
    let members = members.into_iter().filter(|one| !one.hidden).map(|one| Expected {
        who: Comer::Person(one.person),
        handle: Some(one.handle),
        name: one.name,
        photo: one.photo,
        places: one.places,
        part: one.part,
    });
    let mut guests: Vec<Expected> = members.collect();
    guests.extend(strangers.into_iter().filter(|one| one.known).map(|one| Expected {
        who: Comer::Guest(one.guest),
        handle: None,
        name: one.name,
        photo: None,
        places: one.places,
        part: one.part,
    }));
    // Whoever walked in, and is known by name.
    let mut others: Vec<Comer> = tally.first.keys().copied().filter(|who| !known.contains(who)).collect();
    others.sort_unstable();
    let people: Vec<PersonId> = others.iter().filter_map(|who| who.person()).collect();
    let places: HashMap<Comer, i64> = tally.first.iter().map(|(who, first)| (*who, first.places)).collect();
    for Face { id: person, handle, name, photo } in people::faces(look, &people)? {
        let who = Comer::Person(person);
        let places = places.get(&who).copied().unwrap_or(1);
        guests.push(Expected { who, handle: Some(handle), name, photo, places, part: None });
    }
    for who in others {
        let Comer::Guest(guest) = who else { continue };
        let Some(guest) = guests::known(look, guest)?.filter(|guest| guest.email.is_some()) else { continue };
        guests.push(Expected { who, handle: None, name: guest.name, photo: None, places: guest.places, part: None });
    }
    guests.sort_by_cached_key(|one| (people::fold(&one.name), one.who));
    let own = own.into_iter().map(|(person, _)| person).collect();
    let parts = parts::all(look, &gathering)?;
    Ok(Door { gathering, role, guests, tally, numbers, own, parts })
}

/// Who is in, each with how many, whoever looks.
pub fn inside(look: &mut Look<'_>, id: GatheringId) -> Result<HashMap<Comer, i64>> {
    let own = store::own(look, id)?;
    let tally = model::tally(store::arrivals(look, id)?, &own);
    let mut inside: HashMap<Comer, i64> =
        own.into_iter().map(|(person, places)| (Comer::Person(person), places)).collect();
    inside.extend(tally.first.into_iter().map(|(who, first)| (who, first.places)));
    Ok(inside)
}

/// How many came, as far as the door and they themselves said so.
pub fn came(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let own = store::own(look, id)?;
    Ok(model::tally(store::arrivals(look, id)?, &own).inside)
}

/// Who stands before one of the crew, by their code: who, with how many, and their arrival if they are in already.
pub fn expected(look: &mut Look<'_>, id: GatheringId, sent: &str) -> Result<Outcome> {
    let (gathering, _) = crew::at(look, id, Deed::Scan)?;
    let Some(who) = bearer(look, id, sent) else { return Ok(Outcome::of(Verdict::Unknown)) };
    let answer = store::answer(look, id, who)?;
    let mut outcome = outcome(look, id, who, answer)?;
    if outcome.first.is_none() && !model::lets_in(gathering.admission, answer.map(|(reply, _)| reply)) {
        outcome.verdict = Verdict::NotExpected;
    }
    Ok(outcome)
}

fn face(look: &mut Look<'_>, who: Comer) -> Result<Option<Bearer>> {
    Ok(match who {
        Comer::Person(person) => people::face(look, person)?.map(|face| Bearer { name: face.name, photo: face.photo }),
        Comer::Guest(guest) => guests::known(look, guest)?.map(|guest| Bearer { name: guest.name, photo: None }),
    })
}

fn outcome(look: &mut Look<'_>, id: GatheringId, who: Comer, answer: Option<(Reply, i64)>) -> Result<Outcome> {
    let arrivals = store::arrivals_of(look, id, who)?;
    let first = model::tally(arrivals, &[]).first.remove(&who);
    let party = places(answer);
    let places = first.as_ref().map_or(party, |first| first.places);
    let verdict = if first.is_some() { Verdict::Already } else { Verdict::In };
    Ok(Outcome { verdict, who: face(look, who)?, places, party, first })
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
    let at = model::moment(seen.at, gathering.hours(), now);
    let (who, by_name) = match &seen.whom {
        Whom::Nameless(_) if seen.undo => {
            let found = store::undo_nameless(act, id, &seen.id, at)?;
            return Ok(Outcome::of(if found { Verdict::Undone } else { Verdict::Unknown }));
        }
        Whom::Nameless(count) => {
            let places = (*count).clamp(1, model::MOST_AT_ONCE);
            let (name, door) = (seen.id.clone(), seen.door.clone());
            let arrival = Arrival { id: name, who: None, places, exact: false, door, at };
            store::put(act, id, &arrival, Some(me), now)?;
            return Ok(Outcome { places, first: Some(arrival), ..Outcome::of(Verdict::In) });
        }
        Whom::Code(code) => (bearer(act, id, code), false),
        Whom::Guest(guest) => {
            let known = guests::known(act, *guest)?.filter(|guest| guest.gathering == id && guest.email.is_some());
            (known.map(|guest| Comer::Guest(guest.id)), true)
        }
        Whom::Handle(handle) => match people::visible(act, handle.trim().trim_start_matches('@')) {
            Ok(face) => (Some(Comer::Person(face.id)), true),
            Err(Error::NotFound) => (None, true),
            Err(error) => return Err(error),
        },
    };
    let Some(who) = who else { return Ok(Outcome::of(Verdict::Unknown)) };
    let answer = store::answer(act, id, who)?;
    if seen.undo {
        store::undo(act, id, who, at)?;
        derive(act, id, who)?;
        return Ok(taken_back(outcome(act, id, who, answer)?));
    }
    // Whoever is named by those who may search is let in as they see fit: that is what a walk-in is.
    if !by_name && !model::lets_in(gathering.admission, answer.map(|(reply, _)| reply)) {
        let who = face(act, who)?;
        return Ok(Outcome { who, ..Outcome::of(Verdict::NotExpected) });
    }
    let exact = seen.places.map(|places| places.clamp(1, model::MOST_AT_ONCE));
    let arrival = Arrival {
        id: seen.id.clone(),
        who: Some(who),
        places: exact.unwrap_or_else(|| places(answer)),
        exact: exact.is_some(),
        door: seen.door.clone(),
        at,
    };
    note(act, id, who, &arrival, Some(me))
}

/// Notes that somebody came, and what that makes of it.
fn note(act: &mut Act<'_>, id: GatheringId, who: Comer, arrival: &Arrival, by: Option<PersonId>) -> Result<Outcome> {
    let now = act.now;
    store::put(act, id, arrival, by, now)?;
    derive(act, id, who)?;
    let answer = store::answer(act, id, who)?;
    let outcome = outcome(act, id, who, answer)?;
    // Somebody else's id, or one that was taken back since: nobody is in by it.
    if !store::arrivals_of(act, id, who)?.iter().any(|one| one.id == arrival.id) {
        return Ok(taken_back(outcome));
    }
    let counts = outcome.first.as_ref().is_some_and(|first| first.id == arrival.id);
    Ok(Outcome { verdict: if counts { Verdict::In } else { Verdict::Already }, ..outcome })
}

/// Makes a member's check-in what the doors saw. Whatever they said themselves stays. Guests have none but their arrivals.
fn derive(act: &mut Act<'_>, id: GatheringId, who: Comer) -> Result<()> {
    let Comer::Person(person) = who else { return Ok(()) };
    let arrivals = store::arrivals_of(act, id, who)?;
    match model::tally(arrivals, &[]).first.remove(&who) {
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
    store::undo(act, id, Comer::Person(person), now)
}

/// Who leaves has come nowhere, has let in nobody, and has opened no screen.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    screen::forget(act, person)?;
    store::forget(act, person)
}

/// A guest who is forgotten has come nowhere.
pub fn forget_guest(act: &mut Act<'_>, guest: GuestId) -> Result<()> {
    store::forget_guest(act, guest)
}

/// What the doors saw of a guest they saw of the member that they are now.
pub fn hand_over(act: &mut Act<'_>, id: GatheringId, guest: GuestId, person: PersonId) -> Result<()> {
    store::hand_over(act, guest, person)?;
    derive(act, id, Comer::Person(person))
}

/// Where the doors saw a person, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let mut all = store::export(look, person)?;
    if let Some(email) = people::email(look, person)? {
        all.extend(store::export_guest(look, &email)?);
    }
    serde_json::to_value(all).map_err(|error| Error::Inner(error.to_string()))
}

/// Check-ins by a door follow from what the doors saw.
pub const CHECK: Check = Check { name: "check_in.door", total: super::store::count_all, batch: counted, repair };

fn counted(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::counted(look, About::row(after), AT_ONCE)?)
}

fn repair(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let id = GatheringId(About::row(Some(subject)));
    store::clear_check_ins(act, id)?;
    for (who, first) in model::tally(store::arrivals(act, id)?, &[]).first {
        if let Comer::Person(person) = who {
            store::put_check_in(act, id, person, &first)?;
        }
    }
    Ok(true)
}
