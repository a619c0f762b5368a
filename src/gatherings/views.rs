//! How gatherings look.

use maud::{Markup, html};

use super::{
    about::{self, About},
    actions, after,
    answers::{self, Mine},
    approval, calendar, crew, guests, letters, lists,
    model::{Brief, Gathering, Reply, State},
    parts as cut, photos, recap,
    store::{self, Goer},
    venues,
};
mod preview;

pub use preview::preview;

use crate::{
    act::Look,
    args, communities,
    error::Result,
    http::Fields,
    id::GatheringId,
    interests,
    page::{
        Page, Place, art, excerpt, map, markdown,
        parts::{self, Icon, Tag, Tone, Weight},
        photo, picture,
        text::Say,
        when,
    },
    people::Face,
    series, talk,
    ties::Stage,
    time::{HOUR, Moment, Zone},
};

/// So many of the viewer's people are named on a gathering's own page.
const TIES_SHOWN: i64 = 60;
/// So many of the others.
const OTHERS_SHOWN: i64 = 8;
/// So few places left are worth saying in a list.
const FEW: i64 = 5;

/// From when to when, in which zone.
pub struct When<'a> {
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub zone: &'a Zone,
}

/// `Thursday, 26 November, 19:00–22:00`, or both days where it lasts longer than a night.
pub fn when_line(say: Say, time: &When<'_>, now: Moment) -> String {
    let (starts, ends) = (time.starts_at.on_the_wall(time.zone), time.ends_at.on_the_wall(time.zone));
    let now = now.on_the_wall(time.zone);
    let date = when::date(say, &starts, &now);
    let (from, to) = (when::clock(&starts), when::clock(&ends));
    let one_evening = starts.date() == ends.date() || time.ends_at.since(time.starts_at) <= 12 * HOUR;
    if one_evening {
        say.with("gathering-when", args! { date: date, from: from, to: to })
    } else {
        say.with("gathering-when-days", args! { date: date, from: from, end: when::date(say, &ends, &now), to: to })
    }
}

/// When a gathering is, on the wall of its zone.
pub fn when_in_words(look: &Look<'_>, gathering: &Gathering) -> String {
    let zone = gathering.zone();
    let time = When { starts_at: gathering.starts_at, ends_at: gathering.ends_at, zone: &zone };
    when_line(look.say, &time, look.now)
}

