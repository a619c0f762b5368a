//! What those who lead a community did to others, or to what it says of itself: for all who lead it to read, for a year.
//!
//! A year is long enough to settle a dispute of the last season, and no longer than that: it speaks of people.

pub mod api;
pub mod pages;
mod store;

use serde_json::{Value, json};

use super::{
    actions,
    model::{Community, Draft, Role},
};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    gatherings,
    id::{CommunityId, EPOCH_MS, GatheringId, PersonId, made_at},
    time::{DAY, Moment},
};

/// So long it is kept (milliseconds).
pub const KEPT: i64 = 365 * DAY;
/// So many that are too old go with each that is written.
const SWEPT: i64 = 20;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Somebody got another role.
    Appointed,
    /// One who asked was let in.
    Accepted,
    /// One who asked was not.
    Declined,
    /// Somebody was taken out.
    Removed,
    /// One who was taken out may join again.
    LetBack,
    /// Somebody became host because the last one left the server.
    Inherited,
    /// What it says of itself changed.
    Changed,
    /// One of its gatherings was called off.
    Cancelled,
    /// A link that lets people in was made.
    LinkMade,
    /// Such a link was taken back.
    LinkRevoked,
    /// A letter to the members was written.
    Wrote,
    /// One was taken back before it went out.
    TookBack,
    /// It became part of another.
    PartOf,
    /// Another became part of it.
    TookIn,
    /// It is no longer part of another.
    Parted,
    /// One that was part of it no longer is.
    LetGo,
    /// One that is part of it got another host.
    HandedOver,
    /// One that was part of it was closed.
    EndedPart,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Appointed,
        Self::Accepted,
        Self::Declined,
        Self::Removed,
        Self::LetBack,
        Self::Inherited,
        Self::Changed,
        Self::Cancelled,
        Self::LinkMade,
        Self::LinkRevoked,
        Self::Wrote,
        Self::TookBack,
        Self::PartOf,
        Self::TookIn,
        Self::Parted,
        Self::LetGo,
        Self::HandedOver,
        Self::EndedPart,
    ];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appointed => "appointed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Removed => "removed",
            Self::LetBack => "let_back",
            Self::Inherited => "inherited",
            Self::Changed => "changed",
            Self::Cancelled => "cancelled",
            Self::LinkMade => "link_made",
            Self::LinkRevoked => "link_revoked",
            Self::Wrote => "wrote",
            Self::TookBack => "took_back",
            Self::PartOf => "part_of",
            Self::TookIn => "took_in",
            Self::Parted => "parted",
            Self::LetGo => "let_go",
            Self::HandedOver => "handed_over",
            Self::EndedPart => "ended_part",
        }
    }

    /// Reads a stored one.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text)
    }
}

/// One entry, as its reader sees it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// What was done.
    pub deed: Deed,
    /// What of it.
    pub detail: String,
    /// Handle and name of who did it; `None` for one who has left, or whom the reader may not see.
    pub by: Option<(String, String)>,
    /// The same of whom it was done to.
    pub whom: Option<(String, String)>,
}

impl Entry {
    /// When it was done.
    pub fn at(&self) -> Moment {
        made_at(self.id)
    }
}

/// The least id of what was made since then.
fn since(moment: Moment) -> i64 {
    (moment.ms() - EPOCH_MS).max(0) << 22
}

/// Writes down what the viewer did.
pub fn note(act: &mut Act<'_>, id: CommunityId, deed: Deed, whom: Option<PersonId>, detail: &str) -> Result<()> {
    let (number, by) = (act.id(), act.viewer.person_if_any());
    store::delete_before(act, since(act.now.plus(-KEPT)), SWEPT)?;
    store::put(act, number, id, (by, whom), (deed.as_str(), detail))
}

