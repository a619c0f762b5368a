//! The table as it lies in the program: `FORMAT` in `tools/gazetteer/build.py` says what is where.

use crate::Point;

static BYTES: &[u8] = include_bytes!("../data/places.bin");

pub(crate) static RECORDS: &[[u8; 16]] = rows(0);
static BLOCKS: &[[u8; 4]] = rows(1);
static NAMES: &[u8] = section(2);
pub(crate) static WORDS: &[[u8; 4]] = rows(3);
pub(crate) static BANDS: &[[u8; 4]] = rows(4);
pub(crate) static GRID: &[[u8; 3]] = rows(5);
static SETTINGS: &[[u8; 4]] = rows(6);
static REGIONS: &[[u8; 14]] = rows(7);
static ZONES: &[[u8; 6]] = rows(8);
static COUNTRIES: &[[u8; 14]] = rows(9);
static TEXT: &[u8] = section(10);
static FOLDS: &[[u8; 6]] = rows(11);
static FOLDED: &[u8] = section(12);
static GIANTS: &[[u8; 8]] = rows(13);

const fn head(at: usize) -> usize {
    u32::from_le_bytes([BYTES[at], BYTES[at + 1], BYTES[at + 2], BYTES[at + 3]]) as usize
}

// Run by the compiler: a table of another make doesn't build.
const fn section(n: usize) -> &'static [u8] {
    assert!(matches!(BYTES.first_chunk::<8>(), Some(b"VISPLACE")) && head(8) == 1);
    let (offset, len) = (head(16 + 8 * n), head(20 + 8 * n));
    BYTES.split_at(offset).1.split_at(len).0
}

const fn rows<const N: usize>(n: usize) -> &'static [[u8; N]] {
    let (rows, rest) = section(n).as_chunks();
    assert!(rest.is_empty());
    rows
}

fn u16_of([a, b]: [u8; 2]) -> usize {
    usize::from(u16::from_le_bytes([a, b]))
}

pub(crate) fn u24_of([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

pub(crate) fn u32_of(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}

fn str_of(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn text([a, b, c, d, e, f]: [u8; 6]) -> &'static str {
    let offset = u32_of([a, b, c, d]);
    TEXT.get(offset..offset + u16_of([e, f])).map_or("", str_of)
}

/// A town, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// GeoNames id.
    pub id: u32,
    /// As GeoNames writes it: often in English for a big city, in the place's own language for others.
    pub name: &'static str,
    /// State, province, canton (the first administrative level) as ISO 3166-2 names it; empty where there is none.
    pub region: &'static str,
    /// ISO 3166-1, two letters. [`country_name`] has the word.
    pub country: &'static str,
    /// Degrees north, to about a metre.
    pub lat: f64,
    /// Degrees east, to about a metre.
    pub lon: f64,
    /// People living there, by GeoNames' latest figure.
    pub population: u32,
    /// IANA time zone.
    pub zone: &'static str,
}

impl Place {
    /// Where it is.
    #[must_use]
    pub fn point(self) -> Point {
        Point::clamped(self.lat, self.lon)
    }
}

/// How many places there are.
#[must_use]
pub fn len() -> usize {
    RECORDS.len()
}

/// The place with this GeoNames id.
#[must_use]
pub fn by_id(id: u32) -> Option<Place> {
    RECORDS.binary_search_by_key(&id, |r| u24_of([r[0], r[1], r[2]])).ok().map(place)
}

/// The English name of a country by its ISO 3166-1 code of two letters.
#[must_use]
pub fn country_name(iso2: &str) -> Option<&'static str> {
    let code: [u8; 2] = iso2.as_bytes().try_into().ok()?;
    let code = code.map(|c| c.to_ascii_uppercase());
    let at = COUNTRIES.binary_search_by_key(&code, |c| [c[0], c[1]]).ok()?;
    COUNTRIES.get(at).map(|[_, _, a, b, c, d, e, f, ..]| text([*a, *b, *c, *d, *e, *f]))
}

/// The place at a row. Rows come from the table itself; one that it doesn't have reads as nowhere.
pub(crate) fn place(row: usize) -> Place {
    let record = RECORDS.get(row).copied().unwrap_or_default();
    let point = point(row);
    let (region, country, zone) = setting(row);
    Place {
        id: u24_of([record[0], record[1], record[2]]),
        name: line(row, 0),
        region: text([region[2], region[3], region[4], region[5], region[6], region[7]]),
        country: str_of(country.get(..2).unwrap_or_default()),
        lat: (point.lat() * 1e5).round() / 1e5,
        lon: (point.lon() * 1e5).round() / 1e5,
        population: population(row),
        zone,
    }
}

pub(crate) fn population(row: usize) -> u32 {
    let Some(&[_, _, _, _, _, _, _, _, _, a, b, c, ..]) = RECORDS.get(row) else { return 0 };
    match u24_of([a, b, c]) {
        0xff_ffff => {
            let giant = GIANTS.iter().find(|[a, b, c, d, ..]| u32_of([*a, *b, *c, *d]) == row);
            giant.map_or(0xff_ffff, |[.., a, b, c, d]| u32::from_le_bytes([*a, *b, *c, *d]))
        }
        people => people,
    }
}

