//! Notices: few, quiet, and never from those one has silenced.

use serde_json::json;
use visavis::{
    http::Ask,
    id::{CommunityId, PostId},
    journal::Happened,
    notices,
    time::DAY,
};

use crate::ties::block;

both!(who_is_followed_or_written_to_is_told_once, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    finn.get("/notices").await.is(200).has("Nothing new").lacks("Notices, new ones");
    mara.post("/@finn/follow", &[]).await.is(303);
    finn.get("/notices")
        .await
        .is(200)
        .has("Mara follows you")
        .has("href=\"/ties/mara\"")
        .has("action=\"/@mara/follow\"")
        .has("Today")
        .has("Notices, new ones");
    // Following again and again before it was seen is one notice.
    for verb in ["unfollow", "follow", "unfollow", "follow"] {
        mara.post(&format!("/@finn/{verb}"), &[]).await.is(303);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 1);
    finn.post("/@mara/follow", &[("next", "/notices")]).await.is(303);
    finn.get("/notices").await.is(200).lacks("action=\"/@mara/follow\"");
    mara.post("/talk/finn/posts", &[("words", "One")]).await.is(303);
    mara.post("/talk/finn/posts", &[("words", "Two")]).await.is(303);
    finn.get("/notices").await.is(200).has("Mara wrote to you").has("href=\"/talk/mara\"");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'wrote'").await, 1);

    // Reading the conversation is seeing the notice.
    finn.post("/talk/mara/seen", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'wrote' AND seen_at IS NULL").await, 0);
    world.later(DAY);
    finn.get("/notices").await.is(200).has("Yesterday").has("Mark all as seen");
    assert_eq!(finn.post("/notices/seen", &[]).await.is(303).leads_to(), "/notices");
    finn.get("/notices")
        .await
        .is(200)
        .has("All seen.")
        .lacks("Mark all as seen")
        .lacks("Notices, new ones")
        .has("Mara follows you");
    // Mara’s own are untouched.
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE seen_at IS NULL").await, 1);
});

both!(notices_are_ones_own, |world| {
    let mut stranger = world.stranger();
    assert_eq!(stranger.get("/notices").await.is(303).leads_to(), "/sign-in?next=%2Fnotices");
    stranger.post("/notices/seen", &[]).await.is(401);
    let mut mara = world.person("Mara").await;
    mara.post("/notices/seen", &[("up_to", "nonsense")]).await.is(303);
    mara.get("/notices?before=nonsense").await.is(200);
});

both!(silenced_people_are_not_heard_of, |world| {
    let (mut mara, mut finn, mut eve) =
        (world.person("Mara").await, world.person("Finn").await, world.person("Eve").await);
    finn.post("/@mara/mute", &[]).await.is(303);
    mara.post("/@finn/follow", &[]).await.is(303);
    mara.post("/talk/finn/posts", &[("words", "Hello")]).await.is(303);
    finn.get("/notices").await.is(200).has("Nothing new").lacks("Notices, new ones");
    // What was there before a block goes with it.
    eve.post("/@finn/follow", &[]).await.is(303);
    finn.get("/notices").await.is(200).has("Eve follows you");
    let (a, b) = (finn.person(), eve.person());
    world.act(move |act| block(act, a, b)).await.unwrap();
    finn.get("/notices").await.is(200).lacks("Eve").lacks("Notices, new ones");
    world.act(move |act| notices::put(act, a, "met", None, Some(b), &json!({}))).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 0);
});

