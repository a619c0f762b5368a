//! All SQL about places, and about those who wait for one.

use super::{
    super::guests::{self, model::Comer},
    model::{Party, Waiting},
};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::Reply,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// What somebody answered.
    #[derive(Debug, Clone)]
    pub struct Standing {
        /// The reply.
        pub reply: Reply,
        /// The places it takes, or would take.
        pub places: i64,
        /// The names of those brought along, one a line.
        pub guests: String,
        /// The place in the order of those who wait.
        pub ticket: Option<i64>,
        /// Until when a place that came free is held.
        pub confirm_by: Option<Moment>,
        /// The part of the gathering, where it is cut into parts.
        pub part: Option<i64>,
    }

    /// An answer as a host sees it. A guest has no handle; `person` is their own id then.
    #[derive(Debug, Clone)]
    pub struct Listed {
        pub person: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub places: i64,
        pub guests: String,
        pub confirm_by: Option<Moment>,
        pub part: Option<i64>,
    }
}

pub fn standing(look: &mut Look<'_>, id: GatheringId, comer: Comer) -> Result<Option<Standing>> {
    match comer {
        Comer::Person(person) => look.once((id.0, person.0), |look| {
            look.opt(
                "SELECT reply, places, guests, ticket, confirm_by, part FROM answer WHERE gathering = $1 AND person = $2",
                params![id, person],
            )
        }),
        Comer::Guest(guest) => {
            look.opt("SELECT reply, places, guests, ticket, confirm_by, part FROM guest WHERE id = $1", params![guest])
        }
    }
}

/// Takes an answer away.
pub fn delete(act: &mut Act<'_>, id: GatheringId, comer: Comer) -> Result<()> {
    let now = act.now;
    match comer {
        Comer::Person(person) => crate::gatherings::store::delete_reply(act, id, person),
        Comer::Guest(guest) => guests::unsay(act, guest, now),
    }
}

/// Takes so many places, if they are left: in the gathering, and in one of its parts where it is cut.
pub fn take_places(act: &mut Act<'_>, id: GatheringId, part: Option<i64>, places: i64) -> Result<bool> {
    // The gathering's row first, always: nobody waits here for somebody who waits for them.
    let touched = act.run(
        "UPDATE gathering SET going = going + $2 WHERE id = $1 AND (capacity IS NULL OR going + $2 <= capacity)",
        params![id, places],
    )?;
    match part {
        Some(part) if touched == 1 && !take_in_part(act, id, part, places)? => {
            free_in_all(act, id, places)?;
            Ok(false)
        }
        _ => Ok(touched == 1),
    }
}

/// Takes so many places in a part for so many that are held in another, if they are left. What is held is given up only then.
pub fn move_places(
    act: &mut Act<'_>,
    id: GatheringId,
    (from, held): (Option<i64>, i64),
    (to, wanted): (Option<i64>, i64),
) -> Result<bool> {
    let taken = take_places(act, id, None, wanted - held)?;
    if !taken {
        return Ok(false);
    }
    if let Some(to) = to
        && !take_in_part(act, id, to, wanted)?
    {
        free_in_all(act, id, wanted - held)?;
        return Ok(false);
    }
    match from {
        Some(from) => free_in_part(act, id, from, held).map(|()| true),
        None => Ok(true),
    }
}

/// The same within a part alone, for what the gathering counts already.
pub fn take_in_part(act: &mut Act<'_>, id: GatheringId, part: i64, places: i64) -> Result<bool> {
    let touched = act.run(
        "UPDATE gathering_part SET going = going + $3
         WHERE gathering = $1 AND number = $2 AND (capacity IS NULL OR going + $3 <= capacity)",
        params![id, part, places],
    )?;
    Ok(touched == 1)
}

/// Frees so many; whether anybody ever waited there.
pub fn free_places(act: &mut Act<'_>, id: GatheringId, part: Option<i64>, places: i64) -> Result<bool> {
    let waited = free_in_all(act, id, places)?;
    match part {
        Some(part) => free_in_part(act, id, part, places).map(|()| waited),
        None => Ok(waited),
    }
}

fn free_in_all(act: &mut Act<'_>, id: GatheringId, places: i64) -> Result<bool> {
    let row: Option<(i64,)> =
        act.opt("UPDATE gathering SET going = going - $2 WHERE id = $1 RETURNING tickets", params![id, places])?;
    Ok(row.is_some_and(|(tickets,)| tickets > 0))
}

fn free_in_part(act: &mut Act<'_>, id: GatheringId, part: i64, places: i64) -> Result<()> {
    act.put(
        "UPDATE gathering_part SET going = going - $3 WHERE gathering = $1 AND number = $2",
        params![id, part, places],
    )
}

/// The next place in the order of those who wait.
pub fn ticket(act: &mut Act<'_>, id: GatheringId) -> Result<i64> {
    let (ticket,): (i64,) =
        act.one("UPDATE gathering SET tickets = tickets + 1 WHERE id = $1 RETURNING tickets", params![id])?;
    Ok(ticket)
}

/// How many places are left (`None`: any number).
pub fn left(look: &mut Look<'_>, id: GatheringId) -> Result<Option<i64>> {
    let (left,): (Option<i64>,) = look.one("SELECT capacity - going FROM gathering WHERE id = $1", params![id])?;
    Ok(left)
}

