//! What a series is, and which days are to be made.

use jiff::{Span, civil::Date};
use visavis_wire::recur::Pattern;

use crate::{
    error::{Error, Result},
    gatherings::Draft,
    http::Fields,
    id::{CommunityId, PersonId, SeriesId},
    rows,
    time::{Moment, Zone},
};

/// So many occurrences ahead are made, however far that is …
pub const AT_LEAST: usize = 12;
/// … and all within so many days, …
pub const WITHIN: i32 = 183;
/// … but no more than so many, …
pub const AT_MOST: usize = 60;
/// … and none farther off than so many days: no gathering can be planned beyond.
pub const FARTHEST: i32 = 5 * 366 - 40;

/// What a form says of a series, and not of one gathering.
pub const OF_SERIES: [&str; 22] = [
    "repeat",
    "weekday",
    "nth_1",
    "day_1",
    "nth_2",
    "day_2",
    "nth_3",
    "day_3",
    "month_days",
    "rules",
    "month_out",
    "until",
    "count",
    "seen",
    "date",
    "end_date",
    "kept",
    "photo",
    "remove_photo",
    "draft",
    "template",
    "do",
];

rows! {
    /// A series with all that is stored of it.
    #[derive(Debug, Clone)]
    pub struct Series {
        /// Its id.
        pub id: SeriesId,
        /// The community it belongs to.
        pub community: Option<CommunityId>,
        /// Who hosts it; `None` where they have left.
        pub host: Option<PersonId>,
        /// Its title.
        pub title: String,
        /// The name of its zone.
        pub zone: String,
        /// The day from which its rules count.
        pub first: String,
        /// Its rules.
        pub rules: String,
        /// What the form said, as JSON.
        pub fields: String,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// When it ended: none are made any more.
        pub ended_at: Option<Moment>,
    }
}

impl Series {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/s/{}", self.id)
    }

    /// Its zone.
    pub fn zone(&self) -> Zone {
        Zone::named(&self.zone).unwrap_or(Zone::UTC)
    }

    /// Today, on the wall where it takes place.
    pub fn today(&self, now: Moment) -> Date {
        now.on_the_wall(&self.zone()).date()
    }

    /// From which day its rules count.
    ///
    /// # Errors
    /// Where what is stored is no day.
    pub fn first(&self) -> Result<Date> {
        self.first.parse().map_err(|_| Error::Inner(format!("{} is no day of a series", self.first)))
    }

    /// Its rules.
    ///
    /// # Errors
    /// Where what is stored is no rule.
    pub fn pattern(&self) -> Result<Pattern> {
        self.rules.parse().map_err(|_| Error::Inner(format!("{} are no rules of a series", self.rules)))
    }

    /// What the form said.
    ///
    /// # Errors
    /// Where what is stored is none.
    pub fn fields(&self) -> Result<Fields> {
        let object = serde_json::from_str(&self.fields).map_err(|error| Error::Inner(error.to_string()))?;
        Fields::from_object(object)
    }

    /// The draft of the occurrence of a day.
    ///
    /// # Errors
    /// What is wrong with it, should the rules for drafts have changed meanwhile.
    pub fn draft(&self, day: Date) -> Result<Draft> {
        Draft::read(&on_day(self.fields()?, day), self.photo.as_deref())
    }
}

/// What a form says of each occurrence, to be stored.
pub fn template(fields: &Fields, draft: &Draft) -> Result<String> {
    let mut object = serde_json::Map::new();
    for name in fields.names().filter(|name| !OF_SERIES.contains(name)) {
        object.insert(name.to_owned(), fields.every(name).collect::<Vec<_>>().into());
    }
    // How many days later it ends, where that was said.
    if fields.some("end_date").is_some() {
        let days = (draft.ends.date() - draft.starts.date()).get_days();
        object.insert("end_days".to_owned(), days.to_string().into());
    }
    serde_json::to_string(&object).map_err(|error| Error::Inner(error.to_string()))
}

/// What the form would say of a day.
pub fn on_day(fields: Fields, day: Date) -> Fields {
    let end = fields.some("end_days").and_then(|days| days.parse::<i32>().ok());
    let end = end.and_then(|days| day.checked_add(Span::new().days(days)).ok());
    let fields = fields.without("end_days").with("date", day.to_string());
    match end {
        Some(end) => fields.with("end_date", end.to_string()),
        None => fields,
    }
}

