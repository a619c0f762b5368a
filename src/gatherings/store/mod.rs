//! All SQL about gatherings.

use jiff::civil::DateTime;
use visavis_places::{Place, STORED_RESOLUTION, cell};

use super::{
    approval::Admission,
    model::{Brief, Draft, Gathering, Planned, Reply, url},
};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, GatheringId, PersonId},
    interests::Interest,
    params, rows,
    time::{Moment, Zone},
    town,
};

mod derived;
mod export;
mod lists;
mod replies;
mod search;
mod telling;
mod venues;

pub use derived::*;
pub use export::*;
pub use lists::*;
pub use replies::*;
pub use search::*;
pub use telling::*;
pub use venues::*;

rows! {
    struct BriefRow {
        id: GatheringId,
        title: String,
        community: Option<CommunityId>,
        host: Option<PersonId>,
        zone: String,
        starts_at: Moment,
        ends_at: Moment,
        venue: String,
        place: Option<i64>,
        photo: Option<String>,
        capacity: Option<i64>,
        going: i64,
        cancelled_at: Option<Moment>,
        admission: Admission,
        reply: Option<Reply>,
    }
}

impl From<BriefRow> for Brief {
    fn from(row: BriefRow) -> Self {
        Self {
            url: url(row.id),
            zone: Zone::named(&row.zone).unwrap_or(Zone::UTC),
            town: town::stored(row.place).map(|town| town.name.to_owned()).unwrap_or_default(),
            id: row.id,
            title: row.title,
            community: row.community,
            host: row.host,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            venue: row.venue,
            place: row.place,
            photo: row.photo,
            capacity: row.capacity,
            going: row.going,
            cancelled: row.cancelled_at.is_some(),
            admission: row.admission,
            reply: row.reply,
            people: Vec::new(),
            known: 0,
            more_dates: 0,
        }
    }
}

fn briefs(rows: Vec<BriefRow>) -> Vec<Brief> {
    rows.into_iter().map(Brief::from).collect()
}

/// A gathering whose host and the viewer have not blocked each other.
pub fn unblocked(look: &mut Look<'_>, id: GatheringId, mine: Option<AccountId>) -> Result<Option<Gathering>> {
    look.opt(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets, g.admission,
                g.parts
         FROM gathering g
         WHERE g.id = $1 AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = h.account)
             WHERE h.id = g.host)",
        params![id, mine],
    )
}

pub fn gathering(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Gathering>> {
    look.opt(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets, g.admission,
                g.parts
         FROM gathering g WHERE g.id = $1",
        params![id],
    )
}

pub fn put(act: &mut Act<'_>, id: GatheringId, host: PersonId, draft: &Draft, planned: &Planned) -> Result<()> {
    act.put(
        "INSERT INTO gathering (id, community, host, title, words, zone, starts_local, ends_local, starts_at, ends_at,
                                venue, address, place, cell, capacity, photo, photo_words, plus, hold_hours,
                                opens_at, closes_at, admission)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        params![
            id,
            draft.community,
            host,
            draft.title,
            draft.words,
            *draft.zone.name(),
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            draft.venue,
            draft.address,
            draft.town.id,
            cell_of(draft.town),
            draft.capacity,
            draft.photo,
            draft.photo_words,
            draft.terms.plus,
            draft.terms.hold_hours,
            draft.terms.opens_at,
            draft.terms.closes_at,
            draft.terms.admission,
        ],
    )?;
    put_found_by(act, id, draft)
}

