//! Sub-groups, as HTML.

use maud::{Markup, html};

use super::{
    super::{
        model::{Access, Brief, Community, Role},
        views,
    },
    Part,
    model::Standing,
};
use crate::{
    act::Look,
    args,
    error::Problems,
    gatherings,
    http::Fields,
    page::{
        Form,
        parts::{self, Choice, Field, Group, Tone, Weight},
    },
};

/// What a community's page says of sub-groups.
#[derive(Default)]
pub struct Circle {
    /// Handle and name of what it is part of.
    pub part_of: Option<(String, String)>,
    /// What is part of it.
    pub parts: Vec<Part>,
    /// To so many of those the viewer belongs, or has asked to.
    pub mine: usize,
}

/// What stands above the name: what it is part of.
pub fn kicker(look: &Look<'_>, circle: &Circle) -> Markup {
    html! {
        @if let Some((handle, name)) = &circle.part_of {
            p { (look.say.t("subgroup-part-of")) " " a href={ "/c/" (handle) } { (name) } }
        }
    }
}

/// The section on the page of the larger.
pub fn section(look: &Look<'_>, community: &Community, circle: &Circle) -> Markup {
    let say = look.say;
    html! {
        @if !circle.parts.is_empty() {
            section.flow {
                h2 { (say.t("subgroups-title")) }
                (list(look, &circle.parts))
                p.small { a href={ (community.url()) "/subgroups" } { (say.t("subgroups-more")) } }
            }
        }
    }
}

