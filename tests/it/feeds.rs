//! What other programs read again and again: calendars and feeds for everybody, and the calendar of one's own.

use axum::{body::Body, http::Request};
use data_encoding::BASE64URL_NOPAD;
use visavis::{
    id::CommunityId,
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    gatherings::published,
    world::{Browser, Reply, World},
};

/// A calendar as it is read: continued lines put together.
fn unfolded(reply: Reply) -> String {
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("text/calendar"), "{reply:?}");
    reply.is(200).body.replace("\r\n ", "")
}

/// What an event of that title says, from its beginning to its end.
#[track_caller]
fn event<'a>(calendar: &'a str, title: &str) -> &'a str {
    let found = calendar.split("BEGIN:VEVENT").find(|event| event.contains(&format!("\r\nSUMMARY:{title}\r\n")));
    found.unwrap_or_else(|| panic!("no {title} in {calendar}")).split("END:VEVENT").next().unwrap()
}

/// A community of potters; its number as forms send it.
async fn potters(world: &World, host: &mut Browser, access: &str) -> String {
    let fields = [
        ("name", "Potters"),
        ("handle", "potters"),
        ("words", "We pot & glaze."),
        ("access", access),
        ("town", "Munich, Bayern, DE"),
        ("interest", "crafts"),
    ];
    host.post("/c/new", &fields).await.is(303);
    CommunityId(world.count("SELECT id FROM community").await).to_string()
}

/// Makes a calendar of one's own; the path of its address.
async fn address(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let page = browser.post("/you/calendars", fields).await.is(200).has("You see it only now");
    assert_eq!(page.headers["cache-control"], "no-store");
    let (_, rest) = page.body.split_once("<code id=\"address\">http://localhost:8080").unwrap();
    rest.split_once('<').unwrap().0.to_owned()
}

/// The same request again, with the tag of the answer before.
async fn again(browser: &mut Browser, path: &str, tag: &str) -> u16 {
    let request = Request::builder().uri(path).header("if-none-match", tag).body(Body::empty()).unwrap();
    browser.request(request).await.status.as_u16()
}

both!(a_communitys_calendar_keeps_up_with_what_happens, |world| {
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "open").await;
    let url = published(&mut host, &[("community", &number), ("title", "Wheel, first steps")]).await;
    published(&mut host, &[("title", "Elsewhere")]).await;
    let mut stranger = world.stranger();
    stranger
        .get("/c/potters")
        .await
        .is(200)
        .has("webcal://localhost:8080/c/potters/calendar.ics")
        .has("application/atom+xml");
    let reply = stranger.get("/c/potters/calendar.ics").await;
    assert_eq!(reply.headers["cache-control"], "public, max-age=900");
    let tag = reply.headers["etag"].to_str().unwrap().to_owned();
    let calendar = unfolded(reply);
    for part in [
        "NAME:Potters\r\n",
        "URL:http://localhost:8080/c/potters\r\n",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n",
        "TZID:Europe/Berlin\r\n",
    ] {
        assert!(calendar.contains(part), "{part} in {calendar}");
    }
    assert!(!calendar.contains("Elsewhere"));
    let first = event(&calendar, "Wheel\\, first steps");
    for part in ["DTSTART;TZID=Europe/Berlin:20261203T190000\r\n", "SEQUENCE:0\r\n", "STATUS:CONFIRMED\r\n"] {
        assert!(first.contains(part), "{part} in {first}");
    }
    assert_eq!(again(&mut stranger, "/c/potters/calendar.ics", &tag).await, 304);
    // Called off: it stays and says so, with the same name and a higher number, until long after its day.
    world.later(MINUTE);
    host.post(&format!("{url}/cancel"), &[("words", "The wheel broke")]).await.is(303);
    assert_eq!(again(&mut stranger, "/c/potters/calendar.ics", &tag).await, 200);
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    for wait in [0, 9 * DAY] {
        world.later(wait);
        let calendar = unfolded(stranger.get("/c/potters/calendar.ics").await);
        let later = event(&calendar, "Wheel\\, first steps");
        assert_eq!(uid(first), uid(later));
        for part in ["SEQUENCE:1\r\n", "STATUS:CANCELLED\r\n", "LAST-MODIFIED:20261126T120100Z\r\n"] {
            assert!(later.contains(part), "{part} in {later}");
        }
    }
    world.later(40 * DAY);
    let calendar = unfolded(stranger.get("/c/potters/calendar.ics").await);
    assert!(!calendar.contains("VEVENT"), "{calendar}");
    world.mail().await;
});

