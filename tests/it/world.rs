//! A running program with a cast of people, and browsers that talk to it without a network.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use data_encoding::BASE64URL_NOPAD;
use tower::ServiceExt;
use visavis::{
    act::Act,
    app::App,
    config::{Answers, Config, MailRoute},
    db::Place,
    error::Result,
    http::Ask,
    id::PersonId,
    jobs,
    outside::Letter,
    people::{self, Joining},
    router,
    time::{Clock, Dice, Moment},
};

/// 2026-11-26T12:00:00Z, a Thursday.
pub const NOON: Moment = Moment::from_seconds(1_795_694_400);

/// The engines a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A program under test. Dropped with mail that the test did not take, it fails the test.
pub struct World {
    pub app: App,
    pub router: Router,
    pub engine: Engine,
    data: Option<tempfile::TempDir>,
    database: Option<String>,
}

/// Runs a test on both engines: `both!(name, |world| async move { … });`
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, |$world:ident| $body:expr) => {
        async fn $name($world: $crate::world::World) {
            $body
        }

        mod $name {
            async fn run($world: $crate::world::World) {
                super::$name($world).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::world::World::new($crate::world::Engine::Sqlite).await.expect("a file can be made")).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(world) = $crate::world::World::new($crate::world::Engine::Postgres).await {
                    run(world).await;
                }
            }
        }
    };
}

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A new, empty database; `None` where no server was given and none is required.
pub fn fresh_database() -> Option<String> {
    let Ok(server) = std::env::var("VISAVIS_TEST_POSTGRES") else {
        assert!(std::env::var("VISAVIS_TEST_REQUIRE_POSTGRES").is_err(), "VISAVIS_TEST_POSTGRES names no server");
        return None;
    };
    // A server may outlive many runs, and process ids come again.
    let chance = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), std::process::id());
    let name = format!("t{chance:x}_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let (base, _) = server.rsplit_once('/').expect("postgres://user@host:port/database");
    let (url, fresh) = (server.clone(), name.clone());
    std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        // Of an earlier process with the number of this one.
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {fresh}")).unwrap();
        client.batch_execute(&format!("CREATE DATABASE {fresh}")).unwrap();
    })
    .join()
    .unwrap();
    Some(format!("{base}/{name}"))
}

impl World {
    pub async fn new(engine: Engine) -> Option<Self> {
        let (data, database, place) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let file = folder.path().join("visavis.db");
                (Some(folder), None, Place::File(file))
            }
            Engine::Postgres => {
                let url = fresh_database()?;
                (None, Some(url.clone()), Place::Server(url))
            }
        };
        let config = config(place, data.as_ref().map(|folder| folder.path().to_owned()).unwrap_or_default());
        let app = App::open(config, Clock::at(NOON), Dice::seeded(7)).await.unwrap();
        Some(Self { router: router::router(&app), app, engine, data, database })
    }

    /// A program on data that is there already; the folder is its keeper's.
    pub async fn over(place: Place, folder: PathBuf) -> Self {
        let engine = if matches!(place, Place::File(_)) { Engine::Sqlite } else { Engine::Postgres };
        let now = Clock::System.now();
        let app = App::open(config(place, folder), Clock::at(now), Dice::seeded(11)).await.unwrap();
        Self { router: router::router(&app), app, engine, data: None, database: None }
    }

    /// Where its rows are.
    pub fn place(&self) -> Place {
        self.app.shared.config.database.clone()
    }

    /// The same data in a program started anew.
    pub async fn restart(mut self) -> Self {
        let config = self.app.shared.config.clone();
        let clock = self.app.shared.clock.clone();
        self.app = App::open(config, clock, Dice::seeded(8)).await.unwrap();
        self.router = router::router(&self.app);
        self
    }

    /// The same data in a program to which mail programs can answer.
    pub async fn answered_by_mail(mut self) -> Self {
        let mut config = self.app.shared.config.clone();
        config.answers = Some(Answers::read("answers@localhost").unwrap());
        self.app = App::open(config, self.app.shared.clock.clone(), Dice::seeded(9)).await.unwrap();
        self.router = router::router(&self.app);
        self
    }

    /// The same data in a program that shows a demonstration.
    pub async fn in_a_demo(mut self) -> Self {
        let mut config = self.app.shared.config.clone();
        config.demo = true;
        self.app = App::open(config, self.app.shared.clock.clone(), Dice::seeded(9)).await.unwrap();
        self.router = router::router(&self.app);
        self
    }

    /// Another program on a copy of the same file: what happens there stays there.
    pub async fn fork(&self) -> Self {
        let from = self.data.as_ref().expect("only the embedded engine's file can be copied").path();
        let folder = tempfile::tempdir().unwrap();
        for name in ["visavis.db", "visavis.db-wal"] {
            if from.join(name).exists() {
                std::fs::copy(from.join(name), folder.path().join(name)).unwrap();
            }
        }
        let config = config(Place::File(folder.path().join("visavis.db")), folder.path().to_owned());
        // A moment later, so that it hands out no id that is there already.
        let app = App::open(config, Clock::at(self.app.shared.clock.now().plus(1)), Dice::seeded(9)).await.unwrap();
        Self { router: router::router(&app), app, engine: self.engine, data: Some(folder), database: None }
    }

    /// The same browser, talking to this program.
    pub fn seat(&self, browser: &Browser) -> Browser {
        Browser { router: self.router.clone(), ..browser.clone() }
    }

    /// Something done by the program itself.
    pub async fn act<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Act<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.act(&Ask::system(), work).await
    }

    /// A member of that name, signed in: the handle is the name in small letters.
    pub async fn person(&self, name: &'static str) -> Browser {
        let (secret, id) = self
            .act(move |act| {
                let mut joining = Joining::read(name, &name.to_lowercase().replace(' ', "-"))?;
                joining.email = Some(format!("{}@example.org", joining.handle.as_str()));
                let (account, person) = people::join(act, &joining)?;
                Ok((people::begin_session(act, account, person, "a test")?, person))
            })
            .await
            .unwrap();
        let mut browser = self.stranger();
        browser.id = Some(id);
        browser.cookies.insert("session".into(), BASE64URL_NOPAD.encode(&secret));
        browser
    }

    /// Another browser of the same person.
    pub async fn again(&self, browser: &Browser) -> Browser {
        let person = browser.person();
        let secret = self
            .act(move |act| {
                let (account,) = act.one("SELECT account FROM person WHERE id = $1", visavis::params![person])?;
                people::begin_session(act, account, person, "another browser")
            })
            .await
            .unwrap();
        let mut again = browser.clone();
        again.cookies.insert("session".into(), BASE64URL_NOPAD.encode(&secret));
        again
    }

    /// A browser nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser::of(&self.router)
    }

    /// Runs the jobs that are due, then hands out the mail that was sent.
    pub async fn mail(&self) -> Vec<Letter> {
        jobs::run_due(&self.app).await.unwrap();
        self.app.shared.mail.take()
    }

    /// Moves the clock on.
    pub fn later(&self, ms: i64) {
        self.app.shared.clock.advance(ms);
    }

    /// One number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        self.app.look(&Ask::system(), move |look| Ok(look.one::<(i64,)>(sql, &[])?.0)).await.unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = self.app.shared.mail.take();
            assert!(left.is_empty(), "mail the test did not speak of: {left:?}");
        }
        let _kept_until_here = (&self.data, &self.database);
    }
}

