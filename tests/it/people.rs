//! People: coming in, telling of oneself, hiding, taking along and leaving.

use std::io::{Cursor, Read};

use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};
use visavis::{
    http::{Ask, Rate},
    outside::{Letter, Size},
    people,
    time::{DAY, HOUR, MINUTE},
};

use crate::world::{Browser, Engine, World};

/// The path of the link in a letter.
fn link(letter: &Letter) -> String {
    let at = letter.text.find("/sign-in/link/").expect("a link");
    letter.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn only_letter(world: &World) -> Letter {
    let mut letters = world.mail().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    letters.remove(0)
}

/// A small picture that is one.
fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = image::RgbImage::from_pixel(40, 30, image::Rgb([shade, 90, 30]));
    image::DynamicImage::ImageRgb8(pixels).write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

// ── Becoming a member ──────────────────────────────────────────────────────────────────────────────────────────────

both!(a_link_makes_an_account_in_the_browser_that_asked, |world| {
    let mut ada = world.stranger();
    ada.get("/sign-up?next=/g/x").await.is(200).has("/g/x").has("data-passkey=\"register\"");
    let fields = [("name", "Ada Lovelace"), ("email", " Ada@Example.org "), ("next", "/g/x")];
    let reply = ada.post("/sign-up", &fields).await.is(303);
    assert_eq!(reply.leads_to(), "/sign-in/sent");
    ada.get("/sign-in/sent").await.is(200).has("Look into your mail");
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 0);

    let letter = only_letter(&world).await;
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("ada@example.org", "Confirm your address"));
    assert!(letter.html.contains("<html lang=\"en\">") && letter.html.contains("/sign-in/link/"));
    let path = link(&letter);
    let reply = ada.get(&path).await.is(303);
    assert_eq!(reply.leads_to(), "/you/profile?welcome=%2Fg%2Fx");
    ada.get("/you").await.is(200).has("Ada Lovelace").has("@ada-lovelace");
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email = 'ada@example.org' AND locale = 'en'").await, 1);

    // Once is once, also for a look at it.
    ada.get(&path).await.is(410).has("This link was used").has("ada@example.org");
    ada.post(&path, &[]).await.is(410);
    assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 1);
});

both!(a_link_opened_elsewhere_wants_a_click, |world| {
    let mut asks = world.stranger();
    asks.post("/sign-up", &[("name", "Ben"), ("email", "ben@example.org")]).await.is(303);
    let path = link(&only_letter(&world).await);
    let mut opens = world.stranger();
    // A mail scanner looks at it, in vain.
    opens.get(&path).await.is(200).has("asked for in another browser").has("Become a member here?");
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 0);
    assert!(!opens.cookies.contains_key("session"));
    let reply = opens.post(&path, &[]).await.is(303);
    assert!(reply.leads_to().starts_with("/you/profile?welcome="));
    opens.get("/you").await.is(200).has("@ben");
    asks.get("/you").await.is(303);
});

both!(a_browser_that_looks_ahead_uses_no_link_up, |world| {
    let mut ada = world.stranger();
    ada.post("/sign-up", &[("name", "Ada"), ("email", "ada@example.org")]).await.is(303);
    let path = link(&only_letter(&world).await);
    let cookies = format!("browser={}", ada.cookies["browser"]);
    for (method, header) in [(Method::HEAD, "x-nothing"), (Method::GET, "sec-purpose")] {
        let request =
            Request::builder().method(method).uri(&path).header("cookie", &cookies).header(header, "prefetch");
        ada.request(request.body(Body::empty()).unwrap()).await.is(200);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 0);
    ada.get(&path).await.is(303);
});

both!(a_link_too_old_says_so_and_offers_a_new_one, |world| {
    world.person("Ada").await;
    let mut ada = world.stranger();
    ada.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    let path = link(&only_letter(&world).await);
    world.later(15 * MINUTE);
    ada.get(&path).await.is(410).has("This link is too old").has("value=\"ada@example.org\"").has("/sign-in/link");
    ada.post(&path, &[]).await.is(410);
    assert!(!ada.cookies.contains_key("session"));
    for path in ["/sign-in/link/nonsense", "/sign-in/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        ada.get(path).await.is(410).has("This link does not work");
        ada.post(path, &[]).await.is(410);
    }
});

