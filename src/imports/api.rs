//! Bringing gatherings in, for programs.

use axum::extract::State;
use serde_json::{Value, json};

use super::{
    actions,
    model::{MOST, Said, Settings, What},
    store,
};
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Result},
    http::{
        Answer, Routes,
        api::{
            Call, Said as Answered, Scope, Shape, get, post,
            shape::{self, record, text, word},
        },
    },
    id::ImportId,
    people,
    time::Moment,
};

/// The longest calendar in a request (characters).
const LONGEST: usize = 200_000;

pub(super) fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .api(
            post("/api/v1/imports", "showImport", scope)
                .says("See what bringing a calendar in would do")
                .more("Nothing is published by this. Sent again with the `source` of the answer, only what changed is to be done.")
                .conflicts()
                .takes(
                    record()
                        .has("calendar", shape::some_text(LONGEST).says("iCalendar (RFC 5545).").like("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261203T190000\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
                        .has("town", shape::some_text(120).says("Where they are, unless they say so; as `/api/v1/towns` labels it.").like("London, England, GB"))
                        .may("community", shape::id().says("The community in whose name they are published."))
                        .may("source", shape::id().says("The source that is read again."))
                        .may("interest", people::interest_shape()),
                )
                .gives(201, import_shape()),
            |State(app): State<App>, call: Call| show(app, call),
        )
        .looks(
            get("/api/v1/imports/{import}", "import").says("What it does, and how far it is").scope(Scope::Read).gives(200, import_shape()),
            import,
        )
        .acts(
            post("/api/v1/imports/{import}/go", "doImport", scope)
                .says("Do what was shown")
                .more("Some of it is done with the answer, the rest soon after.")
                .conflicts()
                .gives(200, import_shape()),
            go,
        )
        .acts(
            post("/api/v1/imports/{import}/undo", "undoImport", scope)
                .says("Take back what was brought in")
                .more("New gatherings are called off, changes undone; what somebody has answered stays.")
                .conflicts()
                .gives(200, import_shape()),
            undo,
        )
}

fn import_shape() -> Shape {
    shape::named("Import", || {
        let step = record()
            .has("title", text(120).like("Tea"))
            .has("what", word(&["new", "changed", "cancelled", "left", "same"]))
            .has("why", text(200).or_none().says("Why it is left out, could not be done, or stays.").like("It is over"))
            .has("outcome", word(&["done", "failed", "undone", "stays"]).or_none())
            .has("starts", shape::moment().or_none())
            .has("gathering", shape::id().or_none());
        record()
            .has("id", shape::id())
            .has("source", shape::id())
            .has("name", text(120).like("Chess Club"))
            .has("state", word(&["shown", "running", "done", "undoing", "undone"]))
            .has("to_do", shape::count().says("How many steps there are to be taken in all.").like("12"))
            .has("unread", shape::count().says("How many entries could not be read at all.").like("0"))
            .has("steps", shape::list(step, 2 * MOST))
    })
}

fn view(look: &mut Look<'_>, id: ImportId) -> Result<Value> {
    let (run, source) = actions::own(look, id)?;
    let to_do = actions::counts(look, id)?.to_do;
    let known = |what: &str| What::ALL.iter().find(|known| known.as_str() == what).map(|known| known.as_str());
    let steps: Vec<Value> = store::steps(look, id, 0, 2 * MOST as i64)?
        .into_iter()
        .map(|step| {
            let said: Said = serde_json::from_str(&step.fields).unwrap_or_default();
            json!({
                "title": said.get("title").and_then(Value::as_str).unwrap_or_default(),
                "what": known(&step.what), "why": step.why.as_deref().map(|why| look.say.t(why)), "outcome": step.outcome,
                "starts": step.starts_at.map(Moment::iso), "gathering": step.gathering,
            })
        })
        .collect();
    Ok(json!({
        "id": run.id, "source": source.id, "name": source.name, "state": run.state, "to_do": to_do, "unread": run.unread,
        "steps": steps,
    }))
}

/// The calendar is read before the transaction and off the runtime: others write meanwhile.
async fn show(app: App, call: Call) -> Answer {
    let settings = Settings::read(&call.fields)?;
    let (calendar, asked, now) = (call.fields.text("calendar").to_owned(), settings.clone(), app.shared.clock.now());
    let reading = tokio::task::spawn_blocking(move || actions::read_calendar(calendar.as_bytes(), &asked, now))
        .await
        .map_err(|_| Error::Inner("reading a calendar was interrupted".into()))?
        .map_err(at_calendar)?;
    let write = move |act: &mut Act<'_>, call: &Call| {
        let source = call.fields.some("source").map(str::parse).transpose().map_err(|_| Error::NotFound)?;
        let id = actions::show(act, source, None, &settings, &reading)?;
        Ok(Answered::made(format!("/api/v1/imports/{id}"), view(act, id)?))
    };
    call.act(app, write).await
}

/// Here the calendar has a field of its own.
fn at_calendar(error: Error) -> Error {
    match error {
        Error::Invalid(mut problems) => {
            for fault in problems.0.iter_mut().filter(|fault| fault.field == "file") {
                fault.field = "calendar";
            }
            Error::Invalid(problems)
        }
        other => other,
    }
}

fn import(look: &mut Look<'_>, call: &Call) -> Result<Answered> {
    Ok(Answered::ok(view(look, call.id("import")?)?))
}

fn go(act: &mut Act<'_>, call: &Call) -> Result<Answered> {
    let id = call.id("import")?;
    actions::go(act, id)?;
    Ok(Answered::ok(view(act, id)?))
}

fn undo(act: &mut Act<'_>, call: &Call) -> Result<Answered> {
    let id = call.id("import")?;
    actions::undo(act, id)?;
    Ok(Answered::ok(view(act, id)?))
}
