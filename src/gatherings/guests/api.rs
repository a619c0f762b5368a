//! Answers without an account, for programs.

use serde_json::{Value, json};

use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Said, Scope, get, post,
            shape::{self, record, text, word},
        },
    },
};

pub fn routes() -> Routes {
    let answer = record()
        .has("gathering", shape::id())
        .has("title", text(120).like("Board games at the café"))
        .has("url", shape::path())
        .has("name", text(60).says("What you called yourself.").like("Tom"))
        .has("reply", word(&["yes", "maybe", "no", "waiting", "asked", "declined"]));
    Routes::new()
        .looks(
            get("/api/v1/me/guest-answers", "guestAnswers")
                .says("What you answered without an account")
                .more("By the address that is yours now, as far as it is ahead.")
                .asks(record())
                .gives(200, record().has("items", shape::list(answer, 1_000))),
            list,
        )
        .acts(
            post("/api/v1/me/guest-answers", "claimGuestAnswers", Scope::Gatherings)
                .says("Make them your own answers")
                .more(
                    "Where you have answered yourself already, that stays, and the guest's place goes on to the next.",
                )
                .gives(200, record().has("claimed", shape::count().like("1"))),
            claim,
        )
}

fn list(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let items: Vec<Value> = super::to_claim(look)?
        .into_iter()
        .map(|(guest, gathering)| {
            json!({
                "gathering": gathering.id,
                "title": gathering.title,
                "url": gathering.url(),
                "name": guest.name,
                "reply": guest.reply,
            })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn claim(act: &mut Act<'_>, _: &Call) -> Result<Said> {
    let claimed = super::claim(act)?;
    Ok(Said::ok(json!({ "claimed": claimed })))
}
