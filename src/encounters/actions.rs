//! What can be done with encounters: upload, look at one's own, take back, dispute.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use visavis_wire::card::{
    Account, Answer, Confirmation, EncounterId, FRESH_SECONDS, Judgement, Kid, Minutes, Nonce, Offer, Sas, SecretKey,
    Shown, Verdict, judge,
};

use super::{
    model::{
        self, AT_THE_PLACE, Afterwards, Answered, CONFIRMATION_WAITS, Confirmed, Grade, MANY_PAIRS, MOST_ANSWERS,
        MOST_ANSWERS_EACH, MOST_MESSAGES, MOST_OFFERS, OFFER_WAITS, Outcome, QUICK, Record, Standing, State, WITNESSED,
        Why,
    },
    store::{self, EncounterRow, ListRow, MessageRow},
    world::{Known, instance},
};
use crate::{
    act::{Act, Look},
    app::hash,
    error::{Error, Result},
    gatherings,
    id::{AccountId, GatheringId, PersonId, made_at},
    journal::Happened,
    people::Face,
    ties,
    time::{DAY, MINUTE, Moment},
    viewer::{Me, Viewer},
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
    let nonce = (offer.side.kid, offer.side.nonce);
    if !keep(act, nonce, &offer, judged.answerer.as_ref().map(|b| b.account), record)? {
        return Ok(Outcome { encounter: judged.encounter_id, ..Outcome::refused(Verdict::NonceUsed) });
    }
    let set = Set::load(act, nonce)?;
    settle(act, known, &judged, &set)?;
    if wrong_digits {
        return Ok(Outcome { encounter: judged.encounter_id, ..Outcome::refused(Verdict::BadCode) });
    }
    answer(act, &judged, &set, record)
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

/// Keeps the messages of a good record. `false` where the nonce has no room for one of them.
fn keep(
    act: &mut Act<'_>,
    nonce: (Kid, Nonce),
    offer: &Offer,
    answerer: Option<Account>,
    record: &Record,
) -> Result<bool> {
    let known = store::messages(act, nonce.0, nonce.1)?;
    let is_known = |bytes: &[u8]| known.iter().any(|message| message.body == bytes);
    let m1 = offer.hash();
    let kept = |kinds: &[i64]| known.iter().filter(|message| kinds.contains(&message.kind)).count();
    // Two tries are one too many already: a third changes nothing, so it needs no room.
    let tries = kept(&[0x15]);
    let m3 = record.m3.as_deref().filter(|m3| m3.first() != Some(&0x15) || tries < 2);
    let mut bodies = vec![record.m1.as_slice()];
    bodies.extend([record.m2.as_deref(), m3].into_iter().flatten());
    bodies.retain(|body| !is_known(body));
    let no_room = bodies.iter().any(|body| match body.first() {
        Some(0x11) => kept(&[0x11]) >= MOST_OFFERS,
        Some(0x12) => kept(&[0x12]) >= MOST_ANSWERS,
        Some(0x13 | 0x16) => kept(&[0x13, 0x16]) >= MOST_ANSWERS,
        _ => false,
    });
    if no_room || known.len() + bodies.len() > MOST_MESSAGES {
        return Ok(false);
    }
    // Nobody takes all the room, whatever keys they have.
    if let Some(b) = answerer
        && bodies.iter().any(|body| body.first() == Some(&0x12))
        && store::answers_of(act, nonce.0, nonce.1, AccountId(b.0))? >= MOST_ANSWERS_EACH
    {
        return Ok(false);
    }
    let fresh = !bodies.is_empty();
    for body in bodies {
        let answerer = Answer::parse(body).ok().map(|answer| answer.side.kid);
        store::put_message(act, nonce, (hash(body), m1), answerer, body)?;
    }
    if fresh && (record.m2.is_some() || known.iter().any(|message| message.kind == 0x12)) {
        store::ceases_to_wait(act, nonce.0, nonce.1)?;
    } else if fresh {
        let before = |age: i64| first_id(act.now.plus(-age));
        let (offers, others) = (before(OFFER_WAITS), before(CONFIRMATION_WAITS));
        store::forget_waiting(act, offers, others)?;
    }
    Ok(true)
}

/// The first id that could be made at that moment.
fn first_id(at: Moment) -> i64 {
    (at.ms() - crate::id::EPOCH_MS).max(0) << 22
}

/// All that was kept of one nonce, as the rules read it.
pub(super) struct Set {
    answers: Vec<Answered>,
    pub(super) standings: std::collections::BTreeMap<EncounterId, Standing>,
    tables: Vec<[u8; 32]>,
}

impl Set {
    pub(super) fn load(look: &mut Look<'_>, nonce: (Kid, Nonce)) -> Result<Self> {
        let messages = store::messages(look, nonce.0, nonce.1)?;
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
        Ok(Self { standings: model::settle(&answers, &confirmed), answers, tables })
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

/// Brings the encounters of a nonce to what their messages come to, and says what changed.
fn settle(act: &mut Act<'_>, known: &Known, judged: &Judgement, set: &Set) -> Result<()> {
    let Some(offer) = &judged.offer else { return Ok(()) };
    let (kid, nonce) = (offer.side.kid, offer.side.nonce);
    let mut rows = store::encounters_of_nonce(act, kid, nonce)?;
    let mut answered = None;
    if let (Some(id), Some(standing)) = (judged.encounter_id, judged.encounter_id.and_then(|id| set.standings.get(&id)))
        && !rows.iter().any(|row| row.id == id.0)
        && let Some(row) = opened(known, judged, id, standing)
        && let Some(b) = &judged.answerer
    {
        store::put_encounter(act, &row, (kid, b.kid), nonce)?;
        answered = Some(id);
        rows.push(row);
    }
    for row in &rows {
        let Some(standing) = set.standings.get(&EncounterId(row.id)) else { continue };
        let is_new = answered == Some(EncounterId(row.id));
        if is_new || row.verdict != standing.verdict.as_str() || row.loop_ms != loop_ms(standing) {
            stand(act, row, standing, !set.tables.is_empty())?;
        }
        if is_new && standing.verdict == Verdict::Half && act.now.since(row.at) < 10 * MINUTE {
            tell_answered(act, row, kid, nonce)?;
        }
    }
    Ok(())
}

pub(super) fn loop_ms(standing: &Standing) -> Option<i64> {
    standing.hundredths.map(|hundredths| i64::from(hundredths) * 10)
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
    })
}

/// Gives an encounter its standing; where the two have met by it, or no longer have, all that follows.
fn stand(act: &mut Act<'_>, row: &EncounterRow, standing: &Standing, table: bool) -> Result<()> {
    let id = EncounterId(row.id);
    let was = store::is_met(act, id)?;
    let is = standing.verdict.is_mutual() && !store::has_events(act, id)?;
    // While one of them blocks the other no meeting begins: the judge asks, but sees no answer that came by itself.
    if is && !was && blocked_between(act, row.a, row.b)? {
        return Ok(());
    }
    store::set_standing(act, id, standing.verdict, loop_ms(standing))?;
    if was != is {
        change(act, row, is)?;
        if is {
            flag(act, row, table)?;
            tell_confirmed(act, row, standing.verdict)?;
        }
    }
    Ok(())
}

/// Whether either of the two blocks the other.
pub(super) fn blocked_between(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<bool> {
    match (store::account(look, a)?, store::account(look, b)?) {
        (Some(a), Some(b)) => store::blocked(look, a, b),
        _ => Ok(false),
    }
}

/// The two have met by this encounter, or no longer have.
fn change(act: &mut Act<'_>, row: &EncounterRow, met: bool) -> Result<()> {
    let id = EncounterId(row.id);
    store::set_met(act, id, met)?;
    if !met {
        store::set_grade(act, id, Grade::E0)?;
    }
    let (from, until) = (row.at.plus(-WITNESSED), row.at.plus(WITNESSED));
    for near in store::met_around(act, row.a, row.b, from, until)? {
        regrade(act, &near)?;
    }
    // Who brought it about, and the one who learns of it; also where a third one carried it.
    let (person, other) = if act.viewer.person_if_any() == Some(row.b) { (row.b, row.a) } else { (row.a, row.b) };
    act.happened(Happened::Met { person, other, encounter: id.to_string(), confirmed: met })
}

/// The grade of a meeting that counts.
pub(super) fn grade(look: &mut Look<'_>, row: &EncounterRow) -> Result<Grade> {
    let both_checked_in = match row.gathering {
        Some(gathering) => {
            let around = (row.at.plus(-AT_THE_PLACE), row.at.plus(AT_THE_PLACE));
            store::both_arrived(look, gathering, (row.a, row.b), around)?
        }
        None => false,
    };
    let witnesses = store::witnesses(look, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))?;
    // It is among those that count, so both have confirmed it.
    Ok(Grade::of(Verdict::Mutual, both_checked_in, witnesses))
}

pub(super) fn regrade(act: &mut Act<'_>, row: &EncounterRow) -> Result<()> {
    let grade = grade(act, row)?;
    if grade.number() != row.grade {
        store::set_grade(act, EncounterId(row.id), grade)?;
    }
    Ok(())
}

/// Notes what somebody should look at.
fn flag(act: &mut Act<'_>, row: &EncounterRow, table: bool) -> Result<()> {
    let day = Moment::from_ms(row.at.ms().div_euclid(DAY) * DAY);
    for person in [row.a, row.b] {
        if store::new_pairs(act, person, day, day.plus(DAY))? > MANY_PAIRS {
            store::put_flag(act, row.id, Why::ManyPairs)?;
        }
    }
    // At a table all confirm at once.
    if !table {
        for near in store::met_around(act, row.a, row.b, row.at.plus(1 - QUICK), row.at.plus(QUICK - 1))? {
            if !same_pair(&near, row) {
                store::put_flag(act, near.id, Why::Quick)?;
                store::put_flag(act, row.id, Why::Quick)?;
            }
        }
    }
    if row.gathering.is_some() {
        for near in store::met_around(act, row.a, row.b, row.at.plus(-WITNESSED), row.at.plus(WITNESSED))? {
            if near.gathering.is_some() && near.gathering != row.gathering {
                store::put_flag(act, near.id, Why::TwoPlaces)?;
                store::put_flag(act, row.id, Why::TwoPlaces)?;
            }
        }
    }
    Ok(())
}

fn same_pair(one: &EncounterRow, other: &EncounterRow) -> bool {
    (one.a, one.b) == (other.a, other.b) || (one.a, one.b) == (other.b, other.a)
}

/// What the sender of a record is told.
fn answer(act: &mut Act<'_>, judged: &Judgement, set: &Set, record: &Record) -> Result<Outcome> {
    let id = judged.encounter_id.or_else(|| joined(set, record));
    let Some((id, standing)) = id.and_then(|id| Some((id, set.standings.get(&id)?))) else {
        let spoken = record.m3.as_deref().and_then(|m3| Confirmation::parse(m3).ok());
        let tried = record.m2.is_none() && matches!(spoken, Some(Confirmation::Spoken(_))) && !set.answers.is_empty();
        // Whoever answered read out other digits than these.
        let verdict = if tried { Verdict::BadCode } else { judged.verdict };
        return Ok(Outcome { state: State::of(verdict), ..Outcome::refused(verdict) });
    };
    let me = act.viewer.person()?;
    let Some(row) = store::encounter(act, id)?.filter(|row| row.a == me || row.b == me) else {
        // Somebody who only passes it on learns what it is worth, and nothing of the two.
        let verdict = if standing.verdict.is_good() { judged.verdict } else { standing.verdict };
        return Ok(Outcome { encounter: Some(id), state: State::of(verdict), ..Outcome::refused(verdict) });
    };
    if blocked_between(act, row.a, row.b)? {
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

/// What one of the two is told of their encounter.
fn result(act: &mut Act<'_>, row: &EncounterRow, verdict: Verdict) -> Result<Outcome> {
    let me = act.viewer.person()?;
    let other = if row.a == me { row.b } else { row.a };
    let id = EncounterId(row.id);
    let over = store::has_events(act, id)?;
    let state = State::of(verdict).filter(|_| !over);
    let with = store::face(act, other)?.filter(|_| verdict.is_good());
    let tie = match &with {
        Some(with) if state == Some(State::Mutual) => between(act, me, with)?,
        _ => None,
    };
    Ok(Outcome { verdict, encounter: Some(id), state, with, tie })
}

/// What stands between the viewer and the one they met, and where they see each other next.
fn between(look: &mut Look<'_>, me: PersonId, with: &Face) -> Result<Option<Value>> {
    let Some(summary) = ties::summary(look, with)? else { return Ok(None) };
    let mut tie = serde_json::to_value(summary).map_err(|error| Error::Inner(error.to_string()))?;
    tie["next"] = match next(look, me, with.id)? {
        Some((id, title, starts_at)) => {
            json!({ "url": format!("/g/{id}"), "title": title, "when": starts_at.iso() })
        }
        None => Value::Null,
    };
    Ok(Some(tie))
}

/// The next gathering that both go to. The one that they are at is not the next one.
fn next(look: &mut Look<'_>, me: PersonId, other: PersonId) -> Result<Option<(GatheringId, String, Moment)>> {
    let now = look.now;
    match gatherings::shared_ahead(look, me, other)? {
        None => return Ok(None),
        Some(next) if next.starts_at > now => return Ok(Some((next.id, next.title, next.starts_at))),
        Some(_) => {}
    }
    for ahead in gatherings::ahead_of(look, me, 10)? {
        let going = if ahead.starts_at > now { gatherings::going(look, ahead.id)? } else { Vec::new() };
        if going.contains(&me) && going.contains(&other) {
            return Ok(Some((ahead.id, ahead.title, ahead.starts_at)));
        }
    }
    Ok(None)
}

/// A record's outcome, as the API and the live events say it.
pub fn spelled(outcome: &Outcome) -> Value {
    json!({
        "verdict": outcome.verdict.as_str(),
        "encounter_id": outcome.encounter.map(|id| id.to_string()),
        "state": outcome.state.map(State::as_str),
        "with": outcome.with.as_ref().map(person),
        "tie": outcome.tie,
    })
}

/// A person, as the kit says them.
pub fn person(face: &Face) -> Value {
    json!({ "handle": face.handle, "name": face.name, "photo": crate::page::photo(face.photo.as_deref()) })
}

/// Online one scan is enough: A's open page hears of the answer, and asks.
fn tell_answered(act: &mut Act<'_>, row: &EncounterRow, kid: Kid, nonce: Nonce) -> Result<()> {
    let messages = store::messages(act, kid, nonce)?;
    let of = |m1: &MessageRow, m2: &MessageRow| m2.offer == m1.hash && EncounterId::of(&m1.body, &m2.body).0 == row.id;
    let pair = messages.iter().find_map(|m2| Some((messages.iter().find(|m1| of(m1, m2))?, m2)));
    let (Some((m1, m2)), Some(with)) = (pair, store::face(act, row.b)?) else { return Ok(()) };
    let told = json!({
        "kind": "answered", "m1": HEXLOWER.encode(&m1.body), "m2": HEXLOWER.encode(&m2.body), "with": person(&with),
    });
    act.tell(row.a, "encounter", &told)
}

/// Both hear that both have confirmed, each with what stands between them as they see it.
fn tell_confirmed(act: &mut Act<'_>, row: &EncounterRow, verdict: Verdict) -> Result<()> {
    for person in [row.a, row.b] {
        let (Some(face), Some(account)) = (store::face(act, person)?, store::account(act, person)?) else { continue };
        let as_they_see = Viewer::Person(Me {
            person,
            account,
            handle: face.handle,
            name: face.name,
            photo: face.photo,
            session: [0; 32],
            seen_at: act.now,
            news: false,
            theme: None,
        });
        let viewer = std::mem::replace(&mut act.viewer, as_they_see);
        let outcome = result(act, row, verdict);
        act.viewer = viewer;
        let mut told = spelled(&outcome?);
        told["kind"] = "confirmed".into();
        act.tell(person, "encounter", &told)?;
    }
    Ok(())
}

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
    /// When one of the two took it back.
    pub withdrawn: Option<Moment>,
    /// When one of the two said that it was not so.
    pub disputed: Option<Moment>,
}

impl Encounter {
    /// How far it has come.
    pub fn state(&self) -> State {
        State::of(self.verdict).unwrap_or(State::Offer)
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
        withdrawn: row.withdrawn_at,
        disputed: row.disputed_at,
    })
}

/// So many are on one page of the list.
const PAGE: i64 = 50;

/// The viewer's own encounters, the newest first, and from where the next page begins.
pub fn list(look: &mut Look<'_>, before: Option<Moment>) -> Result<(Vec<Encounter>, Option<Moment>)> {
    let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let mut rows = store::list(look, person, account, before.unwrap_or(Moment::from_ms(i64::MAX)), PAGE + 1)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|row| row.at);
    let all = rows.into_iter().map(|row| read(look, row)).collect::<Result<_>>()?;
    Ok((all, next))
}

