//! Ties: derived from facts, the same for both, and never without a next step.

use visavis::{
    act::{Act, Look},
    http::Ask,
    id::PersonId,
    journal::Happened,
    people::Face,
    ties::{self, Began, Stage, TieState},
    time::{DAY, HOUR},
};

use crate::world::{Browser, World};

/// A look through the eyes of somebody.
pub async fn through<T: Send + 'static>(
    world: &World,
    browser: &Browser,
    look: impl FnMut(&mut Look<'_>) -> visavis::error::Result<T> + Send + 'static,
) -> T {
    use data_encoding::BASE64URL_NOPAD;
    let secret = BASE64URL_NOPAD.decode(browser.cookies["session"].as_bytes()).unwrap();
    let ask = Ask { session: Some(visavis::app::hash(&secret)), system: false, ..Ask::system() };
    world.app.look(&ask, look).await.unwrap()
}

async fn stage(world: &World, of: &Browser, with: &Browser) -> Option<Stage> {
    let other = with.person();
    through(world, of, move |look| ties::stage(look, other)).await
}

async fn tie(world: &World, of: &Browser, with: &Browser) -> Option<TieState> {
    let other = with.person();
    through(world, of, move |look| ties::tie(look, other)).await
}

/// Whatever happened, rows are what the facts say.
async fn sound(world: &World) {
    let wrong = world.app.look(&Ask::system(), ties::check).await.unwrap();
    assert!(wrong.is_empty(), "ties that are not what the facts say: {wrong:?}");
}

/// Blocks, as the slice of people does it.
pub fn block(act: &mut Act<'_>, person: PersonId, other: PersonId) -> visavis::error::Result<()> {
    let now = act.now;
    act.run(
        "INSERT INTO block (blocker, blocked, person, at)
         SELECT a.account, b.account, b.id, $3 FROM person a JOIN person b ON b.id = $2 WHERE a.id = $1",
        visavis::params![person, other, now],
    )?;
    act.happened(Happened::Blocked { person, other })
}

fn unblock(act: &mut Act<'_>, person: PersonId, other: PersonId) -> visavis::error::Result<()> {
    act.run("DELETE FROM block WHERE blocker = (SELECT account FROM person WHERE id = $1)", visavis::params![person])?;
    act.happened(Happened::Unblocked { person, other })
}

/// A gathering in so many hours, of one hour.
async fn gathering(world: &World, host: &Browser, in_hours: i64) -> visavis::id::GatheringId {
    let host = host.person();
    world
        .act(move |act| {
            let (id, starts): (visavis::id::GatheringId, _) = (act.id(), act.now.plus(in_hours * HOUR));
            act.run(
                "INSERT INTO gathering (id, host, title, words, zone, starts_local, ends_local, starts_at, ends_at,
                                        venue, address)
                 VALUES ($1, $2, 'Tea at noon', '', 'UTC', '', '', $3, $4, '', '')",
                visavis::params![id, host, starts, starts.plus(HOUR)],
            )?;
            Ok(id)
        })
        .await
        .unwrap()
}

async fn answer(world: &World, who: &Browser, gathering: visavis::id::GatheringId, going: bool) {
    let person = who.person();
    world
        .act(move |act| {
            let (now, reply) = (act.now, if going { "yes" } else { "no" });
            act.run(
                "INSERT INTO answer (gathering, person, reply, at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (gathering, person) DO UPDATE SET reply = $3",
                visavis::params![gathering, person, *reply, now],
            )?;
            act.happened(Happened::Answered { gathering, person, going })
        })
        .await
        .unwrap();
}

