//! Drawn pictures: for a gathering without a photo, for the one celebration, and for the stranger's first page.
//!
//! A drawing follows from its seed alone, so it is the same on every page, preview and poster. Colours are classes
//! (`k0`..`k5` fill, `l0`..`l5` stroke) that the style sheet gives their light or dark value; none of them is persimmon.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

const WIDTH: i32 = 320;
const HEIGHT: i32 = 180;

/// The drawn picture of a gathering, decorative; the seed is its title and date.
pub fn cover(seed: &str) -> Markup {
    html! { svg.art viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true" { (PreEscaped(drawing(seed))) } }
}

/// The same picture as a file of its own, in light colours, for previews and posters.
pub fn cover_file(seed: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"1280\" height=\"720\"><style>{INK}</style>{}</svg>",
        drawing(seed)
    )
}

/// The light colours of the style sheet's `--art-0` to `--art-5`, for where no style sheet reaches.
const INK: &str = ".k0{fill:#eee0c0}.k1{fill:#1f7775}.k2{fill:#e0b353}.k3{fill:#773c59}.k4{fill:#dba8af}.k5{fill:#4d3827}\
    .l0{stroke:#eee0c0}.l1{stroke:#1f7775}.l2{stroke:#e0b353}.l3{stroke:#773c59}.l4{stroke:#dba8af}.l5{stroke:#4d3827}\
    [class^=l]{fill:none;stroke-linecap:round}";

/// Which half of the celebration's drawing a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// Half of one drawing, made from the encounter: whole only when two phones are held side by side.
pub fn half(seed: &str, half: Half) -> Markup {
    let view = match half {
        Half::Left => "0 0 100 200",
        Half::Right => "100 0 100 200",
    };
    html! { svg.art viewBox=(view) aria-hidden="true" { (PreEscaped(rosette(seed))) } }
}

/// Two people at one table, for the stranger's first page.
pub fn vis_a_vis() -> Markup {
    html! { svg.art-scene viewBox="0 0 480 400" width="480" height="400" aria-hidden="true" { (PreEscaped(SCENE)) } }
}

const SCENE: &str = r#"<circle class="k0" cx="240" cy="192" r="184"/>
<path class="k1" d="M40 372v-40c0-62 40-108 98-108s88 46 88 108v40z"/><path class="k3" d="M440 372v-40c0-62-40-108-98-108s-88 46-88 108v40z"/>
<path class="k5" d="M186 76a72 72 0 0 0 0 144v-44l11-15q2-4-1-7l-10-11z"/><path class="k4" d="M294 76a72 72 0 0 1 0 144v-44l-11-15q-2-4 1-7l10-11z"/>
<circle class="k0" cx="160" cy="142" r="7.5"/><circle class="k5" cx="320" cy="142" r="7.5"/>
<path class="l0" stroke-width="5" d="M168 190q8 5 17 2"/><path class="l5" stroke-width="5" d="M312 190q-8 5-17 2"/>
<rect class="k2" x="56" y="322" width="368" height="18" rx="9"/><path class="k2" d="M228 338h24l8 62h-40z"/>
<path class="kp" d="M148 286h44v16a20 20 0 0 1-20 20h-4a20 20 0 0 1-20-20z"/><path class="kp" d="M288 286h44v16a20 20 0 0 1-20 20h-4a20 20 0 0 1-20-20z"/>
<path class="l0" stroke-width="4" d="M164 274q-5-8 0-15t0-15M178 274q-5-8 0-15M304 274q5-8 0-15t0-15M318 274q5-8 0-15"/>
<rect class="k5" x="214" y="313" width="52" height="9" rx="4"/>"#;

/// A stream of numbers that follows from a seed (FNV-1a, then SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(seed: &str) -> Self {
        Self(seed.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to and without `high`.
    pub(super) fn range(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.abs_diff(low).max(1));
        low + i32::try_from(self.next() % span).unwrap_or(0)
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.next() % of.len() as u64).unwrap_or(0)]
    }
}

/// Grounds and the colours that go well on each.
const PALETTES: [[u8; 5]; 8] = [
    [0, 1, 2, 3, 5],
    [1, 0, 2, 4, 5],
    [3, 0, 4, 2, 1],
    [2, 5, 0, 3, 1],
    [5, 0, 2, 4, 1],
    [4, 3, 0, 1, 5],
    [0, 3, 4, 1, 2],
    [1, 2, 0, 3, 4],
];

