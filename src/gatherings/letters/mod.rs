//! Letters from those who run a gathering to some of those who answered or came: to those who come, may come, wait, were
//! there. Members get a notice too, guests their link; by one link without signing in one gets no more of them.
//!
//! They go out in parts, a part and how far it came in one transaction, members first and then guests: a part that was cut
//! off is done again as a whole, one that was done is not. The word of thanks (`after`) goes the same way.

mod api;
pub mod model;
mod pages;
mod store;
pub(super) mod views;

use model::{Group, Groups, Leave, Writing, is_open, may_write, meant};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
pub(super) use store::hand_over;

use super::{
    actions::visible,
    approval,
    crew::{self, Deed},
    guests::{self, model::Comer},
    mail,
    model::Gathering,
    store as gatherings,
};
use crate::{
    act::{Act, Look},
    args,
    db::{Error as DbError, FromValue, ToValue, Value},
    error::{Error, Result},
    http::Routes,
    id::{GatheringId, LetterId, PersonId},
    jobs::Job,
    notices, people, rows,
    time::Moment,
};

/// So many are written to in one transaction.
const PART: i64 = 200;
/// So many letters are listed.
pub const LISTED: i64 = 100;

/// What a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of several.
    Letter,
    /// The word of thanks, which stands on the page as well.
    Thanks,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Thanks => "thanks",
        }
    }
}

/// Who is written to at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Those who have an account.
    Members,
    /// Those who have none.
    Guests,
}

impl Part {
    fn as_str(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Guests => "guests",
        }
    }
}

macro_rules! stored_as_text {
    ($($type:ident: $($variant:ident),*;)*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Text(self.as_str())
            }
        }
        impl FromValue for $type {
            fn from_value(value: Value<'_>) -> Result<Self, DbError> {
                let text = String::from_value(value)?;
                let known = [$(Self::$variant),*].into_iter().find(|one| one.as_str() == text);
                known.ok_or_else(|| DbError::Shape(format!("{text} is not known of letters")))
            }
        }
    )*};
}
stored_as_text!(Kind: Letter, Thanks; Part: Members, Guests;);

rows! {
    /// A letter.
    #[derive(Debug, Clone)]
    pub struct Row {
        /// Which one.
        pub id: LetterId,
        /// About what.
        pub gathering: GatheringId,
        /// Who wrote it; `None` for one who has left.
        pub by: Option<PersonId>,
        /// Their name.
        pub by_name: Option<String>,
        /// What it is.
        pub kind: Kind,
        /// To whom.
        pub groups: Groups,
        /// Its subject; empty for thanks.
        pub subject: String,
        /// Its words: in Markdown, but for thanks.
        pub words: String,
        /// When it was written.
        pub at: Moment,
        /// So many were meant then.
        pub reaches: i64,
        /// Who is written to now.
        pub part: Part,
        /// The last of them who was.
        pub told: i64,
        /// So many were in all.
        pub sent: i64,
        /// When the last of all was.
        pub done_at: Option<Moment>,
    }
}

/// A letter that is to be kept.
pub(super) struct Written<'w> {
    gathering: GatheringId,
    by: PersonId,
    kind: Kind,
    groups: &'w Groups,
    subject: &'w str,
    words: &'w str,
}

/// A part of what is to be sent: to those after somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Which letter.
    pub letter: LetterId,
    /// To whom.
    pub part: Part,
    /// The last who got it; 0 before the first.
    pub told: i64,
}

/// What people and programs can reach here.
pub(super) fn routes() -> Routes {
    pages::routes().and(api::routes())
}

/// A gathering that the viewer runs, and what was written about it, the newest first.
pub fn list(look: &mut Look<'_>, id: GatheringId) -> Result<(Gathering, Vec<Row>)> {
    let (gathering, _) = crew::at(look, id, Deed::Run)?;
    Ok((gathering, store::of_gathering(look, id, LISTED)?))
}

/// Whether one more may be written now.
pub fn is_free(rows: &[Row], now: Moment) -> bool {
    may_write(rows.iter().filter(|row| row.kind == Kind::Letter).map(|row| row.at), now)
}

/// How many a letter of somebody to these would reach.
fn count_of(look: &mut Look<'_>, id: GatheringId, by: PersonId, groups: &Groups) -> Result<i64> {
    let meant = meant(groups, store::anybody_came(look, id)?);
    let members = store::members(look, id, by, meant, 0, i64::MAX)?.len();
    let guests = store::guests(look, id, meant, 0, i64::MAX)?.len();
    Ok((members + guests) as i64)
}

