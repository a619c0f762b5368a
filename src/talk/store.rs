//! All SQL about conversations and posts.

use super::model::{FEW_REPLIES, Kept, PostRow, Room, Subject, UNDO, Words};
use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, ConversationId, PersonId, PostId},
    outside::Picture,
    params, rows,
    time::Moment,
};

pub fn conversation(look: &mut Look<'_>, subject: Subject) -> Result<Option<ConversationId>> {
    let found: Option<(ConversationId,)> = match subject {
        Subject::Pair(person, other) => look.opt(
            "SELECT conversation FROM conversation_member WHERE person = $1 AND other = $2",
            params![person, other],
        )?,
        _ => {
            let (kind, id) = subject.key();
            look.opt("SELECT id FROM conversation WHERE kind = $1 AND subject = $2", params![*kind, id])?
        }
    };
    Ok(found.map(|(id,)| id))
}

/// The conversation, made where there is none.
pub fn opened(act: &mut Act<'_>, room: &Room) -> Result<ConversationId> {
    if let Some(id) = conversation(act, room.subject)? {
        return Ok(id);
    }
    let (id, now): (ConversationId, Moment) = (act.id(), act.now);
    let (kind, subject) = room.subject.key();
    act.put("INSERT INTO conversation (id, kind, subject) VALUES ($1, $2, $3)", params![id, *kind, subject])?;
    if let Subject::Pair(person, other) = room.subject {
        for (one, two) in [(person, other), (other, person)] {
            act.put(
                "INSERT INTO conversation_member (conversation, person, other, last_at, seen_at)
                 VALUES ($1, $2, $3, $4, 0)",
                params![id, one, two, now],
            )?;
        }
    }
    Ok(id)
}

pub struct NewPost<'a> {
    pub id: PostId,
    pub conversation: ConversationId,
    pub author: PersonId,
    pub root: Option<PostId>,
    pub reply_to: Option<PostId>,
    pub to: Option<PersonId>,
    pub words: &'a Words,
    pub photo: Option<&'a Picture>,
}

pub fn put_post(act: &mut Act<'_>, post: &NewPost<'_>) -> Result<()> {
    let (photo, width, height) =
        post.photo.map_or((None, 0, 0), |photo| (Some(&photo.hash), photo.width, photo.height));
    act.put(
        "INSERT INTO post (id, conversation, author, root, reply_to, to_person, words, photo, photo_width,
                           photo_height, photo_words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            post.id,
            post.conversation,
            post.author,
            post.root,
            post.reply_to,
            post.to,
            post.words.words,
            photo,
            width,
            height,
            post.words.photo_words
        ],
    )
}

/// Counts a new post, and notes where it is read. In a pair the writer has read all there is.
pub fn bump(act: &mut Act<'_>, id: ConversationId, room: &Room, author: PersonId) -> Result<()> {
    let now = act.now;
    let (url, title) = if room.is_pair() { ("", "") } else { (room.url.as_str(), room.title.as_str()) };
    act.put(
        "UPDATE conversation SET posts = posts + 1, last_at = $2, url = $3, title = $4 WHERE id = $1",
        params![id, now, *url, *title],
    )?;
    if room.is_pair() {
        act.put("UPDATE conversation_member SET last_at = $2 WHERE conversation = $1", params![id, now])?;
        act.put(
            "UPDATE conversation_member SET seen_at = $3 WHERE conversation = $1 AND person = $2",
            params![id, author, now],
        )?;
    }
    Ok(())
}

/// A post of that conversation, unless its author is hidden from the viewer.
pub fn post(
    look: &mut Look<'_>,
    conversation: ConversationId,
    id: PostId,
    mine: Option<AccountId>,
) -> Result<Option<Kept>> {
    look.opt(
        "SELECT p.id, p.conversation, p.author, p.root, p.words, p.photo, p.photo_words, p.deleted_at, p.deleted_by
         FROM post p LEFT JOIN person a ON a.id = p.author
         WHERE p.id = $1 AND p.conversation = $2 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = a.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = a.account))",
        params![id, conversation, mine],
    )
}

