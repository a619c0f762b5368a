//! Telling many people of one act: afterwards, a few in each transaction, each of them once.
//!
//! The act itself writes one row and one job. The row says how far the telling has come; a part of it writes its notices,
//! its letters, how far it came and the job for the next part in one transaction. So whatever is cut off is taken up where
//! it stood, and a job that runs twice finds that its part is done. What happens meanwhile takes the row over: a
//! calling-off overtakes a move that nobody has heard of yet.

use serde::{Deserialize, Serialize};

use super::{guests, guests::model::Comer, mail, model::Gathering, store};
use crate::{
    act::{Act, Look},
    communities,
    db::{Error as DbError, FromValue, ToValue, Value},
    error::Result,
    id::{GatheringId, GuestId, PersonId},
    jobs::Job,
    time::{MINUTE, Moment},
};

/// So many people are told in one transaction.
const PART: usize = 200;
/// Moves within so long of the first are one to those who are told (milliseconds).
const SETTLES: i64 = 3 * MINUTE;

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It was published.
    Published,
    /// Its time or place changed.
    Moved,
    /// Its time stays, but the rules of its zone changed: it begins at another instant.
    Clocks,
    /// It was called off.
    Cancelled,
    /// It was called off, and takes place after all.
    Back,
    /// It is over, and a host wrote of it.
    Recap,
}

impl News {
    /// As it is stored, and the kind of its notice.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Moved => "moved",
            Self::Clocks => "clocks",
            Self::Cancelled => "cancelled",
            Self::Back => "back",
            Self::Recap => "recap",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Published, Self::Moved, Self::Clocks, Self::Cancelled, Self::Back, Self::Recap]
            .into_iter()
            .find(|news| news.as_str() == text)
    }

    fn audiences(self) -> &'static [Audience] {
        match self {
            Self::Published => &[Audience::Invited],
            Self::Recap => &[Audience::There],
            _ => &[Audience::Answered, Audience::Guests],
        }
    }

    /// Whether it is still so, and still of use.
    fn holds(self, gathering: &Gathering, now: Moment) -> bool {
        let cancelled = gathering.cancelled_at.is_some();
        match self {
            Self::Cancelled => cancelled,
            Self::Recap => !cancelled,
            _ => !cancelled && gathering.ends_at > now,
        }
    }

    /// What there is to tell when `self` happens to people who may not have heard of `before` yet.
    fn after(self, before: Self) -> Self {
        // That it takes place after all says more, and says where and when as well.
        if self == Self::Moved && before == Self::Back { Self::Back } else { self }
    }
}

/// Who is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The members of its community; of one that belongs to none, those who know the host.
    Invited,
    /// Those who answered yes or maybe.
    Answered,
    /// Those who were there, who get no letter: what is told them in the meantime is not overtaken.
    There,
    /// Those of them who have no account.
    Guests,
}

impl Audience {
    fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Answered => "answered",
            Self::There => "there",
            Self::Guests => "guests",
        }
    }
}

macro_rules! stored_as_text {
    ($($type:ident),*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Text(self.as_str())
            }
        }
    )*};
}
stored_as_text!(News, Audience);

impl FromValue for News {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} is no news")))
    }
}

/// A part of a telling: those after a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Of what.
    pub gathering: GatheringId,
    /// To whom.
    pub audience: Audience,
    /// Which happening.
    pub round: i64,
    /// Who was the last to be told; 0 before the first.
    pub told: PersonId,
}

/// Lets those concerned be told, all but the one who did it.
pub fn tell(act: &mut Act<'_>, id: GatheringId, news: News, but: Option<PersonId>) -> Result<()> {
    tell_with(act, id, news, but, "")
}

/// The same with the words of the one who did it.
pub fn tell_with(act: &mut Act<'_>, id: GatheringId, news: News, but: Option<PersonId>, words: &str) -> Result<()> {
    for audience in news.audiences() {
        // Most gatherings have no guests.
        if *audience != Audience::Guests || guests::count_to_be_told(act, id)? > 0 {
            tell_those(act, id, (news, words), but, *audience)?;
        }
    }
    Ok(())
}

