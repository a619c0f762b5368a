//! Members as a table, and one's own membership, for programs.

use serde_json::{Value, json};

use super::{
    super::entry::{FIELDS, LONGEST_ANSWER, LONGEST_QUESTION},
    Choices,
};
use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, get, put,
            shape::{self, record, text, truth, word},
        },
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/communities/{handle}/roster", "exportMembers")
                .says("All members of a community that you host, to take along")
                .more("An address, and at how many of its gatherings somebody was, are told only of those who agreed.")
                .scope(Scope::Communities)
                .gives(200, record().has("items", shape::list(line_shape(), 1_000_000))),
            roster,
        )
        .looks(
            get("/api/v1/communities/{handle}/me", "myMembership")
                .says("What you chose for yourself in a community that you belong to")
                .gives(200, choices_shape(Shape::has)),
            mine,
        )
        .acts(
            put("/api/v1/communities/{handle}/me", "chooseInCommunity", Scope::Communities)
                .says("Choose for yourself in a community that you belong to")
                .more("What is left out is as if you had just joined.")
                .takes(choices_shape(Shape::may))
                .gives(200, choices_shape(Shape::has)),
            choose,
        )
}

fn line_shape() -> Shape {
    let answer = record()
        .has("question", text(LONGEST_QUESTION).like("Whom do you know here?"))
        .has("answer", text(LONGEST_ANSWER).like("Ada."));
    record()
        .has("handle", shape::handle())
        .has("name", text(60).like("Ada Lovelace"))
        .has("role", word(&["host", "moderator", "member"]).like("member"))
        .has("since", shape::moment())
        .has("email", text(254).or_none().like("ada@example.org"))
        .has("gatherings", shape::count().or_none().like("3"))
        .has("answers", shape::list(answer, FIELDS.len()).says("What they were asked when they joined."))
}

fn choices_shape(with: fn(Shape, &'static str, Shape) -> Shape) -> Shape {
    let shape = with(
        record(),
        "letters",
        word(&["each", "weekly", "none"]).says("How often you want letters from the hosts.").like("weekly"),
    );
    let shape = with(shape, "greets", truth().says("Whether you are glad to greet newcomers."));
    with(
        shape,
        "shares",
        truth().says("Whether the hosts may have your e-mail address, and at how many of its gatherings you were."),
    )
}

fn view(choices: Choices) -> Value {
    json!({ "shares": choices.shares, "greets": choices.greets, "letters": choices.letters.as_str() })
}

fn roster(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, lines) = super::lines(look, call.text("handle"))?;
    Ok(Said::ok(json!({ "items": super::records(&lines) })))
}

fn mine(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    Ok(Said::ok(view(super::chosen(look, call.text("handle"))?.1)))
}

fn choose(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let choices = Choices::read(&call.fields)?;
    super::choose(act, call.text("handle"), choices)?;
    Ok(Said::ok(view(choices)))
}
