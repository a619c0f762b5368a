//! What an operator does with what is kept, driven as an operator does: by the program itself, beside a server.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;
use visavis::{
    db::{Alone, Error, Place, migrate, tables},
    demo::{self, Size},
    outside::Media,
    time::Clock,
};

use crate::world::{Browser, Engine, World, fresh_database};

/// A filled world, and the folder that its server would have.
struct Town {
    world: World,
    filled: demo::Filled,
    folder: tempfile::TempDir,
    pictures: Vec<String>,
}

/// A small picture that is one.
fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = image::RgbImage::from_pixel(40, 30, image::Rgb([shade, 90, 30]));
    image::DynamicImage::ImageRgb8(pixels).write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

impl Town {
    /// People who have done things, and two of them with a face.
    async fn new(world: World) -> Self {
        // The program that is called reads the system's clock.
        world.later(Clock::System.now().since(world.app.shared.clock.now()));
        let world = world.in_a_demo().await;
        let filled = demo::fill(&world.app, Size::SMALL, false).await.unwrap().filled().clone();
        let folder = tempfile::tempdir().unwrap();
        // The folder of the world under test has the file; the pictures are in ours.
        if let Place::File(file) = world.place() {
            std::os::unix::fs::symlink(file, folder.path().join("visavis.db")).unwrap();
        }
        let mut town = Self { world, filled, folder, pictures: Vec::new() };
        // One gathering is cut into parts, and all who come are in the first.
        let cut = [
            "INSERT INTO gathering_part (gathering, number, name, capacity, going)
             SELECT id, 1, 'Hall', NULL, going FROM gathering WHERE going > 2 ORDER BY id LIMIT 1",
            "INSERT INTO gathering_part (gathering, number, name, capacity)
             SELECT gathering, 2, 'Online', 9 FROM gathering_part",
            "UPDATE gathering SET parts = 2 WHERE id IN (SELECT gathering FROM gathering_part)",
            "UPDATE answer SET part = 1 WHERE reply IN ('yes', 'waiting') AND gathering IN (SELECT gathering FROM gathering_part)",
            "UPDATE guest SET part = 1 WHERE reply IN ('yes', 'waiting') AND gathering IN (SELECT gathering FROM gathering_part)",
        ];
        town.world
            .act(move |act: &mut visavis::act::Act<'_>| cut.iter().try_for_each(|sql| act.put(sql, &[])))
            .await
            .unwrap();
        // One that is part of another, and was there before it.
        let within = |act: &mut visavis::act::Act<'_>| {
            act.run(
                "INSERT INTO subgroup (community, parent, access, at)
                 SELECT MIN(id), (SELECT MAX(id) FROM community WHERE access = 'open'), MIN(access), 5 FROM community
                 WHERE id = (SELECT MIN(id) FROM community)",
                &[],
            )
        };
        town.world.act(within).await.unwrap();
        town.show(town.filled.member.person.0, 1).await;
        town.show(town.filled.host.person.0, 2).await;
        town
    }

    /// Gives somebody a face.
    async fn show(&mut self, person: i64, shade: u8) {
        let media = self.media();
        fs::create_dir_all(&media).unwrap();
        let kept = Media::Folder(media).keep(&png(shade), "photo").unwrap().hash;
        let hash = kept.clone();
        self.world
            .act(move |act| act.run("UPDATE person SET photo = $2 WHERE id = $1", visavis::params![person, hash]))
            .await
            .unwrap();
        self.pictures.push(kept);
    }

    fn data(&self) -> &Path {
        self.folder.path()
    }

    fn media(&self) -> PathBuf {
        self.data().join("media")
    }

    /// The command on this database and this folder.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = visavis(args);
        command.arg("--data").arg(self.data());
        if let Place::Server(url) = self.world.place() {
            command.args(["--database", &url]);
        }
        command
    }

    fn backup(&self, file: &Path, more: &[&str]) -> Output {
        let mut command = self.command(&["backup"]);
        command.arg(file).args(more).output().unwrap()
    }
}

fn visavis(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
    command.args(args).stdin(Stdio::null());
    for name in ["VISAVIS_DATA", "VISAVIS_DATABASE"] {
        command.env_remove(name);
    }
    command
}

#[track_caller]
fn ended(out: &Output, code: i32) -> (String, String) {
    let (said, erred) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.status.code(), Some(code), "{said}{erred}");
    (said.into_owned(), erred.into_owned())
}

/// What is kept: of each table how many rows, and their checksum.
async fn content(place: Place) -> BTreeMap<String, tables::Sum> {
    tokio::task::spawn_blocking(move || {
        let sums = Alone::open(&place).unwrap().read(|tx| {
            let all = tables::all(tx)?;
            all.into_iter()
                .map(|table| Ok((table.name.clone(), tables::sum(tx, &table)?)))
                .collect::<Result<_, Error>>()
        });
        sums.unwrap()
    })
    .await
    .unwrap()
}

/// The same rows, the same pictures, and a page that shows them.
async fn is_the_same(town: &Town, place: Place, data: &Path) {
    let (here, there) = (content(town.world.place()).await, content(place.clone()).await);
    assert_eq!(here, there);
    assert!(here["person"].rows > 10 && here["tie"].rows > 10 && here["encounter_message"].rows > 10);
    for hash in &town.pictures {
        for name in [format!("{hash}.jpg"), format!("{hash}-s.jpg")] {
            assert_eq!(fs::read(town.media().join(&name)).unwrap(), fs::read(data.join("media").join(&name)).unwrap());
        }
    }
    let restored = World::over(place, data.to_owned()).await.in_a_demo().await;
    // The link is sealed with the server's secret: it came along.
    let mut member = signed_in(&restored, &town.filled).await;
    member.get("/").await.is(200).has("Where you’re going");
    // Which few stand on home hangs on the day of the week; the search finds it on all of them.
    member.get("/find?q=open+tools&town=").await.is(200).has("Open Tools Day");
}

