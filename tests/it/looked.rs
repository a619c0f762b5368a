//! How far a search looks, and that it says so.

use visavis::id::GatheringId;

use crate::{
    api::{self, Program},
    world::World,
};

/// So many copies of a gathering, one a minute after it.
async fn copies(world: &World, id: GatheringId) {
    world
        .act(move |act| {
            act.run(
                "INSERT INTO gathering (id, community, host, title, words, zone, starts_local, ends_local, starts_at, ends_at,
                     venue, address, place, cell, capacity, going, photo, photo_words, sequence, plus, hold_hours, tickets)
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
                 SELECT g.id - n.i, g.community, g.host, g.title, g.words, g.zone, g.starts_local, g.ends_local,
                     g.starts_at + n.i * 60000, g.ends_at + n.i * 60000, g.venue, g.address, g.place, g.cell, g.capacity,
                     g.going, g.photo, g.photo_words, g.sequence, g.plus, g.hold_hours, g.tickets
                 FROM gathering g, n WHERE g.id = $1",
                visavis::params![id],
            )
        })
        .await
        .unwrap();
}

both!(a_search_for_what_is_rare_says_how_far_it_looked, |world| {
    let mut ada = world.person("Ada").await;
    let fields = |title, date, language| {
        [
            ("title", title),
            ("town", "Berlin"),
            ("date", date),
            ("start", "19:00"),
            ("end", "22:00"),
            ("language", language),
        ]
    };
    let first = ada.post("/g/new", &fields("Everyday", "2026-11-27", "en")).await.is(303).leads_to().to_owned();
    copies(&world, first.trim_start_matches("/g/").parse().unwrap()).await;
    ada.post("/g/new", &fields("Rare bird", "2026-12-24", "de")).await.is(303);
    let mut nobody = world.stranger();
    for query in ["town=&language=de", "town=Berlin&km=10&language=de"] {
        let page = nobody.get(&format!("/find?{query}")).await.is(200);
        let page = page
            .has("Looked through what begins until")
            .has("Look further")
            .lacks("Rare bird")
            .lacks("Nothing planned here");
        // Around a town there are several places to look in, each with its share.
        let mut body = page.body;
        for _ in 0..9 {
            let links = body.split("href=\"").filter(|part| part.contains("after=") && part.contains("Look further"));
            let Some(further) = links.last() else { break };
            let further = further.split('"').next().unwrap().replace("&amp;", "&");
            body = nobody.get(&further).await.is(200).body;
        }
        assert!(body.contains("Rare bird") && !body.contains("Looked through"), "{query}: {body}");
        let map = nobody.get(&format!("/find?{query}&view=map")).await.is(200);
        map.has("Looked through what begins until").lacks("Rare bird");
    }
    nobody.get("/find?town=&language=de&view=calendar&month=2026-12").await.is(200).has("Rare bird");
    // What is common is found as before, and nothing is said where all was looked through.
    nobody.get("/find?town=&language=en").await.is(200).has("Everyday");
    nobody.get("/find?town=").await.is(200).has("Everyday").lacks("Looked through");
    nobody.get("/find?town=Munich&km=10&language=de").await.is(200).lacks("Looked through");
    let mut program = Program::of(&mut ada, api::ALL).await;
    let told = program.get("/api/v1/gatherings?language=de").await.is(200).json();
    assert_eq!(told["items"].as_array().map(Vec::len), Some(0));
    let next = told["next"].as_str().unwrap();
    let told = program.get(&format!("/api/v1/gatherings?language=de&after={next}")).await.is(200).json();
    assert_eq!(told["items"][0]["title"], "Rare bird");
    assert!(told["next"].is_null());
    world.mail().await;
});
