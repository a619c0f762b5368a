//! How people look to others.

use maud::{Markup, html};
use visavis_places::{Place as Town, distance_km};

use super::{
    actions::{self, Found},
    model::Face,
    profile::{Profile, language_name, shared, time_key, way_key},
    store,
};
use crate::{
    act::Look,
    args,
    error::Result,
    interests,
    page::{
        Page, Place, excerpt, markdown,
        parts::{self, Fact, Field, Icon, Size, Weight},
        photo,
    },
    ties, town,
};

/// Somebody's page.
pub(super) fn profile(look: &mut Look<'_>, handle: &str) -> Result<Page> {
    let profile = actions::profile(look, handle)?;
    let face = profile.face();
    let interests = store::interests(look, profile.id)?;
    let stage = actions::stage(look, profile.id)?;
    let mine = look.viewer.me().is_ok_and(|me| me.person == profile.id);
    let say = look.say;
    let main = html! {
        div.intro {
            (parts::face(&profile.name, photo(profile.photo.as_deref()).as_deref(), Size::Xl))
            div.head {
                h1 { (profile.name) }
                p.soft { "@" (profile.handle) @if let Some(town) = profile.town() { " · " (town::label(&town)) } }
                @if let Some(stage) = stage { p { (parts::stage(stage.sign(), say.t(stage.key()))) } }
            }
        }
        @if !profile.words.is_empty() { div.post-body { (markdown(&profile.words)) } }
        @if !profile.how.is_empty() || !profile.when.is_empty() || !profile.languages.is_empty() {
            section {
                h2 { (say.t("profile-meet")) }
                (facts(look, &profile))
            }
        }
        @if !interests.is_empty() {
            section {
                h2 { (say.t("profile-interests")) }
                (interests::chips(say, &interests))
            }
        }
        @if mine && profile.words.is_empty() && interests.is_empty() {
            (parts::empty(say.t("profile-empty"), say.t("profile-empty-why"),
                &parts::link_button(Weight::Primary, say.t("you-profile"), Some(Icon::Pencil), "/you/profile")))
        }
        @if look.viewer.me().is_ok() && !mine {
            p.small { a.soft href={ (face.url()) "/block" } { (say.with("block-link", args! { name: profile.name.as_str() })) } }
        }
    };
    let aside = beside(look, &profile, mine, &interests)?;
    let mut page =
        Page::new(profile.name.as_str(), if mine { Place::You } else { Place::Elsewhere }, main).aside(aside);
    let described = excerpt(&profile.words, 160);
    if !described.is_empty() {
        page = page.describe(described);
    }
    Ok(page)
}

fn facts(look: &Look<'_>, profile: &Profile) -> Markup {
    let say = look.say;
    let ways: Vec<&str> = profile.how.split_whitespace().map(|way| say.t(way_key(way))).collect();
    let times: Vec<&str> = profile.when.split_whitespace().map(|time| say.t(time_key(time))).collect();
    let languages: Vec<&str> = profile.languages.split_whitespace().map(language_name).collect();
    let all = [
        (Icon::People, "profile-how", ways),
        (Icon::Calendar, "profile-when", times),
        (Icon::Talk, "profile-languages", languages),
    ];
    let facts: Vec<Fact<'_>> = all
        .iter()
        .filter(|(_, _, values)| !values.is_empty())
        .map(|(icon, key, values)| Fact { icon: *icon, name: say.t(key), value: html! { (values.join(" · ")) } })
        .collect();
    parts::facts(&facts, false)
}

/// The way out of the screen: how and when the two could meet.
fn beside(look: &mut Look<'_>, profile: &Profile, mine: bool, interests: &[String]) -> Result<Markup> {
    let say = look.say;
    if mine {
        return Ok(parts::note(
            say.t("profile-mine"),
            &html! {
                p { (say.t("profile-mine-lead")) }
                p.buttons { (parts::link_button(Weight::Plain, say.t("you-profile"), Some(Icon::Pencil), "/you/profile")) }
            },
        ));
    }
    let Ok(me) = look.viewer.me().cloned() else {
        return Ok(parts::note(
            &say.with("profile-stranger", args! { name: profile.name.as_str() }),
            &html! {
                p { (say.t("profile-stranger-lead")) }
                p.buttons { (parts::link_button(Weight::Primary, say.t("sign-up-title"), None, "/sign-up")) }
            },
        ));
    };
    let Some(own) = store::profile(look, me.person)? else { return Ok(html! {}) };
    let liked = store::interests(look, me.person)?;
    let common: Vec<String> =
        interests.iter().filter(|slug| liked.contains(slug)).map(|slug| interests::label(say, slug)).collect();
    let ways: Vec<&str> = shared(&profile.how, &own.how).into_iter().map(|way| say.t(way_key(way))).collect();
    let times: Vec<&str> = shared(&profile.when, &own.when).into_iter().map(|time| say.t(time_key(time))).collect();
    let apart = profile.town().zip(own.town()).map(|(theirs, ours)| how_far(look, theirs, ours));
    let tie = ties::beside(look, &profile.face())?;
    let mut facts = Vec::new();
    if let Some(apart) = apart {
        facts.push(Fact { icon: Icon::Place, name: say.t("profile-where"), value: html! { (apart) } });
    }
    for (icon, key, values) in [
        (Icon::People, "profile-both-how", ways.join(" · ")),
        (Icon::Calendar, "profile-both-when", times.join(" · ")),
        (Icon::Heart, "profile-both-like", common.join(" · ")),
    ] {
        if !values.is_empty() {
            facts.push(Fact { icon, name: say.t(key), value: html! { (values) } });
        }
    }
    Ok(html! {
        (tie)
        (parts::note(say.t("profile-could-meet"), &html! {
            @if facts.is_empty() {
                p { (say.with("profile-could-meet-unknown", args! { name: profile.name.as_str() })) }
                p { a href="/you/profile" { (say.t("you-profile")) } }
            } @else { (parts::facts(&facts, false)) }
        }))
    })
}

