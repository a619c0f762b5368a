//! Whom to meet: few, each with a reason; nothing is told of it to anybody who should not know.

use serde_json::{Value, json};
use visavis::time::{DAY, HOUR};

use std::{
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use crate::{
    gatherings::published,
    world::{Browser, World},
};

async fn friends(one: &mut Browser, two: &mut Browser, handles: (&str, &str)) {
    one.post(&format!("/@{}/follow", handles.1), &[]).await.is(303);
    two.post(&format!("/@{}/follow", handles.0), &[]).await.is(303);
}

/// They follow each other and met on a day.
async fn met(one: &mut Browser, two: &mut Browser, handles: (&str, &str), day: &str) {
    friends(one, two, handles).await;
    one.post_json("/api/v1/encounters/claims", &json!({ "with": handles.1, "day": day })).await.is(201);
    two.post_json("/api/v1/encounters/claims", &json!({ "with": handles.0, "day": day })).await.is(201);
}

async fn coming(browser: &mut Browser, gathering: &str) {
    browser.post(&format!("{gathering}/answer"), &[("reply", "yes")]).await.is(303);
}

async fn list(browser: &mut Browser, gathering: &str) -> Value {
    browser.get(&format!("/api/v1/gatherings{}/whom", gathering.trim_start_matches("/g"))).await.is(200).json()
}

/// Handles and reasons.
fn suggested(list: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = list["suggested"].as_array().unwrap();
    all.iter().map(|one| (text(&one["person"]["handle"]), text(&one["why"]))).collect()
}

fn why(list: &Value, handle: &str) -> Option<String> {
    suggested(list).into_iter().find(|(who, _)| who == handle).map(|(_, why)| why)
}

async fn mark(browser: &mut Browser, gathering: &str, whom: &str, mark: &str) {
    browser.post(&format!("{gathering}/whom/{whom}"), &[("mark", mark)]).await.is(303);
}

async fn likes(browser: &mut Browser, name: &str, interest: &str) {
    browser.post("/you/profile", &[("name", name), ("interest", interest)]).await.is(303);
}

both!(each_is_there_for_a_reason, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let (mut cleo, mut dora) = (world.person("Cleo").await, world.person("Dora").await);
    let (mut emil, mut finn) = (world.person("Emil").await, world.person("Finn").await);
    let mut gina = world.person("Gina").await;
    // Ada knows Bob online; she met Cleo, who met Dora; she likes what Emil likes; Finn is nobody to her; Gina is muted.
    friends(&mut ada, &mut bob, ("ada", "bob")).await;
    met(&mut ada, &mut cleo, ("ada", "cleo"), "2026-11-20").await;
    met(&mut cleo, &mut dora, ("cleo", "dora"), "2026-11-21").await;
    likes(&mut ada, "Ada", "chess").await;
    likes(&mut emil, "Emil", "chess").await;
    ada.post("/@gina/mute", &[]).await.is(303);
    let gathering = published(&mut finn, &[]).await;
    // Whoever has not answered reads no list.
    ada.get(&format!("{gathering}/whom")).await.is(403).has("then you read here whom you could meet");
    for who in [&mut ada, &mut bob, &mut cleo, &mut dora, &mut emil, &mut gina] {
        coming(who, &gathering).await;
    }
    ada.get(&gathering).await.is(200).has(&format!("{gathering}/whom"));
    let found = list(&mut ada, &gathering).await;
    let mut all = suggested(&found);
    all.sort();
    let expected = [("bob", "online"), ("dora", "friends"), ("emil", "interests"), ("finn", "chance")];
    assert_eq!(all, expected.map(|(who, why)| (who.to_owned(), why.to_owned())));
    assert_eq!(found["no_better_than_chance"], json!(false));
    ada.get(&format!("{gathering}/whom"))
        .await
        .is(200)
        .has("Cleo knows them.")
        .has("Ask Cleo to introduce you.")
        .has("You both like Chess.")
        .has("has not been measured")
        .has("Picked by chance, on purpose")
        .lacks("Gina")
        .lacks("no better than chance");
    // Emil has met nobody: nothing speaks for an order, and that is said.
    let found = list(&mut emil, &gathering).await;
    assert_eq!(found["no_better_than_chance"], json!(true));
    emil.get(&format!("{gathering}/whom")).await.has("the order of this list is no better than chance");
    assert_eq!(list(&mut ada, &gathering).await, list(&mut ada, &gathering).await, "it stays the same");

    // Cleo does not want to be named; Emil wants to be suggested to nobody; a block hides.
    cleo.post("/you/whom", &[("suggested", "yes")]).await.is(303);
    emil.post("/you/whom", &[("named", "yes")]).await.is(303);
    ada.get(&format!("{gathering}/whom")).await.has("Somebody you’ve met knows them.").lacks("Cleo").lacks("Emil");
    bob.post("/you/whom", &[]).await.is(303);
    assert_eq!(why(&list(&mut ada, &gathering).await, "bob").as_deref(), Some("online"), "who knows them may be told");
    dora.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    assert_eq!(why(&list(&mut ada, &gathering).await, "dora"), None);
    assert_eq!(why(&list(&mut dora, &gathering).await, "ada"), None);
    ada.post(&format!("{gathering}/whom/dora"), &[("mark", "meet")]).await.is(404);
});

