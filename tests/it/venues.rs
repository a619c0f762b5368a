//! Venues: what is held there, and how one gets in.

use crate::{
    api::{self, Program},
    world::Browser,
};

async fn planned(host: &mut Browser, title: &str, date: &str, more: &[(&str, &str)]) -> String {
    let fields = [
        ("title", title),
        ("town", "Berlin"),
        ("date", date),
        ("start", "19:00"),
        ("end", "22:00"),
        ("venue", "Café Central"),
    ];
    host.post("/g/new", &[&fields, more].concat()).await.is(303).leads_to().to_owned()
}

/// The address of the venue, as a gathering's page gives it.
async fn venue_of(browser: &mut Browser, gathering: &str) -> String {
    let page = browser.get(gathering).await.is(200).has("All that is at Café Central").body;
    page.split("href=\"").find(|part| part.starts_with("/v/")).unwrap().split('"').next().unwrap().to_owned()
}

both!(a_venue_shows_what_was_and_will_be_there_and_how_to_get_in, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let first = planned(&mut ada, "First supper", "2026-11-27", &[("address", "1 Market Street")]).await;
    planned(&mut ada, "Second supper", "2026-12-04", &[]).await;
    planned(&mut bea, "Called off", "2026-12-05", &[]).await;
    let venue = venue_of(&mut world.stranger(), &first).await;
    assert!(venue.ends_with("/Caf%C3%A9%20Central"), "{venue}");
    let page = world.stranger().get(&venue).await.is(200);
    page.has("First supper")
        .has("Second supper")
        .has("1 Market Street, Berlin")
        .has("Nobody has said whether")
        .has("A map with Berlin");
    world.later(2 * 86_400_000);
    let page = world.stranger().get(&venue).await.is(200).body;
    let (ahead, past) = page.split_once("What was held here").unwrap();
    assert!(ahead.contains("Second supper") && past.contains("First supper"));
    // Who hosts there says how to get in, and what they say goes for what is published there next.
    world.stranger().get(&format!("{venue}/edit")).await.is(303);
    let mut cleo = world.person("Cleo").await;
    cleo.get(&venue).await.is(200).lacks("You host here");
    cleo.get(&format!("{venue}/edit")).await.is(403);
    let fields = [("step_free", "yes"), ("way", "Ring at the **blue** door.")];
    cleo.post(&format!("{venue}/edit"), &fields).await.is(403);
    ada.get(&venue).await.is(200).has("You host here");
    ada.get(&format!("{venue}/edit")).await.is(200).has("Which door, which bell");
    let long = "x".repeat(2_001);
    let wrong = ada.post(&format!("{venue}/edit"), &[("step_free", "no"), ("way", &long)]).await.is(422);
    wrong.has("xxxx");
    ada.post(&format!("{venue}/edit"), &fields).await.is(303);
    world.stranger().get(&venue).await.is(200).has("Step-free").has("<strong>blue</strong>").lacks("Nobody has said");
    // Who has only published something there does not write over it.
    bea.get(&format!("{venue}/edit")).await.is(403);
    bea.get(&venue).await.is(200).lacks("You host here");
    let third = planned(&mut bea, "Third supper", "2026-12-11", &[]).await;
    world.stranger().get(&third).await.is(200).has("Step-free");
    let fourth = planned(&mut bea, "Fourth supper", "2026-12-12", &[("step_free", "no")]).await;
    world.stranger().get(&fourth).await.is(200).has("Steps on the way in");
    world.mail().await;
});

both!(a_venue_is_there_for_whoever_may_see_something_there, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Secret tea"), ("access", "private"), ("town", "Berlin")]).await.is(303);
    let number = world.count("SELECT id FROM community").await;
    let community = visavis::id::CommunityId(number).to_string();
    let secret =
        planned(&mut ada, "Hidden kettle", "2026-11-27", &[("community", &community), ("address", "1 Market Street")])
            .await;
    let venue = venue_of(&mut ada, &secret).await;
    ada.get(&venue).await.is(200).has("Hidden kettle").lacks("/edit");
    // What one would write there for a private circle could be read by whoever meets there.
    ada.get(&format!("{venue}/edit")).await.is(403);
    ada.post(&format!("{venue}/edit"), &[("way", "The key is under the mat")]).await.is(403);
    bea.get(&venue).await.is(404);
    world.stranger().get(&venue).await.is(404);
    planned(&mut bea, "Open kettle", "2026-11-28", &[]).await;
    bea.get(&format!("{venue}/edit")).await.is(200);
    // Neither the gathering nor what its host wrote of the place is shown with what is open.
    let page = world.stranger().get(&venue).await.is(200).has("Open kettle");
    page.lacks("Hidden kettle").lacks("1 Market Street");
    ada.post("/@bea/block", &[("confirm", "yes")]).await.is(303);
    ada.get(&venue).await.is(200).lacks("Open kettle");
    for nowhere in ["/v/1/Caf%C3%A9%20Central", "/v/2950159/Nowhere", "/v/x/y", "/v/99999999999/y", "/v/2950159/%00"] {
        world.stranger().get(nowhere).await.is(404);
    }
});

