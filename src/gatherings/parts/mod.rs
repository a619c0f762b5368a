//! Parts of a gathering: "on site" and "online", a table for beginners. Each has its own capacity, or none, within that of
//! the whole; who comes names one. Their places are taken and freed where all places are (`answers`).

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use model::{LEAST, Part, Wanted};
use serde_json::{Value, json};

use super::{
    actions::own,
    answers::{settle, take_in_part},
    model::Gathering,
    store as gatherings,
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::{Error, Problem, Problems, Result},
    id::GatheringId,
    series,
};

/// The parts of a gathering, in their order. What is not cut costs no statement.
pub fn all(look: &mut Look<'_>, gathering: &Gathering) -> Result<Vec<Part>> {
    if gathering.parts == 0 { Ok(Vec::new()) } else { store::all(look, gathering.id) }
}

/// Cuts a gathering into parts, or changes and adds some. Whoever had answered before it was cut comes to the first part.
pub fn set(act: &mut Act<'_>, id: GatheringId, wanted: &[Wanted]) -> Result<()> {
    let gathering = own(act, id)?;
    gathering.still_open(act.now)?;
    let before = all(act, &gathering)?;
    // The gathering's row first, as whoever answers does.
    let new = wanted.iter().filter(|one| !before.iter().any(|part| part.number == one.number)).count();
    store::put_count(act, id, (before.len() + new) as i64)?;
    for one in wanted {
        match before.iter().find(|part| part.number == one.number) {
            None => store::put(act, id, one)?,
            Some(_) if store::change(act, id, one)? => {}
            Some(part) => return Err(too_few(one.number, part.going)),
        }
    }
    if let (true, Some(first)) = (before.is_empty(), wanted.first()) {
        if !take_in_part(act, id, first.number, gathering.going)? {
            return Err(too_few(first.number, gathering.going));
        }
        store::gather(act, id, first.number)?;
    }
    // Nobody is left to wait for what can never have room for them.
    if let Some((number, places)) = never(act, &gathering, &before, wanted)? {
        return Err(at_places(number, "problem-part-waiting", places));
    }
    // More places are first of all for those who wait.
    if gathering.tickets > 0 { settle(act, id) } else { Ok(()) }
}

/// The same for a gathering and all of its series that come after it and that the viewer may change: as they are cut now,
/// where those who come there have room.
pub fn set_following(act: &mut Act<'_>, id: GatheringId, wanted: &[Wanted]) -> Result<()> {
    set(act, id, wanted)?;
    let gathering = own(act, id)?;
    let wanted = as_wanted(all(act, &gathering)?);
    for later in series::following(act, id)? {
        let found = match own(act, later) {
            Err(Error::NotFound | Error::Forbidden(_)) => continue,
            found => found?,
        };
        let before = all(act, &found)?;
        if found.still_open(act.now).is_ok()
            && model::fits(&wanted, &before, found.going)
            && never(act, &found, &before, &wanted)?.is_none()
        {
            set(act, later, &wanted)?;
        }
    }
    Ok(())
}

fn as_wanted(parts: Vec<Part>) -> Vec<Wanted> {
    parts.into_iter().map(|Part { number, name, capacity, .. }| Wanted { number, name, capacity }).collect()
}

/// More are coming than there would be places.
fn too_few(number: i64, going: i64) -> Error {
    at_places(number, "problem-gathering-capacity-answers", going)
}

/// A fault of how many places a part has, with the number that its message mentions.
fn at_places(number: i64, key: &'static str, mentioned: i64) -> Error {
    let at = usize::try_from(number - 1).ok().and_then(|at| model::PLACES.get(at));
    let field = at.copied().unwrap_or(model::PLACES[0]);
    Error::Invalid(Problems(vec![Problem { field, key, number: Some(mentioned) }]))
}

/// A part that would from now on have fewer places than the largest party that waits for it wants, and how many that are.
fn never(look: &mut Look<'_>, gathering: &Gathering, before: &[Part], wanted: &[Wanted]) -> Result<Option<(i64, i64)>> {
    if gathering.tickets == 0 {
        return Ok(None);
    }
    let largest = match (before, wanted) {
        // All who wait come to the first.
        ([], [first, ..]) => vec![(first.number, store::largest_waiting(look, gathering.id)?)],
        _ => store::waiting(look, gathering.id)?.into_iter().map(|(part, _, largest)| (part, largest)).collect(),
    };
    Ok(largest.into_iter().find(|(number, places)| {
        // What stays as it was is no reason not to change something else.
        let same = |one: &&Wanted| before.iter().any(|part| part.number == *number && part.capacity == one.capacity);
        let changed = wanted.iter().find(|one| one.number == *number).filter(|one| !same(one));
        changed.and_then(|one| one.capacity).is_some_and(|most| *places > most)
    }))
}