/// How far apart two live, from the middle of one town to the middle of the other.
fn how_far(look: &Look<'_>, theirs: Town, ours: Town) -> String {
    let say = look.say;
    if theirs.id == ours.id {
        return say.with("profile-same-town", args! { town: theirs.name });
    }
    let km = distance_km(theirs.point(), ours.point());
    say.with("profile-apart", args! { km: rounded(km), town: theirs.name })
}

/// Kilometres as one says them: no finer than towns are.
fn rounded(km: f64) -> i64 {
    let step = if km < 20.0 {
        1.0
    } else if km < 100.0 {
        5.0
    } else {
        10.0
    };
    ((km / step).round() * step).max(1.0) as i64
}

/// Asks before somebody is blocked, with the consequence in words.
pub(super) fn block(look: &mut Look<'_>, face: &Face) -> Page {
    let say = look.say;
    let title = say.with("block-title", args! { name: face.name.as_str() });
    let main = html! {
        (parts::back(&face.url(), &face.name))
        div.head { h1 { (title) } p.lead { (say.t("block-lead")) } }
        ul { li { (say.t("block-hidden")) } li { (say.t("block-untold")) } li { (say.t("block-lifted")) } }
        form method="post" action={ (face.url()) "/block" } {
            div.buttons {
                (parts::button(Weight::Danger, say.t("block-button"), None))
                (parts::link_button(Weight::Quiet, say.t("people-cancel"), None, &face.url()))
            }
        }
    };
    Page::new(title, Place::Elsewhere, main).alone().private()
}

/// Finding people.
pub(super) fn find(
    look: &mut Look<'_>,
    typed: &str,
    interest: &str,
    found: &[Found],
    neighbours: &[Face],
) -> Result<Page> {
    let say = look.say;
    let asked = !typed.is_empty() || !interest.is_empty();
    let main = html! {
        (parts::back("/find", say.t("frame-find")))
        div.head { h1 { (say.t("people-find")) } }
        form.filter method="get" action="/find/people" role="search" {
            (parts::field_text(&Field {
                name: "q", label: say.t("people-find-name"), value: typed, kind: "search", maxlength: Some(80),
                autocomplete: Some("off"), ..Field::default()
            }))
            @if !interest.is_empty() { input type="hidden" name="interest" value=(interest); }
            (parts::button(Weight::Plain, say.t("people-find-button"), Some(Icon::Find)))
        }
        @if !interest.is_empty() {
            p.row {
                span { (say.with("people-find-interest", args! { interest: interests::label(say, interest) })) }
                a href="/find/people" { (say.t("people-find-all")) }
            }
        }
        @if asked {
            @if found.is_empty() {
                (parts::empty(say.t("people-find-nobody"), say.t("people-find-nobody-why"),
                    &parts::link_button(Weight::Plain, say.t("people-find-gatherings"), Some(Icon::Calendar), "/find")))
            } @else {
                section {
                    h2 { (say.with("people-find-count", args! { count: found.len() as i64 })) }
                    ul.people { @for one in found { li { (row(look, one)) } } }
                }
            }
        } @else if !neighbours.is_empty() {
            section {
                h2 { (say.t("people-find-near")) }
                ul.people {
                    @for face in neighbours {
                        li { (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &html! { p { "@" (face.handle) } }, None)) }
                    }
                }
            }
        } @else {
            (parts::empty(say.t("people-find-start"), say.t("people-find-start-why"),
                &parts::link_button(Weight::Plain, say.t("people-find-gatherings"), Some(Icon::Calendar), "/find")))
        }
    };
    Ok(Page::new(say.t("people-find"), Place::Find, main))
}

fn row(look: &Look<'_>, found: &Found) -> Markup {
    let say = look.say;
    let likes: Vec<String> = found.interests.iter().take(4).map(|slug| interests::label(say, slug)).collect();
    let about = html! {
        p { "@" (found.face.handle) @if let Some(town) = &found.town { " · " (town.name) } }
        @if !likes.is_empty() { p { (likes.join(" · ")) } }
    };
    let end = found.stage.map(|stage| parts::stage(stage.sign(), say.t(stage.key())));
    let face = &found.face;
    parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &about, end.as_ref())
}

/// What Visavis is.
pub(super) fn about(look: &mut Look<'_>) -> Page {
    let say = look.say;
    let stranger = look.viewer.me().is_err();
    let main = html! {
        div.head { h1 { (say.t("about-title")) } p.lead { (say.t("about-lead")) } }
        (markdown(say.t("about-why")))
        section { h2 { (say.t("about-how")) } (markdown(say.t("about-how-text"))) }
        section { h2 { (say.t("about-safe")) } (markdown(say.t("about-safe-text"))) }
        section { h2 { (say.t("about-yours")) } (markdown(say.t("about-yours-text"))) }
        section { h2 { (say.t("about-sources")) } p.small { (visavis_places::ATTRIBUTION) } }
    };
    let aside = parts::note(
        say.t("about-next"),
        &html! {
            p { (say.t("about-next-lead")) }
            p.buttons {
                @if stranger { (parts::link_button(Weight::Primary, say.t("sign-up-title"), None, "/sign-up")) }
                (parts::link_button(Weight::Plain, say.t("people-find-gatherings"), Some(Icon::Calendar), "/find"))
            }
        },
    );
    Page::new(say.t("about-title"), Place::Elsewhere, main).aside(aside).describe(say.t("about-lead"))
}
