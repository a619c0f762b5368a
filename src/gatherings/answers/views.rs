//! How answering looks.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{
    MOST_LISTED, Mine,
    model::{Terms, Window},
    store::Listed,
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{
        Gathering, Reply, actions, approval, door,
        draft::MOST_PLACES,
        guests::{self, model::Comer},
        parts::{self as cut, model::Part},
        questions::{
            self,
            model::{Kind, Question, csv},
        },
        views::{city, own_time},
    },
    http::Fields,
    id::{GatheringId, GuestId, PersonId},
    page::{
        Form, Page, Place,
        parts::{self, Field, Tag, Tone, Weight},
        photo,
        text::Say,
        when,
    },
    time::Moment,
};

/// A moment as the gathering's clocks show it, and as the reader's do where these differ.
fn moment(look: &Look<'_>, gathering: &Gathering, at: Moment) -> String {
    let (say, zone) = (look.say, gathering.zone());
    let wall = at.on_the_wall(&zone);
    let date = when::date(say, &wall, &look.now.on_the_wall(&zone));
    let there = say.with("when-full", args! { date: date, time: when::clock(&wall) });
    match own_time(look, at, &zone) {
        Some(own) => say.with("gathering-moment-both", args! { there: there, city: city(&zone), own: own }),
        None => there,
    }
}

/// Whether answers are taken, where that is worth a word.
pub fn window(look: &Look<'_>, gathering: &Gathering) -> Option<String> {
    let say = look.say;
    match gathering.terms().window(look.now) {
        Window::Opens(at) => Some(say.with("gathering-answers-open", args! { time: moment(look, gathering, at) })),
        Window::Open(Some(at)) => {
            Some(say.with("gathering-answers-until", args! { time: moment(look, gathering, at) }))
        }
        Window::Closed(at) => Some(say.with("gathering-answers-closed", args! { time: moment(look, gathering, at) })),
        Window::Open(None) => None,
    }
}

/// How one's own answer stands, and the answers one can give: for a gathering that is still open.
pub fn doing(look: &Look<'_>, gathering: &Gathering, mine: &Mine) -> Markup {
    let say = look.say;
    let reply = mine.reply();
    let terms = gathering.terms();
    let taken = matches!(terms.window(look.now), Window::Open(_)) || gathering.host == look.viewer.person_if_any();
    html! {
        (standing(look, gathering, mine))
        @if let Some(window) = window(look, gathering) { p.soft { (window) } }
        form.flow method="post" action={ (gathering.url()) "/answer" } {
            (buttons(say, gathering, mine, taken))
            div.row {
                @if matches!(reply, Some(Reply::Yes | Reply::Waiting | Reply::Asked)) {
                    (cut::views::own(say, gathering, mine))
                    @if terms.plus > 0 { a href={ (gathering.url()) "/answer" } { (party_link(say, mine)) } }
                    @if mine.asked { a href={ (gathering.url()) "/answer" } { (say.t("answer-change")) } }
                }
                @if reply == Some(Reply::Yes) { a href={ (gathering.url()) "/reminders" } { (say.t("reminders-title")) } }
                @if reply.is_some() {
                    button.link type="submit" name="reply" value="none" {
                        (say.t(match reply {
                            Some(Reply::Waiting) => "gathering-leave-queue",
                            Some(Reply::Asked | Reply::Declined) => "approval-take-back",
                            _ => "gathering-take-back",
                        }))
                    }
                }
            }
        }
    }
}

fn party_link(say: Say, mine: &Mine) -> String {
    match mine.party().guests {
        0 => say.t("gathering-bring").to_owned(),
        guests => say.with("gathering-bring-change", args! { n: guests }),
    }
}

