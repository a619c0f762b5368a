//! What a verb can answer instead of doing it. Only keys of messages leave the program, never an inner cause.

use std::fmt;

use crate::{
    db,
    http::api::{Fault, Scope},
};

/// The result of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb did nothing.
#[derive(Debug)]
pub enum Error {
    /// There is no such thing, or the viewer may not see it: the two can't be told apart.
    NotFound,
    /// Only somebody signed in can do that.
    SignIn,
    /// The token that was sent is unknown, was taken back or has run out.
    Token,
    /// The token that was sent is not good for that.
    Scope(Scope),
    /// The viewer sees it but may not do that; the key of the message that says why.
    Forbidden(&'static str),
    /// What was sent has faults, each at its field.
    Invalid(Problems),
    /// What was sent is not what the API says it takes.
    Malformed(Vec<Fault>),
    /// It has become another since the one who wants to change it read it.
    Changed,
    /// An idempotency key was used for another request before.
    Reused,
    /// It does not go with how things stand; the key of the message that says how to go on.
    Conflict(&'static str),
    /// Too often; seconds to wait.
    TooMany(u64),
    /// The body is longer than allowed (bytes).
    TooLarge(usize),
    /// The body is not of a kind that can be read here.
    Unreadable(&'static str),
    /// Storage failed.
    Storage(db::Error),
    /// A fault of the program or its surroundings; for the log.
    Inner(String),
}

/// Faults of a form or of a JSON body, in the order of its fields.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// The key of the message that names the fault and the remedy.
    pub key: &'static str,
    /// A number that the message mentions (the longest length, say).
    pub number: Option<i64>,
}

impl Problems {
    /// Notes a fault.
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Problem { field, key, number: None });
    }

    /// Notes a fault whose message mentions a number.
    pub fn add_number(&mut self, field: &'static str, key: &'static str, number: i64) {
        self.0.push(Problem { field, key, number: Some(number) });
    }

    /// Notes a fault where `fine` is false.
    pub fn unless(&mut self, fine: bool, field: &'static str, key: &'static str) {
        if !fine {
            self.add(field, key);
        }
    }

    /// `Ok` where there is none.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

impl Error {
    /// A single fault at a field.
    pub fn invalid(field: &'static str, key: &'static str) -> Self {
        let mut problems = Problems::default();
        problems.add(field, key);
        Self::Invalid(problems)
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        Self::Storage(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::SignIn => f.write_str("not signed in"),
            Self::Forbidden(key) => write!(f, "forbidden: {key}"),
            Self::Invalid(problems) => write!(f, "invalid: {problems:?}"),
            Self::Token => f.write_str("not a token"),
            Self::Scope(scope) => write!(f, "a token without {}", scope.as_str()),
            Self::Malformed(faults) => write!(f, "malformed: {faults:?}"),
            Self::Changed => f.write_str("changed by somebody else"),
            Self::Reused => f.write_str("an idempotency key used again"),
            Self::Conflict(key) => write!(f, "conflict: {key}"),
            Self::TooMany(seconds) => write!(f, "too many, wait {seconds} s"),
            Self::TooLarge(most) => write!(f, "longer than {most} bytes"),
            Self::Unreadable(key) => write!(f, "unreadable: {key}"),
            Self::Storage(error) => error.fmt(f),
            Self::Inner(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}