both!(following_back_makes_a_tie_mutual_for_both, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.get("/ties").await.is(200).has("Nobody yet");
    mara.get("/ties/finn").await.is(200).has("Nothing stands between you and Finn yet").has("/@finn/follow");

    let reply = mara.post("/@finn/follow", &[("next", "/ties/finn")]).await.is(303);
    assert_eq!(reply.leads_to(), "/ties/finn");
    mara.get("/ties/finn").await.is(200).has("Followed.").has("Say hello");
    assert_eq!(stage(&world, &mara, &finn).await, Some(Stage::Following));
    assert_eq!(stage(&world, &finn, &mara).await, Some(Stage::Following));
    finn.get("/ties").await.is(200).has("Follows you").has("Follow back").has("One person");
    finn.get("/ties/mara").await.is(200).has("Mara follows you");
    sound(&world).await;

    world.later(2 * DAY);
    assert_eq!(finn.post("/@mara/follow", &[]).await.is(303).leads_to(), "/@mara");
    for (one, two) in [(&mara, &finn), (&finn, &mara)] {
        assert_eq!(stage(&world, one, two).await, Some(Stage::Mutual));
        assert_eq!(tie(&world, one, two).await.unwrap().began(), None);
    }
    mara.get("/ties").await.is(200).has("People you know online").has("In contact since today");
    mara.get("/ties/finn").await.is(200).has("Propose to meet").has("have not met yet");
    // Twice is once.
    finn.post("/@mara/follow", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM follow").await, 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM tie").await, 2);
    sound(&world).await;

    mara.post("/@finn/unfollow", &[]).await.is(303);
    assert_eq!(stage(&world, &mara, &finn).await, Some(Stage::Following));
    finn.post("/@mara/unfollow", &[]).await.is(303);
    assert_eq!(stage(&world, &mara, &finn).await, None);
    assert_eq!(world.count("SELECT COUNT(*) FROM tie").await, 0);
    sound(&world).await;
});

both!(what_a_tie_refuses, |world| {
    let (mut mara, mut stranger) = (world.person("Mara").await, world.stranger());
    for verb in ["follow", "unfollow", "mute", "unmute"] {
        mara.post(&format!("/@mara/{verb}"), &[]).await.is(403).has("A tie takes two");
        mara.post(&format!("/@nobody/{verb}"), &[]).await.is(404);
        stranger.post(&format!("/@mara/{verb}"), &[]).await.is(401);
    }
    mara.get("/ties/mara").await.is(403);
    mara.get("/ties/nobody").await.is(404);
    assert_eq!(stranger.get("/ties").await.is(303).leads_to(), "/sign-in?next=%2Fties");
    assert!(stranger.get("/ties/mara").await.is(303).leads_to().starts_with("/sign-in"));
    assert_eq!(world.count("SELECT COUNT(*) FROM follow").await, 0);
    // Another site can't send one there.
    let _finn = world.person("Finn").await;
    let reply = mara.post("/@finn/follow", &[("next", "https://other.example/")]).await.is(303);
    assert_eq!(reply.leads_to(), "/");
});

both!(one_does_not_follow_oneself_as_another, |world| {
    let mut mara = world.person("Mara").await;
    let account = world.count("SELECT account FROM person WHERE handle = 'mara'").await;
    world
        .act(move |act| {
            let mut joining = visavis::people::Joining::read("Mara at work", "mara-work")?;
            joining.account = Some(account.into());
            visavis::people::join(act, &joining)
        })
        .await
        .unwrap();
    mara.post("/@mara-work/follow", &[]).await.is(403);
    assert_eq!(world.count("SELECT COUNT(*) FROM follow").await, 0);
});

both!(a_block_ends_and_hides_what_was_between_them, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/@finn/follow", &[]).await.is(303);
    finn.post("/@mara/follow", &[]).await.is(303);
    mara.post("/talk/finn/posts", &[("words", "Hello")]).await.is(303);
    finn.post("/talk/mara/posts", &[("words", "Hello too")]).await.is(303);
    let (a, b) = (mara.person(), finn.person());
    world.act(move |act| block(act, a, b)).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM follow").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM tie").await, 0);
    for (one, other) in [(&mut mara, "finn"), (&mut finn, "mara")] {
        one.get(&format!("/ties/{other}")).await.is(404);
        one.post(&format!("/@{other}/follow"), &[]).await.is(404);
        one.post(&format!("/@{other}/mute"), &[]).await.is(404);
        one.get("/ties").await.is(200).lacks(&format!("/ties/{other}"));
    }
    sound(&world).await;
    world.act(move |act| unblock(act, a, b)).await.unwrap();
    // They have talked; that nobody follows anybody any more stays so.
    let tie = tie(&world, &mara, &finn).await.unwrap();
    assert_eq!((tie.stage, tie.follows_since, tie.followed_since), (2, None, None));
    sound(&world).await;
});

