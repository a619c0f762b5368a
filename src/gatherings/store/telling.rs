//! What is still to be told to those who answered.

use super::super::telling::{Audience, News, Telling};
use super::limit;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// How far it has come that those concerned are told.
    pub struct TellingRow {
        pub news: News,
        pub round: i64,
        pub but: Option<PersonId>,
        pub at: Moment,
        pub due_at: Moment,
        pub told: PersonId,
        pub words: String,
    }
}

pub fn telling(look: &mut Look<'_>, id: GatheringId, audience: Audience) -> Result<Option<TellingRow>> {
    look.opt(
        "SELECT news, round, but, at, due_at, told, words FROM telling WHERE gathering = $1 AND audience = $2",
        params![id, audience],
    )
}

pub fn put_telling(
    act: &mut Act<'_>,
    telling: &Telling,
    (news, words): (News, &str),
    but: Option<PersonId>,
    at: Moment,
    due: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO telling (gathering, audience, news, round, but, at, due_at, told, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (gathering, audience) DO UPDATE SET news = excluded.news, round = excluded.round,
             but = excluded.but, at = excluded.at, due_at = excluded.due_at, told = excluded.told,
             words = excluded.words",
        params![telling.gathering, telling.audience, news, telling.round, but, at, due, telling.told, *words],
    )
}

/// The same happened once more, before anybody was told. Who says nothing of it leaves the words that were there.
pub fn touch_telling(
    act: &mut Act<'_>,
    id: GatheringId,
    audience: Audience,
    but: Option<PersonId>,
    at: Moment,
    words: &str,
) -> Result<()> {
    act.put(
        "UPDATE telling SET but = $3, at = $4, words = CASE WHEN $5 = '' THEN words ELSE $5 END
         WHERE gathering = $1 AND audience = $2",
        params![id, audience, but, at, *words],
    )
}

pub fn put_told(act: &mut Act<'_>, id: GatheringId, audience: Audience, told: PersonId) -> Result<()> {
    act.put("UPDATE telling SET told = $3 WHERE gathering = $1 AND audience = $2", params![id, audience, told])
}

pub fn delete_telling(act: &mut Act<'_>, id: GatheringId, audience: Audience) -> Result<()> {
    act.put("DELETE FROM telling WHERE gathering = $1 AND audience = $2", params![id, audience])
}

/// Who has to know when something changes: those who had said yes or maybe by then, or wait, in the order of their ids.
pub fn to_be_told(
    look: &mut Look<'_>,
    id: GatheringId,
    at: Moment,
    after: PersonId,
    most: usize,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM answer
         WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting', 'asked') AND at <= $2 AND person > $3
         ORDER BY person LIMIT $4",
        params![id, at, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// How many members have to know, the one who changes it left out.
pub fn count_to_be_told(look: &mut Look<'_>, id: GatheringId, but: PersonId) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM answer WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting', 'asked') AND person <> $2",
        params![id, but],
    )?;
    Ok(count)
}
