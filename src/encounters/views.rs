//! What encounters look like.

use std::{collections::BTreeMap, sync::OnceLock};

use data_encoding::HEXLOWER;
use maud::{Markup, PreEscaped, html};
use visavis_wire::card::Verdict;

use super::{
    actions::Encounter,
    claims,
    model::{Grade, LONGEST_WORDS},
    store::Device,
};
use crate::{
    act::Look,
    args,
    error::Problems,
    gatherings,
    http::Fields,
    page::{
        Form, Page, Place,
        parts::{self, Fact, Icon, Size, Tag, Tone, Weight},
        photo,
        text::{Locale, Say},
        when,
    },
};

/// The shell of *We've met*: `web/assets/js/meet.js` fills it, from what the phone keeps.
pub fn meet(look: &Look<'_>) -> Page {
    let say = look.say;
    let main = html! {
        div #meet {
            div.head { h1 { (say.t("encounter-meet")) } }
            noscript { p.lead { (say.t("encounter-script")) } }
        }
        script type="application/json" id="meet-strings" { (PreEscaped(strings(say))) }
    };
    Page::new(say.t("encounter-meet"), Place::Meet, main).alone().private().style("css/meet.css").script("js/meet.js")
}

/// The words of the screen, in the reader's language, as JSON that can't end its element.
fn strings(say: Say) -> &'static str {
    static EN: OnceLock<String> = OnceLock::new();
    static DE: OnceLock<String> = OnceLock::new();
    let cell = match say.0 {
        Locale::En => &EN,
        Locale::De => &DE,
    };
    cell.get_or_init(|| {
        let words: BTreeMap<&str, String> = keys().into_iter().map(|key| (key, in_words(say, key))).collect();
        serde_json::to_string(&words).unwrap_or_default().replace('<', "\\u003c")
    })
}

/// What the screen says, by the names that it uses.
fn keys() -> Vec<&'static str> {
    static LISTED: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        serde_json::from_str(include_str!("../../web/assets/js/meet/strings.json")).unwrap_or_default()
    });
    listed.keys().map(String::as_str).collect()
}

/// The screen fills in names and numbers by itself.
fn in_words(say: Say, key: &str) -> String {
    let key = format!("meet-{}", key.replace(['.', '_'], "-"));
    say.with(&key, args! { name: "{name}", count: "{count}", seconds: "{seconds}", host: "{host}" })
}

/// Where a stranger's camera lands.
pub fn card(look: &Look<'_>) -> Page {
    let say = look.say;
    let known = look.viewer.person_if_any().is_some();
    let main = html! {
        div.head {
            h1 { (say.t("card-title")) }
            p.lead { (say.t("card-lead")) }
        }
        p { (say.t("card-how")) }
        p { (say.t("card-private")) }
        @if known {
            p { (say.t("card-known")) }
            p.buttons { (parts::link_button(Weight::Meet, say.t("card-meet"), Some(Icon::Meet), "/meet")) }
        } @else {
            p.buttons {
                (parts::link_button(Weight::Primary, say.t("card-join"), None, "/sign-up?next=/meet"))
                (parts::link_button(Weight::Plain, say.t("card-sign-in"), None, "/sign-in?next=/meet"))
            }
            p { a href="/about" { (say.t("card-about")) } }
        }
    };
    Page::new(say.t("card-title"), Place::Meet, main).alone().private().script("js/card-link.js")
}

/// A page that is not there without a network.
pub fn offline(look: &Look<'_>) -> Page {
    let say = look.say;
    let main = html! {
        div.head {
            h1 { (say.t("offline-title")) }
            p.lead { (say.t("offline-lead")) }
        }
        p { (say.t("offline-still")) }
        p.buttons {
            (parts::link_button(Weight::Meet, say.t("offline-meet"), Some(Icon::Meet), "/meet"))
            (parts::link_button(Weight::Plain, say.t("offline-home"), None, "/"))
        }
    };
    Page::new(say.t("offline-title"), Place::Elsewhere, main).alone().private()
}

