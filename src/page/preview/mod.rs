//! A picture for previews of a link: what, when, where, who invites, beside a pattern that follows from the title and date.
//!
//! Drawn by hand into pixels: programs that show previews take no SVG. The letters are those of our titles (Young Serif,
//! with the parts that shape other scripts left out): what is written otherwise gets no picture rather than empty boxes.

use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, codecs::png::PngEncoder};

use super::art::Dice;
use crate::error::{Error, Result};

/// The size that previews have (pixels).
pub const SIZE: (u32, u32) = (1200, 630);

const PAPER: [u8; 3] = [0xfb, 0xf6, 0xec];
const INK: [u8; 3] = [0x2a, 0x1f, 0x18];
const SOFT: [u8; 3] = [0x66, 0x56, 0x48];
/// The tones of drawn pictures, in light (`--art-0` to `--art-5`).
const TONES: [[u8; 3]; 6] = [
    [0xee, 0xe0, 0xc0],
    [0x1f, 0x77, 0x75],
    [0xe0, 0xb3, 0x53],
    [0x77, 0x3c, 0x59],
    [0xdb, 0xa8, 0xaf],
    [0x4d, 0x38, 0x27],
];
/// The side of a tile of the pattern: five stand above each other, three beside.
const TILE: u32 = 126;
const EDGE: f32 = 70.0;
/// How wide a line of words may be.
const LINE: f32 = 690.0;

/// What stands on the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Who invites; may be empty.
    pub by: String,
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: String,
    /// Where it is; may be empty.
    pub place: String,
    /// Which server that is.
    pub home: String,
    /// What the pattern follows from.
    pub seed: String,
}

static LATIN: &[u8] = include_bytes!("young-serif-latin.ttf");
static MORE: &[u8] = include_bytes!("young-serif-latin-ext.ttf");

struct Letters([FontRef<'static>; 2]);

impl Letters {
    fn load() -> Result<Self> {
        let read = |bytes| FontRef::try_from_slice(bytes).map_err(|error| Error::Inner(error.to_string()));
        Ok(Self([read(LATIN)?, read(MORE)?]))
    }

    /// The font that has a letter, and which of its glyphs it is.
    fn glyph(&self, char: char) -> Option<(&FontRef<'static>, GlyphId)> {
        self.0.iter().map(|font| (font, font.glyph_id(char))).find(|(_, glyph)| glyph.0 != 0)
    }

    fn has_all(&self, text: &str) -> bool {
        text.chars().all(|char| self.glyph(char).is_some())
    }

    /// How wide a text is (pixels).
    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |char| self.glyph(char).map_or(0.0, |(font, glyph)| font.as_scaled(size).h_advance(glyph));
        text.chars().map(advance).sum()
    }

    /// The words in lines that are no wider than a line may be; what does not fit into so many ends in dots.
    fn lines(&self, text: &str, size: f32, most: usize) -> Option<Vec<String>> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last_mut()?;
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= LINE {
                *line = longer;
            } else if line.is_empty() || self.width(word, size) > LINE {
                return None;
            } else {
                lines.push(word.to_owned());
            }
        }
        (lines.len() <= most).then_some(lines)
    }

    /// The same, cut where it has to be.
    fn cut(&self, text: &str, size: f32) -> String {
        let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.width(&line, size) <= LINE {
            return line;
        }
        while !line.is_empty() && self.width(&format!("{line}…"), size) > LINE {
            line.pop();
        }
        format!("{}…", line.trim_end())
    }

    fn draw(&self, picture: &mut RgbImage, text: &str, size: f32, (left, base): (f32, f32), tone: [u8; 3]) {
        let mut left = left;
        for char in text.chars() {
            let Some((font, glyph)) = self.glyph(char) else { continue };
            let placed = glyph.with_scale_and_position(PxScale::from(size), point(left, base));
            if let Some(outline) = font.outline_glyph(placed) {
                let bounds = outline.px_bounds();
                outline.draw(|x, y, cover| {
                    blend(
                        picture,
                        (bounds.min.x as i64 + i64::from(x), bounds.min.y as i64 + i64::from(y)),
                        tone,
                        cover,
                    );
                });
            }
            left += font.as_scaled(size).h_advance(glyph);
        }
    }
}

/// Lays a tone over a pixel, as far as it is covered (0 to 1).
fn blend(picture: &mut RgbImage, (x, y): (i64, i64), tone: [u8; 3], cover: f32) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
    if x >= SIZE.0 || y >= SIZE.1 {
        return;
    }
    let pixel = picture.get_pixel_mut(x, y);
    let cover = cover.clamp(0.0, 1.0);
    for (under, over) in pixel.0.iter_mut().zip(tone) {
        *under = (f32::from(*under) * (1.0 - cover) + f32::from(over) * cover).round() as u8;
    }
}

