//! What phones upload: judged, kept, and settled with all that belongs to the same offer.

use data_encoding::HEXLOWER;
use serde_json::json;
use visavis_wire::card::{
    Answer, Confirmation, EncounterId, FRESH_SECONDS, Judgement, Kid, Nonce, Offer, Sas, Shown, Verdict, judge,
};

use super::{
    model::{
        self, Answered, CONFIRMATION_WAITS, Confirmed, MOST_ANSWERS, MOST_ANSWERS_EACH, MOST_MESSAGES, MOST_OFFERS,
        OFFER_WAITS, Outcome, Record, Standing, State,
    },
    standing::{begin, loop_ms, person, result, stand},
    store::{self, EncounterRow, MessageRow},
    world::Known,
};
use crate::{
    act::Act,
    app::hash,
    error::Result,
    gatherings,
    id::{AccountId, GatheringId, made_at},
    people, ties,
    time::{MINUTE, Moment},
};

/// Takes what a phone holds: anybody's records, in any order, any number of times. What came of each, in their order.
pub fn upload(act: &mut Act<'_>, records: &[Record]) -> Result<Vec<Outcome>> {
    act.viewer.person()?;
    let mut known = Known::new(act);
    records.iter().map(|record| take(act, &mut known, record)).collect()
}

fn take(act: &mut Act<'_>, known: &mut Known, record: &Record) -> Result<Outcome> {
    let all = Shown { m1: &record.m1, m2: record.m2.as_deref(), m3: record.m3.as_deref() };
    // Without the answer a confirmation can't be judged yet: it waits for it.
    let apart = record.m2.is_none() && record.m3.is_some();
    let shown = if apart { Shown { m3: None, ..all } } else { all };
    known.load(act, &shown)?;
    let judged = judge(known, &shown, act.now.seconds());
    let wrong_digits = judged.verdict == Verdict::BadCode;
    let Some(offer) = judged.offer.clone().filter(|_| judged.verdict.is_good() || wrong_digits) else {
        return Ok(Outcome::refused(judged.verdict));
    };
    // The judge asks this of those that bring their certificate along.
    let sides = [Some(&offer.side), judged.answer.as_ref().map(|answer| &answer.side)];
    if sides.into_iter().flatten().any(|side| known.has_expired(side)) {
        return Ok(Outcome::refused(Verdict::ExpiredCertificate));
    }
    if let (true, Some(m3)) = (apart, &record.m3)
        && let Err(refusal) = fits(known, &judged, &offer, m3)
    {
        return Ok(Outcome::refused(refusal));
    }
    if answers_unseen(act, known, &judged)? {
        return Ok(Outcome::refused(Verdict::UnknownKey));
    }
    let nonce = (offer.side.kid, offer.side.nonce);
    let Some(messages) = keep(act, known, nonce, &offer, &judged, record)? else {
        return Ok(Outcome { encounter: judged.encounter_id, ..Outcome::refused(Verdict::NonceUsed) });
    };
    let set = Set::of(&messages);
    let settled = settle(act, known, &judged, &messages, &set)?;
    if wrong_digits {
        return Ok(Outcome { encounter: judged.encounter_id, ..Outcome::refused(Verdict::BadCode) });
    }
    answer(act, &judged, &set, record, settled)
}

/// Whether an offer by a key for a gathering was answered by somebody who never had the directory that says whose it is:
/// a photograph of the code. They are not told by way of their answer; where the one who offered has confirmed it, they
/// stood in front of each other after all.
fn answers_unseen(act: &mut Act<'_>, known: &Known, judged: &Judgement) -> Result<bool> {
    let (Some(a), Some(b), None) = (&judged.offerer, &judged.answerer, &judged.confirmation) else { return Ok(false) };
    let (Some(gathering), Some(person)) = (known.bound(a.kid), known.person(b.kid)) else { return Ok(false) };
    if gatherings::is_there(act, gathering, person)? || store::had_gathering_key(act, person, gathering)? {
        return Ok(false);
    }
    match judged.encounter_id {
        Some(id) => Ok(store::encounter(act, id)?.is_none()),
        None => Ok(true),
    }
}

