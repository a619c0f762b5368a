//! What was found, on a map; and beside it the same in words.

use std::collections::BTreeMap;

use maud::html;
use visavis_places::Point;

use super::{
    model::{Search, Way},
    views::{self, Tab},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{self as meeting, Brief, Reply},
    page::{
        Page,
        map::{self, Cluster, LARGE, Mark, Spot, View},
    },
    town,
};

/// So many gatherings are shown on one map.
const MOST: usize = 200;

/// A town with what is there.
struct There {
    id: u32,
    spot: Spot,
    briefs: Vec<Brief>,
}

/// The page.
pub fn page(look: &mut Look<'_>, search: &Search, problems: &Problems) -> Result<Page> {
    let (view, found, more, further) = found(look, search, problems)?;
    let there = by_town(found);
    let spots: Vec<Spot> = there.iter().map(|there| there.spot.clone()).collect();
    let look = &*look;
    let (say, tiles) = (look.say, look.shared.config.tiles.as_ref());
    let moved = |view: View| Search { at: Some(view), ..search.clone() }.url("/find", None);
    let marks: Vec<Mark<'_>> = map::clusters(view, &LARGE, &spots)
        .into_iter()
        .map(|cluster| Mark { href: Some(leads_to(&cluster, view, &moved)), label: name(look, &cluster), cluster })
        .collect();
    let count: usize = spots.iter().map(|spot| spot.count).sum();
    let mut said = match (count, more) {
        (0, _) if further.is_some() => String::new(),
        (0, _) => say.t("find-map-nothing").to_owned(),
        (_, true) => say.with("find-map-first", args! { n: count as i64, towns: spots.len() as i64 }),
        (_, false) => say.with("find-map-said", args! { n: count as i64, towns: spots.len() as i64 }),
    };
    if let Some(place) = further {
        said = [said, views::looked(look, place)].join(" ").trim().to_owned();
    }
    let words = [
        say.t("map-in"),
        say.t("map-out"),
        say.t("map-north"),
        say.t("map-west"),
        say.t("map-east"),
        say.t("map-south"),
    ];
    let results = html! {
        div.map #map data-at=(view) role="group" aria-label=(say.t("map-keys")) {
            (map::draw(view, &LARGE, tiles, say.t("map-title"), &marks))
            (map::ways(view, &LARGE, &moved, &words))
        }
        p #map-said role="status" { (said) }
        div.map-list.flow #map-list {
            @for there in &there {
                section id={ "at-" (there.id) } {
                    h2 { (there.spot.name) }
                    ul.gatherings { @for brief in &there.briefs { li { (meeting::row(look, brief)) } } }
                }
            }
            @if there.is_empty() && problems.0.is_empty() && further.is_none() { (views::nothing(look, search, Tab::Gatherings)) }
            p.small.soft { (map::credits(tiles)) }
        }
    };
    let page =
        views::page(look, search, problems, Tab::Gatherings, &results, None).script(map::SCRIPT).style(map::STYLE);
    // There is no end of views to be moved to: search engines need none of them.
    let page = if search.at.is_some() { page.private() } else { page };
    Ok(views::with_aside(look, search, problems, page))
}

/// What part of the world is shown, what is there, whether there is more, and how far was looked where that was not to the
/// end.
type Found = (View, Vec<Brief>, bool, Option<meeting::ListPlace>);

fn found(look: &mut Look<'_>, search: &Search, problems: &Problems) -> Result<Found> {
    let around = search.place().map(|(point, km)| View::around(point, km, &LARGE));
    if !problems.0.is_empty() {
        return Ok((search.at.or(around).unwrap_or(View::WORLD), Vec::new(), false, None));
    }
    let mut filter = meeting::Filter { once: true, ..search.gatherings(look.now, &look.zone) };
    if let Some(view) = search.at {
        filter.place = Some(view.circle(&LARGE));
    }
    // What the map's corners leave out is looked for all the same.
    let most = if search.at.is_some() { 2 * MOST } else { MOST + 1 };
    let meeting::Searched { mut found, further } = meeting::search_after(look, &filter, None, most)?;
    let all_read = found.len() < most;
    if let Some(view) = search.at {
        found.retain(|brief| town::stored(brief.place).is_some_and(|town| view.has(town.point(), &LARGE)));
    }
    let more = !all_read || found.len() > MOST;
    found.truncate(MOST);
    let view = search.at.or(around).unwrap_or_else(|| {
        let points: Vec<Point> =
            found.iter().filter_map(|brief| town::stored(brief.place)).map(|town| town.point()).collect();
        View::of(&points, &LARGE)
    });
    Ok((view, found, more, further))
}

/// By town, that with the next gathering first.
fn by_town(found: Vec<Brief>) -> Vec<There> {
    let mut order = Vec::new();
    let mut towns: BTreeMap<u32, Vec<Brief>> = BTreeMap::new();
    for brief in found {
        let Some(town) = town::stored(brief.place) else { continue };
        if !towns.contains_key(&town.id) {
            order.push(town);
        }
        towns.entry(town.id).or_default().push(brief);
    }
    order
        .into_iter()
        .map(|town| {
            let briefs = towns.remove(&town.id).unwrap_or_default();
            let href = match briefs.as_slice() {
                [only] => only.url.clone(),
                _ => format!("#at-{}", town.id),
            };
            let mine = briefs.iter().any(|brief| brief.reply == Some(Reply::Yes) && !brief.cancelled);
            let spot = Spot { point: town.point(), name: town.name.to_owned(), count: briefs.len(), mine, href };
            There { id: town.id, spot, briefs }
        })
        .collect()
}

/// A mark of one town leads to what is there, one of several nearer to them.
fn leads_to(cluster: &Cluster<'_>, view: View, moved: &dyn Fn(View) -> String) -> String {
    match cluster.spots.as_slice() {
        [only] => only.href.clone(),
        several => match cluster.view(view) {
            Some(nearer) => moved(nearer),
            None => several.first().map(|first| first.href.clone()).unwrap_or_default(),
        },
    }
}

/// `Munich: 3 gatherings`, `Munich and 2 more towns: 5 gatherings`.
fn name(look: &Look<'_>, cluster: &Cluster<'_>) -> String {
    let first = cluster.spots.first().map(|spot| spot.name.as_str()).unwrap_or_default();
    let (n, others) = (cluster.count as i64, cluster.spots.len() as i64 - 1);
    if others == 0 {
        look.say.with("find-map-mark", args! { town: first, n: n })
    } else {
        look.say.with("find-map-marks", args! { town: first, others: others, n: n })
    }
}

/// The search for what else is around a town.
pub fn around(place: visavis_places::Place) -> String {
    let search = Search { way: Way::Map, town: Some(place), ..Search::read(&crate::http::Fields::default(), None).0 };
    search.url("/find", None)
}
