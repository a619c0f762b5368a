//! Who is new, and who greets.

use crate::{
    act::Look,
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params,
    time::Moment,
};

pub fn since(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Option<Moment>> {
    let row: Option<(Moment,)> =
        look.opt("SELECT at FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(at,)| at))
}

/// Those who are glad to greet, as far as a newcomer may see them; those first who have been for the longest.
pub fn greeters(
    look: &mut Look<'_>,
    id: CommunityId,
    newcomer: PersonId,
    mine: AccountId,
    most: i64,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT m.person FROM membership m JOIN person p ON p.id = m.person
         WHERE m.community = $1 AND m.greets_at IS NOT NULL AND m.role <> 'asked' AND p.account <> $3
           AND NOT EXISTS (SELECT 1 FROM mute u WHERE u.person = $2 AND u.muted = m.person)
           AND NOT EXISTS (
               SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY m.greets_at, m.person LIMIT $4",
        params![id, newcomer, mine, most],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
