//! Finding a place by what somebody types.

use crate::fold::{fold, folded};
use crate::table::{Place, WORDS, begins_name, line, place, population, surroundings, word};
use std::cmp::{Ordering, Reverse};

/// No list is longer than this, whatever was asked for.
const MOST: usize = 100;
/// Words of a query that are read; no place needs more.
const MOST_WORDS: usize = 8;
/// Letters of a query that are read; the longest name has about half of it.
const MOST_LETTERS: usize = 200;

/// Whether the name is exactly what was asked for, how the words around it fit, how many people, and the row.
type Rank = (bool, Fit, u32, Reverse<usize>);

/// How a word stands to what is around a place, the best last. A country's code counts for more than a region's: `US` is
/// also Usulután.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Begins,
    Word,
    Country,
}

/// The places whose name, or a word of it, begins as the query does, a name that is exactly the query first, the bigger
/// place before the smaller.
///
/// Case, accents and punctuation don't count, and `ue` finds `ü`. What follows the name, with or without a comma,
/// narrows by region or country: `Berlin, DE`, `Paris Texas`, `Frankfurt Oder`. Bigger cities are also found by their
/// names in other languages and scripts. At most a hundred are listed.
#[must_use]
pub fn search(query: &str, limit: usize) -> Vec<Place> {
    let limit = limit.min(MOST);
    let mut found = Vec::new();
    let query: String = query.chars().take(MOST_LETTERS).collect();
    let (name, around) = query.split_once(',').unwrap_or((&query, ""));
    let (name, around) = (fold(name), fold(around));

    gather(&name, &around, limit, &mut found);
    if found.len() < limit && ["ae", "oe", "ue"].iter().any(|pair| name.contains(pair)) {
        let plain = name.replace("ae", "a").replace("oe", "o").replace("ue", "u");
        gather(&plain, &around, limit, &mut found);
    }
    found.into_iter().map(place).collect()
}

/// Adds the rows for a folded name and the folded words around it, the most literal reading first.
fn gather(name: &str, around: &str, limit: usize, found: &mut Vec<usize>) {
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).take(MOST_WORDS).collect();
    let around: Vec<&str> = around.split(' ').filter(|w| !w.is_empty()).take(MOST_WORDS).collect();
    for head in (1..=words.len()).rev() {
        let (head, tail) = words.split_at(head);
        let narrowed: Vec<&str> = tail.iter().chain(&around).copied().collect();
        let rows = best(&head.join(" "), &narrowed, limit);
        let settled = !narrowed.is_empty() && !rows.is_empty();
        for row in rows {
            if found.len() < limit && !found.contains(&row) {
                found.push(row);
            }
        }
        if settled || found.len() >= limit {
            return;
        }
    }
}

/// The best rows under a prefix whose surroundings have each of the words. Without such words the prefix may end
/// within a word.
fn best(prefix: &str, narrowed: &[&str], limit: usize) -> Vec<usize> {
    let side = |entry: &[u8; 4]| {
        let (row, offset) = word(*entry);
        compare(line(row, offset), prefix, !narrowed.is_empty())
    };
    let from = WORDS.partition_point(|w| side(w) == Ordering::Less);
    let upto = WORDS.partition_point(|w| side(w) != Ordering::Greater);

    let mut best: Vec<Rank> = Vec::with_capacity(limit + 1);
    // Entries that end where the prefix does come first.
    let mut maybe_exact = true;
    for entry in WORDS.get(from..upto).unwrap_or_default() {
        let (row, offset) = word(*entry);
        maybe_exact = maybe_exact && folded(line(row, offset)).count() == prefix.chars().count();
        let mut rank = (maybe_exact && begins_name(row, offset), Fit::Country, population(row), Reverse(row));
        let beaten = |best: &[Rank], rank| best.len() >= limit && best.last().is_none_or(|worst| *worst >= rank);
        if beaten(&best, rank) {
            continue;
        }
        match narrows(row, narrowed) {
            Some(fit) => rank.1 = fit,
            None => continue,
        }
        if beaten(&best, rank) || best.iter().any(|known| known.3 == rank.3 && *known >= rank) {
            continue;
        }
        best.retain(|known| known.3 != rank.3);
        best.insert(best.partition_point(|known| *known > rank), rank);
        best.truncate(limit);
    }
    best.into_iter().map(|(.., Reverse(row))| row).collect()
}

