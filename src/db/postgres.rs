//! Servers that speak PostgreSQL's protocol: a pool of connections, each with a thread, retried where two
//! transactions were in each other's way.

use std::{
    collections::HashMap,
    error::Error as StdError,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use ::postgres::{
    Client, Config, NoTls, SimpleQueryMessage, Statement,
    config::TargetSessionAttrs,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};
use tokio::{sync::oneshot, time::timeout};

use super::{
    Commits, Error, Inner, Row, Tx, Value, migrate,
    tally::Tally,
    workers::{Waits, Workers},
};

/// Connections of one node. Two cores of database are busy with far fewer; commits wait for the disk.
const CONNECTIONS: usize = 16;
/// So often a transaction is tried again on 40001 before it is given up. A thousand who answer one gathering at the same
/// time all touch the row that counts its places and those who wait: with 40 tries one of them was refused.
const MOST_TRIES: u32 = 100;

/// So long a server may take to answer a new connection, or a probe of an idle one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Who has waited so long for a transaction to begin is told to come again: where a server does not even refuse, a queue
/// would not end.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// So long a transaction that has begun is waited for. One that fills a demonstration takes a while; a server that is
/// frozen takes for ever.
const LONGEST_WORK: Duration = Duration::from_secs(180);

pub struct Postgres {
    workers: Workers<Connection>,
    tally: Arc<Tally>,
}

/// How a transaction begins.
#[derive(Debug, Clone, Copy)]
pub struct Begin {
    sql: &'static str,
    reads: bool,
}

/// One that only reads.
pub const READS: Begin = Begin { sql: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", reads: true };
/// One that writes.
const WRITES: Begin = Begin { sql: "BEGIN ISOLATION LEVEL SERIALIZABLE", reads: false };
/// One that writes for a command, which holds whatever it must hold.
pub const COMMAND: Begin = Begin { sql: "BEGIN", reads: false };

/// One connection, made when first needed and again after it was lost.
pub struct Connection {
    url: String,
    client: Option<Client>,
    statements: HashMap<String, Statement>,
    tally: Arc<Tally>,
    /// Whether somebody waits still for the transaction under way to begin.
    turn: Arc<Turn>,
    /// The first statement of the transaction under way that failed: from then on the server takes nothing more, and
    /// what a closure makes of it, nothing of it may be committed.
    broken: Option<Error>,
}

impl Postgres {
    pub fn open(url: &str, last: i64) -> Result<Self, Error> {
        let tally = Arc::new(Tally::default());
        let new = || Connection { tally: tally.clone(), ..Connection::new(url) };
        let mut first = new();
        first.connect()?;
        // One node at a time brings the database to its shape: the others wait at this table's lock.
        migrate::run_until(&mut Tx(Inner::Postgres(&mut first)), last)?;
        let connections = std::iter::once(first).chain((1..CONNECTIONS).map(|_| new())).collect();
        let workers = Workers::start("postgres", connections)
            .map_err(|error| Error::Unavailable(format!("no thread for the database: {error}")))?;
        Ok(Self { workers, tally })
    }

    pub fn commits(&self) -> Commits {
        self.tally.read()
    }

    pub fn waits(&self) -> Waits {
        self.workers.waits()
    }

    pub async fn read<T, E>(&self, read: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.transact(READS, read).await
    }

    pub async fn write<T, E>(&self, write: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.transact(WRITES, write).await
    }

    async fn transact<T, E>(
        &self,
        begin: Begin,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, mut asked) = oneshot::channel();
        let turn = Arc::new(Turn::default());
        let its = turn.clone();
        self.workers
            .add(Box::new(move |connection: &mut Connection| {
                connection.turn = its;
                let _gone = answer.send(connection.transact(begin, &mut work));
            }))
            .map_err(|_| Error::Busy)?;
        let closed = |_| Err(Error::Unavailable("the database was closed".into()).into());
        if let Ok(answer) = timeout(LONGEST_WAIT, &mut asked).await {
            return answer.unwrap_or_else(closed);
        }
        if turn.give_up() {
            return Err(too_long().into());
        }
        match timeout(LONGEST_WORK, asked).await {
            Ok(answer) => answer.unwrap_or_else(closed),
            Err(_) if begin.reads => Err(too_long().into()),
            Err(_) => Err(Error::Unknown("the server does not answer".into()).into()),
        }
    }
}

/// A server that acknowledges what is not on its disk yet would make us say what is not so.
fn durable(client: &mut Client) -> Result<(), ::postgres::Error> {
    let set = client.simple_query("SHOW synchronous_commit")?;
    let off =
        |message: &SimpleQueryMessage| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("off"));
    if set.iter().any(off) { client.batch_execute("SET synchronous_commit = on") } else { Ok(()) }
}

