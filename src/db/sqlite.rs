//! The embedded engine: one file, four readers, one writer that commits many waiting writes with one sync.

use std::{
    cell::RefCell,
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, Once,
        mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TrySendError, channel, sync_channel},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, types::ValueRef};
use tokio::sync::oneshot;

use super::{
    Commits, Error, Inner, Row, Tx, Value, migrate,
    tally::Tally,
    workers::{Waits, Workers},
};

/// Measured best on two cores; more only contend.
const READERS: usize = 4;
/// At most so many writes share one commit, so that the first of them does not wait for ever.
const BATCH: usize = 256;
/// Past so many waiting writes the next is refused.
const MOST_WAITING: usize = 8_192;
/// A log longer than this (bytes) is moved into the file in the background.
const CHECKPOINT_AT: u64 = 4 << 20;
/// Under a load without a pause the background never reaches the end of the log, which then only grows. When it has
/// grown by so much (bytes), the writer moves it itself, between two batches: then nothing is added meanwhile.
const CHECKPOINT_BY_WRITER: u64 = 32 << 20;

pub struct Sqlite {
    readers: Workers<Connection>,
    writer: SyncSender<Box<dyn Write>>,
    tally: Arc<Tally>,
    // Dropped with the engine, which ends the checkpointing thread.
    _alive: Sender<()>,
}

/// A write as the writer's thread sees it: run it, then tell it how the commit went.
trait Write: Send {
    /// True where it wants to be committed.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    fn done(self: Box<Self>, commit: Result<(), Error>);
}

struct Pending<F, T, E> {
    write: F,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Write for Pending<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let outcome = caught(|| (self.write)(tx));
        let wanted = outcome.is_ok();
        self.outcome = Some(outcome);
        wanted
    }

    fn done(self: Box<Self>, commit: Result<(), Error>) {
        let answer = match (self.outcome, commit) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(error)) => Err(error.into()),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(Error::Other("a write was never run".into()).into()),
        };
        // The one who asked may be gone; the write stands all the same.
        let _gone = self.answer.send(answer);
    }
}

fn caught<T, E: From<Error>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::Other("a transaction panicked".into()).into()))
}

impl Sqlite {
    pub fn open(path: &Path, last: i64) -> Result<Self, Error> {
        without_statistics();
        let name = |error: Error| named(error, path);
        let writer = connect(path, true).map_err(name)?;
        let mode: String =
            writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(Error::from).map_err(name)?;
        if mode != "wal" {
            return Err(Error::ReadOnly(path.display().to_string()));
        }
        migrate::run_until(&mut Tx(Inner::Sqlite(&writer)), last).map_err(name)?;
        let readers = (0..READERS).map(|_| connect(path, false)).collect::<Result<Vec<_>, _>>().map_err(name)?;
        let readers = Workers::start("sqlite-read", readers).map_err(thread)?;

        // Once begun anew, a log that has grown is cut back to this length.
        writer.pragma_update(None, "journal_size_limit", CHECKPOINT_AT as i64).map_err(Error::from).map_err(name)?;
        let log = wal_of(path);
        let tally = Arc::new(Tally::default());
        let (queue, waiting) = sync_channel(MOST_WAITING);
        let mut writing = Writing { connection: writer, log: log.clone(), log_was: 0, tally: tally.clone() };
        std::thread::Builder::new().name("sqlite-write".into()).spawn(move || writing.all(&waiting)).map_err(thread)?;
        let (alive, ended) = channel();
        let checkpointer = connect(path, true)?;
        std::thread::Builder::new()
            .name("sqlite-checkpoint".into())
            .spawn(move || checkpoint(&checkpointer, &log, &ended))
            .map_err(thread)?;
        Ok(Self { readers, writer: queue, tally, _alive: alive })
    }

