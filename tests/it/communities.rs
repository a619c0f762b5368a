//! Communities: founding them, finding the way in, leading and leaving them.

use visavis::{
    communities::{self, Access, Draft, Role},
    error::Problems,
    http::Fields,
    id::{CommunityId, PersonId},
    journal::Happened,
    time::DAY,
};

use crate::world::{Browser, World};

/// A community of that access with that host, founded through the page.
async fn founded(host: &mut Browser, name: &str, access: &str, more: &[(&str, &str)]) -> String {
    let fields = [&[("name", name), ("access", access)], more].concat();
    let reply = host.post("/c/new", &fields).await.is(303);
    reply.leads_to().to_owned()
}

/// Blocks, as the people slice would.
async fn block(world: &World, blocker: PersonId, blocked: PersonId) {
    world
        .act(move |act| {
            act.run(
                "INSERT INTO block (blocker, blocked, person, at)
                 SELECT a.account, b.account, b.id, 0 FROM person a, person b WHERE a.id = $1 AND b.id = $2",
                visavis::params![blocker, blocked],
            )
        })
        .await
        .unwrap();
}

async fn tie(world: &World, one: PersonId, other: PersonId, stage: i64) {
    world
        .act(move |act| {
            act.run("INSERT INTO tie (person, other, stage) VALUES ($1, $2, $3)", visavis::params![one, other, stage])
        })
        .await
        .unwrap();
}

both!(a_community_is_founded_and_shown, |world| {
    let mut ada = world.person("Ada").await;
    ada.get("/c/new").await.is(200).has("Start a community").has("enctype=\"multipart/form-data\"");
    let path = founded(
        &mut ada,
        "Board games in Moabit",
        "open",
        &[
            ("town", "Berlin"),
            ("words", "We play **anything** with dice."),
            ("rules", "Be kind."),
            ("interest", "board-games"),
            ("interests", "Ham radio, chess"),
        ],
    )
    .await;
    assert_eq!(path, "/c/board-games-in-moabit");
    let page = ada.get(&path).await.is(200);
    let page = page.has("Board games in Moabit").has("Berlin").has("<strong>anything</strong>").has("Be kind.");
    page.has("one member").has("Host").has("ham radio").has("/find?interest=chess").has("/g/new?community=");
    let mut stranger = world.stranger();
    let page = stranger.get(&path).await.is(200).has("Ada").has("Join").lacks("noindex").lacks("/members");
    page.has("og:description");
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'founded'").await, 1);
});

both!(each_fault_of_the_form_stands_at_its_field_and_nothing_changes, |world| {
    let mut ada = world.person("Ada").await;
    let long = "x".repeat(5_001);
    let faults = [
        ("handle", "no spaces", "A handle has 2 to 30"),
        ("handle", "new", "That handle is taken"),
        ("words", long.as_str(), "at most 5000 characters"),
        ("rules", long.as_str(), "at most 5000 characters"),
        ("town", "Xqzzyvania", "No such town"),
        ("access", "secret", "Choose who gets in"),
    ];
    for (field, value, message) in faults {
        let reply = ada.post("/c/new", &[("name", "Kept as typed"), (field, value)]).await.is(422);
        let message = message.replace("5000", "5,000");
        let plain = reply.body.replace(',', "");
        assert!(plain.contains(&message.replace(',', "")), "{field}: {}", reply.body);
        reply.has("Kept as typed").has("error-summary");
    }
    ada.post("/c/new", &[("name", " ")]).await.is(422).has("Write a name of 1 to 60 characters");
    ada.post("/c/new", &[("name", &"n".repeat(61))]).await.is(422).has("href=\"#field-name\"");
    let many: Vec<(&str, String)> = (0..21).map(|number| ("interest", format!("thing{number}"))).collect();
    let mut many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (*name, value.as_str())).collect();
    many.push(("name", "Too many"));
    ada.post("/c/new", &many).await.is(422).has("at most 20 interests");
    let reply = ada.post_files("/c/new", &[("name", "")], &[("photo", "x.png", b"no picture")]).await.is(422);
    reply.has("This is no picture we can read").has("Write a name of 1 to 60");
    let reply =
        ada.post_files("/c/new", &[("name", "A"), ("town", "Xqzzyvania")], &[("photo", "x.png", b"GIF89a")]).await;
    reply.is(422).has("This is no picture we can read").has("No such town");
    assert_eq!(world.count("SELECT COUNT(*) FROM community").await, 0);

    founded(&mut ada, "Tea", "open", &[("handle", "tea")]).await;
    ada.post("/c/new", &[("name", "Other tea"), ("handle", "TEA")]).await.is(422).has("That handle is taken");
    assert_eq!(founded(&mut ada, "Tea", "open", &[]).await, "/c/tea-2", "a free address is found");
    assert_eq!(founded(&mut ada, "木村", "open", &[]).await, "/c/community");
    world.stranger().post("/c/new", &[("name", "Tea")]).await.is(401);
    assert!(world.stranger().get("/c/new").await.is(303).leads_to().starts_with("/sign-in"));
});

