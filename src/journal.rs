//! What happened, and everything that follows from it.
//!
//! A verb says once what happened; the followers below each decide, by an exhaustive `match`, what that means to
//! them. A new kind of happening does not compile until each has decided.

use serde::Serialize;

use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::{CommunityId, ConversationId, GatheringId, HappeningId, PersonId, PostId},
};

/// A thing that happened.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happened {
    /// A persona was made.
    Joined { person: PersonId },
    /// A persona is about to be deleted, with all that is its own.
    Left { person: PersonId },
    /// A session of a person ended: signed out, or ended from elsewhere. Its name is nobody's to read.
    SignedOut {
        person: PersonId,
        #[serde(skip)]
        session: [u8; 32],
    },
    /// Somebody began to follow somebody.
    Followed { person: PersonId, other: PersonId },
    /// Somebody ceased to follow somebody.
    Unfollowed { person: PersonId, other: PersonId },
    /// Somebody blocked somebody (all personas of both).
    Blocked { person: PersonId, other: PersonId },
    /// A block was lifted.
    Unblocked { person: PersonId, other: PersonId },
    /// A community was made.
    Founded { community: CommunityId, person: PersonId },
    /// Somebody asked to become a member.
    AskedToJoin { community: CommunityId, person: PersonId },
    /// Somebody became a member.
    BecameMember { community: CommunityId, person: PersonId },
    /// Somebody ceased to be a member.
    LeftCommunity { community: CommunityId, person: PersonId },
    /// An open or closed community became private, towards everybody or to the members of what it is part of.
    MadePrivate { community: CommunityId, person: PersonId },
    /// A community is about to end: nobody belongs to it any more.
    Ended { community: CommunityId, person: PersonId },
    /// A gathering was published.
    Published { gathering: GatheringId, person: PersonId },
    /// A gathering's time or place changed.
    Moved { gathering: GatheringId, person: PersonId },
    /// What a gathering says of itself changed, and neither time nor place.
    Reworded { gathering: GatheringId, person: PersonId },
    /// A gathering was called off.
    Cancelled { gathering: GatheringId, person: PersonId },
    /// Somebody answered a gathering; `going` says whether it is a yes.
    Answered { gathering: GatheringId, person: PersonId, going: bool },
    /// Somebody arrived at a gathering.
    CheckedIn { gathering: GatheringId, person: PersonId },
    /// Somebody took back that they had arrived.
    CheckedOut { gathering: GatheringId, person: PersonId },
    /// Somebody wrote; `to` are those it was said to by name (the one replied to, the other of a pair).
    Posted { post: PostId, conversation: ConversationId, person: PersonId, to: Vec<PersonId> },
    /// Somebody says that they met somebody, without a scan; it counts once the other one says so too.
    Claimed { person: PersonId, other: PersonId, encounter: String },
    /// The state of an encounter between two changed (confirmed, withdrawn, disputed).
    Met { person: PersonId, other: PersonId, encounter: String, confirmed: bool },
}

impl Happened {
    /// Who did it.
    pub fn by(&self) -> PersonId {
        match *self {
            Self::Joined { person }
            | Self::Left { person }
            | Self::SignedOut { person, .. }
            | Self::Followed { person, .. }
            | Self::Unfollowed { person, .. }
            | Self::Blocked { person, .. }
            | Self::Unblocked { person, .. }
            | Self::Founded { person, .. }
            | Self::AskedToJoin { person, .. }
            | Self::BecameMember { person, .. }
            | Self::LeftCommunity { person, .. }
            | Self::MadePrivate { person, .. }
            | Self::Ended { person, .. }
            | Self::Published { person, .. }
            | Self::Moved { person, .. }
            | Self::Reworded { person, .. }
            | Self::Cancelled { person, .. }
            | Self::Answered { person, .. }
            | Self::CheckedIn { person, .. }
            | Self::CheckedOut { person, .. }
            | Self::Claimed { person, .. }
            | Self::Posted { person, .. }
            | Self::Met { person, .. } => person,
        }
    }

    /// What it was done to.
    pub fn subject(&self) -> Option<i64> {
        match *self {
            Self::Joined { .. } | Self::Left { .. } | Self::SignedOut { .. } => None,
            Self::Followed { other, .. }
            | Self::Unfollowed { other, .. }
            | Self::Blocked { other, .. }
            | Self::Unblocked { other, .. }
            | Self::Claimed { other, .. }
            | Self::Met { other, .. } => Some(other.0),
            Self::Founded { community, .. }
            | Self::AskedToJoin { community, .. }
            | Self::BecameMember { community, .. }
            | Self::LeftCommunity { community, .. }
            | Self::MadePrivate { community, .. }
            | Self::Ended { community, .. } => Some(community.0),
            Self::Published { gathering, .. }
            | Self::Moved { gathering, .. }
            | Self::Reworded { gathering, .. }
            | Self::Cancelled { gathering, .. }
            | Self::Answered { gathering, .. }
            | Self::CheckedIn { gathering, .. }
            | Self::CheckedOut { gathering, .. } => Some(gathering.0),
            Self::Posted { conversation, .. } => Some(conversation.0),
        }
    }
}

/// Writes it down, then lets the followers follow, each in this same transaction.
pub(crate) fn record(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    let id: HappeningId = act.id();
    let json = serde_json::to_value(happened).map_err(|error| Error::Inner(error.to_string()))?;
    let kind = json["kind"].as_str().unwrap_or_default().to_owned();
    act.put(
        "INSERT INTO journal (id, person, kind, subject, data) VALUES ($1, $2, $3, $4, $5)",
        crate::params![id, happened.by(), kind, happened.subject(), json.to_string()],
    )?;
    // Leaves first: what hangs on a gathering goes before the gathering.
    crate::whom::follow_up(act, happened)?;
    crate::encounters::follow_up(act, happened)?;
    crate::feeds::follow_up(act, happened)?;
    crate::imports::follow_up(act, happened)?;
    crate::webhooks::follow_up(act, happened)?;
    crate::talk::follow_up(act, happened)?;
    crate::series::follow_up(act, happened)?;
    crate::gatherings::follow_up(act, happened)?;
    crate::communities::follow_up(act, happened)?;
    crate::ties::follow_up(act, happened)?;
    crate::notices::follow_up(act, happened)
}

/// What it says of a person, the oldest first: for their own eyes.
pub(crate) fn of(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(HappeningId, String)>> {
    look.all("SELECT id, kind FROM journal WHERE person = $1 ORDER BY id", crate::params![person])
}

/// Whether one of two has ever lifted a block on the other, with any of their personas: what was confirmed meanwhile
/// began no meeting.
pub(crate) fn ever_unblocked(look: &mut Look<'_>, one: PersonId, two: PersonId) -> Result<bool> {
    let (ever,): (bool,) = look.one(
        "SELECT EXISTS (
             SELECT 1 FROM person x JOIN person p ON p.account = x.account
                  JOIN journal j ON j.person = p.id AND j.kind = 'unblocked'
                  JOIN person o ON o.id = j.subject JOIN person y ON y.account = o.account
             WHERE (x.id = $1 AND y.id = $2) OR (x.id = $2 AND y.id = $1))",
        crate::params![one, two],
    )?;
    Ok(ever)
}

/// Forgets a person who has left, and what waits for their open pages. An id names one row among all tables, so what
/// was done to this number was done to them.
pub(crate) fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM journal WHERE person = $1", crate::params![person])?;
    act.put("DELETE FROM journal WHERE subject = $1", crate::params![person])?;
    act.put("DELETE FROM live WHERE person = $1", crate::params![person])
}
