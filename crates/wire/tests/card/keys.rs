//! Keys and signatures at the edge of RFC 8032, and P-256.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer as _, Verifier as _};
use sha2::{Digest as _, Sha512};
use visavis_wire::card::{Algorithm, Identity, Minutes, PublicKey, SecretKey, Verdict};

use crate::cast::{NOON, old_phone, phone, seed, town};

fn hex<const N: usize>(text: &str) -> [u8; N] {
    HEXLOWER.decode(text.as_bytes()).unwrap().try_into().unwrap()
}

fn ed25519(bytes: &[u8]) -> Option<PublicKey> {
    PublicKey::from_bytes(Algorithm::Ed25519, bytes).ok()
}

/// The group's order, little-endian (RFC 8032 §5.1).
fn order() -> [u8; 32] {
    hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
}

/// A private scalar of our own making, and its point.
fn honest() -> (Scalar, EdwardsPoint) {
    let scalar = Scalar::from_bytes_mod_order(seed("edge"));
    (scalar, ED25519_BASEPOINT_POINT * scalar)
}

fn challenge(r: &EdwardsPoint, key: &EdwardsPoint, message: &[u8]) -> Scalar {
    let hash = Sha512::new()
        .chain_update(r.compress().as_bytes())
        .chain_update(key.compress().as_bytes())
        .chain_update(message)
        .finalize();
    Scalar::from_bytes_mod_order_wide(&hash.into())
}

fn signature(r: &EdwardsPoint, s: &Scalar) -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(r.compress().as_bytes());
    bytes[32..].copy_from_slice(s.as_bytes());
    bytes
}

#[test]
fn rfc_8032_own_vectors_hold() {
    // §7.1, TEST 1 to 3: secret, public, message, signature.
    for (secret, public, message, signed) in [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ] {
        let key = SecretKey::ed25519(&hex(secret));
        let message = HEXLOWER.decode(message.as_bytes()).unwrap();
        assert_eq!(key.public().to_bytes(), hex::<32>(public));
        assert_eq!(key.sign(&message), hex::<64>(signed));
        assert!(key.public().verify(&message, &hex(signed)));
    }
}

#[test]
fn small_order_keys_are_refused() {
    for point in EIGHT_TORSION {
        assert!(ed25519(point.compress().as_bytes()).is_none());
    }
    assert!(ed25519(&[0; 32]).is_none(), "y = 0 is of order four");
}

#[test]
fn non_canonical_keys_are_refused() {
    // y from p to 2^255 - 1, with either sign: second names of the points with y below 19.
    for low in 0xed..=0xff_u8 {
        for high in [0x7f, 0xff] {
            let mut bytes = [0xff; 32];
            (bytes[0], bytes[31]) = (low, high);
            assert!(ed25519(&bytes).is_none(), "{low:x} {high:x}");
        }
    }
    // x = 0 with its sign bit set.
    let mut one = [0; 32];
    (one[0], one[31]) = (1, 0x80);
    assert!(ed25519(&one).is_none());
}

#[test]
fn keys_of_another_length_are_refused() {
    let key = phone("alice").key.public().to_bytes();
    assert!(ed25519(&key).is_some());
    assert!(ed25519(&key[..31]).is_none());
    assert!(ed25519(&[&key[..], &[0]].concat()).is_none());
    assert!(PublicKey::from_bytes(Algorithm::P256, &key).is_err());
    assert!(ed25519(&[]).is_none());
}

#[test]
fn s_beyond_the_order_is_refused() {
    let key = phone("alice").key;
    let mut signed = key.sign(b"hello");
    assert!(key.public().verify(b"hello", &signed));
    let mut carry = 0;
    for (byte, add) in signed[32..].iter_mut().zip(order()) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    assert!(!key.public().verify(b"hello", &signed), "S + L");
    signed[63] |= 0xe0;
    assert!(!key.public().verify(b"hello", &signed), "high bits of S");
}

/// A small R with a key that has a torsion part: lenient verification takes it, so it must be ours
/// that doesn't (speccheck's third case).
#[test]
fn small_order_r_is_refused_where_others_take_it() {
    let (scalar, point) = honest();
    let mixed = point + EIGHT_TORSION[1];
    let bytes = mixed.compress().to_bytes();
    let lenient = ed25519_dalek::VerifyingKey::from_bytes(&bytes).unwrap();
    let strict = ed25519(&bytes).unwrap();
    let mut taken = 0;
    for (message, r) in (0..64_u8).flat_map(|n| EIGHT_TORSION.map(|r| ([n], r))) {
        let signed = signature(&r, &(challenge(&r, &mixed, &message) * scalar));
        let dalek = ed25519_dalek::Signature::from_bytes(&signed);
        taken += u32::from(lenient.verify(&message, &dalek).is_ok());
        assert!(!strict.verify(&message, &signed));
    }
    assert!(taken > 0, "the test makes what it says");
}

