//! What ties look like.

use maud::{Markup, html};

use super::{
    actions::{self, ThreadLink},
    model::{Began, MayWrite, REGULAR_DAYS, Stage, Step, TieState, step},
    store::ListRow,
};
use crate::{
    act::Look,
    args,
    error::Result,
    gatherings::{self, Shared},
    page::{
        self, Page, Place,
        parts::{self, Icon, Size, Stop, Tone, Weight},
        text::Say,
        when,
    },
    people::Face,
    time::{DAY, HOUR, Moment},
};

/// All that a page says of the viewer's tie with somebody.
struct Between<'a> {
    other: &'a Face,
    tie: Option<TieState>,
    muted: bool,
    can_write: MayWrite,
    shared: Option<Shared>,
    thread: Option<ThreadLink>,
}

impl<'a> Between<'a> {
    fn of(look: &mut Look<'_>, other: &'a Face) -> Result<Self> {
        let me = look.viewer.person()?;
        let tie = actions::tie(look, other.id)?;
        let thread = match &tie {
            Some(tie) => actions::thread_of(look, tie, other)?,
            None => None,
        };
        // Where nothing stands between two people, where the other goes is none of the viewer's business here.
        let shared = if tie.is_some() { gatherings::shared_ahead(look, me, other.id)? } else { None };
        Ok(Self {
            other,
            tie,
            muted: actions::has_muted(look, other.id)?,
            can_write: actions::can_write(look, other.id)?,
            shared,
            thread,
        })
    }

    fn name(&self) -> &str {
        &self.other.name
    }

    fn step(&self, now: Moment) -> Step {
        step(self.tie.as_ref(), self.can_write, now)
    }

    /// "Met, online first, after 214 days."
    fn began(&self, say: Say) -> Option<String> {
        let tie = self.tie.as_ref()?;
        Some(match tie.began()? {
            Began::OnlineFirst => match tie.days_known().unwrap_or(0) {
                0 => say.t("tie-began-online-same-day").to_owned(),
                days => say.with("tie-began-online", args! { days: days }),
            },
            Began::InPersonFirst => say.t("tie-began-in-person").to_owned(),
        })
    }
}

/// A button that follows, unfollows, mutes or unmutes, and leads back to `next`.
fn act_button(other: &Face, verb: &str, label: &str, weight: Weight, next: &str) -> Markup {
    html! {
        form method="post" action={ "/@" (other.handle) "/" (verb) } {
            input type="hidden" name="next" value=(next);
            (parts::button(weight, label, None))
        }
    }
}

/// The same, as quiet as a link.
fn act_link(other: &Face, verb: &str, label: &str, next: &str) -> Markup {
    html! {
        form method="post" action={ "/@" (other.handle) "/" (verb) } {
            input type="hidden" name="next" value=(next);
            button.link type="submit" { (label) }
        }
    }
}

/// When something is, in the viewer's words: "Thursday, 26 November, 19:00".
fn shared_when(look: &Look<'_>, shared: &Shared) -> Markup {
    parts::time(&shared.starts_at.iso(), &when::full(look, shared.starts_at))
}