both!(programs_read_and_describe_venues, |world| {
    let mut ada = world.person("Ada").await;
    planned(&mut ada, "First supper", "2026-11-27", &[]).await;
    let mut program = Program::of(&mut ada, api::ALL).await;
    let path = "/api/v1/venues/2950159/Caf%C3%A9%20Central";
    let venue = program.get(path).await.is(200).json();
    assert_eq!(
        (&venue["name"], &venue["step_free"], &venue["mine"]),
        (&"Café Central".into(), &serde_json::Value::Null, &true.into())
    );
    assert_eq!(venue["ahead"].as_array().unwrap().len(), 1);
    let said = serde_json::json!({ "way": "By tram.", "step_free": "partly" });
    let venue = program.put(path, &said).await.is(200).json();
    assert_eq!((&venue["way"], &venue["step_free"]), (&"By tram.".into(), &"partly".into()));
    program.put(path, &serde_json::json!({ "step_free": "perhaps" })).await.is(400);
    let mut other = Program::of(&mut world.person("Bea").await, api::ALL).await;
    other.put(path, &said).await.is(403);
    other.get("/api/v1/venues/2950159/Nowhere").await.is(404);
});

both!(what_was_said_of_a_venue_can_be_put_back, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let first = planned(&mut ada, "First supper", "2026-11-27", &[]).await;
    planned(&mut bea, "Second supper", "2026-11-28", &[]).await;
    let venue = venue_of(&mut ada, &first).await;
    // The first to host there says how to get in, and nobody else before they were there.
    ada.post(&format!("{venue}/edit"), &[("step_free", "yes"), ("way", "The blue door")]).await.is(303);
    bea.post(&format!("{venue}/edit"), &[("step_free", "no"), ("way", "Nowhere")]).await.is(403);
    bea.get(&format!("{venue}/history")).await.is(403);
    ada.post(&format!("{venue}/edit"), &[("step_free", "yes"), ("way", "The blue door, on the left")]).await.is(303);
    world.later(7 * 86_400_000);
    bea.post(&format!("{venue}/edit"), &[("step_free", "no"), ("way", "The red door")]).await.is(303);
    ada.get("/notices").await.is(200).has("Bea changed what you said of Café Central");
    bea.get("/notices").await.is(200).lacks("what you said");
    let page =
        ada.get(&format!("{venue}/history")).await.is(200).has("The red door").has("on the left").has("Bea").body;
    assert_eq!(page.matches("Put it back").count(), 2);
    let back = page.split("action=\"").find(|part| part.starts_with("/v/")).unwrap().split('"').next().unwrap();
    ada.post(back, &[]).await.is(303);
    world.stranger().get(&venue).await.is(200).has("on the left").has("Step-free");
    bea.get("/notices").await.is(200).has("Ada changed what you said of Café Central");
    ada.post(&format!("{venue}/history/0000000000000"), &[]).await.is(404);
    // Programs do the same; nobody hidden is named, and who has left is nobody.
    let mut program = Program::of(&mut bea, api::ALL).await;
    let path = "/api/v1/venues/2950159/Caf%C3%A9%20Central/history";
    let told = program.get(path).await.is(200).json();
    assert_eq!((&told["items"][1]["way"], &told["items"][1]["by"]["handle"]), (&"The red door".into(), &"bea".into()));
    let id = told["items"][1]["id"].as_str().unwrap().to_owned();
    program.post(&format!("{path}/{id}/put-back"), &serde_json::json!({})).await.is(204);
    world.stranger().get(&venue).await.is(200).has("The red door");
    let person = ada.person();
    let taken = world.act(move |act| visavis::gatherings::export(act, person)).await.unwrap();
    assert_eq!(taken["venues"].as_array().map(Vec::len), Some(3), "{taken}");
    world.act(move |act| act.happened(visavis::journal::Happened::Left { person })).await.unwrap();
    bea.get(&format!("{venue}/history")).await.is(200).lacks("Ada").has("Somebody");
    world.mail().await;
});

both!(a_venue_shows_what_everybody_may_see_behind_what_they_may_not, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Secret tea"), ("access", "private"), ("town", "Berlin")]).await.is(303);
    let number = world.count("SELECT id FROM community").await;
    let community = visavis::id::CommunityId(number).to_string();
    let secret = planned(&mut ada, "Hidden kettle", "2026-11-27", &[("community", &community)]).await;
    let open = planned(&mut bea, "Open kettle", "2026-12-28", &[]).await;
    let hidden: visavis::id::GatheringId = secret.trim_start_matches("/g/").parse().unwrap();
    // So many hidden ones that none of the others is among the first that are read.
    world
        .act(move |act| {
            for at in 1..=70_i64 {
                act.run(
                    "INSERT INTO gathering (id, community, host, title, words, zone, starts_local, ends_local, starts_at, ends_at,
                         venue, address, place, cell, capacity, going, photo, photo_words, sequence, plus, hold_hours, tickets)
                     SELECT id - $2, community, host, title, words, zone, starts_local, ends_local, starts_at + $2, ends_at + $2,
                         venue, address, place, cell, capacity, going, photo, photo_words, sequence, plus, hold_hours, tickets
                     FROM gathering WHERE id = $1",
                    visavis::params![hidden, at],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let venue = venue_of(&mut bea, &open).await;
    world.stranger().get(&venue).await.is(200).has("Open kettle").lacks("Hidden kettle");
    // Of those who may see them they are listed part by part.
    let page = ada.get(&venue).await.is(200).has("What is held here later").body;
    assert_eq!(page.matches(">Hidden kettle<").count(), 40);
    let later = page.split("href=\"").find(|part| part.contains("?after=")).unwrap().split('"').next().unwrap();
    let page = ada.get(&later.replace("&amp;", "&")).await.is(200).body;
    assert_eq!(page.matches(">Hidden kettle<").count(), 20);
    let path = "/api/v1/venues/2950159/Caf%C3%A9%20Central/gatherings";
    let listed = world.stranger().get(path).await.is(200).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
    world.mail().await;
});
