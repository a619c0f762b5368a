//! Taking back what an import changed, and nothing else.

use std::collections::BTreeSet;

use serde_json::Value;

use super::model::{Said, said_of};
use crate::http::Fields;

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(all)) => all.iter().filter_map(|one| one.as_str().map(ToOwned::to_owned)).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// The form as it stands, with what was in it before an import where it still says what the import made of it: what its
/// host has changed since stays.
pub fn taken_back(stored: Fields, before: &Said, after: &Said) -> Fields {
    let now = said_of(&stored);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().fold(stored, |fields, name| {
        let (was, made) = (texts(before.get(name)), texts(after.get(name)));
        let is = texts(now.get(name));
        if was == made || is != made { fields } else { fields.with_list(name, was) }
    })
}

/// What a form said after an import of which only that is known what the entry said before and then: the fields in which
/// it differs are taken for as the import left them.
pub fn after(before: &Said, now: &Said, said: &Said, now_said: &Said) -> Said {
    let mut after = before.clone();
    for name in said.keys().chain(now_said.keys()).filter(|name| said.get(*name) != now_said.get(*name)) {
        match now.get(name) {
            Some(value) => drop(after.insert(name.clone(), value.clone())),
            None => drop(after.remove(name)),
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Said {
        said_of(&Fields::from_query(text))
    }

    #[test]
    fn only_what_the_import_changed_goes_back() {
        let before = form("title=Tea&venue=Hall&capacity=12");
        let after = form("title=Cake&venue=Kitchen&capacity=12&end_date=2026-12-04");
        // Since then its host gave it more places and another venue.
        let stored = Fields::from_query("title=Cake&venue=Garden&capacity=20&end_date=2026-12-04");
        let back = taken_back(stored, &before, &after);
        assert_eq!(
            (back.text("title"), back.text("venue"), back.text("capacity"), back.some("end_date")),
            ("Tea", "Garden", "20", None)
        );
    }

    #[test]
    fn what_an_earlier_program_did_is_taken_back_by_what_the_entry_said() {
        let before = form("title=Tea&venue=Hall&capacity=12");
        let now = form("title=Cake&venue=Hall&capacity=20");
        let made = after(&before, &now, &form("title=Tea&venue=Hall"), &form("title=Cake&venue=Hall"));
        let back = taken_back(Fields::from_query("title=Cake&venue=Hall&capacity=20"), &before, &made);
        assert_eq!((back.text("title"), back.text("capacity")), ("Tea", "20"));
    }
}
