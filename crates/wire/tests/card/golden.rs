//! Golden bytes, lengths, and messages as codes.

use data_encoding::HEXLOWER;
use serde_json::Value;
use visavis_wire::card::{Algorithm, Answer, Confirmation, Content, EncounterId, Offer, Sas, Seconds, qr_text, scan};

use crate::cast::{CONTENT, GATHERING, alice_meets_bob, every_form, old_phone, phone, town};
use crate::vectors::VECTORS;

fn golden(name: &str) -> String {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    file["golden"][name].as_str().unwrap().to_owned()
}

fn bytes(name: &str) -> Vec<u8> {
    HEXLOWER.decode(golden(name).as_bytes()).unwrap()
}

#[test]
fn the_golden_messages_say_what_they_should() {
    let offer = Offer::parse(&bytes("m1")).unwrap();
    assert_eq!(offer.side.nonce.to_vec(), bytes("nonce_a"));
    assert_eq!(offer.side.anchor.to_bytes().to_vec(), bytes("anchor_a"));
    assert_eq!(offer.side.gathering.unwrap().to_vec(), bytes("gathering"));
    assert_eq!(offer.side.claimed_at.unix(), 1_767_225_600);
    assert_eq!(Seconds::from_unix(1_767_225_600), Some(offer.side.claimed_at));
    let identity = offer.side.identity.as_ref().unwrap();
    assert_eq!(identity.handle, b"alice");
    assert_eq!(identity.expires.unix(), 1_769_817_600);
    assert_eq!(offer.to_bytes(), bytes("m1"));

    let answer = Answer::parse(&bytes("m2")).unwrap();
    assert!(answer.binds(&offer.hash()));
    assert_eq!(answer.side.nonce.to_vec(), bytes("nonce_b"));
    assert_eq!(answer.to_bytes(), bytes("m2"));

    let confirm = Confirmation::parse(&bytes("m3")).unwrap();
    assert_eq!(confirm.to_bytes(), bytes("m3"));
    let Confirmation::Scanned(confirm) = confirm else {
        panic!("not by scan");
    };
    assert_eq!(confirm.loop_hundredths, 820);

    let (m1, m2) = (bytes("m1"), bytes("m2"));
    assert_eq!(Sas::of(&m1, &m2).to_string(), golden("sas"));
    assert_eq!(EncounterId::of(&m1, &m2).to_string(), golden("encounter_id"));
}

#[test]
fn lengths_are_those_of_the_spec() {
    let mut town = town();
    let (alice, bob) = (phone("alice"), phone("bob"));
    let full = alice_meets_bob(&town);
    assert_eq!(full.m1.len(), 220 - 8, "without a gathering");
    assert_eq!(full.m2.len(), 234 - 8);
    assert_eq!(full.m3.len(), 104);

    let at = |side: visavis_wire::card::Side| side.at(GATHERING);
    let offer = town.offer(&alice, at(town.side(&alice, 1)));
    assert_eq!(offer.to_bytes().len(), 220);
    let offer = town.offer(&alice, at(town.bare_side(&alice, 1)));
    assert_eq!(offer.to_bytes().len(), 114);
    let answer = town.answer(&bob, &offer, at(town.side(&bob, 2)));
    assert_eq!(answer.to_bytes().len(), 234);
    let answer = town.answer(&bob, &offer, at(town.bare_side(&bob, 2)));
    assert_eq!(answer.to_bytes().len(), 130);
    let shown = town.offer(&alice, at(town.side(&alice, 1)).showing(CONTENT));
    assert_eq!(shown.to_bytes().len(), 220 + 32);
    let old = old_phone("alice");
    let old = town.offer(&old, at(town.side(&old, 1)));
    assert_eq!(old.to_bytes().len(), 221);

    let sas = "000042".parse().unwrap();
    assert_eq!(town.code_confirm(&alice, &offer, sas).len(), 98);
    for seats in 0..=30 {
        let answers: Vec<&[u8]> = vec![b"m2"; seats];
        let m3g = town.group_confirm(&alice, &offer, &answers);
        assert_eq!(m3g.len(), 103 + 16 * seats);
    }
    assert_eq!(every_form(&mut town).len(), 7);
}

