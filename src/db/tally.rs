//! Counts how writes were committed: on the embedded engine many share one sync, and this tells how many.

use std::sync::atomic::{AtomicU64, Ordering};

/// Sizes of batches are kept as powers of two: 1, 2 to 3, 4 to 7, and so on; the last is 256 and more.
const SIZES: usize = 9;

/// How writes were committed since the start.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Commits {
    /// So many commits succeeded; each cost one sync.
    pub batches: u64,
    /// So many writes they held.
    pub writes: u64,
    /// The most writes in one of them.
    pub largest: u64,
    /// How many commits held 1 write, 2 to 3, 4 to 7, …, 256 and more.
    pub sizes: [u64; SIZES],
    /// So many commits failed.
    pub failed: u64,
    /// So many transactions were run again because another was in their way.
    pub again: u64,
}

/// The counters behind it.
#[derive(Debug, Default)]
pub struct Tally {
    writes: AtomicU64,
    largest: AtomicU64,
    sizes: [AtomicU64; SIZES],
    failed: AtomicU64,
    again: AtomicU64,
}

impl Tally {
    /// A commit of so many writes succeeded.
    pub fn committed(&self, writes: u64) {
        self.writes.fetch_add(writes, Ordering::Relaxed);
        self.largest.fetch_max(writes, Ordering::Relaxed);
        let power = writes.max(1).ilog2() as usize;
        self.sizes[power.min(SIZES - 1)].fetch_add(1, Ordering::Relaxed);
    }

    /// A commit failed.
    pub fn failed(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// A transaction is run again.
    pub fn again(&self) {
        self.again.fetch_add(1, Ordering::Relaxed);
    }

    /// The numbers now.
    pub fn read(&self) -> Commits {
        let sizes = self.sizes.each_ref().map(|size| size.load(Ordering::Relaxed));
        Commits {
            batches: sizes.iter().sum(),
            writes: self.writes.load(Ordering::Relaxed),
            largest: self.largest.load(Ordering::Relaxed),
            sizes,
            failed: self.failed.load(Ordering::Relaxed),
            again: self.again.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_by_powers_of_two() {
        let tally = Tally::default();
        for writes in [1, 1, 2, 3, 4, 255, 256, 10_000] {
            tally.committed(writes);
        }
        let commits = tally.read();
        assert_eq!(commits.sizes, [2, 2, 1, 0, 0, 0, 0, 1, 2]);
        assert_eq!((commits.batches, commits.writes, commits.largest), (8, 10_522, 10_000));
    }
}