/// How many a letter of the viewer to these would reach.
pub fn count(look: &mut Look<'_>, id: GatheringId, groups: &Groups) -> Result<i64> {
    let me = look.viewer.person()?;
    count_of(look, id, me, groups)
}

/// `Ok` where the viewer may write that now.
///
/// # Errors
/// [`Error::Conflict`] where it is too late or too often, a fault at `to` where it would reach nobody.
pub fn may(look: &mut Look<'_>, id: GatheringId, writing: &Writing) -> Result<(Gathering, i64)> {
    let (gathering, rows) = list(look, id)?;
    if !is_open(&gathering, look.now) {
        return Err(Error::Conflict("error-letters-late"));
    }
    if !is_free(&rows, look.now) {
        return Err(Error::Conflict("error-letters-today"));
    }
    if !writing.groups.iter().all(|group| group.is_there(&gathering, look.now)) {
        return Err(Error::invalid("to", "problem-letters-to"));
    }
    match count(look, id, &writing.groups)? {
        0 => Err(Error::invalid("to", "problem-letters-nobody")),
        count => Ok((gathering, count)),
    }
}

/// Writes to some of those whom a gathering concerns that the viewer runs.
pub fn write(act: &mut Act<'_>, id: GatheringId, writing: &Writing) -> Result<Row> {
    let (_, reaches) = may(act, id, writing)?;
    let by = act.viewer.person()?;
    let (groups, subject, words) = (&writing.groups, writing.subject.as_str(), writing.words.as_str());
    begin(act, &Written { gathering: id, by, kind: Kind::Letter, groups, subject, words }, reaches)
}

/// Sends the word of thanks to those who were there.
pub fn thank(act: &mut Act<'_>, id: GatheringId, words: &str) -> Result<Row> {
    let by = act.viewer.person()?;
    let groups = Groups::one(Group::Came);
    let reaches = count_of(act, id, by, &groups)?;
    begin(act, &Written { gathering: id, by, kind: Kind::Thanks, groups: &groups, subject: "", words }, reaches)
}

fn begin(act: &mut Act<'_>, written: &Written<'_>, reaches: i64) -> Result<Row> {
    let id: LetterId = act.id();
    store::put(act, id, written, reaches)?;
    act.later(&Job::GatheringLetter(Sending { letter: id, part: Part::Members, told: 0 }))?;
    store::letter(act, id)?.ok_or(Error::NotFound)
}

/// Sends the next part, and leaves the rest to the next job.
pub fn send_some(act: &mut Act<'_>, sending: &Sending) -> Result<()> {
    let Some(row) = store::letter(act, sending.letter)? else { return Ok(()) };
    // This part is done.
    if (row.part, row.told) != (sending.part, sending.told) || row.done_at.is_some() {
        return Ok(());
    }
    let (Some(by), Some(gathering)) = (row.by, gatherings::gathering(act, row.gathering)?) else {
        let now = act.now;
        return store::put_told(act, row.id, row.part, row.told, 0, Some(now));
    };
    let meant = meant(&row.groups, store::anybody_came(act, gathering.id)?);
    let (last, sent) = match row.part {
        Part::Members => {
            let people = store::members(act, gathering.id, by, meant, row.told, PART)?;
            for &person in &people {
                tell(act, &gathering, &row, person)?;
            }
            (people.last().map(|person| person.0), people.len())
        }
        Part::Guests => {
            let people = store::guests(act, gathering.id, meant, row.told, PART)?;
            for &guest in &people {
                let leave = leave_url(act, gathering.id, guest.0);
                let seen = approval::as_seen_by(act, &gathering, Comer::Guest(guest))?;
                guests::write_to_many(act, guest, &leave, |say, address| composed(say, &seen, &row, address, &leave))?;
            }
            (people.last().map(|guest| guest.0), people.len())
        }
    };
    let sent = sent as i64;
    let next = match (last, row.part) {
        (Some(told), part) if sent == PART => Some((part, told)),
        (_, Part::Members) => Some((Part::Guests, 0)),
        (_, Part::Guests) => None,
    };
    match next {
        Some((part, told)) => {
            store::put_told(act, row.id, part, told, sent, None)?;
            act.later(&Job::GatheringLetter(Sending { letter: row.id, part, told }))
        }
        None => {
            let now = act.now;
            store::put_told(act, row.id, row.part, last.unwrap_or(row.told), sent, Some(now))
        }
    }
}

