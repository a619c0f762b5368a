//! All SQL on photos of gatherings, and on who wants to be in them.

use super::model::Wish;
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, GatheringId, PersonId, PhotoId},
    outside::Picture,
    params, rows,
    time::Moment,
};

rows! {
    /// A photo, with who took it.
    #[derive(Debug, Clone)]
    pub struct Photo {
        pub id: PhotoId,
        pub gathering: GatheringId,
        pub person: PersonId,
        pub handle: String,
        pub name: String,
        /// Their face.
        pub face: Option<String>,
        /// What it shows; may be empty.
        pub words: String,
        pub width: i64,
        pub height: i64,
        /// Whether one of the two has blocked the other: then it is nobody's.
        pub hidden: bool,
    }

    /// One that was taken down.
    #[derive(Debug, Clone)]
    pub struct Down {
        pub id: PhotoId,
        pub person: PersonId,
        pub down_at: Moment,
        /// Who asked for it; `None` once they have left.
        pub down_by: Option<PersonId>,
    }

    /// What bears on who may see, add and take down.
    #[derive(Debug, Clone, Copy)]
    pub struct Facts {
        pub checked_in: bool,
        pub said_yes: bool,
        pub anybody: bool,
        pub helps: bool,
        pub open: bool,
    }

    /// Somebody who was there and has said something about photos of them.
    #[derive(Debug, Clone)]
    pub struct Wisher {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub face: Option<String>,
        pub wish: Wish,
    }

    /// A photo of somebody's, for them to take along.
    #[derive(Debug, Clone)]
    pub struct Exported {
        pub gathering: GatheringId,
        pub photo: String,
        pub words: String,
        pub down_at: Option<Moment>,
    }
}

/// Who looks at photos.
#[derive(Debug, Clone, Copy)]
pub struct Eyes {
    /// Their login; strangers have none.
    pub mine: Option<AccountId>,
    /// Whether they see also those of people who are hidden from them: one can't have a photo taken down that one can't see.
    pub all: bool,
}

/// For strangers `person` is nobody's id.
pub fn facts(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Facts> {
    look.one(
        "SELECT EXISTS (SELECT 1 FROM check_in c WHERE c.gathering = $1 AND c.person = $2),
                EXISTS (SELECT 1 FROM answer a WHERE a.gathering = $1 AND a.person = $2 AND a.reply = 'yes'),
                EXISTS (SELECT 1 FROM check_in o WHERE o.gathering = $1),
                EXISTS (SELECT 1 FROM crew w WHERE w.gathering = $1 AND w.person = $2 AND w.accepted_at IS NOT NULL),
                EXISTS (SELECT 1 FROM gathering_album l WHERE l.gathering = $1)",
        params![id, person],
    )
}

/// How many there are in all, and by that person: those that were taken down too.
pub fn count(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<(i64, i64)> {
    look.one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN person = $2 THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM gathering_photo WHERE gathering = $1",
        params![id, person],
    )
}

/// Of how many those whom the viewer sees are, and by how many people.
pub fn count_shown(look: &mut Look<'_>, id: GatheringId, eyes: Eyes) -> Result<(i64, i64)> {
    look.one(
        "SELECT COUNT(*), COUNT(DISTINCT f.person) FROM gathering_photo f JOIN person p ON p.id = f.person
         WHERE f.gathering = $1 AND f.down_at IS NULL AND ($3 = 1 OR NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account)))",
        params![id, eyes.mine, eyes.all],
    )
}

/// Those before one (all, where that is the greatest id), the newest first.
pub fn before(look: &mut Look<'_>, id: GatheringId, eyes: Eyes, before: PhotoId, most: i64) -> Result<Vec<Photo>> {
    look.all(
        "SELECT f.id, f.gathering, f.person, p.handle, p.name, p.photo, f.words, f.width, f.height,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block h
                    WHERE (h.blocker = p.account AND h.blocked = $2) OR (h.blocker = $2 AND h.blocked = p.account))
                THEN 1 ELSE 0 END
         FROM gathering_photo f JOIN person p ON p.id = f.person
         WHERE f.gathering = $1 AND f.id < $3 AND f.down_at IS NULL AND ($5 = 1 OR NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account)))
         ORDER BY f.id DESC LIMIT $4",
        params![id, eyes.mine, before, most, eyes.all],
    )
}

