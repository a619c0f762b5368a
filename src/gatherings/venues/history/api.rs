//! What was said of venues before, for programs.

use serde_json::{Value, json};

use super::{
    super::{MOST_WAY, api::STEPS},
    Change, KEPT,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Said, Scope, get, post,
            shape::{self, record, text, word},
        },
    },
    id,
};

pub fn routes() -> Routes {
    let who = record().has("handle", shape::handle()).has("name", text(60).like("Ada Lovelace")).or_none();
    let change = record()
        .has("id", shape::id())
        .has("way", text(MOST_WAY).like("Ring at the blue door."))
        .has("step_free", word(STEPS).or_none().like("yes"))
        .has("at", shape::moment())
        .has("by", who.says("Who said it; none for one who has left."));
    Routes::new()
        .looks(
            get("/api/v1/venues/{town}/{name}/history", "venueHistory")
                .says("What was said of a venue, the last first")
                .more("For those who may say how to get in there.")
                .gives(200, record().has("items", shape::list(change, KEPT as usize))),
            list,
        )
        .acts(
            post("/api/v1/venues/{town}/{name}/history/{change}/put-back", "putVenueBack", Scope::Gatherings)
                .says("Say again what was said before")
                .more("For those who may say how to get in there. Who said what is said now is told."),
            put_back,
        )
}

fn view(change: &Change) -> Value {
    let by = change.handle.as_ref().zip(change.by.as_ref());
    json!({
        "id": id::encode(change.id),
        "way": change.way,
        "step_free": Some(&change.step_free).filter(|step_free| !step_free.is_empty()),
        "at": change.at.iso(),
        "by": by.map(|(handle, name)| json!({ "handle": handle, "name": name })),
    })
}

fn key(call: &Call) -> Result<(u32, &str)> {
    Ok((call.text("town").parse().map_err(|_| Error::NotFound)?, call.text("name")))
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (town, name) = key(call)?;
    let (_, changes) = super::read(look, town, name)?;
    Ok(Said::ok(json!({ "items": changes.iter().map(view).collect::<Vec<_>>() })))
}

fn put_back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (town, name) = key(call)?;
    let change = id::decode(call.text("change")).ok_or(Error::NotFound)?;
    super::put_back(act, town, name, change)?;
    Ok(Said::done())
}
