//! Parts of a gathering: each with its own places, never one over in any of them nor in all, and a queue that is strict in
//! each.

use serde_json::json;
use visavis::{
    app::App,
    error::{Error, Result},
    gatherings::{self, Reply},
    http::{Ask, Fields},
    id::{GatheringId, PersonId},
    params,
    time::{DAY, HOUR},
};

use crate::{
    api::{ALL, Program},
    gatherings::{crowd, id, published, tea},
    world::{Browser, World},
};

/// Cuts a gathering into these: name and places (empty for any number).
async fn cut(host: &mut Browser, url: &str, parts: &[(&str, &str)]) {
    let fields: Vec<(String, &str)> = (1..)
        .zip(parts)
        .flat_map(|(n, (name, places))| [(format!("part-{n}"), *name), (format!("places-{n}"), *places)])
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    host.post(&format!("{url}/parts"), &fields).await.is(303);
}

async fn says(browser: &mut Browser, url: &str, fields: &[(&str, &str)]) {
    browser.post(&format!("{url}/answer"), fields).await.is(303);
}

/// Comes to a part, as the form says it.
async fn comes(browser: &mut Browser, url: &str, part: &str) {
    says(browser, url, &[("reply", "yes"), ("form", "yes"), ("part", part)]).await;
}

/// Part, places and capacity of each, and how many places are taken in all; checked against the answers.
async fn going(world: &World) -> (Vec<i64>, i64) {
    let (parts, whole) = world
        .app
        .look(&Ask::system(), |look| {
            let parts: Vec<(i64, i64, i64)> = look.all(
                "SELECT p.number, p.going, CAST(COALESCE((SELECT SUM(a.places) FROM answer a WHERE a.reply = 'yes'
                         AND a.gathering = p.gathering AND a.part = p.number), 0)
                     + COALESCE((SELECT SUM(u.places) FROM guest u WHERE u.reply = 'yes'
                         AND u.gathering = p.gathering AND u.part = p.number), 0) AS BIGINT)
                 FROM gathering_part p ORDER BY p.gathering, p.number",
                &[],
            )?;
            let (whole,): (i64,) = look.one("SELECT MAX(going) FROM gathering", &[])?;
            Ok((parts, whole))
        })
        .await
        .unwrap();
    assert!(parts.iter().all(|(_, kept, counted)| kept == counted), "{parts:?}");
    let parts: Vec<i64> = parts.into_iter().map(|(_, kept, _)| kept).collect();
    if !parts.is_empty() {
        assert_eq!(parts.iter().sum::<i64>(), whole);
    }
    (parts, whole)
}

/// Those who wait for a part, in their order.
async fn queue(world: &World, part: i64) -> Vec<PersonId> {
    let rows: Vec<(PersonId,)> = world
        .app
        .look(&Ask::system(), move |look| {
            look.all("SELECT person FROM answer WHERE ticket IS NOT NULL AND part = $1 ORDER BY ticket", params![part])
        })
        .await
        .unwrap();
    rows.into_iter().map(|(person,)| person).collect()
}

async fn letters(world: &World) -> Vec<(String, String)> {
    let mut sent: Vec<_> = world.mail().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    sent.sort();
    sent
}