/// Those who wait and want no more than so many places, nor more than their part has left, in their order.
pub fn waiting(look: &mut Look<'_>, id: GatheringId, places: i64, most: i64) -> Result<Vec<Waiting>> {
    let rows: Vec<(PersonId, i64, i64, Option<i64>)> = look.all(
        "SELECT a.person, a.places, a.ticket, a.part
         FROM answer a LEFT JOIN gathering_part p ON p.gathering = a.gathering AND p.number = a.part
         WHERE a.gathering = $1 AND a.ticket IS NOT NULL AND a.places <= $2
           AND (p.capacity IS NULL OR p.going + a.places <= p.capacity)
         ORDER BY a.ticket LIMIT $3",
        params![id, places, most],
    )?;
    let people = rows.into_iter().map(|(person, places, ticket, part)| (ticket, Comer::Person(person), places, part));
    let guests = guests::waiting(look, id, places, most)?;
    let guests = guests.into_iter().map(|(guest, places, ticket, part)| (ticket, Comer::Guest(guest), places, part));
    // One queue: a ticket is nobody else's, whichever table it is in.
    let mut queue: Vec<_> = people.chain(guests).collect();
    queue.sort_by_key(|(ticket, ..)| *ticket);
    queue.truncate(usize::try_from(most).unwrap_or_default());
    Ok(queue.into_iter().map(|(_, comer, places, part)| Waiting { comer, places, part }).collect())
}

/// How many wait (for that part, if one is given), and how many of them up to a place in their order.
pub fn queue(look: &mut Look<'_>, id: GatheringId, ticket: Option<i64>, part: Option<i64>) -> Result<(i64, i64)> {
    let (waiting, before): (i64, i64) = look.one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN ticket <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM answer WHERE gathering = $1 AND ticket IS NOT NULL AND (CAST($3 AS BIGINT) IS NULL OR part = $3)",
        params![id, ticket, part],
    )?;
    let guests = guests::queue(look, id, ticket, part)?;
    Ok((waiting + guests.0, before + guests.1))
}

pub fn put(
    act: &mut Act<'_>,
    (id, comer): (GatheringId, Comer),
    reply: Reply,
    party: &Party,
    (part, ticket): (Option<i64>, Option<i64>),
    now: Moment,
) -> Result<()> {
    let person = match comer {
        Comer::Person(person) => person,
        Comer::Guest(guest) => return guests::put_reply(act, guest, reply, party, (part, ticket), now),
    };
    act.put(
        "INSERT INTO answer (gathering, person, reply, at, places, guests, ticket, part)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (gathering, person) DO UPDATE SET reply = excluded.reply, at = excluded.at, places = excluded.places,
             guests = excluded.guests, ticket = excluded.ticket, confirm_by = NULL, part = excluded.part",
        params![id, person, reply, now, party.places(), party.lines(), ticket, part],
    )
}

/// Whoever waited has a place, perhaps for a time only.
pub fn admit(act: &mut Act<'_>, id: GatheringId, comer: Comer, confirm_by: Option<Moment>, now: Moment) -> Result<()> {
    let person = match comer {
        Comer::Person(person) => person,
        Comer::Guest(guest) => return guests::admit(act, guest, confirm_by, now),
    };
    act.put(
        "UPDATE answer SET reply = 'yes', ticket = NULL, confirm_by = $3, at = $4 WHERE gathering = $1 AND person = $2",
        params![id, person, confirm_by, now],
    )
}

/// Places that were held no longer than until then.
pub fn lapsed(look: &mut Look<'_>, id: GatheringId, now: Moment) -> Result<Vec<Comer>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM answer WHERE gathering = $1 AND confirm_by IS NOT NULL AND confirm_by <= $2 ORDER BY confirm_by",
        params![id, now],
    )?;
    let guests = guests::lapsed(look, id, now)?.into_iter().map(Comer::Guest);
    Ok(rows.into_iter().map(|(person,)| Comer::Person(person)).chain(guests).collect())
}

/// Whoever has a place there has it for good.
pub fn hold_for_good(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    guests::hold_for_good(act, id)?;
    act.put("UPDATE answer SET confirm_by = NULL WHERE gathering = $1 AND confirm_by IS NOT NULL", params![id])
}

/// Gatherings not over in which a person has a place while others may wait for one.
pub fn holding(look: &mut Look<'_>, person: PersonId, now: Moment) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT a.gathering FROM answer a JOIN gathering g ON g.id = a.gathering
         WHERE a.person = $1 AND a.reply = 'yes' AND g.tickets > 0 AND g.ends_at > $2",
        params![person, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// All answers of that reply but those of hidden people: in the order in which they wait, else by name.
pub fn listed(
    look: &mut Look<'_>,
    id: GatheringId,
    reply: Reply,
    account: crate::id::AccountId,
    most: i64,
) -> Result<Vec<Listed>> {
    look.all(
        "SELECT x.id, x.handle, x.name, x.photo, x.places, x.guests, x.confirm_by, x.part FROM (
             SELECT p.id, p.handle, p.name, p.photo, a.places, a.guests, a.confirm_by, a.part, a.ticket, p.folded
             FROM answer a JOIN person p ON p.id = a.person
             WHERE a.gathering = $1 AND a.reply = $2 AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
             UNION ALL
             SELECT u.id, '', u.name, CAST(NULL AS TEXT), u.places, u.guests, u.confirm_by, u.part, u.ticket, LOWER(u.name)
             FROM guest u WHERE u.gathering = $1 AND u.reply = $2 AND u.email IS NOT NULL) x
         ORDER BY x.ticket, x.folded, x.id LIMIT $4",
        params![id, reply, account, most],
    )
}