    pub async fn read<T, E>(&self, mut read: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, asked) = oneshot::channel();
        self.readers
            .add(Box::new(move |connection: &mut Connection| {
                let _gone = answer.send(snapshot(connection, &mut read));
            }))
            .map_err(|_| Error::Busy)?;
        asked.await.unwrap_or_else(|_| Err(Error::Unavailable("the database was closed".into()).into()))
    }

    pub async fn write<T, E>(&self, write: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, asked) = oneshot::channel();
        self.writer.try_send(Box::new(Pending { write, outcome: None, answer })).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Unavailable("the database was closed".into()),
        })?;
        asked.await.unwrap_or_else(|_| Err(Error::Unavailable("the database was closed".into()).into()))
    }

    pub fn commits(&self) -> Commits {
        self.tally.read()
    }

    pub fn waits(&self) -> Waits {
        self.readers.waits()
    }
}

fn thread(error: std::io::Error) -> Error {
    Error::Unavailable(format!("no thread for the database: {error}"))
}

/// Says which file an error is about.
fn named(error: Error, path: &Path) -> Error {
    match error {
        Error::ReadOnly(_) => Error::ReadOnly(path.display().to_string()),
        Error::Corrupt(_) => Error::Corrupt(path.display().to_string()),
        other => other,
    }
}

fn wal_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// Readers contend on the engine's memory statistics otherwise, and lose a third (measured).
fn without_statistics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[expect(unsafe_code, reason = "sqlite3_config has no safe wrapper; called once, before the first connection")]
        // SAFETY: SQLITE_CONFIG_MEMSTATUS takes one int, and no connection is open yet.
        let _refused = unsafe { rusqlite::ffi::sqlite3_config(rusqlite::ffi::SQLITE_CONFIG_MEMSTATUS, 0) };
    });
}

fn connect(path: &Path, writes: bool) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(512);
    // Plans must not hang on what is bound: the engine would plan anew at each call (that was four fifths of a page).
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -4096; PRAGMA mmap_size = 1099511627776; PRAGMA wal_autocheckpoint = 0;",
    )?;
    if !writes {
        connection.execute_batch("PRAGMA query_only = ON")?;
    }
    Ok(connection)
}

fn snapshot<T, E: From<Error>>(
    connection: &Connection,
    read: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    bare(connection, "BEGIN")?;
    let outcome = caught(|| read(&mut Tx(Inner::Sqlite(connection))));
    bare(connection, "COMMIT")?;
    outcome
}

fn bare(connection: &Connection, sql: &str) -> Result<(), Error> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// The writer's thread: what it owns.
struct Writing {
    connection: Connection,
    log: PathBuf,
    /// How long the log was when the writer last looked after it.
    log_was: u64,
    tally: Arc<Tally>,
}

impl Writing {
    fn all(&mut self, waiting: &Receiver<Box<dyn Write>>) {
        let mut batch: Vec<Box<dyn Write>> = Vec::with_capacity(BATCH);
        while let Ok(first) = waiting.recv() {
            // A single write on an idle server goes at once: only what waits already shares its commit.
            batch.push(first);
            batch.extend(waiting.try_iter().take(BATCH - 1));
            let commit = self.commit_together(&mut batch);
            for write in batch.drain(..) {
                write.done(commit.clone());
            }
            self.look_after_log();
        }
    }

    fn commit_together(&mut self, batch: &mut [Box<dyn Write>]) -> Result<(), Error> {
        let connection = &self.connection;
        bare(connection, "BEGIN IMMEDIATE")?;
        let outcome = savepoints(connection, batch).and_then(|kept| bare(connection, "COMMIT").map(|()| kept));
        if outcome.is_err() && !connection.is_autocommit() {
            bare(connection, "ROLLBACK")?;
        }
        match outcome {
            // Where all were undone there was nothing to commit, and no sync.
            Ok(0) => Ok(()),
            Ok(kept) => {
                self.tally.committed(kept);
                Ok(())
            }
            Err(error) => {
                self.tally.failed();
                Err(error)
            }
        }
    }

