//! Coming without an account: by a confirmed address, in the same queue as members.

use serde_json::json;
use visavis::{outside::Letter, params, time::DAY};

use crate::{
    api::{ALL, Program},
    gatherings::{id, published, tea},
    world::World,
};

/// The path of the link in a letter.
fn link(letter: &Letter) -> String {
    let (_, rest) = letter.text.split_once("http://localhost:8080/guest/").unwrap_or_else(|| panic!("{}", letter.text));
    format!("/guest/{}", rest.split_whitespace().next().unwrap())
}

/// A stranger asks for a link; its path.
async fn asks(world: &World, url: &str, name: &str, email: &str) -> String {
    let fields = [("name", name), ("email", email)];
    let to = format!("{url}/guest");
    world.stranger().post(&to, &fields).await.is(303);
    let mut letters = world.mail().await;
    let letter = letters.pop().unwrap();
    assert_eq!(letter.to, email.to_lowercase());
    link(&letter)
}

async fn says(world: &World, link: &str, fields: &[(&str, &str)]) {
    world.stranger().post(link, fields).await.is(303);
}

async fn letters(world: &World) -> Vec<(String, String)> {
    let mut sent: Vec<_> = world.mail().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    sent.sort();
    sent
}

async fn going(world: &World) -> i64 {
    world.count("SELECT going FROM gathering").await
}

both!(a_guest_comes_by_a_letter, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "8"), ("plus", "2")]).await;
    let mut stranger = world.stranger();
    stranger.get(&url).await.is(200).has("Come without an account");
    host.get(&url).await.lacks("Come without an account");
    stranger.get(&format!("{url}/guest")).await.is(200).has("Your e-mail address");
    let faulty = [("name", ""), ("email", "tom")];
    stranger.post(&format!("{url}/guest"), &faulty).await.is(422).has("id=\"field-name\"").has("id=\"field-email\"");
    let link = asks(&world, &url, "Tom Brook", "Tom@example.net").await;
    stranger.get(&format!("{url}/guest/sent")).await.is(200).has("Look into your mail");
    // Nothing counts before the link is used, and reading it is not using it.
    stranger.get(&link).await.is(200).has("Tom Brook, say whether you’re coming").has("noindex");
    assert_eq!((going(&world).await, world.count("SELECT COUNT(*) FROM guest").await), (1, 0));
    stranger.get(&format!("{link}/calendar.ics")).await.is(404);
    stranger.post(&link, &[("reply", "yes"), ("guests", "3")]).await.is(422).has("2");
    stranger.post(&link, &[("reply", "perhaps")]).await.is(400);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest").await, 0, "nothing of a refused answer stays");
    says(&world, &link, &[("reply", "yes"), ("guests", "1"), ("names", "Ada")]).await;
    assert_eq!(going(&world).await, 3);
    stranger.get(&link).await.has("you’re coming, and bring one along").has("value=\"1\"").has("Ada");
    assert_eq!(letters(&world).await, [("tom@example.net".into(), "You’re coming: Tea for eight".into())]);
    stranger.get(&format!("{link}/calendar.ics")).await.is(200).has("BEGIN:VEVENT");
    // Saying so again is no news.
    says(&world, &link, &[("reply", "yes"), ("guests", "2")]).await;
    assert_eq!(going(&world).await, 4);
    assert!(letters(&world).await.is_empty());
    // The host reads the name, the others the number.
    host.get(&format!("{url}/answers")).await.has("Guest: Tom Brook").has("Ada");
    host.get(&format!("{url}/answers.csv")).await.has("Guest: Tom Brook").lacks("tom@example.net");
    let mut ida = world.person("Ida").await;
    ida.get(&url).await.has("4 going").lacks("Tom Brook");
    ida.get(&format!("{url}/going")).await.lacks("Tom Brook");
    says(&world, &link, &[("reply", "no")]).await;
    assert_eq!(going(&world).await, 1);
    host.get(&format!("{url}/answers")).await.has("Guest: Tom Brook");
    says(&world, &link, &[("reply", "yes")]).await;
    says(&world, &format!("{link}/forget"), &[]).await;
    assert_eq!((going(&world).await, world.count("SELECT COUNT(*) FROM guest").await), (1, 0));
    stranger.get(&link).await.is(404);
    stranger.get("/guest/x").await.is(404);
    host.get(&format!("{url}/answers")).await.lacks("Tom Brook");
});

