//! Fills a database of a given size, and measures the program on it: `docs/benchmarks.md` says how and what came of it.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use visavis::db::Place;

mod cards;
mod chance;
mod client;
mod fill;
mod kernel;
mod measure;
mod plan;
mod rows;

/// What went wrong, in words: this is a tool for those who build.
pub type Outcome<T> = Result<T, String>;

/// Any error as its words.
pub fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Fills a database of a given size, and measures the program on it.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fills an empty database by bulk loading.
    Fill {
        #[command(flatten)]
        place: Where,
        /// How many people.
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(200..=2_000_000))]
        people: u32,
        /// What chance follows from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Compare every tie with what the rules make of the facts: takes a while on a large one.
        #[arg(long)]
        check: bool,
    },
    /// Starts the program on a filled database, and measures what requests cost.
    Measure {
        #[command(flatten)]
        place: Where,
        /// The program; this tool itself can serve too.
        #[arg(long, value_name = "PROGRAM")]
        program: Option<PathBuf>,
        /// So many requests of each kind.
        #[arg(long, default_value_t = 4_000)]
        requests: usize,
        /// So many connections.
        #[arg(long, default_value_t = 8)]
        connections: usize,
        /// Only those whose name holds this.
        #[arg(long)]
        only: Option<String>,
        /// Also write what was found into this file.
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// A bare hello by axum, to compare with.
    #[command(hide = true)]
    Hello {
        #[arg(long)]
        listen: SocketAddr,
    },
    /// The program itself, as it was built with this tool.
    #[command(hide = true)]
    Serve {
        #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
        rest: Vec<String>,
    },
}

#[derive(Debug, Args)]
struct Where {
    /// The folder that holds the database, and what is known of it.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A PostgreSQL server instead of the file in the folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Where {
    fn place(&self) -> Place {
        let file = || Place::File(self.data.join("visavis.db"));
        self.database.clone().map_or_else(file, Place::Server)
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Serve { rest } = cli.command {
        return visavis::cli::run(["visavis".to_owned(), "serve".to_owned()].into_iter().chain(rest));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime.map_err(text).and_then(|runtime| runtime.block_on(carry_out(cli.command)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("visavis-load: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(command: Command) -> Outcome<()> {
    match command {
        Command::Fill { place, people, seed, check } => {
            let filled = fill::fill(&place.data, &place.place(), people, seed).await?;
            println!("{} people, {} rows of ties, {} answers", filled.people, filled.ties, filled.answers);
            if check {
                match fill::check(&place.data, &place.place()).await? {
                    0 => println!("every tie is what the rules say"),
                    wrong => return Err(format!("{wrong} ties are not what the rules say")),
                }
            }
            Ok(())
        }
        Command::Measure { place, program, requests, connections, only, json } => {
            let program = program.map_or_else(|| std::env::current_exe().map_err(text), Ok)?;
            let plan = measure::Plan { program, place: place.place(), data: place.data, requests, connections, only };
            let report = measure::measure(&plan, &mut |figure| eprintln!("{}", figure.line())).await?;
            println!("{}", report.table());
            if let Some(file) = json {
                let json = serde_json::to_string_pretty(&report).map_err(text)?;
                std::fs::write(&file, json).map_err(|error| format!("{}: {error}", file.display()))?;
            }
            let wrong: usize = report.figures.iter().map(|figure| figure.wrong).sum();
            if wrong > 0 { Err(format!("{wrong} requests were not answered as they should be")) } else { Ok(()) }
        }
        Command::Hello { listen } => {
            let listener = tokio::net::TcpListener::bind(listen).await.map_err(text)?;
            let router = axum::Router::new().route("/", axum::routing::get(|| async { "hello" }));
            axum::serve(listener, router).await.map_err(text)
        }
        Command::Serve { .. } => Ok(()),
    }
}
