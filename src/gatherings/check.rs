//! What is derived for gatherings, compared and derived again.

use super::{
    door, parts,
    store::{self, Derived},
    zones,
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check, cell_of},
    error::Result,
    id::GatheringId,
};

/// All of it.
pub const CHECKS: &[Check] = &[
    // Before the ties, whose plans are the ends of gatherings.
    Check { name: "gathering.starts_at", total: store::count_ahead, batch: instants, repair: repair_instants },
    Check { name: "gathering.going", total: store::count_all, batch: going, repair: repair_going },
    Check { name: "gathering.cell", total: store::count_all, batch: cells, repair: repair_cell },
    Check { name: "gathering_word", total: store::count_all, batch: words, repair: repair_words },
    door::CHECK,
    parts::CHECK,
    parts::CHECK_GOING,
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

/// Of what is ahead.
fn instants(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let now = look.now;
    Batch::of(
        store::walls_ahead(look, GatheringId(About::row(after)), now, AT_ONCE)?,
        |wall| wall.id.0,
        |wall| {
            Ok(match zones::planned(wall) {
                None => Some(format!("{} to {} in {} is no time", wall.starts_local, wall.ends_local, wall.zone)),
                Some(planned) if (planned.starts_at, planned.ends_at) != (wall.starts_at, wall.ends_at) => {
                    Some(format!(
                        "{} to {} is kept, the wall in {} shows that from {} to {}",
                        wall.starts_at.iso(),
                        wall.ends_at.iso(),
                        wall.zone,
                        planned.starts_at.iso(),
                        planned.ends_at.iso()
                    ))
                }
                Some(_) => None,
            })
        },
    )
}

fn repair_instants(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let (id, now) = (About::row(Some(subject)), act.now);
    let ahead = store::walls_ahead(act, GatheringId(id.saturating_sub(1)), now, 1)?;
    ahead.iter().find(|wall| wall.id.0 == id).map_or(Ok(false), |wall| zones::keep(act, wall))
}

fn cells(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = some(look, after)?;
    Batch::of_cells(rows.iter().map(|row| (row.id.0, row.place, row.cell)).collect())
}

fn repair_cell(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_cell(act, row.id, cell_of(row.place)).map(|()| true),
        None => Ok(false),
    }
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = some(look, after)?;
    let last = rows.last().map_or(i64::MIN, |row| row.id.0);
    let kept = store::words_kept(look, About::row(after), last)?;
    Batch::of_words(
        rows.iter().map(|row| (row.id.0, store::words_for(&row.title, &row.venue, row.admission))).collect(),
        kept,
    )
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => {
            store::put_words(act, row.id, &store::words_for(&row.title, &row.venue, row.admission)).map(|()| true)
        }
        None => Ok(false),
    }
}
