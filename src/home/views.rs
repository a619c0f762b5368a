//! The first page there is, as HTML.

use maud::{Markup, html};

use crate::{
    act::Look,
    args,
    communities::{self, Brief},
    gatherings,
    page::{
        Page, Place, art,
        parts::{self, Icon, Stage, Weight},
        photo,
        text::Say,
        when,
    },
    people::Face,
    time::Moment,
    town,
};

// --- for strangers ---

/// What this is, in one glance, and what is on.
pub fn welcome(look: &Look<'_>, ahead: &[gatherings::Brief], some: &[Brief]) -> Page {
    let say = look.say;
    let step = |title: &'static str, words: &'static str| html! { li { h3 { (say.t(title)) } p { (say.t(words)) } } };
    let main = html! {
        div.welcome {
            div {
                h1 { (say.t("home-welcome-title")) }
                p.lead { (say.t("home-welcome-lead")) }
                div.buttons {
                    (parts::link_button(Weight::Primary, say.t("home-join"), None, "/sign-up"))
                    (parts::link_button(Weight::Plain, say.t("home-look-around"), Some(Icon::Find), "/find"))
                }
            }
            (art::vis_a_vis())
        }
        section.flow {
            h2 { (say.t("home-how")) }
            ol.how {
                (step("home-how-find", "home-how-find-words"))
                (step("home-how-meet", "home-how-meet-words"))
                (step("home-how-stay", "home-how-stay-words"))
            }
        }
        section.flow {
            div.head-row { h2 { (say.t("home-on")) } a href="/find" { (say.t("home-all-gatherings")) } }
            @if ahead.is_empty() {
                p.soft { (say.t("home-on-nothing")) }
            } @else {
                ul.gatherings { @for brief in ahead { li { (gatherings::row(look, brief)) } } }
            }
        }
        @if !some.is_empty() {
            section.flow {
                div.head-row { h2 { (say.t("home-some-communities")) } a href="/find/communities" { (say.t("home-all-communities")) } }
                (communities::list(look, some))
            }
        }
        p.small.soft { (say.t("home-own-server")) }
    };
    let page = Page::new(say.t("home-welcome-tab"), Place::Home, main).describe(say.t("home-welcome-lead"));
    Page { width: crate::page::Width::Wide, ..page }
}

// --- for members ---

/// What is next for a member.
pub struct Home {
    /// Where they are at home.
    pub town: Option<visavis_places::Place>,
    /// What they like.
    pub interests: Vec<String>,
    /// Their communities.
    pub mine: Vec<Brief>,
    /// The gatherings they go to.
    pub ahead: Vec<gatherings::Brief>,
    /// Others nearby.
    pub near: Vec<gatherings::Brief>,
    /// Those they know only online and will meet, and by when.
    pub soon_met: Vec<(Face, Moment)>,
    /// Their communities in which somebody waits for a yes.
    pub waiting: Vec<(String, String, i64)>,
    /// Communities for them.
    pub suggested: Vec<Brief>,
}

impl Home {
    /// The page.
    pub fn page(&self, look: &Look<'_>) -> Page {
        Page::new(look.say.t("home-title"), Place::Home, self.main(look)).aside(self.aside(look)).private()
    }