both!(it_says_all_of_it_in_german, |world| {
    let mut ada = world.person("Ada").await;
    let path = founded(&mut ada, "Tee", "closed", &[]).await;
    let mut bea = world.person("Bea").await;
    bea.cookies.insert("lang".into(), "de".into());
    bea.get(&path).await.is(200).has("Beitritt anfragen").has("ein Mitglied").lacks("…");
    bea.get("/c/new").await.is(200).has("Eine Gemeinschaft gründen").has("Brettspiele");
    bea.post("/c/new", &[]).await.is(422).has("Schreib einen Namen");
});

both!(an_open_one_takes_everybody_in_and_lets_them_go, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let path = founded(&mut ada, "Tea", "open", &[]).await;
    bea.get(&path).await.has("action=\"/c/tea/join\"");
    assert_eq!(bea.post("/c/tea/join", &[]).await.is(303).leads_to(), path);
    bea.get(&path).await.has("2 members").has("You’re in").lacks("action=\"/c/tea/join\"");
    bea.post("/c/tea/join", &[]).await.is(303);
    assert_eq!(world.count("SELECT members FROM community").await, 2, "joining twice counts once");
    bea.get("/c/tea/join").await.is(303);
    bea.post("/c/tea/leave", &[]).await.is(303);
    bea.post("/c/tea/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT members FROM community").await, 1);
    world.stranger().post("/c/tea/join", &[]).await.is(401);
    world.stranger().get("/c/tea/join").await.is(200).has("/sign-in?next=%2Fc%2Ftea%2Fjoin");
    bea.post("/c/nowhere/join", &[]).await.is(404);
    bea.post("/c/nowhere/leave", &[]).await.is(404);
});

both!(who_joins_agrees_to_the_rules, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    founded(&mut ada, "Tea", "open", &[("rules", "No coffee.")]).await;
    bea.get("/c/tea").await.has("href=\"/c/tea/join\"");
    bea.get("/c/tea/join").await.is(200).has("No coffee.").has("I agree to the rules");
    bea.post("/c/tea/join", &[]).await.is(422).has("agree to them before you join").has("No coffee.");
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 1);
    bea.post("/c/tea/join", &[("rules", "yes")]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE rules_at IS NOT NULL").await, 2);
});

both!(a_closed_one_asks_its_hosts, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    founded(&mut ada, "Tea", "closed", &[]).await;
    bea.get("/c/tea").await.is(200).has("Ask to join");
    let long = "x".repeat(301);
    bea.post("/c/tea/join", &[("words", &long)]).await.is(422).has("at most 300 characters");
    bea.post("/c/tea/join", &[("words", "I know Ada from <b>chess</b>")]).await.is(303);
    bea.get("/c/tea").await.has("Your request is with the hosts").has("one member").has("Take the request back");
    cem.post("/c/tea/join", &[]).await.is(303);
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'asked_to_join'").await, 2);
    // Who only asks is not inside.
    bea.get("/c/tea/members").await.is(403).has("for members");
    bea.post("/c/tea/members/cem/role", &[("role", "member")]).await.is(403);
    ada.get("/c/tea").await.has("2 people ask to join");
    ada.get("/").await.has("2 people ask to join Tea");
    let page = ada.get("/c/tea/members").await.is(200).has("Let them in");
    page.has("I know Ada from &lt;b&gt;chess&lt;/b&gt;");
    ada.post("/c/tea/members/bea/role", &[("role", "member")]).await.is(303);
    ada.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    ada.get("/c/tea/members").await.has("Bea").lacks("Let them in").lacks("Cem").has("noindex");
    bea.get("/c/tea").await.has("2 members").has("Member");
    bea.get("/c/tea/members").await.is(200).has("Ada").lacks("Remove");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'became_member'").await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 2);
    cem.post("/c/tea/join", &[]).await.is(303);
    cem.post("/c/tea/leave", &[]).await.is(303);
    assert_eq!(world.count("SELECT members FROM community").await, 2, "who took a request back was never counted");
    world.stranger().get("/c/tea").await.is(200).has("Ada").has("noindex");
});

