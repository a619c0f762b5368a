//! All SQL about guests.

use super::{super::answers::model::Party, Guest};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::Reply,
    id::{CommunityId, GatheringId, GuestId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A link: for whom, and to what.
    #[derive(Debug, Clone)]
    pub struct LinkRow {
        pub gathering: GatheringId,
        pub email: String,
        pub name: String,
        pub locale: String,
        pub expires_at: Moment,
    }

    /// A guest who may have to be forgotten.
    pub struct DueGuest {
        pub id: GuestId,
        pub gathering: GatheringId,
        pub email: Option<String>,
        pub ends_at: Moment,
    }

    /// A guest's answer as it is exported.
    pub struct ExportedGuest {
        pub gathering: GatheringId,
        pub title: String,
        pub name: String,
        pub reply: Reply,
        pub at: Moment,
        pub places: i64,
        pub guests: String,
        pub part: Option<String>,
    }
}

pub fn allowed(look: &mut Look<'_>, id: GatheringId) -> Result<Option<bool>> {
    let row: Option<(i64,)> = look.opt("SELECT allowed FROM guest_choice WHERE gathering = $1", params![id])?;
    Ok(row.map(|(allowed,)| allowed == 1))
}

pub fn put_allowed(act: &mut Act<'_>, id: GatheringId, allowed: bool) -> Result<()> {
    act.put(
        "INSERT INTO guest_choice (gathering, allowed) VALUES ($1, $2)
         ON CONFLICT (gathering) DO UPDATE SET allowed = excluded.allowed",
        params![id, i64::from(allowed)],
    )
}

pub fn delete_allowed(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM guest_choice WHERE gathering = $1", params![id])
}

/// How many links were made for an address since then.
pub fn links_since(look: &mut Look<'_>, email: &str, since: Moment) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM guest_link WHERE email = $1 AND made_at > $2", params![*email, since])?;
    Ok(count)
}

/// How many links to a gathering were made since then that nobody has used: those end by `until`.
pub fn unused_since(look: &mut Look<'_>, id: GatheringId, since: Moment, until: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM guest_link WHERE gathering = $1 AND made_at > $2 AND expires_at <= $3",
        params![id, since, until],
    )?;
    Ok(count)
}

pub fn put_link(act: &mut Act<'_>, hash: [u8; 32], link: &LinkRow, now: Moment) -> Result<()> {
    act.put(
        "INSERT INTO guest_link (hash, gathering, email, name, locale, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![hash, link.gathering, link.email, link.name, link.locale, now, link.expires_at],
    )
}

