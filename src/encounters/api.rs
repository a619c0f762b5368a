//! Encounters for programs: the phone's queue first of all. Bytes are in hexadecimal, instants in Unix seconds.

use axum::{
    Json,
    extract::{FromRequest, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde_json::{Value, json};
use visavis_wire::card::{Algorithm, EncounterId, Kid, PublicKey};

use super::{
    actions::{self, Encounter},
    claims, devices,
    model::{LONGEST_MESSAGE, MOST_RECORDS, Outcome, Record},
    standing::{person, spelled},
};
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Problems, Result},
    http::{
        Answer, Failure, Fields, Rate,
        api::{Asked, Call, Cursor, Said},
        whole,
    },
    id::GatheringId,
    time::Moment,
};

/// The longest upload (bytes): so many records of three messages, with what JSON adds.
const LONGEST_UPLOAD: usize = MOST_RECORDS * (3 * 2 * LONGEST_MESSAGE + 64);
/// Every so many records of an upload count as another request.
const RECORDS_A_REQUEST: usize = 50;

/// Middleware: every answer of the API brings an anchor.
pub async fn anchored(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if is_api && let Ok(anchor) = HeaderValue::from_str(&HEXLOWER.encode(&actions::anchor(&app.shared))) {
        response.headers_mut().insert(HeaderName::from_static("visavis-anchor"), anchor);
    }
    response
}

/// `GET /api/v1/encounters/kit`
pub fn kit(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    devices::kit(look).map(Said::ok)
}

/// `POST /api/v1/devices`: certifies a key, or renews its certificate; with `gathering`, lists one that is for it alone.
pub fn register(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let fields = &call.fields;
    let (key, label) = (key(fields)?, fields.text("label"));
    // The page where it stands among the others, and can be ended.
    let listed = "/encounters/devices".to_owned();
    if let Some(gathering) = gathering(fields)? {
        let (kid, until) = devices::register_for(act, &key, label, gathering)?;
        let body = json!({
            "kid": kid.to_string(), "gathering": HEXLOWER.encode(&gathering.0.to_be_bytes()),
            "registered": act.now.seconds(), "expires": until.seconds(),
        });
        return Ok(Said::made(listed, body));
    }
    let (kid, certificate) = devices::register(act, &key, label)?;
    let body = json!({
        "kid": kid.to_string(), "certificate": certificate.spelled(), "handle": certificate.handle,
    });
    Ok(Said::made(listed, body))
}

/// The gathering that a key is for, as the kit spells it.
fn gathering(fields: &Fields) -> Result<Option<GatheringId>> {
    match fields.text("gathering") {
        "" => Ok(None),
        text => hex(text)
            .map(|bytes| Some(GatheringId(i64::from_be_bytes(bytes))))
            .ok_or_else(|| Error::invalid("gathering", "problem-device-gathering-id")),
    }
}

fn key(fields: &Fields) -> Result<PublicKey> {
    let algorithm = match fields.text("algorithm") {
        "ed25519" => Ok(Algorithm::Ed25519),
        "p256" => Ok(Algorithm::P256),
        _ => Err(Error::invalid("algorithm", "problem-device-algorithm")),
    }?;
    let bytes = HEXLOWER_PERMISSIVE.decode(fields.text("pk").as_bytes()).ok();
    bytes
        .and_then(|bytes| PublicKey::from_bytes(algorithm, &bytes).ok())
        .ok_or_else(|| Error::invalid("pk", "problem-device-key"))
}

/// `POST /api/v1/devices/{kid}/revoke`
pub fn revoke(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let kid = read_kid(call.text("kid"))?;
    let at = devices::revoke(act, kid)?;
    Ok(Said::ok(json!({ "kid": kid.to_string(), "revoked": at.seconds() })))
}

/// `POST /api/v1/encounters`: what a phone holds, in any order, any number of times.
pub async fn upload(State(app): State<App>, Asked { ask, .. }: Asked, request: Request) -> Answer {
    let Records(records) = Records::from_request(request, &app).await?;
    for _ in 0..records.len().saturating_sub(1) / RECORDS_A_REQUEST {
        app.shared.limits.count(Rate::Write, ask.from)?;
    }
    let outcomes = app.act(&ask, move |act| super::upload::upload(act, &records)).await?;
    let results: Vec<Value> = outcomes.iter().map(spelled).collect();
    let anchor = HEXLOWER.encode(&actions::anchor(&app.shared));
    Ok(Json(json!({ "anchor": anchor, "results": results })).into_response())
}

/// The body of an upload, read and found whole.
struct Records(Vec<Record>);

impl FromRequest<App> for Records {
    type Rejection = Failure;

    async fn from_request(request: Request, _app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(Error::Unreadable("error-unknown-kind-of-body").into());
        }
        let bytes = whole(request.into_body(), LONGEST_UPLOAD).await?;
        let body: Value = serde_json::from_slice(&bytes).map_err(|_| Error::Unreadable("error-not-json"))?;
        let Some(body) = body.as_object() else { return Err(Error::Unreadable("error-not-a-json-object").into()) };
        Ok(Self(records(body.get("records"))?))
    }
}

