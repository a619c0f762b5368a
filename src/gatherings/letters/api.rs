//! Letters about a gathering, for programs.

use serde_json::{Value, json};

use super::{
    LISTED, Row,
    model::{LONGEST_SUBJECT, LONGEST_WORDS, Writing},
};
use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, get, post,
            shape::{self, record, text, truth, word},
        },
    },
};

const GROUPS: &[&str] = &["yes", "maybe", "waiting", "came"];

pub fn routes() -> Routes {
    let most = usize::try_from(LISTED).unwrap_or(usize::MAX);
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/letters", "gatheringLetters")
                .says("What was written to those whom a gathering concerns")
                .more("For those who run it, the newest first, the word of thanks among them.")
                .gives(200, record().has("items", shape::list(letter_shape(), most))),
            list,
        )
        .acts(
            post("/api/v1/gatherings/{id}/letters", "writeToComers", Scope::Gatherings)
                .says("Write to some of those who answered or came")
                .more("It goes out at once: by mail, to members by a notice too, to each once. Three a day at most.")
                .conflicts()
                .takes(
                    record()
                        .has(
                            "to",
                            shape::list(word(GROUPS), GROUPS.len())
                                .says("Those who said yes, said maybe, wait for a place, or were there."),
                        )
                        .has("subject", shape::some_text(LONGEST_SUBJECT).like("The other door"))
                        .has(
                            "words",
                            shape::some_text(LONGEST_WORDS)
                                .says("In Markdown.")
                                .like("Please come in from the *yard*."),
                        ),
                )
                .gives(201, letter_shape()),
            write,
        )
}

fn letter_shape() -> Shape {
    record()
        .has("id", shape::id())
        .has("to", shape::list(word(GROUPS), GROUPS.len()))
        .has("thanks", truth().says("Whether it is the word of thanks.").like("false"))
        .has("subject", text(LONGEST_SUBJECT).like("The other door"))
        .has("words", text(LONGEST_WORDS).like("Please come in from the *yard*."))
        .has("by", text(60).or_none().says("The name of who wrote it.").like("Ada Lovelace"))
        .has("at", shape::moment())
        .has("reaches", shape::count().says("So many were meant when it was written.").like("180"))
        .has("sent", shape::count().says("So many it went to by now.").like("142"))
        .has("done", truth().says("Whether it went to all.").like("false"))
}

fn view(row: &Row) -> Value {
    json!({
        "id": row.id,
        "to": row.groups.iter().map(|group| group.as_str()).collect::<Vec<_>>(),
        "thanks": row.kind == super::Kind::Thanks,
        "subject": row.subject,
        "words": row.words,
        "by": row.by_name,
        "at": row.at.iso(),
        "reaches": row.reaches,
        "sent": row.sent,
        "done": row.done_at.is_some(),
    })
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, rows) = super::list(look, call.id("id")?)?;
    Ok(Said::ok(json!({ "items": rows.iter().map(view).collect::<Vec<_>>() })))
}

fn write(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    super::list(act, id)?;
    let row = super::write(act, id, &Writing::read(&call.fields)?)?;
    Ok(Said::made(format!("/api/v1/gatherings/{id}/letters"), view(&row)))
}
