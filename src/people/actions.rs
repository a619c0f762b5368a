//! What can be done with people.

use visavis_places::{Place, STORED_RESOLUTION, cell, spans};

use super::{
    model::{Face, Handle, Joining},
    profile::{Edit, Profile},
    store,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{AccountId, PersonId},
    jobs::Job,
    journal::Happened,
    outside::Picture,
    ties,
    time::Moment,
    town,
};

/// So many personas one account may have.
const MOST_PERSONAS: usize = 6;
/// Who lives so near is a neighbour (kilometres).
const NEAR: f64 = 25.0;

/// Makes a persona, and a login for it where it has none.
pub fn join(act: &mut Act<'_>, joining: &Joining) -> Result<(AccountId, PersonId)> {
    let account = match joining.account {
        Some(account) => account,
        None => {
            let id = act.id();
            put_account(act, id, joining)?;
            id
        }
    };
    let person = put_persona(act, account, joining)?;
    Ok((account, person))
}

/// The same for a new login whose id is known already.
pub(super) fn join_as(act: &mut Act<'_>, account: AccountId, joining: &Joining) -> Result<PersonId> {
    put_account(act, account, joining)?;
    put_persona(act, account, joining)
}

fn put_account(act: &mut Act<'_>, id: AccountId, joining: &Joining) -> Result<()> {
    store::put_account(act, id, joining.email.as_deref(), joining.locale.map(|locale| locale.tag()))
}

fn put_persona(act: &mut Act<'_>, account: AccountId, joining: &Joining) -> Result<PersonId> {
    let person = act.id();
    store::put_person(act, person, account, joining)?;
    act.happened(Happened::Joined { person })?;
    Ok(person)
}

/// A handle that is free now: the one wanted, or the first free of `ada-2`, `ada-3` and so on.
pub fn free_handle(look: &mut Look<'_>, wanted: &Handle) -> Result<Handle> {
    if !store::is_taken(look, wanted.as_str())? {
        return Ok(wanted.clone());
    }
    let base: String = wanted.as_str().chars().take(24).collect();
    for number in 2..100_u32 {
        let handle = Handle::read(&format!("{base}-{number}")).map_err(|key| Error::invalid("handle", key))?;
        if !store::is_taken(look, handle.as_str())? {
            return Ok(handle);
        }
    }
    Err(Error::invalid("handle", "problem-handle-taken"))
}

/// Whether the handle that somebody typed is free; one that was proposed for them is made free.
pub fn settle_handle(look: &mut Look<'_>, joining: &mut Joining, typed: bool) -> Result<()> {
    if !typed {
        joining.handle = free_handle(look, &joining.handle)?;
    } else if store::is_taken(look, joining.handle.as_str())? {
        return Err(Error::invalid("handle", "problem-handle-taken"));
    }
    Ok(())
}

/// Another persona of the viewer's login.
pub fn make_persona(act: &mut Act<'_>, joining: &Joining) -> Result<PersonId> {
    let me = act.viewer.me()?.clone();
    if store::personas(act, me.account)?.len() >= MOST_PERSONAS {
        return Err(Error::Conflict("error-many-personas"));
    }
    let (_, person) = join(act, &Joining { account: Some(me.account), ..joining.clone() })?;
    store::switch_session(act, me.session, person)?;
    Ok(person)
}

/// Acts on as another of one's personas, in this session.
pub fn switch_persona(act: &mut Act<'_>, handle: &str) -> Result<()> {
    let me = act.viewer.me()?.clone();
    let mine = store::personas(act, me.account)?;
    let other = mine.iter().find(|face| face.handle == handle).ok_or(Error::NotFound)?;
    store::switch_session(act, me.session, other.id)
}

/// The personas of the viewer's login.
pub fn personas(look: &mut Look<'_>) -> Result<Vec<Face>> {
    let account = look.viewer.me()?.account;
    store::personas(look, account)
}

// ── Seeing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The person of that handle, if the viewer may see them.
pub fn visible(look: &mut Look<'_>, handle: &str) -> Result<Face> {
    seen(look, handle).map(|(face, _)| face)
}

fn seen(look: &mut Look<'_>, handle: &str) -> Result<(Face, AccountId)> {
    let mine = look.viewer.account_if_any();
    store::visible(look, &handle.to_lowercase(), mine)?.ok_or(Error::NotFound)
}

/// Somebody's face; `None` for one who is hidden from the viewer.
pub fn face(look: &mut Look<'_>, person: PersonId) -> Result<Option<Face>> {
    Ok(faces(look, &[person])?.pop())
}

