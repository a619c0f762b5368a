//! What can be done with ties: facts are made and unmade here, the rest follows.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::{
    model::{Began, Facts, MayWrite, Stage, TieState, may_write},
    store,
};
use crate::{
    act::{Act, Look},
    check::{About, Batch, Check, Fault},
    communities, encounters,
    error::{Error, Result},
    gatherings,
    id::{GatheringId, PersonId},
    journal::Happened,
    people::{self, Face},
    talk,
    time::Moment,
};

/// The person of that handle, who is not the viewer.
pub fn somebody(look: &mut Look<'_>, handle: &str) -> Result<Face> {
    let me = look.viewer.person()?;
    let face = people::visible(look, handle)?;
    if face.id == me { Err(Error::Forbidden("error-tie-with-oneself")) } else { Ok(face) }
}

/// Follows somebody.
pub fn follow(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let other = somebody(act, handle)?;
    let me = act.viewer.person()?;
    if store::personas(act, me)?.contains(&other.id) {
        return Err(Error::Forbidden("error-tie-with-oneself"));
    }
    if store::put_follow(act, me, other.id)? {
        if store::followed_at(act, other.id, me)?.is_some() {
            store::put_followed_back(act, me, other.id)?;
        }
        act.happened(Happened::Followed { person: me, other: other.id })?;
    }
    Ok(other)
}

/// Ceases to follow somebody.
pub fn unfollow(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let other = somebody(act, handle)?;
    let me = act.viewer.person()?;
    if store::delete_follow(act, me, other.id)? {
        act.happened(Happened::Unfollowed { person: me, other: other.id })?;
    }
    Ok(other)
}

/// Folds away what somebody says, for the viewer alone; nobody learns of it.
pub fn mute(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let other = somebody(act, handle)?;
    let me = act.viewer.person()?;
    store::put_mute(act, me, other.id)?;
    Ok(other)
}

/// Shows again what somebody says.
pub fn unmute(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let other = somebody(act, handle)?;
    let me = act.viewer.person()?;
    store::delete_mute(act, me, other.id)?;
    Ok(other)
}

/// All that is known of two people, as the first of them sees it.
fn facts(look: &mut Look<'_>, me: PersonId, other: PersonId) -> Result<Facts> {
    let kept = store::between(look, me, other)?;
    if kept.blocked {
        return Ok(Facts { blocked: true, ..Facts::default() });
    }
    Ok(Facts {
        blocked: false,
        i_follow: kept.i_follow,
        follows_me: kept.follows_me,
        followed_back_at: kept.followed_back_at,
        talked: talk::first_exchange(look, me, other)?,
        meetings: encounters::meetings(look, me, other)?,
        planned_until: gatherings::last_shared_end(look, me, other)?,
    })
}

