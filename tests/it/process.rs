//! The real program in a process of its own, which a test can kill; a client that says exactly what it heard; and a
//! PostgreSQL of the test's own, which can be killed too.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use visavis::{
    app::App,
    db::Place,
    time::{Clock, Dice},
};

use crate::world::{Engine, Reply, config, fresh_database};

/// Where a program keeps what it must not lose.
pub struct Ground {
    pub place: Place,
    folder: tempfile::TempDir,
}

impl Ground {
    /// An empty one; `None` where no PostgreSQL was given and none is required.
    pub fn new(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let place = match engine {
            Engine::Sqlite => Place::File(folder.path().join("visavis.db")),
            Engine::Postgres => Place::Server(fresh_database()?),
        };
        Some(Self { place, folder })
    }

    /// The same on a server of the test's own.
    pub fn on(url: String) -> Self {
        Self { place: Place::Server(url), folder: tempfile::tempdir().unwrap() }
    }

    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// A program within the test on the same data, with the time that it really is.
    pub async fn open(&self) -> App {
        App::open(config(self.place.clone(), self.data().to_owned()), Clock::System, Dice::system()).await.unwrap()
    }

    /// `visavis serve` on this data.
    pub fn serve(&self) -> Command {
        self.serve_in(self.data(), &[])
    }

    /// The same with its data elsewhere, started by another program.
    pub fn serve_in(&self, data: &Path, before: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_visavis");
        let mut words = before.iter().copied().chain([program]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).arg("serve").arg("--data").arg(data).args(["--listen", "127.0.0.1:0", "--no-limits"]);
        if let Place::Server(url) = &self.place {
            command.arg("--database").arg(url);
        }
        command
    }
}

/// A running program; killed when it is dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    log: PathBuf,
}

impl Program {
    /// Starts it and waits until it says that it is ready.
    pub fn start(command: Command, log: &Path) -> Self {
        let mut started = Self::launch(command, log);
        assert!(started.wait_until_ready(), "it did not start: {}", started.said());
        started
    }

    /// Starts it and waits for nothing.
    pub fn launch(mut command: Command, log: &Path) -> Self {
        let log = log.join("program.log");
        let file = std::fs::File::options().append(true).create(true).open(&log).unwrap();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file).spawn().unwrap();
        Self { child, address: ([127, 0, 0, 1], 0).into(), log }
    }

    /// False where it ended instead.
    pub fn wait_until_ready(&mut self) -> bool {
        let out = BufReader::new(self.child.stdout.take().unwrap());
        let ready = out.lines().map_while(Result::ok).find_map(|line| {
            let url = line.strip_prefix("Visavis is ready at ")?.to_owned();
            url.rsplit_once(':')?.1.parse::<u16>().ok()
        });
        if let Some(port) = ready {
            self.address.set_port(port);
        }
        ready.is_some()
    }

    /// What it has written to its log.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: it gets no chance to tidy up.
    pub fn kill(&mut self) {
        let _ended_already = self.child.kill();
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Whether it is running still.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> ExitStatus {
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("the program said:\n{}", self.said());
        }
    }
}

/// What a client heard.
#[derive(Debug)]
pub enum Heard {
    /// A whole answer.
    Answer(Reply),
    /// Nobody took the connection: nothing was sent.
    Refused,
    /// The connection ended after the request was sent, with that many bytes of an answer, but no whole one.
    Cut(usize),
}

impl Heard {
    /// The answer, where there has to be one.
    #[track_caller]
    pub fn answer(self) -> Reply {
        match self {
            Self::Answer(reply) => reply,
            other => panic!("no answer: {other:?}"),
        }
    }
}

/// What a client sends.
#[derive(Debug, Default, Clone)]
pub struct Sending {
    pub head: String,
    pub body: Vec<u8>,
}

