//! Anchors: proof that a message was made after an instant of the server's (SPEC "Keys and
//! anchors").

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::epoch::Minutes;
use super::instance::Instance;

/// Twelve bytes that only the server can make. Every API answer carries one; the phone puts the
/// newest it has into what it signs, so that could not be signed earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// When the server made it.
    pub minutes: Minutes,
    /// The server's tag over instance and minutes, cut to eight bytes.
    pub tag: [u8; 8],
}

impl Anchor {
    /// From its twelve bytes: minutes(4) ‖ tag(8).
    #[must_use]
    pub fn from_bytes(bytes: [u8; 12]) -> Self {
        let [m0, m1, m2, m3, tag @ ..] = bytes;
        Self { minutes: Minutes(u32::from_be_bytes([m0, m1, m2, m3])), tag }
    }

    /// Its twelve bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        let (minutes, tag) = bytes.split_at_mut(4);
        minutes.copy_from_slice(&self.minutes.0.to_be_bytes());
        tag.copy_from_slice(&self.tag);
        bytes
    }
}

/// The server's key K for anchors, 32 bytes. A phone has none and leaves anchors unchecked.
#[derive(Clone)]
pub struct AnchorKey([u8; 32]);

impl AnchorKey {
    /// From its bytes.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The anchor of this minute: `HMAC-SHA256(K, "anchor\0" ‖ instance ‖ minutes)[0..8]`.
    #[must_use]
    pub fn anchor(&self, instance: &Instance, minutes: Minutes) -> Anchor {
        let tag: [u8; 32] = self.mac(instance, minutes).finalize().into_bytes().into();
        let [a, b, c, d, e, f, g, h, ..] = tag;
        Anchor { minutes, tag: [a, b, c, d, e, f, g, h] }
    }

    /// Whether this key made the anchor, for this instance. Compared in constant time.
    #[must_use]
    pub fn made(&self, instance: &Instance, anchor: &Anchor) -> bool {
        self.mac(instance, anchor.minutes).verify_truncated_left(&anchor.tag).is_ok()
    }

    fn mac(&self, instance: &Instance, minutes: Minutes) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.padded().into());
        mac.update(b"anchor\0");
        mac.update(&instance.hash());
        mac.update(&minutes.0.to_be_bytes());
        mac
    }

    /// HMAC fills short keys with zeros up to its block; done here, `new` can't fail.
    fn padded(&self) -> [u8; 64] {
        let mut block = [0; 64];
        let (key, _) = block.split_at_mut(32);
        key.copy_from_slice(&self.0);
        block
    }
}

impl fmt::Debug for AnchorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnchorKey(…)")
    }
}
