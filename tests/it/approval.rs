//! A host who says who comes: asking, deciding, undoing, the order; and a place that only those learn who come.

use serde_json::{Value, json};
use visavis::{
    gatherings::{self, Reply},
    http::Ask,
    outside::Letter,
    params,
};

use crate::{
    api::{ALL, Program},
    gatherings::{all_say, crowd, id, published, tea},
    world::{Browser, World},
};

const HIDDEN: [(&str, &str); 3] = [("approval", "hidden"), ("venue", "Kupferkessel"), ("address", "Geheimgasse 7")];

async fn says(browser: &mut Browser, url: &str, reply: &str) {
    browser.post(&format!("{url}/answer"), &[("reply", reply)]).await.is(303);
}

async fn letters(world: &World) -> Vec<(String, String)> {
    let mut sent: Vec<_> = world.mail().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    sent.sort();
    sent
}

/// The path of the link in a letter to a guest.
fn link(letter: &Letter) -> String {
    let (_, rest) = letter.text.split_once("http://localhost:8080/guest/").unwrap_or_else(|| panic!("{}", letter.text));
    format!("/guest/{}", rest.split_whitespace().next().unwrap())
}

async fn guest(world: &World, url: &str, name: &str, email: &str) -> String {
    world.stranger().post(&format!("{url}/guest"), &[("name", name), ("email", email)]).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    assert!(!letter.text.contains("Kupferkessel"), "{}", letter.text);
    link(&letter)
}

/// What a person takes along of gatherings.
async fn exported(world: &World, browser: &Browser) -> Value {
    let person = browser.person();
    world.app.look(&Ask::system(), move |look| gatherings::export(look, person)).await.unwrap()
}

async fn replies(world: &World, reply: &'static str) -> i64 {
    world
        .app
        .look(&Ask::system(), move |look| {
            let (count,): (i64,) = look.one("SELECT COUNT(*) FROM answer WHERE reply = $1", params![reply])?;
            Ok(count)
        })
        .await
        .unwrap()
}

both!(a_yes_is_asked_for_and_takes_no_place_before, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("approval", "open"), ("capacity", "3")]).await;
    host.get(&format!("{url}/edit")).await.is(200).has("<option value=\"open\" selected");
    host.post("/g/new", &tea(&[("approval", "perhaps")])).await.is(422).has("id=\"field-approval\"");
    let (mut ida, mut jon, mut kim) = (world.person("Ida").await, world.person("Jon").await, world.person("Kim").await);
    world.stranger().get(&url).await.has("Ask to come");
    ida.get(&url).await.has("Ask to come").has("The host says who comes").lacks("I’m coming");
    for one in [&mut ida, &mut jon, &mut kim] {
        says(one, &url, "yes").await;
        says(one, &url, "yes").await;
    }
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    ida.get(&url).await.has("You have asked to come.").has("Until then you hold no place").lacks("Ask to come");
    ida.get("/").await.has("Asked to come");
    host.get("/notices").await.has("Ida asks to come to Tea for eight").has(&format!("{url}/requests"));
    host.get(&url).await.has("3 people are waiting for your answer.");
    // Only those decide who run it.
    let page = format!("{url}/requests");
    ida.get(&page).await.is(403);
    let of = |browser: &Browser| browser.person().to_string();
    ida.post(&page, &[("approve", &of(&ida))]).await.is(403);
    world.stranger().get(&page).await.is(303);
    host.post(&page, &[("decision", "approve")]).await.is(422).has("Choose at least one person.");
    host.post(&page, &[("who", &of(&ida))]).await.is(422).has("Say whether they come or not.");
    let listed = host.get(&page).await.is(200).body;
    let at = |name: &str| listed.find(&format!(">{name}</a>")).unwrap();
    assert!(at("Ida") < at("Jon") && at("Jon") < at("Kim"));
    letters(&world).await;
    // One tap, and several at once, with a word to them.
    host.post(&page, &[("approve", &of(&jon)), ("words", "Bring *cake*")]).await.is(303);
    jon.get(&url).await.has("From the host: Bring *cake*").has("Take my answer back");
    assert_eq!(letters(&world).await, [("jon@example.org".into(), "You’re in: Tea for eight".into())]);
    jon.get("/notices").await.has("You’re in: Tea for eight");
    host.post(&page, &[("decision", "decline"), ("who", &of(&ida)), ("who", &of(&kim)), ("words", "Full house")])
        .await
        .is(303);
    assert_eq!(letters(&world).await.len(), 2);
    ida.get(&url)
        .await
        .has("The host can’t take you along this time.")
        .has("From the host: Full house")
        .lacks("Ask to come");
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(409);
    // A refusal can be undone, also after the one who asked took their answer back; and is not got around by that.
    says(&mut kim, &url, "none").await;
    kim.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(409);
    host.get(&page).await.has("You wrote: Full house").has("Open again");
    host.post(&page, &[("undo", &of(&ida))]).await.is(303);
    host.post(&page, &[("undo", &of(&kim))]).await.is(303);
    ida.get(&url).await.has("You have asked to come.").lacks("Full house");
    says(&mut kim, &url, "yes").await;
    // Deciding twice, or of one who no longer asks, does nothing.
    host.post(&page, &[("decision", "approve"), ("who", &of(&ida)), ("who", &of(&jon))]).await.is(303);
    host.post(&page, &[("approve", &of(&ida))]).await.is(303);
    says(&mut kim, &url, "no").await;
    host.post(&page, &[("approve", &of(&kim))]).await.is(303);
    assert_eq!(world.count("SELECT going FROM gathering").await, 3);
    assert_eq!((replies(&world, "yes").await, replies(&world, "asked").await, replies(&world, "no").await), (3, 0, 1));
    // Who was let in and changes their mind twice need not ask again; who is full waits as ever.
    says(&mut jon, &url, "no").await;
    says(&mut jon, &url, "yes").await;
    assert_eq!(replies(&world, "yes").await, 3);
    world.mail().await;
});

