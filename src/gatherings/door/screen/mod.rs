//! Checking in oneself: a screen at the venue shows a code that changes, and whoever is there scans or types it.
//!
//! The code follows from the server's key, the screen and the time; nothing of it is stored. A screen needs no account: it is
//! opened by a link, of whose secret only the hash is kept, and which is good for as long as whoever made it may let people
//! in by name. The crew can show a code on a device of their own as well.

pub(in crate::gatherings) mod api;
pub mod model;
pub(in crate::gatherings) mod pages;
mod store;
pub(in crate::gatherings) mod views;

use std::collections::HashSet;

use data_encoding::BASE64URL_NOPAD;
use model::{Code, Entry, WalkIns};
use serde_json::{Value, json};

use super::{
    Arrival, Comer, Outcome,
    model::{LONGEST_DOOR, MOST_AT_ONCE, Numbers, door, lets_in, numbers, tally},
    note, outcome,
};
use crate::{
    act::{Act, Look},
    app,
    error::{Error, Result},
    gatherings::{
        Gathering,
        actions::visible,
        crew::{self, Deed},
        store as gatherings,
    },
    id::{GatheringId, PersonId, ScreenId, encode},
    rows,
};

/// So many screens a gathering can have.
const MOST: usize = 20;

rows! {
    /// A screen at a door.
    #[derive(Debug, Clone)]
    pub struct Screen {
        /// Which one.
        pub id: ScreenId,
        /// Of which gathering.
        pub gathering: GatheringId,
        /// At which door.
        pub door: String,
        /// Who made it.
        pub made_by: PersonId,
        /// Their name.
        pub by: String,
    }
}

/// What the crew's own device stands for, which is no screen that is kept.
const THE_CREWS: ScreenId = ScreenId(0);

/// What the codes of a screen follow from.
fn secret(look: &Look<'_>, id: GatheringId, screen: ScreenId) -> [u8; 32] {
    look.shared.keys.seal(&format!("door screen {id} {screen}"))
}

/// What a screen shows.
pub struct Shown {
    /// The gathering.
    pub gathering: Gathering,
    /// At which door it stands.
    pub door: String,
    /// The code; `None` while the door is closed.
    pub code: Option<Code>,
}

fn shown(look: &Look<'_>, gathering: Gathering, screen: ScreenId, door: String) -> Shown {
    let now = look.now;
    let secret = secret(look, gathering.id, screen);
    let code = gathering.is_around(now).then(|| model::code(&secret, model::step(now)));
    Shown { gathering, door, code }
}

/// What the crew's own device shows.
pub fn crews(look: &mut Look<'_>, id: GatheringId) -> Result<Shown> {
    let (gathering, _) = crew::at(look, id, Deed::Scan)?;
    Ok(shown(look, gathering, THE_CREWS, String::new()))
}

/// What the screen shows that a link opens.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none any more.
pub fn opened(look: &mut Look<'_>, link: &str) -> Result<Shown> {
    // Looked up by its hash: how long that takes says nothing of the secret.
    let bytes = BASE64URL_NOPAD.decode(link.as_bytes()).map_err(|_| Error::NotFound)?;
    let screen = store::of_hash(look, app::hash(&bytes))?.ok_or(Error::NotFound)?;
    let gathering = gatherings::gathering(look, screen.gathering)?.ok_or(Error::NotFound)?;
    if gathering.cancelled_at.is_some() || !holds(look, &gathering, screen.made_by)? {
        return Err(Error::NotFound);
    }
    Ok(shown(look, gathering, screen.id, screen.door))
}

/// Whether whoever made a screen may still let people in by name: else it is dark, and its codes are none.
fn holds(look: &mut Look<'_>, gathering: &Gathering, made_by: PersonId) -> Result<bool> {
    Ok(crew::role_of(look, gathering, made_by)?.is_some_and(|role| role.may(Deed::Search)))
}

/// The screens of a gathering, each with whether it still shows something.
pub type Screens = Vec<(Screen, bool)>;

/// The gathering, its screens, and who comes in without having said yes; for those who may have the list.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Screens, WalkIns)> {
    let (gathering, _) = crew::at(look, id, Deed::Search)?;
    let mut screens = Vec::new();
    for screen in store::all(look, id)? {
        let holds = holds(look, &gathering, screen.made_by)?;
        screens.push((screen, holds));
    }
    let walk_ins = store::walk_ins(look, id)?;
    Ok((gathering, screens, walk_ins))
}