both!(a_wish_is_told_when_both_have_it_or_whoever_has_it_says_so, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut cleo = world.person("Cleo").await;
    let gathering = published(&mut ada, &[]).await;
    coming(&mut bob, &gathering).await;
    coming(&mut cleo, &gathering).await;
    let page = format!("{gathering}/whom");
    mark(&mut ada, &gathering, "bob", "meet").await;
    ada.get(&page).await.has("They learn it only if").has("You’d like to meet");
    // Bob learns nothing: not from his list, not from his notices.
    bob.get(&page).await.lacks("Would like to meet you").lacks("You both would like");
    bob.get("/notices").await.lacks("would like to meet");
    let found = list(&mut bob, &gathering).await;
    assert_eq!((&found["wishing"], &found["wanted"]), (&json!([]), &json!([])));
    mark(&mut bob, &gathering, "ada", "meet").await;
    for (browser, other) in [(&mut ada, "Bob"), (&mut bob, "Ada")] {
        browser.get(&page).await.has("You both would like to meet.");
        browser.get("/notices").await.has(&format!("You and {other} would both like to meet at"));
    }
    // Once: taking it back and saying it again tells nobody anew.
    mark(&mut bob, &gathering, "ada", "none").await;
    ada.get(&page).await.lacks("You both would like to meet.");
    mark(&mut bob, &gathering, "ada", "open").await;
    let notices = "SELECT COUNT(*) FROM notice WHERE kind LIKE 'whom%'";
    assert_eq!(world.count(notices).await, 2);

    // Cleo may know of Ada, and says not this time: Ada hears nothing, and nothing is told again.
    mark(&mut ada, &gathering, "cleo", "open").await;
    cleo.get("/notices").await.has("Ada would like to meet you at");
    cleo.get(&page).await.has("Would like to meet you");
    assert_eq!(why(&list(&mut cleo, &gathering).await, "ada"), None, "nobody stands there twice");
    mark(&mut cleo, &gathering, "ada", "pass").await;
    cleo.get(&page).await.lacks("Would like to meet you").has("One person set aside");
    mark(&mut ada, &gathering, "cleo", "none").await;
    mark(&mut ada, &gathering, "cleo", "open").await;
    assert_eq!(world.count(notices).await, 3);
    ada.get(&page).await.has("They may know it.").lacks("set aside");
    ada.post(&format!("{page}/cleo"), &[("mark", "sometimes")]).await.is(422);
    ada.post(&format!("{page}/ada"), &[("mark", "meet")]).await.is(404);
    ada.post(&format!("{page}/nobody"), &[("mark", "meet")]).await.is(404);
});

