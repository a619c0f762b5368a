//! How series look.

use maud::{Markup, html};

use super::{
    actions,
    form::{self, Preview},
    model::Series,
    store,
    words::sentence,
};
use crate::{
    act::Look,
    args, communities,
    error::Result,
    gatherings::{self, Brief, Filled, Reply, State},
    id::{GatheringId, SeriesId},
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Tone, Weight},
        photo,
        text::Say,
        when,
    },
    people,
};

/// So many of the next dates stand on the page.
const SHOWN: usize = 12;

impl Preview {
    /// What will be published, before it is, and the button that does it.
    pub fn shown(&self, say: Say, action: &str) -> Markup {
        form::preview(say, self, action)
    }
}

/// On a gathering's page: of which series it is, and the dates beside it. Nothing where it is of none, or of one that the
/// viewer may not see.
pub fn part_of(look: &mut Look<'_>, id: GatheringId) -> Result<Markup> {
    let Some((series, day)) = store::of_gathering(look, id)? else { return Ok(html! {}) };
    let Ok(series) = actions::visible(look, series) else { return Ok(html! {}) };
    let before = store::before(look, series.id, &day, 1)?.pop();
    let after = store::after(look, series.id, &day)?;
    let beside = |look: &mut Look<'_>, row: Option<store::Occurrence>| -> Result<Option<Brief>> {
        row.map_or(Ok(None), |row| gatherings::brief(look, row.gathering))
    };
    let (before, after) = (beside(look, before)?, beside(look, after)?);
    let say = look.say;
    let words = sentence(say, &series.pattern()?, series.first()?);
    let date =
        |brief: &Brief| when::date(say, &brief.starts_at.on_the_wall(&brief.zone), &look.now.on_the_wall(&brief.zone));
    let before = before.as_ref().map(|brief| (brief.url.clone(), date(brief)));
    let after = after.as_ref().map(|brief| (brief.url.clone(), date(brief)));
    Ok(html! {
        section.flow aria-labelledby="series" {
            h2 #series { (say.t("series-part-of")) }
            p { a href=(series.url()) { (words) } }
            (parts::pagination(
                say.t("series-beside"),
                before.as_ref().map(|(url, date)| (url.as_str(), date.as_str())),
                after.as_ref().map(|(url, date)| (url.as_str(), date.as_str())),
            ))
        }
    })
}

/// The page of a series.
pub fn page(look: &mut Look<'_>, id: SeriesId) -> Result<Page> {
    let series = actions::visible(look, id)?;
    let mut dates: Vec<Brief> = actions::ahead(look, &series, SHOWN + 1)?.into_iter().map(|(_, brief)| brief).collect();
    let more = dates.len() > SHOWN;
    dates.truncate(SHOWN);
    let may_change = actions::may_change(look, &series)?;
    let community = series.community.map(|community| communities::brief(look, community)).transpose()?.flatten();
    let host = series.host.map(|host| people::face(look, host)).transpose()?.flatten();
    let mine = match look.viewer.person_if_any() {
        Some(person) => store::answer_of(look, id, person)?,
        None => None,
    };
    let say = look.say;
    let words = sentence(say, &series.pattern()?, series.first()?);
    let open = dates.iter().any(|brief| brief.state(look.now) == State::Ahead);
    let main = html! {
        @if let Some((handle, name)) = &community { (parts::back(&format!("/c/{handle}"), name)) }
        div.head { h1 { (series.title) } p.lead { (words) } }
        @if series.ended_at.is_some() { (parts::notice(Tone::Info, &html! { p { (say.t("series-over")) } })) }
        @if open { (answering(look, &series, mine)) }
        section.flow aria-labelledby="dates" {
            h2 #dates { (say.t("series-dates")) }
            @if dates.is_empty() { p.soft { (say.t("series-no-dates")) } }
            @else { ul.gatherings { @for brief in &dates { li { (gatherings::row(look, brief)) } } } }
            @if more { p.soft { (say.t("series-more-dates")) } }
        }
        @if let Some(host) = &host {
            section.flow aria-labelledby="host" {
                h2 #host { (say.t("gathering-hosted")) }
                (parts::person(&host.name, &host.url(), photo(host.photo.as_deref()).as_deref(), &html! { p { (say.t("series-hosts")) } }, None))
            }
        }
    };
    let aside = html! {
        @if may_change && (series.ended_at.is_none() || open) {
            (parts::note(say.t("gathering-note-host"), &html! {
                div.buttons {
                    @if series.ended_at.is_none() {
                        (parts::link_button(Weight::Plain, say.t("series-edit"), Some(Icon::Pencil), &format!("{}/edit", series.url())))
                    }
                    (parts::link_button(Weight::Quiet, say.t("series-end"), None, &format!("{}/end", series.url())))
                }
                p.small { (say.t("series-single-help")) }
            }))
        }
        @if !open {
            (parts::note(say.t("gathering-note-find"), &html! {
                p { (say.t("gathering-note-find-text")) }
                (parts::link_button(Weight::Plain, say.t("gathering-find"), Some(Icon::Find), "/find"))
            }))
        }
    };
    Ok(Page::new(series.title.clone(), Place::Find, main).describe(words).aside(aside))
}

