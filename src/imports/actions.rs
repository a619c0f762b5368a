//! Bringing gatherings in: shown, done some at a time, taken back.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use visavis_wire::ical::read;

use super::{
    back,
    model::{self, Found, Known, Said, Settings, What, fields_of, merged, plan, said_of},
    store::{self, EntryRow, RunRow, SourceRow, StepRow},
    table,
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    gatherings::{self, Draft},
    id::{self, GatheringId, ImportId, PersonId, SourceId},
    jobs::Job,
    journal::Happened,
    series,
    time::{Moment, Zone},
};

/// So many steps are taken in one transaction.
const PART: i64 = 20;
/// So many sources a persona may have.
pub const MOST_SOURCES: i64 = 50;
/// So many runs of a source are kept.
const KEPT_RUNS: i64 = 3;
/// The longest name of one (characters).
const MOST_NAME: usize = 120;

/// What was found at a source, not yet held against what is there.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What the source calls itself; may be empty.
    pub name: String,
    /// Its entries.
    pub found: Vec<Found>,
    /// How many could not be read at all.
    pub unread: i64,
}

/// Reads a calendar. Takes its time where it is long, and needs no storage.
///
/// # Errors
/// Where it is none, or has no entries.
pub fn read_calendar(bytes: &[u8], settings: &Settings, now: Moment) -> Result<Reading> {
    let calendar = read::read(bytes, &|name| Zone::named(name).is_some());
    let calendar = calendar.ok_or_else(|| Error::invalid("file", "problem-import-calendar"))?;
    if calendar.entries.is_empty() {
        return Err(Error::invalid("file", "problem-import-empty"));
    }
    let found = model::found(&calendar, settings, now);
    Ok(Reading { name: calendar.name, found, unread: i64::try_from(calendar.unread).unwrap_or(i64::MAX) })
}

/// Reads a file of either kind: a table only where it is known which of its columns holds what.
///
/// # Errors
/// Where it is neither, or has nothing in it.
pub fn read(bytes: &[u8], settings: &Settings, now: Moment) -> Result<Reading> {
    match (read_calendar(bytes, settings, now), settings.columns.is_empty()) {
        (Err(error), false) => {
            let table = table::read(bytes).ok_or(error)?;
            Ok(Reading { name: String::new(), found: table::found(&table, settings, now), unread: 0 })
        }
        (outcome, _) => outcome,
    }
}

/// Keeps a table until its columns are named. What was kept before and left so goes.
pub fn hold(act: &mut Act<'_>, settings: &Settings, name: &str, text: &str) -> Result<SourceId> {
    may(act, settings)?;
    let person = act.viewer.person()?;
    for source in store::sources(act, person, MOST_SOURCES)? {
        if source.held.is_some() && store::last_run(act, source.id)?.is_none() {
            store::delete_source(act, source.id)?;
        }
    }
    if store::sources(act, person, MOST_SOURCES)?.len() as i64 >= MOST_SOURCES {
        return Err(Error::Conflict("error-import-many"));
    }
    let row = SourceRow {
        id: act.id(),
        person,
        community: settings.community,
        name: name_of(name, ""),
        url: None,
        settings: settings.json().to_string(),
        held: Some(text.to_owned()),
    };
    store::put_source(act, &row)?;
    Ok(row.id)
}

/// A source of the viewer's.
pub fn own_source(look: &mut Look<'_>, id: SourceId) -> Result<SourceRow> {
    let person = look.viewer.person()?;
    store::source(look, id)?.filter(|source| source.person == person).ok_or(Error::NotFound)
}

/// A run of the viewer's, with its source.
pub fn own(look: &mut Look<'_>, id: ImportId) -> Result<(RunRow, SourceRow)> {
    let run = store::run(look, id)?.ok_or(Error::NotFound)?;
    let source = own_source(look, run.source)?;
    Ok((run, source))
}

impl SourceRow {
    /// What the form said of it.
    ///
    /// # Errors
    /// Where that can't be read any more.
    pub fn settings(&self) -> Result<Settings> {
        let said: Said = from_json(&self.settings)?;
        Settings::read(&fields_of(&said)?)
    }
}

fn from_json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Inner(error.to_string()))
}

fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Inner(error.to_string()))
}

