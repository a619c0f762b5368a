//! Conversations for programs: the operations that every slice with conversations wires to its own addresses.

use axum::extract::State;
use serde_json::{Value, json};

use super::{
    actions::{self, Part},
    model::{MANY_REPLIES, MOST_PHOTO_WORDS, MOST_WORDS, PAGE, PostRow, Room, can_restore},
};
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Result},
    http::{
        Fields, Routes,
        api::{
            Call, Cursor, Operation, Said, Scope, Shape, delete, get, patch, post,
            shape::{self, record, text, truth},
        },
    },
    id::{self, PersonId, PostId},
    page,
    people::{self, Face},
};

/// Finds a slice's room by the parts of the path, if the viewer may see it.
pub type RoomOf = fn(&mut Look<'_>, &Call) -> Result<Room>;

/// Where a slice has its posts, and what its operations are called.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    /// `/api/v1/gatherings/{id}/posts`, and the names of the two operations there.
    pub posts: (&'static str, &'static str, &'static str),
    /// `/api/v1/gatherings/{id}/posts/{post}`, and the names of the three operations there.
    pub post: (&'static str, &'static str, &'static str, &'static str),
    /// `/api/v1/gatherings/{id}/posts/{post}/restore`, and the name of the operation there.
    pub restore: (&'static str, &'static str),
    /// Whether strangers may read there.
    pub anyone: bool,
}

/// What a token without `read` is shown.
const ALONE: &str = "Answered is the post with what stands around it; to a token without `read` the post alone.";

/// All operations of the conversations of a slice.
pub fn api_routes_for(at: &Api, room: RoomOf) -> Routes {
    let (posts, list, write) = at.posts;
    let (one, show, edit, gone) = at.post;
    let (back, restore) = at.restore;
    let open = |operation: Operation| if at.anyone { operation.anyone() } else { operation };
    let pair = !at.anyone && posts.contains("/conversations/");
    let mut said = record()
        .may("words", text(MOST_WORDS).says("In Markdown; needed where there is no picture.").like("I bring cake."))
        .may("photo_words", text(MOST_PHOTO_WORDS).says("What the picture shows.").like("A cake"));
    if !pair {
        said = said.may("reply_to", shape::id().says("The post that this answers."));
    }
    let changed = record()
        .may("words", text(MOST_WORDS).like("I bring two cakes.").or_none())
        .may("photo_words", text(MOST_PHOTO_WORDS).like("Two cakes").or_none());
    Routes::new()
        .api(
            open(get(posts, list))
                .says("What was said, the newest first")
                .more("Answers stand with the post that they answer, the oldest first; at most the last six.")
                .lists(post_shape()),
            move |State(app): State<App>, call: Call| call.look(app, move |look, call| read(look, call, room)),
        )
        .api(
            post(posts, write, Scope::Talk)
                .says("Say something")
                .more(ALONE)
                .conflicts()
                .takes(said)
                .picture("photo")
                .gives(201, post_shape()),
            move |State(app): State<App>, call: Call| {
                call.act_or_derive(
                    app,
                    move |act, call| say(act, call, room),
                    move |act, call, at| said_at(act, call, room, at),
                )
            },
        )
        .api(
            open(get(one, show)).says("A post with all answers to it").guarded().gives(200, post_shape()),
            move |State(app): State<App>, call: Call| call.look(app, move |look, call| look_at(look, call, room)),
        )
        .api(
            patch(one, edit, Scope::Talk)
                .says("Say it in other words")
                .more(ALONE)
                .guarded()
                .conflicts()
                .takes(changed)
                .gives(200, post_shape()),
            move |State(app): State<App>, call: Call| call.act(app, move |act, call| say_again(act, call, room)),
        )
        .api(
            delete(one, gone, Scope::Talk)
                .says("Take a post away")
                .more("Your own, or where you look after the place. It can be brought back for an hour.")
                .conflicts(),
            move |State(app): State<App>, call: Call| call.act(app, move |act, call| take_away(act, call, room)),
        )
        .api(
            post(back, restore, Scope::Talk).says("Bring a post back").more(ALONE).conflicts().gives(200, post_shape()),
            move |State(app): State<App>, call: Call| {
                call.act_or_derive(
                    app,
                    move |act, call| bring_back(act, call, room),
                    move |act, call, _| {
                        let room = room(act, call)?;
                        seen(act, call, &room, call.id("post")?)
                    },
                )
            },
        )
}

fn with_post(shape: Shape) -> Shape {
    let picture = record()
        .has("url", shape::path().like("/media/0123456789abcdef0123456789abcdef"))
        .has("words", text(MOST_PHOTO_WORDS).like("A cake"))
        .or_none();
    shape
        .has("id", shape::id())
        .has("at", shape::moment())
        .has("by", people::face_shape().or_none().says("Null where they have left."))
        .has("words", text(MOST_WORDS).like("I bring cake."))
        .has("picture", picture)
        .has(
            "to",
            text(60).or_none().says("Whom it answers, where that is not the author of the first post.").like("Bob"),
        )
        .has("edited_at", shape::moment().or_none())
        .has("deleted_at", shape::moment().or_none())
        .has("muted", truth().says("Whether you have muted its author.").like("false"))
        .has("mine", truth())
        .has("can_restore", truth().like("false"))
}

fn post_shape() -> Shape {
    shape::named("Post", || {
        with_post(record())
            .has("answers", shape::list(shape::named("Answer", || with_post(record())), MANY_REPLIES as usize))
            .has("answers_in_all", shape::count().like("1"))
    })
}

fn shown(look: &Look<'_>, post: &PostRow) -> Value {
    let me: Option<PersonId> = look.viewer.person_if_any();
    let gone = post.deleted_at.is_some();
    let by = match (post.author, &post.handle, &post.name) {
        (Some(id), Some(handle), Some(name)) if !gone => {
            people::face_json(&Face { id, handle: handle.clone(), name: name.clone(), photo: post.face.clone() })
        }
        _ => Value::Null,
    };
    let picture = post
        .photo
        .as_deref()
        .filter(|_| !gone)
        .map(|photo| json!({ "url": page::picture(photo), "words": post.photo_words }));
    json!({
        "id": post.id,
        "at": post.at().iso(),
        "by": by,
        "words": if gone { "" } else { post.words.as_str() },
        "picture": picture,
        "to": post.to_name.as_ref().filter(|_| !gone),
        "edited_at": post.edited_at.map(|at| at.iso()),
        "deleted_at": post.deleted_at.map(|at| at.iso()),
        "muted": post.muted,
        "mine": me.is_some() && post.author == me,
        "can_restore": me.is_some_and(|me| can_restore(post.deleted_at, post.deleted_by, me, look.now)),
    })
}

fn whole(look: &Look<'_>, root: &PostRow, replies: &[PostRow]) -> Value {
    let below: Vec<&PostRow> = replies.iter().filter(|reply| reply.root == Some(root.id)).collect();
    let mut all = shown(look, root);
    all["answers"] = below.iter().map(|reply| shown(look, reply)).collect();
    all["answers_in_all"] = json!(below.first().map_or(0, |reply| reply.siblings));
    all
}

/// The post with all answers to it, if there is such a post there; an answer is shown with what it answers.
fn found(look: &mut Look<'_>, room: &Room, id: PostId) -> Result<Value> {
    let root = actions::root_of(look, room, id)?;
    let (roots, replies) = actions::posts(look, room, &Part::Only(root))?;
    let root = roots.first().ok_or(Error::NotFound)?;
    Ok(whole(look, root, &replies))
}

/// The same for one who wrote there: with what others said only where a token may read that.
fn seen(look: &mut Look<'_>, call: &Call, room: &Room, id: PostId) -> Result<Value> {
    if people::tokens::may(look, &call.ask, Scope::Read)? {
        return found(look, room, id);
    }
    let root = actions::root_of(look, room, id)?;
    let (roots, replies) = actions::posts(look, room, &Part::Only(root))?;
    let post = roots.iter().chain(&replies).find(|post| post.id == id).ok_or(Error::NotFound)?;
    Ok(whole(look, post, &[]))
}

/// What was said there, as it stands now.
fn said_at(look: &mut Look<'_>, call: &Call, room: RoomOf, location: &str) -> Result<Value> {
    let room = room(look, call)?;
    let id = location.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
    seen(look, call, &room, id)
}

/// A part of the posts, the newest first.
fn read(look: &mut Look<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let room = room(look, call)?;
    let cursor = Cursor::of(call)?;
    let before = cursor.after(id::decode)?.unwrap_or(i64::MAX);
    let limit = cursor.limit.min(PAGE as usize);
    let cursor = Cursor { limit, ..cursor };
    let (roots, replies) = actions::posts(look, &room, &Part::Before(before, cursor.and_one()))?;
    let look = &*look;
    cursor.said(roots, |last| last.id.to_string(), |root| Ok(whole(look, root, &replies)))
}

/// A post.
fn look_at(look: &mut Look<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let room = room(look, call)?;
    Ok(Said::ok(found(look, &room, call.id("post")?)?))
}

/// Says something.
fn say(act: &mut Act<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let room = room(act, call)?;
    let id = actions::post(act, &room, &call.fields, call.picture.as_ref())?;
    let path = call.ask.target.uri.split('?').next().unwrap_or_default();
    Ok(Said::made(format!("{path}/{id}"), seen(act, call, &room, id)?))
}

/// Says it in other words.
fn say_again(act: &mut Act<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let (room, id) = (room(act, call)?, call.id("post")?);
    let kept = actions::own(act, &room, id)?;
    call.unchanged(&seen(act, call, &room, id)?)?;
    let stored = Fields::default().with("words", kept.words).with("photo_words", kept.photo_words);
    actions::edit(act, &room, id, &call.fields.clone().over(stored))?;
    Ok(Said::ok(seen(act, call, &room, id)?))
}

/// Takes it away.
fn take_away(act: &mut Act<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let room = room(act, call)?;
    actions::delete(act, &room, call.id("post")?)?;
    Ok(Said::done())
}

/// Brings it back.
fn bring_back(act: &mut Act<'_>, call: &Call, room: RoomOf) -> Result<Said> {
    let (room, id) = (room(act, call)?, call.id("post")?);
    actions::restore(act, &room, id)?;
    Ok(Said::ok(seen(act, call, &room, id)?))
}
