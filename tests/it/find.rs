//! Finding: by town, distance, interest, day and words.

use crate::world::Browser;

async fn founded(host: &mut Browser, name: &str, town: &str, interest: &str) {
    host.post("/c/new", &[("name", name), ("town", town), ("interest", interest)]).await.is(303);
}

both!(communities_are_found_by_place_interest_and_words, |world| {
    let mut ada = world.person("Ada").await;
    founded(&mut ada, "Schachcafé Kreuzberg", "Berlin", "chess").await;
    founded(&mut ada, "Potsdam reads", "Potsdam", "books").await;
    founded(&mut ada, "Isar swimmers", "Munich", "nature").await;
    founded(&mut ada, "Everywhere", "", "chess").await;
    let mut stranger = world.stranger();
    let all = stranger.get("/find/communities").await.is(200);
    all.has("Schachcafé").has("Potsdam reads").has("Isar").has("Everywhere").has("GeoNames");
    let near = stranger.get("/find/communities?town=Berlin&km=10").await.is(200);
    near.has("Schachcafé").lacks("Potsdam reads").lacks("Isar").lacks("Everywhere").has("Within 10 km of Berlin");
    let near = stranger.get("/find/communities?town=Berlin%2C+DE&km=50").await.is(200);
    near.has("Schachcafé").has("Potsdam reads").lacks("Isar");
    let chess = stranger.get("/find/communities?town=&interest=chess").await.is(200);
    chess.has("Schachcafé").has("Everywhere").lacks("Isar");
    for typed in ["schach", "SCHACHCAFE", "kreuz schach", "che"] {
        let found = stranger.get(&format!("/find/communities?q={}", typed.replace(' ', "+"))).await.is(200);
        found.has("Schachcafé").lacks("Isar");
    }
    stranger.get("/find/communities?q=%25").await.is(200);
    stranger.get("/find/communities?q=kreuz+isar").await.is(200).has("No such community here yet");
});

both!(nothing_found_says_the_next_step, |world| {
    let mut stranger = world.stranger();
    let page = stranger.get("/find?town=Berlin&when=today&km=50").await.is(200).has("Nothing planned here yet");
    page.has("Look within 100 km").has("km=100").has("/g/new");
    stranger.get("/find?town=Berlin&when=today&km=100").await.has("Look at any time");
    stranger.get("/find?town=Berlin&km=100&interest=chess").await.has("Look for anything");
    stranger.get("/find?town=Berlin&km=100").await.has("Look anywhere");
    stranger.get("/find").await.is(200).has("Plan a gathering").lacks("Look anywhere");
    stranger.get("/find/communities").await.is(200).has("Start a community");
});

both!(an_address_with_a_fault_is_said_and_kept, |world| {
    let mut stranger = world.stranger();
    for path in ["/find", "/find/communities"] {
        let page = stranger.get(&format!("{path}?town=Xqzzyvania")).await.is(422).has("No such town was found");
        page.has("value=\"Xqzzyvania\"").lacks("Nothing planned").lacks("No such community");
    }
    stranger.get("/find?from=yesterday").await.is(422).has("That is no day");
    for path in [
        "/find?km=7&when=never&interest=!&after=x",
        "/find/communities?after=1.zzz",
        "/find/communities?after=9223372036854775808.0000000000000",
        "/find?from=9999-12-31&town=Berlin",
        "/find?from=-009999-01-01",
        "/find?after=99999999999999999999",
        "/find?after=18446744073709551615",
    ] {
        stranger.get(path).await.is(200);
    }
    stranger.get(&format!("/find?q={}", "x".repeat(5_000))).await.is(200);
});

both!(a_member_finds_around_their_town, |world| {
    let mut ada = world.person("Ada").await;
    founded(&mut ada, "Isar swimmers", "Munich", "nature").await;
    founded(&mut ada, "Spree swimmers", "Berlin", "nature").await;
    let (me, place) = (ada.person(), i64::from(visavis::town::read("Munich").unwrap().id));
    let set = "UPDATE person SET place = $2 WHERE id = $1";
    world.act(move |act| act.run(set, visavis::params![me, place])).await.unwrap();
    ada.get("/find/communities").await.is(200).has("Isar").lacks("Spree").has("Within 25 km of Munich");
    ada.get("/find/communities?town=").await.is(200).has("Isar").has("Spree");
    ada.get("/find").await.is(200).has("km=50").has("/find/people");
});

