//! PostgreSQL goes away and comes back, or another server takes its place: requests hear so in words, nothing
//! acknowledged is lost, and the program goes on by itself.

use visavis::{
    db::{Db, Error, Place, migrate},
    time::Dice,
};

use crate::{
    process::{Cluster, Ground, Program, Sending},
    storm::{Blowing, Storm, kills, seed, whole},
    world::Engine,
};

/// A program, and a storm that blows on it.
async fn begun(ground: &Ground) -> (Storm, Program, Blowing) {
    let mut storm = Storm::gather(ground, seed()).await;
    let program = Program::start(ground.serve(), ground.data());
    let blowing = storm.begin(program.address);
    (storm, program, blowing)
}

/// The storm has passed: the same program still runs, and nothing is lost.
async fn is_whole(ground: &Ground, mut storm: Storm, mut program: Program, blowing: Blowing) -> Storm {
    storm.end(blowing).await;
    assert!(program.runs());
    storm.check(ground, Some(&program)).await;
    drop(program);
    storm.check_letters(ground).await;
    storm
}

/// Waits for so many more acknowledged deeds.
async fn some_more(blowing: &Blowing, deeds: u64) {
    let from = blowing.count().done;
    blowing.until(|count| count.done >= from + deeds).await;
}

/// While storage is away: everybody who writes is told, and a page says it too.
async fn everybody_hears(blowing: &Blowing, storm: &Storm, program: &Program) {
    let from = blowing.count().waits;
    blowing.until(|count| count.waits >= from + 20).await;
    for sending in [Sending::get(&storm.town.gatherings[0]), Sending::get("/health"), Sending::get("/").json()] {
        let reply = sending.to(program.address).await.answer();
        assert_eq!(reply.status, 503, "{}", reply.body);
        assert_eq!(reply.headers["retry-after"], "2");
        assert!(reply.body.contains("Nothing was changed"), "{}", reply.body);
    }
}

