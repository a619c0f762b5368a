//! How long it takes until something happens, where for some it hasn't happened yet.
//!
//! "Time from first contact to first meeting" over those who met is biased: those who have not met yet are the slow ones.
//! The Kaplan–Meier estimator counts them for as long as they were watched (E. L. Kaplan, P. Meier, "Nonparametric
//! Estimation from Incomplete Observations", JASA 53, 1958), with M. Greenwood's variance (1926) and the interval on the
//! log(-log) scale, which stays within 0 and 1 (J. D. Kalbfleisch, R. L. Prentice, 1980).

use crate::interval::{Confidence, Interval};

/// How long somebody was watched, and whether it happened then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// From the start until it happened, or until one stopped looking.
    pub time: f64,
    /// It happened at that time; otherwise it had not by then (censored).
    pub happened: bool,
}

/// The curve from one time at which it happened to somebody until the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub time: f64,
    /// How many were still waiting and watched just before.
    pub at_risk: usize,
    /// To how many it happened then.
    pub events: usize,
    /// The share for whom it has not happened up to and including then.
    pub surviving: f64,
    /// Standard error of that share, by Greenwood.
    pub error: f64,
}

/// A Kaplan–Meier curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Sorted by time, one for each time at which it happened.
    pub steps: Vec<Step>,
    /// How many were watched.
    pub watched: usize,
    /// The longest that anybody was watched: beyond it nothing is known. 0 if nobody was.
    pub until: f64,
}

/// The curve of some observations. Those without a sensible time (negative, infinite, no number) are left out. Whoever
/// is lost at the very time of an event was still at risk then, by convention.
#[must_use]
pub fn kaplan_meier(observations: &[Observation]) -> Curve {
    let mut sorted: Vec<Observation> =
        observations.iter().filter(|o| o.time.is_finite() && o.time >= 0.0).copied().collect();
    sorted.sort_by(|a, b| a.time.total_cmp(&b.time));

    let (mut steps, mut at_risk, mut surviving, mut greenwood) = (Vec::new(), sorted.len(), 1.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.time == b.time) {
        let events = tied.iter().filter(|o| o.happened).count();
        if events > 0 {
            let (n, d) = (at_risk as f64, events as f64);
            surviving *= 1.0 - d / n;
            greenwood += d / (n * (n - d));
            // Where none is left the sum is infinite, the share 0 and its error 0 by convention.
            let error = if surviving > 0.0 { surviving * greenwood.sqrt() } else { 0.0 };
            steps.push(Step { time: tied.first().map_or(0.0, |o| o.time), at_risk, events, surviving, error });
        }
        at_risk -= tied.len();
    }
    Curve { steps, watched: sorted.len(), until: sorted.last().map_or(0.0, |o| o.time) }
}

impl Step {
    /// The share still waiting, with its interval.
    #[must_use]
    pub fn interval(&self, confidence: Confidence) -> Interval {
        let s = self.surviving;
        if s <= 0.0 || s >= 1.0 {
            return Interval { value: s, low: s, high: s };
        }
        let spread = (confidence.z() * self.error / (s * s.ln())).abs().exp();
        Interval { value: s, low: s.powf(spread), high: s.powf(1.0 / spread) }
    }
}

impl Curve {
    /// The share for whom it has not happened by a time; unknown beyond what was watched, unless it is none.
    #[must_use]
    pub fn surviving(&self, time: f64) -> Option<f64> {
        let passed = self.steps.partition_point(|s| s.time <= time);
        let share = passed.checked_sub(1).and_then(|at| self.steps.get(at)).map_or(1.0, |s| s.surviving);
        (self.watched > 0 && (time <= self.until || share == 0.0)).then_some(share)
    }

