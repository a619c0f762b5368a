//! Who belongs to a community, and as what.

use super::super::model::Role;
use super::limit;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params,
    people::Face,
    rows,
    time::Moment,
};

/// What somebody is in a community, also one that has ended.
pub fn role(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Option<Role>> {
    let row: Option<(Role,)> =
        look.opt("SELECT role FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(role,)| role))
}

pub fn put_member(
    act: &mut Act<'_>,
    id: CommunityId,
    person: PersonId,
    role: Role,
    words: &str,
    rules_at: Option<Moment>,
) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO membership (community, person, role, at, words, rules_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person, role, now, *words, rules_at],
    )?;
    if role.belongs() { count(act, id, 1) } else { Ok(()) }
}

/// Gives somebody another role; from asking to belonging it counts from now.
pub fn change_role(act: &mut Act<'_>, id: CommunityId, person: PersonId, from: Role, to: Role) -> Result<()> {
    let now = act.now;
    if from.belongs() {
        return act
            .run("UPDATE membership SET role = $3 WHERE community = $1 AND person = $2", params![id, person, to])
            .map(drop);
    }
    act.put(
        "UPDATE membership SET role = $3, at = $4 WHERE community = $1 AND person = $2",
        params![id, person, to, now],
    )?;
    count(act, id, 1)
}

pub fn delete_member(act: &mut Act<'_>, id: CommunityId, person: PersonId, from: Role) -> Result<()> {
    act.put("DELETE FROM join_answer WHERE community = $1 AND person = $2", params![id, person])?;
    act.put("DELETE FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    if from.belongs() { count(act, id, -1) } else { Ok(()) }
}

pub(super) fn count(act: &mut Act<'_>, id: CommunityId, by: i64) -> Result<()> {
    act.put("UPDATE community SET members = members + $2 WHERE id = $1", params![id, by])
}

pub fn host_count(look: &mut Look<'_>, id: CommunityId) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM membership WHERE community = $1 AND role = 'host'", params![id])?;
    Ok(count)
}

/// Who would take over: the longest moderator, else the longest member.
pub fn heir(look: &mut Look<'_>, id: CommunityId) -> Result<Option<(PersonId, Role)>> {
    look.opt(
        "SELECT person, role FROM membership WHERE community = $1 AND role IN ('moderator', 'member')
         ORDER BY CASE WHEN role = 'moderator' THEN 0 ELSE 1 END, at, person LIMIT 1",
        params![id],
    )
}

/// The persons who host, for telling them; without those who are hidden from `about` or hide them.
pub fn hosts_to_tell(look: &mut Look<'_>, id: CommunityId, about: PersonId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT m.person FROM membership m JOIN person p ON p.id = m.person JOIN person a ON a.id = $2
         WHERE m.community = $1 AND m.role = 'host' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = a.account) OR (b.blocker = a.account AND b.blocked = p.account))
         ORDER BY m.at, m.person",
        params![id, about],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

rows! {
    struct FaceRow {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        role: Role,
    }
}

rows! {
    struct MemberRow {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        role: Role,
        at: Moment,
        words: String,
        stage: Option<i64>,
        planned_until: Option<Moment>,
        rank: i64,
    }
}

/// One who belongs to a community, or has asked to, as the viewer sees them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who it is.
    pub face: Face,
    /// What they are in it.
    pub role: Role,
    /// Since when.
    pub at: Moment,
    /// What they said when they asked.
    pub words: String,
    /// The viewer's tie with them.
    pub stage: Option<crate::ties::Stage>,
    /// Where they stand in the list.
    pub rank: i64,
}

impl MemberRow {
    fn member(self, now: Moment) -> Member {
        Member {
            face: Face { id: self.id, handle: self.handle, name: self.name, photo: self.photo },
            role: self.role,
            at: self.at,
            words: self.words,
            stage: self.stage.and_then(|stage| crate::ties::Stage::of_row(stage, self.planned_until, now)),
            rank: self.rank,
        }
    }
}

/// Those who lead it, hosts first, as far as the viewer may see them.
pub fn leaders(look: &mut Look<'_>, id: CommunityId, mine: Option<AccountId>) -> Result<Vec<(Face, Role)>> {
    let rows: Vec<FaceRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role FROM membership m JOIN person p ON p.id = m.person
         WHERE m.community = $1 AND m.role IN ('host', 'moderator') AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY CASE WHEN m.role = 'host' THEN 0 ELSE 1 END, m.at, p.id LIMIT 24",
        params![id, mine],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (Face { id: row.id, handle: row.handle, name: row.name, photo: row.photo }, row.role))
        .collect())
}

/// Those the viewer has ties with, the closest first; and how many there are.
pub fn known(look: &mut Look<'_>, id: CommunityId, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<Member>> {
    let now = look.now;
    let rows: Vec<MemberRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until,
                CASE WHEN t.stage < 4 AND t.planned_until > $4 THEN 3 ELSE t.stage END AS rank
         FROM tie t JOIN membership m ON m.community = $1 AND m.person = t.other JOIN person p ON p.id = t.other
         WHERE t.person = $2 AND t.stage > 0 AND m.role <> 'asked' AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY rank DESC, p.id LIMIT $5",
        params![id, me, mine, now, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Where the next part of a list of members begins.
#[derive(Debug, Clone, Copy)]
pub struct After {
    /// The rank of the last one shown.
    pub rank: i64,
    /// The last one shown.
    pub person: PersonId,
}

/// All members, the viewer's ties first, then the longest here.
pub fn members(
    look: &mut Look<'_>,
    id: CommunityId,
    me: PersonId,
    mine: AccountId,
    after: Option<After>,
    most: i64,
) -> Result<Vec<Member>> {
    let now = look.now;
    let after = after.unwrap_or(After { rank: i64::MAX, person: PersonId(0) });
    let rows: Vec<MemberRow> = look.all(
        "SELECT x.id, x.handle, x.name, x.photo, x.role, x.at, x.words, x.stage, x.planned_until, x.rank FROM (
             SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until,
                    CASE WHEN p.id = $2 THEN 9 WHEN t.stage IS NULL THEN 0
                         WHEN t.stage < 4 AND t.planned_until > $4 THEN 3 ELSE t.stage END AS rank
             FROM membership m JOIN person p ON p.id = m.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
             WHERE m.community = $1 AND m.role <> 'asked' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))) x
         WHERE x.rank < $5 OR (x.rank = $5 AND x.id > $6)
         ORDER BY x.rank DESC, x.id LIMIT $7",
        params![id, me, mine, now, after.rank, after.person, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Those who wait for a yes, the longest first.
pub fn asking(look: &mut Look<'_>, id: CommunityId, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<Member>> {
    let now = look.now;
    let rows: Vec<MemberRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until, COALESCE(t.stage, 0) AS rank
         FROM membership m JOIN person p ON p.id = m.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
         WHERE m.community = $1 AND m.role = 'asked' AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY m.at, p.id LIMIT $4",
        params![id, me, mine, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Members in the order of their ids, those after one.
pub fn members_after(look: &mut Look<'_>, id: CommunityId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM membership WHERE community = $1 AND role <> 'asked' AND person > $2
         ORDER BY person LIMIT $3",
        params![id, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// All members.
pub fn everybody(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM membership WHERE community = $1 AND role <> 'asked'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
