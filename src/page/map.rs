//! Maps, drawn here as SVG: land and water, borders and the larger towns, from what the program carries with it; or over
//! the tiles of a server that the operator names. They are seen, moved and followed without script.

use std::fmt::{self, Write};

use maud::{Markup, html};
use visavis_places::{
    Line, Place, Point, borders, largest_in,
    mercator::{MOST_LAT, TILE, km_per_pixel, project, unproject},
    shores,
};

use crate::config::Tiles;

/// The style of pages with a map.
pub const STYLE: &str = "css/map.css";
/// What moves a map without loading the page anew.
pub const SCRIPT: &str = "js/map.js";

/// How far out and how far in a map goes.
const ZOOMS: std::ops::RangeInclusive<u8> = 1..=12;
/// So far beyond its frame a map is drawn, so that something is there while it is dragged (pixels).
const BEYOND: f64 = 140.0;
/// Marks nearer to each other than this are shown as one (pixels).
const NEAR: f64 = 38.0;

/// What part of the world is looked at: its middle and how near.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    lat: f64,
    lon: f64,
    zoom: u8,
}

/// How large a map is (pixels). What is seen of it depends on the screen; `sure` is what fits on a phone.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Its width and height.
    pub size: (f64, f64),
    /// The width and height around its middle that are seen on any screen.
    pub sure: (f64, f64),
    /// How many towns are named.
    pub names: usize,
}

/// A map that is a page's matter.
pub const LARGE: Frame = Frame { size: (960.0, 420.0), sure: (300.0, 380.0), names: 26 };
/// A map beside other things.
pub const SMALL: Frame = Frame { size: (720.0, 200.0), sure: (300.0, 180.0), names: 9 };

impl View {
    /// Everything there is.
    pub const WORLD: Self = Self { lat: 25.0, lon: 10.0, zoom: 1 };