/// `Ok` where the viewer may publish for a community, or asks for none.
pub fn may(look: &mut Look<'_>, settings: &Settings) -> Result<()> {
    look.viewer.person()?;
    let Some(community) = settings.community else { return Ok(()) };
    let fine = communities::may_see(look, community)? && communities::may_publish(look, community)?;
    if fine { Ok(()) } else { Err(Error::invalid("community", "problem-gathering-community")) }
}

/// A name as it is shown: the calendar's own, or else where it came from.
pub fn name_of(reading: &str, otherwise: &str) -> String {
    let text = if reading.trim().is_empty() { otherwise } else { reading };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST_NAME).collect()
}

/// Notes what bringing this in would do; nothing is done yet. A source that is named by the same address and for the same
/// community is the same.
pub fn show(
    act: &mut Act<'_>,
    source: Option<SourceId>,
    url: Option<&str>,
    settings: &Settings,
    reading: &Reading,
) -> Result<ImportId> {
    may(act, settings)?;
    let person = act.viewer.person()?;
    let all = store::sources(act, person, MOST_SOURCES)?;
    let known = match source {
        Some(id) => Some(own_source(act, id)?),
        None => all
            .iter()
            .find(|row| url.is_some() && row.url.as_deref() == url && row.community == settings.community)
            .cloned(),
    };
    let kept = settings.json().to_string();
    let id = match known {
        Some(row) => {
            if store::last_run(act, row.id)?.is_some_and(|run| matches!(run.state.as_str(), "running" | "undoing")) {
                return Err(Error::Conflict("error-import-busy"));
            }
            let name = name_of(&reading.name, &row.name);
            store::change_source(act, row.id, &name, &kept)?;
            store::delete_shown(act, row.id)?;
            row.id
        }
        None => {
            if all.len() as i64 >= MOST_SOURCES {
                return Err(Error::Conflict("error-import-many"));
            }
            let id: SourceId = act.id();
            let name = name_of(&reading.name, url.unwrap_or_default());
            let url = url.map(ToOwned::to_owned);
            let community = settings.community;
            store::put_source(act, &SourceRow { id, person, community, name, url, settings: kept, held: None })?;
            id
        }
    };
    let run: ImportId = act.id();
    store::put_run(act, &RunRow { id: run, source: id, state: "shown".into(), unread: reading.unread })?;
    store::delete_older(act, id, KEPT_RUNS)?;
    let known: HashMap<String, EntryRow> =
        store::entries(act, id)?.into_iter().map(|row| (row.entry.clone(), row)).collect();
    for (found, number) in reading.found.iter().zip(1..) {
        let row = known.get(&found.entry);
        let stands = match row {
            Some(row) => known_of(act, row)?,
            None => None,
        };
        let (what, why) = plan(found, stands.as_ref());
        // Of what is not done no more is kept than is shown.
        let shown = |name: &str| matches!(name, "title" | "zone" | "venue" | "address");
        let fields = if what.does() {
            to_json(&found.said)?
        } else {
            to_json(&found.said.iter().filter(|(name, _)| shown(name)).collect::<HashMap<_, _>>())?
        };
        let step = StepRow {
            number,
            entry: found.entry.clone(),
            what: what.as_str().into(),
            why: why.map(ToOwned::to_owned),
            sequence: found.sequence,
            fields,
            starts_at: found.time.map(|(starts, _)| starts),
            ends_at: found.time.map(|(_, ends)| ends),
            gathering: row.map(|row| row.gathering),
            before: None,
            outcome: None,
        };
        store::put_step(act, run, &step)?;
    }
    Ok(run)
}

fn known_of(look: &mut Look<'_>, row: &EntryRow) -> Result<Option<Known>> {
    let gathering = match gatherings::visible(look, row.gathering) {
        Ok(gathering) => gathering,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(Known { sequence: row.sequence, said: from_json(&row.fields)?, state: gathering.state(look.now) }))
}

/// Does what was shown: some of it at once, the rest by jobs.
pub fn go(act: &mut Act<'_>, id: ImportId) -> Result<()> {
    let (_, source) = own(act, id)?;
    may(act, &source.settings()?)?;
    if !store::put_state(act, id, "shown", "running")? {
        return Err(Error::Conflict("error-import-done"));
    }
    go_on(act, id)
}

