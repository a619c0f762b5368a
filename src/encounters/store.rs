//! All SQL about encounters.

use visavis_wire::card::{Algorithm, EncounterId, Kid, Nonce, PublicKey, Verdict};

use super::model::{Afterwards, Grade, Why};
use crate::{
    act::{Act, Look},
    db::Value,
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params,
    people::Face,
    rows,
    time::Moment,
    viewer::Me,
};

rows! {
    /// A device's key, with the person it signs for.
    #[derive(Debug, Clone)]
    pub struct Device {
        pub kid: [u8; 8],
        pub person: PersonId,
        pub account: AccountId,
        pub key: Vec<u8>,
        pub algorithm: String,
        pub label: String,
        pub made_at: Moment,
        pub expires: Moment,
        pub handle: String,
        pub revoked_at: Option<Moment>,
        /// The one that it was made for, and good for; a device's own key has none.
        pub gathering: Option<GatheringId>,
    }

    /// A message as it was uploaded.
    pub struct MessageRow {
        pub hash: [u8; 32],
        pub id: i64,
        pub offer: [u8; 32],
        pub kind: i64,
        pub body: Vec<u8>,
        /// Whose key an answer is signed with, and whose login that is.
        pub by: Option<PersonId>,
        pub by_account: Option<AccountId>,
    }

    /// An encounter without its messages.
    #[derive(Debug, Clone)]
    pub struct EncounterRow {
        pub id: [u8; 16],
        pub a: PersonId,
        pub b: PersonId,
        pub gathering: Option<GatheringId>,
        pub at: Moment,
        pub made_after: Moment,
        pub made_before: Moment,
        pub verdict: String,
        pub grade: i64,
        pub loop_ms: Option<i64>,
        /// Whether the two say so without having scanned.
        pub claimed: bool,
    }

    /// An encounter in somebody's list.
    #[derive(Debug, Clone)]
    pub struct ListRow {
        pub id: [u8; 16],
        pub offered: bool,
        pub other: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub hidden: bool,
        pub gathering: Option<GatheringId>,
        pub at: Moment,
        pub made_after: Moment,
        pub made_before: Moment,
        pub verdict: String,
        pub grade: i64,
        pub loop_ms: Option<i64>,
        pub claimed: bool,
        pub withdrawn_at: Option<Moment>,
        pub disputed_at: Option<Moment>,
        pub declined_at: Option<Moment>,
    }

    /// Somebody in a gathering's directory, with one of their keys.
    pub struct Listed {
        pub kid: [u8; 8],
        pub key: Vec<u8>,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        /// Whether it was made for this gathering.
        pub bound: bool,
    }

    /// What somebody should look at.
    #[derive(Debug, Clone)]
    pub struct FlagRow {
        pub encounter: [u8; 16],
        pub why: String,
        pub at: Moment,
        pub a_handle: String,
        pub a_name: String,
        pub b_handle: String,
        pub b_name: String,
        pub words: Option<String>,
    }

    /// What was said afterwards.
    pub struct EventRow {
        pub encounter: [u8; 16],
        pub kind: String,
        pub at: Moment,
        pub words: String,
        pub signature: Vec<u8>,
    }
}

/// The stored word of an algorithm.
pub fn word(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Ed25519 => "ed25519",
        Algorithm::P256 => "p256",
    }
}

impl Device {
    /// The key itself.
    pub fn public(&self) -> Option<PublicKey> {
        let algorithm = if self.algorithm == "p256" { Algorithm::P256 } else { Algorithm::Ed25519 };
        PublicKey::from_bytes(algorithm, &self.key).ok()
    }
}

// Devices.

pub fn device(look: &mut Look<'_>, kid: Kid) -> Result<Option<Device>> {
    look.opt(
        "SELECT d.kid, d.person, p.account, d.key, d.algorithm, d.label, d.made_at, d.certificate_expires,
                d.certificate_handle, d.revoked_at, d.gathering
         FROM device d JOIN person p ON p.id = d.person WHERE d.kid = $1",
        params![kid.0],
    )
}

/// The keys of those names that are known.
pub fn devices_named(look: &mut Look<'_>, one: Kid, two: Kid) -> Result<Vec<Device>> {
    look.all(
        "SELECT d.kid, d.person, p.account, d.key, d.algorithm, d.label, d.made_at, d.certificate_expires,
                d.certificate_handle, d.revoked_at, d.gathering
         FROM device d JOIN person p ON p.id = d.person WHERE d.kid IN ($1, $2)",
        params![one.0, two.0],
    )
}