fn drawing(seed: &str) -> String {
    let mut dice = Dice::of(seed);
    let colours = dice.pick(&PALETTES);
    let motif = dice.pick(&[facing, tables, paths, hills, tiles, lanterns]);
    let mut out = format!("<path class=\"k{}\" d=\"M0 0h{WIDTH}v{HEIGHT}H0z\"/>", colours[0]);
    motif(&mut out, &mut dice, &colours);
    out
}

fn draw(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(what);
}

/// Pairs of half circles that face each other, a little nearer or farther.
fn facing(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    let rows = dice.pick(&[1, 2, 2, 3]);
    let cell = HEIGHT / rows;
    let columns = WIDTH / cell + 1;
    let start = (WIDTH - columns * cell) / 2;
    for row in 0..rows {
        for column in 0..columns {
            let r = cell * dice.range(33, 44) / 100;
            let gap = cell * dice.pick(&[0, 4, 4, 8, 12]) / 100;
            let (x, y) = (start + column * cell + cell / 2, row * cell + cell / 2 - r);
            let (a, b) = (dice.pick(&c[1..]), dice.pick(&c[1..]));
            let d = 2 * r;
            if dice.next().is_multiple_of(4) {
                // Turned: one above the other.
                let (x, y) = (x - r, y + r);
                draw(
                    out,
                    format_args!(
                        "<path class=\"k{a}\" d=\"M{x} {}a{r} {r} 0 0 1 {d} 0z\"/><path class=\"k{b}\" d=\"M{x} {}a{r} {r} 0 0 0 {d} 0z\"/>",
                        y - gap,
                        y + gap
                    ),
                );
            } else {
                draw(
                    out,
                    format_args!(
                        "<path class=\"k{a}\" d=\"M{} {y}a{r} {r} 0 0 0 0 {d}z\"/><path class=\"k{b}\" d=\"M{} {y}a{r} {r} 0 0 1 0 {d}z\"/>",
                        x - gap,
                        x + gap
                    ),
                );
            }
        }
    }
}

/// Round tables from above, with the people at them.
fn tables(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    // Sixteen directions, in thousandths.
    const ROUND: [(i32, i32); 16] = [
        (1000, 0),
        (924, 383),
        (707, 707),
        (383, 924),
        (0, 1000),
        (-383, 924),
        (-707, 707),
        (-924, 383),
        (-1000, 0),
        (-924, -383),
        (-707, -707),
        (-383, -924),
        (0, -1000),
        (383, -924),
        (707, -707),
        (924, -383),
    ];
    let (shift, tilt) = (dice.range(-20, 20), dice.range(-30, 30));
    for i in 0..3 {
        let (x, y) = (50 + i * 110 + shift, 90 + (i - 1) * tilt + if i == 1 { dice.range(-36, 36) } else { 0 });
        let r = dice.range(30, 41);
        let (table, cloth, seats) = (dice.pick(&c[1..3]), dice.pick(&c[3..]), dice.pick(&[2_usize, 4, 4, 5, 8]));
        let turn = usize::try_from(dice.range(0, 4)).unwrap_or(0);
        let size = if seats == 8 { 9 } else { 13 };
        let at = |seat: usize, far: i32| {
            let (dx, dy) = ROUND[(seat * 16 / seats + turn) % 16];
            (x + dx * far / 1000, y + dy * far / 1000)
        };
        let mut people = String::new();
        let mut plates = String::new();
        for seat in 0..seats {
            let (px, py) = at(seat, r + size + 3);
            draw(&mut people, format_args!("<circle cx=\"{px}\" cy=\"{py}\" r=\"{size}\"/>"));
            if seats < 8 {
                let (px, py) = at(seat, r - 11);
                draw(&mut plates, format_args!("<circle cx=\"{px}\" cy=\"{py}\" r=\"6\"/>"));
            }
        }
        draw(
            out,
            format_args!(
                "<g class=\"k{cloth}\">{people}</g><circle class=\"k{table}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/><g class=\"k{}\">{plates}<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"/></g>",
                c[0],
                if seats == 8 { 16 } else { 3 }
            ),
        );
    }
}

