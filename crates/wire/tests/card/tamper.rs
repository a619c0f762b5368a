//! Whatever is changed is refused, and nothing makes a parser panic.

use proptest::prelude::*;
use visavis_wire::card::{
    Algorithm, Anchor, Answer, Asks, Confirmation, Content, Identity, Kid, Malformed, Minutes, Offer, Seconds, Shown,
    Side, Verdict, qr_text, scan,
};

use crate::cast::{GATHERING, Loop, Town, alice_meets_bob, every_form, meet, phone, town};

/// The verdict once one bit of one of the three messages is flipped.
fn flipped(town: &Town, met: &Loop, message: usize, bit: usize) -> Verdict {
    let mut messages = [met.m1.clone(), met.m2.clone(), met.m3.clone()];
    messages[message][bit / 8] ^= 1 << (bit % 8);
    let [m1, m2, m3] = &messages;
    town.verdict(m1, Some(m2), Some(m3))
}

#[test]
fn any_flipped_bit_is_refused() {
    let town = town();
    let met = alice_meets_bob(&town);
    assert_eq!(met.judged(&town).verdict, Verdict::Mutual);
    for (message, len) in [met.m1.len(), met.m2.len(), met.m3.len()].into_iter().enumerate() {
        for bit in 0..len * 8 {
            let verdict = flipped(&town, &met, message, bit);
            assert!(!verdict.is_good(), "M{}, bit {bit}: {verdict}", message + 1);
        }
    }
}

#[test]
fn a_flipped_bit_is_refused_in_every_form() {
    let mut town = town();
    for (form, met) in every_form(&mut town) {
        for (message, len) in [met.m1.len(), met.m2.len(), met.m3.len()].into_iter().enumerate() {
            // Each byte once, at a bit that moves on; the first two bytes whole.
            let bits = (0..16).chain((2..len).map(|byte| byte * 8 + byte % 8));
            for bit in bits {
                let verdict = flipped(&town, &met, message, bit);
                let place = format!("{form}, M{}, bit {bit}", message + 1);
                assert!(!verdict.is_good(), "{place}: {verdict}");
            }
        }
    }
}

#[test]
fn cut_or_drawn_out_is_a_bad_length() {
    let mut town = town();
    for (form, met) in every_form(&mut town) {
        let check = |verdict: Verdict| assert_eq!(verdict, Verdict::BadLength, "{form}");
        for len in 0..met.m1.len() {
            check(town.verdict(&met.m1[..len], None, None));
        }
        for len in 0..met.m2.len() {
            check(town.verdict(&met.m1, Some(&met.m2[..len]), None));
        }
        for len in 0..met.m3.len() {
            check(town.verdict(&met.m1, Some(&met.m2), Some(&met.m3[..len])));
        }
        let longer = |message: &[u8]| [message, &[0]].concat();
        check(town.verdict(&longer(&met.m1), None, None));
        check(town.verdict(&met.m1, Some(&longer(&met.m2)), None));
        check(town.verdict(&met.m1, Some(&met.m2), Some(&longer(&met.m3))));
    }
}

#[test]
fn unknown_flags_and_types_are_refused() {
    let town = town();
    let met = alice_meets_bob(&town);
    for flag in [8, 64, 128] {
        for message in [&met.m1, &met.m2, &met.m3] {
            let mut changed = message.clone();
            changed[1] |= flag;
            let parsed = match message[0] {
                0x11 => Offer::parse(&changed).err(),
                0x12 => Answer::parse(&changed).err(),
                _ => Confirmation::parse(&changed).err(),
            };
            assert_eq!(parsed, Some(Malformed::Length), "flag {flag}");
        }
    }
    for first in 0..=u8::MAX {
        let mut changed = met.m3.clone();
        changed[0] = first;
        let expected = match first {
            0x13 => continue,
            0x15 | 0x16 => Malformed::Length,
            _ => Malformed::Type,
        };
        assert_eq!(Confirmation::parse(&changed), Err(expected), "{first:#x}");
    }
    assert_eq!(Offer::parse(&met.m2), Err(Malformed::Type));
    assert_eq!(Answer::parse(&met.m1), Err(Malformed::Type));
}