/// A post whoever asks: for jobs.
pub fn any_post(look: &mut Look<'_>, id: PostId) -> Result<Option<Kept>> {
    look.opt(
        "SELECT id, conversation, author, root, words, photo, photo_words, deleted_at, deleted_by
         FROM post WHERE id = $1",
        params![id],
    )
}

pub struct Reader {
    pub person: Option<PersonId>,
    pub account: Option<AccountId>,
    pub now: Moment,
}

/// Posts that answer none, the newest first: below `before`, or only that one.
pub fn roots(
    look: &mut Look<'_>,
    conversation: ConversationId,
    reader: &Reader,
    before: i64,
    only: Option<PostId>,
    most: i64,
) -> Result<Vec<PostRow>> {
    let undo_from = reader.now.plus(-UNDO);
    let from = only.map_or(0, |post| post.0);
    look.all(
        "SELECT p.id, p.author, a.handle, a.name, a.photo, p.root, p.words, p.photo, p.photo_width, p.photo_height,
                p.photo_words, p.edited_at, p.deleted_at, p.deleted_by,
                EXISTS (SELECT 1 FROM mute m WHERE m.person = $2 AND m.muted = p.author), NULL, 0
         FROM post p LEFT JOIN person a ON a.id = p.author
         WHERE p.conversation = $1 AND p.root IS NULL AND p.id >= $4 AND p.id < $5
           AND (p.deleted_at IS NULL OR (p.deleted_by = $2 AND p.deleted_at > $6)
                OR EXISTS (SELECT 1 FROM post r WHERE r.root = p.id AND r.deleted_at IS NULL))
           AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = a.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = a.account))
         ORDER BY p.id DESC LIMIT $7",
        params![conversation, reader.person, reader.account, from, before, undo_from, most],
    )
}

/// The answers below the posts from `first` to `last`: of each the newest few, in the order in which they were said.
/// Answers to hidden people are not shown.
pub fn replies(
    look: &mut Look<'_>,
    conversation: ConversationId,
    reader: &Reader,
    (first, last): (PostId, PostId),
    most_each: i64,
) -> Result<Vec<PostRow>> {
    let undo_from = reader.now.plus(-UNDO);
    look.all(
        "SELECT x.id, x.author, x.handle, x.name, x.face, x.root, x.words, x.photo, x.photo_width, x.photo_height,
                x.photo_words, x.edited_at, x.deleted_at, x.deleted_by,
                EXISTS (SELECT 1 FROM mute m WHERE m.person = $2 AND m.muted = x.author), x.to_name, x.siblings
         FROM (SELECT p.id AS id, p.author AS author, a.handle AS handle, a.name AS name, a.photo AS face,
                      p.root AS root, p.words AS words, p.photo AS photo, p.photo_width AS photo_width,
                      p.photo_height AS photo_height, p.photo_words AS photo_words, p.edited_at AS edited_at,
                      p.deleted_at AS deleted_at, p.deleted_by AS deleted_by,
                      CASE WHEN p.reply_to = p.root THEN NULL ELSE t.name END AS to_name,
                      COUNT(*) OVER (PARTITION BY p.root) AS siblings,
                      ROW_NUMBER() OVER (PARTITION BY p.root ORDER BY p.id DESC) AS place
               FROM post p LEFT JOIN person a ON a.id = p.author LEFT JOIN post q ON q.id = p.reply_to
                    LEFT JOIN person t ON t.id = q.author
               WHERE p.root >= $4 AND p.root <= $5 AND p.conversation = $1
                 AND (p.deleted_at IS NULL OR (p.deleted_by = $2 AND p.deleted_at > $6))
                 AND NOT EXISTS (
                   SELECT 1 FROM block b
                   WHERE (b.blocker = a.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = a.account))
                 AND NOT EXISTS (
                   SELECT 1 FROM block b
                   WHERE (b.blocker = t.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = t.account))
              ) x
         WHERE x.place <= $7 ORDER BY x.id",
        params![conversation, reader.person, reader.account, first, last, undo_from, most_each.max(FEW_REPLIES)],
    )
}

/// How many posts that answer none came after that one.
pub fn roots_after(look: &mut Look<'_>, conversation: ConversationId, root: PostId) -> Result<i64> {
    let (count,): (i64,) = look.one(
        "SELECT COUNT(*) FROM post WHERE conversation = $1 AND root IS NULL AND id > $2",
        params![conversation, root],
    )?;
    Ok(count)
}