both!(guests_and_members_wait_in_one_queue, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2")]).await;
    let mut ida = world.person("Ida").await;
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    let mut jon = world.person("Jon").await;
    jon.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let kim = asks(&world, &url, "Kim", "kim@example.net").await;
    says(&world, &kim, &[("reply", "yes")]).await;
    let mut stranger = world.stranger();
    stranger.get(&tom).await.has("You are 1st on the waiting list.");
    jon.get(&url).await.has("You are 2nd on the waiting list.").has("3 are waiting in all");
    stranger.get(&kim).await.has("You are 3rd on the waiting list.");
    letters(&world).await;
    // A place comes free: it is the first one's, guest or not.
    ida.post(&format!("{url}/answer"), &[("reply", "no")]).await.is(303);
    let sent = world.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].to.as_str(), sent[0].subject.as_str()), ("tom@example.net", "A place for you: Tea for eight"));
    // Each letter has a link of its own, and all of them are good.
    let other = link(&sent[0]);
    assert_ne!(other, tom);
    stranger.get(&other).await.has("Tom, you’re coming.");
    says(&world, &other, &[("reply", "no")]).await;
    assert_eq!(letters(&world).await, [("jon@example.org".into(), "A place for you: Tea for eight".into())]);
    stranger.get(&kim).await.has("You are 1st on the waiting list.");
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "3")])).await.is(303);
    assert_eq!(letters(&world).await, [("kim@example.net".into(), "A place for you: Tea for eight".into())]);
    assert_eq!(going(&world).await, 3);
});

both!(a_guest_has_to_confirm_like_a_member, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2"), ("hold_hours", "24")]).await;
    let mut ida = world.person("Ida").await;
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    let kim = asks(&world, &url, "Kim", "kim@example.net").await;
    says(&world, &kim, &[("reply", "yes")]).await;
    ida.post(&format!("{url}/answer"), &[("reply", "none")]).await.is(303);
    world.mail().await;
    let mut stranger = world.stranger();
    stranger.get(&tom).await.has("A place came free for you.").has("I’m coming");
    world.later(DAY + 1);
    let sent = letters(&world).await;
    assert_eq!(
        sent,
        [
            ("kim@example.net".into(), "A place for you: Tea for eight".into()),
            ("tom@example.net".into(), "Your place went on: Tea for eight".into())
        ]
    );
    says(&world, &kim, &[("reply", "yes")]).await;
    world.later(DAY + 1);
    letters(&world).await;
    stranger.get(&kim).await.has("Kim, you’re coming.");
    assert_eq!(going(&world).await, 2);
});

both!(whether_an_address_has_an_account_only_its_owner_learns, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    world.person("Ida").await;
    let to = format!("{url}/guest");
    let mut stranger = world.stranger();
    let known = stranger.post(&to, &[("name", "X"), ("email", "ida@example.org")]).await;
    let unknown = stranger.post(&to, &[("name", "X"), ("email", "x@example.net")]).await;
    assert_eq!((known.status, known.leads_to()), (unknown.status, unknown.leads_to()));
    let sent = world.mail().await;
    let ida = sent.iter().find(|letter| letter.to == "ida@example.org").unwrap();
    assert!(ida.text.contains("/sign-in?next="), "{}", ida.text);
    assert!(!ida.text.contains("/guest/"), "{}", ida.text);
    // Few letters go to one address, whoever asks.
    for _ in 0..2 {
        stranger.post(&to, &[("name", "X"), ("email", "x@example.net")]).await.is(303);
    }
    let often = stranger.post(&to, &[("name", "X"), ("email", "x@example.net")]).await;
    assert_eq!((often.status, often.leads_to()), (unknown.status, unknown.leads_to()));
    assert_eq!(world.mail().await.len(), 2);
    // Who is signed in answers as themselves.
    host.post(&to, &[("name", "X"), ("email", "y@example.net")]).await.is(409);
});

