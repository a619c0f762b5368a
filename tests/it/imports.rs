//! Gatherings brought in from elsewhere: shown before anything is done, done in parts, brought up to date, taken back.

use std::fmt::Write;

use serde_json::json;
use visavis::{
    id::CommunityId,
    time::{DAY, MINUTE},
};

use crate::{
    api::Program,
    world::{Browser, Reply, World},
};

const TOWN: (&str, &str) = ("town", "Munich, Bayern, DE");

/// A calendar with these events.
fn calendar(events: &[&str]) -> String {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Tea house\r\n{events}END:VCALENDAR\r\n")
}

const TEA: &str = "UID:tea\r\nSUMMARY:Tea\r\nDTSTART;TZID=Europe/Berlin:20261203T190000\r\nDTEND;TZID=Europe/Berlin:20261203T220000\r\nLOCATION:Café Central\\, Tal 1";
const CAKE: &str = "UID:cake\r\nSUMMARY:Cake\r\nDTSTART:20261204T150000Z\r\nDURATION:PT2H";
const PAST: &str = "UID:past\r\nSUMMARY:Once\r\nDTSTART:20251204T150000Z";

/// Sends a file; the address of what it would do.
async fn shown(browser: &mut Browser, fields: &[(&str, &str)], text: &str) -> String {
    let reply = browser.post_files("/import", fields, &[("file", "a.ics", text.as_bytes())]).await.is(303);
    reply.leads_to().to_owned()
}

async fn again(browser: &mut Browser, run: &str, text: &str) -> String {
    let reply = browser.post_files(&format!("{run}/again"), &[], &[("file", "a.ics", text.as_bytes())]).await.is(303);
    reply.leads_to().to_owned()
}

async fn done(world: &World, browser: &mut Browser, run: &str) -> Reply {
    browser.post(&format!("{run}/go"), &[]).await.is(303);
    world.mail().await;
    browser.get(run).await.is(200).has("Brought in")
}

async fn gathering(world: &World, title: &'static str) -> String {
    let (id,): (visavis::id::GatheringId,) = world
        .act(move |act| act.one("SELECT id FROM gathering WHERE title = $1", visavis::params![*title]))
        .await
        .unwrap();
    format!("/g/{id}")
}

both!(what_would_be_done_is_shown_first, |world| {
    let mut host = world.person("Hanna").await;
    host.get("/g/new").await.is(200).has("/import");
    host.get("/import").await.is(200).has("Bring gatherings in").lacks("Brought in before");
    let run = shown(&mut host, &[TOWN, ("interest", "tea")], &calendar(&[TEA, CAKE, PAST])).await;
    host.get(&run)
        .await
        .is(200)
        .has("What would be done")
        .has("Tea house")
        .has("2 new gatherings")
        .has("one is left out")
        .has("That time is past")
        .has("Thursday, 3 December, 19:00–22:00 · Café Central, Tal 1")
        .has("Friday, 4 December, 16:00–18:00")
        .has("Do this for 2 gatherings");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 0);
    // It is nobody else's.
    let mut other = world.person("Otto").await;
    other.get(&run).await.is(404);
    for act in ["go", "undo", "again", "forget"] {
        other.post(&format!("{run}/{act}"), &[]).await.is(404);
        world.stranger().post(&format!("{run}/{act}"), &[]).await.is(401);
    }
    done(&world, &mut host, &run).await.has("2 were brought in").has("Take it all back");
    host.post(&format!("{run}/go"), &[]).await.is(409);
    let tea = gathering(&world, "Tea").await;
    world.stranger().get(&tea).await.is(200).has("Café Central").has("Hanna");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_interest WHERE interest = 'tea'").await, 2);
    // Nobody was told of each.
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 0);
    host.get("/import").await.is(200).has("Brought in before").has("Tea house");
});

