//! Communities whose hosts own them: what was done, how people come in, links with limits, members to take along.

use std::io::{Cursor, Read};

use serde_json::json;
use visavis::{
    communities,
    id::CommunityId,
    jobs::{self, Job},
    journal::Happened,
    outside::Letter,
    params,
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    api::{self, Program},
    gatherings::published,
    world::{Browser, World},
};

/// A community of that access with that host, at `/c/tea`.
async fn tea(host: &mut Browser, access: &str, more: &[(&str, &str)]) {
    let fields = [&[("name", "Tea"), ("access", access)], more].concat();
    assert_eq!(host.post("/c/new", &fields).await.is(303).leads_to(), "/c/tea");
}

/// Makes a link through the page; the path it leads by.
async fn link(host: &mut Browser, fields: &[(&str, &str)]) -> String {
    let page = host.post("/c/tea/links", fields).await.is(200).has("You see it only now").has("class=\"qr\"");
    assert_eq!(page.headers["cache-control"], "no-store");
    let (_, rest) = page.body.split_once("value=\"http://localhost:8080/i/").unwrap();
    format!("/i/{}", rest.split_once('"').unwrap().0)
}

/// The path of the door that a link leads to, and the invitation in it.
async fn door(browser: &mut Browser, link: &str) -> (String, String) {
    let path = browser.get(link).await.is(303).leads_to().to_owned();
    let invite = path.split_once("?invite=").unwrap().1.to_owned();
    (path, invite)
}

both!(what_those_who_lead_did_is_for_all_of_them_to_read, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let (mut cem, mut dan) = (world.person("Cem").await, world.person("Dan").await);
    tea(&mut ada, "closed", &[]).await;
    ada.get("/c/tea/log").await.is(200).has("Nothing yet");
    for browser in [&mut bea, &mut cem, &mut dan] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    ada.post("/c/tea/members/bea/role", &[("role", "member")]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "moderator")]).await.is(303);
    bea.post("/c/tea/members/cem/role", &[("role", "member")]).await.is(303);
    bea.post("/c/tea/members/dan/role", &[("role", "none")]).await.is(303);
    bea.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    ada.post("/c/tea/removed/cem/back", &[]).await.is(303);
    let same = [("name", "Tea"), ("access", "closed")];
    ada.post("/c/tea/edit", &same).await.is(303);
    ada.post("/c/tea/edit", &[("name", "Tea"), ("access", "closed"), ("rules", "Be kind"), ("town", "Berlin, DE")])
        .await
        .is(303);
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut ada, &[("community", &number), ("title", "First flush")]).await;
    ada.post(&format!("{url}/cancel"), &[("words", "Rain")]).await.is(303);
    for browser in [&mut ada, &mut bea] {
        let page = browser.get("/c/tea/log").await.is(200).has("noindex");
        let said = [
            "Ada called off “First flush”",
            "Ada changed: town, rules",
            "Ada let Cem back in",
            "Bea took Cem out",
            "Bea declined Dan",
            "Bea let Cem in",
            "Ada changed what Bea is: Moderator",
            "Ada let Bea in",
        ];
        let mut at = 0;
        for words in said {
            let found = page.body[at..].find(words).unwrap_or_else(|| panic!("no {words:?} there in {}", page.body));
            at += found;
        }
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM community_log").await, 8, "what changes nothing is no deed");
    // For nobody else.
    cem.get("/c/tea/log").await.is(403);
    world.stranger().get("/c/tea/log").await.is(303);
    // Nobody hidden is named, and who has left is nobody.
    bea.post("/@dan/block", &[("confirm", "yes")]).await.is(303);
    bea.get("/c/tea/log").await.has("Bea declined Somebody").lacks("Dan");
    ada.get("/c/tea/log").await.has("Bea declined Dan");
    let gone = cem.person();
    let taken = world.act(move |act| communities::export(act, gone)).await.unwrap();
    let noted: Vec<_> = taken.as_array().unwrap().iter().filter_map(|one| one["noted"].as_str()).collect();
    assert_eq!(noted, ["accepted", "removed", "let_back"]);
    world.act(move |act| act.happened(Happened::Left { person: gone })).await.unwrap();
    ada.get("/c/tea/log").await.has("Bea took Somebody out");
    // The last host goes: who takes over is written down, too.
    let gone = ada.person();
    world.act(move |act| act.happened(Happened::Left { person: gone })).await.unwrap();
    bea.get("/c/tea/log").await.has("Bea became host").has("Somebody let Bea in");
    // After a year it is gone.
    world.later(365 * DAY + HOUR);
    let mut bea = world.again(&bea).await;
    bea.get("/c/tea/log").await.is(200).has("Nothing yet");
    bea.post("/c/tea/edit", &[("name", "Coffee")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM community_log").await, 1);
    world.mail().await;
});

both!(a_long_log_comes_in_parts, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "open", &[]).await;
    for number in 0..52 {
        ada.post("/c/tea/edit", &[("name", &format!("Tea {number}"))]).await.is(303);
    }
    let page = ada.get("/c/tea/log").await.is(200);
    assert_eq!(page.body.matches("Ada changed: name").count(), 50);
    let (_, rest) = page.body.split_once("href=\"/c/tea/log?before=").unwrap();
    let older = format!("/c/tea/log?before={}", rest.split('"').next().unwrap());
    let page = ada.get(&older).await.is(200).has("The newest");
    assert_eq!(page.body.matches("Ada changed: name").count(), 2);
    ada.get("/c/tea/log?before=nonsense").await.is(200);
    let mut program = Program::of(&mut ada, api::ALL).await;
    let first = program.get("/api/v1/communities/tea/log?limit=40").await.is(200).json();
    assert_eq!(first["items"].as_array().map(Vec::len), Some(40));
    assert_eq!((&first["items"][0]["deed"], &first["items"][0]["detail"]), (&json!("changed"), &json!("name")));
    let next = first["next"].as_str().unwrap();
    let second = program.get(&format!("/api/v1/communities/tea/log?limit=40&after={next}")).await.is(200).json();
    assert_eq!(second["items"].as_array().map(Vec::len), Some(12));
});