/// Whether a confirmation that came without an answer is A's and of this offer; which answer it is for is seen later.
fn fits(known: &Known, judged: &Judgement, offer: &Offer, m3: &[u8]) -> Result<(), Verdict> {
    let confirmation = Confirmation::parse(m3)?;
    let fits = match &confirmation {
        Confirmation::Scanned(_) => true,
        Confirmation::Spoken(spoken) => spoken.kid == offer.side.kid && spoken.nonce == offer.side.nonce,
        Confirmation::Group(group) => offer.side.group && group.offer == offer.hash(),
    };
    if !fits {
        return Err(Verdict::M3NotForPair);
    }
    let signed = judged.offerer.as_ref().is_some_and(|a| confirmation.verify(&known.instance, &a.key));
    if signed { Ok(()) } else { Err(Verdict::BadSignatureM3) }
}

/// Keeps the messages of a good record: all that is then known of the nonce. None where it has no room for one of them.
fn keep(
    act: &mut Act<'_>,
    known: &Known,
    nonce: (Kid, Nonce),
    offer: &Offer,
    judged: &Judgement,
    record: &Record,
) -> Result<Option<Vec<MessageRow>>> {
    let mut messages = store::messages(act, nonce.0, nonce.1)?;
    let m1 = offer.hash();
    let kept = |kinds: &[i64]| messages.iter().filter(|message| kinds.contains(&message.kind)).count();
    // Two tries are one too many already: a third changes nothing, so it needs no room.
    let tries = kept(&[0x15]);
    let m3 = record.m3.as_deref().filter(|m3| m3.first() != Some(&0x15) || tries < 2);
    let mut bodies = vec![record.m1.as_slice()];
    bodies.extend([record.m2.as_deref(), m3].into_iter().flatten());
    bodies.retain(|body| !messages.iter().any(|message| message.body == *body));
    let no_room = bodies.iter().any(|body| match body.first() {
        Some(0x11) => kept(&[0x11]) >= MOST_OFFERS,
        Some(0x12) => kept(&[0x12]) >= MOST_ANSWERS,
        Some(0x13 | 0x16) => kept(&[0x13, 0x16]) >= MOST_ANSWERS,
        _ => false,
    });
    if no_room || messages.len() + bodies.len() > MOST_MESSAGES {
        return Ok(None);
    }
    // Nobody takes all the room, whatever keys they have.
    if let Some(b) = &judged.answerer
        && bodies.iter().any(|body| body.first() == Some(&0x12))
        && answers_of(&messages, AccountId(b.account.0)) >= MOST_ANSWERS_EACH
    {
        return Ok(None);
    }
    let was_empty = messages.is_empty();
    let fresh = !bodies.is_empty();
    let answered = record.m2.is_some() || messages.iter().any(|message| message.kind == 0x12);
    for body in bodies {
        let answerer = Answer::parse(body).ok().map(|answer| answer.side.kid);
        let by = answerer.and_then(|kid| known.owner(kid));
        let row = MessageRow {
            hash: hash(body),
            id: act.id(),
            offer: m1,
            kind: body.first().copied().unwrap_or_default().into(),
            body: body.to_vec(),
            by: by.map(|(person, _)| person),
            by_account: by.map(|(_, account)| account),
        };
        store::put_message(act, nonce, &row, answerer, !answered)?;
        messages.push(row);
    }
    messages.sort_by_key(|message| (message.id, message.hash));
    if fresh && answered && !was_empty {
        store::ceases_to_wait(act, nonce.0, nonce.1)?;
    } else if fresh && !answered {
        let before = |age: i64| first_id(act.now.plus(-age));
        let (offers, others) = (before(OFFER_WAITS), before(CONFIRMATION_WAITS));
        store::forget_waiting(act, offers, others)?;
    }
    Ok(Some(messages))
}

/// How many answers one login has sent, by whichever of its keys.
fn answers_of(messages: &[MessageRow], account: AccountId) -> usize {
    messages.iter().filter(|message| message.by_account == Some(account)).count()
}

/// The first id that could be made at that moment.
fn first_id(at: Moment) -> i64 {
    (at.ms() - crate::id::EPOCH_MS).max(0) << 22
}

