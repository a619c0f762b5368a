//! Letters from the hosts to the members: few, to those who want them, and ended by one link without signing in.
//!
//! A letter waits ten minutes, in which it can be taken back; then a job tells a part of the members in each transaction,
//! as gatherings do: a part that was cut off is done again as a whole, one that was done is not.

pub mod api;
pub mod model;
pub mod pages;
mod store;

use model::{Leave, MOST, Often, SETTLES, WHILE, Writing, digest_after, may_write};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    actions::hosted,
    closing,
    log::{self, Deed},
    model::{Community, Role},
};
use crate::{
    act::{Act, Look},
    args,
    error::{Error, Result},
    id::{CommunityId, LetterId, PersonId},
    jobs::Job,
    people, rows,
    time::Moment,
};

/// So many people are written to in one transaction.
const PART: usize = 200;
/// So many letters are listed.
pub const LISTED: i64 = 50;

rows! {
    /// A letter.
    #[derive(Debug, Clone)]
    pub struct Row {
        /// Which one.
        pub id: LetterId,
        /// To whose members.
        pub community: CommunityId,
        /// Who wrote it; `None` for one who has left.
        pub by: Option<PersonId>,
        /// Their name.
        pub by_name: Option<String>,
        /// Its subject.
        pub subject: String,
        /// Its words, in Markdown.
        pub words: String,
        /// When it goes out.
        pub due_at: Moment,
        /// The last member it went to.
        pub told: PersonId,
        /// So many got it by now.
        pub sent: i64,
        /// When the last of them did.
        pub done_at: Option<Moment>,
    }
}

impl Row {
    /// Whether it can still be taken back.
    pub fn can_come_back(&self, now: Moment) -> bool {
        self.due_at > now
    }
}

/// A part of what is to be sent: to those after a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Sending {
    /// A letter.
    Letter {
        /// Which.
        letter: LetterId,
        /// The last who got it; 0 before the first.
        told: PersonId,
    },
    /// What went out in a week.
    Week {
        /// To whose members.
        community: CommunityId,
        /// When the week is over (milliseconds).
        due: i64,
        /// The last who got it; 0 before the first.
        told: PersonId,
    },
    /// That a community has closed.
    Farewell {
        /// Which.
        community: CommunityId,
        /// Who closed it, and needs no telling.
        by: PersonId,
    },
}

/// The community, and what was written to its members, the newest first; for hosts.
pub fn list(look: &mut Look<'_>, handle: &str) -> Result<(Community, Vec<Row>)> {
    let community = hosted(look, handle)?;
    let rows = store::of_community(look, community.id, LISTED)?;
    Ok((community, rows))
}

/// Whether one more may be written now.
pub fn is_free(rows: &[Row], now: Moment) -> bool {
    let before: Vec<Moment> = rows.iter().map(|row| row.due_at).collect();
    may_write(&before, now)
}

/// Writes to the members of a community that the viewer hosts; which letter.
pub fn write(act: &mut Act<'_>, handle: &str, writing: &Writing) -> Result<Row> {
    let community = hosted(act, handle)?;
    let (person, due) = (act.viewer.person()?, act.now.plus(SETTLES));
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    if !is_free(&store::of_community(act, community.id, most)?, act.now) {
        return Err(Error::Conflict("error-letters-many"));
    }
    let id: LetterId = act.id();
    store::put(act, id, community.id, person, writing, due)?;
    log::note(act, community.id, Deed::Wrote, None, &writing.subject)?;
    act.later_at(&Job::ClubLetter(Sending::Letter { letter: id, told: PersonId(0) }), due)?;
    store::letter(act, id)?.ok_or(Error::NotFound)
}

/// Takes one back before it goes out.
pub fn take_back(act: &mut Act<'_>, handle: &str, id: LetterId) -> Result<()> {
    let community = hosted(act, handle)?;
    let row = store::letter(act, id)?.filter(|row| row.community == community.id).ok_or(Error::NotFound)?;
    if !store::take_back(act, id)? {
        return Err(Error::Conflict("error-letter-gone"));
    }
    log::note(act, community.id, Deed::TookBack, None, &row.subject)
}

/// Sends the next part, and leaves the rest to the next job.
pub fn send_some(act: &mut Act<'_>, sending: &Sending) -> Result<()> {
    match *sending {
        Sending::Letter { letter, told } => send_letter(act, letter, told),
        Sending::Week { community, due, told } => send_week(act, community, Moment::from_ms(due), told),
        Sending::Farewell { community, by } => closing::tell_some(act, community, by),
    }
}

