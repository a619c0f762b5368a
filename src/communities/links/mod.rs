//! Links that let people in: so many, until then, and until they are taken back.
//!
//! Of the secret in such a link only the hash is kept: who reads the database can't walk in. So link and code are to be
//! seen once, when it is made; whoever lost it makes another.

pub mod api;
pub mod pages;
mod store;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{
    actions::hosted,
    log::{self, Deed},
    model::{Community, Invitation},
};
use crate::{
    act::{Act, Look},
    app,
    error::{Error, Problems, Result},
    http::Fields,
    id::{CommunityId, LinkId, PersonId},
    rows,
    time::{DAY, Moment},
};

/// So many a community may have that work.
const MOST: usize = 50;
/// The longest name of one (characters).
pub const LONGEST_NAME: usize = 60;
/// The most people that one may let in, where it has a limit.
pub const MOST_USES: i64 = 10_000;
/// So many days one may work.
pub const DAYS: [i64; 6] = [1, 7, 14, 30, 90, 365];

/// A link as a host wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where it will be found, in their words.
    pub name: String,
    /// So many may come in by it; `None` for any number.
    pub most: Option<i64>,
    /// For so many days.
    pub days: i64,
}

impl Wanted {
    /// Reads the fields `name`, `most` and `days`.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let name = fields.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
        problems.unless((1..=LONGEST_NAME).contains(&name.chars().count()), "name", "problem-link-name");
        let most = fields.some("most").map(|text| text.parse().ok().filter(|most| (1..=MOST_USES).contains(most)));
        if most == Some(None) {
            problems.add_number("most", "problem-link-most", MOST_USES);
        }
        let days = fields.some("days").unwrap_or("14").parse().ok().filter(|days| DAYS.contains(days));
        problems.unless(days.is_some(), "days", "problem-link-days");
        problems.check()?;
        Ok(Self { name, most: most.flatten(), days: days.unwrap_or(DAYS[0]) })
    }
}

rows! {
    /// A link in the list of those that were made.
    #[derive(Debug, Clone)]
    pub struct Link {
        /// Which one.
        pub id: LinkId,
        /// Where it is found, in a host's words.
        pub name: String,
        /// So many may come in by it.
        pub most: Option<i64>,
        /// So many have.
        pub used: i64,
        /// Until when it works.
        pub until: Moment,
        /// When it was taken back.
        pub revoked_at: Option<Moment>,
        /// The name of who made it.
        pub by: String,
        /// Whether they still host it.
        pub holds: bool,
    }
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It lets people in.
    Works,
    /// As many came in as could.
    UsedUp,
    /// Its time is over.
    Over,
    /// It was taken back.
    Revoked,
    /// Who made it hosts no longer.
    Orphaned,
}

impl Link {
    /// How it stands.
    pub fn state(&self, now: Moment) -> State {
        match self {
            Self { revoked_at: Some(_), .. } => State::Revoked,
            Self { most: Some(most), used, .. } if used >= most => State::UsedUp,
            Self { until, .. } if *until <= now => State::Over,
            Self { holds: false, .. } => State::Orphaned,
            _ => State::Works,
        }
    }
}

impl State {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::UsedUp => "used_up",
            Self::Over => "over",
            Self::Revoked => "revoked",
            Self::Orphaned => "orphaned",
        }
    }
}

/// The hash of a secret as it stands in a link; `None` for what can be none of ours.
fn hash_of(secret: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
    (bytes.len() == 16).then(|| app::hash(&bytes))
}

/// Makes a link to a community that the viewer hosts; which, and the secret in it, which is kept nowhere.
pub fn make(act: &mut Act<'_>, handle: &str, wanted: &Wanted) -> Result<(Link, String)> {
    let community = hosted(act, handle)?;
    let (person, now) = (act.viewer.person()?, act.now);
    let working = store::of_community(act, community.id)?.iter().filter(|link| link.state(now) == State::Works).count();
    if working >= MOST {
        return Err(Error::Conflict("error-link-many"));
    }
    let secret: [u8; 16] = act.chance();
    let (id, until) = (act.id(), now.plus(wanted.days * DAY));
    store::put(act, (id, app::hash(&secret)), (community.id, person), wanted, until)?;
    log::note(act, community.id, Deed::LinkMade, None, &wanted.name)?;
    let link = store::link(act, community.id, id)?.ok_or(Error::NotFound)?;
    Ok((link, BASE64URL_NOPAD.encode(&secret)))
}

/// The community, and all its links, the newest first; for hosts.
pub fn list(look: &mut Look<'_>, handle: &str) -> Result<(Community, Vec<Link>)> {
    let community = hosted(look, handle)?;
    let links = store::of_community(look, community.id)?;
    Ok((community, links))
}

