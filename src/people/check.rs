//! What is derived for people, compared and derived again.

use visavis_places::{STORED_RESOLUTION, cell};

use super::{
    model::{Handle, fold, words_of},
    store::{self, Derived},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    town,
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

fn cell_of(row: &Derived) -> Option<i64> {
    town::stored(row.place).map(|town| cell(town.point(), STORED_RESOLUTION))
}

fn columns(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        store::derived(look, About::row(after), AT_ONCE)?,
        |row| row.id.0,
        |row| {
            let folded = (fold(&row.name) != row.folded).then(|| "the folded name is another name’s".to_owned());
            let cell = || format!("the cell {:?} is kept, the town is in {:?}", row.cell, cell_of(row));
            Ok(folded.or((cell_of(row) != row.cell).then(cell)))
        },
    )
}

fn repair_columns(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    match one(act, subject)? {
        Some(row) => store::put_derived(act, row.id, &fold(&row.name), cell_of(&row)).map(|()| true),
        None => Ok(false),
    }
}

fn words(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::derived(look, About::row(after), AT_ONCE)?;
    Batch::of(
        rows,
        |row| row.id.0,
        |row| {
            let (kept, wanted) = (store::words_kept(look, row.id)?, words_of(&row.name, &row.handle));
            Ok((kept != wanted)
                .then(|| format!("{} words are kept, there are {} others or as many", kept.len(), wanted.len())))
        },
    )
}

fn repair_words(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Some(row) = one(act, subject)? else { return Ok(false) };
    let Ok(handle) = Handle::read(&row.handle) else { return Ok(false) };
    store::put_words(act, row.id, &row.name, &handle).map(|()| true)
}
