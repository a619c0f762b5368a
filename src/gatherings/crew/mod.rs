//! Who runs a gathering, and who helps at its door. What each of them may is one rule ([`Role::may`]), and [`role`] the one
//! place that says who is what.

pub(super) mod api;
pub(super) mod links;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use std::collections::HashSet;

pub use model::{Deed, Role};
use serde_json::{Value, json};
pub use store::{Member, Named};

use super::{
    actions::{open_to, visible},
    model::Gathering,
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    id::{CommunityId, GatheringId, PersonId},
    notices, people,
};

/// So many can help at a gathering.
const MOST: usize = 200;

/// What the viewer was named, read once in a request.
#[derive(Clone)]
struct Mine(Option<Named>);

/// Whether the viewer leads the community that a gathering belongs to, read once in a request.
#[derive(Clone)]
struct Leads(bool);

/// What the viewer is at a gathering; `None` for guests and strangers, and as long as they have not said yes to it.
pub fn role(look: &mut Look<'_>, gathering: &Gathering) -> Result<Option<Role>> {
    let Ok(person) = look.viewer.person() else { return Ok(None) };
    if gathering.host == Some(person) {
        return Ok(Some(Role::Host));
    }
    let leads = match gathering.community {
        Some(community) => {
            look.once((gathering.id.0, person.0), |look| communities::hosts(look, community).map(Leads))?.0
        }
        None => false,
    };
    if leads {
        return Ok(Some(Role::Host));
    }
    Ok(named(look, gathering.id)?.filter(|named| named.accepted_at.is_some()).map(|named| named.role))
}

/// What somebody is at a gathering, whoever looks; `None` as for [`role`].
pub fn role_of(look: &mut Look<'_>, gathering: &Gathering, person: PersonId) -> Result<Option<Role>> {
    if gathering.host == Some(person) {
        return Ok(Some(Role::Host));
    }
    if let Some(community) = gathering.community
        && communities::role(look, community, person)? == Some(communities::Role::Host)
    {
        return Ok(Some(Role::Host));
    }
    Ok(store::named(look, gathering.id, person)?.filter(|named| named.accepted_at.is_some()).map(|named| named.role))
}

/// Whether the viewer may do that there.
pub fn may(look: &mut Look<'_>, gathering: &Gathering, deed: Deed) -> Result<bool> {
    Ok(role(look, gathering)?.is_some_and(|role| role.may(deed)))
}

/// Whether somebody runs a gathering or helps there: its host, the hosts of its community, and the crew.
pub fn helps(
    look: &mut Look<'_>,
    (id, host, community): (GatheringId, Option<PersonId>, Option<CommunityId>),
    person: PersonId,
) -> Result<bool> {
    if host == Some(person) || store::named(look, id, person)?.is_some_and(|named| named.accepted_at.is_some()) {
        return Ok(true);
    }
    match community {
        Some(community) => Ok(communities::role(look, community, person)? == Some(communities::Role::Host)),
        None => Ok(false),
    }
}

/// A gathering at which the viewer may do that, and what they are there.
pub fn at(look: &mut Look<'_>, id: GatheringId, deed: Deed) -> Result<(Gathering, Role)> {
    look.viewer.person()?;
    let gathering = visible(look, id)?;
    match role(look, &gathering)? {
        Some(role) if role.may(deed) => Ok((gathering, role)),
        _ if deed == Deed::Run => Err(Error::Forbidden("error-gathering-not-yours")),
        _ => Err(Error::Forbidden("error-crew-not-yours")),
    }
}

/// What the viewer was named, whether they have said yes or not.
pub fn named(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Named>> {
    let Ok(person) = look.viewer.person() else { return Ok(None) };
    look.once((id.0, person.0), |look| store::named(look, id, person).map(Mine)).map(|mine| mine.0)
}

/// The crew, for those who run it.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Member>> {
    at(look, id, Deed::Run)?;
    let account = look.viewer.me()?.account;
    store::all(look, id, account)
}

