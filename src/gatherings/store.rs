//! All SQL about gatherings.

use jiff::civil::DateTime;
use visavis_places::{Place, STORED_RESOLUTION, cell};

use super::{
    model::{Brief, Draft, Gathering, LONGEST, Planned, Reply, Shared, url},
    telling::{Audience, News, Telling},
};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, CommunityId, GatheringId, PersonId},
    interests::Interest,
    params,
    people::{self, Face},
    rows,
    time::{HOUR, Moment, Zone},
    town,
};

rows! {
    struct BriefRow {
        id: GatheringId,
        title: String,
        community: Option<CommunityId>,
        host: Option<PersonId>,
        zone: String,
        starts_at: Moment,
        ends_at: Moment,
        venue: String,
        place: Option<i64>,
        photo: Option<String>,
        capacity: Option<i64>,
        going: i64,
        cancelled_at: Option<Moment>,
        reply: Option<Reply>,
    }

    /// Somebody who is going, with the row of the viewer's tie to them (stage 0 where there is none).
    #[derive(Debug, Clone)]
    pub struct Goer {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub stage: i64,
        pub planned_until: Option<Moment>,
    }
}

impl From<BriefRow> for Brief {
    fn from(row: BriefRow) -> Self {
        Self {
            url: url(row.id),
            zone: Zone::named(&row.zone).unwrap_or(Zone::UTC),
            town: town::stored(row.place).map(|town| town.name.to_owned()).unwrap_or_default(),
            id: row.id,
            title: row.title,
            community: row.community,
            host: row.host,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            venue: row.venue,
            place: row.place,
            photo: row.photo,
            capacity: row.capacity,
            going: row.going,
            cancelled: row.cancelled_at.is_some(),
            reply: row.reply,
            people: Vec::new(),
            known: 0,
            more_dates: 0,
        }
    }
}

fn briefs(rows: Vec<BriefRow>) -> Vec<Brief> {
    rows.into_iter().map(Brief::from).collect()
}

/// A gathering whose host and the viewer have not blocked each other.
pub fn unblocked(look: &mut Look<'_>, id: GatheringId, mine: Option<AccountId>) -> Result<Option<Gathering>> {
    look.opt(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets
         FROM gathering g
         WHERE g.id = $1 AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = h.account)
             WHERE h.id = g.host)",
        params![id, mine],
    )
}

