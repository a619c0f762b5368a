//! What is derived for communities, compared and derived again.

use std::collections::HashMap;

use super::store::{self, Derived};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check, cell_of},
    error::Result,
    id::CommunityId,
};

/// All of it.
pub const CHECKS: &[Check] = &[
    Check { name: "community.members", total: store::count_all, batch: members, repair: repair_members },
    super::subgroups::check::CHECK,
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

fn cells(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::derived(look, About::row(after), AT_ONCE)?;
    Batch::of_cells(rows.iter().map(|row| (row.id.0, row.place, row.cell)).collect())
}

fn repair_cell(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_cell(act, row.id, cell_of(row.place)).map(|()| true),
        None => Ok(false),
    }
}

fn wanted(row: &Derived, interests: &[String]) -> Vec<String> {
    let interests: Vec<&str> = interests.iter().map(String::as_str).collect();
    store::words_for(&row.name, &row.handle, &interests)
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::derived(look, About::row(after), AT_ONCE)?;
    let (after, last) = (About::row(after), rows.last().map_or(i64::MIN, |row| row.id.0));
    let mut interests: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, interest) in store::interests_between(look, after, last)? {
        interests.entry(id).or_default().push(interest);
    }
    let of = |row: &Derived| interests.get(&row.id.0).map_or(&[][..], Vec::as_slice);
    let rows = rows.iter().map(|row| (row.id.0, wanted(row, of(row)))).collect();
    Batch::of_words(rows, store::words_kept(look, after, last)?)
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some(row) = one(act, subject)? else { return Ok(false) };
    let words = wanted(&row, &store::interests(act, row.id)?);
    store::put_found_by(act, row.id, &words).map(|()| true)
}
