//! Answering: who has a place, who waits for one, and who is next.
//!
//! Two rules hold at the end of every transaction: no more places are taken than there are, and nobody waits who would fit
//! into what is left. So whoever finds room passes nobody, and whoever frees some gives it on in the same transaction.

pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use std::collections::{BTreeMap, BTreeSet};

use model::{Change, Party, admitted, change};
pub use store::Listed;
use store::Standing;
pub(super) use store::take_in_part;

use super::{
    actions::visible,
    approval,
    guests::model::Comer,
    mail,
    model::{Gathering, Reply},
    parts::{self, model::Part},
    questions, store as gatherings,
};
use crate::{
    act::{Act, Look},
    error::{Error, Problem, Problems, Result},
    http::Fields,
    id::{GatheringId, PersonId},
    jobs::Job,
    journal::Happened,
};

/// So many of those who wait are looked through at once.
const PART: i64 = 500;

/// Answers for the viewer, with the party they said before; what became of it: a yes may have to wait.
pub fn answer(act: &mut Act<'_>, id: GatheringId, reply: Reply) -> Result<Reply> {
    answer_with(act, id, reply, None, None)
}

/// The same with those whom the viewer brings along, and what they answer to the host's questions. With a place, saying so again confirms it, and another party takes or
/// frees places.
pub fn answer_with(
    act: &mut Act<'_>,
    id: GatheringId,
    reply: Reply,
    party: Option<&Party>,
    fields: Option<&Fields>,
) -> Result<Reply> {
    let person = act.viewer.person()?;
    let gathering = visible(act, id)?;
    give(act, &gathering, Comer::Person(person), reply, party, fields)
}

/// Answers for somebody, who may see the gathering: members and guests by the same rules.
pub(super) fn give(
    act: &mut Act<'_>,
    gathering: &Gathering,
    comer: Comer,
    reply: Reply,
    party: Option<&Party>,
    fields: Option<&Fields>,
) -> Result<Reply> {
    gathering.still_open(act.now)?;
    let before = store::standing(act, gathering.id, comer)?;
    match reply {
        Reply::Yes | Reply::Waiting | Reply::Asked | Reply::Declined => {
            let stands = before.filter(|before| before.comes());
            let said = questions::said(act, gathering, comer.person(), fields, stands.is_none())?;
            let reply = come(act, gathering, comer, stands.as_ref(), &Wish { party, fields })?;
            if let Some(said) = said {
                questions::keep(act, gathering.id, comer, &said)?;
            }
            Ok(reply)
        }
        Reply::Maybe | Reply::No => stay(act, gathering, comer, before.as_ref(), reply).map(|()| reply),
    }
}

/// What a member answered has happened; of a guest only the number is anybody's.
fn answered(act: &mut Act<'_>, id: GatheringId, comer: Comer, going: bool) -> Result<()> {
    match comer {
        Comer::Person(person) => act.happened(Happened::Answered { gathering: id, person, going }),
        Comer::Guest(_) => Ok(()),
    }
}

/// Whether the viewer has to be asked something before they say that they come: a yes by a button alone leads there.
pub fn has_to_ask(look: &mut Look<'_>, id: GatheringId) -> Result<bool> {
    let gathering = visible(look, id)?;
    let person = look.viewer.person()?;
    let hosts = gathering.host == Some(person);
    if (hosts && gathering.parts == 0) || gathering.still_open(look.now).is_err() {
        return Ok(false);
    }
    let comes = store::standing(look, id, Comer::Person(person))?.is_some_and(|standing| standing.comes());
    Ok(!comes && (gathering.parts > 0 || !questions::asked(look, id)?.is_empty()))
}

/// Whom the viewer says they bring along; `None` where they say nothing of it.
pub fn party(look: &mut Look<'_>, id: GatheringId, fields: &Fields) -> Result<Option<Party>> {
    if !Party::is_said(fields) {
        return Ok(None);
    }
    let gathering = visible(look, id)?;
    let person = look.viewer.person()?;
    let before = store::standing(look, id, Comer::Person(person))?;
    let before = before.map(|before| Party::of(before.places, &before.guests)).unwrap_or_default();
    Party::read(fields, &gathering.terms(), &before).map(Some)
}

