//! Names as the index spells them: lower case, without accents, words parted by single spaces.
//!
//! The same rule as `fold` in `tools/gazetteer/build.py`; the index would not be sorted otherwise (a test says it is).

use crate::table;
use std::str::Chars;

/// The folded characters of a text.
pub(crate) struct Folded<'a> {
    rest: Chars<'a>,
    spelled: Chars<'static>,
    held: Option<char>,
    begun: bool,
    parted: bool,
}

pub(crate) fn folded(text: &str) -> Folded<'_> {
    Folded { rest: text.chars(), spelled: "".chars(), held: None, begun: false, parted: false }
}

/// A text as the index spells it: for search by anything else that people write.
pub fn fold(text: &str) -> String {
    folded(text).collect()
}

impl Folded<'_> {
    fn raw(&mut self) -> Option<char> {
        loop {
            if let Some(c) = self.spelled.next() {
                return Some(c);
            }
            match self.rest.next()? {
                c if c.is_ascii_alphanumeric() => return Some(c.to_ascii_lowercase()),
                '\'' | '`' | '.' => {}
                c if c.is_ascii() => return Some(' '),
                c => match table::folded(c) {
                    Some(spelled) => self.spelled = spelled.chars(),
                    None if c.is_alphanumeric() || u32::from(c) < 0x3100 => return Some(c),
                    None => return Some(' '),
                },
            }
        }
    }
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(c) = self.held.take() {
            return Some(c);
        }
        loop {
            match self.raw()? {
                ' ' => self.parted = self.begun,
                c if self.parted => {
                    self.parted = false;
                    self.held = Some(c);
                    return Some(' ');
                }
                c => {
                    self.begun = true;
                    return Some(c);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_as_people_type() {
        for (name, want) in [
            ("München", "munchen"),
            ("Mu\u{308}nchen", "munchen"),
            ("  Frankfurt (Oder) ", "frankfurt oder"),
            ("Saint-Germain-en-Laye", "saint germain en laye"),
            ("St. John's", "st johns"),
            ("'s-Hertogenbosch", "s hertogenbosch"),
            ("Łódź", "lodz"),
            ("STRASSE Straße", "strasse strasse"),
            ("Reykjavík", "reykjavik"),
            ("ĐÀ NẴNG", "da nang"),
            ("İstanbul Iğdır", "istanbul igdir"),
            ("МОСКВА", "москва"),
            ("Αθήνα", "αθηνα"),
            ("東京", "東京"),
            ("Ｔｏｋｙｏ", "tokyo"),
            ("🎉", ""),
            (" - ' , ", ""),
        ] {
            assert_eq!(fold(name), want, "{name}");
        }
    }
}
