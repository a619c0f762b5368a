//! The forms of a host: publishing, changing, calling off.

use data_encoding::BASE64URL_NOPAD;
use maud::{Markup, html};

use super::{
    about,
    actions::{self, MOST_WORDS},
    approval, drafts, guests,
    model::Gathering,
    reminders, store,
};
use crate::{
    act::Look,
    app::Keys,
    args, communities,
    error::{Problems, Result},
    http::Fields,
    id::{CommunityId, GatheringId, PersonId},
    interests,
    page::{
        Form, Page, Place,
        parts::{self, Field, Weight},
        picture,
        text::Say,
    },
    series, town,
};

/// What helps with typing.
pub const SCRIPTS: [&str; 2] = ["js/town.js", "js/gathering-form.js"];

/// What stands in a form: typed, or stored.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The values.
    pub fields: Fields,
    /// What is wrong with them.
    pub problems: Problems,
    /// The picture that is kept already, also when another field is wrong.
    pub kept: Option<String>,
    /// What is to be looked at before a series is published.
    pub preview: Option<series::Preview>,
}

/// The name of a picture as it stands in a form until that is sent again: only who was given it can send it back.
pub(super) fn sealed(keys: &Keys, person: PersonId, hash: &str) -> String {
    let code = keys.seal(&format!("kept {person} {hash}"));
    format!("{hash}.{}", BASE64URL_NOPAD.encode(&code[..16]))
}

/// The name of the picture in what a form sent back; `None` where this server did not seal it for that person.
pub fn unsealed(keys: &Keys, person: PersonId, sent: &str) -> Option<String> {
    let (hash, _) = sent.split_once('.')?;
    let same = subtle::ConstantTimeEq::ct_eq(sent.as_bytes(), sealed(keys, person, hash).as_bytes());
    bool::from(same).then(|| hash.to_owned())
}

/// An empty form, as far as anything can be guessed: the town of the host, an evening, the community they came from.
pub fn fresh(look: &mut Look<'_>, community: Option<&str>) -> Result<Fields> {
    let person = look.viewer.person()?;
    let mut fields = Fields::default().with("start", "19:00").with("end", "21:00");
    if let Some(town) = town::stored(store::place_of(look, person)?) {
        fields = fields.with("town", town::label(&town));
    }
    if let Some(wanted) = community {
        for (id, _) in open_to_me(look)? {
            if communities::brief(look, id)?.is_some_and(|(handle, _)| handle == wanted) {
                fields = fields.with("community", id.to_string());
            }
        }
    }
    Ok(fields)
}

