//! Keys of devices: made on the phone, certified here, revoked by their owner; keys for one gathering; and the kit that
//! makes a phone able to meet with no network.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};
use visavis_wire::card::{Identity, Kid, Minutes, PublicKey, SecretKey};

use super::{
    actions::anchor,
    model::{self, CERTIFICATE, MOST_DEVICES, MOST_GATHERING_KEYS},
    standing::person,
    store::{self, Device},
    world::instance,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{GatheringId, PersonId},
    people::Face,
    time::Moment,
};

/// So many people go into a kit.
const MOST_PEOPLE: i64 = 1000;
/// So many keys are in one gathering's directory: of most people two, the one for it and their phone's own.
const MOST_LISTED: usize = 4000;

/// What the server says of a key: until when it is whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its last minute, in Unix seconds.
    pub expires: i64,
    /// The server's signature.
    pub signature: [u8; 64],
    /// The handle it names.
    pub handle: String,
}

impl Certificate {
    /// As the API says it.
    pub fn spelled(&self) -> Value {
        json!({ "expires": self.expires, "sig": HEXLOWER.encode(&self.signature) })
    }
}

/// Certifies a key of the viewer's device, or renews its certificate. A key stays with the persona that brought it.
pub fn register(act: &mut Act<'_>, key: &PublicKey, label: &str) -> Result<(Kid, Certificate)> {
    let me = act.viewer.me()?.clone();
    let now = act.now;
    let known = store::device(act, key.kid())?;
    match &known {
        Some(device) if device.person != me.person || device.key != key.to_bytes() => {
            return Err(Error::Conflict("error-device-taken"));
        }
        Some(device) if device.gathering.is_some() => return Err(Error::Conflict("error-device-bound")),
        Some(device) if device.revoked_at.is_some() => return Err(Error::Conflict("error-device-revoked")),
        Some(_) => {}
        None if store::devices_in_use(act, me.person, now)? >= MOST_DEVICES => {
            return Err(Error::Conflict("error-device-too-many"));
        }
        None => {}
    }
    let minutes =
        Minutes::from_unix(now.plus(CERTIFICATE).seconds()).ok_or(Error::Inner("a clock before 2025".into()))?;
    let label = Some(model::label(label)).filter(|label| !label.is_empty()).or(known.map(|device| device.label));
    store::put_device(act, (&me, key, &label.unwrap_or_default()), None, Moment::from_seconds(minutes.unix()))?;
    let certificate = certify(act, key, &me.handle, minutes)?;
    Ok((key.kid(), certificate))
}

/// Lists a key of the viewer's in the directory of one gathering that they go to, host or are checked in at, from the
/// time on at which people come: the time of `gatherings::now_at`, and of the kit. It is good in messages of that gathering
/// alone, and never certified, so that whoever is not there can't say whose it is, nor that two keys are one person's.
/// Until when it holds.
pub fn register_for(act: &mut Act<'_>, key: &PublicKey, label: &str, gathering: GatheringId) -> Result<(Kid, Moment)> {
    let me = act.viewer.me()?.clone();
    let now = act.now;
    let around = gatherings::now_at(act, me.person)?.into_iter().find(|around| around.id == gathering);
    let Some(around) = around else { return Err(Error::invalid("gathering", "problem-device-gathering")) };
    let known = store::device(act, key.kid())?;
    match &known {
        Some(device) if device.person != me.person || device.key != key.to_bytes() => {
            return Err(Error::Conflict("error-device-taken"));
        }
        Some(device) if device.gathering != Some(gathering) => return Err(Error::Conflict("error-device-bound")),
        Some(device) if device.revoked_at.is_some() => return Err(Error::Conflict("error-device-revoked")),
        Some(_) => {}
        None if store::gathering_keys(act, me.person, now)? >= MOST_GATHERING_KEYS => {
            return Err(Error::Conflict("error-device-too-many-gathering"));
        }
        None => {}
    }
    let until = model::holds_until(around.ends_at);
    let label = Some(model::label(label)).filter(|label| !label.is_empty()).or(known.map(|device| device.label));
    store::put_device(act, (&me, key, &label.unwrap_or_default()), Some(gathering), until)?;
    // A phone keeps one, so the one before is lost: nobody can sign with it, or somebody who should not.
    store::revoke_replaced(act, &me, key.kid(), gathering)?;
    Ok((key.kid(), until))
}

fn certify(look: &Look<'_>, key: &PublicKey, handle: &str, expires: Minutes) -> Result<Certificate> {
    let server = SigningKey::from_bytes(&look.shared.keys.certificates);
    let identity = Identity::issue(&instance(&look.shared.config), &server, key, handle, expires)
        .map_err(|error| Error::Inner(error.to_string()))?;
    Ok(Certificate { expires: expires.unix(), signature: identity.certificate, handle: handle.to_owned() })
}

fn certificate_of(look: &Look<'_>, device: &Device) -> Result<Option<Certificate>> {
    let (Some(key), Some(expires)) = (device.public(), Minutes::from_unix(device.expires.seconds())) else {
        return Ok(None);
    };
    certify(look, &key, &device.handle, expires).map(Some)
}

