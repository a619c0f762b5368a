//! Finding by what hosts say of their gatherings, and by who is going.

use crate::{
    api::{self, Program},
    world::Browser,
};

async fn planned(host: &mut Browser, title: &str, date: &str, more: &[(&str, &str)]) -> String {
    let fields = [("title", title), ("town", "Berlin"), ("date", date), ("start", "19:00"), ("end", "22:00")];
    host.post("/g/new", &[&fields, more].concat()).await.is(303).leads_to().to_owned()
}

const TITLES: [&str; 4] = ["Chess tonight", "Soup together", "Choir evening", "Quiet reading"];

async fn world_of_four(ada: &mut Browser) -> [String; 4] {
    [
        planned(ada, TITLES[0], "2026-11-27", &[("language", "de"), ("cost", "free"), ("step_free", "yes")]).await,
        planned(
            ada,
            TITLES[1],
            "2026-11-28",
            &[("language", "en"), ("price", "5 € at the door"), ("step_free", "partly")],
        )
        .await,
        planned(ada, TITLES[2], "2026-12-05", &[("language", "de"), ("cost", "paid"), ("step_free", "no")]).await,
        planned(ada, TITLES[3], "2026-12-12", &[]).await,
    ]
}

both!(gatherings_are_found_by_language_cost_access_and_days, |world| {
    let mut ada = world.person("Ada").await;
    let urls = world_of_four(&mut ada).await;
    let mut stranger = world.stranger();
    let looks: [(&str, &[usize]); 12] = [
        ("town=", &[0, 1, 2, 3]),
        ("town=&language=de", &[0, 2]),
        ("town=Berlin&km=10&language=en", &[1]),
        ("town=&cost=free", &[0]),
        ("town=&cost=paid", &[1, 2]),
        ("town=Berlin&step_free=yes", &[0]),
        ("town=&step_free=yes&cost=paid", &[]),
        ("town=&q=evening&language=de", &[2]),
        ("town=&from=2026-11-28&until=2026-12-05", &[1, 2]),
        ("town=&until=2026-11-27", &[0]),
        ("town=&language=xx&cost=x&step_free=maybe", &[0, 1, 2, 3]),
        // Whom a stranger knows, nobody can say: it does not count.
        ("town=&known=yes", &[0, 1, 2, 3]),
    ];
    for (query, wanted) in looks {
        for view in ["", "&view=map"] {
            let page = stranger.get(&format!("/find?{query}{view}")).await.is(200).body;
            for (at, title) in TITLES.iter().enumerate() {
                assert_eq!(page.contains(&format!(">{title}<")), wanted.contains(&at), "{query}{view}: {title}");
            }
        }
        let feed = stranger.get(&format!("/find/feed.atom?{query}")).await.is(200).body;
        let calendar = stranger.get(&format!("/find/calendar.ics?{query}")).await.is(200).body;
        for (at, title) in TITLES.iter().enumerate() {
            assert_eq!(feed.contains(title), wanted.contains(&at), "{query} as a feed: {title}");
            assert_eq!(calendar.contains(title), wanted.contains(&at), "{query} as a calendar: {title}");
        }
    }
    let page = stranger.get("/find?town=&language=de&step_free=yes&until=2026-12-24").await.is(200);
    page.has("Deutsch").has("step-free").has("until Thursday, 24 December").has("take this away").lacks("known");
    for (query, words) in
        [("until=soon", "That is no day"), ("from=2026-12-02&until=2026-12-01", "comes before the one")]
    {
        stranger.get(&format!("/find?{query}")).await.is(422).has(words);
    }
    // On its page, in the form again, and gone where the host takes it back.
    stranger.get(&urls[1]).await.is(200).has("Partly step-free").has("Costs: 5 € at the door").has(">English<");
    stranger.get(&urls[3]).await.is(200).lacks("Costs").lacks("tep-free");
    ada.get(&format!("{}/edit", urls[1])).await.is(200).has("value=\"5 € at the door\"");
    let fields =
        [("title", TITLES[1]), ("town", "Berlin"), ("date", "2026-11-28"), ("start", "19:00"), ("end", "22:00")];
    ada.post(&format!("{}/edit", urls[1]), &fields).await.is(303);
    stranger.get("/find?town=&language=en").await.is(200).lacks(TITLES[1]);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_about").await, 2);
    let wrong =
        ada.post("/g/new", &[&fields[..], &[("step_free", "perhaps"), ("cost", "much")]].concat()).await.is(422);
    wrong.has("Choose one of those that are offered.");
});

