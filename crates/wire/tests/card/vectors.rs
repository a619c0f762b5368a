//! The published vectors, and files that are none.

use proptest::prelude::*;
use visavis_wire::card::vectors::check;

pub const VECTORS: &str = include_str!("../fixtures/encounter-vectors.json");

#[test]
fn every_vector_holds() {
    let results = check(VECTORS).unwrap();
    let failed: Vec<_> = results.iter().filter(|r| !r.passed()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(results.iter().filter(|r| r.number.is_some()).count(), 17);
    let golden = results.iter().filter(|r| r.what.starts_with("golden: ")).count();
    assert_eq!(golden, 8);
}

#[test]
fn a_wrong_expectation_shows_as_such() {
    let changed = VECTORS.replacen("\"expect\": \"half\"", "\"expect\": \"mutual\"", 1);
    assert_ne!(changed, VECTORS);
    let results = check(&changed).unwrap();
    let failed: Vec<_> = results.iter().filter(|r| !r.passed()).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].number, Some(3));
    assert_eq!((&*failed[0].expected, &*failed[0].got), ("mutual", "half"));
}

#[test]
fn changed_golden_bytes_show_as_such() {
    let sas = VECTORS.replacen("\"290138\"", "\"290139\"", 1);
    let results = check(&sas).unwrap();
    let failed: Vec<_> = results.iter().filter(|r| !r.passed()).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].what, "golden: sas");
}

#[test]
fn what_is_no_file_of_vectors_is_refused_in_words() {
    let error = |json: &str| check(json).unwrap_err().to_string();
    assert!(error("").contains("not a file of ENC/1 vectors"));
    assert!(error("[1, 2]").contains("not a file of ENC/1 vectors"));
    assert!(error("{\"instance\": \"x\"}").contains("missing field"));

    let changed = |from: &str, to: &str| {
        let text = VECTORS.replacen(from, to, 1);
        assert_ne!(text, VECTORS, "{from}");
        error(&text)
    };
    assert!(changed("\"m1\": \"1103", "\"m1\": \"11z3").contains("golden, m1: not hexadecimal"));
    assert!(changed("\"server_pk\": \"b9", "\"server_pk\": \"").contains("server_pk"));
    assert!(changed("\"anchor_key\": \"17", "\"anchor_key\": \"").contains("not 32 bytes"));
    assert!(changed("\"after\": 3", "\"after\": 99").contains("which there isn't"));
    assert!(changed("\"after\": 3", "\"after\": 15").contains("after itself"));
    assert!(changed("\"m3\": \"1300", "\"m3\": \"1200").contains("golden, m3"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_damaged_file_never_panics(at in 0..VECTORS.len(), with in "[0-9a-z\"{},:]{0,3}") {
        // The file is plain ASCII, so any byte is a boundary.
        let damaged = format!("{}{with}{}", &VECTORS[..at], &VECTORS[at + 1..]);
        let _ = check(&damaged);
        let _ = check(&VECTORS[..at]);
    }
}
