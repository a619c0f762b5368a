//! The commands' own words: what they are called with, and what they say.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde::Serialize;

use super::{
    Backup, DATABASE, Examination, Hold, Progress, Restore,
    archive::verify,
    doctor::{Diagnosis, Outcome, examine},
    migrating::rehearse,
    moving::move_to,
    said,
};
use crate::{
    db::{Alone, Place, migrate as migrations},
    error::{Error, Result},
    time::{Clock, Dice},
};

/// So many faults are named on the terminal; `--json` has all.
const MOST_NAMED: usize = 200;

/// Where everything is.
#[derive(Debug, Args)]
struct Where {
    /// The folder that holds everything.
    #[arg(long, env = "VISAVIS_DATA", default_value = "visavis-data", value_name = "DIR")]
    data: PathBuf,
    /// The PostgreSQL server that holds the rows instead of the file in the folder: postgres://user@host/database.
    #[arg(long, env = "VISAVIS_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
}

impl Where {
    fn place(&self) -> Place {
        match &self.database {
            Some(url) => Place::Server(url.clone()),
            None => Place::File(self.data.join(DATABASE)),
        }
    }
}

/// `visavis backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to be written: a ZIP archive. It holds the server's secrets; keep it where nobody else reads.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    from: Where,
    /// An older backup in the same folder: the pictures that it holds are not written again, and restoring needs both.
    #[arg(long, value_name = "OLDER")]
    since: Option<PathBuf>,
    /// Take the place of a file that is there.
    #[arg(long)]
    force: bool,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// `visavis restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// An empty folder, made where there is none.
    #[arg(long, env = "VISAVIS_DATA", default_value = "visavis-data", value_name = "DIR")]
    data: PathBuf,
    /// An empty database of a PostgreSQL server for the rows, instead of a file in the folder.
    #[arg(long, env = "VISAVIS_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// Only read the backup whole and compare it with its manifest; nothing is written.
    #[arg(long)]
    check: bool,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// `visavis doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    at: Where,
    /// Put right what can be, a row at a time, and say what was changed. Make a backup before.
    #[arg(long)]
    repair: bool,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// `visavis migrate`.
#[derive(Debug, Args)]
pub struct MigrateArgs {
    #[command(flatten)]
    at: Where,
    /// Only try it: on a copy of the file, or in a transaction of the server's that is rolled back.
    #[arg(long)]
    check: bool,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// `visavis move`.
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// The folder whose file is to be moved; nobody may serve it meanwhile.
    #[arg(long, env = "VISAVIS_DATA", default_value = "visavis-data", value_name = "DIR")]
    data: PathBuf,
    /// The empty database of a PostgreSQL server: postgres://user@host/database.
    #[arg(long, env = "VISAVIS_DATABASE", value_name = "URL", hide_env_values = true)]
    database: String,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| said(error.to_string()))?;
    println!("{text}");
    Ok(())
}

