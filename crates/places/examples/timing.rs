//! How long look-ups take: `cargo run --release -p visavis-places --example timing`.

use std::hint::black_box;
use std::time::Instant;
use visavis_places::{Point, by_id, cover, nearest, search, spans, within};

fn time(what: &str, times: u32, mut run: impl FnMut(u32)) {
    let started = Instant::now();
    for n in 0..times {
        run(n);
    }
    println!("{what:<40} {:>9.2} µs", started.elapsed().as_secs_f64() * 1e6 / f64::from(times));
}

fn ignore<T>(_: T) {}

fn main() {
    time("first search (cold)", 1, |_| ignore(black_box(search("münch", 10))));
    for query in [
        "s",
        "sa",
        "san",
        "münch",
        "frankfurt o",
        "Berlin, DE",
        "Paris Texas",
        "san jose california",
        "москва",
        "san x y z",
        "san san san san san san san san",
        "qqqq",
    ] {
        time(&format!("search {query:?}, 10"), 2_000, |_| ignore(black_box(search(query, 10))));
    }
    // A low-discrepancy walk over the globe, and one around middle Europe.
    let part = |n: u32, step: f64| (f64::from(n) * step).fract();
    let anywhere = |n| Point::new(part(n, 0.754_877_67) * 180.0 - 90.0, part(n, 0.569_840_29) * 360.0 - 180.0);
    let europe = |n| Point::new(part(n, 0.754_877_67) * 8.0 + 46.0, part(n, 0.569_840_29) * 14.0 + 4.0);
    time("nearest, anywhere", 20_000, |n| ignore(black_box(anywhere(n).map(nearest))));
    time("nearest, middle Europe", 20_000, |n| ignore(black_box(europe(n).map(nearest))));
    time("within 30 km, 20, middle Europe", 5_000, |n| ignore(black_box(europe(n).map(|p| within(p, 30.0, 20)))));
    time("cover 30 km", 2_000, |n| ignore(black_box(europe(n).map(|p| cover(p, 30.0)))));
    time("spans 30 km", 2_000, |n| ignore(black_box(europe(n).map(|p| spans(p, 30.0)))));
    time("by_id", 1_000_000, |n| ignore(black_box(by_id(2_950_159 ^ (n & 0xffff)))));
    for km in [0.2, 1.0, 5.0, 30.0, 100.0, 500.0] {
        if let Ok(home) = Point::new(52.52, 13.40) {
            println!("cover {km} km: {} cells, {} spans", cover(home, km).len(), spans(home, km).len());
        }
    }
}