both!(a_source_is_brought_up_to_date, |world| {
    let mut host = world.person("Hanna").await;
    let run = shown(&mut host, &[TOWN], &calendar(&[TEA, CAKE])).await;
    done(&world, &mut host, &run).await;
    let (tea, cake) = (gathering(&world, "Tea").await, gathering(&world, "Cake").await);
    // The same again: nothing to do.
    let run = again(&mut host, &run, &calendar(&[TEA, CAKE])).await;
    host.get(&run).await.is(200).has("There is nothing to do").has("2 are as they were");
    // Somebody comes, and the host has changed something here.
    let mut guest = world.person("Gundula").await;
    guest.post(&format!("{tea}/answer"), &[("reply", "yes")]).await.is(303);
    let edited = [
        TOWN,
        ("title", "Tea"),
        ("date", "2026-12-03"),
        ("start", "19:00"),
        ("end", "22:00"),
        ("venue", "Café Central"),
        ("address", "Tal 1"),
        ("capacity", "9"),
    ];
    host.post(&format!("{tea}/edit"), &edited).await.is(303);
    let moved = TEA.replace("T190000", "T193000") + "\r\nSEQUENCE:1";
    let off = CAKE.to_owned() + "\r\nSEQUENCE:1\r\nSTATUS:CANCELLED";
    let run = again(&mut host, &run, &calendar(&[&moved, &off])).await;
    host.get(&run).await.is(200).has("one changes").has("Changes: time").has("one is called off").has("19:30–22:00");
    host.post(&format!("{run}/go"), &[]).await.is(303);
    host.get(&run).await.is(200).has("2 were brought in");
    world.later(4 * MINUTE);
    let mail = world.mail().await;
    assert_eq!(mail.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["gundula@example.org"]);
    host.get(&tea).await.is(200).has("19:30").has("7 places left");
    host.get(&cake).await.is(200).has("This gathering was called off");
    // An older file does not turn it back.
    let run = again(&mut host, &run, &calendar(&[TEA, CAKE])).await;
    host.get(&run).await.is(200).has("It is an older version").has("You have called it off here").has("nothing to do");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM import_source").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM import_run WHERE state = 'shown'").await, 1);
});

both!(it_is_taken_back_but_for_what_was_answered, |world| {
    let mut host = world.person("Hanna").await;
    let run = shown(&mut host, &[TOWN], &calendar(&[TEA, CAKE])).await;
    done(&world, &mut host, &run).await;
    let (tea, cake) = (gathering(&world, "Tea").await, gathering(&world, "Cake").await);
    let mut guest = world.person("Gundula").await;
    guest.post(&format!("{cake}/answer"), &[("reply", "maybe")]).await.is(303);
    host.post(&format!("{run}/undo"), &[]).await.is(303);
    host.get(&run)
        .await
        .is(200)
        .has("Taken back")
        .has("one was taken back")
        .has("one stays")
        .has("Somebody has answered it");
    host.get(&tea).await.is(200).has("This gathering was called off");
    host.get(&cake).await.is(200).lacks("This gathering was called off");
    host.post(&format!("{run}/undo"), &[]).await.is(409);
    // What was taken back can come again, as something new; what stayed is known.
    let run = again(&mut host, &run, &calendar(&[TEA, CAKE])).await;
    host.get(&run).await.is(200).has("one new gathering").has("one is as it was");
    done(&world, &mut host, &run).await;
    // A change is taken back by what stood there before.
    let run = again(&mut host, &run, &calendar(&[TEA, &CAKE.replace("SUMMARY:Cake", "SUMMARY:Pie")])).await;
    done(&world, &mut host, &run).await;
    host.get(&cake).await.is(200).has("<h1>Pie</h1>");
    // What the host changed in between is theirs.
    let between = [
        TOWN,
        ("title", "Pie"),
        ("date", "2026-12-04"),
        ("start", "16:00"),
        ("end", "18:00"),
        ("zone", "Europe/Berlin"),
        ("capacity", "9"),
        ("words", "With cream"),
    ];
    host.post(&format!("{cake}/edit"), &between).await.is(303);
    host.post(&format!("{run}/undo"), &[]).await.is(303);
    host.get(&cake).await.is(200).has("<h1>Cake</h1>").has("With cream").has("8 places left");
    let run = again(&mut host, &run, &calendar(&[TEA, CAKE])).await;
    host.get(&run).await.is(200).has("There is nothing to do");
    // Forgotten: the gatherings stay.
    host.post(&format!("{run}/forget"), &[]).await.is(303);
    host.get(&run).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM import_entry").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 3);
});