/// Writes a backup.
///
/// # Errors
/// Whatever is in the way.
pub fn backup(args: &BackupArgs) -> Result<ExitCode> {
    let place = args.from.place();
    let asked = Backup {
        place: &place,
        data: &args.from.data,
        file: &args.file,
        since: args.since.as_deref(),
        force: args.force,
    };
    let made = asked.make(&Clock::System, &Dice::system(), &mut Progress::new(!args.json))?;
    if args.json {
        print_json(&made)?;
    } else {
        let older = made.pictures - made.pictures_within;
        let rest = if older > 0 { format!(" ({older} of them in older backups beside it)") } else { String::new() };
        println!(
            "{}: {} rows of {} tables, {} files of pictures{rest}, {} bytes; read again and compared.",
            made.file.display(),
            made.rows,
            made.tables,
            made.pictures,
            made.bytes
        );
        println!("It holds the server’s secrets: whoever has it can sign in as anybody.");
    }
    if !made.missing.is_empty() {
        eprintln!(
            "visavis: {} pictures that rows name have no file in {}, such as {}: see visavis doctor",
            made.missing.len(),
            args.from.data.join(super::MEDIA).display(),
            made.missing.first().map(String::as_str).unwrap_or_default()
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings a backup back, or only reads it.
///
/// # Errors
/// Whatever is in the way.
pub fn restore(args: &RestoreArgs) -> Result<ExitCode> {
    let mut progress = Progress::new(!args.json);
    if args.check {
        let manifest = verify(&args.file, &mut progress)?;
        if args.json {
            print_json(&manifest)?;
        } else {
            let rows: u64 = manifest.tables.iter().map(|table| table.sum.rows).sum();
            println!(
                "{} is whole: made {} by Visavis {} from {} of shape {}, {rows} rows of {} tables, {} files of pictures.",
                args.file.display(),
                manifest.made_at,
                manifest.program,
                manifest.engine,
                manifest.shape,
                manifest.tables.len(),
                manifest.pictures.len()
            );
        }
        return Ok(ExitCode::SUCCESS);
    }
    let asked = Restore { file: &args.file, data: &args.data, server: args.database.as_deref() };
    let restored = asked.run(&mut progress)?;
    if args.json {
        print_json(&restored)?;
    } else {
        let rows: u64 = restored.tables.iter().map(|table| table.sum.rows).sum();
        println!(
            "{rows} rows of {} tables and {} files of pictures of {} are in {}{}; all compared with the backup.",
            restored.tables.len(),
            restored.pictures,
            restored.made_at,
            restored.data.display(),
            if args.database.is_some() { " and in PostgreSQL" } else { "" }
        );
        if restored.shape != restored.shape_now {
            println!("They were brought from shape {} to {}.", restored.shape, restored.shape_now);
        }
    }
    if let Some(what) = &restored.dangling {
        eprintln!("visavis: {what}, as in the backup: run visavis doctor --repair");
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks whether all is sound: 0 where it is, 1 where it is not, 2 where it could not be looked at.
pub fn doctor(args: &DoctorArgs) -> ExitCode {
    let place = args.at.place();
    let asked = Examination { place: &place, data: &args.at.data, repair: args.repair };
    let outcome = examine(&asked, &mut Progress::new(!args.json)).and_then(|diagnosis| {
        if args.json {
            print_json(&diagnosis)?;
        } else {
            tell(&diagnosis);
        }
        Ok(diagnosis.is_healthy())
    });
    ended(outcome)
}

fn ended(outcome: Result<bool>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("visavis: {error}");
            ExitCode::from(2)
        }
    }
}

fn tell(diagnosis: &Diagnosis) {
    for looked in &diagnosis.checks {
        let faults = match looked.faults {
            0 => "sound".to_owned(),
            1 => "1 fault".to_owned(),
            many => format!("{many} faults"),
        };
        println!("{}: {} looked at, {faults}", looked.check, looked.looked);
    }
    for finding in diagnosis.findings.iter().take(MOST_NAMED) {
        let subject = finding.subject.as_deref().map(|subject| format!(" {subject}")).unwrap_or_default();
        let outcome = match finding.outcome {
            Outcome::Found => "",
            Outcome::Repaired => " – repaired",
            Outcome::Left => " – left as it is",
        };
        println!("! {}{subject}: {}{outcome}", finding.check, finding.what);
    }
    if diagnosis.findings.len() > MOST_NAMED {
        println!("! and {} more: --json names all", diagnosis.findings.len() - MOST_NAMED);
    }
    for note in &diagnosis.notes {
        println!("note: {note}");
    }
    let open = diagnosis.findings.iter().filter(|finding| finding.outcome != Outcome::Repaired).count();
    let repaired = diagnosis.findings.len() - open;
    match (open, repaired) {
        (0, 0) => println!("All is sound."),
        (0, _) => println!("All is sound now: {repaired} faults were repaired."),
        (_, 0) if diagnosis.findings.iter().all(|finding| finding.outcome == Outcome::Found) => {
            println!("{open} faults: make a backup, then run visavis doctor --repair.");
        }
        _ => println!("{repaired} faults were repaired, {open} are left."),
    }
}

/// Brings the database to this program's shape, or only tries: 0 where all is or would be well, 1 where it fails, 2
/// where it could not be tried.
pub fn migrate(args: &MigrateArgs) -> ExitCode {
    ended(migrate_or_try(args))
}

fn migrate_or_try(args: &MigrateArgs) -> Result<bool> {
    let place = args.at.place();
    let plan = rehearse(&place, &mut Progress::new(!args.json))?;
    if args.json {
        print_json(&plan)?;
    } else {
        for name in &plan.pending {
            println!("{name}");
        }
        match (&plan.fails, plan.pending.is_empty()) {
            (Some(why), _) => println!("It would fail: {why}"),
            (None, true) => println!("Up to date: shape {}.", plan.shape),
            (None, false) => println!("It would succeed: from shape {} to {}.", plan.shape, plan.newest),
        }
    }
    if args.check || !plan.is_good() || plan.pending.is_empty() {
        return Ok(plan.is_good());
    }
    // A running server of the former program would meet a shape that it does not know.
    let _hold = if args.at.data.is_dir() { Some(Hold::alone(&args.at.data)?) } else { None };
    run_migrations(&place)?;
    if !args.json {
        println!("Done.");
    }
    Ok(true)
}

fn run_migrations(place: &Place) -> Result<()> {
    migrations::run(&mut Alone::open(place)?.bare()).map_err(Error::from)
}

/// Moves the rows of a folder's file to PostgreSQL.
///
/// # Errors
/// Whatever is in the way.
pub fn move_to_postgres(args: &MoveArgs) -> Result<ExitCode> {
    let moved = move_to(&args.data, &args.database, &mut Progress::new(!args.json))?;
    if args.json {
        print_json(&moved)?;
        return Ok(ExitCode::SUCCESS);
    }
    for table in &moved.tables {
        println!("{}: {} rows, {}", table.name, table.sum.rows, table.sum.sha256);
    }
    println!(
        "The same on both sides. The pictures stay in {}, the former database is {}.",
        args.data.display(),
        shown(&moved.kept)
    );
    println!("Serve from PostgreSQL with: visavis serve --data {} --database URL", args.data.display());
    Ok(ExitCode::SUCCESS)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
