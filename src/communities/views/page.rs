//! A community’s own page.

use maud::{Markup, html};

use super::super::{
    colour::{self, Colour},
    model::{Access, Community, Role},
    store::Member,
    subgroups::pages::{self as subgroups, Circle},
};
use super::members::people;
use crate::{
    act::Look,
    args, gatherings, interests,
    page::{
        Page, Place, alternates, excerpt, markdown,
        parts::{self, Icon, Size, Tag, Weight},
        photo, shown_elsewhere, subscribe,
        text::Say,
    },
    people::Face,
    town,
};

/// A community as its page shows it.
pub struct Shown {
    /// The community.
    pub community: Community,
    /// What it is about.
    pub interests: Vec<String>,
    /// Who leads it.
    pub leaders: Vec<(Face, Role)>,
    /// Members the viewer has ties with.
    pub known: Vec<Member>,
    /// How many wait for the viewer's yes.
    pub waiting: usize,
    /// Its next gatherings.
    pub ahead: Vec<gatherings::Brief>,
    /// Whether the viewer may see what is inside.
    pub inside: bool,
    /// Whether the viewer was taken out of it.
    pub out: bool,
    /// The welcome and the pinned words.
    pub head: Markup,
    /// Its colour.
    pub colour: Option<Colour>,
    /// What a newcomer could do next.
    pub path: Option<Markup>,
    /// What it is part of, and what is part of it.
    pub circle: Circle,
    /// Its thread.
    pub conversation: Option<Markup>,
}

impl Shown {
    /// The page.
    pub fn page(&self, look: &Look<'_>) -> Page {
        let community = &self.community;
        let words = excerpt(&community.words, 200);
        let page = Page::new(community.name.clone(), Place::Find, self.main(look)).aside(self.aside(look));
        let page = if words.is_empty() { page } else { page.describe(words) };
        let page = match self.feeds() {
            Some((calendar, atom)) => page.head(html! {
                (alternates(&community.name, &calendar, &atom))
                (shown_elsewhere(look, &community.name, &community.url()))
                (colour::pages::link(self.colour))
            }),
            None => page.head(colour::pages::link(self.colour)),
        };
        if community.access == Access::Open { page } else { page.private() }
    }

    /// Where programs read its gatherings along: of a private one nobody but its members may know.
    fn feeds(&self) -> Option<(String, String)> {
        let url = self.community.url();
        (self.community.access != Access::Private).then(|| (format!("{url}/calendar.ics"), format!("{url}/feed.atom")))
    }

    fn main(&self, look: &Look<'_>) -> Markup {
        let (say, community) = (look.say, &self.community);
        html! {
            div.intro {
                (parts::face(&community.name, photo(community.photo.as_deref()).as_deref(), Size::Xl))
                div.head {
                    p.kicker { (kicker(say, community)) }
                    h1 { (community.name) }
                    (subgroups::kicker(look, &self.circle))
                    p.row {
                        span { (say.with("community-members-count", args! { n: community.members })) }
                        @if let Some(role) = community.role {
                            (parts::tag(if role.belongs() { Tag::Calm } else { Tag::Plain }, say.t(role.key())))
                        }
                    }
                }
            }
            @if self.out { (parts::notice(parts::Tone::Info, &html! { p { (say.t("error-community-removed")) } })) }
            (self.buttons(look))
            @if community.role == Some(Role::Asked) {
                (parts::notice(parts::Tone::Info, &html! {
                    p { (say.t("community-asked-words")) }
                    form method="post" action={ (community.url()) "/leave" } {
                        button.link type="submit" { (say.t("community-ask-no-more")) }
                    }
                }))
            }
            @if self.waiting > 0 {
                (parts::notice(parts::Tone::Info, &html! {
                    p { a href={ (community.url()) "/members" } {
                        (say.with("community-waiting", args! { n: i64::try_from(self.waiting).unwrap_or(i64::MAX) }))
                    } }
                }))
            }
            (self.head)
            @if let Some(path) = &self.path { (path) }
            @if community.mine() && !self.ahead.is_empty() {
                (self.ahead(look)) (self.about(say))
            } @else {
                (self.about(say)) (self.ahead(look))
            }
            (subgroups::section(look, community, &self.circle))
            @if !self.known.is_empty() {
                section.flow {
                    h2 { (say.t("community-known")) }
                    (people(look, &self.known, &|_| None))
                }
            }
            @if let Some(thread) = &self.conversation {
                section.flow { h2 { (say.t("community-conversation")) } (thread) }
            }
        }
    }

    fn about(&self, say: Say) -> Markup {
        let community = &self.community;
        html! {
            @if !community.words.is_empty() || !self.interests.is_empty() {
                section.flow {
                    h2 { (say.t("community-about")) }
                    @if !community.words.is_empty() { div.flow { (markdown(&community.words)) } }
                    @if !self.interests.is_empty() { (interests::chips(say, &self.interests)) }
                }
            }
        }
    }

    fn ahead(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        html! {
            section.flow {
                h2 { (say.t("community-ahead")) }
                @if self.ahead.is_empty() {
                    (self.nothing_ahead(look))
                } @else {
                    ul.gatherings { @for brief in &self.ahead { li { (gatherings::row(look, brief)) } } }
                }
            }
        }
    }

