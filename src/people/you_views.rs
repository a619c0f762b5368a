//! How one's own pages look.

use data_encoding::BASE64URL_NOPAD;
use maud::{Markup, html};

use super::{
    actions, door_views,
    model::Face,
    passkeys,
    profile::{LANGUAGES, MOST_WORDS, TIMES, WAYS, time_key, way_key},
    settings as choices, store,
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    http::Fields,
    interests,
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Look as Shape, Size, Tag, Weight},
        photo,
        text::{Locale, Say},
        when,
    },
};

/// A line that leads somewhere of one's own.
fn way(icon: Icon, href: &str, words: &str, why: &str) -> Markup {
    html! {
        div.person {
            span { (icon) }
            div { p.person-name { a href=(href) { (words) } } p { (why) } }
            span { (Icon::Chevron) }
        }
    }
}

/// The hub.
pub(super) fn you(look: &mut Look<'_>) -> Result<Page> {
    let me = look.viewer.me()?.clone();
    let say = look.say;
    let personas = actions::personas(look)?;
    let main = html! {
        div.intro {
            (parts::face(&me.name, photo(me.photo.as_deref()).as_deref(), Size::L))
            div.head {
                h1 { (me.name) }
                p { a href={ "/@" (me.handle) } { "@" (me.handle) } }
            }
        }
        ul.people {
            li { (way(Icon::Pencil, "/you/profile", say.t("you-profile"), say.t("you-profile-why"))) }
            li { (way(Icon::People, "/ties", say.t("you-ties"), say.t("you-ties-why"))) }
            li { (way(Icon::Meet, "/encounters", say.t("you-encounters"), say.t("you-encounters-why"))) }
            li { (way(Icon::Heart, "/you/whom", say.t("you-whom"), say.t("you-whom-why"))) }
            li { (way(Icon::Calendar, "/you/drafts", say.t("you-drafts"), say.t("you-drafts-why"))) }
            li { (way(Icon::You, "/you/personas", say.t("you-personas"), say.t("you-personas-why"))) }
            li { (way(Icon::Settings, "/you/settings", say.t("you-settings"), say.t("you-settings-why"))) }
            li { (way(Icon::Lock, "/you/devices", say.t("you-devices"), say.t("you-devices-why"))) }
            li { (way(Icon::Cross, "/you/blocked", say.t("you-blocked"), say.t("you-blocked-why"))) }
            li { (way(Icon::Download, "/you/export", say.t("you-export"), say.t("you-export-why"))) }
            @if me.operator {
                li { (way(Icon::Board, "/operator", say.t("operator-title"), say.t("operator-lead"))) }
            }
        }
        form method="post" action="/sign-out" data-sign-out {
            div.buttons { (parts::button(Weight::Plain, say.t("you-sign-out"), None)) }
        }
    };
    let mut page = Page::new(say.t("frame-you"), Place::You, main).private();
    if personas.len() > 1 {
        page = page.aside(parts::note(say.t("you-other-personas"), &html! {
            ul.people { @for face in personas.iter().filter(|face| face.id != me.person) { li { (switch(say, face)) } } }
        }));
    }
    Ok(page)
}

fn switch(say: Say, face: &Face) -> Markup {
    parts::person(
        &face.name,
        &face.url(),
        photo(face.photo.as_deref()).as_deref(),
        &html! { p { "@" (face.handle) } },
        Some(&html! {
            form method="post" action="/you/personas/switch" {
                input type="hidden" name="handle" value=(face.handle);
                button."button small" type="submit" {
                    (say.t("persona-switch")) (parts::unseen(&face.name))
                }
            }
        }),
    )
}

