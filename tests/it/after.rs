//! Afterwards: how it was, who came, and thanks to those.

use serde_json::json;
use visavis::{
    gatherings::Reply,
    id::CommunityId,
    time::{DAY, HOUR},
};

use crate::{
    api::{ALL, Program},
    gatherings::{all_say, crowd, id, published},
    world::World,
};

/// Into the last hour of the tea, and past it.
fn at_the_end(world: &World) {
    world.later(7 * DAY + 8 * HOUR);
}

both!(those_who_were_there_say_how_it_was_and_hosts_see_sums, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut people = Vec::new();
    for name in ["Ada", "Bob", "Cyd", "Dot"] {
        let mut one = world.person(name).await;
        one.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        people.push(one);
    }
    let [ada, bob, cyd, dot] = &mut people[..] else { panic!("four") };
    let feedback = format!("{url}/feedback");
    ada.post(&feedback, &[("worth", "yes")]).await.is(403);
    at_the_end(&world);
    for handle in ["ada", "bob", "cyd"] {
        host.post(&format!("{url}/door"), &[("handle", handle)]).await.is(303);
    }
    ada.get(&url).await.lacks("Was it worth your time?");
    world.later(3 * HOUR);
    // Two taps; each can be changed.
    ada.get(&url)
        .await
        .is(200)
        .has("Was it worth your time?")
        .has("Did you meet somebody new?")
        .lacks("How it was</h2>");
    ada.post(&feedback, &[("worth", "no")]).await.is(303);
    ada.post(&feedback, &[("met", "yes")]).await.is(303);
    ada.post(&feedback, &[("worth", "yes")]).await.is(303);
    ada.post(&feedback, &[]).await.is(400);
    ada.get(&url).await.has("aria-pressed=\"true\"");
    bob.post(&feedback, &[("worth", "yes")]).await.is(303);
    // Who was not there, hosts it, or is nobody we know says nothing.
    dot.get(&url).await.lacks("Was it worth your time?");
    dot.post(&feedback, &[("worth", "yes")]).await.is(403);
    host.post(&feedback, &[("worth", "yes")]).await.is(403);
    world.stranger().post(&feedback, &[("worth", "yes")]).await.is(401);
    // Two are too few.
    host.get(&url).await.has("3 of 5 who said yes").has("once 3 have answered").lacks("Worth their time");
    cyd.post(&feedback, &[("worth", "no")]).await.is(303);
    host.get(&url).await.has("Worth their time: 2 of 3").lacks("Met somebody new:");
    dot.get(&url).await.lacks("Worth their time");
    let base = format!("/api/v1/gatherings/{}", &url[3..]);
    let mut program = Program::of(bob, ALL).await;
    program.put(&format!("{base}/feedback"), &json!({ "met": "no" })).await.is(204);
    program.put(&format!("{base}/feedback"), &json!({})).await.is(422);
    program.get(&format!("{base}/attendance")).await.is(403);
    let mut hosts = Program::of(&mut host, ALL).await;
    let sums = hosts.get(&format!("{base}/attendance")).await.is(200).json();
    assert_eq!(
        sums,
        json!({ "said_yes": 5, "came": 3, "worth": { "yes": 2, "of": 3 }, "met": null, "no_shows": null })
    );
    // What somebody said goes with them.
    ada.post("/you/delete", &[("handle", "ada")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM feedback").await, 2);
    host.get(&url).await.lacks("Worth their time");
    world.later(31 * DAY);
    bob.get(&url).await.lacks("Was it worth your time?");
    bob.post(&feedback, &[("worth", "no")]).await.is(403);
});

both!(hosts_thank_those_who_came_once, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut people = Vec::new();
    for name in ["Ada", "Bob", "Cyd"] {
        let mut one = world.person(name).await;
        one.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        people.push(one);
    }
    let thanks = format!("{url}/thanks");
    host.get(&thanks).await.is(409);
    at_the_end(&world);
    for handle in ["ada", "bob"] {
        host.post(&format!("{url}/door"), &[("handle", handle)]).await.is(303);
    }
    world.later(3 * HOUR);
    // Whoever does not want to hear of the host hears nothing.
    people[1].post("/@hanna/block", &[("confirm", "yes")]).await.is(303);
    host.get(&thanks).await.is(200).has("It goes to one person").has("Send it to one");
    people[0].get(&thanks).await.is(403);
    people[0].post(&thanks, &[("words", "Hm.")]).await.is(403);
    host.post(&thanks, &[("words", "")]).await.is(422).has("Write a few words.");
    host.post(&thanks, &[("words", "It was good to have you.")]).await.is(303);
    let sent = world.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0].to.as_str(), sent[0].subject.as_str()),
        ("ada@example.org", "Thanks for coming: Tea for eight")
    );
    assert!(sent[0].text.contains("It was good to have you."), "{}", sent[0].text);
    people[0].get("/notices").await.has("Hanna thanks you for coming to Tea for eight");
    people[0].get(&url).await.has("A word from the host").has("It was good to have you.");
    people[2].get(&url).await.lacks("It was good to have you.");
    host.get(&thanks).await.is(409);
    host.post(&thanks, &[("words", "Again.")]).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM thanks").await, 1);
    host.post("/you/delete", &[("handle", "hanna")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM thanks WHERE sent_by IS NULL").await, 1);
    world.mail().await;
});

both!(without_a_door_those_who_said_yes_were_there, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ada = world.person("Ada").await;
    ada.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    world.later(8 * DAY);
    ada.post(&format!("{url}/feedback"), &[("worth", "yes")]).await.is(303);
    host.get(&format!("{url}/thanks")).await.has("It goes to one person");
    host.get(&url).await.lacks("who said yes were let in");
});

both!(a_community_knows_how_many_do_not_come, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [
        ("name", "Weavers"),
        ("handle", "weavers"),
        ("access", "open"),
        ("town", "Vienna, AT"),
        ("interest", "crafts"),
    ];
    host.post("/c/new", &fields).await.is(303);
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", number.as_str()), ("capacity", "")]).await;
    let asks = crowd(&world, 24).await;
    all_say(&world.app, &asks, id(&url), Reply::Yes).await;
    at_the_end(&world);
    world
        .act(|act| {
            act.run(
                "INSERT INTO check_in (gathering, person, at)
                 SELECT gathering, person, 5 FROM answer WHERE reply = 'yes' ORDER BY person LIMIT 20",
                &[],
            )
        })
        .await
        .unwrap();
    world.later(3 * HOUR);
    host.get(&url).await.has("20 of 25 who said yes").has("In this community 20 of 100");
    let mut guest = world.person("Gus").await;
    guest.get(&url).await.is(200).lacks("In this community");
    world.mail().await;
});