/// How a name stands to a prefix in the order of the index: equal where it begins with it (and, if `whole`, the prefix
/// ends with a word of the name).
fn compare(name: &str, prefix: &str, whole: bool) -> Ordering {
    let mut name = folded(name);
    for want in prefix.chars() {
        match name.next().map(|c| c.cmp(&want)) {
            Some(Ordering::Equal) => {}
            Some(other) => return other,
            None => return Ordering::Less,
        }
    }
    match name.next() {
        Some(c) if whole && c != ' ' => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Whether each word begins a word of the place's region, its country or its own name, and how well the worst of them does.
fn narrows(row: usize, words: &[&str]) -> Option<Fit> {
    if words.is_empty() {
        return Some(Fit::Country);
    }
    let [region, country] = surroundings(row);
    let mut name = None;
    words.iter().try_fold(Fit::Country, |worst, word| {
        let fit = begins_word(country, word, Fit::Country).max(begins_word(region, word, Fit::Word));
        let fit = fit.or_else(|| begins_word(name.get_or_insert_with(|| fold(line(row, 0))), word, Fit::Word));
        fit.map(|this| worst.min(this))
    })
}

fn begins_word(text: &str, word: &str, whole: Fit) -> Option<Fit> {
    let rests = text.split(' ').filter_map(|known| known.strip_prefix(word));
    rests.map(|rest| if rest.is_empty() { whole } else { Fit::Begins }).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    fn first(query: &str) -> String {
        search(query, 1).first().map_or_else(String::new, |p| format!("{}, {}, {}", p.name, p.region, p.country))
    }

    #[test]
    fn finds_what_people_type() {
        for (query, want) in [
            ("munch", "Munich, Bayern, DE"),
            ("münch", "Munich, Bayern, DE"),
            ("MÜNCHEN", "Munich, Bayern, DE"),
            ("muenchen", "Munich, Bayern, DE"),
            ("Köln", "Köln, Nordrhein-Westfalen, DE"),
            ("cologne", "Köln, Nordrhein-Westfalen, DE"),
            ("frankfurt", "Frankfurt am Main, Hessen, DE"),
            ("frankfurt o", "Frankfurt (Oder), Brandenburg, DE"),
            ("Frankfurt Oder", "Frankfurt (Oder), Brandenburg, DE"),
            ("Berlin, DE", "Berlin, Berlin, DE"),
            ("Berlin, US", "Berlin, New Hampshire, US"),
            ("berlin germany", "Berlin, Berlin, DE"),
            ("Paris", "Paris, Île-de-France, FR"),
            ("Paris Texas", "Paris, Texas, US"),
            ("paris, tx", "Paris, Texas, US"),
            ("Paris, Ontario, Canada", "Paris, Ontario, CA"),
            ("san jose california", "San Jose, California, US"),
            ("York", "York, England, GB"),
            ("new yo", "New York City, New York, US"),
            ("Washington, D.C.", "Washington, District of Columbia, US"),
            ("s-hertogenbosch", "'s-Hertogenbosch, Noord-Brabant, NL"),
            ("st gallen", "Sankt Gallen, Sankt Gallen, CH"),
            ("łódź", "Łódź, Łódzkie, PL"),
            ("lodz", "Łódź, Łódzkie, PL"),
            ("москва", "Moscow, Moskva, RU"),
            ("東京", "Tokyo, Tokyo, JP"),
            ("Newport, Wales", "Newport, Wales, GB"),
            ("Newport, England", "Newport, England, GB"),
            ("wien", "Vienna, Wien, AT"),
            ("Wien, Österreich", "Vienna, Wien, AT"),
            ("tuebingen", "Tübingen, Baden-Württemberg, DE"),
        ] {
            assert_eq!(first(query), want, "{query}");
        }
    }

    #[test]
    fn exact_first_then_by_people() {
        let names: Vec<_> = search("york", 3).iter().map(|p| (p.name, p.country)).collect();
        assert_eq!(names.first(), Some(&("York", "GB")));
        let found = search("paris", 20);
        let exact = found.iter().take_while(|p| p.name == "Paris").count();
        assert!(exact > 5, "{exact}");
        assert!(found.iter().take(exact).is_sorted_by(|a, b| a.population >= b.population));
    }

    #[test]
    fn nothing_for_nothing() {
        for query in ["", " ", ",", ",,,", "'", "🎉", "\u{0}", "qqqqqq", "-", "a,b,c,d,,e"] {
            assert!(search(query, 5).len() <= 5, "{query}");
        }
        assert!(search("", 5).is_empty() && search(", DE", 5).is_empty());
        assert!(search("berlin", 0).is_empty());
        assert_eq!(search("a", usize::MAX).len(), MOST);
        assert!(search(&"berlin ".repeat(100_000), 5).len() <= 5);
        assert!(search(&"x".repeat(1_000_000), 5).is_empty());
    }

    proptest! {
        #[test]
        fn survives_anything(query in ".{0,300}", limit in 0usize..200) {
            let found = search(&query, limit);
            prop_assert!(found.len() <= limit.min(MOST));
        }

        #[test]
        fn each_place_is_found_by_its_name(row in 0..crate::len()) {
            let place = place(row);
            let country = search(&format!("{}, {}", place.name, place.country), MOST);
            // as many as a hundred may be called the same in one country
            prop_assert!(country.contains(&place) || country.len() == MOST, "{:?}", place);
        }
    }

    /// Whatever is found for a prefix is what a scan of all names finds best.
    #[test]
    fn agrees_with_a_scan() {
        let all: Vec<((usize, usize), String)> =
            WORDS.iter().map(|w| word(*w)).map(|(row, offset)| ((row, offset), fold(line(row, offset)))).collect();
        let mut runner = TestRunner::new(ProptestConfig::with_cases(60));
        let cases = (0..crate::len(), 1usize..8, 1usize..12);
        let outcome = runner.run(&cases, |(row, letters, limit)| {
            let prefix: String = fold(line(row, 0)).chars().take(letters).collect();
            let prefix = prefix.trim_end();
            let mut ranked: Vec<_> = all
                .iter()
                .filter(|(_, name)| name.starts_with(prefix))
                .map(|((row, offset), name)| {
                    (name == prefix && begins_name(*row, *offset), population(*row), Reverse(*row))
                })
                .collect();
            ranked.sort_by(|a, b| b.cmp(a));
            let mut want: Vec<usize> = Vec::new();
            for (.., Reverse(row)) in ranked {
                if !want.contains(&row) {
                    want.push(row);
                }
            }
            want.truncate(limit);
            prop_assert_eq!(best(prefix, &[], limit), want);
            Ok(())
        });
        assert!(outcome.is_ok(), "{outcome:?}");
    }
}