/// When and where a gathering is, in one line.
pub fn when_and_where(look: &Look<'_>, gathering: &Gathering) -> String {
    let parts = [when_in_words(look, gathering), gathering.where_in_words()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The same in the reader's own zone, where a clock there shows another time and the zone is known.
pub(super) fn own_time(look: &Look<'_>, at: Moment, zone: &Zone) -> Option<String> {
    let (there, here) = (at.on_the_wall(zone), at.on_the_wall(&look.zone));
    if look.zone.name() == "UTC" || there.offset() == here.offset() {
        return None;
    }
    let time = if there.date() == here.date() { when::clock(&here) } else { when::full(look, at) };
    Some(look.say.with("gathering-your-time", args! { time: time }))
}

/// The last part of a zone's name: `Berlin`.
pub(super) fn city(zone: &Zone) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}

fn named(face: &Face) -> (&str, Option<String>) {
    (face.name.as_str(), photo(face.photo.as_deref()))
}

/// Small faces side by side; `label` says who they are.
fn faces(people: &[Face], more: usize, label: &str) -> Markup {
    let people: Vec<(&str, Option<String>)> = people.iter().map(named).collect();
    let people: Vec<(&str, Option<&str>)> = people.iter().map(|(name, photo)| (*name, photo.as_deref())).collect();
    parts::faces(&people, more, label)
}

/// One gathering in a list, with the faces of the viewer's people who are going.
pub fn row(look: &Look<'_>, brief: &Brief) -> Markup {
    let say = look.say;
    let wall = brief.starts_at.on_the_wall(&brief.zone);
    let (weekday, day, month) =
        (when::weekday_short(say, &wall), wall.day().to_string(), when::month_short(say, &wall));
    let mut line =
        when_line(say, &When { starts_at: brief.starts_at, ends_at: brief.ends_at, zone: &brief.zone }, look.now);
    if brief.state(look.now) == State::Ahead {
        let distance = when::distance(say, brief.starts_at, look.now, &brief.zone);
        line = say.with("gathering-row-when", args! { when: line, distance: distance });
    }
    if brief.more_dates > 0 {
        line = say.with("series-row-more", args! { when: line, n: brief.more_dates });
    }
    let left = brief.capacity.map(|capacity| (capacity - brief.going).max(0));
    let words;
    let tag = match (brief.state(look.now), brief.reply) {
        (State::CalledOff, _) => Some((Tag::Stop, say.t("gathering-tag-cancelled"))),
        (State::On, _) => Some((Tag::Calm, say.t("gathering-tag-on"))),
        (State::Over, _) => None,
        (State::Ahead, Some(Reply::Yes)) => Some((Tag::Meet, say.t("gathering-tag-yes"))),
        (State::Ahead, Some(Reply::Waiting)) => Some((Tag::Caution, say.t("gathering-tag-waiting"))),
        (State::Ahead, Some(Reply::Asked)) => Some((Tag::Caution, say.t("answers-asked"))),
        (State::Ahead, Some(Reply::Maybe)) => Some((Tag::Plain, say.t("gathering-tag-maybe"))),
        (State::Ahead, _) => match left {
            Some(0) => Some((Tag::Plain, say.t("gathering-tag-full"))),
            Some(left) if left <= FEW => {
                words = say.with("gathering-left", args! { n: left });
                Some((Tag::Caution, words.as_str()))
            }
            _ => None,
        },
    };
    let people: Vec<(&str, Option<String>)> = brief.people.iter().map(named).collect();
    let people: Vec<(&str, Option<&str>)> = people.iter().map(|(name, photo)| (*name, photo.as_deref())).collect();
    let more = usize::try_from(brief.known).unwrap_or_default().saturating_sub(people.len());
    let who = match brief.people.first() {
        Some(first) => say.with("gathering-row-who", args! { name: first.name.as_str(), n: brief.known - 1 }),
        None => String::new(),
    };
    parts::gathering_row(&parts::GatheringRow {
        href: &brief.url,
        title: &brief.title,
        leaf: (&weekday, &day, &month),
        iso: &brief.starts_at.iso(),
        when: &line,
        place: &brief.where_in_words(),
        people: &people,
        more,
        who: &who,
        mine: brief.reply == Some(Reply::Yes) && !brief.cancelled,
        tag,
        called_off: brief.cancelled,
        level: 3,
    })
}

/// A gathering's own page, with all that is on it.
pub struct Shown {
    gathering: Gathering,
    host: Option<Face>,
    community: Option<(String, String)>,
    interests: Vec<String>,
    about: About,
    reply: Option<Reply>,
    may_change: bool,
    may_check_in: bool,
    here: bool,
    ties: Vec<Goer>,
    others: Vec<Face>,
    known: i64,
    maybe: i64,
    next: Option<Brief>,
    thread: Markup,
    mine: Mine,
    /// Of which series it is a part, and the dates beside it.
    part_of: Markup,
    /// What its crew finds here, and where one's own entry card is.
    crew: Markup,
    /// How it was.
    after: Markup,
    /// What those who were there took.
    photos: Markup,
    /// What was written of it.
    recap: Markup,
    /// Whom the viewer met there, and the next date.
    onward: Markup,
    /// Whether strangers see it too.
    public: bool,
    /// Whether one can come without an account.
    guests: bool,
}

impl Shown {
    /// Loads what the viewer may see.
    pub fn load(look: &mut Look<'_>, id: GatheringId, query: &Fields) -> Result<Self> {
        let gathering = actions::visible(look, id)?;
        let room = actions::room(look, &gathering)?;
        let host = gathering.host.map(|host| store::face(look, host)).transpose()?.flatten();
        let community = gathering.community.map(|community| communities::brief(look, community)).transpose()?.flatten();
        let next = gathering.community.map(|community| lists::next_of(look, community, id)).transpose()?.flatten();
        let viewer = look.viewer.person_if_any();
        let replies = store::replies(look, id, viewer)?;
        let mine = answers::mine(look, &gathering)?;
        let mut shown = Self {
            interests: store::interests(look, id)?,
            about: about::of(look, id)?,
            maybe: replies.maybe,
            may_change: actions::may_change(look, &gathering)?,
            may_check_in: gathering.is_around(look.now) && actions::may_check_in(look, &gathering)?,
            thread: talk::thread(look, &room, query)?,
            reply: mine.reply(),
            mine,
            part_of: series::part_of(look, id)?,
            crew: html! { (approval::views::panel(look, &gathering)?) (crew::views::panel(look, &gathering)?) },
            after: after::views::panel(look, &gathering)?,
            photos: {
                let but = recap::shown(look, &gathering)?;
                photos::views::strip(look, &gathering, &but)?
            },
            recap: recap::views::panel(look, &gathering)?,
            onward: recap::views::onward(look, &gathering)?,
            guests: viewer.is_none() && guests::are_welcome(look, &gathering)?,
            here: replies.here,
            ties: Vec::new(),
            others: Vec::new(),
            known: 0,
            public: gathering.community.map_or(Ok(true), |community| communities::is_public(look, community))?,
            gathering,
            host,
            community,
            next,
        };
        if let Ok(me) = look.viewer.me() {
            let (person, account) = (me.person, me.account);
            let which = (id, shown.gathering.going);
            shown.ties = store::ties_going(look, which, person, account, TIES_SHOWN)?;
            shown.others = store::others_going(look, id, person, account, OTHERS_SHOWN)?;
            shown.known = shown.ties.len() as i64;
            if shown.known == TIES_SHOWN {
                shown.known = store::count_ties_going(look, which, person, account)?;
            }
        }
        Ok(shown)
    }

    /// The page.
    pub fn page(&self, look: &Look<'_>) -> Page {
        let gathering = &self.gathering;
        let time = self.when(look);
        let words = excerpt(&gathering.words, 160);
        let description = [time, gathering.where_in_words(), words];
        let description: Vec<String> = description.into_iter().filter(|part| !part.is_empty()).collect();
        Page::new(gathering.title.clone(), Place::Find, self.main(look))
            .describe(description.join(" · "))
            .aside(self.aside(look))
            .head(calendar::head(look, gathering, self.public))
            .style(map::STYLE)
            .style(photos::views::STYLE)
    }

    fn state(&self, look: &Look<'_>) -> State {
        self.gathering.state(look.now)
    }

    fn when(&self, look: &Look<'_>) -> String {
        let zone = self.gathering.zone();
        let time = When { starts_at: self.gathering.starts_at, ends_at: self.gathering.ends_at, zone: &zone };
        when_line(look.say, &time, look.now)
    }

    /// Those met, and those only known online.
    fn by_stage(&self) -> (Vec<&Goer>, Vec<&Goer>) {
        self.ties.iter().partition(|goer| goer.stage >= 4)
    }

    fn main(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let gathering = &self.gathering;
        let over = self.state(look) == State::Over;
        html! {
            @if let Some((handle, name)) = &self.community { (parts::back(&format!("/c/{handle}"), name)) }
            (self.hero(look))
            (self.standing(look))
            (self.facts(look))
            (cut::views::list(say, gathering, &self.mine.parts, matches!(self.state(look), State::Ahead | State::On)))
            (about::line(say, &self.about))
            (self.doing(look))
            (self.crew)
            @if over { (self.recap) (self.photos) (self.onward) (self.after) }
            @else { (on_a_map(look, gathering)) (self.photos) }
            (self.part_of)
            (self.what(look))
            (self.who(look))
            // Where it was matters less now than who was there.
            @if over { (on_a_map(look, gathering)) }
            div.flow {
                h2 #talk { (say.t("gathering-talk")) }
                (self.thread)
            }
            (calendar::structured(
                look, gathering, (&self.about, self.mine.left(gathering)), self.host.as_ref(), self.community.as_ref(),
            ))
        }
    }

    /// What it is, and who hosts it.
    fn what(&self, look: &Look<'_>) -> Markup {
        let (say, gathering) = (look.say, &self.gathering);
        let wordy = !gathering.words.is_empty() || !self.interests.is_empty();
        html! {
            @if wordy || self.host.is_some() {
                section.flow aria-labelledby="about" {
                    h2 #about { (say.t(if wordy { "gathering-about" } else { "gathering-hosted" })) }
                    @if !gathering.words.is_empty() { div.flow { (markdown(&gathering.words)) } }
                    @if !self.interests.is_empty() { (interests::chips(say, &self.interests)) }
                    @if let Some(host) = &self.host {
                        (parts::person(&host.name, &host.url(), photo(host.photo.as_deref()).as_deref(), &html! { p { (say.t("gathering-hosts")) } }, None))
                    }
                }
            }
        }
    }

    fn hero(&self, look: &Look<'_>) -> Markup {
        let gathering = &self.gathering;
        let wall = gathering.starts_at.on_the_wall(&gathering.zone());
        let mine = self.reply == Some(Reply::Yes) && gathering.cancelled_at.is_none();
        html! {
            header.gathering-hero {
                @if let Some(hash) = &gathering.photo {
                    img src=(picture(hash)) alt=(gathering.photo_words) width="1600" height="800";
                } @else {
                    (art::cover(&format!("{} {}", gathering.title, gathering.starts_local)))
                }
                (parts::date_leaf_big(
                    &when::weekday_short(look.say, &wall), &wall.day().to_string(), &when::month_short(look.say, &wall), mine,
                ))
                h1 { (gathering.title) }
            }
        }
    }

    /// What stands out about it: called off, over.
    fn standing(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let gathering = &self.gathering;
        match self.state(look) {
            State::CalledOff => parts::notice(
                Tone::Stop,
                &html! {
                    p { strong { (say.t("gathering-cancelled")) } }
                    @if let Some(words) = gathering.cancel_words.as_deref().filter(|words| !words.is_empty()) { p { (words) } }
                    @if self.may_change && gathering.can_come_back(look.now) {
                        form method="post" action={ (gathering.url()) "/uncancel" } {
                            (parts::button(Weight::Plain, say.t("gathering-uncancel"), None))
                        }
                        p.small { (say.t("gathering-uncancel-help")) }
                    }
                },
            ),
            State::Over => parts::notice(Tone::Info, &html! { p { (say.t("gathering-over")) } }),
            State::Ahead | State::On => html! {},
        }
    }

    fn facts(&self, look: &Look<'_>) -> Markup {
        let mut facts = vec![self.fact_when(look), self.fact_where(look)];
        if self.state(look) != State::CalledOff {
            facts.push(self.fact_who(look));
        }
        parts::facts(&facts, true)
    }

    fn fact_when(&self, look: &Look<'_>) -> parts::Fact<'_> {
        let say = look.say;
        let zone = self.gathering.zone();
        let distance = match self.state(look) {
            State::On => say.t("gathering-on").to_owned(),
            _ => when::distance(say, self.gathering.starts_at, look.now, &zone),
        };
        let own = own_time(look, self.gathering.starts_at, &zone);
        let elsewhere = own.as_ref().map(|_| say.with("gathering-zone-time", args! { city: city(&zone) }));
        parts::Fact {
            icon: Icon::Calendar,
            name: say.t("gathering-fact-when"),
            value: html! {
                (parts::time(&self.gathering.starts_at.iso(), &self.when(look)))
                small {
                    (distance)
                    @if let (Some(own), Some(elsewhere)) = (own, elsewhere) { " · " (elsewhere) ", " (own) }
                }
            },
        }
    }

    fn fact_where(&self, look: &Look<'_>) -> parts::Fact<'_> {
        let say = look.say;
        let gathering = &self.gathering;
        let town = gathering.town().map(|town| town.name).unwrap_or_default();
        let (first, second) = match (gathering.venue.as_str(), gathering.address.as_str()) {
            ("", "") => (town, String::new()),
            ("", address) => (address, town.to_owned()),
            (venue, "") => (venue, town.to_owned()),
            (venue, address) => (venue, format!("{address}, {town}")),
        };
        let query: String = form_urlencoded::byte_serialize(gathering.where_in_words().as_bytes()).collect();
        parts::Fact {
            icon: Icon::Place,
            name: say.t("gathering-fact-where"),
            value: html! {
                (first)
                small {
                    @if !second.is_empty() { (second) " · " }
                    a href={ "https://www.openstreetmap.org/search?query=" (query) } rel="noopener noreferrer" { (say.t("gathering-map")) }
                    @if let Some(withheld) = approval::views::withheld(say, gathering) { br; (withheld) }
                }
            },
        }
    }

    fn fact_who(&self, look: &Look<'_>) -> parts::Fact<'_> {
        let say = look.say;
        let gathering = &self.gathering;
        let (met, online) = self.by_stage();
        let count = say.with(
            if self.state(look) == State::Over { "gathering-were-going" } else { "gathering-going" },
            args! { n: gathering.going },
        );
        let known = in_words(say, met.len(), online.len());
        let mut rest = Vec::new();
        if known.is_some() {
            rest.push(count.clone());
        }
        if matches!(self.state(look), State::Ahead | State::On) {
            match self.mine.left(gathering) {
                Some(0) if self.mine.waiting == 0 => rest.push(say.t("gathering-full").to_owned()),
                Some(0) => rest.push(say.with("gathering-full-waiting", args! { n: self.mine.waiting })),
                Some(left) => rest.push(say.with("gathering-left", args! { n: left })),
                None => {}
            }
            if self.maybe > 0 {
                rest.push(say.with("gathering-maybes", args! { n: self.maybe }));
            }
        }
        let some: Vec<Face> = self.ties.iter().take(6).map(Goer::face).collect();
        let more = usize::try_from(self.known).unwrap_or_default().saturating_sub(some.len());
        let label: Vec<&str> = some.iter().map(|face| face.name.as_str()).collect();
        parts::Fact {
            icon: Icon::People,
            name: say.t("gathering-fact-who"),
            value: html! {
                (known.unwrap_or(count))
                @if !some.is_empty() { div { (faces(&some, more, &label.join(", "))) } }
                @if !rest.is_empty() { small { (rest.join(" · ")) } }
            },
        }
    }

    /// The one thing to do here: answer, arrive, or sign in to do so.
    fn doing(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let gathering = &self.gathering;
        let state = self.state(look);
        let open = matches!(state, State::Ahead | State::On);
        if look.viewer.me().is_err() {
            let next: String = form_urlencoded::byte_serialize(gathering.url().as_bytes()).collect();
            return html! {
                @if open {
                    div.row {
                        (parts::link_button(Weight::Meet, say.t(if gathering.admission.asks() { "gathering-ask" } else { "gathering-yes" }), None, &format!("/sign-in?next={next}")))
                        p.soft { (say.t("gathering-sign-in")) }
                    }
                    @if self.guests { (guests::views::offer(look, gathering)) }
                }
            };
        }
        html! {
            @if self.may_check_in || (self.here && gathering.is_around(look.now)) { (self.arriving(look)) }
            @if open {
                (answers::views::doing(look, gathering, &self.mine))
            }
        }
    }

    fn arriving(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let action = format!("{}/check-in", self.gathering.url());
        html! {
            @if self.here {
                (parts::notice(Tone::Success, &html! {
                    p { strong { (say.t("gathering-here")) } " " (say.t("gathering-here-next")) }
                    // `register.js`: whoever has arrived gets the list of those who are there, and a key for it.
                    div.buttons data-here="yes" {
                        (parts::link_button(Weight::Meet, say.t("gathering-weve-met"), Some(Icon::Meet), "/meet"))
                        form method="post" action=(action) {
                            (parts::button_value(Weight::Quiet, say.t("gathering-not-here"), None, "undo", "yes"))
                        }
                    }
                }))
            } @else {
                form.row method="post" action=(action) {
                    (parts::button(Weight::Meet, say.t("gathering-check-in"), Some(Icon::Check)))
                    p.soft { (say.t("gathering-check-in-help")) }
                }
            }
        }
    }

    /// Who is going, by stage of the viewer's tie to them.
    fn who(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let gathering = &self.gathering;
        if look.viewer.me().is_err() || gathering.going == 0 || self.state(look) == State::CalledOff {
            return html! {};
        }
        let (met, online) = self.by_stage();
        let me = if self.reply == Some(Reply::Yes) { self.mine.party().places() } else { 0 };
        let others = (gathering.going - self.known - me).max(0);
        let more = usize::try_from(others).unwrap_or_default().saturating_sub(self.others.len());
        let label: Vec<&str> = self.others.iter().map(|face| face.name.as_str()).collect();
        let title = if self.state(look) == State::Over { "gathering-who-was" } else { "gathering-who" };
        html! {
            section.flow aria-labelledby="who" {
                div.head-row {
                    h2 #who { (say.t(title)) }
                    a href={ (gathering.url()) "/going" } { (say.t("gathering-everybody")) }
                }
                @for (key, goers) in [("gathering-those-met", met), ("gathering-those-online", online)] {
                    @if !goers.is_empty() {
                        h3 { (say.t(key)) }
                        ul.people { @for goer in goers { li { (goer_row(look, goer)) } } }
                    }
                }
                @if others > 0 && !self.others.is_empty() {
                    h3 { (say.with(if self.known > 0 { "gathering-others" } else { "gathering-not-yet-known" }, args! { n: others })) }
                    p { (faces(&self.others, more, &label.join(", "))) }
                } @else if self.known == 0 && me > 0 {
                    p.soft { (say.t("gathering-only-you")) }
                }
            }
        }
    }

    fn aside(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let gathering = &self.gathering;
        let state = self.state(look);
        let open = matches!(state, State::Ahead | State::On);
        let (_, online) = self.by_stage();
        let some: Vec<Face> = online.iter().take(6).map(|goer| goer.face()).collect();
        let more = online.len().saturating_sub(some.len());
        html! {
            @if self.may_change {
                (parts::note(say.t("gathering-note-host"), &html! {
                    div.buttons {
                        @if open {
                            (parts::link_button(Weight::Plain, say.t("gathering-edit"), Some(Icon::Pencil), &format!("{}/edit", gathering.url())))
                            (parts::link_button(Weight::Plain, say.t("answers-title"), Some(Icon::People), &format!("{}/answers", gathering.url())))
                        }
                        @if letters::model::is_open(gathering, look.now) { (letters::views::link(say, gathering)) }
                        (parts::link_button(if open { Weight::Quiet } else { Weight::Plain }, say.t("template-use"), None, &format!("{}/again", gathering.url())))
                        @if open {
                            (parts::link_button(Weight::Quiet, say.t("gathering-cancel"), None, &format!("{}/cancel", gathering.url())))
                        }
                    }
                }))
            }
            @if gathering.is_around(look.now) && look.viewer.me().is_ok() && !self.here {
                (parts::note(say.t("gathering-note-now"), &html! {
                    p { (say.t("gathering-note-now-text")) }
                    (parts::link_button(Weight::Plain, say.t("gathering-weve-met"), Some(Icon::Meet), "/meet"))
                }))
            }
            @let goes = matches!(self.reply, Some(Reply::Yes | Reply::Maybe)) && state != State::CalledOff;
            @if goes || (open && !online.is_empty()) {
                (parts::note(say.t("gathering-note-meet"), &html! {
                    @if let (Some(first), true) = (online.first(), open) {
                        p { (say.with("gathering-note-meet-text", args! { name: first.name.as_str(), n: online.len() as i64 - 1 })) }
                        p { a href={ (gathering.url()) "/going" } { (faces(&some, more, say.t("gathering-everybody"))) } }
                    } @else {
                        p { (say.t(if open { "gathering-note-whom" } else { "gathering-note-whom-over" })) }
                    }
                    @if goes {
                        (parts::link_button(Weight::Plain, say.t(if open { "gathering-whom" } else { "gathering-whom-over" }), Some(Icon::People), &format!("{}/whom", gathering.url())))
                    }
                }))
            }
            @if open {
                (parts::note(say.t("gathering-note-calendar"), &html! {
                    p { (say.t("gathering-note-calendar-text")) }
                    a.button href={ (gathering.url()) "/calendar.ics" } { (Icon::Calendar) (say.t("gathering-calendar")) }
                    @if look.viewer.me().is_ok() { p.small { a href="/you/calendars" { (say.t("feeds-all-yes")) } } }
                    @if self.public { p.small { a href={ (gathering.url()) "/share" } { (say.t("share-open")) } } }
                }))
            }
            // Of what is over the next date stands in the middle.
            @if let Some(next) = self.next.as_ref().filter(|_| state != State::Over) {
                (parts::note(say.t("gathering-note-next"), &html! { ul.gatherings { li { (row(look, next)) } } }))
            } @else if !open {
                (parts::note(say.t("gathering-note-find"), &html! {
                    p { (say.t("gathering-note-find-text")) }
                    (parts::link_button(Weight::Plain, say.t("gathering-find"), Some(Icon::Find), "/find"))
                }))
            }
        }
    }
}

/// The town on a small map; the venue is in words, as its host wrote it, with all else that is there.
fn on_a_map(look: &Look<'_>, gathering: &Gathering) -> Markup {
    let Some(town) = gathering.town() else { return html! {} };
    let venue = gathering.venue.as_str();
    let all = html! {
        // A hidden place has no page on which this would stand.
        @if !venue.is_empty() && !gathering.admission.hides() {
            a href=(venues::url(town.id, venue)) { (look.say.with("venue-all", args! { venue: venue })) } " · "
        }
    };
    venues::on_a_map(look, town, &all)
}

/// `3 you've met, 5 you only know online`.
fn in_words(say: Say, met: usize, online: usize) -> Option<String> {
    let met_words = || say.with("gathering-count-met", args! { n: met as i64 });
    let online_words = || say.with("gathering-count-online", args! { n: online as i64 });
    match (met, online) {
        (0, 0) => None,
        (_, 0) => Some(met_words()),
        (0, _) => Some(online_words()),
        _ => Some(say.with("gathering-count-both", args! { met: met_words(), online: online_words() })),
    }
}

impl Goer {
    pub(super) fn face(&self) -> Face {
        Face { id: self.id, handle: self.handle.clone(), name: self.name.clone(), photo: self.photo.clone() }
    }
}

/// Somebody who is going, with the sign of the tie.
fn goer_row(look: &Look<'_>, goer: &Goer) -> Markup {
    let stage = Stage::of_row(goer.stage, goer.planned_until, look.now);
    let about = html! { @if let Some(stage) = stage { p { (parts::stage(stage.sign(), look.say.t(stage.key()))) } } };
    parts::person(&goer.name, &format!("/@{}", goer.handle), photo(goer.photo.as_deref()).as_deref(), &about, None)
}

/// Everybody who is going.
pub fn going_page(look: &Look<'_>, gathering: &Gathering, goers: &[Goer], number: usize, more: bool) -> Page {
    let say = look.say;
    let met: Vec<&Goer> = goers.iter().filter(|goer| goer.stage >= 4).collect();
    let online: Vec<&Goer> = goers.iter().filter(|goer| (1..4).contains(&goer.stage)).collect();
    let others: Vec<&Goer> = goers.iter().filter(|goer| goer.stage < 1).collect();
    let base = format!("{}/going", gathering.url());
    let back = format!("{base}?page={}", number.saturating_sub(1));
    let on = format!("{base}?page={}", number + 1);
    let title = say.t(if gathering.state(look.now) == State::Over { "gathering-who-was" } else { "gathering-who" });
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        div.head {
            h1 { (title) }
            p.lead { (say.with("gathering-going", args! { n: gathering.going })) }
        }
        @for (key, goers) in [
            ("gathering-those-met", met), ("gathering-those-online", online), ("gathering-those-others", others),
        ] {
            @if !goers.is_empty() {
                section.flow { h2 { (say.t(key)) } ul.people { @for goer in goers { li { (goer_row(look, goer)) } } } }
            }
        }
        @if goers.is_empty() { p { (say.t("gathering-nobody")) } }
        (parts::pagination(
            say.t("gathering-pages"),
            (number > 0).then_some((back.as_str(), say.t("gathering-page-back"))),
            more.then_some((on.as_str(), say.t("gathering-page-on"))),
        ))
    };
    Page::new(title, Place::Find, main).alone().private()
}
