//! What somebody looks for, as it stands in an address.

use jiff::{ToSpan, civil::Date};
use visavis_places::{Place, Point};

use crate::{
    error::Problems,
    gatherings::{self, about::COSTS},
    http::Fields,
    interests::Interest,
    page::map,
    people::LANGUAGES,
    time::{Moment, Zone},
    town,
};

/// The distances one can choose (kilometres).
pub const DISTANCES: [u32; 5] = [5, 10, 25, 50, 100];
/// What is near where nothing else is said (kilometres).
pub const NEAR: u32 = 25;

/// When it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// At any time from now.
    #[default]
    Any,
    /// Before midnight.
    Today,
    /// Before Monday.
    Week,
    /// On the Saturday and Sunday ahead, or what is left of them.
    Weekend,
    /// Before the month is over.
    Month,
    /// From that day on.
    From(Date),
}

impl When {
    /// Those with a word of their own, in the order in which they are offered.
    pub const WORDS: [Self; 5] = [Self::Any, Self::Today, Self::Week, Self::Weekend, Self::Month];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Today => "today",
            Self::Week => "week",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::From(_) => "from",
        }
    }

    /// The message with its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Any | Self::From(_) => "find-when-any",
            Self::Today => "find-when-today",
            Self::Week => "find-when-week",
            Self::Weekend => "find-when-weekend",
            Self::Month => "find-when-month",
        }
    }

    /// From when to when that is, for somebody whose clock on the wall shows that zone's time.
    pub fn span(self, now: Moment, zone: &Zone) -> (Moment, Option<Moment>) {
        let today = now.on_the_wall(zone).date();
        let begins = |date: Option<Date>| date.and_then(|date| zone.moment(date.at(0, 0, 0, 0)));
        let days = |count: i8| today.checked_add(i64::from(count).days()).ok();
        let until_monday = 7 - today.weekday().to_monday_zero_offset();
        match self {
            Self::Any => (now, None),
            Self::Today => (now, begins(days(1))),
            Self::Week => (now, begins(days(until_monday))),
            Self::Weekend => {
                let saturday = begins(days(until_monday - 2)).unwrap_or(now);
                (saturday.max(now), begins(days(until_monday)))
            }
            Self::Month => (now, begins(today.last_of_month().tomorrow().ok())),
            Self::From(date) => (begins(Some(date)).unwrap_or(now).max(now), None),
        }
    }
}

/// How what was found is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// One after the other.
    #[default]
    List,
    /// By the days of a month.
    Calendar,
    /// By the towns on a map.
    Map,
}

impl Way {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::List, Self::Calendar, Self::Map];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "",
            Self::Calendar => "calendar",
            Self::Map => "map",
        }
    }

    /// The message with its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::List => "find-way-list",
            Self::Calendar => "find-way-calendar",
            Self::Map => "find-way-map",
        }
    }
}

/// What somebody looks for.
#[derive(Debug, Clone)]
pub struct Search {
    /// How it is shown.
    pub way: Way,
    /// The month of the calendar: its first day; this month where it is empty.
    pub month: Option<Date>,
    /// What part of the map is looked at; where it is empty, what the rest asks for.
    pub at: Option<map::View>,
    /// Around which town.
    pub town: Option<Place>,
    /// How far from it (kilometres).
    pub km: u32,
    /// About what.
    pub interest: Option<String>,
    /// When.
    pub when: When,
    /// Words of its name.
    pub text: String,
    /// The last day on which it may be.
    pub until: Option<Date>,
    /// In which language (its code).
    pub language: Option<String>,
    /// Free, or not.
    pub cost: Option<String>,
    /// Only where one gets in without steps.
    pub step_free: bool,
    /// Only where people are going whom the one who looks knows.
    pub known: bool,
    /// Where the next part of the list begins.
    pub after: String,
    /// What was typed for the town, where it is none.
    pub typed_town: Option<String>,
}

