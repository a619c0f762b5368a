//! For whoever runs the server: what waits, what was put aside, where the data is, and what people have disputed.
//! Everybody else finds nothing here.

mod pages;
mod views;

use crate::{
    act::Look,
    encounters::{self, Case},
    error::Result,
    http::{Routes, Who},
    jobs::{self, Dead, Queue},
    people::{self, Face},
    time::Moment,
};

/// So many rows of each kind are shown.
const MOST: i64 = 100;

/// What people can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/operator", Who::Operator, pages::overview)
        .post("/operator/jobs/{job}/again", Who::Operator, pages::again)
        .post("/operator/jobs/{job}/give-up", Who::Operator, pages::give_up)
        .post("/operator/cases/{id}/seen", Who::Operator, pages::seen)
}

/// How the program stands.
#[derive(Debug)]
pub struct Overview {
    /// When it began.
    pub began: Moment,
    /// The number of the newest migration.
    pub shape: i64,
    /// Whether the embedded engine runs.
    pub embedded: bool,
    /// What the database takes (bytes).
    pub database: i64,
    /// How many pictures there are, and what they take (bytes).
    pub pictures: (i64, i64),
    /// What is left on the disk of the folder, and its size (bytes); nothing where the system does not say.
    pub disk: Option<(u64, u64)>,
    /// The queue.
    pub queue: Queue,
    /// What was put aside.
    pub dead: Vec<Dead>,
    /// What was disputed or flagged and nobody has looked into.
    pub cases: Vec<Case>,
    /// Who else sees this.
    pub operators: Vec<Face>,
}

/// How the program stands.
pub fn overview(look: &mut Look<'_>) -> Result<Overview> {
    let stored = look.stored()?;
    let disk = rustix::fs::statvfs(look.shared.config.data.as_path())
        .ok()
        .map(|fs| (fs.f_bavail.saturating_mul(fs.f_frsize), fs.f_blocks.saturating_mul(fs.f_frsize)));
    Ok(Overview {
        began: look.shared.began,
        shape: stored.shape,
        embedded: stored.embedded,
        database: stored.bytes,
        pictures: stored.pictures,
        disk,
        queue: jobs::queue(look)?,
        dead: jobs::dead(look, MOST)?,
        cases: encounters::cases(look, MOST)?,
        operators: people::operators(look)?,
    })
}