    fn look_after_log(&mut self) {
        let long = std::fs::metadata(&self.log).map_or(0, |meta| meta.len());
        if long < self.log_was {
            self.log_was = 0;
        }
        if long > self.log_was + CHECKPOINT_BY_WRITER {
            // Should it fail, the background tries again and says so; is the background at it, the next batch comes soon.
            if !move_log(&self.connection).is_ok_and(|busy| busy) {
                self.log_was = long;
            }
        }
    }
}

/// Each write stands or falls alone: one that fails is undone and not committed with its batch. How many stand.
fn savepoints(connection: &Connection, batch: &mut [Box<dyn Write>]) -> Result<u64, Error> {
    let mut kept = 0;
    for write in batch {
        bare(connection, "SAVEPOINT one")?;
        let wanted = write.run(&mut Tx(Inner::Sqlite(connection)));
        if connection.is_autocommit() {
            // A full disk or an I/O error makes the engine roll back everything by itself.
            return Err(Error::Full);
        }
        if !wanted {
            bare(connection, "ROLLBACK TO one")?;
        }
        bare(connection, "RELEASE one")?;
        kept += u64::from(wanted);
    }
    Ok(kept)
}

/// Moves the log into the file as far as no reader is in the way. True where somebody else is at it already.
fn move_log(connection: &Connection) -> Result<bool, Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(0)).map_err(Error::from)
}

fn checkpoint(connection: &Connection, log: &Path, ended: &Receiver<()>) {
    let mut failing = false;
    while ended.recv_timeout(Duration::from_millis(250)) == Err(RecvTimeoutError::Timeout) {
        if !std::fs::metadata(log).is_ok_and(|meta| meta.len() > CHECKPOINT_AT) {
            continue;
        }
        // A reader in the way only puts it off to the next round. A full disk is said once, and once that it is over.
        match move_log(connection) {
            Ok(_) if failing => {
                failing = false;
                tracing::info!("the log is moved into the database again");
            }
            Err(error) if !failing => {
                failing = true;
                tracing::warn!(%error, "the log can't be moved into the database, and is kept");
            }
            _ => {}
        }
    }
}

/// `$1` as SQLite numbers it (`?1`); its own `$1` would be a name, numbered by first appearance.
pub fn placeholders(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quoted = false;
    let mut rest = sql.chars().peekable();
    while let Some(char) = rest.next() {
        quoted ^= char == '\'';
        if char == '$' && !quoted && rest.peek().is_some_and(char::is_ascii_digit) {
            out.push('?');
        } else {
            out.push(char);
        }
    }
    out
}

thread_local! {
    static REWRITTEN: RefCell<HashMap<String, Rc<str>>> = RefCell::new(HashMap::new());
}

fn rewritten(sql: &str) -> Rc<str> {
    REWRITTEN.with_borrow_mut(|known| {
        if let Some(text) = known.get(sql) {
            return text.clone();
        }
        let text: Rc<str> = placeholders(sql).into();
        known.insert(sql.to_owned(), text.clone());
        text
    })
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Real(real) => ValueRef::Real(*real),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

pub fn each(
    connection: &Connection,
    sql: &str,
    params: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(&rewritten(sql))?;
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    while let Some(row) = rows.next()? {
        visit(&Row::Sqlite(row))?;
    }
    Ok(())
}

pub fn run(connection: &Connection, sql: &str, params: &[Value<'_>]) -> Result<u64, Error> {
    let touched = connection.prepare_cached(&rewritten(sql))?.execute(rusqlite::params_from_iter(params))?;
    Ok(touched as u64)
}

pub fn column<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<Value<'r>, Error> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        ValueRef::Real(real) => Value::Real(real),
        ValueRef::Text(text) => {
            Value::Text(std::str::from_utf8(text).map_err(|_| Error::Shape("text that is not UTF-8".into()))?)
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_and_quoted_text_is_left_alone() {
        assert_eq!(placeholders("a = $2 AND b = '$1' AND c = $1"), "a = ?2 AND b = '$1' AND c = ?1");
    }
}
