//! What goes by itself: pictures that were never used, sessions that lapsed.

use visavis::{
    db::Place,
    id::PostId,
    jobs::{self, Job},
    params,
    time::DAY,
    watch,
};

use crate::world::{Browser, Engine, World};

/// A picture of one colour, so that each is another.
fn picture(grey: u8) -> Vec<u8> {
    let mut png = Vec::new();
    let pixels = image::GrayImage::from_pixel(8, 8, image::Luma([grey]));
    pixels.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

const TEA: [(&str, &str); 5] =
    [("title", "Tea"), ("date", "2027-03-03"), ("start", "19:00"), ("end", "22:00"), ("town", "Munich, Bayern, DE")];

/// Sends a draft with that picture and without what `lacking` names; the picture's name where it was refused.
async fn draft(host: &mut Browser, grey: u8, lacking: &str) -> Option<String> {
    let fields: Vec<_> = TEA.into_iter().filter(|(name, _)| *name != lacking).collect();
    let reply = host.post_files("/g/new", &fields, &[("photo", "x.png", &picture(grey))]).await;
    let (_, rest) = reply.body.split_once("name=\"kept\" value=\"")?;
    Some(rest[..32].to_owned())
}

both!(a_picture_of_an_abandoned_draft_goes_after_a_day, |world| {
    let mut host = world.person("Hanna").await;
    let abandoned = draft(&mut host, 10, "title").await.unwrap();
    let used = draft(&mut host, 200, "title").await.unwrap();
    assert!(draft(&mut host, 200, "").await.is_none(), "published");
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    for name in [&abandoned, &used] {
        host.get(&format!("/media/{name}")).await.is(200);
    }
    // The daily job runs by itself, once a day, however often the program was started.
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'sweep'").await, 1);
    world.later(DAY);
    world.mail().await;
    host.get(&format!("/media/{abandoned}")).await.is(404);
    host.get(&format!("/media/{abandoned}/s")).await.is(404);
    host.get(&format!("/media/{used}")).await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM media").await, 0, "each is looked at once");
    // Sent again it is new again.
    assert_eq!(draft(&mut host, 10, "title").await.unwrap(), abandoned);
    world.later(DAY / 2);
    world.mail().await;
    host.get(&format!("/media/{abandoned}")).await.is(200);
});

both!(sessions_lapse_though_nobody_signs_in_again, |world| {
    let ada = world.person("Ada").await;
    let _other = world.again(&ada).await;
    jobs::begin(&world.app).await.unwrap();
    world.later(179 * DAY);
    world.mail().await;
    assert_eq!(sessions(&world).await, 2);
    let mut bea = world.person("Bea").await;
    world.later(2 * DAY);
    world.mail().await;
    assert_eq!(sessions(&world).await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'signed_out'").await, 2);
    bea.get("/you").await.is(200);
});

async fn sessions(world: &World) -> i64 {
    world.count("SELECT COUNT(*) FROM session").await
}

both!(a_picture_that_is_sent_again_before_it_is_deleted_stays, |world| {
    let mut host = world.person("Hanna").await;
    let name = draft(&mut host, 10, "title").await.unwrap();
    let hash = name.clone();
    // As somebody leaves it who showed it, while another one is about to.
    world.act(move |act| act.later(&Job::DeletePicture { hash: hash.clone() })).await.unwrap();
    world.later(1);
    assert_eq!(draft(&mut host, 10, "title").await.unwrap(), name);
    world.mail().await;
    host.get(&format!("/media/{name}")).await.is(200);
    let hash = name.clone();
    world.later(1);
    world.act(move |act| act.later(&Job::DeletePicture { hash: hash.clone() })).await.unwrap();
    world.mail().await;
    host.get(&format!("/media/{name}")).await.is(404);
});

both!(a_sweep_of_many_is_many_jobs, |world| {
    world
        .act(|act| {
            for number in 0..450 {
                act.run(
                    "INSERT INTO media (hash, width, height, bytes, kept_at) VALUES ($1, 1, 1, 1, 0)",
                    params![format!("{number:032x}")],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM media").await, 0);
    let figures = watch::figures(&world.app).await.unwrap();
    // Answers, sessions, 200, 200 and 50 pictures, series, guests and reminders; then the files of the pictures, one by one.
    assert!(figures.contains("visavis_job_runs_total{kind=\"sweep\",outcome=\"done\"} 8"), "{figures}");
    assert!(figures.contains("visavis_job_runs_total{kind=\"delete_picture\",outcome=\"done\"} 450"), "{figures}");
    assert_eq!(world.count("SELECT COUNT(*) FROM job").await, 1, "the one of tomorrow");
});

/// As one that was written by an older program.
#[test]
fn a_sweep_without_a_part_begins_with_the_first() {
    let job: Job = serde_json::from_str("{\"job\":\"sweep\"}").unwrap();
    assert!(matches!(job, Job::Sweep { part: jobs::Part::Answers }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_failed_at_the_start_is_tried_again() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let Place::File(file) = world.place() else { panic!("a file") };
    let by_hand = |sql: &str| rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    by_hand(
        "CREATE TRIGGER refused BEFORE INSERT ON job WHEN NEW.kind = 'sweep' BEGIN SELECT RAISE(ABORT, 'refused'); END",
    );
    // It is done after the start, and so shows that this was tried.
    world.act(|act| act.later(&Job::EmptyPost { post: PostId(1) })).await.unwrap();
    let work = tokio::spawn(jobs::work(world.app.clone()));
    let until = async |sql: &'static str| {
        let is_so = async {
            while world.count(sql).await == 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(30), is_so).await.expect(sql);
    };
    until("SELECT CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END FROM job WHERE kind = 'empty_post'").await;
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'sweep'").await, 0);
    by_hand("DROP TRIGGER refused");
    world.app.shared.bell.notify_waiters();
    until("SELECT COUNT(*) FROM job WHERE kind = 'sweep'").await;
    world.app.shared.stopping.send_replace(true);
    work.await.unwrap();
}
