//! The numbers that others found in real data are found again.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use flate2::read::GzDecoder;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use visavis_science::evaluate::{Evaluation, Method, evaluate};
use visavis_science::interval::{Confidence, wilson};
use visavis_science::meetings::{Contact, Pair, by_pair, meetings, together};

const MINUTE: i64 = 60;

fn contacts(file: &str) -> Vec<Contact> {
    let mut text = String::new();
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let row = |line: &str| -> Contact {
        let numbers: Vec<i64> = line.split_whitespace().map(|n| n.parse().unwrap()).collect();
        Contact { at: numbers[0], pair: Pair::new(numbers[1], numbers[2]).unwrap() }
    };
    text.lines().map(row).collect()
}

struct Known {
    file: &'static str,
    rows: usize,
    pairs: usize,
    contacts: usize,
    quarter_hour: usize,
    four_hours: usize,
    five_minutes: usize,
}

fn check(known: &Known) {
    let read = contacts(known.file);
    let long = together(&read, 20).values().filter(|seconds| **seconds >= 5 * MINUTE).count();
    let found = [
        read.len(),
        by_pair(&read).len(),
        meetings(&read, 20).len(),
        meetings(&read, 15 * MINUTE).len(),
        meetings(&read, 240 * MINUTE).len(),
        long,
    ];
    let want = [known.rows, known.pairs, known.contacts, known.quarter_hour, known.four_hours, known.five_minutes];
    assert_eq!(found, want, "{}", known.file);
}

#[test]
fn a_conference() {
    check(&Known {
        file: "SFHH_tij.dat.gz",
        rows: 70_261,
        pairs: 9_565,
        contacts: 26_040,
        quarter_hour: 12_759,
        four_hours: 10_589,
        five_minutes: 855,
    });
}

#[test]
fn an_office() {
    check(&Known {
        file: "workplace_InVS13_tij.dat.gz",
        rows: 9_827,
        pairs: 755,
        contacts: 4_592,
        quarter_hour: 2_192,
        four_hours: 1_557,
        five_minutes: 155,
    });
}

#[test]
fn the_office_later() {
    check(&Known {
        file: "workplace_InVS15_tij.dat.gz",
        rows: 78_249,
        pairs: 4_274,
        contacts: 33_751,
        quarter_hour: 11_915,
        four_hours: 7_920,
        five_minutes: 941,
    });
}

/// Of the pairs who are connected online, how many meet offline.
#[test]
fn online_and_offline() {
    let read = |file| std::fs::read_to_string(format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (layers, edges) = (read("CS-Aarhus_layers.txt"), read("CS-Aarhus_multiplex.edges"));
    let layer = |name: &str| -> HashSet<Pair> {
        let id = layers.lines().find_map(|l| l.split_once(' ').filter(|(_, label)| *label == name)).unwrap().0;
        let pairs = edges.lines().filter_map(|line| {
            let row: Vec<&str> = line.split_whitespace().collect();
            (row[0] == id).then(|| Pair::new(row[1].parse().unwrap(), row[2].parse().unwrap()).unwrap())
        });
        pairs.collect()
    };
    let (lunch, facebook, leisure) = (layer("lunch"), layer("facebook"), layer("leisure"));
    let sizes = [&lunch, &facebook, &layer("coauthor"), &leisure, &layer("work")].map(HashSet::len);
    assert_eq!(sizes, [193, 124, 21, 88, 194]);
    assert_eq!(facebook.intersection(&lunch).count(), 48);

    let met = facebook.iter().filter(|pair| lunch.contains(pair) || leisure.contains(pair)).count();
    assert_eq!(met, 60);
    let share = wilson(met as u64, facebook.len() as u64, Confidence::P95).unwrap();
    assert_eq!(format!("{:.1} %", share.value * 100.0), "48.4 %");
    assert!(share.low < 0.41 && share.high > 0.56, "{share:?}: 124 pairs say no more than that");
}

fn judged(file: &str) -> Evaluation {
    evaluate(&contacts(file), 1)
}

/// Suggestions from the first day are at least as good as rooted PageRank's on each set, in both measures, and better
/// than chance beyond doubt. The figures are those of `docs/numbers.md`.
fn at_least_as_good(file: &str, people: usize, new: usize, figures: [&str; 4]) {
    let found = judged(file);
    assert_eq!((found.people, found.new), (people, new), "{file}");
    let row = |method| found.of(method).unwrap();
    let ours = row(Method::Mutual);
    for other in [Method::PageRank, Method::PageRankByContacts] {
        let other = row(other);
        assert!(ours.auc.value >= other.auc.value, "{file}: {ours:?} {other:?}");
        assert!(ours.precision.value >= other.precision.value, "{file}: {ours:?} {other:?}");
    }
    let shuffled = row(Method::Shuffled);
    assert!(ours.auc.low > shuffled.auc.high && ours.precision.low > shuffled.precision.high, "{file}: {ours:?}");
    assert!((0.45..0.55).contains(&shuffled.auc.value), "{file}: {shuffled:?}");
    let told = [ours, row(Method::PageRank)].map(|row| [row.auc.value, row.precision.value]);
    assert_eq!(told.as_flattened().iter().map(|value| format!("{value:.3}")).collect::<Vec<_>>(), figures, "{file}");
}

#[test]
fn whom_to_meet_at_a_conference() {
    at_least_as_good("SFHH_tij.dat.gz", 402, 3726, ["0.601", "0.140", "0.600", "0.138"]);
}

#[test]
fn whom_to_meet_at_an_office() {
    at_least_as_good("workplace_InVS13_tij.dat.gz", 72, 332, ["0.682", "0.409", "0.667", "0.377"]);
}

#[test]
fn whom_to_meet_at_the_office_later() {
    at_least_as_good("workplace_InVS15_tij.dat.gz", 176, 1702, ["0.664", "0.372", "0.632", "0.348"]);
}
