//! Nothing acknowledged is lost and nothing is left half done: the real program, killed again and again in the middle
//! of a storm of writes, at its start, and under a server that goes away and comes back.
//!
//! Each kill comes at a moment of chance. The normal run kills some ten times per engine; `tools/storm.sh 300` as often
//! as one likes. A failure names its seed; `VISAVIS_STORM_SEED` begins with the same chances again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Cursor,
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{sync::watch, task::JoinHandle};
use visavis::{
    app::App,
    config::MailRoute,
    db::{Place, migrate},
    http::Ask,
    id::{GatheringId, PersonId},
    jobs, people, router, ties,
    time::{Clock, DAY, Dice, MINUTE, Zone},
};

use crate::{
    process::{Ground, Heard, Program, Sending},
    world::{Browser, Engine, config},
};

/// So many clients at once.
const CLIENTS: usize = 12;
/// So many gatherings they want to come to, each with room for so many.
const GATHERINGS: usize = 4;
const ROOM: i64 = 5;

/// So many kills per engine.
pub fn kills() -> u64 {
    std::env::var("VISAVIS_STORM").ok().and_then(|count| count.parse().ok()).unwrap_or(10)
}

pub fn seed() -> u64 {
    let chosen = std::env::var("VISAVIS_STORM_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = chosen.unwrap_or_else(|| Dice::system().below(1 << 32));
    eprintln!("VISAVIS_STORM_SEED={seed}");
    seed
}

/// Something that a client has a say in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// The client's answer to a gathering: 0 none, then as in [`REPLIES`].
    Reply(usize),
    /// Whether the client follows another: 0 or 1.
    Follow(usize),
    /// Whether the client is a member of the community: 0 or 1.
    Member,
    /// How many posts say these words: 0 or 1.
    Post(String),
    /// The same, with a picture that can be fetched.
    Picture(String),
    /// How many letters lie in the outbox for this address: 0 or 1.
    Letter(String),
}

const REPLIES: [&str; 4] = ["", "yes", "maybe", "no"];

/// What became of a deed, as far as the client can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Acknowledged.
    Done,
    /// Refused, so that nothing may have changed.
    Refused,
    /// Nobody said.
    Unknown,
}

/// One client, and what it remembers: the states in which each matter may be.
pub struct Client {
    number: usize,
    handle: String,
    secret: String,
    dice: Dice,
    deeds: u64,
    pub ledger: BTreeMap<Matter, BTreeSet<i64>>,
    pub faults: Vec<String>,
    /// How often it was told to come again (503), and how often that nobody knows.
    pub told_to_wait: u64,
    pub told_unknown: u64,
    /// How often an answer ended in its middle.
    pub cut_short: u64,
}

