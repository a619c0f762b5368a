//! The settings of a running server, from the command line and the environment.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use crate::{db, tiles::Archive};

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
    /// Where answers of mail programs arrive, if they do.
    pub answers: Option<Answers>,
    /// Which node of several this is (0 to 1023).
    pub node: u16,
    /// Whether the number of requests of one address is limited; tests of other things switch it off.
    pub limits: bool,
    /// The header in which a reverse proxy names the client's address, if there is one.
    pub client_header: Option<String>,
    /// Where maps get their pictures; without it they are drawn from what the program carries.
    pub tiles: Option<Tiles>,
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

/// The address of answers by mail; what stands behind a `+` in it says whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    name: String,
    host: String,
}

impl Answers {
    /// The longest name before the `+`: a mail server takes 64 characters in all.
    const MOST: usize = 20;

    /// # Errors
    /// Words on what is wrong with the address.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = text.trim().split_once('@').filter(|(name, host)| {
            let plain = |text: &str, more: &str| {
                let fine = |char: char| char.is_ascii_alphanumeric() || more.contains(char);
                !text.is_empty() && text.chars().all(fine) && !text.starts_with('.') && !text.ends_with('.')
            };
            name.len() <= Self::MOST && plain(name, "._-") && plain(host, ".-")
        });
        let (name, host) = parts.ok_or_else(|| {
            let most = Self::MOST;
            format!(
                "--answers-address {text}: name an address like answers@meet.example, {most} characters before the @"
            )
        })?;
        Ok(Self { name: name.to_owned(), host: host.to_owned() })
    }

    /// The address with a tag.
    pub fn tagged(&self, tag: &str) -> String {
        format!("{}+{tag}@{}", self.name, self.host)
    }
}

/// A server of map tiles, or a file of them that this one serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The address of a tile, with `{z}`, `{x}` and `{y}` in it.
    url: String,
    /// Whose they are, as is to be shown on the map.
    pub attribution: String,
    /// The file.
    pub archive: Option<Arc<Archive>>,
}

impl Tiles {
    /// # Errors
    /// Words on what the address lacks.
    pub fn read(url: &str, attribution: &str) -> Result<Self, String> {
        let safe = url.split_once("://").is_some_and(|(scheme, rest)| {
            matches!(scheme, "https" | "http") && rest.find('/').is_some_and(|slash| slash > 0)
        });
        let plain =
            url.chars().all(|char| char.is_ascii_graphic() && !matches!(char, '"' | '\'' | ';' | ',' | '<' | '>'));
        if !safe || !plain || !["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part)) {
            return Err(format!("--tiles {url}: name an address like https://tiles.example/{{z}}/{{x}}/{{y}}.png"));
        }
        if attribution.trim().is_empty() {
            return Err("--tiles wants --tiles-attribution too: whose maps they are, as their licence asks".to_owned());
        }
        Ok(Self { url: url.to_owned(), attribution: attribution.trim().to_owned(), archive: None })
    }

    /// The tiles of a file; where nothing is said of whose they are, what the file says.
    ///
    /// # Errors
    /// Words on what is wrong with it.
    pub fn of_file(path: &std::path::Path, attribution: &str) -> Result<Self, String> {
        let archive = Archive::open(path)?;
        let attribution = match attribution.trim() {
            "" => archive.attribution.clone(),
            named => named.to_owned(),
        };
        if attribution.is_empty() {
            return Err(format!(
                "--pmtiles {}: the file does not say whose its maps are; say it with --tiles-attribution, as their licence asks",
                path.display()
            ));
        }
        Ok(Self { url: "/tiles/{z}/{x}/{y}".to_owned(), attribution, archive: Some(Arc::new(archive)) })
    }

    /// Whether there are tiles of that zoom; of a server nobody knows.
    pub fn cover(&self, zoom: u8) -> bool {
        self.archive.as_ref().is_none_or(|archive| archive.has_zoom(zoom))
    }

    /// The address of one.
    pub fn at(&self, zoom: u8, x: i64, y: i64) -> String {
        let numbers = [("{z}", i64::from(zoom)), ("{x}", x), ("{y}", y)];
        numbers.iter().fold(self.url.clone(), |url, (name, number)| url.replace(name, &number.to_string()))
    }

    /// The server that browsers have to be allowed to ask: scheme, host and port.
    pub fn origin(&self) -> &str {
        let path = self.url.find("://").and_then(|at| Some(at + 3 + self.url.get(at + 3..)?.find('/')?));
        path.and_then(|end| self.url.get(..end)).unwrap_or_default()
    }
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_answers_has_room_for_a_tag() {
        let answers = Answers::read(" answers@meet.example ").unwrap();
        assert_eq!(answers.tagged("p1"), "answers+p1@meet.example");
        for wrong in ["", "answers", "a+b@meet.example", "@meet.example", "a@", "a b@c", "a@b@c", "a>@b", ".a@b"] {
            assert!(Answers::read(wrong).is_err(), "{wrong}");
        }
        assert!(Answers::read(&format!("{}@meet.example", "a".repeat(21))).is_err());
    }

    #[test]
    fn tiles_have_an_address_and_somebody_whose_they_are() {
        let tiles = Tiles::read("https://tiles.example:8443/light/{z}/{x}/{y}.png", " © Somebody ").unwrap();
        assert_eq!(tiles.at(8, 136, 88), "https://tiles.example:8443/light/8/136/88.png");
        assert_eq!((tiles.origin(), tiles.attribution.as_str()), ("https://tiles.example:8443", "© Somebody"));
        for wrong in [
            "",
            "https://tiles.example/{z}/{x}",
            "ftp://a/{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
            "https://a; script-src */{z}/{x}/{y}",
        ] {
            assert!(Tiles::read(wrong, "© Somebody").is_err(), "{wrong}");
        }
        assert!(Tiles::read("https://tiles.example/{z}/{x}/{y}", " ").is_err());
    }
}
