//! What is derived for a community, and what it follows from.

use crate::{
    act::{Act, Look},
    error::Result,
    id::CommunityId,
    params, rows,
};

rows! {
    /// What is derived for a community, and what it follows from.
    pub struct Derived {
        pub id: CommunityId,
        pub handle: String,
        pub name: String,
        pub place: Option<i64>,
        pub cell: Option<i64>,
    }
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM community", &[])?;
    Ok(count)
}

/// Members as they are kept and as the memberships come to, by id.
pub fn members_counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT c.id, c.members,
                (SELECT COUNT(*) FROM membership m WHERE m.community = c.id AND m.role <> 'asked')
         FROM community c WHERE c.id > $1 ORDER BY c.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_members(act: &mut Act<'_>, id: CommunityId) -> Result<()> {
    act.put(
        "UPDATE community SET members = (SELECT COUNT(*) FROM membership m
            WHERE m.community = community.id AND m.role <> 'asked')
         WHERE id = $1",
        params![id],
    )
}

pub fn derived(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Derived>> {
    look.all(
        "SELECT id, handle, name, place, cell FROM community WHERE id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )
}

/// The words of all whose ids lie between two, without the first of these, by id and word.
pub fn words_kept(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT community, word FROM community_word WHERE community > $1 AND community <= $2 ORDER BY community, word",
        params![after, last],
    )
}

pub fn put_cell(act: &mut Act<'_>, id: CommunityId, cell: Option<i64>) -> Result<()> {
    act.put("UPDATE community SET cell = $2 WHERE id = $1", params![id, cell])
}
