//! How photos look.

use maud::{Markup, html};

use super::{
    Down, Photo, Wisher,
    model::{self, Standing, Wish},
};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::Gathering,
    http::Fields,
    id::{GatheringId, PersonId, PhotoId},
    page::{
        Form, Page, Place,
        parts::{self, Choice, Field, Group, Icon, Tone, Weight},
        when,
    },
};

/// The styles of photos and of what comes after.
pub const STYLE: &str = "css/after.css";
/// Sends several at once, and shows how far it is.
const SCRIPT: &str = "js/photos.js";
/// So many are on a page.
const PAGE: i64 = 60;
/// So many are on the gathering's own page.
const FEW: i64 = 6;
/// So many names are said; the others are counted.
const NAMED: usize = 12;

fn url(gathering: &Gathering) -> String {
    format!("{}/photos", gathering.url())
}

/// The address of a photo's page.
fn at(photo: &Photo) -> String {
    format!("/g/{}/photos/{}", photo.gathering, photo.id)
}

/// What a photo shows, for those who don't see it: what was said of it, or whose it is.
pub fn alt(look: &Look<'_>, photo: &Photo) -> String {
    match (photo.words.as_str(), photo.hidden) {
        ("", true) => look.say.t("photos-alt-hidden").to_owned(),
        ("", false) => look.say.with("photos-alt", args! { name: photo.name.as_str() }),
        (words, _) => words.to_owned(),
    }
}

/// Photos side by side, each leading to its own page.
fn grid(look: &Look<'_>, photos: &[Photo]) -> Markup {
    html! {
        ul.album {
            @for photo in photos {
                li { a href=(at(photo)) {
                    img src={ (at(photo)) "/small" } alt=(alt(look, photo)) width="256" height="256" loading="lazy" decoding="async";
                } }
            }
        }
    }
}

/// On a gathering's page: the newest photos but those that stand there already, and the way to add some. Nothing for those
/// who may not see them.
pub fn strip(look: &mut Look<'_>, gathering: &Gathering, but: &[PhotoId]) -> Result<Markup> {
    if !model::has_begun(gathering, look.now) {
        return Ok(html! {});
    }
    let standing = super::standing(look, gathering)?;
    if !standing.sees() {
        return Ok(html! {});
    }
    let adds = standing.adds(gathering, look.now);
    let (count, _) = super::count(look, gathering.id, standing)?;
    if count == 0 && !adds {
        return Ok(html! {});
    }
    let mut photos = super::before(look, gathering.id, standing, None, FEW + but.len() as i64)?;
    photos.retain(|photo| !but.contains(&photo.id));
    photos.truncate(FEW as usize);
    let say = look.say;
    let url = url(gathering);
    Ok(html! {
        section.flow aria-labelledby="photos" {
            div.head-row {
                h2 #photos { (say.t("photos-title")) }
                @if count > 0 { a href=(url) { (say.with("photos-all", args! { n: count })) } }
            }
            @if count == 0 { p.soft { (say.t("photos-none-yet")) } }
            @else if !photos.is_empty() { div.few { (grid(look, &photos)) } }
            @if adds { p { (parts::link_button(Weight::Plain, say.t("photos-add"), Some(Icon::Plus), &format!("{url}#add"))) } }
        }
    })
}

/// All photos, with the form to add one.
pub fn album(
    look: &mut Look<'_>,
    id: GatheringId,
    before: Option<PhotoId>,
    fields: &Fields,
    problems: &Problems,
) -> Result<Page> {
    let (gathering, standing) = super::at(look, id)?;
    let mut photos = super::before(look, id, standing, before, PAGE + 1)?;
    let more = photos.len() as i64 > PAGE;
    photos.truncate(PAGE as usize);
    let (count, people) = super::count(look, id, standing)?;
    let down = super::down(look, id, standing)?;
    let adds = standing.adds(&gathering, look.now);
    let wishes = if adds { super::wishes(look, id)? } else { Vec::new() };
    let url = url(&gathering);
    let older = photos.last().filter(|_| more).map(|last| format!("{url}?before={}", last.id));
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head {
            h1 { (say.t("photos-title")) }
            p.lead { (say.with("photos-lead", args! { n: count, people: people })) }
        }
        @if count > 0 { (grid(look, &photos)) }
        (parts::pagination(
            say.t("photos-pages"),
            before.map(|_| (url.as_str(), say.t("photos-newest"))),
            older.as_deref().map(|href| (href, say.t("photos-older"))),
        ))
        @if adds { (adding(look, &form, &url, &wishes)) }
        @if !down.is_empty() { (taken_down(look, standing, &url, &down)) }
    };
    let aside = html! { (who_sees(look, &gathering, standing)) (about_me(look)) };
    let page = Page::new(say.t("photos-title"), Place::Find, main).private().style(STYLE).aside(aside);
    Ok(if adds { page.script(SCRIPT) } else { page })
}

