//! Open pages hear of what concerns them by server-sent events.
//!
//! Events are rows written with what they tell of. Each node reads beyond the last it saw and hands them to its own
//! open pages; a short overlap catches rows whose transaction was slower than that of a younger one.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{StreamExt, stream};
use tokio::sync::broadcast;

use super::{Answer, Ask};
use crate::{
    app::App,
    id::{LiveId, PersonId},
    time::MINUTE,
};

/// So long a row may come late (milliseconds).
const OVERLAP: i64 = 5_000;
/// So often other nodes' rows are looked for while a page is open.
const ROUND: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
struct Told {
    person: PersonId,
    kind: String,
    data: String,
}

/// The node's own distribution of live events.
pub struct Hub {
    sender: broadcast::Sender<Told>,
}

impl Hub {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self { sender: broadcast::channel(1024).0 }
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads new rows for as long as the program runs.
pub async fn distribute(app: App) {
    let mut seen: VecDeque<i64> = VecDeque::new();
    let started = app.shared.clock.now();
    loop {
        let rung = app.shared.bell.notified();
        if app.shared.hub.sender.receiver_count() > 0
            && let Err(error) = round(&app, started, &mut seen).await
        {
            tracing::warn!(%error, "live events wait");
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

async fn round(app: &App, started: crate::time::Moment, seen: &mut VecDeque<i64>) -> crate::error::Result<()> {
    let from = app.shared.clock.now().plus(-OVERLAP).max(started);
    let from = (from.ms() - crate::id::EPOCH_MS).max(0) << 22;
    let rows: Vec<(i64, PersonId, String, String)> = app
        .look(&Ask::system(), move |look| {
            look.all(
                "SELECT id, person, kind, data FROM live WHERE id > $1 ORDER BY id LIMIT 2000",
                crate::params![from],
            )
        })
        .await?;
    for (id, person, kind, data) in rows {
        if !seen.contains(&id) {
            seen.push_back(id);
            let _nobody_listens = app.shared.hub.sender.send(Told { person, kind, data });
        }
    }
    while seen.len() > 4096 {
        seen.pop_front();
    }
    Ok(())
}

/// Deletes what every open page has long heard.
pub async fn forget(app: &App) -> crate::error::Result<()> {
    let before = app.shared.clock.now().plus(-10 * MINUTE).ms() - crate::id::EPOCH_MS;
    let before = LiveId(before.max(0) << 22);
    app.act(&Ask::system(), move |act| act.run("DELETE FROM live WHERE id < $1", crate::params![before])).await?;
    Ok(())
}

/// `GET /live`: the events of the one who asks.
pub async fn listen(State(app): State<App>, ask: Ask) -> Answer {
    let mine = app.shared.hub.sender.subscribe();
    let me = app.look(&ask, |look| look.viewer.person()).await?;
    let stopping = app.shared.stopping.subscribe();
    let events = stream::unfold((mine, stopping), move |(mut mine, mut stopping)| async move {
        loop {
            let told = tokio::select! {
                told = mine.recv() => told,
                _ = stopping.wait_for(|stop| *stop) => return None,
            };
            match told {
                Ok(told) if told.person == me => {
                    let event = Event::default().event(&told.kind).data(&told.data);
                    return Some((Ok::<_, Infallible>(event), (mine, stopping)));
                }
                // A page that was too slow has missed some; it asks again for what it shows.
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    return Some((Ok(Event::default().event("missed").data("")), (mine, stopping)));
                }
                Err(broadcast::error::RecvError::Closed) => return None,
                Ok(_) => {}
            }
        }
    });
    // Bytes at once, so that a proxy passes the answer on and the page knows it is connected.
    let hello = stream::once(async { Ok::<_, Infallible>(Event::default().event("hello").data("")) });
    Ok(Sse::new(hello.chain(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response())
}
