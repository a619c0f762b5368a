//! What a community is made of, who may do what in it, and what an invitation says.

use data_encoding::BASE64URL_NOPAD;
use visavis_places::Place;

use crate::{
    app::Keys,
    db::{self, FromValue, ToValue, Value},
    error::{Error, Problems, Result},
    http::Fields,
    id::{CommunityId, PersonId},
    interests::{self, Interest},
    people::{Handle, Name},
    rows,
    time::{DAY, Moment},
    town,
};

/// The longest description, and the longest rules (characters).
pub const MOST_WORDS: usize = 5_000;
/// The longest greeting of one who asks to join (characters).
pub const MOST_GREETING: usize = 300;
/// How long an invitation can be used (milliseconds).
pub const INVITATION_LASTS: i64 = 14 * DAY;

/// Who gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, at once.
    Open,
    /// Those to whom a host says yes. What is said inside is for members.
    Closed,
    /// Those who were invited. For everybody else there is no such community.
    Private,
}

impl Access {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Private => "private",
        }
    }

    /// Reads what a form sent.
    pub fn read(text: &str) -> Option<Self> {
        [Self::Open, Self::Closed, Self::Private].into_iter().find(|access| access.as_str() == text)
    }
}

/// What somebody is in a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Answers for it: changes it, invites, gives roles.
    Host,
    /// Looks after it: says yes or no to those who ask, removes members.
    Moderator,
    /// Belongs to it.
    Member,
    /// Has asked, and waits for a yes.
    Asked,
}

impl Role {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Moderator => "moderator",
            Self::Member => "member",
            Self::Asked => "asked",
        }
    }

    /// Reads a stored role.
    pub fn read(text: &str) -> Option<Self> {
        [Self::Host, Self::Moderator, Self::Member, Self::Asked].into_iter().find(|role| role.as_str() == text)
    }

    /// Whether they belong to it.
    pub fn belongs(self) -> bool {
        self != Self::Asked
    }

    /// Whether they look after it.
    pub fn leads(self) -> bool {
        matches!(self, Self::Host | Self::Moderator)
    }

    /// Its word: the key of a message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Host => "community-role-host",
            Self::Moderator => "community-role-moderator",
            Self::Member => "community-role-member",
            Self::Asked => "community-role-asked",
        }
    }
}

/// Whether somebody in that role may turn another's role into `to` (`None`: remove or decline them).
///
/// Hosts give every role. Moderators say yes or no to those who ask, and remove members, not those who lead with them.
pub fn may_appoint(by: Role, from: Role, to: Option<Role>) -> bool {
    match by {
        Role::Host => to != Some(Role::Asked),
        Role::Moderator => match from {
            Role::Asked => matches!(to, None | Some(Role::Member)),
            Role::Member => to.is_none(),
            Role::Host | Role::Moderator => false,
        },
        Role::Member | Role::Asked => false,
    }
}

macro_rules! stored_as_text {
    ($($type:ident),*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Text(self.as_str())
            }
        }
        impl FromValue for $type {
            fn from_value(value: Value<'_>) -> Result<Self, db::Error> {
                let text = String::from_value(value)?;
                Self::read(&text).ok_or_else(|| db::Error::Shape(format!("{text:?} is no {}", stringify!($type))))
            }
        }
    )*};
}
stored_as_text!(Access, Role);

rows! {
    /// What is shown of a community wherever it is named.
    #[derive(Debug, Clone)]
    pub struct Brief {
        /// Which one.
        pub id: CommunityId,
        /// Its name in addresses.
        pub handle: String,
        /// Its name.
        pub name: String,
        /// What it says of itself.
        pub words: String,
        /// Who gets in.
        pub access: Access,
        /// Its town.
        pub place: Option<i64>,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// How many belong to it.
        pub members: i64,
        /// What the viewer is in it.
        pub role: Option<Role>,
    }

    /// A whole community, as one viewer has it before them.
    #[derive(Debug, Clone)]
    pub struct Community {
        /// Which one.
        pub id: CommunityId,
        /// Its name in addresses.
        pub handle: String,
        /// Its name.
        pub name: String,
        /// What it says of itself.
        pub words: String,
        /// What one agrees to when joining; may be empty.
        pub rules: String,
        /// Who gets in.
        pub access: Access,
        /// Its town.
        pub place: Option<i64>,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// How many belong to it.
        pub members: i64,
        /// What the viewer is in it.
        pub role: Option<Role>,
        /// The community that it is part of.
        pub parent: Option<CommunityId>,
        /// Who of that one's members gets in.
        pub within: Option<Access>,
        /// Whether the viewer belongs to that one.
        pub in_parent: bool,
    }
}

