//! Gatherings for other programs: as calendars, and as structured data for search engines and previews.

mod store;

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use visavis_wire::ical::{self, Attends, Method, Status};

use super::{
    about::About,
    actions,
    model::{Filter, Gathering, Reply, url},
};
use crate::{
    act::Look,
    communities,
    error::{Error, Result},
    id::{self, CommunityId, GatheringId},
    page::{excerpt, picture, preview, shown_elsewhere},
    people::Face,
    time::{DAY, Moment, Zone},
};

/// So long something is still in a calendar that is subscribed to (milliseconds): programs drop what is no longer there,
/// and have to learn what was called off.
const KEPT: i64 = 30 * DAY;
/// The same for what somebody said yes to: it is their memory.
const KEPT_OWN: i64 = 366 * DAY;
/// So many stand in a calendar that everybody may read.
pub const MOST: usize = 200;
/// So many in somebody's own.
const MOST_OWN: i64 = 500;
/// After so many minutes it is worth reading a calendar again.
const AGAIN: i64 = 60;
/// Who made the file.
const PRODUCT: &str = "-//Visavis//Visavis//EN";

/// A gathering in a calendar.
pub struct Entry {
    /// The gathering.
    pub gathering: Gathering,
    /// Whether whose calendar it is said yes; of others' calendars always.
    pub sure: bool,
}

impl Entry {
    fn status(&self) -> Status {
        match self {
            Self { gathering, .. } if gathering.cancelled_at.is_some() => Status::Cancelled,
            Self { sure: true, .. } => Status::Confirmed,
            Self { sure: false, .. } => Status::Tentative,
        }
    }
}

/// A calendar that is subscribed to.
pub struct Subscription<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The path of the page that shows the same.
    pub path: &'a str,
    /// So many minutes before each its reader wants to hear of it.
    pub alarm: Option<i64>,
}

/// All gatherings of a community that the viewer may see: those ahead, and for a while those that were.
pub fn of_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<Entry>> {
    let since = look.now.plus(-KEPT);
    let ids = store::of_community(look, community, since, MOST as i64)?;
    seen(look, ids.into_iter().map(|(id,)| (id, true)).collect())
}

/// What fits a search, also what was called off lately.
pub fn of_search(look: &mut Look<'_>, filter: &Filter) -> Result<Vec<Entry>> {
    // What ended just now stays for a day; what ends before a day that is asked for is not in it.
    let from = filter.from.unwrap_or(look.now);
    let from = if from > look.now { from } else { from.plus(-DAY) };
    let filter = Filter { from: Some(from), ..filter.clone() };
    let since = look.now.plus(-KEPT);
    let ids = super::lists::listed(look, &filter, MOST, since)?;
    seen(look, ids.into_iter().map(|id| (id, true)).collect())
}

/// What the viewer said yes to, and maybe to.
pub fn of_viewer(look: &mut Look<'_>, maybes: bool) -> Result<Vec<Entry>> {
    let (person, since) = (look.viewer.person()?, look.now.plus(-KEPT_OWN));
    let answers = store::answered(look, person, since, maybes, MOST_OWN)?;
    seen(look, answers.into_iter().map(|(id, reply)| (id, reply == Reply::Yes)).collect())
}