/// All that was kept of one nonce, as the rules read it.
pub struct Set {
    answers: Vec<Answered>,
    /// How each answer stands.
    pub standings: std::collections::BTreeMap<EncounterId, Standing>,
    tables: Vec<[u8; 32]>,
}

impl Set {
    /// Reads the messages of a nonce.
    pub fn of(messages: &[MessageRow]) -> Self {
        let offers: Vec<(&MessageRow, Offer)> =
            messages.iter().filter_map(|row| Some((row, Offer::parse(&row.body).ok()?))).collect();
        let answers = messages
            .iter()
            .filter_map(|row| {
                let answer = Answer::parse(&row.body).ok()?;
                let (m1, offer) = offers.iter().find(|(m1, _)| m1.hash == row.offer)?;
                let pair = [m1.body.as_slice(), row.body.as_slice()].concat();
                let apart = offer.side.claimed_at.unix() - answer.side.claimed_at.unix();
                Some(Answered {
                    id: EncounterId::of(&m1.body, &row.body),
                    pair: hash(&pair),
                    offer: m1.hash,
                    answer: half(row.hash),
                    by: row.by,
                    digits: Sas::of(&m1.body, &row.body).number(),
                    group: offer.side.group,
                    fresh: apart.abs() <= FRESH_SECONDS,
                    claimed_at: answer.side.claimed_at.0,
                    came: row.id,
                })
            })
            .collect::<Vec<_>>();
        let confirmed: Vec<(i64, Confirmed)> =
            messages.iter().filter_map(|row| Some((row.id, confirmed(Confirmation::parse(&row.body).ok()?)))).collect();
        let tables = offers.iter().filter(|(_, offer)| offer.side.group).map(|(row, _)| row.hash).collect();
        Self { standings: model::settle(&answers, &confirmed), answers, tables }
    }
}

fn half(hash: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}

fn confirmed(confirmation: Confirmation) -> Confirmed {
    match confirmation {
        Confirmation::Scanned(one) => Confirmed::Scanned { pair: one.pair, hundredths: one.loop_hundredths },
        Confirmation::Spoken(one) => Confirmed::Spoken { digits: one.digits },
        Confirmation::Group(one) => Confirmed::Group { offer: one.offer, answers: one.answers },
    }
}

/// The encounters of a nonce, and what the viewer has heard of one that has just become a meeting.
struct Settled {
    rows: Vec<EncounterRow>,
    heard: Option<Outcome>,
}

/// Brings the encounters of a nonce to what their messages come to, and says what changed.
fn settle(act: &mut Act<'_>, known: &Known, judged: &Judgement, messages: &[MessageRow], set: &Set) -> Result<Settled> {
    let mut settled = Settled { rows: Vec::new(), heard: None };
    let Some(offer) = &judged.offer else { return Ok(settled) };
    let (kid, nonce) = (offer.side.kid, offer.side.nonce);
    let table = !set.tables.is_empty();
    let rows = store::encounters_of_nonce(act, kid, nonce)?;
    let is_known = |id: EncounterId| rows.iter().any(|row| row.id == id.0);
    let new = judged.encounter_id.filter(|id| !is_known(*id));
    for row in rows {
        if let Some(standing) = set.standings.get(&EncounterId(row.id))
            && (row.verdict != standing.verdict.as_str() || row.loop_ms != loop_ms(standing))
        {
            let heard = stand(act, &row, standing, table)?;
            if judged.encounter_id == Some(EncounterId(row.id)) {
                settled.heard = heard.or(settled.heard);
            }
        }
        settled.rows.push(row);
    }
    if let (Some(id), Some(b)) = (new, &judged.answerer)
        && let Some(standing) = set.standings.get(&id)
        && let Some(mut row) = opened(known, judged, id, standing)
    {
        let blocked = known.blocked_between(kid, b.kid);
        settled.heard = begin(act, &mut row, ((kid, b.kid), nonce), standing, (table, blocked))?;
        if standing.verdict == Verdict::Half && act.now.since(row.at) < 10 * MINUTE {
            tell_answered(act, &row, messages)?;
        }
        settled.rows.push(row);
    }
    Ok(settled)
}

