//! Who is asking.

use crate::{
    error::{Error, Result},
    id::{AccountId, PersonId},
    time::Moment,
};

/// Who is asking: found in the same transaction that answers, so that a revoked session ends at once.
#[derive(Debug, Clone)]
pub enum Viewer {
    /// Nobody we know.
    Stranger,
    /// A signed-in member, in one of their personas.
    Person(Me),
    /// The program itself: jobs and the command line.
    System,
}

/// The signed-in member.
#[derive(Debug, Clone)]
pub struct Me {
    /// The persona they act as.
    pub person: PersonId,
    /// Their login.
    pub account: AccountId,
    /// The persona's handle.
    pub handle: String,
    /// The persona's name.
    pub name: String,
    /// The persona's photo: the hash of a picture.
    pub photo: Option<String>,
    /// Which session this is (the hash of its secret).
    pub session: [u8; 32],
    /// Whether a notice waits that they have not seen.
    pub news: bool,
    /// `light`, `dark`, or as the device says.
    pub theme: Option<String>,
    /// Whether they run this server.
    pub operator: bool,
    /// When this session was last noted as in use.
    pub seen_at: Moment,
}

impl Viewer {
    /// The persona that is asking.
    ///
    /// # Errors
    /// [`Error::SignIn`] for everybody else.
    pub fn person(&self) -> Result<PersonId> {
        self.me().map(|me| me.person)
    }

    /// All we know of the member that is asking.
    ///
    /// # Errors
    /// [`Error::SignIn`] for everybody else.
    pub fn me(&self) -> Result<&Me> {
        match self {
            Self::Person(me) => Ok(me),
            Self::Stranger | Self::System => Err(Error::SignIn),
        }
    }

    /// The persona that is asking, if it is one: for what strangers see too.
    pub fn person_if_any(&self) -> Option<PersonId> {
        self.person().ok()
    }

    /// Their login, if they have one.
    pub fn account_if_any(&self) -> Option<AccountId> {
        self.me().ok().map(|me| me.account)
    }
}
