//! Afterwards, for programs.

use serde_json::json;

use super::model::{LONGEST, Share};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, get, post, put,
            shape::{count, record, some_text, whole, word},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .acts(
            put("/api/v1/gatherings/{id}/feedback", "sayHowItWas", scope)
                .says("Say how it was")
                .more("For those who were there, within 30 days. Hosts see sums alone, in steps of three answers until then.")
                .takes(
                    record()
                        .may("worth", word(&["yes", "no"]).says("Whether it was worth your time."))
                        .may("met", word(&["yes", "no"]).says("Whether you met somebody new.")),
                ),
            say,
        )
        .looks(
            get("/api/v1/gatherings/{id}/attendance", "attendance")
                .says("How many came and how it was, for those who run it")
                .gives(
                    200,
                    record()
                        .has("said_yes", count().like("180"))
                        .has("came", count().says("How many of these checked in.").like("142"))
                        .has("worth", share_shape().says("For how many it was worth their time."))
                        .has("met", share_shape().says("How many met somebody new."))
                        .has(
                            "no_shows",
                            whole(0, 100)
                                .or_none()
                                .says("Of those who said yes to its community's gatherings within a year, how many in a hundred did not come; for those who lead the community.")
                                .like("12"),
                        ),
                ),
            attendance,
        )
        .acts(
            post("/api/v1/gatherings/{id}/thanks", "thank", scope)
                .says("Write to those who came")
                .more("Once, within 30 days: as a notice and a letter.")
                .conflicts()
                .takes(record().has("words", some_text(LONGEST).like("It was good to have you."))),
            thank,
        )
}

fn share_shape() -> Shape {
    record().has("yes", count().like("90")).has("of", count().like("101")).or_none()
}

/// What was said; `None` where nothing was.
fn said(call: &Call, name: &str) -> Option<bool> {
    call.fields.some(name).map(|word| word == "yes")
}

fn say(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let (worth, met) = (said(call, "worth"), said(call, "met"));
    if worth.is_none() && met.is_none() {
        super::visible(act, id)?;
        return Err(Error::invalid("worth", "problem-api-needed"));
    }
    super::say(act, id, worth, met)?;
    Ok(Said::done())
}

fn attendance(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let sums = super::sums(look, call.id("id")?)?;
    let share = |share: Option<Share>| share.map(|share| json!({ "yes": share.yes, "of": share.of }));
    Ok(Said::ok(json!({
        "said_yes": sums.said_yes,
        "came": sums.came,
        "worth": share(sums.worth),
        "met": share(sums.met),
        "no_shows": sums.no_shows,
    })))
}

fn thank(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::thank(act, call.id("id")?, call.fields.text("words"))?;
    Ok(Said::done())
}