impl Search {
    /// Reads an address. Where it says nothing of a town, `home` is meant; an empty one means anywhere.
    pub fn read(fields: &Fields, home: Option<Place>) -> (Self, Problems) {
        let mut problems = Problems::default();
        let mut typed_town = None;
        let town = match (fields.has("town"), fields.some("town")) {
            (false, _) => home,
            (true, None) => None,
            (true, Some(typed)) => town::read(typed).map_or_else(
                |key| {
                    problems.add("town", key);
                    typed_town = Some(typed.to_owned());
                    None
                },
                Some,
            ),
        };
        let when = match (fields.text("when"), fields.some("from")) {
            ("today", _) => When::Today,
            ("week", _) => When::Week,
            ("weekend", _) => When::Weekend,
            ("month", _) => When::Month,
            (_, Some(date)) => match date.parse() {
                Ok(date) => When::From(date),
                Err(_) => {
                    problems.add("from", "problem-find-date");
                    When::Any
                }
            },
            _ => When::Any,
        };
        let until = fields.some("until").map(str::parse::<Date>);
        problems.unless(!matches!(until, Some(Err(_))), "until", "problem-find-date");
        let until = until.and_then(Result::ok);
        if let (When::From(from), Some(until)) = (when, until)
            && until < from
        {
            problems.add("until", "problem-find-until");
        }
        let one_of = |field: &str, known: &dyn Fn(&str) -> bool| {
            fields.some(field).filter(|text| known(text)).map(str::to_owned)
        };
        let wanted = |field: &str| matches!(fields.text(field), "yes" | "true");
        let km = fields.text("km").parse().ok().filter(|km| DISTANCES.contains(km)).unwrap_or(NEAR);
        let way = match fields.text("view") {
            "map" => Way::Map,
            "calendar" => Way::Calendar,
            _ => Way::List,
        };
        let search = Self {
            way,
            month: month(fields.text("month")),
            at: Some(fields.text("at")).filter(|_| way == Way::Map).and_then(map::View::read),
            town,
            km,
            interest: fields.some("interest").and_then(Interest::read).map(|interest| interest.as_str().to_owned()),
            when,
            text: fields.text("q").chars().take(100).collect(),
            until,
            language: one_of("language", &|text| LANGUAGES.iter().any(|(code, _)| *code == text)),
            cost: one_of("cost", &|text| COSTS.iter().any(|(cost, _)| *cost == text)),
            step_free: wanted("step_free"),
            known: wanted("known"),
            after: fields.text("after").to_owned(),
            typed_town,
        };
        (search, problems)
    }

    /// Around where and how far.
    pub fn place(&self) -> Option<(Point, f64)> {
        self.town.map(|place| (place.point(), f64::from(self.km)))
    }

    /// The same for gatherings; days are those of the town, or of the zone of the one who looks.
    pub fn gatherings(&self, now: Moment, zone: &Zone) -> gatherings::Filter {
        let zone = self.town.and_then(|place| Zone::named(place.zone)).unwrap_or_else(|| zone.clone());
        let (from, mut to) = self.when.span(now, &zone);
        if let Some(until) = self.until.and_then(|day| zone.moment(day.tomorrow().ok()?.at(0, 0, 0, 0))) {
            to = Some(to.map_or(until, |to| to.min(until)));
        }
        gatherings::Filter {
            place: self.place(),
            interest: self.interest.clone(),
            from: Some(from),
            to,
            text: Some(self.text.clone()).filter(|text| !text.is_empty()),
            language: self.language.clone(),
            cost: self.cost.clone(),
            step_free: self.step_free,
            known: self.known,
            once: false,
        }
    }

    /// The address of the same search on one of the tabs; without the part of the list, which is given anew.
    pub fn url(&self, path: &str, after: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("town", &self.town.map(|place| town::label(&place)).unwrap_or_default());
        if self.town.is_some() && self.km != NEAR {
            query.append_pair("km", &self.km.to_string());
        }
        if let Some(interest) = &self.interest {
            query.append_pair("interest", interest);
        }
        match self.when {
            When::Any => {}
            When::From(date) => drop(query.append_pair("from", &date.to_string())),
            when => drop(query.append_pair("when", when.as_str())),
        }
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        if let Some(until) = self.until {
            query.append_pair("until", &until.to_string());
        }
        for (name, value) in [("language", &self.language), ("cost", &self.cost)] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        // Calendars and feeds know nobody, and are the same however a search is shown.
        let page = path == "/find";
        for (name, wanted) in [("step_free", self.step_free), ("known", self.known && page)] {
            if wanted {
                query.append_pair(name, "yes");
            }
        }
        if page && self.way != Way::List {
            query.append_pair("view", self.way.as_str());
            if let Some(month) = self.month.filter(|_| self.way == Way::Calendar) {
                query.append_pair("month", &month.strftime("%Y-%m").to_string());
            }
            if let Some(at) = self.at {
                query.append_pair("at", &at.to_string());
            }
        }
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        format!("{path}?{}", query.finish())
    }

