//! What tables there are, as the engine itself knows them, and their rows in a form that is the same on both engines:
//! for backups, for moving from one engine to the other, and for the doctor.
//!
//! A row is one line of JSON, an array with a value for each column: numbers for BIGINT, text for TEXT, hexadecimal
//! digits for BYTEA, the shortest digits that mean the same for DOUBLE PRECISION (as text), null. Rows come in the
//! order of their primary key, which is the same on both engines: text sorts by its bytes on both. So a table's content
//! has one SHA-256, whatever engine keeps it. The character U+0000, which PostgreSQL can't keep, is left out.

mod postgres;
mod sqlite;

use std::{collections::BTreeMap, fmt::Write};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Error, FromValue, Row, ToValue, Tx, Value};
use crate::rows;

/// So many rows are read at once: a server's answer is held whole.
const PAGE: usize = 1_000;
/// At most so many rows stand in one statement.
const AT_ONCE: usize = 250;
/// At most so many parameters one statement takes, on either engine.
const MOST_PARAMETERS: usize = 30_000;

/// What is wrong, in the engine's words.
pub type Found = String;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// BIGINT.
    #[serde(rename = "BIGINT")]
    Int,
    /// DOUBLE PRECISION.
    #[serde(rename = "DOUBLE PRECISION")]
    Real,
    /// TEXT.
    #[serde(rename = "TEXT")]
    Text,
    /// BYTEA.
    #[serde(rename = "BYTEA")]
    Bytes,
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "integer" | "bigint" | "int" => Some(Self::Int),
            "real" | "double precision" => Some(Self::Real),
            "text" | "character varying" => Some(Self::Text),
            "blob" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// Whether it may be NULL.
    pub nullable: bool,
}

/// Columns whose values have to be those of a row elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The columns here.
    pub columns: Vec<String>,
    /// The table there.
    pub table: String,
    /// The columns there.
    pub there: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in their order.
    pub key: Vec<String>,
    /// What it refers to.
    pub references: Vec<Reference>,
}

rows! {
    /// An index that a migration made by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Index {
        /// Its name.
        pub name: String,
        /// Its table.
        pub table: String,
        /// The statement that makes it, in the engine's words.
        pub sql: String,
    }
}

/// A value of a row, owned.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// TEXT.
    Text(String),
    /// BYTEA.
    Bytes(Vec<u8>),
}

impl FromValue for Cell {
    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        Ok(match value {
            Value::Null => Self::Null,
            Value::Int(int) => Self::Int(int),
            Value::Real(real) => Self::Real(real),
            Value::Text(text) => Self::Text(text.replace('\0', "")),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        })
    }
}

impl ToValue for Cell {
    fn to_value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(int) => Value::Int(*int),
            Self::Real(real) => Value::Real(*real),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

/// A row: a value for each column.
pub type Cells = Vec<Cell>;

/// How many rows a table has and what they are: SHA-256 over its lines, each with its line end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// So many.
    pub rows: u64,
    /// In hexadecimal digits.
    pub sha256: String,
}

/// A sum that is being made.
#[derive(Default)]
pub struct Summing {
    rows: u64,
    digest: Sha256,
}

impl Summing {
    /// Adds a line, which has its line end.
    pub fn add(&mut self, line: &str) {
        self.rows += 1;
        self.digest.update(line.as_bytes());
    }

    /// The sum.
    pub fn done(self) -> Sum {
        Sum { rows: self.rows, sha256: HEXLOWER.encode(&self.digest.finalize()) }
    }
}

/// A row as a line, with its line end.
pub fn line(cells: &[Cell]) -> String {
    let mut out = String::with_capacity(cells.len() * 16);
    for (at, cell) in cells.iter().enumerate() {
        out.push(if at == 0 { '[' } else { ',' });
        // Writing to a string can't fail.
        let _written = match cell {
            Cell::Null => out.write_str("null"),
            Cell::Int(int) => write!(out, "{int}"),
            Cell::Real(real) => write!(out, "\"{real:?}\""),
            Cell::Text(text) => write!(out, "{}", serde_json::Value::from(text.as_str())),
            Cell::Bytes(bytes) => write!(out, "\"{}\"", HEXLOWER.encode(bytes)),
        };
    }
    out.push_str("]\n");
    out
}