pub fn devices(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Device>> {
    look.all(
        "SELECT d.kid, d.person, p.account, d.key, d.algorithm, d.label, d.made_at, d.certificate_expires,
                d.certificate_handle, d.revoked_at, d.gathering
         FROM device d JOIN person p ON p.id = d.person WHERE d.person = $1 ORDER BY d.made_at DESC, d.kid",
        params![person],
    )
}

/// The newest key of a session's device that may still sign anywhere.
pub fn device_of_session(
    look: &mut Look<'_>,
    person: PersonId,
    session: [u8; 32],
    now: Moment,
) -> Result<Option<Device>> {
    look.opt(
        "SELECT d.kid, d.person, p.account, d.key, d.algorithm, d.label, d.made_at, d.certificate_expires,
                d.certificate_handle, d.revoked_at, d.gathering
         FROM device d JOIN person p ON p.id = d.person
         WHERE d.session = $1 AND d.person = $2 AND d.revoked_at IS NULL AND d.certificate_expires > $3
           AND d.gathering IS NULL
         ORDER BY d.certificate_expires DESC, d.made_at DESC LIMIT 1",
        params![session, person, now],
    )
}

pub fn devices_in_use(look: &mut Look<'_>, person: PersonId, now: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM device
         WHERE person = $1 AND gathering IS NULL AND revoked_at IS NULL AND certificate_expires > $2",
        params![person, now],
    )?;
    Ok(count)
}

/// How many keys somebody made for gatherings that are not long over; those that were replaced count as well.
pub fn gathering_keys(look: &mut Look<'_>, person: PersonId, now: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM device WHERE person = $1 AND gathering IS NOT NULL AND certificate_expires > $2",
        params![person, now],
    )?;
    Ok(count)
}

/// The key that a session made for a gathering and that may still sign there.
pub fn gathering_key(
    look: &mut Look<'_>,
    (person, session): (PersonId, [u8; 32]),
    gathering: GatheringId,
) -> Result<Option<[u8; 8]>> {
    let found: Option<([u8; 8],)> = look.opt(
        "SELECT kid FROM device
         WHERE session = $1 AND person = $2 AND gathering = $3 AND revoked_at IS NULL ORDER BY made_at DESC LIMIT 1",
        params![session, person, gathering],
    )?;
    Ok(found.map(|(kid,)| kid))
}

/// Whether somebody has ever had a key for a gathering, and so its directory.
pub fn had_gathering_key(look: &mut Look<'_>, person: PersonId, gathering: GatheringId) -> Result<bool> {
    let found: Option<(i64,)> =
        look.opt("SELECT 1 FROM device WHERE person = $1 AND gathering = $2 LIMIT 1", params![person, gathering])?;
    Ok(found.is_some())
}

pub fn put_device(
    act: &mut Act<'_>,
    (me, key, label): (&Me, &PublicKey, &str),
    gathering: Option<GatheringId>,
    expires: Moment,
) -> Result<()> {
    let (kid, now) = (key.kid(), act.now);
    act.run(
        "INSERT INTO device (kid, person, key, algorithm, label, made_at, certificate_expires, certificate_handle,
                             session, revoked_at, gathering)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10)
         ON CONFLICT (kid) DO UPDATE SET label = excluded.label, certificate_expires = excluded.certificate_expires,
             certificate_handle = excluded.certificate_handle, session = excluded.session",
        params![
            kid.0,
            me.person,
            key.to_bytes(),
            *word(key.algorithm()),
            *label,
            now,
            expires,
            me.handle,
            me.session,
            gathering
        ],
    )
    .map(drop)
}

/// A session has a new key for a gathering: the one before it ends.
pub fn revoke_replaced(act: &mut Act<'_>, me: &Me, kid: Kid, gathering: GatheringId) -> Result<()> {
    let now = act.now;
    act.run(
        "UPDATE device SET revoked_at = $5
         WHERE session = $1 AND person = $2 AND gathering = $3 AND kid <> $4 AND revoked_at IS NULL",
        params![me.session, me.person, gathering, kid.0, now],
    )
    .map(drop)
}