pub fn gathering(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Gathering>> {
    look.opt(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets
         FROM gathering g WHERE g.id = $1",
        params![id],
    )
}

pub fn put(act: &mut Act<'_>, id: GatheringId, host: PersonId, draft: &Draft, planned: &Planned) -> Result<()> {
    act.run(
        "INSERT INTO gathering (id, community, host, title, words, zone, starts_local, ends_local, starts_at, ends_at,
                                venue, address, place, cell, capacity, photo, photo_words, plus, hold_hours,
                                opens_at, closes_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        params![
            id,
            draft.community,
            host,
            draft.title,
            draft.words,
            *draft.zone.name(),
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            draft.venue,
            draft.address,
            draft.town.id,
            cell_of(draft.town),
            draft.capacity,
            draft.photo,
            draft.photo_words,
            draft.terms.plus,
            draft.terms.hold_hours,
            draft.terms.opens_at,
            draft.terms.closes_at,
        ],
    )?;
    put_found_by(act, id, draft)
}

/// Changes it, unless more are coming than there would be places; whether it did.
pub fn change(
    act: &mut Act<'_>,
    id: GatheringId,
    draft: &Draft,
    planned: &Planned,
    sequence: i64,
    now: Moment,
) -> Result<bool> {
    let touched = act.run(
        "UPDATE gathering SET title = $2, words = $3, zone = $4, starts_local = $5, ends_local = $6, starts_at = $7,
                ends_at = $8, venue = $9, address = $10, place = $11, cell = $12, capacity = $13, photo = $14,
                photo_words = $15, sequence = $16, changed_at = $17, plus = $18, hold_hours = $19, opens_at = $20,
                closes_at = $21
         WHERE id = $1 AND (CAST($13 AS BIGINT) IS NULL OR going <= $13)",
        params![
            id,
            draft.title,
            draft.words,
            *draft.zone.name(),
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            draft.venue,
            draft.address,
            draft.town.id,
            cell_of(draft.town),
            draft.capacity,
            draft.photo,
            draft.photo_words,
            sequence,
            now,
            draft.terms.plus,
            draft.terms.hold_hours,
            draft.terms.opens_at,
            draft.terms.closes_at,
        ],
    )?;
    if touched == 1 {
        put_found_by(act, id, draft)?;
    }
    Ok(touched == 1)
}

/// By what it is found: interests, and the beginnings of the words of its title and venue.
fn put_found_by(act: &mut Act<'_>, id: GatheringId, draft: &Draft) -> Result<()> {
    act.run("DELETE FROM gathering_interest WHERE gathering = $1", params![id])?;
    for interest in &draft.interests {
        let slug = Interest::as_str(interest);
        act.run("INSERT INTO gathering_interest (gathering, interest) VALUES ($1, $2)", params![id, *slug])?;
    }
    put_words(act, id, &words_for(&draft.title, &draft.venue))
}

/// The words by which it is found.
pub fn words_for(title: &str, venue: &str) -> Vec<String> {
    let mut words = words_of(&format!("{title} {venue}"));
    words.sort();
    words.dedup();
    words
}

pub fn put_words(act: &mut Act<'_>, id: GatheringId, words: &[String]) -> Result<()> {
    act.run("DELETE FROM gathering_word WHERE gathering = $1", params![id])?;
    for word in words {
        act.run("INSERT INTO gathering_word (gathering, word) VALUES ($1, $2)", params![id, word])?;
    }
    Ok(())
}

rows! {
    /// What is derived for a gathering, and what it follows from.
    pub struct Derived {
        pub id: GatheringId,
        pub title: String,
        pub venue: String,
        pub place: Option<i64>,
        pub cell: Option<i64>,
    }
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM gathering", &[])?;
    Ok(count)
}

/// Places taken as they are kept and as the answers come to, by id.
pub fn going_counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT g.id, g.going, CAST(COALESCE((SELECT SUM(a.places) FROM answer a
                                              WHERE a.gathering = g.id AND a.reply = 'yes'), 0) AS BIGINT)
         FROM gathering g WHERE g.id > $1 ORDER BY g.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_going(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.run(
        "UPDATE gathering SET going = CAST(COALESCE((SELECT SUM(a.places) FROM answer a
                                                     WHERE a.gathering = gathering.id AND a.reply = 'yes'), 0) AS BIGINT)
         WHERE id = $1",
        params![id],
    )
    .map(drop)
}

pub fn derived(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Derived>> {
    look.all(
        "SELECT id, title, venue, place, cell FROM gathering WHERE id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )
}

/// The words of all whose ids lie between two, without the first of these, by id and word.
pub fn words_kept(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT gathering, word FROM gathering_word WHERE gathering > $1 AND gathering <= $2 ORDER BY gathering, word",
        params![after, last],
    )
}

pub fn put_cell(act: &mut Act<'_>, id: GatheringId, cell: Option<i64>) -> Result<()> {
    act.run("UPDATE gathering SET cell = $2 WHERE id = $1", params![id, cell]).map(drop)
}

/// The words of a text, folded, none longer than 40 letters.
fn words_of(text: &str) -> Vec<String> {
    people::fold(text)
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(40).collect())
        .collect()
}

