//! What can be done: reading the list, marking those on it, choosing for oneself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};
use visavis_science::{
    meetings::Pair,
    rank::{Chance, Graph, weight},
};

use super::{
    model::{self, Candidate, Choices, Mark, Online, Role, Tell, Why},
    store,
};
use crate::{
    act::{Act, Look},
    encounters,
    error::{Error, Result},
    gatherings::{
        EARLY, Gathering, LATE, Reply, State,
        company::{self, Other},
    },
    id::{GatheringId, PersonId},
    journal::Happened,
    notices,
    people::{self, Face},
    ties,
    time::Moment,
};

/// Of a large gathering, so many are looked at closely: those known first, those closest, the others by chance.
const CLOSELY: usize = 400;
/// So many people who could introduce somebody are looked at.
const MOST_THROUGH: usize = 12;

/// Somebody on the list.
#[derive(Debug, Clone)]
pub struct Suggested {
    /// Who.
    pub face: Face,
    /// Why.
    pub why: Why,
    /// By what one could begin.
    pub opener: Opener,
    /// Who could introduce them and may be named.
    pub through: Vec<Face>,
}

/// What a first sentence is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opener {
    /// Where they last talked is called so.
    Thread(String),
    /// They know each other's words, not each other's faces.
    Online,
    /// Somebody who goes too could introduce them.
    Introduce(String),
    /// Both know somebody who does not go.
    BothKnow(String),
    /// Both know somebody who is not named.
    Somebody,
    /// It is the other's first time.
    ShowRound,
    /// It is the viewer's first time.
    FirstTime,
    /// Both like it.
    Interest(String),
    /// Nothing is known.
    Anything,
}

/// Somebody whom the viewer would like to meet.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Who.
    pub face: Face,
    /// Whether they may know.
    pub open: bool,
    /// Whether they said the same.
    pub mutual: bool,
    /// Whether they still come.
    pub comes: bool,
    /// Whether the two met there.
    pub met: bool,
    /// Whether the viewer follows them.
    pub follows: bool,
}

/// The page of one who goes.
#[derive(Debug)]
pub struct Whom {
    /// Where to.
    pub gathering: Gathering,
    /// The list; empty once it is over.
    pub suggested: Vec<Suggested>,
    /// Whom they would like to meet.
    pub wanted: Vec<Wanted>,
    /// Who would like to meet them, and said that they may know.
    pub wishing: Vec<Face>,
    /// Whom they set aside, and whether for good.
    pub aside: Vec<(Face, bool)>,
    /// Nobody they have met has met anybody who goes: the order says nothing.
    pub blind: bool,
}

/// A gathering that the viewer has a part in: whoever hosts it, or said yes or maybe.
fn part(look: &mut Look<'_>, id: GatheringId) -> Result<Gathering> {
    let (gathering, reply) = company::answered(look, id)?;
    let hosts = gathering.host == look.viewer.person_if_any();
    if !hosts && !matches!(reply, Some(Reply::Yes | Reply::Maybe)) {
        return Err(Error::Forbidden("error-whom-not-going"));
    }
    if gathering.state(look.now) == State::CalledOff {
        return Err(Error::Conflict("error-whom-called-off"));
    }
    Ok(gathering)
}

/// The viewer's list.
pub fn list(look: &mut Look<'_>, id: GatheringId) -> Result<Whom> {
    let me = look.viewer.person()?;
    let gathering = part(look, id)?;
    let marks = store::marks(look, id, me)?;
    let never: BTreeSet<PersonId> = store::never(look, me)?.into_iter().collect();
    let wishes: HashMap<PersonId, Mark> = store::wishes(look, id, me)?.into_iter().collect();
    let mut wanted = Vec::new();
    for marked in marks.iter().filter(|marked| marked.mark.wants()) {
        let Some(face) = people::face(look, marked.other)? else { continue };
        let tie = ties::tie(look, face.id)?;
        wanted.push(Wanted {
            open: marked.mark == Mark::Open,
            comes: company::other(look, id, face.id)?.is_some(),
            mutual: wishes.contains_key(&face.id),
            met: tie.as_ref().is_some_and(|tie| tie.met_at.is_some()) && met_there(look, &gathering, face.id)?,
            follows: tie.is_some_and(|tie| tie.follows_since.is_some()),
            face,
        });
    }
    let said: BTreeSet<PersonId> = marks.iter().map(|marked| marked.other).chain(never.iter().copied()).collect();
    let open: Vec<PersonId> = wishes
        .iter()
        .filter(|(other, mark)| **mark == Mark::Open && !said.contains(other))
        .map(|(other, _)| *other)
        .collect();
    let mut wishing = Vec::new();
    for face in people::faces(look, &open)? {
        if company::other(look, id, face.id)?.is_some() {
            wishing.push(face);
        }
    }
    wishing.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    let mut aside = Vec::new();
    let passed = marks.iter().filter(|marked| marked.mark == Mark::Pass).map(|marked| marked.other);
    for other in passed {
        aside.extend(people::face(look, other)?.map(|face| (face, never.contains(&other))));
    }
    let (suggested, blind) = match gathering.state(look.now) {
        State::Ahead | State::On => {
            let standing = said.into_iter().chain(wishing.iter().map(|face| face.id)).collect();
            suggested(look, &gathering, &standing)?
        }
        State::Over | State::CalledOff => (Vec::new(), false),
    };
    Ok(Whom { gathering, suggested, wanted, wishing, aside, blind })
}

