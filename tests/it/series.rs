//! Gatherings that come again: published, answered as a whole, changed, called off, and made anew as time passes.

use visavis::{series, time::DAY};

use crate::world::{Browser, World};

/// A week after the world's beginning, a Thursday.
const NIGHT: [(&str, &str); 8] = [
    ("title", "Craft night"),
    ("words", "Bring wool."),
    ("date", "2026-12-03"),
    ("start", "19:00"),
    ("end", "22:00"),
    ("town", "Munich, Bayern, DE"),
    ("capacity", "3"),
    ("repeat", "weekly"),
];

fn night<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = NIGHT.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().collect()
}

/// Publishes one; its address.
pub async fn published(host: &mut Browser, rules: &str, changes: &[(&str, &str)]) -> String {
    let changes: Vec<(&str, &str)> = changes.iter().copied().chain([("seen", rules)]).collect();
    host.post("/g/new", &night(&changes)).await.is(303).leads_to().to_owned()
}

/// Runs jobs until none is due.
async fn made(world: &World) -> usize {
    world.mail().await.len()
}

async fn number_of(world: &World, sql: &'static str) -> i64 {
    world.count(sql).await
}

/// The address of the gathering of a day.
async fn on(world: &World, day: &'static str) -> String {
    let id = world
        .act(move |act| {
            act.one::<(visavis::id::GatheringId,)>(
                "SELECT gathering FROM series_occurrence WHERE day = $1",
                visavis::params![*day],
            )
        })
        .await
        .unwrap();
    format!("/g/{}", id.0)
}

both!(a_series_is_shown_in_words_before_it_is_published, |world| {
    let mut host = world.person("Hanna").await;
    host.get("/g/new").await.is(200).has("Comes again");
    let asked = [("repeat", "second"), ("month_out", "8")];
    let rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,2,3,4,5,6,7,9,10,11,12";
    host.post("/g/new", &night(&asked))
        .await
        .is(200)
        .has("Every second Thursday, but not in August")
        .has("Thursday, 17 December 2026")
        .has(&format!("value=\"{rule}\""))
        .has("Publish these dates")
        .has("Craft night");
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM gathering").await, 0);
    // What was seen is another rule than what is sent: it is shown again.
    host.post("/g/new", &night(&[("seen", rule)])).await.is(200).has("Every Thursday");
    let url = published(&mut host, rule, &asked).await;
    assert!(url.starts_with("/s/"), "{url}");
    host.get(&url).await.is(200).has("Every second Thursday, but not in August").has("It is published").has("Hanna");
    made(&world).await;
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM series_occurrence").await, 13);
    assert_eq!(number_of(&world, "SELECT MIN(going) FROM gathering").await, 1);
    let mut stranger = world.stranger();
    stranger.get(&url).await.is(200).has("Craft night").lacks("Change what is ahead");
    stranger.get(&on(&world, "2026-12-17").await).await.is(200).has("Part of a series").has(&url).has("31 December");
});

