//! Looking for gatherings: around a place, by words, by interest.

use super::super::model::Brief;
use super::briefs;
use crate::{
    act::Look,
    error::Result,
    id::{AccountId, GatheringId, PersonId},
    params,
    time::{HOUR, Moment},
};

/// What a search asks of the database: bounds of time, an interest, up to three beginnings of words.
pub struct Wanted<'a> {
    pub from: Moment,
    pub to: Moment,
    /// Also what was called off after that.
    pub off_since: Moment,
    pub interest: Option<&'a str>,
    pub language: Option<&'a str>,
    pub cost: Option<&'a str>,
    pub step_free: Option<&'a str>,
    /// Only where somebody is going with whom that person has a tie.
    pub with_ties_of: Option<PersonId>,
    pub words: [Option<(String, String)>; 3],
    pub person: Option<PersonId>,
    pub mine: Option<AccountId>,
}

/// The first three words of what is looked for, each as a range of what begins like it.
pub fn ranges(text: &str) -> [Option<(String, String)>; 3] {
    let mut words = visavis_places::words(text).into_iter().map(|word| {
        let end = format!("{word}\u{10ffff}");
        (word, end)
    });
    [words.next(), words.next(), words.next()]
}

pub(super) fn from(range: &Option<(String, String)>) -> Option<&String> {
    range.as_ref().map(|(from, _)| from)
}

pub(super) fn to(range: &Option<(String, String)>) -> Option<&String> {
    range.as_ref().map(|(_, to)| to)
}

/// What lasts longer is read apart, by the index `gathering_long`.
const LONG: i64 = 12 * HOUR;

/// Before what fits a search in the order in which it is read: nothing that goes on then began earlier, but for what
/// [`long`] finds.
pub fn beginning(wanted: &Wanted<'_>) -> (Moment, GatheringId) {
    (wanted.from.plus(-LONG), GatheringId(0))
}

/// Those that fit anywhere and began earlier still, as they last long, the first of them first.
pub fn long(look: &mut Look<'_>, wanted: &Wanted<'_>, limit: i64) -> Result<Vec<Brief>> {
    let [one, two, three] = &wanted.words;
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $11)
         FROM gathering g
         WHERE g.ends_at - g.starts_at > 43200000 AND g.ends_at > $1 AND g.starts_at < $2 AND g.starts_at < $3
           AND (g.cancelled_at IS NULL OR g.cancelled_at > $14)
           AND (CAST($4 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_interest i WHERE i.gathering = g.id AND i.interest = $4))
           AND (CAST($5 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $5 AND w.word < $6))
           AND (CAST($7 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $7 AND w.word < $8))
           AND (CAST($9 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $9 AND w.word < $10))
           AND (CAST($15 AS TEXT) IS NULL
                OR (SELECT d.language FROM gathering_about d WHERE d.gathering = g.id) = $15)
           AND (CAST($16 AS TEXT) IS NULL
                OR (SELECT d.cost FROM gathering_about d WHERE d.gathering = g.id) = $16)
           AND (CAST($17 AS TEXT) IS NULL
                OR (SELECT d.step_free FROM gathering_about d WHERE d.gathering = g.id) = $17)
           AND (CAST($18 AS BIGINT) IS NULL
                OR (SELECT 1 FROM tie t WHERE t.person = $18 AND t.stage > 0
                      AND (SELECT a.reply FROM answer a WHERE a.gathering = g.id AND a.person = t.other AND a.places > 0) = 'yes'
                    LIMIT 1) = 1)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $12) OR (b.blocker = $12 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $13",
        params![
            wanted.from,
            wanted.from.plus(-LONG),
            wanted.to,
            wanted.interest,
            from(one),
            to(one),
            from(two),
            to(two),
            from(three),
            to(three),
            wanted.person,
            wanted.mine,
            limit,
            wanted.off_since,
            wanted.language,
            wanted.cost,
            wanted.step_free,
            wanted.with_ties_of,
        ],
    )?;
    Ok(briefs(rows))
}

/// So many areas are asked for at once.
pub const AREAS: usize = 8;

