//! How people come in, for programs.

use serde_json::{Value, json};

use super::{Entry, FIELDS, LONGEST_QUESTION, LONGEST_WORDS};
use crate::{
    act::{Act, Look},
    communities::{actions, colour::Colour},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, get, put,
            shape::{self, record, text, word},
        },
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/communities/{handle}/entry", "communityEntry")
                .says("How people come into a community")
                .more("What those are asked who ask to join; for those inside also the words at the head of its page, and for members the welcome.")
                .gives(200, entry_shape(record(), Shape::has)),
            show,
        )
        .acts(
            put("/api/v1/communities/{handle}/entry", "setCommunityEntry", Scope::Communities)
                .says("Say how people come into a community that you host")
                .more("What is left out is said no longer.")
                .takes(entry_shape(record(), Shape::may))
                .gives(200, entry_shape(record(), Shape::has)),
            set,
        )
}

fn entry_shape(shape: Shape, with: fn(Shape, &'static str, Shape) -> Shape) -> Shape {
    let words = || text(LONGEST_WORDS).like("Next time we meet at the *Blue Door*.");
    let shape = with(shape, "pinned", words().says("At the head of its page, in Markdown."));
    let shape = with(
        shape,
        "colour",
        word(&["rose", "amber", "olive", "green", "blue", "violet", "plum"])
            .or_none()
            .says("The colour of its page.")
            .like("blue"),
    );
    let shape = with(shape, "welcome", words().says("For who joins, in Markdown."));
    with(
        shape,
        "questions",
        shape::list(shape::some_text(LONGEST_QUESTION).like("Whom do you know here?"), FIELDS.len())
            .says("What those are asked who ask to join. A member `question-1` answers the first."),
    )
}

fn view(entry: &Entry) -> Value {
    json!({
        "pinned": entry.pinned,
        "welcome": entry.welcome,
        "questions": entry.questions,
        "colour": entry.colour.map(Colour::as_str),
    })
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    Ok(Said::ok(view(&super::visible(look, &community)?)))
}

fn set(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let entry = Entry::read(&call.fields)?;
    super::set(act, call.text("handle"), &entry)?;
    Ok(Said::ok(view(&entry)))
}
