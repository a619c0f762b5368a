//! Bytes of files as text, whatever wrote them.

/// What bytes say: UTF-8, UTF-16 with its mark, or else Windows-1252, which is Latin-1 where that has letters. Without a mark
/// at its beginning, and without characters that nobody writes.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes.iter().map(|byte| latin(*byte)).collect(),
            }
        }
    };
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

fn wide(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A byte of Windows-1252.
fn latin(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn files_of_all_kinds_say_the_same() {
        for bytes in [
            "Käse – 5 €".as_bytes(),
            b"\xef\xbb\xbfK\xc3\xa4se \xe2\x80\x93 5 \xe2\x82\xac",
            b"K\xe4se \x96 5 \x80",
            b"\xff\xfeK\0\xe4\0s\0e\0 \0\x13\x20 \x005\0 \0\xac\x20",
        ] {
            assert_eq!(decode(bytes), "Käse – 5 €");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(!decode(&bytes).contains('\0'));
        }
    }
}
