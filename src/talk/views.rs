//! What a conversation looks like.

use maud::{Markup, html};

use super::model::{MOST_PHOTO_WORDS, MOST_WORDS, PostRow, Room, can_restore};
use crate::{
    act::Look,
    args,
    error::Problems,
    http::Fields,
    id::PostId,
    page::{
        self, Form,
        parts::{self, Field, Icon, Weight},
        when,
    },
};

/// What is shown of a conversation.
#[derive(Default)]
pub struct Thread {
    /// Posts that answer none, the oldest first.
    pub roots: Vec<PostRow>,
    /// Answers to them, the oldest first.
    pub replies: Vec<PostRow>,
    /// The oldest post shown, where there are older ones.
    pub older: Option<PostId>,
    /// Whether these are not the newest.
    pub newer: bool,
    /// Whether this is one post with all its answers.
    pub only: bool,
    /// The post that the form answers, and its author's name.
    pub answering: Option<(PostId, String)>,
}

/// The thread with its form.
pub fn thread(look: &Look<'_>, room: &Room, shown: &Thread, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let older = shown.older.map(|post| format!("{}?before={post}#thread", room.url));
    let newest = format!("{}#thread", room.url);
    html! {
        section.flow #thread aria-label=(say.t("talk-thread")) {
            div #posts .flow {
                (parts::pagination(
                    say.t("talk-pages"),
                    shown.newer.then_some((newest.as_str(), say.t(if shown.only { "talk-all" } else { "talk-newest" }))),
                    older.as_deref().map(|href| (href, say.t("talk-older"))),
                ))
                @if shown.roots.is_empty() {
                    @if !room.is_pair() { p.soft { (say.t("talk-nothing-yet")) } }
                } @else if room.is_pair() {
                    ol.bubbles { @for post in &shown.roots { (bubble(look, room, post)) } }
                } @else {
                    ul.posts {
                        @for post in &shown.roots {
                            li {
                                (entry(look, room, post))
                                (replies(look, room, post.id, shown))
                            }
                        }
                    }
                }
            }
            @if room.rights.write {
                (compose(look, room, shown.answering.as_ref(), fields, problems))
            } @else if let Some(why) = room.closed {
                (parts::notice(parts::Tone::Info, &html! { p { (say.t(why)) } }))
            }
        }
    }
}

fn replies(look: &Look<'_>, room: &Room, root: PostId, shown: &Thread) -> Markup {
    let mine: Vec<&PostRow> = shown.replies.iter().filter(|reply| reply.root == Some(root)).collect();
    let all = mine.first().map_or(0, |reply| reply.siblings);
    html! {
        @if !mine.is_empty() {
            ul.replies {
                @if all > mine.len() as i64 {
                    li {
                        a href={ (room.url) "?post=" (root) "#post-" (root) } {
                            (look.say.with("talk-all-answers", args! { count: all }))
                        }
                    }
                }
                @for reply in mine { li { (entry(look, room, reply)) } }
            }
        }
    }
}

/// What stands in the place of a deleted post: the key of its words.
fn deleted_words(by_author: bool) -> &'static str {
    if by_author { "talk-deleted" } else { "talk-removed" }
}

/// The place of a deleted post, with the way to bring it back for who took it away.
fn stub(look: &Look<'_>, room: &Room, post: &PostRow) -> Markup {
    let me = look.viewer.person_if_any();
    let back = me.is_some_and(|me| can_restore(post.deleted_at, post.deleted_by, me, look.now));
    html! {
        div.row {
            p."soft small" { (look.say.t(deleted_words(post.author.is_none() || post.deleted_by == post.author))) }
            @if back {
                form method="post" action={ (room.url) "/posts/" (post.id) "/restore" } {
                    button.link type="submit" { (look.say.t("talk-undo")) }
                }
            }
        }
    }
}

