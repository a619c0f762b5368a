//! All SQL about the door.

use super::model::Arrival;
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::{Reply, guests::model::Comer},
    id::{AccountId, GatheringId, GuestId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A member who answered that they come, or may.
    pub struct Member {
        pub person: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub places: i64,
        pub part: Option<i64>,
        pub yes: bool,
        /// Whether they and the viewer want to know nothing of each other.
        pub hidden: bool,
    }

    /// The same of somebody without an account.
    pub struct Stranger {
        pub guest: GuestId,
        pub name: String,
        pub places: i64,
        pub part: Option<i64>,
        pub yes: bool,
        /// Whether their name is still known.
        pub known: bool,
    }

    /// A person's own arrival, for them to take along.
    #[derive(serde::Serialize)]
    pub struct Exported {
        pub id: GatheringId,
        pub title: String,
        pub door: String,
        pub at: Moment,
        pub places: i64,
        pub undone: Option<Moment>,
    }

    struct Row {
        id: String,
        person: Option<PersonId>,
        guest: Option<GuestId>,
        places: i64,
        exact: bool,
        door: String,
        at: Moment,
    }
}

fn arrival(row: Row) -> Arrival {
    let who = row.person.map(Comer::Person).or(row.guest.map(Comer::Guest));
    Arrival { id: row.id, who, places: row.places, exact: row.exact, door: row.door, at: row.at }
}

/// The columns of a member and of a guest, one of which is empty.
fn columns(who: Option<Comer>) -> (Option<PersonId>, Option<GuestId>) {
    match who {
        Some(Comer::Person(person)) => (Some(person), None),
        Some(Comer::Guest(guest)) => (None, Some(guest)),
        None => (None, None),
    }
}

/// All that were not taken back.
pub fn arrivals(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Arrival>> {
    let rows: Vec<Row> = look.all(
        "SELECT id, person, guest, places, exact, door, at FROM arrival WHERE gathering = $1 AND undone_at IS NULL",
        params![id],
    )?;
    Ok(rows.into_iter().map(arrival).collect())
}

/// Those of one of them.
pub fn arrivals_of(look: &mut Look<'_>, id: GatheringId, who: Comer) -> Result<Vec<Arrival>> {
    let rows: Vec<Row> = match who {
        Comer::Person(person) => look.all(
            "SELECT id, person, guest, places, exact, door, at FROM arrival
             WHERE gathering = $1 AND person = $2 AND undone_at IS NULL",
            params![id, person],
        )?,
        Comer::Guest(guest) => look.all(
            "SELECT id, person, guest, places, exact, door, at FROM arrival
             WHERE gathering = $1 AND guest = $2 AND undone_at IS NULL",
            params![id, guest],
        )?,
    };
    Ok(rows.into_iter().map(arrival).collect())
}

/// Those who said themselves that they are there, with how many they bring.
pub fn own(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<(PersonId, i64)>> {
    look.all(
        "SELECT c.person, COALESCE(a.places, 1)
         FROM check_in c LEFT JOIN answer a ON a.gathering = c.gathering AND a.person = c.person AND a.reply = 'yes'
         WHERE c.gathering = $1 AND c.door IS NULL",
        params![id],
    )
}

/// Members who said yes or maybe, by name.
pub fn members(look: &mut Look<'_>, id: GatheringId, account: AccountId) -> Result<Vec<Member>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, a.places, a.part, CASE WHEN a.reply = 'yes' THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block b
                    WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
                THEN 1 ELSE 0 END
         FROM answer a JOIN person p ON p.id = a.person
         WHERE a.gathering = $1 AND a.reply IN ('yes', 'maybe') ORDER BY p.folded, p.id",
        params![id, account],
    )
}

/// Those without an account who did.
pub fn strangers(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Stranger>> {
    look.all(
        "SELECT id, name, places, part, CASE WHEN reply = 'yes' THEN 1 ELSE 0 END, CASE WHEN email IS NULL THEN 0 ELSE 1 END
         FROM guest WHERE gathering = $1 AND reply IN ('yes', 'maybe')",
        params![id],
    )
}

/// What somebody answered, with how many places.
pub fn answer(look: &mut Look<'_>, id: GatheringId, who: Comer) -> Result<Option<(Reply, i64)>> {
    match who {
        Comer::Person(person) => {
            look.opt("SELECT reply, places FROM answer WHERE gathering = $1 AND person = $2", params![id, person])
        }
        Comer::Guest(guest) => {
            look.opt("SELECT reply, places FROM guest WHERE id = $2 AND gathering = $1", params![id, guest])
        }
    }
}

/// Notes an arrival; what is there already stays as it is, and what was taken back before it got here stays taken back.
pub fn put(act: &mut Act<'_>, id: GatheringId, arrival: &Arrival, by: Option<PersonId>, now: Moment) -> Result<()> {
    let (person, guest) = columns(arrival.who);
    act.put(
        "INSERT INTO arrival (gathering, id, person, guest, places, exact, door, at, noted_at, noted_by, undone_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, COALESCE(
             (SELECT MAX(u.undone_at) FROM arrival u WHERE u.gathering = $1 AND u.person = $3 AND u.undone_at >= $8),
             (SELECT MAX(u.undone_at) FROM arrival u WHERE u.gathering = $1 AND u.guest = $4 AND u.undone_at >= $8)))
         ON CONFLICT (gathering, id) DO NOTHING",
        params![
            id,
            arrival.id,
            person,
            guest,
            arrival.places,
            i64::from(arrival.exact),
            arrival.door,
            arrival.at,
            now,
            by
        ],
    )
}