both!(an_address_is_read_again, |world| {
    let mut host = world.person("Hanna").await;
    let put = |status: u16, text: String| {
        let mut kept = world.app.shared.web.kept().unwrap();
        kept.pages.insert("https://example.org/tea.ics".into(), (status, text.into_bytes()));
    };
    let url = ("url", "webcal://example.org/tea.ics");
    host.post("/import", &[TOWN, url]).await.is(422).has("Nobody answers at that address");
    put(404, String::new());
    host.post("/import", &[TOWN, url]).await.is(422).has("there is nothing for us");
    put(200, "<html>".into());
    host.post("/import", &[TOWN, url]).await.is(422).has("That is no calendar");
    put(200, calendar(&[]));
    host.post("/import", &[TOWN, url]).await.is(422).has("That calendar has no entries");
    for inside in ["http://localhost/a.ics", "https://10.0.0.1/", "http://[::1]/"] {
        host.post("/import", &[TOWN, ("url", inside)]).await.is(422).has("leads into a private network");
    }
    host.post("/import", &[TOWN, ("url", "tea")]).await.is(422).has("That is no web address");
    host.post("/import", &[TOWN]).await.is(422).has("Choose a file, or give an address");
    host.post("/import", &[("town", ""), url]).await.is(422).has("field-town");
    put(200, calendar(&[TEA]));
    let run = host.post("/import", &[TOWN, url]).await.is(303).leads_to().to_owned();
    done(&world, &mut host, &run).await.has("webcal://example.org/tea.ics");
    put(200, calendar(&[TEA, CAKE]));
    let run = host.post(&format!("{run}/again"), &[]).await.is(303).leads_to().to_owned();
    host.get(&run).await.is(200).has("one new gathering").has("one is as it was");
    // The same address typed again is the same source.
    host.post("/import", &[TOWN, url]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM import_source").await, 1);
    put(500, String::new());
    host.post(&format!("{run}/again"), &[]).await.is(404);
});

both!(only_who_publishes_there_brings_in_for_a_community, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [("name", "Potters"), ("handle", "potters"), ("words", "Pots."), ("access", "closed"), TOWN];
    host.post("/c/new", &fields).await.is(303);
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    host.get("/c/potters").await.is(200).has("/import?community=potters");
    host.get("/import?community=potters").await.is(200).has("selected");
    let mut other = world.person("Otto").await;
    let for_it = [TOWN, ("community", number.as_str())];
    let reply = other.post_files("/import", &for_it, &[("file", "a.ics", calendar(&[TEA]).as_bytes())]).await;
    reply.is(422).has("field-community");
    let run = shown(&mut host, &for_it, &calendar(&[TEA])).await;
    done(&world, &mut host, &run).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering WHERE community IS NOT NULL").await, 1);
    // Who leaves takes the sources along, and their export names them.
    let person = host.person();
    let export = world.act(move |act| visavis::imports::export(act, person)).await.unwrap();
    assert_eq!((&export[0]["name"], &export[0]["entries"][0]["entry"]), (&json!("Tea house"), &json!("tea")));
    host.post("/you/delete", &[("confirm", "hanna")]).await;
    world.mail().await;
});

/// A schedule as Pentabarf prints it, and with it the large conferences of free software: times without a zone, the zone of
/// all beside them, a blank line after each. The real ones lie in the past; this has their shape, and days ahead.
fn schedule(talks: usize, tweak: impl Fn(usize) -> &'static str) -> String {
    let mut out = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Pentabarf//Schedule 0.3//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
         X-WR-CALDESC;VALUE=TEXT:iCal\r\nX-WR-CALNAME;VALUE=TEXT:Free Software Days\r\nX-WR-TIMEZONE;VALUE=TEXT:Europe/Brussels\r\n",
    );
    for talk in 0..talks {
        let (day, slot, room) = (6 + talk % 2, (talk / 2) % 16, talk / 32);
        let (hour, minute) = (9 + slot / 2, slot % 2 * 30);
        write!(
            out,
            "BEGIN:VEVENT\r\nUID:{}@days-2027@example.org\r\nDTSTART:202702{day:02}T{hour:02}{minute:02}00\r\n\
             DTEND:202702{day:02}T{hour:02}{:02}00\r\nSUMMARY:Talk {talk:03}: «Überholte» Annahmen\\, widerlegt in 25 Minuten und \r\n \
             drei Folien{}\r\nCATEGORIES:Track {room}\\, and friends\r\nLOCATION:K.{room}.201\r\nEND:VEVENT\r\n\r\n",
            4000 + talk,
            minute + 25,
            tweak(talk),
        )
        .unwrap();
    }
    out + "END:VCALENDAR\r\n"
}