fn send_letter(act: &mut Act<'_>, id: LetterId, told: PersonId) -> Result<()> {
    // Taken back, or this part is done.
    let Some(row) = store::letter(act, id)?.filter(|row| row.told == told && row.done_at.is_none()) else {
        return Ok(());
    };
    let now = act.now;
    let Some(community) = super::store::by_id(act, row.community, None)? else {
        return store::put_told(act, id, told, 0, Some(now));
    };
    // A host who was taken out, or stepped down, speaks for it no longer.
    let role = row.by.map_or(Ok(None), |by| super::store::role(act, row.community, by))?;
    if role != Some(Role::Host) {
        return store::delete(act, id);
    }
    let people = readers(act, row.community, Often::Each, row.by, told)?;
    let mut sent = 0;
    for &person in &people {
        sent += i64::from(post(act, &community, person, std::slice::from_ref(&row))?);
    }
    match people.last() {
        Some(&last) if people.len() == PART => {
            store::put_told(act, id, last, sent, None)?;
            act.later(&Job::ClubLetter(Sending::Letter { letter: id, told: last }))
        }
        last => {
            store::put_told(act, id, last.copied().unwrap_or(told), sent, Some(now))?;
            let due = digest_after(now);
            if store::put_digest(act, community.id, due)? {
                let first = Sending::Week { community: community.id, due: due.ms(), told: PersonId(0) };
                act.later_at(&Job::ClubLetter(first), due)?;
            }
            Ok(())
        }
    }
}

fn send_week(act: &mut Act<'_>, id: CommunityId, due: Moment, told: PersonId) -> Result<()> {
    if store::digest(act, id, due)? != Some(told) {
        return Ok(());
    }
    let Some(community) = super::store::by_id(act, id, None)? else { return store::delete_digest(act, id, due) };
    let mut rows = store::of_community(act, id, LISTED)?;
    rows.retain(|row| row.done_at.is_some_and(|done| done < due && due.since(done) <= WHILE));
    // In the order in which they were written.
    rows.reverse();
    if rows.is_empty() {
        return store::delete_digest(act, id, due);
    }
    let people = readers(act, id, Often::Weekly, None, told)?;
    for &person in &people {
        let mut theirs = Vec::new();
        for row in &rows {
            let silent = match row.by {
                Some(by) => store::is_silent(act, person, by)?,
                None => false,
            };
            if !silent {
                theirs.push(row.clone());
            }
        }
        if !theirs.is_empty() {
            post(act, &community, person, &theirs)?;
        }
    }
    match people.last() {
        Some(&last) if people.len() == PART => {
            store::put_digest_told(act, id, due, last)?;
            act.later(&Job::ClubLetter(Sending::Week { community: id, due: due.ms(), told: last }))
        }
        _ => store::delete_digest(act, id, due),
    }
}

fn readers(
    look: &mut Look<'_>,
    id: CommunityId,
    often: Often,
    by: Option<PersonId>,
    told: PersonId,
) -> Result<Vec<PersonId>> {
    let most = i64::try_from(PART).unwrap_or(i64::MAX);
    store::readers(look, id, often.as_str(), by, told, most)
}

/// One letter to one member, of one writing or of those of a week; whether they have an address.
fn post(act: &mut Act<'_>, community: &Community, person: PersonId, rows: &[Row]) -> Result<bool> {
    let leave = Leave { community: community.id, person }.seal(&act.shared.keys);
    let leave = act.shared.config.url(&format!("/letters/{leave}"));
    let me = act.shared.config.url(&format!("{}/me", community.url()));
    people::letter_with_a_way_out(act, person, &leave, |say| {
        let name = community.name.as_str();
        let typed = people::escaped(name);
        let foot = say.with("mail-letters-foot", args! { name: typed, me: me.as_str(), leave: leave.as_str() });
        let (subject, mut parts) = match rows {
            [one] => (
                say.with("mail-letters-one", args! { name: name, subject: one.subject.as_str() }),
                vec![one.words.clone()],
            ),
            several => (
                say.with("mail-letters-week", args! { name: name }),
                several.iter().map(|row| format!("**{}**\n\n{}", people::escaped(&row.subject), row.words)).collect(),
            ),
        };
        parts.push(foot);
        (subject, parts.join("\n\n"))
    })
}

/// Whose letters from where a link ends: the name of the community.
pub fn left(look: &mut Look<'_>, sealed: &str) -> Result<(Leave, String)> {
    let leave = Leave::read(sealed, &look.shared.keys).ok_or(Error::NotFound)?;
    let name = store::name(look, leave.community)?.ok_or(Error::NotFound)?;
    Ok((leave, name))
}

/// Ends somebody's letters from a community, or begins them again: the link alone says whose. Who no longer belongs gets
/// none anyway.
pub fn leave(act: &mut Act<'_>, sealed: &str, again: bool) -> Result<()> {
    let (leave, _) = left(act, sealed)?;
    let often = if again { Often::Each } else { Often::None };
    store::choose(act, leave.community, leave.person, often.as_str()).map(drop)
}

/// What a person wrote to members, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(|(handle, subject, words, at)| {
            json!({ "community": handle, "letter": subject, "words": words, "sent": at.iso() })
        })
        .collect())
}

/// Forgets what somebody wrote who leaves the server.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}
