//! Which gatherings stand in a calendar.

use crate::{
    act::Look,
    error::Result,
    gatherings::Reply,
    id::{CommunityId, GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A gathering ahead, as search engines hear of it.
    pub struct AheadRow {
        pub id: GatheringId,
        pub community: Option<CommunityId>,
        pub changed_at: Option<Moment>,
        pub cancelled_at: Option<Moment>,
    }
}

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

/// How many begin after a moment.
pub fn count_ahead(look: &mut Look<'_>, now: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM gathering g WHERE g.starts_at > $1", params![now])?;
    Ok(count)
}

/// Some of them at a time: with their communities, when they were changed, and when they were called off.
pub fn ahead(look: &mut Look<'_>, now: Moment, most: i64, after: i64) -> Result<Vec<AheadRow>> {
    look.all(
        "SELECT g.id, g.community, g.changed_at, g.cancelled_at FROM gathering g WHERE g.starts_at > $1
         ORDER BY g.starts_at, g.id LIMIT $2 OFFSET $3",
        params![now, most, after],
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