both!(no_link_but_ours_goes_to_strangers, |world| {
    let mut host = world.person("Hanna").await;
    let typed = [("title", "[Confirm](https://evil.example)"), ("venue", "<https://evil.example>"), ("plus", "1")];
    let url = published(&mut host, &typed).await;
    let to = format!("{url}/guest");
    let mut stranger = world.stranger();
    stranger.post(&to, &[("name", "X"), ("email", "x@example.net")]).await.is(303);
    let sent = world.mail().await;
    assert!(sent[0].html.contains("/guest/"), "{}", sent[0].html);
    assert!(!sent[0].html.contains("href=\"https://evil"), "{}", sent[0].html);
    assert!(!sent[0].text.contains("https://evil"), "{}", sent[0].text);
    // Nor can a gathering write to any number of addresses.
    world
        .act(|act| {
            let now = act.now;
            for n in 1_u8..100 {
                act.put(
                    "INSERT INTO guest_link (hash, gathering, email, name, locale, made_at, expires_at)
                     SELECT $1, g.id, 'a', '', 'en', CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM gathering g",
                    params![[n; 32], now, now.plus(DAY)],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    stranger.post(&to, &[("name", "Y"), ("email", "y@example.net")]).await.is(303);
    assert!(world.mail().await.is_empty());
});

both!(a_host_may_do_without_guests, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("guests_may", "no")]).await;
    let mut stranger = world.stranger();
    stranger.get(&url).await.is(200).lacks("Come without an account");
    let asking = [("name", "Tom"), ("email", "tom@example.net")];
    stranger.post(&format!("{url}/guest"), &asking).await.is(409);
    host.get(&format!("{url}/edit")).await.has("value=\"no\" selected");
    host.post(&format!("{url}/edit"), &tea(&[("guests_may", "")])).await.is(303);
    let link = asks(&world, &url, "Tom", "tom@example.net").await;
    host.post(&format!("{url}/edit"), &tea(&[("guests_may", "no")])).await.is(303);
    stranger.post(&link, &[("reply", "yes")]).await.is(404);
    stranger.get(&link).await.is(404);
    host.post(&format!("{url}/edit"), &tea(&[("guests_may", "x")])).await.is(422).has("id=\"field-guests_may\"");
    host.post(&format!("{url}/edit"), &tea(&[])).await.is(303);
    // A link that nobody used is good for a day.
    world.later(DAY);
    stranger.get(&link).await.is(404);
    stranger.post(&link, &[("reply", "yes")]).await.is(404);
});

both!(what_becomes_private_is_not_for_guests, |world| {
    let mut host = world.person("Hanna").await;
    let club = |access: &'static str| {
        [
            ("name", "Weavers"),
            ("handle", "weavers"),
            ("words", "We weave."),
            ("access", access),
            ("town", "Vienna, AT"),
            ("interest", "crafts"),
        ]
    };
    host.post("/c/new", &club("open")).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", &number)]).await;
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    letters(&world).await;
    // In a closed community nobody new, unless the host says so.
    host.post("/c/weavers/edit", &club("closed")).await.is(303);
    let mut stranger = world.stranger();
    stranger.get(&url).await.is(200).lacks("Come without an account");
    stranger.get(&tom).await.has("Tom, you’re coming.");
    host.post(&format!("{url}/edit"), &tea(&[("guests_may", "yes")])).await.is(303);
    stranger.get(&url).await.has("Come without an account");
    host.post("/c/weavers/edit", &club("private")).await.is(303);
    assert_eq!(letters(&world).await, [("tom@example.net".into(), "You can’t come after all: Tea for eight".into())]);
    assert_eq!((going(&world).await, world.count("SELECT COUNT(*) FROM guest").await), (1, 0));
    stranger.get(&tom).await.is(404);
    stranger.get(&url).await.is(404);
    stranger.get(&format!("{url}/guest")).await.is(404);
});

