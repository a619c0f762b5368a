//! What can be done with gatherings.

use std::collections::{BTreeSet, HashSet};

use super::{
    about, after,
    answers::{self, answer, settle, withdraw, withdraw_all},
    approval,
    crew::{self, Deed},
    door, drafts,
    guests::{self, model::Comer},
    letters,
    model::{Draft, Gathering, Reply},
    photos, recap, reminders, store,
    telling::{News, tell, tell_with},
    venues,
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Problem, Problems, Result},
    id::{GatheringId, PersonId},
    jobs::Job,
    journal::Happened,
    series,
    talk::{Rights, Room, Subject},
    viewer::Viewer,
};

/// The longest words why something was called off (characters).
pub const MOST_WORDS: usize = 1_000;

/// A gathering, if the viewer may see it, without what they may not know of it.
pub fn visible(look: &mut Look<'_>, id: GatheringId) -> Result<Gathering> {
    if matches!(look.viewer, Viewer::System) {
        return store::gathering(look, id)?.ok_or(Error::NotFound);
    }
    let found = there_for_viewer(look, id)?;
    approval::as_seen(look, found)
}

fn there_for_viewer(look: &mut Look<'_>, id: GatheringId) -> Result<Gathering> {
    let mine = look.viewer.account_if_any();
    // Several steps of one answer load it.
    let found = look.once((id.0, mine.map_or(0, |mine| mine.0)), |look| store::unblocked(look, id, mine))?;
    let found = found.ok_or(Error::NotFound)?;
    let own = found.host.is_some() && found.host == look.viewer.person_if_any();
    match found.community {
        Some(community) if !own && !communities::may_see(look, community)? => {
            // What was called off with its community is still there for those who had said that they come.
            let person = look.viewer.person_if_any();
            let answered = person.map_or(Ok(None), |person| store::reply(look, id, person))?.is_some();
            if answered && communities::has_ended(look, community)? { Ok(found) } else { Err(Error::NotFound) }
        }
        _ => Ok(found),
    }
}

/// Whether a person may see a gathering as far as its community goes: for telling them of what happens there.
pub fn open_to(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let Some(found) = store::gathering(look, id)? else { return Ok(false) };
    match found.community {
        Some(community) if found.host != Some(person) => Ok(communities::open_to(look, community, person)?.0),
        _ => Ok(true),
    }
}

/// Whether the viewer may change it: its host, the hosts of its community, and co-hosts.
pub fn may_change(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    crew::may(look, gathering, Deed::Run)
}

/// A gathering that the viewer may change.
pub fn own(look: &mut Look<'_>, id: GatheringId) -> Result<Gathering> {
    crew::at(look, id, Deed::Run).map(|(gathering, _)| gathering)
}

/// The conversation under it: whoever may see it may read, whoever is signed in may write.
pub fn room(look: &mut Look<'_>, gathering: &Gathering) -> Result<Room> {
    let rights = Rights {
        write: look.viewer.person_if_any().is_some(),
        moderate: look.viewer.person_if_any().is_some() && may_change(look, gathering)?,
    };
    Ok(Room {
        subject: Subject::Gathering(gathering.id),
        rights,
        url: gathering.url(),
        title: gathering.title.clone(),
        closed: (!rights.write).then_some("error-gathering-talk-sign-in"),
    })
}

/// Publishes a gathering. The viewer hosts it, and is the first who is coming.
pub fn publish(act: &mut Act<'_>, draft: &Draft) -> Result<GatheringId> {
    let id = publish_quietly(act, draft)?;
    let host = act.viewer.person()?;
    tell(act, id, News::Published, Some(host))?;
    Ok(id)
}

/// The same without telling anybody: for the further ones of a series.
pub fn publish_quietly(act: &mut Act<'_>, draft: &Draft) -> Result<GatheringId> {
    let host = act.viewer.person()?;
    let planned = draft.plan(act.now, None)?;
    if let Some(community) = draft.community
        && !(communities::may_see(act, community)? && communities::may_publish(act, community)?)
    {
        return Err(Error::invalid("community", "problem-gathering-community"));
    }
    let id: GatheringId = act.id();
    store::put(act, id, host, draft, &planned)?;
    guests::choose(act, id, draft.terms.guests)?;
    reminders::set(act, id, draft.terms.reminders.as_ref())?;
    let said = venues::completed(act, draft)?;
    about::put(act, id, &said)?;
    act.happened(Happened::Published { gathering: id, person: host })?;
    answer(act, id, Reply::Yes)?;
    Ok(id)
}

