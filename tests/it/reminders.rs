//! Reminders: once each, when the host or the reader wants them, moved with the gathering, none when it is called off.

use serde_json::json;
use visavis::{
    gatherings::{self, Reminding},
    jobs::{self, Job},
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    api::{ALL, Program},
    gatherings::{id, published, tea},
    world::{Browser, World},
};

/// Tea is on 3 December at 18:00 UTC; the clock stands at 26 November, 12:00.
const UNTIL_TEA: i64 = 7 * DAY + 6 * HOUR;

async fn comes(browser: &mut Browser, url: &str) {
    browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
}

/// Who was reminded now.
async fn reminded(world: &World) -> Vec<String> {
    let letters = world.mail().await;
    let reminders = letters.into_iter().filter(|letter| letter.subject.starts_with("Coming up: "));
    let mut to: Vec<_> = reminders.map(|letter| letter.to.split('@').next().unwrap().to_owned()).collect();
    to.sort();
    to
}

/// Moves the clock to so long before tea.
fn before_tea(world: &World, passed: &mut i64, before: i64) {
    let at = UNTIL_TEA - before;
    world.later(at - *passed);
    *passed = at;
}

both!(those_who_come_are_reminded_once_each_time, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut ida, mut jon) = (world.person("Ida").await, world.person("Jon").await);
    comes(&mut ida, &url).await;
    jon.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    reminded(&world).await;
    let mut passed = 0;
    before_tea(&world, &mut passed, 7 * DAY);
    assert!(reminded(&world).await.is_empty(), "a week before is nobody's choice");
    before_tea(&world, &mut passed, DAY + 1);
    assert!(reminded(&world).await.is_empty());
    before_tea(&world, &mut passed, DAY);
    world.mail().await;
    ida.get("/notices").await.has("Coming up: Tea for eight");
    jon.get("/notices").await.lacks("Coming up");
    before_tea(&world, &mut passed, 2 * HOUR);
    let letters = world.mail().await;
    let letter = letters.iter().find(|letter| letter.to == "ida@example.org").unwrap();
    assert!(letter.text.contains("in 2 hours"), "{}", letter.text);
    assert!(letter.text.contains(&format!("{url}/reminders")), "{}", letter.text);
    assert_eq!(letters.len(), 2, "the host and Ida");
    before_tea(&world, &mut passed, 10 * MINUTE);
    assert!(reminded(&world).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'remind'").await, 0);
});

both!(a_job_that_runs_twice_reminds_once, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut passed = 0;
    before_tea(&world, &mut passed, 2 * DAY);
    reminded(&world).await;
    let (data,): (String,) = world
        .app
        .look(&visavis::http::Ask::system(), |look| look.one("SELECT data FROM job WHERE kind = 'remind'", &[]))
        .await
        .unwrap();
    let Job::Remind(part) = serde_json::from_str(&data).unwrap() else { panic!("{data}") };
    assert_eq!((part.gathering, part.minutes), (id(&url), 1_440));
    before_tea(&world, &mut passed, DAY);
    assert_eq!(reminded(&world).await, ["hanna"]);
    for _ in 0..2 {
        let again: Reminding = part.clone();
        world.act(move |act| gatherings::remind(act, &again)).await.unwrap();
    }
    assert!(reminded(&world).await.is_empty());
});

both!(each_chooses_for_themselves, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("reminders", "10080")]).await;
    host.get(&format!("{url}/edit")).await.has("value=\"10080\" selected");
    let (mut ida, mut jon) = (world.person("Ida").await, world.person("Jon").await);
    let mut kim = world.person("Kim").await;
    for browser in [&mut ida, &mut jon, &mut kim] {
        comes(browser, &url).await;
    }
    ida.get("/you/settings").await.has("/you/reminders");
    ida.get("/you/reminders").await.is(200).has("As each host sets it");
    ida.post("/you/reminders", &[("reminders", "2880")]).await.is(303);
    jon.post("/you/reminders", &[("reminders", "soon")]).await.is(422).has("id=\"field-reminders\"");
    jon.post("/you/reminders", &[("reminders", "2880")]).await.is(303);
    jon.get(&url).await.has(&format!("{url}/reminders"));
    jon.get(&format!("{url}/reminders")).await.is(200).has("As usual");
    jon.post(&format!("{url}/reminders"), &[("reminders", "none")]).await.is(303);
    jon.get(&format!("{url}/reminders")).await.has("value=\"none\" selected");
    let mut lea = world.person("Lea").await;
    lea.post(&format!("{url}/reminders"), &[("reminders", "none")]).await.is(409);
    reminded(&world).await;
    let mut passed = 0;
    before_tea(&world, &mut passed, 7 * DAY);
    assert_eq!(reminded(&world).await, ["hanna", "kim"]);
    before_tea(&world, &mut passed, 2 * DAY);
    assert_eq!(reminded(&world).await, ["ida"]);
    for before in [DAY, 2 * HOUR, 30 * MINUTE] {
        before_tea(&world, &mut passed, before);
        assert!(reminded(&world).await.is_empty());
    }
});

