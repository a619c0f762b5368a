//! Gatherings: published, answered, changed, called off, attended; seen by those who may, found by others.

use proptest::test_runner::{Config as Cases, TestRunner};
use visavis::{
    app::App,
    error::{Error, Result},
    gatherings::{self, Filter, Reply},
    http::Ask,
    id::{CommunityId, GatheringId, PersonId},
    journal::Happened,
    params,
    time::{DAY, HOUR, MINUTE},
};

use crate::world::{Browser, World};

/// A week after the world's beginning, seven in the evening in Munich.
const TEA: [(&str, &str); 8] = [
    ("title", "Tea for eight"),
    ("words", "Bring **a cup**."),
    ("date", "2026-12-03"),
    ("start", "19:00"),
    ("end", "22:00"),
    ("town", "Munich, Bayern, DE"),
    ("venue", "Café Central"),
    ("capacity", "8"),
];

pub fn tea<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = TEA.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().collect()
}

/// Publishes one; its address.
pub async fn published(host: &mut Browser, changes: &[(&str, &str)]) -> String {
    host.post("/g/new", &tea(changes)).await.is(303).leads_to().to_owned()
}

pub fn id(url: &str) -> GatheringId {
    url.trim_start_matches("/g/").parse().unwrap()
}

async fn block(world: &World, blocker: PersonId, blocked: PersonId) {
    world
        .act(move |act| {
            let now = act.now;
            act.run(
                "INSERT INTO block (blocker, blocked, person, at)
                 VALUES ((SELECT account FROM person WHERE id = $1), (SELECT account FROM person WHERE id = $2), $2, $3)",
                params![blocker, blocked, now],
            )?;
            act.happened(Happened::Blocked { person: blocker, other: blocked })
        })
        .await
        .unwrap();
}

async fn tie(world: &World, one: PersonId, other: PersonId, stage: i64) {
    world
        .act(move |act| {
            for (person, other) in [(one, other), (other, one)] {
                act.run(
                    "INSERT INTO tie (person, other, stage) VALUES ($1, $2, $3)
                     ON CONFLICT (person, other) DO UPDATE SET stage = excluded.stage",
                    params![person, other, stage],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// What somebody sees by a verb that reads.
async fn sees<T: Send + 'static>(
    world: &World,
    browser: &Browser,
    read: impl FnMut(&mut visavis::act::Look<'_>) -> Result<T> + Send + 'static,
) -> T {
    world.app.look(&asking(browser), read).await.unwrap()
}

fn asking(browser: &Browser) -> Ask {
    let secret =
        browser.cookies.get("session").map(|text| data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).unwrap());
    Ask { system: false, session: secret.map(|secret| visavis::app::hash(&secret)), ..Ask::system() }
}

both!(a_gathering_is_published_and_shown, |world| {
    let mut host = world.person("Hanna").await;
    host.get("/g/new").await.is(200).has("A new gathering").has("19:00");
    let url = published(&mut host, &[]).await;
    host.get(&url)
        .await
        .is(200)
        .has("Tea for eight")
        .has("Thursday, 3 December, 19:00–22:00")
        .has("in 7 days")
        .has("Café Central")
        .has("<strong>a cup</strong>")
        .has("7 places left")
        .has("It is published")
        .has("You host this");
    // The host is the first who is coming.
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'yes'").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'published'").await, 1);
});

both!(a_stranger_sees_when_and_where_and_how_many_but_not_who, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut guest = world.person("Gundula").await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let mut stranger = world.stranger();
    stranger
        .get(&url)
        .await
        .is(200)
        .has("2 going")
        .has(&format!("/sign-in?next=%2Fg%2F{}", &url[3..]))
        .has("application/ld+json")
        .has("og:description")
        .lacks("Gundula")
        .lacks("Call it off");
    assert!(stranger.get(&format!("{url}/going")).await.is(303).leads_to().starts_with("/sign-in"));
    assert!(stranger.get("/g/new").await.is(303).leads_to().starts_with("/sign-in"));
    stranger.post("/g/new", &TEA).await.is(401);
    for act in ["answer", "edit", "cancel", "uncancel", "check-in"] {
        stranger.post(&format!("{url}/{act}"), &[("reply", "yes")]).await.is(401);
    }
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
});

both!(what_is_typed_wrong_is_named_and_kept, |world| {
    let mut host = world.person("Hanna").await;
    for (field, value, words) in [
        ("title", "", "Give it a title."),
        ("date", "2026-11-20", "That time is past."),
        ("date", "soon", "Choose a day"),
        ("end", "18:00", "It ends before it begins."),
        ("start", "99:99", "Give the time"),
        ("zone", "Europe/Atlantis", "There is no such time zone."),
        ("town", "", "Name the town"),
        ("town", "qqqqzzzz", "We don’t know that town."),
        ("capacity", "0", "Write a number from 2"),
        ("capacity", "1e3", "Write a number from 2"),
        ("community", "0000000000001", "Choose a community"),
    ] {
        let changes = [(field, value), ("address", "Kept Street 7")];
        host.post("/g/new", &tea(&changes)).await.is(422).has(words).has("Kept Street 7").has("error-summary");
    }
    let long = "x".repeat(10_001);
    host.post("/g/new", &tea(&[("words", &long)])).await.is(422).has("at most 10000 characters");
    host.post_json("/g/new", &serde_json::json!({ "title": 7, "date": [], "start": true })).await.is(422);
    host.post_json("/g/new", &serde_json::json!({ "title": {} })).await.is(400);
    host.post_json("/g/new", &serde_json::json!([])).await.is(400);
    host.post_files("/g/new", &TEA, &[("photo", "x.png", b"no picture")]).await.is(422).has("This is no picture");
    let huge = vec![0_u8; 17 << 20];
    host.post_files("/g/new", &TEA, &[("photo", "x.png", &huge)]).await.is(413);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 0);
    // German has words for it as well.
    host.cookies.insert("lang".into(), "de".into());
    host.post("/g/new", &tea(&[("title", "")])).await.is(422).has("Gib ihm einen Titel.");
});