fn records(listed: Option<&Value>) -> Result<Vec<Record>> {
    let Some(listed) = listed.and_then(Value::as_array) else {
        return Err(Error::invalid("records", "problem-encounter-records"));
    };
    let mut problems = Problems::default();
    if listed.len() > MOST_RECORDS {
        problems.add_number("records", "problem-encounter-too-many", MOST_RECORDS as i64);
        return Err(Error::Invalid(problems));
    }
    let mut records = Vec::with_capacity(listed.len());
    for (at, one) in listed.iter().enumerate() {
        let number = at as i64 + 1;
        let mut message = |name: &'static str| match one.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.len() > 2 * LONGEST_MESSAGE => {
                problems.add_number(name, "problem-encounter-long", number);
                None
            }
            Some(Value::String(text)) => {
                let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok();
                if bytes.is_none() {
                    problems.add_number(name, "problem-encounter-hex", number);
                }
                bytes
            }
            Some(_) => {
                problems.add_number(name, "problem-encounter-hex", number);
                None
            }
        };
        let (m1, m2, m3) = (message("m1"), message("m2"), message("m3"));
        match m1 {
            Some(m1) => records.push(Record { m1, m2, m3 }),
            None if one.get("m1").is_none_or(Value::is_null) => {
                problems.add_number("m1", "problem-encounter-offer", number);
            }
            None => {}
        }
    }
    problems.check()?;
    Ok(records)
}

/// `GET /api/v1/encounters`: one's own.
pub fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let cursor = Cursor::of(call)?;
    let after = cursor.after(actions::read_place)?;
    let found = actions::list(look, after, cursor.and_one())?;
    cursor.said(found, |last| actions::spelled_place((last.at, last.id)), |one| Ok(in_full(one)))
}

fn in_full(encounter: &Encounter) -> Value {
    json!({
        "id": encounter.id.to_string(),
        "state": encounter.state().as_str(),
        "verdict": encounter.verdict.as_str(),
        "grade": encounter.grade.as_str(),
        "counts": encounter.counts(),
        "claimed": encounter.claimed,
        "with": encounter.with.as_ref().map(person),
        "offered": encounter.offered,
        "gathering": encounter.gathering.as_ref().map(|gathering| json!({
            "id": HEXLOWER.encode(&gathering.id.0.to_be_bytes()),
            "title": gathering.title,
            "url": gathering.url,
        })),
        "at": encounter.at.seconds(),
        "made_after": encounter.after.seconds(),
        "made_before": encounter.before.seconds(),
        "loop_seconds": encounter.loop_ms.map(|ms| ms as f64 / 1000.0),
        "withdrawn": encounter.withdrawn.map(Moment::seconds),
        "disputed": encounter.disputed.map(Moment::seconds),
    })
}

/// An encounter as it stands now, for the one who did something with it.
fn as_it_stands(act: &mut Act<'_>, id: EncounterId) -> Result<Said> {
    actions::visible(act, id).map(|encounter| Said::ok(in_full(&encounter)))
}

/// `POST /api/v1/encounters/{encounter}/withdraw`
pub fn withdraw(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = read_id(call.text("encounter"))?;
    actions::withdraw(act, id)?;
    as_it_stands(act, id)
}

/// `POST /api/v1/encounters/{encounter}/dispute`: with `words`.
pub fn dispute(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = read_id(call.text("encounter"))?;
    actions::dispute(act, id, call.fields.text("words"))?;
    as_it_stands(act, id)
}

/// The page of an encounter.
fn page_of(id: EncounterId) -> String {
    format!("/encounters/{id}")
}

/// `POST /api/v1/encounters/claims`: that one met somebody, without a scan. `with` is a handle; `gathering` is its id as in
/// the kit, or `day` a date.
pub fn claim(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let fields = &call.fields;
    let gathering = match fields.some("gathering") {
        Some(text) => {
            let id = hex(text).map(|bytes| GatheringId(i64::from_be_bytes(bytes)));
            Some(id.ok_or_else(|| Error::invalid("gathering", "problem-claim-gathering"))?)
        }
        None => None,
    };
    let id = claims::claim(act, fields.text("with"), gathering, fields.some("day"))?;
    let encounter = actions::visible(act, id)?;
    Ok(Said::made(page_of(id), in_full(&encounter)))
}

/// `POST /api/v1/encounters/claims/badge`: that one met whoever wears a badge: its `code`, and when it was read as `at`.
/// Answered like a record of an upload.
pub fn claim_bearer(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let at: Option<i64> = call.fields.text("at").parse().ok();
    let at = at.and_then(|seconds| seconds.checked_mul(1000));
    let at = at.ok_or_else(|| Error::invalid("at", "problem-claim-at"))?;
    let (id, with) = claims::claim_bearer(act, call.fields.text("code"), Moment::from_ms(at))?;
    let verdict = actions::visible(act, id)?.verdict;
    let state = super::State::of(verdict);
    Ok(Said::made(page_of(id), spelled(&Outcome { verdict, encounter: Some(id), state, with: Some(with), tie: None })))
}

/// `POST /api/v1/encounters/{encounter}/confirm`: the other one of a claim says so too.
pub fn confirm(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = read_id(call.text("encounter"))?;
    claims::confirm(act, id)?;
    as_it_stands(act, id)
}

/// `POST /api/v1/encounters/{encounter}/decline`: the other one of a claim says that they did not meet; nobody is told.
pub fn decline(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = read_id(call.text("encounter"))?;
    claims::decline(act, id)?;
    as_it_stands(act, id)
}

/// The name of an encounter in an address.
pub fn read_id(text: &str) -> Result<EncounterId> {
    hex(text).map(EncounterId).ok_or(Error::NotFound)
}

/// The name of a key in an address.
pub fn read_kid(text: &str) -> Result<Kid> {
    hex(text).map(Kid).ok_or(Error::NotFound)
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}
