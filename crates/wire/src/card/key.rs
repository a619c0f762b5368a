//! Keys of devices and of the server, and how strictly their signatures are checked (SPEC "Keys and
//! anchors", flag 32).

use std::fmt;

use data_encoding::HEXLOWER;

use p256::ecdsa::signature::{Signer as _, Verifier as _};
use sha2::{Digest as _, Sha256};

/// A signature's bytes: Ed25519's own, or r ‖ s of ECDSA on P-256.
pub type Signature = [u8; 64];

/// What kind of key a device has. Ed25519, unless its browser can't.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032), public keys of 32 bytes.
    #[default]
    Ed25519,
    /// ECDSA on P-256 with SHA-256, public keys of 33 bytes (compressed); flag 32.
    P256,
}

impl Algorithm {
    /// How long a public key is, in bytes.
    #[must_use]
    pub const fn key_len(self) -> usize {
        match self {
            Self::Ed25519 => 32,
            Self::P256 => 33,
        }
    }
}

/// A key's short name: `SHA-256("kid\0" ‖ pk)[0..8]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid(pub [u8; 8]);

impl fmt::Display for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kid({self})")
    }
}

/// A public key that is fit to be trusted: on the curve, in its only encoding, of large order.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(Point);

#[derive(Clone, PartialEq, Eq)]
enum Point {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// From bytes as they stand in a certificate or directory.
    ///
    /// # Errors
    /// For a wrong length, for what is no point, and for Ed25519 points of small order (any message
    /// has a signature under those); and for any second encoding of a point (one key, two kids).
    pub fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, BadKey> {
        match algorithm {
            Algorithm::Ed25519 => {
                let bytes: &[u8; 32] = bytes.try_into().map_err(|_| BadKey)?;
                let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| BadKey)?;
                let canonical = key.to_edwards().compress().as_bytes() == bytes;
                if key.is_weak() || !canonical {
                    return Err(BadKey);
                }
                Ok(Self(Point::Ed25519(key)))
            }
            Algorithm::P256 => {
                let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes).map_err(|_| BadKey)?;
                // SEC1 has other encodings too, one of them (tag 5) of 33 bytes: one key, two kids.
                if key.to_sec1_point(true).as_bytes() != bytes {
                    return Err(BadKey);
                }
                Ok(Self(Point::P256(key)))
            }
        }
    }

    /// What kind of key it is.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self.0 {
            Point::Ed25519(_) => Algorithm::Ed25519,
            Point::P256(_) => Algorithm::P256,
        }
    }

    /// Its bytes: 32 for Ed25519, 33 for P-256.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.0 {
            Point::Ed25519(key) => key.to_bytes().to_vec(),
            Point::P256(key) => key.to_sec1_point(true).as_bytes().to_vec(),
        }
    }

    /// The key's short name.
    #[must_use]
    pub fn kid(&self) -> Kid {
        let digest: [u8; 32] = Sha256::new().chain_update(b"kid\0").chain_update(self.to_bytes()).finalize().into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        Kid([a, b, c, d, e, f, g, h])
    }

    /// Whether this key signed these bytes. Strict: for Ed25519 S is below the group's order and R
    /// is canonical and of large order (`verify_strict`).
    #[must_use]
    pub fn verify(&self, signed: &[u8], signature: &Signature) -> bool {
        match &self.0 {
            Point::Ed25519(key) => key.verify_strict(signed, &ed25519_dalek::Signature::from_bytes(signature)).is_ok(),
            // A high s is taken: WebCrypto makes one half of the time, and the SPEC asks for none.
            Point::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .and_then(|signature| key.verify(signed, &signature))
                .is_ok(),
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = HEXLOWER.encode(&self.to_bytes());
        write!(f, "PublicKey({:?} {bytes})", self.algorithm())
    }
}

/// A private key in memory: the server's, or a device's in tests and in the demo. Real devices keep
/// theirs inside the browser, and hand the makers a closure.
#[derive(Clone)]
pub struct SecretKey(Secret);

#[derive(Clone)]
enum Secret {
    Ed25519(ed25519_dalek::SigningKey),
    P256(p256::ecdsa::SigningKey),
}

impl SecretKey {
    /// The Ed25519 key of a seed.
    #[must_use]
    pub fn ed25519(seed: &[u8; 32]) -> Self {
        Self(Secret::Ed25519(ed25519_dalek::SigningKey::from_bytes(seed)))
    }

    /// The P-256 key with this scalar.
    ///
    /// # Errors
    /// For zero, and for what is not below the group's order.
    pub fn p256(scalar: &[u8; 32]) -> Result<Self, BadKey> {
        p256::ecdsa::SigningKey::from_slice(scalar).map(|key| Self(Secret::P256(key))).map_err(|_| BadKey)
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(match &self.0 {
            Secret::Ed25519(key) => Point::Ed25519(key.verifying_key()),
            Secret::P256(key) => Point::P256(*key.verifying_key()),
        })
    }

    /// Signs. No randomness in either kind (RFC 8032, RFC 6979).
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        match &self.0 {
            Secret::Ed25519(key) => key.sign(bytes).to_bytes(),
            Secret::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(bytes);
                signature.to_bytes().into()
            }
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {:?})", self.public())
    }
}

/// These bytes are no key to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadKey;

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a usable key")
    }
}

impl std::error::Error for BadKey {}