/// The member whom a demonstration's link signs in.
async fn signed_in(world: &World, filled: &demo::Filled) -> Browser {
    let greeting = demo::greeting(&world.app, filled);
    let link = greeting.lines().skip_while(|line| !line.contains("as a member")).nth(1).unwrap().trim();
    let mut member = world.stranger();
    member.get(link.strip_prefix("http://localhost:8080").unwrap()).await.is(303);
    member
}

both!(a_backup_comes_back_on_either_engine, |world| {
    let town = Town::new(world).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("today.zip");
    let (said, _) = ended(&town.backup(&file, &[]), 0);
    assert!(said.contains("4 files of pictures") && said.contains("read again and compared"), "{said}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let check = visavis(&["restore", "--check"]).arg(&file).output().unwrap();
    assert!(ended(&check, 0).0.contains("is whole"));

    let data = elsewhere.path().join("file");
    let out = visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap();
    assert!(ended(&out, 0).0.contains("all compared with the backup"));
    is_the_same(&town, Place::File(data.join("visavis.db")), &data).await;
    let healthy = visavis(&["doctor", "--data"]).arg(&data).output().unwrap();
    assert!(ended(&healthy, 0).0.contains("All is sound"));
    // What is there is not written over.
    let again = visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap();
    assert!(ended(&again, 1).1.contains("is not empty"));

    let Some(url) = fresh_database() else { return };
    let data = elsewhere.path().join("server");
    let restore = || {
        let mut command = visavis(&["restore", "--json", "--database", &url, "--data"]);
        command.arg(&data).arg(&file).output().unwrap()
    };
    let told: Value = serde_json::from_str(&ended(&restore(), 0).0).unwrap();
    assert_eq!(told["pictures"], 4);
    is_the_same(&town, Place::Server(url.clone()), &data).await;
    fs::remove_dir_all(&data).unwrap();
    assert!(ended(&restore(), 1).1.contains("tables already"));
});

both!(a_backup_beside_a_busy_server_is_of_one_moment, |world| {
    let town = Town::new(world).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("busy.zip");
    // Counters and what they count change together, all the while.
    let person = town.filled.member.person;
    let app = town.world.app.clone();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let busy = tokio::spawn(async move {
        let mut rounds = 0_i64;
        while !*stopped.borrow() {
            app.act(&visavis::http::Ask::system(), move |act| {
                let (gathering,): (i64,) = act.one(
                    "SELECT g.id FROM gathering g WHERE NOT EXISTS (SELECT 1 FROM answer a
                         WHERE a.gathering = g.id AND a.person = $1) AND g.capacity IS NULL ORDER BY g.id LIMIT 1",
                    visavis::params![person],
                )?;
                for (more, reply) in [(1_i64, "maybe"), (0, "yes")] {
                    act.run(
                        "UPDATE gathering SET going = going + $2 WHERE id = $1",
                        visavis::params![gathering, more],
                    )?;
                    act.run(
                        "INSERT INTO answer (gathering, person, reply, at) VALUES ($1, $2, $3, 1)
                         ON CONFLICT (gathering, person) DO UPDATE SET reply = excluded.reply",
                        visavis::params![gathering, person, *reply],
                    )?;
                }
                act.run("UPDATE gathering SET going = going - 1 WHERE id = $1", visavis::params![gathering])?;
                act.run("DELETE FROM answer WHERE gathering = $1 AND person = $2", visavis::params![gathering, person])
            })
            .await
            .unwrap();
            rounds += 1;
        }
        rounds
    });
    let mut command = town.command(&["backup"]);
    command.arg(&file);
    let out = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    ended(&out, 0);
    stop.send(true).unwrap();
    assert!(busy.await.unwrap() > 0);
    let data = elsewhere.path().join("back");
    ended(&visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap(), 0);
    ended(&visavis(&["doctor", "--data"]).arg(&data).output().unwrap(), 0);
});

