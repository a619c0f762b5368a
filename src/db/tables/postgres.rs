//! What PostgreSQL says of its own tables.

use super::Index;
use crate::{
    db::{Error, Tx},
    params,
};

pub fn names(tx: &mut Tx<'_>) -> Result<Vec<(String,)>, Error> {
    tx.all(
        "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() ORDER BY c.relname",
        &[],
    )
}

/// Name, type, whether it may not be NULL, its place in the key from 1.
pub fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<(String, String, bool, i64)>, Error> {
    tx.all(
        "SELECT CAST(a.attname AS TEXT), CAST(format_type(a.atttypid, NULL) AS TEXT), a.attnotnull,
                COALESCE((SELECT k.place FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (number, place)
                          WHERE i.indrelid = c.oid AND i.indisprimary AND k.number = a.attnum), 0)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE n.nspname = current_schema() AND CAST(c.relname AS TEXT) = $1 AND a.attnum > 0 AND NOT a.attisdropped
         ORDER BY a.attnum",
        params![*table],
    )
}

/// Name of the reference, column, table, column there.
pub fn references(tx: &mut Tx<'_>, table: &str) -> Result<Vec<(String, String, String, String)>, Error> {
    tx.all(
        "SELECT CAST(k.conname AS TEXT), CAST(a.attname AS TEXT), CAST(t.relname AS TEXT), CAST(b.attname AS TEXT)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_constraint k ON k.conrelid = c.oid
              JOIN pg_class t ON t.oid = k.confrelid,
              unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (here, there, place),
              pg_attribute a, pg_attribute b
         WHERE n.nspname = current_schema() AND CAST(c.relname AS TEXT) = $1 AND k.contype = 'f'
           AND a.attrelid = k.conrelid AND a.attnum = u.here AND b.attrelid = k.confrelid AND b.attnum = u.there
         ORDER BY k.conname, u.place",
        params![*table],
    )
}

/// Those that are no constraint's.
pub fn indexes(tx: &mut Tx<'_>) -> Result<Vec<Index>, Error> {
    tx.all(
        "SELECT CAST(x.relname AS TEXT), CAST(t.relname AS TEXT), pg_get_indexdef(i.indexrelid)
         FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
              JOIN pg_namespace n ON n.oid = t.relnamespace
         WHERE n.nspname = current_schema() AND i.indisvalid
           AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
         ORDER BY x.relname",
        &[],
    )
}
