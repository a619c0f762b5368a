//! Letters that calendars read, and the pages behind their links.

use visavis::outside::{Invite, Letter};

use crate::{
    gatherings::{published, tea},
    world::World,
};

/// The letter to somebody, and the lines of its calendar, folded ones made whole.
async fn calendar(world: &World, to: &str) -> (Letter, Vec<String>) {
    world.later(3 * 60_000);
    let letters = world.mail().await;
    let letter = letters.into_iter().rfind(|letter| letter.to == to).unwrap_or_else(|| panic!("no letter to {to}"));
    let Invite { method, text } = letter.invite.clone().unwrap_or_else(|| panic!("no calendar: {}", letter.text));
    let lines: Vec<String> = text.replace("\r\n ", "").lines().map(ToOwned::to_owned).collect();
    assert!(lines.contains(&format!("METHOD:{method}")), "{lines:?}");
    (letter, lines)
}

fn value<'l>(lines: &'l [String], name: &str) -> &'l str {
    let found = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    found.unwrap_or_else(|| panic!("no {name} in {lines:?}"))
}

both!(letters_to_those_who_come_are_invitations, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let (mut ida, mut jon) = (world.person("Ida").await, world.person("Jon").await);
    ida.post(&format!("{url}/answer"), &[("reply", "yes")]).await.is(303);
    jon.post(&format!("{url}/answer"), &[("reply", "maybe")]).await.is(303);
    host.post(&format!("{url}/edit"), &tea(&[("venue", "The other hall")])).await.is(303);
    let (letter, first) = calendar(&world, "ida@example.org").await;
    assert_eq!(value(&first, "METHOD"), "REQUEST");
    let attendee = "ATTENDEE;CN=\"Ida\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
    assert_eq!(value(&first, attendee), "mailto:ida@example.org");
    assert_eq!(value(&first, "ORGANIZER;CN=\"Hanna\""), "mailto:visavis@example.org");
    for reply in ["yes", "maybe", "no"] {
        assert!(letter.text.contains(&format!("http://localhost:8080{url}/say/{reply}")), "{}", letter.text);
    }
    // The file that anybody can fetch speaks of the same event.
    ida.get(&format!("{url}/calendar.ics")).await.has(&format!("UID:{}", value(&first, "UID")));
    host.post(&format!("{url}/edit"), &tea(&[("venue", "Yet another")])).await.is(303);
    let (_, second) = calendar(&world, "jon@example.org").await;
    assert!(second.iter().any(|line| line.contains("PARTSTAT=TENTATIVE")), "{second:?}");
    assert_eq!(value(&first, "UID"), value(&second, "UID"));
    let sequence = |lines: &[String]| value(lines, "SEQUENCE").parse::<i64>().unwrap();
    assert!(sequence(&second) > sequence(&first));
    host.post(&format!("{url}/cancel"), &[("words", "No heating")]).await.is(303);
    let (letter, third) = calendar(&world, "ida@example.org").await;
    assert_eq!((value(&third, "METHOD"), value(&third, "STATUS")), ("CANCEL", "CANCELLED"));
    assert!(sequence(&third) > sequence(&second));
    assert!(!letter.text.contains("/say/"), "{}", letter.text);
});

both!(the_links_of_letters_ask_before_they_change_anything, |world| {
    let mut host = world.person("Hanna").await;
    let url = published(&mut host, &[]).await;
    let mut ida = world.person("Ida").await;
    ida.get(&format!("{url}/say/yes")).await.is(200).has("I’m coming").has(&format!("action=\"{url}/answer\""));
    ida.get(&format!("{url}/say/perhaps")).await.is(404);
    assert_eq!(world.count("SELECT going FROM gathering").await, 1);
    world.stranger().get(&format!("{url}/say/no")).await.is(303);
    let asking = [("name", "Tom"), ("email", "tom@example.net")];
    let mut stranger = world.stranger();
    stranger.post(&format!("{url}/guest"), &asking).await.is(303);
    let letter = world.mail().await.pop().unwrap();
    assert_eq!(letter.invite, None, "nothing stands in a calendar before it is confirmed");
    let (_, rest) = letter.text.split_once("http://localhost:8080").unwrap();
    let link = rest.split_whitespace().next().unwrap().to_owned();
    stranger.post(&link, &[("reply", "yes")]).await.is(303);
    let (letter, lines) = calendar(&world, "tom@example.net").await;
    assert_eq!(value(&lines, "METHOD"), "REQUEST");
    let (_, rest) = letter.text.split_once("http://localhost:8080").unwrap();
    let other = rest.split_whitespace().next().unwrap().to_owned();
    stranger.get(&format!("{other}/say/no")).await.is(200).has("Can’t make it").has(&format!("action=\"{other}\""));
    assert_eq!(world.count("SELECT going FROM gathering").await, 2);
    stranger.get("/guest/x/say/no").await.is(404);
});
