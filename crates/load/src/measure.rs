//! `visavis-load measure`: what one request costs, on a filled database.

use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use visavis::{
    app::App,
    db::Place,
    time::{Clock, DAY, Dice, Moment, Zone},
};

use crate::{
    Outcome,
    cards::{Meeting, Phones, body},
    chance::{Chance, secret},
    client::{self, Asked, Line},
    fill::{self, Filled, Watched},
    kernel,
    plan::spelled,
    text,
};

const FORM: &str = "application/x-www-form-urlencoded";
/// So many records make a large upload.
const MANY_RECORDS: usize = 20;
/// Before anything is counted each is asked so often, for caches and statements.
const WARM: usize = 300;

/// What to measure, and how often.
pub struct Plan {
    pub program: PathBuf,
    pub data: PathBuf,
    pub place: Place,
    pub requests: usize,
    pub connections: usize,
    /// Only those whose name holds this.
    pub only: Option<String>,
}

/// All that was found in one run.
#[derive(Debug, Serialize)]
pub struct Report {
    pub engine: &'static str,
    pub people: u32,
    pub ties: u64,
    pub answers: u64,
    /// From the start of the process to the first answer.
    pub ready_ms: f64,
    pub idle_mib: f64,
    pub busy_mib: f64,
    /// What the signatures of one encounter cost to check, and nothing else.
    pub signatures_us: f64,
    pub figures: Vec<Figure>,
}

/// What one kind of request costs.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub name: String,
    pub connections: usize,
    pub requests: usize,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Time on a processor for each request, of the program.
    pub program_us: f64,
    /// The same of the database's own processes, where it has some.
    pub database_us: f64,
    /// Bytes that came back for each request, with its head.
    pub bytes: u64,
    /// How many bare hellos one costs.
    pub hellos: f64,
    /// Requests that had another status than they should, and one of these.
    pub wrong: usize,
    pub instead: Option<u16>,
}

/// A process that ends with us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).map_err(text)?.local_addr().map_err(text)?.port())
}