impl Client {
    /// The secret of its session.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    fn may_be(&self, matter: &Matter) -> BTreeSet<i64> {
        self.ledger.get(matter).cloned().unwrap_or_else(|| BTreeSet::from([0]))
    }

    /// The next deed: what to send, which matter it is about, and the state it asks for.
    fn next(&mut self, town: &Town) -> (Sending, Matter, i64) {
        self.deeds += 1;
        let tag = format!("deed {} of {}", self.deeds, self.handle);
        let gathering = self.dice.below(GATHERINGS as u64) as usize;
        let path = &town.gatherings[gathering];
        match self.dice.below(12) {
            0..5 => {
                let reply = 1 + self.dice.below(3) as usize;
                let sending = Sending::form(&format!("{path}/answer"), &[("reply", REPLIES[reply])]);
                (sending, Matter::Reply(gathering), reply as i64)
            }
            5 | 6 => {
                let other = (self.number + 1 + self.dice.below(CLIENTS as u64 - 1) as usize) % CLIENTS;
                let (verb, state) = [("follow", 1), ("unfollow", 0)][self.dice.below(2) as usize];
                (Sending::form(&format!("/@member-{other}/{verb}"), &[]), Matter::Follow(other), state)
            }
            7 => {
                let (verb, state) = [("join", 1), ("leave", 0)][self.dice.below(2) as usize];
                let fields = [("rules", "yes"), ("confirm", "yes")];
                (Sending::form(&format!("/c/storm/{verb}"), &fields), Matter::Member, state)
            }
            8 | 9 => (Sending::form(&format!("{path}/posts"), &[("words", &tag)]), Matter::Post(tag), 1),
            10 => {
                let picture = png([self.number as u8, self.deeds as u8, (self.deeds >> 8) as u8]);
                let fields = [("words", tag.as_str()), ("photo_words", "A colour")];
                (Sending::upload(&format!("{path}/posts"), &fields, &picture), Matter::Picture(tag), 1)
            }
            _ => {
                let address = format!("deed-{}-of-{}@example.org", self.deeds, self.handle);
                let fields = [("name", "New Here"), ("email", address.as_str())];
                (Sending::form("/sign-up", &fields), Matter::Letter(address), 1)
            }
        }
    }

    fn outcome(&mut self, matter: &Matter, heard: &Heard) -> Outcome {
        let reply = match heard {
            Heard::Refused => return Outcome::Refused,
            Heard::Cut(bytes) => {
                self.cut_short += u64::from(*bytes > 0);
                return Outcome::Unknown;
            }
            Heard::Answer(reply) => reply,
        };
        match reply.status.as_u16() {
            303 if !reply.leads_to().starts_with("/sign-in?") => Outcome::Done,
            409 if matches!(matter, Matter::Reply(_) | Matter::Member) => Outcome::Refused,
            507 => Outcome::Refused,
            503 => {
                if !reply.headers.contains_key("retry-after") {
                    self.faults.push(format!("a 503 without Retry-After: {matter:?}"));
                }
                if reply.body.contains("may have been stored, or not") {
                    self.told_unknown += 1;
                    Outcome::Unknown
                } else {
                    self.told_to_wait += 1;
                    if !reply.body.contains("Nothing was changed") {
                        self.faults.push(format!("a 503 that says neither: {matter:?} {}", reply.body));
                    }
                    Outcome::Refused
                }
            }
            _ => {
                self.faults.push(format!("{matter:?}: {} {} {}", reply.status, reply.leads_to(), reply.body));
                Outcome::Refused
            }
        }
    }

    /// One deed after another until it is over or nobody is there.
    async fn run(mut self, town: Arc<Town>, address: SocketAddr, signs: Signs) -> Self {
        while !signs.over.load(Ordering::Relaxed) {
            let (sending, matter, state) = self.next(&town);
            let heard = sending.session(&self.secret).to(address).await;
            let outcome = self.outcome(&matter, &heard);
            match outcome {
                Outcome::Done => drop(self.ledger.insert(matter, BTreeSet::from([state]))),
                Outcome::Unknown => {
                    let mut states = self.may_be(&matter);
                    states.insert(state);
                    self.ledger.insert(matter, states);
                }
                Outcome::Refused => drop(self.ledger.insert(matter.clone(), self.may_be(&matter))),
            }
            let status = match &heard {
                Heard::Answer(reply) => reply.status.as_u16(),
                Heard::Refused | Heard::Cut(_) => 0,
            };
            signs.heard.send_modify(|count| {
                count.done += u64::from(outcome == Outcome::Done);
                count.undone += u64::from(outcome != Outcome::Done);
                count.waits += u64::from(status == 503);
                count.full += u64::from(status == 507);
            });
            match heard {
                Heard::Refused => break,
                // As Retry-After asks, only sooner.
                Heard::Answer(reply) if reply.status.is_server_error() => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                _ => {}
            }
        }
        self
    }
}

fn png(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = image::RgbImage::from_pixel(24, 24, image::Rgb(colour));
    image::DynamicImage::ImageRgb8(pixels).write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// How many deeds were acknowledged, and how many were not.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    pub done: u64,
    pub undone: u64,
    /// Of those that were not: told to come again.
    pub waits: u64,
    /// Of those that were not: told that nothing can be stored.
    pub full: u64,
}

/// What a storm says while it blows.
#[derive(Clone)]
struct Signs {
    over: Arc<AtomicBool>,
    heard: Arc<watch::Sender<Count>>,
}

/// What the clients write to.
pub struct Town {
    pub gatherings: Vec<String>,
    ids: Vec<GatheringId>,
    people: Vec<PersonId>,
}

/// The clients while they rest.
pub struct Storm {
    pub town: Arc<Town>,
    pub clients: Vec<Client>,
    dice: Dice,
}

/// The clients at work.
pub struct Blowing {
    tasks: Vec<JoinHandle<Client>>,
    signs: Signs,
}

impl Blowing {
    /// Waits until that holds of the deeds so far.
    pub async fn until(&self, mut holds: impl FnMut(Count) -> bool) {
        let mut heard = self.signs.heard.subscribe();
        let wait = heard.wait_for(|count| holds(*count));
        let waited = tokio::time::timeout(Duration::from_secs(180), wait).await.map(drop);
        assert!(waited.is_ok(), "the storm stands still: {:?}", self.count());
    }

