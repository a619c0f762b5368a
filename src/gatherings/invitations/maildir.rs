//! A folder in which a mail server puts letters (Maildir): what is new is taken, and moved to what was seen.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::io::AsyncReadExt;

use super::{
    MOST,
    replies::{Taken, take},
};
use crate::{
    app::App,
    error::{Error, Result},
};

/// So often it is looked at.
const ROUND: Duration = Duration::from_secs(10);
/// So many letters are taken at once.
const PART: usize = 200;

fn fault(path: &Path, error: &std::io::Error) -> Error {
    Error::Inner(format!("--maildir {}: {error}", path.display()))
}

/// Takes what is new in the folder; how many letters.
///
/// # Errors
/// Where the folder can't be read or written, or storage fails: what was not taken stays new.
pub async fn take_new(app: &App, folder: &Path) -> Result<usize> {
    let new = folder.join("new");
    let mut listed = tokio::fs::read_dir(&new).await.map_err(|error| fault(&new, &error))?;
    let mut letters: Vec<PathBuf> = Vec::new();
    while letters.len() < PART
        && let Some(entry) = listed.next_entry().await.map_err(|error| fault(&new, &error))?
    {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().await.is_ok_and(|kind| kind.is_file()) {
            letters.push(entry.path());
        }
    }
    // By their names, which begin with the time.
    letters.sort();
    for path in &letters {
        let file = match tokio::fs::File::open(path).await {
            Ok(file) => file,
            // Another server that looks into the same folder had it.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(fault(path, &error)),
        };
        let (mut letter, most) = (Vec::new(), MOST as u64 + 1);
        file.take(most).read_to_end(&mut letter).await.map_err(|error| fault(path, &error))?;
        if take(app, &letter, None).await? == Taken::Unreadable {
            tracing::warn!("a letter to the address of answers is none");
        }
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(":2,S");
        // Only now: after a failure it is taken once more, which is the same as once.
        match tokio::fs::rename(path, folder.join("cur").join(name)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(fault(path, &error)),
            _ => {}
        }
    }
    Ok(letters.len())
}

/// Looks into the folder until the program is to end.
pub async fn watch(app: App, folder: PathBuf) {
    let mut stopping = app.shared.stopping.subscribe();
    loop {
        if let Err(error) = take_new(&app, &folder).await {
            tracing::warn!(%error, "answers by mail wait");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            () = async { drop(stopping.wait_for(|stop| *stop).await) } => return,
        }
    }
}