async fn answers(address: SocketAddr, path: &str, within: Duration) -> Outcome<()> {
    let begun = Instant::now();
    let mut why = String::new();
    while begun.elapsed() < within {
        if let Ok(mut line) = Line::to(address).await {
            match line.ask(&Asked::get(path, None, false).bytes, &mut 0).await {
                Ok((200, _)) => return Ok(()),
                Ok((status, _)) => why = format!("it answers {status}"),
                Err(error) => why = error,
            }
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err(format!("nothing good at {address} in {} s: {why}", within.as_secs()))
}

/// Measures everything; `say` hears how it goes.
pub async fn measure(plan: &Plan, say: &mut dyn FnMut(&Figure)) -> Outcome<Report> {
    let filled = fill::read(&plan.data)?;
    let app = App::open(fill::config(&plan.data, &plan.place), Clock::System, Dice::system()).await.map_err(text)?;
    let shared = app.shared.clone();
    drop(app);
    let now = shared.clock.now();
    let postmaster = match &plan.place {
        Place::File(_) => None,
        Place::Server(url) => Some(postmaster(url.clone()).await?),
    };

    let hello: SocketAddr = ([127, 0, 0, 1], free_port()?).into();
    let bare = Command::new(std::env::current_exe().map_err(text)?)
        .args(["hello", "--listen", &hello.to_string()])
        .spawn()
        .map_err(text)?;
    let bare = Running(bare);
    answers(hello, "/", Duration::from_secs(10)).await?;

    let address: SocketAddr = ([127, 0, 0, 1], free_port()?).into();
    let mut command = Command::new(&plan.program);
    command.args(["serve", "--no-limits", "--listen", &address.to_string(), "--data"]).arg(&plan.data);
    if let Place::Server(url) = &plan.place {
        command.args(["--database", url]);
    }
    let begun = Instant::now();
    let started = command.stdout(Stdio::null()).spawn();
    let server = Running(started.map_err(|error| format!("{}: {error}", plan.program.display()))?);
    answers(address, "/health", Duration::from_secs(60)).await?;
    let ready_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let process = server.0.id();
    let idle_mib = kernel::anonymous(process) as f64 / 1024.0;

    let phones = Phones::new(&format!("localhost:{}", address.port()), &shared.keys, &filled.handles, now);
    let signed = plan.requests.min(1_000) as u32;
    let meetings = (0..signed).map(|number| phones.meeting(0, number)).collect::<Outcome<Vec<Meeting>>>()?;
    let mut report = Report {
        engine: if postmaster.is_some() { "postgresql" } else { "sqlite" },
        people: filled.people,
        ties: filled.ties,
        answers: filled.answers,
        ready_ms,
        idle_mib,
        busy_mib: 0.0,
        signatures_us: phones.bare(&meetings)?,
        figures: Vec::new(),
    };
    let mut asks = Asks { filled: &filled, phones, now, chance: Chance::of(now.ms() as u64, 0, 0), turn: 0 };
    let mut hello_us = 0.0;
    for (name, connections, part) in ASKED {
        let wanted = plan.only.as_ref().is_none_or(|only| *name == "hello" || name.contains(only.as_str()));
        if !wanted {
            continue;
        }
        let connections = connections.unwrap_or(plan.connections);
        let count = (plan.requests / part).max(connections);
        let (to, books) = if *name == "hello" { (hello, vec![bare.0.id()]) } else { (address, vec![process]) };
        let Some(warm) = asks.all(name, WARM.min(count), true)? else { continue };
        let tried = client::run(to, warm, connections).await?;
        if tried.wrong == tried.times.len() && tried.instead == Some(404) {
            // This program has no such route.
            continue;
        }
        let all = asks.all(name, count, false)?.unwrap_or_default();
        let requests = all.len();
        let database = postmaster.filter(|_| *name != "hello").map(kernel::family).unwrap_or_default();
        let sum = |books: &[u32]| books.iter().map(|process| kernel::spent(*process)).sum::<u64>();
        let before = (sum(&books), sum(&database));
        let run = client::run(to, all, connections).await?;
        let each = |from: u64, to: u64| to.saturating_sub(from) as f64 / 1_000.0 / requests.max(1) as f64;
        let (program_us, database_us) = (each(before.0, sum(&books)), each(before.1, sum(&database)));
        if *name == "hello" {
            hello_us = program_us;
        }
        let figure = Figure {
            name: (*name).to_owned(),
            connections,
            requests,
            per_second: requests as f64 / run.took.as_secs_f64(),
            p50_ms: run.within(0.5).as_secs_f64() * 1_000.0,
            p99_ms: run.within(0.99).as_secs_f64() * 1_000.0,
            program_us,
            database_us,
            bytes: run.wire / requests.max(1) as u64,
            hellos: if hello_us > 0.0 { (program_us + database_us) / hello_us } else { 0.0 },
            wrong: run.wrong,
            instead: run.instead,
        };
        say(&figure);
        report.figures.push(figure);
    }
    report.busy_mib = kernel::anonymous(process) as f64 / 1024.0;
    Ok(report)
}

/// The process that all others of a server come from; its data has to be on this machine.
async fn postmaster(url: String) -> Outcome<u32> {
    tokio::task::spawn_blocking(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls).map_err(text)?;
        let row = client.query_one("SHOW data_directory", &[]).map_err(text)?;
        let file = Path::new(row.get::<_, &str>(0)).join("postmaster.pid");
        let lines = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        lines.lines().next().unwrap_or_default().trim().parse().map_err(text)
    })
    .await
    .map_err(text)?
}

/// Names, connections where another number than usual, and by what the number of requests is divided.
const ASKED: &[(&str, Option<usize>, usize)] = &[
    ("hello", None, 1),
    ("about", None, 1),
    ("gathering, 8 going", None, 1),
    ("gathering, 8 going, compressed", None, 1),
    ("gathering, 2,000 going", None, 1),
    ("gathering, for a stranger", None, 1),
    ("community", None, 1),
    ("home", None, 1),
    ("home, compressed", None, 1),
    ("near a place", None, 1),
    ("search", None, 1),
    ("people by name", None, 1),
    ("gathering by the API", None, 1),
    ("gathering in a calendar program", None, 1),
    ("gathering on another site", None, 1),
    ("picture of a gathering", None, 4),
    ("poster", None, 10),
    ("venue", None, 1),
    ("near a place, as a map", None, 1),
    ("near a place, by month", None, 1),
    ("near a place, step-free and free", None, 1),
    ("community in a calendar program", None, 4),
    ("whom to meet, 8 going", None, 1),
    ("whom to meet, 2,000 going", None, 4),
    ("answers for the host, 2,000", None, 10),
    ("door, 2,000 going", None, 10),
    ("answer", None, 1),
    ("answer, 64 at once", Some(64), 1),
    ("answer where it is full", None, 1),
    ("a guest asks to come", None, 4),
    ("publish a gathering", None, 4),
    ("check-in", None, 4),
    ("encounter", None, 2),
    ("20 encounters", None, 20),
];

/// Makes requests.
struct Asks<'a> {
    filled: &'a Filled,
    phones: Phones<'a>,
    now: Moment,
    chance: Chance,
    turn: u32,
}