pub fn config(database: Place, data: PathBuf) -> Config {
    Config {
        data,
        database,
        listen: ([127, 0, 0, 1], 0).into(),
        base_url: "http://localhost:8080".into(),
        mail: MailRoute::Memory,
        mail_from: "Visavis <visavis@example.org>".into(),
        answers: None,
        node: 1,
        limits: false,
        client_header: None,
        tiles: None,
        demo: false,
    }
}

/// A browser: keeps its cookies, follows no redirect.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub id: Option<PersonId>,
    pub cookies: BTreeMap<String, String>,
}

/// An answer of the server.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    /// Where it leads.
    pub fn leads_to(&self) -> &str {
        self.headers.get(header::LOCATION).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    /// Fails unless it has that status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Fails unless the body has that text.
    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        assert!(self.body.contains(text), "no {text:?} in {}", self.body);
        self
    }

    /// Fails where the body has that text.
    #[track_caller]
    pub fn lacks(self, text: &str) -> Self {
        assert!(!self.body.contains(text), "{text:?} in {}", self.body);
        self
    }
}

impl Browser {
    /// One that nobody has signed in with.
    pub fn of(router: &Router) -> Self {
        Self { router: router.clone(), id: None, cookies: BTreeMap::new() }
    }

    pub fn person(&self) -> PersonId {
        self.id.expect("signed in")
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Sends a form: `[("title", "Tea")]`.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(body)).await
    }

    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Reply {
        self.send(Method::POST, path, Some("application/json"), Body::from(body.to_string())).await
    }

    /// Sends a form with files: `(name, file name, bytes)`.
    pub async fn post_files(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Reply {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--XX\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--XX--\r\n");
        self.send(Method::POST, path, Some("multipart/form-data; boundary=XX"), Body::from(body)).await
    }

    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost:8080");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !line.is_empty() {
            request = request.header(header::COOKIE, line.join("; "));
        }
        self.request(request.body(body).unwrap()).await
    }

    /// What is sent as bytes that are no text.
    pub async fn bytes(&mut self, path: &str) -> Vec<u8> {
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::get(path).header("host", "localhost:8080").header(header::COOKIE, line.join("; "));
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        to_bytes(response.into_body(), 32 << 20).await.unwrap().to_vec()
    }

    pub async fn request(&mut self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        for line in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 32 << 20).await.unwrap();
        Reply { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