both!(nothing_private_is_in_what_everybody_may_read, |world| {
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "private").await;
    published(&mut host, &[("community", &number), ("title", "Behind closed doors")]).await;
    published(&mut host, &[("title", "On the square")]).await;
    // Not even for its own host: what is for everybody is as strangers see it.
    for path in ["/c/potters/calendar.ics", "/c/potters/feed.atom"] {
        world.stranger().get(path).await.is(404);
        host.get(path).await.is(404);
    }
    host.get("/c/potters").await.is(200).lacks("calendar.ics");
    for path in ["/find/calendar.ics?town=", "/find/feed.atom?town="] {
        for mut browser in [world.stranger(), host.clone()] {
            browser.get(path).await.is(200).has("On the square").lacks("Behind closed doors");
        }
    }
    // In the host's own calendar it is, and in nobody else's who once was let in.
    let own = address(&mut host, &[("name", "Phone")]).await;
    world.stranger().get(&own).await.is(200).has("Behind closed doors");
    world.mail().await;
});

both!(a_search_is_a_calendar_and_a_feed, |world| {
    let mut host = world.person("Hanna").await;
    published(&mut host, &[("interest", "crafts"), ("title", "Clay & fire")]).await;
    let off = published(&mut host, &[("interest", "crafts"), ("title", "Kiln night")]).await;
    published(&mut host, &[("interest", "tea"), ("title", "Tea")]).await;
    host.post(&format!("{off}/cancel"), &[("words", "")]).await.is(303);
    let mut stranger = world.stranger();
    let query = "town=Munich%2C+Bayern%2C+DE&interest=crafts";
    let page = stranger.get(&format!("/find?{query}")).await.is(200).has("Clay &amp; fire").lacks("Kiln night");
    assert!(page.body.contains("webcal://localhost:8080/find/calendar.ics?town="), "{}", page.body);
    let calendar = unfolded(stranger.get(&format!("/find/calendar.ics?{query}")).await);
    assert!(event(&calendar, "Clay & fire").contains("STATUS:CONFIRMED"));
    assert!(event(&calendar, "Kiln night").contains("STATUS:CANCELLED"));
    assert!(!calendar.contains("SUMMARY:Tea\r\n"));
    let feed = stranger.get(&format!("/find/feed.atom?{query}")).await.is(200);
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    feed.has("<title>Clay &amp; fire</title>").has("<title>Called off: Kiln night</title>").lacks("<title>Tea</title>");
    stranger.get("/find/calendar.ics?town=Xqzzyvania").await.is(422);
    world.mail().await;
});

both!(an_empty_feed_is_one_too, |world| {
    let mut host = world.person("Hanna").await;
    potters(&world, &mut host, "open").await;
    let mut stranger = world.stranger();
    stranger.get("/c/potters/feed.atom").await.is(200).has("<title>Potters</title>").lacks("<entry>");
    let reply = stranger.get("/find/feed.atom?town=&q=nothing").await.is(200).lacks("<entry>");
    let tag = reply.headers["etag"].to_str().unwrap().to_owned();
    world.later(HOUR);
    assert_eq!(again(&mut stranger, "/find/feed.atom?town=&q=nothing", &tag).await, 304);
});