/// Those of them that the viewer may see, in the order of time.
fn seen(look: &mut Look<'_>, found: Vec<(GatheringId, bool)>) -> Result<Vec<Entry>> {
    let mut kept = Vec::with_capacity(found.len());
    for (id, sure) in found {
        match actions::visible(look, id) {
            Ok(gathering) => kept.push(Entry { gathering, sure }),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    kept.sort_by_key(|entry| (entry.gathering.starts_at, entry.gathering.id));
    Ok(kept)
}

/// The gathering as an iCalendar file, to be read once or again.
pub fn file(look: &Look<'_>, gathering: Gathering) -> String {
    print(look, None, None, &[Entry { gathering, sure: true }])
}

/// Who is invited, by whom, and to what end.
pub struct Invited<'a> {
    /// To what end.
    pub method: Method,
    /// Who invites.
    pub host: &'a str,
    /// Who is invited.
    pub name: &'a str,
    /// Where they read their mail.
    pub email: &'a str,
    /// What they said.
    pub attends: Attends,
    /// The address that takes their answer by mail, if there is one.
    pub answers: Option<&'a str>,
}

/// The name of a gathering in calendars, the same for ever.
pub fn uid(look: &Look<'_>, id: GatheringId) -> String {
    format!("{id}@{}", look.shared.config.instance())
}

/// The gathering as an invitation by mail; `None` where letters have no sender whom an answer could name.
pub fn invitation(look: &Look<'_>, gathering: Gathering, invited: &Invited<'_>) -> Option<String> {
    let from: lettre::message::Mailbox = look.shared.config.mail_from.parse().ok()?;
    let from = invited.answers.map_or_else(|| from.email.to_string(), ToOwned::to_owned);
    let sure = invited.attends == Attends::Accepted;
    Some(print(look, None, Some((invited, &from)), &[Entry { gathering, sure }]))
}

/// A calendar as it is subscribed to.
pub fn calendar(look: &Look<'_>, subscription: &Subscription<'_>, entries: &[Entry]) -> String {
    print(look, Some(subscription), None, entries)
}

/// What an entry says that is put together.
struct Texts {
    uid: String,
    url: String,
    description: String,
    place: String,
}

fn print(
    look: &Look<'_>,
    subscription: Option<&Subscription<'_>>,
    invited: Option<(&Invited<'_>, &str)>,
    entries: &[Entry],
) -> String {
    let config = &look.shared.config;
    let texts: Vec<Texts> = entries
        .iter()
        .map(|Entry { gathering, .. }| {
            let url = config.url(&gathering.url());
            let words = excerpt(&gathering.words, 2_000);
            Texts {
                uid: uid(look, gathering.id),
                description: if words.is_empty() { url.clone() } else { format!("{words}\n\n{url}") },
                place: gathering.where_in_words(),
                url,
            }
        })
        .collect();
    let zones = zones(entries);
    let millionths = |degrees: f64| (degrees * 1e6).round() as i64;
    let events: Vec<ical::Event<'_>> = entries
        .iter()
        .zip(&texts)
        .map(|(entry, texts)| {
            let gathering = &entry.gathering;
            let made = id::made_at(gathering.id.0);
            ical::Event {
                uid: &texts.uid,
                sequence: gathering.sequence,
                made: made.seconds(),
                stamp: gathering.changed_at.unwrap_or(made).seconds(),
                starts: gathering.starts_at.seconds(),
                ends: gathering.ends_at.seconds(),
                zone: zones.iter().position(|zone| zone.name == gathering.zone),
                summary: &gathering.title,
                description: &texts.description,
                location: &texts.place,
                url: &texts.url,
                // The town's middle helps nobody to find a door: only where there is no more than the town.
                geo: gathering
                    .town()
                    .filter(|_| gathering.venue.is_empty() && gathering.address.is_empty())
                    .map(|town| (millionths(town.lat), millionths(town.lon))),
                status: entry.status(),
                alarm: subscription.and_then(|subscription| subscription.alarm),
                invited: invited.map(|(invited, from)| ical::Invited {
                    organizer: (invited.host, from),
                    attendee: (invited.name, invited.email),
                    attends: invited.attends,
                    answerable: invited.answers.is_some(),
                }),
            }
        })
        .collect();
    let page = subscription.map(|subscription| config.url(subscription.path)).unwrap_or_default();
    let head = ical::Calendar {
        product: PRODUCT,
        name: subscription.map_or("", |subscription| subscription.name),
        url: &page,
        refresh: subscription.map(|_| AGAIN),
        zones: &zones,
        method: invited.map_or(Method::Publish, |(invited, _)| invited.method),
    };
    ical::calendar(&head, &events)
}

/// The zones that are named, as far as these gatherings need their rules.
fn zones(entries: &[Entry]) -> Vec<ical::Zone> {
    let mut spans: BTreeMap<&str, (Moment, Moment)> = BTreeMap::new();
    for Entry { gathering, .. } in entries {
        let span = spans.entry(&gathering.zone).or_insert((gathering.starts_at, gathering.ends_at));
        *span = (span.0.min(gathering.starts_at), span.1.max(gathering.ends_at));
    }
    spans
        .into_iter()
        // UTC is no zone to a calendar, but the form without one.
        .filter_map(|(name, span)| Some((name, Zone::named(name)?, span)).filter(|(name, ..)| *name != "UTC"))
        .map(|(name, zone, (from, to))| ical::Zone { name: name.to_owned(), changes: zone.changes(from, to) })
        .collect()
}

/// How many gatherings are ahead, also those that not everybody may see.
pub fn count_upcoming(look: &mut Look<'_>) -> Result<i64> {
    let now = look.now;
    store::count_ahead(look, now)
}

/// A part of them, each with its path and when it last changed, without what the viewer may not see.
pub fn upcoming(look: &mut Look<'_>, most: i64, after: i64) -> Result<Vec<(String, Moment)>> {
    let now = look.now;
    let mut kept = Vec::new();
    for row in store::ahead(look, now, most, after)? {
        let seen = row.community.map_or(Ok(true), |community| communities::may_see(look, community))?;
        if seen && row.cancelled_at.is_none() {
            kept.push((url(row.id), row.changed_at.unwrap_or(id::made_at(row.id.0))));
        }
    }
    Ok(kept)
}

/// What programs look for in the head of a gathering's page; only what everybody may see is shown elsewhere.
pub fn head(look: &Look<'_>, gathering: &Gathering, public: bool) -> Markup {
    let config = &look.shared.config;
    html! {
        link rel="alternate" type="text/calendar" title=(gathering.title) href={ (gathering.url()) "/calendar.ics" };
        @if public {
            (shown_elsewhere(look, &gathering.title, &gathering.url()))
            @if let Some(hash) = &gathering.photo {
                meta property="og:image" content=(config.url(&picture(hash)));
                @if !gathering.photo_words.is_empty() { meta property="og:image:alt" content=(gathering.photo_words); }
                meta name="twitter:card" content="summary_large_image";
            } @else if preview::can_show(&gathering.title) {
                meta property="og:image" content={ (config.url(&gathering.url())) "/preview.png" };
                meta property="og:image:width" content=(preview::SIZE.0);
                meta property="og:image:height" content=(preview::SIZE.1);
                meta property="og:image:alt" content=(gathering.title);
                meta name="twitter:card" content="summary_large_image";
            } @else {
                meta name="twitter:card" content="summary";
            }
        }
    }
}

/// The gathering as schema.org has it: a block of data, no script; and the same as an h-event (microformats.org).
pub fn structured(
    look: &Look<'_>,
    gathering: &Gathering,
    said: (&About, Option<i64>),
    host: Option<&Face>,
    community: Option<&(String, String)>,
) -> Markup {
    let config = &look.shared.config;
    let zone = gathering.zone();
    let local = |at: Moment| at.on_the_wall(&zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let url = config.url(&gathering.url());
    let (starts, ends) = (local(gathering.starts_at), local(gathering.ends_at));
    let data = event(look, gathering, said, (&starts, &ends), host, community);
    // Within a script element only `<` could end it.
    let text = data.to_string().replace('<', "\\u003c");
    html! {
        script type="application/ld+json" { (PreEscaped(text)) }
        div.h-event hidden {
            a.p-name.u-url href=(url) { (gathering.title) }
            time.dt-start datetime=(starts) {}
            time.dt-end datetime=(ends) {}
            span.p-location { (gathering.where_in_words()) }
            span.p-summary { (excerpt(&gathering.words, 500)) }
            @if let Some(host) = host { a.p-organizer.h-card href=(config.url(&host.url())) { (host.name) } }
        }
    }
}

/// `left`: how many places are left, in whichever part.
fn event(
    look: &Look<'_>,
    gathering: &Gathering,
    (about, left): (&About, Option<i64>),
    (starts, ends): (&str, &str),
    host: Option<&Face>,
    community: Option<&(String, String)>,
) -> Value {
    let config = &look.shared.config;
    let url = config.url(&gathering.url());
    let status = if gathering.cancelled_at.is_some() { "EventCancelled" } else { "EventScheduled" };
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "name": gathering.title,
        "url": url,
        "startDate": starts,
        "endDate": ends,
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place(gathering),
    });
    if !gathering.words.is_empty() {
        data["description"] = excerpt(&gathering.words, 500).into();
    }
    if let Some(hash) = &gathering.photo {
        data["image"] = json!([config.url(&picture(hash))]);
    } else if preview::can_show(&gathering.title) {
        data["image"] = json!([format!("{url}/preview.png")]);
    }
    let person = host.map(|host| json!({ "@type": "Person", "name": host.name, "url": config.url(&host.url()) }));
    let organisation = community.map(
        |(handle, name)| json!({ "@type": "Organization", "name": name, "url": config.url(&format!("/c/{handle}")) }),
    );
    let organizers: Vec<Value> = [organisation, person].into_iter().flatten().collect();
    if !organizers.is_empty() {
        data["organizer"] = organizers.into();
    }
    if let Some(capacity) = gathering.capacity {
        data["maximumAttendeeCapacity"] = capacity.into();
        data["remainingAttendeeCapacity"] = left.into();
    }
    // What its host has not said is not said here.
    if !about.language.is_empty() {
        data["inLanguage"] = about.language.as_str().into();
    }
    if !about.cost.is_empty() {
        data["isAccessibleForFree"] = (about.cost == "free").into();
    }
    if gathering.still_open(look.now).is_ok() {
        // A place here costs nothing; what the venue asks for, nobody has told us.
        let availability = if left == Some(0) { "SoldOut" } else { "InStock" };
        data["offers"] = json!({
            "@type": "Offer",
            "url": url,
            "category": "registration",
            "availability": format!("https://schema.org/{availability}"),
            "validFrom": id::made_at(gathering.id.0).iso(),
        });
    }
    data
}

/// Where it is. Of the town we know the middle; of the venue only what its host wrote.
fn place(gathering: &Gathering) -> Value {
    let Some(town) = gathering.town() else {
        return json!({ "@type": "Place", "name": gathering.venue, "address": gathering.address });
    };
    let mut address = json!({
        "@type": "PostalAddress",
        "addressLocality": town.name,
        "addressRegion": town.region,
        "addressCountry": town.country,
    });
    if !gathering.address.is_empty() {
        address["streetAddress"] = gathering.address.as_str().into();
    }
    let middle = json!({ "@type": "GeoCoordinates", "latitude": town.lat, "longitude": town.lon });
    if gathering.venue.is_empty() && gathering.address.is_empty() {
        return json!({ "@type": "City", "name": town.name, "address": address, "geo": middle });
    }
    let name = if gathering.venue.is_empty() { &gathering.address } else { &gathering.venue };
    json!({
        "@type": "Place",
        "name": name,
        "address": address,
        "containedInPlace": { "@type": "City", "name": town.name, "geo": middle },
    })
}