fn buttons(say: Say, gathering: &Gathering, mine: &Mine, taken: bool) -> Markup {
    let reply = mine.reply();
    // A place that is held has yet to be confirmed.
    let given = reply.filter(|_| mine.standing.as_ref().is_none_or(|standing| standing.confirm_by.is_none()));
    if reply == Some(Reply::Declined) {
        return html! {};
    }
    let full = mine.is_full(gathering) && !matches!(reply, Some(Reply::Yes | Reply::Waiting | Reply::Asked));
    let mut answers = Vec::new();
    if !matches!(reply, Some(Reply::Waiting | Reply::Asked)) && (taken || reply == Some(Reply::Yes)) {
        let label = say.t(match () {
            () if mine.asks_first && reply != Some(Reply::Yes) => "gathering-ask",
            () if full => "gathering-queue",
            () => "gathering-yes",
        });
        answers.push(parts::Answer { value: "yes", label, yes: true });
    }
    if taken || reply == Some(Reply::Maybe) {
        answers.push(parts::Answer { value: "maybe", label: say.t("gathering-maybe"), yes: false });
    }
    answers.push(parts::Answer { value: "no", label: say.t("gathering-no"), yes: false });
    html! {
        @if mine.asks_first && reply.is_none_or(|reply| !reply.comes()) && taken { p.soft { (say.t("approval-ask-help")) } }
        @if full && taken { p { (say.t("gathering-full-queue")) } }
        (parts::answers("reply", say.t("gathering-answer"), &answers, given.map(Reply::as_str)))
    }
}

/// What there is to know about one's own answer: the place in the queue, a place that is held.
pub fn standing(look: &Look<'_>, gathering: &Gathering, mine: &Mine) -> Markup {
    let say = look.say;
    let Some(standing) = &mine.standing else { return html! {} };
    if let Some(notice) = approval::views::standing(say, mine).filter(|_| standing.confirm_by.is_none()) {
        return notice;
    }
    match (standing.reply, standing.confirm_by) {
        (Reply::Waiting, _) => {
            let place = mine.place.unwrap_or(mine.waiting);
            parts::notice(
                Tone::Info,
                &html! {
                    p {
                        strong { (say.with("gathering-place", args! { place: ordinal(say, place) })) } " "
                        (say.with("gathering-place-of", args! { n: mine.waiting, places: standing.places }))
                    }
                    p { (next_words(say, &gathering.terms())) }
                },
            )
        }
        (Reply::Yes, Some(until)) => parts::notice(
            Tone::Caution,
            &html! {
                p { strong { (say.t("gathering-held")) } }
                p { (say.with("gathering-held-until", args! { time: moment(look, gathering, until) })) }
            },
        ),
        _ => html! {},
    }
}

fn next_words(say: Say, terms: &Terms) -> String {
    match terms.hold_hours {
        Some(hours) => say.with("gathering-next-hold", args! { n: hours }),
        None => say.t("gathering-next").to_owned(),
    }
}

/// `3rd`; in languages that have but one way to write it, that.
fn ordinal(say: Say, number: i64) -> String {
    let kind = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "one",
        (2, rest) if rest != 12 => "two",
        (3, rest) if rest != 13 => "few",
        _ => "other",
    };
    say.with("gathering-ordinal", args! { n: number, kind: kind })
}

/// The fields of one's own answer as they are stored.
pub fn fields(look: &mut Look<'_>, id: GatheringId) -> Result<Fields> {
    let gathering = actions::visible(look, id)?;
    let mine = super::mine(look, &gathering)?;
    let party = mine.party();
    let mut fields = Fields::default().with("guests", party.guests.to_string()).with("names", party.lines());
    if let Some(part) = mine.part() {
        fields = fields.with("part", part.number.to_string());
    }
    let said = questions::of(look, id, Comer::Person(look.viewer.person()?))?;
    for question in questions::asked(look, id)? {
        if let Some((_, words)) = said.iter().find(|(number, _)| *number == question.number) {
            fields = fields.with(question.field(), words);
        }
    }
    Ok(fields)
}

/// The page on which one says whom one brings along.
pub fn form_page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let gathering = actions::visible(look, id)?;
    gathering.still_open(look.now)?;
    let mine = super::mine(look, &gathering)?;
    let say = look.say;
    let terms = gathering.terms();
    let going = mine.reply() == Some(Reply::Yes);
    let full = mine.is_full(&gathering) && !going;
    let asked = questions::asked(look, id)?;
    let form = Form::new(look, fields, problems);
    let submit = match mine.reply() {
        Some(Reply::Yes | Reply::Waiting | Reply::Asked) => "gathering-save",
        _ if mine.asks_first => "gathering-ask",
        _ if full => "gathering-queue",
        _ => "gathering-yes",
    };
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head {
            h1 { (say.t("answer-title")) }
            p.lead { (left_words(say, &gathering, &mine)) }
        }
        (standing(look, &gathering, &mine))
        form.form method="post" action={ (gathering.url()) "/answer" } novalidate {
            (cut::views::choice(say, &form, &gathering, &mine))
            (asks(say, &form, &terms, &asked))
            input type="hidden" name="form" value="yes";
            div.buttons {
                (parts::button_value(if going { Weight::Primary } else { Weight::Meet }, say.t(submit), None, "reply", "yes"))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
            }
        }
    };
    Ok(Page::new(say.t("answer-title"), Place::Find, main).alone().private())
}