impl Asks<'_> {
    /// So many requests of a kind; `None` where the database has nothing to ask for.
    fn all(&mut self, name: &str, count: usize, warming: bool) -> Outcome<Option<Vec<Asked>>> {
        let mut all = Vec::with_capacity(count);
        for number in 0..count {
            match self.one(name, number, warming)? {
                Some(asked) => all.push(asked),
                None => return Ok(None),
            }
        }
        Ok(Some(all))
    }

    fn one(&mut self, name: &str, number: usize, warming: bool) -> Outcome<Option<Asked>> {
        let filled = self.filled;
        let viewer = *self.chance.pick(&filled.viewers).ok_or("nobody to ask")?;
        let mine = cookie(viewer);
        let (kind, zipped) = match name.strip_suffix(", compressed") {
            Some(kind) => (kind, true),
            None => (name, false),
        };
        Ok(Some(match kind {
            "hello" => Asked::get("/", None, false),
            "about" => Asked::get("/about", Some(&mine), false),
            "gathering, 8 going" => return self.watched(&filled.small, "", zipped),
            "gathering, 2,000 going" => return self.watched(&filled.crowds, "", false),
            "gathering by the API" => return self.watched(&filled.small, "/api/v1/gatherings", false),
            "gathering in a calendar program" => return self.stranger(&filled.small, "/calendar.ics"),
            "gathering on another site" => return self.stranger(&filled.small, "/embed"),
            "picture of a gathering" => return self.stranger(&filled.small, "/preview.png"),
            "poster" => return self.stranger(&filled.small, "/poster"),
            "whom to meet, 8 going" => return self.under(&filled.small, "/whom", false),
            "whom to meet, 2,000 going" => return self.under(&filled.crowds, "/whom", false),
            "answers for the host, 2,000" => return self.under(&filled.crowds, "/answers", true),
            "door, 2,000 going" => return self.under(&filled.crowds, "/door", true),
            "community in a calendar program" => return self.under(&filled.communities, "/calendar.ics", false),
            "venue" => {
                let Some(page) = self.chance.pick(&filled.venues) else { return Ok(None) };
                Asked::get(page, Some(&mine), false)
            }
            "community" => return self.watched(&filled.communities, "", false),
            "gathering, for a stranger" => {
                let Some(page) = self.chance.pick(&filled.small) else { return Ok(None) };
                Asked::get(&page.url, None, false)
            }
            "home" => Asked::get("/", Some(&mine), zipped),
            "near a place" => return self.near("", &mine),
            "near a place, as a map" => return self.near("&view=map", &mine),
            "near a place, by month" => return self.near("&view=calendar", &mine),
            "near a place, step-free and free" => return self.near("&step_free=yes&cost=free", &mine),
            "search" => {
                let Some(word) = self.chance.pick(&filled.words) else { return Ok(None) };
                Asked::get(&format!("/find?q={}", spelled(word)), Some(&mine), false)
            }
            "people by name" => {
                let Some(name) = self.chance.pick(&filled.names) else { return Ok(None) };
                Asked::get(&format!("/find/people?q={}", spelled(name)), Some(&mine), false)
            }
            "answer" | "answer, 64 at once" => {
                let Some(page) = self.chance.pick(&filled.ahead) else { return Ok(None) };
                let reply = if self.chance.percent(80) { "reply=yes" } else { "reply=maybe" };
                Asked::post(&format!("{page}/answer"), &mine, FORM, reply, 303)
            }
            "answer where it is full" => {
                // By turns they ask for a place, and leave the queue.
                let Some(page) = self.chance.pick(&filled.full) else { return Ok(None) };
                let reply = if self.chance.percent(80) { "reply=yes" } else { "reply=no" };
                Asked::post(&format!("{page}/answer"), &mine, FORM, reply, 303)
            }
            "a guest asks to come" => {
                let Some(page) = self.chance.pick(&filled.ahead) else { return Ok(None) };
                self.turn += 1;
                let body = format!("name=Kim&email=kim.{}.{}%40example.org", self.now.ms(), self.turn);
                Asked::post(&format!("{page}/guest"), "", FORM, &body, 303)
            }
            "publish a gathering" => {
                let Some(town) = self.chance.pick(&filled.towns) else { return Ok(None) };
                let date = self.now.plus(30 * DAY).on_the_wall(&Zone::UTC).strftime("%Y-%m-%d").to_string();
                let town = spelled(town);
                let body = format!(
                    "title=Board+games&words=Bring+one.&date={date}&start=19%3A00&end=22%3A00&venue=Library&town={town}"
                );
                Asked::post("/g/new", &mine, FORM, &body, 303)
            }
            "check-in" => {
                // Each of those who go, once; before that each has checked out.
                let all: usize = filled.running.iter().map(|page| page.people.len()).sum();
                let Some(at) = number.checked_rem(all) else { return Ok(None) };
                let Some((page, person)) = pair(&filled.running, at) else { return Ok(None) };
                let undo = warming || !(number / all).is_multiple_of(2);
                let body = if undo { "undo=1" } else { "" };
                Asked::post(&format!("{page}/check-in"), &cookie(person), FORM, body, 303)
            }
            "encounter" => self.upload(1)?,
            "20 encounters" => self.upload(MANY_RECORDS)?,
            other => return Err(format!("nothing is known of {other}")),
        }))
    }

    /// A page, for one of those who have to do with it.
    fn watched(&mut self, pages: &[Watched], before: &str, zipped: bool) -> Outcome<Option<Asked>> {
        let Some(page) = self.chance.pick(pages) else { return Ok(None) };
        let Some(person) = self.chance.pick(&page.people) else { return Ok(None) };
        let path = match before {
            "" => page.url.clone(),
            before => format!("{before}/{}", page.url.trim_start_matches("/g/")),
        };
        Ok(Some(Asked::get(&path, Some(&cookie(*person)), zipped)))
    }

    /// What is near a town, for a viewer; `how` goes on with the query.
    fn near(&mut self, how: &str, viewer: &str) -> Outcome<Option<Asked>> {
        let Some(town) = self.chance.pick(&self.filled.towns) else { return Ok(None) };
        Ok(Some(Asked::get(&format!("/find?town={}&km=25{how}", spelled(town)), Some(viewer), false)))
    }

    /// What lies under a page, for somebody who has no account here.
    fn stranger(&mut self, pages: &[Watched], below: &str) -> Outcome<Option<Asked>> {
        let Some(page) = self.chance.pick(pages) else { return Ok(None) };
        Ok(Some(Asked::get(&format!("{}{below}", page.url), None, false)))
    }

    /// What lies under a page, for one of those who have to do with it, or for its host.
    fn under(&mut self, pages: &[Watched], below: &str, host: bool) -> Outcome<Option<Asked>> {
        let Some(page) = self.chance.pick(pages) else { return Ok(None) };
        let person = if host { page.people.first() } else { self.chance.pick(&page.people) };
        let Some(person) = person else { return Ok(None) };
        Ok(Some(Asked::get(&format!("{}{below}", page.url), Some(&cookie(*person)), false)))
    }

    fn upload(&mut self, records: usize) -> Outcome<Asked> {
        let run = self.now.ms() as u64;
        let meetings = (0..records)
            .map(|_| {
                self.turn += 1;
                self.phones.meeting(run, self.turn)
            })
            .collect::<Outcome<Vec<_>>>()?;
        let by = meetings.first().map_or(0, |meeting| meeting.by);
        Ok(Asked::post("/api/v1/encounters", &cookie(by), "application/json", &body(&meetings), 200))
    }
}