pub fn put_words(act: &mut Act<'_>, id: PostId, words: &Words) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE post SET words = $2, photo_words = $3, edited_at = $4 WHERE id = $1",
        params![id, words.words, words.photo_words, now],
    )
}

pub fn put_deleted(act: &mut Act<'_>, post: &Kept, by: Option<PersonId>) -> Result<()> {
    let at = by.map(|_| act.now);
    act.put("UPDATE post SET deleted_at = $2, deleted_by = $3 WHERE id = $1", params![post.id, at, by])?;
    let change = if by.is_some() { -1_i64 } else { 1 };
    act.put("UPDATE conversation SET posts = posts + $2 WHERE id = $1", params![post.conversation, change])
}

/// Words and picture go; that somebody said something to somebody stays.
pub fn empty_post(act: &mut Act<'_>, id: PostId) -> Result<()> {
    act.put("UPDATE post SET words = '', photo = NULL, photo_words = '' WHERE id = $1", params![id])
}

pub fn photo_is_used(look: &mut Look<'_>, photo: &str) -> Result<bool> {
    Ok(look.opt::<(i64,)>("SELECT 1 FROM post WHERE photo = $1 LIMIT 1", params![*photo])?.is_some())
}

pub fn count(look: &mut Look<'_>, conversation: ConversationId) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT posts FROM conversation WHERE id = $1", params![conversation])?;
    Ok(count)
}

/// The first thing `author` said to `to` by name.
pub fn first_said(look: &mut Look<'_>, author: PersonId, to: PersonId) -> Result<Option<(PostId, ConversationId)>> {
    look.opt(
        "SELECT id, conversation FROM post WHERE to_person = $1 AND author = $2 ORDER BY id LIMIT 1",
        params![to, author],
    )
}

/// Whom somebody said something to by name, or who said something to them.
pub fn spoken_with(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(PersonId,)>> {
    look.all(
        "SELECT to_person FROM post WHERE author = $1 AND to_person IS NOT NULL
         UNION SELECT author FROM post WHERE to_person = $1 AND author IS NOT NULL",
        params![person],
    )
}

// What is derived.

pub fn count_conversations(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM conversation", &[])?;
    Ok(count)
}

pub fn count_posts(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM post", &[])?;
    Ok(count)
}

/// Posts as they are kept and as they come to, by the conversation's id.
pub fn posts_counted(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64, i64, i64)>> {
    look.all(
        "SELECT c.id, c.posts, (SELECT COUNT(*) FROM post p WHERE p.conversation = c.id AND p.deleted_at IS NULL)
         FROM conversation c WHERE c.id > $1 ORDER BY c.id LIMIT $2",
        params![after, most],
    )
}

pub fn recount_posts(act: &mut Act<'_>, id: ConversationId) -> Result<()> {
    act.put(
        "UPDATE conversation SET posts = (SELECT COUNT(*) FROM post p
            WHERE p.conversation = conversation.id AND p.deleted_at IS NULL)
         WHERE id = $1",
        params![id],
    )
}

rows! {
    /// When something was last said, as it is kept, and the last post there is.
    pub struct LastRow {
        pub id: ConversationId,
        pub last_at: Option<Moment>,
        pub post: Option<PostId>,
    }
}

