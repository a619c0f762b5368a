//! What a token may do.

use std::fmt;

/// One thing that a token may be good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read all that its persona can see.
    Read,
    /// Change the persona's profile.
    Profile,
    /// Follow, mute and block.
    Ties,
    /// Write, edit and delete posts and messages; mark as read.
    Talk,
    /// Publish, change and answer gatherings.
    Gatherings,
    /// Found, change, join and leave communities.
    Communities,
    /// Register keys of devices, and hand in encounters.
    Encounters,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Profile, Self::Ties, Self::Talk, Self::Gatherings, Self::Communities, Self::Encounters];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Profile => "write:profile",
            Self::Ties => "write:ties",
            Self::Talk => "write:talk",
            Self::Gatherings => "write:gatherings",
            Self::Communities => "write:communities",
            Self::Encounters => "encounters",
        }
    }

    /// What it allows: the key of a message.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "token-scope-read",
            Self::Profile => "token-scope-profile",
            Self::Ties => "token-scope-ties",
            Self::Talk => "token-scope-talk",
            Self::Gatherings => "token-scope-gatherings",
            Self::Communities => "token-scope-communities",
            Self::Encounters => "token-scope-encounters",
        }
    }

    /// The scope of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// Several scopes, in our order, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Reads names parted by blanks; what is none of ours is left out.
    pub fn read<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut scopes: Vec<Scope> = names.into_iter().filter_map(Scope::named).collect();
        scopes.sort();
        scopes.dedup();
        Self(scopes)
    }

    /// Whether that one is among them.
    pub fn allow(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_come_back_from_their_text() {
        let scopes = Scopes::read(["write:talk", "read", "read", "everything"]);
        assert_eq!(scopes.to_string(), "read write:talk");
        assert_eq!(Scopes::read(scopes.to_string().split(' ')), scopes);
        assert!(scopes.allow(Scope::Talk) && !scopes.allow(Scope::Ties));
    }
}