both!(hosts_give_roles_and_moderators_only_look_after_it, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let (mut cem, mut dan) = (world.person("Cem").await, world.person("Dan").await);
    founded(&mut ada, "Tea", "open", &[]).await;
    for browser in [&mut bea, &mut cem, &mut dan] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    // Nobody but hosts.
    bea.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(403);
    bea.get("/c/tea/edit").await.is(403);
    bea.post("/c/tea/edit", &[("name", "Mine")]).await.is(403);
    bea.post("/c/tea/invite", &[]).await.is(403);
    ada.post("/c/tea/members/bea/role", &[("role", "moderator")]).await.is(303);
    ada.get("/c/tea/members").await.has("/c/tea/members/bea\"").lacks("/c/tea/members/ada");
    ada.get("/c/tea/members/bea").await.is(200).has("Make host").has("Make plain member").has("value=\"none\"");
    bea.get("/c/tea/members/dan").await.is(200).has("Remove").lacks("Make host");
    bea.get("/c/tea/members/ada").await.is(403);
    dan.get("/c/tea/members/bea").await.is(403);
    ada.get("/c/tea/members/nobody").await.is(404);
    // A moderator removes members, not those who lead, and gives no roles.
    bea.post("/c/tea/members/cem/role", &[("role", "none")]).await.is(303);
    bea.post("/c/tea/members/dan/role", &[("role", "moderator")]).await.is(403);
    bea.post("/c/tea/members/ada/role", &[("role", "none")]).await.is(403);
    bea.get("/c/tea/edit").await.is(403);
    // Nonsense.
    ada.post("/c/tea/members/bea/role", &[("role", "queen")]).await.is(422);
    ada.post("/c/tea/members/cem/role", &[("role", "host")]).await.is(404);
    ada.post("/c/tea/members/nobody/role", &[("role", "host")]).await.is(404);
    ada.post("/c/nowhere/members/bea/role", &[("role", "host")]).await.is(404);
    world.stranger().post("/c/tea/members/bea/role", &[("role", "none")]).await.is(401);
    assert_eq!(world.count("SELECT members FROM community").await, 3);
    // The last host stays until there is another.
    ada.post("/c/tea/leave", &[]).await.is(409).has("Make somebody else a host first");
    ada.post("/c/tea/members/ada/role", &[("role", "member")]).await.is(409);
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    ada.post("/c/tea/leave", &[]).await.is(303);
    bea.get("/c/tea/edit").await.is(200);
    // Alone, one may end it.
    bea.post("/c/tea/members/dan/role", &[("role", "none")]).await.is(303);
    bea.get("/c/tea").await.has("the community ends");
    assert_eq!(bea.post("/c/tea/leave", &[]).await.is(303).leads_to(), "/find/communities");
    bea.get("/c/tea").await.is(404);
    bea.get("/find/communities").await.lacks("/c/tea");
});

