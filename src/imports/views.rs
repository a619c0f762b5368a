//! How bringing something in looks.

use std::collections::HashMap;

use maud::{Markup, html};
use serde_json::Value;

use super::{
    actions::{self, Counts, MOST_SOURCES},
    model::{Said, What},
    store::{self, EntryRow, RunRow, SourceRow, StepRow},
};
use crate::{
    act::Look,
    args, communities,
    error::{Problems, Result},
    gatherings::{self, When},
    http::Fields,
    id::{self, ImportId},
    interests,
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Tag, Tone, Weight},
        when,
    },
    time::Zone,
    town,
};

/// So many steps stand on a page: more than can be taken at once.
const STEPS: i64 = 2_500;

/// The form as far as it can be guessed.
pub fn fresh(look: &mut Look<'_>, community: Option<&str>) -> Result<Fields> {
    let mut fields = Fields::default();
    let person = look.viewer.person()?;
    if let Some(town) = town::stored(store::place_of(look, person)?) {
        fields = fields.with("town", town::label(&town));
    }
    if let Some(handle) = community {
        let community = communities::visible(look, handle)?;
        fields = fields.with("community", community.id.to_string());
        if let Some(town) = town::stored(community.place) {
            fields = fields.without("town").with("town", town::label(&town));
        }
    }
    Ok(fields)
}

/// The form that begins it, and what was brought in before.
pub fn start(look: &mut Look<'_>, fields: &Fields, problems: &Problems) -> Result<Page> {
    let say = look.say;
    let mut open = Vec::new();
    for (id, name) in communities::mine(look)? {
        if communities::may_publish(look, id)? {
            open.push((id.to_string(), name));
        }
    }
    let person = look.viewer.person()?;
    let mut before = Vec::new();
    for source in store::sources(look, person, MOST_SOURCES)? {
        if let Some(run) = store::last_run(look, source.id)? {
            before.push((source, run));
        }
    }
    let form = Form::new(look, fields, problems);
    let options: Vec<(&str, &str)> = std::iter::once(("", say.t("gathering-no-community")))
        .chain(open.iter().map(|(id, name)| (id.as_str(), name.as_str())))
        .collect();
    let main = html! {
        (parts::back("/g/new", say.t("import-back")))
        (form.summary())
        div.head { h1 { (say.t("import-title")) } p.lead { (say.t("import-lead")) } }
        form.form method="post" action="/import" enctype="multipart/form-data" novalidate {
            (parts::field_text(&Field {
                name: "file", label: say.t("import-file"), help: Some(say.t("import-file-help")), kind: "file",
                error: form.fault("file"), ..Field::default()
            }))
            (parts::field_text(&Field {
                name: "url", label: say.t("import-url"), help: Some(say.t("import-url-help")), value: form.value("url"),
                error: form.fault("url"), inputmode: Some("url"), autocomplete: Some("off"), maxlength: Some(2_000),
                ..Field::default()
            }))
            @if !open.is_empty() {
                (parts::field_select(&Field {
                    name: "community", label: say.t("gathering-field-community"), value: form.value("community"),
                    error: form.fault("community"), ..Field::default()
                }, &options))
            }
            (town::field(say, &form, "town", &town::Asked {
                label: say.t("import-town"), help: Some(say.t("import-town-help")), optional: None,
            }))
            details open[form.fields.some("interest").is_some() || form.fault("interests").is_some()] {
                summary { (say.t("import-interests")) }
                (interests::field(say, &form, say.t("import-interests-legend"), None, Some(say.t("gathering-optional"))))
            }
            div.buttons { (parts::button(Weight::Primary, say.t("import-look"), None)) }
            p.small.soft { (say.t("import-look-why")) }
        }
    };
    let aside = html! {
        @if !before.is_empty() {
            (parts::note(say.t("import-before"), &html! {
                ul.people { @for (source, run) in &before { li { (source_row(look, source, run)) } } }
            }))
        }
    };
    let page = Page::new(say.t("import-title"), Place::Find, main).private().script(town::SCRIPT);
    Ok(if before.is_empty() { page.alone() } else { page.aside(aside) })
}

fn source_row(look: &Look<'_>, source: &SourceRow, run: &RunRow) -> Markup {
    html! {
        p {
            a href={ "/import/" (run.id) } { (shown_name(look, source)) } br;
            span.small.soft { (look.say.t(&format!("import-state-{}", run.state))) ", " (when::ago(look, id::made_at(run.id.0))) }
        }
    }
}

fn shown_name<'a>(look: &Look<'_>, source: &'a SourceRow) -> &'a str {
    if source.name.is_empty() { look.say.t("import-a-file") } else { &source.name }
}

