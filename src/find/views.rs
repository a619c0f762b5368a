//! What there is to find, as HTML.

use maud::{Markup, html};

use super::model::{Asked, DISTANCES, Search, Way, When, Wider};
use crate::{
    act::Look,
    args,
    communities::{self, Brief},
    error::Problems,
    gatherings as meeting,
    http::Fields,
    interests,
    page::{
        Form, Page, Place, alternates,
        parts::{self, Field, Icon, Weight},
        subscribe, when,
    },
    people::{LANGUAGES, language_name},
    town,
};

/// Which of the tabs a page is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Gatherings,
    Communities,
}

impl Tab {
    fn path(self) -> &'static str {
        match self {
            Self::Gatherings => "/find",
            Self::Communities => "/find/communities",
        }
    }
}

/// Gatherings that match.
pub fn gatherings(
    look: &Look<'_>,
    search: &Search,
    problems: &Problems,
    searched: &meeting::Searched,
    next: Option<&str>,
) -> Page {
    let found = &searched.found;
    let results = html! {
        @if !found.is_empty() {
            ul.gatherings { @for brief in found { li { (meeting::row(look, brief)) } } }
        } @else if problems.0.is_empty() && searched.further.is_none() {
            (nothing(look, search, Tab::Gatherings))
        }
        @if let Some(place) = searched.further {
            @let after = format!("{}.{}", place.0.ms(), place.1);
            p { (looked(look, place)) " " a href=(search.url("/find", Some(&after))) { (look.say.t("find-further")) } }
        }
    };
    with_aside(look, search, problems, page(look, search, problems, Tab::Gatherings, &results, next))
}

/// How far was looked, where that was not to the end.
pub(super) fn looked(look: &Look<'_>, (until, _): meeting::ListPlace) -> String {
    look.say.with("find-looked", args! { day: when::day(look, until) })
}

/// A page of gatherings with its way out of the screen, and how to hear of what comes.
pub(super) fn with_aside(look: &Look<'_>, search: &Search, problems: &Problems, page: Page) -> Page {
    let say = look.say;
    let (calendar, atom) = (search.url("/find/calendar.ics", None), search.url("/find/feed.atom", None));
    // A part of a map that somebody moved to is no search that a feed could be of.
    let fed = problems.0.is_empty() && search.at.is_none();
    let page = page.aside(html! {
        (parts::note(say.t("find-own-gathering"), &html! {
            p { (say.t("find-own-gathering-words")) }
            p { (parts::link_button(Weight::Plain, say.t("find-plan"), Some(Icon::Calendar), "/g/new")) }
        }))
        @if fed { (subscribe(look, &calendar, &atom)) }
    });
    if fed { page.head(alternates(&in_words(look, search), &calendar, &atom)) } else { page }
}

/// Communities that match.
pub fn communities(look: &Look<'_>, search: &Search, problems: &Problems, found: &[Brief], next: Option<&str>) -> Page {
    let say = look.say;
    let results = html! {
        @if !found.is_empty() {
            (communities::list(look, found))
        } @else if problems.0.is_empty() {
            (nothing(look, search, Tab::Communities))
        }
    };
    let aside = html! {
        (parts::note(say.t("find-own-community"), &html! {
            p { (say.t("find-own-community-words")) }
            p { (parts::link_button(Weight::Plain, say.t("find-found"), Some(Icon::People), "/c/new")) }
        }))
    };
    page(look, search, problems, Tab::Communities, &results, next).aside(aside)
}

pub(super) fn page(
    look: &Look<'_>,
    search: &Search,
    problems: &Problems,
    tab: Tab,
    results: &Markup,
    next: Option<&str>,
) -> Page {
    let say = look.say;
    let title = say.t(if tab == Tab::Gatherings { "find-gatherings-title" } else { "find-communities-title" });
    let older = next.map(|after| search.url(tab.path(), Some(after)));
    let first = (!search.after.is_empty()).then(|| search.url(tab.path(), None));
    let main = html! {
        h1 { (title) }
        (parts::tabs(say.t("find-tabs"), &[
            (&search.url("/find", None), say.t("find-gatherings"), tab == Tab::Gatherings),
            (&search.url("/find/communities", None), say.t("find-communities"), tab == Tab::Communities),
            ("/find/people", say.t("find-people"), false),
        ]))
        (filter(look, search, problems, tab))
        @if tab == Tab::Gatherings {
            (taken_away(look, search))
            (ways(look, search))
            @if search.way != Way::Calendar { (days(look, search)) }
        }
        h2.visually-hidden { (say.t("find-results")) }
        div.flow {
            (results)
            (parts::pagination(
                say.t("find-pages"),
                first.as_deref().map(|href| (href, say.t("find-first"))),
                older.as_deref().map(|href| (href, say.t("find-more"))),
            ))
        }
        p.small.soft { (visavis_places::ATTRIBUTION) }
    };
    Page::new(title, Place::Find, main).describe(say.t("find-description")).script(town::SCRIPT)
}