both!(who_was_taken_out_stays_out_until_they_are_let_back_in, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    for (name, access) in [("Tea", "open"), ("Closed tea", "closed"), ("Secret tea", "private")] {
        founded(&mut ada, name, access, &[]).await;
        let url = format!("/c/{}", name.to_lowercase().replace(' ', "-"));
        let made = ada.post(&format!("{url}/invite"), &[]).await.is(303).leads_to().to_owned();
        let invite = made.split_once("link=").unwrap().1.to_owned();
        for browser in [&mut bea, &mut cem] {
            browser.post(&format!("{url}/join"), &[("invite", &invite)]).await.is(303);
        }
        ada.post(&format!("{url}/members/bea/role"), &[("role", "moderator")]).await.is(303);
        ada.get(&format!("{url}/members")).await.is(200).lacks(&format!("{url}/removed"));
        bea.post(&format!("{url}/members/cem/role"), &[("role", "none")]).await.is(303);
        // No way in, not even by an invitation, nor as another self, and it is said why.
        for way in [&[][..], &[("invite", invite.as_str())][..]] {
            let refused = cem.post(&format!("{url}/join"), way).await;
            if access == "private" && way.is_empty() {
                refused.is(404);
            } else {
                refused.is(403).has("have taken you out of it");
            }
        }
        cem.get(&format!("{url}/join?invite={invite}")).await.is(403).has("once they let you back in");
        if access == "private" {
            cem.get(&url).await.is(404);
        } else {
            cem.get(&url).await.is(200).has("have taken you out of it").lacks(&format!("{url}/join"));
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM membership WHERE role = 'asked'").await, 0);
        // Those who lead see by whom and undo it; nobody else does.
        for path in [format!("{url}/removed"), format!("{url}/removed/cem/back")] {
            let reply = if path.ends_with("back") { cem.post(&path, &[]).await } else { cem.get(&path).await };
            reply.is(if access == "private" { 404 } else { 403 });
        }
        for browser in [&mut ada, &mut bea] {
            browser.get(&format!("{url}/members")).await.is(200).has(&format!("href=\"{url}/removed\""));
            browser.get(&format!("{url}/removed")).await.is(200).has("Cem").has("Taken out by Bea");
        }
        ada.post(&format!("{url}/removed/bea/back"), &[]).await.is(404);
        ada.post(&format!("{url}/removed/cem/back"), &[]).await.is(303);
        ada.post(&format!("{url}/removed/cem/back"), &[]).await.is(404);
        ada.get(&format!("{url}/removed")).await.is(200).lacks("Cem").has("Nobody has been taken out");
        let notices = cem.get("/notices").await.is(200);
        if access == "private" {
            notices.lacks("Secret tea")
        } else {
            notices.has(&format!("You may join {name} again"))
        };
        cem.post(&format!("{url}/join"), &[("invite", &invite)]).await.is(303);
        cem.get(&url).await.is(200);
    }
    let person = cem.person();
    assert_eq!(world.count("SELECT COUNT(*) FROM removal WHERE lifted_by IS NOT NULL").await, 3);
    let taken = world.act(move |act| communities::export(act, person)).await.unwrap();
    assert!(taken[3]["removed_at"].is_string() && taken[3]["let_back_at"].is_string(), "{taken}");
    world.act(move |act| act.happened(Happened::Left { person })).await.unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM removal").await, 0);
    world.mail().await;
});

both!(another_self_of_one_who_was_taken_out_is_out_too, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    founded(&mut ada, "Tea", "open", &[]).await;
    bea.post("/c/tea/join", &[]).await.is(303);
    ada.post("/c/tea/members/bea/role", &[("role", "none")]).await.is(303);
    let first = bea.person();
    let secret = world
        .act(move |act| {
            let (account,) = act.one("SELECT account FROM person WHERE id = $1", visavis::params![first])?;
            let mut joining = visavis::people::Joining::read("Bea at work", "bea-at-work")?;
            joining.account = Some(account);
            let (account, person) = visavis::people::join(act, &joining)?;
            visavis::people::begin_session(act, account, person, "a test")
        })
        .await
        .unwrap();
    let mut other = world.stranger();
    other.cookies.insert("session".into(), data_encoding::BASE64URL_NOPAD.encode(&secret));
    other.post("/c/tea/join", &[]).await.is(403).has("have taken you out of it");
    // Who goes by themselves comes back as they like.
    ada.post("/c/tea/removed/bea/back", &[]).await.is(303);
    other.post("/c/tea/join", &[]).await.is(303);
    other.post("/c/tea/leave", &[]).await.is(303);
    other.post("/c/tea/join", &[]).await.is(303);
});