    /// The first time by which it has happened to at least such a share; `None` if it never came to that.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        // products of fractions: a hair of rounding must not put off the median
        self.steps.iter().find(|s| s.surviving <= 1.0 - share + 1e-12).map(|s| s.time)
    }

    /// The time by which it has happened to half.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Weeks of remission under 6-mercaptopurine and placebo: E. J. Freireich et al., Blood 21:699 (1963). Minus: still in
    /// remission when last seen.
    const TREATED: [f64; 21] =
        [6., 6., 6., -6., 7., -9., 10., -10., -11., 13., 16., -17., -19., -20., 22., 23., -25., -32., -32., -34., -35.];
    const PLACEBO: [f64; 21] =
        [1., 1., 2., 2., 3., 4., 4., 5., 5., 8., 8., 8., 8., 11., 11., 12., 12., 15., 17., 22., 23.];

    fn curve(weeks: &[f64]) -> Curve {
        let observations: Vec<_> = weeks.iter().map(|w| Observation { time: w.abs(), happened: *w > 0.0 }).collect();
        kaplan_meier(&observations)
    }

    /// As `sts list` of Stata and `survfit(conf.type = "log-log")` of R print it for these data.
    #[test]
    fn published_curve_with_censoring() {
        let found = curve(&TREATED);
        let want = [
            (6., 21, 3, 0.8571, 0.0764, 0.6197, 0.9516),
            (7., 17, 1, 0.8067, 0.0869, 0.5631, 0.9228),
            (10., 15, 1, 0.7529, 0.0963, 0.5032, 0.8894),
            (13., 12, 1, 0.6902, 0.1068, 0.4316, 0.8491),
            (16., 11, 1, 0.6275, 0.1141, 0.3675, 0.8049),
            (22., 7, 1, 0.5378, 0.1282, 0.2678, 0.7468),
            (23., 6, 1, 0.4482, 0.1346, 0.1881, 0.6801),
        ];
        assert_eq!(found.steps.len(), want.len());
        for (step, (time, at_risk, events, surviving, error, low, high)) in found.steps.iter().zip(want) {
            assert_eq!((step.time, step.at_risk, step.events), (time, at_risk, events));
            let interval = step.interval(Confidence::P95);
            for (have, want) in
                [(step.surviving, surviving), (step.error, error), (interval.low, low), (interval.high, high)]
            {
                assert!((have - want).abs() < 5.1e-5, "week {time}: {have} is not {want}");
            }
        }
        assert_eq!(found.median(), Some(23.0));
        assert_eq!((found.watched, found.until), (21, 35.0));
        assert_eq!(found.surviving(36.0), None, "nobody was watched so long");
    }

    #[test]
    fn published_curve_to_the_end() {
        let found = curve(&PLACEBO);
        assert_eq!(found.median(), Some(8.0));
        assert_eq!(found.surviving(23.0), Some(0.0));
        assert_eq!(found.surviving(99.0), Some(0.0), "it has happened to all");
        let eighth = found.steps.iter().find(|s| s.time == 8.0).map(|s| (s.surviving, s.error));
        assert!(eighth.is_some_and(|(s, e)| (s - 0.3810).abs() < 5.1e-5 && (e - 0.1060).abs() < 5.1e-5), "{eighth:?}");
    }

    #[test]
    fn nobody_and_nonsense() {
        let none = kaplan_meier(&[]);
        assert_eq!((none.median(), none.surviving(0.0)), (None, None));
        let odd = [f64::NAN, -1.0, f64::INFINITY].map(|time| Observation { time, happened: true });
        assert_eq!(kaplan_meier(&odd).watched, 0);
        let waiting = kaplan_meier(&[Observation { time: 3.0, happened: false }]);
        assert_eq!((waiting.median(), waiting.surviving(2.0)), (None, Some(1.0)));
    }

    proptest! {
        #[test]
        fn falls_from_one_to_none(observations in prop::collection::vec((0u8..50, any::<bool>()), 1..80)) {
            let observations: Vec<_> =
                observations.into_iter().map(|(t, happened)| Observation { time: f64::from(t), happened }).collect();
            let found = kaplan_meier(&observations);
            let mut last = 1.0;
            for step in &found.steps {
                prop_assert!((0.0..=last).contains(&step.surviving));
                let interval = step.interval(Confidence::P95);
                prop_assert!(0.0 <= interval.low && interval.low <= step.surviving && step.surviving <= interval.high && interval.high <= 1.0);
                last = step.surviving;
            }
            // without censoring it is the plain share
            if observations.iter().all(|o| o.happened) {
                for step in &found.steps {
                    let left = observations.iter().filter(|o| o.time > step.time).count();
                    prop_assert!((step.surviving - left as f64 / observations.len() as f64).abs() < 1e-9);
                }
            }
        }
    }
}
