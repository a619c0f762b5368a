//! Answers that mail programs send by themselves.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use visavis::{
    db::Place,
    gatherings::{Taken, take_letter, take_new_letters},
    outside::Letter,
    time::{HOUR, MINUTE},
};

use crate::{
    gatherings::{published, tea},
    process::{Ground, Program},
    world::{Engine, World},
};

/// An invitation as it arrived.
#[derive(Clone)]
struct Invitation {
    uid: String,
    sequence: String,
    organizer: String,
    attendee: String,
}

impl Invitation {
    fn of(letter: &Letter) -> Self {
        let invite = letter.invite.as_ref().unwrap_or_else(|| panic!("no calendar: {}", letter.text));
        let text = invite.text.replace("\r\n ", "");
        let value = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {text}"));
            line.rsplit_once("mailto:").or_else(|| line.split_once(':')).unwrap().1.to_owned()
        };
        assert!(text.contains("RSVP=TRUE:"), "{text}");
        Self {
            uid: value("UID:"),
            sequence: value("SEQUENCE:"),
            organizer: value("ORGANIZER;"),
            attendee: value("ATTENDEE;"),
        }
    }

    /// What a mail program sends when a button is pressed so many minutes after noon.
    fn answered(&self, says: &str, minute: i64) -> String {
        let Self { uid, sequence, organizer, attendee } = self;
        format!(
            "From: Somebody <somebody@example.com>\r\nTo: <{organizer}>\r\nSubject: Re: Tea\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{says}\r\n\
             --b\r\nContent-Type: text/calendar; charset=utf-8; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
             METHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{sequence}\r\n\
             DTSTAMP:20261126T{:02}{:02}00Z\r\nORGANIZER:mailto:{organizer}\r\n\
             ATTENDEE;PARTSTAT={says}:mailto:{attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n",
            12 + minute / 60,
            minute % 60
        )
    }
}

async fn takes(world: &World, text: &str) -> Taken {
    take_letter(&world.app, text.as_bytes(), None).await.unwrap()
}

/// The letters that follow, as addresses and subjects.
async fn letters(world: &World) -> Vec<(String, String)> {
    world.mail().await.into_iter().map(|letter| (letter.to, letter.subject)).collect()
}

async fn going(world: &World) -> i64 {
    world.count("SELECT going FROM gathering").await
}

both!(who_declines_in_their_calendar_has_answered, |world| {
    let world = world.answered_by_mail().await;
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut ida, mut eve) = (world.person("Ida").await, world.person("Eve").await);
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    eve.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    world.later(HOUR);
    let sent = world.mail().await;
    let of = |to: &str| Invitation::of(sent.iter().find(|letter| letter.to == to).unwrap());
    let (idas, eves) = (of("ida@example.org"), of("eve@example.org"));
    assert!(idas.organizer.starts_with("answers+p") && idas.organizer.ends_with("@localhost"), "{}", idas.organizer);
    assert!(idas.organizer.split('@').next().unwrap().len() <= 64);
    assert_ne!(idas.organizer, eves.organizer);
    assert_eq!(going(&world).await, 3);
    assert_eq!(takes(&world, &idas.answered("DECLINED", 10)).await, Taken::Kept);
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 2);
    // Once more, late, of another gathering or by another's seal: nothing.
    takes(&world, &idas.answered("ACCEPTED", 10)).await;
    takes(&world, &idas.answered("ACCEPTED", 5)).await;
    takes(&world, &Invitation { uid: "x@localhost:8080".into(), ..idas.clone() }.answered("ACCEPTED", 11)).await;
    takes(&world, &Invitation { organizer: eves.organizer.clone(), ..idas.clone() }.answered("ACCEPTED", 11)).await;
    takes(&world, &Invitation { attendee: "eve@example.org".into(), ..idas.clone() }.answered("ACCEPTED", 11)).await;
    let forged = idas.organizer.replace("+p", "+g");
    takes(&world, &Invitation { organizer: forged, ..idas.clone() }.answered("ACCEPTED", 11)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 2);
    // A newer one counts; a clock that is ahead keeps nothing out that comes after it.
    takes(&world, &idas.answered("TENTATIVE", 20)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) FROM answer WHERE reply = 'maybe'").await, 1);
    takes(&world, &idas.answered("ACCEPTED", 9 * 60)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 3);
    world.later(HOUR);
    takes(&world, &idas.answered("DECLINED", 90)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 2);
    // What is no answer changes nothing.
    assert_eq!(takes(&world, "Subject: Hello\r\n\r\nSee you").await, Taken::Unreadable);
    assert_eq!(takes(&world, "Auto-Submitted: auto-replied\r\n\r\nI am away").await, Taken::Ignored);
    assert_eq!(takes(&world, &"x".repeat((1 << 20) + 1)).await, Taken::Unreadable);
});