/// Whether the viewer met somebody around a gathering.
fn met_there(look: &mut Look<'_>, gathering: &Gathering, other: PersonId) -> Result<bool> {
    let me = look.viewer.person()?;
    let around = gathering.starts_at.plus(-EARLY)..=gathering.ends_at.plus(LATE);
    Ok(encounters::meetings(look, me, other)?.iter().any(|at| around.contains(at)))
}

/// Who is suggested besides those who stand on the page already, and whether the graph says nothing of them.
fn suggested(
    look: &mut Look<'_>,
    gathering: &Gathering,
    standing: &BTreeSet<PersonId>,
) -> Result<(Vec<Suggested>, bool)> {
    let (me, id) = (look.viewer.person()?, gathering.id);
    let seed = model::seed(id, me);
    let met: BTreeMap<PersonId, i64> = store::met(look, me)?.into_iter().collect();
    let others = company::others(look, id)?;
    let going: BTreeSet<PersonId> = others.iter().map(|other| other.id).collect();
    let (graph, known) = graph(look, id, me, &met)?;
    let scores = graph.mutual(me.0);
    let pairs = paired(look, id)?;
    let mut found: Vec<(Candidate, Face)> = others
        .into_iter()
        .filter(|other| other.stage < 4 && !standing.contains(&other.id))
        .map(|other| {
            let through = known.get(&other.id).cloned().unwrap_or_default();
            let one = Candidate {
                online: online(&other),
                known: !through.is_empty(),
                through,
                score: scores.get(&other.id.0).copied().unwrap_or_default(),
                paired: role(&pairs, me, other.id),
                ..Candidate::of(other.id)
            };
            (one, Face { id: other.id, handle: other.handle, name: other.name, photo: other.photo })
        })
        .collect();
    // Of many, those of whom something is known, and some of the others.
    Chance::new(seed).shuffle(&mut found);
    found.sort_by(|(a, _), (b, _)| {
        let rank = |one: &Candidate| (one.online.is_some(), one.paired.is_some());
        rank(b).cmp(&rank(a)).then(b.score.total_cmp(&a.score))
    });
    found.truncate(CLOSELY);
    let ids: Vec<PersonId> = found.iter().map(|(one, _)| one.id).collect();
    let choices = choices_of(look, &ids)?;
    found.retain(|(one, _)| one.online.is_some() || !choices.get(&one.id).is_some_and(|choices| choices.hidden));
    let mut shared = people::shared_interests(look, me, &ids)?;
    let mut faces = BTreeMap::new();
    let (mut candidates, mut blind) = (Vec::with_capacity(found.len()), true);
    for (mut one, face) in found {
        blind &= one.score <= 0.0;
        one.interests = shared.remove(&one.id).unwrap_or_default();
        faces.insert(one.id, face);
        candidates.push(one);
    }
    may_be_named(look, &mut candidates, &going)?;
    let mut list = Vec::new();
    for (other, why) in model::suggest(&candidates, seed) {
        let Some(face) = faces.remove(&other) else { continue };
        let through = match &why {
            Why::Friends(through) => people::faces(look, through)?,
            _ => Vec::new(),
        };
        let opener = opener(look, &face, &why, &through, &going)?;
        list.push(Suggested { face, why, opener, through });
    }
    Ok((list, blind))
}