/// The smallest PNG: one grey pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82,
    0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

both!(a_picture_is_kept_while_other_fields_are_put_right, |world| {
    let mut host = world.person("Hanna").await;
    let files = [("photo", "x.png", PIXEL)];
    let reply = host.post_files("/g/new", &tea(&[("title", "")]), &files).await.is(422);
    let (_, rest) = reply.body.split_once("name=\"kept\" value=\"").expect("the picture is kept");
    let (sealed, hash) = (rest.split('"').next().unwrap().to_owned(), rest[..32].to_owned());
    // Nobody keeps what they have not sent themselves.
    let mut other = world.person("Otto").await;
    for kept in [&sealed, &hash] {
        let url = published(&mut other, &[("kept", kept), ("photo_words", "Not mine")]).await;
        other.get(&url).await.is(200).lacks(&hash);
    }
    let url = published(&mut host, &[("kept", &sealed), ("photo_words", "A grey dot")]).await;
    host.get(&url).await.is(200).has(&format!("/media/{hash}")).has("alt=\"A grey dot\"");
    host.get(&format!("{url}/edit")).await.is(200).has(&hash).has("A grey dot");
    for kept in [&hash, &sealed] {
        host.post(&format!("{url}/edit"), &tea(&[("kept", kept), ("photo_words", "A grey dot")])).await.is(303);
        host.get(&url).await.is(200).has(&hash);
    }
    let deletions = "SELECT COUNT(*) FROM job WHERE kind = 'delete_picture'";
    assert_eq!(world.count(deletions).await, 0);
    host.post(&format!("{url}/edit"), &tea(&[("kept", &sealed), ("remove_photo", "yes")])).await.is(303);
    host.get(&url).await.is(200).lacks(&hash);
    assert_eq!(world.count(deletions).await, 1, "a picture that nobody shows is deleted");
    host.post(&format!("{url}/edit"), &tea(&[("kept", "../../etc/passwd")])).await.is(303);
    host.get(&url).await.is(200).lacks("passwd");
});

