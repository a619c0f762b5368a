//! The settings of a running server, from the command line and the environment.

use std::{net::SocketAddr, path::PathBuf};

use crate::db;

/// All settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder that holds everything: the database, the pictures, the outbox.
    pub data: PathBuf,
    /// Where the database is: a file in `data`, or a server.
    pub database: db::Place,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that people type, without a slash at the end; its host names this instance.
    pub base_url: String,
    /// Where mail goes; without it, into the folder `outbox`.
    pub mail: MailRoute,
    /// The sender of mail.
    pub mail_from: String,
    /// Which node of several this is (0 to 1023).
    pub node: u16,
    /// Whether the number of requests of one address is limited; tests of other things switch it off.
    pub limits: bool,
    /// The header in which a reverse proxy names the client's address, if there is one.
    pub client_header: Option<String>,
    /// Whether this server shows demonstration data, and says so on its pages.
    pub demo: bool,
}

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum MailRoute {
    /// An SMTP server: `smtps://user:password@host:port`.
    Smtp(String),
    /// Nowhere but memory, and pictures too: for tests.
    Memory,
    /// Files in `data/outbox`, for development and demonstrations.
    Outbox,
}

impl Config {
    /// Host and port as people type them: the instance's name in ENC/1 and the relying party of passkeys.
    pub fn instance(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }

    /// Whether people reach us over TLS: then cookies are for TLS only.
    pub fn is_tls(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The full address of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
