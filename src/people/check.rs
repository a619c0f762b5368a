//! What is derived for people, compared and derived again.

use super::{
    model::{Handle, fold, words_of},
    store::{self, Derived},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check, cell_of, wrong_cell},
    error::Result,
};

/// All of it.
pub const CHECKS: &[Check] = &[
    Check { name: "person.folded, person.cell", total: store::count_all, batch: columns, repair: repair_columns },
    Check { name: "person_word", total: store::count_all, batch: words, repair: repair_words },
];

fn one(look: &mut Look<'_>, subject: &About) -> Result<Option<Derived>> {
    let id = About::row(Some(subject));
    Ok(store::derived(look, id.saturating_sub(1), 1)?.into_iter().find(|row| row.id.0 == id))
}

fn columns(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        store::derived(look, About::row(after), AT_ONCE)?,
        |row| row.id.0,
        |row| {
            let folded = (fold(&row.name) != row.folded).then(|| "the folded name is another name’s".to_owned());
            Ok(folded.or_else(|| wrong_cell(row.place, row.cell)))
        },
    )
}

fn repair_columns(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_derived(act, row.id, &fold(&row.name), cell_of(row.place)).map(|()| true),
        None => Ok(false),
    }
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::derived(look, About::row(after), AT_ONCE)?;
    let last = rows.last().map_or(i64::MIN, |row| row.id.0);
    let kept = store::words_kept(look, About::row(after), last)?;
    Batch::of_words(rows.iter().map(|row| (row.id.0, words_of(&row.name, &row.handle))).collect(), kept)
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some(row) = one(act, subject)? else { return Ok(false) };
    let Ok(handle) = Handle::read(&row.handle) else { return Ok(false) };
    store::put_words(act, row.id, &row.name, &handle).map(|()| true)
}