/// A post, a deleted one's place, or a muted one folded away.
fn entry(look: &Look<'_>, room: &Room, post: &PostRow) -> Markup {
    if post.deleted_at.is_some() {
        return html! {
            div.post id={ "post-" (post.id) } { (parts::face("", None, parts::Size::M)) (stub(look, room, post)) }
        };
    }
    let whole = whole(look, room, post);
    html! { @if post.muted { (folded(look, post, &whole)) } @else { (whole) } }
}

fn folded(look: &Look<'_>, post: &PostRow, whole: &Markup) -> Markup {
    let name = post.name.as_deref().unwrap_or_default();
    html! {
        details {
            summary."soft small" { (look.say.with("talk-muted", args! { name: name })) }
            (whole)
        }
    }
}

fn picture(post: &PostRow) -> Option<(String, &str, u32, u32)> {
    let photo = post.photo.as_deref()?;
    Some((page::picture(photo), post.photo_words.as_str(), post.photo_width, post.photo_height))
}

fn whole(look: &Look<'_>, room: &Room, post: &PostRow) -> Markup {
    let (say, at) = (look.say, post.at());
    let (id, when) = (format!("post-{}", post.id), said_when(look, post));
    let photo = page::photo(post.face.as_deref());
    let href = format!("/@{}", post.handle.as_deref().unwrap_or_default());
    let to = post.to_name.as_ref().map(|name| say.with("talk-to", args! { name: name.as_str() }));
    let picture = picture(post);
    parts::post(&parts::Post {
        id: &id,
        name: post.name.as_deref().unwrap_or_default(),
        href: &href,
        photo: photo.as_deref(),
        iso: &at.iso(),
        when: &when,
        why: to.as_deref(),
        body: page::markdown(&post.words),
        picture: picture.as_ref().map(|(src, alt, width, height)| (src.as_str(), *alt, *width, *height)),
        actions: actions(look, room, post),
    })
}

/// "2 hours ago", and whether it was changed since.
fn said_when(look: &Look<'_>, post: &PostRow) -> String {
    let when = when_words(look, post);
    if post.edited_at.is_some() { look.say.with("talk-edited", args! { when: when }) } else { when }
}

fn when_words(look: &Look<'_>, post: &PostRow) -> String {
    let at = post.at();
    if look.now.since(at) < 14 * crate::time::DAY {
        when::distance(look.say, at, look.now, &look.zone)
    } else {
        when::day(look, at)
    }
}

fn actions(look: &Look<'_>, room: &Room, post: &PostRow) -> Option<Markup> {
    let say = look.say;
    let name = post.name.as_deref().unwrap_or_default();
    let own = look.viewer.person_if_any().is_some_and(|me| post.author == Some(me));
    let answer = room.rights.write && !room.is_pair();
    if !own && !answer && !room.rights.moderate {
        return None;
    }
    let base = format!("{}/posts/{}", room.url, post.id);
    Some(html! {
        @if answer {
            a href={ (room.url) "?post=" (post.root.unwrap_or(post.id)) "&reply=" (post.id) "#write" } {
                (Icon::Reply) (say.t("talk-answer")) " " (parts::unseen(name))
            }
        }
        @if own { a href={ (base) "/edit" } { (say.t("talk-edit")) } }
        @if own || room.rights.moderate {
            form method="post" action={ (base) "/delete" } {
                button type="submit" { (say.t(if own { "talk-delete" } else { "talk-remove" })) }
            }
        }
    })
}

/// One message between two.
fn bubble(look: &Look<'_>, room: &Room, post: &PostRow) -> Markup {
    let own = look.viewer.person_if_any().is_some_and(|me| post.author == Some(me));
    if post.deleted_at.is_some() {
        return html! {
            li class=(if own { "bubble own" } else { "bubble" }) id={ "post-" (post.id) } { (stub(look, room, post)) }
        };
    }
    let name = post.name.as_deref().unwrap_or_default();
    let body = html! {
        (parts::unseen(&if own { look.say.t("talk-you-said").to_owned() } else { look.say.with("talk-said", args! { name: name }) }))
        div.post-body { (page::markdown(&post.words)) }
        @if let Some((src, alt, width, height)) = picture(post) {
            figure.post-photo { img src=(src) alt=(alt) width=(width) height=(height) loading="lazy" decoding="async"; }
        }
        (parts::time(&post.at().iso(), &said_when(look, post)))
        @if own { footer.post-actions { (actions(look, room, post).unwrap_or_default()) } }
    };
    html! {
        li class=(if own { "bubble own" } else { "bubble" }) id={ "post-" (post.id) } {
            @if post.muted { (folded(look, post, &body)) } @else { (body) }
        }
    }
}