/// Takes back what was done, as far as nobody has answered it: some of it at once, the rest by jobs. Only of what was
/// brought in last from its source.
pub fn undo(act: &mut Act<'_>, id: ImportId) -> Result<()> {
    let (run, _) = own(act, id)?;
    let last = store::last_run(act, run.source)?.map(|last| last.id);
    if last != Some(id) || !store::put_state(act, id, "done", "undoing")? {
        return Err(Error::Conflict("error-import-undone"));
    }
    go_on(act, id)
}

/// Forgets a source of the viewer's; what was brought in stays.
pub fn forget(act: &mut Act<'_>, id: SourceId) -> Result<()> {
    let source = own_source(act, id)?;
    if store::last_run(act, source.id)?.is_some_and(|run| matches!(run.state.as_str(), "running" | "undoing")) {
        return Err(Error::Conflict("error-import-busy"));
    }
    store::delete_source(act, source.id)
}

/// The next steps of a run, as whoever began it; what is left is left to the next job.
pub fn go_on(act: &mut Act<'_>, id: ImportId) -> Result<()> {
    let Some(run) = store::run(act, id)? else { return Ok(()) };
    let Some(source) = store::source(act, run.source)? else { return Ok(()) };
    let Some(person) = store::person(act, source.person)? else { return Ok(()) };
    let (steps, state) = match run.state.as_str() {
        "running" => (store::to_do(act, id, PART)?, "done"),
        "undoing" => (store::to_undo(act, id, PART)?, "undone"),
        _ => return Ok(()),
    };
    let more = steps.len() as i64 == PART;
    series::as_person(act, person, |act| {
        for step in &steps {
            if run.state == "running" { take(act, &run, step)? } else { take_back(act, &run, step)? }
        }
        Ok(())
    })?;
    if more {
        return act.later(&Job::Import { import: id });
    }
    store::put_state(act, id, &run.state, state).map(drop)
}

/// Why a verb would not.
fn reason(error: Error) -> Result<&'static str> {
    match error {
        Error::Invalid(problems) => Ok(problems.0.first().map_or("import-why-unread", |fault| fault.key)),
        Error::Conflict(key) | Error::Forbidden(key) => Ok(key),
        Error::NotFound => Ok("import-why-gone"),
        other => Err(other),
    }
}

/// What a step changed, so that it can be taken back.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    /// The gathering's form.
    form: Said,
    /// The same afterwards. Absent in what an earlier program did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Said>,
    /// What the entry had said, and in which version.
    said: Said,
    sequence: i64,
}

