//! Looks whether all that is kept is sound: the file, the shape, every reference, everything that is derived, the
//! pictures; and puts right what can be put right.

use std::{collections::BTreeSet, path::Path};

use serde::Serialize;

use super::{
    Hold, MEDIA, NODE, Progress,
    pictures::{self, Wrong},
    said,
};
use crate::{
    app::App,
    check::{About, Check},
    communities,
    config::{Config, MailRoute},
    db::{
        Alone, Error as DbError, Place, migrate,
        tables::{self, Table},
    },
    encounters,
    error::{Error, Result},
    gatherings,
    http::Ask,
    people, series, talk, ties,
    time::{Clock, Dice},
};

/// All that is derived, in the order in which one follows from another.
pub fn derived() -> impl Iterator<Item = &'static Check> {
    [
        people::CHECKS,
        communities::CHECKS,
        gatherings::CHECKS,
        series::CHECKS,
        talk::CHECKS,
        encounters::CHECKS,
        // They follow from all of these.
        ties::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// The secrets without which certificates, anchors and links are worth nothing.
const KEYS: [&str; 3] = ["key.anchors", "key.certificates", "key.links"];
/// So many rows are mended before the rest is looked for again.
const ROWS_AT_ONCE: usize = 200;

/// What is to be looked at, and whether it is to be put right.
pub struct Examination<'a> {
    /// The database.
    pub place: &'a Place,
    /// The folder with the pictures.
    pub data: &'a Path,
    /// Whether to put right what can be.
    pub repair: bool,
}

/// What became of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is there; nobody has asked to put it right.
    Found,
    /// It has been put right.
    Repaired,
    /// It could not be put right.
    Left,
}

/// A fault.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: String,
    /// The row, the two, the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What is wrong, and what was done.
    pub what: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// Something that was looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Looked {
    /// Its name.
    pub check: String,
    /// How many rows, pairs or files.
    pub looked: u64,
    /// How many of them were wrong.
    pub faults: u64,
}

/// What came of it all.
#[derive(Debug, Default, Serialize)]
pub struct Diagnosis {
    /// What was looked at.
    pub checks: Vec<Looked>,
    /// What is wrong, or was.
    pub findings: Vec<Finding>,
    /// What an operator may want to know, and is no fault.
    pub notes: Vec<String>,
}

impl Diagnosis {
    /// Whether all is well now.
    pub fn is_healthy(&self) -> bool {
        self.findings.iter().all(|finding| finding.outcome == Outcome::Repaired)
    }

    fn add(&mut self, check: &str, looked: u64, findings: Vec<Finding>) {
        self.checks.push(Looked { check: check.to_owned(), looked, faults: findings.len() as u64 });
        self.findings.extend(findings);
    }
}

fn finding(check: &str, subject: Option<String>, what: impl Into<String>, outcome: Outcome) -> Finding {
    Finding { check: check.to_owned(), subject, what: what.into(), outcome }
}

/// Looks at everything, some rows at a time, also while a server works on it. Blocks; not to be called on a runtime.
///
/// # Errors
/// That it could not be looked at: there is no database, or one of another shape.
pub fn examine(asked: &Examination<'_>, progress: &mut Progress) -> Result<Diagnosis> {
    let mut database = Alone::open(asked.place)?;
    let _hold = if asked.data.is_dir() { Some(Hold::beside_others(asked.data)?) } else { None };
    let shape = database.read(|tx| {
        let there = tables::all(tx)?.iter().any(|table| table.name == "migration");
        if there { migrate::known(tx).map(Some) } else { Ok(None) }
    });
    match shape? {
        Some(shape) if shape == migrate::newest() => {}
        Some(shape) => {
            return Err(said(format!(
                "the database is of shape {shape}, this program wants {}: run visavis migrate first, or start the server",
                migrate::newest()
            )));
        }
        None => return Err(said("this is no Visavis database: it has no table of migrations")),
    }
    let mut diagnosis = Diagnosis::default();
    integrity(asked, &mut database, &mut diagnosis, progress)?;
    let all = database.read(tables::all)?;
    shapes(asked, &mut database, &all, &mut diagnosis)?;
    rows(&mut database, &all, &mut diagnosis, progress)?;
    references(asked, &mut database, &all, &mut diagnosis, progress)?;
    let keys = keys(&mut database, &mut diagnosis)?;
    notes(&mut database, &mut diagnosis)?;
    if keys {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| said(format!("no threads: {error}")))?;
        runtime.block_on(rebuilt(asked, &mut diagnosis, progress))?;
    } else {
        // Opening it as a server does would make new keys, and the old ones would be thought lost.
        diagnosis.notes.push("what is derived was not looked at: bring the keys back first".to_owned());
    }
    files(asked, &mut database, &mut diagnosis, progress)?;
    progress.end();
    Ok(diagnosis)
}