both!(a_host_cuts_a_gathering_and_whoever_comes_chooses, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "8"), ("plus", "2")]).await;
    let mut early = world.person("Early").await;
    says(&mut early, &url, &[("reply", "yes")]).await;
    let parts = format!("{url}/parts");
    host.get(&format!("{url}/answers")).await.is(200).has(&format!("href=\"{parts}\""));
    host.get(&parts)
        .await
        .is(200)
        .has("What is part 3 called?")
        .lacks("What is part 4 called?")
        .has("Those 2 who have");
    early.get(&parts).await.is(403);
    early.post(&parts, &[("part-1", "Mine"), ("part-2", "Too")]).await.is(403);
    for (fields, words) in [
        (vec![("part-1", "On site")], "Name at least two parts."),
        (vec![("part-1", "On site"), ("part-2", "on  Site")], "Another part is called that."),
        (vec![("part-1", "On site"), ("places-2", "3")], "Give this part a name."),
        (vec![("part-1", "On site"), ("part-2", "Online"), ("places-2", "0")], "Write a number from 1 to 100000"),
        // Both who are coming already would come to the first.
        (vec![("part-1", "On site"), ("places-1", "1"), ("part-2", "Online")], "2 people are coming already"),
    ] {
        host.post(&parts, &fields).await.is(422).has(words);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_part").await, 0, "what was refused left nothing");
    cut(&mut host, &url, &[("On site", "3"), ("Online <b>", "")]).await;
    host.get(&parts).await.has("2 of 3 places taken").has("What is part 3 called?").lacks("What is part 4 called?");
    assert_eq!(going(&world).await, (vec![2, 0], 2));
    // Whoever was there already sees where, and can change it; strangers see the numbers.
    early.get(&url).await.has("You are in: On site. Change that").has("2 of 3 places taken").has("Online &lt;b&gt;");
    world.stranger().get(&url).await.has("In parts").has("6 places left");
    // The button alone leads to the choice, and a yes without one is refused.
    let mut ida = world.person("Ida").await;
    let answer = format!("{url}/answer");
    assert_eq!(ida.post(&answer, &[("reply", "yes")]).await.is(303).leads_to(), answer);
    ida.get(&answer).await.has("Which part?").has("One place left").has("6 places left");
    for part in ["", "3", "0", "x"] {
        let sent = [("reply", "yes"), ("form", "yes"), ("part", part)];
        ida.post(&answer, &sent).await.is(422).has("Choose one of the parts.").lacks("Give up my place");
    }
    assert_eq!(going(&world).await, (vec![2, 0], 2));
    comes(&mut ida, &url, "1").await;
    assert_eq!(going(&world).await, (vec![3, 0], 3));
    // One's plus-ones come to the same part.
    says(&mut early, &url, &[("reply", "no")]).await;
    assert_eq!(going(&world).await, (vec![2, 0], 2));
    let two = [("reply", "yes"), ("form", "yes"), ("part", "2"), ("guests", "2"), ("names", "Tom")];
    says(&mut early, &url, &two).await;
    assert_eq!(going(&world).await, (vec![2, 3], 5));
    ida.post(&answer, &[("reply", "yes"), ("form", "yes"), ("guests", "2")])
        .await
        .is(422)
        .has("You can bring one along at most");
    says(&mut ida, &url, &[("reply", "yes"), ("form", "yes"), ("guests", "1")]).await;
    assert_eq!(going(&world).await, (vec![3, 3], 6));
    // A maybe has no part, and a host is asked like everybody else.
    says(&mut early, &url, &[("reply", "maybe")]).await;
    assert_eq!(going(&world).await, (vec![3, 0], 3));
    says(&mut host, &url, &[("reply", "no")]).await;
    assert_eq!(host.post(&answer, &[("reply", "yes")]).await.is(303).leads_to(), answer);
    comes(&mut host, &url, "2").await;
    // What is there is changed, but not below those who come.
    host.post(&parts, &[("part-1", "Hall"), ("places-1", "1")]).await.is(422).has("2 people are coming already");
    host.post(&parts, &[("part-1", "")]).await.is(422).has("Give this part a name.");
    host.post(&parts, &[("part-1", "Hall"), ("places-1", "2"), ("part-3", "Garden")]).await.is(303);
    world.stranger().get(&url).await.has("Hall").has("Garden").has("2 of 2 places taken").has("full");
    assert_eq!(world.count("SELECT parts FROM gathering").await, 3);
});

