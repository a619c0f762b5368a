//! A gathering for other programs: as a calendar's file, and as structured data for search engines and previews.

use maud::{Markup, PreEscaped, html};
use serde_json::json;
use visavis_wire::ical;

use super::model::Gathering;
use crate::{
    act::Look,
    id,
    page::{excerpt, picture},
    people::Face,
    time::Moment,
};

/// The gathering as an iCalendar file.
pub fn file(look: &Look<'_>, gathering: &Gathering) -> String {
    let config = &look.shared.config;
    let uid = format!("{}@{}", gathering.id, config.instance());
    let url = config.url(&gathering.url());
    let mut description = excerpt(&gathering.words, 2_000);
    if !description.is_empty() {
        description.push_str("\n\n");
    }
    description.push_str(&url);
    let place = gathering.where_in_words();
    let millionths = |degrees: f64| (degrees * 1e6).round() as i64;
    let event = ical::Event {
        uid: &uid,
        sequence: gathering.sequence,
        stamp: gathering.changed_at.unwrap_or_else(|| id::made_at(gathering.id.0)).seconds(),
        starts: gathering.starts_at.seconds(),
        ends: gathering.ends_at.seconds(),
        summary: &gathering.title,
        description: &description,
        location: &place,
        url: &url,
        // The town's middle helps nobody to find a door: only where there is no more than the town.
        geo: gathering
            .town()
            .filter(|_| gathering.venue.is_empty() && gathering.address.is_empty())
            .map(|town| (millionths(town.lat), millionths(town.lon))),
        cancelled: gathering.cancelled_at.is_some(),
    };
    ical::calendar("-//Visavis//Visavis//EN", &[event])
}

/// The gathering as schema.org has it: a block of data, no script.
pub fn structured(look: &Look<'_>, gathering: &Gathering, host: Option<&Face>) -> Markup {
    let config = &look.shared.config;
    let zone = gathering.zone();
    let local = |at: Moment| at.on_the_wall(&zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let town = gathering.town();
    let name =
        if gathering.venue.is_empty() { town.map(|town| town.name).unwrap_or_default() } else { &gathering.venue };
    let status = if gathering.cancelled_at.is_some() { "EventCancelled" } else { "EventScheduled" };
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": gathering.title,
        "url": config.url(&gathering.url()),
        "startDate": local(gathering.starts_at),
        "endDate": local(gathering.ends_at),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": gathering.address,
                "addressLocality": town.map(|town| town.name),
                "addressRegion": town.map(|town| town.region),
                "addressCountry": town.map(|town| town.country),
            },
        },
    });
    if !gathering.words.is_empty() {
        data["description"] = excerpt(&gathering.words, 500).into();
    }
    if let Some(hash) = &gathering.photo {
        data["image"] = config.url(&picture(hash)).into();
    }
    if let Some(host) = host {
        data["organizer"] = json!({ "@type": "Person", "name": host.name, "url": config.url(&host.url()) });
    }
    if let Some(capacity) = gathering.capacity {
        data["maximumAttendeeCapacity"] = capacity.into();
        data["remainingAttendeeCapacity"] = gathering.left().into();
    }
    // Within a script element only `<` could end it.
    let text = data.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(text)) } }
}
