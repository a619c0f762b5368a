//! Certificates: the server says whose key this is, so a phone can tell without a network (SPEC
//! "Keys and anchors").

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};

use super::epoch::Minutes;
use super::instance::Instance;
use super::key::{Algorithm, Kid, PublicKey, Signature};
use super::layout::{Malformed, Reader};

/// The identity block of a message (flag 1): pk, exp 4, cert 64, len 1, handle n. As read, so it may
/// be anything until [`Identity::verify`] says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The public key's bytes, as many as the message's [`Algorithm`] has.
    pub key: Vec<u8>,
    /// The certificate's last minute.
    pub expires: Minutes,
    /// The server's signature.
    pub certificate: Signature,
    /// The handle in bytes, at most 255.
    pub handle: Vec<u8>,
}

/// What a good certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    /// The device's key.
    pub key: PublicKey,
    /// The handle of the persona that it signs for.
    pub handle: String,
}

impl Identity {
    /// Certifies a key for a handle. The SPEC gives certificates a life of 30 days; `expires` is the
    /// caller's, who has the clock.
    ///
    /// # Errors
    /// For a handle that is empty or over 255 bytes.
    pub fn issue(
        instance: &Instance,
        server: &SigningKey,
        key: &PublicKey,
        handle: &str,
        expires: Minutes,
    ) -> Result<Self, BadHandle> {
        if handle.is_empty() || handle.len() > 255 {
            return Err(BadHandle);
        }
        let mut identity =
            Self { key: key.to_bytes(), expires, certificate: [0; 64], handle: handle.as_bytes().to_vec() };
        identity.certificate = server.sign(&identity.to_certify(instance)).to_bytes();
        Ok(identity)
    }

    /// The key and handle, if the server certified them for this instance and the key is the kid's.
    /// Whether the certificate has expired is asked apart, later in the SPEC's order.
    #[must_use]
    pub fn verify(&self, instance: &Instance, server: &PublicKey, algorithm: Algorithm, kid: Kid) -> Option<Certified> {
        let key = PublicKey::from_bytes(algorithm, &self.key).ok()?;
        let handle = std::str::from_utf8(&self.handle).ok()?;
        let good =
            !handle.is_empty() && key.kid() == kid && server.verify(&self.to_certify(instance), &self.certificate);
        good.then(|| Certified { key, handle: handle.to_owned() })
    }

    /// `"cert/v1\0" ‖ SHA-256(instance)[0..8] ‖ pk ‖ exp ‖ len(handle) ‖ handle`.
    fn to_certify(&self, instance: &Instance) -> Vec<u8> {
        let mut bytes = b"cert/v1\0".to_vec();
        bytes.extend(instance.hash());
        bytes.extend(&self.key);
        bytes.extend(self.expires.0.to_be_bytes());
        self.write_handle(&mut bytes);
        bytes
    }

    pub(super) fn read(reader: &mut Reader<'_>, algorithm: Algorithm) -> Result<Self, Malformed> {
        let key = reader.slice(algorithm.key_len())?.to_vec();
        let expires = Minutes(reader.number()?);
        let certificate = reader.array()?;
        let [len] = reader.array()?;
        let handle = reader.slice(usize::from(len))?.to_vec();
        Ok(Self { key, expires, certificate, handle })
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(&self.key);
        bytes.extend(self.expires.0.to_be_bytes());
        bytes.extend(self.certificate);
        self.write_handle(bytes);
    }

    fn write_handle(&self, bytes: &mut Vec<u8>) {
        // Cut where somebody filled the public field with more than its length can say.
        let len = u8::try_from(self.handle.len()).unwrap_or(u8::MAX);
        bytes.push(len);
        bytes.extend(self.handle.iter().take(usize::from(len)));
    }
}

/// A handle that no certificate can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadHandle;

impl fmt::Display for BadHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a handle is 1 to 255 bytes long")
    }
}

impl std::error::Error for BadHandle {}
