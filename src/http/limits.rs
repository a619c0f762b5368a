//! How often one address may ask. Kept in memory: a limit is against floods, and a restart forgives.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
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
    any: DefaultKeyedRateLimiter<Block>,
    write: DefaultKeyedRateLimiter<Block>,
    knock: DefaultKeyedRateLimiter<Block>,
    clock: DefaultClock,
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

impl Limits {
    /// Counters at zero; or none, where nothing is limited.
    pub fn new(on: bool) -> Self {
        Self(on.then(|| Counters {
            any: RateLimiter::keyed(quota(1200, 600)),
            write: RateLimiter::keyed(quota(120, 120)),
            knock: RateLimiter::keyed(quota(12, 24)),
            clock: DefaultClock::default(),
        }))
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`Error::TooMany`], with the seconds to wait.
    pub fn count(&self, rate: Rate, from: IpAddr) -> Result<()> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let limiter = match rate {
            Rate::Any => &counters.any,
            Rate::Write => &counters.write,
            Rate::Knock => &counters.knock,
        };
        limiter
            .check_key(&block(from))
            .map_err(|refused| Error::TooMany(refused.wait_time_from(counters.clock.now()).as_secs() + 1))
    }

    /// Forgets addresses that have been quiet; called now and then.
    pub fn forget(&self) {
        if let Some(counters) = &self.0 {
            counters.any.retain_recent();
            counters.write.retain_recent();
            counters.knock.retain_recent();
        }
    }
}