/// Takes back what was noted of somebody until then.
pub fn undo(act: &mut Act<'_>, id: GatheringId, who: Comer, until: Moment) -> Result<()> {
    match who {
        Comer::Person(person) => act.put(
            "UPDATE arrival SET undone_at = $3
             WHERE gathering = $1 AND person = $2 AND at <= $3 AND (undone_at IS NULL OR undone_at < $3)",
            params![id, person, until],
        ),
        Comer::Guest(guest) => act.put(
            "UPDATE arrival SET undone_at = $3
             WHERE gathering = $1 AND guest = $2 AND at <= $3 AND (undone_at IS NULL OR undone_at < $3)",
            params![id, guest, until],
        ),
    }
}

/// Takes back one of those who are only counted; whether there is such a one.
pub fn undo_nameless(act: &mut Act<'_>, id: GatheringId, arrival: &str, until: Moment) -> Result<bool> {
    let rows = act.run(
        "UPDATE arrival SET undone_at = COALESCE(undone_at, $3)
         WHERE gathering = $1 AND id = $2 AND person IS NULL AND guest IS NULL",
        params![id, *arrival, until],
    )?;
    Ok(rows > 0)
}

/// Of a check-in the door it says; `None` where there is no check-in.
pub fn check_in(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Option<String>>> {
    let row: Option<(Option<String>,)> =
        look.opt("SELECT door FROM check_in WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(door,)| door))
}

/// Whoever came in by a door has checked in; whether they had not. What they said themselves stays.
pub fn put_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId, first: &Arrival) -> Result<bool> {
    let is_new = check_in(act, id, person)?.is_none();
    act.put(
        "INSERT INTO check_in (gathering, person, at, door) VALUES ($1, $2, $3, $4)
         ON CONFLICT (gathering, person) DO UPDATE SET at = excluded.at, door = excluded.door
         WHERE check_in.door IS NOT NULL",
        params![id, person, first.at, first.door],
    )?;
    Ok(is_new)
}

/// Whether a door had let them in; what they said themselves stays.
pub fn delete_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let rows =
        act.run("DELETE FROM check_in WHERE gathering = $1 AND person = $2 AND door IS NOT NULL", params![id, person])?;
    Ok(rows > 0)
}

/// Check-ins by a door as they are kept, and the people whom doors saw, by gathering.
pub fn counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT g.id, (SELECT COUNT(*) FROM check_in c WHERE c.gathering = g.id AND c.door IS NOT NULL),
                (SELECT COUNT(DISTINCT a.person) FROM arrival a
                 WHERE a.gathering = g.id AND a.undone_at IS NULL AND NOT EXISTS (
                     SELECT 1 FROM check_in s WHERE s.gathering = a.gathering AND s.person = a.person AND s.door IS NULL))
         FROM gathering g WHERE g.id > $1 ORDER BY g.id LIMIT $2",
        params![after, most],
    )
}

/// Takes all check-ins by a door away, to be derived again.
pub fn clear_check_ins(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM check_in WHERE gathering = $1 AND door IS NOT NULL", params![id])
}

/// Who leaves has come nowhere, and has let in nobody.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM arrival WHERE person = $1", params![person])?;
    act.put("UPDATE arrival SET noted_by = NULL WHERE noted_by = $1", params![person])
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT a.gathering, g.title, a.door, a.at, a.places, a.undone_at FROM arrival a JOIN gathering g ON g.id = a.gathering
         WHERE a.person = $1 ORDER BY a.gathering, a.at",
        params![person],
    )
}

/// What the doors saw of a guest is forgotten with them.
pub fn forget_guest(act: &mut Act<'_>, guest: GuestId) -> Result<()> {
    act.put("DELETE FROM arrival WHERE guest = $1", params![guest])
}

/// A guest has become a member: where the doors saw them, they saw the member.
pub fn hand_over(act: &mut Act<'_>, guest: GuestId, person: PersonId) -> Result<()> {
    act.put("UPDATE arrival SET person = $2, guest = NULL WHERE guest = $1", params![guest, person])
}

/// Where the doors saw somebody without an account who is the owner of that address.
pub fn export_guest(look: &mut Look<'_>, email: &str) -> Result<Vec<Exported>> {
    look.all(
        "SELECT a.gathering, g.title, a.door, a.at, a.places, a.undone_at
         FROM guest u JOIN arrival a ON a.guest = u.id JOIN gathering g ON g.id = a.gathering
         WHERE u.email = $1 ORDER BY a.gathering, a.at",
        params![*email],
    )
}