/// Whom one brings along, and what the host asks.
pub fn asks(say: Say, form: &Form<'_>, terms: &Terms, asked: &[Question]) -> Markup {
    let most = terms.plus.to_string();
    html! {
            @if terms.plus > 0 {
                (parts::field_text(&Field {
                    name: "guests", label: say.t("answer-guests"), kind: "number", inputmode: Some("numeric"), class: "short",
                    min: Some("0"), max: Some(&most), value: form.value("guests"), error: form.fault("guests"),
                    help: Some(&say.with("answer-guests-help", args! { n: terms.plus })), ..Field::default()
                }))
                (parts::field_area(&Field {
                    name: "names", label: say.t("answer-names"), optional: Some(say.t("gathering-optional")), rows: 3,
                    value: form.value("names"), error: form.fault("names"), help: Some(say.t("answer-names-help")),
                    ..Field::default()
                }))
            } @else if let Some(fault) = form.fault("guests") {
                p.field-error #field-guests { (fault) }
            }
            @if !asked.is_empty() { p.soft { (say.t("answer-asked")) } }
            (questions::views::fields(say, asked, form))
    }
}

fn left_words(say: Say, gathering: &Gathering, mine: &Mine) -> String {
    match mine.left(gathering) {
        None => say.t("answer-left-any").to_owned(),
        Some(0) => say.t("gathering-full-queue").to_owned(),
        Some(left) => say.with("gathering-left", args! { n: left }),
    }
}

/// All answers, for those who host: who comes with whom, who waits in which order, who may come, who can't.
pub fn list_page(look: &mut Look<'_>, id: GatheringId) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    let say = look.say;
    let mut lists = Vec::new();
    for (reply, title) in LISTS {
        lists.push((reply, say.t(title), super::listed(look, id, reply, MOST_LISTED)?));
    }
    let asked = questions::all(look, id)?;
    let said = questions::everybody(look, id)?;
    let all = cut::all(look, &gathering)?;
    let waiting = cut::waiting(look, &gathering)?;
    let taken = gathering.capacity.map_or_else(
        || say.with("answers-places", args! { n: gathering.going }),
        |capacity| say.with("answers-places-of", args! { n: gathering.going, capacity: capacity }),
    );
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("answers-title")) } p.lead { (taken) } }
        (cut::views::counts(say, &all, &waiting))
        div.buttons {
            (parts::link_button(Weight::Plain, say.t("questions-title"), None, &format!("{}/questions", gathering.url())))
            (parts::link_button(Weight::Plain, say.t("parts-title"), None, &format!("{}/parts", gathering.url())))
            @if lists.iter().any(|(_, _, list)| !list.is_empty()) {
                (parts::link_button(Weight::Quiet, say.t("answers-csv"), None, &format!("{}/answers.csv", gathering.url())))
                (parts::link_button(Weight::Quiet, say.t("badges-title"), None, &format!("{}/badges", gathering.url())))
            }
        }
        @for (reply, title, list) in &lists {
            @if !list.is_empty() {
                section.flow {
                    h2 { (title) " (" (list.len()) ")" }
                    @if *reply == Reply::Waiting {
                        ol.people { @for (one, at) in list.iter().zip(1..) { li { (listed(look, (&gathering, &all), one, Some(at))) } } }
                    } @else {
                        ul.people { @for one in list { li { (listed(look, (&gathering, &all), one, None)) } } }
                    }
                }
            }
        }
        @if !said.is_empty() { (said_table(say, &lists, &asked, &said)) }
        @if lists.iter().all(|(_, _, list)| list.is_empty()) { p { (say.t("gathering-nobody")) } }
    };
    Ok(Page::new(say.t("answers-title"), Place::Find, main).alone().private())
}

type Lists<'a> = [(Reply, &'a str, Vec<Listed>)];
type Said = HashMap<PersonId, HashMap<i64, String>>;