impl Brief {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/c/{}", self.handle)
    }
}

impl Community {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/c/{}", self.handle)
    }

    /// Whether the viewer belongs to it.
    pub fn mine(&self) -> bool {
        self.role.is_some_and(Role::belongs)
    }

    /// Who gets in of those who can: of everybody, or of the members of the community that it is part of.
    pub fn wanted(&self) -> Access {
        self.within.unwrap_or(self.access)
    }

    /// Whether the viewer could get in: what is part of a community is for its members.
    pub fn admits(&self) -> bool {
        self.parent.is_none() || self.in_parent
    }

    /// Whether the viewer may know that it exists.
    pub fn is_visible(&self) -> bool {
        self.access != Access::Private || self.mine() || (self.in_parent && self.wanted() != Access::Private)
    }

    /// Whether the viewer may see who belongs to it and what is said inside. In an open one every member of the
    /// server may; strangers see its hosts and a number. What is open within a community is so to its members.
    pub fn is_inside(&self, signed_in: bool) -> bool {
        self.mine() || (self.access == Access::Open && signed_in) || (self.in_parent && self.wanted() == Access::Open)
    }
}

/// What a form says a community should be.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its name.
    pub name: Name,
    /// Its name in addresses; none makes one from the name. Only counts when it is founded.
    pub handle: Option<Handle>,
    /// What it says of itself.
    pub words: String,
    /// What one agrees to when joining.
    pub rules: String,
    /// Who gets in.
    pub access: Access,
    /// Its town.
    pub place: Option<Place>,
    /// What it is about.
    pub interests: Vec<Interest>,
    /// The hash of its picture; none keeps the one it has.
    pub photo: Option<String>,
    /// Whether the picture it has goes.
    pub without_photo: bool,
}

