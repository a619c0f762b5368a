//! What follows for planned times when the rules of a zone change. The doctor asks the same, of the same gatherings: what
//! has begun was when it was, and what was called off will not be.

use super::{
    model::Planned,
    reminders,
    store::{self, Wall},
    telling::{News, tell},
};
use crate::{act::Act, error::Result, id::GatheringId, journal::Happened, time::Zone};

/// So many gatherings are looked at in one transaction.
const PART: i64 = 200;

/// When a gathering will be, as the clocks on the wall will show it and the zone's rules of today have it; `None` where zone
/// or time can't be read.
pub(super) fn planned(wall: &Wall) -> Option<Planned> {
    let zone = Zone::named(&wall.zone)?;
    let (starts, ends) = (wall.starts_local.parse().ok()?, wall.ends_local.parse().ok()?);
    Planned::kept(starts, ends, &zone, wall.ends_at.since(wall.starts_at))
}

/// Derives the instants of one that is ahead anew; those who answered are told where they have moved. `false` where they
/// can't be derived, and stay.
pub(super) fn keep(act: &mut Act<'_>, wall: &Wall) -> Result<bool> {
    let Some(planned) = planned(wall) else { return Ok(false) };
    if (planned.starts_at, planned.ends_at) == (wall.starts_at, wall.ends_at) {
        return Ok(true);
    }
    let now = act.now;
    store::put_planned(act, wall.id, &planned, now)?;
    // Also where nobody is left to whom the move could be put down.
    reminders::plan(act, wall.id)?;
    if let Some(person) = wall.host {
        act.happened(Happened::Moved { gathering: wall.id, person })?;
    }
    tell(act, wall.id, News::Clocks, None).map(|()| true)
}

/// Derives the instants of what is ahead anew: of the next gatherings after one. The last that was looked at, if there may
/// be more.
pub fn keep_to_the_wall(act: &mut Act<'_>, after: GatheringId) -> Result<Option<GatheringId>> {
    let now = act.now;
    let ahead = store::walls_ahead(act, after, now, PART)?;
    let last = ahead.last().filter(|_| ahead.len() as i64 == PART).map(|wall| wall.id);
    for wall in ahead {
        if !keep(act, &wall)? {
            tracing::warn!(id = %wall.id, zone = wall.zone, "the time of a gathering can't be read");
        }
    }
    Ok(last)
}
