//! What can be done in conversations.

use maud::Markup;
use serde_json::json;

use super::{
    model::{self, FEW_REPLIES, Kept, MANY_REPLIES, PAGE, PairRow, PostRow, Room, Subject, UNDO, Whereabouts, Words},
    store::{self, NewPost, Reader},
    views,
};
use crate::{
    act::{Act, Look},
    error::{Error, Problems, Result},
    http::Fields,
    id::{self, ConversationId, PersonId, PostId},
    jobs::Job,
    journal::Happened,
    outside::Picture,
    people::Face,
    time::Moment,
};

fn reader(look: &Look<'_>) -> Reader {
    Reader { person: look.viewer.person_if_any(), account: look.viewer.account_if_any(), now: look.now }
}

/// The thread of a room: what was said there, and the form to say something. `query` is the page's own: `before` for
/// what is older, `post` for one post with all its answers, `reply` for the post that the form answers.
pub fn thread(look: &mut Look<'_>, room: &Room, query: &Fields) -> Result<Markup> {
    let reader = reader(look);
    let conversation = store::conversation(look, room.subject)?;
    let only: Option<PostId> = query.some("post").and_then(|text| text.parse().ok());
    let before = query.some("before").and_then(id::decode);
    let mut shown = views::Thread { only: only.is_some(), ..views::Thread::default() };
    if let Some(conversation) = conversation {
        let (below, most) = match only {
            Some(post) => (post.0.saturating_add(1), 1),
            None => (before.unwrap_or(i64::MAX), PAGE + 1),
        };
        shown.roots = store::roots(look, conversation, &reader, below, only, most)?;
        if only.is_none() && shown.roots.len() > PAGE as usize {
            shown.roots.truncate(PAGE as usize);
            shown.older = shown.roots.last().map(|post| post.id);
        }
        shown.roots.reverse();
        if let (Some(first), Some(last)) = (shown.roots.first(), shown.roots.last()) {
            let each = if only.is_some() { MANY_REPLIES } else { FEW_REPLIES };
            shown.replies = store::replies(look, conversation, &reader, (first.id, last.id), each)?;
        }
        if room.rights.write
            && let Some(post) = query.some("reply").and_then(|text| text.parse().ok())
        {
            shown.answering = answered(look, conversation, post)?;
        }
    }
    shown.newer = before.is_some() || only.is_some();
    Ok(views::thread(look, room, &shown, &Fields::default(), &Problems::default()))
}

/// Which posts of a conversation.
pub enum Part {
    /// Those before that one, the newest first; so many.
    Before(i64, i64),
    /// That one alone, with all answers to it.
    Only(PostId),
}

/// Posts that answer none, the newest first, and answers to them, the oldest first.
pub fn posts(look: &mut Look<'_>, room: &Room, part: &Part) -> Result<(Vec<PostRow>, Vec<PostRow>)> {
    let reader = reader(look);
    let Some(conversation) = store::conversation(look, room.subject)? else { return Ok((Vec::new(), Vec::new())) };
    let (below, only, most, each) = match *part {
        Part::Before(before, most) => (before, None, most, FEW_REPLIES),
        Part::Only(post) => (post.0.saturating_add(1), Some(post), 1, MANY_REPLIES),
    };
    let roots = store::roots(look, conversation, &reader, below, only, most)?;
    let replies = match (roots.last(), roots.first()) {
        (Some(oldest), Some(newest)) => store::replies(look, conversation, &reader, (oldest.id, newest.id), each)?,
        _ => Vec::new(),
    };
    Ok((roots, replies))
}

/// The post that a post of the conversation answers in the end, or itself where it answers none.
pub fn root_of(look: &mut Look<'_>, room: &Room, id: PostId) -> Result<PostId> {
    let conversation = of_room(look, room)?;
    let mine = look.viewer.account_if_any();
    let kept = store::post(look, conversation, id, mine)?.ok_or(Error::NotFound)?;
    Ok(kept.root.unwrap_or(kept.id))
}

