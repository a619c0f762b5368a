//! What a gathering is, and the rules of its time, its places and its answers.

use serde::{Deserialize, Serialize};
use visavis_places::{Place, Point};

pub use super::draft::{Draft, Planned};
use super::{answers::model::Terms, approval::Admission};
use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    error::{Error, Result},
    id::{CommunityId, GatheringId, PersonId},
    people::Face,
    rows,
    time::{DAY, HOUR, Moment, Zone},
    town,
};

/// One may check in from so long before the start (milliseconds) …
pub const EARLY: i64 = 2 * HOUR;
/// … to so long after the end.
pub const LATE: i64 = 6 * HOUR;
/// The longest gathering (milliseconds): a festival.
pub const LONGEST: i64 = 31 * DAY;
/// So long after calling off it can be undone (milliseconds).
const UNDO: i64 = DAY;

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// "I'm coming."
    Yes,
    /// "Maybe."
    Maybe,
    /// "Can't make it."
    No,
    /// They would come, and wait for a place.
    Waiting,
    /// They would come, and a host has yet to say so.
    Asked,
    /// They would come, and a host said no.
    Declined,
}

impl Reply {
    /// Whether they come, or would.
    pub fn comes(self) -> bool {
        matches!(self, Self::Yes | Self::Waiting | Self::Asked | Self::Declined)
    }

    /// The reply of that name that somebody can give: a yes for which there is no place waits by itself.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "yes" => Some(Self::Yes),
            "maybe" => Some(Self::Maybe),
            "no" => Some(Self::No),
            _ => None,
        }
    }

    /// Its name, as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Maybe => "maybe",
            Self::No => "no",
            Self::Waiting => "waiting",
            Self::Asked => "asked",
            Self::Declined => "declined",
        }
    }
}

impl ToValue for Reply {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for Reply {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        let stored = match text.as_str() {
            "waiting" => Some(Self::Waiting),
            "asked" => Some(Self::Asked),
            "declined" => Some(Self::Declined),
            other => Self::read(other),
        };
        stored.ok_or_else(|| DbError::Shape(format!("{text} is no reply")))
    }
}

/// Where a gathering stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is still to come.
    Ahead,
    /// It goes on now.
    On,
    /// It is over.
    Over,
    /// It was called off.
    CalledOff,
}

impl State {
    fn of(starts_at: Moment, ends_at: Moment, cancelled: bool, now: Moment) -> Self {
        match () {
            () if cancelled => Self::CalledOff,
            () if ends_at <= now => Self::Over,
            () if starts_at <= now => Self::On,
            () => Self::Ahead,
        }
    }
}

rows! {
    /// A gathering with all that is stored of it.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Gathering {
        /// Its id.
        pub id: GatheringId,
        /// The community it belongs to.
        pub community: Option<CommunityId>,
        /// Who hosts it; `None` where they have left.
        pub host: Option<PersonId>,
        /// Its title.
        pub title: String,
        /// Words about it, in Markdown.
        pub words: String,
        /// The name of its zone.
        pub zone: String,
        /// What the clock on the wall says when it begins.
        pub starts_local: String,
        /// What the clock on the wall says when it ends.
        pub ends_local: String,
        /// When it begins.
        pub starts_at: Moment,
        /// When it ends.
        pub ends_at: Moment,
        /// The venue's name; may be empty.
        pub venue: String,
        /// Street and number; may be empty.
        pub address: String,
        /// The town's number in the gazetteer.
        pub place: Option<i64>,
        /// How many can come, the host counted; `None` for any number.
        pub capacity: Option<i64>,
        /// How many places are taken.
        pub going: i64,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// What the picture shows.
        pub photo_words: String,
        /// How often it was changed.
        pub sequence: i64,
        /// When it was last changed.
        pub changed_at: Option<Moment>,
        /// When it was called off.
        pub cancelled_at: Option<Moment>,
        /// Why it was called off.
        pub cancel_words: Option<String>,
        /// How many others one can bring along.
        pub plus: i64,
        /// For how many hours a place that came free is held; `None` where it is at once theirs.
        pub hold_hours: Option<i64>,
        /// From when on answers are taken.
        pub opens_at: Option<Moment>,
        /// Until when they are.
        pub closes_at: Option<Moment>,
        /// How often somebody has had to wait for a place.
        pub tickets: i64,
        /// Who says who comes, and who learns the exact place.
        pub admission: Admission,
        /// Into how many parts it is cut; 0 where it is not.
        pub parts: i64,
    }
}

/// The address of a gathering's page.
pub fn url(id: GatheringId) -> String {
    format!("/g/{id}")
}

impl Gathering {
    /// The address of its page.
    pub fn url(&self) -> String {
        url(self.id)
    }