fn stay(act: &mut Act<'_>, gathering: &Gathering, comer: Comer, before: Option<&Standing>, reply: Reply) -> Result<()> {
    if before.is_some_and(|before| before.reply == reply) {
        return Ok(());
    }
    // That somebody can't make it is worth knowing at any time.
    if reply == Reply::Maybe && !gathering.is_hosted_by(comer.person()) {
        gathering.terms().taken(act.now)?;
    }
    let (id, now) = (gathering.id, act.now);
    store::put(act, (id, comer), reply, &Party::default(), (None, None), now)?;
    if before.is_some_and(Standing::comes) {
        questions::drop_answers(act, id, comer)?;
    }
    if before.is_some_and(|before| before.reply == Reply::Asked) {
        approval::asks_no_more(act, id, comer)?;
    }
    answered(act, id, comer, false)?;
    match before {
        Some(before) if before.reply == Reply::Yes => free(act, id, before.part, before.places),
        _ => Ok(()),
    }
}

/// What somebody who comes says beside that.
struct Wish<'a> {
    /// With whom; `None` as they said before.
    party: Option<&'a Party>,
    /// What they sent.
    fields: Option<&'a Fields>,
}

fn come(
    act: &mut Act<'_>,
    gathering: &Gathering,
    comer: Comer,
    stands: Option<&Standing>,
    wish: &Wish<'_>,
) -> Result<Reply> {
    let (id, now, terms) = (gathering.id, act.now, gathering.terms());
    let kept = stands.map(|stands| Party::of(stands.places, &stands.guests)).unwrap_or_default();
    let party = wish.party.unwrap_or(&kept);
    // What a host allows now binds whoever asks now.
    if party.guests > terms.plus && *party != kept {
        return Err(too_many(terms.plus));
    }
    let parts = parts::all(act, gathering)?;
    let had = stands.and_then(|stands| stands.part);
    let part = parts::model::chosen(&parts, wish.fields.and_then(|fields| fields.some("part")), had)?;
    let elsewhere = stands.is_some() && part != had;
    let asks_more = elsewhere || stands.is_none_or(|stands| party.places() > stands.places);
    if asks_more && !gathering.is_hosted_by(comer.person()) {
        terms.taken(now)?;
    }
    // A party that could never have room would wait for ever.
    let most = parts.iter().filter(|one| Some(one.number) == part).filter_map(|one| one.capacity);
    let most = most.chain(gathering.capacity).min();
    let never = || most.filter(|most| party.places() > *most).map_or(Ok(()), |most| Err(too_many(most - 1)));
    match stands {
        Some(stands) if stands.reply == Reply::Yes && elsewhere => {
            let (from, to) = ((had, stands.places), (part, party.places()));
            if store::move_places(act, id, from, to)? {
                store::put(act, (id, comer), Reply::Yes, party, (part, None), now)?;
                if gathering.tickets > 0 {
                    settle(act, id)?;
                }
                return Ok(Reply::Yes);
            }
            never()?;
            // Nobody gives up what they have without being asked.
            if wish.fields.is_none_or(|fields| fields.text("wait") != "yes") {
                return Err(Error::invalid("part", "problem-answer-part-full"));
            }
            let ticket = store::ticket(act, id)?;
            store::put(act, (id, comer), Reply::Waiting, party, (part, Some(ticket)), now)?;
            answered(act, id, comer, false)?;
            free(act, id, had, stands.places)?;
            Ok(Reply::Waiting)
        }
        Some(stands) if stands.reply == Reply::Yes => {
            let free_now = match change(stands.places, party.places()) {
                Change::Same => 0,
                Change::Fewer(places) => places,
                Change::More(places) if store::take_places(act, id, part, places)? => 0,
                Change::More(_) => {
                    let whole = store::left(act, id)?;
                    let left = parts.iter().find(|one| Some(one.number) == part);
                    let left = left.map_or(whole, |one| one.left_of(whole)).unwrap_or_default();
                    return Err(too_many(stands.places - 1 + left.max(0)));
                }
            };
            if *party != kept || stands.confirm_by.is_some() {
                store::put(act, (id, comer), Reply::Yes, party, (part, None), now)?;
            }
            if free_now > 0 {
                free(act, id, part, free_now)?;
            }
            Ok(Reply::Yes)
        }
        Some(stands) if stands.reply == Reply::Declined => Err(Error::Conflict("error-approval-declined")),
        Some(stands) if stands.reply == Reply::Asked => {
            if *party == kept && !elsewhere {
                return Ok(Reply::Asked);
            }
            if asks_more {
                never()?;
                let ticket = store::ticket(act, id)?;
                approval::ask_for_more(act, id, comer, ticket)?;
            }
            store::put(act, (id, comer), Reply::Asked, party, (part, None), now)?;
            Ok(Reply::Asked)
        }
        Some(stands) => {
            if *party == kept && !elsewhere {
                return Ok(Reply::Waiting);
            }
            if asks_more {
                never()?;
            }
            // Who wants more, or something else, goes to the end: nobody gets ahead by asking for less first. Where there is
            // room nobody waits who would fit into it, and so nobody is passed.
            if elsewhere && store::take_places(act, id, part, party.places())? {
                store::put(act, (id, comer), Reply::Yes, party, (part, None), now)?;
                answered(act, id, comer, true)?;
                return Ok(Reply::Yes);
            }
            let ticket = if asks_more { Some(store::ticket(act, id)?) } else { stands.ticket };
            store::put(act, (id, comer), Reply::Waiting, party, (part, ticket), now)?;
            settle(act, id)?;
            let after = store::standing(act, id, comer)?;
            Ok(after.map_or(Reply::Waiting, |after| after.reply))
        }
        None => {
            // One human takes one place, whatever number of selves they have.
            if let Some(person) = comer.person()
                && gatherings::other_self_goes(act, id, person)?
            {
                return Err(Error::Conflict("error-gathering-other-self"));
            }
            never()?;
            if approval::has_to_ask(act, gathering, comer)? {
                let ticket = store::ticket(act, id)?;
                store::put(act, (id, comer), Reply::Asked, party, (part, None), now)?;
                answered(act, id, comer, false)?;
                return approval::ask(act, gathering, comer, ticket).map(|()| Reply::Asked);
            }
            let (reply, ticket) = if store::take_places(act, id, part, party.places())? {
                (Reply::Yes, None)
            } else {
                (Reply::Waiting, Some(store::ticket(act, id)?))
            };
            store::put(act, (id, comer), reply, party, (part, ticket), now)?;
            answered(act, id, comer, reply == Reply::Yes)?;
            Ok(reply)
        }
    }
}

