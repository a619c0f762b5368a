//! How often one address may ask. Kept in memory: a limit is against floods, and a restart forgives.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};

use crate::error::{Error, Result};

/// The rates of the kinds of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Any request.
    Any,
    /// A request that changes something.
    Write,
    /// What sends mail, makes accounts or tries secrets.
    Knock,
}

/// Counters by address.
pub struct Limits(Option<Counters>);

struct Counters {
    any: Counter,
    write: Counter,
    knock: Counter,
    guess: Counter,
    clock: DefaultClock,
}

type Counter = RateLimiter<Block, DashMapStateStore<Block>, DefaultClock, StateInformationMiddleware>;

/// How much an address may still ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which rate it is.
    pub name: &'static str,
    /// So many at once.
    pub most: u32,
    /// So long it takes to get from none to so many (seconds).
    pub seconds: u64,
    /// So many are left.
    pub left: u32,
    /// So long until there are so many again (seconds).
    pub wait: u64,
}

/// An IPv4 address, or the /64 that one household has of IPv6.
type Block = [u8; 8];

fn block(address: IpAddr) -> Block {
    let mut block = [0; 8];
    match address.to_canonical() {
        IpAddr::V4(v4) => block[..4].copy_from_slice(&v4.octets()),
        IpAddr::V6(v6) => block.copy_from_slice(&v6.octets()[..8]),
    }
    block
}

fn quota(per_minute: u32, burst: u32) -> Quota {
    let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst))
}

fn counter(per_minute: u32, burst: u32) -> Counter {
    RateLimiter::keyed(quota(per_minute, burst)).with_middleware()
}

impl Rate {
    fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Write => "write",
            Self::Knock => "knock",
        }
    }
}

impl Limits {
    /// Counters at zero; or none, where nothing is limited.
    pub fn new(on: bool) -> Self {
        Self(on.then(|| Counters {
            any: counter(1200, 600),
            write: counter(120, 120),
            knock: counter(12, 24),
            guess: counter(1, 8),
            clock: DefaultClock::default(),
        }))
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`Error::TooMany`], with the seconds to wait.
    pub fn count(&self, rate: Rate, from: IpAddr) -> Result<()> {
        self.count_and_tell(rate, from, &mut Vec::new())
    }

    /// The same, and notes how much is left.
    ///
    /// # Errors
    /// [`Error::TooMany`], with the seconds to wait.
    pub fn count_and_tell(&self, rate: Rate, from: IpAddr, standings: &mut Vec<Standing>) -> Result<()> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let limiter = match rate {
            Rate::Any => &counters.any,
            Rate::Write => &counters.write,
            Rate::Knock => &counters.knock,
        };
        let (quota, left, outcome) = match limiter.check_key(&block(from)) {
            Ok(state) => (state.quota(), state.remaining_burst_capacity(), Ok(())),
            Err(refused) => {
                let wait = refused.wait_time_from(counters.clock.now()).as_secs() + 1;
                (refused.quota(), 0, Err(Error::TooMany(wait)))
            }
        };
        let most = quota.burst_size().get();
        let seconds = |count: u32| (quota.replenish_interval() * count).as_secs_f64().ceil() as u64;
        let wait = seconds(most.saturating_sub(left));
        standings.push(Standing { name: rate.name(), most, seconds: seconds(most), left, wait });
        outcome
    }

    /// Counts that somebody typed a short code, right or wrong. By who they are: at a venue all may share one address.
    ///
    /// # Errors
    /// [`Error::TooMany`], with the seconds to wait.
    pub fn count_guess(&self, who: i64) -> Result<()> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let outcome = counters.guess.check_key(&who.to_be_bytes());
        let wait = |until: std::time::Duration| until.as_secs() + 1;
        outcome.map(drop).map_err(|refused| Error::TooMany(wait(refused.wait_time_from(counters.clock.now()))))
    }

    /// Forgets addresses that have been quiet; called now and then.
    pub fn forget(&self) {
        if let Some(counters) = &self.0 {
            counters.any.retain_recent();
            counters.write.retain_recent();
            counters.knock.retain_recent();
            counters.guess.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_codes_is_soon_asked_to_wait_and_nobody_else_is() {
        let limits = Limits::new(true);
        assert!((0..8).all(|_| limits.count_guess(7).is_ok()));
        assert!(matches!(limits.count_guess(7), Err(Error::TooMany(wait)) if wait > 30));
        assert!(limits.count_guess(8).is_ok());
    }
}
