//! Coming without an account: a name, and an address that is confirmed by a letter. Nothing else is asked, and nothing is
//! held before that: the place is taken when the link of the letter is used.
//!
//! A guest's answer is given by the same rules as a member's (`answers`), has its place in the same queue and counts in the
//! same number; who it is only the hosts read. Why guests are no persons: `docs/decisions/0006-guests.md`.

pub(super) mod api;
mod mail;
pub mod model;
pub(super) mod pages;
mod store;
pub(super) mod views;

use data_encoding::BASE64URL_NOPAD;
pub(super) use mail::{write, write_to_many};
use model::{Asking, Comer, LINK_LIVES, MOST_ASKED, MOST_LINKS, OFTEN, forget_at};
use serde_json::{Value, json};
use store::LinkRow;
pub use store::count_to_be_told;
pub(super) use store::{
    admit, all_said, delete_all_said, delete_said, hold_for_good, lapsed, put_reply, put_said, queue, said, to_be_told,
    unsay, waiting,
};

use super::{
    actions::visible,
    answers::{self, model::Party},
    approval, door,
    model::{Gathering, Reply},
    store as gatherings,
};
use crate::{
    act::{Act, Look},
    app, communities,
    error::{Error, Result},
    http::Fields,
    id::{CommunityId, GatheringId, GuestId, PersonId},
    journal::Happened,
    notices, people, rows,
    time::Moment,
};

rows! {
    /// Somebody who answered without an account.
    #[derive(Debug, Clone)]
    pub struct Guest {
        /// Their id.
        pub id: GuestId,
        /// What they answered.
        pub gathering: GatheringId,
        /// Their address; `None` once it is erased.
        pub email: Option<String>,
        /// What they are called.
        pub name: String,
        /// The language in which they asked.
        pub locale: String,
        /// What they say.
        pub reply: Reply,
        /// The places it takes, or would take.
        pub places: i64,
        /// The names of those they bring along, one a line.
        pub guests: String,
        /// Until when a place that came free is held.
        pub confirm_by: Option<Moment>,
        /// The part of the gathering, where it is cut into parts.
        pub part: Option<i64>,
    }
}

/// Whether guests may come to it.
pub fn are_welcome(look: &mut Look<'_>, gathering: &Gathering) -> Result<bool> {
    let access = match gathering.community {
        None => None,
        Some(community) => match communities::access(look, community)? {
            None => return Ok(false),
            access => access,
        },
    };
    let chosen = store::allowed(look, gathering.id)?;
    Ok(model::welcome(chosen, access))
}

/// What the host said of guests.
pub fn chosen(look: &mut Look<'_>, id: GatheringId) -> Result<Option<bool>> {
    store::allowed(look, id)
}

/// Keeps what the host says of guests.
pub fn choose(act: &mut Act<'_>, id: GatheringId, chosen: Option<bool>) -> Result<()> {
    match chosen {
        Some(allowed) => store::put_allowed(act, id, allowed),
        None => store::delete_allowed(act, id),
    }
}

/// Sends a link by which somebody can answer. Whether the address has an account only its owner learns: from the letter.
pub fn ask(act: &mut Act<'_>, id: GatheringId, asking: &Asking) -> Result<()> {
    if act.viewer.person_if_any().is_some() {
        return Err(Error::Conflict("error-guest-member"));
    }
    let gathering = visible(act, id)?;
    gathering.still_open(act.now)?;
    if !are_welcome(act, &gathering)? {
        return Err(Error::Conflict("error-guests-closed"));
    }
    gathering.terms().taken(act.now)?;
    let (now, email) = (act.now, asking.email.as_str());
    // Answered as if it were sent: what an address gets is its owner's to know.
    if store::links_since(act, email, now.plus(-OFTEN))? >= MOST_LINKS
        || store::unused_since(act, id, now.plus(-OFTEN), now.plus(LINK_LIVES))? >= MOST_ASKED
    {
        return Ok(());
    }
    let link = LinkRow {
        gathering: id,
        email: email.to_owned(),
        name: asking.name.as_str().to_owned(),
        locale: act.say.0.tag().to_owned(),
        expires_at: now.plus(LINK_LIVES),
    };
    let url = put_link(act, &link)?;
    if people::has_account(act, email)? {
        mail::has_account(act, &gathering, &link)
    } else {
        mail::confirm(act, &gathering, &link, &url)
    }
}

/// A link of its own for a letter.
fn put_link(act: &mut Act<'_>, link: &LinkRow) -> Result<String> {
    let (secret, now): ([u8; 32], _) = (act.chance(), act.now);
    store::put_link(act, app::hash(&secret), link, now)?;
    Ok(format!("/guest/{}", BASE64URL_NOPAD.encode(&secret)))
}

/// What a link leads to.
pub struct Opened {
    /// Where it invites.
    pub gathering: Gathering,
    /// Whom; `None` before it was used for the first time.
    pub guest: Option<Guest>,
    /// Which link it is.
    link: LinkRow,
}