both!(whoever_asked_first_is_first_in_the_queue, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("approval", "hidden"), ("capacity", "2"), ("plus", "1")]).await;
    let page = format!("{url}/requests");
    let mut people = Vec::new();
    for name in ["One", "Two", "Three", "Four"] {
        let mut one = world.person(name).await;
        says(&mut one, &url, "yes").await;
        people.push(one);
    }
    let of = |browser: &Browser| browser.person().to_string();
    // Let in in another order than they asked: the place is the first one's who is let in, the queue is by asking.
    for at in [3, 2, 0, 1] {
        host.post(&page, &[("approve", &of(&people[at]))]).await.is(303);
    }
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    people[0].get(&url).await.has("You are 1st on the waiting list.");
    people[1].get(&url).await.has("You are 2nd on the waiting list.");
    people[2].get(&url).await.has("You are 3rd on the waiting list.");
    world.mail().await;
    says(&mut people[3], &url, "no").await;
    assert_eq!(letters(&world).await, [("one@example.org".into(), "A place for you: Tea for eight".into())]);
    // Who asks for more asks last.
    let mut five = world.person("Five").await;
    let mut six = world.person("Six").await;
    says(&mut five, &url, "yes").await;
    says(&mut six, &url, "yes").await;
    five.post(&format!("{url}/answer"), &[("reply", "yes"), ("guests", "1")]).await.is(303);
    let listed = host.get(&page).await.is(200).has("brings one along").body;
    assert!(listed.find(">Six</a>").unwrap() < listed.find(">Five</a>").unwrap());
    // Once the host no longer says who comes, all who asked do, in their order.
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "3"), ("plus", "1")])).await.is(303);
    assert_eq!(replies(&world, "asked").await, 0);
    assert_eq!(world.count("SELECT going FROM gathering").await, 3);
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE ticket IS NOT NULL").await, 3);
    world.mail().await;
});

