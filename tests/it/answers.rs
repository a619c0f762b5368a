//! Answers: places and those who wait for one, whom one brings along, when answers are taken.

use serde_json::json;
use visavis::{
    gatherings::{self, Reply},
    http::Ask,
    id::PersonId,
    time::{DAY, HOUR},
};

use crate::{
    api::{ALL, Program},
    gatherings::{all_say, crowd, id, published, tea},
    world::{Browser, World},
};

async fn says(browser: &mut Browser, url: &str, fields: &[(&str, &str)]) {
    browser.post(&format!("{url}/answer"), fields).await.is(303);
}

/// Those who wait, in their order.
async fn queue(world: &World) -> Vec<PersonId> {
    let rows: Vec<(PersonId,)> = world
        .app
        .look(&Ask::system(), |look| look.all("SELECT person FROM answer WHERE reply = 'waiting' ORDER BY ticket", &[]))
        .await
        .unwrap();
    rows.into_iter().map(|(person,)| person).collect()
}

/// What went out: to whom, with which subject.
async fn letters(world: &World) -> Vec<(String, String)> {
    let mut sent: Vec<_> = world.mail().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    sent.sort();
    sent
}

both!(a_full_gathering_has_a_waiting_list, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2")]).await;
    let mut people = Vec::new();
    for name in ["One", "Two", "Three", "Four"] {
        people.push(world.person(name).await);
    }
    let [one, two, three, four] = &mut people[..] else { panic!("four") };
    says(one, &url, &[("reply", "yes")]).await;
    two.get(&url).await.is(200).has("All places taken").has("Join the waiting list").has("goes to the next in line");
    says(two, &url, &[("reply", "yes")]).await;
    two.get(&url)
        .await
        .has("You are on the waiting list")
        .has("You are 1st on the waiting list.")
        .has("Nobody else is waiting");
    says(three, &url, &[("reply", "yes")]).await;
    says(four, &url, &[("reply", "yes")]).await;
    four.get(&url)
        .await
        .has("You are 3rd on the waiting list.")
        .has("3 are waiting in all")
        .has("Leave the waiting list");
    four.get("/").await.has("On the waiting list");
    one.get(&url).await.has("All places taken, 3 are waiting").lacks("on the waiting list.");
    // Saying it once more gets nobody ahead or back.
    says(two, &url, &[("reply", "yes")]).await;
    assert_eq!(queue(&world).await, [two.person(), three.person(), four.person()]);
    // One leaves the list, and the others move up.
    says(two, &url, &[("reply", "none")]).await;
    four.get(&url).await.has("You are 2nd on the waiting list.");
    // Who comes back is the last.
    says(two, &url, &[("reply", "yes")]).await;
    assert_eq!(queue(&world).await, [three.person(), four.person(), two.person()]);
    assert!(world.mail().await.is_empty());
    // A place comes free: it is the first one's, who is told.
    says(one, &url, &[("reply", "no")]).await;
    assert_eq!(letters(&world).await, [("three@example.org".into(), "A place for you: Tea for eight".into())]);
    three.get("/notices").await.has("A place came free for you: Tea for eight");
    three.get(&url).await.has("Take my answer back").lacks("on the waiting list.");
    assert_eq!(queue(&world).await, [four.person(), two.person()]);
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
});

both!(more_places_are_for_those_who_wait, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2")]).await;
    let asks = crowd(&world, 6).await;
    for ask in &asks {
        all_say(&world.app, std::slice::from_ref(ask), id(&url), Reply::Yes).await;
    }
    let before = queue(&world).await;
    assert_eq!(before.len(), 5);
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "4")])).await.is(303);
    assert_eq!(queue(&world).await, before[2..]);
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "3")])).await.is(422).has("4 people are coming already");
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "")])).await.is(303);
    assert!(queue(&world).await.is_empty());
    assert_eq!(world.count("SELECT going FROM gathering").await, 7);
});

