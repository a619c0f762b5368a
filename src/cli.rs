//! The command line.

use std::{
    ffi::OsString,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use tokio::net::TcpListener;

use crate::{
    app::App,
    config::{Config, MailRoute},
    db::Place,
    demo,
    error::{Error, Result},
    http::live,
    jobs, router,
    time::{Clock, Dice},
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
    /// Tools for ENC/1, the proof that two people met.
    #[command(subcommand)]
    Encounter(Encounter),
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
    /// The folder that holds everything; made where there is none.
    #[arg(long, env = "VISAVIS_DATA", default_value = "visavis-data", value_name = "DIR")]
    data: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    #[arg(long, env = "VISAVIS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// The address people type, such as https://meet.example; its host names this server.
    #[arg(long, env = "VISAVIS_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// A PostgreSQL server instead of the file in the folder: postgres://user@host/database.
    #[arg(long, env = "VISAVIS_DATABASE", value_name = "URL")]
    database: Option<String>,
    /// The SMTP server: smtps://user:password@host:465. Without it mail lands in DIR/outbox.
    #[arg(long, env = "VISAVIS_SMTP", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// The sender of mail.
    #[arg(long, env = "VISAVIS_MAIL_FROM", default_value = "Visavis <visavis@localhost>", value_name = "ADDRESS")]
    mail_from: String,
    /// Which node of several this is.
    #[arg(long, env = "VISAVIS_NODE", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..1024))]
    node: u16,
    /// The header in which a reverse proxy of ours names the client's address.
    #[arg(long, env = "VISAVIS_CLIENT_HEADER", value_name = "NAME")]
    client_header: Option<String>,
    /// Answer any number of requests: for tests and measurements only.
    #[arg(long, env = "VISAVIS_NO_LIMITS", hide = true)]
    no_limits: bool,
}

/// Runs the program; 0 where all went well.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs it with these words, the first of which is its own name: for the tool that measures it.
pub fn run(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let cli = Cli::parse_from(words);
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(std::io::stderr).init();
    let outcome = match cli.command {
        Command::Serve(serving) => block_on(serve(serving, false)),
        Command::Demo(serving) => block_on(serve(serving, true)),
        Command::Encounter(Encounter::Check { file }) => check(&file),
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
    runtime.block_on(work)
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

async fn serve(serving: Serving, demo: bool) -> Result<ExitCode> {
    std::fs::create_dir_all(&serving.data).map_err(|error| {
        Error::Inner(format!("--data {}: {error}; name a folder that can be written", serving.data.display()))
    })?;
    // The port first: a second start must not touch the data of the first.
    let listener = listen(serving.listen).await?;
    let address = listener.local_addr().map_err(|error| Error::Inner(error.to_string()))?;
    let config = Config {
        database: serving.database.map_or_else(|| Place::File(serving.data.join("visavis.db")), Place::Server),
        // Browsers treat localhost as safe, so that passkeys and cameras work there without TLS.
        base_url: serving.base_url.map_or_else(
            || {
                let host = if address.ip().is_loopback() { "localhost".to_owned() } else { address.ip().to_string() };
                format!("http://{host}:{}", address.port())
            },
            |url| url.trim_end_matches('/').to_owned(),
        ),
        data: serving.data,
        listen: address,
        mail: serving.smtp.map_or(MailRoute::Outbox, MailRoute::Smtp),
        mail_from: serving.mail_from,
        node: serving.node,
        limits: !serving.no_limits,
        client_header: serving.client_header,
        demo,
    };
    let app = App::open(config, Clock::System, Dice::system()).await?;
    let greeting = if demo {
        demo::greeting(&app, demo::fill(&app, demo::Size::FULL, true).await?.filled())
    } else {
        String::new()
    };
    let background = [tokio::spawn(jobs::work(app.clone())), tokio::spawn(live::distribute(app.clone()))];
    let server = axum::serve(listener, router::router(&app).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stopped(app.clone()));
    println!("Visavis is ready at {}", app.shared.config.base_url);
    print!("{greeting}");
    server.await.map_err(|error| Error::Inner(error.to_string()))?;
    for task in background {
        task.abort();
    }
    Ok(ExitCode::SUCCESS)
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

/// Waits for SIGTERM or an interrupt, then lets open streams end: what is under way is finished.
async fn stopped(app: App) {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            let _done = interrupt.await;
        }
    }
    app.shared.stopping.send_replace(true);
}