both!(many_are_let_in_at_once_for_few_places, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("approval", "hidden"), ("capacity", "10")]).await;
    let asks = crowd(&world, 40).await;
    let outcomes = all_say(&world.app, &asks, id(&url), Reply::Yes).await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(Reply::Asked))));
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    let listed =
        Program::of(&mut host, ALL).await.get(&format!("/api/v1/gatherings/{}/requests", id(&url))).await.json();
    let who: Vec<String> =
        listed["items"].as_array().unwrap().iter().map(|item| item["who"].as_str().unwrap().to_owned()).collect();
    let fields: Vec<(&str, &str)> =
        [("decision", "approve")].into_iter().chain(who.iter().map(|who| ("who", who.as_str()))).collect();
    host.post(&format!("{url}/requests"), &fields).await.is(303);
    assert_eq!(world.count("SELECT going FROM gathering").await, 10);
    let (yes, waiting) = (replies(&world, "yes").await, replies(&world, "waiting").await);
    assert_eq!((yes, waiting), (10, 31));
    // Those with a place asked before all who wait.
    let early = "SELECT COUNT(*) FROM approval q JOIN answer a ON a.person = q.comer
                 WHERE a.reply = 'yes' AND q.ticket > (SELECT MIN(w.ticket) FROM answer w)";
    assert_eq!(world.count(early).await, 0);
    world.mail().await;
});

both!(guests_ask_like_members, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &HIDDEN).await;
    let page = format!("{url}/requests");
    let tom = guest(&world, &url, "Tom", "tom@example.net").await;
    world.stranger().get(&tom).await.is(200).has("Ask to come").lacks("Kupferkessel").lacks("Geheimgasse");
    world.stranger().post(&tom, &[("reply", "yes")]).await.is(303);
    let asked = world.mail().await.pop().unwrap();
    assert_eq!(asked.subject, "You asked to come: Tea for eight");
    assert!(!asked.text.contains("Kupferkessel") && !asked.text.contains("Geheimgasse"), "{}", asked.text);
    world.stranger().get(&tom).await.has("You have asked to come.").lacks("Kupferkessel");
    world.stranger().get(&format!("{tom}/calendar.ics")).await.is(200).lacks("Kupferkessel").lacks("Geheimgasse");
    host.get("/notices").await.has("A guest asks to come to Tea for eight");
    let listed = host.get(&page).await.is(200).has("Guest: Tom").body;
    let who = listed.split("name=\"approve\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    host.post(&page, &[("decline", &who), ("words", "No room")]).await.is(303);
    assert_eq!(world.mail().await.pop().unwrap().subject, "Not this time: Tea for eight");
    world.stranger().get(&tom).await.has("From the host: No room").lacks("Ask to come");
    world.stranger().post(&tom, &[("reply", "yes")]).await.is(409);
    host.post(&page, &[("undo", &who)]).await.is(303);
    host.post(&page, &[("approve", &who)]).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    assert_eq!(letter.subject, "You’re in: Tea for eight");
    assert!(letter.text.contains("Kupferkessel, Geheimgasse 7"), "{}", letter.text);
    let invite = letter.invite.as_ref().unwrap();
    assert!(invite.text.contains("Kupferkessel"), "{}", invite.text);
    world.stranger().get(&tom).await.has("Kupferkessel");
    world.stranger().get(&format!("{tom}/calendar.ics")).await.is(200).has("Kupferkessel");
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    // They take it over when they have an account, with what the host said.
    world.stranger().post(&format!("{tom}/forget"), &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM approval").await, 0);
});

/// All that could tell of a gathering, for one who is signed in or not.
fn tellers(url: &str) -> Vec<String> {
    let api = format!("/api/v1/gatherings/{}", id(url));
    let of_it = [
        "",
        "/calendar.ics",
        "/embed",
        "/poster",
        "/share",
        "/answer",
        "/guest",
        "/say/yes",
        "/going",
        "/whom",
        "/entry",
    ];
    let mut paths: Vec<String> = of_it.iter().map(|end| format!("{url}{end}")).collect();
    paths.extend(
        [
            "/",
            "/find",
            "/find?q=tea&town=Munich%2C+Bayern%2C+DE",
            "/find?view=map",
            "/find?view=calendar",
            "/find/calendar.ics",
            "/find/feed.atom",
            "/c/potters",
            "/c/potters/calendar.ics",
            "/c/potters/feed.atom",
            "/c/potters/embed",
            "/@hanna",
            "/notices",
            "/api/v1/gatherings",
            "/api/v1/me/gatherings",
            "/api/v1/communities/potters/gatherings",
            "/sitemap.xml",
        ]
        .map(ToOwned::to_owned),
    );
    paths.push(format!("/oembed?url=http://localhost:8080{url}"));
    paths.extend(["", "/going", "/posts"].map(|end| format!("{api}{end}")));
    paths
}