both!(going_to_the_same_gathering_is_planning_until_it_is_over, |world| {
    let (mut mara, mut finn, otto) =
        (world.person("Mara").await, world.person("Finn").await, world.person("Otto").await);
    mara.post("/@finn/follow", &[]).await.is(303);
    let (soon, late) = (gathering(&world, &otto, 24).await, gathering(&world, &otto, 72).await);
    for who in [&mara, &finn, &otto] {
        answer(&world, who, soon, true).await;
        answer(&world, who, late, true).await;
    }
    assert_eq!(stage(&world, &mara, &finn).await, Some(Stage::Planning));
    assert_eq!(stage(&world, &mara, &otto).await, None, "who is no tie becomes none by going to the same thing");
    mara.get("/ties/finn").await.is(200).has("are both going to").has("Tea at noon").lacks("We’ve met");
    finn.get("/ties").await.is(200).has("People you are about to meet").has("Tea at noon");
    sound(&world).await;

    world.later(24 * HOUR);
    mara.get("/ties/finn").await.is(200).has("We’ve met");
    world.later(26 * HOUR);
    assert_eq!(stage(&world, &mara, &finn).await, Some(Stage::Planning), "the second one is still ahead");
    sound(&world).await;
    answer(&world, &finn, late, false).await;
    assert_eq!(stage(&world, &finn, &mara).await, Some(Stage::Following));
    sound(&world).await;
    answer(&world, &finn, late, true).await;
    world
        .act(move |act| {
            let now = act.now;
            act.run("UPDATE gathering SET cancelled_at = $2 WHERE id = $1", visavis::params![late, now])?;
            let (host,): (PersonId,) = act.one("SELECT host FROM gathering WHERE id = $1", visavis::params![late])?;
            act.happened(Happened::Cancelled { gathering: late, person: host })
        })
        .await
        .unwrap();
    assert_eq!(stage(&world, &mara, &finn).await, Some(Stage::Following));
    sound(&world).await;
    // A tie that comes later finds the plan that was there before.
    let next = gathering(&world, &otto, 24).await;
    answer(&world, &mara, next, true).await;
    answer(&world, &otto, next, true).await;
    mara.post("/@otto/follow", &[]).await.is(303);
    assert_eq!(stage(&world, &otto, &mara).await, Some(Stage::Planning));
    sound(&world).await;
});

both!(a_tie_in_a_few_words_for_the_screen_after_a_meeting, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/talk/finn/posts", &[("words", "Hello")]).await.is(303);
    world.later(DAY);
    finn.post("/talk/mara/posts", &[("words", "Hello too")]).await.is(303);
    let other = Face { id: finn.person(), handle: "finn".into(), name: "Finn".into(), photo: None };
    let summary = through(&world, &mara, move |look| ties::summary(look, &other)).await.unwrap();
    assert_eq!(
        serde_json::to_value(&summary).unwrap(),
        serde_json::json!({
            "stage": "mutual", "began": null, "days_known": null, "url": "/ties/finn",
            "thread": { "url": "/talk/finn", "title": "your conversation with Finn" }
        })
    );
    let (a, b) = (mara.person(), finn.person());
    // The same by rebuilding from nothing.
    let before = tie(&world, &mara, &finn).await;
    world.act(|act| act.run("DELETE FROM tie", &[])).await.unwrap();
    assert_eq!(world.app.look(&Ask::system(), ties::check).await.unwrap(), [(a, b)]);
    world.act(move |act| ties::rebuild(act, b, a)).await.unwrap();
    assert_eq!(tie(&world, &mara, &finn).await, before);
    sound(&world).await;
    // A row that says something else is found.
    world.act(|act| act.run("UPDATE tie SET stage = 5", &[])).await.unwrap();
    assert_eq!(world.app.look(&Ask::system(), ties::check).await.unwrap(), [(a, b)]);
});

