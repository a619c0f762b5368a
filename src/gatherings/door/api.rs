//! The door for programs, and for the page that works without a network.

use axum::{
    Json,
    extract::{FromRequest, Path, Request, State},
    http::header,
    response::IntoResponse,
};
use serde_json::{Value, json};

use super::{
    Outcome, Seen, Whom,
    model::{self, LONGEST_DOOR, LONGEST_ID, MOST_AT_ONCE},
};
use crate::{
    act::Look,
    app::App,
    error::{Error, Result},
    gatherings::{crew::Deed, guests::model::Comer, parts as cut},
    http::{
        Answer, Failure, Routes,
        api::{
            Asked, Call, Said, Scope, Shape, get, post,
            shape::{self, count, list, record, text, truth, whole as number, word},
        },
        whole,
    },
    id::GatheringId,
    time::Moment,
};

/// So many arrivals are taken at once.
const MOST: usize = 100;
/// So many are expected at most.
const MOST_EXPECTED: usize = 200_000;
/// The longest upload (bytes).
const LONGEST: usize = MOST * 400;

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/entry", "entryCard")
                .says("Your entry card")
                .more("The code is what the crew scans.")
                .conflicts()
                .gives(200, record().has("code", text(26).like("aaaaaaaaaaaaaaaaaaaaaaaaaa")).has("url", text(500).like("https://visavis.example/g/…"))),
            card,
        )
        .looks(
            get("/api/v1/gatherings/{id}/door", "door")
                .says("Who is expected and who is in, for the crew")
                .more("Codes are named by their keys: the first 10 bytes of the SHA-256 of the code, in hexadecimal. Who may only scan reads no names.")
                .gives(200, door_shape()),
            show,
        )
        .api(
            post("/api/v1/gatherings/{id}/arrivals", "letIn", Scope::Gatherings)
                .says("Say who came in")
                .more("As a device saw it, as often as one likes and in any order: an arrival is known by the id that the device gave it. Of several arrivals of a person the first counts.")
                .conflicts()
                .takes(body_shape())
                .gives(200, record().has("results", list(outcome_shape(), MOST))),
            arrivals,
        )
}

fn millis() -> Shape {
    count().says("Unix milliseconds.").like("1795694400000")
}

fn body_shape() -> Shape {
    record().has("arrivals", list(arrival_shape(), MOST))
}

fn arrival_shape() -> Shape {
    record()
        .has("id", text(LONGEST_ID).says("Made by the device, 8 to 32 letters and digits; to take back somebody nameless, that of their arrival.").like("3f2a9c0d11e84b7f"))
        .may("code", text(64).says("What their entry card says.").like("aaaaaaaaaaaaaaaaaaaaaaaaaa"))
        .may("handle", text(40).says("Who, where there is no code; also of somebody who did not say that they come.").like("ada-lovelace"))
        .may("guest", shape::id().says("Who, without an account: as `guest` says in the list of who is expected."))
        .may("count", number(1, MOST_AT_ONCE).says("How many: of whom nothing is known, or of a party by now; all of it where it is left out. What was said last of a party counts.").like("1"))
        .may("door", text(LONGEST_DOOR * 4).like("main entrance"))
        .has("at", millis())
        .may("undo", truth().says("They are not in after all.").like("false"))
}

fn outcome_shape() -> Shape {
    record()
        .has("id", text(LONGEST_ID).like("3f2a9c0d11e84b7f"))
        .has("verdict", word(&["in", "already", "undone", "not_expected", "unknown"]))
        .has("name", text(200).or_none().like("Ada"))
        .has("places", count().says("How many are in with them.").like("2"))
        .has("party", count().says("How many they said they would be.").like("2"))
        .has("door", text(LONGEST_DOOR * 4).or_none().says("Where they came in first.").like("main entrance"))
        .has("at", millis().or_none())
}

fn door_shape() -> Shape {
    record()
        .has("going", count().says("How many places are taken.").like("180"))
        .has("inside", count().says("How many are in.").like("142"))
        .has("walk_ins", count().says("How many of these had not said yes.").like("4"))
        .has(
            "without_account",
            count().says("How many of these came with an answer given without an account.").like("12"),
        )
        .has("again", count().says("How many were seen again.").like("3"))
        .has("zone", text(64).like("Europe/London"))
        .has("opens", millis())
        .has("closes", millis())
        .has("now", millis())
        .has(
            "doors",
            list(
                record().has("door", text(LONGEST_DOOR * 4).like("main entrance")).has("count", count().like("90")),
                10_000,
            ),
        )
        .has(
            "parts",
            list(
                record()
                    .has("name", text(240).like("On site"))
                    .has("going", count().like("20"))
                    .has("inside", count().like("12")),
                cut::model::MOST,
            ),
        )
        .has(
            "guests",
            list(
                record()
                    .has("key", text(20).like("00112233445566778899"))
                    .has("name", text(200).or_none().like("Ada"))
                    .has("handle", text(40).or_none().like("ada-lovelace"))
                    .has(
                        "guest",
                        shape::id().or_none().says("Of somebody without an account, by which they are let in."),
                    )
                    .has("places", count().says("How many are in, or are expected.").like("2"))
                    .has("party", count().says("How many they said they would be.").like("2"))
                    .has("part", text(240).or_none().says("The name of the part to which they come.").like("On site"))
                    .has("door", text(LONGEST_DOOR * 4).or_none().says("Where they came in.").like("main entrance"))
                    .has("at", millis().or_none())
                    .has("own", truth().says("Whether they said themselves that they are there.").like("false")),
                MOST_EXPECTED,
            ),
        )
}

