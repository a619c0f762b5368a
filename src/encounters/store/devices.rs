//! Devices, their keys, and the keys made for one gathering.

use visavis_wire::card::{Algorithm, Kid, PublicKey};

use super::and_people;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params, rows,
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
}

rows! {
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
    act.put(
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
}

/// A session has a new key for a gathering: the one before it ends.
pub fn revoke_replaced(act: &mut Act<'_>, me: &Me, kid: Kid, gathering: GatheringId) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE device SET revoked_at = $5
         WHERE session = $1 AND person = $2 AND gathering = $3 AND kid <> $4 AND revoked_at IS NULL",
        params![me.session, me.person, gathering, kid.0, now],
    )
}

/// Somebody no longer goes to a gathering: so ends what they have for it.
pub fn revoke_for(act: &mut Act<'_>, person: PersonId, gathering: GatheringId) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE device SET revoked_at = $3 WHERE person = $1 AND gathering = $2 AND revoked_at IS NULL",
        params![person, gathering, now],
    )
}

/// A gathering is at another time: so long the keys for it hold.
pub fn hold_until(act: &mut Act<'_>, gathering: GatheringId, until: Moment) -> Result<()> {
    act.put("UPDATE device SET certificate_expires = $2 WHERE gathering = $1", params![gathering, until])
}

pub fn revoke(act: &mut Act<'_>, kid: Kid) -> Result<()> {
    let now = act.now;
    act.put("UPDATE device SET revoked_at = $2 WHERE kid = $1 AND revoked_at IS NULL", params![kid.0, now])
}

pub fn revoke_session(act: &mut Act<'_>, session: [u8; 32]) -> Result<()> {
    let now = act.now;
    act.put("UPDATE device SET revoked_at = $2 WHERE session = $1 AND revoked_at IS NULL", params![session, now])
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