both!(a_thousand_at_once_for_fifty_places, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "50")]).await;
    says(&mut host, &url, &[("reply", "no")]).await;
    let asks = crowd(&world, 1_000).await;
    let outcomes = all_say(&world.app, &asks, id(&url), Reply::Yes).await;
    let count = |reply| outcomes.iter().filter(|outcome| matches!(outcome, Ok(got) if *got == reply)).count();
    let failed = outcomes.iter().find(|outcome| outcome.is_err());
    assert_eq!((count(Reply::Yes), count(Reply::Waiting)), (50, 950), "{failed:?}");
    assert_eq!(world.count("SELECT going FROM gathering").await, 50);
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'yes'").await, 50);
    // Each has a place of their own in the order, without a gap, and it is the order in which they were told.
    assert_eq!(world.count("SELECT COUNT(DISTINCT ticket) FROM answer WHERE reply = 'waiting'").await, 950);
    assert_eq!(world.count("SELECT MAX(ticket) FROM answer").await, 950);
    assert_eq!(world.count("SELECT tickets FROM gathering").await, 950);
    let before = queue(&world).await;
    // Some of those who go change their minds at once, while others leave the list.
    let places: Vec<Ask> = asks
        .iter()
        .zip(&outcomes)
        .filter(|(_, got)| matches!(got, Ok(Reply::Yes)))
        .map(|(ask, _)| ask.clone())
        .collect();
    let back = all_say(&world.app, &places[..20], id(&url), Reply::No).await;
    assert!(back.iter().all(Result::is_ok));
    assert_eq!(world.count("SELECT going FROM gathering").await, 50);
    assert_eq!(queue(&world).await, before[20..]);
});

both!(a_place_is_held_until_it_is_confirmed, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2"), ("hold_hours", "24")]).await;
    let (mut one, mut two, mut three) =
        (world.person("One").await, world.person("Two").await, world.person("Three").await);
    says(&mut one, &url, &[("reply", "yes")]).await;
    says(&mut two, &url, &[("reply", "yes")]).await;
    says(&mut three, &url, &[("reply", "yes")]).await;
    two.get(&url).await.has("Then you have 24 hours to confirm");
    says(&mut one, &url, &[("reply", "no")]).await;
    let sent = world.mail().await;
    assert!(sent[0].text.contains("Friday, 27 November, 13:00"), "{}", sent[0].text);
    two.get(&url).await.has("A place came free for you.").has("Friday, 27 November, 13:00");
    host.get(&format!("{url}/answers")).await.is(200).has("To be confirmed by").has("1st");
    // Two does nothing for a day: the place is Three's.
    world.later(24 * HOUR);
    assert_eq!(
        letters(&world).await,
        [
            ("three@example.org".into(), "A place for you: Tea for eight".into()),
            ("two@example.org".into(), "Your place went on: Tea for eight".into())
        ]
    );
    two.get("/notices").await.has("Your place at Tea for eight went on");
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'waiting'").await, 0);
    // Three confirms, and keeps it.
    says(&mut three, &url, &[("reply", "yes")]).await;
    three.get(&url).await.lacks("A place came free for you.");
    world.later(2 * DAY);
    assert!(world.mail().await.is_empty());
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'yes'").await, 2);
});

both!(a_held_place_stays_while_it_is_called_off, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2"), ("hold_hours", "5")]).await;
    let (mut one, mut two) = (world.person("One").await, world.person("Two").await);
    says(&mut one, &url, &[("reply", "yes")]).await;
    says(&mut two, &url, &[("reply", "yes")]).await;
    says(&mut one, &url, &[("reply", "no")]).await;
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    world.later(6 * HOUR);
    assert_eq!(world.mail().await.len(), 2);
    host.post(&format!("{url}/uncancel"), &[]).await.is(303);
    assert_eq!(world.mail().await.len(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'yes' AND confirm_by IS NULL").await, 2);
});

both!(whoever_leaves_gives_their_places_on, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "3"), ("plus", "2")]).await;
    let (mut one, mut two, mut three) =
        (world.person("One").await, world.person("Two").await, world.person("Three").await);
    says(&mut one, &url, &[("reply", "yes"), ("guests", "1")]).await;
    says(&mut two, &url, &[("reply", "yes")]).await;
    says(&mut three, &url, &[("reply", "yes")]).await;
    one.post("/you/delete", &[("handle", "one")]).await.is(303);
    let told = letters(&world).await;
    assert_eq!(told.iter().filter(|(_, subject)| subject.starts_with("A place for you")).count(), 2, "{told:?}");
    assert_eq!(world.count("SELECT going FROM gathering").await, 3);
    // One whom the host blocks is out of the queue as well as of the places.
    let mut four = world.person("Four").await;
    says(&mut four, &url, &[("reply", "yes")]).await;
    host.post("/@four/block", &[("confirm", "yes")]).await.is(303);
    assert!(queue(&world).await.is_empty());
    says(&mut two, &url, &[("reply", "no")]).await;
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
});

