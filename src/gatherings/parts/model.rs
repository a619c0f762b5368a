//! The rules of parts: what can be cut, and how many places are left in which part.

use std::collections::{BTreeMap, HashSet};

use crate::{
    error::{Problems, Result},
    gatherings::draft::{self, MOST_PLACES},
    http::Fields,
    rows,
};

/// The most parts: a part's number is from 1 to that.
pub const MOST: usize = 8;
/// The fewest: what is in one part is not cut.
pub const LEAST: usize = 2;
/// The longest name of a part (characters).
pub const LONGEST: usize = 60;
/// The field of each part's name, by its number.
pub const NAMES: [&str; MOST] = ["part-1", "part-2", "part-3", "part-4", "part-5", "part-6", "part-7", "part-8"];
/// The field of how many can come to it.
pub const PLACES: [&str; MOST] =
    ["places-1", "places-2", "places-3", "places-4", "places-5", "places-6", "places-7", "places-8"];

rows! {
    /// A part of a gathering.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Part {
        /// Its number, from 1.
        pub number: i64,
        /// What its host calls it.
        pub name: String,
        /// How many can come to it; `None` for any number that the gathering has room for.
        pub capacity: Option<i64>,
        /// How many places in it are taken.
        pub going: i64,
    }
}

impl Part {
    /// How many places are left in it, by its own capacity alone.
    pub fn left(&self) -> Option<i64> {
        Some((self.capacity? - self.going).max(0))
    }

    /// How many are left in it where the whole gathering has so many left (`None`: any number).
    pub fn left_of(&self, whole: Option<i64>) -> Option<i64> {
        match (self.left(), whole) {
            (Some(own), Some(whole)) => Some(own.min(whole)),
            (own, whole) => own.or(whole),
        }
    }
}

/// How many places are left in a gathering that has so many left as a whole (`None`: any number) and these parts.
pub fn left(whole: Option<i64>, parts: &[Part]) -> Option<i64> {
    let inside = parts.iter().map(Part::left).sum::<Option<i64>>().filter(|_| !parts.is_empty());
    match (inside, whole) {
        (Some(inside), Some(whole)) => Some(inside.min(whole)),
        (inside, whole) => inside.or(whole),
    }
}

/// How many are left in each part, by its number.
pub type Rooms = BTreeMap<i64, Option<i64>>;

/// How many are left in each.
pub fn rooms(parts: &[Part]) -> Rooms {
    parts.iter().map(|part| (part.number, part.left())).collect()
}

/// The part that an answer names, or the one that it has already; `None` where the gathering is not cut.
///
/// # Errors
/// Where none is named, or one that there is not.
pub fn chosen(parts: &[Part], said: Option<&str>, before: Option<i64>) -> Result<Option<i64>> {
    if parts.is_empty() {
        return Ok(None);
    }
    let wanted = match said {
        Some(text) => text.parse().ok(),
        None => before,
    };
    match parts.iter().find(|part| Some(part.number) == wanted) {
        Some(part) => Ok(Some(part.number)),
        None => Err(crate::error::Error::invalid("part", "problem-answer-part")),
    }
}

/// What a host says of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// How many can come to it.
    pub capacity: Option<i64>,
}

/// Reads what a host says of the parts, by the numbers of the fields. Of what is there already, what is not sent stays; no
/// part is taken away so.
///
/// # Errors
/// What is wrong with them: nameless, twice the same, too few.
pub fn read(fields: &Fields, before: &[Part]) -> Result<Vec<Wanted>> {
    let mut problems = Problems::default();
    let (mut wanted, mut names, mut all) = (Vec::new(), HashSet::new(), before.len());
    for ((number, name_field), places_field) in (1..).zip(NAMES).zip(PLACES) {
        let known = before.iter().find(|part| part.number == number);
        let (said_name, said_places) = (fields.has(name_field), fields.has(places_field));
        let name = match known {
            Some(part) if !said_name => part.name.clone(),
            _ => draft::line(fields.text(name_field)),
        };
        let untouched = !said_name && !said_places;
        if known.is_none() && name.is_empty() && fields.some(places_field).is_none() {
            continue;
        }
        problems.unless(!name.is_empty(), name_field, "problem-part-name");
        if name.chars().count() > LONGEST {
            problems.add_number(name_field, "problem-gathering-long-text", LONGEST as i64);
        }
        problems.unless(name.is_empty() || names.insert(crate::people::fold(&name)), name_field, "problem-part-twice");
        let capacity = match fields.some(places_field).map(str::parse) {
            None if said_places => None,
            None => known.and_then(|part| part.capacity),
            Some(Ok(places)) if (1..=MOST_PLACES).contains(&places) => Some(places),
            Some(_) => {
                problems.add_number(places_field, "problem-part-places", MOST_PLACES);
                None
            }
        };
        all += usize::from(known.is_none());
        if !untouched {
            wanted.push(Wanted { number, name, capacity });
        }
    }
    if all < LEAST {
        let free = NAMES.into_iter().find(|field| fields.some(field).is_none()).unwrap_or(NAMES[1]);
        problems.add(free, "problem-parts-few");
    }
    problems.check().map(|()| wanted)
}

