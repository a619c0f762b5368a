//! The recap: what a host writes of it afterwards, with the photos that stand first, for those who may see the photos. Those
//! who were there are told once. Beside it stands what leads on: whom one met there, and the next date.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use model::Draft;
use serde_json::{Value, json};
pub use store::Recap;

use super::{
    after,
    crew::{self, Deed},
    letters, lists,
    model::{Brief, Gathering, State},
    photos::{self, Photo},
    telling::{News, tell},
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{GatheringId, PersonId, PhotoId},
    series,
};

/// What was written, for whoever may see the photos; `None` where nothing was, or it was taken back.
pub fn of(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Recap>> {
    photos::at(look, id)?;
    Ok(store::of(look, id)?.filter(|recap| !recap.words.is_empty()))
}

/// The photos that stand first, as far as the viewer sees them.
pub fn chosen(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Photo>> {
    let mut found = Vec::new();
    for photo in store::chosen(look, id)? {
        match photos::one(look, id, photo) {
            Ok((.., photo, _)) => found.push(photo),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The photos that stand on the gathering's page with the recap, if there is one: elsewhere there they need not.
pub fn shown(look: &mut Look<'_>, gathering: &Gathering) -> Result<Vec<PhotoId>> {
    if gathering.state(look.now) != State::Over {
        return Ok(Vec::new());
    }
    match store::of(look, gathering.id)? {
        Some(recap) if !recap.words.is_empty() => store::chosen(look, gathering.id),
        _ => Ok(Vec::new()),
    }
}

/// A gathering of which the viewer can write a recap, and what is written.
pub fn own(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Option<Recap>, Vec<PhotoId>)> {
    let (gathering, _) = crew::at(look, id, Deed::Run)?;
    if gathering.state(look.now) != State::Over {
        return Err(Error::Conflict("error-recap-not-over"));
    }
    Ok((gathering, store::of(look, id)?, store::chosen(look, id)?))
}

/// Writes it, or in other words; those who were there are told the first time.
pub fn write<'t>(act: &mut Act<'_>, id: GatheringId, words: &str, photos: impl Iterator<Item = &'t str>) -> Result<()> {
    let (gathering, before, _) = own(act, id)?;
    let draft = Draft::read(words, photos, before.is_some())?;
    let (me, now) = (act.viewer.person()?, act.now);
    store::choose_none(act, id)?;
    for (place, photo) in draft.photos.iter().enumerate() {
        if !store::choose(act, id, *photo, place as i64)? {
            return Err(Error::invalid("photos", "problem-recap-photo"));
        }
    }
    let first = store::put(act, id, &draft.words, me, now)?;
    // Who was there months ago has stopped waiting for it.
    if first && after::model::is_open(&gathering, now) {
        tell(act, id, News::Recap, Some(me))?;
    }
    Ok(())
}

/// The next of those who are told of it, in the order of their ids.
pub fn to_tell(look: &mut Look<'_>, id: GatheringId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    match store::of(look, id)?.filter(|recap| !recap.words.is_empty()).and_then(|recap| recap.person) {
        Some(by) => letters::reached(look, id, by, after, most),
        None => Ok(Vec::new()),
    }
}

/// The next date: of its series, else of its community.
pub fn next(look: &mut Look<'_>, gathering: &Gathering) -> Result<Option<Brief>> {
    if let Some(brief) = series::next_ahead(look, gathering.id)? {
        return Ok(Some(brief));
    }
    gathering.community.map_or(Ok(None), |community| lists::next_of(look, community, gathering.id))
}

/// What somebody wrote stays without their name.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

/// What somebody wrote, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::export(look, person)?;
    Ok(rows.iter().map(|(id, words, at)| json!({ "id": id, "words": words, "at": at.iso() })).collect())
}
