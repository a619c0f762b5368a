//! All SQL about communities.

use visavis_places::{Point, STORED_RESOLUTION, areas, cell, distance_km, spans};

use super::model::{Brief, Community, Draft, Role};
use crate::{
    act::{Act, Look},
    db::Value,
    error::{Error, Result},
    id::{AccountId, CommunityId, PersonId},
    params,
    people::{self, Face},
    rows,
    time::Moment,
    town,
};

/// A community by its name in addresses, whoever may see it.
pub fn by_handle(look: &mut Look<'_>, handle: &str, viewer: Option<PersonId>) -> Result<Option<Community>> {
    look.opt(
        "SELECT c.id, c.handle, c.name, c.words, c.rules, c.access, c.place, c.photo, c.members, m.role
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $2
         WHERE c.handle = $1 AND c.ended_at IS NULL",
        params![*handle, viewer],
    )
}

/// The same by its id. All that is asked of a gathering's page asks for its community.
pub fn by_id(look: &mut Look<'_>, id: CommunityId, viewer: Option<PersonId>) -> Result<Option<Community>> {
    look.once((id.0, viewer.map_or(0, |viewer| viewer.0)), |look| {
        look.opt(
            "SELECT c.id, c.handle, c.name, c.words, c.rules, c.access, c.place, c.photo, c.members, m.role
             FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $2
             WHERE c.id = $1 AND c.ended_at IS NULL",
            params![id, viewer],
        )
    })
}

/// How many are open, for search engines.
pub fn count_open(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM community c WHERE c.access = 'open' AND c.ended_at IS NULL AND c.id > 0", &[])?;
    Ok(count)
}

/// Those, in the order in which they were founded.
pub fn open_ones(look: &mut Look<'_>, most: i64, after: i64) -> Result<Vec<(String,)>> {
    look.all(
        "SELECT c.handle FROM community c WHERE c.access = 'open' AND c.ended_at IS NULL AND c.id > 0
         ORDER BY c.id LIMIT $1 OFFSET $2",
        params![most, after],
    )
}

pub fn is_taken(look: &mut Look<'_>, handle: &str) -> Result<bool> {
    Ok(look.opt::<(i64,)>("SELECT 1 FROM community WHERE handle = $1", params![*handle])?.is_some())
}

pub fn put(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft, person: PersonId) -> Result<()> {
    let (place, cell) = whereabouts(draft);
    act.try_run(
        "INSERT INTO community (id, handle, name, words, rules, access, place, cell, photo, made_by, members)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
        params![
            id,
            *handle,
            *draft.name.as_str(),
            draft.words,
            draft.rules,
            draft.access,
            place,
            cell,
            draft.photo,
            person
        ],
    )
    .map_err(|error| {
        if error.is_unique("community", "handle") {
            Error::invalid("handle", "problem-handle-taken")
        } else {
            error.into()
        }
    })?;
    put_words(act, id, handle, draft)
}

pub fn change(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft) -> Result<()> {
    let (place, cell) = whereabouts(draft);
    act.run(
        "UPDATE community SET name = $2, words = $3, rules = $4, access = $5, place = $6, cell = $7,
                photo = CASE WHEN $9 = 1 THEN NULL ELSE COALESCE($8, photo) END
         WHERE id = $1",
        params![
            id,
            *draft.name.as_str(),
            draft.words,
            draft.rules,
            draft.access,
            place,
            cell,
            draft.photo,
            draft.without_photo && draft.photo.is_none()
        ],
    )?;
    put_words(act, id, handle, draft)
}

fn whereabouts(draft: &Draft) -> (Option<i64>, Option<i64>) {
    (draft.place.map(|place| i64::from(place.id)), draft.place.map(|place| cell(place.point(), STORED_RESOLUTION)))
}

