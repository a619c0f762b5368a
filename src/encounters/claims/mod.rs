//! Meetings that nobody scanned: one of the two says so later, online, and it counts, as the weakest evidence there is
//! (grade E1), once the other one says so too. Until then it is one side's word (E0), and changes nothing.
//!
//! A printed badge is the same for somebody without a phone: whoever reads it says that they met its bearer, and the
//! bearer confirms when they are online.

mod model;
pub mod pages;
mod store;
mod views;

pub use model::has_lapsed;
pub use views::answering;

use data_encoding::BASE32_NOPAD;
use jiff::civil::Date;
use visavis_wire::card::{EncounterId, Verdict};

use super::{
    actions::say,
    model::{Afterwards, SAME_OCCASION},
    standing::{change, flag, tell_confirmed},
    store::{self as encounters, EncounterRow},
    world::instance,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings::{self, Brief},
    id::{GatheringId, PersonId},
    journal::Happened,
    people::{self, Face},
    ties,
    time::{DAY, Moment},
};

/// What is needed to say that one met somebody.
#[derive(Debug, Clone)]
pub struct Prospect {
    /// The other one.
    pub with: Face,
    /// The past gatherings that both had said yes to.
    pub gatherings: Vec<Brief>,
    /// Whether the viewer may say so at all.
    pub allowed: bool,
}

