//! Messages as the text of a QR code, and back (SPEC "Messages", "QR text").

use std::fmt;

use data_encoding::BASE32_NOPAD;

/// The most characters a QR code holds in alphanumeric mode: more was never scanned.
const LONGEST: usize = 4_296;

/// What a code says: whose it is, and the message in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The instance's host, in lower case.
    pub host: String,
    /// The message.
    pub message: Vec<u8>,
}

/// `HTTPS://HOST/E#` ‖ base32(message), upper case, no padding: a QR code's cheap alphabet.
#[must_use]
pub fn qr_text(host: &str, message: &[u8]) -> String {
    let host = host.to_ascii_uppercase();
    format!("HTTPS://{host}/E#{}", BASE32_NOPAD.encode(message))
}

/// Reads a code's text. Upper and lower case are alike: what passes through an address bar comes out
/// in lower case.
///
/// # Errors
/// For what is not the address of a card, or whose payload is no base32.
pub fn scan(text: &str) -> Result<Scan, NotACard> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(NotACard);
    }
    let (address, payload) = text.split_once('#').ok_or(NotACard)?;
    let address = address.to_ascii_lowercase();
    let host = address
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_suffix("/e"))
        .filter(|host| is_host(host))
        .ok_or(NotACard)?;
    let message = BASE32_NOPAD.decode(payload.to_ascii_uppercase().as_bytes()).map_err(|_| NotACard)?;
    Ok(Scan { host: host.to_owned(), message })
}

fn is_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
}

/// A code of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACard;

impl fmt::Display for NotACard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a card")
    }
}

impl std::error::Error for NotACard {}
