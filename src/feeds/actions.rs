//! Calendars of one's own: made, read by other programs, taken back.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::store;
use crate::{
    act::{Act, Look},
    app,
    error::{Error, Problems, Result},
    gatherings,
    http::Fields,
    id::PersonId,
    journal::Happened,
    page::text::{Locale, Say},
    time::{DAY, Moment},
    viewer::{Me, Viewer},
};

/// So many a persona may have.
const MOST: usize = 10;
/// The longest name of one (characters).
pub const MOST_NAME: usize = 60;
/// So many minutes before one can want to hear of a gathering.
pub const ALARMS: [i64; 5] = [15, 60, 120, 720, 1_440];

/// A calendar as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where it will be read, in their words.
    pub name: String,
    /// Also with what they answered maybe.
    pub maybes: bool,
    /// So many minutes before each they want to hear of it.
    pub alarm: Option<i64>,
}

impl Wanted {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let name = fields.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
        problems.unless((1..=MOST_NAME).contains(&name.chars().count()), "name", "problem-feed-name");
        let alarm = fields.some("alarm").map(|text| text.parse().ok().filter(|minutes| ALARMS.contains(minutes)));
        problems.unless(alarm != Some(None), "alarm", "problem-feed-alarm");
        problems.check()?;
        Ok(Self { name, maybes: fields.text("maybes") == "yes", alarm: alarm.flatten() })
    }
}

/// The hash of a secret as it stands in an address; `None` for what can be none of ours.
pub fn hash_of(secret: &str) -> Option<[u8; 32]> {
    let secret = secret.strip_suffix(".ics").unwrap_or(secret);
    let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
    (bytes.len() == 32).then(|| app::hash(&bytes))
}

/// Makes a calendar of the viewer's persona; the secret of its address, which is kept nowhere.
pub fn make(act: &mut Act<'_>, wanted: &Wanted) -> Result<String> {
    let person = act.viewer.person()?;
    if store::of_person(act, person)?.len() >= MOST {
        return Err(Error::Conflict("error-feed-many"));
    }
    let secret: [u8; 32] = act.chance();
    let locale = act.say.0.tag();
    store::put(act, (app::hash(&secret), person), &wanted.name, (wanted.maybes, wanted.alarm), locale)?;
    Ok(BASE64URL_NOPAD.encode(&secret))
}

/// Takes one back: at once it opens nothing any more.
pub fn revoke(act: &mut Act<'_>, name: &str) -> Result<()> {
    let person = act.viewer.person()?;
    let hash = BASE64URL_NOPAD.decode(name.as_bytes()).map_err(|_| Error::NotFound)?;
    if store::delete(act, &hash, person)? { Ok(()) } else { Err(Error::NotFound) }
}

/// A calendar in the list of one's own.
pub struct Own {
    /// Its name in the form that takes it back.
    pub id: String,
    /// Where it is read, in their words.
    pub name: String,
    /// Also with what they answered maybe.
    pub maybes: bool,
    /// So many minutes before each they want to hear of it.
    pub alarm: Option<i64>,
    /// When it was made.
    pub made_at: Moment,
    /// When it was last read, to the day.
    pub read_at: Option<Moment>,
}

/// The calendars of the viewer's persona.
pub fn list(look: &mut Look<'_>) -> Result<Vec<Own>> {
    let person = look.viewer.person()?;
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(|row| Own {
            id: BASE64URL_NOPAD.encode(&row.hash),
            name: row.name,
            maybes: row.maybes,
            alarm: row.alarm,
            made_at: row.made_at,
            read_at: row.read_at,
        })
        .collect())
}

/// The calendar that a secret opens, and whether it is worth noting that it was read: from here on the viewer is the one
/// whose it is, and sees what they would see.
pub fn open(look: &mut Look<'_>, hash: [u8; 32]) -> Result<(String, bool)> {
    let row = store::opened(look, hash)?.ok_or(Error::NotFound)?;
    look.say = Say(Locale::of_tag(&row.locale).unwrap_or(look.say.0));
    look.viewer = Viewer::Person(Me {
        person: row.person,
        account: row.account,
        handle: row.handle,
        name: row.face,
        photo: row.photo,
        session: hash,
        news: false,
        theme: None,
        operator: false,
        seen_at: look.now,
    });
    let entries = gatherings::calendar_of_viewer(look, row.maybes)?;
    let subscription = gatherings::Subscription { name: look.say.t("feed-own-name"), path: "/", alarm: row.alarm };
    let stale = row.read_at.is_none_or(|at| look.now.since(at) > DAY);
    Ok((gatherings::calendar(look, &subscription, &entries), stale))
}

/// Notes that a calendar was read.
pub fn note_read(act: &mut Act<'_>, hash: [u8; 32]) -> Result<()> {
    store::note_read(act, hash)
}

/// The calendars that a person made, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            json!({
                "name": row.name, "maybes": row.maybes, "minutes_before": row.alarm,
                "made": row.made_at.iso(), "read": row.read_at.map(Moment::iso),
            })
        })
        .collect())
}

/// What follows here from what happened.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::Left { person } => store::forget(act, person),
        Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Blocked { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::LeftCommunity { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Cancelled { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_made_can_open_a_calendar() {
        let secret = BASE64URL_NOPAD.encode(&[7; 32]);
        assert_eq!(hash_of(&secret), Some(app::hash(&[7; 32])));
        assert_eq!(hash_of(&format!("{secret}.ics")), Some(app::hash(&[7; 32])));
        for other in ["", ".ics", "nothing", &secret[1..], "Ünïcode", &format!("{secret}A")] {
            assert_eq!(hash_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_calendar_wants_a_name_and_rings_when_it_can_be_told() {
        let wanted = Wanted::read(&Fields::from_query("name=+My++phone&maybes=yes&alarm=60"));
        assert_eq!(wanted.ok(), Some(Wanted { name: "My phone".into(), maybes: true, alarm: Some(60) }));
        let wanted = Wanted::read(&Fields::from_query("name=Desk&alarm="));
        assert_eq!(wanted.ok(), Some(Wanted { name: "Desk".into(), maybes: false, alarm: None }));
        let Err(Error::Invalid(problems)) = Wanted::read(&Fields::from_query("alarm=7")) else { panic!("no faults") };
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["name", "alarm"]);
    }
}
