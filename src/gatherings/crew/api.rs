//! The crew for programs.

use serde_json::{Value, json};

use super::{Member, Role};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, post, put,
            shape::{list, record, truth, word},
        },
    },
    people,
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/crew", "crew")
                .says("Who helps at a gathering, for those who run it")
                .gives(200, record().has("items", list(member_shape(), super::MOST))),
            all,
        )
        .acts(
            put("/api/v1/gatherings/{id}/crew/{handle}", "nameCrew", scope)
                .says("Ask somebody to help")
                .more("A co-host does what a host does, a supervisor searches the list at the door, a steward scans. They are told, and may nothing until they say yes.")
                .conflicts()
                .takes(record().has("role", word(ROLES))),
            name,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/crew/{handle}", "removeCrew", scope).says("Take somebody out of the crew"),
            remove,
        )
        .acts(
            post("/api/v1/gatherings/{id}/crew/accept", "joinCrew", scope).says("Say that you help, where you were asked to"),
            accept,
        )
        .acts(
            post("/api/v1/gatherings/{id}/crew/leave", "leaveCrew", scope).says("Help no longer, or say no to it"),
            leave,
        )
}

pub(super) const ROLES: &[&str] = &["cohost", "supervisor", "steward"];

fn member_shape() -> Shape {
    record()
        .has("person", people::face_shape())
        .has("role", word(ROLES))
        .has("accepted", truth().says("Whether they said yes.").like("true"))
}

fn view(one: &Member) -> Value {
    json!({
        "person": people::face_json(&one.face),
        "role": one.named.role.as_str(),
        "accepted": one.named.accepted_at.is_some(),
    })
}

fn all(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let items: Vec<Value> = super::all(look, call.id("id")?)?.iter().map(view).collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn name(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let role = Role::read(call.fields.text("role")).ok_or(Error::invalid("role", "problem-crew-role"))?;
    super::name(act, call.id("id")?, call.text("handle"), role)?;
    Ok(Said::done())
}

fn remove(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::remove(act, call.id("id")?, call.text("handle"))?;
    Ok(Said::done())
}

fn accept(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::accept(act, call.id("id")?)?;
    Ok(Said::done())
}

fn leave(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::leave(act, call.id("id")?)?;
    Ok(Said::done())
}