/// What is looked for, in words, and folded behind them the form to change it.
fn filter(look: &Look<'_>, search: &Search, problems: &Problems, tab: Tab) -> Markup {
    let say = look.say;
    let (from, day) = match search.when {
        When::From(date) => (date.to_string(), date.to_string()),
        _ => (String::new(), String::new()),
    };
    let typed = search.typed_town.clone().or(search.town.map(|place| town::label(&place))).unwrap_or_default();
    let fields = Fields::default().with("town", typed).with("q", &search.text).with("from", day);
    let fields = fields.with("until", search.until.map(|day| day.to_string()).unwrap_or_default());
    let form = Form::new(look, &fields, problems);
    let folded = form.fault("from").is_none() && form.fault("until").is_none();
    let languages: Vec<(&str, &str)> = std::iter::once(("", say.t("find-language-any"))).chain(LANGUAGES).collect();
    let costs = [("", say.t("find-cost-any")), ("free", say.t("about-free")), ("paid", say.t("about-paid"))];
    let km = search.km.to_string();
    let distances = DISTANCES.map(|km| (km.to_string(), say.with("find-km", args! { km: i64::from(km) })));
    let distances: Vec<(&str, &str)> = distances.iter().map(|(value, word)| (value.as_str(), word.as_str())).collect();
    let interest = search.interest.as_deref().unwrap_or_default();
    let mut about: Vec<(&str, String)> =
        interests::WELL_KNOWN.iter().map(|slug| (*slug, interests::label(say, slug))).collect();
    if !interest.is_empty() && !interests::WELL_KNOWN.contains(&interest) {
        about.push((interest, interests::label(say, interest)));
    }
    about.sort_by_cached_key(|(_, label)| visavis_places::fold(label));
    let about: Vec<(&str, &str)> = std::iter::once(("", say.t("find-any-interest")))
        .chain(about.iter().map(|(value, word)| (*value, word.as_str())))
        .collect();
    html! {
        (form.summary())
        form.flow method="get" action=(tab.path()) role="search" {
            @if search.way != Way::List && tab == Tab::Gatherings { input type="hidden" name="view" value=(search.way.as_str()); }
            @if search_has_word(search) && tab == Tab::Gatherings { input type="hidden" name="when" value=(search.when.as_str()); }
            div.filter {
                (town::plain_field(&form, "town", &town::Asked { label: say.t("find-town"), ..Default::default() }))
                (parts::button(Weight::Primary, say.t("find-show"), Some(Icon::Find)))
            }
            (town::near_me(say, "town"))
            details open[!folded] {
                summary { (in_words(look, search)) }
                div.form {
                    div.pair {
                        (parts::field_select(&Field { name: "km", label: say.t("find-distance"), value: &km, ..Field::default() }, &distances))
                        (parts::field_select(&Field { name: "interest", label: say.t("find-interest"), value: interest, ..Field::default() }, &about))
                    }
                    div.pair {
                        (parts::field_text(&Field {
                            name: "q",
                            label: say.t("find-text"),
                            value: form.value("q"),
                            kind: "search",
                            maxlength: Some(100),
                            ..Field::default()
                        }))
                        @if tab == Tab::Gatherings && !search_has_word(search) {
                            (parts::field_text(&Field {
                                name: "from",
                                label: say.t("find-from"),
                                error: form.fault("from"),
                                value: &from,
                                kind: "date",
                                ..Field::default()
                            }))
                        }
                    }
                    @if tab == Tab::Gatherings {
                        (parts::field_text(&Field {
                            name: "until", label: say.t("find-until"), error: form.fault("until"),
                            value: form.value("until"), kind: "date", ..Field::default()
                        }))
                        div.pair {
                            (parts::field_select(&Field {
                                name: "language", label: say.t("find-language"),
                                value: search.language.as_deref().unwrap_or_default(), ..Field::default()
                            }, &languages))
                            (parts::field_select(&Field {
                                name: "cost", label: say.t("find-cost"),
                                value: search.cost.as_deref().unwrap_or_default(), ..Field::default()
                            }, &costs))
                        }
                        (parts::check("step_free", "yes", say.t("find-step-free"), None, None, search.step_free))
                        @if look.viewer.me().is_ok() {
                            (parts::check("known", "yes", say.t("find-known"), None, None, search.known))
                        }
                    }
                }
            }
        }
    }
}

