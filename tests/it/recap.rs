//! The recap, those one met, and the next date.

use serde_json::json;
use visavis::time::{DAY, HOUR};

use crate::{
    api::{ALL, Program},
    gatherings::{id, published},
    photos::{added, over},
};

both!(a_host_writes_a_recap_and_those_who_were_there_are_told_once, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob", "Cyd"], &[]).await;
    let mut gus = world.person("Gus").await;
    let recap = format!("{url}/recap");
    let [ada, bob, cyd] = &mut people[..] else { panic!("three") };
    let one = added(ada, &url, 10, "The first cup").await;
    let two = added(bob, &url, 20, "The last cup").await;
    let number = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    // Who does not want to hear of the host does not.
    cyd.post("/@hanna/mute", &[]).await.is(303);
    ada.get(&recap).await.is(403);
    ada.post(&recap, &[("words", "Mine.")]).await.is(403);
    host.get(&url).await.has("Write the recap");
    host.get(&recap).await.is(200).has("The last cup");
    host.post(&recap, &[("words", "")]).await.is(422).has("Write a few words.");
    host.post(&recap, &[("words", "Good."), ("photos", "0000000000000")])
        .await
        .is(422)
        .has("Choose photos that are there.");
    let (first, second) = (number(&two), number(&one));
    let fields = [("words", "It was **good**."), ("photos", first.as_str()), ("photos", second.as_str())];
    host.post(&recap, &fields).await.is(303);
    assert!(world.mail().await.is_empty(), "no letter");
    for one in [&mut *ada, &mut *bob] {
        one.get("/notices").await.has("The recap of Tea for eight is there");
    }
    for one in [&mut *cyd, &mut gus, &mut host] {
        one.get("/notices").await.lacks("recap");
    }
    let page = ada.get(&url).await.is(200).has("<strong>good</strong>").has("Hanna").body;
    assert!(page.find(&format!("{two}/large")).unwrap() < page.find(&format!("{one}/large")).unwrap(), "{page}");
    assert!(!page.contains("/small\""), "each stands there once: {page}");
    for one in [&mut gus, &mut world.stranger()] {
        one.get(&url).await.is(200).lacks("<strong>good</strong>").lacks("/small\"").lacks("id=\"recap\"");
    }
    // In other words; nobody is told again. A photo that is taken down does not stand there.
    ada.post("/notices/seen", &[]).await.is(303);
    cyd.post(&format!("{two}/down"), &[]).await.is(303);
    host.get(&recap).await.has("It was **good**.").lacks("The last cup");
    host.post(&recap, &[("words", "Even better."), ("photos", &number(&one))]).await.is(303);
    host.post(&recap, &[("words", "No."), ("photos", &number(&two))]).await.is(422);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'recap'").await, 2);
    ada.get(&url).await.has("Even better.").has(&format!("{one}/large")).lacks(&number(&two));
    host.post(&format!("{url}/photos/audience"), &[("open", "yes")]).await.is(303);
    world.stranger().get(&url).await.has("Even better.").has(&format!("{one}/large"));
    // Nothing leaves it there.
    host.post(&recap, &[("words", "")]).await.is(303);
    ada.get(&url).await.lacks("id=\"recap\"");
    host.post(&recap, &[("words", "Again.")]).await.is(303);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'recap'").await, 2);
    host.post("/you/delete", &[("handle", "hanna")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM recap WHERE person IS NULL").await, 1);
    ada.get(&url).await.has("Again.").lacks("Hanna");
    world.mail().await;
});

both!(before_the_end_there_is_no_recap, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    host.get(&format!("{url}/recap")).await.is(409);
    host.post(&format!("{url}/recap"), &[("words", "Early.")]).await.is(409);
    host.get(&url).await.lacks("Write the recap");
});

