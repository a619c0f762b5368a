//! What the migrations would do, tried out before it is meant.

use std::{
    fs::{File, TryLockError},
    io::ErrorKind,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Progress, at, said};
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
            let copy = Copy::beside(path)?;
            progress.say("Copying the database", 0, 0);
            let copied = copy.path.to_string_lossy().into_owned();
            database.bare().run("VACUUM INTO $1", params![copied])?;
            progress.say("Trying it out on the copy", 0, 0);
            let mut tried = Alone::open(&Place::File(copy.path.clone()))?;
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

/// A copy of a database that only its owner may read, gone when dropped. What one that was killed has left is taken over by
/// the next.
struct Copy {
    path: PathBuf,
    /// Locked for as long as this one works with it.
    file: File,
}

impl Copy {
    /// An empty one.
    fn beside(database: &Path) -> Result<Self> {
        let mut name = database.as_os_str().to_owned();
        name.push(".try");
        let path = PathBuf::from(name);
        let opened = File::options().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = opened.map_err(|error| at(&path, error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(said(format!(
                    "{} is being tried by another visavis: wait until that is done",
                    path.display()
                )));
            }
            // A file system without locks: better to go on than never to.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => return Err(at(&path, error)),
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let copy = Self { path, file };
        copy.clear_beside();
        copy.file.set_len(0).map_err(|error| at(&copy.path, error))?;
        Ok(copy)
    }

    fn clear_beside(&self) {
        for end in ["-journal", "-wal", "-shm"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(end);
            let _not_there = std::fs::remove_file(name);
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.clear_beside();
        let _gone_already = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_copy_is_its_owners_alone_and_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("visavis.db");
        let copy = Copy::beside(&database).unwrap();
        assert_eq!(copy.path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(Copy::beside(&database).is_err());
        let path = copy.path.clone();
        drop(copy);
        assert!(!path.exists());
        // What one that was killed has left.
        std::fs::write(&path, "half").unwrap();
        assert_eq!(Copy::beside(&database).unwrap().path.metadata().unwrap().len(), 0);
    }
}