impl Draft {
    /// Reads the fields `name`, `handle`, `words`, `interest`, `interests`, `town`, `access`, `rules`, `no_photo`.
    ///
    /// # Errors
    /// The faults of all fields, and those already found in `problems` (of the picture, say).
    pub fn read(fields: &Fields, mut problems: Problems) -> Result<Self> {
        let pictures = std::mem::take(&mut problems.0);
        let name = Name::read(fields.text("name")).map_err(|key| problems.add("name", key));
        let handle = fields.some("handle").map(handle).transpose().map_err(|key| problems.add("handle", key));
        let words = text(fields, "words", &mut problems);
        let interests = interests::of_fields(fields, &mut problems);
        let place = fields.some("town").map(town::read).transpose().map_err(|key| problems.add("town", key));
        let access = Access::read(fields.some("access").unwrap_or("open"));
        problems.unless(access.is_some(), "access", "problem-community-access");
        let rules = text(fields, "rules", &mut problems);
        problems.0.extend(pictures);
        match (name, handle, place, access) {
            (Ok(name), Ok(handle), Ok(place), Some(access)) if problems.0.is_empty() => Ok(Self {
                name,
                handle,
                words,
                rules,
                access,
                place,
                interests,
                photo: None,
                without_photo: fields.has("no_photo"),
            }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// Reads a community's name in addresses.
fn handle(text: &str) -> Result<Handle, &'static str> {
    if text.trim().eq_ignore_ascii_case("new") { Err("problem-handle-taken") } else { Handle::read(text) }
}

fn text(fields: &Fields, name: &'static str, problems: &mut Problems) -> String {
    let text = fields.text(name).replace("\r\n", "\n");
    if text.chars().count() > MOST_WORDS {
        problems.add_number(name, "problem-community-too-long", MOST_WORDS as i64);
    }
    text
}

/// An invitation: who gave it and until when it can be used, sealed by the server. Nothing is stored: it counts as
/// long as the one who gave it is a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    /// Where to.
    pub community: CommunityId,
    /// Whose.
    pub host: PersonId,
    /// From then on it is void.
    pub until: Moment,
}

impl Invitation {
    /// As it stands in a link.
    pub fn seal(&self, keys: &Keys) -> String {
        let said = format!("{}.{}", self.host, self.until.seconds());
        format!("{said}.{}", self.code(keys))
    }

    /// Reads the one in a link to that community; `None` where this server did not seal it.
    pub fn read(text: &str, community: CommunityId, keys: &Keys) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (host, until, code) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        let read = Self { community, host, until: Moment::from_seconds(until) };
        let same = subtle::ConstantTimeEq::ct_eq(code.as_bytes(), read.code(keys).as_bytes());
        bool::from(same).then_some(read)
    }

    fn code(&self, keys: &Keys) -> String {
        let sealed = keys.seal(&format!("invitation {} {} {}", self.community, self.host, self.until.seconds()));
        BASE64URL_NOPAD.encode(&sealed[..16])
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys { certificates: [0; 32], anchors: [0; 32], links: [7; 32] }
    }

    #[test]
    fn an_invitation_is_only_what_was_sealed() {
        let given =
            Invitation { community: CommunityId(5), host: PersonId(9), until: Moment::from_seconds(1_800_000_000) };
        let text = given.seal(&keys());
        assert_eq!(Invitation::read(&text, CommunityId(5), &keys()), Some(given));
        assert_eq!(Invitation::read(&text, CommunityId(6), &keys()), None, "for another community");
        let longer = text.replace("1800000000", "1900000000");
        assert_eq!(Invitation::read(&longer, CommunityId(5), &keys()), None, "made to last longer");
        for broken in ["", ".", "..", "a.b.c", &text[..text.len() - 1], "ä.1.2"] {
            assert_eq!(Invitation::read(broken, CommunityId(5), &keys()), None, "{broken}");
        }
    }

    #[test]
    fn a_draft_names_every_fault_at_once() {
        let long = "x".repeat(MOST_WORDS + 1);
        let fields = Fields::default()
            .with("handle", "new")
            .with("words", long.clone())
            .with("town", "Xqzzyvania")
            .with("access", "secret")
            .with("rules", long);
        let Err(Error::Invalid(problems)) = Draft::read(&fields, Problems::default()) else { panic!("taken") };
        let named: Vec<&str> = problems.0.iter().map(|problem| problem.field).collect();
        assert_eq!(named, ["name", "handle", "words", "town", "access", "rules"]);
    }

    #[test]
    fn a_draft_needs_a_name_and_no_more() {
        let draft = Draft::read(&Fields::default().with("name", "Table nine"), Problems::default()).unwrap();
        assert_eq!(draft.access, Access::Open);
        assert!(draft.handle.is_none() && draft.place.is_none() && draft.interests.is_empty());
    }

    #[test]
    fn who_leads_may_do_no_more_than_that() {
        use Role::{Asked, Host, Member, Moderator};
        assert!(may_appoint(Host, Moderator, None) && may_appoint(Host, Member, Some(Host)));
        assert!(may_appoint(Moderator, Asked, Some(Member)) && may_appoint(Moderator, Member, None));
        for (by, from, to) in [
            (Moderator, Member, Some(Moderator)),
            (Moderator, Asked, Some(Host)),
            (Moderator, Moderator, None),
            (Moderator, Host, None),
            (Member, Asked, Some(Member)),
            (Asked, Asked, Some(Member)),
            (Host, Member, Some(Asked)),
        ] {
            assert!(!may_appoint(by, from, to), "{by:?} {from:?} {to:?}");
        }
    }
}
