//! Links that take people into a crew: so many, until then, and until they are taken back.
//!
//! As with the links into a community only the hash of the secret is kept, and a link is worth what whoever made it may
//! still do: those who run the gathering no longer take nobody into its crew. Whom it takes in has to see the gathering.

pub(in crate::gatherings) mod api;
pub(in crate::gatherings) mod pages;
mod store;
pub(in crate::gatherings) mod views;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{Deed, MOST as MOST_CREW, Role, at, role_of, store as crew};
use crate::{
    act::{Act, Look},
    app,
    error::{Error, Problems, Result},
    gatherings::{Gathering, actions::visible},
    http::Fields,
    id::{CrewLinkId, GatheringId, PersonId},
    notices, people, rows,
    time::{DAY, Moment},
};

/// So many a gathering may have that work.
const MOST: usize = 20;
/// The most people that one may take in.
pub const MOST_USES: i64 = 50;
/// So many days one may work.
pub const DAYS: [i64; 4] = [1, 7, 14, 30];

/// A link as it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// As what it takes people in.
    pub role: Role,
    /// So many.
    pub most: i64,
    /// For so many days.
    pub days: i64,
}

impl Wanted {
    /// Reads the fields `role`, `most` and `days`.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let role = Role::read(fields.text("role"));
        problems.unless(role.is_some(), "role", "problem-crew-role");
        let most = fields.some("most").unwrap_or("1").parse().ok().filter(|most| (1..=MOST_USES).contains(most));
        if most.is_none() {
            problems.add_number("most", "problem-crew-link-most", MOST_USES);
        }
        let days = fields.some("days").unwrap_or("7").parse().ok().filter(|days| DAYS.contains(days));
        problems.unless(days.is_some(), "days", "problem-crew-link-days");
        problems.check()?;
        let role = role.unwrap_or(Role::Steward);
        Ok(Self { role, most: most.unwrap_or(1), days: days.unwrap_or(DAYS[0]) })
    }
}

