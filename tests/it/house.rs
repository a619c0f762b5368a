//! The house itself: it stands up, refuses kindly, and keeps what it was told.

use visavis::http::Ask;

both!(it_is_ready_and_what_is_not_there_is_not_found, |world| {
    let mut stranger = world.stranger();
    stranger.get("/health").await.is(200).has("ready");
    stranger.get("/nowhere").await.is(404).has("There is no such page");
    let reply = stranger.get("/api/v1/nowhere").await.is(404);
    assert_eq!(reply.json()["status"], 404);
});

both!(a_write_that_fails_leaves_nothing, |world| {
    let outcome: visavis::error::Result<()> = world
        .act(|act| {
            act.run("INSERT INTO setting (name, value) VALUES ('x', $1)", visavis::params![[1_u8; 4]])?;
            Err(visavis::error::Error::NotFound)
        })
        .await;
    assert!(outcome.is_err());
    assert_eq!(world.count("SELECT COUNT(*) FROM setting WHERE name = 'x'").await, 0);
});

both!(many_writes_at_once_each_stand_alone, |world| {
    let writes = (0..200_i64).map(|number| {
        let app = world.app.clone();
        tokio::spawn(async move {
            app.act(&Ask::system(), move |act| {
                act.run("INSERT INTO live (id, person, kind, data) VALUES ($1, 1, 'x', '')", visavis::params![number])?;
                if number % 3 == 0 { Err(visavis::error::Error::NotFound) } else { Ok(()) }
            })
            .await
            .is_ok()
        })
    });
    let mut good = 0;
    for write in writes.collect::<Vec<_>>() {
        good += i64::from(write.await.unwrap());
    }
    assert_eq!(good, 133);
    assert_eq!(world.count("SELECT COUNT(*) FROM live").await, 133);
});

both!(two_transactions_in_each_others_way_are_both_applied, |world| {
    world.act(|act| act.run("INSERT INTO live (id, person, kind, data) VALUES (1, 0, 'x', '')", &[])).await.unwrap();
    // Each reads, then writes what it read plus one: without retries PostgreSQL would refuse most of them.
    let adds = (0..40).map(|_| {
        let app = world.app.clone();
        tokio::spawn(async move {
            app.act(&Ask::system(), |act| {
                let (sum,): (i64,) = act.one("SELECT person FROM live WHERE id = 1", &[])?;
                act.run("UPDATE live SET person = $1 WHERE id = 1", visavis::params![sum + 1])
            })
            .await
            .unwrap()
        })
    });
    for add in adds.collect::<Vec<_>>() {
        add.await.unwrap();
    }
    assert_eq!(world.count("SELECT person FROM live WHERE id = 1").await, 40);
});
