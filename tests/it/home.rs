//! The first page: for strangers, for newcomers, for members.

both!(a_stranger_sees_what_this_is_and_may_look_around, |world| {
    let mut ada = world.person("Ada").await;
    ada.post("/c/new", &[("name", "Tea"), ("words", "Leaves.")]).await.is(303);
    ada.post("/c/new", &[("name", "Secret tea"), ("access", "private")]).await.is(303);
    let page = world.stranger().get("/").await.is(200);
    let page =
        page.has("at one table").has("href=\"/sign-up\"").has("href=\"/find\"").has("/c/tea").lacks("Secret tea");
    page.has("og:description").lacks("noindex");
    let mut german = world.stranger();
    german.cookies.insert("lang".into(), "de".into());
    german.get("/").await.is(200).has("an einem Tisch").has("lang=\"de\"");
});

both!(a_newcomer_is_led_in_three_steps, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Isar chess"), ("town", "Munich"), ("interest", "chess")]).await.is(303);
    ada.post("/c/new", &[("name", "Isar knitting"), ("town", "Munich"), ("interest", "knitting")]).await.is(303);
    ada.post("/c/new", &[("name", "Spree chess"), ("town", "Berlin"), ("interest", "chess")]).await.is(303);
    bea.get("/").await.is(200).has("Three steps").has("0 of 3").has("/you/profile").has("noindex");
    let (me, place) = (bea.person(), i64::from(visavis::town::read("Munich").unwrap().id));
    world
        .act(move |act| act.run("UPDATE person SET place = $2 WHERE id = $1", visavis::params![me, place]))
        .await
        .unwrap();
    // Without interests: whatever is near.
    bea.get("/").await.has("1 of 3").has("Isar chess").has("Isar knitting").lacks("Spree");
    world
        .act(move |act| {
            act.run("INSERT INTO person_interest (person, interest) VALUES ($1, 'chess')", visavis::params![me])
        })
        .await
        .unwrap();
    bea.get("/").await.has("2 of 3").has("Isar chess").lacks("Isar knitting").lacks("Spree");
    bea.post("/c/isar-chess/join", &[]).await.is(303);
    let page = bea.get("/").await.is(200).lacks("Three steps").has("Your communities").has("Isar chess");
    page.lacks("Spree");
});

both!(a_member_sees_who_waits_and_whom_they_will_see, |world| {
    let (mut ada, bea, cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    let dan = world.person("Dan").await;
    let (a, b, c, d) = (ada.person(), bea.person(), cem.person(), dan.person());
    world
        .act(move |act| {
            let tie = "INSERT INTO tie (person, other, stage, planned_until, met_at) VALUES ($1, $2, $3, $4, $5)";
            let (soon, gone) = (act.now.plus(visavis::time::DAY), act.now.plus(-1));
            act.run(tie, visavis::params![a, b, 2, soon, None::<i64>])?;
            act.run(tie, visavis::params![a, c, 2, gone, None::<i64>])?;
            act.run(tie, visavis::params![a, d, 4, soon, 5])?;
            visavis::notices::put(act, a, "test", None, Some(b), &serde_json::json!({}))
        })
        .await
        .unwrap();
    let page = ada.get("/").await.is(200).has("see each other").has("/@bea").lacks("/@cem").lacks("/@dan");
    page.has("tomorrow").has("Something new waits");
    world
        .act(move |act| {
            act.run(
                "INSERT INTO block (blocker, blocked, person, at)
                 SELECT x.account, y.account, y.id, 0 FROM person x, person y WHERE x.id = $1 AND y.id = $2",
                visavis::params![b, a],
            )
        })
        .await
        .unwrap();
    ada.get("/").await.is(200).lacks("/@bea");
});

both!(a_member_sees_what_they_go_to_first, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let plan = |title: &'static str, date: &'static str| {
        [
            ("title", title),
            ("town", "Berlin"),
            ("date", date),
            ("start", "19:00"),
            ("end", "22:00"),
            ("venue", "Back room"),
        ]
    };
    let going = ada.post("/g/new", &plan("Going there", "2026-11-28")).await.is(303).leads_to().to_owned();
    let not = ada.post("/g/new", &plan("Not for me", "2026-11-28")).await.is(303).leads_to().to_owned();
    ada.post("/g/new", &plan("Still to see", "2026-11-29")).await.is(303);
    bea.post(&format!("{going}/answer"), &[("reply", "yes")]).await.is(303);
    bea.post(&format!("{not}/answer"), &[("reply", "no")]).await.is(303);
    let page = bea.get("/").await.is(200).has("Going there").has("Still to see").lacks("Not for me").body;
    assert!(page.find("Going there").unwrap() < page.find("Still to see").unwrap());
    // The way out of the screen is the next one they go to.
    let aside = page.split("<aside").nth(1).unwrap();
    assert!(aside.contains("Going there") && aside.contains("href=\"/meet\"") && !aside.contains("Still to see"));
});
