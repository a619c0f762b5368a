//! The command line.

use std::{
    ffi::OsString,
    io::Read,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, builder::FalseyValueParser};
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};

use crate::{
    app::App,
    config::{Answers, Config, MailRoute, Tiles},
    db::Place,
    demo,
    error::{Error, Result},
    gatherings,
    http::{Ask, live},
    jobs, keep, people, router,
    time::{Clock, Dice},
    whom,
};

/// The social network that counts meetings.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves a community.
    Serve(Serving),
    /// Serves a living demonstration with invented people, and prints links that sign in.
    Demo(Serving),
    /// Writes a backup of everything into one file, also while the server serves, and reads it again.
    Backup(keep::BackupArgs),
    /// Brings a backup back, into an empty folder or an empty database.
    Restore(keep::RestoreArgs),
    /// Looks whether everything that is kept is sound; ends with 0 where it is, 1 where not, 2 where it could not look.
    Doctor(keep::DoctorArgs),
    /// Brings the database to this program's shape, or only tries; ends with 0, 1 where it fails, 2 where it could not try.
    Migrate(keep::MigrateArgs),
    /// Moves everything from the file of a folder to a PostgreSQL server, and compares both sides.
    Move(keep::MoveArgs),
    /// Says who may see the operator's page: what waits, what went wrong, what was disputed.
    #[command(subcommand)]
    Operator(Operator),
    /// Takes one letter on standard input, the answer of somebody's calendar: for the pipe of a mail server, also beside a
    /// server that is running. Ends with 0, 65 where it is no such letter, 75 where it may be tried again.
    MailIn {
        /// The address that it was taken for, where the mail server says so.
        #[arg(long, value_name = "ADDRESS")]
        recipient: Option<String>,
        #[command(flatten)]
        stored: Stored,
    },
    /// Tools for ENC/1, the proof that two people met.
    #[command(subcommand)]
    Encounter(Encounter),
    /// Whom to meet: how good the suggestions are.
    #[command(subcommand)]
    Whom(Whom),
}

