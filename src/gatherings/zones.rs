//! What follows for planned times when the rules of a zone change.

use super::{
    model::Planned,
    store,
    telling::{News, tell},
};
use crate::{act::Act, error::Result, id::GatheringId, journal::Happened, time::Zone};

/// So many gatherings are looked at in one transaction.
const PART: usize = 200;

/// Derives the instants of what is ahead anew, from what the clocks on the wall will show: of the next gatherings after
/// one. Those who answered are told where an instant has moved. The last that was looked at, if there may be more.
pub fn keep_to_the_wall(act: &mut Act<'_>, after: GatheringId) -> Result<Option<GatheringId>> {
    let now = act.now;
    let ahead = store::walls_ahead(act, after, now, PART)?;
    let last = ahead.last().filter(|_| ahead.len() == PART).map(|wall| wall.id);
    for wall in ahead {
        let (Some(zone), Ok(starts), Ok(ends)) =
            (Zone::named(&wall.zone), wall.starts_local.parse(), wall.ends_local.parse())
        else {
            tracing::warn!(id = %wall.id, zone = wall.zone, "the time of a gathering can't be read");
            continue;
        };
        let Some(planned) = Planned::kept(starts, ends, &zone, wall.ends_at.since(wall.starts_at)) else { continue };
        if (planned.starts_at, planned.ends_at) == (wall.starts_at, wall.ends_at) {
            continue;
        }
        store::put_planned(act, wall.id, &planned, now)?;
        if let Some(person) = wall.host {
            act.happened(Happened::Moved { gathering: wall.id, person })?;
        }
        tell(act, wall.id, News::Clocks, None)?;
    }
    Ok(last)
}
