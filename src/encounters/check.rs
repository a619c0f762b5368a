//! What encounters are worth, derived again from the messages that were kept. The messages were judged when they came:
//! their signatures are not asked again, so that this needs no address and no key of the server's.

use visavis_wire::card::{Answer, EncounterId, Kid, Nonce, Offer, Verdict};

use super::{
    model::{self, Afterwards, Grade},
    standing::{grade, loop_ms, regrade},
    store::{self, EncounterRow, MessageRow},
    upload::Set,
};
use crate::{
    act::{Act, Look},
    app::hash,
    check::{AT_ONCE, About, Batch, Check, Fault},
    error::Result,
    id::{GatheringId, PersonId, made_at},
    journal, ties,
    time::Moment,
};

/// All of it. Grades come after, as they look at the meetings around.
pub const CHECKS: &[Check] = &[
    Check { name: "encounter, encounter_side", total: store::count_offers, batch: standings, repair: repair_standing },
    Check { name: "encounter.claimed", total: store::count_claims, batch: claims, repair: repair_claim },
    Check { name: "encounter.grade", total: store::count_encounters, batch: grades, repair: repair_grade },
];

/// So many nonces are looked at in one snapshot, each with its messages.
const OFFERS_AT_ONCE: i64 = 100;

/// An encounter as the messages have it.
struct Wanted {
    row: EncounterRow,
    kid_b: Kid,
    /// Whether the two have met by it.
    met: bool,
    /// When messages of the nonce came.
    came: Vec<Moment>,
}

fn standings(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let (kid, nonce) = match after {
        Some(About::Offer(kid, nonce)) => (kid.clone(), nonce.clone()),
        _ => (Vec::new(), Vec::new()),
    };
    let offers = store::offers(look, &kid, &nonce, OFFERS_AT_ONCE)?;
    let last = offers.last().map(|(kid, nonce)| About::Offer(kid.clone(), nonce.clone()));
    let mut batch = Batch { looked: offers.len() as u64, last, ..Batch::default() };
    for (kid, nonce) in offers {
        let what = match names(&kid, &nonce) {
            Some((one, other)) => wrong(look, one, other)?,
            None => Some("its key or its nonce is of another length".to_owned()),
        };
        batch.faults.extend(what.map(|what| Fault { subject: About::Offer(kid, nonce), what }));
    }
    Ok(batch)
}

fn names(kid: &[u8], nonce: &[u8]) -> Option<(Kid, Nonce)> {
    Some((Kid(kid.try_into().ok()?), nonce.try_into().ok()?))
}

/// What is wrong with a message as it is kept.
fn damaged(row: &MessageRow) -> Option<&'static str> {
    if hash(&row.body) != row.hash {
        return Some("a message is not the one that was uploaded: its hash is another");
    }
    (row.body.first().copied().map(i64::from) != Some(row.kind)).then_some("a message is kept as one of another kind")
}