/// Paths that come from afar and cross in one place.
fn paths(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    let (x, y) = (dice.range(120, 210), dice.range(65, 115));
    let count = dice.range(3, 5);
    for i in 0..count {
        let (from, to) = (dice.range(-10, 190), dice.range(-10, 190));
        let bow = dice.range(20, 70);
        let colour = c[1 + usize::try_from(i).unwrap_or(0) % 4];
        draw(
            out,
            format_args!(
                "<path class=\"l{colour}\" stroke-width=\"{}\" d=\"M-20 {from}C{bow} {from} {} {} {x} {y}S{} {to} 340 {to}\"/>",
                dice.pick(&[9, 13, 17]),
                x - 60,
                y + dice.range(-40, 40),
                320 - bow,
            ),
        );
    }
    let r = dice.range(20, 28);
    draw(
        out,
        format_args!(
            "<circle class=\"k{}\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"/><path class=\"k{}\" d=\"M{} {}a{r} {r} 0 0 0 0 {d}z\"/><path class=\"k{}\" d=\"M{} {}a{r} {r} 0 0 1 0 {d}z\"/>",
            c[0],
            r + 9,
            c[1],
            x - 2,
            y - r,
            c[2],
            x + 2,
            y - r,
            d = 2 * r
        ),
    );
}

/// A sun over hills.
fn hills(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    let (x, y, r) = (dice.range(70, 250), dice.range(52, 90), dice.range(28, 46));
    draw(out, format_args!("<circle class=\"k{}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>", c[2]));
    for (i, base) in [(3_usize, 92), (1, 118), (4, 146)] {
        let (a, b, m) = (base + dice.range(-22, 22), base + dice.range(-22, 22), dice.range(90, 230));
        let top = base + dice.range(-30, 12);
        draw(
            out,
            format_args!(
                "<path class=\"k{}\" d=\"M0 {a}C{} {a} {} {top} {m} {top}S{} {b} 320 {b}V180H0z\"/>",
                c[i],
                m / 2,
                m / 2,
                (m + 320) / 2
            ),
        );
    }
    // Two who walk there.
    let (walk, high) = (dice.range(40, 270), dice.range(140, 160));
    for dx in [0, 13] {
        draw(
            out,
            format_args!(
                "<path class=\"k{}\" d=\"M{} {}a5 5 0 0 1 10 0v13h-10z\"/><circle class=\"k{0}\" cx=\"{}\" cy=\"{}\" r=\"4\"/>",
                c[0],
                walk + dx,
                high,
                walk + dx + 5,
                high - 9
            ),
        );
    }
}

/// Tiles of quarter circles, as on the floor of an old café.
fn tiles(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    let mut layers = [String::new(), String::new(), String::new()];
    for row in 0..4 {
        for column in 0..7 {
            let (x, y) = (column * 48 - 8, row * 48 - 6);
            let layer = &mut layers[usize::try_from(dice.next() % 3).unwrap_or(0)];
            match dice.next() % 6 {
                0 => draw(layer, format_args!("M{x} {y}h48a48 48 0 0 1-48 48z")),
                1 => draw(layer, format_args!("M{} {y}v48a48 48 0 0 1-48-48z", x + 48)),
                2 => draw(layer, format_args!("M{x} {}v-48a48 48 0 0 1 48 48z", y + 48)),
                3 => draw(layer, format_args!("M{} {}h-48a48 48 0 0 1 48-48z", x + 48, y + 48)),
                4 => draw(layer, format_args!("M{} {y}a24 24 0 0 0 0 48zm4 0a24 24 0 0 1 0 48z", x + 22)),
                _ => draw(layer, format_args!("M{x} {y}h48a24 24 0 0 1-48 0zM{x} {}h48a24 24 0 0 0-48 0z", y + 48)),
            }
        }
    }
    for (layer, colour) in layers.iter().zip([c[1], c[2], c[4]]) {
        draw(out, format_args!("<path class=\"k{colour}\" d=\"{layer}\"/>"));
    }
}

