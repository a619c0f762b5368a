//! Checking in oneself by the code that changes, guests without an account at the door, and parties of which some are in.

use serde_json::{Value, json};
use visavis::time::{DAY, HOUR, MINUTE};

use crate::{
    api::{ALL, Program},
    gatherings::published,
    world::{Browser, World},
};

/// An hour before the tea begins (19:00 in Munich).
fn doors_open(world: &World) {
    world.later(7 * DAY + 5 * HOUR);
}

fn api(url: &str, path: &str) -> String {
    format!("/api/v1/gatherings/{}{path}", &url[3..])
}

async fn comes(browser: &mut Browser, url: &str, guests: &str) {
    browser.post(&format!("{url}/answer"), &[("reply", "yes"), ("guests", guests)]).await.is(303);
}

/// A guest without an account who comes with so many; the path of their link.
async fn guest_comes(world: &World, url: &str, name: &str, guests: &str) -> String {
    let email = format!("{}@example.net", name.to_lowercase());
    world.stranger().post(&format!("{url}/guest"), &[("name", name), ("email", &email)]).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    let (_, rest) = letter.text.split_once("http://localhost:8080/guest/").unwrap();
    let link = format!("/guest/{}", rest.split_whitespace().next().unwrap());
    world.stranger().post(&link, &[("reply", "yes"), ("guests", guests)]).await.is(303);
    let letters = world.mail().await;
    assert!(letters[0].text.contains("Your entry card for the door:\nhttp://localhost:8080/guest/"), "{letters:?}");
    link
}

/// The figures that a screen shows.
fn figures(page: &str) -> String {
    let (_, rest) = page.split_once("<p class=\"figures\">").unwrap_or_else(|| panic!("no figures: {page}"));
    rest.split('<').next().unwrap().to_owned()
}

/// Of a page that tells a link once, the path of it.
fn told(page: &str, path: &str) -> String {
    let (_, rest) = page.split_once(&format!("http://localhost:8080{path}")).unwrap();
    format!("{path}{}", rest.split(['"', '<']).next().unwrap())
}

/// What somebody takes along of gatherings.
async fn exported(world: &World, browser: &Browser) -> Value {
    let person = browser.id.unwrap();
    world.act(move |act| visavis::gatherings::export(act, person)).await.unwrap()
}

async fn door(crew: &mut Browser, url: &str) -> Value {
    crew.get(&api(url, "/door")).await.is(200).json()
}

