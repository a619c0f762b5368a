//! All SQL about ties and the facts that are kept here.

use super::model::TieState;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, PersonId},
    params, rows,
    time::Moment,
};

pub fn followed_at(look: &mut Look<'_>, follower: PersonId, followed: PersonId) -> Result<Option<Moment>> {
    let found: Option<(Moment,)> =
        look.opt("SELECT at FROM follow WHERE follower = $1 AND followed = $2", params![follower, followed])?;
    Ok(found.map(|(at,)| at))
}

/// Whether this is new.
pub fn put_follow(act: &mut Act<'_>, follower: PersonId, followed: PersonId) -> Result<bool> {
    let now = act.now;
    let new = act.run(
        "INSERT INTO follow (follower, followed, at) VALUES ($1, $2, $3) ON CONFLICT (follower, followed) DO NOTHING",
        params![follower, followed, now],
    )?;
    Ok(new > 0)
}

/// Whether there was something to delete.
pub fn delete_follow(act: &mut Act<'_>, follower: PersonId, followed: PersonId) -> Result<bool> {
    let gone = act.run("DELETE FROM follow WHERE follower = $1 AND followed = $2", params![follower, followed])?;
    Ok(gone > 0)
}

fn in_order(a: PersonId, b: PersonId) -> (PersonId, PersonId) {
    (a.min(b), a.max(b))
}

pub fn put_followed_back(act: &mut Act<'_>, a: PersonId, b: PersonId) -> Result<()> {
    let (now, (one, two)) = (act.now, in_order(a, b));
    act.put(
        "INSERT INTO followed_back (one, two, at) VALUES ($1, $2, $3) ON CONFLICT (one, two) DO NOTHING",
        params![one, two, now],
    )
}

rows! {
    /// What is kept here of two people, as the first of them sees it.
    pub struct Between {
        pub blocked: bool,
        pub i_follow: Option<Moment>,
        pub follows_me: Option<Moment>,
        pub followed_back_at: Option<Moment>,
    }
}

pub fn between(look: &mut Look<'_>, me: PersonId, other: PersonId) -> Result<Between> {
    let (one, two) = in_order(me, other);
    look.one(
        "SELECT EXISTS (SELECT 1 FROM person x JOIN person y ON y.id = $2 JOIN block b
                            ON (b.blocker = x.account AND b.blocked = y.account)
                            OR (b.blocker = y.account AND b.blocked = x.account)
                        WHERE x.id = $1),
                (SELECT f.at FROM follow f WHERE f.follower = $1 AND f.followed = $2),
                (SELECT r.at FROM follow r WHERE r.follower = $2 AND r.followed = $1),
                (SELECT k.at FROM followed_back k WHERE k.one = $3 AND k.two = $4)",
        params![me, other, one, two],
    )
}

pub fn put_mute(act: &mut Act<'_>, person: PersonId, muted: PersonId) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO mute (person, muted, at) VALUES ($1, $2, $3) ON CONFLICT (person, muted) DO NOTHING",
        params![person, muted, now],
    )
}

pub fn delete_mute(act: &mut Act<'_>, person: PersonId, muted: PersonId) -> Result<()> {
    act.put("DELETE FROM mute WHERE person = $1 AND muted = $2", params![person, muted])
}

pub fn has_muted(look: &mut Look<'_>, person: PersonId, muted: PersonId) -> Result<bool> {
    let found: Option<(i64,)> =
        look.opt("SELECT 1 FROM mute WHERE person = $1 AND muted = $2", params![person, muted])?;
    Ok(found.is_some())
}

/// Whether one of the two has blocked the other, with any of their personas.
pub fn is_blocked(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM person x JOIN person y ON y.id = $2 JOIN block b
             ON (b.blocker = x.account AND b.blocked = y.account) OR (b.blocker = y.account AND b.blocked = x.account)
         WHERE x.id = $1",
        params![a, b],
    )?;
    Ok(found.is_some())
}