/// Whether those who come to parts as they are have room in these; where there are none yet, all so many in the first.
pub fn fits(wanted: &[Wanted], before: &[Part], going: i64) -> bool {
    let room = |wanted: &Wanted, going: i64| wanted.capacity.is_none_or(|most| going <= most);
    match (before, wanted) {
        ([], [first, ..]) => room(first, going),
        _ => before.iter().all(|part| {
            let found = wanted.iter().find(|wanted| wanted.number == part.number);
            found.is_none_or(|wanted| room(wanted, part.going))
        }),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::error::Error;

    fn part(number: i64, name: &str, capacity: Option<i64>, going: i64) -> Part {
        Part { number, name: name.to_owned(), capacity, going }
    }

    fn faults(query: &str, before: &[Part]) -> Vec<(&'static str, &'static str)> {
        match read(&Fields::from_query(query), before) {
            Err(Error::Invalid(problems)) => problems.0.iter().map(|fault| (fault.field, fault.key)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parts_are_read_by_their_numbers_and_empty_rows_are_none() {
        let read = |query: &str, before: &[Part]| read(&Fields::from_query(query), before).unwrap();
        let wanted = read("part-1=+On++site&places-1=20&part-2=Online&places-2=&part-3=&places-3=", &[]);
        let on_site = Wanted { number: 1, name: "On site".into(), capacity: Some(20) };
        assert_eq!(wanted, [on_site, Wanted { number: 2, name: "Online".into(), capacity: None }]);
        let before = [part(1, "On site", Some(20), 3), part(2, "Online", None, 0)];
        // What is not said stays, and what is not touched is not said.
        assert_eq!(read("places-1=30", &before), [Wanted { number: 1, name: "On site".into(), capacity: Some(30) }]);
        assert_eq!(read("part-1=Hall", &before)[0].capacity, Some(20));
        assert_eq!(read("places-1=", &before)[0].capacity, None);
        assert_eq!(read("part-8=Balcony&places-8=2", &before)[0].number, 8);
    }

    #[test]
    fn each_fault_of_a_part_is_named_at_its_field() {
        let before = [part(1, "On site", Some(20), 3), part(2, "Online", None, 0)];
        assert_eq!(faults("part-1=Hall", &[]), [("part-2", "problem-parts-few")]);
        assert_eq!(faults("", &[]), [("part-1", "problem-parts-few")]);
        assert_eq!(faults("part-1=", &before), [("part-1", "problem-part-name")]);
        assert_eq!(faults("places-3=4", &before), [("part-3", "problem-part-name")]);
        assert_eq!(faults("part-3=online", &before), [("part-3", "problem-part-twice")]);
        for places in ["0", "-1", "many", "100001"] {
            assert_eq!(faults(&format!("places-2={places}"), &before), [("places-2", "problem-part-places")]);
        }
        let long = format!("part-2={}", "x".repeat(LONGEST + 1));
        assert_eq!(faults(&long, &before), [("part-2", "problem-gathering-long-text")]);
    }

    #[test]
    fn what_is_left_is_bounded_by_the_part_and_by_the_whole() {
        let parts = [part(1, "a", Some(5), 3), part(2, "b", Some(4), 4)];
        assert_eq!((left(None, &parts), left(Some(1), &parts), left(Some(9), &parts)), (Some(2), Some(1), Some(2)));
        assert_eq!((left(Some(7), &[]), left(None, &[])), (Some(7), None));
        let open = [part(1, "a", Some(5), 3), part(2, "b", None, 4)];
        assert_eq!((left(None, &open), left(Some(3), &open)), (None, Some(3)));
        assert_eq!(
            (open[1].left_of(Some(3)), open[0].left_of(Some(3)), open[0].left_of(None)),
            (Some(3), Some(2), Some(2))
        );
        assert_eq!(part(1, "a", Some(2), 3).left(), Some(0));
    }

    #[test]
    fn whoever_comes_has_to_have_room() {
        let wanted = |number: i64, capacity| Wanted { number, name: String::new(), capacity };
        let both = [wanted(1, Some(3)), wanted(2, None)];
        assert!(fits(&both, &[], 3) && !fits(&both, &[], 4));
        let before = |first, second| [part(1, "a", None, first), part(2, "b", None, second), part(3, "c", Some(1), 1)];
        assert!(fits(&both, &before(3, 99), 103) && !fits(&both, &before(4, 0), 5));
        assert!(fits(&[], &[], 4));
    }

    #[test]
    fn an_answer_names_a_part_or_keeps_its_own() {
        let parts = [part(1, "a", None, 0), part(3, "b", None, 0)];
        assert_eq!(chosen(&[], Some("1"), None).unwrap(), None);
        assert_eq!(chosen(&parts, Some("3"), Some(1)).unwrap(), Some(3));
        assert_eq!(chosen(&parts, None, Some(1)).unwrap(), Some(1));
        for (said, before) in [(None, None), (Some("2"), Some(1)), (Some("x"), None), (None, Some(2))] {
            assert!(chosen(&parts, said, before).is_err(), "{said:?} {before:?}");
        }
    }
}
