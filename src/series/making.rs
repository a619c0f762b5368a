//! Making what is ahead: by whoever publishes a series, and by jobs as time passes. Whoever does it twice finds that it is
//! done.

use jiff::civil::Date;

use super::{
    model::{self, Series},
    store,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{AccountId, PersonId, SeriesId},
    jobs::Job,
    people::Face,
    time::DAY,
    viewer::{Me, Viewer},
};

/// So many occurrences are made in one transaction.
const PART: usize = 6;
/// So many answers are carried over in one transaction.
const ANSWERS: i64 = 50;
/// So many occurrences of a series are looked at.
pub const MOST: i64 = 200;

/// Does something as a person: what they may not do any more does not happen.
pub fn as_person<T>(
    act: &mut Act<'_>,
    (face, account): (Face, AccountId),
    work: impl FnOnce(&mut Act<'_>) -> Result<T>,
) -> Result<T> {
    let as_they_see = Viewer::Person(Me {
        person: face.id,
        account,
        handle: face.handle,
        name: face.name,
        photo: face.photo,
        session: [0; 32],
        seen_at: act.now,
        news: false,
        theme: None,
        operator: false,
    });
    let viewer = std::mem::replace(&mut act.viewer, as_they_see);
    let outcome = work(act);
    act.viewer = viewer;
    outcome
}

/// The days ahead that the rules name and for which there is no occurrence yet.
pub fn missing(look: &mut Look<'_>, series: &Series, today: Date) -> Result<Vec<Date>> {
    let wanted = model::ahead(&series.pattern()?, series.first()?, today);
    let there = store::occurrences(look, series.id, &today.to_string(), MOST)?;
    Ok(wanted.into_iter().filter(|day| !there.iter().any(|row| row.day == day.to_string())).collect())
}

/// Makes the next few occurrences as the viewer, their host; whether there may be more to make.
pub fn make(act: &mut Act<'_>, series: &Series) -> Result<bool> {
    let today = series.today(act.now);
    let days = missing(act, series, today)?;
    for day in days.iter().take(PART) {
        let draft = series.draft(*day)?;
        let zone = series.zone();
        // The one of today may have begun already.
        if zone.moment(draft.starts).is_none_or(|at| at <= act.now) {
            continue;
        }
        let gathering = gatherings::publish_quietly(act, &draft)?;
        // Cut as the one before it is.
        if let Some(earlier) = store::before(act, series.id, &day.to_string(), 1)?.first() {
            gatherings::inherit_parts(act, earlier.gathering, gathering)?;
        }
        store::put_occurrence(act, series.id, &day.to_string(), gathering, Some(0))?;
    }
    Ok(days.len() > PART)
}

/// Does the next part of what is to be done for a series, and leaves the rest to the next job.
pub fn make_some(act: &mut Act<'_>, id: SeriesId) -> Result<()> {
    let Some(series) = store::series(act, id)? else { return Ok(()) };
    if carry_over(act, &series)? {
        return act.later(&Job::Series { series: id });
    }
    let host = match series.host.filter(|_| series.ended_at.is_none()) {
        Some(host) => store::person(act, host)?,
        None => None,
    };
    let Some(host) = host else { return store::put_due(act, id, None) };
    match as_person(act, host, |act| make(act, &series)) {
        Ok(more) => {
            let answers = store::unanswered(act, id)?.is_some();
            let due = act.now.plus(DAY);
            store::put_due(act, id, Some(due))?;
            if more || answers { act.later(&Job::Series { series: id }) } else { Ok(()) }
        }
        // They may no longer publish there: what was published stays.
        Err(Error::Invalid(_) | Error::NotFound | Error::Forbidden(_)) => {
            let now = act.now;
            store::end(act, id, None, now)
        }
        Err(error) => Err(error),
    }
}

/// Answers the next occurrence for the next few who answered them all; whether there was one.
fn carry_over(act: &mut Act<'_>, series: &Series) -> Result<bool> {
    let Some((gathering, after)) = store::unanswered(act, series.id)? else { return Ok(false) };
    let people = store::answerers(act, series.id, after, ANSWERS)?;
    let last = people.last().filter(|_| people.len() as i64 == ANSWERS).map(|answerer| answerer.id);
    for one in people {
        let face = Face { id: one.person, handle: one.handle, name: one.name, photo: one.photo };
        as_person(act, (face, one.account), |act| carry(act, gathering, one.person, one.reply))?;
    }
    store::put_answered(act, gathering, last).map(|()| true)
}

/// Answers one occurrence for the viewer, unless they answered it already or can't: where it is full, called off, or not
/// theirs to see any more.
fn carry(act: &mut Act<'_>, id: crate::id::GatheringId, person: PersonId, reply: gatherings::Reply) -> Result<()> {
    if gatherings::reply_of(act, id, person)?.is_some() {
        return Ok(());
    }
    match gatherings::answer(act, id, reply) {
        Err(Error::Conflict(_) | Error::NotFound | Error::Forbidden(_) | Error::Invalid(_)) => Ok(()),
        outcome => outcome.map(drop),
    }
}

/// Leaves to jobs what is to be made by now; how many series that are.
pub fn due(act: &mut Act<'_>, most: i64) -> Result<i64> {
    let now = act.now;
    let due = store::due(act, now, most)?;
    for id in &due {
        // The job says when the next is due; should it be put aside, the next day tries again.
        store::put_due(act, *id, Some(now.plus(DAY)))?;
        act.later(&Job::Series { series: *id })?;
    }
    Ok(i64::try_from(due.len()).unwrap_or(i64::MAX))
}