/// What a link leads to.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or it is good no more.
pub fn opened(look: &mut Look<'_>, secret: &str) -> Result<Opened> {
    // Looked up by its hash: how long that takes says nothing of the secret.
    let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).map_err(|_| Error::NotFound)?;
    let link = store::link(look, app::hash(&bytes))?.ok_or(Error::NotFound)?;
    let guest = store::of_email(look, link.gathering, &link.email)?;
    if guest.is_none() && link.expires_at <= look.now {
        return Err(Error::NotFound);
    }
    let gathering = gatherings::gathering(look, link.gathering)?.ok_or(Error::NotFound)?;
    // Who is not yet known there sees no more than strangers do.
    if guest.is_none() && !are_welcome(look, &gathering)? {
        return Err(Error::NotFound);
    }
    let gathering = match &guest {
        Some(guest) => approval::as_seen_by(look, &gathering, Comer::Guest(guest.id))?,
        None => gathering.without_place(),
    };
    Ok(Opened { gathering, guest, link })
}

/// Answers for whoever holds a link; what became of it: a yes may have to wait.
pub fn answer(act: &mut Act<'_>, secret: &str, reply: Reply, fields: &Fields) -> Result<Reply> {
    let Opened { gathering, guest, link } = opened(act, secret)?;
    gathering.still_open(act.now)?;
    let before = guest.as_ref().map(Guest::reply_as_said);
    let guest = match guest {
        // A new yes needs that guests are still welcome; who comes already stays.
        Some(guest) if guest.reply.comes() || !reply.comes() || are_welcome(act, &gathering)? => guest,
        Some(_) => return Err(Error::Conflict("error-guests-closed")),
        None => begin(act, &gathering, &link)?,
    };
    let party = match reply {
        Reply::Yes if Party::is_said(fields) => {
            Some(Party::read(fields, &gathering.terms(), &Party::of(guest.places, &guest.guests))?)
        }
        _ => None,
    };
    let given = answers::give(act, &gathering, Comer::Guest(guest.id), reply, party.as_ref(), Some(fields))?;
    if matches!(given, Reply::Yes | Reply::Waiting | Reply::Asked) && !before.is_some_and(|before| before == given) {
        mail::confirmed(act, &gathering, guest.id, given)?;
    }
    Ok(given)
}

/// Answers for a guest who is known, as their mail program says: their party stays, and what is asked they answer on the
/// page.
pub(super) fn answer_known(act: &mut Act<'_>, id: GuestId, reply: Reply) -> Result<Reply> {
    let guest = store::guest(act, id)?.ok_or(Error::NotFound)?;
    let gathering = gatherings::gathering(act, guest.gathering)?.ok_or(Error::NotFound)?;
    gathering.still_open(act.now)?;
    if reply.comes() && !guest.reply.comes() && !are_welcome(act, &gathering)? {
        return Err(Error::Conflict("error-guests-closed"));
    }
    answers::give(act, &gathering, Comer::Guest(id), reply, None, None)
}

impl Guest {
    /// A place that is held is not yet a yes.
    fn reply_as_said(&self) -> Reply {
        if self.confirm_by.is_some() { Reply::Waiting } else { self.reply }
    }
}

/// The link was used: its address is confirmed, and somebody is known.
fn begin(act: &mut Act<'_>, gathering: &Gathering, link: &LinkRow) -> Result<Guest> {
    // One human takes one place.
    if people::has_account(act, &link.email)? {
        return Err(Error::Conflict("error-guest-account"));
    }
    let (id, now, until): (GuestId, _, _) = (act.id(), act.now, forget_at(gathering.ends_at));
    store::put(act, id, link, now, until)?;
    store::keep_links(act, gathering.id, &link.email, until)?;
    store::of_email(act, gathering.id, &link.email)?.ok_or(Error::NotFound)
}

/// Forgets whoever holds a link, and gives their places on.
pub fn forget(act: &mut Act<'_>, secret: &str) -> Result<GatheringId> {
    let Opened { gathering, guest, link } = opened(act, secret)?;
    match guest {
        // What is over keeps its number.
        Some(guest) if gathering.ends_at <= act.now => erase(act, &guest)?,
        Some(guest) => remove(act, &guest)?,
        None => {}
    }
    store::delete_links(act, gathering.id, &link.email)?;
    Ok(gathering.id)
}

fn remove(act: &mut Act<'_>, guest: &Guest) -> Result<()> {
    answers::withdraw_comer(act, guest.gathering, Comer::Guest(guest.id))?;
    delete(act, guest)
}

fn delete(act: &mut Act<'_>, guest: &Guest) -> Result<()> {
    if let Some(email) = &guest.email {
        store::delete_links(act, guest.gathering, email)?;
    }
    approval::forget_guest(act, guest.id)?;
    door::forget_guest(act, guest.id)?;
    store::delete(act, guest.id)
}

