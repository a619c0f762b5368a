//! People for programs.

use serde_json::{Value, json};

use super::{
    actions::{self, Found, Photo},
    model::Face,
    profile::{Edit, LANGUAGES, MOST_WORDS, Profile, TIMES, WAYS},
};
use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, patch, put,
            shape::{self, record, text},
        },
    },
    id::PersonId,
    interests::{self, Interest},
    page, ties, town,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .looks(get("/api/v1/me", "me").says("Who you are, as others see it").guarded().gives(200, profile_shape()), me)
        .acts(
            patch("/api/v1/me", "changeMe", Scope::Profile)
                .says("Change your profile")
                .guarded()
                .takes(change_shape())
                .picture("photo")
                .gives(200, profile_shape()),
            change,
        )
        .looks(
            get("/api/v1/people", "findPeople")
                .says("Find people by name, handle or interest")
                .more("Those you know come first. Without `q` and `interest` nobody is found.")
                .anyone()
                .asks(
                    record()
                        .may("q", text(100).says("The beginning of words of a name or a handle.").like("ada"))
                        .may("interest", text(40).like("chess"))
                        .may(
                            "limit",
                            shape::whole(1, 100).says("How many at most; 20 where it is left out.").like("20"),
                        ),
                )
                .gives(200, record().has("items", shape::list(found_shape(), 100))),
            find,
        )
        .looks(
            get("/api/v1/people/{handle}", "person")
                .says("Somebody's profile, and what stands between you")
                .anyone()
                .gives(200, person_shape()),
            person,
        )
        .looks(
            get("/api/v1/blocks", "blocks")
                .says("Whom you have blocked")
                .gives(200, record().has("items", shape::list(blocked_shape(), 100_000))),
            blocks,
        )
        .acts(
            put("/api/v1/blocks/{handle}", "block", Scope::Ties)
                .says("Block somebody")
                .more("Hides you and them from each other, in all personas of both.")
                .conflicts(),
            block,
        )
        .acts(delete("/api/v1/blocks/{handle}", "unblock", Scope::Ties).says("Lift a block"), unblock)
}

// ── Shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What is shown of a person wherever they are named.
pub fn face_shape() -> Shape {
    shape::named("Face", || {
        record()
            .has("id", shape::id())
            .has("handle", shape::handle())
            .has("name", text(60).like("Ada Lovelace"))
            .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef/s"))
            .has("url", shape::path().like("/@ada-lovelace"))
    })
}

/// The same as JSON.
pub fn face(face: &Face) -> Value {
    json!({
        "id": face.id,
        "handle": face.handle,
        "name": face.name,
        "photo": page::photo(face.photo.as_deref()),
        "url": face.url(),
    })
}

/// The words of a list of interests.
pub fn interest_shape() -> Shape {
    shape::list(text(40).like("chess"), interests::MOST)
}

/// The code of a language.
pub fn language() -> Shape {
    static CODES: [&str; LANGUAGES.len()] = {
        let mut codes = [""; LANGUAGES.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = LANGUAGES[at].0;
            at += 1;
        }
        codes
    };
    shape::word(&CODES)
}

fn with_profile(shape: Shape) -> Shape {
    shape
        .has("id", shape::id())
        .has("handle", shape::handle())
        .has("name", text(60).like("Ada Lovelace"))
        .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef/s"))
        .has("url", shape::path().like("/@ada-lovelace"))
        .has("words", text(MOST_WORDS).says("About themselves, in Markdown.").like("I count."))
        .has("town", text(200).or_none().like("London, England, GB"))
        .has("interest", shape::list(text(40).like("chess"), 200))
        .has("language", shape::list(language().like("en"), LANGUAGES.len()))
        .has("how", shape::list(shape::word(&WAYS), WAYS.len()).says("How they like to meet."))
        .has("when", shape::list(shape::word(&TIMES), TIMES.len()).says("When they like to meet."))
}

fn profile_shape() -> Shape {
    shape::named("Profile", || with_profile(record()))
}

fn change_shape() -> Shape {
    record()
        .has("name", shape::some_text(60).like("Ada Lovelace"))
        .may("words", text(MOST_WORDS).says("About yourself, in Markdown.").like("I count."))
        .may("town", text(120).says("A town, as `/api/v1/towns` labels it.").like("London, England, GB"))
        .may("interest", interest_shape())
        .may("language", shape::list(language().like("en"), LANGUAGES.len()))
        .may("how", shape::list(shape::word(&WAYS), WAYS.len()))
        .may("when", shape::list(shape::word(&TIMES), TIMES.len()))
        .may("no_photo", shape::truth().says("Takes the photo away.").like("false"))
        .changed()
}