/// Lets one in who asked: with a place where there are enough, else with their own ticket in the queue. `None` where they
/// don't ask (any more).
pub(super) fn admit_asker(
    act: &mut Act<'_>,
    gathering: &Gathering,
    comer: Comer,
    ticket: i64,
) -> Result<Option<Reply>> {
    let (id, now) = (gathering.id, act.now);
    let Some(standing) = store::standing(act, id, comer)?.filter(|one| one.reply == Reply::Asked) else {
        return Ok(None);
    };
    let party = Party::of(standing.places, &standing.guests);
    let room = store::take_places(act, id, standing.part, party.places())?;
    let (reply, ticket) = if room { (Reply::Yes, None) } else { (Reply::Waiting, Some(ticket)) };
    store::put(act, (id, comer), reply, &party, (standing.part, ticket), now)?;
    answered(act, id, comer, reply == Reply::Yes)?;
    Ok(Some(reply))
}

/// Changes how one stands who asked; whether they stood so. Neither takes a place.
pub(super) fn put_asker(act: &mut Act<'_>, id: GatheringId, comer: Comer, from: Reply, to: Reply) -> Result<bool> {
    let now = act.now;
    let Some(standing) = store::standing(act, id, comer)?.filter(|one| one.reply == from) else { return Ok(false) };
    let party = Party::of(standing.places, &standing.guests);
    store::put(act, (id, comer), to, &party, (standing.part, None), now)?;
    Ok(true)
}

