//! The files of pictures, compared with what rows name.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{Progress, archive::is_picture, at};
use crate::{
    error::Result,
    outside::{Media, name_of},
    time::{DAY, Moment},
};

/// What is wrong with a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A row names it, and it is not there.
    Missing,
    /// It is not what its name says.
    Damaged,
    /// Its small file is not there or can't be read; it can be made again from the large one.
    NoSmall,
    /// No row names it.
    Unnamed(PathBuf),
}

/// Looks at all files. What came within a day is left out of those that nobody names: its row may be on its way.
pub fn look(
    folder: &Path,
    named: &BTreeSet<String>,
    now: Moment,
    progress: &mut Progress,
) -> Result<(u64, Vec<(String, Wrong)>)> {
    let mut wrong = Vec::new();
    for (number, hash) in named.iter().enumerate() {
        progress.say("pictures:", number as u64 + 1, named.len() as u64);
        match std::fs::read(folder.join(format!("{hash}.jpg"))) {
            Err(_) => wrong.push((hash.clone(), Wrong::Missing)),
            Ok(bytes) if name_of(&bytes) != *hash => wrong.push((hash.clone(), Wrong::Damaged)),
            Ok(_) => {
                let small = std::fs::read(folder.join(format!("{hash}-s.jpg")));
                if !small.is_ok_and(|bytes| image::load_from_memory(&bytes).is_ok()) {
                    wrong.push((hash.clone(), Wrong::NoSmall));
                }
            }
        }
    }
    let mut looked = named.len() as u64;
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder).map_err(|error| at(folder, error))? {
            let entry = entry.map_err(|error| at(folder, error))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            // What an interrupted writing left goes when the next server starts.
            if !is_picture(&name) {
                continue;
            }
            looked += 1;
            let old = entry.metadata().and_then(|meta| meta.modified()).is_ok_and(|at| {
                let since = at.duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_millis();
                now.since(Moment::from_ms(i64::try_from(since).unwrap_or(i64::MAX))) > DAY
            });
            if old && !named.contains(&name[..32]) {
                wrong.push((name.clone(), Wrong::Unnamed(entry.path())));
            }
        }
    }
    progress.end();
    Ok((looked, wrong))
}

/// Puts a file right. `false` where nothing can be done here.
pub fn repair(folder: &Path, hash: &str, wrong: &Wrong) -> Result<bool> {
    match wrong {
        Wrong::Missing | Wrong::Damaged => Ok(false),
        Wrong::NoSmall => {
            let path = folder.join(format!("{hash}.jpg"));
            let large = std::fs::read(&path).map_err(|error| at(&path, error))?;
            Media::Folder(folder.to_owned()).make_small(hash, &large).map(|()| true)
        }
        Wrong::Unnamed(path) => std::fs::remove_file(path).map(|()| true).map_err(|error| at(path, error)),
    }
}