both!(whoever_is_there_checks_in_by_the_code_of_now, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "3")]).await;
    let (mut ada, mut walt) = (world.person("Ada").await, world.person("Walt").await);
    comes(&mut ada, &url, "2").await;
    let (screens, read) = (format!("{url}/door/screens"), format!("{url}/in"));
    ada.get(&screens).await.is(403);
    ada.post(&screens, &[("door", "main")]).await.is(403);
    host.get(&format!("{url}/door")).await.has("Self check-in");
    host.get(&screens).await.is(200).has("A screen that needs no account");
    host.post(&screens, &[("door", &"x".repeat(41))]).await.is(422).has("Use up to 40 characters.");
    let made = host.post(&screens, &[("door", " main  entrance ")]).await.is(200).has("shown only now");
    assert_eq!(made.headers["cache-control"], "no-store");
    let screen = told(&made.body, "/screen/");
    host.get(&screens).await.has("main entrance").lacks(&screen);
    // Closed until the doors open; it needs no account, and says nothing but the code.
    let mut tablet = world.stranger();
    tablet.get(&screen).await.is(200).has("The door opens at 17:00").lacks("class=\"figures\"");
    ada.get(&read).await.is(200).has("The door opens two hours before");
    ada.post(&read, &[("code", "119246")]).await.is(409);
    doors_open(&world);
    let shown = tablet.get(&screen).await.is(200).has("Tea for eight").has("main entrance").has("<svg").lacks("Ada");
    assert_eq!(
        (&shown.headers["cache-control"], &shown.headers["referrer-policy"]),
        (&"no-store".parse().unwrap(), &"no-referrer".parse().unwrap())
    );
    let code = figures(&shown.body);
    assert!(code.len() == 7 && shown.body.contains("http-equiv=\"refresh\""), "{code}");
    tablet.get("/screen/nothing").await.is(404);
    // Reading writes nothing; with a code that nobody has typed there is a field for it.
    ada.get(&read).await.is(200).has("Six figures").lacks("Walt");
    assert_eq!(world.count("SELECT COUNT(*) FROM arrival").await, 0);
    ada.post(&read, &[("code", "")]).await.is(422).has("Type the six figures");
    ada.post(&read, &[("code", "000 000")]).await.is(422).has("too old, or none of this door");
    ada.post(&read, &[("code", &code), ("places", "2")]).await.is(303);
    let list = door(&mut host, &url).await;
    assert_eq!(
        (&list["inside"], &list["walk_ins"], &list["doors"]),
        (&json!(2), &json!(0), &json!([{ "door": "main entrance", "count": 2 }]))
    );
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door = 'main entrance'").await, 1);
    ada.get(&url).await.has("You’re here");
    ada.get(&read).await.has("You are in, since");
    // Twice is once.
    ada.post(&read, &[("code", &code)]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM arrival").await, 1);
    // A step later it is still good, two steps later it is not.
    world.later(30_000);
    walt.get(&format!("{read}?code={}", code.replace(' ', ""))).await.is(200).has("Six figures");
    let host_code = host.get(&format!("{url}/door/screen")).await.is(200).body;
    assert_ne!(figures(&host_code), code);
    world.later(30_000);
    walt.post(&read, &[("code", &code)]).await.is(422).has("too old");
    // Taken away, its screen is dark, and its codes are none.
    let now = figures(&tablet.get(&screen).await.is(200).body);
    let taken = exported(&world, &host).await;
    assert_eq!(taken["screens"][0]["door"], "main entrance");
    assert_eq!(exported(&world, &ada).await["doors"][0]["places"], 2);
    let list = host.get(&screens).await.body;
    let number = list.split("/door/screens/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    ada.post(&format!("{screens}/{number}/remove"), &[]).await.is(403);
    host.post(&format!("{screens}/{number}/remove"), &[]).await.is(303);
    tablet.get(&screen).await.is(404);
    walt.post(&read, &[("code", &now)]).await.is(422);
    // By the crew's own device: who did not say that they come is a walk-in.
    let own = figures(&host.get(&format!("{url}/door/screen")).await.body);
    walt.post(&read, &[("code", &own)]).await.is(303);
    let list = door(&mut host, &url).await;
    assert_eq!((&list["inside"], &list["walk_ins"]), (&json!(3), &json!(1)));
    host.get(&format!("{url}/door")).await.has("Among them 1 who had not said yes");
});

both!(a_camera_leads_to_one_tap_after_signing_in, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ada = world.person("Ada").await;
    comes(&mut ada, &url, "0").await;
    doors_open(&world);
    let now = host.get(&api(&url, "/door/code")).await.is(200).json();
    assert!(now["left"].as_i64().unwrap() <= 30_000);
    let scanned = now["url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned();
    let long = scanned.split_once("code=").unwrap().1.to_owned();
    assert_eq!(long.len(), 16);
    let strange = world.stranger().get(&scanned).await.is(200).has("No account?").body;
    assert!(strange.contains(&format!("/sign-in?next=%2Fg%2F{}%2Fin%3Fcode%3D{long}", &url[3..])), "{strange}");
    world.stranger().post(&format!("{url}/in"), &[("code", &long)]).await.is(401);
    ada.get(&scanned).await.is(200).has("I’m here").lacks("Six figures");
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 0);
    world.later(2 * MINUTE);
    // Who took too long scans again: the page says so.
    ada.get(&scanned).await.is(200).has("too old, or none of this door").has("Six figures");
    ada.get(&api(&url, "/door/code")).await.is(403);
    let now = host.get(&api(&url, "/door/code")).await.json();
    let mut adas = Program::of(&mut ada, ALL).await;
    adas.post(&api(&url, "/in"), &json!({ "code": long })).await.is(422);
    let said = adas.post(&api(&url, "/in"), &json!({ "code": now["code"] })).await.is(200).json();
    assert_eq!((&said["verdict"], &said["places"]), (&json!("in"), &json!(1)));
    let again = adas.post(&api(&url, "/in"), &json!({ "code": now["code"] })).await.is(200).json();
    assert_eq!(again["verdict"], "already");
});

