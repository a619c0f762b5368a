//! What the figures cost: `cargo bench -p visavis-science`.

use std::collections::BTreeMap;

use divan::{Bencher, black_box};
use visavis_science::{
    affinity::{Somebody, worth_meeting},
    interval::{Confidence, wilson},
    meetings::{Contact, Pair, SAME_MEETING_MS, meetings},
    survival::{Observation, kaplan_meier},
};

fn main() {
    divan::main();
}

/// Numbers that follow from a seed.
fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    }
}

#[divan::bench(args = [100, 10_000])]
fn meetings_of_contacts(bencher: Bencher, count: usize) {
    let mut next = numbers(1);
    let contacts: Vec<Contact> = (0..count)
        .filter_map(|_| {
            let pair = Pair::new(next(200) as i64, next(200) as i64)?;
            Some(Contact { at: next(90 * 24 * 3_600_000) as i64, pair })
        })
        .collect();
    bencher.bench_local(|| meetings(black_box(&contacts), SAME_MEETING_MS));
}

#[divan::bench(args = [100, 10_000])]
fn curve_of_waiting(bencher: Bencher, count: usize) {
    let mut next = numbers(2);
    let waits: Vec<Observation> =
        (0..count).map(|_| Observation { time: next(1_000) as f64, happened: next(3) > 0 }).collect();
    bencher.bench_local(|| kaplan_meier(black_box(&waits)));
}

#[divan::bench]
fn interval_of_a_share() -> bool {
    wilson(black_box(17), black_box(120), Confidence::P95).is_some()
}

#[divan::bench(args = [8, 2_000])]
fn worth_meeting_among(bencher: Bencher, count: usize) {
    let mut next = numbers(3);
    let mut somebody = |id: usize| Somebody {
        id: id as i64,
        interests: (0..5).map(|_| next(36) as i64).collect(),
        knows: (0..40).map(|_| next(5_000) as i64).collect(),
    };
    let me = somebody(10_000);
    let others: Vec<Somebody> = (0..count).map(&mut somebody).collect();
    let known = BTreeMap::new();
    bencher.bench_local(|| worth_meeting(black_box(&me), &others, &known, 5));
}
