//! How it looks.

use maud::{Markup, html};

use super::{
    actions::{Opener, Suggested, Wanted, Whom, has_begun},
    model::{Choices, Online, Role, Why},
};
use crate::{
    act::Look,
    args,
    gatherings::State,
    interests,
    page::{
        Page, Place,
        parts::{self, Icon, Tag, Tone, Weight},
        photo,
        text::Say,
    },
    people::Face,
};

/// Why somebody is on the list.
pub fn reason(say: Say, one: &Suggested) -> String {
    match &one.why {
        Why::Online(Online::Talked) => say.t("whom-why-talked").to_owned(),
        Why::Online(Online::Both) => say.t("whom-why-both").to_owned(),
        Why::Online(Online::YouFollow) => say.t("whom-why-you-follow").to_owned(),
        Why::Online(Online::FollowsYou) => say.t("whom-why-follows-you").to_owned(),
        Why::Friends(_) => match one.through.split_first() {
            Some((first, more)) => {
                say.with("whom-why-friend", args! { name: first.name.as_str(), n: more.len() as i64 })
            }
            None => say.t("whom-why-somebody").to_owned(),
        },
        Why::Paired(Role::Newcomer) => say.t("whom-why-newcomer").to_owned(),
        Why::Paired(Role::Regular) => say.t("whom-why-regular").to_owned(),
        Why::Interests(shared) => {
            let names: Vec<String> = shared.iter().map(|slug| interests::label(say, slug)).collect();
            say.with("whom-why-interests", args! { interests: names.join(", ") })
        }
        Why::Chance => say.t("whom-why-chance").to_owned(),
    }
}

/// By what one could begin.
pub fn opener(say: Say, one: &Suggested) -> String {
    match &one.opener {
        Opener::Thread(title) => say.with("whom-open-thread", args! { title: title.as_str() }),
        Opener::Online => say.t("whom-open-online").to_owned(),
        Opener::Introduce(name) => say.with("whom-open-introduce", args! { name: name.as_str() }),
        Opener::BothKnow(name) => say.with("whom-open-both-know", args! { name: name.as_str() }),
        Opener::Somebody => say.t("whom-open-somebody").to_owned(),
        Opener::ShowRound => say.t("whom-open-show-round").to_owned(),
        Opener::FirstTime => say.t("whom-open-first-time").to_owned(),
        Opener::Interest(slug) => say.with("whom-open-interest", args! { interest: interests::label(say, slug) }),
        Opener::Anything => say.t("whom-open-anything").to_owned(),
    }
}

/// The headings, with what is known of how good each is.
const GROUPS: [(&[&str], &str, Option<&str>); 5] = [
    (&["online"], "whom-online", None),
    (&["friends"], "whom-friends", None),
    (&["newcomer", "regular"], "whom-welcome", None),
    (&["interests"], "whom-interests", Some("whom-interests-unknown")),
    (&["chance"], "whom-chance", Some("whom-chance-why")),
];

/// The list, and what became of it.
pub fn page(look: &Look<'_>, whom: &Whom) -> Page {
    let say = look.say;
    let over = whom.gathering.state(look.now) == State::Over;
    let url = whom.gathering.url();
    let main = html! {
        (parts::back(&url, &whom.gathering.title))
        div.head {
            h1 { (say.t(if over { "whom-title-over" } else { "whom-title" })) }
            p.lead { (say.t(if over { "whom-lead-over" } else { "whom-lead" })) }
        }
        @if !whom.wishing.is_empty() {
            section.flow {
                h2 { (say.t("whom-wishing")) }
                ul.people { @for face in &whom.wishing { li.flow { (wishing(say, &url, face, over)) } } }
            }
        }
        @if !whom.wanted.is_empty() {
            section.flow {
                h2 { (say.t("whom-wanted")) }
                @if whom.gathering.state(look.now) != State::Ahead || whom.wanted.iter().any(|one| one.met) {
                    p.soft { (met_count(say, &whom.wanted)) }
                }
                ul.people { @for one in &whom.wanted { li.flow { (wanted(look, whom, one)) } } }
            }
        } @else if over {
            p { (say.t("whom-none-wanted")) }
        }
        @if !over {
            @if whom.suggested.is_empty() {
                (parts::notice(Tone::Info, &html! { p { (say.t("whom-nobody")) } }))
            } @else if whom.blind {
                (parts::notice(Tone::Info, &html! { p { (say.t("whom-blind")) } }))
            }
            @for (kinds, title, says) in GROUPS {
                @let some: Vec<&Suggested> = whom.suggested.iter().filter(|one| kinds.contains(&one.why.name())).collect();
                @if !some.is_empty() {
                    section.flow {
                        h2 { (heading(say, title)) }
                        @if let Some(says) = says { p.soft { (note(say, says)) } }
                        ul.people { @for one in some { li.flow { (suggestion(say, &url, one)) } } }
                    }
                }
            }
        }
        @if !whom.aside.is_empty() {
            details {
                summary { (say.with("whom-aside", args! { n: whom.aside.len() as i64 })) }
                ul.people { @for (face, never) in &whom.aside { li.flow { (set_aside(say, &url, face, *never)) } } }
            }
        }
    };
    let aside = html! {
        (parts::note(say.t("whom-out-title"), &html! {
            p { (say.t("whom-out")) }
            (parts::link_button(Weight::Plain, say.t("gathering-weve-met"), Some(Icon::Meet), "/meet"))
        }))
        (parts::note(say.t("whom-how-title"), &html! {
            p { (say.t("whom-how-private")) }
            p { (say.t("whom-how-order")) }
            p { (say.t("whom-how-measured")) }
            p { a href="/you/whom" { (say.t("whom-how-choices")) } }
        }))
    };
    Page::new(say.t("whom-title"), Place::Find, main).aside(aside).private()
}