both!(what_is_wrong_at_the_door_is_said_at_its_field, |world| {
    world.person("Ada").await;
    let mut stranger = world.stranger();
    for (fields, words) in [
        ([("name", ""), ("email", "x@example.org"), ("handle", "")], "Write a name of 1 to 60 characters."),
        ([("name", "Bo"), ("email", "not an address"), ("handle", "")], "Write an e-mail address"),
        ([("name", "Bo"), ("email", ""), ("handle", "")], "Write an e-mail address"),
        ([("name", "Bo"), ("email", "x@example.org"), ("handle", "a b")], "A handle has 2 to 30"),
        ([("name", "Bo"), ("email", "x@example.org"), ("handle", "ADA")], "That handle is taken"),
        ([("name", "Bo"), ("email", "x@example.org"), ("handle", "admin")], "That handle is taken"),
    ] {
        stranger.post("/sign-up", &fields).await.is(422).has(words).has("error-summary").has(fields[0].1);
    }
    stranger.post("/sign-in/link", &[("email", "nobody")]).await.is(422).has("Write an e-mail address").has("nobody");
    stranger.post("/sign-in", &[]).await.is(422);
    // The passkey's half answers in JSON, with the same words.
    let mut script = stranger.clone();
    let reply =
        json_post(&mut script, "/sign-up/passkey/start", &json!({"name": "", "email": "x"})).await.is(422).json();
    assert_eq!(reply["fields"][0]["field"], "name");
    assert_eq!(reply["fields"][1]["detail"], "Write an e-mail address, such as ada@example.org.");
    assert_eq!(world.count("SELECT COUNT(*) FROM sign_in_link").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM ceremony").await, 0);
});

both!(nobody_learns_at_the_door_who_is_a_member, |world| {
    world.person("Ada").await;
    let mut known = world.stranger();
    let mut unknown = world.stranger();
    let one = known.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    let other = unknown.post("/sign-in/link", &[("email", "eve@example.org")]).await.is(303);
    assert_eq!((one.leads_to(), &one.body), (other.leads_to(), &other.body));
    let letters = world.mail().await;
    assert_eq!(letters[0].subject, "Your link to sign in");
    assert_eq!(letters[1].subject, "You wanted to sign in");
    assert!(letters[1].text.contains("/sign-up") && !letters[1].text.contains("/sign-in/link/"));

    // Becoming a member with a known address: the same answer, and a letter that signs in instead.
    let reply = known.post("/sign-up", &[("name", "Adam"), ("email", "ada@example.org")]).await.is(303);
    assert_eq!(reply.leads_to(), "/sign-in/sent");
    let letter = only_letter(&world).await;
    assert_eq!(letter.subject, "You have an account already");
    known.get(&link(&letter)).await.is(303);
    known.get("/you").await.is(200).has("@ada");
    assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 1);
});

both!(an_address_gets_no_more_than_five_links_at_a_time, |world| {
    world.person("Ada").await;
    let mut stranger = world.stranger();
    for address in ["ada@example.org", "nobody@example.org"] {
        for _ in 0..5 {
            stranger.post("/sign-in/link", &[("email", address)]).await.is(303);
        }
        stranger.post("/sign-in/link", &[("email", address)]).await.is(422).has("Five letters are on their way");
    }
    assert_eq!(world.mail().await.len(), 10);
    world.later(15 * MINUTE);
    stranger.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    assert_eq!(world.mail().await.len(), 1);
});

both!(two_links_to_join_make_one_account, |world| {
    let mut ada = world.stranger();
    for _ in 0..2 {
        ada.post("/sign-up", &[("name", "Ada"), ("email", "ada@example.org")]).await.is(303);
    }
    let letters = world.mail().await;
    // Meanwhile somebody else takes the handle.
    let mut other = world.stranger();
    other.post("/sign-up", &[("name", "Ada"), ("email", "other@example.org")]).await.is(303);
    let theirs = link(&only_letter(&world).await);
    other.get(&theirs).await.is(303);
    ada.get(&link(&letters[0])).await.is(303);
    ada.get("/you").await.is(200).has("@ada-2");
    ada.get(&link(&letters[1])).await.is(303);
    ada.get("/you").await.is(200).has("@ada-2");
    assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 2);
});

both!(one_is_led_on_to_our_own_pages_only, |world| {
    world.person("Ada").await;
    for next in
        ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]
    {
        let mut ada = world.stranger();
        ada.post("/sign-in/link", &[("email", "ada@example.org"), ("next", next)]).await.is(303);
        let reply = ada.get(&link(&only_letter(&world).await)).await.is(303);
        assert_eq!(reply.leads_to(), "/");
        world.later(15 * MINUTE);
    }
    let mut ada = world.stranger();
    ada.get("/you/settings").await.is(303);
    ada.post("/sign-in/link", &[("email", "ada@example.org"), ("next", "/you/settings?a=b")]).await.is(303);
    assert_eq!(ada.get(&link(&only_letter(&world).await)).await.is(303).leads_to(), "/you/settings?a=b");
    // Who is in already needs no door.
    assert_eq!(ada.get("/sign-in?next=/talk").await.is(303).leads_to(), "/talk");
    assert_eq!(ada.get("/sign-up").await.is(303).leads_to(), "/");
});

both!(strangers_can_knock_only_so_often, |world| {
    let mut config = world.app.shared.config.clone();
    config.limits = true;
    let strict =
        visavis::app::App::open(config, world.app.shared.clock.clone(), visavis::time::Dice::seeded(9)).await.unwrap();
    let router = visavis::router::router(&strict);
    let mut last = 0;
    for _ in 0..30 {
        let request = Request::builder()
            .method("POST")
            .uri("/sign-in/link")
            .header("content-type", "application/x-www-form-urlencoded");
        let response =
            tower::ServiceExt::oneshot(router.clone(), request.body(Body::from("email=x")).unwrap()).await.unwrap();
        last = response.status().as_u16();
    }
    assert_eq!(last, 429);
    assert!(strict.shared.limits.count(Rate::Knock, [127, 0, 0, 1].into()).is_err());
});

// ── Passkeys, as far as a test can go without a key: the stories in the browser go all the way ──────────────────────

async fn json_post(browser: &mut Browser, path: &str, body: &Value) -> crate::world::Reply {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("host", "localhost:8080")
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("cookie", cookies.join("; "));
    browser.request(request.body(Body::from(body.to_string())).unwrap()).await
}