/// Reads what [`line`] wrote.
///
/// # Errors
/// What does not fit, without the values themselves: they are nobody's to read.
pub fn parse(columns: &[Column], line: &str) -> Result<Cells, Error> {
    let values: Vec<serde_json::Value> =
        serde_json::from_str(line).map_err(|error| Error::Shape(format!("a line that is no row: {error}")))?;
    if values.len() != columns.len() {
        return Err(Error::Shape(format!("a row of {} values for {} columns", values.len(), columns.len())));
    }
    let cell = |(column, value): (&Column, serde_json::Value)| {
        let wrong = || Error::Shape(format!("a value in {} that is none of its type", column.name));
        Ok(match (column.kind, value) {
            (_, serde_json::Value::Null) if column.nullable => Cell::Null,
            (Kind::Int, serde_json::Value::Number(number)) => Cell::Int(number.as_i64().ok_or_else(wrong)?),
            (Kind::Text, serde_json::Value::String(text)) => Cell::Text(text),
            (Kind::Real, serde_json::Value::String(text)) => Cell::Real(text.parse().map_err(|_| wrong())?),
            (Kind::Bytes, serde_json::Value::String(text)) => {
                Cell::Bytes(HEXLOWER.decode(text.as_bytes()).map_err(|_| wrong())?)
            }
            _ => return Err(wrong()),
        })
    };
    columns.iter().zip(values).map(cell).collect()
}

/// All tables, those that others refer to first.
///
/// # Errors
/// Those of storage, and a table that has no primary key or a type that no migration of ours may use.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Table>, Error> {
    let embedded = tx.is_embedded();
    let names = if embedded { sqlite::names(tx)? } else { postgres::names(tx)? };
    let mut tables = BTreeMap::new();
    for (name,) in names {
        let found = if embedded { sqlite::columns(tx, &name)? } else { postgres::columns(tx, &name)? };
        let mut key: Vec<(i64, String)> =
            found.iter().filter(|(.., place)| *place > 0).map(|(column, .., place)| (*place, column.clone())).collect();
        key.sort();
        let column = |(column, word, not_null, place): (String, String, bool, i64)| {
            let kind = Kind::of(&word).ok_or_else(|| Error::Shape(format!("{name}.{column} is of type {word}")))?;
            Ok(Column { name: column, kind, nullable: !not_null && place == 0 })
        };
        let columns = found.into_iter().map(column).collect::<Result<Vec<_>, Error>>()?;
        if key.is_empty() {
            return Err(Error::Shape(format!("the table {name} has no primary key")));
        }
        let found = if embedded { sqlite::references(tx, &name)? } else { postgres::references(tx, &name)? };
        let mut references: BTreeMap<String, Reference> = BTreeMap::new();
        for (number, column, table, there) in found {
            let new = || Reference { columns: Vec::new(), table, there: Vec::new() };
            let reference = references.entry(number).or_insert_with(new);
            reference.columns.push(column);
            reference.there.push(there);
        }
        let mut references: Vec<Reference> = references.into_values().collect();
        references.sort_by(|one, other| one.columns.cmp(&other.columns));
        let key = key.into_iter().map(|(_, column)| column).collect();
        tables.insert(name.clone(), Table { name, columns, key, references });
    }
    Ok(in_order(tables))
}

/// Those that others refer to first; among themselves by name.
fn in_order(mut tables: BTreeMap<String, Table>) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::with_capacity(tables.len());
    while !tables.is_empty() {
        let waits =
            |table: &Table| table.references.iter().any(|to| to.table != table.name && tables.contains_key(&to.table));
        let free: Vec<String> = tables.values().filter(|table| !waits(table)).map(|table| table.name.clone()).collect();
        if free.is_empty() {
            // A ring: no order helps, and none of ours is one.
            ordered.extend(std::mem::take(&mut tables).into_values());
        }
        ordered.extend(free.iter().filter_map(|name| tables.remove(name)));
    }
    ordered
}

/// The indexes that migrations made by name.
///
/// # Errors
/// Those of storage.
pub fn indexes(tx: &mut Tx<'_>) -> Result<Vec<Index>, Error> {
    if tx.is_embedded() { sqlite::indexes(tx) } else { postgres::indexes(tx) }
}

/// What the embedded engine finds wrong with its file. A server looks after its own.
///
/// # Errors
/// Those of storage.
pub fn integrity(tx: &mut Tx<'_>) -> Result<Vec<Found>, Error> {
    if tx.is_embedded() { sqlite::integrity(tx) } else { Ok(Vec::new()) }
}