/// What of it tells the exact place.
async fn telling(browser: &mut Browser, url: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in tellers(url) {
        let body = browser.get(&path).await.body;
        // Lines of calendars are folded.
        let body = body.replace("\r\n ", "");
        if ["Kupferkessel", "Geheimgasse"].iter().any(|word| body.contains(word)) {
            found.push(path);
        }
    }
    found
}

both!(a_hidden_place_is_told_nowhere_but_to_those_who_come, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [("name", "Potters"), ("handle", "potters"), ("access", "open"), ("town", "Munich, Bayern, DE")];
    host.post("/c/new", &fields).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[&HIDDEN[..], &[("community", &number), ("capacity", "3")]].concat()).await;
    let (mut asked, mut maybe, mut declined, mut waits, mut comes, mut helps) = (
        world.person("Asta").await,
        world.person("Mia").await,
        world.person("Dora").await,
        world.person("Willa").await,
        world.person("Cora").await,
        world.person("Hella").await,
    );
    for one in [&mut asked, &mut declined, &mut comes, &mut waits] {
        says(one, &url, "yes").await;
    }
    says(&mut maybe, &url, "maybe").await;
    let page = format!("{url}/requests");
    let of = |browser: &Browser| browser.person().to_string();
    host.post(&page, &[("approve", &of(&comes))]).await.is(303);
    host.post(&page, &[("decline", &of(&declined))]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[&HIDDEN[..], &[("capacity", "2")]].concat())).await.is(303);
    host.post(&page, &[("approve", &of(&waits))]).await.is(303);
    helps.post("/c/potters/join", &[("rules", "yes")]).await.is(303);
    host.post(&format!("{url}/crew"), &[("handle", "hella"), ("role", "steward")]).await.is(303);
    for letter in world.mail().await {
        assert_eq!(
            letter.text.contains("Geheimgasse"),
            letter.to == "cora@example.org",
            "{}: {}",
            letter.to,
            letter.text
        );
        let invite = letter.invite.map(|invite| invite.text).unwrap_or_default();
        assert!(letter.to == "cora@example.org" || !invite.contains("Kupferkessel"), "{invite}");
    }
    let nothing: Vec<String> = Vec::new();
    for (who, browser) in [
        ("stranger", &mut world.stranger()),
        ("asked", &mut asked),
        ("maybe", &mut maybe),
        ("declined", &mut declined),
        ("waits", &mut waits),
        ("named", &mut helps),
    ] {
        assert_eq!(telling(browser, &url).await, nothing, "{who}");
        if who != "stranger" {
            assert!(!exported(&world, browser).await.to_string().contains("Kupferkessel"), "{who}");
        }
        if who != "stranger" {
            let mut program = Program::of(browser, ALL).await;
            for path in tellers(&url).iter().filter(|path| path.starts_with("/api")) {
                let said = program.get(path).await.body;
                assert!(!said.contains("Kupferkessel") && !said.contains("Geheimgasse"), "{who} {path}: {said}");
            }
        }
    }
    asked.get(&url).await.is(200).has("The exact place is for those who come.").has("Munich");
    // The preview follows from its words: with the place in it, it would be another one.
    let preview = |reply: &crate::world::Reply| reply.headers["etag"].clone();
    let hidden = preview(&world.stranger().get(&format!("{url}/preview.png")).await.is(200));
    // Nobody finds it by the venue's words, nor on the venue's page; and no page of the venue is led to.
    asked.get("/find?q=kupferkessel").await.is(200).lacks("Tea for eight");
    comes.get("/find?q=kupferkessel").await.is(200).lacks("Tea for eight");
    asked.get("/find?q=tea").await.is(200).has("Tea for eight");
    let place = world.count("SELECT place FROM gathering").await;
    for browser in [&mut asked, &mut comes, &mut host] {
        browser.get(&format!("/v/{place}/Kupferkessel")).await.is(404);
        browser.get(&format!("/api/v1/venues/{place}/Kupferkessel")).await.is(404);
    }
    comes.get(&url).await.lacks("/v/");
    // Those who come, and those who run it or said that they help, learn it.
    helps.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    for browser in [&mut comes, &mut host, &mut helps] {
        browser.get(&url).await.is(200).has("Kupferkessel").has("Geheimgasse 7");
        browser.get(&format!("{url}/calendar.ics")).await.is(200).has("LOCATION:Kupferkessel\\, Geheimgasse 7");
        browser.get("/c/potters").await.has("Kupferkessel");
        let said = Program::of(browser, ALL).await.get(&format!("/api/v1/gatherings/{}", id(&url))).await.json();
        assert_eq!((&said["venue"], &said["place_withheld"]), (&json!("Kupferkessel"), &json!(false)));
    }
    // The calendar of one's own has it as soon as one comes, and no longer than that.
    assert!(exported(&world, &comes).await.to_string().contains("Kupferkessel"));
    says(&mut comes, &url, "no").await;
    assert_eq!(telling(&mut comes, &url).await, nothing);
    waits.get(&url).await.has("Kupferkessel");
    // A move is told to all who answered, the place to those who come.
    world.mail().await;
    host.post(&format!("{url}/edit"), &tea(&[&HIDDEN[..], &[("capacity", "2"), ("start", "18:00")]].concat()))
        .await
        .is(303);
    world.later(5 * 60_000);
    let moved = world.mail().await;
    assert!(moved.iter().any(|letter| letter.to == "asta@example.org"));
    for letter in moved {
        let told = letter.text.contains("Geheimgasse")
            || letter.invite.is_some_and(|invite| invite.text.contains("Kupferkessel"));
        assert_eq!(told, letter.to == "willa@example.org", "{}", letter.to);
    }
    // Shown to all again, it is found by all.
    host.post(&format!("{url}/edit"), &tea(&[("approval", "open"), ("venue", "Kupferkessel"), ("capacity", "2")]))
        .await
        .is(303);
    asked.get("/find?q=kupferkessel").await.has("Tea for eight");
    world.stranger().get(&url).await.has("Kupferkessel");
    let shown = preview(&world.stranger().get(&format!("{url}/preview.png")).await.is(200));
    assert_ne!(hidden, shown);
    world.mail().await;
});

