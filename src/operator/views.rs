//! What the operator's page looks like.

use maud::{Markup, html};

use super::Overview;
use crate::{
    act::Look,
    args,
    encounters::Case,
    jobs::Dead,
    page::{
        Page, Place,
        parts::{self, Fact, Icon, Tag, Weight},
        text::Say,
        when,
    },
};

pub fn overview(look: &Look<'_>, all: &Overview) -> Page {
    let say = look.say;
    let main = html! {
        (parts::back("/you", say.t("frame-you")))
        div.head {
            h1 { (say.t("operator-title")) }
            p.lead { (say.t("operator-lead")) }
        }
        section.flow aria-labelledby="program" {
            h2 #program { (say.t("operator-program")) }
            (parts::facts(&program(look, all), false))
        }
        section.flow aria-labelledby="jobs" {
            h2 #jobs { (say.t("operator-jobs")) }
            p { (say.with("operator-queue", args! { waiting: all.queue.waiting, due: all.queue.due })) }
            @if let Some(oldest) = all.queue.oldest {
                p.small.soft { (say.t("operator-oldest")) " " (when::ago(look, oldest)) }
            }
            h3 { (say.t("operator-dead")) }
            @if all.dead.is_empty() { p { (say.t("operator-no-dead")) } }
            ul.people { @for one in &all.dead { li { (dead(look, one)) } } }
        }
        section.flow aria-labelledby="cases" {
            h2 #cases { (say.t("operator-cases")) }
            p.small.soft { (say.t("operator-cases-why")) }
            @if all.cases.is_empty() { p { (say.t("operator-no-cases")) } }
            ul.people { @for one in &all.cases { li { (case(look, one)) } } }
        }
    };
    let aside = parts::note(
        say.t("operator-who"),
        &html! {
            ul.people { @for face in &all.operators { li { a href=(face.url()) { (face.name) } } } }
            p.small.soft { (say.t("operator-who-how")) }
        },
    );
    Page::new(say.t("operator-title"), Place::You, main).aside(aside).private()
}

fn program<'a>(look: &Look<'_>, all: &Overview) -> Vec<Fact<'a>> {
    let say = look.say;
    let engine = if all.embedded { "SQLite" } else { "PostgreSQL" };
    let mut facts = vec![
        Fact {
            icon: Icon::Info,
            name: say.t("operator-version"),
            value: html! {
                "Visavis " (env!("CARGO_PKG_VERSION"))
                small { (say.t("operator-since")) " " (when::ago(look, all.began)) }
            },
        },
        Fact {
            icon: Icon::Board,
            name: say.t("operator-database"),
            value: html! {
                (engine) ", " (bytes(all.database))
                small { (say.with("operator-shape", args! { number: all.shape })) }
            },
        },
        Fact {
            icon: Icon::Camera,
            name: say.t("operator-pictures"),
            value: html! { (say.with("operator-pictures-of", args! { count: all.pictures.0, size: bytes(all.pictures.1) })) },
        },
    ];
    if let Some((free, size)) = all.disk {
        let size = bytes(i64::try_from(size).unwrap_or(i64::MAX));
        let left = bytes(i64::try_from(free).unwrap_or(i64::MAX));
        let value = html! { (say.with("operator-disk-of", args! { left: left, size: size })) };
        facts.push(Fact { icon: Icon::Download, name: say.t("operator-disk"), value });
    }
    facts
}

/// A size in the unit in which it has one to three digits before the point.
fn bytes(count: i64) -> String {
    const UNITS: [&str; 5] = ["B", "KiB", "MiB", "GiB", "TiB"];
    let (mut size, mut unit) = (count as f64, 0);
    while size >= 1000.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    if unit == 0 { format!("{count} B") } else { format!("{size:.1} {}", UNITS[unit]) }
}

fn dead(look: &Look<'_>, one: &Dead) -> Markup {
    let say = look.say;
    let url = format!("/operator/jobs/{}", one.id);
    html! {
        div {
            p { strong { (one.kind) } " " span.soft.small { (when::ago(look, one.dead_at)) } }
            @if let Some(error) = &one.error { p.small { code { (error) } } }
            div.buttons {
                form method="post" action={ (url) "/again" } { (parts::button(Weight::Plain, say.t("operator-again"), None)) }
                form method="post" action={ (url) "/give-up" } { (parts::button(Weight::Danger, say.t("operator-give-up"), None)) }
            }
        }
    }
}

fn why(say: Say, word: &str) -> &'static str {
    match word {
        "disputed" => say.t("operator-why-disputed"),
        "many_pairs" => say.t("operator-why-many-pairs"),
        "quick" => say.t("operator-why-quick"),
        "clique" => say.t("operator-why-clique"),
        "two_places" => say.t("operator-why-two-places"),
        _ => say.t("operator-why-other"),
    }
}

fn case(look: &Look<'_>, one: &Case) -> Markup {
    let say = look.say;
    html! {
        div {
            p {
                @for (at, (handle, name)) in one.people.iter().enumerate() {
                    @if at > 0 { " · " }
                    a href={ "/@" (handle) } { (name) }
                }
                " " span.soft.small { (when::ago(look, one.at)) }
            }
            p { @for word in &one.why { (parts::tag(Tag::Caution, why(say, word))) " " } }
            @if let Some(words) = &one.words { blockquote { (words) } }
            form method="post" action={ "/operator/cases/" (one.encounter) "/seen" } {
                // What comes in while they read is not what they have looked into.
                input type="hidden" name="at" value=(one.at.ms());
                p.buttons { (parts::button(Weight::Plain, say.t("operator-seen"), None)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_have_one_to_three_digits() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_000), "1.0 KiB");
        assert_eq!(bytes(5_000_000), "4.8 MiB");
        assert_eq!(bytes(i64::MAX), "8388608.0 TiB");
    }
}
