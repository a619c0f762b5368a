//! Filling an empty database with rows from elsewhere, and comparing both sides: what restoring and moving share.

use super::{
    Progress,
    archive::{Archive, Listed},
    said,
};
use crate::{
    db::{
        Tx, migrate,
        tables::{self, Cells, Sum, Summing, Table},
    },
    error::{Error, Result},
};

/// Where rows come from.
pub enum Source<'s, 't> {
    /// A backup.
    Archive(&'s mut Archive),
    /// Another database, in one snapshot.
    Database(&'s mut Tx<'t>),
}

/// A table that was filled.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Filled {
    /// Its name.
    pub name: String,
    /// What both sides have.
    #[serde(flatten)]
    pub sum: Sum,
}

impl Source<'_, '_> {
    fn shape(&mut self) -> Result<i64> {
        match self {
            Self::Archive(archive) => Ok(archive.manifest.shape),
            Self::Database(tx) => Ok(migrate::known(tx)?),
        }
    }

    /// Its tables, each as the other side has to have it.
    fn tables(&mut self) -> Result<Vec<(Table, Option<Sum>)>> {
        match self {
            Self::Archive(archive) => Ok(archive
                .manifest
                .tables
                .iter()
                .map(|Listed { name, columns, sum }| {
                    let (name, columns) = (name.clone(), columns.clone());
                    (Table { name, columns, key: Vec::new(), references: Vec::new() }, Some(sum.clone()))
                })
                .collect()),
            Self::Database(tx) => Ok(tables::all(tx)?.into_iter().map(|table| (table, None)).collect()),
        }
    }

    /// The rows of a table, and what they come to.
    fn rows(&mut self, table: &Table, mut visit: impl FnMut(&[Cells]) -> Result<()>) -> Result<Sum> {
        match self {
            Self::Archive(archive) => {
                // It compares them with its manifest itself.
                archive.rows(&table.name, |rows| visit(&rows))?;
                let listed = archive.manifest.tables.iter().find(|listed| listed.name == table.name);
                listed.map(|listed| listed.sum.clone()).ok_or_else(|| said(format!("no table {}", table.name)))
            }
            Self::Database(tx) => {
                let mut summing = Summing::default();
                tables::each(tx, table, |rows| {
                    rows.iter().for_each(|cells| summing.add(&tables::line(cells)));
                    visit(&rows)
                })?;
                Ok(summing.done())
            }
        }
    }
}

/// Refuses a database that has tables already.
pub fn empty(tx: &mut Tx<'_>) -> Result<()> {
    let tables = tables::all(tx)?;
    if tables.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = tables.iter().take(3).map(|table| table.name.as_str()).collect();
    Err(said(format!(
        "the database that is to be filled has {} tables already ({} …): name an empty one, such as createdb makes",
        tables.len(),
        names.join(", ")
    )))
}

/// Brings an empty database to the shape of the source, copies all rows, compares count and checksum of each table on
/// both sides, and only then brings it to the newest shape. All within the one transaction of `tx`: stopped in the
/// middle, it leaves nothing.
///
/// # Errors
/// Whatever is in the way, and any difference.
pub fn fill(tx: &mut Tx<'_>, source: &mut Source<'_, '_>, progress: &mut Progress) -> Result<Vec<Filled>> {
    let shape = source.shape()?;
    migrate::within(tx, shape)?;
    let here = tables::all(tx)?;
    let wanted = source.tables()?;
    same_tables(&here, &wanted)?;
    for table in here.iter().rev().filter(|table| table.name != "migration") {
        // Whatever a migration put there is among the rows that come.
        tables::clear(tx, &table.name)?;
    }
    let mut filled = Vec::with_capacity(here.len());
    // In the order of the tables here: what is referred to is there before.
    for table in &here {
        let Some((theirs, known)) = wanted.iter().find(|(theirs, _)| theirs.name == table.name) else { continue };
        let mut done = 0_u64;
        let many = known.as_ref().map_or(0, |sum| sum.rows);
        let sum = source.rows(theirs, |rows| {
            done += rows.len() as u64;
            progress.say(&format!("{}:", table.name), done, many);
            // Its rows are there since the shape was made.
            if table.name == "migration" || rows.is_empty() {
                return Ok(());
            }
            tables::insert(tx, &table.name, &theirs.columns, rows)
                .map_err(|error| said(format!("the rows of {} could not be copied: {error}", table.name)))
        })?;
        filled.push((Table { columns: theirs.columns.clone(), ..table.clone() }, sum));
    }
    for (number, (table, sum)) in filled.iter().enumerate() {
        progress.say("Comparing both sides:", number as u64 + 1, filled.len() as u64);
        let got = tables::sum(tx, table)?;
        if got != *sum {
            return Err(said(format!(
                "the table {} has {} rows with the checksum {} there, and {} with {} here: nothing was changed",
                table.name, sum.rows, sum.sha256, got.rows, got.sha256
            )));
        }
    }
    migrate::within(tx, i64::MAX)?;
    progress.end();
    Ok(filled.into_iter().map(|(table, sum)| Filled { name: table.name, sum }).collect())
}

fn same_tables(here: &[Table], there: &[(Table, Option<Sum>)]) -> Result<(), Error> {
    let shape = |table: &Table| {
        let mut columns: Vec<_> = table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        columns.sort_by(|one, other| one.0.cmp(&other.0));
        (table.name.clone(), columns)
    };
    let mut ours: Vec<_> = here.iter().map(shape).collect();
    let mut theirs: Vec<_> = there.iter().map(|(table, _)| shape(table)).collect();
    ours.sort_by(|one, other| one.0.cmp(&other.0));
    theirs.sort_by(|one, other| one.0.cmp(&other.0));
    let odd = ours.iter().find(|table| !theirs.contains(table)).or(theirs.iter().find(|table| !ours.contains(table)));
    match odd {
        None => Ok(()),
        Some((name, _)) => Err(said(format!(
            "the table {name} is not of the shape that this program’s migrations give it: was it changed by hand?"
        ))),
    }
}

/// Rows whose references lead nowhere, in words: PostgreSQL would refuse them.
pub fn dangling(tx: &mut Tx<'_>) -> Result<Option<String>> {
    for table in tables::all(tx)? {
        for to in &table.references {
            let found = tables::dangling(tx, &table, to, 1)?.len();
            if found > 0 {
                return Ok(Some(format!(
                    "{} has rows whose {} is in no row of {}",
                    table.name,
                    to.columns.join(" and "),
                    to.table
                )));
            }
        }
    }
    Ok(None)
}