both!(a_host_changes_what_it_says, |world| {
    let mut ada = world.person("Ada").await;
    founded(&mut ada, "Tea", "open", &[("town", "Berlin"), ("interest", "chess"), ("words", "Old words")]).await;
    let page = ada.get("/c/tea/edit").await.is(200).has("Old words").has("Berlin, DE");
    page.has("value=\"chess\" checked");
    ada.post("/c/tea/edit", &[("name", ""), ("words", "New words")]).await.is(422).has("New words");
    ada.get("/c/tea").await.has("Old words");
    let png = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(40, 30).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let fields = [("name", "Tea & cake"), ("words", "New words"), ("access", "closed"), ("interests", "cake")];
    ada.post_files("/c/tea/edit", &fields, &[("photo", "tea.png", &png)]).await.is(303);
    let page = ada.get("/c/tea").await.is(200).has("Tea &amp; cake").has("New words").has("By request").lacks("Berlin");
    page.has("/media/").has("cake").lacks("interest=chess");
    // Without a file the picture stays; it goes when that is said.
    ada.post("/c/tea/edit", &[("name", "Tea")]).await.is(303);
    let page = ada.get("/c/tea").await.body;
    let picture = page.split("src=\"/media/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    ada.get(&format!("/media/{picture}")).await.is(200);
    // Sent along with a fault, the picture in use stays; it is gone when that is said.
    ada.post_files("/c/tea/edit", &[("name", "")], &[("photo", "tea.png", &png)]).await.is(422);
    ada.get(&format!("/media/{picture}")).await.is(200);
    ada.post("/c/tea/edit", &[("name", "Tea"), ("no_photo", "yes")]).await.is(303);
    ada.get("/c/tea").await.lacks("/media/");
    ada.get(&format!("/media/{picture}")).await.is(404);
});

both!(a_private_one_is_not_found_without_an_invitation, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    founded(&mut ada, "Secret tea", "private", &[("interest", "coffee"), ("rules", "Silence.")]).await;
    let nothing = world.stranger().get("/c/nowhere").await.is(404).body;
    for path in ["/c/secret-tea", "/c/secret-tea/join", "/c/secret-tea/join?invite=x.1.y"] {
        assert_eq!(world.stranger().get(path).await.is(404).body, nothing, "told apart from what is not there");
        bea.get(path).await.is(404);
    }
    for path in ["/c/secret-tea/edit", "/c/secret-tea/members", "/c/secret-tea/invite"] {
        bea.get(path).await.is(404);
    }
    for path in ["/c/secret-tea/join", "/c/secret-tea/leave", "/c/secret-tea/edit", "/c/secret-tea/invite"] {
        bea.post(path, &[("name", "x")]).await.is(404);
    }
    for path in ["/find/communities", "/find/communities?interest=coffee", "/find/communities?q=secret", "/"] {
        bea.get(path).await.is(200).lacks("Secret tea");
    }

    let made = ada.post("/c/secret-tea/invite", &[]).await.is(303);
    let shown = ada.get(made.leads_to()).await.is(200).has("10 December").body;
    let link = shown.split("value=\"http://localhost:8080").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(link.starts_with("/c/secret-tea/join?invite="));
    let invite = link.split_once("invite=").unwrap().1.to_owned();
    world.stranger().get(&link).await.is(200).has("Ada invites you").has("noindex").has("/sign-up?next=");
    bea.get(&link).await.is(200).has("Silence.").has(&format!("value=\"{invite}\""));
    bea.post("/c/secret-tea/join", &[("invite", &invite)])
        .await
        .is(422)
        .has("agree")
        .has(&format!("value=\"{invite}\""));
    bea.post("/c/secret-tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(303);
    bea.get("/c/secret-tea").await.is(200).has("2 members");
    ada.get("/c/secret-tea/invite?link=made.up.link").await.is(200).has("no valid invitation");

    // Of another community, forged, run out.
    founded(&mut ada, "Other", "private", &[]).await;
    cem.get(&format!("/c/other/join?invite={invite}")).await.is(404);
    cem.get(&format!("{link}x")).await.is(404);
    world.later(14 * DAY);
    cem.get(&link).await.is(409).has("This invitation has run out");
    cem.post("/c/secret-tea/join", &[("invite", &invite), ("rules", "yes")]).await.is(409);
    assert_eq!(world.count("SELECT COUNT(*) FROM membership").await, 3);
});

both!(an_invitation_holds_as_long_as_its_giver_hosts, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    founded(&mut ada, "Tea", "closed", &[]).await;
    let made = ada.post("/c/tea/invite", &[]).await.is(303).leads_to().to_owned();
    let invite = made.split_once("link=").unwrap().1.to_owned();
    bea.post("/c/tea/join", &[]).await.is(303);
    bea.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
    bea.get("/c/tea").await.has("2 members");
    ada.post("/c/tea/members/bea/role", &[("role", "host")]).await.is(303);
    bea.post("/c/tea/members/ada/role", &[("role", "member")]).await.is(303);
    // It is closed, so that one can still ask.
    cem.post("/c/tea/join", &[("invite", &invite)]).await.is(303);
    cem.get("/c/tea").await.has("2 members").has("You asked to join");
    bea.post("/c/tea/edit", &[("name", "Tea"), ("access", "private")]).await.is(303);
    cem.get("/c/tea").await.is(404);
    cem.get(&format!("/c/tea/join?invite={invite}")).await.is(409);
    cem.post("/c/tea/leave", &[]).await.is(303);
});