fn local(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

pub fn cell_of(town: Place) -> i64 {
    cell(town.point(), STORED_RESOLUTION)
}

pub fn interests(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT interest FROM gathering_interest WHERE gathering = $1 ORDER BY interest", params![id])?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

pub fn reply(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Reply>> {
    let row: Option<(Reply,)> =
        look.opt("SELECT reply FROM answer WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(reply,)| reply))
}

/// Whether another persona of the same login has said yes, or waits.
pub fn other_self_goes(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = look.opt(
        "SELECT o.id FROM person p JOIN person o ON o.account = p.account AND o.id <> p.id
              JOIN answer a ON a.gathering = $1 AND a.person = o.id
         WHERE p.id = $2 AND a.reply IN ('yes', 'waiting') LIMIT 1",
        params![id, person],
    )?;
    Ok(row.is_some())
}

pub fn delete_reply(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<()> {
    act.run("DELETE FROM answer WHERE gathering = $1 AND person = $2", params![id, person]).map(drop)
}

pub fn cancel(act: &mut Act<'_>, id: GatheringId, by: PersonId, words: &str, now: Moment) -> Result<()> {
    act.run(
        "UPDATE gathering SET cancelled_at = $2, cancelled_by = $3, cancel_words = $4, sequence = sequence + 1,
                changed_at = $2
         WHERE id = $1",
        params![id, now, by, *words],
    )
    .map(drop)
}

pub fn uncancel(act: &mut Act<'_>, id: GatheringId, now: Moment) -> Result<()> {
    act.run(
        "UPDATE gathering SET cancelled_at = NULL, cancelled_by = NULL, cancel_words = NULL, sequence = sequence + 1,
                changed_at = $2
         WHERE id = $1",
        params![id, now],
    )
    .map(drop)
}

pub fn put_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId, now: Moment) -> Result<bool> {
    let touched = act.run(
        "INSERT INTO check_in (gathering, person, at) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO NOTHING",
        params![id, person, now],
    )?;
    Ok(touched == 1)
}

/// Whether there was one.
pub fn delete_check_in(act: &mut Act<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let rows = act.run("DELETE FROM check_in WHERE gathering = $1 AND person = $2", params![id, person])?;
    Ok(rows > 0)
}

/// Who said yes or has checked in, and the host.
pub fn there(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT a.person FROM answer a WHERE a.gathering = $1 AND a.reply = 'yes'
         UNION SELECT c.person FROM check_in c WHERE c.gathering = $1
         UNION SELECT g.host FROM gathering g WHERE g.id = $1 AND g.host IS NOT NULL",
        params![id],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn answered(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply IN ('yes', 'maybe')", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn is_there(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    let row: Option<(i64,)> = look.opt(
        "SELECT 1 FROM gathering g WHERE g.id = $1 AND (
             g.host = $2
             OR EXISTS (SELECT 1 FROM answer a WHERE a.gathering = $1 AND a.person = $2 AND a.reply = 'yes')
             OR EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2))",
        params![id, person],
    )?;
    Ok(row.is_some())
}

rows! {
    /// How far it has come that those concerned are told.
    pub struct TellingRow {
        pub news: News,
        pub round: i64,
        pub but: Option<PersonId>,
        pub at: Moment,
        pub due_at: Moment,
        pub told: PersonId,
    }

    /// A planned time as the clocks will show it, with the instants that followed from it.
    pub struct Wall {
        pub id: GatheringId,
        pub host: Option<PersonId>,
        pub zone: String,
        pub starts_local: String,
        pub ends_local: String,
        pub starts_at: Moment,
        pub ends_at: Moment,
    }
}

pub fn telling(look: &mut Look<'_>, id: GatheringId, audience: Audience) -> Result<Option<TellingRow>> {
    look.opt(
        "SELECT news, round, but, at, due_at, told FROM telling WHERE gathering = $1 AND audience = $2",
        params![id, audience],
    )
}

pub fn put_telling(
    act: &mut Act<'_>,
    telling: &Telling,
    news: News,
    but: Option<PersonId>,
    at: Moment,
    due: Moment,
) -> Result<()> {
    act.run(
        "INSERT INTO telling (gathering, audience, news, round, but, at, due_at, told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (gathering, audience) DO UPDATE SET news = excluded.news, round = excluded.round,
             but = excluded.but, at = excluded.at, due_at = excluded.due_at, told = excluded.told",
        params![telling.gathering, telling.audience, news, telling.round, but, at, due, telling.told],
    )
    .map(drop)
}

/// The same happened once more, before anybody was told.
pub fn touch_telling(
    act: &mut Act<'_>,
    id: GatheringId,
    audience: Audience,
    but: Option<PersonId>,
    at: Moment,
) -> Result<()> {
    act.run(
        "UPDATE telling SET but = $3, at = $4 WHERE gathering = $1 AND audience = $2",
        params![id, audience, but, at],
    )
    .map(drop)
}

pub fn put_told(act: &mut Act<'_>, id: GatheringId, audience: Audience, told: PersonId) -> Result<()> {
    act.run("UPDATE telling SET told = $3 WHERE gathering = $1 AND audience = $2", params![id, audience, told])
        .map(drop)
}

pub fn delete_telling(act: &mut Act<'_>, id: GatheringId, audience: Audience) -> Result<()> {
    act.run("DELETE FROM telling WHERE gathering = $1 AND audience = $2", params![id, audience]).map(drop)
}

/// Who has to know when something changes: those who had said yes or maybe by then, or wait, in the order of their ids.
pub fn to_be_told(
    look: &mut Look<'_>,
    id: GatheringId,
    at: Moment,
    after: PersonId,
    most: usize,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM answer
         WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting') AND at <= $2 AND person > $3 ORDER BY person LIMIT $4",
        params![id, at, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// How many gatherings are ahead.
pub fn count_ahead(look: &mut Look<'_>) -> Result<i64> {
    let now = look.now;
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM gathering WHERE starts_at > $1 AND cancelled_at IS NULL", params![now])?;
    Ok(count)
}

/// The next gatherings by id that are ahead: neither begun nor called off.
pub fn walls_ahead(look: &mut Look<'_>, after: GatheringId, now: Moment, most: i64) -> Result<Vec<Wall>> {
    look.all(
        "SELECT id, host, zone, starts_local, ends_local, starts_at, ends_at FROM gathering
         WHERE id > $1 AND starts_at > $2 AND cancelled_at IS NULL ORDER BY id LIMIT $3",
        params![after, now, most],
    )
}

pub fn put_planned(act: &mut Act<'_>, id: GatheringId, planned: &Planned, now: Moment) -> Result<()> {
    act.run(
        "UPDATE gathering SET starts_local = $2, ends_local = $3, starts_at = $4, ends_at = $5, sequence = sequence + 1,
                changed_at = $6
         WHERE id = $1",
        params![
            id,
            local(planned.starts_local),
            local(planned.ends_local),
            planned.starts_at,
            planned.ends_at,
            now
        ],
    )
    .map(drop)
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// How many have to know, the one who changes it left out.
pub fn count_to_be_told(look: &mut Look<'_>, id: GatheringId, but: PersonId) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM answer WHERE gathering = $1 AND reply IN ('yes', 'maybe', 'waiting') AND person <> $2",
        params![id, but],
    )?;
    Ok(count)
}

rows! {
    /// What is kept of those who answered, as one viewer sees it.
    pub struct Replies {
        /// How many may come.
        pub maybe: i64,
        /// Whether the viewer has checked in.
        pub here: bool,
    }
}

pub fn replies(look: &mut Look<'_>, id: GatheringId, viewer: Option<PersonId>) -> Result<Replies> {
    look.one(
        "SELECT (SELECT COUNT(*) FROM answer m WHERE m.gathering = $1 AND m.reply = 'maybe'),
                EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2)",
        params![id, viewer],
    )
}

/// People who know the host, in the order of their ids: those to tell of a gathering that belongs to no community.
pub fn who_know(look: &mut Look<'_>, host: PersonId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT t.other FROM tie t JOIN person p ON p.id = t.other JOIN person h ON h.id = t.person
         WHERE t.person = $1 AND t.stage >= 2 AND t.other > $2 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = h.account) OR (b.blocker = h.account AND b.blocked = p.account))
         ORDER BY t.other LIMIT $3",
        params![host, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

pub fn face(look: &mut Look<'_>, person: PersonId) -> Result<Option<Face>> {
    look.opt("SELECT id, handle, name, photo FROM person WHERE id = $1", params![person])
}

/// The town a person lives in.
pub fn place_of(look: &mut Look<'_>, person: PersonId) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> = look.opt("SELECT place FROM person WHERE id = $1", params![person])?;
    Ok(row.and_then(|(place,)| place))
}

pub fn going(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM answer WHERE gathering = $1 AND reply = 'yes'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Past so many who are going it is quicker to ask of each of the viewer's people than of each of those.
const MANY: i64 = 48;

/// Those of the viewer's people who are going, the best known first. The work grows with those who go or with the viewer's
/// ties, whichever are fewer: SQLite joins in the order that CROSS JOIN gives, and neither engine can put the answer of
/// one person before the tie that it is looked up for.
pub fn ties_going(
    look: &mut Look<'_>,
    (id, going): (GatheringId, i64),
    person: PersonId,
    account: AccountId,
    limit: i64,
) -> Result<Vec<Goer>> {
    if going <= MANY {
        return look.all(
            "SELECT p.id, p.handle, p.name, p.photo, t.stage, t.planned_until
             FROM answer a CROSS JOIN tie t CROSS JOIN person p
             WHERE a.gathering = $1 AND a.reply = 'yes' AND t.person = $2 AND t.other = a.person AND t.stage > 0
               AND p.id = a.person AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
             ORDER BY t.stage DESC, p.folded, p.id LIMIT $4",
            params![id, person, account, limit],
        );
    }
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, t.stage, t.planned_until
         FROM tie t JOIN person p ON p.id = t.other
         WHERE t.person = $2 AND t.stage > 0
           AND (SELECT a.reply FROM answer a WHERE a.gathering = $1 AND a.person = t.other) = 'yes' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY t.stage DESC, p.folded, p.id LIMIT $4",
        params![id, person, account, limit],
    )
}

/// How many of the viewer's people are going.
pub fn count_ties_going(
    look: &mut Look<'_>,
    (id, going): (GatheringId, i64),
    person: PersonId,
    account: AccountId,
) -> Result<i64> {
    let (count,): (i64,) = if going <= MANY {
        look.one(
            "SELECT COUNT(*) FROM answer a CROSS JOIN tie t CROSS JOIN person p
             WHERE a.gathering = $1 AND a.reply = 'yes' AND t.person = $2 AND t.other = a.person AND t.stage > 0
               AND p.id = a.person AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))",
            params![id, person, account],
        )?
    } else {
        look.one(
            "SELECT COUNT(*) FROM tie t JOIN person p ON p.id = t.other
             WHERE t.person = $2 AND t.stage > 0
               AND (SELECT a.reply FROM answer a WHERE a.gathering = $1 AND a.person = t.other) = 'yes' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))",
            params![id, person, account],
        )?
    };
    Ok(count)
}

