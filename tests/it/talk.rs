//! Conversations: of two, and under whatever another slice gives a room.

use visavis::{
    error::{Error, Result},
    http::{Ask, Fields},
    id::{CommunityId, PostId},
    journal::Happened,
    talk::{self, Rights, Room, Subject},
    time::{DAY, HOUR, MINUTE},
};

use crate::{
    ties::{block, through},
    world::{Browser, World},
};

/// A picture that can be read.
fn png() -> Vec<u8> {
    let mut out = Vec::new();
    image::DynamicImage::new_rgb8(40, 30)
        .write_to(&mut std::io::Cursor::new(&mut out), image::ImageFormat::Png)
        .unwrap();
    out
}

/// The id of the newest post.
async fn newest(world: &World) -> PostId {
    PostId(world.count("SELECT MAX(id) FROM post").await)
}

async fn posts(world: &World) -> i64 {
    world.count("SELECT COUNT(*) FROM post").await
}

both!(two_people_talk, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.get("/talk").await.is(200).has("No conversations yet");
    mara.get("/talk/finn").await.is(200).has("You can send Finn one message");
    let reply = mara.post("/talk/finn/posts", &[("words", "Are you **going** on Thursday?")]).await.is(303);
    assert_eq!(reply.leads_to(), format!("/talk/finn#post-{}", newest(&world).await));
    mara.get("/talk/finn")
        .await
        .is(200)
        .has("<strong>going</strong>")
        .has("You have sent a first message")
        .lacks("name=\"words\"");
    mara.post("/talk/finn/posts", &[("words", "Well?")]).await.is(403).has("once it is answered");
    assert_eq!(posts(&world).await, 1);

    finn.get("/talk").await.is(200).has("Are you going").has("new");
    finn.get("/talk/mara").await.is(200).has("<strong>going</strong>").has("Mark as read").has("name=\"words\"");
    assert_eq!(finn.post("/talk/mara/seen", &[]).await.is(303).leads_to(), "/talk/mara");
    finn.get("/talk/mara").await.is(200).lacks("Mark as read");
    finn.get("/talk").await.is(200).lacks(">new<");
    world.later(DAY);
    finn.post("/talk/mara/posts", &[("words", "Yes")]).await.is(303);
    mara.get("/talk/finn").await.is(200).has("name=\"words\"");
    mara.post("/talk/finn/posts", &[("words", "Good")]).await.is(303);
    assert_eq!(world.count("SELECT posts FROM conversation").await, 3);
    assert_eq!(world.count("SELECT COUNT(*) FROM tie WHERE stage = 2 AND talked_in IS NOT NULL").await, 2);
    mara.get("/talk").await.is(200).has("You: Good");
});

both!(whom_one_follows_may_write_back_as_they_like, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    finn.post("/@mara/follow", &[]).await.is(303);
    for words in ["One", "Two", "Three"] {
        mara.post("/talk/finn/posts", &[("words", words)]).await.is(303);
    }
    // A first message that was deleted is a first message all the same.
    finn.post("/@mara/unfollow", &[]).await.is(303);
    let otto = world.person("Otto").await;
    mara.post("/talk/otto/posts", &[("words", "Hello")]).await.is(303);
    let first = newest(&world).await;
    mara.post(&format!("/talk/otto/posts/{first}/delete"), &[]).await.is(303);
    mara.post("/talk/otto/posts", &[("words", "Hello again")]).await.is(403);
    drop(otto);
});

