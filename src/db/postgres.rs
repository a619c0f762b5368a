//! Servers that speak PostgreSQL's protocol: a pool of connections, each with a thread, retried where two
//! transactions were in each other's way.
//!
//! What a statement costs here is mostly the way there and back, so nothing goes alone that can go along: BEGIN and
//! statements of which nothing is asked back are sent with the next question, or with COMMIT, and answered in order.

use std::{
    collections::HashMap,
    error::Error as StdError,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
    task::Poll,
    time::Duration,
};

use bytes::BytesMut;
use tokio::{
    runtime::{self, Runtime},
    sync::oneshot,
    task::yield_now,
    time::timeout,
};
use tokio_postgres::{
    Client, Config, Error as Refusal, NoTls, SimpleQueryMessage, Statement,
    config::TargetSessionAttrs,
    types::{IsNull, ToSql, Type, to_sql_checked},
};

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
/// After so many tries each further one waits, longer each time.
const PATIENT_TRIES: u32 = 8;

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

/// How the server is to plan.
const SETTINGS: [&str; 5] = [
    // A statement is planned once, not for each set of parameters: planning was a third of most requests.
    "SET plan_cache_mode = force_generic_plan",
    // Every statement of ours has an index (a test sees to it). A small table that is read whole is noted by SERIALIZABLE
    // as read whole: whoever writes anything into it would be in the way.
    "SET enable_seqscan = off",
    // A plan that was made while a table was nearly empty is kept. One that looks rows up by an index stays right when the
    // table grows; one that reads a whole index to join it does not. The embedded engine knows no other joins.
    "SET enable_hashjoin = off",
    "SET enable_mergejoin = off",
    // What looks dear because it was told to be avoided is not worth compiling for each execution.
    "SET jit = off",
];

/// So many statements wait at most for a question to go along with: the server's answers to them must find room on the way.
const MOST_ALONG: usize = 64;

/// One connection, made when first needed and again after it was lost.
pub struct Connection {
    url: String,
    link: Option<Link>,
    statements: HashMap<String, Statement>,
    tally: Arc<Tally>,
    /// Those that were in others' way try again one at a time.
    lane: Arc<Mutex<()>>,
    /// Whether somebody waits still for the transaction under way to begin.
    turn: Arc<Turn>,
    /// The first statement of the transaction under way that failed: from then on the server takes nothing more, and
    /// what a closure makes of it, nothing of it may be committed.
    broken: Option<Error>,
    /// How the transaction under way begins, until that is sent.
    begin: Option<&'static str>,
    /// Statements that go along with the next question.
    along: Vec<(Statement, Vec<Kept>)>,
}

/// A client, and what moves its bytes while a question is asked.
struct Link {
    client: Client,
    runtime: Runtime,
}