/// Changes a gathering. Where time or place move, those who answered are told.
pub fn change(act: &mut Act<'_>, id: GatheringId, draft: &Draft) -> Result<()> {
    change_saying(act, id, draft, "")
}

/// The same, with a word to those who are told.
pub fn change_saying(act: &mut Act<'_>, id: GatheringId, draft: &Draft, words: &str) -> Result<()> {
    if words.chars().count() > MOST_WORDS {
        let mut problems = Problems::default();
        problems.add_number("told_words", "problem-gathering-long-text", MOST_WORDS as i64);
        return Err(Error::Invalid(problems));
    }
    let moved = change_quietly(act, id, draft)?;
    series::changed_singly(act, id)?;
    let person = act.viewer.person()?;
    if moved { tell_with(act, id, News::Moved, Some(person), words) } else { Ok(()) }
}

/// The same without telling anybody: for what a series changes at once. Whether time or place move.
pub fn change_quietly(act: &mut Act<'_>, id: GatheringId, draft: &Draft) -> Result<bool> {
    let before = own(act, id)?;
    before.still_open(act.now)?;
    let person = act.viewer.person()?;
    let planned = draft.plan(act.now, Some(&before))?;
    let now = act.now;
    if !store::change(act, id, draft, &planned, before.sequence + 1, now)? {
        return Err(Error::Invalid(Problems(vec![Problem {
            field: "capacity",
            key: "problem-gathering-capacity-answers",
            number: Some(before.going),
        }])));
    }
    guests::choose(act, id, draft.terms.guests)?;
    reminders::set(act, id, draft.terms.reminders.as_ref())?;
    let said = venues::completed(act, draft)?;
    about::put(act, id, &said)?;
    // More places are first of all for those who wait.
    if draft.capacity != before.capacity && before.tickets > 0 {
        settle(act, id)?;
    }
    if before.admission.asks() && !draft.terms.admission.asks() {
        approval::open_up(act, id)?;
    }
    if before.photo != draft.photo
        && let Some(hash) = &before.photo
    {
        act.later(&Job::DeletePicture { hash: hash.clone() })?;
    }
    let moved = draft.moves(&planned, &before);
    if moved {
        act.happened(Happened::Moved { gathering: id, person })?;
    } else if (&draft.title, &draft.words) != (&before.title, &before.words) {
        act.happened(Happened::Reworded { gathering: id, person })?;
    }
    Ok(moved)
}

/// Calls a gathering off, and tells those who answered why.
pub fn cancel(act: &mut Act<'_>, id: GatheringId, words: &str) -> Result<()> {
    let gathering = own(act, id)?;
    gathering.still_open(act.now)?;
    if words.chars().count() > MOST_WORDS {
        let mut problems = Problems::default();
        problems.add_number("words", "problem-gathering-long-text", MOST_WORDS as i64);
        return Err(Error::Invalid(problems));
    }
    let person = act.viewer.person()?;
    call_off(act, id, person, words)
}

/// The same without telling anybody: for what a series calls off at once.
pub fn cancel_quietly(act: &mut Act<'_>, id: GatheringId, words: &str) -> Result<()> {
    own(act, id)?.still_open(act.now)?;
    let (by, now) = (act.viewer.person()?, act.now);
    store::cancel(act, id, by, words, now)?;
    act.happened(Happened::Cancelled { gathering: id, person: by })
}

fn call_off(act: &mut Act<'_>, id: GatheringId, by: PersonId, words: &str) -> Result<()> {
    let now = act.now;
    store::cancel(act, id, by, words, now)?;
    act.happened(Happened::Cancelled { gathering: id, person: by })?;
    tell(act, id, News::Cancelled, Some(by))
}

/// Takes the calling off back, within a day of it.
pub fn uncancel(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let gathering = own(act, id)?;
    if !gathering.can_come_back(act.now) {
        return Err(Error::Conflict("error-gathering-no-way-back"));
    }
    let (person, now) = (act.viewer.person()?, act.now);
    store::uncancel(act, id, now)?;
    // Nobody could confirm meanwhile.
    answers::hold_for_good(act, id)?;
    settle(act, id)?;
    act.happened(Happened::Moved { gathering: id, person })?;
    tell(act, id, News::Back, Some(person))
}

