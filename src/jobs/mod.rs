//! Work for later: rows written with what they follow from, claimed with a lease, run at least once.
//!
//! A job is one line: it calls a verb or sends what a verb has written.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use crate::{
    act::{Act, Look},
    app::App,
    communities,
    db::Place,
    error::{Error, Result},
    gatherings,
    http::{Ask, api, live},
    id::{DeliveryId, GatheringId, ImportId, JobId, PostId, SeriesId, made_at},
    imports,
    outside::{Letter, Picture},
    params, people, rows, series, talk,
    time::{self, DAY, MINUTE, Moment, Zone},
    webhooks,
};

/// A kind of work.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Send a letter.
    Send(Letter),
    /// Delete the files of a picture that nothing names any more.
    DeletePicture {
        /// The picture's name.
        hash: String,
    },
    /// Delete what a deleted post said, once it can't be brought back.
    EmptyPost {
        /// The post.
        post: PostId,
    },
    /// Tell the next of those whom it concerns what became of a gathering.
    Tell(gatherings::Telling),
    /// Remind the next of those who come to a gathering.
    Remind(gatherings::Reminding),
    /// Give on the places of a gathering that were held for somebody and not confirmed in time.
    Places {
        /// The gathering.
        gathering: GatheringId,
    },
    /// Make the next occurrences of a series, and answer them for those who answered all.
    Series {
        /// Which.
        series: SeriesId,
    },
    /// Tell the next of those who answered that a series changed.
    TellSeries(series::Telling),
    /// Send the next of a community's members what its hosts wrote.
    ClubLetter(communities::Sending),
    /// Send the next of those whom a gathering concerns what was written to them.
    GatheringLetter(gatherings::LetterPart),
    /// Take the next steps of bringing gatherings in, or of taking that back.
    Import {
        /// Which.
        import: ImportId,
    },
    /// Do what somebody's mail program answered.
    Replied(gatherings::Mailed),
    /// Tell an address what it is to be told.
    Webhook {
        /// What.
        delivery: DeliveryId,
    },
    /// Once a day: end what has lapsed, delete what was never used. One part of it, some rows at a time.
    Sweep {
        /// What is swept.
        #[serde(default)]
        part: Part,
    },
}

/// The parts of the daily job, in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Answers to requests of the API that nobody will ask for again.
    #[default]
    Answers,
    /// Sessions that lapsed.
    Sessions,
    /// Pictures that were never used.
    Pictures,
    /// Series whose next occurrences are to be made.
    Series,
    /// Guests without an account who are to be forgotten.
    Guests,
    /// Gatherings that begin soon and whose reminders were never planned.
    Reminders,
}

impl Part {
    fn next(self) -> Option<Self> {
        match self {
            Self::Answers => Some(Self::Sessions),
            Self::Sessions => Some(Self::Pictures),
            Self::Pictures => Some(Self::Series),
            Self::Series => Some(Self::Guests),
            Self::Guests => Some(Self::Reminders),
            Self::Reminders => None,
        }
    }
}

/// So long one node may work on a job before another takes it up (milliseconds).
const LEASE: i64 = 5 * MINUTE;
/// After so many failures a job is put aside for the operator.
const MOST_TRIES: i64 = 8;
/// So much is swept in one transaction, and by one job.
const SWEPT: i64 = 200;
/// So many addresses are told something at once.
const LANES: usize = 8;
/// So often the queue is looked at when nobody rings.
const ROUND: Duration = Duration::from_secs(5);

pub(crate) fn enqueue(act: &mut Act<'_>, id: JobId, job: &Job, due: Moment) -> Result<()> {
    let data = serde_json::to_string(job).map_err(|error| Error::Inner(error.to_string()))?;
    act.put("INSERT INTO job (id, kind, data, due_at) VALUES ($1, $2, $3, $4)", params![id, *job.kind(), data, due])?;
    Ok(())
}

