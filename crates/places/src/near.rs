//! Finding places by where one is.

use crate::table::{BANDS, GRID, Place, place, point, population, u24_of, u32_of};
use crate::{EARTH_RADIUS_KM, Point, distance_km};

/// The place whose middle is nearest.
#[must_use]
pub fn nearest(to: Point) -> Place {
    place(closest(to, f64::INFINITY, 1).first().map_or(0, |found| found.1))
}

/// The places whose middle is at most so far away, the nearest first.
#[must_use]
pub fn within(of: Point, km: f64, limit: usize) -> Vec<Place> {
    closest(of, km, limit).into_iter().map(|(_, row)| place(row)).collect()
}

/// The places with most people within a west, south, east and north (degrees), the largest first. A west beyond the east
/// is around the back of the globe.
#[must_use]
pub fn largest_in([west, south, east, north]: [f64; 4], limit: usize) -> Vec<Place> {
    let band = |lat: f64| ((lat + 90.0) * 2.0).floor().clamp(0.0, 359.0) as usize;
    let bound = |band: usize| BANDS.get(band).map_or(0, |b| u32_of(*b));
    let runs: &[(f64, f64)] = if west <= east { &[(west, east)] } else { &[(west, 180.0), (-180.0, east)] };
    let mut found: Vec<(std::cmp::Reverse<u32>, usize)> = Vec::new();
    for band in band(south)..=band(north) {
        let rows = GRID.get(bound(band)..bound(band + 1)).unwrap_or_default();
        let row = |r: &[u8; 3]| u24_of(*r) as usize;
        for (west, east) in runs {
            let from = rows.partition_point(|r| point(row(r)).lon() < *west);
            for row in rows.get(from..).unwrap_or_default().iter().map(row) {
                let at = point(row);
                if at.lon() > *east {
                    break;
                }
                if (south..=north).contains(&at.lat()) {
                    found.push((std::cmp::Reverse(population(row)), row));
                }
            }
        }
        // Only the largest are wanted: now and then the rest is let go.
        if found.len() > 16 * limit + 1_024 {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
    }
    found.sort_unstable();
    found.truncate(limit);
    found.into_iter().map(|(_, row)| place(row)).collect()
}

/// Walks the half degrees of latitude outwards from the point, and in each the places east and west of it, until what
/// is left must be farther than what was found.
fn closest(to: Point, km: f64, limit: usize) -> Vec<(f64, usize)> {
    let mut found = Found { nearest: Vec::new(), limit, km };
    if limit == 0 || km.is_nan() || km < 0.0 {
        return found.nearest;
    }
    let home = ((to.lat() + 90.0) * 2.0).floor().clamp(0.0, 359.0) as usize;
    let band_km = |degrees: f64| degrees.max(0.0).to_radians() * EARTH_RADIUS_KM;
    for band in (0..=home).rev() {
        if band_km(to.lat() - ((band + 1) as f64 / 2.0 - 90.0)) > found.reach() {
            break;
        }
        found.walk(to, band);
    }
    for band in home + 1..360 {
        if band_km(band as f64 / 2.0 - 90.0 - to.lat()) > found.reach() {
            break;
        }
        found.walk(to, band);
    }
    found.nearest
}

struct Found {
    /// Distance and row, sorted.
    nearest: Vec<(f64, usize)>,
    limit: usize,
    km: f64,
}

impl Found {
    /// How far away something may be to be of interest.
    fn reach(&self) -> f64 {
        match self.nearest.last() {
            Some(last) if self.nearest.len() >= self.limit => last.0,
            _ => self.km,
        }
    }

    fn offer(&mut self, km: f64, row: usize) {
        if km <= self.reach() {
            let at = self.nearest.partition_point(|known| *known < (km, row));
            self.nearest.insert(at, (km, row));
            self.nearest.truncate(self.limit);
        }
    }

    fn walk(&mut self, to: Point, band: usize) {
        let bound = |band: usize| BANDS.get(band).map_or(0, |b| u32_of(*b));
        let rows = GRID.get(bound(band)..bound(band + 1)).unwrap_or_default();
        let row = |at: usize| rows.get(at).map_or(0, |r| u24_of(*r) as usize);
        let split = rows.partition_point(|r| point(u24_of(*r) as usize).lon() < to.lon());
        let (count, mut seen) = (rows.len(), 0);
        // East from the split, then west, each around the globe if need be, but no place twice.
        for west in [false, true] {
            for step in 0..count - seen {
                let at = if west { (split + 2 * count - 1 - step) % count } else { (split + step) % count };
                let there = point(row(at));
                let turn = if west { to.lon() - there.lon() } else { there.lon() - to.lon() }.rem_euclid(360.0);
                if turn > 180.0 || meridian_km(to, turn) > self.reach() {
                    break;
                }
                self.offer(distance_km(to, there), row(at));
                seen += 1;
            }
        }
    }
}

/// Distance to a meridian so many degrees away: what lies on it can't be nearer. (Right spherical triangle:
/// sin d = cos φ · sin Δλ; beyond a right angle its nearest point is the pole.)
fn meridian_km(from: Point, turn: f64) -> f64 {
    let sine = from.lat().to_radians().cos() * turn.min(90.0).to_radians().sin();
    // a hair less, for rounding
    (sine.asin() * EARTH_RADIUS_KM - 1e-6).max(0.0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use crate::table::len;
    use proptest::prelude::*;

    fn scan(to: Point, km: f64, limit: usize) -> Vec<(f64, usize)> {
        let mut all: Vec<_> = (0..len()).map(|row| (distance_km(to, point(row)), row)).filter(|p| p.0 <= km).collect();
        all.sort_by(|a, b| a.partial_cmp(b).unwrap());
        all.truncate(limit);
        all
    }

    #[test]
    fn known_spots() {
        let near = |lat, lon| nearest(Point::new(lat, lon).unwrap());
        assert_eq!(near(48.1372, 11.5756).name, "Munich");
        assert_eq!(near(-33.8688, 151.2093).country, "AU");
        assert_eq!(near(-16.5, 180.0).country, "FJ", "across the date line");
    }

    #[test]
    fn corners_agree_with_a_scan() {
        for (lat, lon) in
            [(90.0, 0.0), (-90.0, 77.0), (0.0, 180.0), (0.0, -180.0), (65.0, -179.99), (-48.9, -123.4), (52.5, 13.4)]
        {
            let to = Point::new(lat, lon).unwrap();
            assert_eq!(closest(to, f64::INFINITY, 7), scan(to, f64::INFINITY, 7), "{to:?}");
        }
    }

    #[test]
    fn odd_radii() {
        let to = Point::new(52.52437, 13.41053).unwrap();
        assert!(within(to, f64::NAN, 9).is_empty() && within(to, -1.0, 9).is_empty() && within(to, 50.0, 0).is_empty());
        assert_eq!(within(to, f64::INFINITY, 9).len(), 9);
        assert!(within(to, 30.0, 10_000).len() > 50);
    }

    #[test]
    fn the_largest_within_a_frame() {
        let names = |frame, limit| largest_in(frame, limit).iter().map(|town| town.name).collect::<Vec<_>>();
        assert_eq!(names([5.0, 47.0, 15.5, 55.0], 3), ["Berlin", "Hamburg", "Munich"]);
        assert_eq!(names([-180.0, -85.0, 180.0, 85.0], 1), ["Shanghai"]);
        // Across the date line.
        assert!(names([170.0, -48.0, -170.0, -30.0], 1).contains(&"Auckland"));
        assert!(names([0.0, 0.0, 0.0, 0.0], 5).is_empty() && names([5.0, 47.0, 15.5, 55.0], 0).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn agrees_with_a_scan(lat in -90.0..=90.0, lon in -180.0..=180.0, km in 0.0..3000.0, limit in 1usize..30) {
            let to = Point::new(lat, lon).unwrap();
            prop_assert_eq!(nearest(to), place(scan(to, f64::INFINITY, 1)[0].1));
            prop_assert_eq!(closest(to, km, limit), scan(to, km, limit));
        }

        #[test]
        fn agrees_with_a_scan_where_people_live(row in 0..len(), north in -0.3..0.3, east in -0.3..0.3, limit in 1usize..30) {
            let home = point(row);
            let to = Point::clamped(home.lat() + north, home.lon() + east);
            prop_assert_eq!(closest(to, 80.0, limit), scan(to, 80.0, limit));
        }
    }
}