/// A run: what it would do, how far it is, or what became of it.
pub fn run(look: &mut Look<'_>, id: ImportId, problems: &Problems) -> Result<Page> {
    let (run, source) = actions::own(look, id)?;
    let counts = actions::counts(look, id)?;
    let steps = store::steps(look, id, 0, STEPS)?;
    let entries: HashMap<String, EntryRow> =
        store::entries(look, source.id)?.into_iter().map(|row| (row.entry.clone(), row)).collect();
    let last = store::last_run(look, source.id)?.map(|last| last.id) == Some(id);
    let say = look.say;
    let nothing = Fields::default();
    let form = Form::new(look, &nothing, problems);
    let name = shown_name(look, &source);
    let title = say.t(&format!("import-title-{}", run.state));
    let working = matches!(run.state.as_str(), "running" | "undoing");
    let main = html! {
        (parts::back("/import", say.t("import-title")))
        (form.summary())
        div.head { h1 { (title) } p.lead { (name) } }
        @match run.state.as_str() {
            "shown" => { (proposal(look, &run, &counts)) }
            "running" | "undoing" => { (progress(look, &run, &counts)) }
            _ => { (outcome(look, &run, &counts, last)) }
        }
        @if !working { (all_steps(look, &run, &steps, &entries)) }
        @if !working && last && run.state != "shown" { (again(look, &run, &source, &form)) }
    };
    let page = Page::new(title, Place::Find, main).alone().private();
    Ok(if working { page.script("js/import.js") } else { page })
}

/// What it would do, and the one button.
fn proposal(look: &Look<'_>, run: &RunRow, counts: &Counts) -> Markup {
    let say = look.say;
    html! {
        (figures(look, run, counts))
        @if counts.to_do > 0 {
            p { (say.t("import-quiet")) }
            div.buttons {
                form method="post" action={ "/import/" (run.id) "/go" } {
                    (parts::button(Weight::Primary, &say.with("import-go", args! { n: counts.to_do }), None))
                }
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, "/import"))
            }
        } @else {
            (parts::notice(Tone::Info, &html! { p { (say.t("import-nothing")) } }))
        }
    }
}

fn figures(look: &Look<'_>, run: &RunRow, counts: &Counts) -> Markup {
    let say = look.say;
    html! {
        ul {
            @for what in What::ALL {
                @let n = counts.of(what);
                @if n > 0 { li { (say.with(&format!("import-count-{}", what.as_str()), args! { n: n })) } }
            }
            @if run.unread > 0 { li { (say.with("import-count-unread", args! { n: run.unread })) } }
        }
    }
}

fn progress(look: &Look<'_>, run: &RunRow, counts: &Counts) -> Markup {
    let say = look.say;
    let (done, all) = if run.state == "running" {
        (counts.ended("done") + counts.ended("failed"), counts.to_do)
    } else {
        let back = counts.ended("undone") + counts.ended("stays");
        (back, back + counts.ended("done"))
    };
    let (value, max) = (u64::try_from(done).unwrap_or_default(), u64::try_from(all).unwrap_or_default());
    html! {
        div #progress role="status" {
            (parts::progress(value, max, say.t("import-progress"), &say.with("import-progress-of", args! { n: done, all: all }), false))
        }
        p.soft { (say.t("import-progress-why")) }
        div.buttons { (parts::link_button(Weight::Plain, say.t("import-look-again"), None, &format!("/import/{}", run.id))) }
    }
}

fn outcome(look: &Look<'_>, run: &RunRow, counts: &Counts, last: bool) -> Markup {
    let say = look.say;
    let undone = run.state == "undone";
    let ends: &[(&str, &str)] = if undone {
        &[("undone", "import-ended-undone"), ("stays", "import-ended-stays")]
    } else {
        &[("done", "import-ended-done"), ("failed", "import-ended-failed")]
    };
    html! {
        ul {
            @for (ended, key) in ends {
                @let n = counts.ended(ended);
                @if n > 0 { li { (say.with(key, args! { n: n })) } }
            }
            @if counts.of(What::Left) > 0 { li { (say.with("import-count-left", args! { n: counts.of(What::Left) })) } }
            @if counts.of(What::Same) > 0 { li { (say.with("import-count-same", args! { n: counts.of(What::Same) })) } }
        }
        @if last && !undone && counts.ended("done") > 0 {
            form.form method="post" action={ "/import/" (run.id) "/undo" } {
                p.soft { (say.t("import-undo-why")) }
                div.buttons { (parts::button(Weight::Plain, say.t("import-undo"), Some(Icon::Back))) }
            }
        }
    }
}

