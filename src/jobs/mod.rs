//! Work for later: rows written with what they follow from, claimed with a lease, run at least once.
//!
//! A job is one line: it calls a verb or sends what a verb has written.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    act::Act,
    app::App,
    error::{Error, Result},
    http::{Ask, api, live},
    id::{JobId, PostId},
    outside::Letter,
    params,
    time::{MINUTE, Moment},
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
}

/// So long one node may work on a job before another takes it up (milliseconds).
const LEASE: i64 = 5 * MINUTE;
/// After so many failures a job is put aside for the operator.
const MOST_TRIES: i64 = 8;
/// So often the queue is looked at when nobody rings.
const ROUND: Duration = Duration::from_secs(5);

pub(crate) fn enqueue(act: &mut Act<'_>, id: JobId, job: &Job, due: Moment) -> Result<()> {
    let data = serde_json::to_string(job).map_err(|error| Error::Inner(error.to_string()))?;
    act.run("INSERT INTO job (id, kind, data, due_at) VALUES ($1, $2, $3, $4)", params![id, *job.kind(), data, due])?;
    Ok(())
}

impl Job {
    fn kind(&self) -> &'static str {
        match self {
            Self::Send(_) => "send",
            Self::DeletePicture { .. } => "delete_picture",
            Self::EmptyPost { .. } => "empty_post",
        }
    }

    async fn run(&self, app: &App, id: JobId) -> Result<()> {
        match self {
            Self::Send(letter) => app.shared.mail.send(letter, id.0).await,
            Self::DeletePicture { hash } => forget_picture(app, hash).await,
            Self::EmptyPost { post } => {
                let post = *post;
                app.act(&Ask::system(), move |act| crate::talk::purge(act, post)).await
            }
        }
    }
}

/// Deletes the files of a picture, unless something still shows it: the same bytes have the same name, whoever sent them.
pub async fn forget_picture(app: &App, hash: &str) -> Result<()> {
    let name = hash.to_owned();
    let system = Ask::system();
    let shown = app.look(&system, move |look| {
        look.one::<(bool,)>(
            "SELECT EXISTS (SELECT 1 FROM person WHERE photo = $1) OR EXISTS (SELECT 1 FROM community WHERE photo = $1)
                 OR EXISTS (SELECT 1 FROM gathering WHERE photo = $1) OR EXISTS (SELECT 1 FROM post WHERE photo = $1)",
            params![name],
        )
    });
    if !shown.await?.0 {
        app.shared.media.delete(hash).await;
    }
    Ok(())
}

/// Runs jobs for as long as the program runs.
pub async fn work(app: App) {
    loop {
        let rung = app.shared.bell.notified();
        let outcome = run_due(&app).await;
        if let Err(error) = outcome {
            tracing::warn!(%error, "jobs wait");
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(ROUND) => {}
        }
        app.shared.limits.forget();
        if let Err(error) = live::forget(&app).await {
            tracing::warn!(%error, "old live events stay");
        }
        if let Err(error) = api::forget(&app).await {
            tracing::warn!(%error, "old answers stay");
        }
    }
}

/// Runs all that is due now; how many succeeded.
pub async fn run_due(app: &App) -> Result<u64> {
    let mut done = 0;
    while let Some((id, job, tries)) = claim(app).await? {
        match job.run(app, id).await {
            Ok(()) => {
                app.act(&Ask::system(), move |act| act.run("DELETE FROM job WHERE id = $1", params![id])).await?;
                done += 1;
            }
            Err(error) => {
                tracing::warn!(%id, kind = job.kind(), %error, "a job failed");
                put_off(app, id, tries, error.to_string()).await?;
            }
        }
    }
    Ok(done)
}

async fn claim(app: &App) -> Result<Option<(JobId, Job, i64)>> {
    let claimed: Option<(JobId, String, i64)> = app
        .act(&Ask::system(), |act| {
            let (now, until) = (act.now, act.now.plus(LEASE));
            // The condition stands twice: without the second, two nodes under PostgreSQL could both win.
            act.opt(
                "UPDATE job SET leased_until = $2, tries = tries + 1
                 WHERE id = (SELECT id FROM job WHERE dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                             ORDER BY due_at LIMIT 1)
                   AND dead_at IS NULL AND due_at <= $1 AND leased_until <= $1
                 RETURNING id, data, tries",
                params![now, until],
            )
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