impl Job {
    fn kind(&self) -> &'static str {
        match self {
            Self::Send(_) => "send",
            Self::DeletePicture { .. } => "delete_picture",
            Self::EmptyPost { .. } => "empty_post",
            Self::Tell(_) => "tell",
            Self::Remind(_) => "remind",
            Self::Places { .. } => "places",
            Self::Series { .. } => "series",
            Self::TellSeries(_) => "tell_series",
            Self::ClubLetter(_) => "club_letter",
            Self::GatheringLetter(_) => "gathering_letter",
            Self::Import { .. } => "import",
            Self::Replied(_) => "replied",
            Self::Webhook { .. } => "webhook",
            Self::Sweep { .. } => "sweep",
        }
    }

    async fn run(&self, app: &App, id: JobId) -> Result<()> {
        match self {
            Self::Send(letter) => app.shared.mail.send(letter, id.0).await,
            Self::DeletePicture { hash } => forget_sent_until(app, hash, made_at(id.0)).await,
            Self::EmptyPost { post } => {
                let post = *post;
                app.act(&Ask::system(), move |act| talk::purge(act, post)).await
            }
            Self::Tell(telling) => {
                let telling = telling.clone();
                app.act(&Ask::system(), move |act| gatherings::tell_some(act, &telling)).await
            }
            Self::Remind(part) => {
                let part = part.clone();
                app.act(&Ask::system(), move |act| gatherings::remind(act, &part)).await
            }
            Self::Places { gathering } => {
                let gathering = *gathering;
                app.act(&Ask::system(), move |act| gatherings::give_on(act, gathering)).await
            }
            Self::Series { series } => {
                let id = *series;
                app.act(&Ask::system(), move |act| series::make_some(act, id)).await
            }
            Self::TellSeries(telling) => {
                let telling = telling.clone();
                app.act(&Ask::system(), move |act| series::tell_some(act, &telling)).await
            }
            Self::ClubLetter(sending) => {
                let sending = sending.clone();
                app.act(&Ask::system(), move |act| communities::send_some(act, &sending)).await
            }
            Self::GatheringLetter(part) => {
                let part = part.clone();
                app.act(&Ask::system(), move |act| gatherings::send_letter(act, &part)).await
            }
            Self::Import { import } => {
                let id = *import;
                app.act(&Ask::system(), move |act| imports::go_on(act, id)).await
            }
            Self::Replied(mailed) => gatherings::carry_out_reply(app, mailed).await,
            Self::Webhook { delivery } => webhooks::deliver(app, *delivery).await,
            Self::Sweep { part } => {
                let part = *part;
                app.act(&Ask::system(), move |act| sweep(act, part)).await
            }
        }
    }
}

/// Deletes a picture that came with something that was refused, unless something else shows it: the same bytes have the same
/// name, whoever sent them.
pub async fn forget_picture(app: &App, hash: &str) -> Result<()> {
    forget_sent_until(app, hash, app.shared.clock.now()).await
}

/// The same, unless somebody has sent it after that moment.
async fn forget_sent_until(app: &App, hash: &str, until: Moment) -> Result<()> {
    let name = hash.to_owned();
    if app.act(&Ask::system(), move |act| let_go(act, &name, until)).await? {
        app.shared.media.delete(hash).await;
    }
    Ok(())
}

/// Strikes a picture off the list of those that were sent, and says whether its files may go: nothing shows it, and nobody
/// has sent it after that moment. In one transaction, so that nobody begins to show it in between.
fn let_go(act: &mut Act<'_>, hash: &str, until: Moment) -> Result<bool> {
    act.put("DELETE FROM media WHERE hash = $1 AND kept_at <= $2", params![*hash, until])?;
    let (named,): (bool,) = act.one(
        "SELECT EXISTS (SELECT 1 FROM media WHERE hash = $1)
             OR EXISTS (SELECT 1 FROM person WHERE photo = $1) OR EXISTS (SELECT 1 FROM community WHERE photo = $1)
             OR EXISTS (SELECT 1 FROM gathering WHERE photo = $1) OR EXISTS (SELECT 1 FROM post WHERE photo = $1)
             OR EXISTS (SELECT 1 FROM series WHERE photo = $1) OR EXISTS (SELECT 1 FROM gathering_photo WHERE photo = $1)
             OR EXISTS (SELECT 1 FROM gathering_draft WHERE photo = $1)",
        params![*hash],
    )?;
    Ok(!named)
}