both!(who_asks_answers_what_the_hosts_want_to_know, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea(&mut ada, "closed", &[]).await;
    bea.get("/c/tea/entry").await.is(403);
    bea.post("/c/tea/entry", &[("questions", "Mine?")]).await.is(403);
    let many = "1\n2\n3\n4\n5\n6";
    ada.post("/c/tea/entry", &[("questions", many), ("pinned", "Kept")]).await.is(422).has("at most 5").has("Kept");
    let long = "x".repeat(2_001);
    ada.post("/c/tea/entry", &[("welcome", &long)]).await.is(422).has("href=\"#field-welcome\"");
    let entry = [
        ("questions", "Whom do you know?\r\nGreen or black?"),
        ("pinned", "We meet at the **Blue Door**."),
        ("welcome", "Good that you are *here*."),
    ];
    ada.post("/c/tea/entry", &entry).await.is(303);
    ada.get("/c/tea/entry").await.is(200).has("Green or black?").has("Blue Door");
    ada.get("/c/tea/log").await.has("Ada changed: pinned words, welcome, questions");
    // Who does not belong sees neither.
    bea.get("/c/tea").await.is(200).lacks("Blue Door").lacks("Good that");
    bea.get("/c/tea/join").await.is(200).has("Green or black?").has("Only the hosts and moderators read");
    let half = [("question-1", "Nobody"), ("words", "Hello")];
    bea.post("/c/tea/join", &half)
        .await
        .is(422)
        .has("want to know this")
        .has("Nobody")
        .has("href=\"#field-question-2\"");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 1);
    bea.post("/c/tea/join", &[("question-1", "Nobody"), ("question-2", "<b>Green</b>")]).await.is(303);
    cem.post("/c/tea/join", &[("question-1", "Ada"), ("question-2", "Black")]).await.is(303);
    ada.get("/c/tea/members").await.has("Whom do you know?").has("&lt;b&gt;Green&lt;/b&gt;").has("Black");
    let mut program = Program::of(&mut ada, api::ALL).await;
    let asking = program.get("/api/v1/communities/tea/requests").await.is(200).json();
    let green = json!({ "question": "Green or black?", "answer": "<b>Green</b>" });
    assert_eq!(asking["items"][0]["answers"][1], green);
    // Other questions later change nothing of what was answered.
    ada.post("/c/tea/entry", &[("questions", "Why?"), ("pinned", entry[1].1), ("welcome", entry[2].1)]).await.is(303);
    ada.get("/c/tea/members").await.has("Green or black?").lacks("Why?");
    // Let in: welcomed by letter and for two weeks on the page; the others of the community see no answers.
    ada.post("/c/tea/members/bea/role", &[("role", "member")]).await.is(303);
    let mut mail = world.mail().await;
    mail.retain(|letter| letter.to != "ada@example.org");
    assert_eq!(mail.len(), 1);
    assert_eq!((mail[0].to.as_str(), mail[0].subject.as_str()), ("bea@example.org", "Welcome to Tea"));
    assert!(mail[0].text.contains("Good that you are") && mail[0].text.contains("/c/tea"), "{mail:?}");
    bea.get("/c/tea").await.has("<strong>Blue Door</strong>").has("<em>here</em>");
    bea.get("/c/tea/members").await.is(200).lacks("Green or black?");
    ada.get("/c/tea").await.has("Blue Door").lacks("Good that");
    world.later(14 * DAY);
    bea.get("/c/tea").await.has("Blue Door").lacks("Good that");
    // Answers go with the request, and with whoever leaves.
    let person = bea.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    assert_eq!(taken[1], json!({ "community": "tea", "question": "Whom do you know?", "answer": "Nobody" }));
    ada.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM join_answer").await, 2);
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM join_answer").await, 0);
    // Of an open one nobody is asked.
    ada.post("/c/tea/edit", &[("name", "Tea"), ("access", "open")]).await.is(303);
    let mut dan = world.person("Dan").await;
    dan.post("/c/tea/join", &[]).await.is(303);
    assert_eq!(world.mail().await.len(), 1);
});