/// Whether the viewer may say that they are there: those who answered yes or maybe, the host, and the members.
pub fn may_check_in(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    let Ok(person) = look.viewer.person() else { return Ok(false) };
    if gathering.host == Some(person) {
        return Ok(true);
    }
    let reply = store::reply(look, gathering.id, person)?;
    if door::model::lets_in(gathering.admission, reply) {
        return Ok(true);
    }
    // Where a host says who comes, belonging is not enough.
    if gathering.admission.asks() {
        return Ok(false);
    }
    let Some(community) = gathering.community else { return Ok(false) };
    Ok(communities::mine(look)?.iter().any(|(mine, _)| *mine == community))
}

/// The viewer says on the spot that they are there.
pub fn check_in(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let person = act.viewer.person()?;
    let gathering = visible(act, id)?;
    if !gathering.is_around(act.now) {
        return Err(Error::Conflict("error-check-in-time"));
    }
    if !may_check_in(act, &gathering)? {
        return Err(Error::Forbidden("error-check-in-answer"));
    }
    let now = act.now;
    if store::put_check_in(act, id, person, now)? {
        act.happened(Happened::CheckedIn { gathering: id, person })?;
    }
    Ok(())
}

/// Takes that back.
pub fn check_out(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let person = act.viewer.person()?;
    if !visible(act, id)?.is_around(act.now) {
        return Err(Error::Conflict("error-check-in-time"));
    }
    door::not_there(act, id, person)?;
    if store::delete_check_in(act, id, person)? {
        act.happened(Happened::CheckedOut { gathering: id, person })?;
    }
    Ok(())
}

/// What follows here from what happened elsewhere.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    let now = act.now;
    match *happened {
        Happened::Left { person } => {
            for id in store::hosted_ahead(act, person, now)? {
                call_off(act, id, person, "")?;
            }
            crew::forget(act, person)?;
            door::forget(act, person)?;
            after::forget(act, person)?;
            photos::forget(act, person)?;
            recap::forget(act, person)?;
            reminders::forget(act, person)?;
            drafts::forget(act, person)?;
            letters::forget(act, person)?;
            approval::forget(act, person)?;
            venues::history::forget(act, person)?;
            answers::leave(act, person, store::forget)
        }
        // What they may no longer see they must not hold a place in. Who left an open community may still come.
        Happened::LeftCommunity { community, person } => {
            crew::leave_community(act, community, person)?;
            let by_themselves = act.viewer.person_if_any() == Some(person);
            if by_themselves && communities::may_see(act, community)? {
                return Ok(());
            }
            for id in store::answers_in(act, community, person, now)? {
                withdraw(act, id, person)?;
            }
            Ok(())
        }
        // The same for those who answered while everybody could.
        Happened::MadePrivate { community, .. } => {
            let mut stay: HashSet<PersonId> = communities::everybody(act, community)?.into_iter().collect();
            let answers = store::answers_of_guests(act, community, now)?;
            // What is open within a private community its members still see.
            let mut others: BTreeSet<PersonId> = answers.iter().map(|(_, person)| *person).collect();
            others.extend(crew::in_community(act, community)?);
            for person in others {
                if !stay.contains(&person) && communities::open_to(act, community, person)?.0 {
                    stay.insert(person);
                }
            }
            crew::keep_members(act, community, &stay)?;
            // All of them at once: a place that one frees is for a member, not for the next who has to go.
            let outsiders = answers.into_iter().filter(|(_, person)| !stay.contains(person));
            let mut gone: Vec<_> = outsiders.map(|(id, person)| (id, Comer::Person(person))).collect();
            gone.extend(guests::of_community(act, community)?);
            withdraw_all(act, &gone)?;
            guests::shut_out(act, &gone)
        }
        Happened::Ended { community, person } => {
            for id in store::ahead_in(act, community, now)? {
                call_off(act, id, person, "")?;
            }
            Ok(())
        }
        // To those who block each other the other's gatherings are not there.
        Happened::Blocked { person, other } => {
            crew::part(act, person, other)?;
            let mut gone = store::answers_between(act, other, person, now)?;
            gone.extend(store::answers_between(act, person, other, now)?);
            for (id, guest) in gone {
                withdraw(act, id, guest)?;
            }
            Ok(())
        }
        Happened::Joined { person } => guests::greet(act, person),
        Happened::Published { gathering, .. } | Happened::Moved { gathering, .. } => reminders::plan(act, gathering),
        Happened::Cancelled { gathering, .. } => reminders::stop(act, gathering),
        Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
