//! How an error looks: a page for people, `application/problem+json` (RFC 9457) for programs.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::api::Fault;
use crate::{
    args,
    error::{Error, Problem},
    page::text::Say,
};

/// An error on its way out. It gets its words in [`guard`](super::guard), which knows language and kind of client.
#[derive(Debug, Clone)]
pub struct Failure(pub Arc<Error>);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status that goes with an error.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignIn | Error::Token => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) | Error::Scope(_) => StatusCode::FORBIDDEN,
        Error::Malformed(_) => StatusCode::BAD_REQUEST,
        Error::Invalid(_) | Error::Reused => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Changed => StatusCode::PRECONDITION_FAILED,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Unreadable("error-body-late") => StatusCode::REQUEST_TIMEOUT,
        Error::Unreadable("error-method") => StatusCode::METHOD_NOT_ALLOWED,
        Error::Unreadable("error-unknown-kind-of-body") => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Unreadable(_) => StatusCode::BAD_REQUEST,
        Error::Storage(storage) if storage.is_passing() => StatusCode::SERVICE_UNAVAILABLE,
        Error::Storage(crate::db::Error::Unknown(_)) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Storage(crate::db::Error::Full | crate::db::Error::ReadOnly(_)) => StatusCode::INSUFFICIENT_STORAGE,
        Error::Storage(_) | Error::Inner(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The sentence for a person: what happened and what to do.
pub fn sentence(error: &Error, say: Say) -> String {
    match error {
        Error::NotFound => say.t("error-not-found").to_owned(),
        Error::SignIn => say.t("error-sign-in").to_owned(),
        Error::Forbidden(key) | Error::Conflict(key) | Error::Unreadable(key) => say.t(key).to_owned(),
        Error::Token => say.t("error-token").to_owned(),
        Error::Scope(scope) => say.with("error-scope", args! { scope: scope.as_str() }),
        Error::Invalid(_) => say.t("error-invalid").to_owned(),
        Error::Malformed(_) => say.t("error-malformed").to_owned(),
        Error::Changed => say.t("error-changed").to_owned(),
        Error::Reused => say.t("error-idempotency-reused").to_owned(),
        Error::TooMany(seconds) => say.with("error-too-many", args! { seconds: *seconds as i64 }),
        Error::TooLarge(most) => say.with("error-too-large", args! { kilobytes: (*most >> 10) as i64 }),
        Error::Storage(storage) if storage.is_passing() => say.t("error-busy").to_owned(),
        Error::Storage(crate::db::Error::Unknown(_)) => say.t("error-unknown").to_owned(),
        Error::Storage(crate::db::Error::Full | crate::db::Error::ReadOnly(_)) => say.t("error-full").to_owned(),
        Error::Storage(_) | Error::Inner(_) => say.t("error-inner").to_owned(),
    }
}

/// The sentence for one field.
pub fn problem(problem: &Problem, say: Say) -> String {
    match problem.number {
        Some(number) => say.with(problem.key, args! { number: number }),
        None => say.t(problem.key).to_owned(),
    }
}

/// What went wrong, for programs: never another word for the same thing.
pub fn code(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::SignIn => "sign-in",
        Error::Token => "token",
        Error::Scope(_) => "scope",
        Error::Invalid(_) => "invalid",
        Error::Malformed(_) => "malformed",
        Error::Changed => "changed",
        Error::Reused => "idempotency-reused",
        Error::Forbidden(key) | Error::Conflict(key) | Error::Unreadable(key) => {
            key.strip_prefix("error-").unwrap_or(key)
        }
        Error::TooMany(_) => "too-many",
        Error::TooLarge(_) => "too-large",
        Error::Storage(storage) if storage.is_passing() => "busy",
        Error::Storage(crate::db::Error::Unknown(_)) => "unknown",
        Error::Storage(crate::db::Error::Full | crate::db::Error::ReadOnly(_)) => "full",
        Error::Storage(_) | Error::Inner(_) => "inner",
    }
}

/// RFC 9457, with a member `fields` for the faults of each field.
pub fn as_json(error: &Error, say: Say) -> Response {
    let status = status(error);
    let mut body = json!({
        "type": format!("/api#{}", status.as_u16()),
        "code": code(error),
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "detail": sentence(error, say),
    });
    if let Error::Invalid(problems) = error {
        body["fields"] = problems
            .0
            .iter()
            .map(|fault| json!({ "field": fault.field, "code": fault.key, "detail": problem(fault, say) }))
            .collect();
    }
    if let Error::Malformed(faults) = error {
        let fault = |fault: &Fault| {
            let words = match fault.key {
                "problem-api-unknown" if fault.what.is_empty() => "problem-api-unknown-too",
                key => key,
            };
            let what = args! { what: fault.what.as_str() };
            json!({ "field": fault.field, "code": fault.key, "detail": say.with(words, what) })
        };
        body["fields"] = faults.iter().map(fault).collect();
    }
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