/// Some of those who are going and whom the viewer does not know.
pub fn others_going(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    limit: i64,
) -> Result<Vec<Face>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM answer a JOIN person p ON p.id = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND a.person <> $2
           AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.person = $2 AND t.other = a.person AND t.stage > 0)
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY a.person LIMIT $4",
        params![id, person, account, limit],
    )
}

/// Where a part of those who are going begins: after somebody known that well (0 is best, 2 not at all), of that name and id.
pub type AfterGoer<'a> = (i64, &'a str, PersonId);

/// Everybody going, from a place in the list on: those best known first, then by name.
pub fn going_after(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    after: AfterGoer<'_>,
    limit: i64,
) -> Result<Vec<Goer>> {
    look.all(
        "SELECT g.id, g.handle, g.name, g.photo, g.stage, g.planned_until FROM (
             SELECT p.id, p.handle, p.name, p.photo, p.folded, COALESCE(t.stage, 0) AS stage, t.planned_until,
                    CAST(CASE WHEN t.stage >= 4 THEN 0 WHEN t.stage > 0 THEN 1 ELSE 2 END AS BIGINT) AS known
             FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = a.person
             WHERE a.gathering = $1 AND a.reply = 'yes' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))) g
         WHERE (g.known, g.folded, g.id) > ($4, $5, $6)
         ORDER BY g.known, g.folded, g.id LIMIT $7",
        params![id, person, account, after.0, *after.1, after.2, limit],
    )
}

