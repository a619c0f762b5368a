//! notices

use crate::{
    act::Act,
    error::{Error, Result},
    http::Routes,
    id::{NoticeId, PersonId},
    journal::Happened,
    params,
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

/// Puts a notice before somebody.
pub fn put(
    act: &mut Act<'_>,
    person: PersonId,
    kind: &str,
    about: Option<i64>,
    by: Option<PersonId>,
    data: &serde_json::Value,
) -> Result<()> {
    let id: NoticeId = act.id();
    let data = serde_json::to_string(data).map_err(|error| Error::Inner(error.to_string()))?;
    act.run(
        "INSERT INTO notice (id, person, kind, about, by_person, data) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person, *kind, about, by, data],
    )
    .map(drop)
}
