//! Links that take people into a crew, and who helps no longer.

use serde_json::json;
use visavis::{id::CommunityId, time::DAY};

use crate::{
    api::{ALL, Program},
    gatherings::published,
    world::Browser,
};

/// Makes a link; its path.
async fn link(host: &mut Browser, url: &str, role: &str, most: &str) -> String {
    let fields = [("role", role), ("most", most), ("days", "7")];
    let made = host.post(&format!("{url}/crew/links"), &fields).await.is(200).has("shown only now");
    assert_eq!(made.headers["cache-control"], "no-store");
    let (_, rest) = made.body.split_once("http://localhost:8080/crew/").unwrap();
    format!("/crew/{}", rest.split('"').next().unwrap())
}

both!(a_link_takes_so_many_into_the_crew, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut sam, mut sue, mut uwe) = (world.person("Sam").await, world.person("Sue").await, world.person("Uwe").await);
    let links = format!("{url}/crew/links");
    sam.get(&links).await.is(403);
    sam.post(&links, &[("role", "steward")]).await.is(403);
    host.get(&format!("{url}/crew")).await.has("Links for helpers");
    host.get(&links).await.is(200).has("Make");
    let wrong = [("role", "host"), ("most", "51"), ("days", "3")];
    host.post(&links, &wrong).await.is(422).has("Choose what they should do.").has("Choose 1 to 50 people.");
    let path = link(&mut host, &url, "supervisor", "2").await;
    // Reading takes nobody in, and strangers sign in first.
    assert!(world.stranger().get(&path).await.is(303).leads_to().starts_with("/sign-in?next=%2Fcrew%2F"));
    sam.get(&path).await.is(200).has("Would you help?").has("Hanna asks for your help").has("Door, with the list");
    sam.get("/crew/nothing").await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 0);
    sam.post(&path, &[]).await.is(303);
    sam.get(&format!("{url}/door")).await.is(200);
    sam.get(&format!("{url}/edit")).await.is(403);
    host.get("/notices").await.has("Sam helps at Tea for eight now, by a link");
    // Twice is once, and uses up nothing.
    sam.get(&path).await.has("You help here");
    sam.post(&path, &[]).await.is(303);
    assert_eq!(world.count("SELECT used FROM crew_link").await, 1);
    host.post(&path, &[]).await.is(303);
    sue.post(&path, &[]).await.is(303);
    uwe.get(&path).await.is(200).has("takes nobody in any more");
    uwe.post(&path, &[]).await.is(409);
    host.get(&links).await.has("Used up");
    // Whoever was asked to do more does more.
    host.post(&format!("{url}/crew"), &[("handle", "uwe"), ("role", "cohost")]).await.is(303);
    let path = link(&mut host, &url, "steward", "1").await;
    uwe.post(&path, &[]).await.is(303);
    uwe.get(&format!("{url}/edit")).await.is(200);
    // A co-host makes links for the door, and takes those back; not the host's for co-hosts.
    let cohosts = link(&mut host, &url, "cohost", "5").await;
    uwe.post(&links, &[("role", "cohost")]).await.is(403);
    let stewards = link(&mut uwe, &url, "steward", "5").await;
    let mut uwes = Program::of(&mut uwe, ALL).await;
    let base = format!("/api/v1/gatherings/{}/crew", &url[3..]);
    let listed = uwes.get(&format!("{base}/links")).await.is(200).json();
    let of = |role: &str| {
        listed["items"].as_array().unwrap().iter().find(|one| one["role"] == role && one["state"] == "works").unwrap()["id"].clone()
    };
    uwes.delete(&format!("{base}/links/{}", of("cohost").as_str().unwrap())).await.is(403);
    uwes.delete(&format!("{base}/links/{}", of("steward").as_str().unwrap())).await.is(204);
    let mut eve = world.person("Eve").await;
    eve.post(&stewards, &[]).await.is(409);
    // Whoever is taken out does not come back by a link.
    let again = link(&mut uwe, &url, "steward", "5").await;
    eve.post(&again, &[]).await.is(303);
    host.post(&format!("{url}/crew/eve/remove"), &[]).await.is(303);
    eve.post(&again, &[]).await.is(409);
    eve.post(&cohosts, &[]).await.is(409);
    // What one made goes along, and ends with its maker.
    let person = uwe.id.unwrap();
    let taken = world.act(move |act| visavis::gatherings::export(act, person)).await.unwrap();
    assert_eq!(taken["crew_links"].as_array().map(Vec::len), Some(2));
    uwe.post("/you/delete", &[("handle", "uwe")]).await.is(303);
    let left = world.count("SELECT COUNT(*) FROM crew_link").await;
    assert_eq!(left, 3);
    world.mail().await;
});

