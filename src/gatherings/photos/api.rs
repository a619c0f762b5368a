//! Photos, for programs.

use serde_json::{Value, json};

use super::{
    Photo,
    model::{self, Wish},
    store,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, delete, get, patch, post, put,
            shape::{self, count, list, record, text, truth, word},
        },
    },
    id::{GatheringId, PhotoId, made_at},
    people::{self, Face},
    time::Moment,
};

const WISHES: &[&str] = &["fine", "ask", "never"];

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/photos", "photos")
                .says("Photos of a gathering, the newest first")
                .more("For those who were there or said yes; where its hosts opened them, for everybody who sees the gathering.")
                .anyone()
                .lists(shape()),
            all,
        )
        .acts(
            post("/api/v1/gatherings/{id}/photos", "addPhoto", scope)
                .says("Add a photo")
                .more("For those who were there, once it has begun. Read `photo-wishes` before.")
                .conflicts()
                .takes(record().may("words", text(model::MOST_WORDS).says("What it shows.").like("The long table")))
                .picture("photo")
                .gives(201, shape()),
            add,
        )
        .acts(
            patch("/api/v1/gatherings/{id}/photos/{photo}", "describePhoto", scope)
                .says("Say what a photo of yours shows")
                .takes(record().has("words", text(model::MOST_WORDS).like("The long table")))
                .gives(200, shape()),
            describe,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/photos/{photo}", "deletePhoto", scope)
                .says("Delete a photo")
                .more("Your own, or any of a gathering that you run. Its file goes too."),
            gone,
        )
        .acts(
            put("/api/v1/gatherings/{id}/photos/{photo}/down", "takePhotoDown", scope)
                .says("Have a photo taken down because you are in it")
                .more("At once, for everybody. Who took it and the host are told that somebody asked, not who."),
            down,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/photos/{photo}/down", "putPhotoBack", scope)
                .says("Show a photo again that was taken down at your asking"),
            back,
        )
        .looks(
            get("/api/v1/gatherings/{id}/photos-down", "photosDown")
                .says("Photos that were taken down: at your asking, yours, or all where you run the gathering")
                .gives(200, record().has("items", list(down_shape(), model::MOST as usize))),
            all_down,
        )
        .acts(
            put("/api/v1/gatherings/{id}/photos-audience", "choosePhotosAudience", scope)
                .says("Open photos and recap to everybody who sees the gathering, or close them again")
                .takes(record().has("open", truth())),
            audience,
        )
        .looks(
            get("/api/v1/gatherings/{id}/photo-wishes", "photoWishes")
                .says("Who of those who were there is fine with being shown, and who does not want to be")
                .more("For those who may add photos. Who stands in neither wants to be asked.")
                .gives(200, record().has("items", list(wish_shape(), 200))),
            wishes,
        )
        .looks(
            get("/api/v1/me/photo-wish", "photoWish")
                .says("What you say about photos of you")
                .gives(200, record().has("wish", word(WISHES))),
            wish,
        )
        .acts(
            put("/api/v1/me/photo-wish", "choosePhotoWish", Scope::Profile)
                .says("Say whether you may be in photos")
                .takes(record().has("wish", word(WISHES))),
            choose,
        )
}

fn shape() -> Shape {
    shape::named("Photo", || {
        let file = "The file, good for an hour, as long as the photo may be seen.";
        record()
            .has("id", shape::id())
            .has("at", shape::moment())
            .has("by", people::face_shape().or_none().says("Null where one of you has blocked the other."))
            .has("words", text(model::MOST_WORDS).says("What it shows; may be empty.").like("The long table"))
            .has("width", count().like("1600"))
            .has("height", count().like("1200"))
            .has("mine", truth())
            .has("url", shape::path().says("Its page."))
            .has("large", shape::path().says(file))
            .has("small", shape::path().says(file))
    })
}