/// The one thing to do now, with a sentence why.
fn next_step(look: &Look<'_>, between: &Between<'_>, next: &str) -> Markup {
    let say = look.say;
    let (other, name) = (between.other, between.name());
    let sentence = |key: &str| say.with(key, args! { name: name });
    let talk = format!("/talk/{}", other.handle);
    // In words, between the two: a published gathering would tell everybody of a coffee for two.
    let propose = format!("{talk}#write");
    match between.step(look.now) {
        Step::Follow => html! {
            p { (sentence("tie-next-follow")) }
            (act_button(other, "follow", say.t("tie-follow"), Weight::Primary, next))
        },
        Step::FollowBack => html! {
            p { (sentence("tie-next-follow-back")) }
            (act_button(other, "follow", say.t("tie-follow-back"), Weight::Primary, next))
        },
        Step::SayHello => html! {
            p { (sentence("tie-next-hello")) }
            (parts::link_button(Weight::Primary, say.t("tie-say-hello"), None, &talk))
        },
        Step::Wait => html! {
            p { (sentence("tie-next-wait")) }
            (parts::link_button(Weight::Primary, say.t("tie-find-gathering"), None, "/find"))
        },
        Step::FindGathering => html! {
            p { (sentence("tie-next-gathering")) }
            div.buttons {
                (parts::link_button(Weight::Primary, say.t("tie-propose"), None, &propose))
                (parts::link_button(Weight::Plain, say.t("tie-find-gathering"), None, "/find"))
            }
        },
        Step::Meet => match &between.shared {
            Some(shared) => going(look, name, shared),
            None => html! { p { (sentence("tie-next-planned")) } },
        },
        Step::MeetAgain => html! {
            p { (sentence("tie-next-again")) }
            div.buttons {
                (parts::link_button(Weight::Primary, say.t("tie-propose"), None, &propose))
                (parts::link_button(Weight::Plain, say.t("tie-find-gathering"), None, "/find"))
            }
        },
    }
}

/// Both go to the same gathering: on the spot the button that counts, before that the way there.
fn going(look: &Look<'_>, name: &str, shared: &Shared) -> Markup {
    let say = look.say;
    let url = format!("/g/{}", shared.id);
    let there = look.now.since(shared.starts_at) > -2 * HOUR && shared.ends_at.plus(2 * HOUR) > look.now;
    html! {
        p {
            (say.with("tie-both-going", args! { name: name })) " "
            a href=(url) { (shared.title) } ", " (shared_when(look, shared)) "."
        }
        @if there {
            (parts::link_button(Weight::Meet, say.t("tie-we-have-met"), Some(Icon::Meet), "/meet"))
        } @else {
            (parts::link_button(Weight::Primary, say.t("tie-see-gathering"), None, &url))
        }
    }
}

/// What stands between the viewer and somebody, for the side of that somebody's page.
pub fn beside(look: &mut Look<'_>, other: &Face) -> Result<Markup> {
    beside_page(look, other, &other.url(), At::Profile)
}

/// The same beside a conversation, which needs no link to itself.
pub fn beside_talk(look: &mut Look<'_>, other: &Face) -> Result<Markup> {
    beside_page(look, other, &format!("/talk/{}", other.handle), At::Talk)
}

fn beside_page(look: &mut Look<'_>, other: &Face, next: &str, at: At) -> Result<Markup> {
    let say = look.say;
    let Some(me) = look.viewer.person_if_any() else {
        let door: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        return Ok(parts::note(
            say.t("tie-stranger-title"),
            &html! {
                p { (say.with("tie-stranger", args! { name: other.name.as_str() })) }
                (parts::link_button(Weight::Primary, say.t("tie-sign-in"), None, &format!("/sign-in?next={door}")))
            },
        ));
    };
    if me == other.id {
        return Ok(html! {});
    }
    let between = Between::of(look, other)?;
    let title = say.with("tie-you-and", args! { name: other.name.as_str() });
    Ok(parts::note(
        &title,
        &html! {
            @if let Some(tie) = &between.tie {
                @let stage = tie.stage(look.now);
                p { (parts::stage(stage.sign(), say.t(stage.key()))) }
                @if let Some(began) = between.began(say) { p.soft { (began) } }
            }
            // A conversation that waits for its first words needs no button to itself.
            @if at != At::Talk || between.step(look.now) != Step::SayHello { (next_step(look, &between, next)) }
            (ways(look, &between, next, at))
        },
    ))
}

/// Where the words about a tie stand: that page needs no way to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Profile,
    Talk,
    Tie,
}