/// Takes one back: at once it lets nobody in any more. For hosts.
pub fn revoke(act: &mut Act<'_>, handle: &str, id: LinkId) -> Result<()> {
    let community = hosted(act, handle)?;
    let link = store::link(act, community.id, id)?.ok_or(Error::NotFound)?;
    if link.revoked_at.is_some() {
        return Ok(());
    }
    store::revoke(act, id)?;
    log::note(act, community.id, Deed::LinkRevoked, None, &link.name)
}

/// The handle of the community that a link leads to, also one that no longer works: what is said of that is the door's.
pub fn leads_to(look: &mut Look<'_>, secret: &str) -> Result<String> {
    let hash = hash_of(secret).ok_or(Error::NotFound)?;
    store::leads_to(look, hash)?.ok_or(Error::NotFound)
}

/// The invitation that a link to that community is; one that no longer works ends now.
pub fn invitation(look: &mut Look<'_>, secret: &str, community: CommunityId) -> Result<Option<Invitation>> {
    let Some(hash) = hash_of(secret) else { return Ok(None) };
    let (now, viewer) = (look.now, look.viewer.person_if_any());
    let found: Option<(PersonId, Moment, bool)> = store::opened(look, hash, community, viewer)?;
    Ok(found.map(|(host, until, works)| Invitation { community, host, until: if works { until } else { now } }))
}

/// Counts somebody who comes in by a link, once, however often they do; what is none is not counted.
///
/// # Errors
/// [`Error::Conflict`] where somebody else was the last that it let in: the statement decides, whoever comes at once.
pub fn count(act: &mut Act<'_>, secret: &str, person: PersonId) -> Result<()> {
    match hash_of(secret) {
        Some(hash) if store::note_use(act, hash, person)? && !store::count(act, hash)? => {
            Err(Error::Conflict("error-community-invitation"))
        }
        _ => Ok(()),
    }
}

/// The links that a person made, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::of_person(look, person)?;
    let came =
        store::came_in(look, person)?.into_iter().map(|(handle,)| json!({ "community": handle, "came_in_by": "link" }));
    Ok(rows
        .into_iter()
        .map(|row| {
            json!({
                "community": row.community, "link": row.name, "most": row.most, "used": row.used,
                "until": row.until.iso(),
            })
        })
        .chain(came)
        .collect())
}

/// Deletes the links of somebody who leaves the server.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_link_wants_a_name_and_limits_that_can_be_kept() {
        let read = |query: &str| Wanted::read(&Fields::from_query(query));
        let wanted = read("name=+Library++poster&most=20&days=30").unwrap();
        assert_eq!(wanted, Wanted { name: "Library poster".into(), most: Some(20), days: 30 });
        assert_eq!(read("name=x&most=&days=").unwrap(), Wanted { name: "x".into(), most: None, days: 14 });
        let Err(Error::Invalid(problems)) = read("most=0&days=3") else { panic!("taken") };
        assert_eq!(problems.0.iter().map(|one| one.field).collect::<Vec<_>>(), ["name", "most", "days"]);
        for most in ["-1", "10001", "many"] {
            assert!(read(&format!("name=x&most={most}")).is_err(), "{most}");
        }
    }

    #[test]
    fn a_link_works_until_something_ends_it() {
        let now = Moment::from_seconds(1_000);
        let link = Link {
            id: LinkId(1),
            name: String::new(),
            most: Some(2),
            used: 1,
            until: now.plus(1),
            revoked_at: None,
            by: String::new(),
            holds: true,
        };
        assert_eq!(link.state(now), State::Works);
        assert_eq!(Link { used: 2, ..link.clone() }.state(now), State::UsedUp);
        assert_eq!(Link { most: None, used: 9_999, ..link.clone() }.state(now), State::Works);
        assert_eq!(link.state(now.plus(1)), State::Over);
        assert_eq!(Link { holds: false, ..link.clone() }.state(now), State::Orphaned);
        assert_eq!(Link { revoked_at: Some(now), used: 2, ..link }.state(now), State::Revoked);
    }

    #[test]
    fn only_what_we_made_can_let_somebody_in() {
        let secret = BASE64URL_NOPAD.encode(&[7; 16]);
        assert_eq!(hash_of(&secret), Some(app::hash(&[7; 16])));
        for other in ["", "nothing", &secret[1..], "06d4zq8w5e000.1795694400.QUFBQUFBQUFBQUFBQQ", "Ünïcode"] {
            assert_eq!(hash_of(other), None, "{other}");
        }
    }
}
