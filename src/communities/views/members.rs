//! Its members, and those who were taken out.

use maud::{Markup, html};

use super::super::{
    entry,
    model::{Community, Role},
    store::{Member, Removed},
};
use crate::{
    act::Look,
    args,
    page::{
        Page, Place,
        parts::{self, Size, Weight},
        photo, when,
    },
    people::Face,
};

/// People one under another, each with the viewer's tie and role in words.
pub fn people(look: &Look<'_>, members: &[Member], end: &dyn Fn(&Member) -> Option<Markup>) -> Markup {
    let say = look.say;
    html! {
        ul.people {
            @for member in members {
                @let about = html! {
                    @if member.role.leads() { p { (say.t(member.role.key())) } }
                    @if let Some(stage) = member.stage { p { (parts::stage(stage.sign(), say.t(stage.key()))) } }
                };
                @let face = &member.face;
                li { (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &about, end(member).as_ref())) }
            }
        }
    }
}

/// The page of its members.
pub fn members(
    look: &Look<'_>,
    community: &Community,
    members: &[Member],
    (asking, said): (&[Member], &entry::Answered),
    later: bool,
    next: Option<&str>,
    removed: bool,
) -> Page {
    let say = look.say;
    let url = community.url();
    let hosts = community.role == Some(Role::Host);
    let leads = community.role.is_some_and(Role::leads);
    let me = look.viewer.person_if_any();
    let older = next.map(|after| format!("{url}/members?after={after}"));
    let title = say.with("community-members-title", args! { name: community.name.clone() });
    let manage = |member: &Member| {
        let theirs = Some(member.face.id) != me;
        let may = hosts || (leads && member.role == Role::Member);
        (theirs && may).then(|| manage(look, community, member))
    };
    let main = html! {
        (parts::back(&url, &community.name))
        div.head {
            h1 { (title) }
            p.lead { (say.with("community-members-count", args! { n: community.members })) }
        }
        @if !asking.is_empty() {
            section.flow {
                h2 { (say.t("community-asking")) }
                ul.people {
                    @for member in asking {
                        li { (asks(look, community, member, said.get(&member.face.id).map_or(&[], Vec::as_slice))) }
                    }
                }
            }
        }
        section.flow {
            h2 class=[asking.is_empty().then_some("visually-hidden")] { (say.t("community-members")) }
            (people(look, members, &manage))
            (parts::pagination(
                say.t("community-members-pages"),
                later.then(|| (format!("{url}/members"), say.t("community-members-first"))).as_ref().map(|(href, word)| (href.as_str(), *word)),
                older.as_deref().map(|href| (href, say.t("community-members-more"))),
            ))
        }
    };
    let aside = html! {
        @if removed { (parts::note(say.t("community-removed-note"), &html! {
            p { a href={ (url) "/removed" } { (say.t("community-removed-see")) } }
        })) }
        @if hosts {
            (parts::note(say.t("community-invite-title"), &html! {
                p { (say.t("community-invite-why")) }
                p { a href={ (url) "/links" } { (say.t("links-see")) } }
                form method="post" action={ (url) "/invite" } { (parts::button(Weight::Plain, say.t("community-invite"), None)) }
            }))
        } @else {
            (parts::note(say.t("community-meet-title"), &html! {
                p { (say.t("community-meet-words")) }
                p { a href=(url) { (say.t("community-ahead")) } }
            }))
        }
    };
    Page::new(title, Place::Find, main).aside(aside).private()
}

/// One who waits for a yes.
fn asks(look: &Look<'_>, community: &Community, member: &Member, said: &[(String, String)]) -> Markup {
    let say = look.say;
    let face = &member.face;
    let about = html! {
        @if !member.words.is_empty() { p { "“" (member.words) "”" } }
        p {
            (when::ago(look, member.at))
            @if let Some(stage) = member.stage { " · " (parts::stage(stage.sign(), say.t(stage.key()))) }
        }
    };
    html! {
        div.flow {
            (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &about, None))
            (entry::pages::answers(said))
            form.buttons method="post" action={ (community.url()) "/members/" (face.handle) "/role" } {
                (parts::button_value(Weight::Primary, say.t("community-accept"), None, "role", "member"))
                (parts::button_value(Weight::Plain, say.t("community-decline"), None, "role", "none"))
            }
        }
    }
}

/// The way to what one who leads can do with a member.
fn manage(look: &Look<'_>, community: &Community, member: &Member) -> Markup {
    html! {
        a.button.small href={ (community.url()) "/members/" (member.face.handle) } {
            (look.say.t("community-manage")) (parts::unseen(&format!(" {}", member.face.name)))
        }
    }
}

/// The page on which one who leads changes what somebody is in it.
pub fn member(look: &Look<'_>, community: &Community, face: &Face, role: Role) -> Page {
    let say = look.say;
    let hosts = community.role == Some(Role::Host);
    let others = [
        (Role::Host, "community-make-host", "community-make-host-means"),
        (Role::Moderator, "community-make-moderator", "community-make-moderator-means"),
        (Role::Member, "community-make-member", "community-make-member-means"),
    ];
    let main = html! {
        (parts::back(&format!("{}/members", community.url()), say.t("community-members")))
        div.intro {
            (parts::face(&face.name, photo(face.photo.as_deref()).as_deref(), Size::L))
            div.head {
                p.kicker { (community.name) " · " (say.t(role.key())) }
                h1 { a href=(face.url()) { (face.name) } }
            }
        }
        form.form method="post" action={ (community.url()) "/members/" (face.handle) "/role" } {
            @if hosts {
                @for (to, word, means) in others.into_iter().filter(|(to, ..)| *to != role) {
                    div.flow { p.soft { (say.t(means)) } (parts::button_value(Weight::Plain, say.t(word), None, "role", to.as_str())) }
                }
            }
            div.flow { p.soft { (say.t("community-remove-means")) " " (say.t("subgroup-remove-means")) } (parts::button_value(Weight::Danger, say.t("community-remove"), None, "role", "none")) }
        }
    };
    Page::new(face.name.clone(), Place::Find, main).alone().private()
}

/// The page of those who were taken out of it.
pub fn removed(look: &Look<'_>, community: &Community, removed: &[Removed]) -> Page {
    let say = look.say;
    let url = community.url();
    let title = say.with("community-removed-title", args! { name: community.name.clone() });
    let main = html! {
        (parts::back(&format!("{url}/members"), say.t("community-members")))
        div.head { h1 { (title) } p.lead { (say.t("community-removed-lead")) } }
        @if removed.is_empty() { p.soft { (say.t("community-removed-none")) } }
        ul.people {
            @for person in removed {
                @let about = html! {
                    p {
                        @match &person.by {
                            Some(by) => (say.with("community-removed-by", args! { name: by.clone() })),
                            None => (say.t("community-removed-then")),
                        }
                        ", " (when::ago(look, person.at))
                    }
                };
                @let back = html! {
                    form method="post" action={ (url) "/removed/" (person.handle) "/back" } {
                        button.button.small type="submit" {
                            (say.t("community-let-back")) (parts::unseen(&format!(" {}", person.name)))
                        }
                    }
                };
                li { (parts::person(&person.name, &format!("/@{}", person.handle), photo(person.photo.as_deref()).as_deref(), &about, Some(&back))) }
            }
        }
    };
    Page::new(title, Place::Find, main).private()
}