    /// Reads `48.137,11.575,9`: degrees north and east, and the zoom.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let (lat, lon, zoom) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let point = Point::new(lat, lon).ok().filter(|_| parts.next().is_none())?;
        Some(Self::at(point, zoom))
    }

    /// Around a point; the zoom as near to that as there is.
    pub fn at(point: Point, zoom: u8) -> Self {
        let round = |degrees: f64| (degrees * 1_000.0).round() / 1_000.0;
        let zoom = zoom.clamp(*ZOOMS.start(), *ZOOMS.end());
        Self { lat: round(point.lat().clamp(-MOST_LAT, MOST_LAT)), lon: round(point.lon()), zoom }
    }

    /// The nearest view in which so many kilometres around a point are seen.
    pub fn around(point: Point, km: f64, frame: &Frame) -> Self {
        let least = frame.sure.0.min(frame.sure.1);
        let fits = |zoom: &u8| 2.0 * km <= least * km_per_pixel(point.lat(), f64::from(*zoom));
        Self::at(point, ZOOMS.rev().find(fits).unwrap_or(*ZOOMS.start()))
    }

    /// The nearest view in which all these points are seen; at most so near as a town is with what surrounds it.
    pub fn of(points: &[Point], frame: &Frame) -> Self {
        let [mut west, mut south, mut east, mut north] = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for point in points {
            let (x, y) = project(point.lat(), point.lon(), 0.0);
            (west, east) = (west.min(x), east.max(x));
            (south, north) = (south.min(y), north.max(y));
        }
        if points.is_empty() {
            return Self::WORLD;
        }
        let fits = |zoom: &u8| {
            let scale = f64::from(*zoom).exp2();
            (east - west) * scale <= frame.sure.0 - 60.0 && (north - south) * scale <= frame.sure.1 - 60.0
        };
        let middle = unproject(f64::midpoint(west, east), f64::midpoint(south, north), 0.0);
        (1..=9).rev().find(fits).map_or(Self::WORLD, |zoom| Self::at(middle, zoom))
    }

    /// The same moved by so many pixels to the east and to the south.
    #[must_use]
    pub fn moved(self, east: f64, south: f64) -> Self {
        let (x, y) = self.middle();
        Self::at(unproject(x + east, y + south, self.scale()), self.zoom)
    }

    /// The same one step nearer or farther; `None` where there is none.
    pub fn zoomed(self, nearer: bool) -> Option<Self> {
        let zoom = if nearer { self.zoom + 1 } else { self.zoom - 1 };
        ZOOMS.contains(&zoom).then_some(Self { zoom, ..self })
    }

    /// The west, south, east and north that are seen where the whole frame is (degrees). A west beyond the east is around
    /// the back of the globe.
    pub fn bounds(self, frame: &Frame) -> [f64; 4] {
        let ((x, y), (width, height)) = (self.middle(), frame.size);
        let (low, high) = (unproject(x, y + height / 2.0, self.scale()), unproject(x, y - height / 2.0, self.scale()));
        if width >= TILE * self.scale().exp2() {
            return [-180.0, low.lat(), 180.0, high.lat()];
        }
        let (west, east) = (unproject(x - width / 2.0, y, self.scale()), unproject(x + width / 2.0, y, self.scale()));
        [west.lon(), low.lat(), east.lon(), high.lat()]
    }

    /// A circle that holds all of it: its middle and kilometres.
    pub fn circle(self, frame: &Frame) -> (Point, f64) {
        let (x, y) = self.middle();
        let middle = unproject(x, y, self.scale());
        let corner = frame.size.0.hypot(frame.size.1) / 2.0;
        // A pixel is largest where the map is nearest to the equator.
        let [_, south, _, north] = self.bounds(frame);
        let widest = if south <= 0.0 && north >= 0.0 { 0.0 } else { south.abs().min(north.abs()) };
        (middle, corner * km_per_pixel(widest, self.scale()))
    }

    /// Whether a point is within those bounds.
    pub fn has(self, point: Point, frame: &Frame) -> bool {
        let [west, south, east, north] = self.bounds(frame);
        let lon = point.lon();
        let across = if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east };
        across && (south..=north).contains(&point.lat())
    }

    /// How far apart the points of a line are at least (pixels): farther where all the world is to be sent.
    fn step(self) -> f64 {
        if self.zoom <= 3 { 2.5 } else { 1.5 }
    }

    fn scale(self) -> f64 {
        f64::from(self.zoom)
    }

    /// Where its middle lies on the whole map.
    fn middle(self) -> (f64, f64) {
        project(self.lat, self.lon, self.scale())
    }

    /// Where a point lies in the frame: around the globe by the shorter way.
    fn place(self, lat: f64, lon: f64, frame: &Frame) -> (f64, f64) {
        let ((x, y), (left, top)) = (project(lat, lon, self.scale()), self.corner(frame));
        let width = TILE * self.scale().exp2();
        let off = x - left - frame.size.0 / 2.0;
        (off - (off / width).round() * width + frame.size.0 / 2.0, y - top)
    }

    /// Where the frame's left upper corner lies on the whole map.
    fn corner(self, frame: &Frame) -> (f64, f64) {
        let (x, y) = self.middle();
        (x - frame.size.0 / 2.0, y - frame.size.1 / 2.0)
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}", self.lat, self.lon, self.zoom)
    }
}

/// Something at a place on a map.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where.
    pub point: Point,
    /// What the place is called.
    pub name: String,
    /// How many there are.
    pub count: usize,
    /// Whether the viewer goes to one of them.
    pub mine: bool,
    /// Where it leads.
    pub href: String,
}

/// Spots that are shown as one mark.
#[derive(Debug, Clone)]
pub struct Cluster<'a> {
    /// The largest of them first.
    pub spots: Vec<&'a Spot>,
    /// How many there are at all of them.
    pub count: usize,
    x: f64,
    y: f64,
}

impl Cluster<'_> {
    /// Where a reader gets nearer to its spots.
    pub fn view(&self, view: View) -> Option<View> {
        let points: Vec<Point> = self.spots.iter().map(|spot| spot.point).collect();
        let wide = View::of(&points, &LARGE);
        let zoom = wide.zoom.max(view.zoom + 1).min(*ZOOMS.end());
        (zoom > view.zoom).then_some(View { zoom, ..wide })
    }
}

