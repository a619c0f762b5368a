//! Which gatherings stand in a calendar.

use crate::{
    act::Look,
    error::Result,
    gatherings::Reply,
    id::{CommunityId, GatheringId, PersonId},
    params,
    time::Moment,
};

/// A community's that begin after a moment, also those that were called off.
pub fn of_community(
    look: &mut Look<'_>,
    community: CommunityId,
    since: Moment,
    most: i64,
) -> Result<Vec<(GatheringId,)>> {
    look.all(
        "SELECT g.id FROM gathering g WHERE g.community = $1 AND g.starts_at > $2 ORDER BY g.starts_at, g.id LIMIT $3",
        params![community, since, most],
    )
}

/// What somebody said yes to, or maybe, and that ends after a moment: the last first.
pub fn answered(
    look: &mut Look<'_>,
    person: PersonId,
    since: Moment,
    maybes: bool,
    most: i64,
) -> Result<Vec<(GatheringId, Reply)>> {
    look.all(
        "SELECT a.gathering, a.reply FROM answer a JOIN gathering g ON g.id = a.gathering
         WHERE a.person = $1 AND (a.reply = 'yes' OR (a.reply = 'maybe' AND $2 = 1)) AND g.ends_at > $3
         ORDER BY g.starts_at DESC, g.id LIMIT $4",
        params![person, i64::from(maybes), since, most],
    )
}