/// Whether a picture is shown as a gathering's photo and nothing else: its name is no way to it.
pub fn is_for_some(look: &mut Look<'_>, hash: &str) -> Result<bool> {
    let (only,): (bool,) = look.one(
        "SELECT EXISTS (SELECT 1 FROM gathering_photo WHERE photo = $1)
             AND NOT EXISTS (SELECT 1 FROM person WHERE photo = $1) AND NOT EXISTS (SELECT 1 FROM community WHERE photo = $1)
             AND NOT EXISTS (SELECT 1 FROM gathering WHERE photo = $1) AND NOT EXISTS (SELECT 1 FROM post WHERE photo = $1)
             AND NOT EXISTS (SELECT 1 FROM series WHERE photo = $1)",
        params![*hash],
    )?;
    Ok(only)
}

/// Notes a picture that somebody sent: until it is looked at a day later nobody knows whether it will be used.
pub fn note_picture(act: &mut Act<'_>, picture: &Picture) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO media (hash, width, height, bytes, kept_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at",
        params![
            picture.hash,
            i64::from(picture.width),
            i64::from(picture.height),
            i64::try_from(picture.bytes).unwrap_or(i64::MAX),
            now
        ],
    )
}

/// Sweeps the next of one part, and leaves the rest to another job: other work comes in between, and who ends the program
/// waits for no more than this.
fn sweep(act: &mut Act<'_>, part: Part) -> Result<()> {
    let swept = match part {
        Part::Answers => {
            enqueue_sweep(act, 1)?;
            api::forget(act, SWEPT)?
        }
        Part::Sessions => people::end_lapsed_sessions(act, SWEPT)?,
        Part::Pictures => sweep_pictures(act)?,
        Part::Series => series::due(act, SWEPT)?,
        Part::Guests => gatherings::sweep_guests(act, SWEPT)?,
        Part::Reminders => gatherings::plan_reminders(act, SWEPT)?,
    };
    let next = if swept == SWEPT { Some(part) } else { part.next() };
    next.map_or(Ok(()), |part| act.later(&Job::Sweep { part }))
}

/// Looks at the next pictures that were sent more than a day ago; how many.
fn sweep_pictures(act: &mut Act<'_>) -> Result<i64> {
    let before = act.now.plus(-DAY);
    let sent: Vec<(String,)> =
        act.all("SELECT hash FROM media WHERE kept_at <= $1 ORDER BY kept_at, hash LIMIT $2", params![before, SWEPT])?;
    for (hash,) in &sent {
        if let_go(act, hash, before)? {
            // The files go by a job of their own: it is there also where the program is killed now.
            act.later(&Job::DeletePicture { hash: hash.clone() })?;
        }
    }
    Ok(i64::try_from(sent.len()).unwrap_or(i64::MAX))
}

/// The daily job for the day that is so many days on, unless it waits already.
fn enqueue_sweep(act: &mut Act<'_>, days: i64) -> Result<()> {
    let day = act.now.plus(days * DAY).day_in(&Zone::UTC);
    let (id, once, due): (JobId, _, _) = (act.id(), format!("sweep-{day}"), act.now.plus(days * DAY));
    let job = Job::Sweep { part: Part::default() };
    let data = serde_json::to_string(&job).map_err(|error| Error::Inner(error.to_string()))?;
    act.put(
        "INSERT INTO job (id, kind, once, data, due_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (once) DO NOTHING",
        params![id, *job.kind(), once, data, due],
    )
}

/// What a program does when it starts: it sees to it that it is swept each day, and where its rules of the world's time
/// zones are others than those of the one before, it derives the instants of what is planned anew.
pub async fn begin(app: &App) -> Result<()> {
    let system = Ask::system();
    app.act(&system, |act| enqueue_sweep(act, 0)).await?;
    let rules =
        app.look(&system, |look| look.opt::<(Vec<u8>,)>("SELECT value FROM setting WHERE name = 'zones.version'", &[]));
    if rules.await?.is_some_and(|(version,)| version == time::zones_version().as_bytes()) {
        return Ok(());
    }
    let mut after = Some(GatheringId(0));
    while let Some(last) = after {
        after = app.act(&system, move |act| gatherings::keep_to_the_wall(act, last)).await?;
    }
    app.act(&system, |act| {
        act.run(
            "INSERT INTO setting (name, value) VALUES ('zones.version', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![time::zones_version().as_bytes().to_vec()],
        )
    })
    .await
    .map(drop)
}

