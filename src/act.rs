//! `Look` and `Act`: one transaction, one moment, one viewer.
//!
//! A page that only shows gets a [`Look`] and can't write: the compiler says so. A verb that changes something gets
//! an [`Act`]. Time and chance come from them. No network from within: that is what jobs are for.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    ops::{Deref, DerefMut},
};

use serde::Serialize;

use crate::{
    app::Shared,
    db::{Error as DbError, FromRow, Tx, Value},
    error::Result,
    id::{JobId, LiveId, PersonId},
    jobs::Job,
    journal::{self, Happened},
    page::text::Say,
    time::{Moment, Zone},
    viewer::Viewer,
};

/// A transaction that reads.
pub struct Look<'t> {
    tx: Tx<'t>,
    /// What all requests share: configuration, keys, the way outside.
    pub shared: &'t Shared,
    /// The moment of this request.
    pub now: Moment,
    /// Who is asking.
    pub viewer: Viewer,
    /// The viewer's language.
    pub say: Say,
    /// The viewer's time zone.
    pub zone: Zone,
    /// What was read once, by what it is and whose.
    known: HashMap<(TypeId, i64, i64), Box<dyn Any>>,
}

/// A transaction that changes something.
pub struct Act<'t> {
    look: Look<'t>,
    /// Whether this wrote something that somebody waits for (jobs, open pages).
    pub(crate) news: bool,
}

impl<'t> Look<'t> {
    pub(crate) fn new(tx: Tx<'t>, shared: &'t Shared, now: Moment, viewer: Viewer, say: Say, zone: Zone) -> Self {
        Self { tx, shared, now, viewer, say, zone, known: HashMap::new() }
    }

    /// All rows of a statement.
    pub fn all<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<T>> {
        Ok(self.tx.all(sql, params)?)
    }

    /// The first row, if there is one.
    pub fn opt<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Option<T>> {
        Ok(self.tx.opt(sql, params)?)
    }

    /// The one row that such a statement always has.
    pub fn one<T: FromRow>(&mut self, sql: &str, params: &[Value<'_>]) -> Result<T> {
        Ok(self.tx.one(sql, params)?)
    }

    /// What several steps of one request ask for, read once: whoever asks again gets what was found, until a statement
    /// changes something. `key` says which of its kind, and for whom.
    pub fn once<T: Clone + 'static>(
        &mut self,
        (which, whose): (i64, i64),
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let key = (TypeId::of::<T>(), which, whose);
        if let Some(known) = self.known.get(&key).and_then(|known| known.downcast_ref::<T>()) {
            return Ok(known.clone());
        }
        let found = read(self)?;
        self.known.insert(key, Box::new(found.clone()));
        Ok(found)
    }

    /// What the database says of itself.
    pub fn stored(&mut self) -> Result<Stored> {
        let (shape,): (i64,) = self.tx.one("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
        let pictures: (i64, i64) =
            self.tx.one("SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM media", &[])?;
        Ok(Stored { embedded: self.tx.is_embedded(), shape, bytes: self.tx.bytes()?, pictures })
    }
}

/// What the database says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Whether the embedded engine runs.
    pub embedded: bool,
    /// The number of the newest migration.
    pub shape: i64,
    /// What it takes on its disk (bytes).
    pub bytes: i64,
    /// How many pictures it knows, and what they take beside it (bytes).
    pub pictures: (i64, i64),
}

impl<'t> Act<'t> {
    pub(crate) fn new(look: Look<'t>) -> Self {
        Self { look, news: false }
    }

    /// Carries out a statement; how many rows it touched.
    pub fn run(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        Ok(self.try_run(sql, params)?)
    }

    /// Carries out a statement of which nothing is asked back; it may go to the server together with the next one.
    pub fn put(&mut self, sql: &str, params: &[Value<'_>]) -> Result<()> {
        self.look.known.clear();
        Ok(self.look.tx.put(sql, params)?)
    }

    /// Carries out a statement, with storage's own error: where a constraint decides, the store translates it.
    pub fn try_run(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
        self.look.known.clear();
        self.look.tx.run(sql, params)
    }

    /// A new id.
    pub fn id<T: From<i64>>(&mut self) -> T {
        T::from(self.shared.ids.next(self.now))
    }

    /// Bytes of chance, fit for secrets.
    pub fn chance<const N: usize>(&mut self) -> [u8; N] {
        self.shared.dice.bytes()
    }

    /// Records what happened, and lets everything that follows from it follow, in this transaction.
    pub fn happened(&mut self, happened: Happened) -> Result<()> {
        journal::record(self, &happened)
    }

    /// Puts a job into the queue, to run when this transaction has been committed.
    pub fn later(&mut self, job: &Job) -> Result<()> {
        self.later_at(job, self.now)
    }

    /// The same, not before a moment.
    pub fn later_at(&mut self, job: &Job, due: Moment) -> Result<()> {
        self.news = true;
        let id: JobId = self.id();
        crate::jobs::enqueue(self, id, job, due)
    }

    /// Tells the open pages of a person, once this transaction has been committed.
    pub fn tell(&mut self, person: PersonId, kind: &str, data: &impl Serialize) -> Result<()> {
        self.news = true;
        let id: LiveId = self.id();
        let data = serde_json::to_string(data).map_err(|error| crate::error::Error::Inner(error.to_string()))?;
        self.run(
            "INSERT INTO live (id, person, kind, data) VALUES ($1, $2, $3, $4)",
            crate::params![id, person, *kind, data],
        )
        .map(drop)
    }
}

impl<'t> Deref for Act<'t> {
    type Target = Look<'t>;
    fn deref(&self) -> &Look<'t> {
        &self.look
    }
}

impl<'t> DerefMut for Act<'t> {
    fn deref_mut(&mut self) -> &mut Look<'t> {
        &mut self.look
    }
}