both!(each_part_has_a_queue_of_its_own, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "5")]).await;
    cut(&mut host, &url, &[("On site", "2"), ("Online", "2")]).await;
    let mut people = Vec::new();
    for name in ["One", "Two", "Three", "Four", "Five"] {
        people.push(world.person(name).await);
    }
    let [one, two, three, four, five] = &mut people[..] else { panic!("five") };
    comes(one, &url, "1").await;
    comes(two, &url, "1").await;
    comes(three, &url, "1").await;
    // The first part is full, the second is not: who wants that one passes nobody.
    three
        .get(&url)
        .await
        .has("There is no place left in this part.")
        .has("You are 2nd on the waiting list.")
        .has("2 are waiting in all");
    comes(four, &url, "2").await;
    four.get(&url).await.lacks("on the waiting list").has("You are in: Online");
    host.get(&format!("{url}/answers")).await.has("2 of 2 places taken · 2 are waiting").has("1 of 2 places taken");
    five.get(&format!("{url}/answer")).await.has("Full. You would wait for a place.").has("One place left");
    comes(five, &url, "2").await;
    assert_eq!(going(&world).await, (vec![2, 2], 4));
    five.get(&url).await.lacks("on the waiting list");
    // The whole has one place left, but neither part has: all are full to those who come now.
    let mut six = world.person("Six").await;
    six.get(&url).await.has("Join the waiting list");
    comes(&mut six, &url, "2").await;
    six.get(&url).await.has("You are 1st on the waiting list.").has("Nobody else is waiting");
    // A place in a part is for those who wait for that part, whoever came first for the other.
    says(five, &url, &[("reply", "no")]).await;
    assert_eq!(letters(&world).await, [("six@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(queue(&world, 1).await, [two.person(), three.person()]);
    says(one, &url, &[("reply", "none")]).await;
    assert_eq!(letters(&world).await, [("two@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(going(&world).await, (vec![2, 2], 4));
    // More places: first of all for those who wait, as far as the whole has room.
    comes(five, &url, "2").await;
    comes(one, &url, "1").await;
    let parts = format!("{url}/parts");
    host.post(&parts, &[("places-1", "4"), ("places-2", "4")]).await.is(303);
    assert_eq!(letters(&world).await, [("three@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(
        (going(&world).await, queue(&world, 2).await, queue(&world, 1).await),
        ((vec![3, 2], 5), vec![five.person()], vec![one.person()])
    );
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "")])).await.is(303);
    assert_eq!(letters(&world).await.len(), 2);
    assert_eq!(going(&world).await, (vec![4, 3], 7));
});

both!(one_changes_the_part_without_losing_the_place, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "4"), ("hold_hours", "24")]).await;
    cut(&mut host, &url, &[("On site", "2"), ("Online", "2")]).await;
    let mut people = Vec::new();
    for name in ["One", "Two", "Three", "Four"] {
        people.push(world.person(name).await);
    }
    let [one, two, three, four] = &mut people[..] else { panic!("four") };
    let answer = format!("{url}/answer");
    comes(one, &url, "1").await;
    comes(two, &url, "2").await;
    // The whole is not full: a place there is taken before the other is given up.
    comes(one, &url, "2").await;
    assert_eq!(going(&world).await, (vec![1, 2], 3));
    comes(three, &url, "1").await;
    assert_eq!(going(&world).await, (vec![2, 2], 4));
    // Now both are full. Nobody gives up what they have without being asked.
    let moves = [("reply", "yes"), ("form", "yes"), ("part", "1")];
    one.post(&answer, &moves).await.is(422).has("aren’t enough places left").has("Give up my place");
    assert_eq!(going(&world).await, (vec![2, 2], 4));
    one.get(&answer).await.has("Your place is here.").lacks("Give up my place");
    comes(four, &url, "2").await;
    says(one, &url, &[&moves[..], &[("wait", "yes")]].concat()).await;
    one.get(&url).await.has("You are 1st on the waiting list.");
    // The place went on at once, and is held.
    assert_eq!(letters(&world).await, [("four@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(going(&world).await, (vec![2, 2], 4));
    // Nobody confirms: nobody waits for that part.
    world.later(25 * HOUR);
    assert_eq!(letters(&world).await, [("four@example.org".into(), "Your place went on: Tea for eight".into())]);
    assert_eq!((going(&world).await, queue(&world, 1).await), ((vec![2, 1], 3), vec![one.person()]));
    // Who waits and finds another part with room has a place at once.
    comes(one, &url, "2").await;
    assert_eq!((going(&world).await, queue(&world, 1).await.len()), ((vec![2, 2], 4), 0));
    // Who waits for another part than before goes to its end.
    comes(four, &url, "1").await;
    let mut five = world.person("Five").await;
    comes(&mut five, &url, "2").await;
    comes(four, &url, "2").await;
    assert_eq!(queue(&world, 2).await, [five.person(), four.person()]);
    four.get(&url).await.has("You are 2nd on the waiting list.");
    // Saying yes again, or something else about it, changes no part.
    says(one, &url, &[("reply", "yes")]).await;
    assert_eq!((going(&world).await, queue(&world, 2).await.len()), ((vec![2, 2], 4), 2));
});

async fn all_come(app: &App, asks: &[Ask], id: GatheringId, part: impl Fn(usize) -> i64) -> Vec<Result<Reply>> {
    let tasks: Vec<_> = asks
        .iter()
        .enumerate()
        .map(|(at, ask)| {
            let (app, ask, part) = (app.clone(), ask.clone(), part(at).to_string());
            tokio::spawn(async move {
                let fields = Fields::default().with("part", part);
                app.act(&ask, move |act| gatherings::answer_with(act, id, Reply::Yes, None, Some(&fields))).await
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

both!(a_thousand_at_once_for_parts_of_twenty_and_thirty, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "48")]).await;
    cut(&mut host, &url, &[("On site", "20"), ("Online", "30")]).await;
    says(&mut host, &url, &[("reply", "no")]).await;
    let asks = crowd(&world, 1_000).await;
    let outcomes = all_come(&world.app, &asks, id(&url), |at| if at % 3 == 0 { 1 } else { 2 }).await;
    let failed = outcomes.iter().find(|outcome| outcome.is_err());
    assert!(failed.is_none(), "{failed:?}");
    let (parts, whole) = going(&world).await;
    assert_eq!(whole, 48);
    assert!(parts[0] <= 20 && parts[1] <= 30, "{parts:?}");
    let yes = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Reply::Yes))).count();
    assert_eq!(yes, 48);
    // Each has a place of their own in the one order, without a gap.
    assert_eq!(world.count("SELECT COUNT(DISTINCT ticket) FROM answer WHERE reply = 'waiting'").await, 952);
    assert_eq!(world.count("SELECT MAX(ticket) FROM answer").await, 952);
    let before = (queue(&world, 1).await, queue(&world, 2).await);
    assert_eq!(before.0.len() + before.1.len(), 952);
    // Some change their minds, and others their part, all at once.
    let there: Vec<Ask> = asks
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| matches!(outcome, Ok(Reply::Yes)))
        .map(|(ask, _)| ask.clone())
        .collect();
    let (go, stay) = there.split_at(20);
    let leaving = crate::gatherings::all_say(&world.app, go, id(&url), Reply::No);
    let (left, moved) = tokio::join!(leaving, all_come(&world.app, stay, id(&url), |at| 1 + at as i64 % 2));
    assert!(left.iter().all(Result::is_ok));
    let full = |outcome: &Result<Reply>| matches!(outcome, Ok(Reply::Yes) | Err(Error::Invalid(_)));
    assert!(moved.iter().all(full), "{moved:?}");
    let (parts, whole) = going(&world).await;
    assert!(whole <= 48 && parts[0] <= 20 && parts[1] <= 30, "{parts:?}");
    // In each part those came in who were the next, and nobody waits who would fit.
    let after = (queue(&world, 1).await, queue(&world, 2).await);
    assert!(before.0.ends_with(&after.0) && before.1.ends_with(&after.1));
    assert!(whole == 48 || (parts[0] == 20 && parts[1] == 30), "{parts:?} {whole}");
});