both!(a_ceremony_is_begun_for_this_server_and_ends_once, |world| {
    let mut ada = world.stranger();
    let options =
        json_post(&mut ada, "/sign-up/passkey/start", &json!({"name": "Ada", "email": ""})).await.is(200).json();
    assert_eq!(options["publicKey"]["rp"]["id"], "localhost");
    assert_eq!(options["publicKey"]["user"]["name"], "ada");
    assert_eq!(options["publicKey"]["authenticatorSelection"]["residentKey"], "required");
    assert!(ada.cookies.contains_key("ceremony"));
    let forged = json!({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
        "response": {"attestationObject": "AAAA", "clientDataJSON": "AAAA", "transports": []}});
    let reply = json_post(&mut ada, "/sign-up/passkey/finish", &forged).await.is(403).json();
    assert_eq!(reply["detail"], "This passkey could not be checked. Try again, or use a link by e-mail.");
    json_post(&mut ada, "/sign-up/passkey/finish", &forged).await.is(409).has("Start again");

    json_post(&mut ada, "/sign-up/passkey/start", &json!({"name": "Ada"})).await.is(200);
    json_post(&mut ada, "/sign-up/passkey/finish", &json!({"nonsense": 1})).await.is(400);
    json_post(&mut ada, "/sign-up/passkey/start", &json!({"name": "Ada"})).await.is(200);
    // The second half of another ceremony, and one that took too long.
    json_post(&mut ada, "/sign-in/passkey/finish", &forged).await.is(409);
    json_post(&mut ada, "/sign-up/passkey/start", &json!({"name": "Ada"})).await.is(200);
    world.later(5 * MINUTE);
    json_post(&mut ada, "/sign-up/passkey/finish", &forged).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 0);

    let options = json_post(&mut ada, "/sign-in/passkey/start", &json!({"next": "/talk"})).await.is(200).json();
    assert_eq!(options["publicKey"]["rpId"], "localhost");
    assert!(options.get("mediation").is_none());
    let shown = json!({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
        "response": {"authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA", "userHandle": "AAAA"}});
    let reply = json_post(&mut ada, "/sign-in/passkey/finish", &shown).await.is(403).json();
    assert_eq!(reply["detail"], "No account here has this passkey. Choose another one, or use a link by e-mail.");
    assert!(!ada.cookies.contains_key("session"));

    json_post(&mut world.stranger(), "/you/devices/passkey/start", &json!({})).await.is(401);
    let mut member = world.person("Mara").await;
    json_post(&mut member, "/you/devices/passkey/start", &json!({})).await.is(200);
    json_post(&mut member, "/you/devices/passkey/finish", &forged).await.is(403);
});

// ── Sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────

both!(sessions_are_listed_ended_and_renewed, |world| {
    let mut ada = world.person("Ada").await;
    let mut phone = world.stranger();
    phone.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    let path = link(&only_letter(&world).await);
    let request = Request::builder()
        .uri(&path)
        .header("cookie", format!("browser={}", phone.cookies["browser"]))
        .header("user-agent", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0");
    phone.request(request.body(Body::empty()).unwrap()).await.is(303);
    let page = ada.get("/you/devices").await.is(200).has("Firefox on Android").has("this device").has("a test");
    // Each session is named by the hash of its secret, never by the secret.
    assert!(!page.body.contains(&phone.cookies["session"]) && !page.body.contains(&ada.cookies["session"]));

    let at = page.body.match_indices("name=\"session\" value=\"").map(|(at, mark)| at + mark.len());
    let sessions: Vec<String> = at.map(|at| page.body[at..].split('"').next().unwrap().to_owned()).collect();
    assert_eq!(sessions.len(), 2);
    let mut eve = world.person("Eve").await;
    eve.post("/you/devices/end", &[("session", &sessions[0])]).await.is(404);
    eve.post("/you/devices/end", &[("session", "???")]).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 3);
    ada.post("/you/devices/end", &[("others", "yes")]).await.is(303);
    phone.get("/you").await.is(303);
    let page = ada.get("/you/devices").await.is(200).lacks("Firefox on Android");

    // Seen is noted once an hour at most.
    world.later(30 * MINUTE);
    ada.get("/you").await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM session WHERE seen_at > began_at").await, 0);
    world.later(HOUR);
    ada.get("/you").await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM session WHERE seen_at > began_at").await, 1);

    // Signing in again ends the former session of this browser.
    let former = ada.clone();
    ada.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    ada.get(&link(&only_letter(&world).await)).await.is(303);
    assert_ne!(former.cookies["session"], ada.cookies["session"]);
    former.clone().get("/you").await.is(303);

    ada.post("/sign-out", &[]).await.is(303);
    assert!(!ada.cookies.contains_key("session"));
    ada.get("/you").await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 1);
    eve.get("/you").await.is(200);
    world.later(181 * DAY);
    eve.get("/you").await.is(303);
    drop(page);
});

both!(ending_this_session_signs_out, |world| {
    let mut ada = world.person("Ada").await;
    let page = ada.get("/you/devices").await.is(200);
    let session = page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(ada.post("/you/devices/end", &[("session", &session)]).await.is(303).leads_to(), "/");
    assert!(!ada.cookies.contains_key("session"));
});

