//! What is derived for series: that the days which their rules name have their occurrences.

use jiff::{Span, civil::Date};

use super::{
    making::{self, MOST, as_person},
    model::{self, Series},
    store,
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    id::SeriesId,
};

/// All of it.
pub const CHECKS: &[Check] =
    &[Check { name: "series_occurrence", total: store::count_all, batch: occurrences, repair: repair_occurrences }];

/// How many days ahead lack their occurrence that should have been made two days ago: the daily job may not have run yet.
fn lacking(look: &mut Look<'_>, series: &Series) -> Result<usize> {
    if series.ended_at.is_some() || series.host.is_none() {
        return Ok(0);
    }
    let today = series.today(look.now);
    let then = today.checked_sub(Span::new().days(2)).unwrap_or(Date::MIN);
    let wanted = model::ahead(&series.pattern()?, series.first()?, then);
    let there = store::occurrences(look, series.id, &today.to_string(), MOST)?;
    Ok(wanted.iter().filter(|day| **day > today && !there.iter().any(|row| row.day == day.to_string())).count())
}

fn occurrences(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let mut rows = Vec::new();
    for series in store::some(look, About::row(after), AT_ONCE)? {
        let lacking = lacking(look, &series)?;
        rows.push((series.id.0, lacking));
    }
    Batch::of(
        rows,
        |(id, _)| *id,
        |(_, lacking)| Ok((*lacking > 0).then(|| format!("{lacking} days have no gathering"))),
    )
}

fn repair_occurrences(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some(series) = store::series(act, SeriesId(About::row(Some(subject))))? else { return Ok(false) };
    let host = match series.host {
        Some(host) => store::person(act, host)?,
        None => None,
    };
    let Some(host) = host else { return Ok(false) };
    while as_person(act, host.clone(), |act| making::make(act, &series))? {}
    Ok(true)
}
