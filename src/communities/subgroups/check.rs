//! How open a sub-group is towards everybody, compared with what it follows from.

use super::{
    super::model::Access,
    model::outward,
    store::{self, count_all},
};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    id::CommunityId,
};

/// It.
pub const CHECK: Check = Check { name: "community.access", total: count_all, batch, repair };

fn batch(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::standing(look, About::row(after), AT_ONCE)?;
    Batch::of(rows, |(id, ..)| id.0, |(_, kept, within, parent)| Ok(wrong(*kept, outward(*parent, *within))))
}

fn wrong(kept: Access, wanted: Access) -> Option<String> {
    (kept != wanted).then(|| format!("{} is kept, {} follows from what it is part of", kept.as_str(), wanted.as_str()))
}

fn repair(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let id = About::row(Some(subject));
    let found = store::standing(act, id.saturating_sub(1), 1)?.into_iter().find(|(found, ..)| found.0 == id);
    match found {
        Some((_, _, within, parent)) => store::set_access(act, CommunityId(id), outward(parent, within)).map(|()| true),
        None => Ok(false),
    }
}
