//! Closing a community, for programs.

use crate::{
    act::Act,
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, post,
            shape::{self, record},
        },
    },
};

pub fn routes() -> Routes {
    Routes::new().acts(
        post("/api/v1/communities/{handle}/close", "closeCommunity", Scope::Communities)
            .says("Close a community for all")
            .more(
                "For its last host. What it planned is called off, its members are told, and nobody can bring it back.",
            )
            .conflicts()
            .takes(record().has(
                "handle",
                shape::some_text(200).says("Its handle once more: so that it is meant.").like("chess-club"),
            )),
        close,
    )
}

fn close(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::close(act, call.text("handle"), call.fields.text("handle"))?;
    Ok(Said::done())
}
