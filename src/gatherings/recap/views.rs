//! What a gathering's page becomes when it is over.

use maud::{Markup, html};

use super::{Recap, model};
use crate::{
    act::Look,
    args,
    encounters::{self, MetThere},
    error::{Problems, Result},
    gatherings::{
        Gathering,
        crew::{self, Deed},
        door,
        model::{Brief, Reply, State},
        photos::{self, Photo},
        row,
    },
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place, markdown,
        parts::{self, Field, Icon, Weight},
        photo,
    },
    people,
};

/// So many photos can be chosen from: the newest.
const OFFERED: i64 = 60;

/// What was written of it, with the photos that stand first. Nothing before it is over, and for those who may not see it.
pub fn panel(look: &mut Look<'_>, gathering: &Gathering) -> Result<Markup> {
    if gathering.state(look.now) != State::Over {
        return Ok(html! {});
    }
    let id = gathering.id;
    let standing = photos::standing(look, gathering)?;
    if !standing.sees() {
        return Ok(html! {});
    }
    let recap = super::of(look, id)?;
    let first = if recap.is_some() { super::chosen(look, id)? } else { Vec::new() };
    let by = match recap.as_ref().and_then(|recap| recap.person) {
        Some(person) => people::face(look, person)?,
        None => None,
    };
    let came = door::came(look, id)?;
    let runs = crew::may(look, gathering, Deed::Run)?;
    let say = look.say;
    let way = format!("{}/recap", gathering.url());
    Ok(html! {
        @if let Some(recap) = &recap {
            section."flow recap" aria-labelledby="recap" {
                div.head-row {
                    h2 #recap { (say.t("recap-title")) }
                    @if runs { a href=(way) { (say.t("recap-change")) } }
                }
                (written(look, recap, &first))
                p."soft small" {
                    @if let Some(by) = &by { a href=(by.url()) { (by.name) } }
                    @if by.is_some() && came > 0 { " · " }
                    @if came > 0 { (say.with("recap-came", args! { n: came })) }
                }
            }
        } @else if runs {
            section.flow aria-labelledby="recap" {
                h2 #recap { (say.t("recap-title")) }
                p.soft { (say.t("recap-none")) @if came > 0 { " " (say.with("recap-came", args! { n: came })) "." } }
                p { (parts::link_button(Weight::Plain, say.t("recap-write"), Some(Icon::Pencil), &way)) }
            }
        }
    })
}

fn written(look: &Look<'_>, recap: &Recap, first: &[Photo]) -> Markup {
    let at = |photo: &Photo| format!("/g/{}/photos/{}", photo.gathering, photo.id);
    html! {
        @if let Some((lead, rest)) = first.split_first() {
            div.chosen {
                a href=(at(lead)) {
                    img src={ (at(lead)) "/large" } alt=(photos::views::alt(look, lead)) width=(lead.width) height=(lead.height) decoding="async";
                }
                @if !rest.is_empty() {
                    ul { @for photo in rest { li { a href=(at(photo)) {
                        img src={ (at(photo)) "/large" } alt=(photos::views::alt(look, photo)) width=(photo.width) height=(photo.height)
                            loading="lazy" decoding="async";
                    } } } }
                }
            }
        }
        div."flow recap-words" { (markdown(&recap.words)) }
    }
}

/// What leads on: those whom the viewer met there, and the next date.
pub fn onward(look: &mut Look<'_>, gathering: &Gathering) -> Result<Markup> {
    if gathering.state(look.now) != State::Over {
        return Ok(html! {});
    }
    let met = if look.viewer.me().is_ok() { encounters::met_at(look, gathering.id)? } else { Vec::new() };
    let next = super::next(look, gathering)?;
    let say = look.say;
    let here = format!("{}#met", gathering.url());
    Ok(html! {
        @if !met.is_empty() {
            section.flow aria-labelledby="met" {
                h2 #met { (say.t("recap-met")) }
                ul.people { @for one in &met { li { (met_row(look, one, &here)) } } }
            }
        }
        @if let Some(next) = &next {
            section.flow aria-labelledby="next" {
                h2 #next { (say.t("recap-next")) }
                ul.gatherings { li { (row(look, next)) } }
                (coming(look, next))
            }
        }
    })
}