/// Puts what lies close together into one: the largest take the others in.
pub fn clusters<'a>(view: View, frame: &Frame, spots: &'a [Spot]) -> Vec<Cluster<'a>> {
    let mut order: Vec<&Spot> = spots.iter().collect();
    order.sort_by_key(|spot| std::cmp::Reverse(spot.count));
    let mut found: Vec<Cluster<'a>> = Vec::new();
    for spot in order {
        let (x, y) = view.place(spot.point.lat(), spot.point.lon(), frame);
        match found.iter_mut().find(|other| (other.x - x).hypot(other.y - y) < NEAR) {
            Some(other) => {
                other.count += spot.count;
                other.spots.push(spot);
            }
            None => found.push(Cluster { spots: vec![spot], count: spot.count, x, y }),
        }
    }
    found
}

/// A mark as it is drawn.
pub struct Mark<'a> {
    /// What it stands for.
    pub cluster: Cluster<'a>,
    /// Where it leads; a mark without is not a link.
    pub href: Option<String>,
    /// What it says.
    pub label: String,
}

/// The picture.
pub fn draw(view: View, frame: &Frame, tiles: Option<&Tiles>, label: &str, marks: &[Mark<'_>]) -> Markup {
    let (width, height) = frame.size;
    let linked = marks.iter().any(|mark| mark.href.is_some());
    html! {
        svg.map-picture viewBox={ "0 0 " (width) " " (height) } preserveAspectRatio="xMidYMid slice"
            role=(if linked { "group" } else { "img" }) aria-label=(label) {
            rect.map-sea width=(width) height=(height) {}
            g.map-world {
                @if let Some(tiles) = tiles.filter(|tiles| tiles.cover(view.zoom)) {
                    (tiled(view, frame, tiles))
                } @else {
                    path.map-land d=(land(view, frame)) {}
                    path.map-border d=(lines(view, frame)) {}
                    (names(view, frame, marks))
                }
                @for mark in marks { (mark_of(mark)) }
            }
        }
    }
}

fn mark_of(mark: &Mark<'_>) -> Markup {
    let count = mark.cluster.count;
    let mine = mark.cluster.spots.iter().any(|spot| spot.mine);
    let radius = match count {
        0..=9 => 14,
        10..=99 => 17,
        _ => 20,
    };
    let drawn = html! {
        circle.map-hit r="22" {}
        circle.map-disc r=(radius) {}
        @if count > 0 {
            text dy=".36em" { (count) }
        } @else if let Some(spot) = mark.cluster.spots.first() {
            text.map-here x="20" dy=".36em" { (spot.name) }
        }
    };
    let at = format!("translate({:.1} {:.1})", mark.cluster.x, mark.cluster.y);
    let class = if mine { "map-mark mine" } else { "map-mark" };
    html! {
        @if let Some(href) = &mark.href {
            a class=(class) href=(href) aria-label=(mark.label) transform=(at) { (drawn) }
        } @else {
            g class=(class) transform=(at) { (drawn) }
        }
    }
}

/// The tiles of a server, as far as they are in the frame.
fn tiled(view: View, frame: &Frame, tiles: &Tiles) -> Markup {
    let (left, top) = view.corner(frame);
    let count = 1_i64 << view.zoom;
    let first = |from: f64| (from / TILE).floor() as i64;
    html! {
        g.map-tiles {
            @for y in first(top).max(0)..=first(top + frame.size.1).min(count - 1) {
                @for x in first(left)..=first(left + frame.size.0) {
                    image href=(tiles.at(view.zoom, x.rem_euclid(count), y)) width="256" height="256"
                        x={ (format!("{:.1}", x as f64 * TILE - left)) } y={ (format!("{:.1}", y as f64 * TILE - top)) } {}
                }
            }
        }
    }
}

/// The largest towns that can be named without covering each other or a mark.
fn names(view: View, frame: &Frame, marks: &[Mark<'_>]) -> Markup {
    let mut taken: Vec<[f64; 4]> = marks
        .iter()
        .map(|mark| {
            // One without a number has its name beside it.
            let named = mark.cluster.spots.first().filter(|_| mark.cluster.count == 0);
            let right = 20.0 + 8.0 * named.map_or(0.0, |spot| spot.name.chars().count() as f64);
            [mark.cluster.x - 20.0, mark.cluster.y - 20.0, mark.cluster.x + right, mark.cluster.y + 20.0]
        })
        .collect();
    let mut shown: Vec<(Place, f64, f64)> = Vec::new();
    for town in largest_in(view.bounds(frame), 12 * frame.names) {
        let (x, y) = view.place(town.lat, town.lon, frame);
        // A letter is some seven pixels wide.
        let wanted = [x - 5.0, y - 11.0, x + 10.0 + 7.2 * town.name.chars().count() as f64, y + 11.0];
        let inside = wanted[2] < frame.size.0 && wanted[1] > 0.0 && wanted[3] < frame.size.1;
        let free = taken
            .iter()
            .all(|other| wanted[0] > other[2] || wanted[2] < other[0] || wanted[1] > other[3] || wanted[3] < other[1]);
        if inside && free {
            taken.push(wanted);
            shown.push((town, x, y));
            if shown.len() >= frame.names {
                break;
            }
        }
    }
    html! {
        g.map-towns aria-hidden="true" {
            @for (town, x, y) in shown {
                circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="2.5" {}
                text x=(format!("{:.1}", x + 6.0)) y=(format!("{y:.1}")) dy=".35em" { (town.name) }
            }
        }
    }
}

/// The frame with what is drawn beyond it: left, top, right, bottom.
fn drawn(frame: &Frame) -> [f64; 4] {
    [-BEYOND, -BEYOND, frame.size.0 + BEYOND, frame.size.1 + BEYOND]
}

/// Where a line comes to lie, once for each time around the globe that it is in what is drawn.
fn laid(view: View, frame: &Frame, line: &Line) -> Vec<Vec<(f64, f64)>> {
    let ((left, top), world) = (view.corner(frame), TILE * view.scale().exp2());
    let [west, south, east, north] = line.bounds.map(f64::from);
    let (low, high) = (project(south, west, view.scale()), project(north, east, view.scale()));
    let [x0, y0, x1, y1] = drawn(frame);
    // What is smaller than a step is not seen.
    if high.0 - low.0 < view.step() && low.1 - high.1 < view.step() {
        return Vec::new();
    }
    (-1..=1)
        .map(|turn| f64::from(turn) * world - left)
        .filter(|shift| low.0 + shift <= x1 && high.0 + shift >= x0 && high.1 - top <= y1 && low.1 - top >= y0)
        .map(|shift| {
            let points = line.points.iter().map(|[lon, lat]| {
                let (x, y) = project(f64::from(*lat), f64::from(*lon), view.scale());
                (x + shift, y - top)
            });
            points.collect()
        })
        .collect()
}

fn land(view: View, frame: &Frame) -> String {
    let mut path = String::new();
    for shore in shores() {
        for ring in laid(view, frame, shore) {
            let ring = thinned(&cut(ring, drawn(frame)), view.step());
            if ring.len() > 2 {
                write_line(&mut path, &ring);
                path.push('z');
            }
        }
    }
    path
}

fn lines(view: View, frame: &Frame) -> String {
    let [x0, y0, x1, y1] = drawn(frame);
    let mut path = String::new();
    for border in borders() {
        for points in laid(view, frame, border) {
            // Runs of steps that may be seen; whether a step is, its own bounds say.
            let mut run: Vec<(f64, f64)> = Vec::new();
            for step in points.windows(2) {
                let &[a, b] = step else { continue };
                let seen = a.0.max(b.0) >= x0 && a.0.min(b.0) <= x1 && a.1.max(b.1) >= y0 && a.1.min(b.1) <= y1;
                if seen && run.is_empty() {
                    run.push(a);
                }
                if seen {
                    run.push(b);
                } else if !run.is_empty() {
                    write_line(&mut path, &thinned(&std::mem::take(&mut run), view.step()));
                }
            }
            write_line(&mut path, &thinned(&run, view.step()));
        }
    }
    path
}

/// A ring cut to a rectangle, edge by edge (Sutherland and Hodgman).
fn cut(ring: Vec<(f64, f64)>, [x0, y0, x1, y1]: [f64; 4]) -> Vec<(f64, f64)> {
    /// How far within an edge a point is: of x or of y, and whether the edge is the lower.
    fn within(point: (f64, f64), (of_x, edge, lower): (bool, f64, bool)) -> f64 {
        let value = if of_x { point.0 } else { point.1 };
        if lower { value - edge } else { edge - value }
    }
    [(true, x0, true), (true, x1, false), (false, y0, true), (false, y1, false)].into_iter().fold(ring, |ring, edge| {
        let mut kept = Vec::with_capacity(ring.len());
        let Some(mut before) = ring.last().copied() else { return kept };
        for point in ring {
            let (a, b) = (within(before, edge), within(point, edge));
            if (a < 0.0) != (b < 0.0) {
                let part = a / (a - b);
                kept.push((before.0 + (point.0 - before.0) * part, before.1 + (point.1 - before.1) * part));
            }
            if b >= 0.0 {
                kept.push(point);
            }
            before = point;
        }
        kept
    })
}

/// The same without points that are hardly apart; the last one stays.
fn thinned(points: &[(f64, f64)], step: f64) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let apart = kept.last().is_none_or(|last| (last.0 - point.0).hypot(last.1 - point.1) >= step);
        if apart || at + 1 == points.len() {
            kept.push(*point);
        }
    }
    kept
}

