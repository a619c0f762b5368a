//! Gatherings of somebody, of a community, of two people.

use super::super::model::{Brief, LONGEST, Shared};
use super::briefs;
use crate::{
    act::Look,
    error::Result,
    id::{AccountId, CommunityId, GatheringId, PersonId},
    params, rows,
    time::Moment,
};

/// What somebody goes to, perhaps goes to, waits for, or hosts, that is not over; the next first.
pub fn ahead_of(
    look: &mut Look<'_>,
    of: PersonId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: (Moment, GatheringId),
) -> Result<Vec<Brief>> {
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.id IN (SELECT a.gathering FROM answer a
                        WHERE a.person = $1 AND (a.reply = 'yes' OR (a.reply IN ('maybe', 'waiting', 'asked') AND a.person = $3))
                        UNION SELECT o.id FROM gathering o WHERE o.host = $1)
           AND g.ends_at > $2 AND g.cancelled_at IS NULL AND (g.starts_at, g.id) > ($5, $6)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT 500",
        params![of, now, person, mine, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

/// What is around now that somebody goes to, hosts or has arrived at.
pub fn around(
    look: &mut Look<'_>,
    of: PersonId,
    from: Moment,
    to: Moment,
    mine: Option<AccountId>,
) -> Result<Vec<Brief>> {
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $1)
         FROM gathering g
         WHERE g.id IN (SELECT a.gathering FROM answer a WHERE a.person = $1 AND a.reply = 'yes'
                        UNION SELECT c.gathering FROM check_in c WHERE c.person = $1
                        UNION SELECT o.id FROM gathering o WHERE o.host = $1)
           AND g.starts_at <= $3 AND g.ends_at >= $2 AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id",
        params![of, from, to, mine],
    )?;
    Ok(briefs(rows))
}

pub fn of_community_ahead(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: Option<(Moment, GatheringId)>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let after = after.unwrap_or((now.plus(-LONGEST), GatheringId(0)));
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.community = $1 AND (g.starts_at, g.id) > ($6, $7) AND g.ends_at > $2
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $5",
        params![community, now, person, mine, limit, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

pub fn of_community_past(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: Option<(Moment, GatheringId)>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let after = after.unwrap_or((now, GatheringId(i64::MAX)));
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.community = $1 AND (g.starts_at, g.id) < ($6, $7) AND g.ends_at <= $2 AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at DESC, g.id DESC LIMIT $5",
        params![community, now, person, mine, limit, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

/// The next that both go to.
pub fn shared_ahead(look: &mut Look<'_>, a: PersonId, b: PersonId, now: Moment) -> Result<Option<Shared>> {
    look.opt(
        "SELECT g.id, g.title, g.starts_at, g.ends_at
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.ends_at > $3 AND g.cancelled_at IS NULL
         ORDER BY g.starts_at, g.id LIMIT 1",
        params![a, b, now],
    )
}

/// Those begun since then that both said yes to, the newest first.
pub fn shared_past(
    look: &mut Look<'_>,
    (a, b): (PersonId, PersonId),
    (since, now): (Moment, Moment),
    most: i64,
) -> Result<Vec<(GatheringId,)>> {
    look.all(
        "SELECT g.id
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.starts_at >= $3 AND g.starts_at <= $4
           AND g.cancelled_at IS NULL
         ORDER BY g.starts_at DESC, g.id LIMIT $5",
        params![a, b, since, now, most],
    )
}

rows! {
    /// Somebody with whom a person has a tie and who goes to the same gathering.
    pub struct BothGo {
        pub other: PersonId,
        /// Until when the two plan to meet, as the tie's row has it.
        pub kept: Option<Moment>,
        /// When the last ahead that both go to ends.
        pub due: Option<Moment>,
    }
}

/// Those with whom a person has a tie and who go to a gathering.
pub fn tied_and_going(
    look: &mut Look<'_>,
    person: PersonId,
    gathering: GatheringId,
    now: Moment,
) -> Result<Vec<BothGo>> {
    look.all(
        "SELECT t.other, t.planned_until,
                (SELECT MAX(g.ends_at)
                 FROM answer x JOIN answer z ON z.gathering = x.gathering AND z.person = t.other AND z.reply = 'yes'
                      JOIN gathering g ON g.id = x.gathering
                 WHERE x.person = $1 AND x.reply = 'yes' AND g.ends_at > $3 AND g.cancelled_at IS NULL)
         FROM tie t JOIN answer y ON y.gathering = $2 AND y.person = t.other AND y.reply = 'yes'
         WHERE t.person = $1",
        params![person, gathering, now],
    )
}

/// When the last ahead that both go to ends.
pub fn last_shared_end(look: &mut Look<'_>, a: PersonId, b: PersonId, now: Moment) -> Result<Option<Moment>> {
    let (end,): (Option<Moment>,) = look.one(
        "SELECT MAX(g.ends_at)
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.ends_at > $3 AND g.cancelled_at IS NULL",
        params![a, b, now],
    )?;
    Ok(end)
}

/// What a person hosts that is neither over nor called off.
pub fn hosted_ahead(look: &mut Look<'_>, host: PersonId, now: Moment) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT id FROM gathering WHERE host = $1 AND ends_at > $2 AND cancelled_at IS NULL",
        params![host, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What a community plans that is neither over nor called off.
pub fn ahead_in(look: &mut Look<'_>, community: CommunityId, now: Moment) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT id FROM gathering WHERE community = $1 AND ends_at > $2 AND cancelled_at IS NULL",
        params![community, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// At how many gatherings of a community each of those was who were at any.
pub fn been_in(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<(PersonId, i64)>> {
    look.all(
        "SELECT i.person, COUNT(*) FROM gathering g JOIN check_in i ON i.gathering = g.id
         WHERE g.community = $1 GROUP BY i.person",
        params![id],
    )
}

/// At how many gatherings of a community somebody was.
pub fn times_in(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM check_in i JOIN gathering g ON g.id = i.gathering
         WHERE i.person = $1 AND g.community = $2",
        params![person, id],
    )?;
    Ok(count)
}
