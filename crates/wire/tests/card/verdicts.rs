//! Each verdict, the order they come in, and what the judge hands back.

use visavis_wire::card::{
    Account, Answer, Asks, Bracket, GroupConfirm, Instance, Minutes, Offer, Sas, Seconds, Shown, Side, TooManyAnswers,
    Verdict,
};

use crate::cast::{GATHERING, NOON, Phone, Town, alice_meets_bob, meet, old_phone, phone, town};

#[test]
fn words_and_verdicts_are_one_to_one() {
    for verdict in Verdict::ALL {
        assert_eq!(verdict.as_str().parse(), Ok(verdict));
    }
    assert!("good".parse::<Verdict>().is_err());
    let good: Vec<_> = Verdict::ALL.iter().filter(|v| v.is_good()).collect();
    assert_eq!(good.len(), 6);
}

#[test]
fn a_good_loop_comes_with_all_that_is_to_be_kept() {
    let town = town();
    let met = alice_meets_bob(&town);
    let judgement = met.judged(&town);
    assert_eq!(judgement.verdict, Verdict::Mutual);
    assert_eq!(judgement.sas, Some(Sas::of(&met.m1, &met.m2)));
    assert!(judgement.encounter_id.is_some());
    assert_eq!(judgement.offer, Some(met.offer));
    let (a, b) = (judgement.offerer.unwrap(), judgement.answerer.unwrap());
    assert_eq!((a.account, b.account), (Account(1), Account(2)));
    assert_eq!(b.handle.as_deref(), Some("bob"));
    let bracket = Bracket { after: NOON.unix() - 30 * 60, before: NOON.unix() + 60 };
    assert_eq!(judgement.bracket, Some(bracket));
}

#[test]
fn what_will_be_asked_is_known_beforehand() {
    let town = town();
    let met = alice_meets_bob(&town);
    let asks = Asks::of(&Shown { m1: &met.m1, m2: Some(&met.m2), m3: Some(&met.m3) });
    let kids = [phone("alice"), phone("bob")].map(|phone| phone.key.public().kid());
    assert_eq!(asks.kids, kids);
    assert_eq!(asks.handles, ["alice", "bob"]);
    assert_eq!(asks.nonce, Some((kids[0], [1; 16])));
    let nothing = Shown { m1: b"", m2: None, m3: None };
    assert_eq!(Asks::of(&nothing), Asks::default());
}

/// Alice's offer with a changed side, alone.
fn alone(town: &Town, change: impl FnOnce(&mut Side)) -> Verdict {
    let alice = phone("alice");
    let mut side = town.side(&alice, 1);
    change(&mut side);
    town.verdict(&town.offer(&alice, side).to_bytes(), None, None)
}

#[test]
fn identities() {
    let town = town();
    assert_eq!(alone(&town, |_| ()), Verdict::Offer);
    let bad = Verdict::BadCertificate;
    let bob = phone("bob").key.public();
    assert_eq!(alone(&town, |side| side.kid = bob.kid()), bad);
    let of_bob = town.identity(&phone("bob"), Minutes(NOON.0 / 60 + 1));
    assert_eq!(alone(&town, |side| side.identity = Some(of_bob)), bad);
    let renamed = |side: &mut Side| {
        side.identity.as_mut().unwrap().handle = b"alicf".to_vec();
    };
    assert_eq!(alone(&town, renamed), bad);
    assert_eq!(alone(&town, |side| side.identity = None), Verdict::UnknownKey, "not in the directory");

    let mut elsewhere = crate::cast::town();
    elsewhere.instance = Instance::new("other.example");
    let offer = elsewhere.offer(&phone("alice"), elsewhere.side(&phone("alice"), 1));
    assert_eq!(town.verdict(&offer.to_bytes(), None, None), bad);

    let stranger = phone("nobody_here");
    let offer = town.offer(&stranger, town.side(&stranger, 1));
    assert_eq!(town.verdict(&offer.to_bytes(), None, None), Verdict::UnknownKey, "certified, but the account has gone");
}

