//! Sub-groups, for programs.

use serde_json::{Value, json};

use super::{super::api, Part};
use crate::{
    act::{Act, Look},
    communities::actions,
    error::Result,
    gatherings,
    http::{
        Routes,
        api::{
            Call, Said, Scope, delete, get, post, put,
            shape::{self, record},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Communities;
    Routes::new()
        .looks(
            get("/api/v1/communities/{handle}/subgroups", "subgroups")
                .says("The communities that are part of one, as far as you may see them")
                .anyone()
                .gives(
                    200,
                    record().has(
                        "items",
                        shape::list(
                            record()
                                .has("community", api::brief_shape())
                                .has("next", gatherings::brief_shape().or_none().says("What it plans next.")),
                            super::MOST,
                        ),
                    ),
                ),
            list,
        )
        .acts(
            post("/api/v1/communities/{handle}/subgroups", "foundSubgroup", scope)
                .says("Found a sub-group of a community that you host")
                .more("`access` says who of that one's members gets in. Nobody else can join it, and towards others it is never more open than what it is part of.")
                .conflicts()
                .takes(api::founding_shape())
                .picture("photo")
                .gives(201, api::community_shape()),
            found,
        )
        .acts(
            put("/api/v1/communities/{handle}/subgroups/{group}", "takeInSubgroup", scope)
                .says("Make a community part of another, where you host both")
                .more("Its members join the other one, where that is open and has no rules to agree to; else all of them have to belong to it already.")
                .conflicts(),
            take_in,
        )
        .acts(
            delete("/api/v1/communities/{handle}/subgroups/{group}", "releaseSubgroup", scope)
                .says("Make a sub-group a community of its own")
                .more("For hosts of either. It stays as open as it was towards everybody."),
            release,
        )
        .acts(
            post("/api/v1/communities/{handle}/subgroups/{group}/hand-over", "handOverSubgroup", scope)
                .says("Make one of its members the host of a sub-group")
                .more("For hosts of what it is part of. Who hosted it stays in it as a member.")
                .takes(record().has("person", shape::handle().says("Who hosts it from now on.").like("ada"))),
            hand_over,
        )
        .acts(
            post("/api/v1/communities/{handle}/subgroups/{group}/end", "endSubgroup", scope)
                .says("Close a sub-group for all")
                .more("For hosts of what it is part of. What it planned is called off, its members are told, and nobody can bring it back.")
                .takes(record().has(
                    "handle",
                    shape::some_text(200).says("Its handle once more: so that it is meant.").like("chess-club"),
                )),
            end,
        )
}

fn view(look: &Look<'_>, part: &Part) -> Value {
    json!({
        "community": api::brief(&part.brief),
        "next": part.next.as_ref().map(|next| gatherings::brief_json(look, next)),
    })
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    let parts = super::of(look, &community)?;
    Ok(Said::ok(json!({ "items": parts.iter().map(|part| view(look, part)).collect::<Vec<_>>() })))
}

fn found(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = super::found(act, call.text("handle"), &api::draft(call, &call.fields)?)?;
    let community = actions::visible(act, &handle)?;
    Ok(Said::made(format!("/api/v1/communities/{handle}"), api::view(act, &community)?))
}

fn take_in(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::take_in(act, call.text("handle"), call.text("group"))?;
    Ok(Said::done())
}

fn release(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::release(act, call.text("handle"), call.text("group"))?;
    Ok(Said::done())
}

fn hand_over(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::hand_over(act, call.text("handle"), call.text("group"), call.fields.text("person"))?;
    Ok(Said::done())
}

fn end(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::end(act, call.text("handle"), call.text("group"), call.fields.text("handle"))?;
    Ok(Said::done())
}
