//! All SQL about letters about a gathering, and about who gets them.

use super::{
    Part, Row, Written,
    model::{Groups, Meant},
};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, GuestId, LetterId, PersonId},
    params,
    time::Moment,
};

pub fn put(act: &mut Act<'_>, id: LetterId, written: &Written<'_>, reaches: i64) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO gathering_letter (id, gathering, by_person, kind, groups, subject, words, at, reaches, part)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            written.gathering,
            written.by,
            written.kind,
            written.groups.text(),
            *written.subject,
            *written.words,
            now,
            reaches,
            Part::Members
        ],
    )
}

pub fn letter(look: &mut Look<'_>, id: LetterId) -> Result<Option<Row>> {
    look.opt(
        "SELECT l.id, l.gathering, l.by_person, p.name, l.kind, l.groups, l.subject, l.words, l.at, l.reaches, l.part,
                l.told, l.sent, l.done_at
         FROM gathering_letter l LEFT JOIN person p ON p.id = l.by_person WHERE l.id = $1",
        params![id],
    )
}

/// Those of a gathering, the newest first.
pub fn of_gathering(look: &mut Look<'_>, id: GatheringId, most: i64) -> Result<Vec<Row>> {
    look.all(
        "SELECT l.id, l.gathering, l.by_person, p.name, l.kind, l.groups, l.subject, l.words, l.at, l.reaches, l.part,
                l.told, l.sent, l.done_at
         FROM gathering_letter l LEFT JOIN person p ON p.id = l.by_person
         WHERE l.gathering = $1 ORDER BY l.id DESC LIMIT $2",
        params![id, most],
    )
}

/// Notes how far it has come.
pub fn put_told(act: &mut Act<'_>, id: LetterId, part: Part, told: i64, sent: i64, done: Option<Moment>) -> Result<()> {
    act.put(
        "UPDATE gathering_letter SET part = $2, told = $3, sent = sent + $4, done_at = $5 WHERE id = $1",
        params![id, part, told, sent, done],
    )
}

/// Whether anybody was checked in.
pub fn anybody_came(look: &mut Look<'_>, id: GatheringId) -> Result<bool> {
    let (anybody,): (bool,) =
        look.one("SELECT EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1)", params![id])?;
    Ok(anybody)
}

/// The next members who are meant, in the order of their ids: but the writer, those hidden from them, those who muted them,
/// and those who want none.
pub fn members(
    look: &mut Look<'_>,
    id: GatheringId,
    by: PersonId,
    meant: Meant,
    after: i64,
    most: i64,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT w.person FROM (
             SELECT a.person FROM answer a
             WHERE a.gathering = $1 AND a.person > $3
               AND ((a.reply = 'yes' AND CAST($4 AS BIGINT) = 1) OR (a.reply = 'maybe' AND CAST($5 AS BIGINT) = 1)
                    OR (a.reply = 'waiting' AND CAST($6 AS BIGINT) = 1))
             UNION
             SELECT c.person FROM check_in c
             WHERE c.gathering = $1 AND c.person > $3 AND CAST($7 AS BIGINT) = 1) w
         JOIN person p ON p.id = w.person JOIN person h ON h.id = $2
         WHERE p.account <> h.account
           AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.person = p.id AND m.muted = $2)
           AND NOT EXISTS (SELECT 1 FROM gathering_letter_stop s WHERE s.gathering = $1 AND s.comer = p.id)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = h.account) OR (b.blocker = h.account AND b.blocked = p.account))
         ORDER BY w.person LIMIT $8",
        params![id, by, after, meant.yes, meant.maybe, meant.waiting, meant.came, most],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// The same of those who have no account. A door does not tell them apart, so that nobody of them was checked in.
pub fn guests(look: &mut Look<'_>, id: GatheringId, meant: Meant, after: i64, most: i64) -> Result<Vec<GuestId>> {
    let rows: Vec<(GuestId,)> = look.all(
        "SELECT u.id FROM guest u
         WHERE u.gathering = $1 AND u.id > $2 AND u.email IS NOT NULL
           AND ((u.reply = 'yes' AND CAST($3 AS BIGINT) = 1) OR (u.reply = 'maybe' AND CAST($4 AS BIGINT) = 1)
                OR (u.reply = 'waiting' AND CAST($5 AS BIGINT) = 1))
           AND NOT EXISTS (SELECT 1 FROM gathering_letter_stop s WHERE s.gathering = $1 AND s.comer = u.id)
         ORDER BY u.id LIMIT $6",
        params![id, after, meant.yes, meant.maybe, meant.waiting, most],
    )?;
    Ok(rows.into_iter().map(|(guest,)| guest).collect())
}

/// Whether a member is one of those meant.
pub fn is_meant(look: &mut Look<'_>, id: GatheringId, person: PersonId, meant: Meant) -> Result<bool> {
    let (is,): (bool,) = look.one(
        "SELECT EXISTS (SELECT 1 FROM answer a WHERE a.gathering = $1 AND a.person = $2
               AND ((a.reply = 'yes' AND CAST($3 AS BIGINT) = 1) OR (a.reply = 'maybe' AND CAST($4 AS BIGINT) = 1)
                    OR (a.reply = 'waiting' AND CAST($5 AS BIGINT) = 1)))
             OR EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2 AND CAST($6 AS BIGINT) = 1)",
        params![id, person, meant.yes, meant.maybe, meant.waiting, meant.came],
    )?;
    Ok(is)
}

/// Somebody wants no more of them.
pub fn stop(act: &mut Act<'_>, id: GatheringId, comer: i64) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO gathering_letter_stop (gathering, comer, at)
         SELECT g.id, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM gathering g WHERE g.id = $1
         ON CONFLICT (gathering, comer) DO NOTHING",
        params![id, comer, now],
    )
}

/// Somebody wants them again.
pub fn unstop(act: &mut Act<'_>, id: GatheringId, comer: i64) -> Result<()> {
    act.put("DELETE FROM gathering_letter_stop WHERE gathering = $1 AND comer = $2", params![id, comer])
}

/// What a guest wanted the member wants whom they have become.
pub fn hand_over(act: &mut Act<'_>, guest: GuestId, person: PersonId) -> Result<()> {
    // They may have wanted none before, as a member.
    act.put(
        "INSERT INTO gathering_letter_stop (gathering, comer, at)
         SELECT s.gathering, CAST($2 AS BIGINT), s.at FROM gathering_letter_stop s WHERE s.comer = $1
         ON CONFLICT (gathering, comer) DO NOTHING",
        params![guest, person],
    )?;
    act.put("DELETE FROM gathering_letter_stop WHERE comer = $1", params![guest])
}

/// Of a letter: the gathering, to whom, subject, words, when.
type Wrote = (GatheringId, Groups, String, String, Moment);

/// What somebody wrote.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Wrote>> {
    look.all(
        "SELECT gathering, groups, subject, words, at FROM gathering_letter
         WHERE by_person = $1 AND kind = 'letter' ORDER BY id",
        params![person],
    )
}

/// From where somebody wants no more.
pub fn stopped(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, Moment)>> {
    look.all("SELECT gathering, at FROM gathering_letter_stop WHERE comer = $1 ORDER BY gathering", params![person])
}

/// What somebody wrote and is under way goes with them; what has gone out stays, and is nobody's.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM gathering_letter WHERE by_person = $1 AND done_at IS NULL", params![person])?;
    act.put("UPDATE gathering_letter SET by_person = NULL WHERE by_person = $1", params![person])?;
    act.put("DELETE FROM gathering_letter_stop WHERE comer = $1", params![person])
}
