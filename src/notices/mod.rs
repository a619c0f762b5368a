//! notices

use crate::{act::Act, error::Result, http::Routes, journal::Happened};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

/// Tells a person something; the notices slice brings the real one.
pub fn put(
    act: &mut Act<'_>,
    person: crate::id::PersonId,
    kind: &str,
    about: Option<i64>,
    by: Option<crate::id::PersonId>,
    data: &serde_json::Value,
) -> Result<()> {
    let id: crate::id::NoticeId = act.id();
    act.run(
        "INSERT INTO notice (id, person, kind, about, by_person, data) VALUES ($1, $2, $3, $4, $5, $6)",
        crate::params![id, person, *kind, about, by, data.to_string()],
    )
    .map(drop)
}
