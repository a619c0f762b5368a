//! Series for programs.

use serde_json::{Value, json};

use super::{actions, form, store, words::sentence};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    gatherings::{self, Draft, Reply},
    http::{
        Fields, Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, patch, post, put,
            shape::{self, record, text, truth, word},
        },
    },
    id::SeriesId,
    people,
};

/// So many dates are shown.
const SHOWN: usize = 60;

pub(super) fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .acts(
            post("/api/v1/series", "publishSeries", scope)
                .says("Publish a gathering that comes again")
                .more("Each of its dates is a gathering of its own. `date` is the day from which the rules count.")
                .takes(
                    draft()
                        .has("rules", rules())
                        .may("community", shape::id().says("The community in whose name it is published.")),
                )
                .picture("photo")
                .gives(201, series_shape()),
            publish,
        )
        .looks(
            get("/api/v1/series/{id}", "series")
                .says("A gathering that comes again, with its next dates")
                .anyone()
                .guarded()
                .gives(200, series_shape()),
            show,
        )
        .acts(
            patch("/api/v1/series/{id}", "changeSeries", scope)
                .says("Change what is ahead of a series")
                .more("Dates that were changed alone stay as they are. Those who answered are told once.")
                .guarded()
                .conflicts()
                .takes(draft().may("rules", rules()).changed())
                .picture("photo")
                .gives(200, series_shape()),
            change,
        )
        .acts(
            post("/api/v1/series/{id}/end", "endSeries", scope)
                .says("Make no more dates of a series")
                .more("What is published stays.")
                .conflicts()
                .gives(200, series_shape()),
            end,
        )
        .acts(
            post("/api/v1/series/{id}/cancel", "cancelSeries", scope)
                .says("Call off all dates ahead of a series")
                .more("Those who answered any of them are told once.")
                .conflicts()
                .takes(record().may("words", text(gatherings::MOST_WORDS).says("Why.").like("We move away.")))
                .gives(200, series_shape()),
            cancel,
        )
        .acts(
            put("/api/v1/series/{id}/answer", "answerSeries", scope)
                .says("Answer all dates of a series, those to come too")
                .more(
                    "A yes takes a place at each date that has one left; `waiting` says at how many you wait for one.",
                )
                .conflicts()
                .takes(record().has("reply", word(&["yes", "no"])))
                .gives(
                    200,
                    record().has("answered", shape::count().like("12")).has("waiting", shape::count().like("1")),
                ),
            answer,
        )
        .acts(
            delete("/api/v1/series/{id}/answer", "takeSeriesAnswerBack", scope)
                .says("Take your answer to all dates back")
                .conflicts(),
            take_back,
        )
}

fn draft() -> Shape {
    gatherings::draft_shape()
}

fn rules() -> Shape {
    shape::some_text(2_000)
        .says("Lines of RFC 5545: `RRULE:…`, several of them united, and days left out as `EXDATE:…`.")
        .like("RRULE:FREQ=MONTHLY;BYDAY=1TU,3SA")
}

fn series_shape() -> Shape {
    shape::named("Series", || {
        let community = record()
            .has("handle", shape::handle().like("chess-club"))
            .has("name", text(60).like("Chess Club"))
            .or_none();
        let date = record()
            .has("day", shape::date().says("The day that the rules name: it stays the date's name when it is moved."))
            .has("changed", truth().says("Whether it was changed alone.").like("false"))
            .has("gathering", gatherings::brief_shape());
        record()
            .has("id", shape::id())
            .has("url", shape::path())
            .has("title", text(120).like("Craft night"))
            .has("rules", text(10_000).like("RRULE:FREQ=MONTHLY;BYDAY=1TU,3SA"))
            .has("in_words", text(10_000).like("On the first Tuesday and the third Saturday of each month"))
            .has("date", shape::date().says("The day from which the rules count."))
            .has("zone", text(64).like("Europe/London"))
            .has("ended", truth().says("Whether no more dates are made.").like("false"))
            .has("community", community)
            .has("host", people::face_shape().or_none())
            .has("reply", word(&["yes", "no"]).or_none().says("What you answered to all of them."))
            .has("mine", truth().says("Whether you may change it.").like("false"))
            .has("dates", shape::list(date, SHOWN))
    })
}

fn view(look: &mut Look<'_>, id: SeriesId) -> Result<Value> {
    let series = actions::visible(look, id)?;
    let host = series.host.map(|host| people::face(look, host)).transpose()?.flatten();
    let community = series.community.map(|community| communities::brief(look, community)).transpose()?.flatten();
    let reply = match look.viewer.person_if_any() {
        Some(person) => store::answer_of(look, id, person)?,
        None => None,
    };
    let dates: Vec<Value> = actions::ahead(look, &series, SHOWN)?
        .iter()
        .map(|(row, brief)| {
            json!({ "day": row.day, "changed": row.changed_at.is_some(), "gathering": gatherings::brief_json(look, brief) })
        })
        .collect();
    Ok(json!({
        "id": series.id,
        "url": series.url(),
        "title": series.title,
        "rules": series.rules,
        "in_words": sentence(look.say, &series.pattern()?, series.first()?),
        "date": series.first,
        "zone": series.zone,
        "ended": series.ended_at.is_some(),
        "community": community.map(|(handle, name)| json!({ "handle": handle, "name": name })),
        "host": host.as_ref().map(people::face_json),
        "reply": reply.map(Reply::as_str),
        "mine": actions::may_change(look, &series)?,
        "dates": dates,
    }))
}

fn publish(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let fields = call.fields.clone().with("repeat", "rules");
    let draft = Draft::read(&fields, call.picture.as_ref().map(|picture| picture.hash.as_str()))?;
    let pattern = form::read(&fields, &draft)?;
    let id = actions::publish(act, &fields, &draft, &pattern)?;
    Ok(Said::made(format!("/api/v1/series/{id}"), view(act, id)?))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    Ok(Said::ok(view(look, call.id("id")?)?))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let series = actions::own(act, id)?;
    call.unchanged(&view(act, id)?)?;
    let (stored, pattern) = actions::stored(act, &series)?;
    let fields: Fields = call.fields.clone().over(form::stored(stored, &pattern));
    let kept = call.picture.as_ref().map(|picture| picture.hash.as_str()).or(series.photo.as_deref());
    let draft = Draft::read(&fields, kept)?;
    let pattern = form::read(&fields, &draft)?;
    actions::change(act, id, &fields, &draft, &pattern)?;
    Ok(Said::ok(view(act, id)?))
}

fn end(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::end(act, id)?;
    Ok(Said::ok(view(act, id)?))
}

fn cancel(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::cancel(act, id, call.fields.text("words"))?;
    Ok(Said::ok(view(act, id)?))
}

fn answer(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let reply = Reply::read(call.fields.text("reply")).ok_or(Error::invalid("reply", "problem-api-needed"))?;
    let outcome = actions::answer(act, call.id("id")?, reply)?;
    Ok(Said::ok(json!({ "answered": outcome.answered, "waiting": outcome.waiting })))
}

fn take_back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::take_back(act, call.id("id")?)?;
    Ok(Said::done())
}