fn down_shape() -> Shape {
    record()
        .has("id", shape::id())
        .has("at", shape::moment())
        .has("mine", truth().says("Whether you took it."))
        .has("by_you", truth().says("Whether it was taken down at your asking: then you can put it back."))
}

fn wish_shape() -> Shape {
    record().has("person", people::face_shape()).has("wish", word(&["fine", "never"]))
}

fn shown(look: &Look<'_>, photo: &Photo) -> Value {
    let url = format!("/g/{}/photos/{}", photo.gathering, photo.id);
    let pass = super::pass(look, photo.id);
    let face =
        Face { id: photo.person, handle: photo.handle.clone(), name: photo.name.clone(), photo: photo.face.clone() };
    json!({
        "id": photo.id,
        "at": made_at(photo.id.0).iso(),
        "by": if photo.hidden { Value::Null } else { people::face_json(&face) },
        "words": photo.words,
        "width": photo.width,
        "height": photo.height,
        "mine": look.viewer.person_if_any() == Some(photo.person),
        "url": url,
        "large": format!("{url}/large{pass}"),
        "small": format!("{url}/small{pass}"),
    })
}

fn ids(call: &Call) -> Result<(GatheringId, PhotoId)> {
    Ok((call.id("id")?, call.id("photo")?))
}

fn all(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (_, standing) = super::at(look, id)?;
    let cursor = Cursor::of(call)?;
    let before = cursor.after(|text| text.parse::<PhotoId>().ok())?;
    let rows = super::before(look, id, standing, before, cursor.and_one())?;
    let look = &*look;
    cursor.said(rows, |last| last.id.to_string(), |photo| Ok(shown(look, photo)))
}

fn add(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    super::open(act, id)?;
    let picture = call.picture.as_ref().ok_or_else(|| Error::invalid("photo", "problem-photos-none"))?;
    let photo = super::add(act, id, picture, call.fields.text("words"))?;
    let (_, _, added, _) = super::one(act, id, photo)?;
    Ok(Said::made(format!("/api/v1/gatherings/{id}/photos"), shown(act, &added)))
}

fn describe(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (id, photo) = ids(call)?;
    super::describe(act, id, photo, call.fields.text("words"))?;
    let (_, _, described, _) = super::one(act, id, photo)?;
    Ok(Said::ok(shown(act, &described)))
}

fn gone(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (id, photo) = ids(call)?;
    super::delete(act, id, photo)?;
    Ok(Said::done())
}

fn down(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (id, photo) = ids(call)?;
    super::take_down(act, id, photo)?;
    Ok(Said::done())
}

fn back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (id, photo) = ids(call)?;
    super::put_back(act, id, photo)?;
    Ok(Said::done())
}

fn all_down(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (_, standing) = super::at(look, id)?;
    let me = look.viewer.person()?;
    let items: Vec<Value> = super::down(look, id, standing)?
        .into_iter()
        .map(|one: store::Down| {
            let at: Moment = one.down_at;
            json!({ "id": one.id, "at": at.iso(), "mine": one.person == me, "by_you": one.down_by == Some(me) })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn audience(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::open_to_all(act, call.id("id")?, call.fields.text("open") == "yes")?;
    Ok(Said::done())
}

fn wishes(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (gathering, standing) = super::at(look, id)?;
    if !standing.adds(&gathering, look.now) {
        return Err(Error::Forbidden("error-photos-not-yours"));
    }
    let items: Vec<Value> = super::wishes(look, id)?
        .into_iter()
        .map(|one| {
            let face = Face { id: one.id, handle: one.handle, name: one.name, photo: one.face };
            json!({ "person": people::face_json(&face), "wish": one.wish.as_str() })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn wish(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    Ok(Said::ok(json!({ "wish": super::my_wish(look)?.as_str() })))
}

fn choose(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let wish = Wish::read(call.fields.text("wish")).unwrap_or(Wish::Ask);
    super::choose(act, wish)?;
    Ok(Said::done())
}