both!(programs_of_members_are_not_told_a_hidden_place, |world| {
    world.app.shared.web.kept().unwrap().pages.insert("https://example.org/hook".into(), (200, Vec::new()));
    let mut host = world.person("Hanna").await;
    let fields = [("name", "Potters"), ("handle", "potters"), ("access", "open"), ("town", "Munich, Bayern, DE")];
    host.post("/c/new", &fields).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let mut member = world.person("Milo").await;
    member.post("/c/potters/join", &[("rules", "yes")]).await.is(303);
    let hook = [("url", "https://example.org/hook"), ("event", "gathering.published"), ("community", &number)];
    member.post("/you/webhooks", &hook).await.is(200);
    published(&mut host, &[&HIDDEN[..], &[("community", &number)]].concat()).await;
    world.mail().await;
    let told = std::mem::take(&mut world.app.shared.web.kept().unwrap().told);
    assert_eq!(told.len(), 1);
    let body: Value = serde_json::from_str(&told[0].2).unwrap();
    assert_eq!(body["data"]["gathering"]["venue"], "");
    assert_eq!(body["data"]["gathering"]["address"], "");
    assert_eq!(body["data"]["gathering"]["town"], "Munich");
});

both!(programs_ask_and_decide, |world| {
    let mut host = world.person("Hanna").await;
    let mut ida = world.person("Ida").await;
    let mut theirs = Program::of(&mut host, ALL).await;
    let draft = json!({
        "title": "Tea", "date": "2026-12-03", "start": "19:00", "end": "22:00", "town": "Munich, Bayern, DE",
        "venue": "Kupferkessel", "address": "Geheimgasse 7", "approval": "hidden",
    });
    let made = theirs.post("/api/v1/gatherings", &draft).await.is(201).json();
    assert_eq!((&made["approval"], &made["venue"]), (&json!("hidden"), &json!("Kupferkessel")));
    let path = format!("/api/v1/gatherings/{}", made["id"].as_str().unwrap());
    let mut program = Program::of(&mut ida, ALL).await;
    let seen = program.get(&path).await.is(200).json();
    assert_eq!((&seen["venue"], &seen["address"], &seen["place_withheld"]), (&json!(""), &json!(""), &json!(true)));
    let answer = program.put(&format!("{path}/answer"), &json!({ "reply": "yes" })).await.is(200).json();
    assert_eq!(answer["reply"], "asked");
    program.get(&format!("{path}/requests")).await.is(403);
    let asked = theirs.get(&format!("{path}/requests")).await.is(200).json();
    let who = asked["items"][0]["who"].clone();
    assert_eq!(asked["items"][0]["person"]["handle"], "ida");
    theirs.post(&format!("{path}/requests"), &json!({ "decision": "approve", "who": [] })).await.is(422);
    let decided = json!({ "decision": "approve", "who": [who], "words": "Welcome" });
    program.post(&format!("{path}/requests"), &decided).await.is(403);
    assert_eq!(theirs.post(&format!("{path}/requests"), &decided).await.is(200).json()["decided"], 1);
    assert_eq!(theirs.post(&format!("{path}/requests"), &decided).await.is(200).json()["decided"], 0);
    let seen = program.get(&path).await.is(200).json();
    assert_eq!((&seen["venue"], &seen["answer"]["words"]), (&json!("Kupferkessel"), &json!("Welcome")));
    world.mail().await;
});

