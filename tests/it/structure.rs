//! The rules of the house that a compiler does not keep: who may name whose tables, what the leaves may name, that
//! every statement runs on both engines, and that every word exists in every language.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use visavis::{db::Tx, page::text};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, with their text, without the tests at their foot.
fn sources(below: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(below)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The string literals of a Rust source, as the compiler reads them.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let chars: Vec<char> = source.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            // A character, not the beginning of a string: '"' or '\''.
            '\'' if chars.get(at + 1) == Some(&'\\') => at += 3,
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 2,
            'r' if chars.get(at + 1) == Some(&'"')
                || (chars.get(at + 1) == Some(&'#') && chars.get(at + 2) == Some(&'"')) =>
            {
                let hashes = usize::from(chars[at + 1] == '#');
                let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let start = at + 2 + hashes;
                let mut stop = start;
                while stop < chars.len() && !chars[stop..].starts_with(&end) {
                    stop += 1;
                }
                found.push(chars[start..stop].iter().collect());
                at = stop + hashes;
            }
            '"' => {
                let mut text = String::new();
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    if chars[at] == '\\' {
                        at += 1;
                        match chars[at] {
                            'n' => text.push('\n'),
                            '\n' => {
                                while chars.get(at + 1).is_some_and(|next| next.is_whitespace()) {
                                    at += 1;
                                }
                            }
                            other => text.push(other),
                        }
                    } else {
                        text.push(chars[at]);
                    }
                    at += 1;
                }
                found.push(text);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_sql(text: &str) -> bool {
    ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "].iter().any(|verb| text.starts_with(verb))
}

/// Every statement of the program.
pub fn statements() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for (path, text) in sources("src") {
        all.extend(literals(&text).into_iter().filter(|text| is_sql(text)).map(|sql| (path.clone(), sql)));
    }
    assert!(all.len() > 30, "the statements were not found");
    all
}

both!(every_statement_can_be_prepared, |world| {
    let faults = world
        .app
        .db()
        .write(|tx: &mut Tx<'_>| {
            let mut faults = Vec::new();
            // What differs between the engines stands in one file per engine, named after it.
            let not_ours = if tx.is_embedded() { "postgres.rs" } else { "sqlite.rs" };
            for (path, sql) in statements().into_iter().filter(|(path, _)| !path.ends_with(not_ours)) {
                if let Err(error) = tx.prepare(&sql) {
                    faults.push(format!("{}: {error}\n{sql}\n", path.display()));
                    // PostgreSQL takes nothing more in a transaction in which something failed.
                    if !tx.is_embedded() {
                        break;
                    }
                }
            }
            Ok::<_, visavis::db::Error>(faults)
        })
        .await;
    // A statement that failed makes the commit fail too: the words of the first say more.
    match faults {
        Ok(faults) => assert!(faults.is_empty(), "{}", faults.join("\n")),
        Err(error) => panic!("{error}"),
    }
});

/// Which slice owns which table: by the first word in the name of the migration that makes it (`0008_encounters_claims`),
/// or by the line `-- of SLICE` above it.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for (_, name, text) in visavis::db::migrate::ALL {
        let mut slice = name.split('_').nth(1).unwrap();
        for line in text.lines() {
            slice = line.strip_prefix("-- of ").unwrap_or(slice);
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                owners.insert(rest.split_whitespace().next().unwrap().to_owned(), slice.to_owned());
            }
        }
    }
    owners
}

/// What all slices stand on: everybody may read these in their joins.
const GROUND: [&str; 4] = ["person", "block", "tie", "mute"];