    /// Whether that member hosts it.
    pub fn is_hosted_by(&self, person: Option<PersonId>) -> bool {
        person.is_some() && self.host == person
    }

    /// Its zone.
    pub fn zone(&self) -> Zone {
        Zone::named(&self.zone).unwrap_or(Zone::UTC)
    }

    /// Its town.
    pub fn town(&self) -> Option<Place> {
        town::stored(self.place)
    }

    /// Where it stands.
    pub fn state(&self, now: Moment) -> State {
        State::of(self.starts_at, self.ends_at, self.cancelled_at.is_some(), now)
    }

    /// What its host set about answers.
    pub fn terms(&self) -> Terms {
        Terms {
            plus: self.plus,
            hold_hours: self.hold_hours,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            admission: self.admission,
            ..Terms::default()
        }
    }

    /// How many places are left; `None` where there is no limit.
    pub fn left(&self) -> Option<i64> {
        Some((self.capacity? - self.going).max(0))
    }

    /// Whether no place is left.
    pub fn is_full(&self) -> bool {
        self.left() == Some(0)
    }

    /// # Errors
    /// Where it is over or was called off: nothing about it can be changed or answered.
    pub fn still_open(&self, now: Moment) -> Result<()> {
        match self.state(now) {
            State::Ahead | State::On => Ok(()),
            State::Over => Err(Error::Conflict("error-gathering-over")),
            State::CalledOff => Err(Error::Conflict("error-gathering-cancelled")),
        }
    }

    /// From when until when one can check in.
    pub fn hours(&self) -> (Moment, Moment) {
        (self.starts_at.plus(-EARLY), self.ends_at.plus(LATE))
    }

    /// Whether one can check in now.
    pub fn is_around(&self, now: Moment) -> bool {
        let (from, to) = self.hours();
        self.cancelled_at.is_none() && now >= from && now <= to
    }

    /// Whether calling off can still be undone.
    pub fn can_come_back(&self, now: Moment) -> bool {
        self.cancelled_at.is_some_and(|at| now.since(at) <= UNDO) && self.ends_at > now
    }

    /// Where it is, in one line: venue, address, town.
    pub fn where_in_words(&self) -> String {
        let town = self.town().map(|town| town.name).unwrap_or_default();
        let parts = [self.venue.as_str(), self.address.as_str(), town];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// What a list shows of a gathering.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Its id.
    pub id: GatheringId,
    /// Its title.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// The community it belongs to.
    pub community: Option<CommunityId>,
    /// Who hosts it.
    pub host: Option<PersonId>,
    /// Its zone.
    pub zone: Zone,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Moment,
    /// The venue's name; may be empty.
    pub venue: String,
    /// The town's name; may be empty.
    pub town: String,
    /// The town's number in the gazetteer.
    pub place: Option<i64>,
    /// The hash of its picture.
    pub photo: Option<String>,
    /// How many can come.
    pub capacity: Option<i64>,
    /// How many are coming.
    pub going: i64,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Who says who comes, and who learns the exact place.
    pub admission: Admission,
    /// What the viewer answered.
    pub reply: Option<Reply>,
    /// The viewer's people who are coming, those they know best first; at most [`FACES`].
    pub people: Vec<Face>,
    /// How many of the viewer's people are coming in all.
    pub known: i64,
    /// How many more dates of its series follow, where a list shows only the next of them.
    pub more_dates: i64,
}

/// So many faces stand in a row of a list.
pub const FACES: i64 = 4;

impl Brief {
    /// Where it stands.
    pub fn state(&self, now: Moment) -> State {
        State::of(self.starts_at, self.ends_at, self.cancelled, now)
    }

    /// Where it is, in a few words.
    pub fn where_in_words(&self) -> String {
        let parts = [self.venue.as_str(), self.town.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

rows! {
    /// A gathering that two people both go to.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct Shared {
        /// Its id.
        pub id: GatheringId,
        /// Its title.
        pub title: String,
        /// When it begins.
        pub starts_at: Moment,
        /// When it ends.
        pub ends_at: Moment,
    }
}

/// What is looked for; what is left empty does not count.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Around there, within so many kilometres.
    pub place: Option<(Point, f64)>,
    /// With that interest (as it is stored).
    pub interest: Option<String>,
    /// With words that begin like these.
    pub text: Option<String>,
    /// Not over by then; now where it is empty.
    pub from: Option<Moment>,
    /// Beginning before.
    pub to: Option<Moment>,
    /// In that language (its code).
    pub language: Option<String>,
    /// Free, or not.
    pub cost: Option<String>,
    /// Only where one gets in without steps.
    pub step_free: bool,
    /// Only where somebody of the viewer's people is going.
    pub known: bool,
    /// Of a series only the next.
    pub once: bool,
}