both!(whoever_leaves_has_asked_nothing, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &HIDDEN).await;
    let (mut ida, mut jon) = (world.person("Ida").await, world.person("Jon").await);
    says(&mut ida, &url, "yes").await;
    says(&mut jon, &url, "yes").await;
    let of = |browser: &Browser| browser.person().to_string();
    let (ida_id, jon_id) = (of(&ida), of(&jon));
    host.post(&format!("{url}/requests"), &[("decline", &jon_id), ("words", "Sorry")]).await.is(303);
    let taken = exported(&world, &jon).await;
    assert_eq!(taken["asked_to_come"][0]["words"], "Sorry");
    assert!(!taken.to_string().contains("Kupferkessel"), "{taken}");
    // One who asked must not check in, nor has an entry card.
    world.later(7 * 86_400_000 + 5 * 3_600_000);
    ida.post(&format!("{url}/check-in"), &[]).await.is(403);
    ida.get(&format!("{url}/entry")).await.is(409);
    ida.post("/@hanna/block", &[("confirm", "yes")]).await.is(303);
    host.get(&format!("{url}/requests")).await.lacks("Ida");
    assert_eq!(world.count("SELECT COUNT(*) FROM approval").await, 1, "{ida_id}");
    world.mail().await;
});

both!(a_cohost_decides_too, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &HIDDEN).await;
    let (mut cora, mut ida) = (world.person("Cora").await, world.person("Ida").await);
    host.post(&format!("{url}/crew"), &[("handle", "cora"), ("role", "cohost")]).await.is(303);
    cora.get(&format!("{url}/requests")).await.is(403);
    cora.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    says(&mut ida, &url, "yes").await;
    cora.get("/notices").await.has("Ida asks to come to Tea for eight");
    cora.get(&url).await.has("One person is waiting for your answer.").has("Kupferkessel");
    let who = ida.person().to_string();
    cora.post(&format!("{url}/requests"), &[("approve", &who)]).await.is(303);
    ida.get(&url).await.has("Kupferkessel");
    world.mail().await;
});