/// Makes a screen for a door; which, and the secret of its link, which is kept nowhere.
pub fn make(act: &mut Act<'_>, id: GatheringId, name: &str) -> Result<(Screen, String)> {
    let (gathering, ..) = all(act, id)?;
    if gathering.cancelled_at.is_some() {
        return Err(Error::Conflict("error-gathering-cancelled"));
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > LONGEST_DOOR {
        return Err(Error::invalid("door", "problem-screen-door"));
    }
    if store::all(act, id)?.len() >= MOST {
        return Err(Error::Conflict("error-screen-many"));
    }
    let (me, number, secret): (_, _, [u8; 16]) = (act.viewer.person()?, act.id(), act.chance());
    store::put(act, (number, app::hash(&secret)), id, &door(&name), me)?;
    let made = store::all(act, id)?.into_iter().find(|screen| screen.id == number).ok_or(Error::NotFound)?;
    Ok((made, BASE64URL_NOPAD.encode(&secret)))
}

/// Takes a screen away: it is dark at once, and its codes are none.
pub fn remove(act: &mut Act<'_>, id: GatheringId, screen: ScreenId) -> Result<()> {
    crew::at(act, id, Deed::Search)?;
    if store::delete(act, id, screen)? { Ok(()) } else { Err(Error::NotFound) }
}

/// Says who comes in by a code without having said yes.
pub fn choose(act: &mut Act<'_>, id: GatheringId, walk_ins: WalkIns) -> Result<()> {
    crew::at(act, id, Deed::Run)?;
    store::put_walk_ins(act, id, walk_ins)
}

/// The door of whose screen that code is; `None` where it is no code of now.
fn door_of(look: &mut Look<'_>, gathering: &Gathering, sent: &str) -> Result<Option<String>> {
    let (id, now) = (gathering.id, look.now);
    for screen in store::all(look, id)? {
        if model::fits(&secret(look, id, screen.id), now, sent) && holds(look, gathering, screen.made_by)? {
            return Ok(Some(screen.door));
        }
    }
    Ok(model::fits(&secret(look, id, THE_CREWS), now, sent).then(String::new))
}

/// How it stands between somebody and the door.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How they would come in.
    pub entry: Entry,
    /// What the doors know of them already.
    pub outcome: Outcome,
}

/// How it stands between somebody and the door.
pub fn standing(look: &mut Look<'_>, gathering: &Gathering, who: Comer) -> Result<Standing> {
    let id = gathering.id;
    let answer = super::store::answer(look, id, who)?;
    let walk_ins = store::walk_ins(look, id)?;
    let reply = answer.map(|(reply, _)| reply);
    let room = match (walk_ins, gathering.capacity) {
        // Counted for those alone whom it concerns: whoever counts all is in the way of all who come in at that moment.
        (WalkIns::Room, Some(capacity)) if !lets_in(gathering.admission, reply) => {
            model::room(Some(capacity), gathering.going, inside(look, id)?.walk_ins)
        }
        _ => None,
    };
    let entry = model::entry(gathering.admission, reply, walk_ins, room);
    Ok(Standing { entry, outcome: outcome(look, id, who, answer)? })
}

/// How many are in.
fn inside(look: &mut Look<'_>, id: GatheringId) -> Result<Numbers> {
    let own = super::store::own(look, id)?;
    let mut coming: HashSet<Comer> = store::members_coming(look, id)?.into_iter().map(Comer::Person).collect();
    coming.extend(store::guests_coming(look, id)?.into_iter().map(Comer::Guest));
    Ok(numbers(&tally(super::store::arrivals(look, id)?, &own), &own, &coming))
}

/// Whether what was scanned is a code of now. Only of the long kind: what can be guessed is tried by [`arrive`] alone.
pub fn is_good(look: &mut Look<'_>, gathering: &Gathering, sent: &str) -> Result<bool> {
    let sent = model::read(sent);
    Ok(!model::is_short(&sent) && door_of(look, gathering, &sent)?.is_some())
}

/// The viewer came in, with so many of theirs, by a code that they read at the door.
pub fn arrive(act: &mut Act<'_>, id: GatheringId, sent: &str, places: Option<i64>) -> Result<Outcome> {
    let person = act.viewer.person()?;
    let gathering = visible(act, id)?;
    come_in(act, &gathering, Comer::Person(person), sent, places)
}

/// Somebody came in by a code that they read at the door.
///
/// # Errors
/// [`Error::Invalid`] at `code` where it is none of now; [`Error::Conflict`] where the door is closed to them.
pub fn come_in(
    act: &mut Act<'_>,
    gathering: &Gathering,
    who: Comer,
    sent: &str,
    places: Option<i64>,
) -> Result<Outcome> {
    let (id, now) = (gathering.id, act.now);
    if !gathering.is_around(now) {
        return Err(Error::Conflict("error-door-time"));
    }
    let sent = model::read(sent);
    if sent.is_empty() {
        return Err(Error::invalid("code", "problem-screen-empty"));
    }
    if model::is_short(&sent) {
        let (Comer::Person(PersonId(number)) | Comer::Guest(crate::id::GuestId(number))) = who;
        act.shared.limits.count_guess(number)?;
    }
    let Some(door) = door_of(act, gathering, &sent)? else {
        return Err(Error::invalid("code", "problem-screen-code"));
    };
    let Standing { entry, outcome } = standing(act, gathering, who)?;
    if outcome.first.is_some() {
        return Ok(outcome);
    }
    match entry {
        Entry::Expected | Entry::WalkIn => {}
        Entry::Full => return Err(Error::Conflict("error-screen-full")),
        Entry::Closed => return Err(Error::Conflict("error-screen-closed")),
    }
    // Whoever walks in is one: for more of them the crew counts.
    let party = if entry == Entry::Expected { outcome.party } else { 1 };
    let exact = places.filter(|_| party > 1).map(|places| places.clamp(1, party.min(MOST_AT_ONCE)));
    let number: i64 = act.id();
    let arrival = Arrival {
        id: encode(number),
        who: Some(who),
        places: exact.unwrap_or(party),
        exact: exact.is_some(),
        door,
        at: now,
    };
    note(act, id, who, &arrival, who.person())
}

/// The screens that a person made, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::export(look, person)?;
    Ok(rows.into_iter().map(|(id, title, door)| json!({ "id": id, "title": title, "door": door })).collect())
}

/// The screens of whoever leaves are dark.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}