    /// What is asked for besides the place and the days with a word, each with the search that does without it.
    pub fn asked(&self) -> Vec<(Asked, Self)> {
        let whole = || Self { at: None, after: String::new(), ..self.clone() };
        let mut asked = Vec::new();
        let mut push = |holds: bool, what: Asked, without: Self| {
            if holds {
                asked.push((what, without));
            }
        };
        push(self.interest.is_some(), Asked::Interest, Self { interest: None, ..whole() });
        push(matches!(self.when, When::From(_)), Asked::From, Self { when: When::Any, ..whole() });
        push(self.until.is_some(), Asked::Until, Self { until: None, ..whole() });
        push(!self.text.is_empty(), Asked::Text, Self { text: String::new(), ..whole() });
        push(self.language.is_some(), Asked::Language, Self { language: None, ..whole() });
        push(self.cost.is_some(), Asked::Cost, Self { cost: None, ..whole() });
        push(self.step_free, Asked::StepFree, Self { step_free: false, ..whole() });
        push(self.known, Asked::Known, Self { known: false, ..whole() });
        asked
    }

    /// The same, wider: the next distance, then without the day, then without the interest, then without words.
    /// `None` where it can't be wider.
    pub fn wider(&self) -> Option<(Self, Wider)> {
        let mut wide = self.clone();
        wide.after.clear();
        wide.at = None;
        if self.town.is_some()
            && let Some(km) = DISTANCES.into_iter().find(|km| *km > self.km)
        {
            wide.km = km;
            return Some((wide, Wider::Distance(km)));
        }
        if self.when != When::Any || self.until.is_some() {
            wide.when = When::Any;
            wide.until = None;
            return Some((wide, Wider::When));
        }
        let chosen = self.language.is_some() || self.cost.is_some() || self.step_free || self.known;
        if self.interest.is_some() || !self.text.is_empty() || chosen {
            (wide.language, wide.cost, wide.step_free, wide.known) = (None, None, false, false);
            wide.interest = None;
            wide.text.clear();
            return Some((wide, Wider::Subject));
        }
        if self.town.is_some() {
            wide.town = None;
            return Some((wide, Wider::Anywhere));
        }
        None
    }
}

/// One of the things that a search can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// An interest.
    Interest,
    /// A first day.
    From,
    /// A last day.
    Until,
    /// Words.
    Text,
    /// A language.
    Language,
    /// That it is free, or not.
    Cost,
    /// That one gets in without steps.
    StepFree,
    /// That one knows somebody who is going.
    Known,
}

/// `2026-12` as the first day of that month; `None` for what is no month that a calendar can show.
fn month(text: &str) -> Option<Date> {
    let date: Date = Some(text).filter(|text| text.len() == 7).map(|text| format!("{text}-01"))?.parse().ok()?;
    (1970..=9000).contains(&date.year()).then_some(date)
}