both!(who_had_not_said_yes_comes_in_as_the_host_has_set, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "3")]).await;
    let mut ada = world.person("Ada").await;
    let (mut walt, mut will, mut wim) =
        (world.person("Walt").await, world.person("Will").await, world.person("Wim").await);
    comes(&mut ada, &url, "0").await;
    let choice = format!("{url}/door/walk-ins");
    ada.post(&choice, &[("walk_ins", "any")]).await.is(403);
    host.post(&choice, &[("walk_ins", "some")]).await.is(422).has("Choose who comes in by the code.");
    doors_open(&world);
    let code = async |host: &mut Browser| figures(&host.get(&format!("{url}/door/screen")).await.body);
    let enters =
        async |one: &mut Browser, code: &str| one.post(&format!("{url}/in"), &[("code", code)]).await.status.as_u16();
    let now = code(&mut host).await;
    // Two of three places are kept for Hanna and Ada, who are not here yet.
    assert_eq!([enters(&mut walt, &now).await, enters(&mut will, &now).await], [303, 409]);
    will.get(&format!("{url}/in")).await.has("no room for more");
    assert_eq!(enters(&mut ada, &now).await, 303);
    let mut hosts = Program::of(&mut host, ALL).await;
    hosts.put(&api(&url, "/door/walk-ins"), &json!({ "walk_ins": "any" })).await.is(204);
    assert_eq!(enters(&mut will, &now).await, 303);
    host.post(&choice, &[("walk_ins", "none")]).await.is(303);
    assert_eq!(enters(&mut wim, &now).await, 409);
    wim.get(&format!("{url}/in")).await.has("for those who said that they come");
    let listed = hosts.get(&api(&url, "/door/screens")).await.is(200).json();
    assert_eq!((&listed["walk_ins"], &listed["items"]), (&json!("none"), &json!([])));
    let list = door(&mut host, &url).await;
    assert_eq!((&list["inside"], &list["walk_ins"], &list["going"]), (&json!(3), &json!(2), &json!(2)));
});

