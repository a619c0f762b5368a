//! Drafts, for programs.

use serde_json::{Value, json};

use super::{
    Row,
    model::{Ahead, KEPT, MOST, fields_of},
};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::{Draft, actions, api},
    http::{
        Fields, Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, patch, post,
            shape::{self, record, text, truth, word},
        },
    },
    id::DraftId,
    page,
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .looks(
            get("/api/v1/me/drafts", "drafts")
                .says("Your drafts of gatherings")
                .more("The last changed first. Nobody else sees them, co-hosts neither.")
                .gives(200, record().has("items", shape::list(draft_shape(), MOST))),
            list,
        )
        .acts(
            post("/api/v1/me/drafts", "keepDraft", scope)
                .says("Keep a gathering as a draft")
                .more(
                    "Whatever there is of it: nothing has to be there yet. It is no gathering before it is published.",
                )
                .conflicts()
                .takes(sent_shape())
                .picture("photo")
                .gives(201, draft_shape()),
            keep,
        )
        .looks(get("/api/v1/me/drafts/{draft}", "draft").says("A draft of yours").gives(200, draft_shape()), show)
        .acts(
            patch("/api/v1/me/drafts/{draft}", "changeDraft", scope)
                .says("Change a draft")
                .takes(sent_shape().may("remove_photo", truth().says("Takes the picture away.").like("false")))
                .picture("photo")
                .gives(200, draft_shape()),
            change,
        )
        .acts(delete("/api/v1/me/drafts/{draft}", "deleteDraft", scope).says("Throw a draft away"), throw_away)
        .acts(
            post("/api/v1/me/drafts/{draft}/publish", "publishDraft", scope)
                .says("Publish a draft")
                .more(
                    "It becomes a gathering, and is a draft no longer. One that comes again is published on the pages.",
                )
                .conflicts()
                .gives(201, api::gathering_shape()),
            publish,
        )
        .acts(
            post("/api/v1/gatherings/{id}/draft", "draftOfGathering", scope)
                .says("Make a draft of a gathering that you run")
                .more("With all that it says and asks, at the next time on the same weekday.")
                .conflicts()
                .takes(
                    record().may("in", word(&["week", "month"]).says("Next week, or on the same weekday of a month.")),
                )
                .gives(201, draft_shape()),
            of_gathering,
        )
}

fn sent_shape() -> Shape {
    api::draft_shape()
        .may("community", shape::id().says("The community in whose name it is to be published."))
        .changed()
}

fn draft_shape() -> Shape {
    shape::named("Draft", || {
        let field = record()
            .has("name", text(40).like("venue"))
            .has("values", shape::list(text(10_000).like("Café Central"), 200));
        record()
            .has("id", shape::id())
            .has("url", shape::path())
            .has("title", text(120).says("May be empty.").like("Board games at the café"))
            .has("fields", shape::list(field, KEPT.len()).says("What is filled in, as it was sent."))
            .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef"))
            .has("changed", shape::moment())
    })
}

fn view(row: &Row) -> Result<Value> {
    let fields = fields_of(&row.fields)?;
    let shown: Vec<Value> = KEPT
        .iter()
        .filter(|(name, _)| *name != "template" && fields.has(name))
        .map(|(name, _)| json!({ "name": name, "values": fields.every(name).collect::<Vec<_>>() }))
        .collect();
    Ok(json!({
        "id": row.id,
        "url": row.url(),
        "title": row.title,
        "fields": shown,
        "photo": row.photo.as_deref().map(page::picture),
        "changed": row.changed_at.iso(),
    }))
}

fn list(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let items: Vec<Value> = super::mine(look)?.iter().map(view).collect::<Result<_>>()?;
    Ok(Said::ok(json!({ "items": items })))
}

/// Keeps it, and says where it is.
fn kept(act: &mut Act<'_>, fields: &Fields, photo: Option<&str>) -> Result<Said> {
    let id = super::save(act, fields, photo)?;
    Ok(Said::made(format!("/api/v1/me/drafts/{id}"), view(&super::own(act, id)?)?))
}

fn keep(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    kept(act, &call.fields.clone().without("draft"), call.picture.as_ref().map(|picture| picture.hash.as_str()))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    Ok(Said::ok(view(&super::own(look, call.id("draft")?)?)?))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id: DraftId = call.id("draft")?;
    let row = super::own(act, id)?;
    let fields = call.fields.clone().without("draft").over(row.form()?);
    let photo = match &call.picture {
        Some(picture) => Some(picture.hash.clone()),
        None if call.fields.has("remove_photo") => None,
        None => row.photo,
    };
    super::save(act, &fields, photo.as_deref())?;
    Ok(Said::ok(view(&super::own(act, id)?)?))
}

fn throw_away(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::throw_away(act, call.id("draft")?)?;
    Ok(Said::done())
}

fn publish(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let row = super::own(act, call.id("draft")?)?;
    let fields = row.form()?;
    if crate::series::is_wanted(&fields) {
        return Err(crate::error::Error::Conflict("error-draft-series"));
    }
    let id = actions::publish(act, &Draft::read(&fields, row.photo.as_deref())?)?;
    super::published_as(act, &fields, id)?;
    Ok(Said::made(format!("/api/v1/gatherings/{id}"), api::view(act, id)?))
}

fn of_gathering(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let ahead = Ahead::read(call.fields.text("in"));
    let (fields, gathering) = super::template(act, call.id("id")?, ahead)?;
    kept(act, &fields, gathering.photo.as_deref())
}