pub fn last_posts(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<LastRow>> {
    look.all(
        "SELECT c.id, c.last_at, (SELECT MAX(p.id) FROM post p WHERE p.conversation = c.id)
         FROM conversation c WHERE c.id > $1 ORDER BY c.id LIMIT $2",
        params![after, most],
    )
}

pub fn put_last_at(act: &mut Act<'_>, id: ConversationId, at: Option<Moment>) -> Result<()> {
    act.put("UPDATE conversation SET last_at = $2 WHERE id = $1", params![id, at])
}

rows! {
    /// A post that answers one, with where it stands and where the other does.
    pub struct AnswerRow {
        pub id: PostId,
        pub root: Option<PostId>,
        pub wanted: Option<PostId>,
        pub same: bool,
    }
}

pub fn answers(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<AnswerRow>> {
    look.all(
        "SELECT p.id, p.root, COALESCE(q.root, q.id), CASE WHEN q.conversation = p.conversation THEN 1 ELSE 0 END
         FROM post p LEFT JOIN post q ON q.id = p.reply_to
         WHERE p.id > $1 ORDER BY p.id LIMIT $2",
        params![after, most],
    )
}

pub fn put_root(act: &mut Act<'_>, id: PostId, root: Option<PostId>) -> Result<()> {
    act.put("UPDATE post SET root = $2 WHERE id = $1", params![id, root])
}

rows! {
    /// The two rows of a pair, as far as they are there.
    #[derive(Clone)]
    pub struct SideRow {
        pub conversation: ConversationId,
        pub person: PersonId,
        pub other: PersonId,
        pub last_at: Moment,
        pub seen_at: Moment,
    }
}

/// Conversations of two, by id.
pub fn pair_ids(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<(i64,)>> {
    look.all("SELECT id FROM conversation WHERE kind = 'pair' AND id > $1 ORDER BY id LIMIT $2", params![after, most])
}

pub fn sides(look: &mut Look<'_>, id: ConversationId) -> Result<Vec<SideRow>> {
    look.all(
        "SELECT conversation, person, other, last_at, seen_at FROM conversation_member
         WHERE conversation = $1 ORDER BY person",
        params![id],
    )
}

pub fn put_side(act: &mut Act<'_>, side: &SideRow) -> Result<()> {
    act.put(
        "INSERT INTO conversation_member (conversation, person, other, last_at, seen_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (conversation, person) DO UPDATE SET other = $3, last_at = $4",
        params![side.conversation, side.person, side.other, side.last_at, side.seen_at],
    )
}

rows! {
    pub struct PlaceRow {
        pub kind: String,
        pub url: String,
        pub title: String,
        pub other: Option<String>,
    }

    pub struct PairListRow {
        pub other: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub last_at: Moment,
        pub seen_at: Moment,
        pub muted: bool,
        pub author: Option<PersonId>,
        pub words: Option<String>,
        pub picture: Option<String>,
    }

    pub struct ExportRow {
        pub id: PostId,
        pub author: Option<String>,
        pub url: String,
        pub title: String,
        pub words: String,
        pub photo: Option<String>,
        pub photo_words: String,
        pub deleted_at: Option<Moment>,
    }
}

pub fn place(look: &mut Look<'_>, conversation: ConversationId, reader: PersonId) -> Result<Option<PlaceRow>> {
    look.opt(
        "SELECT c.kind, c.url, c.title, o.handle
         FROM conversation c
              LEFT JOIN conversation_member m ON m.conversation = c.id AND m.person = $2
              LEFT JOIN person o ON o.id = m.other
         WHERE c.id = $1",
        params![conversation, reader],
    )
}

/// What a conversation is about; `None` for one of two.
pub fn about(look: &mut Look<'_>, conversation: ConversationId) -> Result<Option<Subject>> {
    let row: Option<(String, Option<i64>)> =
        look.opt("SELECT kind, subject FROM conversation WHERE id = $1", params![conversation])?;
    Ok(row.and_then(|(kind, subject)| match (kind.as_str(), subject) {
        ("gathering", Some(id)) => Some(Subject::Gathering(id.into())),
        ("community", Some(id)) => Some(Subject::Community(id.into())),
        _ => None,
    }))
}

/// The conversations of two that one takes part in, the latest first.
pub fn pairs(
    look: &mut Look<'_>,
    person: PersonId,
    account: AccountId,
    after: (Moment, PersonId),
    most: i64,
) -> Result<Vec<PairListRow>> {
    look.all(
        "SELECT m.other, o.handle, o.name, o.photo, m.last_at, m.seen_at,
                EXISTS (SELECT 1 FROM mute u WHERE u.person = m.person AND u.muted = m.other),
                p.author, p.words, p.photo
         FROM conversation_member m JOIN person o ON o.id = m.other
              LEFT JOIN post p ON p.id = (SELECT MAX(l.id) FROM post l
                                          WHERE l.conversation = m.conversation AND l.root IS NULL
                                            AND l.deleted_at IS NULL)
         WHERE m.person = $1 AND (m.last_at, m.other) < ($3, $4) AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = o.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = o.account))
         ORDER BY m.last_at DESC, m.other DESC LIMIT $5",
        params![person, account, after.0, after.1, most],
    )
}

/// How far a pair has been read, and when something was last said.
pub fn seen(
    look: &mut Look<'_>,
    person: PersonId,
    other: PersonId,
) -> Result<Option<(ConversationId, Moment, Moment)>> {
    look.opt(
        "SELECT conversation, last_at, seen_at FROM conversation_member WHERE person = $1 AND other = $2",
        params![person, other],
    )
}

pub fn has_written(look: &mut Look<'_>, conversation: ConversationId, author: PersonId) -> Result<bool> {
    let found: Option<(i64,)> =
        look.opt("SELECT 1 FROM post WHERE conversation = $1 AND author = $2 LIMIT 1", params![conversation, author])?;
    Ok(found.is_some())
}

pub fn put_seen(act: &mut Act<'_>, person: PersonId, other: PersonId) -> Result<()> {
    let now = act.now;
    act.put("UPDATE conversation_member SET seen_at = $3 WHERE person = $1 AND other = $2", params![person, other, now])
}

/// All that somebody wrote, and all that was said in their conversations of two.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<(Vec<ExportRow>, Vec<ExportRow>)> {
    let own = look.all(
        "SELECT p.id, NULL, c.url, c.title, p.words, p.photo, p.photo_words, p.deleted_at
         FROM post p JOIN conversation c ON c.id = p.conversation
         WHERE p.author = $1 AND c.kind <> 'pair' ORDER BY p.id",
        params![person],
    )?;
    let pairs = look.all(
        "SELECT p.id, a.handle, '', o.handle, p.words, p.photo, p.photo_words, p.deleted_at
         FROM conversation_member m JOIN post p ON p.conversation = m.conversation
              JOIN person o ON o.id = m.other LEFT JOIN person a ON a.id = p.author
         WHERE m.person = $1 ORDER BY p.id",
        params![person],
    )?;
    Ok((own, pairs))
}