#[derive(Debug, Subcommand)]
enum Whom {
    /// Judges suggestions on measured contacts, and prints a table: made from the first day, right about who meets later.
    Evaluate {
        /// Files of contacts, a line each: seconds, and two people's numbers; also packed as .gz or .zip.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum Operator {
    /// Lets a member see it.
    Add {
        /// Their handle.
        handle: String,
        #[command(flatten)]
        stored: Stored,
    },
    /// Takes that back.
    Remove {
        /// Their handle.
        handle: String,
        #[command(flatten)]
        stored: Stored,
    },
    /// Prints those who do.
    List {
        #[command(flatten)]
        stored: Stored,
    },
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
struct Stored {
    /// The folder that holds everything; `serve` makes it where there is none.
    #[arg(long, env = "VISAVIS_DATA", default_value = "visavis-data", value_name = "DIR")]
    data: PathBuf,
    /// A PostgreSQL server instead of the file in the folder: postgres://user@host/database.
    #[arg(long, env = "VISAVIS_DATABASE", value_name = "URL")]
    database: Option<String>,
}

impl Stored {
    fn place(&self) -> Place {
        self.database.clone().map_or_else(|| Place::File(self.data.join(keep::DATABASE)), Place::Server)
    }
}

#[derive(Debug, Subcommand)]
enum Encounter {
    /// Checks a file of test vectors, and prints each case with its verdict; ends with 1 where one is another.
    Check {
        /// The file, such as vectors.json.
        #[arg(value_name = "VECTORS.json")]
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Serving {
    #[command(flatten)]
    stored: Stored,
    /// Where to listen; port 0 takes any that is free.
    #[arg(long, env = "VISAVIS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// The address people type, such as https://meet.example; its host names this server.
    #[arg(long, env = "VISAVIS_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// The SMTP server: smtps://user:password@host:465. Without it mail lands in DIR/outbox.
    #[arg(long, env = "VISAVIS_SMTP", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// The sender of mail.
    #[arg(long, env = "VISAVIS_MAIL_FROM", default_value = "Visavis <visavis@localhost>", value_name = "ADDRESS")]
    mail_from: String,
    /// Where answers of mail programs arrive, such as answers@meet.example; a mail server hands them to `visavis mail-in` or
    /// puts them into --maildir. Without it invitations ask for none.
    #[arg(long, env = "VISAVIS_ANSWERS_ADDRESS", value_name = "ADDRESS")]
    answers_address: Option<String>,
    /// A folder (Maildir) in which a mail server puts such answers.
    #[arg(long, env = "VISAVIS_MAILDIR", value_name = "DIR", requires = "answers_address")]
    maildir: Option<PathBuf>,
    /// Which node of several this is.
    #[arg(long, env = "VISAVIS_NODE", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..1024))]
    node: u16,
    /// The header in which a reverse proxy of ours names the client's address.
    #[arg(long, env = "VISAVIS_CLIENT_HEADER", value_name = "NAME")]
    client_header: Option<String>,
    /// Where Prometheus may read figures, at /metrics; nowhere else. An address that only it reaches.
    #[arg(long, env = "VISAVIS_METRICS", value_name = "ADDR:PORT")]
    metrics: Option<SocketAddr>,
    /// A server of map tiles: https://tiles.example/{z}/{x}/{y}.png. Without it maps are drawn here, and nobody is asked.
    #[arg(long, env = "VISAVIS_TILES", value_name = "URL")]
    tiles: Option<String>,
    /// A file of map tiles that are pictures (PMTiles 3), which this program serves itself.
    #[arg(long, env = "VISAVIS_PMTILES", value_name = "FILE", conflicts_with = "tiles")]
    pmtiles: Option<PathBuf>,
    /// Whose the tiles are, as their licence wants it shown.
    #[arg(long, env = "VISAVIS_TILES_ATTRIBUTION", default_value = "", value_name = "TEXT", hide_default_value = true)]
    tiles_attribution: String,
    /// How much the log says: error, warn, info or debug (each request).
    #[arg(long, env = "VISAVIS_LOG", default_value = "info", value_name = "LEVEL")]
    log: tracing::Level,
    /// Write the log as JSON, one object a line.
    #[arg(long, env = "VISAVIS_LOG_JSON", value_parser = FalseyValueParser::new())]
    log_json: bool,
    /// Asked to stop, finish what is under way, but end after so many seconds.
    #[arg(long, env = "VISAVIS_GRACE", default_value_t = 25, value_name = "SECONDS")]
    grace: u64,
    /// Answer any number of requests: for tests and measurements only.
    #[arg(long, env = "VISAVIS_NO_LIMITS", hide = true, value_parser = FalseyValueParser::new())]
    no_limits: bool,
}

/// Runs the program; 0 where all went well.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs it with these words, the first of which is its own name: for the tool that measures it.
pub fn run(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let cli = Cli::parse_from(words);
    let (level, json) = match &cli.command {
        Command::Serve(serving) | Command::Demo(serving) => (serving.log, serving.log_json),
        _ => (tracing::Level::WARN, false),
    };
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr);
    if json {
        log.json().init()
    } else {
        log.init()
    }
    let outcome = match cli.command {
        Command::Operator(what) => block_on(operate(what)),
        Command::MailIn { recipient, stored } => Ok(block_on(mail_in(stored, recipient)).unwrap_or_else(|error| {
            eprintln!("visavis: {error}");
            ExitCode::from(TRY_AGAIN)
        })),
        Command::Serve(serving) => block_on(serve(serving, false)),
        Command::Demo(serving) => block_on(serve(serving, true)),
        Command::Backup(args) => keep::backup(&args),
        Command::Restore(args) => keep::restore(&args),
        Command::Doctor(args) => Ok(keep::doctor(&args)),
        Command::Migrate(args) => Ok(keep::migrate(&args)),
        Command::Move(args) => keep::move_to_postgres(&args),
        Command::Encounter(Encounter::Check { file }) => check(&file),
        Command::Whom(Whom::Evaluate { files }) => whom::evaluate(&files).map(|table| {
            print!("{table}");
            ExitCode::SUCCESS
        }),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("visavis: {error}");
            ExitCode::FAILURE
        }
    }
}

fn block_on(work: impl Future<Output = Result<ExitCode>>) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Inner(format!("no threads: {error}")))?;
    let outcome = runtime.block_on(work);
    // What still reads a picture for somebody who is gone keeps nobody waiting.
    runtime.shutdown_background();
    outcome
}