both!(parts_are_taken_away_with_a_choice_where_people_go, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "9")]).await;
    cut(&mut host, &url, &[("Hall", "2"), ("Online", "1"), ("Garden", "")]).await;
    let mut people = Vec::new();
    for name in ["One", "Two", "Three", "Four"] {
        people.push(world.person(name).await);
    }
    let [one, two, three, four] = &mut people[..] else { panic!("four") };
    comes(one, &url, "1").await;
    comes(two, &url, "1").await;
    comes(three, &url, "2").await;
    comes(four, &url, "1").await;
    let remove = |number: i64| format!("{url}/parts/{number}/remove");
    one.get(&remove(1)).await.is(403);
    one.post(&remove(1), &[]).await.is(403);
    host.get(&remove(4)).await.is(404);
    // Nobody is in the third: it goes without a word, and comes back.
    host.get(&remove(3)).await.is(200).lacks("Where do those go");
    host.post(&remove(3), &[]).await.is(303);
    assert_eq!(world.count("SELECT parts FROM gathering").await, 2);
    host.post(&format!("{url}/parts"), &[("part-3", "Garden"), ("places-3", "3")]).await.is(303);
    // Two come to the first, and two wait: where do they go?
    host.get(&remove(1)).await.has("2 are waiting").has("Where do those go").has("3 places left").lacks("no parts");
    host.post(&remove(1), &[]).await.is(422).has("Choose where they go.");
    host.post(&remove(1), &[("to", "1")]).await.is(422).has("Choose where they go.");
    host.post(&remove(1), &[("to", "2")]).await.is(422).has("There are 0 places left in this part.");
    host.post(&remove(1), &[("to", "3")]).await.is(303);
    // One more has room there, and is told.
    assert_eq!(letters(&world).await, [("two@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!((going(&world).await, queue(&world, 3).await), ((vec![1, 3], 4), vec![four.person()]));
    four.get(&url).await.has("You are 1st on the waiting list.");
    // Of two none is left: everybody keeps their place, and the whole has room for all who wait.
    host.get(&remove(2)).await.has("no parts any more").lacks("Where do those go");
    host.post(&remove(2), &[]).await.is(303);
    assert_eq!(letters(&world).await, [("four@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(going(&world).await, (vec![], 5));
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE part IS NOT NULL").await, 0);
    four.get(&url).await.lacks("In parts").lacks("You are in:");
    says(three, &url, &[("reply", "no")]).await;
    says(three, &url, &[("reply", "yes")]).await;
    assert_eq!(going(&world).await, (vec![], 5));
    // What is over is cut no more.
    world.later(30 * DAY);
    world.mail().await;
    host.post(&format!("{url}/parts"), &[("part-1", "a"), ("part-2", "b")]).await.is(409);
    host.get(&format!("{url}/parts")).await.is(200).lacks("What is part");
});

both!(guests_choose_a_part_and_wait_in_the_same_queue, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "9")]).await;
    cut(&mut host, &url, &[("Hall", "2"), ("Online", "1")]).await;
    let mut ida = world.person("Ida").await;
    comes(&mut ida, &url, "1").await;
    let mut links = Vec::new();
    for (name, email) in [("Tom", "tom@example.net"), ("Una", "una@example.net")] {
        world.stranger().post(&format!("{url}/guest"), &[("name", name), ("email", email)]).await.is(303);
        let text = world.mail().await.pop().unwrap().text;
        let (_, rest) = text.split_once("http://localhost:8080/guest/").unwrap();
        links.push(format!("/guest/{}", rest.split_whitespace().next().unwrap()));
    }
    let mut stranger = world.stranger();
    let (tom, una) = (&links[0], &links[1]);
    stranger.get(tom).await.is(200).has("Which part?").has("Full. You would wait");
    stranger.post(tom, &[("reply", "yes"), ("form", "yes")]).await.is(422).has("Choose one of the parts.");
    assert_eq!(world.count("SELECT COUNT(*) FROM guest").await, 0);
    stranger.post(tom, &[("reply", "yes"), ("form", "yes"), ("part", "1")]).await.is(303);
    let mut jon = world.person("Jon").await;
    comes(&mut jon, &url, "1").await;
    stranger.post(una, &[("reply", "yes"), ("form", "yes"), ("part", "2")]).await.is(303);
    assert_eq!(going(&world).await, (vec![2, 1], 3));
    stranger.get(tom).await.has("You are 1st on the waiting list.").has("You wait for this one.");
    jon.get(&url).await.has("You are 2nd on the waiting list.");
    host.get(&format!("{url}/answers")).await.has("Guest: Tom").has("Online");
    world.mail().await;
    // The other part does not help him; this one does.
    stranger.post(una, &[("reply", "no")]).await.is(303);
    assert!(letters(&world).await.is_empty());
    says(&mut ida, &url, &[("reply", "no")]).await;
    assert_eq!(letters(&world).await, [("tom@example.net".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(going(&world).await, (vec![2, 0], 2));
    // He moves, and Jon has room.
    stranger.post(tom, &[("reply", "yes"), ("form", "yes"), ("part", "2")]).await.is(303);
    assert_eq!(going(&world).await, (vec![2, 1], 3));
    world.mail().await;
    stranger.get(tom).await.has("Your place is here.");
    // He joins, and takes his part along.
    stranger.post(&format!("{tom}/forget"), &[]).await.is(303);
    assert_eq!(going(&world).await, (vec![2, 0], 2));
    world.mail().await;
});

both!(parts_are_told_to_hosts_programs_and_those_who_take_their_data_along, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "9"), ("plus", "1")]).await;
    let mut ida = world.person("Ida").await;
    let mut program = Program::of(&mut host, ALL).await;
    let path = format!("/api/v1/gatherings/{}", id(&url));
    let none = program.get(&format!("{path}/parts")).await.is(200).json();
    assert_eq!(none["items"], json!([]));
    program.patch(&format!("{path}/parts"), &json!({ "part-1": "Hall" })).await.is(422);
    let made = json!({ "part-1": "Hall", "places-1": 3, "part-2": "Online", "places-2": null });
    let said = program.patch(&format!("{path}/parts"), &made).await.is(200).json();
    let hall = json!({ "number": 1, "name": "Hall", "capacity": 3, "going": 1, "left": 2 });
    let online = json!({ "number": 2, "name": "Online", "capacity": null, "going": 0, "left": 8 });
    assert_eq!(said["items"], json!([hall, online]));
    let mut ida_program = Program::of(&mut ida, ALL).await;
    ida_program.patch(&format!("{path}/parts"), &made).await.is(403);
    ida_program.put(&format!("{path}/answer"), &json!({ "reply": "yes" })).await.is(422);
    let put = json!({ "reply": "yes", "part": 1, "guests": 1 });
    let put = ida_program.put(&format!("{path}/answer"), &put).await.is(200).json();
    assert_eq!((&put["reply"], &put["part"]), (&json!("yes"), &json!(1)));
    let seen = ida_program.get(&path).await.is(200).json();
    assert_eq!((&seen["left"], &seen["parts"][0]["left"], &seen["answer"]["part"]), (&json!(6), &json!(0), &json!(1)));
    let listed = program.get(&format!("{path}/answers")).await.is(200).json();
    assert!(listed["items"].as_array().unwrap().iter().all(|one| one["part"] == json!(1)), "{listed}");
    // What strangers see of it are numbers.
    let open = world.stranger().get(&format!("{path}/parts")).await.is(200).json();
    assert_eq!(open["items"][0]["going"], json!(3));
    let table = host.get(&format!("{url}/answers.csv")).await.is(200).body;
    assert!(table.lines().next().unwrap().contains("Part") && table.contains("Hall"), "{table}");
    // At the door.
    world.later(7 * DAY + 6 * HOUR);
    world.mail().await;
    host.get(&format!("{url}/door")).await.is(200).has("Hall").has("0 of 3");
    let arrival =
        json!({ "arrivals": [{ "id": "abcdefgh", "handle": "ida", "at": world.app.shared.clock.now().ms() }] });
    program.post(&format!("{path}/arrivals"), &arrival).await.is(200);
    let door = program.get(&format!("{path}/door")).await.is(200).json();
    assert_eq!(door["parts"][0], json!({ "name": "Hall", "going": 3, "inside": 2 }), "{door}");
    let row = door["guests"].as_array().unwrap().iter().find(|guest| guest["handle"] == "ida").unwrap();
    assert_eq!(row["part"], "Hall");
    host.get(&format!("{url}/door")).await.has("2 of 3");
    // What people take along says it, and whoever leaves frees their part.
    let (person, hosts) = (ida.person(), host.person());
    let taken = world.app.look(&Ask::system(), move |look| gatherings::export(look, person)).await.unwrap();
    assert_eq!(taken["answers"][0]["part"], "Hall");
    let taken = world.app.look(&Ask::system(), move |look| gatherings::export(look, hosts)).await.unwrap();
    assert_eq!(taken["hosted"][0]["parts"][0], json!({ "name": "Hall", "capacity": 3, "going": 3 }));
    ida.post("/you/delete", &[("handle", "ida")]).await.is(303);
    assert_eq!(going(&world).await, (vec![1, 0], 1));
    world.mail().await;
});

