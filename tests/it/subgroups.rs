//! Communities that are part of another: who sees them, who gets in, and what becomes of them.

use serde_json::json;
use visavis::{communities, id::CommunityId};

use crate::{
    api::{self, Program},
    gatherings::published,
    world::{Browser, World},
};

/// A community at `/c/tea` and, part of it, one at `/c/green`.
async fn tea_and_green(host: &mut Browser, tea: &str, green: &str) {
    host.post("/c/new", &[("name", "Tea"), ("access", tea)]).await.is(303);
    let made = host.post("/c/tea/subgroups/new", &[("name", "Green"), ("access", green)]).await.is(303);
    assert_eq!(made.leads_to(), "/c/green");
}

/// The number of the community at `/c/green`.
async fn green(world: &World) -> String {
    CommunityId(world.count("SELECT id FROM community WHERE handle = 'green'").await).to_string()
}

/// Lets somebody into what is closed or private.
async fn let_in(host: &mut Browser, browser: &mut Browser, handle: &str) {
    let page = host.post(&format!("/c/{handle}/links"), &[("name", "x"), ("days", "7")]).await.is(200);
    let (_, rest) = page.body.split_once("value=\"http://localhost:8080/i/").unwrap();
    let path = format!("/i/{}", rest.split_once('"').unwrap().0);
    let door = browser.get(&path).await.is(303).leads_to().to_owned();
    let invite = door.split_once("?invite=").unwrap().1.to_owned();
    browser.post(&format!("/c/{handle}/join"), &[("invite", &invite)]).await.is(303);
}

both!(only_who_belongs_to_the_larger_joins_the_smaller, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea_and_green(&mut ada, "open", "open").await;
    bea.get("/c/tea/subgroups/new").await.is(403);
    bea.post("/c/tea/subgroups/new", &[("name", "Mine")]).await.is(403);
    ada.get("/c/tea/subgroups/new").await.is(200).has("within Tea");
    ada.post("/c/tea/subgroups/new", &[("name", "")]).await.is(422).has("href=\"#field-name\"");
    // Not without the larger one.
    bea.get("/c/green").await.is(200).has("Part of").has("Join Tea first").lacks("/c/green/join");
    bea.get("/c/green/join").await.is(200).has("Join that one first").has("/c/tea/join").lacks("/c/green/join\"");
    bea.post("/c/green/join", &[]).await.is(409);
    assert_eq!(world.count("SELECT members FROM community WHERE handle = 'green'").await, 1);
    bea.post("/c/tea/join", &[]).await.is(303);
    bea.get("/c/tea").await.is(200).has("Sub-groups").has("/c/green");
    bea.post("/c/green/join", &[]).await.is(303);
    bea.get("/c/green").await.is(200).has("Leave this community");
    // One level deep.
    ada.get("/c/green/subgroups/new").await.is(409);
    ada.post("/c/green/subgroups/new", &[("name", "Sencha")]).await.is(409).has("no sub-groups");
    // An invitation to the smaller one lets nobody past the larger.
    let sealed = ada.post("/c/green/invite", &[]).await.is(303).leads_to().split_once("?link=").unwrap().1.to_owned();
    cem.post("/c/green/join", &[("invite", &sealed)]).await.is(409);
    // Both have it in their logs, and people take it along.
    ada.get("/c/tea/log").await.has("Ada made Green part of it");
    ada.get("/c/green/log").await.has("Ada made it part of Tea");
    let person = bea.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    let parts: Vec<_> = taken.as_array().unwrap().iter().map(|one| one["part_of"].clone()).collect();
    assert_eq!(parts, [json!(null), json!("tea")]);
});

