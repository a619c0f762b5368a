//! All SQL about what comes after.

use crate::{
    act::{Act, Look},
    error::Result,
    gatherings::crew::Role,
    id::{CommunityId, GatheringId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// What somebody said of it.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct Feedback {
        /// Whether it was worth their time.
        pub worth: Option<i64>,
        /// Whether they met somebody new.
        pub met: Option<i64>,
    }

    /// What a host wrote to those who came.
    #[derive(Debug, Clone)]
    pub struct Thanks {
        /// The words.
        pub words: String,
    }

    /// What somebody said, for them to take along.
    #[derive(serde::Serialize)]
    pub struct Exported {
        pub id: GatheringId,
        pub title: String,
        pub worth: Option<i64>,
        pub met: Option<i64>,
        pub at: Moment,
    }
}

/// Whether they checked in, whether they said yes, whether anybody checked in.
pub fn there(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<(bool, bool, bool)> {
    look.one(
        "SELECT EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2),
                EXISTS (SELECT 1 FROM answer a WHERE a.gathering = $1 AND a.person = $2 AND a.reply = 'yes'),
                (EXISTS (SELECT 1 FROM check_in o WHERE o.gathering = $1)
                 OR EXISTS (SELECT 1 FROM arrival o
                            WHERE o.gathering = $1 AND o.guest IS NOT NULL AND o.undone_at IS NULL))",
        params![id, person],
    )
}

pub fn feedback(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Feedback>> {
    look.opt("SELECT worth, met FROM feedback WHERE gathering = $1 AND person = $2", params![id, person])
}

/// Says one or both; what is not said stays as it was, and so does when they first said something: their place in the order.
pub fn put(act: &mut Act<'_>, id: GatheringId, person: PersonId, said: Feedback, now: Moment) -> Result<()> {
    act.put(
        "INSERT INTO feedback (gathering, person, worth, met, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gathering, person) DO UPDATE SET worth = COALESCE(excluded.worth, feedback.worth),
             met = COALESCE(excluded.met, feedback.met)",
        params![id, person, said.worth, said.met, now],
    )
}

/// What was said by those who don't run it, in the order in which they first said something.
pub fn said(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<Feedback>> {
    look.all(
        "SELECT f.worth, f.met FROM feedback f JOIN gathering g ON g.id = f.gathering
         WHERE f.gathering = $1 AND (g.host IS NULL OR f.person <> g.host) AND NOT EXISTS (
             SELECT 1 FROM crew c
             WHERE c.gathering = f.gathering AND c.person = f.person AND c.role = $2 AND c.accepted_at IS NOT NULL)
         ORDER BY f.at, f.person",
        params![id, Role::CoHost],
    )
}

/// How many said yes, with or without an account, and how many of these checked in.
pub fn attendance(look: &mut Look<'_>, id: GatheringId) -> Result<(i64, i64)> {
    look.one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(x.came), 0) AS BIGINT) FROM (
             SELECT CASE WHEN c.person IS NULL THEN 0 ELSE 1 END AS came
             FROM answer a LEFT JOIN check_in c ON c.gathering = a.gathering AND c.person = a.person
             WHERE a.gathering = $1 AND a.reply = 'yes'
             UNION ALL
             SELECT CASE WHEN EXISTS (SELECT 1 FROM arrival v WHERE v.guest = u.id AND v.undone_at IS NULL)
                    THEN 1 ELSE 0 END
             FROM guest u WHERE u.gathering = $1 AND u.reply = 'yes') x",
        params![id],
    )
}

/// The same of all gatherings of a community that ended between two moments and at which somebody checked in.
pub fn attendance_of(look: &mut Look<'_>, community: CommunityId, from: Moment, to: Moment) -> Result<(i64, i64)> {
    look.one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(x.came), 0) AS BIGINT) FROM (
             SELECT CASE WHEN c.person IS NULL THEN 0 ELSE 1 END AS came
             FROM gathering g JOIN answer a ON a.gathering = g.id
                  LEFT JOIN check_in c ON c.gathering = a.gathering AND c.person = a.person
             WHERE g.community = $1 AND g.starts_at >= $2 AND g.starts_at < $3 AND g.ends_at < $3
               AND g.cancelled_at IS NULL AND a.reply = 'yes'
               AND (EXISTS (SELECT 1 FROM check_in o WHERE o.gathering = g.id)
                    OR EXISTS (SELECT 1 FROM arrival o
                               WHERE o.gathering = g.id AND o.guest IS NOT NULL AND o.undone_at IS NULL))
             UNION ALL
             SELECT CASE WHEN EXISTS (SELECT 1 FROM arrival v WHERE v.guest = u.id AND v.undone_at IS NULL)
                    THEN 1 ELSE 0 END
             FROM gathering g JOIN guest u ON u.gathering = g.id
             WHERE g.community = $1 AND g.starts_at >= $2 AND g.starts_at < $3 AND g.ends_at < $3
               AND g.cancelled_at IS NULL AND u.reply = 'yes'
               AND (EXISTS (SELECT 1 FROM check_in o WHERE o.gathering = g.id)
                    OR EXISTS (SELECT 1 FROM arrival o
                               WHERE o.gathering = g.id AND o.guest IS NOT NULL AND o.undone_at IS NULL))) x",
        params![community, from, to],
    )
}

pub fn thanks(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Thanks>> {
    look.opt("SELECT words FROM thanks WHERE gathering = $1", params![id])
}

/// Whether there were none yet.
pub fn put_thanks(act: &mut Act<'_>, id: GatheringId, words: &str, by: PersonId, now: Moment) -> Result<bool> {
    let rows = act.run(
        "INSERT INTO thanks (gathering, words, sent_by, at) VALUES ($1, $2, $3, $4) ON CONFLICT (gathering) DO NOTHING",
        params![id, *words, by, now],
    )?;
    Ok(rows == 1)
}

/// Who leaves has said nothing; what they wrote to others stays without their name.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM feedback WHERE person = $1", params![person])?;
    act.put("UPDATE thanks SET sent_by = NULL WHERE sent_by = $1", params![person])
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT f.gathering, g.title, f.worth, f.met, f.at FROM feedback f JOIN gathering g ON g.id = f.gathering
         WHERE f.person = $1 ORDER BY f.gathering",
        params![person],
    )
}

/// What somebody wrote to those who came: gathering, words.
pub fn export_thanks(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, String)>> {
    look.all("SELECT gathering, words FROM thanks WHERE sent_by = $1 ORDER BY gathering", params![person])
}
