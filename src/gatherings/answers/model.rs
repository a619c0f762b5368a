//! The rules of answering: how many places an answer takes, when answers are taken, and who of those who wait is next.

use serde::Serialize;

use crate::{
    error::{Error, Problems, Result},
    gatherings::{
        approval::Admission,
        draft,
        guests::model::{self as guests, Comer},
        parts::model::Rooms,
        reminders::model as reminders,
    },
    http::Fields,
    time::{HOUR, Moment, Zone},
};

/// The most that one answer can bring along.
pub const MOST_PLUS: i64 = 5;
/// The longest that a place is held for somebody who waited (hours).
pub const MOST_HOLD: i64 = 14 * 24;
/// The longest name of somebody who is brought along (characters).
pub const LONGEST_NAME: usize = 80;

/// What a host sets about answers. What is left out sets no bounds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// How many others one can bring along.
    pub plus: i64,
    /// For how many hours a place that came free is held for whoever waited; `None` where it is theirs at once.
    pub hold_hours: Option<i64>,
    /// From when on yes and maybe are taken.
    pub opens_at: Option<Moment>,
    /// Until when they are.
    pub closes_at: Option<Moment>,
    /// Whether guests may come without an account; `None` leaves it to the community.
    pub guests: Option<bool>,
    /// When those who come are reminded; `None` as usual.
    pub reminders: Option<reminders::Plan>,
    /// Who says who comes, and who learns the exact place.
    pub admission: Admission,
}

/// Whether answers are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Not yet, but from then on.
    Opens(Moment),
    /// Now; perhaps only until then.
    Open(Option<Moment>),
    /// No more, since then.
    Closed(Moment),
}

impl Terms {
    /// Reads the fields of the form; what is wrong is added to `problems`. Times are read in `zone`.
    pub fn read(fields: &Fields, zone: &Zone, problems: &mut Problems) -> Self {
        let mut number = |field: &'static str, least: i64, most: i64, key: &'static str| match fields
            .some(field)
            .map(|text| text.parse::<i64>())
        {
            None => None,
            Some(Ok(number)) if (least..=most).contains(&number) => Some(number),
            Some(_) => {
                problems.add_number(field, key, most);
                None
            }
        };
        let plus = number("plus", 0, MOST_PLUS, "problem-gathering-plus").unwrap_or(0);
        let hold_hours = number("hold_hours", 1, MOST_HOLD, "problem-gathering-hold");
        let mut time = |field: &'static str| {
            let text = fields.some(field)?;
            let read = wall(text).and_then(|at| zone.moment(at));
            problems.unless(read.is_some(), field, "problem-gathering-answers-time");
            read
        };
        let (opens_at, closes_at) = (time("answers_from"), time("answers_until"));
        if let (Some(opens), Some(closes)) = (opens_at, closes_at)
            && closes <= opens
        {
            problems.add("answers_until", "problem-gathering-answers-order");
        }
        let guests = guests::chosen(fields, problems);
        let reminders = reminders::said(fields, "reminders", problems);
        let admission = Admission::read(fields, problems);
        Self { plus, hold_hours, opens_at, closes_at, guests, reminders, admission }
    }

    /// Whether answers are taken at a moment.
    pub fn window(&self, now: Moment) -> Window {
        match (self.opens_at, self.closes_at) {
            (Some(opens), _) if now < opens => Window::Opens(opens),
            (_, Some(closes)) if now >= closes => Window::Closed(closes),
            (_, closes) => Window::Open(closes),
        }
    }

    /// # Errors
    /// Where they are not taken now.
    pub fn taken(&self, now: Moment) -> Result<()> {
        match self.window(now) {
            Window::Open(_) => Ok(()),
            Window::Opens(_) => Err(Error::Conflict("error-gathering-answers-not-yet")),
            Window::Closed(_) => Err(Error::Conflict("error-gathering-answers-closed")),
        }
    }

    /// Until when somebody who waited has to confirm a place that comes free now. Where it begins sooner than that, or the
    /// host sets no time, it is theirs at once.
    pub fn confirm_by(&self, now: Moment, starts_at: Moment) -> Option<Moment> {
        let until = now.plus(self.hold_hours?.checked_mul(HOUR)?);
        (until < starts_at).then_some(until)
    }
}

