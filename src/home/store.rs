//! The SQL of home: only what no other slice answers.

use crate::{
    act::Look,
    error::Result,
    id::{AccountId, PersonId},
    params,
    people::Face,
    time::Moment,
};

/// Those a person knows only online and will meet at a gathering ahead, the soonest first, with when the last gathering
/// they share ends.
pub fn soon_met(look: &mut Look<'_>, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<(Face, Moment)>> {
    let now = look.now;
    let rows: Vec<(PersonId, String, String, Option<String>, Moment)> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, t.planned_until FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $1 AND t.stage IN (1, 2) AND t.met_at IS NULL AND t.planned_until > $3 AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY t.planned_until, p.id LIMIT $4",
        params![me, mine, now, most],
    )?;
    Ok(rows.into_iter().map(|(id, handle, name, photo, until)| (Face { id, handle, name, photo }, until)).collect())
}