/// By what it is found: the words of its name, and its interests.
fn put_words(act: &mut Act<'_>, id: CommunityId, handle: &str, draft: &Draft) -> Result<()> {
    let interests: Vec<&str> = draft.interests.iter().map(|interest| interest.as_str()).collect();
    put_found_by(act, id, &words_for(draft.name.as_str(), handle, &interests))?;
    act.run("DELETE FROM community_interest WHERE community = $1", params![id])?;
    for interest in &draft.interests {
        act.run(
            "INSERT INTO community_interest (community, interest) VALUES ($1, $2)",
            params![id, *interest.as_str()],
        )?;
    }
    Ok(())
}

/// The words by which it is found.
pub fn words_for(name: &str, handle: &str, interests: &[&str]) -> Vec<String> {
    let mut words = people::words_of(name, handle);
    words.extend(interests.iter().flat_map(|interest| interest.split('-')).map(str::to_owned));
    words.retain(|word| !word.is_empty());
    words.sort();
    words.dedup();
    words
}

pub fn put_found_by(act: &mut Act<'_>, id: CommunityId, words: &[String]) -> Result<()> {
    act.run("DELETE FROM community_word WHERE community = $1", params![id])?;
    for word in words {
        act.run("INSERT INTO community_word (word, community) VALUES ($1, $2)", params![word, id])?;
    }
    Ok(())
}

// --- what is derived ---

rows! {
    /// What is derived for a community, and what it follows from.
    pub struct Derived {
        pub id: CommunityId,
        pub handle: String,
        pub name: String,
        pub place: Option<i64>,
        pub cell: Option<i64>,
    }
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM community", &[])?;
    Ok(count)
}

/// Members as they are kept and as the memberships come to, by id.
pub fn members_counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT c.id, c.members,
                (SELECT COUNT(*) FROM membership m WHERE m.community = c.id AND m.role <> 'asked')
         FROM community c WHERE c.id > $1 ORDER BY c.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_members(act: &mut Act<'_>, id: CommunityId) -> Result<()> {
    act.run(
        "UPDATE community SET members = (SELECT COUNT(*) FROM membership m
            WHERE m.community = community.id AND m.role <> 'asked')
         WHERE id = $1",
        params![id],
    )
    .map(drop)
}

pub fn derived(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Derived>> {
    look.all(
        "SELECT id, handle, name, place, cell FROM community WHERE id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )
}

/// The words of all whose ids lie between two, without the first of these, by id and word.
pub fn words_kept(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT community, word FROM community_word WHERE community > $1 AND community <= $2 ORDER BY community, word",
        params![after, last],
    )
}

pub fn put_cell(act: &mut Act<'_>, id: CommunityId, cell: Option<i64>) -> Result<()> {
    act.run("UPDATE community SET cell = $2 WHERE id = $1", params![id, cell]).map(drop)
}

pub fn end(act: &mut Act<'_>, id: CommunityId, now: Moment) -> Result<()> {
    act.run("UPDATE community SET ended_at = $2 WHERE id = $1", params![id, now]).map(drop)
}

pub fn interests(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT interest FROM community_interest WHERE community = $1 ORDER BY interest", params![id])?;
    Ok(rows.into_iter().map(|(interest,)| interest).collect())
}

/// The interests of all whose ids lie between two, without the first of these, by id and name.
pub fn interests_between(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT community, interest FROM community_interest WHERE community > $1 AND community <= $2
         ORDER BY community, interest",
        params![after, last],
    )
}

// --- who belongs to it ---

