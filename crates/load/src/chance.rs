//! Chance that follows from a seed, and its heavy tails.

use visavis::app::hash;

/// A stream of numbers (SplitMix64): the same for the same seed.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    /// A stream for one thing of one seed: what is made of it does not hang on what was made before.
    pub fn of(seed: u64, what: u64, number: u64) -> Self {
        let mut chance = Self(seed ^ what.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let first = chance.next();
        Self(first ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound` (0 where `bound` is 0).
    pub fn below(&mut self, bound: usize) -> usize {
        self.next().checked_rem(bound as u64).unwrap_or(0) as usize
    }

    /// From 0 up to and without 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn percent(&mut self, of: usize) -> bool {
        self.below(100) < of
    }

    /// Pareto's law: few have many. At least `least`, at most `most`.
    pub fn heavy(&mut self, least: f64, shape: f64, most: usize) -> usize {
        let drawn = least * (1.0 - self.part()).powf(-1.0 / shape);
        (drawn as usize).min(most)
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }
}

/// A secret that filling and measuring both know.
pub fn secret(what: &str, number: u32) -> [u8; 32] {
    hash(format!("visavis-load {what} {number}").as_bytes())
}