both!(answers_are_given_changed_and_taken_back, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut guest = world.person("Gundula").await;
    let answer = format!("{url}/answer");
    guest.get(&url).await.is(200).has("I’m coming").has("Maybe").has("Can’t make it");
    for (reply, going, answers) in
        [("yes", 2, 2), ("yes", 2, 2), ("maybe", 1, 2), ("no", 1, 2), ("yes", 2, 2), ("none", 1, 1), ("none", 1, 1)]
    {
        guest.post(&answer, &[("reply", reply)]).await.is(303);
        assert_eq!(world.count("SELECT going FROM gathering").await, going, "{reply}");
        assert_eq!(world.count("SELECT COUNT(*) FROM answer").await, answers, "{reply}");
    }
    // Saying the same twice is saying it once.
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'answered'").await, 1 + 5);
    guest.post(&answer, &[("reply", "perhaps")]).await.is(400).has("Answer yes, maybe, no or none.");
    guest.post(&answer, &[]).await.is(400);
    guest.post("/g/0000000000001/answer", &[("reply", "yes")]).await.is(404);
    guest.post("/g/nonsense/answer", &[("reply", "yes")]).await.is(404);
    guest.get("/g/nonsense").await.is(404);
    world.later(8 * DAY);
    guest.post(&answer, &[("reply", "yes")]).await.is(409).has("It is over");
    guest.get(&url).await.is(200).has("This gathering is over.").lacks("name=\"reply\"");
});

/// Many people made at once, without the browser's way round.
pub async fn crowd(world: &World, count: usize) -> Vec<Ask> {
    let mut asks = Vec::new();
    for number in 0..count {
        let secret = world
            .act(move |act| {
                let joining = visavis::people::Joining::read(&format!("Guest {number}"), &format!("guest-{number}"))?;
                let (account, person) = visavis::people::join(act, &joining)?;
                visavis::people::begin_session(act, account, person, "a test")
            })
            .await
            .unwrap();
        asks.push(Ask { system: false, session: Some(visavis::app::hash(&secret)), ..Ask::system() });
    }
    asks
}

pub async fn all_say(app: &App, asks: &[Ask], id: GatheringId, reply: Reply) -> Vec<Result<Reply>> {
    let tasks: Vec<_> = asks
        .iter()
        .map(|ask| {
            let (app, ask) = (app.clone(), ask.clone());
            tokio::spawn(async move { app.act(&ask, move |act| gatherings::answer(act, id, reply)).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

both!(without_a_limit_all_who_answer_at_once_are_counted, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "")]).await;
    let asks = crowd(&world, 200).await;
    let outcomes = all_say(&world.app, &asks, id(&url), Reply::Yes).await;
    let failed: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(failed.is_empty(), "{} failed: {:?}", failed.len(), failed.first());
    assert_eq!(world.count("SELECT going FROM gathering").await, 201);
});

both!(whatever_is_answered_the_places_add_up, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "4")]).await;
    let asks = crowd(&world, 6).await;
    let (app, gathering, handle) = (world.app.clone(), id(&url), tokio::runtime::Handle::current());
    let steps = proptest::collection::vec((0..6_usize, 0..4_usize), 1..25);
    tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new_with_rng(
            Cases { cases: 12, failure_persistence: None, ..Cases::default() },
            proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
        );
        runner
            .run(&steps, |steps| {
                for (who, what) in steps {
                    let ask = asks[who].clone();
                    let outcome = handle.block_on(app.act(&ask, move |act| match what {
                        0 => gatherings::answer(act, gathering, Reply::Yes),
                        1 => gatherings::answer(act, gathering, Reply::Maybe),
                        2 => gatherings::answer(act, gathering, Reply::No),
                        _ => gatherings::take_back(act, gathering).map(|()| Reply::No),
                    }));
                    assert!(outcome.is_ok(), "{outcome:?}");
                    let (going, yes, waiting): (i64, i64, i64) = handle
                        .block_on(app.look(&Ask::system(), |look| {
                            look.one(
                                "SELECT (SELECT going FROM gathering), (SELECT COUNT(*) FROM answer WHERE reply = 'yes'),
                                        (SELECT COUNT(*) FROM answer WHERE reply = 'waiting')",
                                &[],
                            )
                        }))
                        .unwrap();
                    assert_eq!(going, yes);
                    assert!(going <= 4 && (waiting == 0 || going == 4), "{going} go, {waiting} wait");
                }
                Ok(())
            })
            .unwrap();
    })
    .await
    .unwrap();
});