/// Who has met whom, as far as it bears on this gathering, and for each one who goes whom of the viewer's they have met.
fn graph(
    look: &mut Look<'_>,
    id: GatheringId,
    me: PersonId,
    met: &BTreeMap<PersonId, i64>,
) -> Result<(Graph, HashMap<PersonId, Vec<PersonId>>)> {
    let mut days: BTreeMap<Pair, i64> = BTreeMap::new();
    let mut known: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    let mine = met.iter().map(|(other, days)| (me, *other, *days));
    for (one, other, count) in company::acquainted(look, id)?.into_iter().chain(mine) {
        // Where both go, the pair comes from either side.
        if let Some(pair) = Pair::new(one.0, other.0) {
            days.insert(pair, count);
        }
        if one != me && met.contains_key(&other) {
            known.entry(one).or_default().push(other);
        }
    }
    let times = |days: i64| weight(usize::try_from(days).unwrap_or_default());
    Ok((Graph::new(days.into_iter().map(|(pair, days)| (pair, times(days)))), known))
}

fn online(other: &Other) -> Option<Online> {
    match (other.stage, other.talked_at, other.follows_since, other.followed_since) {
        (0, ..) => None,
        (_, Some(_), ..) => Some(Online::Talked),
        (_, _, Some(_), Some(_)) => Some(Online::Both),
        (_, _, Some(_), None) => Some(Online::YouFollow),
        (_, _, None, Some(_)) => Some(Online::FollowsYou),
        _ => None,
    }
}

/// Which newcomer goes with which regular, for everybody alike.
fn paired(look: &mut Look<'_>, id: GatheringId) -> Result<BTreeMap<PersonId, PersonId>> {
    let been = company::been_before(look, id)?;
    let some: Vec<PersonId> = been
        .iter()
        .filter(|(_, times)| *times == 0 || *times >= model::REGULAR)
        .map(|(person, _)| *person)
        .take(CLOSELY)
        .collect();
    let choices = choices_of(look, &some)?;
    let (mut newcomers, mut regulars) = (Vec::new(), Vec::new());
    for (person, times) in been.into_iter().filter(|(person, _)| some.contains(person)) {
        let choices = choices.get(&person).copied().unwrap_or_default();
        if times == 0 && !choices.hidden {
            newcomers.push(person);
        } else if times >= model::REGULAR && choices.welcomes {
            regulars.push(person);
        }
    }
    Ok(model::pair(&newcomers, &regulars, id.0.unsigned_abs()))
}

fn role(pairs: &BTreeMap<PersonId, PersonId>, me: PersonId, other: PersonId) -> Option<Role> {
    if pairs.get(&me) == Some(&other) {
        Some(Role::Regular)
    } else if pairs.get(&other) == Some(&me) {
        Some(Role::Newcomer)
    } else {
        None
    }
}