/// Asks somebody to help, or changes what they are. They are told, and are nothing there until they say yes.
pub fn name(act: &mut Act<'_>, id: GatheringId, handle: &str, role: Role) -> Result<()> {
    let (gathering, mine) = at(act, id, Deed::Run)?;
    if gathering.cancelled_at.is_some() {
        return Err(Error::Conflict("error-gathering-cancelled"));
    }
    let handle = handle.trim().trim_start_matches('@');
    if handle.is_empty() {
        return Err(Error::invalid("handle", "problem-crew-handle"));
    }
    let face = match people::visible(act, handle) {
        Err(Error::NotFound) => return Err(Error::invalid("handle", "problem-crew-nobody")),
        other => other?,
    };
    if gathering.host == Some(face.id) {
        return Err(Error::invalid("handle", "problem-crew-host"));
    }
    let before = store::named(act, id, face.id)?;
    if !mine.may(Deed::Name(role)) || before.is_some_and(|before| !mine.may(Deed::Name(before.role))) {
        return Err(Error::Forbidden("error-crew-cohosts"));
    }
    if !open_to(act, id, face.id)? {
        return Err(Error::invalid("handle", "problem-crew-outside"));
    }
    if before.is_none() && all(act, id)?.len() >= MOST {
        return Err(Error::Conflict("error-crew-many"));
    }
    if before.is_some_and(|before| before.role == role) {
        return Ok(());
    }
    let (me, now) = (act.viewer.person()?, act.now);
    store::put(act, id, face.id, role, me, now)?;
    let data = json!({ "title": gathering.title, "url": gathering.url() });
    notices::put(act, face.id, "crew", Some(id.0), Some(me), &data)
}

/// The viewer says that they help.
pub fn accept(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let (person, now) = (act.viewer.person()?, act.now);
    visible(act, id)?;
    if store::accept(act, id, person, now)? { Ok(()) } else { Err(Error::NotFound) }
}

/// The viewer helps no longer, or never wanted to.
pub fn leave(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let person = act.viewer.person()?;
    visible(act, id)?;
    if store::delete(act, id, person)? { Ok(()) } else { Err(Error::NotFound) }
}

/// Takes somebody out of the crew.
pub fn remove(act: &mut Act<'_>, id: GatheringId, handle: &str) -> Result<()> {
    let (_, mine) = at(act, id, Deed::Run)?;
    let face = people::visible(act, handle)?;
    let named = store::named(act, id, face.id)?.ok_or(Error::NotFound)?;
    if !mine.may(Deed::Name(named.role)) {
        return Err(Error::Forbidden("error-crew-cohosts"));
    }
    store::delete(act, id, face.id)?;
    // They could come back by one of them.
    links::revoke_all(act, id)
}

/// Whoever leaves helps nowhere, and has named nobody.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    links::forget(act, person)?;
    store::forget(act, person)
}

/// Whoever leaves a community, or is taken out of it, helps there no longer.
pub fn leave_community(act: &mut Act<'_>, community: CommunityId, person: PersonId) -> Result<()> {
    store::leave_community(act, community, person)
}

/// Who helps at anything of a community.
pub fn in_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<PersonId>> {
    store::in_community(look, community)
}

/// In what became private nobody helps but those who may still see it.
pub fn keep_members(act: &mut Act<'_>, community: CommunityId, stay: &HashSet<PersonId>) -> Result<()> {
    let crew = store::in_community(act, community)?;
    let mut gone = crew.into_iter().filter(|person| !stay.contains(person));
    gone.try_for_each(|person| store::leave_community(act, community, person))
}

/// Those who block each other don't help each other.
pub fn part(act: &mut Act<'_>, one: PersonId, other: PersonId) -> Result<()> {
    let mut gone = store::between(act, one, other)?;
    gone.extend(store::between(act, other, one)?);
    gone.into_iter().try_for_each(|(id, person)| store::delete(act, id, person).map(drop))
}

/// Where a person helps, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::export(look, person)?;
    let row = |(id, title, role, accepted): &store::Helped| json!({ "id": id, "title": title, "role": role, "accepted": accepted });
    Ok(rows.iter().map(row).collect())
}