fn wrong(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<Option<String>> {
    let messages = store::messages(look, kid, nonce)?;
    if let Some(what) = messages.iter().find_map(damaged) {
        return Ok(Some(what.to_owned()));
    }
    if messages.iter().any(|row| row.kind == 0x12) && store::count_waiting(look, kid, nonce)? > 0 {
        return Ok(Some("messages wait for an answer that has come".to_owned()));
    }
    let kept = store::encounters_of_nonce(look, kid, nonce)?;
    let all = wanted(look, &messages)?;
    for wanted in &all {
        let Some(row) = kept.iter().find(|row| row.id == wanted.row.id) else {
            return Ok(Some("an answered offer has no encounter".to_owned()));
        };
        if let Some(what) = differs(look, row, wanted)? {
            return Ok(Some(what));
        }
    }
    let more = kept.iter().any(|row| !all.iter().any(|wanted| wanted.row.id == row.id));
    Ok(more.then(|| "an encounter rests on messages that are not there".to_owned()))
}

/// The encounters that the messages of a nonce come to.
fn wanted(look: &mut Look<'_>, messages: &[MessageRow]) -> Result<Vec<Wanted>> {
    let set = Set::of(messages);
    let mut all = Vec::new();
    for m2 in messages {
        let (Ok(answer), Some(m1)) = (Answer::parse(&m2.body), messages.iter().find(|m1| m1.hash == m2.offer)) else {
            continue;
        };
        let Ok(offer) = Offer::parse(&m1.body) else { continue };
        let id = EncounterId::of(&m1.body, &m2.body);
        let Some(standing) = set.standings.get(&id) else { continue };
        let (Some(a), Some(b)) = (person(look, offer.side.kid)?, person(look, answer.side.kid)?) else { continue };
        let after = offer.side.anchor.minutes.unix().max(answer.side.anchor.minutes.unix());
        let made_after = Moment::from_seconds(after);
        let made_before = made_at(standing.came).max(made_after);
        let met = standing.verdict.is_mutual() && !store::is_over(look, id)?;
        all.push(Wanted {
            row: EncounterRow {
                id: id.0,
                a,
                b,
                gathering: offer.side.gathering.map(|bytes| GatheringId(i64::from_be_bytes(bytes))),
                at: model::met_at(Moment::from_seconds(answer.side.claimed_at.unix()), made_after, made_before),
                made_after,
                made_before,
                verdict: standing.verdict.as_str().to_owned(),
                grade: 0,
                loop_ms: loop_ms(standing),
                claimed: false,
            },
            kid_b: answer.side.kid,
            met,
            came: messages.iter().map(|row| made_at(row.id).max(made_after)).collect(),
        });
    }
    Ok(all)
}

fn person(look: &mut Look<'_>, kid: Kid) -> Result<Option<PersonId>> {
    Ok(store::device(look, kid)?.map(|device| device.person))
}

/// While one of the two blocked the other no meeting began, and none has begun since.
fn is_held_back(look: &mut Look<'_>, wanted: &Wanted, kept_met: bool) -> Result<bool> {
    let (a, b) = (wanted.row.a, wanted.row.b);
    Ok(wanted.met && !kept_met && (ties::is_blocked(look, a, b)? || journal::ever_unblocked(look, a, b)?))
}

fn differs(look: &mut Look<'_>, kept: &EncounterRow, wanted: &Wanted) -> Result<Option<String>> {
    let row = &wanted.row;
    if (kept.a, kept.b, kept.gathering, kept.made_after) != (row.a, row.b, row.gathering, row.made_after) {
        return Ok(Some("an encounter is not of those two, there, after that moment".to_owned()));
    }
    // A second try of spoken digits takes back what the first said, and not when the server knew of it.
    let bounded = kept.made_before == row.made_before || wanted.came.contains(&kept.made_before);
    // The answerer's clock says when, within what is proved.
    let within = kept.at == row.at || kept.at == kept.made_before || kept.at == kept.made_after;
    if !bounded || !within {
        return Ok(Some("an encounter was at another moment than its messages say".to_owned()));
    }
    let sides = store::sides(look, kept.id)?;
    let mut two = [(row.a, row.b), (row.b, row.a)];
    two.sort();
    let pairs: Vec<_> = sides.iter().map(|(person, other, at, _)| (*person, *other, *at)).collect();
    if pairs != two.map(|(person, other)| (person, other, kept.at)) {
        return Ok(Some("the two sides of an encounter are not those of its two people".to_owned()));
    }
    let met: Vec<bool> = sides.iter().map(|(.., met)| *met).collect();
    if is_held_back(look, wanted, met.contains(&true))? {
        return Ok(None);
    }
    if (kept.verdict.as_str(), kept.loop_ms) != (row.verdict.as_str(), row.loop_ms) {
        return Ok(Some(format!("{} is kept, its messages come to {}", kept.verdict, row.verdict)));
    }
    Ok(met.contains(&!wanted.met).then(|| match wanted.met {
        true => "it does not count, and both have confirmed it".to_owned(),
        false => "it counts, and should not".to_owned(),
    }))
}

fn repair_standing(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let About::Offer(kid, nonce) = subject else { return Ok(false) };
    let Some((kid, nonce)) = names(kid, nonce) else { return Ok(false) };
    let messages = store::messages(act, kid, nonce)?;
    if messages.iter().any(|row| damaged(row).is_some()) {
        return Ok(false);
    }
    if messages.iter().any(|row| row.kind == 0x12) {
        store::ceases_to_wait(act, kid, nonce)?;
    }
    let kept = store::encounters_of_nonce(act, kid, nonce)?;
    for wanted in wanted(act, &messages)? {
        let old = kept.iter().find(|row| row.id == wanted.row.id);
        let was_met = store::is_met(act, EncounterId(wanted.row.id))?;
        if let Some(old) = old
            && differs(act, old, &wanted)?.is_none()
        {
            continue;
        }
        let mut row = wanted.row.clone();
        let met = if is_held_back(act, &wanted, was_met)? {
            if let Some(old) = old {
                row.verdict.clone_from(&old.verdict);
                row.loop_ms = old.loop_ms;
            }
            false
        } else {
            wanted.met
        };
        store::rewrite(act, &row, Some((kid, wanted.kid_b)), nonce, met)?;
        if met {
            regrade(act, &row)?;
        }
        ties::rebuild(act, row.a, row.b)?;
    }
    Ok(wrong(act, kid, nonce)?.is_none())
}

/// What a claim comes to: its verdict, and whether the two have met by it. It counts once the other one has said so too.
fn wanted_claim(look: &mut Look<'_>, row: &EncounterRow) -> Result<(Verdict, bool)> {
    let confirmed = store::has_said(look, row.id, row.b, Afterwards::Confirmed)?;
    let over = store::is_over(look, EncounterId(row.id))?;
    Ok((if confirmed { Verdict::Mutual } else { Verdict::Half }, confirmed && !over))
}

fn wrong_claim(look: &mut Look<'_>, row: &EncounterRow) -> Result<Option<String>> {
    let (verdict, met) = wanted_claim(look, row)?;
    if row.verdict != verdict.as_str() {
        return Ok(Some(format!("{} is kept, what was said comes to {}", row.verdict, verdict.as_str())));
    }
    let mut two = [(row.a, row.b, row.at, met), (row.b, row.a, row.at, met)];
    two.sort();
    Ok((store::sides(look, row.id)? != two).then(|| "the two sides are not what was said".to_owned()))
}

fn claims(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::claims(look, &name_of(after), AT_ONCE)?;
    let last = rows.last().map(|row| named(&row.id));
    let mut batch = Batch { looked: rows.len() as u64, last, ..Batch::default() };
    for row in rows {
        let what = wrong_claim(look, &row)?;
        batch.faults.extend(what.map(|what| Fault { subject: named(&row.id), what }));
    }
    Ok(batch)
}

fn repair_claim(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Ok(id) = <[u8; 16]>::try_from(name_of(Some(subject)).as_slice()) else { return Ok(false) };
    let Some(row) = store::encounter(act, EncounterId(id))?.filter(|row| row.claimed) else { return Ok(false) };
    let (verdict, met) = wanted_claim(act, &row)?;
    let grade = if met { Grade::E1 } else { Grade::E0 }.number();
    let row = EncounterRow { verdict: verdict.as_str().to_owned(), grade, loop_ms: None, ..row };
    store::rewrite(act, &row, None, id, met)?;
    ties::rebuild(act, row.a, row.b)?;
    Ok(true)
}

/// An encounter by its name.
fn named(id: &[u8; 16]) -> About {
    About::Offer(id.to_vec(), Vec::new())
}

fn name_of(subject: Option<&About>) -> Vec<u8> {
    match subject {
        Some(About::Offer(id, _)) => id.clone(),
        _ => Vec::new(),
    }
}

fn grades(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let rows = store::rests(look, &name_of(after), AT_ONCE)?;
    let last = rows.last().map(|(id, _)| named(id));
    let mut batch = Batch { looked: rows.len() as u64, last, ..Batch::default() };
    for (id, rests) in rows {
        let what = if rests {
            let wanted = wanted_grade(look, id)?;
            wanted.and_then(|(kept, wanted)| {
                (kept != wanted.number())
                    .then(|| format!("{} is kept, {} is borne out", Grade::of_row(kept).as_str(), wanted.as_str()))
            })
        } else {
            Some("it rests on no message: what proved it is gone".to_owned())
        };
        batch.faults.extend(what.map(|what| Fault { subject: named(&id), what }));
    }
    Ok(batch)
}

fn wanted_grade(look: &mut Look<'_>, id: [u8; 16]) -> Result<Option<(i64, Grade)>> {
    let Some(row) = store::encounter(look, EncounterId(id))? else { return Ok(None) };
    let met = store::is_met(look, EncounterId(id))?;
    Ok(Some((row.grade, if met { grade(look, &row)? } else { Grade::E0 })))
}

fn repair_grade(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let Ok(id) = <[u8; 16]>::try_from(name_of(Some(subject)).as_slice()) else { return Ok(false) };
    let Some((_, grade)) = wanted_grade(act, id)? else { return Ok(false) };
    store::set_grade(act, EncounterId(id), grade)?;
    // Without its messages it stays a fault: nobody can say whether it was.
    Ok(store::encounter(act, EncounterId(id))?.is_some_and(|row| row.claimed)
        || !store::messages_of(act, id)?.is_empty())
}