/// Somebody no longer goes to a gathering: so ends what they have for it.
pub fn revoke_for(act: &mut Act<'_>, person: PersonId, gathering: GatheringId) -> Result<()> {
    let now = act.now;
    act.run(
        "UPDATE device SET revoked_at = $3 WHERE person = $1 AND gathering = $2 AND revoked_at IS NULL",
        params![person, gathering, now],
    )
    .map(drop)
}

/// A gathering is at another time: so long the keys for it hold.
pub fn hold_until(act: &mut Act<'_>, gathering: GatheringId, until: Moment) -> Result<()> {
    act.run("UPDATE device SET certificate_expires = $2 WHERE gathering = $1", params![gathering, until]).map(drop)
}

pub fn revoke(act: &mut Act<'_>, kid: Kid) -> Result<()> {
    let now = act.now;
    act.run("UPDATE device SET revoked_at = $2 WHERE kid = $1 AND revoked_at IS NULL", params![kid.0, now]).map(drop)
}

pub fn revoke_session(act: &mut Act<'_>, session: [u8; 32]) -> Result<()> {
    let now = act.now;
    act.run("UPDATE device SET revoked_at = $2 WHERE session = $1 AND revoked_at IS NULL", params![session, now])
        .map(drop)
}

/// Devices' keys revoked since then of somebody and of those they have ties with. Keys for gatherings are told nobody:
/// they are gone from the one directory they stood in, and a list of them would say which of several are one person's.
pub fn revoked_around(look: &mut Look<'_>, person: PersonId, since: Moment) -> Result<Vec<([u8; 8],)>> {
    look.all(
        "SELECT d.kid FROM tie t CROSS JOIN device d
         WHERE t.person = $1 AND d.person = t.other AND d.revoked_at >= $2 AND d.gathering IS NULL
         UNION SELECT e.kid FROM device e WHERE e.person = $1 AND e.revoked_at >= $2 AND e.gathering IS NULL
         ORDER BY 1",
        params![person, since],
    )
}

/// So many people's keys are asked for at once.
pub const AT_ONCE: usize = 32;

/// `values`, and people up to [`AT_ONCE`] after them; the places that are left are nobody's.
fn and_people<'a>(values: &[Value<'a>], people: &[PersonId]) -> Vec<Value<'a>> {
    let nobody = std::iter::repeat(&PersonId(0));
    values.iter().cloned().chain(people.iter().chain(nobody).take(AT_ONCE).map(|id| Value::Int(id.0))).collect()
}

/// Devices' keys of some people revoked since then.
pub fn revoked_of(look: &mut Look<'_>, people: &[PersonId], since: Moment) -> Result<Vec<([u8; 8],)>> {
    look.all(
        "SELECT d.kid FROM person p CROSS JOIN device d
         WHERE d.person = p.id AND d.revoked_at >= $1 AND d.gathering IS NULL AND p.id IN (
             $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)",
        &and_people(params![since], people),
    )
}

/// The keys by which some people can be met at a gathering, those that are for it first; none of those hidden from the
/// viewer.
pub fn listed(
    look: &mut Look<'_>,
    people: &[PersonId],
    gathering: GatheringId,
    mine: AccountId,
    now: Moment,
) -> Result<Vec<Listed>> {
    look.all(
        "SELECT d.kid, d.key, p.handle, p.name, p.photo, CASE WHEN d.gathering IS NULL THEN 0 ELSE 1 END
         FROM device d JOIN person p ON p.id = d.person
         WHERE d.revoked_at IS NULL AND d.certificate_expires > $2
           AND (d.gathering IS NULL OR d.gathering = $3) AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $1) OR (b.blocker = $1 AND b.blocked = p.account))
           AND d.person IN (
             $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
         ORDER BY 6 DESC, d.kid",
        &and_people(params![mine, now, gathering], people),
    )
}

/// The people somebody has ties with, the nearest first.
pub fn people(look: &mut Look<'_>, person: PersonId, mine: AccountId, most: i64) -> Result<Vec<Face>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $1 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY t.stage DESC, p.handle LIMIT $3",
        params![person, mine, most],
    )
}

pub fn face(look: &mut Look<'_>, person: PersonId) -> Result<Option<Face>> {
    look.opt("SELECT id, handle, name, photo FROM person WHERE id = $1", params![person])
}