both!(no_place_is_offered_to_who_has_to_go, |world| {
    let (mut host, mut ida) = (world.person("Hanna").await, world.person("Ida").await);
    let club = |access: &'static str| {
        [
            ("name", "Weavers"),
            ("handle", "weavers"),
            ("words", "We weave."),
            ("access", access),
            ("town", "Vienna, AT"),
            ("interest", "crafts"),
        ]
    };
    host.post("/c/new", &club("open")).await.is(303);
    ida.post("/c/weavers/join", &[]).await.is(303);
    let number = visavis::id::CommunityId(world.count("SELECT id FROM community").await).to_string();
    let url = published(&mut host, &[("community", &number), ("capacity", "2")]).await;
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    let kim = asks(&world, &url, "Kim", "kim@example.net").await;
    says(&world, &kim, &[("reply", "yes")]).await;
    let mut jon = world.person("Jon").await;
    for browser in [&mut jon, &mut ida] {
        browser.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    }
    host.post(&format!("{url}/crew"), &[("handle", "jon"), ("role", "cohost")]).await.is(303);
    host.post(&format!("{url}/crew"), &[("handle", "ida"), ("role", "cohost")]).await.is(303);
    letters(&world).await;
    host.post("/c/weavers/edit", &club("private")).await.is(303);
    let shut = "You can’t come after all: Tea for eight";
    let sent = letters(&world).await;
    let places: Vec<_> = sent.iter().filter(|(_, subject)| subject != shut).collect();
    assert_eq!(places, [&("ida@example.org".to_owned(), "A place for you: Tea for eight".to_owned())]);
    assert_eq!((sent.len(), going(&world).await), (3, 2));
    // Who is no member helps no longer, and who leaves neither.
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 1);
    ida.post("/c/weavers/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM crew").await, 0);
});

both!(a_guest_who_comes_back_has_to_be_welcome, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    letters(&world).await;
    host.post(&format!("{url}/edit"), &tea(&[("guests_may", "no")])).await.is(303);
    says(&world, &tom, &[("reply", "yes")]).await;
    says(&world, &tom, &[("reply", "no")]).await;
    world.stranger().post(&tom, &[("reply", "yes")]).await.is(409).has("takes no guests without an account");
    assert_eq!(going(&world).await, 1);
    host.post(&format!("{url}/edit"), &tea(&[])).await.is(303);
    says(&world, &tom, &[("reply", "yes")]).await;
    // Forgotten while it is called off, they hold no place should it come back.
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    letters(&world).await;
    says(&world, &format!("{tom}/forget"), &[]).await;
    assert_eq!((going(&world).await, world.count("SELECT COUNT(*) FROM guest").await), (1, 0));
});