both!(a_move_is_told_to_those_who_answered, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut yes, mut maybe, mut no) =
        (world.person("Yes").await, world.person("May").await, world.person("No one").await);
    for (browser, reply) in [(&mut yes, "yes"), (&mut maybe, "maybe"), (&mut no, "no")] {
        browser.post(&format!("{url}/answer"), &[("reply", reply)]).await.is(303);
    }
    host.get(&format!("{url}/edit")).await.is(200).has("value=\"19:00\"").has("the 2 people who answered are told");
    // Words alone move nobody.
    host.post(&format!("{url}/edit"), &tea(&[("words", "Bring two cups.")])).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'moved'").await, 0);
    host.post(&format!("{url}/edit"), &tea(&[("start", "20:00")])).await.is(303);
    world.later(3 * MINUTE);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'moved'").await, 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'moved'").await, 1);
    assert_eq!(world.count("SELECT sequence FROM gathering").await, 2);
    yes.get(&url).await.has("20:00–22:00");
    // Fewer places than answers, a past day, a broken one: nothing changes.
    host.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    no.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "2")])).await.is(422).has("3 people are coming already");
    host.post(&format!("{url}/edit"), &tea(&[("date", "2026-01-01")])).await.is(422).has("That time is past");
    assert_eq!(world.count("SELECT capacity FROM gathering").await, 8);
    assert_eq!(world.count("SELECT sequence FROM gathering").await, 2);
    for browser in [&mut yes, &mut maybe] {
        browser.get(&format!("{url}/edit")).await.is(403).has("Only its hosts");
        browser.post(&format!("{url}/edit"), &TEA).await.is(403);
        browser.get(&format!("{url}/cancel")).await.is(403);
        browser.post(&format!("{url}/cancel"), &[]).await.is(403);
        browser.post(&format!("{url}/uncancel"), &[]).await.is(403);
    }
    world.mail().await;
});

both!(calling_off_is_told_and_can_be_undone_for_a_day, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut guest = world.person("Gundula").await;
    guest.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    host.get(&format!("{url}/cancel")).await.is(200).has("The one who answered is told");
    host.post(&format!("{url}/cancel"), &[("words", &"x".repeat(1001))]).await.is(422).has("at most 1000 characters");
    host.post(&format!("{url}/cancel"), &[("words", "The café burned down.")]).await.is(303);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'cancelled'").await, 1);
    guest
        .get(&url)
        .await
        .is(200)
        .has("This gathering was called off.")
        .has("The café burned down.")
        .lacks("name=\"reply\"");
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(409).has("It was called off");
    host.post(&format!("{url}/cancel"), &[]).await.is(409);
    host.post(&format!("{url}/edit"), &TEA).await.is(409);
    guest.get(&format!("{url}/calendar.ics")).await.is(200).has("STATUS:CANCELLED").has("SEQUENCE:1");
    host.get(&url).await.has("It takes place after all");
    host.post(&format!("{url}/uncancel"), &[]).await.is(303);
    guest.get(&url).await.lacks("called off").has("name=\"reply\"");
    host.post(&format!("{url}/uncancel"), &[]).await.is(409);
    host.post(&format!("{url}/cancel"), &[]).await.is(303);
    world.later(25 * HOUR);
    host.post(&format!("{url}/uncancel"), &[]).await.is(409).has("within a day");
    host.get(&url).await.lacks("It takes place after all");
    world.mail().await;
});