both!(programs_say_how_people_come_in, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "closed", &[]).await;
    let mut hers = Program::of(&mut ada, api::ALL).await;
    let mut theirs = Program::of(&mut bea, api::ALL).await;
    let path = "/api/v1/communities/tea/entry";
    let entry = json!({ "pinned": "Blue Door", "welcome": "Hello", "questions": ["Who?", "Why?"], "colour": "blue" });
    assert_eq!(hers.put(path, &entry).await.is(200).json(), entry);
    assert_eq!(hers.get(path).await.is(200).json(), entry);
    theirs.put(path, &entry).await.is(403);
    let seen = theirs.get(path).await.is(200).json();
    assert_eq!(seen, json!({ "pinned": "", "welcome": "", "questions": ["Who?", "Why?"], "colour": "blue" }));
    let join = "/api/v1/communities/tea/join";
    theirs.post(join, &json!({ "question-1": "Bea" })).await.is(422);
    let answers = json!({ "question-1": "Bea", "question-2": "Tea", "shares": true });
    assert_eq!(theirs.post(join, &answers).await.is(200).json()["role"], "asked");
    let asking = hers.get("/api/v1/communities/tea/requests").await.is(200).json();
    assert_eq!(asking["items"][0]["answers"][0], json!({ "question": "Who?", "answer": "Bea" }));
    let nothing = json!({ "pinned": "", "welcome": "", "questions": [], "colour": null });
    assert_eq!(hers.put(path, &json!({})).await.is(200).json(), nothing);
    hers.put(path, &json!({ "colour": "beige" })).await.is(400);
});

both!(a_link_lets_in_as_many_as_it_says, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let (mut cem, mut dan) = (world.person("Cem").await, world.person("Dan").await);
    tea(&mut ada, "private", &[("rules", "Silence.")]).await;
    bea.get("/c/tea/links").await.is(404);
    bea.post("/c/tea/links", &[("name", "Mine")]).await.is(404);
    ada.post("/c/tea/links", &[("most", "0"), ("days", "3")])
        .await
        .is(422)
        .has("where it will be found")
        .has("a number from 1 to")
        .has("href=\"#field-days\"");
    let path = link(&mut ada, &[("name", "Poster"), ("most", "2"), ("days", "7")]).await;
    ada.get("/c/tea/links").await.is(200).has("Poster").has("0 of 2 came in").lacks(&path);
    ada.get("/c/tea/log").await.has("Ada made the invitation link “Poster”");
    assert_eq!(world.count("SELECT COUNT(*) FROM invite_link WHERE LENGTH(hash) = 32").await, 1);
    // Who has it sees the door, also a stranger; guessing finds nothing.
    let (door_path, invite) = door(&mut world.stranger(), &path).await;
    world.stranger().get(&door_path).await.is(200).has("Ada invites you").has("/sign-up?next=");
    for guess in ["/i/nothing", "/i/AAAAAAAAAAAAAAAAAAAAAA"] {
        world.stranger().get(guess).await.is(404);
    }
    bea.get(&door_path).await.is(200).has("Silence.");
    bea.post("/c/tea/join", &[("invite", &invite)]).await.is(422);
    assert_eq!(world.count("SELECT used FROM invite_link").await, 0, "who did not agree did not come in");
    bea.post("/c/tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(303);
    bea.post("/c/tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT used FROM invite_link").await, 1, "coming twice counts once");
    cem.post("/c/tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(303);
    dan.post("/c/tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(409).has("has run out");
    dan.get(&door_path).await.is(409);
    ada.get("/c/tea/links").await.has("2 of 2 came in").has("Used up");
    assert_eq!(world.count("SELECT members FROM community").await, 3);

    // Time, taking it back, and its maker's end as host each end it.
    let path = link(&mut ada, &[("name", "Week"), ("days", "7")]).await;
    let (week, _) = door(&mut dan, &path).await;
    dan.get(&week).await.is(200);
    world.later(7 * DAY);
    dan.get(&week).await.is(409);
    let path = link(&mut ada, &[("name", "Back")]).await;
    let (back, _) = door(&mut dan, &path).await;
    let page = ada.get("/c/tea/links").await.is(200).has("Run out").body;
    let (_, rest) = page.split_once("action=\"/c/tea/links/").unwrap();
    let revoke = format!("/c/tea/links/{}", rest.split('"').next().unwrap());
    dan.post(&revoke, &[]).await.is(404);
    cem.post(&revoke, &[]).await.is(403);
    ada.post(&revoke, &[]).await.is(303);
    ada.post(&revoke, &[]).await.is(303);
    ada.get("/c/tea/log").await.has("took back the invitation link “Back”");
    dan.get(&back).await.is(409);
    let path = link(&mut ada, &[("name", "Ada’s")]).await;
    let (hers, _) = door(&mut dan, &path).await;
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    bea.post("/c/tea/members/ada/role", &[("role", "member")]).await.is(303);
    dan.get(&hers).await.is(409);
    bea.get("/c/tea/links").await.has("Its maker hosts no longer");
    // Who was taken out stays out.
    let path = link(&mut bea, &[("name", "New")]).await;
    let (_, invite) = door(&mut cem, &path).await;
    bea.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    cem.post("/c/tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(403);
    let person = ada.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    let links: Vec<_> = taken.as_array().unwrap().iter().filter_map(|one| one["link"].as_str()).collect();
    assert_eq!(links, ["Poster", "Week", "Back", "Ada’s"]);
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM invite_link").await, 1);
});

both!(of_many_at_once_a_link_lets_in_no_more_than_it_says, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "private", &[]).await;
    let path = link(&mut ada, &[("name", "Five"), ("most", "5")]).await;
    let (_, invite) = door(&mut ada, &path).await;
    let names = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "Q1", "Q2", "Q3"];
    let mut tasks = Vec::new();
    for name in names {
        let mut browser = world.person(name).await;
        let invite = invite.clone();
        tasks.push(tokio::spawn(
            async move { browser.post("/c/tea/join", &[("invite", &invite)]).await.status.as_u16() },
        ));
    }
    let mut let_in = 0;
    for task in tasks {
        match task.await.unwrap() {
            303 => let_in += 1,
            other => assert_eq!(other, 409),
        }
    }
    assert_eq!(let_in, 5);
    assert_eq!(world.count("SELECT used FROM invite_link").await, 5);
    assert_eq!(world.count("SELECT members FROM community").await, 6);
});

