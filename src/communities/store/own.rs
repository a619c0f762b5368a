//! One person's communities.

use super::super::model::{Brief, Role};
use crate::{
    act::Look,
    error::Result,
    id::{AccountId, CommunityId, PersonId},
    params, rows,
    time::Moment,
};

/// Those a person belongs to, by name.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Brief>> {
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM membership m JOIN community c ON c.id = m.community
         WHERE m.person = $1 AND m.role <> 'asked' AND c.ended_at IS NULL
         ORDER BY c.name, c.id",
        params![person],
    )
}

/// Those a person leads in which somebody waits for a yes: handle, name, how many wait.
pub fn waiting(look: &mut Look<'_>, person: PersonId, mine: AccountId) -> Result<Vec<(String, String, i64)>> {
    look.all(
        "SELECT c.handle, c.name, COUNT(*)
         FROM membership m JOIN community c ON c.id = m.community
              JOIN membership a ON a.community = m.community AND a.role = 'asked'
              JOIN person p ON p.id = a.person
         WHERE m.person = $1 AND m.role IN ('host', 'moderator') AND c.ended_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM block b WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))
         GROUP BY c.id, c.handle, c.name ORDER BY c.name, c.id",
        params![person, mine],
    )
}

rows! {
    /// A membership as its owner takes it along.
    pub struct Taken {
        /// The community's name in addresses.
        pub handle: String,
        /// Its name.
        pub name: String,
        /// What they are in it.
        pub role: Role,
        /// Since when.
        pub at: Moment,
        /// What they said when they asked.
        pub words: String,
        /// When they agreed to the rules.
        pub rules_at: Option<Moment>,
        /// Whether they founded it.
        pub founded: bool,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// Since when the hosts may have their address.
        pub shares_at: Option<Moment>,
        /// Since when they are glad to greet newcomers.
        pub greets_at: Option<Moment>,
        /// How often they want letters.
        pub letters: String,
        /// The name in addresses of the community that it is part of.
        pub part_of: Option<String>,
    }
}

pub fn taken_along(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Taken>> {
    look.all(
        "SELECT c.handle, c.name, m.role, m.at, m.words, m.rules_at, CASE WHEN c.made_by = $1 THEN 1 ELSE 0 END, c.photo,
                m.shares_at, m.greets_at, m.letters, o.handle
         FROM membership m JOIN community c ON c.id = m.community LEFT JOIN subgroup s ON s.community = c.id
              LEFT JOIN community o ON o.id = s.parent
         WHERE m.person = $1 ORDER BY c.id",
        params![person],
    )
}

/// Every membership of a person, also where they only asked or what has ended.
pub fn memberships(look: &mut Look<'_>, person: PersonId) -> Result<Vec<(CommunityId, Role)>> {
    look.all("SELECT community, role FROM membership WHERE person = $1 ORDER BY community", params![person])
}