#[test]
fn a_directory_is_not_believed_blindly() {
    let mut town = town();
    let (alice, old) = (phone("alice"), old_phone("alice"));
    town.directory.push(old.key.public());
    let mut side = town.bare_side(&alice, 1);
    side.kid = old.key.public().kid();
    let offer = town.offer(&alice, side);
    assert_eq!(town.verdict(&offer.to_bytes(), None, None), Verdict::BadSignatureM1, "a P-256 key without its flag");
}

#[test]
fn times() {
    let town = town();
    let expiring = |minutes: u32| {
        let identity = town.identity(&phone("alice"), Minutes(minutes));
        alone(&town, |side| side.identity = Some(identity))
    };
    assert_eq!(NOON.0 % 60, 0);
    assert_eq!(expiring(NOON.0 / 60), Verdict::Offer);
    assert_eq!(expiring(NOON.0 / 60 - 1), Verdict::ExpiredCertificate);

    let claiming = |seconds: u32| {
        let anchor = town.anchor(0);
        alone(&town, |side| {
            side.anchor = anchor;
            side.claimed_at = Seconds(seconds);
        })
    };
    assert_eq!(claiming(NOON.0 - 300), Verdict::Offer);
    assert_eq!(claiming(NOON.0 - 301), Verdict::TimeBeforeAnchor);

    let forge = |side: &mut Side| side.anchor.tag[7] ^= 1;
    assert_eq!(alone(&town, forge), Verdict::BadAnchor);
    let mut on_a_phone = crate::cast::town();
    on_a_phone.anchor_key = None;
    assert_eq!(alone(&on_a_phone, forge), Verdict::Offer);
}

/// Alice's offer and an answer to it, with either side changed.
fn half(town: &Town, b: &Phone, change: impl FnOnce(&mut Side)) -> Verdict {
    let alice = phone("alice");
    let offer = town.offer(&alice, town.side(&alice, 1).at(GATHERING));
    let mut side = town.side(b, 2).at(GATHERING);
    change(&mut side);
    let m2 = town.answer(b, &offer, side).to_bytes();
    town.verdict(&offer.to_bytes(), Some(&m2), None)
}

#[test]
fn halves() {
    let town = town();
    let bob = phone("bob");
    assert_eq!(half(&town, &bob, |_| ()), Verdict::Half);
    assert_eq!(half(&town, &bob, |side| side.claimed_at.0 += 120), Verdict::Half);
    for apart in [121, -121] {
        let late = |side: &mut Side| {
            side.claimed_at.0 = side.claimed_at.0.wrapping_add_signed(apart);
        };
        assert_eq!(half(&town, &bob, late), Verdict::HalfStale);
    }
    assert_eq!(half(&town, &bob, |side| side.gathering = None), Verdict::GatheringMismatch);
    assert_eq!(half(&town, &bob, |side| side.gathering = Some([1; 8])), Verdict::GatheringMismatch);
    assert_eq!(half(&town, &bob, |side| side.anchor.tag = [0; 8]), Verdict::BadAnchor);
}

#[test]
fn personas_of_one_account_do_not_meet() {
    let town = town();
    let (carol, at_work) = (phone("carol"), phone("carol_at_work"));
    let met = meet(&town, (&carol, town.side(&carol, 1)), (&at_work, town.side(&at_work, 2)));
    assert_eq!(met.judged(&town).verdict, Verdict::SameAccount);
}

#[test]
fn one_nonce_takes_one_answer_unless_a_groups() {
    for group in [false, true] {
        let mut town = town();
        let (alice, bob, carol) = (phone("alice"), phone("bob"), phone("carol"));
        let mut side = town.side(&alice, 1);
        side.group = group;
        let offer = town.offer(&alice, side);
        let m1 = offer.to_bytes();
        let first = town.answer(&bob, &offer, town.side(&bob, 2)).to_bytes();
        let second = town.answer(&carol, &offer, town.side(&carol, 3)).to_bytes();

        let id = town.judge(&m1, Some(&first), None).encounter_id.unwrap();
        town.answered.insert((alice.key.public().kid(), [1; 16]), id);
        assert_eq!(town.verdict(&m1, Some(&first), None), Verdict::Half);
        let expected = if group { Verdict::Half } else { Verdict::NonceUsed };
        assert_eq!(town.verdict(&m1, Some(&second), None), expected);
    }
}

