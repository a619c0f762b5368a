//! Screens at the door, and checking in by their codes, for programs.

use serde_json::{Value, json};

use super::{Screen, Shown, model};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings::door::model::{LONGEST_DOOR, MOST_AT_ONCE},
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, post, put,
            shape::{self, count, record, text, truth, whole, word},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .acts(
            post("/api/v1/gatherings/{id}/in", "comeIn", scope)
                .says("Check in by the code at the door")
                .more("The code is what the screen at the venue shows now, or did half a minute ago. Whoever did not say that they come gets in as the host has set.")
                .conflicts()
                .takes(
                    record()
                        .has("code", text(40).like("119246"))
                        .may("places", whole(1, MOST_AT_ONCE).says("How many of your party are in; all of it where it is left out.").like("2")),
                )
                .gives(
                    200,
                    record()
                        .has("verdict", word(&["in", "already", "undone"]))
                        .has("places", count().says("How many are in with you.").like("2"))
                        .has("door", text(LONGEST_DOOR * 4).or_none().like("main entrance")),
                ),
            come_in,
        )
        .looks(
            get("/api/v1/gatherings/{id}/door/code", "doorCode")
                .says("The code of now, for the crew to show")
                .gives(
                    200,
                    record()
                        .has("code", text(6).or_none().says("Six figures to be typed; `null` while the door is closed.").like("119246"))
                        .has("url", text(500).or_none().says("What a code for cameras holds.").like("https://visavis.example/g/…"))
                        .has("left", whole(1, model::STEP).says("So long it stands on, in milliseconds.").like("12000")),
                ),
            code,
        )
        .looks(
            get("/api/v1/gatherings/{id}/door/screens", "doorScreens")
                .says("The screens that show a code, for those who may have the list")
                .gives(
                    200,
                    record()
                        .has("walk_ins", walk_ins_shape())
                        .has("items", shape::list(screen_shape(record()), super::MOST)),
                ),
            all,
        )
        .acts(
            post("/api/v1/gatherings/{id}/door/screens", "makeDoorScreen", scope)
                .says("Make a screen that needs no account")
                .more("Its address is told only now.")
                .conflicts()
                .takes(record().may("door", text(LONGEST_DOOR * 4).says("Where it stands.").like("main entrance")))
                .gives(
                    201,
                    screen_shape(record())
                        .has("url", text(500).says("What the screen opens.").like("https://visavis.example/screen/…")),
                ),
            make,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/door/screens/{link}", "removeDoorScreen", scope)
                .says("Take a screen away")
                .more("It is dark at once, and its codes let nobody in."),
            remove,
        )
        .acts(
            put("/api/v1/gatherings/{id}/door/walk-ins", "chooseWalkIns", scope)
                .says("Say who comes in by the code without having said yes")
                .takes(record().has("walk_ins", walk_ins_shape())),
            choose,
        )
}

fn walk_ins_shape() -> Shape {
    word(&["room", "any", "none"]).says("`room`: as long as there is some.").like("room")
}

fn screen_shape(shape: Shape) -> Shape {
    shape
        .has("id", shape::id())
        .has("door", text(LONGEST_DOOR * 4).like("main entrance"))
        .has("by", text(200).says("Who made it.").like("Ada Lovelace"))
        .has("works", truth().says("Whether who made it may still let people in.").like("true"))
}

fn view(screen: &Screen, works: bool) -> Value {
    json!({ "id": screen.id, "door": screen.door, "by": screen.by, "works": works })
}

fn come_in(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let places = call.fields.some("places").and_then(|places| places.parse().ok());
    let outcome = super::arrive(act, call.id("id")?, call.fields.text("code"), places)?;
    Ok(Said::ok(json!({
        "verdict": outcome.verdict.as_str(),
        "places": outcome.places,
        "door": outcome.first.as_ref().map(|first| &first.door),
    })))
}

fn code(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let Shown { gathering, code, .. } = super::crews(look, call.id("id")?)?;
    let url = |long: &str| look.shared.config.url(&format!("{}/in?code={long}", gathering.url()));
    Ok(Said::ok(json!({
        "code": code.as_ref().map(|code| &code.short),
        "url": code.as_ref().map(|code| url(&code.long)),
        "left": model::left(look.now),
    })))
}

fn all(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, screens, walk_ins) = super::all(look, call.id("id")?)?;
    let items: Vec<Value> = screens.iter().map(|(screen, works)| view(screen, *works)).collect();
    Ok(Said::ok(json!({ "walk_ins": walk_ins.as_str(), "items": items })))
}

fn make(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (screen, secret) = super::make(act, id, call.fields.text("door"))?;
    let mut said = view(&screen, true);
    said["url"] = json!(act.shared.config.url(&format!("/screen/{secret}")));
    Ok(Said::made(format!("/api/v1/gatherings/{id}/door/screens"), said))
}

fn remove(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::remove(act, call.id("id")?, call.id("link")?)?;
    Ok(Said::done())
}

fn choose(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let walk_ins = model::WalkIns::read(call.fields.text("walk_ins"))
        .ok_or(Error::invalid("walk_ins", "problem-screen-walk-ins"))?;
    super::choose(act, call.id("id")?, walk_ins)?;
    Ok(Said::done())
}
