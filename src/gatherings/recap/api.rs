//! Recaps, for programs.

use serde_json::{Value, json};

use super::model;
use crate::{
    act::{Act, Look},
    encounters,
    error::{Error, Result},
    gatherings::{actions::visible, brief_json, brief_shape},
    http::{
        Routes,
        api::{
            Call, Said, Scope, get, put,
            shape::{id, list, moment, record, text, truth},
        },
    },
    people,
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/recap", "recap")
                .says("What a host wrote of it afterwards")
                .more("For those who may see its photos.")
                .anyone()
                .gives(
                    200,
                    record()
                        .has("words", text(model::LONGEST).says("In Markdown.").like("It was **good**."))
                        .has("at", moment())
                        .has("by", people::face_shape().or_none().says("Null where they have left."))
                        .has("photos", list(id(), model::MOST_PHOTOS).says("Those that stand first.")),
                ),
            show,
        )
        .acts(
            put("/api/v1/gatherings/{id}/recap", "writeRecap", Scope::Gatherings)
                .says("Write of it afterwards")
                .more("For those who run it, once it is over. The first time those who were there are told. Empty words take it back.")
                .conflicts()
                .takes(
                    record()
                        .has("words", text(model::LONGEST).like("It was **good**."))
                        .may("photos", list(id(), model::MOST_PHOTOS).says("Those that stand first; none where it is left out.")),
                ),
            write,
        )
        .looks(
            get("/api/v1/gatherings/{id}/met", "metThere")
                .says("Those you met there")
                .gives(
                    200,
                    record().has(
                        "items",
                        list(
                            record().has("person", people::face_shape()).has("follows", truth().says("Whether you follow them.")),
                            1_000,
                        ),
                    ),
                ),
            met,
        )
        .looks(
            get("/api/v1/gatherings/{id}/next", "nextDate")
                .says("The next date after a gathering: of its series, else of its community")
                .anyone()
                .gives(200, record().has("next", brief_shape().or_none())),
            next,
        )
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let recap = super::of(look, id)?.ok_or(Error::NotFound)?;
    let by = recap.person.map(|person| people::face(look, person)).transpose()?.flatten();
    let photos = super::chosen(look, id)?;
    Ok(Said::ok(json!({
        "words": recap.words,
        "at": recap.at.iso(),
        "by": by.as_ref().map_or(Value::Null, people::face_json),
        "photos": photos.iter().map(|photo| photo.id).collect::<Vec<_>>(),
    })))
}

fn write(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::write(act, call.id("id")?, call.fields.text("words"), call.fields.all("photos"))?;
    Ok(Said::done())
}

fn met(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    look.viewer.person()?;
    visible(look, id)?;
    let items: Vec<Value> = encounters::met_at(look, id)?
        .iter()
        .map(|met| json!({ "person": people::face_json(&met.face()), "follows": met.follows }))
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn next(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let gathering = visible(look, call.id("id")?)?;
    let next = super::next(look, &gathering)?;
    Ok(Said::ok(json!({ "next": next.as_ref().map_or(Value::Null, |brief| brief_json(look, brief)) })))
}