both!(ties_come_first_and_pages_hold_all, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    let dan = world.person("Dan").await;
    founded(&mut ada, "Tea", "open", &[]).await;
    let many = world
        .act(|act| {
            let (id, _): (CommunityId, i64) = act.one("SELECT id, members FROM community", &[])?;
            let mut all = Vec::new();
            for number in 0..60 {
                let joining = visavis::people::Joining::read(&format!("Zed {number}"), &format!("zed-{number}"))?;
                let (_, person) = visavis::people::join(act, &joining)?;
                communities::enrol(act, id, person, Role::Member)?;
                all.push(person);
            }
            Ok((id, all))
        })
        .await
        .unwrap();
    let (id, zeds) = many;
    let person = dan.person();
    world.act(move |act| communities::enrol(act, id, person, Role::Member)).await.unwrap();
    bea.post("/c/tea/join", &[]).await.is(303);
    tie(&world, bea.person(), zeds[41], 4).await;
    tie(&world, bea.person(), dan.person(), 2).await;
    let page = bea.get("/c/tea").await.is(200).has("People you know here").has("Zed 41").lacks("Zed 7<").body;
    assert!(page.find("Zed 41").unwrap() < page.find("Dan").unwrap(), "who has met comes before who has talked");
    let mut seen = Vec::new();
    let mut path = "/c/tea/members".to_owned();
    for _ in 0..3 {
        let page = bea.get(&path).await.is(200).body;
        seen.extend(
            page.split("person-name\"><a href=\"/@").skip(1).map(|part| part.split('"').next().unwrap().to_owned()),
        );
        let Some(next) = page.split("rel=\"next\"").next().filter(|_| page.contains("rel=\"next\"")) else { break };
        path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    }
    assert_eq!(&seen[..3], ["bea", "zed-41", "dan"]);
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((count, seen.len()), (63, 63), "everybody once");
    bea.get("/c/tea/members?after=nonsense").await.is(200).has("Zed");
    assert!(world.stranger().get("/c/tea/members").await.is(303).leads_to().starts_with("/sign-in"));
});

both!(the_blocked_see_nothing_of_each_other, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    founded(&mut ada, "Tea", "open", &[]).await;
    founded(&mut ada, "Cake", "closed", &[]).await;
    for browser in [&mut bea, &mut cem] {
        browser.post("/c/tea/join", &[]).await.is(303);
    }
    block(&world, ada.person(), bea.person()).await;
    // Still a member, and of what is open she sees all but the one who blocked her.
    bea.get("/c/tea").await.is(200).lacks("Ada").has("3 members");
    bea.get("/c/tea/members").await.is(200).has("Cem").lacks("Ada");
    ada.get("/c/tea/members").await.is(200).has("Cem").lacks("Bea");
    cem.get("/c/tea/members").await.is(200).has("Ada").has("Bea");
    ada.post("/c/tea/members/bea/role", &[("role", "none")]).await.is(404);
    bea.post("/c/cake/join", &[]).await.is(303);
    ada.get("/c/cake/members").await.lacks("Bea").lacks("Let them in");
    ada.get("/").await.lacks("ask to join Cake").lacks("asks to join Cake");
    assert_eq!(world.count("SELECT COUNT(*) FROM notice WHERE kind = 'asked_to_join'").await, 0);
});

