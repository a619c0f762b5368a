//! How the crew looks.

use maud::{Markup, html};

use super::{Deed, Member, Role};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{Gathering, door, model::State},
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tag, Weight},
        photo,
    },
};

/// Who helps, and asking one more.
pub fn page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (gathering, mine) = super::at(look, id, Deed::Run)?;
    let crew = super::all(look, id)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let choices: Vec<Choice<'_>> = Role::NAMED
        .into_iter()
        .filter(|role| mine.may(Deed::Name(*role)))
        .map(|role| Choice { value: role.as_str(), label: say.t(role.key()), help: Some(say.t(role.says())) })
        .collect();
    let chosen = if form.value("role").is_empty() { Role::Steward.as_str() } else { form.value("role") };
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("crew-title")) } p.lead { (say.t("crew-lead")) } }
        @if !crew.is_empty() {
            section.flow {
                h2 { (say.t("crew-who")) }
                ul.people { @for one in &crew { li { (row(look, &gathering, mine, one)) } } }
            }
        }
        section.flow {
            h2 { (say.t("crew-ask-title")) }
            form.form method="post" action={ (gathering.url()) "/crew" } novalidate {
                (parts::field_text(&Field {
                    name: "handle", label: say.t("crew-handle"), help: Some(say.t("crew-handle-help")),
                    value: form.value("handle"), error: form.fault("handle"), required: true, ..Field::default()
                }))
                (parts::choices(
                    &Group { name: "role", legend: say.t("crew-role"), error: form.fault("role"), ..Group::default() },
                    &choices, chosen,
                ))
                div.buttons { (parts::button(Weight::Primary, say.t("crew-ask"), None)) }
            }
            p { (say.t("crew-links-lead")) }
            p.buttons { (parts::link_button(Weight::Plain, say.t("crew-links-title"), Some(Icon::Share), &format!("{}/crew/links", gathering.url()))) }
        }
    };
    Ok(Page::new(say.t("crew-title"), Place::Find, main).alone().private())
}

fn row(look: &Look<'_>, gathering: &Gathering, mine: Role, one: &Member) -> Markup {
    let say = look.say;
    let about = html! {
        p {
            (say.t(one.named.role.key()))
            @if one.named.accepted_at.is_none() { " " (parts::tag(Tag::Caution, say.t("crew-asked"))) }
        }
    };
    let end = mine.may(Deed::Name(one.named.role)).then(|| {
        html! {
            form method="post" action={ (gathering.url()) "/crew/" (one.face.handle) "/remove" } {
                button.button.quiet type="submit" aria-label=(say.with("crew-remove-whom", args! { name: one.face.name.as_str() })) { (say.t("crew-remove")) }
            }
        }
    });
    let picture = photo(one.face.photo.as_deref());
    parts::person(&one.face.name, &one.face.url(), picture.as_deref(), &about, end.as_ref())
}

/// What a gathering's page says to its crew, and to those who are asked to be of it; also where one's own entry card is.
pub fn panel(look: &mut Look<'_>, gathering: &Gathering) -> Result<Markup> {
    let role = super::role(look, gathering)?;
    let named = super::named(look, gathering.id)?;
    let state = gathering.state(look.now);
    let open = matches!(state, State::Ahead | State::On) || gathering.is_around(look.now);
    let card = open && door::has_card(look, gathering)?;
    let (say, url) = (look.say, gathering.url());
    let asked = named.filter(|named| named.accepted_at.is_none() && open);
    let helps = named.filter(|named| named.accepted_at.is_some());
    Ok(html! {
        @if let Some(asked) = asked {
            (parts::note(say.t("crew-note-asked"), &html! {
                p { (say.with("crew-note-asked-text", args! { role: say.t(asked.role.key()) })) }
                p.small { (say.t(asked.role.says())) }
                div.buttons {
                    form method="post" action={ (url) "/crew/accept" } { (parts::button(Weight::Primary, say.t("crew-accept"), None)) }
                    form method="post" action={ (url) "/crew/leave" } { (parts::button(Weight::Quiet, say.t("crew-decline"), None)) }
                }
            }))
        }
        @if let Some(role) = role.filter(|_| open) {
            (parts::note(say.t("crew-note"), &html! {
                @if helps.is_some() { p { (say.with("crew-note-text", args! { role: say.t(role.key()) })) } }
                div.buttons {
                    (parts::link_button(Weight::Plain, say.t("door-title"), Some(Icon::Qr), &format!("{url}/door")))
                    @if role.may(Deed::Run) { (parts::link_button(Weight::Plain, say.t("crew-title"), Some(Icon::People), &format!("{url}/crew"))) }
                    @if helps.is_some() {
                        form method="post" action={ (url) "/crew/leave" } { (parts::button(Weight::Quiet, say.t("crew-leave"), None)) }
                    }
                }
            }))
        }
        @if card {
            (parts::note(say.t("door-card-title"), &html! {
                p { (say.t("door-card-note")) }
                (parts::link_button(Weight::Plain, say.t("door-card"), Some(Icon::Qr), &format!("{url}/entry")))
            }))
        }
    })
}