/// All else one can do: the tie's page, the conversation, unfollow, mute.
fn ways(look: &Look<'_>, between: &Between<'_>, next: &str, at: At) -> Markup {
    let (say, other) = (look.say, between.other);
    let step = between.step(look.now);
    let follows = between.tie.as_ref().is_some_and(|tie| tie.follows_since.is_some());
    let talk = format!("/talk/{}", other.handle);
    html! {
        @if at != At::Talk && step != Step::SayHello {
            p { (parts::link_button(Weight::Plain, say.t("tie-talk"), Some(Icon::Talk), &talk)) }
        }
        @if at != At::Tie && between.tie.is_some() {
            p { a href={ "/ties/" (other.handle) } { (say.t("tie-more")) } }
        }
        @if at == At::Tie && between.tie.as_ref().is_some_and(|tie| tie.met_at.is_some()) {
            p { a href="/encounters" { (say.t("tie-encounters")) } }
        }
        @if at == At::Tie && between.tie.as_ref().is_some_and(|tie| tie.stage(look.now) >= Stage::Mutual) {
            p { a href={ "/encounters/with/" (other.handle) } { (say.t("tie-met-unscanned")) } }
        }
        @if at == At::Tie {
            p { a href=(other.url()) { (say.with("tie-profile", args! { name: between.name() })) } }
        }
        div.row {
            @if follows {
                (act_link(other, "unfollow", say.t("tie-unfollow"), next))
            } @else if !matches!(step, Step::Follow | Step::FollowBack) {
                (act_link(other, "follow", say.t("tie-follow"), next))
            }
            @if between.muted {
                (act_link(other, "unmute", say.t("tie-unmute"), next))
            } @else {
                (act_link(other, "mute", say.t("tie-mute"), next))
            }
        }
        @if between.muted { p."soft small" { (say.with("tie-muted", args! { name: between.name() })) } }
    }
}

/// A day without its weekday would be unclear only in its year: "26 November", "3 May 2024".
fn short_day(look: &Look<'_>, at: Moment) -> String {
    let wall = at.on_the_wall(&look.zone);
    let this_year = look.now.on_the_wall(&look.zone).year() == wall.year();
    let key = if this_year { "tie-day" } else { "tie-day-year" };
    look.say.with(
        key,
        args! { day: i64::from(wall.day()), month: when::month(look.say, &wall), year: wall.year().to_string() },
    )
}

/// The stops of a tie's path, each with when it was reached.
fn details(look: &Look<'_>, between: &Between<'_>) -> Vec<(Stage, Option<String>)> {
    let Some(tie) = &between.tie else { return Stage::ALL.map(|stage| (stage, None)).into() };
    let day = |at: Option<Moment>| at.map(|at| short_day(look, at));
    // Who talked or met before anybody followed anybody did not begin by following.
    let later = tie.online_at.into_iter().chain(tie.met_at).min();
    let since = [tie.follows_since, tie.followed_since].into_iter().flatten().min();
    let since = since.filter(|since| later.is_none_or(|later| *since <= later));
    let stage = tie.stage(look.now);
    vec![
        (Stage::Following, day(since)),
        (Stage::Mutual, day(tie.online_at)),
        (Stage::Planning, between.shared.as_ref().map(|shared| short_day(look, shared.starts_at))),
        (Stage::Met, day(tie.met_at)),
        (
            Stage::Regular,
            (stage == Stage::Met)
                .then(|| look.say.with("tie-days-of", args! { days: tie.met_days, needed: REGULAR_DAYS })),
        ),
    ]
}

/// The page of a tie.
pub fn tie_page(look: &mut Look<'_>, other: &Face) -> Result<Page> {
    let between = Between::of(look, other)?;
    let say = look.say;
    let title = say.with("tie-you-and", args! { name: other.name.as_str() });
    let next = format!("/ties/{}", other.handle);
    let stops = details(look, &between);
    let stops: Vec<Stop<'_>> = stops
        .iter()
        .map(|(stage, detail)| Stop { stage: stage.sign(), word: say.t(stage.key()), detail: detail.as_deref() })
        .collect();
    let step = next_step(look, &between, &next);
    let photo = page::photo(other.photo.as_deref());
    let main = html! {
        (parts::back("/ties", say.t("tie-all")))
        div.intro {
            (parts::face(&other.name, photo.as_deref(), Size::L))
            div.head {
                h1 { (title) }
                p.soft { (between.began(say).unwrap_or_else(|| not_met(&between, say))) }
            }
        }
        @match &between.tie {
            Some(tie) => (parts::tie_path(&stops, tie.stage(look.now).sign(), &title, Some(&step))),
            None => div.next { (step) },
        }
        @if let Some(tie) = &between.tie {
            section.flow {
                h2 { (say.t("tie-so-far")) }
                (story(look, &between, tie))
            }
        }
    };
    let aside = parts::note(
        say.t("tie-ways"),
        &html! {
            (ways(look, &between, &next, At::Tie))
        },
    );
    Ok(Page::new(title, Place::You, main).aside(aside).private())
}