fn any_side() -> impl Strategy<Value = Side> {
    let identity = (any::<[u8; 33]>(), any::<u32>(), any::<[u8; 64]>(), prop::collection::vec(any::<u8>(), 0..=255));
    (
        any::<bool>(),
        any::<[u8; 8]>(),
        any::<[u8; 16]>(),
        any::<u32>(),
        any::<[u8; 12]>(),
        any::<Option<[u8; 8]>>(),
        any::<Option<([u8; 16], [u8; 16])>>(),
        prop::option::of(identity),
        any::<bool>(),
    )
        .prop_map(|(old, kid, nonce, at, anchor, gathering, content, identity, group)| {
            let algorithm = if old { Algorithm::P256 } else { Algorithm::Ed25519 };
            Side {
                algorithm,
                kid: Kid(kid),
                nonce,
                claimed_at: Seconds(at),
                anchor: Anchor::from_bytes(anchor),
                gathering,
                content: content.map(|(id, parent_hop)| Content { id, parent_hop }),
                identity: identity.map(|(key, expires, certificate, handle)| Identity {
                    key: key[..algorithm.key_len()].to_vec(),
                    expires: Minutes(expires),
                    certificate,
                    handle,
                }),
                group,
            }
        })
}

/// Bytes that look like a message at their beginning, so that parsers get further.
fn any_message() -> impl Strategy<Value = Vec<u8>> {
    let head = (0x10..0x18_u8, prop_oneof![any::<u8>(), 0..64_u8]);
    (head, prop::collection::vec(any::<u8>(), 0..400)).prop_map(|((first, flags), rest)| {
        let mut bytes = vec![first, flags];
        bytes.extend(rest);
        bytes
    })
}

fn parse_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(offer) = Offer::parse(bytes) {
        prop_assert_eq!(offer.to_bytes(), bytes);
    }
    if let Ok(answer) = Answer::parse(bytes) {
        prop_assert_eq!(answer.to_bytes(), bytes);
    }
    if let Ok(confirmation) = Confirmation::parse(bytes) {
        prop_assert_eq!(confirmation.to_bytes(), bytes);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_side_round_trips(side in any_side(), signature: [u8; 64], binding: [u8; 16]) {
        let offer = Offer { side: side.clone(), signature };
        prop_assert_eq!(Offer::parse(&offer.to_bytes()), Ok(offer));
        let answer = Answer { binding, side, signature };
        prop_assert_eq!(Answer::parse(&answer.to_bytes()), Ok(answer));
    }

    #[test]
    fn parsers_take_anything(bytes in prop::collection::vec(any::<u8>(), 0..700)) {
        parse_all(&bytes)?;
    }

    #[test]
    fn parsers_take_what_looks_like_a_message(bytes in any_message()) {
        parse_all(&bytes)?;
    }

    #[test]
    fn the_judge_takes_anything(
        m1 in any_message(),
        m2 in prop::option::of(any_message()),
        m3 in prop::option::of(any_message()),
    ) {
        let shown = Shown { m1: &m1, m2: m2.as_deref(), m3: m3.as_deref() };
        let _ = Asks::of(&shown);
        prop_assert!(!town().verdict(&m1, m2.as_deref(), m3.as_deref()).is_good());
    }

    #[test]
    fn codes_take_anything(text in "\\PC*", message: Vec<u8>) {
        let _ = scan(&text);
        let _ = scan(&format!("https://a/e#{text}"));
        let read = scan(&qr_text("demo.example", &message));
        prop_assert_eq!(read.map(|scan| scan.message), Ok(message));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    /// Not only the golden loop: any loop, any bit.
    #[test]
    fn any_loop_stands_and_any_flip_of_it_falls(
        nonces: (u8, u8),
        at_gathering: bool,
        message in 0..3_usize,
        place: prop::sample::Index,
    ) {
        let town = town();
        let (alice, bob) = (phone("alice"), phone("bob"));
        let (mut a, mut b) = (town.side(&alice, nonces.0), town.side(&bob, nonces.1));
        if at_gathering {
            (a, b) = (a.at(GATHERING), b.at(GATHERING));
        }
        let met = meet(&town, (&alice, a), (&bob, b));
        prop_assert_eq!(met.judged(&town).verdict, Verdict::Mutual);
        let len = [met.m1.len(), met.m2.len(), met.m3.len()][message];
        prop_assert!(!flipped(&town, &met, message, place.index(len * 8)).is_good());
    }
}
