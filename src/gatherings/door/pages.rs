//! What browsers ask for about the door.

use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Redirect},
};

use super::{Seen, Verdict, Whom, model, views};
use crate::{
    app::App,
    error::{Error, Problem, Problems},
    gatherings::{actions::visible, crew},
    http::{Answer, Ask, Fields, Routes, Who},
    id::{GatheringId, encode},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/door", Who::Person, show)
        .post("/g/{id}/door", Who::Person, let_in)
        .get("/g/{id}/entry", Who::Person, entry)
        .get("/g/{id}/in/{code}", Who::Anyone, scanned)
        .post("/g/{id}/in/{code}", Who::Person, let_in_scanned)
}

fn id_of(text: &str) -> Result<GatheringId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let id = id_of(&id)?;
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| views::page(look, id, &query, &Problems::default())).await
}

/// Where one goes back to: the same door.
fn back(id: GatheringId, door: &str) -> String {
    match door {
        "" => format!("/g/{id}/door"),
        door => {
            let door: String = form_urlencoded::byte_serialize(door.as_bytes()).collect();
            format!("/g/{id}/door?door={door}")
        }
    }
}

async fn let_in(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (door, sent) = (model::door(fields.text("door")), fields.clone());
    let corrects = fields.has("places");
    let outcome = app
        .act(&ask, move |act| {
            let number: i64 = act.id();
            let undo = sent.has("undo");
            let nameless = sent.some("arrival");
            let guest = sent.some("guest").map(|guest| guest.parse().map_err(|_| Error::NotFound)).transpose()?;
            let whom = match (sent.some("handle"), guest, nameless) {
                (Some(handle), ..) => Whom::Handle(handle.to_owned()),
                (None, Some(guest), _) => Whom::Guest(guest),
                (None, None, Some(_)) => Whom::Nameless(1),
                (None, None, None) => Whom::Nameless(count(sent.text("count"))?),
            };
            let places = sent.some("places").map(count).transpose()?;
            let id_of_it = nameless.map_or_else(|| encode(number), ToOwned::to_owned);
            let door = model::door(sent.text("door"));
            let seen = Seen { id: id_of_it, whom, places, door, at: act.now, undo };
            Ok(super::take(act, id, std::slice::from_ref(&seen))?.pop().map(|outcome| outcome.verdict))
        })
        .await;
    let done = match outcome {
        Ok(Some(Verdict::In)) => "done-door-in",
        Ok(Some(Verdict::Already)) if corrects => "done-door-counted",
        Ok(Some(Verdict::Already)) => "done-door-already",
        Ok(Some(Verdict::Undone)) => "done-door-undone",
        Ok(_) => {
            let unknown = Problem { field: "handle", key: "problem-door-nobody", number: None };
            let problems = Problems(vec![unknown]);
            return app.page_again(&ask, move |look| views::page(look, id, &fields, &problems)).await;
        }
        Err(Error::Invalid(problems)) => {
            return app.page_again(&ask, move |look| views::page(look, id, &fields, &problems)).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(app.see(&back(id, &door), done))
}

fn count(text: &str) -> Result<i64, Error> {
    let problem = Problem { field: "count", key: "problem-door-count", number: Some(model::MOST_AT_ONCE) };
    let wrong = || Error::Invalid(Problems(vec![problem]));
    text.parse().ok().filter(|count| (1..=model::MOST_AT_ONCE).contains(count)).ok_or_else(wrong)
}

async fn entry(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| views::card(look, id)).await
}

/// Where a plain camera lands that read an entry card: the crew's on letting in, everybody else's on the gathering.
async fn scanned(State(app): State<App>, ask: Ask, Path((id, code)): Path<(String, String)>) -> Answer {
    let id = id_of(&id)?;
    let crew = app
        .look(&ask, move |look| {
            let gathering = visible(look, id)?;
            crew::may(look, &gathering, crew::Deed::Scan)
        })
        .await?;
    if !crew {
        return Ok(Redirect::to(&format!("/g/{id}")).into_response());
    }
    app.page(&ask, move |look| views::scanned(look, id, &code)).await
}

async fn let_in_scanned(
    State(app): State<App>,
    ask: Ask,
    Path((id, code)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let id = id_of(&id)?;
    let path = format!("/g/{id}/in/{code}");
    let (undo, corrects) = (fields.has("undo"), fields.has("places"));
    let verdict = app
        .act(&ask, move |act| {
            let number: i64 = act.id();
            let door = model::door(fields.text("door"));
            let places = fields.some("places").map(count).transpose()?;
            let seen = Seen { id: encode(number), whom: Whom::Code(code.clone()), places, door, at: act.now, undo };
            Ok(super::take(act, id, std::slice::from_ref(&seen))?.pop().map(|outcome| outcome.verdict))
        })
        .await?;
    Ok(match verdict {
        Some(Verdict::In) => app.see(&path, "done-door-in"),
        Some(Verdict::Already) if corrects => app.see(&path, "done-door-counted"),
        Some(Verdict::Already) => app.see(&path, "done-door-already"),
        Some(Verdict::Undone) => app.see(&path, "done-door-undone"),
        _ => Redirect::to(&path).into_response(),
    })
}
