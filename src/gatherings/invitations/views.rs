//! How the pages behind the links of letters look.

use maud::html;

use crate::{
    act::Look,
    gatherings::{Gathering, Reply, when_and_where},
    page::{
        Page, Place,
        parts::{self, Weight},
    },
};

/// Asks whether one means that answer: one button, and the way to all others.
pub fn say(look: &Look<'_>, gathering: &Gathering, reply: Reply, action: &str, otherwise: &str) -> Page {
    let say = look.say;
    let open = gathering.still_open(look.now).is_ok();
    let (weight, label) = match reply {
        Reply::Yes if gathering.admission.asks() => (Weight::Meet, "gathering-ask"),
        Reply::Yes | Reply::Waiting if gathering.is_full() => (Weight::Meet, "gathering-queue"),
        Reply::Yes | Reply::Waiting | Reply::Asked | Reply::Declined => (Weight::Meet, "gathering-yes"),
        Reply::Maybe => (Weight::Primary, "gathering-maybe"),
        Reply::No => (Weight::Primary, "gathering-no"),
    };
    let main = html! {
        div.head { h1 { (gathering.title) } p.lead { (when_and_where(look, gathering)) } }
        @if open {
            form.flow method="post" action=(action) {
                div.buttons {
                    (parts::button_value(weight, say.t(label), None, "reply", reply.as_str()))
                    (parts::link_button(Weight::Quiet, say.t("say-otherwise"), None, otherwise))
                }
            }
        } @else if gathering.cancelled_at.is_some() {
            p { (say.t("gathering-cancelled")) }
        } @else {
            p { (say.t("gathering-over")) }
        }
    };
    Page::new(gathering.title.clone(), Place::Find, main).alone().private()
}
