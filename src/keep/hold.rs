//! Who works in a data folder: a lock that the system takes back when its holder ends, however it ends.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use super::at;
use crate::error::{Error, Result};

/// The file that is locked; it holds nothing.
pub const LOCK: &str = "lock";

/// Held for as long as a program works in a data folder.
#[derive(Debug)]
pub struct Hold {
    _file: File,
}

impl Hold {
    /// Beside others: servers, backups, the doctor.
    ///
    /// # Errors
    /// That somebody wants to be alone there, or that the folder can't be written.
    pub fn beside_others(folder: &Path) -> Result<Self> {
        Self::take(folder, File::try_lock_shared, "is being restored or moved: wait until that is done")
    }

    /// Alone: to restore, to move.
    ///
    /// # Errors
    /// That somebody works there, or that the folder can't be written.
    pub fn alone(folder: &Path) -> Result<Self> {
        Self::take(folder, File::try_lock, "is in use by a running visavis: stop it first")
    }

    fn take(folder: &Path, lock: fn(&File) -> Result<(), TryLockError>, taken: &str) -> Result<Self> {
        let path = folder.join(LOCK);
        let made = File::options().create(true).truncate(false).read(true).write(true).open(&path);
        // Somebody else may have made it, such as root at night: reading is enough to lock it.
        let file = made
            .or_else(|error| match error.kind() {
                std::io::ErrorKind::PermissionDenied => File::open(&path),
                _ => Err(error),
            })
            .map_err(|error| at(&path, error))?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Inner(format!("{} {taken}", folder.display()))),
            // A file system without locks: better to go on than never to.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { _file: file })
            }
            Err(TryLockError::Error(error)) => Err(at(&path, error)),
        }
    }
}