pub fn account(look: &mut Look<'_>, person: PersonId) -> Result<Option<AccountId>> {
    let found: Option<(AccountId,)> = look.opt("SELECT account FROM person WHERE id = $1", params![person])?;
    Ok(found.map(|(account,)| account))
}

/// Two people, each with the login behind them.
pub fn faces(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<(Face, AccountId)>> {
    let rows: Vec<(PersonId, String, String, Option<String>, AccountId)> =
        look.all("SELECT id, handle, name, photo, account FROM person WHERE id IN ($1, $2)", params![a, b])?;
    Ok(rows.into_iter().map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)).collect())
}

pub fn blocked(look: &mut Look<'_>, a: AccountId, b: AccountId) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM block WHERE (blocker = $1 AND blocked = $2) OR (blocker = $2 AND blocked = $1)",
        params![a, b],
    )?;
    Ok(found.is_some())
}

// Messages.

pub fn messages(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<Vec<MessageRow>> {
    look.all(
        "SELECT m.hash, m.id, m.offer, m.kind, m.body, d.person, p.account
         FROM encounter_message m LEFT JOIN device d ON d.kid = m.answerer LEFT JOIN person p ON p.id = d.person
         WHERE m.kid = $1 AND m.nonce = $2 ORDER BY m.id, m.hash",
        params![kid.0, nonce],
    )
}

/// Keeps a message, under the nonce of the offer it belongs to; nothing happens where it is known. `waits`: for an answer.
pub fn put_message(
    act: &mut Act<'_>,
    (kid, nonce): (Kid, Nonce),
    row: &MessageRow,
    answerer: Option<Kid>,
    waits: bool,
) -> Result<()> {
    act.run(
        "INSERT INTO encounter_message (kid, nonce, hash, id, offer, answerer, kind, body, waits)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (kid, nonce, hash) DO NOTHING",
        params![kid.0, nonce, row.hash, row.id, row.offer, answerer.map(|kid| kid.0), row.kind, row.body, waits],
    )
    .map(drop)
}

/// An answer has come: what belongs to the nonce stays.
pub fn ceases_to_wait(act: &mut Act<'_>, kid: Kid, nonce: Nonce) -> Result<()> {
    act.run("UPDATE encounter_message SET waits = 0 WHERE kid = $1 AND nonce = $2 AND waits = 1", params![kid.0, nonce])
        .map(drop)
}

/// Deletes what has waited in vain: `offers` and `others` are the ids made at the last moment that stays. 17 is M1.
pub fn forget_waiting(act: &mut Act<'_>, offers: i64, others: i64) -> Result<()> {
    act.run(
        "DELETE FROM encounter_message WHERE waits = 1 AND id < $1 AND (kind = 17 OR id < $2)",
        params![offers, others],
    )
    .map(drop)
}

// Encounters.

pub fn encounter(look: &mut Look<'_>, id: EncounterId) -> Result<Option<EncounterRow>> {
    look.opt(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed FROM encounter WHERE id = $1",
        params![id.0],
    )
}

pub fn encounters_of_nonce(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed
         FROM encounter WHERE kid_a = $1 AND nonce = $2 ORDER BY id",
        params![kid.0, nonce],
    )
}

/// A new encounter, on both sides of it. `keys` are those that signed; a claim has none.
pub fn put_encounter(
    act: &mut Act<'_>,
    row: &EncounterRow,
    keys: Option<(Kid, Kid)>,
    nonce: Nonce,
    met: bool,
) -> Result<()> {
    put_row(act, row, keys, nonce)?;
    put_sides(act, row, met)
}

fn put_row(act: &mut Act<'_>, row: &EncounterRow, keys: Option<(Kid, Kid)>, nonce: Nonce) -> Result<()> {
    let (kid_a, kid_b) = match &keys {
        Some((a, b)) => (a.0.as_slice(), b.0.as_slice()),
        None => (&[][..], &[][..]),
    };
    act.run(
        "INSERT INTO encounter (id, a, b, kid_a, kid_b, nonce, gathering, at, made_after, made_before, verdict, grade,
                                loop_ms, claimed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET a = $2, b = $3, kid_a = $4, kid_b = $5, nonce = $6, gathering = $7, at = $8,
             made_after = $9, made_before = $10, verdict = $11, grade = $12, loop_ms = $13",
        params![
            row.id,
            row.a,
            row.b,
            *kid_a,
            *kid_b,
            nonce,
            row.gathering,
            row.at,
            row.made_after,
            row.made_before,
            row.verdict,
            row.grade,
            row.loop_ms,
            row.claimed
        ],
    )
    .map(drop)
}

