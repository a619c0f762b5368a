//! Venues for programs.

use serde_json::{Value, json};

use super::{AHEAD, Described, MOST_WAY, PAST, Venue, describe, held, used, visible};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings::{
        api::{brief, brief_shape},
        lists,
    },
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, get, part, put,
            shape::{self, record, text, truth, word},
        },
    },
    town,
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/venues/{town}/{name}", "venue")
                .says("A venue, with what is and was held there")
                .more("A venue is a town, by its number, and a name as hosts write it. It is there for whoever may see something that is held there.")
                .anyone()
                .gives(200, venue_shape()),
            show,
        )
        .looks(
            get("/api/v1/me/venues", "usedVenues").says("Where you hosted before").more("The last first.").gives(
                200,
                record().has(
                    "items",
                    shape::list(
                        record()
                            .has("name", text(120).like("Café Central"))
                            .has("town", text(200).like("London, England, GB"))
                            .has("address", text(200).like("1 Market Street"))
                            .has("step_free", word(STEPS).or_none().says("Null where nobody has said.").like("yes")),
                        used::OFFERED,
                    ),
                ),
            ),
            of_host,
        )
        .looks(
            get("/api/v1/venues/{town}/{name}/gatherings", "venueGatherings")
                .says("What is held at a venue")
                .anyone()
                .asks(record().may("past", truth().says("What was, the last first.").like("false")))
                .lists(brief_shape()),
            gatherings,
        )
        .acts(
            put("/api/v1/venues/{town}/{name}", "describeVenue", Scope::Gatherings)
                .says("Say how to get to a venue at which you host")
                .takes(
                    record()
                        .may("way", text(MOST_WAY).says("How to get there, in Markdown.").like("Ring at the blue door."))
                        .may("step_free", word(STEPS).says("Whether one gets in without steps.").like("yes")),
                )
                .gives(200, venue_shape()),
            change,
        )
}

pub(super) const STEPS: &[&str] = &["yes", "partly", "no"];

fn venue_shape() -> Shape {
    record()
        .has("url", shape::path().like("/v/2643743/Caf%C3%A9%20Central"))
        .has("name", text(120).like("Café Central"))
        .has("town", text(200).like("London, England, GB"))
        .has("address", text(200).like("1 Market Street"))
        .has("way", text(MOST_WAY).like("Ring at the blue door."))
        .has("step_free", word(STEPS).or_none().says("Null where nobody has said.").like("yes"))
        .has("ahead", shape::list(brief_shape(), AHEAD).says("The next; all of them are at `…/gatherings`."))
        .has("past", shape::list(brief_shape(), PAST))
        .has("mine", truth().says("Whether you host there, and so may say how to get in.").like("false"))
}

fn key(call: &Call) -> Result<(u32, &str)> {
    Ok((call.text("town").parse().map_err(|_| Error::NotFound)?, call.text("name")))
}

fn view(look: &Look<'_>, venue: &Venue) -> Value {
    json!({
        "url": venue.url(),
        "name": venue.name,
        "town": town::label(&venue.town),
        "address": venue.address,
        "way": venue.way,
        "step_free": Some(&venue.step_free).filter(|step_free| !step_free.is_empty()),
        "ahead": venue.ahead.iter().map(|one| brief(look, one)).collect::<Vec<_>>(),
        "past": venue.past.iter().map(|one| brief(look, one)).collect::<Vec<_>>(),
        "mine": venue.mine,
    })
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (town, name) = key(call)?;
    let venue = visible(look, town, name)?;
    Ok(Said::ok(view(look, &venue)))
}

fn of_host(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let items: Vec<Value> = used::used(look)?
        .iter()
        .map(|one| {
            json!({
                "name": one.name,
                "town": one.town,
                "address": one.address,
                "step_free": Some(&one.step_free).filter(|step_free| !step_free.is_empty()),
            })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn gatherings(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (town, name) = key(call)?;
    visible(look, town, name)?;
    let past = call.query.text("past") == "true";
    let cursor = Cursor::of(call)?;
    let after = cursor.after(lists::read_place)?;
    let (found, more) = held(look, (i64::from(town), name), past, after, cursor.limit + 1)?;
    // Looked through was no further than to there.
    if let Some((starts_at, id)) = more.filter(|_| found.len() <= cursor.limit) {
        let items = found.iter().map(|one| brief(look, one)).collect();
        return Ok(part(items, Some(format!("{}.{id}", starts_at.ms()))));
    }
    cursor.said(found, lists::place_of, |one| Ok(brief(look, one)))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (town, name) = key(call)?;
    describe(act, town, name, &Described::read(&call.fields)?)?;
    show(act, call)
}
