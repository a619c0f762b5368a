//! H3 cells: what a coordinate is searched by, and what others see of it.
//!
//! A row keeps the cell of its coordinate at [`STORED_RESOLUTION`], as a number that SQL compares. The cells within a
//! coarser one are an unbroken run of such numbers, so "within 30 km" is a few dozen `cell BETWEEN $1 AND $2`
//! ([`spans`]), and then [`distance_km`] on what they find.

use crate::{Point, distance_km};
use h3o::{CellIndex, LatLng, Resolution};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// The resolution that rows keep: cells of about 0.1 km², 200 m to a side.
pub const STORED_RESOLUTION: u8 = 9;
/// The resolution of [`areas`]: cells of about 1,800 km², 45 km across.
const AREA_RESOLUTION: u8 = 4;
/// So many low bits of a stored cell name its place within its area: three for each finer resolution.
const AREA_SHIFT: u32 = 3 * (15 - AREA_RESOLUTION as u32);
/// What is asked is nearly always a town and one of a few distances, and a walk over cells takes a tenth of a
/// millisecond: so many answers are kept (some 200 bytes each), then all are dropped.
const MOST_KEPT: usize = 4_096;
/// The most cells that [`cover`] answers with, as long as the radius is under some 3,000 km.
const MOST_CELLS: usize = 60;

/// How exactly others see where something is. The owner chooses; it is applied before anything leaves the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The point itself.
    Exact,
    /// The middle of a cell of about 5 km² (resolution 7).
    Neighbourhood,
    /// The middle of a cell of about 250 km² (resolution 5).
    Town,
    /// Nothing.
    Hidden,
}

/// The cell that a point is in, at a resolution from 0 (4 million km²) to 15 (1 m²); beyond that, 15.
#[must_use]
pub fn cell(point: Point, resolution: u8) -> i64 {
    signed(cell_at(point, resolution_of(resolution)))
}

/// The middle of a cell, if it is one.
#[must_use]
pub fn centre(cell: i64) -> Option<Point> {
    CellIndex::try_from(u64::try_from(cell).ok()?).ok().map(middle)
}

/// The point as others may see it. It depends on the cell alone: many looks at a moving point tell no more than one
/// look at each cell.
#[must_use]
pub fn coarsen(point: Point, precision: Precision) -> Option<Point> {
    match precision {
        Precision::Exact => Some(point),
        Precision::Neighbourhood => Some(middle(cell_at(point, Resolution::Seven))),
        Precision::Town => Some(middle(cell_at(point, Resolution::Five))),
        Precision::Hidden => None,
    }
}

/// Cells of one resolution, at most [`STORED_RESOLUTION`], that hold every point within a radius (and some beyond): the
/// finest resolution that does with 60 cells. Sorted. A radius that is no number, or negative, is none.
///
/// Complete in both ways of asking: for a point's own cell at that resolution, and for the parent there of its stored cell.
#[must_use]
pub fn cover(point: Point, km: f64) -> Vec<i64> {
    let km = km.max(0.0);
    let mut cells = (1..=STORED_RESOLUTION)
        .rev()
        .map(resolution_of)
        // π (km + edge)² / (2.6 edge²) cells or so: what can't be 60 is not tried
        .filter(|r| km < 6.7 * r.edge_length_km())
        .find_map(|r| touched(point, km, r, MOST_CELLS))
        .or_else(|| touched(point, km, Resolution::Zero, usize::MAX))
        .unwrap_or_default();
    cells.sort_unstable();
    cells
}

/// [`cover`] as runs of cells at [`STORED_RESOLUTION`], first and last: `cell BETWEEN $1 AND $2`. Runs that touch are one.
#[must_use]
pub fn spans(point: Point, km: f64) -> Vec<(i64, i64)> {
    let mut spans: Vec<(CellIndex, CellIndex)> = Vec::new();
    for cell in cover(point, km).into_iter().filter_map(|c| CellIndex::try_from(u64::try_from(c).ok()?).ok()) {
        let Some((first, last)) = descendants(cell) else { continue };
        match spans.last_mut() {
            Some(run) if run.1.succ() == Some(first) => run.1 = last,
            _ => spans.push((first, last)),
        }
    }
    spans.into_iter().map(|(first, last)| (signed(first), signed(last))).collect()
}

/// Answers of [`areas`], by the bits of what was asked.
type Areas = HashMap<[u64; 3], Arc<[i64]>>;

