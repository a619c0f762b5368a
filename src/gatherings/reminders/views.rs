//! How reminders look.

use maud::{Markup, html};

use super::model::Plan;
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::when_and_where,
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Field, Weight},
        text::Say,
    },
};

/// What can be chosen: the value, and the key of its words.
const PLANS: [(&str, &str); 7] = [
    ("1440 120", "reminders-day-hours"),
    ("10080 1440 120", "reminders-week-day-hours"),
    ("10080 1440", "reminders-week-day"),
    ("1440", "reminders-day"),
    ("120", "reminders-hours"),
    ("30", "reminders-minutes"),
    ("none", "reminders-none"),
];

/// A plan as a form says it.
pub fn value(plan: Option<&Plan>) -> String {
    match plan {
        None => "as".to_owned(),
        Some(plan) if plan.minutes().is_empty() => "none".to_owned(),
        Some(plan) => plan.text(),
    }
}

/// A plan in words.
fn words(say: Say, plan: &Plan) -> String {
    let text = value(Some(plan));
    match PLANS.iter().find(|(value, _)| *value == text) {
        Some((_, key)) => say.t(key).to_owned(),
        None => say.with("reminders-minutes-all", args! { minutes: plan.text() }),
    }
}

/// The field in which one chooses; `other` says what holds where one does not.
fn field(say: Say, form: &Form<'_>, label: &str, help: Option<&str>, other: &str) -> Markup {
    let chosen = form.value("reminders");
    let mut options = vec![("as", other)];
    options.extend(PLANS.iter().map(|(value, key)| (*value, say.t(key))));
    // What a program chose stays to be chosen.
    let odd = Plan::read(chosen).filter(|plan| !plan.minutes().is_empty());
    let odd = odd.filter(|_| options.iter().all(|(value, _)| *value != chosen)).map(|plan| words(say, &plan));
    if let Some(odd) = &odd {
        options.push((chosen, odd));
    }
    parts::field_select(
        &Field { name: "reminders", label, help, value: chosen, error: form.fault("reminders"), ..Field::default() },
        &options,
    )
}

/// What the host says of it, in the form of a gathering.
pub fn of_host(say: Say, form: &Form<'_>) -> Markup {
    let other = say.with("reminders-usual", args! { plan: words(say, &Plan::usual()) });
    field(say, form, say.t("reminders-host"), Some(say.t("reminders-host-help")), &other)
}

/// The page on which one chooses for everywhere.
pub fn everywhere_page(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        (form.summary())
        div.head { h1 { (say.t("reminders-title")) } p.lead { (say.t("reminders-lead")) } }
        form.form method="post" action="/you/reminders" novalidate {
            (field(say, &form, say.t("reminders-mine"), None, say.t("reminders-as-host")))
            div.buttons { (parts::button(Weight::Primary, say.t("gathering-save"), None)) }
        }
    };
    Ok(Page::new(say.t("reminders-title"), Place::You, main).alone().private())
}

/// The page on which one chooses for a gathering.
pub fn there_page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (gathering, chosen) = super::there(look, id)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let otherwise = super::Chosen { there: None, ..chosen }.plan();
    let other = say.with("reminders-usual", args! { plan: words(say, &otherwise) });
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("reminders-title")) } p.lead { (when_and_where(look, &gathering)) } }
        form.form method="post" action={ (gathering.url()) "/reminders" } novalidate {
            (field(say, &form, say.t("reminders-there"), None, &other))
            div.buttons {
                (parts::button(Weight::Primary, say.t("gathering-save"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
            }
        }
        p.soft { a href="/you/reminders" { (say.t("reminders-everywhere")) } }
    };
    Ok(Page::new(say.t("reminders-title"), Place::Find, main).alone().private())
}
