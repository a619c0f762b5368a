//! The pages of communities, as HTML.

use maud::{Markup, html};

use super::{
    model::{Access, Brief, Community, Invitation, MOST_GREETING, MOST_WORDS, Role},
    store::{Member, Removed},
};
use crate::{
    act::Look,
    args,
    error::Problems,
    gatherings,
    http::Fields,
    interests,
    page::{
        Form, Page, Place, excerpt, markdown,
        parts::{self, Choice, Field, Group, Icon, Size, Tag, Weight},
        photo,
        text::Say,
        when,
    },
    people::Face,
    town,
};

// --- in lists ---

/// Where it is and how many belong to it, in words.
fn line(say: Say, place: Option<i64>, members: i64) -> String {
    let members = say.with("community-members-count", args! { n: members });
    match town::stored(place) {
        Some(place) => format!("{} · {members}", place.name),
        None => members,
    }
}

/// The label of what one can't just walk into, or already belongs to.
fn standing(say: Say, access: Access, role: Option<Role>) -> Option<Markup> {
    match (role, access) {
        (Some(role), _) => Some(parts::tag(if role.belongs() { Tag::Calm } else { Tag::Plain }, say.t(role.key()))),
        (None, Access::Open) => None,
        (None, Access::Closed | Access::Private) => Some(parts::tag(Tag::Plain, say.t("community-access-closed-tag"))),
    }
}

/// One community in a list; belongs in a `li` of `ul.people`.
pub fn row(look: &Look<'_>, brief: &Brief) -> Markup {
    let say = look.say;
    let about = html! {
        p { (line(say, brief.place, brief.members)) }
        @let words = excerpt(&brief.words, 110);
        @if !words.is_empty() { p { (words) } }
    };
    let end = standing(say, brief.access, brief.role);
    parts::person(&brief.name, &brief.url(), photo(brief.photo.as_deref()).as_deref(), &about, end.as_ref())
}

/// Communities one under another.
pub fn list(look: &Look<'_>, briefs: &[Brief]) -> Markup {
    html! { ul.people { @for brief in briefs { li { (row(look, brief)) } } } }
}

// --- the form ---

/// The page on which one is founded.
pub fn founding(look: &Look<'_>, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    html! {
        (parts::back("/find/communities", say.t("community-back-find")))
        div.head { h1 { (say.t("community-new-title")) } p.lead { (say.t("community-new-lead")) } }
        (form.summary())
        form.form method="post" action="/c/new" enctype="multipart/form-data" {
            (form_fields(look, &form, None))
            p.buttons { (parts::button(Weight::Primary, say.t("community-new-button"), None)) }
        }
    }
}

/// The page on which it is changed.
pub fn changing(look: &Look<'_>, community: &Community, title: &str, fields: &Fields, problems: &Problems) -> Markup {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    html! {
        (parts::back(&community.url(), &community.name))
        div.head { h1 { (title) } }
        (form.summary())
        form.form method="post" action={ (community.url()) "/edit" } enctype="multipart/form-data" {
            (form_fields(look, &form, Some(community)))
            p.buttons {
                (parts::button(Weight::Primary, say.t("community-edit-button"), None))
                (parts::link_button(Weight::Quiet, say.t("community-edit-not"), None, &community.url()))
            }
        }
    }
}

/// The fields; `has` is the community that is changed.
fn form_fields(look: &Look<'_>, form: &Form<'_>, has: Option<&Community>) -> Markup {
    let say = look.say;
    let has_photo = has.and_then(|community| community.photo.as_deref());
    let faults = ["rules", "photo", "handle"].iter().any(|name| form.fault(name).is_some());
    let open = faults || has.is_some_and(|community| !community.rules.is_empty() || community.photo.is_some());
    let optional = Some(say.t("community-optional"));
    let longest = u32::try_from(MOST_WORDS).ok();
    let access = [Access::Open, Access::Closed, Access::Private].map(|access| Choice {
        value: access.as_str(),
        label: say.t(access_key(access)),
        help: Some(say.t(access_help_key(access))),
    });
    html! {
        (parts::field_text(&Field {
            name: "name",
            label: say.t("community-name"),
            help: Some(say.t("community-name-help")),
            error: form.fault("name"),
            value: form.value("name"),
            required: true,
            maxlength: Some(60),
            ..Field::default()
        }))
        (parts::field_area(&Field {
            name: "words",
            label: say.t("community-words"),
            help: Some(say.t("community-words-help")),
            optional,
            error: form.fault("words"),
            value: form.value("words"),
            maxlength: longest,
            ..Field::default()
        }))
        (town::field(say, form, "town", &town::Asked {
            label: say.t("community-town"),
            help: Some(say.t("community-town-help")),
            optional,
        }))
        (interests::field(say, form, say.t("community-interests"), None, optional))
        (parts::choices(
            &Group { name: "access", legend: say.t("community-access"), error: form.fault("access"), ..Group::default() },
            &access,
            form.value("access"),
        ))
        details open[open] {
            summary { (say.t("community-more")) }
            div.form {
                (parts::field_area(&Field {
                    name: "rules",
                    label: say.t("community-rules"),
                    help: Some(say.t("community-rules-help")),
                    optional,
                    error: form.fault("rules"),
                    value: form.value("rules"),
                    maxlength: longest,
                    ..Field::default()
                }))
                @if let Some(hash) = has_photo {
                    div.intro {
                        (parts::face(form.value("name"), photo(Some(hash)).as_deref(), Size::L))
                        (parts::check("no_photo", "yes", say.t("community-no-photo"), None, None, form.fields.has("no_photo")))
                    }
                }
                (parts::field_text(&Field {
                    name: "photo",
                    kind: "file",
                    label: say.t(if has_photo.is_some() { "community-other-photo" } else { "community-photo" }),
                    optional,
                    error: form.fault("photo"),
                    ..Field::default()
                }))
                @if has.is_none() { (handle_field(look, form)) }
            }
        }
    }
}

