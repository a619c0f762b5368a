//! Sub-groups: communities that are part of another, one level deep, with everything that a community has.
//!
//! Only who belongs to the larger one can join, and who leaves that one, or is taken out of it, leaves its sub-groups too.
//! Who gets in is said among those members; towards everybody else a sub-group is never more open than what it is part of,
//! so that `community.access` holds for whoever knows nothing of sub-groups. A private one is known to its members alone,
//! not to the hosts of the larger one either.

pub mod api;
pub mod check;
mod model;
pub mod pages;
mod store;
mod views;

use serde_json::json;

use self::model::{MOST, MOST_TAKEN_ALONG, Standing, may_take_in, outward};
use super::{
    actions::{self, hosted, visible},
    closing,
    log::{self, Deed},
    model::{Access, Brief, Community, Draft, Role},
    store as communities,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{CommunityId, PersonId},
    journal::Happened,
    notices, people,
};

/// A sub-group as a list shows it.
pub struct Part {
    /// What it is.
    pub brief: Brief,
    /// What it plans next.
    pub next: Option<gatherings::Brief>,
}

/// The name of a community, for the log of another: of a private one it is not told.
fn told(community: &Community) -> &str {
    if community.access == Access::Private { "" } else { &community.name }
}

/// Handle and name of what it is part of, if the viewer may see that.
pub fn part_of(look: &mut Look<'_>, community: &Community) -> Result<Option<(String, String)>> {
    community.parent.map_or(Ok(None), |parent| actions::brief(look, parent))
}

/// What is part of a community and the viewer may see, the larger first.
fn seen(look: &mut Look<'_>, parent: &Community) -> Result<Vec<Brief>> {
    let viewer = look.viewer.person_if_any();
    let in_parent = parent.mine();
    let rows = store::of_parent(look, parent.id, viewer)?;
    let may_see = |row: &store::PartRow| {
        let within = in_parent && row.within != Access::Private;
        row.access != Access::Private || row.role.is_some_and(Role::belongs) || within
    };
    let brief = |row: store::PartRow| Brief {
        id: row.id,
        handle: row.handle,
        name: row.name,
        words: row.words,
        // Among the members it is as open as it says.
        access: if in_parent { row.within } else { row.access },
        place: row.place,
        photo: row.photo,
        members: row.members,
        role: row.role,
    };
    Ok(rows.into_iter().filter(may_see).take(MOST).map(brief).collect())
}

/// The ids of those.
pub fn seen_ids(look: &mut Look<'_>, parent: &Community) -> Result<Vec<CommunityId>> {
    Ok(seen(look, parent)?.into_iter().map(|brief| brief.id).collect())
}

/// The same with what each plans next.
pub fn of(look: &mut Look<'_>, parent: &Community) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for brief in seen(look, parent)? {
        // What was called off is no next date.
        let ahead = gatherings::of_community(look, brief.id, false, 4)?;
        let next = ahead.into_iter().find(|gathering| !gathering.cancelled);
        parts.push(Part { brief, next });
    }
    Ok(parts)
}

/// The sub-groups to which the viewer belongs, or has asked to.
pub fn mine(look: &mut Look<'_>, parent: &Community) -> Result<usize> {
    let Some(person) = look.viewer.person_if_any() else { return Ok(0) };
    Ok(store::roles_in(look, parent.id, person)?.len())
}

// --- making ---

/// Founds a sub-group of a community that the viewer hosts. Its handle.
pub fn found(act: &mut Act<'_>, parent: &str, draft: &Draft) -> Result<String> {
    let parent = hosted(act, parent)?;
    may_take_in(&Standing {
        parent_is_part: parent.parent.is_some(),
        parts_of_parent: store::of_parent(act, parent.id, None)?.len(),
        ..Standing::default()
    })
    .map_err(Error::Conflict)?;
    let within = draft.access;
    let draft = Draft { access: outward(parent.access, within), ..draft.clone() };
    let (id, handle) = actions::found(act, &draft)?;
    store::put(act, id, parent.id, within)?;
    log::note(act, id, Deed::PartOf, None, told(&parent))?;
    if within != Access::Private {
        log::note(act, parent.id, Deed::TookIn, None, draft.name.as_str())?;
    }
    Ok(handle)
}