impl Sending {
    pub fn get(path: &str) -> Self {
        Self { head: format!("GET {path} HTTP/1.1\r\n"), body: Vec::new() }
    }

    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "application/x-www-form-urlencoded";
        Self { head: format!("POST {path} HTTP/1.1\r\ncontent-type: {kind}\r\n"), body: body.into() }
    }

    /// A form with a picture in the field `photo`.
    pub fn upload(path: &str, fields: &[(&str, &str)], picture: &[u8]) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let head = "--XX\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo.png\"\r\n\
                    Content-Type: image/png\r\n\r\n";
        body.extend(head.bytes());
        body.extend_from_slice(picture);
        body.extend(b"\r\n--XX--\r\n");
        let kind = "multipart/form-data; boundary=XX";
        Self { head: format!("POST {path} HTTP/1.1\r\ncontent-type: {kind}\r\n"), body }
    }

    pub fn json(mut self) -> Self {
        self.head.push_str("accept: application/json\r\n");
        self
    }

    pub fn session(mut self, secret: &str) -> Self {
        self.head.push_str(&format!("cookie: session={secret}\r\n"));
        self
    }

    fn head(&self) -> String {
        format!("{}host: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", self.head, self.body.len())
    }

    /// Sends it on a connection of its own.
    pub async fn to(&self, address: SocketAddr) -> Heard {
        let Some(mut open) = self.half(address).await else { return Heard::Refused };
        self.rest(&mut open).await
    }

    /// Sends the head and half of the body; `None` where nobody takes the connection.
    pub async fn half(&self, address: SocketAddr) -> Option<TcpStream> {
        let mut stream = TcpStream::connect(address).await.ok()?;
        let mut bytes = self.head().into_bytes();
        bytes.extend_from_slice(&self.body[..self.body.len() / 2]);
        // What the other side made of it is heard when it answers.
        let _heard_later = stream.write_all(&bytes).await;
        Some(stream)
    }

    /// Sends the other half and hears the answer.
    pub async fn rest(&self, stream: &mut TcpStream) -> Heard {
        let _heard_later = stream.write_all(&self.body[self.body.len() / 2..]).await;
        let mut bytes = Vec::new();
        let whole = stream.read_to_end(&mut bytes).await.is_ok();
        match parsed(&bytes).filter(|_| whole) {
            Some(reply) => Heard::Answer(reply),
            None => Heard::Cut(bytes.len()),
        }
    }
}

/// The answer, if it is whole.
fn parsed(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = StatusCode::from_bytes(lines.next()?.split(' ').nth(1)?.as_bytes()).ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.append(name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value.trim()).ok()?);
    }
    let rest = &bytes[end + 4..];
    let body = if headers.get("transfer-encoding").is_some_and(|value| value == "chunked") {
        unchunked(rest)?
    } else {
        let length = headers.get("content-length").map_or(Some(0), |value| value.to_str().ok()?.parse().ok())?;
        rest.get(..length)?.to_vec()
    };
    Some(Reply { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        let chunk = rest.get(end + 2..end + 2 + length)?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunk);
        rest = rest.get(end + 4 + length..)?;
    }
}

/// A PostgreSQL of the test's own; removed when it is dropped.
pub struct Cluster {
    folder: PathBuf,
    pub url: String,
    _within: tempfile::TempDir,
}

impl Cluster {
    /// `None` where tests with PostgreSQL were not asked for.
    pub fn start() -> Option<Self> {
        std::env::var("VISAVIS_TEST_POSTGRES").ok()?;
        let within = in_the_open();
        let folder = within.path().join("main");
        let url = script(&["start", folder.to_str().unwrap()]);
        Some(Self { folder, url, _within: within })
    }

    /// A server that keeps up with this one; from now on this one acknowledges nothing that the other has not got.
    pub fn replica(&self) -> Self {
        let within = in_the_open();
        let folder = within.path().join("replica");
        let url = script(&["replica", folder.to_str().unwrap(), self.folder.to_str().unwrap()]);
        Self { folder, url, _within: within }
    }

    /// Ends it at once, as a crash would.
    pub fn crash(&self) {
        script(&["crash", self.folder.to_str().unwrap()]);
    }

    /// Starts it again where it was.
    pub fn again(&self) {
        script(&["again", self.folder.to_str().unwrap()]);
    }

    /// Stops it without ending it: it takes connections and says nothing. And lets it go on.
    pub fn freeze(&self, frozen: bool) {
        let file = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let master = file.lines().next().unwrap();
        let signal = if frozen { "STOP" } else { "CONT" };
        let all = format!("kill -s {signal} {master} $(cat /proc/{master}/task/{master}/children)");
        assert!(Command::new("sh").args(["-c", &all]).status().unwrap().success());
    }

    /// Makes a replica the server that takes writes.
    pub fn promote(&self) {
        script(&["promote", self.folder.to_str().unwrap()]);
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        self.url.split_once('@').unwrap().1.split('/').next().unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        script(&["stop", self.folder.to_str().unwrap()]);
    }
}

/// A folder that the owner of the server can reach too.
fn in_the_open() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::Builder::new().prefix("visavis-pg").tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn script(words: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres.sh");
    let done = Command::new(script).args(words).stdin(Stdio::null()).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}
