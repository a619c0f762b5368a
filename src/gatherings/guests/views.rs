//! How coming without an account looks.

use maud::{Markup, html};

use super::{Guest, Opened, model::Comer};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{
        Gathering, Reply, actions,
        answers::{self, Listed, views as answering},
        door::screen::views as screens,
        parts as cut, questions, when_and_where,
    },
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Answer, Field, Size, Tone, Weight},
        text::Say,
    },
};

/// What the host says of guests, in the form of a gathering.
pub fn choice(say: Say, form: &Form<'_>) -> Markup {
    let options = [("", say.t("guests-may-usual")), ("yes", say.t("guests-may-yes")), ("no", say.t("guests-may-no"))];
    parts::field_select(
        &Field {
            name: "guests_may",
            label: say.t("guests-may"),
            help: Some(say.t("guests-may-help")),
            value: form.value("guests_may"),
            error: form.fault("guests_may"),
            ..Field::default()
        },
        &options,
    )
}

/// On a gathering's page: how a stranger comes without an account.
pub fn offer(look: &Look<'_>, gathering: &Gathering) -> Markup {
    let say = look.say;
    let (fields, problems) = (Fields::default(), Problems::default());
    let form = Form::new(look, &fields, &problems);
    html! {
        details {
            summary { (say.t("guest-offer")) }
            (asking(say, gathering, &form))
        }
    }
}

fn asking(say: Say, gathering: &Gathering, form: &Form<'_>) -> Markup {
    let field = |name: &'static str, label: &'static str| Field {
        name,
        label: say.t(label),
        value: form.value(name),
        error: form.fault(name),
        required: true,
        ..Field::default()
    };
    html! {
        form.form method="post" action={ (gathering.url()) "/guest" } novalidate {
            (parts::field_text(&Field {
                maxlength: Some(60), autocomplete: Some("name"), help: Some(say.t("guest-name-help")),
                ..field("name", "guest-name")
            }))
            (parts::field_text(&Field {
                kind: "email", autocomplete: Some("email"), help: Some(say.t("guest-email-help")),
                ..field("email", "guest-email")
            }))
            div.buttons { (parts::button(Weight::Meet, say.t("guest-ask"), None)) }
        }
    }
}

/// The page on which a stranger says who they are.
pub fn ask_page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let gathering = actions::visible(look, id)?;
    gathering.still_open(look.now)?;
    let welcome = super::are_welcome(look, &gathering)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("guest-offer")) } p.lead { (when_and_where(look, &gathering)) } }
        @if welcome { (asking(say, &gathering, &form)) } @else { p { (say.t("error-guests-closed")) } }
    };
    Ok(Page::new(say.t("guest-offer"), Place::Find, main).alone().private())
}

/// The page that says what to do next.
pub fn sent_page(look: &mut Look<'_>, id: GatheringId) -> Result<Page> {
    let gathering = actions::visible(look, id)?;
    let say = look.say;
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head { h1 { (say.t("guest-sent-title")) } p.lead { (say.t("guest-sent")) } }
        p.soft { (say.t("guest-sent-help")) }
    };
    Ok(Page::new(say.t("guest-sent-title"), Place::Find, main).alone().private())
}

/// What a guest's answer says now, as the fields of the form.
pub fn fields(look: &mut Look<'_>, opened: &Opened) -> Result<Fields> {
    let Some(guest) = &opened.guest else { return Ok(Fields::default()) };
    let party = answers::model::Party::of(guest.places, &guest.guests);
    let mut fields = Fields::default().with("guests", party.guests.to_string()).with("names", party.lines());
    if let Some(part) = guest.part {
        fields = fields.with("part", part.to_string());
    }
    let said = questions::of(look, guest.gathering, Comer::Guest(guest.id))?;
    for question in questions::asked(look, guest.gathering)? {
        if let Some((_, words)) = said.iter().find(|(number, _)| *number == question.number) {
            fields = fields.with(question.field(), words);
        }
    }
    Ok(fields)
}