/// The file itself, as its engine sees it.
fn integrity(
    asked: &Examination<'_>,
    database: &mut Alone,
    diagnosis: &mut Diagnosis,
    progress: &mut Progress,
) -> Result<()> {
    if matches!(asked.place, Place::Server(_)) {
        return Ok(());
    }
    progress.say("Checking the file", 0, 0);
    let mut faults = database.read(tables::integrity)?;
    let before = faults.len();
    if asked.repair && before > 0 {
        // An index is made from its table again; a damaged table is not.
        let again = database.write(|tx| tx.run("REINDEX", &[]));
        let left = if again.is_ok() { database.read(tables::integrity)? } else { faults.clone() };
        let mended = faults.iter().filter(|fault| !left.contains(fault));
        let repaired = mended
            .map(|fault| finding("file", None, format!("{fault}: the indexes were made again"), Outcome::Repaired));
        diagnosis.findings.extend(repaired.collect::<Vec<_>>());
        faults = left;
    }
    let outcome = if asked.repair { Outcome::Left } else { Outcome::Found };
    let left = faults.into_iter().map(|fault| finding("file", None, fault, outcome)).collect();
    diagnosis.add("file", 1, left);
    Ok(())
}

/// Tables, columns and indexes, compared with what the migrations make.
fn shapes(asked: &Examination<'_>, database: &mut Alone, all: &[Table], diagnosis: &mut Diagnosis) -> Result<()> {
    let mut fresh = Alone::in_memory()?;
    migrate::run(&mut fresh.bare())?;
    let (wanted, made) = fresh.read(|tx| Ok::<_, DbError>((tables::all(tx)?, tables::indexes(tx)?)))?;
    let there: BTreeSet<String> = database.read(tables::indexes)?.into_iter().map(|index| index.name).collect();
    let mut findings = Vec::new();
    let unmended = if asked.repair { Outcome::Left } else { Outcome::Found };
    for table in &wanted {
        let Some(found) = all.iter().find(|found| found.name == table.name) else {
            findings.push(finding("shape", Some(table.name.clone()), "the table is not there", unmended));
            continue;
        };
        let columns = |table: &Table| -> BTreeSet<String> {
            table.columns.iter().map(|column| format!("{} {:?}", column.name, column.kind)).collect()
        };
        if columns(table) != columns(found) || table.key != found.key {
            findings.push(finding("shape", Some(table.name.clone()), "the table has other columns", unmended));
        }
        if table.references != found.references {
            findings.push(finding("shape", Some(table.name.clone()), "the table has other references", unmended));
        }
    }
    for index in made.iter().filter(|index| !there.contains(&index.name)) {
        let subject = Some(index.name.clone());
        findings.push(if asked.repair {
            match database.write(|tx| tx.run(&index.sql, &[])) {
                Ok(_) => finding("shape", subject, "the index was not there: it was made", Outcome::Repaired),
                Err(error) => finding("shape", subject, format!("the index is not there: {error}"), Outcome::Left),
            }
        } else {
            finding("shape", subject, "the index is not there", Outcome::Found)
        });
    }
    diagnosis.add("shape", (wanted.len() + made.len()) as u64, findings);
    Ok(())
}

