//! What can be told, how it is signed, and how long it is tried.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    error::{Error, Problems, Result},
    http::Fields,
    id::CommunityId,
    outside::{WebFault, web_address},
    time::{DAY, HOUR, MINUTE},
};

/// So long an address may fail before it is told no more (milliseconds).
pub const PATIENCE: i64 = 3 * DAY;

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A gathering was published.
    Published,
    /// Its time or place changed.
    Moved,
    /// Its words changed, and neither time nor place.
    Changed,
    /// It was called off.
    Cancelled,
    /// Somebody answered it: for its host, and the hosts of its community.
    Answered,
    /// Somebody arrived there: for the same.
    CheckedIn,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Published, Self::Moved, Self::Changed, Self::Cancelled, Self::Answered, Self::CheckedIn];
    /// Their names.
    pub const NAMES: [&'static str; 6] = [
        "gathering.published",
        "gathering.moved",
        "gathering.changed",
        "gathering.cancelled",
        "gathering.answered",
        "gathering.checked_in",
    ];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => Self::NAMES[0],
            Self::Moved => Self::NAMES[1],
            Self::Changed => Self::NAMES[2],
            Self::Cancelled => Self::NAMES[3],
            Self::Answered => Self::NAMES[4],
            Self::CheckedIn => Self::NAMES[5],
        }
    }

    /// The key of the message that says what it is.
    pub fn key(self) -> &'static str {
        match self {
            Self::Published => "webhook-event-published",
            Self::Moved => "webhook-event-moved",
            Self::Changed => "webhook-event-changed",
            Self::Cancelled => "webhook-event-cancelled",
            Self::Answered => "webhook-event-answered",
            Self::CheckedIn => "webhook-event-checked-in",
        }
    }

    /// Whether it is about people: then it is for hosts alone.
    pub fn names_people(self) -> bool {
        matches!(self, Self::Answered | Self::CheckedIn)
    }
}

/// An address as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is told.
    pub url: String,
    /// Of which community; `None` for what they host themselves.
    pub community: Option<CommunityId>,
    /// Of what.
    pub events: Vec<Event>,
}

impl Wanted {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        match web_address(fields.text("url")) {
            Ok(url) if url.scheme() == "https" => {}
            Ok(_) => problems.add("url", WebFault::Address.key()),
            Err(fault) => problems.add("url", fault.key()),
        }
        let community = fields.some("community").map(str::parse);
        problems.unless(!matches!(community, Some(Err(_))), "community", "problem-webhook-community");
        let asked: Vec<&str> = fields.all("event").collect();
        let events: Vec<Event> = Event::ALL.into_iter().filter(|event| asked.contains(&event.as_str())).collect();
        problems.unless(!events.is_empty(), "event", "problem-webhook-events");
        if !problems.0.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(Self { url: fields.text("url").to_owned(), community: community.and_then(Result::ok), events })
    }
}

/// After how long something is tried again that failed so many times (milliseconds); `None` where it is given up.
pub fn pause(tries: i64) -> Option<i64> {
    match tries {
        ..=1 => Some(5_000),
        2 => Some(5 * MINUTE),
        3 => Some(30 * MINUTE),
        4 => Some(2 * HOUR),
        5 => Some(5 * HOUR),
        6 => Some(10 * HOUR),
        7 => Some(14 * HOUR),
        _ => None,
    }
}

/// A secret as it is shown, and as programs that check signatures take it.
pub fn shown(secret: &[u8; 32]) -> String {
    format!("whsec_{}", BASE64.encode(secret))
}

/// The header `webhook-signature` of a message.
pub fn signature(secret: &[u8; 32], id: &str, seconds: i64, body: &str) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_signed_as_the_standard_says() {
        // Reckoned by Python's hmac.
        let secret: [u8; 32] = std::array::from_fn(|at| at as u8);
        let said = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(said, "v1,O4Gjv1HqPqsMrjmczoggs/sWA8gZD0VyHG+fLh4+ktI=");
        assert!(shown(&secret).starts_with("whsec_AAECAwQF"));
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<i64> = (1..).map_while(pause).collect();
        assert_eq!(pauses.len(), 7);
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]));
        assert!((DAY..3 * DAY).contains(&pauses.iter().sum()));
    }

    #[test]
    fn what_is_wanted_is_held_against_the_rules() {
        let read = |query: &str| Wanted::read(&Fields::from_query(query));
        let wanted =
            read("url=https://example.org/hook&event=gathering.moved&event=gathering.published&event=x").unwrap();
        assert_eq!(wanted.events, [Event::Published, Event::Moved]);
        for (query, field) in [
            ("url=http://example.org/hook&event=gathering.moved", "url"),
            ("url=https://10.0.0.1/&event=gathering.moved", "url"),
            ("url=https://example.org/&event=x", "event"),
            ("url=https://example.org/&event=gathering.moved&community=x", "community"),
        ] {
            let Err(Error::Invalid(problems)) = read(query) else { panic!("{query}") };
            assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), [field], "{query}");
        }
    }
}