/// The page behind the link of a letter.
pub fn guest_page(
    look: &mut Look<'_>,
    secret: &str,
    opened: &Opened,
    fields: &Fields,
    problems: &Problems,
) -> Result<Page> {
    let Opened { gathering, guest, .. } = opened;
    let say = look.say;
    let mine = answers::of(look, gathering, guest.as_ref().map(|guest| Comer::Guest(guest.id)))?;
    let asked = questions::asked(look, gathering.id)?;
    let form = Form::new(look, fields, problems);
    let open = gathering.still_open(look.now).is_ok();
    let at_the_door = match guest {
        Some(guest) => screens::guest_panel(look, gathering, guest, secret, fields, problems)?,
        None => html! {},
    };
    let reply = mine.reply();
    let comes = matches!(reply, Some(Reply::Yes | Reply::Waiting | Reply::Asked));
    let declined = reply == Some(Reply::Declined);
    let held = guest.as_ref().is_some_and(|guest| guest.confirm_by.is_some());
    let action = format!("/guest/{secret}");
    let yes = match reply {
        Some(Reply::Yes | Reply::Waiting | Reply::Asked) if !held => say.t("gathering-save"),
        _ if mine.asks_first => say.t("gathering-ask"),
        _ if mine.is_full(gathering) && !comes => say.t("gathering-queue"),
        _ => say.t("gathering-yes"),
    };
    let changes = !comes || held || gathering.plus > 0 || gathering.parts > 0 || !asked.is_empty();
    let others = [
        Answer { value: "maybe", label: say.t("gathering-maybe"), yes: false },
        Answer { value: "no", label: say.t("gathering-no"), yes: false },
    ];
    let given = reply.filter(|_| guest.is_some()).map(Reply::as_str);
    let main = html! {
        (form.summary())
        div.head {
            h1 { (gathering.title) }
            p.lead { (when_and_where(look, gathering)) }
            p { a href=(gathering.url()) { (say.t("guest-about")) } }
        }
        (standing(look, opened, open))
        @if open { (answering::standing(look, gathering, &mine)) }
        (at_the_door)
        @if open && !declined {
            form.form method="post" action=(action) novalidate {
                (cut::views::choice(say, &form, gathering, &mine))
                (answering::asks(say, &form, &gathering.terms(), &asked))
                input type="hidden" name="form" value="yes";
                @if changes {
                    div.buttons {
                        (parts::button_value(if comes && !held { Weight::Primary } else { Weight::Meet }, yes, None, "reply", "yes"))
                    }
                }
                (parts::answers("reply", say.t("guest-else"), &others, given))
            }
        }
        @if let Some(guest) = guest {
            @if open && reply == Some(Reply::Yes) && !held {
                p { a href={ (action) "/calendar.ics" } { (say.t("guest-calendar")) } }
            }
            details {
                summary { (say.t("guest-forget")) }
                form.flow method="post" action={ (action) "/forget" } {
                    p { (say.with("guest-forget-help", args! { email: guest.email.as_deref().unwrap_or_default() })) }
                    div.buttons { (parts::button(Weight::Danger, say.t("guest-forget-do"), None)) }
                }
            }
            p.soft { (say.t("guest-join")) " " a href="/sign-up" { (say.t("guest-join-link")) } }
        }
    };
    Ok(Page::new(gathering.title.clone(), Place::Find, main).alone().private())
}

/// How it stands with the gathering, and with the answer.
fn standing(look: &Look<'_>, opened: &Opened, open: bool) -> Markup {
    let say = look.say;
    let name = opened.name();
    let (tone, words) = match (&opened.guest, open) {
        _ if opened.gathering.cancelled_at.is_some() => (Tone::Stop, say.t("gathering-cancelled").to_owned()),
        (_, false) => (Tone::Info, say.t("gathering-over").to_owned()),
        (None, true) => (Tone::Info, say.with("guest-not-yet", args! { name: name })),
        (Some(guest), true) if guest.confirm_by.is_some() => return html! {},
        (Some(guest), true) => match guest.reply {
            Reply::Yes => (Tone::Success, say.with("guest-yes", args! { name: name, n: guest.places - 1 })),
            Reply::Maybe => (Tone::Info, say.with("guest-maybe", args! { name: name })),
            Reply::No => (Tone::Info, say.with("guest-no", args! { name: name })),
            Reply::Waiting | Reply::Asked | Reply::Declined => return html! {},
        },
    };
    parts::notice(tone, &html! { p { (words) } })
}

/// The page on which somebody makes their own what they answered without an account.
pub fn claim_page(look: &mut Look<'_>) -> Result<Page> {
    let found = super::to_claim(look)?;
    let say = look.say;
    let main = html! {
        div.head { h1 { (say.t("guest-claim-title")) } p.lead { (say.t("guest-claim-lead")) } }
        @if found.is_empty() {
            (parts::empty(
                say.t("guest-claim-none"),
                say.t("guest-claim-none-help"),
                &parts::link_button(Weight::Primary, say.t("notices-empty-action"), None, "/find"),
            ))
        } @else {
            ul.people {
                @for (guest, gathering) in &found {
                    li {
                        p { a href=(gathering.url()) { strong { (gathering.title) } } }
                        p.soft { (when_and_where(look, gathering)) " · " (said(say, guest)) }
                    }
                }
            }
            form method="post" action="/you/guest" {
                div.buttons { (parts::button(Weight::Primary, say.with("guest-claim", args! { n: found.len() as i64 }).as_str(), None)) }
            }
            p.soft { (say.t("guest-claim-help")) }
        }
    };
    Ok(Page::new(say.t("guest-claim-title"), Place::You, main).alone().private())
}

fn said(say: Say, guest: &Guest) -> &'static str {
    say.t(match guest.reply {
        Reply::Yes => "answers-yes",
        Reply::Maybe => "answers-maybe",
        Reply::No => "answers-no",
        Reply::Waiting => "answers-waiting",
        Reply::Asked => "answers-asked",
        Reply::Declined => "answers-declined",
    })
}

/// What a host calls somebody who answered.
pub fn named(say: Say, one: &Listed) -> String {
    if one.handle.is_empty() { say.with("guest-named", args! { name: one.name.as_str() }) } else { one.name.clone() }
}

/// A guest in a host's list.
pub fn row(say: Say, name: &str, about: &Markup) -> Markup {
    html! {
        div.person {
            (parts::face(name, None, Size::M))
            div {
                p.person-name { (say.with("guest-named", args! { name: name })) }
                (about)
            }
        }
    }
}
