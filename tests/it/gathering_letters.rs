//! Letters about a gathering: to those chosen, each once, whatever happens in between; and a word with a move.

use std::collections::BTreeMap;

use serde_json::json;
use visavis::{
    id::{AccountId, GatheringId, PersonId},
    jobs::{self, Job},
    params,
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    api::{ALL, Program},
    gatherings::{id, published, tea},
    world::{Browser, World},
};

const WORDS: [(&str, &str); 3] =
    [("subject", "The other door"), ("words", "Please come in from the **yard**."), ("do", "send")];

fn to<'a>(groups: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    groups.iter().map(|group| ("to", *group)).chain(WORDS).collect()
}

/// Who got letters of hosts since it was last asked, by name.
async fn got(world: &World) -> Vec<String> {
    let mail = world.mail().await;
    let letters = mail.iter().filter(|letter| letter.leave.is_some());
    let mut names: Vec<String> = letters.map(|letter| letter.to.split('@').next().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// A gathering with two places of which one is the host's: Ada comes, Bob may, Cyd waits, Dot can't, and a guest may.
async fn answered(world: &World) -> (Browser, String, BTreeMap<&'static str, Browser>) {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2")]).await;
    let mut people = BTreeMap::new();
    for (name, reply) in [("Ada", "yes"), ("Bob", "maybe"), ("Cyd", "yes"), ("Dot", "no")] {
        let mut one = world.person(name).await;
        one.post(&format!("{url}/answer"), &[("reply", reply)]).await.is(303);
        people.insert(name, one);
    }
    let mut stranger = world.stranger();
    stranger.post(&format!("{url}/guest"), &[("name", "Tom"), ("email", "tom@example.net")]).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    let (_, rest) = letter.text.split_once("http://localhost:8080").unwrap();
    stranger.post(rest.split_whitespace().next().unwrap(), &[("reply", "maybe")]).await.is(303);
    world.mail().await;
    (host, url, people)
}

both!(a_letter_goes_to_those_chosen_and_to_each_once, |world| {
    let (mut host, url, mut people) = answered(&world).await;
    let letters = format!("{url}/letters");
    host.get(&url).await.has(&letters);
    host.get(&letters)
        .await
        .is(200)
        .has("Said yes (1)")
        .has("Said maybe (2)")
        .has("Wait for a place (1)")
        .lacks("Were there");
    // First one looks at it: nothing goes out.
    let shown =
        [("to", "maybe"), ("to", "waiting"), ("subject", "The other door"), ("words", "Please use the **yard**.")];
    host.post(&letters, &shown)
        .await
        .is(200)
        .has("It goes to 3 people")
        .has("Send it to 3")
        .has("<strong>yard</strong>")
        .has("Tea for eight: The other door");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_letter").await, 0);
    host.post(&letters, &[("do", "back"), ("to", "maybe"), ("subject", "Kept")]).await.is(200).has("value=\"Kept\"");
    host.post(&letters, &to(&["maybe", "waiting", "maybe"])).await.is(303);
    let mail = world.mail().await;
    let mut names: Vec<&str> = mail.iter().map(|letter| letter.to.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["bob@example.org", "cyd@example.org", "tom@example.net"]);
    for letter in &mail {
        assert_eq!(letter.subject, "Tea for eight: The other door");
        assert!(letter.text.contains("from the yard") && letter.text.contains("Café Central"), "{}", letter.text);
        assert!(letter.leave.is_some());
    }
    let guests = mail.iter().find(|letter| letter.to.starts_with("tom")).unwrap();
    assert!(guests.text.contains("/guest/"), "a guest's letter has their link: {}", guests.text);
    // Members have a notice that leads to it; others can't read it.
    let letter = world.count("SELECT id FROM gathering_letter").await;
    let page = format!("{letters}/{}", visavis::id::LetterId(letter));
    let bob = people.get_mut("Bob").unwrap();
    bob.get("/notices").await.has("Hanna writes to you about Tea for eight").has(&page);
    bob.get(&page).await.is(200).has("The other door").has("<strong>yard</strong>");
    bob.get(&letters).await.is(403);
    bob.post(&letters, &to(&["yes"])).await.is(403);
    people.get_mut("Ada").unwrap().get(&page).await.is(404);
    people.get_mut("Dot").unwrap().get(&page).await.is(404);
    world.stranger().get(&page).await.is(303);
    host.get(&letters).await.has("The other door").has("sent to 3").lacks("Under way");
    // What is wrong is said at its field.
    host.post(&letters, &[("subject", ""), ("words", "")])
        .await
        .is(422)
        .has("Choose to whom it goes.")
        .has("Write what you want to say.");
    host.post(&letters, &to(&["came"])).await.is(422).has("Choose to whom it goes.");
    // Three a day are enough.
    host.post(&letters, &to(&["yes"])).await.is(303);
    host.post(&letters, &to(&["yes"])).await.is(303);
    host.post(&letters, &to(&["yes"])).await.is(409);
    assert_eq!(got(&world).await, ["ada", "ada"]);
    host.get(&letters).await.has("Three letters a day are enough.");
    world.later(DAY);
    host.post(&letters, &to(&["yes"])).await.is(303);
    assert_eq!(got(&world).await, ["ada"]);
    // Letters are still written to those who answered what was called off, not a month later.
    host.post(&format!("{url}/cancel"), &[]).await.is(303);
    world.mail().await;
    host.post(&letters, &to(&["yes"])).await.is(303);
    assert_eq!(got(&world).await, ["ada"]);
    world.later(40 * DAY);
    host.post(&letters, &to(&["yes"])).await.is(409);
    world.mail().await;
});

both!(who_wants_no_letters_gets_none_but_hears_of_a_move, |world| {
    let (mut host, url, mut people) = answered(&world).await;
    let letters = format!("{url}/letters");
    host.post(&letters, &to(&["yes", "maybe"])).await.is(303);
    let mail = world.mail().await;
    assert_eq!(mail.len(), 3);
    let mut stranger = world.stranger();
    for name in ["ada", "tom"] {
        let letter = mail.iter().find(|letter| letter.to.starts_with(name)).unwrap();
        let leave = letter.leave.as_deref().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned();
        assert!(letter.text.contains(&leave), "also in the letter itself");
        stranger.get(&leave).await.is(200).has("No more letters?").has("Tea for eight").has("noindex");
        stranger.post(&leave, &[("List-Unsubscribe", "One-Click")]).await.is(200).has("No more letters");
        for forged in [format!("{leave}x"), "/letters/gathering/nothing".into(), "/letters/gathering/..".into()] {
            stranger.post(&forged, &[]).await.is(404);
        }
    }
    // Nor does whoever muted the host, or blocked them.
    host.get(&letters).await.has("Said yes (0)").has("Said maybe (1)");
    host.post(&letters, &to(&["yes"])).await.is(422).has("There is nobody among them");
    people.get_mut("Bob").unwrap().post("/@hanna/block", &[("confirm", "yes")]).await.is(303);
    host.post(&letters, &to(&["yes", "maybe"])).await.is(422);
    world.mail().await;
    // That it moves they hear all the same, and why.
    let told = "We outgrew [the café](http://evil.example).";
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "2"), ("venue", "The hall"), ("told_words", told)]))
        .await
        .is(303);
    world.later(3 * MINUTE);
    let mail = world.mail().await;
    let mut names: Vec<&str> = mail.iter().map(|letter| letter.to.as_str()).collect();
    names.sort_unstable();
    assert!(names.contains(&"ada@example.org") && names.contains(&"tom@example.net"), "{names:?}");
    assert!(mail.iter().all(|letter| letter.text.contains("We outgrew") && !letter.text.contains("evil.example)")));
    // And again, by the same link.
    let leave = world.count("SELECT COUNT(*) FROM gathering_letter_stop").await;
    assert_eq!(leave, 2);
    let mut ada = people.remove("Ada").unwrap();
    ada.post("/you/delete", &[("handle", "ada")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_letter_stop").await, 1);
    host.post("/you/delete", &[("handle", "hanna")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_letter WHERE by_person IS NULL").await, 1);
    world.mail().await;
});

both!(a_move_says_why_and_the_last_word_counts, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let edit = format!("{url}/edit");
    host.get(&edit).await.lacks("A word to those who answered");
    let mut ada = world.person("Ada").await;
    ada.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    host.get(&edit).await.has("A word to those who answered");
    world.mail().await;
    host.post(&edit, &tea(&[("start", "20:00"), ("told_words", "The trains are late.")])).await.is(303);
    host.post(&edit, &tea(&[("start", "20:30")])).await.is(303);
    world.later(3 * MINUTE);
    let mail = world.mail().await;
    assert_eq!(mail.len(), 1);
    assert!(mail[0].text.contains("The trains are late.") && mail[0].text.contains("20:30"), "{}", mail[0].text);
    // Where nothing moves, nobody is written to.
    host.post(&edit, &tea(&[("start", "20:30"), ("words", "Bring two."), ("told_words", "Hello")])).await.is(303);
    world.later(3 * MINUTE);
    assert!(world.mail().await.is_empty());
    let long = "x".repeat(1_001);
    host.post(&edit, &tea(&[("start", "21:00"), ("told_words", &long)])).await.is(422).has("id=\"field-told_words\"");
    let mut program = Program::of(&mut host, ALL).await;
    world.mail().await;
    let path = format!("/api/v1/gatherings/{}", &url[3..]);
    let body = json!({ "start": "20:45", "told_words": "Once more." });
    program.send("PATCH", &path, Some(&body), &[]).await.is(200);
    world.later(3 * MINUTE);
    assert!(world.mail().await[0].text.contains("Once more."));
});

both!(those_who_were_there_get_letters_and_thanks_the_same_way, |world| {
    let (mut host, url, mut people) = answered(&world).await;
    world.later(7 * DAY + 6 * HOUR);
    host.post(&format!("{url}/door"), &[("handle", "bob")]).await.is(303);
    world.later(5 * HOUR);
    world.mail().await;
    let letters = format!("{url}/letters");
    host.get(&letters).await.has("Were there (1)");
    host.post(&letters, &to(&["came", "yes"])).await.is(303);
    assert_eq!(got(&world).await, ["ada", "bob"]);
    host.post(&format!("{url}/thanks"), &[("words", "It was good to have you.")]).await.is(303);
    let mail = world.mail().await;
    assert_eq!((mail.len(), mail[0].subject.as_str()), (1, "Thanks for coming: Tea for eight"));
    assert!(mail[0].leave.is_some());
    people.get_mut("Bob").unwrap().get("/notices").await.has("Hanna thanks you for coming to Tea for eight");
    host.get(&letters).await.has("A word of thanks").has("sent to one");
    // A co-host writes too.
    let mut program = Program::of(&mut host, ALL).await;
    let path = format!("/api/v1/gatherings/{}/letters", &url[3..]);
    let items = program.get(&path).await.is(200).json();
    assert_eq!(items["items"].as_array().unwrap().len(), 2);
    let body = json!({ "to": ["came"], "subject": "Photos", "words": "They are here." });
    let made = program.post(&path, &body).await.is(201).json();
    assert_eq!((made["reaches"].as_i64(), made["done"].as_bool()), (Some(1), Some(false)));
    assert_eq!(got(&world).await, ["bob"]);
    program.post(&path, &json!({ "to": [], "subject": "x", "words": "y" })).await.is(422);
    let mut ada = people.remove("Ada").unwrap();
    Program::of(&mut ada, ALL).await.post(&path, &body).await.is(403);
    world.mail().await;
});

/// So many who said maybe, with nothing but what they need: ids from 1 on.
async fn crowd(world: &World, gathering: GatheringId, many: i64) {
    world
        .act(move |act| {
            let now = act.now;
            for number in 1..=many {
                let (account, person, handle) = (AccountId(number), PersonId(number), format!("guest-{number}"));
                act.run("INSERT INTO account (id) VALUES ($1)", params![account])?;
                act.run(
                    "INSERT INTO person (id, account, handle, name, folded) VALUES ($1, $2, $3, $3, $3)",
                    params![person, account, handle],
                )?;
                act.run(
                    "INSERT INTO answer (gathering, person, reply, at) VALUES ($1, $2, 'maybe', $3)",
                    params![gathering, person, now],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

both!(a_part_that_runs_twice_writes_once, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    world.mail().await;
    crowd(&world, id(&url), 450).await;
    host.post(&format!("{url}/letters"), &to(&["maybe"])).await.is(303);
    let part = world
        .act(|act| {
            let (data,): (String,) = act.one("SELECT data FROM job WHERE kind = 'gathering_letter'", &[])?;
            Ok(data)
        })
        .await
        .unwrap();
    let Job::GatheringLetter(part) = serde_json::from_str(&part).unwrap() else { panic!("another job") };
    for _ in 0..2 {
        let again = part.clone();
        world.act(move |act| visavis::gatherings::send_letter(act, &again)).await.unwrap();
    }
    assert_eq!(world.count("SELECT sent FROM gathering_letter").await, 200);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'letter'").await, 200);
    // The program was killed there: another takes it up.
    world.later(MINUTE);
    let world = world.restart().await;
    let mut host = world.seat(&host);
    host.get(&format!("{url}/letters")).await.has("Under way").has("200 of 450");
    jobs::run_due(&world.app).await.unwrap();
    assert_eq!(world.count("SELECT sent FROM gathering_letter WHERE done_at IS NOT NULL").await, 450);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'letter'").await, 450);
    world.mail().await;
});