both!(a_yes_by_mail_waits_its_turn_and_is_asked_what_all_are_asked, |world| {
    let world = world.answered_by_mail().await;
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[("capacity", "2")]).await;
    let (mut ida, mut jon) = (world.person("Ida").await, world.person("Jon").await);
    ida.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    jon.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("capacity", "2"), ("venue", "The other hall")])).await.is(303);
    world.later(HOUR);
    let sent = world.mail().await;
    let of = |to: &str| Invitation::of(sent.iter().find(|letter| letter.to == to).unwrap());
    let (idas, jons) = (of("ida@example.org"), of("jon@example.org"));
    takes(&world, &idas.answered("ACCEPTED", 10)).await;
    let waits = ("ida@example.org".to_owned(), "You’re on the waiting list: Tea for eight".to_owned());
    assert_eq!(letters(&world).await, [waits]);
    ida.get(&url).await.has("You are 1st on the waiting list.");
    takes(&world, &jons.answered("DECLINED", 11)).await;
    assert_eq!(letters(&world).await, [("ida@example.org".to_owned(), "A place for you: Tea for eight".to_owned())]);
    assert_eq!(going(&world).await, 2);
    // Somebody else's questions have to be answered on the page.
    let asked = [("kind", "text"), ("words", "What do you bring?"), ("required", "yes")];
    host.post(&format!("{url}/questions"), &asked).await.is(303);
    takes(&world, &jons.answered("ACCEPTED", 12)).await;
    let sent = world.mail().await;
    assert_eq!((sent.len(), sent[0].subject.as_str()), (1, "Not answered yet: Tea for eight"));
    assert!(sent[0].text.contains("The host asks something"), "{}", sent[0].text);
    assert!(sent[0].text.contains(&format!("http://localhost:8080{url}")), "{}", sent[0].text);
    assert_eq!(going(&world).await, 2);
    // One letter, however often it comes.
    takes(&world, &jons.answered("ACCEPTED", 12)).await;
    assert!(letters(&world).await.is_empty());
});

both!(what_was_said_to_another_time_does_not_count, |world| {
    let world = world.answered_by_mail().await;
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ida = world.person("Ida").await;
    ida.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    world.later(HOUR);
    let first = Invitation::of(&world.mail().await[0]);
    host.post(&format!("{url}/edit"), &tea(&[("date", "2026-12-11")])).await.is(303);
    world.later(HOUR);
    let second = Invitation::of(&world.mail().await[0]);
    takes(&world, &first.answered("ACCEPTED", 90)).await;
    let sent = world.mail().await;
    assert_eq!(sent[0].subject, "Not answered yet: Tea for eight");
    assert_eq!(Invitation::of(&sent[0]).sequence, second.sequence, "the calendar gets how it stands now");
    assert_eq!(going(&world).await, 1);
    takes(&world, &second.answered("ACCEPTED", 91)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 2);
    // That one can't come is true of any version.
    takes(&world, &first.answered("DECLINED", 92)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 1);
    host.post(&format!("{url}/cancel"), &[("words", "")]).await.is(303);
    world.later(HOUR);
    world.mail().await;
    takes(&world, &second.answered("ACCEPTED", 181)).await;
    let sent = world.mail().await;
    assert!(sent.iter().all(|letter| letter.invite.is_none()), "{sent:?}");
    assert_eq!(going(&world).await, 1);
});