both!(what_a_conversation_refuses, |world| {
    let (mut mara, mut finn, mut eve) =
        (world.person("Mara").await, world.person("Finn").await, world.person("Eve").await);
    let mut stranger = world.stranger();
    assert!(stranger.get("/talk").await.is(303).leads_to().starts_with("/sign-in"));
    assert!(stranger.get("/talk/finn").await.is(303).leads_to().starts_with("/sign-in"));
    for path in
        ["posts", "seen", "posts/0000000000001/edit", "posts/0000000000001/delete", "posts/0000000000001/restore"]
    {
        stranger.post(&format!("/talk/finn/{path}"), &[("words", "x")]).await.is(401);
        mara.post(&format!("/talk/nobody/{path}"), &[("words", "x")]).await.is(404);
        mara.post(&format!("/talk/mara/{path}"), &[("words", "x")]).await.is(403);
    }
    let long = "ä".repeat(5001);
    for (words, fault) in [
        ("", "Write something, or add a picture"),
        ("  \u{0} ", "Write something"),
        (&*long, "at most 5000 characters"),
    ] {
        let reply =
            mara.post("/talk/finn/posts", &[("words", words)]).await.is(422).has(fault).has("href=\"#field-words\"");
        assert!(words.len() < 100 || reply.body.contains(&long), "what was typed is kept");
    }
    mara.post_files("/talk/finn/posts", &[("words", "Look")], &[("photo", "a.png", b"no picture")])
        .await
        .is(422)
        .has("This is no picture we can read")
        .has("Look");
    assert_eq!(posts(&world).await, 0);
    mara.post("/talk/finn/posts", &[("words", &"ä".repeat(5000))]).await.is(303);
    let post = newest(&world).await;
    // Only who wrote it changes it, and only those two know of it.
    finn.get(&format!("/talk/mara/posts/{post}/edit")).await.is(403);
    finn.post(&format!("/talk/mara/posts/{post}/edit"), &[("words", "x")]).await.is(403);
    finn.post(&format!("/talk/mara/posts/{post}/delete"), &[]).await.is(403);
    for path in ["edit", "delete", "restore"] {
        eve.post(&format!("/talk/mara/posts/{post}/{path}"), &[("words", "x")]).await.is(404);
    }
    mara.post("/talk/eve/posts", &[("words", "Hi")]).await.is(303);
    eve.post(&format!("/talk/mara/posts/{post}/delete"), &[]).await.is(404);
    mara.post("/talk/finn/posts/nonsense/delete", &[]).await.is(404);
    eve.get("/talk").await.is(200).lacks("ää");
});

both!(a_post_is_edited_deleted_and_brought_back, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/talk/finn/posts", &[("words", "Thrusday")]).await.is(303);
    let post = newest(&world).await;
    mara.get(&format!("/talk/finn/posts/{post}/edit")).await.is(200).has("Thrusday");
    mara.post(&format!("/talk/finn/posts/{post}/edit"), &[("words", " ")]).await.is(422).has("Write something");
    mara.post(&format!("/talk/finn/posts/{post}/edit"), &[("words", "Thursday")]).await.is(303);
    finn.get("/talk/mara").await.is(200).has("Thursday").has("edited").lacks("Thrusday");

    mara.post(&format!("/talk/finn/posts/{post}/delete"), &[]).await.is(303);
    assert_eq!(world.count("SELECT posts FROM conversation").await, 0);
    finn.get("/talk/mara").await.is(200).lacks("Thursday").lacks("Undo");
    finn.get("/talk").await.is(200).has("Deleted.");
    finn.post(&format!("/talk/mara/posts/{post}/restore"), &[]).await.is(409);
    mara.get("/talk/finn").await.is(200).has("Undo").lacks("Thursday");
    mara.get(&format!("/talk/finn/posts/{post}/edit")).await.is(409).has("not there any more");
    world.later(59 * MINUTE);
    mara.post(&format!("/talk/finn/posts/{post}/restore"), &[]).await.is(303);
    finn.get("/talk/mara").await.is(200).has("Thursday");
    // The job of the first deletion finds nothing to do.
    world.later(2 * MINUTE);
    world.mail().await;
    finn.get("/talk/mara").await.is(200).has("Thursday");

    mara.post(&format!("/talk/finn/posts/{post}/delete"), &[]).await.is(303);
    world.later(HOUR);
    mara.post(&format!("/talk/finn/posts/{post}/restore"), &[]).await.is(409);
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM post WHERE words <> ''").await, 0);
    mara.get("/talk/finn").await.is(200).lacks("Undo");
});

both!(a_picture_goes_with_its_post, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    let photo = png();
    let send = [("photo", "a.png", &photo[..])];
    mara.post_files("/talk/finn/posts", &[("words", ""), ("photo_words", "A table for two")], &send).await.is(303);
    let post = newest(&world).await;
    let page = finn.get("/talk/mara").await.is(200).has("alt=\"A table for two\"").has("width=\"40\"");
    let at = page.body.find("/media/").unwrap();
    let src = page.body[at..at + 39].to_owned();
    finn.get(&src).await.is(200);
    finn.get("/talk").await.is(200).has("A picture");
    mara.post(&format!("/talk/finn/posts/{post}/edit"), &[("words", ""), ("photo_words", "Two chairs")]).await.is(303);
    finn.get("/talk/mara").await.is(200).has("alt=\"Two chairs\"");
    mara.post(&format!("/talk/finn/posts/{post}/delete"), &[]).await.is(303);
    world.later(HOUR);
    world.mail().await;
    finn.get(&src).await.is(404);
});

