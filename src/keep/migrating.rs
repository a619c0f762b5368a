//! What the migrations would do, tried out before it is meant.

use std::path::Path;

use serde::Serialize;

use super::{Progress, at};
use crate::{
    db::{Alone, Place, migrate, tables},
    error::Result,
    params,
};

/// What would run, and whether it would succeed.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// The shape that the database has.
    pub shape: i64,
    /// The newest that this program knows.
    pub newest: i64,
    /// The migrations that are missing, oldest first.
    pub pending: Vec<&'static str>,
    /// Why it would fail.
    pub fails: Option<String>,
}

impl Plan {
    /// Whether all would be well.
    pub fn is_good(&self) -> bool {
        self.fails.is_none()
    }
}

/// What is missing in a database, and whether it can be brought to the newest shape: tried on a copy of the file beside
/// it, or in a transaction of the server's that is rolled back.
///
/// # Errors
/// That it could not be tried.
pub fn rehearse(place: &Place, progress: &mut Progress) -> Result<Plan> {
    let mut database = Alone::open(place)?;
    let (shape, known) = database.read(|tx| {
        let there = tables::all(tx)?.iter().any(|table| table.name == "migration");
        if !there {
            return Ok::<_, crate::error::Error>((0, Ok(0)));
        }
        let (shape,): (i64,) = tx.one("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
        Ok((shape, migrate::known(tx)))
    })?;
    let mut plan = Plan {
        shape,
        newest: migrate::newest(),
        pending: migrate::ALL.iter().filter(|(number, ..)| *number > shape).map(|(_, name, _)| *name).collect(),
        fails: known.err().map(|error| error.to_string()),
    };
    if plan.pending.is_empty() || plan.fails.is_some() {
        return Ok(plan);
    }
    let outcome = match place {
        Place::Server(_) => {
            progress.say("Trying it out, to be rolled back", 0, 0);
            migrate::rehearse(&mut database.bare())
        }
        Place::File(path) => {
            let copy = Copy::beside(path);
            copy.clear()?;
            progress.say("Copying the database", 0, 0);
            let copied = copy.0.to_string_lossy().into_owned();
            database.bare().run("VACUUM INTO $1", params![copied])?;
            progress.say("Trying it out on the copy", 0, 0);
            let mut tried = Alone::open(&Place::File(copy.0.clone()))?;
            migrate::run(&mut tried.bare()).and_then(|()| {
                let faults = tried.read(tables::integrity)?;
                faults.into_iter().next().map_or(Ok(()), |fault| Err(crate::db::Error::Corrupt(fault)))
            })
        }
    };
    plan.fails = outcome.err().map(|error| error.to_string());
    progress.end();
    Ok(plan)
}

/// A copy of a database, gone when dropped.
struct Copy(std::path::PathBuf);

impl Copy {
    fn beside(path: &Path) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".try-{}", std::process::id()));
        Self(name.into())
    }

    fn clear(&self) -> Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(&self.0, error)),
            _ => Ok(()),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        for end in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(end);
            let _gone_already = std::fs::remove_file(name);
        }
    }
}