both!(guests_are_told_and_asked_like_members, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    host.post(
        &format!("{url}/questions"),
        &[("words", "What do you not eat?"), ("kind", "text"), ("choices", ""), ("required", "yes")],
    )
    .await
    .is(303);
    let tom = asks(&world, &url, "Tom", "tom@example.net").await;
    let mut stranger = world.stranger();
    stranger.get(&tom).await.has("What do you not eat?");
    stranger.post(&tom, &[("reply", "yes"), ("form", "yes")]).await.is(422).has("This has to be answered");
    stranger.post(&tom, &[("reply", "yes")]).await.is(422);
    says(&world, &tom, &[("reply", "yes"), ("form", "yes"), ("question-1", "Nuts")]).await;
    stranger.get(&tom).await.has("Nuts");
    host.get(&format!("{url}/answers")).await.has("Nuts");
    host.get(&format!("{url}/edit")).await.has("the one who answered is told");
    letters(&world).await;
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    world.later(DAY / 24);
    let sent = world.mail().await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0].subject, "New time or place: Tea for eight");
    stranger.get(&link(&sent[0])).await.has("Tom, you’re coming.");
    host.post(&format!("{url}/cancel"), &[("words", "No heating")]).await.is(303);
    assert_eq!(letters(&world).await, [("tom@example.net".into(), "Called off: Tea for eight".into())]);
    stranger.get(&tom).await.has("called off");
    stranger.post(&tom, &[("reply", "no")]).await.is(409);
});

both!(whoever_joins_takes_their_answers_along, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("plus", "1")]).await;
    let other = published(&mut host, &[("title", "More tea")]).await;
    let tom = asks(&world, &url, "Tom", "tom@example.org").await;
    says(&world, &tom, &[("reply", "yes"), ("guests", "1")]).await;
    let more = asks(&world, &other, "Tom", "tom@example.org").await;
    says(&world, &more, &[("reply", "yes")]).await;
    let mut member = world.person("Tom").await;
    member.get("/notices").await.has("You answered Tea for eight as a guest");
    member.get("/you/guest").await.has("Tea for eight").has("Make these answers mine");
    // To one they have answered themselves meanwhile.
    member.post(&format!("{other}/answer"), &[("reply", "maybe")]).await.is(303);
    member.post("/you/guest", &[]).await.is(303);
    member.get(&url).await.has("Take my answer back").has("You bring one along");
    assert_eq!(world.count("SELECT COUNT(*) FROM guest").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest_link").await, 0);
    assert_eq!(world.count("SELECT CAST(SUM(going) AS BIGINT) FROM gathering").await, 1 + 2 + 1);
    world.stranger().get(&tom).await.is(404);
    member.get("/you/guest").await.has("Nothing to take over");
    host.get(&format!("{url}/going")).await.has("Tom");
});

both!(guests_are_forgotten_after_a_month, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let tom = asks(&world, &url, "Tom Brook", "tom@example.net").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    let unused = asks(&world, &url, "Ada", "ada@example.net").await;
    let sweep = || async {
        visavis::jobs::begin(&world.app).await.unwrap();
        world.mail().await;
    };
    world.later(2 * DAY);
    sweep().await;
    world.stranger().get(&unused).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest_link WHERE email = 'ada@example.net'").await, 0);
    world.later(28 * DAY);
    sweep().await;
    world.stranger().get(&tom).await.is(200).has("over");
    world.later(10 * DAY);
    sweep().await;
    world.stranger().get(&tom).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest WHERE email IS NULL AND name = ''").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM guest_link").await, 0);
    // The number stays.
    assert_eq!(going(&world).await, 2);
    host.get(&format!("{url}/answers")).await.lacks("Tom Brook");
});

both!(guests_through_the_api, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let tom = asks(&world, &url, "Tom", "tom@example.org").await;
    says(&world, &tom, &[("reply", "yes")]).await;
    let mut program = Program::of(&mut host, ALL).await;
    let answers = program.get(&format!("/api/v1/gatherings/{}/answers", id(&url))).await.is(200).json();
    assert_eq!(answers["items"][1]["guest"], "Tom");
    assert_eq!(answers["items"][1]["person"], json!(null));
    let mut member = world.person("Tom").await;
    let mut program = Program::of(&mut member, ALL).await;
    let found = program.get("/api/v1/me/guest-answers").await.is(200).json();
    assert_eq!(found["items"][0]["title"], "Tea for eight");
    let claimed = program.post("/api/v1/me/guest-answers", &json!({})).await.is(200).json();
    assert_eq!(claimed["claimed"], 1);
    assert_eq!(going(&world).await, 2);
});
