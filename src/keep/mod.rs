//! What an operator does with what is kept: backups, restoring, checking and mending, moving to the other engine.
//!
//! A backup is one file that no engine owns: the rows of each table as lines ([`crate::db::tables`] says how), the
//! pictures, and a manifest with the count and the SHA-256 of everything. Restoring reads it into either engine, and
//! moving is the same with the other database as its source.

mod archive;
mod backup;
mod commands;
mod doctor;
mod fill;
mod hold;
mod migrating;
mod moving;
mod pictures;
mod restore;

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

pub use archive::{HeldBy, Listed, Manifest, PictureEntry, verify};
pub use backup::{Backup, Made};
pub use commands::{
    BackupArgs, DoctorArgs, MigrateArgs, MoveArgs, RestoreArgs, backup, doctor, migrate, move_to_postgres, restore,
};
pub use doctor::{Diagnosis, Examination, Finding, derived, examine};
pub use hold::Hold;
pub use migrating::{Plan, rehearse};
pub use moving::{Moved, move_to};
pub use restore::{Restore, Restored};

use crate::error::Error;

/// The database's file in its folder.
pub const DATABASE: &str = "visavis.db";
/// The pictures' folder in it.
pub const MEDIA: &str = "media";
/// The node by which what is written here is known: none of the servers'.
const NODE: u16 = 1023;

/// An error of a file, with its name and what to do.
fn at(path: &Path, error: std::io::Error) -> Error {
    let what = match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "the disk is full: make room".to_owned(),
        std::io::ErrorKind::FileTooLarge => {
            "the file may not become so large: raise the limit, or make room".to_owned()
        }
        std::io::ErrorKind::PermissionDenied => "not allowed: check its owner and its mode".to_owned(),
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    };
    Error::Inner(format!("{}: {what}", path.display()))
}

/// An error in words.
fn said(words: impl Into<String>) -> Error {
    Error::Inner(words.into())
}

/// Makes sure that what was written in a folder is on the disk under its names.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    let opened = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    opened.map_err(|error| at(folder, error))
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A line on a terminal that says how far it has come; nothing elsewhere.
pub struct Progress {
    terminal: bool,
    shown: Option<Instant>,
}

impl Progress {
    /// On standard error, where that is a terminal and it is wanted.
    pub fn new(wanted: bool) -> Self {
        Self { terminal: wanted && std::io::stderr().is_terminal(), shown: None }
    }

    /// Says it, some times a second at most.
    pub fn say(&mut self, what: &str, done: u64, of: u64) {
        let soon = self.shown.is_some_and(|at| at.elapsed() < Duration::from_millis(100));
        if !self.terminal || soon {
            return;
        }
        self.shown = Some(Instant::now());
        let mut out = std::io::stderr();
        let far = if of == 0 { String::new() } else { format!(" {done} of {of}") };
        let _shown = write!(out, "\r\x1b[K{what}{far}").and_then(|()| out.flush());
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if self.terminal && self.shown.take().is_some() {
            let _shown = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