both!(whom_one_met_there_one_follows_with_one_tap, |world| {
    let (url, _, mut people) = over(&world, &["Ada", "Bob", "Cyd"], &[]).await;
    let (gathering, ids) = (id(&url), [people[0].person(), people[1].person(), people[2].person()]);
    // Ada met Bob, and says of Cyd what he has not said yet.
    world
        .act(move |act| {
            let now = act.now;
            for (number, other, met) in [(1_u8, ids[1], true), (2, ids[2], false)] {
                act.run(
                    "INSERT INTO encounter (id, a, b, kid_a, kid_b, nonce, gathering, at, made_after, made_before, verdict, grade, claimed)
                     VALUES ($1, $2, $3, $1, $1, $1, $4, $5, $5, $5, 'mutual', 2, 0)",
                    visavis::params![[number; 16], ids[0], other, gathering, now],
                )?;
                act.run(
                    "INSERT INTO encounter_side (person, other, at, encounter, met) VALUES ($1, $2, $3, $4, $5), ($2, $1, $3, $4, $5)",
                    visavis::params![ids[0], other, now, [number; 16], met],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let [ada, bob, cyd] = &mut people[..] else { panic!("three") };
    ada.get(&url).await.has("Those you met").has("action=\"/@bob/follow\"").lacks("/@cyd/follow");
    cyd.get(&url).await.lacks("Those you met");
    let next = format!("{url}#met");
    let reply = ada.post("/@bob/follow", &[("next", next.as_str())]).await.is(303);
    assert_eq!(reply.leads_to(), next);
    ada.get(&url).await.has("You follow them").has("action=\"/@bob/unfollow\"");
    let mut program = Program::of(ada, ALL).await;
    let base = format!("/api/v1{}", url.replace("/g/", "/gatherings/"));
    let met = program.get(&format!("{base}/met")).await.is(200).json();
    assert_eq!(
        (met["items"][0]["person"]["handle"].as_str(), met["items"][0]["follows"].as_bool()),
        (Some("bob"), Some(true))
    );
    ada.post("/@bob/unfollow", &[("next", next.as_str())]).await.is(303);
    ada.get(&url).await.has("action=\"/@bob/follow\"");
    bob.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    ada.get(&url).await.lacks("Those you met");
    world.mail().await;
});

both!(the_next_date_is_one_tap_away, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [("repeat", "weekly"), ("count", "3"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=3")];
    let made = host.post("/g/new", &crate::gatherings::tea(&fields)).await.is(303);
    world.mail().await;
    let series = made.leads_to().split(['?', '#']).next().unwrap().to_owned();
    let page = host.get(&series).await.is(200).body;
    let mut dates: Vec<&str> = page.split("href=\"/g/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    dates.dedup();
    let (first, second) = (format!("/g/{}", dates[0]), format!("/g/{}", dates[1]));
    assert_ne!(first, second);
    let mut ada = world.person("Ada").await;
    ada.post(&format!("{first}/answer"), &[("reply", "yes")]).await.is(303);
    world.later(8 * DAY);
    ada.get(&first).await.has("The next date").has(&format!("action=\"{second}/answer\""));
    world.stranger().get(&first).await.has("The next date").lacks(&format!("{second}/answer"));
    ada.post(&format!("{second}/answer"), &[("reply", "yes")]).await.is(303);
    ada.get(&first).await.has("The next date").lacks(&format!("{second}/answer"));
    let mut program = Program::of(&mut ada, ALL).await;
    let base = format!("/api/v1{}", first.replace("/g/", "/gatherings/"));
    let next = program.get(&format!("{base}/next")).await.is(200).json();
    assert_eq!(next["next"]["url"].as_str(), Some(second.as_str()));
    world.mail().await;
});

both!(programs_write_and_read_it, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada"], &[]).await;
    let mut gus = world.person("Gus").await;
    let base = format!("/api/v1{}", url.replace("/g/", "/gatherings/"));
    let (mut hosts, mut ada) = (Program::of(&mut host, ALL).await, Program::of(&mut people[0], ALL).await);
    let recap = format!("{base}/recap");
    ada.get(&recap).await.is(404);
    ada.put(&recap, &json!({ "words": "Mine." })).await.is(403);
    hosts.put(&recap, &json!({ "words": "" })).await.is(422);
    hosts.put(&recap, &json!({ "words": "Good." })).await.is(204);
    let said = ada.get(&recap).await.is(200).json();
    assert_eq!((said["words"].as_str(), said["by"]["handle"].as_str()), (Some("Good."), Some("hanna")));
    Program::of(&mut gus, ALL).await.get(&recap).await.is(403);
    assert_eq!(ada.get(&format!("{base}/next")).await.is(200).json(), json!({ "next": null }));
    world.mail().await;
    let export = world.act({
        let host = host.person();
        move |act| visavis::gatherings::export(act, host)
    });
    assert_eq!(export.await.unwrap()["recaps"][0]["words"], "Good.");
    world.later(HOUR);
    world.mail().await;
});