both!(a_place_that_one_may_no_longer_see_is_not_named, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/c/new", &[("name", "Secret tea"), ("access", "private")]).await.is(303);
    let made = mara.post("/c/secret-tea/invite", &[]).await.is(303).leads_to().to_owned();
    let invite = made.split_once("link=").unwrap().1.to_owned();
    finn.post("/c/secret-tea/join", &[("invite", &invite)]).await.is(303);
    let posted = mara.post("/c/secret-tea/posts", &[("words", "Hello")]).await.is(303).leads_to().to_owned();
    let post = posted.rsplit_once("post-").unwrap().1.to_owned();
    let posted = finn.post("/c/secret-tea/posts", &[("words", "Hello too"), ("reply_to", &post)]).await.is(303);
    let post = posted.leads_to().rsplit_once("post-").unwrap().1.to_owned();
    mara.post("/c/secret-tea/posts", &[("words", "And you?"), ("reply_to", &post)]).await.is(303);
    finn.get("/ties/mara").await.is(200).has("said something to each other in").has("Secret tea");
    finn.post("/c/secret-tea/leave", &[]).await.is(303);
    finn.get("/ties/mara").await.is(200).has("said something to each other").lacks("Secret tea").lacks("secret-tea");
    mara.get("/ties/finn").await.is(200).has("Secret tea");
    world.mail().await;
});

both!(met_ties_say_how_they_began, |world| {
    let (mut mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    let (a, b) = (mara.person(), finn.person());
    // Meetings belong to another slice: here only what is made of them.
    for (stage, days, online, words) in
        [(4, 1, Some(-214), "Met, online first, after 214 days."), (5, 3, None, "Met in person first.")]
    {
        world
            .act(move |act| {
                let met = act.now.plus(-DAY);
                act.run("DELETE FROM tie", &[])?;
                for (one, two) in [(a, b), (b, a)] {
                    act.run(
                        "INSERT INTO tie (person, other, stage, online_at, met_at, met_days, last_met_at)
                         VALUES ($1, $2, $3, $4, $5, $6, $5)",
                        visavis::params![one, two, stage, online.map(|days| met.plus(days * DAY)), met, days],
                    )?;
                }
                Ok(())
            })
            .await
            .unwrap();
        mara.get("/ties/finn").await.is(200).has(words);
        let began = tie(&world, &mara, &finn).await.unwrap().began();
        assert_eq!(began, Some(if online.is_some() { Began::OnlineFirst } else { Began::InPersonFirst }));
    }
    mara.get("/ties").await.is(200).has("People you meet again and again").has("Met on 3 days");
});

both!(ties_are_found_by_name_and_by_stage, |world| {
    let mut mara = world.person("Mara").await;
    for name in ["Zoe Krüger", "Anton", "Berta", "Carla", "Dora", "Emil", "Frieda", "Gustav", "Hanna", "Ida"] {
        let handle = visavis::people::Handle::proposed(name);
        let mut joining = visavis::people::Joining::read(name, &handle).unwrap();
        joining.email = Some(format!("{handle}@example.org"));
        world.act(move |act| visavis::people::join(act, &joining)).await.unwrap();
        mara.post(&format!("/@{handle}/follow"), &[]).await.is(303);
    }
    mara.get("/ties").await.is(200).has("10 people").has("Anton").lacks("Zoe").has("All 10");
    let page = mara.get("/ties?stage=following").await.is(200).has("Anton").has("Zoe");
    assert!(page.body.find("Anton").unwrap() < page.body.find("Zoe").unwrap());
    mara.get("/ties?q=kruger").await.is(200).has("Zoe").lacks("Anton");
    mara.get("/ties?q=%25").await.is(200).has("Nobody called");
    mara.get("/ties?q=%3Cscript%3E").await.is(200).lacks("<script>");
    mara.get("/ties?stage=nonsense&after=nonsense").await.is(200).has("Anton");
    let after =
        through(&world, &mara, |look| look.one::<(PersonId,)>("SELECT id FROM person WHERE handle = 'hanna'", &[]))
            .await
            .0;
    mara.get(&format!("/ties?stage=following&after={after}")).await.is(200).has("Zoe").has("Ida").lacks("Gustav");
});

both!(muting_is_silent, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/@finn/mute", &[]).await.is(303);
    mara.post("/@finn/mute", &[]).await.is(303);
    mara.get("/ties/finn").await.is(200).has("You have muted Finn").has("/@finn/unmute");
    finn.post("/@mara/follow", &[]).await.is(303);
    finn.get("/ties/mara").await.is(200).lacks("muted");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice").await, 0);
    mara.get("/ties").await.is(200).has("Muted");
    mara.post("/@finn/unmute", &[]).await.is(303);
    mara.get("/ties/finn").await.is(200).lacks("You have muted");
});