/// Two communities that the viewer hosts, and how they stand to each other.
pub fn weighed(look: &mut Look<'_>, parent: &str, group: &str) -> Result<(Community, Community, Standing)> {
    let parent = hosted(look, parent)?;
    let group = hosted(look, group)?;
    let outside = store::outside(look, group.id, parent.id, MOST_TAKEN_ALONG + MOST)?;
    let standing = Standing {
        same: parent.id == group.id,
        parent_is_part: parent.parent.is_some(),
        group_is_part: group.parent.is_some(),
        parts_of_group: store::of_parent(look, group.id, None)?.len(),
        parts_of_parent: store::of_parent(look, parent.id, None)?.len(),
        outside: outside.iter().filter(|(_, role)| role.belongs()).count(),
        some_are_out: store::some_are_out(look, group.id, parent.id)?,
        parent_takes_all: parent.access == Access::Open && parent.rules.is_empty(),
    };
    Ok((parent, group, standing))
}

/// Makes a community part of another; for who hosts both. Its members join the larger one, where that is open.
pub fn take_in(act: &mut Act<'_>, parent: &str, group: &str) -> Result<()> {
    let (parent, group, standing) = weighed(act, parent, group)?;
    may_take_in(&standing).map_err(Error::Conflict)?;
    let me = act.viewer.person()?;
    let data = json!({ "title": parent.name, "url": parent.url() });
    for (person, role) in store::outside(act, group.id, parent.id, usize::MAX)? {
        // Who asks to join the smaller one has not said anything to the larger.
        if !role.belongs() {
            communities::delete_member(act, group.id, person, role)?;
            continue;
        }
        match communities::role(act, parent.id, person)? {
            Some(from) => communities::change_role(act, parent.id, person, from, Role::Member)?,
            None => communities::put_member(act, parent.id, person, Role::Member, "", None)?,
        }
        notices::put(act, person, "became_member", Some(parent.id.0), Some(me), &data)?;
        act.happened(Happened::BecameMember { community: parent.id, person })?;
    }
    store::put(act, group.id, parent.id, group.access)?;
    log::note(act, group.id, Deed::PartOf, None, told(&parent))?;
    if group.access != Access::Private {
        log::note(act, parent.id, Deed::TookIn, None, &group.name)?;
    }
    open_as(act, group.id, group.access, outward(parent.access, group.access))
}

/// How a draft is stored: who gets in is said among the members of what it is part of.
pub fn settled(act: &mut Act<'_>, community: &Community, draft: &Draft) -> Result<Draft> {
    let Some(parent) = community.parent else { return Ok(draft.clone()) };
    store::want(act, community.id, draft.access)?;
    let parent = actions::access(act, parent)?.unwrap_or(Access::Private);
    Ok(Draft { access: outward(parent, draft.access), ..draft.clone() })
}

/// What is part of a community that is open in another way now is never more open than that.
pub fn follow_access(act: &mut Act<'_>, parent: CommunityId, to: Access) -> Result<()> {
    for part in store::of_parent(act, parent, None)? {
        let outward = outward(to, part.within);
        if outward != part.access {
            open_as(act, part.id, part.access, outward)?;
            log::note(act, part.id, Deed::Changed, None, "access")?;
        }
    }
    Ok(())
}

fn open_as(act: &mut Act<'_>, id: CommunityId, from: Access, to: Access) -> Result<()> {
    if from == to {
        return Ok(());
    }
    let person = act.viewer.person()?;
    store::set_access(act, id, to)?;
    if to == Access::Private { act.happened(Happened::MadePrivate { community: id, person }) } else { Ok(()) }
}

// --- looking after ---

/// A sub-group of a community, both as the viewer sees them.
pub fn one(look: &mut Look<'_>, parent: &str, group: &str) -> Result<(Community, Community)> {
    look.viewer.person()?;
    let (parent, group) = (visible(look, parent)?, visible(look, group)?);
    if group.parent == Some(parent.id) { Ok((parent, group)) } else { Err(Error::NotFound) }
}

/// The same for one who hosts the larger.
fn overseen(look: &mut Look<'_>, parent: &str, group: &str) -> Result<(Community, Community)> {
    let (parent, group) = one(look, parent, group)?;
    if parent.role == Some(Role::Host) { Ok((parent, group)) } else { Err(Error::Forbidden("error-community-hosts")) }
}

/// The same for one who hosts either.
pub fn tended(look: &mut Look<'_>, parent: &str, group: &str) -> Result<(Community, Community)> {
    let (parent, group) = one(look, parent, group)?;
    let hosts = [parent.role, group.role].contains(&Some(Role::Host));
    if hosts { Ok((parent, group)) } else { Err(Error::Forbidden("error-community-hosts")) }
}