fn adding(look: &Look<'_>, form: &Form<'_>, url: &str, wishes: &[Wisher]) -> Markup {
    let say = look.say;
    html! {
        section.flow aria-labelledby="add" {
            h2 #add { (say.t("photos-add")) }
            (asked(look, wishes))
            form.form method="post" action=(url) enctype="multipart/form-data" novalidate data-photos
                data-sending=(say.t("photos-sending")) data-failed=(say.t("photos-failed")) {
                (parts::field_text(&Field {
                    name: "photo", label: say.t("photos-field"), help: Some(say.t("photos-field-help")), kind: "file",
                    error: form.fault("photo"), ..Field::default()
                }))
                (parts::field_text(&Field {
                    name: "words", label: say.t("photos-words"), help: Some(say.t("photos-words-help")),
                    optional: Some(say.t("gathering-optional")), value: form.value("words"), error: form.fault("words"),
                    maxlength: u32::try_from(model::MOST_WORDS).ok(), ..Field::default()
                }))
                div data-progress hidden { (parts::progress(0, 100, say.t("photos-progress"), "", false)) }
                p.field-error data-fault role="alert" hidden {}
                div.buttons { (parts::button(Weight::Primary, say.t("photos-send"), None)) }
            }
        }
    }
}

/// What those who were there want, before one chooses a photo.
fn asked(look: &Look<'_>, wishes: &[Wisher]) -> Markup {
    let say = look.say;
    let of = |wish: Wish| wishes.iter().filter(|one| one.wish == wish).collect::<Vec<_>>();
    let names = |people: &[&Wisher]| {
        let mut names = people.iter().take(NAMED).map(|one| one.name.clone()).collect::<Vec<_>>();
        if people.len() > NAMED {
            names.push(say.with("photos-and-more", args! { n: (people.len() - NAMED) as i64 }));
        }
        names.join(", ")
    };
    let (never, fine) = (of(Wish::Never), of(Wish::Fine));
    html! {
        @if !never.is_empty() {
            (parts::notice(Tone::Caution, &html! {
                p { (say.with("photos-never", args! { n: never.len() as i64, names: names(&never) })) }
            }))
        }
        p.soft {
            (say.t("photos-ask-first"))
            @if !fine.is_empty() { " " (say.with("photos-fine", args! { n: fine.len() as i64, names: names(&fine) })) }
        }
    }
}

/// Those that were taken down, as far as they concern the viewer.
fn taken_down(look: &Look<'_>, standing: Standing, url: &str, down: &[Down]) -> Markup {
    let say = look.say;
    let me = look.viewer.person_if_any();
    let mine = |person: Option<PersonId>| me.is_some() && person == me;
    html! {
        section.flow aria-labelledby="down" {
            h2 #down { (say.t("photos-down")) }
            p.soft { (say.t("photos-down-lead")) }
            ul.people {
                @for one in down {
                    @let (asked, own) = (mine(one.down_by), mine(Some(one.person)));
                    li { div.taken-down {
                        span.gap aria-hidden="true" { (Icon::Cross) }
                        div {
                            p.person-name {
                                @if asked { (say.t("photos-down-by-you")) }
                                @else if own { (say.t("photos-down-yours")) }
                                @else { (say.t("photos-alt-hidden")) }
                            }
                            p { (when::ago(look, one.down_at)) }
                        }
                        div.buttons {
                            @if asked {
                                form method="post" action={ (url) "/" (one.id) "/back" } { (parts::button(Weight::Plain, say.t("photos-back"), None)) }
                            } @else if own || standing.runs {
                                form method="post" action={ (url) "/" (one.id) "/delete" } { (parts::button(Weight::Quiet, say.t("photos-delete-now"), None)) }
                            }
                        }
                    } }
                }
            }
        }
    }
}

/// Who sees the photos; for those who run it, how to change that.
fn who_sees(look: &Look<'_>, gathering: &Gathering, standing: Standing) -> Markup {
    let say = look.say;
    parts::note(
        say.t("photos-who"),
        &html! {
            p { (say.t(if standing.open { "photos-who-all" } else { "photos-who-there" })) }
            @if standing.runs {
                form.flow method="post" action={ (url(gathering)) "/audience" } {
                    @if standing.open {
                        (parts::button_value(Weight::Plain, say.t("photos-close"), None, "open", "no"))
                    } @else {
                        (parts::button_value(Weight::Plain, say.t("photos-open"), None, "open", "yes"))
                        p.small { (say.t("photos-open-help")) }
                    }
                }
            } @else if standing.belongs() && !standing.open {
                p.small { (say.t("photos-hosts-can-open")) }
            }
        },
    )
}