fn heading(say: Say, key: &str) -> &str {
    match key {
        "whom-online" => say.t("whom-online"),
        "whom-friends" => say.t("whom-friends"),
        "whom-welcome" => say.t("whom-welcome"),
        "whom-interests" => say.t("whom-interests"),
        _ => say.t("whom-chance"),
    }
}

fn note(say: Say, key: &str) -> &str {
    if key == "whom-chance-why" { say.t("whom-chance-why") } else { say.t("whom-interests-unknown") }
}

/// One of the things to say of somebody; a screen reader hears of whom.
fn say_so(weight: &'static str, value: &str, label: &str, name: &str) -> Markup {
    html! { button class=(weight) type="submit" name="mark" value=(value) { (label) (parts::unseen(&format!(": {name}"))) } }
}

const PLAIN: &str = "button small";
const QUIET: &str = "button small quiet";

fn form(url: &str, face: &Face, buttons: &Markup) -> Markup {
    html! { form method="post" action={ (url) "/whom/" (face.handle) } { div.buttons { (buttons) } } }
}

fn row(face: &Face, about: &Markup, end: Option<&Markup>) -> Markup {
    parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), about, end)
}

fn suggestion(say: Say, url: &str, one: &Suggested) -> Markup {
    let name = &one.face.name;
    let about = html! { p { (reason(say, one)) } p { em { (opener(say, one)) } } };
    html! {
        (row(&one.face, &about, None))
        (form(url, &one.face, &html! {
            (say_so(PLAIN, "meet", say.t("whom-meet"), name))
            (say_so(QUIET, "pass", say.t("whom-pass"), name))
        }))
    }
}

fn wishing(say: Say, url: &str, face: &Face, over: bool) -> Markup {
    html! {
        (row(face, &html! { p { (say.t("whom-wishes")) } }, None))
        @if !over {
            (form(url, face, &html! {
                (say_so(PLAIN, "meet", say.t("whom-meet"), &face.name))
                (say_so(QUIET, "pass", say.t("whom-pass"), &face.name))
            }))
        }
    }
}

fn wanted(look: &Look<'_>, whom: &Whom, one: &Wanted) -> Markup {
    let say = look.say;
    let (url, begun) = (whom.gathering.url(), has_begun(&whom.gathering, look.now));
    let over = whom.gathering.state(look.now) == State::Over;
    let name = &one.face.name;
    let words = match one {
        Wanted { met: true, .. } => say.t("whom-met"),
        Wanted { comes: false, .. } => say.t("whom-comes-no-more"),
        Wanted { mutual: true, .. } => say.t("whom-mutual"),
        _ if over => say.t("whom-not-met"),
        Wanted { open: true, .. } => say.t("whom-they-may-know"),
        _ => say.t("whom-they-do-not-know"),
    };
    let tag = one.met.then(|| parts::tag(Tag::Meet, say.t("whom-tag-met")));
    html! {
        (row(&one.face, &html! { p { (words) } }, tag.as_ref()))
        div.buttons {
            @if one.met && !one.follows {
                form method="post" action={ "/@" (one.face.handle) "/follow" } {
                    input type="hidden" name="next" value={ (url) "/whom" };
                    button."button small" type="submit" { (say.t("whom-follow")) (parts::unseen(&format!(": {name}"))) }
                }
            }
            @if begun && !one.met {
                a."button small" href={ "/encounters/with/" (one.face.handle) } { (say.t("whom-we-met")) (parts::unseen(&format!(": {name}"))) }
            }
            @if !one.met {
                form method="post" action={ (url) "/whom/" (one.face.handle) } {
                    div.buttons {
                        @if !over && !one.open && !one.mutual { (say_so(PLAIN, "open", say.t("whom-let-know"), name)) }
                        (say_so(QUIET, "none", say.t("whom-undo"), name))
                    }
                }
            }
        }
    }
}

fn set_aside(say: Say, url: &str, face: &Face, never: bool) -> Markup {
    let words = say.t(if never { "whom-set-aside-never" } else { "whom-set-aside" });
    html! {
        (row(face, &html! { p { (words) } }, None))
        (form(url, face, &html! {
            (say_so(PLAIN, "none", say.t("whom-undo"), &face.name))
            @if !never { (say_so(QUIET, "never", say.t("whom-never"), &face.name)) }
        }))
    }
}

fn met_count(say: Say, wanted: &[Wanted]) -> String {
    let met = wanted.iter().filter(|one| one.met).count() as i64;
    say.with("whom-met-count", args! { met: met, all: wanted.len() as i64 })
}

/// What one chooses for oneself.
pub fn choices(look: &Look<'_>, choices: Choices) -> Page {
    let say = look.say;
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head { h1 { (say.t("you-whom")) } p.lead { (say.t("whom-choices-lead")) } }
        form.form method="post" action="/you/whom" {
            (parts::check("suggested", "yes", say.t("whom-choice-suggested"), Some(say.t("whom-choice-suggested-help")), None, !choices.hidden))
            (parts::check("named", "yes", say.t("whom-choice-named"), Some(say.t("whom-choice-named-help")), None, !choices.unnamed))
            (parts::check("welcomes", "yes", say.t("whom-choice-welcomes"), Some(say.t("whom-choice-welcomes-help")), None, choices.welcomes))
            div.buttons { (parts::button(Weight::Primary, say.t("whom-choices-save"), None)) }
        }
    };
    Page::new(say.t("you-whom"), Place::You, main).alone().private()
}