fn quoted<'n>(names: impl IntoIterator<Item = &'n String>, before: &str) -> String {
    names.into_iter().map(|name| format!("{before}\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn numbered(from: usize, many: usize) -> String {
    (from..from + many).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// Statements here are put together from what the engine says of its tables, so the columns are counted here too.
fn read(tx: &mut Tx<'_>, sql: &str, params: &[Value<'_>], columns: usize) -> Result<Vec<Cells>, Error> {
    let mut rows = Vec::new();
    tx.each(sql, params, |row: &Row<'_>| {
        rows.push((0..columns).map(|at| row.get(at)).collect::<Result<Cells, _>>()?);
        Ok(())
    })?;
    Ok(rows)
}

/// Calls `visit` with the rows of a table in the order of its key, some at a time.
///
/// # Errors
/// Those of `visit`, and of storage.
pub fn each<E: From<Error>>(
    tx: &mut Tx<'_>,
    table: &Table,
    mut visit: impl FnMut(Vec<Cells>) -> Result<(), E>,
) -> Result<(), E> {
    let columns = quoted(table.columns.iter().map(|column| &column.name), "");
    let key = quoted(&table.key, "");
    let (select, order) =
        (format!("{} {columns} FROM \"{}\"", "SELECT", table.name), format!("ORDER BY {key} LIMIT {PAGE}"));
    let places: Vec<usize> =
        table.key.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
    let after = format!("{select} WHERE ({key}) > ({}) {order}", numbered(1, table.key.len()));
    let mut rows = read(tx, &format!("{select} {order}"), &[], table.columns.len())?;
    while let Some(last) = rows.last() {
        let many = rows.len();
        let last: Cells = places.iter().filter_map(|&place| last.get(place).cloned()).collect();
        visit(rows)?;
        if many < PAGE {
            break;
        }
        let params: Vec<Value<'_>> = last.iter().map(ToValue::to_value).collect();
        rows = read(tx, &after, &params, table.columns.len())?;
    }
    Ok(())
}

/// How many rows a table has and what they are.
///
/// # Errors
/// Those of storage.
pub fn sum(tx: &mut Tx<'_>, table: &Table) -> Result<Sum, Error> {
    let mut summing = Summing::default();
    each(tx, table, |rows| {
        rows.iter().for_each(|cells| summing.add(&line(cells)));
        Ok::<_, Error>(())
    })?;
    Ok(summing.done())
}

/// How many rows a table has.
///
/// # Errors
/// Those of storage.
pub fn count(tx: &mut Tx<'_>, table: &Table) -> Result<u64, Error> {
    let (count,): (i64,) = tx.one(&format!("{} COUNT(*) FROM \"{}\"", "SELECT", table.name), &[])?;
    Ok(count.unsigned_abs())
}

/// Adds rows.
///
/// # Errors
/// Those of storage.
pub fn insert(tx: &mut Tx<'_>, table: &str, columns: &[Column], rows: &[Cells]) -> Result<(), Error> {
    let names = quoted(columns.iter().map(|column| &column.name), "");
    for some in rows.chunks(AT_ONCE.min(MOST_PARAMETERS / columns.len().max(1))) {
        let places: Vec<String> =
            (0..some.len()).map(|row| format!("({})", numbered(row * columns.len() + 1, columns.len()))).collect();
        let sql = format!("{} INTO \"{table}\" ({names}) VALUES {}", "INSERT", places.join(", "));
        let params: Vec<Value<'_>> = some.iter().flatten().map(ToValue::to_value).collect();
        tx.run(&sql, &params)?;
    }
    Ok(())
}

/// Empties a table that nothing refers to any more.
///
/// # Errors
/// Those of storage.
pub fn clear(tx: &mut Tx<'_>, table: &str) -> Result<(), Error> {
    tx.run(&format!("{} FROM \"{table}\"", "DELETE"), &[]).map(drop)
}

/// A row whose reference leads nowhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Dangling {
    /// The values of its primary key.
    pub key: Cells,
    /// The whole row.
    pub row: Cells,
}

/// The first so many rows of a table whose reference leads nowhere.
///
/// # Errors
/// Those of storage.
pub fn dangling(tx: &mut Tx<'_>, table: &Table, to: &Reference, most: usize) -> Result<Vec<Dangling>, Error> {
    let every = quoted(table.columns.iter().map(|column| &column.name), "c.");
    let given = to.columns.iter().map(|name| format!("c.\"{name}\" IS NOT NULL")).collect::<Vec<_>>().join(" AND ");
    let same = to.columns.iter().zip(&to.there).map(|(here, there)| format!("p.\"{there}\" = c.\"{here}\""));
    let sql = format!(
        "{} {every} FROM \"{}\" c WHERE {given} AND NOT EXISTS (SELECT 1 FROM \"{}\" p WHERE {}) ORDER BY {} LIMIT {most}",
        "SELECT",
        table.name,
        to.table,
        same.collect::<Vec<_>>().join(" AND "),
        quoted(&table.key, "c."),
    );
    let key = |row: &Cells| {
        table
            .key
            .iter()
            .filter_map(|name| table.columns.iter().position(|column| column.name == *name))
            .filter_map(|place| row.get(place).cloned())
            .collect()
    };
    Ok(read(tx, &sql, &[], table.columns.len())?.into_iter().map(|row| Dangling { key: key(&row), row }).collect())
}

