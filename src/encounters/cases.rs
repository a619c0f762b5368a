//! What an operator should look into: meetings that were flagged, and those that were disputed. It stops nothing by itself.

use std::collections::BTreeMap;

use visavis_wire::card::EncounterId;

use super::{api::read_id, store};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    time::Moment,
};

/// A meeting that somebody should look into.
#[derive(Debug, Clone)]
pub struct Case {
    /// The encounter.
    pub encounter: EncounterId,
    /// Why: `disputed`, `many_pairs`, `quick`, `two_places` or `clique`.
    pub why: Vec<String>,
    /// The newest of those.
    pub at: Moment,
    /// Handle and name of the two.
    pub people: [(String, String); 2],
    /// What somebody wrote who disputed it.
    pub words: Option<String>,
}

/// What nobody has looked into, the newest first.
pub fn cases(look: &mut Look<'_>, most: i64) -> Result<Vec<Case>> {
    if !look.viewer.me()?.operator {
        return Err(Error::NotFound);
    }
    let mut found: BTreeMap<[u8; 16], Case> = BTreeMap::new();
    for row in store::disputes(look, most)?.into_iter().chain(store::flags(look, most)?) {
        if let Some(case) = found.get_mut(&row.encounter) {
            case.why.push(row.why);
            case.at = case.at.max(row.at);
            case.words = match (case.words.take(), row.words) {
                (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
                (one, other) => one.or(other),
            };
            continue;
        }
        let people = [(row.a_handle, row.a_name), (row.b_handle, row.b_name)];
        let (encounter, why) = (EncounterId(row.encounter), vec![row.why]);
        found.insert(row.encounter, Case { encounter, why, at: row.at, people, words: row.words });
    }
    let mut cases: Vec<Case> = found.into_values().collect();
    for case in &mut cases {
        case.why.dedup();
    }
    cases.sort_by_key(|case| std::cmp::Reverse(case.at));
    Ok(cases)
}

/// An operator has looked into what there was up to that moment, which is the case's as they saw it; it comes back when
/// something newer is said of it, also where that was said while they read.
pub fn close_case(act: &mut Act<'_>, id: &str, at: Moment) -> Result<()> {
    if !act.viewer.me()?.operator {
        return Err(Error::NotFound);
    }
    let id = read_id(id)?;
    store::encounter(act, id)?.ok_or(Error::NotFound)?;
    let at = at.min(act.now);
    store::put_review(act, id, at)
}
