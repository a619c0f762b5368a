//! Every route there is, walked by everybody: who may do what is the table in `snapshots/`.
//!
//! Each cell is the status of one request in a world of its own, so that no request changes what the next one finds.
//! What changes something is sent without fields: 422 or 400 means "you may, but not like this", 303 or 204 that it was
//! done. Routes of the API are walked by the host's programs too: one whose token may do everything, and one that reads.

use std::fmt::Write;

use axum::http::Method;
use visavis::router;

use crate::{
    api::{self, Program},
    world::{Browser, Engine, World},
};

/// The cast: each with what they are to the community, the gathering and the post in question.
struct Cast {
    stranger: Browser,
    member: Browser,
    host: Browser,
    moderator: Browser,
    blocked: Browser,
    community: String,
    gathering: String,
    series: String,
    post: String,
    /// The host's programs.
    programs: [Program; 2],
}

async fn cast(world: &World) -> Cast {
    let mut host = world.person("Hana").await;
    let mut member = world.person("Milo").await;
    let mut moderator = world.person("Mo").await;
    let blocked = world.person("Blanche").await;
    let community = "weavers".to_owned();
    let fields = [
        ("name", "Weavers"),
        ("handle", "weavers"),
        ("words", "We weave."),
        ("access", "open"),
        ("town", "Vienna, AT"),
        ("interest", "crafts"),
    ];
    host.post("/c/new", &fields).await.is(303);
    moderator.post("/c/weavers/join", &[("rules", "yes")]).await.is(303);
    host.post("/c/weavers/members/mo/role", &[("role", "moderator")]).await.is(303);
    let mut removed = world.person("Rita").await;
    removed.post("/c/weavers/join", &[("rules", "yes")]).await.is(303);
    host.post("/c/weavers/members/rita/role", &[("role", "none")]).await.is(303);
    let number = world.count("SELECT id FROM community").await;
    host.post("/c/weavers/subgroups/new", &[("name", "Dyers"), ("handle", "dyers")]).await.is(303);
    let number = visavis::id::CommunityId(number).to_string();
    let fields = [
        ("title", "Weaving together"),
        ("words", "Bring a loom."),
        ("date", "2026-12-03"),
        ("start", "19:00"),
        ("end", "21:00"),
        ("zone", "Europe/Vienna"),
        ("venue", "The workshop"),
        ("town", "Vienna, AT"),
        ("community", number.as_str()),
    ];
    let published = host.post("/g/new", &fields).await.is(303);
    let gathering = published.leads_to().trim_start_matches("/g/").split(['?', '#']).next().unwrap().to_owned();
    member.post(&format!("/g/{gathering}/answer"), &[("reply", "yes")]).await.is(303);
    let fields: Vec<(&str, &str)> = fields
        .into_iter()
        .chain([("repeat", "weekly"), ("count", "2"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=2")])
        .collect();
    let again = host.post("/g/new", &fields).await.is(303);
    let series = again.leads_to().trim_start_matches("/s/").split(['?', '#']).next().unwrap().to_owned();
    let posted = member.post(&format!("/g/{gathering}/posts"), &[("words", "I bring cake")]).await.is(303);
    let post = posted.leads_to().rsplit_once("post-").map(|(_, id)| id.to_owned()).unwrap_or_default();
    host.post("/@blanche/block", &[("confirm", "yes")]).await.is(303);
    let programs = [Program::of(&mut host, api::ALL).await, Program::of(&mut host, "read").await];
    Cast { stranger: world.stranger(), member, host, moderator, blocked, community, gathering, series, post, programs }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_for_everybody() {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let cast = cast(&world).await;
    let roles = [&cast.stranger, &cast.member, &cast.host, &cast.moderator, &cast.blocked];
    let mut table = format!("{:<60} stranger member host moderator blocked token reader\n", "route");
    for route in router::routes().table() {
        // An open stream never ends, and its test stands elsewhere.
        if route.path == "/live" {
            continue;
        }
        let path = concrete(route.path, &cast);
        let mut line = format!("{:<60}", format!("{} {}", route.method, route.path));
        for role in roles {
            let world = world.fork().await;
            let mut browser = world.seat(role);
            let reply = match route.method {
                Method::GET => browser.get(&path).await,
                Method::POST if route.operation.is_none() => browser.post(&path, &[]).await,
                _ => browser.send(route.method.clone(), &path, Some("application/json"), "{}".into()).await,
            };
            assert!(!reply.status.is_server_error(), "{} {path}: {} {}", route.method, reply.status, reply.body);
            write!(line, " {}", reply.status.as_u16()).unwrap();
            world.mail().await;
        }
        for program in cast.programs.iter().filter(|_| route.operation.is_some()) {
            let world = world.fork().await;
            let mut program = program.seat(&world);
            let body = (route.method != Method::GET).then(|| serde_json::json!({}));
            let reply = program.send(route.method.as_str(), &path, body.as_ref(), &[]).await;
            write!(line, " {}", reply.status.as_u16()).unwrap();
            world.mail().await;
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

/// The path with this world's own things in its braces.
fn concrete(path: &str, cast: &Cast) -> String {
    let in_talk = ["/talk/", "/ties/", "/api/v1/conversations/", "/api/v1/ties/"].iter().any(|of| path.starts_with(of));
    let person = if in_talk { "milo" } else { "hana" };
    path.replace("/communities/{handle}", &format!("/communities/{}", cast.community))
        .replace("/gatherings/{id}", &format!("/gatherings/{}", cast.gathering))
        .replace("/series/{id}", &format!("/series/{}", cast.series))
        .replace("/s/{id}", &format!("/s/{}", cast.series))
        .replace("/c/{handle}", &format!("/c/{}", cast.community))
        .replace("/g/{id}", &format!("/g/{}", cast.gathering))
        .replace("{town}/{name}", "2761369/The%20workshop")
        .replace("{post}", &cast.post)
        .replace("{group}", "dyers")
        .replace("{change}", "0000000000000")
        .replace("{photo}", "0000000000000")
        .replace("{question}", "1")
        .replace("{number}", "1")
        .replace("{link}", "0000000000000")
        .replace("{colour}", "rose.css")
        .replace("{letter}", "0000000000000")
        .replace("{draft}", "0000000000000")
        .replace("/members/{person}", "/members/mo")
        .replace("/removed/{person}", "/removed/rita")
        .replace("{person}", "mo")
        .replace("{handle}", person)
        .replace("{hash}", &"0".repeat(32))
        .replace("{kid}", &"0".repeat(16))
        .replace("{secret}", "nothing")
        .replace("{part}", "gatherings-0.xml")
        .replace("{job}", "0000000000000")
        .replace("{encounter}", &"0".repeat(32))
        .replace("{id}", &"0".repeat(32))
        .replace("{version}", "0")
        .replace("{*path}", "css/base.css")
}