/// The steps, by what they do; what failed or stays comes first, with the reason.
fn all_steps(look: &Look<'_>, run: &RunRow, steps: &[StepRow], entries: &HashMap<String, EntryRow>) -> Markup {
    let say = look.say;
    let stuck: Vec<&StepRow> =
        steps.iter().filter(|step| matches!(step.outcome.as_deref(), Some("failed" | "stays"))).collect();
    html! {
        @if !stuck.is_empty() {
            section.flow {
                h2 { (say.t(if run.state == "undone" { "import-those-stay" } else { "import-those-failed" })) }
                (list(look, &stuck, entries))
            }
        }
        @for what in What::ALL.into_iter().filter(|what| *what != What::Same) {
            @let of: Vec<&StepRow> = steps.iter()
                .filter(|step| step.what == what.as_str() && !matches!(step.outcome.as_deref(), Some("failed" | "stays")))
                .collect();
            @if !of.is_empty() {
                section.flow {
                    h2 { (say.t(&format!("import-those-{}", what.as_str()))) }
                    @if of.len() > 12 {
                        (list(look, of.get(..8).unwrap_or_default(), entries))
                        details {
                            summary { (say.with("import-more", args! { n: of.len() as i64 - 8 })) }
                            (list(look, of.get(8..).unwrap_or_default(), entries))
                        }
                    } @else {
                        (list(look, &of, entries))
                    }
                }
            }
        }
    }
}

fn list(look: &Look<'_>, steps: &[&StepRow], entries: &HashMap<String, EntryRow>) -> Markup {
    html! { ul.people { @for step in steps { li { (row(look, step, entries.get(&step.entry))) } } } }
}

fn text<'a>(said: &'a Said, name: &str) -> &'a str {
    said.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn row(look: &Look<'_>, step: &StepRow, entry: Option<&EntryRow>) -> Markup {
    let say = look.say;
    let said: Said = serde_json::from_str(&step.fields).unwrap_or_default();
    let zone = Zone::named(text(&said, "zone")).unwrap_or_else(|| look.zone.clone());
    let time = match (step.starts_at, step.ends_at) {
        (Some(starts_at), Some(ends_at)) => {
            Some(gatherings::when_line(say, &When { starts_at, ends_at, zone: &zone }, look.now))
        }
        _ => None,
    };
    let place: Vec<&str> =
        ["venue", "address"].iter().map(|name| text(&said, name)).filter(|text| !text.is_empty()).collect();
    let line: Vec<String> = time.into_iter().chain((!place.is_empty()).then(|| place.join(", "))).collect();
    let title = match text(&said, "title") {
        "" => say.t("import-untitled"),
        title => title,
    };
    let before: Option<Said> = entry
        .filter(|_| step.what == "changed" && step.outcome.is_none())
        .and_then(|entry| serde_json::from_str(&entry.fields).ok());
    html! {
        p {
            @match step.gathering {
                Some(gathering) => { a href={ "/g/" (gathering) } { (title) } }
                None => { strong { (title) } }
            }
            @if step.outcome.as_deref() == Some("undone") { " " (parts::tag(Tag::Plain, say.t("import-tag-undone"))) }
            @if !line.is_empty() { br; span { (line.join(" · ")) } }
            @if let Some(before) = before { br; span.small.soft { (differs(look, &before, &said)) } }
            @if let Some(why) = &step.why { br; span.small.soft { (say.t(why)) } }
        }
    }
}

/// What of an entry changed, in words.
fn differs(look: &Look<'_>, before: &Said, after: &Said) -> String {
    let parts: [(&str, &[&str]); 4] = [
        ("import-differs-title", &["title"]),
        ("import-differs-time", &["date", "start", "end", "end_date", "zone"]),
        ("import-differs-place", &["venue", "address", "town"]),
        ("import-differs-words", &["words"]),
    ];
    let other = |names: &[&str]| names.iter().any(|name| before.get(*name) != after.get(*name));
    let words: Vec<&str> = parts.iter().filter(|(_, names)| other(names)).map(|(key, _)| look.say.t(key)).collect();
    look.say.with("import-differs", args! { what: words.join(", ") })
}

fn again(look: &Look<'_>, run: &RunRow, source: &SourceRow, form: &Form<'_>) -> Markup {
    let say = look.say;
    html! {
        section.form {
            h2 { (say.t("import-again-title")) }
            p { (say.t("import-again-why")) }
            form.form method="post" action={ "/import/" (run.id) "/again" } enctype="multipart/form-data" novalidate {
                @if let Some(url) = &source.url {
                    p.small { (url) }
                    @if let Some(fault) = form.fault("url") { p.field-error #field-url { (fault) } }
                    @if let Some(fault) = form.fault("file") { p.field-error #field-file { (fault) } }
                } @else {
                    (parts::field_text(&Field {
                        name: "file", label: say.t("import-file-again"), kind: "file", error: form.fault("file"), ..Field::default()
                    }))
                }
                div.buttons { (parts::button(Weight::Plain, say.t("import-look"), None)) }
            }
            form method="post" action={ "/import/" (run.id) "/forget" } {
                button.link type="submit" { (say.t("import-forget")) }
                p.small.soft { (say.t("import-forget-why")) }
            }
        }
    }
}
