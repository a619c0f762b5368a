//! Letters to members, for programs.

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
            Call, Said, Scope, Shape, delete, get, post,
            shape::{self, record, text},
        },
    },
};

pub fn routes() -> Routes {
    let most = usize::try_from(LISTED).unwrap_or(usize::MAX);
    Routes::new()
        .looks(
            get("/api/v1/communities/{handle}/letters", "letters")
                .says("What was written to the members of a community")
                .more("For hosts, the newest first.")
                .gives(200, record().has("items", shape::list(letter_shape(), most))),
            list,
        )
        .acts(
            post("/api/v1/communities/{handle}/letters", "writeToMembers", Scope::Communities)
                .says("Write to the members of a community that you host")
                .more("It goes out by mail in ten minutes, to those who want letters. Two a week at most.")
                .conflicts()
                .takes(
                    record()
                        .has("subject", shape::some_text(LONGEST_SUBJECT).like("The new kiln"))
                        .has("words", shape::some_text(LONGEST_WORDS).says("In Markdown.").like("It *burns*.")),
                )
                .gives(201, letter_shape()),
            write,
        )
        .acts(
            delete("/api/v1/communities/{handle}/letters/{letter}", "takeLetterBack", Scope::Communities)
                .says("Take a letter back before it goes out")
                .conflicts(),
            take_back,
        )
}

fn letter_shape() -> Shape {
    record()
        .has("id", shape::id())
        .has("subject", text(LONGEST_SUBJECT).like("The new kiln"))
        .has("words", text(LONGEST_WORDS).like("It *burns*."))
        .has("by", text(60).or_none().says("The name of who wrote it.").like("Ada Lovelace"))
        .has("goes_out", shape::moment().says("Until then it can be taken back."))
        .has("sent", shape::count().says("So many got it by now.").like("42"))
}

fn view(row: &Row) -> Value {
    json!({
        "id": row.id,
        "subject": row.subject,
        "words": row.words,
        "by": row.by_name,
        "goes_out": row.due_at.iso(),
        "sent": row.sent,
    })
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, rows) = super::list(look, call.text("handle"))?;
    Ok(Said::ok(json!({ "items": rows.iter().map(view).collect::<Vec<_>>() })))
}

fn write(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = call.text("handle");
    let row = super::write(act, handle, &Writing::read(&call.fields)?)?;
    Ok(Said::made(format!("/api/v1/communities/{handle}/letters"), view(&row)))
}

fn take_back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::take_back(act, call.text("handle"), call.id("letter")?)?;
    Ok(Said::done())
}
