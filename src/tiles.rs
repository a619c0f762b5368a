//! Map tiles from a file of the operator's own (PMTiles): the maps have streets then, and nobody else is asked for them.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path as FilePath, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use visavis_wire::pmtiles::{self, Entry, HEAD, Head, Kind, Packing, Part};

use crate::{
    app::App,
    error::{Error, Result},
    http::{Answer, Routes, Who},
};

/// No directory, and no tile, is longer than this, packed or not (bytes).
const LONGEST: u64 = 16 << 20;
/// So many further directories are kept in memory.
const KEPT: usize = 64;
/// A directory leads to another at most so often.
const DEEPEST: usize = 3;

/// A file of tiles.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    file: Mutex<File>,
    head: Head,
    media: &'static str,
    root: Arc<Vec<Entry>>,
    leaves: Mutex<HashMap<u64, Arc<Vec<Entry>>>>,
    /// What the file says of whose the tiles are.
    pub attribution: String,
}

impl PartialEq for Archive {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Archive {}

impl Archive {
    /// Opens a file, and reads what it says of itself.
    ///
    /// # Errors
    /// Words on what is wrong with it.
    pub fn open(path: &FilePath) -> Result<Self, String> {
        let wrong = |what: &str| format!("--pmtiles {}: {what}", path.display());
        let mut file = File::open(path).map_err(|error| wrong(&error.to_string()))?;
        let first = read(&mut file, (0, HEAD as u64));
        let head =
            first.as_deref().and_then(Head::read).ok_or_else(|| wrong("this is no PMTiles file of version 3"))?;
        let media = match head.kind {
            Kind::Picture(media) => media,
            Kind::Vector => {
                return Err(wrong(
                    "its tiles are vectors, which are not drawn here; take one of pictures (PNG, JPEG, WebP)",
                ));
            }
            Kind::Unknown => return Err(wrong("it does not say what its tiles are; take one of PNG, JPEG or WebP")),
        };
        if head.packing == Packing::Other || head.tile_packing == Packing::Other {
            return Err(wrong("it is packed by something else than gzip"));
        }
        let root = read(&mut file, head.root).and_then(|bytes| unpacked(bytes, head.packing));
        let root = root.as_deref().and_then(pmtiles::directory).ok_or_else(|| wrong("its directory can't be read"))?;
        let about = read(&mut file, head.about).and_then(|bytes| unpacked(bytes, head.packing)).unwrap_or_default();
        let about: serde_json::Value = serde_json::from_slice(&about).unwrap_or_default();
        Ok(Self {
            path: path.to_owned(),
            file: Mutex::new(file),
            head,
            media,
            root: Arc::new(root),
            leaves: Mutex::default(),
            attribution: plain(about["attribution"].as_str().unwrap_or_default()),
        })
    }

    /// Whether there are tiles of that zoom.
    pub fn has_zoom(&self, zoom: u8) -> bool {
        (self.head.zooms.0..=self.head.zooms.1).contains(&zoom)
    }

    /// A tile, if the file has it.
    fn tile(&self, zoom: u8, x: u64, y: u64) -> Option<Vec<u8>> {
        let number = pmtiles::tile(zoom, x, y)?;
        let mut entries = self.root.clone();
        for _ in 0..=DEEPEST {
            let entry = pmtiles::find(&entries, number)?;
            if entry.run > 0 {
                let part = within(self.head.tiles, entry)?;
                return unpacked(self.read(part)?, self.head.tile_packing);
            }
            entries = self.leaf(entry)?;
        }
        None
    }

    fn leaf(&self, entry: Entry) -> Option<Arc<Vec<Entry>>> {
        let kept = self.leaves.lock().unwrap_or_else(PoisonError::into_inner).get(&entry.offset).cloned();
        if kept.is_some() {
            return kept;
        }
        let bytes = unpacked(self.read(within(self.head.leaves, entry)?)?, self.head.packing)?;
        let entries = Arc::new(pmtiles::directory(&bytes)?);
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if leaves.len() >= KEPT {
            leaves.clear();
        }
        leaves.insert(entry.offset, entries.clone());
        Some(entries)
    }

    fn read(&self, part: Part) -> Option<Vec<u8>> {
        read(&mut self.file.lock().unwrap_or_else(PoisonError::into_inner), part)
    }
}

/// Where in the file an entry's bytes are, if that is within the part that they belong to.
fn within((from, length): Part, entry: Entry) -> Option<Part> {
    let end = entry.offset.checked_add(entry.length)?;
    (end <= length).then_some((from.checked_add(entry.offset)?, entry.length))
}

fn read(file: &mut File, (from, length): Part) -> Option<Vec<u8>> {
    if length > LONGEST {
        return None;
    }
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == length).then_some(bytes)
}

fn unpacked(bytes: Vec<u8>, packing: Packing) -> Option<Vec<u8>> {
    match packing {
        Packing::None => Some(bytes),
        Packing::Gzip => {
            let mut whole = Vec::new();
            flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(LONGEST).read_to_end(&mut whole).ok()?;
            Some(whole)
        }
        Packing::Other => None,
    }
}

/// Words without the tags that such files put around them.
fn plain(html: &str) -> String {
    let mut inside = false;
    let text: String = html
        .chars()
        .filter(|char| {
            let tag = inside || *char == '<';
            inside = (inside || *char == '<') && *char != '>';
            !tag
        })
        .collect();
    text.replace("&copy;", "©").replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn routes() -> Routes {
    Routes::new().get("/tiles/{z}/{x}/{y}", Who::Anyone, tile)
}

async fn tile(State(app): State<App>, Path((z, x, y)): Path<(String, String, String)>) -> Answer {
    let archive = app.shared.config.tiles.as_ref().and_then(|tiles| tiles.archive.clone()).ok_or(Error::NotFound)?;
    let (Ok(z), Ok(x), Ok(y)) = (z.parse::<u8>(), x.parse::<u64>(), y.parse::<u64>()) else {
        return Err(Error::NotFound.into());
    };
    let media = archive.media;
    let read = tokio::task::spawn_blocking(move || archive.tile(z, x, y)).await;
    let bytes = read.map_err(|error| Error::Inner(error.to_string()))?.ok_or(Error::NotFound)?;
    Ok(([(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "public, max-age=86400")], bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_it_is_stands_there_without_tags() {
        assert_eq!(
            plain("<a href=\"https://x.example\">&copy; Map  makers</a> &amp; friends"),
            "© Map makers & friends"
        );
        assert_eq!(plain(""), "");
    }
}