both!(who_leaves_the_larger_leaves_the_smaller, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea_and_green(&mut ada, "open", "open").await;
    for browser in [&mut bea, &mut cem] {
        browser.post("/c/tea/join", &[]).await.is(303);
        browser.post("/c/green/join", &[]).await.is(303);
    }
    // Said before.
    bea.get("/c/tea").await.has("href=\"/c/tea/leave\"");
    bea.get("/c/tea/leave").await.is(200).has("You leave its sub-groups with it").has("Green").lacks("alone host");
    ada.get("/c/tea/members/cem").await.has("they no longer belong to those either");
    bea.post("/c/tea/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT members FROM community WHERE handle = 'green'").await, 2);
    // Taken out of the larger, out of the smaller.
    ada.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    assert_eq!(world.count("SELECT members FROM community WHERE handle = 'green'").await, 1);
    assert_eq!(
        world
            .count(
                "SELECT COUNT(*) FROM membership m JOIN community c ON c.id = m.community
        WHERE c.handle = 'green'"
            )
            .await,
        1
    );
    cem.post("/c/green/join", &[]).await.is(409);
    // The last host of the smaller goes: another takes over.
    bea.post("/c/tea/join", &[]).await.is(303);
    bea.post("/c/green/join", &[]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    ada.get("/c/tea/leave").await.has("passes to the longest moderator");
    ada.post("/c/tea/leave", &[]).await.is(303);
    bea.get("/c/green/log").await.is(200).has("Bea became host");
    // Where nobody is left, it ends, and what was part of what ends is a community of its own.
    bea.get("/c/tea/close").await.has("communities of their own");
    bea.post("/c/tea/close", &[("handle", "tea")]).await.is(303);
    bea.get("/c/green").await.is(200).lacks("Part of");
    bea.get("/c/green/log").await.has("no longer part of Tea");
    cem.post("/c/green/join", &[]).await.is(303);
    world.mail().await;
});

both!(nothing_is_more_open_than_what_it_is_part_of, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    let mut nobody = world.stranger();
    tea_and_green(&mut ada, "private", "open").await;
    let id = green(&world).await;
    let url = published(&mut ada, &[("community", &id), ("title", "Gyokuro")]).await;
    let_in(&mut ada, &mut bea, "tea").await;
    // To the members it is open: seen, and joined at once.
    bea.get("/c/tea").await.is(200).has("Green").has("Gyokuro");
    bea.get("/c/green").await.is(200).has("Open for its members").has("Gyokuro");
    bea.get(&url).await.is(200);
    // For everybody else there is no such thing, wherever they look.
    for path in [
        "/c/green",
        "/c/green/join",
        "/c/green/subgroups",
        "/c/green/calendar.ics",
        "/c/green/feed.atom",
        "/c/green/embed",
        "/c/green/share",
        "/c/tea/subgroups",
        "/c/tea/calendar.ics?with=subgroups",
        "/c/tea/feed.atom?with=subgroups",
        url.as_str(),
        "/api/v1/communities/green",
        "/api/v1/communities/tea/subgroups",
        "/oembed?url=http://localhost:8080/c/green",
    ] {
        nobody.get(path).await.is(404);
        cem.get(path).await.is(404);
    }
    for path in ["/find/communities?text=Green", "/find?text=Gyokuro", "/sitemap.xml", "/@ada", "/find/feed.atom"] {
        for browser in [&mut nobody, &mut cem] {
            browser.get(path).await.is(200).lacks("/c/green").lacks("Gyokuro");
        }
    }
    cem.post("/c/green/join", &[]).await.is(404);
    // Who answered what it plans and leaves the larger one holds no place in it.
    bea.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    bea.post("/c/tea/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    bea.get("/c/green").await.is(404);
    bea.get(&url).await.is(404);
    // Opened, what is part of it is as open as it says; closed again, it is not.
    ada.post("/c/tea/edit", &[("name", "Tea"), ("access", "open")]).await.is(303);
    cem.get("/c/green").await.is(200).has("Join Tea first");
    nobody.get("/c/tea/calendar.ics?with=subgroups").await.is(200).has("Gyokuro");
    nobody.get("/c/tea/feed.atom?with=subgroups").await.is(200).has("Gyokuro");
    nobody.get("/c/tea/calendar.ics").await.is(200).lacks("Gyokuro");
    ada.get("/c/green/log").await.has("Ada changed: who gets in");
    ada.post("/c/tea/edit", &[("name", "Tea"), ("access", "closed")]).await.is(303);
    nobody.get("/c/green").await.is(200).has("noindex");
    cem.get("/c/green/members").await.is(403);
    // A host of the smaller says who gets in among the members, and no more.
    ada.get("/c/green/edit").await.has("value=\"open\" checked");
    ada.post("/c/green/edit", &[("name", "Green tea"), ("access", "open")]).await.is(303);
    cem.get("/c/green/members").await.is(403);
    ada.post("/c/green/edit", &[("name", "Green tea"), ("access", "private")]).await.is(303);
    cem.get("/c/green").await.is(404);
    world.mail().await;
});