both!(links_on_their_way_end_with_the_sessions, |world| {
    let (mut ada, mut eve) = (world.person("Ada").await, world.person("Eve").await);
    let mut thief = world.stranger();
    for end_all in [true, false] {
        thief.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
        let enter = link(&only_letter(&world).await);
        thief.post("/sign-up", &[("name", "Ada"), ("email", "ada@example.org")]).await.is(303);
        let join = link(&only_letter(&world).await);
        ada.post("/you/settings/email", &[("email", "thief@example.org")]).await.is(303);
        let confirm = link(&only_letter(&world).await);
        eve.post("/sign-in/link", &[("email", "eve@example.org")]).await.is(303);
        let other = link(&only_letter(&world).await);
        if end_all {
            ada.post("/you/devices/end", &[("others", "yes")]).await.is(303);
        } else {
            let page = ada.get("/you/devices").await.is(200);
            let own =
                page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            ada.post("/you/devices/end", &[("session", &own)]).await.is(303);
        }
        for path in [enter, join, confirm] {
            thief.get(&path).await.is(410);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email = 'ada@example.org'").await, 1);
        eve.get(&other).await.is(303);
    }
    // They still count: ending sessions lets no more letters out.
    assert_eq!(world.count("SELECT COUNT(*) FROM sign_in_link WHERE email = 'ada@example.org'").await, 4);
});

both!(a_session_that_lapsed_takes_the_keys_of_its_device_along, |world| {
    let mut ada = world.person("Ada").await;
    world
        .act(|act| {
            act.run(
                "INSERT INTO device (kid, person, key, algorithm, label, made_at, certificate_expires,
                                     certificate_handle, session)
                 SELECT s.hash, s.person, s.hash, 'ed25519', '', s.began_at, s.began_at, 'ada', s.hash FROM session s",
                &[],
            )
        })
        .await
        .unwrap();
    world.later(181 * DAY);
    ada.post("/sign-in/link", &[("email", "ada@example.org")]).await.is(303);
    ada.get(&link(&only_letter(&world).await)).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM device WHERE revoked_at IS NOT NULL").await, 1);
});

both!(the_last_way_in_stays, |world| {
    let mut ada = world.person("Ada").await;
    ada.post("/you/settings/email", &[("remove", "yes")]).await.is(409).has("the only way into your account");
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email IS NOT NULL").await, 1);
    // With one passkey and no address it is the passkey that stays.
    let id = ada.person();
    world
        .act(move |act| {
            act.run(
                "INSERT INTO passkey (id, account, data, label, made_at)
                 SELECT $2, account, '{}', 'Firefox/Linux', 0 FROM person WHERE id = $1",
                visavis::params![id, [7_u8; 3]],
            )
        })
        .await
        .unwrap();
    ada.get("/you/devices").await.is(200).has("Firefox on Linux");
    ada.post("/you/settings/email", &[("remove", "yes")]).await.is(303);
    let letter = only_letter(&world).await;
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("ada@example.org", "Your account has another address"));
    ada.post("/you/devices/passkey/remove", &[("passkey", "BwcH")]).await.is(409).has("the only way");
    ada.post("/you/devices/passkey/remove", &[("passkey", "BwcI")]).await.is(404);
    world.person("Eve").await.post("/you/devices/passkey/remove", &[("passkey", "BwcH")]).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM passkey").await, 1);
});

// ── Oneself ────────────────────────────────────────────────────────────────────────────────────────────────────────

both!(a_profile_is_told_and_shown, |world| {
    let mut ada = world.person("Ada").await;
    ada.get("/you/profile").await.is(200).has("value=\"Ada\"");
    let reply = ada
        .post_files(
            "/you/profile",
            &[
                ("name", "Ada Lovelace"),
                ("town", "Munich"),
                ("interest", "chess"),
                ("interests", "Bell ringing, sourdough"),
                ("how", "coffee"),
                ("how", "walk"),
                ("when", "weekday-evening"),
                ("language", "de"),
                ("language", "en"),
                ("words", "I **count**. <script>alert(1)</script>"),
            ],
            &[("photo", "me.png", &png(10))],
        )
        .await
        .is(303);
    assert_eq!(reply.leads_to(), "/@ada");
    let page = ada.get("/@ada").await.is(200);
    for words in [
        "Ada Lovelace",
        "@ada",
        "Munich",
        "Chess",
        "bell ringing",
        "sourdough",
        "over a coffee · on a walk",
        "weekday evenings",
        "Deutsch · English",
        "<strong>count</strong>",
        "Your profile is saved.",
        "/media/",
    ] {
        assert!(page.body.contains(words), "no {words}");
    }
    let page = page.lacks("<script>alert");
    let photo = page.body.split("/media/").nth(1).unwrap()[..32].to_owned();
    ada.get(&format!("/media/{photo}")).await.is(200);
    // The form has it all again.
    let form = ada.get("/you/profile").await.is(200).has("Munich, ").has("bell ringing, sourdough");
    assert_eq!(form.body.matches(" checked").count(), 6);

    // A stranger sees it, and no tie; found by each word of the new name, not by the handle alone.
    world.stranger().get("/@ADA").await.is(200).has("Ada Lovelace").has("Join");
    world.stranger().get("/find/people?q=love").await.is(200).has("Ada Lovelace").has("Munich");
    world.stranger().get("/find/people?q=ada+lov").await.is(200).has("/@ada");
    world.stranger().get("/find/people?interest=sourdough").await.is(200).has("/@ada");
    world.stranger().get("/find/people?q=love&interest=knitting").await.is(200).has("Nobody was found");

    // Another photo takes the place of the first, whose files go.
    let fields = [("name", "Ada"), ("words", "")];
    ada.post_files("/you/profile", &fields, &[("photo", "me.png", &png(200))]).await.is(303);
    world.mail().await;
    ada.get(&format!("/media/{photo}")).await.is(404);
    ada.post("/you/profile", &[("name", "Ada"), ("no-photo", "yes")]).await.is(303);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE photo IS NOT NULL").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM person_interest").await, 0);
    world.stranger().get("/find/people?q=love").await.is(200).has("Nobody was found");
});

both!(a_photo_that_two_personas_share_stays_for_the_other, |world| {
    let (mut ada, mut eve) = (world.person("Ada").await, world.person("Eve").await);
    for browser in [&mut ada, &mut eve] {
        browser.post_files("/you/profile", &[("name", "Same")], &[("photo", "me.png", &png(1))]).await.is(303);
    }
    let page = eve.get("/@eve").await.is(200);
    let photo = page.body.split("/media/").nth(1).unwrap()[..32].to_owned();
    ada.post("/you/profile", &[("name", "Ada"), ("no-photo", "yes")]).await.is(303);
    world.mail().await;
    eve.get(&format!("/media/{photo}")).await.is(200);
});

