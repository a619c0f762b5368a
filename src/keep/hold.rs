//! Who works in a data folder: a lock that the system takes back when its holder ends, however it ends.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use super::{at, folder_of};
use crate::error::{Error, Result};

/// The file that is locked; it holds nothing.
pub const LOCK: &str = "lock";
/// The same for the one server that works on a file in the folder.
pub const SERVING: &str = "serving";

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
        Self::take(&folder.join(LOCK), File::try_lock_shared, "is being restored or moved: wait until that is done")
    }

    /// Alone: to restore, to move.
    ///
    /// # Errors
    /// That somebody works there, or that the folder can't be written.
    pub fn alone(folder: &Path) -> Result<Self> {
        Self::take(&folder.join(LOCK), File::try_lock, "is in use by a running visavis: stop it first")
    }

    /// As the only server on a file in the folder, which takes up at once what a killed one had begun. Others that serve, on
    /// another port, would do the same work a second time.
    ///
    /// # Errors
    /// That another one serves there, or that the folder can't be written.
    pub fn serving(folder: &Path) -> Result<Self> {
        let taken = "is served by another visavis: stop that one first, or move to PostgreSQL to have several";
        Self::take(&folder.join(SERVING), File::try_lock, taken)
    }

    fn take(path: &Path, lock: fn(&File) -> Result<(), TryLockError>, taken: &str) -> Result<Self> {
        let made = File::options().create(true).truncate(false).read(true).write(true).open(path);
        // Somebody else may have made it, such as root at night: reading is enough to lock it.
        let file = made
            .or_else(|error| match error.kind() {
                std::io::ErrorKind::PermissionDenied => File::open(path),
                _ => Err(error),
            })
            .map_err(|error| at(path, error))?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Inner(format!("{} {taken}", folder_of(path).display()))),
            // A file system without locks: better to go on than never to.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { _file: file })
            }
            Err(TryLockError::Error(error)) => Err(at(path, error)),
        }
    }
}