/// Lets a row refer to nothing, where its columns may be NULL; deletes it otherwise. Whether it was deleted.
///
/// # Errors
/// Those of storage: others may refer to the row.
pub fn unhook(tx: &mut Tx<'_>, table: &Table, to: &Reference, row: &Dangling) -> Result<bool, Error> {
    let free = |name: &String| table.columns.iter().any(|column| column.name == *name && column.nullable);
    let is_free = to.columns.iter().all(free);
    let this = table.key.iter().enumerate().map(|(at, name)| format!("\"{name}\" = ${}", at + 1));
    let this = this.collect::<Vec<_>>().join(" AND ");
    let params: Vec<Value<'_>> = row.key.iter().map(ToValue::to_value).collect();
    let sql = if is_free {
        let nothing = to.columns.iter().map(|name| format!("\"{name}\" = NULL")).collect::<Vec<_>>().join(", ");
        format!("{} \"{}\" SET {nothing} WHERE {this}", "UPDATE", table.name)
    } else {
        format!("{} FROM \"{}\" WHERE {this}", "DELETE", table.name)
    };
    tx.run(&sql, &params)?;
    Ok(!is_free)
}

/// The names of pictures in a table: the columns that hold one are called `photo`.
///
/// # Errors
/// Those of storage.
pub fn pictures(tx: &mut Tx<'_>, table: &Table) -> Result<Vec<String>, Error> {
    if !table.columns.iter().any(|column| column.name == "photo" && column.kind == Kind::Text) {
        return Ok(Vec::new());
    }
    let sql = format!("{} DISTINCT photo FROM \"{}\" WHERE photo IS NOT NULL", "SELECT", table.name);
    let rows: Vec<(String,)> = tx.all(&sql, &[])?;
    Ok(rows.into_iter().map(|(photo,)| photo).collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn columns() -> Vec<Column> {
        [("i", Kind::Int), ("r", Kind::Real), ("t", Kind::Text), ("b", Kind::Bytes)]
            .into_iter()
            .map(|(name, kind)| Column { name: name.into(), kind, nullable: true })
            .collect()
    }

    fn real() -> impl Strategy<Value = f64> {
        any::<f64>().prop_filter("NaN is not itself", |real| !real.is_nan())
    }

    proptest! {
        #[test]
        fn a_row_is_read_as_it_was_written(
            int in any::<i64>(), real in real(), text in "\\PC*", bytes in prop::collection::vec(any::<u8>(), 0..40),
            gone in 0..4_usize
        ) {
            let mut cells = vec![Cell::Int(int), Cell::Real(real), Cell::Text(text), Cell::Bytes(bytes)];
            prop_assert_eq!(&parse(&columns(), &line(&cells)).unwrap(), &cells);
            cells[gone] = Cell::Null;
            prop_assert_eq!(&parse(&columns(), &line(&cells)).unwrap(), &cells);
        }
    }

    #[test]
    fn a_row_of_another_shape_is_refused() {
        for wrong in [
            "[]",
            "[1,\"1.0\",\"a\"]",
            "[1.5,\"1.0\",\"a\",\"00\"]",
            "[1,2,\"a\",\"00\"]",
            "[1,\"1.0\",\"a\",\"0g\"]",
            "{",
            "",
        ] {
            assert!(matches!(parse(&columns(), wrong), Err(Error::Shape(_))), "{wrong}");
        }
        let strict: Vec<Column> = columns().into_iter().map(|column| Column { nullable: false, ..column }).collect();
        assert!(parse(&strict, "[null,\"1.0\",\"a\",\"00\"]").is_err());
    }

    #[test]
    fn what_others_refer_to_comes_first() {
        let table = |name: &str, to: &[&str]| Table {
            name: name.into(),
            columns: Vec::new(),
            key: Vec::new(),
            references: to
                .iter()
                .map(|table| Reference { columns: Vec::new(), table: (*table).into(), there: Vec::new() })
                .collect(),
        };
        let all = [table("a", &["b", "c"]), table("b", &["c", "b"]), table("c", &[])];
        let ordered = in_order(all.into_iter().map(|table| (table.name.clone(), table)).collect());
        let names: Vec<&str> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }
}