both!(what_one_may_not_see_has_no_parts, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [("name", "Weavers"), ("handle", "weavers"), ("access", "private"), ("town", "Vienna, AT")];
    host.post("/c/new", &fields).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", &number)]).await;
    cut(&mut host, &url, &[("Secret hall", "3"), ("Online", "")]).await;
    let path = format!("/api/v1/gatherings/{}/parts", id(&url));
    let mut ida = world.person("Ida").await;
    let mut program = Program::of(&mut ida, ALL).await;
    program.get(&path).await.is(404);
    world.stranger().get(&path).await.is(404);
    ida.get(&format!("{url}/parts")).await.is(404);
    ida.post(&format!("{url}/parts/1/remove"), &[]).await.is(404);
    ida.get(&url).await.is(404).lacks("Secret hall");
});

both!(each_next_date_of_a_series_is_cut_as_the_one_before, |world| {
    let mut host = world.person("Hanna").await;
    let rule = "RRULE:FREQ=WEEKLY";
    crate::series::published(&mut host, rule, &[("capacity", "9")]).await;
    world.mail().await;
    let on = |at: i64| {
        let day = "SELECT gathering FROM series_occurrence ORDER BY day LIMIT 1 OFFSET $1";
        world.act(move |act| act.one::<(GatheringId,)>(day, params![at]))
    };
    let (first, second, third) = (on(0).await.unwrap().0, on(1).await.unwrap().0, on(2).await.unwrap().0);
    // The third has two who come already, which is too many for the first part.
    let mut jon = world.person("Jon").await;
    says(&mut jon, &format!("/g/{third}"), &[("reply", "yes")]).await;
    let parts = format!("/g/{second}/parts");
    host.get(&parts).await.has("The same for the 24 dates of the series after it");
    let all = [("part-1", "Wool"), ("places-1", "1"), ("part-2", "Wood"), ("later", "yes")];
    host.post(&parts, &all).await.is(303);
    host.get(&format!("/g/{first}")).await.lacks("Wool");
    host.get(&format!("/g/{third}")).await.lacks("Wool");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering WHERE parts = 2").await, 24);
    host.post(&parts, &[("places-1", "4"), ("later", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_part WHERE number = 1 AND capacity = 4").await, 25);
    host.post(&format!("/g/{third}/parts"), &[("part-1", "Yarn")]).await.is(303);
    let (last,) = on(25).await.unwrap();
    let before = world.count("SELECT COUNT(*) FROM series_occurrence").await;
    world.later(30 * DAY);
    world.act(|act| visavis::series::due(act, 200)).await.unwrap();
    world.mail().await;
    assert!(world.count("SELECT COUNT(*) FROM series_occurrence").await > before);
    let (id, parts, going): (GatheringId, i64, i64) = world
        .act(|act| {
            act.one(
                "SELECT g.id, g.parts, p.going FROM series_occurrence o JOIN gathering g ON g.id = o.gathering
                     JOIN gathering_part p ON p.gathering = g.id AND p.number = 1
                 ORDER BY o.day DESC LIMIT 1",
                &[],
            )
        })
        .await
        .unwrap();
    assert!(id != last);
    assert_eq!((parts, going), (2, 1), "the host comes to the first");
    let mut ida = world.person("Ida").await;
    comes(&mut ida, &format!("/g/{id}"), "1").await;
    ida.get(&format!("/g/{id}")).await.has("You are in: Wool");
});