fn erase(act: &mut Act<'_>, guest: &Guest) -> Result<()> {
    approval::forget_guest(act, guest.id)?;
    store::erase(act, guest.id)
}

/// A guest as they are stored.
pub fn known(look: &mut Look<'_>, id: GuestId) -> Result<Option<Guest>> {
    store::guest(look, id)
}

/// What the viewer answered without an account, by the address that is theirs now: what is ahead, with the gathering.
pub fn to_claim(look: &mut Look<'_>) -> Result<Vec<(Guest, Gathering)>> {
    let person = look.viewer.person()?;
    let Some(email) = people::email(look, person)? else { return Ok(Vec::new()) };
    let now = look.now;
    let mut found = Vec::new();
    for guest in store::of_address(look, &email, now)? {
        match visible(look, guest.gathering) {
            Ok(gathering) => found.push((guest, gathering)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Makes these answers the viewer's own; how many. Where they have answered themselves already, that stays, and the
/// guest's place goes on.
pub fn claim(act: &mut Act<'_>) -> Result<i64> {
    let person = act.viewer.person()?;
    let found = to_claim(act)?;
    let count = found.len() as i64;
    for (guest, gathering) in found {
        let id = gathering.id;
        let said = gatherings::reply(act, id, person)?.is_some();
        if said || !gatherings::other_self_goes(act, id, person)? {
            door::hand_over(act, id, guest.id, person)?;
        }
        if said || gatherings::other_self_goes(act, id, person)? {
            remove(act, &guest)?;
            continue;
        }
        super::letters::hand_over(act, guest.id, person)?;
        store::hand_over(act, guest.id, person)?;
        approval::hand_over(act, id, guest.id, person)?;
        if let Some(email) = &guest.email {
            store::delete_links(act, id, email)?;
        }
        act.happened(Happened::Answered { gathering: id, person, going: guest.reply == Reply::Yes })?;
    }
    Ok(count)
}

/// Somebody has become a member: what they answered before waits for them.
pub fn greet(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    let Some(email) = people::email(act, person)? else { return Ok(()) };
    let now = act.now;
    for guest in store::of_address(act, &email, now)? {
        let Some(gathering) = gatherings::gathering(act, guest.gathering)? else { continue };
        let leads = json!({ "title": gathering.title, "url": "/you/guest" });
        notices::put(act, person, "guest", Some(gathering.id.0), None, &leads)?;
    }
    Ok(())
}

/// The guests of what is not over in a community.
pub(super) fn of_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<(GatheringId, Comer)>> {
    let now = look.now;
    let rows = store::in_community(look, community, now)?;
    Ok(rows.into_iter().map(|(id, guest)| (id, Comer::Guest(guest))).collect())
}

/// A community became private: guests, whose answers are gone by now, can't see what happens there. They are told, and
/// forgotten.
pub(super) fn shut_out(act: &mut Act<'_>, gone: &[(GatheringId, Comer)]) -> Result<()> {
    for &(id, comer) in gone {
        let Comer::Guest(guest) = comer else { continue };
        let (Some(gathering), Some(guest)) = (gatherings::gathering(act, id)?, store::guest(act, guest)?) else {
            continue;
        };
        mail::shut(act, &gathering, &guest)?;
        delete(act, &guest)?;
    }
    Ok(())
}

/// Erases the next of those whose gathering has been over for long, and links that are good no more; how many, at most.
pub fn sweep(act: &mut Act<'_>, most: i64) -> Result<i64> {
    let now = act.now;
    let due = store::due(act, now, most)?;
    for guest in &due {
        let (id, until) = (guest.gathering, forget_at(guest.ends_at));
        if until > now {
            // It was moved.
            store::put_forget_at(act, guest.id, until)?;
            if let Some(email) = &guest.email {
                store::keep_links(act, id, email, until)?;
            }
            continue;
        }
        approval::forget_guest(act, guest.id)?;
        store::erase(act, guest.id)?;
        if let Some(email) = &guest.email {
            store::delete_links(act, id, email)?;
        }
    }
    let links = store::delete_lapsed_links(act, now, most)?;
    Ok(links.max(due.len() as i64))
}

/// What somebody answered without an account, by the address that is theirs now, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let Some(email) = people::email(look, person)? else { return Ok(json!([])) };
    let found = store::export(look, &email)?;
    Ok(found
        .into_iter()
        .map(|row| {
            json!({
                "id": row.gathering, "title": row.title, "name": row.name, "reply": row.reply, "at": row.at,
                "places": row.places, "guests": row.guests, "part": row.part,
            })
        })
        .collect())
}

impl Opened {
    /// What whoever holds the link is called.
    pub fn name(&self) -> &str {
        self.guest.as_ref().map_or(self.link.name.as_str(), |guest| guest.name.as_str())
    }
}
