//! What was said of a venue before, by whom and when: so that nobody's words are lost because somebody else wrote over them.

pub mod api;
pub mod pages;
mod store;

use serde_json::{Value, json};

use super::{Described, own};
use crate::{
    act::{Act, Look},
    communities::{self, Access, Role},
    error::{Error, Result},
    id::PersonId,
    notices, rows,
    time::Moment,
};

/// So many changes of a venue are kept.
const KEPT: i64 = 50;

/// Whether somebody may say how to get in: who hosted there what everybody could see; and as long as nobody else has said
/// anything, also who will. So nobody writes over what others know by just publishing something.
pub fn may_say(hosted: bool, will_host: bool, said_by_others: bool) -> bool {
    hosted || (will_host && !said_by_others)
}

rows! {
    /// What was said at some time.
    #[derive(Debug, Clone)]
    pub struct Change {
        /// Which.
        pub id: i64,
        /// How to get there.
        pub way: String,
        /// Whether one gets in without steps.
        pub step_free: String,
        /// When.
        pub at: Moment,
        /// The handle of who said it; none for who has left, or whom the viewer may not see.
        pub handle: Option<String>,
        /// Their name.
        pub by: Option<String>,
    }
}

/// Whether the viewer may say how to get in there.
pub fn says(look: &mut Look<'_>, key: (i64, &str), said: bool) -> Result<bool> {
    let Some(me) = look.viewer.person_if_any() else { return Ok(false) };
    let now = look.now;
    let (mut hosted, mut hosts) = (false, false);
    // What is written here is read by everybody who finds something here: so it is not written for a private circle.
    for (community, first_end) in store::own_at(look, key, me)? {
        if community.map_or(Ok(true), |community| communities::is_public(look, community))? {
            (hosted, hosts) = (hosted || first_end <= now, true);
        }
    }
    for brief in communities::mine_in_brief(look)? {
        if brief.role == Some(Role::Host)
            && brief.access != Access::Private
            && let Some(first_end) = store::first_end_of(look, key, brief.id)?
        {
            (hosted, hosts) = (hosted || first_end <= now, true);
        }
    }
    if hosted || !hosts {
        return Ok(hosted);
    }
    let others = said && store::author(look, key)?.flatten() != Some(me);
    Ok(may_say(hosted, hosts, others))
}

/// Keeps what is said now, with what was said before this was kept; and tells who said that.
pub fn note(
    act: &mut Act<'_>,
    key: (i64, &str),
    before: Option<(String, String, Moment)>,
    said: &Described,
    url: &str,
) -> Result<()> {
    let me = act.viewer.person()?;
    let author = store::author(act, key)?;
    if let (None, Some((way, step_free, at))) = (author, before) {
        let id = act.id();
        store::put(act, (id, at), key, (&way, &step_free), None)?;
    }
    let (id, now) = (act.id(), act.now);
    store::put(act, (id, now), key, (&said.way, &said.step_free), Some(me))?;
    store::delete_oldest(act, key, KEPT)?;
    match author.flatten() {
        Some(author) => {
            notices::put(act, author, "venue_changed", None, Some(me), &json!({ "title": key.1, "url": url }))
        }
        None => Ok(()),
    }
}

/// What was said of it, the last first; for those who may say.
pub fn read(look: &mut Look<'_>, town: u32, name: &str) -> Result<(super::Venue, Vec<Change>)> {
    let venue = own(look, town, name)?;
    let mine = look.viewer.me()?.account;
    let changes = store::of_venue(look, (i64::from(town), name), mine)?;
    Ok((venue, changes))
}

/// Says again what was said before.
pub fn put_back(act: &mut Act<'_>, town: u32, name: &str, change: i64) -> Result<()> {
    let (_, changes) = read(act, town, name)?;
    let change = changes.into_iter().find(|one| one.id == change).ok_or(Error::NotFound)?;
    super::describe(act, town, name, &Described { way: change.way, step_free: change.step_free })
}

/// What a person said of venues, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(
            |(venue, way, step_free, at)| json!({ "venue": venue, "way": way, "step_free": step_free, "at": at.iso() }),
        )
        .collect())
}

/// Forgets who said what, of somebody who leaves the server.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_over_what_others_know_before_they_were_there() {
        assert!(may_say(true, true, true) && may_say(true, true, false));
        assert!(may_say(false, true, false), "who is the first to host somewhere says how to get in");
        assert!(!may_say(false, true, true) && !may_say(false, false, false));
    }
}