both!(blocked_people_have_no_conversation_and_muted_ones_are_folded, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/talk/finn/posts", &[("words", "Hello there")]).await.is(303);
    finn.post("/talk/mara/posts", &[("words", "Hello too")]).await.is(303);
    mara.post("/@finn/mute", &[]).await.is(303);
    mara.get("/talk/finn").await.is(200).has("Finn, whom you muted, said something").has("<details>");
    mara.get("/talk").await.is(200).has("Conversations with people you muted");
    finn.get("/talk/mara").await.is(200).lacks("muted");
    let (a, b) = (mara.person(), finn.person());
    world.act(move |act| block(act, a, b)).await.unwrap();
    for (one, other) in [(&mut mara, "finn"), (&mut finn, "mara")] {
        one.get("/talk").await.is(200).lacks("Hello");
        one.get(&format!("/talk/{other}")).await.is(404);
        one.post(&format!("/talk/{other}/posts"), &[("words", "x")]).await.is(404);
        one.post(&format!("/talk/{other}/seen"), &[]).await.is(404);
    }
    assert_eq!(posts(&world).await, 2);
});

both!(a_long_conversation_has_pages, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    finn.post("/@mara/follow", &[]).await.is(303);
    for number in 0..35 {
        mara.post("/talk/finn/posts", &[("words", &format!("number {number} of many"))]).await.is(303);
    }
    let page = mara.get("/talk/finn").await.is(200).has("number 34 of").has("number 5 of").lacks("number 4 of");
    let at = page.body.find("/talk/finn?before=").unwrap();
    let older = page.body[at..].split('#').next().unwrap().to_owned();
    mara.get(&older).await.is(200).has("number 4 of").has("number 0 of").lacks("number 5 of").has("Newest");
    mara.get("/talk/finn?before=nonsense&post=nonsense&reply=nonsense").await.is(200).has("number 34 of");
});

/// A community's room, as that slice would hand it over.
fn room(moderate: bool) -> Room {
    Room {
        subject: Subject::Community(CommunityId(77)),
        rights: Rights { write: true, moderate },
        url: "/c/tea".into(),
        title: "Tea lovers".into(),
        closed: None,
    }
}

async fn act_as<T: Send + 'static>(
    world: &World,
    browser: &Browser,
    work: impl FnMut(&mut visavis::act::Act<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let secret = data_encoding::BASE64URL_NOPAD.decode(browser.cookies["session"].as_bytes()).unwrap();
    let ask = Ask { session: Some(visavis::app::hash(&secret)), system: false, ..Ask::system() };
    world.app.act(&ask, work).await
}

async fn say(world: &World, who: &Browser, words: &str, reply_to: Option<PostId>) -> Result<PostId> {
    let mut fields = Fields::default().with("words", words);
    if let Some(post) = reply_to {
        fields = fields.with("reply_to", post.to_string());
    }
    act_as(world, who, move |act| talk::post(act, &room(false), &fields, None)).await
}

async fn thread(world: &World, who: &Browser, query: &'static str) -> String {
    through(world, who, move |look| Ok(talk::thread(look, &room(false), &Fields::from_query(query))?.into_string()))
        .await
}