fn not_met(between: &Between<'_>, say: Say) -> String {
    let key = if between.tie.is_some() { "tie-not-met" } else { "tie-none" };
    say.with(key, args! { name: between.name() })
}

/// What happened so far, the first thing first.
fn story(look: &Look<'_>, between: &Between<'_>, tie: &TieState) -> Markup {
    let (say, name) = (look.say, between.name());
    let mut lines: Vec<(Moment, Markup)> = Vec::new();
    let mut line = |at: Moment, words: Markup| lines.push((at, words));
    if let Some(at) = tie.follows_since {
        line(at, html! { (say.with("tie-story-i-follow", args! { name: name })) });
    }
    if let Some(at) = tie.followed_since {
        line(at, html! { (say.with("tie-story-follows-me", args! { name: name })) });
    }
    if let Some(at) = tie.talked_at {
        line(
            at,
            html! {
                @match &between.thread {
                    Some(thread) => { (say.t("tie-story-talked-in")) " " a href=(thread.url) { (thread.title) } "." },
                    None => (say.t("tie-story-talked")),
                }
            },
        );
    }
    if let Some(at) = tie.met_at {
        line(at, html! { (say.t("tie-story-met")) });
    }
    if let Some(at) = tie.last_met_at.filter(|_| tie.met_days > 1) {
        line(at, html! { (say.with("tie-story-met-last", args! { days: tie.met_days })) });
    }
    if let Some(shared) = &between.shared {
        line(
            shared.starts_at,
            html! {
                (say.t("tie-story-going")) " " a href={ "/g/" (shared.id) } { (shared.title) } "."
            },
        );
    }
    lines.sort_by_key(|(at, _)| *at);
    html! {
        dl.terms {
            @for lines in lines.chunk_by(|(one, _), (two, _)| one.day_in(&look.zone) == two.day_in(&look.zone)) {
                @if let Some((at, _)) = lines.first() { dt { (parts::time(&at.iso(), &when::day(look, *at))) } }
                dd { @for (_, words) in lines { p { (words) } } }
            }
        }
    }
}

/// The ties of one stage.
pub struct Group {
    pub stage: Stage,
    pub count: i64,
    pub rows: Vec<ListRow>,
    pub more: bool,
}

/// The heading of a stage in the list.
fn heading(stage: Stage) -> &'static str {
    match stage {
        Stage::Following => "ties-following",
        Stage::Mutual => "ties-mutual",
        Stage::Planning => "ties-planning",
        Stage::Met => "ties-met",
        Stage::Regular => "ties-regular",
    }
}

/// One's ties by stage.
pub fn list(look: &mut Look<'_>, groups: &[Group], name: &str, only: Option<Stage>, total: i64) -> Result<Page> {
    let say = look.say;
    let mut shown = Vec::new();
    for group in groups {
        shown.push(section(look, group, name, only)?);
    }
    let main = html! {
        div.head {
            h1 { (say.t("ties-title")) }
            @if total > 0 && name.is_empty() { p.lead { (say.with("ties-lead", args! { count: total })) } }
        }
        @if only.is_some() { (parts::back("/ties", say.t("ties-all-stages"))) }
        @if total > 0 || !name.is_empty() {
            form.filter method="get" action="/ties" role="search" {
                @if let Some(stage) = only { input type="hidden" name="stage" value=(stage.name()); }
                (parts::field_text(&parts::Field {
                    name: "q",
                    label: say.t("ties-search"),
                    kind: "search",
                    value: name,
                    maxlength: Some(60),
                    ..parts::Field::default()
                }))
                (parts::button(Weight::Plain, say.t("ties-search-go"), Some(Icon::Find)))
            }
        }
        @if total == 0 {
            @if name.is_empty() {
                (parts::empty(
                    say.t("ties-empty-title"),
                    say.t("ties-empty"),
                    &parts::link_button(Weight::Primary, say.t("ties-empty-action"), None, "/find/people"),
                ))
            } @else {
                (parts::notice(Tone::Info, &html! {
                    p { (say.with("ties-nobody", args! { name: name })) }
                    p { a href="/ties" { (say.t("ties-all")) } }
                }))
            }
        }
        @for section in &shown { (section) }
    };
    let aside = parts::note(
        say.t("ties-out-title"),
        &html! {
            p { (say.t("ties-out")) }
            (parts::link_button(Weight::Plain, say.t("tie-find-gathering"), None, "/find"))
        },
    );
    Ok(Page::new(say.t("ties-title"), Place::You, main).aside(aside).private())
}