/// A person's name as lists are ordered by it.
pub fn folded(look: &mut Look<'_>, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = look.opt("SELECT folded FROM person WHERE id = $1", params![person])?;
    Ok(found.map(|(folded,)| folded))
}

/// Everybody going, page by page: those best known first, then by name.
pub fn everybody_going(
    look: &mut Look<'_>,
    id: GatheringId,
    person: PersonId,
    account: AccountId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Goer>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, COALESCE(t.stage, 0), t.planned_until
         FROM answer a JOIN person p ON p.id = a.person LEFT JOIN tie t ON t.person = $2 AND t.other = a.person
         WHERE a.gathering = $1 AND a.reply = 'yes' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY CASE WHEN t.stage >= 4 THEN 0 WHEN t.stage > 0 THEN 1 ELSE 2 END, p.folded, p.id
         LIMIT $4 OFFSET $5",
        params![id, person, account, limit, offset],
    )
}

pub fn brief(
    look: &mut Look<'_>,
    id: GatheringId,
    person: Option<PersonId>,
    mine: Option<AccountId>,
) -> Result<Option<Brief>> {
    let row: Option<BriefRow> = look.opt(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $2)
         FROM gathering g
         WHERE g.id = $1 AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = h.account)
             WHERE h.id = g.host)",
        params![id, person, mine],
    )?;
    Ok(row.map(Brief::from))
}