both!(what_is_wrong_with_the_rules_is_named_and_kept, |world| {
    let mut host = world.person("Hanna").await;
    for (field, value, words) in [
        ("repeat", "often", "Choose how often"),
        ("until", "2026-11-01", "before the first"),
        ("count", "0", "from 1 to 1000"),
    ] {
        let reply = host.post("/g/new", &night(&[(field, value)])).await.is(422);
        reply.has(words).has("Craft night").lacks("Publish these dates");
    }
    let rules = [("repeat", "rules"), ("rules", "now and then")];
    host.post("/g/new", &night(&rules)).await.is(422).has("We can’t read these rules").has("now and then");
    // A date that is past is the gathering's own fault.
    host.post("/g/new", &night(&[("date", "2026-11-20"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=1"), ("count", "1")]))
        .await
        .is(422);
});

both!(jobs_make_what_is_ahead_and_go_on, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, "RRULE:FREQ=WEEKLY", &[]).await;
    made(&world).await;
    // Half a year ahead.
    let count = number_of(&world, "SELECT COUNT(*) FROM series_occurrence").await;
    assert_eq!(count, 26);
    let doctor = |world: &World| {
        let (app, system) = (world.app.clone(), visavis::http::Ask::system());
        async move { app.look(&system, |look| (series::CHECKS[0].batch)(look, None)).await.unwrap().faults.len() }
    };
    assert_eq!(doctor(&world).await, 0);
    // A month later four or five are over, and as many were made.
    world.later(30 * DAY);
    world.act(|act| series::due(act, 200)).await.unwrap();
    made(&world).await;
    world.act(|act| series::due(act, 200)).await.unwrap();
    made(&world).await;
    let later = number_of(&world, "SELECT COUNT(*) FROM series_occurrence").await;
    assert_eq!(later, count + 4);
    assert_eq!(number_of(&world, "SELECT COUNT(DISTINCT starts_at) FROM gathering").await, later);
    // What is missing is found, and made anew.
    world.act(|act| act.run("DELETE FROM series_occurrence WHERE day = '2027-02-04'", &[])).await.unwrap();
    assert_eq!(doctor(&world).await, 1);
    let id = number_of(&world, "SELECT id FROM series").await;
    let mended = world.act(move |act| (series::CHECKS[0].repair)(act, &visavis::check::About::Row(id))).await;
    assert!(mended.unwrap());
    assert_eq!(doctor(&world).await, 0);
});

both!(the_clock_on_the_wall_stays_when_clocks_change, |world| {
    let mut host = world.person("Hanna").await;
    // Sundays at half past two, across the night in March in which that hour is left out.
    let changes = [("date", "2027-03-21"), ("start", "02:30"), ("end", "05:00"), ("count", "3")];
    published(&mut host, "RRULE:FREQ=WEEKLY;COUNT=3", &changes).await;
    made(&world).await;
    let walls = world
        .act(|act| {
            act.all::<(String, visavis::time::Moment)>(
                "SELECT starts_local, starts_at FROM gathering ORDER BY starts_at",
                &[],
            )
        })
        .await
        .unwrap();
    let walls: Vec<(String, String)> = walls.into_iter().map(|(wall, at)| (wall, at.iso())).collect();
    let wanted = [
        ("2027-03-21T02:30", "2027-03-21T01:30:00Z"),
        ("2027-03-28T03:30", "2027-03-28T01:30:00Z"),
        ("2027-04-04T02:30", "2027-04-04T00:30:00Z"),
    ];
    assert_eq!(walls, wanted.map(|(wall, at)| (wall.to_owned(), at.to_owned())));
});

both!(one_answers_all_of_them_and_those_to_come, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, "RRULE:FREQ=WEEKLY", &[]).await;
    made(&world).await;
    let (mut gil, mut greta, mut late) =
        (world.person("Gil").await, world.person("Greta").await, world.person("Lars").await);
    // One date becomes full, and Greta can't come to another.
    for guest in [&mut late, &mut greta] {
        guest.post(&format!("{}/answer", on(&world, "2026-12-10").await), &[("reply", "yes")]).await.is(303);
    }
    let away = on(&world, "2026-12-17").await;
    gil.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    gil.get(&url).await.has("had a place left");
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM answer WHERE reply = 'yes'").await, 26 + 2 + 25);
    assert_eq!(number_of(&world, "SELECT MAX(going) FROM gathering").await, 3);
    gil.post(&format!("{away}/answer"), &[("reply", "no")]).await.is(303);
    // What is made later is answered too, in their order; what they answered alone stays.
    world.later(30 * DAY);
    world.act(|act| series::due(act, 200)).await.unwrap();
    made(&world).await;
    assert_eq!(number_of(&world, "SELECT MIN(going) FROM gathering WHERE starts_local > '2027-06-01'").await, 2);
    // Taken back, it counts for none ahead.
    gil.post(&format!("{url}/answer"), &[("reply", "none")]).await.is(303);
    assert_eq!(number_of(&world, "SELECT MAX(going) FROM gathering WHERE starts_local > '2027-01-01'").await, 1);
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM series_answer").await, 0);
    gil.post(&format!("{url}/answer"), &[("reply", "perhaps")]).await.is(400);
    world.stranger().post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(401);
});

