//! The API: the same verbs as the pages, as JSON.
//!
//! A slice names its operations in its `api.rs`, beside the functions that carry them out. An [`Operation`] says what is
//! taken and what is answered; what is sent is held against that before the function sees it, and `/api/openapi.json` is
//! made of nothing else. A function that reads gets a [`Look`](crate::act::Look) and can't write; one that changes
//! something gets an [`Act`](crate::act::Act).

mod call;
mod idempotency;
mod openapi;
mod page;
mod reference;
mod scope;
pub mod shape;

use axum::http::Method;

pub(super) use call::tag;
pub use call::{Asked, Call, Said};
pub use idempotency::{forget, forget_person};
pub use openapi::{document, problem};
pub use page::{Cursor, part};
pub use reference::routes;
pub use scope::{Scope, Scopes};
pub use shape::{Fault, Shape};

use super::Who;

/// One thing that programs can do.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Its name for programs that are made from the document.
    pub name: &'static str,
    /// What it does, in a few words.
    pub says: &'static str,
    /// More than that, where a reader would ask.
    pub more: &'static str,
    /// Who may call it.
    pub who: Who,
    /// What a token needs.
    pub scope: Scope,
    /// What may stand behind the `?`: a record.
    pub query: Shape,
    /// What is sent: a record; `None` where nothing is.
    pub body: Option<Shape>,
    /// The field of a picture, where one can be sent along in `multipart/form-data`.
    pub picture: Option<&'static str>,
    /// What is answered where all goes well: the status, and the body if there is one.
    pub gives: (u16, Option<Shape>),
    /// Whether one can refuse to overwrite what somebody else has changed (`If-Match`).
    pub guarded: bool,
    /// Whether it may answer 409: it does not go with how things stand.
    pub conflicts: bool,
}

fn operation(method: Method, path: &'static str, name: &'static str, scope: Scope) -> Operation {
    Operation {
        method,
        path,
        name,
        says: "",
        more: "",
        who: Who::Person,
        scope,
        query: shape::record(),
        body: None,
        picture: None,
        gives: (204, None),
        guarded: false,
        conflicts: false,
    }
}

/// An operation that reads.
pub fn get(path: &'static str, name: &'static str) -> Operation {
    operation(Method::GET, path, name, Scope::Read)
}

/// An operation that makes something.
pub fn post(path: &'static str, name: &'static str, scope: Scope) -> Operation {
    operation(Method::POST, path, name, scope)
}

/// An operation that sets something, as often as one likes.
pub fn put(path: &'static str, name: &'static str, scope: Scope) -> Operation {
    operation(Method::PUT, path, name, scope)
}

/// An operation that changes the fields that are sent, and leaves the others.
pub fn patch(path: &'static str, name: &'static str, scope: Scope) -> Operation {
    operation(Method::PATCH, path, name, scope)
}

/// An operation that takes something away.
pub fn delete(path: &'static str, name: &'static str, scope: Scope) -> Operation {
    operation(Method::DELETE, path, name, scope)
}

impl Operation {
    /// What it does, in a few words.
    #[must_use]
    pub fn says(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }

    /// What a reader would ask.
    #[must_use]
    pub fn more(mut self, more: &'static str) -> Self {
        self.more = more;
        self
    }

    /// Strangers may call it too.
    #[must_use]
    pub fn anyone(mut self) -> Self {
        self.who = Who::Anyone;
        self
    }

    /// Needs this of a token.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// What may stand behind the `?`.
    #[must_use]
    pub fn asks(mut self, query: Shape) -> Self {
        self.query = query;
        self
    }

    /// Gives a list in parts, each with where the next begins.
    #[must_use]
    pub fn lists(mut self, item: Shape) -> Self {
        self.query = page::asks(self.query);
        self.gives = (200, Some(page::shape(item)));
        self
    }

    /// What is sent.
    #[must_use]
    pub fn takes(mut self, body: Shape) -> Self {
        self.body = Some(body);
        self
    }

    /// A picture may be sent along.
    #[must_use]
    pub fn picture(mut self, field: &'static str) -> Self {
        self.picture = Some(field);
        self
    }

    /// What is answered where all goes well.
    #[must_use]
    pub fn gives(mut self, status: u16, shape: Shape) -> Self {
        self.gives = (status, Some(shape));
        self
    }

    /// Refuses on request to overwrite what somebody else has changed.
    #[must_use]
    pub fn guarded(mut self) -> Self {
        self.guarded = true;
        self
    }

    /// May answer 409.
    #[must_use]
    pub fn conflicts(mut self) -> Self {
        self.conflicts = true;
        self
    }

    /// Whether it only reads.
    pub fn reads(&self) -> bool {
        self.method == Method::GET
    }

    /// Whether a repeated request with the same `Idempotency-Key` is answered by what the first one was.
    pub fn repeats(&self) -> bool {
        self.method == Method::POST && self.scope != Scope::Encounters
    }

    /// The names in the braces of its path.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
    }
}
