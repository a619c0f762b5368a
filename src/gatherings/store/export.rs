//! What is a person's own here, to take along or to forget.

use super::super::model::Gathering;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{GatheringId, PersonId},
    params, rows,
    time::Moment,
};

/// Takes a person out of everything.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put(
        "UPDATE gathering SET going = going - COALESCE((SELECT a.places FROM answer a
             WHERE a.gathering = gathering.id AND a.person = $1 AND a.reply = 'yes'), 0)
         WHERE id IN (SELECT gathering FROM answer WHERE person = $1 AND reply = 'yes')",
        params![person],
    )?;
    act.put(
        "UPDATE gathering_part SET going = going - COALESCE((SELECT a.places FROM answer a
             WHERE a.gathering = gathering_part.gathering AND a.person = $1 AND a.reply = 'yes'
               AND a.part = gathering_part.number), 0)
         WHERE gathering IN (SELECT gathering FROM answer WHERE person = $1 AND reply = 'yes' AND part IS NOT NULL)",
        params![person],
    )?;
    act.put("DELETE FROM answer WHERE person = $1", params![person])?;
    act.put("DELETE FROM check_in WHERE person = $1", params![person])?;
    act.put("UPDATE telling SET but = NULL WHERE but = $1", params![person])?;
    act.put("UPDATE gathering SET host = NULL WHERE host = $1", params![person])
}

rows! {
    #[derive(serde::Serialize)]
    pub struct Exported {
        pub id: GatheringId,
        pub title: String,
        pub zone: String,
        pub starts: String,
        pub ends: String,
        pub venue: String,
        pub reply: Option<String>,
        pub at: Option<Moment>,
        pub places: Option<i64>,
        pub guests: Option<String>,
        pub part: Option<String>,
    }
}

pub fn export_hosted(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Gathering>> {
    look.all(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets, g.admission,
                g.parts
         FROM gathering g WHERE g.host = $1 ORDER BY g.id",
        params![person],
    )
}

pub fn export_answers(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT g.id, g.title, g.zone, g.starts_local, g.ends_local,
                CASE WHEN g.admission = 2 AND a.reply <> 'yes' THEN '' ELSE g.venue END, a.reply, a.at, a.places, a.guests,
                p.name
         FROM answer a JOIN gathering g ON g.id = a.gathering
              LEFT JOIN gathering_part p ON p.gathering = a.gathering AND p.number = a.part
         WHERE a.person = $1 ORDER BY g.id",
        params![person],
    )
}

pub fn export_check_ins(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT g.id, g.title, g.zone, g.starts_local, g.ends_local, g.venue, CAST(NULL AS TEXT), c.at,
                CAST(NULL AS BIGINT), CAST(NULL AS TEXT), CAST(NULL AS TEXT)
         FROM check_in c JOIN gathering g ON g.id = c.gathering WHERE c.person = $1 ORDER BY g.id",
        params![person],
    )
}
