//! Who else is going, as far as it bears on whom one could meet there. Nobody who has blocked the viewer or is blocked by
//! them, whom they muted, or who is another of their own personas.

mod store;

pub use store::Other;

use super::{actions, model::Gathering, store::reply};
use crate::{
    act::Look,
    error::Result,
    gatherings::Reply,
    id::{GatheringId, PersonId},
};

/// So many of those who are going are looked at, the ones who have been here longest first.
const MOST: i64 = 2_000;
/// So many acquaintances between them.
const MOST_PAIRS: i64 = 50_000;

/// A gathering that the viewer may see, and what they answered.
pub fn answered(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Option<Reply>)> {
    let person = look.viewer.person()?;
    let gathering = actions::visible(look, id)?;
    Ok((gathering, reply(look, id, person)?))
}

/// The others who said yes, each with what stands between them and the viewer.
pub fn others(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Other>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    store::others(look, id, person, account, MOST)
}

/// One of them.
pub fn other(look: &mut Look<'_>, id: GatheringId, other: PersonId) -> Result<Option<Other>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    store::other(look, id, person, account, other)
}

/// Who of those who said yes has met whom of them, or whom of those that the viewer has met, and on how many days. Not for
/// anybody's eyes: whom others met is theirs to tell.
pub fn acquainted(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(PersonId, PersonId, i64)>> {
    let person = look.viewer.person()?;
    store::acquainted(look, id, person, MOST_PAIRS)
}

/// Everybody who said yes, with how many gatherings that are over they had said yes to: what one looks like to a host, the
/// same for every viewer.
pub fn been_before(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(PersonId, i64)>> {
    let now = look.now;
    store::been_before(look, id, now, MOST)
}