/// The days of what is to be there today or later: twelve or half a year, whichever is more, and at most sixty.
pub fn ahead(pattern: &Pattern, first: Date, today: Date) -> Vec<Date> {
    let plus = |days: i32| today.checked_add(Span::new().days(days)).unwrap_or(Date::MAX);
    let (soon, far) = (plus(WITHIN), plus(FARTHEST));
    let days = pattern.dates(first, far, usize::MAX).into_iter().filter(|day| *day >= today);
    days.take(AT_MOST).enumerate().filter(|(at, day)| *at < AT_LEAST || *day <= soon).map(|(_, day)| day).collect()
}

/// Where what is ahead goes when the rules change: for each of the former days the new one that it becomes, if any. A day
/// that stays keeps its occurrence; of the others each becomes the nearest that is free, at most six days off.
pub fn follow(former: &[Date], new: &[Date]) -> Vec<Option<Date>> {
    let mut free: Vec<Date> = new.iter().filter(|day| !former.contains(day)).copied().collect();
    former
        .iter()
        .map(|day| {
            if new.contains(day) {
                return Some(*day);
            }
            let apart = |other: &Date| (*other - *day).get_days().abs();
            let nearest = free.iter().copied().filter(|other| apart(other) <= 6).min_by_key(apart)?;
            free.retain(|other| *other != nearest);
            Some(nearest)
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str) -> Pattern {
        text.parse().unwrap()
    }

    #[test]
    fn enough_is_made_and_no_more() {
        let first = date(2026, 12, 3);
        for (rules, today, count, last) in [
            ("FREQ=MONTHLY", first, 12, date(2027, 11, 3)),
            ("FREQ=WEEKLY", first, 27, date(2027, 6, 3)),
            ("FREQ=DAILY", first, 60, date(2027, 1, 31)),
            ("FREQ=WEEKLY;COUNT=3", first, 3, date(2026, 12, 17)),
            ("FREQ=WEEKLY;COUNT=3", date(2026, 12, 11), 1, date(2026, 12, 17)),
            ("FREQ=YEARLY", first, 5, date(2030, 12, 3)),
        ] {
            let days = ahead(&pattern(rules), first, today);
            assert_eq!((days.len(), days.last().copied()), (count, Some(last)), "{rules}");
        }
        assert!(ahead(&pattern("FREQ=WEEKLY;COUNT=3"), first, date(2027, 1, 1)).is_empty());
    }

    #[test]
    fn thursdays_become_fridays_and_what_has_no_place_goes() {
        let former = [date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 17)];
        let fridays = [date(2026, 12, 4), date(2026, 12, 18)];
        // The 10th is six days from the 4th, which the 3rd has, and eight from the 18th.
        assert_eq!(follow(&former, &fridays), [Some(fridays[0]), None, Some(fridays[1])]);
        assert_eq!(follow(&former, &former), former.map(Some));
        assert_eq!(follow(&former, &[]), [None, None, None]);
    }

    #[test]
    fn a_form_is_kept_but_for_its_day() {
        let fields = Fields::from_query(
            "title=Craft+night&date=2026-12-03&start=19%3A00&end=22%3A00&town=Munich%2C+Bayern%2C+DE\
             &interest=crafts&interest=knitting&repeat=weekly&end_date=2026-12-04&seen=x",
        );
        let draft = Draft::read(&fields, None).unwrap();
        let stored = template(&fields, &draft).unwrap();
        assert!(!stored.contains("repeat") && !stored.contains("2026"));
        let fields = Fields::from_object(serde_json::from_str(&stored).unwrap()).unwrap();
        let again = Draft::read(&on_day(fields, date(2027, 3, 28)), None).unwrap();
        assert_eq!(
            (again.starts.to_string(), again.ends.to_string()),
            ("2027-03-28T19:00:00".into(), "2027-03-29T22:00:00".into())
        );
        assert_eq!((again.title, again.interests), (draft.title, draft.interests));
    }

    proptest! {
        #[test]
        fn no_day_is_given_to_two(former in prop::collection::btree_set(0i32..60, 0..20), new in prop::collection::btree_set(0i32..60, 0..20)) {
            let days = |from: std::collections::BTreeSet<i32>| -> Vec<Date> {
                from.into_iter().map(|day| date(2026, 12, 1) + Span::new().days(day)).collect()
            };
            let (former, new) = (days(former), days(new));
            let followed = follow(&former, &new);
            prop_assert_eq!(followed.len(), former.len());
            let mut taken: Vec<Date> = followed.iter().flatten().copied().collect();
            prop_assert!(taken.iter().all(|day| new.contains(day)));
            taken.sort();
            let all = taken.len();
            taken.dedup();
            prop_assert_eq!(taken.len(), all);
        }
    }
}