fn list(look: &Look<'_>, parts: &[Part]) -> Markup {
    html! {
        ul.people {
            @for part in parts {
                li {
                    div.flow {
                        (views::row(look, &part.brief))
                        @if let Some(next) = &part.next {
                            @let when = gatherings::When { starts_at: next.starts_at, ends_at: next.ends_at, zone: &next.zone };
                            p.small {
                                (look.say.t("subgroups-next")) " " a href=(next.url) { (next.title) } ", "
                                (gatherings::when_line(look.say, &when, look.now))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The way in of what is part of a community to which the viewer does not belong.
pub fn parent_first(look: &Look<'_>, circle: &Circle) -> Markup {
    let say = look.say;
    html! {
        @match &circle.part_of {
            Some((handle, name)) => (parts::link_button(
                Weight::Primary, &say.with("subgroup-join-parent", args! { name: name.clone() }), None, &format!("/c/{handle}/join"),
            )),
            None => p.soft { (say.t("subgroup-parent-unknown")) },
        }
    }
}

/// The page of all of them.
pub fn all(look: &Look<'_>, community: &Community, title: &str, listed: &[Part]) -> Markup {
    let say = look.say;
    let url = community.url();
    let hosts = community.role == Some(Role::Host);
    html! {
        (parts::back(&url, &community.name))
        div.head { h1 { (title) } p.lead { (say.t("subgroups-lead")) } }
        @if hosts && community.parent.is_none() {
            p.buttons {
                (parts::link_button(Weight::Primary, say.t("subgroup-new"), None, &format!("{url}/subgroups/new")))
                (parts::link_button(Weight::Plain, say.t("subgroup-take-in"), None, &format!("{url}/take-in")))
            }
        }
        @if listed.is_empty() {
            p.soft { (say.t("subgroups-none")) }
        } @else {
            (list(look, listed))
        }
        @let tended: Vec<&Brief> = listed.iter().map(|part| &part.brief).filter(|brief| hosts || brief.role == Some(Role::Host)).collect();
        @if !tended.is_empty() {
            section.flow {
                h2 { (say.t("subgroups-tend")) }
                ul.flow {
                    @for brief in tended { li { a href={ (url) "/subgroups/" (brief.handle) } { (brief.name) } } }
                }
            }
        }
        @if community.access != Access::Private && !listed.is_empty() {
            p.small {
                (say.t("subgroups-feeds")) " "
                a href={ (url) "/calendar.ics?with=subgroups" } { (say.t("subgroups-calendar")) } " · "
                a href={ (url) "/feed.atom?with=subgroups" } { (say.t("subgroups-atom")) }
            }
        }
    }
}

/// The form in which one is founded.
pub fn founding(look: &Look<'_>, parent: &Community, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let url = parent.url();
    html! {
        (parts::back(&format!("{url}/subgroups"), say.t("subgroups-title")))
        div.head {
            p.kicker { (parent.name) }
            h1 { (say.t("subgroup-new")) }
            p.lead { (say.with("subgroup-new-lead", args! { name: parent.name.clone() })) }
        }
        (outward(look, parent))
        (form.summary())
        form.form method="post" action={ (url) "/subgroups/new" } enctype="multipart/form-data" {
            (views::form_fields(look, &form, None))
            p.buttons { (parts::button(Weight::Primary, say.t("subgroup-new-button"), None)) }
        }
    }
}

/// How what is part of it stands towards others.
fn outward(look: &Look<'_>, parent: &Community) -> Markup {
    let key = match parent.access {
        Access::Open => return html! {},
        Access::Closed => "subgroup-outward-closed",
        Access::Private => "subgroup-outward-private",
    };
    parts::notice(Tone::Info, &html! { p { (look.say.t(key)) } })
}

/// The page on which one chooses what becomes part of it.
pub fn choosing(look: &Look<'_>, parent: &Community, title: &str, mine: &[Brief]) -> Markup {
    let say = look.say;
    let url = parent.url();
    let choices: Vec<Choice<'_>> =
        mine.iter().map(|brief| Choice { value: &brief.handle, label: &brief.name, help: None }).collect();
    let first = mine.first().map_or("", |brief| brief.handle.as_str());
    html! {
        (parts::back(&format!("{url}/subgroups"), say.t("subgroups-title")))
        div.head { h1 { (title) } p.lead { (say.t("subgroup-take-in-lead")) } }
        @if mine.is_empty() {
            p.soft { (say.t("subgroup-take-in-none")) }
        } @else {
            form.form method="get" action={ (url) "/take-in" } {
                (parts::choices(
                    &Group { name: "group", legend: say.t("subgroup-which"), look: parts::Look::Plain, ..Group::default() },
                    &choices,
                    first,
                ))
                p.buttons { (parts::button(Weight::Primary, say.t("subgroup-go-on"), None)) }
            }
        }
    }
}

/// What it means that one becomes part of the other, before it does.
pub fn taking_in(
    look: &Look<'_>,
    title: &str,
    (parent, group): (&Community, &Community),
    standing: &Standing,
    against: Option<&'static str>,
) -> Markup {
    let say = look.say;
    let url = parent.url();
    let names = || args! { name: group.name.clone(), parent: parent.name.clone() };
    html! {
        (parts::back(&format!("{url}/take-in"), say.t("subgroup-take-in")))
        div.head { h1 { (title) } }
        @if let Some(against) = against {
            (parts::notice(Tone::Stop, &html! { p { (say.t(against)) } }))
        } @else {
            div.flow {
                p { (say.with("subgroup-means-members", names())) }
                @if standing.outside > 0 {
                    p { (say.with("subgroup-means-join", args! { n: i64::try_from(standing.outside).unwrap_or(i64::MAX), parent: parent.name.clone() })) }
                }
                p { (say.with("subgroup-means-hosts", names())) }
            }
            (outward(look, parent))
            form.form method="post" action={ (url) "/take-in" } {
                input type="hidden" name="group" value=(group.handle);
                p.buttons {
                    (parts::button(Weight::Primary, say.t("subgroup-take-in-button"), None))
                    (parts::link_button(Weight::Quiet, say.t("subgroup-not"), None, &format!("{url}/subgroups")))
                }
            }
        }
    }
}

/// The page on which one is looked after by those who host the larger, and let go by those who host either.
pub fn tending(
    look: &Look<'_>,
    (parent, group): (&Community, &Community),
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let url = format!("{}/subgroups/{}", parent.url(), group.handle);
    let names = || args! { name: group.name.clone(), parent: parent.name.clone() };
    html! {
        (parts::back(&format!("{}/subgroups", parent.url()), say.t("subgroups-title")))
        div.head {
            p.kicker { (say.t("subgroup-part-of")) " " a href=(parent.url()) { (parent.name) } }
            h1 { a href=(group.url()) { (group.name) } }
        }
        (form.summary())
        section.flow {
            h2 { (say.t("subgroup-release")) }
            p { (say.with("subgroup-release-means", names())) }
            form method="post" action={ (url) "/release" } { (parts::button(Weight::Plain, say.t("subgroup-release-button"), None)) }
        }
        @if parent.role == Some(Role::Host) {
            section.flow {
                h2 { (say.t("subgroup-hand-over")) }
                p { (say.t("subgroup-hand-over-means")) }
                form.form method="post" action={ (url) "/hand-over" } {
                    (parts::field_text(&Field {
                        name: "person",
                        label: say.t("subgroup-person"),
                        help: Some(say.t("subgroup-person-help")),
                        error: form.fault("person"),
                        value: form.value("person"),
                        required: true,
                        autocomplete: Some("off"),
                        ..Field::default()
                    }))
                    p.buttons { (parts::button(Weight::Plain, say.t("subgroup-hand-over-button"), None)) }
                }
            }
            section.flow {
                h2 { (say.t("subgroup-end")) }
                p { (say.t("close-lead")) }
                form.form method="post" action={ (url) "/end" } {
                    (parts::field_text(&Field {
                        name: "handle",
                        label: say.t("close-handle"),
                        help: Some(&say.with("close-handle-help", args! { handle: group.handle.clone() })),
                        error: form.fault("handle"),
                        value: form.value("handle"),
                        required: true,
                        autocomplete: Some("off"),
                        ..Field::default()
                    }))
                    p.buttons { (parts::button(Weight::Danger, say.t("close-button"), None)) }
                }
            }
        }
    }
}

/// What leaving a community means to who belongs to its sub-groups, too.
pub fn leaving(look: &Look<'_>, community: &Community, title: &str, mine: &[Brief]) -> Markup {
    let say = look.say;
    html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (title) } p.lead { (say.t("subgroup-leave-lead")) } }
        ul.flow { @for brief in mine { li { a href=(brief.url()) { (brief.name) } } } }
        @if mine.iter().any(|brief| brief.role == Some(Role::Host)) { p { (say.t("subgroup-leave-host")) } }
        form.form method="post" action={ (community.url()) "/leave" } {
            p.buttons {
                (parts::button(Weight::Danger, say.t("subgroup-leave-button"), None))
                (parts::link_button(Weight::Quiet, say.t("subgroup-stay"), None, &community.url()))
            }
        }
    }
}