both!(a_private_one_is_known_to_its_members_alone, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea_and_green(&mut ada, "open", "private").await;
    bea.post("/c/tea/join", &[]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    for path in ["/c/tea", "/c/tea/subgroups", "/c/tea/log", "/c/tea/close", "/api/v1/communities/tea/subgroups"] {
        bea.get(path).await.is(200).lacks("Green").lacks("green");
    }
    for path in ["/c/green", "/c/green/join", "/c/tea/subgroups/green"] {
        bea.get(path).await.is(404);
    }
    for deed in ["release", "hand-over", "end"] {
        bea.post(&format!("/c/tea/subgroups/green/{deed}"), &[("person", "bea"), ("handle", "green")]).await.is(404);
    }
    // By invitation, and only for those who belong to the larger one.
    let_in(&mut ada, &mut bea, "green").await;
    bea.get("/c/tea").await.has("Green");
    let page = ada.post("/c/green/links", &[("name", "x"), ("days", "7")]).await.is(200);
    let (_, rest) = page.body.split_once("value=\"http://localhost:8080/i/").unwrap();
    let door = cem.get(&format!("/i/{}", rest.split_once('"').unwrap().0)).await.is(303).leads_to().to_owned();
    cem.get(&door).await.is(200).has("Join that one first").lacks("Green");
    world.mail().await;
});

both!(what_is_there_becomes_part_with_all_of_it_or_not_at_all, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    ada.post("/c/new", &[("name", "Tea"), ("access", "open"), ("rules", "No coffee")]).await.is(303);
    ada.get("/c/tea/take-in").await.is(200).has("You host no other");
    ada.post("/c/new", &[("name", "Green"), ("access", "closed")]).await.is(303);
    bea.post("/c/green/join", &[]).await.is(303);
    ada.post("/c/green/members/bea/role", &[("role", "member")]).await.is(303);
    cem.post("/c/green/join", &[]).await.is(303);
    bea.post("/c/tea/take-in", &[("group", "green")]).await.is(403);
    bea.get("/c/tea/take-in?group=green").await.is(403);
    // Rules are nobody's to agree to for others.
    ada.get("/c/tea/take-in?group=green").await.is(200).has("Have them join there first").lacks("Make it part<");
    ada.post("/c/tea/take-in", &[("group", "green")]).await.is(409);
    ada.post("/c/tea/edit", &[("name", "Tea"), ("access", "open")]).await.is(303);
    ada.post("/c/tea/take-in", &[("group", "tea")]).await.is(409).has("part of itself");
    ada.post("/c/tea/take-in", &[("group", "nothing")]).await.is(404);
    // Who was taken out of the larger one does not come back that way.
    bea.post("/c/tea/join", &[]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "none")]).await.is(303);
    ada.post("/c/tea/take-in", &[("group", "green")]).await.is(409).has("taken out of the other");
    ada.post("/c/tea/removed/bea/back", &[]).await.is(303);
    ada.get("/c/tea/take-in").await.is(200).has("value=\"green\"");
    ada.get("/c/tea/take-in?group=green").await.is(200).has("One member does not belong to Tea yet");
    ada.post("/c/tea/take-in", &[("group", "green")]).await.is(303);
    bea.get("/c/tea").await.has("Leave this community").has("Green");
    bea.get("/notices").await.has("You are now a member of Tea");
    cem.get("/c/green").await.has("Join Tea first");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE role = 'asked'").await, 0);
    ada.post("/c/tea/take-in", &[("group", "green")]).await.is(409).has("part of another community already");
    // A third can't go below the second.
    ada.post("/c/new", &[("name", "Sencha")]).await.is(303);
    ada.post("/c/green/take-in", &[("group", "sencha")]).await.is(409);
    ada.post("/c/sencha/take-in", &[("group", "tea")]).await.is(409);
    world.mail().await;
});

