//! Many writes share one sync, a single one waits for nobody, and the log does not grow without end.

use std::sync::mpsc;

use futures_util::{FutureExt, future::join_all};
use visavis::{
    db::{Commits, Db, Error, Place, Tx},
    params,
};

use crate::world::{Engine, World};

fn put(number: i64) -> impl FnMut(&mut Tx<'_>) -> Result<u64, Error> + Send + 'static {
    move |tx| tx.run("INSERT INTO live (id, person, kind, data) VALUES ($1, 1, 'x', '')", params![number])
}

/// What was counted since.
fn since(before: &Commits, db: &Db) -> (u64, u64) {
    let now = db.commits();
    (now.batches - before.batches, now.writes - before.writes)
}

#[tokio::test]
async fn writes_that_wait_share_one_commit() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let db = world.app.db().clone();
    let before = db.commits();
    let (entered, has_entered) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let first = tokio::spawn({
        let db = db.clone();
        async move {
            db.write(move |tx| {
                entered.send(()).map_err(|_| Error::Busy)?;
                may_go_on.recv().map_err(|_| Error::Busy)?;
                put(0)(tx)
            })
            .await
        }
    });
    tokio::task::spawn_blocking(move || has_entered.recv()).await.unwrap().unwrap();
    // The writer is busy: a hundred more get in line, one of which wants what can't be.
    let mut line = Box::pin(join_all((1..=100).map(|number| {
        let db = db.clone();
        async move { db.write(put(if number == 50 { 1 } else { number })).await }
    })));
    assert!((&mut line).now_or_never().is_none());
    go_on.send(()).unwrap();
    first.await.unwrap().unwrap();
    let outcomes = line.await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 99);
    assert_eq!(since(&before, &db), (2, 100));
    assert_eq!(db.commits().largest, 99);
}

both!(a_single_write_waits_for_nobody, |world| {
    // Nobody else comes: a write that waited for company would wait for ever.
    let before = world.app.db().commits();
    for number in 0..20 {
        world.app.db().write(put(number)).await.unwrap();
    }
    assert_eq!(since(&before, world.app.db()), (20, 20));
    let sizes = world.app.db().commits().sizes;
    assert_eq!(sizes[0] - before.sizes[0], 20);
});

both!(what_was_refused_is_no_commit, |world| {
    let before = world.app.db().commits();
    let refused = world.app.db().write(|_| Err::<(), Error>(Error::Busy)).await;
    assert!(refused.is_err());
    assert_eq!(since(&before, world.app.db()), (0, 0));
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_bounded_under_a_load_without_a_pause() {
    const EACH: usize = 60_000;
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Place::File(folder.path().join("visavis.db"))).await.unwrap();
    let log = folder.path().join("visavis.db-wal");
    // Each goes on by itself, so that there is always somebody in line.
    let writers = (0..16_u8).map(|writer| {
        let (db, log) = (db.clone(), log.clone());
        tokio::spawn(async move {
            let mut longest = 0;
            for number in 0..300_u16 {
                let name = format!("{writer} {}", number % 10);
                db.write(move |tx| {
                    tx.run(
                        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
                        // The same bytes again would not be written.
                        params![name, vec![(number % 251) as u8; EACH]],
                    )
                })
                .await
                .unwrap();
                longest = longest.max(std::fs::metadata(&log).unwrap().len());
            }
            longest
        })
    });
    let mut longest = 0;
    for writer in writers.collect::<Vec<_>>() {
        longest = longest.max(writer.await.unwrap());
    }
    let written = db.commits().writes * EACH as u64;
    assert!(written > 4 * longest && longest < 64 << 20, "of {written} bytes the log had {longest}");
    eprintln!("of {written} bytes in {} commits the log had at most {longest}", db.commits().batches);
}

// On PostgreSQL what nobody asks back is sent along with BEGIN's successor or with COMMIT: what is refused there must not
// leave a transaction behind for the next to stand in.
both!(what_is_sent_along_is_all_or_nothing, |world| {
    let db = world.app.db();
    let insert = "INSERT INTO live (id, person, kind, data) VALUES ($1, 1, 'x', '')";
    db.write(move |tx| tx.put(insert, params![0])).await.unwrap();
    for round in 0..40 {
        let number = 100 + round;
        let refused = db
            .write(move |tx| {
                tx.put(insert, params![number])?;
                tx.put(insert, params![0])
            })
            .await;
        assert!(matches!(refused, Err(Error::Unique { .. })), "{refused:?}");
        db.write(move |tx| tx.put(insert, params![1000 + round])).await.unwrap();
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM live WHERE id < 100").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM live WHERE id < 1000").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM live").await, 41);
});

both!(what_is_sent_along_is_tried_again, |world| {
    let db = world.app.db();
    db.write(put(0)).await.unwrap();
    let all = (0..64).map(|_| {
        db.write(|tx| {
            tx.put("UPDATE live SET data = data || 'x' WHERE id = $1", params![0])?;
            tx.put("UPDATE live SET kind = 'y' WHERE id = $1", params![0])
        })
    });
    for outcome in join_all(all).await {
        outcome.unwrap();
    }
    assert_eq!(world.count("SELECT LENGTH(data) FROM live").await, 64);
});