#[test]
fn content_follows_the_gathering() {
    let town = town();
    let alice = phone("alice");
    let side = town.side(&alice, 1).at(GATHERING).showing(CONTENT);
    let m1 = town.offer(&alice, side).to_bytes();
    assert_eq!(m1[1], 1 | 2 | 16);
    assert_eq!(m1[42..50], GATHERING);
    assert_eq!(m1[50..66], CONTENT.id);
    assert_eq!(m1[66..82], CONTENT.parent_hop);
    let Content { id, parent_hop } = Offer::parse(&m1).unwrap().side.content.unwrap();
    assert_eq!((id, parent_hop), (CONTENT.id, CONTENT.parent_hop));
}

#[test]
fn every_form_is_good_and_round_trips() {
    let mut town = town();
    for (form, met) in every_form(&mut town) {
        let judgement = met.judged(&town);
        assert!(judgement.verdict.is_mutual(), "{form}: {judgement:?}");
        assert_eq!(Offer::parse(&met.m1).unwrap().to_bytes(), met.m1, "{form}");
        assert_eq!(Answer::parse(&met.m2).unwrap().to_bytes(), met.m2, "{form}");
        let m3 = Confirmation::parse(&met.m3).unwrap();
        assert_eq!(m3.to_bytes(), met.m3, "{form}");
    }
}

#[test]
fn p256_is_flagged_in_every_message() {
    let mut town = town();
    let forms = every_form(&mut town);
    let (_, met) = forms.iter().find(|(form, _)| *form == "P-256").unwrap();
    for message in [&met.m1, &met.m2, &met.m3] {
        assert_eq!(message[1] & 32, 32);
    }
    assert_eq!(met.offer.side.algorithm, Algorithm::P256);
    assert_eq!(met.offer.side.identity.as_ref().unwrap().key.len(), 33);
}

#[test]
fn codes_read_back() {
    let text = golden("qr_text");
    assert_eq!(qr_text("demo.example", &bytes("m1")), text);
    for text in [text.clone(), text.to_lowercase(), format!(" {text}\n")] {
        let scan = scan(&text).unwrap();
        assert_eq!(scan.host, "demo.example");
        assert_eq!(scan.message, bytes("m1"));
    }
    let local = qr_text("localhost:8443", b"hello");
    assert_eq!(scan(&local).unwrap().host, "localhost:8443");
}

#[test]
fn other_codes_are_none() {
    for text in [
        "",
        "#",
        "HTTPS://DEMO.EXAMPLE/E",
        "HTTP://DEMO.EXAMPLE/E#CEBQ",
        "HTTPS://DEMO.EXAMPLE/X#CEBQ",
        "HTTPS:///E#CEBQ",
        "HTTPS://A/B/E#CEBQ",
        "HTTPS://USER@DEMO.EXAMPLE/E#CEBQ",
        "HTTPS://DEMO.EXAMPLE/E#CEB1",
        "HTTPS://DEMO.EXAMPLE/E#CEBQ====",
        "HTTPS://DEMO.EXAMPLE/E#CF",
        "WIFI:S:guests;;",
    ] {
        assert!(scan(text).is_err(), "{text}");
    }
    assert!(scan(&qr_text("demo.example", &[0; 5_000])).is_err());
}

#[test]
fn spoken_codes_are_typed_as_people_type() {
    let sas: Sas = "290 138".parse().unwrap();
    assert_eq!(sas.number(), 290_138);
    assert_eq!("000-042".parse::<Sas>().unwrap().to_string(), "000042");
    for wrong in ["", "29013", "2901380", "29013x", "+29013", "２９０１３８"] {
        assert!(wrong.parse::<Sas>().is_err(), "{wrong}");
    }
}
