//! Asking to come: a host who says who comes, and a place that only those learn who do.
//!
//! A yes is a request then (`asked`) and takes no place. Let in, it takes one by the same conditional UPDATE as any yes; where
//! none is left, it waits in the queue with the ticket that it got when it was asked. What is hidden is taken out where a
//! gathering is loaded for somebody ([`as_seen`], [`as_seen_by`], [`brief_as_seen`]), by the one rule
//! [`model::may_see_place`]: what is printed afterwards, wherever, can't tell what is no longer there.

pub(super) mod api;
mod mail;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use std::collections::BTreeSet;

pub use model::Admission;
use model::{Decided, Decision, may_see_place};
use serde_json::{Value, json};
pub use store::Asker;

use super::{
    actions::own,
    answers, crew,
    guests::model::Comer,
    model::{Brief, Gathering, Reply},
    store as gatherings,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{GatheringId, GuestId, PersonId},
    notices,
    viewer::Viewer,
};

/// So many who asked are listed on a page.
pub const MOST_LISTED: i64 = 500;

impl Gathering {
    /// Without what only those learn who come.
    pub fn without_place(self) -> Self {
        if !self.admission.hides() {
            return self;
        }
        Self { venue: String::new(), address: String::new(), admission: Admission::Withheld, ..self }
    }
}

/// A gathering as the viewer may know it.
pub fn as_seen(look: &mut Look<'_>, gathering: Gathering) -> Result<Gathering> {
    if !gathering.admission.hides() || matches!(look.viewer, Viewer::System) {
        return Ok(gathering);
    }
    let Some(person) = look.viewer.person_if_any() else { return Ok(gathering.without_place()) };
    as_seen_by(look, &gathering, Comer::Person(person))
}

/// A gathering as somebody may know it who is written to, or told of it by a program.
pub fn as_seen_by(look: &mut Look<'_>, gathering: &Gathering, comer: Comer) -> Result<Gathering> {
    if !gathering.admission.hides() {
        return Ok(gathering.clone());
    }
    let reply = answers::reply_of(look, gathering.id, comer)?;
    let helps = match comer.person() {
        Some(person) => crew::helps(look, (gathering.id, gathering.host, gathering.community), person)?,
        None => false,
    };
    let known = may_see_place(gathering.admission, reply, helps);
    Ok(if known { gathering.clone() } else { gathering.clone().without_place() })
}

/// What a list shows of a gathering, as the viewer may know it.
pub fn brief_as_seen(look: &mut Look<'_>, brief: &mut Brief) -> Result<()> {
    if !brief.admission.hides() || may_see_place(brief.admission, brief.reply, false) {
        return Ok(());
    }
    let helps = match look.viewer.person_if_any() {
        Some(person) => crew::helps(look, (brief.id, brief.host, brief.community), person)?,
        None => false,
    };
    if !helps {
        brief.venue = String::new();
        brief.admission = Admission::Withheld;
    }
    Ok(())
}

/// Whether somebody who has not answered yes has to ask: not those who run it or help there, nor whom a host let in before.
///
/// # Errors
/// [`Error::Conflict`] where they were turned down.
pub fn has_to_ask(look: &mut Look<'_>, gathering: &Gathering, comer: Comer) -> Result<bool> {
    if !gathering.admission.asks() {
        return Ok(false);
    }
    if let Some(person) = comer.person()
        && crew::helps(look, (gathering.id, gathering.host, gathering.community), person)?
    {
        return Ok(false);
    }
    match store::request(look, gathering.id, comer)?.and_then(|request| request.approved) {
        Some(false) => Err(Error::Conflict("error-approval-declined")),
        Some(true) => Ok(false),
        None => match comer.person() {
            // Who was turned down does not ask again as another self.
            Some(person) if store::other_self_declined(look, gathering.id, person)? => {
                Err(Error::Conflict("error-approval-declined"))
            }
            _ => Ok(true),
        },
    }
}

/// Whether a yes of somebody, or of a stranger, would be asked for first.
pub fn asks_first(look: &mut Look<'_>, gathering: &Gathering, comer: Option<Comer>) -> Result<bool> {
    let Some(comer) = comer.filter(|_| gathering.admission.asks()) else { return Ok(gathering.admission.asks()) };
    match has_to_ask(look, gathering, comer) {
        Err(Error::Conflict(_)) => Ok(false),
        other => other,
    }
}

/// Somebody asks to come, with the next place in the order. Those who decide are told.
pub fn ask(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, ticket: i64) -> Result<()> {
    let (id, now) = (gathering.id, act.now);
    store::put(act, id, comer, ticket, now)?;
    let deciders: BTreeSet<PersonId> = gathering.host.into_iter().chain(store::cohosts(act, id)?).collect();
    let data = json!({ "title": gathering.title, "url": format!("{}/requests", gathering.url()) });
    let kind = if comer.person().is_some() { "asks-to-come" } else { "guest-asks" };
    for decider in deciders {
        notices::put(act, decider, kind, Some(id.0), comer.person(), &data)?;
    }
    Ok(())
}