pub fn link(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<LinkRow>> {
    look.opt("SELECT gathering, email, name, locale, expires_at FROM guest_link WHERE hash = $1", params![hash])
}

/// All links of somebody to a gathering are good until then.
pub fn keep_links(act: &mut Act<'_>, id: GatheringId, email: &str, until: Moment) -> Result<()> {
    act.put("UPDATE guest_link SET expires_at = $3 WHERE gathering = $1 AND email = $2", params![id, *email, until])
}

pub fn delete_links(act: &mut Act<'_>, id: GatheringId, email: &str) -> Result<()> {
    act.put("DELETE FROM guest_link WHERE gathering = $1 AND email = $2", params![id, *email])
}

/// Deletes some of the links that are good no more; how many.
pub fn delete_lapsed_links(act: &mut Act<'_>, now: Moment, most: i64) -> Result<i64> {
    let count = act.run(
        "DELETE FROM guest_link WHERE hash IN (
             SELECT hash FROM guest_link WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        params![now, most],
    )?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

pub fn put(act: &mut Act<'_>, id: GuestId, link: &LinkRow, now: Moment, forget_at: Moment) -> Result<()> {
    act.put(
        "INSERT INTO guest (id, gathering, email, name, locale, reply, at, forget_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        params![id, link.gathering, link.email, link.name, link.locale, Reply::No, now, forget_at],
    )
}

pub fn of_email(look: &mut Look<'_>, id: GatheringId, email: &str) -> Result<Option<Guest>> {
    look.opt(
        "SELECT id, gathering, email, name, locale, reply, places, guests, confirm_by, part FROM guest
         WHERE gathering = $1 AND email = $2",
        params![id, *email],
    )
}

pub fn guest(look: &mut Look<'_>, id: GuestId) -> Result<Option<Guest>> {
    look.opt(
        "SELECT id, gathering, email, name, locale, reply, places, guests, confirm_by, part FROM guest WHERE id = $1",
        params![id],
    )
}

/// All that somebody answered with an address, what is over left out.
pub fn of_address(look: &mut Look<'_>, email: &str, now: Moment) -> Result<Vec<Guest>> {
    look.all(
        "SELECT u.id, u.gathering, u.email, u.name, u.locale, u.reply, u.places, u.guests, u.confirm_by, u.part
         FROM guest u JOIN gathering g ON g.id = u.gathering
         WHERE u.email = $1 AND g.ends_at > $2 AND g.cancelled_at IS NULL ORDER BY g.starts_at, u.id",
        params![*email, now],
    )
}

pub fn delete(act: &mut Act<'_>, id: GuestId) -> Result<()> {
    act.put("DELETE FROM guest_said WHERE guest = $1", params![id])?;
    act.put("DELETE FROM guest WHERE id = $1", params![id])
}

/// Some whose time has come, each with the end of the gathering.
pub fn due(look: &mut Look<'_>, now: Moment, most: i64) -> Result<Vec<DueGuest>> {
    look.all(
        "SELECT u.id, u.gathering, u.email, g.ends_at FROM guest u JOIN gathering g ON g.id = u.gathering
         WHERE u.forget_at IS NOT NULL AND u.forget_at <= $1 ORDER BY u.forget_at LIMIT $2",
        params![now, most],
    )
}

pub fn put_forget_at(act: &mut Act<'_>, id: GuestId, at: Moment) -> Result<()> {
    act.put("UPDATE guest SET forget_at = $2 WHERE id = $1", params![id, at])
}

/// Leaves nothing but the number.
pub fn erase(act: &mut Act<'_>, id: GuestId) -> Result<()> {
    act.put("DELETE FROM guest_said WHERE guest = $1", params![id])?;
    act.put("UPDATE guest SET email = NULL, name = '', guests = '', forget_at = NULL WHERE id = $1", params![id])
}

/// Guests who have to know when something changes, in the order of their ids.
pub fn to_be_told(look: &mut Look<'_>, id: GatheringId, at: Moment, after: GuestId, most: i64) -> Result<Vec<GuestId>> {
    let rows: Vec<(GuestId,)> = look.all(
        "SELECT id FROM guest
         WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting', 'asked') AND at <= $2 AND id > $3 AND email IS NOT NULL
         ORDER BY id LIMIT $4",
        params![id, at, after, most],
    )?;
    Ok(rows.into_iter().map(|(guest,)| guest).collect())
}

pub fn count_to_be_told(look: &mut Look<'_>, id: GatheringId) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM guest
         WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting', 'asked') AND email IS NOT NULL",
        params![id],
    )?;
    Ok(count)
}

/// Guests of what is not over in a community.
pub fn in_community(look: &mut Look<'_>, community: CommunityId, now: Moment) -> Result<Vec<(GatheringId, GuestId)>> {
    look.all(
        "SELECT u.gathering, u.id FROM gathering g JOIN guest u ON u.gathering = g.id
         WHERE g.community = $1 AND g.ends_at > $2 AND u.email IS NOT NULL",
        params![community, now],
    )
}

pub fn said(look: &mut Look<'_>, id: GatheringId, guest: GuestId) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT number, words FROM guest_said WHERE gathering = $1 AND guest = $2 ORDER BY number",
        params![id, guest],
    )
}

