//! The words of a text, for search by how words begin; in whatever script.

use crate::fold::fold;

/// The longest word that is kept (characters).
const LONGEST: usize = 40;

/// The words of a text, folded. Where a script has no blanks between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer),
/// each two characters that follow each other are one, and the last character another: so a text is found by any part
/// of it, and what is looked for is cut in the same way. Vowel signs that are mostly left out (Arabic, Hebrew) are.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded: Vec<char> = fold(text).chars().filter_map(alike).collect();
    folded
        .split(|char| !of_a_word(*char))
        .flat_map(|word| word.chunk_by(|a, b| unspaced(*a) == unspaced(*b)))
        .flat_map(cut)
        .collect()
}

fn cut(run: &[char]) -> Vec<String> {
    match run {
        [] => Vec::new(),
        [.., last] if unspaced(*last) => {
            run.windows(2).map(|two| two.iter().collect()).chain([last.to_string()]).collect()
        }
        // The article, which Arabic writes as one with its noun, is looked for by nobody.
        ['ا', 'ل', noun @ ..] if noun.len() > 2 => vec![noun.iter().take(LONGEST).collect()],
        _ => vec![run.iter().take(LONGEST).collect()],
    }
}

/// The letter that a letter is looked for as; `None` for signs that people mostly leave out.
fn alike(char: char) -> Option<char> {
    Some(match char {
        // Points and accents of Hebrew, vowel signs of Arabic, and what only draws a word out.
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' => return None,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200c}' | '\u{200d}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ё' => 'е',
        'ς' => 'σ',
        other => other,
    })
}

/// Letters and digits, and the signs that belong to a letter before them in the scripts of South and Southeast Asia.
fn of_a_word(char: char) -> bool {
    char.is_alphanumeric()
        || matches!(char, '\u{900}'..='\u{963}' | '\u{981}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ece}')
        || matches!(char, '\u{f71}'..='\u{f84}' | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}')
}

fn unspaced(char: char) -> bool {
    matches!(char,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether what is typed finds a text: each of its words begins one of the text's.
    fn finds(typed: &str, text: &str) -> bool {
        let kept = words(text);
        let sought = words(typed);
        !sought.is_empty() && sought.iter().all(|word| kept.iter().any(|kept| kept.starts_with(word.as_str())))
    }

    #[test]
    fn words_are_found_as_people_type_them() {
        for (typed, text) in [
            ("schach", "Schachcafé Kreuzberg"),
            ("cafe", "Das Café"),
            ("ОЛЕНА еж", "Олена Ёжик"),
            ("Αθηνα", "Αθήνα"),
            ("ΟΔΟΣ", "οδός"),
            ("東京", "東京都庁"),
            ("都庁", "東京都庁の展望室"),
            ("京", "東京"),
            ("ボード", "ボードゲームの夜"),
            ("ゲーム", "東京ボードゲームの夜"),
            ("围棋", "周末围棋俱乐部"),
            ("俱乐部", "周末围棋俱乐部 Go club"),
            ("club", "围棋club"),
            ("กรุงเทพ", "เดินเล่นกรุงเทพฯ"),
            ("서울", "서울에서 보드게임"),
            ("हिन्दी", "हिन्दी कविता"),
            ("शतरंज", "साप्ताहिक शतरंज"),
            ("مدرسة", "المدرسة مَدْرَسَة"),
            ("حديقة", "شطرنج في الحديقة"),
            ("الحديقة", "حديقة"),
            ("احمد", "أحمد"),
            ("שלום", "שָׁלוֹם עולם"),
        ] {
            assert!(finds(typed, text), "{typed} in {text}: {:?} in {:?}", words(typed), words(text));
        }
        for (typed, text) in [
            ("京東", "東京"),
            ("棋围", "围棋"),
            ("chess", "Schach"),
            ("庁東", "東京都庁"),
            ("", "Tea"),
            ("・ー・", "Tea"),
        ] {
            assert!(!finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn what_is_one_word_stays_one() {
        assert_eq!(words("Back-room, 2nd floor"), ["back", "room", "2nd", "floor"]);
        assert_eq!(words("हिन्दी").len(), 1);
        assert_eq!(words("東京 cafe"), ["東京", "京", "cafe"]);
        assert_eq!(words(&"x".repeat(90)), ["x".repeat(40)]);
        assert!(words(" 🎉 — ").is_empty());
    }

    proptest! {
        #[test]
        fn a_text_without_blanks_is_found_by_any_part_of_it(text in "[一-龥ぁ-ん]{1,12}", from in 0_usize..12, len in 1_usize..12) {
            let part: String = text.chars().skip(from).take(len).collect();
            prop_assume!(!part.is_empty());
            prop_assert!(finds(&part, &text));
        }

        #[test]
        fn any_text_is_cut(text in ".{0,60}") {
            for word in words(&text) {
                prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST);
            }
        }
    }
}