both!(a_conference_of_hundreds_of_talks_is_brought_in_by_parts, |world| {
    let mut host = world.person("Hanna").await;
    let fields = [
        ("name", "Days"),
        ("handle", "days"),
        ("words", "Free."),
        ("access", "open"),
        ("town", "Brussels, Brussels Capital, BE"),
    ];
    host.post("/c/new", &fields).await.is(303);
    let number = CommunityId(world.count("SELECT id FROM community").await).to_string();
    let mut member = world.person("Milo").await;
    member.post("/c/days/join", &[]).await.is(303);
    let settings = [("town", "Brussels, BE"), ("community", number.as_str())];
    let run = shown(&mut host, &settings, &schedule(400, |_| "")).await;
    host.get(&run)
        .await
        .is(200)
        .has("400 new gatherings")
        .has("Saturday, 6 February 2027, 09:00–09:25")
        .has("392 more");
    host.post(&format!("{run}/go"), &[]).await.is(303);
    // Some at once, with a bar that says how far it is; the rest without anybody waiting.
    host.get(&run).await.is(200).has("20 of 400").has("js/import.js");
    host.post(&format!("{run}/undo"), &[]).await.is(409);
    world.mail().await;
    host.get(&run).await.is(200).has("400 were brought in");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering WHERE zone = 'Europe/Brussels'").await, 400);
    assert_eq!(world.count("SELECT COUNT(DISTINCT starts_at) FROM gathering").await, 32);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 0);
    let talk = gathering(&world, "Talk 007: «Überholte» Annahmen, widerlegt in 25 Minuten und drei Folien").await;
    world.stranger().get(&talk).await.is(200).has("K.0.201").has("Brussels");
    // The schedule changes the night before.
    let changed = schedule(401, |talk| match talk {
        3 => "\r\nSTATUS:CANCELLED",
        7 => " (neu)",
        _ => "",
    });
    let run = again(&mut host, &run, &changed).await;
    host.get(&run).await.is(200).has("one new").has("one changes").has("one is called off").has("398 are as they were");
    done(&world, &mut host, &run).await.has("3 were brought in");
    host.get(&talk).await.is(200).has("(neu)");
});

both!(programs_bring_in_too, |world| {
    let mut host = world.person("Hanna").await;
    let mut program = Program::of(&mut host, "read write:gatherings").await;
    let body = json!({ "calendar": calendar(&[TEA, PAST]), "town": TOWN.1 });
    let shown = program.send("POST", "/api/v1/imports", Some(&body), &[]).await.is(201).json();
    assert_eq!((shown["state"].as_str(), shown["to_do"].as_i64()), (Some("shown"), Some(1)));
    assert_eq!(shown["steps"][0]["what"], "left");
    let path = format!("/api/v1/imports/{}", shown["id"].as_str().unwrap());
    let done = program.send("POST", &format!("{path}/go"), None, &[]).await.is(200).json();
    assert_eq!((done["state"].as_str(), done["steps"][1]["outcome"].as_str()), (Some("done"), Some("done")));
    let body = json!({ "calendar": calendar(&[TEA]), "town": TOWN.1, "source": shown["source"] });
    let again = program.send("POST", "/api/v1/imports", Some(&body), &[]).await.is(201).json();
    assert_eq!(again["steps"][0]["what"], "same");
    program.send("POST", &format!("{path}/undo"), None, &[]).await.is(409);
    let path = format!("/api/v1/imports/{}", again["id"].as_str().unwrap());
    program.send("POST", &format!("{path}/go"), None, &[]).await.is(200);
    program.get(&path).await.is(200);
    let body = json!({ "calendar": "tea", "town": TOWN.1 });
    let refused = program.send("POST", "/api/v1/imports", Some(&body), &[]).await.is(422);
    refused.has("calendar");
    world.later(DAY);
});