/// The next one after.
pub fn after(look: &mut Look<'_>, id: GatheringId, eyes: Eyes, after: PhotoId) -> Result<Option<PhotoId>> {
    let found: Option<(PhotoId,)> = look.opt(
        "SELECT f.id FROM gathering_photo f JOIN person p ON p.id = f.person
         WHERE f.gathering = $1 AND f.id > $3 AND f.down_at IS NULL AND ($4 = 1 OR NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account)))
         ORDER BY f.id LIMIT 1",
        params![id, eyes.mine, after, eyes.all],
    )?;
    Ok(found.map(|(id,)| id))
}

pub fn one(look: &mut Look<'_>, id: GatheringId, photo: PhotoId, eyes: Eyes) -> Result<Option<Photo>> {
    look.opt(
        "SELECT f.id, f.gathering, f.person, p.handle, p.name, p.photo, f.words, f.width, f.height,
                CASE WHEN EXISTS (
                    SELECT 1 FROM block h
                    WHERE (h.blocker = p.account AND h.blocked = $3) OR (h.blocker = $3 AND h.blocked = p.account))
                THEN 1 ELSE 0 END
         FROM gathering_photo f JOIN person p ON p.id = f.person
         WHERE f.id = $2 AND f.gathering = $1 AND f.down_at IS NULL AND ($4 = 1 OR NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account)))",
        params![id, photo, eyes.mine, eyes.all],
    )
}

/// Those that were taken down: by that person, of theirs, or all of them.
pub fn down(look: &mut Look<'_>, id: GatheringId, person: PersonId, all: bool) -> Result<Vec<Down>> {
    look.all(
        "SELECT f.id, f.person, f.down_at, f.down_by FROM gathering_photo f
         WHERE f.gathering = $1 AND f.down_at IS NOT NULL AND (f.person = $2 OR f.down_by = $2 OR $3 = 1)
         ORDER BY f.id DESC",
        params![id, person, all],
    )
}

/// The file of one that is not taken down; who may see it is not asked here.
pub fn file(look: &mut Look<'_>, id: GatheringId, photo: PhotoId) -> Result<Option<String>> {
    let found: Option<(String,)> = look.opt(
        "SELECT photo FROM gathering_photo WHERE id = $2 AND gathering = $1 AND down_at IS NULL",
        params![id, photo],
    )?;
    Ok(found.map(|(hash,)| hash))
}

/// Whether a file was taken down there.
pub fn is_down(look: &mut Look<'_>, id: GatheringId, hash: &str) -> Result<bool> {
    let (is,): (bool,) = look.one(
        "SELECT EXISTS (SELECT 1 FROM gathering_photo WHERE photo = $2 AND gathering = $1 AND down_at IS NOT NULL)",
        params![id, *hash],
    )?;
    Ok(is)
}

pub fn put(
    act: &mut Act<'_>,
    (id, photo, person): (GatheringId, PhotoId, PersonId),
    picture: &Picture,
    words: &str,
) -> Result<()> {
    act.put(
        "INSERT INTO gathering_photo (id, gathering, person, photo, words, width, height) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![photo, id, person, picture.hash, *words, i64::from(picture.width), i64::from(picture.height)],
    )
}

/// Whether there was one of theirs.
pub fn set_words(act: &mut Act<'_>, id: GatheringId, photo: PhotoId, person: PersonId, words: &str) -> Result<bool> {
    let rows = act.run(
        "UPDATE gathering_photo SET words = $4 WHERE id = $2 AND gathering = $1 AND person = $3 AND down_at IS NULL",
        params![id, photo, person, *words],
    )?;
    Ok(rows == 1)
}

/// Whether it was not down already.
pub fn take_down(act: &mut Act<'_>, photo: PhotoId, by: PersonId, now: Moment) -> Result<bool> {
    let rows = act.run(
        "UPDATE gathering_photo SET down_at = $3, down_by = $2 WHERE id = $1 AND down_at IS NULL",
        params![photo, by, now],
    )?;
    Ok(rows == 1)
}

