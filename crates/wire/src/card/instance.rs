//! Which Visavis a card is for (SPEC "Messages": the signature prefix).

use sha2::{Digest as _, Sha256};

/// An instance, by the host name it is reached at. A card made for one is worth nothing on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    host: String,
    hash: [u8; 8],
}

impl Instance {
    /// The instance of this name, taken byte for byte: give it in lower case, with the port if it
    /// has one, and without a scheme (`demo.example`).
    #[must_use]
    pub fn new(host: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(host.as_bytes()).into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        Self { host: host.to_owned(), hash: [a, b, c, d, e, f, g, h] }
    }

    /// Its name.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `SHA-256(instance)[0..8]`.
    #[must_use]
    pub fn hash(&self) -> [u8; 8] {
        self.hash
    }

    /// What a message's signature covers: `"encounter/v1\0" ‖ SHA-256(instance)[0..8]`, then these.
    #[must_use]
    pub fn to_sign(&self, parts: &[&[u8]]) -> Vec<u8> {
        let mut bytes = b"encounter/v1\0".to_vec();
        bytes.extend(self.hash);
        for part in parts {
            bytes.extend_from_slice(part);
        }
        bytes
    }
}