both!(one_checks_in_on_the_spot, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut guest, mut other) = (world.person("Gundula").await, world.person("Otto").await);
    guest.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    let check_in = format!("{url}/check-in");
    guest.post(&check_in, &[]).await.is(409).has("two hours before");
    guest.get(&url).await.lacks("I’m here");
    // It begins at 18:00 UTC, seven days and six hours on.
    world.later(7 * DAY + 4 * HOUR);
    guest.get(&url).await.has("I’m here").has("/meet");
    guest.post(&check_in, &[]).await.is(303);
    guest.post(&check_in, &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'checked_in'").await, 1);
    guest.get(&url).await.has("You’re here.");
    other.post(&check_in, &[]).await.is(403).has("Answer first");
    other.get(&url).await.lacks("I’m here");
    let around = sees(&world, &guest, {
        let me = guest.person();
        move |look| gatherings::now_at(look, me)
    })
    .await;
    assert_eq!(around.len(), 1);
    guest.post(&check_in, &[("undo", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 0);
    world.later(12 * HOUR);
    guest.post(&check_in, &[]).await.is(409);
});

both!(those_one_knows_come_first_and_are_named_by_stage, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut me = world.person("Mia").await;
    for (name, stage) in [("Met Mara", 4), ("Often Olga", 5), ("Online Ole", 2), ("Stranger Stan", 0)] {
        let mut guest = world.person(name).await;
        guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        if stage > 0 {
            tie(&world, me.person(), guest.person(), stage).await;
        }
    }
    me.get(&url)
        .await
        .is(200)
        .has("2 you’ve met, One you only know online")
        .has("5 going")
        .has("Met Mara")
        .has("regular")
        .has("You know Online Ole only online");
    let page = me.get(&format!("{url}/going")).await.is(200);
    let at = |name: &str| page.body.find(name).unwrap_or_else(|| panic!("no {name}"));
    assert!(at("Met Mara") < at("Online Ole") && at("Online Ole") < at("Stranger Stan"));
    assert!(page.body.contains("Hanna"));
    me.get(&format!("{url}/going?page=7")).await.is(200).has("Nobody yet.");
    me.get(&format!("{url}/going?page=-1")).await.is(200);
    me.get("/g/0000000000001/going").await.is(404);
});

both!(to_those_who_block_each_other_it_is_not_there, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut blocked, mut third) = (world.person("Bert").await, world.person("Tilda").await);
    for browser in [&mut blocked, &mut third] {
        browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    }
    block(&world, host.person(), blocked.person()).await;
    // The answer is gone, and its place is free.
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    for path in ["", "/going", "/edit", "/cancel", "/calendar.ics"] {
        blocked.get(&format!("{url}{path}")).await.is(404);
    }
    for path in ["/answer", "/edit", "/cancel", "/uncancel", "/check-in"] {
        blocked.post(&format!("{url}{path}"), &[("reply", "yes")]).await.is(404);
    }
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    // Two guests who block each other don't see each other there.
    let mut fourth = world.person("Viktor").await;
    fourth.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    block(&world, fourth.person(), third.person()).await;
    third.get(&format!("{url}/going")).await.is(200).lacks("Viktor");
    fourth.get(&url).await.is(200).lacks("Tilda");
    let found = sees(&world, &blocked, |look| gatherings::near(look, &Filter::default(), 0)).await;
    assert!(found.is_empty());
});

both!(a_calendar_takes_it, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("title", "Tea, cake; more")]).await;
    let reply = world.stranger().get(&format!("{url}/calendar.ics")).await.is(200);
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
    reply
        .has("BEGIN:VCALENDAR\r\n")
        .has("DTSTART;TZID=Europe/Berlin:20261203T190000\r\n")
        .has("DTEND;TZID=Europe/Berlin:20261203T220000\r\n")
        .has("SUMMARY:Tea\\, cake\\; more\r\n")
        .has("LOCATION:Café Central\\, Munich\r\n")
        .has(&format!("UID:{}@localhost:8080\r\n", &url[3..]))
        .has("STATUS:CONFIRMED\r\n");
    world.stranger().get("/g/0000000000001/calendar.ics").await.is(404);
});

both!(times_are_those_of_the_place, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("town", "Tokyo"), ("end", "02:00")]).await;
    host.cookies.insert("tz".into(), "Europe/Berlin".into());
    host.get(&url).await.has("Thursday, 3 December, 19:00–02:00").has("Tokyo time").has("11:00 for you");
    host.cookies.insert("tz".into(), "Asia/Seoul".into());
    host.get(&url).await.has("19:00–02:00").lacks("for you");
    // An hour that the clocks leave out.
    let url = published(&mut host, &[("date", "2027-03-28"), ("start", "02:30"), ("end", "06:00")]).await;
    host.get(&url).await.has("28 March 2027, 03:30–06:00");
});

