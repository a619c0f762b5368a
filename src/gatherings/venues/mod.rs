//! Venues: a town and a name, as hosts write them. Who may see a gathering there may see the venue, with what is held and
//! was held there as far as they may see that; who hosts there says how to get in.

mod api;
pub(super) mod history;
mod pages;
pub(super) mod used;
mod views;

pub(super) use views::on_a_map;

use std::fmt::Write;

use super::{
    about::{About, CHOICES},
    actions,
    lists::{self, Place},
    model::{Brief, Draft},
    store,
};
use crate::{
    act::{Act, Look},
    error::{Error, Problems, Result},
    http::{Fields, Routes},
    id::GatheringId,
    time::Moment,
    town,
};

/// The longest words on how to get there (characters).
pub const MOST_WAY: usize = 2_000;
/// So many of those ahead are shown.
const AHEAD: usize = 40;
/// So many that were are shown.
const PAST: usize = 20;
/// So many gatherings are read at once …
const PART: i64 = 60;
/// … so many times: where all of them are others' secrets, it ends there.
const MOST_PARTS: usize = 20;

/// What people and programs can reach here.
pub(super) fn routes() -> Routes {
    pages::routes().and(api::routes()).and(history::pages::routes()).and(history::api::routes())
}

/// A venue as the viewer may see it.
pub struct Venue {
    /// Its town.
    pub town: visavis_places::Place,
    /// Its name.
    pub name: String,
    /// Street and number, as a host wrote them last.
    pub address: String,
    /// How to get there, in Markdown; may be empty.
    pub way: String,
    /// Whether one gets in without steps: one of [`CHOICES`], or empty.
    pub step_free: String,
    /// What is held there next.
    pub ahead: Vec<Brief>,
    /// What was held there, the last first.
    pub past: Vec<Brief>,
    /// From where the lists of both go on.
    pub more: (Option<Place>, Option<Place>),
    /// Whether the viewer hosts there, and so says how to get in.
    pub mine: bool,
}

impl Venue {
    /// The address of its page.
    pub fn url(&self) -> String {
        url(self.town.id, &self.name)
    }
}

/// The address of a venue's page.
pub fn url(town: u32, name: &str) -> String {
    let mut path = format!("/v/{town}/");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') {
            path.push(char::from(byte));
        } else {
            // Writing to a text can't fail.
            write!(path, "%{byte:02X}").ok();
        }
    }
    path
}

/// A venue, if the viewer may see something there.
pub fn visible(look: &mut Look<'_>, town: u32, name: &str) -> Result<Venue> {
    let place = town::stored(Some(i64::from(town))).filter(|_| !name.is_empty()).ok_or(Error::NotFound)?;
    let key = (i64::from(town), name);
    let (ahead, more_ahead) = held(look, key, false, None, AHEAD)?;
    let (past, more_past) = held(look, key, true, None, PAST)?;
    if ahead.is_empty() && past.is_empty() {
        return Err(Error::NotFound);
    }
    let mut address = String::new();
    for brief in ahead.iter().chain(&past).take(5) {
        address = actions::visible(look, brief.id)?.address;
        if !address.is_empty() {
            break;
        }
    }
    let said = store::said_of_venue(look, key)?;
    let mine = history::says(look, key, said.is_some())?;
    let (way, step_free) = said.map(|(way, step_free, _)| (way, step_free)).unwrap_or_default();
    let more = (more_ahead, more_past);
    Ok(Venue { town: place, name: name.to_owned(), address, way, step_free, ahead, past, more, mine })
}

/// What is held there, the next first, or was, the last first, as far as the viewer may see it; and from where it goes on,
/// where there may be more.
pub fn held(
    look: &mut Look<'_>,
    key: (i64, &str),
    past: bool,
    after: Option<Place>,
    most: usize,
) -> Result<(Vec<Brief>, Option<Place>)> {
    let (now, me, mine) = (look.now, look.viewer.person_if_any(), look.viewer.account_if_any());
    let mut after = after.unwrap_or(match past {
        true => (now, GatheringId(i64::MAX)),
        false => (Moment::from_ms(i64::MIN), GatheringId(0)),
    });
    let mut found: Vec<Brief> = Vec::new();
    for _ in 0..MOST_PARTS {
        let part = match past {
            true => store::at_venue_past(look, key, now, after, (me, mine), PART)?,
            false => store::at_venue_ahead(look, key, now, after, (me, mine), PART)?,
        };
        let whole = (part.len() as i64) < PART;
        after = part.last().map_or(after, |last| (last.starts_at, last.id));
        found.extend(lists::shown(look, part, PART as usize)?);
        if found.len() > most {
            found.truncate(most);
            let next = found.last().map(|last| (last.starts_at, last.id));
            return Ok((found, next));
        }
        if whole {
            return Ok((found, None));
        }
    }
    Ok((found, Some(after)))
}

/// The same for one who hosts there what everybody may see.
pub fn own(look: &mut Look<'_>, town: u32, name: &str) -> Result<Venue> {
    look.viewer.person()?;
    let venue = visible(look, town, name)?;
    if venue.mine { Ok(venue) } else { Err(Error::Forbidden("error-venue-not-yours")) }
}

/// What a host says of a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    way: String,
    step_free: String,
}

impl Described {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let way = fields.text("way").replace("\r\n", "\n");
        if way.chars().count() > MOST_WAY {
            problems.add_number("way", "problem-gathering-long-text", MOST_WAY as i64);
        }
        let step_free = fields.text("step_free");
        let known = step_free.is_empty() || CHOICES.iter().any(|(choice, _)| *choice == step_free);
        problems.unless(known, "step_free", "problem-about-choice");
        problems.check()?;
        Ok(Self { way: way.trim().to_owned(), step_free: step_free.to_owned() })
    }
}

/// Says how to get to a venue at which the viewer hosts.
pub fn describe(act: &mut Act<'_>, town: u32, name: &str, described: &Described) -> Result<()> {
    let venue = own(act, town, name)?;
    let key = (i64::from(venue.town.id), name);
    let before = store::said_of_venue(act, key)?;
    if venue.way == described.way && venue.step_free == described.step_free {
        return Ok(());
    }
    store::put_venue(act, key, &described.way, &described.step_free)?;
    history::note(act, key, before, described, &venue.url())
}

/// What a host says of a gathering; where they leave out whether one gets in, what is known of the venue.
pub fn completed(look: &mut Look<'_>, draft: &Draft) -> Result<About> {
    let mut about = draft.about.clone();
    if about.step_free.is_empty() && !draft.venue.is_empty() {
        let said = store::said_of_venue(look, (i64::from(draft.town.id), &draft.venue))?;
        about.step_free = said.map(|(_, step_free, _)| step_free).unwrap_or_default();
    }
    Ok(about)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_any_name() {
        assert_eq!(url(7, "Back room"), "/v/7/Back%20room");
        assert_eq!(url(7, "Café/Bar 1.?"), "/v/7/Caf%C3%A9%2FBar%201%2E%3F");
    }

    #[test]
    fn what_is_said_is_read_and_held_to_its_bounds() {
        let read = |query: &str| Described::read(&Fields::from_query(query));
        assert_eq!(
            read("way=+By+tram+&step_free=no").unwrap(),
            Described { way: "By tram".into(), step_free: "no".into() }
        );
        assert!(read("").is_ok());
        let Err(Error::Invalid(problems)) = read(&format!("step_free=x&way={}", "x".repeat(2_001))) else {
            panic!("no faults")
        };
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["way", "step_free"]);
    }
}
