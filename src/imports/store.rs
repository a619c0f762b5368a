//! All SQL about what was brought in.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, GatheringId, ImportId, PersonId, SourceId},
    params,
    people::Face,
    rows,
    time::Moment,
};

rows! {
    /// A source.
    #[derive(Debug, Clone)]
    pub struct SourceRow {
        pub id: SourceId,
        pub person: PersonId,
        pub community: Option<CommunityId>,
        pub name: String,
        pub url: Option<String>,
        pub settings: String,
        pub held: Option<String>,
    }

    /// Once that something was brought in.
    #[derive(Debug, Clone)]
    pub struct RunRow {
        pub id: ImportId,
        pub source: SourceId,
        pub state: String,
        pub unread: i64,
    }

    /// What it does with an entry.
    #[derive(Debug, Clone)]
    pub struct StepRow {
        pub number: i64,
        pub entry: String,
        pub what: String,
        pub why: Option<String>,
        pub sequence: i64,
        pub fields: String,
        pub starts_at: Option<Moment>,
        pub ends_at: Option<Moment>,
        pub gathering: Option<GatheringId>,
        pub before: Option<String>,
        pub outcome: Option<String>,
    }

    /// Which gathering stands for an entry.
    #[derive(Debug, Clone)]
    pub struct EntryRow {
        pub entry: String,
        pub gathering: GatheringId,
        pub sequence: i64,
        pub fields: String,
    }
}

/// A person and the account they belong to.
pub fn person(look: &mut Look<'_>, id: PersonId) -> Result<Option<(Face, AccountId)>> {
    let row: Option<(PersonId, String, String, Option<String>, AccountId)> =
        look.opt("SELECT id, handle, name, photo, account FROM person WHERE id = $1", params![id])?;
    Ok(row.map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)))
}

/// Where a person is.
pub fn place_of(look: &mut Look<'_>, id: PersonId) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> = look.opt("SELECT place FROM person WHERE id = $1", params![id])?;
    Ok(row.and_then(|(place,)| place))
}

pub fn put_source(act: &mut Act<'_>, row: &SourceRow) -> Result<()> {
    act.put(
        "INSERT INTO import_source (id, person, community, name, url, settings, held) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![row.id, row.person, row.community, row.name, row.url, row.settings, row.held],
    )
}

/// Its name and what the form said; what was held is read by now.
pub fn change_source(act: &mut Act<'_>, id: SourceId, name: &str, settings: &str) -> Result<()> {
    act.put(
        "UPDATE import_source SET name = $2, settings = $3, held = NULL WHERE id = $1",
        params![id, *name, *settings],
    )
}

pub fn source(look: &mut Look<'_>, id: SourceId) -> Result<Option<SourceRow>> {
    look.opt("SELECT id, person, community, name, url, settings, held FROM import_source WHERE id = $1", params![id])
}

/// The sources of a person, the newest first.
pub fn sources(look: &mut Look<'_>, person: PersonId, most: i64) -> Result<Vec<SourceRow>> {
    look.all(
        "SELECT id, person, community, name, url, settings, held FROM import_source
         WHERE person = $1 ORDER BY id DESC LIMIT $2",
        params![person, most],
    )
}

/// The newest run of a source.
pub fn last_run(look: &mut Look<'_>, source: SourceId) -> Result<Option<RunRow>> {
    look.opt(
        "SELECT id, source, state, unread FROM import_run WHERE source = $1 ORDER BY id DESC LIMIT 1",
        params![source],
    )
}

pub fn run(look: &mut Look<'_>, id: ImportId) -> Result<Option<RunRow>> {
    look.opt("SELECT id, source, state, unread FROM import_run WHERE id = $1", params![id])
}

pub fn put_run(act: &mut Act<'_>, row: &RunRow) -> Result<()> {
    act.put(
        "INSERT INTO import_run (id, source, state, unread) VALUES ($1, $2, $3, $4)",
        params![row.id, row.source, row.state, row.unread],
    )
}

/// Moves a run on; whether it stood where it was thought to.
pub fn put_state(act: &mut Act<'_>, id: ImportId, from: &str, to: &str) -> Result<bool> {
    Ok(act.run("UPDATE import_run SET state = $3 WHERE id = $1 AND state = $2", params![id, *from, *to])? > 0)
}

/// Deletes what was only shown of a source.
pub fn delete_shown(act: &mut Act<'_>, source: SourceId) -> Result<()> {
    act.put(
        "DELETE FROM import_step WHERE run IN (SELECT r.id FROM import_run r WHERE r.source = $1 AND r.state = 'shown')",
        params![source],
    )?;
    act.put("DELETE FROM import_run WHERE source = $1 AND state = 'shown'", params![source])
}