fn put_sides(act: &mut Act<'_>, row: &EncounterRow, met: bool) -> Result<()> {
    act.run(
        "INSERT INTO encounter_side (person, other, at, encounter, met) VALUES ($1, $2, $3, $4, $5), ($2, $1, $3, $4, $5)",
        params![row.a, row.b, row.at, row.id, met],
    )
    .map(drop)
}

pub fn set_standing(act: &mut Act<'_>, id: EncounterId, verdict: Verdict, loop_ms: Option<i64>) -> Result<()> {
    act.run("UPDATE encounter SET verdict = $2, loop_ms = $3 WHERE id = $1", params![id.0, *verdict.as_str(), loop_ms])
        .map(drop)
}

pub fn set_grade(act: &mut Act<'_>, id: EncounterId, grade: Grade) -> Result<()> {
    act.run("UPDATE encounter SET grade = $2 WHERE id = $1", params![id.0, grade.number()]).map(drop)
}

pub fn is_met(look: &mut Look<'_>, id: EncounterId) -> Result<bool> {
    let found: Option<(i64,)> =
        look.opt("SELECT 1 FROM encounter_side WHERE encounter = $1 AND met = 1 LIMIT 1", params![id.0])?;
    Ok(found.is_some())
}

pub fn set_met(act: &mut Act<'_>, id: EncounterId, met: bool) -> Result<()> {
    act.run("UPDATE encounter_side SET met = $2 WHERE encounter = $1", params![id.0, met]).map(drop)
}

/// When two met, and whether that is a claim.
pub fn met_times(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<(Moment, bool)>> {
    look.all(
        "SELECT s.at, e.claimed FROM encounter_side s JOIN encounter e ON e.id = s.encounter
         WHERE s.person = $1 AND s.other = $2 AND s.met = 1 ORDER BY s.at",
        params![a, b],
    )
}

/// A part of somebody's list, the newest first, that begins after a place in it.
pub fn list(
    look: &mut Look<'_>,
    person: PersonId,
    mine: AccountId,
    after: (Moment, EncounterId),
    most: i64,
) -> Result<Vec<ListRow>> {
    look.all(
        "SELECT e.id, CASE WHEN e.a = $1 THEN 1 ELSE 0 END, p.id, p.handle, p.name, p.photo,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block b
                    WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
                THEN 1 ELSE 0 END, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed,
                (SELECT MIN(w.at) FROM encounter_event w WHERE w.encounter = e.id AND w.kind = 'withdrawn'),
                (SELECT MIN(d.at) FROM encounter_event d WHERE d.encounter = e.id AND d.kind = 'disputed'),
                (SELECT n.at FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter JOIN person p ON p.id = s.other
         WHERE s.person = $1 AND (s.at, s.encounter) < ($3, $4) AND e.verdict <> 'nonce_used' AND NOT EXISTS (
             SELECT 1 FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         ORDER BY s.at DESC, s.encounter DESC LIMIT $5",
        params![person, mine, after.0, after.1.0, most],
    )
}

/// One encounter of somebody's, as in their list.
pub fn mine(look: &mut Look<'_>, id: EncounterId, person: PersonId, mine: AccountId) -> Result<Option<ListRow>> {
    look.opt(
        "SELECT e.id, CASE WHEN e.a = $1 THEN 1 ELSE 0 END, p.id, p.handle, p.name, p.photo,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block b
                    WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
                THEN 1 ELSE 0 END, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed,
                (SELECT MIN(w.at) FROM encounter_event w WHERE w.encounter = e.id AND w.kind = 'withdrawn'),
                (SELECT MIN(d.at) FROM encounter_event d WHERE d.encounter = e.id AND d.kind = 'disputed'),
                (SELECT n.at FROM encounter_event n WHERE n.encounter = e.id AND n.person = $1 AND n.kind = 'declined')
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter JOIN person p ON p.id = s.other
         WHERE s.encounter = $3 AND s.person = $1 AND e.verdict <> 'nonce_used'",
        params![person, mine, id.0],
    )
}

// What bears a meeting out.

pub fn put_arrival(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    let now = act.now;
    act.run(
        "INSERT INTO encounter_arrival (gathering, person, at) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO NOTHING",
        params![gathering, person, now],
    )
    .map(drop)
}

pub fn delete_arrival(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    act.run("DELETE FROM encounter_arrival WHERE gathering = $1 AND person = $2", params![gathering, person]).map(drop)
}

/// Whether both were checked in at a gathering within that time.
pub fn both_arrived(
    look: &mut Look<'_>,
    gathering: GatheringId,
    (a, b): (PersonId, PersonId),
    (from, until): (Moment, Moment),
) -> Result<bool> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM encounter_arrival
         WHERE gathering = $1 AND person IN ($2, $3) AND at BETWEEN $4 AND $5",
        params![gathering, a, b, from, until],
    )?;
    Ok(count == 2)
}

/// How many logins beside the two have met both of them within that time, by scan.
pub fn witnesses(look: &mut Look<'_>, a: PersonId, b: PersonId, from: Moment, until: Moment) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(DISTINCT p.account) FROM encounter_side s
         JOIN encounter_side t ON t.person = $2 AND t.other = s.other AND t.met = 1 AND t.at BETWEEN $3 AND $4
         JOIN encounter d ON d.id = s.encounter AND d.claimed = 0
         JOIN encounter e ON e.id = t.encounter AND e.claimed = 0
         JOIN person p ON p.id = s.other
         WHERE s.person = $1 AND s.met = 1 AND s.at BETWEEN $3 AND $4
           AND p.account NOT IN (SELECT q.account FROM person q WHERE q.id IN ($1, $2))",
        params![a, b, from, until],
    )?;
    Ok(count)
}

