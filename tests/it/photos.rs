//! Photos of a gathering: who adds, who sees, and that whoever is in one has it taken down.

use serde_json::json;
use visavis::{
    outside::Media,
    time::{DAY, HOUR},
};

use crate::{
    api::{ALL, Program},
    gatherings::published,
    world::{Browser, World},
};

/// A picture of one colour, so that each is another.
pub fn picture(grey: u8) -> Vec<u8> {
    let mut png = Vec::new();
    let pixels = image::GrayImage::from_pixel(8, 8, image::Luma([grey]));
    pixels.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

/// Adds a photo; the path of its page.
pub async fn added(browser: &mut Browser, url: &str, grey: u8, words: &str) -> String {
    let (fields, picture) = ([("words", words)], picture(grey));
    browser.post_files(&format!("{url}/photos"), &fields, &[("photo", "x.png", &picture)]).await.is(303);
    let page = browser.get(&format!("{url}/photos")).await.is(200).body;
    let start = page.find(&format!("href=\"{url}/photos/")).expect("a photo") + 6;
    page[start..].split('"').next().unwrap().to_owned()
}

/// People who said yes, with the host, after the gathering.
pub async fn over(world: &World, names: &[&'static str], changes: &[(&str, &str)]) -> (String, Browser, Vec<Browser>) {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, changes).await;
    let mut people = Vec::new();
    for name in names {
        let mut one = world.person(name).await;
        one.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
        people.push(one);
    }
    world.later(8 * DAY);
    (url, host, people)
}

/// How many files of pictures there are.
fn files(world: &World) -> usize {
    let Media::Memory(files) = &world.app.shared.media else { panic!("pictures in memory") };
    files.lock().unwrap().len()
}

both!(those_who_were_there_add_and_see_photos_and_others_do_not, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob"], &[]).await;
    let mut gus = world.person("Gus").await;
    let photos = format!("{url}/photos");
    let [ada, bob] = &mut people[..] else { panic!("two") };
    ada.get(&url).await.has("Add photos");
    ada.post(&photos, &[]).await.is(422).has("Choose a photo.");
    ada.post_files(&photos, &[], &[("photo", "x.png", b"no picture")]).await.is(422).has("This is no picture");
    let long = "x".repeat(301);
    ada.post_files(&photos, &[("words", &long)], &[("photo", "x.png", &picture(9))]).await.is(422);
    assert_eq!(files(&world), 0, "what is refused is not kept");
    let photo = added(ada, &url, 10, "The long <table>").await;
    bob.get(&photo).await.is(200).has("The long &lt;table&gt;").has("Ada");
    bob.get(&url).await.has(&format!("{photo}/small")).has("alt=\"The long &lt;table&gt;\"");
    assert_eq!(&bob.bytes(&format!("{photo}/large")).await[..2], [0xff, 0xd8]);
    host.get(&photo).await.is(200);
    // Nobody else learns that there are any.
    for path in [photos.clone(), photo.clone(), format!("{photo}/large"), format!("{photo}/small")] {
        gus.get(&path).await.is(403);
        assert!([303, 401].contains(&world.stranger().get(&path).await.status.as_u16()), "{path}");
    }
    gus.get(&url).await.is(200).lacks("/photos");
    world.stranger().get(&url).await.is(200).lacks("/photos");
    gus.post_files(&photos, &[], &[("photo", "x.png", &picture(11))]).await.is(403);
    for verb in ["down", "back", "delete", "words"] {
        assert!([403, 404].contains(&gus.post(&format!("{photo}/{verb}"), &[]).await.status.as_u16()), "{verb}");
    }
    // The file has no other address: not even for who knows its name.
    let hash = world.act(|act| act.one::<(String,)>("SELECT photo FROM gathering_photo", &[])).await.unwrap().0;
    for path in [format!("/media/{hash}"), format!("/media/{hash}/s")] {
        ada.get(&path).await.is(404);
    }
    assert!(!bob.get(&photo).await.body.contains(&hash));
    // What goes elsewhere does not speak of them.
    for path in
        [format!("{url}/calendar.ics"), format!("{url}/share"), format!("{url}/poster"), format!("{url}/preview.png")]
    {
        let reply = ada.get(&path).await;
        assert!(!reply.body.contains("photos/") && !reply.body.contains(&hash), "{path}");
    }
    // Whose it is says what it shows; others don't.
    ada.post(&format!("{photo}/words"), &[("words", "A table")]).await.is(303);
    bob.post(&format!("{photo}/words"), &[("words", "Mine")]).await.is(403);
    bob.get(&photo).await.has("alt=\"A table\"");
    // Before it begins there are none, and a stranger's id is none of it.
    bob.get("/g/0000000000000/photos").await.is(404);
    bob.get(&format!("{photos}/0000000000000")).await.is(404);
    world.mail().await;
});

both!(whoever_is_in_a_photo_has_it_taken_down_at_once, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob", "Cyd"], &[]).await;
    let [ada, bob, cyd] = &mut people[..] else { panic!("three") };
    let photo = added(ada, &url, 10, "Bob, laughing").await;
    bob.get(&photo).await.has("I’m in this photo: take it down");
    ada.get(&photo).await.lacks("take it down");
    bob.post(&format!("{photo}/down"), &[]).await.is(303);
    // For everybody, whoever took it and whoever hosts too.
    for (who, sees) in [(&mut *ada, true), (&mut *bob, true), (&mut *cyd, false), (&mut host, true)] {
        who.get(&photo).await.is(404);
        who.get(&format!("{photo}/large")).await.is(404);
        who.get(&url).await.is(200).lacks("Bob, laughing").lacks("/small\"");
        let page = who.get(&format!("{url}/photos")).await.is(200).lacks("Bob, laughing").lacks("/small\"");
        assert_eq!(page.body.contains("Taken down"), sees);
    }
    // The two are told that somebody asked, and nobody is told who.
    for who in [&mut *ada, &mut host] {
        who.get("/notices").await.has("asked for it to be taken down").lacks("Bob");
    }
    bob.get("/notices").await.lacks("taken down");
    // Nobody but Bob puts it back.
    for who in [&mut *ada, &mut *cyd, &mut host] {
        who.post(&format!("{photo}/back"), &[]).await.is(404);
        who.post(&format!("{photo}/words"), &[("words", "Back")]).await.is(404);
    }
    cyd.post(&format!("{photo}/down"), &[]).await.is(404);
    bob.get(&format!("{url}/photos")).await.has("Taken down, as you asked").has("Put it back");
    bob.post(&format!("{photo}/back"), &[]).await.is(303);
    cyd.get(&photo).await.is(200).has("Bob, laughing");
    bob.post(&format!("{photo}/back"), &[]).await.is(404);
    // Down again; when Bob leaves, nobody could put it back: it goes, with its file.
    bob.post(&format!("{photo}/down"), &[]).await.is(303);
    let export = world.act({
        let ada = ada.person();
        move |act| visavis::gatherings::export(act, ada)
    });
    let export = export.await.unwrap();
    assert!(export["photos"]["taken"][0]["picture"].is_null(), "{}", export["photos"]);
    bob.post("/you/delete", &[("handle", "bob")]).await.is(303);
    world.mail().await;
    assert_eq!((world.count("SELECT COUNT(*) FROM gathering_photo").await, files(&world)), (0, 0));
});