/// A new encounter, of a good judgement.
fn opened(known: &Known, judged: &Judgement, id: EncounterId, standing: &Standing) -> Option<EncounterRow> {
    let (offer, answer, bracket) = (judged.offer.as_ref()?, judged.answer.as_ref()?, judged.bracket?);
    let a = known.person(offer.side.kid)?;
    let b = known.person(answer.side.kid)?;
    let made_after = Moment::from_seconds(bracket.after);
    let made_before = made_at(standing.came).max(made_after);
    Some(EncounterRow {
        id: id.0,
        a,
        b,
        gathering: offer.side.gathering.map(|bytes| GatheringId(i64::from_be_bytes(bytes))),
        at: model::met_at(Moment::from_seconds(answer.side.claimed_at.unix()), made_after, made_before),
        made_after,
        made_before,
        // Set with the rest by `stand`.
        verdict: Verdict::Offer.as_str().to_owned(),
        grade: 0,
        loop_ms: None,
        claimed: false,
    })
}

/// What the sender of a record is told.
fn answer(act: &mut Act<'_>, judged: &Judgement, set: &Set, record: &Record, settled: Settled) -> Result<Outcome> {
    let id = judged.encounter_id.or_else(|| joined(set, record));
    let Some((id, standing)) = id.and_then(|id| Some((id, set.standings.get(&id)?))) else {
        let spoken = record.m3.as_deref().and_then(|m3| Confirmation::parse(m3).ok());
        let tried = record.m2.is_none() && matches!(spoken, Some(Confirmation::Spoken(_))) && !set.answers.is_empty();
        // Whoever answered read out other digits than these.
        let verdict = if tried { Verdict::BadCode } else { judged.verdict };
        return Ok(Outcome { state: State::of(verdict), ..Outcome::refused(verdict) });
    };
    if let Some(heard) = settled.heard.filter(|heard| heard.encounter == Some(id)) {
        return Ok(heard);
    }
    let me = act.viewer.person()?;
    let Some(row) = settled.rows.into_iter().find(|row| row.id == id.0 && (row.a == me || row.b == me)) else {
        // Somebody who only passes it on learns what it is worth, and nothing of the two.
        let verdict = if standing.verdict.is_good() { judged.verdict } else { standing.verdict };
        return Ok(Outcome { encounter: Some(id), state: State::of(verdict), ..Outcome::refused(verdict) });
    };
    if ties::is_blocked(act, row.a, row.b)? {
        return Ok(Outcome::refused(Verdict::Blocked));
    }
    result(act, &row, standing.verdict)
}

/// The encounter that a confirmation without its answer has found.
fn joined(set: &Set, record: &Record) -> Option<EncounterId> {
    let one = confirmed(Confirmation::parse(record.m3.as_deref()?).ok()?);
    let found = set.answers.iter().find(|answer| {
        let holds = match &one {
            Confirmed::Scanned { pair, .. } => *pair == answer.pair,
            Confirmed::Spoken { digits } => *digits == answer.digits,
            Confirmed::Group { offer, answers } => *offer == answer.offer && answers.contains(&answer.answer),
        };
        holds && set.standings.get(&answer.id).is_some_and(|standing| standing.verdict.is_mutual())
    })?;
    Some(found.id)
}

/// Online one scan is enough: A's open page hears of the answer, and asks.
fn tell_answered(act: &mut Act<'_>, row: &EncounterRow, messages: &[MessageRow]) -> Result<()> {
    let of = |m1: &MessageRow, m2: &MessageRow| m2.offer == m1.hash && EncounterId::of(&m1.body, &m2.body).0 == row.id;
    let pair = messages.iter().find_map(|m2| Some((messages.iter().find(|m1| of(m1, m2))?, m2)));
    let (Some((m1, m2)), Some(with)) = (pair, people::face(act, row.b)?) else { return Ok(()) };
    let told = json!({
        "kind": "answered", "m1": HEXLOWER.encode(&m1.body), "m2": HEXLOWER.encode(&m2.body), "with": person(&with),
    });
    act.tell(row.a, "encounter", &told)
}