/// The same archive with another manifest.
fn with_manifest(file: &Path, to: &Path, change: impl Fn(&mut Value)) {
    let mut from = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if name == "manifest.json" {
            let mut manifest = serde_json::from_slice(&bytes).unwrap();
            change(&mut manifest);
            bytes = serde_json::to_vec(&manifest).unwrap();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_or_newer_backup_is_refused() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("whole.zip");
    ended(&town.backup(&file, &[]), 0);
    assert!(ended(&town.backup(&file, &[]), 1).1.contains("is there already"));
    ended(&town.backup(&file, &["--force"]), 0);

    let whole = fs::read(&file).unwrap();
    let bent = folder.path().join("bent.zip");
    let check = |bytes: &[u8]| {
        fs::write(&bent, bytes).unwrap();
        visavis(&["restore", "--check"]).arg(&bent).output().unwrap()
    };
    for length in [0, 1, 1000, whole.len() / 2, whole.len() - 1] {
        let (_, why) = ended(&check(&whole[..length]), 1);
        assert!(why.contains("is damaged or no backup"), "{length}: {why}");
    }
    // A bit within the rows, the pictures and the manifest.
    let mut refused = 0;
    for part in 1..20 {
        let mut bytes = whole.clone();
        bytes[whole.len() / 20 * part] ^= 4;
        refused += i32::from(!check(&bytes).status.success());
    }
    // One may hit what no archive needs, such as a time of day.
    assert!(refused >= 18, "{refused} of 19");
    let data = folder.path().join("data");
    let mut bytes = whole.clone();
    bytes[whole.len() / 3] ^= 64;
    fs::write(&bent, &bytes).unwrap();
    let restore = |from: &Path| visavis(&["restore"]).arg(from).arg("--data").arg(&data).output().unwrap();
    ended(&restore(&bent), 1);
    assert!(!data.join("visavis.db").exists());

    type Change = fn(&mut Value);
    let changes: [(Change, &str); 6] = [
        (|manifest| manifest["shape"] = 9999.into(), "written by a newer Visavis"),
        (
            |manifest| *manifest = serde_json::json!({ "format": "visavis-backup", "version": 2, "program": "9" }),
            "newer Visavis (9)",
        ),
        (|manifest| manifest["format"] = "else".into(), "another program"),
        (|manifest| manifest["tables"][3]["rows"] = 5.into(), "are not those that were written"),
        (|manifest| manifest["tables"].as_array_mut().unwrap().truncate(5), "and its manifest don’t agree"),
        (|manifest| manifest["pictures"][0]["name"] = "../../escaped.jpg".into(), "don’t agree"),
    ];
    for (change, why) in changes {
        with_manifest(&file, &bent, change);
        let (_, said) = ended(&visavis(&["restore", "--check"]).arg(&bent).output().unwrap(), 1);
        assert!(said.contains(why), "{said}");
    }
    with_manifest(&file, &bent, changes[0].0);
    assert!(ended(&restore(&bent), 1).1.contains("restore it with that program"));
    // What a refused one began is no obstacle to a good one.
    ended(&restore(&file), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_later_backup_holds_only_new_pictures() {
    let mut town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    let [monday, tuesday, wednesday] =
        ["monday.zip", "tuesday.zip", "wednesday.zip"].map(|name| folder.path().join(name));
    let told = |out: Output| serde_json::from_str::<Value>(&ended(&out, 0).0).unwrap();
    told(town.backup(&monday, &["--json"]));
    town.show(town.filled.member.person.0, 160).await;
    let second = told(town.backup(&tuesday, &["--json", "--since", monday.to_str().unwrap()]));
    assert_eq!((second["pictures"].as_u64(), second["pictures_within"].as_u64()), (Some(6), Some(2)));
    // One that rests on one that rests on one names the file that holds the picture.
    let third = told(town.backup(&wednesday, &["--json", "--since", tuesday.to_str().unwrap()]));
    assert_eq!((third["pictures"].as_u64(), third["pictures_within"].as_u64()), (Some(6), Some(0)));
    let data = folder.path().join("data");
    let restore = || visavis(&["restore"]).arg(&wednesday).arg("--data").arg(&data).output().unwrap();
    let aside = folder.path().join("aside");
    fs::rename(&monday, &aside).unwrap();
    assert!(ended(&restore(), 1).1.contains("rests on an older backup that has to lie beside it"));
    ended(&town.backup(&monday, &[]), 0);
    assert!(ended(&restore(), 1).1.contains("rests on another backup than"));
    fs::rename(&aside, &monday).unwrap();
    ended(&restore(), 0);
    is_the_same(&town, Place::File(data.join("visavis.db")), &data).await;
    let itself = town.backup(&monday, &["--force", "--since", monday.to_str().unwrap()]);
    assert!(ended(&itself, 1).1.contains("can’t rest on the file that it replaces"));
}

/// Waits for what another process does.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if is_so() {
            return;
        }
        std::thread::yield_now();
        std::thread::park_timeout(std::time::Duration::from_millis(10));
    }
    panic!("{what} did not come");
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ended = self.0.kill().and_then(|()| self.0.wait());
    }
}

both!(a_backup_that_is_killed_leaves_nothing_under_its_name, |world| {
    let town = Town::new(world).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("killed.zip");
    // Reading a pipe that nobody writes to takes for ever: the backup stands still in the middle.
    let pipe = town.media().join(format!("{}.jpg", "0".repeat(32)));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = town.command(&["backup"]);
    let mut running = Running(command.arg(&file).stderr(Stdio::null()).spawn().unwrap());
    let part = folder.path().join(".killed.zip.part");
    until("the rows", || fs::metadata(&part).is_ok_and(|meta| meta.len() > 10_000));
    // Nobody else writes the same one meanwhile.
    assert!(ended(&town.backup(&file, &[]), 1).1.contains("another backup is writing"));
    assert!(part.exists());
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    assert!(!file.exists());
    fs::remove_file(&pipe).unwrap();
    ended(&town.backup(&file, &[]), 0);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["killed.zip"]);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_leaves_nothing_half_done() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("full.zip");
    // No file may become longer than eight blocks, and the signal that says so is ignored: writing fails.
    let out = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_visavis"), "backup"])
        .arg(&file)
        .arg("--data")
        .arg(town.data())
        .output()
        .unwrap();
    let (_, why) = ended(&out, 1);
    assert!(why.contains("full.zip"), "{why}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    ended(&town.backup(&file, &[]), 0);
    // A backup that is there stays as it was when the next one fails.
    let before = fs::read(&file).unwrap();
    let out = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 8; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_visavis"),
            "backup",
            "--force",
        ])
        .arg(&file)
        .arg("--data")
        .arg(town.data())
        .output()
        .unwrap();
    ended(&out, 1);
    assert_eq!(fs::read(&file).unwrap(), before);
}

