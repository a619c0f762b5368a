//! The verdict on a set of messages: a pure function of them and a [`World`] (SPEC "Verdicts").

use sha2::{Digest as _, Sha256};

use super::confirmation::Confirmation;
use super::key::{Kid, PublicKey};
use super::message::{Answer, Offer};
use super::pair::{EncounterId, Sas};
use super::side::Side;
use super::verdict::Verdict;
use super::world::{Account, Shown, World};

/// How far the two claimed times may be apart for a fresh half, in seconds.
pub const FRESH_SECONDS: i64 = 120;

/// The longest loop that is not slow, in hundredths of a second.
pub const SLOW_LOOP_HUNDREDTHS: u16 = 6_000;

/// How far a claimed time may lie before its own anchor, in seconds: clocks go wrong.
pub const ANCHOR_SLACK_SECONDS: i64 = 300;

/// One of the two, once their key is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The account behind the key.
    pub account: Account,
    /// The key's name.
    pub kid: Kid,
    /// The key, from certificate or directory.
    pub key: PublicKey,
    /// The handle in the certificate; None where the key came from the directory.
    pub handle: Option<String>,
}

/// Between which two instants of the server's own a record was made (SPEC "Keys and anchors").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The newest of its anchors, in Unix seconds: made after.
    pub after: i64,
    /// Its first upload, in Unix seconds: made before.
    pub before: i64,
}

/// A verdict, with all that was read on the way to it. After a failure, what was reached till then:
/// of use for a log, and nothing to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the messages are worth.
    pub verdict: Verdict,
    /// The encounter's name, where there is an answer to the offer.
    pub encounter_id: Option<EncounterId>,
    /// The six digits, where there is an answer to the offer.
    pub sas: Option<Sas>,
    /// M1, where it could be read.
    pub offer: Option<Offer>,
    /// M2, where it could be read.
    pub answer: Option<Answer>,
    /// M3, M3c or M3g, where it could be read.
    pub confirmation: Option<Confirmation>,
    /// A, where the key is known.
    pub offerer: Option<Party>,
    /// B, where the key is known.
    pub answerer: Option<Party>,
    /// When it was made. Anchors are only proof where the world has the anchor key.
    pub bracket: Option<Bracket>,
}

/// Judges messages that first reached the server at `received_at`, in Unix seconds. The checks are in
/// the SPEC's order, and the first failure is the verdict.
pub fn judge(world: &impl World, shown: &Shown<'_>, received_at: i64) -> Judgement {
    let mut seen = Judgement {
        verdict: Verdict::BadLength,
        encounter_id: None,
        sas: None,
        offer: None,
        answer: None,
        confirmation: None,
        offerer: None,
        answerer: None,
        bracket: None,
    };
    seen.verdict = match walk(world, shown, received_at, &mut seen) {
        Ok(good) => good,
        Err(failure) => failure,
    };
    seen
}