/// Answering all of it.
fn answering(look: &Look<'_>, series: &Series, mine: Option<Reply>) -> Markup {
    let say = look.say;
    if look.viewer.me().is_err() {
        let next: String = form_urlencoded::byte_serialize(series.url().as_bytes()).collect();
        return html! {
            div.row {
                (parts::link_button(Weight::Meet, say.t("series-yes"), None, &format!("/sign-in?next={next}")))
                p.soft { (say.t("gathering-sign-in")) }
            }
        };
    }
    let answers = [
        parts::Answer { value: "yes", label: say.t("series-yes"), yes: true },
        parts::Answer { value: "no", label: say.t("series-no"), yes: false },
    ];
    html! {
        form.flow method="post" action={ (series.url()) "/answer" } {
            (parts::answers("reply", say.t("series-answer"), &answers, mine.map(Reply::as_str)))
            @if mine.is_some() { button.link type="submit" name="reply" value="none" { (say.t("series-take-back")) } }
            p.soft { (say.t("series-answer-help")) }
        }
    }
}

/// The page for changing what is ahead.
pub fn edit_page(look: &mut Look<'_>, id: SeriesId, filled: &Filled) -> Result<Page> {
    let series = actions::own(look, id)?;
    let say = look.say;
    let form = Form::new(look, &filled.fields, &filled.problems);
    let main = html! {
        (parts::back(&series.url(), &series.title))
        (form.summary())
        div.head { h1 { (say.t("series-edit-title")) } p.lead { (say.t("series-edit-lead")) } }
        form.form method="post" action={ (series.url()) "/edit" } enctype="multipart/form-data" novalidate {
            @if let Some(preview) = &filled.preview { (preview.shown(say, say.t("gathering-save"))) }
            (gatherings::form_fields(look, &form, filled, &[]))
            (form::fields(look, &form, true))
            div.buttons {
                (parts::button(Weight::Primary, say.t("gathering-save"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &series.url()))
            }
        }
    };
    let page = Page::new(say.t("series-edit-title"), Place::Find, main).alone().private();
    Ok(gatherings::SCRIPTS.iter().fold(page, |page, script| page.script(script)))
}

/// The page that asks before a series ends.
pub fn end_page(look: &mut Look<'_>, id: SeriesId, filled: &Filled) -> Result<Page> {
    let series = actions::own(look, id)?;
    let say = look.say;
    let form = Form::new(look, &filled.fields, &filled.problems);
    let main = html! {
        (parts::back(&series.url(), &series.title))
        (form.summary())
        div.head { h1 { (say.with("series-end-title", args! { title: series.title.as_str() })) } }
        form.form method="post" action={ (series.url()) "/end" } novalidate {
            (parts::choices(&parts::Group {
                name: "what", legend: say.t("series-field-what"), error: form.fault("what"), ..parts::Group::default()
            }, &[
                parts::Choice { value: "end", label: say.t("series-what-end"), help: Some(say.t("series-what-end-help")) },
                parts::Choice { value: "cancel", label: say.t("series-what-cancel"), help: Some(say.t("series-what-cancel-help")) },
            ], form.value("what")))
            (parts::field_area(&Field {
                name: "words",
                label: say.t("gathering-cancel-words"),
                help: Some(say.t("gathering-cancel-words-help")),
                optional: Some(say.t("gathering-optional")),
                value: form.value("words"),
                error: form.fault("words"),
                maxlength: u32::try_from(gatherings::MOST_WORDS).ok(),
                rows: 3,
                ..Field::default()
            }))
            div.buttons {
                (parts::button(Weight::Danger, say.t("series-end-do"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &series.url()))
            }
        }
    };
    Ok(Page::new(say.t("series-end"), Place::Find, main).alone().private())
}
