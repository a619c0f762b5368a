//! Writing a backup, also while the server serves: one snapshot of the rows, then the pictures.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufWriter, Seek, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    Hold, MEDIA, Progress,
    archive::{
        Archive, FORMAT, HeldBy, Listed, MANIFEST, Manifest, PictureEntry, VERSION, entry_of, is_picture, media_of,
        verify,
    },
    at, folder_of, said, sync_folder,
};
use crate::{
    db::{Alone, Error as DbError, Place, Tx, migrate, tables},
    error::{Error, Result},
    time::{Clock, Dice},
};

/// What is to be backed up, and where to.
pub struct Backup<'a> {
    /// The database.
    pub place: &'a Place,
    /// The folder with the pictures.
    pub data: &'a Path,
    /// The file to be written.
    pub file: &'a Path,
    /// An older backup: the pictures that it holds are left out.
    pub since: Option<&'a Path>,
    /// Whether the file may take another's place.
    pub force: bool,
}

/// What was written.
#[derive(Debug, Serialize)]
pub struct Made {
    /// Where.
    pub file: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Of the database.
    pub shape: i64,
    /// So many tables.
    pub tables: usize,
    /// So many rows in them.
    pub rows: u64,
    /// So many files of pictures, with those that the older backup holds.
    pub pictures: usize,
    /// So many of them are in this file.
    pub pictures_within: usize,
    /// Pictures that rows name and whose files are not there.
    pub missing: Vec<String>,
}

type Zip = ZipWriter<BufWriter<File>>;

/// A file that is deleted again unless it is finished.
struct Part {
    path: PathBuf,
    kept: bool,
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            let _gone_already = std::fs::remove_file(&self.path);
        }
    }
}

impl Backup<'_> {
    /// Writes it beside its name, reads it again whole, and gives it its name only then.
    ///
    /// # Errors
    /// Whatever is in the way; under the name there is nothing then, or what was there before.
    pub fn make(&self, clock: &Clock, dice: &Dice, progress: &mut Progress) -> Result<Made> {
        if self.file.exists() && !self.force {
            return Err(said(format!(
                "{} is there already: name another file, or replace it with --force",
                self.file.display()
            )));
        }
        if let Some(since) = self.since {
            self.may_rest_on(since)?;
        }
        let _hold = if self.data.is_dir() { Some(Hold::beside_others(self.data)?) } else { None };
        let mut database = Alone::open(self.place)?;
        let mut older = self.since.map(Archive::open).transpose()?;
        let (mut part, file) = self.begin()?;
        let made_at = clock.now().iso();
        let (mut zip, tables, named) = database.read(|tx| {
            // A snapshot that has to be taken again begins with an empty file.
            let mut again = file.try_clone().map_err(|error| at(&part.path, error))?;
            again.set_len(0).and_then(|()| again.rewind()).map_err(|error| at(&part.path, error))?;
            let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 16, again));
            let (tables, named) = rows(tx, &mut zip, &part.path, progress)?;
            let shape = migrate::known(tx)?;
            Ok::<_, Error>((zip, (tables, shape), named))
        })?;
        let (tables, shape) = tables;
        let (pictures, missing) = self.pictures(&mut zip, &part.path, &named, older.as_mut(), progress)?;
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            id: HEXLOWER.encode(&dice.bytes::<16>()),
            made_at,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            shape,
            engine: if matches!(self.place, Place::File(_)) { "SQLite" } else { "PostgreSQL" }.to_owned(),
            tables,
            pictures,
            missing,
        };
        begin_entry(&mut zip, MANIFEST.to_owned(), CompressionMethod::Deflated, &part.path)?;
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| said(error.to_string()))?;
        zip.write_all(&text).map_err(|error| at(&part.path, error))?;
        let finished = zip.finish().map_err(|error| at(&part.path, error.into()))?;
        let file = finished.into_inner().map_err(|error| at(&part.path, error.into_error()))?;
        file.sync_all().map_err(|error| at(&part.path, error))?;
        let bytes = file.metadata().map_err(|error| at(&part.path, error))?.len();
        if verify(&part.path, progress)? != manifest {
            return Err(said(format!("{} is not what was written: check the disk", part.path.display())));
        }
        if self.file.exists() && !self.force {
            return Err(said(format!("{} has appeared meanwhile: nothing was written", self.file.display())));
        }
        std::fs::rename(&part.path, self.file).map_err(|error| at(self.file, error))?;
        part.kept = true;
        sync_folder(&folder_of(self.file))?;
        progress.end();
        Ok(Made {
            file: self.file.to_owned(),
            bytes,
            shape,
            tables: manifest.tables.len(),
            rows: manifest.tables.iter().map(|table| table.sum.rows).sum(),
            pictures: manifest.pictures.len(),
            pictures_within: manifest.pictures.iter().filter(|picture| picture.held_by.is_none()).count(),
            missing: manifest.missing,
        })
    }

    /// An older backup is found again by its name, beside the newer.
    fn may_rest_on(&self, since: &Path) -> Result<()> {
        if folder_of(since).canonicalize().ok() != folder_of(self.file).canonicalize().ok() {
            return Err(said(format!(
                "--since {}: it has to lie in the folder of the new backup, and to stay there",
                since.display()
            )));
        }
        if since.file_name() == self.file.file_name() {
            return Err(said("--since: a backup can’t rest on the file that it replaces"));
        }
        if since.file_name().and_then(std::ffi::OsStr::to_str).is_none() {
            return Err(said(format!("--since {}: its name has to be plain text", since.display())));
        }
        Ok(())
    }

    /// The file beside, for nobody else to read: the server's keys are in it. What a killed backup left is taken over.
    fn begin(&self) -> Result<(Part, File)> {
        let name = self.file.file_name().ok_or_else(|| said(format!("{} is no file’s name", self.file.display())))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".part");
        let path = folder_of(self.file).join(hidden);
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| at(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(said(format!("another backup is writing {} now", self.file.display())));
            }
            Err(std::fs::TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
            Err(std::fs::TryLockError::Error(error)) => return Err(at(&path, error)),
        }
        let mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        file.set_permissions(mine).map_err(|error| at(&path, error))?;
        Ok((Part { path, kept: false }, file))
    }

    /// The files of pictures, as they are now: those of the snapshot, and maybe some that came since.
    fn pictures(
        &self,
        zip: &mut Zip,
        path: &Path,
        named: &BTreeSet<String>,
        older: Option<&mut Archive>,
        progress: &mut Progress,
    ) -> Result<(Vec<PictureEntry>, Vec<String>)> {
        let folder = self.data.join(MEDIA);
        let mut there: BTreeSet<String> = BTreeSet::new();
        if folder.is_dir() {
            for entry in std::fs::read_dir(&folder).map_err(|error| at(&folder, error))? {
                let entry = entry.map_err(|error| at(&folder, error))?;
                there.extend(entry.file_name().into_string().ok().filter(|name| is_picture(name)));
            }
        }
        let mut held: BTreeMap<String, PictureEntry> = BTreeMap::new();
        if let (Some(older), Some(since)) = (&older, self.since) {
            let file = since.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            for picture in &older.manifest.pictures {
                let by = picture
                    .held_by
                    .clone()
                    .unwrap_or_else(|| HeldBy { file: file.clone(), id: older.manifest.id.clone() });
                held.insert(picture.name.clone(), PictureEntry { held_by: Some(by), ..picture.clone() });
            }
        }
        let (mut entries, mut buffer) = (Vec::with_capacity(there.len()), Vec::new());
        let many = there.len() as u64;
        for (number, name) in there.iter().enumerate() {
            progress.say("Pictures:", number as u64 + 1, many);
            buffer.clear();
            let read =
                File::open(folder.join(name)).and_then(|mut file| std::io::Read::read_to_end(&mut file, &mut buffer));
            match read {
                Ok(_) => {}
                // Somebody deleted it since the folder was read.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(at(&folder.join(name), error)),
            }
            let sha256 = HEXLOWER.encode(&Sha256::digest(&buffer));
            let entry = PictureEntry { name: name.clone(), bytes: buffer.len() as u64, sha256, held_by: None };
            match held.remove(name) {
                Some(old) if (old.bytes, &old.sha256) == (entry.bytes, &entry.sha256) => entries.push(old),
                _ => {
                    begin_entry(zip, media_of(name), CompressionMethod::Stored, path)?;
                    zip.write_all(&buffer).map_err(|error| at(path, error))?;
                    entries.push(entry);
                }
            }
        }
        let have: BTreeSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        let missing = named.iter().filter(|hash| !have.contains(format!("{hash}.jpg").as_str())).cloned().collect();
        Ok((entries, missing))
    }
}