/// Nobody was told anything else than that, and at least some were.
fn were_told(storm: &Storm) {
    let waits: u64 = storm.clients.iter().map(|client| client.told_to_wait).sum();
    let unknown: u64 = storm.clients.iter().map(|client| client.told_unknown).sum();
    eprintln!("{waits} were told that nothing was changed, {unknown} that nobody knows");
    assert!(waits > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_crashes_and_comes_back_loses_nothing() {
    let Some(cluster) = Cluster::start() else { return };
    let ground = Ground::on(cluster.url.clone());
    let (storm, program, blowing) = begun(&ground).await;
    for _ in 0..(kills() / 3).max(2) {
        some_more(&blowing, 40).await;
        cluster.crash();
        everybody_hears(&blowing, &storm, &program).await;
        cluster.again();
    }
    some_more(&blowing, 40).await;
    let storm = is_whole(&ground, storm, program, blowing).await;
    were_told(&storm);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_takes_over_with_all_that_was_acknowledged() {
    let Some(main) = Cluster::start() else { return };
    let replica = main.replica();
    let both = format!("postgres://postgres@{},{}/postgres", replica.host(), main.host());
    let ground = Ground::on(both);
    let (storm, program, blowing) = begun(&ground).await;
    some_more(&blowing, 60).await;
    main.crash();
    // The replica is there, but takes no writes yet.
    everybody_hears(&blowing, &storm, &program).await;
    replica.promote();
    some_more(&blowing, 60).await;
    let storm = is_whole(&ground, storm, program, blowing).await;
    were_told(&storm);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_freezes_holds_nobody_for_ever() {
    let Some(cluster) = Cluster::start() else { return };
    let ground = Ground::on(cluster.url.clone());
    let (storm, program, blowing) = begun(&ground).await;
    some_more(&blowing, 20).await;
    cluster.freeze(true);
    // More at once than there are connections.
    let pages = (0..30).map(|_| async {
        let reply = Sending::get("/health").to(program.address).await.answer();
        assert_eq!(reply.status, 503, "{}", reply.body);
        assert_eq!(reply.headers["retry-after"], "2");
    });
    futures_util::future::join_all(pages).await;
    cluster.freeze(false);
    some_more(&blowing, 40).await;
    is_whole(&ground, storm, program, blowing).await;
}

/// Acknowledged means that the replica has it: with none there, a commit waits, and when the server dies meanwhile,
/// nobody can say what became of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_broke_off_is_said_to_be_unknown() {
    let Some(main) = Cluster::start() else { return };
    let replica = main.replica();
    let ground = Ground::on(main.url.clone());
    let (storm, program, blowing) = begun(&ground).await;
    some_more(&blowing, 20).await;
    replica.crash();
    let url = main.url.clone();
    let wait = tokio::task::spawn_blocking(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        while client.query_one(waiting, &[]).unwrap().get::<_, i64>(0) < 3 {}
    });
    wait.await.unwrap();
    main.crash();
    everybody_hears(&blowing, &storm, &program).await;
    main.again();
    replica.again();
    some_more(&blowing, 40).await;
    let storm = is_whole(&ground, storm, program, blowing).await;
    let unknown: u64 = storm.clients.iter().map(|client| client.told_unknown).sum();
    // Of the three that waited some may have been the program's own jobs.
    assert!(unknown >= 1, "nobody was told that nobody knows");
}

/// The shape that was filled by an older program.
const OLDER: i64 = 5;
const ROWS: i64 = 20_000;

/// An older shape with enough in it that bringing it further takes a while.
async fn fill(place: &Place) {
    let db = Db::open_at(place, OLDER).await.unwrap();
    db.write(|tx| {
        for sql in [
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             INSERT INTO account (id) SELECT i FROM n",
            "INSERT INTO person (id, account, handle, name, folded)
             SELECT id, id, 'p' || CAST(id AS TEXT), 'Some One', 'some one' FROM account",
            "INSERT INTO gathering (id, host, title, words, zone, starts_local, ends_local, starts_at, ends_at, venue,
                                    address, going)
             SELECT id, id, 'Tea', '', 'UTC', '', '', 1, 2, '', '', 1 FROM person",
            "INSERT INTO answer (gathering, person, reply, at) SELECT id, id, 'yes', 1 FROM person",
            "INSERT INTO journal (id, person, kind, subject, data)
             SELECT id, id, 'answered', id, '{}' FROM person",
            "INSERT INTO notice (id, person, kind, about, by_person, data) SELECT id, id, 'published', id, id, '{}'
             FROM person",
        ] {
            tx.run(sql, &[])?;
        }
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
}

/// How far it has been brought, and whether all that was there is there.
async fn shape(place: &Place) -> i64 {
    let db = Db::open_at(place, OLDER).await.unwrap();
    db.read(|tx| {
        for sql in ["SELECT COUNT(*) FROM person", "SELECT COUNT(*) FROM answer", "SELECT COUNT(*) FROM notice"] {
            assert_eq!(tx.one::<(i64,)>(sql, &[])?.0, ROWS, "{sql}");
        }
        let (newest, all): (i64, i64) = tx.one("SELECT MAX(number), COUNT(*) FROM migration", &[])?;
        let wanted = migrate::ALL.iter().filter(|(number, ..)| *number <= newest).count();
        assert_eq!(all, wanted as i64, "only some of the migrations up to {newest}");
        Ok::<_, Error>(newest)
    })
    .await
    .unwrap()
}

async fn killed_at_its_start(engine: Engine) {
    let newest = migrate::ALL.iter().map(|(number, ..)| *number).max().unwrap();
    let dice = Dice::seeded(seed());
    let mut deaths = 0;
    while deaths < kills() {
        let Some(ground) = Ground::new(engine) else { return };
        fill(&ground.place).await;
        // Each start lives a little longer than the one before, until one has brought it to its shape.
        let mut lives = std::time::Duration::ZERO;
        while shape(&ground.place).await < newest {
            let mut program = Program::launch(ground.serve(), ground.data());
            lives += std::time::Duration::from_micros(dice.below(6_000));
            tokio::time::sleep(lives).await;
            program.kill();
            deaths += 1;
        }
        let _ready = Program::start(ground.serve(), ground.data());
        let faults = whole(&ground.open().await).await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
    eprintln!("{deaths} kills");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_while_it_migrates_leave_the_old_shape_or_the_new_sqlite() {
    killed_at_its_start(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_while_it_migrates_leave_the_old_shape_or_the_new_postgres() {
    killed_at_its_start(Engine::Postgres).await;
}