/// The form for one's profile; the same right after joining, with another welcome.
pub(super) fn profile(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let me = look.viewer.me()?.clone();
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let welcome = fields.some("welcome");
    let title = say.t(if welcome.is_some() { "profile-welcome-title" } else { "you-profile" });
    let chosen = |name: &str| fields.all(name).map(ToOwned::to_owned).collect::<Vec<String>>();
    let (liked, spoken, how, when) = (chosen("interest"), chosen("language"), chosen("how"), chosen("when"));
    let known: Vec<(&str, String)> =
        interests::WELL_KNOWN.iter().map(|slug| (*slug, interests::label(say, slug))).collect();
    let main = html! {
        @if welcome.is_none() { (parts::back(&format!("/@{}", me.handle), &me.name)) }
        div.head {
            h1 { (title) }
            @if welcome.is_some() { p.lead { (say.t("profile-welcome-lead")) } }
        }
        (form.summary())
        form.form method="post" action="/you/profile" enctype="multipart/form-data" {
            @if let Some(next) = welcome { input type="hidden" name="welcome" value=(next); }
            (parts::field_text(&Field {
                name: "name", label: say.t("sign-up-name"), help: Some(say.t("sign-up-name-help")),
                value: form.value("name"), error: form.fault("name"), required: true, maxlength: Some(60),
                autocomplete: Some("name"), ..Field::default()
            }))
            (parts::field_text(&Field {
                name: "town", label: say.t("profile-town"), help: Some(say.t("profile-town-help")),
                value: form.value("town"), error: form.fault("town"), optional: Some(say.t("people-optional")),
                maxlength: Some(120), autocomplete: Some("address-level2"), ..Field::default()
            }))
            (parts::checks(
                &Group {
                    name: "interest", legend: say.t("profile-interests"), help: Some(say.t("profile-interests-help")),
                    error: form.fault("interest"), look: Shape::Chips, ..Group::default()
                },
                &known.iter().map(|(slug, word)| Choice { value: slug, label: word, help: None }).collect::<Vec<_>>(),
                &borrowed(&liked),
            ))
            (parts::field_text(&Field {
                name: "interests", label: say.t("profile-interests-own"), help: Some(say.t("profile-interests-own-help")),
                value: form.value("interests"), optional: Some(say.t("people-optional")), maxlength: Some(300), ..Field::default()
            }))
            (parts::checks(
                &Group { name: "how", legend: say.t("profile-how-own"), look: Shape::Chips, ..Group::default() },
                &WAYS.map(|way| Choice { value: way, label: say.t(way_key(way)), help: None }),
                &borrowed(&how),
            ))
            (parts::checks(
                &Group { name: "when", legend: say.t("profile-when-own"), look: Shape::Chips, ..Group::default() },
                &TIMES.map(|time| Choice { value: time, label: say.t(time_key(time)), help: None }),
                &borrowed(&when),
            ))
            div.field {
                @if let Some(hash) = &me.photo {
                    div.row {
                        (parts::face(&me.name, photo(Some(hash)).as_deref(), Size::L))
                        (parts::check("no-photo", "yes", say.t("profile-photo-remove"), None, None, fields.has("no-photo")))
                    }
                }
                (parts::field_text(&Field {
                    name: "photo", label: say.t(if me.photo.is_some() { "profile-photo-new" } else { "profile-photo" }),
                    help: Some(say.t("profile-photo-help")), error: form.fault("photo"), kind: "file",
                    optional: Some(say.t("people-optional")), ..Field::default()
                }))
            }
            (parts::field_area(&Field {
                name: "words", label: say.t("profile-words"), help: Some(say.t("profile-words-help")),
                value: form.value("words"), error: form.fault("words"), optional: Some(say.t("people-optional")),
                maxlength: u32::try_from(MOST_WORDS).ok(), ..Field::default()
            }))
            details open[!spoken.is_empty()] {
                summary { (say.t("profile-languages")) }
                (parts::checks(
                    &Group { name: "language", legend: say.t("profile-languages-which"), look: Shape::Chips, ..Group::default() },
                    &LANGUAGES.map(|(code, name)| Choice { value: code, label: name, help: None }),
                    &borrowed(&spoken),
                ))
            }
            div.buttons {
                (parts::button(Weight::Primary, say.t(if welcome.is_some() { "profile-welcome-save" } else { "people-save" }), None))
                @if let Some(next) = welcome { (parts::link_button(Weight::Quiet, say.t("profile-welcome-later"), None, next)) }
            }
        }
    };
    Ok(Page::new(title, Place::You, main).alone().private())
}