#[test]
fn a_table_is_confirmed_at_once() {
    let town = town();
    let (alice, bob, carol) = (phone("alice"), phone("bob"), phone("carol"));
    let offer = town.offer(&alice, town.side(&alice, 1).for_group());
    let m1 = offer.to_bytes();
    let of_bob = town.answer(&bob, &offer, town.side(&bob, 2)).to_bytes();
    let of_carol = town.answer(&carol, &offer, town.side(&carol, 3)).to_bytes();
    let both = town.group_confirm(&alice, &offer, &[&of_bob, &of_carol]);
    for m2 in [&of_bob, &of_carol] {
        assert_eq!(town.verdict(&m1, Some(m2), Some(&both)), Verdict::Mutual);
    }
    let verdict = |m3: &[u8]| town.verdict(&m1, Some(&of_carol), Some(m3));
    let not_for = Verdict::M3NotForPair;
    assert_eq!(verdict(&town.group_confirm(&alice, &offer, &[&of_bob])), not_for);
    assert_eq!(verdict(&town.group_confirm(&alice, &offer, &[])), not_for);
    let by_bob = town.group_confirm(&bob, &offer, &[&of_carol]);
    assert_eq!(verdict(&by_bob), Verdict::BadSignatureM3);

    let single = alice_meets_bob(&town);
    let m3g = town.group_confirm(&alice, &single.offer, &[&single.m2]);
    assert_eq!(town.verdict(&single.m1, Some(&single.m2), Some(&m3g)), not_for, "no group offer");

    let crowd: Vec<&[u8]> = vec![&of_bob; 31];
    let made = GroupConfirm::make(&town.instance, &offer, &crowd, NOON, |_| [0; 64]);
    assert_eq!(made, Err(TooManyAnswers));
}

#[test]
fn confirmations() {
    let town = town();
    let (alice, bob) = (phone("alice"), phone("bob"));
    let met = alice_meets_bob(&town);
    let verdict = |m3: &[u8]| town.verdict(&met.m1, Some(&met.m2), Some(m3));
    let pair = (&*met.m1, &*met.m2);
    assert_eq!(verdict(&town.confirm(&alice, pair, 6_000)), Verdict::Mutual);
    assert_eq!(verdict(&town.confirm(&alice, pair, 6_001)), Verdict::MutualSlow);
    assert_eq!(verdict(&town.confirm(&bob, pair, 100)), Verdict::BadSignatureM3);
    assert_eq!(verdict(&town.confirm(&alice, (&met.m1, &met.m1), 100)), Verdict::M3NotForPair);
    assert_eq!(town.verdict(&met.m1, None, Some(&met.m3)), Verdict::M3NotForPair, "no pair yet");

    let sas = Sas::of(&met.m1, &met.m2);
    let spoken = town.code_confirm(&alice, &met.offer, sas);
    assert_eq!(verdict(&spoken), Verdict::MutualCode);
    let wrong = format!("{:06}", (sas.number() + 1) % 1_000_000);
    let wrong = town.code_confirm(&alice, &met.offer, wrong.parse().unwrap());
    assert_eq!(verdict(&wrong), Verdict::BadCode);
    let by_bob = town.code_confirm(&bob, &met.offer, sas);
    assert_eq!(verdict(&by_bob), Verdict::BadSignatureM3);
    let other = town.offer(&alice, town.side(&alice, 9));
    let other = town.code_confirm(&alice, &other, sas);
    assert_eq!(verdict(&other), Verdict::M3NotForPair);
}

/// Phones' clocks are never trusted: with A's word for the loop, theirs don't matter.
#[test]
fn a_confirmed_loop_is_not_stale() {
    let town = town();
    let (alice, bob) = (phone("alice"), phone("bob"));
    let mut late = town.side(&bob, 2);
    late.claimed_at.0 += 3_600;
    let met = meet(&town, (&alice, town.side(&alice, 1)), (&bob, late));
    let (m1, m2) = (&met.m1, Some(&*met.m2));
    assert_eq!(town.verdict(m1, m2, None), Verdict::HalfStale);
    assert_eq!(town.verdict(m1, m2, Some(&met.m3)), Verdict::Mutual);
}