/// One's own encounters.
pub fn list(look: &Look<'_>, all: &[Encounter], later: bool, next: Option<&str>) -> Page {
    let say = look.say;
    let older = next.map(|next| format!("/encounters?after={next}"));
    let main = html! {
        div.head {
            h1 { (say.t("encounter-title")) }
            p.lead { (say.t("encounter-lead")) }
        }
        @if all.is_empty() {
            (parts::empty(
                say.t("encounter-none"),
                say.t("encounter-none-why"),
                &parts::link_button(Weight::Meet, say.t("encounter-meet"), Some(Icon::Meet), "/meet"),
            ))
        } @else {
            ul.people {
                @for one in all { li { (row(look, one)) } }
            }
        }
        (parts::pagination(
            say.t("encounter-pages"),
            later.then_some(("/encounters", say.t("encounter-newest"))),
            older.as_deref().map(|href| (href, say.t("encounter-older"))),
        ))
    };
    let aside = html! {
        (parts::note(say.t("encounter-devices-title"), &html! {
            p { (say.t("encounter-devices-why")) }
            p { a href="/encounters/devices" { (say.t("encounter-devices")) } }
        }))
        (parts::note(say.t("badge-title"), &html! {
            p { (say.t("badge-why")) }
            p { a href="/encounters/badge" { (say.t("badge-yours")) } }
        }))
    };
    Page::new(say.t("encounter-title"), Place::You, main).aside(aside).private()
}

fn row(look: &Look<'_>, one: &Encounter) -> Markup {
    let about = html! {
        p { (parts::time(&one.at.iso(), &moment(look, one))) @if let Some(at) = &one.gathering { " · " (at.title) } }
        p { (state(look.say, one)) " " span.soft.small { (evidence(look.say, one)) } }
        @if let Some(words) = explained(look, one) { p.soft.small { (words) } }
    };
    let name = one.with.as_ref().map_or(look.say.t("encounter-somebody"), |with| &with.name);
    parts::person(name, &format!("/encounters/{}", one.id), picture(one).as_deref(), &about, None)
}

/// When it was; of a claim without a gathering only the day is known.
fn moment(look: &Look<'_>, one: &Encounter) -> String {
    if one.claimed { when::day(look, one.at) } else { when::full(look, one.at) }
}

fn picture(one: &Encounter) -> Option<String> {
    photo(one.with.as_ref()?.photo.as_deref())
}

/// The state in one word.
fn state(say: Say, one: &Encounter) -> Markup {
    if one.disputed.is_some() {
        parts::tag(Tag::Caution, say.t("encounter-state-disputed"))
    } else if one.withdrawn.is_some() {
        parts::tag(Tag::Plain, say.t("encounter-state-withdrawn"))
    } else if one.verdict.is_mutual() {
        parts::tag(Tag::Meet, say.t("encounter-state-mutual"))
    } else if one.verdict == Verdict::HalfStale {
        parts::tag(Tag::Plain, say.t("encounter-state-stale"))
    } else {
        parts::tag(Tag::Calm, say.t("encounter-state-half"))
    }
}

/// The grade in plain words.
fn evidence(say: Say, one: &Encounter) -> &'static str {
    match one.grade {
        Grade::E0 => say.t("encounter-grade-0"),
        Grade::E1 => say.t("encounter-grade-1"),
        Grade::E2 if one.verdict == Verdict::MutualCode => say.t("encounter-grade-2-code"),
        Grade::E2 if one.verdict == Verdict::MutualSlow => say.t("encounter-grade-2-slow"),
        Grade::E2 => say.t("encounter-grade-2"),
        Grade::E3 => say.t("encounter-grade-3"),
    }
}