/// A value until it is sent.
enum Kept {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Kept {
    fn of(value: &Value<'_>) -> Self {
        match *value {
            Value::Null => Self::Null,
            Value::Int(int) => Self::Int(int),
            Value::Real(real) => Self::Real(real),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
        }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(int) => Value::Int(*int),
            Self::Real(real) => Value::Real(*real),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

impl Postgres {
    pub fn open(url: &str, last: i64) -> Result<Self, Error> {
        let tally = Arc::new(Tally::default());
        let lane = Arc::new(Mutex::new(()));
        let new = || Connection { tally: tally.clone(), lane: lane.clone(), ..Connection::new(url) };
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
async fn durable(client: &Client) -> Result<(), Refusal> {
    let set = client.simple_query("SHOW synchronous_commit").await?;
    let off =
        |message: &SimpleQueryMessage| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("off"));
    if set.iter().any(off) { client.batch_execute("SET synchronous_commit = on").await } else { Ok(()) }
}

type Asked<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + 'a>>;

/// Sends all, one behind the other, before it waits for the first answer. The first refusal is the cause of those after it.
async fn together(mut all: Vec<Asked<'_>>) -> Result<(), Refusal> {
    let mut answers: Vec<Option<Result<(), Refusal>>> = all.iter().map(|_| None).collect();
    poll_fn(|context| {
        // A client sends when it is first polled: so in this order.
        for (asked, answer) in all.iter_mut().zip(&mut answers).filter(|(_, answer)| answer.is_none()) {
            if let Poll::Ready(ready) = asked.as_mut().poll(context) {
                *answer = Some(ready);
            }
        }
        if answers.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    answers.into_iter().flatten().collect()
}

/// Whether a value can be written as a parameter of that type.
fn fits((value, kind): (&Value<'_>, &Type)) -> bool {
    <Value<'_> as ToSql>::accepts(kind)
        && match (value, kind) {
            (Value::Int(int), &Type::INT4) => i32::try_from(*int).is_ok(),
            (Value::Int(int), &Type::INT2) => i16::try_from(*int).is_ok(),
            _ => true,
        }
}

fn parameters<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
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
            link: None,
            statements: HashMap::new(),
            tally: Arc::default(),
            lane: Arc::default(),
            turn: Arc::default(),
            broken: None,
            begin: None,
            along: Vec::new(),
        }
    }

    /// Connects where it is not connected.
    fn connect(&mut self) -> Result<(), Error> {
        if self.link.as_ref().is_some_and(|link| !link.client.is_closed()) {
            return Ok(());
        }
        self.link = None;
        self.statements.clear();
        let gone = |error: Refusal| Error::Unavailable(format!("no connection to PostgreSQL: {error}"));
        let mut config: Config = self.url.parse().map_err(gone)?;
        // A server that silently went away must not hold a thread for ever.
        config.connect_timeout(PATIENCE).tcp_user_timeout(4 * PATIENCE);
        config.keepalives_idle(PATIENCE).keepalives_interval(PATIENCE).keepalives_retries(3);
        // Of several servers the one that takes writes: so a replica that was promoted is found. One alone is taken as
        // it is: where it takes no writes for a while, reading goes on.
        if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::Unavailable(format!("no connection to PostgreSQL: {error}")))?;
        let client = runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await.map_err(gone)?;
            // Why it ended is told to whoever asks next.
            runtime.spawn(async { drop(connection.await) });
            durable(&client).await.map_err(gone)?;
            // Who speaks the protocol and does not know a setting plans as it does.
            for setting in SETTINGS {
                let _unknown = client.batch_execute(setting).await;
            }
            Ok::<_, Error>(client)
        })?;
        self.link = Some(Link { client, runtime });
        Ok(())
    }

    /// Asks the server, after all that goes along. The connection is never made anew here: what ran before would be lost,
    /// and what comes after would stand alone.
    ///
    /// Should BEGIN be refused, what was sent behind it runs by itself: so only what `reads` goes along with that.
    fn ask<T>(&mut self, reads: bool, ask: impl AsyncFnOnce(&Client) -> Result<T, Refusal>) -> Result<T, Error> {
        if !(reads && self.along.is_empty()) {
            self.start()?;
        }
        self.exchange(ask)
    }

    /// Sends what is to be sent, and waits for all answers. What goes along stays for the next time where it must not go
    /// along with BEGIN.
    fn exchange<T>(&mut self, ask: impl AsyncFnOnce(&Client) -> Result<T, Refusal>) -> Result<T, Error> {
        let begin = self.begin.take();
        let along = if begin.is_none() { std::mem::take(&mut self.along) } else { Vec::new() };
        let mut found = None;
        let outcome = match self.link.as_ref().filter(|link| !link.client.is_closed()) {
            None => Err(Error::Unavailable("the connection was lost within a transaction".into())),
            Some(Link { client, runtime }) => {
                let mut all: Vec<Asked<'_>> = Vec::with_capacity(along.len() + 2);
                if let Some(begin) = begin {
                    all.push(Box::pin(client.batch_execute(begin)));
                }
                for (statement, kept) in &along {
                    all.push(Box::pin(async move {
                        let values: Vec<Value<'_>> = kept.iter().map(Kept::value).collect();
                        client.execute(statement, &parameters(&values)).await.map(drop)
                    }));
                }
                let slot = &mut found;
                all.push(Box::pin(async move {
                    *slot = Some(ask(client).await?);
                    Ok(())
                }));
                runtime.block_on(together(all)).map_err(Error::from)
            }
        };
        // What was sent before it was known whether somebody waits still is not committed where nobody does.
        let outcome = match outcome {
            Ok(()) if begin.is_some() && !self.turn.begin() => Err(too_long()),
            other => other,
        };
        let nothing = || Error::Other("the server did not answer what was asked".into());
        let outcome = outcome.and_then(|()| found.ok_or_else(nothing));
        if let (Some(begin), Err(Error::Unavailable(_))) = (begin, &outcome) {
            // That it has not begun is remembered.
            self.begin = Some(begin);
        }
        outcome.inspect_err(|error| {
            self.broken.get_or_insert_with(|| error.clone());
        })
    }

