//! Asking to come, for programs. Asking itself is an answer.

use serde_json::{Value, json};

use super::{
    Asker, MOST_LISTED,
    model::{Decided, LONGEST_WORDS, MOST_AT_ONCE},
};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::{
        answers::model::{LONGEST_NAME, MOST_PLUS, Party},
        questions::{
            self,
            model::{FIELDS, LONGEST_ANSWER},
        },
    },
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, get, post,
            shape::{self, list, record, text, truth, word},
        },
    },
    id::{self, PersonId},
    people,
};

pub fn routes() -> Routes {
    Routes::new()
        .looks(
            get("/api/v1/gatherings/{id}/requests", "gatheringRequests")
                .says("Who asks to come, for those who decide")
                .more("In the order in which they asked; those whom you turned down stand there too.")
                .asks(record())
                .gives(200, record().has("items", list(asker_shape(), 2 * MOST_LISTED as usize))),
            all,
        )
        .acts(
            post("/api/v1/gatherings/{id}/requests", "decideRequests", Scope::Gatherings)
                .says("Let people in who asked to come, or turn them down")
                .more("Who is let in has a place, or where none is left, their place in the queue by the time at which they asked. `undo` opens again what was turned down. Of whom something else was decided meanwhile is left as it is.")
                .conflicts()
                .takes(
                    record()
                        .has("decision", word(&["approve", "decline", "undo"]))
                        .has("who", list(shape::id(), MOST_AT_ONCE).says("As `gatheringRequests` lists them."))
                        .may("words", text(LONGEST_WORDS).says("Your words to them.").like("See you there.")),
                )
                .gives(200, record().has("decided", shape::count().says("Of how many.").like("1"))),
            decide,
        )
}

fn asker_shape() -> Shape {
    record()
        .has("who", shape::id())
        .has("person", people::face_shape().or_none().says("None for a guest without an account."))
        .has("guest", text(60).or_none().says("What a guest without an account is called.").like("Tom"))
        .has("declined", truth().says("Whether they were turned down.").like("false"))
        .has("asked_at", shape::moment())
        .has("guests", shape::count().says("How many they would bring along.").like("1"))
        .has("names", list(text(LONGEST_NAME).like("Tom"), MOST_PLUS as usize))
        .has("words", text(LONGEST_WORDS).says("What they were told when they were turned down.").like(""))
        .has(
            "said",
            list(
                record().has("question", shape::count().like("1")).has("answer", text(LONGEST_ANSWER * 4).like("Nuts")),
                FIELDS.len(),
            ),
        )
}

fn all(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let mut items = Vec::new();
    let everybody = super::askers(look, id, false)?.into_iter().map(|one| (one, false));
    let everybody = everybody.chain(super::askers(look, id, true)?.into_iter().map(|one| (one, true)));
    let mut answers = questions::everybody(look, id)?;
    for (one, declined) in everybody {
        let mut said: Vec<(i64, String)> = answers.remove(&PersonId(one.comer)).into_iter().flatten().collect();
        said.sort();
        items.push(view(one, declined, &said));
    }
    Ok(Said::ok(json!({ "items": items })))
}

fn view(one: Asker, declined: bool, said: &[(i64, String)]) -> Value {
    let party = Party::of(one.places, &one.guests);
    let guest = one.handle.is_empty().then(|| one.name.clone());
    let face = people::Face { id: PersonId(one.comer), handle: one.handle, name: one.name, photo: one.photo };
    let said: Vec<Value> =
        said.iter().map(|(question, answer)| json!({ "question": question, "answer": answer })).collect();
    json!({
        "who": id::encode(one.comer),
        "person": guest.is_none().then(|| people::face_json(&face)),
        "guest": guest,
        "declined": declined,
        "asked_at": one.asked_at.iso(),
        "guests": party.guests,
        "names": party.names,
        "words": one.words,
        "said": said,
    })
}

fn decide(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let count = super::decide(act, call.id("id")?, &Decided::read(&call.fields)?)?;
    Ok(Said::ok(json!({ "decided": count })))
}