both!(calling_a_series_off_tells_each_once, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, "RRULE:FREQ=WEEKLY;COUNT=5", &[("count", "5")]).await;
    made(&world).await;
    let mut guest = world.person("Gil").await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    guest.get(&format!("{url}/end")).await.is(403);
    host.get(&format!("{url}/end")).await.is(200).has("Call off all dates ahead");
    host.post(&format!("{url}/end"), &[]).await.is(422).has("Choose one of the two");
    host.post(&format!("{url}/end"), &[("what", "cancel"), ("words", "We move away.")]).await.is(303);
    let letters = world.mail().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let letter = format!("{:?}", letters[0]);
    assert!(letter.contains("Called off: Craft night") && letter.contains("We move away."), "{letter}");
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM gathering WHERE cancelled_at IS NULL").await, 0);
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM notice WHERE kind = 'cancelled'").await, 1);
    host.get(&url).await.is(200).has("It has ended");
    host.post(&format!("{url}/end"), &[("what", "end")]).await.is(409);
    world.later(40 * DAY);
    assert_eq!(world.act(|act| series::due(act, 200)).await.unwrap(), 0);
});

both!(what_is_ahead_is_changed_and_each_is_told_once, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, "RRULE:FREQ=WEEKLY;COUNT=4", &[("count", "4")]).await;
    made(&world).await;
    let mut guest = world.person("Gil").await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    // One of them is moved alone, and stays where it was put.
    let alone = on(&world, "2026-12-10").await;
    let moved = [("date", "2026-12-11"), ("start", "18:00")];
    let one: Vec<_> = night(&moved).into_iter().filter(|(name, _)| *name != "repeat").collect();
    host.post(&format!("{alone}/edit"), &one).await.is(303);
    world.later(5 * visavis::time::MINUTE);
    assert_eq!(world.mail().await.len(), 1);
    host.get(&format!("{url}/edit")).await.is(200).has("RRULE:FREQ=WEEKLY;COUNT=4").has("Craft night");
    guest.get(&format!("{url}/edit")).await.is(403);
    // From Thursdays to Tuesdays, an hour later, and shown before it is saved.
    let changes =
        [("date", "2026-12-01"), ("start", "20:00"), ("end", "23:00"), ("title", "Wool night"), ("count", "4")];
    host.post(&format!("{url}/edit"), &night(&changes)).await.is(200).has("Every Tuesday, 4 times");
    let sent: Vec<_> = night(&changes).into_iter().chain([("seen", "RRULE:FREQ=WEEKLY;COUNT=4")]).collect();
    host.post(&format!("{url}/edit"), &sent).await.is(303);
    let letters = world.mail().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(format!("{:?}", letters[0]).contains("Every Tuesday, 4 times"));
    let walls = world
        .act(|act| {
            act.all::<(String, String, i64)>(
                "SELECT title, starts_local, going FROM gathering WHERE cancelled_at IS NULL ORDER BY starts_at",
                &[],
            )
        })
        .await
        .unwrap();
    let walls: Vec<String> = walls.into_iter().map(|(title, wall, going)| format!("{title} {wall} {going}")).collect();
    assert_eq!(
        walls,
        [
            "Wool night 2026-12-01T20:00 2",
            "Craft night 2026-12-11T18:00 2",
            "Wool night 2026-12-15T20:00 2",
            "Wool night 2026-12-22T20:00 2",
        ]
    );
    // The one that was moved alone is what takes place for Tuesday, the 8th: none is made beside it.
    made(&world).await;
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM gathering").await, 4);
    assert_eq!(on(&world, "2026-12-08").await, alone);
    // More are coming than there would be places: nothing changes at all.
    let few: Vec<_> = night(&changes).into_iter().filter(|(name, _)| *name != "capacity").collect();
    let mut third = world.person("Tess").await;
    third.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let few: Vec<_> = few.into_iter().chain([("capacity", "2"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=4")]).collect();
    host.post(&format!("{url}/edit"), &few).await.is(422).has("people are coming already");
});

both!(lists_show_the_next_of_a_series_once, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, "RRULE:FREQ=WEEKLY;COUNT=4", &[("count", "4")]).await;
    made(&world).await;
    let next = on(&world, "2026-12-03").await;
    let later = on(&world, "2026-12-10").await;
    let mut stranger = world.stranger();
    let find = "/find?town=Munich%2C+Bayern%2C+DE";
    stranger.get(find).await.is(200).has(&next).has("and 3 more dates").lacks(&later);
    // When the next is called off, that after it stands there.
    host.post(&format!("{next}/cancel"), &[]).await.is(303);
    stranger.get(find).await.is(200).has(&later).has("and 2 more dates").lacks(&next);
});