both!(what_two_share_and_what_is_ahead, |world| {
    let mut host = world.person("Hanna").await;
    let (mut ann, mut ben) = (world.person("Ann").await, world.person("Ben").await);
    let first = published(&mut host, &[]).await;
    let second = published(&mut host, &[("title", "Second tea"), ("date", "2026-12-10")]).await;
    for url in [&first, &second] {
        for browser in [&mut ann, &mut ben] {
            browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        }
    }
    let (a, b) = (ann.person(), ben.person());
    let shared = sees(&world, &ann, move |look| gatherings::shared_ahead(look, a, b)).await.unwrap();
    assert_eq!(shared.title, "Tea for eight");
    let end = sees(&world, &ann, move |look| gatherings::last_shared_end(look, a, b)).await.unwrap();
    assert_eq!(end.iso(), "2026-12-10T21:00:00Z");
    let ahead = sees(&world, &ann, move |look| gatherings::ahead_of(look, a, 10)).await;
    assert_eq!(ahead.iter().map(|brief| brief.url.clone()).collect::<Vec<_>>(), [first.clone(), second.clone()]);
    tie(&world, a, b, 4).await;
    let row = sees(&world, &ann, move |look| {
        let brief = gatherings::brief(look, id(&first))?.unwrap();
        Ok(gatherings::row(look, &brief).into_string())
    })
    .await;
    assert!(row.contains("Ben is going") && row.contains("You’re coming") && row.contains("in 7 days"), "{row}");
    host.post(&format!("{second}/cancel"), &[]).await.is(303);
    let end = sees(&world, &ann, move |look| gatherings::last_shared_end(look, a, b)).await.unwrap();
    assert_eq!(end.iso(), "2026-12-03T21:00:00Z");
    ben.post(&format!("/g/{}/answer", shared.id), &[("reply", "maybe")]).await.is(303);
    assert!(sees(&world, &ann, move |look| gatherings::shared_ahead(look, a, b)).await.is_none());
    // The maybe of another is their own affair.
    assert!(sees(&world, &ann, move |look| gatherings::ahead_of(look, b, 10)).await.is_empty());
    assert_eq!(sees(&world, &ben, move |look| gatherings::ahead_of(look, b, 10)).await.len(), 1);
    let export = sees(&world, &ben, move |look| gatherings::export(look, b)).await;
    assert_eq!(export["answers"].as_array().unwrap().len(), 2);
    let hosted = host.person();
    let export = sees(&world, &host, move |look| gatherings::export(look, hosted)).await;
    assert_eq!(export["hosted"][0]["title"], "Tea for eight");
    world.mail().await;
});

