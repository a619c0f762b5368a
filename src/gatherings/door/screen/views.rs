//! How a screen at the door looks, and what it leads to.

use maud::{Markup, html};

use super::{
    Screen, Shown, Standing,
    model::{self, Entry, STEP, WalkIns, spoken},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{
        Gathering,
        actions::visible,
        crew::{self, Deed},
        door::{model::LONGEST_DOOR, views::how_many},
        guests::{Guest, model::Comer},
        model::url,
        views::when_and_where,
    },
    http::Fields,
    id::GatheringId,
    page::{
        self, Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tag, Tone, Weight},
        text::Say,
        when,
    },
};

/// The screen itself: nothing but the code, to be read from across a room. `js/screen.js` turns it; without script the page
/// comes anew by itself.
pub fn screen(look: &mut Look<'_>, shown: &Shown) -> Result<Page> {
    let say = look.say;
    let Shown { gathering, door, code } = shown;
    let path = format!("{}/in", url(gathering.id));
    let home = look.shared.config.url(&path);
    let address = home.split_once("://").map_or(home.as_str(), |(_, rest)| rest);
    let opens = gathering.hours().0;
    let main = html! {
        div.door-screen data-left=(model::left(look.now)) data-good=(STEP) {
            header {
                h1 { (gathering.title) }
                @if !door.is_empty() { p { (door) } }
            }
            @match code {
                Some(code) => div.turning {
                    (page::qr(&look.shared.config.url(&format!("{path}?code={}", code.long)), say.t("screen-code"))?)
                    div {
                        p.scan-this { (say.t("screen-how")) }
                        p.figures { (spoken(&code.short)) }
                        p.where { (say.with("screen-type", args! { address: address })) }
                    }
                },
                None if look.now < opens => p.scan-this { (say.with("screen-closed", args! { time: when::clock(&opens.on_the_wall(&gathering.zone())) })) },
                None => p.scan-this { (say.t("screen-over")) },
            }
            p.lost role="status" data-words=(say.t("screen-lost")) {}
        }
    };
    let mut page = Page::new(say.t("screen-title"), Place::Elsewhere, main)
        .private()
        .style("css/screen.css")
        .script("js/screen.js")
        .head(html! { noscript { meta http-equiv="refresh" content="15"; } });
    page.width = page::Width::Wide;
    Ok(page)
}

/// Where a code leads: one tap checks in. Without a code, or with one that is no longer good, it can be typed.
pub fn read(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let gathering = visible(look, id)?;
    let say = look.say;
    let sent = fields.text("code");
    let fresh = problems.0.is_empty();
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (Form::new(look, fields, problems).summary())
        div.head { h1 { (say.t("screen-in-title")) } p.lead { (when_and_where(look, &gathering)) } }
        @if !gathering.is_around(look.now) {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-door-time")) } }))
        } @else if let Some(person) = look.viewer.person_if_any() {
            @let standing = super::standing(look, &gathering, Comer::Person(person))?;
            @let good = fresh && !sent.is_empty() && super::is_good(look, &gathering, sent)?;
            (coming_in(look, &gathering, &standing, fields, problems, good, &format!("{}/in", gathering.url())))
        } @else {
            @let next: String = form_urlencoded::byte_serialize(format!("{}/in?code={sent}", gathering.url()).as_bytes()).collect();
            p { (say.t("screen-sign-in")) }
            div.buttons { (parts::link_button(Weight::Meet, say.t("frame-sign-in"), None, &format!("/sign-in?next={next}"))) }
            h2 { (say.t("screen-guest-title")) }
            p { (say.t("screen-guest")) }
        }
    };
    Ok(Page::new(say.t("screen-in-title"), Place::Find, main).alone().private())
}

