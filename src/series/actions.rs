//! What can be done with series.

use jiff::civil::Date;
use serde_json::{Value, json};
use visavis_wire::recur::{End, Pattern};

use super::{
    mail::{Telling, tell},
    making::{self, MOST},
    model::{self, Series},
    store::{self, Occurrence},
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Problems, Result},
    gatherings::{self, Brief, Draft, MOST_WORDS, Reply, State},
    http::Fields,
    id::{GatheringId, PersonId, SeriesId},
    jobs::Job,
    journal::Happened,
};

/// A series, if the viewer may see it.
pub fn visible(look: &mut Look<'_>, id: SeriesId) -> Result<Series> {
    let mine = look.viewer.account_if_any();
    let found = store::unblocked(look, id, mine)?.ok_or(Error::NotFound)?;
    let own = found.host.is_some() && found.host == look.viewer.person_if_any();
    match found.community {
        Some(community) if !own && !communities::may_see(look, community)? => Err(Error::NotFound),
        _ => Ok(found),
    }
}

/// Whether the viewer may change it: its host, and the hosts of its community.
pub fn may_change(look: &mut Look<'_>, series: &Series) -> Result<bool> {
    let Ok(person) = look.viewer.person() else { return Ok(false) };
    if series.host == Some(person) {
        return Ok(true);
    }
    series.community.map_or(Ok(false), |community| communities::hosts(look, community))
}

/// A series that the viewer may change, and that goes on.
pub fn own(look: &mut Look<'_>, id: SeriesId) -> Result<Series> {
    look.viewer.person()?;
    let series = visible(look, id)?;
    if may_change(look, &series)? { Ok(series) } else { Err(Error::Forbidden("error-series-not-yours")) }
}

/// The occurrences that are not over, with what a list shows of them.
pub fn ahead(look: &mut Look<'_>, series: &Series, most: usize) -> Result<Vec<(Occurrence, Brief)>> {
    let (now, today) = (look.now, series.today(look.now));
    // One that began in the days before may still go on, and one of earlier may have been moved to later.
    let mut rows = store::before(look, series.id, &today.to_string(), 8)?;
    rows.reverse();
    rows.extend(store::occurrences(look, series.id, &today.to_string(), i64::try_from(most).unwrap_or(MOST))?);
    let mut found = Vec::new();
    for row in rows {
        if let Some(brief) = gatherings::brief(look, row.gathering)?.filter(|brief| brief.ends_at > now) {
            found.push((row, brief));
        }
    }
    found.sort_by_key(|(_, brief)| (brief.starts_at, brief.id));
    found.truncate(most);
    Ok(found)
}

/// Publishes a gathering that comes again. The viewer hosts it, and is the first who is coming each time. Those concerned
/// are told of the first.
pub fn publish(act: &mut Act<'_>, fields: &Fields, draft: &Draft, pattern: &Pattern) -> Result<SeriesId> {
    let host = act.viewer.person()?;
    let first = draft.starts.date();
    let id: SeriesId = act.id();
    let series = Series {
        id,
        community: draft.community,
        host: Some(host),
        title: draft.title.clone(),
        zone: draft.zone.name().to_owned(),
        first: first.to_string(),
        rules: pattern.to_string(),
        fields: model::template(fields, draft)?,
        photo: draft.photo.clone(),
        ended_at: None,
    };
    let today = series.today(act.now);
    let day = model::ahead(pattern, first, today).first().copied();
    let day = day.ok_or_else(|| Error::invalid("repeat", "problem-series-none"))?;
    store::put(act, &series)?;
    let gathering = gatherings::publish(act, &series.draft(day)?)?;
    store::put_occurrence(act, id, &day.to_string(), gathering, Some(0))?;
    gatherings::draft_published(act, fields)?;
    if making::make(act, &series)? {
        act.later(&Job::Series { series: id })?;
    }
    Ok(id)
}

/// What came of an answer to the whole series.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// So many dates were answered.
    pub answered: i64,
    /// So many are full: there the viewer waits for a place.
    pub waiting: i64,
    /// At so many a host has yet to say whether the viewer comes.
    pub asked: i64,
}