/// The names of what a draft changes, in the order of the form.
pub fn changes(before: &Community, interests: &[String], draft: &Draft) -> Vec<&'static str> {
    let mut wanted: Vec<&str> = draft.interests.iter().map(|interest| interest.as_str()).collect();
    wanted.sort_unstable();
    [
        ("name", before.name != draft.name.as_str()),
        ("words", before.words != draft.words),
        ("town", before.place != draft.place.map(|place| i64::from(place.id))),
        ("interests", interests != wanted),
        ("access", before.wanted() != draft.access),
        ("rules", before.rules != draft.rules),
        ("photo", draft.photo.is_some() || (draft.without_photo && before.photo.is_some())),
    ]
    .into_iter()
    .filter_map(|(what, changed)| changed.then_some(what))
    .collect()
}

/// Writes down that one who leads its community called a gathering off.
pub fn called_off(act: &mut Act<'_>, gathering: GatheringId) -> Result<()> {
    let Some(by) = act.viewer.person_if_any() else { return Ok(()) };
    let Some((id, title)) = gatherings::community_and_title(act, gathering)? else { return Ok(()) };
    let leads = super::store::role(act, id, by)?.is_some_and(Role::leads);
    if leads { note(act, id, Deed::Cancelled, None, &title) } else { Ok(()) }
}

/// The community, and its entries, the newest first: for those who lead.
pub fn read(look: &mut Look<'_>, handle: &str, before: Option<i64>, most: i64) -> Result<(Community, Vec<Entry>)> {
    let account = look.viewer.me()?.account;
    let community = actions::visible(look, handle)?;
    if !community.role.is_some_and(Role::leads) {
        return Err(Error::Forbidden("error-community-leads"));
    }
    let oldest = since(look.now.plus(-KEPT));
    let rows = store::entries(look, community.id, account, (oldest, before.unwrap_or(i64::MAX)), most)?;
    let named = |handle: Option<String>, name: Option<String>| handle.zip(name);
    let entries = rows
        .into_iter()
        .filter_map(|row| {
            Some(Entry {
                id: row.id,
                deed: Deed::read(&row.kind)?,
                detail: row.detail,
                by: named(row.by_handle, row.by_name),
                whom: named(row.whom_handle, row.whom_name),
            })
        })
        .collect();
    Ok((community, entries))
}

/// What a person did, and what was done to them, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::about(look, person)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            json!({
                "community": row.community, "noted": row.kind, "detail": row.detail,
                "done": if row.by_them { "by_you" } else { "to_you" }, "at": made_at(row.id).iso(),
            })
        })
        .collect())
}

/// Forgets who did what and to whom, of somebody who leaves the server.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::{communities::Access, error::Problems, http::Fields};

    #[test]
    fn every_deed_is_read_as_it_is_written() {
        for deed in Deed::ALL {
            assert_eq!(Deed::read(deed.as_str()), Some(deed));
        }
        assert_eq!(Deed::read("danced"), None);
    }

    #[test]
    fn only_what_changed_is_named() {
        let before = Community {
            id: CommunityId(1),
            handle: "tea".into(),
            name: "Tea".into(),
            words: "Leaves".into(),
            rules: String::new(),
            access: Access::Open,
            place: None,
            photo: None,
            members: 1,
            role: Some(Role::Host),
            parent: None,
            within: None,
            in_parent: false,
        };
        let fields = Fields::default().with("name", "Tea").with("words", "Leaves").with("interest", "chess");
        let draft = |fields: &Fields| Draft::read(fields, Problems::default()).unwrap();
        assert_eq!(changes(&before, &["chess".into()], &draft(&fields)), [""; 0]);
        assert_eq!(changes(&before, &[], &draft(&fields)), ["interests"]);
        let other = fields.with("access", "closed").with("rules", "No coffee").with("town", "Berlin, DE");
        assert_eq!(changes(&before, &["chess".into()], &draft(&other)), ["town", "access", "rules"]);
        // A picture that was not there can't be taken away.
        let without = Fields::default().with("name", "Tea").with("words", "Leaves").with("no_photo", "yes");
        assert_eq!(changes(&before, &[], &draft(&without)), [""; 0]);
    }
}