/// The same within some areas; where there are fewer than so many, one of them stands there again.
pub fn long_in_areas(look: &mut Look<'_>, areas: [i64; AREAS], wanted: &Wanted<'_>, limit: i64) -> Result<Vec<Brief>> {
    let [one, two, three] = &wanted.words;
    let [a, b, c, d, e, f, g, h] = areas;
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $11)
         FROM gathering g
         WHERE (g.cell >> 33) IN ($19, $20, $21, $22, $23, $24, $25, $26)
           AND g.ends_at - g.starts_at > 43200000 AND g.ends_at > $1 AND g.starts_at < $2 AND g.starts_at < $3
           AND (g.cancelled_at IS NULL OR g.cancelled_at > $14)
           AND (CAST($4 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_interest i WHERE i.gathering = g.id AND i.interest = $4))
           AND (CAST($5 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $5 AND w.word < $6))
           AND (CAST($7 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $7 AND w.word < $8))
           AND (CAST($9 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $9 AND w.word < $10))
           AND (CAST($15 AS TEXT) IS NULL
                OR (SELECT d.language FROM gathering_about d WHERE d.gathering = g.id) = $15)
           AND (CAST($16 AS TEXT) IS NULL
                OR (SELECT d.cost FROM gathering_about d WHERE d.gathering = g.id) = $16)
           AND (CAST($17 AS TEXT) IS NULL
                OR (SELECT d.step_free FROM gathering_about d WHERE d.gathering = g.id) = $17)
           AND (CAST($18 AS BIGINT) IS NULL
                OR (SELECT 1 FROM tie t WHERE t.person = $18 AND t.stage > 0
                      AND (SELECT a.reply FROM answer a WHERE a.gathering = g.id AND a.person = t.other AND a.places > 0) = 'yes'
                    LIMIT 1) = 1)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $12) OR (b.blocker = $12 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $13",
        params![
            wanted.from,
            wanted.from.plus(-LONG),
            wanted.to,
            wanted.interest,
            from(one),
            to(one),
            from(two),
            to(two),
            from(three),
            to(three),
            wanted.person,
            wanted.mine,
            limit,
            wanted.off_since,
            wanted.language,
            wanted.cost,
            wanted.step_free,
            wanted.with_ties_of,
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
        ],
    )?;
    Ok(briefs(rows))
}

/// Those that fit within an area, the next first, from a place in that order on.
pub fn in_area(
    look: &mut Look<'_>,
    area: i64,
    after: (Moment, GatheringId),
    wanted: &Wanted<'_>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let [one, two, three] = &wanted.words;
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $13)
         FROM gathering g
         WHERE (g.cell >> 33) = $3 AND (g.starts_at, g.id) > ($1, $2) AND g.starts_at < $4 AND g.ends_at > $5
           AND (g.cancelled_at IS NULL OR g.cancelled_at > $16)
           AND (CAST($6 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_interest i WHERE i.gathering = g.id AND i.interest = $6))
           AND (CAST($7 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $7 AND w.word < $8))
           AND (CAST($9 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $9 AND w.word < $10))
           AND (CAST($11 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $11 AND w.word < $12))
           AND (CAST($17 AS TEXT) IS NULL
                OR (SELECT d.language FROM gathering_about d WHERE d.gathering = g.id) = $17)
           AND (CAST($18 AS TEXT) IS NULL
                OR (SELECT d.cost FROM gathering_about d WHERE d.gathering = g.id) = $18)
           AND (CAST($19 AS TEXT) IS NULL
                OR (SELECT d.step_free FROM gathering_about d WHERE d.gathering = g.id) = $19)
           AND (CAST($20 AS BIGINT) IS NULL
                OR (SELECT 1 FROM tie t WHERE t.person = $20 AND t.stage > 0
                      AND (SELECT a.reply FROM answer a WHERE a.gathering = g.id AND a.person = t.other AND a.places > 0) = 'yes'
                    LIMIT 1) = 1)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $14) OR (b.blocker = $14 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $15",
        params![
            after.0,
            after.1,
            area,
            wanted.to,
            wanted.from,
            wanted.interest,
            from(one),
            to(one),
            from(two),
            to(two),
            from(three),
            to(three),
            wanted.person,
            wanted.mine,
            limit,
            wanted.off_since,
            wanted.language,
            wanted.cost,
            wanted.step_free,
            wanted.with_ties_of,
        ],
    )?;
    Ok(briefs(rows))
}

/// When that begins before which so many begin from a moment on, wherever they are.
pub fn nth_ahead(look: &mut Look<'_>, after: Moment, nth: i64) -> Result<Option<Moment>> {
    let row: Option<(Moment,)> = look.opt(
        "SELECT g.starts_at FROM gathering g WHERE g.starts_at > $1 ORDER BY g.starts_at LIMIT 1 OFFSET $2",
        params![after, nth],
    )?;
    Ok(row.map(|(starts_at,)| starts_at))
}

/// The same within an area.
pub fn nth_in_area(look: &mut Look<'_>, area: i64, after: Moment, nth: i64) -> Result<Option<Moment>> {
    let row: Option<(Moment,)> = look.opt(
        "SELECT g.starts_at FROM gathering g WHERE (g.cell >> 33) = $3 AND g.starts_at > $1
         ORDER BY g.starts_at LIMIT 1 OFFSET $2",
        params![after, nth, area],
    )?;
    Ok(row.map(|(starts_at,)| starts_at))
}

/// How many gatherings have a word that begins so, counted no further than to `most`.
pub fn having_word(look: &mut Look<'_>, (from, to): &(String, String), most: i64) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM (SELECT 1 FROM gathering_word w WHERE w.word >= $1 AND w.word < $2 LIMIT $3) found",
        params![from, to, most],
    )?;
    Ok(count)
}

