//! The forms in which a community is founded and changed.

use maud::{Markup, html};

use super::super::model::{Access, Community, MOST_WORDS};
use crate::{
    act::Look,
    args,
    error::Problems,
    http::Fields,
    interests,
    page::{
        Form,
        parts::{self, Choice, Field, Group, Size, Weight},
        photo,
    },
    town,
};

/// The page on which one is founded.
pub fn founding(look: &Look<'_>, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    html! {
        (parts::back("/find/communities", say.t("community-back-find")))
        div.head { h1 { (say.t("community-new-title")) } p.lead { (say.t("community-new-lead")) } }
        (form.summary())
        form.form method="post" action="/c/new" enctype="multipart/form-data" {
            (form_fields(look, &form, None))
            p.buttons { (parts::button(Weight::Primary, say.t("community-new-button"), None)) }
        }
    }
}

/// The page on which it is changed.
pub fn changing(look: &Look<'_>, community: &Community, title: &str, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (title) } }
        (form.summary())
        form.form method="post" action={ (community.url()) "/edit" } enctype="multipart/form-data" {
            (form_fields(look, &form, Some(community)))
            p.buttons {
                (parts::button(Weight::Primary, say.t("community-edit-button"), None))
                (parts::link_button(Weight::Quiet, say.t("community-edit-not"), None, &community.url()))
            }
        }
        p.small { a href={ (community.url()) "/close" } { (say.t("close-see")) } }
    }
}

/// The fields; `has` is the community that is changed.
pub fn form_fields(look: &Look<'_>, form: &Form<'_>, has: Option<&Community>) -> Markup {
    let say = look.say;
    let has_photo = has.and_then(|community| community.photo.as_deref());
    let faults = ["rules", "photo", "handle"].iter().any(|name| form.fault(name).is_some());
    let open = faults || has.is_some_and(|community| !community.rules.is_empty() || community.photo.is_some());
    let optional = Some(say.t("community-optional"));
    let longest = u32::try_from(MOST_WORDS).ok();
    let access = [Access::Open, Access::Closed, Access::Private].map(|access| Choice {
        value: access.as_str(),
        label: say.t(access_key(access)),
        help: Some(say.t(access_help_key(access))),
    });
    html! {
        (parts::field_text(&Field {
            name: "name",
            label: say.t("community-name"),
            help: Some(say.t("community-name-help")),
            error: form.fault("name"),
            value: form.value("name"),
            required: true,
            maxlength: Some(60),
            ..Field::default()
        }))
        (parts::field_area(&Field {
            name: "words",
            label: say.t("community-words"),
            help: Some(say.t("community-words-help")),
            optional,
            error: form.fault("words"),
            value: form.value("words"),
            maxlength: longest,
            ..Field::default()
        }))
        (town::field(say, form, "town", &town::Asked {
            label: say.t("community-town"),
            help: Some(say.t("community-town-help")),
            optional,
        }))
        (interests::field(say, form, say.t("community-interests"), None, optional))
        (parts::choices(
            &Group { name: "access", legend: say.t("community-access"), error: form.fault("access"), ..Group::default() },
            &access,
            form.value("access"),
        ))
        details open[open] {
            summary { (say.t("community-more")) }
            div.form {
                (parts::field_area(&Field {
                    name: "rules",
                    label: say.t("community-rules"),
                    help: Some(say.t("community-rules-help")),
                    optional,
                    error: form.fault("rules"),
                    value: form.value("rules"),
                    maxlength: longest,
                    ..Field::default()
                }))
                @if let Some(hash) = has_photo {
                    div.intro {
                        (parts::face(form.value("name"), photo(Some(hash)).as_deref(), Size::L))
                        (parts::check("no_photo", "yes", say.t("community-no-photo"), None, None, form.fields.has("no_photo")))
                    }
                }
                (parts::field_text(&Field {
                    name: "photo",
                    kind: "file",
                    label: say.t(if has_photo.is_some() { "community-other-photo" } else { "community-photo" }),
                    optional,
                    error: form.fault("photo"),
                    ..Field::default()
                }))
                @if has.is_none() { (handle_field(look, form)) }
            }
        }
    }
}

fn handle_field(look: &Look<'_>, form: &Form<'_>) -> Markup {
    let say = look.say;
    parts::field_text(&Field {
        name: "handle",
        label: say.t("community-handle"),
        help: Some(&say.with("community-handle-help", args! { base: look.shared.config.base_url.clone() })),
        optional: Some(say.t("community-optional")),
        error: form.fault("handle"),
        value: form.value("handle"),
        maxlength: Some(30),
        ..Field::default()
    })
}

fn access_key(access: Access) -> &'static str {
    match access {
        Access::Open => "community-access-open",
        Access::Closed => "community-access-closed",
        Access::Private => "community-access-private",
    }
}

fn access_help_key(access: Access) -> &'static str {
    match access {
        Access::Open => "community-access-open-help",
        Access::Closed => "community-access-closed-help",
        Access::Private => "community-access-private-help",
    }
}
