//! All SQL about communities.

use visavis_places::{STORED_RESOLUTION, cell};

use super::model::{Community, Draft};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{CommunityId, PersonId},
    params, people,
    time::Moment,
};

mod derived;
mod members;
mod own;
mod removals;
mod search;

pub use derived::*;
pub use members::*;
pub use own::*;
pub use removals::*;
pub use search::*;

/// A community by its name in addresses, whoever may see it.
pub fn by_handle(look: &mut Look<'_>, handle: &str, viewer: Option<PersonId>) -> Result<Option<Community>> {
    look.opt(
        "SELECT c.id, c.handle, c.name, c.words, c.rules, c.access, c.place, c.photo, c.members, m.role,
                s.parent, s.access, CASE WHEN o.role <> 'asked' THEN 1 ELSE 0 END
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $2
              LEFT JOIN subgroup s ON s.community = c.id
              LEFT JOIN membership o ON o.community = s.parent AND o.person = $2
         WHERE c.handle = $1 AND c.ended_at IS NULL",
        params![*handle, viewer],
    )
}

/// The same by its id. All that is asked of a gathering's page asks for its community.
pub fn by_id(look: &mut Look<'_>, id: CommunityId, viewer: Option<PersonId>) -> Result<Option<Community>> {
    look.once((id.0, viewer.map_or(0, |viewer| viewer.0)), |look| {
        look.opt(
            "SELECT c.id, c.handle, c.name, c.words, c.rules, c.access, c.place, c.photo, c.members, m.role,
                    s.parent, s.access, CASE WHEN o.role <> 'asked' THEN 1 ELSE 0 END
             FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $2
                  LEFT JOIN subgroup s ON s.community = c.id
                  LEFT JOIN membership o ON o.community = s.parent AND o.person = $2
             WHERE c.id = $1 AND c.ended_at IS NULL",
            params![id, viewer],
        )
    })
}

/// How many are open, for search engines.
pub fn count_open(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM community c WHERE c.access = 'open' AND c.ended_at IS NULL AND c.id > 0", &[])?;
    Ok(count)
}

/// Those, in the order in which they were founded.
pub fn open_ones(look: &mut Look<'_>, most: i64, after: i64) -> Result<Vec<(String,)>> {
    look.all(
        "SELECT c.handle FROM community c WHERE c.access = 'open' AND c.ended_at IS NULL AND c.id > 0
         ORDER BY c.id LIMIT $1 OFFSET $2",
        params![most, after],
    )
}

pub fn is_taken(look: &mut Look<'_>, handle: &str) -> Result<bool> {
    Ok(look.opt::<(i64,)>("SELECT 1 FROM community WHERE handle = $1", params![*handle])?.is_some())
}

pub fn put(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft, person: PersonId) -> Result<()> {
    let (place, cell) = whereabouts(draft);
    act.try_run(
        "INSERT INTO community (id, handle, name, words, rules, access, place, cell, photo, made_by, members)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
        params![
            id,
            *handle,
            *draft.name.as_str(),
            draft.words,
            draft.rules,
            draft.access,
            place,
            cell,
            draft.photo,
            person
        ],
    )
    .map_err(|error| {
        if error.is_unique("community", "handle") {
            Error::invalid("handle", "problem-handle-taken")
        } else {
            error.into()
        }
    })?;
    put_words(act, id, handle, draft)
}

pub fn change(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft) -> Result<()> {
    let (place, cell) = whereabouts(draft);
    act.put(
        "UPDATE community SET name = $2, words = $3, rules = $4, access = $5, place = $6, cell = $7,
                photo = CASE WHEN $9 = 1 THEN NULL ELSE COALESCE($8, photo) END
         WHERE id = $1",
        params![
            id,
            *draft.name.as_str(),
            draft.words,
            draft.rules,
            draft.access,
            place,
            cell,
            draft.photo,
            draft.without_photo && draft.photo.is_none()
        ],
    )?;
    put_words(act, id, handle, draft)
}

fn whereabouts(draft: &Draft) -> (Option<i64>, Option<i64>) {
    (draft.place.map(|place| i64::from(place.id)), draft.place.map(|place| cell(place.point(), STORED_RESOLUTION)))
}

/// By what it is found: the words of its name, and its interests.
fn put_words(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft) -> Result<()> {
    let interests: Vec<&str> = draft.interests.iter().map(|interest| interest.as_str()).collect();
    put_found_by(act, id, &words_for(draft.name.as_str(), handle, &interests))?;
    act.put("DELETE FROM community_interest WHERE community = $1", params![id])?;
    for interest in &draft.interests {
        act.put(
            "INSERT INTO community_interest (community, interest) VALUES ($1, $2)",
            params![id, *interest.as_str()],
        )?;
    }
    Ok(())
}

/// The words by which it is found.
pub fn words_for(name: &str, handle: &str, interests: &[&str]) -> Vec<String> {
    let mut words = people::words_of(name, handle);
    words.extend(interests.iter().flat_map(|interest| interest.split('-')).map(str::to_owned));
    words.retain(|word| !word.is_empty());
    words.sort();
    words.dedup();
    words
}

pub fn put_found_by(act: &mut Act<'_>, id: CommunityId, words: &[String]) -> Result<()> {
    act.put("DELETE FROM community_word WHERE community = $1", params![id])?;
    for word in words {
        act.put("INSERT INTO community_word (word, community) VALUES ($1, $2)", params![word, id])?;
    }
    Ok(())
}

pub fn end(act: &mut Act<'_>, id: CommunityId, now: Moment) -> Result<()> {
    act.put("UPDATE community SET ended_at = $2 WHERE id = $1", params![id, now])
}

pub fn interests(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT interest FROM community_interest WHERE community = $1 ORDER BY interest", params![id])?;
    Ok(rows.into_iter().map(|(interest,)| interest).collect())
}

/// The interests of all whose ids lie between two, without the first of these, by id and name.
pub fn interests_between(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT community, interest FROM community_interest WHERE community > $1 AND community <= $2
         ORDER BY community, interest",
        params![after, last],
    )
}

pub fn has_ended(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    Ok(look.opt::<(i64,)>("SELECT 1 FROM community WHERE id = $1 AND ended_at IS NOT NULL", params![id])?.is_some())
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