/// Signatures that only hold when multiplied by eight: refused, so that all verifiers who read RFC
/// 8032 strictly agree (speccheck's fifth and sixth cases).
#[test]
fn what_needs_the_cofactor_is_refused() {
    let (scalar, point) = honest();
    let nonce = Scalar::from_bytes_mod_order(seed("nonce"));
    let r = ED25519_BASEPOINT_POINT * nonce;

    let key = ed25519(point.compress().as_bytes()).unwrap();
    let honest_s = nonce + challenge(&r, &point, b"m") * scalar;
    assert!(key.verify(b"m", &signature(&r, &honest_s)), "as a control");

    for torsion in &EIGHT_TORSION[1..] {
        let mixed_r = r + torsion;
        let s = nonce + challenge(&mixed_r, &point, b"m") * scalar;
        assert!(!key.verify(b"m", &signature(&mixed_r, &s)));
    }

    let mixed = point + EIGHT_TORSION[1];
    let key = ed25519(mixed.compress().as_bytes()).unwrap();
    let refused = (0..64_u8)
        .filter(|n| {
            let s = nonce + challenge(&r, &mixed, &[*n]) * scalar;
            !key.verify(&[*n], &signature(&r, &s))
        })
        .count();
    assert!(refused > 40, "all but those whose challenge eight divides");
}

/// Even a server that signed for a small key can't make it count.
#[test]
fn a_certified_small_key_is_a_bad_certificate() {
    let town = town();
    let alice = phone("alice");
    for point in EIGHT_TORSION {
        let pk = point.compress().to_bytes();
        let kid: [u8; 32] = sha2::Sha256::digest([b"kid\0", &pk[..]].concat()).into();
        let expires = Minutes(NOON.0 / 60 + 60);
        let certify = [b"cert/v1\0", &town.instance.hash()[..], &pk, &expires.0.to_be_bytes(), &[5], b"alice"].concat();
        let mut side = town.side(&alice, 1).with_identity(Identity {
            key: pk.to_vec(),
            expires,
            certificate: town.server.sign(&certify).to_bytes(),
            handle: b"alice".to_vec(),
        });
        side.kid.0.copy_from_slice(&kid[..8]);
        let mut offer = town.offer(&alice, side);
        offer.signature = [0; 64];
        offer.signature[..32].copy_from_slice(&pk);
        assert_eq!(town.verdict(&offer.to_bytes(), None, None), Verdict::BadCertificate);
    }
}

#[test]
fn p256_keys_round_trip() {
    let key = old_phone("alice").key;
    let bytes = key.public().to_bytes();
    assert_eq!(bytes.len(), 33);
    let read = PublicKey::from_bytes(Algorithm::P256, &bytes).unwrap();
    assert_eq!(read, key.public());
    assert_eq!(read.kid(), key.public().kid());

    let signed = key.sign(b"hello");
    assert!(read.verify(b"hello", &signed));
    assert!(!read.verify(b"hallo", &signed));
    assert!(!read.verify(b"hello", &[0; 64]), "r = s = 0");
    assert!(!read.verify(b"hello", &[0xff; 64]), "beyond the order");
    assert_eq!(signed, key.sign(b"hello"), "no randomness");

    let uncompressed = [&[4], &[1; 64][..]].concat();
    assert!(PublicKey::from_bytes(Algorithm::P256, &uncompressed).is_err());
    for first in [0, 1, 4, 5, 6, 7] {
        let mut other = bytes.clone();
        other[0] = first;
        assert!(PublicKey::from_bytes(Algorithm::P256, &other).is_err());
    }
    let mut off_field = [0xff; 33];
    off_field[0] = 2;
    assert!(PublicKey::from_bytes(Algorithm::P256, &off_field).is_err());
    assert!(SecretKey::p256(&[0; 32]).is_err());
    assert!(SecretKey::p256(&[0xff; 32]).is_err());
}

/// WebCrypto doesn't keep s low; both halves are the same signature.
#[test]
fn p256_takes_a_high_s() {
    let key = old_phone("alice").key;
    let signed = p256::ecdsa::Signature::from_slice(&key.sign(b"hello")).unwrap();
    let other = p256::ecdsa::Signature::from_scalars(signed.r(), -signed.s()).unwrap();
    assert!(key.public().verify(b"hello", &signed.to_bytes().into()));
    assert!(key.public().verify(b"hello", &other.to_bytes().into()));
}

#[test]
fn private_keys_are_not_printed() {
    let key = phone("alice").key;
    let printed = format!("{key:?}");
    assert!(!printed.contains(&HEXLOWER.encode(&seed("alice"))));
    assert!(printed.contains(&HEXLOWER.encode(&key.public().to_bytes())));
}
