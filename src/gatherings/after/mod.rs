//! Afterwards: how it was, in two taps, for the hosts as sums alone; how many of those who said yes came, of a gathering and
//! of a community, never of a person; and a word of thanks to those who came.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use model::{LONGEST, Share};
use serde_json::{Value, json};
pub use store::{Feedback, Thanks};

use super::{
    actions::visible,
    crew::{self, Deed},
    model::Gathering,
    telling::{News, tell},
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Problems, Result},
    id::{GatheringId, PersonId},
    time::DAY,
};

/// So far back a community's rate looks (milliseconds).
const YEAR: i64 = 365 * DAY;

/// Whether the viewer can say how it was: they were there, and don't run it.
pub fn may_say(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    let Ok(person) = look.viewer.person() else { return Ok(false) };
    if !model::is_open(gathering, look.now) || crew::may(look, gathering, Deed::Run)? {
        return Ok(false);
    }
    let (checked_in, said_yes, anybody) = store::there(look, gathering.id, person)?;
    Ok(model::was_there(checked_in, said_yes, anybody))
}

/// What the viewer said.
pub fn mine(look: &mut Look<'_>, id: GatheringId) -> Result<Feedback> {
    let Ok(person) = look.viewer.person() else { return Ok(Feedback::default()) };
    Ok(store::feedback(look, id, person)?.unwrap_or_default())
}

/// The viewer says how it was; what they leave out stays.
pub fn say(act: &mut Act<'_>, id: GatheringId, worth: Option<bool>, met: Option<bool>) -> Result<()> {
    let person = act.viewer.person()?;
    let gathering = visible(act, id)?;
    if !may_say(act, &gathering)? {
        return Err(Error::Forbidden("error-after-not-there"));
    }
    if worth.is_none() && met.is_none() {
        return Err(Error::Unreadable("error-after-nothing"));
    }
    let now = act.now;
    store::put(act, id, person, Feedback { worth: worth.map(i64::from), met: met.map(i64::from) }, now)
}

/// What those who run a gathering see of it afterwards.
#[derive(Debug, Clone, Copy)]
pub struct Sums {
    /// How many said yes.
    pub said_yes: i64,
    /// How many of these checked in.
    pub came: i64,
    /// For how many it was worth their time; `None` where few have said so.
    pub worth: Option<Share>,
    /// How many met somebody new; `None` where few have said so.
    pub met: Option<Share>,
    /// Of those who said yes to its community's gatherings within a year, how many in a hundred did not come; `None` where
    /// there is no community that the viewer leads, or where they are few.
    pub no_shows: Option<i64>,
}

/// The sums, for those who run it.
pub fn sums(look: &mut Look<'_>, id: GatheringId) -> Result<Sums> {
    let (gathering, _) = crew::at(look, id, Deed::Run)?;
    let (said_yes, came) = store::attendance(look, id)?;
    let now = look.now;
    let (said, closed) = (store::said(look, id)?, now > gathering.ends_at.plus(model::OPEN));
    let share = |of: fn(&Feedback) -> Option<i64>| Share::shown(said.iter().filter_map(of).map(|yes| yes == 1), closed);
    let (worth, met) = (share(|said| said.worth), share(|said| said.met));
    let no_shows = match gathering.community {
        // What all its gatherings come to is for those who lead it.
        Some(community) if communities::hosts(look, community)? => {
            let (said_yes, came) = store::attendance_of(look, community, now.plus(-YEAR), now)?;
            model::no_shows(said_yes, came)
        }
        _ => None,
    };
    Ok(Sums { said_yes, came, worth, met, no_shows })
}

/// What was written to those who came.
pub fn thanks(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Thanks>> {
    store::thanks(look, id)
}

/// Writes to those who came; once, as a letter can't be taken back.
pub fn thank(act: &mut Act<'_>, id: GatheringId, words: &str) -> Result<()> {
    let (gathering, _) = crew::at(act, id, Deed::Run)?;
    let (me, now) = (act.viewer.person()?, act.now);
    if !model::is_open(&gathering, now) {
        return Err(Error::Conflict("error-after-time"));
    }
    let mut problems = Problems::default();
    problems.unless(!words.is_empty(), "words", "problem-after-words");
    if words.chars().count() > LONGEST {
        problems.add_number("words", "problem-gathering-long-text", LONGEST as i64);
    }
    problems.check()?;
    if !store::put_thanks(act, id, words, me, now)? {
        return Err(Error::Conflict("error-after-thanked"));
    }
    tell(act, id, News::Thanks, Some(me))
}

/// The next of those whom the thanks reach, in the order of their ids.
pub fn to_thank(look: &mut Look<'_>, id: GatheringId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    let Some(by) = store::thanks(look, id)?.and_then(|thanks| thanks.sent_by) else { return Ok(Vec::new()) };
    reached(look, id, by, after, most)
}

/// The next of those who were there, in the order of their ids: but those hidden from `by`, and those who muted them.
pub fn reached(
    look: &mut Look<'_>,
    id: GatheringId,
    by: PersonId,
    after: PersonId,
    most: usize,
) -> Result<Vec<PersonId>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let (.., anybody) = store::there(look, id, by)?;
    if anybody { store::came(look, id, by, after, most) } else { store::said_yes(look, id, by, after, most) }
}

/// How many thanks of the viewer would reach.
pub fn count_to_thank(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let me = look.viewer.person()?;
    Ok(reached(look, id, me, PersonId(0), usize::MAX)?.len() as i64)
}

/// Who leaves has said nothing.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

/// What a person said afterwards, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<(Value, Value)> {
    let said = serde_json::to_value(store::export(look, person)?).map_err(|error| Error::Inner(error.to_string()))?;
    let thanks = store::export_thanks(look, person)?;
    Ok((said, thanks.iter().map(|(id, words)| json!({ "id": id, "words": words })).collect()))
}