/// `2026-11-26T18:00`, as browsers send it; perhaps with seconds, which are left out.
fn wall(text: &str) -> Option<jiff::civil::DateTime> {
    let shaped = matches!(text.len(), 16 | 19) && text.as_bytes().get(10) == Some(&b'T');
    let at: jiff::civil::DateTime = shaped.then(|| text.parse().ok()).flatten()?;
    at.with().second(0).subsec_nanosecond(0).build().ok()
}

/// Who comes with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Party {
    /// How many they bring along.
    pub guests: i64,
    /// The names of some or all of these.
    pub names: Vec<String>,
}

impl Party {
    /// Whether anything is said of it.
    pub fn is_said(fields: &Fields) -> bool {
        fields.has("guests") || fields.has("names")
    }

    /// Reads how many somebody brings along, and their names: one a line. `before` is what they said last: names of which
    /// nothing is said stay.
    ///
    /// # Errors
    /// More than the host allows, or more names than heads.
    pub fn read(fields: &Fields, terms: &Terms, before: &Self) -> Result<Self> {
        let mut problems = Problems::default();
        let mut names: Vec<String> =
            fields.every("names").flat_map(str::lines).map(draft::line).filter(|name| !name.is_empty()).collect();
        let guests = match fields.some("guests").map(|text| text.parse::<i64>()) {
            // Whoever is named comes.
            None => names.len() as i64,
            Some(Ok(guests)) if guests >= 0 => guests,
            Some(_) => -1,
        };
        if !fields.has("names") {
            names = before.names.iter().take(usize::try_from(guests).unwrap_or_default()).cloned().collect();
        }
        if !(0..=terms.plus).contains(&guests) {
            problems.add_number("guests", "problem-answer-guests", terms.plus);
        } else if names.len() as i64 > guests {
            problems.add_number("names", "problem-answer-names", guests);
        }
        if names.iter().any(|name| name.chars().count() > LONGEST_NAME) {
            problems.add_number("names", "problem-gathering-long-text", LONGEST_NAME as i64);
        }
        problems.check().map(|()| Self { guests, names })
    }

    /// As it is stored.
    pub fn of(places: i64, names: &str) -> Self {
        Self { guests: places - 1, names: names.lines().map(ToOwned::to_owned).collect() }
    }

    /// How many places they take.
    pub fn places(&self) -> i64 {
        1 + self.guests
    }

    /// The names as they are stored: one a line.
    pub fn lines(&self) -> String {
        self.names.join("\n")
    }
}

/// Somebody who waits, with the places they want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub comer: Comer,
    /// How many places.
    pub places: i64,
    /// In which part, where the gathering is cut into parts.
    pub part: Option<i64>,
}

/// Who of those who wait, in their order, gets a place where so many are left (`None`: any number), and so many of them in
/// each part: each in turn who fits into what those before them leave.
pub fn admitted(left: Option<i64>, mut rooms: Rooms, queue: &[Waiting]) -> Vec<Waiting> {
    let mut left = left.unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for waiting in queue {
        // A part that is none of these, and one without a capacity of its own, bounds nothing.
        let room = waiting.part.and_then(|part| rooms.get_mut(&part)).and_then(Option::as_mut);
        if waiting.places > left || room.as_ref().is_some_and(|room| waiting.places > **room) {
            continue;
        }
        left -= waiting.places;
        if let Some(room) = room {
            *room -= waiting.places;
        }
        found.push(*waiting);
    }
    found
}

/// What becomes of an answer that takes places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// So many more have to be taken, or the answer stays as it was.
    More(i64),
    /// So many come free.
    Fewer(i64),
    /// It takes as many as before.
    Same,
}

