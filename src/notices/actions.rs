//! Who is told of what.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::{
    act::{Act, Look},
    communities,
    error::Result,
    gatherings,
    id::{self, EPOCH_MS, NoticeId, PersonId},
    journal::Happened,
    talk::{self, Subject},
    time::{DAY, Moment},
};

/// So long a notice is kept (milliseconds).
const KEPT: i64 = 90 * DAY;

/// What a notice says besides who did it: where it leads, and what that is called.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Leads {
    /// A path of ours.
    pub url: String,
    /// The name of a gathering, a community or a conversation; may be empty.
    pub title: String,
}

/// Tells somebody of something: `kind` has its words in `notice-<kind>`, `about` is what it happened to, `by` who did
/// it, `leads` is `{"url", "title"}`. Says nothing of what the reader did, or muted or blocked people.
pub fn put(
    act: &mut Act<'_>,
    person: PersonId,
    kind: &str,
    about: Option<i64>,
    by: Option<PersonId>,
    leads: &Value,
) -> Result<()> {
    if let Some(by) = by
        && (by == person || store::is_silenced(act, person, by)?)
    {
        return Ok(());
    }
    store::delete_unseen(act, person, kind, about, by)?;
    let oldest = act.now.plus(-KEPT).ms() - EPOCH_MS;
    store::delete_before(act, person, NoticeId(oldest.max(0) << 22))?;
    store::put(act, person, kind, about, by, &leads.to_string())
}

/// The reader has seen what somebody did of that kind, by going there.
pub fn seen_from(act: &mut Act<'_>, person: PersonId, kind: &str, by: PersonId) -> Result<()> {
    store::put_seen_from(act, person, kind, by)
}

/// What follows for notices from what happened. What concerns communities and gatherings their slices say by [`put`]:
/// they alone know whom.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match happened {
        Happened::Followed { person, other } => {
            let leads = tie_with(act, *person)?;
            put(act, *other, "followed", None, Some(*person), &leads)
        }
        Happened::Posted { post, conversation, person, to } => {
            let about = talk::about(act, *conversation)?;
            for reader in to {
                // Who may no longer see the place hears no more of it.
                let open = match about {
                    Some(Subject::Gathering(id)) => gatherings::open_to(act, id, *reader)?,
                    Some(Subject::Community(id)) => communities::open_to(act, id, *reader)?.1,
                    Some(Subject::Pair(..)) | None => true,
                };
                if !open {
                    continue;
                }
                let Some(place) = talk::whereabouts_of(act, *post, *reader)? else { continue };
                let kind = if place.title.is_some() { "replied" } else { "wrote" };
                let leads = json!({ "url": place.url, "title": place.title.unwrap_or_default() });
                put(act, *reader, kind, Some(conversation.0), Some(*person), &leads)?;
            }
            Ok(())
        }
        Happened::Claimed { person, other, encounter } => {
            let leads = json!({ "url": format!("/encounters/{encounter}"), "title": "" });
            put(act, *other, "claimed", None, Some(*person), &leads)
        }
        Happened::Met { person, other, confirmed: true, .. } => {
            let leads = tie_with(act, *person)?;
            put(act, *other, "met", None, Some(*person), &leads)
        }
        Happened::Blocked { person, other } => {
            store::forget_between(act, *person, *other)?;
            store::forget_between(act, *other, *person)
        }
        Happened::Left { person } => store::forget(act, *person),
        Happened::Joined { .. }
        | Happened::Unfollowed { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Reworded { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::CheckedOut { .. }
        | Happened::SignedOut { .. }
        | Happened::Met { .. } => Ok(()),
    }
}

fn tie_with(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let handle = store::handle(look, person)?;
    Ok(json!({ "url": format!("/ties/{handle}"), "title": "" }))
}

/// All notices of somebody.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows: Vec<Value> = store::export(look, person)?
        .into_iter()
        .map(|row| {
            json!({
                "at": id::made_at(row.id.0).iso(),
                "kind": row.kind,
                "by": row.by,
                "about": serde_json::from_str::<Value>(&row.data).unwrap_or_default(),
                "seen_at": row.seen_at.map(Moment::iso),
            })
        })
        .collect();
    Ok(Value::Array(rows))
}