both!(who_brings_others_takes_their_places_too, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "6"), ("plus", "3")]).await;
    let (mut one, mut two, mut three) =
        (world.person("One").await, world.person("Two").await, world.person("Three").await);
    one.get(&format!("{url}/answer")).await.is(200).has("How many do you bring along?").has("At most 3");
    let answer = format!("{url}/answer");
    one.post(&answer, &[("reply", "yes"), ("guests", "4")]).await.is(422).has("You can bring 3 along at most.");
    one.post(&answer, &[("reply", "yes"), ("guests", "1"), ("names", "Tom\nUna")]).await.is(422).has("and named more");
    says(&mut one, &url, &[("reply", "yes"), ("guests", "2"), ("names", "Tom\nUna <b>")]).await;
    assert_eq!(world.count("SELECT going FROM gathering").await, 4);
    one.get(&url).await.has("You bring 2 along").has("2 places left");
    one.get(&answer).await.has("Tom\nUna &lt;b&gt;");
    // Saying yes again without a word of it leaves the party as it is.
    says(&mut one, &url, &[("reply", "yes")]).await;
    assert_eq!(world.count("SELECT going FROM gathering").await, 4);
    // Two want three places, where there are two: they wait. Three comes alone, and fits.
    says(&mut two, &url, &[("reply", "yes"), ("guests", "2")]).await;
    two.get(&url).await.has("You are 1st on the waiting list.").has("You wait for 3 places.");
    says(&mut three, &url, &[("reply", "yes")]).await;
    assert_eq!(world.count("SELECT going FROM gathering").await, 5);
    // Asking for one more than there are is refused, and nothing is lost.
    one.post(&answer, &[("reply", "yes"), ("guests", "3")]).await.is(303);
    three.post(&answer, &[("reply", "yes"), ("guests", "1")]).await.is(422).has("You can bring nobody along");
    assert_eq!(world.count("SELECT going FROM gathering").await, 6);
    // Names are for the hosts and whoever gave them.
    host.get(&format!("{url}/answers"))
        .await
        .is(200)
        .has("Tom, Una &lt;b&gt;")
        .has("brings 3 along")
        .has("6 of 6 places");
    three.get(&format!("{url}/going")).await.lacks("Tom");
    three.get(&format!("{url}/answers")).await.is(403);
    // Fewer come: those who wait have room.
    says(&mut one, &url, &[("reply", "yes"), ("guests", "0")]).await;
    assert_eq!(letters(&world).await, [("two@example.org".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(world.count("SELECT going FROM gathering").await, 6);
    // Who asks for more while waiting goes to the end.
    let (mut four, mut five) = (world.person("Four").await, world.person("Five").await);
    says(&mut four, &url, &[("reply", "yes")]).await;
    says(&mut five, &url, &[("reply", "yes")]).await;
    says(&mut four, &url, &[("reply", "yes"), ("guests", "1")]).await;
    assert_eq!(queue(&world).await, [five.person(), four.person()]);
    // What can never fit is not kept waiting.
    let small = published(&mut host, &[("capacity", "2"), ("plus", "5")]).await;
    four.post(&format!("{small}/answer"), &[("reply", "yes"), ("guests", "2")]).await.is(422);
    // The party goes into what one takes along.
    let mut program = Program::of(&mut two, ALL).await;
    let path = format!("/api/v1/gatherings/{}", id(&url));
    let mine = program.get(&path).await.is(200).json();
    assert_eq!((&mine["answer"]["guests"], &mine["plus"], &mine["waiting"]), (&json!(2), &json!(3), &json!(2)));
    let put = program.put(&format!("{path}/answer"), &json!({ "reply": "yes", "names": ["Ida"] })).await.is(200).json();
    assert_eq!((&put["guests"], &put["names"]), (&json!(1), &json!(["Ida"])));
    program.put(&format!("{path}/answer"), &json!({ "reply": "yes", "guests": 4 })).await.is(422);
    let taken = gatherings_of(&world, &two).await;
    assert_eq!((&taken["answers"][0]["guests"], &taken["answers"][0]["places"]), (&json!("Ida"), &json!(2)));
});

/// What somebody takes along of gatherings.
async fn gatherings_of(world: &World, browser: &Browser) -> serde_json::Value {
    let person = browser.person();
    world.app.look(&Ask::system(), move |look| gatherings::export(look, person)).await.unwrap()
}

both!(answers_are_taken_when_the_host_says, |world| {
    let mut host = world.person("Hanna").await;
    for (field, value, words) in [
        ("answers_from", "soon", "Give day and time"),
        ("plus", "9", "Write a number from 0 to 5."),
        ("hold_hours", "0", "Write a number of hours"),
        ("answers_from", "2026-12-04T09:00", "By then it is over."),
    ] {
        host.post("/g/new", &tea(&[(field, value)])).await.is(422).has(words);
    }
    let window = [("answers_from", "2026-11-27T18:00"), ("answers_until", "2026-12-01T18:00")];
    let url = published(&mut host, &window).await;
    let mut guest = world.person("Gundula").await;
    let answer = format!("{url}/answer");
    guest.get(&url).await.has("Answers are taken from Friday, 27 November, 18:00 on.").lacks("value=\"yes\"");
    guest.post(&answer, &[("reply", "yes")]).await.is(409).has("Answers are not taken yet");
    guest.post(&answer, &[("reply", "maybe")]).await.is(409);
    guest.cookies.insert("tz".into(), "Asia/Tokyo".into());
    guest.get(&url).await.has("18:00 Berlin time, Saturday, 28 November, 02:00 for you");
    guest.cookies.remove("tz");
    world.later(DAY + 6 * HOUR);
    guest.get(&url).await.has("You can answer until Tuesday, 1 December, 18:00.").has("value=\"yes\"");
    says(&mut guest, &url, &[("reply", "yes")]).await;
    world.later(4 * DAY);
    let mut late = world.person("Late").await;
    late.get(&url).await.has("Answers were taken until Tuesday, 1 December, 18:00").lacks("value=\"yes\"");
    late.post(&answer, &[("reply", "yes")]).await.is(409).has("no longer taken");
    // One can always say that one can't make it; the host needs not ask themselves.
    says(&mut guest, &url, &[("reply", "no")]).await;
    says(&mut host, &url, &[("reply", "no")]).await;
    says(&mut host, &url, &[("reply", "yes")]).await;
    // What is stored stands in the form again.
    host.get(&format!("{url}/edit")).await.has("2026-11-27T18:00").has("2026-12-01T18:00");
    world.mail().await;
});

both!(a_host_asks_and_those_who_come_answer, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "4")]).await;
    let (mut one, mut two) = (world.person("One").await, world.person("Two").await);
    let (questions, answer) = (format!("{url}/questions"), format!("{url}/answer"));
    host.get(&questions).await.is(200).has("Ask one more");
    one.post(&questions, &[("words", "May I?"), ("kind", "text")]).await.is(403);
    host.post(&questions, &[("words", ""), ("kind", "text")]).await.is(422).has("Write what you want to know.");
    host.post(&questions, &[("words", "Which?"), ("kind", "choice"), ("choices", "a")])
        .await
        .is(422)
        .has("from 2 to 30");
    for (words, kind, choices, required) in [
        ("What do you not eat?", "several", "Nuts\nMilk\nMeat", "no"),
        ("How do you come?", "choice", "On foot\nBy train", "yes"),
        ("How many loaves?", "number", "", "no"),
        ("Anything else?", "text", "", "no"),
        ("I agree to be on photos.", "consent", "", "yes"),
    ] {
        let fields = [("words", words), ("kind", kind), ("choices", choices), ("required", required)];
        host.post(&questions, &fields).await.is(303);
    }
    // The button alone leads to the questions; maybe and no are asked nothing.
    let to = one.post(&answer, &[("reply", "yes")]).await.is(303).leads_to().to_owned();
    assert_eq!(to, answer);
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    one.get(&answer)
        .await
        .is(200)
        .has("What do you not eat?")
        .has("I agree to be on photos.")
        .has("Only you and the hosts read");
    let form = [("reply", "yes"), ("form", "yes")];
    one.post(&answer, &form).await.is(422).has("This has to be answered.").has("Agree to this to come");
    let wrong = [
        ("reply", "yes"),
        ("question-2", "By boat"),
        ("question-3", "many"),
        ("question-5", "yes"),
        ("question-4", "Kept"),
    ];
    one.post(&answer, &wrong).await.is(422).has("Choose one of those").has("Write a number").has("Kept");
    assert_eq!(world.count("SELECT COUNT(*) FROM question_answer").await, 0);
    let right = [
        ("reply", "yes"),
        ("form", "yes"),
        ("question-1", "Meat"),
        ("question-1", "Nuts"),
        ("question-2", "By train"),
        ("question-3", "2,5"),
        ("question-4", "=HYPERLINK(\"x\")"),
        ("question-5", "yes"),
    ];
    says(&mut one, &url, &right).await;
    says(&mut two, &url, &[("reply", "maybe")]).await;
    one.get(&url).await.has("Change what you answered");
    one.get(&answer).await.has("checked").has("2.5").has("=HYPERLINK");
    // For the hosts and themselves alone.
    two.get(&format!("{url}/answers")).await.is(403).lacks("By train");
    two.get(&format!("{url}/answers.csv")).await.is(403).lacks("By train");
    two.get(&answer).await.is(200).lacks("HYPERLINK").lacks("checked");
    host.get(&format!("{url}/answers"))
        .await
        .is(200)
        .has("What they answered")
        .has("Nuts; Meat")
        .has("By train")
        .has("agreed");
    let file = host.get(&format!("{url}/answers.csv")).await.is(200);
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/csv; charset=utf-8"));
    assert_eq!(
        file.body.lines().collect::<Vec<_>>(),
        [
            "Name,Handle,Your answer,How many do you bring along?,What are they called?,What do you not eat?,How do you \
             come?,How many loaves?,Anything else?,I agree to be on photos.",
            "Hanna,hanna,Coming,0,,,,,,",
            "One,one,Coming,0,,Nuts; Meat,By train,2.5,\"'=HYPERLINK(\"\"x\"\")\",agreed",
            "Two,two,Maybe,0,,,,,,",
        ]
    );
    // Confirming or changing the party leaves what was answered.
    let mut program = Program::of(&mut one, ALL).await;
    let path = format!("/api/v1/gatherings/{}", id(&url));
    program.put(&format!("{path}/answer"), &json!({ "reply": "yes" })).await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM question_answer").await, 5);
    // What is asked no longer is asked nobody, and stays in the table; it can be asked again.
    host.post(&format!("{questions}/2/retire"), &[]).await.is(303);
    host.get(&questions).await.has("What you no longer ask");
    one.get(&answer).await.lacks("How do you come?");
    host.get(&format!("{url}/answers")).await.has("By train");
    host.post(&format!("{questions}/2/retire"), &[("again", "yes")]).await.is(303);
    one.get(&answer).await.has("How do you come?");
    host.post(&format!("{questions}/9/retire"), &[]).await.is(404);
    // The same for programs.
    let mut other = Program::of(&mut two, ALL).await;
    assert_eq!(other.get(&format!("{path}/questions")).await.is(200).json()["items"].as_array().unwrap().len(), 5);
    let put = json!({ "reply": "yes" });
    let refused = other.put(&format!("{path}/answer"), &put).await.is(422).json();
    assert_eq!(refused["fields"][0]["field"], "question-2", "{refused}");
    let put = json!({ "reply": "yes", "question-1": ["Milk"], "question-2": "On foot", "question-5": true });
    assert_eq!(other.put(&format!("{path}/answer"), &put).await.is(200).json()["reply"], "yes");
    let mut owner = Program::of(&mut host, ALL).await;
    let all = owner.get(&format!("{path}/answers")).await.is(200).json();
    assert_eq!(all["items"][2]["said"][0], json!({ "question": 1, "answer": "Milk" }));
    let asks = json!({ "words": "Since when?", "kind": "number" });
    assert_eq!(owner.post(&format!("{path}/questions"), &asks).await.is(201).json()["number"], 6);
    owner.delete(&format!("{path}/questions/6")).await.is(204);
    other.post(&format!("{path}/questions"), &asks).await.is(403);
    // It goes along, and is gone with the answer.
    let taken = gatherings_of(&world, &one).await;
    assert_eq!(taken["answered"][1]["answer"], "By train");
    assert_eq!(gatherings_of(&world, &host).await["asked"][0]["question"], "What do you not eat?");
    says(&mut one, &url, &[("reply", "no")]).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM question_answer").await, 3);
    two.post("/you/delete", &[("handle", "two")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM question_answer").await, 0);
    world.mail().await;
});
