//! What SQLite says of its own tables.

use super::{Found, Index};
use crate::{
    db::{Error, Tx},
    params,
};

pub fn names(tx: &mut Tx<'_>) -> Result<Vec<(String,)>, Error> {
    tx.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
        &[],
    )
}

/// Name, type, whether it may not be NULL, its place in the key from 1.
pub fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<(String, String, bool, i64)>, Error> {
    tx.all("SELECT name, type, \"notnull\", pk FROM pragma_table_info($1) ORDER BY cid", params![*table])
}

/// Number of the reference, column, table, column there.
pub fn references(tx: &mut Tx<'_>, table: &str) -> Result<Vec<(String, String, String, String)>, Error> {
    tx.all(
        "SELECT CAST(id AS TEXT), \"from\", \"table\", \"to\" FROM pragma_foreign_key_list($1) ORDER BY id, seq",
        params![*table],
    )
}

pub fn indexes(tx: &mut Tx<'_>) -> Result<Vec<Index>, Error> {
    tx.all("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name", &[])
}

/// What the engine finds wrong with its own file; nothing where it is whole.
pub fn integrity(tx: &mut Tx<'_>) -> Result<Vec<Found>, Error> {
    let rows: Vec<(String,)> = tx.all("SELECT integrity_check FROM pragma_integrity_check", &[])?;
    Ok(rows.into_iter().map(|(what,)| what).filter(|what| what != "ok").collect())
}
