//! All SQL about company.

use crate::{
    act::Look,
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// Somebody who said yes, with the row of the viewer's tie to them (stage 0 where there is none).
    #[derive(Debug, Clone)]
    pub struct Other {
        /// Who.
        pub id: PersonId,
        /// Their handle.
        pub handle: String,
        /// Their name.
        pub name: String,
        /// Their photo: the hash of a picture.
        pub photo: Option<String>,
        /// The stage of the tie.
        pub stage: i64,
        /// Since when the viewer follows them.
        pub follows_since: Option<Moment>,
        /// Since when they follow the viewer.
        pub followed_since: Option<Moment>,
        /// When the two first talked.
        pub talked_at: Option<Moment>,
    }
}

pub fn others(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    most: i64,
) -> Result<Vec<Other>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, COALESCE(t.stage, 0), t.follows_since, t.followed_since, t.talked_at
         FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
         WHERE a.gathering = $1 AND a.reply = 'yes' AND p.account <> $3
           AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.person = $2 AND m.muted = p.id)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY a.person LIMIT $4",
        params![id, person, account, most],
    )
}

pub fn other(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    other: PersonId,
) -> Result<Option<Other>> {
    look.opt(
        "SELECT p.id, p.handle, p.name, p.photo, COALESCE(t.stage, 0), t.follows_since, t.followed_since, t.talked_at
         FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
         WHERE a.gathering = $1 AND a.person = $4 AND a.reply = 'yes' AND p.account <> $3
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))",
        params![id, person, account, other],
    )
}

pub fn acquainted(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    most: i64,
) -> Result<Vec<(PersonId, PersonId, i64)>> {
    look.all(
        "SELECT t.person, t.other, t.met_days
         FROM answer a JOIN tie t ON t.person = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND t.stage >= 4 AND t.person <> $2 AND t.other <> $2 AND (
             EXISTS (SELECT 1 FROM answer y WHERE y.gathering = $1 AND y.person = t.other AND y.reply = 'yes')
             OR EXISTS (SELECT 1 FROM tie m WHERE m.person = $2 AND m.other = t.other AND m.stage >= 4))
         ORDER BY t.person, t.other LIMIT $3",
        params![id, person, most],
    )
}

pub fn been_before(look: &mut Look<'_>, id: GatheringId, now: Moment, most: i64) -> Result<Vec<(PersonId, i64)>> {
    look.all(
        "SELECT a.person, (
             SELECT COUNT(*) FROM answer y JOIN gathering g ON g.id = y.gathering
             WHERE y.person = a.person AND y.reply = 'yes' AND g.ends_at < $2 AND g.cancelled_at IS NULL)
         FROM answer a WHERE a.gathering = $1 AND a.reply = 'yes' ORDER BY a.person LIMIT $3",
        params![id, now, most],
    )
}