/// Why it does not count, and whether anything can be done.
fn explained(look: &Look<'_>, one: &Encounter) -> Option<String> {
    let say = look.say;
    let name = one.with.as_ref().map(|with| with.name.clone());
    if one.disputed.is_some() {
        Some(say.t("encounter-why-disputed").to_owned())
    } else if one.withdrawn.is_some() {
        Some(say.t("encounter-why-withdrawn").to_owned())
    } else {
        match (one.verdict, name) {
            (Verdict::Half, _) if one.declined.is_some() => Some(say.t("claim-why-declined").to_owned()),
            (Verdict::Half, Some(_)) if one.claimed && claims::has_lapsed(one.before, look.now) => {
                Some(say.t("claim-why-lapsed").to_owned())
            }
            (Verdict::Half, Some(name)) if one.claimed && one.offered => {
                Some(say.with("claim-why-offered", args! { name: name }))
            }
            (Verdict::Half, Some(name)) if one.claimed => Some(say.with("claim-why-asked", args! { name: name })),
            (Verdict::HalfStale, _) => Some(say.t("encounter-why-stale").to_owned()),
            (Verdict::Half, Some(name)) if one.offered => {
                Some(say.with("encounter-why-half-offered", args! { name: name }))
            }
            (Verdict::Half, Some(name)) => Some(say.with("encounter-why-half-answered", args! { name: name })),
            _ => None,
        }
    }
}

/// One encounter.
pub fn show(look: &Look<'_>, one: &Encounter, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let name = one.with.as_ref().map_or(say.t("encounter-somebody"), |with| &with.name);
    let title = match &one.with {
        Some(with) => say.with("encounter-with", args! { name: with.name.clone() }),
        None => say.t("encounter-with-somebody").to_owned(),
    };
    let mut facts = vec![Fact {
        icon: Icon::Clock,
        name: say.t("encounter-when"),
        value: html! {
            (parts::time(&one.at.iso(), &moment(look, one)))
            @if !one.claimed {
                small { (say.with("encounter-bracket", args! { after: when::full(look, one.after), before: when::full(look, one.before) })) }
            }
        },
    }];
    if let Some(gathering) = &one.gathering {
        let value = html! { a href=(gathering.url) { (gathering.title) } };
        facts.push(Fact { icon: Icon::Place, name: say.t("encounter-where"), value });
    }
    facts.push(Fact {
        icon: Icon::Check,
        name: say.t("encounter-evidence"),
        value: html! {
            (evidence(say, one))
            @if let Some(ms) = one.loop_ms {
                small { (say.with("encounter-loop", args! { seconds: (ms + 500) / 1000 })) }
            }
        },
    });
    let main = html! {
        (parts::back("/encounters", say.t("encounter-title")))
        (form.summary())
        div.head {
            (parts::face(name, picture(one).as_deref(), Size::L))
            h1 { (title) }
            p { (state(say, one)) }
        }
        @if let Some(words) = explained(look, one) { (parts::notice(Tone::Info, &html! { p { (words) } })) }
        @if one.is_to_answer(look.now) { (claims::answering(say, one)) }
        (parts::facts(&facts, true))
        // Of a claim that waits its maker may take it back, and the other one has nothing to take back.
        @if one.withdrawn.is_none() && (one.offered || !one.waits()) { (withdrawal(say, one, &form)) }
        @if one.disputed.is_none() && !(one.claimed && one.verdict == Verdict::Half) { (disputing(say, one, &form)) }
    };
    let aside = parts::note(
        name,
        &html! {
            @if let Some(with) = &one.with {
                p { a href=(with.url()) { (say.with("encounter-profile", args! { name: with.name.clone() })) } }
            }
            p.small.soft { (say.t("encounter-private")) }
        },
    );
    Page::new(title, Place::You, main).aside(aside).private()
}

fn withdrawal(say: Say, one: &Encounter, form: &Form<'_>) -> Markup {
    html! {
        section aria-labelledby="withdraw" {
            h2 #withdraw { (say.t("encounter-withdraw-title")) }
            @match &one.with {
                Some(with) => p { (say.with("encounter-withdraw-why", args! { name: with.name.clone() })) },
                None => p { (say.t("encounter-withdraw-why-somebody")) },
            }
            form method="post" action={ "/encounters/" (one.id) "/withdraw" } {
                (parts::check("sure", "yes", say.t("encounter-withdraw-sure"), None, form.fault("sure"), false))
                p.buttons { (parts::button(Weight::Danger, say.t("encounter-withdraw"), None)) }
            }
        }
    }
}