/// In which way a search was made wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wider {
    /// So many kilometres.
    Distance(u32),
    /// At any time.
    When,
    /// About anything.
    Subject,
    /// Everywhere.
    Anywhere,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        Zone::named("Europe/Berlin").unwrap()
    }

    fn span(when: When, at: &str) -> (String, Option<String>) {
        let zone = berlin();
        let (from, to) = when.span(zone.moment(at.parse().unwrap()).unwrap(), &zone);
        (from.iso(), to.map(Moment::iso))
    }

    #[test]
    fn days_begin_and_end_on_the_wall() {
        // A Thursday in winter: an hour ahead of UTC.
        let noon = "2026-11-26T12:00";
        let now = "2026-11-26T11:00:00Z".to_owned();
        assert_eq!(span(When::Any, noon), (now.clone(), None));
        assert_eq!(span(When::Today, noon), (now.clone(), Some("2026-11-26T23:00:00Z".into())));
        assert_eq!(span(When::Week, noon), (now.clone(), Some("2026-11-29T23:00:00Z".into())));
        assert_eq!(span(When::Weekend, noon), ("2026-11-27T23:00:00Z".into(), Some("2026-11-29T23:00:00Z".into())));
        assert_eq!(span(When::Month, noon), (now, Some("2026-11-30T23:00:00Z".into())));
    }

    #[test]
    fn on_a_sunday_the_weekend_is_what_is_left_of_it() {
        let (from, to) = span(When::Weekend, "2026-03-29T10:00");
        // The clocks change that night; the day is over an hour earlier in UTC than the day before.
        assert_eq!((from.as_str(), to.as_deref()), ("2026-03-29T08:00:00Z", Some("2026-03-29T22:00:00Z")));
        let (_, to) = span(When::Week, "2026-03-29T10:00");
        assert_eq!(to.as_deref(), Some("2026-03-29T22:00:00Z"));
    }

    #[test]
    fn a_day_gone_by_is_today_and_the_year_turns() {
        assert_eq!(span(When::From("2020-01-01".parse().unwrap()), "2026-11-26T12:00").0, "2026-11-26T11:00:00Z");
        assert_eq!(span(When::Month, "2026-12-31T12:00").1.as_deref(), Some("2026-12-31T23:00:00Z"));
        let (from, to) = When::Month.span(Moment::from_ms(i64::MAX), &berlin());
        assert!(to.is_none() || to.unwrap() >= from, "the end of all days is no fault");
    }

    #[test]
    fn an_address_reads_back_as_the_same_search() {
        let fields = Fields::from_query("town=Munich&km=50&interest=Board%20games&when=weekend&q=tea");
        let (search, problems) = Search::read(&fields, None);
        assert!(problems.0.is_empty());
        assert_eq!(search.interest.as_deref(), Some("board-games"));
        let url = search.url("/find", None);
        let (again, _) = Search::read(&Fields::from_query(url.split_once('?').unwrap().1), None);
        assert_eq!(again.url("/find", None), url);
    }

    #[test]
    fn how_it_is_shown_stands_in_the_address_of_the_page_and_not_of_feeds() {
        let read = |query: &str| Search::read(&Fields::from_query(query), None).0;
        let map = read("town=Munich&view=map&at=48.1,11.5,8");
        assert!(map.url("/find", None).ends_with("&view=map&at=48.1%2C11.5%2C8"));
        assert!(!map.url("/find/feed.atom", None).contains("view"));
        assert!(read("town=&view=calendar&month=2026-12").url("/find", None).ends_with("view=calendar&month=2026-12"));
        for nonsense in ["view=globe", "view=list&at=1,2,3", "month=2026-12", "view=map&at=here"] {
            let url = read(nonsense).url("/find", None);
            assert!(!url.contains("at=") && !url.contains("month"), "{url}");
        }
        for nonsense in ["2026-13", "2026-1", "99999-01", "-00010-01", "december"] {
            assert_eq!(month(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_asked_for_can_be_taken_away_one_by_one() {
        let query = "town=Munich&interest=chess&from=2026-12-01&until=2026-12-24&q=tea&language=de&cost=free&step_free=yes&known=yes";
        let (search, problems) = Search::read(&Fields::from_query(query), None);
        assert!(problems.0.is_empty());
        let asked = search.asked();
        assert_eq!(asked.len(), 8);
        for (what, without) in &asked {
            assert_eq!(without.asked().len(), 7, "{what:?}");
            assert!(without.asked().iter().all(|(other, _)| other != what));
            let url = without.url("/find", None);
            assert_eq!(Search::read(&Fields::from_query(&url[6..]), None).0.url("/find", None), url);
        }
        assert!(!search.url("/find/feed.atom", None).contains("known"), "a feed knows nobody");
        let zone = berlin();
        let now = zone.moment("2026-11-26T12:00".parse().unwrap()).unwrap();
        let filter = search.gatherings(now, &zone);
        assert_eq!(filter.from.unwrap().iso(), "2026-11-30T23:00:00Z");
        assert_eq!(filter.to.unwrap().iso(), "2026-12-24T23:00:00Z");
        let read = |query: &str| Search::read(&Fields::from_query(query), None);
        assert_eq!(read("from=2026-12-02&until=2026-12-01").1.0[0].key, "problem-find-until");
        assert_eq!(read("until=soon").1.0[0].field, "until");
        assert!(read("language=xx&cost=2&step_free=no&known=0").0.asked().is_empty());
    }

    #[test]
    fn what_makes_no_sense_is_said_or_left_out() {
        let home = town::read("Munich").ok();
        let (search, problems) =
            Search::read(&Fields::from_query("town=Xqzzyvania&km=7&from=tomorrow&interest=!&when=never"), home);
        assert_eq!(problems.0.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["town", "from"]);
        assert!(search.town.is_none() && search.km == NEAR && search.interest.is_none());
        assert!(Search::read(&Fields::default(), home).0.town.is_some(), "home where nothing is said");
        assert!(Search::read(&Fields::from_query("town="), home).0.town.is_none(), "anywhere where that is said");
    }

    #[test]
    fn a_search_gets_wider_until_it_is_all() {
        let (mut search, _) = Search::read(&Fields::from_query("town=Munich&km=50&when=today&interest=tea"), None);
        let mut steps = Vec::new();
        while let Some((wider, how)) = search.wider() {
            steps.push(how);
            search = wider;
        }
        assert_eq!(steps, [Wider::Distance(100), Wider::When, Wider::Subject, Wider::Anywhere]);
    }
}