both!(not_this_time_and_never_again, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let first = published(&mut ada, &[]).await;
    let second = published(&mut ada, &[("title", "Tea again"), ("date", "2026-12-10")]).await;
    for gathering in [&first, &second] {
        coming(&mut bob, gathering).await;
    }
    assert_eq!(why(&list(&mut ada, &first).await, "bob").as_deref(), Some("chance"));
    mark(&mut ada, &first, "bob", "pass").await;
    assert_eq!(why(&list(&mut ada, &first).await, "bob"), None);
    assert_eq!(why(&list(&mut ada, &second).await, "bob").as_deref(), Some("chance"), "only this time");
    mark(&mut ada, &first, "bob", "never").await;
    assert_eq!(why(&list(&mut ada, &second).await, "bob"), None);
    ada.get(&format!("{first}/whom")).await.has("Not suggested any more, anywhere.");
    mark(&mut ada, &first, "bob", "none").await;
    assert_eq!(why(&list(&mut ada, &first).await, "bob").as_deref(), Some("chance"));
    assert_eq!(why(&list(&mut ada, &second).await, "bob").as_deref(), Some("chance"));
    // Whoever ceases to come is not suggested, and has no list.
    bob.post(&format!("{first}/answer"), &[("reply", "no")]).await.is(303);
    assert_eq!(why(&list(&mut ada, &first).await, "bob"), None);
    bob.get(&format!("{first}/whom")).await.is(403);
    ada.post(&format!("{first}/whom/bob"), &[("mark", "meet")]).await.is(404);
    bob.post(&format!("{second}/answer"), &[("reply", "maybe")]).await.is(303);
    assert_eq!(why(&list(&mut bob, &second).await, "ada").as_deref(), Some("chance"));
    assert_eq!(why(&list(&mut ada, &second).await, "bob"), None, "a maybe is named to nobody");
});

both!(a_newcomer_is_brought_together_with_a_willing_regular, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut nele = world.person("Nele").await;
    for date in ["2026-11-27", "2026-11-28"] {
        let gathering = published(&mut bob, &[("date", date)]).await;
        coming(&mut ada, &gathering).await;
    }
    world.later(4 * DAY);
    let gathering = published(&mut bob, &[]).await;
    coming(&mut ada, &gathering).await;
    coming(&mut nele, &gathering).await;
    // Nobody is willing yet.
    assert_eq!(why(&list(&mut nele, &gathering).await, "ada").as_deref(), Some("chance"));
    ada.post("/you/whom", &[("suggested", "yes"), ("named", "yes"), ("welcomes", "yes")]).await.is(303);
    assert_eq!(why(&list(&mut nele, &gathering).await, "ada").as_deref(), Some("regular"));
    assert_eq!(why(&list(&mut ada, &gathering).await, "nele").as_deref(), Some("newcomer"));
    assert_eq!(why(&list(&mut bob, &gathering).await, "nele").as_deref(), Some("chance"), "told to one, not to all");
    nele.get(&format!("{gathering}/whom"))
        .await
        .has("like to welcome newcomers")
        .has("Say that it is your first time.");
});

both!(afterwards_one_sees_whom_one_met, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut cleo = world.person("Cleo").await;
    let today = [("date", "2026-11-26"), ("start", "15:00"), ("end", "17:00")];
    let gathering = published(&mut ada, &today).await;
    coming(&mut bob, &gathering).await;
    coming(&mut cleo, &gathering).await;
    mark(&mut ada, &gathering, "bob", "meet").await;
    mark(&mut ada, &gathering, "cleo", "meet").await;
    world.later(10 * HOUR);
    let page = format!("{gathering}/whom");
    ada.get(&page).await.has("Whom you met").has("You have met 0 of 2.").has("Not met here, as far as we know.");
    let id = gathering.trim_start_matches("/g/");
    ada.post("/encounters/with/bob", &[("gathering", id)]).await.is(303);
    bob.post("/encounters/with/ada", &[("gathering", id)]).await.is(303);
    ada.get(&page)
        .await
        .has("You have met 1 of 2.")
        .has("You met here.")
        .has("/@bob/follow")
        .has("/encounters/with/cleo")
        .lacks("/@cleo/follow");
    let found = list(&mut ada, &gathering).await;
    assert_eq!(found["suggested"], json!([]));
    assert_eq!(found["wanted"].as_array().unwrap().iter().filter(|one| one["met"] == json!(true)).count(), 1);
    ada.post(&format!("{page}/bob"), &[("mark", "meet")]).await.is(409);
    ada.get(&gathering).await.has("Whom you met");
});