/// The next of those who were there, in the order of their ids: but `by`, those hidden from them, those who muted them, and
/// those who want to hear no more of it.
pub fn reached(
    look: &mut Look<'_>,
    id: GatheringId,
    by: PersonId,
    after: PersonId,
    most: usize,
) -> Result<Vec<PersonId>> {
    let meant = meant(&Groups::one(Group::Came), store::anybody_came(look, id)?);
    store::members(look, id, by, meant, after.0, i64::try_from(most).unwrap_or(i64::MAX))
}

/// A notice and a letter to one member.
fn tell(act: &mut Act<'_>, gathering: &Gathering, row: &Row, person: PersonId) -> Result<()> {
    let url = match row.kind {
        Kind::Letter => format!("{}/letters/{}", gathering.url(), row.id),
        Kind::Thanks => gathering.url(),
    };
    let data = json!({ "title": gathering.title, "url": url });
    // Each is a notice of its own: a letter that is not read yet is not overtaken by the next.
    notices::put(act, person, row.kind.as_str(), Some(row.id.0), row.by, &data)?;
    let leave = leave_url(act, gathering.id, person.0);
    let address = act.shared.config.url(&gathering.url());
    // Who may come only reads where, whoever writes.
    let seen = approval::as_seen_by(act, gathering, Comer::Person(person))?;
    people::letter_with_a_way_out(act, person, &leave, |say| composed(say, &seen, row, &address, &leave)).map(drop)
}

fn leave_url(look: &Look<'_>, gathering: GatheringId, comer: i64) -> String {
    let leave = Leave { gathering, comer }.seal(&look.shared.keys);
    look.shared.config.url(&format!("/letters/gathering/{leave}"))
}

fn composed(
    say: crate::page::text::Say,
    gathering: &Gathering,
    row: &Row,
    address: &str,
    leave: &str,
) -> (String, String) {
    let title = gathering.title.as_str();
    let by = people::escaped(row.by_name.as_deref().unwrap_or_default());
    let (subject, words) = match row.kind {
        Kind::Letter => {
            let subject = say.with("mail-letters-about", args! { title: title, subject: row.subject.as_str() });
            (subject, row.words.clone())
        }
        Kind::Thanks => (say.with("mail-gathering-thanks", args! { title: title }), people::escaped(&row.words)),
    };
    let foot = say.with("mail-letters-about-foot", args! { by: by, leave: leave });
    (subject, [words, mail::about(say, gathering, row.at), address.to_owned(), foot].join("\n\n"))
}

/// A letter, for those who run the gathering and those it was written to.
pub fn read(look: &mut Look<'_>, id: GatheringId, letter: LetterId) -> Result<(Gathering, Row)> {
    let person = look.viewer.person()?;
    let gathering = visible(look, id)?;
    let found = store::letter(look, letter)?.filter(|row| row.gathering == id && row.kind == Kind::Letter);
    let row = found.ok_or(Error::NotFound)?;
    let meant = meant(&row.groups, store::anybody_came(look, id)?);
    if crew::may(look, &gathering, Deed::Run)? || store::is_meant(look, id, person, meant)? {
        Ok((gathering, row))
    } else {
        Err(Error::NotFound)
    }
}

/// Whose letters about what a link ends: its title.
pub fn left(look: &mut Look<'_>, sealed: &str) -> Result<(Leave, String)> {
    let leave = Leave::read(sealed, &look.shared.keys).ok_or(Error::NotFound)?;
    let gathering = gatherings::gathering(look, leave.gathering)?.ok_or(Error::NotFound)?;
    Ok((leave, gathering.title))
}

/// Ends somebody's letters about a gathering, or begins them again: the link alone says whose.
pub fn leave(act: &mut Act<'_>, sealed: &str, again: bool) -> Result<()> {
    let (leave, _) = left(act, sealed)?;
    match again {
        true => store::unstop(act, leave.gathering, leave.comer),
        false => store::stop(act, leave.gathering, leave.comer),
    }
}

/// What a person wrote, and of what they want no letters, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<(Json, Json)> {
    let written = store::of_person(look, person)?;
    let written = written.iter().map(|(id, groups, subject, words, at)| {
        json!({ "id": id, "to": groups.text(), "subject": subject, "words": words, "at": at.iso() })
    });
    let stopped = store::stopped(look, person)?;
    let stopped = stopped.iter().map(|(id, at)| json!({ "id": id, "at": at.iso() }));
    Ok((written.collect(), stopped.collect()))
}

/// Forgets what somebody wrote who leaves the server.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget(act, person)
}
