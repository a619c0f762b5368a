//! One's own pages: profile, settings, devices, personas, whom one has blocked, taking along, leaving.

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use futures_util::StreamExt;
use std::{io::Write, time::Duration};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    actions::{self, Photo},
    door, door_pages,
    leaving::{self, Part},
    model::{Email, Joining},
    passkeys,
    profile::Edit,
    settings::{self, Chosen},
    you_views as views,
};
use crate::{
    app::App,
    error::{Error, Problems},
    http::{Answer, Ask, Fields, Rate, Routes, Who},
    jobs,
    outside::{Media, Size},
    page::own_path,
};

/// So long an export waits for its reader to take the next piece.
const PATIENCE: Duration = Duration::from_secs(30);
/// No piece of an export is longer (bytes).
const PIECE: usize = 64 << 10;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/you", Who::Person, you)
        .get("/you/profile", Who::Person, profile)
        .post("/you/profile", Who::Person, save_profile)
        .get("/you/settings", Who::Person, show_settings)
        .post("/you/settings", Who::Person, save_settings)
        .post("/you/settings/email", Who::Person, save_email)
        .get("/you/devices", Who::Person, devices)
        .post("/you/devices/end", Who::Person, end_device)
        .post("/you/devices/passkey/remove", Who::Person, remove_passkey)
        .get("/you/personas", Who::Person, personas)
        .post("/you/personas", Who::Person, make_persona)
        .post("/you/personas/switch", Who::Person, switch_persona)
        .get("/you/blocked", Who::Person, blocked)
        .get("/you/export", Who::Person, export)
        .get("/you/delete", Who::Person, ask_to_delete)
        .post("/you/delete", Who::Person, delete)
}

async fn you(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, views::you).await
}

// ── Profile ────────────────────────────────────────────────────────────────────────────────────────────────────────

async fn profile(State(app): State<App>, ask: Ask, RawQuery(query): RawQuery) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let profile = actions::own_profile(look)?;
        let interests = actions::interests(look, profile.id)?;
        let mut fields = profile.fields(&interests);
        if let Some(next) = query.some("welcome") {
            fields = fields.with("welcome", own_path(next));
        }
        views::profile(look, &fields, &Problems::default())
    })
    .await
}

