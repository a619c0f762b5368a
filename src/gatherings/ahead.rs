//! What two people have ahead of them, for their tie.

use crate::{
    act::Look,
    error::Result,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A gathering that two people both go to.
    #[derive(Debug, Clone)]
    pub struct Shared {
        /// Which.
        pub id: GatheringId,
        /// What it is called.
        pub title: String,
        /// When it begins.
        pub starts_at: Moment,
        /// When it ends.
        pub ends_at: Moment,
    }
}

/// The next gathering, not yet over, that both go to.
pub fn shared_ahead(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Option<Shared>> {
    let now = look.now;
    look.opt(
        "SELECT g.id, g.title, g.starts_at, g.ends_at
         FROM answer x JOIN answer y ON y.gathering = x.gathering JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND y.person = $2 AND x.reply = 'yes' AND y.reply = 'yes'
           AND g.ends_at > $3 AND g.cancelled_at IS NULL
         ORDER BY g.starts_at LIMIT 1",
        params![a, b, now],
    )
}

/// The end of the last gathering, not yet over, that both go to: until then they are planning to meet.
pub fn planned_until(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Option<Moment>> {
    let now = look.now;
    let (until,): (Option<Moment>,) = look.one(
        "SELECT MAX(g.ends_at)
         FROM answer x JOIN answer y ON y.gathering = x.gathering JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND y.person = $2 AND x.reply = 'yes' AND y.reply = 'yes'
           AND g.ends_at > $3 AND g.cancelled_at IS NULL",
        params![a, b, now],
    )?;
    Ok(until)
}

/// All who go to a gathering.
pub fn going(look: &mut Look<'_>, gathering: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply = 'yes'", params![gathering])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Those with whom somebody has a tie and who go to a gathering, each with the plan that the tie says. Its work grows
/// with the person's ties, not with how many go.
pub fn tied_and_going(
    look: &mut Look<'_>,
    person: PersonId,
    gathering: GatheringId,
) -> Result<Vec<(PersonId, Option<Moment>)>> {
    look.all(
        "SELECT t.other, t.planned_until
         FROM tie t JOIN answer y ON y.gathering = $2 AND y.person = t.other AND y.reply = 'yes'
         WHERE t.person = $1",
        params![person, gathering],
    )
}
