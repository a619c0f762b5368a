//! Who may do what at a gathering.

use crate::db::{Error as DbError, FromValue, ToValue, Value};

/// What somebody is at a gathering, the one who may most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Hosts it, or leads the community that it belongs to.
    Host,
    /// Does what a host does, there.
    CoHost,
    /// Searches the list at the door, and lets in.
    Supervisor,
    /// Scans codes at the door.
    Steward,
}

/// What can be done by some only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Change it, call it off, ask, read the answers.
    Run,
    /// Name somebody as that, or take it from them.
    Name(Role),
    /// See who is expected, let in without a code, and take that back.
    Search,
    /// Let in by a code.
    Scan,
}

impl Role {
    /// Those that somebody can be named.
    pub const NAMED: [Self; 3] = [Self::Steward, Self::Supervisor, Self::CoHost];

    /// Whether they may do that.
    pub fn may(self, deed: Deed) -> bool {
        match deed {
            Deed::Run => self <= Self::CoHost,
            // Nobody takes a host away, and co-hosts don't make or unmake each other.
            Deed::Name(named) => self <= Self::CoHost && self < named,
            Deed::Search => self <= Self::Supervisor,
            Deed::Scan => true,
        }
    }

    /// Its name, as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::CoHost => "cohost",
            Self::Supervisor => "supervisor",
            Self::Steward => "steward",
        }
    }

    /// The role of that name that somebody can be given.
    pub fn read(text: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|role| role.as_str() == text)
    }

    /// The word for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Host => "crew-host",
            Self::CoHost => "crew-cohost",
            Self::Supervisor => "crew-supervisor",
            Self::Steward => "crew-steward",
        }
    }

    /// What it means, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Host | Self::CoHost => "crew-cohost-says",
            Self::Supervisor => "crew-supervisor-says",
            Self::Steward => "crew-steward-says",
        }
    }
}

impl ToValue for Role {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for Role {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} is no role")))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Deed::{Name, Run, Scan, Search},
        Role::{CoHost, Host, Steward, Supervisor},
        *,
    };

    #[test]
    fn each_may_what_the_next_may_and_more() {
        let deeds = [Name(CoHost), Run, Name(Supervisor), Name(Steward), Search, Scan];
        let may = |role: Role| deeds.map(|deed| role.may(deed));
        assert_eq!(may(Host), [true; 6]);
        assert_eq!(may(CoHost), [false, true, true, true, true, true]);
        assert_eq!(may(Supervisor), [false, false, false, false, true, true]);
        assert_eq!(may(Steward), [false, false, false, false, false, true]);
    }

    #[test]
    fn nobody_names_or_removes_a_host() {
        for role in [Host, CoHost, Supervisor, Steward] {
            assert!(!role.may(Name(Host)));
        }
        assert_eq!(Role::read("host"), None);
    }

    #[test]
    fn a_role_is_read_as_it_is_written() {
        for role in Role::NAMED {
            assert_eq!(Role::read(role.as_str()), Some(role));
        }
    }
}