both!(other_slices_tell_people_too, |world| {
    let (mut mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    let (a, b) = (mara.person(), finn.person());
    let leads = json!({ "url": "/g/0000000000001", "title": "Tea <b>at noon" });
    for kind in
        ["asked_to_join", "became_member", "cancelled", "moved", "met", "published", "replied", "something_else"]
    {
        let leads = leads.clone();
        world.act(move |act| notices::put(act, a, kind, Some(1), Some(b), &leads)).await.unwrap();
    }
    world
        .act(move |act| notices::put(act, a, "cancelled", Some(2), None, &json!({"url": "https://evil.example"})))
        .await
        .unwrap();
    // Nobody is told of what they did themselves.
    world.act(move |act| notices::put(act, a, "moved", Some(3), Some(a), &json!({}))).await.unwrap();
    mara.get("/notices")
        .await
        .is(200)
        .has("Tea &lt;b&gt;at noon is called off")
        .has("Finn asks to join")
        .has("has a new time or place")
        .has("You and Finn have met")
        .has("Finn invites to")
        .has("News of")
        .lacks("evil.example");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 9);
    let export = world.app.look(&Ask::system(), move |look| notices::export(look, a)).await.unwrap();
    assert_eq!(export.as_array().unwrap().len(), 9);
    // After ninety days they go when the next one comes.
    world.later(91 * DAY);
    world.act(move |act| notices::put(act, a, "moved", Some(4), Some(b), &json!({}))).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 1);
    world.act(move |act| act.happened(Happened::Left { person: b })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 0);
});

both!(a_meeting_is_told_to_the_other, |world| {
    let (mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    let (a, b) = (mara.person(), finn.person());
    for confirmed in [true, false] {
        let met = Happened::Met { person: a, other: b, encounter: "x".into(), confirmed };
        world.act(move |act| act.happened(met.clone())).await.unwrap();
    }
    finn.get("/notices").await.is(200).has("You and Mara have met").has("href=\"/ties/mara\"");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 1);
});

both!(many_notices_have_pages, |world| {
    let (mut mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    let (a, b) = (mara.person(), finn.person());
    for number in 0..55_i64 {
        let leads = json!({ "url": "/", "title": format!("thing {number} of many") });
        world.act(move |act| notices::put(act, a, "moved", Some(number), Some(b), &leads)).await.unwrap();
    }
    let page = mara.get("/notices").await.is(200).has("thing 54 of").has("thing 5 of").lacks("thing 4 of");
    let at = page.body.find("/notices?before=").unwrap();
    let older = page.body[at..].split('"').next().unwrap().to_owned();
    mara.get(&older).await.is(200).has("thing 4 of").lacks("thing 5 of").has("Newest");
});

both!(who_left_a_private_community_hears_nothing_from_it, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/c/new", &[("name", "Tea club"), ("access", "open")]).await.is(303);
    finn.post("/c/tea-club/join", &[]).await.is(303);
    let club = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let evening = [
        ("title", "Tea for eight"),
        ("date", "2026-12-03"),
        ("start", "19:00"),
        ("end", "22:00"),
        ("town", "Munich, Bayern, DE"),
        ("community", club.as_str()),
    ];
    let gathering = mara.post("/g/new", &evening).await.is(303).leads_to().to_owned();
    let mut said = Vec::new();
    for place in ["/c/tea-club", gathering.as_str()] {
        finn.post(&format!("{place}/posts"), &[("words", "Black or green?")]).await.is(303);
        said.push((place, PostId(world.count("SELECT MAX(id) FROM post").await).to_string()));
    }
    let told = "SELECT COUNT(*) FROM notice WHERE kind = 'replied'";
    for (place, post) in &said {
        mara.post(&format!("{place}/posts"), &[("words", "Green"), ("reply_to", post)]).await.is(303);
    }
    assert_eq!(world.count(told).await, 2);
    finn.post("/notices/seen", &[]).await.is(303);
    mara.post("/c/tea-club/edit", &[("name", "Tea club"), ("access", "private")]).await.is(303);
    finn.post("/c/tea-club/leave", &[]).await.is(303);
    for (place, post) in &said {
        mara.post(&format!("{place}/posts"), &[("words", "He is gone"), ("reply_to", post)]).await.is(303);
    }
    assert_eq!(world.count(told).await, 2, "told of what they can not open");
});