both!(programs_do_the_same, |world| {
    let mut host = world.person("Hanna").await;
    let mut program = crate::api::Program::of(&mut host, crate::api::ALL).await;
    let fields = serde_json::json!({
        "title": "Craft night", "date": "2026-12-03", "start": "19:00", "end": "22:00", "town": "Munich, Bayern, DE",
        "rules": "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=1TU,3SA",
    });
    let reply = program.send("POST", "/api/v1/series", Some(&fields), &[]).await.is(201);
    let series = reply.json();
    assert_eq!(series["in_words"], "On the first Tuesday and the third Saturday of each month, 3 times");
    let days: Vec<&str> =
        series["dates"].as_array().unwrap().iter().map(|date| date["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-12-19", "2027-01-05", "2027-01-16"]);
    let path = format!("/api/v1/series/{}", series["id"].as_str().unwrap());
    let mut guest = world.person("Gil").await;
    let mut theirs = crate::api::Program::of(&mut guest, crate::api::ALL).await;
    let yes = serde_json::json!({ "reply": "yes" });
    let answered = theirs.send("PUT", &format!("{path}/answer"), Some(&yes), &[]).await.is(200).json();
    assert_eq!((answered["answered"].as_i64(), answered["waiting"].as_i64()), (Some(3), Some(0)));
    assert_eq!(theirs.send("GET", &path, None, &[]).await.is(200).json()["reply"], "yes");
    theirs.send("DELETE", &format!("{path}/answer"), None, &[]).await.is(204);
    theirs.send("POST", &format!("{path}/end"), Some(&serde_json::json!({})), &[]).await.is(403);
    let bad = serde_json::json!({ "rules": "sometimes" });
    program.send("PATCH", &path, Some(&bad), &[]).await.is(422);
    let later = serde_json::json!({ "start": "20:00" });
    let changed = program.send("PATCH", &path, Some(&later), &[]).await.is(200).json();
    assert_eq!(changed["dates"][0]["gathering"]["starts"], "2026-12-19T19:00:00Z");
    assert_eq!(changed["dates"].as_array().unwrap().len(), 3);
    let ended = program.send("POST", &format!("{path}/end"), Some(&serde_json::json!({})), &[]).await.is(200).json();
    assert_eq!(ended["ended"], true);
    program.send("POST", &format!("{path}/cancel"), Some(&serde_json::json!({})), &[]).await.is(200);
    world.mail().await;
});

both!(who_may_not_see_it_does_not_find_it, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, "RRULE:FREQ=WEEKLY", &[]).await;
    let mut blocked = world.person("Blanche").await;
    host.post("/@blanche/block", &[("confirm", "yes")]).await.is(303);
    blocked.get(&url).await.is(404);
    blocked.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(404);
    let mut guest = world.person("Gil").await;
    guest.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    made(&world).await;
    // Who leaves takes their answers along; when the host leaves no more is made.
    guest.post("/you/delete", &[("handle", "gil")]).await.is(303);
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM series_answer").await, 0);
    assert_eq!(number_of(&world, "SELECT MAX(going) FROM gathering").await, 1);
    host.post("/you/delete", &[("handle", "hanna")]).await.is(303);
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM series WHERE host IS NULL AND ended_at IS NOT NULL").await, 1);
    assert_eq!(number_of(&world, "SELECT COUNT(*) FROM gathering WHERE cancelled_at IS NULL").await, 0);
    world.mail().await;
});