/// The pair of that number of all pages and their people.
fn pair(pages: &[Watched], number: usize) -> Option<(&str, u32)> {
    let all = pages.iter().flat_map(|page| page.people.iter().map(|person| (page.url.as_str(), *person)));
    all.into_iter().nth(number)
}

fn cookie(person: u32) -> String {
    BASE64URL_NOPAD.encode(&secret("session", person))
}

impl Report {
    /// The same as a table that people read.
    pub fn table(&self) -> String {
        let mut out = format!(
            "{}, {} people, {} rows of ties, {} answers; ready after {:.0} ms, {:.1} MiB of its own idle and {:.1} after all\n\
             the signatures of one encounter alone: {:.0} µs\n\n\
             | request | connections | program | database | bare hellos | requests/s | p50 | p99 | bytes |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
            self.engine,
            self.people,
            self.ties,
            self.answers,
            self.ready_ms,
            self.idle_mib,
            self.busy_mib,
            self.signatures_us,
        );
        for figure in &self.figures {
            out.push_str(&figure.line());
            out.push('\n');
        }
        out
    }
}

impl Figure {
    /// One line of the table.
    pub fn line(&self) -> String {
        let wrong = match self.instead {
            Some(status) => format!(" ({} of {} wrong, such as {status})", self.wrong, self.requests),
            None => String::new(),
        };
        format!(
            "| {}{wrong} | {} | {:.0} µs | {:.0} µs | {:.1} | {:.0} | {:.2} ms | {:.2} ms | {} |",
            self.name,
            self.connections,
            self.program_us,
            self.database_us,
            self.hellos,
            self.per_second,
            self.p50_ms,
            self.p99_ms,
            self.bytes,
        )
    }
}