both!(ones_own_calendar_is_opened_by_a_secret_and_taken_back, |world| {
    let mut host = world.person("Hanna").await;
    let [sure, maybe, no] = [("title", "Surely"), ("title", "Perhaps"), ("title", "Never")].map(|title| [title]);
    let [sure, maybe, no] =
        [published(&mut host, &sure).await, published(&mut host, &maybe).await, published(&mut host, &no).await];
    let mut guest = world.person("Gundula").await;
    for (url, reply) in [(&sure, "yes"), (&maybe, "maybe"), (&no, "no")] {
        guest.post(&format!("{url}/answer"), &[("reply", reply)]).await.is(303);
    }
    guest.get("/you/settings").await.is(200).has("/you/calendars");
    guest.get("/you/calendars").await.is(200).has("A new address").lacks("Calendars that read along");
    guest
        .post("/you/calendars", &[("alarm", "7")])
        .await
        .is(422)
        .has("1 to 60 characters")
        .has("Choose one of the times");
    let all = address(&mut guest, &[("name", "Phone"), ("maybes", "yes"), ("alarm", "60")]).await;
    let few = address(&mut guest, &[("name", "Desk")]).await;
    // Only the hash is kept.
    let secret = all.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
    assert_eq!(BASE64URL_NOPAD.decode(secret.as_bytes()).unwrap().len(), 32);
    assert_eq!(world.count("SELECT COUNT(*) FROM feed").await, 2);
    guest.get("/you/calendars").await.is(200).lacks(&secret).has("Phone").has("Desk").has("not read yet");

    let reply = world.stranger().get(&all).await;
    assert_eq!(reply.headers["x-robots-tag"], "noindex, nofollow");
    assert_eq!(reply.headers["cache-control"], "private, no-cache");
    let calendar = unfolded(reply);
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Surely\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\n";
    assert!(event(&calendar, "Surely").contains("STATUS:CONFIRMED") && event(&calendar, "Surely").contains(alarm));
    assert!(event(&calendar, "Perhaps").contains("STATUS:TENTATIVE"));
    assert!(!calendar.contains("SUMMARY:Never"));
    let calendar = unfolded(host.get(&few).await);
    assert!(
        calendar.contains("SUMMARY:Surely") && !calendar.contains("SUMMARY:Perhaps") && !calendar.contains("VALARM")
    );
    guest.get("/you/calendars").await.is(200).has("last read").lacks("not read yet");

    // A block takes the other's gatherings out of it, as of every page.
    guest.post("/@hanna/block", &[("confirm", "yes")]).await.is(303);
    assert!(!unfolded(world.stranger().get(&all).await).contains("VEVENT"));

    let page = guest.get("/you/calendars").await.body;
    let (_, rest) = page.split_once("name=\"calendar\" value=\"").unwrap();
    let name = rest.split('"').next().unwrap().to_owned();
    let mut other = world.person("Oskar").await;
    other.post("/you/calendars/revoke", &[("calendar", &name)]).await.is(404);
    guest.post("/you/calendars/revoke", &[("calendar", &name)]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM feed").await, 1);
    let left = [world.stranger().get(&all).await.status.as_u16(), world.stranger().get(&few).await.status.as_u16()];
    assert!(left == [404, 200] || left == [200, 404], "{left:?}");
    world.stranger().get("/calendar/nothing.ics").await.is(404);
    // No more than ten.
    for n in 0..9 {
        address(&mut guest, &[("name", &format!("Nr. {n}"))]).await;
    }
    guest.post("/you/calendars", &[("name", "One more")]).await.is(409);
    world.mail().await;
});

both!(who_leaves_takes_their_calendars_with_them, |world| {
    let mut guest = world.person("Gundula").await;
    let own = address(&mut guest, &[("name", "Phone")]).await;
    let person = guest.person();
    let export =
        world.app.look(&visavis::http::Ask::system(), move |look| visavis::feeds::export(look, person)).await.unwrap();
    assert_eq!(export[0]["name"], "Phone");
    world.act(move |act| act.happened(visavis::journal::Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM feed").await, 0);
    world.stranger().get(&own).await.is(404);
});

both!(other_sites_may_frame_a_page_of_its_own_and_no_other, |world| {
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "open").await;
    let url = published(&mut host, &[("community", &number), ("title", "Wheel <first>")]).await;
    for path in [format!("{url}/embed"), "/c/potters/embed".to_owned()] {
        // As everybody sees it, also its host.
        for mut browser in [world.stranger(), host.clone()] {
            let reply = browser.get(&path).await.is(200).has("Wheel &lt;first&gt;").lacks("<script").lacks("Hanna");
            let policy = reply.headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"), "{policy}");
            assert!(reply.headers.get("set-cookie").is_none());
            reply.has("base target=\"_blank\"").lacks("data-theme");
        }
        world.stranger().get(&format!("{path}?theme=dark")).await.is(200).has("data-theme=\"dark\"");
        world.stranger().get(&format!("{path}?theme=%22x")).await.is(200).lacks("data-theme");
    }
    for path in [url.as_str(), "/c/potters", &format!("{url}/share")] {
        let policy = world.stranger().get(path).await.is(200).headers["content-security-policy"].clone();
        assert!(policy.to_str().unwrap().contains("frame-ancestors 'none'"), "{path}");
    }
    let script = world.stranger().get("/embed.js").await.is(200).has("visavis-gathering");
    assert_eq!(script.headers["access-control-allow-origin"], "*");
    assert_eq!(script.headers["cross-origin-resource-policy"], "cross-origin");
    world.mail().await;
});

both!(what_strangers_do_not_see_is_not_handed_on, |world| {
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "private").await;
    let url = published(&mut host, &[("community", &number), ("title", "Behind closed doors")]).await;
    host.get(&format!("{url}/preview.png")).await.is(404);
    for path in ["embed", "share"] {
        host.get(&format!("{url}/{path}")).await.is(404);
        host.get(&format!("/c/potters/{path}")).await.is(404);
    }
    host.get(&format!("/oembed?url=http://localhost:8080{url}")).await.is(404);
    host.get(&url).await.is(200).lacks("/share").lacks("oembed").lacks("canonical");
    host.get("/c/potters").await.is(200).lacks("/share").lacks("oembed");
    // Its host may still hang up a poster.
    host.get(&format!("{url}/poster")).await.is(200).has("Behind closed doors");
    world.stranger().get(&format!("{url}/poster")).await.is(404);
    world.mail().await;
});

both!(what_a_host_says_of_it_is_there_for_programs_that_search, |world| {
    let mut host = world.person("Hanna").await;
    let mut stranger = world.stranger();
    for (said, language, free) in [
        (vec![("language", "de"), ("cost", "free")], "de", true),
        (vec![("language", "en"), ("price", "5 € at the door")], "en", false),
    ] {
        let url = published(&mut host, &said).await;
        let page = stranger.get(&url).await.is(200);
        let (_, rest) = page.body.split_once("application/ld+json\">").unwrap();
        let data: serde_json::Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
        assert_eq!((&data["inLanguage"], &data["isAccessibleForFree"]), (&language.into(), &free.into()));
        assert_eq!(data["remainingAttendeeCapacity"], 7);
    }
    world.mail().await;
});

both!(a_page_says_how_others_show_it, |world| {
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "open").await;
    let url = published(&mut host, &[("community", &number)]).await;
    let mut stranger = world.stranger();
    let page =
        stranger.get(&url).await.is(200).has("rel=\"canonical\"").has("property=\"og:url\"").has("class=\"h-event\"");
    let (_, rest) = page.body.split_once("application/ld+json\">").unwrap();
    let data: serde_json::Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["@type"], "Event");
    assert_eq!(data["startDate"], "2026-12-03T19:00:00+01:00");
    assert_eq!(data["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(data["eventAttendanceMode"], "https://schema.org/OfflineEventAttendanceMode");
    assert!(data.get("inLanguage").is_none() && data.get("isAccessibleForFree").is_none(), "nobody has said so");
    assert_eq!(data["organizer"][0]["name"], "Potters");
    assert_eq!(data["organizer"][1]["name"], "Hanna");
    assert_eq!(data["offers"]["availability"], "https://schema.org/InStock");
    assert_eq!(data["location"]["name"], "Café Central");
    assert_eq!(data["location"]["address"]["addressCountry"], "DE");
    // The middle of the town is the town's, not the venue's.
    assert!(data["location"].get("geo").is_none());
    assert!(data["location"]["containedInPlace"]["geo"]["latitude"].as_f64().unwrap() > 48.0);

    let (_, rest) = page.body.split_once("type=\"application/json+oembed\"").unwrap();
    let (_, rest) = rest.split_once("href=\"http://localhost:8080").unwrap();
    let shown = stranger.get(rest.split_once('"').unwrap().0).await.is(200).json();
    assert_eq!((&shown["version"], &shown["type"]), (&"1.0".into(), &"rich".into()));
    assert_eq!(shown["title"], "Tea for eight");
    let frame = format!(
        "<iframe src=\"http://localhost:8080{url}/embed\" title=\"Tea for eight\" width=\"480\" height=\"540\""
    );
    assert!(shown["html"].as_str().unwrap().starts_with(&frame), "{shown}");
    let small = format!("/oembed?url=http://localhost:8080{url}&maxwidth=300&maxheight=200");
    let small = stranger.get(&small).await.is(200).json();
    assert_eq!((&small["width"], &small["height"]), (&300.into(), &200.into()));
    stranger.get("/oembed?url=http://localhost:8080/c/potters&format=json").await.is(200).has("Potters");
    stranger.get("/oembed?url=http://localhost:8080/c/potters&format=xml").await.is(501);
    for other in [
        "",
        "?url=https://other.example/c/potters",
        "?url=http://localhost:8080/c/nobody",
        "?url=http://localhost:8080/",
    ] {
        stranger.get(&format!("/oembed{other}")).await.is(404);
    }
    stranger.get(&format!("{url}/share")).await.is(200).has("&lt;visavis-gathering src=").has("&lt;iframe src=");
    stranger.get("/c/potters/share").await.is(200).has("&lt;visavis-community src=");
    assert_eq!(data["image"][0], format!("http://localhost:8080{url}/preview.png"));
    let picture = stranger.get(&format!("{url}/preview.png")).await.is(200);
    assert_eq!(picture.headers["content-type"], "image/png");
    assert!(picture.body.contains("PNG"));
    let tag = picture.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(again(&mut stranger, &format!("{url}/preview.png"), &tag).await, 304);
    stranger.get(&format!("{url}/poster")).await.is(200).has("class=\"qr\"").has("Potters invites").has("Café Central");
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    stranger.get(&url).await.is(200).has("schema.org/EventCancelled").lacks("schema.org/InStock");
    stranger.get(&format!("{url}/embed")).await.is(200).has("Called off");
    world.mail().await;
});

both!(search_engines_hear_of_what_is_open_and_ahead, |world| {
    let mut stranger = world.stranger();
    stranger
        .get("/robots.txt")
        .await
        .is(200)
        .has("Disallow: /calendar/")
        .has("Sitemap: http://localhost:8080/sitemap.xml");
    stranger.get("/sitemap.xml").await.is(200).lacks("<sitemap>");
    let mut host = world.person("Hanna").await;
    let number = potters(&world, &mut host, "private").await;
    let hidden = published(&mut host, &[("community", &number)]).await;
    let shown = published(&mut host, &[]).await;
    let off = published(&mut host, &[]).await;
    host.post(&format!("{off}/cancel"), &[("words", "")]).await.is(303);
    host.post(
        "/c/new",
        &[
            ("name", "Weavers"),
            ("handle", "weavers"),
            ("access", "open"),
            ("town", "Vienna, AT"),
            ("interest", "crafts"),
        ],
    )
    .await
    .is(303);
    let index = stranger.get("/sitemap.xml").await.is(200);
    let index = index.has("http://localhost:8080/sitemap/gatherings-0.xml").has("/sitemap/communities-0.xml");
    index.lacks("-1.xml");
    // Also where its own host asks.
    for mut browser in [world.stranger(), host.clone()] {
        let part = browser.get("/sitemap/gatherings-0.xml").await.is(200);
        part.has(&format!("<loc>http://localhost:8080{shown}</loc>"))
            .has("<lastmod>2026-11-26")
            .lacks(&hidden)
            .lacks(&off);
        browser.get("/sitemap/communities-0.xml").await.is(200).has("/c/weavers<").lacks("potters");
    }
    stranger.get("/sitemap/gatherings-1.xml").await.is(200).lacks("<url>");
    stranger.get("/sitemap/people-0.xml").await.is(404);
    world.later(30 * DAY);
    stranger.get("/sitemap.xml").await.is(200).lacks("gatherings-0");
    world.mail().await;
});
