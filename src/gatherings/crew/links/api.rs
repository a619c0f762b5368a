//! Links into a crew, for programs.

use serde_json::{Value, json};

use super::{Link, MOST_USES, State, Wanted};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::crew::api::ROLES,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, post,
            shape::{self, count, record, text, whole, word},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/crew/links", "crewLinks")
                .says("The links into a gathering's crew, for those who run it")
                .gives(200, record().has("items", shape::list(link_shape(record()), 200))),
            all,
        )
        .acts(
            post("/api/v1/gatherings/{id}/crew/links", "makeCrewLink", scope)
                .says("Make a link that takes people into the crew")
                .more("Its address is told only now. Whoever opens it and says yes is one of the crew at once, and the host is told.")
                .conflicts()
                .takes(
                    record()
                        .has("role", word(ROLES))
                        .may("most", whole(1, MOST_USES).says("So many may come in by it; one where it is left out.").like("5"))
                        .may("days", word(&["1", "7", "14", "30"]).says("For so many days; 7 where it is left out.").like("7")),
                )
                .gives(
                    201,
                    link_shape(record())
                        .has("url", text(500).says("The link to hand on.").like("https://visavis.example/crew/…")),
                ),
            make,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/crew/links/{link}", "revokeCrewLink", scope)
                .says("Take a link back")
                .more("At once it takes nobody in any more."),
            revoke,
        )
        .acts(
            post("/api/v1/crew/{secret}", "joinCrewByLink", scope)
                .says("Say that you help, by a link")
                .conflicts()
                .gives(200, record().has("gathering", shape::id())),
            join,
        )
}

fn link_shape(shape: Shape) -> Shape {
    shape
        .has("id", shape::id())
        .has("role", word(ROLES))
        .has("most", whole(1, MOST_USES).like("5"))
        .has("used", count().says("So many came in by it.").like("3"))
        .has("until", shape::moment())
        .has(
            "state",
            word(&["works", "used_up", "over", "revoked", "orphaned"])
                .says("`orphaned`: who made it may take in nobody as that any more.")
                .like("works"),
        )
        .has("by", text(200).says("The name of who made it.").like("Ada Lovelace"))
}

fn view(link: &Link, state: State) -> Value {
    json!({
        "id": link.id,
        "role": link.role.as_str(),
        "most": link.most,
        "used": link.used,
        "until": link.until.iso(),
        "state": state.as_str(),
        "by": link.by,
    })
}

fn all(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (.., links) = super::all(look, call.id("id")?)?;
    Ok(Said::ok(json!({ "items": links.iter().map(|(link, state)| view(link, *state)).collect::<Vec<_>>() })))
}

fn make(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (link, secret) = super::make(act, id, Wanted::read(&call.fields)?)?;
    let mut said = view(&link, State::Works);
    said["url"] = json!(act.shared.config.url(&format!("/crew/{secret}")));
    Ok(Said::made(format!("/api/v1/gatherings/{id}/crew/links"), said))
}

fn revoke(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::revoke(act, call.id("id")?, call.id("link")?)?;
    Ok(Said::done())
}

fn join(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = super::join(act, call.text("secret"))?;
    Ok(Said::ok(json!({ "gathering": id })))
}