both!(gatherings_are_found_by_whom_one_knows_there, |world| {
    let (mut ada, mut bea, mut cleo) =
        (world.person("Ada").await, world.person("Bea").await, world.person("Cleo").await);
    let urls = world_of_four(&mut ada).await;
    bea.post("/@cleo/follow", &[]).await.is(303);
    let known = "/find?town=&known=yes";
    bea.get(known).await.is(200).lacks(TITLES[0]).lacks(TITLES[2]).has("Only where people I know are going");
    cleo.post(&format!("{}/answer", urls[2]), &[("reply", "yes")]).await.is(303);
    cleo.post(&format!("{}/answer", urls[0]), &[("reply", "maybe")]).await.is(303);
    bea.get(known).await.is(200).lacks(TITLES[0]).has(TITLES[2]).has("with people you know");
    bea.get("/find?town=Berlin&known=yes&language=de").await.is(200).has(TITLES[2]).lacks(TITLES[1]);
    // A feed is the same for everybody: it says nothing of whom its maker knows.
    let page = bea.get(known).await.body;
    let feed =
        page.split("href=\"").find(|part| part.starts_with("/find/feed.atom")).unwrap().split('"').next().unwrap();
    assert!(!feed.contains("known"), "{feed}");
    world.stranger().get("/find?town=").await.is(200).lacks("Only where people I know");
});

both!(programs_say_and_find_the_same, |world| {
    let mut ada = world.person("Ada").await;
    let mut program = Program::of(&mut ada, api::ALL).await;
    let draft = serde_json::json!({
        "title": "Chess", "town": "Berlin, Berlin, DE", "date": "2026-11-27", "start": "19:00", "end": "22:00",
        "language": "de", "price": "3 €", "step_free": "yes",
    });
    let made = program.post("/api/v1/gatherings", &draft).await.is(201).json();
    assert_eq!((&made["language"], &made["cost"], &made["price"]), (&"de".into(), &"paid".into(), &"3 €".into()));
    planned(&mut ada, "Soup", "2026-11-28", &[]).await;
    for (query, count) in [
        ("language=de", 1),
        ("language=en", 0),
        ("cost=paid", 1),
        ("step_free=true", 1),
        ("step_free=false", 2),
        ("until=2026-11-27", 1),
        ("known=true", 0),
    ] {
        let found = program.get(&format!("/api/v1/gatherings?{query}")).await.is(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{query}");
    }
    let id = made["id"].as_str().unwrap().to_owned();
    let changed =
        program.patch(&format!("/api/v1/gatherings/{id}"), &serde_json::json!({ "cost": "free" })).await.is(200).json();
    assert_eq!(
        (&changed["cost"], &changed["price"], &changed["step_free"]),
        (&"free".into(), &"".into(), &"yes".into())
    );
    program.get("/api/v1/gatherings?language=klingon").await.is(400);
});

both!(what_is_said_goes_along_with_a_series_and_with_its_host, |world| {
    let mut ada = world.person("Ada").await;
    let again = [("repeat", "weekly"), ("count", "3"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=3"), ("language", "fr")];
    planned(&mut ada, "Choir", "2026-12-03", &again).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_about WHERE language = 'fr'").await, 3);
    let person = ada.person();
    let taken = world.act(move |act| visavis::gatherings::export(act, person)).await.unwrap();
    assert_eq!(taken["hosted"][0]["language"], "fr");
});

both!(a_part_of_a_title_is_found_in_any_script, |world| {
    let mut ada = world.person("Ada").await;
    let titles =
        ["東京ボードゲームの夜", "周末围棋俱乐部", "เดินเล่นกรุงเทพฯ", "شطرنج في الحديقة", "Вечер шахмат в парке"];
    for title in titles {
        planned(&mut ada, title, "2026-12-03", &[]).await;
    }
    let mut stranger = world.stranger();
    for (typed, title) in [
        ("ボードゲーム", "東京ボードゲームの夜"),
        ("ゲーム", "東京ボードゲームの夜"),
        ("夜", "東京ボードゲームの夜"),
        ("围棋", "周末围棋俱乐部"),
        ("กรุงเทพ", "เดินเล่นกรุงเทพฯ"),
        ("حديقة", "شطرنج في الحديقة"),
        ("شطرنج", "شطرنج في الحديقة"),
        ("ШАХМАТ парк", "Вечер шахмат в парке"),
    ] {
        let query: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let page = stranger.get(&format!("/find?town=&q={query}")).await.is(200).body;
        for other in titles {
            assert_eq!(page.contains(&format!(">{other}<")), other == title, "{typed} in {other}");
        }
    }
    ada.post("/c/new", &[("name", "围棋俱乐部"), ("handle", "weiqi"), ("town", "Berlin")]).await.is(303);
    stranger.get("/find/communities?town=&q=%E4%BF%B1%E4%B9%90").await.is(200).has("围棋俱乐部");
    stranger.get("/find/communities?town=&q=%E4%B9%90%E4%BF%B1").await.is(200).lacks("围棋俱乐部");
});
