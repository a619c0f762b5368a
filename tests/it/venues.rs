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
    bea.get(&format!("{venue}/edit")).await.is(200).has("Ring at the");
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