/// Which jobs a worker takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// All but those of the other line.
    Usual,
    /// Those that wait for addresses that people name: however slow they are, mail goes on.
    Webhooks,
}

/// Runs jobs for as long as the program runs; those under way when it is to end are finished.
pub async fn work(app: App) {
    tokio::join!(work_usual(app.clone()), work_webhooks(app));
}

async fn work_webhooks(app: App) {
    let mut stopping = app.shared.stopping.subscribe();
    let mut under_way = JoinSet::new();
    while !*stopping.borrow() {
        let rung = app.shared.bell.notified();
        while under_way.len() < LANES {
            match claim(&app, Line::Webhooks).await {
                Ok(Some((id, job, tries))) => {
                    let app = app.clone();
                    drop(under_way.spawn(async move { run(&app, id, &job, tries).await }));
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(%error, "webhooks wait");
                    break;
                }
            }
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(ROUND) => {}
            Some(ended) = under_way.join_next() => {
                if let Ok(Err(error)) = ended {
                    tracing::warn!(%error, "a webhook waits");
                }
            }
            () = async { drop(stopping.wait_for(|stop| *stop).await) } => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

async fn work_usual(app: App) {
    let mut stopping = app.shared.stopping.subscribe();
    let (mut taken_up, mut begun) = (false, false);
    while !*stopping.borrow() {
        let rung = app.shared.bell.notified();
        if !taken_up {
            taken_up = noted(take_up(&app).await, "jobs that were under way wait for their leases to end");
        }
        if !begun {
            begun = noted(begin(&app).await, "what is done at the start was not done; it is tried again");
        }
        let outcome = run_line(&app, Line::Usual).await;
        if let Err(error) = outcome {
            tracing::warn!(%error, "jobs wait");
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(ROUND) => {}
            () = async { drop(stopping.wait_for(|stop| *stop).await) } => return,
        }
        app.shared.limits.forget();
        if let Err(error) = live::forget(&app).await {
            tracing::warn!(%error, "old live events stay");
        }
    }
}

/// Whether it succeeded; the log says where it did not.
fn noted(outcome: Result<()>, otherwise: &str) -> bool {
    if let Err(error) = &outcome {
        tracing::warn!(%error, "{otherwise}");
    }
    outcome.is_ok()
}

/// On the embedded engine nobody else works (`serve` sees to it): what is leased was under way when the program was killed,
/// and need not wait.
async fn take_up(app: &App) -> Result<()> {
    if !matches!(app.shared.config.database, Place::File(_)) {
        return Ok(());
    }
    app.act(&Ask::system(), |act| act.run("UPDATE job SET leased_until = 0 WHERE leased_until > 0", &[]))
        .await
        .map(drop)
}

/// Runs all that is due now, until the program is to end; how many succeeded.
pub async fn run_due(app: &App) -> Result<u64> {
    Ok(run_line(app, Line::Usual).await? + run_line(app, Line::Webhooks).await?)
}

async fn run_line(app: &App, line: Line) -> Result<u64> {
    let mut done = 0;
    while !*app.shared.stopping.borrow()
        && let Some((id, job, tries)) = claim(app, line).await?
    {
        done += u64::from(run(app, id, &job, tries).await?);
    }
    Ok(done)
}

/// Runs one; whether it succeeded.
async fn run(app: &App, id: JobId, job: &Job, tries: i64) -> Result<bool> {
    let outcome = job.run(app, id).await;
    app.shared.watch.ran(job.kind(), outcome.is_ok());
    match outcome {
        Ok(()) => {
            app.act(&Ask::system(), move |act| act.run("DELETE FROM job WHERE id = $1", params![id])).await?;
            Ok(true)
        }
        Err(error) => {
            // What went wrong may name an address: it is kept for the operator, and not said in the log.
            tracing::warn!(%id, kind = job.kind(), tries, "a job failed");
            put_off(app, id, tries, error.to_string()).await.map(|()| false)
        }
    }
}

/// What waits in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Jobs whose time has not come.
    pub waiting: i64,
    /// Jobs whose time has come.
    pub due: i64,
    /// Jobs that were put aside.
    pub dead: i64,
    /// Since when the oldest of those due has been due.
    pub oldest: Option<Moment>,
}

/// How the queue stands.
pub fn queue(look: &mut Look<'_>) -> Result<Queue> {
    let now = look.now;
    let (due, oldest): (i64, Option<Moment>) =
        look.one("SELECT COUNT(*), MIN(due_at) FROM job WHERE dead_at IS NULL AND due_at <= $1", params![now])?;
    let (waiting,): (i64,) =
        look.one("SELECT COUNT(*) FROM job WHERE dead_at IS NULL AND due_at > $1", params![now])?;
    let (dead,): (i64,) = look.one("SELECT COUNT(*) FROM job WHERE dead_at IS NOT NULL", &[])?;
    Ok(Queue { waiting, due, dead, oldest })
}

rows! {
    /// A job that was put aside, without what it says: that is for its reader alone.
    #[derive(Debug, Clone)]
    pub struct Dead {
        pub id: JobId,
        pub kind: String,
        pub tries: i64,
        pub error: Option<String>,
        pub dead_at: Moment,
    }
}

/// The jobs that were put aside, the newest first.
pub fn dead(look: &mut Look<'_>, most: i64) -> Result<Vec<Dead>> {
    look.all(
        "SELECT id, kind, tries, error, dead_at FROM job WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id LIMIT $1",
        params![most],
    )
}

/// Takes a job up again that was put aside.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn again(act: &mut Act<'_>, id: JobId) -> Result<()> {
    let now = act.now;
    let rows = act.run(
        "UPDATE job SET dead_at = NULL, tries = 0, due_at = $2, leased_until = 0 WHERE id = $1 AND dead_at IS NOT NULL",
        params![id, now],
    )?;
    act.news = true;
    if rows > 0 { Ok(()) } else { Err(Error::NotFound) }
}

/// Forgets a job that was put aside.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn give_up(act: &mut Act<'_>, id: JobId) -> Result<()> {
    let rows = act.run("DELETE FROM job WHERE id = $1 AND dead_at IS NOT NULL", params![id])?;
    if rows > 0 { Ok(()) } else { Err(Error::NotFound) }
}