/// Makes a sub-group a community of its own. It stays as open as it was towards everybody. For who hosts either.
pub fn release(act: &mut Act<'_>, parent: &str, group: &str) -> Result<()> {
    let (parent, group) = tended(act, parent, group)?;
    let me = act.viewer.person()?;
    store::delete(act, group.id)?;
    closed_to_parent(act, group.id, (group.wanted(), group.access), me)?;
    log::note(act, group.id, Deed::Parted, None, told(&parent))?;
    if group.wanted() == Access::Private {
        return Ok(());
    }
    log::note(act, parent.id, Deed::LetGo, None, &group.name)
}

/// What was open within a private community is private to that one's members too once it is no part of it.
fn closed_to_parent(
    act: &mut Act<'_>,
    id: CommunityId,
    (within, outside): (Access, Access),
    person: PersonId,
) -> Result<()> {
    let closes = within != Access::Private && outside == Access::Private;
    if closes { act.happened(Happened::MadePrivate { community: id, person }) } else { Ok(()) }
}

/// Makes a member of a sub-group its host; those who were stay in it as members. For hosts of the larger one.
pub fn hand_over(act: &mut Act<'_>, parent: &str, group: &str, whom: &str) -> Result<()> {
    let (parent, group) = overseen(act, parent, group)?;
    let me = act.viewer.person()?;
    let unknown = || Error::invalid("person", "problem-subgroup-person");
    let whom = match people::visible(act, whom.trim().trim_start_matches('@')) {
        Ok(person) => person.id,
        Err(Error::NotFound) => return Err(unknown()),
        Err(error) => return Err(error),
    };
    let from = communities::role(act, group.id, whom)?.filter(|role| role.belongs()).ok_or_else(unknown)?;
    for host in store::hosts(act, group.id)? {
        if host != whom {
            communities::change_role(act, group.id, host, Role::Host, Role::Member)?;
        }
    }
    if from == Role::Host {
        return Ok(());
    }
    communities::change_role(act, group.id, whom, from, Role::Host)?;
    log::note(act, group.id, Deed::HandedOver, Some(whom), &group.name)?;
    if group.wanted() != Access::Private {
        log::note(act, parent.id, Deed::HandedOver, Some(whom), &group.name)?;
    }
    let data = json!({ "title": group.name, "url": group.url() });
    notices::put(act, whom, "became_host", Some(group.id.0), Some(me), &data)
}

/// Closes a sub-group for all, once they have typed its handle. For hosts of the larger one.
pub fn end(act: &mut Act<'_>, parent: &str, group: &str, typed: &str) -> Result<()> {
    let (parent, group) = overseen(act, parent, group)?;
    if !closing::is_meant(typed, &group.handle) {
        return Err(Error::invalid("handle", "problem-close-handle"));
    }
    if group.wanted() != Access::Private {
        log::note(act, parent.id, Deed::EndedPart, None, &group.name)?;
    }
    closing::finish(act, group.id)
}

// --- what follows ---

/// Takes who no longer belongs to a community out of its sub-groups. One whose last host goes passes to the longest
/// moderator, else to the longest member; where there is none, it ends.
pub fn leave_too(act: &mut Act<'_>, parent: CommunityId, person: PersonId) -> Result<()> {
    for part in store::of_parent(act, parent, Some(person))? {
        if let Some(role) = part.role {
            leave_one(act, part.id, person, role)?;
        }
        // Of what is open within a private community they could see, and answer, what it plans.
        let saw = part.access == Access::Private && part.within != Access::Private;
        if saw || part.role.is_some_and(Role::belongs) {
            act.happened(Happened::LeftCommunity { community: part.id, person })?;
        }
    }
    Ok(())
}

fn leave_one(act: &mut Act<'_>, id: CommunityId, person: PersonId, role: Role) -> Result<()> {
    communities::delete_member(act, id, person, role)?;
    if role != Role::Host || communities::host_count(act, id)? > 0 {
        return Ok(());
    }
    let Some((heir, from)) = communities::heir(act, id)? else { return actions::end(act, id, person) };
    communities::change_role(act, id, heir, from, Role::Host)?;
    log::note(act, id, Deed::Inherited, Some(heir), "")
}

/// What was part of a community that ends is a community of its own; and that one is part of none any more.
pub fn set_free(act: &mut Act<'_>, id: CommunityId, person: PersonId) -> Result<()> {
    let Some(community) = communities::by_id(act, id, None)? else { return Ok(()) };
    for part in store::of_parent(act, id, None)? {
        store::delete(act, part.id)?;
        closed_to_parent(act, part.id, (part.within, part.access), person)?;
        log::note(act, part.id, Deed::Parted, None, told(&community))?;
    }
    store::delete(act, id)
}