/// Somebody whom the viewer may have met.
pub fn prospect(look: &mut Look<'_>, handle: &str) -> Result<Prospect> {
    let (me, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let with = people::visible(look, handle)?;
    if encounters::account(look, with.id)? == Some(account) {
        return Err(Error::Forbidden("error-tie-with-oneself"));
    }
    let since = look.now.plus(-model::REACH);
    let gatherings = gatherings::shared_past(look, me, with.id, since)?;
    let stage = ties::stage(look, with.id)?;
    Ok(Prospect { allowed: model::may_claim(stage, !gatherings.is_empty()), gatherings, with })
}

/// Says that one met somebody, at a gathering that both had said yes to or else on a day. Where the other has said the
/// same, it confirms theirs.
pub fn claim(
    act: &mut Act<'_>,
    handle: &str,
    gathering: Option<GatheringId>,
    day: Option<&str>,
) -> Result<EncounterId> {
    let prospect = prospect(act, handle)?;
    let (day, at) = match (gathering, day) {
        (Some(id), _) => {
            let found = prospect.gatherings.iter().find(|gathering| gathering.id == id);
            let found = found.ok_or_else(|| Error::invalid("gathering", "problem-claim-gathering"))?;
            (found.starts_at.on_the_wall(&found.zone).date(), found.starts_at)
        }
        (None, Some(day)) => {
            let day = model::day(day)?;
            (day, model::noon(day, &act.zone, act.now)?)
        }
        (None, None) => return Err(Error::invalid("day", "problem-claim-when")),
    };
    if !prospect.allowed {
        return Err(Error::Forbidden("error-claim-stranger"));
    }
    begin(act, &prospect.with, (gathering, day, at), "")
}

/// Says that one met whoever wears a badge, when it was read.
pub fn claim_bearer(act: &mut Act<'_>, code: &str, at: Moment) -> Result<(EncounterId, Face)> {
    let with = bearer(act, code)?;
    let now = act.now;
    if now.since(at) > model::BADGE_WAITS {
        return Err(Error::invalid("at", "problem-claim-badge-late"));
    }
    let at = at.min(now);
    let day = at.on_the_wall(&act.zone).date();
    let id = begin(act, &with, (None, day, at), "badge")?;
    Ok((id, with))
}

/// Whose badge it is.
pub fn bearer(look: &mut Look<'_>, code: &str) -> Result<Face> {
    let account = look.viewer.me()?.account;
    let bytes = BASE32_NOPAD.decode(code.to_ascii_uppercase().as_bytes()).ok();
    let code: [u8; model::BADGE] = bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(Error::NotFound)?;
    let person = store::bearer(look, code)?.ok_or(Error::NotFound)?;
    let with = people::face(look, person)?.ok_or(Error::NotFound)?;
    if encounters::account(look, with.id)? == Some(account) {
        return Err(Error::Forbidden("error-claim-own-badge"));
    }
    Ok(with)
}

fn begin(
    act: &mut Act<'_>,
    with: &Face,
    (gathering, day, at): (Option<GatheringId>, Date, Moment),
    words: &str,
) -> Result<EncounterId> {
    let (me, other, now) = (act.viewer.person()?, with.id, act.now);
    let id = model::name(instance(&act.shared.config).hash(), me, other, day);
    if let Some(row) = encounters::encounter(act, id)? {
        said_before(act, id)?;
        if model::elsewhere(row.gathering, gathering) {
            return Err(Error::Conflict("error-claim-elsewhere"));
        }
        return if row.a == me { Ok(id) } else { confirm(act, id) };
    }
    let scanned = encounters::met_times(act, me, other)?;
    if scanned.iter().any(|(met, claimed)| !claimed && met.since(at).abs() <= SAME_OCCASION) {
        return Err(Error::Conflict("error-claim-met"));
    }
    if store::asked_in_vain(act, me, other, now.plus(-model::RESTS))? >= model::MOST_ASKED {
        return Err(Error::Conflict("error-claim-waits"));
    }
    let today = store::claims_since(act, me, now.plus(-DAY), model::MOST_A_DAY)?;
    if let Some(seconds) = model::wait_for_next(&today, now) {
        return Err(Error::TooMany(seconds));
    }
    let row = EncounterRow {
        id: id.0,
        a: me,
        b: other,
        gathering,
        at,
        made_after: at,
        made_before: now,
        verdict: Verdict::Half.as_str().to_owned(),
        grade: 0,
        loop_ms: None,
        claimed: true,
    };
    encounters::put_encounter(act, &row, None, id.0, false)?;
    say(act, id, Afterwards::Claimed, words)?;
    act.happened(Happened::Claimed { person: me, other, encounter: id.to_string() })?;
    Ok(id)
}

fn said_before(look: &mut Look<'_>, id: EncounterId) -> Result<()> {
    if encounters::is_over(look, id)? { Err(Error::Conflict("error-claim-over")) } else { Ok(()) }
}

/// The other one says so too: the two have met.
pub fn confirm(act: &mut Act<'_>, id: EncounterId) -> Result<EncounterId> {
    let row = answerable(act, id)?;
    if row.verdict == Verdict::Mutual.as_str() {
        return Ok(id);
    }
    if has_lapsed(row.made_before, act.now) {
        return Err(Error::Conflict("error-claim-late"));
    }
    store::delete_declined(act, id, row.b)?;
    say(act, id, Afterwards::Confirmed, "")?;
    encounters::set_standing(act, id, Verdict::Mutual, None)?;
    let near = change(act, &row, true)?;
    flag(act, &row, &near, false)?;
    tell_confirmed(act, &row, Verdict::Mutual)?;
    Ok(id)
}

/// The other one says that they did not meet. Whoever claimed it goes on waiting: nobody has to refuse to their face.
pub fn decline(act: &mut Act<'_>, id: EncounterId) -> Result<()> {
    let row = answerable(act, id)?;
    if row.verdict == Verdict::Mutual.as_str() {
        return Err(Error::Conflict("error-claim-confirmed"));
    }
    say(act, id, Afterwards::Declined, "").map(drop)
}

/// A claim that is the viewer's to answer.
fn answerable(look: &mut Look<'_>, id: EncounterId) -> Result<EncounterRow> {
    let me = look.viewer.person()?;
    let row = encounters::encounter(look, id)?.filter(|row| row.claimed && row.b == me).ok_or(Error::NotFound)?;
    // Across a block nobody answers anybody.
    if people::face(look, row.a)?.is_none() {
        return Err(Error::NotFound);
    }
    said_before(look, id)?;
    Ok(row)
}

/// What stands on the viewer's badge; `None` where they have none.
pub fn badge(look: &mut Look<'_>) -> Result<Option<String>> {
    let me = look.viewer.person()?;
    Ok(store::badge(look, me)?.map(|code| BASE32_NOPAD.encode(&code)))
}

/// What stands on somebody's badge: for whoever prints badges for all.
pub fn badge_of(look: &mut Look<'_>, person: PersonId) -> Result<Option<String>> {
    Ok(store::badge(look, person)?.map(|code| BASE32_NOPAD.encode(&code)))
}

/// Makes the viewer a badge; the one before it ends.
pub fn make_badge(act: &mut Act<'_>) -> Result<()> {
    let me = act.viewer.person()?;
    let code = act.chance();
    store::end_badges(act, me)?;
    store::put_badge(act, me, code)
}

/// Ends the viewer's badge.
pub fn end_badge(act: &mut Act<'_>) -> Result<()> {
    let me = act.viewer.person()?;
    store::end_badges(act, me)
}
