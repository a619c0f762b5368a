//! The file of a backup: a ZIP archive that any tool opens.
//!
//! `tables/NAME.jsonl` are the rows, `media/NAME.jpg` the pictures, `manifest.json` (the last of them) says of each how
//! long it is and what its SHA-256 is, which program wrote it, and of which shape the database was.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{Progress, at, folder_of, said};
use crate::{
    db::{
        migrate,
        tables::{self, Cells, Column, Sum, Summing},
    },
    error::{Error, Result},
};

/// The name of the manifest within.
pub const MANIFEST: &str = "manifest.json";
/// What the manifest says it is.
pub const FORMAT: &str = "visavis-backup";
/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;
/// The longest manifest that is read (bytes): a line for each picture, of which there may be millions.
const LONGEST_MANIFEST: u64 = 1 << 30;
/// So many rows are read at once.
const PAGE: usize = 1_000;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `visavis-backup`.
    pub format: String,
    /// Of the format.
    pub version: u32,
    /// Its name among backups: 32 hexadecimal digits.
    pub id: String,
    /// RFC 3339: a moment before its snapshot.
    pub made_at: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// The number of the newest migration in the database.
    pub shape: i64,
    /// Where the rows were: `SQLite` or `PostgreSQL`.
    pub engine: String,
    /// The tables, those that others refer to first.
    pub tables: Vec<Listed>,
    /// The files of pictures.
    pub pictures: Vec<PictureEntry>,
    /// Pictures that rows name and whose files were not there.
    pub missing: Vec<String>,
}

/// A table in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values in its lines.
    pub columns: Vec<Column>,
    /// How many rows, and their SHA-256.
    #[serde(flatten)]
    pub sum: Sum,
}

/// A picture's file in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureEntry {
    /// The file's name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// In hexadecimal digits.
    pub sha256: String,
    /// The older backup that holds it, where this one does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<HeldBy>,
}

/// An older backup, which has to lie beside the newer one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldBy {
    /// Its file's name.
    pub file: String,
    /// Its id.
    pub id: String,
}

/// A backup that was opened.
pub struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    /// What it says it holds.
    pub manifest: Manifest,
}

impl Archive {
    /// Opens a backup and reads its manifest.
    ///
    /// # Errors
    /// That it is none, is damaged, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| at(path, error))?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(path, &error))?;
        let mut text = Vec::new();
        zip.by_name(MANIFEST)
            .map_err(|error| broken(path, &error))?
            .take(LONGEST_MANIFEST)
            .read_to_end(&mut text)
            .map_err(|error| broken(path, &error))?;
        // What a newer program may write in other words comes first.
        let head: Head = serde_json::from_slice(&text).map_err(|error| broken(path, &error))?;
        if head.format != FORMAT {
            return Err(broken(path, &"its manifest is another program's"));
        }
        if head.version > VERSION {
            return Err(said(format!(
                "{} was written by a newer Visavis ({}): restore it with that program",
                path.display(),
                head.program
            )));
        }
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| broken(path, &error))?;
        if manifest.shape > migrate::newest() {
            return Err(said(format!(
                "{} was written by a newer Visavis ({}, shape {}; this program knows up to {}): restore it with that program",
                path.display(),
                manifest.program,
                manifest.shape,
                migrate::newest()
            )));
        }
        Ok(Self { path: path.to_owned(), zip, manifest })
    }

    /// Calls `visit` with the rows of a table, some at a time, and compares count and checksum with the manifest.
    ///
    /// # Errors
    /// That it is damaged; those of `visit`.
    pub fn rows(&mut self, name: &str, mut visit: impl FnMut(Vec<Cells>) -> Result<()>) -> Result<()> {
        let path = self.path.clone();
        let listed = self.manifest.tables.iter().find(|table| table.name == name).cloned();
        let listed = listed.ok_or_else(|| broken(&path, &format_args!("it has no table {name}")))?;
        let entry = self.zip.by_name(&entry_of(name)).map_err(|error| broken(&path, &error))?;
        let mut lines = BufReader::with_capacity(1 << 16, entry);
        let (mut summing, mut rows, mut line) = (Summing::default(), Vec::with_capacity(PAGE), String::new());
        loop {
            line.clear();
            if lines.read_line(&mut line).map_err(|error| broken(&path, &error))? == 0 {
                break;
            }
            summing.add(&line);
            rows.push(tables::parse(&listed.columns, &line).map_err(|error| broken(&path, &error))?);
            if rows.len() == PAGE {
                visit(std::mem::replace(&mut rows, Vec::with_capacity(PAGE)))?;
            }
        }
        visit(rows)?;
        if summing.done() == listed.sum {
            Ok(())
        } else {
            Err(broken(&path, &format_args!("the rows of {name} are not those that were written")))
        }
    }

    /// Copies a picture's file, and compares length and checksum with the manifest.
    ///
    /// # Errors
    /// That it is damaged, or can't be written.
    pub fn picture(&mut self, entry: &PictureEntry, to: &mut impl Write, named: &Path) -> Result<()> {
        let mut from = self.zip.by_name(&media_of(&entry.name)).map_err(|error| broken(&self.path, &error))?;
        let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 1 << 16]);
        loop {
            let read = from.read(&mut buffer).map_err(|error| broken(&self.path, &error))?;
            if read == 0 {
                break;
            }
            digest.update(&buffer[..read]);
            bytes += read as u64;
            to.write_all(&buffer[..read]).map_err(|error| at(named, error))?;
        }
        if bytes == entry.bytes && HEXLOWER.encode(&digest.finalize()) == entry.sha256 {
            Ok(())
        } else {
            Err(broken(&self.path, &format_args!("the picture {} is not the one that was written", entry.name)))
        }
    }

    /// The names of all it holds.
    fn names(&self) -> Result<BTreeSet<String>> {
        let name = |name: zip::result::ZipResult<std::borrow::Cow<'_, str>>| {
            name.map(std::borrow::Cow::into_owned).map_err(|error| broken(&self.path, &error))
        };
        self.zip.file_names().map(name).collect()
    }
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
    program: String,
}

