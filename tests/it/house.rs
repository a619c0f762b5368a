//! The house itself: it stands up, refuses kindly, and keeps what it was told.

use std::path::PathBuf;

use axum::{body::Body, http::Method};
use tower::ServiceExt;
use visavis::{
    app::App,
    db::Place,
    http::Ask,
    time::{Clock, Dice},
};

use crate::world::NOON;

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

both!(another_sites_form_is_refused, |world| {
    let mut stranger = world.stranger();
    for (header, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://other.example")]
    {
        let request = http::Request::post("/language")
            .header("host", "localhost:8080")
            .header(header, value)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("language=de"))
            .unwrap();
        stranger.request(request).await.is(403).has("another site");
    }
    stranger.post("/language", &[("language", "de")]).await.is(303);
});

both!(every_answer_carries_the_headers_that_protect_its_reader, |world| {
    let mut stranger = world.stranger();
    for path in ["/", "/nowhere", "/api/v1/nowhere", "/health"] {
        let reply = stranger.get(path).await;
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff", "{path}");
    }
});

both!(bodies_that_cant_be_read_are_refused_and_change_nothing, |world| {
    let mut stranger = world.stranger();
    let long = "x".repeat(300 << 10);
    stranger.post("/language", &[("language", &long)]).await.is(413).has("256");
    stranger.post_json("/language", &serde_json::json!([1, 2])).await.is(400);
    stranger.post_json("/language", &serde_json::json!({ "language": { "deep": 1 } })).await.is(400);
    let odd = stranger.send(Method::POST, "/language", Some("text/xml"), "<a/>".into()).await;
    odd.is(415);
    // Files are read from members only.
    let mut ada = world.person("Ada").await;
    let parts = || ("multipart/form-data; boundary=XX", Body::from("--YY nonsense"));
    stranger.send(Method::POST, "/language", Some(parts().0), parts().1).await.is(401);
    let broken = ada.send(Method::POST, "/language", Some(parts().0), parts().1).await;
    broken.is(400);
    stranger.get("/@a%00b").await.is(404);
    stranger.send(Method::DELETE, "/", None, Body::empty()).await.is(405);
});

#[tokio::test]
async fn an_address_that_knocks_too_often_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = crate::world::config(Place::File(folder.path().join("visavis.db")), folder.path().to_owned());
    config.limits = true;
    let app = App::open(config, Clock::at(NOON), Dice::seeded(1)).await.unwrap();
    let router = visavis::router::router(&app);
    let mut waits = 0;
    for _ in 0..200 {
        let request = http::Request::post("/language").header("host", "localhost:8080");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let response = router.clone().oneshot(request.body(Body::from("language=de")).unwrap()).await.unwrap();
        if response.status() == 429 {
            waits += 1;
            let seconds: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            assert!(seconds >= 1);
        }
    }
    assert!(waits >= 70, "only {waits} of 200 were told to wait");
}

/// What opening a database says.
async fn opening(file: PathBuf) -> String {
    let config = crate::world::config(Place::File(file.clone()), file.parent().unwrap().to_owned());
    match App::open(config, Clock::at(NOON), Dice::seeded(1)).await {
        Ok(_) => "opened".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_newer_database_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("visavis.db");
    assert_eq!(opening(file.clone()).await, "opened");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute("INSERT INTO migration (number, name) VALUES (9999, 'from the future')", []).unwrap();
    drop(connection);
    assert!(opening(file).await.contains("written by a newer Visavis (shape 9999"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("visavis.db");
    std::fs::write(&file, "this is a letter, not a database, and long enough to be read as a header. ".repeat(90))
        .unwrap();
    let before = std::fs::read(&file).unwrap();
    let said = opening(file.clone()).await;
    assert!(said.contains("visavis.db is damaged or no Visavis database"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_place_that_cant_be_written_is_named() {
    // Permissions don't bind root, under whom tests may run; a folder in the file's place binds everybody.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("visavis.db");
    std::fs::create_dir(&file).unwrap();
    let said = opening(file).await;
    assert!(said.contains("visavis.db can't be written"), "{said}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_in_words() {
    let place = Place::Server("postgres://nobody@127.0.0.1:1/none".into());
    let config = crate::world::config(place, PathBuf::new());
    let error = App::open(config, Clock::at(NOON), Dice::seeded(1)).await.err().unwrap().to_string();
    assert!(error.contains("the database can't be reached"), "{error}");
}

both!(what_was_written_is_there_after_a_restart, |world| {
    let ada = world.person("Ada").await;
    let world = world.restart().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 1);
    let session = ada.cookies["session"].clone();
    let mut again = world.stranger();
    again.cookies.insert("session".into(), session);
    again.get("/live-nothing").await.is(404);
});
