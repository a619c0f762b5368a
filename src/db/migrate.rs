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
    13 "0013_areas",
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

fn pending(tx: &mut Tx<'_>, last: i64) -> Result<(), Error> {
    let shape = "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    tx.batch(&dialect(shape, tx.is_embedded()))?;
    if !tx.is_embedded() {
        tx.batch("LOCK TABLE migration IN ACCESS EXCLUSIVE MODE")?;
    }
    let (found,): (i64,) = tx.one("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
    let known = ALL.iter().map(|(number, ..)| *number).max().unwrap_or(0);
    if found > known {
        return Err(Error::TooNew { found, known });
    }
    for (number, name, text) in ALL.iter().filter(|(number, ..)| *number > found && *number <= last) {
        let text = dialect(text, tx.is_embedded());
        tx.batch(&text).map_err(|error| Error::Other(format!("migration {name}: {error}")))?;
        tx.run("INSERT INTO migration (number, name) VALUES ($1, $2)", crate::params![*number, *name])?;
    }
    Ok(())
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
