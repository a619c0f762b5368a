//! Map tiles in one file (PMTiles, version 3): its head, its directories, and where in it a tile is.
//!
//! <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>

/// So long is the head of a file (bytes).
pub const HEAD: usize = 127;
/// More entries than this no directory has that is meant to be read in one go.
const MOST: u64 = 1_000_000;
/// The nearest zoom of which every tile has a number.
const NEAREST: u8 = 26;

/// How something in the file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// By gzip.
    Gzip,
    /// Some other way.
    Other,
}

/// What the tiles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pictures, of that media type.
    Picture(&'static str),
    /// Lines and names, to be drawn by a program of its own.
    Vector,
    /// Nobody knows.
    Unknown,
}

/// A part of the file: where it begins, and how long it is (bytes).
pub type Part = (u64, u64);

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The first directory.
    pub root: Part,
    /// Words about the whole, as JSON.
    pub about: Part,
    /// The further directories.
    pub leaves: Part,
    /// The tiles.
    pub tiles: Part,
    /// How directories and words are packed.
    pub packing: Packing,
    /// How each tile is.
    pub tile_packing: Packing,
    /// What the tiles are.
    pub kind: Kind,
    /// From which zoom to which there are tiles.
    pub zooms: (u8, u8),
}

impl Head {
    /// Reads the first [`HEAD`] bytes of a file; `None` where they are none of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let part = |at: usize| Some((number(bytes, at)?, number(bytes, at + 8)?));
        if bytes.get(..7)? != b"PMTiles" || *bytes.get(7)? != 3 || bytes.len() < HEAD {
            return None;
        }
        let packing = |at: usize| {
            Some(match bytes.get(at)? {
                0 | 1 => Packing::None,
                2 => Packing::Gzip,
                _ => Packing::Other,
            })
        };
        let kind = match bytes.get(99)? {
            1 | 6 => Kind::Vector,
            2 => Kind::Picture("image/png"),
            3 => Kind::Picture("image/jpeg"),
            4 => Kind::Picture("image/webp"),
            5 => Kind::Picture("image/avif"),
            _ => Kind::Unknown,
        };
        Some(Self {
            root: part(8)?,
            about: part(24)?,
            leaves: part(40)?,
            tiles: part(56)?,
            packing: packing(97)?,
            tile_packing: packing(98)?,
            kind,
            zooms: (*bytes.get(100)?, *bytes.get(101)?),
        })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// An entry of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The number of the first tile that it is about.
    pub tile: u64,
    /// Where its bytes begin within the tiles; of a directory, within the directories.
    pub offset: u64,
    /// How many bytes there are.
    pub length: u64,
    /// For so many tiles in a row they are; 0 where they are a further directory.
    pub run: u64,
}

/// Reads an unpacked directory; `None` where it is none.
pub fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut rest = bytes;
    let count = varint(&mut rest).filter(|count| *count <= MOST)?;
    let mut entries = Vec::new();
    let mut tile = 0_u64;
    for _ in 0..count {
        tile = tile.checked_add(varint(&mut rest)?)?;
        entries.push(Entry { tile, offset: 0, length: 0, run: 0 });
    }
    for entry in &mut entries {
        entry.run = varint(&mut rest)?;
    }
    for entry in &mut entries {
        entry.length = varint(&mut rest)?;
    }
    let mut next = None;
    for entry in &mut entries {
        entry.offset = match (varint(&mut rest)?, next) {
            (0, Some(next)) => next,
            (0, None) => return None,
            (offset, _) => offset - 1,
        };
        next = Some(entry.offset.checked_add(entry.length)?);
    }
    Some(entries)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The entry about a tile: its bytes, or the directory that says more.
pub fn find(entries: &[Entry], tile: u64) -> Option<Entry> {
    let at = entries.partition_point(|entry| entry.tile <= tile).checked_sub(1)?;
    let entry = entries.get(at)?;
    (entry.run == 0 || tile - entry.tile < entry.run).then_some(*entry)
}

/// The number of a tile: those of each zoom lie along a Hilbert curve, one zoom behind the other. `None` where there is no
/// such tile.
pub fn tile(zoom: u8, x: u64, y: u64) -> Option<u64> {
    if zoom > NEAREST {
        return None;
    }
    let side = 1_u64 << zoom;
    if x >= side || y >= side {
        return None;
    }
    let (mut x, mut y) = (x, y);
    let mut along = ((1_u64 << (2 * zoom)) - 1) / 3;
    let mut half = side / 2;
    while half > 0 {
        let (right, low) = (u64::from(x & half > 0), u64::from(y & half > 0));
        along += half * half * ((3 * right) ^ low);
        if low == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
        half /= 2;
    }
    Some(along)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_numbered_as_the_specification_says() {
        for (zoom, x, y, number) in [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ] {
            assert_eq!(tile(zoom, x, y), Some(number), "{zoom}/{x}/{y}");
        }
        assert_eq!((tile(1, 2, 0), tile(27, 0, 0), tile(0, 0, 1)), (None, None, None));
        // Each number once, and neighbours in it are neighbours on the map.
        let mut all: Vec<(u64, i64, i64)> =
            (0..16).flat_map(|x| (0..16).filter_map(move |y| Some((tile(4, x, y)?, x as i64, y as i64)))).collect();
        all.sort_unstable();
        assert_eq!(all.len(), 256);
        for pair in all.windows(2) {
            assert_eq!(pair[1].0 - pair[0].0, 1);
            assert_eq!((pair[1].1 - pair[0].1).abs() + (pair[1].2 - pair[0].2).abs(), 1);
        }
    }

    #[test]
    fn a_directory_is_read_and_asked() {
        // Three entries: tile 0 (10 bytes), tiles 5 to 7 (20 bytes, right behind), from 300 on a directory of 9 bytes at 7.
        let bytes = [3, 0, 5, 0xa7, 0x02, 1, 3, 0, 10, 20, 9, 1, 0, 8];
        let entries = directory(&bytes).unwrap_or_default();
        assert_eq!(
            entries,
            [
                Entry { tile: 0, offset: 0, length: 10, run: 1 },
                Entry { tile: 5, offset: 10, length: 20, run: 3 },
                Entry { tile: 300, offset: 7, length: 9, run: 0 },
            ]
        );
        let found = |tile| find(&entries, tile).map(|entry| entry.tile);
        assert_eq!((found(0), found(1), found(7), found(8)), (Some(0), None, Some(5), None));
        assert_eq!((found(300), found(9_999)), (Some(300), Some(300)));
        assert_eq!(find(&[], 0), None);
        for cut in 0..bytes.len() {
            assert_eq!(directory(&bytes[..cut]), None, "{cut}");
        }
        assert_eq!(directory(&[0xff; 20]), None);
    }

    #[test]
    fn a_head_says_where_everything_is() {
        let mut bytes = [0; HEAD];
        bytes[..8].copy_from_slice(b"PMTiles\x03");
        bytes[8] = 127;
        bytes[16] = 9;
        (bytes[97], bytes[98], bytes[99], bytes[101]) = (2, 1, 2, 8);
        let head = Head::read(&bytes);
        assert_eq!(
            head.map(|head| (head.root, head.packing, head.kind)),
            Some(((127, 9), Packing::Gzip, Kind::Picture("image/png")))
        );
        assert_eq!(head.map(|head| head.zooms), Some((0, 8)));
        bytes[99] = 1;
        assert_eq!(Head::read(&bytes).map(|head| head.kind), Some(Kind::Vector));
        bytes[7] = 2;
        assert_eq!(Head::read(&bytes), None);
        assert_eq!(Head::read(&bytes[..50]), None);
    }
}
