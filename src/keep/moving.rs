//! Moving from the embedded engine to PostgreSQL.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{
    DATABASE, Hold, Progress, at,
    fill::{self, Filled, Source},
    said, sync_folder,
};
use crate::{
    db::{Alone, Place, tables},
    error::{Error, Result},
};

/// What was moved.
#[derive(Debug, Serialize)]
pub struct Moved {
    /// The tables, with what both sides have.
    pub tables: Vec<Filled>,
    /// The former database, kept under this name.
    pub kept: PathBuf,
}

/// Copies all rows of the file in a folder that nobody serves into an empty database of a server, compares both sides,
/// and gives the file another name, so that nobody serves from it by mistake. The pictures stay where they are.
///
/// All rows come in one transaction of the server's: stopped before it is committed, nothing has changed on either side, and
/// one begins anew. Stopped right after it, the file still has its name; the next move says so.
///
/// # Errors
/// Whatever is in the way, and any difference.
pub fn move_to(data: &Path, url: &str, progress: &mut Progress) -> Result<Moved> {
    let file = data.join(DATABASE);
    let mut kept = file.clone().into_os_string();
    kept.push(".moved");
    let kept = PathBuf::from(kept);
    if kept.exists() && !file.exists() {
        return Err(said(format!(
            "{} has been moved already: serve with --database URL, or give the file its name {DATABASE} again",
            kept.display()
        )));
    }
    if kept.exists() {
        return Err(said(format!("{} is in the way: move it elsewhere first", kept.display())));
    }
    let mut source = Alone::open(&Place::File(file.clone()))?;
    let _hold = Hold::alone(data)?;
    let mut target = Alone::open(&Place::Server(url.to_owned()))?;
    let tables = source.read(|from| {
        progress.say("Checking the database", 0, 0);
        if let Some(fault) = tables::integrity(from)?.into_iter().next().or(fill::dangling(from)?) {
            return Err(said(format!("{} is not sound ({fault}): run visavis doctor --repair first", file.display())));
        }
        target.write(|to| {
            fill::empty(to).map_err(|error| {
                said(format!(
                    "{error}. If a move was stopped at its very end, all rows are there: ask visavis doctor with this \
                     folder and that database; if it is sound, rename {} to {}",
                    file.display(),
                    kept.display()
                ))
            })?;
            fill::fill(to, &mut Source::Database(from), progress)
        })
    })?;
    let renamed = source.settle().map_err(Error::from);
    renamed.and_then(|()| std::fs::rename(&file, &kept).map_err(|error| at(&kept, error))).map_err(|why| {
        said(format!(
            "all rows are in PostgreSQL, but the file kept its name: don’t serve from it, rename it to {}. {why}",
            kept.display()
        ))
    })?;
    sync_folder(data)?;
    progress.end();
    Ok(Moved { tables, kept })
}