both!(a_long_list_is_paged_by_stable_links, |world| {
    let ada = world.person("Ada").await;
    let host = ada.person();
    world
        .act(move |act| {
            for number in 0..45 {
                let fields =
                    visavis::http::Fields::default().with("name", format!("Club {number:02}")).with("town", "Berlin");
                let draft = visavis::communities::Draft::read(&fields, Default::default())?;
                visavis::communities::found_by(act, host, &draft)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    for start in ["/find/communities?town=Berlin", "/find/communities"] {
        let (mut path, mut seen) = (start.to_owned(), Vec::new());
        loop {
            let page = world.stranger().get(&path).await.is(200).body;
            seen.extend(page.split("href=\"/c/club-").skip(1).map(|part| part[..2].to_owned()));
            let Some(before) = page.split_once("rel=\"next\"").map(|(before, _)| before) else { break };
            path = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
        }
        assert_eq!(seen.len(), 45);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 45);
    }
});

both!(towns_are_suggested, |world| {
    let mut stranger = world.stranger();
    let found = stranger.get("/api/v1/towns?q=m%C3%BCnch").await.is(200).json();
    assert_eq!(found[0]["label"], "Munich, Bayern, DE");
    assert!(found.as_array().unwrap().len() <= 8);
    assert_eq!(stranger.get("/api/v1/towns?q=").await.is(200).json(), serde_json::json!([]));
    assert_eq!(stranger.get("/api/v1/towns").await.is(200).json(), serde_json::json!([]));
    let here = stranger.get("/api/v1/towns?lat=52.52&lon=13.4").await.is(200).json();
    assert_eq!(here.as_array().unwrap().len(), 1);
    assert_eq!(here[0]["zone"], "Europe/Berlin");
    for (query, field) in [("lat=91&lon=0", "lat"), ("lat=1", "lon"), ("lat=x&lon=1", "lat"), ("lat=NaN&lon=1", "lat")]
    {
        let fault = stranger.get(&format!("/api/v1/towns?{query}")).await;
        assert!(matches!(fault.status.as_u16(), 400 | 422), "{query}");
        let fault = fault.json();
        assert_eq!(fault["fields"][0]["field"], field, "{query}");
    }
});

both!(it_is_found_in_german_too, |world| {
    let mut stranger = world.stranger();
    stranger.cookies.insert("lang".into(), "de".into());
    stranger
        .get("/find?town=Berlin&when=weekend")
        .await
        .is(200)
        .has("Hier ist noch nichts geplant")
        .has("Am Wochenende");
    stranger.get("/find/communities?town=Xqzzyvania").await.is(422).has("haben wir nicht gefunden");
});

/// A gathering on a day at 19:00, for three hours.
async fn planned(host: &mut Browser, title: &str, town: &str, date: &str, more: &[(&str, &str)]) -> String {
    let fields = [
        ("title", title),
        ("town", town),
        ("date", date),
        ("start", "19:00"),
        ("end", "22:00"),
        ("venue", "Back room"),
    ];
    host.post("/g/new", &[&fields, more].concat()).await.is(303).leads_to().to_owned()
}

both!(gatherings_are_found_by_place_day_interest_and_words, |world| {
    let mut ada = world.person("Ada").await;
    // It is Thursday, 26 November 2026.
    planned(&mut ada, "Chess tonight", "Berlin", "2026-11-26", &[("interest", "chess")]).await;
    planned(&mut ada, "Sunday soup", "Potsdam", "2026-11-29", &[("interest", "cooking")]).await;
    planned(&mut ada, "Monday choir", "Berlin", "2026-11-30", &[("interest", "singing")]).await;
    planned(&mut ada, "December run", "Munich", "2026-12-05", &[("interest", "running")]).await;
    let mut stranger = world.stranger();
    let looks = [
        ("", vec!["Chess", "Sunday", "Monday", "December"]),
        ("town=Berlin&km=10", vec!["Chess", "Monday"]),
        ("town=Berlin&km=50", vec!["Chess", "Sunday", "Monday"]),
        ("town=Berlin&km=50&when=today", vec!["Chess"]),
        ("when=week", vec!["Chess", "Sunday"]),
        ("when=weekend", vec!["Sunday"]),
        ("when=month", vec!["Chess", "Sunday", "Monday"]),
        ("from=2026-11-30", vec!["Monday", "December"]),
        ("town=Munich&when=week", vec![]),
        ("interest=singing", vec!["Monday"]),
        ("q=sun", vec!["Sunday"]),
        ("q=sun&interest=singing", vec![]),
    ];
    for (query, wanted) in looks {
        let page = stranger.get(&format!("/find?{query}")).await.is(200).body;
        for title in ["Chess tonight", "Sunday soup", "Monday choir", "December run"] {
            let first = title.split(' ').next().unwrap();
            assert_eq!(page.contains(title), wanted.contains(&first), "{query}: {title}");
        }
        assert_eq!(page.contains("Nothing planned here yet"), wanted.is_empty(), "{query}");
    }
    // The next is first.
    let page = stranger.get("/find").await.body;
    assert!(
        page.find("Chess tonight") < page.find("Sunday soup") && page.find("Sunday soup") < page.find("December run")
    );
});

both!(what_lasts_for_days_is_found_while_it_does, |world| {
    let mut ada = world.person("Ada").await;
    planned(&mut ada, "Harbour festival", "Berlin", "2026-11-26", &[("end_date", "2026-12-04")]).await;
    planned(&mut ada, "Short supper", "Berlin", "2026-11-26", &[]).await;
    planned(&mut ada, "Winter market", "Berlin", "2026-12-02", &[("end_date", "2026-12-20")]).await;
    let mut stranger = world.stranger();
    let day = 86_400_000;
    // Before, a few hours in, half a day in, days in: found once each time, and no longer than it lasts.
    for (wait, festival) in [(0, 1), (day / 3, 1), (day / 6, 1), (day / 6, 1), (5 * day, 1), (3 * day, 0)] {
        world.later(wait);
        for query in ["", "town=Berlin&km=10", "q=harb", "q=festival+harbour&town=Potsdam&km=50"] {
            let page = stranger.get(&format!("/find?{query}")).await.is(200).body;
            assert_eq!(page.matches(">Harbour festival<").count(), festival, "{query}");
            assert_eq!(page.matches(">Winter market<").count(), usize::from(!query.contains("harb")), "{query}");
        }
        let elsewhere = stranger.get("/find?town=Munich&km=10").await.is(200);
        elsewhere.lacks("Harbour festival").lacks("Winter market");
    }
});

both!(what_a_private_community_plans_is_for_its_members, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Secret tea"), ("access", "private"), ("town", "Berlin")]).await.is(303);
    ada.post("/c/new", &[("name", "Open tea"), ("access", "open"), ("town", "Berlin")]).await.is(303);
    let form = ada.get("/g/new?community=secret-tea").await.is(200).body;
    let id = form
        .split("Secret tea")
        .next()
        .unwrap()
        .rsplit("value=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    planned(&mut ada, "Hidden kettle", "Berlin", "2026-11-27", &[("community", &id)]).await;
    let form = ada.get("/g/new?community=open-tea").await.is(200).body;
    let id =
        form.split("Open tea").next().unwrap().rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
    planned(&mut ada, "Open kettle", "Berlin", "2026-11-27", &[("community", &id)]).await;
    ada.get("/find?town=Berlin").await.has("Hidden kettle").has("Open kettle");
    ada.get("/c/secret-tea").await.has("Hidden kettle");
    ada.get("/").await.has("Hidden kettle");
    for path in ["/find?town=Berlin", "/find", "/", "/find?q=hidden"] {
        bea.get(path).await.is(200).lacks("Hidden kettle");
        world.stranger().get(path).await.is(200).lacks("Hidden kettle");
    }
    world.stranger().get("/").await.has("Open kettle").has("/c/open-tea");
    world.stranger().get("/c/open-tea").await.has("Open kettle");
    bea.get("/").await.has("Open kettle");
});

both!(gatherings_are_paged, |world| {
    let mut ada = world.person("Ada").await;
    for number in 0..23 {
        planned(&mut ada, &format!("Tea number {number:02}."), "Berlin", "2026-11-28", &[]).await;
    }
    let first = world.stranger().get("/find?town=Berlin").await.is(200).has("rel=\"next\"").body;
    let second = world
        .stranger()
        .get("/find?town=Berlin&after=1")
        .await
        .is(200)
        .has("From the start")
        .lacks("rel=\"next\"")
        .body;
    for number in 0..23 {
        let title = format!("Tea number {number:02}.");
        assert!(first.contains(&title) != second.contains(&title), "{title} once");
    }
});