both!(programs_make_links_and_take_them_back, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "private", &[]).await;
    let mut hers = Program::of(&mut ada, api::ALL).await;
    let mut theirs = Program::of(&mut bea, api::ALL).await;
    let path = "/api/v1/communities/tea/links";
    let made = hers.post(path, &json!({ "name": "Poster", "most": 3, "days": "30" })).await.is(201).json();
    assert_eq!((&made["most"], &made["used"], &made["state"]), (&json!(3), &json!(0), &json!("works")));
    let secret = made["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    theirs.get(path).await.is(404);
    let joined = theirs.post("/api/v1/communities/tea/join", &json!({ "invite": secret })).await.is(200).json();
    assert_eq!(joined["role"], "member");
    theirs.get(path).await.is(403);
    let listed = hers.get(path).await.is(200).json();
    assert_eq!(listed["items"][0]["used"], 1);
    assert!(!listed.to_string().contains(&secret));
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    theirs.delete(&one).await.is(403);
    hers.delete(&one).await.is(204);
    assert_eq!(hers.get(path).await.is(200).json()["items"][0]["state"], "revoked");
    hers.post(path, &json!({ "name": " " })).await.is(422);
});

both!(hosts_take_along_what_members_agreed_to, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea(&mut ada, "closed", &[]).await;
    ada.post("/c/tea/entry", &[("questions", "Green, or black?")]).await.is(303);
    bea.get("/c/tea/join")
        .await
        .has("The hosts may have my e-mail address")
        .lacks("name=\"shares\" value=\"yes\" checked");
    bea.post("/c/tea/join", &[("question-1", "=Green"), ("shares", "yes")]).await.is(303);
    cem.post("/c/tea/join", &[("question-1", "Black")]).await.is(303);
    bea.get("/c/tea/me").await.is(403);
    for whom in ["bea", "cem"] {
        ada.post(&format!("/c/tea/members/{whom}/role"), &[("role", "member")]).await.is(303);
    }
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(
        &mut ada,
        &[("community", &number), ("title", "First flush"), ("date", "2026-11-26"), ("start", "13:30")],
    )
    .await;
    for browser in [&mut bea, &mut cem] {
        browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        browser.post(&format!("{url}/check-in"), &[]).await.is(303);
    }
    // For hosts alone.
    for path in ["/c/tea/take-along", "/c/tea/members.csv", "/c/tea/members.json", "/c/tea/members.ods"] {
        bea.get(path).await.is(403);
        world.stranger().get(path).await.is(303);
    }
    ada.get("/c/tea/take-along").await.is(200).has("/c/tea/members.ods").has("only of those who agreed");
    let csv = ada.get("/c/tea/members.csv").await.is(200);
    assert_eq!(csv.headers["cache-control"], "no-store");
    let lines: Vec<&str> = csv.body.split("\r\n").collect();
    assert_eq!(lines[0], "Handle,Name,Role,Since,E-mail,Gatherings,\"Green, or black?\"");
    assert_eq!(lines[1], "ada,Ada,Host,2026-11-26T12:00:00Z,,,");
    assert_eq!(lines[2], "bea,Bea,Member,2026-11-26T12:00:00Z,bea@example.org,1,'=Green");
    assert_eq!(lines[3], "cem,Cem,Member,2026-11-26T12:00:00Z,,,Black", "who said nothing did not agree");
    let json = ada.get("/c/tea/members.json").await.is(200).json();
    assert_eq!(
        (&json["members"][1]["email"], &json["members"][1]["gatherings"]),
        (&json!("bea@example.org"), &json!(1))
    );
    assert_eq!((&json["members"][2]["email"], &json["members"][2]["gatherings"]), (&json!(null), &json!(null)));
    let bytes = ada.bytes("/c/tea/members.ods").await;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = String::new();
    zip.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    assert!(content.contains("<text:p>bea@example.org</text:p>") && !content.contains("cem@example.org"), "{content}");
    // They change their minds.
    bea.get("/c/tea/me").await.is(200).has("value=\"yes\" checked");
    bea.post("/c/tea/me", &[]).await.is(303);
    cem.post("/c/tea/me", &[("shares", "yes")]).await.is(303);
    ada.get("/c/tea/members.csv").await.lacks("bea@example.org").has("cem@example.org");
    // Nobody who is hidden from the host is in it.
    ada.post("/@cem/block", &[("confirm", "yes")]).await.is(303);
    ada.get("/c/tea/members.csv").await.lacks("cem");
    let person = cem.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    assert!(taken[0]["shares_address"].is_string(), "{taken}");
    world.stranger().get("/c/tea/me").await.is(303);
    world.mail().await;
});

