//! Time as cards count it: from 2025-01-01, in 32 bits (SPEC "Keys and anchors").

/// The instant that cards count from, 2025-01-01T00:00:00Z, in Unix seconds.
pub const EPOCH: i64 = 1_735_689_600;

/// A claimed instant: whole seconds since [`EPOCH`]. Lasts until 2161.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(pub u32);

/// An instant of the server's: whole minutes since [`EPOCH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub u32);

impl Seconds {
    /// From Unix seconds. None before the epoch, or past what 32 bits hold.
    #[must_use]
    pub fn from_unix(unix: i64) -> Option<Self> {
        u32::try_from(unix.checked_sub(EPOCH)?).ok().map(Self)
    }

    /// As Unix seconds.
    #[must_use]
    pub fn unix(self) -> i64 {
        EPOCH + i64::from(self.0)
    }
}

impl Minutes {
    /// The minute that these Unix seconds lie in. None before the epoch, or past what 32 bits hold.
    #[must_use]
    pub fn from_unix(unix: i64) -> Option<Self> {
        u32::try_from(unix.checked_sub(EPOCH)?.div_euclid(60)).ok().map(Self)
    }

    /// The minute's first second, as Unix seconds.
    #[must_use]
    pub fn unix(self) -> i64 {
        EPOCH + i64::from(self.0) * 60
    }
}
