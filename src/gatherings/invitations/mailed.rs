//! What a letter says that a mail program sent by itself: an answer to one of our invitations.

use data_encoding::BASE32_NOPAD;
use mail_parser::{MessageParser, MimeHeaders};
use serde::{Deserialize, Serialize};
use visavis_wire::ical::{Attends, reply};

use crate::{
    app::Keys,
    gatherings::{Reply, guests::model::Comer},
    id::{self, GatheringId, GuestId, PersonId},
};

/// The longest letter that is read (bytes).
pub const MOST: usize = 1 << 20;
/// So many tags of a letter are looked at.
const MOST_TAGS: usize = 8;
/// So many bytes of a seal stand in a tag.
const SEAL: usize = 15;
/// So many characters a tag has: whom it names, and the seal.
const TAG: usize = 1 + 13 + SEAL * 8 / 5;

/// An answer that came by mail, as far as it can be read without asking what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailed {
    /// The tags of the addresses that it went to.
    tags: Vec<String>,
    /// The name of the event.
    pub uid: String,
    /// The address that was invited.
    pub attendee: String,
    /// Which version of the gathering is answered.
    pub sequence: i64,
    /// When, in seconds since 1970.
    pub stamp: i64,
    /// What is answered.
    pub reply: Reply,
}

/// What a letter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// An answer.
    Answer(Mailed),
    /// Sent by a program in somebody's absence, or about a letter that did not arrive: nobody waits for an answer to it.
    Automatic,
    /// Something else.
    Other,
}

/// What the part of an address behind the `+` says: who answers. Only this server can make one.
pub fn tag(keys: &Keys, gathering: GatheringId, comer: Comer) -> String {
    let (kind, id) = match comer {
        Comer::Person(person) => ('p', person.0),
        Comer::Guest(guest) => ('g', guest.0),
    };
    let seal = keys.seal(&format!("answer by mail {gathering} {kind} {id}"));
    format!("{kind}{}{}", id::encode(id), BASE32_NOPAD.encode(&seal[..SEAL]).to_ascii_lowercase())
}

impl Mailed {
    /// Who answers, where a tag says so that was made here for that gathering.
    pub fn comer(&self, keys: &Keys, gathering: GatheringId) -> Option<Comer> {
        self.tags.iter().find_map(|text| {
            let id = id::decode(text.get(1..14)?)?;
            let comer = match text.get(..1)? {
                "p" => Comer::Person(PersonId(id)),
                _ => Comer::Guest(GuestId(id)),
            };
            let same = subtle::ConstantTimeEq::ct_eq(text.as_bytes(), tag(keys, gathering, comer).as_bytes());
            bool::from(same).then_some(comer)
        })
    }
}

/// The tags in a text that holds addresses: mail servers may have changed their case.
fn tags(text: &str) -> impl Iterator<Item = String> {
    text.split('@').filter_map(|part| {
        let (_, tag) = part.rsplit_once('+')?;
        let tag = tag.to_ascii_lowercase();
        let plain = tag.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        (tag.len() == TAG && plain && tag.starts_with(['p', 'g'])).then_some(tag)
    })
}

