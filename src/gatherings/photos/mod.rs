//! Photos of a gathering: those who were there add them and see them, and whoever is in one has it taken down with one tap,
//! for everybody and at once. Only they can put it back. Who does not want to be shown says so once, and those who add
//! photos read it before they choose.

pub(super) mod api;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use data_encoding::BASE64URL_NOPAD;
use model::{Standing, Wish};
use serde_json::{Value, json};
use store::Eyes;
pub use store::{Down, Photo, Wisher};

use super::{
    actions::{open_to, visible},
    after,
    crew::{self, Deed},
    door,
    model::Gathering,
    store as gatherings,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::Fields,
    id::{GatheringId, PersonId, PhotoId},
    jobs::Job,
    notices,
    outside::Picture,
    time::{HOUR, Moment},
};

/// So many of those who said what they want are named.
const MOST_NAMED: i64 = 200;

/// What the viewer is to a gathering's photos.
pub fn standing(look: &mut Look<'_>, gathering: &Gathering) -> Result<Standing> {
    let person = look.viewer.person_if_any();
    let facts = store::facts(look, gathering.id, person.unwrap_or(PersonId(0)))?;
    let member = person.is_some();
    Ok(Standing {
        runs: member && crew::may(look, gathering, Deed::Run)?,
        helps: member && facts.helps,
        was_there: member && after::model::was_there(facts.checked_in, facts.said_yes, facts.anybody),
        said_yes: member && facts.said_yes,
        open: facts.open,
    })
}

/// A gathering whose photos the viewer may see, and what they are to them.
pub fn at(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Standing)> {
    let gathering = visible(look, id)?;
    if !model::has_begun(&gathering, look.now) {
        return Err(Error::NotFound);
    }
    let standing = standing(look, &gathering)?;
    if standing.sees() {
        return Ok((gathering, standing));
    }
    look.viewer.person()?;
    Err(Error::Forbidden("error-photos-not-there"))
}

/// The same for whoever photos may show: they have their say also where the gathering is hidden from them by now, as its
/// host has blocked them or they have left its community.
fn concerned(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Standing)> {
    look.viewer.person()?;
    let (found, now) = (gatherings::gathering(look, id)?, look.now);
    if let Some(gathering) = found.filter(|gathering| model::has_begun(gathering, now)) {
        let standing = standing(look, &gathering)?;
        if standing.belongs() {
            return Ok((gathering, standing));
        }
    }
    at(look, id)
}

fn eyes(look: &Look<'_>, standing: Standing) -> Eyes {
    Eyes { mine: look.viewer.account_if_any(), all: standing.belongs() }
}

/// The newest of them, or those before one.
pub fn before(
    look: &mut Look<'_>,
    id: GatheringId,
    standing: Standing,
    before: Option<PhotoId>,
    most: i64,
) -> Result<Vec<Photo>> {
    let eyes = eyes(look, standing);
    store::before(look, id, eyes, before.unwrap_or(PhotoId(i64::MAX)), most)
}

/// How many there are, and by how many people.
pub fn count(look: &mut Look<'_>, id: GatheringId, standing: Standing) -> Result<(i64, i64)> {
    let eyes = eyes(look, standing);
    store::count_shown(look, id, eyes)
}

/// One of them, with the one that came before it and the one that came after.
pub fn one(
    look: &mut Look<'_>,
    id: GatheringId,
    photo: PhotoId,
) -> Result<(Gathering, Standing, Photo, [Option<PhotoId>; 2])> {
    let (gathering, standing) = at(look, id)?;
    let eyes = eyes(look, standing);
    let found = store::one(look, id, photo, eyes)?.ok_or(Error::NotFound)?;
    let older = store::before(look, id, eyes, photo, 1)?.pop().map(|photo| photo.id);
    let newer = store::after(look, id, eyes, photo)?;
    Ok((gathering, standing, found, [older, newer]))
}

