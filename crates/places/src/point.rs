//! A place on Earth, and how far it is to another.

use std::fmt;

/// Mean radius of the Earth, in kilometres: (2a + b) / 3 of GRS 80 (IUGG; Moritz, "Geodetic Reference System 1980").
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A latitude and a longitude that exist, in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    lat: f64,
    lon: f64,
}

/// Why there is no such [`Point`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPoint {
    /// The latitude is no number from -90 to 90.
    Latitude,
    /// The longitude is no number from -180 to 180.
    Longitude,
}

impl fmt::Display for BadPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Latitude => "a latitude is a number from -90 to 90",
            Self::Longitude => "a longitude is a number from -180 to 180",
        })
    }
}

impl std::error::Error for BadPoint {}

impl Point {
    /// The point at these degrees.
    ///
    /// # Errors
    /// Where a degree is out of range or no number.
    pub fn new(lat: f64, lon: f64) -> Result<Self, BadPoint> {
        if !(-90.0..=90.0).contains(&lat) {
            Err(BadPoint::Latitude)
        } else if !(-180.0..=180.0).contains(&lon) {
            Err(BadPoint::Longitude)
        } else {
            Ok(Self { lat, lon })
        }
    }

    /// The nearest point there is to degrees computed elsewhere in this crate.
    pub(crate) fn clamped(lat: f64, lon: f64) -> Self {
        Self { lat: lat.clamp(-90.0, 90.0), lon: lon.clamp(-180.0, 180.0) }
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }
}

/// Great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope 68:2,
/// 1984), on a sphere of [`EARTH_RADIUS_KM`]: within 0.6 % of the ellipsoid's.
#[must_use]
pub fn distance_km(a: Point, b: Point) -> f64 {
    let half_lat = ((b.lat - a.lat) / 2.0).to_radians().sin();
    let half_lon = ((b.lon - a.lon) / 2.0).to_radians().sin();
    let h = half_lat * half_lat + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS_KM * h.min(1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use proptest::prelude::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn only_degrees_that_exist() {
        assert_eq!(Point::new(90.0, -180.0), Ok(point(90.0, -180.0)));
        assert_eq!(Point::new(90.1, 0.0), Err(BadPoint::Latitude));
        assert_eq!(Point::new(f64::NAN, 0.0), Err(BadPoint::Latitude));
        assert_eq!(Point::new(0.0, 180.5), Err(BadPoint::Longitude));
        assert_eq!(Point::new(0.0, f64::NEG_INFINITY), Err(BadPoint::Longitude));
    }

    /// Nashville to Los Angeles: the worked example of Rosetta Code's "Haversine formula", 2886.44 km at R = 6371.
    #[test]
    fn known_distances() {
        let km = distance_km(point(36.12, -86.67), point(33.94, -118.40));
        assert!((km - 2886.444 * EARTH_RADIUS_KM / 6371.0).abs() < 0.01, "{km}");
        let half_way_round = std::f64::consts::PI * EARTH_RADIUS_KM;
        assert!((distance_km(point(0.0, -90.0), point(0.0, 90.0)) - half_way_round).abs() < 1e-6);
        assert!((distance_km(point(90.0, 12.0), point(-90.0, 55.0)) - half_way_round).abs() < 1e-6);
        assert!(distance_km(point(0.0, -180.0), point(0.0, 180.0)) < 1e-9);
    }

    proptest! {
        #[test]
        fn is_a_distance(a in (-90.0..=90.0, -180.0..=180.0), b in (-90.0..=90.0, -180.0..=180.0), c in (-90.0..=90.0, -180.0..=180.0)) {
            let (a, b, c) = (point(a.0, a.1), point(b.0, b.1), point(c.0, c.1));
            prop_assert_eq!(distance_km(a, b), distance_km(b, a));
            prop_assert_eq!(distance_km(a, a), 0.0);
            prop_assert!(distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6);
        }
    }
}