/// A tile: a ground, and a disc or a part of one on it.
fn tile(picture: &mut RgbImage, (left, top): (u32, u32), dice: &mut Dice, ground: usize, figure: usize) {
    let side = TILE as f32;
    let (ground, figure) = (TONES[ground % TONES.len()], TONES[figure % TONES.len()]);
    // Quarters stand in a corner and are as large as the tile, halves at an edge, discs in the middle.
    let (x, y, radius) = dice.pick(&[
        (0.0, 0.0, side),
        (side, 0.0, side),
        (0.0, side, side),
        (side, side, side),
        (side / 2.0, side, side / 2.0),
        (side / 2.0, 0.0, side / 2.0),
        (side / 2.0, side / 2.0, side / 2.6),
    ]);
    for row in 0..TILE {
        for column in 0..TILE {
            let at = (i64::from(left + column), i64::from(top + row));
            blend(picture, at, ground, 1.0);
            let away = (column as f32 + 0.5 - x).hypot(row as f32 + 0.5 - y);
            blend(picture, at, figure, radius - away + 0.5);
        }
    }
}

/// Whether there can be a picture of something that is called so.
pub fn can_show(title: &str) -> bool {
    Letters::load().is_ok_and(|letters| letters.has_all(&title.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The picture as a PNG file; `None` where the title has letters that we can't draw.
///
/// # Errors
/// A fault of the program: its fonts can't be read, or the picture can't be written.
pub fn draw(words: &Words) -> Result<Option<Vec<u8>>> {
    let letters = Letters::load()?;
    let title = words.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !letters.has_all(&title) {
        return Ok(None);
    }
    let mut picture = RgbImage::from_pixel(SIZE.0, SIZE.1, Rgb(PAPER));
    let mut dice = Dice::of(&words.seed);
    for row in 0..SIZE.1 / TILE {
        for column in 0..3 {
            let ground = dice.range(0, 6) as usize;
            let figure = ground + dice.range(1, 6) as usize;
            tile(&mut picture, (SIZE.0 - 3 * TILE + column * TILE, row * TILE), &mut dice, ground, figure);
        }
    }
    let sizes = [(84.0, 3), (68.0, 4), (54.0, 4)];
    let fitting = sizes.iter().find_map(|(size, most)| Some((*size, letters.lines(&title, *size, *most)?)));
    let (size, lines) = fitting.unwrap_or_else(|| (54.0, vec![letters.cut(&title, 54.0)]));
    // Lines with letters that we don't have are left out: the title alone must be there.
    let shown = |text: &str| !text.is_empty() && letters.has_all(text);
    if shown(&words.by) {
        letters.draw(&mut picture, &letters.cut(&words.by, 34.0), 34.0, (EDGE, 104.0), SOFT);
    }
    let mut base = 190.0;
    for line in &lines {
        letters.draw(&mut picture, line, size, (EDGE, base), INK);
        base += size * 1.12;
    }
    let mut base: f32 = 494.0;
    for (text, tone) in [(&words.when, INK), (&words.place, INK), (&words.home, SOFT)] {
        if shown(text) {
            letters.draw(&mut picture, &letters.cut(text, 34.0), 34.0, (EDGE, base), tone);
        }
        base += 46.0;
    }
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(picture.as_raw(), SIZE.0, SIZE.1, ExtendedColorType::Rgb8)
        .map_err(|error| Error::Inner(error.to_string()))?;
    Ok(Some(file))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(title: &str) -> Words {
        Words {
            by: "Potters of Vienna".into(),
            title: title.into(),
            when: "Thursday, 3 December, 19:00–22:00".into(),
            place: "The kiln, Vienna".into(),
            home: "visavis.example".into(),
            seed: title.into(),
        }
    }

    #[test]
    fn a_picture_has_the_size_of_previews_and_is_the_same_each_time() {
        let one = draw(&words("First turn at the wheel")).unwrap().unwrap();
        let read = image::load_from_memory(&one).unwrap();
        assert_eq!((read.width(), read.height()), SIZE);
        assert_eq!(draw(&words("First turn at the wheel")).unwrap().unwrap(), one);
        assert_ne!(draw(&words("Second turn")).unwrap().unwrap(), one);
    }

    #[test]
    fn what_we_have_no_letters_for_gets_no_picture() {
        for (title, fine) in [("Grüße aus Łódź & Győr", true), ("陶芸の夜", false), ("Вечер", false), ("Tea 🍵", false)]
        {
            assert_eq!(can_show(title), fine, "{title}");
            assert_eq!(draw(&words(title)).unwrap().is_some(), fine, "{title}");
        }
    }

    #[test]
    fn long_titles_become_small_and_then_short() {
        let letters = Letters::load().unwrap();
        let long = "many words that go on and on ".repeat(20);
        assert!(letters.lines(&long, 54.0, 4).is_none());
        assert!(letters.cut(&long, 54.0).ends_with('…'));
        assert!(draw(&words(&long)).unwrap().is_some());
        assert!(draw(&words(&"W".repeat(120))).unwrap().is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_line_is_wider_than_it_may_be(text in "[a-zA-Z ]{1,120}") {
            let letters = Letters::load().unwrap();
            prop_assert!(letters.width(&letters.cut(&text, 54.0), 54.0) <= LINE);
            for line in letters.lines(&text, 68.0, 4).unwrap_or_default() {
                prop_assert!(letters.width(&line, 68.0) <= LINE);
            }
        }
    }
}
