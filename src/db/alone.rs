//! One connection and no threads: for the operator's commands. They look at a database as it is, also while a server
//! works on it, and bring it to no other shape unasked.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{Error, Inner, Place, Tx, postgres};

/// A database opened for one command.
pub struct Alone(Kind);

enum Kind {
    Sqlite(Connection),
    Postgres(Box<postgres::Connection>),
}

impl Alone {
    /// Opens what is there. No file is made, and nothing is changed.
    ///
    /// # Errors
    /// That there is none, or that it can't be reached or read.
    pub fn open(place: &Place) -> Result<Self, Error> {
        match place {
            Place::File(path) => {
                if !path.exists() {
                    return Err(Error::Other(format!(
                        "there is no database {}: name its folder with --data DIR, or a server with --database URL",
                        path.display()
                    )));
                }
                Self::file(path, OpenFlags::SQLITE_OPEN_READ_WRITE, "PRAGMA synchronous = FULL")
            }
            Place::Server(url) => {
                let mut alone = Self(Kind::Postgres(Box::new(postgres::Connection::new(url))));
                alone.read(|_| Ok::<_, Error>(()))?;
                Ok(alone)
            }
        }
    }

    /// Makes a new file, to be filled fast: it is safe on the disk only once its maker has synced it.
    ///
    /// # Errors
    /// That it can't be made.
    pub fn make(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::file(path, flags, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF")
    }

    /// An empty database that is gone when dropped: to see what the migrations make.
    ///
    /// # Errors
    /// Hardly.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self(Kind::Sqlite(Connection::open_in_memory()?)))
    }

    fn file(path: &Path, flags: OpenFlags, pragmas: &str) -> Result<Self, Error> {
        let open = || -> Result<Connection, Error> {
            let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            connection.busy_timeout(std::time::Duration::from_secs(10))?;
            connection.set_prepared_statement_cache_capacity(128);
            connection
                .execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384")?;
            connection.execute_batch(pragmas)?;
            // The header is read now, so that what is no database is known at once.
            connection.query_row("PRAGMA schema_version", [], |_| Ok(()))?;
            Ok(connection)
        };
        open().map(|connection| Self(Kind::Sqlite(connection))).map_err(|error| match error {
            Error::Corrupt(_) => Error::Corrupt(path.display().to_string()),
            Error::ReadOnly(_) => Error::ReadOnly(path.display().to_string()),
            other => other,
        })
    }

    /// Outside any transaction: each statement stands alone.
    pub fn bare(&mut self) -> Tx<'_> {
        Tx(match &mut self.0 {
            Kind::Sqlite(connection) => Inner::Sqlite(connection),
            Kind::Postgres(connection) => Inner::Postgres(connection),
        })
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// Those of `work`, and of storage.
    pub fn read<T, E: From<Error>>(&mut self, work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.transact("BEGIN", postgres::READS, work)
    }

    /// One transaction: kept on `Ok`, without a trace otherwise.
    ///
    /// # Errors
    /// Those of `work`, and of storage.
    pub fn write<T, E: From<Error>>(&mut self, work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.transact("BEGIN IMMEDIATE", postgres::COMMAND, work)
    }

    fn transact<T, E: From<Error>>(
        &mut self,
        embedded: &str,
        server: postgres::Begin,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &mut self.0 {
            Kind::Postgres(connection) => connection.transact(server, &mut work),
            Kind::Sqlite(connection) => {
                connection.execute_batch(embedded).map_err(Error::from)?;
                let outcome = work(&mut Tx(Inner::Sqlite(connection)))
                    .and_then(|value| Ok(connection.execute_batch("COMMIT").map(|()| value).map_err(Error::from)?));
                if outcome.is_err() && !connection.is_autocommit() {
                    connection.execute_batch("ROLLBACK").map_err(Error::from)?;
                }
                outcome
            }
        }
    }

    /// Moves the log of a file into it and closes it: one file is left. Nothing to do for a server.
    ///
    /// # Errors
    /// That somebody else has it open.
    pub fn settle(self) -> Result<(), Error> {
        match self.0 {
            Kind::Postgres(_) => Ok(()),
            Kind::Sqlite(connection) => {
                let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
                if busy != 0 {
                    return Err(Error::Other("somebody else has the database open: end what reads it".into()));
                }
                connection.close().map_err(|(_, error)| error.into())
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    /// A file with a log, opened twice, where nobody waits for anybody.
    #[test]
    fn a_log_that_somebody_reads_is_not_said_to_be_settled() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::File(folder.path().join("visavis.db"));
        let Place::File(file) = &place else { return };
        let other = Connection::open(file).unwrap();
        other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a)").unwrap();
        let settled = || {
            let alone = Alone::open(&place).unwrap();
            if let Kind::Sqlite(connection) = &alone.0 {
                connection.busy_timeout(std::time::Duration::ZERO).unwrap();
            }
            alone.settle()
        };
        other.execute_batch("BEGIN; SELECT * FROM t").unwrap();
        Alone::open(&place).unwrap().write(|tx| tx.run("INSERT INTO t VALUES (1)", &[])).unwrap();
        assert!(matches!(settled(), Err(Error::Other(why)) if why.contains("somebody else")));
        other.execute_batch("COMMIT").unwrap();
        settled().unwrap();
    }
}