/// Deletes the older runs of a source but the last so many; one that is under way stays.
pub fn delete_older(act: &mut Act<'_>, source: SourceId, most: i64) -> Result<()> {
    act.put(
        "DELETE FROM import_step WHERE run IN (
             SELECT r.id FROM import_run r WHERE r.source = $1 AND r.state IN ('done', 'undone') AND r.id < (
                 SELECT COALESCE(MIN(n.id), 0) FROM (
                     SELECT l.id FROM import_run l WHERE l.source = $1 ORDER BY l.id DESC LIMIT $2) n))",
        params![source, most],
    )?;
    act.put(
        "DELETE FROM import_run WHERE source = $1 AND state IN ('done', 'undone') AND id < (
             SELECT COALESCE(MIN(n.id), 0) FROM (
                 SELECT l.id FROM import_run l WHERE l.source = $1 ORDER BY l.id DESC LIMIT $2) n)",
        params![source, most],
    )
}

pub fn put_step(act: &mut Act<'_>, run: ImportId, row: &StepRow) -> Result<()> {
    act.put(
        "INSERT INTO import_step (run, number, entry, what, why, sequence, fields, starts_at, ends_at, gathering)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            run,
            row.number,
            row.entry,
            row.what,
            row.why,
            row.sequence,
            row.fields,
            row.starts_at,
            row.ends_at,
            row.gathering
        ],
    )
}

/// The steps of a run after a number, in their order.
pub fn steps(look: &mut Look<'_>, run: ImportId, after: i64, most: i64) -> Result<Vec<StepRow>> {
    look.all(
        "SELECT number, entry, what, why, sequence, fields, starts_at, ends_at, gathering, before, outcome
         FROM import_step WHERE run = $1 AND number > $2 ORDER BY number LIMIT $3",
        params![run, after, most],
    )
}

/// How many steps of a run are of which kind, and what became of them.
pub fn counts(look: &mut Look<'_>, run: ImportId) -> Result<Vec<(String, Option<String>, i64)>> {
    look.all("SELECT what, outcome, COUNT(*) FROM import_step WHERE run = $1 GROUP BY what, outcome", params![run])
}

/// The next steps to be taken.
pub fn to_do(look: &mut Look<'_>, run: ImportId, most: i64) -> Result<Vec<StepRow>> {
    look.all(
        "SELECT number, entry, what, why, sequence, fields, starts_at, ends_at, gathering, before, outcome
         FROM import_step WHERE run = $1 AND outcome IS NULL AND what IN ('new', 'changed', 'cancelled')
         ORDER BY number LIMIT $2",
        params![run, most],
    )
}

/// The next steps to be taken back.
pub fn to_undo(look: &mut Look<'_>, run: ImportId, most: i64) -> Result<Vec<StepRow>> {
    look.all(
        "SELECT number, entry, what, why, sequence, fields, starts_at, ends_at, gathering, before, outcome
         FROM import_step WHERE run = $1 AND outcome = 'done' ORDER BY number LIMIT $2",
        params![run, most],
    )
}

pub fn put_outcome(
    act: &mut Act<'_>,
    (run, number): (ImportId, i64),
    outcome: &str,
    why: Option<&str>,
    gathering: Option<GatheringId>,
    before: Option<&str>,
) -> Result<()> {
    act.put(
        "UPDATE import_step SET outcome = $3, why = $4, gathering = $5, before = $6 WHERE run = $1 AND number = $2",
        params![run, number, *outcome, why.map(ToOwned::to_owned), gathering, before.map(ToOwned::to_owned)],
    )
}

/// Which gatherings stand for the entries of a source.
pub fn entries(look: &mut Look<'_>, source: SourceId) -> Result<Vec<EntryRow>> {
    look.all("SELECT entry, gathering, sequence, fields FROM import_entry WHERE source = $1", params![source])
}

pub fn entry(look: &mut Look<'_>, source: SourceId, entry: &str) -> Result<Option<EntryRow>> {
    look.opt(
        "SELECT entry, gathering, sequence, fields FROM import_entry WHERE source = $1 AND entry = $2",
        params![source, *entry],
    )
}

pub fn put_entry(act: &mut Act<'_>, source: SourceId, row: &EntryRow) -> Result<()> {
    act.put(
        "INSERT INTO import_entry (source, entry, gathering, sequence, fields) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (source, entry) DO UPDATE SET gathering = excluded.gathering, sequence = excluded.sequence,
             fields = excluded.fields",
        params![source, row.entry, row.gathering, row.sequence, row.fields],
    )
}

pub fn delete_entry(act: &mut Act<'_>, source: SourceId, entry: &str) -> Result<()> {
    act.put("DELETE FROM import_entry WHERE source = $1 AND entry = $2", params![source, *entry])
}

/// Forgets a source: what was brought in from it stays, and is known to come from there no longer.
pub fn delete_source(act: &mut Act<'_>, id: SourceId) -> Result<()> {
    act.put("DELETE FROM import_step WHERE run IN (SELECT r.id FROM import_run r WHERE r.source = $1)", params![id])?;
    act.put("DELETE FROM import_run WHERE source = $1", params![id])?;
    act.put("DELETE FROM import_entry WHERE source = $1", params![id])?;
    act.put("DELETE FROM import_source WHERE id = $1", params![id])
}