/// What somebody goes to, perhaps goes to, waits for, or hosts, that is not over; the next first.
pub fn ahead_of(
    look: &mut Look<'_>,
    of: PersonId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: (Moment, GatheringId),
) -> Result<Vec<Brief>> {
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.id IN (SELECT a.gathering FROM answer a
                        WHERE a.person = $1 AND (a.reply = 'yes' OR (a.reply IN ('maybe', 'waiting') AND a.person = $3))
                        UNION SELECT o.id FROM gathering o WHERE o.host = $1)
           AND g.ends_at > $2 AND g.cancelled_at IS NULL AND (g.starts_at, g.id) > ($5, $6)
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT 500",
        params![of, now, person, mine, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

/// What is around now that somebody goes to, hosts or has arrived at.
pub fn around(
    look: &mut Look<'_>,
    of: PersonId,
    from: Moment,
    to: Moment,
    mine: Option<AccountId>,
) -> Result<Vec<Brief>> {
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $1)
         FROM gathering g
         WHERE g.id IN (SELECT a.gathering FROM answer a WHERE a.person = $1 AND a.reply = 'yes'
                        UNION SELECT c.gathering FROM check_in c WHERE c.person = $1
                        UNION SELECT o.id FROM gathering o WHERE o.host = $1)
           AND g.starts_at <= $3 AND g.ends_at >= $2 AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id",
        params![of, from, to, mine],
    )?;
    Ok(briefs(rows))
}