/// All personas of the one's account.
pub fn personas(look: &mut Look<'_>, person: PersonId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT p.id FROM person p WHERE p.account = (SELECT me.account FROM person me WHERE me.id = $1)",
        params![person],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn tie(look: &mut Look<'_>, person: PersonId, other: PersonId) -> Result<Option<TieState>> {
    look.opt(
        "SELECT stage, follows_since, followed_since, planned_until, talked_at, talked_in, online_at, met_at,
                met_days, last_met_at
         FROM tie WHERE person = $1 AND other = $2",
        params![person, other],
    )
}

/// Both sides: `tie` as the first of the two sees it.
pub fn put_tie(act: &mut Act<'_>, person: PersonId, other: PersonId, tie: &TieState) -> Result<()> {
    act.put(
        "INSERT INTO tie (person, other, stage, follows_since, followed_since, planned_until, talked_at, talked_in,
                          online_at, met_at, met_days, last_met_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12), ($2, $1, $3, $5, $4, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (person, other) DO UPDATE SET stage = excluded.stage, follows_since = excluded.follows_since,
             followed_since = excluded.followed_since, planned_until = excluded.planned_until,
             talked_at = excluded.talked_at, talked_in = excluded.talked_in, online_at = excluded.online_at,
             met_at = excluded.met_at, met_days = excluded.met_days, last_met_at = excluded.last_met_at",
        params![
            person,
            other,
            tie.stage,
            tie.follows_since,
            tie.followed_since,
            tie.planned_until,
            tie.talked_at,
            tie.talked_in,
            tie.online_at,
            tie.met_at,
            tie.met_days,
            tie.last_met_at
        ],
    )
}

/// Deletes both sides.
pub fn delete_tie(act: &mut Act<'_>, a: PersonId, b: PersonId) -> Result<()> {
    act.put("DELETE FROM tie WHERE (person = $1 AND other = $2) OR (person = $2 AND other = $1)", params![a, b])
}

/// What both sides plan.
pub fn put_plan(act: &mut Act<'_>, a: PersonId, b: PersonId, until: Option<Moment>) -> Result<()> {
    act.put(
        "UPDATE tie SET planned_until = $3 WHERE (person = $1 AND other = $2) OR (person = $2 AND other = $1)",
        params![a, b, until],
    )
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM tie WHERE person = $1", params![person])?;
    act.put("DELETE FROM tie WHERE other = $1", params![person])?;
    act.put("DELETE FROM follow WHERE follower = $1", params![person])?;
    act.put("DELETE FROM follow WHERE followed = $1", params![person])?;
    act.put("DELETE FROM followed_back WHERE one = $1", params![person])?;
    act.put("DELETE FROM followed_back WHERE two = $1", params![person])?;
    act.put("DELETE FROM mute WHERE person = $1", params![person])?;
    act.put("DELETE FROM mute WHERE muted = $1", params![person])
}

/// Everybody with whom somebody has a tie, or one follows or followed the other.
pub fn known_to(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT other FROM tie WHERE person = $1 UNION SELECT person FROM tie WHERE other = $1
         UNION SELECT followed FROM follow WHERE follower = $1 UNION SELECT follower FROM follow WHERE followed = $1
         UNION SELECT two FROM followed_back WHERE one = $1 UNION SELECT one FROM followed_back WHERE two = $1",
        params![person],
    )
}

/// People, by id.
pub fn people(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(PersonId,)>> {
    look.all("SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2", params![after, most])
}

pub fn count_people(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM person", &[])?;
    Ok(count)
}

rows! {
    /// One tie in the list of a person's own.
    pub struct ListRow {
        pub other: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub muted: bool,
        pub stage: i64,
        pub follows_since: Option<Moment>,
        pub planned_until: Option<Moment>,
        pub talked_at: Option<Moment>,
        pub online_at: Option<Moment>,
        pub met_days: i64,
        pub last_met_at: Option<Moment>,
    }
}

/// How many ties somebody has of each stage (by number, planning is 3), of those whose name fits.
pub fn counts(look: &mut Look<'_>, person: PersonId, account: AccountId, pattern: &str) -> Result<Vec<(i64, i64)>> {
    let now = look.now;
    look.all(
        "SELECT CASE WHEN t.stage < 3 AND t.planned_until > $3 THEN 3 ELSE t.stage END AS step, COUNT(*)
         FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $1 AND (p.folded LIKE $4 ESCAPE '!' OR p.handle LIKE $4 ESCAPE '!')
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         GROUP BY CASE WHEN t.stage < 3 AND t.planned_until > $3 THEN 3 ELSE t.stage END",
        params![person, account, now, *pattern],
    )
}

pub struct Part<'a> {
    /// The stage by number, planning is 3.
    pub stage: i64,
    /// For LIKE.
    pub pattern: &'a str,
    /// Name and id of the last one before; the empty name and 0 for the beginning.
    pub after: (&'a str, i64),
    pub most: i64,
}

/// A person's name as lists are ordered by it.
pub fn folded(look: &mut Look<'_>, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = look.opt("SELECT folded FROM person WHERE id = $1", params![person])?;
    Ok(found.map(|(folded,)| folded))
}

/// The ties of one stage, by name.
pub fn list(look: &mut Look<'_>, person: PersonId, account: AccountId, part: &Part<'_>) -> Result<Vec<ListRow>> {
    let now = look.now;
    look.all(
        "SELECT t.other, p.handle, p.name, p.photo,
                EXISTS (SELECT 1 FROM mute m WHERE m.person = t.person AND m.muted = t.other), t.stage,
                t.follows_since, t.planned_until, t.talked_at, t.online_at, t.met_days, t.last_met_at
         FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $1 AND (p.folded LIKE $4 ESCAPE '!' OR p.handle LIKE $4 ESCAPE '!')
           AND CASE WHEN t.stage < 3 AND t.planned_until > $3 THEN 3 ELSE t.stage END = $5
           AND (p.folded, p.id) > ($6, $7)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY p.folded, p.id LIMIT $8",
        params![person, account, now, *part.pattern, part.stage, *part.after.0, part.after.1, part.most],
    )
}

rows! {
    pub struct ExportRow {
        pub handle: String,
        pub stage: i64,
        pub planned_until: Option<Moment>,
        pub follows_since: Option<Moment>,
        pub followed_since: Option<Moment>,
        pub talked_at: Option<Moment>,
        pub online_at: Option<Moment>,
        pub met_at: Option<Moment>,
        pub met_days: i64,
        pub last_met_at: Option<Moment>,
    }
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<ExportRow>> {
    look.all(
        "SELECT p.handle, t.stage, t.planned_until, t.follows_since, t.followed_since, t.talked_at, t.online_at,
                t.met_at, t.met_days, t.last_met_at
         FROM tie t JOIN person p ON p.id = t.other WHERE t.person = $1 ORDER BY p.handle",
        params![person],
    )
}

pub fn muted(look: &mut Look<'_>, person: PersonId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = look.all(
        "SELECT p.handle FROM mute m JOIN person p ON p.id = m.muted WHERE m.person = $1 ORDER BY p.handle",
        params![person],
    )?;
    Ok(rows.into_iter().map(|(handle,)| handle).collect())
}