/// The post that is being answered, and who wrote it.
fn answered(look: &mut Look<'_>, conversation: ConversationId, post: PostId) -> Result<Option<(PostId, String)>> {
    let mine = look.viewer.account_if_any();
    let Some(kept) = store::post(look, conversation, post, mine)? else { return Ok(None) };
    let reader = reader(look);
    let root = kept.root.unwrap_or(kept.id);
    let rows = match kept.root {
        None => store::roots(look, conversation, &reader, post.0.saturating_add(1), Some(post), 1)?,
        Some(_) => store::replies(look, conversation, &reader, (root, root), MANY_REPLIES)?,
    };
    Ok(rows
        .into_iter()
        .find(|row| row.id == post && row.deleted_at.is_none())
        .map(|row| (post, row.name.unwrap_or_default())))
}

/// Says something, as an answer where the field `reply_to` names a post.
pub fn post(act: &mut Act<'_>, room: &Room, fields: &Fields, photo: Option<&Picture>) -> Result<PostId> {
    let me = act.viewer.person()?;
    room.open()?;
    let words = Words::read(fields, photo.is_some())?;
    let conversation = store::opened(act, room)?;
    let (root, reply_to, to) = match room.subject {
        Subject::Pair(_, other) => (None, None, Some(other)),
        Subject::Gathering(_) | Subject::Community(_) => match fields.some("reply_to") {
            None => (None, None, None),
            Some(text) => {
                let answered = living(act, conversation, text.parse().map_err(|_| Error::NotFound)?)?;
                let to = answered.author.filter(|author| *author != me);
                (Some(answered.root.unwrap_or(answered.id)), Some(answered.id), to)
            }
        },
    };
    let id: PostId = act.id();
    store::put_post(act, &NewPost { id, conversation, author: me, root, reply_to, to, words: &words, photo })?;
    store::bump(act, conversation, room, me)?;
    if let Subject::Pair(_, other) = room.subject {
        act.tell(other, "post", &json!({ "from": act.viewer.me()?.handle }))?;
    }
    act.happened(Happened::Posted { post: id, conversation, person: me, to: to.into_iter().collect() })?;
    Ok(id)
}

/// Where a post is read: on the page that shows it first.
pub fn address(look: &mut Look<'_>, room: &Room, post: PostId) -> Result<String> {
    let Some(conversation) = store::conversation(look, room.subject)? else { return Ok(room.url.clone()) };
    let Some(kept) = store::any_post(look, post)? else { return Ok(room.url.clone()) };
    let root = kept.root.unwrap_or(kept.id);
    let near = store::roots_after(look, conversation, root)? < PAGE;
    let query = if near { String::new() } else { format!("?post={root}") };
    Ok(format!("{}{query}#post-{post}", room.url))
}

/// A post of the conversation that is not deleted.
fn living(look: &mut Look<'_>, conversation: ConversationId, id: PostId) -> Result<Kept> {
    let mine = look.viewer.account_if_any();
    let kept = store::post(look, conversation, id, mine)?.ok_or(Error::NotFound)?;
    if kept.deleted_at.is_some() { Err(Error::Conflict("error-post-gone")) } else { Ok(kept) }
}

fn of_room(look: &mut Look<'_>, room: &Room) -> Result<ConversationId> {
    store::conversation(look, room.subject)?.ok_or(Error::NotFound)
}

/// A post of the viewer's own that can be changed.
pub fn own(look: &mut Look<'_>, room: &Room, id: PostId) -> Result<Kept> {
    let me = look.viewer.person()?;
    let conversation = of_room(look, room)?;
    let kept = living(look, conversation, id)?;
    if kept.author == Some(me) { Ok(kept) } else { Err(Error::Forbidden("error-post-not-yours")) }
}

/// Says it in other words. Who has lost the right to write may still correct what they wrote.
pub fn edit(act: &mut Act<'_>, room: &Room, id: PostId, fields: &Fields) -> Result<()> {
    let kept = own(act, room, id)?;
    let words = Words::read(fields, kept.photo.is_some())?;
    if words.words == kept.words && words.photo_words == kept.photo_words {
        return Ok(());
    }
    store::put_words(act, id, &words)
}

/// Takes a post away: its author, or a moderator.
pub fn delete(act: &mut Act<'_>, room: &Room, id: PostId) -> Result<()> {
    let me = act.viewer.person()?;
    let conversation = of_room(act, room)?;
    let kept = living(act, conversation, id)?;
    if kept.author != Some(me) && !room.rights.moderate {
        return Err(Error::Forbidden("error-post-not-yours"));
    }
    store::put_deleted(act, &kept, Some(me))?;
    let due = act.now.plus(UNDO);
    act.later_at(&Job::EmptyPost { post: id }, due)
}

