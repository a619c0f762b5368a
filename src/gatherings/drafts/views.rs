//! How drafts look, and what the form of a new gathering says of them.

use maud::{Markup, html};

use super::{
    Row,
    model::{Ahead, KEPT, day_of, fields_of, next_day},
};
use crate::{
    act::Look,
    args,
    error::Result,
    gatherings::{Draft, actions, form, model::Brief, venues::used, views},
    http::Fields,
    id::{DraftId, GatheringId},
    page::{
        Page, Place,
        parts::{self, Icon, Tone, Weight},
        when,
    },
    series,
};

/// A draft that can be published, with what it says of its dates where it comes again.
#[derive(Clone)]
pub struct Previewed {
    draft: Draft,
    repeats: Option<visavis_wire::recur::Pattern>,
}

impl Previewed {
    /// Reads what the form says of its dates.
    ///
    /// # Errors
    /// The faults of those fields.
    pub fn of(draft: Draft, fields: &Fields) -> Result<Self> {
        let repeats = if series::is_wanted(fields) { Some(series::read(fields, &draft)?) } else { None };
        Ok(Self { draft, repeats })
    }
}

/// The title of a draft, or that it has none.
fn title<'a>(look: &Look<'_>, row: &'a Row) -> &'a str {
    if row.title.is_empty() { look.say.t("draft-untitled") } else { &row.title }
}

/// The viewer's drafts, and what they ran before.
pub fn list(look: &mut Look<'_>) -> Result<Page> {
    let drafts = super::mine(look)?;
    let earlier = super::earlier(look)?;
    let say = look.say;
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("drafts-title")) } p.lead { (say.t("drafts-lead")) } }
        @if drafts.is_empty() {
            (parts::empty(
                say.t("drafts-none"), say.t("drafts-none-words"),
                &parts::link_button(Weight::Primary, say.t("drafts-new"), Some(Icon::Calendar), "/g/new"),
            ))
        } @else {
            ul.people { @for draft in &drafts { li { (row(look, draft)) } } }
            p { (parts::link_button(Weight::Primary, say.t("drafts-new"), Some(Icon::Calendar), "/g/new")) }
        }
        @if !earlier.is_empty() {
            section.flow aria-labelledby="earlier" {
                h2 #earlier { (say.t("drafts-earlier")) }
                p.soft { (say.t("drafts-earlier-words")) }
                ul.people { @for brief in &earlier { li { (earlier_row(look, brief)) } } }
            }
        }
    };
    Ok(Page::new(say.t("drafts-title"), Place::You, main).alone().private())
}

fn row(look: &Look<'_>, draft: &Row) -> Markup {
    let say = look.say;
    let fields = fields_of(&draft.fields).unwrap_or_default();
    let planned = [fields.text("date"), fields.text("start"), fields.text("town")];
    let planned: Vec<&str> = planned.into_iter().filter(|part| !part.is_empty()).collect();
    let title = title(look, draft);
    html! {
        div.flow {
            p.person-name { a href=(draft.url()) { (title) } }
            p.small.soft {
                @if !planned.is_empty() { (planned.join(" · ")) " · " }
                (say.t("draft-kept")) " " (when::ago(look, draft.changed_at))
            }
            div.buttons {
                a."button small" href=(draft.url()) { (say.t("draft-go-on")) (parts::unseen(&format!(" {title}"))) }
                a."button small quiet" href={ (draft.url()) "/preview" } { (say.t("draft-preview")) (parts::unseen(&format!(" {title}"))) }
                a."button small quiet" href={ (draft.url()) "/delete" } { (say.t("draft-delete")) (parts::unseen(&format!(" {title}"))) }
            }
        }
    }
}

fn earlier_row(look: &Look<'_>, brief: &Brief) -> Markup {
    let say = look.say;
    let zone = &brief.zone;
    let time = views::When { starts_at: brief.starts_at, ends_at: brief.ends_at, zone };
    html! {
        div.flow {
            p.person-name { a href=(brief.url) { (brief.title) } }
            p.small.soft { (views::when_line(say, &time, look.now)) " · " (brief.where_in_words()) }
            p { a."button small" href={ (brief.url) "/again" } { (say.t("template-use")) (parts::unseen(&format!(" {}", brief.title))) } }
        }
    }
}