/// What taking a part away comes to.
#[derive(Debug, Clone)]
pub struct Removal {
    /// The part.
    pub part: Part,
    /// How many wait for a place in it.
    pub waiting: i64,
    /// How many places the largest party among these wants.
    pub largest: i64,
    /// The parts that stay; none where the gathering is cut no more without it.
    pub others: Vec<Part>,
}

impl Removal {
    /// Whether it has to be said where people go.
    pub fn asks(&self) -> bool {
        !self.others.is_empty() && (self.part.going > 0 || self.waiting > 0)
    }
}

/// What it would come to to take a part away.
pub fn removal(look: &mut Look<'_>, id: GatheringId, number: i64) -> Result<(Gathering, Removal)> {
    let gathering = own(look, id)?;
    gathering.still_open(look.now)?;
    let (found, mut others): (Vec<Part>, Vec<Part>) =
        all(look, &gathering)?.into_iter().partition(|part| part.number == number);
    let part = found.into_iter().next().ok_or(Error::NotFound)?;
    if others.len() < LEAST {
        others.clear();
    }
    let waiting = store::waiting(look, id)?.into_iter().find(|(part, ..)| *part == number);
    let (waiting, largest) = waiting.map_or((0, 0), |(_, count, largest)| (count, largest));
    Ok((gathering, Removal { part, waiting, largest, others }))
}

/// Takes a part away. Whoever comes to it or waits for it goes to another, if that has room for all who come; the order of
/// those who wait stays. Of two parts none is left: then the gathering is cut no more.
pub fn remove(act: &mut Act<'_>, id: GatheringId, number: i64, to: Option<i64>) -> Result<()> {
    let (gathering, removal) = removal(act, id, number)?;
    store::put_count(act, id, removal.others.len() as i64)?;
    if removal.others.is_empty() {
        for part in all(act, &gathering)? {
            store::move_all(act, id, part.number, None)?;
        }
        store::delete_all(act, id)?;
    } else {
        if removal.asks() {
            let to = removal.others.iter().find(|part| Some(part.number) == to);
            let to = to.ok_or(Error::invalid("to", "problem-part-where"))?;
            // Nor is anybody left to wait for what can never have room for them.
            let never = to.capacity.is_some_and(|most| removal.largest > most);
            if never || !take_in_part(act, id, to.number, removal.part.going)? {
                let (field, key) = ("to", "problem-part-no-room");
                return Err(Error::Invalid(Problems(vec![Problem { field, key, number: to.left() }])));
            }
            store::move_all(act, id, number, Some(to.number))?;
        }
        store::delete(act, id, number)?;
    }
    if gathering.tickets > 0 { settle(act, id) } else { Ok(()) }
}

/// Cuts a gathering that was just published as an earlier one is cut; its host comes to the first part.
pub fn inherit(act: &mut Act<'_>, from: GatheringId, id: GatheringId) -> Result<()> {
    let parts = store::all(act, from)?;
    if parts.is_empty() {
        return Ok(());
    }
    let Some(gathering) = gatherings::gathering(act, id)?.filter(|gathering| gathering.parts == 0) else {
        return Ok(());
    };
    let wanted = as_wanted(parts);
    if model::fits(&wanted, &[], gathering.going) { set(act, id, &wanted) } else { Ok(()) }
}

/// How many wait for each part: number and count.
pub fn waiting(look: &mut Look<'_>, gathering: &Gathering) -> Result<Vec<(i64, i64)>> {
    if gathering.parts == 0 || gathering.tickets == 0 {
        return Ok(Vec::new());
    }
    Ok(store::waiting(look, gathering.id)?.into_iter().map(|(part, count, _)| (part, count)).collect())
}

/// The parts for whoever hosted it to take along.
pub fn export(look: &mut Look<'_>, gathering: &Gathering) -> Result<Value> {
    let parts = all(look, gathering)?;
    Ok(parts.iter().map(|part| json!({ "name": part.name, "capacity": part.capacity, "going": part.going })).collect())
}

/// How many parts there are follows from the parts.
pub const CHECK: Check =
    Check { name: "gathering.parts", total: gatherings::count_all, batch: counted, repair: repair_count };

/// How many places are taken in each follows from the answers.
pub const CHECK_GOING: Check =
    Check { name: "gathering_part.going", total: gatherings::count_all, batch: miscounted, repair: repair_going };

fn counted(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::counted(look, About::row(after), AT_ONCE)?)
}

fn repair_count(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    store::recount(act, GatheringId(About::row(Some(subject)))).map(|()| true)
}

fn miscounted(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        store::miscounted(look, About::row(after), AT_ONCE)?,
        |(id, _)| *id,
        |(_, wrong)| Ok((*wrong > 0).then(|| format!("{wrong} parts count other places than their answers take"))),
    )
}

fn repair_going(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    store::recount_going(act, GatheringId(About::row(Some(subject)))).map(|()| true)
}