    pub fn transact<T, E: From<Error>>(
        &mut self,
        begin: Begin,
        work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut was_idle = self.link.is_some();
        let mut attempt = 0;
        let lane = self.lane.clone();
        let mut alone = None;
        while attempt < MOST_TRIES {
            if attempt > 0 {
                self.tally.again();
                // Two that were in each other's way would be again: so of all that try again one does at a time. It waits for
                // nobody, as the others wait for it; only where it meets another node's again and again do these get time.
                if alone.is_none() {
                    alone = Some(lane.lock().unwrap_or_else(PoisonError::into_inner));
                }
                if attempt > PATIENT_TRIES {
                    std::thread::sleep(Duration::from_millis(1 << (attempt - PATIENT_TRIES).min(6)));
                }
            }
            if self.turn.is_given_up() {
                return Err(too_long().into());
            }
            self.connect()?;
            self.broken = None;
            self.along.clear();
            self.begin = Some(begin.sql);
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut Tx(Inner::Postgres(self)))))
                .unwrap_or_else(|_| Err(Error::Other("a transaction panicked".into()).into()));
            // Who gives up before it has begun is told that nothing was done: so it begins before it may be committed.
            let outcome = outcome.and_then(|value| {
                if self.along.is_empty() { Ok(value) } else { self.start().map(|()| value).map_err(E::from) }
            });
            // A closure may have swallowed an error; the server would answer its COMMIT by rolling back, and say nothing.
            let broken = self.broken.take();
            // A connection that died while idle is made anew, once: the server has heard nothing of this transaction.
            if was_idle && self.begin.is_some() && matches!(broken, Some(Error::Unavailable(_))) {
                (was_idle, self.link) = (false, None);
                continue;
            }
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
                Some(Ok(value)) => match self.commit(begin) {
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
                    self.roll_back();
                    if stale {
                        self.link = None;
                    }
                    return Err(error);
                }
                None => self.roll_back(),
            }
            attempt += 1;
        }
        drop(alone);
        Err(Error::Contended.into())
    }

    /// Begins where that has not been sent.
    fn start(&mut self) -> Result<(), Error> {
        if self.begin.is_some() { self.exchange(async |_| Ok(())) } else { Ok(()) }
    }

    /// Ends the transaction under way. Nobody waits for the end of one that only read: it goes out, and is answered when
    /// something else is asked.
    fn commit(&mut self, begin: Begin) -> Result<(), Error> {
        if self.begin.take().is_some() {
            // Nothing was asked at all.
            return Ok(());
        }
        match &self.link {
            Some(Link { client, runtime }) if begin.reads && self.along.is_empty() => {
                runtime.block_on(async {
                    let mut end = std::pin::pin!(client.batch_execute("COMMIT"));
                    poll_fn(|context| {
                        let _answered = end.as_mut().poll(context);
                        Poll::Ready(())
                    })
                    .await;
                    yield_now().await;
                });
                Ok(())
            }
            _ => self.batch("COMMIT"),
        }
    }

    /// On a lost connection, and where nothing was sent, there is nothing to roll back.
    fn roll_back(&mut self) {
        self.along.clear();
        if self.begin.take().is_none() {
            let _lost = self.batch("ROLLBACK");
        }
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, Error> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.ask(true, async |client| client.prepare(sql).await)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub fn prepare(&mut self, sql: &str) -> Result<(), Error> {
        self.statement(sql).map(drop)
    }

    pub fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.ask(false, async |client| client.batch_execute(sql).await)
    }

    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let statement = self.statement(sql)?;
        for row in
            self.ask(sql.starts_with("SELECT"), async |client| client.query(&statement, &parameters(params)).await)?
        {
            visit(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    pub fn run(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Error> {
        let statement = self.statement(sql)?;
        self.ask(false, async |client| client.execute(&statement, &parameters(params)).await)
    }

    /// Carries out a statement before anything else is asked, or before the transaction is committed. What it is refused
    /// for is told then.
    pub fn put(&mut self, sql: &str, params: &[Value<'_>]) -> Result<(), Error> {
        let statement = self.statement(sql)?;
        // What can't be sent at all must be known before COMMIT may be.
        let fit = params.len() == statement.params().len() && params.iter().zip(statement.params()).all(fits);
        if !fit || self.along.len() == MOST_ALONG {
            return self.run(sql, params).map(drop);
        }
        self.along.push((statement, params.iter().map(Kept::of).collect()));
        Ok(())
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

pub fn column<'r>(row: &'r tokio_postgres::Row, at: usize) -> Result<Value<'r>, Error> {
    let shape = |error: tokio_postgres::Error| Error::Shape(error.to_string());
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
