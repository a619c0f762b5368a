//! A newcomer's path, for programs.

use serde_json::{Value, json};

use crate::{
    act::Look,
    communities::actions,
    error::Result,
    gatherings,
    http::{
        Routes,
        api::{Call, Said, get, shape::record},
    },
    people,
};

pub fn routes() -> Routes {
    Routes::new().looks(
        get("/api/v1/communities/{handle}/first-steps", "firstSteps")
            .says("What you could do next in a community that you are new in")
            .more("None of it for who does not belong, has been there for two months, or was at a gathering.")
            .gives(
                200,
                record()
                    .has("gathering", gatherings::brief_shape().or_none().says("The next with room."))
                    .has("buddy", people::face_shape().or_none().says("Who is glad to greet you.")),
            ),
        show,
    )
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    let ahead = gatherings::next_of_community(look, community.id, super::super::pages::AHEAD)?;
    let path = super::path(look, &community, &ahead)?;
    let (first, buddy) = path.map_or((None, None), |path| (path.first, path.buddy));
    let first: Option<Value> = first.as_ref().map(|brief| gatherings::brief_json(look, brief));
    Ok(Said::ok(json!({ "gathering": first, "buddy": buddy.as_ref().map(people::face_json) })))
}