fn about_me(look: &Look<'_>) -> Markup {
    let say = look.say;
    html! {
        @if look.viewer.me().is_ok() {
            (parts::note(say.t("photo-wish-title"), &html! {
                p { (say.t("photo-wish-note")) }
                (parts::link_button(Weight::Plain, say.t("photo-wish-open"), None, "/you/photos"))
            }))
        }
    }
}

/// One photo, and what one can do about it.
pub fn photo_page(
    look: &mut Look<'_>,
    id: GatheringId,
    photo: PhotoId,
    fields: Option<&Fields>,
    problems: &Problems,
) -> Result<Page> {
    let (gathering, standing, photo, [older, newer]) = super::one(look, id, photo)?;
    let say = look.say;
    let own = look.viewer.person_if_any() == Some(photo.person);
    let stored = Fields::default().with("words", &photo.words);
    let form = Form::new(look, fields.unwrap_or(&stored), problems);
    let (url, here) = (url(&gathering), at(&photo));
    let beside = |photo: Option<PhotoId>| photo.map(|photo| format!("{url}/{photo}"));
    let (newer, older) = (beside(newer), beside(older));
    let main = html! {
        (parts::back(&url, say.t("photos-title")))
        (form.summary())
        h1.visually-hidden { (say.with("photos-one", args! { title: gathering.title.as_str() })) }
        figure.one-photo {
            img src={ (here) "/large" } alt=(alt(look, &photo)) width=(photo.width) height=(photo.height);
            figcaption {
                @if !photo.words.is_empty() { p { (photo.words) } }
                p."soft small" {
                    @if photo.hidden { (say.t("photos-by-hidden")) }
                    @else { a href={ "/@" (photo.handle) } { (photo.name) } }
                    " · " (when::ago(look, crate::id::made_at(photo.id.0)))
                }
            }
        }
        @if standing.belongs() && !own {
            form.row method="post" action={ (here) "/down" } {
                (parts::button(Weight::Plain, say.t("photos-take-down"), Some(Icon::Cross)))
                p."soft small" { (say.t("photos-take-down-help")) }
            }
        }
        (parts::pagination(
            say.t("photos-beside"),
            newer.as_deref().map(|href| (href, say.t("photos-newer-one"))),
            older.as_deref().map(|href| (href, say.t("photos-older-one"))),
        ))
        @if own {
            details open[photo.words.is_empty() || fields.is_some()] {
                summary { (say.t("photos-words")) }
                form.form method="post" action={ (here) "/words" } novalidate {
                    (parts::field_text(&Field {
                        name: "words", label: say.t("photos-words"), help: Some(say.t("photos-words-one-help")),
                        value: form.value("words"), error: form.fault("words"),
                        maxlength: u32::try_from(model::MOST_WORDS).ok(), ..Field::default()
                    }))
                    div.buttons { (parts::button(Weight::Primary, say.t("gathering-save"), None)) }
                }
            }
        }
        @if own || standing.runs {
            details {
                summary { (say.t("photos-delete")) }
                form.flow method="post" action={ (here) "/delete" } {
                    p { (say.t("photos-delete-help")) }
                    div.buttons { (parts::button(Weight::Danger, say.t("photos-delete-now"), None)) }
                }
            }
        }
    };
    let title = say.with("photos-one", args! { title: gathering.title.as_str() });
    Ok(Page::new(title, Place::Find, main).alone().private().style(STYLE))
}

/// What one says about photos of oneself.
pub fn wish_page(look: &Look<'_>, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let options = Wish::ALL.map(|wish| {
        let (label, says) = wish.keys();
        Choice { value: wish.as_str(), label: say.t(label), help: Some(say.t(says)) }
    });
    let main = html! {
        (parts::back("/you/settings", say.t("you-settings")))
        (form.summary())
        div.head { h1 { (say.t("photo-wish-title")) } p.lead { (say.t("photo-wish-lead")) } }
        form.form method="post" action="/you/photos" novalidate {
            (parts::choices(
                &Group { name: "wish", legend: say.t("photo-wish-legend"), error: form.fault("wish"), ..Group::default() },
                &options, form.value("wish"),
            ))
            p.soft { (say.t("photo-wish-anyway")) }
            div.buttons { (parts::button(Weight::Primary, say.t("gathering-save"), None)) }
        }
    };
    Page::new(say.t("photo-wish-title"), Place::You, main).alone().private()
}
