//! Drafts: kept for their maker alone, shown beforehand, published once; and earlier gatherings as templates.

use serde_json::json;
use visavis::time::{DAY, HOUR};

use crate::{
    api::{ALL, Program},
    gatherings::{published, tea},
    world::{Browser, World},
};

/// Keeps a form as a draft; the address at which one goes on.
async fn kept(world: &World, host: &mut Browser, fields: &[(&str, &str)]) -> String {
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("do", "draft")]).collect();
    assert_eq!(host.post("/g/new", &fields).await.is(303).leads_to(), "/you/drafts");
    let id = world.count("SELECT MAX(id) FROM gathering_draft").await;
    format!("/you/drafts/{}", visavis::id::DraftId(id))
}

/// The values that a page's form sends along without showing them.
fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("type=\"hidden\" name=\"{name}\" value=\""))?;
    rest.split('"').next().map(str::to_owned)
}

both!(a_draft_waits_for_its_maker_alone, |world| {
    let mut host = world.person("Hanna").await;
    host.get("/you/drafts").await.is(200).has("No drafts");
    host.get("/g/new").await.has("Keep as a draft").has("Preview");
    // Hardly anything is settled yet.
    let draft = kept(&world, &mut host, &[("title", "Tea some day"), ("date", "soon")]).await;
    host.get("/you/drafts").await.has("Tea some day").has("It is kept as a draft.");
    let page = host.get(&draft).await.is(200).has("value=\"Tea some day\"").has("value=\"soon\"").body;
    let number = hidden(&page, "draft").unwrap();
    assert!(draft.ends_with(&number));
    // It is no gathering: nowhere, for nobody.
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'published'").await, 0);
    let mut other = world.person("Otto").await;
    for path in ["", "/preview", "/delete"] {
        other.get(&format!("{draft}{path}")).await.is(404);
        world.stranger().get(&format!("{draft}{path}")).await.is(303);
    }
    other.post(&format!("{draft}/delete"), &[]).await.is(404);
    other.get("/you/drafts").await.lacks("Tea some day");
    other.get("/find?q=tea").await.lacks("Tea some day");
    // Whoever names another's draft makes one of their own.
    let fields = [("title", "Mine"), ("draft", number.as_str()), ("do", "draft")];
    other.post("/g/new", &fields).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_draft").await, 2);
    other.post("/g/new", &tea(&[("draft", number.as_str())])).await.is(409);
    host.get(&draft).await.has("value=\"Tea some day\"");
    // A program started anew still has it; going on changes that one.
    let world = world.restart().await;
    let mut host = world.seat(&host);
    host.post("/g/new", &tea(&[("draft", number.as_str()), ("do", "draft")])).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_draft").await, 2);
    host.get(&draft).await.has("Tea for eight").lacks("Tea some day");
    let url = host.post("/g/new", &tea(&[("draft", number.as_str())])).await.is(303).leads_to().to_owned();
    host.get(&url).await.has("Tea for eight");
    host.get(&draft).await.is(404);
    // Not twice, however often the button is pressed.
    host.post("/g/new", &tea(&[("draft", number.as_str())])).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 1);
});

both!(a_preview_shows_the_page_and_writes_nothing, |world| {
    let mut host = world.person("Hanna").await;
    let sent = tea(&[("do", "preview"), ("price", "5 € at the door"), ("interest", "crafts")]);
    host.post("/g/new", &sent)
        .await
        .is(200)
        .has("This is how members will see it.")
        .has("Thursday, 3 December, 19:00–22:00")
        .has("<strong>a cup</strong>")
        .has("7 places left")
        .has("5 € at the door")
        .has("<fieldset disabled>")
        .has("name=\"venue\" value=\"Café Central\"")
        .lacks("/g/0000000000000/calendar.ics");
    for (table, count) in [
        ("a gathering", "SELECT COUNT(*) FROM gathering"),
        ("a draft", "SELECT COUNT(*) FROM gathering_draft"),
        ("what happened", "SELECT COUNT(*) FROM journal WHERE kind = 'published'"),
        ("who is told", "SELECT COUNT(*) FROM telling"),
        ("an answer", "SELECT COUNT(*) FROM answer"),
    ] {
        assert_eq!(world.count(count).await, 0, "{table}");
    }
    // And back, with all that was typed.
    host.post("/g/new", &tea(&[("do", "back")])).await.is(200).has("A new gathering").has("value=\"Café Central\"");
    // What can't be published can't be shown: the form says why.
    host.post("/g/new", &tea(&[("do", "preview"), ("date", "2026-11-01")])).await.is(422).has("id=\"field-date\"");
    host.post("/g/new", &tea(&[("do", "preview"), ("title", "")])).await.is(422);
    let again = tea(&[("do", "preview"), ("repeat", "weekly"), ("count", "4")]);
    host.post("/g/new", &again).await.is(200).has("Every Thursday");
    // Nobody learns what a community is called in which they may not publish.
    let mut owner = world.person("Olga").await;
    owner.post("/c/new", &[("name", "Secret spoons"), ("access", "private")]).await.is(303);
    let club = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    host.post("/g/new", &tea(&[("do", "preview"), ("community", &club)])).await.is(422).lacks("Secret spoons");
    let draft = kept(&world, &mut host, &tea(&[("community", &club)])).await;
    host.get(&draft).await.is(200).lacks("Secret spoons");
    host.get(&format!("{draft}/preview")).await.is(422).lacks("Secret spoons");
    let draft = kept(&world, &mut host, &tea(&[])).await;
    host.get(&format!("{draft}/preview")).await.is(200).has("This is how members will see it.").has("Tea for eight");
});

