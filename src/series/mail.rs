//! Telling those who answered that a series changed: each once, however many of its dates they had answered.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{model::Series, store, words};
use crate::{
    act::Act,
    args,
    error::Result,
    gatherings,
    id::{PersonId, SeriesId},
    jobs::Job,
    notices, people,
};

/// So many people are told in one transaction.
const PART: usize = 200;

/// A part of a telling: those after a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Of what.
    pub series: SeriesId,
    /// Which change: occurrences keep the last one that touched them.
    pub round: i64,
    /// Who did it, and needs no telling.
    pub but: PersonId,
    /// Whether what was ahead was called off, or changed.
    pub called_off: bool,
    /// Words why; may be empty.
    pub words: String,
    /// Who was the last to be told; 0 before the first.
    pub told: PersonId,
}

/// Lets those be told who answered what a change touched.
pub fn tell(act: &mut Act<'_>, telling: Telling) -> Result<()> {
    store::put_telling(act, &telling)?;
    act.later(&Job::TellSeries(telling))
}

/// Tells the next part of them, and leaves the rest to the next job. Notices, letters, how far it came and that job are one
/// transaction: a job that runs twice, or one of an earlier change, finds another state than its own, and ends.
pub fn tell_some(act: &mut Act<'_>, telling: &Telling) -> Result<()> {
    let Some(series) = store::series(act, telling.series)? else { return Ok(()) };
    if store::telling(act, series.id)? != Some((Some(telling.round), telling.told)) {
        return Ok(());
    }
    let mut people = BTreeSet::new();
    for gathering in store::of_round(act, series.id, telling.round)? {
        people.extend(gatherings::answered(act, gathering)?);
    }
    let next: Vec<PersonId> = people.into_iter().filter(|person| *person > telling.told).take(PART).collect();
    for person in next.iter().filter(|person| **person != telling.but) {
        let kind = if telling.called_off { "cancelled" } else { "moved" };
        let leads = json!({ "title": series.title, "url": series.url() });
        notices::put(act, *person, kind, Some(series.id.0), None, &leads)?;
        letter(act, &series, telling, *person)?;
    }
    match next.last() {
        Some(&told) if next.len() == PART => {
            store::put_told(act, series.id, Some(telling.round), told)?;
            act.later(&Job::TellSeries(Telling { told, ..telling.clone() }))
        }
        _ => store::put_told(act, series.id, None, PersonId(0)),
    }
}

fn letter(act: &mut Act<'_>, series: &Series, telling: &Telling, person: PersonId) -> Result<()> {
    let (pattern, first) = (series.pattern()?, series.first()?);
    let address = act.shared.config.url(&series.url());
    people::letter(act, person, |say| {
        let title = series.title.as_str();
        let mut lines = Vec::new();
        let subject = if telling.called_off {
            lines.push(say.t("mail-series-cancelled-text").to_owned());
            say.with("mail-series-cancelled", args! { title: title })
        } else {
            lines.push(say.t("mail-series-changed-text").to_owned());
            lines.push(words::sentence(say, &pattern, first));
            say.with("mail-series-changed", args! { title: title })
        };
        lines.extend(Some(people::escaped(&telling.words)).filter(|words| !words.is_empty()));
        lines.push(address.clone());
        (subject, lines.join("\n\n"))
    })
}