pub fn of_community_ahead(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: Option<(Moment, GatheringId)>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let after = after.unwrap_or((now.plus(-LONGEST), GatheringId(0)));
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.community = $1 AND (g.starts_at, g.id) > ($6, $7) AND g.ends_at > $2
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at, g.id LIMIT $5",
        params![community, now, person, mine, limit, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

pub fn of_community_past(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
    person: Option<PersonId>,
    mine: Option<AccountId>,
    after: Option<(Moment, GatheringId)>,
    limit: i64,
) -> Result<Vec<Brief>> {
    let after = after.unwrap_or((now, GatheringId(i64::MAX)));
    let rows = look.all(
        "SELECT g.id, g.title, g.community, g.host, g.zone, g.starts_at, g.ends_at, g.venue, g.place, g.photo,
                g.capacity, g.going, g.cancelled_at,
                (SELECT r.reply FROM answer r WHERE r.gathering = g.id AND r.person = $3)
         FROM gathering g
         WHERE g.community = $1 AND (g.starts_at, g.id) < ($6, $7) AND g.ends_at <= $2 AND g.cancelled_at IS NULL
           AND NOT EXISTS (
             SELECT 1 FROM person h JOIN block b
                 ON (b.blocker = h.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = h.account)
             WHERE h.id = g.host)
         ORDER BY g.starts_at DESC, g.id DESC LIMIT $5",
        params![community, now, person, mine, limit, after.0, after.1],
    )?;
    Ok(briefs(rows))
}

/// What a search asks of the database: bounds of time, an interest, up to three beginnings of words.
pub struct Wanted<'a> {
    pub from: Moment,
    pub to: Moment,
    /// Also what was called off after that.
    pub off_since: Moment,
    pub interest: Option<&'a str>,
    pub words: [Option<(String, String)>; 3],
    pub person: Option<PersonId>,
    pub mine: Option<AccountId>,
}

/// The first three words of what is looked for, each as a range of what begins like it.
pub fn ranges(text: &str) -> [Option<(String, String)>; 3] {
    let mut words = words_of(text).into_iter().map(|word| {
        let end = format!("{word}\u{10ffff}");
        (word, end)
    });
    [words.next(), words.next(), words.next()]
}

fn from(range: &Option<(String, String)>) -> Option<&String> {
    range.as_ref().map(|(from, _)| from)
}

fn to(range: &Option<(String, String)>) -> Option<&String> {
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
                g.capacity, g.going, g.cancelled_at,
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
                g.capacity, g.going, g.cancelled_at,
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
        ],
    )?;
    Ok(briefs(rows))
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
                g.capacity, g.going, g.cancelled_at,
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
                g.capacity, g.going, g.cancelled_at,
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
        ],
    )?;
    Ok(briefs(rows))
}

/// The next that both go to.
pub fn shared_ahead(look: &mut Look<'_>, a: PersonId, b: PersonId, now: Moment) -> Result<Option<Shared>> {
    look.opt(
        "SELECT g.id, g.title, g.starts_at, g.ends_at
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.ends_at > $3 AND g.cancelled_at IS NULL
         ORDER BY g.starts_at, g.id LIMIT 1",
        params![a, b, now],
    )
}

/// Those begun since then that both said yes to, the newest first.
pub fn shared_past(
    look: &mut Look<'_>,
    (a, b): (PersonId, PersonId),
    (since, now): (Moment, Moment),
    most: i64,
) -> Result<Vec<(GatheringId,)>> {
    look.all(
        "SELECT g.id
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.starts_at >= $3 AND g.starts_at <= $4
           AND g.cancelled_at IS NULL
         ORDER BY g.starts_at DESC, g.id LIMIT $5",
        params![a, b, since, now, most],
    )
}

/// Those with whom a person has a tie and who are going, each with the plan that the tie's row has.
pub fn tied_and_going(
    look: &mut Look<'_>,
    person: PersonId,
    gathering: GatheringId,
) -> Result<Vec<(PersonId, Option<Moment>)>> {
    look.all(
        "SELECT t.other, t.planned_until
         FROM tie t JOIN answer y ON y.gathering = $2 AND y.person = t.other AND y.reply = 'yes'
         WHERE t.person = $1",
        params![person, gathering],
    )
}

/// When the last ahead that both go to ends.
pub fn last_shared_end(look: &mut Look<'_>, a: PersonId, b: PersonId, now: Moment) -> Result<Option<Moment>> {
    let (end,): (Option<Moment>,) = look.one(
        "SELECT MAX(g.ends_at)
         FROM answer x JOIN answer y ON y.gathering = x.gathering AND y.person = $2 JOIN gathering g ON g.id = x.gathering
         WHERE x.person = $1 AND x.reply = 'yes' AND y.reply = 'yes' AND g.ends_at > $3 AND g.cancelled_at IS NULL",
        params![a, b, now],
    )?;
    Ok(end)
}