/// Every row can be read, and each table has as many in the order of its key as it has at all.
fn rows(database: &mut Alone, all: &[Table], diagnosis: &mut Diagnosis, progress: &mut Progress) -> Result<()> {
    let (mut looked, mut findings) = (0, Vec::new());
    for table in all {
        let outcome = database.read(|tx| {
            let (mut seen, counted) = (0_u64, tables::count(tx, table)?);
            tables::each(tx, table, |rows| {
                seen += rows.len() as u64;
                progress.say(&format!("{}:", table.name), seen, counted);
                Ok::<_, DbError>(())
            })?;
            Ok((seen, counted))
        });
        let what = match outcome {
            Ok((seen, counted)) => {
                looked += seen;
                (seen != counted).then(|| format!("{seen} rows can be reached by their key, and there are {counted}"))
            }
            Err(why @ (DbError::Shape(_) | DbError::Corrupt(_))) => Some(format!("a row can’t be read: {why}")),
            Err(error) => return Err(error.into()),
        };
        let left = |what| finding("rows", Some(table.name.clone()), format!("{what}; a backup has it"), Outcome::Left);
        findings.extend(what.map(left));
    }
    diagnosis.add("rows", looked, findings);
    Ok(())
}

/// Every reference from row to row.
fn references(
    asked: &Examination<'_>,
    database: &mut Alone,
    all: &[Table],
    diagnosis: &mut Diagnosis,
    progress: &mut Progress,
) -> Result<()> {
    let mut findings = Vec::new();
    let many = all.iter().map(|table| table.references.len()).sum::<usize>() as u64;
    let mut looked = 0;
    // What nothing refers to goes first.
    for table in all.iter().rev() {
        for to in &table.references {
            looked += 1;
            progress.say("references:", looked, many);
            let what =
                |way: &str| format!("{} {} is in no row of {}{way}", table.name, to.columns.join(" and "), to.table);
            loop {
                let rows = database.read(|tx| tables::dangling(tx, table, to, ROWS_AT_ONCE))?;
                let (full, mut stuck) = (rows.len() == ROWS_AT_ONCE, !asked.repair);
                for row in rows {
                    let subject = Some(tables::line(&row.key).trim_end().to_owned());
                    if !asked.repair {
                        findings.push(finding("references", subject, what(""), Outcome::Found));
                        continue;
                    }
                    findings.push(match database.write(|tx| tables::unhook(tx, table, to, &row)) {
                        Ok(true) => {
                            let whole = tables::line(&row.row);
                            let way = format!(": the row was deleted, it was {}", whole.trim_end());
                            finding("references", subject, what(&way), Outcome::Repaired)
                        }
                        Ok(false) => {
                            finding("references", subject, what(": it refers to nothing now"), Outcome::Repaired)
                        }
                        Err(error) => {
                            stuck = true;
                            finding("references", subject, what(&format!(": {error}")), Outcome::Left)
                        }
                    });
                }
                if !full || stuck {
                    break;
                }
            }
        }
    }
    diagnosis.add("references", many, findings);
    Ok(())
}

/// The server's secrets; whether they are there.
fn keys(database: &mut Alone, diagnosis: &mut Diagnosis) -> Result<bool> {
    let (rows, accounts): (Vec<(String, Vec<u8>)>, i64) = database.read(|tx| {
        let rows = tx.all("SELECT name, value FROM setting WHERE name LIKE 'key.%' ORDER BY name", &[])?;
        let (accounts,): (i64,) = tx.one("SELECT COUNT(*) FROM account", &[])?;
        Ok::<_, DbError>((rows, accounts))
    })?;
    let there = |name: &str| rows.iter().any(|(key, value)| key == name && value.len() == 32);
    let lost = KEYS.iter().filter(|name| !there(name));
    let what = "the server’s secret is not there: bring the table setting back from a backup, before a server starts \
                and makes another one";
    let findings: Vec<Finding> = if accounts > 0 || !rows.is_empty() {
        lost.map(|name| finding("keys", Some((*name).to_owned()), what, Outcome::Left)).collect()
    } else {
        Vec::new()
    };
    let fine = findings.is_empty();
    diagnosis.add("keys", KEYS.len() as u64, findings);
    Ok(fine)
}

