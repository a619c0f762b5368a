//! All SQL about series.

use super::{mail::Telling, model::Series};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::Reply,
    id::{AccountId, CommunityId, GatheringId, PersonId, SeriesId},
    params,
    people::Face,
    rows,
    time::Moment,
};

rows! {
    /// An occurrence: the day that the rules name, and the gathering that takes place for it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Occurrence {
        pub day: String,
        pub gathering: GatheringId,
        pub changed_at: Option<Moment>,
    }
}

/// A series whose host and the viewer have not blocked each other.
pub fn unblocked(look: &mut Look<'_>, id: SeriesId, mine: Option<AccountId>) -> Result<Option<Series>> {
    look.opt(
        "SELECT s.id, s.community, s.host, s.title, s.zone, s.first, s.rules, s.fields, s.photo, s.ended_at
         FROM series s
         WHERE s.id = $1 AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = h.account)
             WHERE h.id = s.host)",
        params![id, mine],
    )
}

pub fn series(look: &mut Look<'_>, id: SeriesId) -> Result<Option<Series>> {
    look.opt(
        "SELECT s.id, s.community, s.host, s.title, s.zone, s.first, s.rules, s.fields, s.photo, s.ended_at
         FROM series s WHERE s.id = $1",
        params![id],
    )
}

pub fn put(act: &mut Act<'_>, row: &Series) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO series (id, community, host, title, zone, first, rules, fields, photo, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![row.id, row.community, row.host, row.title, row.zone, row.first, row.rules, row.fields, row.photo, now],
    )
}

pub fn change(act: &mut Act<'_>, row: &Series) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE series SET title = $2, zone = $3, first = $4, rules = $5, fields = $6, photo = $7, changed_at = $8,
                due_at = $8
         WHERE id = $1",
        params![row.id, row.title, row.zone, row.first, row.rules, row.fields, row.photo, now],
    )
}

pub fn put_due(act: &mut Act<'_>, id: SeriesId, due: Option<Moment>) -> Result<()> {
    act.put("UPDATE series SET due_at = $2 WHERE id = $1", params![id, due])
}

pub fn end(act: &mut Act<'_>, id: SeriesId, by: Option<PersonId>, now: Moment) -> Result<()> {
    act.put(
        "UPDATE series SET ended_at = $2, ended_by = $3, due_at = NULL WHERE id = $1 AND ended_at IS NULL",
        params![id, now, by],
    )
}