    /// One main way on: in, or to a table.
    fn buttons(&self, look: &Look<'_>) -> Markup {
        let (say, community) = (look.say, &self.community);
        let url = community.url();
        html! {
            div.buttons {
                @if community.role.is_none() && !community.admits() {
                    (subgroups::parent_first(look, &self.circle))
                } @else if community.role.is_none() && !self.out {
                    @let open = community.wanted() == Access::Open;
                    @let word = say.t(if open { "community-join" } else { "community-ask" });
                    @if open && community.rules.is_empty() && look.viewer.person_if_any().is_some() {
                        form method="post" action={ (url) "/join" } { (parts::button(Weight::Primary, word, None)) }
                    } @else {
                        (parts::link_button(Weight::Primary, word, None, &format!("{url}/join")))
                    }
                }
                @if super::super::actions::publishes(community) {
                    (parts::link_button(Weight::Primary, say.t("community-plan"), Some(Icon::Calendar), &format!("/g/new?community={}", community.handle)))
                    (parts::link_button(Weight::Quiet, say.t("drafts-earlier-link"), None, "/you/drafts"))
                }
                @if community.role.is_some_and(Role::leads) {
                    (parts::link_button(Weight::Quiet, say.t("import-title"), None, &format!("/import?community={}", community.handle)))
                }
                @if community.role == Some(Role::Host) {
                    form method="post" action={ (url) "/invite" } { (parts::button(Weight::Plain, say.t("community-invite"), None)) }
                    (parts::link_button(Weight::Quiet, say.t("community-edit"), None, &format!("{url}/edit")))
                }
            }
        }
    }

    fn nothing_ahead(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let publishes = super::super::actions::publishes(&self.community);
        html! {
            p.soft { (say.t(if publishes { "community-ahead-none-mine" } else { "community-ahead-none" })) }
            @if !publishes {
                p { a href=(find_beside(&self.community, self.interests.first())) { (say.t("community-ahead-elsewhere")) } }
            }
        }
    }

    fn aside(&self, look: &Look<'_>) -> Markup {
        let (say, community) = (look.say, &self.community);
        html! {
            @if !self.leaders.is_empty() {
                (parts::note(say.t("community-hosts"), &html! {
                    ul.people {
                        @for (face, role) in &self.leaders {
                            li { (parts::person(
                                &face.name, &face.url(), photo(face.photo.as_deref()).as_deref(),
                                &html! { p { (say.t(role.key())) } }, None,
                            )) }
                        }
                    }
                }))
            }
            @if !community.rules.is_empty() {
                (parts::note(say.t("community-rules-title"), &html! { div.flow { (markdown(&community.rules)) } }))
            }
            @if let Some((calendar, atom)) = self.feeds() {
                (subscribe(look, &calendar, &atom))
                p.small { a href={ (community.url()) "/share" } { (say.t("share-open")) } }
            }
            @if self.inside || community.mine() {
                (parts::note(say.t("community-members"), &html! {
                    p { a href={ (community.url()) "/members" } {
                        (say.with("community-members-all", args! { n: community.members }))
                    } }
                    @if community.mine() {
                        p { a href={ (community.url()) "/me" } { (say.t("member-yours")) } }
                        @let alone = community.members == 1;
                        @if alone { p.small.soft { (say.t("community-leave-ends")) } }
                        @if self.circle.mine > 0 {
                            p { a href={ (community.url()) "/leave" } { (say.t("community-leave")) } }
                        } @else {
                            form method="post" action={ (community.url()) "/leave" } {
                                button.link type="submit" { (say.t("community-leave")) }
                            }
                        }
                    }
                }))
            }
            @if community.role.is_some_and(Role::leads) {
                (parts::note(say.t("community-lead-title"), &html! {
                    @let url = community.url();
                    ul.flow {
                        @if community.role == Some(Role::Host) {
                            li { a href={ (url) "/entry" } { (say.t("entry-title")) } }
                            li { a href={ (url) "/letters" } { (say.t("letters-title")) } }
                            li { a href={ (url) "/links" } { (say.t("links-title")) } }
                            @if community.parent.is_none() {
                                li { a href={ (url) "/subgroups" } { (say.t("subgroups-title")) } }
                            } @else if let Some((handle, _)) = &self.circle.part_of {
                                li { a href={ "/c/" (handle) "/subgroups/" (community.handle) } { (say.t("subgroup-standing")) } }
                            }
                            li { a href={ (url) "/take-along" } { (say.t("roster-title")) } }
                        }
                        li { a href={ (url) "/log" } { (say.t("log-see")) } }
                    }
                }))
            }
        }
    }
}

/// Where else somebody might look: around its town, for what it is about.
fn find_beside(community: &Community, interest: Option<&String>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(place) = town::stored(community.place) {
        query.append_pair("town", &town::label(&place));
    }
    if let Some(interest) = interest {
        query.append_pair("interest", interest);
    }
    format!("/find?{}", query.finish())
}

fn kicker(say: Say, community: &Community) -> Markup {
    html! {
        @if let Some(place) = town::stored(community.place) { (Icon::Place) " " (place.name) " · " }
        @match community.wanted() {
            Access::Open if community.parent.is_some() => (say.t("subgroup-open-tag")),
            Access::Open => (say.t("community-access-open-tag")),
            Access::Closed => (say.t("community-access-closed-tag")),
            Access::Private => { (Icon::Lock) " " (say.t("community-access-private-tag")) },
        }
    }
}
