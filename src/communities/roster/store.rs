//! Members as a table has them, and what they chose for themselves.

use super::Choices;
use crate::{
    act::{Act, Look},
    communities::{letters::model::Often, model::Role},
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A member, and since when they let the hosts have their address.
    pub struct MemberRow {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub role: Role,
        pub at: Moment,
        pub shares_at: Option<Moment>,
    }
}

/// All members as far as an account may see them, the longest first.
pub fn members(look: &mut Look<'_>, id: CommunityId, mine: AccountId) -> Result<Vec<MemberRow>> {
    look.all(
        "SELECT p.id, p.handle, p.name, m.role, m.at, m.shares_at
         FROM membership m JOIN person p ON p.id = m.person
         WHERE m.community = $1 AND m.role <> 'asked' AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY m.at, p.id",
        params![id, mine],
    )
}

pub fn choices(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Choices> {
    let row: Option<(bool, bool, String)> = look.opt(
        "SELECT CASE WHEN shares_at IS NULL THEN 0 ELSE 1 END, CASE WHEN greets_at IS NULL THEN 0 ELSE 1 END, letters
         FROM membership WHERE community = $1 AND person = $2",
        params![id, person],
    )?;
    Ok(row.map_or_else(Choices::default, |(shares, greets, letters)| Choices {
        shares,
        greets,
        letters: Often::read(&letters).unwrap_or_default(),
    }))
}

pub fn choose(act: &mut Act<'_>, id: CommunityId, person: PersonId, choices: Choices) -> Result<()> {
    let now = act.now;
    let (shares, greets) = (choices.shares.then_some(now), choices.greets.then_some(now));
    act.put(
        "UPDATE membership SET shares_at = CASE WHEN CAST($3 AS BIGINT) IS NULL THEN NULL ELSE COALESCE(shares_at, $3) END,
             greets_at = CASE WHEN CAST($4 AS BIGINT) IS NULL THEN NULL ELSE COALESCE(greets_at, $4) END, letters = $5
         WHERE community = $1 AND person = $2",
        params![id, person, shares, greets, *choices.letters.as_str()],
    )
}
