//! A disk that is full: reads go on, writes are refused in words, no half file stays, and all is well when there is
//! room again, in the same process.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    process::{Ground, Program, Sending},
    storm::{Blowing, Storm, files, seed},
    world::Engine,
};

/// How the program is kept within so little room, and how it gets more.
struct Tight {
    program: Program,
    /// Its folder, as the test can reach it.
    folder: PathBuf,
}

/// The program on a disk of its own of so many megabytes, with what is there already. A namespace of mounts needs no
/// rights where users may have their own namespaces, and root may mount anyway; `None` where neither goes.
fn on_a_small_disk(ground: &Ground, at: &Path, megabytes: u32) -> Option<Tight> {
    let mount = "mount -t tmpfs -o size=\"$1\"m none \"$2\" && cp -a \"$3\"/. \"$2\" && shift 3 && exec \"$@\"";
    let way = [["unshare", "-rm"], ["unshare", "-m"]].into_iter().find(|way| {
        let mut probe = Command::new(way[0]);
        probe.args([way[1], "sh", "-c", "mount -t tmpfs none \"$0\""]).arg(at);
        probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    })?;
    let (megabytes, from) = (megabytes.to_string(), ground.data().to_str()?.to_owned());
    let before = [way[0], way[1], "sh", "-c", mount, "sh", &megabytes, at.to_str()?, &from];
    let program = Program::start(ground.serve_in(at, &before), ground.data());
    // What is mounted there only the program sees; this is its view.
    let folder = PathBuf::from(format!("/proc/{}/root{}", program.id(), at.display()));
    Some(Tight { program, folder })
}

/// Until everybody who writes has been told some times, and that reading goes on all the while.
async fn everybody_hears(blowing: &Blowing, storm: &Storm, tight: &Tight) {
    let from = blowing.count().full;
    blowing.until(|count| count.full >= from + 40).await;
    let address = tight.program.address;
    for client in &storm.town.gatherings {
        let page = Sending::get(client).to(address).await.answer();
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("Tea for a few"));
    }
    let from = blowing.count().full;
    blowing.until(|count| count.full >= from + 40).await;
    // An upload that was refused may be under way at any moment, but not many.
    let halves = files(&tight.folder.join("media")).iter().filter(|(name, _)| name.ends_with(".part")).count();
    assert!(halves <= 2, "{halves} half pictures lie about");
}

async fn some_more(blowing: &Blowing) {
    let from = blowing.count().done;
    blowing.until(|count| count.done >= from + 40).await;
}

/// Ends the storm and looks at what the program has, as if the power had gone at that moment.
async fn all_is_well(mut storm: Storm, blowing: Blowing, mut tight: Tight, ground: &Ground) {
    storm.end(blowing).await;
    assert!(tight.program.runs(), "it was the same process all the while");
    tight.program.signal("STOP");
    if tight.folder != ground.data() {
        for name in ["visavis.db", "visavis.db-wal", "visavis.db-shm"] {
            let _not_there = fs::remove_file(ground.data().join(name));
        }
        for name in ["", "media", "outbox"] {
            fs::create_dir_all(ground.data().join(name)).unwrap();
            for (file, bytes) in files(&tight.folder.join(name)) {
                if !tight.folder.join(name).join(&file).is_dir() && file != "visavis.db-shm" {
                    fs::write(ground.data().join(name).join(file), bytes).unwrap();
                }
            }
        }
    }
    tight.program.kill();
    let program = Program::start(ground.serve(), ground.data());
    storm.check(ground, Some(&program)).await;
    drop(program);
    storm.check_letters(ground).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_and_nothing_else() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let mut storm = Storm::gather(&ground, seed()).await;
    let at = tempfile::tempdir().unwrap();
    let Some(tight) = on_a_small_disk(&ground, at.path(), 24) else {
        eprintln!("no disk can be mounted here; the test with a limit of file sizes stands alone");
        return;
    };
    let blowing = storm.begin(tight.program.address);
    some_more(&blowing).await;
    for _ in 0..2 {
        let filler = tight.folder.join("filler");
        let mut file = File::create(&filler).unwrap();
        while file.write_all(&[0; 4_096]).is_ok() {}
        everybody_hears(&blowing, &storm, &tight).await;
        // While it is full, forms and programs both get words.
        let form = [("words", "is there room?")];
        let path = format!("{}/posts", storm.town.gatherings[0]);
        let page = Sending::form(&path, &form).to(tight.program.address).await.answer();
        assert_eq!(page.status, 401, "a stranger hears that first: {}", page.body);
        let knock = Sending::form("/sign-up", &[("name", "Ada"), ("email", "ada@example.org")]);
        let page = knock.to(tight.program.address).await.answer();
        assert_eq!(page.status, 507, "{}", page.body);
        assert!(page.body.contains("can’t store anything now. Nothing was changed"), "{}", page.body);
        let problem = knock.json().to(tight.program.address).await.answer();
        assert_eq!(problem.headers["content-type"], "application/problem+json");
        assert_eq!(problem.json()["status"], 507);
        fs::remove_file(filler).unwrap();
        some_more(&blowing).await;
    }
    all_is_well(storm, blowing, tight, &ground).await;
}

/// The same where the system says it otherwise: a quota or a limit is an I/O error to the embedded engine.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_limit_of_file_sizes_refuses_writes_and_nothing_else() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let mut storm = Storm::gather(&ground, seed()).await;
    // The log soon reaches it. Only the soft limit, so that it can be raised.
    let limited = "trap '' XFSZ; ulimit -S -f 1500; exec \"$@\"";
    let before = ["bash", "-c", limited, "bash"];
    let program = Program::start(ground.serve_in(ground.data(), &before), ground.data());
    let tight = Tight { program, folder: ground.data().to_owned() };
    let blowing = storm.begin(tight.program.address);
    everybody_hears(&blowing, &storm, &tight).await;
    let raised = Command::new("prlimit")
        .args(["--pid", &tight.program.id().to_string(), "--fsize=unlimited:unlimited"])
        .status()
        .unwrap();
    assert!(raised.success());
    some_more(&blowing).await;
    all_is_well(storm, blowing, tight, &ground).await;
}