/// Strings of lights over a yard in the evening.
fn lanterns(out: &mut String, dice: &mut Dice, c: &[u8; 5]) {
    for line in 0..3 {
        let top = line * 52 - 14 + dice.range(-8, 8);
        let (left, right) = (top + dice.range(-10, 24), top + dice.range(-10, 24));
        let sag = dice.range(24, 50);
        let middle = (left + right) / 2 + 2 * sag;
        draw(
            out,
            format_args!("<path class=\"l{}\" stroke-width=\"2\" d=\"M-5 {left}Q160 {middle} 325 {right}\"/>", c[1]),
        );
        let count = dice.range(5, 8);
        for i in 0..count {
            // On the curve, in hundredths of its way.
            let t = (2 * i + 1) * 50 / count;
            let u = 100 - t;
            let (x, y) = (-5 + 330 * t / 100, (u * u * left + 2 * u * t * middle + t * t * right) / 10_000);
            let r = dice.range(8, 13);
            let colour = dice.pick(&c[2..]);
            if dice.next().is_multiple_of(3) {
                draw(
                    out,
                    format_args!("<path class=\"k{colour}\" d=\"M{} {y}h{}a{r} {r} 0 0 1-{1} 0z\"/>", x - r, 2 * r),
                );
            } else {
                draw(out, format_args!("<circle class=\"k{colour}\" cx=\"{x}\" cy=\"{}\" r=\"{r}\"/>", y + r));
            }
        }
    }
}

/// A flower of many petals around the middle of a square of 200, so that either half needs the other.
fn rosette(seed: &str) -> String {
    let mut dice = Dice::of(seed);
    let mut out = "<path class=\"k0\" d=\"M0 0h200v200H0z\"/>".to_owned();
    let mut colours = [1_u8, 2, 3, 4, 5];
    for i in (1..colours.len()).rev() {
        colours.swap(i, usize::try_from(dice.next() % (i as u64 + 1)).unwrap_or(0));
    }
    let start = dice.range(0, 360);
    for (ring, far) in [(0_usize, 58), (1, 40), (2, 24)] {
        let petals = dice.pick(&[5, 7, 9, 11]);
        let (long, wide) = (dice.range(24, 34) - 4 * i32::try_from(ring).unwrap_or(0), dice.range(9, 15));
        draw(&mut out, format_args!("<g class=\"k{}\">", colours[ring]));
        for petal in 0..petals {
            let turn = start + petal * 360 / petals;
            draw(
                &mut out,
                format_args!(
                    "<ellipse cx=\"100\" cy=\"{}\" rx=\"{wide}\" ry=\"{long}\" transform=\"rotate({turn} 100 100)\"/>",
                    100 - far
                ),
            );
        }
        out.push_str("</g>");
    }
    // The heart is persimmon: here two have met.
    draw(&mut out, format_args!("<circle class=\"ka\" cx=\"100\" cy=\"100\" r=\"{}\"/>", dice.range(13, 18)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        assert_eq!(
            cover("Board games at Café Ida 2026-11-26").into_string(),
            cover("Board games at Café Ida 2026-11-26").into_string()
        );
    }

    #[test]
    fn other_seeds_draw_otherwise() {
        let drawn: std::collections::BTreeSet<String> = (0..500).map(|i| drawing(&format!("gathering {i}"))).collect();
        assert!(drawn.len() >= 499, "{} of 500", drawn.len());
    }

    #[test]
    fn drawings_are_small_and_whole() {
        for i in 0..500 {
            let svg = cover(&format!("gathering {i}")).into_string();
            assert!(svg.len() < 2560, "gathering {i}: {} bytes", svg.len());
            assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
            assert!(!svg.contains("style"), "the content security policy allows no inline style");
        }
    }

    #[test]
    fn no_cover_is_persimmon() {
        assert!((0..200).all(|i| !drawing(&i.to_string()).contains("\"ka\"")));
    }

    #[test]
    fn both_halves_are_of_one_drawing() {
        let (left, right) = (half("e1", Half::Left).into_string(), half("e1", Half::Right).into_string());
        assert_eq!(left.replace("0 0 100 200", ""), right.replace("100 0 100 200", ""));
        assert_ne!(rosette("e1"), rosette("e2"));
    }

    #[test]
    fn the_file_stands_alone() {
        let file = cover_file("a");
        assert!(file.starts_with("<svg xmlns=") && file.contains(".k0{fill:#"));
    }
}