async fn claim(app: &App, line: Line) -> Result<Option<(JobId, Job, i64)>> {
    let claimed: Option<(JobId, String, i64)> = app
        .act(&Ask::system(), move |act| {
            let (now, until) = (act.now, act.now.plus(LEASE));
            // The condition stands twice: without the second, two nodes under PostgreSQL could both win.
            match line {
                Line::Usual => act.opt(
                    "UPDATE job SET leased_until = $2, tries = tries + 1
                     WHERE id = (SELECT id FROM job WHERE dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                                     AND kind <> 'webhook'
                                 ORDER BY due_at LIMIT 1)
                       AND dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                     RETURNING id, data, tries",
                    params![now, until],
                ),
                Line::Webhooks => act.opt(
                    "UPDATE job SET leased_until = $2, tries = tries + 1
                     WHERE id = (SELECT id FROM job WHERE dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                                     AND kind = 'webhook'
                                 ORDER BY due_at LIMIT 1)
                       AND dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                     RETURNING id, data, tries",
                    params![now, until],
                ),
            }
        })
        .await?;
    let Some((id, data, tries)) = claimed else { return Ok(None) };
    match serde_json::from_str(&data) {
        Ok(job) => Ok(Some((id, job, tries))),
        Err(error) => {
            put_off(app, id, MOST_TRIES, error.to_string()).await?;
            Ok(None)
        }
    }
}

/// Later again, each time four times as late; at last aside, for the operator.
async fn put_off(app: &App, id: JobId, tries: i64, error: String) -> Result<()> {
    app.act(&Ask::system(), move |act| {
        let due = act.now.plus(1_000 << (2 * tries.clamp(0, 10)));
        let dead = (tries >= MOST_TRIES).then_some(act.now);
        act.run(
            "UPDATE job SET due_at = $2, leased_until = 0, error = $3, dead_at = $4 WHERE id = $1",
            params![id, due, error, dead],
        )
    })
    .await
    .map(drop)
}
