//! Writing many rows at once: prepared inserts without a log on SQLite, COPY on PostgreSQL, indexes afterwards.

use std::{fmt::Write as _, io::Write as _};

use postgres::{Client, NoTls};
use rusqlite::Connection;
use visavis::db::{Place, Value};

use crate::{Outcome, text};

/// So many bytes are handed to COPY at once.
const PART: usize = 1 << 20;

/// A database being filled, without its indexes.
pub struct Filling {
    engine: Engine,
    indexes: Vec<String>,
}

enum Engine {
    Sqlite(Connection),
    Postgres(Client),
}

/// Takes the rows of one table.
pub enum Rows<'c> {
    Sqlite(rusqlite::Statement<'c>),
    Postgres(Box<postgres::CopyInWriter<'c>>, String),
}

impl Rows<'_> {
    pub fn put(&mut self, row: &[Value<'_>]) -> Outcome<()> {
        match self {
            Self::Sqlite(insert) => insert.execute(rusqlite::params_from_iter(row)).map(drop).map_err(text),
            Self::Postgres(out, line) => {
                for (at, value) in row.iter().enumerate() {
                    line.push_str(if at == 0 { "" } else { "\t" });
                    copied(line, value);
                }
                line.push('\n');
                if line.len() < PART {
                    return Ok(());
                }
                out.write_all(line.as_bytes()).map_err(text)?;
                line.clear();
                Ok(())
            }
        }
    }
}

/// A value as COPY's text format has it.
fn copied(line: &mut String, value: &Value<'_>) {
    // Writing to a string does not fail.
    let _ = match value {
        Value::Null => line.write_str("\\N"),
        Value::Int(int) => write!(line, "{int}"),
        Value::Real(real) => write!(line, "{real}"),
        Value::Text(text) => {
            for char in text.chars() {
                match char {
                    '\\' => line.push_str("\\\\"),
                    '\n' => line.push_str("\\n"),
                    '\t' => line.push_str("\\t"),
                    '\r' => line.push_str("\\r"),
                    other => line.push(other),
                }
            }
            Ok(())
        }
        Value::Bytes(bytes) => {
            line.push_str("\\\\x");
            bytes.iter().try_for_each(|byte| write!(line, "{byte:02x}"))
        }
    };
}

impl Filling {
    /// Takes the indexes away; the database has its tables already.
    pub fn begin(place: &Place) -> Outcome<Self> {
        match place {
            Place::File(path) => {
                let connection = Connection::open(path).map_err(text)?;
                connection
                    .execute_batch(
                        "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                         PRAGMA cache_size = -524288; PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;",
                    )
                    .map_err(text)?;
                let indexes = {
                    let mut named = connection
                        .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
                        .map_err(text)?;
                    let rows = named.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(text)?;
                    rows.collect::<Result<Vec<(String, String)>, _>>().map_err(text)?
                };
                for (name, _) in &indexes {
                    connection.execute_batch(&format!("DROP INDEX {name}")).map_err(text)?;
                }
                let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
                Ok(Self { engine: Engine::Sqlite(connection), indexes })
            }
            Place::Server(url) => {
                let mut client = Client::connect(url, NoTls).map_err(text)?;
                // Only a superuser may leave the checks of references out, which take longer than all the rest.
                client.batch_execute("SET session_replication_role = replica").map_err(text)?;
                client.batch_execute("SET maintenance_work_mem = '512MB'").map_err(text)?;
                let named = client
                    .query(
                        "SELECT i.indexname, i.indexdef FROM pg_indexes i
                         WHERE i.schemaname = current_schema()
                           AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
                        &[],
                    )
                    .map_err(text)?;
                let mut indexes = Vec::new();
                for row in named {
                    let (name, sql): (String, String) = (row.get(0), row.get(1));
                    client.batch_execute(&format!("DROP INDEX {name}")).map_err(text)?;
                    indexes.push(sql);
                }
                Ok(Self { engine: Engine::Postgres(client), indexes })
            }
        }
    }

    /// Fills one table; how many rows it got.
    pub fn table(
        &mut self,
        name: &str,
        columns: &[&str],
        fill: impl FnOnce(&mut Rows<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let named = columns.join(", ");
        match &mut self.engine {
            Engine::Sqlite(connection) => {
                connection.execute_batch("BEGIN").map_err(text)?;
                let places: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
                let sql = format!("INSERT INTO {name} ({named}) VALUES ({})", places.join(", "));
                let mut rows = Rows::Sqlite(connection.prepare(&sql).map_err(text)?);
                fill(&mut rows)?;
                drop(rows);
                connection.execute_batch("COMMIT").map_err(text)
            }
            Engine::Postgres(client) => {
                let out = client.copy_in(&format!("COPY {name} ({named}) FROM STDIN")).map_err(text)?;
                let mut rows = Rows::Postgres(Box::new(out), String::with_capacity(PART * 2));
                fill(&mut rows)?;
                let Rows::Postgres(mut out, rest) = rows else { return Ok(()) };
                out.write_all(rest.as_bytes()).map_err(text)?;
                out.finish().map(drop).map_err(text)
            }
        }
    }

    /// Makes the indexes again.
    pub fn end(self) -> Outcome<()> {
        match self.engine {
            Engine::Sqlite(connection) => {
                for sql in self.indexes {
                    connection.execute_batch(&sql).map_err(text)?;
                }
                connection.execute_batch("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;").map_err(text)
            }
            Engine::Postgres(mut client) => {
                for sql in self.indexes {
                    client.batch_execute(&sql).map_err(text)?;
                }
                client.batch_execute("VACUUM (ANALYZE)").map_err(text)
            }
        }
    }
}
