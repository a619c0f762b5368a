//! The table of routes. Each says who may call it; a handler without that word gets nobody's request.

use axum::{
    Extension,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, Router, on},
};

use crate::app::App;

/// Who may call a route. What they may do there is the verb's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, also strangers.
    Anyone,
    /// Only members who are signed in.
    Person,
    /// Only those who run this server.
    Operator,
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
}

/// The routes of a slice, or of all.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A route that shows.
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, path, who, handler)
    }

    /// A route that changes something.
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, path, who, handler)
    }

    fn add<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let route: MethodRouter<App> = on(filter, handler).layer(Extension(who));
        self.router = self.router.route(path, route);
        self.table.push(Route { method, path, who });
        self
    }

    /// These and those.
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The table, for the test that walks it.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// What axum serves.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