/// The tap, or why there is none.
fn coming_in(
    look: &Look<'_>,
    gathering: &Gathering,
    standing: &Standing,
    fields: &Fields,
    problems: &Problems,
    good: bool,
    action: &str,
) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let outcome = &standing.outcome;
    if let Some(first) = &outcome.first {
        let time = when::clock(&first.at.on_the_wall(&gathering.zone()));
        return parts::notice(Tone::Success, &html! { p { (say.with("screen-is-in", args! { time: time })) } });
    }
    match standing.entry {
        Entry::Full => return parts::notice(Tone::Stop, &html! { p { (say.t("error-screen-full")) } }),
        Entry::Closed => return parts::notice(Tone::Stop, &html! { p { (say.t("error-screen-closed")) } }),
        Entry::Expected | Entry::WalkIn => {}
    }
    let scanned = form.value("code");
    let old = !good && problems.0.is_empty() && !scanned.is_empty();
    html! {
        @if old { (parts::notice(Tone::Caution, &html! { p { (say.t("problem-screen-code")) } })) }
        @if standing.entry == Entry::WalkIn { p { (say.t("screen-walk-in")) } }
        form.form method="post" action=(action) novalidate {
            @if good {
                input type="hidden" name="code" value=(scanned);
            } @else {
                (parts::field_text(&Field {
                    name: "code", label: say.t("screen-figures"), help: Some(say.t("screen-figures-help")), required: true,
                    // What was scanned is nothing that anybody would type on.
                    value: if old { "" } else { scanned }, error: form.fault("code"), inputmode: Some("numeric"),
                    autocomplete: Some("off"), class: "short", ..Field::default()
                }))
            }
            @if standing.entry == Entry::Expected && outcome.party > 1 { (how_many(say, "party", outcome.party, outcome.party)) }
            div.buttons { (parts::button(Weight::Meet, say.t("screen-here"), Some(Icon::Check))) }
        }
    }
}

/// On the page of a guest without an account, while the door is open: their entry card, and where to type the code.
pub fn guest_panel(
    look: &mut Look<'_>,
    gathering: &Gathering,
    guest: &Guest,
    secret: &str,
    fields: &Fields,
    problems: &Problems,
) -> Result<Markup> {
    let who = Comer::Guest(guest.id);
    let say = look.say;
    let lets_in =
        crate::gatherings::door::model::lets_in(gathering.admission, Some(guest.reply)) && guest.confirm_by.is_none();
    let around = gathering.is_around(look.now);
    if gathering.cancelled_at.is_some() || !(lets_in || around) || look.now > gathering.hours().1 {
        return Ok(html! {});
    }
    let code = crate::gatherings::door::code(look, gathering.id, who);
    let card = look.shared.config.url(&format!("/g/{}/in/{code}", gathering.id));
    let standing = super::standing(look, gathering, who)?;
    Ok(html! {
        @if around {
            section.flow aria-labelledby="here" {
                h2 #here { (say.t("screen-in-title")) }
                (coming_in(look, gathering, &standing, fields, problems, false, &format!("/guest/{secret}/in")))
            }
        }
        @if lets_in {
            section.flow aria-labelledby="entry" {
                h2 #entry { (say.t("door-card-title")) }
                figure.badge {
                    (page::qr(&card, say.t("door-card-code"))?)
                    figcaption { strong { (guest.name) } span { (gathering.title) } }
                }
                p { (say.t("door-card-how")) }
            }
        }
    })
}