both!(programs_choose_and_take_along, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "open", &[]).await;
    let mut hers = Program::of(&mut ada, api::ALL).await;
    let mut theirs = Program::of(&mut bea, api::ALL).await;
    let me = "/api/v1/communities/tea/me";
    theirs.get(me).await.is(403);
    theirs.post("/api/v1/communities/tea/join", &json!({})).await.is(200);
    assert_eq!(theirs.get(me).await.is(200).json(), json!({ "shares": false, "greets": false, "letters": "each" }));
    theirs.put(me, &json!({ "shares": true, "letters": "weekly" })).await.is(200);
    assert_eq!(theirs.get(me).await.is(200).json(), json!({ "shares": true, "greets": false, "letters": "weekly" }));
    theirs.put(me, &json!({ "letters": "hourly" })).await.is(400);
    theirs.get("/api/v1/communities/tea/roster").await.is(403);
    let all = hers.get("/api/v1/communities/tea/roster").await.is(200).json();
    assert_eq!(all["items"][1]["email"], "bea@example.org");
    assert_eq!(all["items"][0]["email"], json!(null));
    let mut reader = Program::of(&mut ada, "read").await;
    reader.get("/api/v1/communities/tea/roster").await.is(403);
});

both!(the_new_pages_speak_german, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "closed", &[]).await;
    ada.cookies.insert("lang".into(), "de".into());
    for (path, words) in [
        ("/c/tea/log", "Was in Tea getan wurde"),
        ("/c/tea/entry", "Wie man hineinkommt"),
        ("/c/tea/links", "Einladungslinks"),
        ("/c/tea/take-along", "Die Mitglieder mitnehmen"),
        ("/c/tea/me", "Du bei Tea"),
        ("/c/tea/letters", "Briefe an die Mitglieder"),
    ] {
        ada.get(path).await.is(200).has(words).lacks("…");
    }
    ada.get("/c/tea/members.csv").await.is(200).has("Kürzel,Name,Rolle").has("Gastgeber:in");
});

/// What came to members, without what tokens bring with them.
async fn post(world: &World) -> Vec<Letter> {
    let mut mail = world.mail().await;
    mail.retain(|letter| letter.leave.is_some());
    mail
}

both!(a_letter_stays_where_its_writer_hosts_no_longer, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "open", &[]).await;
    bea.post("/c/tea/join", &[]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    bea.post("/c/tea/letters", &[("subject", "Mine"), ("words", "All mine.")]).await.is(303);
    bea.post("/c/tea/leave", &[]).await.is(303);
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await, []);
    assert_eq!(world.count("SELECT COUNT(*) FROM club_letter").await, 0);
});