fn disputing(say: Say, one: &Encounter, form: &Form<'_>) -> Markup {
    let field = parts::Field {
        name: "words",
        label: say.t("encounter-dispute-words"),
        help: Some(say.t("encounter-dispute-help")),
        error: form.fault("words"),
        value: form.value("words"),
        required: true,
        maxlength: u32::try_from(LONGEST_WORDS).ok(),
        rows: 3,
        ..parts::Field::default()
    };
    html! {
        section aria-labelledby="dispute" {
            h2 #dispute { (say.t("encounter-dispute-title")) }
            p { (say.t("encounter-dispute-why")) }
            form method="post" action={ "/encounters/" (one.id) "/dispute" } {
                (parts::field_area(&field))
                p.buttons { (parts::button(Weight::Danger, say.t("encounter-dispute"), None)) }
            }
        }
    }
}

/// The devices that can confirm for one.
pub fn devices(look: &Look<'_>, all: &[Device], at_gatherings: &[(Device, Option<gatherings::Brief>)]) -> Page {
    let say = look.say;
    let main = html! {
        (parts::back("/encounters", say.t("encounter-title")))
        div.head {
            h1 { (say.t("device-title")) }
            p.lead { (say.t("device-lead")) }
        }
        @if all.is_empty() {
            (parts::empty(
                say.t("device-none"),
                say.t("device-none-why"),
                &parts::link_button(Weight::Meet, say.t("encounter-meet"), Some(Icon::Meet), "/meet"),
            ))
        }
        ul.people {
            @for one in all { li { (device(look, one)) } }
        }
        @if !at_gatherings.is_empty() {
            details {
                summary { (say.with("device-gatherings", args! { n: at_gatherings.len() })) }
                p.soft { (say.t("device-gatherings-why")) }
                ul.people {
                    @for (one, gathering) in at_gatherings { li { (gathering_key(look, one, gathering.as_ref())) } }
                }
            }
        }
    };
    Page::new(say.t("device-title"), Place::You, main).private()
}

fn gathering_key(look: &Look<'_>, one: &Device, gathering: Option<&gatherings::Brief>) -> Markup {
    let say = look.say;
    let kid = HEXLOWER.encode(&one.kid);
    let title = gathering.map_or(say.t("device-gathering-unseen"), |gathering| &gathering.title);
    html! {
        div {
            h2 {
                @match gathering {
                    Some(gathering) => a href=(gathering.url) { (title) },
                    None => (title),
                }
            }
            p.soft.small {
                @if !one.label.is_empty() { (one.label) " · " }
                code { (kid) }
            }
            @if let Some(at) = one.revoked_at {
                p { (parts::tag(Tag::Plain, say.t("device-revoked"))) " " (when::ago(look, at)) }
            } @else {
                p.small { (say.with("device-gathering-until", args! { when: when::full(look, one.expires) })) }
                (revoking(say, &kid, title))
            }
        }
    }
}

fn revoking(say: Say, kid: &str, label: &str) -> Markup {
    html! {
        form method="post" action={ "/encounters/devices/" (kid) "/revoke" } {
            button.button.danger type="submit" { (say.t("device-revoke")) (parts::unseen(&format!(" {label} {kid}"))) }
        }
    }
}

fn device(look: &Look<'_>, one: &Device) -> Markup {
    let say = look.say;
    let kid = HEXLOWER.encode(&one.kid);
    let label = if one.label.is_empty() { say.t("device-unnamed") } else { &one.label };
    html! {
        div {
            h2 { (label) }
            p.soft.small { (say.with("device-made", args! { day: when::day(look, one.made_at) })) " · " code { (kid) } }
            @if let Some(at) = one.revoked_at {
                p { (parts::tag(Tag::Plain, say.t("device-revoked"))) " " (when::ago(look, at)) }
            } @else {
                @let key = if one.expires > look.now { "device-holds" } else { "device-lapsed" };
                p.small { (say.with(key, args! { day: when::day(look, one.expires) })) }
                (revoking(say, &kid, label))
            }
        }
    }
}
