//! One's own pages: profile, settings, devices, personas, whom one has blocked, taking along, leaving.

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use futures_util::StreamExt;
use std::io::Write;
use tokio::sync::mpsc;
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
    outside::Size,
    page::own_path,
};

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
    let outcome = match (Edit::read(&fields), app.picture(&ask, &fields, "photo").await) {
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
    tokio::spawn(async move {
        // Pictures first: to be read they need the runtime, and the archive is written off it.
        let mut files = Vec::new();
        for hash in pictures {
            if let Ok(bytes) = app.shared.media.read(&hash, Size::Large).await {
                files.push((format!("pictures/{hash}.jpg"), bytes));
            }
        }
        let written = tokio::task::spawn_blocking(move || archive(Pipe(sender), readme, &parts, &files)).await;
        if let Ok(Err(error)) = written {
            tracing::info!(%error, "an export was not sent to its end");
        }
    });
    let body = Body::from_stream(
        futures_util::stream::unfold(receiver, |mut receiver| async move {
            receiver.recv().await.map(|some| (some, receiver))
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

fn archive(pipe: Pipe, readme: &str, parts: &[Part], files: &[(String, Bytes)]) -> zip::result::ZipResult<()> {
    let mut zip = ZipWriter::new_stream(std::io::BufWriter::with_capacity(64 << 10, pipe));
    let text = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("README.txt", text)?;
    zip.write_all(readme.as_bytes())?;
    for part in parts {
        zip.start_file(part.name.as_str(), text)?;
        serde_json::to_writer_pretty(&mut zip, &part.json).map_err(std::io::Error::from)?;
    }
    for (name, bytes) in files {
        zip.start_file(name.as_str(), text.compression_method(CompressionMethod::Stored))?;
        zip.write_all(bytes)?;
    }
    zip.finish()?.into_inner().into_inner().map_err(|error| error.into_error())?.flush()?;
    Ok(())
}

/// From the thread that writes to the response that sends.
struct Pipe(mpsc::Sender<std::io::Result<Bytes>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .blocking_send(Ok(Bytes::copy_from_slice(bytes)))
            .map_err(|_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "the reader has gone"))?;
        Ok(bytes.len())
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