both!(a_profile_with_faults_is_shown_again_and_nothing_changes, |world| {
    let mut ada = world.person("Ada").await;
    let long = "x".repeat(2001);
    for (field, value, words) in [
        ("name", "", "Write a name of 1 to 60"),
        ("town", "Zzyzxqqq", "No such town was found"),
        ("words", long.as_str(), "Write at most 2000 characters."),
        (
            "interests",
            "a1,b2,c3,d4,e5,f6,g7,h8,i9,j10,k11,l12,m13,n14,o15,p16,q17,r18,s19,t20,u21",
            "Choose at most 20 interests",
        ),
    ] {
        let mut fields = vec![("words", "kept"), ("name", "Other")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        ada.post("/you/profile", &fields).await.is(422).has(words).has("error-summary");
    }
    let reply = ada.post_files("/you/profile", &[("name", "")], &[("photo", "x.png", b"no picture")]).await.is(422);
    reply.has("This is no picture we can read").has("Write a name");
    assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE name = 'Ada' AND words = ''").await, 1);

    // A picture sent with a fault does not stay.
    let hash = world.app.shared.media.keep(&png(77), "photo").unwrap().hash;
    ada.post_files("/you/profile", &[("name", "")], &[("photo", "me.png", &png(77))]).await.is(422);
    assert!(world.app.shared.media.read(&hash, Size::Large).await.is_err());
});

both!(a_newcomer_is_led_on_from_the_welcome, |world| {
    let mut ada = world.person("Ada").await;
    ada.get("/you/profile?welcome=/g/x").await.is(200).has("Welcome").has("value=\"/g/x\"").has("Later");
    assert_eq!(ada.post("/you/profile", &[("name", "Ada"), ("welcome", "/g/x")]).await.is(303).leads_to(), "/g/x");
    ada.get("/you/profile?welcome=//evil.example").await.is(200).lacks("evil.example");
    assert_eq!(
        ada.post("/you/profile", &[("name", "Ada"), ("welcome", "//evil.example")]).await.is(303).leads_to(),
        "/"
    );
});

both!(settings_hold_on_every_device, |world| {
    let mut ada = world.person("Ada").await;
    ada.get("/you/settings").await.is(200).has("Letters go to ada@example.org.").has("Europe/Berlin");
    ada.post("/you/settings", &[("language", "de"), ("theme", "dark"), ("zone", "Europe/Berlin")]).await.is(303);
    ada.get("/you/settings").await.is(200).has("lang=\"de\"").has("data-theme=\"dark\"").has("Einstellungen");
    for (fields, words) in [
        ([("language", "xx"), ("theme", ""), ("zone", "")], "eine der Sprachen"),
        ([("language", ""), ("theme", "pink"), ("zone", "")], "eines der drei"),
        ([("language", ""), ("theme", ""), ("zone", "Mars/Base")], "eine der Zeitzonen"),
    ] {
        ada.post("/you/settings", &fields).await.is(422).has(words);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE zone = 'Europe/Berlin' AND theme = 'dark'").await, 1);
    ada.post("/you/settings", &[("language", ""), ("theme", ""), ("zone", "")]).await.is(303);
    ada.get("/you/settings").await.is(200).has("lang=\"en\"").lacks("data-theme");
});

both!(the_language_is_changed_from_any_page, |world| {
    let mut ada = world.person("Ada").await;
    let request = |cookie: String| {
        Request::builder()
            .method("POST")
            .uri("/language")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", "http://localhost:8080/about?x=y")
            .header("cookie", cookie)
            .body(Body::from("language=de"))
            .unwrap()
    };
    let session = format!("session={}", ada.cookies["session"]);
    assert_eq!(ada.request(request(session)).await.is(303).leads_to(), "/about?x=y");
    ada.get("/about").await.is(200).has("Was ist Visavis?");
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE locale = 'de'").await, 1);
    let mut stranger = world.stranger();
    stranger.request(request(String::new())).await.is(303);
    stranger.get("/about").await.is(200).has("Begegnungen zählt");
    stranger.post("/language", &[("language", "tlh")]).await.is(422);
    world.stranger().get("/about").await.is(200).has("counts meetings");
});

both!(an_address_counts_once_its_owner_has_confirmed_it, |world| {
    let mut ada = world.person("Ada").await;
    world.person("Eve").await;
    ada.post("/you/settings/email", &[("email", "nonsense")]).await.is(422).has("Write an e-mail address");
    ada.post("/you/settings/email", &[("email", "new@example.org")]).await.is(303);
    let letter = only_letter(&world).await;
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("new@example.org", "Confirm your address"));
    assert!(letter.text.contains("@ada"));
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email = 'new@example.org'").await, 0);
    assert_eq!(ada.get(&link(&letter)).await.is(303).leads_to(), "/you/settings");
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email = 'new@example.org'").await, 1);
    assert_eq!(only_letter(&world).await.to, "ada@example.org");
    // One that has an account can't be had, and who does not open the link does not learn that.
    ada.post("/you/settings/email", &[("email", "eve@example.org")]).await.is(303);
    let path = link(&only_letter(&world).await);
    world.stranger().get(&path).await.is(200).has("Is this your address?").has("the account of @ada");
    ada.get(&path).await.is(409).has("belongs to an account already");
    assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE email = 'new@example.org'").await, 1);
});

both!(letters_are_in_the_language_of_their_reader, |world| {
    let mut ada = world.person("Ada").await;
    ada.post("/you/settings", &[("language", "de")]).await.is(303);
    let to = ada.person();
    world
        .act(move |act| {
            people::letter(act, to, |say| {
                (say.t("door-link-new").to_owned(), "**Los** [hier](http://x.example/y)".into())
            })
        })
        .await
        .unwrap();
    let letter = only_letter(&world).await;
    assert_eq!(letter.subject, "Neuen Link schicken");
    assert!(letter.text.starts_with("Los hier:\nhttp://x.example/y"), "{}", letter.text);
    assert!(letter.html.contains("<strong>Los</strong>") && letter.html.contains("lang=\"de\""));
});

// ── Personas ───────────────────────────────────────────────────────────────────────────────────────────────────────

both!(one_login_has_several_personas, |world| {
    let mut ada = world.person("Ada").await;
    ada.get("/you/personas").await.is(200).has("@ada").has("you now");
    ada.post("/you/personas", &[("name", ""), ("handle", "x")]).await.is(422).has("Write a name").has("A handle has");
    ada.post("/you/personas", &[("name", "Other"), ("handle", "ada")]).await.is(422).has("That handle is taken");
    assert_eq!(
        ada.post("/you/personas", &[("name", "Maker"), ("handle", "maker")]).await.is(303).leads_to(),
        "/you/profile"
    );
    ada.get("/you").await.is(200).has("@maker").has("Act as another persona");
    ada.post("/you/personas/switch", &[("handle", "ada")]).await.is(303);
    ada.get("/@ada").await.is(200).has("This is your page");
    let mut eve = world.person("Eve").await;
    eve.post("/you/personas/switch", &[("handle", "ada")]).await.is(404);
    // Nothing on either page tells that they are one person.
    eve.get("/@ada").await.is(200).lacks("maker");
    eve.get("/@maker").await.is(200).lacks("@ada");
    for number in 3..=6 {
        ada.post("/you/personas", &[("name", &format!("Persona {number}"))]).await.is(303);
    }
    ada.post("/you/personas", &[("name", "One more")]).await.is(409).has("as many personas");
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 7);
});