rows! {
    /// A link as it is kept.
    #[derive(Debug, Clone)]
    pub struct Link {
        /// Which one.
        pub id: CrewLinkId,
        /// Into whose crew.
        pub gathering: GatheringId,
        /// As what it takes people in.
        pub role: Role,
        /// So many.
        pub most: i64,
        /// So many came in by it.
        pub used: i64,
        /// Until when it works.
        pub until: Moment,
        /// When it was taken back.
        pub revoked_at: Option<Moment>,
        /// Who made it.
        pub made_by: PersonId,
        /// Their name.
        pub by: String,
    }
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It takes people in.
    Works,
    /// As many came in as could.
    UsedUp,
    /// Its time is over.
    Over,
    /// It was taken back.
    Revoked,
    /// Who made it may take in nobody as that any more.
    Orphaned,
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

impl Link {
    /// How it stands. `maker` is what whoever made it is there now.
    pub fn state(&self, maker: Option<Role>, now: Moment) -> State {
        match self {
            Self { revoked_at: Some(_), .. } => State::Revoked,
            Self { most, used, .. } if used >= most => State::UsedUp,
            Self { until, .. } if *until <= now => State::Over,
            Self { role, .. } if !maker.is_some_and(|maker| maker.may(Deed::Name(*role))) => State::Orphaned,
            _ => State::Works,
        }
    }
}

/// The hash of a secret as it stands in a link; `None` for what can be none of ours.
fn hash_of(secret: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
    (bytes.len() == 16).then(|| app::hash(&bytes))
}

fn state(look: &mut Look<'_>, gathering: &Gathering, link: &Link) -> Result<State> {
    let maker = role_of(look, gathering, link.made_by)?;
    Ok(link.state(maker, look.now))
}

/// The links of a gathering, each with how it stands.
pub type Links = Vec<(Link, State)>;

/// The gathering, what the viewer is there, and all its links, the newest first; for those who run it.
pub fn all(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Role, Links)> {
    let (gathering, mine) = at(look, id, Deed::Run)?;
    let mut links = Vec::new();
    for link in store::all(look, id)? {
        let state = state(look, &gathering, &link)?;
        links.push((link, state));
    }
    Ok((gathering, mine, links))
}

/// Makes a link; which, and the secret in it, which is kept nowhere.
pub fn make(act: &mut Act<'_>, id: GatheringId, wanted: Wanted) -> Result<(Link, String)> {
    let (gathering, mine, links) = all(act, id)?;
    if gathering.cancelled_at.is_some() {
        return Err(Error::Conflict("error-gathering-cancelled"));
    }
    if !mine.may(Deed::Name(wanted.role)) {
        return Err(Error::Forbidden("error-crew-cohosts"));
    }
    if links.iter().filter(|(_, state)| *state == State::Works).count() >= MOST {
        return Err(Error::Conflict("error-crew-link-many"));
    }
    let (me, number, secret): (_, CrewLinkId, [u8; 16]) = (act.viewer.person()?, act.id(), act.chance());
    let until = act.now.plus(wanted.days * DAY);
    store::put(act, (number, app::hash(&secret)), (id, me), wanted, until)?;
    let link = store::link(act, app::hash(&secret))?.ok_or(Error::NotFound)?;
    Ok((link, BASE64URL_NOPAD.encode(&secret)))
}

/// Takes a link back: at once it takes nobody in any more.
pub fn revoke(act: &mut Act<'_>, id: GatheringId, link: CrewLinkId) -> Result<()> {
    let (_, mine, links) = all(act, id)?;
    let (link, _) = links.into_iter().find(|(one, _)| one.id == link).ok_or(Error::NotFound)?;
    if !mine.may(Deed::Name(link.role)) {
        return Err(Error::Forbidden("error-crew-cohosts"));
    }
    let now = act.now;
    store::revoke(act, link.id, now)
}

/// Takes back all links of a gathering.
pub fn revoke_all(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    let now = act.now;
    store::revoke_all(act, id, now)
}

/// What a link leads the viewer to.
pub struct Opened {
    /// The gathering.
    pub gathering: Gathering,
    /// The link.
    pub link: Link,
    /// How it stands.
    pub state: State,
    /// What the viewer is there already.
    pub mine: Option<Role>,
}

/// What a link leads to.
///
/// # Errors
/// [`Error::NotFound`] where there is none, and where the viewer may not see the gathering, or whoever made the link.
pub fn opened(look: &mut Look<'_>, secret: &str) -> Result<Opened> {
    let me = look.viewer.person()?;
    let link = store::link(look, hash_of(secret).ok_or(Error::NotFound)?)?.ok_or(Error::NotFound)?;
    let gathering = visible(look, link.gathering)?;
    if people::is_hidden(look, me, link.made_by)? {
        return Err(Error::NotFound);
    }
    let state = state(look, &gathering, &link)?;
    let mine = super::role(look, &gathering)?;
    Ok(Opened { gathering, link, state, mine })
}

/// The viewer becomes one of the crew. Whoever hosts is told, and whoever made the link.
pub fn join(act: &mut Act<'_>, secret: &str) -> Result<GatheringId> {
    let Opened { gathering, link, state, mine } = opened(act, secret)?;
    let (id, person, now) = (gathering.id, act.viewer.person()?, act.now);
    // Who is as much already stays so, and uses up nothing.
    if mine.is_some_and(|mine| mine <= link.role) {
        return Ok(id);
    }
    if gathering.cancelled_at.is_some() || now > gathering.hours().1 {
        return Err(Error::Conflict("error-crew-link-over"));
    }
    if state != State::Works {
        return Err(Error::Conflict("error-crew-link"));
    }
    let before = crew::named(act, id, person)?;
    if before.is_none() && crew::count(act, id)? >= MOST_CREW as i64 {
        return Err(Error::Conflict("error-crew-many"));
    }
    // The statement decides who was the last, whoever comes at once.
    if !store::count(act, link.id)? {
        return Err(Error::Conflict("error-crew-link"));
    }
    // Who was asked to do more, and has not answered, says yes to that.
    let role = before.map_or(link.role, |before| before.role.min(link.role));
    crew::put(act, id, person, role, link.made_by, now)?;
    crew::accept(act, id, person, now)?;
    let data = json!({ "title": gathering.title, "url": format!("{}/crew", gathering.url()) });
    let told = [gathering.host, Some(link.made_by).filter(|maker| gathering.host != Some(*maker))];
    for one in told.into_iter().flatten() {
        notices::put(act, one, "crew_joined", Some(id.0), Some(person), &data)?;
    }
    Ok(id)
}

/// The links that a person made, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Value>> {
    let rows = store::of_person(look, person)?;
    let row = |row: store::Made| {
        json!({
            "id": row.gathering, "title": row.title, "role": row.role.as_str(), "most": row.most, "used": row.used,
            "until": row.until.iso(),
        })
    };
    Ok(rows.into_iter().map(row).collect())
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
    fn a_link_wants_a_role_and_limits_that_can_be_kept() {
        let read = |query: &str| Wanted::read(&Fields::from_query(query));
        let wanted = read("role=steward&most=5&days=30").unwrap();
        assert_eq!(wanted, Wanted { role: Role::Steward, most: 5, days: 30 });
        assert_eq!(read("role=cohost").unwrap(), Wanted { role: Role::CoHost, most: 1, days: 7 });
        let Err(Error::Invalid(problems)) = read("role=host&most=0&days=3") else { panic!("taken") };
        assert_eq!(problems.0.iter().map(|one| one.field).collect::<Vec<_>>(), ["role", "most", "days"]);
        assert!(read("role=steward&most=51").is_err() && read("role=steward&most=many").is_err());
    }

    #[test]
    fn a_link_works_until_something_ends_it() {
        let now = Moment::from_seconds(1_000);
        let link = Link {
            id: CrewLinkId(1),
            gathering: GatheringId(1),
            role: Role::Supervisor,
            most: 2,
            used: 1,
            until: now.plus(1),
            revoked_at: None,
            made_by: PersonId(1),
            by: String::new(),
        };
        for maker in [Role::Host, Role::CoHost] {
            assert_eq!(link.state(Some(maker), now), State::Works);
        }
        // Who made it may take in nobody any more, or nobody as that.
        for maker in [None, Some(Role::Supervisor), Some(Role::Steward)] {
            assert_eq!(link.state(maker, now), State::Orphaned);
        }
        let cohosts = Link { role: Role::CoHost, ..link.clone() };
        assert_eq!(cohosts.state(Some(Role::CoHost), now), State::Orphaned);
        assert_eq!(cohosts.state(Some(Role::Host), now), State::Works);
        assert_eq!(Link { used: 2, ..link.clone() }.state(Some(Role::Host), now), State::UsedUp);
        assert_eq!(link.state(Some(Role::Host), now.plus(1)), State::Over);
        assert_eq!(Link { revoked_at: Some(now), used: 2, ..link }.state(Some(Role::Host), now), State::Revoked);
    }

    #[test]
    fn only_what_we_made_can_take_somebody_in() {
        assert_eq!(hash_of(&BASE64URL_NOPAD.encode(&[7; 16])), Some(app::hash(&[7; 16])));
        for other in ["", "nothing", &BASE64URL_NOPAD.encode(&[7; 15]), "Ünïcode"] {
            assert_eq!(hash_of(other), None, "{other}");
        }
    }
}