both!(beside_a_profile_stands_the_next_step, |world| {
    let (mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    let face = Face { id: finn.person(), handle: "finn".into(), name: "Finn".into(), photo: None };
    let shown = |face: Face| move |look: &mut Look<'_>| Ok(ties::beside(look, &face)?.into_string());
    let html = through(&world, &mara, shown(face.clone())).await;
    assert!(html.contains("/@finn/follow") && html.contains("value=\"/@finn\""), "{html}");
    finn.post("/@mara/follow", &[]).await.is(303);
    assert!(through(&world, &mara, shown(face.clone())).await.contains("Follow back"));
    assert!(through(&world, &finn, shown(face.clone())).await.is_empty());
    let html = world.app.look(&Ask { system: false, ..Ask::system() }, shown(face)).await.unwrap();
    assert!(html.contains("/sign-in?next=%2F%40finn"), "{html}");
});

both!(what_somebody_had_goes_with_them, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/@finn/follow", &[]).await.is(303);
    finn.post("/@mara/follow", &[]).await.is(303);
    mara.post("/@finn/mute", &[]).await.is(303);
    let person = finn.person();
    let export = world.app.look(&Ask::system(), move |look| ties::export(look, person)).await.unwrap();
    assert_eq!(export["ties"][0]["with"], "mara");
    assert_eq!(export["ties"][0]["stage"], "mutual");
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    for table in [
        "SELECT COUNT(*) FROM follow",
        "SELECT COUNT(*) FROM followed_back",
        "SELECT COUNT(*) FROM mute",
        "SELECT COUNT(*) FROM tie",
        "SELECT COUNT(*) FROM notice",
    ] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
});

both!(an_answer_where_two_thousand_go_plans_for_ones_own_ties, |world| {
    let (mut mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    let party = gathering(&world, &finn, 24).await;
    world
        .act(move |act| {
            act.run("INSERT INTO account (id) VALUES (5)", &[])?;
            act.run(
                "INSERT INTO person (id, account, handle, name, folded)
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                 SELECT 1000 + i, 5, 'guest' || i, 'Guest', 'guest' FROM n",
                &[],
            )?;
            act.run(
                "INSERT INTO answer (gathering, person, reply, at) SELECT $1, id, 'yes', 0 FROM person WHERE account = 5",
                visavis::params![party],
            )
        })
        .await
        .unwrap();
    for handle in ["guest7", "guest1999"] {
        mara.post(&format!("/@{handle}/follow"), &[]).await.is(303);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM tie WHERE planned_until IS NOT NULL").await, 0);
    answer(&world, &mara, party, true).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM tie WHERE planned_until IS NOT NULL").await, 4);
    sound(&world).await;
    answer(&world, &mara, party, false).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM tie WHERE planned_until IS NOT NULL").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM tie").await, 4);
    sound(&world).await;
});

both!(the_order_in_which_things_happen_does_not_matter, |world| {
    let host = world.person("Otto").await;
    let party = gathering(&world, &host, 24).await;
    let names = ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk", "Ll"];
    let mut first: Option<TieState> = None;
    for (turn, pair) in names.chunks(2).enumerate() {
        let (mut one, mut two) = (world.person(pair[0]).await, world.person(pair[1]).await);
        let (a, b) = (pair[0].to_lowercase(), pair[1].to_lowercase());
        // Each turn begins elsewhere in the list, and every other one goes through it backwards.
        let mut order: Vec<usize> = (0..6).map(|step| (step + turn) % 6).collect();
        if turn % 2 == 1 {
            order.reverse();
        }
        for step in order {
            match step {
                0 => drop(one.post(&format!("/@{b}/follow"), &[]).await.is(303)),
                1 => drop(two.post(&format!("/@{a}/follow"), &[]).await.is(303)),
                2 => drop(one.post(&format!("/talk/{b}/posts"), &[("words", "Hello")]).await.is(303)),
                3 => drop(two.post(&format!("/talk/{a}/posts"), &[("words", "Hello")]).await.is(303)),
                4 => answer(&world, &one, party, true).await,
                _ => answer(&world, &two, party, true).await,
            }
        }
        let mut mine = tie(&world, &one, &two).await.unwrap();
        assert!(mine.talked_in.take().is_some());
        assert_eq!(first.get_or_insert_with(|| mine.clone()), &mine);
    }
    sound(&world).await;
});