// ── Hiding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

both!(a_block_hides_both_from_each_other_in_all_personas, |world| {
    let (mut ada, mut eve) = (world.person("Ada").await, world.person("Eve").await);
    ada.post("/you/personas", &[("name", "Adas Other"), ("handle", "ada-other")]).await.is(303);
    ada.post("/you/personas/switch", &[("handle", "ada")]).await.is(303);
    eve.post("/you/personas", &[("name", "Eves Other"), ("handle", "eve-other")]).await.is(303);

    ada.get("/@eve").await.is(200).has("/@eve/block");
    ada.get("/@eve/block").await.is(200).has("Block Eve?").has("Nobody is told");
    ada.post("/@ada-other/block", &[]).await.is(409).has("Nobody can block themselves");
    ada.post("/@nobody/block", &[]).await.is(404);
    ada.post("/@eve/block", &[]).await.is(303);

    let gone = [("ada", "eve"), ("ada", "eve-other"), ("ada-other", "eve"), ("ada-other", "eve-other")];
    for (mine, theirs) in gone {
        for (browser, me, other) in [(&mut ada, mine, theirs), (&mut eve, theirs, mine)] {
            browser.post("/you/personas/switch", &[("handle", me)]).await.is(303);
            browser.get(&format!("/@{other}")).await.is(404).lacks(&format!("/@{other}\""));
            browser.get(&format!("/@{other}/block")).await.is(404);
            browser.post(&format!("/@{other}/block"), &[]).await.is(404);
            let name = other.replace('-', "+");
            browser
                .get(&format!("/find/people?q={name}"))
                .await
                .is(200)
                .has("Nobody was found")
                .lacks(&format!("/@{other}"));
        }
    }
    // The verbs say the same.
    let (one, other) = (ada.person(), eve.person());
    let ask = Ask { session: None, system: true, ..Ask::system() };
    assert!(world.app.look(&ask, move |look| people::is_hidden(look, other, one)).await.unwrap());

    // To Eve nothing was done; Ada lifts it.
    eve.get("/you/blocked").await.is(200).has("You have blocked nobody.").lacks("ada");
    eve.post("/@ada/unblock", &[]).await.is(404);
    ada.get("/you/blocked").await.is(200).has("@eve").lacks("eve-other");
    ada.post("/@eve-other/unblock", &[]).await.is(404);
    ada.post("/@eve/unblock", &[]).await.is(303);
    eve.get("/@ada").await.is(200);
    ada.get("/@eve-other").await.is(200);
    world.mail().await;
});

both!(faces_come_in_the_order_asked_for_without_the_hidden, |world| {
    let mut ids = Vec::new();
    let names = [
        "P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14", "P15", "P16",
        "P17",
    ];
    for name in names {
        ids.push(world.person(name).await.person());
    }
    let mut ada = world.person("Ada").await;
    ada.post("/@p3/block", &[]).await.is(303);
    ids.reverse();
    let session = data_encoding::BASE64URL_NOPAD.decode(ada.cookies["session"].as_bytes()).unwrap();
    let ask = Ask { session: Some(visavis::app::hash(&session)), system: false, ..Ask::system() };
    let (wanted, hidden) = (ids.clone(), ids[14]);
    let faces = world.app.look(&ask, move |look| people::faces(look, &wanted)).await.unwrap();
    assert_eq!(faces.len(), 17);
    assert_eq!((faces[0].name.as_str(), faces[16].name.as_str()), ("P17", "P0"));
    assert!(world.app.look(&ask, move |look| people::face(look, hidden)).await.unwrap().is_none());
    let first = ids[0];
    assert!(world.app.look(&ask, move |look| people::face(look, first)).await.unwrap().is_some());
});