fn too_long() -> Error {
    Error::Unavailable("the server does not answer".into())
}

/// Whether a transaction has begun, or whoever asked for it has given up: one of the two, never both.
#[derive(Debug, Default)]
struct Turn(AtomicU8);

impl Turn {
    const WAITS: u8 = 0;
    const HAS_BEGUN: u8 = 1;
    const GIVEN_UP: u8 = 2;

    /// False where nobody waits for it any more.
    fn begin(&self) -> bool {
        self.change(Self::HAS_BEGUN) || self.0.load(Ordering::Acquire) == Self::HAS_BEGUN
    }

    /// False where it has begun.
    fn give_up(&self) -> bool {
        self.change(Self::GIVEN_UP)
    }

    fn is_given_up(&self) -> bool {
        self.0.load(Ordering::Acquire) == Self::GIVEN_UP
    }

    fn change(&self, to: u8) -> bool {
        self.0.compare_exchange(Self::WAITS, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}

impl Connection {
    /// One that is made when it is first needed.
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            client: None,
            statements: HashMap::new(),
            tally: Arc::default(),
            turn: Arc::default(),
            broken: None,
        }
    }

    fn connect(&mut self) -> Result<&mut Client, Error> {
        if self.client.as_ref().is_some_and(Client::is_closed) {
            self.client = None;
        }
        if self.client.is_none() {
            self.statements.clear();
            let gone = |error: ::postgres::Error| Error::Unavailable(format!("no connection to PostgreSQL: {error}"));
            let mut config: Config = self.url.parse().map_err(gone)?;
            // A server that silently went away must not hold a thread for ever.
            config.connect_timeout(PATIENCE).tcp_user_timeout(4 * PATIENCE);
            config.keepalives_idle(PATIENCE).keepalives_interval(PATIENCE).keepalives_retries(3);
            // Of several servers the one that takes writes: so a replica that was promoted is found. One alone is taken as
            // it is: where it takes no writes for a while, reading goes on.
            if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
                config.target_session_attrs(TargetSessionAttrs::ReadWrite);
            }
            let mut client = config.connect(NoTls).map_err(gone)?;
            durable(&mut client).map_err(gone)?;
            // A statement is planned once, not for each set of parameters: planning was a third of most requests. Who
            // speaks the protocol and does not know the setting plans as it does.
            let _unknown = client.batch_execute("SET plan_cache_mode = force_generic_plan");
            // Every statement of ours has an index (a test sees to it). A small table that is read whole is noted by
            // SERIALIZABLE as read whole: whoever writes anything into it would be in the way.
            let _unknown = client.batch_execute("SET enable_seqscan = off");
            self.client = Some(client);
        }
        self.client.as_mut().ok_or_else(|| Error::Unavailable("no connection to PostgreSQL".into()))
    }

    /// The connection of the transaction under way. It is never made anew here: what ran before would be lost, and
    /// what comes after would stand alone.
    fn live(&mut self) -> Result<&mut Client, Error> {
        let open = self.client.as_mut().filter(|client| !client.is_closed());
        open.ok_or_else(|| Error::Unavailable("the connection was lost within a transaction".into()))
    }

    /// Begins a transaction. A connection that died while idle is made anew, once: nothing has been asked of it yet.
    fn begin(&mut self, begin: &str) -> Result<(), Error> {
        self.broken = None;
        let first = self.connect()?.batch_execute(begin).map_err(Error::from);
        match first {
            Err(Error::Unavailable(_)) => {
                self.client = None;
                self.connect()?.batch_execute(begin).map_err(Error::from)
            }
            other => other,
        }
    }

    pub fn transact<T, E: From<Error>>(
        &mut self,
        begin: Begin,
        work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        for attempt in 0..MOST_TRIES {
            if attempt > 0 {
                self.tally.again();
                // Waiting longer each time lets the others finish; the spread comes from the threads themselves.
                std::thread::sleep(Duration::from_millis(1 << attempt.min(6)));
            }
            if self.turn.is_given_up() {
                return Err(too_long().into());
            }
            self.begin(begin.sql)?;
            if !self.turn.begin() {
                let _lost = self.batch("ROLLBACK");
                return Err(too_long().into());
            }
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut Tx(Inner::Postgres(self)))))
                .unwrap_or_else(|_| Err(Error::Other("a transaction panicked".into()).into()));
            // A closure may have swallowed an error; the server would answer its COMMIT by rolling back, and say nothing.
            let broken = self.broken.take();
            // Its place may have been taken by another server, or its statements be of an older shape: the next
            // transaction looks anew.
            let stale = matches!(broken, Some(Error::Unavailable(_) | Error::ReadOnly(_)));
            let outcome = match (outcome, broken) {
                (_, Some(Error::Contended)) => None,
                (Ok(_), Some(broken)) => Some(Err(broken.into())),
                // Whatever the closure made of a server that went away, that is why it failed.
                (Err(_), Some(broken @ Error::Unavailable(_))) => Some(Err(broken.into())),
                (outcome, _) => Some(outcome),
            };
            match outcome {
                Some(Ok(value)) => match self.batch("COMMIT") {
                    Ok(()) => {
                        if !begin.reads {
                            self.tally.committed(1);
                        }
                        return Ok(value);
                    }
                    Err(Error::Contended) => {}
                    Err(error) => {
                        self.tally.failed();
                        return Err(match error {
                            // Whether it was committed before the connection broke nobody can say: so do we.
                            Error::Unavailable(why) if !begin.reads => Error::Unknown(why),
                            other => other,
                        }
                        .into());
                    }
                },
                Some(Err(error)) => {
                    // On a lost connection there is nothing left to roll back.
                    let _lost = self.batch("ROLLBACK");
                    if stale {
                        self.client = None;
                    }
                    return Err(error);
                }
                None => {
                    let _lost = self.batch("ROLLBACK");
                }
            }
        }
        Err(Error::Contended.into())
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, Error> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let prepared = self.live()?.prepare(sql);
        let statement = self.noted(prepared)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Remembers the first failure of the transaction.
    fn noted<T>(&mut self, outcome: Result<T, ::postgres::Error>) -> Result<T, Error> {
        outcome.map_err(|error| {
            let error = Error::from(error);
            self.broken.get_or_insert_with(|| error.clone());
            error
        })
    }

    pub fn prepare(&mut self, sql: &str) -> Result<(), Error> {
        self.statement(sql).map(drop)
    }

    pub fn batch(&mut self, sql: &str) -> Result<(), Error> {
        let outcome = self.live()?.batch_execute(sql);
        self.noted(outcome)
    }

    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let rows = self.live()?.query(&statement, &params);
        for row in self.noted(rows)? {
            visit(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    pub fn run(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Error> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let touched = self.live()?.execute(&statement, &params);
        self.noted(touched)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(int) => match *kind {
                Type::INT4 => i32::try_from(*int)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*int)?.to_sql(kind, out),
                Type::FLOAT8 => (*int as f64).to_sql(kind, out),
                _ => int.to_sql(&Type::INT8, out),
            },
            Value::Real(real) => real.to_sql(kind, out),
            // The one character that PostgreSQL can't keep; nobody typed it.
            Value::Text(text) if text.contains('\0') => text.replace('\0', "").to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::INT2 | Type::FLOAT8 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
}

pub fn column<'r>(row: &'r ::postgres::Row, at: usize) -> Result<Value<'r>, Error> {
    let shape = |error: ::postgres::Error| Error::Shape(error.to_string());
    let kind = row.columns().get(at).map(|column| column.type_().clone());
    let value = match kind {
        Some(Type::INT8) => row.try_get::<_, Option<i64>>(at).map_err(shape)?.map(Value::Int),
        Some(Type::INT4) => row.try_get::<_, Option<i32>>(at).map_err(shape)?.map(|int| Value::Int(int.into())),
        Some(Type::INT2) => row.try_get::<_, Option<i16>>(at).map_err(shape)?.map(|int| Value::Int(int.into())),
        Some(Type::BOOL) => row.try_get::<_, Option<bool>>(at).map_err(shape)?.map(|yes| Value::Int(yes.into())),
        Some(Type::FLOAT8) => row.try_get::<_, Option<f64>>(at).map_err(shape)?.map(Value::Real),
        Some(Type::TEXT | Type::VARCHAR) => row.try_get::<_, Option<&str>>(at).map_err(shape)?.map(Value::Text),
        Some(Type::BYTEA) => row.try_get::<_, Option<&[u8]>>(at).map_err(shape)?.map(Value::Bytes),
        Some(other) => return Err(Error::Shape(format!("a column of type {other}"))),
        None => return Err(Error::Shape(format!("no column {at}"))),
    };
    Ok(value.unwrap_or(Value::Null))
}
