//! All SQL about the crew.

use super::model::Role;
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
    /// What somebody was named.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Named {
        /// As what.
        pub role: Role,
        /// When they said yes; `None` where they have not answered.
        pub accepted_at: Option<Moment>,
    }

    struct Row {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        role: Role,
        accepted_at: Option<Moment>,
    }
}

/// One of the crew, as those who run the gathering see them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub face: Face,
    /// As what.
    pub named: Named,
}

pub fn named(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Named>> {
    look.opt("SELECT role, accepted_at FROM crew WHERE gathering = $1 AND person = $2", params![id, person])
}

/// All but those hidden from the viewer, by name.
pub fn all(look: &mut Look<'_>, id: GatheringId, account: AccountId) -> Result<Vec<Member>> {
    let rows: Vec<Row> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, c.role, c.accepted_at
         FROM crew c JOIN person p ON p.id = c.person
         WHERE c.gathering = $1 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY p.folded, p.id",
        params![id, account],
    )?;
    let member = |row: Row| Member {
        face: Face { id: row.id, handle: row.handle, name: row.name, photo: row.photo },
        named: Named { role: row.role, accepted_at: row.accepted_at },
    };
    Ok(rows.into_iter().map(member).collect())
}

/// How many help, or were asked to.
pub fn count(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM crew WHERE gathering = $1", params![id])?;
    Ok(count)
}

/// Names somebody; who has said yes before stays in.
pub fn put(act: &mut Act<'_>, id: GatheringId, person: PersonId, role: Role, by: PersonId, now: Moment) -> Result<()> {
    act.put(
        "INSERT INTO crew (gathering, person, role, named_at, named_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gathering, person) DO UPDATE SET role = excluded.role, named_at = excluded.named_at,
             named_by = excluded.named_by",
        params![id, person, role, now, by],
    )
}

/// Whether there was something to say yes to.
pub fn accept(act: &mut Act<'_>, id: GatheringId, person: PersonId, now: Moment) -> Result<bool> {
    let rows = act.run(
        "UPDATE crew SET accepted_at = COALESCE(accepted_at, $3) WHERE gathering = $1 AND person = $2",
        params![id, person, now],
    )?;
    Ok(rows > 0)
}

/// Whether they were one of the crew, or were asked to be.
pub fn delete(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let rows = act.run("DELETE FROM crew WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(rows > 0)
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM crew WHERE person = $1", params![person])?;
    act.put("UPDATE crew SET named_by = NULL WHERE named_by = $1", params![person])
}

/// Takes somebody out of the crews of all that a community has.
pub fn leave_community(act: &mut Act<'_>, community: CommunityId, person: PersonId) -> Result<()> {
    act.put(
        "DELETE FROM crew WHERE person = $2 AND gathering IN (SELECT id FROM gathering WHERE community = $1)",
        params![community, person],
    )
}

/// Who helps in a community, or was asked to.
pub fn in_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT DISTINCT c.person FROM gathering g JOIN crew c ON c.gathering = g.id WHERE g.community = $1",
        params![community],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Where any persona of the one login helps at what any persona of the other hosts.
pub fn between(look: &mut Look<'_>, helper: PersonId, host: PersonId) -> Result<Vec<(GatheringId, PersonId)>> {
    look.all(
        "SELECT c.gathering, c.person
         FROM person x JOIN person o ON o.account = x.account JOIN crew c ON c.person = o.id
              JOIN gathering g ON g.id = c.gathering JOIN person h ON h.id = g.host
         WHERE x.id = $1 AND h.account = (SELECT y.account FROM person y WHERE y.id = $2)",
        params![helper, host],
    )
}

/// Gathering, title, role, when they said yes.
pub type Helped = (GatheringId, String, String, Option<Moment>);

/// Where somebody helps, or was asked to.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Helped>> {
    look.all(
        "SELECT c.gathering, g.title, c.role, c.accepted_at FROM crew c JOIN gathering g ON g.id = c.gathering
         WHERE c.person = $1 ORDER BY c.gathering",
        params![person],
    )
}