/// Brings a post back: who took it away, within the hour.
pub fn restore(act: &mut Act<'_>, room: &Room, id: PostId) -> Result<()> {
    let me = act.viewer.person()?;
    let conversation = of_room(act, room)?;
    let mine = act.viewer.account_if_any();
    let kept = store::post(act, conversation, id, mine)?.ok_or(Error::NotFound)?;
    if kept.deleted_at.is_none() {
        return Ok(());
    }
    if !model::can_restore(kept.deleted_at, kept.deleted_by, me, act.now) {
        return Err(Error::Conflict("error-post-gone"));
    }
    store::put_deleted(act, &kept, None)
}

/// Deletes for good what a deleted post said and showed, once it can't be brought back.
pub fn purge(act: &mut Act<'_>, id: PostId) -> Result<()> {
    let Some(kept) = store::any_post(act, id)? else { return Ok(()) };
    let over = kept.deleted_at.is_some_and(|at| act.now.since(at) >= UNDO);
    if !over {
        return Ok(());
    }
    store::empty_post(act, id)?;
    match kept.photo {
        Some(photo) => let_go(act, &photo),
        None => Ok(()),
    }
}

/// Deletes a picture's files unless another post shows it too.
fn let_go(act: &mut Act<'_>, photo: &str) -> Result<()> {
    if store::photo_is_used(act, photo)? { Ok(()) } else { act.later(&Job::DeletePicture { hash: photo.to_owned() }) }
}

/// How many posts there are.
pub fn count(look: &mut Look<'_>, subject: Subject) -> Result<i64> {
    match store::conversation(look, subject)? {
        Some(conversation) => store::count(look, conversation),
        None => Ok(0),
    }
}

/// Deletes a conversation with all that was said: for a slice that deletes what was talked about.
pub fn forget(act: &mut Act<'_>, subject: Subject) -> Result<()> {
    match store::conversation(act, subject)? {
        Some(conversation) => forget_conversation(act, conversation),
        None => Ok(()),
    }
}

fn forget_conversation(act: &mut Act<'_>, conversation: ConversationId) -> Result<()> {
    let photos = store::photos_in(act, conversation)?;
    store::delete_conversation(act, conversation)?;
    photos.iter().try_for_each(|photo| let_go(act, photo))
}

/// What goes with somebody who leaves: their conversations of two, and all they wrote elsewhere.
pub(super) fn leave(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    for pair in store::pairs_of(act, person)? {
        forget_conversation(act, pair)?;
    }
    let photos = store::photos_of(act, person)?;
    store::forget_author(act, person)?;
    photos.iter().try_for_each(|photo| let_go(act, photo))
}

