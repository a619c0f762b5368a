//! What lists are made of: days, gatherings, facts, people, posts.

use maud::{Markup, html};

use super::{Icon, Size, Tag, face, tag};

/// The leaf of a calendar. It is decoration: the date stands beside it in words.
pub fn date_leaf(weekday: &str, day: &str, month: &str) -> Markup {
    leaf("leaf", weekday, day, month)
}

/// The large leaf of a gathering's own page; `mine` where the viewer is coming.
pub fn date_leaf_big(weekday: &str, day: &str, month: &str, mine: bool) -> Markup {
    leaf(if mine { "leaf big mine" } else { "leaf big" }, weekday, day, month)
}

fn leaf(class: &str, weekday: &str, day: &str, month: &str) -> Markup {
    html! { div class=(class) aria-hidden="true" { span { (weekday) } b { (day) } span { (month) } } }
}

/// A moment: for machines, and as people say it.
pub fn time(iso: &str, words: &str) -> Markup {
    html! { time datetime=(iso) { (words) } }
}

/// One gathering in a list. Start from `GatheringRow { href, title, ..GatheringRow::default() }`.
#[derive(Clone, Copy, Debug, Default)]
pub struct GatheringRow<'a> {
    /// Its page.
    pub href: &'a str,
    /// Its name.
    pub title: &'a str,
    /// Weekday, day and month of its leaf.
    pub leaf: (&'a str, &'a str, &'a str),
    /// When, for machines.
    pub iso: &'a str,
    /// When, in words.
    pub when: &'a str,
    /// Where, in words; may be empty.
    pub place: &'a str,
    /// Faces of the viewer's people who are going.
    pub people: &'a [(&'a str, Option<&'a str>)],
    /// How many more of them.
    pub more: usize,
    /// Who is going, in words: "Mara and 3 others you know"; may be empty.
    pub who: &'a str,
    /// Whether the viewer is coming: turns the leaf persimmon.
    pub mine: bool,
    /// A label: "You're coming", "Three places left", "Called off".
    pub tag: Option<(Tag, &'a str)>,
    /// Called off: the title is struck through (the label says so in words).
    pub called_off: bool,
    /// Level of its heading, 2 to 4; 0 is 3.
    pub level: u8,
}

/// One gathering in a list; belongs in a `li` of `ul.gatherings`. The whole row is the link.
pub fn gathering_row(row: &GatheringRow<'_>) -> Markup {
    let (weekday, day, month) = row.leaf;
    let title = html! { a href=(row.href) { (row.title) } };
    html! {
        article class=(if row.called_off { "gathering-row called-off" } else { "gathering-row" }) {
            (leaf(if row.mine { "leaf mine" } else { "leaf" }, weekday, day, month))
            div {
                @match row.level { 2 => h2 { (title) }, 4 => h4 { (title) }, _ => h3 { (title) } }
                p { (time(row.iso, row.when)) @if !row.place.is_empty() { " · " (row.place) } }
                @if !row.people.is_empty() || !row.who.is_empty() || row.tag.is_some() {
                    p.who {
                        @if let Some((kind, word)) = row.tag { (tag(kind, word)) }
                        @if !row.people.is_empty() {
                            span.faces aria-hidden="true" {
                                @for (name, photo) in row.people { (face(name, *photo, Size::S)) }
                                @if row.more > 0 { span."face s more" { "+" (row.more) } }
                            }
                        }
                        @if !row.who.is_empty() { span { (row.who) } }
                    }
                }
            }
        }
    }
}

/// The gatherings one under another.
pub fn gathering_list(rows: &[GatheringRow<'_>]) -> Markup {
    html! { ul.gatherings { @for row in rows { li { (gathering_row(row)) } } } }
}

/// One fact with its sign: when, where, who.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// Its sign.
    pub icon: Icon,
    /// Its name: "When".
    pub name: &'a str,
    /// What it is; a `small` inside is the line below.
    pub value: Markup,
}

/// The facts of a thing; `big` on its own page.
pub fn facts(facts: &[Fact<'_>], big: bool) -> Markup {
    html! {
        dl class=(if big { "facts big" } else { "facts" }) {
            @for fact in facts { div { dt { (fact.icon) (fact.name) } dd { (fact.value) } } }
        }
    }
}

/// Somebody in a list: face, name as a link, lines about them, and at the end a sign or a button.
pub fn person(name: &str, href: &str, photo: Option<&str>, about: &Markup, end: Option<&Markup>) -> Markup {
    html! {
        div.person {
            (face(name, photo, Size::M))
            div { p.person-name { a href=(href) { (name) } } (about) }
            @if let Some(end) = end { div { (end) } }
        }
    }
}

/// Something said, in a conversation.
#[derive(Clone, Debug)]
pub struct Post<'a> {
    /// Id of its element, so that one can link to it.
    pub id: &'a str,
    /// Who said it.
    pub name: &'a str,
    /// Their page.
    pub href: &'a str,
    /// Their photo.
    pub photo: Option<&'a str>,
    /// When, for machines.
    pub iso: &'a str,
    /// When, in words.
    pub when: &'a str,
    /// A line beside the time: a label, "announcement", the reason it is shown here.
    pub why: Option<&'a str>,
    /// What was said, as safe HTML.
    pub body: Markup,
    /// A picture: source, description, width and height.
    pub picture: Option<(&'a str, &'a str, u32, u32)>,
    /// Links and buttons below.
    pub actions: Option<Markup>,
}

/// Something said; belongs in a `li` of `ul.posts` (answers in `ul.replies`).
pub fn post(post: &Post<'_>) -> Markup {
    html! {
        div.post id=(post.id) {
            (face(post.name, post.photo, Size::M))
            div {
                header.post-head {
                    b { a href=(post.href) { (post.name) } }
                    a href={ "#" (post.id) } { (time(post.iso, post.when)) }
                    @if let Some(why) = post.why { span.post-why { (why) } }
                }
                div.post-body { (post.body) }
                @if let Some((src, alt, width, height)) = post.picture {
                    figure.post-photo { img src=(src) alt=(alt) width=(width) height=(height) loading="lazy" decoding="async"; }
                }
                @if let Some(actions) = &post.actions { footer.post-actions { (actions) } }
            }
        }
    }
}