    /// Waits until no client finds anybody.
    pub async fn until_nobody(&self) {
        while !self.tasks.iter().all(JoinHandle::is_finished) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub fn count(&self) -> Count {
        *self.signs.heard.borrow()
    }
}

impl Storm {
    /// Members, a community and gatherings, made by the program's own verbs.
    pub async fn gather(ground: &Ground, seed: u64) -> Self {
        let app = ground.open().await;
        let router = router::router(&app);
        let mut members = Vec::new();
        for number in 0..=CLIENTS {
            let system = Ask::system();
            let made = app.act(&system, move |act| {
                let mut joining = people::Joining::read("Some Member", &format!("member-{number}"))?;
                joining.email = Some(format!("member-{number}@example.org"));
                let (account, person) = people::join(act, &joining)?;
                Ok((people::begin_session(act, account, person, "the storm")?, person))
            });
            let (secret, person) = made.await.unwrap();
            members.push((data_encoding::BASE64URL_NOPAD.encode(&secret), person));
        }
        let mut host = Browser::of(&router);
        host.cookies.insert("session".into(), members[CLIENTS].0.clone());
        let fields = [
            ("name", "Storm"),
            ("handle", "storm"),
            ("words", "We write."),
            ("access", "open"),
            ("town", "Vienna, AT"),
            ("interest", "crafts"),
        ];
        host.post("/c/new", &fields).await.is(303);
        let day = app.shared.clock.now().plus(10 * DAY).on_the_wall(&Zone::UTC).date().to_string();
        let room = ROOM.to_string();
        let mut gatherings = Vec::new();
        for _ in 0..GATHERINGS {
            let fields = [
                ("title", "Tea for a few"),
                ("words", "Bring a cup."),
                ("date", day.as_str()),
                ("start", "19:00"),
                ("end", "22:00"),
                ("zone", "UTC"),
                ("town", "Vienna, AT"),
                ("venue", "Café Central"),
                ("capacity", room.as_str()),
            ];
            gatherings.push(host.post("/g/new", &fields).await.is(303).leads_to().to_owned());
        }
        let ids = gatherings.iter().map(|path| path.trim_start_matches("/g/").parse().unwrap()).collect();
        let people = members.iter().map(|(_, person)| *person).collect();
        let clients = members.into_iter().take(CLIENTS).enumerate().map(|(number, (secret, _))| Client {
            number,
            handle: format!("member-{number}"),
            secret,
            dice: Dice::seeded(seed + number as u64),
            deeds: 0,
            ledger: BTreeMap::new(),
            faults: Vec::new(),
            told_to_wait: 0,
            told_unknown: 0,
            cut_short: 0,
        });
        Self {
            clients: clients.collect(),
            town: Arc::new(Town { gatherings, ids, people }),
            dice: Dice::seeded(seed + 1_000),
        }
    }

    pub fn begin(&mut self, address: SocketAddr) -> Blowing {
        let signs = Signs { over: Arc::default(), heard: Arc::new(watch::Sender::new(Count::default())) };
        let tasks = self.clients.drain(..).map(|client| {
            let (town, signs) = (self.town.clone(), signs.clone());
            tokio::spawn(client.run(town, address, signs))
        });
        Blowing { tasks: tasks.collect(), signs }
    }

    /// Lets everybody finish the deed they are at.
    pub async fn end(&mut self, blowing: Blowing) -> Count {
        blowing.signs.over.store(true, Ordering::Relaxed);
        for task in blowing.tasks {
            self.clients.push(task.await.unwrap());
        }
        *blowing.signs.heard.borrow()
    }

