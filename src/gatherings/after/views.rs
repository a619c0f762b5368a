//! How it looks afterwards.

use maud::{Markup, html};

use super::{
    Sums,
    model::{self, Share},
};
use crate::{
    act::Look,
    args,
    error::{Error, Problems, Result},
    gatherings::{
        Gathering,
        crew::{self, Deed},
        model::State,
    },
    http::Fields,
    id::GatheringId,
    page::{
        Form, Page, Place,
        parts::{self, Field, Weight},
        text::Say,
    },
};

/// What the page of a gathering that is over says of how it was, to each what concerns them.
pub fn panel(look: &mut Look<'_>, gathering: &Gathering) -> Result<Markup> {
    if gathering.state(look.now) != State::Over {
        return Ok(html! {});
    }
    let id = gathering.id;
    let asked = super::may_say(look, gathering)?;
    let mine = super::mine(look, id)?;
    let runs = crew::may(look, gathering, Deed::Run)?;
    let sums = if runs { Some(super::sums(look, id)?) } else { None };
    let thanks = if asked || runs { super::thanks(look, id)? } else { None };
    let say = look.say;
    let open = model::is_open(gathering, look.now);
    let action = format!("{}/feedback", gathering.url());
    Ok(html! {
        @if asked {
            section.flow aria-labelledby="how" {
                h2 #how { (say.t("after-how")) }
                (question(say, &action, "worth", say.t("after-worth"), mine.worth))
                (question(say, &action, "met", say.t("after-met"), mine.met))
                p.small.soft { (say.t("after-private")) }
            }
        }
        @if let Some(thanks) = &thanks {
            section.flow aria-labelledby="thanks" {
                h2 #thanks { (say.t("after-thanks")) }
                @for part in thanks.words.lines().filter(|part| !part.trim().is_empty()) { p { (part) } }
            }
        }
        @if let Some(sums) = &sums {
            section.flow aria-labelledby="sums" {
                h2 #sums { (say.t("after-sums")) }
                (shown(say, sums))
                @if open && thanks.is_none() {
                    p { (parts::link_button(Weight::Plain, say.t("after-thank"), None, &format!("{}/thanks", gathering.url()))) }
                }
            }
        }
    })
}

/// One question with its two answers: a tap each.
fn question(say: Say, action: &str, name: &str, words: &str, given: Option<i64>) -> Markup {
    let id = format!("after-{name}");
    html! {
        form.flow method="post" action=(action) {
            p id=(id) { strong { (words) } }
            div.buttons role="group" aria-labelledby=(id) {
                @for (value, key, is) in [("yes", "after-yes", 1), ("no", "after-no", 0)] {
                    button type="submit" name=(name) value=(value) class=(if given == Some(is) { "button primary" } else { "button" })
                        aria-pressed=(if given == Some(is) { "true" } else { "false" }) { (say.t(key)) }
                }
            }
        }
    }
}

fn shown(say: Say, sums: &Sums) -> Markup {
    let share = |key: &str, share: Share| say.with(key, args! { yes: share.yes, n: share.of });
    html! {
        ul {
            @if sums.came > 0 { li { (say.with("after-came", args! { came: sums.came, n: sums.said_yes })) } }
            @match (sums.worth, sums.met) {
                (None, None) => li { (say.with("after-few", args! { n: model::FEW })) },
                (worth, met) => {
                    @if let Some(worth) = worth { li { (share("after-worth-sum", worth)) } }
                    @if let Some(met) = met { li { (share("after-met-sum", met)) } }
                }
            }
            @if let Some(percent) = sums.no_shows { li { (say.with("after-no-shows", args! { percent: percent })) } }
        }
    }
}

/// Writing to those who came: says how many it reaches, as it can't be taken back.
pub fn thanks_page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (gathering, _) = crew::at(look, id, Deed::Run)?;
    if !model::is_open(&gathering, look.now) {
        return Err(Error::Conflict("error-after-time"));
    }
    if super::thanks(look, id)?.is_some() {
        return Err(Error::Conflict("error-after-thanked"));
    }
    let count = super::count_to_thank(look, id)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("after-thank")) } p.lead { (say.with("after-thank-lead", args! { n: count })) } }
        @if count > 0 {
            form.form method="post" novalidate {
                (parts::field_area(&Field {
                    name: "words", label: say.t("after-words"), help: Some(say.t("after-words-help")), required: true,
                    value: form.value("words"), error: form.fault("words"), ..Field::default()
                }))
                div.buttons {
                    (parts::button(Weight::Primary, &say.with("after-send", args! { n: count }), None))
                    (parts::link_button(Weight::Quiet, say.t("gathering-leave-it"), None, &gathering.url()))
                }
            }
        }
    };
    Ok(Page::new(say.t("after-thank"), Place::Find, main).alone().private())
}