/// What those who come answered: a line for each.
fn said_table(say: Say, lists: &Lists<'_>, asked: &[Question], said: &Said) -> Markup {
    let people = lists.iter().flat_map(|(_, _, list)| list).filter(|one| said.contains_key(&one.person));
    html! {
        section.flow {
            h2 #said { (say.t("answers-said")) }
            div.scroll role="region" aria-labelledby="said" tabindex="0" {
                table {
                    thead {
                        tr {
                            th scope="col" { (say.t("answers-name")) }
                            @for question in asked { th scope="col" { (question.words) } }
                        }
                    }
                    tbody {
                        @for one in people {
                            tr {
                                th scope="row" { (guests::views::named(say, one)) }
                                @for question in asked { td { (words(say, question, said, one.person)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What somebody answered to a question, in one line.
pub(in crate::gatherings) fn words(
    say: Say,
    question: &Question,
    said: &HashMap<PersonId, HashMap<i64, String>>,
    person: PersonId,
) -> String {
    let answer = said.get(&person).and_then(|said| said.get(&question.number)).map(String::as_str).unwrap_or_default();
    match question.kind {
        Kind::Consent if answer == "yes" => say.t("answers-consents").to_owned(),
        Kind::Several => answer.lines().collect::<Vec<_>>().join("; "),
        _ => answer.to_owned(),
    }
}

/// All answers as a table for spreadsheets.
pub fn table(look: &mut Look<'_>, id: GatheringId) -> Result<String> {
    let gathering = actions::own(look, id)?;
    let say = look.say;
    let all = cut::all(look, &gathering)?;
    let asked = questions::all(look, id)?;
    let said = questions::everybody(look, id)?;
    let mut head: Vec<String> = ["answers-name", "answers-handle", "gathering-answer", "answer-guests", "answer-names"]
        .map(|key| say.t(key).to_owned())
        .to_vec();
    if !all.is_empty() {
        head.push(say.t("part-column").to_owned());
    }
    head.extend(asked.iter().map(|question| question.words.clone()));
    // Who came, once somebody has.
    let inside = door::inside(look, id)?;
    head.extend((!inside.is_empty()).then(|| say.t("door-table").to_owned()));
    let mut rows = vec![head];
    for (reply, title) in LISTS {
        for one in super::listed(look, id, reply, MOST_PLACES)? {
            let names = one.guests.lines().collect::<Vec<_>>().join("; ");
            let mut row = vec![
                guests::views::named(say, &one),
                one.handle,
                say.t(title).to_owned(),
                (one.places - 1).to_string(),
                names,
            ];
            if !all.is_empty() {
                row.push(cut::views::name(&all, one.part).unwrap_or_default().to_owned());
            }
            row.extend(asked.iter().map(|question| words(say, question, &said, one.person)));
            let came = [Comer::Person(one.person), Comer::Guest(GuestId(one.person.0))].map(|who| inside.get(&who));
            let came = came.into_iter().flatten().next().copied().unwrap_or_default();
            row.extend((!inside.is_empty()).then(|| came.to_string()));
            rows.push(row);
        }
    }
    Ok(csv(&rows))
}

/// The kinds of answers in the order in which they are listed.
const LISTS: [(Reply, &str); 6] = [
    (Reply::Yes, "answers-yes"),
    (Reply::Waiting, "answers-waiting"),
    (Reply::Asked, "answers-asked"),
    (Reply::Maybe, "answers-maybe"),
    (Reply::No, "answers-no"),
    (Reply::Declined, "answers-declined"),
];

fn listed(look: &Look<'_>, (gathering, all): (&Gathering, &[Part]), one: &Listed, place: Option<i64>) -> Markup {
    let say = look.say;
    let guests = one.places - 1;
    let names: Vec<&str> = one.guests.lines().collect();
    let about = html! {
        p {
            @if let Some(place) = place { (ordinal(say, place)) }
            @if place.is_some() && guests > 0 { " · " }
            @if let Some(part) = cut::views::name(all, one.part) { (parts::tag(Tag::Plain, part)) " " }
            @if guests > 0 { (say.with("answers-brings", args! { n: guests })) }
            @if !names.is_empty() { ": " (names.join(", ")) }
        }
        @if let Some(until) = one.confirm_by {
            p { (parts::tag(Tag::Caution, &say.with("answers-held", args! { time: moment(look, gathering, until) }))) }
        }
    };
    if one.handle.is_empty() {
        return guests::views::row(say, &one.name, &about);
    }
    parts::person(&one.name, &format!("/@{}", one.handle), photo(one.photo.as_deref()).as_deref(), &about, None)
}