/// The meetings of either of two within that time, by scan: of a claim only the day is known.
pub fn met_around(
    look: &mut Look<'_>,
    a: PersonId,
    b: PersonId,
    from: Moment,
    until: Moment,
) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter e WHERE e.claimed = 0 AND e.id IN (
             SELECT s.encounter FROM encounter_side s WHERE s.person IN ($1, $2) AND s.met = 1 AND s.at BETWEEN $3 AND $4)
         ORDER BY e.id",
        params![a, b, from, until],
    )
}

/// The meetings of somebody at a gathering, by scan.
pub fn met_at_gathering(look: &mut Look<'_>, person: PersonId, gathering: GatheringId) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter
         WHERE s.person = $1 AND s.met = 1 AND e.gathering = $2 AND e.claimed = 0 ORDER BY e.id",
        params![person, gathering],
    )
}

/// Everybody with whom somebody has an encounter.
pub fn met_with(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(PersonId,)>> {
    look.all("SELECT DISTINCT other FROM encounter_side WHERE person = $1", params![person])
}

// What is derived.

pub fn count_offers(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM (SELECT DISTINCT kid, nonce FROM encounter_message) m", &[])?;
    Ok(count)
}

pub fn count_encounters(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM encounter", &[])?;
    Ok(count)
}

/// The nonces of which messages are kept, in their order.
pub fn offers(look: &mut Look<'_>, kid: &[u8], nonce: &[u8], most: i64) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    look.all(
        "SELECT DISTINCT kid, nonce FROM encounter_message WHERE (kid, nonce) > ($1, $2) ORDER BY kid, nonce LIMIT $3",
        params![*kid, *nonce, most],
    )
}

/// How many messages of a nonce wait for an answer.
pub fn count_waiting(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM encounter_message WHERE kid = $1 AND nonce = $2 AND waits = 1",
        params![kid.0, nonce],
    )?;
    Ok(count)
}

pub fn count_claims(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM encounter WHERE claimed = 1", &[])?;
    Ok(count)
}

/// Claims in the order of their names.
pub fn claims(look: &mut Look<'_>, after: &[u8], most: i64) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT id, a, b, gathering, at, made_after, made_before, verdict, grade, loop_ms, claimed
         FROM encounter WHERE claimed = 1 AND id > $1 ORDER BY id LIMIT $2",
        params![*after, most],
    )
}