fn borrowed(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

/// Settings: two forms, since an address must be confirmed.
pub(super) fn settings(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let account = look.viewer.me()?.account;
    let stored = store::account(look, account)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let languages: Vec<Choice<'_>> =
        std::iter::once(Choice { value: "", label: say.t("settings-language-device"), help: None })
            .chain(Locale::ALL.map(|locale| Choice { value: locale.tag(), label: locale.name(), help: None }))
            .collect();
    let names = choices::zones();
    let zones: Vec<(&str, &str)> = std::iter::once(("", say.t("settings-zone-device")))
        .chain(names.iter().map(|name| (name.as_str(), name.as_str())))
        .collect();
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("you-settings")) } }
        (form.summary())
        form.form method="post" action="/you/settings" {
            (parts::choices(
                &Group { name: "language", legend: say.t("settings-language"), error: form.fault("language"), look: Shape::Chips, ..Group::default() },
                &languages, form.value("language"),
            ))
            (parts::choices(
                &Group { name: "theme", legend: say.t("settings-theme"), error: form.fault("theme"), look: Shape::Chips, ..Group::default() },
                &[
                    Choice { value: "", label: say.t("settings-theme-device"), help: None },
                    Choice { value: "light", label: say.t("settings-theme-light"), help: None },
                    Choice { value: "dark", label: say.t("settings-theme-dark"), help: None },
                ],
                form.value("theme"),
            ))
            (parts::field_select(&Field {
                name: "zone", label: say.t("settings-zone"), help: Some(say.t("settings-zone-help")),
                value: form.value("zone"), error: form.fault("zone"), ..Field::default()
            }, &zones))
            div.buttons { (parts::button(Weight::Primary, say.t("people-save"), None)) }
        }
        section.form {
            h2 { (say.t("settings-email")) }
            p {
                @match &stored.email {
                    Some(email) => { (say.with("settings-email-is", args! { email: email.as_str() })) }
                    None => { (say.t("settings-email-none")) }
                }
            }
            form.form method="post" action="/you/settings/email" {
                (parts::field_text(&Field {
                    name: "email", label: say.t("settings-email-new"), help: Some(say.t("settings-email-help")),
                    value: if form.value("email") == stored.email.as_deref().unwrap_or_default() { "" } else { form.value("email") },
                    error: form.fault("email"), kind: "email", maxlength: Some(254), autocomplete: Some("email"), ..Field::default()
                }))
                div.buttons {
                    (parts::button(Weight::Plain, say.t("settings-email-button"), Some(Icon::Mail)))
                    @if stored.email.is_some() {
                        (parts::button_value(Weight::Quiet, say.t("settings-email-remove"), None, "remove", "yes"))
                    }
                }
            }
        }
        section.form {
            h2 { (say.t("settings-feeds")) }
            p { (say.t("settings-feeds-why")) }
            div.buttons {
                (parts::link_button(Weight::Plain, say.t("feeds-title"), Some(Icon::Calendar), "/you/calendars"))
                (parts::link_button(Weight::Plain, say.t("reminders-title"), None, "/you/reminders"))
                (parts::link_button(Weight::Plain, say.t("guest-claim-link"), None, "/you/guest"))
            }
        }
        section.form {
            h2 { (say.t("photo-wish-title")) }
            p { (say.t("photo-wish-note")) }
            div.buttons { (parts::link_button(Weight::Plain, say.t("photo-wish-open"), Some(Icon::Camera), "/you/photos")) }
        }
        section.form {
            h2 { (say.t("settings-tokens")) }
            p { (say.t("settings-tokens-why")) }
            div.buttons { (parts::link_button(Weight::Plain, say.t("tokens-title"), Some(Icon::Lock), "/you/tokens")) }
            p { (say.t("settings-webhooks-why")) }
            div.buttons { (parts::link_button(Weight::Plain, say.t("webhooks-title"), Some(Icon::Bell), "/you/webhooks")) }
        }
        section.form {
            h2 { (say.t("settings-leave")) }
            p { (say.t("settings-leave-why")) }
            div.buttons {
                (parts::link_button(Weight::Plain, say.t("you-export"), Some(Icon::Download), "/you/export"))
                (parts::link_button(Weight::Danger, say.t("account-delete-title"), Some(Icon::Trash), "/you/delete"))
            }
        }
    };
    Ok(Page::new(say.t("you-settings"), Place::You, main).alone().private())
}