/// Whether one of the two has blocked the other, with any of their personas.
pub fn is_blocked(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<bool> {
    store::is_blocked(look, a, b)
}

/// Derives the tie of two people anew from all facts, for both sides.
pub fn rebuild(act: &mut Act<'_>, a: PersonId, b: PersonId) -> Result<()> {
    match facts(act, a, b)?.tie() {
        Some(tie) => store::put_tie(act, a, b, &tie),
        None => store::delete_tie(act, a, b),
    }
}

/// Every two people whose rows are not what the facts say.
pub fn check(look: &mut Look<'_>) -> Result<Vec<(PersonId, PersonId)>> {
    let (mut wrong, mut after) = (Vec::new(), None);
    loop {
        let batch = batch(look, after.as_ref())?;
        wrong.extend(batch.faults.into_iter().filter_map(|fault| match fault.subject {
            About::Pair(one, two) => Some((one, two)),
            About::Row(_) | About::Offer(..) => None,
        }));
        after = batch.last;
        if after.is_none() {
            return Ok(wrong);
        }
    }
}

/// All of ties that is derived: for `visavis doctor`, which goes through it person by person.
pub const CHECKS: &[Check] = &[Check { name: "tie", total: store::count_people, batch, repair }];

/// So many people are looked at in one snapshot, each with all their ties.
const PEOPLE_AT_ONCE: i64 = 50;

fn batch(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let people = store::people(look, About::row(after), PEOPLE_AT_ONCE)?;
    let last = people.last().map(|(person,)| About::Row(person.0));
    let mut batch = Batch { looked: people.len() as u64, last, ..Batch::default() };
    for (person,) in people {
        let mut others: BTreeSet<PersonId> = store::known_to(look, person)?.into_iter().map(|(other,)| other).collect();
        others.extend(talk::spoken_with(look, person)?);
        others.extend(encounters::met_with(look, person)?);
        // Each pair once, where the first of the two comes.
        for other in others.into_iter().filter(|other| *other > person) {
            if is_wrong(look, person, other)? {
                let what = "the rows of the two are not what the facts come to".to_owned();
                batch.faults.push(Fault { subject: About::Pair(person, other), what });
            }
        }
    }
    Ok(batch)
}

fn repair(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match *subject {
        About::Pair(one, two) => rebuild(act, one, two).map(|()| true),
        About::Row(_) | About::Offer(..) => Ok(false),
    }
}

fn is_wrong(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<bool> {
    let wanted = facts(look, a, b)?.tie();
    let (mine, theirs) = (store::tie(look, a, b)?, store::tie(look, b, a)?);
    let now = look.now;
    let fine = |wanted: Option<&TieState>, kept: Option<&TieState>| match (wanted, kept) {
        (Some(wanted), Some(kept)) => !wanted.differs(kept, now),
        (None, None) => true,
        _ => false,
    };
    let turned = wanted.as_ref().map(TieState::turned);
    Ok(!fine(wanted.as_ref(), mine.as_ref()) || !fine(turned.as_ref(), theirs.as_ref()))
}

/// What follows for ties from what happened.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match happened {
        Happened::Followed { person, other }
        | Happened::Unfollowed { person, other }
        | Happened::Met { person, other, .. } => rebuild(act, *person, *other),
        Happened::Blocked { person, other } => each_persona(act, *person, *other, true),
        Happened::Unblocked { person, other } => each_persona(act, *person, *other, false),
        Happened::Posted { person, to, .. } => to.iter().try_for_each(|other| rebuild(act, *person, *other)),
        Happened::Answered { gathering, person, .. } => replan(act, *gathering, Some(*person)),
        Happened::Cancelled { gathering, .. } | Happened::Moved { gathering, .. } => replan(act, *gathering, None),
        Happened::Left { person } => store::forget(act, *person),
        Happened::Joined { .. }
        | Happened::SignedOut { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::CheckedIn { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. } => Ok(()),
    }
}

/// A block holds for all personas of both. It ends that they follow each other, and hides what is between them.
fn each_persona(act: &mut Act<'_>, person: PersonId, other: PersonId, blocked: bool) -> Result<()> {
    let (ours, theirs) = (store::personas(act, person)?, store::personas(act, other)?);
    for &one in &ours {
        for &two in &theirs {
            if blocked {
                store::delete_follow(act, one, two)?;
                store::delete_follow(act, two, one)?;
                store::delete_tie(act, one, two)?;
            } else {
                rebuild(act, one, two)?;
            }
        }
    }
    Ok(())
}

/// Plans anew for those who go to a gathering and have a tie with somebody else who does: all, or one of them (who may
/// just have ceased to go). Nothing but the plan can have changed, and who has no tie costs nothing.
fn replan(act: &mut Act<'_>, gathering: GatheringId, person: Option<PersonId>) -> Result<()> {
    let people = match person {
        Some(person) => vec![person],
        None => gatherings::going(act, gathering)?,
    };
    let mut pairs: BTreeMap<(PersonId, PersonId), Option<Moment>> = BTreeMap::new();
    for one in people {
        for both in gatherings::tied_and_going(act, one, gathering)?.into_iter().filter(|both| both.due != both.kept) {
            pairs.insert((one.min(both.other), one.max(both.other)), both.due);
        }
    }
    pairs.into_iter().try_for_each(|((a, b), until)| store::put_plan(act, a, b, until))
}

/// The viewer's tie with somebody.
pub fn tie(look: &mut Look<'_>, other: PersonId) -> Result<Option<TieState>> {
    let Some(me) = look.viewer.person_if_any() else { return Ok(None) };
    if me == other { Ok(None) } else { store::tie(look, me, other) }
}

/// The stage of the viewer's tie with somebody.
pub fn stage(look: &mut Look<'_>, other: PersonId) -> Result<Option<Stage>> {
    let now = look.now;
    Ok(tie(look, other)?.map(|tie| tie.stage(now)))
}

/// Whether the viewer has muted somebody.
pub fn has_muted(look: &mut Look<'_>, other: PersonId) -> Result<bool> {
    match look.viewer.person_if_any() {
        Some(me) => store::has_muted(look, me, other),
        None => Ok(false),
    }
}

/// Whether the viewer may write to somebody.
pub fn can_write(look: &mut Look<'_>, other: PersonId) -> Result<MayWrite> {
    let me = look.viewer.person()?;
    let followed = store::followed_at(look, other, me)?.is_some();
    let spoken_to = talk::spoke_to(look, other, me)?;
    Ok(may_write(talk::wrote_to(look, me, other)?, spoken_to, followed))
}

/// A tie in a few words, for the screen after an encounter and for programs.
#[derive(Debug, Clone, Serialize)]
pub struct TieSummary {
    /// `following`, `mutual`, `planning`, `met` or `regular`.
    pub stage: &'static str,
    /// `online_first` or `in_person_first`; none until they have met.
    pub began: Option<Began>,
    /// For how many days they had known each other online before they first met.
    pub days_known: Option<i64>,
    /// Where they first talked.
    pub thread: Option<ThreadLink>,
    /// The tie's page.
    pub url: String,
}

/// Where two people first talked.
#[derive(Debug, Clone, Serialize)]
pub struct ThreadLink {
    /// Its address.
    pub url: String,
    /// What that place is called.
    pub title: String,
}

/// Where two people first talked; a conversation of two is named by the other's name.
pub fn thread_of(look: &mut Look<'_>, tie: &TieState, other: &Face) -> Result<Option<ThreadLink>> {
    let (me, Some(conversation)) = (look.viewer.person()?, tie.talked_in) else { return Ok(None) };
    // Who may no longer know of the place reads only that they talked.
    let still_open = match talk::about(look, conversation)? {
        Some(talk::Subject::Gathering(id)) => gatherings::open_to(look, id, me)?,
        Some(talk::Subject::Community(id)) => communities::open_to(look, id, me)?.0,
        Some(talk::Subject::Pair(..)) | None => true,
    };
    if !still_open {
        return Ok(None);
    }
    Ok(talk::whereabouts(look, conversation, me)?.map(|place| ThreadLink {
        url: place.url,
        title: place.title.unwrap_or_else(|| look.say.with("tie-pair", crate::args! { name: other.name.as_str() })),
    }))
}

/// The viewer's tie with somebody in a few words.
pub fn summary(look: &mut Look<'_>, other: &Face) -> Result<Option<TieSummary>> {
    let Some(tie) = tie(look, other.id)? else { return Ok(None) };
    Ok(Some(TieSummary {
        stage: tie.stage(look.now).name(),
        began: tie.began(),
        days_known: tie.days_known(),
        thread: thread_of(look, &tie, other)?,
        url: format!("/ties/{}", other.handle),
    }))
}

/// Somebody's ties and whom they have muted.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<serde_json::Value> {
    let now = look.now;
    let ties: Vec<_> = store::export(look, person)?
        .into_iter()
        .map(|row| {
            json!({
                "with": row.handle,
                "stage": Stage::of_row(row.stage, row.planned_until, now).map(Stage::name),
                "follows_since": row.follows_since.map(Moment::iso),
                "followed_since": row.followed_since.map(Moment::iso),
                "talked_at": row.talked_at.map(Moment::iso),
                "online_at": row.online_at.map(Moment::iso),
                "first_met_at": row.met_at.map(Moment::iso),
                "met_on_days": row.met_days,
                "last_met_at": row.last_met_at.map(Moment::iso),
            })
        })
        .collect();
    Ok(json!({ "ties": ties, "muted": store::muted(look, person)? }))
}