both!(what_one_said_goes_along_and_goes_away, |world| {
    let (mut ada, mut bob) = (world.person("Ada").await, world.person("Bob").await);
    let mut cleo = world.person("Cleo").await;
    let gathering = published(&mut cleo, &[]).await;
    coming(&mut ada, &gathering).await;
    coming(&mut bob, &gathering).await;
    mark(&mut ada, &gathering, "bob", "open").await;
    mark(&mut bob, &gathering, "ada", "never").await;
    mark(&mut cleo, &gathering, "ada", "meet").await;
    ada.post("/you/whom", &[("welcomes", "yes")]).await.is(303);
    let parts = crate::ties::through(&world, &ada, |look| visavis::whom::export(look, look.viewer.person()?)).await;
    assert_eq!(parts["marks"][0]["of"], json!("bob"));
    assert_eq!((&parts["marks"][0]["mark"], &parts["welcomes"]), (&json!("open"), &json!(true)));
    assert!(!parts.to_string().contains("cleo"), "what others said is theirs: {parts}");
    // A block ends what was between two; leaving ends all.
    cleo.post("/@ada/block", &[("confirm", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM whom_mark").await, 2);
    ada.post("/you/delete", &[("handle", "ada")]).await.is(303);
    for table in [
        "SELECT COUNT(*) FROM whom_mark",
        "SELECT COUNT(*) FROM whom_never",
        "SELECT COUNT(*) FROM whom_told",
        "SELECT COUNT(*) FROM whom_choice",
    ] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    world.mail().await;
});

both!(a_large_gathering_has_a_short_list, |world| {
    let mut ada = world.person("Ada").await;
    let gathering = published(&mut ada, &[]).await;
    let id: visavis::id::GatheringId = gathering.trim_start_matches("/g/").parse().unwrap();
    fill(&world, id, 600).await;
    let found = list(&mut ada, &gathering).await;
    let all = suggested(&found);
    assert_eq!(all.len(), 2, "nothing speaks for any of them: two by chance, and not a long list");
});

async fn fill(world: &World, gathering: visavis::id::GatheringId, count: i64) {
    world
        .act(move |act| {
            let now = act.now;
            for number in 0..count {
                let (account, person): (visavis::id::AccountId, visavis::id::PersonId) = (act.id(), act.id());
                act.run("INSERT INTO account (id) VALUES ($1)", visavis::params![account])?;
                let handle = format!("guest-{number}");
                act.run(
                    "INSERT INTO person (id, account, handle, name, folded) VALUES ($1, $2, $3, $3, $3)",
                    visavis::params![person, account, handle],
                )?;
                act.run(
                    "INSERT INTO answer (gathering, person, reply, at) VALUES ($1, $2, 'yes', $3)",
                    visavis::params![gathering, person, now],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// `visavis whom evaluate` prints what `docs/numbers.md` says; packed or not, it is the same.
#[test]
fn the_table_is_what_the_documents_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets = ["SFHH_tij.dat.gz", "workplace_InVS13_tij.dat.gz", "workplace_InVS15_tij.dat.gz"];
    let files: Vec<PathBuf> = sets.iter().map(|name| root.join("crates/science/tests/data").join(name)).collect();
    let table = visavis::whom::evaluate(&files).unwrap();
    let told = std::fs::read_to_string(root.join("docs/numbers.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.contains('–')).collect();
    assert_eq!(rows.len(), 12);
    for row in rows {
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let row = format!("{} | {} | {} |", cells[0], cells[1], cells[2]).replacen("Visavis", "**Visavis**", 1);
        assert!(told.contains(&row), "docs/numbers.md lacks: {row}");
    }
    assert_eq!(table.matches("  better than chance").count(), 3);

    let folder = tempfile::tempdir().unwrap();
    let text = "30000 1 2\n30000 3 4\n30020 2 3\n90000 1 3\n";
    let plain = folder.path().join("few.dat");
    std::fs::write(&plain, text).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("few.dat", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    let packed = folder.path().join("few.zip");
    std::fs::write(&packed, zip.finish().unwrap().into_inner()).unwrap();
    let [plain, packed] = [plain, packed].map(|file| visavis::whom::evaluate(&[file]).unwrap());
    assert_eq!(plain.split_once(':').unwrap().1, packed.split_once(':').unwrap().1);
    assert!(plain.contains("no better than chance"), "{plain}");

    let wrong = folder.path().join("wrong.dat");
    std::fs::write(&wrong, "30000 1 2\nhello\n").unwrap();
    let fault = visavis::whom::evaluate(&[wrong]).unwrap_err().to_string();
    assert!(fault.contains("line 2 is no contact"), "{fault}");
}