fn handle_field(look: &Look<'_>, form: &Form<'_>) -> Markup {
    let say = look.say;
    parts::field_text(&Field {
        name: "handle",
        label: say.t("community-handle"),
        help: Some(&say.with("community-handle-help", args! { base: look.shared.config.base_url.clone() })),
        optional: Some(say.t("community-optional")),
        error: form.fault("handle"),
        value: form.value("handle"),
        maxlength: Some(30),
        ..Field::default()
    })
}

fn access_key(access: Access) -> &'static str {
    match access {
        Access::Open => "community-access-open",
        Access::Closed => "community-access-closed",
        Access::Private => "community-access-private",
    }
}

fn access_help_key(access: Access) -> &'static str {
    match access {
        Access::Open => "community-access-open-help",
        Access::Closed => "community-access-closed-help",
        Access::Private => "community-access-private-help",
    }
}

// --- its own page ---

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
        if community.access == Access::Open { page } else { page.private() }
    }

    fn main(&self, look: &Look<'_>) -> Markup {
        let (say, community) = (look.say, &self.community);
        html! {
            div.intro {
                (parts::face(&community.name, photo(community.photo.as_deref()).as_deref(), Size::Xl))
                div.head {
                    p.kicker { (kicker(say, community)) }
                    h1 { (community.name) }
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
            @if community.mine() && !self.ahead.is_empty() {
                (self.ahead(look)) (self.about(say))
            } @else {
                (self.about(say)) (self.ahead(look))
            }
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
                @if community.role.is_none() && !self.out {
                    @let word = say.t(if community.access == Access::Open { "community-join" } else { "community-ask" });
                    @if community.access == Access::Open && community.rules.is_empty() && look.viewer.person_if_any().is_some() {
                        form method="post" action={ (url) "/join" } { (parts::button(Weight::Primary, word, None)) }
                    } @else {
                        (parts::link_button(Weight::Primary, word, None, &format!("{url}/join")))
                    }
                }
                @if super::actions::publishes(community) {
                    (parts::link_button(Weight::Primary, say.t("community-plan"), Some(Icon::Calendar), &format!("/g/new?community={}", community.handle)))
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
        let publishes = super::actions::publishes(&self.community);
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
            @if self.inside || community.mine() {
                (parts::note(say.t("community-members"), &html! {
                    p { a href={ (community.url()) "/members" } {
                        (say.with("community-members-all", args! { n: community.members }))
                    } }
                    @if community.mine() {
                        @let alone = community.members == 1;
                        @if alone { p.small.soft { (say.t("community-leave-ends")) } }
                        form method="post" action={ (community.url()) "/leave" } {
                            button.link type="submit" { (say.t("community-leave")) }
                        }
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
        @match community.access {
            Access::Open => (say.t("community-access-open-tag")),
            Access::Closed => (say.t("community-access-closed-tag")),
            Access::Private => { (Icon::Lock) " " (say.t("community-access-private-tag")) },
        }
    }
}

/// People one under another, each with the viewer's tie and role in words.
fn people(look: &Look<'_>, members: &[Member], end: &dyn Fn(&Member) -> Option<Markup>) -> Markup {
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

// --- its members ---

/// The page of its members.
pub fn members(
    look: &Look<'_>,
    community: &Community,
    members: &[Member],
    asking: &[Member],
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
                        li { (asks(look, community, member)) }
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
fn asks(look: &Look<'_>, community: &Community, member: &Member) -> Markup {
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
            div.flow { p.soft { (say.t("community-remove-means")) } (parts::button_value(Weight::Danger, say.t("community-remove"), None, "role", "none")) }
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

// --- at the door ---

/// The page on which one joins, or asks to.
pub fn door(
    look: &Look<'_>,
    community: &Community,
    invitation: Option<Invitation>,
    leaders: &[(Face, Role)],
    fields: &Fields,
    back: &str,
    problems: &Problems,
) -> Page {
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let asks = invitation.is_none() && community.access != Access::Open;
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
        } @else {
            p { (say.t("community-invitation-void")) }
            form method="post" action={ (url) "/invite" } { (parts::button(Weight::Primary, say.t("community-invite"), None)) }
        }
    };
    Page::new(title, Place::Find, main).alone().private().script("js/share.js")
}
