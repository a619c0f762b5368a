//! Closing a community: its last host ends it for all, after taking along what they need.
//!
//! It is not to be found any more from the moment on, and what it planned is called off. Its members are told afterwards, a
//! part in each transaction; each part takes them out of it, so that what was cut off is taken up where it stood.

pub mod api;
pub mod pages;
mod store;

use serde_json::json;

use super::{
    actions::{self, hosted},
    letters::Sending,
    model::Community,
};
use crate::{
    act::{Act, Look},
    args,
    error::{Error, Result},
    id::{CommunityId, PersonId},
    jobs::Job,
    notices, people,
};

/// So many people are told in one transaction.
const PART: usize = 200;

/// Whether what somebody typed is the name in addresses, as they may have copied it.
pub(super) fn is_meant(typed: &str, handle: &str) -> bool {
    typed.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase() == handle
}

/// A community that the viewer hosts, and whether they may close it: its last host may.
pub fn closable(look: &mut Look<'_>, handle: &str) -> Result<(Community, bool)> {
    let community = hosted(look, handle)?;
    let last = super::store::host_count(look, community.id)? == 1;
    Ok((community, last))
}

/// Closes it, once they have typed its handle.
pub fn close(act: &mut Act<'_>, handle: &str, typed: &str) -> Result<()> {
    let (community, last) = closable(act, handle)?;
    if !last {
        return Err(Error::Conflict("error-close-hosts"));
    }
    if !is_meant(typed, &community.handle) {
        return Err(Error::invalid("handle", "problem-close-handle"));
    }
    finish(act, community.id)
}

/// Ends it, and has its members told.
pub(super) fn finish(act: &mut Act<'_>, id: CommunityId) -> Result<()> {
    let person = act.viewer.person()?;
    actions::end(act, id, person)?;
    act.later(&Job::ClubLetter(Sending::Farewell { community: id, by: person }))
}

/// Takes the next part of the members out of a community that has closed, and tells them.
pub fn tell_some(act: &mut Act<'_>, id: CommunityId, by: PersonId) -> Result<()> {
    let Some(name) = store::name_of_ended(act, id)? else { return Ok(()) };
    let members = store::some(act, id, PART)?;
    let data = json!({ "title": name, "url": "/find/communities" });
    for &(person, role) in &members {
        super::store::delete_member(act, id, person, role)?;
        if !role.belongs() || person == by {
            continue;
        }
        notices::put(act, person, "community_closed", Some(id.0), None, &data)?;
        people::letter(act, person, |say| {
            let name = name.as_str();
            (
                say.with("mail-close-subject", args! { name: name }),
                say.with("mail-close", args! { name: people::escaped(name) }),
            )
        })?;
    }
    if members.len() < PART {
        return Ok(());
    }
    act.later(&Job::ClubLetter(Sending::Farewell { community: id, by }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_name_closes_a_community() {
        for typed in ["tea", " Tea ", "/c/tea", "https://meet.example/c/tea/"] {
            assert!(is_meant(typed, "tea"), "{typed}");
        }
        for typed in ["", "/", "teas", "tea/members"] {
            assert!(!is_meant(typed, "tea"), "{typed}");
        }
    }
}
