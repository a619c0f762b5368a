//! Who answered, who is there, and who of them a viewer knows.

use super::super::model::Reply;
use super::limit;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, GatheringId, PersonId},
    params,
    people::Face,
    rows,
    time::Moment,
};

rows! {
    /// Somebody who is going, with the row of the viewer's tie to them (stage 0 where there is none).
    #[derive(Debug, Clone)]
    pub struct Goer {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub stage: i64,
        pub planned_until: Option<Moment>,
    }
}

pub fn reply(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Reply>> {
    let row: Option<(Reply,)> =
        look.opt("SELECT reply FROM answer WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(reply,)| reply))
}

/// Whether another persona of the same login has said yes, waits, or has asked to come.
pub fn other_self_goes(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = look.opt(
        "SELECT o.id FROM person p JOIN person o ON o.account = p.account AND o.id <> p.id
              JOIN answer a ON a.gathering = $1 AND a.person = o.id
         WHERE p.id = $2 AND a.reply IN ('yes', 'waiting', 'asked') LIMIT 1",
        params![id, person],
    )?;
    Ok(row.is_some())
}

pub fn delete_reply(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    act.put("DELETE FROM answer WHERE gathering = $1 AND person = $2", params![id, person])
}

pub fn put_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId, now: Moment) -> Result<bool> {
    let touched = act.run(
        "INSERT INTO check_in (gathering, person, at) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO NOTHING",
        params![id, person, now],
    )?;
    Ok(touched == 1)
}

/// Whether there was one.
pub fn delete_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let rows = act.run("DELETE FROM check_in WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(rows > 0)
}

/// Who said yes or has checked in, and the host.
pub fn there(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT a.person FROM answer a WHERE a.gathering = $1 AND a.reply = 'yes'
         UNION SELECT c.person FROM check_in c WHERE c.gathering = $1
         UNION SELECT g.host FROM gathering g WHERE g.id = $1 AND g.host IS NOT NULL",
        params![id],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn answered(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply IN ('yes', 'maybe')", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn is_there(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let row: Option<(i64,)> = look.opt(
        "SELECT 1 FROM gathering g WHERE g.id = $1 AND (
             g.host = $2
             OR EXISTS (SELECT 1 FROM answer a WHERE a.gathering = $1 AND a.person = $2 AND a.reply = 'yes')
             OR EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2))",
        params![id, person],
    )?;
    Ok(row.is_some())
}

rows! {
    /// What is kept of those who answered, as one viewer sees it.
    pub struct Replies {
        /// How many may come.
        pub maybe: i64,
        /// Whether the viewer has checked in.
        pub here: bool,
    }
}

pub fn replies(look: &mut Look<'_>, id: GatheringId, viewer: Option<PersonId>) -> Result<Replies> {
    look.one(
        "SELECT (SELECT COUNT(*) FROM answer m WHERE m.gathering = $1 AND m.reply = 'maybe'),
                EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2)",
        params![id, viewer],
    )
}

/// People who know the host, in the order of their ids: those to tell of a gathering that belongs to no community.
pub fn who_know(look: &mut Look<'_>, host: PersonId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT t.other FROM tie t JOIN person p ON p.id = t.other JOIN person h ON h.id = t.person
         WHERE t.person = $1 AND t.stage >= 2 AND t.other > $2 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = h.account) OR (b.blocker = h.account AND b.blocked = p.account))
         ORDER BY t.other LIMIT $3",
        params![host, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn face(look: &mut Look<'_>, person: PersonId) -> Result<Option<Face>> {
    look.opt("SELECT id, handle, name, photo FROM person WHERE id = $1", params![person])
}

/// The town a person lives in.
pub fn place_of(look: &mut Look<'_>, person: PersonId) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> = look.opt("SELECT place FROM person WHERE id = $1", params![person])?;
    Ok(row.and_then(|(place,)| place))
}

pub fn going(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply = 'yes'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Past so many who are going it is quicker to ask of each of the viewer's people than of each of those.
const MANY: i64 = 48;

/// Those of the viewer's people who are going, the best known first. The work grows with those who go or with the viewer's
/// ties, whichever are fewer: SQLite joins in the order that CROSS JOIN gives, and neither engine can put the answer of
/// one person before the tie that it is looked up for. Who says yes takes a place: asking for that too keeps PostgreSQL from
/// the index by replies, where it would walk over all who go, for each tie.
pub fn ties_going(
    look: &mut Look<'_>,
    (id, going): (GatheringId, i64),
    person: PersonId,
    account: AccountId,
    limit: i64,
) -> Result<Vec<Goer>> {
    if going <= MANY {
        return look.all(
            "SELECT p.id, p.handle, p.name, p.photo, t.stage, t.planned_until
             FROM answer a CROSS JOIN tie t CROSS JOIN person p
             WHERE a.gathering = $1 AND a.reply = 'yes' AND t.person = $2 AND t.other = a.person AND t.stage > 0
               AND p.id = a.person AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
             ORDER BY t.stage DESC, p.folded, p.id LIMIT $4",
            params![id, person, account, limit],
        );
    }
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, t.stage, t.planned_until
         FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $2 AND t.stage > 0
           AND (SELECT a.reply FROM answer a WHERE a.gathering = $1 AND a.person = t.other AND a.places > 0) = 'yes' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY t.stage DESC, p.folded, p.id LIMIT $4",
        params![id, person, account, limit],
    )
}

/// How many of the viewer's people are going.
pub fn count_ties_going(
    look: &mut Look<'_>,
    (id, going): (GatheringId, i64),
    person: PersonId,
    account: AccountId,
) -> Result<i64> {
    let (count,): (i64,) = if going <= MANY {
        look.one(
            "SELECT COUNT(*) FROM answer a CROSS JOIN tie t CROSS JOIN person p
             WHERE a.gathering = $1 AND a.reply = 'yes' AND t.person = $2 AND t.other = a.person AND t.stage > 0
               AND p.id = a.person AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))",
            params![id, person, account],
        )?
    } else {
        look.one(
            "SELECT COUNT(*) FROM tie t JOIN person p ON p.id = t.other
             WHERE t.person = $2 AND t.stage > 0
               AND (SELECT a.reply FROM answer a WHERE a.gathering = $1 AND a.person = t.other AND a.places > 0) = 'yes' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))",
            params![id, person, account],
        )?
    };
    Ok(count)
}