both!(a_screen_is_worth_what_whoever_made_it_may_do, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut sue, mut sam, mut ada) = (world.person("Sue").await, world.person("Sam").await, world.person("Ada").await);
    comes(&mut ada, &url, "0").await;
    for (helper, handle, role) in [(&mut sue, "sue", "supervisor"), (&mut sam, "sam", "steward")] {
        host.post(&format!("{url}/crew"), &[("handle", handle), ("role", role)]).await.is(303);
        helper.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    }
    doors_open(&world);
    // A steward shows the code, and makes no screens.
    sam.get(&format!("{url}/door/screen")).await.is(200);
    sam.get(&format!("{url}/door")).await.has("Show the code on this device");
    sam.post(&format!("{url}/door/screens"), &[]).await.is(403);
    let mut sues = Program::of(&mut sue, ALL).await;
    let made = sues.post(&api(&url, "/door/screens"), &json!({ "door": "garden" })).await.is(201).json();
    let screen = made["url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned();
    let now = figures(&world.stranger().get(&screen).await.is(200).body);
    host.post(&format!("{url}/crew/sue/remove"), &[]).await.is(303);
    world.stranger().get(&screen).await.is(404);
    ada.post(&format!("{url}/in"), &[("code", &now)]).await.is(422);
    host.get(&format!("{url}/door/screens")).await.has("garden").has("dark, as who made it");
    sue.post("/you/delete", &[("handle", "sue")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM door_screen").await, 0);
    world.mail().await;
});

both!(what_others_may_not_see_has_no_code_for_them, |world| {
    let mut host = world.person("Hanna").await;
    let fields =
        [("name", "Loom"), ("handle", "loom"), ("access", "private"), ("town", "Munich, DE"), ("words", "We weave.")];
    host.post("/c/new", &fields).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", &number)]).await;
    doors_open(&world);
    let now = host.get(&api(&url, "/door/code")).await.json();
    let scanned = now["url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned();
    // A stranger may be a member who is not signed in: what is not there at all leads there as well.
    let to = world.stranger().get(&scanned).await.is(303).leads_to().to_owned();
    assert!(to.starts_with("/sign-in?next="), "{to}");
    assert!(world.stranger().get("/g/0000000000000/in?code=x").await.is(303).leads_to().starts_with("/sign-in?next="));
    let mut ada = world.person("Ada").await;
    ada.get(&scanned).await.is(404);
    ada.post(&format!("{url}/in"), &[("code", now["code"].as_str().unwrap())]).await.is(404);
    ada.post(&format!("{url}/in"), &[("code", "000000")]).await.is(404);
    // Called off, the screens are dark.
    let made = host.post(&format!("{url}/door/screens"), &[]).await.is(200);
    let screen = told(&made.body, "/screen/");
    world.stranger().get(&screen).await.is(200);
    host.post(&format!("{url}/cancel"), &[("words", "No heating.")]).await.is(303);
    world.stranger().get(&screen).await.is(404);
});

both!(guests_without_an_account_come_in_like_all_others, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "3")]).await;
    let tom = guest_comes(&world, &url, "Tom", "3").await;
    let kim = guest_comes(&world, &url, "Kim", "0").await;
    let (mut sam, mut sue) = (world.person("Sam").await, world.person("Sue").await);
    for (helper, handle, role) in [(&mut sue, "sue", "supervisor"), (&mut sam, "sam", "steward")] {
        host.post(&format!("{url}/crew"), &[("handle", handle), ("role", role)]).await.is(303);
        helper.post(&format!("{url}/crew/accept"), &[]).await.is(303);
    }
    let mut stranger = world.stranger();
    stranger.get(&tom).await.is(200).has("Your entry card").has("id=\"entry\"").lacks("Six figures");
    doors_open(&world);
    // The list has them, with names for those alone who may have it.
    let list = door(&mut sue, &url).await;
    let of = |list: &Value, name: &str| {
        list["guests"].as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap()
    };
    let toms = of(&list, "Tom");
    assert_eq!((&toms["handle"], &toms["places"], &toms["party"]), (&Value::Null, &json!(4), &json!(4)));
    let listed = door(&mut sam, &url).await;
    assert!(
        listed["guests"].as_array().unwrap().iter().all(|one| one["name"].is_null() && one["guest"].is_null()),
        "{listed}"
    );
    // By name, on the page: three of four.
    let number = toms["guest"].as_str().unwrap();
    host.get(&format!("{url}/door?q=to"))
        .await
        .is(200)
        .has("Without an account")
        .has("Let in: Tom")
        .lacks("Let in: Kim");
    sam.post(&format!("{url}/door"), &[("guest", number)]).await.is(403);
    host.post(&format!("{url}/door"), &[("guest", number), ("places", "3"), ("door", "main")]).await.is(303);
    host.get(&format!("{url}/door")).await.has("3 of 4 in").has("3 of 6").has("3 without an account");
    stranger.get(&tom).await.has("You are in, since");
    // The fourth comes, at another door; it is said once more by a phone that was offline.
    let path = api(&url, "/arrivals");
    let now = world.app.shared.clock.now().ms();
    world.later(MINUTE);
    let fourth =
        json!({ "arrivals": [{ "id": "side-0001", "guest": number, "count": 4, "door": "side", "at": now + 30_000 }] });
    for _ in 0..2 {
        let said = sue.post_json(&path, &fourth).await.is(200).json();
        assert_eq!(
            (&said["results"][0]["verdict"], &said["results"][0]["places"], &said["results"][0]["party"]),
            (&json!("already"), &json!(4), &json!(4))
        );
    }
    let list = door(&mut sue, &url).await;
    assert_eq!(
        (&list["inside"], &list["without_account"], &list["walk_ins"], &list["doors"]),
        (&json!(4), &json!(4), &json!(0), &json!([{ "door": "main", "count": 4 }]))
    );
    // A steward scans Kim's card; by her own page it is the code at the door. Whichever is first counts.
    let key = of(&list, "Kim")["key"].as_str().unwrap().to_owned();
    assert_eq!(key.len(), 20);
    stranger.post(&format!("{kim}/in"), &[("code", "000000")]).await.is(422).has("too old").has("Kim");
    stranger.post("/guest/nothing/in", &[("code", "000000")]).await.is(404);
    let figures = figures(&host.get(&format!("{url}/door/screen")).await.body);
    stranger.get(&kim).await.has("Six figures");
    stranger.post(&format!("{kim}/in"), &[("code", &figures)]).await.is(303);
    assert_eq!(door(&mut host, &url).await["inside"], 5);
    let kims = of(&door(&mut sue, &url).await, "Kim")["guest"].as_str().unwrap().to_owned();
    world.later(MINUTE);
    host.post(&format!("{url}/door"), &[("guest", &kims), ("undo", "yes")]).await.is(303);
    assert_eq!(door(&mut host, &url).await["inside"], 4);
    world.later(MINUTE);
    host.post(&format!("{url}/door"), &[("guest", &kims)]).await.is(303);
    // Guests of another gathering, and those who are forgotten, are none of this one.
    host.post(&format!("{url}/door"), &[("guest", "0000000000000")]).await.is(422);
    stranger.post(&format!("{kim}/forget"), &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM arrival WHERE guest IS NOT NULL").await, 2);
    assert_eq!(door(&mut host, &url).await["inside"], 4);
    // They count as having come, and do so when nobody knows their name any more.
    world.later(DAY);
    let came = host.get(&api(&url, "/attendance")).await.is(200).json();
    assert_eq!((&came["said_yes"], &came["came"]), (&json!(2), &json!(1)));
    world.later(40 * DAY);
    let (swept, _) = (world.act(|act| visavis::gatherings::sweep_guests(act, 100)).await.unwrap(), world.mail().await);
    assert!(swept > 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest WHERE email IS NOT NULL").await, 0);
    assert_eq!(host.get(&api(&url, "/attendance")).await.json()["came"], 1);
});