/// What somebody is in a community, also one that has ended.
pub fn role(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Option<Role>> {
    let row: Option<(Role,)> =
        look.opt("SELECT role FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    Ok(row.map(|(role,)| role))
}

pub fn put_member(
    act: &mut Act<'_>,
    id: CommunityId,
    person: PersonId,
    role: Role,
    words: &str,
    rules_at: Option<Moment>,
) -> Result<()> {
    let now = act.now;
    act.run(
        "INSERT INTO membership (community, person, role, at, words, rules_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, person, role, now, *words, rules_at],
    )?;
    if role.belongs() { count(act, id, 1) } else { Ok(()) }
}

/// Gives somebody another role; from asking to belonging it counts from now.
pub fn change_role(act: &mut Act<'_>, id: CommunityId, person: PersonId, from: Role, to: Role) -> Result<()> {
    let now = act.now;
    if from.belongs() {
        return act
            .run("UPDATE membership SET role = $3 WHERE community = $1 AND person = $2", params![id, person, to])
            .map(drop);
    }
    act.run(
        "UPDATE membership SET role = $3, at = $4 WHERE community = $1 AND person = $2",
        params![id, person, to, now],
    )?;
    count(act, id, 1)
}

pub fn delete_member(act: &mut Act<'_>, id: CommunityId, person: PersonId, from: Role) -> Result<()> {
    act.run("DELETE FROM membership WHERE community = $1 AND person = $2", params![id, person])?;
    if from.belongs() { count(act, id, -1) } else { Ok(()) }
}

fn count(act: &mut Act<'_>, id: CommunityId, by: i64) -> Result<()> {
    act.run("UPDATE community SET members = members + $2 WHERE id = $1", params![id, by]).map(drop)
}

pub fn host_count(look: &mut Look<'_>, id: CommunityId) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM membership WHERE community = $1 AND role = 'host'", params![id])?;
    Ok(count)
}

/// Who would take over: the longest moderator, else the longest member.
pub fn heir(look: &mut Look<'_>, id: CommunityId) -> Result<Option<(PersonId, Role)>> {
    look.opt(
        "SELECT person, role FROM membership WHERE community = $1 AND role IN ('moderator', 'member')
         ORDER BY CASE WHEN role = 'moderator' THEN 0 ELSE 1 END, at, person LIMIT 1",
        params![id],
    )
}

/// The persons who host, for telling them; without those who are hidden from `about` or hide them.
pub fn hosts_to_tell(look: &mut Look<'_>, id: CommunityId, about: PersonId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT m.person FROM membership m JOIN person p ON p.id = m.person JOIN person a ON a.id = $2
         WHERE m.community = $1 AND m.role = 'host' AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = a.account) OR (b.blocker = a.account AND b.blocked = p.account))
         ORDER BY m.at, m.person",
        params![id, about],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

rows! {
    struct FaceRow {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        role: Role,
    }

    struct MemberRow {
        id: PersonId,
        handle: String,
        name: String,
        photo: Option<String>,
        role: Role,
        at: Moment,
        words: String,
        stage: Option<i64>,
        planned_until: Option<Moment>,
        rank: i64,
    }
}

/// One who belongs to a community, or has asked to, as the viewer sees them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who it is.
    pub face: Face,
    /// What they are in it.
    pub role: Role,
    /// Since when.
    pub at: Moment,
    /// What they said when they asked.
    pub words: String,
    /// The viewer's tie with them.
    pub stage: Option<crate::ties::Stage>,
    /// Where they stand in the list.
    pub rank: i64,
}

impl MemberRow {
    fn member(self, now: Moment) -> Member {
        Member {
            face: Face { id: self.id, handle: self.handle, name: self.name, photo: self.photo },
            role: self.role,
            at: self.at,
            words: self.words,
            stage: self.stage.and_then(|stage| crate::ties::Stage::of_row(stage, self.planned_until, now)),
            rank: self.rank,
        }
    }
}

/// Those who lead it, hosts first, as far as the viewer may see them.
pub fn leaders(look: &mut Look<'_>, id: CommunityId, mine: Option<AccountId>) -> Result<Vec<(Face, Role)>> {
    let rows: Vec<FaceRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role FROM membership m JOIN person p ON p.id = m.person
         WHERE m.community = $1 AND m.role IN ('host', 'moderator') AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         ORDER BY CASE WHEN m.role = 'host' THEN 0 ELSE 1 END, m.at, p.id LIMIT 24",
        params![id, mine],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (Face { id: row.id, handle: row.handle, name: row.name, photo: row.photo }, row.role))
        .collect())
}

