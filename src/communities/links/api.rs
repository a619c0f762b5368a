//! Links that let people in, for programs.

use serde_json::{Value, json};

use super::{LONGEST_NAME, Link, MOST_USES, Wanted};
use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, post,
            shape::{self, record, text, whole, word},
        },
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/communities/{handle}/links", "inviteLinks")
                .says("The links that let people into a community")
                .more("For hosts.")
                .gives(200, record().has("items", shape::list(link_shape(record()), 200))),
            list,
        )
        .acts(
            post("/api/v1/communities/{handle}/links", "makeInviteLink", Scope::Communities)
                .says("Make a link that lets people in")
                .more("For hosts. Its address is told only now.")
                .conflicts()
                .takes(
                    record()
                        .has(
                            "name",
                            shape::some_text(LONGEST_NAME)
                                .says("Where it will be found.")
                                .like("Poster in the library"),
                        )
                        .may(
                            "most",
                            whole(1, MOST_USES)
                                .says("So many may come in by it; any number where it is left out.")
                                .like("20"),
                        )
                        .may(
                            "days",
                            word(&["1", "7", "14", "30", "90", "365"])
                                .says("For so many days; 14 where it is left out.")
                                .like("30"),
                        ),
                )
                .gives(
                    201,
                    link_shape(record()).has(
                        "url",
                        text(2000).says("The link to hand on.").like("https://meet.example/i/QUFBQUFBQUFBQUFBQUFBQQ"),
                    ),
                ),
            make,
        )
        .acts(
            delete("/api/v1/communities/{handle}/links/{link}", "revokeInviteLink", Scope::Communities)
                .says("Take a link back")
                .more("At once it lets nobody in any more."),
            revoke,
        )
}

fn link_shape(shape: Shape) -> Shape {
    shape
        .has("id", shape::id())
        .has("name", text(LONGEST_NAME).like("Poster in the library"))
        .has("most", whole(1, MOST_USES).or_none().like("20"))
        .has("used", shape::count().says("So many came in by it.").like("3"))
        .has("until", shape::moment())
        .has(
            "state",
            word(&["works", "used_up", "over", "revoked", "orphaned"])
                .says("`orphaned`: who made it hosts no longer.")
                .like("works"),
        )
        .has("by", text(60).says("The name of who made it.").like("Ada Lovelace"))
}

fn view(look: &Look<'_>, link: &Link) -> Value {
    json!({
        "id": link.id,
        "name": link.name,
        "most": link.most,
        "used": link.used,
        "until": link.until.iso(),
        "state": link.state(look.now).as_str(),
        "by": link.by,
    })
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, links) = super::list(look, call.text("handle"))?;
    Ok(Said::ok(json!({ "items": links.iter().map(|link| view(look, link)).collect::<Vec<_>>() })))
}

fn make(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = call.text("handle");
    let (link, secret) = super::make(act, handle, &Wanted::read(&call.fields)?)?;
    let mut said = view(act, &link);
    said["url"] = json!(act.shared.config.url(&format!("/i/{secret}")));
    Ok(Said::made(format!("/api/v1/communities/{handle}/links"), said))
}

fn revoke(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::revoke(act, call.text("handle"), call.id("link")?)?;
    Ok(Said::done())
}