/// The viewer's devices, the newest first.
pub fn devices(look: &mut Look<'_>) -> Result<Vec<Device>> {
    let me = look.viewer.person()?;
    Ok(store::devices(look, me)?.into_iter().filter(|device| device.gathering.is_none()).collect())
}

/// The viewer's keys for gatherings that have not run out, the newest first; nothing of the gathering where they may no
/// longer see it.
pub fn at_gatherings(look: &mut Look<'_>) -> Result<Vec<(Device, Option<gatherings::Brief>)>> {
    let (me, now) = (look.viewer.person()?, look.now);
    let mut found = Vec::new();
    // Of one gathering there are as many as there are phones and sign-ins.
    let mut known: BTreeMap<GatheringId, Option<gatherings::Brief>> = BTreeMap::new();
    for device in store::devices(look, me)? {
        let Some(gathering) = device.gathering.filter(|_| device.expires > now) else { continue };
        let brief = match known.get(&gathering) {
            Some(brief) => brief.clone(),
            None => {
                let brief = gatherings::brief(look, gathering)?;
                known.insert(gathering, brief.clone());
                brief
            }
        };
        found.push((device, brief));
    }
    Ok(found)
}

/// Ends a key of the viewer's: what is signed with it from now on counts for nothing.
pub fn revoke(act: &mut Act<'_>, kid: Kid) -> Result<Moment> {
    let me = act.viewer.person()?;
    let device = store::device(act, kid)?.filter(|device| device.person == me).ok_or(Error::NotFound)?;
    store::revoke(act, kid)?;
    Ok(device.revoked_at.unwrap_or(act.now))
}

/// A session was ended: so are the keys that were last certified in it. What they signed before stays good.
pub fn session_ended(act: &mut Act<'_>, session: [u8; 32]) -> Result<()> {
    store::revoke_session(act, session)
}

/// Somebody said that they don't come, or was not there after all: so end their keys for it, unless they are there all the same.
pub fn stays_away(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    if gatherings::is_there(act, gathering, person)? { Ok(()) } else { store::revoke_for(act, person, gathering) }
}

/// A gathering is at another time: the keys for it end with it.
pub fn moved(act: &mut Act<'_>, gathering: GatheringId) -> Result<()> {
    let Some(brief) = gatherings::brief(act, gathering)? else { return Ok(()) };
    store::hold_until(act, gathering, model::holds_until(brief.ends_at))
}

/// All that a phone must hold to meet somebody with no network.
pub fn kit(look: &mut Look<'_>) -> Result<Value> {
    let me = look.viewer.me()?.clone();
    let now = look.now;
    let since = now.plus(-CERTIFICATE - crate::time::DAY);
    let own = store::device_of_session(look, me.person, me.session, now)?;
    let certificate = match &own {
        Some(device) => certificate_of(look, device)?.as_ref().map(Certificate::spelled),
        None => None,
    };
    let people: Vec<Value> = store::people(look, me.person, me.account, MOST_PEOPLE)?.iter().map(person).collect();
    let mut revoked: Vec<String> =
        store::revoked_around(look, me.person, since)?.iter().map(|(kid,)| HEXLOWER.encode(kid)).collect();
    let mut tonight = Vec::new();
    for gathering in gatherings::now_at(look, me.person)? {
        let mut directory = Vec::new();
        // Who gets the directory is in it.
        for some in gatherings::there(look, gathering.id)?.chunks(store::AT_ONCE) {
            let keys = store::listed(look, some, gathering.id, me.account, now)?;
            directory.extend(keys.into_iter().map(|listed| {
                json!({
                    "kid": HEXLOWER.encode(&listed.kid), "pk": HEXLOWER.encode(&listed.key), "handle": listed.handle,
                    "name": listed.name, "photo": crate::page::photo(listed.photo.as_deref()),
                    "only_here": listed.bound,
                })
            }));
            revoked.extend(store::revoked_of(look, some, since)?.iter().map(|(kid,)| HEXLOWER.encode(kid)));
            if directory.len() >= MOST_LISTED {
                break;
            }
        }
        let own = store::gathering_key(look, (me.person, me.session), gathering.id)?;
        tonight.push(json!({
            "id": HEXLOWER.encode(&gathering.id.0.to_be_bytes()),
            "title": gathering.title,
            "starts": gathering.starts_at.seconds(),
            "ends": gathering.ends_at.seconds(),
            "keys_until": model::holds_until(gathering.ends_at).seconds(),
            "own": own.map(|kid| HEXLOWER.encode(&kid)),
            "directory": directory,
        }));
    }
    revoked.sort();
    revoked.dedup();
    let server = SecretKey::ed25519(&look.shared.keys.certificates).public();
    let face = Face { id: me.person, handle: me.handle, name: me.name, photo: me.photo };
    Ok(json!({
        "instance": instance(&look.shared.config).host(),
        "server_pk": HEXLOWER.encode(&server.to_bytes()),
        "anchor": HEXLOWER.encode(&anchor(look.shared)),
        "now": now.seconds(),
        "me": person(&face),
        "certificate": certificate,
        "people": people,
        "gatherings": tonight,
        "revoked": revoked,
    }))
}
