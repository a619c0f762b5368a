//! All SQL about notices.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, NoticeId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A notice as it is shown.
    pub struct NoticeRow {
        pub id: NoticeId,
        pub kind: String,
        pub data: String,
        pub seen_at: Option<Moment>,
        pub by: Option<PersonId>,
        pub handle: Option<String>,
        pub name: Option<String>,
        pub photo: Option<String>,
        pub follows: bool,
    }
}

/// Whether the reader wants nothing from somebody: muted, or one has blocked the other.
pub fn is_silenced(look: &mut Look<'_>, reader: PersonId, by: PersonId) -> Result<bool> {
    let (muted, blocked): (bool, bool) = look.one(
        "SELECT EXISTS (SELECT 1 FROM mute m WHERE m.person = $1 AND m.muted = $2),
                EXISTS (SELECT 1 FROM person r JOIN person a ON a.id = $2 JOIN block b
                            ON (b.blocker = a.account AND b.blocked = r.account)
                            OR (b.blocker = r.account AND b.blocked = a.account)
                        WHERE r.id = $1)",
        params![reader, by],
    )?;
    Ok(muted || blocked)
}

pub fn put(
    act: &mut Act<'_>,
    person: PersonId,
    kind: &str,
    about: Option<i64>,
    by: Option<PersonId>,
    data: &str,
) -> Result<()> {
    let id: NoticeId = act.id();
    act.put(
        "INSERT INTO notice (id, person, kind, about, by_person, data) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person, *kind, about, by, *data],
    )
}

/// Deletes what the same person did to the same thing and the reader has not seen.
pub fn delete_unseen(
    act: &mut Act<'_>,
    person: PersonId,
    kind: &str,
    about: Option<i64>,
    by: Option<PersonId>,
) -> Result<()> {
    act.put(
        "DELETE FROM notice WHERE person = $1 AND seen_at IS NULL AND kind = $2
            AND (about = $3 OR (about IS NULL AND $3 IS NULL))
            AND (by_person = $4 OR (by_person IS NULL AND $4 IS NULL))",
        params![person, *kind, about, by],
    )
}

/// Deletes what is older than that.
pub fn delete_before(act: &mut Act<'_>, person: PersonId, id: NoticeId) -> Result<()> {
    act.put("DELETE FROM notice WHERE person = $1 AND id < $2", params![person, id])
}

pub fn list(
    look: &mut Look<'_>,
    person: PersonId,
    account: AccountId,
    before: i64,
    most: i64,
) -> Result<Vec<NoticeRow>> {
    look.all(
        "SELECT n.id, n.kind, n.data, n.seen_at, n.by_person, p.handle, p.name, p.photo,
                EXISTS (SELECT 1 FROM tie t
                        WHERE t.person = n.person AND t.other = n.by_person AND t.follows_since IS NOT NULL)
         FROM notice n LEFT JOIN person p ON p.id = n.by_person
         WHERE n.person = $1 AND n.id < $3 AND (n.by_person IS NULL OR p.id IS NOT NULL)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY n.id DESC LIMIT $4",
        params![person, account, before, most],
    )
}

/// Marks as seen all up to one (a later one may have come while the reader looked).
pub fn put_seen(act: &mut Act<'_>, person: PersonId, up_to: i64) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE notice SET seen_at = $2 WHERE person = $1 AND seen_at IS NULL AND id <= $3",
        params![person, now, up_to],
    )
}

pub fn put_seen_from(act: &mut Act<'_>, person: PersonId, kind: &str, by: PersonId) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE notice SET seen_at = $2 WHERE person = $1 AND seen_at IS NULL AND kind = $3 AND by_person = $4",
        params![person, now, *kind, by],
    )
}

/// What somebody got, and what others got of them.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM notice WHERE person = $1", params![person])?;
    act.put("DELETE FROM notice WHERE by_person = $1", params![person])
}

/// What the one's personas got of the other's.
pub fn forget_between(act: &mut Act<'_>, person: PersonId, other: PersonId) -> Result<()> {
    act.put(
        "DELETE FROM notice
         WHERE by_person IN (SELECT a.id FROM person a
                             WHERE a.account = (SELECT x.account FROM person x WHERE x.id = $2))
           AND person IN (SELECT r.id FROM person r
                          WHERE r.account = (SELECT y.account FROM person y WHERE y.id = $1))",
        params![person, other],
    )
}

rows! {
    pub struct ExportRow {
        pub id: NoticeId,
        pub kind: String,
        pub data: String,
        pub by: Option<String>,
        pub seen_at: Option<Moment>,
    }
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<ExportRow>> {
    look.all(
        "SELECT n.id, n.kind, n.data, p.handle, n.seen_at
         FROM notice n LEFT JOIN person p ON p.id = n.by_person WHERE n.person = $1 ORDER BY n.id",
        params![person],
    )
}

pub fn handle(look: &mut Look<'_>, person: PersonId) -> Result<String> {
    let (handle,): (String,) = look.one("SELECT handle FROM person WHERE id = $1", params![person])?;
    Ok(handle)
}