/// Adds a line to the data of a path, in tenths of a pixel.
fn write_line(path: &mut String, points: &[(f64, f64)]) {
    let mut before: Option<(i64, i64)> = None;
    for (x, y) in points {
        let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        let (name, step) = match before {
            None => ('M', at),
            Some(before) => ('l', (at.0 - before.0, at.1 - before.1)),
        };
        let tenths = |number: i64| number as f64 / 10.0;
        // Writing to a text can't fail.
        write!(path, "{name}{} {}", tenths(step.0), tenths(step.1)).ok();
        before = Some(at);
    }
}

/// The links with which a map is moved. `url` gives the address of another view; `words` are what they are called.
pub fn ways(view: View, frame: &Frame, url: &dyn Fn(View) -> String, words: &[&str; 6]) -> Markup {
    let (across, down) = (frame.sure.0 / 2.0, frame.sure.1 / 2.0);
    let all = [
        ("in", "+", view.zoomed(true)),
        ("out", "−", view.zoomed(false)),
        ("north", "↑", Some(view.moved(0.0, -down))),
        ("west", "←", Some(view.moved(-across, 0.0))),
        ("east", "→", Some(view.moved(across, 0.0))),
        ("south", "↓", Some(view.moved(0.0, down))),
    ];
    html! {
        ul.map-ways {
            @for ((way, sign, to), word) in all.into_iter().zip(words) {
                @if let Some(to) = to {
                    li.{ "map-" (way) } { a href=(url(to)) data-way=(way) rel="nofollow" title=(word) { span aria-hidden="true" { (sign) } span.visually-hidden { (word) } } }
                }
            }
        }
    }
}

