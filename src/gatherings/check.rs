//! What is derived for gatherings, compared and derived again.

use jiff::civil::DateTime;

use super::{
    model::Planned,
    store::{self, Derived},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    id::GatheringId,
    time::Zone,
    town,
};

/// All of it.
pub const CHECKS: &[Check] = &[
    // Before the ties, whose plans are the ends of gatherings.
    Check { name: "gathering.starts_at", total: store::count_all, batch: instants, repair: repair_instants },
    Check { name: "gathering.going", total: store::count_all, batch: going, repair: repair_going },
    Check { name: "gathering.cell", total: store::count_all, batch: cells, repair: repair_cell },
    Check { name: "gathering_word", total: store::count_all, batch: words, repair: repair_words },
];

fn going(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::going_counted(look, About::row(after), AT_ONCE)?)
}

fn repair_going(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    store::recount_going(act, GatheringId(About::row(Some(subject)))).map(|()| true)
}

fn some(look: &mut Look<'_>, after: Option<&About>) -> Result<Vec<Derived>> {
    store::derived(look, About::row(after), AT_ONCE)
}

fn one(look: &mut Look<'_>, subject: &About) -> Result<Option<Derived>> {
    let id = About::row(Some(subject));
    Ok(store::derived(look, id.saturating_sub(1), 1)?.into_iter().find(|row| row.id.0 == id))
}

/// The instants of what the wall will show, as a change of a zone's rules finds them; `None` where zone or time can't be
/// read.
fn planned(row: &Derived) -> Option<Planned> {
    let zone = Zone::named(&row.zone)?;
    let (starts, ends): (DateTime, DateTime) = (row.starts_local.parse().ok()?, row.ends_local.parse().ok()?);
    Planned::kept(starts, ends, &zone, row.ends_at.since(row.starts_at))
}

fn instants(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let now = look.now;
    Batch::of(
        some(look, after)?,
        |row| row.id.0,
        |row| {
            Ok(match planned(row) {
                // What is past was when it was, whatever the rules are now.
                _ if row.ends_at <= now => None,
                None => Some(format!("{} to {} in {} is no time", row.starts_local, row.ends_local, row.zone)),
                Some(planned) if (planned.starts_at, planned.ends_at) != (row.starts_at, row.ends_at) => Some(format!(
                    "{} to {} is kept, the wall in {} shows that from {} to {}",
                    row.starts_at.iso(),
                    row.ends_at.iso(),
                    row.zone,
                    planned.starts_at.iso(),
                    planned.ends_at.iso()
                )),
                Some(_) => None,
            })
        },
    )
}

fn repair_instants(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some((row, planned)) = one(act, subject)?.and_then(|row| planned(&row).map(|planned| (row, planned))) else {
        return Ok(false);
    };
    let now = act.now;
    store::put_planned(act, row.id, &planned, now).map(|()| true)
}

fn cell_of(row: &Derived) -> Option<i64> {
    town::stored(row.place).map(store::cell_of)
}

fn cells(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        some(look, after)?,
        |row| row.id.0,
        |row| {
            Ok((cell_of(row) != row.cell).then(|| format!("{:?} is kept, its town is in {:?}", row.cell, cell_of(row))))
        },
    )
}

fn repair_cell(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_cell(act, row.id, cell_of(&row)).map(|()| true),
        None => Ok(false),
    }
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = some(look, after)?;
    Batch::of(
        rows,
        |row| row.id.0,
        |row| {
            let (kept, wanted) = (store::words_kept(look, row.id)?, store::words_for(&row.title, &row.venue));
            Ok((kept != wanted)
                .then(|| format!("{} words are kept, it has {} others or as many", kept.len(), wanted.len())))
        },
    )
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_words(act, row.id, &store::words_for(&row.title, &row.venue)).map(|()| true),
        None => Ok(false),
    }
}