both!(hosts_of_the_larger_look_after_the_smaller, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    tea_and_green(&mut ada, "open", "open").await;
    for browser in [&mut bea, &mut cem] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    bea.post("/c/green/join", &[]).await.is(303);
    bea.get("/c/tea/subgroups/green").await.is(403);
    bea.post("/c/tea/subgroups/green/release", &[]).await.is(403);
    ada.get("/c/tea/subgroups").await.has("/c/tea/subgroups/green");
    let it = "/c/tea/subgroups/green";
    ada.get(it).await.is(200).has("Let it go").has("Hand it over");
    ada.post(&format!("{it}/hand-over"), &[("person", "nobody")]).await.is(422).has("href=\"#field-person\"");
    ada.post(&format!("{it}/hand-over"), &[("person", "cem")]).await.is(422);
    ada.post(&format!("{it}/hand-over"), &[("person", "@bea")]).await.is(303);
    ada.get("/c/green/edit").await.is(403);
    bea.get("/c/green/edit").await.is(200);
    bea.get("/notices").await.has("You are the host of Green now");
    ada.get("/c/tea/log").await.has("Ada handed Green over to Bea");
    // Its own host may let it go, and no more.
    bea.get(it).await.is(200).has("Let it go").lacks("Hand it over");
    bea.post(&format!("{it}/hand-over"), &[("person", "bea")]).await.is(403);
    bea.post(&format!("{it}/end"), &[("handle", "green")]).await.is(403);
    bea.post(&format!("{it}/release"), &[]).await.is(303);
    bea.get("/c/green").await.is(200).lacks("Part of");
    ada.get("/c/tea/log").await.has("Bea let Green go");
    ada.get(it).await.is(404);
    cem.post("/c/green/join", &[]).await.is(303);
    // What is part of it can be closed from there.
    ada.post("/c/tea/subgroups/new", &[("name", "Black")]).await.is(303);
    ada.post("/c/tea/subgroups/black/end", &[("handle", "tea")]).await.is(422).has("href=\"#field-handle\"");
    ada.post("/c/tea/subgroups/black/end", &[("handle", "black")]).await.is(303);
    ada.get("/c/black").await.is(404);
    ada.get("/c/tea").await.lacks("/c/black");
    ada.get("/c/tea/log").await.has("Ada closed Black");
    world.mail().await;
});

both!(programs_do_the_same, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Tea")]).await.is(303);
    let mut program = Program::of(&mut ada, api::ALL).await;
    let made = program.post("/api/v1/communities/tea/subgroups", &json!({ "name": "Green" })).await.is(201).json();
    assert_eq!((&made["handle"], &made["part_of"]["handle"]), (&json!("green"), &json!("tea")));
    let id = green(&world).await;
    let url = published(&mut ada, &[("community", &id), ("title", "Gyokuro")]).await;
    let listed = world.stranger().get("/api/v1/communities/tea/subgroups").await.is(200).json();
    assert_eq!(listed["items"][0]["community"]["handle"], "green");
    assert_eq!(listed["items"][0]["next"]["url"], json!(url));
    bea.post("/c/tea/join", &[]).await.is(303);
    bea.post("/c/green/join", &[]).await.is(303);
    let it = "/api/v1/communities/tea/subgroups/green";
    program.post(&format!("{it}/hand-over"), &json!({ "person": "bea" })).await.is(204);
    program.send("PUT", it, Some(&json!({})), &[]).await.is(403);
    program.post("/api/v1/communities/green/leave", &json!({})).await.is(204);
    program.send("DELETE", it, None, &[]).await.is(204);
    ada.post("/c/new", &[("name", "Black")]).await.is(303);
    program.send("PUT", "/api/v1/communities/tea/subgroups/black", Some(&json!({})), &[]).await.is(204);
    program.post("/api/v1/communities/tea/subgroups/black/end", &json!({ "handle": "black" })).await.is(204);
    program.get("/api/v1/communities/black").await.is(404);
    world.mail().await;
});

both!(who_comes_back_by_a_link_takes_no_second_place, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    ada.post("/c/new", &[("name", "Tea"), ("access", "private")]).await.is(303);
    let page = ada.post("/c/tea/links", &[("name", "x"), ("days", "7"), ("most", "2")]).await.is(200);
    let (_, rest) = page.body.split_once("value=\"http://localhost:8080/i/").unwrap();
    let invite = rest.split_once('"').unwrap().0.to_owned();
    for _ in 0..3 {
        bea.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
        bea.post("/c/tea/leave", &[]).await.is(303);
    }
    assert_eq!(world.count("SELECT used FROM invite_link").await, 1);
    cem.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
    // All places are taken, one of them by her.
    bea.get(&format!("/c/tea/join?invite={invite}")).await.is(200);
    bea.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
    assert_eq!(world.count("SELECT used FROM invite_link").await, 2);
    let mut dan = world.person("Dan").await;
    dan.post("/c/tea/join", &[("invite", &invite)]).await.is(409);
    let person = bea.person();
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    assert!(taken.to_string().contains("came_in_by"), "{taken}");
    for gone in [bea.person(), ada.person()] {
        world.act(move |act| act.happened(visavis::journal::Happened::Left { person: gone })).await.unwrap();
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM invite_link_use").await, 0);
    world.mail().await;
});