/// Series for which occurrences are to be made by now.
pub fn due(look: &mut Look<'_>, now: Moment, most: i64) -> Result<Vec<SeriesId>> {
    let rows: Vec<(SeriesId,)> =
        look.all("SELECT id FROM series WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2", params![now, most])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub fn put_occurrence(
    act: &mut Act<'_>,
    id: SeriesId,
    day: &str,
    gathering: GatheringId,
    answered: Option<i64>,
) -> Result<()> {
    act.put(
        "INSERT INTO series_occurrence (series, day, gathering, answered) VALUES ($1, $2, $3, $4)",
        params![id, *day, gathering, answered],
    )
}

/// The occurrences of a day and later, in their order.
pub fn occurrences(look: &mut Look<'_>, id: SeriesId, from: &str, most: i64) -> Result<Vec<Occurrence>> {
    look.all(
        "SELECT day, gathering, changed_at FROM series_occurrence WHERE series = $1 AND day >= $2 ORDER BY day LIMIT $3",
        params![id, *from, most],
    )
}

/// The occurrences before a day, the last first.
pub fn before(look: &mut Look<'_>, id: SeriesId, day: &str, most: i64) -> Result<Vec<Occurrence>> {
    look.all(
        "SELECT day, gathering, changed_at FROM series_occurrence WHERE series = $1 AND day < $2 ORDER BY day DESC LIMIT $3",
        params![id, *day, most],
    )
}

/// The next occurrence after a day.
pub fn after(look: &mut Look<'_>, id: SeriesId, day: &str) -> Result<Option<Occurrence>> {
    look.opt(
        "SELECT day, gathering, changed_at FROM series_occurrence WHERE series = $1 AND day > $2 ORDER BY day LIMIT 1",
        params![id, *day],
    )
}

pub fn move_occurrence(act: &mut Act<'_>, gathering: GatheringId, day: &str, round: i64) -> Result<()> {
    act.put(
        "UPDATE series_occurrence SET day = $2, round = $3, changed_at = NULL WHERE gathering = $1",
        params![gathering, *day, round],
    )
}

pub fn rename(act: &mut Act<'_>, gathering: GatheringId, day: &str) -> Result<()> {
    act.put("UPDATE series_occurrence SET day = $2 WHERE gathering = $1", params![gathering, *day])
}

pub fn untouched(act: &mut Act<'_>, gathering: GatheringId) -> Result<()> {
    act.put("UPDATE series_occurrence SET round = NULL WHERE gathering = $1", params![gathering])
}

pub fn touched(act: &mut Act<'_>, gathering: GatheringId, round: i64) -> Result<()> {
    act.put("UPDATE series_occurrence SET round = $2 WHERE gathering = $1", params![gathering, round])
}

/// Somebody changed this one alone.
pub fn put_changed(act: &mut Act<'_>, gathering: GatheringId, now: Moment) -> Result<()> {
    act.put("UPDATE series_occurrence SET changed_at = $2 WHERE gathering = $1", params![gathering, now])
}

/// Those that a change of the series touched, in their order.
pub fn of_round(look: &mut Look<'_>, id: SeriesId, round: i64) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT gathering FROM series_occurrence WHERE series = $1 AND round = $2 ORDER BY day",
        params![id, round],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The series of a gathering, and the day that is its name there.
pub fn of_gathering(look: &mut Look<'_>, gathering: GatheringId) -> Result<Option<(SeriesId, String)>> {
    look.opt("SELECT series, day FROM series_occurrence WHERE gathering = $1", params![gathering])
}

/// The next occurrence to which answers are still to be carried over, and the last of those that were.
pub fn unanswered(look: &mut Look<'_>, id: SeriesId) -> Result<Option<(GatheringId, i64)>> {
    look.opt(
        "SELECT gathering, answered FROM series_occurrence WHERE series = $1 AND answered IS NOT NULL ORDER BY day LIMIT 1",
        params![id],
    )
}

pub fn put_answered(act: &mut Act<'_>, gathering: GatheringId, answered: Option<i64>) -> Result<()> {
    act.put("UPDATE series_occurrence SET answered = $2 WHERE gathering = $1", params![gathering, answered])
}

rows! {
    /// Somebody who answered the whole series.
    #[derive(Debug, Clone)]
    pub struct Answerer {
        pub id: i64,
        pub reply: Reply,
        pub person: PersonId,
        pub account: AccountId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
    }
}

/// Who answered the whole series, in the order in which they did.
pub fn answerers(look: &mut Look<'_>, id: SeriesId, after: i64, most: i64) -> Result<Vec<Answerer>> {
    look.all(
        "SELECT a.id, a.reply, p.id, p.account, p.handle, p.name, p.photo
         FROM series_answer a JOIN person p ON p.id = a.person
         WHERE a.series = $1 AND a.id > $2 ORDER BY a.id LIMIT $3",
        params![id, after, most],
    )
}

/// A person and the account they belong to.
pub fn person(look: &mut Look<'_>, id: PersonId) -> Result<Option<(Face, AccountId)>> {
    let row: Option<(PersonId, String, String, Option<String>, AccountId)> =
        look.opt("SELECT id, handle, name, photo, account FROM person WHERE id = $1", params![id])?;
    Ok(row.map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)))
}