/// The path of a table within.
pub fn entry_of(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// The path of a picture within.
pub fn media_of(picture: &str) -> String {
    format!("media/{picture}")
}

/// Whether a file's name is one of a picture: nothing else leaves a backup, wherever its manifest points.
pub fn is_picture(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".jpg") else { return false };
    let hash = stem.strip_suffix("-s").unwrap_or(stem);
    hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn broken(path: &Path, why: &dyn std::fmt::Display) -> Error {
    said(format!("{} is damaged or no backup of Visavis ({why}): take another one", path.display()))
}

/// The older backups that one rests on, opened, by what the newer says of them.
pub struct Older(BTreeMap<HeldBy, Archive>);

impl Older {
    /// Opens those that a manifest names; they lie beside it.
    ///
    /// # Errors
    /// That one is not there, or is another one.
    pub fn of(path: &Path, manifest: &Manifest) -> Result<Self> {
        let mut opened = BTreeMap::new();
        for held in manifest.pictures.iter().filter_map(|picture| picture.held_by.as_ref()) {
            if opened.contains_key(held) {
                continue;
            }
            if held.file.contains(['/', '\\']) || held.file.starts_with('.') {
                return Err(broken(path, &"it names a file elsewhere"));
            }
            let file = folder_of(path).join(&held.file);
            let archive = Archive::open(&file).map_err(|error| {
                said(format!("{} rests on an older backup that has to lie beside it. {error}", path.display()))
            })?;
            if archive.manifest.id != held.id {
                return Err(said(format!(
                    "{} rests on another backup than {}: bring back the one that had this name",
                    path.display(),
                    file.display()
                )));
            }
            opened.insert(held.clone(), archive);
        }
        Ok(Self(opened))
    }

    /// Copies a picture from where it is held: `own`, or one of these.
    ///
    /// # Errors
    /// Those of [`Archive::picture`].
    pub fn picture(
        &mut self,
        own: &mut Archive,
        entry: &PictureEntry,
        to: &mut impl Write,
        named: &Path,
    ) -> Result<()> {
        match &entry.held_by {
            None => own.picture(entry, to, named),
            Some(held) => match self.0.get_mut(held) {
                Some(older) => older.picture(entry, to, named),
                None => Err(broken(&own.path, &"it rests on a backup that was not opened")),
            },
        }
    }
}

/// Reads a backup whole, as restoring does, and compares everything with its manifest; also what it rests on.
///
/// # Errors
/// What is wrong with it.
pub fn verify(path: &Path, progress: &mut Progress) -> Result<Manifest> {
    let mut archive = Archive::open(path)?;
    let manifest = archive.manifest.clone();
    let mut wanted: BTreeSet<String> = manifest.tables.iter().map(|table| entry_of(&table.name)).collect();
    wanted.insert(MANIFEST.to_owned());
    let own = manifest.pictures.iter().filter(|picture| picture.held_by.is_none());
    wanted.extend(own.map(|picture| media_of(&picture.name)));
    if let Some(odd) = archive.names()?.symmetric_difference(&wanted).next() {
        return Err(broken(path, &format_args!("{odd} and its manifest don’t agree")));
    }
    if let Some(odd) = manifest.pictures.iter().find(|picture| !is_picture(&picture.name)) {
        return Err(broken(path, &format_args!("{} is no picture’s name", odd.name)));
    }
    for (number, table) in manifest.tables.iter().enumerate() {
        progress.say("Reading it again: tables", number as u64 + 1, manifest.tables.len() as u64);
        archive.rows(&table.name, |_| Ok(()))?;
    }
    let mut older = Older::of(path, &manifest)?;
    for (number, picture) in manifest.pictures.iter().enumerate() {
        progress.say("Reading it again: pictures", number as u64 + 1, manifest.pictures.len() as u64);
        older.picture(&mut archive, picture, &mut std::io::sink(), path)?;
    }
    progress.end();
    Ok(manifest)
}