/// Changes it, unless more are coming than there would be places; whether it did.
pub fn change(
    act: &mut Act<'_>,
    id: GatheringId,
    draft: &Draft,
    planned: &Planned,
    sequence: i64,
    now: Moment,
) -> Result<bool> {
    let touched = act.run(
        "UPDATE gathering SET title = $2, words = $3, zone = $4, starts_local = $5, ends_local = $6, starts_at = $7,
                ends_at = $8, venue = $9, address = $10, place = $11, cell = $12, capacity = $13, photo = $14,
                photo_words = $15, sequence = $16, changed_at = $17, plus = $18, hold_hours = $19, opens_at = $20,
                closes_at = $21, admission = $22
         WHERE id = $1 AND (CAST($13 AS BIGINT) IS NULL OR going <= $13)",
        params![
            id,
            draft.title,
            draft.words,
            *draft.zone.name(),
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            draft.venue,
            draft.address,
            draft.town.id,
            cell_of(draft.town),
            draft.capacity,
            draft.photo,
            draft.photo_words,
            sequence,
            now,
            draft.terms.plus,
            draft.terms.hold_hours,
            draft.terms.opens_at,
            draft.terms.closes_at,
            draft.terms.admission,
        ],
    )?;
    if touched == 1 {
        put_found_by(act, id, draft)?;
    }
    Ok(touched == 1)
}

/// By what it is found: interests, and the beginnings of the words of its title and venue.
fn put_found_by(act: &mut Act<'_>, id: GatheringId, draft: &Draft) -> Result<()> {
    act.put("DELETE FROM gathering_interest WHERE gathering = $1", params![id])?;
    for interest in &draft.interests {
        let slug = Interest::as_str(interest);
        act.put("INSERT INTO gathering_interest (gathering, interest) VALUES ($1, $2)", params![id, *slug])?;
    }
    put_words(act, id, &words_for(&draft.title, &draft.venue, draft.terms.admission))
}

/// The words by which it is found: not by those of a venue that is not everybody's to know.
pub fn words_for(title: &str, venue: &str, admission: Admission) -> Vec<String> {
    let venue = if admission.hides() { "" } else { venue };
    let mut words = visavis_places::words(&format!("{title} {venue}"));
    words.sort();
    words.dedup();
    words
}

pub fn put_words(act: &mut Act<'_>, id: GatheringId, words: &[String]) -> Result<()> {
    act.put("DELETE FROM gathering_word WHERE gathering = $1", params![id])?;
    for word in words {
        act.put("INSERT INTO gathering_word (gathering, word) VALUES ($1, $2)", params![id, word])?;
    }
    Ok(())
}

fn local(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

pub fn cell_of(town: Place) -> i64 {
    cell(town.point(), STORED_RESOLUTION)
}

pub fn interests(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT interest FROM gathering_interest WHERE gathering = $1 ORDER BY interest", params![id])?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

pub fn cancel(act: &mut Act<'_>, id: GatheringId, by: PersonId, words: &str, now: Moment) -> Result<()> {
    act.put(
        "UPDATE gathering SET cancelled_at = $2, cancelled_by = $3, cancel_words = $4, sequence = sequence + 1,
                changed_at = $2
         WHERE id = $1",
        params![id, now, by, *words],
    )
}

pub fn uncancel(act: &mut Act<'_>, id: GatheringId, now: Moment) -> Result<()> {
    act.put(
        "UPDATE gathering SET cancelled_at = NULL, cancelled_by = NULL, cancel_words = NULL, sequence = sequence + 1,
                changed_at = $2
         WHERE id = $1",
        params![id, now],
    )
}

pub fn put_planned(act: &mut Act<'_>, id: GatheringId, planned: &Planned, now: Moment) -> Result<()> {
    act.put(
        "UPDATE gathering SET starts_local = $2, ends_local = $3, starts_at = $4, ends_at = $5, sequence = sequence + 1,
                changed_at = $6
         WHERE id = $1",
        params![
            id,
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            now
        ],
    )
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

pub fn brief(
    look: &mut Look<'_>,
    id: GatheringId,
    person: Option<PersonId>,
    mine: Option<AccountId>,
) -> Result<Option<Brief>> {
    let row: Option<BriefRow> = look.opt(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $2)
         FROM gathering g
         WHERE g.id = $1 AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = h.account)
             WHERE h.id = g.host)",
        params![id, person, mine],
    )?;
    Ok(row.map(Brief::from))
}