both!(a_letter_goes_to_those_who_want_it_and_can_be_taken_back, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    let (mut dan, mut eve) = (world.person("Dan").await, world.person("Eve").await);
    tea(&mut ada, "open", &[]).await;
    for browser in [&mut bea, &mut cem, &mut dan, &mut eve] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    bea.get("/c/tea/letters").await.is(403);
    bea.post("/c/tea/letters", &[("subject", "x"), ("words", "y")]).await.is(403);
    cem.post("/c/tea/me", &[("letters", "weekly")]).await.is(303);
    dan.post("/c/tea/me", &[("letters", "none")]).await.is(303);
    cem.get("/c/tea/me").await.is(200).has("value=\"weekly\" checked");
    cem.post("/c/tea/me", &[("letters", "hourly")]).await.is(422).has("Choose how often");
    eve.post("/@ada/mute", &[]).await.is(303);
    ada.post("/c/tea/letters", &[("subject", ""), ("words", "Kept")]).await.is(422).has("Write a subject").has("Kept");
    let letter = [("subject", "New kiln"), ("words", "It **burns**, [see](https://kiln.example/).")];
    ada.post("/c/tea/letters", &letter).await.is(303);
    // It waits, and can be taken back.
    world.later(9 * MINUTE);
    assert_eq!(post(&world).await, []);
    let page = ada.get("/c/tea/letters").await.is(200).has("Not sent yet").has("New kiln").body;
    let (_, rest) = page.split_once("action=\"/c/tea/letters/").unwrap();
    let back = format!("/c/tea/letters/{}", rest.split('"').next().unwrap());
    bea.post(&back, &[]).await.is(403);
    ada.post(&back, &[]).await.is(303);
    ada.post(&back, &[]).await.is(404);
    world.later(2 * MINUTE);
    assert_eq!(post(&world).await, []);
    // It goes out: to each but who wants one a week, none, or muted the writer.
    ada.post("/c/tea/letters", &letter).await.is(303);
    world.later(10 * MINUTE);
    let mail = post(&world).await;
    let to: Vec<&str> = mail.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["ada@example.org", "bea@example.org"]);
    assert_eq!(mail[1].subject, "Tea: New kiln");
    assert!(mail[1].text.contains("You get this because you belong to Tea") && mail[1].html.contains("<strong>burns"));
    ada.get("/c/tea/letters").await.has("2 got it").lacks("/take-back");
    let page = ada.get("/c/tea/log").await.is(200);
    page.has("Ada wrote to the members: “New kiln”").has("Ada took back the letter “New kiln”");
    ada.post("/c/tea/letters", &[("subject", "Second"), ("words", "More")]).await.is(303);
    ada.get("/c/tea/letters").await.has("Two letters a week are enough").lacks("name=\"subject\"");
    ada.post("/c/tea/letters", &letter).await.is(409).has("Two letters a week");
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await.len(), 2);
    // On Monday both in one, to who wants that, and has not muted the writer.
    eve.post("/c/tea/me", &[("letters", "weekly")]).await.is(303);
    world.later(2 * DAY);
    assert_eq!(post(&world).await, []);
    world.later(2 * DAY);
    let mail = post(&world).await;
    assert_eq!(mail.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["cem@example.org"]);
    assert_eq!(mail[0].subject, "Tea: this week");
    let (first, second) = (mail[0].text.find("New kiln").unwrap(), mail[0].text.find("Second").unwrap());
    assert!(first < second, "{}", mail[0].text);
    assert_eq!(world.count("SELECT COUNT(*) FROM club_digest").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'club_letter'").await, 0);
    // After a week one may write again; what was written is one's own to take along, and nobody's later.
    world.later(7 * DAY);
    ada.post("/c/tea/letters", &letter).await.is(303);
    let person = ada.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    assert_eq!(taken.as_array().unwrap().iter().filter(|one| one["letter"].is_string()).count(), 3);
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM club_letter").await, 2, "what has not gone out goes with its writer");
    assert_eq!(world.count("SELECT COUNT(*) FROM club_letter WHERE by_person IS NULL").await, 2);
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await, []);
});

both!(one_link_ends_letters_without_signing_in, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "private", &[]).await;
    let path = link(&mut ada, &[("name", "Poster")]).await;
    let (_, invite) = door(&mut bea, &path).await;
    bea.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
    let letter = [("subject", "New kiln"), ("words", "It burns.")];
    ada.post("/c/tea/letters", &letter).await.is(303);
    world.later(10 * MINUTE);
    let mail = post(&world).await;
    let leave = mail[1].leave.as_deref().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned();
    assert!(mail[1].text.contains(&leave), "also in the letter itself");
    // Looking changes nothing: programs open links in letters.
    let mut stranger = world.stranger();
    stranger.get(&leave).await.is(200).has("No more letters?").has("Tea").has("noindex");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE letters = 'none'").await, 0);
    // As a mail program does it (RFC 8058): no cookie, no origin, and no answer that leads elsewhere.
    stranger
        .post(&leave, &[("List-Unsubscribe", "One-Click")])
        .await
        .is(200)
        .has("No more letters")
        .has("I want them after all");
    stranger.post(&leave, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE letters = 'none'").await, 1);
    bea.get("/c/tea/me").await.has("value=\"none\" checked");
    ada.post("/c/tea/letters", &letter).await.is(303);
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await.len(), 1);
    stranger.post(&leave, &[("again", "yes")]).await.is(200).has("You get them again");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE letters = 'none'").await, 0);
    for forged in [format!("{leave}x"), "/letters/nothing".into(), "/letters/..".into()] {
        stranger.get(&forged).await.is(404);
        stranger.post(&forged, &[]).await.is(404);
    }
    // Who no longer belongs can still follow it.
    bea.post("/c/tea/leave", &[]).await.is(303);
    stranger.post(&leave, &[]).await.is(200);
});