#[test]
fn no_slice_touches_anothers_tables() {
    let owners = owners();
    let mut faults = Vec::new();
    for (path, sql) in statements() {
        let slice = path.components().nth(1).unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if !owners.values().any(|owner| *owner == slice) {
            continue;
        }
        let words: Vec<&str> =
            sql.split(|char: char| !char.is_alphanumeric() && char != '_').filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Some(owner) = owners.get(pair[1]) else { continue };
            let reads = matches!(pair[0], "FROM" | "JOIN");
            let writes = matches!(pair[0], "INTO" | "UPDATE") || (pair[0] == "FROM" && sql.starts_with("DELETE"));
            let fine = *owner == slice || (reads && !writes && GROUND.contains(&pair[1]));
            if (reads || writes) && !fine && !EXCEPTIONS.contains(&(slice.as_str(), pair[1])) {
                faults.push(format!("{} names {}, which is {owner}'s", path.display(), pair[1]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Slices that read another's table all the same. This list may only shrink.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Whether news wait is read with each session: one query for every request.
    ("people", "notice"),
];

#[test]
fn sql_stands_in_stores_and_on_the_platform_only() {
    let platform =
        ["act.rs", "app.rs", "journal.rs", "router.rs", "db", "jobs", "http", "demo", "demo.rs", "keep", "notices"];
    let faults: BTreeSet<String> = statements()
        .into_iter()
        .filter(|(path, _)| {
            let place = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
            !path.components().any(|part| matches!(part.as_os_str().to_str(), Some("store" | "store.rs")))
                && !platform.contains(&place)
        })
        .map(|(path, sql)| format!("{}: {sql}", path.display()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn stores_are_private_to_their_slices() {
    for (path, text) in sources("src") {
        assert!(!text.contains("pub mod store"), "{} opens its store", path.display());
        assert!(!text.contains("pub(crate) mod store"), "{} opens its store", path.display());
    }
}

#[test]
fn the_leaves_do_no_io() {
    let banned = [
        "std::fs",
        "std::net",
        "std::env::",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "tokio",
        "println!",
        "eprintln!",
    ];
    for leaf in ["crates/wire/src", "crates/science/src", "crates/places/src"] {
        for (path, text) in sources(leaf) {
            let code: String =
                text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            for word in banned {
                assert!(!code.contains(word), "{} names {word}", path.display());
            }
        }
    }
}

/// The messages of each language: key → the variables it names.
fn messages() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let mut all: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (locale, file, source) in text::sources() {
        let keys = all.entry(locale.clone()).or_default();
        let mut key = String::new();
        for line in source.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                line.split('=').next().unwrap().trim().clone_into(&mut key);
                assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{locale}/{file} says {key} twice");
            }
            let named = line.match_indices('$').map(|(at, _)| {
                line[at + 1..].chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>()
            });
            if !line.starts_with('#')
                && let Some(variables) = keys.get_mut(&key)
            {
                variables.extend(named);
            }
        }
    }
    all
}

#[test]
fn every_language_says_everything() {
    let all = messages();
    let english = &all["en"];
    for (locale, keys) in &all {
        let missing: Vec<_> = english.keys().filter(|key| !keys.contains_key(*key)).collect();
        let extra: Vec<_> = keys.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{locale} lacks {missing:?} and has {extra:?} too many");
        for (key, variables) in keys {
            assert!(variables.is_subset(&english[key]), "{locale} {key} fills in what is not given: {variables:?}");
        }
    }
    assert!(all.len() >= text::Locale::ALL.len());
}

#[test]
fn every_message_in_the_code_exists_and_none_is_left_over() {
    let english = messages().remove("en").unwrap();
    let families: BTreeSet<&str> = english.keys().map(|key| key.split('-').next().unwrap()).collect();
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    // Parts get their words from those who use them.
    for (path, source) in sources("src")
        .into_iter()
        .filter(|(path, _)| !path.starts_with("src/page/parts") && !path.ends_with("page/parts.rs"))
    {
        for text in literals(&source) {
            let is_key = text.contains('-')
                && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-')
                && !text.ends_with('-');
            if is_key && english.contains_key(&text) {
                used.insert(text);
            } else if is_key
                && (source.contains(&format!(".t(\"{text}\")"))
                    || source.contains(&format!(".with(\"{text}\""))
                    || text.starts_with("problem-")
                    || text.starts_with("error-")
                    || text.starts_with("done-"))
            {
                faults.push(format!("{}: no message {text}", path.display()));
            } else if text.ends_with('-') || text.contains("-{") {
                // A family put together from a stored word: `interest-{slug}`.
                let stem = text.split('{').next().unwrap_or_default().to_owned();
                if families.contains(stem.split('-').next().unwrap_or_default()) && stem.len() > 3 {
                    used.extend(english.keys().filter(|key| key.starts_with(&stem)).cloned());
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let left: Vec<_> = english.keys().filter(|key| !used.contains(*key)).collect();
    assert!(left.is_empty(), "messages that nothing says: {left:?}");
}