both!(guests_answer_by_mail_and_nobody_whom_it_does_not_concern, |world| {
    let world = world.answered_by_mail().await;
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut stranger = world.stranger();
    stranger.post(&format!("{url}/guest"), &[("name", "Tom"), ("email", "tom@example.net")]).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    let (_, rest) = letter.text.split_once("http://localhost:8080").unwrap();
    let link = rest.split_whitespace().next().unwrap().to_owned();
    stranger.post(&link, &[("reply", "yes")]).await.is(303);
    let toms = Invitation::of(&world.mail().await[0]);
    assert!(toms.organizer.starts_with("answers+g"), "{}", toms.organizer);
    world.later(HOUR);
    takes(&world, &toms.answered("DECLINED", 10)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 1);
    takes(&world, &toms.answered("ACCEPTED", 11)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 2);
    // Who blocked the host, or was blocked, hears nothing of it.
    let mut ida = world.person("Ida").await;
    ida.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    world.later(HOUR);
    let sent = world.mail().await;
    let idas = Invitation::of(sent.iter().find(|letter| letter.to == "ida@example.org").unwrap());
    host.post("/@ida/block", &[]).await.is(303);
    world.mail().await;
    takes(&world, &idas.answered("ACCEPTED", 90)).await;
    assert!(letters(&world).await.is_empty());
    // Nor does who is forgotten come back.
    stranger.post(&format!("{link}/forget"), &[]).await.is(303);
    takes(&world, &toms.answered("ACCEPTED", 91)).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 1);
});

both!(a_folder_of_letters_is_taken_once, |world| {
    let world = world.answered_by_mail().await;
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ida = world.person("Ida").await;
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    world.later(5 * MINUTE);
    let idas = Invitation::of(&world.mail().await[0]);
    let folder = tempfile::tempdir().unwrap();
    assert!(take_new_letters(&world.app, folder.path()).await.is_err(), "there is no such folder");
    for part in ["new", "cur", "tmp"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    std::fs::write(folder.path().join("new/1.a"), idas.answered("DECLINED", 3)).unwrap();
    std::fs::write(folder.path().join("new/2.b"), "Hello").unwrap();
    std::fs::write(folder.path().join("tmp/3.c"), "half a let").unwrap();
    assert_eq!(take_new_letters(&world.app, folder.path()).await.unwrap(), 2);
    assert_eq!(take_new_letters(&world.app, folder.path()).await.unwrap(), 0);
    assert!(folder.path().join("cur/1.a:2,S").exists() && folder.path().join("tmp/3.c").exists());
    assert!(letters(&world).await.is_empty());
    assert_eq!(going(&world).await, 1);
});

/// How `visavis mail-in` ends with such a letter, and what it says.
fn mail_in(ground: &Ground, data: &std::path::Path, letter: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
    command.args(["mail-in", "--recipient", "answers+x@localhost", "--data"]).arg(data);
    if let Place::Server(url) = &ground.place {
        command.arg("--database").arg(url);
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may have ended without reading.
    drop(child.stdin.take().unwrap().write_all(letter.as_bytes()));
    let done = child.wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

fn beside_a_server(engine: Engine) {
    let Some(ground) = Ground::new(engine) else { return };
    let _program = Program::start(ground.serve(), ground.data());
    let nobodys = Invitation {
        uid: "06d4zq8w5e000@localhost".into(),
        sequence: "0".into(),
        organizer: "answers+x@localhost".into(),
        attendee: "tom@example.net".into(),
    };
    assert_eq!(mail_in(&ground, ground.data(), &nobodys.answered("ACCEPTED", 0)), (Some(0), String::new()));
    let (code, said) = mail_in(&ground, ground.data(), "Hello tom@example.net");
    assert_eq!(code, Some(65), "{said}");
    assert!(said.contains("answers of calendars") && !said.contains("example.net"), "{said}");
    if engine == Engine::Sqlite {
        let (code, said) = mail_in(&ground, &ground.data().join("nowhere"), &nobodys.answered("ACCEPTED", 0));
        assert_eq!(code, Some(75), "{said}");
    }
}

#[test]
fn letters_are_taken_beside_a_server_on_sqlite() {
    beside_a_server(Engine::Sqlite);
}

#[test]
fn letters_are_taken_beside_a_server_on_postgres() {
    beside_a_server(Engine::Postgres);
}