fn section(look: &mut Look<'_>, group: &Group, name: &str, only: Option<Stage>) -> Result<Markup> {
    let say = look.say;
    let mut rows = Vec::new();
    for row in &group.rows {
        rows.push(entry(look, row)?);
    }
    let query: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let more = group.rows.last().filter(|_| group.more).map(|last| {
        let after = only.map(|_| format!("&after={}", last.other)).unwrap_or_default();
        format!("/ties?stage={}&q={query}{after}", group.stage.name())
    });
    Ok(html! {
        section.flow {
            div.head {
                h2 { (say.t(heading(group.stage))) }
                p.row { (parts::stage(group.stage.sign(), say.t(group.stage.key()))) span."soft small" { (group.count) } }
            }
            ul.people { @for row in &rows { li { (row) } } }
            @if let Some(href) = &more {
                p {
                    @if only.is_some() {
                        (parts::link_button(Weight::Plain, say.t("ties-more"), None, href))
                    } @else {
                        (parts::link_button(Weight::Plain, &say.with("ties-all-of", args! { count: group.count }), None, href))
                    }
                }
            }
        }
    })
}

/// Somebody in the list: how things stand, and the next step.
fn entry(look: &mut Look<'_>, row: &ListRow) -> Result<Markup> {
    let (me, now, say) = (look.viewer.person()?, look.now, look.say);
    let stage = Stage::of_row(row.stage, row.planned_until, now).unwrap_or(Stage::Following);
    let ahead = row.planned_until.is_some_and(|until| until > now);
    let shared = if ahead { gatherings::shared_ahead(look, me, row.other)? } else { None };
    let words = match (stage, &shared) {
        (_, Some(shared)) => html! {
            (say.t("ties-both-going")) " " (shared.title) ", " (parts::time(&shared.starts_at.iso(), &when::day(look, shared.starts_at)))
        },
        (Stage::Met | Stage::Regular, None) => html! {
            @if let Some(at) = row.last_met_at { (say.with("ties-last-met", args! { days: row.met_days })) " " (when::ago(look, at)) }
        },
        (Stage::Mutual | Stage::Planning, None) => match row.talked_at.or(row.online_at) {
            Some(at) => html! { (say.with("ties-known-for", args! { days: now.since(at) / DAY })) },
            None => html! {},
        },
        (Stage::Following, None) => html! {
            (say.t(if row.follows_since.is_some() { "ties-you-follow" } else { "ties-follows-you" }))
        },
    };
    let about = html! { p { (words) } @if row.muted { p { (say.t("ties-muted")) } } };
    let other = Face { id: row.other, handle: row.handle.clone(), name: row.name.clone(), photo: row.photo.clone() };
    let end = match stage {
        Stage::Following if row.follows_since.is_none() => {
            Some(act_button(&other, "follow", say.t("tie-follow-back"), Weight::Plain, "/ties"))
        }
        _ => None,
    };
    let photo = page::photo(row.photo.as_deref());
    Ok(parts::person(&row.name, &format!("/ties/{}", row.handle), photo.as_deref(), &about, end.as_ref()))
}