both!(people_are_found_by_the_beginnings_of_words, |world| {
    for name in ["Zoe Angstrom", "Zora Neale Hurston", "Anna"] {
        world.person(name).await;
    }
    let mut ada = world.person("Ada").await;
    for (query, found, not) in [
        ("zo", vec!["zoe-angstrom", "zora-neale-hurston"], vec!["anna"]),
        ("Z%C3%B6", vec!["zoe-angstrom", "zora-neale-hurston"], vec!["anna"]),
        ("ang+zoe", vec!["zoe-angstrom"], vec!["zora-neale-hurston"]),
        ("%40anna", vec!["anna"], vec!["zoe-angstrom"]),
        ("oe", vec![], vec!["zoe-angstrom"]),
        ("%25", vec![], vec!["anna"]),
    ] {
        let page = ada.get(&format!("/find/people?q={query}")).await.is(200);
        for handle in found {
            assert!(page.body.contains(&format!("/@{handle}\"")), "{query} did not find {handle}");
        }
        for handle in not {
            assert!(!page.body.contains(&format!("/@{handle}\"")), "{query} found {handle}");
        }
    }
    ada.get("/find/people").await.is(200).has("Whom are you looking for?");
    let ask = Ask::system();
    let faces = world.app.look(&ask, |look| people::suggest(look, "zor", 5)).await.unwrap();
    assert_eq!(faces.iter().map(|face| face.handle.as_str()).collect::<Vec<_>>(), ["zora-neale-hurston"]);
});

both!(neighbours_are_those_near_who_like_the_same, |world| {
    let mut ada = world.person("Ada").await;
    for (name, town, interest) in
        [("Near", "Munich", "chess"), ("Alike", "Munich", "yoga"), ("Far", "Hamburg", "chess")]
    {
        let mut other = world.person(name).await;
        other
            .post(
                "/you/profile",
                &[("name", name), ("town", town), ("interest", interest), ("how", "walk"), ("when", "weekend-day")],
            )
            .await
            .is(303);
    }
    ada.post("/you/profile", &[("name", "Ada"), ("town", "Munich"), ("interest", "chess"), ("how", "walk")])
        .await
        .is(303);
    let page = ada.get("/find/people").await.is(200).has("Near you").lacks("/@far");
    assert!(page.body.find("/@near").unwrap() < page.body.find("/@alike").unwrap());
    // Beside a profile stands how the two could meet.
    ada.get("/@near").await.is(200).has("You both live in Munich.").has("Suits you both").has("What you both like");
    ada.get("/@far").await.is(200).has("Hamburg, about 6").has("km from you");
    world.person("Ben").await.get("/@near").await.is(200).has("Tell how, when and where");
});

// ── Taking along, leaving ──────────────────────────────────────────────────────────────────────────────────────────