/// Answers all that is ahead for the viewer, as far as places are left, and what will be made later.
pub fn answer(act: &mut Act<'_>, id: SeriesId, reply: Reply) -> Result<Outcome> {
    let person = act.viewer.person()?;
    let series = visible(act, id)?;
    let row = act.id::<SeriesId>().0;
    store::put_answer(act, row, id, person, reply)?;
    let mut outcome = Outcome::default();
    for (occurrence, brief) in ahead(act, &series, MOST as usize)? {
        if brief.state(act.now) != State::Ahead {
            continue;
        }
        match gatherings::answer(act, occurrence.gathering, reply) {
            Ok(Reply::Waiting) => outcome.waiting += 1,
            Ok(Reply::Asked) => outcome.asked += 1,
            Ok(_) => outcome.answered += 1,
            // Where a host asks something first, each date is answered alone.
            Err(Error::Conflict(_) | Error::NotFound | Error::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(outcome)
}

/// Takes that back: also of each date ahead that still has this answer.
pub fn take_back(act: &mut Act<'_>, id: SeriesId) -> Result<()> {
    let person = act.viewer.person()?;
    let series = visible(act, id)?;
    let Some(reply) = store::answer_of(act, id, person)? else { return Ok(()) };
    store::delete_answer(act, id, person)?;
    // A yes may wait for a place, or for a host to say so.
    let waits = |given: Reply| reply == Reply::Yes && matches!(given, Reply::Waiting | Reply::Asked);
    let is_it = |given: Reply| given == reply || waits(given);
    for (occurrence, brief) in ahead(act, &series, MOST as usize)? {
        // A host is still expected where they host.
        if brief.state(act.now) == State::Ahead && brief.reply.is_some_and(is_it) && brief.host != Some(person) {
            gatherings::take_back(act, occurrence.gathering)?;
        }
    }
    Ok(())
}

/// Makes no more of it. What is published stays.
pub fn end(act: &mut Act<'_>, id: SeriesId) -> Result<()> {
    let series = own(act, id)?;
    if series.ended_at.is_some() {
        return Err(Error::Conflict("error-series-ended"));
    }
    let (person, now) = (act.viewer.person()?, act.now);
    store::end(act, id, Some(person), now)
}

/// Calls off all that is ahead, and makes no more. Those who answered any of it are told once.
pub fn cancel(act: &mut Act<'_>, id: SeriesId, words: &str) -> Result<()> {
    let series = own(act, id)?;
    if words.chars().count() > MOST_WORDS {
        let mut problems = Problems::default();
        problems.add_number("words", "problem-gathering-long-text", MOST_WORDS as i64);
        return Err(Error::Invalid(problems));
    }
    let (person, now) = (act.viewer.person()?, act.now);
    let round = act.id::<SeriesId>().0;
    let ahead: Vec<Occurrence> = ahead(act, &series, MOST as usize)?
        .into_iter()
        .filter(|(_, brief)| brief.state(now) == State::Ahead)
        .map(|(occurrence, _)| occurrence)
        .collect();
    if series.ended_at.is_some() && ahead.is_empty() {
        return Err(Error::Conflict("error-series-ended"));
    }
    for occurrence in ahead {
        gatherings::cancel_quietly(act, occurrence.gathering, words)?;
        store::touched(act, occurrence.gathering, round)?;
    }
    store::end(act, id, Some(person), now)?;
    let telling =
        Telling { series: id, round, but: person, called_off: true, words: words.to_owned(), told: PersonId(0) };
    tell(act, telling)
}

/// What the form for changing a series holds: that of its next date, and its rules.
pub fn stored(look: &mut Look<'_>, series: &Series) -> Result<(Fields, Pattern)> {
    let today = series.today(look.now);
    let (mut pattern, first) = (series.pattern()?, series.first()?);
    let next = model::ahead(&pattern, first, today).first().copied().unwrap_or(today);
    // Of so many times these are left.
    for rule in &mut pattern.rules {
        if let End::Count(count) = rule.end {
            let gone = rule.dates(first, next).filter(|day| *day < next).count();
            rule.end = End::Count(count.saturating_sub(u32::try_from(gone).unwrap_or(count)).max(1));
        }
    }
    // Every second week counts from the first: the next date is one of those.
    pattern.without.retain(|day| *day >= next);
    Ok((model::on_day(series.fields()?, next), pattern))
}

/// Changes what is ahead, from the draft's day on. Dates that somebody changed alone stay as they are; the others become
/// what the draft and the rules say, and those that have no place in them any more are called off. Those who answered are
/// told once.
pub fn change(act: &mut Act<'_>, id: SeriesId, fields: &Fields, draft: &Draft, pattern: &Pattern) -> Result<()> {
    let before = own(act, id)?;
    if before.ended_at.is_some() {
        return Err(Error::Conflict("error-series-ended"));
    }
    let (person, now, from) = (act.viewer.person()?, act.now, draft.starts.date());
    let series = Series {
        title: draft.title.clone(),
        zone: draft.zone.name().to_owned(),
        first: from.to_string(),
        rules: pattern.to_string(),
        fields: model::template(&fields.clone().without("community"), draft)?,
        photo: draft.photo.clone(),
        ..before.clone()
    };
    let series = Series { fields: with_community(&series)?, ..series };
    let today = series.today(now).max(from);
    let wanted = model::ahead(pattern, from, today);
    if wanted.is_empty() {
        return Err(Error::invalid("repeat", "problem-series-none"));
    }
    let round = act.id::<SeriesId>().0;
    let (mut rows, mut former) = (Vec::new(), Vec::<Date>::new());
    for row in store::occurrences(act, id, &today.to_string(), MOST)? {
        let state = gatherings::brief(act, row.gathering)?.map(|brief| brief.state(now));
        if let Ok(day) = row.day.parse() {
            rows.push((row.gathering, state == Some(State::Ahead) && row.changed_at.is_none()));
            former.push(day);
        }
    }
    store::change(act, &series)?;
    for ((gathering, follows), day) in rows.iter().zip(model::follow(&former, &wanted)) {
        if !follows {
            // What was changed or called off alone stays so. It is what takes place, or not, for the nearest of the new days.
            if let Some(day) = day {
                store::rename(act, *gathering, &day.to_string())?;
            }
            continue;
        }
        let touched = match day {
            Some(day) => {
                let moved = gatherings::change_quietly(act, *gathering, &series.draft(day)?)?;
                store::move_occurrence(act, *gathering, &day.to_string(), round)?;
                moved
            }
            None => gatherings::cancel_quietly(act, *gathering, "").map(|()| true)?,
        };
        if touched {
            store::touched(act, *gathering, round)?;
        } else {
            store::untouched(act, *gathering)?;
        }
    }
    if before.photo != series.photo
        && let Some(hash) = &before.photo
    {
        act.later(&Job::DeletePicture { hash: hash.clone() })?;
    }
    act.later(&Job::Series { series: id })?;
    let telling =
        Telling { series: id, round, but: person, called_off: false, words: String::new(), told: PersonId(0) };
    tell(act, telling)
}

/// A series stays in its community.
fn with_community(series: &Series) -> Result<String> {
    let mut object: serde_json::Map<String, Value> =
        serde_json::from_str(&series.fields).map_err(|error| Error::Inner(error.to_string()))?;
    if let Some(community) = series.community {
        object.insert("community".to_owned(), community.to_string().into());
    }
    serde_json::to_string(&object).map_err(|error| Error::Inner(error.to_string()))
}

/// The series of a gathering, and how many dates come after it there (at most 99).
pub fn later_dates(look: &mut Look<'_>, id: GatheringId) -> Result<Option<(SeriesId, i64)>> {
    store::later(look, id, 99)
}

/// The gatherings of the same series that come after one, in their order; none where it is of no series.
pub fn following(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<GatheringId>> {
    let Some((series, day)) = store::of_gathering(look, id)? else { return Ok(Vec::new()) };
    let from = store::occurrences(look, series, &day, MOST)?;
    Ok(from.into_iter().map(|occurrence| occurrence.gathering).filter(|gathering| *gathering != id).collect())
}

/// The next date of a gathering's series that is to come, if it is of one.
pub fn next_ahead(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Brief>> {
    let Some((series, _)) = store::of_gathering(look, id)? else { return Ok(None) };
    let Ok(series) = visible(look, series) else { return Ok(None) };
    let now = look.now;
    let dates = ahead(look, &series, 8)?.into_iter().map(|(_, brief)| brief);
    let mut open = dates.filter(|brief| brief.id != id && !brief.cancelled && brief.starts_at > now);
    Ok(open.next())
}

/// Somebody changed one gathering alone: should it belong to a series, it follows that no more.
pub fn changed_singly(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let now = act.now;
    store::put_changed(act, id, now)
}

/// All that a person hosts and answered, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let hosted: Vec<Value> = store::export_hosted(look, person)?
        .into_iter()
        .map(|series| {
            let says = serde_json::from_str::<Value>(&series.fields).unwrap_or_default();
            json!({
                "id": series.id,
                "title": series.title,
                "zone": series.zone,
                "first": series.first,
                "rules": series.rules,
                "says": says,
                "picture": series.photo,
                "ended": series.ended_at,
            })
        })
        .collect();
    let answers: Vec<Value> = store::export_answers(look, person)?
        .into_iter()
        .map(|(id, title, reply)| json!({ "series": id, "title": title, "reply": reply.as_str() }))
        .collect();
    Ok(json!({ "hosted": hosted, "answers": answers }))
}

/// What follows here from what happened elsewhere. What is published is called off by gatherings; nothing more is made.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    let now = act.now;
    match *happened {
        Happened::Left { person } => {
            for id in store::hosted(act, person)? {
                store::end(act, id, None, now)?;
            }
            store::forget(act, person)
        }
        Happened::Ended { community, .. } => {
            for id in store::of_community(act, community)? {
                store::end(act, id, None, now)?;
            }
            Ok(())
        }
        // Answers to all are carried over as the one who gave them: what they may not see they do not answer.
        Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Blocked { .. }
        | Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::CheckedOut { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
