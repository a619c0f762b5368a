//! What there is to choose from, for programs: towns and interests.

use serde_json::{Value, json};
use visavis_places::Point;

use crate::{
    act::Look,
    communities,
    error::{Error, Result},
    gatherings,
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Shape, get, part,
            shape::{self, record, text, word},
        },
    },
    interests, people, town,
};

use super::{Search, pages::after_community};

pub(super) fn routes() -> Routes {
    let town = record()
        .has("id", shape::count().like("2643743"))
        .has("label", text(300).says("What a field `town` takes.").like("London, England, GB"))
        .has("zone", text(64).like("Europe/London"));
    let interest = record().has("interest", text(40).like("chess")).has("label", text(100).like("Chess"));
    Routes::new()
        .looks(
            get("/api/v1/gatherings", "findGatherings")
                .says("Find gatherings by place, interest, day and words, the next first")
                .anyone()
                .asks(
                    around()
                        .may("when", word(&["today", "week", "weekend", "month"]).like("week"))
                        .may("from", shape::date().says("From that day on."))
                        .may("until", shape::date().says("Until the end of that day.").like("2026-12-24"))
                        .may("language", people::language_shape().like("en"))
                        .may("cost", word(&["free", "paid"]).like("free"))
                        .may("step_free", shape::truth().says("Only where one gets in without steps.").like("false"))
                        .may(
                            "known",
                            shape::truth().says("Only where people with whom you have a tie are going.").like("false"),
                        ),
                )
                .lists(gatherings::brief_shape()),
            find_gatherings,
        )
        .looks(
            get("/api/v1/communities", "findCommunities")
                .says("Find communities by place, interest and words, the larger first")
                .anyone()
                .asks(around())
                .lists(communities::brief_shape()),
            find_communities,
        )
        .looks(
            get("/api/v1/towns", "towns")
                .says("Towns whose names begin like that, or the one at a point")
                .more("The point is not kept.")
                .anyone()
                .asks(
                    record()
                        .may("q", text(100).like("lond"))
                        .may("lat", shape::number(-90.0, 90.0).like("51.5"))
                        .may("lon", shape::number(-180.0, 180.0).like("-0.1")),
                )
                .gives(200, shape::list(town, 8)),
            towns,
        )
        .looks(
            get("/api/v1/interests", "interests")
                .says("The interests that have a name in every language")
                .more("A field `interest` takes any other word as well.")
                .anyone()
                .gives(200, record().has("items", shape::list(interest, interests::WELL_KNOWN.len()))),
            known,
        )
}

/// Around where, about what, with which words.
fn around() -> Shape {
    record()
        .may("q", text(100).says("The beginning of words of its name.").like("chess"))
        .may("town", text(120).says("Around that town; anywhere where it is left out.").like("Munich, Bavaria, DE"))
        .may(
            "km",
            word(&["5", "10", "25", "50", "100"]).says("How far from there; 25 where it is left out.").like("25"),
        )
        .may("interest", text(40).like("chess"))
}

/// What is looked for. On the pages a town that is left out is the viewer's own; here it is none.
fn search(call: &Call) -> Result<Search> {
    let query = if call.query.has("town") { call.query.clone() } else { call.query.clone().with("town", "") };
    let (search, problems) = Search::read(&query, None);
    problems.check()?;
    Ok(search)
}

fn find_gatherings(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (search, cursor) = (search(call)?, Cursor::of(call)?);
    let after = cursor.after(gatherings::read_place)?;
    let filter = search.gatherings(look.now, &look.zone);
    let gatherings::Searched { found, further } = gatherings::search_after(look, &filter, after, cursor.limit + 1)?;
    let look = &*look;
    if let Some((starts_at, id)) = further {
        let items = found.iter().map(|brief| gatherings::brief_json(look, brief)).collect();
        return Ok(part(items, Some(format!("{}.{id}", starts_at.ms()))));
    }
    cursor.said(found, gatherings::place_of, |brief| Ok(gatherings::brief_json(look, brief)))
}

fn find_communities(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (search, cursor) = (search(call)?, Cursor::of(call)?);
    let filter = communities::Filter {
        place: search.place(),
        interest: search.interest.clone(),
        text: Some(search.text.clone()),
        not_mine: false,
        after: cursor.after(after_community)?,
    };
    let found = communities::near(look, &filter, cursor.limit + 1)?;
    cursor.said(found, |last| format!("{}.{}", last.members, last.id), |brief| Ok(communities::brief_json(brief)))
}

/// `GET /api/v1/towns?q=mun`, or `?lat=48.1&lon=11.6` for the town one is in.
fn towns(_: &mut Look<'_>, call: &Call) -> Result<Said> {
    let here = match (call.query.some("lat"), call.query.some("lon")) {
        (None, None) => None,
        (lat, lon) => Some(point(lat, lon)?),
    };
    let typed: String = call.query.text("q").chars().take(100).collect();
    let all: Vec<Value> = town::suggestions(&typed, here)
        .iter()
        .map(|place| json!({ "id": place.id, "label": town::label(place), "zone": place.zone }))
        .collect();
    Ok(Said::ok(all.into()))
}

fn point(lat: Option<&str>, lon: Option<&str>) -> Result<Point> {
    let degrees = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok()).unwrap_or(f64::NAN);
    Point::new(degrees(lat), degrees(lon)).map_err(|bad| match bad {
        visavis_places::BadPoint::Latitude => Error::invalid("lat", "problem-find-latitude"),
        visavis_places::BadPoint::Longitude => Error::invalid("lon", "problem-find-longitude"),
    })
}

fn known(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let say = look.say;
    let all: Vec<Value> = interests::WELL_KNOWN
        .iter()
        .map(|slug| json!({ "interest": slug, "label": interests::label(say, slug) }))
        .collect();
    Ok(Said::ok(json!({ "items": all })))
}
