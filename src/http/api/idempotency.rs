//! A request that is sent again, because its answer was lost, is answered by what it was answered before.
//!
//! The answer is kept in the transaction of the write: either both are there or neither. Only what was done is kept; a
//! refusal changed nothing, so that it may well be another one the next time.

use axum::http::StatusCode;
use serde_json::Value;

use super::{Call, Said};
use crate::{
    act::Act,
    error::{Error, Result},
    id::PersonId,
    params,
    time::HOUR,
};

/// So long an answer is kept (milliseconds).
const KEPT: i64 = 24 * HOUR;

/// Carries out what a request asks for.
type Write<'a> = &'a dyn Fn(&mut Act<'_>, &Call) -> Result<Said>;
/// Derives the body of its answer again, from where what was made is read.
type Derive<'a> = &'a dyn Fn(&mut Act<'_>, &Call, &str) -> Result<Value>;

/// Carries out what a request asks for, unless it has been: then its answer is given again. Where that can be derived, its
/// words are not kept here as well: they are to be gone once they are deleted where they stand.
pub fn once(act: &mut Act<'_>, call: &Call, write: Write<'_>, derive: Option<Derive<'_>>) -> Result<Said> {
    let (Some(key), Some(person)) = (&call.key, act.viewer.person_if_any()) else { return write(act, call) };
    let now = act.now;
    let before = now.plus(-KEPT);
    act.put("DELETE FROM answered WHERE person = $1 AND at <= $2", params![person, before])?;
    // The row first: of two at once the second waits here, or is tried again, and then finds the first one's answer.
    let new = act.run(
        "INSERT INTO answered (person, idempotency_key, request, status, body, at) VALUES ($1, $2, $3, 0, '', $4)
         ON CONFLICT (person, idempotency_key) DO NOTHING",
        params![person, key, call.request, now],
    )?;
    if new == 0 {
        return again(act, call, (person, key), derive);
    }
    let said = write(act, call)?;
    let body = said.body.as_ref().filter(|_| derive.is_none()).map(ToString::to_string).unwrap_or_default();
    act.put(
        "UPDATE answered SET status = $3, body = $4, location = $5 WHERE person = $1 AND idempotency_key = $2",
        params![person, key, i64::from(said.status.as_u16()), body, said.location],
    )?;
    Ok(said)
}

fn again(act: &mut Act<'_>, call: &Call, name: (PersonId, &str), derive: Option<Derive<'_>>) -> Result<Said> {
    let (person, key) = name;
    let (request, status, body, location): ([u8; 32], u16, String, Option<String>) = act.one(
        "SELECT request, status, body, location FROM answered WHERE person = $1 AND idempotency_key = $2",
        params![person, *key],
    )?;
    if request != call.request {
        return Err(Error::Reused);
    }
    let body = match (body.as_str(), derive) {
        ("", Some(derive)) => Some(derive(act, call, location.as_deref().unwrap_or_default())?),
        ("", None) => None,
        (text, _) => Some(serde_json::from_str(text).map_err(|error| Error::Inner(error.to_string()))?),
    };
    let status = StatusCode::from_u16(status).map_err(|error| Error::Inner(error.to_string()))?;
    Ok(Said { status, body, location, next: None, repeated: true })
}

/// Deletes what nobody will ask for again; how many, at most so many.
///
/// # Errors
/// Those of storage.
pub fn forget(act: &mut Act<'_>, most: i64) -> Result<i64> {
    let before = act.now.plus(-KEPT);
    let gone = act.run(
        "DELETE FROM answered WHERE (person, idempotency_key) IN
             (SELECT person, idempotency_key FROM answered WHERE at <= $1 ORDER BY at LIMIT $2)",
        params![before, most],
    )?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Deletes what was answered to somebody who leaves.
///
/// # Errors
/// Those of storage.
pub fn forget_person(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM answered WHERE person = $1", params![person])
}