/// Asks before one is thrown away.
pub fn ask_delete(look: &mut Look<'_>, id: DraftId) -> Result<Page> {
    let draft = super::own(look, id)?;
    let say = look.say;
    let main = html! {
        (parts::back("/you/drafts", say.t("drafts-title")))
        div.head {
            h1 { (say.with("draft-delete-title", args! { title: title(look, &draft) })) }
            p.lead { (say.t("draft-delete-lead")) }
        }
        form method="post" action={ (draft.url()) "/delete" } {
            div.buttons {
                (parts::button(Weight::Danger, say.t("draft-delete-do"), None))
                (parts::link_button(Weight::Quiet, say.t("draft-keep-it"), None, "/you/drafts"))
            }
        }
    };
    Ok(Page::new(say.t("draft-delete"), Place::You, main).alone().private())
}

/// What stands above the form of a new gathering: where else one could begin, or when this could be.
pub fn above(look: &mut Look<'_>, fields: &Fields) -> Result<Markup> {
    let say = look.say;
    let template = fields.some("template").and_then(|text| text.parse::<GatheringId>().ok());
    if let Some(id) = template {
        let Ok(gathering) = actions::own(look, id) else { return Ok(html! {}) };
        let today = look.now.on_the_wall(&gathering.zone()).date();
        let day = |ahead| day_of(&gathering.starts_local).and_then(|then| next_day(then, today, ahead));
        let ways = [(Ahead::Week, "template-week"), (Ahead::Month, "template-month")];
        return Ok(html! {
            p.soft { (say.with("template-from", args! { title: gathering.title.as_str() })) }
            @if fields.some("draft").is_none() && day(Ahead::Week) != day(Ahead::Month) {
                p.row {
                    @for (ahead, key) in ways {
                        @if day(ahead).is_some_and(|day| day.to_string() != fields.text("date")) {
                            a href={ "/g/" (id) "/again?in=" (ahead.as_str()) } { (say.t(key)) }
                        }
                    }
                }
            }
        });
    }
    if fields.some("draft").is_some() {
        return Ok(html! { p { a href="/you/drafts" { (say.t("drafts-title")) } } });
    }
    let venues = used::used(look)?;
    Ok(html! {
        p { a href="/you/drafts" { (say.t("drafts-link")) } }
        (used::offer(say, &venues))
    })
}

/// What the form sends along of where it comes from.
pub fn hidden(fields: &Fields) -> Markup {
    html! {
        @for name in ["draft", "template"] {
            @if let Some(value) = fields.some(name) { input type="hidden" name=(name) value=(value); }
        }
    }
}

/// The other ways to end the form.
pub fn buttons(look: &Look<'_>) -> Markup {
    let say = look.say;
    html! {
        (parts::button_value(Weight::Plain, say.t("draft-preview"), None, "do", "preview"))
        (parts::button_value(Weight::Quiet, say.t("draft-keep"), None, "do", "draft"))
    }
}

/// The page that a draft would be, as members see it, between the ways on.
pub fn preview(look: &mut Look<'_>, previewed: &Previewed, fields: &Fields, kept: Option<&str>) -> Result<Page> {
    let say = look.say;
    let shown = views::preview(look, &previewed.draft)?;
    let person = look.viewer.person()?;
    let kept = kept.map(|hash| form::sealed(&look.shared.keys, person, hash));
    let main = html! {
        form.flow method="post" action="/g/new" {
            @for (name, _) in KEPT {
                @for value in fields.every(name).filter(|value| !value.is_empty()) {
                    input type="hidden" name=(name) value=(value);
                }
            }
            @if let Some(draft) = fields.some("draft") { input type="hidden" name="draft" value=(draft); }
            @if let Some(kept) = kept { input type="hidden" name="kept" value=(kept); }
            (parts::notice(Tone::Info, &html! {
                p { strong { (say.t("draft-preview-is")) } " " (say.t("draft-preview-words")) }
                @if let Some(pattern) = &previewed.repeats {
                    p { (series::sentence(say, pattern, previewed.draft.starts.date())) }
                }
                div.buttons {
                    (parts::button(Weight::Primary, say.t("gathering-publish"), None))
                    (parts::button_value(Weight::Plain, say.t("draft-back"), None, "do", "back"))
                    (parts::button_value(Weight::Quiet, say.t("draft-keep"), None, "do", "draft"))
                }
            }))
        }
        (shown)
    };
    Ok(Page::new(say.t("draft-preview"), Place::Find, main).alone().private().style(crate::page::map::STYLE))
}
