//! What is derived for communities, compared and derived again.

use visavis_places::{STORED_RESOLUTION, cell};

use super::store::{self, Derived};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    id::CommunityId,
    town,
};

/// All of it.
pub const CHECKS: &[Check] = &[
    Check { name: "community.members", total: store::count_all, batch: members, repair: repair_members },
    Check { name: "community.cell", total: store::count_all, batch: cells, repair: repair_cell },
    Check { name: "community_word", total: store::count_all, batch: words, repair: repair_words },
];

fn members(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::members_counted(look, About::row(after), AT_ONCE)?)
}

fn repair_members(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    store::recount_members(act, CommunityId(About::row(Some(subject)))).map(|()| true)
}

fn one(look: &mut Look<'_>, subject: &About) -> Result<Option<Derived>> {
    let id = About::row(Some(subject));
    Ok(store::derived(look, id.saturating_sub(1), 1)?.into_iter().find(|row| row.id.0 == id))
}

fn cell_of(row: &Derived) -> Option<i64> {
    town::stored(row.place).map(|town| cell(town.point(), STORED_RESOLUTION))
}

fn cells(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        store::derived(look, About::row(after), AT_ONCE)?,
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

fn wanted(look: &mut Look<'_>, row: &Derived) -> Result<Vec<String>> {
    let interests = store::interests(look, row.id)?;
    let interests: Vec<&str> = interests.iter().map(String::as_str).collect();
    Ok(store::words_for(&row.name, &row.handle, &interests))
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::derived(look, About::row(after), AT_ONCE)?;
    Batch::of(
        rows,
        |row| row.id.0,
        |row| {
            let (kept, wanted) = (store::words_kept(look, row.id)?, wanted(look, row)?);
            Ok((kept != wanted)
                .then(|| format!("{} words are kept, it has {} others or as many", kept.len(), wanted.len())))
        },
    )
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some(row) = one(act, subject)? else { return Ok(false) };
    let words = wanted(act, &row)?;
    store::put_found_by(act, row.id, &words).map(|()| true)
}