/// The form to say something.
pub fn compose(
    look: &Look<'_>,
    room: &Room,
    answering: Option<&(PostId, String)>,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let (say, form) = (look.say, Form::new(look, fields, problems));
    let label = match answering {
        Some((_, name)) if name.is_empty() => say.t("talk-your-answer").to_owned(),
        Some((_, name)) => say.with("talk-answer-to", args! { name: name.as_str() }),
        None => say.t(if room.is_pair() { "talk-write-to" } else { "talk-write" }).to_owned(),
    };
    html! {
        form.compose #write method="post" action={ (room.url) "/posts" } enctype="multipart/form-data" {
            (form.summary())
            @if let Some((post, _)) = answering { input type="hidden" name="reply_to" value=(post); }
            (parts::field_area(&Field {
                name: "words",
                label: &label,
                error: form.fault("words"),
                value: form.value("words"),
                rows: 3,
                maxlength: Some(MOST_WORDS as u32),
                autofocus: answering.is_some(),
                ..Field::default()
            }))
            details open[form.fault("photo").is_some() || form.fault("photo_words").is_some()] {
                summary { (say.t("talk-add-photo")) }
                div.flow {
                    (parts::field_text(&Field {
                        name: "photo",
                        label: say.t("talk-photo"),
                        kind: "file",
                        error: form.fault("photo"),
                        ..Field::default()
                    }))
                    (photo_words(look, &form))
                }
            }
            div.buttons {
                (parts::button(Weight::Primary, say.t(if room.is_pair() { "talk-send" } else { "talk-post" }), None))
                @if answering.is_some() {
                    (parts::link_button(Weight::Quiet, say.t("talk-no-answer"), None, &format!("{}#write", room.url)))
                }
            }
        }
    }
}

fn photo_words(look: &Look<'_>, form: &Form<'_>) -> Markup {
    let say = look.say;
    parts::field_text(&Field {
        name: "photo_words",
        label: say.t("talk-photo-words"),
        help: Some(say.t("talk-photo-words-help")),
        optional: Some(say.t("talk-optional")),
        error: form.fault("photo_words"),
        value: form.value("photo_words"),
        maxlength: Some(MOST_PHOTO_WORDS as u32),
        ..Field::default()
    })
}

/// The page on which one corrects a post.
pub fn editing(
    look: &Look<'_>,
    room: &Room,
    post: PostId,
    photo: Option<&str>,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let (say, form) = (look.say, Form::new(look, fields, problems));
    let back = format!("{}#post-{post}", room.url);
    html! {
        (parts::back(&back, &room.title))
        div.head { h1 { (say.t("talk-edit-title")) } }
        (form.summary())
        form.form method="post" action={ (room.url) "/posts/" (post) "/edit" } {
            (parts::field_area(&Field {
                name: "words",
                label: say.t("talk-words"),
                error: form.fault("words"),
                value: form.value("words"),
                rows: 8,
                maxlength: Some(MOST_WORDS as u32),
                ..Field::default()
            }))
            @if let Some(photo) = photo {
                img src=(page::picture(photo)) alt="" loading="lazy";
                (photo_words(look, &form))
            }
            div.buttons {
                (parts::button(Weight::Primary, say.t("talk-save"), None))
                (parts::link_button(Weight::Quiet, say.t("talk-no-edit"), None, &back))
            }
        }
    }
}