/// What somebody answered.
pub(super) fn reply_of(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Option<Reply>> {
    Ok(store::standing(look, id, comer)?.map(|standing| standing.reply))
}

fn too_many(most: i64) -> Error {
    Error::Invalid(Problems(vec![Problem { field: "guests", key: "problem-answer-guests", number: Some(most) }]))
}

/// Takes the viewer's answer back, as if there had been none.
pub fn take_back(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let person = act.viewer.person()?;
    visible(act, id)?.still_open(act.now)?;
    withdraw(act, id, person)
}

/// Takes somebody's answer back, and gives their places on.
pub fn withdraw(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    withdraw_comer(act, id, Comer::Person(person))
}

/// The same for a guest too.
pub(super) fn withdraw_comer(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    let Some(before) = store::standing(act, id, comer)? else { return Ok(()) };
    drop_answer(act, id, comer, &before)?;
    if before.reply == Reply::Yes { free(act, id, before.part, before.places) } else { Ok(()) }
}

/// Takes answers of many back, and only then gives their places on: none of them to one who goes too.
pub(super) fn withdraw_all(act: &mut Act<'_>, gone: &[(GatheringId, Comer)]) -> Result<()> {
    let mut freed = BTreeMap::new();
    for &(id, comer) in gone {
        let Some(before) = store::standing(act, id, comer)? else { continue };
        drop_answer(act, id, comer, &before)?;
        if before.reply == Reply::Yes {
            *freed.entry((id, before.part)).or_insert(0) += before.places;
        }
    }
    free_all(act, freed)
}

fn drop_answer(act: &mut Act<'_>, id: GatheringId, comer: Comer, before: &Standing) -> Result<()> {
    if before.comes() {
        questions::drop_answers(act, id, comer)?;
    }
    store::delete(act, id, comer)?;
    approval::answer_dropped(act, id, comer)?;
    answered(act, id, comer, false)
}

fn free(act: &mut Act<'_>, id: GatheringId, part: Option<i64>, places: i64) -> Result<()> {
    if store::free_places(act, id, part, places)? { settle(act, id) } else { Ok(()) }
}

/// Frees places of several parts and gatherings, and only then gives them on: what is free for one may be free for another.
fn free_all(act: &mut Act<'_>, freed: BTreeMap<(GatheringId, Option<i64>), i64>) -> Result<()> {
    let mut waited = BTreeSet::new();
    for ((id, part), places) in freed {
        if store::free_places(act, id, part, places)? {
            waited.insert(id);
        }
    }
    waited.into_iter().try_for_each(|id| settle(act, id))
}

/// Gives what is left to those who wait, in their order, and tells them. Where a host lets them confirm, the place is theirs
/// until then.
pub fn settle(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let Some(gathering) = gatherings::gathering(act, id)? else { return Ok(()) };
    if gathering.still_open(act.now).is_err() {
        return Ok(());
    }
    let now = act.now;
    let confirm_by = gathering.terms().confirm_by(now, gathering.starts_at);
    let mut held = false;
    loop {
        let left = store::left(act, id)?;
        let most = left.unwrap_or(PART).min(PART);
        if most <= 0 {
            break;
        }
        let queue = store::waiting(act, id, left.unwrap_or(i64::MAX), most)?;
        let rooms = parts::model::rooms(&parts::all(act, &gathering)?);
        let next = admitted(left, rooms, &queue);
        if next.is_empty() {
            break;
        }
        for waiting in next {
            if !store::take_places(act, id, waiting.part, waiting.places)? {
                return Err(Error::Inner(format!("no room for who is next at {id}")));
            }
            store::admit(act, id, waiting.comer, confirm_by, now)?;
            answered(act, id, waiting.comer, true)?;
            mail::place(act, &gathering, waiting.comer, confirm_by)?;
            held |= confirm_by.is_some();
        }
    }
    match confirm_by.filter(|_| held) {
        Some(due) => act.later_at(&Job::Places { gathering: id }, due),
        None => Ok(()),
    }
}

/// Gives on what was held and not confirmed in time.
pub fn give_on(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let Some(gathering) = gatherings::gathering(act, id)? else { return Ok(()) };
    if gathering.still_open(act.now).is_err() {
        return Ok(());
    }
    let now = act.now;
    let mut freed = BTreeMap::new();
    for comer in store::lapsed(act, id, now)? {
        let Some(before) = store::standing(act, id, comer)? else { continue };
        drop_answer(act, id, comer, &before)?;
        mail::lapsed(act, &gathering, comer)?;
        *freed.entry((id, before.part)).or_insert(0) += before.places;
    }
    free_all(act, freed)
}

/// Whoever was to confirm a place there has it for good.
pub fn hold_for_good(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    store::hold_for_good(act, id)
}

/// Takes a person out of everything, by what does so, and gives their places on.
pub fn leave(
    act: &mut Act<'_>,
    person: PersonId,
    forget: impl FnOnce(&mut Act<'_>, PersonId) -> Result<()>,
) -> Result<()> {
    let now = act.now;
    let held = store::holding(act, person, now)?;
    questions::forget(act, person)?;
    forget(act, person)?;
    held.into_iter().try_for_each(|id| settle(act, id))
}

/// So many answers of a kind are listed on a page; a table has all.
pub const MOST_LISTED: i64 = 2_000;

/// The first answers of a kind, for those who host: those who wait in their order, the others by name.
pub fn listed(look: &mut Look<'_>, id: GatheringId, reply: Reply, most: i64) -> Result<Vec<Listed>> {
    let account = look.viewer.me()?.account;
    store::listed(look, id, reply, account, most)
}

/// How a viewer's answer stands, for page and programs.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// The answer; `None` where there is none.
    pub standing: Option<Standing>,
    /// How many wait; for the part of the viewer, where they wait for one.
    pub waiting: i64,
    /// The viewer's place among them, from 1.
    pub place: Option<i64>,
    /// Whether the host asks something of those who come.
    pub asked: bool,
    /// A host's words to the viewer, who asked to come; empty where there are none.
    pub words: String,
    /// Whether a yes would be asked for first.
    pub asks_first: bool,
    /// The parts of the gathering.
    pub parts: Vec<Part>,
}

impl Standing {
    /// Whether they come, or would.
    pub fn comes(&self) -> bool {
        self.reply.comes()
    }
}

impl Mine {
    /// The reply.
    pub fn reply(&self) -> Option<Reply> {
        self.standing.as_ref().map(|standing| standing.reply)
    }

    /// Whom they bring along.
    pub fn party(&self) -> Party {
        self.standing.as_ref().map(|standing| Party::of(standing.places, &standing.guests)).unwrap_or_default()
    }

    /// The part in which they come, or wait.
    pub fn part(&self) -> Option<&Part> {
        let number = self.standing.as_ref()?.part?;
        self.parts.iter().find(|part| part.number == number)
    }

    /// How many places are left there, in whichever part; `None` where there is no limit.
    pub fn left(&self, gathering: &Gathering) -> Option<i64> {
        parts::model::left(gathering.left(), &self.parts)
    }

    /// Whether no place is left, in no part.
    pub fn is_full(&self, gathering: &Gathering) -> bool {
        self.left(gathering) == Some(0)
    }
}

/// How the viewer's answer stands.
pub fn mine(look: &mut Look<'_>, gathering: &Gathering) -> Result<Mine> {
    of(look, gathering, look.viewer.person_if_any().map(Comer::Person))
}

/// How somebody's answer stands.
pub(super) fn of(look: &mut Look<'_>, gathering: &Gathering, comer: Option<Comer>) -> Result<Mine> {
    let standing = match comer {
        Some(comer) => store::standing(look, gathering.id, comer)?,
        None => None,
    };
    let asked = standing.as_ref().is_some_and(Standing::comes) && !questions::asked(look, gathering.id)?.is_empty();
    let asks_first = approval::asks_first(look, gathering, comer)?;
    let words = match (comer, gathering.admission.asks()) {
        (Some(comer), true) => approval::words_to(look, gathering.id, comer)?,
        _ => String::new(),
    };
    let parts = parts::all(look, gathering)?;
    // Most gatherings never had anybody wait.
    if gathering.tickets == 0 {
        return Ok(Mine { standing, asked, words, asks_first, parts, ..Mine::default() });
    }
    let ticket = standing.as_ref().and_then(|standing| standing.ticket);
    let part = standing.as_ref().filter(|_| ticket.is_some()).and_then(|standing| standing.part);
    let (waiting, place) = store::queue(look, gathering.id, ticket, part)?;
    Ok(Mine { standing, waiting, place: ticket.map(|_| place), asked, words, asks_first, parts })
}