/// `Firefox/Android` as people say it.
fn device(say: Say, label: &str) -> String {
    match label.split_once('/') {
        Some((browser, system)) => say.with("device-on", args! { browser: browser, system: system }),
        None if label.is_empty() => say.t("device-unknown").to_owned(),
        None => label.to_owned(),
    }
}

/// Sessions and passkeys.
pub(super) fn devices(look: &mut Look<'_>) -> Result<Page> {
    let me = look.viewer.me()?.clone();
    let say = look.say;
    let sessions = store::sessions(look, me.account)?;
    let passkeys = store::passkeys(look, me.account)?;
    let now = look.now;
    let others = sessions.len() > 1 || store::has_tokens(look, me.account, now)?;
    let can_add = passkeys::relying_party(&look.shared.config).is_some();
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("you-devices")) } p.lead { (say.t("devices-lead")) } }
        section.form {
            h2 { (say.t("devices-sessions")) }
            ul.people {
                @for row in &sessions {
                    @let here = row.hash == me.session;
                    li {
                        div.person {
                            span { (Icon::Globe) }
                            div {
                                p.person-name { (device(say, &row.label)) @if here { " " (parts::tag(Tag::Calm, say.t("devices-this"))) } }
                                p { "@" (row.handle) " · " (say.t("devices-seen")) " " (when::ago(look, row.seen_at)) }
                            }
                            div {
                                form method="post" action="/you/devices/end" data-sign-out[here] {
                                    input type="hidden" name="session" value=(BASE64URL_NOPAD.encode(&row.hash));
                                    button."button small" type="submit" {
                                        (say.t("you-sign-out")) (parts::unseen(&device(say, &row.label)))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if others {
                form.form method="post" action="/you/devices/end" {
                    p.small { (say.t("devices-others-why")) }
                    div.buttons { (parts::button_value(Weight::Plain, say.t("devices-others"), None, "others", "yes")) }
                }
            }
        }
        section.form {
            h2 { (say.t("devices-passkeys")) }
            @if passkeys.is_empty() { p { (say.t("devices-no-passkey")) } }
            ul.people {
                @for row in &passkeys {
                    li {
                        div.person {
                            span { (Icon::Lock) }
                            div {
                                p.person-name { (device(say, &row.label)) }
                                p {
                                    (say.t("devices-made")) " " (when::ago(look, row.made_at))
                                    @if let Some(used) = row.used_at { " · " (say.t("devices-used")) " " (when::ago(look, used)) }
                                }
                            }
                            div {
                                form method="post" action="/you/devices/passkey/remove" {
                                    input type="hidden" name="passkey" value=(BASE64URL_NOPAD.encode(&row.id));
                                    button."button small" type="submit" {
                                        (say.t("devices-remove")) (parts::unseen(&device(say, &row.label)))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if can_add {
                form.form method="post" action="/you/devices" data-passkey="register" data-start="/you/devices/passkey/start"
                    data-finish="/you/devices/passkey/finish" {
                    (door_views::passkey_alert(say))
                    div.buttons { (parts::button(Weight::Primary, say.t("devices-add"), Some(Icon::Plus))) }
                    noscript { p.help { (say.t("passkey-unsupported")) } }
                }
            }
        }
    };
    Ok(Page::new(say.t("you-devices"), Place::You, main).alone().private())
}

/// One's personas, and the form for another.
pub(super) fn personas(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let me = look.viewer.me()?.clone();
    let personas = actions::personas(look)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("you-personas")) } p.lead { (say.t("personas-lead")) } }
        (form.summary())
        ul.people {
            @for face in &personas {
                li {
                    @if face.id == me.person {
                        (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(),
                            &html! { p { "@" (face.handle) } }, Some(&parts::tag(Tag::Calm, say.t("persona-now")))))
                    } @else { (switch(say, face)) }
                }
            }
        }
        section.form {
            h2 { (say.t("personas-another")) }
            form.form method="post" action="/you/personas" {
                (parts::field_text(&Field {
                    name: "name", label: say.t("sign-up-name"), help: Some(say.t("personas-name-help")),
                    value: form.value("name"), error: form.fault("name"), required: true, maxlength: Some(60), ..Field::default()
                }))
                (parts::field_text(&Field {
                    name: "handle", label: say.t("sign-up-handle"), help: Some(say.t("sign-up-handle-help")),
                    value: form.value("handle"), error: form.fault("handle"), optional: Some(say.t("people-optional")),
                    maxlength: Some(31), ..Field::default()
                }))
                div.buttons { (parts::button(Weight::Primary, say.t("personas-button"), Some(Icon::Plus))) }
            }
        }
    };
    Ok(Page::new(say.t("you-personas"), Place::You, main).alone().private())
}

/// Whom one has blocked.
pub(super) fn blocked(look: &mut Look<'_>) -> Result<Page> {
    let say = look.say;
    let blocked = actions::blocked(look)?;
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("you-blocked")) } p.lead { (say.t("blocked-lead")) } }
        @if blocked.is_empty() { p.soft { (say.t("blocked-nobody")) } }
        ul.people {
            @for (face, at) in &blocked {
                li {
                    div.person {
                        (parts::face(&face.name, photo(face.photo.as_deref()).as_deref(), Size::M))
                        div { p.person-name { (face.name) } p { "@" (face.handle) " · " (when::ago(look, *at)) } }
                        div {
                            form method="post" action={ (face.url()) "/unblock" } {
                                button."button small" type="submit" { (say.t("blocked-lift")) (parts::unseen(&face.name)) }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new(say.t("you-blocked"), Place::You, main).alone().private())
}

/// Asks before an account is deleted, with the consequence in words.
pub(super) fn delete(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let me = look.viewer.me()?.clone();
    let personas = actions::personas(look)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let handles = personas.iter().map(|face| format!("@{}", face.handle)).collect::<Vec<_>>().join(", ");
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        div.head { h1 { (say.t("account-delete-title")) } p.lead { (say.with("account-delete-lead", args! { handles: handles })) } }
        (form.summary())
        ul { li { (say.t("account-delete-gone")) } li { (say.t("account-delete-others")) } li { (say.t("account-delete-final")) } }
        p { (parts::link_button(Weight::Plain, say.t("account-delete-export-first"), Some(Icon::Download), "/you/export")) }
        form.form method="post" action="/you/delete" {
            (parts::field_text(&Field {
                name: "handle", label: &say.with("account-delete-confirm", args! { handle: me.handle.as_str() }),
                value: form.value("handle"), error: form.fault("handle"), required: true, maxlength: Some(31),
                autocomplete: Some("off"), ..Field::default()
            }))
            div.buttons {
                (parts::button(Weight::Danger, say.t("account-delete-button"), Some(Icon::Trash)))
                (parts::link_button(Weight::Quiet, say.t("people-cancel"), None, "/you/settings"))
            }
        }
    };
    Ok(Page::new(say.t("account-delete-title"), Place::You, main).alone().private())
}
