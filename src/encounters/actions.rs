//! What can be done with encounters: look at one's own, take back, dispute.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use visavis_wire::card::{Confirmation, EncounterId, Minutes, Offer, SecretKey, Verdict};

use super::{
    claims,
    model::{self, Afterwards, Grade, State, WITNESSED},
    standing::{change, regrade},
    store::{self, EncounterRow, ListRow, MetThere},
    world::instance,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{GatheringId, PersonId},
    people::Face,
    ties,
    time::Moment,
};

// Looking at one's own.

/// An encounter, for one of the two.
#[derive(Debug, Clone)]
pub struct Encounter {
    /// Its name.
    pub id: EncounterId,
    /// The other one; nobody where one of the two blocks the other.
    pub with: Option<Face>,
    /// Whether the viewer showed the first code.
    pub offered: bool,
    /// Where, if it was at a gathering that the viewer may see.
    pub gathering: Option<gatherings::Brief>,
    /// When, as claimed, within what is proved.
    pub at: Moment,
    /// Made after.
    pub after: Moment,
    /// Made before.
    pub before: Moment,
    /// What its messages are worth.
    pub verdict: Verdict,
    /// How good the evidence is.
    pub grade: Grade,
    /// How long the loop took (milliseconds).
    pub loop_ms: Option<i64>,
    /// Whether it was said and not scanned: then only the day is known.
    pub claimed: bool,
    /// When one of the two took it back.
    pub withdrawn: Option<Moment>,
    /// When one of the two said that it was not so.
    pub disputed: Option<Moment>,
    /// When the viewer said that they did not meet.
    pub declined: Option<Moment>,
}

impl Encounter {
    /// How far it has come.
    pub fn state(&self) -> State {
        State::of(self.verdict).unwrap_or(State::Offer)
    }

    /// Whether it is a claim that waits for the other one's word.
    pub fn waits(&self) -> bool {
        self.claimed && self.verdict == Verdict::Half && self.withdrawn.is_none() && self.disputed.is_none()
    }

    /// Whether it is a claim that the viewer may say yes or no to.
    pub fn is_to_answer(&self, now: Moment) -> bool {
        self.waits() && !self.offered && self.with.is_some() && !claims::has_lapsed(self.before, now)
    }

    /// Whether it counts: both have confirmed it, and neither took it back.
    pub fn counts(&self) -> bool {
        self.verdict.is_mutual() && self.withdrawn.is_none() && self.disputed.is_none()
    }
}

fn read(look: &mut Look<'_>, row: ListRow) -> Result<Encounter> {
    let gathering = match row.gathering {
        Some(id) => gatherings::brief(look, id)?,
        None => None,
    };
    let with = Face { id: row.other, handle: row.handle, name: row.name, photo: row.photo };
    Ok(Encounter {
        id: EncounterId(row.id),
        with: Some(with).filter(|_| !row.hidden),
        offered: row.offered,
        gathering,
        at: row.at,
        after: row.made_after,
        before: row.made_before,
        verdict: row.verdict.parse().map_err(|_| Error::Inner(format!("no verdict: {}", row.verdict)))?,
        grade: Grade::of_row(row.grade),
        loop_ms: row.loop_ms,
        claimed: row.claimed,
        withdrawn: row.withdrawn_at,
        disputed: row.disputed_at,
        declined: row.declined_at,
    })
}

/// Where a part of the list begins: after the encounter of that moment and name.
pub type Place = (Moment, EncounterId);

/// A place as it stands in an address.
pub fn spelled_place((at, id): Place) -> String {
    format!("{}.{id}", at.ms())
}

/// The same read; `None` for what is none.
pub fn read_place(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('.')?;
    let id: [u8; 16] = HEXLOWER.decode(id.as_bytes()).ok()?.try_into().ok()?;
    Some((Moment::from_ms(at.parse().ok()?), EncounterId(id)))
}

/// The viewer's own encounters, the newest first, at most so many.
pub fn list(look: &mut Look<'_>, after: Option<Place>, most: i64) -> Result<Vec<Encounter>> {
    let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let after = after.unwrap_or((Moment::from_ms(i64::MAX), EncounterId([u8::MAX; 16])));
    store::list(look, person, account, after, most)?.into_iter().map(|row| read(look, row)).collect()
}

/// One of the viewer's own encounters; nobody else's is found. A block hides the other one, and not what is one's own.
pub fn visible(look: &mut Look<'_>, id: EncounterId) -> Result<Encounter> {
    let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let row = store::mine(look, id, person, account)?.ok_or(Error::NotFound)?;
    read(look, row)
}