both!(a_photo_goes_with_its_file, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob"], &[]).await;
    let [ada, bob] = &mut people[..] else { panic!("two") };
    let one = added(ada, &url, 10, "One").await;
    let two = added(ada, &url, 20, "Two").await;
    added(ada, &url, 30, "Three").await;
    assert_ne!(one, two);
    assert_eq!(files(&world), 6);
    bob.post(&format!("{one}/delete"), &[]).await.is(403);
    ada.post(&format!("{one}/delete"), &[]).await.is(303);
    ada.get(&one).await.is(404);
    host.post(&format!("{two}/delete"), &[]).await.is(303);
    world.mail().await;
    assert_eq!(files(&world), 2);
    let export = world.act({
        let ada = ada.person();
        move |act| visavis::gatherings::export(act, ada)
    });
    let taken = export.await.unwrap()["photos"]["taken"].clone();
    assert_eq!((taken.as_array().unwrap().len(), taken[0]["shows"].as_str()), (1, Some("Three")));
    ada.post("/you/delete", &[("handle", "ada")]).await.is(303);
    world.mail().await;
    assert_eq!((world.count("SELECT COUNT(*) FROM gathering_photo").await, files(&world)), (0, 0));
});

both!(who_does_not_want_to_be_shown_says_so_once, |world| {
    let (url, _, mut people) = over(&world, &["Ada", "Bob", "Cyd"], &[]).await;
    let mut gus = world.person("Gus").await;
    gus.post("/you/photos", &[("wish", "never")]).await.is(303);
    let [ada, bob, cyd] = &mut people[..] else { panic!("three") };
    ada.get("/you/settings").await.has("/you/photos");
    bob.post("/you/photos", &[("wish", "perhaps")]).await.is(422).has("Choose one of the three.");
    bob.post("/you/photos", &[("wish", "never")]).await.is(303);
    bob.get("/you/photos").await.has("value=\"never\" checked");
    cyd.post("/you/photos", &[("wish", "fine")]).await.is(303);
    let photos = format!("{url}/photos");
    ada.get(&photos)
        .await
        .has("One of those here asks not to be shown: Bob.")
        .has("Cyd is fine with being shown.")
        .lacks("Gus");
    // Who was not there does not read it, also where all see the photos.
    gus.get(&photos).await.is(403).lacks("Bob");
    // Who is hidden from one is not named.
    bob.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    ada.get(&photos).await.lacks("Bob");
    bob.post("/you/photos", &[("wish", "ask")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM likeness").await, 2);
    cyd.post("/you/delete", &[("handle", "cyd")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM likeness").await, 1);
    world.mail().await;
});

both!(hosts_open_photos_and_close_them_again, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob"], &[]).await;
    let [ada, bob] = &mut people[..] else { panic!("two") };
    let mut gus = world.person("Gus").await;
    let photo = added(ada, &url, 10, "").await;
    let audience = format!("{url}/photos/audience");
    ada.post(&audience, &[("open", "yes")]).await.is(403);
    host.post(&audience, &[]).await.is(400);
    host.post(&audience, &[("open", "yes")]).await.is(303);
    ada.get("/notices").await.has("opened the photos of Tea for eight");
    bob.get("/notices").await.lacks("opened the photos");
    gus.get(&photo).await.is(200).lacks("take it down");
    world.stranger().get(&format!("{photo}/small")).await.is(200);
    world.stranger().get(&format!("{url}/photos")).await.is(200).lacks("Add photos");
    // Seeing is not being one of them.
    gus.post(&format!("{photo}/down"), &[]).await.is(403);
    // Hidden people's are not there for those, and nobody's for those who were there: they may be in one.
    gus.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    gus.get(&photo).await.is(404);
    gus.get(&url).await.lacks("/small\"");
    bob.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    bob.get(&photo).await.is(200).lacks("Ada").has("By somebody who was there");
    bob.post(&format!("{photo}/down"), &[]).await.is(303);
    bob.post(&format!("{photo}/back"), &[]).await.is(303);
    host.post(&audience, &[("open", "no")]).await.is(303);
    world.stranger().get(&format!("{photo}/small")).await.is(303);
    world.mail().await;
});

both!(in_a_private_circle_photos_stay_there, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [
        ("name", "Weavers"),
        ("handle", "weavers"),
        ("access", "open"),
        ("town", "Vienna, AT"),
        ("interest", "crafts"),
    ];
    host.post("/c/new", &fields).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", number.as_str())]).await;
    let mut ada = world.person("Ada").await;
    ada.post("/c/weavers/join", &[("rules", "yes")]).await.is(303);
    ada.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    ada.get(&format!("{url}/photos")).await.is(404);
    world.later(7 * DAY + 7 * HOUR);
    let photo = added(&mut ada, &url, 10, "").await;
    host.post(&format!("{url}/photos/audience"), &[("open", "yes")]).await.is(303);
    world.stranger().get(&format!("{photo}/small")).await.is(200);
    let private: Vec<(&str, &str)> =
        fields.into_iter().map(|(name, value)| (name, if name == "access" { "private" } else { value })).collect();
    host.post("/c/weavers/edit", &private).await.is(303);
    world.stranger().get(&format!("{photo}/small")).await.is(404);
    world.person("Gus").await.get(&photo).await.is(404);
    ada.get(&photo).await.is(200);
    ada.post("/c/weavers/leave", &[]).await.is(303);
    ada.get(&photo).await.is(404);
    ada.get(&format!("{photo}/large")).await.is(404);
    world.mail().await;
});

both!(programs_do_all_of_it, |world| {
    let (url, mut host, mut people) = over(&world, &["Ada", "Bob"], &[]).await;
    let base = format!("/api/v1{}", url.replace("/g/", "/gatherings/"));
    let photos = format!("{base}/photos");
    let (mut gus, mut hosts) = (world.person("Gus").await, Program::of(&mut host, ALL).await);
    let mut other = Program::of(&mut gus, ALL).await;
    let [ada, bob] = &mut people[..] else { panic!("two") };
    ada.post_json(&photos, &json!({})).await.is(422);
    let made = ada.post_files(&photos, &[("words", "Tea")], &[("photo", "x.png", &picture(7))]).await.is(201).json();
    let (one, file) = (format!("{photos}/{}", made["id"].as_str().unwrap()), made["large"].as_str().unwrap());
    assert_eq!(
        (made["words"].as_str(), made["mine"].as_bool(), made["width"].as_i64()),
        (Some("Tea"), Some(true), Some(8))
    );
    // Its file is had without a cookie, for an hour, and as it was given.
    assert_eq!(&world.stranger().bytes(file).await[..2], [0xff, 0xd8]);
    world.stranger().get(&file.replace("key=", "key=A")).await.is(303);
    let (mut ada, mut bob) = (Program::of(ada, ALL).await, Program::of(bob, ALL).await);
    assert_eq!(bob.get(&photos).await.is(200).json()["items"][0]["by"]["handle"], "ada");
    other.get(&photos).await.is(403);
    assert_eq!(ada.patch(&one, &json!({ "words": "Cake" })).await.is(200).json()["words"], "Cake");
    bob.patch(&one, &json!({ "words": "Mine" })).await.is(403);
    bob.put(&format!("{one}/down"), &json!({})).await.is(204);
    world.stranger().get(file).await.is(404);
    assert_eq!(bob.get(&photos).await.json()["items"], json!([]));
    let down = |json: serde_json::Value| (json["items"][0]["mine"].as_bool(), json["items"][0]["by_you"].as_bool());
    assert_eq!(down(ada.get(&format!("{base}/photos-down")).await.is(200).json()), (Some(true), Some(false)));
    assert_eq!(down(bob.get(&format!("{base}/photos-down")).await.is(200).json()), (Some(false), Some(true)));
    ada.delete(&format!("{one}/down")).await.is(404);
    bob.delete(&format!("{one}/down")).await.is(204);
    bob.put("/api/v1/me/photo-wish", &json!({ "wish": "never" })).await.is(204);
    assert_eq!(bob.get("/api/v1/me/photo-wish").await.is(200).json(), json!({ "wish": "never" }));
    let wishes = ada.get(&format!("{base}/photo-wishes")).await.is(200).json();
    assert_eq!(
        (wishes["items"][0]["person"]["handle"].as_str(), wishes["items"][0]["wish"].as_str()),
        (Some("bob"), Some("never"))
    );
    hosts.put(&format!("{base}/photos-audience"), &json!({ "open": true })).await.is(204);
    assert_eq!(other.get(&photos).await.is(200).json()["items"].as_array().unwrap().len(), 1);
    other.get(&format!("{base}/photo-wishes")).await.is(403);
    other.put(&format!("{one}/down"), &json!({})).await.is(403);
    world.later(2 * HOUR);
    hosts.put(&format!("{base}/photos-audience"), &json!({ "open": false })).await.is(204);
    world.stranger().get(file).await.is(303);
    hosts.delete(&one).await.is(204);
    world.mail().await;
    assert_eq!(files(&world), 0);
});

both!(who_said_yes_and_did_not_come_sees_and_adds_nothing, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    for one in [&mut ada, &mut bob] {
        one.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    }
    world.later(7 * DAY + 8 * HOUR);
    host.post(&format!("{url}/door"), &[("handle", "ada")]).await.is(303);
    let photo = added(&mut ada, &url, 10, "").await;
    bob.get(&photo).await.is(200);
    bob.get(&format!("{url}/photos")).await.lacks("Add photos");
    bob.post_files(&format!("{url}/photos"), &[], &[("photo", "x.png", &picture(3))]).await.is(403);
    world.mail().await;
});
