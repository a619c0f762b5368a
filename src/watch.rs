//! Figures for whoever watches the program, in the text format of Prometheus: how often, how long, how much waits. They
//! name routes, never addresses, people or what was said.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use tracing::Instrument;

use crate::{
    app::App,
    db::Db,
    error::{Error, Result},
    http::Ask,
    jobs,
};

/// A request that takes this long is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);
/// The name of the header with a request's id.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Upper bounds of the times of answers (seconds): from what a page should take to what nobody waits for.
const BOUNDS: [f64; 12] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// What an answer is counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: u32,
}

/// What a job's run is counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ran {
    kind: &'static str,
    outcome: &'static str,
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Waits {
    state: &'static str,
}

/// What a commit is counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Sized {
    writes: String,
}

/// The figures of one running program.
pub struct Watch {
    registry: Registry,
    answers: Family<Answered, Histogram, fn() -> Histogram>,
    under_way: Gauge,
    ran: Family<Ran, Counter>,
    jobs: Family<Waits, Gauge>,
    oldest: Gauge,
    commits: Family<Sized, Counter>,
    writes: Counter,
    failed: Counter,
    again: Counter,
    pool: Gauge,
    taken: Counter,
    waited: Counter<f64, AtomicU64>,
    numbers: AtomicU64,
}

impl Watch {
    /// All at nothing.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("visavis");
        let answers = Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        let (under_way, ran, jobs, oldest) = (Gauge::default(), Family::default(), Family::default(), Gauge::default());
        registry.register("request_seconds", "Time to answer a request", answers.clone());
        registry.register("requests_under_way", "Requests being answered", under_way.clone());
        registry.register("job_runs", "Jobs that were run, by how that ended", ran.clone());
        registry.register("jobs", "Jobs that wait, are due, or were put aside", jobs.clone());
        registry.register("job_oldest_due_seconds", "For how long the oldest job has been due", oldest.clone());
        let (commits, writes): (Family<Sized, Counter>, Counter) = Default::default();
        let (failed, again): (Counter, Counter) = Default::default();
        let (pool, taken, waited): (Gauge, Counter, Counter<f64, AtomicU64>) = Default::default();
        registry.register("commits", "Commits, by how many writes shared one", commits.clone());
        registry.register("writes", "Writes that were committed", writes.clone());
        registry.register("commits_failed", "Commits that failed", failed.clone());
        registry.register("transactions_again", "Transactions run again, another being in their way", again.clone());
        registry.register("pool_waiting", "Transactions that wait for a connection", pool.clone());
        registry.register("pool_taken", "Transactions that got a connection", taken.clone());
        registry.register("pool_wait_seconds", "How long those had waited, together", waited.clone());
        Self {
            registry,
            answers,
            under_way,
            ran,
            jobs,
            oldest,
            commits,
            writes,
            failed,
            again,
            pool,
            taken,
            waited,
            numbers: AtomicU64::new(0),
        }
    }

    /// Takes over what storage has counted.
    fn storage(&self, db: &Db) {
        let commits = db.commits();
        for (power, count) in commits.sizes.into_iter().enumerate() {
            let (least, most) = (1_u64 << power, (2_u64 << power) - 1);
            let writes = match power {
                0 => "1".to_owned(),
                _ if power + 1 == commits.sizes.len() => format!("{least}+"),
                _ => format!("{least}-{most}"),
            };
            self.commits.get_or_create(&Sized { writes }).inner().store(count, Ordering::Relaxed);
        }
        self.writes.inner().store(commits.writes, Ordering::Relaxed);
        self.failed.inner().store(commits.failed, Ordering::Relaxed);
        self.again.inner().store(commits.again, Ordering::Relaxed);
        let waits = db.waits();
        self.pool.set(i64::try_from(waits.waiting).unwrap_or(i64::MAX));
        self.taken.inner().store(waits.taken, Ordering::Relaxed);
        self.waited.inner().store(waits.waited.as_secs_f64().to_bits(), Ordering::Relaxed);
    }

    /// A job was run.
    pub fn ran(&self, kind: &'static str, well: bool) {
        self.ran.get_or_create(&Ran { kind, outcome: if well { "done" } else { "failed" } }).inc();
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self::new()
    }
}

/// Middleware: gives each request an id, counts it, and says in the log what failed or was slow.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let watch = &app.shared.watch;
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = method(request.method());
    let id = id(&app, &request);
    let began = std::time::Instant::now();
    let under_way = UnderWay::of(&watch.under_way);
    let span = tracing::info_span!("request", %id, method, %route);
    let mut response = next.run(request).instrument(span.clone()).await;
    drop(under_way);
    let took = began.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| {
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        if took >= SLOW {
            tracing::info!(status, ms, "slow");
        } else {
            tracing::debug!(status, ms, "answered");
        }
    });
    watch.answers.get_or_create(&Answered { route, method, status: status.into() }).observe(took.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// A request that is being answered, for as long as this lives: where the client goes away, its future is dropped and never
/// comes to its end.
struct UnderWay(Gauge);

impl UnderWay {
    fn of(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// What a method is counted as. A client may make up any number of methods, and each would be figures of its own for ever.
fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// The id that our own proxy gave, or a new one.
fn id(app: &App, request: &Request) -> String {
    let plain =
        |id: &&str| !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let proxied = app.shared.config.client_header.is_some();
    let given = request.headers().get(&REQUEST_ID).filter(|_| proxied).and_then(|id| id.to_str().ok()).filter(plain);
    given.map_or_else(
        || {
            let number = app.shared.watch.numbers.fetch_add(1, Ordering::Relaxed);
            format!("{:x}-{:x}-{number:x}", app.shared.config.node, app.shared.began.ms())
        },
        str::to_owned,
    )
}

/// All figures, as a scraper reads them.
///
/// # Errors
/// Where the queue can't be read.
pub async fn figures(app: &App) -> Result<String> {
    let (queue, now) = app.look(&Ask::system(), |look| Ok((jobs::queue(look)?, look.now))).await?;
    let watch = &app.shared.watch;
    for (state, count) in [("waiting", queue.waiting), ("due", queue.due), ("dead", queue.dead)] {
        watch.jobs.get_or_create(&Waits { state }).set(count);
    }
    watch.oldest.set(queue.oldest.map_or(0, |due| now.since(due).max(0) / 1000));
    watch.storage(app.db());
    let mut text = String::new();
    encode(&mut text, &watch.registry).map_err(|error| Error::Inner(error.to_string()))?;
    Ok(text)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn methods_that_clients_make_up_are_counted_as_one() {
        assert_eq!(method(&Method::PATCH), "PATCH");
        for name in ["BREW", "get", "TRACE", "x1"] {
            assert_eq!(method(&Method::from_bytes(name.as_bytes()).unwrap()), "other");
        }
    }
}