fn begin_entry(zip: &mut Zip, name: String, how: CompressionMethod, path: &Path) -> Result<()> {
    // Of a time that is always the same: what is inside has its own.
    let options = SimpleFileOptions::default().compression_method(how).large_file(true).unix_permissions(0o600);
    zip.start_file(name, options).map_err(|error| at(path, error.into()))
}

/// The rows of all tables, and the names of pictures in them.
fn rows(
    tx: &mut Tx<'_>,
    zip: &mut Zip,
    path: &Path,
    progress: &mut Progress,
) -> Result<(Vec<Listed>, BTreeSet<String>)> {
    let tables = tables::all(tx)?;
    if !tables.iter().any(|table| table.name == "migration") {
        return Err(said("this is no Visavis database: it has no table of migrations"));
    }
    if tx.is_embedded() {
        progress.say("Checking the database", 0, 0);
        let faults = tables::integrity(tx)?;
        if let Some(fault) = faults.first() {
            return Err(said(format!(
                "the database is damaged ({fault}): no backup was made, as it would lack rows. Copy the folder as it is, \
                 then try visavis doctor --repair, or restore an older backup"
            )));
        }
    } else {
        // As pg_dump does: nobody may change the shape of a table before it has been read.
        let names: Vec<String> = tables.iter().map(|table| format!("\"{}\"", table.name)).collect();
        tx.batch(&format!("LOCK TABLE {} IN ACCESS SHARE MODE", names.join(", ")))?;
    }
    migrate::known(tx)?;
    let (mut listed, mut named) = (Vec::with_capacity(tables.len()), BTreeSet::new());
    for table in &tables {
        begin_entry(zip, entry_of(&table.name), CompressionMethod::Deflated, path)?;
        let (mut summing, mut done, many) = (tables::Summing::default(), 0, tables::count(tx, table)?);
        tables::each(tx, table, |rows| {
            done += rows.len() as u64;
            progress.say(&format!("{}:", table.name), done, many);
            for cells in &rows {
                let line = tables::line(cells);
                summing.add(&line);
                zip.write_all(line.as_bytes()).map_err(|error| at(path, error))?;
            }
            Ok::<_, Error>(())
        })
        .map_err(|error| match error {
            Error::Storage(why @ DbError::Shape(_)) => said(format!("the rows of {} can’t be read: {why}", table.name)),
            other => other,
        })?;
        named.extend(tables::pictures(tx, table)?);
        listed.push(Listed { name: table.name.clone(), columns: table.columns.clone(), sum: summing.done() });
    }
    Ok((listed, named))
}
