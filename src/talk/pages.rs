//! The handlers that every slice with conversations wires to its own addresses.

use axum::extract::{Path, State};

use super::{
    actions,
    model::{Kept, Room},
    views,
};
use crate::{
    act::Look,
    app::App,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    id::PostId,
    page::{Page, Place, parts},
};

/// Finds a slice's room by the key in its address, if the viewer may see it; [`Error::NotFound`] otherwise.
pub type FindRoom = fn(&mut Look<'_>, &str) -> Result<Room>;

/// Where a slice has its posts: each path has the room's key as its first parameter, and from `edit` on the post's id
/// as its second.
#[derive(Debug, Clone, Copy)]
pub struct Paths {
    /// `/g/{id}/posts`
    pub posts: &'static str,
    /// `/g/{id}/posts/{post}/edit`
    pub edit: &'static str,
    /// `/g/{id}/posts/{post}/delete`
    pub delete: &'static str,
    /// `/g/{id}/posts/{post}/restore`
    pub restore: &'static str,
}

/// All routes of the conversations of a slice.
pub fn routes_for(paths: Paths, find: FindRoom) -> Routes {
    Routes::new()
        .post(
            paths.posts,
            Who::Person,
            move |State(app): State<App>, Path(key): Path<String>, ask: Ask, fields: Fields| {
                write(app, ask, key, fields, find)
            },
        )
        .get(paths.edit, Who::Person, move |State(app): State<App>, Path(at): Path<(String, String)>, ask: Ask| {
            show_edit(app, ask, at, find)
        })
        .post(
            paths.edit,
            Who::Person,
            move |State(app): State<App>, Path(at): Path<(String, String)>, ask: Ask, fields: Fields| {
                edit(app, ask, at, fields, find)
            },
        )
        .post(paths.delete, Who::Person, move |State(app): State<App>, Path(at): Path<(String, String)>, ask: Ask| {
            delete(app, ask, at, find)
        })
        .post(paths.restore, Who::Person, move |State(app): State<App>, Path(at): Path<(String, String)>, ask: Ask| {
            restore(app, ask, at, find)
        })
}

async fn write(app: App, ask: Ask, key: String, fields: Fields, find: FindRoom) -> Answer {
    let outcome = match open(&app, &ask, &key, find).await {
        Ok(()) => match app.picture(&ask, &fields, "photo").await {
            Ok(photo) => {
                let (key, fields) = (key.clone(), fields.clone());
                app.act(&ask, move |act| {
                    let room = find(act, &key)?;
                    let post = actions::post(act, &room, &fields, photo.as_ref())?;
                    actions::address(act, &room, post)
                })
                .await
            }
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match outcome {
        Ok(to) => Ok(app.see(&to, "")),
        Err(Error::Invalid(problems)) => again(&app, &ask, key, fields, problems, find).await,
        Err(error) => Err(error.into()),
    }
}

/// Whether the viewer may write there: asked before a picture of theirs is read and kept.
async fn open(app: &App, ask: &Ask, key: &str, find: FindRoom) -> Result<()> {
    let key = key.to_owned();
    app.look(ask, move |look| {
        look.viewer.person()?;
        find(look, &key)?.open()
    })
    .await
}

/// The form once more, on a page of its own, with what was typed.
async fn again(app: &App, ask: &Ask, key: String, fields: Fields, problems: Problems, find: FindRoom) -> Answer {
    app.page_again(ask, move |look| {
        let room = find(look, &key)?;
        let answering =
            fields.some("reply_to").and_then(|text| text.parse().ok()).map(|post: PostId| (post, String::new()));
        let main = maud::html! {
            (parts::back(&room.url, &room.title))
            div.head { h1 { (look.say.t("talk-write-title")) } }
            (views::compose(look, &room, answering.as_ref(), &fields, &problems))
        };
        Ok(Page::new(look.say.t("talk-write-title"), Place::Talk, main).alone().private())
    })
    .await
}

async fn show_edit(app: App, ask: Ask, (key, post): (String, String), find: FindRoom) -> Answer {
    app.page(&ask, move |look| {
        let (room, kept) = own(look, &key, &post, find)?;
        let fields = Fields::default().with("words", &kept.words).with("photo_words", &kept.photo_words);
        Ok(edit_page(look, &room, &kept, &fields, &Problems::default()))
    })
    .await
}

fn own(look: &mut Look<'_>, key: &str, post: &str, find: FindRoom) -> Result<(Room, Kept)> {
    let room = find(look, key)?;
    let kept = actions::own(look, &room, id_of(post)?)?;
    Ok((room, kept))
}

fn id_of(post: &str) -> Result<PostId> {
    post.parse().map_err(|_| Error::NotFound)
}

fn edit_page(look: &Look<'_>, room: &Room, kept: &Kept, fields: &Fields, problems: &Problems) -> Page {
    let main = views::editing(look, room, kept.id, kept.photo.as_deref(), fields, problems);
    Page::new(look.say.t("talk-edit-title"), Place::Talk, main).alone().private()
}

async fn edit(app: App, ask: Ask, (key, post): (String, String), fields: Fields, find: FindRoom) -> Answer {
    let (at, words) = ((key.clone(), post.clone()), fields.clone());
    let outcome = app
        .act(&ask, move |act| {
            let room = find(act, &at.0)?;
            let post = id_of(&at.1)?;
            actions::edit(act, &room, post, &words)?;
            actions::address(act, &room, post)
        })
        .await;
    match outcome {
        Ok(to) => Ok(app.see(&to, "done-post-edited")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| {
                let (room, kept) = own(look, &key, &post, find)?;
                Ok(edit_page(look, &room, &kept, &fields, &problems))
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn delete(app: App, ask: Ask, (key, post): (String, String), find: FindRoom) -> Answer {
    let to = app
        .act(&ask, move |act| {
            let (room, post) = (find(act, &key)?, id_of(&post)?);
            actions::delete(act, &room, post)?;
            actions::address(act, &room, post)
        })
        .await?;
    Ok(app.see(&to, "done-post-deleted"))
}

async fn restore(app: App, ask: Ask, (key, post): (String, String), find: FindRoom) -> Answer {
    let to = app
        .act(&ask, move |act| {
            let (room, post) = (find(act, &key)?, id_of(&post)?);
            actions::restore(act, &room, post)?;
            actions::address(act, &room, post)
        })
        .await?;
    Ok(app.see(&to, "done-post-restored"))
}
