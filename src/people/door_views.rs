//! How the pages at the door look.

use maud::{Markup, html};

use super::{
    door::{Purpose, Standing},
    passkeys,
};
use crate::{
    act::Look,
    args,
    config::MailRoute,
    error::Problems,
    http::Fields,
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Weight},
        text::Say,
    },
};

/// Where script says what went wrong with a passkey, in the words of the page.
pub(super) fn passkey_alert(say: Say) -> Markup {
    html! {
        p.field-error role="alert" hidden data-cancelled=(say.t("passkey-cancelled")) data-known=(say.t("passkey-known"))
            data-failed=(say.t("passkey-failed")) data-unsupported=(say.t("passkey-unsupported")) {}
    }
}

fn hidden_next(fields: &Fields) -> Markup {
    html! { @if let Some(next) = fields.some("next") { input type="hidden" name="next" value=(next); } }
}

fn with_next(path: &str, fields: &Fields) -> String {
    match fields.some("next") {
        Some(next) => format!("{path}?next={}", form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>()),
        None => path.to_owned(),
    }
}

pub(super) fn sign_up(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let passkey = passkeys::relying_party(&look.shared.config).is_some();
    let inner = html! {
        (hidden_next(fields))
        (parts::field_text(&Field {
            name: "name", label: say.t("sign-up-name"), help: Some(say.t("sign-up-name-help")), value: form.value("name"),
            error: form.fault("name"), required: true, maxlength: Some(60), autocomplete: Some("name"), ..Field::default()
        }))
        (parts::field_text(&Field {
            name: "handle", label: say.t("sign-up-handle"), help: Some(say.t("sign-up-handle-help")),
            value: form.value("handle"), error: form.fault("handle"), optional: Some(say.t("people-optional")),
            maxlength: Some(31), autocomplete: Some("username"), ..Field::default()
        }))
        (parts::field_text(&Field {
            name: "email", label: say.t("sign-up-email"),
            help: Some(say.t(if passkey { "sign-up-email-help" } else { "sign-up-email-only-help" })),
            value: form.value("email"), error: form.fault("email"), kind: "email",
            optional: passkey.then_some(say.t("people-optional")), required: !passkey, maxlength: Some(254),
            autocomplete: Some("email"), ..Field::default()
        }))
        @if passkey {
            (passkey_alert(say))
            div.buttons {
                (parts::button(Weight::Primary, say.t("sign-up-passkey"), Some(Icon::Lock)))
                button.button type="submit" name="way" value="link" data-plain { (Icon::Mail) (say.t("sign-up-link")) }
            }
            p.help { (say.t("passkey-what")) }
        } @else {
            div.buttons { (parts::button(Weight::Primary, say.t("sign-up-link"), Some(Icon::Mail))) }
        }
    };
    let main = html! {
        div.head { h1 { (say.t("sign-up-title")) } p.lead { (say.t("sign-up-lead")) } }
        (form.summary())
        @if passkey {
            form.form method="post" action="/sign-up" data-passkey="register" data-start="/sign-up/passkey/start"
                data-finish="/sign-up/passkey/finish" { (inner) }
        } @else {
            form.form method="post" action="/sign-up" { (inner) }
        }
        p { (say.t("sign-up-known")) " " a href=(with_next("/sign-in", fields)) { (say.t("frame-sign-in")) } }
    };
    Page::new(say.t("sign-up-title"), Place::Elsewhere, main).alone().describe(say.t("sign-up-lead"))
}

