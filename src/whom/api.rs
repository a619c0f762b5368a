//! Whom to meet, for programs.

use serde_json::{Value, json};

use super::{
    actions::{self, Suggested, Wanted},
    model::{Choices, MOST, Mark, NAMED},
    views,
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, put,
            shape::{self, record, text, truth, word},
        },
    },
    people,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/whom", "whomToMeet")
                .says("Whom you may meet at a gathering, and why")
                .more("For whoever hosts it or said yes or maybe. Nobody else reads your list, or what you say of those on it.")
                .gives(200, whom_shape()),
            list,
        )
        .acts(
            put("/api/v1/gatherings/{id}/whom/{handle}", "markWhom", Scope::Ties)
                .says("Say that you would like to meet somebody, or not this time")
                .more("`meet` is told when both said so, `open` at once; `pass` hides them here, `never` everywhere. A no is told to nobody.")
                .conflicts()
                .takes(record().has("mark", word(&["meet", "open", "pass", "never"]))),
            mark,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/whom/{handle}", "unmarkWhom", Scope::Ties)
                .says("Take back what you said of somebody")
                .conflicts(),
            unmark,
        )
        .looks(
            get("/api/v1/me/whom", "whomChoices").says("How you appear on others’ lists").gives(200, choices_shape()),
            choices,
        )
        .acts(
            put("/api/v1/me/whom", "chooseWhom", Scope::Profile)
                .says("Choose how you appear on others’ lists")
                .takes(choices_shape())
                .gives(200, choices_shape()),
            choose,
        )
}

const WHY: [&str; 6] = ["online", "friends", "newcomer", "regular", "interests", "chance"];

fn whom_shape() -> Shape {
    shape::named("WhomToMeet", || {
        let suggested = record()
            .has("person", people::face_shape())
            .has("why", word(&WHY))
            .has("reason", text(500).says("The same in words.").like("You have talked online, and never met."))
            .has("opener", text(500).says("A first sentence.").like("Ask what they hope to take home."))
            .has("through", shape::list(people::face_shape(), NAMED).says("Who could introduce them."))
            .has("interests", shape::list(text(40).like("chess"), NAMED).says("What both like."));
        let wanted = record()
            .has("person", people::face_shape())
            .has("open", truth().says("Whether they may know.").like("false"))
            .has("mutual", truth().says("Whether they said the same.").like("false"))
            .has("comes", truth().says("Whether they still come."))
            .has("met", truth().says("Whether you met there.").like("false"));
        record()
            .has("suggested", shape::list(suggested, MOST))
            .has("wanted", shape::list(wanted, 100_000).says("Whom you would like to meet."))
            .has(
                "wishing",
                shape::list(people::face_shape(), 100_000)
                    .says("Who would like you to know that they want to meet you."),
            )
            .has(
                "no_better_than_chance",
                truth().says("Nobody you met has met anybody who goes: the order says nothing.").like("false"),
            )
    })
}

fn choices_shape() -> Shape {
    record()
        .has("suggested", truth().says("Others who do not know you may read your name on their list."))
        .has("named", truth().says("You may be named as one who could introduce somebody."))
        .has("welcomes", truth().says("You like to welcome newcomers.").like("false"))
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let whom = actions::list(look, call.id("id")?)?;
    let say = look.say;
    let suggested = |one: &Suggested| {
        let interests = match &one.why {
            super::model::Why::Interests(shared) => shared.clone(),
            _ => Vec::new(),
        };
        json!({
            "person": people::face_json(&one.face),
            "why": one.why.name(),
            "reason": views::reason(say, one),
            "opener": views::opener(say, one),
            "through": one.through.iter().map(people::face_json).collect::<Vec<_>>(),
            "interests": interests,
        })
    };
    let wanted = |one: &Wanted| {
        json!({
            "person": people::face_json(&one.face),
            "open": one.open,
            "mutual": one.mutual,
            "comes": one.comes,
            "met": one.met,
        })
    };
    Ok(Said::ok(json!({
        "suggested": whom.suggested.iter().map(suggested).collect::<Vec<_>>(),
        "wanted": whom.wanted.iter().map(wanted).collect::<Vec<_>>(),
        "wishing": whom.wishing.iter().map(people::face_json).collect::<Vec<_>>(),
        "no_better_than_chance": whom.blind,
    })))
}

fn mark(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let mark = Mark::named(call.fields.text("mark")).ok_or_else(|| Error::invalid("mark", "problem-whom-mark"))?;
    actions::mark(act, call.id("id")?, call.text("handle"), Some(mark)).map(|_| Said::done())
}

fn unmark(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::mark(act, call.id("id")?, call.text("handle"), None).map(|_| Said::done())
}

fn shown(choices: Choices) -> Value {
    json!({ "suggested": !choices.hidden, "named": !choices.unnamed, "welcomes": choices.welcomes })
}

fn choices(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    actions::choices(look).map(|choices| Said::ok(shown(choices)))
}

fn choose(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let choices = Choices {
        hidden: !call.fields.has("suggested"),
        unnamed: !call.fields.has("named"),
        welcomes: call.fields.has("welcomes"),
    };
    actions::choose(act, choices)?;
    Ok(Said::ok(shown(choices)))
}