    fn main(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        html! {
            div.head {
                p.kicker { (when::day(look, look.now)) }
                h1 { (say.t("home-title")) }
            }
            (self.waits(look))
            // Who has an evening ahead has taken the steps that count.
            @if self.ahead.is_empty() { (self.first_steps(say)) (self.ahead(look)) } @else { (self.ahead(look)) (self.first_steps(say)) }
            @if !self.soon_met.is_empty() {
                section.flow {
                    h2 { (say.t("home-soon-met")) }
                    p.soft { (say.t("home-soon-met-words")) }
                    ul.people {
                        @for (face, until) in &self.soon_met {
                            @let about = html! { p { (when::distance(say, *until, look.now, &look.zone)) } };
                            @let end = parts::stage(Stage::Planning, say.t("stage-planning"));
                            li { (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &about, Some(&end))) }
                        }
                    }
                }
            }
            @if !self.near.is_empty() {
                section.flow {
                    div.head-row {
                        h2 { (self.near_title(say)) }
                        a href="/find" { (say.t("home-all-gatherings")) }
                    }
                    ul.gatherings { @for brief in &self.near { li { (gatherings::row(look, brief)) } } }
                }
            }
            @if !self.suggested.is_empty() {
                section.flow {
                    div.head-row {
                        h2 { (say.t("home-suggested")) }
                        a href="/find/communities" { (say.t("home-all-communities")) }
                    }
                    (communities::list(look, &self.suggested))
                }
            }
        }
    }

    fn ahead(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        html! {
            section.flow {
                h2 { (say.t("home-ahead")) }
                @if self.ahead.is_empty() {
                    p.soft { (say.t("home-ahead-nothing")) }
                    p { (parts::link_button(Weight::Plain, say.t("home-find-gathering"), Some(Icon::Find), "/find")) }
                } @else {
                    ul.gatherings { @for brief in &self.ahead { li { (gatherings::row(look, brief)) } } }
                }
            }
        }
    }

    fn near_title(&self, say: Say) -> String {
        match self.town {
            Some(place) => say.with("home-near", args! { town: place.name }),
            None => say.t("home-near-anywhere").to_owned(),
        }
    }

    /// Three steps for somebody new, until they are done.
    fn first_steps(&self, say: Say) -> Markup {
        let steps = [
            (self.town.is_some(), "home-step-town", "home-step-town-words", "/you/profile#field-town"),
            (
                !self.interests.is_empty(),
                "home-step-interests",
                "home-step-interests-words",
                "/you/profile#field-interest",
            ),
            (!self.mine.is_empty(), "home-step-community", "home-step-community-words", "/find/communities"),
        ];
        let done = steps.iter().filter(|(done, ..)| *done).count() as u64;
        let next = steps.iter().find(|(done, ..)| !done);
        html! {
            @if let Some(next) = next {
                section.flow {
                    h2 { (say.t("home-first-steps")) }
                    (parts::progress(done, 3, say.t("home-steps-label"), &say.with("home-steps-done", args! { n: done as i64 }), false))
                    ol.how {
                        @for (done, title, words, href) in &steps {
                            li {
                                h3 { @if *done { (Icon::Check) " " (say.t(title)) (parts::unseen(say.t("home-step-done"))) } @else { a href=(href) { (say.t(title)) } } }
                                p.soft { (say.t(words)) }
                            }
                        }
                    }
                    p { (parts::link_button(Weight::Primary, say.t(next.1), None, next.3)) }
                }
            }
        }
    }

    /// What waits for the viewer, if anything does.
    fn waits(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let news = look.viewer.me().is_ok_and(|me| me.news);
        html! {
            @if news || !self.waiting.is_empty() {
                (parts::notice(parts::Tone::Info, &html! {
                    @if news { p { a href="/notices" { (say.t("home-news")) } } }
                    @for (handle, name, count) in &self.waiting {
                        p { a href={ "/c/" (handle) "/members" } { (say.with("home-asked", args! { n: *count, name: name.clone() })) } }
                    }
                }))
            }
        }
    }

    /// One way out of the screen.
    fn aside(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        html! {
            @if let Some(next) = self.ahead.first() {
                (parts::note(say.t("home-next"), &html! {
                    (when::leaf(look, next.starts_at, &next.zone))
                    p { a href=(next.url) { (next.title) } br; span.soft { (when::distance(say, next.starts_at, look.now, &look.zone)) } }
                    p { (parts::link_button(Weight::Meet, say.t("home-met"), Some(Icon::Meet), "/meet")) }
                }))
            } @else {
                (parts::note(say.t("home-way-out"), &html! {
                    p { (say.t("home-way-out-words")) }
                    p { (parts::link_button(Weight::Plain, say.t("home-plan"), Some(Icon::Calendar), "/g/new")) }
                }))
            }
            @if !self.mine.is_empty() {
                (parts::note(say.t("home-mine"), &html! {
                    ul.people {
                        @for brief in self.mine.iter().take(6) {
                            @let place = town::stored(brief.place).map(|place| html! { p { (place.name) } }).unwrap_or_default();
                            li { (parts::person(&brief.name, &brief.url(), photo(brief.photo.as_deref()).as_deref(), &place, None)) }
                        }
                    }
                    @if self.mine.len() > 6 { p.small.soft { (say.with("home-mine-more", args! { n: (self.mine.len() - 6) as i64 })) } }
                }))
            }
        }
    }
}