/// Whether it was down by their asking.
pub fn put_back(act: &mut Act<'_>, id: GatheringId, photo: PhotoId, by: PersonId) -> Result<bool> {
    let rows = act.run(
        "UPDATE gathering_photo SET down_at = NULL, down_by = NULL WHERE id = $2 AND gathering = $1 AND down_by = $3",
        params![id, photo, by],
    )?;
    Ok(rows == 1)
}

/// Whose it is, whether it is down or not.
pub fn owner(look: &mut Look<'_>, id: GatheringId, photo: PhotoId) -> Result<Option<PersonId>> {
    let found: Option<(PersonId,)> =
        look.opt("SELECT person FROM gathering_photo WHERE id = $2 AND gathering = $1", params![id, photo])?;
    Ok(found.map(|(person,)| person))
}

/// Deletes it; the name of its file.
pub fn delete(act: &mut Act<'_>, photo: PhotoId) -> Result<Option<String>> {
    let found: Option<(String,)> = act.opt("SELECT photo FROM gathering_photo WHERE id = $1", params![photo])?;
    act.put("DELETE FROM gathering_photo WHERE id = $1", params![photo])?;
    Ok(found.map(|(hash,)| hash))
}

/// Everybody who has added some.
pub fn contributors(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT DISTINCT person FROM gathering_photo WHERE gathering = $1", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Whether it was not open yet.
pub fn open(act: &mut Act<'_>, id: GatheringId, by: PersonId, now: Moment) -> Result<bool> {
    let rows = act.run(
        "INSERT INTO gathering_album (gathering, opened_at, opened_by) VALUES ($1, $2, $3) ON CONFLICT (gathering) DO NOTHING",
        params![id, now, by],
    )?;
    Ok(rows == 1)
}

pub fn close(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    act.put("DELETE FROM gathering_album WHERE gathering = $1", params![id])
}

/// Those who were there, or said that they come, and have said what they want, by name; nobody hidden from the viewer.
pub fn wishes(look: &mut Look<'_>, id: GatheringId, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<Wisher>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, w.wish FROM (
             SELECT a.person FROM answer a WHERE a.gathering = $1 AND a.reply = 'yes'
             UNION SELECT c.person FROM check_in c WHERE c.gathering = $1
         ) t CROSS JOIN likeness w CROSS JOIN person p
         WHERE w.person = t.person AND p.id = t.person AND t.person <> $2 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY p.folded, p.id LIMIT $4",
        params![id, me, mine, most],
    )
}

/// What somebody said; asking, where nothing.
pub fn wish(look: &mut Look<'_>, person: PersonId) -> Result<Wish> {
    let found: Option<(Wish,)> = look.opt("SELECT wish FROM likeness WHERE person = $1", params![person])?;
    Ok(found.map_or(Wish::Ask, |(wish,)| wish))
}

pub fn put_wish(act: &mut Act<'_>, person: PersonId, wish: Wish) -> Result<()> {
    if wish == Wish::Ask {
        return act.put("DELETE FROM likeness WHERE person = $1", params![person]);
    }
    act.put(
        "INSERT INTO likeness (person, wish) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET wish = $2",
        params![person, wish],
    )
}

/// Deletes what somebody took, and what was taken down by their asking, which nobody could put back; the files of both.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<Vec<String>> {
    let mut files: Vec<(String,)> = act.all("SELECT photo FROM gathering_photo WHERE person = $1", params![person])?;
    files.extend(act.all::<(String,)>("SELECT photo FROM gathering_photo WHERE down_by = $1", params![person])?);
    act.put("DELETE FROM gathering_photo WHERE person = $1", params![person])?;
    act.put("DELETE FROM gathering_photo WHERE down_by = $1", params![person])?;
    act.put("UPDATE gathering_album SET opened_by = NULL WHERE opened_by = $1", params![person])?;
    act.put("DELETE FROM likeness WHERE person = $1", params![person])?;
    Ok(files.into_iter().map(|(hash,)| hash).collect())
}

pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Exported>> {
    look.all(
        "SELECT gathering, photo, words, down_at FROM gathering_photo WHERE person = $1 ORDER BY id",
        params![person],
    )
}

/// Where somebody asked for a photo to be taken down.
pub fn export_down(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(GatheringId, Moment)>> {
    look.all(
        "SELECT gathering, down_at FROM gathering_photo WHERE down_by = $1 AND down_at IS NOT NULL ORDER BY id",
        params![person],
    )
}