/// Where it is, unrounded: what the grid is sorted by.
pub(crate) fn point(row: usize) -> Point {
    let Some(&[_, _, _, a, b, c, d, e, f, ..]) = RECORDS.get(row) else { return Point::clamped(0.0, 0.0) };
    let of = |v, degrees: f64| f64::from(u24_of(v)) * degrees / 16_777_216.0;
    Point::clamped(of([a, b, c], 180.0) - 90.0, of([d, e, f], 360.0) - 180.0)
}

/// Region row, country row and time zone.
fn setting(row: usize) -> (&'static [u8; 14], &'static [u8; 14], &'static str) {
    static NONE: [u8; 14] = [0; 14];
    let at = RECORDS.get(row).map_or(0, |r| u16_of([r[12], r[13]]));
    let [a, b, c, d] = SETTINGS.get(at).copied().unwrap_or_default();
    let region = REGIONS.get(u16_of([a, b])).unwrap_or(&NONE);
    let country = COUNTRIES.get(u16_of([region[0], region[1]])).unwrap_or(&NONE);
    (region, country, ZONES.get(u16_of([c, d])).copied().map_or("", text))
}

/// The folded words by which its region and its country are known, each after a space.
pub(crate) fn surroundings(row: usize) -> [&'static str; 2] {
    let (region, country, _) = setting(row);
    [region, country].map(|[.., a, b, c, d, e, f]| text([*a, *b, *c, *d, *e, *f]))
}

fn names_from(row: usize) -> usize {
    let record = RECORDS.get(row).map(|r| u16_of([r[14], r[15]]));
    match (record, BLOCKS.get(row / 64)) {
        (Some(offset), Some(base)) => u32_of(*base) + offset,
        _ => NAMES.len(),
    }
}

/// One of its names, from a byte within them to the name's end.
pub(crate) fn line(row: usize, offset: usize) -> &'static str {
    let names = NAMES.get(names_from(row) + offset..names_from(row + 1)).unwrap_or_default();
    let end = names.iter().position(|&b| b == b'\n').unwrap_or(names.len());
    str_of(names.get(..end).unwrap_or_default())
}

/// Whether a name begins there, rather than a later word of it.
pub(crate) fn begins_name(row: usize, offset: usize) -> bool {
    offset == 0 || NAMES.get(names_from(row) + offset - 1) == Some(&b'\n')
}

/// The row of the place and the offset in its names of an entry of the index.
pub(crate) fn word(entry: [u8; 4]) -> (usize, usize) {
    let entry = u32_of(entry);
    (entry >> 14, entry & 0x3fff)
}

/// What a character beyond ASCII is spelled as in the index, where that differs.
pub(crate) fn folded(c: char) -> Option<&'static str> {
    let point = u16::try_from(u32::from(c)).ok()?;
    let at = FOLDS.binary_search_by_key(&point, |f| u16::from_le_bytes([f[0], f[1]])).ok()?;
    let &[_, _, a, b, c, d] = FOLDS.get(at)?;
    let offset = u16_of([a, b]);
    FOLDED.get(offset..offset + u16_of([c, d])).map(str_of)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use crate::fold::fold;
    use std::collections::HashSet;

    #[test]
    fn every_place_reads_back() {
        assert!(len() > 140_000);
        let mut last = 0;
        for row in 0..len() {
            let place = place(row);
            assert!(place.id > last && !place.name.is_empty() && place.population >= 1_000, "{place:?}");
            assert!(country_name(place.country).is_some_and(|n| n.len() > 2), "{place:?}");
            assert!(place.zone.contains('/'), "{place:?}");
            assert!(Point::new(place.lat, place.lon).is_ok());
            last = place.id;
        }
    }

    #[test]
    fn known_places() {
        let berlin = by_id(2_950_159).unwrap();
        assert_eq!(
            (berlin.name, berlin.region, berlin.country, berlin.zone),
            ("Berlin", "Berlin", "DE", "Europe/Berlin")
        );
        assert!((berlin.lat - 52.52437).abs() < 2e-5 && (berlin.lon - 13.41053).abs() < 2e-5, "{berlin:?}");
        assert!(berlin.population > 3_000_000);
        assert_eq!(by_id(1_796_236).unwrap().population, 24_874_500, "Shanghai is beyond 24 bits");
        assert_eq!(by_id(0), None);
        assert_eq!(by_id(u32::MAX), None);
    }

    #[test]
    fn countries() {
        assert_eq!(country_name("DE"), Some("Germany"));
        assert_eq!(country_name("jp"), Some("Japan"));
        for nonsense in ["", "D", "DEU", "??", "é"] {
            assert_eq!(country_name(nonsense), None, "{nonsense}");
        }
    }

    /// The index is sorted by what this crate folds a name to, not only by what the build script does.
    #[test]
    fn index_is_sorted_and_whole() {
        let folded = |entry: &[u8; 4]| {
            let (row, offset) = word(*entry);
            fold(line(row, offset))
        };
        let mut last = String::new();
        for entry in WORDS {
            let next = folded(entry);
            assert!(last <= next, "{last:?} {next:?}");
            last = next;
        }
        let whole: HashSet<usize> = WORDS.iter().map(|w| word(*w)).filter(|w| w.1 == 0).map(|w| w.0).collect();
        assert_eq!(whole.len(), len(), "each place is there by the whole of its name");
    }
}