/// A thing that is asked for, in words.
fn asked_for(look: &Look<'_>, search: &Search, what: Asked) -> String {
    let say = look.say;
    let day = |key: &str, date: jiff::civil::Date| {
        let at = date.to_zoned(jiff::tz::TimeZone::UTC).ok();
        let day = at.map(|at| when::date(say, &at, &look.now.on_the_wall(&look.zone))).unwrap_or_default();
        say.with(key, args! { day: day })
    };
    match (what, search.when, search.until) {
        (Asked::Interest, ..) => interests::label(say, search.interest.as_deref().unwrap_or_default()),
        (Asked::From, When::From(date), _) => day("find-from-day", date),
        (Asked::Until, _, Some(date)) => day("find-until-day", date),
        (Asked::Text, ..) => format!("“{}”", search.text),
        (Asked::Language, ..) => language_name(search.language.as_deref().unwrap_or_default()).to_owned(),
        (Asked::Cost, ..) if search.cost.as_deref() == Some("paid") => say.t("find-cost-paid").to_owned(),
        (Asked::Cost, ..) => say.t("find-cost-free").to_owned(),
        (Asked::StepFree, ..) => say.t("find-step-free-words").to_owned(),
        (Asked::Known, ..) => say.t("find-known-words").to_owned(),
        (Asked::From | Asked::Until, ..) => String::new(),
    }
}

/// What is asked for, each with a link that does without it.
fn taken_away(look: &Look<'_>, search: &Search) -> Markup {
    let say = look.say;
    let asked = search.asked();
    html! {
        @if !asked.is_empty() {
            ul.chips aria-label=(say.t("find-asked")) {
                @for (what, without) in &asked {
                    li {
                        a.chip href=(without.url("/find", None)) {
                            (asked_for(look, search, *what))
                            span aria-hidden="true" { "×" }
                            span.visually-hidden { " (" (say.t("find-without")) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// As a list, a calendar or a map.
fn ways(look: &Look<'_>, search: &Search) -> Markup {
    let say = look.say;
    let ways = Way::ALL.map(|way| {
        let other = Search { way, at: None, month: None, ..search.clone() };
        (other.url("/find", None), say.t(way.key()), search.way == way)
    });
    let ways: Vec<parts::Way<'_>> = ways.iter().map(|(href, word, here)| (href.as_str(), *word, *here)).collect();
    parts::chips(say.t("find-ways"), &ways)
}

/// Whether the day has a word, which stands among the chips.
fn search_has_word(search: &Search) -> bool {
    matches!(search.when, When::Today | When::Week | When::Weekend | When::Month)
}

/// `Within 25 km of Munich · Board games`: what is behind the fold.
pub fn in_words(look: &Look<'_>, search: &Search) -> String {
    let say = look.say;
    let mut words = vec![match search.town {
        _ if search.at.is_some() => say.t("find-map-part").to_owned(),
        Some(place) => say.with("find-within", args! { km: i64::from(search.km), town: place.name }),
        None => say.t("find-anywhere").to_owned(),
    }];
    if search.interest.is_none() {
        words.push(say.t("find-any-interest").to_owned());
    }
    words.extend(search.asked().into_iter().map(|(what, _)| asked_for(look, search, what)));
    words.join(" · ")
}

/// When, one tap each.
fn days(look: &Look<'_>, search: &Search) -> Markup {
    let say = look.say;
    let ways = When::WORDS.map(|when| {
        let other = Search { when, ..search.clone() };
        (other.url("/find", None), say.t(when.key()), search.when == when)
    });
    let ways: Vec<parts::Way<'_>> = ways.iter().map(|(href, word, here)| (href.as_str(), *word, *here)).collect();
    parts::chips(say.t("find-when"), &ways)
}

/// Nothing was found: the next step.
pub(super) fn nothing(look: &Look<'_>, search: &Search, tab: Tab) -> Markup {
    let say = look.say;
    let (title, sentence, own, href) = match tab {
        Tab::Gatherings => ("find-no-gatherings", "find-no-gatherings-words", "find-plan", "/g/new"),
        Tab::Communities => ("find-no-communities", "find-no-communities-words", "find-found", "/c/new"),
    };
    let wider = search.wider().map(|(wide, how)| {
        let word = match how {
            Wider::Distance(km) => say.with("find-wider-distance", args! { km: i64::from(km) }),
            Wider::When => say.t("find-wider-when").to_owned(),
            Wider::Subject => say.t("find-wider-subject").to_owned(),
            Wider::Anywhere => say.t("find-wider-anywhere").to_owned(),
        };
        (wide.url(tab.path(), None), word)
    });
    parts::empty(
        say.t(title),
        say.t(sentence),
        &html! {
            div.buttons {
                @if let Some((href, word)) = &wider { (parts::link_button(Weight::Primary, word, None, href)) }
                (parts::link_button(if wider.is_some() { Weight::Plain } else { Weight::Primary }, say.t(own), None, href))
            }
        },
    )
}