/// Faces in the order asked for; those hidden from the viewer are left out.
pub fn faces(look: &mut Look<'_>, people: &[PersonId]) -> Result<Vec<Face>> {
    let mine = look.viewer.account_if_any();
    let mut found = std::collections::HashMap::new();
    for some in people.chunks(store::AT_ONCE) {
        let mut ids = [PersonId(0); store::AT_ONCE];
        for (slot, id) in ids.iter_mut().zip(some) {
            *slot = *id;
        }
        found.extend(store::faces(look, &ids, mine)?.into_iter().map(|face| (face.id, face)));
    }
    Ok(people.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// The confirmed addresses of those who have one, whoever asks: for those who agreed to that alone.
pub fn addresses(look: &mut Look<'_>, people: &[PersonId]) -> Result<std::collections::HashMap<PersonId, String>> {
    let mut found = std::collections::HashMap::new();
    for some in people.chunks(store::AT_ONCE) {
        let mut ids = [PersonId(0); store::AT_ONCE];
        for (slot, id) in ids.iter_mut().zip(some) {
            *slot = *id;
        }
        found.extend(store::addresses(look, &ids)?);
    }
    Ok(found)
}

/// Whether two people are hidden from each other: one's login has blocked the other's.
pub fn is_hidden(look: &mut Look<'_>, one: PersonId, other: PersonId) -> Result<bool> {
    store::is_hidden(look, one, other)
}

/// Where somebody lives, as coarsely as they say it.
pub fn town(look: &mut Look<'_>, person: PersonId) -> Result<Option<Place>> {
    Ok(town::stored(store::place(look, person)?))
}

/// What somebody likes.
pub fn interests(look: &mut Look<'_>, person: PersonId) -> Result<Vec<String>> {
    store::interests(look, person)
}

/// What of it some people like as well; whoever likes nothing of it is left out.
pub fn shared_interests(
    look: &mut Look<'_>,
    person: PersonId,
    others: &[PersonId],
) -> Result<std::collections::HashMap<PersonId, Vec<String>>> {
    let mine = store::interests(look, person)?;
    let mut shared = std::collections::HashMap::<PersonId, Vec<String>>::new();
    if mine.is_empty() {
        return Ok(shared);
    }
    for some in others.chunks(store::AT_ONCE) {
        let mut ids = [PersonId(0); store::AT_ONCE];
        for (slot, id) in ids.iter_mut().zip(some) {
            *slot = *id;
        }
        for (other, interest) in store::interests_of(look, &ids)? {
            if mine.contains(&interest) {
                shared.entry(other).or_default().push(interest);
            }
        }
    }
    Ok(shared)
}

/// Somebody's confirmed address; never to be shown to others.
pub fn email(look: &mut Look<'_>, person: PersonId) -> Result<Option<String>> {
    Ok(store::address(look, person)?.and_then(|(email, _)| email))
}

/// Whether an account has that address; never to be shown to others.
pub fn has_account(look: &mut Look<'_>, email: &str) -> Result<bool> {
    Ok(store::account_of(look, email)?.is_some())
}

/// All that somebody tells of themselves, if the viewer may see them.
pub fn profile(look: &mut Look<'_>, handle: &str) -> Result<Profile> {
    let face = visible(look, handle)?;
    store::profile(look, face.id)?.ok_or(Error::NotFound)
}

/// The viewer's own.
pub fn own_profile(look: &mut Look<'_>) -> Result<Profile> {
    let me = look.viewer.person()?;
    store::profile(look, me)?.ok_or(Error::NotFound)
}

/// The stage of the viewer's tie with somebody.
pub fn stage(look: &mut Look<'_>, other: PersonId) -> Result<Option<ties::Stage>> {
    let Some(me) = look.viewer.person_if_any() else { return Ok(None) };
    let row = store::tie(look, me, other)?;
    Ok(row.and_then(|(stage, planned_until)| ties::Stage::of_row(stage, planned_until, look.now)))
}

// ── Telling ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What becomes of the photo when a profile is saved.
#[derive(Debug, Clone)]
pub enum Photo {
    /// It stays.
    Kept,
    /// This one takes its place.
    New(Picture),
    /// None any more.
    Removed,
}

/// Changes the viewer's profile.
pub fn edit(act: &mut Act<'_>, edit: &Edit, photo: &Photo) -> Result<()> {
    let person = act.viewer.person()?;
    let cell = edit.place.map(|place| cell(place.point(), STORED_RESOLUTION));
    store::set_profile(act, person, edit, cell)?;
    store::rename(act, person, &edit.name)?;
    let hash = match photo {
        Photo::Kept => return Ok(()),
        Photo::New(picture) => Some(picture.hash.as_str()),
        Photo::Removed => None,
    };
    let former = act.viewer.me()?.photo.clone();
    store::set_photo(act, person, hash)?;
    match former {
        Some(former) if Some(former.as_str()) != hash => act.later(&Job::DeletePicture { hash: former }),
        _ => Ok(()),
    }
}

// ── Blocking ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Hides the viewer and somebody from each other, in all personas of both.
pub fn block(act: &mut Act<'_>, handle: &str) -> Result<Face> {
    let (person, mine) = act.viewer.me().map(|me| (me.person, me.account))?;
    let (other, theirs) = seen(act, handle)?;
    if mine == theirs {
        return Err(Error::Conflict("error-block-oneself"));
    }
    let now = act.now;
    store::put_block(act, mine, theirs, other.id, now)?;
    act.happened(Happened::Blocked { person, other: other.id })?;
    Ok(other)
}

/// Lifts a block of the viewer's.
pub fn unblock(act: &mut Act<'_>, handle: &str) -> Result<()> {
    let (person, mine) = act.viewer.me().map(|me| (me.person, me.account))?;
    let blocked = store::blocked(act, mine)?;
    let (other, _) = blocked.into_iter().find(|(face, _)| face.handle == handle).ok_or(Error::NotFound)?;
    store::delete_block(act, mine, other.id)?;
    act.happened(Happened::Unblocked { person, other: other.id })
}

/// Whom the viewer has blocked, and since when.
pub fn blocked(look: &mut Look<'_>) -> Result<Vec<(Face, Moment)>> {
    let mine = look.viewer.me()?.account;
    store::blocked(look, mine)
}

// ── Finding ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Somebody found, with what helps to know them again.
pub struct Found {
    /// Their face.
    pub face: Face,
    /// Their town.
    pub town: Option<Place>,
    /// What they like.
    pub interests: Vec<String>,
    /// The stage of the viewer's tie with them.
    pub stage: Option<ties::Stage>,
}

/// People whose names or handles have words that begin like those typed, and who have an interest, where one is
/// given. Those the viewer knows come first.
pub fn search(look: &mut Look<'_>, typed: &str, interest: &str, most: usize) -> Result<Vec<Found>> {
    let (me, mine) = (look.viewer.person_if_any(), look.viewer.account_if_any());
    let most = i64::try_from(most.min(100)).unwrap_or(100);
    let rows = match ranges(typed) {
        Some(words) => store::search(look, &words, interest, me, mine, most)?,
        None if !interest.is_empty() => store::interested(look, interest, me, mine, most)?,
        None => Vec::new(),
    };
    let now = look.now;
    rows.into_iter()
        .map(|row| {
            Ok(Found {
                interests: store::interests(look, row.id)?,
                town: town::stored(row.place),
                stage: row.stage.and_then(|stage| ties::Stage::of_row(stage, row.planned_until, now)),
                face: Face { id: row.id, handle: row.handle, name: row.name, photo: row.photo },
            })
        })
        .collect()
}

/// The faces that fit what is being typed, for fields that name somebody.
pub fn suggest(look: &mut Look<'_>, typed: &str, most: usize) -> Result<Vec<Face>> {
    Ok(search(look, typed, "", most)?.into_iter().map(|found| found.face).collect())
}

/// People who live near the viewer and whom they have no tie with, those with most interests in common first.
pub fn neighbours(look: &mut Look<'_>, most: usize) -> Result<Vec<Face>> {
    let Ok(me) = look.viewer.me().cloned() else { return Ok(Vec::new()) };
    let Some(home) = town(look, me.person)? else { return Ok(Vec::new()) };
    let limit = i64::try_from(most).unwrap_or(0);
    let mut found = Vec::new();
    for cells in spans(home.point(), NEAR) {
        found.extend(store::near(look, cells, me.person, me.account, limit)?);
    }
    found.sort_by_key(|(id, alike)| (-alike, std::cmp::Reverse(*id)));
    let ids: Vec<PersonId> = found.into_iter().take(most).map(|(id, _)| id).collect();
    faces(look, &ids)
}

/// The beginnings of words that were typed, as ranges, the longest first; `None` where nothing can be looked for.
fn ranges(typed: &str) -> Option<store::Ranges> {
    let mut words = visavis_places::words(typed.trim().trim_start_matches('@'));
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let first = words.first()?.clone();
    let mut three = words.into_iter().chain(std::iter::repeat(first)).map(|word| {
        // The last character there is sorts after all that could follow.
        let end = format!("{word}\u{10ffff}");
        (word, end)
    });
    Some([three.next()?, three.next()?, three.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_ranges_the_longest_word_first() {
        let words = ranges(" @Zoë Ångström ").map(|ranges| ranges.map(|(from, _)| from));
        assert_eq!(words, Some(["angstrom".to_owned(), "zoe".to_owned(), "angstrom".to_owned()]));
        assert_eq!(ranges(" - "), None);
    }
}