both!(answers_stand_below_what_they_answer, |world| {
    let (mara, finn, eve) = (world.person("Mara").await, world.person("Finn").await, world.person("Eve").await);
    // Told of an answer is who may see where it stands.
    let founder = mara.person();
    world
        .act(move |act| {
            act.run(
                "INSERT INTO community (id, handle, name, words, rules, access, made_by)
                 VALUES (77, 'tea', 'Tea lovers', '', '', 'open', $1)",
                visavis::params![founder],
            )
        })
        .await
        .unwrap();
    assert!(thread(&world, &mara, "").await.contains("Nobody has said anything yet"));
    let root = say(&world, &mara, "Who brews on Sunday?", None).await.unwrap();
    let answer = say(&world, &finn, "I do", Some(root)).await.unwrap();
    let deeper = say(&world, &eve, "Me too", Some(answer)).await.unwrap();
    let html = thread(&world, &mara, "").await;
    assert!(html.contains("to Finn") && html.contains(&format!("post-{deeper}")), "{html}");
    assert_eq!(html.matches("class=\"replies\"").count(), 1);
    assert!(html.contains(&format!("/c/tea?post={root}&amp;reply={answer}#write")));
    let html = thread(&world, &mara, "").await;
    assert!(
        html.contains(&format!("/c/tea/posts/{root}/edit")) && !html.contains(&format!("/c/tea/posts/{answer}/edit"))
    );
    // Finn answered Mara, Mara has not answered: no tie yet. Then they have talked.
    assert_eq!(world.count("SELECT COUNT(*) FROM tie").await, 0);
    say(&world, &mara, "Lovely", Some(answer)).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM tie WHERE stage = 2").await, 2);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'replied'").await, 3);
    assert!(matches!(say(&world, &mara, "x", Some(PostId(5))).await, Err(Error::NotFound)));
    let text: Result<()> = act_as(&world, &mara, |act| {
        talk::post(act, &room(false), &Fields::from_query("words=x&reply_to=y"), None).map(drop)
    })
    .await;
    assert!(matches!(text, Err(Error::NotFound)));
    let count = world.app.look(&Ask::system(), |look| talk::count(look, Subject::Community(CommunityId(77)))).await;
    assert_eq!(count.unwrap(), 4);

    // Who deletes a post leaves its place, because answers hang on it; to a deleted post there is no answer.
    act_as(&world, &mara, move |act| talk::delete(act, &room(false), root)).await.unwrap();
    let html = thread(&world, &finn, "").await;
    assert!(html.contains("Deleted.") && html.contains("I do") && !html.contains("Who brews"), "{html}");
    assert!(matches!(say(&world, &finn, "x", Some(root)).await, Err(Error::Conflict(_))));
    // A host takes away what others wrote, others don't.
    assert!(matches!(
        act_as(&world, &eve, move |act| talk::delete(act, &room(false), answer)).await,
        Err(Error::Forbidden(_))
    ));
    act_as(&world, &eve, move |act| talk::delete(act, &room(true), answer)).await.unwrap();
    let html = thread(&world, &mara, "").await;
    assert!(!html.contains("I do") && html.contains("Me too"), "{html}");
    let html = thread(&world, &eve, "").await;
    assert!(html.contains("Removed by a host") && html.contains("Undo"), "{html}");
    assert!(matches!(
        act_as(&world, &finn, move |act| talk::restore(act, &room(false), answer)).await,
        Err(Error::Conflict(_))
    ));
});

both!(hidden_people_and_answers_to_them_are_not_shown, |world| {
    let (mara, finn, eve) = (world.person("Mara").await, world.person("Finn").await, world.person("Eve").await);
    let root = say(&world, &mara, "Who brews on Sunday?", None).await.unwrap();
    let loud = say(&world, &eve, "LOUD", Some(root)).await.unwrap();
    say(&world, &finn, "calm down", Some(loud)).await.unwrap();
    say(&world, &finn, "I do", Some(root)).await.unwrap();
    say(&world, &eve, "A post of Eve’s", None).await.unwrap();
    let (a, b) = (mara.person(), eve.person());
    world.act(move |act| block(act, a, b)).await.unwrap();
    let html = thread(&world, &mara, "").await;
    assert!(
        !html.contains("LOUD") && !html.contains("calm down") && !html.contains("of Eve") && html.contains("I do"),
        "{html}"
    );
    let html = thread(&world, &eve, "").await;
    assert!(!html.contains("Who brews") && !html.contains("I do") && html.contains("of Eve"), "{html}");
    let html = thread(&world, &finn, "").await;
    assert!(html.contains("LOUD") && html.contains("calm down"));
    assert!(matches!(say(&world, &mara, "x", Some(loud)).await, Err(Error::NotFound)));
    assert!(!thread(&world, &mara, "post=").await.contains("LOUD"));
});