/// Reads a letter; `recipient` is the address that the mail server took it for, where it says so.
pub fn read(bytes: &[u8], recipient: Option<&str>) -> Letter {
    let Some(message) = MessageParser::default().parse(bytes) else { return Letter::Other };
    let calendars = message.parts.iter().filter(|part| {
        part.content_type().is_some_and(|kind| {
            let of = |name: &str| kind.ctype().eq_ignore_ascii_case(name);
            let sub = |name: &str| kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case(name));
            (of("text") && sub("calendar")) || (of("application") && sub("ics"))
        })
    });
    let answer = calendars.take(MOST_TAGS).find_map(|part| reply::read(part.contents()));
    let header = |name: &str| {
        message.headers_raw().find_map(|(known, value)| known.eq_ignore_ascii_case(name).then(|| value.trim()))
    };
    let Some(answer) = answer else {
        let by_itself = header("Auto-Submitted").is_some_and(|value| !value.eq_ignore_ascii_case("no"));
        let about_another = header("Return-Path").is_some_and(|value| value == "<>");
        return if by_itself || about_another { Letter::Automatic } else { Letter::Other };
    };
    let headers = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"].map(header);
    // Some servers cut it off the address: but the answer names it too.
    let named = recipient.into_iter().chain([answer.organizer.as_str()]).chain(headers.into_iter().flatten());
    let tags = named.flat_map(tags).take(MOST_TAGS).collect();
    let reply = match answer.attends {
        Attends::Accepted => Reply::Yes,
        Attends::Tentative => Reply::Maybe,
        Attends::Declined => Reply::No,
    };
    Letter::Answer(Mailed {
        tags,
        uid: answer.uid,
        attendee: answer.attendee,
        sequence: answer.sequence,
        stamp: answer.stamp,
        reply,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(byte: u8) -> Keys {
        Keys { certificates: [0; 32], anchors: [0; 32], links: [byte; 32] }
    }

    const GATHERING: GatheringId = GatheringId(7);

    /// A letter with a calendar in it, in the form that the first line of its part says.
    fn letter(head: &str, part: &str, body: &str) -> String {
        format!(
            "From: Tom <tom@example.net>\r\n{head}Subject: Accepted: Tea\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: multipart/alternative; \
             boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTom has accepted.\r\n\
             --b\r\n{part}\r\n\r\n{body}\r\n--b--\r\n\r\n--a--\r\n"
        )
    }

    fn calendar(organizer: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x@meet.example\r\nDTSTAMP:20261126T120000Z\r\n\
             ORGANIZER:mailto:{organizer}\r\nATTENDEE;PARTSTAT=DECLINED:mailto:tom@example.net\r\nEND:VEVENT\r\n\
             END:VCALENDAR\r\n"
        )
    }

    #[test]
    fn who_answers_stands_in_the_address() {
        let (mine, comer) = (keys(1), Comer::Guest(GuestId(9)));
        let made = tag(&mine, GATHERING, comer);
        assert_eq!(made.len(), TAG);
        let to = format!("answers+{made}@meet.example");
        let plain = "Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY";
        let from_organizer = letter("", plain, &calendar(&to));
        let upper = format!("To: \"Hana\" <Answers+{}@meet.example>\r\n", made.to_uppercase());
        let from_head = letter(&upper, plain, &calendar("answers@meet.example"));
        let base64 = data_encoding::BASE64_MIME.encode(calendar(&to).as_bytes());
        let encoded = letter("", &format!("{plain}\r\nContent-Transfer-Encoding: base64"), &base64);
        let quoted = calendar(&to).replace('=', "=3D");
        let quoted = letter("", &format!("{plain}\r\nContent-Transfer-Encoding: quoted-printable"), &quoted);
        let attached = "Content-Type: application/ics; name=\"invite.ics\"\r\nContent-Disposition: attachment";
        let attached = letter("", attached, &calendar(&to));
        for text in [from_organizer, from_head, encoded, quoted, attached] {
            let Letter::Answer(mailed) = read(text.as_bytes(), None) else { panic!("{text}") };
            assert_eq!(mailed.comer(&mine, GATHERING), Some(comer), "{text}");
            assert_eq!((mailed.reply, mailed.attendee.as_str()), (Reply::No, "tom@example.net"));
            // Of another gathering, or of another server, it says nothing.
            assert_eq!(mailed.comer(&mine, GatheringId(8)), None);
            assert_eq!(mailed.comer(&keys(2), GATHERING), None);
        }
        let bare = letter("", plain, &calendar("answers@meet.example"));
        let Letter::Answer(mailed) = read(bare.as_bytes(), Some(&to)) else { panic!("{bare}") };
        assert_eq!(mailed.comer(&mine, GATHERING), Some(comer));
        // Nobody answers for another by changing who it names.
        let other = to.replace("+g", "+p");
        let Letter::Answer(mailed) = read(bare.as_bytes(), Some(&other)) else { panic!("{bare}") };
        assert_eq!(mailed.comer(&mine, GATHERING), None);
    }

    #[test]
    fn other_letters_are_no_answers() {
        let plain = "Content-Type: text/plain";
        assert_eq!(read(letter("", plain, "See you there").as_bytes(), None), Letter::Other);
        assert_eq!(read(b"", None), Letter::Other);
        let away = letter("Auto-Submitted: auto-replied\r\n", plain, "I am away");
        assert_eq!(read(away.as_bytes(), None), Letter::Automatic);
        let lost = letter("Return-Path: <>\r\n", plain, "Not delivered");
        assert_eq!(read(lost.as_bytes(), None), Letter::Automatic);
    }

    proptest! {
        #[test]
        fn any_letter_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), cut in 0usize..900) {
            let mut text = letter("", "Content-Type: text/calendar", &calendar("answers+x@meet.example")).into_bytes();
            text.truncate(cut);
            text.extend(&bytes);
            drop(read(&text, None));
            drop(read(&bytes, Some("a+b@c")));
        }
    }
}