/// Some of those who are going and whom the viewer does not know.
pub fn others_going(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    limit: i64,
) -> Result<Vec<Face>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM answer a JOIN person p ON p.id = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND a.person <> $2
           AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.person = $2 AND t.other = a.person AND t.stage > 0)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY a.person LIMIT $4",
        params![id, person, account, limit],
    )
}

/// Where a part of those who are going begins: after somebody known that well (0 is best, 2 not at all), of that name and id.
pub type AfterGoer<'a> = (i64, &'a str, PersonId);

/// Everybody going, from a place in the list on: those best known first, then by name.
pub fn going_after(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    after: AfterGoer<'_>,
    limit: i64,
) -> Result<Vec<Goer>> {
    look.all(
        "SELECT g.id, g.handle, g.name, g.photo, g.stage, g.planned_until FROM (
             SELECT p.id, p.handle, p.name, p.photo, p.folded, COALESCE(t.stage, 0) AS stage, t.planned_until,
                    CAST(CASE WHEN t.stage >= 4 THEN 0 WHEN t.stage > 0 THEN 1 ELSE 2 END AS BIGINT) AS known
             FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = a.person
             WHERE a.gathering = $1 AND a.reply = 'yes' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))) g
         WHERE (g.known, g.folded, g.id) > ($4, $5, $6)
         ORDER BY g.known, g.folded, g.id LIMIT $7",
        params![id, person, account, after.0, *after.1, after.2, limit],
    )
}

/// A person's name as lists are ordered by it.
pub fn folded(look: &mut Look<'_>, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = look.opt("SELECT folded FROM person WHERE id = $1", params![person])?;
    Ok(found.map(|(folded,)| folded))
}

/// Everybody going, page by page: those best known first, then by name.
pub fn everybody_going(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Goer>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, COALESCE(t.stage, 0), t.planned_until
         FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY CASE WHEN t.stage >= 4 THEN 0 WHEN t.stage > 0 THEN 1 ELSE 2 END, p.folded, p.id
         LIMIT $4 OFFSET $5",
        params![id, person, account, limit, offset],
    )
}

/// Answers of a person to gatherings of a community that are not over.
pub fn answers_in(
    look: &mut Look<'_>,
    community: CommunityId,
    person: PersonId,
    now: Moment,
) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT a.gathering FROM answer a JOIN gathering g ON g.id = a.gathering
         WHERE a.person = $1 AND g.community = $2 AND g.ends_at > $3 AND (g.host IS NULL OR g.host <> $1)",
        params![person, community, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Who answered the gatherings of a community that are not over, their hosts left out.
pub fn answers_of_guests(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
) -> Result<Vec<(GatheringId, PersonId)>> {
    look.all(
        "SELECT a.gathering, a.person FROM gathering g JOIN answer a ON a.gathering = g.id
         WHERE g.community = $1 AND g.ends_at > $2 AND (g.host IS NULL OR g.host <> a.person)",
        params![community, now],
    )
}

/// Answers between two accounts: of all personas of the one to what all personas of the other host and is not over.
pub fn answers_between(
    look: &mut Look<'_>,
    guest: PersonId,
    host: PersonId,
    now: Moment,
) -> Result<Vec<(GatheringId, PersonId)>> {
    look.all(
        "SELECT a.gathering, a.person
         FROM person x JOIN person g ON g.account = x.account JOIN answer a ON a.person = g.id
              JOIN gathering o ON o.id = a.gathering JOIN person h ON h.id = o.host
         WHERE x.id = $1 AND o.ends_at > $3 AND h.account = (SELECT y.account FROM person y WHERE y.id = $2)",
        params![guest, host, now],
    )
}