fn person_shape() -> Shape {
    shape::named("Person", || {
        with_profile(record())
            .has("stage", stage_shape())
            .has("muted", shape::truth())
            .has("mine", shape::truth().says("Whether this is you.").like("false"))
    })
}

/// The stage of a tie.
pub fn stage_shape() -> Shape {
    shape::word(&["following", "mutual", "planning", "met", "regular"])
        .or_none()
        .says("How far your tie has come; null where there is none.")
}

fn found_shape() -> Shape {
    shape::named("FoundPerson", || {
        record()
            .has("person", face_shape())
            .has("town", text(200).or_none().like("London, England, GB"))
            .has("interest", shape::list(text(40).like("chess"), 200))
            .has("stage", stage_shape())
    })
}

fn blocked_shape() -> Shape {
    record().has("person", face_shape()).has("since", shape::moment())
}

// ── Carrying out ───────────────────────────────────────────────────────────────────────────────────────────────────

fn profile(look: &mut Look<'_>, profile: &Profile) -> Result<Value> {
    let interests = actions::interests(look, profile.id)?;
    let words = |list: &str| list.split_whitespace().map(Value::from).collect::<Vec<_>>();
    let mut shown = face(&profile.face());
    shown["words"] = json!(profile.words);
    shown["town"] = json!(profile.town().map(|place| town::label(&place)));
    shown["interest"] = json!(interests);
    shown["language"] = json!(words(&profile.languages));
    shown["how"] = json!(words(&profile.how));
    shown["when"] = json!(words(&profile.when));
    Ok(shown)
}

fn own(look: &mut Look<'_>) -> Result<Value> {
    let own = actions::own_profile(look)?;
    profile(look, &own)
}

fn me(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    Ok(Said::ok(own(look)?))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    call.unchanged(&own(act)?)?;
    let stored = actions::own_profile(act)?;
    let interests = actions::interests(act, stored.id)?;
    let mut fields = stored.fields(&[]).without("interests");
    for interest in interests {
        fields = fields.with("interest", interest);
    }
    let edit = Edit::read(&call.fields.clone().over(fields))?;
    let photo = match &call.picture {
        Some(picture) => Photo::New(picture.clone()),
        None if call.fields.has("no_photo") => Photo::Removed,
        None => Photo::Kept,
    };
    actions::edit(act, &edit, &photo)?;
    Ok(Said::ok(own(act)?))
}

fn find(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let interest = Interest::read(call.query.text("interest"));
    let interest = interest.as_ref().map_or("", Interest::as_str);
    let most = call.query.text("limit").parse().unwrap_or(20);
    let found = actions::search(look, call.query.text("q"), interest, most)?;
    Ok(Said::ok(json!({ "items": found.iter().map(shown).collect::<Vec<_>>() })))
}

fn shown(found: &Found) -> Value {
    json!({
        "person": face(&found.face),
        "town": found.town.as_ref().map(town::label),
        "interest": found.interests,
        "stage": found.stage.map(ties::Stage::name),
    })
}

fn person(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let found = actions::profile(look, call.text("handle"))?;
    let mut shown = profile(look, &found)?;
    let me: Option<PersonId> = look.viewer.person_if_any();
    shown["stage"] = json!(actions::stage(look, found.id)?.map(ties::Stage::name));
    shown["muted"] = json!(ties::has_muted(look, found.id)?);
    shown["mine"] = json!(me == Some(found.id));
    Ok(Said::ok(shown))
}

fn blocks(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let blocked = actions::blocked(look)?;
    let items: Vec<Value> =
        blocked.iter().map(|(who, since)| json!({ "person": face(who), "since": since.iso() })).collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn block(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = call.text("handle");
    // Whom one has blocked one no longer sees: that it is so already is no fault.
    if actions::blocked(act)?.iter().any(|(face, _)| face.handle == handle) {
        return Ok(Said::done());
    }
    actions::block(act, handle)?;
    Ok(Said::done())
}

fn unblock(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::unblock(act, call.text("handle"))?;
    Ok(Said::done())
}