#[test]
fn revoked_from_then_on() {
    let mut town = town();
    let met = alice_meets_bob(&town);
    let anchored = NOON.unix() - 30 * 60;
    for phone in [phone("alice"), phone("bob")] {
        let kid = phone.key.public().kid();
        town.revoked.insert(kid, anchored + 1);
        assert_eq!(met.judged(&town).verdict, Verdict::Mutual, "made before");
        town.revoked.insert(kid, anchored);
        assert_eq!(met.judged(&town).verdict, Verdict::RevokedKey);
        town.revoked.clear();
    }
    let alice = phone("alice").key.public().kid();
    town.revoked.insert(alice, anchored);
    assert_eq!(town.verdict(&met.m1, None, None), Verdict::RevokedKey);
}

#[test]
fn a_block_is_absolute_and_last() {
    let mut town = town();
    let met = alice_meets_bob(&town);
    town.blocked.insert((Account(2), Account(1)));
    assert_eq!(met.judged(&town).verdict, Verdict::Blocked);
    assert_eq!(town.verdict(&met.m1, Some(&met.m2), None), Verdict::Blocked);
    assert_eq!(town.verdict(&met.m1, None, None), Verdict::Offer);
    town.revoked.insert(phone("bob").key.public().kid(), 0);
    assert_eq!(met.judged(&town).verdict, Verdict::RevokedKey);
}

/// Everything wrong at once, mended one by one: verdicts come in the SPEC's order.
#[test]
fn the_first_failure_is_the_verdict() {
    let town = town();
    let (alice, bob) = (phone("alice"), phone("bob"));
    let stale = town.identity(&alice, Minutes(NOON.0 / 60 - 1));
    let mut side = town.side(&alice, 1).with_identity(stale);
    side.anchor = town.anchor(0);
    side.anchor.tag[0] ^= 1;
    let good = side.identity.clone().unwrap();
    side.identity.as_mut().unwrap().certificate[0] ^= 1;
    let mut offer = town.offer(&alice, side);
    offer.signature[0] ^= 1;
    let verdict = |offer: &Offer| town.verdict(&offer.to_bytes(), Some(b"\xff"), Some(b""));

    assert_eq!(verdict(&offer), Verdict::BadCertificate);
    offer.side.identity = Some(good);
    assert_eq!(verdict(&offer), Verdict::BadSignatureM1);
    offer = town.offer(&alice, offer.side);
    assert_eq!(verdict(&offer), Verdict::ExpiredCertificate);
    offer.side.identity = town.side(&alice, 1).identity;
    offer = town.offer(&alice, offer.side);
    assert_eq!(verdict(&offer), Verdict::BadAnchor);
    offer.side.anchor = town.anchor(0);
    offer.side.claimed_at.0 -= 301;
    offer = town.offer(&alice, offer.side);
    assert_eq!(verdict(&offer), Verdict::TimeBeforeAnchor);
    offer.side.claimed_at = NOON;
    offer = town.offer(&alice, offer.side);
    assert_eq!(verdict(&offer), Verdict::BadType, "of M2 now");

    // The binding is looked at before the signature.
    let m1 = offer.to_bytes();
    let mut answer = town.answer(&bob, &offer, town.side(&bob, 2));
    answer.binding[0] ^= 1;
    answer.signature[0] ^= 1;
    let seen = |answer: &Answer| town.verdict(&m1, Some(&answer.to_bytes()), Some(b""));
    assert_eq!(seen(&answer), Verdict::M2NotForM1);
    answer.binding[0] ^= 1;
    assert_eq!(seen(&answer), Verdict::BadSignatureM2);
    answer.signature[0] ^= 1;
    assert_eq!(seen(&answer), Verdict::BadLength, "of M3 now");
}

#[test]
fn a_key_for_a_gathering_is_known_there_and_nowhere_else() {
    let (mut town, alice) = (town(), phone("alice"));
    town.directory.push(alice.key.public());
    town.bound.insert(alice.key.public().kid(), GATHERING);
    let at = |gathering: Option<[u8; 8]>| {
        alone(&town, |side| {
            side.identity = None;
            side.gathering = gathering;
        })
    };
    assert_eq!(at(Some(GATHERING)), Verdict::Offer);
    assert_eq!(at(Some([1; 8])), Verdict::UnknownKey);
    assert_eq!(at(None), Verdict::UnknownKey);
}