/// `visavis encounter check`: one line for each case, with the verdict, and what was expected where that is another.
fn check(file: &Path) -> Result<ExitCode> {
    let unusable = |why: &dyn std::fmt::Display| Error::Inner(format!("{}: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| unusable(&error))?;
    let results = visavis_wire::card::vectors::check(&text).map_err(|error| unusable(&error))?;
    let wrong = results.iter().filter(|result| !result.passed()).count();
    for result in &results {
        let number = result.number.map(|number| format!("case {number}: ")).unwrap_or_default();
        if result.passed() {
            // Of bytes only that they are the same.
            let got = if result.number.is_some() { result.got.as_str() } else { "ok" };
            println!("{number}{}: {got}", result.what);
        } else {
            println!("{number}{}: {} (MISMATCH: expected {})", result.what, result.got, result.expected);
        }
    }
    println!("{} checked, {wrong} other than expected", results.len());
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How a program ends that got something it can't read (`sysexits.h`).
const UNREADABLE: u8 = 65;
/// How one ends that may be tried again.
const TRY_AGAIN: u8 = 75;

/// `visavis mail-in`: keeps what a letter says, and ends; the server does the rest.
async fn mail_in(stored: Stored, recipient: Option<String>) -> Result<ExitCode> {
    let (_hold, app) = beside(stored).await?;
    let (mut letter, most) = (Vec::new(), gatherings::MOST_LETTER as u64 + 1);
    let read = std::io::stdin().lock().take(most).read_to_end(&mut letter);
    read.map_err(|error| Error::Inner(format!("the letter: {error}")))?;
    Ok(match gatherings::take_letter(&app, &letter, recipient.as_deref()).await? {
        gatherings::Taken::Kept | gatherings::Taken::Ignored => ExitCode::SUCCESS,
        gatherings::Taken::Unreadable => {
            // A mail server tells it to whoever wrote.
            eprintln!("visavis: this address takes the answers of calendars alone, and nobody reads it");
            ExitCode::from(UNREADABLE)
        }
    })
}

/// `visavis operator`: also beside a server that is running.
async fn operate(what: Operator) -> Result<ExitCode> {
    let (stored, handle, make) = match what {
        Operator::Add { handle, stored } => (stored, Some(handle), true),
        Operator::Remove { handle, stored } => (stored, Some(handle), false),
        Operator::List { stored } => (stored, None, false),
    };
    let (_hold, app) = beside(stored).await?;
    if let Some(handle) = handle {
        let asked = handle.clone();
        let change = move |act: &mut crate::act::Act<'_>| match make {
            true => people::make_operator(act, &asked),
            false => people::unmake_operator(act, &asked),
        };
        app.act(&Ask::system(), change).await.map_err(|error| match error {
            Error::NotFound => Error::Inner(format!("nobody here is called {handle}; name the handle of a member")),
            other => other,
        })?;
    }
    for face in app.look(&Ask::system(), people::operators).await? {
        println!("@{} ({})", face.handle, face.name);
    }
    Ok(ExitCode::SUCCESS)
}

/// The data of a server that may be running.
async fn beside(stored: Stored) -> Result<(Option<keep::Hold>, App)> {
    if stored.database.is_none() && !stored.data.join(keep::DATABASE).exists() {
        return Err(Error::Inner(format!(
            "--data {}: there is no visavis.db; name the folder of your server",
            stored.data.display()
        )));
    }
    let hold = if stored.data.is_dir() { Some(keep::Hold::beside_others(&stored.data)?) } else { None };
    let config = Config {
        database: stored.place(),
        data: stored.data,
        listen: ([127, 0, 0, 1], 0).into(),
        base_url: "http://localhost".into(),
        mail: MailRoute::Memory,
        mail_from: String::new(),
        answers: None,
        node: 1023,
        limits: true,
        client_header: None,
        tiles: None,
        demo: false,
    };
    Ok((hold, App::open(config, Clock::System, Dice::system()).await?))
}

async fn serve(serving: Serving, demo: bool) -> Result<ExitCode> {
    let tiles = match (&serving.pmtiles, &serving.tiles) {
        (Some(file), _) => Some(Tiles::of_file(file, &serving.tiles_attribution)),
        (None, Some(url)) => Some(Tiles::read(url, &serving.tiles_attribution)),
        (None, None) => None,
    };
    let tiles = tiles.transpose().map_err(Error::Inner)?;
    let answers = serving.answers_address.as_deref().map(Answers::read).transpose().map_err(Error::Inner)?;
    std::fs::create_dir_all(&serving.stored.data).map_err(|error| {
        Error::Inner(format!("--data {}: {error}; name a folder that can be written", serving.stored.data.display()))
    })?;
    // The port first: a second start must not touch the data of the first.
    let listener = listen(serving.listen).await?;
    // Whoever restores or moves what is there must not do it below us.
    let _hold = keep::Hold::beside_others(&serving.stored.data)?;
    let _only = match serving.stored.place() {
        Place::File(_) => Some(keep::Hold::serving(&serving.stored.data)?),
        Place::Server(_) => None,
    };
    let metrics = match serving.metrics {
        Some(at) => Some(listen(at).await?),
        None => None,
    };
    let address = listener.local_addr().map_err(|error| Error::Inner(error.to_string()))?;
    let config = Config {
        database: serving.stored.place(),
        // Browsers treat localhost as safe, so that passkeys and cameras work there without TLS.
        base_url: serving.base_url.map_or_else(
            || {
                let host = if address.ip().is_loopback() { "localhost".to_owned() } else { address.ip().to_string() };
                format!("http://{host}:{}", address.port())
            },
            |url| url.trim_end_matches('/').to_owned(),
        ),
        data: serving.stored.data,
        listen: address,
        mail: serving.smtp.map_or(MailRoute::Outbox, MailRoute::Smtp),
        mail_from: serving.mail_from,
        answers,
        node: serving.node,
        limits: !serving.no_limits,
        client_header: serving.client_header,
        tiles,
        demo,
    };
    let grace = serving.grace;
    let app = App::open(config, Clock::System, Dice::system()).await?;
    app.shared.media.sweep();
    let greeting = if demo {
        demo::greeting(&app, demo::fill(&app, demo::Size::FULL, true).await?.filled())
    } else {
        String::new()
    };
    let watched = metrics.map(|listener| {
        let router = router::metrics(&app);
        tokio::spawn(async move { axum::serve(listener, router).await })
    });
    let mut asked = Asked::listen()?;
    let (jobs, live) = (tokio::spawn(jobs::work(app.clone())), tokio::spawn(live::distribute(app.clone())));
    if let Some(folder) = serving.maildir {
        tokio::spawn(gatherings::watch_maildir(app.clone(), folder));
    }
    let mut stopping = app.shared.stopping.subscribe();
    let server = axum::serve(listener, router::router(&app).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(stopping.wait_for(|stop| *stop).await) });
    println!("Visavis is ready at {}", app.shared.config.base_url);
    print!("{greeting}");
    // What is under way is finished: first the answers, then the job.
    let finished = async {
        server.await.map_err(|error| Error::Inner(error.to_string()))?;
        jobs.await.map_err(|error| Error::Inner(format!("jobs: {error}")))
    };
    let outcome = tokio::select! {
        outcome = finished => outcome.map(|()| ExitCode::SUCCESS),
        code = asked.hurry(&app, Duration::from_secs(grace)) => Ok(code),
    };
    live.abort();
    if let Some(task) = watched {
        task.abort();
    }
    outcome
}

async fn listen(at: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(at).await.map_err(|error| {
        let remedy = match error.kind() {
            std::io::ErrorKind::AddrInUse => "it is taken; name another one with --listen ADDR:PORT",
            std::io::ErrorKind::PermissionDenied => "not allowed; name a port above 1023 with --listen ADDR:PORT",
            std::io::ErrorKind::AddrNotAvailable => "this machine has no such address; name another with --listen",
            _ => "name another one with --listen ADDR:PORT",
        };
        Error::Inner(format!("can’t listen at {at}: {remedy}"))
    })
}

/// Being asked to end, by SIGTERM or an interrupt.
struct Asked {
    terminate: Signal,
    interrupt: Signal,
}

impl Asked {
    fn listen() -> Result<Self> {
        let on = |kind| signal(kind).map_err(|error| Error::Inner(format!("no word of signals: {error}")));
        Ok(Self { terminate: on(SignalKind::terminate())?, interrupt: on(SignalKind::interrupt())? })
    }

    async fn again(&mut self) {
        tokio::select! { _ = self.terminate.recv() => {}, _ = self.interrupt.recv() => {} }
    }

    /// Asked once, nothing new is begun and what is under way is finished. Asked twice, or when that takes longer than
    /// `grace`, this returns. Nothing acknowledged is lost by that: whoever has no answer yet gets none.
    async fn hurry(&mut self, app: &App, grace: Duration) -> ExitCode {
        self.again().await;
        tracing::info!("finishing what is under way");
        app.shared.stopping.send_replace(true);
        tokio::select! {
            () = self.again() => {
                tracing::warn!("asked twice: ending at once");
                ExitCode::FAILURE
            }
            () = tokio::time::sleep(grace) => {
                tracing::warn!("not finished after {} s: ending all the same", grace.as_secs());
                ExitCode::SUCCESS
            }
        }
    }
}