fn card(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id: GatheringId = call.id("id")?;
    let (_, code) = super::card(look, id)?;
    let url = look.shared.config.url(&format!("/g/{id}/in/{code}"));
    Ok(Said::ok(json!({ "code": code, "url": url })))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id: GatheringId = call.id("id")?;
    let known = super::load(look, id)?;
    let named = known.role.may(Deed::Search);
    let guests: Vec<Value> = known
        .guests
        .iter()
        .map(|guest| {
            let first = known.tally.first.get(&guest.who);
            let number = match guest.who {
                Comer::Guest(number) => Some(number),
                Comer::Person(_) => None,
            };
            json!({
                "key": model::key(&super::code(look, id, guest.who)),
                "name": named.then_some(&guest.name),
                "handle": guest.handle.as_ref().filter(|_| named),
                "guest": number.filter(|_| named),
                "places": first.map_or(guest.places, |first| first.places),
                "party": guest.places,
                "part": cut::views::name(&known.parts, guest.part),
                "door": first.map(|first| &first.door),
                "at": first.map(|first| first.at.ms()),
                "own": known.is_own(guest.who),
            })
        })
        .collect();
    let doors: Vec<Value> =
        known.tally.doors.iter().map(|(door, count)| json!({ "door": door, "count": count })).collect();
    let gathering = &known.gathering;
    let (opens, closes) = gathering.hours();
    Ok(Said::ok(json!({
        "going": gathering.going,
        "inside": known.numbers.inside,
        "walk_ins": known.numbers.walk_ins,
        "without_account": known.numbers.guests,
        "again": known.tally.again.len(),
        "zone": gathering.zone,
        "opens": opens.ms(),
        "closes": closes.ms(),
        "now": look.now.ms(),
        "doors": doors,
        "parts": known.by_part().iter().map(|(part, inside)| json!({ "name": part.name, "going": part.going, "inside": inside })).collect::<Vec<_>>(),
        "guests": guests,
    })))
}

/// `POST /api/v1/gatherings/{id}/arrivals`: a list of records, which a form could not say.
async fn arrivals(
    State(app): State<App>,
    Path(id): Path<String>,
    Asked { ask, .. }: Asked,
    request: Request,
) -> Answer {
    let id: GatheringId = id.parse().map_err(|_| Error::NotFound)?;
    let Body(seen) = Body::from_request(request, &app).await?;
    let names: Vec<String> = seen.iter().map(|one| one.id.clone()).collect();
    let outcomes = app.act(&ask, move |act| super::take(act, id, &seen)).await?;
    let results: Vec<Value> = names.iter().zip(&outcomes).map(|(name, outcome)| view(name, outcome)).collect();
    Ok(Json(json!({ "results": results })).into_response())
}

fn view(name: &str, outcome: &Outcome) -> Value {
    json!({
        "id": name,
        "verdict": outcome.verdict.as_str(),
        "name": outcome.who.as_ref().map(|who| &who.name),
        "places": outcome.places,
        "party": outcome.party,
        "door": outcome.first.as_ref().map(|first| &first.door),
        "at": outcome.first.as_ref().map(|first| first.at.ms()),
    })
}

/// What a device sent, read and found whole.
struct Body(Vec<Seen>);

impl FromRequest<App> for Body {
    type Rejection = Failure;

    async fn from_request(request: Request, _app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(Error::Unreadable("error-unknown-kind-of-body").into());
        }
        let bytes = whole(request.into_body(), LONGEST).await?;
        let body: Value = serde_json::from_slice(&bytes).map_err(|_| Error::Unreadable("error-not-json"))?;
        let faults = body_shape().faults(&body);
        if !faults.is_empty() {
            return Err(Error::Malformed(faults).into());
        }
        let listed = body["arrivals"].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(Self(listed.iter().map(read).collect::<Result<_>>()?))
    }
}

/// One of them, of the right shape.
fn read(one: &Value) -> Result<Seen> {
    let words =
        |name: &str| one[name].as_str().map(|text| text.trim().replace('\0', "")).filter(|text| !text.is_empty());
    let id = words("id").filter(|id| model::is_id(id)).ok_or(Error::invalid("id", "problem-door-id"))?;
    let count = one["count"].as_i64();
    let whom = match (words("code"), words("handle"), words("guest")) {
        (Some(code), ..) => Whom::Code(code),
        (None, Some(handle), _) => Whom::Handle(handle),
        (None, None, Some(guest)) => {
            Whom::Guest(guest.parse().map_err(|_| Error::invalid("guest", "problem-door-id"))?)
        }
        (None, None, None) => Whom::Nameless(count.unwrap_or(1)),
    };
    let places = count.filter(|_| !matches!(whom, Whom::Nameless(_)));
    let door = model::door(&words("door").unwrap_or_default());
    let at = Moment::from_ms(one["at"].as_i64().unwrap_or_default());
    Ok(Seen { id, whom, places, door, at, undo: one["undo"].as_bool().unwrap_or_default() })
}