both!(badges_are_printed_for_all_who_come, |world| {
    let mut host = world.person("Hanna").await;
    let url = crate::gatherings::published(&mut host, &[("plus", "2")]).await;
    let mut guest = world.person("Gundula").await;
    guest.post("/encounters/badge", &[]).await.is(303);
    guest.post(&format!("{url}/answer"), &[("reply", "yes"), ("guests", "1"), ("names", "Tom")]).await.is(303);
    let mut other = world.person("Otto").await;
    other.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    host.get(&format!("{url}/answers")).await.is(200).has("/badges");
    let page = host
        .get(&format!("{url}/badges"))
        .await
        .is(200)
        .has("one sheet of A4")
        .has("Gundula")
        .has("Hanna")
        .has("Tom")
        .lacks("Otto");
    assert_eq!(page.body.matches("class=\"qr\"").count(), 2, "{}", page.body);
    guest.get(&format!("{url}/badges")).await.is(403);
    world.stranger().get(&format!("{url}/badges")).await.is(303);
});

both!(a_table_is_brought_in_once_its_columns_are_named, |world| {
    let mut host = world.person("Hanna").await;
    // As spreadsheets in Germany write it: semicolons, Latin-1, days first.
    let table = b"Titel;Datum;Von;Bis;Ort;Pl\xe4tze;Nummer\r\nTee;3.12.2026;19:00;22:00;Caf\xe9;8;1\r\nK\xe4se;04.12.2026;19 Uhr;;;0;2\r\nAlt;3.12.2020;19:00;;;;3\r\n";
    let sent = host.post_files("/import", &[TOWN], &[("file", "a.csv", table)]).await.is(303);
    let columns = sent.leads_to().to_owned();
    assert!(columns.starts_with("/import/table/"), "{columns}");
    host.get(&columns)
        .await
        .is(200)
        .has("The table has 3 rows")
        .has("<option value=\"Datum\" selected>")
        .has("Thursday, 3 December, 19:00–22:00")
        .has("Friday, 4 December, 19:00–21:00")
        .has("That time is past");
    let mut other = world.person("Otto").await;
    other.get(&columns).await.is(404);
    let named = [
        ("column-title", "Titel"),
        ("column-date", "Datum"),
        ("column-start", "Von"),
        ("column-end", "Bis"),
        ("column-venue", "Ort"),
        ("column-capacity", "Plätze"),
        ("column-id", "Nummer"),
        ("order", "day"),
    ];
    host.post(&columns, &named[..1]).await.is(422).has("Choose the column that holds it");
    let tried: Vec<(&str, &str)> = named[..3].iter().copied().chain([("order", "month"), ("again", "yes")]).collect();
    host.post(&columns, &tried).await.is(200).has("That time is past").lacks("3 December");
    let run = host.post(&columns, &named).await.is(303).leads_to().to_owned();
    host.get(&run).await.is(200).has("2 new gatherings").has("one is left out");
    done(&world, &mut host, &run).await;
    let tea = gathering(&world, "Tee").await;
    host.get(&tea).await.is(200).has("Café").has("7 places left");
    host.get(&columns).await.is(404);
    // A newer table of the same columns, in another order and with commas, needs no more words.
    let newer =
        "Nummer,Titel,Datum,Von,Bis,Ort,Plätze\n1,Tee,3.12.2026,19:30,22:00,Café,8\n2,Käse,04.12.2026,19 Uhr,,,0\n";
    let run = again(&mut host, &run, newer).await;
    host.get(&run).await.is(200).has("one changes").has("Changes: time").has("one is as it was");
    done(&world, &mut host, &run).await;
    host.get(&tea).await.is(200).has("19:30–22:00");
    // The export of an organiser elsewhere.
    let meetup = "Event ID,Event Name,Event Date,Event Time,RSVP Limit,Venue Name\n77,Monthly meet-up,2026-12-10,6:30 PM,40,Town hall\n";
    let sent = host.post_files("/import", &[TOWN], &[("file", "events.csv", meetup.as_bytes())]).await.is(303);
    let columns = sent.leads_to().to_owned();
    host.get(&columns).await.is(200).has("Monthly meet-up").has("Thursday, 10 December, 18:30–20:30");
    host.post_files("/import", &[TOWN], &[("file", "a.csv", b"nothing")]).await.is(422).has("That is no calendar");
    assert_eq!(world.count("SELECT COUNT(*) FROM import_source WHERE held IS NOT NULL").await, 1);
    world.mail().await;
});