/// The screens of a gathering, making one more, and who comes in by them.
pub fn screens(
    look: &mut Look<'_>,
    id: GatheringId,
    fields: &Fields,
    problems: &Problems,
    made: Option<&(Screen, String)>,
) -> Result<Page> {
    let (gathering, screens, walk_ins) = super::all(look, id)?;
    let runs = crew::may(look, &gathering, Deed::Run)?;
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let path = format!("{}/door", gathering.url());
    let main = html! {
        (parts::back(&path, say.t("door-title")))
        (form.summary())
        div.head { h1 { (say.t("screens-title")) } p.lead { (say.t("screens-lead")) } }
        @if let Some((screen, secret)) = made { (shown_once(look, screen, secret)?) }
        p.buttons { (parts::link_button(Weight::Plain, say.t("screen-open-here"), Some(Icon::Qr), &format!("{path}/screen"))) }
        @if !screens.is_empty() {
            section.flow {
                h2 { (say.t("screens-made")) }
                ul.people { @for (screen, holds) in &screens { li { (row(say, &path, screen, *holds)) } } }
            }
        }
        section.flow {
            h2 { (say.t("screen-new")) }
            form.form method="post" action={ (path) "/screens" } novalidate {
                (parts::field_text(&Field {
                    name: "door", label: say.t("door-name"), help: Some(say.t("door-name-help")),
                    optional: Some(say.t("gathering-optional")), value: form.value("door"), error: form.fault("door"),
                    maxlength: u32::try_from(LONGEST_DOOR).ok(), autocomplete: Some("off"), ..Field::default()
                }))
                div.buttons { (parts::button(Weight::Primary, say.t("screen-make"), Some(Icon::Plus))) }
            }
        }
        @if runs { (choice(say, &path, &form, walk_ins)) }
    };
    Ok(Page::new(say.t("screens-title"), Place::Find, main)
        .alone()
        .private()
        .script("js/share.js")
        .style("css/poster.css"))
}

fn choice(say: Say, path: &str, form: &Form<'_>, walk_ins: WalkIns) -> Markup {
    let choices = WalkIns::ALL.map(|one| Choice { value: one.as_str(), label: say.t(one.key()), help: None });
    html! {
        section.flow {
            h2 { (say.t("screen-walk-ins")) }
            form.form method="post" action={ (path) "/walk-ins" } {
                (parts::choices(
                    &Group { name: "walk_ins", legend: say.t("screen-walk-ins-who"), error: form.fault("walk_ins"), ..Group::default() },
                    &choices, walk_ins.as_str(),
                ))
                div.buttons { (parts::button(Weight::Plain, say.t("gathering-save"), None)) }
            }
        }
    }
}

fn shown_once(look: &Look<'_>, screen: &Screen, secret: &str) -> Result<Markup> {
    let say = look.say;
    let url = look.shared.config.url(&format!("/screen/{secret}"));
    Ok(html! {
        (parts::notice(Tone::Success, &html! {
            p { strong { (say.t("screen-made")) } }
            p { (say.t("screen-made-why")) }
        }))
        div.form {
            (parts::field_text(&Field {
                name: "link", label: say.t("screen-link"), value: &url, kind: "url", class: "share", ..Field::default()
            }))
            p.buttons {
                button.button.primary.share-link type="button" hidden data-share=(url) data-title=(name(say, screen)) data-done=(say.t("community-invitation-copied")) {
                    (Icon::Share) span { (say.t("community-invitation-share")) }
                }
            }
            p.visually-hidden role="status" #shared {}
        }
        div.poster-foot { (page::qr(&url, say.t("screen-link-code"))?) p { (say.t("screen-link-how")) } }
    })
}

/// The name of the door of a screen, or what stands for none.
fn name(say: Say, screen: &Screen) -> &str {
    if screen.door.is_empty() { say.t("door-nameless") } else { &screen.door }
}

fn row(say: Say, path: &str, screen: &Screen, holds: bool) -> Markup {
    html! {
        div.person {
            span { (Icon::Qr) }
            div {
                p.person-name { (name(say, screen)) " " @if !holds { (parts::tag(Tag::Plain, say.t("screen-dark"))) } }
                p { (say.with("link-by", args! { name: screen.by.as_str() })) }
            }
            div {
                form method="post" action={ (path) "/screens/" (screen.id) "/remove" } {
                    button."button small" type="submit" { (say.t("screen-remove")) (parts::unseen(&format!(" {}", name(say, screen)))) }
                }
            }
        }
    }
}