/// Statements of somebody who works on the database by hand, with the engine's own checks switched off.
async fn by_hand(town: &Town, statements: Vec<String>) {
    let place = town.world.place();
    tokio::task::spawn_blocking(move || match place {
        Place::File(file) => {
            let connection = rusqlite::Connection::open(file).unwrap();
            connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
            connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
            for sql in statements {
                connection.execute_batch(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
        }
        Place::Server(url) => {
            let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
            client.batch_execute("SET session_replication_role = replica").unwrap();
            for sql in statements {
                client.batch_execute(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
        }
    })
    .await
    .unwrap();
}

/// What the doctor says, as JSON, with the status it ends with.
fn doctor(town: &Town, more: &[&str]) -> (i32, Value) {
    let out = town.command(&["doctor", "--json"]).args(more).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    let told = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{}", String::from_utf8_lossy(&out.stderr)));
    (out.status.code().unwrap(), told)
}

fn checks_of(told: &Value) -> Vec<String> {
    let findings = told["findings"].as_array().unwrap();
    let mut checks: Vec<String> =
        findings.iter().map(|finding| finding["check"].as_str().unwrap().to_owned()).collect();
    checks.sort();
    checks.dedup();
    checks
}

/// Each a fault, by what finds it.
const FAULTS: &[(&str, &str)] = &[
    ("person.folded, person.cell", "UPDATE person SET folded = 'nobody' WHERE id = (SELECT MAX(id) FROM person)"),
    ("person.folded, person.cell", "UPDATE person SET cell = 7 WHERE id = (SELECT MIN(id) FROM person)"),
    ("person_word", "DELETE FROM person_word WHERE person = (SELECT MIN(id) FROM person)"),
    ("person_word", "INSERT INTO person_word (word, person) SELECT 'zzz', MAX(id) FROM person"),
    ("community.members", "UPDATE community SET members = members + 3 WHERE id = (SELECT MIN(id) FROM community)"),
    (
        "community.access",
        "UPDATE community SET access = CASE WHEN access = 'private' THEN 'open' ELSE 'private' END
         WHERE id = (SELECT MAX(community) FROM subgroup)",
    ),
    ("community.cell", "UPDATE community SET cell = NULL WHERE cell IS NOT NULL"),
    ("community_word", "DELETE FROM community_word"),
    ("gathering.going", "UPDATE gathering SET going = 0 WHERE going > 2"),
    ("gathering.cell", "UPDATE gathering SET cell = 1"),
    ("gathering.parts", "UPDATE gathering SET parts = 5 WHERE parts = 2"),
    ("gathering_part.going", "UPDATE gathering_part SET going = going + 1 WHERE number = 2"),
    ("gathering_word", "UPDATE gathering_word SET word = word || 'x'"),
    (
        "check_in.door",
        "INSERT INTO check_in (gathering, person, at, door)
         SELECT MIN(id), (SELECT MAX(id) FROM person), 5, 'nowhere' FROM gathering",
    ),
    ("conversation.posts", "UPDATE conversation SET posts = 99 WHERE id = (SELECT MAX(id) FROM conversation)"),
    (
        "conversation_member",
        "DELETE FROM conversation_member WHERE person = (SELECT MIN(person) FROM conversation_member)
             AND seen_at = last_at",
    ),
    ("post.root", "UPDATE post SET root = NULL WHERE reply_to IS NOT NULL"),
    (
        "encounter, encounter_side",
        "UPDATE encounter SET verdict = 'half' WHERE id = (SELECT id FROM encounter WHERE verdict = 'mutual' ORDER BY id LIMIT 1)",
    ),
    (
        "encounter, encounter_side",
        "UPDATE encounter_side SET met = 0 WHERE encounter = (SELECT id FROM encounter ORDER BY id DESC LIMIT 1)",
    ),
    (
        "encounter, encounter_side",
        "DELETE FROM encounter_side WHERE encounter = (SELECT id FROM encounter ORDER BY id DESC LIMIT 1 OFFSET 1)",
    ),
    ("encounter, encounter_side", "UPDATE encounter_message SET waits = 1 WHERE kind = 18"),
    ("encounter.grade", "UPDATE encounter SET grade = 1 WHERE verdict = 'mutual'"),
    ("tie", "DELETE FROM tie WHERE person = (SELECT MIN(person) FROM tie)"),
    ("tie", "UPDATE tie SET met_days = 9, stage = 5 WHERE person = (SELECT MAX(person) FROM tie)"),
    ("shape", "DROP INDEX person_by_cell"),
];

both!(every_fault_is_found_and_put_right_as_it_was, |world| {
    let town = Town::new(world).await;
    let (status, told) = doctor(&town, &[]);
    assert_eq!((status, told["findings"].as_array().unwrap().len()), (0, 0), "{told}");
    assert_eq!(
        told["checks"].as_array().unwrap().len(),
        visavis::keep::derived().count() + 6 - usize::from(town.world.engine == Engine::Postgres)
    );
    // Plans that are past are none: a row may have one still, a rebuilt one has none.
    let past = |act: &mut visavis::act::Act<'_>| {
        let now = act.now;
        act.run("UPDATE tie SET planned_until = NULL WHERE planned_until <= $1", visavis::params![now])
    };
    town.world.act(past).await.unwrap();
    let before = content(town.world.place()).await;
    by_hand(&town, FAULTS.iter().map(|(_, sql)| (*sql).to_owned()).collect()).await;
    let wrong = content(town.world.place()).await;
    let (status, told) = doctor(&town, &[]);
    assert_eq!(status, 1);
    let found = checks_of(&told);
    for (check, sql) in FAULTS {
        assert!(found.iter().any(|name| name == check), "{check} was not found: {sql}\n{told}");
    }
    // Looking changes nothing.
    assert_eq!(content(town.world.place()).await, wrong);
    let (status, told) = doctor(&town, &["--repair"]);
    assert_eq!(status, 0, "{told:#}");
    let outcomes: Vec<&str> =
        told["findings"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert!(outcomes.iter().all(|outcome| *outcome == "repaired"), "{told:#}");
    assert_eq!(doctor(&town, &[]).0, 0);
    let after = content(town.world.place()).await;
    let differs: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert!(differs.is_empty(), "{differs:?}");
});

both!(what_people_do_leaves_nothing_to_mend, |world| {
    let town = Town::new(world).await;
    let mut member = signed_in(&town.world, &town.filled).await;
    let me = town.filled.member.person;
    let known: Vec<(String,)> = town
        .world
        .act(move |act| {
            act.all(
                "SELECT p.handle FROM tie t JOIN person p ON p.id = t.other WHERE t.person = $1 AND t.met_days > 0
                 ORDER BY p.id LIMIT 3",
                visavis::params![me],
            )
        })
        .await
        .unwrap();
    assert_eq!(known.len(), 3);
    for (handle,) in &known {
        member.post(&format!("/@{handle}/block"), &[]).await.is(303);
    }
    assert_eq!(doctor(&town, &[]).0, 0);
    for (handle,) in &known {
        member.post(&format!("/@{handle}/unblock"), &[]).await.is(303);
        member.post(&format!("/@{handle}/follow"), &[]).await.is(303);
    }
    member.post(&format!("/@{}/unfollow", known[0].0), &[]).await.is(303);
    let (status, told) = doctor(&town, &[]);
    assert_eq!(status, 0, "{told:#}");
    // Who leaves takes along all that is theirs, and bears out the meetings of others no longer.
    let (handle,): (String,) = town
        .world
        .act(move |act| act.one("SELECT handle FROM person WHERE id = $1", visavis::params![me]))
        .await
        .unwrap();
    member.post("/you/delete", &[("handle", &handle)]).await.is(303);
    assert_eq!(town.world.count("SELECT COUNT(*) FROM person WHERE photo IS NOT NULL").await, 1);
    let (status, told) = doctor(&town, &[]);
    assert_eq!(status, 0, "{told:#}");
});

both!(times_follow_the_wall_and_last_words_their_posts, |world| {
    let town = Town::new(world).await;
    let now = Clock::System.now().ms();
    // What was called off, and what has begun, stays as it was: a server whose rules change leaves both alone, too.
    let left = [
        "UPDATE gathering SET starts_at = starts_at + 7200000, ends_at = ends_at + 7200000, cancelled_at = 1
         WHERE id = (SELECT MIN(id) FROM gathering WHERE starts_at > "
            .to_owned()
            + &format!("{now})"),
        format!(
            "UPDATE gathering SET starts_at = {now} - 60000, ends_at = {now} + 7200000
             WHERE id = (SELECT MAX(id) FROM gathering WHERE ends_at < {now})"
        ),
    ];
    by_hand(&town, left.to_vec()).await;
    assert_eq!(town.world.count("SELECT COUNT(*) FROM gathering WHERE cancelled_at = 1").await, 1);
    // The ties may follow what was called off by hand; the times don't.
    let (status, told) = doctor(&town, &["--repair"]);
    assert!(status == 0 && !checks_of(&told).contains(&"gathering.starts_at".to_owned()), "{told:#}");
    town.world.act(|act| act.run("DELETE FROM job WHERE kind = 'tell'", &[])).await.unwrap();
    let faults = [
        "UPDATE gathering SET starts_at = starts_at + 3600000, ends_at = ends_at + 3600000
         WHERE id = (SELECT MAX(id) FROM gathering)",
        "UPDATE conversation SET last_at = NULL WHERE posts > 0",
    ];
    let before = content(town.world.place()).await;
    by_hand(&town, faults.map(str::to_owned).to_vec()).await;
    let (status, told) = doctor(&town, &["--repair"]);
    assert_eq!(
        (status, checks_of(&told)),
        (0, vec!["conversation.last_at".to_owned(), "gathering.starts_at".to_owned()])
    );
    assert_eq!(doctor(&town, &[]).0, 0);
    // Those who answered hear of it, as they do when the rules of a zone change.
    assert_eq!(town.world.count("SELECT COUNT(*) FROM job WHERE kind = 'tell'").await, 1);
    // The moved gathering has a new sequence, so that calendars take it up; all else of it is as before.
    let after = content(town.world.place()).await;
    assert_ne!(before["gathering"], after["gathering"]);
    assert_eq!(before["tie"], after["tie"]);
});

both!(references_that_lead_nowhere_are_unhooked, |world| {
    let town = Town::new(world).await;
    let before = content(town.world.place()).await;
    by_hand(
        &town,
        vec![
            "INSERT INTO person_word (word, person) VALUES ('gone', 12345)".into(),
            "INSERT INTO membership (community, person, role, at) VALUES (77, 88, 'asked', 1)".into(),
            "INSERT INTO tie (person, other, stage) VALUES (12345, 12346, 1)".into(),
        ],
    )
    .await;
    let (status, told) = doctor(&town, &[]);
    assert_eq!((status, checks_of(&told)), (1, vec!["references".to_owned()]), "{told:#}");
    let out = town.command(&["doctor", "--repair"]).output().unwrap();
    let (said, _) = ended(&out, 0);
    // What was deleted is said, whole.
    assert!(said.contains("[\"gone\",12345]") && said.contains("All is sound now"), "{said}");
    assert_eq!(doctor(&town, &[]).0, 0);
    assert_eq!(content(town.world.place()).await, before);
    // A row that others rest on is left; one that may refer to nothing does.
    by_hand(
        &town,
        vec![
            "INSERT INTO person (id, account, handle, name, folded) VALUES (5, 4, 'lost', 'Lost', 'lost')".into(),
            "INSERT INTO person_word (word, person) VALUES ('lost', 5)".into(),
            "UPDATE gathering SET host = 6 WHERE id = (SELECT MIN(id) FROM gathering)".into(),
        ],
    )
    .await;
    let (status, told) = doctor(&town, &["--repair"]);
    assert_eq!(status, 1, "{told:#}");
    let left: Vec<&Value> =
        told["findings"].as_array().unwrap().iter().filter(|one| one["outcome"] == "left").collect();
    assert_eq!(left.len(), 1, "{told:#}");
    assert!(left[0]["what"].as_str().unwrap().starts_with("person account is in no row of account"), "{left:?}");
    assert_eq!(town.world.count("SELECT COUNT(*) FROM gathering WHERE host IS NULL").await, 1);
});

both!(what_cant_be_derived_is_said_and_left, |world| {
    let town = Town::new(world).await;
    let message = "UPDATE encounter_message SET body = hash WHERE hash = (SELECT hash FROM encounter_message ORDER BY hash LIMIT 1)";
    let going = "UPDATE gathering SET capacity = 1, going = 1 WHERE id = (
        SELECT MIN(a.gathering) FROM answer a JOIN answer b ON b.gathering = a.gathering AND b.person > a.person
        WHERE a.reply = 'yes' AND b.reply = 'yes')";
    let proof = "DELETE FROM encounter_message WHERE kid || nonce = (
        SELECT kid_a || nonce FROM encounter ORDER BY id DESC LIMIT 1)";
    by_hand(&town, vec![message.into(), going.into(), proof.into()]).await;
    fs::remove_file(town.media().join(format!("{}.jpg", town.pictures[0]))).unwrap();
    let large = town.media().join(format!("{}.jpg", town.pictures[1]));
    let mut bytes = fs::read(&large).unwrap();
    bytes[100] ^= 1;
    fs::write(&large, bytes).unwrap();
    for more in [&[][..], &["--repair"]] {
        let (status, told) = doctor(&town, more);
        assert_eq!(status, 1);
        let found = checks_of(&told);
        assert_eq!(found, ["encounter, encounter_side", "encounter.grade", "gathering.going", "pictures"], "{told:#}");
        let want = if more.is_empty() { "found" } else { "left" };
        assert!(told["findings"].as_array().unwrap().iter().all(|one| one["outcome"] == want), "{told:#}");
    }
    let (_, why) = ended(&town.backup(&town.data().join("b.zip"), &[]), 0);
    assert!(why.contains("1 pictures that rows name have no file"), "{why}");
    // Without the server's secrets nothing is touched: opening it as a server would make others.
    by_hand(&town, vec!["DELETE FROM setting WHERE name = 'key.anchors'".into()]).await;
    let (status, told) = doctor(&town, &["--repair"]);
    assert_eq!(status, 1);
    assert!(checks_of(&told).contains(&"keys".to_owned()));
    assert_eq!(town.world.count("SELECT COUNT(*) FROM setting WHERE name = 'key.anchors'").await, 0);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_pictures_are_made_again_and_cleared_away() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let small = town.media().join(format!("{}-s.jpg", town.pictures[0]));
    fs::write(&small, "no picture").unwrap();
    let nobodys = Media::Folder(town.media()).keep(&png(200), "photo").unwrap().hash;
    let (old, young) = (town.media().join(format!("{nobodys}.jpg")), town.media().join(format!("{nobodys}-s.jpg")));
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    // Half a picture is no picture: the next start of a server clears it away.
    let half = town.media().join(format!(".{nobodys}.jpg.77-1.part"));
    fs::write(&half, "half").unwrap();
    fs::File::options().write(true).open(&half).unwrap().set_modified(long_ago).unwrap();
    let (status, told) = doctor(&town, &[]);
    assert_eq!((status, told["findings"].as_array().unwrap().len()), (1, 2), "{told:#}");
    assert_eq!(doctor(&town, &["--repair"]).0, 0);
    assert!(image::open(&small).is_ok());
    // Its row may be on its way: what is younger than a day stays.
    assert!(!old.exists() && young.exists() && half.exists());
    Media::Folder(town.media()).sweep();
    assert!(!half.exists() && young.exists());
    assert_eq!(doctor(&town, &[]).0, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bent_index_is_found_by_its_engine_and_made_again() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let Place::File(file) = town.world.place() else { panic!("a file") };
    // The index is filled by other columns than it says.
    for sql in [
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, '(other, person)', '(person, other)') WHERE name = 'tie_by_other'",
        "REINDEX tie_by_other",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, '(person, other)', '(other, person)') WHERE name = 'tie_by_other'",
    ] {
        rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    }
    let out = town.backup(&town.data().join("b.zip"), &[]);
    assert!(ended(&out, 1).1.contains("the database is damaged"));
    let (status, told) = doctor(&town, &[]);
    assert!(status == 1 && checks_of(&told).contains(&"file".to_owned()), "{told:#}");
    let (status, told) = doctor(&town, &["--repair"]);
    assert_eq!(status, 0, "{told:#}");
    ended(&town.backup(&town.data().join("b.zip"), &[]), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_t_be_read_is_named() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    by_hand(
        &town,
        vec!["UPDATE person SET words = CAST(x'ff' AS TEXT) WHERE id = (SELECT MIN(id) FROM person)".into()],
    )
    .await;
    let (status, told) = doctor(&town, &[]);
    assert!(status == 1 && checks_of(&told).contains(&"rows".to_owned()), "{told:#}");
    let (_, why) = ended(&town.backup(&town.data().join("b.zip"), &[]), 1);
    assert!(why.contains("the rows of person can’t be read"), "{why}");
    assert!(!town.data().join("b.zip").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unfinished_restoring_is_begun_anew() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let file = town.data().join("b.zip");
    ended(&town.backup(&file, &[]), 0);
    let data = town.data().join("back");
    let restore = || visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap();
    // As a `kill -9` leaves it, the pictures in place already.
    for folder in ["media", "restore.part/media"] {
        fs::create_dir_all(data.join(folder)).unwrap();
        fs::write(data.join(folder).join("half.jpg"), "half").unwrap();
    }
    fs::write(data.join("restore.part/visavis.db"), "half").unwrap();
    ended(&restore(), 0);
    is_the_same(&town, Place::File(data.join("visavis.db")), &data).await;
    assert!(!data.join("restore.part").exists() && !data.join("media/half.jpg").exists());
    // Pictures that no restoring has begun are somebody's.
    fs::remove_file(data.join("visavis.db")).unwrap();
    for log in ["visavis.db-wal", "visavis.db-shm"] {
        let _none = fs::remove_file(data.join(log));
    }
    assert!(ended(&restore(), 1).1.contains("is not empty (media)"));
}

#[test]
fn what_is_not_there_can_t_be_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["doctor"][..], &["migrate", "--check"], &["migrate"]] {
        let out = visavis(command).arg("--data").arg(folder.path()).output().unwrap();
        assert!(ended(&out, 2).1.contains("there is no database"));
        let out = visavis(command).args(["--database", "postgres://nobody@127.0.0.1:1/none"]).output().unwrap();
        assert!(ended(&out, 2).1.contains("can't be reached"));
    }
    fs::write(folder.path().join("visavis.db"), "a letter, and long enough to be read as a header. ".repeat(90))
        .unwrap();
    for (command, status) in [(&["doctor"][..], 2), (&["migrate", "--check"], 2), (&["backup", "/nowhere/b.zip"], 1)] {
        let out = visavis(command).arg("--data").arg(folder.path()).output().unwrap();
        assert!(ended(&out, status).1.contains("no Visavis database"));
    }
    assert!(!folder.path().join("visavis.db-wal").exists());
}

/// A database of an older shape, with somebody in it.
async fn older(place: Place, shape: i64) {
    tokio::task::spawn_blocking(move || {
        let mut database = match &place {
            Place::File(path) => Alone::make(path).unwrap(),
            Place::Server(_) => Alone::open(&place).unwrap(),
        };
        migrate::run_until(&mut database.bare(), shape).unwrap();
        database
            .write(|tx| {
                tx.run("INSERT INTO account (id, email) VALUES (1, 'ada@example.org')", &[])?;
                tx.run(
                    "INSERT INTO person (id, account, handle, name, folded) VALUES (2, 1, 'ada', 'Ada', 'ada')",
                    &[],
                )?;
                tx.run("INSERT INTO person_word (word, person) VALUES ('ada', 2)", &[])
            })
            .unwrap();
    })
    .await
    .unwrap();
}

async fn shapes_are_tried_first(place: Place, data: &Path) {
    older(place.clone(), 4).await;
    let run = |args: &[&str]| {
        let mut command = visavis(args);
        command.arg("--data").arg(data);
        if let Place::Server(url) = &place {
            command.args(["--database", url]);
        }
        command.output().unwrap()
    };
    let before = content(place.clone()).await;
    let told: Value = serde_json::from_str(&ended(&run(&["migrate", "--check", "--json"]), 0).0).unwrap();
    assert_eq!((told["shape"].as_i64(), told["newest"].as_i64()), (Some(4), Some(migrate::newest())));
    assert_eq!(told["pending"][0], "0005_gatherings");
    assert_eq!(content(place.clone()).await, before);
    assert!(ended(&run(&["doctor"]), 2).1.contains("run visavis migrate first"));
    // A backup of an older shape is brought to the newest where it is restored.
    let (file, back) = (data.join("old.zip"), data.join("back"));
    ended(&run(&["backup", file.to_str().unwrap()]), 0);
    let out = visavis(&["restore"]).arg(&file).arg("--data").arg(&back).output().unwrap();
    assert!(ended(&out, 0).0.contains("brought from shape 4 to"));
    let restored = content(Place::File(back.join("visavis.db"))).await;
    assert_eq!(restored["person"], before["person"]);
    ended(&visavis(&["migrate", "--check", "--data"]).arg(&back).output().unwrap(), 0);
    // Something in the way of a migration.
    let by_hand = |sql: &'static str| {
        let place = place.clone();
        tokio::task::spawn_blocking(move || Alone::open(&place).unwrap().write(|tx| tx.run(sql, &[])).unwrap())
    };
    by_hand("CREATE TABLE encounter (id BIGINT PRIMARY KEY)").await.unwrap();
    assert!(ended(&run(&["migrate", "--check"]), 1).0.contains("It would fail: migration 0007_encounters"));
    ended(&run(&["migrate"]), 1);
    by_hand("DROP TABLE encounter").await.unwrap();
    ended(&run(&["migrate"]), 0);
    assert!(ended(&run(&["migrate", "--check"]), 0).0.contains("Up to date"));
    ended(&run(&["doctor"]), 1);
    by_hand("INSERT INTO migration (number, name) VALUES (9999, 'from the future')").await.unwrap();
    assert!(ended(&run(&["migrate", "--check"]), 1).0.contains("written by a newer Visavis"));
    assert!(ended(&run(&["backup", data.join("n.zip").to_str().unwrap()]), 1).1.contains("written by a newer Visavis"));
    // Neither copy nor log is left.
    let left: Vec<String> =
        fs::read_dir(data).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(left.iter().all(|name| !name.contains(".try")), "{left:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shapes_are_tried_first_on_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    shapes_are_tried_first(Place::File(folder.path().join("visavis.db")), folder.path()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shapes_are_tried_first_and_rolled_back() {
    let Some(url) = fresh_database() else { return };
    let folder = tempfile::tempdir().unwrap();
    shapes_are_tried_first(Place::Server(url), folder.path()).await;
}

/// A folder with the town's own database and pictures, that nobody serves.
async fn at_rest(town: &Town) -> PathBuf {
    let file = town.data().join("b.zip");
    ended(&town.backup(&file, &[]), 0);
    let data = town.data().join("rest");
    ended(&visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap(), 0);
    data
}

fn ask(url: &str, statements: &'static [&'static str]) -> Vec<String> {
    let url = url.to_owned();
    std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        let mut answers = Vec::new();
        for sql in statements {
            for message in client.simple_query(sql).unwrap() {
                if let postgres::SimpleQueryMessage::Row(row) = message {
                    answers.push(row.get(0).unwrap_or_default().to_owned());
                }
            }
        }
        answers
    })
    .join()
    .unwrap()
}