both!(a_draft_is_thrown_away_and_leaves_with_its_maker, |world| {
    let mut host = world.person("Hanna").await;
    let draft = kept(&world, &mut host, &[("title", "Tea some day")]).await;
    kept(&world, &mut host, &[("title", "")]).await;
    host.get("/you/drafts").await.has("Without a title");
    host.get(&format!("{draft}/delete")).await.is(200).has("Throw “Tea some day” away?");
    host.post(&format!("{draft}/delete"), &[]).await.is(303);
    host.get(&draft).await.is(404);
    let long = "x".repeat(121);
    host.post("/g/new", &[("title", long.as_str()), ("do", "draft")]).await.is(422);
    // It goes along in the export, and with whoever leaves.
    let archive = host.bytes("/you/export").await;
    assert!(!archive.is_empty());
    host.post("/you/delete", &[("handle", "hanna")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_draft").await, 0);
    world.mail().await;
});

both!(fifty_drafts_are_enough, |world| {
    let mut host = world.person("Hanna").await;
    for _ in 0..50 {
        host.post("/g/new", &[("title", "Tea"), ("do", "draft")]).await.is(303);
    }
    host.post("/g/new", &[("title", "Tea"), ("do", "draft")]).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_draft").await, 50);
});

both!(a_picture_stays_with_its_draft, |world| {
    let mut host = world.person("Hanna").await;
    let png = include_bytes!("../../web/assets/img/icon-192.png");
    let fields: Vec<(&str, &str)> = tea(&[("do", "draft"), ("photo_words", "Cups")]);
    host.post_files("/g/new", &fields, &[("photo", "cups.png", png)]).await.is(303);
    let draft = visavis::id::DraftId(world.count("SELECT id FROM gathering_draft").await).to_string();
    let page = host.get(&format!("/you/drafts/{draft}")).await.is(200).has("alt=\"Cups\"").body;
    let sealed = hidden(&page, "kept").unwrap();
    let hash = sealed.split('.').next().unwrap().to_owned();
    // Days later it is still there, though no gathering shows it.
    world.later(3 * DAY);
    world.mail().await;
    host.get(&format!("/media/{hash}")).await.is(200);
    let mut other = world.person("Otto").await;
    other.post("/g/new", &[("title", "Mine"), ("kept", &sealed), ("do", "draft")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering_draft WHERE photo IS NOT NULL").await, 1);
    let sent = tea(&[("draft", &draft), ("kept", &sealed), ("photo_words", "Cups")]);
    let url = host.post("/g/new", &sent).await.is(303).leads_to().to_owned();
    world.later(2 * DAY);
    world.mail().await;
    host.get(&url).await.has(&hash);
    host.get(&format!("/media/{hash}")).await.is(200);
    // A picture that is no picture is the one thing that a draft can't keep.
    let bad = [("photo", "cups.png", b"no picture".as_slice())];
    host.post_files("/g/new", &[("title", "Tea"), ("do", "draft")], &bad).await.is(422);
});

both!(an_earlier_one_is_the_template_of_the_next, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "2"), ("interest", "crafts"), ("step_free", "yes")]).await;
    let asked = [("words", "What do you not eat?"), ("kind", "text"), ("required", "yes")];
    host.post(&format!("{url}/questions"), &asked).await.is(303);
    let mut other = world.person("Otto").await;
    other.get(&format!("{url}/again")).await.is(403);
    world.stranger().get(&format!("{url}/again")).await.is(303);
    host.get(&url).await.has(&format!("{url}/again"));
    world.later(7 * DAY + 12 * HOUR);
    host.get("/you/drafts").await.has("From an earlier gathering").has("Tea for eight");
    host.get(&url).await.has(&format!("{url}/again"));
    other.get("/you/drafts").await.lacks("Tea for eight");
    // It is the night after Thursday, 3 December.
    let page = host.get(&format!("{url}/again")).await.is(200).body;
    for part in [
        "value=\"Tea for eight\"",
        "value=\"2026-12-10\"",
        "value=\"19:00\"",
        "value=\"Café Central\"",
        "Bring **a cup**.",
        "value=\"8\"",
        "On that weekday of a month",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    host.get(&format!("{url}/again?in=month")).await.has("value=\"2027-01-07\"");
    assert_eq!(world.count("SELECT COUNT(*) FROM gathering").await, 1, "nothing is kept before it is said");
    let template = hidden(&page, "template").unwrap();
    let sent = tea(&[("date", "2026-12-10"), ("template", &template)]);
    let next = host.post("/g/new", &sent).await.is(303).leads_to().to_owned();
    host.get(&format!("{next}/questions")).await.has("What do you not eat?");
    // Somebody else's questions are not asked along.
    let stolen = tea(&[("date", "2026-12-11"), ("template", &template)]);
    let theirs = other.post("/g/new", &stolen).await.is(303).leads_to().to_owned();
    other.get(&format!("{theirs}/questions")).await.lacks("What do you not eat?");
    // Co-hosts may begin from it too.
    host.post(&format!("{next}/crew"), &[("handle", "otto"), ("role", "cohost")]).await.is(303);
    other.get(&format!("{next}/again")).await.is(403);
    other.post(&format!("{next}/crew/accept"), &[]).await.is(303);
    other.get(&format!("{next}/again")).await.is(200).has("value=\"2026-12-17\"");
});

both!(programs_keep_and_publish_drafts, |world| {
    let mut host = world.person("Hanna").await;
    let mut program = Program::of(&mut host, ALL).await;
    let made = program.post("/api/v1/me/drafts", &json!({ "title": "Tea", "capacity": 8 })).await.is(201).json();
    let path = format!("/api/v1/me/drafts/{}", made["id"].as_str().unwrap());
    assert_eq!(made["fields"][1], json!({ "name": "capacity", "values": ["8"] }));
    program.post(&format!("{path}/publish"), &json!({})).await.is(422);
    let more = json!({ "date": "2026-12-03", "start": "19:00", "end": "22:00", "town": "Munich, Bayern, DE" });
    let changed = program.send("PATCH", &path, Some(&more), &[]).await.is(200).json();
    assert_eq!((changed["title"].as_str(), changed["id"].as_str()), (Some("Tea"), made["id"].as_str()));
    let list = program.get("/api/v1/me/drafts").await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let mut other = world.person("Otto").await;
    let mut others = Program::of(&mut other, ALL).await;
    others.get(&path).await.is(404);
    others.post(&format!("{path}/publish"), &json!({})).await.is(404);
    let gathering = program.post(&format!("{path}/publish"), &json!({})).await.is(201).json();
    assert_eq!((gathering["title"].as_str(), gathering["capacity"].as_i64()), (Some("Tea"), Some(8)));
    program.post(&format!("{path}/publish"), &json!({})).await.is(404);
    let of = format!("/api/v1/gatherings/{}/draft", gathering["id"].as_str().unwrap());
    others.post(&of, &json!({})).await.is(403);
    let again = program.post(&of, &json!({ "in": "week" })).await.is(201).json();
    let fields = again["fields"].as_array().unwrap();
    assert!(fields.contains(&json!({ "name": "date", "values": ["2026-12-10"] })), "{again}");
    let path = format!("/api/v1/me/drafts/{}", again["id"].as_str().unwrap());
    program.send("DELETE", &path, None, &[]).await.is(204);
    program.get(&path).await.is(404);
});

both!(a_venue_used_before_is_offered_to_its_host_alone, |world| {
    let mut host = world.person("Hanna").await;
    host.get("/g/new").await.lacks("Where you hosted before");
    published(&mut host, &[("address", "1 Market Street"), ("step_free", "yes")]).await;
    published(&mut host, &[("date", "2026-12-10"), ("venue", ""), ("address", "")]).await;
    let page = host.get("/g/new").await.has("Where you hosted before").has("data-address=\"1 Market Street\"").body;
    let (_, rest) = page.split_once("href=\"/g/new?place=").unwrap();
    let link = format!("/g/new?place={}", rest.split('"').next().unwrap().replace("&amp;", "&"));
    host.get(&link)
        .await
        .is(200)
        .has("value=\"Café Central\"")
        .has("value=\"1 Market Street\"")
        .has("value=\"Munich, Bayern, DE\"")
        .has("<option value=\"yes\" selected");
    let mut other = world.person("Otto").await;
    other.get("/g/new").await.lacks("Where you hosted before");
    other.get(&link).await.is(200).lacks("1 Market Street");
    let mut program = Program::of(&mut host, ALL).await;
    let items = program.get("/api/v1/me/venues").await.is(200).json();
    let one = json!({ "name": "Café Central", "town": "Munich, Bayern, DE", "address": "1 Market Street", "step_free": "yes" });
    assert_eq!(items["items"], json!([one]));
    world.mail().await;
});
