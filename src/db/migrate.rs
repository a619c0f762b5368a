//! Brings a database to this program's shape: numbered files in the common subset, run once each, in order.
//!
//! The files say BIGINT, TEXT, BYTEA and DOUBLE PRECISION. For SQLite they become the four types of its STRICT
//! tables, and `BIGINT PRIMARY KEY` becomes the rowid; for PostgreSQL text sorts by its bytes, so that a prefix
//! search by range means the same on both.

use super::{Error, Tx};

/// A migration: its number, its name, its text.
pub type Migration = (i64, &'static str, &'static str);

macro_rules! migrations {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(($number, $name, include_str!(concat!("../../migrations/", $name, ".sql")))),*]
    };
}

/// All of them, oldest first. What has landed is never edited: a change is a new file.
pub const ALL: &[Migration] = migrations![
    1 "0001_platform",
    2 "0002_people",
    3 "0003_ties",
    4 "0004_communities",
    5 "0005_gatherings",
    6 "0006_talk",
    7 "0007_encounters",
    8 "0008_encounters_claims",
    9 "0009_encounters_gathering_keys",
    10 "0010_telling_and_removal",
    12 "0012_plans",
    13 "0013_areas",
    14 "0014_people",
    15 "0015_people_operators",
    16 "0016_encounters_reviews",
    17 "0017_sweeps",
    24 "0024_gatherings_long",
    25 "0025_gatherings_answers",
    26 "0026_series",
    27 "0027_whom",
    28 "0028_gatherings_questions",
    29 "0029_feeds",
    30 "0030_gatherings_crew",
    31 "0031_gatherings_door",
    32 "0032_gatherings_after",
    33 "0033_gatherings_guests",
    34 "0034_gatherings_reminders",
    35 "0035_communities_log",
    36 "0036_communities_doors",
    37 "0037_communities_letters",
    38 "0038_gatherings_about",
    39 "0039_gatherings_venues",
    40 "0040_imports",
    41 "0041_webhooks",
    42 "0042_gatherings_approval",
    44 "0044_gatherings_parts",
    45 "0045_gatherings_drafts",
    46 "0046_gatherings_letters",
    47 "0047_gatherings_photos",
    48 "0048_gatherings_recap",
    49 "0049_gatherings_selfcheckin",
    50 "0050_gatherings_crew_links",
    51 "0051_communities_subgroups",
    52 "0052_gatherings_venue_log",
    55 "0055_gatherings_mailed",
    56 "0056_webhooks_words",
    57 "0057_gatherings_long_areas",
    58 "0058_webhooks_told",
];

/// Runs what is missing.
///
/// # Errors
/// [`Error::TooNew`] where the database has a migration this program does not know.
pub fn run(tx: &mut Tx<'_>) -> Result<(), Error> {
    run_until(tx, i64::MAX)
}

/// Runs what is missing up to a number: for tests that fill an older shape first.
pub fn run_until(tx: &mut Tx<'_>, last: i64) -> Result<(), Error> {
    tx.batch(if tx.is_embedded() { "BEGIN IMMEDIATE" } else { "BEGIN" })?;
    let outcome = pending(tx, last);
    match outcome {
        Ok(()) => tx.batch("COMMIT"),
        Err(error) => {
            tx.batch("ROLLBACK")?;
            Err(error)
        }
    }
}

/// Runs what is missing up to a number within a transaction that is under way.
///
/// # Errors
/// Those of [`run`].
pub fn within(tx: &mut Tx<'_>, last: i64) -> Result<(), Error> {
    pending(tx, last)
}

fn pending(tx: &mut Tx<'_>, last: i64) -> Result<(), Error> {
    let shape = "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    tx.batch(&dialect(shape, tx.is_embedded()))?;
    // A start that has nothing to do must not wait for a backup, which reads this table for as long as it takes.
    if found(tx)? < newest().min(last) && !tx.is_embedded() {
        tx.batch("LOCK TABLE migration IN ACCESS EXCLUSIVE MODE")?;
    }
    let found = known(tx)?;
    for (number, name, text) in ALL.iter().filter(|(number, ..)| *number > found && *number <= last) {
        let text = dialect(text, tx.is_embedded());
        tx.batch(&text).map_err(|error| Error::Other(format!("migration {name}: {error}")))?;
        tx.run("INSERT INTO migration (number, name) VALUES ($1, $2)", crate::params![*number, *name])?;
    }
    Ok(())
}

/// The number of the newest migration that this program knows.
pub fn newest() -> i64 {
    ALL.iter().map(|(number, ..)| *number).max().unwrap_or(0)
}

fn found(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let (found,): (i64,) = tx.one("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
    Ok(found)
}

/// The shape that a database has: the number of its newest migration.
///
/// # Errors
/// [`Error::TooNew`] where this program does not know it.
pub fn known(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let (found, known) = (found(tx)?, newest());
    if found > known { Err(Error::TooNew { found, known }) } else { Ok(found) }
}

/// Runs what is missing and undoes it: whether it would succeed, said before it is meant.
///
/// # Errors
/// Those of [`run`].
pub fn rehearse(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.batch(if tx.is_embedded() { "BEGIN IMMEDIATE" } else { "BEGIN" })?;
    // Who serves meanwhile must not wait long for us.
    let patient = if tx.is_embedded() { Ok(()) } else { tx.batch("SET LOCAL lock_timeout = '5s'") };
    let outcome = patient.and_then(|()| pending(tx, i64::MAX));
    tx.batch("ROLLBACK")?;
    outcome
}

fn dialect(text: &str, embedded: bool) -> String {
    if embedded {
        text.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
            .replace("BIGINT", "INTEGER")
            .replace("BYTEA", "BLOB")
            .replace("DOUBLE PRECISION", "REAL")
            .replace("\n);", "\n) STRICT;")
    } else {
        text.replace(" TEXT", " TEXT COLLATE \"C\"")
    }
}
