//! Web Mercator, the projection of maps on screens: square, north up, angles kept.

use crate::{EARTH_RADIUS_KM, Point};

/// How wide the world is at zoom 0 (pixels); each further zoom doubles it.
pub const TILE: f64 = 256.0;
/// The farthest north and south that a square map shows (degrees).
pub const MOST_LAT: f64 = 85.051_128;

/// Where degrees lie on the whole map at a zoom: pixels from its left and from its top.
#[must_use]
pub fn project(lat: f64, lon: f64, zoom: f64) -> (f64, f64) {
    let width = TILE * zoom.exp2();
    let lat = lat.clamp(-MOST_LAT, MOST_LAT).to_radians();
    let y = 0.5 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::TAU;
    ((lon / 360.0 + 0.5) * width, y * width)
}

/// The point that lies there on the map; beyond its edges, around the world or at its end.
#[must_use]
pub fn unproject(x: f64, y: f64, zoom: f64) -> Point {
    let width = TILE * zoom.exp2();
    let lon = ((x / width).rem_euclid(1.0) - 0.5) * 360.0;
    let lat = ((0.5 - y.clamp(0.0, width) / width) * std::f64::consts::TAU).sinh().atan().to_degrees();
    Point::clamped(lat, lon)
}

/// How many kilometres a pixel is at that latitude.
#[must_use]
pub fn km_per_pixel(lat: f64, zoom: f64) -> f64 {
    let equator = std::f64::consts::TAU * EARTH_RADIUS_KM;
    equator * lat.clamp(-MOST_LAT, MOST_LAT).to_radians().cos() / (TILE * zoom.exp2())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_points() {
        assert_eq!(project(0.0, 0.0, 0.0), (128.0, 128.0));
        // Munich in tile 8/136/88 of every server of tiles.
        let (x, y) = project(48.137, 11.575, 8.0);
        assert_eq!(((x / TILE) as u32, (y / TILE) as u32), (136, 88));
        assert!((km_per_pixel(0.0, 0.0) - 156.37).abs() < 0.1);
    }

    proptest! {
        #[test]
        fn there_and_back(lat in -84.9..84.9, lon in -179.9..179.9, zoom in 0.0..16.0) {
            let (x, y) = project(lat, lon, zoom);
            let back = unproject(x, y, zoom);
            prop_assert!((back.lat() - lat).abs() < 1e-6 && (back.lon() - lon).abs() < 1e-6);
        }
    }
}