/// What changes where somebody with a place wants another number of places.
pub fn change(before: i64, wanted: i64) -> Change {
    match wanted - before {
        0 => Change::Same,
        more @ 1.. => Change::More(more),
        fewer => Change::Fewer(-fewer),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment::from_seconds(1_795_694_400);

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().fold(Fields::default(), |fields, (name, value)| fields.with(name, *value))
    }

    fn read(pairs: &[(&str, &str)]) -> (Terms, Vec<(&'static str, &'static str)>) {
        let mut problems = Problems::default();
        let terms = Terms::read(&fields(pairs), &Zone::named("Europe/Berlin").unwrap(), &mut problems);
        (terms, problems.0.iter().map(|fault| (fault.field, fault.key)).collect())
    }

    #[test]
    fn terms_are_read_in_the_zone_of_the_gathering() {
        let (terms, faults) = read(&[("plus", "3"), ("hold_hours", "12"), ("answers_until", "2026-12-02T18:00")]);
        assert!(faults.is_empty());
        assert_eq!((terms.plus, terms.hold_hours), (3, Some(12)));
        assert_eq!(terms.closes_at.unwrap().iso(), "2026-12-02T17:00:00Z");
        assert_eq!(read(&[]).0, Terms::default());
    }

    #[test]
    fn each_fault_of_the_terms_is_named_at_its_field() {
        for (field, value, key) in [
            ("plus", "6", "problem-gathering-plus"),
            ("plus", "-1", "problem-gathering-plus"),
            ("plus", "some", "problem-gathering-plus"),
            ("hold_hours", "0", "problem-gathering-hold"),
            ("hold_hours", "337", "problem-gathering-hold"),
            ("answers_from", "tomorrow", "problem-gathering-answers-time"),
            ("answers_until", "2026-12-02", "problem-gathering-answers-time"),
            ("answers_until", "2026-13-02T18:00", "problem-gathering-answers-time"),
        ] {
            assert_eq!(read(&[(field, value)]).1, [(field, key)], "{field}={value}");
        }
        let turned = [("answers_from", "2026-12-02T18:00"), ("answers_until", "2026-12-02T18:00")];
        assert_eq!(read(&turned).1, [("answers_until", "problem-gathering-answers-order")]);
    }

    #[test]
    fn answers_are_taken_from_the_opening_until_the_closing() {
        let terms = Terms { opens_at: Some(NOW), closes_at: Some(NOW.plus(HOUR)), ..Terms::default() };
        assert_eq!(terms.window(NOW.plus(-1)), Window::Opens(NOW));
        assert_eq!(terms.window(NOW), Window::Open(Some(NOW.plus(HOUR))));
        assert_eq!(terms.window(NOW.plus(HOUR)), Window::Closed(NOW.plus(HOUR)));
        assert_eq!(Terms::default().window(NOW), Window::Open(None));
        assert!(terms.taken(NOW.plus(HOUR)).is_err() && terms.taken(NOW).is_ok());
    }

    #[test]
    fn a_place_is_held_unless_it_begins_sooner() {
        let terms = Terms { hold_hours: Some(12), ..Terms::default() };
        assert_eq!(terms.confirm_by(NOW, NOW.plus(13 * HOUR)), Some(NOW.plus(12 * HOUR)));
        assert_eq!(terms.confirm_by(NOW, NOW.plus(12 * HOUR)), None);
        assert_eq!(Terms::default().confirm_by(NOW, NOW.plus(13 * HOUR)), None);
    }

    #[test]
    fn who_is_named_is_counted() {
        let terms = Terms { plus: 2, ..Terms::default() };
        let before = Party { guests: 2, names: vec!["Ida".into(), "Olga".into()] };
        let party = |pairs: &[(&str, &str)]| Party::read(&fields(pairs), &terms, &before);
        assert_eq!(party(&[("names", "Tom\n\n Una ")]).unwrap().places(), 3);
        assert_eq!(party(&[("guests", "1")]).unwrap().names, ["Ida"]);
        assert_eq!(party(&[("guests", "0"), ("names", "")]).unwrap(), Party::default());
        let some = party(&[("guests", "2"), ("names", "Tom")]).unwrap();
        assert_eq!((some.guests, some.lines().as_str()), (2, "Tom"));
        assert_eq!(Party::of(some.places(), &some.lines()), some);
        for wrong in [
            &[("guests", "3")][..],
            &[("guests", "-1")],
            &[("guests", "x")],
            &[("guests", "1"), ("names", "Tom\nUna")],
            &[("names", "a\nb\nc")],
        ] {
            assert!(party(wrong).is_err(), "{wrong:?}");
        }
    }

    fn queue(places: &[i64]) -> Vec<Waiting> {
        places
            .iter()
            .zip(1..)
            .map(|(places, id)| Waiting { comer: Comer::Person(crate::id::PersonId(id)), places: *places, part: None })
            .collect()
    }

    #[test]
    fn who_does_not_fit_lets_the_next_pass_and_keeps_their_place() {
        let found = admitted(Some(3), Rooms::new(), &queue(&[4, 2, 2, 1]));
        assert_eq!(found.iter().filter_map(|one| Some(one.comer.person()?.0)).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(admitted(None, Rooms::new(), &queue(&[4, 2])).len(), 2);
        assert!(admitted(Some(0), Rooms::new(), &queue(&[1])).is_empty());
    }

    proptest! {
        #[test]
        fn never_one_over_and_nobody_who_fits_is_passed(
            left in 0i64..20, places in prop::collection::vec(1i64..=6, 0..40),
        ) {
            let queue = queue(&places);
            let found = admitted(Some(left), Rooms::new(), &queue);
            let taken: i64 = found.iter().map(|one| one.places).sum();
            prop_assert!(taken <= left);
            // Each who was passed did not fit when it was their turn, and so does not fit now either.
            let mut free = left;
            for waiting in &queue {
                if found.contains(waiting) {
                    free -= waiting.places;
                } else {
                    prop_assert!(waiting.places > free);
                }
            }
            prop_assert_eq!(free, left - taken);
            // Giving the places away one answer at a time comes to the same.
            let (mut rest, mut free, mut one_by_one) = (queue.clone(), left, Vec::new());
            while let Some(at) = rest.iter().position(|waiting| waiting.places <= free) {
                let next = rest.remove(at);
                free -= next.places;
                one_by_one.push(next);
            }
            one_by_one.sort_by_key(|one| one.comer);
            prop_assert_eq!(one_by_one, found);
        }

        #[test]
        fn never_one_over_in_any_part_nor_in_all(
            left in prop::option::of(0i64..20), rooms in prop::collection::vec(prop::option::of(0i64..10), 3),
            waits in prop::collection::vec((1i64..=6, 1i64..=3), 0..40),
        ) {
            let rooms: Rooms = (1..).zip(rooms).collect();
            let mut queue = queue(&waits.iter().map(|(places, _)| *places).collect::<Vec<_>>());
            for (waiting, (_, part)) in queue.iter_mut().zip(&waits) {
                waiting.part = Some(*part);
            }
            let found = admitted(left, rooms.clone(), &queue);
            let (mut free, mut inside) = (left.unwrap_or(i64::MAX), rooms);
            for waiting in &queue {
                let room = inside.get_mut(&waiting.part.unwrap()).unwrap();
                let fits = waiting.places <= free && room.is_none_or(|room| waiting.places <= room);
                // Whoever fits when it is their turn gets in, and nobody else.
                prop_assert_eq!(found.contains(waiting), fits);
                if fits {
                    free -= waiting.places;
                    *room = room.map(|room| room - waiting.places);
                }
                prop_assert!(free >= 0 && room.is_none_or(|room| room >= 0));
            }
        }

        #[test]
        fn of_people_who_come_alone_the_first_get_the_places(left in 0i64..30, count in 0usize..40) {
            let queue = queue(&vec![1; count]);
            let most = usize::try_from(left).unwrap().min(count);
            prop_assert_eq!(admitted(Some(left), Rooms::new(), &queue), queue[..most].to_vec());
        }
    }
}
