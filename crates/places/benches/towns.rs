//! What looking for a town costs: `cargo bench -p visavis-places`.
#![expect(clippy::expect_used, reason = "a bench that can't begin should stop")]

use divan::{Bencher, black_box};
use visavis_places::{Point, areas, by_id, cell, cover, nearest, search, spans, within};

fn main() {
    divan::main();
}

/// A walk around middle Europe that comes back to no point.
fn europe() -> impl FnMut() -> Point {
    let mut number = 0.0_f64;
    move || {
        number += 1.0;
        let (lat, lon) = ((number * 0.754_877_67).fract() * 8.0 + 46.0, (number * 0.569_840_29).fract() * 14.0 + 4.0);
        Point::new(lat, lon).expect("a point of the globe")
    }
}

#[divan::bench(args = ["s", "san", "münch", "frankfurt o", "Paris Texas", "san x y z", "qqqq"])]
fn search_ten(typed: &str) -> usize {
    search(black_box(typed), 10).len()
}

#[divan::bench]
fn nearest_town(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(nearest);
}

#[divan::bench]
fn within_30_km(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(|point| within(point, 30.0, 20));
}

#[divan::bench]
fn cell_of_a_point(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(|point| cell(point, 9));
}

#[divan::bench]
fn cover_30_km(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(|point| cover(point, 30.0));
}

#[divan::bench]
fn spans_30_km(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(|point| spans(point, 30.0));
}

/// Each asked for the first time.
#[divan::bench]
fn areas_25_km(bencher: Bencher) {
    bencher.with_inputs(europe()).bench_local_values(|point| areas(point, 25.0));
}

#[divan::bench]
fn areas_25_km_again() -> usize {
    areas(black_box(Point::new(52.52, 13.4).expect("Berlin")), 25.0).len()
}

#[divan::bench]
fn a_town_by_its_number() -> bool {
    by_id(black_box(2_950_159)).is_some()
}