both!(a_search_finds_what_is_near_and_ahead, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, &[("interest", "books")]).await;
    published(
        &mut host,
        &[("title", "Chess by the river"), ("town", "Augsburg"), ("date", "2026-12-05"), ("interest", "chess")],
    )
    .await;
    published(&mut host, &[("title", "Chess up north"), ("town", "Hamburg"), ("date", "2026-12-04")]).await;
    let munich = visavis::town::read("Munich").unwrap().point();
    let find = async |filter: Filter| -> Vec<String> {
        let found = sees(&world, &world.stranger(), move |look| gatherings::near(look, &filter, 0)).await;
        found.into_iter().map(|brief| brief.title).collect()
    };
    assert_eq!(find(Filter::default()).await, ["Tea for eight", "Chess up north", "Chess by the river"]);
    assert_eq!(find(Filter { place: Some((munich, 20.0)), ..Filter::default() }).await, ["Tea for eight"]);
    assert_eq!(
        find(Filter { place: Some((munich, 90.0)), ..Filter::default() }).await,
        ["Tea for eight", "Chess by the river"]
    );
    assert_eq!(find(Filter { interest: Some("chess".into()), ..Filter::default() }).await, ["Chess by the river"]);
    assert_eq!(find(Filter { text: Some("CHE nor".into()), ..Filter::default() }).await, ["Chess up north"]);
    assert_eq!(find(Filter { text: Some("cafe".into()), ..Filter::default() }).await.len(), 3);
    let soon = Some(crate::world::NOON.plus(8 * DAY + 12 * HOUR));
    assert_eq!(find(Filter { to: soon, ..Filter::default() }).await, ["Tea for eight", "Chess up north"]);
    assert_eq!(find(Filter { from: soon, ..Filter::default() }).await, ["Chess by the river"]);
    for number in 0..25 {
        published(&mut host, &[("title", &format!("Tea {number}")), ("date", "2026-12-20")]).await;
    }
    let second = sees(&world, &world.stranger(), |look| gatherings::near(look, &Filter::default(), 1)).await;
    assert_eq!(second.len(), 8);
    // Pages end before they become expensive, and the last of them leads nowhere.
    world
        .act(|act| {
            for number in 0..500_i64 {
                act.run(
                    "INSERT INTO gathering (id, title, words, zone, starts_local, ends_local, starts_at, ends_at, venue, address)
                     SELECT $1, title, words, zone, starts_local, ends_local, starts_at, ends_at, venue, address
                     FROM gathering WHERE id = (SELECT MIN(id) FROM gathering)",
                    params![number + 1],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    for (page, expected) in [(23, 20), (24, 19), (25, 0), (usize::MAX, 0)] {
        let found = sees(&world, &world.stranger(), move |look| gatherings::near(look, &Filter::default(), page)).await;
        assert_eq!(found.len(), expected, "page {page}");
    }
});

both!(who_leaves_frees_their_places_and_calls_off_what_they_host, |world| {
    let (mut host, mut guest) = (world.person("Hanna").await, world.person("Gundula").await);
    let url = published(&mut host, &[]).await;
    let own = published(&mut guest, &[("title", "Coffee for two"), ("capacity", "2")]).await;
    host.post(&format!("{own}/answer"), &[("reply", "yes")]).await.is(303);
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let person = guest.person();
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering WHERE going = 1").await, 2);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'cancelled'").await, 1);
    host.get(&own).await.is(200).has("This gathering was called off.").lacks("Gundula");
    world.mail().await;
});

both!(one_human_takes_one_place, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut guest = world.person("Gundula").await;
    let (first, gathering) = (guest.person(), id(&url));
    let secret = world
        .act(move |act| {
            let (account,) = act.one("SELECT account FROM person WHERE id = $1", params![first])?;
            let mut joining = visavis::people::Joining::read("Gundula at work", "gundula-at-work")?;
            joining.account = Some(account);
            let (account, person) = visavis::people::join(act, &joining)?;
            visavis::people::begin_session(act, account, person, "a test")
        })
        .await
        .unwrap();
    let other = Ask { system: false, session: Some(visavis::app::hash(&secret)), ..Ask::system() };
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let yes = || world.app.act(&other, move |act| gatherings::answer(act, gathering, Reply::Yes));
    assert!(matches!(yes().await, Err(Error::Conflict("error-gathering-other-self"))));
    guest.post(&format!("{url}/answer"), &[("reply", "none")]).await.is(303);
    yes().await.unwrap();
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
});

both!(who_is_no_member_any_more_holds_no_place_in_a_private_community, |world| {
    let (mut host, mut member) = (world.person("Hanna").await, world.person("Mira").await);
    let club = community(&world, "private", &[host.person(), member.person()]).await;
    let url = published(&mut host, &[("community", &club.to_string())]).await;
    member.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let person = member.person();
    world
        .act(move |act| {
            act.run("DELETE FROM membership WHERE community = $1 AND person = $2", params![club, person])?;
            act.happened(Happened::LeftCommunity { community: club, person })
        })
        .await
        .unwrap();
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    member.get(&url).await.is(404);
});

/// A community as its rows say, until its own verbs are there.
async fn community(world: &World, access: &'static str, members: &[PersonId]) -> CommunityId {
    let members = members.to_vec();
    world
        .act(move |act| {
            let (id, now): (CommunityId, _) = (act.id(), act.now);
            let first = members[0];
            act.run(
                "INSERT INTO community (id, handle, name, words, rules, access, made_by) VALUES ($1, 'tea', 'Tea club', '', '', $2, $3)",
                params![id, *access, first],
            )?;
            for (number, person) in members.iter().enumerate() {
                let role = if number == 0 { "host" } else { "member" };
                act.run(
                    "INSERT INTO membership (community, person, role, at) VALUES ($1, $2, $3, $4)",
                    params![id, *person, *role, now],
                )?;
            }
            Ok(id)
        })
        .await
        .unwrap()
}