fn notes(database: &mut Alone, diagnosis: &mut Diagnosis) -> Result<()> {
    let (dead,): (i64,) = database.read(|tx| tx.one("SELECT COUNT(*) FROM job WHERE dead_at IS NOT NULL", &[]))?;
    if dead > 0 {
        diagnosis
            .notes
            .push(format!("{dead} jobs were put aside after many tries: see the column error of the table job"));
    }
    Ok(())
}

/// All that is derived, by the rules that made it.
async fn rebuilt(asked: &Examination<'_>, diagnosis: &mut Diagnosis, progress: &mut Progress) -> Result<()> {
    let config = Config {
        data: asked.data.to_owned(),
        database: asked.place.clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        base_url: "http://localhost".to_owned(),
        mail: MailRoute::Memory,
        mail_from: "Visavis <visavis@localhost>".to_owned(),
        answers: None,
        node: NODE,
        limits: false,
        client_header: None,
        tiles: None,
        demo: false,
    };
    let app = App::open(config, Clock::System, Dice::system()).await?;
    let system = Ask::system();
    for check in derived() {
        let total = app.look(&system, check.total).await?.unsigned_abs();
        let (mut looked, mut after, mut findings) = (0, None::<About>, Vec::new());
        loop {
            let from = after.clone();
            let batch = match app.look(&system, move |look| (check.batch)(look, from.as_ref())).await {
                Ok(batch) => batch,
                // What can’t be read is a fault; what can’t be reached is not.
                Err(error @ Error::Storage(DbError::Shape(_) | DbError::Corrupt(_))) => {
                    findings.push(finding(check.name, None, format!("it can’t be read: {error}"), Outcome::Left));
                    break;
                }
                Err(error) => return Err(error),
            };
            looked += batch.looked;
            progress.say(&format!("{}:", check.name), looked, total);
            for fault in batch.faults {
                let subject = Some(fault.subject.to_string());
                if !asked.repair {
                    findings.push(finding(check.name, subject, fault.what, Outcome::Found));
                    continue;
                }
                let about = fault.subject.clone();
                findings.push(match app.act(&system, move |act| (check.repair)(act, &about)).await {
                    Ok(true) => finding(check.name, subject, fault.what, Outcome::Repaired),
                    Ok(false) => finding(check.name, subject, fault.what, Outcome::Left),
                    Err(error) => finding(check.name, subject, format!("{}: {error}", fault.what), Outcome::Left),
                });
            }
            match batch.last {
                Some(last) if batch.looked > 0 => after = Some(last),
                _ => break,
            }
        }
        diagnosis.add(check.name, looked, findings);
    }
    Ok(())
}

fn named(database: &mut Alone) -> Result<BTreeSet<String>> {
    database.read(|tx| {
        let mut named = BTreeSet::new();
        for table in tables::all(tx)? {
            named.extend(tables::pictures(tx, &table)?);
        }
        Ok(named)
    })
}

/// The files of pictures.
fn files(
    asked: &Examination<'_>,
    database: &mut Alone,
    diagnosis: &mut Diagnosis,
    progress: &mut Progress,
) -> Result<()> {
    let folder = asked.data.join(MEDIA);
    let (looked, wrong) = pictures::look(&folder, &named(database)?, Clock::System.now(), progress)?;
    // A server may have gone on meanwhile: what is no longer named was deleted rightly, and what is named by now stays.
    let now_named = named(database)?;
    let mut findings = Vec::new();
    for (name, wrong) in wrong {
        let what = match &wrong {
            Wrong::Unnamed(_) if now_named.contains(name.get(..32).unwrap_or_default()) => continue,
            Wrong::Unnamed(_) => "no row names the file, and it is older than a day",
            _ if !now_named.contains(&name) => continue,
            Wrong::Missing => "the file is not there: bring it back from a backup",
            Wrong::Damaged => "the file is not what its name says: bring it back from a backup",
            Wrong::NoSmall => "its small file is not there or can’t be read",
        };
        let outcome = if asked.repair {
            match pictures::repair(&folder, &name, &wrong) {
                Ok(true) => Outcome::Repaired,
                Ok(false) | Err(_) => Outcome::Left,
            }
        } else {
            Outcome::Found
        };
        findings.push(finding("pictures", Some(name), what, outcome));
    }
    diagnosis.add("pictures", looked, findings);
    Ok(())
}