/// Pictures in a conversation.
pub fn photos_in(look: &mut Look<'_>, conversation: ConversationId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = look
        .all("SELECT DISTINCT photo FROM post WHERE conversation = $1 AND photo IS NOT NULL", params![conversation])?;
    Ok(rows.into_iter().map(|(photo,)| photo).collect())
}

/// Pictures that somebody posted.
pub fn photos_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        look.all("SELECT DISTINCT photo FROM post WHERE author = $1 AND photo IS NOT NULL", params![person])?;
    Ok(rows.into_iter().map(|(photo,)| photo).collect())
}

pub fn pairs_of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<ConversationId>> {
    let rows: Vec<(ConversationId,)> =
        look.all("SELECT conversation FROM conversation_member WHERE person = $1", params![person])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub fn delete_conversation(act: &mut Act<'_>, id: ConversationId) -> Result<()> {
    // Answers before what they answer.
    act.put("UPDATE post SET root = NULL, reply_to = NULL WHERE conversation = $1", params![id])?;
    act.put("DELETE FROM post WHERE conversation = $1", params![id])?;
    act.put("DELETE FROM conversation_member WHERE conversation = $1", params![id])?;
    act.put("DELETE FROM conversation WHERE id = $1", params![id])
}

/// What somebody wrote is gone; where answers hang on it, an empty place stays that names nobody.
pub fn forget_author(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    let now = act.now;
    act.put(
        "UPDATE conversation SET posts = posts - (SELECT COUNT(*) FROM post p
            WHERE p.author = $1 AND p.conversation = conversation.id AND p.deleted_at IS NULL)
         WHERE id IN (SELECT p.conversation FROM post p WHERE p.author = $1)",
        params![person],
    )?;
    act.put(
        "UPDATE post SET author = NULL, to_person = NULL, words = '', photo = NULL, photo_words = '',
                edited_at = NULL, deleted_at = $2, deleted_by = NULL
         WHERE author = $1",
        params![person, now],
    )?;
    act.put("UPDATE post SET to_person = NULL WHERE to_person = $1", params![person])
}
