//! The links that `visavis demo` prints: they sign in, as often as one likes, also after a restart. On any other
//! server there are none.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect},
};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::kept;
use crate::{
    app::App,
    error::Error,
    http::{Answer, Ask, Routes, Who, set_cookie},
    people,
    time::DAY,
};

/// As whom one looks around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The member.
    Member,
    /// The host.
    Host,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Host => "host",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Member, Self::Host].into_iter().find(|role| role.word() == text)
    }
}

/// What people can reach here.
pub fn routes() -> Routes {
    Routes::new().get("/demo/{role}/{code}", Who::Anyone, enter)
}

/// The path of a link: sealed by this server's own key, so that nobody guesses one.
pub fn path(app: &App, role: Role) -> String {
    format!("/demo/{}/{}", role.word(), code(app, role))
}

fn code(app: &App, role: Role) -> String {
    let sealed = app.shared.keys.seal(&format!("demonstration {}", role.word()));
    BASE64URL_NOPAD.encode(&sealed[..16])
}

async fn enter(State(app): State<App>, ask: Ask, Path((role, given)): Path<(String, String)>) -> Answer {
    let role = Role::read(&role).filter(|_| app.shared.config.demo).ok_or(Error::NotFound)?;
    if !bool::from(given.as_bytes().ct_eq(code(&app, role).as_bytes())) {
        return Err(Error::NotFound.into());
    }
    let secret = app
        .act(&ask, move |act| {
            let filled = kept(act)?.ok_or(Error::NotFound)?;
            let known = if role == Role::Host { filled.host } else { filled.member };
            people::begin_session(act, known.account, known.person, "The demonstration’s link")
        })
        .await?;
    let mut response = Redirect::to("/").into_response();
    let value = BASE64URL_NOPAD.encode(&secret);
    if let Some(line) = set_cookie("session", &value, 30 * DAY / 1000, app.shared.config.is_tls()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}