/// Those that were taken down and concern the viewer: whoever took one, asked for it, or runs the gathering.
pub fn down(look: &mut Look<'_>, id: GatheringId, standing: Standing) -> Result<Vec<Down>> {
    let Ok(person) = look.viewer.person() else { return Ok(Vec::new()) };
    store::down(look, id, person, standing.runs)
}

/// Who of those who were there said what about photos of them; for those who may add some.
pub fn wishes(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Wisher>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    store::wishes(look, id, person, account, MOST_NAMED)
}

// ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The name of a photo's file, for those who may see it: by who they are, or by a pass that a program was given.
pub fn file(look: &mut Look<'_>, id: GatheringId, photo: PhotoId, query: &Fields) -> Result<String> {
    if !has_pass(look, photo, query) {
        let (_, standing) = at(look, id)?;
        let eyes = eyes(look, standing);
        store::one(look, id, photo, eyes)?.ok_or(Error::NotFound)?;
    }
    store::file(look, id, photo)?.ok_or(Error::NotFound)
}

fn key(look: &Look<'_>, photo: PhotoId, until: i64) -> String {
    BASE64URL_NOPAD.encode(&look.shared.keys.seal(&model::pass(photo, until))[..16])
}

fn has_pass(look: &Look<'_>, photo: PhotoId, query: &Fields) -> bool {
    let Ok(until) = query.text("until").parse::<i64>() else { return false };
    until > look.now.ms() && door::model::same(query.text("key"), &key(look, photo, until))
}

/// What stands behind the address of a photo's file for a program, which has no cookie: good for an hour.
fn pass(look: &Look<'_>, photo: PhotoId) -> String {
    let until = look.now.plus(HOUR).ms();
    format!("?until={until}&key={}", key(look, photo, until))
}

// ── Adding, describing, deleting ───────────────────────────────────────────────────────────────────────────────────

/// A gathering to which the viewer may add photos now.
pub fn open(look: &mut Look<'_>, id: GatheringId) -> Result<Gathering> {
    look.viewer.person()?;
    let (gathering, standing) = at(look, id)?;
    if !standing.adds(&gathering, look.now) {
        return Err(Error::Forbidden("error-photos-not-yours"));
    }
    let me = look.viewer.person()?;
    let (all, own) = store::count(look, id, me)?;
    model::room(all, own)?;
    Ok(gathering)
}

/// Adds a photo.
pub fn add(act: &mut Act<'_>, id: GatheringId, picture: &Picture, words: &str) -> Result<PhotoId> {
    open(act, id)?;
    let (me, words) = (act.viewer.person()?, model::words(words)?);
    // Whoever is in it had it taken down: to send the same file again does not show it again.
    if store::is_down(act, id, &picture.hash)? {
        return Err(Error::invalid("photo", "problem-photos-down"));
    }
    let photo = act.id();
    store::put(act, (id, photo, me), picture, &words)?;
    Ok(photo)
}

/// Says what a photo of the viewer's shows.
pub fn describe(act: &mut Act<'_>, id: GatheringId, photo: PhotoId, words: &str) -> Result<()> {
    let (_, _, found, _) = one(act, id, photo)?;
    let me = act.viewer.person()?;
    if found.person != me {
        return Err(Error::Forbidden("error-photos-not-yours"));
    }
    let words = model::words(words)?;
    if store::set_words(act, id, photo, me, &words)? { Ok(()) } else { Err(Error::NotFound) }
}

/// Deletes a photo: whoever took it, and whoever runs the gathering; also one that was taken down. Its file goes with it.
pub fn delete(act: &mut Act<'_>, id: GatheringId, photo: PhotoId) -> Result<()> {
    let me = act.viewer.person()?;
    let owner = store::owner(act, id, photo)?.ok_or(Error::NotFound)?;
    // Their own is theirs also where the gathering is hidden from them by now.
    if owner != me {
        let gathering = visible(act, id)?;
        if !crew::may(act, &gathering, Deed::Run)? {
            // Who sees it is told that it is not theirs; for others there is none.
            one(act, id, photo)?;
            return Err(Error::Forbidden("error-photos-not-yours"));
        }
    }
    match store::delete(act, photo)? {
        Some(hash) => act.later(&Job::DeletePicture { hash }),
        None => Ok(()),
    }
}

