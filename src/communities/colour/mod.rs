//! The colour of a community: one of a few hues, in tones that can be read on our papers, by day and by night.
//!
//! Hosts choose a hue and no more. The tones are computed: as strong as the hue goes, and then darker, or lighter at night,
//! until text in it has the contrast that WCAG 2.2 asks for (AA, 4.5 to 1) on the worst of the backgrounds. Persimmon is not
//! among them: it means meeting.

pub mod pages;

/// The contrast of text that can be read.
const ENOUGH: f64 = 4.5;
/// The darkest background by day, and the lightest by night (`--surface-2` in the styles): lightness, chroma, hue.
const DAY: [f64; 3] = [0.94, 0.022, 82.0];
/// See [`DAY`].
const NIGHT: [f64; 3] = [0.3, 0.02, 57.0];

/// A colour that a community can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Rose.
    Rose,
    /// Amber.
    Amber,
    /// Olive.
    Olive,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Violet.
    Violet,
    /// Plum.
    Plum,
}

impl Colour {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Rose, Self::Amber, Self::Olive, Self::Green, Self::Blue, Self::Violet, Self::Plum];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rose => "rose",
            Self::Amber => "amber",
            Self::Olive => "olive",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Violet => "violet",
            Self::Plum => "plum",
        }
    }

    /// Reads what a form sent, or what is stored.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.as_str() == text)
    }

    /// Its word: the key of a message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rose => "colour-rose",
            Self::Amber => "colour-amber",
            Self::Olive => "colour-olive",
            Self::Green => "colour-green",
            Self::Blue => "colour-blue",
            Self::Violet => "colour-violet",
            Self::Plum => "colour-plum",
        }
    }

    /// Its hue (degrees of OKLCH).
    fn hue(self) -> f64 {
        match self {
            Self::Rose => 8.0,
            Self::Amber => 85.0,
            Self::Olive => 118.0,
            Self::Green => 150.0,
            Self::Blue => 250.0,
            Self::Violet => 295.0,
            Self::Plum => 335.0,
        }
    }

    /// The styles of a page in it.
    pub fn styles(self) -> String {
        let (day, night) = (hex(tone(self.hue(), false)), hex(tone(self.hue(), true)));
        format!(
            ":root{{--own:{day}}}\n\
             @media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{--own:{night}}}}}\n\
             :root[data-theme=dark]{{--own:{night}}}\n\
             @media print{{:root:root:root{{--own:{day}}}}}\n\
             main .intro{{border-block-start:.375rem solid var(--own);padding-block-start:1rem}}\n\
             main .intro h1{{color:var(--own)}}\n\
             main .button.primary{{background:var(--own);border-color:var(--own);color:var(--paper)}}\n"
        )
    }
}

/// A colour of OKLCH in linear sRGB; parts below 0 or above 1 can't be shown.
fn linear([lightness, chroma, hue]: [f64; 3]) -> [f64; 3] {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

/// How bright it is (WCAG's relative luminance).
fn luminance(rgb: [f64; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|part| part.clamp(0.0, 1.0));
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// How far two stand apart, from 1 to 21.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The bytes of sRGB.
fn bytes(rgb: [f64; 3]) -> [u8; 3] {
    rgb.map(|part| {
        let part = part.clamp(0.0, 1.0);
        let bent = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
        (bent * 255.0).round() as u8
    })
}

/// Linear sRGB of what a screen shows for some bytes.
fn shown(bytes: [u8; 3]) -> [f64; 3] {
    bytes.map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The tone of a hue for text by day or by night.
fn tone(hue: f64, night: bool) -> [u8; 3] {
    let (start, step, ground) = if night { (0.74, 0.005, NIGHT) } else { (0.52, -0.005, DAY) };
    let ground = shown(bytes(linear(ground)));
    let mut lightness: f64 = start;
    loop {
        // As strong as can be shown at that lightness.
        let mut chroma = 0.15;
        while chroma > 0.0 && linear([lightness, chroma, hue]).iter().any(|part| !(0.0..=1.0).contains(part)) {
            chroma -= 0.005;
        }
        let tone = bytes(linear([lightness, f64::max(chroma, 0.0), hue]));
        // Black and white are far enough from either ground.
        if contrast(shown(tone), ground) >= ENOUGH || !(0.0..=1.0).contains(&lightness) {
            return tone;
        }
        lightness += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hue_can_be_read_on_every_background_by_day_and_by_night() {
        // --paper, --surface, --surface-2.
        let day = [[0.973, 0.014, 84.0], [0.993, 0.006, 88.0], DAY];
        let night = [[0.205, 0.014, 55.0], [0.25, 0.017, 55.0], NIGHT];
        for hue in 0..360 {
            for (dark, grounds) in [(false, day), (true, night)] {
                let tone = tone(f64::from(hue), dark);
                for ground in grounds {
                    let apart = contrast(shown(tone), shown(bytes(linear(ground))));
                    assert!(apart >= ENOUGH, "{hue} {dark}: {} is {apart} from {ground:?}", hex(tone));
                }
            }
        }
    }

    #[test]
    fn numbers_are_those_of_the_books() {
        assert_eq!(bytes(linear([1.0, 0.0, 0.0])), [255, 255, 255]);
        assert_eq!(bytes(linear([0.0, 0.0, 0.0])), [0, 0, 0]);
        // Red, green and blue of sRGB as CSS Color 4 gives them in OKLCH.
        assert_eq!(bytes(linear([0.627_955, 0.257_683, 29.233_9])), [255, 0, 0]);
        assert_eq!(bytes(linear([0.866_440, 0.294_827, 142.495_3])), [0, 255, 0]);
        assert_eq!(bytes(linear([0.452_014, 0.313_214, 264.052_0])), [0, 0, 255]);
        assert!((contrast([1.0; 3], [0.0; 3]) - 21.0).abs() < 1e-9);
        // The grey that WCAG's own examples have at the edge.
        assert!((contrast(shown([118, 118, 118]), [1.0; 3]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn colours_are_read_as_they_are_written_and_none_means_meeting() {
        for colour in Colour::ALL {
            assert_eq!(Colour::read(colour.as_str()), Some(colour));
            assert!(!(25.0..65.0).contains(&colour.hue()), "{colour:?} is near persimmon");
        }
        assert_eq!(Colour::read("beige"), None);
    }
}
