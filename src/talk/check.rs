//! What is derived for conversations, compared and derived again.

use super::store::{self, AnswerRow, SideRow};
use crate::{
    act::{Act, Look},
    check::{AT_ONCE, About, Batch, Check},
    error::Result,
    id::{ConversationId, PostId, made_at},
    time::{MINUTE, Moment},
};

/// All of it.
pub const CHECKS: &[Check] = &[
    Check { name: "conversation.posts", total: store::count_conversations, batch: posts, repair: repair_posts },
    Check { name: "conversation.last_at", total: store::count_conversations, batch: lasts, repair: repair_last },
    Check { name: "conversation_member", total: store::count_conversations, batch: pairs, repair: repair_pair },
    Check { name: "post.root", total: store::count_posts, batch: roots, repair: repair_root },
];

/// An id may have been made a little ahead of its moment, where many were made at once or the clock stepped back.
const ABOUT: i64 = MINUTE;

fn conversation(subject: &About) -> ConversationId {
    ConversationId(About::row(Some(subject)))
}

fn posts(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of_counts(store::posts_counted(look, About::row(after), AT_ONCE)?)
}

fn repair_posts(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    store::recount_posts(act, conversation(subject)).map(|()| true)
}

fn lasts(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(
        store::last_posts(look, About::row(after), AT_ONCE)?,
        |row| row.id.0,
        |row| {
            Ok(match (row.last_at, row.post.map(|post| made_at(post.0))) {
                (None, None) => None,
                (Some(kept), Some(last)) if kept.since(last).abs() <= ABOUT => None,
                (Some(_), None) => Some("it says when something was last said, and nothing was".to_owned()),
                (None, Some(last)) => Some(format!("nothing is kept, the last post is of {}", last.iso())),
                (Some(kept), Some(last)) => Some(format!("{} is kept, the last post is of {}", kept.iso(), last.iso())),
            })
        },
    )
}

fn repair_last(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let id = conversation(subject);
    match store::last_posts(act, id.0.saturating_sub(1), 1)?.into_iter().find(|row| row.id == id) {
        Some(row) => store::put_last_at(act, id, row.post.map(|post| made_at(post.0))).map(|()| true),
        None => Ok(false),
    }
}

/// What the two rows of a pair have to be; `None` where nobody can say who the two are.
fn wanted(rows: &[SideRow]) -> Option<[SideRow; 2]> {
    let first = rows.first()?;
    let last_at: Moment = rows.iter().map(|row| row.last_at).max()?;
    let of = |person, other| {
        let seen_at = rows.iter().find(|row| row.person == person).map_or(last_at, |row| row.seen_at);
        SideRow { conversation: first.conversation, person, other, last_at, seen_at }
    };
    let two = [of(first.person, first.other), of(first.other, first.person)];
    let fits = rows.len() <= 2 && rows.iter().all(|row| two.iter().any(|side| side.person == row.person));
    fits.then_some(two)
}

fn pairs(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    let ids = store::pair_ids(look, About::row(after), AT_ONCE)?;
    Batch::of(
        ids,
        |(id,)| *id,
        |(id,)| {
            let rows = store::sides(look, ConversationId(*id))?;
            Ok(match wanted(&rows) {
                None => Some(format!("{} rows of two people, and nobody can say which", rows.len())),
                Some(two) => {
                    let same = |side: &SideRow| {
                        rows.iter()
                            .any(|row| (row.person, row.other, row.last_at) == (side.person, side.other, side.last_at))
                    };
                    (!two.iter().all(same)).then(|| "the two sides don’t mirror each other".to_owned())
                }
            })
        },
    )
}

fn repair_pair(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let rows = store::sides(act, conversation(subject))?;
    let Some(two) = wanted(&rows) else { return Ok(false) };
    two.iter().try_for_each(|side| store::put_side(act, side)).map(|()| true)
}

fn wrong_root(row: &AnswerRow) -> Option<String> {
    if row.wanted.is_some() && !row.same {
        return Some("it answers a post of another conversation".to_owned());
    }
    (row.root != row.wanted).then(|| "it stands below another post than what it answers".to_owned())
}

fn roots(look: &mut Look<'_>, after: Option<&About>) -> Result<Batch> {
    Batch::of(store::answers(look, About::row(after), AT_ONCE)?, |row| row.id.0, |row| Ok(wrong_root(row)))
}

fn repair_root(act: &mut Act<'_>, subject: &About) -> Result<bool> {
    let id = PostId(About::row(Some(subject)));
    let found = store::answers(act, id.0.saturating_sub(1), 1)?.into_iter().find(|row| row.id == id);
    match found {
        Some(row) if row.wanted.is_none() || row.same => store::put_root(act, id, row.wanted).map(|()| true),
        _ => Ok(false),
    }
}
