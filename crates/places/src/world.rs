//! The outline of the world: shores and borders, for maps that ask nobody.
//!
//! `data/world.bin` is made by `tools/world/build.py`, whose FORMAT says what is where. It is read once, when the first
//! map is drawn (some 700 kB then).

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("../data/world.bin");
/// How many units of the file make a degree.
const UNIT: f32 = 100.0;

/// What the makers of the outline are named by. (They ask for nothing: it is in the public domain.)
pub const OUTLINE: &str = "Outline: Natural Earth";

/// A line on the globe.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its points: degrees east, degrees north.
    pub points: Vec<[f32; 2]>,
    /// The west, south, east and north of it (degrees).
    pub bounds: [f32; 4],
}

static WORLD: LazyLock<[Vec<Line>; 2]> = LazyLock::new(|| {
    let mut bytes = BYTES.get(8..).unwrap_or_default();
    [lines(&mut bytes), lines(&mut bytes)]
});

/// The shores, each closed. Land is what lies within an odd number of them.
#[must_use]
pub fn shores() -> &'static [Line] {
    &WORLD[0]
}

/// The borders between countries, as most maps have them.
#[must_use]
pub fn borders() -> &'static [Line] {
    &WORLD[1]
}

fn varint(bytes: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 127) << shift;
        shift = (shift + 7).min(28);
        if byte < 128 {
            break;
        }
    }
    number
}

fn lines(bytes: &mut &[u8]) -> Vec<Line> {
    (0..varint(bytes)).map(|_| line(bytes)).collect()
}

fn line(bytes: &mut &[u8]) -> Line {
    let count = varint(bytes);
    let mut at = [0_i32; 2];
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let points = (0..count)
        .map(|_| {
            for axis in &mut at {
                let step = varint(bytes);
                *axis += (step >> 1).cast_signed() ^ -((step & 1).cast_signed());
            }
            let [lon, lat] = at.map(|units| units as f32 / UNIT);
            bounds = [bounds[0].min(lon), bounds[1].min(lat), bounds[2].max(lon), bounds[3].max(lat)];
            [lon, lat]
        })
        .collect();
    Line { points, bounds }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a point lies on land, by the rule of odd crossings.
    fn on_land(lat: f32, lon: f32) -> bool {
        let crossings = shores().iter().map(|shore| {
            let ends = shore.points.iter().zip(shore.points.iter().cycle().skip(1));
            ends.filter(|([ax, ay], [bx, by])| {
                (ay > &lat) != (by > &lat) && lon < (bx - ax) * (lat - ay) / (by - ay) + ax
            })
            .count()
        });
        crossings.sum::<usize>() % 2 == 1
    }

    #[test]
    fn land_is_land_and_sea_is_sea() {
        for (lat, lon, name) in
            [(48.14, 11.58, "Munich"), (-23.5, 133.0, "Australia"), (64.9, -18.5, "Iceland"), (35.7, 139.5, "Tokyo")]
        {
            assert!(on_land(lat, lon), "{name}");
        }
        for (lat, lon, name) in [(0.0, -30.0, "Atlantic"), (40.0, 5.0, "Mediterranean"), (42.0, 50.5, "Caspian")] {
            assert!(!on_land(lat, lon), "{name}");
        }
    }

    #[test]
    fn all_of_it_is_read_and_on_the_globe() {
        assert!(shores().len() > 2_000 && borders().len() > 300);
        for line in shores().iter().chain(borders()) {
            let [west, south, east, north] = line.bounds;
            assert!(
                -180.0 <= west && west <= east && east <= 180.0 && -90.0 <= south && south <= north && north <= 90.0
            );
            assert!(line.points.len() > 1);
        }
    }

    #[test]
    fn towns_lie_on_land_or_nearly() {
        // A shore is off by three kilometres at most, and small islands are left out: one big town in twenty, no more.
        let towns = crate::largest_in([-180.0, -85.0, 180.0, 85.0], 2_000);
        let afloat = towns.iter().filter(|town| !on_land(town.lat as f32, town.lon as f32)).count();
        assert!(afloat < 100, "{afloat}");
    }
}