async fn export(world: &World, browser: &mut Browser) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    let line: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::builder().uri("/you/export").header("cookie", line.join("; ")).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(world.router.clone(), request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/zip");
    let bytes = axum::body::to_bytes(response.into_body(), 32 << 20).await.unwrap();
    zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn read(archive: &mut zip::ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Value {
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

both!(an_export_has_everything, |world| {
    let mut ada = world.person("Ada").await;
    world.person("Eve").await;
    ada.post_files(
        "/you/profile",
        &[("name", "Ada Lovelace"), ("town", "Munich"), ("interest", "chess"), ("words", "I count."), ("how", "walk")],
        &[("photo", "me.png", &png(10))],
    )
    .await
    .is(303);
    ada.post("/@eve/block", &[]).await.is(303);
    ada.post("/you/personas", &[("name", "Maker"), ("handle", "maker")]).await.is(303);
    let mut archive = export(&world, &mut ada).await;
    let account = read(&mut archive, "account.json");
    assert_eq!(account["email"], "ada@example.org");
    assert_eq!(account["personas"], json!(["ada", "maker"]));
    assert_eq!(account["blocked"][0]["handle"], "eve");
    assert_eq!(account["sessions"].as_array().unwrap().len(), 1);
    let profile = read(&mut archive, "ada/profile.json");
    assert_eq!(profile["name"], "Ada Lovelace");
    assert_eq!(profile["interests"], json!(["chess"]));
    assert!(profile["town"].as_str().unwrap().starts_with("Munich"));
    let picture = format!("pictures/{}.jpg", profile["picture"].as_str().unwrap());
    assert!(archive.by_name(&picture).unwrap().size() > 100);
    assert_eq!(read(&mut archive, "maker/profile.json")["name"], "Maker");
    assert_eq!(read(&mut archive, "ada/journal.json")[0]["kind"], "joined");
    archive.by_name("README.txt").unwrap();
    world.stranger().get("/you/export").await.is(303);
    assert_eq!(read(&mut archive, "ada/notices.json"), json!([]));
    // No secret leaves with it.
    let session = &ada.cookies["session"];
    assert!(!account.to_string().contains(session.as_str()));
});

both!(an_export_has_the_pictures_its_files_speak_of, |world| {
    let (mut ada, mut eve) = (world.person("Ada").await, world.person("Eve").await);
    let tea = [
        ("title", "Tea"),
        ("date", "2026-12-03"),
        ("start", "19:00"),
        ("end", "22:00"),
        ("town", "Munich, Bayern, DE"),
        ("venue", "Café Central"),
        ("capacity", "8"),
    ];
    for (path, fields, shade) in [
        ("/g/new", &tea[..], 20),
        ("/c/new", &[("name", "Chess"), ("access", "open")], 30),
        ("/talk/eve/posts", &[("words", "Look")], 40),
    ] {
        ada.post_files(path, fields, &[("photo", "a.png", &png(shade))]).await.is(303);
    }
    eve.post("/c/chess/join", &[]).await.is(303);
    eve.post_files("/talk/ada/posts", &[("words", "And you")], &[("photo", "a.png", &png(50))]).await.is(303);

    let mut archive = export(&world, &mut ada).await;
    let said = read(&mut archive, "ada/talk.json")["conversations"].clone();
    assert_eq!((&said[0]["from"], &said[1]["from"]), (&json!("ada"), &json!("eve")));
    // What one got is told of; the file is the other's.
    assert!(said[1]["picture"].is_null() && said[1]["picture_url"].as_str().unwrap().contains("/media/"));
    for picture in [
        &said[0]["picture"],
        &read(&mut archive, "ada/gatherings.json")["hosted"][0]["picture"],
        &read(&mut archive, "ada/communities.json")[0]["picture"],
    ] {
        let name = format!("pictures/{}.jpg", picture.as_str().unwrap());
        assert!(archive.by_name(&name).unwrap().size() > 100);
    }
    assert_eq!(archive.file_names().filter(|name| name.as_ref().unwrap().starts_with("pictures/")).count(), 3);
    let mut archive = export(&world, &mut eve).await;
    assert!(read(&mut archive, "eve/communities.json")[0]["picture"].is_null());
    assert_eq!(archive.file_names().filter(|name| name.as_ref().unwrap().starts_with("pictures/")).count(), 1);
});

/// Every column of every table that says which person or account a row is about, found by its name.
async fn rows_about(world: &World, person: i64, account: i64) -> Vec<String> {
    let sql = match world.engine {
        Engine::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = 'public' AND data_type = 'bigint'"
        }
    };
    let columns: Vec<(String, String)> = world.app.look(&Ask::system(), move |look| look.all(sql, &[])).await.unwrap();
    assert!(columns.len() > 20);
    let mut found = Vec::new();
    for (table, column) in columns {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) IN ('{person}', '{account}')");
        let (count,): (i64,) = world.app.look(&Ask::system(), move |look| look.one(&sql, &[])).await.unwrap();
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

both!(deletion_leaves_nothing, |world| {
    let mut ada = world.person("Ada").await;
    let mut eve = world.person("Eve").await;
    ada.post_files(
        "/you/profile",
        &[("name", "Ada"), ("town", "Munich"), ("interest", "chess")],
        &[("photo", "me.png", &png(10))],
    )
    .await
    .is(303);
    ada.post("/you/personas", &[("name", "Maker"), ("handle", "maker")]).await.is(303);
    ada.post("/you/settings/email", &[("email", "new@example.org")]).await.is(303);
    ada.post("/you/personas/switch", &[("handle", "ada")]).await.is(303);
    ada.post("/@eve/block", &[]).await.is(303);
    let page = ada.get("/@ada").await.is(200);
    let photo = page.body.split("/media/").nth(1).unwrap()[..32].to_owned();
    world.mail().await;

    ada.get("/you/delete").await.is(200).has("@ada, @maker").has("It can’t be undone");
    ada.post("/you/delete", &[("handle", "maker")]).await.is(422).has("That is not your handle");
    ada.get("/@ada").await.is(200);
    let person = ada.person();
    let (account,): (i64,) = world
        .app
        .look(&Ask::system(), move |look| {
            look.one("SELECT account FROM person WHERE id = $1", visavis::params![person])
        })
        .await
        .unwrap();
    assert!(rows_about(&world, person.0, account).await.len() > 5);

    assert_eq!(ada.post("/you/delete", &[("handle", "@Ada")]).await.is(303).leads_to(), "/");
    assert!(!ada.cookies.contains_key("session"));
    let letter = only_letter(&world).await;
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("ada@example.org", "Your account is deleted"));
    assert_eq!(rows_about(&world, person.0, account).await, Vec::<String>::new());
    assert_eq!(world.count("SELECT COUNT(*) FROM person").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM sign_in_link").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM job").await, 0);
    eve.get("/@ada").await.is(404);
    eve.get("/@maker").await.is(404);
    eve.get(&format!("/media/{photo}")).await.is(404);
    eve.get("/find/people?q=ada").await.is(200).has("Nobody was found");
    // The handle is free again.
    world.person("Ada").await;
});

both!(every_page_of_ones_own_is_ones_own, |world| {
    let mut ada = world.person("Ada").await;
    let mut stranger = world.stranger();
    for path in
        ["/you", "/you/profile", "/you/settings", "/you/devices", "/you/personas", "/you/blocked", "/you/delete"]
    {
        let page = ada.get(path).await.is(200).has("noindex");
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        assert!(!page.body.contains('…'), "{path} lacks words");
        assert!(stranger.get(path).await.is(303).leads_to().starts_with("/sign-in?next="), "{path}");
        ada.cookies.insert("lang".into(), "de".into());
        let german = ada.get(path).await.is(200);
        let main = german.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        assert!(!main.contains('…'), "{path} lacks words in German: {main}");
        ada.cookies.remove("lang");
    }
    for path in [
        "/you/profile",
        "/you/settings",
        "/you/settings/email",
        "/you/devices/end",
        "/you/devices/passkey/remove",
        "/you/personas",
        "/you/personas/switch",
        "/you/delete",
        "/@ada/block",
        "/@ada/unblock",
    ] {
        stranger.post(path, &[]).await.is(401);
    }
});