/// One of the viewer's own encounters; nobody else's is found. A block hides the other one, and not what is one's own.
pub fn visible(look: &mut Look<'_>, id: EncounterId) -> Result<Encounter> {
    let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let row = store::mine(look, id, person, account)?.ok_or(Error::NotFound)?;
    read(look, row)
}

/// When two people met: one moment for each meeting, and encounters within four hours are one meeting.
pub fn meetings(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Vec<Moment>> {
    let times = store::met_times(look, a, b)?.into_iter().map(|(at,)| at).collect();
    Ok(model::meetings(times))
}

/// What somebody should look at; it stops nothing.
#[derive(Debug, Clone)]
pub struct Flag {
    /// The encounter.
    pub encounter: EncounterId,
    /// `many_pairs`, `quick` or `two_places`.
    pub why: String,
    /// When it was noted.
    pub at: Moment,
    /// The two.
    pub people: [PersonId; 2],
}

/// What somebody should look at, the newest first.
pub fn flags(look: &mut Look<'_>) -> Result<Vec<Flag>> {
    let flag = |row: store::FlagRow| Flag {
        encounter: EncounterId(row.encounter),
        why: row.why,
        at: row.at,
        people: [row.a, row.b],
    };
    Ok(store::flags(look, 500)?.into_iter().map(flag).collect())
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
    let (me, handle) = act.viewer.me().map(|me| (me.person, me.handle.clone()))?;
    let row = store::encounter(act, id)?.ok_or(Error::NotFound)?;
    let to_sign = kind.to_sign(instance(&act.shared.config).hash(), id, act.now, &handle, words);
    let signature = SecretKey::ed25519(&act.shared.keys.certificates).sign(&to_sign);
    let is_new = store::put_event(act, id, me, (kind, words, signature))?;
    if is_new && store::is_met(act, id)? {
        change(act, &row, false)?;
    }
    Ok(())
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

/// Somebody leaves: their keys, their messages and the encounters they were one of the two of.
pub fn farewell(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    // They bear out the meetings of others no longer.
    let mut borne_out = std::collections::BTreeMap::new();
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
                "revoked": device.revoked_at.map(Moment::iso),
            })
        })
        .collect();
    let mut encounters = Vec::new();
    for row in store::all_of(look, person)? {
        let other = if row.a == person { row.b } else { row.a };
        let with = store::face(look, other)?.map(|face| face.handle);
        let messages: Vec<String> = own(look, &row)?.iter().map(|body| HEXLOWER.encode(body)).collect();
        encounters.push(json!({
            "id": EncounterId(row.id).to_string(), "with": with, "offered": row.a == person, "at": row.at.iso(),
            "made_after": row.made_after.iso(), "made_before": row.made_before.iso(), "verdict": row.verdict,
            "grade": Grade::of_row(row.grade).as_str(), "gathering": row.gathering, "messages": messages,
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
