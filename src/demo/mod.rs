//! A living world to click through: invented people over several towns, what they have planned, said and done.
//!
//! The plan is pure (`plan.rs`); it is carried out by the same verbs that people use (`build.rs`), in one transaction:
//! a filling that was interrupted leaves nothing, and the next start begins anew.

mod build;
mod cast;
mod chance;
mod clubs;
mod door;
mod letters;
mod own;
mod plan;

use std::io::{IsTerminal, Write};

use serde::{Deserialize, Serialize};

pub use door::routes;
pub use plan::{Plan, Size};

use self::build::Build;
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Result},
    http::Ask,
    id::{AccountId, EPOCH_MS, PersonId},
    params,
    time::{DAY, Moment},
    viewer::Viewer,
};

/// From which everything in the demonstration follows, beside the moment.
const SEED: u64 = 1;
/// What happened longer ago than that has been noticed by everybody.
const NEWS: i64 = 2 * DAY;

/// Somebody whom a link signs in as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Their login.
    pub account: AccountId,
    /// Their persona.
    pub person: PersonId,
    /// Their name.
    pub name: String,
}

/// What is kept of a filling, once it is finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// A member with a full calendar.
    pub member: Known,
    /// Who hosts.
    pub host: Known,
    /// So many people live there.
    pub people: usize,
    /// So many communities.
    pub communities: usize,
    /// So many gatherings.
    pub gatherings: usize,
    /// So many meetings.
    pub encounters: usize,
}

/// What came of `fill`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was empty, and is a town now.
    New(Filled),
    /// It was filled before.
    Kept(Filled),
}

impl Outcome {
    /// What is there.
    pub fn filled(&self) -> &Filled {
        match self {
            Self::New(filled) | Self::Kept(filled) => filled,
        }
    }
}

/// Fills an empty database; leaves one that was filled before as it is. `aloud` says on the terminal how far it has
/// come.
///
/// # Errors
/// For a database with people of its own: nothing is changed there.
pub async fn fill(app: &App, size: Size, aloud: bool) -> Result<Outcome> {
    if let Some(filled) = app.look(&Ask::system(), kept).await? {
        return Ok(Outcome::Kept(filled));
    }
    let now = app.shared.clock.now();
    let plan = Plan::make(SEED, now, size);
    app.act(&Ask::system(), move |act| carry_out(act, &plan, now, aloud)).await.map(Outcome::New)
}

/// What is kept of an earlier filling; `None` where there is nobody yet.
fn kept(look: &mut Look<'_>) -> Result<Option<Filled>> {
    let row: Option<(Vec<u8>,)> = look.opt("SELECT value FROM setting WHERE name = 'demo'", &[])?;
    if let Some((value,)) = row {
        let filled = serde_json::from_slice(&value);
        return filled.map(Some).map_err(|error| Error::Inner(format!("what is kept of the demonstration: {error}")));
    }
    let (people,): (i64,) = look.one("SELECT COUNT(*) FROM person", &[])?;
    if people == 0 {
        return Ok(None);
    }
    Err(Error::Inner(format!(
        "there are {people} people in this database, and they are no demonstration’s. Nothing was changed. Name an empty \
         folder with --data DIR, or serve this one with: visavis serve"
    )))
}

fn carry_out(act: &mut Act<'_>, plan: &Plan, now: Moment, aloud: bool) -> Result<Filled> {
    // Asked again where nobody else can be at work: two first starts at once must not make two towns.
    if let Some(filled) = kept(act)? {
        return Ok(filled);
    }
    let mut build = Build::of(plan, SEED);
    let mut progress = aloud.then(|| Progress::begin(plan));
    for (number, step) in plan.steps.iter().enumerate() {
        build.step(act, step).map_err(|error| Error::Inner(format!("{step:?}: {error}")))?;
        if let Some(progress) = &mut progress {
            progress.done(number + 1);
        }
    }
    act.now = now;
    act.viewer = Viewer::System;
    quieten(act)?;
    // The host runs the server besides, so that the operator's page can be looked at as well.
    let host = plan.people.get(plan::HOST).map(|person| person.handle.clone()).unwrap_or_default();
    crate::people::make_operator(act, &host)?;
    let known = |number: usize| -> Result<Known> {
        let made = build.made(number)?;
        let name = plan.people.get(number).map(|person| person.name.clone()).unwrap_or_default();
        Ok(Known { account: made.account, person: made.person, name })
    };
    let filled = Filled {
        member: known(plan::MEMBER)?,
        host: known(plan::HOST)?,
        people: plan.people.len(),
        communities: clubs::CLUBS.len(),
        gatherings: plan.gatherings.len(),
        encounters: plan.steps.iter().filter(|step| matches!(step.what, plan::What::Meet(..))).count(),
    };
    let value = serde_json::to_vec(&filled).map_err(|error| Error::Inner(error.to_string()))?;
    act.put("INSERT INTO setting (name, value) VALUES ('demo', $1)", params![value])?;
    if let Some(progress) = &progress {
        progress.end();
    }
    Ok(filled)
}

/// The letters of past weeks have been read, and so have the notices but the latest.
fn quieten(act: &mut Act<'_>) -> Result<()> {
    let now = act.now;
    act.put("DELETE FROM job WHERE due_at <= $1", params![now])?;
    act.put("DELETE FROM live", &[])?;
    let before = (now.plus(-NEWS).ms() - EPOCH_MS).max(0) << 22;
    act.put("UPDATE notice SET seen_at = $1 WHERE id < $2 AND seen_at IS NULL", params![now, before])?;
    Ok(())
}

/// A line that says how far it has come: rewritten on a terminal, one line elsewhere.
struct Progress {
    steps: usize,
    shown: usize,
    terminal: bool,
}

impl Progress {
    fn begin(plan: &Plan) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let line = format!(
            "Inventing {} people, {} communities and {} gatherings …",
            plan.people.len(),
            clubs::CLUBS.len(),
            plan.gatherings.len()
        );
        let mut out = std::io::stderr();
        let _shown = if terminal { write!(out, "{line}") } else { writeln!(out, "{line}") };
        Self { steps: plan.steps.len().max(1), shown: 0, terminal }
    }

    fn done(&mut self, steps: usize) {
        let percent = steps * 100 / self.steps;
        if self.terminal && percent > self.shown {
            self.shown = percent;
            let mut out = std::io::stderr();
            let _shown = write!(out, "\r\x1b[KInventing what they did: {percent} %").and_then(|()| out.flush());
        }
    }

    fn end(&self) {
        if self.terminal {
            let _shown = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// What to print once the program is ready.
pub fn greeting(app: &App, filled: &Filled) -> String {
    let link = |role| app.shared.config.url(&door::path(app, role));
    let mail = match &app.shared.config.mail {
        crate::config::MailRoute::Outbox => app.shared.config.data.join("outbox").display().to_string(),
        crate::config::MailRoute::Smtp(_) => "the SMTP server that was named".to_owned(),
        crate::config::MailRoute::Memory => "memory".to_owned(),
    };
    format!(
        "\n  {} people, {} communities, {} gatherings, {} meetings, all of them invented.\n\n  as a member, {}:\n    {}\n  \
         as a host, who also runs this server, {}:\n    {}\n  mail lands in {mail}\n",
        filled.people,
        filled.communities,
        filled.gatherings,
        filled.encounters,
        filled.member.name,
        link(door::Role::Member),
        filled.host.name,
        link(door::Role::Host),
    )
}