fn tell_those(
    act: &mut Act<'_>,
    id: GatheringId,
    (news, words): (News, &str),
    but: Option<PersonId>,
    audience: Audience,
) -> Result<()> {
    let now = act.now;
    let before = store::telling(act, id, audience)?;
    if let Some(row) = &before
        && (news, row.news) == (News::Moved, News::Moved)
        && row.told == PersonId(0)
        && row.due_at > now
    {
        // Nobody has heard of the first move yet: they will hear of the last. Of two who moved it each hears it too.
        return store::touch_telling(act, id, audience, but.filter(|_| row.but == but), now, words);
    }
    let news = before.map_or(news, |row| news.after(row.news));
    let due = if news == News::Moved { now.plus(SETTLES) } else { now };
    let telling = Telling { gathering: id, audience, round: act.id(), told: PersonId(0) };
    store::put_telling(act, &telling, (news, words), but, now, due)?;
    act.later_at(&Job::Tell(telling), due)
}

/// Tells the next part of those concerned, and leaves the rest to the next job; the next part, if there is one.
pub fn tell_some(act: &mut Act<'_>, telling: &Telling) -> Result<()> {
    match tell_part(act, telling)? {
        Some(next) => act.later(&Job::Tell(next)),
        None => Ok(()),
    }
}

/// Tells everybody at once: for demonstrations, whose days pass in one transaction.
pub fn tell_now(act: &mut Act<'_>, id: GatheringId) -> Result<()> {
    for audience in [Audience::Invited, Audience::Answered, Audience::Guests, Audience::There] {
        let row = store::telling(act, id, audience)?;
        let mut part = row.map(|row| Telling { gathering: id, audience, round: row.round, told: row.told });
        while let Some(telling) = part {
            part = tell_part(act, &telling)?;
        }
    }
    Ok(())
}

fn tell_part(act: &mut Act<'_>, telling: &Telling) -> Result<Option<Telling>> {
    let (id, audience) = (telling.gathering, telling.audience);
    let Some(row) = store::telling(act, id, audience)? else { return Ok(None) };
    // Something newer is told instead, or this part has been told already.
    if (row.round, row.told) != (telling.round, telling.told) {
        return Ok(None);
    }
    let now = act.now;
    let Some(gathering) = store::gathering(act, id)?.filter(|gathering| row.news.holds(gathering, now)) else {
        return store::delete_telling(act, id, audience).map(|()| None);
    };
    let people = concerned(act, &gathering, audience, row.at, telling.told)?;
    for person in people.iter().copied().filter(|person| Some(*person) != row.but) {
        match audience {
            Audience::Invited | Audience::There => mail::notice(act, &gathering, row.news, person)?,
            Audience::Answered => {
                mail::notice(act, &gathering, row.news, person)?;
                mail::post(act, &gathering, (row.news, &row.words), Comer::Person(person))?;
            }
            Audience::Guests => mail::post(act, &gathering, (row.news, &row.words), Comer::Guest(GuestId(person.0)))?,
        }
    }
    match people.last() {
        Some(&told) if people.len() == PART => {
            store::put_told(act, id, audience, told)?;
            Ok(Some(Telling { told, ..telling.clone() }))
        }
        _ => store::delete_telling(act, id, audience).map(|()| None),
    }
}

/// The next of those concerned (guests by their own ids), in the order of their ids. Who answered later than it happened knows already.
fn concerned(
    look: &mut Look<'_>,
    gathering: &Gathering,
    audience: Audience,
    at: Moment,
    after: PersonId,
) -> Result<Vec<PersonId>> {
    match (audience, gathering.community, gathering.host) {
        (Audience::Answered, ..) => store::to_be_told(look, gathering.id, at, after, PART),
        (Audience::There, ..) => super::recap::to_tell(look, gathering.id, after, PART),
        (Audience::Guests, ..) => {
            let some = guests::to_be_told(look, gathering.id, at, GuestId(after.0), PART as i64)?;
            Ok(some.into_iter().map(|guest| PersonId(guest.0)).collect())
        }
        (Audience::Invited, Some(community), _) => communities::members_after(look, community, after, PART),
        (Audience::Invited, None, Some(host)) => store::who_know(look, host, after, PART),
        (Audience::Invited, None, None) => Ok(Vec::new()),
    }
}