pub(super) fn sign_in(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let passkey = passkeys::relying_party(&look.shared.config).is_some();
    let main = html! {
        div.head { h1 { (say.t("sign-in-title")) } }
        (form.summary())
        @if passkey {
            form.form method="post" action="/sign-in" data-passkey="signin" data-start="/sign-in/passkey/start"
                data-finish="/sign-in/passkey/finish" {
                (hidden_next(fields))
                (passkey_alert(say))
                div.buttons { (parts::button(Weight::Primary, say.t("sign-in-passkey"), Some(Icon::Lock))) }
                p.help { (say.t("sign-in-passkey-help")) }
            }
            h2 { (say.t("sign-in-or")) }
        }
        form.form method="post" action="/sign-in/link" {
            (hidden_next(fields))
            (parts::field_text(&Field {
                name: "email", label: say.t("sign-up-email"), help: Some(say.t("sign-in-link-help")),
                value: form.value("email"), error: form.fault("email"), kind: "email", required: true,
                maxlength: Some(254), autocomplete: Some("email"), ..Field::default()
            }))
            div.buttons {
                (parts::button(if passkey { Weight::Plain } else { Weight::Primary }, say.t("sign-in-link"), Some(Icon::Mail)))
            }
        }
        p { (say.t("sign-in-new")) " " a href=(with_next("/sign-up", fields)) { (say.t("sign-up-title")) } }
    };
    Page::new(say.t("sign-in-title"), Place::Elsewhere, main).alone()
}

/// After a link was asked for: the same, whoever asked for whatever address.
pub(super) fn sent(look: &mut Look<'_>) -> Page {
    let say = look.say;
    let main = html! {
        div.head { h1 { (say.t("sent-title")) } p.lead { (say.t("sent-lead")) } }
        p { (say.t("sent-wait")) }
        @if matches!(look.shared.config.mail, MailRoute::Outbox) {
            @let folder = look.shared.config.data.join("outbox").display().to_string();
            (parts::notice(parts::Tone::Info, &html! { p { (say.with("sent-outbox", args! { folder: folder })) } }))
        }
        p.buttons { (parts::link_button(Weight::Plain, say.t("sent-again"), None, "/sign-in")) }
    };
    Page::new(say.t("sent-title"), Place::Elsewhere, main).alone().private()
}

/// What a link leads to where it does not sign in at once.
pub(super) fn link(look: &mut Look<'_>, standing: &Standing, secret: &str) -> Page {
    let say = look.say;
    let (title, main) = match standing {
        Standing::Fresh { purpose, email, handle, .. } => {
            let (title, button) = match purpose {
                Purpose::Enter => ("door-link-enter", "door-link-enter-button"),
                Purpose::Join => ("door-link-join", "door-link-join-button"),
                Purpose::Confirm => ("door-link-confirm", "door-link-confirm-button"),
            };
            let main = html! {
                div.head {
                    h1 { (say.t(title)) }
                    p.lead { (say.with("door-link-address", args! { email: email.as_str() })) }
                }
                @if let Some(handle) = handle { p { (say.with("door-link-account", args! { handle: handle.as_str() })) } }
                form.form method="post" action={ "/sign-in/link/" (secret) } {
                    p { (say.t("door-link-elsewhere")) }
                    div.buttons { (parts::button(Weight::Primary, say.t(button), None)) }
                }
            };
            (say.t(title), main)
        }
        Standing::Used(email) => spent(say, say.t("door-link-used"), say.t("door-link-used-lead"), Some(email)),
        Standing::Expired(email) => {
            spent(say, say.t("door-link-expired"), say.t("door-link-expired-lead"), Some(email))
        }
        Standing::Unknown => spent(say, say.t("door-link-unknown"), say.t("door-link-unknown-lead"), None),
    };
    Page::new(title, Place::Elsewhere, main).alone().private()
}

fn spent<'a>(say: Say, title: &'a str, lead: &str, email: Option<&str>) -> (&'a str, Markup) {
    let main = html! {
        div.head { h1 { (title) } p.lead { (lead) } }
        @match email {
            Some(email) => {
                form.form method="post" action="/sign-in/link" {
                    input type="hidden" name="email" value=(email);
                    div.buttons { (parts::button(Weight::Primary, say.t("door-link-new"), Some(Icon::Mail))) }
                }
            }
            None => { p.buttons { (parts::link_button(Weight::Primary, say.t("door-link-new"), Some(Icon::Mail), "/sign-in")) } }
        }
    };
    (title, main)
}