both!(a_guests_card_is_scanned_and_goes_along_to_their_account, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let link = guest_comes(&world, &url, "Tom", "0").await;
    doors_open(&world);
    // What stands on the card, by the key of the list.
    let number = world.count("SELECT id FROM guest").await;
    let guest = visavis::id::GuestId(number);
    let id: visavis::id::GatheringId = url[3..].parse().unwrap();
    let seal = world.app.shared.keys.seal(&format!("guest entry {id} {guest}"));
    let mut bytes = number.to_be_bytes().to_vec();
    bytes.extend_from_slice(&seal[..8]);
    let code = data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase();
    let card = format!("{url}/in/{code}");
    assert_eq!(world.stranger().get(&card).await.is(303).leads_to(), url);
    host.get(&card).await.is(200).has("Tom").has("Let in");
    host.post(&card, &[]).await.is(303);
    host.get(&card).await.has("in since");
    world.stranger().get(&link).await.has("You are in, since");
    // They join, and take along what the door saw.
    let mut tom = world.person("Tommy").await;
    let person = tom.id.unwrap();
    world
        .act(move |act| {
            act.run(
                "UPDATE account SET email = 'tom@example.net' WHERE id = (SELECT account FROM person WHERE id = $1)",
                visavis::params![person],
            )
        })
        .await
        .unwrap();
    assert_eq!(exported(&world, &tom).await["doors"].as_array().map(Vec::len), Some(1));
    tom.post("/you/guest", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in WHERE door IS NOT NULL").await, 1);
    let list = door(&mut host, &url).await;
    assert_eq!((&list["inside"], &list["without_account"]), (&json!(1), &json!(0)));
    tom.get(&url).await.has("You’re here");
    world.mail().await;
});

both!(a_door_says_how_many_of_a_party_are_in, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "3")]).await;
    let mut ada = world.person("Ada").await;
    comes(&mut ada, &url, "3").await;
    doors_open(&world);
    let card = ada.get(&api(&url, "/entry")).await.json();
    let scanned = format!("{url}/in/{}", card["code"].as_str().unwrap());
    host.get(&scanned).await.is(200).has("4 of 4");
    host.post(&scanned, &[("places", "2")]).await.is(303);
    host.get(&format!("{url}/door")).await.has("2 of 4 in").has("2 of 5");
    world.later(MINUTE);
    host.post(&scanned, &[("places", "4")]).await.is(303);
    host.get(&format!("{url}/door")).await.has("4 of 4 in").has("4 of 5").lacks("seen twice");
    host.post(&scanned, &[("places", "99")]).await.is(422);
    // The numbers agree, on the page, for programs and in what Ada takes along.
    let list = door(&mut host, &url).await;
    let sum: i64 = list["doors"].as_array().unwrap().iter().map(|one| one["count"].as_i64().unwrap()).sum();
    assert_eq!((list["inside"].as_i64(), sum, &list["going"]), (Some(4), 4, &json!(5)));
    let table = host.get(&format!("{url}/answers.csv")).await.is(200).has("How many came").body;
    assert!(table.lines().any(|line| line.starts_with("Ada") && line.ends_with(",4")), "{table}");
    assert_eq!(world.count("SELECT COUNT(*) FROM check_in").await, 1);
});