/// Whoever fills `tie` waits for a lock that a test holds.
const STANDSTILL: &[&str] = &[
    "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'",
    "CREATE FUNCTION arm() RETURNS event_trigger LANGUAGE plpgsql AS
         'BEGIN IF to_regclass(''tie'') IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = ''held'') THEN
              CREATE TRIGGER held BEFORE INSERT ON tie FOR EACH STATEMENT EXECUTE FUNCTION hold();
          END IF; END'",
    "CREATE EVENT TRIGGER arm ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION arm()",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moving_to_postgres_is_compared_and_can_be_killed() {
    let Some(url) = fresh_database() else { return };
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let data = at_rest(&town).await;
    let file = data.join("visavis.db");
    let moving = || {
        let mut command = visavis(&["move", "--database", &url, "--data"]);
        command.arg(&data);
        command
    };
    let before = content(Place::File(file.clone())).await;

    // Stopped in the middle of the rows: nothing is there, and nothing is gone.
    ask(&url, STANDSTILL);
    let held = url.clone();
    let (release, wait) = std::sync::mpsc::channel::<()>();
    let (locked, is_locked) = std::sync::mpsc::channel::<()>();
    let holder = std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&held, postgres::NoTls).unwrap();
        client.batch_execute("SELECT pg_advisory_lock(1)").unwrap();
        locked.send(()).unwrap();
        wait.recv().unwrap();
    });
    is_locked.recv().unwrap();
    let mut running = Running(moving().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    until("the standstill", || {
        ask(
            &url,
            &[
                "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            ],
        ) == ["1"]
    });
    // Nobody may serve or restore there meanwhile.
    let beside = visavis(&["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data).output().unwrap();
    assert!(ended(&beside, 1).1.contains("is being restored or moved"));
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    release.send(()).unwrap();
    holder.join().unwrap();
    until("the end of it", || {
        ask(
            &url,
            &["SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"],
        ) == ["0"]
    });
    assert_eq!(ask(&url, &["SELECT COUNT(*) FROM pg_class WHERE relname = 'person'"]), ["0"]);
    assert_eq!(content(Place::File(file.clone())).await, before);
    ask(&url, &["DROP EVENT TRIGGER arm"]);

    // The second time it goes through.
    let (said, _) = ended(&moving().output().unwrap(), 0);
    assert!(said.contains(&format!("person: {} rows, {}", before["person"].rows, before["person"].sha256)), "{said}");
    assert!(!file.exists() && data.join("visavis.db.moved").exists());
    assert_eq!(content(Place::Server(url.clone())).await, before);
    is_the_same(&town, Place::Server(url.clone()), &data).await;
    let healthy = visavis(&["doctor", "--database", &url, "--data"]).arg(&data).output().unwrap();
    ended(&healthy, 0);
    assert!(ended(&moving().output().unwrap(), 1).1.contains("has been moved already"));
    // A database that holds something is not filled.
    fs::rename(data.join("visavis.db.moved"), &file).unwrap();
    let (_, why) = ended(&moving().output().unwrap(), 1);
    assert!(why.contains("tables already") && why.contains("If a move was stopped at its very end"), "{why}");
    assert!(file.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restoring_to_postgres_that_was_stopped_at_its_end_keeps_its_pictures() {
    let Some(url) = fresh_database() else { return };
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let file = town.data().join("b.zip");
    ended(&town.backup(&file, &[]), 0);
    let data = town.data().join("back");
    let restore = || visavis(&["restore", "--database", &url]).arg(&file).arg("--data").arg(&data).output().unwrap();
    ended(&restore(), 0);
    // As a `kill -9` between the commit and the last step leaves it.
    fs::create_dir(data.join("restore.part")).unwrap();
    let (_, why) = ended(&restore(), 1);
    assert!(why.contains("tables already") && why.contains("delete"), "{why}");
    is_the_same(&town, Place::Server(url.clone()), &data).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_is_served_is_left_alone() {
    let town = Town::new(World::new(Engine::Sqlite).await.unwrap()).await;
    let data = at_rest(&town).await;
    let mut server = visavis(&["serve", "--listen", "127.0.0.1:0", "--data"]);
    let mut running = Running(server.arg(&data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(running.0.stdout.take().unwrap()), &mut line).unwrap();
    assert!(line.contains("is ready"), "{line}");
    let file = town.data().join("b.zip");
    let restore = visavis(&["restore"]).arg(&file).arg("--data").arg(&data).output().unwrap();
    assert!(ended(&restore, 1).1.contains("is in use by a running visavis"));
    // Two servers on one file would do the same work twice.
    let second = visavis(&["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data).output().unwrap();
    assert!(ended(&second, 1).1.contains("is served by another visavis"));
    let moving =
        visavis(&["move", "--database", "postgres://nobody@127.0.0.1:1/none", "--data"]).arg(&data).output().unwrap();
    assert!(ended(&moving, 1).1.contains("is in use by a running visavis"));
    // These may.
    for args in [
        &["doctor"][..],
        &["doctor", "--repair"],
        &["migrate", "--check"],
        &["backup", "--force", file.to_str().unwrap()],
    ] {
        ended(&visavis(args).arg("--data").arg(&data).output().unwrap(), 0);
    }
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    let moving =
        visavis(&["move", "--database", "postgres://nobody@127.0.0.1:1/none", "--data"]).arg(&data).output().unwrap();
    assert!(ended(&moving, 1).1.contains("can't be reached"));
}

both!(every_table_has_a_key_and_types_of_ours, |world| {
    let place = world.place();
    let all =
        tokio::task::spawn_blocking(move || Alone::open(&place).unwrap().read(tables::all).unwrap()).await.unwrap();
    assert!(all.len() > 30 && all.iter().all(|table| !table.key.is_empty()));
    let references: usize = all.iter().map(|table| table.references.len()).sum();
    assert!(references > 40, "{references}");
    // A picture is named by a column called `photo`: what is not, the doctor takes for nobody's.
    for table in &all {
        for column in
            table.columns.iter().filter(|column| column.name.contains("photo") || column.name.contains("picture"))
        {
            let known = ["photo", "photo_words", "photo_width", "photo_height"].contains(&column.name.as_str());
            assert!(known, "{}.{}", table.name, column.name);
        }
    }
});
