//! Bringing a backup back: into an empty folder, or an empty database of PostgreSQL and an empty folder.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    DATABASE, Hold, MEDIA, Progress,
    archive::{Archive, Older, is_picture},
    at,
    fill::{self, Filled, Source},
    hold::{LOCK, SERVING},
    said, sync_folder,
};
use crate::{
    db::{Alone, Place, migrate, tables},
    error::{Error, Result},
};

/// Where a restoring keeps what is not finished.
const UNFINISHED: &str = "restore.part";

/// What is to be brought back, and where to.
pub struct Restore<'a> {
    /// The backup.
    pub file: &'a Path,
    /// The folder, made where there is none.
    pub data: &'a Path,
    /// A server of PostgreSQL for the rows, instead of a file in the folder.
    pub server: Option<&'a str>,
}

/// What was brought back.
#[derive(Debug, Serialize)]
pub struct Restored {
    /// Where.
    pub data: PathBuf,
    /// When the backup was made.
    pub made_at: String,
    /// The shape that the backup had.
    pub shape: i64,
    /// The shape that the database has now.
    pub shape_now: i64,
    /// The tables.
    pub tables: Vec<Filled>,
    /// So many files of pictures.
    pub pictures: usize,
    /// Rows whose references lead nowhere, if there are any: they did in the backup.
    pub dangling: Option<String>,
}

impl Restore<'_> {
    /// Brings it back, and compares everything with the backup before it says so.
    ///
    /// # Errors
    /// Whatever is in the way. Stopped in the middle, the next one begins anew by itself; where a server had committed the
    /// rows already, it changes nothing and says how to finish.
    pub fn run(&self, progress: &mut Progress) -> Result<Restored> {
        let mut archive = Archive::open(self.file)?;
        let manifest = archive.manifest.clone();
        let mut older = Older::of(self.file, &manifest)?;
        std::fs::create_dir_all(self.data).map_err(|error| at(self.data, error))?;
        let _hold = Hold::alone(self.data)?;
        // Before anything is cleared away: what lies here may belong to the rows there.
        if let Some(url) = self.server {
            let mut target = Alone::open(&Place::Server(url.to_owned()))?;
            target.read(fill::empty).map_err(|error| self.perhaps_finished(error))?;
        }
        self.is_empty()?;
        let unfinished = self.data.join(UNFINISHED);
        std::fs::create_dir(&unfinished).map_err(|error| at(&unfinished, error))?;
        let media = unfinished.join(MEDIA);
        std::fs::create_dir(&media).map_err(|error| at(&media, error))?;
        for (number, picture) in manifest.pictures.iter().enumerate() {
            progress.say("Pictures:", number as u64 + 1, manifest.pictures.len() as u64);
            if !is_picture(&picture.name) {
                return Err(said(format!("{} is no picture’s name: the backup is damaged", picture.name)));
            }
            let path = media.join(&picture.name);
            let mut file = BufWriter::new(File::create_new(&path).map_err(|error| at(&path, error))?);
            older.picture(&mut archive, picture, &mut file, &path)?;
            let synced = file.flush().and_then(|()| file.get_ref().sync_all());
            synced.map_err(|error| at(&path, error))?;
        }
        sync_folder(&media)?;
        let in_place = || -> Result<()> {
            let to = self.data.join(MEDIA);
            std::fs::rename(&media, &to).map_err(|error| at(&to, error))?;
            sync_folder(self.data)
        };
        let (tables, dangling) = match self.server {
            Some(url) => {
                let mut target = Alone::open(&Place::Server(url.to_owned()))?;
                target.write(|tx| {
                    fill::empty(tx)?;
                    let tables = fill::fill(tx, &mut Source::Archive(&mut archive), progress)?;
                    // Before the rows stand: stopped between the two, the folder is known as unfinished.
                    if media.exists() {
                        in_place()?;
                    }
                    Ok::<_, Error>((tables, None))
                })?
            }
            None => {
                let file = unfinished.join(DATABASE);
                let mut target = Alone::make(&file)?;
                let filled = target.write(|tx| {
                    let tables = fill::fill(tx, &mut Source::Archive(&mut archive), progress)?;
                    progress.say("Checking the database", 0, 0);
                    match tables::integrity(tx)?.first() {
                        Some(fault) => Err(said(format!("the restored database is damaged: {fault}"))),
                        None => Ok((tables, fill::dangling(tx)?)),
                    }
                })?;
                target.settle()?;
                File::open(&file).and_then(|file| file.sync_all()).map_err(|error| at(&file, error))?;
                in_place()?;
                let to = self.data.join(DATABASE);
                std::fs::rename(&file, &to).map_err(|error| at(&to, error))?;
                sync_folder(self.data)?;
                filled
            }
        };
        std::fs::remove_dir_all(&unfinished).map_err(|error| at(&unfinished, error))?;
        progress.end();
        Ok(Restored {
            data: self.data.to_owned(),
            made_at: manifest.made_at,
            shape: manifest.shape,
            shape_now: migrate::newest(),
            tables,
            pictures: manifest.pictures.len(),
            dangling,
        })
    }

    /// A restoring that was stopped between its commit and its last step has all rows in the database.
    fn perhaps_finished(&self, error: Error) -> Error {
        let unfinished = self.data.join(UNFINISHED);
        if !unfinished.is_dir() {
            return error;
        }
        said(format!(
            "{error}. A restoring into {} was stopped: where that was at its very end, everything is there. Ask visavis \
             doctor with this folder and this database; if it is sound, delete {} and serve. Otherwise empty the \
             database and restore again",
            self.data.display(),
            unfinished.display()
        ))
    }

    /// Refuses a folder that holds anything; what an earlier restoring left unfinished is cleared away.
    fn is_empty(&self) -> Result<()> {
        let unfinished = self.data.join(UNFINISHED);
        let began = unfinished.is_dir();
        for entry in std::fs::read_dir(self.data).map_err(|error| at(self.data, error))? {
            let name = entry.map_err(|error| at(self.data, error))?.file_name();
            // The database gets its name last, so pictures without it are no server's.
            let ours = name == LOCK
                || name == SERVING
                || name == UNFINISHED
                || name == "lost+found"
                || (began && name == MEDIA);
            if !ours {
                return Err(said(format!(
                    "{} is not empty ({}): name another folder with --data DIR, nothing was changed",
                    self.data.display(),
                    name.display()
                )));
            }
        }
        for folder in [self.data.join(MEDIA), unfinished] {
            if began && folder.is_dir() {
                std::fs::remove_dir_all(&folder).map_err(|error| at(&folder, error))?;
            }
        }
        Ok(())
    }
}