both!(who_leaves_the_server_leaves_no_community_without_a_host, |world| {
    let (mut ada, mut bea, mut cem) = (world.person("Ada").await, world.person("Bea").await, world.person("Cem").await);
    founded(&mut ada, "Tea", "open", &[]).await;
    founded(&mut ada, "Alone", "open", &[]).await;
    cem.post("/c/tea/join", &[]).await.is(303);
    world.later(DAY);
    bea.post("/c/tea/join", &[]).await.is(303);
    let gone = ada.person();
    world.act(move |act| act.happened(Happened::Left { person: gone })).await.unwrap();
    bea.get("/c/alone").await.is(404);
    cem.get("/c/tea/edit").await.is(200);
    bea.get("/c/tea/edit").await.is(403);
    cem.post("/c/tea/members/bea/role", &[("role", "moderator")]).await.is(303);
    let dan = world.person("Dan").await;
    let (id, dan) = (CommunityId(world.count("SELECT id FROM community WHERE handle = 'tea'").await), dan.person());
    world.act(move |act| communities::enrol(act, id, dan, Role::Member)).await.unwrap();
    let gone = cem.person();
    world.act(move |act| act.happened(Happened::Left { person: gone })).await.unwrap();
    bea.get("/c/tea/edit").await.is(200);
    assert_eq!(world.count("SELECT members FROM community WHERE handle = 'tea'").await, 2);
});

both!(others_ask_what_one_may, |world| {
    let (mut ada, bea) = (world.person("Ada").await, world.person("Bea").await);
    founded(&mut ada, "Open", "open", &[]).await;
    founded(&mut ada, "Closed", "closed", &[]).await;
    founded(&mut ada, "Private", "private", &[]).await;
    let (host, guest) = (ada.person(), bea.person());
    let rights = world
        .act(move |act| {
            let ids: Vec<(CommunityId, String)> = act.all("SELECT id, access FROM community ORDER BY id", &[])?;
            let mut out = Vec::new();
            for (id, _) in ids {
                communities::enrol(act, id, guest, Role::Member)?;
                assert_eq!(communities::role(act, id, guest)?, Some(Role::Member));
                assert_eq!(communities::role(act, id, host)?, Some(Role::Host));
                assert!(communities::may_see(act, id)?, "the program itself sees all");
                assert!(!communities::may_publish(act, id)? && !communities::hosts(act, id)?);
                out.push(communities::brief(act, id)?.unwrap().0);
            }
            assert_eq!(communities::brief(act, CommunityId(1))?, None);
            let taken = communities::export(act, host)?;
            assert_eq!(taken.as_array().map(Vec::len), Some(3));
            assert_eq!(taken[0]["role"], "host");
            Ok(out)
        })
        .await
        .unwrap();
    assert_eq!(rights, ["open", "closed", "private"]);
    let mut bea = bea;
    bea.get("/c/open").await.has("/g/new?community=open");
    bea.get("/c/closed").await.lacks("/g/new");
    bea.get("/").await.has("Your communities").has("/c/private");
});

both!(near_is_measured_and_paged, |world| {
    let ada = world.person("Ada").await;
    let host = ada.person();
    world
        .act(move |act| {
            let towns = ["Berlin", "Potsdam", "Munich", "Hamburg"];
            for number in 0..60 {
                let fields = Fields::default()
                    .with("name", format!("Circle {number}"))
                    .with("town", towns[number % 4])
                    .with("interest", if number % 3 == 0 { "chess" } else { "tea" });
                communities::found_by(act, host, &Draft::read(&fields, Problems::default())?)?;
            }
            let without = Fields::default().with("name", "Nowhere in particular");
            let draft = Draft::read(&without, Problems::default())?;
            assert_eq!(draft.access, Access::Open);
            communities::found_by(act, host, &draft)
        })
        .await
        .unwrap();
    let count = |km: f64, interest: Option<&'static str>| {
        let app = world.app.clone();
        async move {
            app.look(&visavis::http::Ask::system(), move |look| {
                let berlin = visavis::town::read("Berlin, DE").unwrap();
                let mut filter = communities::Filter {
                    place: Some((berlin.point(), km)),
                    interest: interest.map(Into::into),
                    ..Default::default()
                };
                let mut all = Vec::new();
                loop {
                    let part = communities::near(look, &filter, 7)?;
                    let Some(last) = part.last() else { break };
                    filter.after = Some((last.members, last.id));
                    all.extend(part.iter().map(|brief| brief.id));
                }
                let count = all.len();
                all.sort();
                all.dedup();
                assert_eq!(all.len(), count, "each once");
                Ok(count)
            })
            .await
            .unwrap()
        }
    };
    assert_eq!(count(5.0, None).await, 15, "Berlin alone");
    assert_eq!(count(50.0, None).await, 30, "and Potsdam");
    assert_eq!(count(50.0, Some("chess")).await, 10);
    assert_eq!(count(300.0, None).await, 45, "and Hamburg");
    assert_eq!(count(20_100.0, None).await, 60, "all that have a place");
});