fn take(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<()> {
    let place = (run.id, step.number);
    let done = match step.what.as_str() {
        "new" => begin(act, run, step).map(|gathering| (Some(gathering), None)),
        "changed" => change(act, run, step).map(|before| (step.gathering, Some(before))),
        _ => call_off(act, run, step).map(|()| (step.gathering, None)),
    };
    match done {
        Ok((gathering, before)) => store::put_outcome(act, place, "done", None, gathering, before.as_deref()),
        Err(error) => {
            let why = reason(error)?;
            store::put_outcome(act, place, "failed", Some(why), step.gathering, None)
        }
    }
}

fn begin(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<GatheringId> {
    let said: Said = from_json(&step.fields)?;
    let draft = Draft::read(&fields_of(&said)?, None)?;
    // Hundreds of notices would be no news: those concerned find them in the community and its calendar.
    let gathering = gatherings::publish_quietly(act, &draft)?;
    let row = EntryRow { entry: step.entry.clone(), gathering, sequence: step.sequence, fields: step.fields.clone() };
    store::put_entry(act, run.source, &row)?;
    Ok(gathering)
}

fn change(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<String> {
    let entry = store::entry(act, run.source, &step.entry)?.ok_or(Error::NotFound)?;
    let gathering = gatherings::visible(act, entry.gathering)?;
    let (said, now_said): (Said, Said) = (from_json(&entry.fields)?, from_json(&step.fields)?);
    let stored = gatherings::stored_fields(act, &gathering)?;
    let form = said_of(&stored);
    let draft = Draft::read(&merged(stored, &said, &now_said), gathering.photo.as_deref())?;
    gatherings::change(act, gathering.id, &draft)?;
    let after = gatherings::visible(act, gathering.id)?;
    let after = Some(said_of(&gatherings::stored_fields(act, &after)?));
    let before = to_json(&Before { form, after, said, sequence: entry.sequence })?;
    store::put_entry(act, run.source, &EntryRow { sequence: step.sequence, fields: step.fields.clone(), ..entry })?;
    Ok(before)
}

fn call_off(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<()> {
    let entry = store::entry(act, run.source, &step.entry)?.ok_or(Error::NotFound)?;
    gatherings::cancel(act, entry.gathering, "")
}

fn take_back(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<()> {
    let back = match step.what.as_str() {
        "new" => end(act, run, step),
        "changed" => change_back(act, run, step),
        _ => step.gathering.map_or(Ok(()), |gathering| gatherings::uncancel(act, gathering)),
    };
    let (outcome, why) = match back {
        Ok(()) => ("undone", None),
        Err(error) => ("stays", Some(reason(error)?)),
    };
    store::put_outcome(act, (run.id, step.number), outcome, why, step.gathering, step.before.as_deref())
}

fn end(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<()> {
    let gathering = gatherings::visible(act, step.gathering.ok_or(Error::NotFound)?)?;
    let host = act.viewer.person()?;
    // Somebody counts on it: to call it off is another thing, and tells them.
    let answered = gatherings::answered(act, gathering.id)?.into_iter().any(|person| person != host);
    // So do guests without an account.
    if answered || gathering.going > 1 || gatherings::guests_to_be_told(act, gathering.id)? > 0 {
        return Err(Error::Conflict("import-why-answered"));
    }
    gatherings::cancel_quietly(act, gathering.id, "")?;
    store::delete_entry(act, run.source, &step.entry)
}

fn change_back(act: &mut Act<'_>, run: &RunRow, step: &StepRow) -> Result<()> {
    let before: Before = from_json(step.before.as_deref().ok_or(Error::NotFound)?)?;
    let gathering = gatherings::visible(act, step.gathering.ok_or(Error::NotFound)?)?;
    let stored = gatherings::stored_fields(act, &gathering)?;
    let after = match &before.after {
        Some(after) => after.clone(),
        None => back::after(&before.form, &said_of(&stored), &before.said, &from_json(&step.fields)?),
    };
    // What its host changed meanwhile is theirs.
    let draft = Draft::read(&back::taken_back(stored, &before.form, &after), gathering.photo.as_deref())?;
    gatherings::change(act, gathering.id, &draft)?;
    let fields = to_json(&before.said)?;
    let (entry, sequence) = (step.entry.clone(), before.sequence);
    store::put_entry(act, run.source, &EntryRow { entry, gathering: gathering.id, sequence, fields })
}

/// How far a run has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many steps there are of each kind.
    pub of: HashMap<String, i64>,
    /// What became of them.
    pub outcome: HashMap<String, i64>,
    /// How many there are to be taken in all.
    pub to_do: i64,
}

impl Counts {
    /// So many of a kind.
    pub fn of(&self, what: What) -> i64 {
        self.of.get(what.as_str()).copied().unwrap_or_default()
    }

    /// So many ended so: `done`, `failed`, `undone`, `stays`.
    pub fn ended(&self, outcome: &str) -> i64 {
        self.outcome.get(outcome).copied().unwrap_or_default()
    }
}

/// How far a run has come.
pub fn counts(look: &mut Look<'_>, id: ImportId) -> Result<Counts> {
    let mut counts = Counts::default();
    for (what, outcome, number) in store::counts(look, id)? {
        if What::ALL.iter().any(|known| known.does() && known.as_str() == what) {
            counts.to_do += number;
        }
        *counts.of.entry(what).or_default() += number;
        if let Some(outcome) = outcome {
            *counts.outcome.entry(outcome).or_default() += number;
        }
    }
    Ok(counts)
}

/// What a person brought in, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let mut all = Vec::new();
    for source in store::sources(look, person, MOST_SOURCES)? {
        let entries: Vec<Value> = store::entries(look, source.id)?
            .into_iter()
            .map(|row| json!({ "entry": row.entry, "gathering": row.gathering, "version": row.sequence }))
            .collect();
        all.push(json!({
            "name": source.name, "url": source.url, "since": id::made_at(source.id.0).iso(),
            "settings": serde_json::from_str::<Value>(&source.settings).unwrap_or_default(), "entries": entries,
        }));
    }
    Ok(Value::Array(all))
}

/// What follows here from what happened.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::Left { person } => {
            for source in store::sources(act, person, MOST_SOURCES)? {
                store::delete_source(act, source.id)?;
            }
            Ok(())
        }
        Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Blocked { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