/// The areas that hold every point within a radius (and some beyond), each as a stored cell without its last
/// 33 bits: `cell >> 33 = $1`, for an index that gives what is in an area in order. A few for a town's
/// surroundings, some 30 for 100 km. Sorted.
#[must_use]
pub fn areas(point: Point, km: f64) -> Arc<[i64]> {
    static KEPT: LazyLock<Mutex<Areas>> = LazyLock::new(Mutex::default);
    let asked = [point.lat().to_bits(), point.lon().to_bits(), km.to_bits()];
    // The map is whole at every step, also where another thread stopped within one.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept().get(&asked) {
        return known.clone();
    }
    let resolution = resolution_of(AREA_RESOLUTION);
    let stored = |area: i64| descendants(CellIndex::try_from(u64::try_from(area).ok()?).ok()?);
    let mut areas: Vec<i64> = touched(point, km.max(0.0), resolution, usize::MAX)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|area| stored(area).map(|(first, _)| signed(first) >> AREA_SHIFT))
        .collect();
    areas.sort_unstable();
    let areas: Arc<[i64]> = areas.into();
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(asked, areas.clone());
    areas
}

/// First and last of the stored cells within a cell.
fn descendants(cell: CellIndex) -> Option<(CellIndex, CellIndex)> {
    let stored = resolution_of(STORED_RESOLUTION);
    let last = cell.children_count(stored).checked_sub(1)?;
    Some((cell.child_at(0, stored)?, cell.child_at(last, stored)?))
}

/// The cells that a circle may touch, unless there are more than `most`. They hang together, so that walking from
/// neighbour to neighbour finds all of them.
fn touched(point: Point, km: f64, resolution: Resolution, most: usize) -> Option<Vec<i64>> {
    let home = cell_at(point, resolution);
    let mut seen = HashSet::from([home]);
    let mut queue = VecDeque::from([home]);
    let mut cells = Vec::new();
    while let Some(cell) = queue.pop_front() {
        cells.push(signed(cell));
        if cells.len() > most {
            return None;
        }
        for next in cell.grid_disk_safe(1) {
            if seen.insert(next) && touches(point, km, next) {
                queue.push_back(next);
            }
        }
    }
    Some(cells)
}

/// How far from a cell's middle a stored cell that counts as its descendant may reach, in distances to its farthest
/// corner. Cells don't nest exactly: seven hexagons make up a larger one but for a ragged rim, at each level anew, and
/// ρ = (√3 + ρ) / √7 gives 1.053 on a plane. Forty million random points reached 1.061 on the globe.
const RAGGED: f64 = 1.1;

/// False only for a cell that has no point of the circle, neither by its own shape nor by its descendants'.
fn touches(point: Point, km: f64, cell: CellIndex) -> bool {
    let middle = middle(cell);
    let beyond = distance_km(point, middle) - km;
    // No cell reaches as far as two mean edges, so the corners matter at the rim only.
    beyond <= 0.0
        || beyond < 2.0 * cell.resolution().edge_length_km() && {
            let radius = cell.boundary().iter().map(|corner| distance_km(middle, from_h3(*corner))).fold(0.0, f64::max);
            beyond <= radius * RAGGED + 0.001
        }
}

fn cell_at(point: Point, resolution: Resolution) -> CellIndex {
    // A point's degrees are finite, which is all that H3 asks.
    LatLng::new(point.lat(), point.lon()).unwrap_or_default().to_cell(resolution)
}

fn middle(cell: CellIndex) -> Point {
    from_h3(LatLng::from(cell))
}

fn from_h3(at: LatLng) -> Point {
    Point::clamped(at.lat(), at.lng())
}

fn resolution_of(resolution: u8) -> Resolution {
    Resolution::try_from(resolution).unwrap_or(Resolution::Fifteen)
}