both!(a_room_says_who_may_write, |world| {
    let mara = world.person("Mara").await;
    let shut = || Room { rights: Rights::default(), closed: Some("error-talk-closed"), ..room(false) };
    let fields = Fields::from_query("words=x");
    assert!(matches!(
        act_as(&world, &mara, move |act| talk::post(act, &shut(), &fields, None)).await,
        Err(Error::Forbidden("error-talk-closed"))
    ));
    let html =
        through(&world, &mara, move |look| Ok(talk::thread(look, &shut(), &Fields::default())?.into_string())).await;
    assert!(html.contains("You can read here") && !html.contains("<form"));
    // Strangers read without a form, and nobody has muted for them.
    say(&world, &mara, "Open words", None).await.unwrap();
    let ask = Ask { system: false, ..Ask::system() };
    let html =
        world.app.look(&ask, move |look| talk::thread(look, &shut(), &Fields::default())).await.unwrap().into_string();
    assert!(html.contains("Open words") && !html.contains("<form"));
    assert_eq!(posts(&world).await, 1);
});

both!(many_answers_have_a_page_of_their_own, |world| {
    let (mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    let root = say(&world, &mara, "Who brews on Sunday?", None).await.unwrap();
    for number in 0..15 {
        say(&world, &finn, &format!("answer {number} of many"), Some(root)).await.unwrap();
    }
    let html = thread(&world, &mara, "").await;
    assert!(
        html.contains("All 15 answers") && html.contains("answer 14 of") && !html.contains("answer 8 of"),
        "{html}"
    );
    let html = through(&world, &mara, move |look| {
        Ok(talk::thread(look, &room(false), &Fields::default().with("post", root.to_string()))?.into_string())
    })
    .await;
    assert!(html.contains("answer 0 of") && html.contains("answer 14 of") && html.contains("The whole conversation"));
});

both!(what_somebody_said_goes_with_them, |world| {
    let (mut mara, mut finn) = (world.person("Mara").await, world.person("Finn").await);
    let root = say(&world, &finn, "Finn’s question", None).await.unwrap();
    say(&world, &mara, "An answer", Some(root)).await.unwrap();
    say(&world, &finn, "Finn’s thanks", Some(root)).await.unwrap();
    mara.post("/talk/finn/posts", &[("words", "Hello")]).await.is(303);
    let photo = png();
    finn.post_files("/talk/mara/posts", &[("words", "Look")], &[("photo", "a.png", &photo)]).await.is(303);
    let page = mara.get("/talk/finn").await.is(200);
    let at = page.body.find("/media/").unwrap();
    let src = page.body[at..at + 39].to_owned();
    let person = finn.person();
    let export = world.app.look(&Ask::system(), move |look| talk::export(look, person)).await.unwrap();
    assert_eq!(export["posts"][0]["words"], "Finn’s question");
    assert_eq!(export["posts"][0]["where"]["title"], "Tea lovers");
    assert_eq!(export["conversations"][0]["from"], "mara");
    assert_eq!(export["conversations"][1]["from"], "finn");

    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    world.mail().await;
    mara.get(&src).await.is(404);
    assert_eq!(world.count("SELECT COUNT(*) FROM conversation WHERE kind = 'pair'").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM conversation_member").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM post WHERE author IS NOT NULL").await, 1);
    assert_eq!(world.count("SELECT posts FROM conversation").await, 1);
    let html = thread(&world, &mara, "").await;
    assert!(html.contains("An answer") && !html.contains("Finn"), "{html}");
    // And the whole with what it was about.
    world.act(|act| talk::forget(act, Subject::Community(CommunityId(77)))).await.unwrap();
    assert_eq!(posts(&world).await, 0);
});

both!(the_other_of_a_pair_hears_of_it_at_once, |world| {
    let (mut mara, finn) = (world.person("Mara").await, world.person("Finn").await);
    mara.post("/talk/finn/posts", &[("words", "Hello")]).await.is(303);
    let person = finn.person();
    let rows: Vec<(String, String)> = world
        .app
        .look(&Ask::system(), move |look| {
            look.all("SELECT kind, data FROM live WHERE person = $1", visavis::params![person])
        })
        .await
        .unwrap();
    assert_eq!(rows, [("post".to_owned(), "{\"from\":\"mara\"}".to_owned())]);
});