/// Whose data a map shows, as their licences ask.
pub fn credits(tiles: Option<&Tiles>) -> Markup {
    match tiles {
        Some(tiles) => html! { (tiles.attribution) " · " (visavis_places::ATTRIBUTION) },
        None => html! { (visavis_places::OUTLINE) " · " (visavis_places::ATTRIBUTION) },
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    fn spot(lat: f64, lon: f64, count: usize) -> Spot {
        Spot { point: point(lat, lon), name: format!("{lat}"), count, mine: false, href: String::new() }
    }

    #[test]
    fn an_address_reads_back_as_the_same_view() {
        let view = View::at(point(48.137_43, 11.575_49), 9);
        assert_eq!(view.to_string(), "48.137,11.575,9");
        assert_eq!(View::read("48.137,11.575,9"), Some(view));
        assert_eq!(View::read("0,0,200").unwrap().to_string(), "0,0,12");
        for nonsense in ["", "48,11", "91,0,3", "0,181,3", "a,b,c", "1,2,3,4", "NaN,0,3", "0,0,-1", "0,0,999"] {
            assert_eq!(View::read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_asked_for_is_in_the_frame() {
        let munich = point(48.137, 11.575);
        let view = View::around(munich, 25.0, &LARGE);
        assert_eq!(view.zoom, 9);
        assert!(view.has(munich, &LARGE) && !view.has(point(52.5, 13.4), &LARGE));
        assert!(View::around(munich, 5.0, &LARGE).zoom > View::around(munich, 100.0, &LARGE).zoom);
        let both = [munich, point(52.52, 13.4)];
        let view = View::of(&both, &LARGE);
        assert!(both.iter().all(|point| view.has(*point, &LARGE)));
        assert_eq!(View::of(&[munich], &LARGE).zoom, 9);
        assert_eq!(View::of(&[], &LARGE), View::WORLD);
        assert!(View::WORLD.has(point(-33.9, 151.2), &LARGE) && View::WORLD.has(munich, &LARGE));
    }

    #[test]
    fn around_the_back_of_the_globe_things_stay_near() {
        let fiji = View::at(point(-17.0, 179.9), 6);
        let [west, _, east, _] = fiji.bounds(&LARGE);
        assert!(west > east);
        assert!(fiji.has(point(-17.0, -179.5), &LARGE) && !fiji.has(point(-17.0, 0.0), &LARGE));
        let (x, _) = fiji.place(-17.0, -179.5, &LARGE);
        assert!((480.0..600.0).contains(&x), "{x}");
        assert!(fiji.moved(200.0, 0.0).lon < -170.0);
    }

    #[test]
    fn marks_that_would_cover_each_other_are_one() {
        let spots = [spot(48.1, 11.5, 1), spot(48.13, 11.57, 7), spot(52.5, 13.4, 2)];
        let far = View::at(point(50.0, 12.0), 5);
        let found = clusters(far, &LARGE, &spots);
        assert_eq!(found.iter().map(|one| (one.count, one.spots.len())).collect::<Vec<_>>(), [(8, 2), (2, 1)]);
        assert_eq!(found[0].spots[0].count, 7, "the largest gives its place");
        let near = found[0].view(far).unwrap();
        assert!(near.zoom > far.zoom && near.has(spots[0].point, &LARGE));
        assert_eq!(clusters(View::at(point(48.1, 11.5), 11), &LARGE, &spots).len(), 3);
    }

    #[test]
    fn the_sea_is_empty_and_land_fills_the_frame() {
        assert_eq!(land(View::at(point(-30.0, -25.0), 8), &LARGE), "");
        // Inland there is nothing but land, up to the corners.
        let inland = land(View::at(point(50.0, 30.0), 9), &SMALL);
        assert!(inland.starts_with('M') && inland.ends_with('z') && inland.len() < 80, "{inland}");
        let world = draw(View::WORLD, &LARGE, None, "The world", &[]).into_string();
        assert!((20_000..120_000).contains(&world.len()), "{}", world.len());
        assert!(!lines(View::at(point(49.0, 8.2), 8), &LARGE).is_empty(), "the Rhine is a border there");
    }

    proptest! {
        #[test]
        fn what_is_cut_lies_within(ring in proptest::collection::vec((-500.0..1500.0, -500.0..1500.0), 0..40)) {
            for (x, y) in cut(ring, [0.0, 0.0, 100.0, 50.0]) {
                prop_assert!((-1e-6..=100.000_001).contains(&x) && (-1e-6..=50.000_001).contains(&y));
            }
        }

        #[test]
        fn the_circle_holds_the_frame(lat in -70.0..70.0, lon in -179.0..179.0, zoom in 5_u8..12, x in 0.0..1.0, y in 0.0..1.0) {
            let view = View::at(point(lat, lon), zoom);
            let (left, top) = view.corner(&LARGE);
            let at = unproject(left + x * LARGE.size.0, top + y * LARGE.size.1, view.scale());
            let (middle, km) = view.circle(&LARGE);
            prop_assert!(visavis_places::distance_km(middle, at) <= km * 1.02);
        }

        #[test]
        fn any_view_is_drawn(lat in -90.0..90.0, lon in -180.0..180.0, zoom in 1_u8..13) {
            let view = View::at(point(lat, lon), zoom);
            let paths = land(view, &LARGE) + &lines(view, &LARGE);
            prop_assert!(paths.chars().all(|char| char.is_ascii_digit() || "Mlz .-".contains(char)), "{paths}");
            prop_assert!(paths.len() < 150_000, "{}", paths.len());
        }
    }
}