pub fn answer_of(look: &mut Look<'_>, id: SeriesId, person: PersonId) -> Result<Option<Reply>> {
    let row: Option<(Reply,)> =
        look.opt("SELECT reply FROM series_answer WHERE series = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(reply,)| reply))
}

pub fn put_answer(act: &mut Act<'_>, row: i64, id: SeriesId, person: PersonId, reply: Reply) -> Result<()> {
    act.put(
        "INSERT INTO series_answer (id, series, person, reply) VALUES ($1, $2, $3, $4)
         ON CONFLICT (series, person) DO UPDATE SET reply = excluded.reply",
        params![row, id, person, reply],
    )
}

pub fn delete_answer(act: &mut Act<'_>, id: SeriesId, person: PersonId) -> Result<()> {
    act.put("DELETE FROM series_answer WHERE series = $1 AND person = $2", params![id, person])
}

/// The change of which those who answered are being told, and the last who was.
pub fn telling(look: &mut Look<'_>, id: SeriesId) -> Result<Option<(Option<i64>, PersonId)>> {
    look.opt("SELECT round, told FROM series WHERE id = $1", params![id])
}

/// Begins to tell of a change. What one before it touched, of which not all have heard, is told with it.
pub fn put_telling(act: &mut Act<'_>, telling: &Telling) -> Result<()> {
    act.put(
        "UPDATE series_occurrence SET round = $2
         WHERE series = $1 AND round = (SELECT s.round FROM series s WHERE s.id = $1)",
        params![telling.series, telling.round],
    )?;
    put_told(act, telling.series, Some(telling.round), telling.told)
}

pub fn put_told(act: &mut Act<'_>, id: SeriesId, round: Option<i64>, told: PersonId) -> Result<()> {
    act.put("UPDATE series SET round = $2, told = $3 WHERE id = $1", params![id, round, told])
}

/// How many occurrences come after that of a gathering, counted no further than to `most`; with its series.
pub fn later(look: &mut Look<'_>, gathering: GatheringId, most: i64) -> Result<Option<(SeriesId, i64)>> {
    look.opt(
        "SELECT o.series, (SELECT COUNT(*) FROM (
             SELECT 1 FROM series_occurrence l WHERE l.series = o.series AND l.day > o.day LIMIT $2) x)
         FROM series_occurrence o WHERE o.gathering = $1",
        params![gathering, most],
    )
}

pub fn hosted(look: &mut Look<'_>, person: PersonId) -> Result<Vec<SeriesId>> {
    let rows: Vec<(SeriesId,)> = look.all("SELECT id FROM series WHERE host = $1", params![person])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub fn of_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<SeriesId>> {
    let rows: Vec<(SeriesId,)> = look.all("SELECT id FROM series WHERE community = $1", params![community])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a person out of everything.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM series_answer WHERE person = $1", params![person])?;
    act.put("UPDATE series SET ended_by = NULL WHERE ended_by = $1", params![person])?;
    act.put("UPDATE series SET host = NULL WHERE host = $1", params![person])
}

pub fn export_hosted(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Series>> {
    look.all(
        "SELECT s.id, s.community, s.host, s.title, s.zone, s.first, s.rules, s.fields, s.photo, s.ended_at
         FROM series s WHERE s.host = $1 ORDER BY s.id",
        params![person],
    )
}

pub fn export_answers(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(SeriesId, String, Reply)>> {
    look.all(
        "SELECT s.id, s.title, a.reply FROM series_answer a JOIN series s ON s.id = a.series
         WHERE a.person = $1 ORDER BY s.id",
        params![person],
    )
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM series", &[])?;
    Ok(count)
}

pub fn some(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Series>> {
    look.all(
        "SELECT s.id, s.community, s.host, s.title, s.zone, s.first, s.rules, s.fields, s.photo, s.ended_at
         FROM series s WHERE s.id > $1 ORDER BY s.id LIMIT $2",
        params![after, most],
    )
}