/// The highest bit of a cell's number is always 0.
fn signed(cell: CellIndex) -> i64 {
    u64::from(cell).cast_signed()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use crate::EARTH_RADIUS_KM;
    use proptest::prelude::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    /// The point a distance away in a direction.
    fn away(from: Point, km: f64, bearing: f64) -> Point {
        let (lat, lon, d, b) =
            (from.lat().to_radians(), from.lon().to_radians(), km / EARTH_RADIUS_KM, bearing.to_radians());
        let to = (lat.sin() * d.cos() + lat.cos() * d.sin() * b.cos()).clamp(-1.0, 1.0).asin();
        let turn = (b.sin() * d.sin() * lat.cos()).atan2(d.cos() - lat.sin() * to.sin());
        let east = (lon + turn).to_degrees().rem_euclid(360.0);
        point(to.to_degrees(), if east > 180.0 { east - 360.0 } else { east })
    }

    #[test]
    fn no_cell_reaches_two_mean_edges() {
        for resolution in 0..=3 {
            let r = resolution_of(resolution);
            for cell in CellIndex::base_cells().flat_map(|base| base.children(r)) {
                let radius = cell.boundary().iter().map(|c| distance_km(middle(cell), from_h3(*c))).fold(0.0, f64::max);
                assert!(radius * RAGGED < 1.6 * r.edge_length_km(), "{cell}: {}", radius / r.edge_length_km());
            }
        }
    }

    /// The example of H3's own documentation for latLngToCell.
    #[test]
    fn known_cell() {
        assert_eq!(cell(point(37.3615593, -122.0553238), 7), 0x87283472bffffff);
        assert_eq!(cell(point(0.0, 0.0), 99), cell(point(0.0, 0.0), 15));
        assert_eq!(centre(-1), None);
        assert_eq!(centre(0), None);
    }

    #[test]
    fn areas_are_what_statements_shift_to() {
        assert_eq!(AREA_SHIFT, 33);
    }

    #[test]
    fn odd_radii() {
        let home = point(52.5, 13.4);
        assert_eq!(cover(home, f64::NAN), cover(home, 0.0));
        assert_eq!(cover(home, -3.0), cover(home, 0.0));
        assert_eq!(cover(home, f64::INFINITY).len(), 122, "the whole Earth");
        assert!(cover(home, 0.0).contains(&cell(home, STORED_RESOLUTION)));
        assert!(cover(home, 3_000.0).len() <= MOST_CELLS);
    }

    proptest! {
        #[test]
        fn cover_is_small_and_complete(
            lat in prop_oneof![4 => -90.0..=90.0, 1 => 89.0..=90.0], lon in prop_oneof![4 => -180.0..=180.0, 1 => 179.0..=180.0],
            km in prop_oneof![0.01..2.0, 2.0..100.0, 100.0..3000.0],
            spots in prop::collection::vec((0.0..=1.0f64, 0.0..360.0), 40),
        ) {
            let home = point(lat, lon);
            let cells = cover(home, km);
            prop_assert!(cells.len() <= MOST_CELLS, "{} cells", cells.len());
            prop_assert!(cells.is_sorted());
            let resolution = u8::from(CellIndex::try_from(cells[0].cast_unsigned()).unwrap().resolution());
            let spans = spans(home, km);
            prop_assert!(spans.len() <= cells.len());
            for (part, bearing) in spots {
                // half of them on the rim
                let spot = away(home, km * if part > 0.5 { 0.999_999 } else { part * 2.0 }, bearing);
                prop_assert!(cells.contains(&cell(spot, resolution)), "{spot:?}");
                let stored = cell(spot, STORED_RESOLUTION);
                prop_assert!(spans.iter().any(|(first, last)| (*first..=*last).contains(&stored)), "{spot:?}");
            }
        }

        #[test]
        fn areas_are_few_and_complete(
            lat in prop_oneof![4 => -90.0..=90.0, 1 => 89.0..=90.0], lon in prop_oneof![4 => -180.0..=180.0, 1 => 179.0..=180.0],
            km in 0.01..200.0, spots in prop::collection::vec((0.0..=1.0f64, 0.0..360.0), 20),
        ) {
            let home = point(lat, lon);
            let areas = areas(home, km);
            // Of a cell's 1,200 to 2,400 km², with those on the rim.
            let most = 8.0 + std::f64::consts::PI * (km + 35.0).powi(2) / 1_000.0;
            prop_assert!((areas.len() as f64) < most && areas.is_sorted(), "{} areas", areas.len());
            prop_assert_eq!(&areas, &super::areas(home, km), "the same when asked again");
            for (part, bearing) in spots {
                let spot = away(home, km * if part > 0.5 { 0.999_999 } else { part * 2.0 }, bearing);
                prop_assert!(areas.contains(&(cell(spot, STORED_RESOLUTION) >> AREA_SHIFT)), "{spot:?}");
            }
        }

        /// No run reaches beyond the cells it stands for.
        #[test]
        fn spans_are_exact(lat in -90.0..=90.0, lon in -180.0..=180.0, km in 0.1..500.0, far in 0.0..2000.0, bearing in 0.0..360.0) {
            let home = point(lat, lon);
            let spot = away(home, far, bearing);
            let cells = cover(home, km);
            let resolution = u8::from(CellIndex::try_from(cells[0].cast_unsigned()).unwrap().resolution());
            let stored = cell(spot, STORED_RESOLUTION);
            let parent = CellIndex::try_from(stored.cast_unsigned()).unwrap().parent(resolution_of(resolution)).unwrap();
            let spanned = spans(home, km).iter().any(|(first, last)| (*first..=*last).contains(&stored));
            prop_assert_eq!(spanned, cells.contains(&signed(parent)));
        }

        #[test]
        fn coarse_tells_the_cell_and_no_more(lat in -90.0..=90.0, lon in -180.0..=180.0, km in 0.0..2.0, bearing in 0.0..360.0) {
            let home = point(lat, lon);
            prop_assert_eq!(coarsen(home, Precision::Exact), Some(home));
            prop_assert_eq!(coarsen(home, Precision::Hidden), None);
            for (precision, resolution, most_km) in [(Precision::Neighbourhood, 7, 2.0), (Precision::Town, 5, 14.0)] {
                let shown = coarsen(home, precision).unwrap();
                prop_assert!(distance_km(home, shown) < most_km);
                prop_assert_eq!(coarsen(shown, precision), Some(shown));
                let other = away(home, km, bearing);
                if cell(other, resolution) == cell(home, resolution) {
                    prop_assert_eq!(coarsen(other, precision), Some(shown));
                }
            }
        }
    }
}
