//! The demonstration: it fills an empty database on both engines, keeps what is there, touches nothing that is not its
//! own, and every page that can be reached from its home answers.

use std::collections::{BTreeSet, VecDeque};

use visavis::{
    demo::{self, Outcome, Size},
    error::Error,
};

use crate::world::{Browser, Reply, World};

/// A world that calls itself a demonstration, filled.
async fn filled(world: World) -> (World, demo::Filled) {
    let world = world.in_a_demo().await;
    let outcome = demo::fill(&world.app, Size::SMALL, false).await.unwrap();
    let Outcome::New(filled) = outcome else { panic!("{outcome:?}") };
    (world, filled)
}

/// What is there, as counts of rows.
async fn counts(world: &World) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "SELECT COUNT(*) FROM person",
        "SELECT COUNT(*) FROM membership",
        "SELECT COUNT(*) FROM gathering",
        "SELECT COUNT(*) FROM answer",
        "SELECT COUNT(*) FROM post",
        "SELECT COUNT(*) FROM tie WHERE stage >= 4",
        "SELECT COUNT(*) FROM journal",
    ] {
        counts.push(world.count(sql).await);
    }
    counts
}

/// The path of a printed link: `as a member` or `as a host`.
fn link(world: &World, filled: &demo::Filled, role: &str) -> String {
    let greeting = demo::greeting(&world.app, filled);
    let line = greeting.lines().skip_while(|line| !line.contains(role)).nth(1).unwrap();
    line.trim().strip_prefix("http://localhost:8080").unwrap().to_owned()
}

async fn sign_in(world: &World, filled: &demo::Filled, role: &str) -> Browser {
    let mut browser = world.stranger();
    let reply = browser.get(&link(world, filled, role)).await.is(303);
    assert_eq!(reply.leads_to(), "/");
    browser
}

both!(it_is_kept_over_a_restart_and_filled_once, |world| {
    let (world, filled) = filled(world).await;
    let before = counts(&world).await;
    assert!(before.iter().all(|count| *count > 20), "{before:?}");
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE due_at <= 1795694400000").await, 0);
    assert_eq!(demo::fill(&world.app, Size::SMALL, false).await.unwrap(), Outcome::Kept(filled.clone()));
    let mut early = sign_in(&world, &filled, "as a member").await;
    let world = world.restart().await;
    assert_eq!(demo::fill(&world.app, Size::FULL, false).await.unwrap(), Outcome::Kept(filled.clone()));
    assert_eq!(counts(&world).await, before);
    // Sessions and links outlive a restart, and a link works as often as one likes.
    early.get("/").await.is(200);
    for _ in 0..2 {
        sign_in(&world, &filled, "as a host").await.get("/").await.is(200);
    }
});

both!(a_database_with_people_of_its_own_is_left_alone, |world| {
    let _ada = world.person("Ada").await;
    let world = world.in_a_demo().await;
    let before = counts(&world).await;
    let Err(Error::Inner(why)) = demo::fill(&world.app, Size::SMALL, false).await else { panic!("it was filled") };
    assert!(why.contains("Nothing was changed"), "{why}");
    assert_eq!(counts(&world).await, before);
});

both!(the_links_are_the_demonstrations_alone, |world| {
    let filled = {
        let outcome = demo::fill(&world.app, Size::SMALL, false).await.unwrap();
        outcome.filled().clone()
    };
    let path = link(&world, &filled, "as a member");
    world.stranger().get(&path).await.is(404);
    let world = world.in_a_demo().await;
    world.stranger().get(&format!("{path}x")).await.is(404);
    world.stranger().get(&path.replace("member", "host")).await.is(404);
    world.stranger().get(&path).await.is(303);
});

/// The addresses on this server that a page leads to.
fn links(reply: &Reply) -> BTreeSet<String> {
    reply
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|address| address.replace("&amp;", "&"))
        .map(|address| address.strip_prefix("http://localhost:8080").map(ToOwned::to_owned).unwrap_or(address))
        .filter(|address| address.starts_with('/') && !address.starts_with("//"))
        .map(|address| address.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

/// One of a kind: `/g/…/people` for all gatherings.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| {
        let id = part.len() == 13 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if id || part.starts_with('@') || part.len() > 24 { "…" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

both!(every_page_that_home_leads_to_answers, |world| {
    let (world, filled) = filled(world).await;
    for role in ["as a member", "as a host"] {
        let mut browser = sign_in(&world, &filled, role).await;
        let mut seen = BTreeSet::from(["/".to_owned()]);
        let mut waiting = VecDeque::from(["/".to_owned()]);
        let mut kinds: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        let mut faults = Vec::new();
        let mut read = 0;
        while let Some(address) = waiting.pop_front() {
            // A dozen of each kind say as much as all of them.
            let known = kinds.entry(kind(&address)).or_default();
            *known += 1;
            if *known > 12 || read >= 400 || address.starts_with("/assets/") || address.starts_with("/live") {
                continue;
            }
            read += 1;
            let reply = browser.get(&address).await;
            match reply.status.as_u16() {
                200 => {}
                303 => waiting.push_back(reply.leads_to().to_owned()),
                status => faults.push(format!("{status} {address}")),
            }
            for link in links(&reply) {
                if seen.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
        }
        assert!(faults.is_empty(), "{role}: {}", faults.join("\n"));
        assert!(read > 60, "{role}: only {read} pages were found");
    }
});

both!(the_member_has_a_home_worth_opening, |world| {
    let (world, filled) = filled(world).await;
    let mut member = sign_in(&world, &filled, "as a member").await;
    member.get("/").await.is(200).has("Open Tools Day");
    member.get("/talk").await.is(200).has("Tomasz Sikora");
    let mut host = sign_in(&world, &filled, "as a host").await;
    host.get("/").await.is(200).has("Loop &amp; Ladder");
    host.get("/c/loop-and-ladder/members").await.is(200);
});
