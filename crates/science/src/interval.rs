//! How sure a share is, and what is too few to be told.

/// Fewer people than this are not counted aloud.
pub const FEWEST: u64 = 5;

/// How often an interval made this way holds the true value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// Nine times in ten.
    P90,
    /// Nineteen times in twenty: what is shown unless something else is said.
    #[default]
    P95,
    /// Ninety-nine times in a hundred.
    P99,
}

impl Confidence {
    /// The standard normal quantile that leaves half of the rest on either side.
    #[must_use]
    pub const fn z(self) -> f64 {
        match self {
            Self::P90 => 1.644_853_626_951_472_2,
            Self::P95 => 1.959_963_984_540_054,
            Self::P99 => 2.575_829_303_548_900_4,
        }
    }
}

/// An estimate and what it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate itself.
    pub value: f64,
    /// The least it may well be.
    pub low: f64,
    /// The most it may well be.
    pub high: f64,
}

/// A share of a sample with its Wilson score interval: E. B. Wilson, "Probable Inference, the Law of Succession, and
/// Statistical Inference", JASA 22 (1927). Unlike the textbook interval it holds near 0 and 1 and for small samples
/// (R. G. Newcombe, Statistics in Medicine 17:857, 1998; method 3).
///
/// No sample, or more hits than it has, gives nothing: that is unknown, not zero.
#[must_use]
pub fn wilson(hits: u64, of: u64, confidence: Confidence) -> Option<Interval> {
    if of == 0 || hits > of {
        return None;
    }
    let (n, p, z) = (of as f64, hits as f64 / of as f64, confidence.z());
    let shrunk = n + z * z;
    let middle = (n * p + z * z / 2.0) / shrunk;
    let half = z * (n * p * (1.0 - p) + z * z / 4.0).sqrt() / shrunk;
    // The ends are 0 and 1 themselves there; rounding would miss them by a hair.
    let low = if hits == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if hits == of { 1.0 } else { (middle + half).min(1.0) };
    Some(Interval { value: p, low, high })
}

/// A number of people as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exact(u64),
    /// None, or some, but fewer than this: which of it is not told.
    FewerThan(u64),
}

/// The disclosure rule: under five people, zero included, no number. (Zero too, since "nobody" is a statement about each.)
#[must_use]
pub fn suppress(people: u64) -> Count {
    if people < FEWEST { Count::FewerThan(FEWEST) } else { Count::Exact(people) }
}

/// A share of people as it may be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// So many of so many, with the share's interval.
    Known {
        /// Those who did.
        hits: u64,
        /// Those who could have.
        of: u64,
        /// The share.
        share: Interval,
    },
    /// Fewer than five of so many.
    Few {
        /// Those who could have.
        of: u64,
    },
    /// All of so many, but for fewer than five. The others are a small group too.
    NearlyAll {
        /// Those who could have.
        of: u64,
    },
    /// A sample of fewer than five, or none that makes sense.
    Unknown,
}

/// The share of people, told as far as neither those who did nor those who didn't can be told from it. With fewer than
/// ten in the sample that is always one of the others; where both sides are few, the few hits.
#[must_use]
pub fn share(hits: u64, of: u64, confidence: Confidence) -> Share {
    match wilson(hits, of, confidence) {
        Some(_) if hits < FEWEST && of >= FEWEST => Share::Few { of },
        Some(_) if of - hits < FEWEST && of >= FEWEST => Share::NearlyAll { of },
        Some(share) if of >= FEWEST => Share::Known { hits, of, share },
        _ => Share::Unknown,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
    use super::*;
    use proptest::prelude::*;

    /// Newcombe 1998, table I, method 3 (score, no continuity correction).
    #[test]
    fn published_intervals() {
        for (hits, of, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = wilson(hits, of, Confidence::P95).unwrap();
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{hits}/{of}: {found:?}");
        }
    }

    #[test]
    fn no_sample_is_unknown() {
        assert_eq!(wilson(0, 0, Confidence::P95), None);
        assert_eq!(wilson(3, 2, Confidence::P95), None);
        assert_eq!(share(3, 2, Confidence::P95), Share::Unknown);
    }

    #[test]
    fn few_are_not_told() {
        assert_eq!(suppress(0), Count::FewerThan(5));
        assert_eq!(suppress(4), Count::FewerThan(5));
        assert_eq!(suppress(5), Count::Exact(5));
        assert_eq!(share(4, 4, Confidence::P95), Share::Unknown);
        assert_eq!(share(4, 40, Confidence::P95), Share::Few { of: 40 });
        assert_eq!(share(37, 40, Confidence::P95), Share::NearlyAll { of: 40 });
        assert!(matches!(share(35, 40, Confidence::P95), Share::Known { hits: 35, of: 40, .. }));
    }

    proptest! {
        #[test]
        fn interval_holds_its_estimate(of in 1u64..100_000, part in 0.0..=1.0f64) {
            let hits = (of as f64 * part) as u64;
            let mut last = None;
            for confidence in [Confidence::P90, Confidence::P95, Confidence::P99] {
                let found = wilson(hits, of, confidence).unwrap();
                prop_assert!(0.0 <= found.low && found.low <= found.value && found.value <= found.high && found.high <= 1.0);
                // the mirror image
                let other = wilson(of - hits, of, confidence).unwrap();
                prop_assert!((found.low + other.high - 1.0).abs() < 1e-9);
                if let Some(narrower) = last.replace(found.high - found.low) {
                    prop_assert!(narrower <= found.high - found.low + 1e-12);
                }
            }
        }

        #[test]
        fn what_is_told_hides_the_few(of in 0u64..200, hits in 0u64..200) {
            if let Share::Known { hits, of, .. } = share(hits, of, Confidence::P95) {
                prop_assert!(hits >= FEWEST && of - hits >= FEWEST);
            }
        }
    }
}