/// When both had said something to the other by name for the first time, and where the second of them did.
pub fn first_exchange(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Option<(Moment, ConversationId)>> {
    let Some(one) = store::first_said(look, a, b)? else { return Ok(None) };
    let Some(two) = store::first_said(look, b, a)? else { return Ok(None) };
    let (post, conversation) = one.max(two);
    Ok(Some((id::made_at(post.0), conversation)))
}

/// Whether `author` has ever said something to `to` by name, in any conversation.
pub fn spoke_to(look: &mut Look<'_>, author: PersonId, to: PersonId) -> Result<bool> {
    Ok(store::first_said(look, author, to)?.is_some())
}

/// Whether the first of a pair has written in its conversation.
pub fn wrote_to(look: &mut Look<'_>, author: PersonId, to: PersonId) -> Result<bool> {
    let Some(pair) = store::conversation(look, Subject::Pair(author, to))? else { return Ok(false) };
    store::has_written(look, pair, author)
}

/// Everybody whom somebody spoke to by name, or who spoke to them.
pub fn spoken_with(look: &mut Look<'_>, person: PersonId) -> Result<Vec<PersonId>> {
    Ok(store::spoken_with(look, person)?.into_iter().map(|(other,)| other).collect())
}

/// Where a conversation is read; `None` for one that is gone, and for a pair of others.
pub fn whereabouts(look: &mut Look<'_>, conversation: ConversationId, reader: PersonId) -> Result<Option<Whereabouts>> {
    let Some(row) = store::place(look, conversation, reader)? else { return Ok(None) };
    Ok(match (row.kind.as_str(), row.other) {
        ("pair", Some(other)) => Some(Whereabouts { url: format!("/talk/{other}"), title: None }),
        ("pair", None) => None,
        _ => Some(Whereabouts { url: row.url, title: Some(row.title) }),
    })
}

/// What a conversation is about; `None` for one of two. Talk knows nothing of who may see that: the caller asks.
pub fn about(look: &mut Look<'_>, conversation: ConversationId) -> Result<Option<Subject>> {
    store::about(look, conversation)
}

/// Where a post is read, for a link from elsewhere: below what it answers, with all other answers.
pub fn whereabouts_of(look: &mut Look<'_>, post: PostId, reader: PersonId) -> Result<Option<Whereabouts>> {
    let Some(kept) = store::any_post(look, post)? else { return Ok(None) };
    let root = kept.root.unwrap_or(kept.id);
    Ok(whereabouts(look, kept.conversation, reader)?.map(|place| match place.title {
        Some(title) => Whereabouts { url: format!("{}?post={root}#post-{post}", place.url), title: Some(title) },
        None => place,
    }))
}

/// The viewer's conversations of two, the latest first, after the one with somebody that was the latest then; those with
/// muted people too.
pub fn pairs(look: &mut Look<'_>, after: Option<(Moment, PersonId)>, most: i64) -> Result<Vec<PairRow>> {
    let (me, account) = (look.viewer.person()?, look.viewer.me()?.account);
    let after = after.unwrap_or((Moment::from_ms(i64::MAX), PersonId(i64::MAX)));
    let rows = store::pairs(look, me, account, after, most)?;
    Ok(rows
        .into_iter()
        .map(|row| PairRow {
            face: Face { id: row.other, handle: row.handle, name: row.name, photo: row.photo },
            last_at: row.last_at,
            unseen: row.last_at > row.seen_at && row.author != Some(me),
            muted: row.muted,
            mine: row.author == Some(me),
            words: row.words.unwrap_or_default(),
            photo: row.picture.is_some(),
        })
        .collect())
}

/// The conversation with somebody, and whether something there waits to be read.
pub fn pair_of(look: &mut Look<'_>, other: PersonId) -> Result<Option<(ConversationId, bool)>> {
    let me = look.viewer.person()?;
    Ok(store::seen(look, me, other)?.map(|(conversation, last_at, seen_at)| (conversation, last_at > seen_at)))
}

/// Notes that the viewer has read what there is in their conversation with somebody.
pub fn see(act: &mut Act<'_>, other: PersonId) -> Result<()> {
    let me = act.viewer.person()?;
    store::put_seen(act, me, other)
}

/// All that somebody wrote, and what was said in their conversations of two.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<serde_json::Value> {
    let (own, pairs) = store::export(look, person)?;
    let base = look.shared.config.base_url.clone();
    let shown = |row: &store::ExportRow| {
        json!({
            "id": row.id,
            "written_at": id::made_at(row.id.0).iso(),
            "words": row.words,
            "picture_url": row.photo.as_deref().map(|photo| format!("{base}{}", crate::page::picture(photo))),
            "picture_shows": row.photo_words,
            "deleted_at": row.deleted_at.map(Moment::iso),
        })
    };
    let posts: Vec<_> = own
        .iter()
        .map(|row| {
            let mut post = shown(row);
            post["picture"] = json!(row.photo);
            post["where"] = json!({ "title": row.title, "url": format!("{base}{}", row.url) });
            post
        })
        .collect();
    let messages: Vec<_> = pairs
        .iter()
        .map(|row| {
            let mut post = shown(row);
            post["with"] = json!(row.title);
            post["from"] = json!(row.author);
            // The file goes along with what they sent themselves, not with what they got.
            let own = row.author.as_ref().is_some_and(|author| *author != row.title);
            post["picture"] = json!(row.photo.as_ref().filter(|_| own));
            post
        })
        .collect();
    Ok(json!({ "posts": posts, "conversations": messages }))
}
