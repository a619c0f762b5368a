//! How many people come to know of one act: afterwards, in parts, each once, whatever happens in between.

use std::collections::BTreeMap;

use visavis::{
    error::Error,
    gatherings::{self, Telling},
    id::{AccountId, CommunityId, GatheringId, PersonId},
    jobs::{self, Job},
    params,
    time::{DAY, MINUTE, Moment},
};

use crate::world::{Browser, World};

const TEA: [(&str, &str); 6] = [
    ("title", "Tea for many"),
    ("date", "2026-12-03"),
    ("start", "19:00"),
    ("end", "22:00"),
    ("town", "Munich, Bayern, DE"),
    ("venue", "Café Central"),
];

fn tea<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    TEA.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).chain(changes).copied().collect()
}

/// So many people at once, without anything but what they need to be told: ids from 1 on.
async fn crowd(world: &World, many: i64) {
    world
        .act(move |act| {
            for number in 1..=many {
                let (account, person, handle) = (AccountId(number), PersonId(number), format!("guest-{number}"));
                act.run("INSERT INTO account (id) VALUES ($1)", params![account])?;
                act.run(
                    "INSERT INTO person (id, account, handle, name, folded) VALUES ($1, $2, $3, $3, $3)",
                    params![person, account, handle],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

async fn answers(world: &World, id: GatheringId, many: i64) {
    world
        .act(move |act| {
            let now = act.now;
            for person in (1..=many).map(PersonId) {
                act.run(
                    "INSERT INTO answer (gathering, person, reply, at) VALUES ($1, $2, 'maybe', $3)",
                    params![id, person, now],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

async fn published(host: &mut Browser, changes: &[(&str, &str)]) -> (String, GatheringId) {
    let url = host.post("/g/new", &tea(changes)).await.is(303).leads_to().to_owned();
    let id = url.trim_start_matches("/g/").parse().unwrap();
    (url, id)
}

/// All rows of the tables that an act and what follows from it may write to.
async fn rows(world: &World) -> i64 {
    let mut sum = 0;
    for count in [
        "SELECT COUNT(*) FROM notice",
        "SELECT COUNT(*) FROM job",
        "SELECT COUNT(*) FROM journal",
        "SELECT COUNT(*) FROM live",
        "SELECT COUNT(*) FROM telling",
    ] {
        sum += world.count(count).await;
    }
    sum
}

/// How many notices of a kind each person has.
async fn told(world: &World, kind: &'static str) -> BTreeMap<i64, i64> {
    let rows: Vec<(i64, i64)> = world
        .act(move |act| act.all("SELECT person, COUNT(*) FROM notice WHERE kind = $1 GROUP BY person", params![*kind]))
        .await
        .unwrap();
    rows.into_iter().collect()
}

/// The parts that wait.
async fn waiting(world: &World) -> Vec<Telling> {
    let rows: Vec<(String,)> =
        world.act(|act| act.all("SELECT data FROM job WHERE kind = 'tell' ORDER BY id", &[])).await.unwrap();
    let tellings = rows.iter().map(|(data,)| match serde_json::from_str(data).unwrap() {
        Job::Tell(telling) => telling,
        other => panic!("{other:?}"),
    });
    tellings.collect()
}

both!(one_act_of_a_host_writes_little_however_many_are_told, |world| {
    let mut host = world.person("Hanna").await;
    crowd(&world, 2_500).await;
    let club = host.post("/c/new", &[("name", "Tea club"), ("access", "open")]).await.is(303).leads_to().to_owned();
    let club_id = CommunityId(world.count("SELECT id FROM community").await);
    world
        .act(move |act| {
            let now = act.now;
            act.run(
                "INSERT INTO membership (community, person, role, at) SELECT $1, id, 'member', $2 FROM person WHERE id <= 2500",
                params![club_id, now],
            )
        })
        .await
        .unwrap();
    world.mail().await;

    let before = rows(&world).await;
    let (url, id) = published(&mut host, &[("community", &club_id.to_string())]).await;
    let written = rows(&world).await - before;
    assert!(written <= 6, "publishing wrote {written} rows");
    world.mail().await;
    let published = told(&world, "published").await;
    assert_eq!(published.len(), 2_500, "{club}");
    assert!(published.values().all(|count| *count == 1) && !published.contains_key(&host.person().0));

    answers(&world, id, 2_300).await;
    let before = rows(&world).await;
    for start in ["20:00", "20:30", "20:15"] {
        host.post(&format!("{url}/edit"), &tea(&[("start", start), ("community", &club_id.to_string())])).await.is(303);
        world.later(MINUTE / 2);
    }
    let written = rows(&world).await - before;
    assert!(written <= 9, "three moves wrote {written} rows");
    world.mail().await;
    assert!(told(&world, "moved").await.is_empty(), "the host may still be at it");
    world.later(2 * MINUTE);
    world.mail().await;
    let moved = told(&world, "moved").await;
    assert!(moved.len() == 2_300 && moved.values().all(|count| *count == 1));

    let before = rows(&world).await;
    host.post(&format!("{url}/cancel"), &[]).await.is(303);
    let written = rows(&world).await - before;
    assert!(written <= 6, "calling off wrote {written} rows");
    world.mail().await;
    assert_eq!(told(&world, "cancelled").await.len(), 2_300);
    assert_eq!(world.count("SELECT COUNT(*) FROM telling").await, 0);
    // A job that was to remind finds nothing to say when its time comes.
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind <> 'remind'").await, 0);
});

both!(a_telling_that_is_cut_off_goes_on_where_it_stood, |world| {
    let mut host = world.person("Hanna").await;
    let (url, id) = published(&mut host, &[]).await;
    world.mail().await;
    crowd(&world, 700).await;
    answers(&world, id, 700).await;
    host.post(&format!("{url}/cancel"), &[]).await.is(303);
    let first = waiting(&world).await.remove(0);

    // A part that fails at its end has told nobody.
    let part = first.clone();
    let failed: Result<(), Error> = world
        .act(move |act| {
            gatherings::tell_some(act, &part)?;
            Err(Error::NotFound)
        })
        .await;
    assert!(failed.is_err() && told(&world, "cancelled").await.is_empty());

    // A part that was done, by a program that was killed before it could say so, is not done again.
    let part = first.clone();
    world.act(move |act| gatherings::tell_some(act, &part)).await.unwrap();
    assert_eq!(told(&world, "cancelled").await.len(), 200);
    world.later(MINUTE);
    let world = world.restart().await;
    let part = first.clone();
    world.act(move |act| gatherings::tell_some(act, &part)).await.unwrap();
    assert_eq!(told(&world, "cancelled").await.len(), 200);
    assert_eq!(waiting(&world).await.len(), 2, "the first, and what comes next");

    world.mail().await;
    let cancelled = told(&world, "cancelled").await;
    assert!(cancelled.len() == 700 && cancelled.values().all(|count| *count == 1));
    assert_eq!(world.count("SELECT COUNT(*) FROM telling").await, 0);
});

both!(the_last_word_counts, |world| {
    let (mut host, mut guest) = (world.person("Hanna").await, world.person("Gundula").await);
    let (url, _) = published(&mut host, &[]).await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    world.mail().await;
    // Two moves within minutes are one letter, that says how it stands.
    host.post(&format!("{url}/edit"), &tea(&[("start", "20:00")])).await.is(303);
    world.later(MINUTE);
    host.post(&format!("{url}/edit"), &tea(&[("start", "20:30")])).await.is(303);
    world.later(2 * MINUTE);
    let mail = world.mail().await;
    let mail: Vec<_> = mail.iter().filter(|letter| letter.to == "gundula@example.org").collect();
    assert_eq!(mail.len(), 1);
    assert!(mail[0].text.contains("20:30") && !mail[0].text.contains("20:00"), "{}", mail[0].text);
    // A later one is news again.
    host.post(&format!("{url}/edit"), &tea(&[("start", "19:30")])).await.is(303);
    world.later(3 * MINUTE);
    assert_eq!(world.mail().await.len(), 1);
    // A move that nobody has heard of is overtaken by the calling-off.
    host.post(&format!("{url}/edit"), &tea(&[("start", "18:30")])).await.is(303);
    host.post(&format!("{url}/cancel"), &[("words", "The café burned down.")]).await.is(303);
    let mail = world.mail().await;
    assert!(mail.len() == 1 && mail[0].subject.starts_with("Called off"), "{mail:?}");
    world.later(5 * MINUTE);
    assert!(world.mail().await.is_empty());
    // That it takes place after all says where and when, so a move right after it is no news of its own.
    host.post(&format!("{url}/uncancel"), &[]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("start", "21:00")])).await.is(303);
    let mail = world.mail().await;
    assert!(mail.len() == 1 && mail[0].subject.starts_with("After all") && mail[0].text.contains("21:00"), "{mail:?}");
    world.later(5 * MINUTE);
    assert!(world.mail().await.is_empty());
    // Nobody hears of what was over before they could.
    host.post(&format!("{url}/edit"), &tea(&[("start", "19:00")])).await.is(303);
    world.later(9 * DAY);
    assert!(world.mail().await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM telling").await, 0);
});

both!(new_rules_of_a_zone_move_the_instant_and_not_the_wall, |world| {
    let (mut host, mut guest) = (world.person("Hanna").await, world.person("Gundula").await);
    let (url, id) = published(&mut host, &[]).await;
    let (other, _) = published(&mut host, &[("title", "Coffee"), ("date", "2026-12-04")]).await;
    for url in [&url, &other] {
        guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    }
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    // As if it had been planned when that zone was still to have summer time in December.
    let right = Moment::from_ms(world.count("SELECT MIN(starts_at) FROM gathering").await);
    world
        .act(move |act| {
            act.run(
                "UPDATE gathering SET starts_at = starts_at - 3600000, ends_at = ends_at - 3600000 WHERE id = $1",
                params![id],
            )?;
            act.run("UPDATE setting SET value = $1 WHERE name = 'zones.version'", params![b"2019a".to_vec()])
        })
        .await
        .unwrap();
    jobs::begin(&world.app).await.unwrap();
    assert_eq!(world.count("SELECT MIN(starts_at) FROM gathering").await, right.ms());
    assert_eq!(world.count("SELECT MIN(ends_at - starts_at) FROM gathering").await, 3 * 3_600_000);
    let mail = world.mail().await;
    let mut to: Vec<_> = mail.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["gundula@example.org", "hanna@example.org"], "{mail:?}");
    assert!(mail[0].subject.contains("Tea for many") && mail[0].text.contains("Europe/Berlin"), "{mail:?}");
    guest.get("/notices").await.is(200).has("The clocks there will change: Tea for many");
    // Once is enough, for each release of the rules.
    for _ in 0..2 {
        jobs::begin(&world.app).await.unwrap();
    }
    assert!(world.mail().await.is_empty());
});