    /// Fails unless everything is as the clients remember it, and right in itself.
    pub async fn check(&self, ground: &Ground, program: Option<&Program>) {
        let app = ground.open().await;
        let mut faults: Vec<String> = self.clients.iter().flat_map(|client| client.faults.clone()).collect();
        faults.extend(sound(&app).await);
        let found = Found::of(&app).await;
        for client in &self.clients {
            let me = self.town.people[client.number];
            for (matter, states) in &client.ledger {
                let is = match matter {
                    Matter::Reply(gathering) => {
                        let reply = found.replies.get(&(self.town.ids[*gathering], me)).map(String::as_str);
                        // A yes may wait for its place.
                        let reply = reply.map(|reply| if reply == "waiting" { "yes" } else { reply });
                        reply.map_or(0, |reply| REPLIES.iter().position(|known| *known == reply).unwrap_or(9) as i64)
                    }
                    Matter::Follow(other) => i64::from(found.follows.contains(&(me, self.town.people[*other]))),
                    Matter::Member => i64::from(found.members.contains(&me)),
                    Matter::Post(words) | Matter::Picture(words) => {
                        found.posts.get(words).map_or(0, |pictures| pictures.len() as i64)
                    }
                    // Whether a letter was sent is asked at the end, when no job is under way.
                    Matter::Letter(_) => continue,
                };
                if !states.contains(&is) {
                    faults.push(format!("{}: {matter:?} is {is}, not one of {states:?}", client.handle));
                }
                if let (Matter::Picture(words), Some(program)) = (matter, program) {
                    for picture in found.posts.get(words).into_iter().flatten() {
                        let hash = picture.clone().unwrap_or_default();
                        for path in [format!("/media/{hash}"), format!("/media/{hash}/s")] {
                            match Sending::get(&path).to(program.address).await {
                                Heard::Answer(reply) if reply.status == 200 => {}
                                heard => faults.push(format!("{}: {words}: {path}: {heard:?}", client.handle)),
                            }
                        }
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Runs the jobs that are left, as a program would that finds the leases run out; then there has to be one letter
    /// for each that was acknowledged, and none twice.
    pub async fn check_letters(&self, ground: &Ground) {
        let mut config = config(ground.place.clone(), ground.data().to_owned());
        config.mail = MailRoute::Outbox;
        let clock = Clock::at(Clock::System.now().plus(10 * MINUTE));
        let app = App::open(config, clock, Dice::system()).await.unwrap();
        while jobs::run_due(&app).await.unwrap() > 0 {}
        let (waiting,): (i64,) = app
            .look(&Ask::system(), |look| {
                // What the program does every day is due tomorrow.
                let now = look.now;
                look.one("SELECT COUNT(*) FROM job WHERE due_at <= $1", visavis::params![now])
            })
            .await
            .unwrap();
        let mut faults = Vec::new();
        if waiting > 0 {
            faults.push(format!("{waiting} jobs were not done"));
        }
        let mut letters: BTreeMap<String, i64> = BTreeMap::new();
        for (name, text) in files(&ground.data().join("outbox")) {
            if name.ends_with(".part") {
                faults.push(format!("half a letter: {name}"));
            }
            let text = String::from_utf8_lossy(&text).into_owned();
            let to = text.lines().find_map(|line| line.strip_prefix("To: ")).unwrap_or_default();
            *letters.entry(to.trim_matches(['<', '>']).to_owned()).or_default() += 1;
        }
        for client in &self.clients {
            for (matter, states) in &client.ledger {
                if let Matter::Letter(address) = matter {
                    let sent = letters.get(address).copied().unwrap_or(0);
                    if !states.contains(&sent) {
                        faults.push(format!("{sent} letters to {address}, not one of {states:?}"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// How many matters the clients remember as settled.
    fn remembered(&self) -> usize {
        self.clients.iter().flat_map(|client| client.ledger.values()).filter(|states| states.len() == 1).count()
    }
}

/// The files of a folder; none where there is no folder.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap_or_default()))
        .collect()
}

/// What is in the database, as far as clients have a say in it.
#[derive(Default)]
struct Found {
    replies: BTreeMap<(GatheringId, PersonId), String>,
    follows: BTreeSet<(PersonId, PersonId)>,
    members: BTreeSet<PersonId>,
    /// The pictures of all posts with the same words.
    posts: BTreeMap<String, Vec<Option<String>>>,
}

impl Found {
    async fn of(app: &App) -> Self {
        app.look(&Ask::system(), |look| {
            let mut found = Self::default();
            for (gathering, person, reply) in
                look.all::<(GatheringId, PersonId, String)>("SELECT gathering, person, reply FROM answer", &[])?
            {
                found.replies.insert((gathering, person), reply);
            }
            found.follows = look.all("SELECT follower, followed FROM follow", &[])?.into_iter().collect();
            let members: Vec<(PersonId,)> = look.all("SELECT person FROM membership", &[])?;
            found.members = members.into_iter().map(|(person,)| person).collect();
            for (words, photo) in look.all::<(String, Option<String>)>("SELECT words, photo FROM post", &[])? {
                found.posts.entry(words).or_default().push(photo);
            }
            Ok(found)
        })
        .await
        .unwrap()
    }
}

/// Whether what is stored fits together: counters count, ties are what the facts say, and it is [`whole`].
pub async fn sound(app: &App) -> Vec<String> {
    let mut faults: Vec<String> = app
        .look(&Ask::system(), move |look| {
            let mut faults = Vec::new();
            for (what, sql) in [
                (
                    "gatherings whose counter is not what was answered",
                    "SELECT COUNT(*) FROM gathering g WHERE g.going <>
                         COALESCE((SELECT SUM(a.places) FROM answer a WHERE a.gathering = g.id AND a.reply = 'yes'), 0)",
                ),
                ("gatherings with more people than room", "SELECT COUNT(*) FROM gathering WHERE going > capacity"),
                (
                    "gatherings with room for somebody who waits",
                    "SELECT COUNT(*) FROM gathering g JOIN answer a ON a.gathering = g.id AND a.ticket IS NOT NULL
                     WHERE g.going + a.places <= g.capacity",
                ),
                (
                    "communities whose counter is not their members",
                    "SELECT COUNT(*) FROM community c WHERE c.members <>
                         (SELECT COUNT(*) FROM membership m WHERE m.community = c.id AND m.role <> 'asked')",
                ),
                (
                    "conversations whose counter is not their posts",
                    "SELECT COUNT(*) FROM conversation c WHERE c.posts <>
                         (SELECT COUNT(*) FROM post p WHERE p.conversation = c.id AND p.deleted_at IS NULL)",
                ),
                (
                    "answers without a word of them in the journal",
                    "SELECT COUNT(*) FROM answer a WHERE NOT EXISTS
                         (SELECT 1 FROM journal j WHERE j.subject = a.gathering AND j.person = a.person
                             AND j.kind = 'answered')",
                ),
                (
                    "posts without a word of them in the journal",
                    "SELECT COUNT(*) FROM post p WHERE
                         (SELECT COUNT(*) FROM journal j WHERE j.subject = p.conversation AND j.person = p.author
                             AND j.kind = 'posted') = 0",
                ),
            ] {
                let (count,): (i64,) = look.one(sql, &[])?;
                if count > 0 {
                    faults.push(format!("{count} {what}"));
                }
            }
            for (one, other) in ties::check(look)? {
                faults.push(format!("the tie of {one} and {other} is not what the facts say"));
            }
            Ok(faults)
        })
        .await
        .unwrap();
    faults.extend(whole(app).await);
    faults
}

/// Whether every foreign key holds, the file is in order, and no half picture lies about.
pub async fn whole(app: &App) -> Vec<String> {
    let keys = foreign_keys();
    assert!(keys.len() > 30, "{keys:?}");
    let mut faults: Vec<String> = app
        .look(&Ask::system(), move |look| {
            let mut faults = Vec::new();
            for (table, column, to) in &keys {
                let sql = format!(
                    "SELECT COUNT(*) FROM {table} t WHERE t.{column} IS NOT NULL
                         AND NOT EXISTS (SELECT 1 FROM {to} o WHERE o.id = t.{column})"
                );
                let (lost,): (i64,) = look.one(&sql, &[])?;
                if lost > 0 {
                    faults.push(format!("{lost} rows of {table}.{column} point at nothing in {to}"));
                }
            }
            Ok(faults)
        })
        .await
        .unwrap();
    if let Place::File(_) = &app.shared.config.database {
        let said: Vec<(String,)> =
            app.look(&Ask::system(), |look| look.all("PRAGMA integrity_check", &[])).await.unwrap();
        faults.extend(said.into_iter().map(|(line,)| line).filter(|line| line != "ok"));
        let lost: Vec<(String,)> =
            app.look(&Ask::system(), |look| look.all("PRAGMA foreign_key_check", &[])).await.unwrap();
        faults.extend(lost.into_iter().map(|(table,)| format!("a foreign key of {table}")));
    }
    for (name, _) in files(&app.shared.config.data.join("media")) {
        if name.ends_with(".part") {
            faults.push(format!("half a picture: {name}"));
        }
    }
    faults
}

/// Table, column and the table it points at, of every foreign key that the migrations make.
fn foreign_keys() -> Vec<(String, String, String)> {
    let mut keys = Vec::new();
    let mut table = "";
    for line in migrate::ALL.iter().flat_map(|(.., text)| text.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            table = rest.split_whitespace().next().unwrap();
        } else if let Some(at) = words.iter().position(|word| *word == "REFERENCES") {
            let (table, column) = match words[..] {
                ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => (table, column),
                _ => (table, words[0]),
            };
            keys.push((table.to_owned(), column.to_owned(), words[at + 1].to_owned()));
        }
    }
    keys
}

/// `visavis backup` while the storm blows and the server is killed; sometimes it is killed itself.
struct Backup {
    child: Child,
    folder: tempfile::TempDir,
    /// The words of all posts that had been acknowledged when it began.
    posts: Vec<String>,
}

impl Backup {
    /// `None` for a program that has no such command.
    fn begin(ground: &Ground, storm: &Storm) -> Option<Self> {
        let program = env!("CARGO_BIN_EXE_visavis");
        let known = Command::new(program).args(["help", "backup"]).output().unwrap().status.success();
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(program);
        command.arg("backup").arg(folder.path().join("backup.zip")).arg("--data").arg(ground.data());
        if let Place::Server(url) = &ground.place {
            command.arg("--database").arg(url);
        }
        command.stdout(Stdio::null()).stderr(File::create(folder.path().join("said")).unwrap());
        let settled = storm.clients.iter().flat_map(|client| &client.ledger);
        let posts = settled.filter(|(_, states)| **states == BTreeSet::from([1]));
        let posts = posts.filter_map(|(matter, _)| match matter {
            Matter::Post(words) | Matter::Picture(words) => Some(words.clone()),
            _ => None,
        });
        known.then(|| Self { child: command.spawn().unwrap(), posts: posts.collect(), folder })
    }

    /// What is wrong with it: a file that is there is whole, and holds what it has to.
    async fn end(mut self, killed: bool) -> Vec<String> {
        if killed {
            let _ended_already = self.child.kill();
        }
        let ended = self.child.wait().unwrap();
        let file = self.folder.path().join("backup.zip");
        if !ended.success() && !killed {
            return vec![format!("backup: {}", std::fs::read_to_string(self.folder.path().join("said")).unwrap())];
        }
        if !file.exists() {
            return if ended.success() { vec!["a backup is not there".to_owned()] } else { Vec::new() };
        }
        let restored = self.folder.path().join("restored");
        let mut restore = Command::new(env!("CARGO_BIN_EXE_visavis"));
        let done = restore.arg("restore").arg(&file).arg("--data").arg(&restored).output().unwrap();
        if !done.status.success() {
            return vec![format!("restore: {}", String::from_utf8_lossy(&done.stderr))];
        }
        let config = config(Place::File(restored.join("visavis.db")), restored);
        let app = App::open(config, Clock::System, Dice::system()).await.unwrap();
        let mut faults = sound(&app).await;
        let found = Found::of(&app).await;
        let missing = self.posts.iter().filter(|words| !found.posts.contains_key(*words));
        faults.extend(missing.map(|words| format!("not in the backup: {words}")));
        faults
    }
}

async fn killed_in_a_storm(engine: Engine) {
    let Some(ground) = Ground::new(engine) else { return };
    let seed = seed();
    let mut storm = Storm::gather(&ground, seed).await;
    let mut all = Count::default();
    for _ in 0..kills() {
        let mut program = Program::start(ground.serve(), ground.data());
        storm.check(&ground, Some(&program)).await;
        let backup = Backup::begin(&ground, &storm);
        let blowing = storm.begin(program.address);
        let goal = storm.dice.below(120);
        blowing.until(|count| count.done >= goal).await;
        // Chance also within the writes.
        tokio::time::sleep(Duration::from_micros(storm.dice.below(5_000))).await;
        program.kill();
        let count = storm.end(blowing).await;
        all.done += count.done;
        all.undone += count.undone;
        if let Some(backup) = backup {
            let faults = backup.end(storm.dice.below(2) == 0).await;
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }
    let program = Program::start(ground.serve(), ground.data());
    storm.check(&ground, Some(&program)).await;
    drop(program);
    storm.check_letters(&ground).await;
    eprintln!("{} kills, {} acknowledged, {} not, {} remembered", kills(), all.done, all.undone, storm.remembered());
    assert!(all.done > kills() * 10, "there was hardly a storm: {all:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_in_a_storm_lose_nothing_sqlite() {
    killed_in_a_storm(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_in_a_storm_lose_nothing_postgres() {
    killed_in_a_storm(Engine::Postgres).await;
}
