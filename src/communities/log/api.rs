//! What was done, for programs.

use serde_json::{Value, json};

use super::{Deed, Entry};
use crate::{
    act::Look,
    communities::model::MOST_WORDS,
    error::Result,
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Shape, get,
            shape::{self, record, text, word},
        },
    },
    id,
};

pub fn routes() -> Routes {
    Routes::new().looks(
        get("/api/v1/communities/{handle}/log", "communityLog")
            .says("What those who lead it did to others and to what it says of itself")
            .more("For those who lead it, the newest first. It goes back a year.")
            .lists(entry_shape()),
        log,
    )
}

fn entry_shape() -> Shape {
    let who = || record().has("handle", shape::handle()).has("name", text(60).like("Ada Lovelace")).or_none();
    record()
        .has("at", shape::moment())
        .has(
            "deed",
            word(&[
                "appointed",
                "accepted",
                "declined",
                "removed",
                "let_back",
                "inherited",
                "changed",
                "cancelled",
                "link_made",
                "link_revoked",
                "wrote",
                "took_back",
                "part_of",
                "took_in",
                "parted",
                "let_go",
                "handed_over",
                "ended_part",
            ])
            .like("appointed"),
        )
        .has("by", who().says("Who did it; none for one who has left."))
        .has("whom", who().says("To whom."))
        .has(
            "detail",
            text(MOST_WORDS)
                .says("The new role, the names of the settings that changed, a gathering's title, a link's name, a letter's subject, the name of another community (empty where that one is private).")
                .like("moderator"),
        )
}

fn entry(entry: &Entry) -> Value {
    let who =
        |who: &Option<(String, String)>| who.as_ref().map(|(handle, name)| json!({ "handle": handle, "name": name }));
    json!({
        "at": entry.at().iso(),
        "deed": Deed::as_str(entry.deed),
        "by": who(&entry.by),
        "whom": who(&entry.whom),
        "detail": entry.detail,
    })
}

fn log(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let cursor = Cursor::of(call)?;
    let before = cursor.after(id::decode)?;
    let (_, entries) = super::read(look, call.text("handle"), before, cursor.and_one())?;
    cursor.said(entries, |last| id::encode(last.id), |one| Ok(entry(one)))
}