/// Those the viewer has ties with, the closest first; and how many there are.
pub fn known(look: &mut Look<'_>, id: CommunityId, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<Member>> {
    let now = look.now;
    let rows: Vec<MemberRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until,
                CASE WHEN t.stage < 4 AND t.planned_until > $4 THEN 3 ELSE t.stage END AS rank
         FROM tie t JOIN membership m ON m.community = $1 AND m.person = t.other JOIN person p ON p.id = t.other
         WHERE t.person = $2 AND t.stage > 0 AND m.role <> 'asked' AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY rank DESC, p.id LIMIT $5",
        params![id, me, mine, now, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Where the next part of a list of members begins.
#[derive(Debug, Clone, Copy)]
pub struct After {
    /// The rank of the last one shown.
    pub rank: i64,
    /// The last one shown.
    pub person: PersonId,
}

/// All members, the viewer's ties first, then the longest here.
pub fn members(
    look: &mut Look<'_>,
    id: CommunityId,
    me: PersonId,
    mine: AccountId,
    after: Option<After>,
    most: i64,
) -> Result<Vec<Member>> {
    let now = look.now;
    let after = after.unwrap_or(After { rank: i64::MAX, person: PersonId(0) });
    let rows: Vec<MemberRow> = look.all(
        "SELECT x.id, x.handle, x.name, x.photo, x.role, x.at, x.words, x.stage, x.planned_until, x.rank FROM (
             SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until,
                    CASE WHEN p.id = $2 THEN 9 WHEN t.stage IS NULL THEN 0
                         WHEN t.stage < 4 AND t.planned_until > $4 THEN 3 ELSE t.stage END AS rank
             FROM membership m JOIN person p ON p.id = m.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
             WHERE m.community = $1 AND m.role <> 'asked' AND NOT EXISTS (
                 SELECT 1 FROM block b
                 WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))) x
         WHERE x.rank < $5 OR (x.rank = $5 AND x.id > $6)
         ORDER BY x.rank DESC, x.id LIMIT $7",
        params![id, me, mine, now, after.rank, after.person, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Those who wait for a yes, the longest first.
pub fn asking(look: &mut Look<'_>, id: CommunityId, me: PersonId, mine: AccountId, most: i64) -> Result<Vec<Member>> {
    let now = look.now;
    let rows: Vec<MemberRow> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, m.role, m.at, m.words, t.stage, t.planned_until, COALESCE(t.stage, 0) AS rank
         FROM membership m JOIN person p ON p.id = m.person LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
         WHERE m.community = $1 AND m.role = 'asked' AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY m.at, p.id LIMIT $4",
        params![id, me, mine, most],
    )?;
    Ok(rows.into_iter().map(|row| row.member(now)).collect())
}

/// Members in the order of their ids, those after one.
pub fn members_after(look: &mut Look<'_>, id: CommunityId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = look.all(
        "SELECT person FROM membership WHERE community = $1 AND role <> 'asked' AND person > $2
         ORDER BY person LIMIT $3",
        params![id, after, limit(most)],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

// --- who was taken out of it ---

/// Takes somebody out until they are let back in.
pub fn put_removal(act: &mut Act<'_>, id: CommunityId, person: PersonId, by: PersonId) -> Result<()> {
    let now = act.now;
    act.run(
        "INSERT INTO removal (community, person, by_person, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (community, person) DO UPDATE
         SET by_person = excluded.by_person, at = excluded.at, lifted_by = NULL, lifted_at = NULL",
        params![id, person, by, now],
    )
    .map(drop)
}

/// Lets them back in; whether they had been out.
pub fn lift_removal(act: &mut Act<'_>, id: CommunityId, person: PersonId, by: PersonId) -> Result<bool> {
    let now = act.now;
    let touched = act.run(
        "UPDATE removal SET lifted_by = $3, lifted_at = $4 WHERE community = $1 AND person = $2 AND lifted_at IS NULL",
        params![id, person, by, now],
    )?;
    Ok(touched == 1)
}

/// Whether that human was taken out, as whichever of their personas.
pub fn is_removed(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = look.opt(
        "SELECT r.person FROM person p JOIN person o ON o.account = p.account
              JOIN removal r ON r.person = o.id AND r.community = $1
         WHERE p.id = $2 AND r.lifted_at IS NULL LIMIT 1",
        params![id, person],
    )?;
    Ok(row.is_some())
}

rows! {
    /// One who was taken out, by whom and when.
    pub struct Removed {
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub at: Moment,
        pub by: Option<String>,
    }
}

/// Those who were taken out and not let back in, the last first, as far as the viewer may see them.
pub fn removed(look: &mut Look<'_>, id: CommunityId, mine: AccountId, most: usize) -> Result<Vec<Removed>> {
    look.all(
        "SELECT p.handle, p.name, p.photo, r.at, b.name
         FROM removal r JOIN person p ON p.id = r.person LEFT JOIN person b ON b.id = r.by_person
         WHERE r.community = $1 AND r.lifted_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM block x WHERE (x.blocker = p.account AND x.blocked = $2) OR (x.blocker = $2 AND x.blocked = p.account))
         ORDER BY r.at DESC, p.id LIMIT $3",
        params![id, mine, limit(most)],
    )
}

/// Whether anybody is out.
pub fn has_removed(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let (any,): (bool,) =
        look.one("SELECT EXISTS (SELECT 1 FROM removal WHERE community = $1 AND lifted_at IS NULL)", params![id])?;
    Ok(any)
}

/// Forgets what somebody who leaves the server was taken out of, and that they took others out or let them in.
pub fn forget_removals(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.run("DELETE FROM removal WHERE person = $1", params![person])?;
    act.run("UPDATE removal SET by_person = NULL WHERE by_person = $1", params![person])?;
    act.run("UPDATE removal SET lifted_by = NULL WHERE lifted_by = $1", params![person]).map(drop)
}

rows! {
    /// A removal as the one who was taken out takes it along.
    pub struct RemovedFrom {
        pub handle: String,
        pub name: String,
        pub at: Moment,
        pub lifted_at: Option<Moment>,
    }
}

/// What somebody was taken out of.
pub fn removed_from(look: &mut Look<'_>, person: PersonId) -> Result<Vec<RemovedFrom>> {
    look.all(
        "SELECT c.handle, c.name, r.at, r.lifted_at FROM removal r JOIN community c ON c.id = r.community
         WHERE r.person = $1 ORDER BY r.at, c.id",
        params![person],
    )
}

pub fn has_ended(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    Ok(look.opt::<(i64,)>("SELECT 1 FROM community WHERE id = $1 AND ended_at IS NOT NULL", params![id])?.is_some())
}

/// All members.
pub fn everybody(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> =
        look.all("SELECT person FROM membership WHERE community = $1 AND role <> 'asked'", params![id])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

// --- one person's communities ---

/// Those a person belongs to, by name.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Brief>> {
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM membership m JOIN community c ON c.id = m.community
         WHERE m.person = $1 AND m.role <> 'asked' AND c.ended_at IS NULL
         ORDER BY c.name, c.id",
        params![person],
    )
}

/// Those a person leads in which somebody waits for a yes: handle, name, how many wait.
pub fn waiting(look: &mut Look<'_>, person: PersonId, mine: AccountId) -> Result<Vec<(String, String, i64)>> {
    look.all(
        "SELECT c.handle, c.name, COUNT(*)
         FROM membership m JOIN community c ON c.id = m.community
              JOIN membership a ON a.community = m.community AND a.role = 'asked'
              JOIN person p ON p.id = a.person
         WHERE m.person = $1 AND m.role IN ('host', 'moderator') AND c.ended_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         GROUP BY c.id, c.handle, c.name ORDER BY c.name, c.id",
        params![person, mine],
    )
}

rows! {
    /// A membership as its owner takes it along.
    pub struct Taken {
        /// The community's name in addresses.
        pub handle: String,
        /// Its name.
        pub name: String,
        /// What they are in it.
        pub role: Role,
        /// Since when.
        pub at: Moment,
        /// What they said when they asked.
        pub words: String,
        /// When they agreed to the rules.
        pub rules_at: Option<Moment>,
        /// Whether they founded it.
        pub founded: bool,
        /// The hash of its picture.
        pub photo: Option<String>,
    }
}

pub fn taken_along(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Taken>> {
    look.all(
        "SELECT c.handle, c.name, m.role, m.at, m.words, m.rules_at, CASE WHEN c.made_by = $1 THEN 1 ELSE 0 END, c.photo
         FROM membership m JOIN community c ON c.id = m.community WHERE m.person = $1 ORDER BY c.id",
        params![person],
    )
}

/// Every membership of a person, also where they only asked or what has ended.
pub fn memberships(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(CommunityId, Role)>> {
    look.all("SELECT community, role FROM membership WHERE person = $1 ORDER BY community", params![person])
}

// --- finding them ---

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Around where, and how far (kilometres).
    pub place: Option<(Point, f64)>,
    /// What it is about.
    pub interest: Option<String>,
    /// What somebody typed: beginnings of words of its name or its interests.
    pub text: Option<String>,
    /// Not those the viewer belongs to.
    pub not_mine: bool,
    /// Where the next part of the list begins: members and id of the last one shown.
    pub after: Option<(i64, CommunityId)>,
}

impl Filter {
    /// The two longest words of the text, folded: enough to find a name by. Each as a range of words that begin so.
    fn words(&self) -> [(Option<String>, Option<String>); 2] {
        let text = people::fold(self.text.as_deref().unwrap_or_default());
        let mut words: Vec<String> = text
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut words = words.into_iter();
        [(); 2].map(|()| {
            let word = words.next();
            let end = word.as_ref().map(|word| format!("{word}\u{10ffff}"));
            (word, end)
        })
    }
}

/// So many interests are asked about in one statement.
const INTERESTS: usize = 8;

/// The largest that the viewer does not belong to and that are about one of the interests (of which the first few count;
/// none: whichever there are); never private ones. Within a distance where a place is given.
pub fn largest(
    look: &mut Look<'_>,
    place: Option<(Point, f64)>,
    interests: &[String],
    viewer: Option<PersonId>,
    most: usize,
) -> Result<Vec<Brief>> {
    let Some((point, km)) = place else {
        return largest_in(look, None, interests, viewer, (i64::MAX, CommunityId(i64::MAX)), most);
    };
    let mut found: Vec<Brief> = Vec::new();
    for area in areas(point, km).iter() {
        let mut after = (i64::MAX, CommunityId(i64::MAX));
        let mut missing = most;
        // Areas reach beyond the circle, so what they hold is measured; should too little remain, on it goes.
        while missing > 0 {
            let part = largest_in(look, Some(*area), interests, viewer, after, most)?;
            let whole = part.len() < most;
            after = part.last().map_or(after, |last| (last.members, last.id));
            let inside = part
                .into_iter()
                .filter(|brief| town::stored(brief.place).is_some_and(|town| distance_km(point, town.point()) <= km))
                .take(missing);
            let before = found.len();
            found.extend(inside);
            missing -= found.len() - before;
            if whole {
                break;
            }
        }
    }
    found.sort_by_key(|brief| std::cmp::Reverse((brief.members, brief.id)));
    found.truncate(most);
    Ok(found)
}

fn largest_in(
    look: &mut Look<'_>,
    area: Option<i64>,
    interests: &[String],
    viewer: Option<PersonId>,
    (members, id): (i64, CommunityId),
    most: usize,
) -> Result<Vec<Brief>> {
    let any = interests.is_empty();
    let mut with: Vec<Value<'_>> = params![viewer, members, id, any].to_vec();
    for number in 0..INTERESTS {
        with.push(interests.get(number).map_or(Value::Null, |interest| Value::Text(interest)));
    }
    with.push(Value::Int(limit(most)));
    let Some(area) = area else {
        return look.all(
            "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
             FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
             WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private' AND m.role IS NULL
               AND ($4 = 1 OR EXISTS (SELECT 1 FROM community_interest i WHERE i.community = c.id
                                      AND i.interest IN ($5, $6, $7, $8, $9, $10, $11, $12)))
             ORDER BY c.members DESC, c.id DESC LIMIT $13",
            &with,
        );
    };
    with.push(Value::Int(area));
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.cell >> 33) = $14 AND (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND m.role IS NULL
           AND ($4 = 1 OR EXISTS (SELECT 1 FROM community_interest i WHERE i.community = c.id
                                  AND i.interest IN ($5, $6, $7, $8, $9, $10, $11, $12)))
         ORDER BY c.members DESC, c.id DESC LIMIT $13",
        &with,
    )
}

/// So many spans of cells stand in one statement.
const SPANS: usize = 16;

/// Those that match, the larger first; never private ones. Within a distance where a place is given.
pub fn near(look: &mut Look<'_>, filter: &Filter, viewer: Option<PersonId>, most: usize) -> Result<Vec<Brief>> {
    let Some((point, km)) = filter.place else {
        return anywhere(look, filter, viewer, filter.after, most);
    };
    let spans = spans(point, km);
    let mut found: Vec<Brief> = Vec::new();
    let mut after = filter.after;
    // The cells reach a little beyond the circle, so what they hold is measured; should too little remain, on it goes.
    loop {
        let mut part: Vec<Brief> = Vec::new();
        for chunk in spans.chunks(SPANS) {
            part.extend(in_cells(look, filter, viewer, after, chunk, most)?);
        }
        part.sort_by_key(|brief| std::cmp::Reverse((brief.members, brief.id)));
        part.truncate(most);
        let last = part.last().map(|brief| (brief.members, brief.id));
        let whole = part.len() == most;
        found
            .extend(part.into_iter().filter(|brief| {
                town::stored(brief.place).is_some_and(|place| distance_km(point, place.point()) <= km)
            }));
        if found.len() >= most || !whole {
            found.truncate(most);
            return Ok(found);
        }
        after = last;
    }
}

fn anywhere(
    look: &mut Look<'_>,
    filter: &Filter,
    viewer: Option<PersonId>,
    after: Option<(i64, CommunityId)>,
    most: usize,
) -> Result<Vec<Brief>> {
    let [(first, first_end), (second, second_end)] = filter.words();
    let (members, id) = after.unwrap_or((i64::MAX, CommunityId(i64::MAX)));
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND ($4 = 0 OR m.role IS NULL)
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_interest i WHERE i.community = c.id AND i.interest = $5))
           AND (CAST($6 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $6 AND w.word < $9))
           AND (CAST($7 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $7 AND w.word < $10))
         ORDER BY c.members DESC, c.id DESC LIMIT $8",
        params![
            viewer,
            members,
            id,
            filter.not_mine,
            filter.interest,
            first,
            second,
            limit(most),
            first_end,
            second_end
        ],
    )
}