/// Encounters in the order of their names, and whether something is kept that they could rest on.
pub fn rests(look: &mut Look<'_>, after: &[u8], most: i64) -> Result<Vec<([u8; 16], bool)>> {
    look.all(
        "SELECT e.id, CASE WHEN e.claimed = 1
                OR EXISTS (SELECT 1 FROM encounter_message m WHERE m.kid = e.kid_a AND m.nonce = e.nonce) THEN 1 ELSE 0 END
         FROM encounter e WHERE e.id > $1 ORDER BY e.id LIMIT $2",
        params![*after, most],
    )
}

/// The two sides of an encounter.
pub fn sides(look: &mut Look<'_>, id: [u8; 16]) -> Result<Vec<(PersonId, PersonId, Moment, bool)>> {
    look.all("SELECT person, other, at, met FROM encounter_side WHERE encounter = $1 ORDER BY person", params![id])
}

/// Whether somebody said that of an encounter.
pub fn has_said(look: &mut Look<'_>, id: [u8; 16], person: PersonId, kind: Afterwards) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM encounter_event WHERE encounter = $1 AND person = $2 AND kind = $3",
        params![id, person, *kind.as_str()],
    )?;
    Ok(found.is_some())
}

/// Makes an encounter and its sides what they have to be.
pub fn rewrite(act: &mut Act<'_>, row: &EncounterRow, keys: Option<(Kid, Kid)>, nonce: Nonce, met: bool) -> Result<()> {
    put_row(act, row, keys, nonce)?;
    act.run("DELETE FROM encounter_side WHERE encounter = $1", params![row.id])?;
    put_sides(act, row, met)
}

// Afterwards.

/// Writes down what somebody says; whether it is new.
pub fn put_event(
    act: &mut Act<'_>,
    id: EncounterId,
    person: PersonId,
    (kind, words, signature): (Afterwards, &str, [u8; 64]),
) -> Result<bool> {
    let now = act.now;
    let rows = act.run(
        "INSERT INTO encounter_event (encounter, person, kind, at, words, signature) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (encounter, person, kind) DO NOTHING",
        params![id.0, person, *kind.as_str(), now, *words, signature],
    )?;
    Ok(rows > 0)
}

/// Whether one of the two took it back or disputed it.
pub fn is_over(look: &mut Look<'_>, id: EncounterId) -> Result<bool> {
    let found: Option<(i64,)> = look.opt(
        "SELECT 1 FROM encounter_event WHERE encounter = $1 AND kind IN ('withdrawn', 'disputed') LIMIT 1",
        params![id.0],
    )?;
    Ok(found.is_some())
}

pub fn events_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<EventRow>> {
    look.all(
        "SELECT encounter, kind, at, words, signature FROM encounter_event WHERE person = $1 ORDER BY at, encounter",
        params![person],
    )
}

// Flags.

pub fn put_flag(act: &mut Act<'_>, id: [u8; 16], why: Why) -> Result<()> {
    let now = act.now;
    act.run(
        "INSERT INTO encounter_flag (encounter, kind, at) VALUES ($1, $2, $3) ON CONFLICT (encounter, kind) DO NOTHING",
        params![id, *why.as_str(), now],
    )
    .map(drop)
}

/// What was flagged and nobody has looked into, the newest first.
pub fn flags(look: &mut Look<'_>, most: i64) -> Result<Vec<FlagRow>> {
    look.all(
        "SELECT f.encounter, f.kind, f.at, a.handle, a.name, b.handle, b.name, NULL
         FROM encounter_flag f JOIN encounter e ON e.id = f.encounter
              JOIN person a ON a.id = e.a JOIN person b ON b.id = e.b
         WHERE NOT EXISTS (SELECT 1 FROM encounter_review r WHERE r.encounter = f.encounter AND r.at >= f.at)
         ORDER BY f.at DESC, f.encounter, f.kind LIMIT $1",
        params![most],
    )
}

/// What was disputed and nobody has looked into, the newest first.
pub fn disputes(look: &mut Look<'_>, most: i64) -> Result<Vec<FlagRow>> {
    look.all(
        "SELECT v.encounter, v.kind, v.at, a.handle, a.name, b.handle, b.name, v.words
         FROM encounter_event v JOIN encounter e ON e.id = v.encounter
              JOIN person a ON a.id = e.a JOIN person b ON b.id = e.b
         WHERE v.kind = 'disputed'
           AND NOT EXISTS (SELECT 1 FROM encounter_review r WHERE r.encounter = v.encounter AND r.at >= v.at)
         ORDER BY v.at DESC, v.encounter, v.person LIMIT $1",
        params![most],
    )
}