both!(what_a_private_community_plans_is_not_there_for_others, |world| {
    let (mut host, mut member, mut other) =
        (world.person("Hanna").await, world.person("Mira").await, world.person("Otto").await);
    let club = community(&world, "private", &[host.person(), member.person()]).await;
    let url = published(&mut host, &[("community", &club.to_string())]).await;
    member.get(&url).await.is(200).has("Tea club");
    member.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'published'").await, 1);
    for path in ["", "/going", "/calendar.ics", "/edit", "/cancel"] {
        other.get(&format!("{url}{path}")).await.is(404);
    }
    for path in ["/answer", "/edit", "/cancel", "/uncancel", "/check-in"] {
        other.post(&format!("{url}{path}"), &[("reply", "yes")]).await.is(404);
    }
    world.stranger().get(&url).await.is(404);
    other.post("/g/new", &tea(&[("community", &club.to_string())])).await.is(422).has("Choose a community");
    assert!(sees(&world, &other, |look| gatherings::near(look, &Filter::default(), 0)).await.is_empty());
    assert!(sees(&world, &other, move |look| gatherings::of_community(look, club, false, 9)).await.is_empty());
    assert_eq!(sees(&world, &member, move |look| gatherings::of_community(look, club, false, 9)).await.len(), 1);
});

both!(who_answered_before_a_community_became_private_holds_no_place_there, |world| {
    let (mut host, mut member, mut guest) =
        (world.person("Hanna").await, world.person("Mira").await, world.person("Otto").await);
    let club = community(&world, "open", &[host.person(), member.person()]).await;
    let url = published(&mut host, &[("community", &club.to_string())]).await;
    for browser in [&mut member, &mut guest] {
        browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    }
    host.post("/c/tea/edit", &[("name", "Tea club"), ("access", "closed")]).await.is(303);
    assert_eq!(world.count("SELECT going FROM gathering").await, 3, "closed, it can still be seen");
    host.post("/c/tea/edit", &[("name", "Tea club"), ("access", "private")]).await.is(303);
    guest.get(&url).await.is(404);
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    host.post(&format!("{url}/edit"), &tea(&[("start", "20:00")])).await.is(303);
    world.later(3 * MINUTE);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'moved'").await, 1);
    member.get("/notices").await.is(200).has("has a new time or place");
    world.mail().await;
});

both!(what_an_ended_community_planned_is_called_off, |world| {
    let (mut founder, mut host, mut guest, mut other) = (
        world.person("Flora").await,
        world.person("Hanna").await,
        world.person("Gundula").await,
        world.person("Otto").await,
    );
    for (number, leaves) in [(1, true), (2, false)] {
        let club =
            founder.post("/c/new", &[("name", "Tea club"), ("access", "open")]).await.is(303).leads_to().to_owned();
        host.post(&format!("{club}/join"), &[]).await.is(303);
        let last = CommunityId(world.count("SELECT MAX(id) FROM community").await);
        let url = published(&mut host, &[("community", &last.to_string())]).await;
        guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        host.post(&format!("{club}/leave"), &[]).await.is(303);
        guest.get(&url).await.is(200).lacks("called off");
        if leaves {
            founder.post(&format!("{club}/leave"), &[]).await.is(303);
        } else {
            let person = founder.person();
            world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM gathering WHERE cancelled_at IS NULL").await, 0);
        world.mail().await;
        assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'cancelled'").await, 2 * number);
        // The notice leads those who had answered to it, and only them.
        for browser in [&mut host, &mut guest] {
            browser.get("/notices").await.is(200).has(&format!("href=\"{url}\""));
            browser.get(&url).await.is(200).has("This gathering was called off.").lacks("Tea club");
            browser.get(&format!("{url}/calendar.ics")).await.is(200).has("STATUS:CANCELLED");
        }
        other.get(&url).await.is(404);
    }
    world.mail().await;
});