async fn save_profile(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let (edit, picture) = (Edit::read(&fields), app.picture(&ask, &fields, "photo").await);
    let sent = picture.as_ref().ok().and_then(Option::as_ref).map(|picture| picture.hash.clone());
    let outcome = match (edit, picture) {
        (Ok(edit), Ok(picture)) => {
            let photo = match picture {
                Some(picture) => Photo::New(picture),
                None if fields.has("no-photo") => Photo::Removed,
                None => Photo::Kept,
            };
            app.act(&ask, move |act| {
                actions::edit(act, &edit, &photo)?;
                Ok(act.viewer.me()?.handle.clone())
            })
            .await
        }
        (Err(Error::Invalid(mut problems)), Err(Error::Invalid(more))) => {
            problems.0.extend(more.0);
            Err(Error::Invalid(problems))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    if let (Err(_), Some(hash)) = (&outcome, sent) {
        jobs::forget_picture(&app, &hash).await?;
    }
    match outcome {
        Ok(handle) => {
            let path = fields.some("welcome").map_or_else(|| format!("/@{handle}"), |next| own_path(next).to_owned());
            Ok(app.see(&path, "done-profile-saved"))
        }
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::profile(look, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

// ── Settings ───────────────────────────────────────────────────────────────────────────────────────────────────────

async fn show_settings(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let fields = settings::fields(look)?;
        views::settings(look, &fields, &Problems::default())
    })
    .await
}

async fn save_settings(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match Chosen::read(&fields) {
        Ok(chosen) => app.act(&ask, move |act| settings::choose(act, &chosen)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(app.see("/you/settings", "done-settings-saved")),
        Err(Error::Invalid(problems)) => settings_again(&app, &ask, &fields, problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn save_email(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    if fields.has("remove") {
        app.act(&ask, door::remove_email).await?;
        return Ok(app.see("/you/settings", "done-email-removed"));
    }
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (browser, fresh) = door_pages::browser(&app, &ask);
    let outcome = match Email::read(fields.text("email")) {
        Ok(email) => app.act(&ask, move |act| door::ask_for_email(act, &email, Some(browser))).await,
        Err(key) => Err(Error::invalid("email", key)),
    };
    match outcome {
        Ok(()) => Ok(door_pages::known_browser(&app, app.see("/you/settings", "done-email-asked"), fresh.as_deref())),
        Err(Error::Invalid(problems)) => settings_again(&app, &ask, &fields, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// The page has two forms: what was typed in one stands beside what is stored for the other.
async fn settings_again(app: &App, ask: &Ask, typed: &Fields, problems: Problems) -> Answer {
    let typed = typed.clone();
    app.page_again(ask, move |look| {
        let stored = settings::fields(look)?;
        let mut fields = Fields::default();
        for name in ["email", "language", "theme", "zone"] {
            let from = if typed.has(name) { &typed } else { &stored };
            fields = fields.with(name, from.text(name));
        }
        views::settings(look, &fields, &problems)
    })
    .await
}

// ── Devices ────────────────────────────────────────────────────────────────────────────────────────────────────────

async fn devices(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, views::devices).await
}

async fn end_device(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    if fields.has("others") {
        app.act(&ask, door::revoke_others).await?;
        return Ok(app.see("/you/devices", "done-others-ended"));
    }
    let session = BASE64URL_NOPAD.decode(fields.text("session").as_bytes()).map_err(|_| Error::NotFound)?;
    let own = ask.session.is_some_and(|hash| hash.as_slice() == session);
    app.act(&ask, move |act| door::revoke_session(act, &session)).await?;
    if own {
        return Ok(door_pages::signed_out(&app, app.see("/", "done-signed-out")));
    }
    Ok(app.see("/you/devices", "done-session-ended"))
}

async fn remove_passkey(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.act(&ask, move |act| passkeys::remove(act, fields.text("passkey"))).await?;
    Ok(app.see("/you/devices", "done-passkey-removed"))
}

// ── Personas ───────────────────────────────────────────────────────────────────────────────────────────────────────

async fn personas(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| views::personas(look, &Fields::default(), &Problems::default())).await
}

async fn make_persona(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match Joining::read(fields.text("name"), fields.text("handle")) {
        Ok(joining) => {
            let typed = fields.some("handle").is_some();
            app.act(&ask, move |act| {
                let mut joining = joining.clone();
                actions::settle_handle(act, &mut joining, typed)?;
                actions::make_persona(act, &joining)
            })
            .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => Ok(app.see("/you/profile", "done-persona-made")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::personas(look, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn switch_persona(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    app.act(&ask, move |act| actions::switch_persona(act, fields.text("handle"))).await?;
    Ok(app.see("/you", "done-persona-switched"))
}

async fn blocked(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, views::blocked).await
}

// ── Taking along, leaving ──────────────────────────────────────────────────────────────────────────────────────────

/// `GET /you/export`: an archive, written while it is sent.
async fn export(State(app): State<App>, ask: Ask) -> Answer {
    app.shared.limits.count(Rate::Knock, ask.from)?;
    let (parts, pictures, handle, readme) = app
        .look(&ask, |look| {
            let handle = look.viewer.me()?.handle.clone();
            let (parts, pictures) = leaving::export(look)?;
            Ok((parts, pictures, handle, look.say.t("export-readme")))
        })
        .await?;
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(8);
    let (complete, completed) = oneshot::channel::<()>();
    tokio::task::spawn_blocking(move || {
        let runtime = Handle::current();
        let pipe = Pipe { sender: Some(sender), runtime: runtime.clone(), patience: PATIENCE };
        match archive(pipe, readme, &parts, &pictures, &app.shared.media, &runtime) {
            Ok(()) => drop(complete.send(())),
            Err(error) => tracing::info!(%error, "an export was not sent to its end"),
        }
    });
    let body = Body::from_stream(
        futures_util::stream::unfold(Some((receiver, completed)), |under_way| async {
            let (mut receiver, completed) = under_way?;
            match receiver.recv().await {
                Some(piece) => Some((piece, Some((receiver, completed)))),
                // Half an archive is not to look like a whole one.
                None => completed.await.err().map(|error| (Err(std::io::Error::other(error)), None)),
            }
        })
        // Compression asks once more after the end.
        .fuse(),
    );
    let mut response: Response = ([(header::CONTENT_TYPE, "application/zip")], body).into_response();
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"visavis-{handle}.zip\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Writes the archive, with one picture in memory at a time.
fn archive(
    pipe: Pipe,
    readme: &str,
    parts: &[Part],
    pictures: &[String],
    media: &Media,
    runtime: &Handle,
) -> zip::result::ZipResult<()> {
    let mut zip = ZipWriter::new_stream(std::io::BufWriter::with_capacity(PIECE, pipe));
    let text = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("README.txt", text)?;
    zip.write_all(readme.as_bytes())?;
    for part in parts {
        zip.start_file(part.name.as_str(), text)?;
        serde_json::to_writer_pretty(&mut zip, &part.json).map_err(std::io::Error::from)?;
    }
    for hash in pictures {
        if let Ok(bytes) = runtime.block_on(media.read(hash, Size::Large)) {
            zip.start_file(format!("pictures/{hash}.jpg"), text.compression_method(CompressionMethod::Stored))?;
            zip.write_all(&bytes)?;
        }
    }
    zip.finish()?.into_inner().into_inner().map_err(|error| error.into_error())?.flush()?;
    Ok(())
}

/// From the thread that writes to the response that sends.
struct Pipe {
    /// `None` once the reader has gone or stands still: what is closed on the way out waits for them no more.
    sender: Option<mpsc::Sender<std::io::Result<Bytes>>>,
    runtime: Handle,
    /// So long the reader may stand still.
    patience: Duration,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let gone = || std::io::Error::new(std::io::ErrorKind::BrokenPipe, "the reader has gone");
        let sender = self.sender.as_ref().ok_or_else(gone)?;
        let bytes = &bytes[..bytes.len().min(PIECE)];
        let piece = Ok(Bytes::copy_from_slice(bytes));
        let sent = self.runtime.block_on(async { tokio::time::timeout(self.patience, sender.send(piece)).await });
        let outcome = match sent {
            Ok(Ok(())) => return Ok(bytes.len()),
            Ok(Err(_)) => Err(gone()),
            Err(_) => Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "the reader stands still")),
        };
        self.sender = None;
        outcome
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn ask_to_delete(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| views::delete(look, &Fields::default(), &Problems::default())).await
}

async fn delete(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let typed = fields.text("handle").to_owned();
    match app.act(&ask, move |act| leaving::delete(act, &typed)).await {
        Ok(()) => Ok(door_pages::signed_out(&app, app.see("/", "done-deleted"))),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| views::delete(look, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reader_that_stands_still_is_not_waited_for_for_ever() {
        let (sender, mut receiver) = mpsc::channel(1);
        let mut pipe = Pipe { sender: Some(sender), runtime: Handle::current(), patience: Duration::from_millis(20) };
        let kinds = tokio::task::spawn_blocking(move || {
            pipe.write_all(b"taken").unwrap();
            [(); 2].map(|()| pipe.write(b"more").unwrap_err().kind())
        });
        assert_eq!(kinds.await.unwrap(), [std::io::ErrorKind::TimedOut, std::io::ErrorKind::BrokenPipe]);
        assert_eq!(receiver.recv().await.unwrap().unwrap(), "taken");
        assert!(receiver.recv().await.is_none());
    }
}