both!(many_are_written_to_in_parts_each_once, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "open", &[]).await;
    world
        .act(|act| {
            let (id,): (CommunityId,) = act.one("SELECT id FROM community", &[])?;
            for number in 0..450 {
                let mut joining = visavis::people::Joining::read(&format!("Zed {number}"), &format!("zed-{number}"))?;
                joining.email = Some(format!("zed-{number}@example.org"));
                let (_, person) = visavis::people::join(act, &joining)?;
                communities::enrol(act, id, person, communities::Role::Member)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    ada.post("/c/tea/letters", &[("subject", "All"), ("words", "Hello")]).await.is(303);
    // The program is killed after a part was sent and before its job was struck off: it runs again, and does nothing.
    let first = world
        .act(|act| {
            let (data,): (String,) = act.one("SELECT data FROM job WHERE kind = 'club_letter'", &[])?;
            Ok(data)
        })
        .await
        .unwrap();
    world.later(10 * MINUTE);
    let Job::ClubLetter(part) = serde_json::from_str(&first).unwrap() else { panic!("{first}") };
    for _ in 0..2 {
        let part = part.clone();
        world.act(move |act| communities::send_some(act, &part)).await.unwrap();
    }
    assert_eq!(world.count("SELECT sent FROM club_letter").await, 200);
    let mail = post(&world).await;
    let mut to: Vec<&str> = mail.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to.len(), 451);
    to.sort_unstable();
    to.dedup();
    assert_eq!(to.len(), 451, "each once");
    assert_eq!(world.count("SELECT sent FROM club_letter WHERE done_at IS NOT NULL").await, 451);
    // One that ends meanwhile writes to nobody.
    ada.post("/c/tea/letters", &[("subject", "Last"), ("words", "Bye")]).await.is(303);
    let now = world.app.shared.clock.now();
    world.act(move |act| act.run("UPDATE community SET ended_at = $1", params![now])).await.unwrap();
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await, []);
    world.later(7 * DAY);
    assert_eq!(post(&world).await, []);
    assert_eq!(jobs::run_due(&world.app).await.unwrap(), 0);
});

both!(programs_write_letters_and_take_them_back, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    tea(&mut ada, "open", &[]).await;
    let mut hers = Program::of(&mut ada, api::ALL).await;
    let mut theirs = Program::of(&mut bea, api::ALL).await;
    let path = "/api/v1/communities/tea/letters";
    let letter = json!({ "subject": "New kiln", "words": "It burns." });
    theirs.post(path, &letter).await.is(403);
    theirs.get(path).await.is(403);
    let made = hers.post(path, &letter).await.is(201).json();
    assert_eq!((&made["sent"], &made["goes_out"]), (&json!(0), &json!("2026-11-26T12:10:00Z")));
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    theirs.delete(&one).await.is(403);
    hers.delete(&one).await.is(204);
    hers.delete(&one).await.is(404);
    let made = hers.post(path, &letter).await.is(201).json();
    world.later(10 * MINUTE);
    assert_eq!(post(&world).await.len(), 1);
    assert_eq!(hers.get(path).await.is(200).json()["items"][0]["sent"], 1);
    hers.delete(&format!("{path}/{}", made["id"].as_str().unwrap())).await.is(409);
    hers.post(path, &letter).await.is(201);
    hers.post(path, &letter).await.is(409);
    world.later(10 * MINUTE);
    post(&world).await;
});

both!(a_newcomer_finds_the_first_gathering_and_a_face, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    let mut nele = world.person("Nele").await;
    tea(&mut ada, "open", &[]).await;
    for browser in [&mut bea, &mut cem] {
        browser.post("/c/tea/join", &[]).await.is(303);
        browser.post("/c/tea/me", &[("greets", "yes")]).await.is(303);
    }
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let today = [
        ("community", number.as_str()),
        ("title", "Today"),
        ("date", "2026-11-26"),
        ("start", "13:30"),
        ("end", "16:00"),
    ];
    let today = published(&mut ada, &today).await;
    bea.post(&format!("{today}/answer"), &[("reply", "yes")]).await.is(303);
    bea.post(&format!("{today}/check-in"), &[]).await.is(303);
    world.later(DAY);
    published(&mut ada, &[("community", &number), ("title", "Second flush")]).await;
    nele.get("/c/tea").await.is(200).lacks("Your first gathering");
    nele.post("/c/tea/join", &[]).await.is(303);
    // Who greets and was there herself; who was not is not sent to anybody.
    nele.get("/c/tea")
        .await
        .is(200)
        .has("Your first gathering")
        .has("Bea is glad to greet newcomers")
        .lacks("Cem is glad");
    let mut program = Program::of(&mut nele, api::ALL).await;
    let steps = "/api/v1/communities/tea/first-steps";
    let path = program.get(steps).await.is(200).json();
    assert_eq!((&path["gathering"]["title"], &path["buddy"]["handle"]), (&json!("Second flush"), &json!("bea")));
    // Neither for hosts nor for who was there.
    ada.get("/c/tea").await.lacks("Your first gathering");
    bea.get("/c/tea").await.lacks("Your first gathering");
    cem.get("/c/tea").await.has("Your first gathering");
    // Who greets no longer, or is hidden, is not named.
    bea.post("/@nele/block", &[("confirm", "yes")]).await.is(303);
    nele.get("/c/tea").await.has("Your first gathering").lacks("is glad to greet");
    bea.post("/c/tea/me", &[]).await.is(303);
    cem.get("/c/tea").await.lacks("is glad to greet");
    // After two months nobody is new.
    world.later(60 * DAY);
    let mut nele = world.again(&nele).await;
    nele.get("/c/tea").await.is(200).lacks("Your first gathering");
    let mut program = Program::of(&mut nele, api::ALL).await;
    assert_eq!(program.get(steps).await.is(200).json(), json!({ "gathering": null, "buddy": null }));
    world.mail().await;
});