/// The form with what is stored.
pub fn stored(look: &mut Look<'_>, gathering: &Gathering) -> Result<Fields> {
    let (date, start) = gathering.starts_local.split_once('T').unwrap_or_default();
    let (end_date, end) = gathering.ends_local.split_once('T').unwrap_or_default();
    let mut fields = Fields::default()
        .with("title", &gathering.title)
        .with("words", &gathering.words)
        .with("date", date)
        .with("start", start)
        .with("end", end)
        .with("venue", &gathering.venue)
        .with("address", &gathering.address)
        .with("photo_words", &gathering.photo_words);
    if end_date != date {
        fields = fields.with("end_date", end_date);
    }
    if let Some(town) = gathering.town() {
        fields = fields.with("town", town::label(&town));
    }
    // The town's own zone goes without saying, so that it follows the town.
    if gathering.town().is_none_or(|town| town.zone != gathering.zone) {
        fields = fields.with("zone", &gathering.zone);
    }
    if let Some(capacity) = gathering.capacity {
        fields = fields.with("capacity", capacity.to_string());
    }
    let terms = gathering.terms();
    if terms.plus > 0 {
        fields = fields.with("plus", terms.plus.to_string());
    }
    if let Some(allowed) = guests::chosen(look, gathering.id)? {
        fields = fields.with("guests_may", if allowed { "yes" } else { "no" });
    }
    if let Some(plan) = reminders::host_plan(look, gathering.id)? {
        fields = fields.with("reminders", reminders::views::value(Some(&plan)));
    }
    if terms.admission.asks() {
        fields = fields.with("approval", terms.admission.as_str());
    }
    if let Some(hours) = terms.hold_hours {
        fields = fields.with("hold_hours", hours.to_string());
    }
    for (name, at) in [("answers_from", terms.opens_at), ("answers_until", terms.closes_at)] {
        if let Some(at) = at {
            fields = fields.with(name, at.on_the_wall(&gathering.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
        }
    }
    fields = about::stored(look, gathering.id, fields)?;
    for interest in store::interests(look, gathering.id)? {
        let known = interests::WELL_KNOWN.contains(&interest.as_str());
        fields = fields.with(if known { "interest" } else { "interests" }, interest);
    }
    Ok(fields)
}

/// The communities in which the viewer may publish.
fn open_to_me(look: &mut Look<'_>) -> Result<Vec<(CommunityId, String)>> {
    let mut open = Vec::new();
    for (id, name) in communities::mine(look)? {
        if communities::may_publish(look, id)? {
            open.push((id, name));
        }
    }
    Ok(open)
}

/// The page for a new gathering.
pub fn new_page(look: &mut Look<'_>, filled: &Filled) -> Result<Page> {
    let say = look.say;
    let communities = open_to_me(look)?;
    let above = drafts::views::above(look, &filled.fields)?;
    let form = Form::new(look, &filled.fields, &filled.problems);
    let main = html! {
        (form.summary())
        div.head { h1 { (say.t("gathering-new")) } p.lead { (say.t("gathering-new-lead")) } }
        p { a href="/import" { (say.t("import-instead")) } }
        (above)
        form.form method="post" action="/g/new" enctype="multipart/form-data" novalidate {
            @if let Some(preview) = &filled.preview { (preview.shown(say, say.t("series-publish"))) }
            (fields(look, &form, filled, &communities))
            (series::repeat_fields(look, &form, false))
            (drafts::views::hidden(&filled.fields))
            div.buttons {
                (parts::button(Weight::Primary, say.t(if filled.preview.is_some() { "series-publish" } else { "gathering-publish" }), None))
                (drafts::views::buttons(look))
            }
        }
    };
    Ok(Page::new(say.t("gathering-new"), Place::Find, main).alone().private().script(SCRIPTS[0]).script(SCRIPTS[1]))
}

/// The page for changing one.
pub fn edit_page(look: &mut Look<'_>, id: GatheringId, filled: &Filled) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    gathering.still_open(look.now)?;
    let person = look.viewer.person()?;
    let told = store::count_to_be_told(look, id, person)? + guests::count_to_be_told(look, id)?;
    let say = look.say;
    let form = Form::new(look, &filled.fields, &filled.problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head {
            h1 { (say.t("gathering-edit-title")) }
            @if told > 0 { p.lead { (say.with("gathering-edit-told", args! { n: told })) } }
        }
        form.form method="post" action={ (gathering.url()) "/edit" } enctype="multipart/form-data" novalidate {
            (fields(look, &form, filled, &[]))
            @if told > 0 {
                (parts::field_area(&Field {
                    name: "told_words", label: say.t("gathering-told-words"), help: Some(say.t("gathering-told-words-help")),
                    optional: Some(say.t("gathering-optional")), value: form.value("told_words"),
                    error: form.fault("told_words"), maxlength: u32::try_from(MOST_WORDS).ok(), rows: 3, ..Field::default()
                }))
            }
            div.buttons {
                (parts::button(Weight::Primary, say.t("gathering-save"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
            }
        }
    };
    Ok(Page::new(say.t("gathering-edit-title"), Place::Find, main)
        .alone()
        .private()
        .script(SCRIPTS[0])
        .script(SCRIPTS[1]))
}

/// All fields of a gathering.
pub fn fields(look: &Look<'_>, form: &Form<'_>, filled: &Filled, communities: &[(CommunityId, String)]) -> Markup {
    let say = look.say;
    let optional = Some(say.t("gathering-optional"));
    let field = |name: &'static str, label: &'static str| Field {
        name,
        label: say.t(label),
        value: form.value(name),
        error: form.fault(name),
        ..Field::default()
    };
    let today = look.now.on_the_wall(&look.zone).date().to_string();
    let ids: Vec<String> = communities.iter().map(|(id, _)| id.to_string()).collect();
    let mut options: Vec<(&str, &str)> = vec![("", say.t("gathering-no-community"))];
    options.extend(ids.iter().zip(communities).map(|(id, (_, name))| (id.as_str(), name.as_str())));
    let zone_matters =
        form.fault("zone").is_some() || form.fields.some("zone").is_some_and(|zone| zone != look.zone.name());
    let several_days = form.fields.some("end_date").is_some() || form.fault("end_date").is_some();
    let chosen: Vec<&str> = form.fields.all("interest").collect();
    let typed = form.fields.all("interests").collect::<Vec<_>>().join(", ");
    let well_known: Vec<parts::Choice<'_>> =
        interests::WELL_KNOWN.iter().map(|slug| parts::Choice { value: slug, label: "", help: None }).collect();
    let labels: Vec<String> = interests::WELL_KNOWN.iter().map(|slug| interests::label(say, slug)).collect();
    let well_known: Vec<parts::Choice<'_>> =
        well_known.into_iter().zip(&labels).map(|(choice, label)| parts::Choice { label, ..choice }).collect();
    let photo_matters = filled.kept.is_some() || form.fault("photo").is_some() || form.fault("photo_words").is_some();
    html! {
        (parts::field_text(&Field { required: true, maxlength: Some(120), ..field("title", "gathering-field-title") }))
        (parts::field_area(&Field {
            optional, maxlength: Some(10_000), rows: 6, help: Some(say.t("gathering-field-words-help")),
            ..field("words", "gathering-field-words")
        }))
        @if communities.is_empty() {
            @if let Some(fault) = form.fault("community") { p.field-error #field-community { (fault) } }
        } @else {
            (parts::field_select(&Field {
                help: Some(say.t("gathering-field-community-help")), ..field("community", "gathering-field-community")
            }, &options))
        }
        (parts::field_text(&Field { kind: "date", required: true, min: Some(&today), ..field("date", "gathering-field-date") }))
        div.pair {
            (parts::field_text(&Field { kind: "time", required: true, ..field("start", "gathering-field-start") }))
            (parts::field_text(&Field { kind: "time", required: true, ..field("end", "gathering-field-end") }))
        }
        details open[several_days] {
            summary { (say.t("gathering-several-days")) }
            (parts::field_text(&Field {
                kind: "date", min: Some(&today), help: Some(say.t("gathering-field-end-date-help")),
                ..field("end_date", "gathering-field-end-date")
            }))
        }
        (parts::field_text(&Field {
            required: true, class: "town",
            autocomplete: Some("off"), help: Some(say.t("gathering-field-town-help")),
            ..field("town", "gathering-field-town")
        }))
        details open[zone_matters] {
            summary { (say.t("gathering-other-zone")) }
            (parts::field_text(&Field {
                autocomplete: Some("off"), help: Some(say.t("gathering-field-zone-help")), ..field("zone", "gathering-field-zone")
            }))
        }
        (parts::field_text(&Field {
            optional, maxlength: Some(120), help: Some(say.t("gathering-field-venue-help")), ..field("venue", "gathering-field-venue")
        }))
        (parts::field_text(&Field { optional, maxlength: Some(200), ..field("address", "gathering-field-address") }))
        (parts::field_text(&Field {
            kind: "number", inputmode: Some("numeric"), optional, min: Some("2"), max: Some("100000"),
            help: Some(say.t("gathering-field-capacity-help")), ..field("capacity", "gathering-field-capacity")
        }))
        (about::fields(say, form))
        (answering(say, form))
        details open[!chosen.is_empty() || !typed.is_empty() || form.fault("interest").is_some()] {
            summary { (say.t("gathering-more-interests")) }
            div.form {
                (parts::checks(&parts::Group {
                    name: "interest", legend: say.t("gathering-field-interest"), error: form.fault("interest"),
                    look: parts::Look::Chips, ..parts::Group::default()
                }, &well_known, &chosen))
                (parts::field_text(&Field {
                    value: &typed, help: Some(say.t("gathering-field-interests-help")), ..field("interests", "gathering-field-interests")
                }))
            }
        }
        details open[photo_matters] {
            summary { (say.t("gathering-more-photo")) }
            div.form {
                @if let Some(hash) = &filled.kept {
                    img src=(picture(hash)) alt=(form.value("photo_words")) width="320" height="160";
                    @if let Some(person) = look.viewer.person_if_any() {
                        input type="hidden" name="kept" value=(sealed(&look.shared.keys, person, hash));
                    }
                    (parts::check("remove_photo", "yes", say.t("gathering-field-remove-photo"), None, None, form.fields.has("remove_photo")))
                }
                (parts::field_text(&Field {
                    kind: "file", help: Some(say.t("gathering-field-photo-help")),
                    ..field("photo", if filled.kept.is_some() { "gathering-field-photo-other" } else { "gathering-field-photo" })
                }))
                (parts::field_text(&Field {
                    maxlength: Some(300), help: Some(say.t("gathering-field-photo-words-help")),
                    ..field("photo_words", "gathering-field-photo-words")
                }))
            }
        }
    }
}

/// What a host sets about answers.
fn answering(say: Say, form: &Form<'_>) -> Markup {
    const NAMES: [&str; 7] =
        ["approval", "plus", "hold_hours", "answers_from", "answers_until", "guests_may", "reminders"];
    let matters = NAMES.iter().any(|name| form.fields.some(name).is_some() || form.fault(name).is_some());
    let field = |name: &'static str, label: &'static str, help: &'static str| Field {
        name,
        label: say.t(label),
        help: Some(say.t(help)),
        value: form.value(name),
        error: form.fault(name),
        ..Field::default()
    };
    html! {
        details open[matters] {
            summary { (say.t("gathering-more-answers")) }
            div.form {
                (approval::views::choice(say, form))
                (parts::field_text(&Field {
                    kind: "number", inputmode: Some("numeric"), class: "short", min: Some("0"), max: Some("5"),
                    ..field("plus", "gathering-field-plus", "gathering-field-plus-help")
                }))
                (parts::field_text(&Field {
                    kind: "number", inputmode: Some("numeric"), class: "short", min: Some("1"), max: Some("336"),
                    ..field("hold_hours", "gathering-field-hold", "gathering-field-hold-help")
                }))
                (guests::views::choice(say, form))
                (reminders::views::of_host(say, form))
                (parts::field_text(&Field {
                    kind: "datetime-local", ..field("answers_from", "gathering-field-answers-from", "gathering-field-answers-from-help")
                }))
                (parts::field_text(&Field {
                    kind: "datetime-local", ..field("answers_until", "gathering-field-answers-until", "gathering-field-answers-until-help")
                }))
            }
        }
    }
}

/// The page that asks before a gathering is called off, and says what follows.
pub fn cancel_page(look: &mut Look<'_>, id: GatheringId, filled: &Filled) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    gathering.still_open(look.now)?;
    let person = look.viewer.person()?;
    let told = store::count_to_be_told(look, id, person)? + guests::count_to_be_told(look, id)?;
    let say = look.say;
    let form = Form::new(look, &filled.fields, &filled.problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head {
            h1 { (say.with("gathering-cancel-title", args! { title: gathering.title.as_str() })) }
            p.lead { (say.with("gathering-cancel-lead", args! { n: told })) " " (say.t("gathering-cancel-undo")) }
        }
        form.form method="post" action={ (gathering.url()) "/cancel" } novalidate {
            (parts::field_area(&Field {
                name: "words",
                label: say.t("gathering-cancel-words"),
                help: Some(say.t("gathering-cancel-words-help")),
                optional: Some(say.t("gathering-optional")),
                value: form.value("words"),
                error: form.fault("words"),
                maxlength: u32::try_from(MOST_WORDS).ok(),
                rows: 3,
                ..Field::default()
            }))
            div.buttons {
                (parts::button(Weight::Danger, say.t("gathering-cancel-do"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
            }
        }
    };
    Ok(Page::new(say.t("gathering-cancel"), Place::Find, main).alone().private())
}
