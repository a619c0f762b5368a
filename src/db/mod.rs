//! The only place that knows which engine runs.
//!
//! One text of SQL serves both: `$1` for parameters, BIGINT, TEXT, BYTEA and DOUBLE PRECISION for types (see
//! [`migrate`]). A transaction is a closure that gets a [`Tx`]; what it returns as `Ok` is committed, anything
//! else is rolled back. A closure may run more than once (PostgreSQL's 40001), so it has no other effect than the
//! database.

mod alone;
mod error;
pub mod migrate;
mod postgres;
mod sqlite;
pub mod tables;
mod tally;
mod value;
mod workers;

use std::{path::PathBuf, sync::Arc};

pub use alone::Alone;
pub use error::Error;
pub use tally::Commits;
pub use value::{FromRow, FromValue, ToValue, Value};
pub use workers::Waits;

/// Where the data lives.
#[derive(Debug, Clone)]
pub enum Place {
    /// The embedded engine: one file.
    File(PathBuf),
    /// Any server that speaks PostgreSQL's protocol; a connection string.
    Server(String),
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Engine>);

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// One transaction under way.
pub struct Tx<'c>(Inner<'c>);

enum Inner<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut postgres::Connection),
}

/// One row of an answer.
pub enum Row<'r> {
    #[doc(hidden)]
    Sqlite(&'r rusqlite::Row<'r>),
    #[doc(hidden)]
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// The column at that place, from 0.
    pub fn get<T: FromValue>(&self, at: usize) -> Result<T, Error> {
        match self {
            Row::Sqlite(row) => T::from_value(sqlite::column(row, at)?),
            Row::Postgres(row) => T::from_value(postgres::column(row, at)?),
        }
    }
}

impl Tx<'_> {
    /// The same transaction, lent on.
    pub(crate) fn reborrow(&mut self) -> Tx<'_> {
        Tx(match &mut self.0 {
            Inner::Sqlite(connection) => Inner::Sqlite(connection),
            Inner::Postgres(connection) => Inner::Postgres(connection),
        })
    }

    /// All rows of a statement.
    pub fn all<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row, if there is one.
    pub fn opt<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Option<T>, Error> {
        let mut first = None;
        self.each(sql, params, |row| {
            if first.is_none() {
                first = Some(T::from_row(row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }

    /// The one row that such a statement always has (a count, say).
    pub fn one<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<T, Error> {
        self.opt(sql, params)?.ok_or_else(|| Error::Shape("a statement that always has a row had none".into()))
    }

    /// Calls `visit` with each row, keeping none.
    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match &mut self.0 {
            Inner::Sqlite(connection) => sqlite::each(connection, sql, params, visit),
            Inner::Postgres(connection) => connection.each(sql, params, visit),
        }
    }

    /// Carries out a statement; how many rows it touched.
    pub fn run(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Error> {
        match &mut self.0 {
            Inner::Sqlite(connection) => sqlite::run(connection, sql, params),
            Inner::Postgres(connection) => connection.run(sql, params),
        }
    }

    /// Carries out a statement of which nothing is asked back: before the next one, or before the commit, and what it is
    /// refused for is told by then.
    pub fn put(&mut self, sql: &str, params: &[Value<'_>]) -> Result<(), Error> {
        match &mut self.0 {
            Inner::Sqlite(connection) => sqlite::run(connection, sql, params).map(drop),
            Inner::Postgres(connection) => connection.put(sql, params),
        }
    }

    /// Several statements without parameters, as a migration has them.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        match &mut self.0 {
            Inner::Sqlite(connection) => connection.execute_batch(sql).map_err(Error::from),
            Inner::Postgres(connection) => connection.batch(sql),
        }
    }

    /// Whether the embedded engine runs; only for what stands in one file per engine.
    pub fn is_embedded(&self) -> bool {
        matches!(self.0, Inner::Sqlite(_))
    }

    /// What the database takes on its disk (bytes).
    pub fn bytes(&mut self) -> Result<i64, Error> {
        if self.is_embedded() {
            let (pages,): (i64,) = self.one("PRAGMA page_count", &[])?;
            let (size,): (i64,) = self.one("PRAGMA page_size", &[])?;
            Ok(pages * size)
        } else {
            // In parentheses: no statement of both engines.
            self.one("(SELECT pg_database_size(current_database()))", &[]).map(|(bytes,)| bytes)
        }
    }

    /// Prepares a statement without running it: for the test that prepares all of them.
    pub fn prepare(&mut self, sql: &str) -> Result<(), Error> {
        match &mut self.0 {
            Inner::Sqlite(connection) => connection.prepare(&sqlite::placeholders(sql)).map(drop).map_err(Error::from),
            Inner::Postgres(connection) => connection.prepare(sql),
        }
    }
}

impl Db {
    /// Opens the database, making it where there is none, and brings it to this program's shape.
    ///
    /// # Errors
    /// [`Error::TooNew`] where a newer program has written it, [`Error::ReadOnly`], [`Error::Corrupt`] or
    /// [`Error::Unavailable`], each naming the place.
    pub async fn open(place: &Place) -> Result<Self, Error> {
        Self::open_at(place, i64::MAX).await
    }

    /// The same, but brought no further than to the migration of that number: for tests that fill an older shape first.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_at(place: &Place, last: i64) -> Result<Self, Error> {
        let place = place.clone();
        // Opening blocks (disk, network), and the PostgreSQL client refuses to be driven from within a runtime.
        tokio::task::spawn_blocking(move || {
            let engine = match place {
                Place::File(path) => Engine::Sqlite(sqlite::Sqlite::open(&path, last)?),
                Place::Server(url) => Engine::Postgres(postgres::Postgres::open(&url, last)?),
            };
            Ok(Self(Arc::new(engine)))
        })
        .await
        .map_err(|_| Error::Other("opening the database was interrupted".into()))?
    }

    /// Reads in one snapshot; nothing can be written.
    pub async fn read<T, E>(&self, read: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.0 {
            Engine::Sqlite(sqlite) => sqlite.read(read).await,
            Engine::Postgres(postgres) => postgres.read(read).await,
        }
    }

    /// One transaction: durable once this returns `Ok`, without a trace otherwise.
    pub async fn write<T, E>(&self, write: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.0 {
            Engine::Sqlite(sqlite) => sqlite.write(write).await,
            Engine::Postgres(postgres) => postgres.write(write).await,
        }
    }
    /// How writes were committed since the start.
    pub fn commits(&self) -> Commits {
        match &*self.0 {
            Engine::Sqlite(sqlite) => sqlite.commits(),
            Engine::Postgres(postgres) => postgres.commits(),
        }
    }

    /// How reads (with PostgreSQL: all transactions) have waited for a connection since the start.
    pub fn waits(&self) -> Waits {
        match &*self.0 {
            Engine::Sqlite(sqlite) => sqlite.waits(),
            Engine::Postgres(postgres) => postgres.waits(),
        }
    }
}