/// When two people met: one moment for each meeting, and encounters within four hours are one meeting.
pub fn meetings(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<Moment>> {
    Ok(model::meetings(&store::met_times(look, a, b)?))
}

// Afterwards.

/// One of the two takes back that they confirmed. It is not undone, whatever is uploaded later.
pub fn withdraw(act: &mut Act<'_>, id: EncounterId) -> Result<()> {
    afterwards(act, id, Afterwards::Withdrawn, "")
}

/// One of the two says that it was not so, in words for those who look into it.
pub fn dispute(act: &mut Act<'_>, id: EncounterId, words: &str) -> Result<()> {
    visible(act, id)?;
    let words = model::words(words)?;
    afterwards(act, id, Afterwards::Disputed, &words)
}

fn afterwards(act: &mut Act<'_>, id: EncounterId, kind: Afterwards, words: &str) -> Result<()> {
    visible(act, id)?;
    let row = store::encounter(act, id)?.ok_or(Error::NotFound)?;
    let is_new = say(act, id, kind, words)?;
    if is_new && store::is_met(act, id)? {
        change(act, &row, false)?;
    }
    Ok(())
}

/// Writes down what the viewer says of an encounter, signed by the server as said; whether it is new.
pub fn say(act: &mut Act<'_>, id: EncounterId, kind: Afterwards, words: &str) -> Result<bool> {
    let (me, handle) = act.viewer.me().map(|me| (me.person, me.handle.clone()))?;
    let to_sign = kind.to_sign(instance(&act.shared.config).hash(), id, act.now, &handle, words);
    let signature = SecretKey::ed25519(&act.shared.keys.certificates).sign(&to_sign);
    store::put_event(act, id, me, (kind, words, signature))
}

// What follows from elsewhere.

/// Somebody was checked in: what they confirmed there is borne out.
pub fn arrived(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    store::put_arrival(act, gathering, person)?;
    for row in store::met_at_gathering(act, person, gathering)? {
        regrade(act, &row)?;
    }
    Ok(())
}

/// Somebody was not there after all: what they confirmed there stands without it.
pub fn checked_out(act: &mut Act<'_>, gathering: GatheringId, person: PersonId) -> Result<()> {
    store::delete_arrival(act, gathering, person)?;
    for row in store::met_at_gathering(act, person, gathering)? {
        regrade(act, &row)?;
    }
    Ok(())
}

/// Somebody leaves: their keys, their messages and the encounters they were one of the two of.
pub fn farewell(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    // They bear out the meetings of others no longer.
    let mut borne_out = BTreeMap::new();
    for row in store::all_of(act, person)? {
        for near in store::met_around(act, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))? {
            if near.a != person && near.b != person {
                borne_out.insert(near.id, near);
            }
        }
    }
    store::forget(act, person)?;
    borne_out.values().try_for_each(|row| regrade(act, row))
}

/// So many of those whom somebody met at a gathering are shown.
const MOST_MET: i64 = 1_000;

/// Those whom the viewer met at a gathering, by name.
pub fn met_at(look: &mut Look<'_>, gathering: GatheringId) -> Result<Vec<MetThere>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    store::met_at(look, gathering, person, account, MOST_MET)
}

/// Everybody with whom somebody has an encounter, whatever it is worth.
pub fn met_with(look: &mut Look<'_>, person: PersonId) -> Result<Vec<PersonId>> {
    Ok(store::met_with(look, person)?.into_iter().map(|(other,)| other).collect())
}

/// All that is kept here of somebody, for them to take along: bytes in hexadecimal, instants in RFC 3339.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let devices: Vec<Value> = store::devices(look, person)?
        .into_iter()
        .map(|device| {
            json!({
                "kid": HEXLOWER.encode(&device.kid), "pk": HEXLOWER.encode(&device.key), "algorithm": device.algorithm,
                "label": device.label, "made": device.made_at.iso(), "certificate_expires": device.expires.iso(),
                "revoked": device.revoked_at.map(Moment::iso), "gathering": device.gathering,
            })
        })
        .collect();
    let mut encounters = Vec::new();
    for row in store::all_of(look, person)? {
        let other = if row.a == person { row.b } else { row.a };
        // Who is hidden from somebody by a block is so in what they take along, too.
        let hidden = ties::is_blocked(look, person, other)?;
        let with = store::face(look, other)?.filter(|_| !hidden).map(|face| face.handle);
        let messages: Vec<String> = own(look, &row)?.iter().map(|body| HEXLOWER.encode(body)).collect();
        encounters.push(json!({
            "id": EncounterId(row.id).to_string(), "with": with, "offered": row.a == person, "at": row.at.iso(),
            "made_after": row.made_after.iso(), "made_before": row.made_before.iso(), "verdict": row.verdict,
            "grade": Grade::of_row(row.grade).as_str(), "claimed": row.claimed, "gathering": row.gathering,
            "messages": messages,
        }));
    }
    let events: Vec<Value> = store::events_of(look, person)?
        .into_iter()
        .map(|event| {
            json!({
                "encounter": HEXLOWER.encode(&event.encounter), "kind": event.kind, "at": event.at.iso(),
                "words": event.words, "signature": HEXLOWER.encode(&event.signature),
            })
        })
        .collect();
    let server = SecretKey::ed25519(&look.shared.keys.certificates).public();
    Ok(json!({
        "instance": look.shared.config.instance(), "server_pk": HEXLOWER.encode(&server.to_bytes()),
        "devices": devices, "encounters": encounters, "said_afterwards": events,
    }))
}

/// The messages of one encounter, and not of the others at its table.
fn own(look: &mut Look<'_>, row: &EncounterRow) -> Result<Vec<Vec<u8>>> {
    let messages = store::messages_of(look, row.id)?;
    let pair = messages.iter().find_map(|m2| {
        let m1 = messages.iter().find(|m1| m1.hash == m2.offer && m1.kind == 0x11)?;
        (m2.kind == 0x12 && EncounterId::of(&m1.body, &m2.body).0 == row.id).then_some((m1, m2))
    });
    let Some((m1, m2)) = pair else { return Ok(Vec::new()) };
    let Ok(offer) = Offer::parse(&m1.body) else { return Ok(Vec::new()) };
    let confirms = messages
        .iter()
        .filter(|row| Confirmation::parse(&row.body).is_ok_and(|confirmation| confirmation.is_for(&offer, &m2.body)));
    Ok([m1, m2].into_iter().chain(confirms).map(|row| row.body.clone()).collect())
}

/// The anchor of this minute, as every answer of the API carries it.
pub fn anchor(shared: &crate::app::Shared) -> [u8; 12] {
    let key = visavis_wire::card::AnchorKey::new(shared.keys.anchors);
    let minutes = Minutes::from_unix(shared.clock.now().seconds()).unwrap_or(Minutes(0));
    key.anchor(&instance(&shared.config), minutes).to_bytes()
}