/// What all guests answered.
pub fn all_said(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(PersonId, i64, String)>> {
    look.all("SELECT guest, number, words FROM guest_said WHERE gathering = $1 ORDER BY guest, number", params![id])
}

pub fn put_said(act: &mut Act<'_>, id: GatheringId, guest: GuestId, number: i64, words: &str) -> Result<()> {
    act.put(
        "INSERT INTO guest_said (gathering, guest, number, words) VALUES ($1, $2, $3, $4)
         ON CONFLICT (gathering, guest, number) DO UPDATE SET words = excluded.words",
        params![id, guest, number, *words],
    )
}

pub fn delete_said(act: &mut Act<'_>, id: GatheringId, guest: GuestId, number: i64) -> Result<()> {
    act.put("DELETE FROM guest_said WHERE gathering = $1 AND guest = $2 AND number = $3", params![id, guest, number])
}

pub fn delete_all_said(act: &mut Act<'_>, id: GatheringId, guest: GuestId) -> Result<()> {
    act.put("DELETE FROM guest_said WHERE gathering = $1 AND guest = $2", params![id, guest])
}

/// Hands a guest's answer over to a member who has none there, just as it stands.
pub fn hand_over(act: &mut Act<'_>, guest: GuestId, person: PersonId) -> Result<()> {
    act.put(
        "INSERT INTO answer (gathering, person, reply, at, places, guests, ticket, confirm_by, part)
         SELECT gathering, CAST($2 AS BIGINT), reply, at, places, guests, ticket, confirm_by, part FROM guest WHERE id = $1",
        params![guest, person],
    )?;
    act.put(
        "INSERT INTO question_answer (gathering, number, person, words)
         SELECT gathering, number, CAST($2 AS BIGINT), words FROM guest_said WHERE guest = $1",
        params![guest, person],
    )?;
    delete(act, guest)
}

pub fn export(look: &mut Look<'_>, email: &str) -> Result<Vec<ExportedGuest>> {
    look.all(
        "SELECT u.gathering, g.title, u.name, u.reply, u.at, u.places, u.guests, p.name
         FROM guest u JOIN gathering g ON g.id = u.gathering
              LEFT JOIN gathering_part p ON p.gathering = u.gathering AND p.number = u.part
         WHERE u.email = $1 ORDER BY u.id",
        params![*email],
    )
}

// ── What answers need of it ──────────────────────────────────────────────────────────────────────────────────────────

pub fn put_reply(
    act: &mut Act<'_>,
    guest: GuestId,
    reply: Reply,
    party: &Party,
    (part, ticket): (Option<i64>, Option<i64>),
    now: Moment,
) -> Result<()> {
    act.put(
        "UPDATE guest SET reply = $2, at = $3, places = $4, guests = $5, ticket = $6, confirm_by = NULL, part = $7
         WHERE id = $1",
        params![guest, reply, now, party.places(), party.lines(), ticket, part],
    )
}

/// A guest who waits: for so many places, with the place in the order, and for which part.
type WaitingGuest = (GuestId, i64, i64, Option<i64>);

/// Guests who wait and want no more than so many places, nor more than their part has left.
pub fn waiting(look: &mut Look<'_>, id: GatheringId, places: i64, most: i64) -> Result<Vec<WaitingGuest>> {
    look.all(
        "SELECT u.id, u.places, u.ticket, u.part
         FROM guest u LEFT JOIN gathering_part p ON p.gathering = u.gathering AND p.number = u.part
         WHERE u.gathering = $1 AND u.ticket IS NOT NULL AND u.places <= $2 AND u.email IS NOT NULL
           AND (p.capacity IS NULL OR p.going + u.places <= p.capacity)
         ORDER BY u.ticket LIMIT $3",
        params![id, places, most],
    )
}

/// How many guests wait (for that part, if one is given), and how many of them up to a place in the order.
pub fn queue(look: &mut Look<'_>, id: GatheringId, ticket: Option<i64>, part: Option<i64>) -> Result<(i64, i64)> {
    look.one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN ticket <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM guest WHERE gathering = $1 AND ticket IS NOT NULL AND email IS NOT NULL
           AND (CAST($3 AS BIGINT) IS NULL OR part = $3)",
        params![id, ticket, part],
    )
}

pub fn admit(act: &mut Act<'_>, guest: GuestId, confirm_by: Option<Moment>, now: Moment) -> Result<()> {
    act.put(
        "UPDATE guest SET reply = 'yes', ticket = NULL, confirm_by = $2, at = $3 WHERE id = $1",
        params![guest, confirm_by, now],
    )
}

pub fn lapsed(look: &mut Look<'_>, id: GatheringId, now: Moment) -> Result<Vec<GuestId>> {
    let rows: Vec<(GuestId,)> = look.all(
        "SELECT id FROM guest WHERE gathering = $1 AND confirm_by IS NOT NULL AND confirm_by <= $2 ORDER BY confirm_by",
        params![id, now],
    )?;
    Ok(rows.into_iter().map(|(guest,)| guest).collect())
}

pub fn hold_for_good(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("UPDATE guest SET confirm_by = NULL WHERE gathering = $1 AND confirm_by IS NOT NULL", params![id])
}

/// Their answer is as if there had been none; they stay known.
pub fn unsay(act: &mut Act<'_>, guest: GuestId, now: Moment) -> Result<()> {
    act.put(
        "UPDATE guest SET reply = 'no', at = $2, places = 1, guests = '', ticket = NULL, confirm_by = NULL,
                part = NULL
         WHERE id = $1",
        params![guest, now],
    )
}