// ── Being in one ───────────────────────────────────────────────────────────────────────────────────────────────────

/// The viewer is in it: from now on nobody sees it. Who took it and who hosts are told that somebody asked, not who.
pub fn take_down(act: &mut Act<'_>, id: GatheringId, photo: PhotoId) -> Result<()> {
    let me = act.viewer.person()?;
    let (gathering, standing) = concerned(act, id)?;
    let eyes = eyes(act, standing);
    let found = store::one(act, id, photo, eyes)?.ok_or(Error::NotFound)?;
    if !standing.belongs() {
        return Err(Error::Forbidden("error-photos-not-in"));
    }
    let now = act.now;
    if !store::take_down(act, photo, me, now)? {
        return Err(Error::NotFound);
    }
    let told = [Some(found.person), gathering.host.filter(|host| *host != found.person)];
    for person in told.into_iter().flatten().filter(|person| *person != me) {
        tell(act, &gathering, person, "photo_down")?;
    }
    Ok(())
}

/// Shows it again: only whoever asked for it to be taken down can.
pub fn put_back(act: &mut Act<'_>, id: GatheringId, photo: PhotoId) -> Result<()> {
    let me = act.viewer.person()?;
    if store::put_back(act, id, photo, me)? { Ok(()) } else { Err(Error::NotFound) }
}

fn tell(act: &mut Act<'_>, gathering: &Gathering, person: PersonId, kind: &str) -> Result<()> {
    // Who may no longer see the gathering hears no more of it.
    if !open_to(act, gathering.id, person)? {
        return Ok(());
    }
    let data = json!({ "title": gathering.title, "url": format!("{}/photos", gathering.url()) });
    notices::put(act, person, kind, Some(gathering.id.0), None, &data)
}

/// Whether photos are for everybody who sees the gathering, or for those alone who were there; whose photos are opened is told.
pub fn open_to_all(act: &mut Act<'_>, id: GatheringId, open: bool) -> Result<()> {
    let (gathering, _) = crew::at(act, id, Deed::Run)?;
    let (me, now) = (act.viewer.person()?, act.now);
    if !open {
        return store::close(act, id);
    }
    if store::open(act, id, me, now)? {
        for person in store::contributors(act, id)?.into_iter().filter(|person| *person != me) {
            tell(act, &gathering, person, "photos_open")?;
        }
    }
    Ok(())
}

// ── What somebody wants ────────────────────────────────────────────────────────────────────────────────────────────

/// What the viewer says about photos of them.
pub fn my_wish(look: &mut Look<'_>) -> Result<Wish> {
    let me = look.viewer.person()?;
    store::wish(look, me)
}

/// The viewer says it.
pub fn choose(act: &mut Act<'_>, wish: Wish) -> Result<()> {
    let me = act.viewer.person()?;
    store::put_wish(act, me, wish)
}

/// Whoever leaves takes their photos along; what was taken down by their asking nobody could put back, and it goes too.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    let files = store::forget(act, person)?;
    files.into_iter().try_for_each(|hash| act.later(&Job::DeletePicture { hash }))
}

/// What somebody took and said, for them to take along. One that was taken down is nobody's to see, theirs neither.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let wish = store::wish(look, person)?;
    let own: Vec<Value> = store::export(look, person)?
        .into_iter()
        .map(|photo| {
            let shown = photo.down_at.is_none();
            json!({
                "gathering": photo.gathering,
                "picture": shown.then_some(photo.photo),
                "shows": photo.words,
                "taken_down_at": photo.down_at.map(Moment::iso),
            })
        })
        .collect();
    let asked: Vec<Value> = store::export_down(look, person)?
        .into_iter()
        .map(|(id, at)| json!({ "gathering": id, "at": at.iso() }))
        .collect();
    Ok(json!({ "of_me": wish.as_str(), "taken": own, "taken_down": asked }))
}