both!(its_last_host_closes_a_community_for_all, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea(&mut ada, "open", &[]).await;
    for browser in [&mut bea, &mut cem] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut ada, &[("community", &number), ("title", "Second flush")]).await;
    cem.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    world.mail().await;
    bea.get("/c/tea/close").await.is(403);
    bea.post("/c/tea/close", &[("handle", "tea")]).await.is(403);
    // Whom others host with can't end it for them.
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    ada.get("/c/tea/close").await.is(200).has("Only its last host").lacks("name=\"handle\"");
    ada.post("/c/tea/close", &[("handle", "tea")]).await.is(409);
    ada.post("/c/tea/members/bea/role", &[("role", "member")]).await.is(303);
    ada.get("/c/tea/edit").await.has("/c/tea/close");
    ada.get("/c/tea/close").await.is(200).has("/c/tea/take-along").has("Type tea");
    ada.post("/c/tea/close", &[("handle", "coffee")]).await.is(422).has("not its address").has("coffee");
    ada.post("/c/tea/close", &[]).await.is(422);
    ada.get("/c/tea").await.is(200);
    assert_eq!(ada.post("/c/tea/close", &[("handle", "Tea")]).await.is(303).leads_to(), "/find/communities");
    for browser in [&mut ada, &mut bea, &mut cem] {
        browser.get("/c/tea").await.is(404);
        browser.get("/").await.is(200).lacks("href=\"/c/tea\"");
    }
    let mut mail = world.mail().await;
    mail.retain(|letter| letter.subject == "Tea has closed");
    let mut to: Vec<&str> = mail.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["bea@example.org", "cem@example.org"]);
    bea.get("/notices").await.is(200).has("Tea has closed");
    cem.get(&url).await.is(200).has("EventCancelled");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 0);
    assert_eq!(world.count("SELECT members FROM community").await, 0);
    ada.post("/c/tea/close", &[("handle", "tea")]).await.is(404);
    // Its host leaves the server later: nothing is left to end.
    let person = ada.person();
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    world.mail().await;
});

both!(programs_close_a_community_that_they_name_twice, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "closed", &[]).await;
    world
        .act(|act| {
            let (id,): (CommunityId,) = act.one("SELECT id FROM community", &[])?;
            for number in 0..250 {
                let joining = visavis::people::Joining::read(&format!("Zed {number}"), &format!("zed-{number}"))?;
                let (_, person) = visavis::people::join(act, &joining)?;
                let role = if number % 2 == 0 { communities::Role::Member } else { communities::Role::Asked };
                communities::enrol(act, id, person, role)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let mut program = Program::of(&mut ada, api::ALL).await;
    let path = "/api/v1/communities/tea/close";
    program.post(path, &json!({ "handle": "coffee" })).await.is(422);
    program.post(path, &json!({ "handle": "tea" })).await.is(204);
    program.post(path, &json!({ "handle": "tea" })).await.is(404);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'community_closed'").await, 125);
});

both!(a_community_has_a_colour_that_can_be_read, |world| {
    let mut ada = world.person("Ada").await;
    tea(&mut ada, "open", &[]).await;
    ada.get("/c/tea").await.lacks("/colour/");
    ada.post("/c/tea/entry", &[("colour", "beige")]).await.is(422).has("Choose one of the colours");
    ada.post("/c/tea/entry", &[("colour", "plum")]).await.is(303);
    ada.get("/c/tea/entry").await.has("value=\"plum\" selected");
    let mut stranger = world.stranger();
    stranger.get("/c/tea").await.is(200).has("<link rel=\"stylesheet\" href=\"/colour/plum.css\">");
    let styles = stranger.get("/colour/plum.css").await.is(200).has("data-theme=dark").has("--own:#");
    assert_eq!(styles.headers["content-type"], "text/css; charset=utf-8");
    for other in ["/colour/beige.css", "/colour/plum", "/colour/.css"] {
        stranger.get(other).await.is(404);
    }
    ada.get("/c/tea/log").await.has("Ada changed: colour");
});
