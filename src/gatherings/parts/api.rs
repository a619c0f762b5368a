//! Parts for programs.

use serde_json::{Value, json};

use super::model::{self, LONGEST, MOST, NAMES, PLACES, Part};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::{
        actions::{own, visible},
        draft::MOST_PLACES,
        model::Gathering,
    },
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, patch,
            shape::{count, list, record, text, truth, whole},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    let names = NAMES.into_iter().zip(PLACES).fold(record(), |shape, (name, places)| {
        shape.may(name, text(LONGEST).says("The name of the part of that number.").like("On site")).may(
            places,
            whole(1, MOST_PLACES).or_none().says("How many can come to it; null for any number.").like("20"),
        )
    });
    let names = names.may(
        "later",
        truth().says("The same for the later dates of its series, where those who come have room.").like("false"),
    );
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/parts", "parts")
                .says("The parts into which a gathering is cut")
                .more("Whoever comes names one of them.")
                .anyone()
                .gives(200, record().has("items", list(part_shape(), MOST))),
            show,
        )
        .acts(
            patch("/api/v1/gatherings/{id}/parts", "cutGathering", scope)
                .says("Cut a gathering into parts, change and add some")
                .more("Two to eight, by their numbers. What is left out stays as it is. Whoever had answered before it was cut comes to the first part.")
                .conflicts()
                .takes(names)
                .gives(200, record().has("items", list(part_shape(), MOST))),
            set,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/parts/{number}", "removePart", scope)
                .says("Take a part away")
                .more("Of two parts none is left. Else `to` says to which part those go who come to it or wait for it.")
                .conflicts()
                .asks(record().may("to", number())),
            remove,
        )
}

/// The number of a part.
pub fn number() -> Shape {
    whole(1, MOST as i64).like("1")
}

/// A part as it is said.
pub fn part_shape() -> Shape {
    record()
        .has("number", number())
        .has("name", text(LONGEST).like("On site"))
        .has("capacity", count().or_none().says("How many can come to it; null for any number.").like("20"))
        .has("going", count().says("How many places in it are taken.").like("12"))
        .has("left", count().or_none().says("How many are left, by its capacity and that of the whole.").like("8"))
}

/// A part of a gathering.
pub fn view(gathering: &Gathering, part: &Part) -> Value {
    json!({
        "number": part.number,
        "name": part.name,
        "capacity": part.capacity,
        "going": part.going,
        "left": part.left_of(gathering.left()),
    })
}

fn said(look: &mut Look<'_>, gathering: &Gathering) -> Result<Said> {
    let items: Vec<Value> = super::all(look, gathering)?.iter().map(|part| view(gathering, part)).collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let gathering = visible(look, call.id("id")?)?;
    said(look, &gathering)
}

fn set(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let gathering = own(act, call.id("id")?)?;
    let wanted = model::read(&call.fields, &super::all(act, &gathering)?)?;
    if call.fields.text("later") == "yes" {
        super::set_following(act, gathering.id, &wanted)?;
    } else {
        super::set(act, gathering.id, &wanted)?;
    }
    let gathering = own(act, gathering.id)?;
    said(act, &gathering)
}

fn remove(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let number = call.text("number").parse().map_err(|_| crate::error::Error::NotFound)?;
    super::remove(act, call.id("id")?, number, call.query.text("to").parse().ok())?;
    Ok(Said::done())
}