both!(reminders_move_and_end_with_the_gathering, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let other = published(&mut host, &[("title", "Off")]).await;
    host.post(&format!("{other}/cancel"), &[("words", "")]).await.is(303);
    let mut passed = 0;
    before_tea(&world, &mut passed, DAY);
    assert_eq!(reminded(&world).await, ["hanna"], "none of what is called off");
    // Another place is no other time.
    host.post(&format!("{url}/edit"), &tea(&[("venue", "Elsewhere")])).await.is(303);
    assert!(reminded(&world).await.is_empty());
    // A week later: it is said anew, a day before that.
    host.post(&format!("{url}/edit"), &tea(&[("date", "2026-12-10")])).await.is(303);
    before_tea(&world, &mut passed, 2 * HOUR);
    assert!(reminded(&world).await.is_empty());
    before_tea(&world, &mut passed, -6 * DAY);
    assert_eq!(reminded(&world).await, ["hanna"]);
    // Called off and back again within the day.
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    host.post(&format!("{url}/uncancel"), &[]).await.is(303);
    before_tea(&world, &mut passed, -7 * DAY + 2 * HOUR);
    assert_eq!(reminded(&world).await, ["hanna"]);
});

both!(guests_are_reminded_as_the_host_sets_it, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("reminders", "120")]).await;
    let asking = [("name", "Tom"), ("email", "tom@example.net")];
    world.stranger().post(&format!("{url}/guest"), &asking).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    let (_, rest) = letter.text.split_once("http://localhost:8080").unwrap();
    let link = rest.split_whitespace().next().unwrap().to_owned();
    world.stranger().post(&link, &[("reply", "yes")]).await.is(303);
    reminded(&world).await;
    let mut passed = 0;
    before_tea(&world, &mut passed, DAY);
    assert!(reminded(&world).await.is_empty());
    before_tea(&world, &mut passed, 2 * HOUR);
    assert_eq!(reminded(&world).await, ["hanna", "tom"]);
});

both!(a_program_that_stood_still_says_only_the_last, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, &[]).await;
    let mut passed = 0;
    before_tea(&world, &mut passed, HOUR);
    assert_eq!(reminded(&world).await, ["hanna"]);
});

both!(what_was_never_planned_is_planned_by_the_daily_job, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, &[]).await;
    world
        .act(|act| {
            act.run("DELETE FROM job WHERE kind = 'remind'", &[])?;
            act.run("DELETE FROM reminder_run", &[])
        })
        .await
        .unwrap();
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    let mut passed = 0;
    before_tea(&world, &mut passed, DAY);
    assert_eq!(reminded(&world).await, ["hanna"]);
});

both!(reminders_through_the_api_and_in_an_export, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut program = Program::of(&mut host, ALL).await;
    let path = format!("/api/v1/gatherings/{}/reminders", id(&url));
    assert_eq!(program.get("/api/v1/me/reminders").await.is(200).json()["reminders"], "as");
    program.put("/api/v1/me/reminders", &json!({ "reminders": "30 1440" })).await.is(200);
    assert_eq!(program.get("/api/v1/me/reminders").await.is(200).json()["reminders"], "1440 30");
    program.put("/api/v1/me/reminders", &json!({ "reminders": "soon" })).await.is(422);
    program.put(&path, &json!({ "reminders": "none" })).await.is(200);
    assert_eq!(program.get(&path).await.is(200).json()["reminders"], "none");
    host.get("/you/reminders").await.has("1440 30 minutes before");
    let export = world
        .app
        .look(&visavis::http::Ask::system(), {
            let person = host.person();
            move |look| gatherings::export(look, person)
        })
        .await
        .unwrap();
    assert_eq!(export["reminders"]["everywhere"], json!([1440, 30]));
    assert_eq!(export["reminders"]["at"][0]["minutes"], json!([]));
});