/// Leaves those who may be named as one who could introduce others, the ones who go first.
fn may_be_named(look: &mut Look<'_>, candidates: &mut [Candidate], going: &BTreeSet<PersonId>) -> Result<()> {
    for one in candidates.iter_mut() {
        one.through.sort_by_key(|through| (!going.contains(through), *through));
        one.through.truncate(MOST_THROUGH);
    }
    let mut all: Vec<PersonId> = candidates.iter().flat_map(|one| one.through.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let choices = choices_of(look, &all)?;
    for one in candidates {
        one.through.retain(|through| !choices.get(through).is_some_and(|choices| choices.unnamed));
    }
    Ok(())
}

fn opener(look: &mut Look<'_>, face: &Face, why: &Why, through: &[Face], going: &BTreeSet<PersonId>) -> Result<Opener> {
    Ok(match why {
        Why::Online(_) => {
            let thread = ties::summary(look, face)?.and_then(|tie| tie.thread);
            // A conversation of two has no name but theirs.
            match thread.filter(|thread| !thread.url.starts_with("/talk/")) {
                Some(thread) => Opener::Thread(thread.title),
                None => Opener::Online,
            }
        }
        Why::Friends(_) => match through.first() {
            Some(friend) if going.contains(&friend.id) => Opener::Introduce(friend.name.clone()),
            Some(friend) => Opener::BothKnow(friend.name.clone()),
            None => Opener::Somebody,
        },
        Why::Paired(Role::Newcomer) => Opener::ShowRound,
        Why::Paired(Role::Regular) => Opener::FirstTime,
        Why::Interests(shared) => shared.first().cloned().map_or(Opener::Anything, Opener::Interest),
        Why::Chance => Opener::Anything,
    })
}

/// Says something of somebody who goes, or takes it back.
pub fn mark(act: &mut Act<'_>, id: GatheringId, handle: &str, mark: Option<Mark>) -> Result<Face> {
    let me = act.viewer.person()?;
    let gathering = part(act, id)?;
    let face = people::visible(act, handle)?;
    let now = act.now;
    let Some(mark) = mark else {
        store::delete_mark(act, id, me, face.id)?;
        store::delete_never(act, me, face.id)?;
        return Ok(face);
    };
    let other = company::other(act, id, face.id)?.ok_or(Error::NotFound)?;
    if mark.wants() {
        if gathering.state(now) == State::Over {
            return Err(Error::Conflict("error-whom-over"));
        }
        // Who wants to be suggested to nobody hears from those they know.
        let theirs = choices_of(act, &[face.id])?.remove(&face.id).unwrap_or_default();
        let wishes = store::mark(act, id, face.id, me)?.is_some_and(Mark::wants);
        if theirs.hidden && other.stage == 0 && !wishes {
            return Err(Error::NotFound);
        }
        store::delete_never(act, me, face.id)?;
        store::put_mark(act, id, (me, face.id), mark, now)?;
        told(act, &gathering, face.id, mark)?;
    } else {
        store::put_mark(act, id, (me, face.id), Mark::Pass, now)?;
        if mark == Mark::Never {
            store::put_never(act, me, face.id, now)?;
        }
    }
    Ok(face)
}

/// Tells of a wish to meet whoever is to know, each once.
fn told(act: &mut Act<'_>, gathering: &Gathering, other: PersonId, mark: Mark) -> Result<()> {
    let (me, now) = (act.viewer.person()?, act.now);
    let theirs = store::mark(act, gathering.id, other, me)?;
    let leads = json!({ "url": format!("{}/whom", gathering.url()), "title": gathering.title });
    let about = Some(gathering.id.0);
    match model::tell(mark, theirs) {
        Tell::Nobody => {}
        Tell::Other => {
            if store::put_told(act, gathering.id, (other, me), "open", now)? {
                notices::put(act, other, "whom_open", about, Some(me), &leads)?;
            }
        }
        Tell::Both => {
            for (reader, of) in [(me, other), (other, me)] {
                if store::put_told(act, gathering.id, (reader, of), "mutual", now)? {
                    notices::put(act, reader, "whom_mutual", about, Some(of), &leads)?;
                }
            }
        }
    }
    Ok(())
}

fn choices_of(look: &mut Look<'_>, people: &[PersonId]) -> Result<HashMap<PersonId, Choices>> {
    let mut found: HashMap<PersonId, Choices> = HashMap::new();
    for some in people.chunks(store::AT_ONCE) {
        let mut ids = [PersonId(0); store::AT_ONCE];
        for (slot, id) in ids.iter_mut().zip(some) {
            *slot = *id;
        }
        for (person, choice) in store::choices_of(look, &ids)? {
            let choices = found.entry(person).or_default();
            match choice.as_str() {
                "hidden" => choices.hidden = true,
                "unnamed" => choices.unnamed = true,
                _ => choices.welcomes = true,
            }
        }
    }
    Ok(found)
}

/// What the viewer chose for themselves.
pub fn choices(look: &mut Look<'_>) -> Result<Choices> {
    let me = look.viewer.person()?;
    Ok(choices_of(look, &[me])?.remove(&me).unwrap_or_default())
}

/// Chooses for oneself.
pub fn choose(act: &mut Act<'_>, choices: Choices) -> Result<()> {
    let (me, now) = (act.viewer.person()?, act.now);
    store::put_choices(act, me, choices, now)
}

/// What follows from what happened.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match happened {
        Happened::Left { person } => store::forget(act, *person),
        Happened::Blocked { person, other } => {
            store::forget_between(act, *person, *other)?;
            store::forget_between(act, *other, *person)
        }
        Happened::Joined { .. }
        | Happened::SignedOut { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::CheckedOut { .. }
        | Happened::Posted { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}

/// All that somebody said of others and chose for themselves, for them to take along. What others said of them is theirs.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let marks: Vec<Value> = store::export(look, person)?
        .into_iter()
        .map(|row| json!({ "gathering": row.gathering, "of": row.handle, "mark": row.mark.name(), "at": row.at.iso() }))
        .collect();
    let mut never = Vec::new();
    for other in store::never(look, person)? {
        never.extend(people::face(look, other)?.map(|face| face.handle));
    }
    let choices = choices_of(look, &[person])?.remove(&person).unwrap_or_default();
    Ok(json!({
        "marks": marks,
        "never": never,
        "hidden": choices.hidden,
        "unnamed": choices.unnamed,
        "welcomes": choices.welcomes,
    }))
}

/// Whether those who come may be there already, and so have met.
pub fn has_begun(gathering: &Gathering, now: Moment) -> bool {
    EARLY >= gathering.starts_at.since(now)
}