fn met_row(look: &Look<'_>, met: &MetThere, here: &str) -> Markup {
    let say = look.say;
    let face = met.face();
    let action = format!("/@{}/{}", face.handle, if met.follows { "unfollow" } else { "follow" });
    let about = html! { @if met.follows { p { (say.t("recap-follows")) } } };
    let end = html! {
        form method="post" action=(action) {
            input type="hidden" name="next" value=(here);
            button class=(if met.follows { "button quiet small" } else { "button small" }) type="submit" {
                (say.t(if met.follows { "recap-unfollow" } else { "recap-follow" })) (parts::unseen(&face.name))
            }
        }
    };
    parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &about, Some(&end))
}

/// One tap: coming to the next one. What its host asks is asked there.
fn coming(look: &Look<'_>, next: &Brief) -> Markup {
    let open = next.state(look.now) == State::Ahead && matches!(next.reply, None | Some(Reply::Maybe));
    html! {
        @if open && look.viewer.me().is_ok() {
            form method="post" action={ (next.url) "/answer" } {
                (parts::button_value(Weight::Meet, look.say.t("gathering-yes"), None, "reply", "yes"))
            }
        }
    }
}

/// Writing it: words, and which photos stand first.
pub fn form_page(look: &mut Look<'_>, id: GatheringId, fields: Option<&Fields>, problems: &Problems) -> Result<Page> {
    let (gathering, recap, chosen) = super::own(look, id)?;
    let standing = photos::standing(look, &gathering)?;
    let photos = photos::before(look, id, standing, None, OFFERED)?;
    let stored = Fields::default()
        .with("words", recap.map(|recap| recap.words).unwrap_or_default())
        .with_list("photos", chosen.iter().map(ToString::to_string).collect());
    let fields = fields.unwrap_or(&stored);
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let is_chosen = |photo: &Photo| fields.all("photos").any(|text| text == photo.id.to_string());
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head {
            h1 { (say.t("recap-title")) }
            p.lead { (say.t(if standing.open { "recap-lead-all" } else { "recap-lead-there" })) }
        }
        form.form method="post" novalidate {
            (parts::field_area(&Field {
                name: "words", label: say.t("recap-words"), help: Some(say.t("recap-words-help")), rows: 8,
                value: form.value("words"), error: form.fault("words"), maxlength: u32::try_from(model::LONGEST).ok(),
                ..Field::default()
            }))
            @if !photos.is_empty() {
                fieldset class=(if form.fault("photos").is_some() { "field bad" } else { "field" }) {
                    legend { (say.t("recap-photos")) }
                    p.help { (say.with("recap-photos-help", args! { n: model::MOST_PHOTOS as i64 })) }
                    @if let Some(fault) = form.fault("photos") { p.field-error { (Icon::Warning) span { (fault) } } }
                    ul."album choosing" {
                        @for (number, photo) in photos.iter().enumerate() {
                            li { label {
                                input type="checkbox" name="photos" value=(photo.id) checked[is_chosen(photo)]
                                    id=[(number == 0).then_some("field-photos")];
                                img src={ "/g/" (id) "/photos/" (photo.id) "/small" } alt=(photos::views::alt(look, photo))
                                    width="256" height="256" loading="lazy" decoding="async";
                            } }
                        }
                    }
                }
            } @else {
                p.soft { (say.t("recap-no-photos")) " " a href={ (gathering.url()) "/photos#add" } { (say.t("photos-add")) } }
            }
            div.buttons {
                (parts::button(Weight::Primary, say.t("recap-save"), None))
                (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
            }
        }
    };
    Ok(Page::new(say.t("recap-title"), Place::Find, main).alone().private().style(photos::views::STYLE))
}
