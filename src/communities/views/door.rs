//! The way in.

use maud::{Markup, html};

use super::super::model::{Access, Community, Invitation, MOST_GREETING, Role};
use super::line;
use crate::{
    act::Look,
    args,
    error::Problems,
    http::Fields,
    page::{
        Form, Page, Place, markdown,
        parts::{self, Field, Icon, Size, Weight},
        photo, when,
    },
    people::Face,
};

/// The page on which one joins, or asks to.
pub fn door(
    look: &Look<'_>,
    community: &Community,
    invitation: Option<Invitation>,
    leaders: &[(Face, Role)],
    fields: &Fields,
    (back, more): (&str, &Markup),
    problems: &Problems,
) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let asks = invitation.is_none() && community.wanted() != Access::Open;
    let by =
        invitation.and_then(|given| leaders.iter().find(|(face, _)| face.id == given.host)).map(|(face, _)| &face.name);
    let title = say
        .with(if asks { "community-door-ask" } else { "community-door-join" }, args! { name: community.name.clone() });
    let main = html! {
        div.intro {
            (parts::face(&community.name, photo(community.photo.as_deref()).as_deref(), Size::L))
            div.head {
                @if let Some(name) = by { p.kicker { (say.with("community-invited-by", args! { name: name.clone() })) } }
                h1 { (title) }
                p.soft { (line(say, community.place, community.members)) }
            }
        }
        (form.summary())
        @if !community.words.is_empty() { div.flow { (markdown(&community.words)) } }
        @if !leaders.is_empty() {
            p.row {
                @let named: Vec<(&str, Option<String>)> = leaders.iter().take(4).map(|(face, _)| (face.name.as_str(), photo(face.photo.as_deref()))).collect();
                @let faces: Vec<(&str, Option<&str>)> = named.iter().map(|(name, photo)| (*name, photo.as_deref())).collect();
                @let names = named.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                (parts::faces(&faces, 0, &names))
                span { (say.with("community-hosted-by", args! { names: names.clone() })) }
            }
        }
        @if look.viewer.person_if_any().is_none() {
            div.next {
                p { (say.t("community-door-sign-in")) }
                @let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
                p.buttons {
                    (parts::link_button(Weight::Primary, say.t("community-door-join-visavis"), None, &format!("/sign-up?next={next}")))
                    (parts::link_button(Weight::Plain, say.t("frame-sign-in"), None, &format!("/sign-in?next={next}")))
                }
            }
        } @else {
            form.form method="post" action={ (community.url()) "/join" } {
                @if !form.value("invite").is_empty() { input type="hidden" name="invite" value=(form.value("invite")); }
                @if !community.rules.is_empty() {
                    section.flow {
                        h2 { (say.t("community-rules-title")) }
                        div.flow { (markdown(&community.rules)) }
                    }
                    (parts::check("rules", "yes", say.t("community-rules-agree"), None, form.fault("rules"), form.value("rules") == "yes"))
                }
                @if asks {
                    (parts::field_area(&Field {
                        name: "words",
                        label: say.t("community-greeting"),
                        help: Some(say.t("community-greeting-help")),
                        optional: Some(say.t("community-optional")),
                        error: form.fault("words"),
                        value: form.value("words"),
                        maxlength: u32::try_from(MOST_GREETING).ok(),
                        rows: 3,
                        ..Field::default()
                    }))
                }
                (more)
                p.buttons {
                    (parts::button(Weight::Primary, say.t(if asks { "community-ask" } else { "community-join" }), None))
                    (parts::link_button(Weight::Quiet, say.t("community-not-now"), None, if community.is_visible() { "/find/communities" } else { "/" }))
                }
            }
        }
    };
    let page = Page::new(title, Place::Find, main).alone();
    if community.access == Access::Open { page } else { page.private() }
}

/// The page with an invitation to hand on.
pub fn invitation(look: &Look<'_>, community: &Community, given: Option<(&str, Invitation)>) -> Page {
    let say = look.say;
    let title = say.with("community-invitation-title", args! { name: community.name.clone() });
    let url = community.url();
    let main = html! {
        (parts::back(&url, &community.name))
        div.head { h1 { (title) } p.lead { (say.t("community-invitation-lead")) } }
        @if let Some((sealed, given)) = given {
            @let link = format!("{}{url}/join?invite={sealed}", look.shared.config.base_url);
            div.form {
                (parts::field_text(&Field {
                    name: "link",
                    label: say.t("community-invitation-link"),
                    help: Some(&say.with("community-invitation-until", args! { day: when::day(look, given.until) })),
                    value: &link,
                    kind: "url",
                    class: "share",
                    ..Field::default()
                }))
                p.buttons {
                    button.button.primary.share-link type="button" hidden data-share=(link) data-title=(community.name) data-done=(say.t("community-invitation-copied")) {
                        (Icon::Share) span { (say.t("community-invitation-share")) }
                    }
                    (parts::link_button(Weight::Plain, say.t("community-invitation-done"), None, &url))
                }
                p.visually-hidden role="status" #shared {}
            }
            p.small { a href={ (url) "/links" } { (say.t("links-see")) } }
        } @else {
            p { (say.t("community-invitation-void")) }
            form method="post" action={ (url) "/invite" } { (parts::button(Weight::Primary, say.t("community-invite"), None)) }
        }
    };
    Page::new(title, Place::Find, main).alone().private().script("js/share.js")
}