fn in_cells(
    look: &mut Look<'_>,
    filter: &Filter,
    viewer: Option<PersonId>,
    after: Option<(i64, CommunityId)>,
    spans: &[(i64, i64)],
    most: usize,
) -> Result<Vec<Brief>> {
    let [(first, first_end), (second, second_end)] = filter.words();
    let (members, id) = after.unwrap_or((i64::MAX, CommunityId(i64::MAX)));
    let most = limit(most);
    let mut with: Vec<Value<'_>> =
        params![viewer, members, id, filter.not_mine, filter.interest, first, second, most].to_vec();
    for number in 0..SPANS {
        // A span that holds nothing fills up the rest.
        let (first, last) = spans.get(number).copied().unwrap_or((0, -1));
        with.extend([Value::Int(first), Value::Int(last)]);
    }
    with.extend(params![first_end, second_end]);
    look.all(
        "WITH span (first, last) AS (VALUES
             (CAST($9 AS BIGINT), CAST($10 AS BIGINT)), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20),
             ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32), ($33, $34), ($35, $36), ($37, $38),
             ($39, $40))
         SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM span s JOIN community c ON c.cell BETWEEN s.first AND s.last
              LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND ($4 = 0 OR m.role IS NULL)
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_interest i WHERE i.community = c.id AND i.interest = $5))
           AND (CAST($6 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $6 AND w.word < $41))
           AND (CAST($7 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $7 AND w.word < $42))
         ORDER BY c.members DESC, c.id DESC LIMIT $8",
        &with,
    )
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