/// What a person hosts that is neither over nor called off.
pub fn hosted_ahead(look: &mut Look<'_>, host: PersonId, now: Moment) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT id FROM gathering WHERE host = $1 AND ends_at > $2 AND cancelled_at IS NULL",
        params![host, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What a community plans that is neither over nor called off.
pub fn ahead_in(look: &mut Look<'_>, community: CommunityId, now: Moment) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT id FROM gathering WHERE community = $1 AND ends_at > $2 AND cancelled_at IS NULL",
        params![community, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a person out of everything.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.run(
        "UPDATE gathering SET going = going - COALESCE((SELECT a.places FROM answer a
             WHERE a.gathering = gathering.id AND a.person = $1 AND a.reply = 'yes'), 0)
         WHERE id IN (SELECT gathering FROM answer WHERE person = $1 AND reply = 'yes')",
        params![person],
    )?;
    act.run("DELETE FROM answer WHERE person = $1", params![person])?;
    act.run("DELETE FROM check_in WHERE person = $1", params![person])?;
    act.run("UPDATE telling SET but = NULL WHERE but = $1", params![person])?;
    act.run("UPDATE gathering SET host = NULL WHERE host = $1", params![person]).map(drop)
}

/// Answers of a person to gatherings of a community that are not over.
pub fn answers_in(
    look: &mut Look<'_>,
    community: CommunityId,
    person: PersonId,
    now: Moment,
) -> Result<Vec<GatheringId>> {
    let rows: Vec<(GatheringId,)> = look.all(
        "SELECT a.gathering FROM answer a JOIN gathering g ON g.id = a.gathering
         WHERE a.person = $1 AND g.community = $2 AND g.ends_at > $3 AND (g.host IS NULL OR g.host <> $1)",
        params![person, community, now],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Who answered the gatherings of a community that are not over, their hosts left out.
pub fn answers_of_guests(
    look: &mut Look<'_>,
    community: CommunityId,
    now: Moment,
) -> Result<Vec<(GatheringId, PersonId)>> {
    look.all(
        "SELECT a.gathering, a.person FROM gathering g JOIN answer a ON a.gathering = g.id
         WHERE g.community = $1 AND g.ends_at > $2 AND (g.host IS NULL OR g.host <> a.person)",
        params![community, now],
    )
}

/// Answers between two accounts: of all personas of the one to what all personas of the other host and is not over.
pub fn answers_between(
    look: &mut Look<'_>,
    guest: PersonId,
    host: PersonId,
    now: Moment,
) -> Result<Vec<(GatheringId, PersonId)>> {
    look.all(
        "SELECT a.gathering, a.person
         FROM person x JOIN person g ON g.account = x.account JOIN answer a ON a.person = g.id
              JOIN gathering o ON o.id = a.gathering JOIN person h ON h.id = o.host
         WHERE x.id = $1 AND o.ends_at > $3 AND h.account = (SELECT y.account FROM person y WHERE y.id = $2)",
        params![guest, host, now],
    )
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
    }
}

pub fn export_hosted(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Gathering>> {
    look.all(
        "SELECT g.id, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local, g.starts_at, g.ends_at,
                g.venue, g.address, g.place, g.capacity, g.going, g.photo, g.photo_words, g.sequence, g.changed_at,
                g.cancelled_at, g.cancel_words, g.plus, g.hold_hours, g.opens_at, g.closes_at, g.tickets
         FROM gathering g WHERE g.host = $1 ORDER BY g.id",
        params![person],
    )
}

pub fn export_answers(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT g.id, g.title, g.zone, g.starts_local, g.ends_local, g.venue, a.reply, a.at, a.places, a.guests
         FROM answer a JOIN gathering g ON g.id = a.gathering WHERE a.person = $1 ORDER BY g.id",
        params![person],
    )
}

pub fn export_check_ins(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT g.id, g.title, g.zone, g.starts_local, g.ends_local, g.venue, CAST(NULL AS TEXT), c.at,
                CAST(NULL AS BIGINT), CAST(NULL AS TEXT)
         FROM check_in c JOIN gathering g ON g.id = c.gathering WHERE c.person = $1 ORDER BY g.id",
        params![person],
    )
}