/// Somebody has looked into what there was up to that moment.
pub fn put_review(act: &mut Act<'_>, id: EncounterId, at: Moment) -> Result<()> {
    act.run(
        "INSERT INTO encounter_review (encounter, at) VALUES ($1, $2)
         ON CONFLICT (encounter) DO UPDATE SET at = excluded.at WHERE excluded.at > encounter_review.at",
        params![id.0, at],
    )
    .map(drop)
}

/// Some of those with whom somebody has a tie.
pub fn tied(look: &mut Look<'_>, person: PersonId, most: i64) -> Result<Vec<(PersonId,)>> {
    look.all("SELECT other FROM tie WHERE person = $1 ORDER BY other LIMIT $2", params![person, most])
}

/// Some of those whom somebody has met, whatever the evidence.
pub fn met_by_scan_or_word(look: &mut Look<'_>, person: PersonId, most: i64) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT DISTINCT other FROM encounter_side WHERE person = $1 AND met = 1 ORDER BY other LIMIT $2",
        params![person, most],
    )
}

/// Who of two met more than so many people for the first time within that time.
pub fn with_many_new_pairs(
    look: &mut Look<'_>,
    (a, b): (PersonId, PersonId),
    (from, until): (Moment, Moment),
    most: i64,
) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT s.person FROM encounter_side s
         WHERE s.person IN ($1, $2) AND s.met = 1 AND s.at >= $3 AND s.at < $4 AND NOT EXISTS (
             SELECT 1 FROM encounter_side t WHERE t.person = s.person AND t.other = s.other AND t.met = 1 AND t.at < $3)
         GROUP BY s.person HAVING COUNT(DISTINCT s.other) > $5",
        params![a, b, from, until, most],
    )
}

// For export and farewell.

pub fn all_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<EncounterRow>> {
    look.all(
        "SELECT e.id, e.a, e.b, e.gathering, e.at, e.made_after, e.made_before, e.verdict, e.grade, e.loop_ms, e.claimed
         FROM encounter_side s JOIN encounter e ON e.id = s.encounter WHERE s.person = $1 ORDER BY s.at, s.encounter",
        params![person],
    )
}

/// The messages an encounter rests on.
pub fn messages_of(look: &mut Look<'_>, id: [u8; 16]) -> Result<Vec<MessageRow>> {
    look.all(
        "SELECT m.hash, m.id, m.offer, m.kind, m.body, d.person, p.account FROM encounter e
         JOIN encounter_message m ON m.kid = e.kid_a AND m.nonce = e.nonce
         LEFT JOIN device d ON d.kid = m.answerer LEFT JOIN person p ON p.id = d.person
         WHERE e.id = $1 ORDER BY m.id, m.hash",
        params![id],
    )
}

/// Deletes all that somebody took part in.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.run(
        "DELETE FROM encounter_event WHERE encounter IN (SELECT s.encounter FROM encounter_side s WHERE s.person = $1)",
        params![person],
    )?;
    act.run(
        "DELETE FROM encounter_flag WHERE encounter IN (SELECT s.encounter FROM encounter_side s WHERE s.person = $1)",
        params![person],
    )?;
    // What they offered goes whole; of what they answered, their own answer.
    act.run(
        "DELETE FROM encounter_message WHERE kid IN (SELECT d.kid FROM device d WHERE d.person = $1)",
        params![person],
    )?;
    act.run(
        "DELETE FROM encounter_message WHERE answerer IN (SELECT d.kid FROM device d WHERE d.person = $1)",
        params![person],
    )?;
    for row in all_of(act, person)? {
        act.run("DELETE FROM encounter_review WHERE encounter = $1", params![row.id])?;
        act.run("DELETE FROM encounter_side WHERE encounter = $1", params![row.id])?;
        act.run("DELETE FROM encounter WHERE id = $1", params![row.id])?;
    }
    act.run("DELETE FROM encounter_arrival WHERE person = $1", params![person])?;
    act.run("DELETE FROM encounter_badge WHERE person = $1", params![person])?;
    act.run("DELETE FROM device WHERE person = $1", params![person]).map(drop)
}