fn walk(world: &impl World, shown: &Shown<'_>, received_at: i64, seen: &mut Judgement) -> Result<Verdict, Verdict> {
    let offer = seen.offer.insert(Offer::parse(shown.m1)?);
    let a = seen.offerer.insert(whose(world, &offer.side)?);
    or(offer.verify(world.instance(), &a.key), Verdict::BadSignatureM1)?;
    timely(world, &offer.side)?;
    let bracket = seen.bracket.insert(Bracket { after: offer.side.anchor.minutes.unix(), before: received_at });

    let mut good = Verdict::Offer;
    if let Some(m2) = shown.m2 {
        let answer = seen.answer.insert(Answer::parse(m2)?);
        let b = seen.answerer.insert(whose(world, &answer.side)?);
        let m1_hash = Sha256::digest(shown.m1).into();
        or(answer.binds(&m1_hash), Verdict::M2NotForM1)?;
        let signed = answer.verify(world.instance(), &m1_hash, &b.key);
        or(signed, Verdict::BadSignatureM2)?;
        timely(world, &answer.side)?;
        or(a.account != b.account, Verdict::SameAccount)?;
        or(offer.side.gathering == answer.side.gathering, Verdict::GatheringMismatch)?;
        let id = *seen.encounter_id.insert(EncounterId::of(shown.m1, m2));
        seen.sas = Some(Sas::of(shown.m1, m2));
        let earlier = if offer.side.group { None } else { world.answered(offer.side.kid, &offer.side.nonce) };
        // The same answer again is no second answer.
        or(earlier.is_none_or(|other| other == id), Verdict::NonceUsed)?;
        bracket.after = bracket.after.max(answer.side.anchor.minutes.unix());
        let apart = offer.side.claimed_at.unix() - answer.side.claimed_at.unix();
        good = if apart.abs() <= FRESH_SECONDS { Verdict::Half } else { Verdict::HalfStale };
    }

    if let Some(m3) = shown.m3 {
        let confirmation = seen.confirmation.insert(Confirmation::parse(m3)?);
        let for_pair = shown.m2.is_some_and(|m2| confirmation.is_for(offer, m2));
        or(for_pair, Verdict::M3NotForPair)?;
        let signed = confirmation.verify(world.instance(), &a.key);
        or(signed, Verdict::BadSignatureM3)?;
        good = match confirmation {
            Confirmation::Spoken(spoken) => {
                let right = seen.sas.map(Sas::number) == Some(spoken.digits);
                or(right, Verdict::BadCode)?;
                Verdict::MutualCode
            }
            Confirmation::Scanned(scanned) if scanned.loop_hundredths > SLOW_LOOP_HUNDREDTHS => Verdict::MutualSlow,
            Confirmation::Scanned(_) | Confirmation::Group(_) => Verdict::Mutual,
        };
    }

    // By the newest anchor of either side: what a thief signs now and dates back by an old anchor is
    // caught by the fresh one of whoever answers.
    for kid in [Some(a.kid), seen.answerer.as_ref().map(|b| b.kid)] {
        let revoked_at = kid.and_then(|kid| world.revoked_at(kid));
        let before = revoked_at.is_none_or(|at| bracket.after < at);
        or(before, Verdict::RevokedKey)?;
    }
    if let Some(b) = &seen.answerer {
        or(!world.blocked(a.account, b.account), Verdict::Blocked)?;
    }
    Ok(good)
}

/// Whose key a side says it has, by its certificate or else by the directory.
fn whose(world: &impl World, side: &Side) -> Result<Party, Verdict> {
    let (key, handle) = if let Some(identity) = &side.identity {
        let certified = identity
            .verify(world.instance(), world.server_key(), side.algorithm, side.kid)
            .ok_or(Verdict::BadCertificate)?;
        (certified.key, Some(certified.handle))
    } else {
        let key = world
            .directory_key(side.kid, side.gathering)
            .filter(|key| key.kid() == side.kid)
            .ok_or(Verdict::UnknownKey)?;
        (key, None)
    };
    let account = world.account(side.kid, handle.as_deref()).ok_or(Verdict::UnknownKey)?;
    Ok(Party { account, kid: side.kid, key, handle })
}

/// Certificate and anchor against the claimed time. A certificate still holds in its last minute's
/// first second.
fn timely(world: &impl World, side: &Side) -> Result<(), Verdict> {
    let claimed_at = side.claimed_at.unix();
    let expired = side.identity.as_ref().is_some_and(|identity| claimed_at > identity.expires.unix());
    or(!expired, Verdict::ExpiredCertificate)?;
    let anchored = world.anchor_key().is_none_or(|key| key.made(world.instance(), &side.anchor));
    or(anchored, Verdict::BadAnchor)?;
    or(claimed_at + ANCHOR_SLACK_SECONDS >= side.anchor.minutes.unix(), Verdict::TimeBeforeAnchor)
}

fn or(holds: bool, failure: Verdict) -> Result<(), Verdict> {
    if holds { Ok(()) } else { Err(failure) }
}
