//! What was written down of those who lead.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params, rows,
};

pub fn put(
    act: &mut Act<'_>,
    id: i64,
    community: CommunityId,
    (by, whom): (Option<PersonId>, Option<PersonId>),
    (kind, detail): (&str, &str),
) -> Result<()> {
    act.put(
        "INSERT INTO community_log (id, community, by_person, whom, kind, detail) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, community, by, whom, *kind, *detail],
    )
}

/// Deletes what is older than an id, a few at a time.
pub fn delete_before(act: &mut Act<'_>, id: i64, most: i64) -> Result<()> {
    act.put(
        "DELETE FROM community_log WHERE id IN (SELECT id FROM community_log WHERE id < $1 ORDER BY id LIMIT $2)",
        params![id, most],
    )
}

rows! {
    /// An entry, without the names of those whom its reader may not see.
    pub struct EntryRow {
        pub id: i64,
        pub kind: String,
        pub detail: String,
        pub by_handle: Option<String>,
        pub by_name: Option<String>,
        pub whom_handle: Option<String>,
        pub whom_name: Option<String>,
    }
}

/// What was written down between two ids, without these, the newest first.
pub fn entries(
    look: &mut Look<'_>,
    community: CommunityId,
    mine: AccountId,
    (after, before): (i64, i64),
    most: i64,
) -> Result<Vec<EntryRow>> {
    look.all(
        "SELECT l.id, l.kind, l.detail, p.handle, p.name, q.handle, q.name
         FROM community_log l
              LEFT JOIN person p ON p.id = l.by_person AND NOT EXISTS (
                  SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
              LEFT JOIN person q ON q.id = l.whom AND NOT EXISTS (
                  SELECT 1 FROM block b WHERE (b.blocker = q.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = q.account))
         WHERE l.community = $1 AND l.id > $3 AND l.id < $4 ORDER BY l.id DESC LIMIT $5",
        params![community, mine, after, before, most],
    )
}

rows! {
    /// An entry as the one it names takes it along.
    pub struct AboutRow {
        pub id: i64,
        pub community: String,
        pub kind: String,
        pub detail: String,
        pub by_them: bool,
    }
}

/// All that somebody did, and all that was done to them.
pub fn about(look: &mut Look<'_>, person: PersonId) -> Result<Vec<AboutRow>> {
    look.all(
        "SELECT l.id, c.handle, l.kind, l.detail, 1 AS done
         FROM community_log l JOIN community c ON c.id = l.community WHERE l.by_person = $1
         UNION ALL
         SELECT l.id, c.handle, l.kind, l.detail, 0 AS done
         FROM community_log l JOIN community c ON c.id = l.community WHERE l.whom = $1
         ORDER BY 1",
        params![person],
    )
}

pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("UPDATE community_log SET by_person = NULL WHERE by_person = $1", params![person])?;
    act.put("UPDATE community_log SET whom = NULL WHERE whom = $1", params![person])
}
