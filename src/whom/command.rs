//! `visavis whom evaluate`: how good suggestions are on contacts that somebody measured.

use std::{
    fmt::Write,
    fs::File,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use visavis_science::{
    evaluate::{self, HEAD, Method},
    interval::Interval,
    meetings::Contact,
};
use zip::ZipArchive;

use crate::error::{Error, Result};

/// The same figures whoever asks.
const SEED: u64 = 1;
/// No file of contacts is longer (bytes).
const LONGEST: u64 = 1 << 30;

/// A table of all files and methods.
///
/// # Errors
/// A file that can't be read, or is not one of contacts.
pub fn evaluate(files: &[PathBuf]) -> Result<String> {
    let mut table = String::new();
    for file in files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let found = evaluate::evaluate(&contacts(file)?, SEED);
        let mut line = |text: String| writeln!(table, "{text}").map_err(|error| Error::Inner(error.to_string()));
        line(format!(
            "{name}: {} people on the first day, {} pairs of them met for the first time later; {} people judged",
            found.people, found.new, found.judged
        ))?;
        line(format!("  {:<30}{:<22}precision at {HEAD}", "", "AUC"))?;
        for method in Method::ALL {
            if let Some(row) = found.of(method) {
                line(format!("  {:<30}{:<22}{}", method.name(), told(row.auc), told(row.precision)))?;
            }
        }
        if let (Some(ours), Some(chance)) = (found.of(Method::Mutual), found.of(Method::Shuffled)) {
            let better = ours.auc.low > chance.auc.high && ours.precision.low > chance.precision.high;
            line(format!(
                "  {}",
                if better { "better than chance" } else { "no better than chance, as far as this says" }
            ))?;
        } else {
            line("  nobody can be judged: unknown".into())?;
        }
    }
    Ok(table)
}

fn told(interval: Interval) -> String {
    format!("{:.3} ({:.3}–{:.3})", interval.value, interval.low, interval.high)
}

fn contacts(file: &Path) -> Result<Vec<Contact>> {
    let unusable = |why: &dyn std::fmt::Display| Error::Inner(format!("{}: {why}", file.display()));
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(|error| unusable(&error))?;
    opened.take(LONGEST).read_to_end(&mut bytes).map_err(|error| unusable(&error))?;
    let mut text = String::new();
    let read = match bytes.get(..2) {
        Some([0x1f, 0x8b]) => GzDecoder::new(bytes.as_slice()).take(LONGEST).read_to_string(&mut text),
        Some(b"PK") => {
            let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unusable(&error))?;
            if archive.len() != 1 {
                return Err(unusable(&"the archive holds more than one file"));
            }
            let inside = archive.by_index(0).map_err(|error| unusable(&error))?;
            inside.take(LONGEST).read_to_string(&mut text)
        }
        _ => bytes.as_slice().read_to_string(&mut text),
    };
    read.map_err(|error| unusable(&error))?;
    evaluate::read(&text).map_err(|line| {
        unusable(&format!("line {line} is no contact: it has a time in seconds and the numbers of two people"))
    })
}
