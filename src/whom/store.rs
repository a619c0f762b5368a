//! All SQL about whom to meet.

use super::model::{Choices, Mark};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// What the viewer said of somebody.
    pub struct Marked {
        pub other: PersonId,
        pub mark: Mark,
    }

    /// For somebody to take along.
    pub struct Exported {
        pub gathering: GatheringId,
        pub handle: String,
        pub mark: Mark,
        pub at: Moment,
    }
}

/// Whom somebody has met and not muted, and on how many days.
pub fn met(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(PersonId, i64)>> {
    look.all(
        "SELECT t.other, t.met_days FROM tie t
         WHERE t.person = $1 AND t.stage >= 4
           AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.person = $1 AND m.muted = t.other)",
        params![person],
    )
}

pub fn marks(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Vec<Marked>> {
    look.all(
        "SELECT other, mark FROM whom_mark WHERE gathering = $1 AND person = $2 ORDER BY at, other",
        params![id, person],
    )
}

/// Who would like to meet somebody, with whether they may know it.
pub fn wishes(look: &mut Look<'_>, id: GatheringId, other: PersonId) -> Result<Vec<(PersonId, Mark)>> {
    look.all(
        "SELECT person, mark FROM whom_mark
         WHERE other = $2 AND gathering = $1 AND mark IN ('meet', 'open') ORDER BY at, person",
        params![id, other],
    )
}

/// What somebody said of somebody: at this gathering, or that they do not want to see them on a list any more.
pub fn mark(look: &mut Look<'_>, id: GatheringId, person: PersonId, other: PersonId) -> Result<Option<Mark>> {
    let never: Option<(i64,)> =
        look.opt("SELECT 1 FROM whom_never WHERE person = $1 AND other = $2", params![person, other])?;
    if never.is_some() {
        return Ok(Some(Mark::Never));
    }
    let found: Option<(Mark,)> = look.opt(
        "SELECT mark FROM whom_mark WHERE gathering = $1 AND person = $2 AND other = $3",
        params![id, person, other],
    )?;
    Ok(found.map(|(mark,)| mark))
}

pub fn put_mark(
    act: &mut Act<'_>,
    id: GatheringId,
    (person, other): (PersonId, PersonId),
    mark: Mark,
    now: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO whom_mark (gathering, person, other, mark, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gathering, person, other) DO UPDATE SET mark = excluded.mark, at = excluded.at",
        params![id, person, other, mark, now],
    )
}

pub fn delete_mark(act: &mut Act<'_>, id: GatheringId, person: PersonId, other: PersonId) -> Result<()> {
    act.put("DELETE FROM whom_mark WHERE gathering = $1 AND person = $2 AND other = $3", params![id, person, other])
}

pub fn never(look: &mut Look<'_>, person: PersonId) -> Result<Vec<PersonId>> {
    let found: Vec<(PersonId,)> =
        look.all("SELECT other FROM whom_never WHERE person = $1 ORDER BY other", params![person])?;
    Ok(found.into_iter().map(|(other,)| other).collect())
}

pub fn put_never(act: &mut Act<'_>, person: PersonId, other: PersonId, now: Moment) -> Result<()> {
    act.put(
        "INSERT INTO whom_never (person, other, at) VALUES ($1, $2, $3) ON CONFLICT (person, other) DO NOTHING",
        params![person, other, now],
    )
}

pub fn delete_never(act: &mut Act<'_>, person: PersonId, other: PersonId) -> Result<()> {
    act.put("DELETE FROM whom_never WHERE person = $1 AND other = $2", params![person, other])
}

/// Whether this is the first time.
pub fn put_told(
    act: &mut Act<'_>,
    id: GatheringId,
    (person, other): (PersonId, PersonId),
    kind: &str,
    now: Moment,
) -> Result<bool> {
    let new = act.run(
        "INSERT INTO whom_told (gathering, person, other, kind, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gathering, person, other, kind) DO NOTHING",
        params![id, person, other, *kind, now],
    )?;
    Ok(new > 0)
}

/// So many people's choices are read by one statement.
pub const AT_ONCE: usize = 16;

pub fn choices_of(look: &mut Look<'_>, ids: &[PersonId; AT_ONCE]) -> Result<Vec<(PersonId, String)>> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = ids;
    look.all(
        "SELECT person, choice FROM whom_choice
         WHERE person IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p],
    )
}

pub fn put_choices(act: &mut Act<'_>, person: PersonId, choices: Choices, now: Moment) -> Result<()> {
    let chosen = [("hidden", choices.hidden), ("unnamed", choices.unnamed), ("welcomes", choices.welcomes)];
    for (choice, is) in chosen {
        if is {
            act.put(
                "INSERT INTO whom_choice (person, choice, at) VALUES ($1, $2, $3)
                 ON CONFLICT (person, choice) DO NOTHING",
                params![person, *choice, now],
            )?;
        } else {
            act.put("DELETE FROM whom_choice WHERE person = $1 AND choice = $2", params![person, *choice])?;
        }
    }
    Ok(())
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT w.gathering, p.handle, w.mark, w.at FROM whom_mark w JOIN person p ON p.id = w.other
         WHERE w.person = $1 ORDER BY w.at, w.other",
        params![person],
    )
}

/// All that was said between two.
pub fn forget_between(act: &mut Act<'_>, one: PersonId, two: PersonId) -> Result<()> {
    act.put("DELETE FROM whom_mark WHERE person = $1 AND other = $2", params![one, two])?;
    act.put("DELETE FROM whom_told WHERE person = $1 AND other = $2", params![one, two])?;
    act.put("DELETE FROM whom_never WHERE person = $1 AND other = $2", params![one, two])
}

/// All that somebody said, and what others said of them.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM whom_mark WHERE person = $1", params![person])?;
    act.put("DELETE FROM whom_mark WHERE other = $1", params![person])?;
    act.put("DELETE FROM whom_told WHERE person = $1", params![person])?;
    act.put("DELETE FROM whom_told WHERE other = $1", params![person])?;
    act.put("DELETE FROM whom_never WHERE person = $1", params![person])?;
    act.put("DELETE FROM whom_never WHERE other = $1", params![person])?;
    act.put("DELETE FROM whom_choice WHERE person = $1", params![person])
}