both!(a_link_ends_by_time_with_its_maker_and_with_the_gathering, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut carla, mut sam) = (world.person("Carla").await, world.person("Sam").await);
    host.post(&format!("{url}/crew"), &[("handle", "carla"), ("role", "cohost")]).await.is(303);
    carla.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    let carlas = link(&mut carla, &url, "steward", "5").await;
    let hosts = link(&mut host, &url, "steward", "5").await;
    // Who runs it no longer takes nobody in.
    carla.post(&format!("{url}/crew/leave"), &[]).await.is(303);
    sam.post(&carlas, &[]).await.is(409);
    sam.get(&carlas).await.has("takes nobody in any more");
    // To those who block each other it is not there.
    let mut ben = world.person("Ben").await;
    carla.post("/@ben/block", &[("confirm", "yes")]).await.is(303);
    ben.get(&carlas).await.is(404);
    host.post("/@ben/block", &[("confirm", "yes")]).await.is(303);
    ben.post(&hosts, &[]).await.is(404);
    world.later(7 * DAY);
    sam.post(&hosts, &[]).await.is(409);
    let mut hosts_programs = Program::of(&mut host, ALL).await;
    let base = format!("/api/v1/gatherings/{}/crew", &url[3..]);
    let body = json!({ "role": "steward", "most": 3, "days": "30" });
    let made = hosts_programs.post(&format!("{base}/links"), &body).await.is(201).json();
    let secret = made["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let mut sams = Program::of(&mut sam, ALL).await;
    let joined = sams.post(&format!("/api/v1/crew/{secret}"), &json!({})).await.is(200).json();
    assert_eq!(joined["gathering"].as_str(), Some(&url[3..]));
    host.post(&format!("{url}/cancel"), &[("words", "No heating.")]).await.is(303);
    let mut zoe = world.person("Zoe").await;
    assert!([404, 409].contains(&zoe.post(&format!("/crew/{secret}"), &[]).await.status.as_u16()));
    world.mail().await;
});

both!(who_leaves_a_community_or_is_taken_out_helps_there_no_longer, |world| {
    let mut host = world.person("Hanna").await;
    let fields =
        [("name", "Loom"), ("handle", "loom"), ("access", "open"), ("town", "Munich, DE"), ("words", "We weave.")];
    host.post("/c/new", &fields).await.is(303);
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", &number)]).await;
    let elsewhere = published(&mut host, &[("title", "Somewhere else")]).await;
    let (mut sam, mut sue) = (world.person("Sam").await, world.person("Sue").await);
    for (one, handle) in [(&mut sam, "sam"), (&mut sue, "sue")] {
        one.post("/c/loom/join", &[("rules", "yes")]).await.is(303);
        for url in [&url, &elsewhere] {
            host.post(&format!("{url}/crew"), &[("handle", handle), ("role", "supervisor")]).await.is(303);
            one.post(&format!("{url}/crew/accept"), &[]).await.is(303);
        }
        one.get(&format!("{url}/door")).await.is(200);
    }
    // Sam is taken out, Sue leaves: both help on elsewhere, and not here.
    host.post("/c/loom/members/sam/role", &[("role", "none")]).await.is(303);
    sue.post("/c/loom/leave", &[]).await.is(303);
    for one in [&mut sam, &mut sue] {
        one.get(&format!("{url}/door")).await.is(403);
        one.get(&format!("{elsewhere}/door")).await.is(200);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 2);
    // A link is for those alone who may see the gathering.
    let path = link(&mut host, &url, "steward", "5").await;
    let private: Vec<_> =
        fields.into_iter().map(|(name, value)| (name, if name == "access" { "private" } else { value })).collect();
    host.post("/c/loom/edit", &private).await.is(303);
    sam.get(&path).await.is(404);
    sam.post(&path, &[]).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew_link WHERE used > 0").await, 0);
    world.mail().await;
});