/// Somebody who asked wants more places: they are the last in the order now.
pub fn ask_for_more(act: &mut Act<'_>, id: GatheringId, comer: Comer, ticket: i64) -> Result<()> {
    let now = act.now;
    store::put(act, id, comer, ticket, now)
}

/// Somebody who asked answers otherwise.
pub fn asks_no_more(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    store::forget_open(act, id, comer)
}

/// Somebody's answer is taken back: only that they were turned down stays.
pub fn answer_dropped(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    store::forget_unless_declined(act, id, comer)
}

/// What a host decided of those who asked; of how many it did. Of whom something else was decided meanwhile, or who no longer
/// ask, are left as they are.
pub fn decide(act: &mut Act<'_>, id: GatheringId, decided: &Decided) -> Result<i64> {
    let gathering = own(act, id)?;
    gathering.still_open(act.now)?;
    let by = act.viewer.person()?;
    let mut askers = Vec::new();
    for who in &decided.whom {
        askers.extend(store::asker(act, id, *who)?);
    }
    // Whoever asked first is let in first.
    askers.sort_unstable();
    let mut done = 0;
    for (_, comer) in askers {
        let did = match decided.decision {
            Decision::Approve => let_in(act, &gathering, comer, Some(by), &decided.words)?,
            Decision::Decline => turn_down(act, &gathering, comer, by, &decided.words)?,
            Decision::Undo => undo(act, &gathering, comer)?,
        };
        done += i64::from(did);
    }
    Ok(done)
}

/// One who asked comes, or waits in the queue where they asked; whether they asked.
fn let_in(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, by: Option<PersonId>, words: &str) -> Result<bool> {
    let (id, now) = (gathering.id, act.now);
    let Some(request) = store::request(act, id, comer)? else { return Ok(false) };
    // One human takes one place, whatever number of selves they have.
    if let Some(person) = comer.person()
        && gatherings::other_self_goes(act, id, person)?
    {
        return Ok(false);
    }
    let Some(reply) = answers::admit_asker(act, gathering, comer, request.ticket)? else { return Ok(false) };
    store::decide(act, (id, comer), Some(true), by, words, now)?;
    mail::approved(act, gathering, comer, reply, words)?;
    Ok(true)
}

fn turn_down(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, by: PersonId, words: &str) -> Result<bool> {
    let (id, now) = (gathering.id, act.now);
    if !answers::put_asker(act, id, comer, Reply::Asked, Reply::Declined)? {
        return Ok(false);
    }
    store::decide(act, (id, comer), Some(false), Some(by), words, now)?;
    mail::declined(act, gathering, comer, words)?;
    Ok(true)
}

/// Who was turned down asks again, where they stood.
fn undo(act: &mut Act<'_>, gathering: &Gathering, comer: Comer) -> Result<bool> {
    let (id, now) = (gathering.id, act.now);
    let open = answers::put_asker(act, id, comer, Reply::Declined, Reply::Asked)?;
    if open {
        store::decide(act, (id, comer), None, None, "", now)?;
    } else if store::request(act, id, comer)?.is_some_and(|request| request.approved == Some(false)) {
        // They have taken their answer back since: now they can ask again.
        store::forget_there(act, id, comer)?;
        return Ok(true);
    }
    Ok(open)
}

/// The host no longer says who comes: all who asked do, in their order.
pub fn open_up(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let Some(gathering) = gatherings::gathering(act, id)? else { return Ok(()) };
    for who in store::open(act, id)? {
        if let Some((_, comer)) = store::asker(act, id, who)? {
            let_in(act, &gathering, comer, None, "")?;
        }
    }
    Ok(())
}

/// Those who asked, or were turned down, for those who decide.
pub fn askers(look: &mut Look<'_>, id: GatheringId, declined: bool) -> Result<Vec<Asker>> {
    own(look, id)?;
    let account = look.viewer.me()?.account;
    store::askers(look, id, declined, account, MOST_LISTED)
}

/// A host's words to somebody who asked; empty where there are none.
pub fn words_to(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<String> {
    Ok(store::request(look, id, comer)?.map(|request| request.words).unwrap_or_default())
}

/// How many wait for a decision.
pub fn count_open(look: &mut Look<'_>, gathering: &Gathering) -> Result<i64> {
    if gathering.admission.asks() { store::count_open(look, gathering.id) } else { Ok(0) }
}

/// A gathering as a person may know it whose address is told of it.
pub fn known_to(look: &mut Look<'_>, gathering: &Gathering, person: PersonId) -> Result<Gathering> {
    as_seen_by(look, gathering, Comer::Person(person))
}

/// Forgets all that a person asked or decided.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget_comer(act, Comer::Person(person))?;
    store::forget_decider(act, person)
}

/// Forgets all that a guest asked.
pub fn forget_guest(act: &mut Act<'_>, guest: GuestId) -> Result<()> {
    store::forget_comer(act, Comer::Guest(guest))
}

/// What a guest asked, a member asked.
pub fn hand_over(act: &mut Act<'_>, id: GatheringId, guest: GuestId, person: PersonId) -> Result<()> {
    store::hand_over(act, id, guest, person)
}

/// What a person asked, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::export(look, person)?;
    serde_json::to_value(rows).map_err(|error| Error::Inner(error.to_string()))
}