/// The same as [`anywhere`], found by the first word and not by the time: where few have that word.
pub fn with_word(
    look: &mut Look<'_>,
    after: (Moment, GatheringId),
    wanted: &Wanted<'_>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let [one, two, three] = &wanted.words;
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $13)
         FROM (SELECT f.id AS id
               FROM (SELECT DISTINCT w.gathering AS id FROM gathering_word w WHERE w.word >= $7 AND w.word < $8) having_it
                    CROSS JOIN gathering f
               WHERE f.id = having_it.id AND (f.starts_at, f.id) > ($1, $2) AND f.starts_at < $4 AND f.ends_at > $5
                 AND (f.cancelled_at IS NULL OR f.cancelled_at > $15)
                 AND (CAST($6 AS TEXT) IS NULL
                      OR EXISTS (SELECT 1 FROM gathering_interest i WHERE i.gathering = f.id AND i.interest = $6))
                 AND (CAST($9 AS TEXT) IS NULL
                      OR EXISTS (SELECT 1 FROM gathering_word w
                                 WHERE w.gathering = f.id AND w.word >= $9 AND w.word < $10))
                 AND (CAST($11 AS TEXT) IS NULL
                      OR EXISTS (SELECT 1 FROM gathering_word w
                                 WHERE w.gathering = f.id AND w.word >= $11 AND w.word < $12))
                 AND (CAST($16 AS TEXT) IS NULL
                      OR (SELECT d.language FROM gathering_about d WHERE d.gathering = f.id) = $16)
                 AND (CAST($17 AS TEXT) IS NULL
                      OR (SELECT d.cost FROM gathering_about d WHERE d.gathering = f.id) = $17)
                 AND (CAST($18 AS TEXT) IS NULL
                      OR (SELECT d.step_free FROM gathering_about d WHERE d.gathering = f.id) = $18)
                 AND (CAST($19 AS BIGINT) IS NULL
                      OR (SELECT 1 FROM tie t WHERE t.person = $19 AND t.stage > 0
                            AND (SELECT a.reply FROM answer a WHERE a.gathering = f.id AND a.person = t.other AND a.places > 0) = 'yes'
                          LIMIT 1) = 1)
                 AND NOT EXISTS (
                   SELECT 1 FROM person h JOIN block b
                       ON (b.blocker = h.account AND b.blocked = $14) OR (b.blocker = $14 AND b.blocked = h.account)
                   WHERE h.id = f.host)
               ORDER BY f.starts_at, f.id LIMIT $3) fits CROSS JOIN gathering g
         WHERE g.id = fits.id ORDER BY g.starts_at, g.id",
        params![
            after.0,
            after.1,
            limit,
            wanted.to,
            wanted.from,
            wanted.interest,
            from(one),
            to(one),
            from(two),
            to(two),
            from(three),
            to(three),
            wanted.person,
            wanted.mine,
            wanted.off_since,
            wanted.language,
            wanted.cost,
            wanted.step_free,
            wanted.with_ties_of,
        ],
    )?;
    Ok(briefs(rows))
}

/// Those that fit anywhere, the next first, from a place in that order on.
pub fn anywhere(
    look: &mut Look<'_>,
    after: (Moment, GatheringId),
    wanted: &Wanted<'_>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let [one, two, three] = &wanted.words;
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at, g.admission,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $13)
         FROM gathering g
         WHERE (g.starts_at, g.id) > ($1, $2) AND g.starts_at < $4 AND g.ends_at > $5
           AND (g.cancelled_at IS NULL OR g.cancelled_at > $15)
           AND (CAST($6 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_interest i WHERE i.gathering = g.id AND i.interest = $6))
           AND (CAST($7 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $7 AND w.word < $8))
           AND (CAST($9 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $9 AND w.word < $10))
           AND (CAST($11 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM gathering_word w WHERE w.gathering = g.id AND w.word >= $11 AND w.word < $12))
           AND (CAST($16 AS TEXT) IS NULL
                OR (SELECT d.language FROM gathering_about d WHERE d.gathering = g.id) = $16)
           AND (CAST($17 AS TEXT) IS NULL
                OR (SELECT d.cost FROM gathering_about d WHERE d.gathering = g.id) = $17)
           AND (CAST($18 AS TEXT) IS NULL
                OR (SELECT d.step_free FROM gathering_about d WHERE d.gathering = g.id) = $18)
           AND (CAST($19 AS BIGINT) IS NULL
                OR (SELECT 1 FROM tie t WHERE t.person = $19 AND t.stage > 0
                      AND (SELECT a.reply FROM answer a WHERE a.gathering = g.id AND a.person = t.other AND a.places > 0) = 'yes'
                    LIMIT 1) = 1)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $14) OR (b.blocker = $14 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $3",
        params![
            after.0,
            after.1,
            limit,
            wanted.to,
            wanted.from,
            wanted.interest,
            from(one),
            to(one),
            from(two),
            to(two),
            from(three),
            to(three),
            wanted.person,
            wanted.mine,
            wanted.off_since,
            wanted.language,
            wanted.cost,
            wanted.step_free,
            wanted.with_ties_of,
        ],
    )?;
    Ok(briefs(rows))
}
