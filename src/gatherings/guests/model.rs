//! The rules of coming without an account.

use crate::{
    communities::Access,
    error::{Problems, Result},
    http::Fields,
    id::{GuestId, PersonId},
    people::{Email, Name},
    time::{DAY, HOUR, Moment},
};

/// So long a link is good that nobody has used yet (milliseconds).
pub const LINK_LIVES: i64 = DAY;
/// So long after the end of a gathering a guest's name and address are erased (milliseconds).
pub const KEPT: i64 = 30 * DAY;
/// So many letters with links go to one address …
pub const MOST_LINKS: i64 = 3;
/// … within so long (milliseconds).
pub const OFTEN: i64 = HOUR;
/// So many letters go out for a gathering within that time to addresses that nobody has confirmed.
pub const MOST_ASKED: i64 = 100;

/// Whose answer it is: capacity, queue and terms are the same for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comer {
    /// A member.
    Person(PersonId),
    /// Somebody known by a confirmed address alone.
    Guest(GuestId),
}

impl Comer {
    /// The member, if it is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Guest(_) => None,
        }
    }
}

/// Whether guests may come: as the host said, else where everybody may join. Never where strangers see nothing.
pub fn welcome(chosen: Option<bool>, access: Option<Access>) -> bool {
    match access {
        Some(Access::Private) => false,
        Some(Access::Closed) => chosen.unwrap_or(false),
        Some(Access::Open) | None => chosen.unwrap_or(true),
    }
}

/// What the form of a gathering says of guests: `None` leaves it to the community.
pub fn chosen(fields: &Fields, problems: &mut Problems) -> Option<bool> {
    match fields.text("guests_may") {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            problems.add("guests_may", "problem-guests-may");
            None
        }
    }
}

/// When what is known of a guest is erased.
pub fn forget_at(ends_at: Moment) -> Moment {
    ends_at.plus(KEPT)
}

/// Who wants to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What they are called.
    pub name: Name,
    /// Where they read their mail.
    pub email: Email,
}

impl Asking {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of both fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let (name, email) = (Name::read(fields.text("name")), Email::read(fields.text("email")));
        if let Err(key) = name {
            problems.add("name", key);
        }
        if let Err(key) = email {
            problems.add("email", key);
        }
        match (name, email) {
            (Ok(name), Ok(email)) => Ok(Self { name, email }),
            _ => Err(crate::error::Error::Invalid(problems)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_come_where_everybody_may_unless_the_host_says_otherwise() {
        assert!(welcome(None, None));
        assert!(welcome(None, Some(Access::Open)));
        assert!(!welcome(None, Some(Access::Closed)));
        assert!(welcome(Some(true), Some(Access::Closed)));
        assert!(!welcome(Some(false), None));
        for chosen in [None, Some(true), Some(false)] {
            assert!(!welcome(chosen, Some(Access::Private)), "{chosen:?}");
        }
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        let fields = Fields::default().with("name", " ").with("email", "nobody");
        let Err(crate::error::Error::Invalid(problems)) = Asking::read(&fields) else { panic!("no fault") };
        let found: Vec<_> = problems.0.iter().map(|fault| (fault.field, fault.key)).collect();
        assert_eq!(found, [("name", "problem-name"), ("email", "problem-email")]);
        assert!(Asking::read(&Fields::default().with("name", "Ida").with("email", " Ida@Example.org ")).is_ok());
    }

    #[test]
    fn what_is_said_of_guests_is_yes_no_or_nothing() {
        let read = |text: &str| {
            let mut problems = Problems::default();
            let said = chosen(&Fields::default().with("guests_may", text), &mut problems);
            (said, problems.0.len())
        };
        assert_eq!([read(""), read("yes"), read("no")], [(None, 0), (Some(true), 0), (Some(false), 0)]);
        assert_eq!(read("perhaps"), (None, 1));
    }
}
